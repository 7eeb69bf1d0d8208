"""A grain under a pulse of any size: the filling of its surface, with a diffusivity that follows the filling.

The grain of `batteries` without its simplification: there D is one number, which holds for small steps. Here
it is that of the lattice gas at each place, D(x) = D0 [1 + g x (1 - x)], x the share of filled sites
(`batteries.lattice_gas_diffusivity`): dx/dt = div(D(x) grad x) inside, and what the current brings comes in
through the surface. Small pulses give `batteries.concentration_change`. One phase only, g > -4; no resistance
at the surface. Finite volumes, narrow at the surface; the flux between two cells is that of the integral of D
over x. Time by scipy (LSODA).

Inside: lengths in R, times in R^2/D(x at rest).
"""
from dataclasses import dataclass

import numpy as np
import scipy

from .arguments import one_of, positive, single, within
from .batteries import SURFACE_PER_VOLUME

CELLS = 90
NARROW = 6.5  # the widths grow by exp(6.5) from the surface inwards
TOLERANCE = 1e-9  # of the filling; a voltage is good to some 1e-4 of its change
ALMOST = 1e-12  # of the sites: full and empty, as far as a logarithm bears it


@dataclass(frozen=True)
class DrivenGrain:
    """A ball ("sphere", radius R) or a film ("slab", thickness R, filled through one face), at rest.

    jump_diffusivity D0 [m2/s] of a lone ion; interaction g (dimensionless, > -4); filling x (a share, 0 to
    1); size R [m]. ValueError for what is impossible.
    """
    jump_diffusivity: float
    interaction: float
    filling: float
    size: float
    shape: str = "slab"

    def __post_init__(self):
        single("jump_diffusivity", positive("jump_diffusivity", self.jump_diffusivity, "m2/s"))
        single("interaction", within("interaction", self.interaction, "", low=-4.0, includes_low=False))
        single("filling", within("filling", self.filling, "", 0.0, 1.0, False, False))
        single("size", positive("size", self.size, "m"))
        one_of("shape", self.shape, tuple(SURFACE_PER_VOLUME))

    def surface(self, time, rate, duration, fullest=1.0 - 1e-9):
        """Share of filled sites at the surface at the times [s] after the pulse began, and when it ended [s].

        time: rising, > 0; rate: of the mean filling during the pulse [1/s], > 0; duration of the pulse [s];
        the pulse ends earlier where the surface reaches `fullest`. After the pulse the grain rests.
        ValueError otherwise.
        """
        time = positive("time", np.atleast_1d(time), "s")
        positive("step of time", np.diff(time), "s")
        rate, duration = (single(name, positive(name, value, unit)) for name, value, unit in (
            ("rate", rate, "1/s"), ("duration", duration, "s")))
        fullest = within("fullest", fullest, "", self.filling, 1.0, False, False)
        cells = _Cells(self)
        scale = self.size**2 / cells.diffusivity_at_rest
        inflow = rate * scale / cells.power
        start = np.full(CELLS, self.filling)
        pulse = _solved(cells, start, inflow, duration / scale, float(fullest))
        ended = pulse.t[-1]
        rest = _solved(cells, pulse.y[:, -1], 0.0, max(time[-1] / scale - ended, 0.0) + 1e-9)
        reduced = time / scale
        flows = reduced <= ended
        # The last half cell is taken as linear.
        shares = np.where(flows, cells.surface(pulse.sol(np.minimum(reduced, ended)), inflow),
                          cells.surface(rest.sol(np.maximum(reduced - ended, 0.0)), 0.0))
        return np.clip(shares, ALMOST, 1 - ALMOST), float(ended * scale)


def _solved(cells, start, inflow, duration, fullest=None):
    def full(_, x):
        return float(cells.surface(x, inflow)) - fullest
    full.terminal = True
    found = scipy.integrate.solve_ivp(
        lambda _, x: cells.rates(x, inflow), (0.0, duration), start, "LSODA", dense_output=True,
        events=None if fullest is None else full, jac=lambda _, x: cells.slopes(x), lband=1, uband=1,
        rtol=TOLERANCE, atol=TOLERANCE, first_step=min(1e-9, duration / 10))
    if not found.success:
        raise ValueError(f"the pulse cannot be followed: {found.message}")
    return found


class _Cells:
    """The equations of a grain without units, from its closed face or centre to its surface."""

    def __init__(self, grain):
        self.power = SURFACE_PER_VOLUME[grain.shape]
        self.g = grain.interaction
        self.at_rest = 1 + self.g * grain.filling * (1 - grain.filling)
        self.diffusivity_at_rest = grain.jump_diffusivity * self.at_rest
        depth = np.expm1(NARROW * np.linspace(1, 0, CELLS + 1)) / np.expm1(NARROW)
        edges = 1 - depth
        self.volumes = np.diff(edges**self.power) / self.power
        centres = (edges[1:] + edges[:-1]) / 2
        self.conductances = edges[1:-1] ** (self.power - 1) / np.diff(centres)
        self.last = depth[-2]

    def diffusivity(self, x):
        """D over that at rest."""
        return (1 + self.g * x * (1 - x)) / self.at_rest

    def rates(self, x, inflow):
        """dx/d(theta)."""
        integral = (x + self.g * (x**2 / 2 - x**3 / 3)) / self.at_rest
        flow = self.conductances * np.diff(integral)  # towards the centre
        return (np.append(flow, inflow) - np.insert(flow, 0, 0.0)) / self.volumes

    def slopes(self, x):
        """d(rates)/dx in three rows, as LSODA wants a band."""
        d, zero = self.diffusivity(x), np.zeros(1)
        inner, outer = np.append(zero, self.conductances), np.append(self.conductances, zero)
        above = np.append(zero, self.conductances / self.volumes[:-1] * d[1:])
        below = np.append(self.conductances / self.volumes[1:] * d[:-1], zero)
        return np.vstack([above, -(inner + outer) / self.volumes * d, below])

    def surface(self, x, inflow):
        """Share at the surface."""
        return x[-1] + inflow * self.last / 2 / self.diffusivity(x[-1])
