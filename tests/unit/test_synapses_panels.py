"""What the panels of chapter 09 claim about physics, beyond what the sweep of all panels sees."""
import numpy as np
import pytest
from scipy.constants import e, year

from mixcond_lessons.chapters.synapses import (
    LearningCrossbar,
    PinchedLoop,
    RememberAndForget,
    TeachASynapse,
    VacancyDrift,
    predict_crossbar,
    predict_loop,
    predict_mobility,
)
from mixcond_lessons.chapters.synapses.loop_points import ARROWS
from mixcond_lessons.physics import synapses
from mixcond_lessons.physics.vacancy_drift import reduced_voltage


def now(panel):
    """The single numbers of a panel's first table."""
    return {name: float(values[0]) for name, values in panel.data()["now"].items()}


def area(panel):
    return float(panel.data()["here"]["area (mW)"][0])


def test_lobes_fall_as_one_over_f_when_fast_and_rise_with_f_when_slow():
    fast = [area(PinchedLoop(frequency=frequency)) for frequency in (50.0, 100.0)]
    slow = [area(PinchedLoop(frequency=frequency)) for frequency in (0.01, 0.02)]
    assert fast[0] / fast[1] == pytest.approx(2, rel=0.02) and slow[1] / slow[0] == pytest.approx(2, rel=0.1)


def test_a_slow_loop_hides_its_other_lobe():
    film = {"on_resistance": 100.0, "off_resistance": 16e3, "thickness": 1e-8, "mobility": 1e-14}
    lobes = synapses.lobe_areas(1.0, 0.02, 0.1, **film)
    assert lobes.positive / lobes.negative == pytest.approx(155, abs=1)


def test_the_area_with_a_window_is_right_even_where_the_loop_is_steep():
    angle = np.linspace(0, np.pi, 40_001)
    time = (1 + np.concatenate([(1 - np.cos(angle)) / 4, 0.5 + (1 - np.cos(angle[1:])) / 4])) / 0.02
    loop = synapses.windowed_loop(time, 1.0, 0.02, 0.1, 1, 100.0, 16e3, 1e-8, 1e-14)
    halves = (slice(0, 40_001), slice(40_000, None))
    exact = 1e3 * sum(abs(np.trapezoid(loop.current[half], loop.voltage[half])) for half in halves)
    assert area(PinchedLoop(frequency=0.02, window="1")) == pytest.approx(exact, rel=1e-3)


@pytest.mark.parametrize("frequency", [0.02, 0.5, 100.0])
def test_arrows_lie_on_the_loop_and_point_where_time_goes(frequency):
    tables = PinchedLoop(frequency=frequency).data()
    loop = np.array([tables["loop"]["V (V)"], tables["loop"]["current (% of the largest)"]])
    for number, at in enumerate(ARROWS):
        corners = np.array(list(tables[f"arrow {number}"].values()))
        assert corners[:, 1] == pytest.approx(loop[:, at])
        back = corners[:, [0, 2]].mean(axis=1)
        assert np.dot((loop[:, at] - back) / (2.1, 112), (loop[:, at] - loop[:, at - 4]) / (2.1, 112)) > 0


def test_the_area_of_a_windowed_loop_is_that_of_any_loop_where_it_is_fast():
    # A small swing about the middle, where Joglekar's window is one, feels no window.
    plain, windowed = (area(PinchedLoop(frequency=20.0, initial_state=0.5, window=window))
                       for window in ("none", "1"))
    assert windowed == pytest.approx(plain, rel=0.02)


def test_the_loop_is_pinched_and_a_window_does_not_change_that():
    for window in ("none", "1"):
        loop = PinchedLoop(window=window).data()["loop"]
        quiet = np.abs(loop["V (V)"]) < 1e-9
        assert quiet.sum() >= 2 and np.abs(loop["current (% of the largest)"][quiet]).max() < 1e-6


def test_what_the_first_prediction_says():
    panel = predict_loop().panel
    straight = now(panel.set(frequency=50.0))
    assert straight["most (Ω)"] / straight["least (Ω)"] < 1.01
    switch, nearly = now(panel.set(frequency=0.39)), now(panel.set(frequency=0.4))
    assert (switch["x lowest"], switch["x highest"]) == (0, 1) and nearly["x lowest"] > 0
    lobes = panel.data()["lobes"]
    assert lobes["f (Hz)"][lobes["area (mW)"].argmax()] == pytest.approx(0.2, rel=0.01)


def test_one_mobility_gives_the_same_ratio_at_any_barrier():
    panel = predict_mobility().panel
    ratios = [now(panel.set(migration_energy=barrier * e))["linear ratio"] for barrier in (0.6, 1.0, 1.5)]
    assert np.allclose(ratios, 7.84, atol=0.01)


