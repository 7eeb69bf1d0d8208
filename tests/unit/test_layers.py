"""Two layers: what moves is absent from the still one, nothing leaks, curves stand where the numbers say."""

import functools
import re
import warnings
import xml.etree.ElementTree as ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import style as sheets
from toy import Toy

import mixcond_lessons
from mixcond_lessons.classroom.layers import moving_layer, still_layer, whole_picture

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
EVERY = pytest.mark.parametrize("panel_class", [Toy, *mixcond_lessons.panels()], ids=lambda panel: panel.name)


@functools.cache
def layers(panel_class):
    """Both layers of a panel at its defaults, drawn once for all tests."""
    return panel_class().layers()


def ids(text):
    """The ids that an SVG text defines, in order."""
    return re.findall(r'\bid="([^"]+)"', text)


def element(moving, gid):
    """The group that a moving artist drew, or None."""
    return ElementTree.fromstring(moving).find(f".//*[@id='{gid}']")


@EVERY
def test_layers_are_sound_pictures_of_one_size(panel_class):
    still, moving = layers(panel_class)
    roots = [ElementTree.fromstring(layer) for layer in (still, moving)]
    assert [root.tag for root in roots] == [f"{SVG}svg"] * 2
    assert roots[0].get("viewBox") == roots[1].get("viewBox") and re.fullmatch(
        rf"0 0 {NUMBER} {NUMBER}", roots[0].get("viewBox")
    )
    assert all(
        root.get("width") is None and root.get("height") is None for root in roots
    )  # the page decides how wide


@EVERY
def test_moving_layer_cannot_restyle_the_page(panel_class):
    moving = layers(panel_class)[1]
    assert moving.startswith("<svg") and "\n" not in moving
    assert not re.search(r"<\?xml|<!DOCTYPE|<style|<metadata|@font-face|<script", moving)


@EVERY
def test_still_layer_has_glyphs_as_paths_and_moving_layer_plain_text(panel_class):
    still, moving = layers(panel_class)
    assert "<text" not in still and 'id="DejaVuSans-' in still and "<metadata" not in still
    assert "DejaVuSans-" not in moving
    words = " ".join(text.text for text in ElementTree.fromstring(moving).iter(f"{SVG}text"))
    assert "$" not in words, "mathtext in a moving label costs ten times the move"


@EVERY
def test_every_clip_and_marker_is_defined_and_ids_are_unique(panel_class):
    for layer in layers(panel_class):
        defined = ids(layer)
        assert len(set(defined)) == len(defined)
        used = re.findall(r'(?:url\(|xlink:href=")#([^)"]+)', layer)
        assert set(used) <= set(defined)
    assert "<clipPath" in layer and "clip-path=" in layer  # without finalize() they would be missing


def test_moving_artists_are_absent_from_the_still_layer_and_as_visible_as_before():
    panel = Toy()
    figure, moving = panel.figure, panel.moving
    moving[-1].set_visible(False)
    shown = [artist.get_visible() for artist in moving]
    still = still_layer(figure, moving)
    assert [artist.get_visible() for artist in moving] == shown
    assert not any(name.startswith("curve-") for name in ids(still)) and "the bar" not in still
    assert {"curve-0", "curve-1"} <= set(ids(whole_picture(figure)))
    assert not re.search(r'id="(axes|xtick|ytick|patch)', moving_layer(figure, moving))


def test_moving_layer_keeps_the_order_from_back_to_front():
    panel = Toy()
    panel.figure
    panel.curves["curve-0"][0].set_zorder(10)
    moving = moving_layer(panel.figure, panel.moving)
    assert moving.index('id="curve-0"') > moving.index('id="curve-1"')


def test_special_characters_survive():
    moving = Toy().layers()[1]
    assert any(
        text.text.strip() == "3 grains & more <" for text in ElementTree.fromstring(moving).iter(f"{SVG}text")
    )


def test_layers_leave_the_settings_of_matplotlib_alone():
    import matplotlib
    before = dict(matplotlib.rcParams)
    panel = Toy()
    panel.layers()
    whole_picture(panel.figure)
    assert dict(matplotlib.rcParams) == before


def on_page(axes, x, y):
    """Where the points of data() must stand in the SVG, and which of them lie inside the axes."""
    points = axes.transData.transform(np.column_stack([x, y]))
    box = axes.bbox
    inside = (
        (points[:, 0] >= box.x0)
        & (points[:, 0] <= box.x1)
        & (points[:, 1] >= box.y0)
        & (points[:, 1] <= box.y1)
    )
    points[:, 1] = axes.figure.bbox.height - points[:, 1]
    return points[inside]


def drawn_pieces(group):
    """Start and end of each straight piece a path draws."""
    ends = [[], []]
    for path in group.findall(f"{SVG}path"):
        last = None
        for command, x, y in re.findall(rf"([ML]) ({NUMBER}) ({NUMBER})", path.get("d")):
            point = (float(x), float(y))
            if command == "L":
                ends[0].append(last)
                ends[1].append(point)
            last = point
    return np.array(ends[0]).reshape(-1, 2), np.array(ends[1]).reshape(-1, 2)


