"""The work that a page keeps is that of a notebook: the same file, read and merged by the same rules."""
import json
import random
from datetime import datetime, timedelta

import pytest
from in_node import in_node

from mixcond_lessons.classroom import saved, work_text

SHELF = """const shelf = () => { const kept = new Map(); return {
    getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => { kept.set(name, text); } }; };"""
NAMES = ["a", "b", "share_from_conductivities", "01.3", "µ ₂", "__proto__", "constructor", "1"]
TIMES = ["2024-02-29T10:00:00.000000Z", "2025-01-01T00:00:00.000001Z", "2025-01-01T00:00:00.000999Z",
         "2026-12-31T23:59:59.999999Z", "0001-01-01T00:00:00.000000Z"]
ODD_TIMES = ["2025-02-30T10:00:00.000000Z", "2025-01-01T24:00:01.000000Z", "2025-01-01", "",
             "9999-01-01T00:00:00.000000Z", "0000-01-01T00:00:00.000000Z", "2025-13-01T00:00:00.000000Z"]


def program(text):
    return SHELF + text


def table(dice, fields, times=TIMES):
    """A random table of saved work."""
    values = {"given": ["c", "0,5 S/cm", "5", ""], "expected": ["more", "less", "3"],
              "state": work_text.STATES, "when": times}
    return {name: {field: dice.choice(values[field]) for field in fields}
            for name in dice.sample(NAMES, dice.randrange(len(NAMES) + 1))}


def tables(dice, times=TIMES):
    return [table(dice, ["given", "state", "when"], times), table(dice, ["expected", "when"], times)]


def test_what_a_page_takes_home_is_read_without_an_odd_entry():
    home = in_node("progress.js", program("""
        const work = new book.Progress({}, shelf());
        for (const [key, written, state] of given) work.recordAnswer(key, written, state);
        work.recordPrediction("polarization.blocking", "it falls");
        return work.takeHome();"""), [
        ["share", "0,5", "not yet"], ["share", "0.98", "right"], ["dots", "…", "blank"],
        ["letter", "c) “salt” µ☂", "right"], ["long", "x" * 1000, "unreadable"], ["__proto__", "1", "right"]])
    found = work_text.parse(home)
    assert (found.odd, found.damaged, found.version) == (0, False, work_text.VERSION)
    assert set(found.answers) == {"share", "letter", "long", "__proto__"}  # blank is not kept
    assert found.answers["share"]["given"] == "0.98" and found.answers["share"]["state"] == "right"
    assert len(found.answers["long"]["given"]) == work_text.LONGEST_TEXT
    assert found.predictions["polarization.blocking"]["expected"] == "it falls"
    kept = saved.Work()
    assert kept.give_back(home).accepted and kept.answers == found.answers


def test_two_tables_become_one_as_in_a_notebook():
    dice = random.Random(7)
    pairs = [(table(dice, fields), table(dice, fields)) for _ in range(300)
             for fields in (["given", "state", "when"], ["expected", "when"])]
    ours = in_node("progress.js", "return given.map(([ours, theirs]) => book.merged(ours, theirs));", pairs)
    assert ours == [work_text.merged(*pair) for pair in pairs]
    assert any(set(pair[0]) & set(pair[1]) for pair in pairs)


def test_a_file_is_read_as_in_a_notebook():
    dice = random.Random(8)
    texts = []
    for number in range(300):
        answers, predictions = tables(dice, TIMES + ODD_TIMES[:dice.randrange(len(ODD_TIMES))])
        content = {"format": work_text.FORMAT, "version": dice.choice((1, 2, 2, 2, 3, None)),
                   "answers": answers, "predictions": predictions}
        if number % 5 == 0:
            place = dice.choice(("answers", "more", "format", "predictions"))
            content[place] = dice.choice(([], 5, "x", None))
        for entry in [*answers.values(), *predictions.values()][:dice.choice((0, 0, 0, 2))]:
            entry[dice.choice(("given", "more", "state"))] = dice.choice((3, "right", "blank", "x" * 301))
        texts.append(json.dumps(content))
    texts += ["[]", "5", "null", "\ufeff" + texts[1], '{"format": "another"}', "x" * 1_000_001]
    read = """return given.map((text) => { try { return book.parseWork(text); }
        catch (reason) { return reason.message; } });"""
    for text, found in zip(texts, in_node("progress.js", read, texts), strict=True):
        try:
            wanted = work_text.parse(text)
        except work_text.Refused as reason:
            # A notebook looks for pieces in a long text that is no JSON; the page says what it is.
            assert found == str(reason), text[:200]
        else:
            assert found == {"answers": wanted.answers, "predictions": wanted.predictions, "odd": wanted.odd}


