"""The one house style: what each carrier looks like, and how large letters and lines are at a desk and in a
hall."""
from dataclasses import dataclass

import matplotlib as mpl


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


def house_style():
    """Return a context manager in which matplotlib draws in the house style."""
    return mpl.rc_context(settings())
