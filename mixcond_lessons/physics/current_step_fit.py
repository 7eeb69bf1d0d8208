"""What a constant current switched on tells of a cell whose contacts block the ions.

V = V_rest + I R [1 + (t_i/t_e) g(D t/L^2)]: a jump that tells R, a rise whose end tells the electrons. Where
the rise has not come to its end, neither the electrons nor D are told, only (t_i/t_e)
sqrt(D) in the slope. The errors count independent noise: a drift makes them too small.
"""
from dataclasses import dataclass, replace

import numpy as np
import scipy

from .arguments import positive, same_shape, single, within
from .polarization import galvanostatic_time_constant, voltage_ratio
from .relaxation_fit import LIKELY, SURELY

APART = 2 * np.log(2)
FEWEST = 8


@dataclass(frozen=True)
class CurrentStepFit:
    """resistance [ohm], electronic_transference_number (dimensionless), chemical_diffusivity [m2/s]; errors:
    standard errors of R [ohm], of t_e and of D [m2/s], infinite where the rise is not over;
    highest_share: the largest t_e, and highest_diffusivity: the largest D [m2/s], that fit nearly as well
    (95 %); told: whether the rise is over; noise: standard deviation of a reading [V]."""
    resistance: float
    electronic_transference_number: float
    chemical_diffusivity: float
    errors: tuple
    highest_share: float
    highest_diffusivity: float
    told: bool
    noise: float


def fit_current_step(time, voltage, current, thickness, rest_voltage=0.0):
    """Fit the voltage after switching on a constant current; return a CurrentStepFit (ohm, share, m2/s).

    time [s] since then, > 0 and rising, voltage [V], at least 8 readings, current [A], not 0, thickness [m],
    rest_voltage [V] before. Raises ValueError otherwise. Small signals, both contacts block the ions.
    """
    time, voltage = same_shape(time=positive("time", time, "s"), voltage=within("voltage", voltage, "V"))
    within("number of readings", time.size, "", low=FEWEST)
    positive("step of time", np.diff(time), "s")
    current = single("current", within("current", current, "A"))
    positive("|current|", abs(current), "A")
    length = single("thickness", positive("thickness", thickness, "m"))
    ohms = (voltage - rest_voltage) / current
    # g = (V/V0 - 1) t_e/t_i: at t_e = 1/2 it is V/V0 - 1.
    trials = np.geomspace(1e-4 / time[-1], 10 / time[0], 240)  # D/L^2
    g = voltage_ratio(time, 0.5, 1.0, trials[:, np.newaxis]) - 1
    away = g - g.mean(axis=-1, keepdims=True)
    size = (away**2).sum(axis=-1)
    rise = np.maximum(away @ ohms / np.maximum(size, 1e-300), 0)
    jump = ohms.mean() - rise * g.mean(axis=-1)
    losses = ((jump[:, None] + rise[:, None] * g - ohms) ** 2).sum(axis=-1)
    found, start = _summed_up(trials * length**2, jump, rise, losses, time.size, abs(current))
    return _refined(found, time, ohms, start, length, abs(current)) if found.told else found


def _refined(found, time, ohms, start, length, current):
    """The same fit, from the best trial on to the least squares; errors from its covariance."""
    def misfit(logarithms):
        rate, jump, rise = np.exp(logarithms)
        return jump + rise * (voltage_ratio(time, 0.5, 1.0, rate) - 1) - ohms
    best = scipy.optimize.least_squares(misfit, np.log([start[0] / length**2, *start[1:]]), method="lm")
    rate, jump, rise = np.exp(best.x)
    variance = 2 * best.cost / (time.size - 3)
    covariance = np.linalg.pinv(best.jac.T @ best.jac) * variance
    share, slope = jump / (jump + rise), np.array([0, 1, -1])
    of_share = share * (1 - share) * np.sqrt(slope @ covariance @ slope)  # d ln t = (1 - t) d ln(jump/rise)
    deviation = np.sqrt(np.diag(covariance))
    diffusivity = float(rate * length**2)
    return replace(found, resistance=float(jump), electronic_transference_number=float(share),
                   chemical_diffusivity=diffusivity, noise=float(variance**0.5 * current),
                   errors=(float(jump * deviation[1]), float(of_share), float(diffusivity * deviation[0])))


def _summed_up(diffusivity, jump, rise, losses, readings, current):
    """The best trial as a CurrentStepFit, and its diffusivity, jump and rise."""
    possible = (jump > 0) & (rise > 0)
    if not possible.any():
        raise ValueError("current: the voltage does not rise from a jump with the current's own sign")
    losses = np.where(possible, losses, np.inf)
    best = int(np.argmin(losses))
    variance = max(losses[best] / (readings - 3), 1e-300)
    likely, surely = (losses <= losses[best] + bound * variance for bound in (LIKELY, SURELY))
    share = jump / (jump + rise)
    told = bool(not surely[0] and not surely[np.argmax(possible)]
                and np.log(diffusivity[likely].max() / diffusivity[likely].min()) < APART)

    def error(values):
        arm = max(values[likely].max() / values[best], values[best] / values[likely].min())
        return float(values[best] * np.log(arm) / LIKELY**0.5)
    noise = variance**0.5
    found = (error(jump) + 2 * noise / readings**0.5, *((error(share), error(diffusivity)) if told
                                                        else (np.inf, np.inf)))
    fit = CurrentStepFit(float(jump[best]), float(share[best]), float(diffusivity[best]), found,
                         float(share[likely].max()), float(diffusivity[likely].max()), told,
                         float(noise * current))
    return fit, (diffusivity[best], jump[best], rise[best])


def rise_is_over_after(thickness, diffusivity):
    """Time [s] for which a recording must go on to show the end of the rise: three slowest time constants.

    thickness [m], diffusivity [m2/s].
    """
    return 3 * float(galvanostatic_time_constant(thickness, diffusivity))