def test_bringing_work_back_loses_nothing_and_refuses_what_is_not_ours():
    dice = random.Random(9)
    first, second = tables(dice), tables(dice)
    said = in_node("progress.js", program("""
        const work = new book.Progress({}, shelf());
        const before = work.takeHome();
        const refused = ["", "half {", '{"format": "x"}', "[1]"].map((text) => work.bringBack(text));
        const unchanged = work.takeHome() === before;
        const taken = given.map((text) => work.bringBack(text));
        return { refused, unchanged, taken, home: work.takeHome() };"""),
        [work_text.written(*first), work_text.written(*second)])
    assert said["unchanged"] and not any(one["accepted"] for one in said["refused"])
    assert all(one["text"].startswith("This file was not taken. It ") for one in said["refused"])
    assert said["taken"][0] == {
        "accepted": True,
        "text": f"Welcome back. In the file: answers {len(first[0])}, predictions {len(first[1])}."}
    found = work_text.parse(said["home"])
    assert found.answers == work_text.merged(first[0], second[0])
    assert found.predictions == work_text.merged(first[1], second[1])


def test_names_of_version_1_become_those_of_today():
    entries = {"01.3": {"given": "5", "state": "right", "when": TIMES[0]},
               "share": {"given": "6", "state": "right", "when": TIMES[1]}}
    text = json.dumps({"format": work_text.FORMAT, "version": 1, "answers": entries, "predictions": {}})
    found = in_node("progress.js", "return book.parseWork(given, { answers: { '01.3': 'share' } });", text)
    assert found["answers"] == work_text.renamed(entries, {"01.3": "share"}) == {"share": entries["share"]}


def test_what_is_done_now_is_later_than_what_it_replaces():
    ahead = (datetime(2031, 5, 6, 7, 8, 9, 999_999)).isoformat(timespec="microseconds") + "Z"
    times = [None, "2020-01-01T00:00:00.000000Z", ahead, ahead.replace("999999", "123999")]
    stamps = in_node("progress.js", """const now = new Date("2026-01-02T03:04:05.678Z");
        return given.map((when) => book.stampAfter(when && { when }, now));""", times)
    assert stamps[:2] == ["2026-01-02T03:04:05.678000Z"] * 2
    for given, stamp in zip(times[2:], stamps[2:], strict=True):
        assert datetime.fromisoformat(stamp) == datetime.fromisoformat(given) + timedelta(microseconds=1)


@pytest.mark.parametrize("broken", [
    "null", "undefined", "{ getItem() { throw new Error(); }, setItem() { throw new Error(); } }",
    "{ getItem: () => null, setItem() { throw new Error('full'); } }"])
def test_a_browser_that_keeps_nothing_does_not_stop_the_page(broken):
    said = in_node("progress.js", f"""const work = new book.Progress({{}}, {broken});
        work.recordAnswer("share", "5", "right"); return [work.warning, work.takeHome()];""", None)
    assert said[0].startswith("This browser does not keep your work.")
    assert work_text.parse(said[1]).answers["share"]["given"] == "5"
    assert "undefined" not in said[1]


def test_two_pages_do_not_overwrite_each_other():
    both = in_node("progress.js", program("""
        const place = shelf(), one = new book.Progress({}, place), other = new book.Progress({}, place);
        one.recordAnswer("a", "1", "right"); other.recordAnswer("b", "2", "not yet");
        return [new book.Progress({}, place).takeHome(), other.warning];"""), None)
    assert set(work_text.parse(both[0]).answers) == {"a", "b"} and not both[1]


def test_work_of_a_newer_course_is_left_as_it_is_and_damaged_work_begun_anew():
    newer = json.dumps({"format": work_text.FORMAT, "version": 3, "answers": {}, "predictions": {}})
    for text, left in ((newer, True), ("half {", False)):
        kept, warning = in_node("progress.js", program("""
            const place = shelf(); place.setItem("mixcond_lessons work", given);
            const work = new book.Progress({}, place); work.recordAnswer("a", "1", "right");
            return [place.getItem("mixcond_lessons work"), work.warning];"""), text)
        assert (kept == text) == left and bool(warning) == left
