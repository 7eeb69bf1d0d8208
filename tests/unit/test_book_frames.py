"""A panel as frames: each shows what the panel itself shows there, and what repeats is kept once."""
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from toy import Toy

from mixcond_lessons import panels
from mixcond_lessons.book.frames import (
    AS_AT_FIRST,
    FULL,
    Detail,
    Recorder,
    places_of,
    thinned,
    with_steps,
)
from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.controls import Rule, logarithmic

COARSE = Detail((5, 3), (3, 2), (3, 2), (3, 2))


@pytest.fixture(scope="module")
def recorded():
    return json.loads(json.dumps(Recorder(Toy(), COARSE).record()))


def frames_of(recorded, state, moves):
    sweeps = recorded["states"][state]["sweeps"]
    return next(sweep for sweep in sweeps if sweep["moves"] == moves)


def picture(recorded, frame, size="desk"):
    texts = recorded["texts"][size]
    still, *moving = frame[size]
    return ["".join(texts[int(number)] for number in texts[still].split()),
            "".join(texts[number] for number in moving)]


def points(line):
    """The corners of a path, whether written as places or as steps."""
    numbers = np.array(re.findall(r"-?[0-9]*\.?[0-9]+", line), float).reshape(-1, 2)
    return np.cumsum(numbers, axis=0) if line.startswith("m") else numbers


def paths(picture):
    return [points(line) for line in re.findall(r' d="([mM][^a-zA-Z]+(?:L[^a-zA-Z]+)*)"', picture)]


def test_a_frame_shows_what_the_panel_shows_there(recorded):
    sweep = frames_of(recorded, 0, [1])
    words = recorded["controls"][1]["words"]
    for place, frame in zip(sweep["at"][0], sweep["frames"], strict=True):
        panel = Toy()
        activity = next(value for value in panel.controls[1].grid
                        if panel.controls[1].show(value) == words[place])
        panel.set(oxygen_activity=float(activity))
        assert recorded["texts"]["words"][frame["sentence"]] == panel.describe()
        assert frame["places"][1] == place
        _, moving = panel.layers()
        mine, theirs = paths(picture(recorded, frame)[1]), paths(moving)
        assert len(mine) == len(theirs) > 0
        for one, other in zip(mine, theirs, strict=True):
            np.testing.assert_allclose(one, other, atol=0.051)


def test_the_numbers_of_a_frame_are_the_panels_to_four_digits(recorded):
    frame = frames_of(recorded, 0, [0])["frames"][-1]
    panel = Toy().set(length=0.01)
    columns = json.loads(recorded["texts"]["words"][frame["columns"]])
    for (table, column), number in zip(columns, frame["numbers"], strict=True):
        values = [float(text) for text in recorded["texts"]["numbers"][number].split(",")]
        np.testing.assert_allclose(values, panel.data()[table][column], rtol=6e-4)


def test_a_rule_stops_a_slider_and_says_why(recorded):
    sweep = frames_of(recorded, 0, [2])
    last = sweep["frames"][-1]
    stopped = Toy()
    assert stopped.move("count", 9)
    assert last["places"][2] == sweep["at"][0].index(min(sweep["at"][0], key=lambda place: abs(
        int(recorded["controls"][2]["words"][place].split()[0]) - stopped.state["count"])))
    assert "The control stops here: grains of 1 mm must fit" in recorded["texts"]["words"][last["sentence"]]
    assert "stops" not in recorded["texts"]["words"][sweep["frames"][0]["sentence"]]


def test_every_named_state_and_two_sliders_together_are_there(recorded):
    assert [state["name"] for state in recorded["states"]] == [AS_AT_FIRST, "long", "empty"]
    together = frames_of(recorded, 0, [0, 1])
    assert len(together["frames"]) == len(together["at"][0]) * len(together["at"][1])
    places = {tuple(frame["places"][:2]) for frame in together["frames"]}
    assert len(places) == len(together["frames"])
    for state in recorded["states"]:
        for sweep in state["sweeps"]:
            for axis, at in zip(sweep["moves"], sweep["at"], strict=True):
                assert state["home"][axis] in at, "a slider can always go back"


class WithAChoice(Toy):
    """The toy with its material in the open, and a named state off the slider's places."""

    controls = tuple(replace(control, folded=control.name in ("lines", "reach")) for control in Toy.controls)
    presets = {"odd": {"length": 0.00712}}


def test_a_named_state_keeps_its_exact_value():
    recorded = Recorder(WithAChoice(), COARSE).record()
    assert recorded["controls"][0]["words"][recorded["states"][1]["home"][0]] == "7.12 mm"


def test_with_another_choice_the_others_move_too():
    recorded = Recorder(WithAChoice(), COARSE).record()
    (variant,) = [state for state in recorded["states"] if "chosen" in state]
    index, place = variant["chosen"]
    assert recorded["controls"][index]["words"][place] == "8YSZ" and variant["name"] == ""
    for sweep in variant["sweeps"]:
        if sweep["moves"] != [index]:
            assert {frame["places"][index] for frame in sweep["frames"]} == {place}


