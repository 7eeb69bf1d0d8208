"""The memristor with linear drift: a film that remembers, in its resistance, the voltage it has felt.

A share x of the film is rich in vacancies and conducts well. The vacancies drift in the field of that part,
v_drift = mu E with E = R_on i/L (L is the thickness, the source's D), so

    M(x) = R_on x + R_off (1 - x),    dx/dt = k i,    k = mu R_on/L^2,    v = M i.

Since M dx = k v dt, the state depends on the flux phi = int v dt alone. With r = R_on/R_off and
phi_0 = L^2 R_off/(mu R_on):

    y = x - (1 - r) x^2/2 = y_0 + phi/phi_0,    y between 0 (all off) and (1 + r)/2 (all on).

At the electrodes the vacancies stop: there x stays while the voltage pushes outwards, and leaves as soon as
it turns (flux beyond the end is lost). A window function slows them down before the end instead. Both are
mathematics, not physics. Neither forgets: diffusion is left out (for that see `vacancy_drift`). And vacancies
are not conserved: the rich part grows without becoming poorer.
Source: Strukov, Snider, Stewart and Williams 2008, doi 10.1038/nature06932; Joglekar and Wolf 2009,
arXiv:0807.3994.
"""
from math import tanh
from typing import NamedTuple

import numpy as np
import scipy

from .arguments import not_negative, positive, same_shape, single, within
from .law import law
from .quantity import ABOVE_ZERO, ANY, INNER_SHARE

MOST = 1e100  # reduced flux beyond which a film has long arrived at its end
_OFF_RESISTS_MORE = {"on_resistance must not be larger than off_resistance":
                     lambda on_resistance, off_resistance: on_resistance <= off_resistance}


class Loop(NamedTuple):
    """A memristor under a sinusoidal voltage: voltage [V], current [A], state x, resistance [ohm] over
    time.
    """

    voltage: np.ndarray
    current: np.ndarray
    state: np.ndarray
    resistance: np.ndarray


class Lobes(NamedTuple):
    """Areas [W], never negative, of the settled current-voltage loop at positive and at negative voltage."""

    positive: np.ndarray
    negative: np.ndarray


class Switching(NamedTuple):
    """What switching from all off to all on takes at constant voltage: time [s], charge [C], energy [J]."""

    time: np.ndarray
    charge: np.ndarray
    energy: np.ndarray


# --- The film ----------------------------------------------------------------------------------------------

@law(where=_OFF_RESISTS_MORE)
def memristance(state, on_resistance, off_resistance):
    """Resistance of the rich and the poor part in series, M = R_on x + R_off (1 - x).

    Returns ohm. Source: Strukov 2008.
    """
    return on_resistance * state + off_resistance * (1 - state)


@law(mobility="vacancy_mobility", never_zero=True)
def drift_constant(on_resistance, thickness, mobility):
    """State moved per charge, k = mu R_on/L^2 = 1/Q_s: dx/dt = k i. Returns [1/C]. Source: Strukov 2008."""
    return mobility * on_resistance / thickness**2


