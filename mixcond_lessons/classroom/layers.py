"""A matplotlib figure as two pictures: the still layer, drawn once, and the moving layer, drawn at each
move."""

import io
import re

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG

from .pen import FONTS, Pen
from .style import house_style

_PLAIN = {"Date": None, "Creator": None, "Format": None, "Type": None}
# The renderer's prolog and its <style>*{...} would restyle the whole page once the picture stands inside it.
_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_SIZE = re.compile(r'width="[\d.]+pt" height="[\d.]+pt" ')
_FONTS = re.compile(r"font-family: 'DejaVu Sans'[^;\"]*")
_SPACE = re.compile(r"\n\s*")


def _tidy(text, keep_style=False):
    text = text[text.index("<svg"):]
    text = _METADATA.sub("", text)
    text = text if keep_style else _STYLE.sub("", text)
    return _SIZE.sub("", text, count=1)


def whole_picture(figure):
    """Return the whole figure as one SVG text, glyphs as paths, for readers without a kernel."""
    target = io.StringIO()
    with house_style():
        FigureCanvasSVG(figure).print_svg(target, metadata=_PLAIN)
    return _tidy(target.getvalue(), keep_style=True)


def still_layer(figure, moving):
    """Return all of the figure but the `moving` artists as SVG text."""
    seen = [artist.get_visible() for artist in moving]
    try:
        for artist in moving:
            artist.set_visible(False)
        return whole_picture(figure)
    finally:
        for artist, visible in zip(moving, seen, strict=True):
            artist.set_visible(visible)


def moving_layer(figure, moving):
    """Return only the `moving` artists, back to front, as SVG text with plain letters (a fifth of the cost of
    paths)."""
    width, height = figure.bbox.size
    target = io.StringIO()
    with house_style():
        mpl.rcParams["svg.fonttype"] = "none"
        try:
            pen = Pen(width, height, target)
            pen.draw(moving)
            pen.finalize()  # only now are the clip paths of the base class written
        finally:
            mpl.rcParams["svg.fonttype"] = "path"
    text = _FONTS.sub(f"font-family: {FONTS}", _tidy(target.getvalue()))
    return _SPACE.sub(" ", text)
