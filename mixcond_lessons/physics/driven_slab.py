"""Conductivity relaxation after a step of the gas that is neither small nor sudden.

The slab of `relaxation` without two of its simplifications: its chemical diffusivity changes on the way from
one content to the other, and the gas is exchanged by a flow, with a time constant. A small sudden step gives
`relaxation.relaxed_fraction`. Finite volumes, narrow at the face; time by scipy. Inside: lengths in a, times
in s, y = change of the content, from 0 to 1.
"""
import numpy as np
import scipy

from ..trust import trusted
from .arguments import not_negative, positive, single

CELLS = 64
TOLERANCE = 1e-7  # of y; the answer is good to some 1e-4 of the whole change


def driven_relaxation(time, exchange_rate, half_thickness, diffusivity_before, diffusivity_after,
                      flush_time=0.0):
    """Change of the mean content after a step of the gas, from 0 to 1, at the times.

    time [s]: rising, > 0; exchange_rate [m/s]: k in the gas after the step, flux = k (c_gas - c_face);
    half_thickness [m]; chemical diffusivities [m2/s] at the content before and after, on a straight line
    between them; flush_time [s]: the gas at the face reaches the new one as 1 - exp(-t/flush_time).
    ValueError otherwise. Source: Crank; equations as in `relaxation`.
    """
    time = positive("time", np.atleast_1d(time), "s")
    positive("step of time", np.diff(time), "s")
    flush = single("flush_time", not_negative("flush_time", flush_time, "s"))
    given = {"exchange_rate": (exchange_rate, "m/s"), "half_thickness": (half_thickness, "m"),
             "diffusivity_before": (diffusivity_before, "m2/s"),
             "diffusivity_after": (diffusivity_after, "m2/s")}
    rate, a, early, late = (single(name, positive(name, value, unit))
                            for name, (value, unit) in given.items())
    slab = _Slab(rate / a, early / a**2, late / a**2, flush)
    with trusted():
        found = scipy.integrate.solve_ivp(slab.rates, (0.0, time[-1]), np.zeros(CELLS), "BDF", time,
                                          vectorized=True, rtol=TOLERANCE, atol=TOLERANCE,
                                          first_step=min(1e-9 * a**2 / late, time[0] / 10))
    if not found.success:
        raise ValueError("time: the law could not be solved up to these times; allowed are shorter ones")
    return slab.widths @ found.y


class _Slab:
    """The equations of half a slab, from the middle to the face."""

    def __init__(self, exchange, early, late, flush):
        self.exchange, self.early, self.more, self.flush = exchange, early, late - early, flush
        edges = np.sin(np.pi / 2 * np.linspace(0, 1, CELLS + 1))
        self.widths = np.diff(edges)
        self.gaps = (self.widths[1:] + self.widths[:-1]) / 2

    def rates(self, time, y):
        """dy/dt; y has a row for each cell, and may have a column for each of several states."""
        wide, gaps = (one.reshape(-1, *[1] * (y.ndim - 1)) for one in (self.widths, self.gaps))
        gas = 1 - np.exp(-time / self.flush) if self.flush else 1.0
        inner = (self.early + self.more * (y[1:] + y[:-1]) / 2) * np.diff(y, axis=0) / gaps
        # The last half cell and the face are two resistances in series.
        through = 1 / (1 / self.exchange + self.widths[-1] / 2 / (self.early + self.more * y[-1]))
        face = through * (gas - y[-1])
        flow = np.concatenate([np.zeros_like(y[:1]), inner, face[np.newaxis]])
        return np.diff(flow, axis=0) / wide
