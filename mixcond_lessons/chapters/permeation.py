"""Chapter 06, Transport without Wires: oxygen walks through a dense ceramic, and what that costs a voltage."""
import numpy as np
from matplotlib.patches import FancyArrow

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..materials import model
from ..physics import permeation, surface_exchange, vacancies
from .permeation_further import MeasuredBeside, RelaxationAfterStep
from ..physics.membranes import flux_against_low_pressure, lowest_activity, membrane
from .permeation_membranes import DOWNHILL, FEW_ELECTRONS, KNOWN, NOT_REDUCED
from .permeation_questions import QUESTIONS
from .permeation_voltage import InsideMembrane, LeakingVoltage

__all__ = ["PANELS", "QUESTIONS", "BreathingMembrane", "InsideMembrane", "LeakingVoltage", "MeasuredBeside", "RelaxationAfterStep",
           "ThinnerNotAlwaysBetter", "predict_flows", "predict_profile", "predict_thinner"]

SHORT = {"ferrite": "the model ferrite", "ceria": "ceria CGO10"}
ALONE = 70  # per cent of the pace: who sets more than that sets it alone, in words
FLUXES = {"ferrite": (1e-5, 2e3), "ceria": (1e-11, 2e3)}  # mL/(cm2 min), what each membrane can do between all corners


def as_volume(flux):
    """Oxygen flux in the unit of membrane papers, mL/(cm2 min) at 0 °C and 1 atm, from mol O2/(m2 s)."""
    return convert(permeation.flux_as_standard_volume(flux), "m/s", "mL/cm2/min")


