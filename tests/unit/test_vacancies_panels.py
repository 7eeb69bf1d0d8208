"""Chapter 03: what its panels claim about crystals, domes and memory, and that a slider never walks a crystal
anew."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixcond_lessons.chapters import vacancies as chapter
from mixcond_lessons.chapters.vacancies import (
    ionic_conductivity,
    lattice_vibration,
    measured_walks,
    square_crystal,
)
from mixcond_lessons.chapters.vacancies import parking_garage as garage
from mixcond_lessons.chapters.vacancies import remembering_ion as memory
from mixcond_lessons.chapters.vacancies import walks_on_a_square as walks
from mixcond_lessons.physics.lattice_walk import LatticeWalk
from mixcond_lessons.physics.vacancies import (
    LATTICES,
    _return_probabilities,
    correlation_factor,
    crowded_correlation_factor,
    simple_correlation_factor,
)

each_filling = pytest.mark.parametrize("vacancies", garage.EMPTY)
each_lattice = pytest.mark.parametrize("lattice", measured_walks.BOXES)


def single(panel, column):
    """The single number of that name."""
    return next(
        float(table[column][0])
        for table in panel.data().values()
        if column in table and table[column].size == 1
    )


# --- The garage ---


@each_filling
def test_the_marked_ion_is_an_ion_of_that_walk(vacancies):
    """Try by try and in one go: same vacancies in the end, and the walk knows an ion that has come as far as
    the marked one."""
    empty, moved = walks.followed(vacancies, 5)
    walk = LatticeWalk("square", walks.SIDE, vacancies, 1, 5)
    places, before = walk.positions, walk.vacancy_sites[0]
    walk.attempt(walks.TRIES)
    after = walk.vacancy_sites[0]
    _, (came,) = walk.displacements()

    def seen_from(start):
        return (places - places[start] + walks.HOME) % walks.SIDE

    starts = np.setdiff1d(np.arange(walks.SITES), before)
    chosen = [ion for ion, start in enumerate(starts) if (seen_from(start)[before] == empty[0]).all()]
    assert len(chosen) == 1
    assert came[chosen[0]] == pytest.approx(moved[-1], abs=1e-9)
    assert (seen_from(starts[chosen[0]])[after] == empty[-1]).all()


@each_filling
def test_the_marked_ion_moves_only_into_a_vacancy_and_leaves_one(vacancies):
    empty, moved = walks.followed(vacancies, 3)
    place = (moved + walks.HOME) % walks.SIDE
    steps = np.diff(moved, axis=0)
    assert set(np.abs(steps).sum(axis=1)) <= {0, 1}

    def is_empty(when, where):
        return (empty[when] == where).all(axis=1).any()

    for count in np.flatnonzero(steps.any(axis=1)):
        assert is_empty(count, place[count + 1]) and is_empty(count + 1, place[count])
    assert not any(is_empty(count, place[count]) for count in range(0, walks.TRIES, 50))
    # It started as near to a vacancy as an ion can.
    away = np.abs(empty[0] - walks.HOME).sum(axis=1).min()
    assert away == 1 or vacancies > 98


def test_a_lone_vacancy_starts_beside_the_marked_ion():
    for seed in range(1, 20):
        empty, _ = walks.followed(1, seed)
        assert np.abs(empty[0, 0] - walks.HOME).sum() == 1


def test_no_slider_of_the_garage_walks_the_crystal_anew():
    panel = garage.ParkingGarage(vacancies=20, seed=77)
    misses = [walks.followed.cache_info().misses, walks.mean_square.cache_info().misses]
    for step, temperature in ((0, 800.0), (1, 1000.0), (599, 773.15)):
        panel.set(step=step, temperature=temperature)
    assert misses == [walks.followed.cache_info().misses, walks.mean_square.cache_info().misses]


@each_filling
def test_ions_come_less_far_than_without_memory(vacancies):
    panel = garage.ParkingGarage(vacancies=vacancies, step=walks.TRIES)
    ratio = single(panel, "mean square (sites²)") / single(panel, "without memory (sites²)")
    long_run = single(panel, "f in the long run")
    # Memory is still being built up: the ratio falls from 1 to f.
    assert 0.92 * long_run < ratio < 1
    if vacancies == 1:
        # The prediction says "about half".
        assert ratio == pytest.approx(correlation_factor("square", walks.SIDE), rel=0.08)


def test_without_memory_there_is_one_hop_for_each_site_and_try():
    """A try of one vacancy among so many sites: on average each ion hops tries/sites times, by one site,
    whatever the clock."""
    for state in ({"vacancies": 1}, {"vacancies": 98, "temperature": 800.0}, {"vacancies": 147, "step": 17}):
        panel = garage.ParkingGarage(**state)
        assert single(panel, "without memory (sites²)") == pytest.approx(
            panel.state["step"] / walks.SITES, rel=1e-12
        )


def test_temperature_and_barrier_set_the_clock_alone():
    cool, hot = garage.ParkingGarage(temperature=873.15), garage.ParkingGarage(temperature=1073.15)
    low = garage.ParkingGarage(temperature=873.15, migration_energy=0.6 * 1.602176634e-19)
    assert cool.data()["its path"]["x (sites)"].tolist() == hot.data()["its path"]["x (sites)"].tolist()
    kelvin = 8.617333262e-5  # eV/K
    assert single(cool, "time (ns)") / single(hot, "time (ns)") == pytest.approx(
        np.exp(0.75 / kelvin * (1 / 873.15 - 1 / 1073.15))
    )
    assert single(cool, "time (ns)") / single(low, "time (ns)") == pytest.approx(
        np.exp(0.15 / kelvin / 873.15)
    )


def test_a_path_through_the_wall_is_broken_there():
    x, y = square_crystal._folded(np.array([12.0, 13.0, 14.0, 14.0]), np.array([0.0, 0.0, 0.0, -1.0]))
    assert np.isnan(x).tolist() == [False, False, True, False, True, False] == np.isnan(y).tolist()
    assert x[~np.isnan(x)].tolist() == [12, 13, 0, 0] and y[~np.isnan(y)].tolist() == [0, 0, 0, 13]


@each_filling
@pytest.mark.parametrize("seed", [1, 21, 77])
def test_the_whole_way_of_the_marked_ion_lies_within_its_axes(vacancies, seed):
    panel = garage.ParkingGarage(vacancies=vacancies, seed=seed, step=walks.TRIES)
    _, growth = panel.figure.axes
    drawn = np.concatenate(
        [
            panel.data()[table][column]
            for table, column in (
                ("marked ion's square", "R² (sites²)"),
                ("mean", "⟨R²⟩ (sites²)"),
                ("without memory", "⟨R²⟩ (sites²)"),
            )
        ]
    )
    assert drawn.max() < growth.get_ylim()[1] <= 3 * drawn.max()
    # Nothing jumps while the ion walks.
    assert panel.set(step=0).figure.axes[1].get_ylim() == growth.get_ylim()


@given(st.floats(1e-12, 1e12))
def test_an_axis_ends_beyond_the_last_value_and_not_far_beyond(value):
    assert value * (1 - 1e-9) <= lattice_vibration.round_end(value) <= 1.5001 * value


# --- The dome ---


def conductivity(**state):
    """What the panel shows."""
    return single(chapter.IonicConductivity(**state), "σᵢₒₙ (S/cm)")


def test_neither_the_perfect_crystal_nor_the_empty_one_conducts():
    assert conductivity(oxygen_deficiency=0.0) == 0 == conductivity(oxygen_deficiency=3.0)
    assert conductivity(oxygen_deficiency=0.01) > 0


def test_a_tenth_and_nine_tenths_conduct_alike_and_half_is_best():
    tenth, half, nine = (conductivity(oxygen_deficiency=delta) for delta in (0.3, 1.5, 2.7))
    assert tenth == pytest.approx(nine, rel=1e-12) and half == pytest.approx(tenth * 0.25 / 0.09, rel=1e-12)
    assert single(chapter.IonicConductivity(), "δ at the top") == pytest.approx(1.5)
    panel = chapter.IonicConductivity()
    reached = [delta for delta in np.round(np.arange(0.05, 3.0, 0.05), 2)
               if "This is the top" in panel.set(oxygen_deficiency=float(delta)).describe()]
    assert reached == [1.5]  # the sentence says when the task is done, and not before


@pytest.mark.parametrize("temperature", [773.15, 973.15, 1073.15])
def test_bound_vacancies_conduct_less_and_level_off_at_a_few_per_cent(temperature):
    panel = chapter.IonicConductivity(association=True, temperature=temperature)
    assert 1 < single(panel, "empty sites at the top (%)") < 4
    panel.set(oxygen_deficiency=single(panel, "δ at the top"))
    assert "This is the top" in panel.describe()
    assert "below it" in panel.set(oxygen_deficiency=0.01).describe()
    curve = panel.data()["curve"]
    assert (curve["σᵢₒₙ (S/cm)"][1:] < curve["σᵢₒₙ if all were free (S/cm)"][1:]).all()
    # Pairs alone make a plateau: what falls behind the top is no more than the share of full sites, 1 -
    # theta.
    last, top = (
        conductivity(association=True, temperature=temperature, oxygen_deficiency=0.125),
        single(panel, "σᵢₒₙ at the top (S/cm)"),
    )
    assert 1 - 0.125 / 3 < last / top < 1


@pytest.mark.parametrize("temperature", [873.15, 1073.15, 1273.15])
def test_weakly_bound_vacancies_have_no_top_before_the_model_ends(temperature):
    panel = chapter.IonicConductivity(
        association=True, temperature=temperature, binding_energy=0.1 * 1.602176634e-19
    )
    assert (
        np.diff(panel.data()["curve"]["σᵢₒₙ (S/cm)"]) > 0
    ).all() and "No top yet" in panel.describe()


def test_vacancies_that_nothing_binds_are_free():
    assert conductivity(association=True, binding_energy=0.0) == pytest.approx(conductivity(), rel=1e-12)
    shares = [
        single(
            chapter.IonicConductivity(association=True, binding_energy=energy * 1.602176634e-19),
            "free of all vacancies (%)",
        )
        for energy in (0.0, 0.1, 0.3, 0.6)
    ]
    assert shares[0] == 100 and (np.diff(shares) < 0).all()


def test_few_vacancies_among_few_acceptors_are_free():
    """Dilute: each free vacancy has K pairs for each acceptor, and acceptors are twice the vacancies."""
    delta, temperature = 1e-6, 973.15
    # Weight of the twelve places around an acceptor, beyond chance.
    places = 12 * (np.exp(0.45 / 8.617333262e-5 / temperature) - 1)
    panel = chapter.IonicConductivity(association=True, oxygen_deficiency=delta, temperature=temperature)
    assert 100 / single(panel, "free of all vacancies (%)") - 1 == pytest.approx(
        2 * delta * places / 3, rel=1e-3
    )


def test_pairs_are_counted_while_there_are_sites_away_from_acceptors():
    # A in the middle of a cube of edge 2, oxygen on its edges.
    cations, edges = 1 + np.array([(0, 0, 0)]), np.array([(1, 1, 0), (1, 0, 1), (0, 1, 1)])
    cells = 2 * np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)])
    sites = (edges[:, np.newaxis] + cells - 1).reshape(-1, 3)
    distance = ((sites - cations) ** 2).sum(axis=1)
    acceptors = 2 * ionic_conductivity.MOST_BOUND
    # Beyond, places beside acceptors are more than there are sites.
    assert acceptors * (distance == distance.min()).sum() == len(edges)
    panel = chapter.IonicConductivity(association=True)
    assert panel.data()["curve"]["δ"].max() == ionic_conductivity.MOST_BOUND
    assert "acceptor" in panel.move("oxygen_deficiency", 3.0)
    assert panel.state["oxygen_deficiency"] == pytest.approx(0.12)  # the last stop of the slider
    panel = chapter.IonicConductivity(oxygen_deficiency=1.5)
    assert "acceptor" in panel.move("association", True) and panel.state["association"] is False


def test_beyond_what_acceptors_can_pay_the_dome_is_a_lattice_gas_only():
    assert "no real perovskite" in chapter.IonicConductivity(oxygen_deficiency=0.51).describe()
    assert "no real perovskite" not in chapter.IonicConductivity(oxygen_deficiency=0.5).describe()


def test_a_barrier_and_not_a_mass_makes_ions_slow():
    low, high = (conductivity(migration_energy=energy * 1.602176634e-19) for energy in (0.6, 0.75))
    assert low / high == pytest.approx(np.exp(0.15 / 8.617333262e-5 / 973.15))


# --- The memory ---


@each_lattice
def test_a_lone_vacancy_gives_the_exact_factor_of_its_box(lattice):
    rows, sites, vacancies = measured_walks.measured(lattice, 0.0, 1)
    assert vacancies == 1 and sites >= 16
    _, _, value, error, _, _ = rows[:, -1]
    assert error < 0.012
    assert abs(value - correlation_factor(lattice, measured_walks.BOXES[lattice][1])) < 4 * error


@pytest.mark.parametrize("lattice", [lattice for lattice in measured_walks.BOXES if lattice != "chain"])
@pytest.mark.parametrize("crowd", [0.1, 0.5])
def test_a_crowd_follows_theory_to_about_two_hundredths(lattice, crowd):
    rows, sites, vacancies = measured_walks.measured(lattice, crowd, 2)
    _, _, value, error, _, _ = rows[:, -1]
    theory = crowded_correlation_factor(correlation_factor(lattice), vacancies / sites)
    assert abs(value - theory) < 0.02 + 3 * error < 0.1


def test_in_a_crowded_row_memory_goes_on_growing():
    rows, _, _ = measured_walks.measured("chain", 0.5, 1)
    assert rows[2, -1] < 0.9 * rows[2, rows.shape[1] // 2] and rows[2, -1] > 0.1


@pytest.mark.parametrize("vacancies", [8, 12, 14])
def test_in_the_end_all_ions_of_a_ring_have_gone_equally_far(vacancies):
    walk = LatticeWalk("chain", 16, vacancies, 400, 3)
    walk.attempt(4000)
    walk.start_measuring()
    walk.attempt(60_000 // (16 - vacancies))
    value, error = walk.correlation_factor()
    assert abs(value - 1 / (16 - vacancies)) < 4 * error + 0.01


@pytest.mark.parametrize("crowd, ions", [(0.1, 14), (0.25, 12), (0.5, 8), (0.9, 2)])
def test_a_crowded_row_is_told_its_ring(crowd, ions):
    panel = memory.RememberingIon(lattice="chain", vacancy_fraction=crowd)
    assert single(panel, "f in this box") == 1 / ions and single(panel, "f by theory") == 0
    assert panel.data()["levels"]["box"].tolist() == 2 * [1 / ions] and "in this ring" in panel.describe()
    drawn = (
        [artist for artist, table, _, column in panel.curves.values() if column == "box"]
        if panel.figure
        else []
    )
    assert len(drawn) == 1 and drawn[0].get_ydata().tolist() == 2 * [1 / ions]
    alone = memory.RememberingIon(lattice="chain")
    # One vacancy is the same law.
    assert single(alone, "f in this box") == pytest.approx(correlation_factor("chain", 16))


@each_lattice
def test_what_the_popular_estimate_leaves_out(lattice):
    """Later returns make a straight return likelier than 1/z and lower f; what follows a return raises it. On
    three lattices both cancel."""
    cell, size = LATTICES[lattice], 12
    (steps, _), returns = cell.bonds, _return_probabilities(LATTICES[lattice], size)
    assert (np.diagonal(returns, axis1=1, axis2=2) > 1 / cell.neighbours).all()
    vectors = steps @ np.array(cell.axes)
    # F if the jump after next were forgotten.
    straight = 1 - 2 * np.einsum("sjd,sjk,skd->", vectors, returns, vectors) / (vectors**2).sum()
    exact, popular = correlation_factor(lattice, size), simple_correlation_factor(lattice)
    assert straight < popular and straight < exact
    endless = correlation_factor(lattice)
    assert (
        endless == pytest.approx(popular, abs=1e-12)
        if lattice in ("chain", "honeycomb", "diamond")
        else 1.02 < popular / endless < 1.2
    )


def test_the_interpolation_for_crowds_is_good_to_two_per_cent_and_not_to_one():
    theory = crowded_correlation_factor(correlation_factor("square"), 0.25)
    walk = LatticeWalk("square", 24, 144, 300, 5)
    walk.attempt(4 * 576)
    walk.start_measuring()
    walk.attempt(40 * 576)
    value, error = walk.correlation_factor()
    assert theory == pytest.approx(0.5935, abs=5e-5) and error < 0.002
    assert 0.01 < theory / value - 1 < 0.025


@each_lattice
def test_more_jumps_make_the_error_smaller(lattice):
    rows, _, _ = measured_walks.measured(lattice, 0.0, 1)
    assert (np.diff(rows[:2]) >= 0).all() and rows[0, [0, -1]] == pytest.approx([0.1, 10], rel=0.4)
    assert 5 < rows[3, 0] / rows[3, -1] < 20  # a hundred times the jumps: ten times better


def test_counting_neighbours_is_exact_for_three_lattices_only():
    exact = {
        lattice
        for lattice in measured_walks.BOXES
        if "also exact" in memory.RememberingIon(lattice=lattice).describe()
    }
    assert exact == {"chain", "honeycomb", "diamond"}
    too_high = [
        100 * (simple_correlation_factor(lattice) / correlation_factor(lattice) - 1)
        for lattice in measured_walks.BOXES
        if lattice not in exact
    ]
    assert 2 < min(too_high) and max(too_high) < 20


def test_counting_jumps_does_not_walk_anew():
    panel = memory.RememberingIon(lattice="square")
    misses = measured_walks.measured.cache_info().misses
    for jumps in (0.1, 1.23, 10.0):
        panel.set(jumps_per_ion=jumps)
        assert panel.data()["course"]["f"].size == measured_walks.JUMPS.nearest(jumps) + 1
    assert measured_walks.measured.cache_info().misses == misses


# --- The predictions ---


@pytest.mark.parametrize(
    "make, key, panel_class",
    [
        (chapter.predict_tracer, "vacancies.tracer", garage.ParkingGarage),
        (chapter.predict_crowding, "vacancies.crowding", chapter.IonicConductivity),
    ],
)
def test_predictions_open_their_panel(make, key, panel_class):
    prediction = make()
    assert (
        prediction.key == key and isinstance(prediction.panel, panel_class) and len(prediction.options) == 4
    )
    assert prediction.look and prediction.found
