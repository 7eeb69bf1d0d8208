"""The pen of the moving layer: matplotlib's SVG renderer, with short ways for what moves most: lines,
markers, and labels of one line."""

import io
import re
from functools import lru_cache
from html import escape
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex, to_rgba
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, weight_dict
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrow, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.textpath import text_to_path

FONT = "DejaVu Sans"
FONTS = f"'{FONT}', Verdana, sans-serif"  # where the first is missing, the next is nearly as wide
_PATHS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
_ANCHORS = {"left": "", "center": "; text-anchor: middle", "right": "; text-anchor: end"}
_LETTER = re.compile(".[\u0300-\u036f]*")  # a letter with the marks that stand over it
_FAR = 1e5  # px: nothing so far outside is seen
_LINES, _PATCHES = (Line2D,), (Rectangle, Polygon, FancyArrow)
_BOX_CODES = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]


def _getters(of, names):
    return [getattr(of, f"get_{name}") for name in names.split()]


# All that decides how a line or a patch looks, as far as it has a public name.
_LINE_STYLE = _getters(
    Line2D,
    "color alpha linestyle linewidth solid_capstyle solid_joinstyle dash_capstyle "
    "dash_joinstyle gapcolor marker markersize markeredgecolor markeredgewidth markerfacecolor "
    "fillstyle drawstyle markevery path_effects agg_filter sketch_params clip_path url",
)
_PATCH_STYLE = _getters(
    Rectangle,
    "facecolor edgecolor alpha fill linestyle linewidth hatch capstyle joinstyle "
    "path_effects agg_filter sketch_params clip_path url",
)
_measured = lru_cache(maxsize=2048)(text_to_path.get_text_width_height_descent)
_recipes = (
    WeakKeyDictionary()
)  # line: (its style, [(what puts a part of it on paper, the look of that part)] or None)


