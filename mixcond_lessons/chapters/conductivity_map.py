"""The still part of the conductivity plane: lines of equal share, and real materials, each drawn as what is known of it."""
import numpy as np

from ..classroom import style
from ..classroom.quantity import convert
from ..materials import material
from ..physics import conductivity

AIR = 0.21  # oxygen activities
HYDROGEN_800 = 1e-20  # hydrogen with 13 % steam at 800 °C
HYDROGEN_700 = 1.5e-24  # hydrogen with 3 % steam at 700 °C
EVEN = 1e-20  # where at 700 °C ceria's electrons conduct as well as its ions
INK = "#444444"
GROUND = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}


def partial(entry, temperature, oxygen_activity):
    """Ionic and electronic (electrons and holes) conductivity of a material, S/m."""
    ionic = conductivity.partial_conductivity(entry.property("ionic conductivity"), temperature)
    branches = (branch for branch in entry.properties if branch.quantity.startswith("electronic conductivity ("))
    return ionic, sum(conductivity.partial_conductivity(branch, temperature, oxygen_activity) for branch in branches)


def point(entry, temperature, oxygen_activity):
    """Both partial conductivities of a material in S/cm, for the map."""
    return tuple(convert(float(value), "S/m", "S/cm") for value in partial(entry, temperature, oxygen_activity))


def draw_shares(axes):
    """Draw the lines on which the share of the ions is the same, and name the three classes between them."""
    ends = np.array(axes.get_xlim())
    for share, place, name in ((0.99, 1.5e-5, "0.99"), (0.5, 1e-6, "0.5"), (0.01, 2.5e-8, "tᵢₒₙ = 0.01")):
        axes.plot(ends, ends * (1 - share) / share, color=style.QUIET, linewidth=style.form().line * 0.75, linestyle=(0, (4, 3)))
        axes.text(place, place * (1 - share) / share, name, color=style.QUIET, ha="center", va="center", bbox=GROUND)


def draw_ambipolar_lines(axes):
    """Draw the lines on which the ambipolar conductivity is the same: they bend round, for the scarcer carrier rules."""
    for level in (1e-6, 1e-4, 1e-2, 1.0):
        ionic = level * (1 + np.logspace(-11, 9, 201))
        axes.plot(ionic, level * ionic / (ionic - level), color=style.TOTAL.colour, linewidth=style.form().line * 0.75, linestyle="-")
        name = f"{level:.0e}".replace("e-0", "e-").replace("1e+00", "1 S/cm")
        axes.annotate(name, (axes.get_xlim()[1], level), xytext=style.offset(-3, 3), textcoords="offset points", ha="right")


def draw_materials(axes):
    """Put the real materials on the map: a point, a path, a range, a bound, a mark on the edge. Open marks: illustrative numbers."""
    ceria, zirconia = material("ceria_gadolinia_10"), material("zirconia_yttria_8")
    path = np.array([point(ceria, 1073.15, pressure) for pressure in np.geomspace(HYDROGEN_800, AIR, 20)])
    _line(axes, path[:, 0], path[:, 1])
    _mark(axes, ceria, *path[-1], "ceria, air", (9, -4))
    _mark(axes, ceria, *path[0], "ceria, H₂", (9, -4))
    _mark(axes, zirconia, *point(zirconia, 1173.15, AIR), "8YSZ", (-8, -8), ha="right", va="top")
    _manganite(axes)
    _cobaltite(axes)
    _edges(axes)
    _samples(axes)
    axes.plot(2.5e-9, 3e3, "s", color=INK, markerfacecolor="white", markersize=style.form().marker)
    axes.annotate("= illustrative", (2.5e-9, 3e3), xytext=style.offset(7, 0), textcoords="offset points", va="center", color=INK)


def _line(axes, ionic, electronic, **look):
    axes.plot(ionic, electronic, color=INK, linewidth=style.form().line * 0.75, **look)


