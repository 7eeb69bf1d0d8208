"""The live picture: two layers of SVG, a sentence that moves with them, and the numbers behind them."""
import pathlib

import anywidget
import traitlets

_HERE = pathlib.Path(__file__).parent


class LivePicture(anywidget.AnyWidget):
    """Shows a still and a moving layer of SVG; a move sends only the moving one and the sentence."""

    _esm = _HERE / "picture.js"
    _css = _HERE / "picture.css"
    name = traitlets.Unicode("picture").tag(sync=True)
    still = traitlets.Unicode("").tag(sync=True)
    moving = traitlets.Unicode("").tag(sync=True)
    alternative = traitlets.Unicode("").tag(sync=True)
    sentence = traitlets.Unicode("").tag(sync=True)
    numbers = traitlets.Unicode("[]").tag(sync=True)
    law = traitlets.Unicode("").tag(sync=True)
    unfolded = traitlets.Bool(False).tag(sync=True)  # set by the page: numbers are only sent while someone looks
