"""Chapter 07, Fuel cells: ceria under load, the electrode that eats the voltage, and the depth to which a cathode works."""
import numpy as np
from scipy.constants import R
from scipy.special import exprel

from ..classroom import style
from ..classroom.controls import linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..physics import cell_voltage, fuel_cells, permeation
from ..physics.constants import FARADAY
from ..physics.constants import AIR
from .fuel_cells_cell import CERIA, SHARES, cell, electrode, fuel, landmarks, moved_decades, per_area, stretched
from .fuel_cells_electrodes import WhichElectrode, WorkingDepth
from .fuel_cells_further import OxygenPlant, WhichElectrolyte
from .fuel_cells_questions import QUESTIONS
from ..physics.membranes import ceria_laws

__all__ = ["PANELS", "QUESTIONS", "OxygenPlant", "ShortCircuitingCell", "WhichElectrode", "WhichElectrolyte", "WorkingDepth",
           "predict_depth", "predict_electrode", "predict_hotter", "predict_leak"]

# Shares of the Nernst voltage, denser where the ions' current runs out; at the very ends a logarithmic axis has no place for currents of zero.
VOLTAGES = np.concatenate([np.linspace(0.002, 0.9, 71), 1 - np.geomspace(0.09, 0.002, 30)])


class ShortCircuitingCell(Panel):
    """Ceria between hydrogen and air with a load: ions that burn fuel, electrons that leak back, and what is left for the wire."""

    name = "fuel_cells.short_circuiting_cell"
    ask = "A cell that leaks inside: how much of its fuel does the load get?"
    alternative = ("Left: current densities of ions, of leaking electrons and of the load against the voltage, on a logarithmic axis; ions and leak cross at "
                   "open circuit. Right: faradaic efficiency, efficiency and power in per cent against the voltage.")
    law = staticmethod(fuel_cells.loaded_cell)
    controls = (
        linear("voltage", "voltage held by the load", 0.0, 1.15, 1.15, step=0.01, unit="V", symbol="V"),
        linear("temperature", "temperature", 773.15, 973.15, 973.15, step=10, unit="K", shown="°C", symbol="T"),
        logarithmic("thickness", "thickness", 1e-5, 1e-3, 5e-4, unit="m", shown="mm", symbol="L"),
        electrode("cathode_resistance", "cathode (air side)", "R_c", 2, 0, folded=True),
        electrode("anode_resistance", "anode (fuel side)", "R_a", 2, 0, folded=True),
    )
    presets = {"a load: 0.7 V": {"voltage": 0.7}, "cooler: 550 °C": {"temperature": 823.15, "voltage": 0.7}, "10 µm, perfect electrodes": {"thickness": 1e-5},
               "550 °C, 10 µm, cathode 0.22": {"temperature": 823.15, "thickness": 1e-5, "cathode_resistance": 0.22e-4},
               "550 °C, 10 µm, anode 0.22": {"temperature": 823.15, "thickness": 1e-5, "anode_resistance": 0.22e-4},
               "10 µm, real electrodes": {"thickness": 1e-5, "cathode_resistance": 0.15e-4, "anode_resistance": 0.05e-4, "voltage": 0.19},
               "10 µm, real electrodes, 600 °C": {"thickness": 1e-5, "cathode_resistance": 0.15e-4, "anode_resistance": 0.05e-4, "temperature": 873.15, "voltage": 0.42}}

    def solve(self, state):
        which = CERIA, state.temperature, float(fuel(state.temperature)), state.thickness, state.cathode_resistance, state.anode_resistance
        open_voltage, best = landmarks(*which)
        nernst = float(best.nernst_voltage)
        held = min(state.voltage, open_voltage)  # a load can only take: beyond open circuit nothing flows through it
        # One call for this voltage, open circuit, the currents up to Nernst's voltage, and the shares up to open circuit.
        found = fuel_cells.loaded_cell(np.concatenate([[held, open_voltage], VOLTAGES * nernst, SHARES * open_voltage]), *cell(*which))
        ions, leak, load, power = (per_area(values) for values in (found.ionic_current_density, -found.electronic_current_density,
                                                                   found.external_current_density, found.power_density))
        useful, whole, upper = 100 * found.faradaic_efficiency, 100 * found.efficiency, slice(2, 2 + VOLTAGES.size)
        return {
            "now": {"V (V)": held, "ions (A/cm2)": ions[0], "leak (A/cm2)": leak[0], "load (A/cm2)": load[0], "power (W/cm2)": power[0], "faradaic (%)": useful[0],
                    "efficiency (%)": whole[0], "V_N (V)": nernst, "open circuit (V)": open_voltage, "leak without load (A/cm2)": ions[1],
                    "most power (W/cm2)": per_area(best.power_density), "at (V)": best.voltage,
                    "furthest moved": max(moved_decades(which[2], found.face_activity_low[0]), moved_decades(AIR, found.face_activity_high[0]))},
            "here": {"V (V)": held, "ions (A/cm2)": ions[0], "leak (A/cm2)": leak[0], "load (A/cm2)": load[0]},
            "currents": {"V (V)": found.voltage[upper], "ions (A/cm2)": ions[upper], "leak (A/cm2)": leak[upper]},
            "shares": {"V (V)": found.voltage[upper.stop:], "load (A/cm2)": load[upper.stop:], "faradaic (%)": useful[upper.stop:], "efficiency (%)": whole[upper.stop:],
                       "power (%)": 100 * power[upper.stop:] / per_area(best.power_density)},
            "shares here": {"V (V)": held, "faradaic (%)": useful[0], "efficiency (%)": whole[0], "power (%)": 100 * power[0] / per_area(best.power_density)},
        }

    def draw(self, figure):
        currents, shares = figure.subplots(1, 2)
        currents.set(yscale="log", xlim=(0, 1.2), ylim=(1e-4, 1e3), xlabel="voltage (V)", title="current density (A/cm²)")
        currents.set_yticks(10.0 ** np.arange(-4, 3, 2))
        shares.set(xlim=(0, 1.2), ylim=(0, 119), yticks=(0, 50, 100), xlabel="voltage (V)", title="of what is possible (%)")
        for axes in (currents, shares):
            axes.set_xticks((0, 0.5, 1))
        self.curve(currents, "currents", "V (V)", "ions (A/cm2)", style.IONS, label="ions", at=0.1, shift=(0, 4))
        self.curve(currents, "currents", "V (V)", "leak (A/cm2)", style.ELECTRONS, label="electrons", at=0.75, shift=(-14, 8))
        self.curve(currents, "shares", "V (V)", "load (A/cm2)", style.DOTTED, label="load", at=0.97, shift=(26, 0))
        for column, carrier in (("load (A/cm2)", style.DOTTED), ("ions (A/cm2)", style.IONS), ("leak (A/cm2)", style.ELECTRONS)):
            self.curve(currents, "here", "V (V)", column, carrier, marker="o", linestyle="none")
        for column, carrier, words, at, shift in (("faradaic (%)", style.IONS, "faradaic", 0.24, (32, 3)), ("efficiency (%)", style.TOTAL, "efficiency", 0.4, (52, -8)),
                                                  ("power (%)", style.DASHED, "power", 0.22, (24, -21))):
            self.curve(shares, "shares", "V (V)", column, carrier, label=words, at=at, shift=shift)
            self.curve(shares, "shares here", "V (V)", column, carrier, marker="o", linestyle="none")

    def say(self, state, words):
        bare = f"without load {words.show('open circuit (V)', 4)} and a leak of {words['leak without load (A/cm2)']}"
        if state.voltage >= words.number("open circuit (V)"):
            return (f"No load can hold {self.controls[0].show(state.voltage)}: the cell shows {words.show('open circuit (V)', 4)} of Nernst's {words.show('V_N (V)', 4)}. "
                    f"Nothing reaches the wire, yet ions carry {words['leak without load (A/cm2)']} and electrons as much back: fuel burns for nothing.{stretched(words)}")
        leak = words["leak (A/cm2)"] if words.number("leak (A/cm2)") > 1e-9 else "next to nothing"
        return (f"At {self.controls[0].show(state.voltage)} ions carry {words['ions (A/cm2)']}, {leak} leaks back, the load gets {words['load (A/cm2)']}: faradaic efficiency "
                f"{words['faradaic (%)']}, of the Gibbs energy {words['efficiency (%)']}. Power {words['power (W/cm2)']}, at most {words['most power (W/cm2)']} at {words['at (V)']}; {bare}.{stretched(words)}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic, electronic, *_ = which = cell(CERIA, state.temperature, float(fuel(state.temperature)), state.thickness, state.cathode_resistance, state.anode_resistance)
        here, ideal = (fuel_cells.loaded_cell(voltage, *which) for voltage in (now["V (V)"], now["open circuit (V)"]))
        ions = here.ionic_current_density
        # By another quadrature, between the faces as they are now, with q in place of the ionic conductivity: Wagner's voltage, and how thick a film
        # is in which each carrier follows its own Ohm's law, dx = (RT/4F)/(i_ion/sigma_ion - i_e/sigma_e) dln p.
        faces, effective = (here.face_activity_low, here.face_activity_high), -here.electronic_current_density / ions * ionic
        between = cell_voltage.nernst_voltage(state.temperature, *faces)
        wagner = between * permeation.average_transference_number(effective, electronic, *faces)
        thickness = between * permeation.average_transference_number(electronic, effective, *faces) * ionic / ions
        # Electrons by the closed form that belongs to p^(-1/4): few at the air, many more against the voltage.
        volt = R * state.temperature / FARADAY
        diode = volt / state.thickness * electronic(faces[1]) * np.expm1(now["V (V)"] / volt) / exprel(-ions * state.thickness / ionic / volt)
        found = {"profile ends at the other face": abs(float(thickness) / state.thickness - 1),
                 "leak in closed form": abs(float((diode + here.electronic_current_density) / ions)),
                 "Wagner's voltage with q": abs(float(wagner) - now["V (V)"]) / now["V_N (V)"],
                 "no load, no current": abs(float(ideal.external_current_density / ideal.ionic_current_density))}
        if state.cathode_resistance == state.anode_resistance == 0:
            chapter_06 = cell_voltage.voltage_with_electronic_power_law(*ceria_laws(state.temperature), state.temperature, fuel(state.temperature), AIR)
            found["open circuit as in chapter 06"] = abs(float(chapter_06) / now["open circuit (V)"] - 1)
        return found


PANELS = (ShortCircuitingCell, WhichElectrode, WorkingDepth, WhichElectrolyte, OxygenPlant)


def predict_leak():
    """Before the first panel: what does a load do to the leak?"""
    return Predict(ShortCircuitingCell(), "Without a load the ceria sheet of chapter 06, with perfect electrodes, shows 0.924 V, and 0.211 A/cm² of electrons leak through it. "
                   "A load now pulls the voltage down to 0.70 V. What does the leak do?",
                   ("it stays: same ceramic, same gases, same leak", "it falls by a quarter, as the voltage does", "it falls to about a seventh",
                    "it grows: more current, more leak"),
                   look="Read the leak without a load, then set the voltage to 0.7 V and read it again. Then go on to 0.5 V.",
                   found="It falls to about a seventh, 0.0285 A/cm². A quarter less voltage, six sevenths less leak: "
                         "the dashed line is nearly straight on a logarithmic axis. What drives the electrons?", key="07.leak")


def predict_electrode():
    """Before the panel of the measured film: on which side does a resistance cost more?"""
    return Predict(WhichElectrode(), "Nothing is connected to the film cell. Now one of its electrodes gets a resistance of 0.22 Ω cm². On which side does it cost more of the voltage?",
                   ("on neither: without a load no current flows", "on both alike: resistances in series", "at the cathode, the air side", "at the anode, the fuel side"),
                   look="Set the cathode to 0.22 and read the voltage. Put it back to 0.001 and do the same with the anode. Read the leak both times.",
                   found="At the cathode: there the voltage falls by 0.16 V, at the anode by 0.045 V. The leak runs through both even without a load. The anode defeats it: its face holds more "
                         "oxygen, so there are fewer electrons and less leak. It takes 0.07 V itself, but the ions of the film then lose 0.024 V less.", key="07.electrode")


def predict_depth():
    """Before the panel of the porous cathode: what does more of it bring?"""
    return Predict(WorkingDepth(), "A porous cathode is 10 µm thick, more than three times as thick as its reaction zone. You make it twice as thick. What becomes of its resistance?",
                   ("it halves: twice the surface", "it doubles: twice the way", "it hardly changes", "it falls by about a third"),
                   look="Read what stands behind “Twice as thick” at 10 µm. Then make the layer 1 µm thin and read it again.",
                   found="It hardly changes: beyond the reaction zone the surface has nothing to do. At 1 µm all of it works, and doubling it brings nearly half.", key="07.depth")


def predict_hotter():
    """Before the two electrolytes: does heat always help?"""
    return Predict(WhichElectrolyte(), "A film of ceria, 10 µm thin, with good electrodes (taken as linear) gives 1.06 W/cm² at 600 °C. Its ions move twice as fast at 700 °C. What is its largest power there?",
                   ("about 2 W/cm²", "a little more than 1.06 W/cm²: the electrodes set the pace", "less than half of it"),
                   look="Move the temperature from 600 °C to 700 °C and follow the dot of ceria, then that of zirconia. Then make the film 0.1 mm thick.",
                   found="Less than half, 0.47 W/cm²: at 700 °C the leak keeps the electrodes busy, and the voltage is gone. Ten times thicker it gives 0.73 W/cm²: "
                         "when it is hot, a thicker film of ceria is the better one.", key="07.hotter")
