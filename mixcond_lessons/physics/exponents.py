"""Which power of the oxygen pressure noisy readings follow: one fit, fits in a moving window, and whether the line is straight at all."""
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.special import fdtrc, stdtrit

from .arguments import not_negative, positive, same_shape, whole, within

FEWEST = 3  # readings: two always lie on a straight line and tell nothing of its error
CERTAINTY = 0.95  # how often the interval of a fit holds the true exponent
_CUBIC = 4  # constants of a cubic; a straight line has two of them


class ExponentFit(NamedTuple):
    """A power law through readings: exponent m and its standard error (dimensionless); middle: geometric mean of the activities;
    at_middle: conductivity of the fitted line there, in the unit of the readings; half_width: the true exponent lies within m +- half_width
    in CERTAINTY of all recordings (Student's t: few readings tell little of their own scatter)."""

    exponent: np.ndarray
    standard_error: np.ndarray
    middle: np.ndarray
    at_middle: np.ndarray
    half_width: np.ndarray


def with_relative_scatter(values, scatter, seed):
    """Return the values times a log-normal factor of standard deviation `scatter` (dimensionless) in their logarithm, the same for the same seed.

    values: > 0, any shape and unit; scatter: 0..1; seed: whole number >= 0. Raises ValueError otherwise.
    Holds for readings whose error is the same share of each of them, as where the geometry or the temperature wavers. Source: definition.
    """
    chance = np.random.default_rng(whole("seed", seed, 0))
    return positive("values", values, "") * np.exp(within("scatter", scatter, "", 0, 1) * chance.standard_normal(np.shape(values)))


def fit_exponent(oxygen_activity, conductivity):
    """Exponent m of sigma = s p^m and its standard error: a straight line through ln(sigma) against ln(p) by least squares.

    oxygen_activity: > 0; conductivity: > 0, S/m or any one unit; at least three readings along the last axis, shapes that broadcast.
    Returns an ExponentFit, one per row. Raises ValueError otherwise. The error comes from how the readings scatter about the line, all of them
    with the same relative error: a curve fitted by a line has a small error too, see `bend_probability`. Source: linear regression.
    """
    x, y = _logarithms(oxygen_activity, conductivity, FEWEST)
    x_mean, y_mean = (values.mean(axis=-1, keepdims=True) for values in (x, y))
    spread = positive("spread of the oxygen activities", ((x - x_mean) ** 2).sum(axis=-1), "")
    slope = ((x - x_mean) * (y - y_mean)).sum(axis=-1) / spread
    rest = y - y_mean - slope[..., np.newaxis] * (x - x_mean)
    freedom = x.shape[-1] - 2
    error = np.sqrt((rest ** 2).sum(axis=-1) / freedom / spread)
    return ExponentFit(slope, error, np.exp(x_mean[..., 0]), np.exp(y_mean[..., 0]), stdtrit(freedom, (1 + CERTAINTY) / 2) * error)


def moving_exponents(oxygen_activity, conductivity, readings):
    """`fit_exponent` in a window of so many neighbouring readings, moved along: one regime is a plateau, a crossover a slope.

    oxygen_activity: > 0 and rising, conductivity: > 0, both 1-D; readings: whole number, 3 up to as many as there are. Returns an ExponentFit
    of arrays. Raises ValueError otherwise. Neighbouring windows share readings: their errors are not independent. Source: linear regression.
    """
    activity, values = same_shape(oxygen_activity=positive("oxygen_activity", oxygen_activity, ""),
                                  conductivity=positive("conductivity", conductivity, "S/m"))
    if activity.ndim != 1:
        raise ValueError(f"oxygen_activity and conductivity: arrays of shape {activity.shape}; allowed are rows of readings")
    positive("step of oxygen_activity", np.diff(activity), "")
    count = whole("readings", within("readings", readings, "", FEWEST, activity.size), FEWEST)
    return fit_exponent(sliding_window_view(activity, count), sliding_window_view(values, count))


def bend_probability(oxygen_activity, conductivity):
    """Probability that scatter alone bends a true power law at least as far as these readings bend: is it one power law at all?

    Arguments, unit and errors as for `fit_exponent`, but at least six readings at four or more different activities. Returns 0..1, one per row.
    Small (< 0.01): the exponent changes along the readings. Large: they do not contradict one power law; they need not prove it.
    Holds for readings with the same relative error. It sees an arch as well as a turn, but no bend much shorter than the readings.
    Source: F test of a straight line against a cubic, both in ln(p).
    """
    x, y = _logarithms(oxygen_activity, conductivity, 2 * FEWEST)
    middle, reach = (x.max(axis=-1, keepdims=True) + x.min(axis=-1, keepdims=True)) / 2, np.ptp(x, axis=-1, keepdims=True) / 2
    powers = ((x - middle) / positive("spread of the oxygen activities", reach, ""))[..., np.newaxis] ** np.arange(_CUBIC)
    directions, triangle = np.linalg.qr(powers)
    lengths = np.abs(triangle[..., _CUBIC - 1, _CUBIC - 1])
    positive("spread of the oxygen activities about a parabola", np.where(lengths > 1e-9, lengths, 0), "")
    parts = (directions * y[..., np.newaxis]).sum(axis=-2)
    rest = ((y - (directions * parts[..., np.newaxis, :]).sum(axis=-1)) ** 2).sum(axis=-1)
    bend = (parts[..., 2:] ** 2).sum(axis=-1)
    freedom = x.shape[-1] - _CUBIC
    rounding = x.shape[-1] * (64 * np.finfo(float).eps * (1 + np.abs(y).max(axis=-1))) ** 2  # a line without scatter does not bend
    ratio = np.where(bend > rounding, bend / 2 / (np.maximum(rest, rounding) / freedom), 0)
    return fdtrc(2, freedom, ratio)


def matching_candidates(exponent, half_width, candidates):
    """Names of the candidates that lie inside the interval of a fitted exponent, in their order.

    exponent, half_width: numbers, dimensionless, as in `ExponentFit`, the width >= 0; candidates: {name: exponent}. Returns a tuple of names.
    Raises ValueError otherwise. A name in it is allowed by the readings, not proven. Source: definition.
    """
    reach, centre = not_negative("half_width", half_width, ""), within("exponent", exponent, "")
    return tuple(name for name, value in candidates.items() if abs(value - centre) <= reach)


def mixed_exponent(conductivities, exponents):
    """Exponent of a sum of partial conductivities, sum(sigma_i m_i)/sum(sigma_i): the measured one is an average, weighted by who conducts.

    conductivities: S/m, >= 0, not all zero; exponents: d ln(sigma_i)/d ln(p), both with the carriers along the first axis, shapes that broadcast.
    Returns the exponent of the total. Raises ValueError otherwise. Exact at each point. Source: derivative of a sum.
    """
    parts, powers = same_shape(conductivities=not_negative("conductivities", conductivities, "S/m"), exponents=within("exponents", exponents, ""))
    return (parts * powers).sum(axis=0) / positive("sum of conductivities", parts.sum(axis=0), "S/m")


def _logarithms(oxygen_activity, conductivity, fewest):
    activity, values = same_shape(oxygen_activity=positive("oxygen_activity", oxygen_activity, ""),
                                  conductivity=positive("conductivity", conductivity, "S/m"))
    within("number of readings", activity.shape[-1] if activity.ndim else 1, "", low=fewest)
    return np.log(activity), np.log(values)
