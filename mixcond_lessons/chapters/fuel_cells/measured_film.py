"""The film of ceria whose voltage was measured, in its own fuel: hydrogen in another gas, with some steam."""
from ...materials import material
from .hydrogen_air_cell import CERIA, STEAM, cell, fuel

MEASURED = material(CERIA).property("open-circuit voltage")
WARM, FILM = MEASURED.temperature_range[0], MEASURED.thickness
HYDROGEN = 0.10  # in the film's fuel before the steam comes in


def film(steam=STEAM, thickness=FILM):
    """The film as the laws of `physics.fuel_cells` take it after the voltage, without its electrodes."""
    return cell(CERIA, WARM, float(fuel(WARM, steam, HYDROGEN)), thickness)[:-2]
