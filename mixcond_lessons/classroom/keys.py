"""The keys up and down, kept for sliders and lists of options inside JupyterLab."""
import pathlib

import anywidget
import ipywidgets as widgets
import traitlets


class ArrowKeys(anywidget.AnyWidget):
    """Once it stands on a page, the arrow keys up and down move what has the focus instead of leaving the
    cell. It shows nothing; with `tells` it says so when Python is gone, for forms that have no picture."""

    _esm = (pathlib.Path(__file__).parent / "keys.js").read_text(encoding="utf-8")
    tells = traitlets.Bool().tag(sync=True)

    def __init__(self, tells=False):
        super().__init__(tells=tells, layout=widgets.Layout(display=None if tells else "none"))
