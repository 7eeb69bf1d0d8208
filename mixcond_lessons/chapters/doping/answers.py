"""What the questions of chapter 04 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...materials import material
from ...physics import conductivity, doping, model_oxides, vacancies
from ...physics.constants import AIR


def empty_oxygen_sites_of_doped_ceria(structure="MO2"):
    return float(vacancies.vacancy_site_fraction(0.1, structure))


def vacancies_per_formula_unit():
    return 0.1


def share_of_the_oxygens_that_are_there():
    return 0.1 / 1.9


def the_same_for_both_ions():
    return 1.0


def valence_without_the_two_charges():
    return 3 - 0.09


def conductivity_ratio_of_oxide_and_silver_ions(charge_number=-2, other=1):
    """How many times better ions of this charge conduct than those of another charge, all else alike."""
    return float(vacancies.nernst_einstein_conductivity(1.0, 1e-10, charge_number, 1000.0)
                 / vacancies.nernst_einstein_conductivity(1.0, 1e-10, other, 1000.0))


def valence_of_manganese_with_strontium(strontium=0.2, oxygen_deficiency=0.0):
    return float(doping.mean_valence(strontium, oxygen_deficiency))


def holes_beside_vacancies(oxygen_deficiency=0.03):
    """Holes per formula unit of La0.8Sr0.2MnO3-delta."""
    return float(doping.holes_from_valence(0.2, oxygen_deficiency))


def strontium_and_vacancies_added():
    return 0.2 + 2 * 0.03


def strontium_and_missing_oxygen_added():
    return 0.2 + 0.03


def charges_that_vacancies_pay():
    return 2 * 0.03


def missing_oxygen_itself():
    return 0.03


def mean_valence_beside_vacancies():
    return float(doping.mean_valence(0.2, 0.03))


def ionic_share_in_a_ferrite():
    return float(conductivity.ionic_transference_number(*_ferrite()))


def ions_of_a_ferrite():
    """In S/cm."""
    return _ferrite()[0] / 100


def share_of_the_holes_in_a_ferrite():
    return float(conductivity.electronic_transference_number(*_ferrite()))


def _ferrite():
    """Ionic and electronic conductivity (S/m) of the model ferrite with 40 % strontium in air at 800 degC."""
    measured = material("lanthanum_strontium_ferrite_40").property("total conductivity")
    temperature = measured.temperature_range[0]
    equilibrium = model_oxides.ferrite_model(0.4, temperature).equilibrium(AIR)
    found = model_oxides.ferrite_conduction(temperature, equilibrium)
    return float(found.ionic), float(found.electronic)


def ionic_share_in_lsm():
    """Ionic transference number of LSM at 1000 degC, from the middles of the known ranges."""
    manganite = material("lanthanum_strontium_manganite")
    entries = (manganite.property("ionic conductivity", from_source="yasuda"),
               manganite.property("electronic conductivity"))
    ionic, electronic = (np.sqrt(entry.low * entry.high) for entry in entries)
    return float(conductivity.ionic_transference_number(ionic, electronic))


def valence_of_manganese_with_excess_oxygen(oxygen_deficiency=-0.09):
    return float(doping.mean_valence(0.0, oxygen_deficiency))


def free_share_of_vacancies_beside_gadolinium():
    return 1 - pairs_per_formula_unit() / 0.1


def pairs_per_formula_unit():
    """Pairs of 0.2 gadolinium and 0.1 vacancies per formula unit."""
    return float(doping.associated_pairs(0.2, 0.1, 50.0))


def share_of_vacancies_in_pairs():
    return pairs_per_formula_unit() / 0.1


def free_share_beside_free_gadolinium_only(gadolinium=0.2):
    """As if all the gadolinium stayed free."""
    return 1 / (1 + 50.0 * gadolinium)


def free_share_of_vacancies_put_twice():
    return free_share_beside_free_gadolinium_only(0.1)


def vacancies_over_gadolinium():
    return 0.1 / 0.2


def growth_of_hopping_conductivity(before=0.1, after=0.3):
    """Conductivity at one share of holes over that at another, for any prefactor and barrier."""
    first, second = (doping.small_polaron_conductivity(holes, 1e7, 1.5e4, 1000.0)
                     for holes in (before, after))
    return float(second / first)


def growth_of_the_holes():
    return 0.3 / 0.1


def growth_of_the_places_to_go_to():
    return 0.7 / 0.9


def gain_from_twice_the_gadolinium(temperature=873.15):
    """Gain of the ionic conductivity (%) from y = 0.1 to y = 0.2, for the binding of the course's ceria."""
    before, after = (doping.free_share_of_vacancies(dopant, model_oxides.CERIA_BINDING, temperature)
                     * model_oxides.ceria_conductivity_without_pairs(dopant, temperature)
                     for dopant in (0.1, 0.2))
    return 100 * float(after / before - 1)
