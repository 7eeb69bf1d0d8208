"""What is said about saving below a check and a prediction: a red line until the work is saved again."""
import html

import ipywidgets as widgets
from IPython.display import display

from . import saved

_red = []  # what shows red on the page: the update of each line below a check


class _Line:
    """One line, as HTML in a notebook, as text elsewhere."""

    def __init__(self, text, alarm):
        self.text, self.alarm = text, alarm

    def __repr__(self):
        return self.text

    def _repr_html_(self):
        colour = "#A40000" if self.alarm else "#595959"
        return (f'<div role="{"alert" if self.alarm else "status"}" class="mixcond-saving" '
                f'style="background:#FFFFFF;color:{colour};border-left:6px solid {colour};'
                f'padding:0.5em 0.8em;max-width:60em">{html.escape(self.text)}</div>')


def tell():
    """Show below the cell what has to be said about saving; nothing if all is well.

    It is an output of its own, so that lecture mode, which hides the block of an open vote, shows it.
    """
    kept, line = _now()
    if line is not None:
        handle = display(line, display_id=True)
        if line.alarm and handle is not None:
            _remember(kept, handle.update)


def as_widgets():
    """Return the same line as a tuple of one widget, or of none, for a prediction."""
    kept, line = _now()
    if line is None:
        return ()
    shown = widgets.HTML(line._repr_html_())
    if line.alarm:
        _remember(kept, lambda later: setattr(shown, "value", later._repr_html_()))
    return (shown,)


def _now():
    kept = saved.work()
    alarm, text = bool(kept.warning), kept.take_notice()
    return kept, _Line(text, alarm) if text else None


def _remember(kept, update):
    _red.append(update)

    def saved_again():
        if not kept.warning:
            while _red:
                _red.pop()(_Line(saved.AGAIN, alarm=False))
            kept.listeners.remove(saved_again)
    if len(_red) == 1:
        kept.listeners.append(saved_again)
