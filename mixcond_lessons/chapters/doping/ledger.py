"""The ledger of charge, kept by hand: who pays for strontium?"""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import doping
from ..controls import Rule, linear
from .charges import OWED, PAID, STRONTIUM, TALLEST, charges, draw_bar, levels, line_of_text

LOWEST, HIGHEST = -0.15, 0.75  # delta on the slider
MOST_MISSING = 0.3  # beyond this delta, or where most Mn is 2+, no such crystal with Mn2+ exists


class Ledger(Panel):
    """The ledger of charge of one perovskite, by hand: what strontium owes, and who pays."""

    name = "doping.ledger"
    ask = "Who pays for strontium?"
    alternative = ("Left: two bars that are always equally tall, the negative charges that are owed and the "
                   "positive ones that pay. Right: holes, twice the vacancies, and electrons against the "
                   "oxygen deficiency at this strontium content.")
    law = staticmethod(doping.holes_from_valence)
    controls = (
        linear("strontium", 0.0, 1.0, 0.2, label="strontium", step=0.01, source="the seed's example, LSM"),
        linear("oxygen_deficiency", LOWEST, HIGHEST, 0.0, label="missing oxygen", step=0.005,
               source="illustrative"),
    )
    rules = (Rule("2δ is at most 1 + x, for then every Mn is Mn²⁺",
                  lambda s: 2 * s.oxygen_deficiency <= 1 + s.strontium + 1e-12),
             Rule("the mean valence is at most 4, for then every Mn is Mn⁴⁺",
                  lambda s: s.strontium - 2 * s.oxygen_deficiency <= 1 + 1e-12))
    presets = {"LaMnO₃, perfect": {"strontium": 0.0}, "La₀.₈Sr₀.₂MnO₃, holes pay": {"strontium": 0.2},
               "vacancies pay": {"strontium": 0.2, "oxygen_deficiency": 0.1},
               "excess oxygen: LaMnO₃.₁": {"strontium": 0.0, "oxygen_deficiency": -0.1},
               "reduced: electrons owe too": {"strontium": 0.2, "oxygen_deficiency": 0.25}}

    def solve(self, state):
        x, deficiency = state.strontium, state.oxygen_deficiency + 0.0  # a table shows no "-0"
        now = charges(x, deficiency)
        axis = np.linspace(max(LOWEST, -(1 - x) / 2), min(HIGHEST, (1 + x) / 2), 41)
        axis = np.union1d(axis, (0, x / 2))  # where the lines bend
        empty_cations = doping.cation_vacancies_from_excess(np.maximum(0.0, -deficiency))
        now |= {"δ": deficiency, "owed": now["strontium"] + now["missing cations"] + now["electrons"],
                "paid": now["holes"] + now["2 × vacancies"],
                "mean valence": doping.mean_valence(x, deficiency),
                "Mn⁴⁺ (%)": 100 * now["holes"], "Mn²⁺ (%)": 100 * now["electrons"],
                "empty oxygen places (%)": 100 * max(0.0, deficiency) / 3,
                "empty La and Mn places (%)": 100 * empty_cations}
        tallest = max(now["holes"], now["electrons"], now["2 × vacancies"])
        return {"now": now, "who pays": {"δ": axis, **charges(np.full_like(axis, x), axis)},
                "cursor": {"δ": np.full(2, deficiency), "charges": (0, tallest)}}

    def draw(self, figure):
        bars, lines = figure.subplots(1, 2, width_ratios=(1, 1.15))
        bars.set(xlim=(0, 2), ylim=(0, TALLEST), xticks=(0.5, 1.5), xticklabels=("owed (−)", "paid (+)"),
                 title="charges per Mn ion")
        bars.grid(False, axis="x")
        draw_bar(self, bars, 0.5, OWED)
        draw_bar(self, bars, 1.5, PAID)
        self.note(bars, self._above_both, ha="center", va="bottom")
        lines.set(xlim=(LOWEST - 0.02, HIGHEST + 0.02), ylim=(-0.03, TALLEST),
                  xlabel="missing oxygen δ (left of 0: excess)",
                  title="holes, vacancies, electrons (per Mn ion)")
        if style.in_lecture_mode():
            lines.set_title("per Mn ion")
        self.curve(lines, "cursor", "δ", "charges", STRONTIUM, linewidth=style.form().line * 0.75)
        for carrier, column, label, at, shift in (
                (style.HOLES, "holes", "holes", 0, (30, 0)), (style.ELECTRONS, "electrons", "", 0, (0, 0)),
                (style.VACANCIES, "2 × vacancies", "vacancies, 2δ", 0.85, (-56, 2))):
            self.curve(lines, "who pays", "δ", column, carrier, label=label, at=at, shift=shift)
            self.curve(lines, "now", "δ", column, carrier, marker="o", linestyle="none")
        self._name_electrons(lines)

    @staticmethod
    def _above_both(tables):
        """The word "neutral" above both bars and whatever is written above them."""
        line = line_of_text()
        written = (up + line / 2 for parts in (OWED, PAID) for up in levels(tables["now"], parts, line))
        return 1, max(tables["now"]["paid"][0], *written), "neutral"

    def _name_electrons(self, axes):
        """Write the name between the lines where there is room, else below its own line."""
        for above in (True, False):
            def words(tables, above=above):
                curve = tables["who pays"]
                at = int((0.85 if above else 0.72) * (curve["δ"].size - 1))
                right, down = (0, 0) if above else (0.02, 0.03)
                seen = (tables["now"]["strontium"][0] >= 0.6) == above
                return curve["δ"][at] + right, curve["electrons"][at] - down, "electrons" if seen else ""
            self.note(axes, words, color=style.ELECTRONS.colour, ha="right" if above else "left",
                      va="bottom" if above else "top")

    def say(self, state, words):
        if words.number("owed") == 0:
            return ("Nothing is owed and nothing is paid: every Mn is Mn³⁺, every place is full. The "
                    f"crystal is neutral, with mean valence {words['mean valence']}.")
        owed = (("strontium owes", "strontium"), ("missing La and Mn ions owe", "missing cations"),
                ("electrons owe", "electrons"))
        paid = (("holes pay", "holes"), ("vacancies pay", "2 × vacancies"))
        owed, paid = (" and ".join(f"{who} {words[column]}" for who, column in parts if words.number(column))
                      for parts in (owed, paid))
        return f"Per Mn, {owed}; {paid}: the crystal is neutral. {self._consequence(state, words)}"

    @staticmethod
    def _consequence(state, words):
        """What the payment means for the ions."""
        if state.oxygen_deficiency < 0:
            return f"Of the La and Mn places {words['empty La and Mn places (%)']} are empty, of oxygen none."
        if words.number("electrons") > 0:
            apart = words.number("electrons") > 0.5 or state.oxygen_deficiency > MOST_MISSING
            return ("This is bookkeeping only: such a crystal falls apart." if apart else
                    f"Of the Mn, {words['Mn²⁺ (%)']} have an electron too many.")
        if words.number("holes") == 0:
            return f"Every Mn stays Mn³⁺; {words['empty oxygen places (%)']} of the oxygen places are empty."
        if state.oxygen_deficiency > 0:
            return f"Of the Mn, {words['Mn⁴⁺ (%)']} lack an electron."
        return (f"The mean valence is {words.show('mean valence', 4)}: {words['Mn⁴⁺ (%)']} of the Mn lack an "
                "electron, and no ion is missing.")

    def conserved(self, state, tables):
        line = tables["who pays"]
        owed = line["strontium"] + line["missing cations"] + line["electrons"]
        paid = line["holes"] + line["2 × vacancies"]
        return {"what is owed is paid": float(abs(tables["now"]["owed"] - tables["now"]["paid"])[0]),
                "what is owed is paid at every oxygen content": float(abs(owed - paid).max())}
