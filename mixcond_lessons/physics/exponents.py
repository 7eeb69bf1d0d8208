"""Which power of the oxygen pressure noisy readings follow: one fit, fits in a moving window, and whether the exponent stands still."""
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .arguments import not_negative, positive, same_shape, whole, within

FEWEST = 3  # readings: two always lie on a straight line and tell nothing of its error


class ExponentFit(NamedTuple):
    """A power law through readings: exponent m and its standard error (dimensionless); middle: geometric mean of the activities;
    at_middle: conductivity of the fitted line there, in the unit of the readings."""

    exponent: np.ndarray
    standard_error: np.ndarray
    middle: np.ndarray
    at_middle: np.ndarray


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
    with the same relative error: a curve fitted by a line has a small error too, see `exponent_drift`. Source: linear regression.
    """
    x, y = _logarithms(oxygen_activity, conductivity, FEWEST)
    x_mean, y_mean = (values.mean(axis=-1, keepdims=True) for values in (x, y))
    spread = positive("spread of the oxygen activities", ((x - x_mean) ** 2).sum(axis=-1), "")
    slope = ((x - x_mean) * (y - y_mean)).sum(axis=-1) / spread
    rest = y - y_mean - slope[..., np.newaxis] * (x - x_mean)
    error = np.sqrt((rest ** 2).sum(axis=-1) / (x.shape[-1] - 2) / spread)
    return ExponentFit(slope, error, np.exp(x_mean[..., 0]), np.exp(y_mean[..., 0]))


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


def exponent_drift(oxygen_activity, conductivity):
    """Exponent of the second half of the readings minus that of the first, and its standard error: is it one power law at all?

    Arguments, unit and errors as for `fit_exponent`, but at least six readings, 1-D and in order of pressure. Returns (difference, standard
    error). Within two errors of zero the readings do not contradict one regime; they need not prove it. Source: two independent fits.
    """
    x, y = _logarithms(oxygen_activity, conductivity, 2 * FEWEST)
    half = x.shape[-1] // 2
    first, second = (fit_exponent(np.exp(x[..., part]), np.exp(y[..., part])) for part in (slice(None, half), slice(-half, None)))
    return second.exponent - first.exponent, np.hypot(first.standard_error, second.standard_error)


def matching_candidates(exponent, standard_error, candidates, errors=2.0):
    """Names of the candidates that lie within so many standard errors of a fitted exponent, in their order.

    exponent, standard_error: numbers, dimensionless, the error >= 0; candidates: {name: exponent}; errors: >= 0. Returns a tuple of names.
    Raises ValueError otherwise. A name in it is allowed by the readings, not proven. Source: definition.
    """
    reach = not_negative("errors", errors, "") * not_negative("standard_error", standard_error, "")
    centre = within("exponent", exponent, "")
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