class Pen(RendererSVG):
    """Draws artists into `target`. What has no short way, its base class draws, at the same place in the
    order.

    A line's dashes have no public name, so the look of a line is learnt from a trial. One change of look is
    not noticed: from one pattern of dashes
    given in numbers to another, with all else alike.
    """

    def __init__(self, width, height, target):
        # Prolog and style sheet are the caller's to strip.
        super().__init__(
            width,
            height,
            target,
            image_dpi=72,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
        self._put = target.write  # the base class leaves no tag half written between two calls
        self._open, self._windows, self._stamps, self._parts = [], {}, {}, []

    def draw(self, artists):
        """Draw the artists that are visible, back to front."""
        ordered = sorted(
            (artist for artist in artists if artist.get_visible()), key=lambda artist: artist.get_zorder()
        )
        for artist in ordered:
            if type(artist) in _LINES + _PATCHES:
                self._learn(artist)
        places = _places(ordered)
        for artist in ordered:
            if artist not in places:
                artist.draw(self)
                while self._open:  # a label without a place leaves its group open
                    self.close_group("")
            elif type(artist) is Line2D:
                self._draw_parts("line2d", artist, Path(places[artist]))
            elif type(artist) in _PATCHES:
                self._draw_parts("patch", artist, Path(places[artist], _codes(artist)))
            else:
                self._draw_label(artist, *places[artist][0].tolist())

    def open_group(self, s, gid=None):
        """Open a group where the artist has an id of its own; nothing asks for the others."""
        self._open.append(gid)
        self._put(f'<g id="{escape(gid)}">' if gid else "")

    def close_group(self, s):
        """Close the group opened last."""
        self._put("</g>" if self._open.pop() else "")

    def draw_path(self, gc, path, transform, rgbFace=None):
        """Draw a path as the base class does, but with two decimals (px)."""
        look = _look(gc, rgbFace)
        self._parts.append((Pen._put_path if look else None, look))
        if look:
            self._put_path(
                path, look, gc.get_clip_rectangle(), transform, is_line=rgbFace is None and path.codes is None
            )
        else:
            super().draw_path(gc, path, transform, rgbFace)

    def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):
        """Draw a marker at each point of a path: written once, then used."""
        stamp = _outline(marker_path.cleaned(marker_trans, True, curves=True), 0), _look(gc, rgbFace)
        plain = stamp[1] and path.codes is None
        self._parts.append((Pen._put_marks if plain else None, stamp))
        if plain:
            self._put_marks(trans.transform_path(path), stamp, gc.get_clip_rectangle())
        else:
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)

    def get_text_width_height_descent(self, s, prop, ismath):
        """Measure a text; the base class forgets what it has measured with each picture."""
        return _measured(s, prop, ismath)

    def _learn(self, artist):
        """Keep what a line or a patch looks like, found by a trial, for as long as its style stays the
        same."""
        style = str([get(artist) for get in (_LINE_STYLE if type(artist) is Line2D else _PATCH_STYLE)])
        if _recipes.get(artist, (None, None))[0] != style:
            trial = Pen(self.width, self.height, io.StringIO())
            artist.draw(trial)
            ways = [put for put, _ in trial._parts]
            plain = 0 < len(ways) == len(set(ways) - {None}) and _is_plain(artist)
            _recipes[artist] = style if ways else None, trial._parts if plain else None

    def _draw_parts(self, kind, artist, path):
        self.open_group(kind, artist.get_gid())
        for put, look in _recipes[artist][1] if len(path.vertices) else ():
            put(self, path, look, artist.get_clip_box() if artist.get_clip_on() else None)
        self.close_group(kind)

    def _draw_label(self, text, x, y):
        if type(text) is Annotation:
            left, low, right, high = text.axes.bbox.extents
            if text.get_annotation_clip() is not False and not (
                left - 1 <= x <= right + 1 and low - 1 <= y <= high + 1
            ):
                return
            x, y = x + text.xyann[0], y + text.xyann[1]  # at 72 dots per inch a point is a pixel
        if not (abs(x) < _FAR and abs(y) < _FAR):
            return
        style, weight, size = text.get_fontstyle(), text.get_fontweight(), text.get_fontsize()
        reaches = [_reach(letter, style, weight) for letter in set(_LETTER.findall(text.get_text()))]
        above, below = (size * max(reach) for reach in zip(*reaches, strict=True))
        y += {
            "baseline": 0.0,
            "bottom": below,
            "top": -above,
            "center": (below - above) / 2,
            "center_baseline": -above / 2,
        }[text.get_va()]
        clip = self._clip(text.get_clip_box() if text.get_clip_on() else None)
        place = f'x="{x:.4f}" y="{self.height - y:.4f}"{clip}'
        colour, alpha = _paint(text.get_color()), text.get_alpha()
        look = _label_look(colour, alpha, style, weight, size, text.get_ha())
        self.open_group("text", text.get_gid())
        self._put(
            f'<text {place} style="{look}">{escape(text.get_text(), quote=False)}</text>'
        )
        self.close_group("text")

    def _put_path(self, path, look, box, transform=None, is_line=None):
        is_line = path.codes is None if is_line is None else is_line
        page = (0.0, 0.0, self.width, self.height) if is_line else None
        outline = _outline(
            path.cleaned(
                transform, True, page, simplify=is_line and path.should_simplify, curves=not is_line
            ),
            self.height,
        )
        self._put(f'<path d="{outline}"{self._clip(box)} style="{look}"/>')

    def _put_marks(self, path, stamp, box):
        name = self._stamps.get(stamp)
        if name is None:
            name = self._stamps[stamp] = f"mark-{len(self._stamps)}"
            self._put(f'<defs><path id="{name}" d="{stamp[0]}" style="{stamp[1]}"/></defs>')
        near = path.vertices[(np.abs(path.vertices) < _FAR).all(axis=1)].tolist()  # no NaN either
        uses = "".join(f'<use xlink:href="#{name}" x="{x:.2f}" y="{self.height - y:.2f}"/>' for x, y in near)
        self._put(f"<g{self._clip(box)}>{uses}</g>")

    def _clip(self, box):
        if box is None:
            return ""
        left, low, width, height = bounds = box.bounds
        if bounds not in self._windows:
            self._windows[bounds] = f"window-{len(self._windows)}"
            place = f'x="{left:.2f}" y="{self.height - low - height:.2f}"'
            place += f' width="{width:.2f}" height="{height:.2f}"'
            self._put(f'<defs><clipPath id="{self._windows[bounds]}"><rect {place}/></clipPath></defs>')
        return f' clip-path="url(#{self._windows[bounds]})"'


def _places(artists):
    """Return {artist: its points in px} for what has a short way; all that share a transform go through it
    together."""
    groups, places = {}, {}
    for artist in artists:
        found = _data(artist)
        if found:
            groups.setdefault(id(found[0]), []).append((artist, *found))
    for group in groups.values():
        artists, transforms, points = zip(*group, strict=True)
        placed = transforms[0].transform(np.concatenate(points))
        places.update(
            zip(artists, np.split(placed, np.cumsum([len(some) for some in points[:-1]])), strict=True)
        )
    return places


def _is_plain(artist):
    """Return whether what a trial has drawn is all there is to know about a line or a patch."""
    if type(artist) is Line2D and (artist.get_drawstyle() != "default" or artist.get_markevery() is not None):
        return False
    return (
        not artist.get_path_effects()
        and artist.get_agg_filter() is None
        and getattr(artist.axes, "name", "") in ("", "rectilinear")
    )


def _data(artist):
    """Return (transform, points) of an artist that has a short way, or None."""
    if type(artist) not in _LINES + _PATCHES:
        return _label_data(artist)
    if _recipes[artist][1] is None:
        return None
    return _line_data(artist) if type(artist) is Line2D else (artist.get_data_transform(), _corners(artist))


def _corners(patch):
    if type(patch) is not Rectangle:
        return patch.get_path().vertices
    if patch.get_angle() != 0:
        return patch.get_patch_transform().transform(patch.get_path().vertices)
    (x, y), width, height = patch.get_xy(), patch.get_width(), patch.get_height()
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


