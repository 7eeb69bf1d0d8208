"""The three design tasks: a design is read, computed with the course's laws, and held against its
specification."""
import difflib
import html
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from ...classroom.feedback import LOOKS, in_frame
from .specification import Impossible

TASKS = {"oxygen membrane": "oxygen_membrane", "ceria cell": "ceria_cell", "synapse": "gated_synapse"}
# What is said of a design, and in which look of `check`: not all that gives no numbers is unreadable.
_LOOKS = {"right": ("right", "All met"), "outside": ("unreadable", "Outside what the course knows"),
          "impossible": ("unreadable", "Not possible")}


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
