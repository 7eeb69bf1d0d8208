"""What the questions of chapter 06 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material, measured_table
from ...physics import cell_voltage, conductivity, permeation, relaxation, surface_exchange
from ...physics.constants import AIR, ZERO_CELSIUS, R

SHOWN, NERNST = 0.924, 1.119  # V, of the ceria cell in the questions


def transference_number_four_decades_lower(oxygen_exponent=-0.25):
    return float(conductivity.ionic_transference_number(1.0, 1e-4**oxygen_exponent))


def share_of_electrons_four_decades_lower():
    return float(conductivity.electronic_transference_number(1.0, 1e-4**-0.25))


def ions_per_electron_four_decades_lower():
    return 1e-4**0.25


def share_where_both_conduct_alike():
    return float(conductivity.ionic_transference_number(1.0, 1.0))


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


def oxygen_flux_with_a_difference():
    return oxygen_flux_of_a_membrane() / np.log(AIR / 1e-3) * (AIR - 1e-3)


def oxygen_flux_as_standard_volume(temperature=ZERO_CELSIUS, seconds=60):
    flux = permeation.flux_as_standard_volume(convert(2.0e-6, "mol/cm^2/s", "mol/m^2/s"))
    return convert(float(flux), "m/s", "mL/cm^2/s") * seconds * temperature / ZERO_CELSIUS


def oxygen_flux_volume_in_litres():
    return oxygen_flux_as_standard_volume() / 1000


def oxygen_flux_volume_a_thousand_too_much():
    return oxygen_flux_as_standard_volume(seconds=1) * 1000


def flux_of_a_membrane_made_half_as_thick(characteristic_thickness=1.0):
    """By which factor the flux grows from a thickness of 2 to one of 1."""
    thick, thin = (surface_exchange.flux_with_equal_faces(1 / thickness, thickness, characteristic_thickness)
                   for thickness in (2.0, 1.0))
    return float(thin / thick)


def flux_ratio_upside_down():
    return 1 / flux_of_a_membrane_made_half_as_thick()


def flux_ratio_squared():
    return 4.0


def conductivity_ratio_from_a_voltage():
    return share_of_electrons_from_a_voltage() / share_of_ions_from_a_voltage()


def share_of_ions_from_a_voltage():
    return SHOWN / NERNST


def share_of_electrons_from_a_voltage():
    return 1 - SHOWN / NERNST


def ions_per_electron_from_a_voltage():
    return 1 / conductivity_ratio_from_a_voltage()


def missing_volts():
    return NERNST - SHOWN


def nernst_over_shown():
    return NERNST / SHOWN


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


def one_over_the_ratio(ratio=15.0):
    return 1 / ratio


def one_over_the_sum(ratio=15.0):
    return 1 / (1 + ratio)


def biot_number_of_a_slab(half_thickness=1e-3):
    return float(relaxation.biot_number(1e-6, half_thickness, 5e-10))


def biot_number_upside_down():
    return 1 / biot_number_of_a_slab()


def thickness_in_millimetres_not_halved():
    return biot_number_of_a_slab(2.0)


def power_of_ten_of_a_misprint(power_of_deficiency=1, row=0):
    """The whole number n for which Z = D̃·δ is 3.09·10ⁿ cm²/s times the exponential, from one result."""
    table = measured_table("ceria_relaxation")
    temperature, deficiency, diffusivity = (column[row] for column in table.columns.values())
    prefactor = convert(diffusivity * deficiency**power_of_deficiency, "m^2/s", "cm^2/s") / np.exp(
        -table.constants["energy"] / (R * temperature))
    return float(np.round(np.log10(prefactor / 3.09)))


def power_of_ten_without_the_deficiency():
    return power_of_ten_of_a_misprint(0)


def power_of_ten_with_the_deficiency_below():
    return power_of_ten_of_a_misprint(-1)


def ten_to_the_power():
    return 10.0 ** power_of_ten_of_a_misprint()


def power_of_ten_as_printed():
    printed = measured_table("ceria_relaxation").constants["printed_prefactor"]
    return float(np.floor(np.log10(convert(printed, "m^2/s", "cm^2/s"))))
