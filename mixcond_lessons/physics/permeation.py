"""Oxygen through a dense membrane without wires: ions one way, electrons the other, and no current in sum.

The membrane is the slab 0 <= x <= L with the low oxygen pressure at x = 0 and the high one at x = L. Both
faces are in equilibrium with their gas (for slow faces see `surface_exchange`). Current densities count
positive towards +x, the oxygen flux from high to low pressure. With "low" and "high" exchanged the flux turns
its sign. Per mole of oxygen ions or electrons, with mu_O = (RT/2) ln pO2,

    mu_O = mu_ion - 2 mu_electron
    j_ion = (sigma_ion/2F) d mu_ion/dx
    j_electron = (sigma_e/F) d mu_electron/dx = -j_ion

A conductivity is a number or a function of the oxygen activity pO2/(1 bar) that takes and returns arrays.
Temperature is the same everywhere.
Sources: Wagner 1933; Bouwmeester 1994, doi 10.1016/0167-2738(94)90145-7.
"""
from typing import NamedTuple

import numpy as np
import scipy

from .arguments import positive, within
from .conductivity import ambipolar_conductivity, electronic_transference_number, ionic_transference_number
from .constants import ATMOSPHERE, FARADAY, ZERO_CELSIUS, R
from .law import law
from .quantity import ABOVE_ZERO, LARGEST

# m3/mol of an ideal gas at 0 degC and 1 atm, the "STP" of permeation papers
STANDARD_MOLAR_VOLUME = R * ZERO_CELSIUS / ATMOSPHERE
PIECES, RELATIVE_ERROR, MOST_CUTS = 16, 1e-11, 200
CURVES = {f"{kind}_conductivity": f"{kind}_conductivity_curve" for kind in ("ionic", "electronic")}
NOT_FLAT = {"allowed is any other number in [-1, 1]; for a constant conductivity take constant_flux":
            lambda oxygen_exponent: oxygen_exponent != 0}
_BETWEEN = {
    "oxygen_activity must lie between oxygen_activity_low and oxygen_activity_high, which must differ":
    lambda oxygen_activity, oxygen_activity_low, oxygen_activity_high:
    (np.sign(oxygen_activity - oxygen_activity_low) * np.sign(oxygen_activity_high - oxygen_activity) >= 0)
    & (oxygen_activity_low != oxygen_activity_high)}

_ALL_SINGLE = {"allowed are single numbers, no arrays": lambda ionic_conductivity, electronic_conductivity,
               temperature, oxygen_activity_low, oxygen_activity_high, thickness:
               not any(map(np.ndim, (ionic_conductivity, electronic_conductivity, temperature,
                                     oxygen_activity_low, oxygen_activity_high, thickness)))}


# --- Means over the logarithm of the oxygen pressure --------------------------------------------------------

@law
def mean_over_logarithm(quantity, oxygen_activity_low, oxygen_activity_high):
    """Mean of a quantity over ln(pO2), int quantity dln p/ln(p_high/p_low).

    Fluxes and voltages take this average. The function takes and returns arrays. Returns the mean in its
    unit, at equal pressures the value there. Raises ValueError also if the quantity jumps too wildly to be
    integrated. Source: adaptive Gauss-Kronrod rule.
    """
    low, high = np.log(oxygen_activity_low), np.log(oxygen_activity_high)
    return _portions(quantity, np.linspace(0, 1, PIECES + 1), low, high).sum(axis=0)[()]


def _portions(quantity, edges, low, high):
    """Integrals of `quantity` between neighbouring `edges`, shares (0..1) of the way from ln p = low to high.

    Returns an array of shape (edges - 1, ...).
    """
    def piecewise(points):
        shares = edges[:-1] + points * np.diff(edges)
        values = quantity(np.exp(low + shares.reshape(shares.shape + (1,) * axes) * (high - low)))
        return np.diff(edges).reshape((-1,) + (1,) * axes) * within("quantity", values, "")

    axes = np.broadcast(low, high, quantity(np.exp(low + 0 * high))).ndim
    # The pieces make one pass enough for any smooth law; only a kink lets the rule divide them further.
    found = scipy.integrate.cubature(piecewise, [0.0], [1.0], rtol=RELATIVE_ERROR, max_subdivisions=MOST_CUTS)
    if found.status != "converged":
        raise ValueError("the conductivities jump too wildly to be integrated between "
                         f"oxygen_activity_low = {np.exp(np.min(low)):g} and "
                         f"oxygen_activity_high = {np.exp(np.max(high)):g}: "
                         "allowed are functions with few kinks")
    return found.estimate


