"""The pen draws what matplotlib's own SVG renderer draws: the same shapes, places, looks and order."""

import io
import itertools
import re
import xml.etree.ElementTree as ElementTree

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrow, Polygon, Rectangle
from matplotlib.patheffects import withStroke

from mixcond_lessons.classroom.layers import moving_layer
from mixcond_lessons.classroom.style import house_style

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
UNSAID = {
    "fill": "#000000", "fill-opacity": "1", "opacity": "1", "stroke": "none", "stroke-opacity": "1",
    "stroke-width": "1", "stroke-linejoin": "round", "stroke-linecap": "butt", "stroke-dasharray": "none",
    "stroke-dashoffset": "0", "font-style": "normal", "font-weight": "400", "text-anchor": "start",
}
HALF = 0.0051  # px: two decimals are written


def scene(xscale="linear", yscale="linear"):
    """A figure like a panel's, with two axes."""
    with house_style():
        figure = Figure(figsize=(8, 4), dpi=72)
        left, right = figure.subplots(1, 2)
        left.set(xscale=xscale, yscale=yscale, xlim=(1, 10), ylim=(1, 100))
        right.set(xlim=(0, 1), ylim=(0, 1))
    return figure, left, right


def by_matplotlib(figure, artists):
    """The same artists drawn by matplotlib's renderer alone."""
    target = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "test"}):
        renderer = RendererSVG(*figure.bbox.size, target, image_dpi=72, metadata={"Date": None})
        for artist in sorted(artists, key=lambda artist: artist.get_zorder()):
            artist.draw(renderer)
        renderer.finalize()
    text = target.getvalue()
    return text[text.index("<svg"):]


def numbers_or(word):
    """The numbers of a list of numbers; any other word as it is."""
    return [float(number) for number in word.split(",")] if re.fullmatch(r"[\d.,]+", word) else word


def own_name(part):
    """The id of a group if its owner gave it; matplotlib's own ids are numbered."""
    named = part.tag == f"{SVG}g" and not re.fullmatch(r"(line2d|text|patch)_\d+", part.get("id") or "")
    return part.get("id") if named else None


def look_of(*parts):
    """How a shape looks: what its styles say, the later ones first, and what they leave unsaid."""
    words = dict(UNSAID)
    for part in parts:
        words.update(pair.split(": ", 1) for pair in (part.get("style") or "").split("; ") if pair)
    words["font-family"] = words.get("font-family", "").split(",")[0]
    if words["stroke"] == "none":
        words.update({name: UNSAID[name] for name in words if name.startswith("stroke")})
    return {name: numbers_or(word) for name, word in words.items()}


def shapes(text):
    """Every shape of an SVG text, back to front, without marks centred outside the page.

    Each is (kind, numbers, words, look, clip, id of its group).
    """
    root = ElementTree.fromstring(text)
    defined = {part.get("id"): part for part in root.iter() if part.get("id")}
    found, page = [], [float(number) for number in root.get("viewBox").split()[2:]]

    def walk(part, clip, group):
        if part.get("clip-path"):
            clip = part.get("clip-path")[5:-1]
        group = own_name(part) or group
        box = None if clip is None else window(*defined[clip])
        if part.tag == f"{SVG}path" and (part.get("d") or "").strip():
            found.append(("path", outline(part), "", look_of(part), box, group))
        elif part.tag == f"{SVG}text":
            rotation = (part.get("transform") or "").replace("rotate(-0 ", "").partition("rotate")[2]
            turned = re.findall(r"-?[\d.]+", rotation)
            place = [float(part.get(name) or 0) for name in ("x", "y")]
            words = re.sub(r"\n\s*", " ", part.text)
            found.append(("text", [*place, *map(float, turned[:1])], words, look_of(part), box, group))
        elif part.tag == f"{SVG}use" and all(
            0 <= float(part.get(name)) <= most for name, most in zip("xy", page, strict=True)
        ):
            mark = defined[part.get(LINK)[1:]]
            place = [float(part.get("x")), float(part.get("y"))]
            found.append(("mark", place, outline(mark)[0], look_of(part, mark), box, group))
        if part.tag != f"{SVG}defs":
            for inner in part:
                walk(inner, clip, group)
    walk(root, None, None)
    return found


