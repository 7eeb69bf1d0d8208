"""What electrons and holes leak through zirconia and ceria, and at which oxygen pressures so much."""
from functools import lru_cache

import numpy as np

from ...materials import material
from ...physics import atmosphere, model_oxides
from ...physics.conductivity import partial_conductivity

ZIRCONIA, CERIA = material("zirconia_yttria_8"), material("ceria_gadolinia_10")
# Oxygen activities drawn, most of them on paper only, so that every border can be met.
LOWEST, HIGHEST = 1e-54, 1e21
PRESSURES = np.geomspace(LOWEST, HIGHEST, 151)
EXPONENT = -1 / 4  # of the electrons in zirconia's law; that of the holes is the opposite
GADOLINIUM = 0.1


def allowed_temperatures(entry):
    """Temperatures (K) between which a material's ionic and electronic conductivities are known."""
    ranges = [branch.temperature_range for branch in entry.properties if branch.prefactor]
    return max(low for low, _ in ranges) * (1 - 1e-12), min(high for _, high in ranges) * (1 + 1e-12)


def known_activities(entry):
    """Oxygen activities between which the law of the electrons is known."""
    return entry.property("electronic conductivity (electrons)").oxygen_activity_range


def leak(entry, temperature, oxygen_activity):
    """Electronic over ionic conductivity.

    Ceria's follows the same model as with the two conductors: its power law ends where electrons are not few.
    """
    if entry is CERIA:
        return _ceria(temperature, oxygen_activity)[0]
    ionic, electrons, holes = _at_one_bar(entry, temperature)
    return (electrons * oxygen_activity**EXPONENT + holes * oxygen_activity**-EXPONENT) / ionic


def _at_one_bar(entry, temperature):
    """Conductivities [S/m] of ions, electrons and holes at 1 bar."""
    return [partial_conductivity(entry.property(quantity), temperature) for quantity in (
        "ionic conductivity", "electronic conductivity (electrons)", "electronic conductivity (holes)")]


def _ceria(temperature, oxygen_activity):
    """Leak of ceria, and its electrons per formula unit."""
    temperature = np.clip(temperature, *model_oxides.CERIA_TEMPERATURES)  # limits converted there and back
    found = model_oxides.ceria_model(GADOLINIUM, temperature).equilibrium(oxygen_activity)
    conducts = model_oxides.ceria_conduction(temperature, found)
    return conducts.electronic / conducts.ionic, found["Ce3"]


@lru_cache(maxsize=128)
def _ceria_curve(temperature):
    """Where ceria's law is known and electrons are fewer than gadolinium: activities, and the leak there."""
    activity = np.geomspace(*known_activities(CERIA), 129)
    leaks, electrons = _ceria(temperature, activity)
    return activity[electrons < GADOLINIUM], leaks[electrons < GADOLINIUM]


def _ceria_border(temperature, leaks, steps=0):
    """Where ceria leaks so much: read off the curve, then so many of Newton's steps, in logarithms."""
    activity, curve = _ceria_curve(temperature)
    logarithm, further = np.interp(-np.log(leaks), -np.log(curve), np.log(activity)), 1e-4
    for _ in range(steps):
        here, ahead = np.log(leak(CERIA, temperature, np.exp(logarithm + np.array([[0], [further]]))))
        logarithm = logarithm - (here - np.log(leaks)) * further / (ahead - here)
    return np.exp(logarithm)


def borders(entry, temperature, border, error):
    """Oxygen activities between which t_ion is at least `border`.

    Returns the lower one, the lower one if electrons conducted more by `error`, and the upper one (None if
    unknown).
    """
    most = (1 - border) / border
    if entry is CERIA:
        return *_ceria_border(temperature, [most, most / (1 + error)], steps=2), None
    ionic, electrons, holes = _at_one_bar(entry, temperature)
    domain, shifted = (atmosphere.electrolytic_domain(ionic, more * electrons, holes, border)
                       for more in (1, 1 + error))
    return domain.low, shifted.low, domain.high


@lru_cache(maxsize=64)
def border_lines(entry, border):
    """Temperatures (K) where the laws are known, and both borders there (the upper one None if unknown)."""
    temperatures = np.linspace(*allowed_temperatures(entry), 13)  # the lines are all but straight
    if entry is CERIA:
        most = (1 - border) / border
        return temperatures, np.array([_ceria_border(temperature, most)
                                       for temperature in temperatures]), None
    low, _, high = borders(entry, temperatures, border, 0.0)
    return temperatures, low, high


def shares(entry, temperature):
    """Tables of the ions' share: where the laws are known, and beyond, on paper (for ceria nothing)."""
    if entry is CERIA:
        activity, leaks = _ceria_curve(temperature)
        return {"shares": {"pO₂ (bar)": activity, "tᵢₒₙ": 1 / (1 + leaks)},
                "shares on paper": {"pO₂ (bar)": [], "tᵢₒₙ": []}}
    share, (low, high) = 1 / (1 + leak(entry, temperature, PRESSURES)), known_activities(entry)
    known = (PRESSURES > low) & (PRESSURES < high)
    return {"shares": {"pO₂ (bar)": PRESSURES[known], "tᵢₒₙ": share[known]},
            "shares on paper": {"pO₂ (bar)": PRESSURES, "tᵢₒₙ": share}}
