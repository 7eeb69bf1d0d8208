"""A solid cell at work: what flows outside, what leaks inside, and what the electrodes and the pumps take.

As in `cell_voltage`, x = 0 is the fuel side (low oxygen pressure), x = L the air side, and
V = (mu_e(0) - mu_e(L))/F. Currents count positive towards +x inside the cell: ions run positive while fuel
burns, leaking electrons negative, and i_ext = i_ion + i_e is what the load gets. With sigma_ion constant

    i_ion = (V_N - V)/(L/sigma_ion + R_c + R_a),     i_e = -q i_ion/sigma_ion,
    V = (RT/4F) int q/(q + sigma_e) dln p.

The integral runs between the faces of the electrolyte. It is Wagner's voltage with a conductivity q in the
place of sigma_ion: the load decides q, and without a load q = sigma_ion. The resistances of cathode and anode
act on the IONIC current, leak included, because each ion is made at the one and taken apart at the other:
`face_activities`. Linear, so for small losses; no loss in gas supply, leads or contacts. Sources: Wagner
1933; Riess 1981; Goedickemeier and Gauckler 1998.
"""
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from ..materials import material
from .cell_voltage import nernst_voltage
from .conductivity import partial_conductivity
from .constants import FARADAY, R
from .law import law
from .quantities import QUANTITIES
from .quantity import ABOVE_ZERO, FROM_ZERO

FAINTEST = 1e-100  # S/m, stands for no electrons at all; also the smallest ratio of voltages
STEEPEST = 1e15  # ratio of V to V_N - V that stands for no ionic current at all
CLOSE = 1e-13  # the last step of a root, as a share; what is left of the error is its square
ROUNDS, PLACES = 4, 11  # of the search for the largest power
OXYGEN_MOLAR_MASS = 2 * 15.999e-3  # kg/mol

_FUEL_IS_LOW = {"oxygen_activity_low must be less than oxygen_activity_high":
                lambda oxygen_activity_low, oxygen_activity_high: oxygen_activity_low < oxygen_activity_high}


def _up_to_nernst(voltage, temperature, oxygen_activity_low, oxygen_activity_high):
    return voltage <= nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high) * (1 + 1e-12)


def _less_than_all(recovery, feed_fraction, oxygen_activity_low, oxygen_activity_high):
    return recovery < largest_recovery(feed_fraction, oxygen_activity_low, oxygen_activity_high)


# --- Which electrolyte --------------------------------------------------------------------------------------

class Electrolyte(NamedTuple):
    """Ionic conductivity [S/m], and that of electrons and holes together as a function of oxygen activity."""

    ionic_conductivity: np.ndarray
    electronic_conductivity: object


def electrolyte(key, temperature):
    """The `Electrolyte` that a material is at a temperature, from its measured laws.

    key: such as "ceria_gadolinia_10" or "zirconia_yttria_8" of `mixcond_lessons.materials`, with an ionic
    conductivity and laws for electrons, holes or both; temperature: K, in their range, any shape. Raises
    ValueError otherwise. Holds where the source measured. Source: the entries' own.
    """
    entries = material(key)
    names = ("electronic conductivity (electrons)", "electronic conductivity (holes)")
    known = {entry.quantity: entry for entry in entries.properties if entry.quantity in names}
    if not known:
        raise ValueError(f"key = {key!r}: allowed is a material whose electrons or holes are known as a law "
                         "of oxygen pressure")
    at_one_bar = [(partial_conductivity(known[name], temperature), known[name].oxygen_exponent or 0.0)
                  for name in names if name in known]
    ionic = partial_conductivity(entries.property("ionic conductivity"), temperature)

    def electronic(oxygen_activity):
        return sum(there * oxygen_activity**power for there, power in at_one_bar)
    return Electrolyte(ionic, electronic)


# --- A cell under load --------------------------------------------------------------------------------------

