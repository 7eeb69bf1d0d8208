"""What a measured conductivity relaxation tells of k and D, and what it does not.

The curve has two constants, but one of them often leaves no trace: a slow face hides D, slow diffusion hides
k. So the fit looks along the whole line of Biot numbers (profile likelihood): a constant is told where all
Biot numbers that fit the readings nearly as well as the best one give it nearly the same value.
"""
from dataclasses import dataclass

import numpy as np

from .arguments import positive, same_shape, single, within
from .law import law
from .relaxation import missing_fraction, relaxation_series

BIOT = np.geomspace(1e-3, 1e3, 25)
ROUNDS, STEP = 7, 1e-4
FINE = 61  # Biot numbers between the ends of those that fit
FEWEST, MOST = 12, 240  # readings; more are averaged in groups that grow with time
LIKELY = 3.84  # twice the loss of log likelihood at the end of an interval of 95 %
SURELY = 9.0  # and of 99.7 %: a constant that noise bounds by chance is not told
APART = 2 * np.log(2)  # an interval from half to double, in ln


@law
def relaxed_fraction_of_body(time, exchange_rate, half_thickness, chemical_diffusivity, dimensions=1):
    """Change of the mean content of a slab (dimensions 1), a square bar (2) or a cube (3): 1 - (1 - g)^n.

    All faces alike, 2a apart. What is missing in a body is the product of what is missing in its slabs, for
    each place and so for the mean. Limit: 1 - exp(-n k t/a) for a slow face. Source: Crank.
    """
    left = missing_fraction(time, exchange_rate, half_thickness, chemical_diffusivity)
    return 1 - left**dimensions


@dataclass(frozen=True)
class RelaxationFit:
    """exchange_rate [m/s], chemical_diffusivity [m2/s], start and change of the signal (in its unit), noise
    (standard deviation of a reading), misfit (root mean square of readings beside curve, as a part of the
    change); ranges: {"k": (low, high), "D": (low, high)}, of 95 %, infinite where nothing bounds them;
    unbounded: the constants without an upper end even at 99.7 %."""
    exchange_rate: float
    chemical_diffusivity: float
    start: float
    change: float
    noise: float
    ranges: dict
    unbounded: tuple = ()

    def told(self, constant):
        """Whether the readings tell "k" [m/s] or "D" [m2/s] to a factor of two either way."""
        low, high = self.ranges[constant]
        return constant not in self.unbounded and bool(np.log(high / low) < APART)

    def error(self, constant):
        """Standard error of "k" [m/s] or "D" [m2/s]; infinite where it is not told.

        Half the longer arm of the range of 95 %: beside a hidden constant the range is lopsided.
        """
        low, high = self.ranges[constant]
        value = self.exchange_rate if constant == "k" else self.chemical_diffusivity
        arm = max(np.log(high / value), np.log(value / low)) if self.told(constant) else np.inf
        return float(value * arm / LIKELY**0.5)


def fit_relaxation(time, signal, half_thickness, dimensions=1, normalized=False):
    """Fit `relaxed_fraction_of_body` to readings after a step of the gas; return a RelaxationFit.

    time [s] after the step, > 0 and rising; signal (any unit: conductivity, or a change from 0 to 1), at
    least 12 readings; half_thickness [m]. normalized: the signal is known to start at 0 and to end at 1; else
    both ends are fitted, too. Raises ValueError where the readings do not fit. Nothing else: no drift, the
    gas exchanged at once.
    """
    time, signal = same_shape(time=positive("time", time, "s"), signal=within("signal", signal, ""))
    within("number of readings", time.size, "", low=FEWEST)
    positive("step of time", np.diff(time), "s")
    a = single("half_thickness", positive("half_thickness", half_thickness, "m"))
    time, signal, weight = grouped(time, signal)
    readings = _Readings(time, signal, weight, dimensions, normalized)
    logarithms, losses = readings.along_biot()
    inside = np.flatnonzero(losses <= losses.min() * (1 + 2 * SURELY / time.size))
    fine = np.geomspace(BIOT[max(inside[0] - 1, 0)], BIOT[min(inside[-1] + 1, BIOT.size - 1)], FINE)
    logarithms = np.interp(np.log(fine), np.log(BIOT), logarithms)
    logarithms, losses = readings.along_biot(fine, logarithms)
    return readings.summed_up(fine, logarithms, losses, a)


