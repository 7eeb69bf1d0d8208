"""What `check` returns, and how it looks under a cell."""
import html
import re
from dataclasses import dataclass, field

# Each state has a colour (dark enough for text on white), a sign and a word, so that colour is never the only
# cue.
LOOKS = {"blank": ("#595959", "…", "No answer yet"), "unreadable": ("#8A4B00", "?", "Cannot be read"),
         "not yet": ("#005AA8", "→", "Not yet"), "right": ("#00704A", "✓", "Right"),
         "told": ("#595959", "•", "Answer")}  # nobody gave it


def for_a_form(text):
    """Return a sentence of `check` as it reads beside a form: there nobody needs quotes."""
    return text.replace(", in quotes", "")


@dataclass(frozen=True)
class Feedback:
    """What `check` returns: `state` ("blank", "unreadable", "not yet" or "right") and `text`.

    slip: the Slip that the answer looks like, if it looks like one.
    """
    state: str
    text: str
    slip: object = field(default=None, compare=False, repr=False)

    def __repr__(self):
        return f"{self.state}: {self.text}"

    def _ipython_display_(self):
        """Nothing: `check` has shown it already, and the last line of a cell would show it again."""


def in_frame(colour, inside, attributes=""):
    """Return HTML in the frame of all that is said under a cell: opaque ground, dark text, a line in a
    colour."""
    return (f'<div {attributes} style="background:#FFFFFF;color:#1A1A1A;border-left:6px solid {colour};'
            f'padding:0.5em 0.8em;max-width:60em">{inside}</div>')


def in_html(feedback, given="", offered=""):
    """The block under a cell: opaque ground, dark text, sign and word beside the colour; read out by a screen
    reader."""
    colour, sign, word = LOOKS[feedback.state]
    # What was judged is said each time: a cell that was changed and not run leaves an older answer.
    lines = (f'<div style="color:#595959;margin-top:0.3em">Your answer was {html.escape(given)}</div>'
             if given else "")
    if offered:
        lines += ('<details style="margin-top:0.3em"><summary>Tried long enough? Show the answer</summary>'
                  f'{html.escape(offered)}</details>')
    return in_frame(colour, f'<strong style="color:{colour}">{sign} {word}:</strong> '
                    f'{with_code(html.escape(feedback.text))}{lines}',
                    f'role="status" class="mixcond-feedback mixcond-{feedback.state.replace(" ", "-")}"')


def with_code(text):
    """Return HTML with `names` in the type of a cell."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", text)


class Shown:
    """What `check` displays: as HTML in a notebook, as text elsewhere."""

    def __init__(self, feedback, given, offered):
        self.feedback, self.given, self.offered = feedback, given, offered

    def __repr__(self):
        return repr(self.feedback)

    def _repr_html_(self):
        return in_html(self.feedback, self.given, self.offered)
