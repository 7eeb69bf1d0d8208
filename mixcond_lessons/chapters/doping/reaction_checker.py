"""The reaction checker: write a defect reaction by mouse or keys, and read what does not balance yet."""
import html

import ipywidgets as widgets

from ...classroom.cells import replace_in_cell
from ...classroom.exported import as_page
from ...classroom.face import close_all
from ...classroom.feedback import Feedback
from ...classroom.keys import ArrowKeys
from ...physics.arguments import one_of
from ...physics.reaction_balance import reaction_species
from .reaction_tasks import TASKS
from .reaction_verdict import Verdict, judge, shown

EXAMPLES = {  # for free play; the last two are wrong
    "oxygen fills a vacancy": "1/2 O2 + V_O.. -> O_O^x + 2 h.",
    "oxygen leaves": "O_O^x -> 1/2 O2 + V_O.. + 2 e'",
    "strontium, paid by holes": TASKS["strontium with holes"].solution,
    "gadolinium, paid by vacancies": TASKS["gadolinia in ceria"].solution,
    "one hole forgotten": "1/2 O2 + V_O.. -> O_O^x + h.",
    "a place that vanishes": "O_O^x -> 1/2 O2 + 2 e'",
}
WHOLE_NAME = {"description_width": "initial"}


class ReactionChecker:
    """A box for a reaction: free play, or one of the TASKS. `check(text)` shows and returns a Verdict."""

    def __init__(self, task=None):
        self.task = None if task is None else one_of("task", task, tuple(TASKS))
        self.verdict = None
        self._quiet = self._tried = False
        self._box = widgets.Text(placeholder="left side -> right side", description="reaction",
                                 continuous_update=False,
                                 style=WHOLE_NAME, layout=widgets.Layout(width="auto", max_width="44em"))
        self._box.observe(lambda change: self._quiet or self.check(change["new"]), "value")
        check = widgets.Button(description="Check", button_style="primary")
        check.on_click(lambda _: self.check(self._box.value))
        clear = widgets.Button(description="Clear")
        clear.on_click(lambda _: self._write(""))
        self._solution = widgets.Button(description="Show me", layout=widgets.Layout(display="none"))
        self._solution.on_click(lambda _: self.show())
        self._reply = widgets.HTML()
        words = "Write a defect reaction: does it balance?" if task is None else TASKS[task].words
        rows = [widgets.HTML(f'<span class="mixcond-ask">{html.escape(words)}</span>'), self._box,
                self._palette(),
                widgets.HBox([check, clear, self._solution]), *([self._examples()] if task is None else []),
                self._reply, ArrowKeys(tells=True)]
        self.widget = widgets.VBox(rows)
        self.widget.add_class("mixcond-panel")
        self.widget.add_class("mixcond-typed")

    def check(self, text):
        """Judge a reaction, show the verdict, and return it: `state`, `text` and `balance`."""
        self.verdict = judge(text, self.task)
        if self.verdict.state == "blank":
            self.verdict = Verdict("blank", "Write a reaction into the box, or put it together with the "
                                            "buttons.")
        if self.task and self.verdict.balance.readable:  # an honest attempt has something to do with the task
            self._tried |= any(TASKS[self.task].mentions(side) for side in reaction_species(text))
            self._solution.layout.display = "" if self._tried else "none"
        self._reply.value = shown(self.verdict, text)
        return self.verdict

    def show(self):
        """Give a solution of the task and why it is right; only after an attempt."""
        if self._tried:
            task = TASKS[self.task]
            self._write(task.solution)
            self._reply.value = shown(Feedback("right", f"This is one way to write it: {task.because}"),
                                      task.solution)

    def dismiss(self):
        """Close the widgets."""
        close_all(self.widget)

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        free_play = "write a defect reaction and see whether it balances."
        asked = f"Reaction checker: {TASKS[self.task].words if self.task else free_play}"
        return {**self.widget._repr_mimebundle_(**options), "text/html": as_page(asked), "text/plain": asked}

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
        solutions = [task.solution for task in TASKS.values() if task.host == host]
        solutions = solutions or [EXAMPLES["oxygen fills a vacancy"]]
        species = [name for text in solutions for side in reaction_species(text) for name in side]
        buttons = []
        for piece in dict.fromkeys(["->", "+", "2", "1/2", *species, "h.", "e'"]):
            button = widgets.Button(description=piece, tooltip=f"write {piece}",
                                    layout=widgets.Layout(width="auto"))
            button.on_click(lambda _, piece=piece: self._write(f"{self._box.value} {piece}".strip()))
            buttons.append(button)
        return widgets.Box(buttons, layout=widgets.Layout(flex_flow="row wrap"))

    def _examples(self):
        chooser = widgets.Dropdown(options=["", *EXAMPLES], description="an example", style=WHOLE_NAME,
                                   layout=widgets.Layout(width="max-content"))

        def chosen(change):
            if change["new"]:
                self._write(EXAMPLES[change["new"]])
                self.check(self._box.value)
        chooser.observe(chosen, "value")
        return chooser