def window(inner):
    """What a clip lets through: left, top, width and height, or the text of a path."""
    box = ("x", "y", "width", "height")
    return [float(inner.get(name)) for name in box] if inner.get("x") else inner.get("d")


def outline(path):
    """The letters of a path and its numbers. A way back to the start just before it closes says nothing."""
    letters, numbers = (
        "".join(re.findall("[A-Za-z]", path.get("d"))),
        [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))],
    )
    return (
        (letters[:-2] + "z", numbers[:-2])
        if letters.endswith("Lz") and numbers[-2:] == numbers[:2]
        else (letters, numbers)
    )


def assert_same(first, second, within=HALF):
    """Two lists of shapes are one picture."""
    assert [shape[0] for shape in first] == [shape[0] for shape in second]
    for (kind, numbers, words, look, clip, group), (_, others, said, wanted, box, owner) in zip(
        first, second, strict=True
    ):
        if kind == "path":
            assert numbers[0] == others[0]
            numbers, others = numbers[1], others[1]
        assert numbers == pytest.approx(others, abs=within) and words == said and group == owner
        assert look.keys() == wanted.keys()
        for name, word in look.items():
            assert word == (
                wanted[name] if isinstance(word, str) else pytest.approx(wanted[name], abs=1e-5)
            ), name
        assert clip == (box if isinstance(box, str) or box is None else pytest.approx(box, abs=HALF))


def assert_as_by_matplotlib(figure, artists, within=HALF, count=None):
    """The first picture (looks not yet known) and the second one (known) are what matplotlib draws."""
    wanted = shapes(by_matplotlib(figure, artists))
    assert wanted if count is None else len(wanted) == count
    first = moving_layer(figure, artists)
    assert_same(shapes(first), wanted, within)
    assert moving_layer(figure, artists) == first


X = np.linspace(1.5, 9.5, 40)
LOOKS = [
    {}, {"linestyle": "--"}, {"linestyle": "-."}, {"linestyle": ":"}, {"linestyle": (1.5, (3, 1, 2))},
    {"alpha": 0.4}, {"color": (0.1, 0.2, 0.3, 0.5)}, {"color": np.array([0.1, 0.2, 0.3])},
    {"color": "black", "linewidth": 1.0}, {"linewidth": 0},
    {"linestyle": "--", "linewidth": 0.7, "dash_capstyle": "round"},
    {"solid_capstyle": "butt", "solid_joinstyle": "miter"}, {"clip_on": False}, {"marker": "o"},
    {"marker": ".", "linestyle": "none"},
    {"marker": "^", "markersize": 12, "linestyle": "none", "alpha": 0.5},
    {"marker": "o", "markerfacecolor": "none", "markeredgewidth": 2},
    {"marker": "s", "markerfacecolor": "white", "linestyle": ":"}, {"marker": "|"},
    {"marker": "o", "markersize": 0}, {"gid": "curve-7"},
    # what has no short way
    {"drawstyle": "steps-mid"}, {"marker": "o", "markevery": 5}, {"linestyle": "--", "gapcolor": "red"},
    {"marker": "o", "fillstyle": "left"}, {"path_effects": [withStroke(linewidth=5, foreground="white")]},
    {"url": "https://example.org/", "gid": "curve-8"},
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(look) or "plain")
def test_lines_look_as_matplotlib_draws_them(look):
    figure, left, right = scene()
    line, = left.plot(X, X ** 1.5, **look)
    assert_as_by_matplotlib(figure, [line])


def test_a_line_may_change_its_look_between_two_moves():
    figure, left, right = scene()
    line, = left.plot(X, X)
    for change in (
        {"color": "red"}, {"linestyle": "--"}, {"linewidth": 5}, {"marker": "o"}, {"markerfacecolor": "none"},
        {"alpha": 0.5}, {"linestyle": "none"}, {"drawstyle": "steps"},
        {"drawstyle": "default", "linestyle": ":"}, {"markevery": 3}, {"markevery": None, "markersize": 3},
        {"gid": "curve-9"}, {"clip_on": False}, {"clip_on": True, "clip_path": Circle((300, 150), 50)},
        {"clip_path": None, "zorder": 9},
    ):
        line.set(**change)
        assert_as_by_matplotlib(figure, [line])


