"""The review of the book: its scheduler draws what Python's draws, and the page has what it needs."""
import json
import random
import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from in_node import in_node

from mixcond_lessons import chapters
from mixcond_lessons.book import page, reviewed
from mixcond_lessons.chapters import review
from mixcond_lessons.classroom import leitner
from tests.unit.checkout import ROOT

NOW = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC)
COURSE, ASKABLE = review.course()
KEYS = [question.key for question in ASKABLE]
SCHEDULE = {"chapters": COURSE, "askable": KEYS, "intervals": leitner.INTERVALS}


def stamp(time):
    return time.isoformat(timespec="microseconds").replace("+00:00", "Z")


def saved_work(dice):
    """Random saved work: lessons begun or not, boxes of any age, to the millisecond, and odd entries."""
    entries = {}
    for key in dice.sample(sorted(COURSE), dice.choice((0, 3, 20))):
        entries[key] = {"given": "1", "state": "not yet", "when": stamp(NOW)}
    for key in dice.sample(sorted(COURSE), dice.choice((0, 5, 60, len(COURSE)))):
        age = timedelta(milliseconds=dice.choice((dice.randrange(40 * 86400_000), 86400_000, 3 * 86400_000)))
        given = dice.choice(("box 1", "box 2", "box 3", "box 4", "box 5", "box 6", "box", "b"))
        entries[leitner.PREFIX + key] = {"given": given, "state": "right", "when": stamp(NOW - age)}
    return dict(dice.sample(sorted(entries.items()), len(entries)))


def test_page_and_notebook_draw_the_same_questions():
    dice = random.Random(11)
    cases = [(saved_work(dice), dice.choice((dice.randrange(1000), "2026-03-04", "µ ☂", "")),
              dice.choice((1, 10, 200))) for _ in range(300)]
    drawn = in_node("review.js", """return given.cases.map(([answers, seed, count]) =>
        book.drawnFor(given.schedule, answers, Date.parse(given.now), seed, count));""",
        {"schedule": SCHEDULE, "now": stamp(NOW), "cases": cases})
    wanted = [leitner.drawn(COURSE, KEYS, answers, NOW, seed, count) for answers, seed, count in cases]
    assert drawn == wanted
    assert len({tuple(one) for one in wanted}) > 250


def test_boxes_and_days_are_the_same():
    given = [{"given": text, "when": stamp(NOW)}
             for text in ("box 1", "box 5", "box 6", "box 0", "", "box 33")]
    found = in_node("review.js", """return given.entries.map((entry) => {
        const box = book.boxOf(entry, given.intervals);
        return [box, box && book.dueAt(entry, given.intervals)]; });""",
        {"entries": given, "intervals": leitner.INTERVALS})
    due = [leitner.due(entry) for entry in given]
    assert found == [[leitner.box_of(entry), time and round(1000 * time.timestamp())]
                     for entry, time in zip(given, due, strict=True)]
    moves = list(product((None, 1, 2, 3, 4, 5), (True, False)))
    said = in_node("review.js", "return given[0].map(([box, right]) => book.nextBox(box, right, given[1]));",
                   [moves, leitner.INTERVALS])
    assert said == [leitner.next_box(*move) for move in moves]


def test_places_and_lessons_begun_are_the_same():
    turns = [(["a"], ["a", "b"], 2), (["a", "b"], ["b", "a"], 2), (["a", "b", "a"], ["a", "c"], 2)]
    found = in_node("review.js", "return given.map((turn) => book.placeIn(...turn));", turns)
    assert found == ["1 of 2", "2 of 2", "Once more (2 to repeat)"]
    dice = random.Random(3)
    works = [saved_work(dice) for _ in range(20)]
    begun = in_node("review.js", """return given[1].map((answers) =>
        [...book.begunIn(given[0], answers)].sort());""", [COURSE, works])
    assert begun == [sorted(leitner.begun(COURSE, answers)) for answers in works] and [] in begun


def test_page_and_notebook_say_the_same_of_each_choice():
    names, items = chapters.misconceptions(), review.items()
    choices = [[item_place, answer + reason] for item_place, item in enumerate(items)
               for answer, reason in product(item.answers, item.reasons)]
    said = in_node("review.js", """return given.choices.map(([place, choice]) =>
        book.commentOn(given.items[place], choice, given.names));""",
        {"items": reviewed.as_data({"concept check"}, {})["items"], "names": names, "choices": choices})
    assert said == [items[place].comment(choice, names) for place, choice in choices]
    assert len(choices) > 120


def data_of(chapter):
    text = page.page(chapter, ROOT / "notebooks",
                     dict.fromkeys(page.cells_with_panels(chapter, ROOT / "notebooks"), "AA=="))
    asked = json.loads(re.search(r'id="asked">(.*?)</script>', text)[1].replace("<\\/", "</"))
    return text, asked["review"]


def test_page_11_reviews_checks_and_compares():
    text, data = data_of("review")
    assert text.count('class="book-review book-sitting"') == 1
    assert text.count('class="book-concepts book-sitting" data-time="after"') == 1
    assert text.count('class="book-comparison book-sitting"') == 1
    assert text.count("This task needs Python") == 3 and len(text.encode()) < 3e6
    assert list(data["questions"]) == data["askable"] == KEYS and data["chapters"] == COURSE
    assert data["none_begun"] == review.NONE_BEGUN and data["comes_again"] == review.COMES_AGAIN
    assert data["intervals"] == list(leitner.INTERVALS)
    assert all(one["ask"] and one["in_full"] for one in data["questions"].values())
    assert [item["key"] for item in data["items"]] == [item.key for item in review.items()]
    assert all(item["answers"][item["right"][0]]["thinks"] == "" for item in data["items"])


def test_page_00_checks_concepts_and_needs_no_questions_for_it():
    text, data = data_of("start_here")
    assert text.count('class="book-concepts book-sitting" data-time="before"') == 1
    assert "book-review book-sitting" not in text and "questions" not in data
    assert data["thanks"] == review.thanks() and set(data["misconceptions"]) == set(chapters.misconceptions())


@pytest.mark.parametrize("chapter", ["conductivity", "permeation"])
def test_other_pages_carry_none_of_it(chapter):
    assert data_of(chapter)[1] is None
    assert reviewed.as_data(set(), {}) is None
