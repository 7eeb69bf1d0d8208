"""What has changed between the two concept checks, by misconception: from the student's own file alone."""
import html
import textwrap
from dataclasses import dataclass
from typing import ClassVar

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ...classroom import saved, style
from ...classroom.exported import as_page
from ...classroom.layers import whole_picture
from .. import misconceptions
from .check_of_concepts import TIMES, chosen, items

WIDTH, WIDEST = 640, 800  # of the picture, in its own pixels and on the page
ROW, EDGE, LETTERS = 40, 150, 52  # height of a row and of what is around, in pixels; letters in a line
COLUMNS = {"before": 0.0, "after": 1.0}
STEP = 0.16  # between two items of one column


@dataclass(frozen=True)
class Comparison:
    """What was chosen: `held` {time: {misconception: [for each item that can show it: whether it did]}},
    `right` {time: number of items right in both tiers}, `count` {time: number of items compared}.

    Where there are choices of both times, only items that were answered both times are compared.
    """
    held: dict
    right: dict
    count: dict
    on_page: ClassVar = "comparison"  # how the book shows it

    @property
    def times(self):
        """The times of which there is something to show."""
        return [time for time in TIMES if self.count[time]]

    def sentence(self):
        """Return in words what the picture shows."""
        if not self.times:
            return ("There is nothing to compare yet: no item of the concept check is answered, or none of "
                    "those that you answered after the course was answered before it.")
        said = [f"{time.capitalize()} the course answer and reason were right in {self.right[time]} of "
                f"{self.count[time]} items." for time in self.times]
        shows = {time: {id for id, items in self.held[time].items() if any(items)} for time in TIMES}
        if len(self.times) == 1:
            return f"{said[0]} Chosen: {_named(shows[self.times[0]])}. {_codes(self)}"
        return (f"{' '.join(said)} Gone: {_named(shows['before'] - shows['after'])}; "
                f"still there: {_named(shows['before'] & shows['after'])}; "
                f"new: {_named(shows['after'] - shows['before'])}. {_codes(self)}")

    def rows(self):
        """Return the table: (id, misconception in words, then for each time "1 of 2")."""
        return [(id, misconceptions()[id], *(f"{sum(self.held[time][id])} of {len(self.held[time][id])}"
                                             for time in self.times)) for id in _ids(self)]

    def picture(self):
        """Return the picture as SVG: a row for each misconception, a dot for each item that can show it."""
        ids = _ids(self)
        with style.house_style():
            figure = Figure(figsize=(WIDTH / 72, (ROW * len(ids) + EDGE) / 72), dpi=72,
                            layout="constrained")
            axes = figure.subplots()
            axes.set(xlim=(-0.4, 1.6), ylim=(len(ids) - 0.5, -0.5), yticks=range(len(ids)),
                     yticklabels=[textwrap.fill(f"{id}: {misconceptions()[id]}", LETTERS) for id in ids],
                     xticks=[COLUMNS[time] for time in self.times], xticklabels=self.times)
            axes.tick_params(left=False, bottom=False, labelbottom=False, labeltop=True)
            axes.spines[:].set_visible(False)
            axes.grid(axis="x", visible=False)
            for time in self.times:
                for row, id in enumerate(ids):
                    for place, shown in enumerate(self.held[time][id]):
                        axes.plot(COLUMNS[time] + STEP * place, row, **_dot(shown))
            legend = figure.legend([Line2D([], [], **_dot(shown)) for shown in (True, False)],
                                   ["your choice showed it", "your choice did not show it"],
                                   title=LEGEND, loc="outside lower left", frameon=False, alignment="left")
            legend.get_title().set_fontsize(style.DESK.text)
        return whole_picture(figure)

    def __repr__(self):
        return self.sentence()

    def _repr_html_(self):
        if not self.times:
            return as_page(self.sentence())
        left = 'style="text-align:left"'  # JupyterLab sets tables to the right
        heads = "".join(f'<th scope="col" {left}>{head}</th>' for head in ("", "misconception", *self.times))
        rows = "".join(f"<tr>{''.join(f'<td {left}>{html.escape(cell)}</td>' for cell in row)}</tr>"
                       for row in self.rows())
        table = f"<table><tr>{heads}</tr>{rows}</table>"
        picture = as_page(self.sentence(), self.picture(), ALTERNATIVE)
        return (f'<div style="max-width:{WIDEST}px">{picture}</div>'
                + f"<details><summary>The same as a table</summary>{table}</details>")


LEGEND = "Each dot is one item of the check that can show it:"
ALTERNATIVE = ("A row for each misconception, with one column before the course and one after it. In each "
               "a dot for every item that can show it: full where the choice showed it, else empty.")


def _ids(comparison):
    """The misconceptions that the compared items can show, in the order of their numbers."""
    return [id for id in misconceptions() if any(comparison.held[time].get(id) for time in TIMES)]


def _dot(shown):
    """How a dot looks: full where the choice showed the misconception."""
    return {"marker": "o", "linestyle": "none", "markeredgewidth": 1.5, "clip_on": False,
            "color": style.ELECTRONS.colour if shown else style.QUIET,
            "fillstyle": "full" if shown else "none"}


def _codes(comparison):
    """What the numbers are, and which of them have no row, as sentences."""
    asked = set().union(*(item.misconceptions for item in items()))
    said = ["Each M with a number is a misconception: the picture has it in words.", left_out()]
    if asked - set(_ids(comparison)):
        said.append("Those of items that are not compared have no row either.")
    return " ".join(filter(None, said))


def left_out():
    """Return in a sentence which misconceptions no item of the check can show; an empty text if there is
    none."""
    asked = set().union(*(item.misconceptions for item in items()))
    unasked = [id for id in misconceptions() if id not in asked]
    if not unasked:
        return ""
    listed = " and ".join(filter(None, [", ".join(unasked[:-1]), unasked[-1]]))
    return f"No item of the check asks for {listed}: no row for {'them' if len(unasked) > 1 else 'it'}."


def _named(ids):
    return ", ".join(id for id in misconceptions() if id in ids) or "none"


def before_and_after():
    """Return the `Comparison` of both concept checks in this student's saved work."""
    saved.work().read()
    given = {time: chosen(saved.work().answers, time) for time in TIMES}
    if all(given.values()):
        both = given["before"].keys() & given["after"].keys()
        given = {time: {key: choices[key] for key in choices if key in both}
                 for time, choices in given.items()}
    held = {time: {} for time in TIMES}
    for time, choices in given.items():
        for item in (item for item in items() if item.key in choices):
            for id in item.misconceptions:
                held[time].setdefault(id, []).append(id in item.thought(choices[item.key]))
    right = {time: sum(choices.get(item.key) == item.right for item in items())
             for time, choices in given.items()}
    return Comparison(held, right, {time: len(choices) for time, choices in given.items()})