@law(never_zero=True, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def switching_flux(on_resistance, off_resistance, thickness, mobility):
    """Flux that takes the film from all off to all on, (L^2/mu)(1 + R_off/R_on)/2. Returns V s.

    It is the same at any course of the voltage. Source: the integral of M dx = k dphi.
    """
    unit_flux = off_resistance / drift_constant(on_resistance, thickness, mobility)
    return unit_flux * (1 + on_resistance / off_resistance) / 2


@law(voltage=ABOVE_ZERO, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def switching(voltage, on_resistance, off_resistance, thickness, mobility):
    """The Switching from all off to all on at constant voltage: time [s], charge [C] and energy [J].

    The charge is Q_s = L^2/(mu R_on) whatever the voltage, the energy V Q_s. Nearly all of the time is spent
    while the film is still off. Source: as `switching_flux`.
    """
    time = switching_flux(on_resistance, off_resistance, thickness, mobility) / voltage
    charge = 1 / drift_constant(on_resistance, thickness, mobility)
    return Switching(time, charge, voltage * charge)


def _film(on_resistance, off_resistance, thickness, mobility):
    """The ratio r = R_on/R_off and the unit of flux phi_0 = R_off/k [V s]."""
    return on_resistance / off_resistance, off_resistance / drift_constant(on_resistance, thickness, mobility)


def _reduced_flux(state, ratio):
    """The y of x; of 1.0 it is the end of the film to the last digit, wherever it is needed."""
    return state - (1 - ratio) * state**2 / 2


def _state(reduced, ratio):
    """The x of y, without cancellation; exactly 1 at the end, where the root would lose its digits."""
    root = np.sqrt(np.maximum(1 - 2 * (1 - ratio) * reduced, ratio**2))
    return np.where(reduced >= _reduced_flux(1.0, ratio), 1.0, np.minimum(2 * reduced / (1 + root), 1.0))


# --- Any course of the voltage -----------------------------------------------------------------------------

def sum_between_walls(start, steps, low, high):
    """Running sum that stops at two walls and leaves them inwards.

    s_n = min(max(s_(n-1) + step_n, low), high), with
    start in [low, high]; steps along the last axis; low, high; all dimensionless or in one unit; start, low
    and high broadcast with the other axes. Returns the sums after each step. Raises ValueError otherwise.
    Source: such a step is a shift between two walls, and two of them in a row are again one.
    """
    low, high = within("low", low, "")[..., np.newaxis], within("high", high, "")[..., np.newaxis]
    width, start = not_negative("high - low", high - low, ""), within("start", start, "")[..., np.newaxis]
    not_negative("start - low", start - low, "")
    not_negative("high - start", high - start, "")
    parts = np.broadcast_arrays(within("steps", steps, ""), low, high, start)
    shift, floor, ceiling, start = (part.copy() for part in parts)
    shift = np.clip(shift, -width, width)  # a longer step ends at the same wall
    reach = 1
    # Join each run of steps with the run before it: all sums after log2(n) rounds.
    while reach < shift.shape[-1]:
        after, before = np.s_[..., reach:], np.s_[..., :-reach]
        floors = np.clip(floor[before] + shift[after], floor[after], ceiling[after])
        ceilings = np.clip(ceiling[before] + shift[after], floor[after], ceiling[after])
        shift[after] = np.clip(shift[before] + shift[after], -width, width)
        floor[after], ceiling[after] = floors, ceilings
        reach *= 2
    return np.clip(start + shift, floor, ceiling)


@law(mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def state_of_flux(flux, initial_state, on_resistance, off_resistance, thickness, mobility):
    """State x (a fraction) of the film along any course of the flux, with both ends of the film as walls.

    flux: int v dt since the film was at initial_state, along the last axis; its turning points must be
    entries. Between the walls it is the closed form above; flux that pushes against a wall is lost.
    """
    ratio, unit = _film(on_resistance, off_resistance, thickness, mobility)
    steps = np.diff(np.atleast_1d(flux), prepend=0.0) / np.asarray(unit)[..., np.newaxis]
    top = _reduced_flux(1.0, ratio)
    start = np.minimum(_reduced_flux(initial_state, ratio), top)  # next to the end, rounding could pass it
    sums = sum_between_walls(start, np.clip(steps, -MOST, MOST), np.zeros_like(ratio), top)
    return _state(sums, np.asarray(ratio)[..., np.newaxis])


# --- A sinusoidal voltage ----------------------------------------------------------------------------------

@law(frequency=ABOVE_ZERO, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def sinusoidal_loop(time, amplitude, frequency, initial_state,
                    on_resistance, off_resistance, thickness, mobility):
    """The Loop of a film under V = V_0 sin(2 pi f t): the current is i = V/M, M = R_on x + R_off (1 - x).

    The state x follows the current, dx/dt = i/Q_s with Q_s = L^2/(mu R_on), until it meets an end of the
    film: `sinusoidal_state` solves this exactly. A negative amplitude begins with the negative half cycle.
    The current is zero whenever the voltage is: a pinched loop [V, A, 1, ohm]. Source: Strukov 2008.
    """
    voltage = amplitude * np.sin(2 * np.pi * (frequency * time % 1))
    state = sinusoidal_state(time, amplitude, frequency, initial_state,
                             on_resistance, off_resistance, thickness, mobility)
    resistance = memristance(state, on_resistance, off_resistance)
    return Loop(voltage + 0 * resistance, voltage / resistance, state, resistance)


@law(frequency=ABOVE_ZERO, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def sinusoidal_state(time, amplitude, frequency, initial_state,
                     on_resistance, off_resistance, thickness, mobility):
    """State x (a fraction) of the film under the voltage V_0 sin(2 pi f t).

    Exact, with both ends of the film as walls. From the second half cycle on the film repeats itself.
    Source: the closed form above.
    """
    ratio, unit = _film(on_resistance, off_resistance, thickness, mobility)
    swing, turns = _swing(amplitude, frequency, unit), frequency * time
    halves = np.floor(2 * turns)
    up, angle = halves % 2 == 0, np.pi * (turns % 1)
    turning = np.where(up, *_turning(initial_state, swing, ratio))
    start = np.where(halves == 0, _reduced_flux(initial_state, ratio), turning)
    moved = 2 * swing * np.where(up, np.sin(angle) ** 2, -(np.cos(angle) ** 2))
    return _state(np.clip(start + moved, 0, _reduced_flux(1.0, ratio)), ratio)


@law(amplitude=ABOVE_ZERO, frequency=ABOVE_ZERO, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def lobe_areas(amplitude, frequency, initial_state, on_resistance, off_resistance, thickness, mobility):
    """Areas [W] of the two lobes of the settled loop, |int i dv| over each half cycle, as Lobes.

    Fast (the state hardly moves): both fall as 1/f, (2/3) V^3 k (R_off - R_on)/(2 pi f M^3), and the loop
    becomes a straight line. Slow (each half cycle goes from end to end): both rise with f.
    Source: i dt = dx/k turns the area into the integral of a polynomial of x.
    """
    ratio, unit = _film(on_resistance, off_resistance, thickness, mobility)
    swing = np.maximum(_swing(amplitude, frequency, unit), 1 / MOST)
    free = _lobe_between_the_ends(initial_state, swing, ratio)
    on, off = _lobes_from_end_to_end(swing, ratio)
    goes_from_end_to_end = 4 * swing >= 1 + ratio
    power = amplitude / off_resistance * amplitude
    return Lobes(*(power * np.where(goes_from_end_to_end, lobe, free) for lobe in (on, off)))


def _lobe_between_the_ends(initial_state, swing, ratio):
    """Area of either lobe, in units of V^2/R_off, where the state does not go from end to end."""
    low, high = (_state(end, ratio) for end in _turning(initial_state, swing, ratio))
    # Not as high - low, which would lose its digits.
    moved = np.minimum(2 * swing / (1 - (1 - ratio) * (low + high) / 2), 1.0)
    return (1 - ratio) * moved**2 / (6 * swing * (1 - (1 - ratio) * (low + moved / 2)))


def _lobes_from_end_to_end(swing, ratio):
    """Areas of both lobes, in units of V^2/R_off, where the film waits first all on and then all off."""
    return ((1 - ratio) / (2 * ratio * swing) * (1 - (3 + ratio) / (12 * swing)),
            (1 - ratio) / (2 * swing) * (1 - (1 + 3 * ratio) / (12 * swing)))


def _swing(amplitude, frequency, unit):
    """Half the reduced flux of one half cycle, V/(2 pi f phi_0)."""
    return np.clip(amplitude / unit / (2 * np.pi * frequency), -MOST, MOST)


def _turning(initial_state, swing, ratio):
    """Reduced flux of the settled film where even and where odd half cycles begin."""
    top = _reduced_flux(1.0, ratio)
    odd = np.clip(_reduced_flux(initial_state, ratio) + 2 * swing, 0, top)
    return np.clip(odd - 2 * swing, 0, top), odd


# --- Windows -----------------------------------------------------------------------------------------------

@law
def window(state, window_exponent):
    """Joglekar's window f = 1 - (2x - 1)^(2p), a fraction. It slows the drift near both ends, dx/dt = k f(x)
    i.

    A large p is almost no window. Source: Joglekar and Wolf 2009.
    """
    return 1 - (2 * state - 1) ** (2 * window_exponent)


@law(initial_state=INNER_SHARE, mobility="vacancy_mobility")
def charged_state(charge, initial_state, on_resistance, thickness, mobility):
    """State (a fraction) after a charge q, with the window p = 1: x = 1/(1 + (1/x_0 - 1) exp(-4 k q)).

    Never quite at an end. Source: the integral of dx/dt = k f(x) i.
    """
    fading = np.exp(-4 * drift_constant(on_resistance, thickness, mobility) * charge)
    return 1 / (1 + (1 - initial_state) / initial_state * fading)


@law(frequency=ABOVE_ZERO, initial_state=INNER_SHARE, mobility="vacancy_mobility", where=_OFF_RESISTS_MORE)
def windowed_loop(time, amplitude, frequency, initial_state, window_exponent,
                  on_resistance, off_resistance, thickness, mobility):
    """The Loop of `sinusoidal_loop` with Joglekar's window in place of the walls.

    time may be an array, the rest is one number each. dx/dphi = k f(x)/M(x) is integrated once over the flux,
    in logit(x), to about 1e-6: no state is lost near an end, so it comes back as slowly as it went. Returns
    [V, A, 1, ohm]. Raises ValueError for an array of amplitudes, say.
    """
    film = _film(on_resistance, off_resistance, thickness, mobility)
    ratio, unit = (single("on_resistance, off_resistance, thickness or mobility", value) for value in film)
    named = {"amplitude": amplitude, "frequency": frequency, "initial_state": initial_state}
    volts, rate, begin = (single(name, value) for name, value in named.items())
    angle = np.pi * (rate * np.asarray(time) % 1)
    way = float(np.clip(2 * _swing(volts, rate, unit), -1e6, 1e6))
    path = _windowed_path(begin, way, ratio, window_exponent)
    state = scipy.special.expit(path(way * np.sin(angle.ravel()) ** 2)).reshape(angle.shape)
    voltage, resistance = volts * np.sin(2 * angle), memristance(state, on_resistance, off_resistance)
    return Loop(voltage, voltage / resistance, state, resistance)


def _windowed_path(begin, way, ratio, exponent):
    """logit(x) as a function of the reduced flux from 0 to `way`, for a film that begins at x = `begin`."""
    def slope(_, position):
        # f/(x (1 - x)) = 4 (1 + u^2 + .. + u^(2p-2)), u = 2x - 1: finite at both ends.
        # Plain floats: this function is the whole cost.
        u = tanh(position[0] / 2)
        series = (1 - u ** (2 * exponent)) / (1 - u * u) if abs(u) < 1 - 1e-9 else exponent
        return [4 * series / (1 - (1 - ratio) * (1 + u) / 2)]
    start = [float(scipy.special.logit(begin))]
    solved = scipy.integrate.solve_ivp(slope, (0.0, way), start, "LSODA", dense_output=True,
                                       rtol=1e-8, atol=1e-8)
    return lambda flux: solved.sol(flux)[0]


@law(time=ANY)
def dissipated_energy(time, voltage, current):
    """Energy [J] turned into heat up to each reading, int v i dt, zero at the first.

    Straight lines join the readings. time: rising, along the last axis; ValueError otherwise. A memristor
    returns nothing: the energy never falls. Source: Joule.
    """
    time, voltage, current = same_shape(time=time, voltage=voltage, current=current)
    steps, power = positive("step of time", np.diff(time), "s"), voltage * current
    portions = steps * (power[..., 1:] + power[..., :-1]) / 2
    return np.concatenate([np.zeros_like(power[..., :1]), np.cumsum(portions, axis=-1)], axis=-1)
