"""From a student's name or number to hidden constants: the same on every machine, different for each."""
import hashlib
from dataclasses import dataclass
from math import exp

import numpy as np

from ..physics.conductivity import hopping_conductivity, power_law_conductivity
from ..physics.constants import AIR, FARADAY, R
from ..physics.polarization import chemical_diffusivity
from ..physics.surface_exchange import exchange_rate
from ..physics.vacancies import nernst_einstein_conductivity

REFERENCE = 973.15  # K
HOLES = 0.25  # exponent of the oxygen pressure, where dopants fix the vacancies


def chance(*words):
    """Return numpy's generator for these words: PCG64, begun by their SHA-256 hash."""
    digest = hashlib.sha256("|".join(map(str, words)).encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))


def student_named(student):
    """Return a student's name or number as one text: capitals and blanks around it do not count.

    ValueError for anything else.
    """
    if isinstance(student, bool) or not isinstance(student, (int, str, np.integer)):
        raise ValueError(f"student = {student!r}: allowed is a whole number or a text, such as your name")
    name = " ".join(str(student).split()).casefold()
    if not 1 <= len(name) <= 60:
        raise ValueError(f"student = {student!r}: allowed is a name of 1 to 60 characters, or a number")
    return name


def between(chance, low, high):
    """Return a number drawn between two, evenly in its logarithm."""
    return float(low * (high / low) ** chance.random())


def even(chance, low, high):
    """Return a number drawn evenly between two."""
    return float(low + (high - low) * chance.random())


@dataclass(frozen=True)
class MixedOxide:
    """An oxide whose dopants fix the vacancies; holes come with the oxygen pressure, by the course's laws.

    ionic, electronic [S/m] at 973.15 K and 1 bar, with energies [J/mol]; vacancies [mol/m3]; hole_diffusivity
    [m2/s] there, with its energy; lead_resistance [ohm] of two wires.
    """
    ionic: float
    ionic_energy: float
    electronic: float
    electronic_energy: float
    vacancies: float
    hole_diffusivity: float
    hole_energy: float
    lead_resistance: float

    def ionic_conductivity(self, temperature):
        """Return S/m at a temperature [K]."""
        return _hopping(self.ionic, self.ionic_energy, temperature)

    def electronic_conductivity(self, temperature, oxygen_activity):
        """Return S/m at a temperature [K] and an oxygen activity."""
        at_one_bar = _hopping(self.electronic, self.electronic_energy, temperature)
        return float(power_law_conductivity(at_one_bar, HOLES, oxygen_activity))

    def holes(self, temperature, oxygen_activity):
        """Return their concentration [mol/m3], from conductivity and diffusivity (Nernst and Einstein)."""
        diffusivity = self.hole_diffusivity * _warmer(self.hole_energy, temperature)
        electronic = self.electronic_conductivity(temperature, oxygen_activity)
        return electronic * R * temperature / FARADAY**2 / diffusivity

    def chemical_diffusivity(self, temperature, oxygen_activity):
        """Return m2/s at a temperature [K] and an oxygen activity."""
        return float(chemical_diffusivity(
            self.ionic_conductivity(temperature), self.electronic_conductivity(temperature, oxygen_activity),
            self.vacancies, self.holes(temperature, oxygen_activity), 2, temperature))


@dataclass(frozen=True)
class HoleRichOxide:
    """An oxide with many holes and few vacancies: acceptors = 2 [V] + h, and h^2/[V] grows as pO2^1/2.

    acceptors [mol/m3]; vacancies [mol/m3], vacancy_diffusivity [m2/s], hole_mobility [m2/(V s)] and rate
    [m/s] of surface exchange at 973.15 K in air; enthalpy of oxidation, energies of the vacancies' hop and of
    exchange [J/mol]; exponent of the exchange rate; lead_resistance [ohm] of two wires.
    """
    acceptors: float
    vacancies_in_air: float
    oxidation: float
    vacancy_diffusivity: float
    vacancy_energy: float
    hole_mobility: float
    rate: float
    rate_energy: float
    rate_exponent: float
    lead_resistance: float

    def vacancies(self, temperature, oxygen_activity):
        """Return mol/m3 at a temperature [K] and an oxygen activity, by the law of mass action."""
        known = (self.acceptors - 2 * self.vacancies_in_air) ** 2 / self.vacancies_in_air / AIR**0.5
        s = known * _warmer(self.oxidation, temperature) * oxygen_activity**0.5
        middle = 4 * self.acceptors + s
        return 2 * self.acceptors**2 / (middle + (middle**2 - 16 * self.acceptors**2) ** 0.5)

    def holes(self, temperature, oxygen_activity):
        """Return mol/m3: what the acceptors need beside the vacancies."""
        return self.acceptors - 2 * self.vacancies(temperature, oxygen_activity)

    def electronic_conductivity(self, temperature, oxygen_activity):
        """Return S/m: holes times mobility."""
        return FARADAY * self.hole_mobility * self.holes(temperature, oxygen_activity)

    def ionic_conductivity(self, temperature, oxygen_activity):
        """Return S/m, after Nernst and Einstein."""
        diffusivity = self.vacancy_diffusivity * _warmer(self.vacancy_energy, temperature)
        vacancies = self.vacancies(temperature, oxygen_activity)
        return float(nernst_einstein_conductivity(vacancies, diffusivity, 2, temperature))

    def chemical_diffusivity(self, temperature, oxygen_activity):
        """Return m2/s at a temperature [K] and an oxygen activity."""
        at = temperature, oxygen_activity
        return float(chemical_diffusivity(self.ionic_conductivity(*at), self.electronic_conductivity(*at),
                                          self.vacancies(*at), self.holes(*at), 2, temperature))

    def exchange_rate(self, temperature, oxygen_activity):
        """Return m/s at a temperature [K], in gas of an oxygen activity."""
        here = self.rate * _warmer(self.rate_energy, temperature)
        return float(exchange_rate(here, self.rate_exponent, oxygen_activity, AIR))


def _warmer(energy, temperature):
    """By how much exp(-E/RT) is larger than at 973.15 K."""
    return exp(energy / R * (1 / REFERENCE - 1 / temperature))


def _hopping(at_reference, energy, temperature):
    prefactor = at_reference * REFERENCE * exp(energy / (R * REFERENCE))
    return float(hopping_conductivity(prefactor, energy, temperature))
