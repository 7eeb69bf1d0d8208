"""Lecture mode: what a back row can read, in every panel, and the way back."""
import weakref

import matplotlib.text
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from toy import Toy

import mixcond_lessons
from mixcond_lessons.classroom import panel as panel_module
from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.layers import moving_layer
from mixcond_lessons.classroom.lecture import lecture

WIDTH, LETTERS, LINES = (
    1100, 24, 3,
)  # the width of a panel on a 1280 px screen; smallest letters and thinnest lines, in px
EVERY = pytest.mark.parametrize("panel_class", [Toy, *mixcond_lessons.panels()], ids=lambda panel: panel.name)


@pytest.fixture(autouse=True)
def only_the_panels_of_this_test(monkeypatch):
    """Lecture mode redraws every panel alive in the kernel; those of other tests need not be."""
    monkeypatch.setattr(panel_module, "_alive", weakref.WeakSet())


@pytest.fixture
def hall(capsys):
    """Lecture mode on, and off again whatever happens."""
    lecture(True)
    yield
    lecture(False)


def looks(panel):
    """The panel at its defaults, with each choice and switch, with each rescaling control at its limits."""
    yield panel.reset()
    for control in panel.controls:
        values = (
            control.options or (True, False)
            if not control.numeric
            else (control.minimum, control.maximum)
            if control.rescales
            else ()
        )
        for value in values:
            panel.reset()
            if not panel._broken({**panel.state, control.name: value}):
                yield panel.set(**{control.name: value})


def visible_texts(figure):
    """Every text that is drawn."""
    return [
        text
        for text in figure.findobj(matplotlib.text.Text)
        if text.get_visible() and text.get_text().strip() and (text.axes is None or text.axes.get_visible())
    ]


@EVERY
def test_letters_and_lines_are_large_enough_for_the_back_row(panel_class, hall):
    panel = panel_class()
    for shown in looks(panel):
        figure = shown.figure
        scale = WIDTH / figure.bbox.width
        assert figure.dpi == 72  # so that a point is a pixel of the picture
        small = {
            text.get_text(): text.get_fontsize() * scale
            for text in visible_texts(figure)
            if text.get_fontsize() * scale < LETTERS
        }
        assert not small, (shown.state, small)
        carriers = {style_of.colour for style_of in style.CARRIERS}
        for line in (
            line
            for axes in figure.axes
            for line in axes.get_lines()
            if line.get_visible() and line.get_linestyle() not in ("None", "none", "")
        ):
            # What shows a result; grey lines of reference may be thinner, but not hairlines.
            needed = LINES if line in shown.moving and line.get_color() in carriers else LINES * 2 / 3
            assert line.get_linewidth() * scale >= needed, (
                shown.state, line.get_gid(), line.get_color(), line.get_linestyle(),
            )


@EVERY
@pytest.mark.parametrize("on", [False, True], ids=["desk", "hall"])
def test_titles_and_labels_lie_inside_the_picture_and_apart(panel_class, on, capsys):
    lecture(on)
    try:
        for shown in looks(panel_class()):
            figure = shown.figure
            renderer = FigureCanvasAgg(figure).get_renderer()
            parts = [
                part
                for axes in figure.axes
                if axes.get_visible()
                for part in (
                    axes.title, axes._left_title, axes._right_title, axes.xaxis.label, axes.yaxis.label,
                )
                if part.get_visible() and part.get_text()
            ]
            boxes = [(part.get_text(), part.get_window_extent(renderer)) for part in parts]
            for text, box in boxes:
                assert (
                    box.x0 >= -1
                    and box.x1 <= figure.bbox.x1 + 1
                    and box.y0 >= -1
                    and box.y1 <= figure.bbox.y1 + 1
                ), (text, "is cut off", shown.state)
            for place, (text, box) in enumerate(boxes):
                for other, another in boxes[place + 1:]:
                    assert not box.overlaps(another), (text, "overlaps", other, shown.state)
    finally:
        lecture(False)


@EVERY
def test_goes_back_to_the_desk(panel_class, capsys):
    panel = panel_class()

    def seen():
        return tuple(panel.figure.bbox.size), moving_layer(panel.figure, panel.moving), panel.describe()
    before = seen()
    lecture(True)
    assert panel.describe() == before[-1] and tuple(panel.figure.bbox.size) == (
        style.HALL.width, style.HALL.height,
    )
    lecture(False)
    assert seen() == before


def test_panels_on_screen_change_at_once_and_keep_their_state(capsys):
    panel = Toy(length=0.008)
    panel.widget
    picture, state = panel._face.picture, panel.state
    lecture(True)
    assert (
        f"{style.HALL.width} {style.HALL.height}" in picture.still[:200]
        and "mixcond-hall" in panel.widget._dom_classes
    )
    assert panel.state == state and style.in_lecture_mode()
    assert "Lecture mode is on" in capsys.readouterr().out
    lecture(False)
    assert (
        f"{style.DESK.width} {style.DESK.height}" in picture.still[:200]
        and "mixcond-hall" not in panel.widget._dom_classes
    )
    assert "off" in capsys.readouterr().out


def test_panels_to_come_are_large_too(hall):
    figure = Toy().figure
    assert tuple(figure.bbox.size) == (style.HALL.width, style.HALL.height)
    assert np.median([text.get_fontsize() for text in visible_texts(figure)]) == style.HALL.text


def test_the_package_hands_it_out(capsys):
    mixcond_lessons.lecture()
    assert style.in_lecture_mode()
    mixcond_lessons.lecture(False)
    assert not style.in_lecture_mode()
