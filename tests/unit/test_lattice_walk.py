"""Kinetic Monte Carlo of vacancies: nothing is lost, no direction is favoured, and the exact correlation
factors come out."""
from itertools import combinations, product

import numpy as np
import pytest

from mixcond_lessons.physics.lattice_walk import BLOCK, LatticeWalk
from mixcond_lessons.physics.vacancies import LATTICES, correlation_factor, crowded_correlation_factor

each_lattice = pytest.mark.parametrize("lattice", LATTICES)


def box_axes(walk):
    """Edges of the periodic box, rows, in lattice parameters."""
    cell = LATTICES[walk.lattice]
    return np.array(cell.axes) * cell.period * walk.size


def folded(walk, vectors):
    """Cartesian vectors, brought by whole box edges as near to zero as the box allows along each edge."""
    parts = np.round(vectors @ np.linalg.inv(box_axes(walk)), 9)
    return (parts - np.round(parts)) @ box_axes(walk)


def full_sites(walk):
    """For each replica the sorted sites without a vacancy."""
    return np.array([np.setdiff1d(np.arange(walk.sites), row) for row in walk.vacancy_sites])


@each_lattice
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_ions_sites_and_vacancies_are_kept(lattice, share):
    sites = LatticeWalk(lattice, 4, 1, 1, 0).sites
    walk = LatticeWalk(lattice, 4, min(max(1, round(share * sites)), sites - 1), 5, seed=3)
    started = full_sites(walk)
    assert started.shape == (5, walk.ions) and walk.ions + walk.vacancies == walk.sites
    walk.run(60)
    now, moved = walk.displacements()
    assert all(len(set(row)) == walk.vacancies for row in walk.vacancy_sites)
    assert (np.sort(now, axis=1) == full_sites(walk)).all()
    assert np.abs(folded(walk, walk.positions[started] + moved - walk.positions[now])).max() < 1e-8
    assert np.abs(moved).max() > 0
    assert moved.sum(axis=1) == pytest.approx(walk.collective_displacement, abs=1e-9)
    assert (moved**2).sum() / walk.ions / 5 == pytest.approx(walk.mean_square_displacement())
    assert (walk.jumps + walk.blocked == walk.attempts).all() and walk.attempts == 60 * walk.vacancies
    assert walk.sweeps == 60


@pytest.mark.parametrize("lattice, vacancies", [("square", 9), ("triangular", 9), ("perovskite anions", 200),
                                                ("fluorite anions", 300)])
def test_ions_move_against_the_vacancies_one_jump_at_a_time(lattice, vacancies):
    walk = LatticeWalk(lattice, 5, vacancies, 4, seed=5)
    total, hop = np.zeros((4, LATTICES[lattice].dimensions)), LATTICES[lattice].hop_length
    for _ in range(150):
        before, jumps = walk.vacancy_sites, walk.jumps.copy()
        walk.attempt(1)
        step = folded(walk, walk.positions[walk.vacancy_sites] - walk.positions[before])
        moved = (before != walk.vacancy_sites).sum(axis=1)
        assert (moved == walk.jumps - jumps).all() and moved.max() <= 1
        assert np.linalg.norm(step, axis=-1).sum(axis=1) == pytest.approx(moved * hop)
        total += step.sum(axis=1)
    assert walk.blocked.min() > 0
    assert walk.collective_displacement == pytest.approx(-total, abs=1e-9)


def test_vacancies_start_anywhere():
    walk = LatticeWalk("square", 4, 3, 8000, seed=2)
    counts = np.bincount(walk.vacancy_sites.ravel(), minlength=16)
    expected = 8000 * 3 / 16
    # Chi square, 15 degrees of freedom: 45 is one in 10^4.
    assert ((counts - expected) ** 2 / expected).sum() < 45
    assert walk.mean_square_displacement() == 0


def test_the_seed_makes_the_walk_and_the_cutting_does_not():
    whole, cut, other = (LatticeWalk("triangular", 5, 3, 7, seed) for seed in (11, 11, 12))
    whole.attempt(3 * BLOCK + 5)
    for count in (1, BLOCK + 2, 0, 2 * BLOCK + 2):
        cut.attempt(count)
    other.attempt(3 * BLOCK + 5)
    assert (whole.vacancy_sites == cut.vacancy_sites).all() and whole.attempts == cut.attempts
    assert (whole.displacements()[1] == cut.displacements()[1]).all() and (whole.jumps == cut.jumps).all()
    assert (whole.vacancy_sites != other.vacancy_sites).any()


