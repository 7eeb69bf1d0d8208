"""One way to refuse an impossible argument: name it, its value, its unit and what is allowed."""
import numpy as np


def _range(low, high, includes_low, includes_high):
    left = f"{'[' if includes_low else '('}{low:g}" if np.isfinite(low) else "(-inf"
    right = f"{high:g}{']' if includes_high else ')'}" if np.isfinite(high) else "inf)"
    return f"{left}, {right}"


def within(name, value, unit, low=-np.inf, high=np.inf, includes_low=True, includes_high=True):
    """Return `value` as a float array if every entry is a real number inside the range.

    name, unit: str, for the message; low, high: limits in the same unit; includes_low, includes_high: whether
    a limit itself is allowed. Raises ValueError naming the argument, the first offending value, the unit and
    the allowed range (NaN and infinity are always refused).
    """
    allowed = f"allowed is {_range(low, high, includes_low, includes_high)} {unit}".rstrip()
    try:
        if np.iscomplexobj(value) or isinstance(value, (str, bytes)):
            raise TypeError
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} = {value!r}: not a real number or an array of them; {allowed}") from None
    above = array >= low if includes_low else array > low
    below = array <= high if includes_high else array < high
    wrong = ~(np.isfinite(array) & above & below)
    if wrong.any():
        first = np.atleast_1d(array)[np.atleast_1d(wrong)][0]
        raise ValueError(f"{name} = {first:g} {unit}: {allowed}".replace(" :", ":"))
    return array


def positive(name, value, unit):
    """Return `value` as a float array if every entry is finite and greater than zero; else ValueError as in
    `within`."""
    return within(name, value, unit, low=0.0, includes_low=False)


def not_negative(name, value, unit):
    """Return `value` as a float array if every entry is finite and at least zero; else ValueError as in
    `within`."""
    return within(name, value, unit, low=0.0)


def fraction(name, value, includes_zero=True, includes_one=True):
    """Return `value` as a float array if every entry lies between 0 and 1; else ValueError as in `within`."""
    return within(name, value, "", 0.0, 1.0, includes_zero, includes_one)


def one_of(name, value, options):
    """Return `value` if it is one of `options`; else ValueError naming both."""
    if value not in options:
        raise ValueError(f"{name} = {value!r}: allowed is one of {', '.join(map(repr, options))}")
    return value


def same_shape(**arrays):
    """Broadcast the named arrays against each other; ValueError names their shapes where they do not fit."""
    try:
        return np.broadcast_arrays(*arrays.values())
    except ValueError:
        shapes = ", ".join(f"{name} {np.shape(array)}" for name, array in arrays.items())
        raise ValueError(f"these shapes do not fit together: {shapes}") from None


def single(name, value):
    """Return `value` as a float if it is one number and not an array of them; else ValueError naming its
    shape. Check its range first."""
    if np.ndim(value) != 0:
        raise ValueError(f"{name}: an array of shape {np.shape(value)}; allowed is one number")
    return float(value)


def whole(name, value, low):
    """Return `value` as an int if it is one whole number of at least `low`; else ValueError naming it and
    what is allowed."""
    number = single(name, within(name, value, "", low=low))
    if number != int(number):
        raise ValueError(f"{name} = {number:g}: allowed is a whole number of at least {low}")
    return int(number)


def computed(formula, *, never_zero=False, **arguments):
    """Return formula(*arguments) of checked arguments; ValueError naming them where the result is too large,
    or zero though it must not be.

    arguments: numbers or arrays that broadcast, handed on in the order given. For what each argument allows,
    but not their combination.
    """
    with np.errstate(all="ignore"):
        result = formula(*arguments.values())
    lost = ~np.isfinite(result)
    if never_zero:
        lost |= result == 0
    if np.any(lost):
        first = np.argmax(lost)
        said = ", ".join(f"{name} = {np.broadcast_to(value, np.shape(lost)).flat[first]:g}"
                         for name, value in arguments.items())
        raise ValueError(f"{said}: the result leaves the range of floating-point numbers")
    return result
