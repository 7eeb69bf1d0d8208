"""A sitting: one widget that asks one thing after another, by mouse or by keys."""
import html
import pathlib
import re

import anywidget
import ipywidgets as widgets

from . import saving_line
from .cells import replace_in_cell
from .exported import as_page
from .face import close_all
from .keys import ArrowKeys

_HERE = pathlib.Path(__file__).parent


class NextTurn(anywidget.AnyWidget):
    """Shows nothing; lets Enter check, and gives the focus to what is asked next."""

    _esm = (_HERE / "sitting.js").read_text(encoding="utf-8")
    _css = (_HERE / "sitting.css").read_text(encoding="utf-8")

    def __init__(self):
        super().__init__(layout=widgets.Layout(display="none"))

    def focus(self, turn, fields):
        """Give the focus to the first field of a turn, once all its `fields` stand on the page."""
        self.send({"turn": turn, "fields": fields})


class Sitting:
    """The base of all sittings: `_turn()` returns the widgets of what is asked now, `_put()` shows them.

    title: what it is, for whoever sees the page without a kernel.
    """

    def __init__(self, title):
        self.title, self._widget, self._count = title, None, 0

    @property
    def widget(self):
        """The sitting as one ipywidgets box; another one after `dismiss`, at the same place of the
        sitting."""
        if self._widget is None:
            self._next = NextTurn()
            self._widget = widgets.VBox(
                [widgets.VBox(), widgets.VBox(saving_line.as_widgets()), ArrowKeys(), self._next])
            for name in ("mixcond-panel", "mixcond-typed", "mixcond-sitting"):
                self._widget.add_class(name)
            self._put(focus=False)
        return self._widget

    def _turn(self):
        raise NotImplementedError

    def _put(self, focus=True):
        """Show what is asked now, in the place of what was asked before."""
        if self._widget is None:
            return
        before, saving, *rest = self._widget.children
        self._count += 1
        now = widgets.VBox(self._turn())
        now.add_class(f"mixcond-turn-{self._count}")
        self._widget.children = now, saving, *rest
        close_all(before)
        if focus:
            fields = sum(isinstance(part, (widgets.RadioButtons, widgets.Text)) for part in now.children)
            self._next.focus(self._count, fields)

    def _tell_saving(self):
        """Say what has to be said about saving, and nothing if all is well."""
        line = saving_line.as_widgets()
        if line and self._widget is not None:
            self._widget.children[1].children = line

    def dismiss(self):
        """Close the widgets; if it is shown again, it makes new ones."""
        if self._widget is not None:
            close_all(self._widget)
        self._widget = None

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        return {**self.widget._repr_mimebundle_(**options), "text/html": as_page(self.title),
                "text/plain": self.title}


def choice(label, options):
    """Return radio buttons without a choice made. label: what is asked, in words; options: {value: text}."""
    return widgets.RadioButtons(options=[(text, value) for value, text in options.items()], value=None,
                                description=label, layout=widgets.Layout(width="auto"),
                                style={"description_width": "5em"})


def button(words, action, main=False):
    """Return a button; main: the one that Enter presses."""
    made = widgets.Button(description=words, button_style="primary" if main else "",
                          layout=widgets.Layout(width="auto"))
    if main:
        made.add_class("mixcond-check")
    made.on_click(lambda _: action())
    return made


def prompt(text):
    """Return the widget that shows what is asked."""
    return widgets.HTML(f'<p class="mixcond-ask">{with_stress(text)}</p>')


def with_stress(text):
    """Return a text as HTML; a word between stars is stressed, as in Markdown."""
    return re.sub(r"\*(\w+)\*", r"<em>\1</em>", html.escape(text))


def place(*lines):
    """Return the widget of what stands above a question: the last line says where one is."""
    return widgets.HTML("".join(f'<p class="mixcond-place">{html.escape(line)}</p>' for line in lines))


def paragraphs(sentences):
    """Return the widget of some sentences, each a paragraph, which a screen reader reads out."""
    lines = "".join(f"<p>{html.escape(one)}</p>" for one in sentences)
    return widgets.HTML(f'<div role="status">{lines}</div>')
