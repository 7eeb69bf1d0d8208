"""Oxygen that walks through a dense membrane without wires: ions one way, electrons the other, and no current in sum.

The membrane is the slab 0 <= x <= L with the low oxygen pressure at x = 0 and the high one at x = L; both faces are in equilibrium
with their gas (for slow faces see `surface_exchange`). Current densities count positive towards +x, the oxygen flux from high to low
pressure; with "low" and "high" exchanged the flux turns its sign. Per mole of oxygen ions or electrons, with mu_O = (RT/2) ln pO2,

    mu_O = mu_ion - 2 mu_electron,    j_ion = (sigma_ion/2F) d mu_ion/dx,    j_electron = (sigma_e/F) d mu_electron/dx = -j_ion.

A conductivity is a number [S/m] or a function of the oxygen activity pO2/(1 bar) that takes and returns arrays. Temperature is the same everywhere.
Sources: Wagner 1933; Bouwmeester 1994, doi 10.1016/0167-2738(94)90145-7.
"""
from typing import NamedTuple

import numpy as np
from scipy.constants import R, atm, zero_Celsius
from scipy.integrate import cubature
from scipy.special import exprel

from .arguments import not_negative, positive, within
from .conductivity import ambipolar_conductivity, electronic_transference_number, ionic_transference_number
from .constants import FARADAY

STANDARD_MOLAR_VOLUME = R * zero_Celsius / atm   # m3/mol of an ideal gas at 0 degC and 1 atm, the "STP" of permeation papers
PIECES, RELATIVE_ERROR, MOST_CUTS = 16, 1e-11, 200


# --- Integrals over the logarithm of the oxygen pressure ------------------------------------------------------------

def mean_over_logarithm(quantity, oxygen_activity_low, oxygen_activity_high):
    """Mean of `quantity` over ln(pO2), the average that membranes and voltages take: int quantity dln p/ln(p_high/p_low).

    quantity: function of the oxygen activity, in any unit, that takes and returns arrays; oxygen_activity_low, oxygen_activity_high: > 0,
    dimensionless, broadcast with each other and with whatever arrays the function itself holds. Returns the mean in the unit of `quantity`, at equal pressures the value there.
    Raises ValueError for impossible pressures and if the quantity jumps too wildly to be integrated. Source: adaptive Gauss-Kronrod rule.
    """
    low, high = _logarithms(oxygen_activity_low, oxygen_activity_high)
    return _portions(quantity, np.linspace(0, 1, PIECES + 1), low, high).sum(axis=0)[()]


def _logarithms(low, high):
    return np.log(positive("oxygen_activity_low", low, "")), np.log(positive("oxygen_activity_high", high, ""))


def _portions(quantity, edges, low, high):
    """Integrals of `quantity` between neighbouring `edges`, in shares (0..1) of the way from ln p = low to high: shape (edges - 1, ...)."""
    def piecewise(points):
        shares = edges[:-1] + points * np.diff(edges)
        values = quantity(np.exp(low + shares.reshape(shares.shape + (1,) * axes) * (high - low)))
        return np.diff(edges).reshape((-1,) + (1,) * axes) * within("quantity", values, "")

    axes = np.broadcast(low, high, quantity(np.exp(low + 0 * high))).ndim
    # The pieces make one pass enough for any smooth law; only a kink lets the rule divide them further.
    found = cubature(piecewise, [0.0], [1.0], rtol=RELATIVE_ERROR, max_subdivisions=MOST_CUTS)
    if found.status != "converged":
        raise ValueError(f"the conductivities jump too wildly to be integrated between oxygen_activity_low = {np.exp(np.min(low)):g} and "
                         f"oxygen_activity_high = {np.exp(np.max(high)):g}: allowed are functions with few kinks")
    return found.estimate


def _law(name, conductivity):
    """The function of oxygen activity that a number [S/m] stands for; a function stays as it is."""
    if callable(conductivity):
        return conductivity
    value = not_negative(name, conductivity, "S/m")
    return lambda oxygen_activity: value + 0 * oxygen_activity


def _both(share, ionic_conductivity, electronic_conductivity):
    """The function of oxygen activity that `share` (ambipolar conductivity, transference number) makes of two conductivities."""
    ionic, electronic = _law("ionic_conductivity", ionic_conductivity), _law("electronic_conductivity", electronic_conductivity)
    return lambda oxygen_activity: share(ionic(oxygen_activity), electronic(oxygen_activity)) + 0 * oxygen_activity


