"""The reaction checker: write a defect reaction by mouse or keys, and hear what does not balance, or that it tells another story than the one asked for."""
import html
import re
from dataclasses import dataclass, field

import ipywidgets as widgets
from IPython.display import display

from ..classroom.face import close_all
from ..classroom.panel import replace_in_cell
from ..classroom.question import Feedback, in_html
from ..physics.arguments import one_of
from ..physics.reaction_balance import Balance, check_reaction, reaction_species
from .reaction_tasks import HOSTS, TASKS

EXAMPLES = {  # for free play; the last two are wrong
    "oxygen fills a vacancy": "1/2 O2 + V_O.. -> O_O^x + 2 h.", "oxygen leaves": "O_O^x -> 1/2 O2 + V_O.. + 2 e'",
    "strontium, paid by holes": TASKS["strontium with holes"].solution, "gadolinium, paid by vacancies": TASKS["gadolinia in ceria"].solution,
    "one hole forgotten": "1/2 O2 + V_O.. -> O_O^x + h.", "a place that vanishes": "O_O^x -> 1/2 O2 + 2 e'"}
BLANK = "Put a reaction in quotes in place of the three dots, such as \"1/2 O2 + V_O.. -> O_O^x + 2 h.\", then run the cell again."


@dataclass(frozen=True, repr=False)
class Verdict(Feedback):
    """What is said about a reaction: `state` and `text` as for a question, and `balance`, the Balance behind it."""
    balance: Balance = field(default_factory=lambda: Balance(False, (), readable=False))


def judge(text, task=None):
    """Return the Verdict on a reaction as it was typed: does it balance, and (with a task, a key of TASKS) is it the one asked for?"""
    if text is None or text is ... or isinstance(text, str) and not text.strip(" .\t\n"):
        return Verdict("blank", BLANK)
    if task is None:
        host, found = min(((name, check_reaction(text, sites)) for name, sites in HOSTS.items()), key=lambda pair: _faults(pair[1]))
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
    """Show what is to be said about a reaction, such as balance("1/2 O2 + V_O.. -> O_O^x + 2 h."), and return the Verdict (`state`, `text`, `balance`).

    text: a reaction in Kroger-Vink notation; `...` or nothing is blank; task: a key of TASKS, if a certain reaction is asked for.
    """
    known = task is None or isinstance(task, str) and task in TASKS
    verdict = judge(text, task) if known else Verdict("unreadable", f"There is no task of this name; there are {', '.join(TASKS)}.")
    display(_Page(verdict, text))
    return verdict


class _Page:
    """What `balance` displays: as HTML in a notebook, as text elsewhere."""

    def __init__(self, verdict, text):
        self.verdict, self.text = verdict, text

    def __repr__(self):
        return repr(self.verdict)

    def _repr_html_(self):
        return _shown(self.verdict, self.text)


def in_symbols(text):
    """A readable reaction as HTML with dots, primes and crosses where they belong."""
    return " → ".join(" + ".join(f"{amount} {_symbol(species)}" if amount != 1 else _symbol(species) for species, amount in side.items()) or "nil"
                      for side in reaction_species(text))


class ReactionChecker:
    """A box for a reaction and a verdict: free play, or with one of the TASKS. `check(text)` returns and shows the Verdict."""

    def __init__(self, task=None):
        self.task = None if task is None else one_of("task", task, tuple(TASKS))
        self.verdict = None
        self._quiet = self._tried = False
        self._box = widgets.Text(placeholder="left side -> right side", description="reaction", continuous_update=False, style={"description_width": "initial"},
                                 layout=widgets.Layout(width="100%", max_width="44em"))
        self._box.observe(lambda change: self._quiet or self.check(change["new"]), "value")
        check, clear = widgets.Button(description="Check", button_style="primary"), widgets.Button(description="Clear")
        check.on_click(lambda _: self.check(self._box.value))
        clear.on_click(lambda _: self._write(""))
        self._solution = widgets.Button(description="Show me", layout=widgets.Layout(display="none"))
        self._solution.on_click(lambda _: self.show())
        self._reply = widgets.HTML()
        words = "Write a defect reaction: does it balance?" if task is None else TASKS[task].words
        rows = [widgets.HTML(f'<span class="mixcond-ask">{html.escape(words)}</span>'), self._box, self._palette(),
                widgets.HBox([check, clear, self._solution])]
        self.widget = widgets.VBox([*rows, *([self._examples()] if task is None else []), self._reply])
        self.widget.add_class("mixcond-panel")
        self.widget.add_class("mixcond-typed")

    def check(self, text):
        """Judge a reaction, show the verdict, and return it: `state`, `text` and `balance`."""
        self.verdict = judge(text, self.task)
        if self.verdict.state == "blank":
            self.verdict = Verdict("blank", "Write a reaction into the box, or put it together with the buttons.")
        if self.task and self.verdict.balance.readable:  # an honest attempt has something to do with the task
            self._tried |= any(TASKS[self.task].mentions(side) for side in reaction_species(text))
            self._solution.layout.display = "" if self._tried else "none"
        self._reply.value = _shown(self.verdict, text)
        return self.verdict

    def show(self):
        """Give a solution of the task and why it is right; only after an attempt."""
        if self._tried:
            task = TASKS[self.task]
            self._write(task.solution)
            self._reply.value = _shown(Feedback("right", f"This is one way to write it: {task.because}"), task.solution)

    def dismiss(self):
        """Close the widgets."""
        close_all(self.widget)

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        asked = TASKS[self.task].words if self.task else "write a defect reaction and see whether it balances."
        return {**self.widget._repr_mimebundle_(**options), "text/plain": f"Reaction checker: {asked}"}

    def _write(self, text):
        """Put text into the box without judging it yet."""
        self._quiet = True
        try:
            self._box.value, self._reply.value = text, ""
        finally:
            self._quiet = False

    def _palette(self):
        """Buttons that write, so that no key is needed."""
        host = TASKS[self.task].host if self.task else ""
        solutions = [task.solution for task in TASKS.values() if task.host == host] or [EXAMPLES["oxygen fills a vacancy"]]
        species = [name for text in solutions for side in reaction_species(text) for name in side]
        buttons = []
        for piece in dict.fromkeys(["->", "+", "2", "1/2", *species, "h.", "e'"]):
            button = widgets.Button(description=piece, tooltip=f"write {piece}", layout=widgets.Layout(width="auto"))
            button.on_click(lambda _, piece=piece: self._write(f"{self._box.value} {piece}".strip()))
            buttons.append(button)
        return widgets.Box(buttons, layout=widgets.Layout(flex_flow="row wrap"))

    def _examples(self):
        chooser = widgets.Dropdown(options=["", *EXAMPLES], description="an example", style={"description_width": "initial"}, layout=widgets.Layout(width="max-content"))

        def chosen(change):
            if change["new"]:
                self._write(EXAMPLES[change["new"]])
                self.check(self._box.value)
        chooser.observe(chosen, "value")
        return chooser


def _faults(balance):
    """How much of a reaction does not balance, for the choice of a host."""
    return sum(abs(number) for number in (*balance.mass.values(), *balance.sites.values(), balance.charge))


def _shown(verdict, text):
    """The verdict as HTML, with the reaction as it was read where it could be."""
    try:
        read = f'<div style="background:#FFFFFF;color:#1A1A1A;padding:0.3em 0.8em;font-size:20px" class="mixcond-reaction">{in_symbols(text)}</div>'
    except ValueError:
        read = ""
    return read + in_html(verdict)


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
    return f"<sup>{mark.replace('^x', '×').replace('.', '•').replace(chr(39), '′')}</sup>" if mark else ""
