"""The lines of the conductivity plane: equal share of the ions, and equal ambipolar conductivity."""
import numpy as np

from ...classroom import style

GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}


def thin():
    """Width of a line that is not the student's own."""
    return style.form().line * 0.75


def draw_shares(axes):
    """Draw the lines on which the share of the ions is the same."""
    ends = np.array(axes.get_xlim())
    for share, place, name in ((0.99, 1.5e-5, "0.99"), (0.5, 1e-6, "0.5"), (0.01, 2.5e-8, "tᵢₒₙ = 0.01")):
        axes.plot(ends, ends * (1 - share) / share, color=style.QUIET, linewidth=thin(),
                  linestyle=(0, (4, 3)))
        axes.text(place, place * (1 - share) / share, name, color=style.QUIET, ha="center", va="center",
                  bbox=GROUND)


def draw_ambipolar_lines(axes):
    """Draw the lines on which the ambipolar conductivity is the same: they bend where the scarcer carrier
    changes."""
    for level in (1e-6, 1e-4, 1e-2, 1.0):
        ionic = level * (1 + np.logspace(-11, 9, 201))
        axes.plot(ionic, level * ionic / (ionic - level), color=style.TOTAL.colour, linewidth=thin(),
                  linestyle="-")
        name = f"{level:.0e}".replace("e-0", "e-").replace("1e+00", "1 S/cm")
        axes.annotate(name, (axes.get_xlim()[1], level), xytext=style.offset(-3, 3),
                      textcoords="offset points", ha="right")
