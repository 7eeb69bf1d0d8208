"""The answer to a question in full: behind one honest attempt, and never as something to run."""
import os
import subprocess
import sys

import pytest
from checkout import ROOT
from IPython.core.formatters import DisplayFormatter

import mixcond_lessons
from mixcond_lessons import check, solution
from mixcond_lessons.classroom import question as module
from mixcond_lessons.classroom import saved
from mixcond_lessons.classroom.quantity import show

QUESTIONS = mixcond_lessons.questions()
NUMBER = next(question for question in QUESTIONS if question.key == "vacancy_conductivity")
CHOICE = next(question for question in QUESTIONS if question.key == "share_that_conducts_best")


@pytest.fixture(autouse=True)
def nothing_tried(path, monkeypatch):
    monkeypatch.setattr(module, "_tries", {})


def shown(thing):
    """What a notebook shows: HTML, and text elsewhere."""
    found, _ = DisplayFormatter().format(thing)
    return found["text/html"], found["text/plain"]


@pytest.mark.parametrize("name", [NUMBER.id, NUMBER.key, f"question {NUMBER.id}"])
def test_before_an_attempt_it_says_what_to_do_and_nothing_of_the_answer(name):
    said = solution(name)
    page, text = shown(said)
    assert said.state == "blank" and f"Try {NUMBER.id} first" in page and "A wrong answer counts" in text
    assert show(NUMBER.values[0], "1") not in page and NUMBER.reason() not in page


def test_an_attempt_that_cannot_be_read_is_none():
    check(NUMBER.id, "no idea")
    assert "could not be read" in solution(NUMBER.id).text
    check(NUMBER.id, ...)
    assert "could not be read" in solution(NUMBER.id).text


@pytest.mark.parametrize("place", [0, 1])
def test_after_an_attempt_right_or_not_it_shows_answer_reason_and_slips(place):
    check(NUMBER.id, NUMBER.values[place])
    page, text = shown(solution(NUMBER.id))
    assert NUMBER.in_full() in text and NUMBER.prompt in text and "Your last answer was" in text
    for slip, value in zip(NUMBER.slips, NUMBER.values[1:], strict=True):
        assert f"- {show(value, NUMBER.unit)}: {slip.hint}" in text
    assert ("right" if place == 0 else "not yet") in page and f"The answer, {NUMBER.id}" in page


def test_a_choice_names_its_options_and_saved_work_counts():
    saved.work().record_answer(CHOICE.key, "a", "not yet")
    page, text = shown(solution(CHOICE.id))
    letter = CHOICE.values[0]
    assert f"{letter}) {CHOICE.options[letter]}" in text and "a) none: a perfect crystal: " in text
    assert "<li>a) none" in page


def test_an_answer_to_an_earlier_form_of_the_question_does_not_count():
    saved.work().record_answer(CHOICE.key, "a", "right")
    assert solution(CHOICE.id).state == "blank"


@pytest.mark.parametrize("name", ["03.99", "no such key", 3.6, None, [], ""])
def test_a_name_of_no_question_is_answered(name):
    said = solution(name)
    assert said.state == "unreadable" and "There is no question of this number" in said.text


def test_a_number_without_quotes_is_told_how_to_be_written():
    assert 'such as solution("03.6")' in solution(3.6).text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_nothing_in_it_can_be_run(question):
    """What is shown is no code: no cell of a notebook that assigns the answer can be copied from it."""
    saved.work().record_answer(question.key, str(question.values[0]), "right")
    said = solution(question.id)
    page, text = shown(said)
    assert "<input" not in page and "<script" not in page and "<pre" not in page
    for line in text.splitlines():
        try:
            compile(line, "<line>", "exec")
        except (SyntaxError, ValueError):
            continue
        raise AssertionError(f"this line can be run: {line}")


def test_it_loads_the_chapter_that_asks():
    code = ("from mixcond_lessons import solution\nimport sys\nprint(solution('03.6').text)\n"
            "print(sorted(name for name in sys.modules if name.startswith('mixcond_lessons.chapters.') "
            "and name.count('.') == 2))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          env={**os.environ, "MIXCOND_WORK_FILE": "off"})
    assert "Try 03.6 first" in done.stdout and "mixcond_lessons.chapters.vacancies" in done.stdout
    assert "mixcond_lessons.chapters.doping" not in done.stdout


def test_notebook_00_names_it():
    text = (ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8")
    assert "from mixcond_lessons import solution" in text
