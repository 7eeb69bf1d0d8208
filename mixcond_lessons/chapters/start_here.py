"""Chapter 00, Start here: one-way street or boulevard, and how to read the course's axes."""
import numpy as np

from ..classroom import style
from ..classroom.controls import logarithmic
from ..classroom.panel import Panel
from ..classroom.doctor import doctor
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..classroom.saved import saved_work
from ..classroom.trainer import LogAxisTrainer, LogRuler
from ..physics import conductivity
from .start_here_questions import QUESTIONS

__all__ = ["PANELS", "QUESTIONS", "Boulevard", "LogAxisTrainer", "LogRuler", "doctor", "predict_crossing", "saved_work"]


class Boulevard(Panel):
    """How the current divides between two lanes as the electronic conductivity is moved across the ionic one."""

    name = "start_here.boulevard"
    ask = "One-way street or boulevard: who carries the current?"
    alternative = "Left: two lanes whose widths are the shares of the current. Right: both shares against the electronic conductivity."
    law = staticmethod(conductivity.ionic_transference_number)
    controls = (
        logarithmic("electronic_conductivity", "electronic conductivity", 1e-4, 1e4, 0.1, unit="S/m", shown="S/cm", symbol="σₑ", plays=True),
        logarithmic("ionic_conductivity", "ionic conductivity", 1e-2, 1e2, 1.0, unit="S/m", shown="S/cm", symbol="σᵢₒₙ", folded=True),
    )
    presets = {"ions only, nearly": {"electronic_conductivity": 1e-4}, "a fair boulevard": {"electronic_conductivity": 1.0},
               "electrons only, nearly": {"electronic_conductivity": 1e4}}

    def solve(self, state):
        axis = np.geomspace(1e-4, 1e4, 161)
        now = 100 * conductivity.ionic_transference_number(state.ionic_conductivity, state.electronic_conductivity)
        electrons = 100 * conductivity.electronic_transference_number(state.ionic_conductivity, state.electronic_conductivity)
        return {
            "now": {"σₑ (S/cm)": convert(state.electronic_conductivity, "S/m", "S/cm"), "ions (%)": now, "electrons (%)": electrons,
                    "σ (S/cm)": convert(conductivity.total_conductivity(state.ionic_conductivity, state.electronic_conductivity), "S/m", "S/cm")},
            "shares": {"σₑ (S/cm)": convert(axis, "S/m", "S/cm"),
                       "ions (%)": 100 * conductivity.ionic_transference_number(state.ionic_conductivity, axis),
                       "electrons (%)": 100 * conductivity.electronic_transference_number(state.ionic_conductivity, axis)},
        }

    def draw(self, figure):
        street, shares = figure.subplots(1, 2)
        street.set(xlim=(0, 1), ylim=(0, 100), xticks=[], title="lanes of the street (%)")
        street.grid(False)
        self._lane(street, style.IONS, lambda now: (0, now["ions (%)"][0]))
        self._lane(street, style.ELECTRONS, lambda now: (now["ions (%)"][0], now["electrons (%)"][0]))
        shares.set(xscale="log", xlim=(1e-6, 1e2), ylim=(-3, 103), xlabel="electronic conductivity σₑ (S/cm)", title="shares of the current (%)")
        for carrier, column, at in ((style.IONS, "ions (%)", 0.12), (style.ELECTRONS, "electrons (%)", 0.9)):
            self.curve(shares, "shares", "σₑ (S/cm)", column, carrier, label=carrier.word, at=at, shift=(0, -22 if at < 0.5 else -24))
            self.curve(shares, "now", "σₑ (S/cm)", column, carrier, marker="o", linestyle="none")

    def _lane(self, axes, carrier, place):
        lane = axes.axhspan(0, 1, color=carrier.colour, alpha=0.25, linewidth=0)

        def update(tables):
            start, width = place(tables["now"])
            lane.set_y(start)
            lane.set_height(width)
        self.moves(lane, update)

        def words(tables):
            start, width = place(tables["now"])
            return 0.5, start + width / 2, carrier.word if width > 12 else ""
        self.note(axes, words, color=carrier.colour, ha="center", va="center", weight="bold")

    def say(self, state, words):
        return (f"Ions carry {words.show('ions (%)', 5)} of the current and electrons {words['electrons (%)']}; "
                f"together they conduct {words['σ (S/cm)']}.")

    def conserved(self, state, tables):
        now = tables["now"]
        return {"shares add up": float(abs(now["ions (%)"] + now["electrons (%)"] - 100)[0] / 100)}


PANELS = (Boulevard, LogRuler)


def predict_crossing():
    """The first prediction of the course: where on a log axis do both carriers have the same share?"""
    return Predict(Boulevard(), "The ions conduct 0.01 S/cm. Electrons come in, with ten times less at first. What happens to the "
                   "ions' share when σₑ grows a hundredfold, from 0.001 to 0.1 S/cm?",
                   ("it falls a hundredfold", "it falls from nine tenths to one tenth", "it stays: the ions do not care"),
                   look="Move σₑ from 0.001 to 0.1 S/cm and read the sentence. The ions themselves do not change: what changes is their share.",
                   found="From nine tenths to one tenth, while the ions conduct 0.01 S/cm all the time.",
                   key="00.crossing")
