"""What the questions of chapter 05 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...materials import material
from ...physics import atmosphere, conductivity, doping
from ...physics.constants import ELECTRONVOLT, ZERO_CELSIUS

LESS = 1e-4  # how many times the pressure falls, in the question on ceria


def holes_in_a_ferrite(charges_per_vacancy=2):
    return float(doping.holes_from_valence(0.4, 0.12 * charges_per_vacancy / 2))


def deficiency_itself():
    return 0.12


def mean_valence_of_iron():
    return 3 + holes_in_a_ferrite()


def holes_per_oxygen():
    return 2.0


def holes_and_vacancies_added():
    return 0.4 + 2 * 0.12


def exponent_from_decades(decades=-1, decades_of_pressure=4):
    return decades / decades_of_pressure


def _exponent(vacancies, electrons, holes):
    return float(atmosphere.local_exponent(vacancies, electrons, holes))


def holes_at_sixteenfold_pressure(vacancies=1.0, electrons=0.0, power=1):
    """The acceptor fixes the vacancies; or each vacancy comes with two electrons, n = 2[V]."""
    return 625 ** (power * _exponent(vacancies, electrons, 0.0))


def quarter_of_the_pressure():
    return 625 / 4


def ceria_electrons_at_less_oxygen(vacancies=1.0, electrons=0.0, power=1):
    """How many times more ceria's electrons conduct, with its own exponent or that of other neutrality."""
    law = material("ceria_gadolinia_10").property("electronic conductivity (electrons)")
    low, high = (float(conductivity.partial_conductivity(law, 800 + ZERO_CELSIUS, activity))
                 for activity in (LESS * 1e-10, 1e-10))
    return (low / high) ** (power * _exponent(vacancies, electrons, 0.0) / _exponent(1.0, 0.0, 0.0))


def fall_of_pressure():
    return 1 / LESS


def decades_of_pressure():
    return -float(np.log10(LESS))


def _ratios():
    """How many times more the ferrite conducts in air than at 0.01 atm, and how much more oxygen there is."""
    points = material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    (air, thin), (high, low) = [point.value for point in points], [point.oxygen_activity_range[0]
                                                                   for point in points]
    return air / thin, high / low


def apparent_exponent_of_a_ferrite(base_below=np.e):
    conducts, oxygen = _ratios()
    return np.log(conducts) / np.log(oxygen) * np.log(base_below)


def ratio_of_values():
    conducts, oxygen = _ratios()
    return conducts / oxygen


def apparent_exponent_turned_over():
    return 1 / apparent_exponent_of_a_ferrite()


def exponent_at_the_crossover(vacancies=0.4, holes=0.2):
    return _exponent(vacancies, 0.0, holes)


def exponent_without_the_four():
    return 0.4 / (0.4 + 0.2)


def reduction_enthalpy_of_ceria(steep_root=2, flat_root=3):
    """Enthalpy (eV) from the energies of two regions in which n goes with these roots of K_red."""
    return difference_of_the_energies() / (1 / steep_root - 1 / flat_root)


def difference_of_the_energies():
    flat, steep = (law.activation_energy / ELECTRONVOLT for law in material("ceria").properties[:2])
    return steep - flat


def twice_the_steep_energy():
    return 2 * material("ceria").properties[1].activation_energy / ELECTRONVOLT


def thrice_the_flat_energy():
    return 3 * material("ceria").properties[0].activation_energy / ELECTRONVOLT


def pressure_of_the_smallest_conductivity(power=1):
    return float(atmosphere.conductivity_minimum(1e-6, 1e-1)[0]) ** power


def domain_border_at_more_electrons(oxygen_exponent=-0.25):
    """By which factor the border moves if the electrons conduct 1.1 times as well."""
    before, after = (float(conductivity.boundary_activity(more * 1e-6, oxygen_exponent, 1.0))
                     for more in (1.0, 1.1))
    return after / before


def rise_of_the_border():
    return domain_border_at_more_electrons() - 1


def fourth_root_of_the_change():
    return 1.1**0.25
