"""What the analyst of pulses claims: where a diffusivity ends, and what its error bar covers."""

import re

import numpy as np
import pytest
from hypothesis import settings

from mixcond_lessons.chapters import batteries as chapter
from mixcond_lessons.classroom.quantity import convert
from mixcond_lessons.physics import batteries

few = settings(max_examples=25, deadline=None)


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


# --- The analyst's bench ---


@pytest.mark.parametrize("reduced, low", [(1e-4, 1.8), (1e-3, 5.5), (0.01, 17), (0.05, 35)])
def test_the_formulas_own_error_on_a_ball(reduced, low):
    state = chapter.PulseAnalyst().state
    panel = chapter.PulseAnalyst(chemical_diffusivity=1e-14, radius=1e-5, pulse_duration=reduced * 1e4)
    assert state["shape"] == "sphere" and number(panel, "D̃t/R²") == pytest.approx(reduced)
    assert number(panel, "formula off (%)") == pytest.approx(low, rel=0.03)


def of_many(count=60, **state):
    """Found over true, and how far the readings' noise reaches, for many recordings."""
    panel = chapter.PulseAnalyst(**state)
    found = []
    for seed in range(1, 1 + count):
        panel.set(seed=seed)
        found.append(
            (
                number(panel, "found (cm2/s)")
                / convert(panel.state["chemical_diffusivity"], "m2/s", "cm2/s"),
                number(panel, "within (%)") / 100,
            )
        )
    return np.array(found).T


@pytest.mark.parametrize("method", ["jump", "line", "curve"])
def test_the_bar_covers_the_noise_on_a_plate_where_the_formula_is_exact(method):
    ratio, within = of_many(99, method=method, shape="slab", pulse_duration=60.0)
    inside = np.abs(np.log(ratio)) < np.log1p(within)
    # Two standard errors: 95 %, give or take the scatter of 99 recordings.
    assert 0.88 <= inside.mean() <= 0.99


def test_on_a_ball_the_bar_does_not_cover_what_the_formula_leaves_out():
    ratio, within = of_many(method="jump")
    assert (np.abs(np.log(ratio)) > 50 * np.log1p(within)).all()


def test_there_is_a_best_pulse_for_the_usual_formula():
    prediction = chapter.predict_pulse_length()
    assert prediction.panel.state["method"] == "jump"
    error = {}
    for pulse in (2.0, 10.0, 600.0):
        ratio, _ = of_many(method="jump", pulse_duration=pulse)
        error[pulse] = np.sqrt(np.mean((ratio - 1) ** 2))
    assert error[10.0] < error[2.0] and error[10.0] < error[600.0] / 4
    assert "do not tell" in prediction.panel.set(pulse_duration=1.0).describe()
    for seconds in re.findall(r"(\d+) s", prediction.look):  # what the student is sent to must be told there
        assert (
            "D̃ found is"
            in prediction.panel.reset().set(method="jump", pulse_duration=float(seconds)).describe()
        )


def test_the_line_to_the_beginning_takes_off_too_little_of_the_jump():
    panel = chapter.PulseAnalyst(method="jump")
    taken = number(panel, "start (mV)")
    assert taken == pytest.approx(7.7, abs=0.1) and panel.state["jump"] == 0.01
    assert "with 7.71 mV taken off as the jump" in panel.describe()
    beyond = number(panel, "off (%)") - number(panel, "formula off (%)")
    assert beyond > 5
    panel.set(used=0.1)
    assert (
        taken < number(panel, "start (mV)") < 10
        and 0 < number(panel, "off (%)") - number(panel, "formula off (%)") < beyond
    )


def test_a_ball_with_the_voltages_of_the_lesson_is_faster_than_the_formula_says():
    """By another way than the words under the question: a pulse into a ball of the diffusivity they name
    shows 20 mV for 10 mV."""
    question = next(question for question in chapter.QUESTIONS if question.key == "diffusivity_from_a_pulse")
    words = question.in_full()
    true = convert(float(re.search(r"has D̃ = (\S+) cm²/s", words)[1]), "cm2/s", "m2/s")
    seen, rested = batteries.concentration_change(
        5e-6, np.array([600.0, 1e7]), [0.0, 600.0], [1.0, 0.0], 5e-6, true
    )
    assert seen / rested == pytest.approx(2, rel=0.01)
    low = 1 - convert(question.answer(), "cm2/s", "m2/s") / true
    assert f"{100 * low:.0f} % low" in words


def test_the_jump_left_in_makes_it_worse_and_the_bend_makes_it_right():
    ends, jump, line, curve = (
        of_many(method=method, pulse_duration=60.0)[0].mean() for method in ("ends", "jump", "line", "curve")
    )
    assert ends < 0.2 < jump < 0.85 and line < 0.85 and curve == pytest.approx(1, abs=0.03)


def test_the_panel_says_when_ten_recordings_are_within_five_per_cent():
    panel = chapter.PulseAnalyst(method="curve", pulse_duration=103.0)
    assert "in each of ten recordings" in panel.describe()
    for seed in range(1, 11):
        assert panel.set(seed=seed).data()["now"]["off (%)"][0] <= 5
    assert "Found" not in panel.set(method="ends").describe()
