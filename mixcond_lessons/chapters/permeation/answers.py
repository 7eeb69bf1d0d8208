"""What the questions of chapter 06 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import cell_voltage, conductivity, permeation, relaxation, surface_exchange
from ...physics.constants import AIR, ZERO_CELSIUS

SHOWN, NERNST = 0.924, 1.119  # V, of the ceria cell in the questions


def transference_number_four_decades_lower(oxygen_exponent=-0.25):
    return float(conductivity.ionic_transference_number(1.0, 1e-4**oxygen_exponent))


def share_of_electrons_four_decades_lower():
    return float(conductivity.electronic_transference_number(1.0, 1e-4**-0.25))


def nernst_voltage_over_ten_decades(decades=10):
    return float(cell_voltage.nernst_voltage(1000.0, 10.0**-decades, 1.0))


def nernst_voltage_with_decimal_logarithm():
    return nernst_voltage_over_ten_decades() / np.log(10)


def oxygen_flux_of_a_membrane(temperature=900 + ZERO_CELSIUS):
    """Flux of barium strontium cobalt ferrite, mol/(cm2 s); its electrons are a million times its ions."""
    flux = permeation.constant_flux(100.0, 1e8, temperature, 1e-3, AIR, 1e-3)
    return convert(float(flux), "mol/m^2/s", "mol/cm^2/s")


def oxygen_flux_with_decimal_logarithm():
    return oxygen_flux_of_a_membrane() / np.log(10)


def oxygen_flux_as_standard_volume(temperature=ZERO_CELSIUS, seconds=60):
    flux = permeation.flux_as_standard_volume(convert(2.0e-6, "mol/cm^2/s", "mol/m^2/s"))
    return convert(float(flux), "m/s", "mL/cm^2/s") * seconds * temperature / ZERO_CELSIUS


def flux_of_a_membrane_made_half_as_thick(characteristic_thickness=1.0):
    """By which factor the flux grows from a thickness of 2 to one of 1."""
    thick, thin = (surface_exchange.flux_with_equal_faces(1 / thickness, thickness, characteristic_thickness)
                   for thickness in (2.0, 1.0))
    return float(thin / thick)


def conductivity_ratio_from_a_voltage():
    return share_of_electrons_from_a_voltage() / share_of_ions_from_a_voltage()


def share_of_ions_from_a_voltage():
    return SHOWN / NERNST


def share_of_electrons_from_a_voltage():
    return 1 - SHOWN / NERNST


def ions_per_electron_from_a_voltage():
    return 1 / conductivity_ratio_from_a_voltage()


def leak_at_open_circuit(lost=NERNST - SHOWN, thickness=1e-4):
    """Leak of ceria with 10 % gadolinium at 700 °C that has lost so much voltage, A/cm2."""
    ions = material("ceria_gadolinia_10").property("ionic conductivity")
    ionic = conductivity.partial_conductivity(ions, 700 + ZERO_CELSIUS)
    return convert(float(cell_voltage.leak_current_density(ionic, lost, 0.0, thickness)), "A/m^2", "A/cm^2")


def place_where_electrons_equal_ions(ratio=15.0):
    """Share of the way from the fuel face, where sigma_e/sigma_ion is `ratio`; in air it is nearly 0."""
    place = permeation.position_of(1.0, 1.0, lambda activity: activity**-0.25, ratio**-4, 1e40, 1.0)
    return float(place)


def place_counted_from_the_air():
    return 1 - place_where_electrons_equal_ions()


def place_on_a_straight_line_of_conductivity(ratio=15.0):
    return (ratio - 1) / ratio


def middle_of_the_sheet():
    return 0.5


def biot_number_of_a_slab(half_thickness=1e-3):
    return float(relaxation.biot_number(1e-6, half_thickness, 1e-9))
