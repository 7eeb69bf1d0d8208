"""What an instrument adds to a quantity: readings that jump, a slow drift, and steps of the converter.

Each size stands in the head of the file, as in an instrument's data sheet.
"""
from math import floor, log10

import numpy as np

TAKEN_BACK = 0.25  # of each jump, by the control loop, at the next reading
FINEST = 1e-12  # the smallest range of an instrument, in its unit
UNTOLD = 1e100  # times its value: what the uncertainty of a constant is that the readings do not tell


def jumping(chance, size, count):
    """Return `count` errors of the root mean square `size`, in its unit.

    A control loop holds the mean: it takes a quarter of each jump back at the next reading. So an average
    over many readings is a little better than their scatter says.
    """
    jumps = chance.standard_normal(count + 1)
    return size * (jumps[1:] - TAKEN_BACK * jumps[:-1]) / np.sqrt(1 + TAKEN_BACK**2)


def wandering(chance, per_root_hour, time):
    """Return a slow drift at the times [s]: it wanders without aim, by `per_root_hour` in the first hour.

    Its root mean square grows with the square root of time. It begins at zero.
    """
    steps = np.sqrt(np.diff(time, prepend=0.0) / 3600)
    return per_root_hour * np.cumsum(steps * chance.standard_normal(len(time)))


def digitised(values, step):
    """Return the values as the converter gives them: whole multiples of its step."""
    return step * np.round(values / step)


def range_of(values):
    """Return the range (1, 2 or 5 times a power of ten) that the instrument takes for these values."""
    largest = max(float(np.abs(values).max()), FINEST)
    power = 10.0 ** floor(log10(largest))
    return next(power * factor for factor in (1, 2, 5, 10) if largest <= power * factor)


def converter_step(values, bits=16):
    """Return the step of a converter of so many bits, in the range that it takes for these values."""
    return 2 * range_of(values) / 2**bits


def least_uncertainties(law, constants, size):
    """Return {name: smallest standard uncertainty} that readings with errors of this size allow.

    law: function of the list of constants that returns the readings without errors; constants: {name: value}.
    It is the inverse of Fisher's information, with what `jumping` leaves in an average. Constants that the
    readings do not tell, or not apart from each other, get an uncertainty beyond all bounds.
    """
    values, slopes = _slopes(law, constants)
    left = size * (1 - TAKEN_BACK) / np.sqrt(1 + TAKEN_BACK**2)
    steep = np.maximum(np.linalg.norm(slopes, axis=1), 1e-99)
    ways, weights, _ = np.linalg.svd(slopes / steep[:, None], full_matrices=False)
    parts = np.linalg.norm(ways / np.maximum(weights, 1e-12), axis=1) / steep * left
    return dict(zip(constants, np.abs(values) * np.minimum(parts, UNTOLD), strict=True))


def moved_by(law, constants, readings):
    """Return {name: by how much a fit of the law moves from the constants}, for readings without errors.

    law, constants: as for `least_uncertainties`; readings: what another, more exact law gives. One step of
    least squares: right to a few per cent of a move that is small itself.
    """
    values, slopes = _slopes(law, constants)
    steps = np.linalg.lstsq(slopes.T, readings - law(values), rcond=None)[0]
    return dict(zip(constants, steps * values, strict=True))


def _slopes(law, constants):
    """The values of the constants, and by how much each reading grows for 100 % of each."""
    values = np.array(list(constants.values()))
    moved = values * (1 + 1e-3 * np.eye(len(values)))
    return values, np.array([(law(one) - law(values)) / 1e-3 for one in moved])
