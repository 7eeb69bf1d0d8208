"""The memristor with linear drift: a film that remembers, in its resistance, the voltage it has felt.

A share x of the film is rich in vacancies and conducts well. The vacancies drift in the field of that part, v_drift = mu E with E = R_on i/L
(L is the thickness, the source's D), so

    M(x) = R_on x + R_off (1 - x),    dx/dt = k i,    k = mu R_on/L^2,    v = M i.

Since M dx = k v dt, the state depends on the flux phi = int v dt alone. With r = R_on/R_off and phi_0 = L^2 R_off/(mu R_on):

    y = x - (1 - r) x^2/2 = y_0 + phi/phi_0,    M = R_off sqrt(1 - 2 (1 - r) y),    y between 0 (all off) and (1 + r)/2 (all on).

At the electrodes the vacancies stop: there x stays while the voltage pushes outwards, and leaves as soon as it turns (flux beyond the end is lost).
A window function slows them down before the end instead. Both are mathematics, not physics: neither forgets, diffusion is left out (for that see
`vacancy_drift`), and vacancies are not conserved: the rich part grows without becoming poorer.
Source: Strukov, Snider, Stewart and Williams 2008, doi 10.1038/nature06932; Joglekar and Wolf 2009, arXiv:0807.3994.
"""
from math import tanh
from typing import NamedTuple

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import expit, logit

from .arguments import computed, fraction, not_negative, positive, same_shape, single, whole, within

MOST = 1e100   # reduced flux beyond which a film has long arrived at its end


class Loop(NamedTuple):
    """What a sinusoidal voltage does to a memristor, as arrays over time: voltage [V], current [A], state x (dimensionless), resistance [ohm]."""

    voltage: np.ndarray
    current: np.ndarray
    state: np.ndarray
    resistance: np.ndarray


class Lobes(NamedTuple):
    """Areas [W], never negative, that the settled current-voltage loop encloses at positive and at negative voltage."""

    positive: np.ndarray
    negative: np.ndarray


class Switching(NamedTuple):
    """What one switching from all off to all on takes at constant voltage: time [s], charge [C], energy [J]."""

    time: np.ndarray
    charge: np.ndarray
    energy: np.ndarray


# --- The film ----------------------------------------------------------------------------------------------------

def memristance(state, on_resistance, off_resistance):
    """Resistance [ohm] M = R_on x + R_off (1 - x) of the two parts in series.

    state: x in [0, 1], dimensionless; on_resistance, off_resistance [ohm], 0 < R_on <= R_off; all broadcast. ValueError otherwise. Source: Strukov 2008.
    """
    share, on, off = fraction("state", state), *_resistances(on_resistance, off_resistance)
    return off * (1 - share) + on * share


def drift_constant(on_resistance, thickness, mobility):
    """State moved per charge, k = mu R_on/L^2 [1/C]: dx/dt = k i.

    on_resistance [ohm], thickness L [m], mobility mu of the vacancies [m2/(V s)]; all > 0, broadcast. ValueError otherwise. Source: Strukov 2008.
    """
    return computed(lambda ohms, length, speed: speed / length / length * ohms, never_zero=True, on_resistance=positive("on_resistance", on_resistance, "ohm"),
                    thickness=positive("thickness", thickness, "m"), mobility=positive("mobility", mobility, "m2/(V s)"))


def switching_flux(on_resistance, off_resistance, thickness, mobility):
    """Flux [V s] that takes the film from all off to all on: (L^2/mu) (1 + R_off/R_on)/2, at any course of the voltage.

    Arguments and errors (ValueError) as in `memristance` and `drift_constant`. Source: the integral of M dx = k dphi.
    """
    ratio, scale = _film(on_resistance, off_resistance, thickness, mobility)
    return scale * (1 + ratio) / 2


def switching(voltage, on_resistance, off_resistance, thickness, mobility):
    """Time [s], charge [C] and energy [J] of one switching from all off to all on at constant voltage, as a Switching.

    voltage [V] > 0; other arguments and errors (ValueError) as in `switching_flux`. Charge 1/k whatever the voltage, energy V/k; nearly all of the time is spent
    while the film is still off. Source: as `switching_flux`.
    """
    volts = positive("voltage", voltage, "V")
    time = computed(np.divide, switching_flux=switching_flux(on_resistance, off_resistance, thickness, mobility), voltage=volts)
    charge = 1 / drift_constant(on_resistance, thickness, mobility)
    return Switching(time, charge, volts * charge)


