"""Flaws of a pulse and its rest that were once taken for others, in reports of several students."""
import numpy as np
import pytest
from test_laboratory_lesson_students import functions

from mixcond_lessons import laboratory
from mixcond_lessons.physics.batteries import slope_diffusivity

GOOD = {"grains": "film", "size": 5e-6, "wires": "four", "filling": 0.5, "current": 2e-5, "pulse": 600.0,
        "rest": 14400.0, "interval": 2.0, "rest_interval": 30.0}
STUDENTS = range(6)
LESSON = functions("08_batteries.ipynb", "laboratory-load", "laboratory-fit")
SHAPES = {"film": "slab", "balls": "sphere"}


def measured(student, **change):
    lab = laboratory.pulse_and_rest(student)
    lab.hours = 1000
    return lab, lab.measure(**GOOD | change)


def named(lab, values, errors):
    pairs = zip(lab.solution(), zip(values, errors, strict=True), strict=True)
    return lab.report(**dict(pairs))


def by_the_lesson(run, shape=None):
    """What the lesson's own fit finds."""
    time, voltage, _, capacity = LESSON["read_pulse"](run.file)
    return LESSON["fitted"](time, voltage, run.current, run.pulse, run.size, capacity,
                            shape or SHAPES[run.grains])


def by_hand(run):
    """The lesson's analysis by hand, with 3 %."""
    time, voltage, flows, capacity = LESSON["read_pulse"](run.file)
    early = flows & (time < 200)
    per_root, start = np.polyfit(np.sqrt(time[early]), voltage[early], 1)
    before, after = voltage[time <= 0].mean(), voltage[-20:].mean()
    length = run.size / (1 if run.grains == "film" else 3)
    values = np.array([slope_diffusivity(run.pulse, length, after - before, per_root),
                       (after - before) * capacity / run.current / run.pulse, (before - start) / run.current])
    return values, 0.03 * abs(values)


@pytest.mark.parametrize("rest", [600.0, 900.0])
@pytest.mark.parametrize("analysis", [by_the_lesson, by_hand])
def test_a_rest_too_short_is_blamed_alone(rest, analysis, path):
    found = []
    for student in STUDENTS:
        lab, run = measured(student, rest=rest, rest_interval=rest / 60)
        found.append(named(lab, *analysis(run)))
    wrong = [one.flaws for one in found if one.state == "not yet"]
    assert len(wrong) >= 4 and set(wrong) == {("rest too short",)}


@pytest.mark.parametrize("rest", [900.0, 14400.0])
def test_a_thick_film_by_hand_is_not_taken_for_a_wrong_length(rest, path):
    for student in STUDENTS:
        lab, run = measured(student, size=2e-5, pulse=900.0, rest=rest)
        assert named(lab, *by_hand(run)).flaws == ("rest too short",)


def test_the_current_that_the_plan_has_is_not_blamed_at_half_filling_but_at_0_7(path):
    for student in STUDENTS:
        lab, run = measured(student)
        assert "current too large" not in named(lab, *by_the_lesson(run)).flaws
        lab, run = measured(student, filling=0.7)
        found = named(lab, *by_the_lesson(run))
        assert found.state == "right" or found.flaws == ("current too large",)
        assert "sound" not in repr(found)


def test_a_current_far_too_large_explains_the_rest(path):
    for student in STUDENTS:
        lab, run = measured(student, current=1e-3)
        assert named(lab, *by_the_lesson(run)).flaws == ("current too large",)


def test_a_long_pulse_that_bends_the_voltage_is_not_blamed_for_its_length(path):
    for student in STUDENTS:
        lab, run = measured(student, pulse=3600.0, interval=5.0, filling=0.7)
        assert named(lab, *by_the_lesson(run)).flaws == ("current too large",)


def test_a_pulse_that_drowns(path):
    for student in STUDENTS:
        lab, run = measured(student, current=1e-6, pulse=60.0, interval=1.0)
        truth = lab.solution()
        values = np.array(list(truth.values()))
        assert "signal too small" in named(lab, values, 0.5 * abs(values)).flaws


@pytest.mark.parametrize(("grains", "shape"), [("balls", "slab"), ("film", "sphere")])
def test_the_law_of_the_other_shape(grains, shape, path):
    for student in STUDENTS:
        lab, run = measured(student, grains=grains)
        found = named(lab, *by_the_lesson(run, shape))
        assert found.state == "unreadable" or "law of the other shape" in found.flaws


def test_balls_by_hand_have_a_pulse_too_long_and_a_wrong_radius_its_own_words(path):
    lab, run = measured(1, grains="balls")
    values, errors = by_hand(run)
    assert named(lab, values, errors).flaws == ("pulse too long",)
    truth = np.array(list(lab.solution().values()))
    found = named(lab, truth * (9, 1, 1), 0.03 * abs(truth) * (9, 1, 1))
    assert found.flaws == ("volume over surface",) and "R/3 of a ball" in repr(found)


def test_the_label_names_grains_and_rest(path):
    lab, run = measured("Anna")
    assert run.label == "Run 1: film 5 µm, x = 0.5, 20 µA for 600 s, rest 4 h"
    short = lab.measure(**GOOD | {"rest": 900.0})
    assert short.label == "Run 2: film 5 µm, x = 0.5, 20 µA for 600 s, rest 15 min"
    balls = lab.measure(**GOOD | {"grains": "balls", "rest": 5000.0, "repeat": 2})
    assert balls.label == ("Run 3: balls of radius 5 µm, x = 0.5, 20 µA for 600 s, rest 1.39 h, "
                           "measured again (2)")


def test_values_of_an_earlier_run_are_told_to_be_its(path):
    for student in STUDENTS:
        lab, first = measured(student)
        values, errors = by_the_lesson(first)
        right = named(lab, values, errors).state == "right"
        lab.measure(**GOOD | {"filling": 0.7})
        found = named(lab, values, errors)
        assert found.state == "not yet" and (found.flaws == ("values of another run",)) == right
        assert not right or f"another run of yours, {first.label}" in repr(found)
        pairs = dict(zip(lab.solution(), zip(values, errors, strict=True), strict=True))
        assert (lab.report(run=first, **pairs).state == "right") == right
