"""The one house style: what each carrier looks like, and how large letters and lines are at a desk and in a
hall."""
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure


@dataclass(frozen=True)
class Carrier:
    """How one kind of carrier is drawn through the whole course: one word, one colour, one line style."""

    word: str
    colour: str
    line: str


# Dark enough for text on white (contrast above 4.5), told apart by colour-blind eyes, and never by colour
# alone.
IONS = Carrier("ions", "#005AA8", "-")
ELECTRONS = Carrier("electrons", "#B34700", "--")
HOLES = Carrier("holes", "#A3195B", "-.")
VACANCIES = Carrier("vacancies", "#00704A", ":")
TOTAL = Carrier("total", "#1A1A1A", "-")
CARRIERS = (IONS, ELECTRONS, HOLES, VACANCIES, TOTAL)
MARK = "#1A1A1A"  # the student's own point or cursor
QUIET = "#6B6B6B"  # reference lines and their labels
DOTTED = Carrier("reference", QUIET, (0, (1, 2)))  # what something is compared with
DASHED = Carrier("final", QUIET, (0, (4, 3)))  # where something ends


@dataclass(frozen=True)
class Format:
    """Size of a picture in its own pixels, and of what stands in it."""

    width: int
    height: int
    text: float
    line: float
    marker: float


DESK = Format(width=880, height=350, text=13, line=2.0, marker=8)
HALL = Format(width=1100, height=330, text=27, line=4.0, marker=15)
_hall = False


def lecture_mode(on):
    """Choose the sizes for a hall (True) or for a desk (False); panels on screen are redrawn by `lecture`."""
    global _hall
    _hall = bool(on)


def in_lecture_mode():
    """Return whether the sizes for a hall are chosen."""
    return _hall


def form():
    """Return the sizes in force."""
    return HALL if _hall else DESK


def offset(right, up):
    """Offset of a label in points, given for the desk, larger where the letters are larger."""
    scale = form().text / DESK.text
    return right * scale, up * scale


def settings():
    """Return the matplotlib settings of the house, at the sizes in force."""
    size = form()
    return {
        "font.family": "DejaVu Sans", "font.size": size.text, "axes.titlesize": size.text,
            "axes.labelsize": size.text,
        "xtick.labelsize": size.text, "ytick.labelsize": size.text, "legend.fontsize": size.text,
        "lines.linewidth": size.line, "lines.markersize": size.marker,
            "axes.linewidth": max(1.0, size.line / 2),
        "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.color": "#E3E3E3",
        "grid.linewidth": max(0.8, size.line / 4), "figure.facecolor": "white", "axes.facecolor": "white",
        "savefig.facecolor": "white", "text.color": MARK, "axes.labelcolor": MARK,
            "axes.titlelocation": "left",
        "xtick.color": MARK, "ytick.color": MARK, "svg.hashsalt": "mixcond_lessons", "figure.dpi": 72,
        "mathtext.fontset": "dejavusans", "axes.titlepad": 8,
        "axes.unicode_minus": True,
    }


@cache
def _all_settings(hall):
    """Every setting of matplotlib: its own defaults, and the house's on top. Not one is the student's."""
    every = mpl.rcParamsDefault.copy()
    every.update(settings())
    return {name: every[name] for name in every if name != "backend"}


_in_force = None  # the sizes of the house style while something is drawn in it


@contextmanager
def house_style():
    """Return a context manager in which matplotlib draws in the house style and numpy meets errors in its
    usual way, whatever the student's own process has set. Afterwards all is as it was.

    Inside another one of the same sizes it does nothing.
    """
    global _in_force
    if _in_force is form():
        yield
        return
    outer, _in_force = _in_force, form()
    rc, ours = mpl.rcParams, _all_settings(_hall)
    # Past the checks of rcParams, which would take a quarter of a move: these values have passed them.
    theirs = {name: dict.__getitem__(rc, name) for name in ours}
    try:
        with _usual_numpy(), _calm_warnings():
            for name, value in ours.items():
                dict.__setitem__(rc, name, value)
            yield
    finally:
        _in_force = outer
        for name, value in theirs.items():
            dict.__setitem__(rc, name, value)


@contextmanager
def _usual_numpy():
    """numpy's own ways: which errors it reports, and how it prints (matplotlib names parts of a picture by
    what numpy prints)."""
    with (
        np.errstate(divide="warn", over="warn", under="ignore", invalid="warn"),
        np.printoptions(precision=8, threshold=1000, suppress=False, sign="-", formatter=None, legacy=False),
    ):
        yield


@contextmanager
def _calm_warnings():
    """What a library announces for its next version is no error here, even if the student made warnings
    errors."""
    with warnings.catch_warnings():
        for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
            warnings.simplefilter("ignore", kind)
        yield


class HouseFigure(Figure):
    """A figure that is drawn in the house style whoever draws it, and whenever."""

    @house_style()
    def draw(self, renderer):
        """Draw as any figure does."""
        super().draw(renderer)

    @house_style()
    def savefig(self, *arguments, **options):
        """Save as any figure does."""
        super().savefig(*arguments, **options)
