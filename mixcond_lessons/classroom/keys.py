"""The keys up and down, kept for sliders and lists of options inside JupyterLab."""
import pathlib

import anywidget
import ipywidgets as widgets


class ArrowKeys(anywidget.AnyWidget):
    """Shows nothing; once it stands on a page, the arrow keys up and down move what has the focus instead of
    leaving the cell."""

    _esm = (pathlib.Path(__file__).parent / "keys.js").read_text(encoding="utf-8")

    def __init__(self):
        super().__init__(layout=widgets.Layout(display="none"))
