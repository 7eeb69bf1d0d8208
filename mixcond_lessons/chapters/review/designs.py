"""The three design tasks: a design is read, computed with the course's laws, and held against its
specification."""
import html
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from ...classroom import quantity
from ...classroom.feedback import LOOKS, in_frame

TASKS = {"oxygen membrane": "oxygen_membrane", "ceria cell": "ceria_cell", "synapse": "gated_synapse"}


@dataclass(frozen=True)
class Entry:
    """What a design must give: words, unit, lowest and highest value that the laws can take; or `options`, of
    which one is written as text."""
    words: str
    unit: str = "1"
    lowest: float = 0.0
    highest: float = 0.0
    options: tuple = ()

    def expected(self):
        """Return in words what is to be written."""
        if self.options:
            return f"one of {', '.join(map(repr, self.options))}"
        unit = quantity.unit_text(self.unit)
        return (f"a number {f'in {unit} ' if unit else ''}from {quantity.show(self.lowest, '1')} to "
                f"{quantity.show(self.highest, '1')}")

    def read(self, given):
        """Return (value, problem): one of them is None."""
        if self.options:
            found = str(given).strip().casefold()
            return (found, None) if found in self.options else (None, f"Expected is {self.expected()}.")
        reading = quantity.read(given, self.unit)
        if reading.problem:
            return None, reading.problem
        if not self.lowest <= reading.value <= self.highest:
            return None, f"Expected is {self.expected()}: beyond that the laws are not known."
        return reading.value, None


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
        how = f"{times:.2g} times" if times >= 1.995 else f"{100 * (times - 1):.2g} % "
        return f"missed: {how} too {'large' if self.at_most else 'small'}".replace("  ", " ")

    def row(self):
        """Return (words, wanted, found, verdict) as texts."""
        bound = "at most" if self.at_most else "at least"
        return (self.words, f"{bound} {quantity.show(self.wanted, self.unit)}",
                quantity.show(self.found, self.unit), self.verdict())


@dataclass(frozen=True)
class Report:
    """What is said of a design: `state` ("blank", "unreadable", "not yet", "right"), `text`, and its
    `demands`."""
    state: str
    text: str
    demands: tuple = ()
    on_page: ClassVar = "task"  # a page has no laws

    def __repr__(self):
        rows = ["; ".join(one.row()) for one in self.demands]
        return "\n".join([f"{self.state}: {self.text}", *rows])

    def _repr_html_(self):
        colour, sign, word = LOOKS[self.state]
        word = "All met" if self.state == "right" else word
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in one.row())}</tr>"
                       for one in self.demands)
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "wanted", "your design", ""))
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
    wanted = "; ".join(f"{name}: {entry.expected()}" for name, entry in described.ENTRIES.items())
    blank = [name for name in described.ENTRIES if given.get(name, ...) in (..., None, "", "...")]
    if blank:
        left = f" Still blank: {', '.join(blank)}." if len(blank) < len(described.ENTRIES) else ""
        return Report("blank", f"Put your own choice in place of the dots. Wanted are {wanted}.{left}")
    values = {}
    for name, entry in described.ENTRIES.items():
        values[name], problem = entry.read(given[name])
        if problem:
            return Report("unreadable", f"{name}: {problem}")
    try:
        return _held_against(described.demands(**values))
    except ValueError as problem:
        return Report("unreadable", f"No law of the course reaches this design: {problem}.")


def _held_against(demands):
    missed = [one for one in demands if not one.met]
    if not missed:
        return Report("right", "Your design meets the whole specification. Now argue for it, and judge your "
                               "argument by the rubric.", demands)
    hints = " ".join(dict.fromkeys(one.hint for one in missed))
    count = f"{len(demands) - len(missed)} of {len(demands)} demands are met."
    return Report("not yet", f"{count} {hints}", demands)