def _resistances(on_resistance, off_resistance):
    on, off = positive("on_resistance", on_resistance, "ohm"), positive("off_resistance", off_resistance, "ohm")
    fraction("on_resistance/off_resistance", computed(np.divide, on_resistance=on, off_resistance=off), includes_zero=False)
    return on, off


def _film(on_resistance, off_resistance, thickness, mobility):
    """r = R_on/R_off and the unit of flux phi_0 = R_off/k [V s]."""
    on, off = _resistances(on_resistance, off_resistance)
    rate = drift_constant(on, thickness, mobility)
    return on / off, computed(np.divide, never_zero=True, off_resistance=off, drift_constant=rate)


def _reduced_flux(state, ratio):
    """y of x; of 1.0 it is the end of the film to the last digit, wherever it is needed."""
    return state - (1 - ratio) * state**2 / 2


def _state(reduced, ratio):
    """x of y, without cancellation; exactly 1 at the end, where the root would lose its digits or turn imaginary."""
    root = np.sqrt(np.maximum(1 - 2 * (1 - ratio) * reduced, ratio**2))
    return np.where(reduced >= _reduced_flux(1.0, ratio), 1.0, np.minimum(2 * reduced / (1 + root), 1.0))


# --- Any course of the voltage -----------------------------------------------------------------------------------

def sum_between_walls(start, steps, low, high):
    """Running sum of `steps` that stops at the walls and leaves them with the next step inwards: s_n = min(max(s_(n-1) + step_n, low), high).

    start in [low, high]; steps along the last axis; low, high; all dimensionless or in one unit, start, low and high broadcast with the other axes.
    Returns the sums after each step. Raises ValueError otherwise. Source: such a step is a shift between two walls, and two of them in a row are again one.
    """
    low, high = within("low", low, "")[..., np.newaxis], within("high", high, "")[..., np.newaxis]
    width, start = not_negative("high - low", high - low, ""), within("start", start, "")[..., np.newaxis]
    not_negative("start - low", start - low, "")
    not_negative("high - start", high - start, "")
    shift, floor, ceiling, start = (part.copy() for part in np.broadcast_arrays(within("steps", steps, ""), low, high, start))
    shift = np.clip(shift, -width, width)   # a longer step ends at the same wall
    reach = 1
    while reach < shift.shape[-1]:   # join each run of steps with the run before it: all sums after log2(n) rounds
        after, before = np.s_[..., reach:], np.s_[..., :-reach]
        floors = np.clip(floor[before] + shift[after], floor[after], ceiling[after])
        ceilings = np.clip(ceiling[before] + shift[after], floor[after], ceiling[after])
        shift[after] = np.clip(shift[before] + shift[after], -width, width)
        floor[after], ceiling[after] = floors, ceilings
        reach *= 2
    return np.clip(start + shift, floor, ceiling)


def state_of_flux(flux, initial_state, on_resistance, off_resistance, thickness, mobility):
    """State x (a fraction) of the film along any course of the flux, with both ends of the film as walls.

    flux: int v dt since the film was at initial_state [V s], along the last axis; between two entries it must not turn (its turning points are entries).
    initial_state in [0, 1] and the film's arguments broadcast with the other axes; errors (ValueError) as in `switching_flux`.
    Without a wall it is the closed form above; flux that pushes against a wall is lost. `memristance` makes it a resistance.
    """
    ratio, scale = _film(on_resistance, off_resistance, thickness, mobility)
    flux = np.atleast_1d(within("flux", flux, "V s"))
    with np.errstate(over="ignore"):
        reduced = np.clip(np.diff(flux, prepend=0.0) / np.asarray(scale)[..., np.newaxis], -MOST, MOST)
    top = _reduced_flux(1.0, ratio)
    start = np.minimum(_reduced_flux(fraction("initial_state", initial_state), ratio), top)   # rounding, next to the end
    sums = sum_between_walls(start, reduced, np.zeros_like(ratio), top)
    return _state(sums, np.asarray(ratio)[..., np.newaxis])


