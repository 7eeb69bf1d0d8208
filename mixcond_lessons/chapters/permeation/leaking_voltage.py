"""The share of the ions averaged over ln pO₂, and what it leaves of the Nernst voltage."""
import numpy as np

from ...classroom import style
from ...classroom.band import band
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import cell_voltage, gases, permeation
from ...physics.conductivity import ionic_transference_number
from ...physics.constants import AIR
from ...physics.membranes import closed_voltage, lowest_activity, membrane
from ..controls import choice, linear, logarithmic, uncertain
from .membrane_limits import DOWNHILL, FEW_ELECTRONS, KNOWN, NEARLY_ALL, WARM, fuel_side
from .voltage_as_known import shade_between, voltage_as_known, voltage_as_known_in_words

DRIEST = 1e-6  # steam to hydrogen: in the driest gas that can be had
SHORT = {"ceria": "ceria CGO10", "zirconia": "zirconia 8YSZ"}
WRONG = ("fuel face says (V)", "middle says (V)", "air face says (V)")


class LeakingVoltage(Panel):
    """The share of the ions as an area: its mean over ln pO₂ is what is left of the Nernst voltage."""

    name = "permeation.leaking_voltage"
    ask = "How much of the Nernst voltage is left, and which mean of tᵢₒₙ does it give?"
    alternative = ("Left: share of the ions against oxygen pressure, with the area between both faces "
                   "shaded and its mean as a level. Right: Nernst voltage, true voltage and three wrong "
                   "answers against the oxygen pressure of the fuel side.")
    law = staticmethod(cell_voltage.voltage_at_open_circuit)
    more_controls = (
        linear("temperature", 773.15, 1273.15, WARM, step=10, folded=True),
        choice("material", "electrolyte", SHORT, "ceria",
               rescales=True),
        logarithmic("oxygen_activity_high", 0.01, 1.0, AIR, label="oxygen, air side", symbol="pO₂",
                    source="air", folded=True),
        logarithmic("thickness", 1e-5, 3e-3, 1e-3, folded=True),
        uncertain("σᵢₒₙ of CGO10: 0.5 to 1 times this in other sources; its σₙ: 0.73 to 1 times"),
    )
    rules = (*KNOWN, FEW_ELECTRONS, DOWNHILL)
    presets = {"ceria, a gas with 1e-4 bar of oxygen": {"oxygen_activity_low": 1e-4},
               "ceria, cooler": {"temperature": 773.15, "oxygen_activity_low": 1e-28},
               "zirconia in hydrogen, 700 °C": {"material": "zirconia"},
               "zirconia, very hot": {"material": "zirconia", "temperature": 1273.15,
                                      "oxygen_activity_low": 1e-30}}

    @property
    def controls(self):
        return fuel_side(), *self.more_controls

    def solve(self, state):
        conductor = membrane(state.material, state.temperature)
        low, high = state.oxygen_activity_low, state.oxygen_activity_high

        def share(oxygen_activity):
            return ionic_transference_number(*(curve(oxygen_activity) for curve in conductor))

        def answers(low, voltage):
            nernst = cell_voltage.nernst_voltage(state.temperature, low, high)
            places = low, np.sqrt(low * high), high
            return {"pO₂ (bar)": low, "V_N (V)": nernst, "V (V)": voltage,
                    **{column: share(there) * nernst for column, there in zip(WRONG, places, strict=True)}}
        now = answers(low, cell_voltage.voltage_at_open_circuit(*conductor, state.temperature, low, high))
        flux = permeation.wagner_flux(*conductor, state.temperature, low, high, state.thickness)
        leak = permeation.flux_as_current_density(flux)
        now |= {"H₂O/H₂": np.sqrt(low) * np.exp(gases.log_steam_formation_constant(state.temperature)),
                "mean tᵢₒₙ": now["V (V)"] / now["V_N (V)"], "nearly all": NEARLY_ALL,
                "leak (mA/cm2)": convert(leak, "A/m2", "mA/cm2")}
        end = max(lowest_activity(state.material, state.temperature), 1e-30)
        everywhere, between = np.geomspace(end, 1.0, 64), np.geomspace(low, high, 48)
        lows, faces = np.geomspace(end, 0.99 * high, 48), np.array([low, np.sqrt(low * high), high])
        return voltage_as_known(state, everywhere, lows) | {
            "now": now, "share": {"pO₂ (bar)": everywhere, "tᵢₒₙ": share(everywhere)},
                "faces": {"pO₂ (bar)": faces, "tᵢₒₙ": share(faces)},
                "between": {"pO₂ (bar)": between, "tᵢₒₙ": share(between)},
                "mean": {"pO₂ (bar)": (low, high), "tᵢₒₙ": 2 * (now["mean tᵢₒₙ"],)},
                "wrong": {"pO₂ (bar)": 3 * (low,), "V (V)": [now[column] for column in WRONG]},
                "voltages": answers(lows, closed_voltage(state.material, state.temperature, lows, high))}

    def draw(self, figure):
        shares, volts = figure.subplots(1, 2)
        shares.set(xscale="log", xlim=(1e-31, 10), ylim=(0, 1.18), xlabel="oxygen pressure pO₂ (bar)",
                   title="share of the ions, tᵢₒₙ")
        highest = 1.3 if self.state["material"] == "ceria" else 1.95
        volts.set(xscale="log", xlim=(1e-31, 10), ylim=(0, highest), xlabel="fuel side pO₂ (bar)",
                  title="voltage (V)")
        for axes in (shares, volts):
            axes.set_xticks(10.0 ** np.arange(-30, 1, 10))
        shade_between(self, shares)
        band(self, shares, "share known", "pO₂ (bar)", "tᵢₒₙ, lowest", "tᵢₒₙ, highest", style.IONS)
        band(self, volts, "V known", "pO₂ (bar)", "V, lowest (V)", "V, highest (V)", style.ELECTRONS)
        thin = style.form().line * 0.75
        self.curve(shares, "share", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(shares, "mean", "pO₂ (bar)", "tᵢₒₙ", style.TOTAL, linewidth=thin)
        self.note(shares, lambda tables: (tables["mean"]["pO₂ (bar)"][1], tables["mean"]["tᵢₒₙ"][0] - 0.02,
                                          f"mean {tables['now']['mean tᵢₒₙ'][0]:.3g}"), ha="right", va="top")
        self.curve(shares, "faces", "pO₂ (bar)", "tᵢₒₙ", style.IONS, marker="o", linestyle="none",
                   markerfacecolor="white")
        self.curve(volts, "voltages", "pO₂ (bar)", WRONG[0], style.DASHED, label="fuel face", at=0.06,
                   shift=(46, -6), linewidth=thin)
        self.curve(volts, "voltages", "pO₂ (bar)", WRONG[1], style.DOTTED, at=0.02, shift=(-26, 4),
                   label="middle" if self.state["material"] == "ceria" else "", linewidth=thin)
        self.curve(volts, "wrong", "pO₂ (bar)", "V (V)", style.DASHED, marker="o", linestyle="none",
                   markerfacecolor="white")
        for column, carrier, label, at, shift in (("V_N (V)", style.TOTAL, "Nernst", 0.3, (16, 3)),
                                                  ("V (V)", style.ELECTRONS, "V", 0.12, (0, -22))):
            self.curve(volts, "voltages", "pO₂ (bar)", column, carrier, label=label, at=at, shift=shift)
        self.curve(volts, "now", "pO₂ (bar)", "V (V)", style.ELECTRONS, marker="o", linestyle="none")

    def say(self, state, words):
        if state.uncertain:
            return voltage_as_known_in_words(words, SHORT[state.material])
        end = f"The leak of each carrier is {words.show('leak (mA/cm2)', 4)}"
        if words.number("H₂O/H₂") < DRIEST:
            end = f"On paper: no gas is so dry (H₂O/H₂ = {words.show('H₂O/H₂', 1)})"
        volts, mean = words.show("V (V)", 4), f"is {words.show('mean tᵢₒₙ', 4)}"
        if words.number("mean tᵢₒₙ") > NEARLY_ALL:
            mean = f"is above {words.show('nearly all', 4)}"
        return (f"Of the Nernst voltage, {words.show('V_N (V)', 4)}, a voltmeter shows {volts}: "
                f"averaged over ln pO₂, tᵢₒₙ {mean}. {end}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic = float(membrane(state.material, state.temperature).ionic(1.0))
        leak = cell_voltage.leak_current_density(ionic, now["V_N (V)"], now["V (V)"], state.thickness)
        lost = abs(convert(now["leak (mA/cm2)"], "mA/cm2", "A/m2") - float(leak)) * state.thickness / ionic
        return {"the missing voltage drives the leak": lost / now["V_N (V)"]}
