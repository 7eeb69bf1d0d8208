"""What a recorded pulse and its rest tell: diffusivity, steady change of the voltage, jump of resistances.

From rest, a current flows for the time t_p and then stops. For small steps (`batteries`) the voltage falls by
the steady change dE_s times u(theta)/(k theta_p), u of `batteries.surface_response` and theta = D t/R^2, and
by the jump as long as the current flows. After the pulse the answer to the current that stopped is taken off.
"""
from dataclasses import dataclass

import numpy as np
import scipy

from ..trust import trusted
from .arguments import one_of, positive, same_shape, single, within
from .batteries import SURFACE_PER_VOLUME, surface_response
from .law import law
from .quantity import ANY

FEWEST = 8
STEP = 1e-4  # of ln D, for a slope
TRIALS = np.linspace(np.log(1e-5), np.log(30.0), 40)  # ln of D t_p/R^2 among which a fit looks for its start


@law(time=ANY)
def voltage_fall(time, pulse_duration, size, chemical_diffusivity, steady_change, resistance_jump,
                 shape="sphere"):
    """Fall of the voltage in a pulse that begins at t = 0, and at rest after it. Returns V.

    jump + dE_s u(theta)/(k theta_p) during the pulse, dE_s [u(theta) - u(theta - theta_p)]/(k theta_p) after
    it; zero before it. Small steps, one phase. Source: Crank, superposition; Weppner and Huggins 1977.
    """
    theta = np.maximum(time, 0) * chemical_diffusivity / size / size
    last = pulse_duration * chemical_diffusivity / size / size
    answer = surface_response(theta, shape) - surface_response(np.maximum(theta - last, 0), shape)
    # The reading at t_p belongs to the pulse, also when its time was rounded.
    flows = (np.asarray(time) > 0) & (theta <= last * (1 + 1e-9))
    return steady_change * answer / (SURFACE_PER_VOLUME[shape] * last) + np.where(flows, resistance_jump, 0.0)


@dataclass(frozen=True)
class PulseFit:
    """What the fit of a pulse found: chemical_diffusivity [m2/s], steady_change, resistance_jump and before
    (the voltage of the rest before) [V]; errors: standard errors of ln D, steady change [V] and jump [V];
    misfit: root mean square of what is left [V]."""
    chemical_diffusivity: float
    steady_change: float
    resistance_jump: float
    before: float
    errors: tuple
    misfit: float


def heights(time, voltage, pulse_duration, size, chemical_diffusivity, shape="sphere"):
    """The voltage before, steady change and jump [V] that bring `voltage_fall` nearest to readings, for a
    given diffusivity; and the curve [V] at the readings: ((before, steady, jump), curve). The law is linear
    in the three, so this is plain least squares. Arguments as `fit_pulse`, which raises ValueError.
    """
    columns = _columns(time, pulse_duration, size, chemical_diffusivity, shape)
    found = np.linalg.lstsq(columns, voltage)[0]
    return tuple(found.tolist()), columns @ found


def _columns(time, pulse_duration, size, diffusivity, shape):
    with trusted():
        both = [voltage_fall(time, pulse_duration, size, diffusivity, *one, shape)
                for one in ((1, 0), (0, 1))]
    return np.column_stack([np.ones(time.size), -both[0], -both[1]])


def fit_pulse(time, voltage, pulse_duration, size, shape="sphere"):
    """Fit `voltage_fall` to readings; return a PulseFit: m2/s and V.

    time [s] since the pulse began (negative at the rest before it) and voltage [V]: at least 8 readings;
    pulse_duration [s], size [m] (radius of a ball, thickness of a film). ValueError otherwise. The size goes
    into D squared: a size that is 10 % wrong makes D 20 % wrong, and no error bar says so.
    """
    time, voltage = same_shape(time=within("time", time, "s"), voltage=within("voltage", voltage, "V"))
    within("number of readings", time.size, "", low=FEWEST)
    duration = single("pulse_duration", positive("pulse_duration", pulse_duration, "s"))
    size, _ = single("size", positive("size", size, "m")), one_of("shape", shape, tuple(SURFACE_PER_VOLUME))

    def left(logarithm):
        return voltage - heights(time, voltage, duration, size, float(np.exp(logarithm)), shape)[1]
    trials = TRIALS + np.log(size**2 / duration)
    nearest = int(np.argmin([(left(one) ** 2).sum() for one in trials]))
    bounds = trials[max(nearest - 1, 0)], trials[min(nearest + 1, trials.size - 1)]
    best = scipy.optimize.minimize_scalar(lambda one: (left(one) ** 2).sum(), bounds=bounds, method="bounded",
                                          options={"xatol": 1e-7})
    diffusivity = float(np.exp(best.x))
    (before, steady, jump), curve = heights(time, voltage, duration, size, diffusivity, shape)
    more, less = (_columns(time, duration, size, float(np.exp(best.x + step)), shape)
                  for step in (STEP, -STEP))
    slope = (more - less) @ (before, steady, jump) / (2 * STEP)
    columns = np.column_stack([slope, _columns(time, duration, size, diffusivity, shape)])
    variance = ((voltage - curve) ** 2).sum() / max(time.size - 4, 1)
    covariance = np.linalg.pinv(columns.T @ columns) * variance
    errors = np.sqrt(np.diag(covariance))[[0, 2, 3]]
    return PulseFit(diffusivity, steady, jump, before, tuple(errors.tolist()), float(np.sqrt(variance)))