class LoadedCell(NamedTuple):
    """A cell at a voltage; arrays of one shape. Currents in A/m2, voltages in V, activities at the two faces.

    faradaic_efficiency: i_ext/i_ion, the share of the fuel's charge that gets out: 1 at short circuit, 0 at
    open circuit, negative above. (Where hardly anything leaks and no load is connected, both currents are
    smaller than the rounding of the voltage: with t_e = 1e-8 the share is 0 to 1e-7.)
    """

    voltage: np.ndarray
    nernst_voltage: np.ndarray
    ionic_current_density: np.ndarray
    electronic_current_density: np.ndarray
    faradaic_efficiency: np.ndarray
    face_activity_low: np.ndarray
    face_activity_high: np.ndarray

    @property
    def external_current_density(self):
        """What the load gets [A/m2]: ions and electrons together."""
        return self.ionic_current_density + self.electronic_current_density

    @property
    def power_density(self):
        """Power per area [W/m2] that the load gets."""
        return power_density(self.voltage, self.ionic_current_density, self.electronic_current_density)

    @property
    def voltage_efficiency(self):
        """Share of the Nernst voltage of the gases that is left, V/V_N."""
        return self.voltage / self.nernst_voltage

    @property
    def efficiency(self):
        """Electrical work per Gibbs energy of the fuel that was used: faradaic times voltage efficiency."""
        return self.faradaic_efficiency * self.voltage_efficiency


@law
def power_density(voltage, ionic_current_density, electronic_current_density):
    """Power per area that the load gets, P = V (i_ion + i_e), the electrons counted negative. Returns W/m2.

    At short circuit V = 0, at open circuit i_e = -i_ion: the most power lies between. Without a leak and with
    linear electrodes it lies at half the Nernst voltage and is V_N^2/(4 R). Source: definition.
    """
    return voltage * (ionic_current_density + electronic_current_density)


@law
def face_activities(ionic_current_density, temperature, oxygen_activity_low, oxygen_activity_high,
                    cathode_resistance, anode_resistance):
    """Oxygen activities at the faces of the electrolyte: the current i of the ions moves them off the gases.

    At the cathode (RT/4F) ln(p_air/p_face) = i R_c, at the anode (RT/4F) ln(p_face/p_fuel) = i R_a.
    Returns (fuel face, air face). Holds for linear electrodes. Source: Nernst's equation for each electrode.
    """
    per_volt = 4 * FARADAY / (R * temperature)
    fuel_face = oxygen_activity_low * np.exp(per_volt * ionic_current_density * anode_resistance)
    air_face = oxygen_activity_high * np.exp(-per_volt * ionic_current_density * cathode_resistance)
    return fuel_face, air_face


@law(voltage=FROM_ZERO, electronic_conductivity="electronic_conductivity_curve",
     ionic_conductivity=ABOVE_ZERO,
     where=_FUEL_IS_LOW | {"voltage must be at most the Nernst voltage of the gases": _up_to_nernst})
def loaded_cell(voltage, ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                oxygen_activity_high, thickness, cathode_resistance=0.0, anode_resistance=0.0):
    """A cell at a voltage: i_ion = (V_N - V)/(L/sigma_ion + R_c + R_a) and i_e = -(q/sigma_ion) i_ion.

    Returns `LoadedCell`: currents, efficiencies, pressures at the faces. Limits and sources: see the module.
    For sigma_e = s0 p^(-1/4) and no electrode losses the electrons follow
    i_e = ((V_N - V)/L) (sigma_e(L) - sigma_e(0) y)/(1 - y), y = exp(-F (V_N - V)/RT).
    """
    nernst = nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high)
    voltage = np.minimum(voltage, nernst)
    ions = (nernst - voltage) / (thickness / ionic_conductivity + cathode_resistance + anode_resistance)
    fuel_face, air_face = face_activities(ions, temperature, oxygen_activity_low, oxygen_activity_high,
                                          cathode_resistance, anode_resistance)
    lost = ions * thickness / ionic_conductivity
    q, leaking = effective_conductivity(voltage, lost, electronic_conductivity, fuel_face, air_face)
    electrons = -q * leaking * (voltage + lost) / thickness  # -(q/sigma_ion) i_ion, never infinity times 0
    parts = voltage, nernst, ions, electrons, 1 - q / ionic_conductivity, fuel_face, air_face
    return LoadedCell(*(part[()] for part in np.broadcast_arrays(*parts)))