# --- A sinusoidal voltage ----------------------------------------------------------------------------------------

def sinusoidal_loop(time, amplitude, frequency, initial_state, on_resistance, off_resistance, thickness, mobility):
    """Voltage V sin(2 pi f t) and what the film makes of it, as a Loop: exact, with both ends of the film as walls.

    time [s] >= 0, amplitude V [V] (its sign is that of the first half cycle), frequency f [1/s] > 0, initial_state x in [0, 1]; the rest and errors
    (ValueError) as in `switching_flux`; all broadcast. The current is zero whenever the voltage is: a pinched loop, settled after the first half cycle.
    """
    ratio, scale = _film(on_resistance, off_resistance, thickness, mobility)
    volts, rate = within("amplitude", amplitude, "V"), positive("frequency", frequency, "1/s")
    turns = computed(np.multiply, frequency=rate, time=not_negative("time", time, "s"))
    swing = _swing(volts, rate, scale)
    halves = np.floor(2 * turns)
    up = halves % 2 == 0
    start = np.where(halves == 0, _reduced_flux(fraction("initial_state", initial_state), ratio), np.where(up, *_turning(initial_state, swing, ratio)))
    angle = np.pi * (turns % 1)
    reduced = np.clip(start + 2 * swing * np.where(up, np.sin(angle) ** 2, -np.cos(angle) ** 2), 0, _reduced_flux(1.0, ratio))
    state = _state(reduced, ratio)
    voltage = volts * np.sin(2 * angle)
    resistance = memristance(state, on_resistance, off_resistance)
    return Loop(voltage + 0 * resistance, voltage / resistance, state, resistance)


def lobe_areas(amplitude, frequency, initial_state, on_resistance, off_resistance, thickness, mobility):
    """Areas [W] of the two lobes of the settled loop, |int i dv| over each half cycle, as Lobes.

    amplitude [V] > 0; other arguments and errors (ValueError) as in `sinusoidal_loop`. Fast (the state hardly moves): both fall as 1/f,
    (2/3) V^3 k (R_off - R_on)/(2 pi f M^3), and the loop becomes a straight line. Slow (each half cycle goes from end to end): both rise with f.
    Source: i dt = dx/k turns the area into the integral of a polynomial of x.
    """
    ratio, scale = _film(on_resistance, off_resistance, thickness, mobility)
    volts, rate = positive("amplitude", amplitude, "V"), positive("frequency", frequency, "1/s")
    swing = np.maximum(_swing(volts, rate, scale), 1 / MOST)
    low, high = (_state(end, ratio) for end in _turning(initial_state, swing, ratio))
    moved = np.minimum(2 * swing / (1 - (1 - ratio) * (low + high) / 2), 1.0)   # high - low would lose its digits
    free = (1 - ratio) * moved**2 / (6 * swing * (1 - (1 - ratio) * (low + moved / 2)))
    pinned = 4 * swing >= 1 + ratio   # from end to end
    waits_on = (1 - ratio) / (2 * ratio * swing) * (1 - (3 + ratio) / (12 * swing))
    waits_off = (1 - ratio) / (2 * swing) * (1 - (1 + 3 * ratio) / (12 * swing))
    power = computed(lambda peak, ohms: peak / ohms * peak, amplitude=volts, off_resistance=np.asarray(off_resistance, dtype=float))
    return Lobes(*(power * np.where(pinned, waits, free) for waits in (waits_on, waits_off)))


def _swing(amplitude, frequency, scale):
    """Half the reduced flux of one half cycle, V/(2 pi f phi_0)."""
    with np.errstate(over="ignore"):
        return np.clip(amplitude / scale / (2 * np.pi * frequency), -MOST, MOST)


def _turning(initial_state, swing, ratio):
    """Reduced flux of the film where even and where odd half cycles begin, once settled: after the first half cycle the film repeats itself."""
    top, begin = _reduced_flux(1.0, ratio), _reduced_flux(fraction("initial_state", initial_state), ratio)
    odd = np.clip(begin + 2 * swing, 0, top)
    return np.clip(odd - 2 * swing, 0, top), odd


