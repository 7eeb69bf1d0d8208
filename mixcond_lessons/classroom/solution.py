"""The answer to a question in full, for whoever has tried it: never before an honest attempt."""
import html

from .feedback import LOOKS, Feedback, in_frame, in_html, with_code
from .question import earlier, held, unknown

HONEST = ("not yet", "right")  # verdicts on what could be read as an answer


class Solution:
    """A question, the answer in full with its reason, and the slips to compare one's own answer with.

    given: the student's last answer, as saved work keeps it. Nothing in it can be run.
    """

    def __init__(self, question, given):
        self.question, self.given = question, given

    @property
    def compared(self):
        """[(what a slip leads to, what is said to it)]."""
        return [(self.question.stated(place), slip.hint)
                for place, slip in enumerate(self.question.slips, start=1)]

    def __repr__(self):
        lines = [self.question.prompt, self.question.in_full(),
                 f"Your last answer was {self.given['given']}: {self.given['state']}.",
                 *(f"- {value}: {hint}" for value, hint in self.compared)]
        return "\n".join(lines)

    def _repr_html_(self):
        colour = LOOKS["right"][0]
        compared = "".join(f"<li>{html.escape(value)}: {with_code(html.escape(hint))}</li>"
                           for value, hint in self.compared)
        often = f"<div>Often met on the way:</div><ul style=\"margin:0\">{compared}</ul>" if compared else ""
        said = "".join(f'<div style="margin-bottom:0.3em">{with_code(html.escape(text))}</div>' for text in (
            self.question.prompt, self.question.in_full(),
            f"Your last answer was {self.given['given']}: {self.given['state']}."))
        return in_frame(colour, f'<strong style="color:{colour}">The answer, '
                                f'{html.escape(self.question.id)}</strong>{said}{often}',
                        'class="mixcond-solution"')


class _First(Feedback):
    """What is to be done first: shown as it stands in a cell."""

    def _repr_html_(self):
        return in_html(self)

    _ipython_display_ = None  # unlike that of `check`, it has not been shown yet


def solution(name):
    """Return the Solution of the question of this number or key, or what to do first.

    An attempt counts that could be read as an answer, right or not, now or in saved work.
    """
    question = held(name)
    if question is None:
        return _First("unreadable", unknown(name, 'solution("{}")'))
    entry = earlier(question)
    if entry and entry["state"] in HONEST:
        return Solution(question, entry)
    first = f"Try {question.id} first: put {question.expected()} into its cell, then run it and its check."
    if entry:
        first = "Your last answer could not be read. Write it as the check says, and run the check again."
    return _First("blank", f"{first} A wrong answer counts, too. Then solution(\"{question.id}\") shows the "
                           f"answer, and why it is right.")
