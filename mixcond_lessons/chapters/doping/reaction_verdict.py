"""What is said about a reaction as it was typed: does it balance, and is it the one asked for?"""
import html
import re
from dataclasses import dataclass, field

from IPython.display import display

from ...classroom.feedback import Feedback, in_html
from ...physics.reaction_balance import Balance, check_reaction, reaction_species
from .reaction_tasks import HOSTS, TASKS

BLANK = ("Put a reaction in quotes in place of the three dots, such as \"1/2 O2 + V_O.. -> O_O^x + 2 h.\", "
         "then run the cell again.")


@dataclass(frozen=True, repr=False)
class Verdict(Feedback):
    """`state` and `text` as for a question, and `balance`, the Balance behind it."""

    balance: Balance = field(default_factory=lambda: Balance(False, (), readable=False))


def judge(text, task=None):
    """Return the Verdict on a reaction: does it balance, and is it the one that a task asks for?"""
    if text is None or text is ... or isinstance(text, str) and not text.strip(" .\t\n"):
        return Verdict("blank", BLANK)
    if task is None:
        host, found = min(((name, check_reaction(text, sites)) for name, sites in HOSTS.items()),
                          key=lambda pair: _faults(pair[1]))
        made = f" The host is {host}." if found.host_units else ""
    else:
        found, made = check_reaction(text, HOSTS[TASKS[task].host]), ""
    said = " ".join(found.sentences) + made
    if not found.readable:
        return Verdict("unreadable", said, found)
    if not found.balanced:
        return Verdict("not yet", said, found)
    wrong = TASKS[task].what_is_wrong(*reaction_species(text)) if task else ""
    if wrong:
        return Verdict("not yet", f"Balanced, but not yet the reaction asked for. {wrong}", found)
    return Verdict("right", TASKS[task].because if task else said, found)


def balance(text, task=None):
    """Show what is to be said about a reaction, and return the Verdict (`state`, `text`, `balance`).

    text: a reaction in Kroger-Vink notation, such as "1/2 O2 + V_O.. -> O_O^x + 2 h."; `...` or nothing is
    blank; task: a key of TASKS, if a certain reaction is asked for.
    """
    known = task is None or isinstance(task, str) and task in TASKS
    verdict = judge(text, task) if known else Verdict(
        "unreadable", f"There is no task of this name; there are {', '.join(TASKS)}.")
    display(_Page(verdict, text))
    return verdict


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
    return read + in_html(verdict)


def in_symbols(text):
    """Return a readable reaction as HTML with dots, primes and crosses where they belong."""
    def side_in_symbols(side):
        return " + ".join(f"{amount} {_symbol(species)}" if amount != 1 else _symbol(species)
                          for species, amount in side.items())
    return " → ".join(side_in_symbols(side) or "nil" for side in reaction_species(text))


def _faults(found):
    """How much of a reaction does not balance, for the choice of a host."""
    return sum(abs(number) for number in (*found.mass.values(), *found.sites.values(), found.charge))


def _symbol(species):
    """One species, spelled as `reaction_species` spells it, as HTML."""
    if species.startswith("("):
        inside, mark = species[1:].rsplit(")", 1)
        return f"({' '.join(_symbol(part) for part in inside.split())}){_raised(mark)}"
    occupant, _, rest = species.partition("_")
    if rest or occupant[0] in "eh":
        letters, mark = re.fullmatch(r"([A-Za-z]*)(.*)", rest or occupant).groups()
        return f"{occupant}<sub>{letters}</sub>{_raised(mark)}" if rest else letters + _raised(mark)
    return re.sub(r"([0-9.]+)", r"<sub>\1</sub>", html.escape(species))


def _raised(mark):
    """Charge marks as they are printed."""
    printed = mark.replace("^x", "×").replace(".", "•").replace("'", "′")
    return f"<sup>{printed}</sup>" if mark else ""
