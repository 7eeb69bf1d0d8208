"""Power and efficiency of a cell with ceria, or with zirconia, against its temperature."""
from functools import lru_cache

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


def under_load(key, temperature, thickness, cathode_resistance, anode_resistance, load):
    """The cell with its load at a temperature (K, one or an array): columns, and the activity at the fuel's
    face.
    """
    low = fuel(temperature)
    which = (*fuel_cells.electrolyte(key, temperature), temperature, low, AIR, thickness, cathode_resistance,
             anode_resistance)
    if load == "power":
        found = fuel_cells.largest_power(*which)
    else:
        found = fuel_cells.loaded_cell(np.minimum(HELD, fuel_cells.open_circuit(*which)), *which)
    name, faces = NAMES[key], (found.face_activity_low, found.face_activity_high)
    return {f"{name} power (W/cm2)": np.maximum(per_area(found.power_density), 0),
            f"{name} efficiency (%)": np.maximum(100 * found.efficiency, 0), f"{name} V (V)": found.voltage,
            f"{name} moved": np.maximum(moved_decades(low, faces[0]), moved_decades(AIR, faces[1]))}, faces[0]


at_one_temperature = lru_cache(maxsize=256)(under_load)


@lru_cache(maxsize=256)
def curve(key, *how):
    """The columns of `under_load` against temperature, and at how many points ceria's law for the electrons
    holds.
    """
    kelvin = np.linspace(COLD if key == CERIA else ZIRCONIA_FROM, HOT, 31 if key == CERIA else 21)
    columns, face = under_load(key, kelvin, *how)
    holds = key != CERIA or face >= [lowest_activity("ceria", here) for here in kelvin]
    return {"temperature (°C)": convert(kelvin, "K", "°C")} | columns, int(np.argmin(np.append(holds, False)))


def contest(ceria, zirconia):
    """Where both are known: at which temperature (°C) zirconia overtakes in power, if it does; who leads at
    the end.
    """
    here, column = zirconia["temperature (°C)"], "zirconia power (W/cm2)"
    lead = zirconia[column] - np.interp(here, ceria["temperature (°C)"], ceria["ceria power (W/cm2)"])
    change = np.flatnonzero((lead[:-1] < 0) & (lead[1:] >= 0))[:1]
    found = {"ceria leads": float(lead[-1] < 0)}
    for at in change:
        found["crossing (°C)"] = np.interp(0, lead[[at, at + 1]], here[[at, at + 1]])
    return found
