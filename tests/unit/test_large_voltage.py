"""Hebb-Wagner steady currents beyond Ohm's law: limits, the integral behind them, conservation, profiles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import constants
from scipy.integrate import quad, solve_ivp

from mixcond_lessons.physics import large_voltage as law

positives = st.floats(-30, 3).map(lambda power: 10.0**power)
reduced_voltages = st.floats(-600, 600)


def thermal(temperature):
    return constants.k * temperature / constants.e


@given(
    st.floats(-20, -7).map(lambda power: -(10.0**power)),
    positives,
    positives,
    positives,
    positives,
    st.floats(10, 3000),
)
def test_small_voltages_obey_ohm(v, electrons, holes, thickness, area, temperature):
    voltage = v * thermal(temperature)
    ohmic = voltage * area / thickness * (electrons + holes)
    assert law.steady_current_one_blocking(
        voltage, electrons, holes, thickness, area, temperature
    ) == pytest.approx(ohmic, rel=1e-6, abs=0)
    ohmic = voltage * area / thickness * electrons
    assert law.steady_current_both_blocking(
        voltage, electrons, thickness, area, temperature
    ) == pytest.approx(ohmic, rel=1e-12, abs=0)


@pytest.mark.parametrize("v", [-20.0, -1.0, 0.3, 5.0, 20.0])
def test_one_blocking_current_is_the_conductivity_summed_over_the_potential(v):
    """I = (A/L) int sigma(mu) d mu between the contacts, with sigma = s_n exp(-u) + s_p exp(u)."""
    electrons, holes, temperature = 0.3, 0.002, 900.0
    integral, _ = quad(lambda u: electrons * np.exp(-u) + holes * np.exp(u), 0, v, epsrel=1e-12)
    expected = 2e-4 / 5e-4 * thermal(temperature) * integral
    assert law.steady_current_one_blocking(
        v * thermal(temperature), electrons, holes, 5e-4, 2e-4, temperature
    ) == pytest.approx(expected, rel=1e-10, abs=0)


def test_saturation_and_exponential_growth():
    temperature = 1000.0
    plateau = thermal(temperature) * 2.0
    assert law.steady_current_one_blocking(3.0, 2.0, 0.0, 1.0, 1.0, temperature) == pytest.approx(
        plateau, rel=1e-12, abs=0
    )
    assert law.steady_current_both_blocking(
        np.array([-6.0, 6.0]), 2.0, 1.0, 1.0, temperature
    ) == pytest.approx([-2 * plateau, 2 * plateau])
    two = law.steady_current_one_blocking(
        np.array([1.0, 1.0 + thermal(temperature)]), 0.0, 2.0, 1.0, 1.0, temperature
    )
    assert two[1] / two[0] == pytest.approx(np.e, rel=1e-4, abs=0)


@given(reduced_voltages, positives, positives)
def test_exchanging_electrons_and_holes_turns_the_current(v, electrons, holes):
    one = law.steady_current_one_blocking(v * thermal(1000), electrons, holes, 1.0, 1.0, 1000.0)
    other = law.steady_current_one_blocking(-v * thermal(1000), holes, electrons, 1.0, 1.0, 1000.0)
    assert one == pytest.approx(-other, rel=1e-12, abs=0) and one * v >= 0


def test_where_ohm_fails_by_five_per_cent():
    """One-sided cell: already at a tenth of RT/F; both-blocking: only at order v^2/12."""
    for temperature, millivolts in ((1000.0, 8.6), (298.0, 2.6)):
        voltage = 0.1 * thermal(temperature)
        assert voltage * 1e3 == pytest.approx(millivolts, abs=0.05)
        assert law.steady_current_one_blocking(
            voltage, 1.0, 0.0, 1.0, 1.0, temperature
        ) / voltage == pytest.approx(0.95, abs=0.002)
        assert law.steady_current_both_blocking(
            voltage, 1.0, 1.0, 1.0, temperature
        ) / voltage == pytest.approx(1 - 0.01 / 12, abs=1e-5)


@given(reduced_voltages, positives, positives, st.floats(0, 1))
def test_profile_keeps_local_equilibrium_and_its_ends(v, electrons, holes, place):
    n, p = law.carrier_profile_one_blocking(
        np.array([0.0, place, 1.0]), v * thermal(1000), electrons, holes, 1.0, 1000.0
    )
    assert n * p == pytest.approx(1, rel=1e-12, abs=0)
    assert np.log(p) == pytest.approx([0, np.log(p[1]), v], rel=1e-9, abs=1e-9)
    assert min(0, v) - 1e-9 <= np.log(p[1]) <= max(0, v) + 1e-9


@pytest.mark.parametrize("v", [-6.0, 0.5, 6.0])
def test_profile_carries_the_same_current_everywhere(v):
    """Ohm's law, (s_n/w + s_p w) d ln w/dx = constant with w = p/p0, from the reversible contact on."""
    electrons, holes = 0.4, 0.03
    current = law.steady_current_one_blocking(
        v * thermal(1000), electrons, holes, 1.0, 1.0, 1000.0
    ) / thermal(1000)
    places = np.linspace(0, 1, 7)
    path = solve_ivp(
        lambda _, u: current / (electrons * np.exp(-u) + holes * np.exp(u)),
        (0, 1),
        [0.0],
        t_eval=places,
        rtol=1e-10,
        atol=1e-12,
    )
    n, p = law.carrier_profile_one_blocking(places, v * thermal(1000), electrons, holes, 1.0, 1000.0)
    assert np.log(p) == pytest.approx(path.y[0], abs=1e-7)


