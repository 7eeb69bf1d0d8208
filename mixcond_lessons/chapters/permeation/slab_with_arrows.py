"""The membrane as a slab between two gases, with an arrow for ions and one for electrons."""
import numpy as np
from matplotlib.patches import FancyArrow, Rectangle

from ...classroom import style

SMALLEST_AND_LARGEST = 1e-11, 2e3  # flux, mL/(cm2 min), of all membranes of the panel
THINNEST, THICKEST = 0.15, 0.27  # half the width of the slab in the picture, for the ends of its control


def draw_slab(panel, axes):
    """Draw the slab, its two arrows, and the oxygen that comes and goes on both sides."""
    axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[], title="flows (arrow and slab: log scale)")
    axes.grid(False)
    slab = axes.add_patch(Rectangle((0, 0), 1, 1, color=style.QUIET, alpha=0.15, linewidth=0))
    panel.moves(slab, lambda tables: slab.set_bounds(0.5 - _half_width(panel), 0, 2 * _half_width(panel), 1))
    arrow = {"arrowstyle": "->", "color": style.MARK, "linewidth": style.form().line}
    for start, end in ((0.99, 0.79), (0.21, 0.01)):
        axes.annotate("", (end, 0.5), (start, 0.5), arrowprops=arrow)
        axes.text((start + end) / 2, 0.53, "O₂", ha="center", va="bottom")
    for y, carrier, words, way in ((0.66, style.IONS, "1 O²⁻", -1), (0.28, style.ELECTRONS, "2 e⁻", 1)):
        _draw_arrow(panel, axes, y, carrier, way)
        # In the moving layer as its arrow, for that lies above the still one.
        panel.note(axes, lambda tables, y=y, words=words: (0.5, y, words), color="white", weight="bold",
                   ha="center", va="center", zorder=5,
                   bbox={"facecolor": carrier.colour, "edgecolor": "none", "pad": 2})
    controls = {control.name: control for control in panel.controls}
    for x, align, name in ((0.01, "left", "oxygen_activity_low"), (0.99, "right", "oxygen_activity_high"),
                           (0.5, "center", "thickness")):
        panel.note(axes, lambda tables, x=x, name=name: (x, 0.98, controls[name].show(panel.state[name])),
                   ha=align, va="top")
    axes.text(0.5, 0.02, "net current 0", ha="center", va="bottom")


def _half_width(panel):
    """Half the width of the slab in the picture: it follows the logarithm of the thickness."""
    control = next(control for control in panel.controls if control.name == "thickness")
    low, high, here = np.log([control.minimum, control.maximum, panel.state["thickness"]])
    return THINNEST + (THICKEST - THINNEST) * (here - low) / (high - low)


def _draw_arrow(panel, axes, y, carrier, way):
    """A block arrow whose width follows the logarithm of the current that the carrier brings."""
    arrow = axes.add_patch(FancyArrow(0, 0, 1, 0, length_includes_head=True, color=carrier.colour,
                                      linewidth=0))

    def update(tables):
        low, high = np.log10(SMALLEST_AND_LARGEST)
        share = (np.log10(tables["now"]["flux (mL/cm2/min)"][0]) - low) / (high - low)
        width = 0.01 + 0.17 * float(np.clip(share, 0, 1))
        reach = _half_width(panel) - 0.02
        arrow.set_data(x=0.5 - reach * way, y=y, dx=2 * reach * way, dy=0, width=width,
                       head_width=width + 0.1, head_length=0.06)
    panel.moves(arrow, update)
