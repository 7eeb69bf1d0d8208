"""What the panels of this chapter share: how often an ion tries to hop, a unit, and where an axis may end."""
import numpy as np

from ...classroom.quantity import convert

EV = convert(1.0, "eV", "J")
ATTEMPTS_PER_SECOND = 1e13  # illustrative: a lattice vibration


def round_end(value):
    """Return the next round number at or above `value` (> 0): an axis that ends there is used to two thirds
    at least."""
    decade = 10.0 ** np.floor(np.log10(value))
    return next(float(f"{step * decade:.1e}") for step in (1, 1.5, 2, 3, 4, 6, 8, 10)
                if step * decade >= value * (1 - 1e-9))
