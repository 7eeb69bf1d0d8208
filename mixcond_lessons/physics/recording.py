"""A recorded voltage step: what leads and noise add to the current of `polarization`, and what an analysis gets back from it."""
from dataclasses import dataclass

import numpy as np
from scipy.optimize import least_squares, minimize_scalar
from scipy.special import expit, logit

from .arguments import not_negative, positive, same_shape, within
from .polarization import current_ratio

STEP = 1e-6    # of a logarithm, for slopes
LEASH = 1e-4   # share of the current per unit of a logarithm: holds back what the readings do not tell, and nothing else
TRIALS = 17    # time constants looked at before the best one is refined


def transference_with_leads(electronic_transference_number, resistance, lead_resistance):
    """Ratio of last to first current t_e (R + R_lead)/(R + t_e R_lead) of a cell behind a resistance: between t_e and 1.

    electronic_transference_number t_e in (0, 1], resistance R = L/(sigma A) of the cell at first [ohm] > 0, lead_resistance [ohm] >= 0;
    all broadcast. ValueError otherwise. Exact for small signals: R_lead + Z of `impedance.cell_impedance` is again the impedance of such a cell,
    of resistance R + R_lead and this transference number.
    """
    electronic = within("electronic_transference_number", electronic_transference_number, "", 0.0, 1.0, includes_low=False)
    cell, lead = positive("resistance", resistance, "ohm"), not_negative("lead_resistance", lead_resistance, "ohm")
    return electronic * (cell + lead) / (cell + electronic * lead)


def step_current(time, voltage, resistance, electronic_transference_number, thickness, chemical_diffusivity, lead_resistance=0.0):
    """Current [A] after a voltage step on two ion-blocking contacts behind leads: V/(R + R_lead) times `polarization.current_ratio`.

    time [s], voltage [V], thickness [m], chemical_diffusivity [m2/s]; the rest, errors and limits as in `transference_with_leads`.
    """
    seen = transference_with_leads(electronic_transference_number, resistance, lead_resistance)
    first = within("voltage", voltage, "V") / (np.asarray(resistance) + lead_resistance)
    return first * current_ratio(time, seen, thickness, chemical_diffusivity)


def with_noise(currents, noise, seed):
    """Return the currents [A] plus normal noise of standard deviation `noise` [A] >= 0: the same for the same integer `seed` >= 0."""
    chance = np.random.default_rng(int(within("seed", seed, "", low=0)))
    return np.asarray(currents) + not_negative("noise", noise, "A") * chance.standard_normal(np.shape(currents))


@dataclass(frozen=True)
class StepFit:
    """What the fit of a voltage step found: resistance [ohm], electronic_transference_number (dimensionless), chemical_diffusivity [m2/s].

    uncertainties: standard errors of ln(sigma_ion), ln(sigma_e) and ln(D), dimensionless. Raises nothing; `fit_step` makes it.
    """
    resistance: float
    electronic_transference_number: float
    chemical_diffusivity: float
    uncertainties: tuple


def fit_step(time, current, voltage, thickness, lead_resistance=0.0):
    """Fit `step_current` to readings and return a StepFit: resistance [ohm], electronic transference number and D [m2/s].

    time [s] > 0 and rising, current [A] (at least 4 readings), voltage [V], thickness [m]; lead_resistance [ohm] as far as it is known.
    Least squares in ln R, ln(t_e/t_i) and ln D; standard errors from its curvature, large where the readings do not tell. ValueError otherwise.
    """
    time, current = _readings(time, current, 4)
    scale = np.abs(current).max()
    start = _start(time, current, voltage, thickness, lead_resistance)
    neighbours = np.vstack([np.zeros(3), STEP * np.eye(3)])
    steps = {}

    def misfit(logarithms):
        away = logarithms + neighbours   # the point and its three neighbours in one call: the slopes come for little more
        currents = step_current(time, voltage, np.exp(away[:, :1]), expit(away[:, 1:2]), thickness, np.exp(away[:, 2:]), lead_resistance) / scale
        steps[logarithms.tobytes()] = np.vstack([((currents[1:] - currents[0]) / STEP).T, LEASH * np.eye(3)])
        return np.concatenate([currents[0] - current / scale, LEASH * (logarithms - start)])
    found = least_squares(misfit, start, lambda logarithms: steps[logarithms.tobytes()], method="lm", xtol=1e-8, ftol=1e-9, max_nfev=20)
    resistance, electronic, diffusivity = np.exp(found.x[0]), expit(found.x[1]), np.exp(found.x[2])
    covariance = np.linalg.inv(found.jac.T @ found.jac) * (found.fun**2).sum() / max(time.size - 3, 1)
    to_logarithms = np.array([[-1, -electronic, 0], [-1, 1 - electronic, 0], [0, 0, 1]])   # sigma = L/(R A), shared out by t_e
    spread = np.sqrt(np.diag(to_logarithms @ covariance @ to_logarithms.T))
    return StepFit(float(resistance), float(electronic), float(diffusivity), tuple(spread.tolist()))


def _start(time, current, voltage, thickness, lead_resistance):
    """ln R, ln(t_e/t_i) and ln D as the eye would read them: from the first and the last reading, and where the current is halfway."""
    first, last = np.abs(current[0]), np.abs(current[-3:]).mean()
    halfway = time[np.abs(np.abs(current) - (first + last) / 2).argmin()]
    cell = max(abs(voltage) / first - lead_resistance, 1e-3 * abs(voltage) / first)
    return np.array([np.log(cell), logit(np.clip(last / first, 1e-3, 0.999)), np.log(thickness**2 / (20 * halfway))])


def fit_exponential(time, current):
    """Fit I = I_last + (I_first - I_last) exp(-t/tau) and return (I_first [A], I_last [A], tau [s]).

    time [s] > 0 and rising, current [A] (at least 4 readings); ValueError otherwise. For each tau both currents follow from linear least
    squares; tau is sought between a tenth of the first and the last time. It is not the law of the cell: a sum of many such terms is.
    """
    time, current = _readings(time, current, 4)

    def line(tau):
        decay = np.exp(-time / tau)
        middle = decay - decay.mean()
        slope = (middle @ current) / max(middle @ middle, 1e-300)
        return current.mean() + slope * (1 - decay.mean()), current.mean() - slope * decay.mean(), decay

    def misfit(logarithm):
        first, last, decay = line(np.exp(logarithm))
        return ((last + (first - last) * decay - current) ** 2).sum()
    trials = np.linspace(np.log(time[0] / 10), np.log(time[-1]), TRIALS)
    best = int(np.argmin([misfit(trial) for trial in trials]))
    tau = np.exp(minimize_scalar(misfit, bounds=(trials[max(best - 1, 0)], trials[min(best + 1, TRIALS - 1)]), method="bounded",
                                 options={"xatol": 1e-4}).x)
    first, last, _ = line(tau)
    return float(first), float(last), float(tau)


def _readings(time, current, fewest):
    time, current = same_shape(time=positive("time", time, "s"), current=within("current", current, "A"))
    within("number of readings", time.size, "", low=fewest)
    positive("step of time", np.diff(time), "s")
    return time, current
