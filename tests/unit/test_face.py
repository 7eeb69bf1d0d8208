"""The panel on screen: slider and number box follow the state, speak in words, and send little."""
import csv
import io
import json

import ipywidgets as widgets
import numpy as np
import pytest
from toy import Toy

from mixcond_lessons.classroom import face
from mixcond_lessons.classroom.picture import LivePicture

CONTROL = {control.name: control for control in Toy.controls}


@pytest.fixture
def sent(monkeypatch):
    """Every message any widget sends, as (widget, its updated state)."""
    messages = []

    def note(widget, message, buffers=None):
        if message.get("method") == "update":
            messages.append((widget, message["state"]))
    monkeypatch.setattr(widgets.Widget, "_send", note)
    return messages


@pytest.fixture
def panel():
    """A toy on screen."""
    shown = Toy()
    shown.widget
    return shown


def mover(panel, name):
    """The slider, menu or box of a control."""
    return panel._face.controls[name][0]


def from_page(widget, value):
    """What a student's hand does: the page sends a new value."""
    widget.set_state({"value": value})


def type_in(panel, name, text):
    """Type into the number box of a control."""
    from_page(panel._face.controls[name][1], text)


def picture_messages(sent):
    """The states that the picture was sent."""
    return [state for widget, state in sent if isinstance(widget, LivePicture)]


def test_starts_with_both_layers_the_sentence_and_the_law(panel):
    picture = panel._face.picture
    assert (picture.still, picture.moving) == panel.layers()
    assert (
        picture.sentence == panel.describe()
        and picture.alternative == panel.alternative
        and picture.name == panel.name
    )
    assert picture.law == panel.law_in_words() and picture.numbers == "[]"
    assert panel.widget is panel.widget and panel.ask in panel.widget.children[0].value


def test_folded_controls_and_presets_stand_under_more(panel):
    more = next(child for child in panel.widget.children if isinstance(child, widgets.Accordion))
    assert more.titles == ("More",) and more.selected_index is None
    inside = {id(part) for row in more.children[0].children for part in row.children}
    for name, control in CONTROL.items():
        assert (id(mover(panel, name)) in inside) == control.folded


def test_each_control_has_a_name_with_symbol_and_its_value_with_unit(panel):
    for name, control in CONTROL.items():
        moved, number = panel._face.controls[name]
        if control.numeric:
            assert number.value == control.show(control.default) and not moved.readout
            label = next(row for row in _rows(panel.widget) if moved in row.children).children[0]
            assert label.value == f"{control.label} {control.symbol}".strip()
        else:
            assert number is None and moved.description == control.label


def _rows(box):
    for child in getattr(box, "children", ()):
        if isinstance(child, widgets.HBox):
            yield child
        yield from _rows(child)


