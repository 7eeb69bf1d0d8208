"""The answer to a question in full: behind one honest attempt, and never as something to run."""
import os
import re
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
    what = "with the key “no_such_key”" if name == "no such key" else "of this number"
    assert said.state == "unreadable" and f"There is no question {what}" in said.text


@pytest.mark.parametrize("key", ["film_forget", "x" * 10**5])
def test_an_unknown_key_is_no_number_to_be_written_in_quotes(key):
    said = check(key, 1)
    assert said.state == "unreadable" and f"There is no question with the key “{key[:30]}" in said.text
    assert "write it in quotes" not in said.text and len(said.text) < 400
    assert saved.work().answers == {}


def test_what_is_near_is_written_as_it_is_to_be_written():
    assert f'Near it: solution("{NUMBER.id}")' in solution(f"{NUMBER.id}6").text
    assert f'Near it: solution("{NUMBER.key}")' in solution(f"{NUMBER.key}s").text
    for name in ("99.9", f"{NUMBER.key}s"):
        for number in re.findall(r"(?<!\w)[0-9]{2}[.][0-9]+", solution(name).text):
            assert f'solution("{number}")' in solution(name).text


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
