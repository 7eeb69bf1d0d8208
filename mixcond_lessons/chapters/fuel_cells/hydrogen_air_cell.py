"""Cells of ceria and of zirconia between wet hydrogen and air, and what is said where their electrodes are
stretched.
"""
from functools import lru_cache

import numpy as np

from ...classroom.quantity import convert
from ...physics import fuel_cells, gases
from ...physics.constants import AIR

CERIA, ZIRCONIA = "ceria_gadolinia_10", "zirconia_yttria_8"
STEAM = 0.03  # of the fuel, a guess: what a bubbler at room temperature gives
STRETCHED = 1.0  # powers of ten by which a face may move before a linear electrode is said to be stretched
# Shares of the open-circuit voltage. They are dense at its end, where the current of the load goes to zero.
SHARES = np.concatenate([np.linspace(0, 59 / 60, 60), 1 - np.geomspace(1 / 100, 1e-7, 16), [1]])
SIDES = {"cathode_resistance": "cathode (air side)", "anode_resistance": "anode (fuel side)"}


def fuel(temperature, steam=STEAM, hydrogen=1.0):
    """Oxygen activity of a gas with so much hydrogen after so much steam has joined it (the rest takes no
    part).
    """
    return gases.oxygen_activity_of_steam(steam, hydrogen * (1 - steam), temperature)


@lru_cache(maxsize=256)
def cell(key, temperature, oxygen_activity_low, thickness, cathode_resistance=0.0, anode_resistance=0.0):
    """The cell as the laws of `physics.fuel_cells` take it after the voltage, with air on the other side."""
    return (*fuel_cells.electrolyte(key, temperature), temperature, oxygen_activity_low, AIR, thickness,
            cathode_resistance, anode_resistance)


def of_ceria(state):
    """The cell of ceria that a panel shows, for `cell` and `landmarks`."""
    return (CERIA, state.temperature, float(fuel(state.temperature)), state.thickness,
            state.cathode_resistance, state.anode_resistance)


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


def is_stretched(words):
    """Whether a linear electrode has moved a face further than a straight line reaches."""
    return words.number("furthest moved") > STRETCHED


def stretched(words):
    """What a sentence adds where a linear electrode is stretched, with the number of powers of ten; else
    nothing.
    """
    moved = words.show("furthest moved", 2)
    return f" Linear electrodes, stretched: a face moved by {moved} powers of ten." * is_stretched(words)
