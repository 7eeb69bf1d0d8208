"""What is drawn in an SVG, compared with what matplotlib's own renderer draws."""
import io
import re
import xml.etree.ElementTree as ElementTree

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

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