def grouped(time, signal):
    """Readings averaged in groups of nearly equal ln(time), at most 240: times [s], signals, counts."""
    if time.size <= MOST:
        return time, signal, np.ones(time.size)
    edges = np.concatenate([np.geomspace(time[0], time[-1], MOST // 2), np.linspace(time[0], time[-1],
                                                                                     MOST // 2)])
    group = np.searchsorted(np.unique(edges)[1:-1], time, side="right")
    _, group = np.unique(group, return_inverse=True)
    count = np.bincount(group)
    return np.bincount(group, time) / count, np.bincount(group, signal) / count, count.astype(float)


class _Readings:
    """The readings, and how well a curve of each Biot number can fit them."""

    def __init__(self, time, signal, weight, dimensions, normalized):
        self.time, self.signal, self.root = time, signal, np.sqrt(weight)
        self.dimensions, self.normalized = dimensions, normalized
        self.count = weight.sum()
        self.free = (2 if normalized else 4)

    def curves(self, biot, logarithm):
        """g for Biot numbers and logarithms of the slowest time constant of a slab."""
        first = relaxation_series(biot, 1)[0][..., 0]
        rate = np.exp(-logarithm) / first**2  # D/a^2
        return relaxed_fraction_of_body(self.time, (biot * rate)[..., np.newaxis], 1.0, rate[..., np.newaxis],
                                        self.dimensions)

    def misfits(self, biot, logarithm):
        """Weighted differences, the two ends of the signal being the best ones; (start, change) of each."""
        g = self.curves(biot, logarithm)
        if self.normalized:
            return self.root * (g - self.signal), np.zeros(g.shape[:-1]), np.ones(g.shape[:-1])
        w = self.root**2 / (self.root**2).sum()
        mean, middle = g @ w, self.signal @ w
        apart = g - mean[..., np.newaxis]
        change = (apart * w) @ (self.signal - middle) / np.maximum((apart**2) @ w, 1e-300)
        start = middle - change * mean
        return self.root * (start[..., np.newaxis] + change[..., np.newaxis] * g - self.signal), start, change

    def along_biot(self, biot=BIOT, start=None):
        """The best ln(time constant) at each Biot number, and the sum of squares there."""
        logarithm = np.full(biot.size, self._first_guess()) if start is None else start
        for _ in range(ROUNDS if start is None else 3):
            here, ahead = (self.misfits(biot, logarithm + step)[0] for step in (0, STEP))
            slope = (ahead - here) / STEP
            move = -(slope * here).sum(axis=-1) / np.maximum((slope**2).sum(axis=-1), 1e-300)
            logarithm = logarithm + np.clip(move, -1, 1)
        return logarithm, (self.misfits(biot, logarithm)[0] ** 2).sum(axis=-1)

    def _first_guess(self):
        begin, end = (0.0, 1.0) if self.normalized else (self.signal[0], self.signal[-5:].mean())
        done = (self.signal - begin) / ((end - begin) or 1.0)
        half = self.time[min(int(np.argmax(np.append(done, 1) >= 0.5)), self.time.size - 1)]
        return np.log(1.44 * self.dimensions * half)

    def summed_up(self, biot, logarithms, losses, a):
        """The RelaxationFit of a profile over Biot numbers."""
        best = int(np.argmin(losses))
        variance = max(losses[best] / (self.time.size - self.free), 1e-300)
        likely = losses <= losses[best] + LIKELY * variance
        first = relaxation_series(biot, 1)[0][:, 0]
        diffusivity = a**2 * np.exp(-logarithms) / first**2
        rate = biot * diffusivity / a
        here, ahead = (self.misfits(biot[best:best + 1], logarithms[best:best + 1] + step)[0]
                       for step in (0, STEP))
        slope = ((ahead - here) / STEP)[0]
        spread = np.sqrt(LIKELY * variance / max(slope @ slope, 1e-300))
        ranges = {name: (float(values[likely].min() * np.exp(-spread)),
                         np.inf if likely[biot == end].any()
                         else float(values[likely].max() * np.exp(spread)))
                  for name, values, end in (("k", rate, BIOT[-1]), ("D", diffusivity, BIOT[0]))}
        surely = losses <= losses[best] + SURELY * variance
        unbounded = tuple(name for name, end in (("k", BIOT[-1]), ("D", BIOT[0]))
                          if surely[biot == end].any())
        _, start, change = self.misfits(biot[best:best + 1], logarithms[best:best + 1])
        return RelaxationFit(float(rate[best]), float(diffusivity[best]), float(start[0]), float(change[0]),
                             float(np.sqrt(variance)), ranges, unbounded)
