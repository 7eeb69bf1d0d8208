"""Membranes with slow faces: limits of thick and thin, the textbook's 2 L_c, rates that depend on pressure,
and conservation.
"""

from functools import partial

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants
from scipy.optimize import brentq

from mixcond_lessons.physics import surface_exchange as law
from mixcond_lessons.physics.constants import FARADAY
from mixcond_lessons.physics.permeation import (
    constant_flux,
    flux_of_electronic_power_law,
    flux_of_ionic_power_law,
    wagner_flux,
)

R = constants.R
TEMPERATURE, CONTENT, DIFFUSIVITY, LOW, HIGH = 1173.15, 8.4e4, 2e-10, 1e-3, 0.21
SIGMA = 4 * FARADAY**2 * CONTENT * DIFFUSIVITY / (R * TEMPERATURE)  # Nernst and Einstein
rates = st.floats(-14, 0).map(lambda power: 10.0**power)
lengths = st.floats(-7, 0).map(lambda power: 10.0**power)
activities = st.floats(-40, 40).map(lambda power: 10.0**power)
few = settings(max_examples=40, deadline=None)


def constant(low, high, thickness):
    return constant_flux(SIGMA, 1e30, TEMPERATURE, low, high, thickness)


@few
@given(rates, lengths, activities, activities)
def test_equal_faces_are_the_textbooks_case(rate, thickness, low, high):
    assume(abs(np.log(high / low)) > 1e-3)  # a smaller step drowns in the rounding of the pressures
    found = law.flux_with_slow_faces(constant, rate, rate, CONTENT, low, high, thickness)
    expected = law.flux_with_equal_faces(
        constant(low, high, thickness), thickness, law.characteristic_thickness(DIFFUSIVITY, rate)
    )
    assert found.flux == pytest.approx(expected, rel=1e-8, abs=0)


def test_flux_is_halved_at_twice_the_characteristic_thickness():
    critical = law.characteristic_thickness(DIFFUSIVITY, 1e-7)
    assert critical == pytest.approx(2e-3)
    found = law.flux_with_slow_faces(constant, 1e-7, 1e-7, CONTENT, LOW, HIGH, 2 * critical)
    assert found.flux == pytest.approx(constant(LOW, HIGH, 2 * critical) / 2, rel=1e-10)
    # the middle of the membrane keeps its pressure, and each face takes a quarter of the logarithm
    drop = np.log(HIGH / LOW) / 4
    assert np.log([found.face_activity_low / LOW, HIGH / found.face_activity_high]) == pytest.approx(
        [drop, drop], rel=1e-9
    )


def test_thin_membranes_are_all_alike_and_thick_ones_go_as_one_over_thickness():
    thin = law.flux_with_slow_faces(constant, 1e-7, 1e-7, CONTENT, LOW, HIGH, np.array([1e-9, 1e-8]))
    assert thin.flux == pytest.approx(1e-7 * CONTENT / 8 * np.log(HIGH / LOW), rel=1e-5)
    assert law.flux_of_faces_alone(1e-7, 1e-7, CONTENT, LOW, HIGH) == pytest.approx(
        1e-7 * CONTENT / 8 * np.log(HIGH / LOW), rel=1e-12
    )
    thick = law.flux_with_slow_faces(constant, 1e-7, 1e-7, CONTENT, LOW, HIGH, np.array([1e2, 1e3]))
    assert thick.flux[0] / thick.flux[1] == pytest.approx(10, rel=1e-4)
    assert thick.face_activity_high == pytest.approx(HIGH, rel=1e-3)


def test_very_fast_faces_leave_the_bulk_alone():
    high = np.logspace(-3, 3, 500)
    for bulk in (constant, *LAWS.values()):
        found = law.flux_with_slow_faces(bulk, 1e20, 1e20, CONTENT, LOW / 10, high, 1e-3)
        assert found.flux == pytest.approx(bulk(LOW / 10, high, 1e-3), rel=1e-8)


def test_a_membrane_of_no_thickness_leaves_the_faces_alone():
    high = np.logspace(-3, 3, 500)
    found = law.flux_with_slow_faces(constant, 1e-7, 3e-9, CONTENT, LOW / 10, high, 1e-40)
    assert found.flux == pytest.approx(law.flux_of_faces_alone(1e-7, 3e-9, CONTENT, LOW / 10, high), rel=1e-8)
    assert found.face_activity_low == pytest.approx(found.face_activity_high, rel=1e-8)


