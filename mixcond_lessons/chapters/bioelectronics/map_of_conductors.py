"""The map of polymers: mobility of the holes against capacitance per volume."""
import numpy as np

from ...classroom import style
from ...classroom.quantity import convert
from ...materials import material
from .transistor_channel import BOTH_KNOWN, CAPACITANCE, MERIT, entry, mobility_of

PER_VOLUME, PRODUCT = "F/cm3", "F/cm/V/s"
CAPACITIES = np.array([10.0, 1000.0])   # F/cm3, the ends of the map
LINES = (10, 100, 1000)                 # F/(cm V s)


# Where a name stands clear of the falling lines: below its point on the left, or above on the right.
BELOW = {"xytext": (-5, -4), "ha": "right", "va": "top"}
ABOVE = {"xytext": (4, 5), "ha": "left", "va": "bottom"}


def merit(key):
    """mu C* in F/(cm V s)."""
    return convert(entry(key, MERIT).value, "F/m/V/s", PRODUCT)


def label_of(key):
    """The material's short name for a plot."""
    return material(key).short


def draw_map(panel, plane):
    """Draw, still, the measured points and lines of equal product; moving, the chosen material."""
    plane.set(xscale="log", yscale="log", xlim=tuple(CAPACITIES), ylim=(0.05, 50),
              xlabel="capacitance C* (F/cm³)", title="mobility (cm²/(V s))")
    for product in LINES:
        plane.plot(CAPACITIES, product / CAPACITIES, color=style.QUIET, linestyle=(0, (1, 2)),
                   linewidth=style.form().line / 2)
        x = {10: 70, 100: 12, 1000: 34}[product]
        plane.annotate(f"{product} F/(cm V s)" if product == LINES[-1] else f"{product}", (x, product / x),
                       xytext=style.offset(2, 1), textcoords="offset points", color=style.QUIET)
    for key in BOTH_KNOWN:
        place = (convert(entry(key, CAPACITANCE).value, "F/m3", PER_VOLUME),
                 convert(mobility_of(key), "m2/V/s", "cm2/V/s"))
        plane.plot(*place, marker="o", color=style.HOLES.colour, linestyle="none", fillstyle="none")
        plane.annotate(label_of(key), place, textcoords="offset points",
                       **(ABOVE if key in ("pg42t_t", "pe2gt") else BELOW))
    panel.curve(plane, "its product", "C* (F/cm3)", "mobility (cm2/V/s)", style.HOLES,
                when=lambda tables: "mobility (cm2/V/s)" not in tables["now"])
    panel.curve(plane, "its product", "C* (F/cm3)", "mobility (cm2/V/s)", style.DOTTED,
                when=lambda tables: "mobility (cm2/V/s)" in tables["now"])
    point = plane.plot([], [], marker="o", color=style.HOLES.colour, linestyle="none")[0]

    def update(tables):
        known = "mobility (cm2/V/s)" in tables["now"]
        point.set_visible(known)
        if known:
            point.set_data(tables["now"]["capacitance (F/cm3)"], tables["now"]["mobility (cm2/V/s)"])
    panel.moves(point, update)
