"""Vacancies: the lattices, their hops, what they carry, and what a tracer remembers."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.constants import N_A, R
from scipy.optimize import brentq, minimize_scalar

from mixcond_lessons.physics import vacancies as laws
from mixcond_lessons.physics.vacancies import LATTICES, correlation_factor

FARADAY = laws.FARADAY
FACTS = {
    "chain": (1, 2, 1),
    "honeycomb": (2, 3, 3**-0.5),
    "square": (2, 4, 1),
    "triangular": (2, 6, 1),
    "diamond": (3, 4, 3**0.5 / 4),
    "simple cubic": (3, 6, 1),
    "body-centred cubic": (3, 8, 3**0.5 / 2),
    "face-centred cubic": (3, 12, 2**-0.5),
    "perovskite anions": (3, 8, 2**-0.5),
    "fluorite anions": (3, 6, 0.5),
}
# As printed in the literature, to the digits given there.
PUBLISHED = {
    "chain": "0",
    "honeycomb": "0.3333333",
    "square": "0.466942",
    "triangular": "0.560057",
    "diamond": "0.5000000",
    "simple cubic": "0.653109",
    "body-centred cubic": "0.727194",
    "face-centred cubic": "0.781451",
    "perovskite anions": "0.69",
    "fluorite anions": "0.653109",
}
HOP = {
    "lattice_parameter": 3.9e-10,
    "attempt_frequency": 1e13,
    "migration_energy": 8e4,
    "temperature": 1000.0,
}
each_lattice = pytest.mark.parametrize("lattice", LATTICES)
fractions = st.floats(0, 1)
temperatures = st.floats(1, 1e4)
energies = st.floats(0, 1e6)
# Smaller ones end where floating-point numbers lose their digits.
amounts = st.one_of(st.just(0.0), st.floats(1e-200, 3))
positives = st.floats(-20, 20).map(lambda power: 10.0**power)


# --- Lattices ---


def test_every_lattice_has_its_dimensions_neighbours_and_hop():
    found = {
        name: (cell.dimensions, cell.neighbours, pytest.approx(cell.hop_length))
        for name, cell in LATTICES.items()
    }
    assert found == FACTS


@each_lattice
def test_bonds_are_alike_lead_back_and_favour_no_direction(lattice):
    cell = LATTICES[lattice]
    steps, ends = cell.bonds
    vectors = steps @ np.array(cell.axes)
    assert np.linalg.norm(vectors, axis=-1) == pytest.approx(np.full(ends.shape, cell.hop_length))
    bonds = {
        (site, *step, end) for site, row in enumerate(steps)
             for step, end in zip(map(tuple, row), ends[site], strict=True)
    }
    assert len(bonds) == ends.size
    assert {(end, *(-step for step in steps), site) for site, *steps, end in bonds} == bonds
    tensor = np.einsum("szi,szj->ij", vectors, vectors) / ends.size
    assert tensor == pytest.approx(np.eye(cell.dimensions) * cell.hop_length**2 / cell.dimensions, abs=1e-12)
    assert vectors.sum(axis=(0, 1)) == pytest.approx(0, abs=1e-12)
    assert ((cell.sublattices[:, np.newaxis] + steps - cell.sublattices[ends]) % cell.period == 0).all()


# --- Hops ---


@given(temperatures, energies, st.floats(-200, 200))
def test_diffusivity_in_oxides_is_the_printed_one(temperature, energy, entropy):
    square = 3.9e-10**2 * 1e13 * np.exp(entropy / R - energy / (R * temperature))
    arguments = 3.9e-10, 1e13, energy, temperature, entropy
    assert laws.vacancy_diffusivity("perovskite anions", *arguments) == pytest.approx(
        2 / 3 * square, rel=1e-9, abs=1e-300
    )
    assert laws.vacancy_diffusivity("fluorite anions", *arguments) == pytest.approx(
        square / 4, rel=1e-9, abs=1e-300
    )


@each_lattice
def test_diffusivity_is_hops_squared_over_twice_the_dimensions(lattice):
    dimensions, neighbours, hop = FACTS[lattice]
    rate = laws.hop_rate(1e13, 8e4, 1000.0)
    assert laws.vacancy_diffusivity(lattice, **HOP) == pytest.approx(
        neighbours * rate * (hop * 3.9e-10) ** 2 / (2 * dimensions)
    )


def test_hop_rate_limits():
    assert laws.hop_rate(1e13, 0.0, 300.0) == 1e13
    assert laws.hop_rate(1e13, 1e5, 1e12) == pytest.approx(1e13)
    assert laws.hop_rate(1e13, 1e300, 1e-300) == 0
    rates = laws.hop_rate(1e13, 8e4, np.array([800.0, 1000.0]))
    assert -R * np.diff(np.log(rates))[0] / (1 / 1000 - 1 / 800) == pytest.approx(8e4)


# --- How many, and what they carry ---


def test_sites_are_counted_per_sublattice():
    assert laws.vacancy_site_fraction([0.0, 0.3, 3.0]) == pytest.approx([0, 0.1, 1])
    assert laws.vacancy_site_fraction(0.1, "MO2") == pytest.approx(0.05)
    assert laws.vacancy_concentration(0.3, 3.9e-10) == pytest.approx(0.3 / (N_A * 3.9e-10**3))
    assert laws.vacancy_concentration(0.1, 5.41e-10, "MO2") == pytest.approx(4 * 0.1 / (N_A * 5.41e-10**3))
    for structure, (lattice, sites, units) in laws.STRUCTURES.items():
        cell = LATTICES[lattice]
        volume = abs(np.linalg.det(np.array(cell.axes) * cell.period))
        assert laws.site_concentration(1.0, structure) == pytest.approx(len(cell.basis) / volume / N_A)
        assert sites * units == len(cell.basis)


@given(st.floats(0.001, 0.999), positives, positives, temperatures)
def test_ions_and_vacancies_tell_the_same_conductivity(theta, sites, diffusivity, temperature):
    ions = laws.nernst_einstein_conductivity(
        (1 - theta) * sites, laws.ion_diffusivity(theta, diffusivity), -2, temperature
    )
    empties = laws.nernst_einstein_conductivity(theta * sites, (1 - theta) * diffusivity, 2, temperature)
    both = laws.ion_conductivity(theta, sites, diffusivity, 2, temperature)
    mirrored = laws.ion_conductivity(1 - theta, sites, diffusivity, 2, temperature)
    assert [ions, empties, mirrored] == pytest.approx([both] * 3, rel=1e-12, abs=0)
    assert both == pytest.approx(
        4 * FARADAY**2 * sites * theta * (1 - theta) * diffusivity / (R * temperature), rel=1e-12, abs=0
    )


def test_conductivity_limits():
    most = minimize_scalar(
        lambda theta: -laws.ion_conductivity(theta, 1.0, 1.0, 2, 1000.0), bounds=(0, 1), method="bounded"
    )
    assert most.x == pytest.approx(0.5, abs=1e-4)
    assert laws.ion_conductivity(np.array([0.0, 1.0]), 5e4, 1e-9, 2, 1000.0) == pytest.approx([0, 0], abs=0)
    dilute = laws.nernst_einstein_conductivity(1e-6 * 5e4, 1e-9, 2, 1000.0)
    assert laws.ion_conductivity(1e-6, 5e4, 1e-9, 2, 1000.0) == pytest.approx(dilute, rel=2e-6)
    # The common slip: one charge instead of two.
    assert dilute / laws.nernst_einstein_conductivity(1e-6 * 5e4, 1e-9, 1, 1000.0) == pytest.approx(4)


@given(fractions, positives, fractions)
def test_tracer_never_outruns_the_charge(theta, diffusivity, factor):
    tracer, charge = (
        laws.tracer_diffusivity(theta, diffusivity, factor),
        laws.ion_diffusivity(theta, diffusivity),
    )
    assert tracer == pytest.approx(factor * charge, rel=1e-14, abs=0)
    assert 0 <= tracer <= charge <= diffusivity


@given(amounts, amounts, st.one_of(st.just(0.0), st.floats(-30, 80).map(lambda power: 10.0**power)))
def test_free_vacancies_obey_mass_action(vacancies, dopants, constant):
    free = laws.free_vacancy_concentration(vacancies, dopants, constant)
    assert max(0, vacancies - dopants) * (1 - 1e-12) <= free <= vacancies * (1 + 1e-12)
    # dopants bound = K w (dopants - bound), so all vacancies = w (1 + K dopants/(1 + K w)): one rising curve,
    # no cancellation.
    again = free * (1 + constant * dopants / (1 + constant * free))
    assert again == pytest.approx(vacancies, rel=1e-9, abs=1e-300)


def test_free_vacancies_by_another_route():
    def imbalance(pairs):
        return pairs - 40.0 * (0.1 - pairs) * (0.05 - pairs)

    pairs = brentq(imbalance, 0, 0.05, xtol=1e-16)
    assert laws.free_vacancy_concentration(0.05, 0.1, 40.0) == pytest.approx(0.05 - pairs, rel=1e-12)
    assert laws.free_vacancy_concentration(0.05, 0.1, 0.0) == 0.05
    assert laws.free_vacancy_concentration([0.3, 0.05], 0.1, 1e15) == pytest.approx([0.2, 1e-15], rel=1e-12)
    assert laws.free_vacancy_concentration(0.0, 0.0, 1e9) == 0


# --- What a tracer remembers ---


@each_lattice
def test_correlation_factor_is_the_published_one(lattice):
    digits = len(PUBLISHED[lattice].partition(".")[2])
    assert correlation_factor(lattice) == pytest.approx(float(PUBLISHED[lattice]), abs=0.51 * 10.0**-digits)


def through_all_states(lattice, size):
    """f of a box without Green functions: every place of the vacancy seen from the ion is one state of a
    Markov chain."""
    cell = LATTICES[lattice]
    steps, ends = cell.bonds
    box, ways = size * cell.period, ends.shape[1]
    corners = cell.period * np.array(list(product(range(size), repeat=cell.dimensions)))
    keys = [
        (own, other, *(corner + cell.sublattices[other] - cell.sublattices[own]) % box)
        for own, other, corner in product(range(len(ends)), range(len(ends)), corners)
    ]
    states = {key: number for number, key in enumerate(key for key in keys if any(key[2:]))}
    chain, drift, moves = np.zeros((len(states),) * 2), np.zeros((len(states), cell.dimensions)), []
    for (own, other, *place), number in states.items():
        for step, end in zip(steps[other], ends[other], strict=True):
            target = (place + step) % box
            trade = not target.any()
            arrival = states[(other, own, *step % box) if trade else (own, end, *target)]
            chain[number, arrival] += 1 / ways
            if trade:
                drift[number] -= step @ np.array(cell.axes) / ways
                moves.append((arrival, -step @ np.array(cell.axes)))
    later = np.linalg.solve(np.eye(len(states)) - chain + 1 / len(states), drift)
    return 1 + 2 * sum(later[arrival] @ move for arrival, move in moves) / (len(moves) * cell.hop_length**2)


@pytest.mark.parametrize(
    "lattice, size",
    [
        ("chain", 7),
        ("honeycomb", 3),
        ("square", 5),
        ("triangular", 4),
        ("diamond", 3),
        ("simple cubic", 2),
        ("simple cubic", 5),
        ("body-centred cubic", 4),
        ("face-centred cubic", 4),
        ("perovskite anions", 3),
        ("fluorite anions", 2),
    ],
)
def test_box_value_agrees_with_the_sum_over_all_states(lattice, size):
    assert correlation_factor(lattice, size) == pytest.approx(through_all_states(lattice, size), rel=1e-10)


@pytest.mark.parametrize("lattice", sorted(set(LATTICES) - {"chain", "fluorite anions"}))
def test_growing_boxes_lead_to_the_endless_crystal(lattice):
    first = LATTICES[lattice].dimensions
    sizes = np.array([12.0, 20.0, 28.0, 36.0] if first == 2 else [8.0, 10.0, 12.0, 14.0])
    boxes = [correlation_factor(lattice, size) for size in sizes]
    assert sorted(boxes, reverse=True) == boxes and boxes[-1] > correlation_factor(lattice)
    endless = np.linalg.solve(sizes[:, np.newaxis] ** -np.array([0.0, first, first + 2, first + 4]), boxes)[0]
    assert endless == pytest.approx(correlation_factor(lattice), abs=1e-6)


def test_chain_forgets_nothing():
    """Each lap of the vacancy shifts all N - 1 ions by one, together: f = 1/(N - 1)."""
    assert [correlation_factor("chain", size) for size in (2, 5, 20)] == pytest.approx(
        [1, 1 / 4, 1 / 19], rel=1e-9
    )
    assert correlation_factor("chain") == 0


def test_fluorite_anions_are_a_simple_cubic_lattice_of_half_the_parameter():
    assert correlation_factor("fluorite anions", 3) == pytest.approx(
        correlation_factor("simple cubic", 6), rel=1e-10
    )
    assert correlation_factor("fluorite anions") == correlation_factor("simple cubic")


@each_lattice
def test_popular_estimate_is_exact_only_without_detours(lattice):
    excess = laws.simple_correlation_factor(lattice) - correlation_factor(lattice)
    assert (
        excess == pytest.approx(0, abs=1e-14)
        if lattice in ("chain", "honeycomb", "diamond")
        else excess > 0.01
    )


@given(fractions, st.floats(0, 0.999), st.floats(0, 0.999))
def test_crowded_factor_rises_from_the_lone_one_to_one(lone, few, many):
    assert laws.crowded_correlation_factor(lone, 0.0) == pytest.approx(lone, abs=1e-15)
    few, many = sorted((few, many))
    assert (
        lone - 1e-15
        <= laws.crowded_correlation_factor(lone, few)
        <= laws.crowded_correlation_factor(lone, many) + 1e-15
        <= 1 + 2e-15
    )
    if lone > 1e-3:
        assert laws.crowded_correlation_factor(lone, 1 - 1e-12) == pytest.approx(1, abs=1e-8)
        ions = 1 - few
        assert laws.crowded_correlation_factor(lone, few) == pytest.approx(
            1 / (1 + (1 - lone) / lone * ions / (2 - ions)), rel=1e-9
        )


# --- Refusals ---


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: laws.lattice_named("kagome"), "lattice = 'kagome'"),
        (lambda: laws.hop_rate(0.0, 1.0, 1.0), "attempt_frequency = 0 1/s"),
        (lambda: laws.hop_rate(1.0, -1.0, 1.0), "migration_energy = -1 J/mol"),
        (lambda: laws.hop_rate(1.0, 1.0, 0.0), "temperature = 0 K"),
        (lambda: laws.hop_rate(1.0, 1.0, 1.0, 201.0), "migration_entropy = 201 J/\\(mol K\\)"),
        (lambda: laws.vacancy_diffusivity("square", 0.0, 1.0, 1.0, 1.0), "lattice_parameter = 0 m"),
        (lambda: laws.vacancy_diffusivity("cube", **HOP), "lattice = 'cube'"),
        (lambda: laws.vacancy_site_fraction(2.1, "MO2"), "vacancies_per_formula_unit = 2.1"),
        (lambda: laws.vacancy_site_fraction(-0.1), "vacancies_per_formula_unit = -0.1"),
        (lambda: laws.vacancy_site_fraction(0.1, "A2BO4"), "structure = 'A2BO4'"),
        (lambda: laws.site_concentration(-1.0), "lattice_parameter = -1 m"),
        (lambda: laws.vacancy_concentration(0.1, np.nan), "lattice_parameter = nan m"),
        (lambda: laws.free_vacancy_concentration(-1.0, 0.1, 1.0), "vacancies = -1: allowed"),
        (lambda: laws.free_vacancy_concentration(0.1, -1.0, 1.0), "dopants = -1: allowed"),
        (lambda: laws.free_vacancy_concentration(0.1, 0.1, -1.0), "association_constant = -1"),
        (lambda: laws.nernst_einstein_conductivity(-1.0, 1.0, 2, 300.0), "concentration = -1 mol/m3"),
        (lambda: laws.nernst_einstein_conductivity(1.0, -1.0, 2, 300.0), "diffusivity = -1 m2/s"),
        (lambda: laws.nernst_einstein_conductivity(1.0, 1.0, np.inf, 300.0), "charge_number = inf"),
        (lambda: laws.nernst_einstein_conductivity(1.0, 1.0, 2, 0.0), "temperature = 0 K"),
        (lambda: laws.ion_conductivity(0.1, -1.0, 1.0, 2, 300.0), "site_concentration = -1 mol/m3"),
        (lambda: laws.ion_conductivity(1.1, 1.0, 1.0, 2, 300.0), "vacancy_fraction = 1.1"),
        (lambda: laws.ion_diffusivity(0.1, -1.0), "vacancy_diffusivity = -1 m2/s"),
        (lambda: laws.tracer_diffusivity(0.1, 1.0, 1.5), "correlation_factor = 1.5"),
        (lambda: correlation_factor("cube"), "lattice = 'cube'"),
        (lambda: correlation_factor("square", 1), "size = 1 cells"),
        (lambda: correlation_factor("square", 41), "size = 41 cells"),
        (lambda: correlation_factor("square", 2.5), "size = 2.5 cells"),
        (lambda: laws.simple_correlation_factor("cube"), "lattice = 'cube'"),
        (lambda: laws.crowded_correlation_factor(1.5, 0.1), "lone_correlation_factor = 1.5"),
        (lambda: laws.crowded_correlation_factor(0.5, 1.0), "vacancy_fraction = 1"),
    ],
)
def test_impossible_arguments_are_named(call, name):
    with pytest.raises(ValueError, match=name):
        call()