@few
@given(rates, rates, lengths, activities, activities)
def test_constant_conductivities_have_a_closed_form(rate_low, rate_high, thickness, low, high):
    assume(abs(np.log(high / low)) > 1e-3)
    closed = law.flux_of_faces_and_bulk(DIFFUSIVITY, rate_low, rate_high, CONTENT, low, high, thickness)
    found = law.flux_with_slow_faces(constant, rate_low, rate_high, CONTENT, low, high, thickness)
    assert closed.flux == pytest.approx(found.flux, rel=1e-8, abs=0)
    for one, other in zip(closed[1:], found[1:], strict=True):
        assert np.log(one) == pytest.approx(np.log(other), abs=1e-8 * (1 + abs(np.log(high / low))))


def test_resistances_in_series():
    # each face as a resistor of its own, the bulk as L/sigma: the current 4 F J is the Nernst voltage over
    # their sum
    rate_low, rate_high, thickness = 3e-8, 5e-7, 1e-3
    total = thickness / SIGMA + sum(
        law.surface_resistance(rate, CONTENT, TEMPERATURE) for rate in (rate_low, rate_high)
    )
    current = R * TEMPERATURE / (4 * FARADAY) * np.log(HIGH / LOW) / total
    assert 4 * FARADAY * law.flux_with_slow_faces(
        constant, rate_low, rate_high, CONTENT, LOW, HIGH, thickness
    ).flux == pytest.approx(current, rel=1e-10)
    assert law.surface_resistance(rate_low, CONTENT, TEMPERATURE) * SIGMA == pytest.approx(
        law.characteristic_thickness(DIFFUSIVITY, rate_low), rel=1e-12
    )


def test_slow_low_pressure_face_makes_the_surface_resistance_7_7_and_62_times_larger():
    times = []
    for exponent in (0.0, 0.5, 0.9):
        rate = law.exchange_rate(1e-7, exponent, np.array([LOW, HIGH]), HIGH)
        times.append(
            law.surface_resistance(rate, CONTENT, TEMPERATURE).sum()
            / (2 * law.surface_resistance(1e-7, CONTENT, TEMPERATURE))
        )
    assert times[0] == pytest.approx(1) and [round(times[1], 1), round(times[2])] == [7.7, 62]


LAWS = {
    "ions follow the pressure": partial(flux_of_ionic_power_law, 20.0, 0.3, TEMPERATURE),
    "electrons are scarce": partial(flux_of_electronic_power_law, 5.0, 1e-2, -0.25, TEMPERATURE),
    "by quadrature": partial(wagner_flux, lambda p: 3 / (1 + p**0.2), lambda p: 1e-2 * p**-0.25, TEMPERATURE),
}


@pytest.mark.parametrize("bulk", LAWS.values(), ids=LAWS)
def test_face_bulk_and_face_pass_the_same_and_brent_agrees(bulk):
    low, high, rate_low, rate_high, thickness = 1e-12, 0.21, 1e-8, 3e-7, 5e-4
    flux, face_low, face_high = law.flux_with_slow_faces(
        bulk, rate_low, rate_high, CONTENT, low, high, thickness
    )
    assert rate_low * CONTENT / 4 * np.log(face_low / low) == pytest.approx(flux, rel=1e-9)
    assert rate_high * CONTENT / 4 * np.log(high / face_high) == pytest.approx(flux, rel=1e-9)
    assert bulk(face_low, face_high, thickness) == pytest.approx(flux, rel=1e-8)
    expected = brentq(
        lambda guess: (
            float(
                bulk(
                    low * np.exp(4 * guess / (rate_low * CONTENT)),
                    high * np.exp(-4 * guess / (rate_high * CONTENT)),
                    thickness,
                )
            )
            - guess
        ),
        0,
        float(law.flux_of_faces_alone(rate_low, rate_high, CONTENT, low, high)),
        xtol=1e-30,
        rtol=1e-12,
    )
    assert flux == pytest.approx(expected, rel=1e-9)


