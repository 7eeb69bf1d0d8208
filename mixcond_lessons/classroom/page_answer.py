"""A small widget that the page must answer: only so is it certain that pictures and sliders work there."""
import html
import sys
from pathlib import Path

import anywidget
import traitlets
from IPython.display import HTML, display

_NO_WIDGET = "Here stands a green line where the page has answered."
ANSWERED = "✓ The page answered: pictures will work."
# The sentence appears after some seconds, in a live notebook alone (an exported page has no lm-Widget), and
# never where the page has drawn the widget.
_SILENT = """<style>
@keyframes mixcond-late { to { visibility: visible; } }
.mixcond-page-silent { display: none; visibility: hidden; background: #fff; color: #a40000;
  border-left: 6px solid #a40000; padding: 0.5em 0.8em; max-width: 60em; }
.lm-Widget .mixcond-page-silent { display: block; animation: mixcond-late 0s 8s forwards; }
.lm-Widget .jp-OutputArea:has(.mixcond-page-answer) .mixcond-page-silent { display: none; }
</style>"""
_NO_WIDGET = "Here stands a green line where the page has answered."
ANSWERED = "✓ The page answered: pictures will work."
# The sentence appears after some seconds, and never where the page has drawn the widget.
_SILENT = """<style>
@keyframes mixcond-late { to { visibility: visible; } }
.mixcond-page-silent { visibility: hidden; animation: mixcond-late 0s 8s forwards; background: #fff;
  color: #a40000; border-left: 6px solid #a40000; padding: 0.5em 0.8em; max-width: 60em; }
.jp-OutputArea:has(.mixcond-page-answer) .mixcond-page-silent { display: none; }
</style>"""


class PageAnswer(anywidget.AnyWidget):
    """Shows that the page has drawn it, and then that page and kernel hear each other."""
    _esm = Path(__file__).with_name("page_answer.js").read_text(encoding="utf-8")
    said = traitlets.Unicode("The page can draw. It waits for the kernel.").tag(sync=True)

    def __init__(self, when_heard):
        super().__init__()
        self._when_heard = when_heard
        self.on_msg(self._heard)

    def __repr__(self):
        return _NO_WIDGET  # what a page without widgets shows, and an exported one

    def _repr_mimebundle_(self, **options):
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return dict(data) | {"text/plain": _NO_WIDGET}

    def _heard(self, _, content, buffers):
        self.said = ANSWERED
        self._when_heard()


def advice(mend, python):
    """Return what to do where the page does not answer.

    mend: the command that installs what is missing; python: the Python in which JupyterLab runs, or None.
    """
    again = "then close JupyterLab, start it again, reload the page, and run this cell again."
    if python not in (None, sys.executable):
        where = f"JupyterLab runs in another environment ({python}) than this notebook. {mend} — {again}"
    else:
        where = ("If JupyterLab runs in another environment than this notebook, install ipywidgets and "
                 f"anywidget there, or start JupyterLab from this one. Otherwise: {mend} — {again}")
    return f"FAULT: The page did not answer: pictures will not show. {where}"


def ask(mend, python):
    """Show below the cell what the page answers, and after some seconds of silence what to do."""
    text = advice(mend, python)
    print("If no green line says below that the page answered, pictures will not show.")
    late = display(HTML(f'{_SILENT}<p class="mixcond-page-silent">{html.escape(text)}</p>'), display_id=True)
    # Taken away once the page has answered, so that a saved or exported notebook does not show it.
    display(PageAnswer(lambda: late.update(HTML(""))))
