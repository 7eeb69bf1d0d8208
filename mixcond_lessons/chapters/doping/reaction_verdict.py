"""What is said about a reaction as it was typed: does it balance, and is it the one asked for?"""
import html
import re
from dataclasses import dataclass, field

from IPython.display import display

from ...classroom.feedback import Feedback, in_html
from ...physics.defect_notation import read_formula
from ...physics.host_crystal import sites_of
from ...physics.reaction_balance import Balance, check_reaction, reaction_species
from .reaction_tasks import TASKS

BLANK = ("Put a reaction in quotes in place of the three dots, such as \"1/2 O2 + V_O.. -> O_O^x + 2 h.\", "
         "then run the cell again.")


@dataclass(frozen=True, repr=False)
class Verdict(Feedback):
    """`state` and `text` as for a question, and `balance`, the Balance behind it."""

    balance: Balance = field(default_factory=lambda: Balance(False, (), readable=False))


def judge(text, task=None, host=None):
    """Return the Verdict on a reaction: does it balance, and is it the one that a task asks for?

    host: the crystal, such as "ZrO2" or {"Zr": 1, "O": 2}; a task brings its own. ValueError for what is no
    crystal, or not the task's.
    """
    asked = TASKS[task] if task else None
    if asked and host is not None and sites_of(host) != sites_of(asked.host):
        raise ValueError(f"host = {host!r}: the task is about {asked.host}; leave host out")
    host = asked.host if asked else host
    sites_of(host)
    if text is None or text is ... or isinstance(text, str) and not text.strip(" .\t\n"):
        return Verdict("blank", BLANK)
    found = check_reaction(text, host, asked and asked.advice)
    said = " ".join(found.sentences)
    if not found.readable:
        return Verdict("unreadable", said, balance=found)
    if not found.balanced:
        return Verdict("not yet", said, balance=found)
    wrong = asked.what_is_wrong(*reaction_species(text)) if task else ""
    if wrong:
        return Verdict("not yet", f"Balanced, but not yet the reaction asked for. {wrong}",
                       balance=found)
    return Verdict("right", asked.because if task else said, balance=found)


def balance(text, task=None, host=None):
    """Show what is to be said about a reaction, and return the Verdict (`state`, `text`, `balance`).

    text: a reaction in Kroger-Vink notation, such as "1/2 O2 + V_O.. -> O_O^x + 2 h."; `...` or nothing is
    blank. task: a key of TASKS, if a certain reaction is asked for. host: the crystal, if it is known, as a
    formula ("ZrO2") or {site: number per formula unit}. Raises ValueError if host is no crystal.
    """
    known = task is None or isinstance(task, str) and task in TASKS
    verdict = judge(text, task, host) if known else Verdict("unreadable", _no_task(task))
    display(_Page(verdict, text))
    return verdict


def _no_task(task):
    if isinstance(task, str) and read_formula(task):
        return f"If {task} is the crystal, write host=\"{task}\"."
    return f"There is no task of this name; there are {', '.join(TASKS)}."


class _Page:
    """What `balance` displays: as HTML in a notebook, as text elsewhere."""

    def __init__(self, verdict, text):
        self.verdict, self.text = verdict, text

    def __repr__(self):
        return repr(self.verdict)

    def _repr_html_(self):
        return shown(self.verdict, self.text)


def shown(verdict, text):
    """Return the verdict as HTML, below the reaction as it was read where it could be read."""
    try:
        read = ('<div style="background:#FFFFFF;color:#1A1A1A;padding:0.3em 0.8em;font-size:20px" '
                f'class="mixcond-reaction">{in_symbols(text)}</div>')
    except ValueError:
        read = ""
    return read + re.sub("`([^`]+)`", r"<code>\1</code>", in_html(verdict))


def in_symbols(text):
    """Return a readable reaction as HTML with dots, primes and crosses where they belong."""
    def side_in_symbols(side):
        return " + ".join(f"{amount} {_symbol(species)}" if amount != 1 else _symbol(species)
                          for species, amount in side.items())
    return " → ".join(side_in_symbols(side) or "nil" for side in reaction_species(text))


def _symbol(species):
    """One species, spelled as `reaction_species` spells it, as HTML."""
    if species.startswith("(") and "_" in species:
        inside, mark = species[1:].rsplit(")", 1)
        return f"({' '.join(_symbol(part) for part in inside.split())}){_raised(mark)}"
    occupant, _, rest = species.partition("_")
    if rest or occupant[0] in "eh":
        letters, mark = re.fullmatch(r"([A-Za-z]*)(.*)", rest or occupant).groups()
        return f"{_lowered(occupant)}<sub>{letters}</sub>{_raised(mark)}" if rest else letters + _raised(mark)
    return _lowered(html.escape(species))


def _lowered(formula):
    """The numbers of a formula as they are printed."""
    return re.sub("([0-9./]+)", r"<sub>\1</sub>", formula)


def _raised(mark):
    """Charge marks as they are printed."""
    printed = mark.replace("^x", "×").replace(".", "•").replace("'", "′")
    return f"<sup>{printed}</sup>" if mark else ""
