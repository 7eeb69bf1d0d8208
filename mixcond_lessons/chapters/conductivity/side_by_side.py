"""Two paths side by side: what does the electronic path leave for the ions?"""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import conductivity
from ..controls import Rule, logarithmic


class SideBySide(Panel):
    """The simplest sample: a total resistance was measured, the electronic path is known, the ionic path is
    asked for."""

    name = "conductivity.side_by_side"
    ask = "Two paths side by side measure 150 Ω together. How much do the ions carry?"
    alternative = ("Left: ionic transference number against the electronic resistance, and the curve of a "
                   "common slip. Right: ionic resistance against the electronic resistance, with the "
                   "measured total.")
    law = staticmethod(conductivity.transference_from_resistances)
    controls = (
        logarithmic("electronic_resistance", 100.0, 1e6, 600.0, label="electronic path", per_decade=20),
        logarithmic("total_resistance", 10.0, 1e5, 150.0, label="both paths together", folded=True,
                    source="worked example of this course"),
    )
    rules = (Rule("one of two parallel paths always resists more than both together",
                  lambda s: s.electronic_resistance > s.total_resistance),)
    presets = {"the measured sample": {"electronic_resistance": 9800.0}}

    def solve(self, state):
        axis = np.geomspace(state.total_resistance * (1 + 1e-6), 1e6, 200)

        def columns(electronic):
            return {"Rₑ (Ω)": electronic,
                    "tᵢₒₙ": conductivity.transference_from_resistances(state.total_resistance, electronic),
                    "Rᵢₒₙ (Ω)": conductivity.ionic_resistance(state.total_resistance, electronic)}
        curve = columns(axis)
        # The slip: the measured total is taken for the ionic path.
        curve["slip tᵢₒₙ"] = conductivity.ionic_transference_number(1 / state.total_resistance, 1 / axis)
        curve["R (Ω)"] = np.full_like(axis, state.total_resistance)
        return {"now": columns(state.electronic_resistance), "curve": curve}

    def draw(self, figure):
        share, ohms = figure.subplots(1, 2)
        share.set(xscale="log", xlim=(1e2, 1e6), ylim=(-0.03, 1.05), xlabel="electronic resistance Rₑ (Ω)",
                  title="share of the ions, tᵢₒₙ")
        ohms.set(xscale="log", yscale="log", xlim=(1e2, 1e6), ylim=(10, 1e7),
                 xlabel="electronic resistance Rₑ (Ω)",
                 title="resistance (Ω)")
        self.curve(share, "curve", "Rₑ (Ω)", "slip tᵢₒₙ", style.DOTTED, label="slip", at=0.12, shift=(-22, 2))
        self.curve(share, "curve", "Rₑ (Ω)", "tᵢₒₙ", style.IONS, label="tᵢₒₙ", at=0.4, shift=(0, -26))
        self.curve(share, "now", "Rₑ (Ω)", "tᵢₒₙ", marker="o", linestyle="none")
        self.curve(ohms, "curve", "Rₑ (Ω)", "R (Ω)", label="both together, R", at=0.75, shift=(0, -22))
        self.curve(ohms, "curve", "Rₑ (Ω)", "Rᵢₒₙ (Ω)", style.IONS, label="ions, Rᵢₒₙ", at=0.25,
                   shift=(34, 6))
        self.curve(ohms, "now", "Rₑ (Ω)", "Rᵢₒₙ (Ω)", marker="o", linestyle="none")

    def say(self, state, words):
        return (f"Beside an electronic path of {words['Rₑ (Ω)']} the ionic path has "
                f"{words.show('Rᵢₒₙ (Ω)', 5)}. "
                f"The ions carry the fraction tᵢₒₙ = {words['tᵢₒₙ']} of the current.")

    def conserved(self, state, tables):
        now = tables["now"]
        parallel = 1 / (1 / now["Rₑ (Ω)"] + 1 / now["Rᵢₒₙ (Ω)"])
        residual = float(abs(parallel / state.total_resistance - 1)[0])
        return {"both paths together have the measured resistance": residual}
