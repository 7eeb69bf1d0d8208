"""Points of a memristor's loop: the moments of one period, arrowheads on it, the area of both lobes."""
import numpy as np

from ...classroom.quantity import convert

# One settled period, closer in time where the voltage is small: there a slow film switches.
POINTS = 160  # in each half
FINER = 8  # moments between two points, so that the area of a steep loop is right to 0.1 %
_HALF = (1 - np.cos(np.linspace(0, np.pi, FINER * POINTS + 1))) / 4
MOMENTS = 1 + np.concatenate([_HALF, 0.5 + _HALF[1:]])  # in periods
PERIOD = MOMENTS[::FINER]
ARROWS = 60, 115, POINTS + 60, POINTS + 115  # points of the loop: there and back at different voltages
HALF_AXES = np.array([2.1, 112.0])  # V, % of the largest current: from the middle of the picture to its frame


def arrowhead(voltage, current, at):
    """Corners (V, % of the largest current) of an arrowhead at one point of the loop, pointing as time
    goes."""
    tip, before = (np.array([voltage[place], current[place]]) / HALF_AXES for place in (at, at - 4))
    along = tip - before
    along = along / np.hypot(*along) if along.any() else np.zeros(2)
    sideways = 0.6 * along[::-1] * (1, -1)
    corners = [tip - 0.06 * (along + sideways), tip, tip - 0.06 * (along - sideways)]
    return np.transpose(corners) * HALF_AXES[:, np.newaxis]


def area_of_lobes(loop):
    """Area (mW) of both lobes of a loop as it is, by straight lines between its moments."""
    steps = np.diff(loop.voltage) * (loop.current[1:] + loop.current[:-1]) / 2
    half = steps.size // 2
    return convert(abs(steps[:half].sum()) + abs(steps[half:].sum()), "W", "mW")
