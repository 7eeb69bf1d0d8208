"""A recorded pulse with noise and a jump of the resistances, and the diffusivity that it gives."""
from functools import lru_cache

import numpy as np

from ...physics import batteries, recording

METHODS = {"ends": "usual formula, whole change", "jump": "usual formula, jump taken off",
           "line": "straight line in √t",
           "curve": "√t and a bend"}
CLOSE = 0.05  # of the true diffusivity
# Readings during the pulse, evenly spaced in time, and of the rest before and after it.
READINGS, RESTS = 120, 25
# s that this current needs for a whole grain, and V that the voltage falls from empty to full: illustrative.
FULL_TIME, SLOPE = 36000.0, 1.0


@lru_cache(maxsize=64)
def recorded(pulse_duration, radius, diffusivity, jump, noise, shape, seed):
    """Times [s] and falls [V] in the pulse, the steady fall [V], all noisy; the last without noise."""
    steady = SLOPE * pulse_duration / FULL_TIME
    time = pulse_duration * np.arange(1, READINGS + 1) / READINGS
    theta = diffusivity * time / radius**2
    response = batteries.surface_response(theta, shape)
    clean = jump + steady * response / (batteries.SURFACE_PER_VOLUME[shape] * theta[-1])
    noisy = recording.with_noise(np.concatenate([clean, np.zeros(RESTS), np.full(RESTS, steady)]), noise,
                                 seed)
    before, after = noisy[READINGS:-RESTS].mean(), noisy[-RESTS:].mean()
    return time, noisy[:READINGS] - before, after - before, float(clean[-1])


def _fit(time, fall, curved, noise):
    """Coefficients of 1, √t (and t), and their standard errors for readings that are uncertain by `noise`."""
    slope, start = batteries.root_time_slope(time, fall, curved)
    powers = np.sqrt(time)[:, np.newaxis] ** np.arange(3 if curved else 2)
    errors = noise * np.sqrt(np.diag(np.linalg.inv(powers.T @ powers)))
    # What is left over is orthogonal to t, as least squares wants it.
    bend = float(time @ (fall - start - slope * np.sqrt(time)) / (time @ time)) if curved else 0.0
    return (start, slope, bend), errors


def analysed(state, time, fall, steady):
    """Diffusivity found [m2/s], the standard error of its logarithm, and the line drawn (of √t)."""
    length = state.radius / batteries.SURFACE_PER_VOLUME[state.shape]
    of_rests = state.noise * np.sqrt(2 / RESTS) / abs(steady)
    (start, slope, bend), errors = _fit(time, fall, state.method == "curve", state.noise)
    if state.method in ("ends", "jump"):
        start, noise = (start, errors[0]) if state.method == "jump" else (0.0, state.noise / np.sqrt(RESTS))
        change = fall[-1] - start
        # As if the pulse had ended with the last reading used: less charge, and as much less of a steady
        # change.
        found = batteries.pulse_diffusivity(time[-1], length, steady * time[-1] / state.pulse_duration,
                                            change)
        error = 2 * np.hypot(np.hypot(state.noise, noise) / change, of_rests)
        return float(found), error, lambda root: start + change * root / np.sqrt(time[-1])
    found = batteries.slope_diffusivity(state.pulse_duration, length, steady, slope)
    return float(found), 2 * np.hypot(errors[1] / slope,
                                      of_rests), lambda root: start + slope * root + bend * root**2


def is_close_in_all(state, kept):
    """Whether the diffusivity is within `CLOSE` of the true one in each of the recordings 1 to 10."""
    for seed in range(1, 11):
        time, fall, steady, _ = recorded(state.pulse_duration, state.radius, state.chemical_diffusivity,
                                         state.jump, state.noise, state.shape, seed)
        found, *_ = analysed(state, time[:kept], fall[:kept], steady)
        if not abs(found / state.chemical_diffusivity - 1) <= CLOSE:
            return False
    return True
