"""Defect diagrams and walking vacancies: the course's solver against a root finder in a loop, its walk
against a loop in plain Python."""

import random
import time
from functools import partial

import numpy as np
from scipy.optimize import brentq

from mixcond_lessons.physics import doping, model_oxides
from mixcond_lessons.physics.lattice_walk import LatticeWalk

from .physics import milliseconds

PRESSURES = np.logspace(-25, 0, 200)
TEMPERATURE, ACCEPTOR = 1073.15, 1e-3
ASSOCIATION = 2.0   # log10 of the constant of pairs


def titanate_in_a_loop():
    """Electrons of the acceptor-doped titanate at each pressure, by a root finder for neutrality."""
    reduction, ionisation = (
        10 ** float(constant) for constant in model_oxides.titanate_constants(TEMPERATURE)
    )

    def charge(logarithm, pressure):
        electrons = np.exp(logarithm)
        return 2 * reduction / (electrons**2 * pressure**0.5) + ionisation / electrons - electrons - ACCEPTOR
    return np.exp([brentq(charge, -80, 5, args=(pressure,), xtol=1e-13) for pressure in PRESSURES])


def ferrite_in_a_loop():
    """Oxygen deficiency of the ferrite at each pressure, by a root finder on its explicit law p(delta)."""
    constants = [
        float(reaction.log10_constant) for reaction in model_oxides.ferrite_model(0.4, TEMPERATURE).reactions
    ]

    def off(deficiency, pressure):
        return np.log(float(doping.ferrite_oxygen_activity(deficiency, 0.4, *constants)) / pressure)
    return np.array([brentq(off, 1e-9, 0.7 - 1e-9, args=(pressure,), xtol=1e-13) for pressure in PRESSURES])


def python_walk(size, vacancies, attempts):
    """Vacancies on a simple cubic lattice in plain Python, every ion's displacement kept; returns attempts
    per second."""
    chance, sites = random.Random(1), size**3
    order = list(range(sites))
    chance.shuffle(order)
    where, ion_at = order[:vacancies], {site: site for site in order[vacancies:]}
    moved = {site: [0, 0, 0] for site in ion_at}
    strides = (1, size, size * size)
    start = time.process_time()
    for _ in range(attempts):
        slot, way = chance.randrange(vacancies), chance.randrange(6)
        axis, sign = way >> 1, 1 - 2 * (way & 1)
        site = where[slot]
        place = site // strides[axis] % size
        target = site + ((place + sign) % size - place) * strides[axis]
        if target in ion_at:
            ion = ion_at.pop(target)
            ion_at[site] = ion
            moved[ion][axis] -= sign
            where[slot] = target
    return attempts / (time.process_time() - start)


def array_walk(size, vacancies, replicas, attempts):
    """Attempts and jumps per second of `LatticeWalk`, over all replicas, on one core."""
    walk = LatticeWalk("simple cubic", size, vacancies, replicas, seed=1)
    walk.attempt(64)
    before, start = walk.jumps.sum(), time.process_time()
    walk.attempt(attempts)
    taken = time.process_time() - start
    return replicas * attempts / taken, (walk.jumps.sum() - before) / taken


def report(repeats):
    """Measure; returns lines of Markdown."""
    titanate, ferrite = (
        model_oxides.titanate_model(ACCEPTOR, TEMPERATURE),
        model_oxides.ferrite_model(0.4, TEMPERATURE),
    )
    ceria = doping.gadolinia_doped_ceria(
        0.1, float(model_oxides.ceria_model(0.1, TEMPERATURE).reactions[0].log10_constant), ASSOCIATION
    )
    found = [
        "## Physics: a defect diagram of 200 pressures",
        "",
        "`solve_equilibrium` (one solver for any reactions) against `scipy.optimize.brentq` in a loop, "
        "written out by hand for the one oxide. "
        "Aim: at most 2 ms.",
        "",
        "| oxide | CPU ms | loop, CPU ms | largest relative difference |",
        "|---|---|---|---|",
    ]
    for name, model, species, loop in (
        ("titanate, 3 species", titanate, "n", titanate_in_a_loop),
        ("ferrite, 5 species", ferrite, "V", ferrite_in_a_loop),
        ("ceria with pairs, 6 species", ceria, None, None),
    ):
        quick = milliseconds(partial(model.equilibrium, PRESSURES), 10 * repeats)
        slow = (
            f"{milliseconds(loop, max(2, repeats // 5)):.0f} | "
            f"{np.abs(model.equilibrium(PRESSURES)[species] / loop() - 1).max():.1e}"
            if loop
            else "– | –"
        )
        found.append(f"| {name} | {quick:.2f} | {slow} |")
    found += [
        "",
        "## Physics: vacancies that walk, millions per second on one core",
        "",
        "`LatticeWalk` on a simple cubic lattice of 512 sites, every ion's displacement kept, blocked jumps "
        "rejected, against a loop in plain Python. "
        "Aim: at least 10 million jumps.",
        "",
        "| vacancies | replicas | attempts | jumps | plain Python, attempts |",
        "|---|---|---|---|---|",
    ]
    for vacancies in (1, 51, 256):
        plain = python_walk(8, vacancies, 20_000 * repeats)
        for replicas in (300, 1000):
            attempts, jumps = (
                np.median([array_walk(8, vacancies, replicas, 200) for _ in range(repeats)], axis=0) / 1e6
            )
            found.append(f"| {vacancies} | {replicas} | {attempts:.1f} | {jumps:.1f} | {plain / 1e6:.2f} |")
    return found
