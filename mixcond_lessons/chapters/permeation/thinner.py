"""Two slow faces and a bulk between them: what a thinner membrane brings."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import surface_exchange
from ...physics.constants import AIR
from ..controls import linear, logarithmic
from .example_oxide import DIFFUSIVITY, flux_with_fast_faces, oxygen_content
from .standard_volume import as_volume

THICKNESSES = np.geomspace(1e-6, 3e-3, 61)
LINEAR_UP_TO = 1  # decades of pressure at a face: beyond, its linear law is doubtful
PARTS = ("low face", "bulk", "high face")
HALF = 3  # per cent: so near to a half of ln p counts as found


class ThinnerNotAlwaysBetter(Panel):
    """Oxygen must step in, walk through, and step out. Only the walk gets shorter in a thin membrane."""

    name = "permeation.thinner"
    ask = "Is thinner always better?"
    alternative = ("Left: oxygen flux against thickness, both logarithmic, for the bulk alone, the faces "
                   "alone and all together. Right: oxygen pressure from gas to gas through the membrane, "
                   "with its jumps at both faces.")
    law = staticmethod(surface_exchange.flux_of_faces_and_bulk)
    controls = (
        logarithmic("thickness", 1e-6, 3e-3, 1e-4),
        linear("exchange_exponent", 0.0, 1.0, 0.5, step=0.05, label="exponent m of k ∝ pO₂ᵐ", unit="1"),
        logarithmic("oxygen_activity_low", 1e-4, 0.1, 0.01, label="oxygen, low side", symbol="pO₂"),
        logarithmic("exchange_rate", 1e-7, 1e-5, 1e-6, label="exchange rate in air", folded=True),
    )
    presets = {"tube pumped to 0.001 bar": {"oxygen_activity_low": 1e-3},
               "thick: the bulk decides": {"thickness": 3e-3, "exchange_exponent": 0.0},
               "thin: the faces decide": {"thickness": 1e-5},
               "faces alike, L = 2 L_c": {"thickness": 2e-4, "exchange_exponent": 0.0}}

    def solve(self, state):
        gases = state.oxygen_activity_low, AIR
        rates = surface_exchange.exchange_rate(state.exchange_rate, state.exchange_exponent, np.array(gases),
                                               AIR)
        # One call for the curve, this membrane and one half as thick.
        lengths = np.concatenate([[state.thickness, state.thickness / 2], THICKNESSES])
        flux, low, high = surface_exchange.flux_of_faces_and_bulk(DIFFUSIVITY, *rates, oxygen_content(),
                                                                  *gases, lengths)
        alone = surface_exchange.flux_of_faces_alone(*rates, oxygen_content(), *gases)
        falls = np.log(np.array([low[0] / gases[0], high[0] / low[0], gases[1] / high[0]]))
        whole = np.log(gases[1] / gases[0])
        length = surface_exchange.characteristic_thickness(DIFFUSIVITY, state.exchange_rate)
        return {
            "now": {"flux (mL/cm2/min)": as_volume(flux[0]),
                    "bulk alone (mL/cm2/min)": as_volume(flux_with_fast_faces(*gases, state.thickness)),
                    **{f"{part} (%)": 100 * fall / whole for part, fall in zip(PARTS, falls, strict=True)},
                    "half as thick gives (%)": 100 * (flux[1] / flux[0] - 1),
                    "decades at a face": max(falls[0], falls[2]) / np.log(10),
                    "L_c (µm)": convert(length, "m", "µm")},
            "crossing": {"thickness (mm)": 2 * [convert(DIFFUSIVITY * (1 / rates).sum(), "m", "mm")],
                         "flux (mL/cm2/min)": (1e-6, as_volume(alone))},
            "here": {"thickness (mm)": convert(state.thickness, "m", "mm"),
                     "flux (mL/cm2/min)": as_volume(flux[0])},
            "curve": {"thickness (mm)": convert(THICKNESSES, "m", "mm"),
                      "flux (mL/cm2/min)": as_volume(flux[2:]),
                      "bulk alone (mL/cm2/min)": as_volume(flux_with_fast_faces(*gases, THICKNESSES)),
                      "faces alone (mL/cm2/min)": np.full(THICKNESSES.size, as_volume(alone))},
            "through": {"x/L": (-0.4, 0, 0, 1, 1, 1.4),
                        "pO₂ (bar)": (gases[0], gases[0], low[0], high[0], gases[1], gases[1])},
        }

    def draw(self, figure):
        fluxes, through = figure.subplots(1, 2)
        fluxes.set(xscale="log", yscale="log", xlim=(1e-3, 3), ylim=(3e-4, 1e4), xlabel="thickness (mm)",
                   title="flux (mL/cm²/min)")
        fluxes.set_xticks((1e-3, 1e-2, 1e-1, 1), ("0.001", "0.01", "0.1", "1"))
        fluxes.set_yticks(10.0 ** np.arange(-2, 5, 2))
        through.set(yscale="log", xlim=(-0.4, 1.4), ylim=(5e-5, 1), xticks=(0, 1),
                    xticklabels=("x = 0", "x = L"), xlabel="shares of ln pO₂ (%)",
                    title="oxygen pressure (bar)")
        through.axvspan(0, 1, color=style.QUIET, alpha=0.15, linewidth=0)
        thin = style.form().line * 0.75
        self.curve(fluxes, "curve", "thickness (mm)", "bulk alone (mL/cm2/min)", style.DASHED,
                   label="bulk alone", at=0.3, shift=(46, 0), linewidth=thin)
        self.curve(fluxes, "curve", "thickness (mm)", "faces alone (mL/cm2/min)", style.DOTTED,
                   label="faces alone", at=0.2, shift=(0, 3), linewidth=thin)
        self.curve(fluxes, "curve", "thickness (mm)", "flux (mL/cm2/min)", label="all", at=0.15,
                   shift=(0, -24))
        self.curve(fluxes, "crossing", "thickness (mm)", "flux (mL/cm2/min)", style.DOTTED, linewidth=thin)
        self.note(fluxes, lambda tables: (tables["crossing"]["thickness (mm)"][0], 4e-4, (
            "2 L_c " if self.state["exchange_exponent"] == 0 else "faces = bulk ")),
            color=style.QUIET, ha="right", va="bottom")
        self.curve(fluxes, "here", "thickness (mm)", "flux (mL/cm2/min)", marker="o", linestyle="none")
        self.curve(through, "through", "x/L", "pO₂ (bar)")
        for part, x, align in zip(PARTS, (0.04, 0.5, 0.96), ("left", "center", "right"), strict=True):
            self.note(through, lambda tables, x=x, column=f"{part} (%)":
                      (x, 6e-5, f"{tables['now'][column][0]:.3g}"), ha=align, va="bottom")

    def say(self, state, words):
        alike = f" (equal faces: L_c = D/k = {words['L_c (µm)']})" if state.exchange_exponent == 0 else ""
        if abs(words.number("bulk (%)") - 50) < HALF:
            alike += ": here the faces together take half"
        doubtful = (" (doubtful: one face takes over a decade)"
                    if words.number("decades at a face") > LINEAR_UP_TO else "")
        return (f"The membrane passes {words['flux (mL/cm2/min)']} of O₂, and its bulk takes "
                f"{words['bulk (%)']} of the fall of ln pO₂{doubtful}. "
                f"Half as thick, it would pass {words['half as thick gives (%)']} more{alike}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        _, _, low, high, _, _ = tables["through"]["pO₂ (bar)"]
        shares = sum(now[f"{part} (%)"] for part in PARTS)
        bulk = as_volume(flux_with_fast_faces(low, high, state.thickness))
        found = {"the shares of ln pO₂ add up to 100 %": abs(shares - 100) / 100,
                 "the bulk passes what the faces pass": float(abs(bulk / now["flux (mL/cm2/min)"] - 1))}
        if state.exchange_exponent == 0:
            alike = surface_exchange.flux_with_equal_faces(
                now["bulk alone (mL/cm2/min)"], state.thickness, convert(now["L_c (µm)"], "µm", "m"))
            found["two equal faces add twice the characteristic thickness"] = abs(
                float(alike) / now["flux (mL/cm2/min)"] - 1)
        return found