def _at(conductivity, oxygen_activity):
    """A conductivity [S/m] at an oxygen activity, whether it is a number or a function of it."""
    return (conductivity(oxygen_activity) if callable(conductivity) else conductivity) + 0 * oxygen_activity


def _of_both(formula, ionic_conductivity, electronic_conductivity):
    """The function of oxygen activity that a formula of two conductivities is."""
    return lambda activity: formula(_at(ionic_conductivity, activity), _at(electronic_conductivity, activity))


@law(**CURVES)
def average_transference_number(ionic_conductivity, electronic_conductivity, oxygen_activity_low,
                                oxygen_activity_high):
    """Ionic transference number averaged over ln(pO2): the mean that sets the open-circuit voltage.

    Returns a fraction 0..1; neither the value at one face nor the one half-way. Source: Wagner.
    """
    share = _of_both(ionic_transference_number, ionic_conductivity, electronic_conductivity)
    return mean_over_logarithm(share, oxygen_activity_low, oxygen_activity_high)


@law(**CURVES)
def mean_ambipolar_conductivity(ionic_conductivity, electronic_conductivity, oxygen_activity_low,
                                oxygen_activity_high):
    """Ambipolar conductivity averaged over ln(pO2): the mean that sets the flux. Returns S/m."""
    ambipolar = _of_both(ambipolar_conductivity, ionic_conductivity, electronic_conductivity)
    return mean_over_logarithm(ambipolar, oxygen_activity_low, oxygen_activity_high)


# --- The flux -----------------------------------------------------------------------------------------------

@law(**CURVES)
def wagner_flux(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                oxygen_activity_high, thickness):
    """Oxygen flux of a dense membrane, J = (RT/(16 F^2 L)) int sigma_ion sigma_e/(sigma_ion + sigma_e) dln p.

    The integral is the mean of the ambipolar conductivity over ln p, times ln(p_high/p_low). Returns mol
    O2/(m2 s), from high to low pressure. Holds at steady state, in local equilibrium, with fast faces.
    16 counts moles of O2; per mole of oxygen ions it is 8, and 4 F J is the current of either carrier.
    Source: Wagner; Bouwmeester 1994.
    """
    ambipolar = mean_ambipolar_conductivity(ionic_conductivity, electronic_conductivity,
                                            oxygen_activity_low, oxygen_activity_high)
    integral = ambipolar * np.log(oxygen_activity_high / oxygen_activity_low)
    return R * temperature / (16 * FARADAY**2 * thickness) * integral


@law(**CURVES)
def ionic_rate_control(ionic_conductivity, electronic_conductivity, oxygen_activity_low,
                       oxygen_activity_high):
    """How much of the pace the ions set, dln J/dln sigma_ion = int sigma_amb t_e dln p/int sigma_amb dln p.

    Returns a fraction: 1 where electrons abound, 0 where ions do; the electrons set the rest. Both carriers
    must conduct. Holds as `wagner_flux`. Source: Wagner's integral, differentiated.
    """
    def paced_by_ions(ionic, electronic):
        return ambipolar_conductivity(ionic, electronic) * electronic_transference_number(ionic, electronic)
    both = ionic_conductivity, electronic_conductivity
    pressures = oxygen_activity_low, oxygen_activity_high
    by_ions = mean_over_logarithm(_of_both(paced_by_ions, *both), *pressures)
    return by_ions / _flowing(mean_ambipolar_conductivity(*both, *pressures))


@law
def constant_flux(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                  oxygen_activity_high, thickness):
    """Oxygen flux of two constant conductivities, J = RT sigma_amb ln(p_high/p_low)/(16 F^2 L).

    Returns mol O2/(m2 s). For sigma_e >> sigma_ion the ions alone set the pace. Holds as `wagner_flux`.
    Source: Wagner's integral.
    """
    ambipolar = ambipolar_conductivity(ionic_conductivity, electronic_conductivity)
    integral = ambipolar * np.log(oxygen_activity_high / oxygen_activity_low)
    return R * temperature / (16 * FARADAY**2 * thickness) * integral


