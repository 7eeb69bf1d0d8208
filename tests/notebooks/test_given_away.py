"""No lesson tells an answer before the question: neither its text, nor what a panel says at first."""
import math

import pytest
from course import BANK, NOTEBOOKS, chapter
from given_away import given_away, numbers, tells, told

from mixcond_lessons.classroom.question import Question


def test_numbers_are_found_in_every_way_the_course_writes_them():
    text = r"2.35·10⁻⁵ S/cm, $4.5\cdot10^{-3}$, 6.02e23, 13.2 %, 12 000 and 0.0500; not x^2.5 nor La0.6."
    values = [value for value, _ in numbers(text)]
    wanted = [2.35e-5, 4.5e-3, 6.02e23, 13.2, 0.132, 12000, 0.05]
    assert all(math.isclose(value, other) for value, other in zip(values, wanted, strict=True))


@pytest.mark.parametrize(("text", "answer", "expected"), [
    ("the share is 82.6 %", 0.826, True), ("0.8261 of it", 0.826, True), ("about 0.83", 0.826, False),
    ("2 ions, 0.5 and 1", 0.5, False), ("a quarter: 0.25", -0.25, False), ("3.50·10⁻⁶", 3.5e-6, True)])
def test_what_tells_an_answer(text, answer, expected):
    assert tells(text, answer) is expected


def test_a_choice_is_told_by_the_number_of_its_right_option():
    vote = Question(id="96.1", kind="choice", level="apply", prompt="How much?", answer=lambda: "c",
                    because="so", options=("about 0.41", "about 0.59", "about 0.83"))
    assert told("The mean is 0.826.", vote) and not told("The mean is 0.59.", vote)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_answer_is_given_away(path):
    assert given_away(path, chapter(path), BANK) == []