def average_transference_number(ionic_conductivity, electronic_conductivity, oxygen_activity_low, oxygen_activity_high):
    """Ionic transference number averaged over ln(pO2) between the two faces: the one number that sets the open-circuit voltage.

    Conductivities as said above [S/m]; oxygen activities > 0; broadcast. Returns a fraction 0..1. Raises ValueError otherwise.
    Neither the value at one face nor the one half-way. Source: Wagner.
    """
    return mean_over_logarithm(_both(ionic_transference_number, ionic_conductivity, electronic_conductivity), oxygen_activity_low, oxygen_activity_high)


# --- The flux ----------------------------------------------------------------------------------------------------

def wagner_flux(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux [mol O2/(m2 s)] J = (RT/(16 F^2 L)) int sigma_ion sigma_e/(sigma_ion + sigma_e) dln p.

    Conductivities: numbers or functions of the oxygen activity [S/m]; temperature [K]; oxygen activities > 0; thickness [m]; all broadcast.
    Returns the flux from high to low pressure. Raises ValueError otherwise. Holds for a dense membrane at steady state, in local equilibrium, with fast faces.
    16 counts moles of O2; per mole of oxygen ions it is 8, and 4 F J is the current of either carrier. Source: Wagner; Bouwmeester 1994.
    """
    mean = mean_over_logarithm(_both(ambipolar_conductivity, ionic_conductivity, electronic_conductivity), oxygen_activity_low, oxygen_activity_high)
    return _flux(mean, temperature, oxygen_activity_low, oxygen_activity_high, thickness)


def _flux(mean_ambipolar, temperature, low, high, thickness):
    low, high = _logarithms(low, high)
    return R * positive("temperature", temperature, "K") * mean_ambipolar * (high - low) / (16 * FARADAY**2 * positive("thickness", thickness, "m"))


def ionic_rate_control(ionic_conductivity, electronic_conductivity, oxygen_activity_low, oxygen_activity_high):
    """How much of the pace the ions set, dln J/dln sigma_ion = int sigma_amb t_e dln p/int sigma_amb dln p; the electrons set the rest.

    Arguments, errors and limits as for `wagner_flux`; both carriers must conduct. Returns a fraction: 1 where electrons abound, 0 where ions do, and
    in between where the scarcer carrier changes across the membrane. Source: Wagner's integral, differentiated.
    """
    def paced_by_ions(ionic, electronic):
        return ambipolar_conductivity(ionic, electronic) * electronic_transference_number(ionic, electronic)
    by_ions, whole = (mean_over_logarithm(_both(share, ionic_conductivity, electronic_conductivity), oxygen_activity_low, oxygen_activity_high)
                      for share in (paced_by_ions, ambipolar_conductivity))
    return by_ions / _flowing(whole)


def constant_flux(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux [mol O2/(m2 s)] of two constant conductivities: RT sigma_ambipolar ln(p_high/p_low)/(16 F^2 L).

    Conductivities: numbers [S/m], not both zero; other arguments, errors and source as for `wagner_flux`. For sigma_e >> sigma_ion ions alone set the pace.
    """
    ambipolar = ambipolar_conductivity(ionic_conductivity, electronic_conductivity)
    return _flux(ambipolar, temperature, oxygen_activity_low, oxygen_activity_high, thickness)


def flux_of_ionic_power_law(ionic_conductivity_at_one_bar, oxygen_exponent, temperature, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux [mol O2/(m2 s)] where sigma_ion = s0 p^n and electrons abound: RT s0 (p_high^n - p_low^n)/(16 F^2 L n), also for n = 0.

    ionic_conductivity_at_one_bar: s0 [S/m]; oxygen_exponent: n in [-1, 1], dimensionless; other arguments and errors as for `wagner_flux`.
    Holds for sigma_e >> sigma_ion. Source: Wagner's integral.
    """
    low, high = _logarithms(oxygen_activity_low, oxygen_activity_high)
    exponent = within("oxygen_exponent", oxygen_exponent, "", -1, 1)
    mean = positive("ionic_conductivity_at_one_bar", ionic_conductivity_at_one_bar, "S/m") * np.exp(exponent * low) * exprel(exponent * (high - low))
    return _flux(mean, temperature, oxygen_activity_low, oxygen_activity_high, thickness)


def flux_of_electronic_power_law(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent, temperature,
                                 oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux [mol O2/(m2 s)] where sigma_ion is constant and sigma_e = s0 p^m: RT sigma_ion ln(sigma(L)/sigma(0))/(16 F^2 L m).

    sigma = sigma_ion + sigma_e at the two faces. ionic_conductivity, electronic_conductivity_at_one_bar [S/m] > 0; oxygen_exponent m in [-1, 1], not 0
    (-1/4 for electrons in doped ceria); other arguments and errors as for `wagner_flux`. Source: Wagner's integral.
    """
    ratio_low, ratio_high, exponent = electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                                                        oxygen_activity_low, oxygen_activity_high)
    integral = np.asarray(ionic_conductivity, dtype=float) * (np.log1p(ratio_high) - np.log1p(ratio_low)) / exponent
    return R * positive("temperature", temperature, "K") * integral / (16 * FARADAY**2 * positive("thickness", thickness, "m"))


def electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent, oxygen_activity_low, oxygen_activity_high):
    """sigma_e/sigma_ion at the two faces and the exponent, where sigma_e = s0 p^m beside constant ions: three dimensionless arrays.

    Arguments and errors (ValueError) as for `flux_of_electronic_power_law`.
    """
    exponent = within("oxygen_exponent", oxygen_exponent, "", -1, 1)
    if np.any(exponent == 0):
        raise ValueError("oxygen_exponent = 0: allowed is any other number in [-1, 1]; for a constant conductivity take constant_flux")
    at_one_bar = positive("electronic_conductivity_at_one_bar", electronic_conductivity_at_one_bar, "S/m")
    at_one_bar = at_one_bar / positive("ionic_conductivity", ionic_conductivity, "S/m")
    low, high = _logarithms(oxygen_activity_low, oxygen_activity_high)
    return at_one_bar * np.exp(exponent * low), at_one_bar * np.exp(exponent * high), exponent


