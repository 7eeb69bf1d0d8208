"""One meaning of an argument of a law: its word, symbol, unit and range, and how a value is checked by it."""
import math
from dataclasses import dataclass, replace

import numpy as np

# Infinity is no number here, and above zero begins with the smallest one.
LARGEST, SMALLEST = np.finfo(float).max, 5e-324
ANY = (-LARGEST, LARGEST)
ABOVE_ZERO = (SMALLEST, LARGEST)
FROM_ZERO = (0.0, LARGEST)
BELOW_ONE = np.nextafter(1, 0)
SHARE = (0.0, 1.0)
INNER_SHARE = (SMALLEST, BELOW_ONE)  # neither nothing nor all


@dataclass(frozen=True)
class Quantity:
    """One meaning of an argument. kind: "number" (any shape), "single", "whole", "curve" (a number or
    a function that returns it), "choice" (one of `options`) or "thing"."""

    word: str
    symbol: str = ""
    unit: str = ""
    possible: tuple = ANY
    shown: str | None = None
    kind: str = "number"
    options: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "lowest", float(self.possible[0]))
        object.__setattr__(self, "highest", float(self.possible[1]))
        object.__setattr__(self, "plain", self.kind in ("number", "single", "curve"))

    def within(self, lowest, highest):
        """Return the same quantity with a narrower range, its ends in the SI unit."""
        return replace(self, possible=(lowest, highest))

    def check(self, name, value):
        """Return `value` fit for a formula; ValueError names the argument, the value, the unit and the
        allowed range."""
        if type(value) is float and self.lowest <= value <= self.highest and self.plain:
            return np.float64(value)
        return _CHECKS[self.kind](self, name, value)

    def in_words(self):
        """Meaning, unit and range, as a docstring or the Law of a panel says it."""
        if self.kind == "choice":
            return f"{self.word}: one of {', '.join(map(repr, self.options))}"
        symbol = f", {self.symbol}" if self.symbol else ""
        unit = f" in {self.unit}" if self.unit else ""
        return f"{self.word}{symbol}{unit}{self._range_in_words()}"

    def _range_in_words(self):
        if self.kind == "thing" or self.possible == ANY:
            return ""
        if self.possible == INNER_SHARE:
            return ", between 0 and 1"
        (low, low_is_in), (high, high_is_in) = self._ends()
        if low_is_in and high_is_in:
            return f", {low} to {high}"
        words = (f">{'=' if low_is_in else ''} {low}", f"<{'=' if high_is_in else ''} {high}")
        return ", " + " and ".join(word for word in words if not word.endswith("inf"))

    def _ends(self):
        """Each end of the range as text, and whether it belongs to the range: the last number before 1 stands
        for a 1 that does not."""
        low = "-inf" if self.lowest == -LARGEST else "0" if self.lowest == SMALLEST else f"{self.lowest:g}"
        high = "inf" if self.highest == LARGEST else f"{self.highest:g}"
        return ((low, self.lowest != math.nextafter(float(low), math.inf)),
                (high, self.highest != math.nextafter(float(high), -math.inf)))

    def allowed(self):
        """The range as the message of an error says it, such as "(0, inf) m"."""
        (low, low_is_in), (high, high_is_in) = self._ends()
        return f"{'[' if low_is_in else '('}{low}, {high}{']' if high_is_in else ')'} {self.unit}".rstrip()


def _check_number(quantity, name, value):
    try:
        if np.iscomplexobj(value) or isinstance(value, (str, bytes)):
            raise TypeError
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} = {value!r}: not a real number or an array of them; "
                         f"allowed is {quantity.allowed()}") from None
    # Not a number compares false, so that one pass over least and greatest finds it, too.
    if array.size and not (array.min() >= quantity.lowest and array.max() <= quantity.highest):
        first = array[~((array >= quantity.lowest) & (array <= quantity.highest))].flat[0]
        unit = f" {quantity.unit}" if quantity.unit else ""
        raise ValueError(f"{name} = {first:g}{unit}: allowed is {quantity.allowed()}")
    return array if array.ndim else array[()]


def _check_single(quantity, name, value):
    number = _check_number(quantity, name, value)
    if np.ndim(number):
        raise ValueError(f"{name}: an array of shape {np.shape(number)}; allowed is one number")
    return number


def _check_whole(quantity, name, value):
    number = _check_single(quantity, name, value)
    if number != int(number):
        raise ValueError(f"{name} = {number:g}: allowed is a whole number in {quantity.allowed()}")
    return int(number)


def _check_curve(quantity, name, value):
    return value if callable(value) else _check_number(quantity, name, value)


def _check_choice(quantity, name, value):
    if not any(value is option or value == option for option in quantity.options
               if isinstance(value, type(option))):
        raise ValueError(f"{name} = {value!r}: allowed is one of {', '.join(map(repr, quantity.options))}")
    return value


_CHECKS = {"number": _check_number, "single": _check_single, "whole": _check_whole, "choice": _check_choice,
           "curve": _check_curve,
           "thing": lambda quantity, name, value: value}
