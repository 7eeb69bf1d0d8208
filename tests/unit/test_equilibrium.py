"""The solver of defect equilibria: conservation, mass action, new reaction sets, other routes, refusals."""
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from mixcond_lessons.physics import equilibrium as solver
from mixcond_lessons.physics.equilibrium import ConservationRule, Reaction, solve_equilibrium

DOPANT = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(1e-290, 1))
EVERY_PRESSURE = np.logspace(-40, 40, 33)


def misfit(reaction, result, activity):
    """How far a reaction is from equilibrium, in decades."""
    return (
        sum(number * np.log10(result[species]) for species, number in reaction.stoichiometry.items())
        + reaction.oxygen_power * np.log10(activity)
        - reaction.log10_constant
    )


def holds(reactions, rules, activity=EVERY_PRESSURE):
    result = solve_equilibrium(reactions, rules, activity)
    assert max(np.max(residual) for residual in result.residuals.values()) <= 1e-12
    for rule in rules:  # the residual is not taken on trust
        terms = np.array([number * result[species] for species, number in rule.coefficients.items()])
        scale = np.maximum(np.abs(terms).max(0), np.abs(rule.total))
        assert np.all(np.abs(terms.sum(0) - rule.total) <= 1e-12 * scale)
    for reaction in reactions:
        seen = np.all([result[species] > 1e-290 for species in reaction.stoichiometry], axis=0)
        part = {species: result[species][seen] for species in reaction.stoichiometry}
        if seen.any():
            assert np.abs(misfit(reaction, part, np.asarray(activity)[seen])).max() < 1e-10
    return result


def dilute(acceptor, reduction, ionisation):
    return (
        [Reaction({"V": 1, "n": 2}, reduction, 0.5), Reaction({"n": 1, "h": 1}, ionisation)],
        [ConservationRule("charge", {"V": 2, "h": 1, "n": -1}, acceptor)],
    )


@given(
    st.one_of(st.just(0.0), st.floats(-12, 0).map(lambda power: 10.0**power)),
    st.floats(-80, 10),
    st.floats(-60, 5),
)
@settings(max_examples=60)
def test_dilute_model_against_one_scalar_root(acceptor, reduction, ionisation):
    result = holds(*dilute(acceptor, reduction, ionisation))
    for index in (0, 11, 16, 20, 32):
        vacancies_times_n2 = reduction - 0.5 * np.log10(EVERY_PRESSURE[index])

        def gain_over_loss(log_n, shift=vacancies_times_n2):
            gains = np.logaddexp(
                np.log(2) + np.log(10) * (shift - 2 * log_n), np.log(10) * (ionisation - log_n)
            )
            losses = np.logaddexp(np.log(10) * log_n, np.log(acceptor)) if acceptor else np.log(10) * log_n
            return gains - losses

        assert np.log10(result["n"][index]) == pytest.approx(
            brentq(gain_over_loss, -150, 150, xtol=1e-13), abs=1e-10
        )


@given(
    st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(1e-12, 1 - 1e-9)),
    st.floats(-40, 40),
    st.floats(-40, 10),
)
@settings(max_examples=60)
def test_sites_and_charge_together(dopant, oxidation, disproportionation):
    reactions = [
        Reaction({"V": -1, "B3": -2, "O": 1, "B4": 2}, oxidation, -0.5),
        Reaction({"B3": -2, "B2": 1, "B4": 1}, disproportionation),
    ]
    rules = [
        ConservationRule("oxygen sites", {"O": 1, "V": 1}, 3),
        ConservationRule("metal sites", {"B2": 1, "B3": 1, "B4": 1}, 1),
        ConservationRule("charge", {"V": 2, "B4": 1, "B2": -1}, dopant),
    ]
    result = holds(reactions, rules)
    # The vacancies are right even where they are far below the rounding of the rules: all rules combined hold
    # with one abundant species each.
    spare = 2 * result["V"] - 2 * result["B2"] - result["B3"]
    assert np.all(
        np.abs(spare - (dopant - 1))
        <= 1e-11 * np.maximum(np.abs(dopant - 1), 2 * result["V"] + 2 * result["B2"] + result["B3"])
    )


@given(st.lists(st.floats(-30, 30), min_size=5, max_size=5), DOPANT, DOPANT)
@settings(max_examples=60)
def test_a_set_nobody_has_seen(constants, niobium, iron):
    """A titanate with niobium, iron in two valences, iron-vacancy pairs, and water as protons."""
    names = [
        {"O": -1, "V": 1, "e": 2},
        {"e": 1, "h": 1},
        {"Fe4": -1, "Fe3": 1, "h": 1},
        {"Fe3": -1, "V": -1, "pair": 1},
        {"V": -1, "O": -1, "OH": 2},
    ]
    powers = [0.5, 0, 0, 0, 0]
    reactions = [
        Reaction(table, value, power) for table, value, power in zip(names, constants, powers, strict=True)
    ]
    rules = [
        ConservationRule("oxygen sites", {"O": 1, "V": 1, "pair": 1, "OH": 1}, 3),
        ConservationRule("iron", {"Fe3": 1, "Fe4": 1, "pair": 1}, iron),
        ConservationRule("charge", {"V": 2, "OH": 1, "h": 1, "pair": 1, "e": -1, "Fe3": -1}, -niobium),
    ]
    holds(reactions, rules)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 10, 40]))
