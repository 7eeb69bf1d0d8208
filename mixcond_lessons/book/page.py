"""One notebook as one HTML file: its text, its panels as frames, its questions as data, and the scripts that
move and judge them."""
import base64
import gzip
import html
import json
from functools import cache
from importlib.metadata import metadata
from pathlib import Path

import jinja2

from .. import chapters
from ..chapters.glossary import terms
from ..classroom.feedback import LOOKS
from ..classroom.lesson_words import CELL
from .frames import FULL, Recorder
from .judged import as_data
from .lesson import called, pieces
from .reviewed import as_data as reviewed
from .terms import Marker, entries
from .text import to_html

_HERE = Path(__file__).parent
_CLASSROOM = _HERE.parent / "classroom"
# The picture's own view of the notebooks, and what the page adds to it, as one script.
_SCRIPTS = (*(_CLASSROOM / name for name in ("connection.js", "picture.js")),
            *(_HERE / f"{name}.js" for name in ("panel", "numeral", "judge", "progress", "lowered", "page",
                                                "terms", "review", "deck")))
_STYLES = (_CLASSROOM / "picture.css", _HERE / "page.css", _HERE / "terms.css", _HERE / "deck.css")
_BY_SCRIPT = {"review": "book-review", "concept check": "book-concepts", "comparison": "book-comparison"}
GLOSSARY = "glossary.html"
_NEEDS_PYTHON = "This task needs Python. In the live notebook its line is <code>{}</code>."


def file_of(chapter):
    """Return the name of a chapter's page: 03_vacancies.html."""
    return f"{chapters.number(chapter)}_{chapter}.html"


def notebook_of(chapter, folder):
    """Return the path of a chapter's notebook."""
    return str(Path(folder) / chapters.notebook(chapter))


def cells_with_panels(chapter, folder):
    """Return the ids of the cells that show a panel, itself or behind a prediction."""
    return [piece.cell for piece in pieces(notebook_of(chapter, folder))
            if piece.kind in ("panel", "prediction")]


def recorded(chapter, folder, cell, detail=FULL):
    """Return the frames of the panel of a cell, packed for a page."""
    frames = Recorder(called(notebook_of(chapter, folder), cell), detail).record()
    text = json.dumps(frames, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def page(chapter, folder, frames):
    """Return the page of a chapter as text. folder: of the notebooks; frames: {cell id: packed frames}."""
    found, taken = pieces(notebook_of(chapter, folder)), set()
    cells = list(frames)
    # two cells that show the same share its frames
    packs = {cell: f"frames-{next(one for one in cells if frames[one] == frames[cell])}" for cell in cells}
    others, place, marker = _others(folder, chapter), list(chapters.COURSE).index(chapter), Marker(chapter)
    shown = [{"id": piece.cell, "slide": piece.slide, "html": _cell(piece, folder, packs, taken, marker)}
             for piece in found if piece.kind != "check"]
    return _template().render(
        others=others, **{name: others[place][name] for name in ("number", "title")}, chapter=chapter,
        before=others[place - 1] if place else None, after=others[place + 1] if others[place + 1:] else None,
        style=together(_STYLES), script=script(), binder=_binder(chapter), install=_repository(),
        cells=shown, meanings=entries(marker.used.values(), folder), glossary=GLOSSARY,
        panels={f"frames-{cell}": text for cell, text in frames.items() if packs[cell] == f"frames-{cell}"},
        asked=_for_script({"questions": {piece.holds.key: as_data(piece.holds)
                                         for piece in found if piece.kind == "question"},
                           "review": _reviewed(found, others),
                           "earlierNames": chapters.earlier_names(), "looks": LOOKS}))


def _reviewed(found, others):
    """The data of the review, if a piece of the page asks for it."""
    lessons = {name: {"file": other["file"], "number": other["number"]}
               for name, other in zip(chapters.COURSE, others, strict=True)}
    return reviewed({piece.kind for piece in found} & set(_BY_SCRIPT), lessons)


def words_page(folder):
    """Return the page with all words of the glossary as text, also for paper. folder: of the notebooks."""
    words = entries(terms().values(), folder)
    letters = {word["word"][0].upper(): word["key"] for word in reversed(words)}
    return _template(GLOSSARY).render(others=_others(folder), style=together(_STYLES), words=words,
                                      letters=dict(sorted(letters.items())),
                                      script=together([_HERE / "glossary.js"]))


def _others(folder, here=None):
    """What the head of a page tells of all chapters."""
    return [{"file": file_of(name), "number": chapters.number(name), "here": name == here,
             "title": title_of(name, folder), "short": name.replace("_", " ")} for name in chapters.COURSE]


@cache
def title_of(chapter, folder):
    """Return the first heading of a chapter's notebook."""
    lesson = json.loads(Path(notebook_of(chapter, folder)).read_text(encoding="utf-8"))
    first = "".join(lesson["cells"][0]["source"])
    return first.splitlines()[0].removeprefix("# ")


def together(files):
    """Return the texts of some files as one."""
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def script():
    """Return all scripts of a page as one."""
    # In a notebook the view is a module; here it is a part of one script.
    return together(_SCRIPTS).replace("export default { render };", "").replace("</script", "<\\/script")


def _for_script(data):
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


@cache
def _template(name="page.html"):
    loader = jinja2.FileSystemLoader(_HERE)
    return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined).get_template(name)


def _cell(piece, folder, packs, taken, marker):
    """The HTML of one cell. packs: {cell: where its panel's frames are}; taken: ids of headings; marker: of
    words."""
    if piece.kind == "text":
        html_text = to_html(piece.holds, folder, taken)
        return html_text if piece.cell == CELL else marker.marked(html_text)
    if piece.kind == "panel":
        return _panel(piece.cell, packs)
    if piece.kind == "prediction":
        return _prediction(piece.cell, piece.holds, packs)
    if piece.kind == "question":
        return f'<div class="book-question" data-question="{piece.holds.key}"></div>'
    if piece.kind in _BY_SCRIPT:
        time = getattr(piece.holds, "time", "")
        return f'<div class="{_BY_SCRIPT[piece.kind]} book-sitting" data-time="{time}"></div>'
    source = f"<pre><code>{html.escape(piece.source)}</code></pre>"
    if piece.kind == "task":
        return f'<p class="book-note">{_NEEDS_PYTHON.format(html.escape(piece.source))}</p>'
    printed = f"<p>It prints</p><pre>{html.escape(piece.holds)}</pre>" if piece.holds else ""
    return f'<details class="book-code"><summary>Python</summary>{source}{printed}</details>'


def _panel(cell, packs, hidden=""):
    return (f'<div class="mixcond-panel book-panel" id="panel-{cell}" data-frames="{packs[cell]}"{hidden}>'
            f"<noscript>This panel needs a browser that runs scripts.</noscript></div>")


def _prediction(cell, prediction, packs):
    told = {"key": prediction.key, "ask": prediction.ask, "options": prediction.options,
            "unit": prediction.unit, "look": prediction.look, "found": prediction.found}
    data = html.escape(json.dumps(told, ensure_ascii=False))
    return f'<div class="book-predict" data-prediction="{data}">{_panel(cell, packs, " hidden")}</div>'


@cache
def _repository():
    """The address of the course, as the installed package knows it."""
    return next(url.partition(", ")[2] for url in metadata("mixcond_lessons").get_all("Project-URL")
                if url.startswith("Repository"))


def _binder(chapter):
    owner = _repository().removeprefix("https://github.com/")
    return f"https://mybinder.org/v2/gh/{owner}/HEAD?urlpath=lab/tree/notebooks/{chapters.notebook(chapter)}"
