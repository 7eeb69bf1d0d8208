"""The inside of a ceria cell at open circuit: where the oxygen pressure falls, and its potentials."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import cell_voltage, permeation
from ...physics.conductivity import ionic_transference_number, power_law_conductivity
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws, membrane
from ..controls import choice, linear
from .membrane_limits import FEW_ELECTRONS, KNOWN, NEARLY_ALL, WARM, fuel_side
from .potentials_inside import POTENTIALS, draw_potentials, top_of_the_axis

# Close together near the air side, where powers of ten of pressure pass within a thousandth of the thickness.
PLACES = np.unique(np.concatenate([np.linspace(0, 1, 71), 1 - np.geomspace(1e-8, 0.05, 80)]))
WINDOWS = {1.0: "the whole thickness", 0.1: "the last 10 % (zoom)", 0.01: "the last 1 % (zoom)"}
REACHED = 0.02  # so near to a half a place counts as found
SHOWN = {"potentials": "potentials (V)", "conductivities": "conductivities"}


class InsideMembrane(Panel):
    """Ceria between hydrogen and air without any load: pressure, potentials, conductivities inside."""

    name = "permeation.inside_membrane"
    ask = "Where inside does the oxygen pressure fall, and what does a voltmeter see?"
    alternative = ("Left: oxygen pressure across the thickness on a logarithmic axis, with a straight "
                   "guess as a quiet line. Right: the potentials of oxygen, ions and electrons across the "
                   "thickness, or both conductivities.")
    law = staticmethod(cell_voltage.activity_at_open_circuit)
    more_controls = (
        linear("place", 0.0, 1.0, 0.5, step=0.002, label="place in the picture", unit="1", symbol=""),
        choice("window", "the pictures show", WINDOWS, 1.0, rescales=True),
        linear("temperature", 773.15, 1073.15, WARM, step=10, folded=True),
        choice("show", "right picture shows", SHOWN, "potentials", folded=True, rescales=True),
    )
    rules = (*KNOWN, FEW_ELECTRONS)
    presets = {"hydrogen with 3 % steam": {}, "hydrogen with 3 % steam: the last 1 %": {"window": 0.01},
               "1e-20 bar, 700 °C": {"oxygen_activity_low": 1e-20},
               "a gas with 1e-4 bar of oxygen": {"oxygen_activity_low": 1e-4}}

    @property
    def controls(self):
        place, window, *further = self.more_controls
        return place, window, fuel_side(), *further

    def solve(self, state):
        law, low = ceria_laws(state.temperature), state.oxygen_activity_low
        here = 1 - (1 - state.place) * state.window
        ionic, places = law[0], np.append(PLACES, here)
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
                "passed": {"share of the powers of ten (%)": 100 * float(oxygen[-1]) / nernst,
                           "nearly all": NEARLY_ALL},
                "inside": {name: values[:-1] for name, values in table.items()},
                "straight guess": {"x/L": PLACES, "pO₂ (bar)": low * (AIR / low) ** PLACES}}

    def frame(self, state):
        return state.show, state.window, top_of_the_axis(self)

    def draw(self, figure):
        pressure, right = figure.subplots(1, 2, width_ratios=(1, 1.2))
        pressure.set(yscale="log", ylim=(1e-31, 10), title="oxygen pressure (bar)")
        pressure.set_yticks(10.0 ** np.arange(-30, 1, 10))
        window, potentials = self.state["window"], self.state["show"] == "potentials"
        self.curve(pressure, "straight guess", "x/L", "pO₂ (bar)", style.DOTTED,
                   linewidth=style.form().line * 0.75)
        self.note(pressure, lambda tables: (1 - 0.65 * window, np.interp(
            1 - 0.65 * window, *tables["straight guess"].values()) / 10,
            "a guess" if style.in_lecture_mode() else "a straight guess"),
            color=style.QUIET, va="top")
        self.curve(pressure, "inside", "x/L", "pO₂ (bar)")
        self.curve(pressure, "here", "x/L", "pO₂ (bar)", marker="o", linestyle="none")
        if potentials:
            draw_potentials(self, right)
        else:
            self._draw_conductivities(right)
        words = 0.5 if style.in_lecture_mode() else 0.34  # room for the names beside the ends
        for axes, room in ((pressure, 0.02), (right, words if potentials else 0.02)):
            axes.set(xlim=(1 - 1.02 * window, 1 + room * window), xlabel="place x/L (fuel … air)",
                     xticks=1 - window * np.linspace(1, 0, 6 if window == 1 else 3))

    def _draw_conductivities(self, axes):
        axes.set(yscale="log", ylim=(1e-10, 1), title="conductivity (S/cm)")
        for carrier, column, at, shift in ((style.IONS, "σᵢₒₙ (S/cm)", 0.08, (0, -22)),
                                           (style.ELECTRONS, "σₑ (S/cm)", 0.85, (-50, -12))):
            self.curve(axes, "inside", "x/L", column, carrier, label=carrier.word, at=at, shift=shift)
            self.curve(axes, "here", "x/L", column, carrier, marker="o", linestyle="none")

    def say(self, state, words):
        found = [what for what, share in (
            ("half of the powers of ten are passed", words.number("share of the powers of ten (%)") / 100),
            ("ions and electrons conduct alike", words.number("tᵢₒₙ"))) if abs(share - 0.5) < REACHED]
        share = f"is {words.show('tᵢₒₙ', 4)}"
        if words.number("tᵢₒₙ") > NEARLY_ALL:
            share = f"is above {words.show('nearly all', 4)}"
        return (f"At x/L = {words.show('x/L', 4)} pO₂ is {words.show('pO₂ (bar)', 4)} and tᵢₒₙ "
                f"{share}{': here ' if found else ''}{' and '.join(found)}. "
                f"A voltmeter sees where the line of the electrons ends: {words.show('V (V)', 4)}.")

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