# --- The same flux in other words --------------------------------------------------------------------------------

def flux_as_current_density(oxygen_flux):
    """Current density [A/m2] that the ions (and, the other way, the electrons) of an oxygen flux carry: 4 F J.

    oxygen_flux: mol O2/(m2 s). Raises ValueError unless finite. Four electrons for each O2. Source: Faraday.
    """
    return 4 * FARADAY * within("oxygen_flux", oxygen_flux, "mol/(m2 s)")


def flux_as_standard_volume(oxygen_flux):
    """Volume of oxygen at 0 degC and 1 atm per area and time [m3/(m2 s)] that a flux brings: J R T0/p0.

    oxygen_flux: mol O2/(m2 s). Raises ValueError unless finite. Holds for an ideal gas. 1 m/s = 6000 mL/(cm2 min).
    """
    return STANDARD_MOLAR_VOLUME * within("oxygen_flux", oxygen_flux, "mol/(m2 s)")


def flux_from_standard_volume(standard_volume_flux):
    """Oxygen flux [mol O2/(m2 s)] of a standard volume (0 degC, 1 atm) per area and time [m3/(m2 s)]; the way back from `flux_as_standard_volume`.

    Raises ValueError unless finite. Holds for an ideal gas.
    """
    return within("standard_volume_flux", standard_volume_flux, "m3/(m2 s)") / STANDARD_MOLAR_VOLUME


def dissipated_power(oxygen_flux, temperature, oxygen_activity_low, oxygen_activity_high):
    """Free energy lost per area and time [W/m2], T times the entropy produced: J RT ln(p_high/p_low). Somebody paid it for the pressures.

    oxygen_flux: mol O2/(m2 s); temperature [K]; oxygen activities > 0; all broadcast. Raises ValueError otherwise.
    Equals the Joule heat int (j_ion^2/sigma_ion + j_e^2/sigma_e) dx inside the membrane. Source: thermodynamics of irreversible processes.
    """
    low, high = _logarithms(oxygen_activity_low, oxygen_activity_high)
    return within("oxygen_flux", oxygen_flux, "mol/(m2 s)") * R * positive("temperature", temperature, "K") * (high - low)


# --- Inside the membrane -----------------------------------------------------------------------------------------

class Profiles(NamedTuple):
    """What is found at each position of a membrane without outer current; arrays of one length. Potentials count from x = 0.

    position [m]; oxygen_activity, dimensionless; oxygen_potential mu_O, oxygen_ion_potential and electron_potential (electrochemical) [J/mol];
    electric_potential [V]; ionic_current_density and electronic_current_density [A/m2], positive towards +x.
    """

    position: np.ndarray
    oxygen_activity: np.ndarray
    oxygen_potential: np.ndarray
    oxygen_ion_potential: np.ndarray
    electron_potential: np.ndarray
    electric_potential: np.ndarray
    ionic_current_density: np.ndarray
    electronic_current_density: np.ndarray


