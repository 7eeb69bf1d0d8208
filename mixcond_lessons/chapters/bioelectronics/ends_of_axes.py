"""Where the axes of this chapter end: at round numbers."""
import numpy as np

STEPS = np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10])


def round_up(value):
    """Return the next number of the kind 1, 1.5, 2, … times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * STEPS[np.searchsorted(STEPS, value / power * (1 - 1e-9))])


def decades(low, high):
    """Return the limits of a logarithmic axis, whole decades around `low` and `high`."""
    return 10.0 ** np.floor(np.log10(low) + 1e-9), 10.0 ** np.ceil(np.log10(high) - 1e-9)