@settings(max_examples=80, deadline=None)
def test_random_reactions_under_random_rules(seed, spread):
    """Rules by chance, reactions from what they leave free, totals of positive concentrations."""
    random = np.random.default_rng(seed)
    rules, free = random.integers(1, 4), random.integers(1, 5)
    left = random.integers(-3, 4, (rules, free))
    table = np.concatenate([np.eye(rules, dtype=int), left], 1)
    stoichiometry = np.concatenate([-left.T, np.eye(free, dtype=int)], 1)
    names = [f"species {number}" for number in range(rules + free)]
    totals = table @ 10 ** random.uniform(-6, 0, rules + free)
    holds(
        [
            Reaction(
                {name: float(n) for name, n in zip(names, row, strict=True) if n},
                random.uniform(-spread, spread),
                random.uniform(-1.5, 1.5),
            )
            for row in stoichiometry
            if np.abs(row).sum() > 0
        ],
        [
            ConservationRule(f"rule {number}", dict(zip(names, map(float, row), strict=True)), total)
            for number, (row, total) in enumerate(zip(table, totals, strict=True))
        ],
    )


def test_slow_road_and_quick_road_meet():
    reactions = [Reaction({"O": -1, "V": 1, "M4": -2, "M3": 2}, -20.0, 0.5)]
    rules = [
        ConservationRule("oxygen", {"O": 1, "V": 1}, 2.0),
        ConservationRule("metal", {"M4": 1, "M3": 1}, 0.9),
        ConservationRule("charge", {"V": 2, "M3": -1}, 0.1),
    ]
    result = solve_equilibrium(reactions, rules, 1e-10)
    table = np.array([[1.0, 1, 0, 0], [0, 0, 1, 1], [0, 2, 0, -1]])
    wanted = np.log([float(result[name]) for name in ("O", "V", "M4", "M3")])
    totals = np.array([2.0, 0.9, 0.1])
    most = solver._most(table, totals[:, None])
    for shift in ([60.0, -30, 10], [-80.0, 90, -40], [5.0, 5, 5]):  # anywhere that mass action allows
        start = wanted + table.T @ np.array(shift)
        arrived = solver._descend(start, table, totals, most[:, 0])
        assert np.abs(np.exp(arrived - wanted) - 1).max() < 0.5
        logs, *_, unsolved = solver._newton(arrived[:, None], table, totals[:, None], most)
        assert not unsolved.any()
        assert logs[:, 0] == pytest.approx(wanted, abs=1e-11)


def test_where_the_quick_road_fails_the_slow_one_arrives(monkeypatch):
    """Found by search: here Newton's method alone circles."""
    names = [f"species {number}" for number in range(6)]
    rules = [
        ConservationRule("sites", dict(zip(names, (2, 0, 0, 2, 1, 0), strict=True)), 0.008468633715383754),
        ConservationRule(
            "other sites", dict(zip(names, (0, 1, 2, 0, 0, 0), strict=True)), 0.0031160439390791623
        ),
        ConservationRule(
            "charge", dict(zip(names, (-1, -2, 3, -2, 0, 3), strict=True)), -0.009227230353122265
        ),
    ]
    reactions = [
        Reaction(dict(zip(names, changes, strict=True)), constant, power)
        for changes, constant, power in (
            ((-1, -2 / 7, 1 / 7, 1, 0, 0), -30.305197774868546, 0.8485247646295835),
            ((-1 / 2, 1 / 7, -1 / 14, 0, 1, 0), 38.848124939960485, -1.4528420020192594),
            ((0, 6 / 7, -3 / 7, 0, 0, 1), -10.904315728454606, -0.9959630606208107),
        )
    ]
    used, descend = [], solver._descend
    monkeypatch.setattr(solver, "_descend", lambda *arguments: used.append(1) or descend(*arguments))
    holds(reactions, rules, np.logspace(-40, 40, 60))
    assert used


@given(st.floats(-60, 0), st.floats(-30, 0), st.floats(0, 0.5), st.floats(-35, 35))
@settings(max_examples=40)
def test_exponents_are_the_slopes_that_differences_show(reduction, ionisation, acceptor, log_activity):
    step = 1e-4
    below, here, above = (
        solve_equilibrium(*dilute(acceptor, reduction, ionisation), 10.0 ** (log_activity + shift))
        for shift in (-step, 0, step)
    )
    for species in ("V", "n", "h"):
        slope = np.log(above[species] / below[species]) / (2 * step * np.log(10))
        assert float(here.exponents[species]) == pytest.approx(float(slope), abs=1e-6)


