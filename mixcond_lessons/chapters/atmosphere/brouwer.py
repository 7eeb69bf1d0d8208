"""The Brouwer diagram: which two defects balance each other, and what slope that gives all of them."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...materials import model
from ...physics import atmosphere, doping
from ...physics.model_oxides import TITANATE_TEMPERATURES
from ..controls import choice, linear, logarithmic, switch
from . import neutrality_conditions as conditions
from .neutrality_conditions import CARRIERS, EXCESS, HIGHEST, LOWEST, TERMS
from .neutrality_in_words import in_a_sentence, in_words

LOOKS = {"h": ("holes", style.HOLES, 0.2, (6, -22)), "n": ("electrons", style.ELECTRONS, 0.12, (18, 5)),
         "V": ("vacancies", style.VACANCIES, 0.68, (0, -23))}  # word, look, and where the name stands
SLOPES = {-1 / 2: "−½", -1 / 4: "−¼", -1 / 6: "−⅙", 0: "0", 1 / 6: "⅙", 1 / 4: "¼"}


class Brouwer(Panel):
    """All defects against oxygen pressure: which two balance the charges, for that sets every slope."""

    name = "atmosphere.brouwer"
    ask = "Which defect rules at which oxygen pressure, and which slopes follow?"
    alternative = ("Left: Brouwer diagram, concentrations of vacancies, electrons, holes and acceptors "
                   "against oxygen pressure, both logarithmic, with the ruling condition of neutrality. "
                   "Right: the exact local exponent of each, with lines at 1/4, 1/6 and 0.")
    law = staticmethod(doping.acceptor_doped_oxide)
    controls = (
        logarithmic("oxygen_activity", LOWEST, HIGHEST, 1e-10, label="oxygen pressure", per_decade=4),
        logarithmic("acceptor", 1e-6, 0.1, 1e-4, label="acceptor per formula unit", per_decade=8),
        linear("temperature", *TITANATE_TEMPERATURES, conditions.HOT, step=10,
               source=f"{model('titanate').name}: {model('titanate').status_words}"),
        switch("undoped", "no acceptor at all", False, folded=True),
        choice("excess", "defects of excess oxygen", EXCESS, "none", folded=True),
    )

    @property
    def presets(self):
        return conditions.places_to_visit()

    def solve(self, state):
        acceptor = 0.0 if state.undoped else state.acceptor
        equilibrium, borders, regimes = conditions.diagram(acceptor, state.temperature, state.excess)
        oxide = conditions.doped_titanate(acceptor, state.temperature, state.excess)
        here = oxide.equilibrium(state.oxygen_activity)
        ruling = int(np.searchsorted(borders, state.oxygen_activity))
        edges = np.concatenate([[LOWEST], borders, [HIGHEST]])
        now = {"pO₂ (bar)": state.oxygen_activity, "charge number of a vacancy": 2.0,
               "share of the charge (%)": 100 * atmosphere.neutrality_regime(oxide, here)[1]}
        now |= {f"[{name}]": here[name] for name in CARRIERS}
        now |= {f"exponent of [{name}]": np.round(here.exponents[name], 3) for name in CARRIERS}
        now |= {"from (bar)": borders[ruling - 1]} if ruling else {}
        now |= {"up to (bar)": borders[ruling]} if ruling < borders.size else {}
        return {
            "now": now, **conditions.charges(oxide, here),
            **conditions.curves(acceptor, state.temperature, state.excess),
            "regimes": {"from (bar)": edges[:-1], "up to (bar)": edges[1:]},
            "ruling": conditions.ruling_pair(equilibrium, regimes[ruling], edges[ruling:][:2], acceptor),
            "borders": conditions.upright_lines(borders),
            "cursor": conditions.upright_lines(np.array([state.oxygen_activity])),
            "neutrality": {"residual": equilibrium.residuals["charge"]},
        }

    def draw(self, figure):
        diagram, slopes = figure.subplots(1, 2, width_ratios=(1.5, 1))
        self._set_axes(diagram, slopes, style.in_lecture_mode())
        line, dot = style.form().line, {"marker": "o", "linestyle": "none"}
        for axes, upwards in ((diagram, "concentration"), (slopes, "exponent")):
            axes.set_xticks(10.0 ** np.arange(-30, 1, 10))
            self.curve(axes, "borders", "pO₂ (bar)", upwards, style.DASHED, linewidth=line * 0.75)
            self.curve(axes, "cursor", "pO₂ (bar)", upwards, linewidth=line * 0.75)
        self.curve(diagram, "acceptor", "pO₂ (bar)", "[A′]", style.DASHED, linestyle="-", label="[A′]",
                   at=0.67, shift=(0, 4))
        self.curve(diagram, "excess", "pO₂ (bar)", "concentration", linestyle=(0, (1, 1)))
        for name, (word, carrier, at, shift) in LOOKS.items():
            exponent, word = f"exponent of [{name}]", "" if style.in_lecture_mode() else f"{word} "
            self.curve(diagram, "concentrations", "pO₂ (bar)", f"[{name}]", carrier, label=f"{word}[{name}]",
                       at=at, shift=shift)
            self.curve(diagram, "now", "pO₂ (bar)", f"[{name}]", carrier, **dot)
            self.curve(slopes, "exponents", "pO₂ (bar)", exponent, carrier)
            self.curve(slopes, "now", "pO₂ (bar)", exponent, carrier, **dot)
        for side in ("positive", "negative"):
            self.curve(diagram, "ruling", "pO₂ (bar)", side, linewidth=4 * line, alpha=0.16,
                       solid_capstyle="round", zorder=1.5)
        self._name_excess(diagram)
        self._name_regimes(diagram)

    @staticmethod
    def _set_axes(diagram, slopes, hall):
        top, title = (1e4, "per formula unit") if hall else (60, "concentration per formula unit")
        diagram.set(xscale="log", yscale="log", xlim=(LOWEST, HIGHEST), ylim=(5e-16, top),
                    xlabel="oxygen pressure pO₂ (bar)", title=f"{title} (illustrative)")
        diagram.set_yticks(10.0 ** np.arange(-15, 1, 5 if hall else 3))
        shown = {slope: name for slope, name in SLOPES.items() if not hall or slope > -0.3}
        slopes.set(xscale="log", xlim=(LOWEST, HIGHEST), ylim=(min(shown) - 0.06, 0.33), xlabel="pO₂ (bar)",
                   title="local exponent of pO₂")
        slopes.set_yticks(tuple(shown), tuple(shown.values()))
        slopes.axhline(0, color=style.QUIET, linewidth=style.form().line * 0.75)

    def _name_excess(self, axes):
        def name(tables):
            height = 2 * tables["excess"]["concentration"][-1:]
            word = f"{TERMS[self.state['excess']].lstrip('2')}, invented" if height.size else ""
            return (HIGHEST / 3, height[0], word) if word else (HIGHEST, 1.0, "")
        self.note(axes, name, ha="right", va="bottom")

    def _name_regimes(self, axes):
        """Over each range wide enough for it, the condition that rules there."""
        room = 12 if style.in_lecture_mode() else 6  # decades that a name needs
        for number in range(4):
            def name(tables, number=number):
                ranges = np.log10([tables["regimes"]["from (bar)"], tables["regimes"]["up to (bar)"]])
                if number >= ranges.shape[1] or np.diff(ranges[:, number])[0] < room:
                    return LOWEST, 1.0, ""
                name = in_words(conditions.regimes(**self.state)[number])
                return 10.0 ** ranges[:, number].mean(), axes.get_ylim()[1] / 2.4, name
            self.note(axes, name, ha="center", va="top", color=style.QUIET)

    def say(self, state, words):
        told = in_a_sentence(words, "Without an acceptor" if state.undoped else "Here")
        invented = "" if state.excess == "none" else f"; {TERMS[state.excess].lstrip('2')} is invented here"
        return f"{told}. Holes per formula unit: {words['[h]']}{invented}."

    def conserved(self, state, tables):
        slopes = tables["exponents"]
        holes, electrons, vacancies = (slopes[f"exponent of [{name}]"] for name in CARRIERS)
        kept = {"n·h is constant: the slopes of electrons and holes are opposite": holes + electrons,
                "[V] n² times the root of pO₂ is constant": vacancies + 0.5 - 2 * holes,
                "the charges balance": tables["neutrality"]["residual"]}
        return {words: float(np.abs(values).max()) for words, values in kept.items()}
