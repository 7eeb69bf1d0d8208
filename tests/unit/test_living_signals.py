"""A heartbeat, the filter of the channel, noise, and the two recordings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.signal import find_peaks, periodogram

from mixcond_lessons.physics import living_signals as law

STEP = 1e-3
TIME = np.arange(4000) * STEP
BEAT = law.heartbeat(TIME, 60, 1e-3)
decades = st.floats(-9, 9).map(lambda power: 10.0**power)
signals = st.lists(st.floats(-1, 1), min_size=2, max_size=30)


# --- The heart ---


@pytest.mark.parametrize("rate", [20, 60, 72.5, 150])
def test_heart_beats_at_its_rate(rate):
    time = np.arange(-1000, 20_000) * STEP
    beat = law.heartbeat(time, rate, 1e-3)
    peaks = find_peaks(beat, height=0.8e-3)[0]
    assert (
        np.diff(time[peaks]) == pytest.approx(60 / rate, abs=2.1 * STEP)
        and np.abs(time[peaks]).min() < 1.5 * STEP
    )
    assert law.heartbeat(time + 3 * 60 / rate, rate, 1e-3) == pytest.approx(beat, abs=1e-15)
    assert beat.max() == pytest.approx(1e-3, rel=0.05)


@given(st.floats(20, 300), st.floats(-1e6, 1e6))
def test_heartbeat_is_smooth_everywhere(rate, moment):
    near = law.heartbeat(moment + np.array([0, 1e-6]), rate, 1.0)
    assert np.all(np.isfinite(near)) and abs(np.diff(near)[0]) < 1e-6 * 100 + 1e-9
    assert abs(law.heartbeat(moment, rate, 0.0)) == 0


# --- The filter ---


@given(signals, decades, decades)
def test_filter_keeps_within_the_signal_and_its_extremes_are_known(signal, step, tau):
    found = law.filtered(signal, step, tau)
    assert (
        found[0] == signal[0]
        and np.all(found <= max(signal) + 1e-12)
        and np.all(found >= min(signal) - 1e-12)
    )
    assert law.filtered(signal, 1.0, 1e-12) == pytest.approx(signal, abs=1e-11)
    assert law.filtered(signal, 1.0, 1e12) == pytest.approx(signal[0], abs=1e-10)
    assert law.filtered(np.full(5, 0.3), step, tau) == pytest.approx(0.3, rel=1e-12)


@pytest.mark.parametrize("tau", [0.2, 1.0, 30.0])
def test_filter_agrees_with_its_differential_equation(tau):
    signal = np.random.default_rng(1).normal(size=(2, 3, 12))
    found = law.filtered(signal, 0.5, tau)
    times = np.arange(12) * 0.5
    for place in np.ndindex(2, 3):
        path = solve_ivp(
            lambda time, y: (np.interp(time, times, signal[place]) - y) / tau,
            (0, times[-1]),
            signal[place][:1],
            t_eval=times,
            rtol=1e-8,
            atol=1e-10,
            max_step=0.05,
        )
        assert found[place] == pytest.approx(path.y[0], abs=1e-5)


@pytest.mark.parametrize("frequency", [1.0, 5.0, 50.0])
def test_filter_passes_the_share_of_a_sine_that_its_pole_says(frequency):
    time, tau = np.arange(20_000) * 1e-4, 1 / (2 * np.pi * 5)
    found = law.filtered(np.sin(2 * np.pi * frequency * time), 1e-4, tau)[10_000:]
    assert np.ptp(found) / 2 == pytest.approx(law.passed_share(frequency, tau), rel=2e-3)
    assert law.passed_share(5.0, tau) == pytest.approx(0.5**0.5) and law.passed_share(0.0, tau) == 1


def test_filter_follows_a_ramp_one_time_constant_behind():
    assert law.filtered(TIME, STEP, 0.05)[-1] == pytest.approx(TIME[-1] - 0.05, abs=1e-12)
    assert law.filtered([0.7], STEP, 0.05).tolist() == [0.7]


# --- Noise and recordings ---


def test_noise_has_its_density_and_is_the_same_for_the_same_seed():
    noise = law.white_noise(100_000, STEP, 2e-6, 3)
    frequency, power = periodogram(noise, 1 / STEP)
    for band in (frequency < 100), (frequency > 300):
        assert np.sqrt(power[band & (frequency > 0)].mean()) == pytest.approx(2e-6, rel=0.03)
    assert (law.white_noise(9, STEP, 1.0, 3) == law.white_noise(9, STEP, 1.0, 3)).all() and (
        law.white_noise(9, STEP, 1.0, 3) != law.white_noise(9, STEP, 1.0, 4)
    ).all()
    assert (law.white_noise(9, STEP, 0.0, 3) == 0).all()


def test_gain_at_the_spot_beats_the_noise_of_the_wires():
    passive = law.passive_recording(BEAT, STEP, 1e-5, 1)
    active = law.transistor_recording(BEAT, STEP, 1e-6, 20.0, 0.0, 1e-5, 1)
    assert law.signal_to_error(BEAT, active) == pytest.approx(
        20 * law.signal_to_error(BEAT, passive), rel=0.01
    )
    assert (law.transistor_recording(BEAT, STEP, 1e-9, 1.0, 0.0, 1e-5, 1) - passive) == pytest.approx(
        0, abs=1e-8
    )


def test_noises_add_as_the_law_says():
    flat = np.zeros(50_000)
    for gain in (1.0, 5.0, 100.0):
        found = law.transistor_recording(flat, STEP, 0.01, gain, 1e-6, 1e-5, 2).std() * np.sqrt(2 * STEP)
        assert found == pytest.approx(law.input_noise(1e-6, 1e-5, gain), rel=0.02)
    assert law.input_noise(0.0, 1e-5, 1.0) == 1e-5


def test_slow_channels_round_the_beat_off():
    found = [
        law.signal_to_error(BEAT, law.transistor_recording(BEAT, STEP, tau, 10.0, 1e-8, 1e-7, 1))
        for tau in (1e-4, 1e-3, 1e-2, 1e-1)
    ]
    assert np.all(np.diff(found) < 0)


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.heartbeat(0.0, 10, 1.0), "beats_per_minute = 10"),
        (lambda: law.heartbeat(0.0, [60, 70], 1.0), "beats_per_minute: an array"),
        (lambda: law.heartbeat(np.nan, 60, 1.0), "time = nan s"),
        (lambda: law.heartbeat(0.0, 60, np.inf), "amplitude = inf V"),
        (lambda: law.filtered([1.0], 0.0, 1.0), "time_step = 0 s"),
        (lambda: law.filtered([1.0], 1.0, -1.0), "time_constant = -1 s"),
        (lambda: law.filtered([np.nan], 1.0, 1.0), "signal = nan"),
        (lambda: law.filtered([], 1.0, 1.0), "at least one sample"),
        (lambda: law.filtered([1.0, 2.0], 1e-300, 1e300), "leaves the range"),
        (lambda: law.passed_share(-1.0, 1.0), "frequency = -1"),
        (lambda: law.white_noise(0, 1.0, 1.0, 1), "samples = 0"),
        (lambda: law.white_noise(5, 1.0, -1.0, 1), "density = -1"),
        (lambda: law.white_noise(5, 1.0, 1.0, -1), "seed = -1"),
        (lambda: law.passive_recording([[1.0]], 1.0, 1.0, 1), "one row of samples"),
        (lambda: law.transistor_recording([1.0], 1.0, 1.0, 0.0, 1.0, 1.0, 1), "gain = 0"),
        (lambda: law.input_noise(-1.0, 1.0, 1.0), "own_noise = -1"),
        (lambda: law.signal_to_error([1.0, 1.0], [1.0, 2.0]), "a signal that changes"),
        (lambda: law.signal_to_error([1.0, 2.0], [1.0, 2.0]), "a recording that differs"),
        (lambda: law.signal_to_error([1.0, 2.0], [1.0]), "two rows of the same length"),
    ],
)
def test_impossible_arguments_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