@law(voltage=FROM_ZERO, electronic_conductivity="electronic_conductivity_curve")
def effective_conductivity(voltage, lost_voltage, electronic_conductivity, oxygen_activity_low,
                           oxygen_activity_high):
    """The conductivity q that makes Wagner's voltage V = (RT/4F) int q/(q + sigma_e) dln p.

    The integral runs between the faces. lost_voltage: what V lacks of the Nernst voltage of the faces.
    Returns q [S/m] and the mean of sigma_e/(q + sigma_e). Source: Wagner 1933.
    """
    voltage, lost_voltage, low, high = np.broadcast_arrays(voltage, lost_voltage, oxygen_activity_low,
                                                           oxygen_activity_high)
    electronic = _between(electronic_conductivity, low, high)
    infinite = np.full_like(lost_voltage, STEEPEST)
    odds = np.divide(voltage, lost_voltage, out=infinite, where=lost_voltage > voltage / STEEPEST)
    odds = np.log(np.clip(odds, FAINTEST, STEEPEST))
    least, most = np.log(electronic.min(axis=0)), np.log(electronic.max(axis=0))
    q = np.exp(_increasing_root(partial(_excess_of_the_odds, electronic, odds), odds + least, odds + most))
    return q, _mean(electronic / (q + electronic))


def _excess_of_the_odds(electronic, odds, logarithm):
    """Logarithm of the odds of the two means less the one wanted, nearly straight in ln q; its slope."""
    ratio = electronic * np.exp(-logarithm)
    ions = 1 / (1 + ratio)
    electrons = ratio * ions
    kept, leaked = _mean(ions), _mean(electrons)
    return np.log(kept / leaked) - odds, _mean(ions * electrons) * (1 / kept + 1 / leaked)


@law(electronic_conductivity="electronic_conductivity_curve", ionic_conductivity=ABOVE_ZERO,
     where=_FUEL_IS_LOW)
def open_circuit(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                 oxygen_activity_high, thickness, cathode_resistance=0.0, anode_resistance=0.0):
    """Voltage without a load: Wagner's voltage between faces that the leak itself has moved. Returns V.

    Limits and sources as for `loaded_cell`. Equals `voltage_at_open_circuit` if the electrodes lose nothing.
    """
    nernst = nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high)
    film = ionic_conductivity, electronic_conductivity, thickness
    around = temperature, oxygen_activity_low, oxygen_activity_high, cathode_resistance, anode_resistance
    found = _increasing_root(partial(_excess_voltage, nernst, film, around), 0 * nernst, nernst)
    return np.clip(found, 0, nernst)[()]


def _excess_voltage(nernst, film, around, voltage):
    """V - (V + i_ion L/sigma_ion) <t_ion>, arranged so that few electrons cancel nothing; its slope."""
    (ionic, electronic, thickness), (*_, cathode, anode) = film, around
    whole = thickness / ionic + cathode + anode
    ions = (nernst - voltage) / whole
    electronic = _between(electronic, *face_activities(ions, *around))
    leaking = electronic / (ionic + electronic)
    lost = ions * thickness / ionic * _mean(ionic / (ionic + electronic))
    slope = (thickness / ionic + cathode * leaking[-1] + anode * leaking[0]) / whole
    return voltage * _mean(leaking) - lost, slope


@law(voltage=ABOVE_ZERO, ionic_current_density=ABOVE_ZERO, current_density=FROM_ZERO,
     ionic_conductivity=ABOVE_ZERO,
     where=_FUEL_IS_LOW | {"current_density must be less than ionic_current_density, the rest leaks":
                           lambda current_density, ionic_current_density: current_density
                           < ionic_current_density})
