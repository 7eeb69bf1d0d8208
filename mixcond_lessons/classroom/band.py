"""A band between two curves: where a number is not known better, what is calculated with it has a range."""
import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.patches import Polygon

from . import style


def band(panel, axes, table, x, low, high, carrier=style.TOTAL, label="", at=0.5, shift=(0, 5)):
    """Draw the band from column `low` to column `high` against column `x` of a table, in the carrier's
    colour.

    It moves with the panel, and is seen only while the tables of the panel have this table: so a switch
    decides in `solve`. label: its name, beside the upper edge (below the lower one if `shift` points down) at
    the part `at` (0 to 1) of what the axes show of it; shift: offset of the name in points. The name is
    black, for the band's colour is too light for letters.
    """
    colour = carrier.colour
    area = axes.add_patch(Polygon([(0, 0)], closed=True, facecolor=to_rgba(colour, 0.18), edgecolor=colour,
                                  linewidth=style.form().line * 0.4, linestyle="-", zorder=1.5))
    area.set_gid(f"band-{table}-{len(panel.moving)}")

    def update(tables):
        area.set_visible(table in tables)
        if table in tables:
            along, *edges = (tables[table][column] for column in (x, low, high))
            area.set_xy(np.column_stack([np.append(along, along[::-1]), np.append(edges[1], edges[0][::-1])]))
    panel.moves(area, update)
    if label:
        _name(panel, axes, table, (x, low, high), label, at, shift)
    return area


def _name(panel, axes, table, columns, label, at, shift):
    text = axes.annotate(label, (0, 0), xytext=style.offset(*shift), textcoords="offset points", ha="center",
                         va="bottom" if shift[1] >= 0 else "top", annotation_clip=True)

    def update(tables):
        text.set_visible(table in tables)
        if table in tables:
            along, low, high = (tables[table][column] for column in columns)
            edge = high if shift[1] >= 0 else low
            (left, right), (bottom, top) = sorted(axes.get_xlim()), sorted(axes.get_ylim())
            seen = np.flatnonzero((along >= left) & (along <= right) & (edge >= bottom) & (edge <= top))
            text.set_visible(bool(seen.size))
            if seen.size:
                place = seen[int(at * (seen.size - 1))]
                text.xy = along[place], edge[place]
    panel.moves(text, update)


def envelope(curves):
    """Return (lowest, highest) at each place of several curves that belong to the ends of what is known.

    curves: arrays that broadcast together, at least one; an empty collection raises ValueError.
    """
    stacked = np.stack(np.broadcast_arrays(*curves))
    return stacked.min(axis=0), stacked.max(axis=0)
