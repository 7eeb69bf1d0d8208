"""From a student's name or number to hidden constants: the same on every machine, different for each."""
import hashlib
from dataclasses import dataclass
from math import exp, log10

import numpy as np

from ..physics.conductivity import arrhenius_ratio, hopping_conductivity
from ..physics.constants import AIR, FARADAY, R
from ..physics.equilibrium import ConservationRule, Reaction, solve_equilibrium
from ..physics.polarization import chemical_diffusivity
from ..physics.surface_exchange import exchange_rate
from ..physics.vacancies import nernst_einstein_conductivity

REFERENCE = 973.15  # K


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


def in_balance(acceptors, constant, oxygen_activity):
    """Return the concentrations of vacancies and holes: V + 1/2 O2 = O + 2 h, and 2 [V] + h = acceptors.

    acceptors [mol/m3]; constant: h^2/[V] at 1 bar [mol/m3].
    """
    oxidation = Reaction({"V": -1, "h": 2}, log10(constant), -0.5)
    charge = ConservationRule("charge", {"V": 2, "h": 1}, acceptors)
    found = solve_equilibrium([oxidation], [charge], oxygen_activity)
    return float(found["V"]), float(found["h"])


@dataclass(frozen=True)
class MixedOxide:
    """An oxide with many vacancies and few holes, which the same dopants share: 2 [V] + h is fixed.

    ionic, electronic [S/m] and vacancies [mol/m3] at 973.15 K in air; hole_diffusivity [m2/s] there; energies
    [J/mol] of ionic and electronic, for few holes, and of the holes' hop; lead_resistance [ohm] of two wires.
    """
    ionic: float
    ionic_energy: float
    electronic: float
    electronic_energy: float
    vacancies_in_air: float
    hole_diffusivity: float
    hole_energy: float
    lead_resistance: float

    def _defects(self, temperature, oxygen_activity):
        """Vacancies and holes: what of `electronic_energy` is not of the hop makes holes, two at a time."""
        vacancies = self.vacancies_in_air
        holes = self.electronic * R * REFERENCE / FARADAY**2 / self.hole_diffusivity
        oxidation = warmer(2 * (self.electronic_energy - self.hole_energy), temperature)
        return in_balance(2 * vacancies + holes, oxidation * holes**2 / vacancies / AIR**0.5, oxygen_activity)

    def vacancies(self, temperature, oxygen_activity):
        """Return mol/m3 at a temperature [K] and an oxygen activity, by the law of mass action."""
        return self._defects(temperature, oxygen_activity)[0]

    def holes(self, temperature, oxygen_activity):
        """Return mol/m3: what the acceptors need beside the vacancies."""
        return self._defects(temperature, oxygen_activity)[1]

    def ionic_conductivity(self, temperature, oxygen_activity):
        """Return S/m at a temperature [K] and an oxygen activity: vacancies times their mobility."""
        part = self.vacancies(temperature, oxygen_activity) / self.vacancies_in_air
        return part * _hopping(self.ionic, self.ionic_energy, temperature)

    def electronic_conductivity(self, temperature, oxygen_activity):
        """Return S/m at a temperature [K] and an oxygen activity, after Nernst and Einstein."""
        diffusivity = self.hole_diffusivity * warmer(self.hole_energy, temperature)
        return FARADAY**2 * diffusivity * self.holes(temperature, oxygen_activity) / (R * temperature)

    def chemical_diffusivity(self, temperature, oxygen_activity):
        """Return m2/s at a temperature [K] and an oxygen activity."""
        return _chemical_diffusivity(self, temperature, oxygen_activity)


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
        return in_balance(self.acceptors, known * warmer(self.oxidation, temperature), oxygen_activity)[0]

    def holes(self, temperature, oxygen_activity):
        """Return mol/m3: what the acceptors need beside the vacancies."""
        return self.acceptors - 2 * self.vacancies(temperature, oxygen_activity)

    def electronic_conductivity(self, temperature, oxygen_activity):
        """Return S/m: holes times mobility."""
        return FARADAY * self.hole_mobility * self.holes(temperature, oxygen_activity)

    def ionic_conductivity(self, temperature, oxygen_activity):
        """Return S/m, after Nernst and Einstein."""
        diffusivity = self.vacancy_diffusivity * warmer(self.vacancy_energy, temperature)
        vacancies = self.vacancies(temperature, oxygen_activity)
        return float(nernst_einstein_conductivity(vacancies, diffusivity, 2, temperature))

    def chemical_diffusivity(self, temperature, oxygen_activity):
        """Return m2/s at a temperature [K] and an oxygen activity."""
        return _chemical_diffusivity(self, temperature, oxygen_activity)

    def exchange_rate(self, temperature, oxygen_activity):
        """Return m/s at a temperature [K], in gas of an oxygen activity."""
        here = self.rate * warmer(self.rate_energy, temperature)
        return float(exchange_rate(here, self.rate_exponent, oxygen_activity, AIR))


def warmer(energy, temperature):
    """Return by how much exp(-E/RT), with E in J/mol, is larger at a temperature [K] than at 973.15 K."""
    return float(arrhenius_ratio(temperature, energy, REFERENCE))


def _chemical_diffusivity(oxide, *at):
    return float(chemical_diffusivity(oxide.ionic_conductivity(*at), oxide.electronic_conductivity(*at),
                                      oxide.vacancies(*at), oxide.holes(*at), 2, at[0]))


def _hopping(at_reference, energy, temperature):
    prefactor = at_reference * REFERENCE * exp(energy / (R * REFERENCE))
    return float(hopping_conductivity(prefactor, energy, temperature))
