"""A solid cell at work: what flows outside, what leaks inside, and what the electrodes and the pumps take.

As in `cell_voltage` x = 0 is the fuel side (low oxygen pressure), x = L the air side, V = (mu_e(0) - mu_e(L))/F, currents count positive towards +x
inside the cell: ions run positive while fuel burns, leaking electrons negative, and i_ext = i_ion + i_e is what the load gets. With sigma_ion constant

    i_ion = (V_N - V)/(L/sigma_ion + R_cathode + R_anode),     i_e = -q i_ion/sigma_ion,     V = (RT/4F) int q/(q + sigma_e) dln p between the faces.

The last is Wagner's voltage with a conductivity q in the place of sigma_ion: q is what a load makes of it, and q = sigma_ion at open circuit.
Electrode resistances [ohm m2] act on the IONIC current, leak included, for each ion is made at one and unmade at the other: they move the oxygen pressure of the
face off that of the gas, (RT/4F) ln(p_gas/p_face) = i_ion R. Linear, so for small losses; no loss in gas supply, leads or contacts.
An electronic conductivity is a number [S/m] or a function of the oxygen activity pO2/(1 bar) that takes and returns arrays.
Sources: Wagner 1933; Riess 1981; Goedickemeier and Gauckler 1998.
"""
from typing import NamedTuple

import numpy as np
from scipy.constants import R

from ..materials import material
from .arguments import computed, fraction, not_negative, positive
from .cell_voltage import nernst_voltage
from .conductivity import partial_conductivity
from .constants import FARADAY

# 64 points give a mean over forty decades of pressure to rounding (eighty decades: 1e-8); the two ends are there with weight zero.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(64)
NODES, WEIGHTS = np.concatenate([[0], (NODES + 1) / 2, [1]]), np.concatenate([[0], WEIGHTS / 2, [0]])
FAINTEST = 1e-100   # S/m, stands for no electrons at all; also the smallest ratio of voltages
STEEPEST = 1e15     # ratio of V to V_N - V that stands for no ionic current at all
CLOSE = 1e-13       # the last step of a root, as a share; what is left of the error is its square
ROUNDS, PLACES = 4, 11   # of the search for the largest power
OXYGEN_MOLAR_MASS = 2 * 15.999e-3   # kg/mol


# --- Which electrolyte --------------------------------------------------------------------------------------------

class Electrolyte(NamedTuple):
    """Ionic conductivity [S/m] and the function of oxygen activity that gives the electronic one [S/m] (electrons and holes together)."""

    ionic_conductivity: np.ndarray
    electronic_conductivity: object


def electrolyte(key, temperature):
    """`Electrolyte` of a material such as "ceria_gadolinia_10" or "zirconia_yttria_8" at a temperature, from its measured laws.

    key: of `mixcond_lessons.materials`, with an ionic conductivity and laws for electrons, holes or both; temperature: K, in their range, any shape.
    Raises ValueError otherwise. Holds where the source measured. Source: the entries' own.
    """
    entries = material(key)
    known = {entry.quantity for entry in entries.properties}
    electronic = [entries.property(name) for name in ("electronic conductivity (electrons)", "electronic conductivity (holes)") if name in known]
    if not electronic:
        raise ValueError(f"key = {key!r}: allowed is a material whose electrons or holes are known as a law of oxygen pressure")
    at_one_bar = [(partial_conductivity(entry, temperature), entry.oxygen_exponent or 0.0) for entry in electronic]
    ionic = partial_conductivity(entries.property("ionic conductivity"), temperature)
    return Electrolyte(ionic, lambda oxygen_activity: sum(there * oxygen_activity**power for there, power in at_one_bar))


# --- A cell under load -------------------------------------------------------------------------------------------

