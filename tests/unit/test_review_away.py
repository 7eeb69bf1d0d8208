"""Hints of the review: one that speaks of a panel or a picture says in which chapter that is."""
import re

import pytest

import mixcond_lessons
from mixcond_lessons.book import reviewed
from mixcond_lessons.chapters import review
from mixcond_lessons.chapters.review.away_from_its_lesson import away_from_its_lesson, with_place

QUESTIONS = {one.key: one for one in mixcond_lessons.questions()}
ASKED = review.course()[1]
WHERE = re.compile(r" [(]That is in the lesson of chapter (\d\d), not here[.][)]$")


def texts(question):
    return [question.hint, question.reason(), *(slip.hint for slip in question.slips)]


@pytest.mark.parametrize(("text", "points"), [
    ("Move the cursor of the Brouwer panel into that regime and read the exponent there.", True),
    ("Set x to 0 in the ledger: how many are left?", True), ("Set tₑ to 0.5: where does it settle?", True),
    ("Look at the right picture with 0.22 Ω cm² at the cathode.", True),
    ("That is right in mol/m³, as in step 2 of the example.", True),
    ("In the panel of one material of chapter 01, which line moved?", False),  # says so itself
    ("Set both branches equal and solve for p.", False), ("A mobility chosen to switch in time.", False),
    ("Vacancies move by hops.", False), ("Set L/D equal to 1/k.", False)])
def test_what_is_only_in_the_lesson_is_said_to_be_there(text, points):
    said = with_place(text, "atmosphere")
    assert said == text + " (That is in the lesson of chapter 05, not here.)" if points else said == text


def test_no_hint_sends_to_a_panel_without_its_chapter():
    left = [(one.id, text) for one in ASKED for text in texts(one)
            if re.search(r"panel|slider|picture|ledger|garage|[Dd]rag |under More|this chapter", text)
            and not re.search(r"chapter \d\d", text)]
    assert left == []
    placed = {one.id for one in ASKED if any(map(WHERE.search, texts(one)))}
    assert len(placed) >= 44, "as many questions as a student found that point away"


def test_the_chapter_is_its_own_and_nothing_else_is_changed():
    for one in ASKED:
        asked = QUESTIONS[one.key]
        for new, old in zip(texts(one), texts(asked), strict=True):
            found = WHERE.search(new)
            assert WHERE.sub("", new) == old and (not found or found[1] == one.id[:2])
        assert (one.prompt, one.values, one.options, one.id) == (asked.prompt, asked.values, asked.options,
                                                                asked.id)
    assert not any(map(WHERE.search, (text for one in QUESTIONS.values() for text in texts(one))))


def test_the_book_asks_them_with_the_same_hints():
    data = reviewed.as_data({"review"}, {})["questions"]
    for one in ASKED:
        said = [value.get("hint") for value in data[one.key]["values"][1:]]
        assert said == [slip.hint.replace(", in quotes", "") for slip in one.slips]
        assert data[one.key]["because"] == one.reason()


def test_a_wrong_answer_hears_it():
    one = away_from_its_lesson(QUESTIONS["charge_of_the_doped_crystal"])
    assert one.judge(one.slips[0].value()).text.endswith("(That is in the lesson of chapter 04, not here.)")
