"""Lecture mode: every panel at once at the size a back row can read."""
from . import style
from .panel import panels_alive


def lecture(on=True):
    """Scale the text, lines and labels of all panels, those on screen and those to come; `lecture(False)` goes back to the desk."""
    style.lecture_mode(on)
    for panel in panels_alive():
        panel.redraw()
    print("Lecture mode is on: hide the file browser (Ctrl+B) and show one panel at a time." if on else "Lecture mode is off.")
