"""The voltage that leaks away: what a cell shows when electrons may cross its electrolyte.

x = 0 is the low-pressure side; V = (mu_e(0) - mu_e(L))/F, so the side with more oxygen is the positive pole.
At open circuit the inside is that of a membrane (`permeation.membrane_profiles`): no current in sum, yet
oxygen crosses. Electrodes are reversible and unpolarized. A conductivity is a number or a function of the
oxygen activity pO2/(1 bar). Sources: Wagner 1933; Schmalzried 1977; Bouwmeester 1994, doi
10.1016/0167-2738(94)90145-7.
"""
import numpy as np

from .constants import FARADAY, R
from .law import law
from .permeation import CURVES, NOT_FLAT, average_transference_number, electronic_ratios
from .polarization import open_circuit_voltage
from .quantity import ABOVE_ZERO, FROM_ZERO

_INSIDE = {"position must lie inside the membrane, between 0 and thickness":
           lambda position, thickness: position <= thickness}
_IN_ORDER = {"electron_boundary must be smaller than hole_boundary":
             lambda electron_boundary, hole_boundary: electron_boundary < hole_boundary}


@law
def nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage of a cell whose electrolyte conducts ions only, V_N = (RT/4F) ln(p_high/p_low). Returns V.

    Negative if "low" is the higher pressure. Source: Nernst.
    """
    return open_circuit_voltage(1.0, temperature, oxygen_activity_low, oxygen_activity_high)


@law(**CURVES)
def voltage_at_open_circuit(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                            oxygen_activity_high):
    """Voltage at zero current of any mixed conductor, V = (RT/4F) int t_ion dln p. Returns V.

    It is the Nernst voltage V_N = (RT/4F) ln(p_high/p_low) times t_ion averaged over ln p. Holds for
    reversible electrodes without losses: a leak polarizes real ones, and they show less. Source: Wagner.
    """
    mean_share_of_ions = average_transference_number(ionic_conductivity, electronic_conductivity,
                                                     oxygen_activity_low, oxygen_activity_high)
    return mean_share_of_ions * nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high)


@law(ionic_conductivity=ABOVE_ZERO)
def voltage_with_electronic_power_law(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                                      temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage at zero current where sigma_ion is constant and sigma_e = s0 p^m. Returns V.

    V = (RT/4Fm) ln[(1 + 1/r(0))/(1 + 1/r(L))] with r = sigma_e/sigma_ion. For electrons in doped ceria,
    m = -1/4, it reads (RT/F) ln[(p_high^(1/4) + q)/(p_low^(1/4) + q)], where q^4 is the pressure at which
    sigma_e = sigma_ion. Holds as `voltage_at_open_circuit`. Source: Wagner's integral.
    """
    low, high, _ = electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                                     oxygen_activity_low, oxygen_activity_high)
    return R * temperature / (4 * FARADAY * oxygen_exponent) * (np.log1p(1 / low) - np.log1p(1 / high))


@law(where=_IN_ORDER)
def schmalzried_voltage(temperature, oxygen_activity_low, oxygen_activity_high, electron_boundary,
                        hole_boundary):
    """Voltage at zero current with electrons (p^-1/4) at low and holes (p^1/4) at high oxygen pressure.

    V = (RT/F) ln{[(a + y2)/(a + y1)] [(b + y1)/(b + y2)]}, y = p^(1/4) at the low (1) and high (2) side, a
    and b the fourth roots of the boundaries. Returns V. Relative error about 2
    (electron_boundary/hole_boundary)^(1/4); exact for far-off boundaries. Source: Schmalzried 1977.
    """
    y1, y2, a, b = (pressure**0.25 for pressure in (oxygen_activity_low, oxygen_activity_high,
                                                    electron_boundary, hole_boundary))
    return R * temperature / FARADAY * np.log((a + y2) / (a + y1) * ((b + y1) / (b + y2)))


@law(ionic_conductivity=FROM_ZERO)
def leak_current_density(ionic_conductivity, nernst_voltage, voltage, thickness):
    """Ionic current density inside a cell that shows `voltage`, i = sigma_ion (V_N - V)/L. Returns A/m2.

    At open circuit it is the leak, 4 F J. Exact for constant sigma_ion and reversible electrodes; at open
    circuit electrons carry the same charge back. Source: j = (sigma_ion/2F) d mu_ion/dx.
    """
    return ionic_conductivity * (nernst_voltage - voltage) / thickness


@law(ionic_conductivity=ABOVE_ZERO, position=FROM_ZERO, where=NOT_FLAT | _INSIDE)
def activity_at_open_circuit(position, ionic_conductivity, electronic_conductivity_at_one_bar,
                             oxygen_exponent, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen activity inside a cell at open circuit, or a membrane: ln(sigma_ion + sigma_e) is straight in x.

    Holds for constant sigma_ion and sigma_e = s0 p^m, in steady state. Source: Wagner's flux, the same at
    each x.
    """
    # Ratios r = sigma_e/sigma_ion at both faces and here; log1p(r) = ln(1 + r), and expm1 is its inverse.
    at_one_bar = electronic_conductivity_at_one_bar / ionic_conductivity
    ratio_low = at_one_bar * oxygen_activity_low**oxygen_exponent
    ratio_high = at_one_bar * oxygen_activity_high**oxygen_exponent
    share = position / thickness
    ratio_here = np.expm1(np.log1p(ratio_low) * (1 - share) + np.log1p(ratio_high) * share)
    return oxygen_activity_low * (ratio_here / ratio_low) ** (1 / oxygen_exponent)
