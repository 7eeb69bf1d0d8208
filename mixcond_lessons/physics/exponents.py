"""Which power of the oxygen pressure noisy readings follow, and whether it is one power at all."""
from typing import NamedTuple

import numpy as np
import scipy
from numpy.lib.stride_tricks import sliding_window_view

from .arguments import positive, same_shape, whole, within
from .law import law

FEWEST = 3  # readings: two always lie on a straight line and tell nothing of its error
CERTAINTY = 0.95  # how often the interval of a fit holds the true exponent
_CUBIC = 4  # constants of a cubic; a straight line has two of them


class ExponentFit(NamedTuple):
    """A power law through readings: the exponent m and its standard error, both dimensionless.

    middle: geometric mean of the activities; at_middle: conductivity of the fitted line there, in the unit of
    the readings; half_width: the true exponent lies within m +- half_width in CERTAINTY of all recordings
    (Student's t: few readings tell little of their own scatter).
    """

    exponent: np.ndarray
    standard_error: np.ndarray
    middle: np.ndarray
    at_middle: np.ndarray
    half_width: np.ndarray


def _readings(fewest):
    """What a fit needs: so many readings along the last axis, and not all of them at one pressure."""
    def hold(oxygen_activity):
        shape = np.shape(oxygen_activity)
        enough = shape[-1:] >= (fewest,) and np.ptp(oxygen_activity, axis=-1, keepdims=True) > 0
        return np.broadcast_to(enough, shape)
    return {f"allowed are {fewest} or more readings, not all of them at one pressure": hold}


@law
def with_relative_scatter(values, scatter, seed):
    """Return the values times log-normal factors of standard deviation `scatter` in their logarithm.

    The same seed gives the same factors. Holds for readings whose error is the same share of each of them, as
    where the geometry or the temperature wavers. Source: definition.
    """
    return values * np.exp(scatter * np.random.default_rng(seed).standard_normal(np.shape(values)))


@law(where=_readings(FEWEST))
def fit_exponent(oxygen_activity, conductivity):
    """Exponent m of sigma = s p^m and its error: a line of least squares in ln(sigma) against ln(p).

    Readings along the last axis, conductivity in any one unit. Returns an ExponentFit, one per row.
    The error comes from how the readings scatter about the line, all of them with the same relative error: a
    curve fitted by a line has a small error too, see `bend_probability`. Source: linear regression.
    """
    x, y = np.broadcast_arrays(np.log(oxygen_activity), np.log(conductivity))
    x_mean, y_mean = x.mean(axis=-1, keepdims=True), y.mean(axis=-1, keepdims=True)
    spread = ((x - x_mean) ** 2).sum(axis=-1)
    slope = ((x - x_mean) * (y - y_mean)).sum(axis=-1) / spread
    rest = y - y_mean - slope[..., np.newaxis] * (x - x_mean)
    freedom = x.shape[-1] - 2
    error = np.sqrt((rest**2).sum(axis=-1) / freedom / spread)
    half_width = scipy.special.stdtrit(freedom, (1 + CERTAINTY) / 2) * error
    return ExponentFit(slope, error, np.exp(x_mean[..., 0]), np.exp(y_mean[..., 0]), half_width)


def moving_exponents(oxygen_activity, conductivity, readings):
    """`fit_exponent` in a window of so many neighbouring readings, moved along.

    One regime is a plateau, a crossover a slope. oxygen_activity: > 0 and rising, conductivity: > 0, both
    1-D; readings: whole number, 3 up to as many as there are. Returns an ExponentFit of arrays.
    Neighbouring windows share readings: their errors are not independent. Source: linear regression.
    """
    activity, values = same_shape(oxygen_activity=positive("oxygen_activity", oxygen_activity, ""),
                                  conductivity=positive("conductivity", conductivity, "S/m"))
    if activity.ndim != 1:
        raise ValueError(f"oxygen_activity and conductivity: arrays of shape {activity.shape}; "
                         "allowed are rows of readings")
    positive("step of oxygen_activity", np.diff(activity), "")
    count = whole("readings", within("readings", readings, "", FEWEST, activity.size), FEWEST)
    return fit_exponent(sliding_window_view(activity, count), sliding_window_view(values, count))


@law(where=_readings(2 * FEWEST))
def bend_probability(oxygen_activity, conductivity):
    """Probability that scatter alone bends a true power law at least as far as these readings bend.

    As for `fit_exponent`, but at least six readings, at four or more different activities. Returns 0..1, one
    per row. Small (< 0.01): the exponent changes along the readings. Large: they do not contradict one power
    law; they need not prove it. Holds for readings with the same relative error. It sees an arch as well as a
    turn, but no bend much shorter than the readings. Source: F test of a straight line against a cubic, both
    in ln(p).
    """
    x, y = np.broadcast_arrays(np.log(oxygen_activity), np.log(conductivity))
    directions = _orthogonal_powers(x)
    parts = (directions * y[..., np.newaxis]).sum(axis=-2)
    rest = ((y - (directions * parts[..., np.newaxis, :]).sum(axis=-1)) ** 2).sum(axis=-1)
    bend = (parts[..., 2:] ** 2).sum(axis=-1)
    freedom = x.shape[-1] - _CUBIC
    # No scatter, no bend.
    rounding = x.shape[-1] * (64 * np.finfo(float).eps * (1 + np.abs(y).max(axis=-1))) ** 2
    ratio = np.where(bend > rounding, bend / 2 / (np.maximum(rest, rounding) / freedom), 0)
    return scipy.special.fdtrc(2, freedom, ratio)


def _orthogonal_powers(x):
    """Polynomials up to the cubic at the places x along the last axis, orthogonal and of length one."""
    high, low = x.max(axis=-1, keepdims=True), x.min(axis=-1, keepdims=True)
    middle, reach = (high + low) / 2, (high - low) / 2
    directions, triangle = np.linalg.qr(((x - middle) / reach)[..., np.newaxis] ** np.arange(_CUBIC))
    lengths = np.abs(triangle[..., _CUBIC - 1, _CUBIC - 1])
    positive("spread of the oxygen activities about a parabola", np.where(lengths > 1e-9, lengths, 0), "")
    return directions


@law
def matching_candidates(exponent, half_width, candidates):
    """Names of the candidates that lie inside the interval of a fitted exponent, in their order.

    exponent, half_width: as in `ExponentFit`. Returns a tuple of names. A name in it is allowed by the
    readings, not proven. Source: definition.
    """
    return tuple(name for name, value in candidates.items() if abs(value - exponent) <= half_width)


def _some_conduct(conductivities):
    total = conductivities.sum(axis=0)
    return np.broadcast_to((total > 0) & (total < np.inf), conductivities.shape)


@law(where={"allowed are conductivities of which at least one is larger than zero": _some_conduct})
def mixed_exponent(conductivities, exponents):
    """Exponent of a sum of conductivities, sum(sigma_i m_i)/sum(sigma_i): the average over who conducts.

    Both with the carriers along the first axis; exponents: d ln(sigma_i)/d ln(p). Returns the exponent of the
    total. Exact at each point. Source: derivative of a sum.
    """
    conductivities, exponents = np.broadcast_arrays(conductivities, exponents)
    return (conductivities * exponents).sum(axis=0) / conductivities.sum(axis=0)
