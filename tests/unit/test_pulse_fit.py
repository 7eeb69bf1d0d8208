"""A pulse and its rest: the law beside the chapter's superposition, and a fit of noisy readings."""
import numpy as np
import pytest

from mixcond_lessons.physics import batteries
from mixcond_lessons.physics.pulse_fit import fit_pulse, heights, voltage_fall

SIZE, D, PULSE = 5e-6, 3e-15, 600.0
TIME = np.concatenate([np.arange(-100.0, 601.0, 5.0), np.arange(660.0, 9000.0, 60.0)])


@pytest.mark.parametrize("shape", ["slab", "sphere"])
def test_the_law_is_the_superposition_of_the_chapter(shape):
    """2.5 mV for the whole grain's share of filled sites that came in, and a jump while the current flows."""
    flux = SIZE / batteries.SURFACE_PER_VOLUME[shape] / PULSE
    change = batteries.concentration_change(SIZE, np.maximum(TIME, 0), np.array([0, PULSE]),
                                            np.array([flux, 0.0]), SIZE, D, shape)
    flows = (TIME > 0) & (TIME <= PULSE)
    assert voltage_fall(TIME, PULSE, SIZE, D, 2.5e-3, 1e-3, shape) == pytest.approx(
        2.5e-3 * change + 1e-3 * flows, abs=1e-12)


def test_the_limits_of_the_law():
    early = voltage_fall(1.0, PULSE, SIZE, D, 1.0, 0.0, "slab")
    assert early == pytest.approx(SIZE / PULSE * 2 / np.sqrt(np.pi * D), rel=1e-9)  # the usual formula
    assert voltage_fall(1e7, PULSE, SIZE, D, 1.0, 5.0, "sphere") == pytest.approx(1.0, rel=1e-9)
    assert voltage_fall(-5.0, PULSE, SIZE, D, 1.0, 5.0) == 0
    assert voltage_fall(PULSE, PULSE, SIZE, D, 0.0, 5.0) == 5 and voltage_fall(601, PULSE, SIZE, D, 0, 5) == 0


@pytest.mark.parametrize("shape", ["slab", "sphere"])
@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_fit_finds_the_constants_within_its_errors(shape, sign):
    inside = []
    for seed in range(40):
        noise = 5e-5 * np.random.default_rng(seed).standard_normal(TIME.size)
        fall = voltage_fall(TIME, PULSE, SIZE, D, sign * 3e-3, sign * 2e-3, shape)
        found = fit_pulse(TIME, 3.8 - fall + noise, PULSE, SIZE, shape)
        away = np.array([np.log(found.chemical_diffusivity / D), found.steady_change - sign * 3e-3,
                         found.resistance_jump - sign * 2e-3]) / found.errors
        inside.append(np.abs(away))
        assert found.before == pytest.approx(3.8, abs=1e-4) and found.misfit == pytest.approx(5e-5, rel=0.3)
    inside = np.array(inside)
    # Of normal errors 68 % lie within one and 95 % within two.
    assert 0.5 < (inside < 1).mean() < 0.85 and (inside < 2).mean() > 0.88 and inside.max() < 5


def test_a_wrong_size_goes_into_the_diffusivity_squared():
    voltage = 3.8 - voltage_fall(TIME, PULSE, SIZE, D, 3e-3, 2e-3, "slab")
    assert fit_pulse(TIME, voltage, PULSE, 2 * SIZE, "slab").chemical_diffusivity == \
        pytest.approx(4 * D, rel=1e-3)


def test_the_heights_of_the_true_diffusivity_are_the_true_ones():
    voltage = 3.8 - voltage_fall(TIME, PULSE, SIZE, D, 3e-3, 2e-3, "sphere")
    found, curve = heights(TIME, voltage, PULSE, SIZE, D, "sphere")
    assert found == pytest.approx((3.8, 3e-3, 2e-3), abs=1e-9) and curve == pytest.approx(voltage, abs=1e-9)


@pytest.mark.parametrize(("arguments", "name"), [
    ((TIME[:5], TIME[:5], PULSE, SIZE), "number of readings"), ((TIME, TIME[1:], PULSE, SIZE), "voltage"),
    ((TIME, 0 * TIME, 0.0, SIZE), "pulse_duration"), ((TIME, 0 * TIME, PULSE, -1.0), "size"),
    ((TIME, 0 * TIME, PULSE, SIZE, "cube"), "shape"), ((TIME, TIME * np.nan, PULSE, SIZE), "voltage")])
def test_what_cannot_be_fitted_is_refused(arguments, name):
    with pytest.raises(ValueError, match=name):
        fit_pulse(*arguments)
