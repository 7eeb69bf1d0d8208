"""The picture of a square crystal from above: its ions, its vacancies, and the path of one marked ion."""
import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ...classroom import style
from .walks_on_a_square import HOME, SIDE, SITES

OTHERS = "#A9C6E0"  # the ions whose way is not followed: the ions' colour, pale


def draw_crystal(panel, axes):
    """Draw all sites as ions in the still layer; a vacancy is a white square that covers its site."""
    hall, line = style.in_lecture_mode(), style.form().line
    axes.set(xlim=(-0.8, 21.5 if hall else 20.5), ylim=(-0.8, SIDE - 0.2), aspect="equal", xticks=[],
             yticks=[],
             title=f"{SIDE} × {SIDE} sites", anchor="W")
    axes.grid(False)
    axes.spines[["left", "bottom"]].set_visible(False)
    size = 20 if hall else 16
    x, y = np.divmod(np.arange(SITES), SIDE)
    axes.plot(x, y, marker="o", linestyle="none", color=OTHERS, markersize=0.6 * size, markeredgewidth=0)
    axes.plot(HOME, HOME, marker="o", linestyle="none", color=style.QUIET, markerfacecolor="none",
              markersize=1.05 * size)
    _draw_names(axes, hall)
    squares = PathPatch(_squares((), ()), zorder=2.5, facecolor="white", edgecolor=style.VACANCIES.colour,
                        linewidth=0.5 + line / 2)
    panel.moves(axes.add_patch(squares),
                lambda tables: squares.set_path(_squares(*tables["vacancies"].values())))
    path, = axes.plot([], [], zorder=2.6, color=style.IONS.colour, linewidth=line * 0.75)
    panel.moves(path, lambda tables: path.set_data(*_folded(*tables["its path"].values())))
    panel.curve(axes, "marked ion", "x (sites)", "y (sites)", style.IONS, marker="o", linestyle="none",
                markersize=0.75 * size, zorder=2.7)


def _draw_names(axes, hall):
    names = ("ions", "empty", "marked", "home") if hall else ("ions", style.VACANCIES.word, "marked ion",
                                                              "its home")
    looks = ("●", "#456F97"), ("□", style.VACANCIES.colour), ("●", style.IONS.colour), ("○", style.QUIET)
    for row, (words, (sign, colour)) in enumerate(zip(names, looks, strict=True)):
        axes.text(SIDE, SIDE - 2 - 2.8 * row, f"{sign} {words}", color=colour, va="center")


def _squares(x, y):
    """A square around each of these places, all in one path."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * 0.31
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path((np.column_stack([x, y])[:, np.newaxis] + corners).reshape(-1, 2), codes * len(x))


def _folded(x, y):
    """The path inside the box: broken where the ion leaves by one wall and comes in by the other."""
    points = np.column_stack([x, y]) % SIDE
    walls = np.flatnonzero(np.abs(np.diff(points, axis=0)).max(axis=1) > 1) + 1
    return np.insert(points, walls, np.nan, axis=0).T
