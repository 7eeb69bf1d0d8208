"""Three oxides in numbers: defect models with example constants, and what their carriers conduct.

The constants stand in `materials/models.toml` and are illustrative. Where a measured conductivity is known,
the model is made to meet it in one point, so that chapters may compare: the ferrite's holes meet the measured
conductivity in air, ceria with 10 % gadolinium meets the course's laws. Temperature and oxygen activity
broadcast: a model at an array of temperatures can be solved at an array of oxygen activities.
"""
from functools import cache
from typing import NamedTuple

import numpy as np

from ..materials import material, model
from . import atmosphere, doping, vacancies
from .conductivity import ambipolar_conductivity, ionic_transference_number, partial_conductivity
from .constants import AIR, ELECTRONVOLT, FARADAY, R
from .law import law

FERRITE_TEMPERATURES = model("ferrite").temperature_range
CERIA_TEMPERATURES = model("ceria").temperature_range
TITANATE_TEMPERATURES = model("titanate").temperature_range
BAR = 1e5  # Pa
BARRIERS_MEET = 1173.15  # K, where the ferrite's ions were measured to be as the model has them
CERIA_DOPING = 0.1  # of the ceria whose laws the course uses
CERIA_BINDING = 0.3 * ELECTRONVOLT  # of a vacancy to a gadolinium in it; illustrative
# K, log10 of pO2/(1 bar): ferrites rich in iron seemed to decompose here.
DECOMPOSED = ((873.15, -21.0), (1073.15, -15.0))
FALLS_APART = "the model ferrite ends here (illustrative): in much less oxygen real ferrites fall apart"


class Conduction(NamedTuple):
    """Partial conductivities [S/m] of ions, electrons and holes, arrays of one shape."""

    ionic: np.ndarray
    electrons: np.ndarray
    holes: np.ndarray

    @property
    def electronic(self):
        """Electrons and holes together [S/m]."""
        return self.electrons + self.holes

    @property
    def transference(self):
        """Ionic transference number, a fraction."""
        return ionic_transference_number(self.ionic, self.electronic)


# --- Ferrite --------------------------------------------------------------------------------------

@law
def ferrite_model(strontium, temperature):
    """`doping.ferrite` of La(1-x)Sr(x)FeO(3-delta) at a temperature, its constants from enthalpy and entropy.

    Returns a DefectModel with species O, V, Fe2, Fe3, Fe4 per formula unit. Holds for defects that do not
    interact; constants illustrative. Source: random-site model after Mizusaki.
    """
    known = model("ferrite").constants
    log10_oxidation, log10_disproportionation = (
        doping.equilibrium_constant(known[f"{reaction}_enthalpy"], known[f"{reaction}_entropy"], temperature)
        for reaction in ("oxidation", "disproportionation"))
    return doping.ferrite(strontium, log10_oxidation, log10_disproportionation)


@law
def ferrite_ions_with_another_barrier(ionic_conductivity, temperature, migration_energy):
    """What the ferrite's ions conduct if their barrier is another, but the size at 900 degC the same.

    ionic_conductivity: that of `ferrite_conduction`. The size was measured there, the change with temperature
    is disputed: colder a higher barrier gives less. Returns S/m. Source: activated hops.
    """
    higher = migration_energy - model("ferrite").constants["vacancy_barrier"]
    return ionic_conductivity * np.exp(-higher / R * (1 / temperature - 1 / BARRIERS_MEET))


@cache
def ferrite_ions_measured_over_model():
    """Measured ionic conductivity of La0.6Sr0.4FeO3 over that of the model in air, both at 800 degC.

    The gas of the measurement is not told. Source: Ovtar et al. 2016.
    """
    measured = material("lanthanum_strontium_ferrite_40").property("ionic conductivity")
    temperature = np.float64(measured.temperature_range[0])
    found = ferrite_model(0.4, temperature).equilibrium(AIR)
    return measured.value / float(ferrite_conduction(temperature, found).ionic)


