"""Where the name of a curve stands: beside the curve, and if wanted where it touches no line and no other
name.
"""
import numpy as np

from . import style

STEP = 6.0  # px between two points of a line that are looked at
GAP = 5.0  # px between a line and its name
PLACES = 16  # along the curve
WIDE, HIGH = 0.62, 1.15  # of a letter, in font sizes: a little more than it takes


class Names:
    """The names in one picture that keep off its lines, and the boxes where they stand."""

    def __init__(self, axes, curves):
        self.axes, self.curves, self.boxes = axes, curves, {}
        self._of = self._frame = self._drawn = None

    def drawn(self, tables):
        """Points in pixels, a few pixels apart, of all that is drawn for these tables; found once for all
        names.
        """
        if self._of is not tables or self._frame != tuple(self.axes.bbox.bounds):
            self._of, self._frame = tables, tuple(self.axes.bbox.bounds)
            mine = [(artist, tables[table][x], tables[table][y])
                    for artist, table, x, y in self.curves.values() if artist.axes is self.axes]
            dots = [(_dot(artist), points_of(self.axes, [line])) for artist, *line in mine if _dot(artist)]
            around = [points + radius * np.array(turn) for radius, points in dots
                      for turn in ((1, 0), (-1, 0), (0, 1), (0, -1))]
            self._drawn = np.concatenate([points_of(self.axes, [line for _, *line in mine]), *around])
        return self._drawn

    def place(self, text, artist, tables, at):
        """Move a name to a free place; False if there is none."""
        earlier = list(self.boxes)[:list(self.boxes).index(text)]
        taken = [self.boxes[name] for name in earlier if self.boxes[name]]
        gap = GAP + (_dot(artist) if artist.get_linestyle() == "None" else 0)
        found = free_place(self.axes, text.get_text(), artist.get_data(), self.drawn(tables), taken, at, gap)
        self.boxes[text] = found[1] if found else None
        if found:
            text.xy, text.xyann = found[0], (0, 0)
        return bool(found)


def _dot(artist):
    """Half the size of a curve's marks in pixels, 0 where it has none."""
    return 0.0 if artist.get_marker() in (None, "None", "", ".") else artist.get_markersize() / 2


def curve_name(axes, curve, label, at, shift, names=None):
    """Return the text that names a curve, and the function of the tables that moves it.

    at, shift: as for `Panel.curve`; names: the `Names` of these axes, if this one keeps off the lines.
    """
    text = axes.annotate(label, (0, 0), xytext=style.offset(*shift), textcoords="offset points",
                         color=curve.get_color(), ha="center", va="bottom", annotation_clip=True)
    if names is not None:
        names.boxes[text] = None

    def update(tables):
        (left, right), (low, high) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
        x, y = curve.get_data()
        seen = np.flatnonzero((x >= left) & (x <= right) & (y >= low) & (y <= high))
        text.set_visible(bool(seen.size) and curve.get_visible())
        if text.get_visible() and not (names and names.place(text, curve, tables, at)):
            text.xy, text.xyann = _at(axes, x, y, seen, at, shift), style.offset(*shift)
    return text, update


def _at(axes, x, y, seen, at, shift):
    """The point of a curve nearest to `at`, but far enough from the frame on the name's side, if the curve
    goes so far."""
    place = seen[int(at * (seen.size - 1))]
    across, up = (axes.transAxes.inverted()
                  .transform(axes.transData.transform(np.column_stack([x[seen], y[seen]]))).T)
    clear = (up < 0.88) if shift[1] >= 0 else (up > 0.12)
    well = seen[clear & (across > 0.03) & (across < 0.97)]
    place = well[np.abs(well - place).argmin()] if well.size else place
    return x[place], y[place]


def free_place(axes, label, curve, drawn, taken, at, gap=GAP):
    """Return the middle of the lower edge of a free box for a label beside its curve, in data, and the box.

    curve: (x, y) of the curve that is named; drawn: `points_of` everything drawn in `axes`; taken: boxes
    (left, low, right, high) in pixels of names that stand there already; at: where along the curve the name
    should stand, 0 to 1. The nearest free place to there is taken; None where there is none.
    """
    size = style.form().text
    half, height = WIDE * size * len(label) / 2, HIGH * size
    frame = axes.bbox
    own = _inside(frame, _pixels(axes, *curve))
    if not len(own):
        return None
    order = np.unique(np.linspace(0, len(own) - 1, PLACES).astype(int))
    order = order[np.argsort(np.abs(order - at * (len(own) - 1)), kind="stable")]
    for way in (gap, 2.5 * gap):
        below, aside = -way - height, half + way
        beside = np.array([(0, way), (0, below), (aside, -height / 2), (-aside, -height / 2),
                           (half, way), (-half, way), (half, below), (-half, below)])
        middles = (own[order][:, np.newaxis] + beside).reshape(-1, 2)
        found = _first_free(frame, middles, half, height, drawn, taken)
        if found is not None:
            return axes.transData.inverted().transform(middles[found[0]]), found[1]
    return None


def _first_free(frame, middles, half, height, drawn, taken):
    """The number of the first place whose box is in the frame and touches nothing, and the box."""
    boxes = np.column_stack([middles[:, 0] - half, middles[:, 1], middles[:, 0] + half,
                             middles[:, 1] + height])
    good = ((boxes[:, 0] >= frame.x0) & (boxes[:, 2] <= frame.x1)
            & (boxes[:, 1] >= frame.y0) & (boxes[:, 3] <= frame.y1))
    for left, low, right, high in taken:
        good &= (boxes[:, 0] > right) | (boxes[:, 2] < left) | (boxes[:, 1] > high) | (boxes[:, 3] < low)
    across, up = drawn[:, 0], drawn[:, 1]
    touched = ((across > boxes[:, :1] - 2) & (across < boxes[:, 2:3] + 2)
               & (up > boxes[:, 1:2] - 2) & (up < boxes[:, 3:] + 2)).any(axis=1)
    free = np.flatnonzero(good & ~touched)
    return (free[0], tuple(boxes[free[0]])) if free.size else None


def points_of(axes, lines):
    """Points in pixels, a few pixels apart, of lines (x, y) as far as they lie in the frame."""
    dense = [_dense(_pixels(axes, *line)) for line in lines]
    return _inside(axes.bbox, np.concatenate([np.empty((0, 2)), *dense]), margin=GAP)


def _pixels(axes, x, y):
    """Points in pixels; what a logarithmic axis has no place for is left out."""
    with np.errstate(all="ignore"):
        found = axes.transData.transform(np.column_stack([np.atleast_1d(x), np.atleast_1d(y)]))
    return found[np.isfinite(found).all(axis=1)]


def _dense(points):
    """The same line with a point every few pixels."""
    if len(points) < 2:
        return points
    way = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    if way[-1] > 1e5:
        return points
    steps = np.linspace(0, way[-1], max(2, int(way[-1] / STEP)))
    return np.column_stack([np.interp(steps, way, points[:, 0]), np.interp(steps, way, points[:, 1])])


def _inside(frame, points, margin=0.0):
    across, up = points[:, 0], points[:, 1]
    return points[(across >= frame.x0 - margin) & (across <= frame.x1 + margin)
                  & (up >= frame.y0 - margin) & (up <= frame.y1 + margin)]