def fitting_electrodes(ionic_current_density, voltage, current_density, ionic_conductivity,
                       electronic_conductivity_at_one_bar, temperature, oxygen_activity_low,
                       oxygen_activity_high, thickness):
    """Resistances of anode and cathode with which a cell of ceria shows a voltage while its load gets i.

    One reading leaves one pair for each current of the ions; a negative one says that no such electrodes
    exist. Returns (anode, cathode) in ohm m2. Holds for linear electrodes and sigma_e = s0 p^(-1/4). Source:
    `loaded_cell` solved for the resistances: p^(1/4) at the fuel's face is (s0/q)(1 - exp(-FV/RT))/(exp(u) -
    1), u = F i_ion L/(sigma_ion RT), and q = sigma_ion (i_ion - i)/i_ion.
    """
    volt, ions = R * temperature / FARADAY, ionic_current_density
    q = ionic_conductivity * (ions - current_density) / ions
    lost, held = ions * thickness / ionic_conductivity / volt, voltage / volt
    fuel_face = (np.log(electronic_conductivity_at_one_bar / q) + np.log(-np.expm1(-held))
                 - lost - np.log(-np.expm1(-lost)))
    air_face = fuel_face + held + lost  # logarithms of fourth roots of the pressures, both
    return (volt * (fuel_face - np.log(oxygen_activity_low) / 4) / ions,
            volt * (np.log(oxygen_activity_high) / 4 - air_face) / ions)


def largest_power(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
                  oxygen_activity_high, thickness, cathode_resistance=0.0, anode_resistance=0.0):
    """The `LoadedCell` that gives the most power; without a leak it is at half the open-circuit voltage.

    Arguments, errors (ValueError), limits and sources as for `open_circuit`. The voltage is found to about
    1e-5, the power to 1e-9 of itself.
    """
    given = (ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low,
             oxygen_activity_high, thickness, cathode_resistance, anode_resistance)
    low, high = 0.0, open_circuit(*given)
    shares = np.linspace(0, 1, PLACES).reshape((-1,) + (1,) * np.ndim(high))
    for _ in range(ROUNDS):
        voltage = low + shares * (high - low)
        power = loaded_cell(voltage, *given).power_density
        best = np.clip(np.argmax(power, axis=0), 1, PLACES - 2)[np.newaxis]
        low, middle, high = (np.take_along_axis(voltage, best + side, axis=0)[0] for side in (-1, 0, 1))
    # At last the vertex of the parabola through the best three.
    before, top, after = (np.take_along_axis(power, best + side, axis=0)[0] for side in (-1, 0, 1))
    bend = before - 2 * top + after
    aside = np.divide(before - after, bend, out=np.zeros_like(bend), where=bend < 0) / 2
    return loaded_cell(np.clip(middle + aside * (high - middle), low, high), *given)


# --- Integrals and roots of whole arrays --------------------------------------------------------------------

@cache
def gauss_points(number):
    """Places from 0 to 1 and weights, dimensionless: the weighted sum of a smooth curve there is its mean."""
    places, weights = np.polynomial.legendre.leggauss(number)
    return (places + 1) / 2, weights / 2


@cache
def _points():
    """64 places and, with weight zero, both ends: forty decades are exact to rounding, eighty to 1e-8."""
    places, weights = gauss_points(64)
    return np.concatenate([[0], places, [1]]), np.concatenate([[0], weights, [0]])


def _between(electronic_conductivity, low, high):
    """Electronic conductivity [S/m] at places between two oxygen activities, along a new first axis."""
    if callable(electronic_conductivity):
        low, high = np.log(low), np.log(high)
        places = _points()[0].reshape((-1,) + (1,) * np.ndim(low))
        found = electronic_conductivity(np.exp(low + places * (high - low)))
        found = QUANTITIES["electronic_conductivity"].check("electronic_conductivity", found)
    else:
        places = _points()[0].reshape((-1,) + (1,) * np.broadcast(electronic_conductivity, low).ndim)
        found = electronic_conductivity + 0 * low
    return np.maximum(found, FAINTEST) + 0 * places


def _mean(values):
    """The mean over the places of `_between`."""
    weights = _points()[1]
    return (weights @ values.reshape(len(weights), -1)).reshape(values.shape[1:])


