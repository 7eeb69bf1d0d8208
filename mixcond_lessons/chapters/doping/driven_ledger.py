"""The ledger of a ferrite, kept by temperature and gas: one act of doping gives holes and vacancies."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import doping, model_oxides
from ...physics.constants import AIR
from ..controls import Rule, linear, logarithmic
from .charges import STRONTIUM, line_of_text

LEAST = 1e-20  # bar, on slider and axes
MEASURED_STRONTIUM, MEASURED = 0.4, material("lanthanum_strontium_ferrite_40").all_of("total conductivity")


class DrivenLedger(Panel):
    """The ferrite's ledger: temperature and gas decide who pays, and so what conducts."""

    name = "doping.driven_ledger"
    ask = "One act of doping: what do temperature and gas make of it?"
    alternative = ("Left: holes, twice the vacancies, and minus the electrons of a ferrite against oxygen "
                   "pressure; they always add up to the strontium. Right: conductivity of ions, holes and "
                   "electrons against oxygen pressure, with two measured points. Both end on the left where "
                   "ferrites fall apart.")
    law = staticmethod(doping.ferrite)
    controls = (
        linear("strontium", 0.05, 0.8, 0.4, label="strontium", step=0.01, source="LSF64, a common ferrite"),
        linear("temperature", *model_oxides.FERRITE_TEMPERATURES, 1073.15, step=10),
        logarithmic("oxygen_activity", LEAST, 1.0, AIR, label="oxygen pressure", per_decade=5),
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
                 "electrons": electrons, "−electrons": -electrons, "Fe³⁺": found["Fe3"],
                 "sum": holes + 2 * vacancies - electrons, "tᵢₒₙ": conducts.transference,
                 "mean valence": doping.mean_valence(state.strontium, vacancies)}
        for name, value in (("σᵢₒₙ", conducts.ionic), ("σ holes", conducts.holes),
                            ("σ electrons", conducts.electrons), ("σₑ", conducts.electronic)):
            table[f"{name} (S/cm)"] = convert(value, "S/m", "S/cm")
        now = {name: values[-1] for name, values in table.items()}
        now |= {"paid by vacancies (%)": 100 * now["2 × vacancies"] / state.strontium,
                "Fe⁴⁺ (%)": 100 * now["holes"], "Fe²⁺ (%)": 100 * now["electrons"]}
        return {"now": now, "pressure": {name: values[:-1] for name, values in table.items()},
                "owed": {"pO₂ (bar)": axis[[0, -6, -1]], "strontium": np.full(3, state.strontium)},
                "falls apart": {"pO₂ (bar)": (LEAST, least)}, "measured": self._measured(state)}

    @staticmethod
    def _measured(state):
        """The measured points, at their strontium content and temperature only."""
        there = MEASURED_STRONTIUM, MEASURED[0].temperature_range[0]
        points = MEASURED if np.isclose((state.strontium, state.temperature), there).all() else ()
        return {"pO₂ (bar)": [point.oxygen_activity_range[0] for point in points],
                "σ (S/cm)": [convert(point.value, "S/m", "S/cm") for point in points]}

    def draw(self, figure):
        ledger, sigma = figure.subplots(1, 2)
        for axes in (ledger, sigma):
            axes.set(xscale="log", xlim=(1e-20, 3), xlabel="oxygen pressure pO₂ (bar)",
                     xticks=10.0 ** np.arange(-20, 1, 5))
            self._draw_end(axes)
        ledger.set(ylim=(-0.48, 1.15), title="charges per Fe ion")
        ledger.axhline(0, color=style.QUIET, linewidth=style.form().line / 2)
        self.curve(ledger, "owed", "pO₂ (bar)", "strontium", STRONTIUM, label="sum = x", shift=(0, 3),
                   linewidth=style.form().line * 0.75)
        for carrier, column, label in ((style.HOLES, "holes", ""),
                                       (style.VACANCIES, "2 × vacancies", "vacancies, 2δ"),
                                       (style.ELECTRONS, "−electrons", "")):
            self.curve(ledger, "pressure", "pO₂ (bar)", column, carrier, label=label, at=0.14, shift=(20, 5))
            self.curve(ledger, "now", "pO₂ (bar)", column, carrier, marker="o", linestyle="none")
        ledger.text(1, -0.03, "holes Fe⁴⁺", color=style.HOLES.colour, ha="right", va="top")
        self.note(ledger, lambda tables: (tables["falls apart"]["pO₂ (bar)"][1], -0.03 - line_of_text(),
                                          " −electrons Fe²⁺"), color=style.ELECTRONS.colour, va="top")
        self._draw_conductivities(sigma)

    def _draw_conductivities(self, axes):
        axes.set(yscale="log", ylim=(3e-7, 8e3), yticks=10.0 ** np.arange(-6, 5, 2),
                 title="conductivity (S/cm), illustrative")
        for carrier, column, at, shift in ((style.HOLES, "σ holes (S/cm)", 0.55, (0, -24)),
                                           (style.ELECTRONS, "σ electrons (S/cm)", 0.6, (-40, -22)),
                                           (style.IONS, "σᵢₒₙ (S/cm)", 0.85, (8, 3))):
            self.curve(axes, "pressure", "pO₂ (bar)", column, carrier, label=carrier.word, at=at, shift=shift)
        self.curve(axes, "measured", "pO₂ (bar)", "σ (S/cm)", label="measured", at=0, shift=(-22, 6),
                   marker="s", linestyle="none", markerfacecolor="none", markersize=1.6 * style.form().marker)
        self.curve(axes, "now", "pO₂ (bar)", "σₑ (S/cm)", marker="o", linestyle="none")
        self.curve(axes, "now", "pO₂ (bar)", "σᵢₒₙ (S/cm)", style.IONS, marker="o", linestyle="none")

    def _draw_end(self, axes):
        """Shade the gas in which there is no such oxide, from the left."""
        area = axes.axvspan(LEAST, LEAST, color=style.QUIET, alpha=0.15, linewidth=0)
        self.moves(area, lambda tables: area.set_width(tables["falls apart"]["pO₂ (bar)"][1] - LEAST))

        def words(tables):
            start, end = tables["falls apart"]["pO₂ (bar)"]
            return np.sqrt(start * end), 0.5, "falls apart" if end > 1e2 * start else ""
        across = axes.get_xaxis_transform()
        self.note(axes, words, color=style.QUIET, rotation=90, ha="center", va="center", transform=across)

    def say(self, state, words):
        rest = f"electrons balance what is too much: {words['Fe²⁺ (%)']} of the iron is Fe²⁺"
        if words.number("holes") >= words.number("electrons"):
            rest = f"holes pay the rest: {words['Fe⁴⁺ (%)']} of the iron is Fe⁴⁺"
        return (f"Vacancies pay {words['paid by vacancies (%)']} of what strontium owes; {rest}. Holes and "
                f"electrons conduct {words['σₑ (S/cm)']}, ions {words['σᵢₒₙ (S/cm)']} (illustrative).")

    def conserved(self, state, tables):
        line = tables["pressure"]
        iron = line["holes"] + line["Fe³⁺"] + line["electrons"]
        return {"holes and vacancies, less the electrons, pay what strontium owes":
                float(abs(line["sum"] / state.strontium - 1).max()),
                "every iron ion is counted once": float(abs(iron - 1).max())}
