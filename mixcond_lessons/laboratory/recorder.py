"""A recorder that takes a reading each interval, the first one interval after it was started."""
import numpy as np


def times(setup):
    """Return when readings are taken [s]; setup: the choices of a run, with `interval` and `duration` [s]."""
    return setup.interval * np.arange(1, int(round(setup.duration / setup.interval)) + 1)


def refuse(setup, fewest, most):
    """Raise ValueError, in a sentence, where a run has fewer or more readings than the recorder takes."""
    readings = setup.duration / setup.interval
    if not fewest <= readings <= most + 0.5:
        raise ValueError(f"duration / interval = {readings:.0f} readings: the recorder takes {fewest} to "
                         f"{most}. Change duration or interval.")
