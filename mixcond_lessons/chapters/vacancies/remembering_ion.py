"""How well an ion remembers where it came from: measured on ten lattices, beside what is exact."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics.vacancies import (LATTICES, correlation_factor, crowded_correlation_factor,
                                  simple_correlation_factor)
from ..controls import choice, integer
from .measured_walks import BOXES, JUMPS, exact, measured

CROWDS = {0.0: "one alone", 0.05: "a twentieth", 0.1: "a tenth", 0.25: "a quarter", 0.5: "half",
          0.9: "nine tenths"}
POPULAR = style.Carrier("popular", style.QUIET, "--")


class RememberingIon(Panel):
    """The correlation factor measured by letting vacancies walk, beside what is exact and what counting
    neighbours says."""

    name = "vacancies.remembering_ion"
    ask = "How well does an ion remember where it came from?"
    alternative = ("Left: measured correlation factor with its error bar against the number of jumps, with "
                   "the exact value "
                   "and the popular estimate. Right: exact correlation factor of ten lattices against the "
                   "number of "
                   "neighbours, with the popular estimate as a line.")
    law = staticmethod(crowded_correlation_factor)
    controls = (
        JUMPS,
        choice("lattice", "lattice", {key: words for key, (words, _) in BOXES.items()}, "perovskite anions",
               rescales=True),
        choice("vacancy_fraction", "empty sites", CROWDS, 0.0, rescales=True),
        integer("seed", "number of the run", 1, 99, 1, folded=True),
    )
    presets = {"a row: nobody overtakes": {"lattice": "chain", "jumps_per_ion": 10.0},
               "four neighbours: square": {"lattice": "square", "jumps_per_ion": 10.0},
               "four neighbours: diamond": {"lattice": "diamond", "jumps_per_ion": 10.0},
               "half empty": {"vacancy_fraction": 0.5, "jumps_per_ion": 10.0}}

    def solve(self, state):
        rows, sites, vacancies = measured(state.lattice, state.vacancy_fraction, state.seed)
        now = JUMPS.nearest(state.jumps_per_ion)
        jumps, counted, value, error, tries, accounted = rows[:, now]
        popular, alone = float(simple_correlation_factor(state.lattice)), vacancies == 1
        theory = float(crowded_correlation_factor(exact()[state.lattice],
                                                  0.0 if alone else vacancies / sites))
        box = correlation_factor(state.lattice, BOXES[state.lattice][1]) if alone else theory
        if state.lattice == "chain":
            # Nobody overtakes: in the end all ions of the ring have gone equally far.
            box = 1 / (sites - vacancies)
        bar, ends = np.array((value - 2 * error, value + 2 * error)), JUMPS.grid[[0, -1]]
        neighbours = LATTICES[state.lattice].neighbours
        high = {} if np.isclose(popular, theory) else {"too high by (%)": 100 * (popular / theory - 1)}
        return {"now": {**high, "f": value, "two standard errors": 2 * error, "jumps per ion": jumps,
                        "jumps": counted,
                        "tries": tries, "jumps and blocked tries": accounted, "f by theory": theory,
                        "f in this box": box, "f by counting neighbours": popular, "sites": sites,
                        "vacancies": vacancies, "ions": sites - vacancies, "neighbours": neighbours},
                "course": {"jumps per ion": rows[0, :now + 1], "f": rows[2, :now + 1]},
                "bar": {"jumps per ion": (jumps, jumps), "f": bar},
                "levels": {"jumps per ion": ends, "theory": (theory, theory), "box": (box, box),
                           "popular": (popular, popular)},
                "lattices": {"neighbours": [LATTICES[key].neighbours for key in BOXES],
                             "f": [*exact().values()]},
                "measured": {"jumps per ion": jumps, "neighbours": neighbours, "f": value},
                "bar on the right": {"neighbours": (neighbours, neighbours), "f": bar}}

    def frame(self, state):
        return state.lattice, state.vacancy_fraction

    def _window(self):
        """The ends of the left axis: around theory and estimate."""
        levels = self._tables["levels"]
        low, high = sorted((levels["theory"][0], levels["popular"][0]))
        if self.state["lattice"] == "chain" and self.state["vacancy_fraction"]:
            return -0.12, 1.12  # a crowd in a row: its f falls from far above theory, to that of its ring
        return max(low - 0.1, -0.05), high + 0.12

    def draw(self, figure):
        course, lattices = figure.subplots(1, 2, width_ratios=(1.25, 1))
        thin, alone = style.form().line * 0.75, self.state["vacancy_fraction"] == 0
        course.set(xscale="log", xlim=(0.08, 12.5), ylim=self._window(), xlabel="jumps counted, per ion",
                   title="correlation factor f")
        course.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        low = self._tables["levels"]["theory"][0] <= self._tables["levels"]["popular"][0]
        self.curve(course, "levels", "jumps per ion", "popular", POPULAR, label="1 − 2/z", at=1,
                   shift=(-30, 3 if low else -20), linewidth=thin)
        if alone or self.state["lattice"] == "chain":
            self.curve(course, "levels", "jumps per ion", "box", style.DOTTED, linewidth=thin)
        self.curve(course, "levels", "jumps per ion", "theory", label="exact" if alone else "theory", at=1,
                   shift=(-30, -20 if low else 3), linewidth=thin)
        self.curve(course, "course", "jumps per ion", "f", style.IONS, marker=".")
        self.curve(course, "bar", "jumps per ion", "f", style.IONS, linewidth=1.5 * style.form().line)
        self.curve(course, "measured", "jumps per ion", "f", style.IONS, marker="o", linestyle="none")
        self._draw_lattices(lattices, thin)

    def _draw_lattices(self, axes, thin):
        axes.set(xlim=(1.4, 12.9), ylim=(-0.06, 1.06), xticks=(2, 4, 6, 8, 12), xlabel="neighbours z",
                 title="f, exact, lone vacancy")
        neighbours = np.linspace(2, 12.8, 60)
        axes.plot(neighbours, 1 - 2 / neighbours, color=POPULAR.colour, linestyle=POPULAR.line,
                  linewidth=thin)
        axes.text(9, 0.84, "1 − 2/z", color=POPULAR.colour, ha="right")
        axes.text(12.8, 0, "○ measured", color=style.IONS.colour, ha="right")
        self.curve(axes, "lattices", "neighbours", "f", marker="o", linestyle="none",
                   markersize=0.7 * style.form().marker)
        self.curve(axes, "bar on the right", "neighbours", "f", style.IONS)
        self.curve(axes, "measured", "neighbours", "f", style.IONS, marker="o", linestyle="none",
                   markerfacecolor="none",
                   markersize=1.5 * style.form().marker, markeredgewidth=style.form().line)

    def say(self, state, words):
        error = words.show("two standard errors", 2)
        found = f"The walks give f = {words['f']} ± {error} (two standard errors)."
        if words.number("vacancies") > 1 and state.lattice == "chain":
            return (f"{found} In a row nobody overtakes: f falls on to {words['f in this box']}, "
                    f"one over the number of ions in this ring.")
        if words.number("vacancies") > 1:
            return f"{found} With {words['vacancies']} vacancies theory says {words['f by theory']}."
        popular, theory = words.number("f by counting neighbours"), words.number("f by theory")
        rule = "also exact" if np.isclose(theory, popular) else f"{words.show('too high by (%)', 2)} too high"
        return (f"{found} Exact is {words['f in this box']} in this box; "
                f"counting neighbours is {rule} for an endless crystal.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        return {"every try is a jump or is blocked": abs(now["jumps and blocked tries"] / now["tries"] - 1)}
