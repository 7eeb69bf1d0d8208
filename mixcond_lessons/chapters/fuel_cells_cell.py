"""What the panels of chapter 07 share: the two electrolytes between wet hydrogen and air, and the controls of their electrodes."""
from functools import lru_cache

import numpy as np

from ..classroom.controls import linear
from ..classroom.quantity import convert
from ..physics import fuel_cells, gases
from ..physics.constants import AIR

CERIA, ZIRCONIA = "ceria_gadolinia_10", "zirconia_yttria_8"
STEAM = 0.03  # of the fuel, a guess: what a bubbler at room temperature gives
STRETCHED = 1.0  # powers of ten of pressure at a face beyond which a linear electrode is said to be stretched
SHARES = np.concatenate([np.linspace(0, 59 / 60, 60), 1 - np.geomspace(1 / 100, 1e-7, 16), [1]])  # of the open-circuit voltage; on a logarithmic axis the load ends there


def electrode(name, label, symbol, highest, default, lowest=0.0, **more):
    """A control for the resistance of one electrode, in ohm m2 and shown in Ω cm², its limits given as shown."""
    return linear(name, label, lowest * 1e-4, highest * 1e-4, default * 1e-4, step=0.01, unit="ohm m2", shown="Ω cm2", symbol=symbol, **more)


def fuel(temperature, steam=STEAM, hydrogen=1.0):
    """Oxygen activity of a fuel in which so much steam has joined a gas with so much hydrogen (the rest takes no part)."""
    return gases.oxygen_activity_of_steam(steam, hydrogen * (1 - steam), temperature)


@lru_cache(maxsize=256)
def cell(key, temperature, oxygen_activity_low, thickness, cathode_resistance=0.0, anode_resistance=0.0):
    """The cell as the laws of `physics.fuel_cells` take it after the voltage, with air on the other side."""
    return *fuel_cells.electrolyte(key, temperature), temperature, oxygen_activity_low, AIR, thickness, cathode_resistance, anode_resistance


@lru_cache(maxsize=256)
def landmarks(*which):
    """Open-circuit voltage (V) of a cell, given as for `cell`, and the cell where it gives the most power."""
    return float(fuel_cells.open_circuit(*cell(*which))), fuel_cells.largest_power(*cell(*which))


def per_area(current):
    """A/cm2 from A/m2 (and W/cm2 from W/m2)."""
    return convert(current, "A/m2", "A/cm2")


def moved_decades(gas, face):
    """How many powers of ten lie between the oxygen pressure of a gas and that of the electrolyte's face."""
    return np.abs(np.log10(face / gas))


def stretched(words, column="furthest moved"):
    """What a sentence says where a linear electrode has moved a face (powers of ten in this column) further than a straight line reaches; else nothing."""
    return f" (Linear electrodes, stretched: a face moved by {words.show(column, 2)} powers of ten.)" if words.number(column) > STRETCHED else ""
