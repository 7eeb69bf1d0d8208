"""What the questions of chapter 03 ask for, computed; each function has the key of its question."""
import math

from ...classroom.quantity import convert
from ...materials import model
from ...physics import vacancies
from ...physics.constants import AVOGADRO, BOLTZMANN, ELEMENTARY_CHARGE, ZERO_CELSIUS
from ...physics.polarization import potentiostatic_time_constant

HOT, HOTTER = 700 + ZERO_CELSIUS, 800 + ZERO_CELSIUS
EDGE = 3.90e-10  # m
BARRIER = 0.75  # eV, that of the example
TRACER = 1.0e-12  # m2/s


def settling_time(thickness=2.0, power_of_length=2):
    """Seconds for a disk of so many mm, of a ceramic that needs 40 s at 1 mm; slips take another power of the
    length."""
    whole, one = (float(potentiostatic_time_constant(0.1, 1e-3 * length, 1e-9))
                  for length in (thickness, 1.0))
    return 40.0 * (whole / one) ** (power_of_length / 2)


def growth_of_the_hops(cold=HOT, hot=HOTTER):
    """How many times more often a hop over the example barrier happens at `hot` than at `cold` (K)."""
    barrier = model("ferrite").constants["vacancy_barrier"]
    return float(vacancies.hop_rate(1e13, barrier, hot) / vacancies.hop_rate(1e13, barrier, cold))


def difference_of_the_exponents():
    return math.log(growth_of_the_hops())


def ratio_of_the_temperatures():
    return HOTTER / HOT


def hops_on_cooling():
    return growth_of_the_hops(HOTTER, HOT)


def ionic_part_of_a_poor_conductor(share=0.9):
    return share * 1e-6


def total_divided_by_the_share():
    return 1e-6 / 0.9


def share_of_a_poor_conductor():
    return 0.9


def vacancies_per_cubic_centimetre(deficiency=0.1):
    return float(vacancies.vacancy_concentration(deficiency, EDGE)) * AVOGADRO * 1e-6


def vacancies_in_moles_per_cubic_metre():
    return float(vacancies.vacancy_concentration(0.1, EDGE))


def share_of_empty_sites(structure="ABO3"):
    return float(vacancies.vacancy_site_fraction(0.1, structure))


def share_of_full_sites():
    return 1 - share_of_empty_sites()


def vacancy_conductivity(charge_number=2, temperature=HOTTER):
    """Conductivity (S/cm) of 280 mol/m3 that diffuse with 2e-10 m2/s."""
    found = vacancies.nernst_einstein_conductivity(280.0, 2e-10, charge_number, temperature)
    return convert(float(found), "S/m", "S/cm")


def self_diffusivity_from_a_tracer():
    return TRACER / vacancies.correlation_factor("perovskite anions")


def tracer_multiplied():
    return TRACER * vacancies.correlation_factor("perovskite anions")


def tracer_by_counting_neighbours():
    return TRACER / float(vacancies.simple_correlation_factor("perovskite anions"))


def tracer_itself():
    return TRACER


def vacancy_diffusivity_of_a_perovskite(temperature=HOTTER, lattice="perovskite anions"):
    barrier = model("ferrite").constants["vacancy_barrier"]
    return float(vacancies.vacancy_diffusivity(lattice, EDGE, 1e13, barrier, temperature))


def hops_of_a_vacancy(temperature=HOTTER, neighbours=8):
    return neighbours * float(vacancies.hop_rate(1e13, model("ferrite").constants["vacancy_barrier"],
                                                 temperature))


def knocks_on_one_side():
    return 1e13


def knocks_on_all_sides():
    return 8 * 1e13


def one_knock_in():
    """How many knocks come to one that gets over the barrier at 800 °C."""
    return math.exp(BARRIER * ELEMENTARY_CHARGE / BOLTZMANN / HOTTER)