def data():
    """Numbers as they may come: far away, not there, zero, negative."""
    number = st.one_of(
        st.floats(1, 100), st.floats(-1e9, 1e9), st.sampled_from([np.nan, np.inf, -np.inf, 0.0, -1.0, 1e-300])
    )
    return st.integers(0, 30).flatmap(
        lambda count: st.tuples(*[st.lists(number, min_size=count, max_size=count)] * 2)
    )


@settings(deadline=None, max_examples=60)
@given(
    data(), st.sampled_from(["linear", "log"]), st.sampled_from(["linear", "log"]),
    st.sampled_from(["none", "-"]), st.sampled_from(["none", "o"]),
)
def test_any_numbers_on_any_axes(numbers, xscale, yscale, linestyle, marker):
    figure, left, right = scene(xscale, yscale)
    line, = left.plot([2, 3], [4, 5], linestyle=linestyle, marker=marker)
    moving_layer(figure, [line])  # its look is known from here
    line.set_data(*map(np.array, numbers))
    assert_same(shapes(moving_layer(figure, [line])), shapes(by_matplotlib(figure, [line])), 0.02)


@pytest.mark.parametrize("x, y, letters", [
    ([], [], ""), ([5], [50], "M"), ([2, 3, np.nan, 4, 5], [9] * 5, "MLML"), ([np.nan] * 3, [1] * 3, ""),
    ([1, 1e9], [50, 50], "ML"), ([2, 4], np.ma.masked_less([50, -1], 0), "M"), (range(2, 6), 5.0, "MLLL"),
])
def test_corner_cases_of_a_line(x, y, letters):
    figure, left, right = scene()
    for marker in ("none", "o"):
        line, = left.plot([2, 3], [4, 5], marker=marker)
        moving_layer(figure, [line])
        line.set_data(x, np.broadcast_to(y, len(x)) if np.isscalar(y) else y)
        drawn = shapes(moving_layer(figure, [line]))
        assert "".join(shape[1][0] for shape in drawn if shape[0] == "path") == letters
        assert_as_by_matplotlib(figure, [line], count=len(drawn))


def test_long_curves_lose_only_what_nobody_sees():
    figure, left, right = scene()
    x = np.linspace(1, 10, 900)
    line, = left.plot(x, 50 + 9 * np.sin(x))
    letters, numbers = shapes(moving_layer(figure, [line]))[0][1]
    assert 20 < len(letters) < 600
    points, kept = (
        left.transData.transform(np.column_stack(line.get_data())), np.array(numbers).reshape(-1, 2),
    )
    kept[:, 1] = figure.bbox.height - kept[:, 1]
    assert np.abs(np.interp(points[:, 0], *kept.T) - points[:, 1]).max() < 0.2


KINDS = [
    (0.3, 0.4, {"fontsize": 13, "color": "black", "clip_on": True}),
    (3, 60, {"fontsize": 27, "fontweight": "bold", "fontstyle": "italic", "color": "#005AA8", "alpha": 0.5}),
]
LABELS = [
    "ions", "tᵢₒₙ = 0.9", "√t", "φ", "10⁻³ S/cm", "−2·10⁻² (σₑ)", "Ag|AgI", "no D̃", "\u0303n̂", " meter ",
    "3 < 4 & 'so' \"on\" > 2",
]


@pytest.mark.parametrize("content", LABELS)
@pytest.mark.parametrize("va", ["bottom", "top", "center", "baseline", "center_baseline"])
def test_labels_stand_where_matplotlib_puts_them(content, va):
    figure, left, right = scene("log")
    with house_style():
        labels = [
            axes.text(x, y, content, ha=ha, va=va, **look)
            for (ha, axes), (x, y, look) in itertools.product(
                zip(["left", "center", "right"], [left, right, left], strict=True), KINDS
            )
        ]
        name = {
            "xytext": (4, -7), "textcoords": "offset points", "va": va, "ha": "center",
            "color": (0.2, 0.3, 0.4, 0.5), "gid": "name-1",
        }
        labels += [right.annotate(content, (x, 0.6), **name) for x in (0.0, 1.0)]
    assert_as_by_matplotlib(figure, labels, within=0.01)


