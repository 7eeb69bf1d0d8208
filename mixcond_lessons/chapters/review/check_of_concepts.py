"""The concept check: fourteen items of answer and reason, taken before chapter 01 and after chapter 10."""
from functools import cache
from pathlib import Path

import ipywidgets as widgets

from ...classroom import saved
from ...classroom.feedback import Feedback, in_html
from ...classroom.sitting import Sitting, button, choice, paragraphs, place, prompt
from ...classroom.two_tier import items_from
from .. import misconceptions, notebook, number

TIMES = ("before", "after")
_HERE = Path(__file__).parent


@cache
def items():
    """Return the items of the concept check, in their order."""
    return items_from(_HERE / "concept_check.toml")


def key_of(time, item):
    """Return the name under which the choice of an item is kept."""
    return f"concept_check.{time}.{item.key}"


def chosen(answers, time):
    """Return {key of an item: choice, such as "b2"} of what was chosen at a time. answers: of saved work."""
    given = {item.key: answers.get(key_of(time, item), {}).get("given", "") for item in items()}
    return {item.key: given[item.key] for item in items() if item.reads(given[item.key])}


class ConceptCheck(Sitting):
    """The items that are not answered yet, one at a time: `choose(answer, reason)`, and `next()`.

    Before the course nothing is said to an item, after it each is explained. again: all items once more.
    """
    on_page = "concept check"  # how the book shows it

    def __init__(self, time, again=False):
        super().__init__("The concept check runs in a live notebook, and in the book.")
        self.time = time
        done = chosen(saved.work().answers, time)
        self.queue = [item for item in items() if again or item.key not in done]
        self.closed = time == "before" and bool(self.queue) and bool(chosen(saved.work().answers, "after"))

    @property
    def item(self):
        """The item that is asked now, or None at the end."""
        return self.queue[0] if self.queue and not self.closed else None

    def choose(self, answer, reason):
        """Take a choice (a letter and a digit); returns the Feedback, before the course an empty one."""
        given = f"{answer or ''}{reason or ''}"
        if not self.item.reads(given):
            return self._reply(Feedback("blank", "Choose an answer and a reason."))
        right = given == self.item.right
        saved.work().record_answer(key_of(self.time, self.item), given, "right" if right else "not yet")
        if self.time == "before":
            self.next()
            self._tell_saving()
            return Feedback("blank", "")
        return self._reply(Feedback("right" if right else "not yet", self.explained(answer, reason)))

    def explained(self, answer, reason):
        """Return what is said of a choice after the course."""
        item = self.item
        said = item.comment(f"{answer}{reason}", misconceptions())
        return " ".join([*said, item.because, f"More in {notebook(item.lesson)}."])

    def next(self):
        """Go on to the next item."""
        self.queue.pop(0)
        self._put()

    def begin_again(self):
        """Ask all items once more."""
        self.queue = list(items())
        self._put()

    # what is shown ------------------------------------------------------------------------------------------

    def _turn(self):
        if self.item is None:
            again = [button("Take it again", self.begin_again)] if self.time == "after" else []
            return [paragraphs(self.end()), *again]
        item = self.item
        self._answer = choice("Answer", {name: f"{name}) {option.text}"
                                         for name, option in item.answers.items()})
        self._reason = choice("Reason", {name: f"{name}) {option.text}"
                                         for name, option in item.reasons.items()})
        self._said, self._buttons = widgets.HTML(), widgets.HBox()
        take = button("Next" if self.time == "before" else "Check",
                      lambda: self.choose(self._answer.value, self._reason.value), main=True)
        self._onward = button("Next", self.next)
        self._onward.disabled = True
        self._buttons.children = (take,) if self.time == "before" else (take, self._onward)
        return [place(f"{len(items()) - len(self.queue) + 1} of {len(items())}"), prompt(item.ask),
                self._answer, self._reason, self._buttons, self._said]

    def _reply(self, feedback):
        if self._widget is not None:
            self._onward.disabled = feedback.state == "blank"
            self._said.value = in_html(feedback)
            self._tell_saving()
        return feedback

    def end(self):
        """Return what is said at the end, as sentences."""
        if self.closed:
            return ["You have begun the check after the course, so it is too late for the one before it."]
        if self.time == "before":
            return thanks()
        done = chosen(saved.work().answers, "after")
        right = sum(done[item.key] == item.right for item in items() if item.key in done)
        return [f"Done: in {right} of {len(done)} items answer and reason are right.",
                "The cell below draws what has changed since the check before the course."]


def thanks():
    """Return what is said after the check before the course, as sentences."""
    lessons = sorted({number(item.lesson) for item in items()})
    return ["Thank you. Your choices are kept with your own work, and nowhere else.",
            f"The lessons come to these questions from chapter {lessons[0]} to chapter {lessons[-1]}. No "
            "answers are told now, so that you can see later what has changed: chapter 11 asks the same "
            "again."]


def concept_check(time, again=False):
    """Return the concept check as a widget; it goes on where it was left.

    time: "before" the course or "after" it; again: ask all items once more. ValueError: another time.
    """
    if time not in TIMES:
        raise ValueError(f"time = {time!r}: allowed is {' or '.join(map(repr, TIMES))}")
    saved.work().read()  # another notebook may have written since
    return ConceptCheck(time, again)
