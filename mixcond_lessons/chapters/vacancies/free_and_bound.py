"""Free vacancies, and vacancies that acceptors hold: what they conduct at which oxygen deficiency."""
from ...classroom.quantity import convert
from ...physics.constants import AVOGADRO
from ...physics.vacancies import (free_vacancy_concentration, ion_conductivity, nernst_einstein_conductivity,
                                  pair_constant,
                                  site_concentration, vacancy_concentration, vacancy_diffusivity,
                                  vacancy_site_fraction)
from .lattice_vibration import ATTEMPTS_PER_SECOND


def lone_diffusivity(state):
    """Diffusivity (m2/s) of a vacancy that meets no other."""
    return vacancy_diffusivity("perovskite anions", state.lattice_parameter, ATTEMPTS_PER_SECOND,
                               state.migration_energy * AVOGADRO, state.temperature)


def binding_constant(state):
    """Association constant of acceptors and vacancies; zero where they do not bind."""
    return pair_constant(state.binding_energy * AVOGADRO, state.temperature) if state.association else 0.0


def columns(state, deficiency):
    """Conductivities, shares and concentrations at these oxygen deficiencies."""
    theta, sites = vacancy_site_fraction(deficiency), site_concentration(state.lattice_parameter)
    lone = lone_diffusivity(state)
    free = vacancy_site_fraction(free_vacancy_concentration(deficiency, 2 * deficiency,
                                                            binding_constant(state)))
    alone = ion_conductivity(theta, sites, lone, 2, state.temperature)
    # The free ones still find the sites of all others, bound or free, taken.
    carried = nernst_einstein_conductivity(sites * free, lone * (1 - theta), 2, state.temperature)
    return {"δ": deficiency, "empty sites (%)": 100 * theta, "free (%)": 100 * free,
            "σᵢₒₙ (S/cm)": convert(carried, "S/m", "S/cm"),
            "σᵢₒₙ if all were free (S/cm)": convert(alone, "S/m", "S/cm"),
            "vacancies (mol/m3)": vacancy_concentration(deficiency, state.lattice_parameter)}
