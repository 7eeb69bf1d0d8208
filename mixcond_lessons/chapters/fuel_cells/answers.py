"""What the questions of chapter 07 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import fuel_cells, porous_cathode, surface_exchange
from ...physics.cell_voltage import leak_current_density
from ...physics.conductivity import partial_conductivity
from ...physics.constants import AIR, ZERO_CELSIUS

HOT, WARM, OUTSIDE = 700 + ZERO_CELSIUS, 550 + ZERO_CELSIUS, 25 + ZERO_CELSIUS
NERNST, HELD, SHEET = 1.119, 0.60, 2e-4  # V, V and m, of the ceria sheet in the questions
LEAKING, LEAKING_SHEET = 0.80, 5e-4  # V and m, of the sheet whose leak is told
IONS, LEAK = 0.346, 0.0726  # A/cm2, in that one
EXCHANGED = 1e-4  # mol of O2 per m2 and s, at equilibrium


def fewer_electrons_in_wetter_fuel(root=4):
    return 1e4 ** (1 / root)


def decades_of_pressure():
    return np.log10(1e4)


def pressure_divided_by_four():
    return 1e4 / 4


def thickness_that_costs_as_much_as_a_face():
    return convert(float(surface_exchange.characteristic_thickness(5e-13, 5e-9)), "m", "µm")


def exchange_over_diffusion():
    return 5e-9 / 5e-13


def ionic_current_under_load(driving_voltage=NERNST - HELD, thickness=SHEET):
    ionic = partial_conductivity(material("ceria_gadolinia_10").property("ionic conductivity"), HOT)
    return convert(float(leak_current_density(ionic, driving_voltage, 0.0, thickness)), "A/m^2", "A/cm^2")


def faradaic_efficiency_of_a_leaking_sheet(leaks=1):
    return 1 - leaks * LEAK / IONS


def leaking_share_of_a_sheet():
    return LEAK / IONS


def voltage_efficiency_of_a_sheet():
    return LEAKING / NERNST


def share_of_the_ions_in_both():
    return IONS / (IONS + LEAK)


def load_over_both():
    return (IONS - LEAK) / (IONS + LEAK)


def efficiency_of_a_leaking_sheet():
    return faradaic_efficiency_of_a_leaking_sheet() * voltage_efficiency_of_a_sheet()


def oxygen_pressure_behind_a_cathode(electrons=4, base=np.e, gas=AIR, current=0.71e4, temperature=WARM):
    """Pressure (bar) at the air face, 550 °C; 0.71 A/cm² pass 0.22 Ω cm² with so many electrons per O₂."""
    moved = current * electrons / 4 * np.log(base)
    return float(fuel_cells.face_activities(moved, temperature, 1e-24, gas, 0.22e-4, 0.0)[1])


def face_pressure_with_degrees_celsius():
    return oxygen_pressure_behind_a_cathode(temperature=550.0)


def reaction_zone_of_a_cathode(porosity=0.35, tortuosity=1.4):
    length = porous_cathode.reaction_zone_length(1e-12, 1e-8, 2e6, porosity, tortuosity)
    return convert(float(length), "m", "µm")


def zone_with_the_tortuosity_above(tortuosity=1.4):
    return reaction_zone_of_a_cathode() * tortuosity


def characteristic_thickness_of_a_cathode():
    return convert(float(surface_exchange.characteristic_thickness(1e-12, 1e-8)), "m", "µm")


def gain_of_a_cathode_twice_as_thick(zone=1.0):
    """Resistance of a cathode 1 thick over that of one 2 thick, if the reaction zone has this length."""
    thin, thick = (float(porous_cathode.working_depth(zone, thickness)) for thickness in (1.0, 2.0))
    return thick / thin


def root_of_twice_the_thickness():
    return 2**0.5


def what_is_left_of_the_resistance():
    return 1 / gain_of_a_cathode_twice_as_thick()


def surface_resistance_by_the_count_of_atoms(atoms=2, temperature=HOT):
    resistance = surface_exchange.surface_resistance(EXCHANGED, atoms, temperature)
    return convert(float(resistance), "ohm m^2", "ohm cm^2")


def surface_resistance_with_degrees_celsius():
    return surface_resistance_by_the_count_of_atoms(temperature=700.0)


def membrane_area_for_ten_tonnes_a_day(seconds=86400.0):
    return float(fuel_cells.membrane_area(1e4 / seconds, 0.035))


def work_of_the_compressor_per_oxygen(taken=0.21 * 0.4, temperature=OUTSIDE):
    """Work (kJ/mol of O₂) that brings air from 1 to 10 bar if so much of it becomes product."""
    return float(fuel_cells.separation_work(temperature, 1.0, 10.0)) / taken / 1000


def work_with_a_decimal_logarithm():
    return work_of_the_compressor_per_oxygen() / np.log(10)
