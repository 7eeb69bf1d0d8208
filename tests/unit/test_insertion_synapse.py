"""The electrochemical synapse: Faraday's law, times, states, and trains of pulses."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from mixcond_lessons.physics import insertion_synapse as law
from mixcond_lessons.physics.relaxation import relaxed_fraction

fractions = st.floats(0, 1)
decades = st.floats(-8, 8).map(lambda power: 10.0**power)
powers = st.floats(0, 10)


@given(decades, decades, decades, decades, decades, st.sampled_from([1, 2, -1]))
def test_conductance_change_is_the_long_way_round(charge, slope, length, width, thickness, number):
    concentration = charge / (number * law.FARADAY * length * width * thickness)
    expected = slope * concentration * width * thickness / length
    found = law.conductance_change(charge, slope, length, number)
    assert found == pytest.approx(expected, rel=1e-9, abs=0)
    assert law.needed_charge(found, slope, length, number) == pytest.approx(charge, rel=1e-9, abs=0)
    assert law.conductance_change(-charge, slope, length, number) == -found
    assert law.conductance_change(charge, -slope, length, number) == -found


@given(decades, decades, decades)
def test_with_one_carrier_per_ion_the_mobility_is_all_that_counts(charge, mobility, length):
    assert (law.conductance_change(charge, law.mobility_slope(mobility), length)
            == pytest.approx(mobility * charge / length**2, rel=1e-9, abs=0))


def test_insertion_time_is_when_93_percent_have_entered():
    time = law.insertion_time(1e-7, 1e-13)
    assert relaxed_fraction(time, 1e9, 1e-7, 1e-13) == pytest.approx(0.93, abs=0.005)
    assert (relaxed_fraction(time, 1e9, 1e-7, 1e-13)
            == pytest.approx(1 - 8 / np.pi**2 * np.exp(-np.pi**2 / 4), abs=1e-6))


@given(decades, decades, st.floats(0.001, 0.999))
def test_leak_takes_the_share_in_the_retention_time(resistance, capacitance, share):
    time = law.retention_time(share, resistance, capacitance)
    assert (law.leaked_conductance(time, 3.0, 1.0, resistance, capacitance)
            == pytest.approx(1 + 2 * (1 - share), rel=1e-9))
    assert law.leaked_conductance(0.0, 3.0, 1.0, resistance, capacitance) == 3
    assert law.leaked_conductance(1e300, 3.0, 1.0, resistance, capacitance) == 1
    assert law.gate_time(resistance, capacitance) == pytest.approx(resistance * capacitance)


def test_a_pulse_lasts_as_long_as_its_charge_takes_through_the_resistance():
    assert law.pulse_time(1e6, 1e-12, 1.0) == pytest.approx(1e-6)
    assert law.pulse_time(1e6, -1e-12, 2.0) == pytest.approx(5e-7)
    # Into a channel of 1000 times the capacitance Q/V the charge of a capacitor, C V (1 - exp(-t/RC)), is by
    # then the pulse's.
    capacitance = 1e-9
    assert (capacitance * -np.expm1(-law.pulse_time(1e6, 1e-12, 1.0) / law.gate_time(1e6, capacitance))
            == pytest.approx(1e-12, rel=1e-3))


def test_energy_of_a_write():
    # An abstract's "< 10 pJ at about 1 V" is a charge below 10 pC.
    assert law.write_energy(-1e-11, 1.0) == 1e-11
    assert law.write_energy(np.array([1.0, 2.0]), -3.0).tolist() == [3, 6]


@given(decades, st.integers(1, 1000), st.floats(0.5, 20))
def test_states_are_what_fits_between_the_ends(noise, steps, separation):
    width = noise * separation
    assert law.distinguishable_states(0.0, steps * width, noise, separation) == steps + 1
    assert law.distinguishable_states(0.0, (steps - 0.01) * width, noise, separation) == steps
    assert law.distinguishable_states(2.0, 2.0, noise) == 1


@given(st.floats(0, 20))
def test_misreading_is_two_gaussian_tails(separation):
    assert law.misreading(separation) == pytest.approx(2 * norm.sf(separation / 2), rel=1e-9)


# --- Pulses ------------------------------------------------------------------------------------------------

@given(fractions, fractions, fractions, st.floats(0, 100), powers, st.sampled_from([-1, 0, 1]))
def test_no_pulse_leaves_the_range_or_goes_the_wrong_way(state, step, other, asymmetry, power, direction):
    after = law.updated_state(state, direction, step, asymmetry, power)
    assert 0 <= after <= 1 and (after - state) * direction >= 0
    if direction == 0:
        assert after == state
    # The mirror image: a pulse down is one up of the empty sites.
    mirrored = 1 - law.updated_state(1 - state, -direction, step, 1.0, power)
    assert mirrored == pytest.approx(law.updated_state(state, direction, step, 1.0, power), abs=1e-9)


@given(fractions, st.floats(0, 0.5), st.integers(1, 60))
def test_first_order_pulses_have_a_closed_form(start, step, number):
    up = law.pulse_train(np.ones(number), start, step, nonlinearity=1)
    assert up == pytest.approx(1 - (1 - start) * (1 - step) ** np.arange(number + 1), abs=1e-12)
    down = law.pulse_train(-np.ones(number), start, step, 0.7, 1)
    assert down == pytest.approx(start * (1 - 0.7 * step) ** np.arange(number + 1), abs=1e-12)


@given(st.integers(1, 100))
def test_equal_pulses_reach_the_end_and_stop(number):
    train = law.pulse_train(np.ones(number + 3), 0.0, 1 / number, nonlinearity=0)
    assert train[:number + 1] == pytest.approx(np.arange(number + 1) / number)
    assert np.all(train[number:] > 1 - 1e-9)
    assert np.all(train <= 1)


def test_small_pulses_follow_the_rate_equation():
    # dx/dk = s (1 - x)^n integrates to (1 - x)^(1 - n) = 1 + (n - 1) s k.
    number, step = np.arange(2001), 1e-3
    for power in (2.0, 3.5):
        exact = 1 - (1 + (power - 1) * step * number) ** (-1 / (power - 1))
        assert law.pulse_train(np.ones(2000), 0.0, step, nonlinearity=power) == pytest.approx(exact, abs=1e-3)


@pytest.mark.parametrize("asymmetry, power", [(1.0, 1.0), (3.0, 1.0), (0.5, 2.0), (4.0, 3.0)])
def test_pairs_of_pulses_lead_to_the_symmetry_state(asymmetry, power):
    target = law.symmetry_state(asymmetry, power)
    train = law.pulse_train(np.tile([1, -1], 3000), np.array([0.0, 0.5, 1.0]), 5e-3, asymmetry, power)
    assert train[:, -1] == pytest.approx([target] * 3, abs=0.02)
    rise = law.updated_state(target, 1, 0.01, asymmetry, power) - target
    assert target - law.updated_state(target, -1, 0.01, asymmetry, power) == pytest.approx(rise, rel=1e-9)


def test_symmetry_state_at_extremes():
    assert law.symmetry_state(np.array([1e-300, 1.0, 1e300]), 1e-3) == pytest.approx([1, 0.5, 0], abs=1e-12)


def test_trains_have_room_for_many_devices():
    train = law.pulse_train([1, 0, -1], np.zeros((2, 1)), np.array([0.1, 0.2, 0.3]))
    assert train.shape == (2, 3, 4)
    assert train[:, :, 1] == pytest.approx(np.tile([0.1, 0.2, 0.3], (2, 1)))
    assert (train[..., 1] == train[..., 2]).all()


@pytest.mark.parametrize("call, name", [
    (lambda: law.conductance_change(1.0, 1.0, 0.0), "channel_length = 0 m"),
    (lambda: law.conductance_change(1.0, 1.0, 1.0, 0), "charge_number"),
    (lambda: law.conductance_change(np.nan, 1.0, 1.0), "charge = nan C"),
    (lambda: law.conductance_change(1e300, 1e300, 1.0), "leaves the range"),
    (lambda: law.needed_charge(1.0, 0.0, 1.0), "conductivity_slope"),
    (lambda: law.mobility_slope(-1.0), "mobility = -1"),
    (lambda: law.insertion_time(1.0, 0.0), "chemical_diffusivity = 0"),
    (lambda: law.gate_time(0.0, 1.0), "resistance = 0 ohm"),
    (lambda: law.pulse_time(0.0, 1.0, 1.0), "resistance = 0 ohm"),
    (lambda: law.pulse_time(1.0, 1.0, 0.0), "voltage"),
    (lambda: law.write_energy("much", 1.0), "charge = 'much'"),
    (lambda: law.leaked_conductance(-1.0, 1.0, 1.0, 1.0, 1.0), "time = -1 s"),
    (lambda: law.leaked_conductance(1.0, 1.0, 1.0, 0.0, 1.0), "leakage_resistance = 0"),
    (lambda: law.retention_time(1.0, 1.0, 1.0), "lost_share = 1"),
    (lambda: law.distinguishable_states(2.0, 1.0, 1.0), "lowest = 2 S, highest = 1 S"),
    (lambda: law.distinguishable_states(1.0, 2.0, 0.0), "noise = 0 S"),
    (lambda: law.misreading(-1.0), "separation = -1"),
    (lambda: law.updated_state(1.5, 1, 0.1), "state = 1.5"),
    (lambda: law.updated_state(0.5, 2, 0.1), "direction = 2"),
    (lambda: law.updated_state(0.5, 1, 1.1), "step = 1.1"),
    (lambda: law.updated_state(0.5, 1, 0.1, -1), "asymmetry = -1"),
    (lambda: law.updated_state(0.5, 1, 0.1, 1, 11), "nonlinearity = 11"),
    (lambda: law.pulse_train([[1.0]], 0.5, 0.1), "one row of pulses"),
    (lambda: law.pulse_train(np.zeros(10_001), 0.5, 0.1), "number of directions = 10001"),
    (lambda: law.symmetry_state(0.0, 1.0), "asymmetry = 0"),
    (lambda: law.symmetry_state(1.0, 0.0), "nonlinearity = 0")])
def test_impossible_arguments_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
