"""A recorded voltage step: what leads and noise add to the current, and what an analysis finds in it."""
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy

from ..trust import trusted
from .arguments import computed, not_negative, positive, same_shape, single, within
from .law import law
from .polarization import SOME_ELECTRONS, current_ratio
from .quantity import SMALLEST

STEP = 1e-6  # of a logarithm, for slopes
# Share of the current per unit of a logarithm: keeps the curvature invertible where the readings do not tell.
LEASH = 1e-6
FARTHEST = 12  # units of a logarithm from the start, beyond which no fit looks
CALLS = 18  # of the law for one fit: a fit that needs more does not settle
TRIALS = 17  # time constants looked at before the best one is refined
TAIL = 12  # readings that a tail must have
TOLD = np.log(2)  # two standard errors beyond this, a factor of two, and the readings do not tell
# ln(t_e/t_i) and ln(D t/L^2) of the family of curves among which a fit looks for its start
SHARES, THETAS = np.linspace(-7, 4, 89), np.linspace(np.log(1e-9), np.log(1e2), 331)


@law(electronic_transference_number=(SMALLEST, 1.0))
def transference_with_leads(electronic_transference_number, resistance, lead_resistance):
    """Last over first current of a cell behind leads, t_e (R + R_leads)/(R + t_e R_leads): from t_e to 1.

    R = L/(sigma A) is the resistance of the cell at first. Exact for small signals: R_leads + Z of
    `impedance.cell_impedance` is again the impedance of such a cell, of resistance R + R_leads and this
    transference number.
    """
    t_e = electronic_transference_number
    return t_e * (resistance + lead_resistance) / (resistance + t_e * lead_resistance)


@law(electronic_transference_number=SOME_ELECTRONS)
def step_current(time, voltage, resistance, electronic_transference_number, thickness, chemical_diffusivity,
                 lead_resistance=0.0):
    """Current after a voltage step on two ion-blocking contacts behind leads, V/(R + R_leads) times I/I0.

    Returns A. I/I0 of `polarization.current_ratio` is that of the transference number seen through the leads;
    limits as `transference_with_leads`.
    """
    seen = transference_with_leads(electronic_transference_number, resistance, lead_resistance)
    first = voltage / (resistance + lead_resistance)
    return first * current_ratio(time, seen, thickness, chemical_diffusivity)


@law
def with_noise(currents, noise, seed):
    """Currents with normal noise of standard deviation `noise`: the same for the same seed. Returns A.

    Every reading has its own error, of the same size: no drift, no hum. Source: definition.
    """
    return currents + noise * np.random.default_rng(seed).standard_normal(np.shape(currents))


@dataclass(frozen=True)
class StepFit:
    """What the fit of a voltage step found: resistance [ohm], t_e (dimensionless) and D [m2/s].

    uncertainties: standard errors of ln(sigma_ion), ln(sigma_e) and ln(D), dimensionless, infinite where the
    fit did not settle; told: for each of the three, whether the readings tell it to a factor of two. Raises
    nothing; `fit_step` makes it.
    """
    resistance: float
    electronic_transference_number: float
    chemical_diffusivity: float
    uncertainties: tuple

    @property
    def told(self):
        """Whether two standard errors of sigma_ion, sigma_e and D stay below a factor of two."""
        return tuple(2 * error <= TOLD for error in self.uncertainties)


