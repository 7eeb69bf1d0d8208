"""Design task 2: a solid oxide cell whose electrolyte carries it, for a power and an efficiency."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import fuel_cells, gases
from ...physics.conductivity import arrhenius_ratio
from ...physics.constants import AIR, AVOGADRO, ZERO_CELSIUS
from .specification import Demand, Entry, Impossible, celsius

KEYS = {"ceria": "ceria_gadolinia_10", "zirconia": "zirconia_yttria_8"}
STEAM = 0.03  # of the hydrogen
# The electrodes, illustrative: 0.08 Ω cm² at the air side at 650 °C, a third of it at the fuel side, 1.2 eV.
CATHODE, ANODE_SHARE, BARRIER, AT = 0.08e-4, 1 / 3, convert(1.2, "eV", "J") * AVOGADRO, 650 + ZERO_CELSIUS

ENTRIES = {
    "electrolyte": Entry("electrolyte", options=tuple(KEYS)),
    "thickness": Entry("thickness of the electrolyte", "mm", 0.001, 2),
    "temperature": Entry("temperature", "°C", 500, 800, known={
        name: celsius(material(key).property("ionic conductivity")) for name, key in KEYS.items()}),
    "voltage": Entry("voltage held by the load", "V", 0.05, 1.2),
}


def demands(electrolyte, thickness, temperature, voltage):
    """Return the `Demand`s of a design. Thickness in mm, temperature in °C, voltage in V; ValueError where no
    law reaches it."""
    kelvin = temperature + ZERO_CELSIUS
    cathode = CATHODE / float(arrhenius_ratio(kelvin, BARRIER, AT))
    fuel = float(gases.oxygen_activity_of_steam(STEAM, 1 - STEAM, kelvin))
    cell = (*fuel_cells.electrolyte(KEYS[electrolyte], kelvin), kelvin, fuel, AIR,
            convert(thickness, "mm", "m"), cathode, ANODE_SHARE * cathode)
    shown = float(fuel_cells.open_circuit(*cell))
    if voltage >= shown:
        raise Impossible(f"voltage: without a load this cell shows {shown:.3g} V, and no load can hold more.")
    found = fuel_cells.loaded_cell(voltage, *cell)
    lost = {"fuel": float(np.log10(found.face_activity_low / fuel)),
            "air": float(np.log10(AIR / found.face_activity_high))}
    side = max(lost, key=lost.get)
    power = convert(float(found.power_density), "W/m2", "W/cm2")
    return (
        Demand("power", "W/cm²", power, 0.25, False, _why_so_little(cell, found, cathode)),
        Demand("efficiency", "%", 100 * float(found.efficiency), 55, False, _why_so_wasteful(found)),
        Demand("electrolyte that carries the cell", "mm", thickness, 0.15, False,
               "Thickness: nothing else carries this cell, and so thin a sheet breaks."),
        Demand("temperature that the steel bears", "°C", temperature, 650, True,
               "Temperature: the steel around the cell corrodes."),
        Demand("powers of ten of pressure lost at one face", "1", lost[side], 1, True,
               f"Faces: at the {side} electrode more is lost than the linear law of this course can bear. "
               "Less is lost where it is hotter (as far as the steel bears it), and where less current "
               "passes: through a thicker electrolyte, or at a higher voltage."),
    )


def _why_so_little(cell, found, cathode):
    """What to think of if the power is too small."""
    ionic, *_, thickness, _, anode = cell
    if found.faradaic_efficiency < 0.7:
        return "Power: a large part of the ions' current leaks back. What does the load do to the leak?"
    if thickness / ionic > cathode + anode:
        return ("Power: the ions lose most of their voltage in the electrolyte, more than at both "
                "electrodes. Its thickness and its conductivity limit the current.")
    return ("Power: the electrodes take more of the voltage than the electrolyte. Their resistance limits "
            "the current, and it depends on the temperature alone.")


def _why_so_wasteful(found):
    """What to think of if the efficiency is too small: the product of two shares, the smaller one first."""
    if found.faradaic_efficiency < found.voltage_efficiency:
        return ("Efficiency: the leak takes more of the fuel than the loss of voltage does. How does it "
                "change with the voltage that the load holds?")
    return ("Efficiency: too much of Nernst's voltage is lost. The voltage that the load holds limits it: "
            "the most power is not the best use of the fuel.")
