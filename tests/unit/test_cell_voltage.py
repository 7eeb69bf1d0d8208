"""Open-circuit voltage of leaking cells: closed forms, the leak, tempting shortcuts that fail, and the
profile inside.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants
from scipy.integrate import quad
from test_permeation import ceria

from mixcond_lessons.physics import cell_voltage as law
from mixcond_lessons.physics.conductivity import ionic_transference_number
from mixcond_lessons.physics.constants import FARADAY
from mixcond_lessons.physics.permeation import (
    average_transference_number,
    flux_as_current_density,
    membrane_profiles,
    position_of,
    wagner_flux,
)
from mixcond_lessons.physics.polarization import open_circuit_voltage

powers = st.floats(-10, 10).map(lambda power: 10.0**power)
activities = st.floats(-40, 40).map(lambda power: 10.0**power)
exponents = st.sampled_from([-0.5, -0.25, -1 / 6, 1 / 6, 0.25, 0.5])
few = settings(max_examples=40, deadline=None)


def test_a_decade_of_oxygen_at_1000_kelvin():
    assert round(law.nernst_voltage(1000, 0.1, 1.0) * 1e3, 3) == 49.605


@given(st.floats(1, 3000), activities, activities, activities)
def test_nernst_voltages_add_up(temperature, first, second, third):
    two_steps = law.nernst_voltage(temperature, first, second) + law.nernst_voltage(
        temperature, second, third
    )
    assert two_steps == pytest.approx(law.nernst_voltage(temperature, first, third), abs=1e-12)


@few
@given(powers, powers, exponents, activities, activities)
def test_quadrature_agrees_with_the_closed_form(ionic, electronic, exponent, low, high):
    voltage = law.voltage_at_open_circuit(ionic, lambda p: electronic * p**exponent, 1000, low, high)
    closed = law.voltage_with_electronic_power_law(ionic, electronic, exponent, 1000, low, high)
    assert voltage == pytest.approx(closed, rel=1e-9, abs=1e-14)


@few
@given(powers, powers, powers, activities, activities)
def test_voltage_lies_between_nothing_and_nernst(ionic, electrons, holes, first, second):
    low, high = sorted((first, second))
    voltage = law.voltage_at_open_circuit(
        ionic, lambda p: electrons * p**-0.25 + holes * p**0.25, 1000, low, high
    )
    assert 0 <= voltage <= law.nernst_voltage(1000, low, high) * (1 + 1e-9)
    assert law.voltage_at_open_circuit(
        ionic, lambda p: electrons * p**-0.25 + holes * p**0.25, 1000, high, low
    ) == pytest.approx(-voltage, rel=1e-9, abs=0)


@given(powers, powers, activities, activities)
def test_constant_transference_number_is_the_chapter_before(ionic, electronic, low, high):
    share = ionic_transference_number(ionic, electronic)
    assert law.voltage_at_open_circuit(ionic, electronic, 900, low, high) == pytest.approx(
        open_circuit_voltage(share, 900, low, high), rel=1e-10, abs=0
    )


def test_ceria_closed_form_as_it_stands_in_textbooks():
    ionic, electronic, low, high = ceria()
    boundary = electronic / ionic
    expected = constants.R * 973.15 / FARADAY * np.log((high**0.25 + boundary) / (low**0.25 + boundary))
    assert law.voltage_with_electronic_power_law(
        ionic, electronic, -0.25, 973.15, low, high
    ) == pytest.approx(expected, rel=1e-9)


def test_ceria_between_wet_hydrogen_and_air_and_the_shortcuts_that_fail():
    ionic, at_one_bar, low, high = ceria()

    def share(activity):
        return ionic_transference_number(ionic, at_one_bar * activity**-0.25)

    def electronic(activity):
        return at_one_bar * activity**-0.25

    nernst = law.nernst_voltage(973.15, low, high)
    voltage = law.voltage_at_open_circuit(ionic, electronic, 973.15, low, high)
    assert (round(voltage, 3), round(nernst, 3)) == (0.924, 1.119)
    average = average_transference_number(ionic, electronic, low, high)
    assert round(float(average), 3) == 0.826 and average * nernst == pytest.approx(voltage, rel=1e-12)
    assert average == pytest.approx(
        quad(share_of := lambda s: share(low * (high / low) ** s), 0, 1, epsrel=1e-11)[0], rel=1e-9
    )
    assert (round(float(share(low)), 2), round(float(share(high)), 5)) == (0.10, 0.99999)
    shortcuts = {
        "fuel side": share(low) * nernst,
        "air side": share(high) * nernst,
        "half-way": share_of(0.5) * nernst,
    }
    assert [round(float(value), 3) for value in shortcuts.values()] == [0.110, 1.119, 1.106]
    assert all(abs(value - voltage) > 0.15 for value in shortcuts.values())


@few
@given(st.floats(-8, -4), st.floats(-8, -4), st.floats(-20, 0), st.floats(-20, 0))
def test_schmalzried_is_the_limit_of_far_off_boundaries(log_electrons, log_holes, log_low, log_high):
    electrons, holes, low, high = 10.0**log_electrons, 10.0**log_holes, 10.0**log_low, 10.0**log_high
    boundaries = electrons**4, holes**-4
    voltage = law.voltage_at_open_circuit(
        1.0, lambda p: electrons * p**-0.25 + holes * p**0.25, 1200, low, high
    )
    assert law.schmalzried_voltage(1200, low, high, *boundaries) == pytest.approx(
        voltage, rel=4 * electrons * holes + 1e-9, abs=1e-12
    )


def test_schmalzried_error_is_as_stated_and_one_branch_alone_is_the_power_law():
    for product in (1e-2, 1e-3):
        both = law.voltage_at_open_circuit(1.0, lambda p: product * p**-0.25 + p**0.25, 1200, product**4, 1.0)
        error = law.schmalzried_voltage(1200, product**4, 1.0, product**4, 1.0) / both - 1
        assert abs(error) < 2.5 * product
    alone = law.schmalzried_voltage(1200, 1e-20, 0.2, 1e-18, 1e200)
    assert alone == pytest.approx(
        law.voltage_with_electronic_power_law(1.0, 1e-18**0.25, -0.25, 1200, 1e-20, 0.2), rel=1e-10
    )


@few
@given(powers, powers, exponents, activities, activities, powers)
def test_leak_is_four_faradays_of_flux(ionic, electronic, exponent, low, high, thickness):
    # The leak is a difference of two voltages: of pressures alike to the last digits it has no digit left.
    assume(low == high or abs(low / high - 1) > 1e-6)
    nernst = law.nernst_voltage(1000, low, high)
    voltage = law.voltage_at_open_circuit(ionic, lambda p: electronic * p**exponent, 1000, low, high)
    flux = wagner_flux(ionic, lambda p: electronic * p**exponent, 1000, low, high, thickness)
    leak = law.leak_current_density(ionic, nernst, voltage, thickness)
    assert leak == pytest.approx(
        flux_as_current_density(flux), rel=1e-8, abs=1e-10 * ionic * abs(nernst) / thickness
    )


def test_electrons_of_the_profile_carry_the_voltage_and_the_field_the_rest():
    ionic, at_one_bar, low, high = ceria()
    profile = membrane_profiles(ionic, lambda p: at_one_bar * p**-0.25, 973.15, low, high, 1e-3)
    voltage = law.voltage_with_electronic_power_law(ionic, at_one_bar, -0.25, 973.15, low, high)
    assert (profile.electron_potential[0] - profile.electron_potential[-1]) / FARADAY == pytest.approx(
        voltage, rel=1e-11
    )
    lost = law.nernst_voltage(973.15, low, high) - voltage
    assert profile.electric_potential[0] - profile.electric_potential[-1] == pytest.approx(lost, rel=1e-9)
    activity = law.activity_at_open_circuit(profile.position, ionic, at_one_bar, -0.25, low, high, 1e-3)
    # Near the air side a rounding of x is many roundings of ln p; and back again through position_of.
    assert np.log(activity) == pytest.approx(np.log(profile.oxygen_activity), abs=1e-6)
    inner = activity[1:-1]
    assert position_of(inner, ionic, lambda p: at_one_bar * p**-0.25, low, high, 1e-3) == pytest.approx(
        profile.position[1:-1], rel=1e-9
    )


@few
@given(powers, powers, exponents, activities, activities, st.floats(0, 1))
def test_activity_inside_lies_between_the_faces(ionic, electronic, exponent, low, high, share):
    activity = law.activity_at_open_circuit(
        np.array([0, share, 1]), ionic, electronic, exponent, low, high, 1.0
    )
    logs, ends = np.log(activity), np.sort(np.log([low, high]))
    assert logs[[0, 2]] == pytest.approx(np.log([low, high]), abs=1e-9)
    assert ends[0] - 1e-9 <= logs[1] <= ends[1] + 1e-9


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.nernst_voltage(0, 1, 1), "temperature = 0 K"),
        (lambda: law.voltage_at_open_circuit(1.0, 1.0, 1000, 0, 1), "oxygen_activity_low = 0"),
        (
            lambda: law.voltage_at_open_circuit(0.0, 0.0, 1000, 1e-9, 1),
            "ionic_conductivity = 0 S/m, electronic_conductivity = 0 S/m",
        ),
        (lambda: law.voltage_with_electronic_power_law(1.0, 1.0, 0, 1000, 1, 1), "oxygen_exponent = 0"),
        (
            lambda: law.voltage_with_electronic_power_law(0, 1.0, 0.25, 1000, 1, 1),
            "ionic_conductivity = 0 S/m",
        ),
        (lambda: law.voltage_with_electronic_power_law(1.0, 1.0, 0.25, np.nan, 1, 1), "temperature = nan"),
        (
            lambda: law.schmalzried_voltage(1000, 1, 1, 1e3, 1e-3),
            "electron_boundary = 1000, hole_boundary = 0.001: electron_boundary must be smaller",
        ),
        (lambda: law.schmalzried_voltage(1000, 1, 1, 1e-3, -1), "hole_boundary = -1"),
        (lambda: law.leak_current_density(1.0, np.nan, 1.0, 1.0), "nernst_voltage"),
        (lambda: law.leak_current_density(-1.0, 1.0, 1.0, 1.0), "ionic_conductivity = -1 S/m"),
        (lambda: law.leak_current_density(1.0, 1.0, "1 V", 1.0), "voltage = '1 V'"),
        (lambda: law.leak_current_density(1.0, 1.0, 1.0, 0), "thickness = 0 m"),
        (
            lambda: law.activity_at_open_circuit(2.0, 1.0, 1.0, 0.25, 1, 1, 1.0),
            "position = 2 m, thickness = 1 m: position must lie inside",
        ),
        (lambda: law.activity_at_open_circuit(-1.0, 1.0, 1.0, 0.25, 1, 1, 1.0), "position = -1 m"),
    ],
)
def test_impossible_cells_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
