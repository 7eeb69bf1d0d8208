"""Where the last arc of a measured impedance begins."""
import numpy as np


def where_the_last_arc_begins(frequency, values):
    """Below the valley before the last rise of -Im Z, and without a first reading that jumps."""
    high = -values.imag
    first = 0
    if values.size > 5 and abs(values[0] - values[1]) > 4 * abs(values[1] - values[2]):
        first = 1
    for place in range(values.size - 3, max(first, 1), -1):
        before, after = high[first:place].max(initial=-np.inf), high[place + 1:].max()
        if high[place] <= high[place - 2:place + 3].min() and before > 1.1 * high[place] < after:
            return float(frequency[place]) if before > 0.02 * abs(values[place]) else float(frequency[first])
    return float(frequency[first]) if first else float(frequency[0])
