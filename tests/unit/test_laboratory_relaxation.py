"""The laboratory of the step of the gas: its recordings carry each flaw, and the verdict names it."""
import re

import numpy as np
import pytest
import scipy.optimize

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.chapters import permeation
from mixcond_lessons.laboratory.experiments import relaxation as experiment
from mixcond_lessons.physics.relaxation import relaxed_fraction

GOOD = {"thickness": 2e-3, "wires": "four", "temperature": 973.15, "oxygen_before": 0.2, "oxygen_after": 0.3,
        "flow": 600.0, "interval": 20.0, "duration": 15000.0}
NAMES = "exchange_rate", "chemical_diffusivity"


@pytest.fixture
def lab(path):
    return laboratory.relaxation("emmy")


def columns(run):
    found = load_recording(run.file)
    return found.column("time"), found.column("resistance")


def by_the_law(run, half_thickness=None):
    """k and D by a fit of the course's law, with standard errors."""
    time, ohms = columns(run)
    conductance = ohms[0] / ohms
    a = half_thickness or run.setup.thickness / 2

    def law(time, log_rate, log_diffusivity, start, change):
        return start + change * relaxed_fraction(time, np.exp(log_rate), a, np.exp(log_diffusivity))
    guess = np.log(1e-6), np.log(4e-10), 1.0, conductance[-20:].mean() - 1
    best, covariance = scipy.optimize.curve_fit(law, time, conductance, guess)
    values, errors = np.exp(best[:2]), np.sqrt(np.diag(covariance))[:2]
    return {name: (value, value * error) for name, value, error in zip(NAMES, values, errors, strict=True)}


def reported(lab, **values):
    """The truth with 5 %, but for the values given."""
    return {name: (true, 0.05 * true) for name, true in lab.solution().items()} | values


