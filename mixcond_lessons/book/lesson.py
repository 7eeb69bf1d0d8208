"""A lesson as pieces for a page: its cells are run once, as Run All does, and sorted by what they show."""
import ast
import contextlib
import io
import json
import os
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from .. import chapters
from ..classroom import work_file
from ..classroom.panel import Panel
from ..classroom.predict import Predict

_OPTION = re.compile(r"^- [a-j]\) .*\n?", re.M)  # on the page each option stands beside its button
_OF_THE_COMPUTER = re.compile(r"\b(doctor|saved_work)\(")  # a page has no kernel, and keeps its own work


@dataclass(frozen=True)
class Piece:
    """One cell of a lesson: its id, its slide type, its kind, and what it holds.

    kind: text (Markdown), panel, prediction, question (holds the Question), task (something else that needs
    Python), code (holds what it printed), check (the cell that judges, which the page does by itself), or
    what that which is shown says of itself by `on_page`: review, concept check, comparison.
    """

    cell: str
    slide: str
    kind: str
    holds: object
    source: str = ""


@lru_cache(maxsize=2)
def pieces(notebook):
    """Return the Pieces of the notebook at this path, in order."""
    lesson = json.loads(Path(notebook).read_text(encoding="utf-8"))
    names, found = {}, []
    with _nothing_kept():
        for cell in (SimpleNamespace(**cell) for cell in lesson["cells"]):
            cell.source = "".join(cell.source)
            kind, holds = _text(cell) if cell.cell_type == "markdown" else _code(cell, names)
            slide = cell.metadata.get("slideshow", {}).get("slide_type", "-")
            found.append(Piece(cell.id, slide, kind, holds, cell.source))
    return _without_options(found)


@contextlib.contextmanager
def _nothing_kept():
    """Meanwhile a cell's work stays in memory, and its files go into a temporary folder."""
    before = os.environ.get(work_file.VARIABLE)
    os.environ[work_file.VARIABLE] = "off"
    try:
        yield
    finally:
        del os.environ[work_file.VARIABLE]
        if before is not None:
            os.environ[work_file.VARIABLE] = before


def called(notebook, cell):
    """Return the panel that a cell shows, itself or behind a prediction."""
    holds = next(piece.holds for piece in pieces(notebook) if piece.cell == cell)
    return holds.panel if isinstance(holds, Predict) else holds


def _text(cell):
    return "text", cell.source


def _code(cell, names):
    question = next((tag.removeprefix("question:") for tag in cell.metadata.get("tags", ())
                     if tag.startswith("question:")), None)
    if question:
        return "question", _question(question)
    if cell.source.startswith("check("):
        return "check", None
    if _OF_THE_COMPUTER.search(cell.source):
        return "check", None
    value, printed = _run(cell.source, names)
    if isinstance(value, (Panel, Predict)):
        return ("panel" if isinstance(value, Panel) else "prediction"), value
    if isinstance(getattr(value, "on_page", None), str):
        return value.on_page, value
    if hasattr(value, "widget"):
        return "task", None
    saved = "".join("".join(output.get("text", "")) for output in cell.outputs)
    shown = repr(value) if hasattr(value, "_repr_html_") else ""
    return "code", saved or printed or shown


def _question(number):
    chapter = chapters.chapter(chapters.chapter_asking(number))
    return next(question for question in chapter.QUESTIONS if question.id == number)


def _run(source, names):
    """Run a cell in the lesson's names; return the value of its last line and what it printed."""
    parts = ast.parse(source).body
    last = parts.pop() if parts and isinstance(parts[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        exec(compile(ast.Module(parts, []), "<lesson>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<lesson>", "eval"), names) if last else None
    return value, printed.getvalue()


def _without_options(found):
    """Take the options out of the text before the question that shows them beside its buttons."""
    return [Piece(piece.cell, piece.slide, "text", _OPTION.sub("", piece.holds), piece.source)
            if piece.kind == "text" and _asks_a_choice(found, place) else piece
            for place, piece in enumerate(found)]


def _asks_a_choice(found, place):
    following = found[place + 1] if place + 1 < len(found) else None
    return following is not None and following.kind == "question" and bool(following.holds.options)
