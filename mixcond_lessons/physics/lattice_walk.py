"""Kinetic Monte Carlo of vacancies on a periodic lattice, with every ion followed: many independent crystals
(replicas) at once.

All hops are alike, so each attempt takes one vacancy and one of its z directions at random. If an ion stands
there they trade places; if another vacancy does, nothing moves but the time counts. A sweep is one attempt
per vacancy on average and lasts 1/(z hop_rate) seconds. Lengths are in lattice parameters. Ions start at
random, which already is equilibrium for ions that only exclude each other.
"""
import numpy as np

from .arguments import not_negative, within
from .vacancies import lattice_named

# A site holds the displacement of the ion that stands on it: up to three whole numbers, BITS each, side by
# side in one integer, so that adding two
# displacements is one addition. A coordinate reaches 2^20 only after about 10^12 jumps of one ion.
BITS = 21
VACANT = np.iinfo(np.int64).min
BLOCK = 64            # attempts for which random numbers are drawn in one go
LARGEST = 10_000_000  # replicas x sites: 80 MB


def _whole(name, value, unit, low, high):
    number = within(name, value, unit, low, high)
    if number.ndim or number % 1:
        raise ValueError(f"{name} = {value!r} {unit}: not one whole number; allowed is [{low:g}, {high:g}] "
                         f"{unit}")
    return int(number)


