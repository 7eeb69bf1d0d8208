"""Power and efficiency of a cell with ceria, or with zirconia, against its temperature."""
from functools import cache, lru_cache

import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import fuel_cells
from ...physics.constants import AIR
from ...physics.membranes import lowest_activity
from .hydrogen_air_cell import CERIA, ZIRCONIA, fuel, moved_decades, per_area

HELD = 0.7  # V
LOADS = {"power": "set for the most power", "held": "held at 0.7 V"}
COLD, HOT = material(CERIA).property("ionic conductivity").temperature_range
ZIRCONIA_FROM = material(ZIRCONIA).property("ionic conductivity").temperature_range[0]
NAMES = {CERIA: "ceria", ZIRCONIA: "zirconia"}


def _loaded(key, temperature, thickness, cathode_resistance, anode_resistance, load):
    """The `LoadedCell` at a temperature (K, one or many)."""
    which = (*fuel_cells.electrolyte(key, temperature), temperature, fuel(temperature), AIR, thickness,
             cathode_resistance, anode_resistance)
    if load == "power":
        return fuel_cells.largest_power(*which)
    return fuel_cells.loaded_cell(np.minimum(HELD, fuel_cells.open_circuit(*which)), *which)


def _columns(key, temperature, found):
    name, low, high = NAMES[key], found.face_activity_low, found.face_activity_high
    moved = np.maximum(moved_decades(fuel(temperature), low), moved_decades(AIR, high))
    return {f"{name} power (W/cm2)": np.maximum(per_area(found.power_density), 0),
            f"{name} efficiency (%)": np.maximum(100 * found.efficiency, 0), f"{name} V (V)": found.voltage,
            f"{name} moved": moved}


_at_one_temperature = lru_cache(maxsize=256)(_loaded)


def at_one_temperature(key, temperature, *how):
    """Columns of a cell with its load, and the oxygen activity at the fuel's face."""
    found = _at_one_temperature(key, temperature, *how)
    return _columns(key, temperature, found), found.face_activity_low


@cache
def _temperatures(key):
    """Temperatures (K) of a curve, and the activities down to which the law of the electrons holds there."""
    if key == ZIRCONIA:
        return np.linspace(ZIRCONIA_FROM, HOT, 21), np.zeros(21)
    kelvin = np.linspace(COLD, HOT, 31)
    return kelvin, np.array([lowest_activity("ceria", here) for here in kelvin])


@lru_cache(maxsize=256)
def curve(key, *how):
    """The columns against temperature, and at how many points the law of the electrons holds."""
    kelvin, lowest = _temperatures(key)
    found = _loaded(key, kelvin, *how)
    columns = {"temperature (°C)": convert(kelvin, "K", "°C")} | _columns(key, kelvin, found)
    return columns, int(np.argmin(np.append(found.face_activity_low >= lowest, False)))


def contest(ceria, zirconia):
    """At which temperature (°C) zirconia overtakes in power, if it does, and who leads at the highest one."""
    here, column = zirconia["temperature (°C)"], "zirconia power (W/cm2)"
    lead = zirconia[column] - np.interp(here, ceria["temperature (°C)"], ceria["ceria power (W/cm2)"])
    change = np.flatnonzero((lead[:-1] < 0) & (lead[1:] >= 0))[:1]
    found = {"ceria leads": float(lead[-1] < 0)}
    for at in change:
        found["crossing (°C)"] = np.interp(0, lead[[at, at + 1]], here[[at, at + 1]])
    return found
