"""Write time against retention time of drifting vacancies."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.constants import R, e
from scipy.constants import k as boltzmann

from mixcond_lessons.materials import model
from mixcond_lessons.physics import retention as law
from mixcond_lessons.physics.vacancies import hop_rate, vacancy_diffusivity
from mixcond_lessons.physics.vacancy_drift import forgotten_profile, reduced_voltage, written_content

FILM = {"thickness": 1e-8, "hop_length": 3e-10, "attempt_frequency": 1e13, "migration_energy": 1e5}
temperatures = st.floats(250, 1500)
volts = st.floats(-3, 1).map(lambda power: 10.0**power)


@given(volts, temperatures, st.integers(1, 3))
def test_enhancement_is_hops_along_less_hops_against_it_over_the_linear_law(voltage, temperature, charge):
    """An independent route: two hop rates over barriers that the field has tilted."""
    field = voltage / FILM["thickness"]
    gain = charge * e * field * FILM["hop_length"] / 2  # J per ion at the top of the barrier
    rates = [np.exp(sign * gain / (boltzmann * temperature)) for sign in (1, -1)]
    linear = 2 * gain / (boltzmann * temperature)
    found = law.field_enhancement(voltage, FILM["thickness"], FILM["hop_length"], charge, temperature)
    assert found == pytest.approx((rates[0] - rates[1]) / linear, rel=1e-6)
    assert found >= 1
    assert (law.field_enhancement(-voltage, FILM["thickness"], FILM["hop_length"], charge, temperature)
            == found)


def test_enhancement_limits():
    small = law.field_enhancement(np.array([0.0, 1e-300, 1e-6]), 1e-8, 3e-10, 2, 300.0)
    assert small == pytest.approx([1, 1, 1], abs=1e-12)
    # u on both sides of where the formula changes.
    just = 1e-3 * 2 * R * 300 * 1e-8 / (2 * law.FARADAY * 3e-10) * np.array([1 - 1e-9, 1 + 1e-9])
    assert np.diff(law.field_enhancement(just, 1e-8, 3e-10, 2, 300.0))[0] == pytest.approx(0, abs=1e-13)
    tilt = law.FARADAY * 20 * 3e-10 / (R * 300 * 1e-8)
    assert (law.field_enhancement(20.0, 1e-8, 3e-10, 2, 300.0)
            == pytest.approx(np.exp(tilt) / (2 * tilt), rel=1e-6))


@given(volts, temperatures, st.floats(2e4, 2e5), st.floats(-8.5, -5))
def test_one_mobility_ties_both_times_together(voltage, temperature, barrier, length):
    film = FILM | {"migration_energy": barrier, "thickness": 10.0**length}
    if voltage >= law.barrierless_voltage(barrier, film["thickness"], film["hop_length"], 2):
        with pytest.raises(ValueError, match="voltage must be less than barrierless_voltage"):
            law.memory_times(voltage, temperature, **film)
        return
    times = law.memory_times(voltage, temperature, **film)
    drive = reduced_voltage(voltage, 2, temperature)
    assert times.retention / times.linear_writing == pytest.approx(drive / np.pi**2, rel=1e-9)
    diffusivity = vacancy_diffusivity("chain", 3e-10, 1e13, barrier, temperature)
    assert times.retention == pytest.approx(film["thickness"] ** 2 / (np.pi**2 * diffusivity), rel=1e-9)
    faster = law.field_enhancement(voltage, film["thickness"], 3e-10, 2, temperature)
    assert times.linear_writing / times.writing == pytest.approx(faster, rel=1e-9)
    # Hops one by one: speed = a (rate along - rate against).
    tilt = law.FARADAY * voltage * 3e-10 / film["thickness"]
    speed = 3e-10 * (hop_rate(1e13, barrier - tilt, temperature)
                     - hop_rate(1e13, barrier + tilt, temperature))
    assert times.writing == pytest.approx(film["thickness"] / speed, rel=1e-6)


def test_writing_time_is_when_the_vacancies_have_arrived():
    times = law.memory_times(2.0, 400.0, **FILM)
    drive = reduced_voltage(2.0, 2, 400.0)
    diffusivity = vacancy_diffusivity("chain", 3e-10, 1e13, 1e5, 400.0)
    left = written_content(0.5e-8, np.array([0.4, 1.0]) * times.linear_writing, 1e-8, diffusivity, drive)
    assert left[0] > 0.05 and left[1] < 1e-3  # the left half empties within the drift time


def test_the_retention_is_an_upper_bound_for_a_layer_loses_half_its_height_long_before():
    times, drive = law.memory_times(1.0, 300.0, **FILM), reduced_voltage(1.0, 2, 300.0)
    diffusivity = vacancy_diffusivity("chain", 3e-10, 1e13, 1e5, 300.0)
    halved = 0.59 * FILM["thickness"] ** 2 / (diffusivity * drive**2)
    start, later = forgotten_profile(FILM["thickness"], np.array([0.0, halved]), FILM["thickness"],
                                     diffusivity, drive)
    assert later / start == pytest.approx(0.5, abs=0.01)
    assert halved < 0.01 * times.linear_writing < 1e-2 * times.retention
    # At 1 V the layer would be 0.13 nm thick, less than half a hop; the two are alike at 0.43 V.
    assert FILM["thickness"] / drive == pytest.approx(0.13e-9, rel=0.01)
    assert FILM["thickness"] / reduced_voltage(0.43, 2, 300.0) == pytest.approx(FILM["hop_length"], rel=0.01)


def test_heat_while_writing_shortens_writing_alone():
    cold, hot = (law.memory_times(1.0, 300.0, writing_temperature=kelvin, **FILM)
                 for kelvin in (300.0, 600.0))
    assert hot.retention == cold.retention == law.memory_times(1.0, 300.0, **FILM).retention
    # D V/T: the barrier's Arrhenius factor, less the factor two of z F V/(RT).
    assert (cold.linear_writing / hot.linear_writing
            == pytest.approx(np.exp(1e5 / R * (1 / 300 - 1 / 600)) / 2, rel=1e-9))


def test_barrierless_voltage_takes_half_a_hop_of_energy():
    voltage = law.barrierless_voltage(1e5, 1e-8, 3e-10, 2)
    assert 2 * law.FARADAY * voltage * 3e-10 / (2 * 1e-8) == pytest.approx(1e5)
    assert law.barrierless_voltage(0.0, 1e-8, 3e-10, -2) == 0


GOOD = {"voltage": 1.0, "temperature": 300.0, "charge_number": 2} | FILM


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_arguments_are_refused_by_name(name, bad):
    with pytest.raises(ValueError, match=name):
        law.memory_times(**GOOD | {name: bad})


@pytest.mark.parametrize("call, name", [
    (lambda: law.memory_times(1.0, 1.0, **FILM), "temperature = 1,.*leaves the range"),
    (lambda: law.memory_times(**GOOD | {"writing_temperature": 0}), "temperature = 0 K"),
    (lambda: law.memory_times(**GOOD | {"migration_energy": 0}),
     "migration_energy = 0 J/mol.*barrierless_voltage"),
    (lambda: law.field_enhancement(1e9, 1e-8, 3e-10, 2, 300.0), "leaves the range"),
    (lambda: law.barrierless_voltage(1e5, 1e-8, 3e-10, 0), "charge_number")])
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()


@given(temperatures, temperatures, st.floats(0, 1e5))
def test_a_diffusivity_is_carried_along_its_own_line(kelvin, reference, barrier):
    """There and back again, and equal to what the law of hops says at the other temperature."""
    start = vacancy_diffusivity("chain", 3e-10, 1e13, barrier, reference)
    there = law.diffusivity_at(kelvin, start, barrier, reference)
    assert there == pytest.approx(vacancy_diffusivity("chain", 3e-10, 1e13, barrier, kelvin), rel=1e-9)
    assert law.diffusivity_at(reference, there, barrier, kelvin) == pytest.approx(start, rel=1e-9)


def test_the_measured_barriers_of_the_titanate_leave_the_memory_open_by_3_6_powers_of_ten():
    """Both ends agree at 700 degC; at 300 K the ratio is exp(ΔE/k (1/300 K - 1/973 K)), by hand."""
    barriers = np.array(model("titanate").spreads["vacancy_barrier"])
    cold = law.diffusivity_at(300.0, 1.0, barriers, 973.15)
    by_hand = 0.31 * e / boltzmann * (1 / 300 - 1 / 973.15) / np.log(10)
    assert np.log10(cold[0] / cold[1]) == pytest.approx(by_hand, rel=1e-4) == pytest.approx(3.6, abs=0.02)