class BreathingMembrane(Panel):
    """A slab between two gases, no wires: oxide ions one way, twice as many electrons the other way, and no current in sum."""

    name = "permeation.breathing_membrane"
    ask = "No wire, no current: what flows through the membrane?"
    alternative = ("Left: the membrane between two gases with one arrow for oxide ions and one for electrons, equally wide because they carry the "
                   "same charge. Right: oxygen flux against the oxygen pressure of the low side, both logarithmic.")
    law = staticmethod(permeation.wagner_flux)
    controls = (
        logarithmic("oxygen_activity_low", "oxygen, low side", 1e-20, 0.1, 1e-3, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        logarithmic("thickness", "thickness", 1e-5, 3e-3, 1e-3, unit="m", shown="mm", symbol="L"),
        linear("temperature", "temperature", 773.15, 1273.15, 1073.15, step=10, unit="K", shown="°C", symbol="T"),
        logarithmic("oxygen_activity_high", "oxygen, high side", 0.01, 1.0, 0.21, unit="1", shown="bar", symbol="pO₂", folded=True, source="air"),
        choice("material", "material", {"ferrite": "model ferrite La₀.₆Sr₀.₄FeO₃", "ceria": "ceria CGO10"}, "ferrite", folded=True, rescales=True),
    )
    rules = (DOWNHILL, KNOWN, NOT_REDUCED, FEW_ELECTRONS)
    presets = {"ferrite, air to helium": {"temperature": 1173.15}, "ferrite, thin": {"temperature": 1173.15, "thickness": 1e-5},
               "ceria, air to helium": {"material": "ceria"}, "ceria, air to wet hydrogen": {"material": "ceria", "oxygen_activity_low": 1e-20}}

    def solve(self, state):
        pressures = state.oxygen_activity_low, state.oxygen_activity_high
        conductor = membrane(state.material, state.temperature)
        flux = permeation.wagner_flux(*conductor, state.temperature, *pressures, state.thickness)
        ions = convert(permeation.flux_as_current_density(flux), "A/m2", "A/cm2")
        electrons = -ions  # no wire: what one carrier brings the other takes back
        by_ions = 100 * permeation.ionic_rate_control(*conductor, *pressures)
        least = max(lowest_activity(state.material, state.temperature), self.controls[0].minimum)
        low, fluxes = flux_against_low_pressure(state.material, state.temperature, least, pressures[1])
        return {
            "now": {"flux (mL/cm2/min)": as_volume(flux), "flux (mol/m2/s)": flux, "ions carry (A/cm2)": ions, "electrons carry (A/cm2)": electrons,
                    "net current (A/cm2)": ions + electrons, "electrons per ion": 4 * flux / (2 * flux),
                    "power lost (W/m2)": permeation.dissipated_power(flux, state.temperature, *pressures),
                    "pace set by ions (%)": by_ions, "pace set by electrons (%)": 100 - by_ions},
            "low side": {"pO₂ (bar)": state.oxygen_activity_low, "flux (mL/cm2/min)": as_volume(flux)},
            "curve": {"pO₂ (bar)": low, "flux (mL/cm2/min)": as_volume(fluxes / state.thickness)},
        }

    def draw(self, figure):
        slab, fluxes = figure.subplots(1, 2, width_ratios=(1.15, 1))
        self._draw_slab(slab)
        material = self.state["material"]
        fluxes.set(xscale="log", yscale="log", xlim=(3e-21, 1), ylim=FLUXES[material], xlabel="oxygen pressure, low side (bar)", title="flux, fast faces (mL/cm²/min)")
        fluxes.set_xticks(10.0 ** np.arange(-20, 1, 5))
        fluxes.set_yticks(10.0 ** np.arange(-9 if material == "ceria" else -4, 4, 3 if material == "ceria" else 2))
        self.curve(fluxes, "curve", "pO₂ (bar)", "flux (mL/cm2/min)", style.IONS, label=SHORT[material].removeprefix("the "), at=0.2, shift=(0, -24))
        self.curve(fluxes, "low side", "pO₂ (bar)", "flux (mL/cm2/min)", marker="o", linestyle="none")

    def _draw_slab(self, axes):
        """The slab, its two arrows, and the oxygen that comes and goes on both sides."""
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], title="flows (arrow width: log scale)")
        axes.grid(False)
        axes.axvspan(0.24, 0.76, color=style.QUIET, alpha=0.15, linewidth=0)
        for start, end in ((0.99, 0.79), (0.21, 0.01)):
            axes.annotate("", (end, 0.5), (start, 0.5), arrowprops={"arrowstyle": "->", "color": style.MARK, "linewidth": style.form().line})
            axes.text((start + end) / 2, 0.53, "O₂", ha="center", va="bottom")
        for y, carrier, words, way in ((0.66, style.IONS, "1 O²⁻", -1), (0.28, style.ELECTRONS, "2 e⁻", 1)):
            self._arrow(axes, y, carrier, way)
            # In the moving layer as its arrow, for that lies above the still one.
            self.note(axes, lambda tables, y=y, words=words: (0.5, y, words), color="white", weight="bold", ha="center", va="center", zorder=5,
                      bbox={"facecolor": carrier.colour, "edgecolor": "none", "pad": 2})
        self.note(axes, lambda tables: (0.01, 0.98, self.controls[0].show(self.state["oxygen_activity_low"])), va="top")
        self.note(axes, lambda tables: (0.99, 0.98, self.controls[3].show(self.state["oxygen_activity_high"])), ha="right", va="top")
        self.note(axes, lambda tables: (0.5, 0.98, self.controls[1].show(self.state["thickness"])), ha="center", va="top")
        axes.text(0.5, 0.02, "net current 0", ha="center", va="bottom")

    def _arrow(self, axes, y, carrier, way):
        """A block arrow whose width follows the logarithm of the current that the carrier brings."""
        arrow = axes.add_patch(FancyArrow(0, 0, 1, 0, length_includes_head=True, color=carrier.colour, linewidth=0))

        def update(tables):
            low, high = np.log10(FLUXES["ceria"])
            share = (np.log10(tables["now"]["flux (mL/cm2/min)"][0]) - low) / (high - low)
            width = 0.01 + 0.17 * float(np.clip(share, 0, 1))
            arrow.set_data(x=0.5 - 0.24 * way, y=y, dx=0.48 * way, dy=0, width=width, head_width=width + 0.1, head_length=0.06)
        self.moves(arrow, update)

    def say(self, state, words):
        by_ions = words.number("pace set by ions (%)")
        who = next((f"The {name} set the pace" for name, share in (("ions", by_ions), ("electrons", 100 - by_ions)) if share > ALONE),
                   f"Both set the pace: ions {words.show('pace set by ions (%)', 2)}, electrons {words.show('pace set by electrons (%)', 2)}")
        return (f"With fast faces {words['flux (mL/cm2/min)']} of O₂ would pass {SHORT[state.material]} (illustrative). Ions carry {words['ions carry (A/cm2)']}, "
                f"electrons, {words['electrons per ion']} per ion, as much back: net current {words['net current (A/cm2)']}. {who}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        conductor = membrane(state.material, state.temperature)
        inside = permeation.membrane_profiles(*conductor, state.temperature, state.oxygen_activity_low, state.oxygen_activity_high, state.thickness)
        ions, electrons = (convert(current, "A/m2", "A/cm2") for current in (inside.ionic_current_density, inside.electronic_current_density))
        # Each carrier loses its current times the fall of its own potential; both together are what the gases lose.
        falls = [potential[-1] - potential[0] for potential in (inside.oxygen_ion_potential / 2, inside.electron_potential)]
        lost = (now["ions carry (A/cm2)"] * falls[0] + now["electrons carry (A/cm2)"] * falls[1]) / permeation.FARADAY
        return {"currents of ions and electrons cancel everywhere": float(np.abs(ions + electrons).max() / now["ions carry (A/cm2)"]),
                "ions carry 4FJ everywhere": float(np.abs(ions / now["ions carry (A/cm2)"] - 1).max()),
                "the carriers lose what the gases pay": abs(convert(lost, "W/cm2", "W/m2") / now["power lost (W/m2)"] - 1)}


KELVIN, AIR = 1173.15, 0.21
DIFFUSIVITY = 1e-10  # m²/s, self-diffusion of oxygen in the example oxide
OXYGEN_CONTENT = vacancies.site_concentration(model("ferrite").constants["lattice_parameter"])
IONIC = float(vacancies.nernst_einstein_conductivity(OXYGEN_CONTENT, DIFFUSIVITY, -2, KELVIN))
THICKNESSES = np.geomspace(1e-6, 3e-3, 61)


def rounded_shares(shares, decimals):
    """Shares in per cent, rounded so that they still add up to 100: those with the largest remainders are rounded up."""
    parts = np.asarray(shares, dtype=float) * 10**decimals
    whole = np.floor(parts)
    missing = round(100 * 10**decimals - whole.sum())
    whole[np.argsort(whole - parts, kind="stable")[:missing]] += 1
    return np.round(whole / 10**decimals, decimals)


def example_bulk(oxygen_activity_low, oxygen_activity_high, thickness):
    """Flux [mol O2/(m2 s)] of the example oxide with fast faces: constant ions, electrons in plenty."""
    return permeation.flux_of_ionic_power_law(IONIC, 0.0, KELVIN, oxygen_activity_low, oxygen_activity_high, thickness)


class ThinnerNotAlwaysBetter(Panel):
    """Three hurdles in a row: oxygen must step in, walk through, and step out. Only the walk gets shorter in a thin membrane."""

    name = "permeation.thinner"
    ask = "Is thinner always better?"
    alternative = ("Left: oxygen flux against thickness, both logarithmic, for the bulk alone, the faces alone and all together. "
                   "Right: oxygen pressure from gas to gas through the membrane, with its jumps at both faces.")
    law = staticmethod(surface_exchange.flux_with_slow_faces)
    controls = (
        logarithmic("thickness", "thickness", 1e-6, 3e-3, 1e-4, unit="m", shown="mm", symbol="L"),
        linear("exchange_exponent", "exponent m of k ∝ pO₂ᵐ", 0.0, 1.0, 0.5, step=0.05, unit="1"),
        logarithmic("oxygen_activity_low", "oxygen, low side", 1e-4, 0.1, 0.01, unit="1", shown="bar", symbol="pO₂"),
        logarithmic("exchange_rate", "exchange rate in air", 1e-7, 1e-5, 1e-6, unit="m/s", shown="cm/s", symbol="k", folded=True),
    )
    presets = {"air to helium, 0.001 bar": {"oxygen_activity_low": 1e-3}, "thick: the bulk decides": {"thickness": 3e-3, "exchange_exponent": 0.0}, "thin: the faces decide": {"thickness": 1e-5},
               "faces alike, L = 2 L_c": {"thickness": 2e-4, "exchange_exponent": 0.0}}

    def solve(self, state):
        gases = state.oxygen_activity_low, AIR
        rates = surface_exchange.exchange_rate(state.exchange_rate, state.exchange_exponent, np.array(gases), AIR)
        # One call for the curve, this membrane and one half as thick.
        lengths = np.concatenate([[state.thickness, state.thickness / 2], THICKNESSES])
        flux, low, high = surface_exchange.flux_with_slow_faces(example_bulk, *rates, OXYGEN_CONTENT, *gases, lengths)
        alone = surface_exchange.flux_of_faces_alone(*rates, OXYGEN_CONTENT, *gases)
        whole = np.log(AIR / state.oxygen_activity_low)
        falls = np.log(np.array([low[0] / gases[0], high[0] / low[0], gases[1] / high[0]]))
        shares = 100 * falls / whole
        return {
            "now": {"flux (mL/cm2/min)": as_volume(flux[0]), "bulk alone (mL/cm2/min)": as_volume(example_bulk(*gases, state.thickness)),
                    "low face (%)": shares[0], "bulk (%)": shares[1], "high face (%)": shares[2], "half as thick gives (%)": 100 * (flux[1] / flux[0] - 1),
                    **{f"{name}, rounded (%)": share for name, share in zip(("low face", "bulk", "high face"), rounded_shares(shares, 1), strict=True)},
                    "decades at a face": max(falls[0], falls[2]) / np.log(10),
                    "L_c (µm)": convert(surface_exchange.characteristic_thickness(DIFFUSIVITY, state.exchange_rate), "m", "µm")},
            "here": {"thickness (mm)": convert(state.thickness, "m", "mm"), "flux (mL/cm2/min)": as_volume(flux[0])},
            "curve": {"thickness (mm)": convert(THICKNESSES, "m", "mm"), "flux (mL/cm2/min)": as_volume(flux[2:]),
                      "bulk alone (mL/cm2/min)": as_volume(example_bulk(*gases, THICKNESSES)),
                      "faces alone (mL/cm2/min)": np.full(THICKNESSES.size, as_volume(alone))},
            "through": {"x/L": (-0.4, 0, 0, 1, 1, 1.4), "pO₂ (bar)": (gases[0], gases[0], low[0], high[0], gases[1], gases[1])},
        }

    def draw(self, figure):
        fluxes, through = figure.subplots(1, 2)
        fluxes.set(xscale="log", yscale="log", xlim=(1e-3, 3), ylim=(3e-4, 1e4), xlabel="thickness (mm)", title="flux (mL/cm²/min)")
        fluxes.set_xticks((1e-3, 1e-2, 1e-1, 1), ("0.001", "0.01", "0.1", "1"))
        fluxes.set_yticks(10.0 ** np.arange(-2, 5, 2))
        through.set(yscale="log", xlim=(-0.4, 1.4), ylim=(5e-5, 1), xticks=(0, 1), xticklabels=("x = 0", "x = L"))
        through.set(xlabel="shares of the fall of ln pO₂", title="oxygen pressure (bar)")
        through.axvspan(0, 1, color=style.QUIET, alpha=0.15, linewidth=0)
        thin = style.form().line * 0.75
        self.curve(fluxes, "curve", "thickness (mm)", "bulk alone (mL/cm2/min)", style.DASHED, label="bulk alone", at=0.3, shift=(46, 0), linewidth=thin)
        self.curve(fluxes, "curve", "thickness (mm)", "faces alone (mL/cm2/min)", style.DOTTED, label="faces alone", at=0.2, shift=(0, 3), linewidth=thin)
        self.curve(fluxes, "curve", "thickness (mm)", "flux (mL/cm2/min)", label="all", at=0.5, shift=(0, -24))
        self.curve(fluxes, "here", "thickness (mm)", "flux (mL/cm2/min)", marker="o", linestyle="none")
        self.curve(through, "through", "x/L", "pO₂ (bar)")
        for place, (x, align) in enumerate(((0.04, "left"), (0.5, "center"), (0.96, "right"))):
            self.note(through, lambda tables, x=x, place=place: (x, 6e-5, f"{self._whole_shares(tables)[place]:.0f} %"), ha=align, va="bottom")

    @staticmethod
    def _whole_shares(tables):
        return rounded_shares([tables["now"][f"{name} (%)"][0] for name in ("low face", "bulk", "high face")], 0)

    def say(self, state, words):
        alike = f" Faces alike: L_c = D/k = {words['L_c (µm)']}." if state.exchange_exponent == 0 else ""
        stretched = " (stretched: linear law)" if words.number("decades at a face") > 1 else ""
        return (f"{words['flux (mL/cm2/min)']} pass, with fast faces {words['bulk alone (mL/cm2/min)']}. Of the fall of ln pO₂ the low face takes "
                f"{words['low face, rounded (%)']}{stretched}, the bulk {words['bulk, rounded (%)']}, the high face {words['high face, rounded (%)']}. "
                f"Half as thick: {words['half as thick gives (%)']} more.{alike}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        _, _, low, high, _, _ = tables["through"]["pO₂ (bar)"]
        flux = convert(now["flux (mL/cm2/min)"], "mL/cm2/min", "m/s")
        found = {"shares of ln pO₂ add up": abs(now["low face (%)"] + now["bulk (%)"] + now["high face (%)"] - 100) / 100,
                 "bulk passes what the faces pass": abs(permeation.flux_as_standard_volume(example_bulk(low, high, state.thickness)) / flux - 1)}
        if state.exchange_exponent == 0:
            alike = surface_exchange.flux_with_equal_faces(now["bulk alone (mL/cm2/min)"], state.thickness, convert(now["L_c (µm)"], "µm", "m"))
            found["equal faces: J/(1 + 2L_c/L)"] = abs(float(alike) / now["flux (mL/cm2/min)"] - 1)
        return found


PANELS = (BreathingMembrane, ThinnerNotAlwaysBetter, InsideMembrane, LeakingVoltage, RelaxationAfterStep, MeasuredBeside)


def predict_flows():
    """Before the first panel: which way do the electrons go, and how many?"""
    return Predict(BreathingMembrane(), "Air on the right, helium on the left, a dense hot ceramic between them, no wires. Oxide ions O²⁻ walk from right to left. "
                   "What do the electrons do?",
                   ("they walk along with the ions, for both are negative", "nothing: without a wire there is no current",
                    "one electron walks to the right for each ion", "two electrons walk to the right for each ion"),
                   look="Read who carries what, and the net current. Then give the low side a hundred times less oxygen: do the two arrows stay equally wide?",
                   found="Two electrons to the right for each ion to the left: the charges cancel, the numbers do not. The net current stays 0 whatever you set.",
                   key="06.flows")


def predict_profile():
    """Before the look inside: where does the oxygen pressure fall?"""
    return Predict(InsideMembrane(), "A ceria disk at 700 °C has hydrogen with 3 % steam on the left and air on the right: 23 powers of ten of oxygen pressure. "
                   "Where inside are half of these powers of ten behind you, coming from the left?",
                   ("in the middle, at x/L = 0.5", "close to the hydrogen, at x/L below 0.1", "close to the air, at x/L above 0.9"),
                   look="Move the place from left to right and read pO₂. Half of the powers of ten are over at 5e-13 bar: at which x/L is that?",
                   found="Close to the air, beyond x/L = 0.99: only near the air are electrons so scarce that a large fall is needed to drive them.",
                   key="06.profile")


def predict_thinner():
    """Before the panel of slow faces: what does halving a thin membrane bring?"""
    return Predict(ThinnerNotAlwaysBetter(thickness=1e-5), "A membrane only 10 µm thin lets some oxygen through. You make it half as thick. How much more oxygen passes?",
                   ("twice as much", "about one and a half times as much", "hardly any more", "less"),
                   look="Read the last number of the sentence at 0.01 mm. Then make the membrane 3 mm thick and read it again.",
                   found="Hardly any more: at 10 µm the faces eat nearly all of ln pO₂. At 3 mm, where the walk is the slow part, it brings nearly three quarters more.",
                   key="06.thinner")
