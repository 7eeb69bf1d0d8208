"""The inside of a ceria cell at open circuit: where the oxygen pressure falls, and its potentials."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import cell_voltage, permeation
from ...physics.conductivity import ionic_transference_number, power_law_conductivity
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws, membrane
from ..controls import choice, linear, logarithmic
from .membrane_limits import FEW_ELECTRONS, GIVEN, HYDROGEN, KNOWN, WARM

# Close together near the air side, where powers of ten of pressure pass within a thousandth of the thickness.
PLACES = np.unique(np.concatenate([np.linspace(0, 1, 71), 1 - np.geomspace(1e-8, 0.05, 60)]))
SHOWN = {"potentials": "potentials (V)", "conductivities": "conductivities"}
POTENTIALS = {"oxygen": "oxygen, μ/2F (V)", "ions": "ions, μ̃/2F (V)", "electrons": "electrons, −μ̃/F (V)",
              "field": "electric, φ (V)"}


class InsideMembrane(Panel):
    """Ceria between hydrogen and air without any load: pressure, potentials, conductivities inside."""

    name = "permeation.inside_membrane"
    ask = "Where inside does the oxygen pressure fall, and what does a voltmeter see?"
    alternative = ("Left: oxygen pressure across the thickness on a logarithmic axis, with a straight "
                   "guess as a quiet line. Right: the potentials of oxygen, ions and electrons across the "
                   "thickness, or both conductivities.")
    law = staticmethod(cell_voltage.activity_at_open_circuit)
    controls = (
        linear("place", 0.0, 1.0, 0.5, step=0.002, unit="1", symbol="x/L"),
        logarithmic("oxygen_activity_low", 1e-30, 1e-3, HYDROGEN, label="oxygen, fuel side", symbol="pO₂",
                    per_decade=4, source=GIVEN),
        linear("temperature", 773.15, 1073.15, WARM, step=10),
        choice("show", "right picture shows", SHOWN, "potentials", folded=True, rescales=True),
    )
    rules = (*KNOWN, FEW_ELECTRONS)
    presets = {"hydrogen with 3 % steam: where the last 2.4 % begin": {"oxygen_activity_low": HYDROGEN,
                                                                       "place": 0.976},
               "1e-20 bar, 700 °C": {"oxygen_activity_low": 1e-20},
               "helium, 1e-4 bar": {"oxygen_activity_low": 1e-4}}

    def solve(self, state):
        law, low = ceria_laws(state.temperature), state.oxygen_activity_low
        ionic, places = law[0], np.append(PLACES, state.place)
        inside = cell_voltage.activity_at_open_circuit(places, *law, low, AIR, 1.0)
        # Between x = 0 and any place lies a smaller cell, with its own Nernst and open-circuit voltage.
        oxygen = cell_voltage.nernst_voltage(state.temperature, low, inside)
        electrons = cell_voltage.voltage_with_electronic_power_law(*law, state.temperature, low, inside)
        electronic = power_law_conductivity(*law[1:], inside)
        table = {"x/L": places, "pO₂ (bar)": inside, POTENTIALS["oxygen"]: oxygen,
                 POTENTIALS["electrons"]: electrons, POTENTIALS["ions"]: oxygen - electrons,
                 POTENTIALS["field"]: electrons - oxygen, "σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
                 "σᵢₒₙ (S/cm)": np.full(inside.size, convert(ionic, "S/m", "S/cm")),
                 "tᵢₒₙ": ionic_transference_number(ionic, electronic)}
        shares = ionic_transference_number(ionic, power_law_conductivity(*law[1:], np.array([low, AIR])))
        nernst = float(cell_voltage.nernst_voltage(state.temperature, low, AIR))
        voltage = float(cell_voltage.voltage_with_electronic_power_law(*law, state.temperature, low, AIR))
        return {"now": {"V_N (V)": nernst, "V (V)": voltage, "mean tᵢₒₙ": voltage / nernst,
                        "field (V over L)": nernst - voltage,
                        "tᵢₒₙ at the fuel face": shares[0], "tᵢₒₙ at the air face": shares[1],
                        "fuel face says (V)": shares[0] * nernst, "air face says (V)": shares[1] * nernst},
                "here": {name: values[-1] for name, values in table.items()},
                "inside": {name: values[:-1] for name, values in table.items()},
                "straight guess": {"x/L": (0, 1), "pO₂ (bar)": (low, AIR)}}

    def draw(self, figure):
        pressure, right = figure.subplots(1, 2)
        pressure.set(yscale="log", xlim=(-0.02, 1.02), ylim=(1e-31, 10), xlabel="place x/L (fuel … air)",
                     title="oxygen pressure (bar)")
        pressure.set_yticks(10.0 ** np.arange(-30, 1, 10))
        self.curve(pressure, "straight guess", "x/L", "pO₂ (bar)", style.DOTTED,
                   linewidth=style.form().line * 0.75)
        pressure.text(0.02, 1e-7, "dotted: a guess", color=style.QUIET, va="center")
        self.curve(pressure, "inside", "x/L", "pO₂ (bar)")
        self.curve(pressure, "here", "x/L", "pO₂ (bar)", marker="o", linestyle="none")
        right.set(xlim=(-0.02, 1.02), xlabel="place x/L (fuel … air)")
        (self._draw_potentials if self.state["show"] == "potentials" else self._draw_conductivities)(right)

    def _draw_potentials(self, axes):
        axes.set(ylim=(-0.45, 1.25), title="potential, from x = 0 (V)")
        for key, carrier in (("oxygen", style.TOTAL), ("electrons", style.ELECTRONS), ("ions", style.IONS),
                             ("field", style.DOTTED)):
            self.curve(axes, "inside", "x/L", POTENTIALS[key], carrier)
            self.curve(axes, "here", "x/L", POTENTIALS[key], carrier, marker="o", linestyle="none")

        def name(words, x, y, carrier, **where):
            self.note(axes, lambda tables: (x, y(*(tables["now"][column][0] for column in (
                "V_N (V)", "V (V)", "field (V over L)"))), words), color=carrier.colour, **where)
        # Two end high: named at their ends, one below the other. Two are straight: named near the beginning.
        end = {"ha": "right", "va": "center"}
        name("oxygen: Nernst", 0.96, lambda nernst, voltage, field: max(nernst, 0.5), style.TOTAL, **end)
        name("electrons: V", 0.96, lambda nernst, voltage, field: max(min(voltage, nernst - 0.19), 0.31),
             style.ELECTRONS, **end)
        name("ions", 0.3, lambda nernst, voltage, field: 0.3 * field + 0.05, style.IONS,
             ha="center", va="bottom")
        name("φ", 0.3, lambda nernst, voltage, field: -0.3 * field - 0.04, style.DOTTED,
             ha="center", va="top")

    def _draw_conductivities(self, axes):
        axes.set(yscale="log", ylim=(1e-10, 1), title="conductivity (S/cm)")
        for carrier, column, at, shift in ((style.IONS, "σᵢₒₙ (S/cm)", 0.08, (0, -22)),
                                           (style.ELECTRONS, "σₑ (S/cm)", 0.85, (-50, -12))):
            self.curve(axes, "inside", "x/L", column, carrier, label=carrier.word, at=at, shift=shift)
            self.curve(axes, "here", "x/L", column, carrier, marker="o", linestyle="none")

    def say(self, state, words):
        return (f"At this place pO₂ is {words.show('pO₂ (bar)', 4)} and tᵢₒₙ is {words.show('tᵢₒₙ', 4)}. "
                f"A voltmeter sees the electrons: {words.show('V (V)', 4)} of Nernst's "
                f"{words.show('V_N (V)', 4)}.")

    def conserved(self, state, tables):
        inside, now = tables["inside"], {name: float(values[0]) for name, values in tables["now"].items()}
        sigma = np.log(inside["σᵢₒₙ (S/cm)"] + inside["σₑ (S/cm)"])
        straight = sigma[0] + (sigma[-1] - sigma[0]) * inside["x/L"]
        field = inside[POTENTIALS["ions"]] - now["field (V over L)"] * inside["x/L"]
        average = permeation.average_transference_number(*membrane("ceria", state.temperature),
                                                         state.oxygen_activity_low, AIR)
        return {"the logarithm of the total conductivity is a straight line":
                float(np.abs(sigma - straight).max() / max(np.ptp(sigma), 1)),
                "the field is the same everywhere": float(np.abs(field).max() / now["V_N (V)"]),
                "the voltage is Nernst's times the average tᵢₒₙ": abs(float(average) / now["mean tᵢₒₙ"] - 1)}
