"""A grain under a pulse of any size, beside the closed forms of its limits."""
import numpy as np
import pytest

from mixcond_lessons.physics import batteries
from mixcond_lessons.physics.driven_grain import DrivenGrain

SIZE, JUMP = 5e-6, 5e-16
PULSE = 600.0
TIME = np.concatenate([np.geomspace(1, PULSE, 40), PULSE + np.geomspace(1, 9000, 40)])


def linear(rate, filling, g, shape, jump=JUMP):
    """Change of the surface by the law of one diffusivity."""
    diffusivity = float(batteries.lattice_gas_diffusivity(jump, filling, g))
    flux = rate * SIZE / batteries.SURFACE_PER_VOLUME[shape]
    return batteries.concentration_change(SIZE, TIME, np.array([0, PULSE]), np.array([flux, 0.0]), SIZE,
                                          diffusivity, shape)


@pytest.mark.parametrize("shape", ["slab", "sphere"])
@pytest.mark.parametrize(("filling", "g"), [(0.5, 20.0), (0.15, 8.0), (0.85, 0.0)])
def test_a_small_pulse_follows_the_law_of_one_diffusivity(shape, filling, g):
    shares, ended = DrivenGrain(JUMP, g, filling, SIZE, shape).surface(TIME, 1e-7, PULSE)
    law = linear(1e-7, filling, g, shape)
    assert shares - filling == pytest.approx(law, abs=1e-3 * law.max()) and ended == PULSE


@pytest.mark.parametrize("shape", ["slab", "sphere"])
def test_without_forces_no_pulse_is_too_large(shape):
    shares, _ = DrivenGrain(1e-14, 0.0, 0.2, SIZE, shape).surface(TIME, 5e-4, PULSE)
    assert shares - 0.2 == pytest.approx(linear(5e-4, 0.2, 0.0, shape, 1e-14), rel=5e-3)


@pytest.mark.parametrize("shape", ["slab", "sphere"])
def test_in_the_end_all_that_came_in_is_spread_evenly(shape):
    shares, _ = DrivenGrain(JUMP, 15.0, 0.3, SIZE, shape).surface([PULSE, 3e5], 1e-4, PULSE)
    assert shares[1] == pytest.approx(0.3 + 1e-4 * PULSE, rel=1e-6) and shares[0] > shares[1] + 0.05


def test_where_ions_are_quicker_between_half_filled_places_a_large_pulse_heaps_up_less():
    """From x = 0.1 to 1/2 the diffusivity grows with x: the surface stays below the law of one."""
    shares, _ = DrivenGrain(JUMP, 20.0, 0.1, SIZE).surface(TIME, 1e-4, PULSE)
    law = linear(1e-4, 0.1, 20.0, "slab")
    assert shares[39] - 0.1 < 0.95 * law[39] and shares[39] < 0.5


def test_a_pulse_ends_where_the_surface_is_full():
    """Without forces the law tells when."""
    grain = DrivenGrain(1e-14, 0.0, 0.2, SIZE)
    shares, ended = grain.surface(np.geomspace(1, 9000, 60), 2e-3, PULSE, 0.9)
    theta = 1e-14 * ended / SIZE**2
    assert 2e-3 * SIZE**2 / 1e-14 * float(batteries.surface_response(theta, "slab")) == \
        pytest.approx(0.7, rel=1e-3)
    assert ended < PULSE and shares.max() <= 0.9 + 1e-6
    assert shares[-1] == pytest.approx(0.2 + 2e-3 * ended, rel=1e-3)


@pytest.mark.parametrize("change", [
    {"interaction": -4.0}, {"filling": 0.0}, {"filling": 1.0}, {"size": 0.0}, {"shape": "cube"},
    {"jump_diffusivity": -1.0}, {"filling": np.nan}])
def test_what_is_impossible_is_refused(change):
    good = {"jump_diffusivity": JUMP, "interaction": 1.0, "filling": 0.5, "size": SIZE, "shape": "slab"}
    with pytest.raises(ValueError, match=next(iter(change))):
        DrivenGrain(**good | change)


@pytest.mark.parametrize(("arguments", "name"), [
    (([2.0, 1.0], 1e-5, 10.0), "step of time"), (([0.0, 1.0], 1e-5, 10.0), "time"),
    (([1.0], -1e-5, 10.0), "rate"), (([1.0], 1e-5, 0.0), "duration"), (([1.0], 1e-5, 1.0, 0.4), "fullest")])
def test_a_pulse_that_is_impossible_is_refused(arguments, name):
    with pytest.raises(ValueError, match=name):
        DrivenGrain(JUMP, 1.0, 0.5, SIZE).surface(*arguments)
