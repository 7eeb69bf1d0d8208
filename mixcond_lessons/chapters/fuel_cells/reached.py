"""What a task asks to find, and whether a slider stands there."""
import numpy as np


def largest_at(places, values):
    """The place at which some values are largest, by the parabola through the best three."""
    best = int(np.clip(np.argmax(values), 1, values.size - 2))
    near = slice(best - 1, best + 2)
    bend, slope, _ = np.polyfit(places[near] - places[best], values[near], 2)
    return float(places[best] - slope / (2 * bend))


def found_at(here, close, wanted):
    """" Found: ..." with the names of all wanted places that are no further away than `close`; else
    nothing.
    """
    names = [name for name, place in wanted.items() if abs(here - place) <= close]
    return f" Found: {' and '.join(names)}" if names else ""
