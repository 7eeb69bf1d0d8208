"""A sitting of the review: what an answer does to a box, what comes again, what is said at the end."""
from datetime import UTC, datetime, timedelta

import pytest

import mixcond_lessons
from mixcond_lessons.chapters import review
from mixcond_lessons.classroom import leitner, saved, work_text

QUESTIONS = {question.key: question for question in mixcond_lessons.questions()}


@pytest.fixture(autouse=True)
def work(monkeypatch):
    """Saved work in memory, beginning with none."""
    kept = saved.Work()
    monkeypatch.setattr(saved, "work", lambda: kept)
    return kept


@pytest.fixture
def wait(monkeypatch):
    """Turns the clock on by some days; the clock that writes times is the one that reads them."""
    class Clock(datetime):
        days = 0

        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + timedelta(cls.days)
    monkeypatch.setattr("mixcond_lessons.chapters.review.today.datetime", Clock)
    monkeypatch.setattr(work_text, "datetime", Clock)

    def turn(days):
        Clock.days += days
    return turn


def right(question):
    value = question.answer()
    return value if question.kind == "choice" else repr(float(value))


def slip(question):
    value = question.slips[0].value()
    return value if question.kind == "choice" else repr(float(value))


def box(work, key):
    return leitner.box_of(work.answers.get(leitner.PREFIX + key))


def test_same_seed_and_same_work_ask_the_same_questions():
    first, again = review.session(seed=5), review.session(seed=5)
    assert [one.key for one in first.queue] == [one.key for one in again.queue] and len(first.queue) == 10
    assert [one.key for one in review.session(seed=6).queue] != [one.key for one in first.queue]
    assert len({one.chapter for one in first.queue}) >= 10, "nothing was begun: one from each chapter"
    assert all(one.values == QUESTIONS[one.key].values for one in first.queue)


def test_only_chapters_that_were_begun_give_new_questions(work):
    work.record_answer("share_from_conductivities", "1", "not yet")
    assert {one.chapter for one in review.session(count=50).queue} == {"conductivity"}


def test_the_first_verdict_moves_the_box_and_the_lesson_answer_stays(work):
    work.record_answer("share_from_conductivities", "0.5", "not yet")
    before = dict(work.answers)
    sitting = review.session(seed=1, count=2)
    first, second = sitting.queue
    assert sitting.answer("gibberish here").state in ("unreadable", "not yet") and sitting.answer("").text
    sitting = review.session(seed=1, count=2)
    assert sitting.answer(right(first)).state == "right" and box(work, first.key) == 2
    sitting.next()
    feedback = sitting.answer(slip(second))
    assert feedback.state == "not yet" and second.slips[0].hint in feedback.text
    assert box(work, second.key) == 1
    assert sitting.answer(right(second)).state == "right" and box(work, second.key) == 1, "after its hint"
    assert {key: work.answers[key] for key in before} == before


def test_first_questions_and_repeats_are_counted_apart():
    sitting = review.session(seed=2, count=3)
    places = []
    while sitting.question:
        places.append(sitting._place().split(".")[0])
        if len(places) in (1, 3, 4):
            sitting.show()
        else:
            sitting.answer(right(sitting.question))
        sitting.next()
    assert places == ["1 of 3", "2 of 3", "3 of 3", "Once more (2 to repeat)", "Once more (2 to repeat)",
                      "Once more (1 to repeat)"]


def test_above_the_first_question_stands_what_will_come(work):
    sitting = review.session(seed=2, count=3)
    above = sitting.widget.children[0].children[0]
    assert review.NONE_BEGUN in above.value and review.COMES_AGAIN in above.value
    sitting.show()
    sitting.next()
    assert review.COMES_AGAIN not in sitting.widget.children[0].children[0].value
    work.record_answer("share_from_conductivities", "1", "not yet")
    assert review.session(count=3).opening == [review.COMES_AGAIN]


def test_what_is_no_longer_asked_is_not_called_due(work):
    key = next(one.key for one in QUESTIONS.values() if one.needs_lesson)
    work.record_answer(leitner.PREFIX + key, "box 1", "not yet")
    assert review.session().summary()[-1].startswith("Done") and "Due next" not in " ".join(
        review.session().summary())


