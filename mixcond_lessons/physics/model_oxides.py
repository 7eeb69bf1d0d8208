"""Three oxides in numbers: defect models with example constants, and what their ions, electrons and holes conduct.

The constants stand in `materials/models.toml` and are illustrative. Where a measured conductivity is known the model is made to meet it in one
point, so that chapters may compare: the ferrite's holes meet the measured conductivity in air, ceria with 10 % gadolinium meets the course's laws.
Temperature and oxygen activity broadcast: a model at an array of temperatures can be solved at an array of oxygen activities.
"""
from functools import cache
from typing import NamedTuple

import numpy as np
from scipy.constants import R, bar

from ..materials import material, model
from . import doping
from .arguments import positive, within
from .conductivity import ionic_transference_number, partial_conductivity
from .constants import FARADAY
from .vacancies import ion_conductivity, nernst_einstein_conductivity, site_concentration, vacancy_diffusivity

FERRITE_TEMPERATURES = model("ferrite").temperature_range
CERIA_TEMPERATURES = model("ceria").temperature_range
TITANATE_TEMPERATURES = model("titanate").temperature_range
CERIA_DOPING = 0.1  # of the ceria whose laws the course uses
DECOMPOSED = ((873.15, -21.0), (1073.15, -15.0))  # K, log10 of pO2/(1 bar): where ferrites rich in iron seemed to decompose


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


# --- Ferrite -------------------------------------------------------------------------------------------------------

def ferrite_model(strontium, temperature):
    """`doping.ferrite` of La(1-x)Sr(x)FeO(3-delta) at a temperature, its two constants from enthalpy and entropy (van 't Hoff).

    strontium: x, 0..1; temperature: K, > 0, any shape. Returns a DefectModel with species O, V, Fe2, Fe3, Fe4. Raises ValueError otherwise.
    Holds for defects that do not interact; constants illustrative. Source: random-site model after Mizusaki.
    """
    constants = model("ferrite").constants
    return doping.ferrite(strontium, *(doping.equilibrium_constant(constants[f"{reaction}_enthalpy"], constants[f"{reaction}_entropy"], temperature)
                                       for reaction in ("oxidation", "disproportionation")))


def ferrite_conduction(temperature, equilibrium):
    """Conductivities of the ferrite: holes hop from Fe4+ to Fe3+, electrons from Fe2+ to Fe3+, ions into vacancies.

    temperature: K; equilibrium: that of `ferrite_model` at this temperature. Returns a Conduction in S/m. Raises ValueError for T <= 0.
    The hole's prefactor makes x = 0.4 meet the measured conductivity in air at 800 degC; electrons have the same. Each carrier needs a free
    Fe3+ (site factor). Source: small polarons; Nernst-Einstein for free vacancies on the perovskite anion lattice; constants illustrative.
    """
    constants = model("ferrite").constants
    electrons, holes = (doping.small_polaron_conductivity(equilibrium[ion], _polaron_prefactor(), constants[f"{carrier}_hop_energy"],
                                                          temperature, equilibrium["Fe3"])
                        for carrier, ion in (("electron", "Fe2"), ("hole", "Fe4")))
    jumps = vacancy_diffusivity("perovskite anions", constants["lattice_parameter"], constants["attempt_frequency"], constants["vacancy_barrier"], temperature)
    ionic = ion_conductivity(equilibrium["V"] / 3, site_concentration(constants["lattice_parameter"]), jumps, -2, temperature)
    return Conduction(*np.broadcast_arrays(ionic, electrons, holes))


def ferrite_lowest_activity(temperature):
    """Oxygen activity below which the model ferrite is not used, for real ones fall apart: ln p straight against 1/T (one enthalpy of reaction).

    temperature: K, > 0, any shape. Returns p/(1 bar). Raises ValueError otherwise. Through 1e-21 bar at 600 degC and 1e-15 bar at 800 degC, where
    La0.6Sr0.4(Co,Fe)O3 rich in iron seemed to decompose; illustrative, for ferrites without cobalt last longer and what lasts depends on time.
    Source: Hashimoto et al., Solid State Ionics 181 (2010) 1713 (abstract seen).
    """
    (cold, low), (hot, high) = DECOMPOSED
    share = (1 / positive("temperature", temperature, "K") - 1 / hot) / (1 / cold - 1 / hot)
    return 10.0 ** (high + share * (low - high))


@cache
def _polaron_prefactor():
    measured = material("lanthanum_strontium_ferrite_40").property("total conductivity")
    temperature, activity = measured.temperature_range[0], measured.oxygen_activity_range[0]
    found = ferrite_model(0.4, temperature).equilibrium(activity)
    unit = doping.small_polaron_conductivity(found["Fe4"], 1.0, model("ferrite").constants["hole_hop_energy"], temperature, found["Fe3"])
    return float(measured.value / unit)


# --- Ceria ---------------------------------------------------------------------------------------------------------

