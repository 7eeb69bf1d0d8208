"""Areas in the pictures of a leaking cell: the voltage as an area, and what the sources leave open of it."""
import numpy as np

from ...classroom import style
from ...classroom.band import envelope
from ...materials import material
from ...physics.membranes import MEASURED, corner_shares, corner_voltages


def voltage_as_known(state, oxygen_activity, fuel_sides):
    """Tables of both bands and of their ends at the panel's fuel side; none while the switch is off."""
    if not state.uncertain:
        return {}
    sheet = state.material, state.temperature
    share = envelope(corner_shares(*sheet, oxygen_activity))
    volts = envelope(corner_voltages(*sheet, fuel_sides, state.oxygen_activity_high))
    here = corner_voltages(*sheet, state.oxygen_activity_low, state.oxygen_activity_high)
    least, most = material(MEASURED[state.material]).property("ionic conductivity").factor_range
    return {"share known": {"pO₂ (bar)": oxygen_activity, "tᵢₒₙ, lowest": share[0],
                            "tᵢₒₙ, highest": share[1]},
            "V known": {"pO₂ (bar)": fuel_sides, "V, lowest (V)": volts[0], "V, highest (V)": volts[1]},
            "known": {"least V (V)": min(here), "most V (V)": max(here), "least σᵢₒₙ": least,
                      "most σᵢₒₙ": most}}


def voltage_as_known_in_words(words, short):
    """The sentences of the panel while the switch is on."""
    least, most = words.show("least V (V)", 4), words.show("most V (V)", 4)
    shows = f"between {least} and {most}" if least != most \
        else f"{least}, which does not change in these digits"
    return (f"A voltmeter shows {shows}: of {short} other sources give {words['least σᵢₒₙ']} "
            f"to {words['most σᵢₒₙ']} times this σᵢₒₙ. "
            "What its electrons conduct could be compared with one other source only.")


def shade_between(panel, axes):
    """Shade the area under the share between both faces."""
    area, = axes.fill([], [], color=style.IONS.colour, alpha=0.18, linewidth=0)

    def update(tables):
        pressure, share = tables["between"].values()
        area.set_xy(np.column_stack([np.concatenate([pressure[:1], pressure, pressure[-1:]]),
                                     np.concatenate([[0], share, [0]])]))
    panel.moves(area, update)
