"""The real materials on the conductivity plane, as far as they are known."""
import numpy as np

from ...classroom import style
from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity
from ...physics.constants import AIR, HYDROGEN_800
from .lines_on_the_plane import thin

INK = "#444444"


def per_centimetre(value):
    """A conductivity in S/cm, as a number."""
    return convert(float(value), "S/m", "S/cm")


def point(entry, temperature, oxygen_activity):
    """Both partial conductivities of a material in S/cm, for the map."""
    return tuple(map(per_centimetre,
                     conductivity.partial_conductivities(entry, temperature, oxygen_activity)))


def named(axes, place, name, shift, **look):
    """Write a name beside a place of the map."""
    axes.annotate(name, place, xytext=style.offset(*shift), textcoords="offset points", color=INK, **look)


def draw_materials(axes):
    """Put the real materials on the map: a point, a path, a range, a bound, a mark on the edge.

    Open marks: illustrative; half-filled ones: in use, the original was not seen.
    """
    ceria, zirconia = material("ceria_gadolinia_10"), material("zirconia_yttria_8")
    path = np.array([point(ceria, 1073.15, pressure) for pressure in np.geomspace(HYDROGEN_800, AIR, 20)])
    _line(axes, path[:, 0], path[:, 1])
    _mark(axes, ceria, *path[-1], "ceria, air", (9, -4))
    _mark(axes, ceria, *path[0], "ceria, H₂", (4, 9))
    _mark(axes, zirconia, *point(zirconia, 1173.15, AIR), "8YSZ", (-8, -8), ha="right", va="top")
    _manganite(axes)
    _cobaltite(axes)
    _ferrite(axes)
    _edges(axes)
    _samples(axes)
    if style.in_lecture_mode():
        return  # the letters of the hall leave no room; the lesson says it
    for height, status, words in ((3e3, "M", "illustrative"), (2.5e2, "in use", "in use")):
        axes.plot(2.5e-9, height, **_look(status))
        named(axes, (2.5e-9, height), words, (9, 0), va="center")


def _look(status):
    """How the mark of a number with this status looks."""
    filled = {"V": "full", "seed": "full", "in use": "left"}.get(status, "none")
    return {"marker": "s", "color": INK, "markersize": style.form().marker, "linestyle": "none",
            "fillstyle": filled, "markerfacecoloralt": "white", "clip_on": False}


def _line(axes, ionic, electronic, **look):
    axes.plot(ionic, electronic, color=INK, linewidth=thin(), **look)


def _mark(axes, entry, ionic, electronic, name, shift, **look):
    axes.plot(ionic, electronic, **_look(entry.property("ionic conductivity").status))
    named(axes, (ionic, electronic), name, shift, **look)


def _manganite(axes):
    """Both conductivities are known as ranges: a cross of two bars. (A blocking electrode found far more
    ionic conductivity.)"""
    entry = material("lanthanum_strontium_manganite")
    ionic = entry.property("ionic conductivity", from_source="yasuda")
    electronic = entry.property("electronic conductivity")
    low, high, less, more = map(per_centimetre, (ionic.low, ionic.high, electronic.low, electronic.high))
    middle = np.sqrt(low * high), np.sqrt(less * more)
    _line(axes, (low, high), (middle[1],) * 2, marker="|")
    _line(axes, (middle[0],) * 2, (less, more), linestyle=":")  # illustrative
    named(axes, (middle[0], less), f"{entry.short} (tracer)", (0, -4), ha="center", va="top")


def _cobaltite(axes):
    """Only the share is known, and that its ions conduct better than those of zirconia: a piece of a line,
    with an arrow."""
    entry, zirconia = material("lanthanum_strontium_cobalt_nickel_oxide"), material("zirconia_yttria_8")
    share = entry.property("ionic transference number")
    law = zirconia.property("ionic conductivity")
    least = per_centimetre(conductivity.partial_conductivity(law, share.temperature_range[0]))
    ionic = least * np.array([1, 6])
    electronic = ionic * (1 - share.value) / share.value
    arrow = {"arrowstyle": "->", "color": INK, "linewidth": thin(), "shrinkA": 0}
    axes.annotate("", (ionic[1], electronic[1]), (ionic[0], electronic[0]), color=INK, arrowprops=arrow)
    named(axes, (ionic[0], electronic[0]), entry.short, (-5, -2), ha="right")


def _ferrite(axes):
    """One laboratory measured both carriers, another the electrons only: two points, joined."""
    ferrite = material("lanthanum_strontium_ferrite_40")
    ionic = per_centimetre(ferrite.property("ionic conductivity").value)
    electronic = [per_centimetre(ferrite.property(f"{which} conductivity").value)
                  for which in ("electronic", "total")]
    _line(axes, (ionic, ionic), electronic, marker="s", markersize=style.form().marker)
    named(axes, (ionic, min(electronic)), "LSF64", (-8, 2), ha="right", va="top")


def _edges(axes):
    """What is known of one carrier only stands at the edge: silver iodide at the bottom."""
    iodide, bottom = material("silver_iodide_alpha"), axes.get_ylim()[0]
    silver = per_centimetre(iodide.property("ionic conductivity").value)
    axes.plot(silver, bottom, "v", color=INK, markersize=style.form().marker, clip_on=False)
    named(axes, (silver, bottom), "α-AgI, σₑ ?", (-4, 8))


def _samples(axes):
    """The two worked samples: of the first only a ratio is known (a line), of the second both conductivities
    (a point)."""
    first, second = material("seed_sample_resistances"), material("seed_sample_ceria")
    share = float(conductivity.transference_from_resistances(
        *(first.property(f"{kind} resistance").value for kind in ("total", "electronic"))))
    ends = np.array([1e-3, axes.get_xlim()[1]])
    _line(axes, ends, ends * (1 - share) / share)
    named(axes, (ends[0], ends[0] * (1 - share) / share), "sample A", (-4, -4), ha="right")
    total, leak = (per_centimetre(second.property(f"{kind} conductivity").value)
                   for kind in ("total", "electronic"))
    axes.plot(total - leak, leak, "D", color=INK, markersize=style.form().marker)
    named(axes, (total - leak, leak), "" if style.in_lecture_mode() else "sample B", (13, -4), va="top")