def ceria_model(gadolinium, temperature):
    """`doping.gadolinia_doped_ceria` without pairs at a temperature, its reduction constant such that the course's ceria comes out.

    gadolinium: y, 0 to below 1; temperature: K, in CERIA_TEMPERATURES, any shape. Returns a DefectModel with species O, V, Ce4, Ce3. ValueError otherwise.
    K_red follows from the electronic conductivity of Ce0.9Gd0.1O1.95 at 1 bar and from how electrons hop (see `ceria_conduction`), with its own
    vacancies and hardly any Ce3+. Holds for ideal mixing; constants illustrative.
    """
    temperature = within("temperature", temperature, "K", *CERIA_TEMPERATURES)
    ceria = material("ceria_gadolinia_10").property("electronic conductivity (electrons)")
    trivalent = partial_conductivity(ceria, temperature, 1.0) / (_per_electron(temperature) * (1 - CERIA_DOPING))  # Ce3+ per formula unit at 1 bar
    vacancies = CERIA_DOPING / 2
    return doping.gadolinia_doped_ceria(gadolinium, np.log10(vacancies / (2 - vacancies) * (trivalent / (1 - CERIA_DOPING)) ** 2))


def ceria_conduction(temperature, equilibrium):
    """Conductivities of ceria: electrons hop from Ce3+ to Ce4+, ions into vacancies, as in Ce0.9Gd0.1O1.95 per vacancy and free site.

    temperature: K, in CERIA_TEMPERATURES; equilibrium: that of `ceria_model` at this temperature. Returns a Conduction in S/m, without holes.
    Raises ValueError otherwise. Holds while vacancies stay as mobile as with 10 % gadolinium. Source: Nernst-Einstein; constants illustrative.
    """
    temperature = within("temperature", temperature, "K", *CERIA_TEMPERATURES)
    empty, usual = equilibrium["V"] / 2, CERIA_DOPING / 4
    ionic = partial_conductivity(material("ceria_gadolinia_10").property("ionic conductivity"), temperature) * empty * (1 - empty) / (usual * (1 - usual))
    electrons = _per_electron(temperature) * equilibrium["Ce3"] * equilibrium["Ce4"]
    return Conduction(*np.broadcast_arrays(ionic, electrons, np.zeros_like(electrons)))


def _per_electron(temperature):
    """Conductivity [S/m] per Ce3+ and Ce4+ of a formula unit: a walk on the face-centred cations, all twelve neighbours alike."""
    constants = model("ceria").constants
    edge = constants["lattice_parameter"]
    jumps = vacancy_diffusivity("face-centred cubic", edge, constants["attempt_frequency"], constants["electron_hop_energy"], temperature)
    cations = site_concentration(edge, "MO2") / 2
    return nernst_einstein_conductivity(cations, jumps, -1, temperature)


# --- Titanate ------------------------------------------------------------------------------------------------------

def titanate_constants(temperature):
    """log10 of K_red = [V] n^2 p^(1/2) and of K_i = n h for SrTiO3, per formula unit, p/(1 bar).

    temperature: K, in TITANATE_TEMPERATURES, any shape. Returns two arrays. Raises ValueError otherwise. Holds for few defects; illustrative.
    Source: Moos and Haerdtl 1997.
    """
    temperature = within("temperature", temperature, "K", *TITANATE_TEMPERATURES)
    constants = model("titanate").constants
    per_unit = np.log10(constants["lattice_parameter"] ** 3)  # from 1/m3 to per formula unit
    reduction = np.log10(constants["reduction_prefactor"] / bar ** 0.5) - constants["reduction_energy"] / (R * temperature * np.log(10))
    gap = constants["band_gap"] - constants["band_gap_slope"] * temperature
    ionisation = np.log10(constants["ionisation_prefactor"]) + 3 * np.log10(temperature) - gap / (R * temperature * np.log(10))
    return reduction + 3 * per_unit, ionisation + 2 * per_unit


def titanate_model(acceptor, temperature):
    """`doping.acceptor_doped_oxide` with the constants of SrTiO3: species V, n, h per formula unit.

    acceptor: 0..1 per formula unit; temperature: K, in TITANATE_TEMPERATURES. Returns a DefectModel. ValueError otherwise. As `titanate_constants`.
    """
    return doping.acceptor_doped_oxide(acceptor, *titanate_constants(temperature))


def titanate_conduction(temperature, equilibrium):
    """Conductivities |z| F c u of SrTiO3's vacancies, electrons and holes, mobilities u falling or rising with temperature as their laws say.

    temperature: K, in TITANATE_TEMPERATURES; equilibrium: that of `titanate_model` at this temperature. Returns a Conduction in S/m.
    Raises ValueError otherwise. Holds for few defects; illustrative. Source: Moos and Haerdtl 1997; Denk, Muench and Maier 1995.
    """
    temperature = within("temperature", temperature, "K", *TITANATE_TEMPERATURES)
    constants = model("titanate").constants
    charge = FARADAY * site_concentration(constants["lattice_parameter"]) / 3  # per mole of one defect in every formula unit
    ions = constants["vacancy_mobility"] / temperature * np.exp(-constants["vacancy_barrier"] / (R * temperature))
    electrons, holes = (constants[f"{carrier}_mobility"] * temperature ** constants[f"{carrier}_mobility_exponent"] for carrier in ("electron", "hole"))
    return Conduction(*np.broadcast_arrays(2 * charge * equilibrium["V"] * ions, charge * equilibrium["n"] * electrons, charge * equilibrium["h"] * holes))