class LoadedCell(NamedTuple):
    """A cell at a voltage; arrays of one shape. Currents [A/m2], voltages [V], oxygen activities of the electrolyte at its two faces.

    faradaic_efficiency: i_ext/i_ion, the share of the fuel's charge that gets out: 1 at short circuit, 0 at open circuit, negative above. (At the
    open circuit of an electrolyte that hardly leaks both currents drown in the rounding of the voltage: with t_e = 1e-8 the share is 0 to 1e-7.)
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
        return self.voltage * self.external_current_density

    @property
    def voltage_efficiency(self):
        """Share of the Nernst voltage of the gases that is left, V/V_N."""
        return self.voltage / self.nernst_voltage

    @property
    def efficiency(self):
        """Electrical work per Gibbs energy of the fuel that was used: faradaic times voltage efficiency."""
        return self.faradaic_efficiency * self.voltage_efficiency


class _Cell(NamedTuple):
    """Checked and broadcast: RT/4F and V_N [V], logarithms of the gases' activities, resistances [ohm m2] and what they are made of."""

    unit: np.ndarray
    nernst: np.ndarray
    low: np.ndarray
    high: np.ndarray
    cathode: np.ndarray
    anode: np.ndarray
    ionic: np.ndarray
    thickness: np.ndarray
    electronic: object

    @property
    def bulk(self):
        return self.thickness / self.ionic

    @property
    def resistance(self):
        return self.bulk + self.cathode + self.anode

    def faces(self, voltage):
        """Ionic current [A/m2] and logarithms of the activities at the two faces."""
        current = (self.nernst - voltage) / self.resistance
        return current, self.low + current * self.anode / self.unit, self.high - current * self.cathode / self.unit

    def electronic_between(self, low, high):
        """Electronic conductivity [S/m] at the nodes between two logarithms of activity, nodes along a new first axis."""
        shares = NODES.reshape((-1,) + (1,) * np.ndim(low))
        found = self.electronic(np.exp(low + shares * (high - low)))
        return np.maximum(not_negative("electronic_conductivity", found, "S/m"), FAINTEST) + 0 * shares


def _cell(ionic, electronic, temperature, low, high, thickness, cathode, anode):
    nernst = nernst_voltage(temperature, low, high)
    if np.any(nernst <= 0):
        raise ValueError(f"oxygen_activity_low = {np.max(low):g}: allowed is less than oxygen_activity_high = {np.min(high):g}; fuel is on the low side")
    numbers = (R * np.asarray(temperature, dtype=float) / (4 * FARADAY), nernst, np.log(low), np.log(high),
               not_negative("cathode_resistance", cathode, "ohm m2"), not_negative("anode_resistance", anode, "ohm m2"),
               positive("ionic_conductivity", ionic, "S/m"), positive("thickness", thickness, "m"))
    if callable(electronic):
        return _Cell(*np.broadcast_arrays(*numbers), electronic)
    *numbers, constant = np.broadcast_arrays(*numbers, not_negative("electronic_conductivity", electronic, "S/m"))
    return _Cell(*numbers, lambda oxygen_activity: constant + 0 * oxygen_activity)


def _mean(values):
    return (WEIGHTS @ values.reshape(len(WEIGHTS), -1)).reshape(values.shape[1:])


def loaded_cell(voltage, ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness,
                cathode_resistance=0.0, anode_resistance=0.0):
    """The cell at a voltage between its contacts, as `LoadedCell`: its currents, efficiencies and the pressures at its faces.

    voltage [V], from 0 to the Nernst voltage of the gases; ionic_conductivity [S/m] > 0; electronic_conductivity: number [S/m] or function of the oxygen
    activity; temperature [K]; oxygen activities of fuel (low) and air (high) > 0; thickness [m]; cathode_resistance (air side), anode_resistance [ohm m2] >= 0;
    all broadcast. Raises ValueError otherwise. Limits and sources: see the module. For sigma_e = s0 p^(-1/4) and no electrode losses the electrons follow
    i_e = ((V_N - V)/L) (sigma_e(L) - sigma_e(0) y)/(1 - y), y = exp(-F(V_N - V)/RT).
    """
    cell = _cell(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness, cathode_resistance, anode_resistance)
    voltage = not_negative("voltage", voltage, "V")
    above = voltage > cell.nernst * (1 + 1e-12)
    if np.any(above):
        raise ValueError(f"voltage = {np.broadcast_to(voltage, above.shape)[above][0]:g} V: allowed is [0, {np.broadcast_to(cell.nernst, above.shape)[above][0]:g}] V, "
                         "up to the Nernst voltage of the gases")
    voltage = np.minimum(voltage, cell.nernst)
    current, low, high = cell.faces(voltage)
    lost = current * cell.bulk   # what is left of the Nernst voltage between the faces, less the voltage
    effective, electrons = _effective_conductivity(voltage, lost, cell.electronic_between(low, high))
    leak = -(voltage + lost) / cell.thickness * effective * electrons
    columns = voltage, cell.nernst, current, leak, 1 - effective / cell.ionic, np.exp(low), np.exp(high)
    return LoadedCell(*(column[()] for column in np.broadcast_arrays(*columns)))


