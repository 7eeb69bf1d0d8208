"""A thick electrode being filled: two rails side by side, and what they leave of the capacity."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import composite_electrode as rails
from ..controls import linear, logarithmic
from . import electrolyte_and_carbon as electrode
from .ends_of_the_electrode import PLACES, name_ends

MOMENTS = {"¼": 0.25, "½": 0.5, "¾": 0.75, "end": 1.0}  # of the time until the charger stops


class TwoRails(Panel):
    """A thick electrode: ions come from one side, electrons from the other; both must reach every grain."""

    name = "batteries.two_rails"
    ask = "Twice as thick, the same time: how much more goes in?"
    alternative = ("Left: filling across the electrode from separator to collector at the moment when the "
                   "charger stops, and at a quarter, half and three quarters of that time. Right: charge per "
                   "area against thickness, both logarithmic, with the charge that an electrode without "
                   "rails would take.")
    law = staticmethod(rails.usable_share)
    controls = (
        logarithmic("thickness", electrode.THINNEST, electrode.THICKEST, 1e-4, shown="µm", per_decade=20),
        logarithmic("full_time", 360.0, 72000.0, 3600.0, label="to be filled in"),
        linear("electrolyte_share", 0.05, 0.95, 0.5, step=1, label="electrolyte (rest: carbon)", unit="1",
               shown="%"),
        logarithmic("ionic_conductivity", 1e-2, 10.0, 0.1, label="electrolyte conducts", shown="mS/cm",
                    folded=True),
        logarithmic("electronic_conductivity", 1e-2, 100.0, 1.0, label="carbon net conducts", shown="mS/cm",
                    folded=True),
        linear("tortuosity", 1.0, 5.0, 2.0, step=0.1, label="tortuosity of the paths", folded=True),
        linear("capacity_density", 3.6e8, 2.88e9, 1.44e9, step=10, label="charge per volume", unit="C/m3",
               shown="mAh/cm3", folded=True),
        linear("window", 0.3, 1.5, 1.0, step=0.05, label="empty to full, the charger's cut-off", unit="V",
               folded=True),
    )
    presets = {"thin": {"thickness": 2e-5}, "thick, half an hour": {"thickness": 3e-4, "full_time": 1800.0},
               "hardly any carbon": {"electrolyte_share": 0.95},
               "hardly any electrolyte": {"electrolyte_share": 0.05}}

    def solve(self, state):
        capacity = state.capacity_density * state.thickness
        storage = electrode.storage_of(state, state.thickness)
        here = *electrode.both_rails(state, state.thickness), storage
        (share, *beside), drawn, taken = electrode.shares_and_charges(state)
        # The current that would fill everything to 1 within the time: eta is then the local filling.
        moments = np.array(list(MOMENTS.values())) * share * state.full_time
        current = storage / state.full_time
        filling = 100 * rails.charging_profile(PLACES[:, np.newaxis], moments, current, *here)
        goes_in, seen = convert(share * capacity, "C/m2", "mAh/cm2"), np.array([share > 0])
        ends = np.geomspace(electrode.THINNEST, electrode.THICKEST, 21)
        best = electrode.what_is_best(state, share, beside, drawn, taken)
        return {
            "now": best | self._numbers(state, share, here, filling[:, -1]) | {
                "in (mAh/cm2)": goes_in, "all (mAh/cm2)": convert(capacity, "C/m2", "mAh/cm2")},
            "inside": {"x/L": PLACES, **{f"filling, {moment} (%)": filling[:, place]
                                         for place, moment in enumerate(MOMENTS)}},
            "here": {"thickness (µm)": convert(np.array([state.thickness]), "m", "µm")[seen],
                     "in (mAh/cm2)": np.array([goes_in])[seen]},
            "curve": {"thickness (µm)": convert(drawn, "m", "µm"),
                      "in (mAh/cm2)": convert(taken, "C/m2", "mAh/cm2")},
            "all": {"thickness (µm)": 1e6 * ends,
                    "in (mAh/cm2)": convert(state.capacity_density * ends, "C/m2", "mAh/cm2")},
        }

    @staticmethod
    def _numbers(state, share, here, filling):
        ions, electrons, _ = here
        current = state.capacity_density * state.thickness / state.full_time
        reached = rails.reached_depth(state.full_time, 1.0, *electrode.both_rails(state, 1.0),
                                      electrode.storage_of(state, 1.0))
        return {"in (%)": 100 * share, "Rᵢₒₙ (Ω cm2)": convert(ions, "ohm m2", "ohm cm2"),
                "Rₑ (Ω cm2)": convert(electrons, "ohm m2", "ohm cm2"),
                "sum (Ω cm2)": convert(ions + electrons, "ohm m2", "ohm cm2"),
                "drop at once (V)": float(rails.charging_voltage(np.float64(0), current, *here)),
                "stops after (h)": convert(share * state.full_time, "s", "h"),
                "fullest place (%)": filling.max(), "emptiest place (%)": filling.min(),
                "reached (µm)": convert(reached, "m", "µm"),
                "RC (h)": convert(rails.charging_time(*here), "s", "h")}

    def draw(self, figure):
        inside, charge = figure.subplots(1, 2)
        inside.set(ylim=(0, 125), yticks=(0, 50, 100), title="filling (%), end: charger stops")
        name_ends(inside, 123)
        charge.set(xscale="log", yscale="log", xlim=(10, 1000), ylim=(2e-3, 60), xlabel="thickness (µm)",
                   title="charge that goes in (mAh/cm²)")
        charge.set(xticks=(10, 100, 1000), xticklabels=(10, 100, 1000), yticks=(0.01, 0.1, 1, 10),
                   yticklabels=(0.01, 0.1, 1, 10))
        goes_in, thin = lambda tables: tables["now"]["in (%)"][0] > 0, style.form().line * 0.75
        for moment, at in (("¼", 0.15), ("½", 0.35), ("¾", 0.65)):
            self.curve(inside, "inside", "x/L", f"filling, {moment} (%)", style.DOTTED, f"{moment} of it", at,
                       when=goes_in, clear=True, linewidth=thin)
        self.curve(inside, "inside", "x/L", "filling, end (%)", label="end", at=0.45, when=goes_in)
        self.curve(charge, "all", "thickness (µm)", "in (mAh/cm2)", style.DASHED, "without rails", 0.7,
                   clear=True, linewidth=thin)
        self.curve(charge, "curve", "thickness (µm)", "in (mAh/cm2)", label="with rails", at=0.3, clear=True)
        self.curve(charge, "here", "thickness (µm)", "in (mAh/cm2)", marker="o", linestyle="none")

    def say(self, state, words):
        ions, electrons = words.number("Rᵢₒₙ (Ω cm2)"), words.number("Rₑ (Ω cm2)")
        poor = f"The {'ions’' if ions > electrons else 'electrons’'} rail is the poor one"
        poor = "Both rails count" if max(ions, electrons) < 2 * min(ions, electrons) else poor
        best = [what for what in ("mix", "thickness") if words.number(f"best {what}")]
        best = f"; found: no better {', no better '.join(best)}" if best else ""
        both = f"{poor}: Rᵢₒₙ = {words['Rᵢₒₙ (Ω cm2)']} and Rₑ = {words['Rₑ (Ω cm2)']}{best}."
        if words.number("in (%)") == 0:
            return ("The charger stops at once: the rails alone need "
                    f"{words['drop at once (V)']}, more than its cut-off. {both}")
        return (f"{words['in (mAh/cm2)']} go in, {words['in (%)']} of all, until the voltage outside is at "
                f"the cut-off. {both}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        if now["in (%)"] == 0:
            missing = 1 - now["drop at once (V)"] / state.window
            return {"the drop at once is beyond the cut-off": max(0.0, missing)}
        inside = electrode.content(state, np.float64(convert(now["stops after (h)"], "h", "s")))
        # Ohm's law along both rails: each end counts by the other rail's share, and the drop at once.
        first, last = tables["inside"]["filling, end (%)"][[0, -1]] / 100 * state.window
        ions, electrons = electrode.both_rails(state, state.thickness)
        outside = (ions * first + electrons * last) / (ions + electrons) + now["drop at once (V)"]
        return {"what went in is inside": abs(100 * inside / now["in (%)"] - 1),
                "the voltage outside is at the cut-off": abs(outside / state.window - 1)}
