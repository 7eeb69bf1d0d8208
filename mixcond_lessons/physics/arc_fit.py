"""An arc of impedance behind a resistance, and what a measured part of it tells.

An arc that does not come back to the axis at the lowest frequency tells no resistance: every larger one fits
as well. So the fit looks along the whole line of resistances (profile likelihood), as `relaxation_fit` does.
"""
from dataclasses import dataclass

import numpy as np

from .arguments import positive, same_shape, within
from .law import law
from .relaxation_fit import LIKELY, SURELY

ROUNDS, WIDEST, FINE = 14, 1e4, 49
APART = 2 * np.log(2)
FEWEST = 6


@law
def arc_impedance(frequency, series_resistance, arc_resistance, peak_frequency, arc_exponent):
    """Impedance of an arc behind a resistance, Z = R_0 + R/[1 + (i f/f_top)^n]. Returns complex ohm.

    A resistance beside a constant-phase element; a half circle for n = 1, flattened below. Its top is at
    f_top. Limits: R_0 + R for f << f_top, R_0 for f >> f_top; with R without end the element alone, which
    blocks direct current. Source: Cole and Cole 1941.
    """
    turned = np.exp(0.5j * np.pi * arc_exponent) * (frequency / peak_frequency) ** arc_exponent
    return series_resistance + arc_resistance / (1 + turned)


@dataclass(frozen=True)
class ArcFit:
    """series_resistance and arc_resistance [ohm], peak_frequency [Hz], arc_exponent (dimensionless); noise:
    the root mean square of what is left, as a part of |Z|; errors: standard errors of R_0 [ohm] and R [ohm];
    at_least: the smallest R [ohm] that fits nearly as well (95 %), of an open arc the largest real part less
    R_0; closed: whether the arc comes back and the readings tell R to a factor of two either way."""
    series_resistance: float
    arc_resistance: float
    peak_frequency: float
    arc_exponent: float
    noise: float
    errors: tuple
    at_least: float
    closed: bool


def fit_arc(frequency, impedance):
    """Fit `arc_impedance` to a spectrum; return an ArcFit: ohm, Hz, dimensionless.

    frequency [Hz] > 0, impedance [ohm], complex, at least 6 readings; each reading weighs by its part of |Z|.
    Raises ValueError otherwise. One arc only: a second one must be cut off before.
    """
    frequency, real, imaginary = same_shape(
        frequency=positive("frequency", frequency, "Hz"),
        impedance=within("real part of impedance", np.real(impedance), "ohm"),
        imaginary=within("imaginary part of impedance", np.imag(impedance), "ohm"))
    within("number of readings", frequency.size, "", low=FEWEST)
    values = real + 1j * imaginary
    positive("|impedance|", np.abs(values), "ohm")
    along = _Along(frequency, values)
    trials = np.abs(values).max() * np.geomspace(0.2, WIDEST, 37)
    end, begin = trials[-1], along.start(trials)
    constants, losses = along.best(trials, begin)
    for _ in range(3):  # nearer and nearer to the resistances that fit
        inside = np.flatnonzero(losses <= losses.min() * (1 + 2 * SURELY / (2 * frequency.size)))
        if inside.size > FINE // 3:
            break
        fine = np.geomspace(trials[max(inside[0] - 1, 0)], trials[min(inside[-1] + 1, trials.size - 1)], FINE)
        begin = np.stack([np.interp(np.log(fine), np.log(trials), column) for column in constants.T], axis=-1)
        trials, (constants, losses) = fine, along.best(fine, begin)
    return along.summed_up(trials, constants, losses, end)


def comes_back(frequency, impedance):
    """Whether a spectrum shows the arc's way back: at the lowest frequency [Hz] less than half of the largest
    -Im Z [ohm]. Returns a truth value."""
    imaginary = -np.imag(impedance)
    return bool(imaginary[np.argmin(frequency)] < imaginary.max() / 2)