def _increasing_root(function, low, high, most=200):
    """Root between `low` and `high` of an increasing function that returns value and slope.

    Newton's steps, or halving where those gain too little. Arrays keep their shape (a solver that drops
    finished entries would not suit conductivities that hold arrays themselves).
    """
    guess, last, close = (low + high) / 2, high - low, CLOSE * np.maximum(np.abs(low), np.abs(high))
    for _ in range(most):
        value, slope = function(guess)
        low, high = np.where(value <= 0, guess, low), np.where(value >= 0, guess, high)
        step = -value / slope
        poor = (guess + step < low) | (guess + step > high) | (np.abs(step) > np.abs(last) / 2)
        poor &= np.abs(step) > close  # where the root is found, rounding must not send the guess away again
        last = np.where(poor, (low + high) / 2 - guess, step)
        guess = guess + last
        if np.all(np.abs(last) <= close):
            break
    return guess


# --- An oxygen membrane as a plant --------------------------------------------------------------------------

@law(oxygen_flux=ABOVE_ZERO)
def membrane_area(oxygen_production, oxygen_flux):
    """Area of membrane that makes so much oxygen, A = production/(M J), with J the mean flux. Returns m2.

    1 kg a day is 1/86400 kg/s. Source: mass balance.
    """
    return oxygen_production / (OXYGEN_MOLAR_MASS * oxygen_flux)


@law
def separation_work(temperature, oxygen_activity_low, oxygen_activity_high):
    """Least work that brings oxygen from one pressure to another, RT ln(p_high/p_low). Returns J/mol O2.

    A membrane does no work: a compressor on the air, a vacuum pump on the oxygen, or a reaction that uses it
    up does. Flux times this is what the membrane dissipates (`permeation.dissipated_power`). Holds for an
    ideal gas and a reversible machine; real ones need several times as much. Source: second law.
    """
    return R * temperature * (np.log(oxygen_activity_high) - np.log(oxygen_activity_low))


@law
def oxygen_left(recovery, feed_fraction):
    """Mole fraction of oxygen in the spent air after a share r of its oxygen is taken, x (1 - r)/(1 - x r).

    Returns a fraction. Source: what is not oxygen stays.
    """
    return feed_fraction * (1 - recovery) / (1 - feed_fraction * recovery)


@law(where=_FUEL_IS_LOW)
def largest_recovery(feed_fraction, oxygen_activity_low, oxygen_activity_high):
    """Largest share of the air's oxygen that can be taken, (1 - p/p')/(1 - x p/p').

    p: of the product, the same everywhere; p': of the air that enters. Then the air holds no more than the
    product, and no area gets beyond it. Returns a
    fraction. Holds for air at one total pressure. Source: `oxygen_left` solved for the recovery.
    """
    ratio = oxygen_activity_low / oxygen_activity_high
    return (1 - ratio) / (1 - feed_fraction * ratio)


@law(where=_FUEL_IS_LOW | {"recovery must be less than largest_recovery":
                           _less_than_all})
def mean_driving_force(recovery, feed_fraction, oxygen_activity_low, oxygen_activity_high):
    """Mean of ln(p_air/p_product) along a membrane that takes a share of the oxygen out of a stream of air.

    The mean flux is RT sigma_ambipolar/(16 F^2 L) times it. Returns a number, ln(p_high/p_low) at r = 0.
    Holds for plug flow of the air at one total pressure, product of one pressure everywhere, fast faces and a
    constant ambipolar conductivity. Source: oxygen balance along the membrane, dn = -J dA.
    """
    places, weights = gauss_points(64)
    first = np.log(oxygen_activity_high / oxygen_activity_low)
    last = first + np.log(oxygen_left(recovery, feed_fraction) / feed_fraction)
    even = feed_fraction * oxygen_activity_low / oxygen_activity_high  # as much oxygen as in the product
    first, last, even = (np.asarray(value)[..., np.newaxis] for value in (first, last, even))
    # From first to last in even steps of ln(force): no step's oxygen or area has a singular point.
    force = first * (last / first) ** places
    oxygen = even * np.exp(force)
    area = oxygen / (1 - oxygen) ** 2
    return (area * force) @ weights / (area @ weights)