def test_many_temperatures_and_pressures_at_once_equal_one_by_one():
    reduction, ionisation, activity = (
        np.linspace(-40, -5, 4)[:, None],
        np.linspace(-30, -8, 4)[:, None],
        np.logspace(-30, 5, 7),
    )
    together = solve_equilibrium(*dilute(0.1, reduction, ionisation), activity)
    assert together["V"].shape == (4, 7)
    for row in range(4):
        for column in range(7):
            alone = solve_equilibrium(*dilute(0.1, reduction[row, 0], ionisation[row, 0]), activity[column])
            for species in ("V", "n", "h"):
                assert float(alone[species]) == pytest.approx(together[species][row, column], rel=1e-11)


def paired(dopant):
    return (
        [Reaction({"O": -1, "V": 1, "n": 2}, -20.0, 0.5), Reaction({"D": -1, "V": -1, "pair": 1}, 2.0)],
        [
            ConservationRule("oxygen sites", {"O": 1, "V": 1, "pair": 1}, 2),
            ConservationRule("dopant", {"D": 1, "pair": 1}, dopant),
            ConservationRule("charge", {"V": 2, "pair": 1, "n": -1, "D": -1}),
        ],
    )


def test_no_dopant_is_a_dopant_that_is_absent():
    amounts = np.array([0.0, 0.1, 0.0, 1e-30])
    result = solve_equilibrium(*paired(amounts), 1e-12)
    assert result["D"][[0, 2]].tolist() == result["pair"][[0, 2]].tolist() == [0.0, 0.0]
    assert result["V"][0] == result["V"][2] == pytest.approx(result["V"][3], rel=1e-9)
    assert result["D"][1] + result["pair"][1] == pytest.approx(0.1, rel=1e-12)
    assert result["n"][0] == pytest.approx(2 * result["V"][0], rel=1e-12)


@pytest.mark.parametrize("dopant", [-0.1, -1e-30])
def test_less_than_no_dopant_is_refused(dopant):
    with pytest.raises(ValueError, match="no positive concentrations"):
        solve_equilibrium(*paired(dopant), 1.0)


@pytest.mark.parametrize("acceptor", [7.0, 7.5, 1e6])
def test_more_dopant_than_the_sites_can_balance_is_refused(acceptor):
    reactions = [
        Reaction({"V": -1, "B3": -2, "O": 1, "B4": 2}, 2.0, -0.5),
        Reaction({"B3": -2, "B2": 1, "B4": 1}, -6.0),
    ]
    rules = [
        ConservationRule("oxygen sites", {"O": 1, "V": 1}, 3),
        ConservationRule("metal sites", {"B2": 1, "B3": 1, "B4": 1}, 1),
        ConservationRule("charge", {"V": 2, "B4": 1, "B2": -1}, acceptor),
    ]
    with pytest.raises(ValueError, match="no more dopant than sites"):
        solve_equilibrium(reactions, rules, EVERY_PRESSURE)


def test_questions_that_are_not_well_posed_are_refused():
    reactions, rules = dilute(0.1, -15.0, -10.0)
    with pytest.raises(ValueError, match="changes 'charge' by 1"):
        solve_equilibrium([Reaction({"V": 1, "n": 1}, 0.0), reactions[1]], rules, 1.0)
    with pytest.raises(ValueError, match="reactions: one of the 3 follows"):
        solve_equilibrium([*reactions, Reaction({"V": 1, "h": -2}, 5.0, 0.5)], rules, 1.0)
    with pytest.raises(ValueError, match="rules: one of the 2 follows"):
        solve_equilibrium(reactions, [*rules, ConservationRule("twice", {"V": 4, "h": 2, "n": -2}, 0.2)], 1.0)
    with pytest.raises(ValueError, match="3 species in 1 reactions need 2"):
        solve_equilibrium(reactions[:1], rules, 1.0)
    with pytest.raises(ValueError, match="at least one"):
        solve_equilibrium([], rules, 1.0)
    for activity in (0.0, -1.0, np.nan, np.inf, "air"):
        with pytest.raises(ValueError, match="oxygen_activity"):
            solve_equilibrium(reactions, rules, activity)
    with pytest.raises(ValueError, match="log10_constant = nan"):
        solve_equilibrium(dilute(0.1, np.nan, 0.0)[0], rules, 1.0)
    with pytest.raises(ValueError, match="total of charge = inf"):
        solve_equilibrium(reactions, dilute(np.inf, 0.0, 0.0)[1], 1.0)


@pytest.mark.parametrize("power", [1e3, 1e10, [-15.0, 1e3]])
def test_concentrations_that_no_number_holds_are_refused(power):
    reactions = Reaction({"V": 1, "n": 2}, power, 0.5), Reaction({"n": 1, "h": 1}, -11.0)
    charge = ConservationRule("charge", {"V": 2, "h": 1, "n": -1}, 1e-3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match="leave the range"):
            solve_equilibrium(reactions, [charge], 1e-3)
