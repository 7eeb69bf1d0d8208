"""A cell after a step of voltage or current: any voltage, contacts that leak, leads before it.

The slab of `polarization` without its two simplifications. An oxide whose acceptors are fixed has vacancies
and holes, 2 [V] + h = const, both dilute; each carrier drifts and diffuses, and the inside stays neutral.
Where a contact passes electrons, ions cross it only by a leak: oxygen goes to the gas around it with the
current density u/r, where u is how far its chemical potential lies from that of the gas, in volts. Small
voltages without leak give `polarization.current_ratio`; the steady current at large ones
`large_voltage.steady_current_both_blocking`. Finite volumes, narrow at the contacts; time by scipy.

Inside: lengths in L, times in L^2/D, voltages in RT/F, conductivities in that at rest, y = h/h(rest).
"""
from dataclasses import dataclass

import numpy as np
import scipy

from ..trust import trusted
from .arguments import not_negative, one_of, positive, single, within
from .conductivity import electronic_transference_number
from .constants import FARADAY, R
from .polarization import chemical_diffusivity

CELLS = 96
TOLERANCE = 1e-7  # of the concentrations; the current is good to some 1e-4 of itself
LARGEST = 8.0  # of F V/(R T): beyond, the layers at the contacts are thinner than the cells
STEP = 1e-7  # of y, for slopes
LEAST = 1e-9  # of y: stands for "no carriers left" in a logarithm


@dataclass(frozen=True)
class DrivenCell:
    """A disk between two equal contacts, behind leads.

    ionic_conductivity, electronic_conductivity [S/m], ion_concentration (vacancies, two charges),
    electron_concentration (holes) [mol/m3], thickness [m], area [m2], temperature [K], lead_resistance [ohm];
    blocks: "ions" or "electrons", what both contacts stop; leak_resistance [ohm m2] of one contact to oxygen
    that goes between sample and gas, infinite without a leak. ValueError for what is impossible.
    """
    ionic_conductivity: float
    electronic_conductivity: float
    ion_concentration: float
    electron_concentration: float
    thickness: float
    area: float
    temperature: float
    lead_resistance: float = 0.0
    leak_resistance: float = np.inf
    blocks: str = "ions"

    def __post_init__(self):
        for name, unit in (("ionic_conductivity", "S/m"), ("electronic_conductivity", "S/m"),
                           ("ion_concentration", "mol/m3"), ("electron_concentration", "mol/m3"),
                           ("thickness", "m"), ("area", "m2"), ("temperature", "K")):
            single(name, positive(name, getattr(self, name), unit))
        single("lead_resistance", not_negative("lead_resistance", self.lead_resistance, "ohm"))
        if self.leak_resistance != np.inf:
            single("leak_resistance", positive("leak_resistance", self.leak_resistance, "ohm m2"))
        one_of("blocks", self.blocks, ("ions", "electrons"))

    @property
    def diffusivity(self):
        """Chemical diffusivity at rest [m2/s]."""
        return float(chemical_diffusivity(self.ionic_conductivity, self.electronic_conductivity,
                                          self.ion_concentration, self.electron_concentration, 2,
                                          self.temperature))

    @property
    def resistance(self):
        """Resistance of the disk at rest, all carriers [ohm]."""
        return self.thickness / self.area / (self.ionic_conductivity + self.electronic_conductivity)

    def current(self, time, voltage):
        """Current [A] at the times [s] after a step to `voltage` [V], leads included.

        time: rising, > 0; |voltage| up to 8 RT/F. ValueError otherwise.
        """
        scaled = FARADAY * self._single("voltage", voltage, "V") / (R * self.temperature)
        within("|F V/(R T)|", abs(scaled), "", high=LARGEST)
        profiles, equations = self._solved(time, lambda y, cell: cell.current(y, scaled),
                                           f"voltage = {voltage:g} V")
        return equations.current(profiles, scaled) * R * self.temperature / FARADAY / self.resistance

    def voltage(self, time, current):
        """Voltage [V] at the times [s] after switching on a constant `current` [A]; at most 8 RT/F.

        time: rising, > 0. ValueError otherwise, also where the current empties a contact of carriers.
        """
        volt = R * self.temperature / FARADAY
        scaled = self._single("current", current, "A") * self.resistance / volt
        profiles, equations = self._solved(time, lambda y, cell: np.full(y.shape[1], scaled),
                                           f"current = {current:g} A")
        found = equations.voltage(profiles, scaled)
        if not np.abs(found).max() <= LARGEST:
            raise ValueError(f"current = {current:g} A: it drives the voltage of this cell beyond "
                             f"{LARGEST * volt:.2g} V; allowed is a smaller current")
        return found * volt

    def _single(self, name, value, unit):
        return single(name, within(name, value, unit))

    def _solved(self, time, drive, said):
        """Concentrations in each cell at the times, and the equations that they obey; said: the step."""
        time = positive("time", np.atleast_1d(time), "s")
        positive("step of time", np.diff(time), "s")
        equations = _Equations(self)
        reduced = time * self.diffusivity / self.thickness**2

        def rates(_, y):
            y = y.reshape(CELLS, -1)
            return equations.rates(y, drive(y, equations)).reshape(CELLS, -1).squeeze()

        def slopes(_, y):  # scipy's own stop with an IndexError where a contact runs empty
            around = y[:, np.newaxis] + np.hstack([np.zeros((CELLS, 1)), STEP * np.eye(CELLS)])
            moved = equations.rates(around, drive(around, equations))
            return (moved[:, 1:] - moved[:, :1]) / STEP
        with trusted():
            found = scipy.integrate.solve_ivp(rates, (0.0, reduced[-1]), np.ones(CELLS), "BDF", reduced,
                                              jac=slopes, rtol=TOLERANCE, atol=TOLERANCE / 10,
                                              first_step=min(1e-9, reduced[0] / 10))
        if not found.success or not np.all(found.y > 0):
            raise ValueError(f"{said}: it empties a contact of carriers; allowed is a smaller step")
        return found.y, equations


