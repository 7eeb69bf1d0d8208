"""What a student chooses for a run: numbers with a unit and a range, and options by their names."""
import difflib
from dataclasses import dataclass, field

from ..classroom.quantity import convert, read, show, unit_text

COUNTS = {"2": "two", "4": "four"}  # of wires, as students type them


@dataclass(frozen=True)
class Number:
    """A number in an SI unit from low to high; shown: another unit in which the range is said, too; default:
    what stands where it is left out (None: nothing); named: {word that stands for a value: number}.

    `taken(value)` reads a number in `unit` or a text with a unit, such as "1 mm"; ValueError in words.
    """
    name: str
    words: str
    unit: str
    low: float
    high: float
    shown: str = ""
    default: object = ...
    whole: bool = False
    named: dict = field(default_factory=dict)

    def taken(self, value):
        """Return the number in `unit`; ValueError names the choice, the value and what is allowed."""
        if isinstance(value, str) and value.strip() in self.named:
            return self.named[value.strip()]
        found = read(value, self.unit)
        if found.value is None:
            raise ValueError(f"{self.name} = {value!r}: {found.problem} {self._allowed()}")
        # A rounded end of the range, as a student types it, belongs to the range.
        if not self.low - 1e-9 * abs(self.low) <= found.value <= self.high + 1e-9 * abs(self.high) \
                or (self.whole and found.value != int(found.value)):
            raise ValueError(f"{self.name} = {found.value:g} {unit_text(self.unit)}".rstrip()
                             + f": {self._allowed()}{self._meant(found.value)}")
        return int(found.value) if self.whole else found.value

    def _allowed(self):
        return f"Allowed is {'a whole number ' if self.whole else ''}{self._range()}."

    def _meant(self, value):
        """The question whether a bare number was meant in the other unit, where that would be allowed."""
        if not self.shown or not self.low <= convert(value, self.shown, self.unit) <= self.high:
            return ""
        return f' Did you mean "{value:g} {unit_text(self.shown)}"?'

    def said(self, value):
        """The value in a few words, with its unit."""
        return self._in(value) if self.shown else show(value, self.unit)

    def _range(self):
        also = f", that is {self._in(self.low)} to {self._in(self.high)}" if self.shown else ""
        return f"{self.low:g} to {self.high:g} {unit_text(self.unit)}".rstrip() + also

    def _in(self, value):
        return show(convert(value, self.unit, self.shown), self.shown)

    def allowed(self):
        """The range, and what stands where it is left out, in a list of one text."""
        left_out = "" if self.default is ... else \
            "; may be left out" if self.default is None else f"; {self.default:g} if left out"
        return [self._range() + left_out]

    def in_words(self):
        """One line: name, meaning, range."""
        return f"{self.name}: {self.words}, {self.allowed()[0]}"


@dataclass(frozen=True)
class Option:
    """One of several values, each with its words: options = {value: words}."""
    name: str
    words: str
    options: dict
    default: object = ...

    def taken(self, value):
        """Return the value if it is an option; ValueError names the choice and the options."""
        word = COUNTS.get(str(value).strip(), str(value).strip())
        if word in self.options:
            return word
        near = difflib.get_close_matches(str(value), self.options, 1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        allowed = ", ".join(f"“{option}”" for option in self.options)
        raise ValueError(f"{self.name} = {value!r}: allowed is one of {allowed}.{meant}")

    def said(self, value):
        """The value, as it is written."""
        return value

    def allowed(self):
        """Each option with its words, and which one stands where it is left out."""
        said = {option: f'"{option}"' + (f": {words}" if words else "")
                for option, words in self.options.items()}
        return [text + (" (if left out)" if option == self.default else "") for option, text in said.items()]

    def in_words(self):
        """One line: name, meaning, options."""
        return f"{self.name}: {self.words}: {'; '.join(self.allowed())}"


def taken(choices, given):
    """Return {name: value} of all choices from what was given; ValueError for what is wrong or missing.

    A choice that was left out has its default; one without default must be given.
    """
    known = {choice.name: choice for choice in choices}
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f"Did you mean {near[0]}? " if near else ""
            raise ValueError(f"{name}: there is no such choice. {meant}The choices are {', '.join(known)}.")
    missing = [choice for choice in choices if choice.default is ... and choice.name not in given]
    if missing:
        raise ValueError(f"{missing[0].name}: not chosen yet. {missing[0].in_words()}.")
    return {choice.name: choice.default if given.get(choice.name) is None and choice.default is not ...
            else choice.taken(given[choice.name]) for choice in choices}


def still_blank(given):
    """Return the names of those that are still three dots."""
    return [name for name, value in given.items()
            if value is ... or (isinstance(value, (tuple, list)) and any(part is ... for part in value))]
