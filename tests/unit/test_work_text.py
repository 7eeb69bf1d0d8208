"""Texts of saved work as people's programs leave them: what is sound in them is kept."""
import json
import os

import pytest

from mixcond_lessons.classroom import saved
from mixcond_lessons.classroom.saved import Work, saved_work, work

STAMPS = [f"2030-01-01T00:00:00.{number:06d}Z" for number in range(6)]


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
    """A course in which a key is its own number and nothing had another name, whatever was imported."""
    for name, function in (("_place_of", str), ("_is_prediction", bool), ("_earlier_names", dict)):
        monkeypatch.setattr(saved, name, function)


@pytest.fixture
def path(tmp_path, monkeypatch):
    place = tmp_path / "my_work.json"
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(place))
    return place


SOUND = {f"01.{number}": {**ONE["01.1"], "when": STAMPS[number % 6]} for number in range(1, 9)}
ODD = [
    {"given": 1, "state": "right", "when": STAMPS[0]}, {"given": "1", "when": STAMPS[0]}, "right", None,
    3, [],
    {**ONE["01.1"], "note": "new"}, {**ONE["01.1"], "state": "odd"}, {**ONE["01.1"], "when": "2030-02-30"},
    {**ONE["01.1"], "when": "2030-02-30T00:00:00.000000Z"}, {**ONE["01.1"], "given": float("nan")},
]


def spoilt():
    """Texts with eight sound answers each and one thing that is wrong, and how many entries are not kept."""
    for odd in ODD:
        yield as_text({**SOUND, "02.1": odd}, version=2), 1
        yield as_text(SOUND, {"x": odd}), 1
    yield as_text({**SOUND, "02.1": 5, "02.2": {}}, version=2), 2
    yield as_text(SOUND, version=2, remarks="mine"), 1
    yield as_text(SOUND, version=None), 1
    yield as_text(SOUND, version="2"), 1
    yield as_text(SOUND, [1], version=2), 1
    whole = as_text(SOUND, {"x": {"expected": "{", "when": STAMPS[0]}}, version=2)
    yield whole[:-2] + ",}}", 0
    yield whole[:-2], 0
    yield whole[:-3], 1
    yield whole[:-30], 1
    yield whole.replace('"when"', '"when', 1), 1
    yield whole.replace(": ", ":\r\n  ").replace("}, ", "},, ", 1), 0


@pytest.mark.parametrize("text, odd", spoilt())
def test_sound_entries_are_kept_where_one_is_odd(path, text, odd):
    path.write_bytes(text.encode())
    kept = Work(path)
    assert kept.answers.keys() | {"01.1"} == SOUND.keys() and len(kept.answers) >= 8 - odd
    notice = kept.take_notice()
    assert "my_work.damaged-1.json" in notice and not kept.warning
    assert ("not kept" in notice) == bool(odd) and f"{odd or 'kept.'} " in notice
    assert (path.parent / "my_work.damaged-1.json").read_bytes() == text.encode()
    assert Work(path).answers == kept.answers and Work(path).take_notice() == ""  # written anew at once
    other = Work()
    outcome = other.give_back(text)
    assert outcome.accepted and other.answers == kept.answers and ("not kept" in outcome.text) == bool(odd)


def test_of_an_id_that_comes_twice_the_later_entry_stays():
    late, early = ({**ONE["01.1"], "given": name, "when": STAMPS[place]}
                   for name, place in (("late", 4), ("early", 2)))
    for first, second in ((late, early), (early, late)):
        text = as_text({"01.1": first, "01.2": second}).replace('"01.2"', '"01.1"')
        kept = Work()
        assert kept.give_back(text).accepted and kept.answers == {"01.1": late}
    twice = as_text({"01.1": late})[:-1] + ', "answers": ' + json.dumps({"01.2": early}) + "}"
    kept = Work()
    assert kept.give_back(twice).accepted and kept.answers == {"01.1": late, "01.2": early}


CODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("coding", CODINGS)
def test_any_editor_may_have_saved_it(path, coding):
    answers = {"01.1": {**ONE["01.1"], "given": "für 5 °C"}}
    text = json.dumps(json.loads(as_text(answers)), ensure_ascii=False).replace(", ", ",\r\n")
    content = text.encode(coding)
    marked = [content]
    if coding.startswith("utf-16-"):
        marked.append("\ufeff".encode(coding) + content)
    for one in marked:
        path.write_bytes(one)
        assert Work(path).answers == answers and os.listdir(path.parent) == ["my_work.json"]
        for given_back in (one, "\ufeff" + text, one.decode("latin-1") if one[:1] > b"\xef" else text):
            other = Work()
            assert other.give_back(given_back).accepted and other.answers == answers


def test_the_widget_is_given_the_bytes_of_a_file(path):
    widget = saved_work()
    for coding in CODINGS[:4]:
        content = as_text({"02.1": ONE["01.1"]}).encode(coding)
        widget._asked(widget, {"give back": len(content)}, [memoryview(content)])
        assert "Welcome back" in widget.said and "02.1" in work().answers
