"""Ideal gases and the oxygen pressure of hydrogen with steam: the table, the law of mass action and what is
refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import constants

from mixcond_lessons.physics import gases as law
from mixcond_lessons.physics.cell_voltage import nernst_voltage
from mixcond_lessons.physics.polarization import FARADAY

TEMPERATURES = st.floats(600, 1500)
# NIST-JANAF, water vapour: temperature [K] and Gibbs energy of formation [J/mol].
TABLE = np.array(
    [
        [600, -214.007e3],
        [700, -208.812e3],
        [800, -203.496e3],
        [900, -198.083e3],
        [1000, -192.590e3],
        [1100, -187.033e3],
        [1200, -181.425e3],
        [1300, -175.774e3],
        [1400, -170.089e3],
        [1500, -164.376e3],
    ]
)


def test_straight_line_keeps_to_the_table_as_promised():
    temperature, energy = TABLE.T
    miss = np.abs(law.steam_formation_gibbs_energy(temperature) - energy)
    assert miss.max() < 0.7e3 and miss[(temperature >= 800) & (temperature <= 1200)].max() < 0.2e3
    assert miss[temperature == 1000] < 1e-6


@given(TEMPERATURES, st.floats(-6, 6))
def test_mixture_obeys_the_law_of_mass_action(temperature, log_ratio):
    ratio = 10.0**log_ratio
    activity = law.oxygen_activity_of_steam(ratio, 1.0, temperature)
    constant = np.exp(-law.steam_formation_gibbs_energy(temperature) / (constants.R * temperature))
    assert ratio / np.sqrt(activity) == pytest.approx(constant, rel=1e-10)
    # Only the ratio counts.
    assert law.oxygen_activity_of_steam(7 * ratio, 7.0, temperature) == pytest.approx(activity, rel=1e-12)
    assert law.oxygen_activity_of_steam(10 * ratio, 1.0, temperature) == pytest.approx(
        100 * activity, rel=1e-12
    )


@given(TEMPERATURES, st.floats(-6, 6))
def test_hydrogen_against_oxygen_is_the_reaction_divided_by_two_faradays(temperature, log_ratio):
    activity = law.oxygen_activity_of_steam(10.0**log_ratio, 1.0, temperature)
    expected = -law.steam_formation_gibbs_energy(temperature) / (2 * FARADAY) - constants.R * temperature / (
        2 * FARADAY
    ) * log_ratio * np.log(10)
    assert nernst_voltage(temperature, activity, 1.0) == pytest.approx(expected, rel=1e-10)


@given(TEMPERATURES, TEMPERATURES)
def test_hotter_steam_falls_apart_more(first, second):
    cold, hot = sorted((first, second))
    assert law.oxygen_activity_of_steam(0.03, 0.97, cold) <= law.oxygen_activity_of_steam(0.03, 0.97, hot)


def test_ideal_gas():
    assert 1 / law.gas_concentration(constants.atm, constants.zero_Celsius) == pytest.approx(
        constants.physical_constants["molar volume of ideal gas (273.15 K, 101.325 kPa)"][0], rel=1e-9
    )
    assert law.gas_concentration(0, 300) == 0
    assert law.partial_pressure([0, 0.21, 1], 2e5) == pytest.approx([0, 0.42e5, 2e5])
    assert law.partial_pressure(0.21) == pytest.approx(0.21 * constants.bar)


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.oxygen_activity_of_steam(0, 1, 1000), "steam = 0"),
        (lambda: law.oxygen_activity_of_steam(1, -1, 1000), "hydrogen = -1"),
        (
            lambda: law.oxygen_activity_of_steam(1, 1, 700 - 273.15),
            r"temperature = 426.85 K: allowed is \[600, 1500\] K",
        ),
        (lambda: law.log_steam_formation_constant(float("nan")), "temperature"),
        (lambda: law.gas_concentration(-1, 300), "pressure = -1 Pa"),
        (lambda: law.gas_concentration(1, 0), "temperature = 0 K"),
        (lambda: law.partial_pressure(1.1), "mole_fraction = 1.1"),
        (lambda: law.partial_pressure(0.5, 0), "total_pressure = 0 Pa"),
    ],
)
def test_impossible_gases_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