def ferrite_ions_as_known(ionic_conductivity, temperature):
    """What the ferrite's ions conduct (S/m) by each source: the model, the other barrier, the measured size.

    ionic_conductivity (S/m): that of `ferrite_conduction` at this temperature (K). Returns a list of arrays.
    The size was measured at x = 0.4 and 800 degC; elsewhere the same factor is taken. Raises ValueError as
    `ferrite_ions_with_another_barrier`. Sources: there, and `ferrite_ions_measured_over_model`.
    """
    return [*(ferrite_ions_with_another_barrier(ionic_conductivity, temperature, barrier)
              for barrier in model("ferrite").spreads["vacancy_barrier"]),
            ionic_conductivity * ferrite_ions_measured_over_model()]


def ferrite_electrons_as_known(electronic_conductivity):
    """What the ferrite's holes and electrons conduct (S/m) by two laboratories; the model meets the first.

    electronic_conductivity (S/m): that of `ferrite_conduction`. Returns a list of arrays. Both measured
    x = 0.4 at 800 degC; elsewhere the same factor is taken. Sources: those of the two entries in `materials`.
    """
    ferrite = material("lanthanum_strontium_ferrite_40")
    met, other = (ferrite.property(f"{which} conductivity").value for which in ("total", "electronic"))
    return [electronic_conductivity, electronic_conductivity * (other / met)]


@law
def ferrite_conduction(temperature, equilibrium):
    """Conductivities of the ferrite: holes and electrons hop among iron ions, ions into vacancies.

    Holes hop from Fe4+ to Fe3+, electrons from Fe2+ to Fe3+. equilibrium: that of `ferrite_model` at this
    temperature. Returns a Conduction in S/m. The prefactor of the holes makes x = 0.4 meet the measured
    conductivity in air at 800 degC; electrons have the same. Constants illustrative. Source: small polarons;
    Nernst-Einstein for free vacancies on the perovskite anion lattice.
    """
    known, trivalent, prefactor = model("ferrite").constants, equilibrium["Fe3"], ferrite_hole_prefactor()
    edge, attempts = known["lattice_parameter"], known["attempt_frequency"]
    electrons, holes = (
        doping.small_polaron_conductivity(equilibrium[ion], prefactor, known[hop], temperature, trivalent)
        for ion, hop in (("Fe2", "electron_hop_energy"), ("Fe4", "hole_hop_energy")))
    barrier, sites = known["vacancy_barrier"], vacancies.site_concentration(edge)
    jumps = vacancies.vacancy_diffusivity("perovskite anions", edge, attempts, barrier, temperature)
    ionic = vacancies.ion_conductivity(equilibrium["V"] / 3, sites, jumps, -2, temperature)
    return Conduction(*np.broadcast_arrays(ionic, electrons, holes))


@law
def ferrite_lowest_activity(temperature):
    """Oxygen activity below which the model ferrite is not used, for real ones fall apart.

    Returns the activity. ln p is linear in 1/T (one enthalpy of reaction), through 1e-21 bar at 600 degC and
    1e-15 bar at 800 degC, where La0.6Sr0.4(Co,Fe)O3 rich in iron seemed to decompose; illustrative, for
    ferrites without cobalt last longer and what lasts depends on time. Source: Hashimoto et al., Solid State
    Ionics 181 (2010) 1713 (abstract seen).
    """
    (cold, low), (hot, high) = DECOMPOSED
    share = (1 / temperature - 1 / hot) / (1 / cold - 1 / hot)
    return 10.0 ** (high + share * (low - high))


@cache
def ferrite_hole_prefactor():
    """Prefactor [S K/m] with which the ferrite's holes meet the conductivity measured in air at 800 degC."""
    measured = material("lanthanum_strontium_ferrite_40").property("total conductivity")
    temperature, activity = np.float64(measured.temperature_range[0]), measured.oxygen_activity_range[0]
    found = ferrite_model(0.4, temperature).equilibrium(activity)
    barrier = model("ferrite").constants["hole_hop_energy"]
    walk = doping.small_polaron_conductivity(found["Fe4"], 1.0, barrier, temperature, found["Fe3"])
    return measured.value / walk


# --- Ceria ----------------------------------------------------------------------------------------

