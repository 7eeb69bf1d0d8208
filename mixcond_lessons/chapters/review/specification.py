"""What a design task asks for: the entries of a design, and the demands that it must meet."""
from dataclasses import dataclass, field

from ...classroom import quantity
from ...natural_constants import ZERO_CELSIUS


class Impossible(ValueError):
    """A design that can be read and that nature does not allow; the message says why, as a sentence."""


@dataclass(frozen=True)
class Entry:
    """What a design must give: words, unit, lowest and highest value that the laws can take; or `options`, of
    which one is written as text.

    whole: only a whole number will do; known: {option of another entry: (lowest, highest)} where its law is
    known, in `unit`.
    """
    words: str
    unit: str = "1"
    lowest: float = 0.0
    highest: float = 0.0
    options: tuple = ()
    whole: bool = False
    known: dict = field(default_factory=dict)

    def reach(self, option):
        """Return (lowest, highest) that may be computed beside an option of another entry."""
        low, high = self.known.get(option, (self.lowest, self.highest))
        return max(low, self.lowest), min(high, self.highest)

    def expected(self):
        """Return in words what is to be written."""
        if self.options:
            return f"one of {', '.join(map(repr, self.options))}"
        unit = quantity.unit_text(self.unit)
        narrower = ", ".join(f"{option} {_span(self.reach(option))}" for option in self.known
                             if self.reach(option) != (self.lowest, self.highest))
        return (f"a {'whole ' if self.whole else ''}number {f'in {unit} ' if unit else ''}"
                f"{_span((self.lowest, self.highest))}{f' ({narrower})' if narrower else ''}")

    def read(self, given):
        """Return (value, state, what is said): a value, or else "unreadable" or "outside" with a sentence."""
        if self.options:
            found = str(given).strip().casefold()
            if found in self.options:
                return found, None, None
            return None, "unreadable", f"Expected is {self.expected()}."
        reading = quantity.read(given, self.unit)
        if reading.problem:
            return None, "unreadable", reading.problem
        if self.whole and reading.value % 1:
            return None, "unreadable", f"{reading.value:g} is not whole. Expected is {self.expected()}."
        if not self.lowest <= reading.value <= self.highest:
            return None, "outside", (f"You chose {quantity.show(reading.value, self.unit)}. Expected is "
                                     f"{self.expected()}: beyond that the laws are not known.")
        return reading.value, None, None

    def too_far(self, value, chosen):
        """Return what is said if the law of a chosen option does not reach a value, else None."""
        for option in set(self.known) & set(chosen):
            low, high = self.reach(option)
            if not low <= value <= high:
                others = ", ".join(f"{other} {_span(self.reach(other))}" for other in self.known
                                   if other != option)
                unit = quantity.unit_text(self.unit)
                return (f"You chose {quantity.show(value, self.unit)}. The course knows {option} "
                        f"{_span((low, high))} {unit} here ({others} {unit}).")
        return None


def _span(ends):
    return "from {} to {}".format(*(quantity.show(end, "1", 4) for end in ends))


def celsius(law):
    """Return the range of temperature (°C) in which a law of `materials` is known, as (lowest, highest)."""
    return tuple(round(end - ZERO_CELSIUS, 6) for end in law.temperature_range)


@dataclass(frozen=True)
class Demand:
    """One line of a specification: what is wanted, at most or at least, and what a design reaches.

    hint: what to think of if it is missed; it tells no number of a design that works.
    """
    words: str
    unit: str
    found: float
    wanted: float
    at_most: bool
    hint: str

    @property
    def met(self):
        """Whether the design reaches it (to the digits that are shown)."""
        ratio = self.found / self.wanted
        return ratio <= 1.0005 if self.at_most else ratio >= 0.9995

    def verdict(self):
        """Return in words whether it is met, or by how much it is missed."""
        if self.met:
            return "met"
        ratio = self.found / self.wanted
        if self.unit == "°C":  # a scale without a true zero: no ratio
            return f"missed: {quantity.show(abs(self.found - self.wanted), self.unit)} too high"
        if ratio <= 0:
            return "missed: there is none"
        times = ratio if self.at_most else 1 / ratio
        how = f"{_plain(times)} times" if times >= 1.995 else f"{_plain(100 * abs(ratio - 1))} %"
        return f"missed: {how} too {'large' if self.at_most else 'small'}"

    def row(self):
        """Return (words, wanted, found, verdict) as texts."""
        bound = "at most" if self.at_most else "at least"
        return (self.words, f"{bound} {quantity.show(self.wanted, self.unit)}",
                quantity.show(self.found, self.unit), self.verdict())


def _plain(number):
    """A number in two digits, without a power of ten."""
    rounded = float(f"{number:.2g}")
    return "more than a million" if rounded > 1e6 else f"{rounded:,.10g}".replace(",", " ")