def _codes(patch):
    return _BOX_CODES if type(patch) is Rectangle else patch.get_path().codes


def _line_data(line):
    """Return (transform, points) of a line."""
    x, y = line.get_data()
    plain = (
        type(x) is type(y) is np.ndarray and x.dtype == y.dtype == float and x.shape == y.shape
    )  # no masks, no units, no number for many
    return line.get_transform(), np.column_stack((x, y)) if plain else line.get_xydata()


def _label_data(text):
    """Return (transform, point) of a plain label of one line, or None."""
    if type(text) not in (Text, Annotation):
        return None
    font = text.get_fontproperties()
    if not (
        text.get_text()
        and not set("\n$").intersection(text.get_text())
        and text.get_rotation() == 0
        and text.get_bbox_patch() is None
        and font.get_family() == [FONT]
        and font.get_variant() == font.get_stretch() == "normal"
        and text.get_clip_path() is None
        and not (
            text.get_usetex()
            or text.get_wrap()
            or text.get_path_effects()
            or text.get_url()
            or text.get_agg_filter()
        )
    ):
        return None
    if type(text) is Text:
        return text.get_transform(), [text.get_unitless_position()]
    if (
        text.arrow_patch is not None
        or (text.xycoords, text.anncoords) != ("data", "offset points")
        or text.axes.name != "rectilinear"
    ):
        return None
    return text.axes.transData, [(text.convert_xunits(text.xy[0]), text.convert_yunits(text.xy[1]))]


def _look(gc, face):
    """Return fill and stroke as CSS, or None if that does not say all; round joins and butt ends are what the
    page has set."""
    if gc.get_hatch() or gc.get_url() or gc.get_sketch_params() or gc.get_clip_path()[0] is not None:
        return None
    (offset, dashes), ink, whole = gc.get_dashes(), gc.get_rgb(), gc.get_forced_alpha()
    words = {
        "fill": "none" if face is None else to_hex(face),
        "opacity": f"{gc.get_alpha():g}" if whole else "1",
    }
    if face is not None and not whole:
        words["fill-opacity"] = f"{to_rgba(face)[3]:g}"
    if gc.get_linewidth():
        join, cap = gc.get_joinstyle(), gc.get_capstyle().replace("projecting", "square")
        words |= {
            "stroke": to_hex(ink),
            "stroke-width": f"{gc.get_linewidth():g}",
            "stroke-opacity": "1" if whole else f"{ink[3]:g}",
        }
        words |= ({} if join == "round" else {"stroke-linejoin": join}) | (
            {} if cap == "butt" else {"stroke-linecap": cap}
        )
        words |= (
            {}
            if dashes is None
            else {
                "stroke-dasharray": ",".join(f"{dash:g}" for dash in dashes),
                "stroke-dashoffset": f"{offset:g}",
            }
        )
    return "; ".join(
        f"{name}: {word}" for name, word in words.items() if not (name.endswith("opacity") and word == "1")
    )


def _outline(path, height):
    """Return the vertices of a cleaned path as SVG, y counted downwards from `height`."""
    return _template(path.codes.tobytes()) % tuple((path.vertices * (1, -1) + (0, height)).ravel().tolist())


@lru_cache(maxsize=512)
def _template(codes):
    """Return the SVG text of a path with these codes, with room for its numbers."""
    words, left = [], 0
    for code in codes:
        if code in _PATHS:
            words += ["%.2f %.2f"] if left else [_PATHS[code], "%.2f %.2f"]
            left = (left or Path.NUM_VERTICES_FOR_CODE[code]) - 1
        else:  # the end of a path or of a closed piece has a vertex that means nothing
            words.append("z%.0s%.0s" if code == Path.CLOSEPOLY else "%.0s%.0s")
    return " ".join(words)


def _paint(colour):
    """A colour that can be a key: lists and arrays cannot."""
    return colour if isinstance(colour, str) else to_rgba(colour)


@lru_cache(maxsize=1024)
def _label_look(colour, alpha, style, weight, size, side):
    *ink, own_alpha = to_rgba(colour)
    look = {"font-style": style, "font-weight": weight_dict.get(weight, weight),
            "opacity": own_alpha if alpha is None else alpha}
    special = "".join(f"{name}: {word}; " for name, word in look.items() if word not in ("normal", 400, 1))
    return f"{special}font-size: {size:g}px; font-family: {FONTS}; fill: {to_hex(ink)}{_ANCHORS[side]}"


@lru_cache(maxsize=4096)
def _reach(letter, style, weight):
    """Return how far above and below its base line a line with only this letter reaches in matplotlib's
    layout, in parts of the font size."""
    label = Figure(dpi=72).text(
        0,
        0,
        letter,
        va="baseline",
        fontproperties=FontProperties(family=FONT, style=style, weight=weight, size=100),
    )
    box = label.get_window_extent(RendererSVG(1, 1, io.StringIO()))
    return float(box.y1) / 100, -float(box.y0) / 100