class WithAForbiddenChoice(WithAChoice):
    """Here the other material is not to be had in a bar of 5 mm."""

    rules = (Rule("8YSZ comes in bars of 1 mm", lambda s: s.material == "ceria" or s.length < 2e-3),)
    presets = {}


def test_a_choice_that_a_rule_forbids_says_so_and_is_no_state():
    recorded = Recorder(WithAForbiddenChoice(), COARSE).record()
    assert [state["name"] for state in recorded["states"]] == [AS_AT_FIRST]
    index = [control["label"] for control in recorded["controls"]].index("material")
    sentences = [recorded["texts"]["words"][frame["sentence"]]
                 for frame in frames_of(recorded, 0, [index])["frames"]]
    assert any("The control stops here: 8YSZ comes in bars of 1 mm." in sentence for sentence in sentences)


def test_two_sliders_meet_at_whole_decades():
    control = logarithmic("conductivity", "conductivity", 1e-9, 1e3, 3e-4, per_decade=10, unit="S/cm")
    places = places_of(control, [3e-4], 61)
    assert [places.in_words()[place] for place in places.decades()][:2] == ["1e-9 S/cm", "1e-8 S/cm"]
    assert len(places.decades()) == 13


def test_the_hall_has_letters_of_its_own_and_leaves_the_desk_as_it_was(recorded):
    frame = frames_of(recorded, 0, [0])["frames"][0]
    desk, hall = picture(recorded, frame)[0], picture(recorded, frame, "hall")[0]
    assert f'viewBox="0 0 {style.DESK.width} ' in desk
    assert f'viewBox="0 0 {style.HALL.width} ' in hall
    assert not style.in_lecture_mode()


def test_what_is_folded_comes_last_and_moves_at_the_first_state_alone(recorded):
    assert [(control["label"], control["folded"]) for control in recorded["controls"]] == [
        ("length L", False), ("oxygen pressure pO₂", False), ("grains", False),
        ("material", True), ("fine lines", True), ("reach of the axis", True)]
    counts = [[len(sweep["frames"]) for sweep in state["sweeps"][3:6]] for state in recorded["states"]]
    assert counts[0][0] == 2 and min(counts[0]) >= 2
    for others in counts[1:]:
        assert others == [2, 1 if recorded["controls"][4]["kind"] != "switch" else 2, 1]


def test_a_folded_control_shows_what_the_panel_shows_there(recorded):
    sweep = frames_of(recorded, 0, [3])
    for material, frame in zip(("ceria", 2), sweep["frames"], strict=True):
        assert recorded["texts"]["words"][frame["sentence"]] == Toy().set(material=material).describe()


def test_what_repeats_is_kept_once(recorded):
    for texts in recorded["texts"].values():
        assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("line, steps", [
    ("M 10.04 20.50 L 10.14 0.05 L -3.20 10.00 ", "m10 20.5 .1 -20.5 -13.3 10"),
    ("M 1.00 2.00 L 1.00 2.00 M 5.00 5.00 L 6.00 5.00 ", "m1 2 0 0 m4 3 1 0"),
])
def test_lines_are_written_as_steps(line, steps):
    assert with_steps(f'<path d="{line}"/>') == f'<path d="{steps}"/>'


def test_what_is_no_plain_line_stays():
    curve = '<path d="M 1 2 Q 3 4 5 6 z"/><path d="M 1.00 2.00 L 3.00 4.00 z"/>'
    assert with_steps(curve) == curve


@pytest.mark.parametrize("count, most, needed", [
    (301, 61, [17]), (5, 61, [2]), (2, 3, [1]), (500, 21, [499])])
def test_thinned_places_keep_both_ends_and_what_is_needed(count, most, needed):
    kept = thinned(count, most, needed)
    assert kept[0] == 0 and kept[-1] == count - 1 and set(needed) <= set(kept)
    assert len(kept) <= most + len(needed) + 1
    assert max(np.diff(kept), default=1) <= max(1, -(-(count - 1) // (most - 1)))


def test_a_draft_keeps_the_named_places_alone():
    assert thinned(301, 1, [17]) == [17]


def test_a_full_slider_is_fine_and_one_that_draws_axes_anew_coarse():
    assert FULL.first[False] > 2 * FULL.first[True]


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel.name)
def test_every_panel_of_the_course_can_stand_at_each_choice_and_at_both_ends(panel):
    recorder = Recorder(panel())
    for places in recorder.placed:
        for value in (places.values if not places.control.numeric else (places.values[0], places.values[-1])):
            recorder._move(recorder.opening, {places.control.name: value})
            assert places.nearest(recorder.panel.state[places.control.name]) in range(len(places.values))
