"""A measured tracer beside the walk of vacancies, to which nothing was fitted."""
from functools import cache

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import measured_table, model
from ...physics import vacancies as laws
from ...physics.constants import AVOGADRO
from ...physics.model_oxides import ferrite_model
from ..controls import choice, linear, switch
from .lattice_vibration import ATTEMPTS_PER_SECOND, EV

TABLE = measured_table("ferrite_tracer")
FERRITE = model("ferrite").constants
STRONTIUM = {"0.1": 0.1, "0.25": 0.25, "0.4": 0.4}
LINE = np.linspace(1173.15, 1373.15, 25)  # K, the temperatures of the table
LOOKS = {"0.1": ("o", "○", ":"), "0.25": ("s", "□", "-"), "0.4": ("^", "△", "--")}


@cache
def empty_share(strontium, temperatures):
    """Share of empty oxygen sites of the model ferrite in the oxygen of the measurement, at these K."""
    found = ferrite_model(strontium, np.array(temperatures)).equilibrium(TABLE.constants["oxygen_activity"])
    return laws.vacancy_site_fraction(found["V"])


def memory(state):
    """Correlation factor: that of the perovskite's oxygen sites, or 1 for an ion without memory."""
    return laws.correlation_factor("perovskite anions") if state.hops_back else 1.0


def walk(state, strontium, temperature):
    """Tracer diffusivity (cm2/s) by the walk over the state's barrier, among the vacancies of the model."""
    lone = laws.vacancy_diffusivity("perovskite anions", FERRITE["lattice_parameter"], ATTEMPTS_PER_SECOND,
                                    state.migration_energy * AVOGADRO, temperature)
    empty = empty_share(strontium, tuple(temperature.tolist()))
    return convert(laws.tracer_diffusivity(empty, lone, memory(state)), "m2/s", "cm2/s")


class TracerMeasured(Panel):
    """Ten measured points of a tracer in lanthanum strontium ferrite beside the walk of its vacancies."""

    name = "vacancies.tracer_measured"
    ask = "Ten measured points, and a walk that was not fitted to them: how far apart?"
    alternative = ("Left: diffusivity of an oxygen tracer against 1000/T, measured points for three contents "
                   "of strontium and the line of the walk for each. Right: the walk divided by the "
                   "measurement, for the same points, with lines at one, at three and at a third.")
    law = staticmethod(laws.tracer_diffusivity)
    controls = (
        choice("strontium", "strontium x in La₁₋ₓSrₓFeO₃₋δ", {key: key for key in STRONTIUM}, "0.25"),
        linear("migration_energy", 0.5 * EV, 1.2 * EV, 0.75 * EV, step=0.01, unit="J"),
        switch("hops_back", "the tracer often hops back (f = 0.689)", True),
    )
    presets = {"the course's ferrite": {}, "without memory": {"hops_back": False},
               "the barrier of relaxation": {"migration_energy": 0.95 * EV}}

    def solve(self, state):
        tables, every = {}, []
        for key, content in STRONTIUM.items():
            own = TABLE.columns["strontium"] == content
            kelvin = TABLE.columns["temperature"][own]
            measured = convert(TABLE.columns["tracer_diffusivity"][own], "m2/s", "cm2/s")
            ratio = walk(state, content, kelvin) / measured
            tables[f"x = {key}"] = {"1000/T (1/K)": 1000 / kelvin, "D* (cm2/s)": measured,
                                    "walk ÷ measured": ratio}
            tables[f"walk, x = {key}"] = {"1000/T (1/K)": 1000 / LINE,
                                          "D* (cm2/s)": walk(state, content, LINE)}
            every.append(ratio)
        chosen, off = tables[f"x = {state.strontium}"], np.abs(np.log(np.concatenate(every)))
        ends = {"smallest, walk ÷ measured": chosen["walk ÷ measured"].min(),
                "largest, walk ÷ measured": chosen["walk ÷ measured"].max()}
        return {"now": {**ends, "points": chosen["walk ÷ measured"].size, "x": STRONTIUM[state.strontium],
                        "farthest, as a factor": np.exp(off.max())},
                "chosen": chosen, **tables}

    def draw(self, figure):
        tracer, ratio = figure.subplots(1, 2)
        across = {"xlim": (0.72, 0.9), "xlabel": "1000/T (1/K)", "xticks": (0.75, 0.8, 0.85)}
        tracer.set(yscale="log", ylim=(1e-9, 3e-6), title="tracer diffusivity D* (cm²/s)", **across)
        ratio.set(yscale="log", ylim=(0.05, 20), title="walk ÷ measured", **across)
        ratio.set_yticks((0.1, 1 / 3, 1, 3, 10), ("0.1", "1/3", "1", "3", "10"))
        ratio.minorticks_off()
        for height, line in ((1, "-"), (3, style.DOTTED.line), (1 / 3, style.DOTTED.line)):
            ratio.axhline(height, color=style.QUIET, linestyle=line, linewidth=style.form().line / 2)
        thin = style.form().line * 0.75
        for key, (mark, sign, line) in LOOKS.items():
            name = f"{sign} {key}" if style.in_lecture_mode() else f"{sign} x = {key}"
            self.curve(tracer, f"walk, x = {key}", "1000/T (1/K)", "D* (cm2/s)", style.IONS, linestyle=line,
                       linewidth=thin, label=name, at=0, shift=(40, -9))
            for axes, column in ((tracer, "D* (cm2/s)"), (ratio, "walk ÷ measured")):
                self.curve(axes, f"x = {key}", "1000/T (1/K)", column, marker=mark, linestyle="none",
                           markerfacecolor="white")
        for axes, column in ((tracer, "D* (cm2/s)"), (ratio, "walk ÷ measured")):
            self.curve(axes, "chosen", "1000/T (1/K)", column, marker="o", linestyle="none",
                       markersize=style.form().marker * 0.6)

    def say(self, state, words):
        one = words.number("points") == 1
        ends = (words["smallest, walk ÷ measured"] if one else
                f"{words['smallest, walk ÷ measured']} to {words['largest, walk ÷ measured']}")
        return (f"For x = {state.strontium} the walk gives {ends} times the tracer diffusivity that was "
                f"measured. Of all points the farthest is off by a factor of "
                f"{words['farthest, as a factor']}.")

    def conserved(self, state, tables):
        """Charge by vacancies, and by ions that diffuse as the tracer divided by f: one conductivity."""
        content, sites = STRONTIUM[state.strontium], laws.site_concentration(FERRITE["lattice_parameter"])
        empty = empty_share(content, tuple(LINE.tolist()))
        ions = convert(tables[f"walk, x = {state.strontium}"]["D* (cm2/s)"], "cm2/s", "m2/s") / memory(state)
        lone = laws.vacancy_diffusivity("perovskite anions", FERRITE["lattice_parameter"],
                                        ATTEMPTS_PER_SECOND, state.migration_energy * AVOGADRO, LINE)
        by_vacancies = laws.ion_conductivity(empty, sites, lone, -2, LINE)
        by_ions = laws.nernst_einstein_conductivity(sites * (1 - empty), ions, -2, LINE)
        return {"the tracer over f conducts as the vacancies do":
                float(np.abs(by_ions / by_vacancies - 1).max())}