def test_a_missed_question_comes_again_in_the_same_sitting_until_it_is_known():
    sitting = review.session(seed=2, count=3)
    missed = sitting.question
    sitting.answer(slip(missed))
    sitting.next()
    assert sitting.queue[-1] is missed and len(sitting.queue) == 3
    sitting.answer(right(sitting.question))
    sitting.next()
    sitting.answer(right(sitting.question))
    sitting.next()
    assert sitting.question.key == missed.key
    sitting.answer(right(missed))
    sitting.next()
    assert sitting.question is None
    said = " ".join(sitting.summary())
    assert "asked 3 questions and knew 2" in said and f"Missed: {missed.id}." in said and "tomorrow" in said


def test_a_question_missed_again_and_again_lets_go_at_last(work):
    sitting = review.session(seed=2, count=1)
    asked = sitting.question
    for _ in range(3):
        assert sitting.question.key == asked.key
        sitting.show()
        sitting.next()
    assert sitting.question is None and box(work, asked.key) == 1


def test_boxes_over_some_weeks(work, wait):
    asked = review.session(seed=4, count=1).question
    for days, after in ((0, 2), (3, 3), (7, 4), (14, 5), (30, 5)):
        wait(days)
        sitting = review.session(seed=4, count=1)
        assert sitting.question.key == asked.key, (days, "what is due comes first")
        sitting.answer(right(asked))
        assert box(work, asked.key) == after
    wait(29.9)
    assert review.session(seed=4, count=1).question.key != asked.key
    wait(0.2)
    sitting = review.session(seed=4, count=1)
    sitting.answer(slip(asked))
    assert sitting.question.key == asked.key and box(work, asked.key) == 1
    wait(0.9)
    assert asked.key not in [one.key for one in review.session(seed=4, count=500).queue]
    wait(0.2)
    assert review.session(seed=4, count=500).queue[0].key == asked.key


def test_nothing_due_is_said(work):
    work.record_answer("share_from_conductivities", "1", "right")
    for question in QUESTIONS.values():
        if question.chapter == "conductivity":
            work.record_answer(leitner.PREFIX + question.key, "box 2", "right")
    sitting = review.session()
    assert sitting.question is None and sitting.summary()[0] == "Nothing is due now."
    day = (datetime.now(UTC) + timedelta(3)).astimezone()
    assert f"on {day.day} {day:%B}" in sitting.summary()[1]
    assert "Nothing is due now." in sitting.widget.children[0].children[0].value


@pytest.mark.parametrize("count", [0, -1, 2.5, "ten", None])
def test_an_impossible_count_is_refused(count):
    with pytest.raises(ValueError, match="count = .*: allowed is a whole number from 1 on"):
        review.session(count=count)


def test_the_page_follows(work):
    sitting = review.session(seed=7, count=40)
    turn, *_ = sitting.widget.children
    assert "1 of 40." in turn.children[0].value
    kinds = set()
    while sitting.question and len(kinds) < 2:
        asked, check = sitting.question, sitting.widget.children[0].children[3].children[0]
        kinds.add(bool(asked.options))
        check.click()
        assert "Give " in sitting._said.value and sitting._onward.disabled
        sitting._field.value = right(asked)
        check.click()
        assert "Right:" in sitting._said.value and not sitting._onward.disabled
        sitting._onward.click()
    assert len(kinds) == 2
    assert work.answers and all(name.startswith("review.") for name in work.answers)
    sitting.dismiss()
    bundle = sitting._repr_mimebundle_()
    assert "live notebook" in bundle["text/html"] and "application/vnd.jupyter.widget-view+json" in bundle
    sitting.dismiss()


def test_the_answer_told_is_not_called_right(work):
    sitting = review.session(seed=7, count=1)
    assert sitting.widget
    sitting.show()
    assert "• Answer:" in sitting._said.value and "Right:" not in sitting._said.value
    assert work.answers[leitner.PREFIX + sitting.question.key]["state"] == "not yet"