@pytest.mark.parametrize("name", [name for name, control in CONTROL.items() if control.numeric])
def test_slider_and_state_are_one(panel, name):
    control = CONTROL[name]
    for index in (0, len(control.grid) // 2, len(control.grid) - 1):
        panel.reset().set(length=0.01, count=0)
        from_page(mover(panel, name), index)
        assert panel.state[name] == control.grid[index] and type(panel.state[name]) is (
            int if control.kind == "integer" else float
        )
        assert panel._face.controls[name][1].value == control.show(control.grid[index])
        panel.reset().set(length=0.01, count=0)
        panel.set(**{name: panel.state[name]})
        panel.set(**{name: int(control.grid[index]) if control.kind == "integer" else control.grid[index]})
        assert mover(panel, name).value == index
    assert mover(panel, name).min == 0 and mover(panel, name).max == len(control.grid) - 1


def test_menu_and_box_follow_and_lead(panel):
    mover(panel, "material").value = 2
    mover(panel, "lines").value = True
    assert panel.state["material"] == 2 and panel.state["lines"] is True
    panel.reset()
    assert mover(panel, "material").value == "ceria" and mover(panel, "lines").value is False


@pytest.mark.parametrize("name, text, value", [
    ("length", "7.5 mm", 7.5e-3), ("length", "3,5 mm", 3.5e-3), ("length", "0,4 cm", 4e-3),
    ("length", "9", 9e-3), ("length", "0.01 m", 0.01), ("oxygen_activity", "1e-18 bar", 1e-18),
    ("oxygen_activity", "3.14e-7", 3.14e-7), ("oxygen_activity", "10^-20", 1e-20), ("count", "2", 2),
    ("count", "0", 0),
])
def test_typed_numbers_are_taken_as_written(panel, name, text, value):
    type_in(panel, name, text)
    assert panel.state[name] == pytest.approx(value, rel=1e-12)
    assert panel._face.controls[name][1].value == CONTROL[name].show(value)
    assert panel._face.picture.sentence == panel.describe()


def test_typed_half_a_millimetre(panel):
    panel.set(count=0)
    type_in(panel, "length", "0,5 mm")
    assert panel.state["length"] == pytest.approx(5e-4) and "0.5 mm" in panel._face.picture.sentence


@pytest.mark.parametrize("name, text, words", [
    ("length", "2 cm", ["length", "2 cm", "0 mm", "10 mm"]), ("length", "much", ["much"]),
    ("length", "5 S", ["S", "mm"]), ("length", "", ["empty"]),
    ("oxygen_activity", "1e-30 bar", ["oxygen pressure", "1e-20 bar", "1 bar"]),
    ("oxygen_activity", "nan", ["nan"]), ("count", "2.5", ["2.5", "whole"]),
    ("count", "-1", ["grains", "0", "9"]), ("length", "9**9**9**9", ["9", "mm"]),
    ("oxygen_activity", "0 bar", ["1e-20 bar"]),
])
def test_what_cannot_be_taken_is_said_and_nothing_moves(panel, sent, name, text, words):
    before, box = (panel.state, panel.layers()), panel._face.controls[name][1]
    type_in(panel, name, text)
    sentence = panel._face.picture.sentence
    assert sentence.startswith(panel.describe()) and all(word in sentence for word in words), sentence
    assert "Error" not in sentence and "could not be solved" not in sentence
    assert (panel.state, panel.layers()) == before and (
        panel._face.picture.still, panel._face.picture.moving,
    ) == before[1]
    assert box.value == CONTROL[name].show(panel.state[name])  # the box shows again what holds
    assert all("moving" not in state and "still" not in state for state in picture_messages(sent))


def test_limits_as_they_are_shown_can_be_typed(panel):
    panel.set(count=0)
    for name, control in CONTROL.items():
        for limit in (control.minimum, control.maximum) if control.numeric else ():
            panel.set(length=0.01, count=0)
            type_in(panel, name, control.show(limit))
            assert panel.state[name] == limit


def test_rule_stops_the_slider_and_says_why(panel, sent):
    from_page(mover(panel, "count"), 9)
    assert panel.state["count"] == mover(panel, "count").value == 5
    assert (
        panel._face.picture.sentence == f"{panel.describe()} (The control stops here: {Toy.rules[0].words}.)"
    )
    assert [state["value"] for widget, state in sent if widget is mover(panel, "count")][
        -1
    ] == 5  # the page's handle goes back
    from_page(mover(panel, "count"), 4)
    assert panel._face.picture.sentence == panel.describe()


@pytest.mark.parametrize("act", [
    lambda panel: from_page(mover(panel, "length"), 20), lambda panel: type_in(panel, "length", "9 mm"),
    lambda panel: setattr(mover(panel, "material"), "value", 2),
    lambda panel: setattr(_jump(panel), "value", "empty"),
    lambda panel: setattr(_jump(panel), "value", "as at first"),
])
def test_a_solve_that_fails_is_said_in_words_and_the_last_picture_stays(panel, monkeypatch, act):
    panel.set(length=0.007)
    before, picture = panel.state, panel.layers()

    def fails(state):
        raise RuntimeError("no root between the contacts")
    monkeypatch.delenv("MIXCOND_DEBUG", raising=False)
    panel.solve = fails
    act(panel)
    sentence = panel._face.picture.sentence
    assert (
        "could not be solved" in sentence
        and "no root between the contacts" in sentence
        and "Traceback" not in sentence
    )
    assert panel.state == before and (panel._face.picture.still, panel._face.picture.moving) == picture
    assert (
        mover(panel, "length").value == CONTROL["length"].nearest(0.007)
        and mover(panel, "material").value == "ceria"
    )
    del panel.solve
    from_page(mover(panel, "length"), 20)
    assert panel.state["length"] == 0.01 and panel._face.picture.sentence == panel.describe()


def test_a_maintainer_can_have_the_traceback(panel, monkeypatch):
    monkeypatch.setenv("MIXCOND_DEBUG", "1")

    def fails(state):
        raise RuntimeError("no root")
    panel.solve = fails
    with pytest.raises(RuntimeError, match="no root"):
        from_page(mover(panel, "length"), 20)


def test_a_move_sends_one_small_message_and_nothing_comes_back(panel, sent):
    for index in (12, 13, 14):
        sent.clear()
        from_page(mover(panel, "length"), index)
        updates = picture_messages(sent)
        assert len(updates) == 1 and set(updates[0]) == {"moving", "sentence", "boxes", "places"}
        assert len(json.dumps(updates[0]).encode()) < 20_000
        number = panel._face.controls["length"][1]
        assert updates[0]["boxes"][number.model_id] == number.value == CONTROL["length"].show(
            panel.state["length"])
        assert len(sent) == 1  # neither the number box nor the handle by themselves
    sent.clear()
    panel.set(length=0.005, count=2)  # from code: both sliders and boxes follow, still one picture
    assert len(picture_messages(sent)) == 1
    assert isinstance(sent[0][0], LivePicture)  # first, so that it need not wait for the boxes
    assert {id(widget) for widget, _ in sent[1:]} == {id(mover(panel, name)) for name in ("length", "count")}
    for name in ("length", "count"):
        number = panel._face.controls[name][1]
        assert sent[0][1]["boxes"][number.model_id] == number.value == CONTROL[name].show(panel.state[name])
    sent.clear()
    panel.set(length=0.005)
    assert all(not isinstance(widget, (widgets.IntSlider, widgets.Text)) for widget, _ in sent)


def test_a_rescaling_move_sends_both_layers_in_one_message(panel, sent):
    from_page(mover(panel, "reach"), 3)
    updates = picture_messages(sent)
    assert len(updates) == 1 and {"still", "moving"} <= set(updates[0])


def test_what_was_typed_over_is_sent_back_to_the_box(panel, sent):
    from_page(mover(panel, "length"), 12)
    number, right = panel._face.controls["length"][1], CONTROL["length"].show(panel.state["length"])
    # Neither changes the state, so the picture has no new text for the box.
    for typed in ("nonsense", "1e9 m"):
        sent.clear()
        type_in(panel, "length", typed)
        assert number.value == right and (number, {"value": right}) in sent


def test_numbers_are_only_sent_while_someone_looks(panel, sent):
    from_page(mover(panel, "length"), 12)
    assert panel._face.picture.numbers == "[]" and all(
        "numbers" not in state for state in picture_messages(sent)
    )
    panel._face.picture.set_state({"unfolded": True})
    sent_now = json.loads(panel._face.picture.numbers)
    tables = {table["name"]: table["tabbed"].splitlines() for table in sent_now}
    assert set(tables) == set(panel.data())
    for name, table in panel.data().items():
        head, *rows = [line.split("\t") for line in tables[name]]
        assert head == list(table) and len(rows) == max(column.size for column in table.values())
        for place, column in enumerate(table.values()):
            assert [float(row[place]) for row in rows[: column.size]] == pytest.approx(
                column.tolist(), rel=1e-5
            )
    sent.clear()
    from_page(mover(panel, "length"), 13)
    assert [set(state) for state in picture_messages(sent)] == [
        {"moving", "sentence", "numbers", "boxes", "places"}
    ]
    panel._face.picture.set_state({"unfolded": False})
    sent.clear()
    from_page(mover(panel, "length"), 14)
    assert [set(state) for state in picture_messages(sent)] == [{"moving", "sentence", "boxes", "places"}]


@pytest.mark.parametrize("between", [",", "\t"])
def test_a_column_name_with_a_comma_or_a_quote_stays_one_field(between):
    table = {"low face, rounded (%)": np.array([1.5, 2.0]), 'the "slow"; one': np.array([3.0])}
    rows = list(csv.reader(io.StringIO(face._written(table, between)), delimiter=between))
    assert rows == [list(table), ["1.5", "3"], ["2", ""]]


def test_what_must_stay_the_same_is_computed_and_sent_only_while_someone_looks(panel, sent, monkeypatch):
    asked, conserved = [], panel.conserved

    def noted(state, tables):
        asked.append(state.length)
        return conserved(state, tables)
    monkeypatch.setattr(panel, "conserved", noted)
    from_page(mover(panel, "length"), 12)
    assert asked == [] and panel._face.picture.kept == "[]"
    panel._face.picture.set_state({"kept_unfolded": True})
    assert json.loads(panel._face.picture.kept) == [["the curve ends at the length", "exactly"]]
    monkeypatch.setattr(panel, "conserved", lambda state, tables: {"length": 1e-3 * state.length})
    sent.clear()
    from_page(mover(panel, "length"), 13)
    assert [set(state) for state in picture_messages(sent)] == [
        {"moving", "sentence", "kept", "boxes", "places"}
    ]
    assert json.loads(panel._face.picture.kept) == [["length", "to 6 parts in 10⁶"]]
    panel._face.picture.set_state({"kept_unfolded": False})
    sent.clear()
    from_page(mover(panel, "length"), 14)
    assert [set(state) for state in picture_messages(sent)] == [{"moving", "sentence", "boxes", "places"}]


def _jump(panel):
    return next(
        child
        for row in _rows(panel.widget)
        for child in row.children
        if isinstance(child, widgets.Dropdown) and child.description == "jump to"
    )


def test_presets_jump_and_reset(panel):
    jump = _jump(panel)
    assert jump.options == ("", "as at first", *Toy.presets)
    jump.value = "long"
    assert panel.state == Toy().preset("long").state and jump.value == ""
    jump.value = "as at first"
    assert panel.state == Toy().state and jump.value == ""


def test_play_advances_only_what_plays(panel):
    plays = [part for row in _rows(panel.widget) for part in row.children if isinstance(part, widgets.Play)]
    assert len(plays) == 1 and (plays[0].min, plays[0].max) == (0, mover(panel, "count").max)


def test_observers_do_not_pile_up(panel):
    def observers():
        return [len(mover(panel, name)._trait_notifiers["value"]["change"]) for name in CONTROL]
    before = observers()
    for index in range(10, 20):
        from_page(mover(panel, "length"), index)
    assert observers() == before


def test_a_jump_names_its_state_only_where_it_arrived(panel, monkeypatch):
    def jumps(widget):
        found = [widget] if isinstance(widget, widgets.Dropdown) and widget.description == "jump to" else []
        return found + [one for child in getattr(widget, "children", ()) for one in jumps(child)]
    panel.widget
    jump, = jumps(panel._face.box)
    name = next(iter(panel.presets))
    jump.value = name
    assert f"(State: {name}.)" in panel._face.picture.sentence and panel._face.more.selected_index is None

    def refuse(name):
        raise ValueError("not today")
    monkeypatch.setattr(panel, "preset", refuse)
    jump.value = name
    assert "not today" in panel._face.picture.sentence and "State:" not in panel._face.picture.sentence


def from_page_asked(panel, **places):
    """What a page sends that has had no answer: where its handles stand."""
    content = {"handles": {mover(panel, name).model_id: place for name, place in places.items()}}
    panel._face.picture._handle_custom_msg(content, [])


def test_a_page_that_lost_an_answer_is_sent_all_of_it_anew(panel, sent):
    from_page(mover(panel, "length"), 13)
    sent.clear()
    from_page_asked(panel, length=13, oxygen_activity=mover(panel, "oxygen_activity").value)
    (state,) = picture_messages(sent)
    assert state["moving"] == panel.layers()[1] and state["sentence"] == panel.describe()
    assert state["places"][mover(panel, "length").model_id] == 13


def test_a_move_that_was_lost_is_made_when_the_page_asks(panel, sent):
    from_page_asked(panel, length=13)
    assert panel.state["length"] == CONTROL["length"].grid[13]
    assert all(state["places"][mover(panel, "length").model_id] == 13 for state in picture_messages(sent))
    panel._face.picture._handle_custom_msg({"another": 1}, [])
    assert panel.state["length"] == CONTROL["length"].grid[13]
