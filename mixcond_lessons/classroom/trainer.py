"""The log-axis trainer: a drill that asks, listens, and names the slip."""
import base64
import random

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from . import quantity, style
from .cells import replace_in_cell
from .exported import as_page
from .face import close_all
from .feedback import Feedback, in_html
from .keys import ArrowKeys
from .layers import whole_picture
from .question import Question, Slip


def drill_question(number):
    """Return item `number` of the drill: reading a value, a slope, or a factor, with slips built in. Same
    number, same item."""
    chance = random.Random(number)
    return (_value_item, _slope_item, _factor_item)[number % 3](number, chance)


def _value_item(number, chance):
    decade, way = chance.randint(-9, -2), chance.choice([0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    low, value = 10.0 ** decade, 10.0 ** (decade + way)
    item = Question(
        id="00.20",
        kind="order of magnitude",
        level="apply",
        prompt="Read the mark: what number does it stand at?",
        answer=lambda: value,
        hint="Name the tick of the decade on its left first. Then: which part of the way to the next one?",
        because=f"it stands {way:.1f} of a decade above {low:g}, and 10^{way:.1f} = {10**way:.2g}.",
        slips=(
            Slip(
                "linear reading",
                lambda: low * (1 + 9 * way),
                "You read between the decades as on a linear ruler. Half-way in length is "
                "a factor 3.2, not 5: move the ruler of this chapter to 50 % of the way and read the number.",
                "M13",
            ),
            Slip(
                "power forgotten",
                lambda: value / low,
                "The digits fit. Which power of ten does the tick on its left carry?",
                "M13",
            ),
        ),
    )
    return item, ("ruler", low, value)


def _slope_item(number, chance):
    slope, start = chance.choice([-0.5, -0.25, 0.25, 0.5]), chance.randint(-3, 1)
    item = Question(
        id="00.21",
        kind="numeric",
        level="apply",
        prompt="What is the slope of the line, in decades per decade?",
        answer=lambda: slope,
        hint="Take two points far apart on the line. Count decades up, count decades to the right, divide.",
        because="a slope on log-log paper counts decades up for each decade to the right: "
                "it is the exponent of the power law.",
        slips=(
            Slip(
                "turned over",
                lambda: 1 / slope,
                "You divided decades to the right by decades up. The exponent is up over right.",
                "M13",
            ),
            Slip(
                "sign", lambda: -slope, "The size is right. Does the line rise or fall to the right?", "M13"
            ),
        ),
    )
    return item, ("line", start, slope)


def _factor_item(number, chance):
    factor, decade = chance.choice([2, 3, 5]), chance.randint(-6, -2)
    low = 10.0 ** decade * chance.choice([1, 2])
    item = Question(
        id="00.22",
        kind="numeric",
        level="apply",
        prompt="By which factor does the right mark exceed the left one?",
        answer=lambda: float(factor),
        hint="Measure the distance of the marks in parts of a decade first. The factor is ten to that power.",
        because=f"the distance is {np.log10(factor):.2f} of a decade, "
                f"and 10^{np.log10(factor):.2f} = {factor}.",
        slips=(
            Slip(
                "linear reading",
                lambda: 1 + 9 * np.log10(factor),
                "You turned length into a number as on a linear ruler. On a log axis a "
                "length is a factor: 0.3 decades is a factor 2, everywhere.",
                "M13",
            ),
            Slip(
                "length",
                lambda: float(np.log10(factor)),
                "That is the length in decades. The factor is ten to that power.",
                "M13",
            ),
        ),
    )
    return item, ("pair", low, low * factor)


def drill_picture(kind, first, second):
    """Return the SVG picture of a drill item."""
    size = style.form()
    with style.house_style():
        figure = Figure(figsize=(size.width / 72, size.height * 0.7 / 72), dpi=72, layout="constrained")
        axes = figure.subplots()
        axes.set_xscale("log")
        if kind == "line":
            x = np.logspace(-8, 0, 2)
            axes.loglog(x, 10.0 ** first * (x / 1e-4) ** second, color=style.TOTAL.colour)
            axes.set(xlabel="x", ylabel="y", ylim=(10.0 ** (first - 4), 10.0 ** (first + 4)), xlim=(1e-8, 1))
            axes.set_aspect("equal")
        else:
            marks = [second] if kind == "ruler" else [first, second]
            axes.plot(
                marks, np.full(len(marks), 0.06), "v", color=style.IONS.colour, markersize=1.6 * size.marker
            )
            low = 10.0 ** np.floor(np.log10(first) + 1e-9)
            axes.set(xlim=(low / 20, low * 200), ylim=(0, 1), yticks=[])
            axes.grid(False)
            axes.spines["left"].set_visible(False)
    return whole_picture(figure)


class LogAxisTrainer:
    """A drill of small reading tasks: `answer(text)` returns the feedback, `next()` moves on."""

    def __init__(self, first=0):
        self.number = first
        self._build()

    @property
    def widget(self):
        """The drill as one ipywidgets box."""
        if self._widget is None:
            self._build()
        return self._widget

    def _build(self):
        self._task, self._picture, self._reply = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._box = widgets.Text(
            placeholder="your reading", continuous_update=False, layout=widgets.Layout(width="12em")
        )
        self._box.observe(lambda change: change["new"] and self.answer(change["new"]), "value")
        solution, onward = widgets.Button(description="Show me"), widgets.Button(description="Next")
        solution.on_click(lambda _: self.show())
        onward.on_click(lambda _: self.next())
        self._widget = widgets.VBox(
            [self._task, widgets.HBox([self._box, solution, onward]), self._picture, self._reply,
             ArrowKeys(tells=True)]
        )
        self._widget.add_class("mixcond-panel")
        self._widget.add_class("mixcond-typed")
        self._show()

    def answer(self, given):
        """Judge a reading; returns the feedback with its `state` and `text`."""
        feedback = self.item.judge(given)
        self._reply.value = in_html(feedback, given)
        return feedback

    def show(self):
        """Give the answer and why."""
        value = quantity.show(self.item.answer(), self.item.unit)
        self._reply.value = in_html(Feedback("right", f"{value}, for {self.item.because}"))

    def next(self):
        """Go on to the next task."""
        self.number += 1
        self._show()

    def _show(self):
        self.item, drawn = drill_question(self.number)
        self._task.value = f'<span class="mixcond-ask">{self.number + 1}. {self.item.prompt}</span>'
        # As an image: inlined, the picture's style and ids would reach the whole page.
        picture = base64.b64encode(drill_picture(*drawn).encode()).decode()
        self._picture.value = (
            f'<div class="mixcond-window"><img alt="{self.item.prompt}" style="width:100%;max-width:1000px" '
            f'src="data:image/svg+xml;base64,{picture}"></div>')
        self._box.value, self._reply.value = "", ""

    def dismiss(self):
        """Close the widgets; if it is shown again, it makes new ones."""
        if self._widget is not None:
            close_all(self._widget)
        self._widget = None

    def _repr_mimebundle_(self, **options):
        replace_in_cell(self)
        asked = f"Log-axis trainer: {self.item.prompt}"
        return {
            **self.widget._repr_mimebundle_(**options),
            "text/html": as_page(asked, drill_picture(*drill_question(self.number)[1]), asked),
            "text/plain": asked,
        }
