"""Today's review: questions of all lessons, one at a time; a missed one comes again, today and later."""
from datetime import UTC, datetime

import ipywidgets as widgets

from ... import questions
from ...classroom import leitner, quantity, saved
from ...classroom.feedback import Feedback, for_a_form, in_html
from ...classroom.sitting import Sitting, button, choice, paragraphs, place, prompt
from .. import notebook
from .away_from_its_lesson import away_from_its_lesson

AGAIN = 2  # so often a question comes again in one sitting, if it is missed each time
NONE_BEGUN = "You have not begun a lesson yet, so the questions are from all chapters."
COMES_AGAIN = "What you miss comes once more at the end, and a last time if you miss it again."


class Review(Sitting):
    """One sitting: `answer(given)` judges, `show()` gives the answer, `next()` goes on.

    The first verdict on a question moves its box; what comes again today is practice and moves nothing.
    """
    on_page = "review"  # how the book shows it

    def __init__(self, drawn, opening=()):
        """drawn: the Questions, in order; opening: sentences that stand above the first one."""
        super().__init__("Today's review runs in a live notebook, and in the book.")
        self.queue, self.opening = list(drawn), opening
        self.drawn, self.first, self.shown = len(self.queue), {}, []
        self._begin()

    @property
    def question(self):
        """The question that is asked now, or None at the end."""
        return self.queue[0] if self.queue else None

    def answer(self, given):
        """Judge an answer with the question's own hints; returns the Feedback."""
        feedback = self.question.judge(given)
        if feedback.state in ("right", "not yet"):
            self._judged(feedback.state == "right")
        if feedback.state == "blank":
            feedback = Feedback("blank", f"Give {self.question.expected().rstrip(',')}.")
        self._reply(feedback, "" if feedback.state == "blank" else str(given))
        return feedback

    def show(self):
        """Give the answer and its reason. Who has not answered before has missed the question."""
        self._judged(False)
        self._reply(Feedback("told", self.question.in_full()))

    def next(self):
        """Go on to the next question. A missed one comes again at the end of this sitting."""
        now = self.queue.pop(0)
        if self._missed and self.shown.count(now.key) <= AGAIN:
            self.queue.append(now)
        self._begin()
        self._put()

    def _begin(self):
        self._missed = self._is_judged = False
        if self.question:
            self.shown.append(self.question.key)

    def _judged(self, right):
        """Only the first verdict on a turn counts: afterwards the hint has helped."""
        if self._is_judged:
            return
        self._is_judged, self._missed = True, not right
        key = self.question.key
        if key not in self.first:
            self.first[key] = right
            name = leitner.PREFIX + key
            box = leitner.next_box(leitner.box_of(saved.work().answers.get(name)), right)
            saved.work().record_answer(name, f"box {box}", "right" if right else "not yet")

    # what is shown ------------------------------------------------------------------------------------------

    def _turn(self):
        if self.question is None:
            return [paragraphs(self.summary())]
        asked = self.question
        self._said, self._onward = widgets.HTML(), button("Next", self.next)
        if asked.options:
            self._field = choice("", {letter: f"{letter}) {text}" for letter, text in asked.options.items()})
        else:
            self._field = widgets.Text(description=f"answer {_in_unit(asked)}", continuous_update=False,
                                       style={"description_width": "initial"})
        self._onward.disabled = True
        above = self.opening if len(self.shown) == 1 else ()
        return [place(*above, self._place()), prompt(asked.prompt), self._field,
                widgets.HBox([button("Check", lambda: self.answer(self._field.value or ...), main=True),
                              button("I do not know", self.show), self._onward]), self._said]

    def _place(self):
        asked = self.question
        again = self.shown.count(asked.key) > 1
        where = f"Once more ({len(self.queue)} to repeat)" if again else f"{len(self.shown)} of {self.drawn}"
        return f"{where}. From {notebook(asked.chapter)}, question {asked.id}."

    def _reply(self, feedback, given=""):
        if self._widget is not None:
            self._onward.disabled = not self._is_judged
            self._said.value = in_html(Feedback(feedback.state, for_a_form(feedback.text)), given)
            self._tell_saving()

    def summary(self):
        """Return what came of the sitting, as sentences."""
        if not self.drawn:
            return ["Nothing is due now.", *when_due(saved.work().answers)]
        missed = [key for key, right in self.first.items() if not right]
        right = len(self.first) - len(missed)
        said = [f"Done. You were asked {len(self.first)} questions and knew {right} of them at once."]
        if missed:
            numbers = ", ".join(sorted(one.id for one in questions() if one.key in missed))
            said.append(f"Missed: {numbers}. They are in box 1 now, and come back from tomorrow on.")
        return [*said, *when_due(saved.work().answers)]


def when_due(answers):
    """Return in a sentence (or none) when how many questions of the saved work are due."""
    names = {leitner.PREFIX + one.key for one in _askable()}
    entries = (entry for name, entry in answers.items() if name in names)
    days = sorted(time.astimezone().date() for time in map(leitner.due, entries) if time)
    counts = {day: days.count(day) for day in days}
    today = datetime.now().astimezone().date()
    late = sum(count for day, count in counts.items() if day <= today)
    said = [f"{late} today"] if late else []
    said += [f"{count} on {day.day} {day:%B}" for day, count in counts.items() if day > today][:4]
    return [f"Due next: {', '.join(said)}."] if said else []


def _in_unit(question):
    unit = quantity.unit_text(question.unit)
    return f"in {unit}" if unit else "(a number)"


def course():
    """Return ({key: chapter} of all questions of the course, [those that can be asked outside their lesson,
    as they are asked there])."""
    return ({one.key: one.chapter for one in questions()},
            [away_from_its_lesson(one) for one in _askable()])


def _askable():
    return [one for one in questions() if not one.needs_lesson]


def session(seed=None, count=10):
    """Return today's review: `count` questions, first those that are due, then new ones from the lessons that
    were begun.

    seed: number or text that decides the order; left out, it is today's date. Same seed and same saved work:
    same questions. ValueError: count is no whole number above 0.
    """
    if not isinstance(count, int) or count < 1:
        raise ValueError(f"count = {count!r}: allowed is a whole number from 1 on")
    work = saved.work()
    work.read()  # another notebook may have written since
    chapters, askable = course()
    now = datetime.now(UTC)
    named = {one.key: one for one in askable}
    seed = f"{now:%Y-%m-%d}" if seed is None else seed
    keys = leitner.drawn(chapters, named, work.answers, now, seed, count)
    begun = leitner.begun(chapters, work.answers)
    return Review([named[key] for key in keys], [COMES_AGAIN] if begun else [NONE_BEGUN, COMES_AGAIN])
