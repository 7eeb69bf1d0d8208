"""The scheduler of the review: Leitner's boxes, what is due, what is drawn, with a clock that is given."""
import re
from datetime import UTC, datetime, timedelta

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

import mixcond_lessons
import mixcond_lessons.chapters  # which tells saved work what the course asks
from mixcond_lessons.classroom import leitner, saved, work_text

NOW = datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC)
CHAPTERS = {f"{chapter}_{place}": chapter for chapter in ("one", "two", "three") for place in range(6)}
boxes = st.integers(1, len(leitner.INTERVALS))
seeds = st.one_of(st.integers(0, 10**9), st.text(max_size=8))


def stamp(time):
    return time.isoformat(timespec="microseconds").replace("+00:00", "Z")


def entry(box, days_ago):
    return {"given": f"box {box}", "state": "right", "when": stamp(NOW - timedelta(days=days_ago))}


@st.composite
def works(draw):
    """Saved work of any kind: some questions answered in their lessons, some in boxes, some entries odd."""
    answered = draw(st.sets(st.sampled_from(sorted(CHAPTERS))))
    in_boxes = draw(st.dictionaries(st.sampled_from(sorted(CHAPTERS)),
                                    st.tuples(boxes, st.floats(0, 60, allow_nan=False))))
    odd = draw(st.sets(st.sampled_from(sorted(CHAPTERS))))
    lessons = {key: {"given": "1", "state": "right", "when": stamp(NOW)} for key in answered}
    review = {leitner.PREFIX + key: entry(*held) for key, held in in_boxes.items()}
    return lessons | review | {leitner.PREFIX + key: {**entry(1, 9), "given": "box 77"} for key in odd}


@given(works(), seeds, st.integers(1, 30), st.sets(st.sampled_from(sorted(CHAPTERS))))
def test_what_is_drawn(answers, seed, count, hidden):
    askable = [key for key in CHAPTERS if key not in hidden]
    drawn = leitner.drawn(CHAPTERS, askable, answers, NOW, seed, count)
    assert len(drawn) == len(set(drawn)) <= count and set(drawn) <= set(askable)
    assert drawn == leitner.drawn(CHAPTERS, askable[::-1], dict(reversed(answers.items())), NOW, seed, count)
    box = {key: leitner.box_of(answers.get(leitner.PREFIX + key)) for key in askable}
    due = {key for key in askable if box[key] and leitner.due(answers[leitner.PREFIX + key]) <= NOW}
    begun = {chapter for key, chapter in CHAPTERS.items() if key in answers} or set(CHAPTERS.values())
    new = {key for key in askable if not box[key] and CHAPTERS[key] in begun}
    assert set(drawn) <= due | new and len(drawn) == min(count, len(due | new))
    taken = [key in due for key in drawn]
    assert taken == sorted(taken, reverse=True), "what is due comes first"
    assert sum(taken) == min(count, len(due))
    ready = [box[key] for key in drawn if key in due]
    assert ready == sorted(ready), "of these the lowest box"
    left = {chapter: sum(CHAPTERS[key] == chapter for key in new) for chapter in begun}
    fresh = [CHAPTERS[key] for key in drawn if key in new]
    for chapter in begun:  # no chapter gives a second one while another with some left has given none
        others = [fresh.count(other) for other in begun if fresh.count(other) < left[other]]
        assert fresh.count(chapter) <= min(others, default=99) + 1


@given(boxes, st.booleans())
def test_an_answer_moves_one_box_up_or_back_to_the_first(box, right):
    after = leitner.next_box(box, right)
    assert after == (min(box + 1, 5) if right else 1)
    assert leitner.next_box(None, right) == (2 if right else 1)
    assert leitner.INTERVALS[after - 1] >= leitner.INTERVALS[box - 1] or not right


@given(boxes, st.floats(0, 90))
def test_a_question_is_due_when_the_interval_of_its_box_is_over(box, days):
    saved_entry = entry(box, days)
    ready = leitner.due(saved_entry) <= NOW
    assert ready == (round(days * 86400 * 10**6) >= leitner.INTERVALS[box - 1] * 86400 * 10**6)


def test_intervals_grow_and_a_new_sitting_brings_the_missed_back_first():
    assert list(leitner.INTERVALS) == sorted(set(leitner.INTERVALS)) and leitner.INTERVALS[0] >= 1
    answers = {"review.one_0": entry(1, 2), "review.one_1": entry(3, 8), "review.one_2": entry(1, 0.5)}
    assert leitner.drawn(CHAPTERS, CHAPTERS, answers, NOW, "x", 2) == ["one_0", "one_1"]


@given(seeds, seeds)
def test_the_seed_alone_decides_the_order(first, second):
    names = sorted(CHAPTERS)
    one, other = leitner.shuffled(names, first), leitner.shuffled(names[::-1], second)
    assert sorted(one) == names
    assert (one == other) == (str(first) == str(second)) or one == other  # 18! orders: chance decides rarely


def test_orders_of_many_seeds_look_like_chance():
    """Each place is taken by each name about as often: a bent order would show the same questions first."""
    names = [f"question_{number}" for number in range(8)]
    first = [leitner.shuffled(names, seed)[0] for seed in range(4000)]
    assert all(400 < first.count(name) < 600 for name in names)


@pytest.mark.parametrize("text", ["", "box", "box 0", "box 6", "box 10", "box 2.5", "Box 2", "3", "box two"])
def test_an_entry_that_names_no_box_counts_as_new(text):
    odd = {**entry(1, 9), "given": text}
    assert leitner.box_of(odd) is None and leitner.due(odd) is None


def test_boxes_are_kept_beside_the_answers_and_do_not_count_as_progress():
    work = saved.Work()
    work.record_answer("review.share_from_conductivities", "box 3", "right")
    work.record_answer("concept_check.before.salt_in_a_tube", "c1", "right")
    assert work.progress() == {} and "No question answered yet" in work.progress_text()
    found = work_text.parse(work.to_text())
    assert not found.odd and set(found.answers) == set(work.answers)


def test_a_question_that_points_at_its_lesson_is_not_drawn():
    points = re.compile(r"(recording|panel|figure) above|same (recording|crystal)|question \d\d[.]"
                        r"|\bthis chapter|\bpanel\b|\blesson's\b|^That\b|^So\b"
                        r"|^Another\b|^The film shows\b", re.I)
    asked = mixcond_lessons.questions()
    left = [one.key for one in asked if points.search(one.prompt) and not one.needs_lesson]
    assert left == []
    assert sum(not question.needs_lesson for question in asked) > 130


def test_a_file_with_all_work_of_the_course_has_the_room_that_is_kept_for_it():
    work = saved.Work()
    asked = [question.key for question in mixcond_lessons.questions()]
    for key in asked:
        work.answers |= {name: {"given": "1.2345e-3 S/cm", "state": "not yet", "when": stamp(NOW)}
                         for name in (key, leitner.PREFIX + key)}
    assert len(asked) > 140 and len(work.to_text()) < 0.8 * work_text.A_COURSE


def test_the_lesson_shows_the_intervals_that_are_used():
    lesson = (ROOT / "notebooks" / "11_review.ipynb").read_text(encoding="utf-8")
    row = re.search(r"\| comes back after \|([^\\]*)\|", lesson)[1]
    assert [int(days) for days in re.findall(r"(\d+) days?", row)] == list(leitner.INTERVALS)
