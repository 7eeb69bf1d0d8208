"""Flaws of a transfer curve that were once not named, or falsely, in reports of several students."""
import json
import warnings

import numpy as np
import pytest
from test_laboratory_lesson_students import NOTEBOOKS, functions

from mixcond_lessons import laboratory

GOOD = {"width": 4e-4, "length": 2e-5, "thickness": 1e-7, "wires": "four", "water": "0.1 M salt",
        "drain": -0.6, "gate_from": 0.1, "gate_to": -0.6, "step": 0.005, "rate": 0.05}
STUDENTS = range(20)
LESSON = functions("10_bioelectronics.ipynb", "laboratory-load", "laboratory-first",
                   "laboratory-fit")


def judged(student, lowest=-1.0, **change):
    """Laboratory, verdict, standard uncertainties by the lesson's own fit of the readings above a gate
    voltage."""
    lab = laboratory.transfer_curve(student)
    run = lab.measure(**GOOD | change)
    gate, current, shape = LESSON["read_curve"](run.file)
    used = gate > lowest
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values, errors = LESSON["fitted"](gate[used], current[used], run.drain, shape)
    pairs = zip(lab.solution(), zip(values, errors, strict=True), strict=True)
    return lab, lab.report(**dict(pairs)), errors


@pytest.mark.parametrize("drain", [-0.05, -0.1, -0.3, -0.6])
def test_the_lessons_fit_agrees_at_each_drain_voltage(drain, path):
    found = [judged(student, drain=drain)[1].state for student in STUDENTS]
    assert found.count("right") >= 18


@pytest.mark.parametrize("change", [
    {"gate_from": 0.3}, {"thickness": 1e-6, "length": 2e-4, "water": "0.001 M salt", "rate": 0.5},
    {"thickness": 3e-8, "length": 2e-4, "width": 5e-5}, {"gate_from": 0.3, "gate_to": 0.1, "step": 0.002},
    {"rate": 50.0, "water": "0.001 M salt"},
    {"gate_from": -0.51, "gate_to": -0.48, "step": 5e-4, "drain": -0.01}], ids=str)
def test_the_lessons_fit_ends_without_error_or_warning(change, path):
    for student in range(8):
        assert judged(student, **change)[1].state in ("right", "not yet", "unreadable")


def test_the_pulses_fit_ends_without_error_when_the_thickness_is_wrong(path):
    lesson = functions("08_batteries.ipynb", "laboratory-load", "laboratory-fit")
    run = laboratory.pulse_and_rest(1).measure(
        grains="film", size=5e-6, wires="four", filling=0.5, current=2e-5, pulse=600, rest=14400, interval=2,
        rest_interval=30)
    time, voltage, _, capacity = lesson["read_pulse"](run.file)
    for wrong in (5e-8, 5e-7, 5e-5, 5e-3, 5.0):
        values, _ = lesson["fitted"](time, voltage, 2e-5, 600, wrong, capacity)
        assert np.all(np.isfinite(values)) and 1e-19 < values[0] < 2e-11


@pytest.mark.parametrize("change", [{"rate": 20.0}, {"rate": 2.0, "water": "0.001 M salt"},
                                    {"rate": 50.0, "thickness": 2e-7}], ids=str)
def test_a_sweep_too_fast_is_named_whenever_the_report_does_not_count(change, path):
    found = [judged(student, **change)[1] for student in STUDENTS]
    wrong = [one.flaws for one in found if one.state == "not yet"]
    assert len(wrong) > 10 and all("swept too fast" in flaws for flaws in wrong)


@pytest.mark.parametrize("drain", [-0.6, -0.9])
def test_who_leaves_out_the_readings_that_leak_may_have_the_uncertainty_of_the_others(drain, path):
    found = [judged(student, -0.6, gate_to=-0.9, drain=drain)[1] for student in STUDENTS]
    assert not any("several times smaller" in repr(one) or "gate leak" in one.flaws for one in found)
    assert sum(one.state == "right" for one in found) >= 16
    wide = [one for one in found if "Beyond 30 %" in repr(one)]
    assert all(one.flaws == ("contacts hidden",) for one in wide)


def test_a_leak_that_is_fitted_with_the_rest_is_named(path):
    found = [judged(student, gate_to=-0.9, drain=-0.9)[1] for student in STUDENTS]
    wrong = [one.flaws for one in found if one.state == "not yet"]
    assert len(wrong) > 15 and set(wrong) == {("gate leak",)}


def test_the_lessons_straight_line_before_pinch_off_is_named(path):
    for student in STUDENTS:
        lab = laboratory.transfer_curve(student)
        run = lab.measure(**GOOD | {"drain": -0.1})
        product, threshold = LESSON["by_a_line"](*LESSON["read_curve"](run.file))
        contacts = lab.solution()["contact_resistance"]
        found = lab.report(mobility_capacitance=(product, 0.02 * product),
                           threshold_voltage=(threshold, 5e-3),
                           contact_resistance=(contacts, 0.05 * contacts))
        assert "not pinched off" in found.flaws and "sound" not in repr(found)


def test_a_channel_that_stays_closed(path):
    lab = laboratory.transfer_curve(1)
    lab.measure(**GOOD | {"gate_from": 0.3, "gate_to": 0.1, "step": 0.002})
    found = lab.report(**{name: (value, 0.4 * abs(value)) for name, value in lab.solution().items()})
    assert found.flaws == ("channel closed",)


def test_contacts_of_another_channel_are_told_to_be_its(path):
    lab = laboratory.transfer_curve(1)
    first = lab.measure(**GOOD)
    values = {name: (1.001 * value, 0.01 * abs(value)) for name, value in lab.solution().items()}
    assert lab.report(**values).state == "right"
    lab.measure(**GOOD | {"width": 8e-4})
    found = lab.report(**values)
    assert found.flaws == ("values of another run",) and first.label in found.sentences[1]


def test_the_label_says_what_its_numbers_are(path):
    lab = laboratory.transfer_curve(1)
    assert lab.measure(**GOOD).label == "Run 1: L = 20 µm, drain -0.6 V, gate 0.1 to -0.6 V"


@pytest.mark.parametrize("notebook", ["08_batteries.ipynb", "10_bioelectronics.ipynb"])
def test_numbers_of_a_recording_of_the_course_come_under_its_label(notebook):
    cells = {cell["id"]: cell["source"] for cell in json.loads(
        (NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]}
    lines = cells["laboratory-own-fit"].splitlines()
    printed = [line for line in lines if "print" in line]
    assert printed[0] == "print(my_run.label)" and len(printed) == 2
    assert "not yours" in laboratory.pulse_and_rest(1).measure(grains=...).label
