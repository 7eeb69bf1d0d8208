"""What is known of the ferrite: measured points, where it falls apart, and what the sources leave open."""
import numpy as np

from ...classroom import style
from ...classroom.band import band, envelope
from ...classroom.quantity import convert
from ...materials import material
from ...physics import model_oxides

LEAST = 1e-20  # bar, on slider and axes
FERRITE = material("lanthanum_strontium_ferrite_40")
MEASURED_STRONTIUM, MEASURED = 0.4, FERRITE.all_of("total conductivity")
SPREAD = ("σₑ (x = 0.4, 800 °C) is 191 or 283 S/cm in two laboratories; σᵢₒₙ was measured as 0.014 S/cm; the "
          "barrier of its vacancies is 0.75 to 0.95 eV")


def measured_points(state):
    """The measured conductivities, at their strontium content and temperature only."""
    there = MEASURED_STRONTIUM, MEASURED[0].temperature_range[0]
    points = MEASURED if np.isclose((state.strontium, state.temperature), there).all() else ()
    return {"pO₂ (bar)": [point.oxygen_activity_range[0] for point in points],
            "σ (S/cm)": [convert(point.value, "S/m", "S/cm") for point in points]}


def ferrite_as_known(state, line, now):
    """Tables of both bands, and their ends here; none while the switch is off."""
    if not state.uncertain:
        return {}
    found, known = {"pO₂ (bar)": line["pO₂ (bar)"]}, {}
    ionic = model_oxides.ferrite_ions_as_known(1.0, state.temperature)
    for name, factors in (("σₑ", model_oxides.ferrite_electrons_as_known(1.0)), ("σᵢₒₙ", ionic)):
        low, high = envelope([factor * line[f"{name} (S/cm)"] for factor in factors])
        found |= {f"{name}, lowest (S/cm)": low, f"{name}, highest (S/cm)": high}
        known |= {f"least {name} (S/cm)": min(factors) * now[f"{name} (S/cm)"],
                  f"most {name} (S/cm)": max(factors) * now[f"{name} (S/cm)"]}
    return {"known": known, "σ known": found}


def shade_where_it_falls_apart(panel, axes, height):
    """Shade the gas in which there is no such oxide, from the left; height: of the words (0 to 1)."""
    area = axes.axvspan(LEAST, LEAST, color=style.QUIET, alpha=0.15, linewidth=0)
    panel.moves(area, lambda tables: area.set_width(tables["falls apart"]["pO₂ (bar)"][1] - LEAST))

    def words(tables):
        start, end = tables["falls apart"]["pO₂ (bar)"]
        return np.sqrt(start * end), height, "falls apart" if end > 1e2 * start else ""
    across = axes.get_xaxis_transform()
    panel.note(axes, words, color=style.QUIET, rotation=90, ha="center", va="center", transform=across)


def draw_as_known(panel, axes):
    """Draw the bands of electronic and ionic conductivity, seen while the switch is on."""
    for name, carrier in (("σₑ", style.HOLES), ("σᵢₒₙ", style.IONS)):
        ends = (f"{name}, {which} (S/cm)" for which in ("lowest", "highest"))
        band(panel, axes, "σ known", "pO₂ (bar)", *ends, carrier)


def ferrite_as_known_in_words(words):
    """The sentence of the panel while the switch is on."""
    return (f"As far as the sources agree, holes and electrons conduct {words['least σₑ (S/cm)']} to "
            f"{words['most σₑ (S/cm)']}, ions {words['least σᵢₒₙ (S/cm)']} to "
            f"{words['most σᵢₒₙ (S/cm)']}. Far from where the tracer was measured the barrier counts most.")