def fit_step(time, current, voltage, thickness, lead_resistance=0.0):
    """Fit `step_current` to readings; return a StepFit: resistance [ohm], t_e (dimensionless) and D [m2/s].

    time [s] > 0 and rising, current [A] (at least 4 readings, on the whole of the sign of the voltage and not
    rising), voltage [V], not 0, thickness [m]; lead_resistance [ohm] as far as it is known. ValueError
    otherwise. Least squares; standard errors from its curvature. A late recording shows one exponential: its
    last current tells sigma_e, but sigma_ion not, and D only to a factor of four.
    """
    time, conductance, thickness, lead = _step_readings(time, current, voltage, thickness, lead_resistance)
    scale = np.abs(conductance).max()
    start = _start(time, conductance, thickness, lead)
    neighbours = np.vstack([np.zeros(3), STEP * np.eye(3)])
    slopes = {}

    def constants(logarithms):
        return _constants(np.clip(logarithms, start - FARTHEST, start + FARTHEST))

    def misfit(logarithms):
        # The point and its three neighbours in one call: the slopes come for little more.
        cell, electronic, diffusivity = constants(logarithms + neighbours)
        siemens = step_current(time, 1.0, cell, electronic, thickness, diffusivity, lead) / scale
        slopes[logarithms.tobytes()] = np.vstack([((siemens[1:] - siemens[0]) / STEP).T, LEASH * np.eye(3)])
        return np.concatenate([siemens[0] - conductance / scale, LEASH * (logarithms - start)])
    with trusted():  # the readings have just been checked, and checks would cost as much as the law itself
        found = scipy.optimize.least_squares(misfit, start, lambda logarithms: slopes[logarithms.tobytes()],
                                             method="lm", xtol=1e-5, ftol=1e-5, max_nfev=CALLS)
    resistance, electronic, diffusivity = (float(value[0]) for value in constants(found.x))
    errors = _uncertainties(found, electronic, time.size) if found.success else (np.inf,) * 3
    return StepFit(resistance, electronic, diffusivity, errors)


def _step_readings(time, current, voltage, thickness, lead_resistance):
    """The checked arguments of `fit_step`, with current per voltage [S]."""
    time, current = _readings(time, current, 4)
    voltage = single("voltage", within("voltage", voltage, "V"))
    thickness = single("thickness", positive("thickness", thickness, "m"))
    positive("|voltage|", abs(voltage), "V")
    lead = single("lead_resistance", not_negative("lead_resistance", lead_resistance, "ohm"))
    conductance = computed(np.divide, current=current, voltage=voltage)
    positive("mean of current / voltage", conductance.mean(), "S")
    # Readings scatter: only a rise that no scatter explains is refused.
    # Second differences show the scatter without the slope.
    half = time.size // 2
    rise = conductance[-half:].mean() - conductance[:half].mean()
    scatter = np.sqrt((np.diff(conductance, 2) ** 2).mean() / 6)
    allowed = 6 * scatter + 1e-9 * conductance.mean()
    within("rise of current / voltage from the first to the second half", rise, "S", high=allowed)
    return time, conductance, thickness, lead


def _constants(logarithms):
    """Resistance, t_e and D from ln(R/t_e), ln(t_e/t_i) and ln(D/(1 + t_e)^2).

    Late readings tell these three apart better. The first gives the last current and the third, nearly, the
    slowest time constant; only the second is hard to tell.
    """
    electronic = scipy.special.expit(logarithms[..., 1:2])
    resistance = np.exp(logarithms[..., :1]) * electronic
    return resistance, electronic, np.exp(logarithms[..., 2:]) * (1 + electronic) ** 2


def _uncertainties(found, electronic, readings):
    """Standard errors of ln(sigma_ion), ln(sigma_e) and ln(D)."""
    covariance = np.linalg.inv(found.jac.T @ found.jac) * (found.fun**2).sum() / max(readings - 3, 1)
    by_share = 2 * electronic * (1 - electronic) / (1 + electronic)
    to_logarithms = np.array([[-1, -1, 0], [-1, 0, 0], [0, by_share, 1]])
    ionic, electrons, diffusivity = np.sqrt(np.diag(to_logarithms @ covariance @ to_logarithms.T)).tolist()
    # The curvature at one place does not show that an unknown t_e leaves D unknown to a factor of four.
    if 2 * ionic > TOLD:
        diffusivity = max(diffusivity, np.log(2))
    return ionic, electrons, diffusivity


@cache
def _family():
    """Current ratios of cells with t_e/t_i = exp(SHARES), a row each, at D t/L^2 = exp(THETAS)."""
    return current_ratio(np.exp(THETAS), scipy.special.expit(SHARES)[:, np.newaxis], 1.0, 1.0)


