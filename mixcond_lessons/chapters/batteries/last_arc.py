"""Where the last arc of a measured impedance begins, as far as its noise lets that be seen."""
import numpy as np
import scipy

from ...physics.arc_fit import fit_arc

VALLEY = 0.6  # of the lower of two tops: a valley that parts two arcs
CLEAR = 6.0  # times the scatter, by which a valley lies below both tops: noise alone is hardly so deep
ENOUGH = 1.4  # times the scatter: what one arc may miss and still describe all readings
JUMP = 4.0  # times the largest of the next three steps, from the first reading to the second
FOURTH = np.array([1, -4, 6, -4, 1])  # of readings on a smooth curve little is left of these differences


def where_the_last_arc_begins(frequency, values):
    """(highest frequency [Hz] of the last arc, why faster readings are none of it): "arc", "jump" or "".

    An arc is parted from the last one by a valley of -Im Z that is deeper than noise makes, unless one arc
    describes all readings; without one, a first reading that jumps is none of it. values: complex ohm,
    from the highest frequency [Hz] down.
    """
    first = int(_jumps(values))
    begin = _valley(values[first:])
    if begin and not _one_is_enough(frequency[first:], values[first:]):
        return float(frequency[first + begin]), "arc"
    return float(frequency[first]), "jump" if first else ""


def _jumps(values):
    """Whether the first reading lies farther from the second than noise or the curve explain."""
    if values.size < 6:
        return False
    steps = np.abs(np.diff(values[:5]))
    return steps[0] > max(JUMP * steps[1:].max(), CLEAR * _scatter(values[1:].real, values[1:].imag)[0])


def _valley(values):
    """Place of the valley of -Im Z before its last rise, or 0."""
    high = -values.imag
    if high.size < 6:
        return 0
    # one reading alone is no arc
    smooth, scatter = scipy.ndimage.median_filter(high, 3, mode="nearest"), _scatter(high)
    for place in range(high.size - 3, 1, -1):
        tops = int(np.argmax(smooth[:place])), place + 1 + int(np.argmax(smooth[place + 1:]))
        deep = smooth[place] <= smooth[place - 2:place + 3].min()
        if deep and all(smooth[place] < VALLEY * smooth[top]
                        and smooth[top] - smooth[place] > CLEAR * np.hypot(scatter[top], scatter[place])
                        for top in tops) and smooth[tops[0]] > 0.02 * abs(values[place]):
            return place - 2 + int(np.argmin(high[place - 2:place + 3]))
    return 0


def _one_is_enough(frequency, values):
    """Whether one arc misses all readings by no more than their scatter."""
    scatter = _scatter(values.real, values.imag) / np.abs(values)
    return fit_arc(frequency, values).noise < ENOUGH * np.sqrt((scatter**2).mean())


def _scatter(*columns):
    """Standard deviation of noise near each reading, from fourth differences; it may change on the way."""
    found = []
    for column in columns:
        rest = np.abs(np.convolve(column, FOURTH, "valid")) / np.sqrt((FOURTH**2).sum()) / 0.6745
        calm = scipy.ndimage.median_filter(rest, min(15, rest.size), mode="nearest")
        found.append(np.pad(calm, 2, mode="edge"))
    return np.max(found, axis=0)