def test_once_writing_is_hot_a_high_barrier_pays():
    cold, hot, high = (now(RememberAndForget(**change))["linear ratio"] for change in
                       ({}, {"writing_temperature": 750.0},
                        {"writing_temperature": 750.0, "migration_energy": 1.5 * e}))
    assert hot / cold == pytest.approx(5e9, rel=0.1) and high / hot == pytest.approx(1.1e5, rel=0.05)
    twice = now(RememberAndForget(voltage=2.0))
    assert twice["linear ratio"] / cold == pytest.approx(2)
    assert 3 < twice["ratio"] / now(RememberAndForget())["ratio"] < 4


def test_the_wanted_corner_can_be_reached_but_not_without_heat():
    memory = now(RememberAndForget().preset("a memory"))
    assert memory["retention (s)"] > 10 * year and memory["writing (s)"] < 1e-7
    for barrier in np.linspace(0.6, 1.5, 10):
        cold = now(RememberAndForget(voltage=8.0, migration_energy=barrier * e))
        assert not (cold["retention (s)"] > 10 * year and cold["writing (s)"] < 1e-7)


def test_vacancies_forget_by_one_slowest_wave():
    panel = VacancyDrift(phase="forgetting")
    tau = now(panel)["slowest wave (s)"]
    left = [now(panel.set(time=time))["right half (%)"] - 50 for time in (3 * tau, 4 * tau)]
    assert left[0] / left[1] == pytest.approx(np.e, rel=1e-6)


@pytest.mark.parametrize("thickness", [5e-9, 1e-8, 3e-8])
@pytest.mark.parametrize("voltage", [0.02, 0.1, 0.15])
def test_what_is_called_done_is_done(voltage, thickness):
    told = now(VacancyDrift(voltage=voltage, thickness=thickness))
    way = told["at rest (%)"] - 50
    written, forgotten = (now(VacancyDrift(voltage=voltage, thickness=thickness, phase=phase,
                                           time=told[moment]))["right half (%)"]
                          for phase, moment in (("writing", "written (s)"), ("forgetting", "forgotten (s)")))
    assert written - 50 == pytest.approx(0.95 * way) and forgotten - 50 == pytest.approx(0.05 * way)
    # Far from done when the slowest wave has decayed to 1/e.
    assert told["forgotten (s)"] > 2.9 * told["slowest wave (s)"]


def test_the_panel_ends_where_the_layer_is_three_hops_thick():
    strongest = next(control for control in VacancyDrift.controls if control.name == "voltage").maximum
    layer = 1e-8 / float(reduced_voltage(strongest, 2, 300.0))
    assert layer == pytest.approx(0.86e-9, rel=0.01) and layer / 3e-10 == pytest.approx(3, abs=0.2)


def test_the_border_of_the_first_panel_is_slower_than_the_law_of_two_times():
    film = {"on_resistance": 100.0, "off_resistance": 16e3, "thickness": 1e-8, "mobility": 1e-14}
    drive = float(reduced_voltage(1.0, 2, 300.0))
    forgets = now(VacancyDrift())["slowest wave (s)"]
    drift = forgets * np.pi**2 / drive  # L²/(D v)
    assert synapses.switching(1.0, **film).time / drift == pytest.approx(80.5)
    assert forgets == pytest.approx(0.0784, abs=1e-4)


def test_writing_and_forgetting_meet_at_the_profile_at_rest():
    written, started = VacancyDrift(time=10.0), VacancyDrift(phase="forgetting", time=1e-4)
    assert now(written)["right half (%)"] == pytest.approx(now(written)["at rest (%)"], rel=1e-9)
    assert now(started)["right half (%)"] == pytest.approx(now(started)["at rest (%)"], rel=0.01)


def test_an_even_synapse_comes_back_and_an_uneven_one_does_not():
    even, within = now(TeachASynapse().preset("even pulses")), now(TeachASynapse(nonlinearity=0.0, parts=100))
    assert even["back at (%)"] == within["back at (%)"] == 0
    assert even["top (%)"] == 100
    assert within["top (%)"] == pytest.approx(60)
    assert now(TeachASynapse(nonlinearity=0.0, asymmetry=0.5))["back at (%)"] == pytest.approx(50)
    paid = now(TeachASynapse())
    assert paid["charge (pC)"] == pytest.approx(1, rel=1e-9)
    assert paid["energy (pJ)"] == pytest.approx(1, rel=1e-9)
    assert paid["gate (µs)"] == pytest.approx(1, rel=1e-9)
    assert paid["spread (ms)"] == pytest.approx(1, rel=1e-9)
    assert paid["kept (s)"] == pytest.approx(-600 * np.log(1 - 1 / 60))  # 1e13 ohm times 60 pF


