"""The live picture: two layers of SVG, a sentence that moves with them, and the numbers behind them."""
import pathlib

import anywidget
import traitlets

_HERE = pathlib.Path(__file__).parent


class LivePicture(anywidget.AnyWidget):
    """Shows a still and a moving layer of SVG; a move sends only the moving one and the sentence.

    numbers: JSON of the tables; kept: JSON of [[what must stay the same, how well it does], ...].
    """

    # As text: from a path, anywidget watches the file for each instance and so keeps every instance alive.
    _esm = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("connection.js", "picture.js"))
    _css = (_HERE / "picture.css").read_text(encoding="utf-8")
    name = traitlets.Unicode("picture").tag(sync=True)
    still = traitlets.Unicode("").tag(sync=True)
    moving = traitlets.Unicode("").tag(sync=True)
    alternative = traitlets.Unicode("").tag(sync=True)
    sentence = traitlets.Unicode("").tag(sync=True)
    numbers = traitlets.Unicode("[]").tag(sync=True)
    law = traitlets.Unicode("").tag(sync=True)
    kept = traitlets.Unicode("[]").tag(sync=True)
    # {id of a number box: its text}, {id of a slider: id of its Play button}: set by the page's script
    boxes = traitlets.Dict().tag(sync=True)
    plays = traitlets.Dict().tag(sync=True)
    # {id of a slider: the place it has in this picture}: where handle and picture differ, the page sees it
    places = traitlets.Dict().tag(sync=True)
    # Set by the page: numbers, and what must stay the same, are only sent while someone looks.
    unfolded = traitlets.Bool(False).tag(sync=True)
    kept_unfolded = traitlets.Bool(False).tag(sync=True)
