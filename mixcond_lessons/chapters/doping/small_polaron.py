"""The small polaron: how a hole walks from Mn⁴⁺ to Mn³⁺."""
from functools import cache

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import doping, vacancies
from ...physics.constants import ELECTRONVOLT
from ..controls import linear
from .measured_manganites import measured_table, told_of
from .plane_of_manganese import COLUMNS, ROWS, plane_tables

SPACING, ATTEMPTS = 3.9e-10, 1e13  # m, 1/s: cubic lattice of the B ions, illustrative


@cache
def walk_prefactor():
    """Return A (S K/m) of sigma T = A p (1 - p) exp(-E/RT) for a walk on the B ions (Nernst-Einstein)."""
    kelvin, every_site = 300.0, vacancies.vacancy_concentration(1.0, SPACING)
    jumps = vacancies.vacancy_diffusivity("simple cubic", SPACING, ATTEMPTS, 0.0, kelvin)
    return float(kelvin * vacancies.nernst_einstein_conductivity(every_site, jumps, 1, kelvin))


class SmallPolaron(Panel):
    """A hole walks by hops from 4+ to a neighbouring 3+: both must be there, and each hop has a barrier."""

    name = "doping.small_polaron"
    ask = "How does a hole walk from Mn⁴⁺ to Mn³⁺, and when can it not?"
    alternative = ("Left: one plane of B ions, some of them 4+, with lines where a hole could hop and one "
                   "hop drawn as an arrow. Middle: conductivity times temperature against 1000/T. Right: "
                   "conductivity against the share of holes.")
    law = staticmethod(doping.small_polaron_conductivity)
    controls = (
        linear("holes", 0.01, 0.99, 0.2, label="share of Mn⁴⁺", symbol="p", step=0.01, plays=True),
        linear("temperature", 298.15, 1273.15, 1073.15, step=5),
        linear("activation_energy", 0.05 * ELECTRONVOLT, 0.5 * ELECTRONVOLT, 0.1 * ELECTRONVOLT,
               label="barrier of a hop", step=0.01),
    )
    presets = {"LaMnO₃: hardly a hole": {"holes": 0.01},
               "La₀.₈Sr₀.₂MnO₃ at room temperature": {"temperature": 298.15},
               "La₀.₇Sr₀.₃MnO₃ at 800 °C, as measured": {"holes": 0.3},
               "half of each": {"holes": 0.5}, "SrMnO₃: hardly an Mn³⁺": {"holes": 0.99}}

    def solve(self, state):
        def sigma(holes, kelvin):
            walk = doping.small_polaron_conductivity(holes, walk_prefactor(), state.activation_energy, kelvin)
            return convert(walk, "S/m", "S/cm")
        now, most = sigma(state.holes, state.temperature), sigma(0.5, state.temperature)
        shares, kelvin = np.linspace(0.01, 0.99, 99), np.linspace(298.15, 1273.15, 60)
        return {
            "now": {"p": state.holes, "1000/T (1/K)": 1000 / state.temperature, "σ (S/cm)": now,
                    "σT (S K/cm)": now * state.temperature, "site factor": state.holes * (1 - state.holes),
                    "Mn³⁺ (%)": 100 * (1 - state.holes), "of the most (%)": 100 * now / most},
            "Arrhenius": {"1000/T (1/K)": 1000 / kelvin, "σT (S K/cm)": sigma(state.holes, kelvin) * kelvin},
            "content": {"p": shares, "of the most (%)": 100 * sigma(shares, state.temperature) / most},
            **measured_table(state.holes, sigma), **plane_tables(state.holes)}

    def draw(self, figure):
        plane, thermal, dome = figure.subplots(1, 3, width_ratios=(1.35, 1, 1))
        hall = style.in_lecture_mode()
        self._draw_plane(plane)
        plane.set_title("● Mn⁴⁺   ○ Mn³⁺" if hall else "B ions: ● Mn⁴⁺   ○ Mn³⁺   lines: possible hops")
        thermal.set(yscale="log", xlim=(0.7, 3.45), ylim=(1e-5, 1e6), xlabel="1000/T (1/K)",
                    title="σT (S K/cm)" if hall else "σT (S K/cm), illustrative")
        dome.set(xlim=(0, 1), ylim=(0, 112), xlabel="p of Mn⁴⁺" if hall else "share of Mn⁴⁺, p",
                 title="σ (% of maximum)" if hall else "σ ∝ p(1−p), % of maximum")
        point = {"marker": "o", "linestyle": "none", "markersize": 1.5 * style.form().marker}
        for axes, table, x, y in ((thermal, "Arrhenius", "1000/T (1/K)", "σT (S K/cm)"),
                                  (dome, "content", "p", "of the most (%)")):
            self.curve(axes, table, x, y, style.HOLES)
            self.curve(axes, "now", x, y, style.HOLES, **point)
        self._draw_measured(thermal)

    def _draw_measured(self, axes):
        """A square, with its word, where a manganite with this share of holes was measured."""
        square = axes.plot([], [], marker="s", linestyle="none", fillstyle="none", color=style.MARK,
                           markersize=1.4 * style.form().marker)[0]

        def update(tables):
            found = tables.get("measured")
            square.set_data(*((found["1000/T (1/K)"], found["measured σT (S K/cm)"]) if found else ([], [])))
        self.moves(square, update)
        self.note(axes, lambda tables: (0.8, 1e-4, "□ measured" if "measured" in tables else ""))

    def _draw_plane(self, plane):
        plane.set(xlim=(-0.5, COLUMNS - 0.5), ylim=(-0.5, ROWS - 0.5), xticks=(), yticks=())
        plane.spines[["left", "bottom"]].set_visible(False)
        line = style.form().line
        steps = plane.add_patch(PathPatch(Path(np.zeros((1, 2))), fill=False, edgecolor=style.HOLES.colour,
                                          alpha=0.45, linewidth=line))

        def connect(tables):
            ends = np.column_stack(list(tables["steps"].values())).reshape(-1, 2)
            steps.set_path(Path(ends, np.tile((Path.MOVETO, Path.LINETO), len(ends) // 2)))
        self.moves(steps, connect)
        round_mark = {"marker": "o", "linestyle": "none", "markersize": 1.3 * style.form().marker}
        self.curve(plane, "Mn³⁺", "x", "y", style.HOLES, markerfacecolor="white", **round_mark)
        self.curve(plane, "Mn⁴⁺", "x", "y", style.HOLES, **round_mark)
        look = {"arrowstyle": "-|>", "color": style.MARK, "linewidth": 1.5 * line, "shrinkA": 0, "shrinkB": 0}
        arrow = plane.annotate("", (0, 0), (0, 0), arrowprops=look)

        def point(tables):
            start, end = np.column_stack((tables["hop"]["x"], tables["hop"]["y"]))
            arrow.set_position(start)
            arrow.xy = tuple(end)
        self.moves(arrow, point)

    def say(self, state, words):
        walk = (f"With this share of Mn⁴⁺ the walk conducts σₑ = {words['σ (S/cm)']}, "
                f"{words['of the most (%)']} of the maximum (illustrative).")
        found = told_of(state.holes)
        if found:
            return (f"{walk} {found[0]} at {words['measured at (°C)']}, conducts "
                    f"{words.show('measured over the walk', 2)} times better than such a walk does there.")
        scarce = " Hardly a hole is there to hop:" if state.holes < 0.05 else (
            " Hardly an Mn³⁺ is there to hop to:" if state.holes > 0.95 else " Of a hole's neighbours")
        return f"{walk}{scarce} {words['Mn³⁺ (%)']} are Mn³⁺."

    def conserved(self, state, tables):
        kelvin, barrier = state.temperature, state.activation_energy
        sites = vacancies.vacancy_concentration(1.0, SPACING)
        jumps = vacancies.vacancy_diffusivity("simple cubic", SPACING, ATTEMPTS, barrier, kelvin)
        walk = convert(float(vacancies.ion_conductivity(state.holes, sites, jumps, 1, kelvin)), "S/m", "S/cm")
        return {"the holes conduct as ions would that exclude each other from sites":
                float(abs(tables["now"]["σ (S/cm)"][0] / walk - 1))}
