"""The log-axis trainer: sound items, the right slip named, and no answer given away."""
import math
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from mixcond_lessons.chapters.start_here.ruler import LogRuler, decades_between
from mixcond_lessons.classroom import quantity
from mixcond_lessons.classroom.trainer import LogAxisTrainer, drill_picture, drill_question

ITEMS = pytest.mark.parametrize("number", range(60))


@ITEMS
def test_item_is_sound_and_always_the_same(number):
    item, drawn = drill_question(number)
    assert item.faults() == []
    again, drawn_again = drill_question(number)
    assert (
        drawn_again == drawn
        and again.answer() == item.answer()
        and [slip.value() for slip in again.slips] == [slip.value() for slip in item.slips]
    )


@ITEMS
def test_right_is_right_and_each_slip_gets_its_hint(number):
    item, _ = drill_question(number)
    answer = item.answer()
    assert item.judge(answer).state == "right"
    assert item.judge(quantity.show(answer, "1", 3)).state == "right"
    for slip in item.slips:
        feedback = item.judge(slip.value())
        assert (feedback.state, feedback.text, slip.misconception) == ("not yet", slip.hint, "M13")


@ITEMS
def test_answer_follows_from_what_is_drawn(number):
    item, (kind, first, second) = drill_question(number)
    if kind == "ruler":
        assert first < second < 10 * first and item.answer() == second
        linear = first + 9 * first * math.log10(second / first)
        assert [slip.value() for slip in item.slips if slip.name == "linear reading"] == [
            pytest.approx(linear)
        ]
    elif kind == "pair":
        assert item.answer() == pytest.approx(second / first)
    else:
        assert item.answer() == second
    assert (kind == "line") == ("slope" in item.prompt)


def test_items_differ_and_all_kinds_come():
    items = [drill_question(number) for number in range(60)]
    assert {drawn[0] for _, drawn in items} == {"ruler", "line", "pair"}
    assert len({drawn for _, drawn in items}) > 30
    assert len({item.prompt for item, _ in items[:3]}) == 3


@pytest.mark.parametrize("number", range(12))
def test_picture_does_not_carry_the_answer_as_text(number):
    item, drawn = drill_question(number)
    picture = drill_picture(*drawn)
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    written = [
        text.strip().strip("$") for text in re.findall(r"<!--(.*?)-->", picture)
    ]  # what the glyph paths spell
    assert written and "<text" not in picture
    for form in {
        f"{item.answer():g}", quantity.show(item.answer(), "1"), quantity.show(item.answer(), "1", 2),
    }:
        assert form not in written


@pytest.mark.parametrize("number", range(3))
def test_picture_cannot_restyle_the_page(number):
    trainer = LogAxisTrainer(number)
    shown = trainer._picture.value
    assert (
        shown.startswith('<div class="mixcond-window"><img ')
        and f'alt="{trainer.item.prompt}"' in shown
        and "<svg" not in shown
        and "<style" not in shown
    )


def test_trainer_asks_listens_and_moves_on():
    trainer = LogAxisTrainer()
    for number in range(4):
        item, _ = drill_question(number)
        assert (
            trainer.number == number
            and item.prompt in trainer._task.value
            and trainer._reply.value == ""
            and trainer._box.value == ""
        )
        trainer._box.value = repr(float(item.slips[0].value()))
        assert "Not yet:" in trainer._reply.value and 'role="status"' in trainer._reply.value
        trainer._box.value = repr(float(item.answer()))
        assert "Right:" in trainer._reply.value and "Not yet" not in trainer._reply.value
        trainer.show()
        assert item.judge(trainer._reply.value.split("</strong> ")[1].split(",")[0]).state == "right"
        assert trainer.answer("<b>much</b>").state == "unreadable" and "<b>much" not in trainer._reply.value
        trainer.next()
    assert trainer._repr_mimebundle_()["text/plain"].startswith("Log-axis trainer:")


def test_ruler_shows_equal_steps_for_equal_factors():
    ruler = LogRuler(value=0.03, factor=5)
    start, end = np.log10(ruler.data()["step"]["number"])
    assert end - start == pytest.approx(decades_between(5, 1)) == pytest.approx(math.log10(5))
    ruler.set(value=3e-6)
    assert np.diff(np.log10(ruler.data()["step"]["number"]))[0] == pytest.approx(end - start)


@pytest.mark.parametrize("value", [1e-6, 1e-5, 9.99e-4, 1e-3, 0.3, 1.0])
def test_ruler_names_the_decade(value):
    mark = {name: float(column[0]) for name, column in LogRuler(value=value).data()["mark"].items()}
    assert (
        mark["decade below"] <= value * (1 + 1e-9)
        and value < mark["decade above"]
        and mark["decade above"] == pytest.approx(10 * mark["decade below"])
    )
    assert mark["decade below"] * 10 ** (mark["way to the next decade (%)"] / 100) == pytest.approx(value)
