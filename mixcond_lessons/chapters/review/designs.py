"""The three design tasks: a design is read, computed with the course's laws, and held against its
specification."""
import difflib
import html
from dataclasses import dataclass, field
from importlib import import_module
from typing import ClassVar

from ...classroom import quantity
from ...classroom.feedback import LOOKS, in_frame
from ...natural_constants import ZERO_CELSIUS

TASKS = {"oxygen membrane": "oxygen_membrane", "ceria cell": "ceria_cell", "synapse": "gated_synapse"}
# What is said of a design, and in which look of `check`: not all that gives no numbers is unreadable.
_LOOKS = {"right": ("right", "All met"), "outside": ("unreadable", "Outside what the course knows"),
          "impossible": ("unreadable", "Not possible")}


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


@dataclass(frozen=True)
class Report:
    """What is said of a design: `state` ("blank", "unreadable", "outside", "impossible", "not yet", "right"),
    `text`, and its `demands`."""
    state: str
    text: str
    demands: tuple = ()
    on_page: ClassVar = "task"  # a page has no laws

    def __repr__(self):
        rows = ["; ".join(one.row()) for one in self.demands]
        return "\n".join([f"{self.state}: {self.text}", *rows])

    def _repr_html_(self):
        look, own_word = _LOOKS.get(self.state, (self.state, None))
        colour, sign, word = LOOKS[look]
        word = own_word or word
        left = 'style="text-align:left"'  # JupyterLab sets tables to the right
        rows = "".join(f"<tr>{''.join(f'<td {left}>{html.escape(cell)}</td>' for cell in one.row())}</tr>"
                       for one in self.demands)
        heads = "".join(f'<th scope="col" {left}>{head}</th>' for head in ("", "wanted", "your design", ""))
        table = f"<table><tr>{heads}</tr>{rows}</table>" if rows else ""
        return in_frame(colour, f'<strong style="color:{colour}">{sign} {word}:</strong> '
                                f"{html.escape(self.text)}{table}", 'role="status"')


def check_design(task, design=None, **entries):
    """Hold a design against the specification of its task; returns a `Report`.

    task: "oxygen membrane", "ceria cell" or "synapse"; design: a dictionary of its entries, or the entries as
    arguments. What cannot be read is said, not raised. ValueError: another task.
    """
    if task not in TASKS:
        raise ValueError(f"task = {task!r}: allowed is one of {', '.join(map(repr, TASKS))}")
    described = import_module(f".{TASKS[task]}", __package__)  # its laws are loaded when they are needed
    given = {**(design if isinstance(design, dict) else {}), **entries}
    unknown = [_unknown(name, described.ENTRIES) for name in given if name not in described.ENTRIES]
    if unknown:
        return Report("unreadable", f"{' '.join(unknown)} The entries are {', '.join(described.ENTRIES)}.")
    wanted = "; ".join(f"{name}: {entry.expected()}" for name, entry in described.ENTRIES.items())
    blank = [name for name in described.ENTRIES if given.get(name, ...) in (..., None, "", "...")]
    if blank:
        left = f" Still blank: {', '.join(blank)}." if len(blank) < len(described.ENTRIES) else ""
        return Report("blank", f"Put your own choice in place of the dots. Wanted are {wanted}.{left}")
    return _computed(described, given)


def _unknown(name, known):
    near = difflib.get_close_matches(str(name).casefold(), known, 1)
    return f"{name}: there is no such entry.{f' Did you mean {near[0]}?' if near else ''}"


def _computed(described, given):
    """The Report on a design of which nothing is blank."""
    values = {}
    for name, entry in described.ENTRIES.items():
        values[name], state, said = entry.read(given[name])
        if state:
            return Report(state, f"{name}: {said}")
    chosen = [value for value in values.values() if isinstance(value, str)]
    for name, entry in described.ENTRIES.items():
        said = entry.too_far(values[name], chosen)
        if said:
            return Report("outside", f"{name}: {said}")
    try:
        return _held_against(described.demands(**values))
    except Impossible as problem:
        return Report("impossible", str(problem))
    except ValueError as problem:
        return Report("outside", f"No law of the course reaches this design: {problem}.")


def _held_against(demands):
    missed = [one for one in demands if not one.met]
    if not missed:
        return Report("right", "Your design meets the whole specification. Now argue for it, and judge your "
                               "argument by the rubric.", demands)
    hints = " ".join(dict.fromkeys(one.hint for one in missed))
    count = f"{len(demands) - len(missed)} of {len(demands)} demands are met."
    return Report("not yet", f"{count} {hints}", demands)
