"""The gas outside: how much of it there is, and what oxygen pressure a mixture of hydrogen and steam holds.

Ideal gases throughout. Oxygen activity is pO2/(1 bar), dimensionless.
"""
import numpy as np

from ..materials import model
from .constants import R
from .law import law

BAR = 1e5  # Pa
IN_THE_TABLE = model("steam").temperature_range  # K, where the straight line holds


@law
def gas_concentration(pressure, temperature):
    """Concentration of an ideal gas, p/(RT). Returns mol/m3.

    Holds for thin gases: at 1 bar and some hundred degrees to better than 1 %. Source: ideal gas law.
    """
    return pressure / (R * temperature)


@law
def partial_pressure(mole_fraction, total_pressure=BAR):
    """Partial pressure of one gas in a mixture of ideal gases, x p. Returns Pa. Source: Dalton's law."""
    return mole_fraction * total_pressure


@law(temperature=IN_THE_TABLE)
def steam_formation_gibbs_energy(temperature):
    """Standard Gibbs energy of H2 + 1/2 O2 = H2O(g) at 1 bar: dH - T dS with both taken at 1000 K.

    Returns J/mol. Within 0.2 kJ/mol of the table from 800 to 1200 K, within 0.7 kJ/mol in the whole range.
    Source: NIST-JANAF Thermochemical Tables (Chase 1998), water vapour at 1000 K (row seen).
    """
    table = model("steam").constants
    enthalpy = table["formation_enthalpy"]
    return enthalpy - temperature * (enthalpy - table["formation_gibbs_energy"]) / table["table_temperature"]


@law(temperature=IN_THE_TABLE)
def log_steam_formation_constant(temperature):
    """Natural logarithm of K = (p_H2O/p_H2)/pO2^(1/2), pressures in bar: -dG/(RT), dimensionless.

    Accuracy and source as for `steam_formation_gibbs_energy`.
    """
    return -steam_formation_gibbs_energy(temperature) / (R * temperature)


@law(temperature=IN_THE_TABLE)
def oxygen_activity_of_steam(steam, hydrogen, temperature):
    """Oxygen activity in equilibrium with a mixture of steam and hydrogen: (p_H2O/(p_H2 K))^2.

    Returns pO2/(1 bar). Only the ratio of the two counts: mole fractions in place of pressures are as good.
    Holds while far more of both is there than of free oxygen (never for pure steam), and for gases that have
    reacted: a catalyst or a hot face. A dry gas has no definite value: the last trace of steam sets it.
    Source: law of mass action; constant as in `steam_formation_gibbs_energy`.
    """
    return np.exp(2 * (np.log(steam) - np.log(hydrogen) - log_steam_formation_constant(temperature)))