# --- Windows -----------------------------------------------------------------------------------------------------

def window(state, window_exponent):
    """Joglekar's window f = 1 - (2x - 1)^(2p), a fraction: it slows the drift, dx/dt = k f(x) i, near both ends of the film.

    state x in [0, 1]; window_exponent p: one whole number from 1 to 100, dimensionless; a large p is almost no window. Raises ValueError otherwise.
    """
    return 1 - (2 * fraction("state", state) - 1) ** (2 * _exponent(window_exponent))


def charged_state(charge, initial_state, on_resistance, thickness, mobility):
    """State (a fraction) after a charge has passed, with the window p = 1: x = 1/(1 + (1/x_0 - 1) exp(-4 k q)).

    charge q [C], initial_state x_0 in (0, 1); other arguments and errors (ValueError) as in `drift_constant`; all broadcast. Never quite at an end.
    """
    start = logit(fraction("initial_state", initial_state, includes_zero=False, includes_one=False))
    rate = drift_constant(on_resistance, thickness, mobility)
    with np.errstate(over="ignore"):
        return expit(start + 4 * rate * within("charge", charge, "C"))


def windowed_loop(time, amplitude, frequency, initial_state, window_exponent, on_resistance, off_resistance, thickness, mobility):
    """The Loop of `sinusoidal_loop` with Joglekar's window in place of the walls; one number each, save time [s], an array.

    window_exponent p as in `window`, initial_state in (0, 1). Raises ValueError otherwise. dx/dphi = k f(x)/M(x) is integrated once over the flux, in logit(x),
    to about 1e-6: no state is lost near an end, so it comes back as slowly as it went.
    """
    ratio, scale = (single("film", value) for value in _film(on_resistance, off_resistance, thickness, mobility))
    volts, rate = single("amplitude", within("amplitude", amplitude, "V")), single("frequency", positive("frequency", frequency, "1/s"))
    begin = single("initial_state", fraction("initial_state", initial_state, includes_zero=False, includes_one=False))
    exponent = _exponent(window_exponent)
    angle = np.pi * (computed(np.multiply, frequency=rate, time=not_negative("time", time, "s")) % 1)

    def slope(_, position):
        # f/(x (1 - x)) = 4 (1 + u^2 + .. + u^(2p-2)), u = 2x - 1: finite at both ends. Plain floats: this line is the whole cost.
        u = tanh(position[0] / 2)
        series = (1 - u ** (2 * exponent)) / (1 - u * u) if abs(u) < 1 - 1e-9 else exponent
        return [4 * series / (1 - (1 - ratio) * (1 + u) / 2)]
    way = np.clip(2 * _swing(volts, rate, scale), -1e6, 1e6)
    path = solve_ivp(slope, (0.0, float(way)), [logit(begin)], "LSODA", dense_output=True, rtol=1e-8, atol=1e-8)
    state = expit(path.sol(way * np.sin(angle.ravel()) ** 2)[0]).reshape(angle.shape)
    voltage, resistance = volts * np.sin(2 * angle), memristance(state, on_resistance, off_resistance)
    return Loop(voltage, voltage / resistance, state, resistance)


def _exponent(window_exponent):
    return whole("window_exponent", within("window_exponent", window_exponent, "", 1, 100), 1)


def dissipated_energy(time, voltage, current):
    """Energy [J] turned into heat up to each reading, int v i dt by straight lines between the readings; zero at the first.

    time [s] rising, voltage [V], current [A]: arrays that broadcast, time along the last axis. Raises ValueError otherwise.
    A memristor returns nothing: the energy never falls. Source: Joule.
    """
    time, voltage, current = same_shape(time=within("time", time, "s"), voltage=within("voltage", voltage, "V"), current=within("current", current, "A"))
    steps = positive("step of time", np.diff(time), "s")
    power = voltage * current
    portions = steps * (power[..., 1:] + power[..., :-1]) / 2
    return np.concatenate([np.zeros_like(power[..., :1]), np.cumsum(portions, axis=-1)], axis=-1)
