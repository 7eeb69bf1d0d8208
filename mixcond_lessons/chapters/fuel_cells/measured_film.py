"""The film of ceria whose voltage was measured, in its own fuel: hydrogen in another gas, with some steam."""
from itertools import product

from ...materials import material, measured_table
from .hydrogen_air_cell import CERIA, STEAM, cell, fuel

MEASURED = material(CERIA).property("open-circuit voltage")
WARM, FILM = MEASURED.temperature_range[0], MEASURED.thickness
HYDROGEN = 0.10  # in the film's fuel before the steam comes in
# A/m2 and V: without a load, and under one.
_COLUMNS = measured_table("ceria_film_cell").columns
READINGS = tuple(zip(_COLUMNS["current_density"], _COLUMNS["voltage"], strict=True))


def film(steam=STEAM, thickness=FILM):
    """The film as the laws of `physics.fuel_cells` take it after the voltage, without its electrodes."""
    return cell(CERIA, WARM, float(fuel(WARM, steam, HYDROGEN)), thickness)[:-2]


def films(steam=STEAM):
    """The film with each pair of the ends between which the sources leave its two conductivities."""
    ionic, electronic, *rest = film(steam)
    ends = (material(CERIA).property(name).factor_range
            for name in ("ionic conductivity", "electronic conductivity (electrons)"))
    return [(ions * ionic, lambda activity, electrons=electrons: electrons * electronic(activity), *rest)
            for ions, electrons in product(*ends)]
