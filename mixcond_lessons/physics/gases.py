"""The gas outside: how much of it there is, and what oxygen pressure a mixture of hydrogen and steam holds.

Ideal gases throughout. Oxygen activity is pO2/(1 bar), dimensionless.
"""
import numpy as np
from scipy.constants import R, bar

from ..materials import model
from .arguments import fraction, not_negative, positive, within

COLDEST, HOTTEST = model("steam").temperature_range   # K, where the straight line keeps within 0.7 kJ/mol of the table


def gas_concentration(pressure, temperature):
    """Concentration [mol/m3] of an ideal gas, p/(RT). pressure [Pa] >= 0 and temperature [K] > 0 broadcast. Raises ValueError otherwise.

    Holds for thin gases: at 1 bar and some hundred degrees to better than 1 %. Source: ideal gas law.
    """
    return not_negative("pressure", pressure, "Pa") / (R * positive("temperature", temperature, "K"))


def partial_pressure(mole_fraction, total_pressure=bar):
    """Partial pressure [Pa] of one gas of a mixture, x p. mole_fraction in [0, 1], total_pressure [Pa] > 0; broadcast. Raises ValueError otherwise.

    Holds for ideal gases. Source: Dalton's law.
    """
    return fraction("mole_fraction", mole_fraction) * positive("total_pressure", total_pressure, "Pa")


def steam_formation_gibbs_energy(temperature):
    """Standard Gibbs energy [J/mol] of H2 + 1/2 O2 = H2O(g) at 1 bar: the straight line dH - T dS with both taken at 1000 K.

    temperature: 600 to 1500 K. Raises ValueError otherwise. Within 0.2 kJ/mol of the table from 800 to 1200 K, within 0.7 kJ/mol in the whole range.
    Source: NIST-JANAF Thermochemical Tables (Chase 1998), water vapour at 1000 K; status: illustrative.
    """
    table = model("steam").constants
    enthalpy, gibbs_energy, at = (table[name] for name in ("formation_enthalpy", "formation_gibbs_energy", "table_temperature"))
    return enthalpy - within("temperature", temperature, "K", COLDEST, HOTTEST) * (enthalpy - gibbs_energy) / at


def log_steam_formation_constant(temperature):
    """Natural logarithm of K = (p_H2O/p_H2)/pO2^(1/2), pressures in bar: -dG/(RT), dimensionless.

    temperature: 600 to 1500 K. Raises ValueError otherwise. Accuracy and source as for `steam_formation_gibbs_energy`.
    """
    return -steam_formation_gibbs_energy(temperature) / (R * np.asarray(temperature, dtype=float))


def oxygen_activity_of_steam(steam, hydrogen, temperature):
    """Oxygen activity pO2/(1 bar) in equilibrium with a mixture of steam and hydrogen: (p_H2O/(p_H2 K))^2; only their ratio counts.

    steam, hydrogen: pressures or mole fractions, in one and the same unit, > 0; temperature: 600 to 1500 K; all broadcast. Raises ValueError otherwise.
    Holds while far more of both is there than of free oxygen (never for pure steam), and for gases that have reacted: a catalyst or a hot face.
    A dry gas has no definite value: the last trace of steam sets it. Source: law of mass action; constant as in `steam_formation_gibbs_energy`.
    """
    ratio = np.log(positive("steam", steam, "")) - np.log(positive("hydrogen", hydrogen, ""))
    return np.exp(2 * (ratio - log_steam_formation_constant(temperature)))