def position_of(oxygen_activity, ionic_conductivity, electronic_conductivity, oxygen_activity_low, oxygen_activity_high, thickness):
    """Position x [m] at which the oxygen activity has the given value: L times the share of Wagner's integral reached there.

    oxygen_activity: between the two at the faces, which must differ; conductivities as for `wagner_flux`; thickness [m]; all broadcast.
    Raises ValueError otherwise, and where nothing flows. Limits and source as for `wagner_flux`.
    """
    low, high = _logarithms(oxygen_activity_low, oxygen_activity_high)
    here = np.log(positive("oxygen_activity", oxygen_activity, ""))
    if np.any((here - low) * (high - here) < 0) or np.any(low == high):
        raise ValueError(f"oxygen_activity = {np.asarray(oxygen_activity)}: must lie between oxygen_activity_low = {oxygen_activity_low} "
                         f"and oxygen_activity_high = {oxygen_activity_high}, which must differ")
    ambipolar = _both(ambipolar_conductivity, ionic_conductivity, electronic_conductivity)
    reached = (here - low) * mean_over_logarithm(ambipolar, oxygen_activity_low, oxygen_activity)
    whole = (high - low) * _flowing(mean_over_logarithm(ambipolar, oxygen_activity_low, oxygen_activity_high))
    return positive("thickness", thickness, "m") * (reached / whole)


def _flowing(integral):
    if np.any(integral == 0):
        raise ValueError("ionic_conductivity or electronic_conductivity = 0 S/m: both carriers must be able to move, else no profile builds up")
    return integral


def membrane_profiles(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness,
                      vacancy_content=None, points=81):
    """Profiles through a membrane (or a cell at open circuit) as `Profiles`, at some 2 `points` positions, even in x and in ln p.

    Conductivities: numbers or functions of the oxygen activity [S/m]; temperature [K]; oxygen activities > 0; thickness [m]; all single numbers.
    vacancy_content: function of the oxygen activity, in any unit, or None where doping fixes it: the electric potential needs the ion's chemical
    potential, -RT ln(vacancies). Where the holes are fixed instead, it goes as p^(-1/2). points: at least 3. Raises ValueError otherwise, and where
    nothing can flow. Holds as `wagner_flux`; the electric potential for dilute vacancies. Source: Wagner.
    """
    ionic, electronic = _law("ionic_conductivity", ionic_conductivity), _law("electronic_conductivity", electronic_conductivity)
    low, high = (float(value) for value in _logarithms(oxygen_activity_low, oxygen_activity_high))
    energy, length = R * float(positive("temperature", temperature, "K")), float(positive("thickness", thickness, "m"))
    shares, reached = _spread(_both(ambipolar_conductivity, ionic, electronic), int(within("points", points, "", low=3)), low, high)
    activity = np.exp(low + shares * (high - low))
    ions, electrons = ionic(activity) + 0 * activity, electronic(activity) + 0 * activity
    oxygen = energy / 2 * (low + shares * (high - low))
    carried = _cumulative(_portions(_both(ionic_transference_number, ionic, electronic), shares, low, high))
    electron = -energy / 4 * (high - low) * carried   # d mu_electron = -t_ion d mu_O/2
    ion = oxygen + 2 * electron
    vacancies = positive("vacancy_content", (vacancy_content or np.ones_like)(activity), "") + 0 * activity
    electric = (-energy * np.log(vacancies / vacancies[0]) - (ion - ion[0])) / (2 * FARADAY)
    # mu_O falls by RT/2 dln p, and each carrier drives its share of it through its own conductivity.
    slope = energy / (4 * FARADAY) * (high - low) * reached[-1] / (length * ambipolar_conductivity(ions, electrons))
    return Profiles(length * (reached / reached[-1]), activity, oxygen, ion, electron, electric,
                    ions * electronic_transference_number(ions, electrons) * slope, -electrons * ionic_transference_number(ions, electrons) * slope)


def _spread(ambipolar, points, low, high):
    """Shares of the way in ln p, even both in ln p and in x, and the integral of `ambipolar` reached at each of them."""
    even = np.linspace(0, 1, points)
    reached = _cumulative(_portions(ambipolar, even, low, high))
    between = np.interp(even[1:-1] * _flowing(reached[-1]), reached, even)
    shares = np.sort(np.concatenate([even, between]))
    return shares, _cumulative(_portions(ambipolar, shares, low, high))


def _cumulative(portions):
    return np.concatenate([[0.0], np.cumsum(portions)])
