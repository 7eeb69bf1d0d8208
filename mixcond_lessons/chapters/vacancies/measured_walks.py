"""The correlation factor measured by walks in small boxes of ten lattices."""
from functools import cache, lru_cache

import numpy as np

from ...physics.lattice_walk import LatticeWalk
from ...physics.vacancies import LATTICES, correlation_factor
from ..controls import logarithmic

# Words for a lattice, and the edge of its box in cells: some 120 to 220 sites. Only in a short row the
# vacancy comes
# round soon enough.
BOXES = {"chain": ("a row", 16), "honeycomb": ("honeycomb", 8), "square": ("square, the garage", 11),
         "triangular": ("triangular", 11), "diamond": ("diamond", 4), "simple cubic": ("simple cubic", 5),
         "body-centred cubic": ("body-centred cubic", 5), "face-centred cubic": ("face-centred cubic", 5),
         "perovskite anions": ("oxygen of a perovskite", 4), "fluorite anions": ("oxygen of ceria", 3)}
JUMPS = logarithmic("jumps_per_ion", 0.1, 10.0, 1.0, unit="1", per_decade=10, plays=True)
BEFORE = 4  # jumps per ion that are not counted: the first ones do not yet know their successors
LOAD = 30_000  # sites in all crystals together


@cache
def exact():
    """Return {lattice: its exact correlation factor for a lone vacancy}."""
    return {key: correlation_factor(key) for key in BOXES}


@lru_cache(maxsize=64)
def measured(lattice, vacancy_fraction, seed):
    """Return the correlation factor of one lattice as jumps add up, and its numbers of sites and vacancies.

    Rows: jumps per ion, all jumps, f, its standard error, tries, jumps and blocked tries.
    """
    size = BOXES[lattice][1]
    sites = len(LATTICES[lattice].basis) * size**LATTICES[lattice].dimensions
    walk = LatticeWalk(lattice, size, max(1, round(vacancy_fraction * sites)), max(1, LOAD // sites), seed)
    walk.attempt(BEFORE * sites)
    walk.start_measuring()
    first, jumps, rows = walk.attempts, walk.jumps.sum(), []
    for target in JUMPS.grid:
        # Of so many tries, one for each ion succeeds.
        walk.attempt(first + round(target * (sites - 1)) - walk.attempts)
        counted = walk.jumps.sum() - jumps
        rows.append([counted / (walk.replicas * walk.ions), counted, *walk.correlation_factor(),
                     walk.attempts * walk.replicas, walk.blocked.sum() + walk.jumps.sum()])
    return np.transpose(rows), walk.sites, walk.vacancies
