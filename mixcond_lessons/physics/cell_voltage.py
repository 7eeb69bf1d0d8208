"""The voltage that leaks away: what a cell between two oxygen pressures shows when electrons may cross its electrolyte.

x = 0 is the low-pressure side; V = (mu_e(0) - mu_e(L))/F, so the side with more oxygen is the positive pole. At open circuit the
inside is that of a membrane (`permeation.membrane_profiles`): no current in sum, yet oxygen crosses. Electrodes are reversible and
unpolarized. Conductivities are numbers [S/m] or functions of the oxygen activity pO2/(1 bar).
Sources: Wagner 1933; Schmalzried 1977; Bouwmeester 1994, doi 10.1016/0167-2738(94)90145-7.
"""
import numpy as np
from scipy.constants import R

from .arguments import not_negative, positive, within
from .permeation import average_transference_number, electronic_ratios
from .constants import FARADAY
from .polarization import open_circuit_voltage


def nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage [V] of a cell whose electrolyte lets ions through and nothing else: (RT/4F) ln(p_high/p_low).

    temperature [K]; oxygen activities > 0, dimensionless; all broadcast. Raises ValueError otherwise. Negative if "low" is the higher. Source: Nernst.
    """
    return open_circuit_voltage(1.0, temperature, oxygen_activity_low, oxygen_activity_high)


def voltage_at_open_circuit(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage [V] at zero current of any mixed conductor: (RT/4F) int t_ion dln p, the Nernst voltage times t_ion averaged over ln p.

    Conductivities: numbers or functions of the oxygen activity [S/m]; temperature [K]; oxygen activities > 0; all broadcast.
    Raises ValueError otherwise. Holds for reversible electrodes without losses: a leak polarizes real ones, and they show less. Source: Wagner.
    """
    average = average_transference_number(ionic_conductivity, electronic_conductivity, oxygen_activity_low, oxygen_activity_high)
    return average * nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high)


def voltage_with_electronic_power_law(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent, temperature,
                                      oxygen_activity_low, oxygen_activity_high):
    """Voltage [V] at zero current where sigma_ion is constant and sigma_e = s0 p^m: (RT/4Fm) ln[(1 + 1/r(0))/(1 + 1/r(L))], r = sigma_e/sigma_ion.

    For electrons in doped ceria, m = -1/4, it reads (RT/F) ln[(p_high^(1/4) + q)/(p_low^(1/4) + q)] with q^4 the pressure where sigma_e = sigma_ion.
    ionic_conductivity, electronic_conductivity_at_one_bar [S/m] > 0; oxygen_exponent in [-1, 1], not 0; temperature [K]; oxygen activities > 0; broadcast.
    Raises ValueError otherwise. Holds as `voltage_at_open_circuit`. Source: Wagner's integral.
    """
    low, high, exponent = electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent, oxygen_activity_low, oxygen_activity_high)
    return R * positive("temperature", temperature, "K") / (4 * FARADAY * exponent) * (np.log1p(1 / low) - np.log1p(1 / high))


def schmalzried_voltage(temperature, oxygen_activity_low, oxygen_activity_high, electron_boundary, hole_boundary):
    """Voltage [V] at zero current of an electrolyte with electrons (p^-1/4) at low and holes (p^1/4) at high oxygen pressure.

    V = (RT/F) ln{[(a + y2)/(a + y1)] [(b + y1)/(b + y2)]}, y = p^(1/4) at the low (1) and high (2) side, a and b the fourth roots of the boundaries.
    temperature [K]; oxygen activities > 0; electron_boundary, hole_boundary: activities at which the electrons, the holes conduct as well as the ions.
    Raises ValueError unless electron_boundary < hole_boundary. Relative error about 2 (electron_boundary/hole_boundary)^(1/4); exact for far-off
    boundaries. Source: Schmalzried 1977.
    """
    y1, y2, a, b = (np.log(positive(name, value, "")) / 4 for name, value in (
        ("oxygen_activity_low", oxygen_activity_low), ("oxygen_activity_high", oxygen_activity_high),
        ("electron_boundary", electron_boundary), ("hole_boundary", hole_boundary)))
    if np.any(a >= b):
        raise ValueError(f"electron_boundary = {electron_boundary}: must be smaller than hole_boundary = {hole_boundary}")
    logarithm = np.logaddexp(a, y2) - np.logaddexp(a, y1) + np.logaddexp(b, y1) - np.logaddexp(b, y2)
    return R * positive("temperature", temperature, "K") / FARADAY * logarithm


def leak_current_density(ionic_conductivity, nernst_voltage, voltage, thickness):
    """Ionic current density [A/m2] inside a cell that shows `voltage`: sigma_ion (V_Nernst - V)/L, at open circuit the leak 4 F J.

    ionic_conductivity: one constant [S/m] >= 0; nernst_voltage, voltage [V]; thickness [m]; all broadcast. Raises ValueError otherwise.
    Exact for constant sigma_ion and reversible electrodes; at open circuit electrons carry the same charge back. Source: j = (sigma_ion/2F) d mu_ion/dx.
    """
    lost = within("nernst_voltage", nernst_voltage, "V") - within("voltage", voltage, "V")
    return not_negative("ionic_conductivity", ionic_conductivity, "S/m") * lost / positive("thickness", thickness, "m")


def activity_at_open_circuit(position, ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                             oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen activity at `position` x [m] of a cell at open circuit (or a membrane): ln(sigma_ion + sigma_e) is a straight line in x.

    position between 0 and thickness [m]; conductivities and exponent as for `voltage_with_electronic_power_law`; oxygen activities > 0; all broadcast.
    Raises ValueError otherwise. Holds for constant sigma_ion and sigma_e = s0 p^m, in steady state. Source: Wagner's flux, the same at each x.
    """
    low, high, exponent = electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent, oxygen_activity_low, oxygen_activity_high)
    share = within("position/thickness", not_negative("position", position, "m") / positive("thickness", thickness, "m"), "", 0, 1)
    here = np.expm1(np.log1p(low) * (1 - share) + np.log1p(high) * share)
    at_one_bar = np.asarray(electronic_conductivity_at_one_bar, dtype=float) / ionic_conductivity
    return np.exp((np.log(here) - np.log(at_one_bar)) / exponent)
