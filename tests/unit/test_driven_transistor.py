"""A transistor whose gate is swept, beside the closed forms of its limits."""
import numpy as np
import pytest
import scipy.integrate

from mixcond_lessons.physics.bioelectronics import gate_capacitance_share
from mixcond_lessons.physics.driven_transistor import DrivenTransistor, gate_leak
from mixcond_lessons.physics.transistor_fit import drain_current_behind_leads

BETA, THRESHOLD, LEADS = 0.02, -0.2, 30.0
GATE = np.concatenate([np.linspace(0.1, -0.6, 141), np.linspace(-0.6, 0.1, 141)[1:]])


def device(**changes):
    return DrivenTransistor(**{"transistor_parameter": BETA, "threshold_voltage": THRESHOLD,
                               "lead_resistance": LEADS, "solution_resistance": 3000.0,
                               "capacitance": 1e-7} | changes)


def times(rate):
    return np.arange(GATE.size) * 0.005 / rate


@pytest.mark.parametrize(("drain", "share"), [(-0.05, 1), (-0.7, 2 / 3)])
def test_a_slow_sweep_is_the_law_behind_leads(drain, share):
    current, into_gate = device().currents(times(1e-3), GATE, drain)
    assert current == pytest.approx(drain_current_behind_leads(GATE, drain, THRESHOLD, BETA, LEADS),
                                    abs=1e-8)
    assert np.abs(into_gate).max() == pytest.approx(share * 1e-3 * 1e-7, rel=0.01)  # C dV/dt


def test_the_gate_hands_over_the_charge_of_the_pinched_off_channel():
    """Two thirds of C for each volt of overdrive; the readings are 5 mV apart."""
    time = times(0.05)
    _, into_gate = device().currents(time, GATE, -0.7)
    there = GATE[:141] <= THRESHOLD
    charge = scipy.integrate.trapezoid(into_gate[:141][there], time[:141][there])
    assert charge == pytest.approx(-2 / 3 * 1e-7 * (THRESHOLD + 0.6), rel=0.02)


def test_a_quick_sweep_lags_by_rate_times_time_constant():
    rate = 10.0
    film = device().film_voltage(times(rate), GATE, -0.9)
    there, back = film[120] - GATE[120], film[200] - GATE[200]
    assert there == pytest.approx(rate * 2 / 3 * 3000 * 1e-7, rel=0.01)
    assert back == pytest.approx(-there, rel=0.02) and film[10] == GATE[10]  # off: nothing to charge


def test_the_film_follows_its_equation_as_another_solver_has_it():
    one, time = device(capacitance=3e-6), times(2.0)

    def rates(t, v):
        share = gate_capacitance_share(v, -0.3, THRESHOLD)
        return (np.interp(t, time, GATE) - v) / (3000 * 3e-6 * np.maximum(share, 1e-3))
    on = GATE[:141] < THRESHOLD - 0.01
    first = int(np.argmax(on))
    film = one.film_voltage(time, GATE, -0.3)
    found = scipy.integrate.solve_ivp(rates, time[[first, 140]], [film[first]], "LSODA", time[first:141],
                                      rtol=1e-8, atol=1e-10, max_step=1e-3)
    assert film[first:141] == pytest.approx(found.y[0], abs=3e-4)


def test_a_leak_takes_half_of_itself_from_the_drain():
    with_leak, into_gate = device(leak_current=1e-5, leak_voltage=-0.5).currents(times(1e-3), GATE, -0.7)
    without, _ = device().currents(times(1e-3), GATE, -0.7)
    assert with_leak - without == pytest.approx(-gate_leak(GATE, 1e-5, -0.5, 298.15) / 2, rel=1e-6)
    assert into_gate.min() < 0 and with_leak.min() > without.min()  # both come out of the gate


def test_a_leak_grows_tenfold_each_118_millivolts():
    ratio = gate_leak(-0.618, 1e-5, -0.5, 298.15) / gate_leak(-0.5, 1e-5, -0.5, 298.15)
    assert ratio == pytest.approx(10, rel=0.01) and gate_leak(-0.5, 1e-5, -0.5, 298.15) == -1e-5


@pytest.mark.parametrize("change", [
    {"transistor_parameter": 0.0}, {"lead_resistance": -1.0}, {"solution_resistance": 0.0},
    {"capacitance": np.nan}, {"threshold_voltage": np.inf}, {"leak_current": -1e-6}, {"temperature": 0.0}])
def test_what_is_impossible_is_refused(change):
    with pytest.raises(ValueError, match=next(iter(change))):
        device(**change)


@pytest.mark.parametrize(("arguments", "name"), [
    (([0.0, 0.0], [0.0, 0.1], -0.1), "step of time"), (([0.0, 1.0], [0.0, 0.1, 0.2], -0.1), "gate_voltage"),
    (([0.0, 1.0], [0.0, 0.1], 0.1), "drain_voltage")])
def test_a_sweep_that_is_impossible_is_refused(arguments, name):
    with pytest.raises(ValueError, match=name):
        device().film_voltage(*arguments)
