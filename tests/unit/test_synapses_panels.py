"""What the panels of chapter 09 claim about physics, beyond what the sweep of all panels sees."""
import numpy as np
import pytest
from scipy.constants import e, year

from mixcond_lessons.chapters.synapses import LearningCrossbar, PinchedLoop, RememberAndForget, TeachASynapse, VacancyDrift, predict_crossbar, predict_loop, predict_mobility


def now(panel):
    """The single numbers of a panel's first table."""
    return {name: float(values[0]) for name, values in panel.data()["now"].items()}


def area(panel):
    return float(panel.data()["here"]["area (mW)"][0])


def test_lobes_fall_as_one_over_f_when_fast_and_rise_with_f_when_slow():
    fast = [area(PinchedLoop(frequency=frequency)) for frequency in (50.0, 100.0)]
    slow = [area(PinchedLoop(frequency=frequency)) for frequency in (0.01, 0.02)]
    assert fast[0] / fast[1] == pytest.approx(2, rel=0.02) and slow[1] / slow[0] == pytest.approx(2, rel=0.1)


def test_the_area_of_a_windowed_loop_is_that_of_any_loop_where_it_is_fast():
    # A small swing about the middle, where Joglekar's window is one, feels no window.
    plain, windowed = (area(PinchedLoop(frequency=20.0, initial_state=0.5, window=window)) for window in ("none", "1"))
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
    switch = now(panel.set(frequency=0.15))
    assert (switch["x lowest"], switch["x highest"]) == (0, 1)


def test_one_mobility_gives_the_same_ratio_at_any_barrier():
    panel = predict_mobility().panel
    ratios = [now(panel.set(migration_energy=barrier * e))["linear ratio"] for barrier in (0.6, 1.0, 1.5)]
    assert np.allclose(ratios, 7.84, atol=0.01)


def test_the_wanted_corner_can_be_reached_but_not_without_heat():
    memory = now(RememberAndForget().preset("a memory"))
    assert memory["retention (s)"] > 10 * year and memory["writing (s)"] < 1e-7
    for barrier in np.linspace(0.6, 1.5, 10):
        cold = now(RememberAndForget(voltage=8.0, migration_energy=barrier * e))
        assert not (cold["retention (s)"] > 10 * year and cold["writing (s)"] < 1e-7)


def test_vacancies_forget_by_one_slowest_wave():
    panel = VacancyDrift(phase="forgetting")
    tau = now(panel)["forgets within (s)"]
    left = [now(panel.set(time=time))["right half (%)"] - 50 for time in (3 * tau, 4 * tau)]
    assert left[0] / left[1] == pytest.approx(np.e, rel=1e-6)


def test_writing_and_forgetting_meet_at_the_profile_at_rest():
    written, started = VacancyDrift(time=10.0), VacancyDrift(phase="forgetting", time=1e-4)
    assert now(written)["right half (%)"] == pytest.approx(now(written)["at rest (%)"], rel=1e-9)
    assert now(started)["right half (%)"] == pytest.approx(now(started)["at rest (%)"], rel=0.01)


def test_an_even_synapse_comes_back_and_an_uneven_one_does_not():
    assert now(TeachASynapse().preset("an ideal synapse"))["back at (%)"] == pytest.approx(0, abs=1e-9)
    assert now(TeachASynapse(nonlinearity=0.0, asymmetry=0.5))["back at (%)"] == pytest.approx(50)
    paid = now(TeachASynapse())
    assert paid["charge (pC)"] == pytest.approx(1, rel=1e-9) and paid["energy (pJ)"] == pytest.approx(1, rel=1e-9)


def test_few_states_hurt_the_crossbar_most():
    panel = predict_crossbar().panel
    usual = now(panel)["learnt (%)"]
    others = [now(LearningCrossbar(**change))["learnt (%)"] for change in ({"asymmetry": 2.0}, {"nonlinearity": 3.0}, {"write_noise": 1.0})]
    two = now(panel.set(states=2))
    assert usual > 95 and two["learnt (%)"] < min(others) - 5 and two["ideal (%)"] > 98


def test_the_crossbar_is_worked_out_in_steps_and_gives_what_set_gives():
    panel, progress = LearningCrossbar(), []
    work = panel.work_on({**panel.state, "states": 8, "epochs": 4})
    with pytest.raises(StopIteration) as end:
        while True:
            progress.append(next(work))
    assert progress == [0.25, 0.5, 0.75, 1.0]
    assert np.array_equal(end.value.value["lessons"]["crossbar (%)"], LearningCrossbar(states=8, epochs=4).data()["lessons"]["crossbar (%)"])
