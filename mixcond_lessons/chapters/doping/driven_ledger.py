"""The ledger of a ferrite, kept by temperature and gas: one act of doping gives holes and vacancies."""
from types import SimpleNamespace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import doping, model_oxides
from ...physics.constants import AIR
from ..controls import Rule, linear, logarithmic, uncertain
from . import ferrite_as_known as known
from .charges import STRONTIUM
from .ferrite_as_known import LEAST

HEIGHTS = (0.12, 0.3, 0.6, 1.15)  # charges, of the left axis
HALF, FEW = (47, 53), 1  # per cent: what the tasks ask for


class DrivenLedger(Panel):
    """The ferrite's ledger: temperature and gas decide who pays, and so what conducts."""

    name = "doping.driven_ledger"
    ask = "One act of doping: what do temperature and gas make of it?"
    alternative = ("Left: holes, twice the vacancies, and electrons of a ferrite against oxygen pressure; "
                   "holes and vacancies pay for strontium and electrons. Right: conductivity of ions, holes, "
                   "electrons, and of the last two together, with two measured points. Both end on the left "
                   "where ferrites fall apart.")
    law = staticmethod(doping.ferrite)
    controls = (
        linear("strontium", 0.05, 0.8, 0.4, label="strontium", step=0.01, source="LSF64, a common ferrite"),
        linear("temperature", *model_oxides.FERRITE_TEMPERATURES, 1073.15, step=10),
        logarithmic("oxygen_activity", LEAST, 1.0, AIR, label="oxygen pressure", per_decade=5),
        uncertain(known.SPREAD, folded=True),
    )
    rules = (Rule(model_oxides.FALLS_APART, lambda s: s.oxygen_activity >= (1 - 1e-12)
                  * model_oxides.ferrite_lowest_activity(s.temperature)),)

    @property
    def presets(self):
        """Air, an inert gas, the plateau where nothing but Fe³⁺ is left, and the end of the model."""
        reactions = model_oxides.ferrite_model(0.4, 1073.15).reactions
        plateau = doping.ferrite_plateau_activity(0.4, *(reaction.log10_constant for reaction in reactions))
        least = float(model_oxides.ferrite_lowest_activity(1073.15))
        return {"in air": {}, "in nitrogen with 1e-5 bar of oxygen": {"oxygen_activity": 1e-5},
                "vacancies pay all: as many Fe⁴⁺ as Fe²⁺": {"oxygen_activity": float(plateau)},
                "hardly any oxygen: electrons beat holes": {"oxygen_activity": least}}

    def solve(self, state):
        least = max(LEAST, float(model_oxides.ferrite_lowest_activity(state.temperature)))
        axis = np.geomspace(least, 1.0, 65)
        pressures = np.append(axis, state.oxygen_activity)  # solved together: once is quicker than twice
        found = model_oxides.ferrite_model(state.strontium, state.temperature).equilibrium(pressures)
        conducts = model_oxides.ferrite_conduction(state.temperature, found)
        holes, electrons, vacancies = found["Fe4"], found["Fe2"], found["V"]
        table = {"pO₂ (bar)": pressures, "δ": vacancies, "holes": holes, "2 × vacancies": 2 * vacancies,
                 "electrons": electrons, "Fe³⁺": found["Fe3"],
                 "sum": holes + 2 * vacancies - electrons, "tᵢₒₙ": conducts.transference,
                 "mean valence": doping.mean_valence(state.strontium, vacancies)}
        for name, value in (("σᵢₒₙ", conducts.ionic), ("σ holes", conducts.holes),
                            ("σ electrons", conducts.electrons), ("σₑ", conducts.electronic)):
            table[f"{name} (S/cm)"] = convert(value, "S/m", "S/cm")
        now = {name: values[-1] for name, values in table.items()}
        now |= {"paid by vacancies (%)": 100 * now["2 × vacancies"] / state.strontium,
                "Fe⁴⁺ (%)": 100 * now["holes"], "Fe²⁺ (%)": 100 * now["electrons"]}
        line = {name: values[:-1] for name, values in table.items()}
        return known.ferrite_as_known(state, line, now) | {"now": now, "pressure": line,
                "owed": {"pO₂ (bar)": axis[[0, -22, -1]], "strontium": np.full(3, state.strontium)},
                "falls apart": {"pO₂ (bar)": (LEAST, least)}, "measured": known.measured_points(state)}

    def frame(self, state):
        """The left axis in steps: few charges fill it, too."""
        return next(height for height in HEIGHTS if height > 1.3 * state.strontium),

    def draw(self, figure):
        ledger, sigma = figure.subplots(1, 2)
        for axes in (ledger, sigma):
            axes.set(xscale="log", xlim=(1e-20, 3), xlabel="oxygen pressure pO₂ (bar)",
                     xticks=10.0 ** np.arange(-20, 1, 5))
            known.shade_where_it_falls_apart(self, axes, 0.7 if axes is ledger else 0.25)
        height, = self.frame(SimpleNamespace(**self.state))
        ledger.set(ylim=(-0.03 * height, height), title="charges per Fe ion")
        self.curve(ledger, "owed", "pO₂ (bar)", "strontium", STRONTIUM, label="x (owed)",
                   shift=(20, 3), linewidth=style.form().line * 0.75)
        for carrier, column, label, at in ((style.HOLES, "holes", "holes, Fe⁴⁺", 0.62),
                                           (style.VACANCIES, "2 × vacancies", "vacancies, 2δ", 0.12),
                                           (style.ELECTRONS, "electrons", "electrons, Fe²⁺", 0.05)):
            self.curve(ledger, "pressure", "pO₂ (bar)", column, carrier, label=label, at=at, shift=(0, 5),
                       clear=True)
            self.curve(ledger, "now", "pO₂ (bar)", column, carrier, marker="o", linestyle="none")
        self._draw_conductivities(sigma)

    def _draw_conductivities(self, axes):
        axes.set(yscale="log", ylim=(1e-7, 8e3), yticks=10.0 ** np.arange(-6, 5, 2),
                 title="conductivity (S/cm), illustrative")
        known.draw_as_known(self, axes)
        self.curve(axes, "pressure", "pO₂ (bar)", "σₑ (S/cm)", label="σₑ = holes + electrons", at=0.35,
                   shift=(0, 6), clear=True)
        for carrier, column, at, shift in ((style.HOLES, "σ holes (S/cm)", 0.5, (0, -24)),
                                           (style.ELECTRONS, "σ electrons (S/cm)", 0.7, (0, -24)),
                                           (style.IONS, "σᵢₒₙ (S/cm)", 0.85, (0, 5))):
            self.curve(axes, "pressure", "pO₂ (bar)", column, carrier, label=carrier.word, at=at, shift=shift,
                       clear=True)
        self.curve(axes, "measured", "pO₂ (bar)", "σ (S/cm)", label="measured", at=0, shift=(-22, 6),
                   clear=True, marker="s", linestyle="none", markerfacecolor="none",
                   markersize=1.6 * style.form().marker)
        self.curve(axes, "now", "pO₂ (bar)", "σₑ (S/cm)", marker="o", linestyle="none")
        self.curve(axes, "now", "pO₂ (bar)", "σᵢₒₙ (S/cm)", style.IONS, marker="o", linestyle="none")

    def say(self, state, words):
        if state.uncertain:
            return known.ferrite_as_known_in_words(words)
        half = HALF[0] <= words.number("paid by vacancies (%)") <= HALF[1]
        rest = f"electrons balance what is too much: {words['Fe²⁺ (%)']} of the iron is Fe²⁺"
        if words.number("holes") >= words.number("electrons"):
            few = " (found: under one in a hundred)" if words.number("Fe⁴⁺ (%)") < FEW else ""
            rest = f"holes pay the rest: {words['Fe⁴⁺ (%)']} of the iron is Fe⁴⁺{few}"
        half = " (found: about half)" if half else ""
        return (f"Vacancies pay {words['paid by vacancies (%)']}{half} of what strontium owes; {rest}. "
                f"Holes and electrons conduct {words['σₑ (S/cm)']}, ions {words['σᵢₒₙ (S/cm)']} "
                "(illustrative).")

    def conserved(self, state, tables):
        line = tables["pressure"]
        iron = line["holes"] + line["Fe³⁺"] + line["electrons"]
        return {"holes and vacancies, less the electrons, pay what strontium owes":
                float(abs(line["sum"] / state.strontium - 1).max()),
                "every iron ion is counted once": float(abs(iron - 1).max())}