def distance(points, starts, ends):
    """Distance of each point from the nearest straight piece, in px."""
    along = ends - starts
    length = np.maximum((along ** 2).sum(axis=1), 1e-30)
    share = np.clip(((points[:, None] - starts) * along).sum(axis=2) / length, 0, 1)
    nearest = starts + share[..., None] * along
    return np.sqrt(((points[:, None] - nearest) ** 2).sum(axis=2)).min(axis=1)


def corners(panel):
    """The default, and each control at its limits, as far as the rules allow."""
    yield panel.reset()
    for control in panel.controls:
        for value in (control.minimum, control.maximum) if control.numeric else ():
            panel.reset().move(control.name, value)
            yield panel


@EVERY
def test_curves_stand_where_the_numbers_say(panel_class):
    panel = panel_class()
    checked = 0
    for moved in corners(panel):
        moving, data = moving_layer(moved.figure, moved.moving), moved.data()
        for gid, (artist, table, x, y) in moved.curves.items():
            if not artist.get_visible():
                continue
            points = on_page(artist.axes, *np.broadcast_arrays(data[table][x], data[table][y]))
            if points.size == 0:
                continue
            group = element(moving, gid)
            if artist.get_linestyle() not in ("None", "none", ""):
                pieces = drawn_pieces(group)
                assert pieces[0].size or len(np.unique(points.round(3), axis=0)) == 1, (gid, moved.state)
                if pieces[0].size:
                    assert distance(points, *pieces).max() <= 1.0, (gid, moved.state)
                    checked += 1
            if artist.get_marker() not in ("None", "none", "", None):
                marks = np.array(
                    [(float(mark.get("x")), float(mark.get("y"))) for mark in group.iter(f"{SVG}use")]
                )
                assert distance(points, marks, marks).max() <= 1.0, (gid, moved.state)
                checked += 1
    assert checked or not panel.curves


def test_the_measure_of_distance_can_fail():
    panel = Toy()
    moving, data = panel.layers()[1], panel.data()["curve"]
    points = on_page(panel.figure.axes[0], data["place"], data["height (mm)"] + 0.2)
    assert distance(points, *drawn_pieces(element(moving, "curve-0"))).max() > 2


THEIRS = {
    "text.usetex": True, "font.family": "A Font That Nobody Has", "font.size": 30, "path.sketch": (1, 100, 2),
    "mathtext.fontset": "cm", "lines.scale_dashes": False, "path.simplify": False, "path.snap": False,
    "xtick.minor.visible": True, "ytick.direction": "in", "axes.formatter.use_locale": True,
    "axes.formatter.use_mathtext": True, "axes.formatter.limits": (0, 0), "axes.unicode_minus": False,
    "axes.xmargin": 0.3, "axes.labelweight": "bold", "svg.fonttype": "none", "svg.hashsalt": "mine",
    "figure.constrained_layout.w_pad": 0.5, "hatch.linewidth": 5, "errorbar.capsize": 9, "savefig.dpi": 20,
}
PRINTED = {"legacy": "1.13", "precision": 2, "suppress": True, "threshold": 5}


@pytest.fixture
def usual(panel_class):
    """Both layers as they are drawn before anything is set."""
    return layers(panel_class)


@pytest.fixture
def theirs():
    """A student's process in which nearly all that can be set is set otherwise."""
    with mpl.rc_context(), np.errstate(all="raise"), np.printoptions(**PRINTED), warnings.catch_warnings():
        sheets.use("dark_background")
        mpl.rcParams.update(THEIRS)
        warnings.simplefilter("error")
        yield


def process():
    """All that a panel must leave as it is."""
    printed = {name: value for name, value in np.get_printoptions().items() if name in PRINTED}
    chance = np.random.get_state()[1].tolist()
    return dict(mpl.rcParams), np.geterr(), printed, list(warnings.filters), chance


@EVERY
def test_a_students_own_settings_change_no_picture_and_no_picture_changes_them(panel_class, usual, theirs):
    before = process()
    panel = panel_class()
    assert panel.layers() == usual
    for control in panel.controls:
        if control.numeric and not panel.takes_long:
            panel.move(control.name, control.grid[0])
    assert panel.layers() and panel.describe() and len(panel.invariants()) >= 0
    assert panel.reset().layers() == usual
    assert process() == before


@pytest.mark.parametrize("sheet", [
    sheet for sheet in sheets.available if not sheet.startswith("_") and "seaborn" not in sheet])
def test_no_style_sheet_changes_a_picture(sheet):
    wanted = layers(Toy)
    with mpl.rc_context():
        sheets.use(sheet)
        assert Toy().layers() == wanted


def test_a_figure_is_saved_in_the_house_style(theirs, tmp_path):
    with mpl.rc_context({name: mpl.rcParamsDefault[name] for name in mpl.rcParams if name != "backend"}):
        Toy().figure.savefig(tmp_path / "usual.png")
    Toy().figure.savefig(tmp_path / "theirs.png")
    assert (tmp_path / "usual.png").read_bytes() == (tmp_path / "theirs.png").read_bytes()


def test_a_result_that_is_no_number_is_refused_however_numpy_treats_errors(theirs):
    class Odd(Toy):
        def solve(self, state):
            return {"now": {"tiny": np.exp(-1000.0 * state.length), "odd": np.log(state.length - 0.005)}}
    for kind in ("raise", "ignore", "warn"):
        with np.errstate(all=kind), pytest.raises(ValueError, match="leaves the range of numbers"):
            Odd()
