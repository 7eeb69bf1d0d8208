"""Power and efficiency of a cell with ceria, or with zirconia, against its temperature."""
from functools import cache, lru_cache
from itertools import product

import numpy as np

from ...classroom.band import envelope
from ...classroom.quantity import convert
from ...materials import material
from ...physics import fuel_cells
from ...physics.constants import AIR
from ...physics.membranes import lowest_activity
from .hydrogen_air_cell import CERIA, ZIRCONIA, fuel, moved_decades, per_area

HELD = 0.7  # V
STEP = 10**0.2  # from one thickness of the slider to the next
LOADS = {"power": "set for the most power", "held": "held at 0.7 V"}
COLD, HOT = material(CERIA).property("ionic conductivity").temperature_range
ZIRCONIA_FROM = material(ZIRCONIA).property("ionic conductivity").temperature_range[0]
LIMITS = {"zirconia from (°C)": ZIRCONIA_FROM, "hottest (°C)": HOT}
NAMES = {CERIA: "ceria", ZIRCONIA: "zirconia"}


def _loaded(key, temperature, thickness, cathode_resistance, anode_resistance, load, of_ions=1.0,
            of_electrons=1.0):
    """The `LoadedCell` at a temperature (K, one or many), with so many times the conductivities in use."""
    ionic, electronic = fuel_cells.electrolyte(key, temperature)
    which = (of_ions * ionic, lambda activity: of_electrons * electronic(activity), temperature,
             fuel(temperature), AIR, thickness, cathode_resistance, anode_resistance)
    if load == "power":
        return fuel_cells.largest_power(*which)
    return fuel_cells.loaded_cell(np.minimum(HELD, fuel_cells.open_circuit(*which)), *which)


def _columns(key, temperature, found):
    name, low, high = NAMES[key], found.face_activity_low, found.face_activity_high
    moved = np.maximum(moved_decades(fuel(temperature), low), moved_decades(AIR, high))
    return {f"{name} power (W/cm2)": np.maximum(per_area(found.power_density), 0),
            f"{name} efficiency (%)": np.maximum(100 * found.efficiency, 0), f"{name} V (V)": found.voltage,
            f"{name} moved": moved}


@lru_cache(maxsize=256)
def _here_and_beside(key, temperature, thickness, *how):
    """The `LoadedCell` at this thickness, and of ceria also a step of the slider to either side.

    All in one call: a call costs about as much for three cells as for one.
    """
    steps = np.array([1.0, STEP, 1 / STEP] if key == CERIA else [1.0])
    return _loaded(key, temperature, thickness * steps, *how)


def at_one_temperature(key, temperature, *how):
    """Columns of a cell with its load, and the oxygen activity at the fuel's face."""
    found = _here_and_beside(key, temperature, *how)
    columns = {name: values[0] for name, values in _columns(key, temperature, found).items()}
    return columns, found.face_activity_low[0]


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
    """At which temperature (°C) zirconia overtakes in power, if it does, and which leads at the highest."""
    here, column = zirconia["temperature (°C)"], "zirconia power (W/cm2)"
    lead = zirconia[column] - np.interp(here, ceria["temperature (°C)"], ceria["ceria power (W/cm2)"])
    found = {"ceria leads": float(lead[-1] < 0)}
    overtakes = _first_rise(here, lead)
    return found if overtakes is None else found | {"crossing (°C)": overtakes}


def _first_rise(places, values):
    """Where values first rise through zero, None if they do not."""
    for at in np.flatnonzero((values[:-1] < 0) & (values[1:] >= 0))[:1]:
        return np.interp(0, values[[at, at + 1]], places[[at, at + 1]])
    return None


@lru_cache(maxsize=32)
def power_band(key, *how):
    """Temperatures (°C), lowest and highest power (W/cm2) that the sources of the conductivities leave open.

    Electrons of zirconia do not matter here.
    """
    kelvin = np.linspace(ZIRCONIA_FROM if key == ZIRCONIA else COLD, HOT, 16)
    ends = [material(key).property(name).factor_range
            for name in ("ionic conductivity", "electronic conductivity (electrons)")]
    low, high = envelope(np.maximum(per_area(_loaded(key, kelvin, *how, *factors).power_density), 0)
                         for factors in product(*ends))
    return convert(kelvin, "K", "°C"), low, high


def overtakes_between(*how):
    """The lowest and the highest temperature (°C) at which zirconia may overtake, those of them that are in
    the range; its lower end where it always leads.
    """
    (cold, *ceria), (warm, *zirconia) = (power_band(key, *how) for key in (CERIA, ZIRCONIA))
    found = []
    for ours, theirs in ((zirconia[1], ceria[0]), (zirconia[0], ceria[1])):
        lead = ours - np.interp(warm, cold, theirs)
        overtakes = _first_rise(warm, lead)
        if overtakes is not None or lead[-1] >= 0:
            found.append(warm[0] if overtakes is None else overtakes)
    return found


def overtakes_in_words(words):
    """What the sentence says of `overtakes_between`."""
    known = [words[name] for name in ("earliest (°C)", "latest (°C)") if name in words.tables["now"]]
    if not known:
        return f"With all published conductivities ceria gives more power up to {words['hottest (°C)']}"
    late = f"only from {known[1]} on" if len(known) > 1 else f"not at all up to {words['hottest (°C)']}"
    return f"With other published conductivities zirconia gives more power from {known[0]} or {late}"


def is_the_best_thickness(temperature, thickness, *how):
    """Whether ceria gives less power one step of the slider to either side."""
    here, *beside = _here_and_beside(CERIA, temperature, thickness, *how).power_density
    return bool(here > max(beside))