@few
@given(rates, rates, lengths, activities, activities)
def test_flux_never_beats_bulk_or_faces_and_pressures_fall_in_order(
    rate_low, rate_high, thickness, first, second
):
    low, high = sorted((first, second))
    assume(np.log(high / low) > 1e-3)
    bulk = LAWS["electrons are scarce"]
    flux, face_low, face_high = law.flux_with_slow_faces(
        bulk, rate_low, rate_high, CONTENT, low, high, thickness
    )
    assert (
        0
        <= flux
        <= min(bulk(low, high, thickness), law.flux_of_faces_alone(rate_low, rate_high, CONTENT, low, high))
        * (1 + 1e-8)
    )
    order = np.log([low, face_low, face_high, high])
    assert np.all(np.diff(order) >= -1e-9 * (1 + order[3] - order[0]))
    back = law.flux_with_slow_faces(bulk, rate_high, rate_low, CONTENT, high, low, thickness).flux
    assert back == pytest.approx(-flux, rel=1e-7, abs=0)


@few
@given(rates, rates, st.floats(1.1, 10))
def test_faster_faces_and_thinner_membranes_pass_more(rate_low, rate_high, factor):
    bulk = LAWS["ions follow the pressure"]
    base, faster_low, faster_high, thinner = law.flux_with_slow_faces(
        bulk,
        rate_low * np.array([1, factor, 1, 1]),
        rate_high * np.array([1, 1, factor, 1]),
        CONTENT,
        LOW,
        HIGH,
        1e-3 / np.array([1, 1, 1, factor]),
    ).flux
    assert min(faster_low, faster_high, thinner) >= base * (1 - 1e-9)
    assert max(faster_low, faster_high, thinner) <= base * factor * (1 + 1e-9)


def test_nothing_flows_without_a_step_or_without_electrons():
    found = law.flux_with_slow_faces(constant, 1e-7, 1e-7, CONTENT, HIGH, HIGH, 1e-3)
    assert found.flux == 0 and found.face_activity_low == pytest.approx(HIGH)
    assert law.flux_with_slow_faces(
        partial(wagner_flux, 1.0, 0.0, 1000), 1e-7, 1e-7, CONTENT, LOW, HIGH, [1e-3, 1e-2]
    ).flux.tolist() == [0, 0]


@given(activities, st.floats(-2, 2))
def test_rate_follows_a_power_of_pressure(activity, exponent):
    there = law.exchange_rate(1e-7, exponent, activity)
    assert there == pytest.approx(1e-7 * activity**exponent, rel=1e-10)
    assert law.exchange_rate(1e-7, exponent, activity, activity) == pytest.approx(1e-7, rel=1e-12)


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.exchange_rate(0, 0.5, 1.0), "rate_at_reference = 0 m/s"),
        (lambda: law.exchange_rate(1e-7, 3, 1.0), "pressure_exponent = 3"),
        (lambda: law.exchange_rate(1e-7, 0.5, 0.0), "oxygen_activity = 0"),
        (lambda: law.exchange_rate(1e-7, 0.5, 1.0, np.nan), "reference_activity"),
        (lambda: law.surface_resistance(-1, CONTENT, 1000), "rate = -1 m/s"),
        (lambda: law.surface_resistance(1, 0, 1000), "oxygen_concentration = 0 mol/m3"),
        (lambda: law.characteristic_thickness(0, 1), "diffusivity = 0 m2/s"),
        (lambda: law.flux_with_equal_faces(np.nan, 1, 1), "bulk_flux"),
        (lambda: law.flux_with_equal_faces(1, 1, 0), "characteristic_thickness = 0 m"),
        (lambda: law.flux_with_slow_faces(constant, 0, 1, CONTENT, 1, 1, 1), "rate_low = 0 m/s"),
        (lambda: law.flux_with_slow_faces(constant, 1, np.inf, CONTENT, 1, 1, 1), "rate_high"),
        (lambda: law.flux_with_slow_faces(constant, 1, 1, CONTENT, -1, 1, 1), "oxygen_activity_low = -1"),
        (lambda: law.flux_with_slow_faces(constant, 1, 1, CONTENT, 1, 1, 0), "thickness = 0 m"),
        (
            lambda: law.flux_with_slow_faces(constant, [1, 2], 1, CONTENT, 1, 1, [1, 2, 3]),
            r"thickness \(3,\)",
        ),
        (
            lambda: law.flux_with_slow_faces(
                lambda low, high, thickness: low * 0 - 1, 1, 1, CONTENT, 0.1, 1, 1
            ),
            "bulk_flux = -1 to -1 .*from high to low",
        ),
        (
            lambda: law.flux_with_slow_faces(
                lambda low, high, thickness: low * 0 + 1e9, 1, 1, CONTENT, 0.1, 1, 1
            ),
            "bulk_flux: allowed is a function that grows",
        ),
    ],
)
def test_impossible_membranes_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