class _Along:
    """How well R_0, the element and its exponent can fit at each R: ln R_0, ln of the element, exponent."""

    def __init__(self, frequency, values):
        self.omega, self.values = 2 * np.pi * frequency, values
        self.weight = 1 / np.abs(values)

    def model(self, arc, constants):
        series, element, exponent = (constants[..., place, np.newaxis] for place in range(3))
        turned = np.exp(element + exponent * (np.log(self.omega) + 0.5j * np.pi))
        return np.exp(series) + 1 / (1 / arc[:, np.newaxis] + turned)

    def misfit(self, arc, constants):
        rest = (self.model(arc, constants) - self.values) * self.weight
        return np.concatenate([rest.real, rest.imag], axis=-1)

    def start(self, arc):
        fastest, middle = int(np.argmax(self.omega)), self.omega.size // 2
        series = max(self.values.real.min(), 0.01 * abs(self.values[fastest]))
        order = np.argsort(self.omega)
        rest = np.abs(self.values - series) + 1e-3 * np.abs(self.values)
        element = -np.log(rest[order[middle]]) - 0.85 * np.log(self.omega[order[middle]])
        return np.tile([np.log(series), element, 0.85], (arc.size, 1))

    def best(self, arc, constants):
        damping, here = np.full(arc.size, 1e-2), self.misfit(arc, constants)
        for _ in range(ROUNDS):
            slopes = self.slopes(arc, constants, here)
            square = np.einsum("aik,ajk->aij", slopes, slopes)
            square = square + damping[:, None, None] * square * np.eye(3) + 1e-12 * np.eye(3)
            move = -np.linalg.solve(square, np.einsum("aik,ak->ai", slopes, here)[..., None])[..., 0]
            trial = constants + np.clip(move, -2, 2)
            trial[:, 2] = np.clip(trial[:, 2], 0.3, 1.0)
            there = self.misfit(arc, trial)
            better = (there**2).sum(-1) < (here**2).sum(-1)
            constants = np.where(better[:, None], trial, constants)
            here = np.where(better[:, None], there, here)
            damping = np.where(better, damping / 5, damping * 10)
        return constants, (here**2).sum(axis=-1)

    def slopes(self, arc, constants, here):
        step = 1e-6
        return np.stack([(self.misfit(arc, constants + step * unit) - here) / step for unit in np.eye(3)], 1)

    def summed_up(self, arc, constants, losses, end):
        best = int(np.argmin(losses))
        variance = max(losses[best] / max(2 * self.omega.size - 4, 1), 1e-30)
        likely = losses <= losses[best] + LIKELY * variance
        surely = losses <= losses[best] + SURELY * variance
        low, high = arc[likely].min(), arc[likely].max()
        closed = bool(arc[surely].max() < end and np.log(high / low) < APART
                      and comes_back(self.omega, self.values))
        # At a lower frequency no arc has a smaller real part: what was read is a bound without any law.
        low = low if closed else self.values.real.max() - float(np.exp(constants[best, 0]))
        one, here = arc[best:best + 1], constants[best:best + 1]
        slopes = self.slopes(one, here, self.misfit(one, here))[0]
        within_arc = np.sqrt(variance * np.linalg.pinv(slopes @ slopes.T)[0, 0])
        series = constants[likely, 0]
        error = np.hypot(within_arc, np.abs(series - constants[best, 0]).max() / LIKELY**0.5)
        logarithm, element, exponent = constants[best]
        arm = max(np.log(high / arc[best]), np.log(arc[best] / low)) / LIKELY**0.5 if closed else np.inf
        peak = np.exp(-(element + np.log(arc[best])) / exponent) / 2 / np.pi
        return ArcFit(float(np.exp(logarithm)), float(arc[best]), float(peak), float(exponent),
                      float(np.sqrt(variance)), (float(np.exp(logarithm) * error), float(arc[best] * arm)),
                      float(low), closed)
