"""What a page without a kernel shows in place of widgets: a picture with its sentence, or a question."""
import base64
import html
import io
import textwrap

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from .style import house_style

_DOTS, _LETTERS = 110, 120  # dots per inch of the picture for paper; letters in a line below it


def as_page(sentence, svg="", alternative=""):
    """Return HTML of a picture (SVG text, or none) with a sentence below it; nothing is fetched for it."""
    picture = ""
    if svg:  # as an image: inlined, its style and ids would reach the whole page
        source = base64.b64encode(svg.encode()).decode()
        picture = (f'<img alt="{html.escape(alternative)}" style="width:100%;max-width:1100px" '
                   f'src="data:image/svg+xml;base64,{source}">')
    return f"{picture}<p>{html.escape(sentence)}</p>"


def as_png(figure, sentence):
    """Return PNG bytes of a figure with a sentence below it, for paper: LaTeX takes no SVG by itself."""
    target = io.BytesIO()
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(sentence, _LETTERS)
    with house_style():
        written = figure.text(0.01, -0.1 / height, "\n".join(lines), va="top", fontsize=12)
        written.set_in_layout(False)
        try:
            whole = Bbox([[0, -0.2 - 0.22 * len(lines)], [width, height]])
            FigureCanvasAgg(figure).print_figure(target, format="png", dpi=_DOTS, bbox_inches=whole)
        finally:
            written.remove()
    return target.getvalue()
