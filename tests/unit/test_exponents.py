"""Power laws from noisy readings: errors mean what they say, one regime is told from a crossover, and a sum
has the average exponent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial
from scipy.stats import f as f_distribution
from scipy.stats import linregress

from mixcond_lessons.physics.atmosphere import local_exponent
from mixcond_lessons.physics.doping import acceptor_doped_oxide
from mixcond_lessons.physics.exponents import (
    CERTAINTY,
    bend_probability,
    fit_exponent,
    matching_candidates,
    mixed_exponent,
    moving_exponents,
    with_relative_scatter,
)

PRESSURES = np.logspace(-20, 0, 81)
powers = st.floats(-1, 1)


@given(powers, st.floats(-30, 30), st.integers(3, 81))
def test_a_clean_power_law_comes_back_wholly(exponent, logarithm, count):
    fit = fit_exponent(PRESSURES[:count], 10.0**logarithm * PRESSURES[:count] ** exponent)
    assert fit.exponent == pytest.approx(exponent, abs=1e-12) and fit.standard_error < 1e-12
    assert fit.middle == pytest.approx(np.sqrt(PRESSURES[0] * PRESSURES[count - 1]))
    assert fit.at_middle == pytest.approx(10.0**logarithm * fit.middle**exponent)


@given(st.integers(0, 10**6), st.floats(0.001, 1), st.integers(3, 81), powers)
def test_slope_and_error_agree_with_an_independent_regression(seed, scatter, count, exponent):
    values = with_relative_scatter(PRESSURES[:count] ** exponent, scatter, seed)
    fit, other = (
        fit_exponent(PRESSURES[:count], values),
        linregress(np.log(PRESSURES[:count]), np.log(values)),
    )
    assert fit.exponent == pytest.approx(other.slope, abs=1e-10)
    assert fit.standard_error == pytest.approx(other.stderr, rel=1e-6, abs=1e-10)


def test_the_error_means_what_it_says():
    """Of many recordings, as many lie within one and two errors as the distribution of the error with its few
    readings demands."""
    truth = PRESSURES[:41] ** 0.25
    fits = fit_exponent(
        PRESSURES[:41], np.array([with_relative_scatter(truth, 0.1, seed) for seed in range(2000)])
    )
    miss = np.abs(fits.exponent - 0.25) / fits.standard_error
    assert np.mean(miss < 1) == pytest.approx(0.677, abs=0.03) and np.mean(miss < 2) == pytest.approx(
        0.948, abs=0.015
    )
    assert np.std(fits.exponent) == pytest.approx(np.mean(fits.standard_error), rel=0.05)


@pytest.mark.parametrize("count", [3, 5, 9, 41])
def test_the_interval_holds_the_truth_as_often_as_it_says(count):
    """Also for few readings, where two standard errors would hold it far more rarely."""
    truth = PRESSURES[:count] ** 0.25
    fits = fit_exponent(
        PRESSURES[:count], np.array([with_relative_scatter(truth, 0.05, seed) for seed in range(4000)])
    )
    miss = np.abs(fits.exponent - 0.25)
    assert np.mean(miss < fits.half_width) == pytest.approx(CERTAINTY, abs=0.012)
    if count < 9:
        assert np.mean(miss < 2 * fits.standard_error) < CERTAINTY - 0.05


def test_moving_windows_are_fits_of_their_readings():
    values = with_relative_scatter(PRESSURES**-0.25, 0.05, 3)
    moving = moving_exponents(PRESSURES, values, 9)
    assert moving.exponent.shape == (73,)
    for start in (0, 40, 72):
        one = fit_exponent(PRESSURES[start : start + 9], values[start : start + 9])
        assert [float(part[start]) for part in moving] == pytest.approx(
            [float(part) for part in one], rel=1e-12
        )


def recordings(values, scatter=0.03, count=2000):
    """Many noisy recordings of the same values."""
    return np.array([with_relative_scatter(values, scatter, seed) for seed in range(count)])


@pytest.mark.parametrize("count", [6, 9, 41])
def test_a_power_law_seldom_seems_to_bend(count):
    """For a true power law the probability is itself evenly spread: as often below 1 % as 1 % says, whatever
    the scatter."""
    found = bend_probability(PRESSURES[:count], recordings(PRESSURES[:count] ** (1 / 6)))
    for level in (0.01, 0.05, 0.5):
        assert np.mean(found < level) == pytest.approx(
            level, abs=4 * np.sqrt(level * (1 - level) / found.size)
        )
    assert bend_probability(PRESSURES[:count], PRESSURES[:count] ** (1 / 6)) == 1


def test_a_bend_is_seen_whether_the_exponent_drifts_or_arches():
    """An exponent that rises and falls back is the same in both halves: a test of those would be blind to
    it."""
    x = np.linspace(-1, 1, 65)
    activity = 10.0 ** (8 * x - 12)
    for bend in (x**2, x**3 - 0.6 * x):
        for sign in (1, -1):
            found = bend_probability(
                activity, recordings(activity**0.25 * np.exp(sign * 0.3 * bend), count=100)
            )
            assert np.mean(found < 0.01) > 0.95
    arch = activity**0.1 * np.exp(0.3 * (x**3 - 0.6 * x))
    halves = [
        float(fit_exponent(activity[part], arch[part]).exponent)
        for part in (slice(None, 32), slice(-32, None))
    ]
    assert halves[0] == pytest.approx(halves[1], abs=1e-3)


def test_the_probability_agrees_with_an_independent_analysis_of_variance():
    x = np.log(PRESSURES[:21])
    for seed in range(20):
        values = with_relative_scatter(PRESSURES[:21] ** 0.2 * np.exp(1e-3 * x**2), 0.05, seed)
        rest = [Polynomial.fit(x, np.log(values), degree, full=True)[1][0][0] for degree in (1, 3)]
        expected = f_distribution.sf((rest[0] - rest[1]) / 2 / (rest[1] / 17), 2, 17)
        assert bend_probability(PRESSURES[:21], values) == pytest.approx(expected, rel=1e-6)


@given(st.integers(0, 1000), st.floats(-3, 3), st.floats(-20, 20), st.floats(0.1, 3))
def test_the_probability_does_not_depend_on_units_or_on_a_further_power(seed, power, logarithm, stretch):
    values = with_relative_scatter(PRESSURES[:21] ** 0.2, 0.05, seed)
    same = bend_probability(
        PRESSURES[:21] ** stretch, 10.0**logarithm * values * PRESSURES[:21] ** (0.1 * power)
    )
    assert same == pytest.approx(float(bend_probability(PRESSURES[:21], values)), rel=1e-6)


def test_a_crossover_may_look_like_a_sixth_but_bends():
    """Two decades around h = 2[V] look like 1/6; the bend tells that it is a crossover, a true 1/6 has
    none."""
    model = acceptor_doped_oxide(1e-3, -21, -13)
    border = 10.0 ** (2 * (-21 - 3 + 26))  # (K_red A/K_i²)², where h = 2[V]
    around = border * np.logspace(-1, 1, 9)
    crossing, true = model.equilibrium(around)["h"], around ** (1 / 6)
    assert fit_exponent(around, crossing).exponent == pytest.approx(1 / 6, abs=0.01)
    assert np.mean(bend_probability(around, recordings(crossing, 0.005, 200)) < 0.01) > 0.9
    assert np.mean(bend_probability(around, recordings(true, 0.005, 200)) < 0.01) < 0.05


def test_a_sum_has_the_average_exponent():
    model = acceptor_doped_oxide(1e-3, -21, -13)
    activity = np.logspace(-25, 5, 61)
    equilibrium = model.equilibrium(activity)
    mobilities = {"V": 1e-3, "n": 2.0, "h": 1.0}
    parts = [mobility * equilibrium[name] for name, mobility in mobilities.items()]
    found = mixed_exponent(parts, [equilibrium.exponents[name] for name in mobilities])
    step = 1e-4
    shifted = [
        sum(
            mobility * model.equilibrium(activity * np.exp(shift))[name]
            for name, mobility in mobilities.items()
        )
        for shift in (-step, step)
    ]
    assert found == pytest.approx((np.log(shifted[1]) - np.log(shifted[0])) / (2 * step), abs=1e-6)
    holes = mixed_exponent([equilibrium["h"]], [equilibrium.exponents["h"]])
    assert holes == pytest.approx(
        local_exponent(equilibrium["V"], equilibrium["n"], equilibrium["h"]), abs=1e-9
    )


def test_an_average_stays_between_what_it_averages_whatever_the_shapes():
    assert mixed_exponent([1.0, 3.0], [[0.25, 0.25], [0.25, 0.25]]) == pytest.approx([0.25, 0.25])
    assert mixed_exponent([[1.0], [3.0]], [[0.25, -0.25], [0.25, 0.25]]) == pytest.approx([0.25, 0.125])
    assert mixed_exponent(2.0, [0.25, -0.25, 0.25]) == pytest.approx(1 / 12)


@given(st.integers(0, 1000), st.floats(0, 1))
def test_scatter_is_the_same_for_the_same_seed_and_log_normal(seed, scatter):
    first, second = (with_relative_scatter(np.full(200, 3.0), scatter, seed) for _ in range(2))
    assert (first == second).all() and (first > 0).all()
    assert np.std(np.log(first / 3)) == pytest.approx(scatter, rel=0.25, abs=1e-12)
    if scatter > 1e-9:
        assert (first != with_relative_scatter(np.full(200, 3.0), scatter, seed + 1)).all()


def test_candidates_are_those_within_reach():
    candidates = {"1/4": 1 / 4, "3/16": 3 / 16, "1/6": 1 / 6}
    assert matching_candidates(0.17, 0.02, candidates) == ("3/16", "1/6")
    assert matching_candidates(0.17, 0.01, candidates) == ("1/6",)
    assert matching_candidates(0.17, 0.001, candidates) == ()
    assert matching_candidates(0.25, 0, candidates) == ("1/4",)


@pytest.mark.parametrize(
    "call",
    [
        lambda: fit_exponent([1, 2], [1, 2]),
        lambda: fit_exponent([1, 1, 1], [1, 2, 3]),
        lambda: fit_exponent([1, 2, 0], [1, 2, 3]),
        lambda: fit_exponent([1, 2, 3], [1, 2, -3]),
        lambda: fit_exponent(1.0, 1.0),
        lambda: fit_exponent([1, 2, 3], [1, 2]),
        lambda: moving_exponents(PRESSURES, PRESSURES, 2),
        lambda: moving_exponents(PRESSURES, PRESSURES, 82),
        lambda: moving_exponents(PRESSURES[::-1], PRESSURES, 9),
        lambda: moving_exponents(PRESSURES, PRESSURES, 4.5),
        lambda: moving_exponents(np.ones((2, 9)), np.ones((2, 9)), 3),
        lambda: bend_probability(PRESSURES[:5], PRESSURES[:5]),
        lambda: bend_probability([1, 1, 2, 2, 3, 3], [1, 2, 3, 4, 5, 6]),
        lambda: bend_probability(np.ones(6), np.ones(6)),
        lambda: with_relative_scatter([1, -1], 0.1, 1),
        lambda: with_relative_scatter([1], 2, 1),
        lambda: with_relative_scatter([1], 0.1, -1),
        lambda: matching_candidates(0.1, -1, {}),
        lambda: matching_candidates(np.nan, 1, {}),
        lambda: mixed_exponent([[-1.0]], [[0.1]]),
        lambda: mixed_exponent([[0.0]], [[0.1]]),
        lambda: mixed_exponent([1e308, 1e308], [0.1, 0.2]),
    ],
)
def test_refuses_what_cannot_be(call):
    with pytest.raises(ValueError, match="allowed|fit together"):
        call()