class _Equations:
    """The equations of a cell without units; y has a row for each cell, a column for each state."""

    def __init__(self, cell):
        self.s = float(electronic_transference_number(cell.ionic_conductivity, cell.electronic_conductivity))
        self.t = 1 - self.s
        self.b = cell.electron_concentration / (2 * cell.ion_concentration)
        self.m, self.k = self.s - self.t * self.b, self.s - self.t * self.b / 2
        self.leads = cell.lead_resistance / cell.resistance
        self.leak = cell.thickness / (cell.ionic_conductivity + cell.electronic_conductivity) \
            / cell.leak_resistance
        self.ions_blocked = cell.blocks == "ions"
        edges = (1 - np.cos(np.pi * np.linspace(0, 1, CELLS + 1))) / 2
        self.widths = np.diff(edges)[:, np.newaxis]
        self.gaps = (self.widths[1:] + self.widths[:-1]) / 2
        self.per_time = 1 / (self.s * self.t * (1 + self.b / 2))

    def conductivity(self, y):
        """All carriers."""
        return 1 + self.m * (y - 1)

    def diffusion(self, y):
        """What stands before -y' in the current of the holes."""
        return self.s * (1 - y * self.k / self.conductivity(y))

    def share(self, y):
        """Of the holes in the conductivity."""
        return self.s * y / self.conductivity(y)

    def away(self, y):
        """How far the chemical potential of oxygen is from that of the gas."""
        return np.log(np.maximum(y, LEAST)) - np.log(np.maximum(1 + self.b * (1 - y), LEAST)) / 2

    def holes_at_contacts(self, y, j):
        """Current of the holes at both contacts."""
        if not self.ions_blocked:
            return 0 * j, 0 * j
        leak = self.leak * self.away(y[[0, -1]])
        return j - leak[0], j + leak[1]

    def rates(self, y, j):
        """dy/d(theta)."""
        between = (y[1:] + y[:-1]) / 2
        inner = self.share(between) * j - self.diffusion(between) * np.diff(y, axis=0) / self.gaps
        first, last = self.holes_at_contacts(y, j)
        flow = np.concatenate([np.atleast_2d(first), inner, np.atleast_2d(last)])
        return -self.per_time * np.diff(flow, axis=0) / self.widths

    def voltage(self, y, j):
        """Voltage at a current, leads included."""
        level, ohmic = self._level_and_resistance(y, j)
        return level + ohmic * j

    def current(self, y, voltage):
        """Current at a voltage, leads included."""
        level, ohmic = self._level_and_resistance(y, 0.0)
        return (voltage - level) / ohmic

    def _level_and_resistance(self, y, j):
        """What a voltmeter shows without current, and the resistance; the last half cell at each contact
        is taken as linear."""
        end = np.maximum(y[[0, -1]], LEAST)
        whole, vacancies = self.conductivity(end), np.maximum(1 + self.b * (1 - end), LEAST)
        # What passes the contact sets the voltage: holes, or vacancies with their two charges.
        level = np.log(end) if self.ions_blocked else np.log(vacancies) / 2
        steep = 1 / end if self.ions_blocked else -self.b / 2 / vacancies
        level = level - self.k * (np.log(whole) / self.m if abs(self.m) > 1e-9 else end)
        steep = steep - self.k / whole
        half = self.widths[[0, -1]] / 2 / self.diffusion(end)
        passing = 1.0 if self.ions_blocked else 0.0
        ohmic = (self.widths / self.conductivity(y)).sum(axis=0) + self.leads
        ohmic = ohmic + (half * (passing - self.share(end)) * steep).sum(axis=0)
        leak = np.array(self.holes_at_contacts(y, 0 * ohmic))
        moved = half * leak * steep  # by what leaks through the half cells
        return level[0] - level[1] + moved[0] + moved[1], ohmic
