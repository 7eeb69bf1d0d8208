"""Walks of vacancies on a small square crystal: one followed try by try, and the mean over many crystals."""
from functools import lru_cache

import numpy as np

from ...classroom.quantity import convert
from ...physics.constants import AVOGADRO
from ...physics.lattice_walk import LatticeWalk
from ...physics.vacancies import LATTICES, hop_rate, tracer_diffusivity, vacancy_diffusivity
from .lattice_vibration import ATTEMPTS_PER_SECOND

SIDE, TRIES = 14, 600
SITES, HOME = SIDE**2, SIDE // 2
REPLICAS, EVERY = 150, 25  # crystals behind the mean, and after how many tries it is taken


@lru_cache(maxsize=32)
def followed(vacancies, seed):
    """One crystal, try by try: places of its vacancies and how far its marked ion has come, both in sites.

    The marked ion starts at (HOME, HOME), as near to a vacancy as any ion.
    Returns arrays (tries + 1, vacancies, 2) and (tries + 1, 2).
    """
    walk = LatticeWalk("square", SIDE, vacancies, 1, seed)
    empty = np.empty((TRIES + 1, vacancies), dtype=int)
    for count in range(TRIES + 1):
        empty[count] = walk.vacancy_sites[0]
        walk.attempt(int(count < TRIES))
    places = walk.positions
    away = np.abs(_shortest(places - places[empty[0, 0]])).sum(axis=1)
    away[empty[0]] = SITES  # there stands no ion
    start = int(away.argmin())
    steps = _steps_of_the_ion(empty, places, start)
    return ((places[empty] - places[start] + HOME) % SIDE).astype(np.int8), steps.cumsum(axis=0)


def _steps_of_the_ion(empty, places, here):
    """Step of the ion that starts at site `here` in each try: a vacancy takes its site, and the ion the one
    it has left."""
    at, moved = np.arange(TRIES), (empty[1:] != empty[:-1]).argmax(axis=1)
    steps = np.zeros((TRIES + 1, 2))
    trades = zip(empty[at, moved].tolist(), empty[at + 1, moved].tolist(), strict=True)
    for count, (left, taken) in enumerate(trades, start=1):
        if taken == here:
            steps[count] = _shortest(places[left] - places[here])
            here = left
    return steps


@lru_cache(maxsize=32)
def mean_square(vacancies, seed):
    """Mean square displacement (squared sites) after 0, EVERY, 2 EVERY ... tries, over all ions of many
    crystals."""
    walk, squares = LatticeWalk("square", SIDE, vacancies, REPLICAS, seed), [0.0]
    for _ in range(TRIES // EVERY):
        walk.attempt(EVERY)
        squares.append(walk.mean_square_displacement())
    return np.array(squares)


def _shortest(steps):
    """Steps between sites, by the shorter way where two lead around the box."""
    return (steps + HOME) % SIDE - HOME


def nanoseconds(state, tries):
    """Return the time (ns) that so many tries take: each vacancy tries `hop_rate` times a second in each
    direction."""
    rate = float(hop_rate(ATTEMPTS_PER_SECOND, state.migration_energy * AVOGADRO, state.temperature))
    return convert(tries / (state.vacancies * LATTICES["square"].neighbours * rate), "s", "ns")


def without_memory(state, time):
    """Return the mean square displacement 2 d D t (squared sites) after `time` (ns) of ions that forget each
    hop, f = 1."""
    lone = vacancy_diffusivity("square", 1.0, ATTEMPTS_PER_SECOND, state.migration_energy * AVOGADRO,
                               state.temperature)  # in squared sites per second
    forgetting = tracer_diffusivity(state.vacancies / SITES, lone, 1.0)
    return 2 * LATTICES["square"].dimensions * forgetting * convert(time, "ns", "s")
