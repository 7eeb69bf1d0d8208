"""Where the last arc of a measured impedance begins."""
import numpy as np

VALLEY = 0.6  # of the lower of two tops: a valley that parts two arcs

def where_the_last_arc_begins(frequency, values):
    """Below the valley before the last rise of -Im Z, and without a first reading that jumps."""
    high = -values.imag
    first = 0
    if values.size > 5 and abs(values[0] - values[1]) > 4 * abs(values[1] - values[2]):
        first = 1
    for place in range(values.size - 3, max(first, 1), -1):
        before, after = high[first:place].max(initial=-np.inf), high[place + 1:].max()
        deep = high[place] <= high[place - 2:place + 3].min() and high[place] < VALLEY * min(before, after)
        if deep and before > 0.02 * abs(values[place]):
            return float(frequency[place])
    return float(frequency[first])