def _effective_conductivity(voltage, lost, electronic):
    """q [S/m] with V = V_face <q/(q + sigma_e)>, and the mean <sigma_e/(q + sigma_e)> that goes with it.

    lost: V_face - V. In ln q the logarithm of the odds V/lost is nearly a straight line, and exactly one where sigma_e is constant.
    """
    odds = np.log(np.clip(np.divide(voltage, lost, out=np.full_like(lost, STEEPEST), where=lost > voltage / STEEPEST), FAINTEST, STEEPEST))

    def excess(guess):
        ratio = electronic * np.exp(-guess)
        ions = 1 / (1 + ratio)
        electrons = ratio * ions
        kept, leaked = _mean(ions), _mean(electrons)
        return np.log(kept / leaked) - odds, _mean(ions * electrons) * (1 / kept + 1 / leaked)

    guess = _increasing_root(excess, odds + np.log(electronic.min(axis=0)), odds + np.log(electronic.max(axis=0)))
    effective = np.exp(guess)
    return effective, _mean(electronic / (effective + electronic))


def _increasing_root(function, low, high, most=200):
    """Root between `low` and `high` of an increasing function that returns value and slope: Newton's steps, or halving where those gain too little.

    Arrays keep their shape (a solver that drops finished entries would not suit conductivities that hold arrays themselves).
    """
    guess, last, close = (low + high) / 2, high - low, CLOSE * np.maximum(np.abs(low), np.abs(high))
    for _ in range(most):
        value, slope = function(guess)
        low, high = np.where(value <= 0, guess, low), np.where(value >= 0, guess, high)
        step = -value / slope
        poor = (guess + step < low) | (guess + step > high) | (np.abs(step) > np.abs(last) / 2)
        poor &= np.abs(step) > close   # where the root is found, rounding must not send the guess away again
        last = np.where(poor, (low + high) / 2 - guess, step)
        guess = guess + last
        if np.all(np.abs(last) <= close):
            break
    return guess


def open_circuit(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness,
                 cathode_resistance=0.0, anode_resistance=0.0):
    """Voltage [V] at which the load gets no current: Wagner's average transference number between faces that the leak itself has moved.

    Arguments, errors (ValueError), limits and sources as for `loaded_cell`. Without electrode losses it is `cell_voltage.voltage_at_open_circuit`.
    """
    cell = _cell(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness, cathode_resistance, anode_resistance)

    def excess(voltage):
        """V - (V + i_ion L/sigma_ion) <t_ion>, arranged so that nothing cancels where hardly anything leaks."""
        current, low, high = cell.faces(voltage)
        electronic = cell.electronic_between(low, high)
        leaking = electronic / (cell.ionic + electronic)
        value = voltage * _mean(leaking) - current * cell.bulk * _mean(cell.ionic / (cell.ionic + electronic))
        return value, (cell.bulk + cell.cathode * leaking[-1] + cell.anode * leaking[0]) / cell.resistance

    return np.clip(_increasing_root(excess, np.zeros_like(cell.nernst), cell.nernst), 0, cell.nernst)[()]


def largest_power(ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness,
                  cathode_resistance=0.0, anode_resistance=0.0):
    """The cell where it gives the most power, as `LoadedCell`. Without a leak that is at half the open-circuit voltage, V_N^2/(4 R).

    Arguments, errors (ValueError), limits and sources as for `loaded_cell`. The voltage is found to about 1e-5, the power to 1e-9 of itself.
    """
    given = (ionic_conductivity, electronic_conductivity, temperature, oxygen_activity_low, oxygen_activity_high, thickness, cathode_resistance, anode_resistance)
    low, high = 0.0, open_circuit(*given)
    shares = np.linspace(0, 1, PLACES).reshape((-1,) + (1,) * np.ndim(high))
    for _ in range(ROUNDS):
        voltage = low + shares * (high - low)
        power = loaded_cell(voltage, *given).power_density
        best = np.clip(np.argmax(power, axis=0), 1, PLACES - 2)[np.newaxis]
        low, middle, high = (np.take_along_axis(voltage, best + side, axis=0)[0] for side in (-1, 0, 1))
    before, top, after = (np.take_along_axis(power, best + side, axis=0)[0] for side in (-1, 0, 1))
    bend = before - 2 * top + after
    aside = np.divide(before - after, bend, out=np.zeros_like(bend), where=bend < 0) / 2   # vertex of the parabola through the best three
    return loaded_cell(np.clip(middle + aside * (high - middle), low, high), *given)


# --- An oxygen membrane as a plant -------------------------------------------------------------------------------

