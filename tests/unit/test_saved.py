"""Saved work: taken home, given back, merged; never lost, not overwritten when damaged, never in the way."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.classroom import saved
from mixcond_lessons.classroom.saved import Work, saved_work, work

calm = settings(deadline=None, max_examples=100)
STAMPS = [f"2030-01-01T00:00:00.{number:06d}Z" for number in range(6)]
ids = st.sampled_from(["01.1", "01.2", "02.1", "11.3", "ü"])
texts = st.text(max_size=20)
answers = st.dictionaries(
    ids,
    st.fixed_dictionaries(
        {
            "given": texts, "state": st.sampled_from(["right", "not yet", "unreadable"]),
            "when": st.sampled_from(STAMPS),
        }
    ),
)
predictions = st.dictionaries(
    ids, st.fixed_dictionaries({"expected": texts, "when": st.sampled_from(STAMPS)})
)


def as_text(answers=None, predictions=None, **changed):
    return json.dumps(
        {
            "format": "mixcond_lessons work", "version": 1, "answers": answers or {},
            "predictions": predictions or {}, **changed,
        }
    )


ONE = {"01.1": {"given": "0.99", "state": "right", "when": STAMPS[0]}}


@pytest.fixture(autouse=True)
def course(monkeypatch):
    """A course in which a key is its own number, and one answer and one prediction had other names once."""
    monkeypatch.setattr(
        saved, "_place_of", lambda key: {"flux": "06.4"}.get(key, key if key[2:3] == "." else "")
    )
    monkeypatch.setattr(
        saved, "_is_prediction", lambda name: not name.startswith("invented")
    )
    monkeypatch.setattr(
        saved, "_earlier_names",
        lambda: {"answers": {"06.4": "flux"}, "predictions": {"06.flows": "permeation.flows"}},
    )


@pytest.fixture
def kept(path):
    return Work(path)


def test_a_new_start_finds_the_work_again(kept, path):
    kept.record_answer("01.3", "0,98 S cm⁻¹", "not yet")
    kept.record_prediction("polarization.transient", "it falls")
    again = Work(path)
    assert (again.answers, again.predictions) == (kept.answers, kept.predictions)
    assert again.prediction("polarization.transient") == "it falls" and again.prediction("other") is None
    assert again.take_notice() == ""


def test_taking_home_and_giving_back_elsewhere(kept, tmp_path):
    kept.record_answer("01.3", "0.98", "right")
    kept.record_prediction("01.a", 0.5)
    other = Work(tmp_path / "other.json")
    outcome = other.give_back(kept.to_text())
    assert outcome.accepted and "answers 1, predictions 1" in outcome.text
    assert other.to_text() == kept.to_text() == Work(tmp_path / "other.json").to_text()


@calm
@given(answers, predictions, answers, predictions)
def test_merging_loses_nothing_and_the_later_entry_stays(ours, our_predictions, theirs, their_predictions):
    first, second = Work(), Work()
    assert (
        first.give_back(as_text(ours, our_predictions)).accepted
        and second.give_back(as_text(theirs, their_predictions)).accepted
    )
    before, incoming = first.to_text(), second.to_text()
    assert first.give_back(incoming).accepted and second.give_back(before).accepted
    assert first.to_text() == second.to_text()
    for merged, tables in (
        (first.answers, (ours, theirs)), (first.predictions, (our_predictions, their_predictions)),
    ):
        assert set(merged) == set(tables[0]) | set(tables[1])
        for name, entry in merged.items():
            candidates = [table[name] for table in tables if name in table]
            assert entry in candidates and entry["when"] == max(candidate["when"] for candidate in candidates)


def test_two_notebooks_share_one_file(path):
    first, second = Work(path), Work(path)
    first.record_answer("01.1", "1", "right")
    second.record_answer("02.1", "2", "right")
    first.record_prediction("x", "y")
    assert set(Work(path).answers) == {"01.1", "02.1"} and Work(path).prediction("x") == "y"


FOREIGN = [
    "", "[]", "3", "null", "{}", '{"format": 1}', "not json", "[" * 100000, "\ud800",
    as_text(format="another"), as_text(version=3), as_text(version=None), as_text(extra=1), as_text([1]),
    as_text({"01.1": "right"}), as_text({"01.1": {**ONE["01.1"], "when": "today"}}),
    as_text({"01.1": {**ONE["01.1"], "when": 5}}), as_text({"01.1": {**ONE["01.1"], "state": "blank"}}),
    as_text({"01.1": {**ONE["01.1"], "state": []}}), as_text({"01.1": {**ONE["01.1"], "given": None}}),
    as_text({"01.1": {**ONE["01.1"], "given": "x" * 301}}), as_text({"01.1": {"given": "1"}}),
    as_text({"x" * 301: ONE["01.1"]}), as_text(predictions={"x": {"expected": 1, "when": STAMPS[0]}}),
    as_text(ONE)[:40], "1" * 10**5, '{"a":' * 100000, '"' * 900_000, '\\"' * 400_000 + '"when"',
    ',"' * 400_000 + '"when"', ',"a":{' * 100_000 + '"when"', ', "a":{"a":"a",' * 50_000 + '"when"',
    as_text(ONE) + " " * 1_000_000, None, 5, b"{}", [as_text(ONE)],
]


@pytest.mark.parametrize("place", range(len(FOREIGN)))
def test_a_damaged_or_foreign_file_is_refused_in_words(kept, path, place):
    kept.record_answer("01.2", "1", "right")
    before = kept.to_text()
    outcome = kept.give_back(FOREIGN[place])
    assert (
        not outcome.accepted
        and outcome.text.startswith("This file was not taken.")
        and outcome.text.endswith("Your work here is as it was.")
    )
    assert kept.to_text() == before == path.read_text(encoding="utf-8")


@calm
@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    ).map(lambda found: as_text(found, found))
)
def test_no_text_makes_giving_back_fail(text):
    kept = Work()
    kept.answers = dict(ONE)
    kept.give_back(text)
    assert ONE.items() <= kept.answers.items()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", as_text(extra=1).encode(), b"x" * 999_999])
def test_a_damaged_file_on_disk_is_moved_aside(path, content):
    for number in (1, 2):
        path.write_bytes(content)
        kept = Work(path)
        notice = kept.take_notice()
        assert f"my_work.damaged-{number}.json" in notice and kept.take_notice() == ""
        assert (path.parent / f"my_work.damaged-{number}.json").read_bytes() == content
        kept.record_answer("01.1", "1", "right")
        assert json.loads(path.read_text(encoding="utf-8"))["answers"].keys() == {"01.1"}


def test_a_file_damaged_while_the_notebook_runs_is_moved_aside_too(kept, path):
    kept.record_answer("01.1", "1", "right")
    path.write_text("half a fi", encoding="utf-8")
    kept.record_answer("01.2", "1", "right")
    assert (path.parent / "my_work.damaged-1.json").read_text(encoding="utf-8") == "half a fi"
    assert set(Work(path).answers) == {"01.1", "01.2"}


def test_off_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MIXCOND_WORK_FILE", "off")
    work().record_answer("90.1", "1", "right")
    assert work().path is None and os.listdir(tmp_path) == [] and "90.1" in work().answers


def test_there_is_one_work_and_it_lies_here_by_default(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "_work_in", saved._work_in.__wrapped__)
    monkeypatch.delenv("MIXCOND_WORK_FILE", raising=False)
    monkeypatch.chdir(tmp_path)
    assert work().path == tmp_path / "my_work.json"
    monkeypatch.undo()
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path / "one.json"))
    assert work() is work() and work().path == tmp_path / "one.json"


def test_progress(kept):
    assert kept.progress() == {} and "No question answered yet" in kept.progress_text()
    for id, state in (("02.1", "right"), ("01.1", "right"), ("01.2", "not yet"), ("01.2", "unreadable")):
        kept.record_answer(id, "1", state)
    assert kept.progress() == {"01": {"tried": 2, "right": 1}, "02": {"tried": 1, "right": 1}}
    assert (
        kept.progress_text()
        == "Questions: chapter 01: 1 of 2 tried right; chapter 02: 1 of 1 tried right. Predictions made: 0."
    )


def test_work_kept_under_numbers_is_taken_in_under_keys(kept):
    old = {"06.4": ONE["01.1"], "06.99": ONE["01.1"]}
    guess = {"expected": "more", "when": STAMPS[0]}
    assert kept.give_back(as_text(old, {"06.flows": guess, "06.unknown": guess})).accepted
    assert kept.answers == {"flux": ONE["01.1"], "06.99": ONE["01.1"]}  # nothing is lost
    assert kept.predictions == {"permeation.flows": guess, "06.unknown": guess}
    assert json.loads(kept.to_text())["version"] == 2
    again = Work()
    assert again.give_back(kept.to_text()).accepted and again.answers == kept.answers


@pytest.mark.parametrize("when", ["2031-01-01T00:00:00.000000Z", "9999-01-01T00:00:00.000000Z",
                                  "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:58.999999Z"])
@pytest.mark.parametrize("road", ["disk", "upload", "another kernel"])
def test_what_is_done_now_is_later_than_any_older_entry(path, when, road):
    ahead = as_text({"01.1": {**ONE["01.1"], "state": "not yet", "when": when}},
                    {"x": {"expected": "old", "when": when}}, version=2)
    if road == "disk":
        path.write_text(ahead, encoding="utf-8")
    kept = Work(path)
    if road == "upload":
        assert kept.give_back(ahead).accepted
    if road == "another kernel":
        path.write_text(ahead, encoding="utf-8")
    for state, expected in (("right", "new"), ("not yet", "newer"), ("right", "newest")):
        kept.record_answer("01.1", expected, state)
        kept.record_prediction("x", expected)
        for one in (kept, Work(path)):
            assert one.answers["01.1"]["given"] == one.prediction("x") == expected
            assert one.progress()["01"]["right"] == (state == "right")
    # On another machine that knows the old entry as well, the new one stays.
    other = Work()
    assert other.give_back(ahead).accepted and other.give_back(kept.to_text()).accepted
    assert other.answers == kept.answers and other.predictions == kept.predictions
    assert kept.give_back(ahead).accepted and kept.prediction("x") == "newest"


class Clock:
    """A clock that a test sets, in place of datetime."""

    now_is = None
    fromisoformat = staticmethod(saved.work_text.datetime.fromisoformat)

    @classmethod
    def now(cls, zone):
        return cls.fromisoformat(cls.now_is)


def test_a_clock_set_right_hides_no_answer(path, monkeypatch):
    monkeypatch.setattr(saved.work_text, "datetime", Clock)
    Clock.now_is = "2026-11-23T14:00:00+00:00"
    kept = Work(path)
    kept.record_answer("01.1", "900", "not yet")
    home = kept.to_text()
    Clock.now_is = "2026-11-23T12:00:00+00:00"
    kept.record_answer("01.1", "200", "right")
    assert kept.answers["01.1"]["given"] == Work(path).answers["01.1"]["given"] == "200"
    # Taken home before, answered there by a clock that is right, and brought back.
    elsewhere = Work()
    elsewhere.give_back(home)
    elsewhere.record_answer("01.1", "201", "right")
    elsewhere.record_answer("01.1", "202", "right")
    first = Work()
    first.give_back(home)
    first.give_back(elsewhere.to_text())
    assert first.answers["01.1"]["given"] == "202"
    Clock.now_is = "1970-01-01T00:00:00+00:00"  # an empty battery
    kept.record_answer("01.1", "300", "not yet")
    assert Work(path).answers["01.1"]["given"] == "300"


def test_a_file_of_a_newer_course_is_left_as_it_is(path):
    for version in (3, 99, 2.5, 10**30):
        text = as_text(ONE, version=version, more={"a": 1})
        path.write_text(text, encoding="utf-8")
        kept = Work(path)
        kept.record_answer("01.1", "1", "right")
        kept.record_prediction("x", "y")
        assert path.read_text(encoding="utf-8") == text and os.listdir(path.parent) == ["my_work.json"]
        assert "made by a newer course" in kept.warning and set(kept.answers) == {"01.1"}
        outcome = kept.give_back(text)
        assert not outcome.accepted and "made by a newer course" in outcome.text
    assert "newer" in Work(path).warning
    path.write_text(text[:-1], encoding="utf-8")  # and damaged
    assert "newer" in Work(path).warning
    path.unlink()
    kept.record_answer("01.2", "1", "right")
    assert not kept.warning and saved.AGAIN in kept.take_notice() and len(Work(path).answers) == 2


def test_disk_and_upload_have_the_same_limit(path):
    sound = as_text(ONE)
    for extra, taken in ((0, True), (1, False)):
        text = sound + " " * (saved.LARGEST - len(sound) + extra)
        path.write_text(text, encoding="utf-8")
        assert bool(Work(path).answers) is taken is Work().give_back(text).accepted


def test_a_file_far_too_large_is_left_as_it_is(path):
    """It may be sound, and it is not read whole. Once it has another name, work is saved again."""
    large = json.dumps(json.loads(as_text(ONE)) | {"predictions": {
        f"p{number}": {"expected": "x" * 250, "when": STAMPS[0]} for number in range(160_000)}})
    assert len(large) > 50e6
    path.write_text(large, encoding="utf-8")
    kept = Work(path)
    kept.record_answer("01.2", "1", "right")
    assert path.stat().st_size == len(large) and os.listdir(path.parent) == ["my_work.json"]
    for words in ("too large", "left as it is", "another name"):
        assert words in kept.warning
    assert path.read_text(encoding="utf-8") == large and set(kept.answers) == {"01.2"}
    path.rename(path.with_name("large.json"))
    kept.record_answer("01.3", "1", "right")
    assert not kept.warning and saved.AGAIN in kept.take_notice() and len(Work(path).answers) == 2


def test_invented_ids_are_kept_but_not_counted(path):
    many = {f"invented{number}": ONE["01.1"] for number in range(3000)}
    guesses = {f"invented{number}": {"expected": "x", "when": STAMPS[0]} for number in range(1000)}
    kept = Work(path)
    assert kept.give_back(as_text(many, guesses)).accepted and len(Work(path).answers) == 3000
    assert kept.progress_text() == "No question answered yet. Predictions made: 0."
    # Work that could no longer be read on the next day is not taken.
    more = {f"invented also {number}": ONE["01.1"] for number in range(6000)}
    assert "larger" in kept.give_back(as_text(more)).text and len(kept.answers) == 3000
    kept.answers |= more
    kept.record_answer("01.1", "1", "right")
    assert "larger" in kept.warning and len(Work(path).answers) == 3000


def test_of_an_old_and_a_new_entry_the_later_one_stays(kept):
    late, early = ({**ONE["01.1"], "when": stamp} for stamp in (STAMPS[5], STAMPS[1]))
    kept.give_back(as_text({"06.4": late}))
    kept.give_back(as_text({"flux": early}, version=2))
    assert kept.answers == {"flux": late}


def test_what_belongs_to_no_question_is_kept_but_not_counted(kept):
    kept.record_answer("no_such_question", "1", "right")
    assert kept.progress() == {} and "no_such_question" in kept.answers


@calm
@given(st.text(), st.text())
def test_whatever_is_recorded_can_be_taken_back(id, text):
    kept = Work()
    kept.record_answer(id, text * 50, "right")
    kept.record_prediction(id, text * 50)
    assert Work().give_back(kept.to_text()).accepted


def test_an_unknown_state_is_refused(kept):
    with pytest.raises(ValueError, match="state = 'blank': allowed is one of"):
        kept.record_answer("01.1", "1", "blank")


def test_the_widget_takes_home_gives_back_and_follows(path, monkeypatch):
    widget = saved_work()
    assert saved_work() is widget and "No question" in widget.progress
    work().record_answer("01.1", "1", "right")
    assert "1 of 1" in widget.progress
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    widget._asked(widget, {"take home": "0.5"}, [])
    assert sent == [{"work": work().to_text(), "view": "0.5"}] and "my_work.json" in widget.said
    widget._asked(widget, {"give back": as_text({"02.1": ONE["01.1"]})}, [])
    assert "Welcome back" in widget.said and "chapter 02" in widget.progress
    widget._asked(widget, {"give back": "[]"}, [])
    assert "not taken" in widget.said and set(work().answers) == {"01.1", "02.1"}
    widget._asked(widget, {}, [])


def test_the_view_is_small_named_and_stays_in_the_browser():
    script = saved.SavedWork._esm
    assert len(str(script).splitlines()) <= 80 and "aria-live" in str(script)
    assert not any(
        word in str(script) for word in ("http", "fetch", "import(", "XMLHttpRequest", "WebSocket")
    )
    assert str(saved.LARGEST) in str(script)
