"""A long solve: started by a button, with progress, and stoppable, while the last good picture stays."""
import asyncio

import numpy as np
import pytest

from mixcond_lessons.classroom.controls import integer
from mixcond_lessons.classroom.panel import Panel


class Squares(Panel):
    """Adds up squares, one at a time."""

    name = "toy.squares"
    ask = "How large is the sum of the first squares?"
    alternative = "The sum of the first squares against their number."
    takes_long = True
    controls = (integer("count", "how many", 1, 50, 5),)

    def work(self, state):
        sums = []
        for number in range(1, state.count + 1):
            sums.append(number ** 2 + (sums[-1] if sums else 0))
            if state.count == 13:
                raise ValueError("thirteen brings bad luck")
            yield number / state.count
        return {"sum": {"number": np.arange(1, state.count + 1), "sum": sums}, "now": {"total": sums[-1]}}

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 50), ylim=(0, 5e4))
        self.curve(axes, "sum", "number", "sum")

    def say(self, state, words):
        return f"The first squares add up to {words['total']}."


@pytest.fixture
def face():
    panel = Squares()
    panel.widget
    return panel._face


def slide(face, count):
    face.controls["count"][0].value = count - 1


def test_set_from_code_solves_at_once(face):
    face.panel.set(count=10)
    assert face.panel.describe() == "The first squares add up to 385."  # n(n+1)(2n+1)/6
    assert face.controls["count"][0].value == 9


def test_a_slider_waits_for_the_button(face):
    before = face.picture.moving
    slide(face, 20)
    assert face.panel.state == {"count": 5} and face.picture.moving == before
    assert "Press Solve" in face.picture.sentence and face.controls["count"][1].value == "20"

    async def press():
        face.long.start()
        await face.long.task
    asyncio.run(press())
    assert face.panel.state == {"count": 20} and face.long._progress.value == 1
    assert face.picture.sentence == "The first squares add up to 2870." and face.picture.moving != before


def test_stop_keeps_the_last_good_picture(face):
    before = face.picture.moving
    slide(face, 50)

    async def press_and_stop():
        face.long.start()
        for _ in range(5):
            await asyncio.sleep(0)
        assert 0 < face.long._progress.value < 1
        face.long.stop()
        await asyncio.gather(face.long.task, return_exceptions=True)
    asyncio.run(press_and_stop())
    assert (
        "Stopped" in face.picture.sentence
        and face.picture.moving == before
        and face.panel.state == {"count": 5}
    )
    assert not face.long._start.disabled and face.long._halt.disabled


def test_a_failure_is_said_in_words(face):
    slide(face, 13)

    async def press():
        face.long.start()
        await face.long.task
    asyncio.run(press())
    assert "thirteen brings bad luck" in face.picture.sentence and face.panel.state == {"count": 5}


def test_progress_never_runs_backwards():
    panel = Squares()
    steps = list(panel.work_on({"count": 30}))
    assert steps == sorted(steps) and steps[-1] == 1