@pytest.mark.parametrize(
    "look",
    [
        {"rotation": 30}, {"bbox": {"facecolor": "white"}}, {"fontfamily": "monospace"},
        {"fontvariant": "small-caps"}, {"wrap": True}, {"path_effects": [withStroke(linewidth=2)]},
        {"url": "https://example.org/"},
    ],
    ids=lambda look: "-".join(look) or "plain",
)
def test_other_labels_are_left_to_matplotlib(look):
    figure, left, right = scene()
    assert_as_by_matplotlib(figure, [left.text(3, 40, "one", **look), left.text(3, 60, "two")], within=0.01)


def test_two_lines_mathematics_and_arrows_are_left_to_matplotlib():
    figure, left, right = scene()
    with house_style():
        artists = [
            left.text(2, 20, "two\nlines"), left.text(2, 60, "costs \\$ 3"), left.text(4, 60, "$x^2$"),
            left.text(5, 60, ""), left.text(np.nan, 2, "nowhere"),
            left.text(np.nan, 2, "nowhere", rotation=30), right.text(0.5, 0.5, "last", gid="last"),
            right.annotate("arrow", (0.2, 0.2), (0.5, 0.7), arrowprops={"arrowstyle": "-"}),
            right.annotate("share", (0.2, 0.2), xycoords="axes fraction"),
            right.annotate("far", (0.2, 0.2), (0.4, 0.4)),
        ]
    assert_as_by_matplotlib(figure, artists, within=0.01)


@pytest.mark.parametrize("clip, seen", [(None, 1), (True, 1), (False, 3)])
def test_a_name_leaves_with_its_point(clip, seen):
    figure, left, right = scene()
    with house_style():
        names = [
            right.annotate("name", place, (0, 6), textcoords="offset points", annotation_clip=clip)
            for place in ((0.5, 0.5), (1.02, 0.5), (0.5, -3))
        ]
    assert_as_by_matplotlib(figure, names, within=0.01, count=seen)


def test_labels_far_away_or_nowhere_are_not_written():
    figure, left, right = scene("log", "log")
    with house_style():
        labels = [
            left.text(0, 5, "at zero"), right.text(1e9, 0, "far"), right.text(np.inf, 0, "endless"),
            right.text(np.nan, 0, "nowhere"), left.text(2, 5, "here"),
        ]
    assert [shape[2] for shape in shapes(moving_layer(figure, labels))] == ["here"]


def test_patches_of_any_kind_keep_their_looks():
    figure, left, right = scene()
    patches = [
        Rectangle((0.1, 0.1), 0.3, 0.5, facecolor="#B34700", alpha=0.3),
        Rectangle((0.1, 0.1), 0.3, 0.5, fill=False, linestyle="--"),
        Circle((0.5, 0.5), 0.2, facecolor=(1, 0, 0, 0.5), edgecolor="none"),
        Rectangle((0.2, 0.2), 0.1, 0.1, hatch="/", gid="hatched"),
    ]
    for patch in patches:
        right.add_patch(patch)
    everything = [*patches, right.fill_between([0, 1], [0, 0.5], [1, 0.8]), right.axhline(0.5)]
    drawn = shapes(moving_layer(figure, patches[:3]))
    assert_same(drawn, shapes(by_matplotlib(figure, patches[:3])))
    assert len(shapes(moving_layer(figure, everything))) > len(drawn)