def membrane_area(oxygen_production, oxygen_flux):
    """Area [m2] of membrane that makes so much oxygen: production/(M J).

    oxygen_production [kg/s] >= 0 (1 kg a day is 1/86400 kg/s); oxygen_flux [mol O2/(m2 s)] > 0, the mean over the area; broadcast. ValueError otherwise.
    """
    return not_negative("oxygen_production", oxygen_production, "kg/s") / (OXYGEN_MOLAR_MASS * positive("oxygen_flux", oxygen_flux, "mol/(m2 s)"))


def separation_work(temperature, oxygen_activity_low, oxygen_activity_high):
    """Least work [J/mol O2] that brings oxygen from one pressure to another, RT ln(p_high/p_low), at the temperature where it is done.

    A membrane does none: a compressor on the air, a vacuum pump on the oxygen, or a reaction that eats it pays, and flux times this is what the membrane
    dissipates (`permeation.dissipated_power`). temperature [K]; oxygen activities > 0; broadcast. Raises ValueError otherwise.
    Holds for an ideal gas and a reversible machine; real ones need several times as much. Source: second law.
    """
    return 4 * FARADAY * nernst_voltage(temperature, oxygen_activity_low, oxygen_activity_high)


def oxygen_left(recovery, feed_fraction):
    """Mole fraction of oxygen in the spent air after a share of its oxygen is taken: x (1 - r)/(1 - x r).

    recovery r and feed_fraction x (0.21 in air): fractions, x < 1; broadcast. Raises ValueError otherwise. Source: what is not oxygen stays.
    """
    share = fraction("recovery", recovery)
    feed = fraction("feed_fraction", feed_fraction, includes_zero=False, includes_one=False)
    return feed * (1 - share) / (1 - feed * share)


def largest_recovery(feed_fraction, oxygen_activity_low, oxygen_activity_high):
    """Share of the air's oxygen that can be taken before its pressure has fallen to that of the product: no area gets beyond it.

    feed_fraction x of the air that enters; oxygen_activity_high of that air, oxygen_activity_low of the product, > 0, the same everywhere; broadcast.
    Returns a fraction. Raises ValueError otherwise. Holds for air at one total pressure. Source: `oxygen_left` solved for the recovery.
    """
    feed = fraction("feed_fraction", feed_fraction, includes_zero=False, includes_one=False)
    ratio = np.exp(-4 * FARADAY / R * _downhill(1.0, oxygen_activity_low, oxygen_activity_high))   # x_end/x
    return (1 - ratio) / (1 - feed * ratio)


def _downhill(temperature, low, high):
    """Nernst voltage [V] of two pressures of which the second must be the higher."""
    voltage = nernst_voltage(temperature, low, high)
    if np.any(voltage <= 0):
        raise ValueError(f"oxygen_activity_low = {np.max(low):g}: allowed is less than oxygen_activity_high = {np.min(high):g}")
    return voltage


def mean_driving_force(recovery, feed_fraction, oxygen_activity_low, oxygen_activity_high):
    """Mean of ln(p_air/p_product) along a membrane that takes a share of the oxygen out of a stream of air: what the mean flux is proportional to.

    recovery r: fraction, below `largest_recovery`; other arguments as there; all broadcast. Returns a number, ln(p_high/p_low) at r = 0. ValueError otherwise.
    With it the area is recovered oxygen/(mean flux), mean flux = RT sigma_ambipolar/(16 F^2 L) times this mean. Holds for plug flow of the air at one total
    pressure, product of one pressure everywhere, fast faces and a constant ambipolar conductivity. Source: oxygen balance along the membrane, dn = -J dA.
    """
    share = fraction("recovery", recovery)
    most = largest_recovery(feed_fraction, oxygen_activity_low, oxygen_activity_high)
    if np.any(share >= most):
        raise ValueError(f"recovery = {np.max(share):g}: allowed is [0, {np.min(most):g}), else the air would hold less oxygen than the product")
    start = 4 * FARADAY / R * _downhill(1.0, oxygen_activity_low, oxygen_activity_high)
    end = start + np.log(oxygen_left(share, feed_fraction) / np.asarray(feed_fraction, dtype=float))
    # In steps of ln(ln(p/p_product)) neither the oxygen taken nor the area it needs has a singular point.
    shares = NODES.reshape((-1,) + (1,) * np.ndim(end))
    force = start * (end / start) ** shares
    oxygen = feed_fraction * np.exp(force - start)
    per_step = oxygen / (1 - oxygen) ** 2
    return computed(lambda taken, area: taken / area, taken=_mean(per_step * force), area=_mean(per_step))
