"""Oxygen flux in the unit of membrane papers."""
from ...classroom.quantity import convert
from ...physics import permeation


def as_volume(flux):
    """Oxygen flux in mL/(cm2 min) at 0 °C and 1 atm, from mol O2/(m2 s)."""
    return convert(permeation.flux_as_standard_volume(flux), "m/s", "mL/cm2/min")