@pytest.mark.parametrize("lattice, size, replicas",
                         [("square", 6, 1500), ("triangular", 5, 1500), ("honeycomb", 4, 1500),
                          ("diamond", 3, 1500),
                                                     ("simple cubic", 4, 1500),
                          ("body-centred cubic", 4, 1500), ("face-centred cubic", 4, 1500),
                                                     ("perovskite anions", 3, 1200),
                          ("fluorite anions", 2, 1500)])
def test_correlation_factor_of_a_lone_vacancy_is_exact(lattice, size, replicas):
    walk = LatticeWalk(lattice, size, 1, replicas, seed=1)
    value, error = measured(walk, 5 * walk.sites, 25 * walk.sites)
    assert error < 0.006
    assert abs(value - correlation_factor(lattice, size)) < 4 * error


def test_a_chain_remembers_everything():
    factors = []
    for size in (6, 24):
        walk = LatticeWalk("chain", size, 1, 1000, seed=4)
        value, error = measured(walk, 2 * size**2, 10 * size**2)
        assert abs(value - 1 / (size - 1)) < 4 * error
        factors.append(value)
    assert factors[1] < 0.3 * factors[0]


def test_the_error_bar_is_honest():
    """Values from independent seeds scatter as much as each of them says."""
    results = []
    for seed in range(40):
        walk = LatticeWalk("square", 4, 2, 40, seed)
        walk.run(200)
        results.append(walk.correlation_factor())
    values, errors = np.transpose(results)
    assert 0.7 < values.std(ddof=1) / np.sqrt((errors**2).mean()) < 1.4


@pytest.mark.parametrize("lattice", ["square", "simple cubic", "perovskite anions"])
def test_collective_motion_is_theta_times_one_minus_theta(lattice):
    """All ions together: nothing is remembered, <|sum R|^2> per attempt and a_h^2 is the chance to find an
    ion next door."""
    replicas = 4000
    for share in (0.25, 0.5, 0.75):
        sites = LatticeWalk(lattice, 4, 1, 1, 0).sites
        walk = LatticeWalk(lattice, 4, round(share * sites), replicas, seed=6)
        walk.attempt(300)
        squares = (walk.collective_displacement**2).sum(axis=1) / (300 * LATTICES[lattice].hop_length**2)
        # In units of attempts of every site: theta times the share of neighbours that are ions, (sites -
        # vacancies)/(sites - 1).
        expected = share * (1 - share) * sites / (sites - 1)
        error = share * squares.std() / np.sqrt(replicas)
        assert abs(share * squares.mean() - expected) < 4 * error < 0.1 * expected
        blocked = walk.blocked.mean() / 300
        assert abs(blocked - (walk.vacancies - 1)
                   / (sites - 1)) < 4 * walk.blocked.std() / 300 / np.sqrt(replicas)


@each_lattice
def test_no_direction_is_favoured(lattice):
    walk = LatticeWalk(lattice, 4, 2, 3000, seed=8)
    walk.attempt(200)
    moves, dimensions = walk.collective_displacement, LATTICES[lattice].dimensions
    expected = np.eye(dimensions) * walk.jumps.mean() * LATTICES[lattice].hop_length**2 / dimensions
    products = moves[:, :, np.newaxis] * moves[:, np.newaxis]
    assert (np.abs(products.mean(axis=0) - expected) < 4.5 * products.std(axis=0) / np.sqrt(3000)).all()
    assert (np.abs(moves.mean(axis=0)) < 4.5 * moves.std(axis=0) / np.sqrt(3000)).all()


def through_all_states(lattice, size, vacancies):
    """f of an ion among several vacancies, lattices with one site per cell: each set of places of the
    vacancies around it is one state."""
    cell = LATTICES[lattice]
    steps, places = cell.bonds[0][0], list(product(range(size), repeat=cell.dimensions))[1:]
    states = {frozenset(places): number for number, places in enumerate(combinations(places, vacancies))}
    chain, drift, moves = np.zeros((len(states),) * 2), np.zeros((len(states), cell.dimensions)), []
    share = 1 / (vacancies * len(steps))
    for (full, number), step in product(states.items(), steps):
        for place in full:
            target, arrival = tuple((place + step) % size), full
            if not any(target):   # the ion moves by -step, and every other vacancy is now elsewhere around it
                arrival = frozenset(tuple((other + step) % size)
                                    for other in full - {place}) | {tuple(step % size)}
                drift[number] -= step @ np.array(cell.axes) * share
                moves.append((states[arrival], -step @ np.array(cell.axes)))
            elif target not in full:
                arrival = full - {place} | {target}
            chain[number, states[arrival]] += share
    later = np.linalg.solve(np.eye(len(states)) - chain + 1 / len(states), drift)
    return 1 + 2 * sum(later[arrival] @ move for arrival, move in moves) / (len(moves) * cell.hop_length**2)