class LatticeWalk:
    """Vacancies that walk through a periodic box of ions, in many replicas at once.

    lattice: a name in vacancies.LATTICES; size: cells along each edge, >= 2; vacancies: in each replica, from
    1 to sites - 1; replicas >= 1, with replicas x sites <= 1e7; seed: whole number >= 0. All dimensionless.
    Raises ValueError otherwise. The same arguments give the same walk, however it is cut into runs. `sites`,
    `ions` are numbers per replica; `attempts` per replica so far; `jumps`, `blocked` arrays (replicas,).
    """

    def __init__(self, lattice, size, vacancies, replicas, seed):
        self.lattice, self._cell = lattice, lattice_named(lattice)
        self.size = _whole("size", size, "cells", 2, LARGEST)
        sublattices = len(self._cell.sublattices)
        self.sites = _whole("number of sites", sublattices * self.size**self._cell.dimensions, "", 2, LARGEST)
        self.vacancies = _whole("vacancies", vacancies, "", 1, self.sites - 1)
        self.ions = self.sites - self.vacancies
        self.replicas = _whole("replicas", replicas, "", 1, LARGEST // self.sites)
        self._random = np.random.default_rng(_whole("seed", seed, "", 0, 2**53))
        self._lay_out()
        self._fill()
        self.attempts = 0
        self.jumps, self.blocked = np.zeros((2, self.replicas), dtype=np.int64)
        self.start_measuring()

    def _lay_out(self):
        """Coordinates of the sites, and for each site and direction the neighbour and the packed step."""
        cell = self._cell
        corners = np.indices((self.size,) * cell.dimensions).reshape(cell.dimensions, -1).T * cell.period
        self._coordinates = (corners[:, np.newaxis] + cell.sublattices).reshape(self.sites, cell.dimensions)
        steps, ends = (np.tile(part, (len(corners),) + (1,) * (part.ndim - 1)) for part in cell.bonds)
        self._neighbours = self._site_at(self._coordinates[:, np.newaxis] + steps, ends).ravel()
        self._steps = (steps << BITS * np.arange(cell.dimensions)).sum(axis=-1).ravel()

    def _site_at(self, coordinates, sublattices):
        """Index of the site at these coordinates, folded back into the box."""
        corners = (coordinates - self._cell.sublattices[sublattices]) // self._cell.period % self.size
        cells = corners @ self.size ** np.arange(self._cell.dimensions)[::-1]
        return cells * len(self._cell.sublattices) + sublattices

    def _fill(self):
        order = self._random.random((self.replicas, self.sites)).argpartition(self.vacancies - 1, axis=1)
        self._first_site = np.arange(self.replicas) * self.sites
        self._where = np.ascontiguousarray(order[:, :self.vacancies].T).ravel()
        self._content = np.zeros(self.replicas * self.sites, dtype=np.int64)
        self._content[self._where.reshape(self.vacancies, -1) + self._first_site] = VACANT

    # --- Walking
    # -------------------------------------------------------------------------------------------------

    def run(self, sweeps):
        """Walk on for `sweeps` (>= 0, dimensionless, rounded to whole attempts), each one attempt per vacancy
        on average. Else ValueError."""
        self.attempt(round(float(not_negative("sweeps", sweeps, "")) * self.vacancies))

    def attempt(self, count):
        """Make `count` (whole number >= 0, dimensionless) attempts in each replica: some ten microseconds
        each. ValueError otherwise."""
        count = _whole("count", count, "", 0, 2**53)
        ways, replica = self._cell.neighbours, np.arange(self.replicas)
        for start in range(0, count, BLOCK):
            shape = min(BLOCK, count - start), self.replicas
            # 32 bits: the generator keeps the unused half of its 64 for the next draw, so a walk does not
            # depend on how it is cut.
            choice = self._random.integers(self.vacancies * ways, size=shape, dtype=np.uint32)
            vacancy = choice // np.uint32(ways)
            way = choice - vacancy * np.uint32(ways)
            blocked = self._trade(vacancy * np.intp(self.replicas) + replica, way.astype(np.intp))
            self.blocked += blocked
            self.jumps += shape[0] - blocked
        self.attempts += count

    def _trade(self, slots, ways):
        """Try these jumps, one row after the other; returns how many were blocked in each replica. The hot
        path: everything in place."""
        ways_per_site = self._cell.neighbours
        site, bond, target = np.empty((3, self.replicas), dtype=np.intp)
        ion, step = np.empty((2, self.replicas), dtype=np.int64)
        stays, blocked = np.empty(self.replicas, dtype=bool), np.zeros(self.replicas, dtype=np.int64)
        # Mode="clip" spares the copy that the default makes to check its indices.
        for slot, way in zip(slots, ways):
            self._where.take(slot, out=site, mode="clip")
            np.multiply(site, ways_per_site, out=bond)
            bond += way
            self._neighbours.take(bond, out=target, mode="clip")
            self._steps.take(bond, out=step, mode="clip")
            np.add(target, self._first_site, out=bond)
            self._content.take(bond, out=ion, mode="clip")
            self._content[bond] = VACANT
            np.equal(ion, VACANT, out=stays)
            ion -= step   # the ion moves against the vacancy
            np.copyto(ion, VACANT, where=stays)
            np.copyto(target, site, where=stays)
            site += self._first_site
            self._content[site] = ion
            self._where[slot] = target
            blocked += stays
        return blocked

    @property
    def sweeps(self):
        """Attempts per vacancy so far (dimensionless); one sweep lasts 1/(z hop_rate) seconds."""
        return self.attempts / self.vacancies

    # --- Looking
    # -------------------------------------------------------------------------------------------------

    @property
    def positions(self):
        """Cartesian positions of the sites in the box, fractions of the lattice parameter: shape (sites,
        d)."""
        return self._coordinates @ np.array(self._cell.axes)

    @property
    def vacancy_sites(self):
        """Indices of the sites where the vacancies are (dimensionless): shape (replicas, vacancies)."""
        return self._where.reshape(self.vacancies, self.replicas).T.copy()

    def displacements(self):
        """Where each ion is now and how far it has come, walls of the box ignored: two arrays, ions in the
        order of their starting sites.

        Returns sites (replicas, ions) and Cartesian displacements (replicas, ions, d), fractions of the
        lattice parameter.
        """
        replica, site = np.nonzero(self._content.reshape(self.replicas, -1) != VACANT)
        steps = self._unpacked(self._content[replica * self.sites + site]).T
        start = self._start_sites(site, steps)
        order = np.argsort(replica * self.sites + start)
        shape = self.replicas, self.ions
        return site[order].reshape(shape), (steps[order] @ np.array(self._cell.axes)).reshape(*shape, -1)

    def _start_sites(self, site, steps):
        begun = self._coordinates[site] - steps
        same = (begun[:, np.newaxis] - self._cell.sublattices) % self._cell.period == 0
        return self._site_at(begun, same.all(axis=-1).argmax(axis=-1))

    def _unpacked(self, packed):
        """The whole-number coordinates that each integer of a list holds: shape (d, length of the list)."""
        shifts, half = BITS * np.arange(self._cell.dimensions), 1 << BITS - 1
        return (packed + (half << shifts).sum() >> shifts[:, np.newaxis] & 2 * half - 1) - half

    def _square_sums(self):
        """Sum over the ions of the squared displacement, one number per replica."""
        steps = self._unpacked(np.where(self._content == VACANT, 0, self._content))
        cartesian = np.array(self._cell.axes).T @ steps
        return (cartesian**2).sum(axis=0).reshape(self.replicas, -1).sum(axis=-1)

    @property
    def collective_displacement(self):
        """Sum of the displacements of all ions, fractions of the lattice parameter: shape (replicas, d).
        Times the charge, it is the dipole moved."""
        held = np.where(self._content == VACANT, 0, self._content).reshape(self.replicas, -1)
        return self._unpacked(held.sum(axis=1)).T @ np.array(self._cell.axes)

    def mean_square_displacement(self):
        """Mean square displacement of an ion since the beginning, over all ions and replicas: 2 d D* t.

        A fraction of the squared lattice parameter.
        """
        return float(self._square_sums().mean() / self.ions)

    def start_measuring(self):
        """Let `correlation_factor` (a fraction) count from here: the first jumps of an ion, which do not yet
        know their successors, drop out."""
        self._squares_before, self._jumps_before = self._square_sums(), self.jumps.copy()

    def correlation_factor(self):
        """Tracer correlation factor f and its standard error (fractions): growth of the squared displacements
        over jumps a_h^2, all ions counted.

        The error comes from the scatter between replicas. Raises ValueError with fewer than two replicas or
        before any jump.
        """
        within("replicas", self.replicas, "", 2)
        within("jumps since start_measuring", (self.jumps - self._jumps_before).sum(), "", 1)
        squares = self._square_sums() - self._squares_before
        free = (self.jumps - self._jumps_before) * self._cell.hop_length**2
        value = squares.sum() / free.sum()
        scatter = (squares - value * free).std(ddof=1) / free.mean()
        return float(value), float(scatter / np.sqrt(self.replicas))
