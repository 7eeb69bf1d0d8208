"""Oxygen that pure ceria misses: weighed, and calculated from how its electrons conduct."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...materials import measured_table, model
from ...physics import atmosphere, model_oxides
from ...physics.constants import ELECTRONVOLT
from ..controls import linear, logarithmic

PRESSURES = np.geomspace(1e-26, 1e-6, 61)
STEP = 1e-3  # of ln pO2, for slopes
LIKE = 0.1  # so near to each other both count as equal
COLDEST = measured_table("ceria_weighed").constants["coldest"]
HOP = model("ceria").constants["electron_hop_energy"]


def weighed(temperature, oxygen_activity):
    """Deficiency and its exponent by the fit to the weighings."""
    low, here, high = (atmosphere.weighed_ceria_deficiency(temperature, oxygen_activity * np.exp(step))
                       for step in (-STEP, 0, STEP))
    return here, np.log(high / low) / (2 * STEP)


def modelled(temperature, oxygen_activity, hop):
    """Deficiency, its exponent and the residual of the charges in the model without gadolinium."""
    found = model_oxides.ceria_model(0.0, temperature, hop).equilibrium(oxygen_activity)
    return found["V"], found.exponents["V"], found.residuals["charge"]


class CeriaByWeight(Panel):
    """Pure ceria on a balance: what it has lost, beside a model that knows only how its electrons conduct."""

    name = "atmosphere.ceria_by_weight"
    ask = "Does the model lose as much oxygen as was weighed, and with the same exponent?"
    alternative = ("Left: oxygen missing in pure ceria against oxygen pressure, both logarithmic, as weighed "
                   "and as modelled. Right: the exponents of both against oxygen pressure, with levels at "
                   "1/4 and 1/6.")
    law = staticmethod(atmosphere.weighed_ceria_deficiency)
    controls = (
        logarithmic("oxygen_activity", 1e-24, 1e-8, 1e-18, label="oxygen pressure", per_decade=4),
        linear("temperature", 873.15, 1073.15, 1073.15, step=10),
        linear("migration_energy", 0.3 * ELECTRONVOLT, 0.9 * ELECTRONVOLT, HOP, step=0.01,
               label="hop of an electron", source="disputed: 0.21 to 0.85 eV"),
    )
    presets = {"700 °C, 1e-20 bar": {"temperature": 973.15, "oxygen_activity": 1e-20},
               "600 °C, 1e-24 bar": {"temperature": 873.15, "oxygen_activity": 1e-24},
               "the hop of older sources, 0.40 eV": {"migration_energy": 0.4 * ELECTRONVOLT},
               "the hop of later fits, 0.85 eV": {"migration_energy": 0.85 * ELECTRONVOLT}}

    def solve(self, state):
        activity = np.append(PRESSURES, state.oxygen_activity)
        balance, steepness = weighed(state.temperature, activity)
        missing, slope, residual = modelled(state.temperature, activity, state.migration_energy)
        table = {"pO₂ (bar)": activity, "δ, weighed": balance, "exponent, weighed": steepness,
                 "δ, model": missing, "exponent, model": slope}
        return {"here": {name: values[-1] for name, values in table.items()},
                "along": {name: values[:-1] for name, values in table.items()},
                "now": {"model over weighed": missing[-1] / balance[-1],
                        "extrapolated": float(state.temperature < COLDEST)},
                "neutrality": {"residual": residual}}

    def draw(self, figure):
        content, slopes = figure.subplots(1, 2)
        content.set(yscale="log", ylim=(1e-4, 1), title="oxygen missing per CeO₂₋δ, δ")
        slopes.set(ylim=(-0.36, 0.01), title="exponent of δ", yticks=(-1 / 4, -1 / 6, 0))
        slopes.set_yticklabels(("−¼", "−⅙", "0"))
        for axes, quantity, shifts in ((content, "δ", ((34, 4), (-44, -16))),
                                       (slopes, "exponent", ((0, 4), (0, -22)))):
            axes.set(xscale="log", xlim=(PRESSURES[0], PRESSURES[-1]), xlabel="oxygen pressure pO₂ (bar)")
            axes.set_xticks(10.0 ** np.arange(-26, -5, 5))
            for carrier, what, at, shift in ((style.TOTAL, "weighed", 0.7, shifts[1]),
                                             (style.VACANCIES, "model", 0.72, shifts[0])):
                self.curve(axes, "along", "pO₂ (bar)", f"{quantity}, {what}", carrier, label=what, at=at,
                           shift=shift)
                self.curve(axes, "here", "pO₂ (bar)", f"{quantity}, {what}", carrier, marker="o",
                           linestyle="none")
        self.note(content, lambda tables: (1e-25, 1.3e-4, "colder than any weighing"
                                           if tables["now"]["extrapolated"][0] else ""), color=style.QUIET)

    def say(self, state, words):
        cold = ", if the fit holds when colder" if words.number("extrapolated") else ""
        like = ": nearly the same" if abs(words.number("model over weighed") - 1) < LIKE else ""
        return (f"The model misses {words['δ, model']} oxygen per formula unit, and the balance says "
                f"{words['δ, weighed']}{cold}{like}. With pressure the model's δ has the exponent "
                f"{words.show('exponent, model', 2)}, the weighed one {words.show('exponent, weighed', 2)}.")

    def conserved(self, state, tables):
        return {"the charges of electrons and vacancies balance":
                float(tables["neutrality"]["residual"].max())}