def measured(walk, wait, sweeps):
    """Correlation factor and standard error, counted after a first while."""
    walk.run(wait)
    walk.start_measuring()
    walk.run(sweeps)
    return walk.correlation_factor()


@pytest.mark.parametrize("lattice, size, vacancies",
                         [("square", 3, 2), ("square", 4, 3), ("triangular", 4, 2), ("simple cubic", 3, 2),
                                                      ("square", 3, 6)])
def test_several_vacancies_in_a_small_box_are_exact(lattice, size, vacancies):
    walk = LatticeWalk(lattice, size, vacancies, 1500, seed=13)
    value, error = measured(walk, 50, 500)
    assert error < 0.02 * value
    assert abs(value - through_all_states(lattice, size, vacancies)) < 4 * error


@pytest.mark.parametrize("lattice, size, vacancy_fraction, replicas, sweeps",
                         [("simple cubic", 10, 0.1, 250, 60), ("simple cubic", 8, 0.5, 400, 20),
                                                                               ("perovskite anions", 6, 0.25, 300, 30)])
def test_crowded_vacancies_follow_nakazato_and_kitahara_within_a_hundredth(lattice, size, vacancy_fraction, replicas, sweeps):
    sites = LatticeWalk(lattice, size, 1, 1, 0).sites
    walk = LatticeWalk(lattice, size, round(vacancy_fraction * sites), replicas, seed=9)
    value, error = measured(walk, sweeps / 4, sweeps)
    lone = correlation_factor(lattice)
    approximate = crowded_correlation_factor(lone, walk.vacancies / sites)
    assert abs(value - approximate) < 0.01 * approximate + 2 * error < 0.5 * (approximate - lone)


def test_displacement_gives_the_tracer_diffusivity():
    """2 d D* t with D* = f theta D_V, D_V = z a^2 rate/(2 d) and t = sweeps/(z rate): f theta a^2 per
    sweep."""
    walk = LatticeWalk("simple cubic", 6, 22, 400, seed=10)
    walk.run(100)
    before = walk.mean_square_displacement()
    walk.run(400)
    theta = walk.vacancies / walk.sites
    expected = theta * 400 * crowded_correlation_factor(correlation_factor("simple cubic"), theta)
    assert walk.mean_square_displacement() - before == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("change, name", [
    ({"lattice": "kagome"}, "lattice = 'kagome'"), ({"size": 1}, "size = 1 cells"),
                                          ({"size": 2.5}, "size = 2.5 cells"),
    ({"size": [4, 4]}, r"size = \[4, 4\] cells"), ({"size": 10_000}, "number of sites = 1e\\+08"),
                                          ({"vacancies": 0}, "vacancies = 0"),
    ({"vacancies": 16}, r"vacancies = 16: allowed is \[1, 15\]"), ({"vacancies": "two"}, "vacancies = 'two'"),
                                          ({"replicas": 0}, "replicas = 0"),
    ({"replicas": 1_000_000}, "replicas = 1e\\+06"), ({"seed": -1}, "seed = -1"),
                                          ({"seed": 0.5}, "seed = 0.5")])
def test_impossible_arguments_are_named(change, name):
    with pytest.raises(ValueError, match=name):
        LatticeWalk(**{"lattice": "square", "size": 4, "vacancies": 1, "replicas": 2, "seed": 0, **change})


def test_impossible_runs_are_named():
    walk = LatticeWalk("square", 4, 2, 1, seed=0)
    for call, name in [(lambda: walk.run(-1), "sweeps = -1"), (lambda: walk.run(np.nan), "sweeps = nan"),
                       (lambda: walk.attempt(0.5), "count = 0.5"),
                       (lambda: walk.attempt(-1), "count = -1"), (walk.correlation_factor, "replicas = 1")]:
        with pytest.raises(ValueError, match=name):
            call()
    assert walk.attempts == 0
    with pytest.raises(ValueError, match="jumps since start_measuring = 0"):
        LatticeWalk("square", 4, 2, 2, seed=0).correlation_factor()