@pytest.mark.parametrize("xscale", ["linear", "log"])
def test_a_patch_may_change_its_place_and_look_between_two_moves(xscale):
    figure, left, right = scene(xscale=xscale)
    box = left.add_patch(Rectangle((2, 20), 3, 30, facecolor="#B34700"))
    shape = left.add_patch(Polygon([(2, 20), (5, 80), (8, 30)], facecolor="#005aa8", alpha=0.2))
    arrow = right.add_patch(FancyArrow(0.2, 0.5, 0.4, 0.1, width=0.05))
    for patch, change in (
        (box, {"width": 6}), (box, {"x": 0.0}), (box, {"x": -1.0, "y": 1e9}),
        (box, {"xy": (3, 30), "width": 0}),
        (box, {"bounds": (3, 30, -2, 20)}), (box, {"angle": 30}), (box, {"angle": 0, "linestyle": "--"}),
        (box, {"edgecolor": "black", "linewidth": 3}), (box, {"fill": False}), (box, {"hatch": "/"}),
        (box, {"hatch": None, "fill": True, "alpha": 0.5}), (box, {"clip_on": False, "gid": "box"}),
        (shape, {"xy": [(2, 20), (5, 10), (9, 90), (8, 30)]}), (shape, {"closed": False, "fill": False}),
        (shape, {"xy": [(2, np.nan), (5, 10), (9, 90)]}), (arrow, {"visible": True, "facecolor": "none"}),
    ):
        patch.set(**change)
        arrow.set_data(dx=arrow._dx * 0.9)
        plain = [one for one in (box, shape, arrow) if not one.get_hatch()]
        assert_as_by_matplotlib(figure, plain)


def test_back_to_front_whichever_way_each_is_drawn():
    figure, left, right = scene()
    with house_style():
        artists = [
            right.plot([0, 1], [0, 1], zorder=5, gid="curve-0")[0],
            right.text(0.5, 0.5, "turned", rotation=20, zorder=4), right.text(0.5, 0.5, "plain", zorder=6),
            right.add_patch(Rectangle((0, 0), 1, 1, zorder=1)),
            right.plot([0, 1], [1, 0], zorder=2, marker="o")[0],
            right.plot([0, 1], [1, 0], zorder=3, drawstyle="steps")[0],
            right.text(0.5, 0.5, "hidden", visible=False), right.plot([0, 1], [0, 1], visible=False)[0],
        ]
    assert_as_by_matplotlib(figure, artists, within=0.01)
    assert [shape[0] for shape in shapes(moving_layer(figure, artists))] == [
        "path", "path", "mark", "mark", "path", "text", "path", "text",
    ]


def test_ids_are_unique_and_all_that_is_used_is_defined():
    figure, left, right = scene()
    artists = [axes.plot([0.2, 0.5], [0.1, 0.4], marker=marker, color=colour)[0]
               for axes, marker, colour in itertools.product((left, right), "os", ("red", "blue"))]
    artists += [
        left.plot(X, X, url="https://example.org/", gid='a "quoted" <id>')[0],
        left.plot(X, X, url="https://example.org/", marker="o")[0],
    ]
    for text in (moving_layer(figure, artists), moving_layer(figure, artists)):
        defined = re.findall(r'\bid="([^"]+)"', text)
        assert len(set(defined)) == len(defined) and {"window-0", "window-1", "mark-3"} <= set(defined)
        assert set(re.findall(r'(?:url\(|xlink:href=")#([^)"]+)', text)) <= set(defined)
    assert any(part.get("id") == 'a "quoted" <id>' for part in ElementTree.fromstring(text).iter())


def test_a_line_need_not_belong_to_axes():
    figure, left, right = scene()
    line = figure.add_artist(Line2D([0.1, 0.9], [0.2, 0.8], transform=figure.transFigure))
    assert_as_by_matplotlib(figure, [line])


def test_axes_that_bend_straight_lines():
    figure = Figure(figsize=(4, 4), dpi=72)
    line, = figure.add_subplot(projection="mollweide").plot([-2, 2], [0.5, 1])
    assert_as_by_matplotlib(figure, [line])
    assert len(shapes(moving_layer(figure, [line]))[0][1][0]) > 10


def test_the_comparison_can_fail():
    figure, left, right = scene()
    line, = left.plot(X, X)
    wanted = shapes(by_matplotlib(figure, [line]))
    for change in (
        {"color": "red"}, {"linestyle": "--"}, {"linewidth": 3}, {"xdata": X + 0.01}, {"clip_on": False},
        {"gid": "curve-0"}, {"marker": "o"},
    ):
        line, = left.plot(X, X)
        line.set(**change)
        with pytest.raises(AssertionError):
            assert_same(shapes(moving_layer(figure, [line])), wanted)
