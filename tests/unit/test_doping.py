"""Doped oxides: ledgers of charge, limits and plateaus of the models, inverses against the solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.constants import R
from scipy.optimize import brentq

from mixcond_lessons.physics import doping

FRACTIONS = st.floats(1e-6, 1)
OXIDATION, DISPROPORTIONATION = st.floats(-10, 20), st.floats(-30, 0)


def conserved(equilibrium):
    return max(np.max(residual) for residual in equilibrium.residuals.values()) <= 1e-12


@given(st.one_of(st.just(0.0), FRACTIONS), OXIDATION, DISPROPORTIONATION)
@settings(max_examples=60)
def test_ferrite_keeps_sites_and_charge_and_stays_in_its_bounds(strontium, oxidation, disproportionation):
    equilibrium = doping.ferrite(strontium, oxidation, disproportionation).equilibrium(
        np.logspace(-40, 40, 41)
    )
    assert conserved(equilibrium)
    deficiency = equilibrium["V"]
    assert equilibrium["Fe2"] + equilibrium["Fe3"] + equilibrium["Fe4"] == pytest.approx(1, rel=1e-12)
    assert strontium == pytest.approx(2 * deficiency + equilibrium["Fe4"] - equilibrium["Fe2"], abs=1e-11)
    assert np.all((deficiency >= 0) & (deficiency <= (1 + strontium) / 2 * (1 + 1e-12)))
    assert np.all(np.diff(deficiency) <= 1e-12)  # oxygen never enters when the gas holds less of it


@given(FRACTIONS, OXIDATION, DISPROPORTIONATION, st.floats(0.001, 0.999))
@settings(max_examples=80)
def test_explicit_activity_is_the_inverse_of_the_solver(strontium, oxidation, disproportionation, part):
    deficiency = part * (1 + strontium) / 2
    activity = doping.ferrite_oxygen_activity(deficiency, strontium, oxidation, disproportionation)
    equilibrium = doping.ferrite(strontium, oxidation, disproportionation).equilibrium(activity)
    assert float(equilibrium["V"]) == pytest.approx(deficiency, rel=1e-9)


def test_ferrite_at_both_ends_of_the_pressure_scale():
    for strontium in (0.0, 0.4, 1.0):
        low, high = doping.ferrite(strontium, 2.0, -6.0).equilibrium([1e-80, 1e80])["V"]
        assert low == pytest.approx((1 + strontium) / 2, rel=1e-6)
        assert high < 1e-13  # with strontium alone on the A sites it falls slowest, as p^(-1/6)
    for disproportionation in (-12.0, -2.0, 0.0):
        end = doping.ferrite(0.4, 2.0, disproportionation).equilibrium(1e80)
        assert float(end["Fe4"] - end["Fe2"]) == pytest.approx(0.4, rel=1e-9)
    few, many = (float(doping.ferrite(0.4, 2.0, value).equilibrium(1e80)["Fe4"]) for value in (-12.0, 0.0))
    assert few == pytest.approx(0.4, rel=1e-9)  # only for K_i much less than x^2 ...
    assert many > 0.45  # ... are the holes the strontium


@given(FRACTIONS, OXIDATION, DISPROPORTIONATION)
@settings(max_examples=60)
def test_plateau_lies_where_the_closed_form_says(strontium, oxidation, disproportionation):
    by_hand = 2 * (np.log10((3 - strontium / 2) / (strontium / 2)) + disproportionation - oxidation)
    activity = doping.ferrite_plateau_activity(strontium, oxidation, disproportionation)
    assert np.log10(activity) == pytest.approx(by_hand, abs=1e-9)
    equilibrium = doping.ferrite(strontium, oxidation, disproportionation).equilibrium(activity)
    assert float(equilibrium["V"]) == pytest.approx(strontium / 2, rel=1e-9)
    assert float(equilibrium["Fe4"]) == pytest.approx(float(equilibrium["Fe2"]), rel=1e-5)


@pytest.mark.parametrize("strontium", [0.0, 0.3, 1.0])
def test_disproportionation_of_one_quarter_makes_the_quadratic_linear(strontium):
    deficiency = np.linspace(0.05, 0.95, 7) * (1 + strontium) / 2
    surplus = strontium - 2 * deficiency
    total = (1 + surplus**2) / 2  # (s^2 - m^2)/4 = (1 - s)^2/4
    four, three = (total + surplus) / 2, 1 - total
    by_hand = ((3 - deficiency) * four**2 / (7.0 * deficiency * three**2)) ** 2
    assert doping.ferrite_oxygen_activity(
        deficiency, strontium, np.log10(7.0), np.log10(0.25)
    ) == pytest.approx(by_hand, rel=1e-12)


def test_valence_ledger():
    assert doping.mean_valence(0.3, 0.0) == pytest.approx(3.3)
    assert doping.mean_valence(0.3, 0.15) == pytest.approx(3.0)
    assert doping.mean_valence(0.0, -0.1) == pytest.approx(3.2)
    assert doping.holes_from_valence(0.3, 0.1) == pytest.approx(0.1)
    assert doping.holes_from_valence(0.3, 0.2) == pytest.approx(-0.1)


@given(st.floats(0, 1), st.floats(0, 1))
def test_excess_oxygen_is_missing_cations(strontium, excess):
    vacancies = doping.cation_vacancies_from_excess(excess)
    assert 3 / (1 - vacancies) == pytest.approx(3 + excess, rel=1e-12)  # oxygen per B ion
    acceptors = strontium * (1 - vacancies)
    assert doping.holes_from_valence(strontium, -excess) == pytest.approx(
        acceptors + 3 * vacancies + 3 * vacancies, rel=1e-12, abs=1e-15
    )


SHARES = st.floats(0, 1, allow_subnormal=False)  # a subnormal number has too few digits to compare


@given(SHARES, SHARES, st.floats(-30, 30))
def test_pairs_obey_mass_action_and_fit_their_parents(dopant, vacancies, log_constant):
    constant = 10.0**log_constant
    pairs = float(doping.associated_pairs(dopant, vacancies, constant))
    assert 0 <= pairs <= min(dopant, vacancies) * (1 + 1e-15)
    if min(dopant, vacancies) > 1e-6 and log_constant < 4:
        assert pairs == pytest.approx(constant * (dopant - pairs) * (vacancies - pairs), rel=1e-6)
    if 0 < pairs < 0.999 * min(dopant, vacancies):
        root = brentq(
            lambda x: constant * (dopant - x) * (vacancies - x) - x,
            0,
            min(dopant, vacancies),
            xtol=1e-16,
            rtol=1e-14,
        )
        assert pairs == pytest.approx(root, rel=1e-9, abs=1e-15)


def test_pairs_in_the_extremes():
    assert doping.associated_pairs(0.1, 0.05, 0) == 0
    assert doping.associated_pairs(0.1, 0.05, 1e100) == pytest.approx(0.05)
    assert doping.associated_pairs(1e-8, 1e-9, 1e-3) == pytest.approx(1e-20, rel=1e-6)  # dilute: K y v


@given(st.floats(1e-4, 0.4), st.floats(-30, 0), st.floats(-5, 5))
@settings(max_examples=50)
def test_pairs_of_ceria_are_the_closed_form(gadolinium, reduction, association):
    equilibrium = doping.gadolinia_doped_ceria(gadolinium, reduction, association).equilibrium(
        np.logspace(-40, 5, 10)
    )
    assert conserved(equilibrium)
    vacancies = equilibrium["V"] + equilibrium["pair"]
    assert equilibrium["pair"] == pytest.approx(
        doping.associated_pairs(gadolinium, vacancies, 10.0**association), rel=1e-8
    )
    assert vacancies == pytest.approx((gadolinium + equilibrium["Ce3"]) / 2, rel=1e-11)


def test_ceria_without_gadolinium_and_without_pairs():
    activity = np.logspace(-40, 0, 21)
    bare = doping.gadolinia_doped_ceria(0.0, -25.0)
    absent = doping.gadolinia_doped_ceria(0.0, -25.0, 2.0).equilibrium(activity)
    assert absent["V"] == pytest.approx(bare.equilibrium(activity)["V"], rel=1e-11)
    assert np.all(absent["pair"] == 0)
    assert bare.equilibrium(1e-12).exponents["Ce3"] == pytest.approx(-1 / 6, abs=1e-3)
    doped = doping.gadolinia_doped_ceria(0.1, -25.0)
    assert doped.equilibrium(1e-6).exponents["Ce3"] == pytest.approx(-1 / 4, abs=1e-3)
    loose, unpaired = (
        model.equilibrium(activity)["V"] for model in (doping.gadolinia_doped_ceria(0.1, -25.0, -12.0), doped)
    )
    assert loose == pytest.approx(unpaired, rel=1e-9)
    assert doped.equilibrium(1e-300)["V"] == pytest.approx(0.5, rel=1e-6)  # all cerium reduced: (0.9 + 0.1)/2


def test_acceptor_doped_oxide_is_the_doped_one_of_each_kind():
    model = doping.acceptor_doped_oxide(
        0.01, -12.0, -14.0, log10_interstitial=-20.0, log10_metal_vacancy=-16.0
    )
    activity = np.logspace(-40, 40, 41)
    found = model.equilibrium(activity)
    assert conserved(found)
    assert np.log10(found["V_M"]) + 2 * np.log10(found["h"]) - np.log10(activity) / 2 == pytest.approx(
        -16, abs=1e-10
    )
    gains, losses = 2 * found["V"] + found["h"], found["n"] + 0.01 + 2 * found["O_i"] + 2 * found["V_M"]
    assert gains == pytest.approx(losses, rel=1e-12)
    assert np.all(np.diff(model.oxygen_deficiency(found)) < 0)
    undoped = doping.acceptor_doped_oxide(0.0, -12.0, -14.0).equilibrium(activity)
    assert undoped["n"] == pytest.approx(2 * undoped["V"] + undoped["h"], rel=1e-12)


def test_polaron_hopping_needs_a_carrier_and_a_place():
    sigma = doping.small_polaron_conductivity(np.linspace(0, 1, 101), 1e6, 3e4, 1000.0)
    assert sigma[0] == sigma[-1] == 0
    assert np.argmax(sigma) == 50
    assert sigma == pytest.approx(sigma[::-1], rel=1e-12)
    assert doping.small_polaron_conductivity(0.3, 1e6, 3e4, 1000.0, free_sites=0.5) == pytest.approx(
        0.15 * 1e3 * np.exp(-3e4 / (R * 1000))
    )
    temperature = np.array([500.0, 1000.0])
    pair = doping.small_polaron_conductivity(0.2, 1e6, 3e4, temperature) * temperature
    assert np.log(pair[1] / pair[0]) == pytest.approx(3e4 / R * (1 / 500 - 1 / 1000))


def test_more_dopant_than_sites_and_other_impossible_arguments_are_named():
    for call, name in (
        (lambda: doping.ferrite(1.1, 0, 0), "strontium = 1.1"),
        (lambda: doping.gadolinia_doped_ceria(1.0, 0), "gadolinium = 1"),
        (lambda: doping.acceptor_doped_oxide(-0.1, 0, 0), "acceptor = -0.1"),
        (lambda: doping.mean_valence(0.1, 4), "oxygen_deficiency"),
        (lambda: doping.ferrite_oxygen_activity(0.7, 0.4, 0, 0), "all iron is Fe2"),
        (lambda: doping.ferrite_oxygen_activity(0.0, 0.4, 0, 0), "oxygen_deficiency = 0"),
        (lambda: doping.ferrite_plateau_activity(0.0, 0, 0), "strontium = 0"),
        (lambda: doping.ferrite_oxygen_activity(0.1, 0.4, 600, -6), "range of floating-point numbers"),
        (lambda: doping.associated_pairs(0.1, 0.1, -1), "association_constant"),
        (lambda: doping.small_polaron_conductivity(1.2, 1, 1, 1), "carriers = 1.2"),
        (lambda: doping.equilibrium_constant(1.0, 1.0, 0.0), "temperature = 0 K"),
    ):
        with pytest.raises(ValueError, match=name):
            call()