def time_constant(run):
    """Of one exponential through the later half of the change."""
    time, ohms = columns(run)
    done = (1 / ohms - 1 / ohms[0]) / (1 / ohms[-30:].mean() - 1 / ohms[0])
    tail = (done > 0.4) & (np.arange(time.size) < time.size // 2)
    return scipy.optimize.curve_fit(lambda t, height, tau: 1 - height * np.exp(-t / tau), time[tail],
                                    done[tail], (1.0, time[-1] / 5))[0][1]


def test_a_good_experiment_agrees(lab):
    assert lab.report(**by_the_law(lab.measure(**GOOD))).state == "right"


def test_a_step_that_is_too_large(lab):
    run = lab.measure(**GOOD | {"oxygen_before": 0.01, "oxygen_after": 1.0})
    found, truth = by_the_law(run), lab.solution()
    assert found["exchange_rate"][0] > 1.02 * truth["exchange_rate"]
    assert found["chemical_diffusivity"][0] < 0.96 * truth["chemical_diffusivity"]
    assert lab.report(**found).flaws == ("step too large",)


def test_a_gas_that_comes_too_slowly(lab):
    run = lab.measure(**GOOD | {"thickness": 5e-4, "flow": 10.0, "interval": 2.0, "duration": 2000.0})
    rate, _ = by_the_law(run)["exchange_rate"]
    assert rate < 0.9 * lab.solution()["exchange_rate"]
    assert "gas too slow" in lab.report(**reported(lab, exchange_rate=(rate, 0.04 * rate))).flaws


def test_a_thin_sheet_hides_diffusion(lab):
    lab.measure(**GOOD | {"thickness": 1e-4, "interval": 1.0, "duration": 600.0})
    least = lab.least(lab._sample, lab.runs[-1].setup)
    assert least["chemical_diffusivity"] > 0.2 * lab.solution()["chemical_diffusivity"]
    wrong = 3 * lab.solution()["chemical_diffusivity"]
    assert "too thin" in lab.report(**reported(lab, chemical_diffusivity=(wrong, 0.2 * wrong))).flaws


def test_a_thick_sheet_hides_the_faces(lab, monkeypatch):
    lab.measure(**GOOD | {"thickness": 4e-3, "interval": 60.0, "duration": 50000.0})
    monkeypatch.setattr(experiment, "_biot", lambda trial: 12.0)  # at 4 mm only some samples are beyond 10
    wrong = 2.5 * lab.solution()["exchange_rate"]
    assert "too thick" in lab.report(**reported(lab, exchange_rate=(wrong, 0.1 * wrong))).flaws


def test_a_first_reading_that_comes_too_late(lab):
    lab.measure(**GOOD | {"thickness": 5e-4, "interval": 200.0, "duration": 6000.0})
    wrong = 0.5 * lab.solution()["chemical_diffusivity"]
    found = lab.report(**reported(lab, chemical_diffusivity=(wrong, 0.1 * wrong)))
    assert "first reading too late" in found.flaws


def test_a_recording_that_stops_too_early(lab):
    run = lab.measure(**GOOD | {"interval": 1.0, "duration": 900.0})
    time, ohms = columns(run)
    whole = experiment.resistances(lab._sample, run.setup, np.array([1e-3, 1e6]))
    assert (ohms[0] - ohms[-1]) < 0.8 * (whole[0] - whole[1])
    wrong = 2 * lab.solution()["exchange_rate"]
    assert "stopped too early" in lab.report(**reported(lab, exchange_rate=(wrong, 0.1 * wrong))).flaws


def test_leads_drown_the_change(lab):
    four, two = (lab.measure(**GOOD | {"wires": wires}) for wires in ("four", "two"))
    part = {run.setup.wires: np.ptp(columns(run)[1]) / columns(run)[1][0] for run in (four, two)}
    assert part["two"] < part["four"] / 3
    wrong = 2 * lab.solution()["chemical_diffusivity"]
    found = lab.report(**reported(lab, chemical_diffusivity=(wrong, 0.2 * wrong)))
    assert found.flaws == ("leads in the reading",)
    assert any(re.search(r"leads [0-9.]+ Ohm", line) for line in load_recording(two.file).remarks)


def test_one_constant_from_one_exponential(lab):
    run = lab.measure(**GOOD)
    tau, a = time_constant(run), 1e-3
    by_diffusion, by_faces = 4 * a**2 / (np.pi**2 * tau), a / tau
    found = lab.report(**reported(lab, chemical_diffusivity=(by_diffusion, 0.03 * by_diffusion)))
    assert found.flaws == ("diffusion alone",)
    found = lab.report(**reported(lab, exchange_rate=(by_faces, 0.03 * by_faces)))
    assert found.flaws == ("faces alone",)


def test_the_whole_thickness_in_place_of_its_half(lab):
    run = lab.measure(**GOOD)
    assert lab.report(**by_the_law(run, half_thickness=2e-3)).flaws == ("half the thickness",)


def test_centimetres(lab):
    lab.measure(**GOOD)
    value = 100 * lab.solution()["exchange_rate"]
    assert lab.report(**reported(lab, exchange_rate=(value, 0.05 * value))).flaws == ("centimetres",)


@pytest.mark.parametrize(("change", "words"), [
    ({"oxygen_after": 0.2}, "too small to see"), ({"flow": 0}, "flow"), ({"interval": 1.0}, "15000 readings"),
    ({"thickness": 1e-2}, "thickness = 0.01 m"), ({"oxygen_before": "30 mbar", "wires": "three"}, "wires")])
def test_impossible_choices_are_refused(lab, change, words):
    with pytest.raises(ValueError, match=words):
        _ = lab.measure(**GOOD | change).file


@pytest.mark.parametrize(("change", "flaws"), [
    ({"temperature": 1073.15, "interval": 5.0, "duration": 5000.0}, {"step too large", "gas too slow"}),
    ({"thickness": 1.5e-3, "flow": 60.0, "duration": 10000.0}, {"gas too slow"})])
def test_a_gas_or_a_step_that_is_a_little_wrong_is_named_and_not_the_analysis(lab, change, flaws):
    run = lab.measure(**GOOD | change)
    moves, truth = lab.moves(lab._sample, run.setup), lab.solution()
    moved = {name: sum(one[name] for one in moves.values()) for name in truth}
    assert moved["exchange_rate"] > 0 > moved["chemical_diffusivity"]  # as the reports of a class showed
    found = lab.report(**{name: (truth[name] + 2.4 * moved[name], abs(moved[name])) for name in truth})
    assert flaws >= set(found.flaws) and "gas too slow" in found.flaws and "sound" not in repr(found)


def test_where_leads_drown_the_change_they_are_named_and_no_guess_is_made(lab):
    lab.measure(**GOOD | {"wires": "two"})
    found = lab.report(**{name: (true, 9.99 * true) for name, true in lab.solution().items()})
    assert found.flaws == ("leads in the reading",)
    value = 4 * lab.solution()["chemical_diffusivity"]
    found = lab.report(**reported(lab, chemical_diffusivity=(value, 0.1 * value)))
    assert found.flaws == ("leads in the reading",)  # and not half the thickness


def test_the_usual_uncertainty_of_a_thin_sheet_is_not_called_too_small(lab):
    """Where the scatter allows a quarter of the value, the smallest uncertainty is itself an estimate."""
    run = lab.measure(**GOOD | {"thickness": 1e-4, "interval": 1.0, "duration": 600.0})
    true = lab.solution()["chemical_diffusivity"]
    assert lab.least(lab._sample, run.setup)["chemical_diffusivity"] > 0.15 * true
    found = lab.report(**reported(lab, chemical_diffusivity=(0.2 * true, 0.02 * true)))
    assert "smaller than the scatter" not in repr(found)


def test_gases_are_read_as_they_are_said(lab):
    run = lab.measure(**GOOD | {"oxygen_before": "air", "oxygen_after": "30 %"})
    assert (run.oxygen_before, run.oxygen_after) == (0.21, 0.3)
    assert run.label == "Run 1: 2 mm, 700 °C, 0.21 bar, 0.3 bar"


def test_hours_count_rest_and_recording(lab):
    first = lab.measure(**GOOD)
    assert first.hours == pytest.approx(6 + 675 / 200 + 1 + 30000 / 3600)
    assert lab.measure(**GOOD | {"oxygen_after": 0.4}).hours == pytest.approx(30000 / 3600)


def test_the_sample_obeys_mass_action_and_neutrality(lab):
    sample, kelvin = lab._sample, 973.15

    def constant(activity):
        vacancies, holes = sample.vacancies(kelvin, activity), sample.holes(kelvin, activity)
        assert 2 * vacancies + holes == pytest.approx(sample.acceptors, rel=1e-12)
        return holes**2 / vacancies / activity**0.5
    assert constant(1.0) == pytest.approx(constant(1e-3), rel=1e-9)
    assert sample.vacancies(kelvin, 0.21) == pytest.approx(sample.vacancies_in_air, rel=1e-9)
    assert sample.exchange_rate(kelvin, 0.21) == pytest.approx(sample.rate)


def test_the_measured_panel_takes_the_file_and_finds_the_truth(lab):
    run = lab.measure(**GOOD | {"form": "CSV"})
    panel = permeation.RelaxationAfterStep(load_recording(run.file), half_thickness=1e-3).fit()
    now = {name: float(values[0]) for name, values in panel.data()["now"].items()}
    truth = lab.solution()
    assert now["k (m/s)"] == pytest.approx(truth["exchange_rate"], rel=0.25)
    assert now["D (m2/s)"] == pytest.approx(truth["chemical_diffusivity"], rel=0.25)