def test_the_synapse_says_which_step_is_the_slower():
    assert "the spreading in the channel is slower" in TeachASynapse().describe()
    assert "the gate is slower" in TeachASynapse(gate_resistance=1e9, film_thickness=2e-8).describe()


def learnt(**change):
    """What the crossbar reads (%), in each of four classes."""
    return np.array([now(LearningCrossbar(seed=seed, **change))["learnt (%)"] for seed in range(1, 5)])


def test_few_states_hurt_the_crossbar_most():
    usual, two = learnt(), learnt(states=2)
    uneven, nonlinear, noisy = learnt(asymmetry=2.0), learnt(nonlinearity=3.0), learnt(write_noise=1.0)
    assert usual.min() > 97 and usual.mean() - nonlinear.mean() == pytest.approx(1, abs=1)
    assert np.all(two < np.min([uneven, nonlinear, noisy], axis=0) - 10)  # in each class
    assert 15 < 100 - two.mean() < 30 and 10 <= (100 - two).min() and (100 - two).max() <= 35
    assert now(LearningCrossbar(states=2))["ideal (%)"] > 98


def test_the_more_states_the_better_and_rounded_pulses_teach_nothing():
    panel = predict_crossbar().panel
    found = [now(panel.set(states=states))["learnt (%)"] for states in (2, 4, 8, 20, 500)]
    assert found == sorted(found) and found[-1] - found[-2] < 4
    rounded = now(LearningCrossbar().preset("rounded pulses"))
    assert rounded["pulses"] == 0 and rounded["learnt (%)"] < 35


def test_the_crossbar_is_worked_out_in_steps_and_gives_what_set_gives():
    panel, progress = LearningCrossbar(), []
    work = panel.work_on({**panel.state, "states": 8, "epochs": 4})
    with pytest.raises(StopIteration) as end:
        while True:
            progress.append(next(work))
    assert progress == [0.25, 0.5, 0.75, 1.0]
    assert np.array_equal(end.value.value["lessons"]["crossbar (%)"],
                          LearningCrossbar(states=8, epochs=4).data()["lessons"]["crossbar (%)"])


@pytest.mark.parametrize("voltage", [0.1, 0.15])
def test_counted_to_95_per_cent_forgetting_is_three_to_seven_times_the_ratio_of_the_time_constants(voltage):
    now = {name: float(values[0]) for name, values in VacancyDrift(voltage=voltage).data()["now"].items()}
    of_the_time_constants = float(reduced_voltage(voltage, 2, 300.0)) / np.pi**2
    assert 3 < now["forgotten (s)"] / now["written (s)"] / of_the_time_constants < 7


def test_the_band_of_strontium_titanate_spans_what_its_barriers_leave_open():
    panel = RememberAndForget()
    assert "strontium titanate" not in panel.data()
    panel.set(uncertain=True)
    shortest, longest = panel.data()["strontium titanate"]["kept (s)"]
    # By hand: D at 700 °C by Einstein's relation, 1e4 cm² K/(V s) and 0.86 eV; then each barrier to 300 K.
    boltzmann = 8.617333262e-5
    hot = 1.0 / 973.15 * np.exp(-0.86 / (boltzmann * 973.15)) * boltzmann * 973.15 / 2
    for barrier, found in ((0.60, shortest), (0.91, longest)):
        cold = hot * np.exp(-barrier / boltzmann * (1 / 300 - 1 / 973.15))
        assert found == pytest.approx(1e-16 / (np.pi**2 * cold), rel=1e-5)
    assert np.log10(longest / shortest) == pytest.approx(3.6, abs=0.02)
    assert "0.6 eV to 0.91 eV" in panel.describe()


def test_the_panels_say_when_a_task_is_done():
    loop, memory = PinchedLoop(), RememberAndForget()
    assert "maximum" not in loop.describe() and "maximum" in loop.preset("most area").describe()
    assert "as wanted" not in memory.describe() and "as wanted" in memory.preset("a memory").describe()
    drift, pulses = VacancyDrift(), TeachASynapse()
    drift.set(voltage=0.07)
    assert "nearly all" not in drift.describe()
    drift.set(voltage=0.08)
    assert ("nearly all" in drift.describe()) == (float(drift.data()["now"]["at rest (%)"][0]) >= 95)
    assert "as at the start" not in pulses.describe()
    pulses.set(parts=100, nonlinearity=0.0)
    assert "as at the start" in pulses.describe()
