"""Names of curves that keep off the lines, in the panels that ask for it."""
import inspect

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from toy import Toy

import mixcond_lessons
from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.label_places import STEP, free_place, points_of
from mixcond_lessons.classroom.style import house_style

CAREFUL = [panel for panel in mixcond_lessons.panels() if "clear=True" in inspect.getsource(panel)]


def scene():
    figure = Figure(figsize=(6, 4), dpi=72)
    axes = figure.subplots()
    axes.set(xlim=(0, 10), ylim=(0, 10))
    return axes


def pixels(axes, x, y):
    return axes.transData.transform(np.column_stack([x, y]))


def test_a_name_goes_where_no_line_is():
    axes, x = scene(), np.linspace(0, 10, 101)
    own, other = (x, 0 * x + 5), (x, 0 * x + 5.6)
    with house_style():
        (_, height), box = free_place(axes, "name", own, points_of(axes, [own, other]), [], 0.5)
    assert height < 5 and box[3] < pixels(axes, [5], [5])[0, 1]   # above it stands the other line
    with house_style():
        (place, _), _ = free_place(axes, "name", own, points_of(axes, [own]), [box], 0.5)
    assert place == pytest.approx(5, abs=1)


def test_no_place_is_no_place():
    axes, x = scene(), np.linspace(0, 10, 101)
    lines = [(x, 0 * x + height) for height in np.linspace(0, 10, 60)]
    assert free_place(axes, "name", lines[30], points_of(axes, lines), [], 0.5) is None
    assert free_place(axes, "name", (x, x + 50), points_of(axes, []), [], 0.5) is None


def test_a_logarithmic_axis_leaves_out_what_it_cannot_show():
    axes, x = scene(), np.linspace(-1, 10, 101)
    axes.set(xscale="log", xlim=(0.1, 10))
    curve = x, 0 * x + 5
    assert free_place(axes, "name", curve, points_of(axes, [curve]), [], 0.5) is not None


def test_a_panel_may_ask_for_it():
    panel = Toy()
    assert panel.figure is not None and panel._named == {}


@pytest.mark.parametrize("hall", [False, True], ids=["desk", "hall"])
@pytest.mark.parametrize("panel_class", CAREFUL, ids=lambda panel: panel.name)
def test_drawn_names_touch_no_line(panel_class, hall):
    """Measured with the letters as they are drawn, in the default state and in all named ones."""
    try:
        style.lecture_mode(hall)
        panel = panel_class()
        crossed = {name: _crossed(panel if name == "" else panel.preset(name))
                   for name in ["", *panel.presets]}
    finally:
        style.lecture_mode(False)
    found = [name for name, labels in crossed.items() if labels]
    assert len(found) <= (len(crossed) // 2 if hall else 0), crossed


def _crossed(panel):
    figure, crossed = panel.figure, []
    renderer = FigureCanvasAgg(figure).get_renderer()
    for axes, names in panel._named.items():
        for text in names.boxes:
            if not text.get_visible():
                continue
            box = text.get_window_extent(renderer)
            for artist, *_ in panel.curves.values():
                if artist.axes is not axes or not artist.get_visible():
                    continue
                points = axes.transData.transform(np.column_stack(artist.get_data()))
                points = points[np.isfinite(points).all(axis=1)]
                if len(points) > 1:
                    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
                    steps = np.linspace(0, way[-1], int(min(way[-1], 1e5) / STEP) + 2)
                    points = np.column_stack([np.interp(steps, way, column) for column in points.T])
                inside = ((points > (box.x0, box.y0 + 2)) & (points < (box.x1, box.y1 - 1))).all(axis=1)
                if inside.any():
                    crossed.append(text.get_text())
    return crossed
