"""A slab after a step of the gas that is large or slow, beside the closed form for a small sudden one."""
import numpy as np
import pytest
import scipy.integrate

from mixcond_lessons.physics.driven_slab import driven_relaxation
from mixcond_lessons.physics.relaxation import relaxed_fraction

A, D = 5e-4, 5e-10
TIME = np.geomspace(1e-3, 5, 30) * A**2 / D


@pytest.mark.parametrize("biot", [0.1, 2.0, 50.0])
def test_a_sudden_step_with_constant_diffusivity_follows_the_series(biot):
    found = driven_relaxation(TIME, biot * D / A, A, D, D)
    assert found == pytest.approx(relaxed_fraction(TIME, biot * D / A, A, D), abs=4e-4)


def test_a_flush_is_the_answer_to_a_gas_that_comes_by_and_by():
    """By Duhamel: the sudden answer, folded with the rate at which the gas comes."""
    flush, rate = 60.0, 1e-6
    found = driven_relaxation(TIME[10:], rate, A, D, D, flush)
    for time, value in zip(TIME[10::6], found[::6], strict=True):
        since = np.linspace(0, time, 4001)
        folded = scipy.integrate.trapezoid(
            relaxed_fraction(time - since, rate, A, D) * np.exp(-since / flush) / flush, since)
        assert value == pytest.approx(folded, abs=1e-3)


def test_a_diffusivity_that_grows_makes_filling_quicker_than_emptying():
    filling = driven_relaxation(TIME, 1e-3, A, D, 2 * D)
    emptying = driven_relaxation(TIME, 1e-3, A, 2 * D, D)
    slow, quick = (relaxed_fraction(TIME, 1e-3, A, value) for value in (D, 2 * D))
    middle = (filling > 0.1) & (filling < 0.95)
    assert np.all(filling[middle] > emptying[middle])
    assert np.all((filling > slow - 5e-4) & (filling < quick + 5e-4))


@pytest.mark.parametrize(("change", "words"), [
    ({"exchange_rate": 0.0}, "exchange_rate"), ({"flush_time": -1.0}, "flush_time"),
    ({"diffusivity_after": 0.0}, "diffusivity_after"), ({"time": [2.0, 1.0]}, "step of time"),
    ({"half_thickness": np.nan}, "half_thickness")])
def test_impossible_slabs_are_refused(change, words):
    given = {"time": [1.0, 2.0], "exchange_rate": 1e-6, "half_thickness": A, "diffusivity_before": D,
             "diffusivity_after": D}
    with pytest.raises(ValueError, match=words):
        driven_relaxation(**(given | change))