@law
def flux_of_ionic_power_law(ionic_conductivity_at_one_bar, oxygen_exponent, temperature, oxygen_activity_low,
                            oxygen_activity_high, thickness):
    """Oxygen flux where sigma_ion = s0 p^n and electrons abound: J = RT s0 (p_high^n - p_low^n)/(16 F^2 L n).

    For n = 0 it is the limit, RT s0 ln(p_high/p_low)/(16 F^2 L). Returns mol O2/(m2 s).
    Holds for sigma_e >> sigma_ion, else as `wagner_flux`. Source: Wagner's integral.
    """
    step = np.log(oxygen_activity_high / oxygen_activity_low)
    # exprel(y) = (exp(y) - 1)/y, with the limit 1 at y = 0
    at_low_side = ionic_conductivity_at_one_bar * oxygen_activity_low**oxygen_exponent
    integral = at_low_side * step * scipy.special.exprel(oxygen_exponent * step)
    return R * temperature / (16 * FARADAY**2 * thickness) * integral


@law(ionic_conductivity=ABOVE_ZERO, where=NOT_FLAT)
def flux_of_electronic_power_law(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                                 temperature, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux where sigma_ion is constant and sigma_e = s0 p^m.

    J = RT sigma_ion ln(sigma(L)/sigma(0))/(16 F^2 L m). sigma = sigma_ion + sigma_e at the two faces; m =
    -1/4 for electrons in doped ceria. Returns mol O2/(m2 s). Holds as `wagner_flux`. Source: Wagner's
    integral.
    """
    low, high, _ = electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                                     oxygen_activity_low, oxygen_activity_high)
    integral = ionic_conductivity * (np.log1p(high) - np.log1p(low)) / oxygen_exponent
    return R * temperature / (16 * FARADAY**2 * thickness) * integral


@law(ionic_conductivity=ABOVE_ZERO, where=NOT_FLAT)
def electronic_ratios(ionic_conductivity, electronic_conductivity_at_one_bar, oxygen_exponent,
                      oxygen_activity_low, oxygen_activity_high):
    """Ratio sigma_e/sigma_ion at the low and the high side, where sigma_e = s0 p^m; and m itself."""
    at_one_bar = electronic_conductivity_at_one_bar / ionic_conductivity
    low, high = (at_one_bar * there**oxygen_exponent for there in (oxygen_activity_low, oxygen_activity_high))
    return low, high, oxygen_exponent


# --- The same flux in other words ---------------------------------------------------------------------------

@law
def flux_as_current_density(oxygen_flux):
    """Current density of the ions of an oxygen flux, i = 4 F J. Returns A/m2.

    The electrons carry as much back. Four electrons for each O2. Source: Faraday.
    """
    return 4 * FARADAY * oxygen_flux


@law
def flux_as_standard_volume(oxygen_flux):
    """Volume of oxygen at 0 degC and 1 atm that a flux brings, J R T0/p0. Returns m3/(m2 s).

    1 m/s = 6000 mL/(cm2 min). Holds for an ideal gas. Source: ideal gas law.
    """
    return STANDARD_MOLAR_VOLUME * oxygen_flux


@law
def flux_from_standard_volume(standard_volume_flux):
    """Oxygen flux of a standard volume (0 degC, 1 atm) per area and time, V p0/(R T0). Returns mol O2/(m2 s).

    Holds for an ideal gas. Source: ideal gas law.
    """
    return standard_volume_flux / STANDARD_MOLAR_VOLUME


@law
def dissipated_power(oxygen_flux, temperature, oxygen_activity_low, oxygen_activity_high):
    """Free energy lost per area and time, J RT ln(p_high/p_low): T times the entropy produced. Returns W/m2.

    Equals the Joule heat int (j_ion^2/sigma_ion + j_e^2/sigma_e) dx inside the membrane; somebody paid it for
    the pressures. Source: thermodynamics of irreversible processes.
    """
    return oxygen_flux * R * temperature * np.log(oxygen_activity_high / oxygen_activity_low)


# --- Inside the membrane ------------------------------------------------------------------------------------

class Profiles(NamedTuple):
    """What is found at each position of a membrane without outer current; arrays of one length.

    Potentials count from x = 0. position [m]; oxygen_activity, dimensionless; oxygen_potential mu_O,
    oxygen_ion_potential and electron_potential (electrochemical) [J/mol]; electric_potential [V];
    ionic_current_density and electronic_current_density [A/m2], positive towards +x.
    """

    position: np.ndarray
    oxygen_activity: np.ndarray
    oxygen_potential: np.ndarray
    oxygen_ion_potential: np.ndarray
    electron_potential: np.ndarray
    electric_potential: np.ndarray
    ionic_current_density: np.ndarray
    electronic_current_density: np.ndarray


@law(**CURVES, where=_BETWEEN)
def position_of(oxygen_activity, ionic_conductivity, electronic_conductivity, oxygen_activity_low,
                oxygen_activity_high, thickness):
    """Position at which the oxygen activity has the given value. Returns m.

    x is L times the share of Wagner's integral that is reached there. Raises ValueError also where nothing
    flows. Holds as `wagner_flux`. Source: Wagner's flux, the same at each x.
    """
    both = ionic_conductivity, electronic_conductivity

    def integral(activity):
        mean = mean_ambipolar_conductivity(*both, oxygen_activity_low, activity)
        return _flowing(mean) * (np.log(activity) - np.log(oxygen_activity_low))  # a ratio could overflow
    return thickness * (integral(oxygen_activity) / integral(oxygen_activity_high))


def _flowing(integral):
    if np.any(integral == 0):
        raise ValueError("ionic_conductivity or electronic_conductivity = 0 S/m: "
                         "both carriers must be able to move, else no profile builds up")
    return integral


@law(**CURVES, vacancy_content="vacancy_content_curve", points=(3, LARGEST), where=_ALL_SINGLE)
def membrane_profiles(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                      oxygen_activity_high, thickness, vacancy_content=None, points=81):
    """Profiles through a membrane (or a cell at open circuit) as `Profiles`.

    At some 2 `points` places, even in x and in ln p. All arguments are single numbers, or functions where
    that is said. The electric potential needs the ion's chemical potential, -RT ln(vacancies); where the
    holes are fixed instead of the vacancies, vacancy_content goes as p^(-1/2). Raises ValueError also where
    nothing can flow. Holds as `wagner_flux`; the electric potential for dilute vacancies. Source: Wagner.
    """
    logarithms, both = np.log((oxygen_activity_low,
                               oxygen_activity_high)), (ionic_conductivity, electronic_conductivity)
    shares, reached = _spread(_of_both(ambipolar_conductivity, *both), points, *logarithms)
    return _profiles(both, R * temperature, logarithms, thickness, vacancy_content, shares, reached)


def _profiles(both, energy, logarithms, thickness, vacancy_content, shares, reached):
    """The `Profiles` at these shares of the way in ln p, where the integral of the ambipolar conductivity is
    `reached`."""
    low, high = logarithms
    activity = np.exp(low + shares * (high - low))
    ions, electrons = (_at(conductivity, activity) for conductivity in both)
    oxygen = energy / 2 * (low + shares * (high - low))
    carried = _cumulative(_portions(_of_both(ionic_transference_number, *both), shares, low, high))
    electron = -energy / 4 * (high - low) * carried  # d mu_electron = -t_ion d mu_O/2
    ion = oxygen + 2 * electron
    vacancies = positive("vacancy_content", (vacancy_content or np.ones_like)(activity), "") + 0 * activity
    electric = (-energy * np.log(vacancies / vacancies[0]) - (ion - ion[0])) / (2 * FARADAY)
    # mu_O falls by RT/2 dln p, and each carrier drives its share of it through its own conductivity.
    ambipolar = ambipolar_conductivity(ions, electrons)
    slope = energy / (4 * FARADAY) * (high - low) * reached[-1] / (thickness * ambipolar)
    return Profiles(thickness * (reached / reached[-1]), activity, oxygen, ion, electron, electric,
                    ions * electronic_transference_number(ions, electrons) * slope,
                    -electrons * ionic_transference_number(ions, electrons) * slope)


def _spread(ambipolar, points, low, high):
    """Shares of the way in ln p, even in ln p and in x, and the integral of `ambipolar` reached at each."""
    even = np.linspace(0, 1, points)
    reached = _cumulative(_portions(ambipolar, even, low, high))
    between = np.interp(even[1:-1] * _flowing(reached[-1]), reached, even)
    shares = np.sort(np.concatenate([even, between]))
    return shares, _cumulative(_portions(ambipolar, shares, low, high))


def _cumulative(portions):
    return np.concatenate([[0.0], np.cumsum(portions)])