def _start(time, conductance, thickness, lead):
    """Where the fit begins, as `_constants` takes it: the nearest of a family of curves."""
    reduced = np.log(time) - 2 * np.log(thickness)
    # Diffusivities from "hardly begun at the last reading" to "over at the first one".
    diffusivities, gap = np.linspace(np.log(0.02) - reduced[-1], np.log(2) - reduced[0], 24, retstep=True)
    row, diffusivity, _ = _best(reduced, conductance, range(0, SHARES.size, 8), diffusivities)
    rows = range(max(row - 8, 0), min(row + 9, SHARES.size), 2)
    row, diffusivity, first = _best(reduced, conductance, rows, diffusivity + gap * np.linspace(-1, 1, 15))
    share, both = scipy.special.expit(SHARES[row]), 1 / max(first, 1e-9 * np.abs(conductance).max())
    cell = max(both - lead, 1e-3 * both)
    share = share * cell / (cell + lead - share * lead)  # `transference_with_leads` turned round
    return np.array([np.log(cell / share), scipy.special.logit(share), diffusivity - 2 * np.log1p(share)])


def _best(reduced, conductance, rows, diffusivities):
    """Row of the family, ln(D) and first conductance of the curve nearest to the readings.

    The first conductance comes from linear least squares.
    """
    places = reduced + diffusivities[:, np.newaxis]
    curves = np.array([np.interp(places, THETAS, _family()[row]) for row in rows])
    along, size = curves @ conductance, (curves**2).sum(axis=-1)
    row, column = np.unravel_index((along * np.abs(along) / size).argmax(), size.shape)
    return rows[row], diffusivities[column], along[row, column] / size[row, column]


def fit_exponential(time, current):
    """Fit I = I_last + (I_first - I_last) exp(-t/tau) and return (I_first [A], I_last [A], tau [s]).

    time [s] > 0 and rising, current [A] (at least 4 readings); ValueError otherwise. For each tau both
    currents follow from linear least squares; tau is sought between a tenth of the first and the last time.
    It is not the law of the cell: a sum of many such terms is.
    """
    time, current = _readings(time, current, 4)
    mean = current.mean()
    around = current - mean

    def line(tau):  # one tau, or several in a column
        decay = np.exp(-time / tau)
        middle = decay - decay.sum(axis=-1, keepdims=True) / time.size
        slope = (middle @ around) / np.maximum((middle * middle).sum(axis=-1), 1e-300)
        return decay[..., 0] - middle[..., 0], middle, slope

    def misfit(logarithm):
        _, middle, slope = line(np.exp(logarithm))
        return ((slope[..., np.newaxis] * middle - around) ** 2).sum(axis=-1)
    trials = np.linspace(np.log(time[0] / 10), np.log(time[-1]), TRIALS)
    best = int(np.argmin(misfit(trials[:, np.newaxis])))
    bounds = trials[max(best - 1, 0)], trials[min(best + 1, TRIALS - 1)]
    best = scipy.optimize.minimize_scalar(misfit, bounds=bounds, method="bounded", options={"xatol": 1e-4})
    tau = np.exp(best.x)
    average, _, slope = line(tau)
    return float(mean + slope * (1 - average)), float(mean - slope * average), float(tau)


def fit_tail(time, current):
    """Fit one exponential to the tail alone; return (I_first [A], I_last [A], tau [s], error of ln tau).

    The tail begins one tau of this very fit after the step, but leaves at least 12 readings. Arguments,
    errors and limits as `fit_exponential`. tau comes near the slowest time constant of the cell; the
    uncertainty is a standard error, infinite where the readings do not tell tau.
    """
    time, current = _readings(time, current, TAIL)
    begin = 0
    for _ in range(5):
        first, last, tau = fit_exponential(time[begin:], current[begin:])
        before, begin = begin, min(int(np.searchsorted(time, tau)), time.size - TAIL)
        if begin == before:
            break
    late, decay = time[before:], np.exp(-time[before:] / tau)
    rest = (first - last) * decay + last - current[before:]
    others = np.vstack([decay, np.ones(late.size)]).T
    by_tau = (first - last) * decay * late / tau
    own = by_tau - others @ np.linalg.lstsq(others, by_tau)[0]  # what only tau can do to the curve
    variance = (rest @ rest) / (late.size - 3)
    if own @ own <= 1e-30 * (current @ current):
        return first, last, tau, np.inf
    return first, last, tau, float(np.sqrt(variance / (own @ own)))


def _readings(time, current, fewest):
    time, current = same_shape(time=positive("time", time, "s"), current=within("current", current, "A"))
    if time.ndim != 1:
        raise ValueError(f"time and current: arrays of shape {time.shape}; allowed are rows of readings")
    within("number of readings", time.size, "", low=fewest)
    positive("step of time", np.diff(time), "s")
    return time, current