def test_a_single_carrier_has_a_straight_profile():
    places, v = np.linspace(0, 2e-3, 5), 3.0
    n, _ = law.carrier_profile_one_blocking(places, v * thermal(800), 1.0, 0.0, 2e-3, 800.0)
    assert n == pytest.approx(1 - (1 - np.exp(-v)) * places / 2e-3, rel=1e-12, abs=0)
    _, p = law.carrier_profile_one_blocking(places, v * thermal(800), 0.0, 1.0, 2e-3, 800.0)
    assert p == pytest.approx(1 + (np.exp(v) - 1) * places / 2e-3, rel=1e-12, abs=0)


@given(st.floats(-30, 30), st.floats(1, 3000))
def test_both_blocking_profile_keeps_its_content_and_carries_the_current(v, temperature):
    voltage = v * thermal(temperature)
    left, middle, right = law.carrier_profile_both_blocking(
        np.array([0.0, 0.5, 1.0]), voltage, 1.0, temperature
    )
    assert left + right == pytest.approx(2) and middle == pytest.approx(1)
    assert left == pytest.approx(
        right * np.exp(v), rel=1e-2 if abs(v) > 20 else 1e-6
    )  # 1 - tanh has few digits left at v = 30
    current = law.steady_current_both_blocking(voltage, 1.0, 1.0, 1.0, temperature)
    assert current == pytest.approx(
        thermal(temperature) * (left - right), rel=1e-9, abs=1e-12 * thermal(temperature)
    )


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.steady_current_one_blocking(61.0, 1, 1, 1, 1, 1000), "voltage = 61 V"),
        (lambda: law.steady_current_both_blocking(-61.0, 1, 1, 1, 1000), "voltage = -61 V"),
        (
            lambda: law.steady_current_one_blocking(1.0, 0, 0, 1, 1, 1000),
            "electron_conductivity + hole_conductivity",
        ),
        (lambda: law.steady_current_one_blocking(1.0, -1, 2, 1, 1, 1000), "electron_conductivity = -1 S/m"),
        (lambda: law.steady_current_one_blocking(1.0, 1, np.nan, 1, 1, 1000), "hole_conductivity"),
        (lambda: law.steady_current_one_blocking(1.0, 1, 1, 0, 1, 1000), "thickness"),
        (lambda: law.steady_current_both_blocking(1.0, 1, 1, -1, 1000), "area"),
        (lambda: law.steady_current_both_blocking(1.0, 0, 1, 1, 1000), "electronic_conductivity"),
        (lambda: law.steady_current_both_blocking(1.0, 1, 1, 1, 0), "temperature"),
        (lambda: law.carrier_profile_one_blocking(2.0, 1, 1, 1, 1.0, 1000), "position = 2 m"),
        (lambda: law.carrier_profile_both_blocking(-0.1, 1, 1.0, 1000), "position / thickness"),
    ],
)
def test_impossible_arguments_are_refused_by_name(call, name):
    with pytest.raises(ValueError) as refusal:
        call()
    assert name in str(refusal.value) and "allowed" in str(refusal.value)


def test_currents_beyond_floating_point_are_refused_by_name():
    with pytest.raises(ValueError, match="voltage = 60.*range of floating-point numbers"):
        law.steady_current_one_blocking(60.0, 1e8, 1e8, 1, 1, 1000)