def _mark(axes, entry, ionic, electronic, name, shift, marker="s", **look):
    known = entry.property("ionic conductivity").status in ("V", "seed")
    axes.plot(ionic, electronic, marker, color=INK, markerfacecolor=INK if known else "white", markersize=style.form().marker, clip_on=False)
    axes.annotate(name, (ionic, electronic), xytext=style.offset(*shift), textcoords="offset points", color=INK, **look)


def _manganite(axes):
    """Both conductivities are known as ranges: a cross of two bars. A blocking electrode found a thousand times more ionic conductivity."""
    entry = material("lanthanum_strontium_manganite")
    ionic, electronic = (entry.property(f"{kind} conductivity") for kind in ("ionic", "electronic"))
    low, high, less, more = (convert(value, "S/m", "S/cm") for value in (ionic.low, ionic.high, electronic.low, electronic.high))
    middle = np.sqrt(low * high), np.sqrt(less * more)
    _line(axes, (low, high), (middle[1],) * 2, marker="|")
    _line(axes, (middle[0],) * 2, (less, more), linestyle=":")  # illustrative
    axes.annotate(entry.short, (high, middle[1]), xytext=style.offset(4, 0), textcoords="offset points", va="center", color=INK)


def _cobaltite(axes):
    """Only the share is known, and that the ions beat those of zirconia: a piece of the line of its share, with an arrow."""
    entry = material("lanthanum_strontium_cobalt_nickel_oxide")
    share, zirconia = entry.property("ionic transference number"), material("zirconia_yttria_8")
    least = convert(float(conductivity.partial_conductivity(zirconia.property("ionic conductivity"), share.temperature_range[0])), "S/m", "S/cm")
    ionic = least * np.array([1, 6])
    electronic = ionic * (1 - share.value) / share.value
    axes.annotate("", (ionic[1], electronic[1]), (ionic[0], electronic[0]), color=INK,
                  arrowprops={"arrowstyle": "->", "color": INK, "linewidth": style.form().line * 0.75, "shrinkA": 0})
    axes.annotate(entry.short, (ionic[0], electronic[0]), xytext=style.offset(-5, -2), textcoords="offset points", ha="right", color=INK)


def _edges(axes):
    """What is known of one carrier only stands at the edge: ferrite on the left, silver iodide at the bottom."""
    ferrite, iodide = material("lanthanum_strontium_ferrite_40"), material("silver_iodide_alpha")
    values = [convert(entry.value, "S/m", "S/cm") for entry in ferrite.all_of("total conductivity")]
    left, bottom = axes.get_xlim()[0], axes.get_ylim()[0]
    axes.plot((left, left), values, "<", color=INK, markersize=style.form().marker, clip_on=False)
    axes.annotate("LSF, σᵢₒₙ ?", (left, min(values)), xytext=style.offset(6, -8), textcoords="offset points", va="top", color=INK)
    silver = convert(iodide.property("ionic conductivity").value, "S/m", "S/cm")
    axes.plot(silver, bottom, "v", color=INK, markersize=style.form().marker, clip_on=False)
    axes.annotate("α-AgI, σₑ ?", (silver, bottom), xytext=style.offset(-4, 8), textcoords="offset points", color=INK)


def _samples(axes):
    """The two worked samples: of the first only a ratio is known (a line), of the second both conductivities (a point)."""
    first, second = material("seed_sample_resistances"), material("seed_sample_ceria")
    total, electronic = (first.property(f"{kind} resistance").value for kind in ("total", "electronic"))
    share = float(conductivity.transference_from_resistances(total, electronic))
    ends = np.array([1e-3, axes.get_xlim()[1]])
    _line(axes, ends, ends * (1 - share) / share)
    axes.annotate("sample A", (ends[0], ends[0] * (1 - share) / share), xytext=style.offset(-4, -4), textcoords="offset points", ha="right", color=INK)
    total, leak = (convert(second.property(f"{kind} conductivity").value, "S/m", "S/cm") for kind in ("total", "electronic"))
    axes.plot(total - leak, leak, "D", color=INK, markersize=style.form().marker)
    axes.annotate("sample B", (total - leak, leak), xytext=style.offset(-7, 0), textcoords="offset points", ha="right", color=INK)