@law(temperature=CERIA_TEMPERATURES)
def ceria_model(gadolinium, temperature, migration_energy=None):
    """`doping.gadolinia_doped_ceria` without pairs, its reduction constant that of the course's ceria.

    K_red follows from the electronic conductivity of Ce0.9Gd0.1O1.95 at 1 bar and from how electrons hop (see
    `ceria_conduction`), with its own vacancies and hardly any Ce3+. Returns a DefectModel with species O, V,
    Ce4, Ce3 per formula unit. migration_energy: of an electron's hop, if not the course's own: for the same
    conductivity fewer electrons are needed where they hop more easily. Holds for ideal mixing; constants
    illustrative.
    """
    measured = material("ceria_gadolinia_10").property("electronic conductivity (electrons)")
    at_one_bar = partial_conductivity(measured, temperature, 1.0)
    trivalent_share = at_one_bar / (1 - CERIA_DOPING) ** 2 / ceria_electron_conductivity(
        temperature, migration_energy)
    vacancies_there = CERIA_DOPING / 2
    log10_reduction = np.log10(vacancies_there / (2 - vacancies_there) * trivalent_share**2)
    return doping.gadolinia_doped_ceria(gadolinium, log10_reduction)


@law(temperature=CERIA_TEMPERATURES)
def ceria_conduction(temperature, equilibrium):
    """Conductivities of ceria: electrons hop from Ce3+ to Ce4+, ions into vacancies, as in Ce0.9Gd0.1O1.95.

    equilibrium: that of `ceria_model` at this temperature. Returns a Conduction in S/m, without holes. Holds
    while vacancies stay as mobile as with 10 % gadolinium. Source: Nernst-Einstein; constants illustrative.
    """
    empty, usual = equilibrium["V"] / 2, CERIA_DOPING / 4
    entry = material("ceria_gadolinia_10").property("ionic conductivity")
    measured = partial_conductivity(entry, temperature)
    ionic = measured * empty * (1 - empty) / (usual * (1 - usual))
    electrons = ceria_electron_conductivity(temperature) * equilibrium["Ce3"] * equilibrium["Ce4"]
    return Conduction(*np.broadcast_arrays(ionic, electrons, np.zeros_like(electrons)))


@law(temperature=CERIA_TEMPERATURES)
def ceria_chemical_diffusivity(gadolinium, temperature, oxygen_activity):
    """Chemical diffusivity of ceria, D = Gamma RT sigma_amb/(4 F^2 c_O) with the ambipolar conductivity.

    Gamma: `atmosphere.thermodynamic_factor`; c_O: the oxygen that is there. Returns m2/s. Holds
    as `ceria_conduction`; with many electrons it is Gamma times the self-diffusivity of oxygen. Illustrative.
    Source: Wagner.
    """
    oxide = ceria_model(gadolinium, temperature)
    found = oxide.equilibrium(oxygen_activity)
    conducts = ceria_conduction(temperature, found)
    both = ambipolar_conductivity(conducts.ionic, conducts.electronic)
    oxygen = vacancies.site_concentration(model("ceria").constants["lattice_parameter"], "MO2")
    share_there = 1 - oxide.oxygen_deficiency(found) / oxide.oxygen_sites
    factor = atmosphere.thermodynamic_factor(oxide, found)
    return factor * R * temperature * both / (4 * FARADAY**2 * oxygen * share_there)


@law
def ceria_electron_conductivity(temperature, migration_energy=None):
    """Conductivity per Ce3+ and Ce4+ of a formula unit: a walk on the face-centred cations.

    migration_energy: of a hop, if not the course's own. Returns S/m. Source: Nernst-Einstein; constants
    illustrative.
    """
    known = model("ceria").constants
    edge, attempts, hop = known["lattice_parameter"], known["attempt_frequency"], known["electron_hop_energy"]
    hop = hop if migration_energy is None else migration_energy
    jumps = vacancies.vacancy_diffusivity("face-centred cubic", edge, attempts, hop, temperature)
    cations = vacancies.site_concentration(edge, "MO2") / 2
    return vacancies.nernst_einstein_conductivity(cations, jumps, -1, temperature)


