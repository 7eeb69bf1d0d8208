"""From a student's name or number to hidden constants: the same on every machine, different for each."""
import hashlib
from dataclasses import dataclass
from math import exp

import numpy as np

from ..physics.conductivity import hopping_conductivity, power_law_conductivity
from ..physics.constants import FARADAY, R
from ..physics.polarization import chemical_diffusivity
from ..physics.surface_exchange import exchange_rate

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
    [m2/s] there, with its energy; rate [m/s] of surface exchange there, with energy and exponent;
    lead_resistance [ohm] of two wires.
    """
    ionic: float
    ionic_energy: float
    electronic: float
    electronic_energy: float
    vacancies: float
    hole_diffusivity: float
    hole_energy: float
    lead_resistance: float
    rate: float = 1e-6
    rate_energy: float = 0.0
    rate_exponent: float = 0.0

    def ionic_conductivity(self, temperature):
        """Return S/m at a temperature [K]."""
        return _hopping(self.ionic, self.ionic_energy, temperature)

    def electronic_conductivity(self, temperature, oxygen_activity):
        """Return S/m at a temperature [K] and an oxygen activity."""
        at_one_bar = _hopping(self.electronic, self.electronic_energy, temperature)
        return float(power_law_conductivity(at_one_bar, HOLES, oxygen_activity))

    def holes(self, temperature, oxygen_activity):
        """Return their concentration [mol/m3], from conductivity and diffusivity (Nernst and Einstein)."""
        diffusivity = self.hole_diffusivity * exp(self.hole_energy / R * (1 / REFERENCE - 1 / temperature))
        electronic = self.electronic_conductivity(temperature, oxygen_activity)
        return electronic * R * temperature / FARADAY**2 / diffusivity

    def chemical_diffusivity(self, temperature, oxygen_activity):
        """Return m2/s at a temperature [K] and an oxygen activity."""
        return float(chemical_diffusivity(
            self.ionic_conductivity(temperature), self.electronic_conductivity(temperature, oxygen_activity),
            self.vacancies, self.holes(temperature, oxygen_activity), 2, temperature))

    def exchange_rate(self, temperature, oxygen_activity):
        """Return m/s at a temperature [K], in gas of an oxygen activity."""
        here = self.rate * exp(self.rate_energy / R * (1 / REFERENCE - 1 / temperature))
        return float(exchange_rate(here, self.rate_exponent, oxygen_activity))


def _hopping(at_reference, energy, temperature):
    prefactor = at_reference * REFERENCE * exp(energy / (R * REFERENCE))
    return float(hopping_conductivity(prefactor, energy, temperature))
