"""Lecture mode: every panel, prediction and vote at once at the size a back row can read."""
from IPython import get_ipython
from IPython.display import HTML, display

from . import saved, style
from .panel import panels_alive

# Where the page can make a deck of the lesson (deck/deck.js, which comes with the package), it shows this
# button; elsewhere nothing does.
_PRESENT = """<button type="button" class="mixcond-present" style="display:none">Show slides (P)</button>"""
# For what stands beside the panels while lecture mode is on: the text of the lesson, predictions and
# feedback. An open vote and a closed
# prediction keep the screen below them empty, so that the text that answers them is not seen; an opened one
# shows its panel first.
_PAGE = """<style>
.jp-RenderedMarkdown p, .jp-RenderedMarkdown li, .jp-RenderedMarkdown td, .jp-RenderedMarkdown th {
  font-size: 24px; line-height: 1.3; }
.mixcond-predict > :not(.mixcond-panel), .mixcond-predict > :not(.mixcond-panel) label,
  .mixcond-predict .mixcond-expected, .mixcond-feedback { font-size: 24px !important; }
.mixcond-predict .widget-radio-box label, .mixcond-predict > button { height: auto; line-height: 1.3; }
.mixcond-predict > :not(.mixcond-panel) .mixcond-ask { font-size: 26px !important; line-height: 1.25; }
.mixcond-predict > .mixcond-panel { order: -1; }
.mixcond-predict:not(:has(.mixcond-panel)) { min-height: 85vh; }
.mixcond-blank { visibility: hidden; height: 70vh; }
.cm-editor .cm-content { font-size: 18px; }
.mixcond-typed .mixcond-ask, .mixcond-typed .widget-label, .mixcond-typed input, .mixcond-typed select,
  .mixcond-typed button { font-size: 24px !important; height: auto !important; line-height: 1.3 !important; }
.mixcond-typed input { width: 100%; }
.mixcond-reaction { font-size: 32px !important; }
.jp-RenderedMarkdown h1 { font-size: 36px; } .jp-RenderedMarkdown h2 { font-size: 32px; }
  .jp-RenderedMarkdown h3 { font-size: 28px; }
.jp-RenderedMarkdown h1, .jp-RenderedMarkdown h2, .jp-RenderedMarkdown h3 { font-weight: bold; }
.jp-RenderedMarkdown summary, .mixcond-predict summary { font-size: 24px !important; }
.jp-OutputArea-output pre { font-size: 20px !important; word-break: normal !important;
  white-space: pre !important; overflow-x: auto; }
</style>"""
_shown = []  # the handle of the page's style, once there is one


def lecture(on=True):
    """Scale text, lines and labels of all panels, those on screen and those to come, and the text around
    them, and let the page show the lesson as slides; `lecture(False)` goes back.

    While lecture mode is on, answers and predictions are kept in memory only, each time from nothing: what a
    rehearsal has opened is closed again in the hall, and a student's own work stays as it was.
    """
    style.lecture_mode(on)
    saved.keep_in_memory(on)
    for panel in panels_alive():
        panel.redraw()
    while _shown:
        _shown.pop().update(HTML(""))
    if on and get_ipython():
        _shown.append(display(HTML(_PAGE + _PRESENT), display_id=True))
    print(
        "Lecture mode is on. Answers and predictions are not kept.\nRun all cells, then press P for slides. "
        "Where no button above offers them:\nhide the file browser (Ctrl+B), go to full screen (F11), and "
        "show one panel at a time."
        if on
        else "Lecture mode is off."
    )