@law(gadolinium=(0.0, 1.0))
def ceria_conductivity_without_pairs(gadolinium, temperature):
    """Ionic conductivity of ceria if every vacancy were free, theta (1 - theta) times that of a free vacancy.

    How well a free vacancy moves is taken from Ce0.9Gd0.1O1.95, whose measured conductivity is that of its
    free vacancies alone (`doping.free_share_of_vacancies` at CERIA_BINDING). Returns S/m. Illustrative.
    Source: Nernst-Einstein with site exclusion.
    """
    entry = material("ceria_gadolinia_10").property("ionic conductivity")
    measured = partial_conductivity(entry, temperature)
    free = doping.free_share_of_vacancies(CERIA_DOPING, CERIA_BINDING, temperature)
    # Half a vacancy for each dopant, two oxygen sites per formula unit.
    empty, usual = gadolinium / 4, CERIA_DOPING / 4
    return measured / free * empty * (1 - empty) / (usual * (1 - usual))


# --- Titanate -------------------------------------------------------------------------------------

@law(temperature=TITANATE_TEMPERATURES)
def titanate_constants(temperature):
    """log10 of K_red = [V] n^2 p^(1/2) and of K_i = n h for SrTiO3, per formula unit, p/(1 bar).

    Returns both, dimensionless. Holds for few defects; illustrative. Source: Moos and Haerdtl 1997.
    """
    known, thermal = model("titanate").constants, R * temperature * np.log(10)
    per_unit = np.log10(known["lattice_parameter"] ** 3)  # from 1/m3 to per formula unit
    log10_reduction = np.log10(known["reduction_prefactor"] / BAR**0.5) - known["reduction_energy"] / thermal
    gap = known["band_gap"] - known["band_gap_slope"] * temperature
    log10_ionisation = np.log10(known["ionisation_prefactor"]) + 3 * np.log10(temperature) - gap / thermal
    return log10_reduction + 3 * per_unit, log10_ionisation + 2 * per_unit


@law(temperature=TITANATE_TEMPERATURES)
def titanate_model(acceptor, temperature):
    """`doping.acceptor_doped_oxide` with the constants of SrTiO3: species V, n, h per formula unit.

    Returns a DefectModel. Holds and source as `titanate_constants`.
    """
    return doping.acceptor_doped_oxide(acceptor, *titanate_constants(temperature))


@law(temperature=TITANATE_TEMPERATURES)
def titanate_vacancy_diffusivity(temperature):
    """Diffusivity of SrTiO3's vacancies that belongs to their mobility, D = u R T/(2F). Returns m2/s.

    Holds as `titanate_constants`; the barrier is disputed. Source: Denk, Muench and Maier 1995; Einstein.
    """
    known = model("titanate").constants
    mobility = known["vacancy_mobility"] / temperature * np.exp(-known["vacancy_barrier"] / (R * temperature))
    return mobility * R * temperature / (2 * FARADAY)


@law(temperature=TITANATE_TEMPERATURES)
def titanate_conduction(temperature, equilibrium):
    """Conductivities |z| F c u of SrTiO3's vacancies, electrons and holes.

    The mobilities u change with temperature. equilibrium: that of `titanate_model` at this temperature.
    Returns a Conduction in S/m. Holds for few defects; illustrative. Source: Moos and Haerdtl 1997; Denk,
    Muench and Maier 1995.
    """
    known = model("titanate").constants
    charge = FARADAY * vacancies.site_concentration(known["lattice_parameter"]) / 3  # per formula unit
    ions = known["vacancy_mobility"] / temperature * np.exp(-known["vacancy_barrier"] / (R * temperature))
    electrons, holes = (known[f"{carrier}_mobility"] * temperature ** known[f"{carrier}_mobility_exponent"]
                        for carrier in ("electron", "hole"))
    conductivities = 2 * equilibrium["V"] * ions, equilibrium["n"] * electrons, equilibrium["h"] * holes
    return Conduction(*np.broadcast_arrays(*(charge * each for each in conductivities)))
