"""For each chapter three documents to print: notes for the teacher, a key, and a worksheet of the blanks.

They are made from the bank of questions and the notebook each time, so that they cannot differ from them.
"""
import html
import math
import re
from functools import cache
from pathlib import Path

import jinja2

from .. import chapters
from ..book.build import chapter_meant
from ..book.text import to_html
from ..chapters.doping.reaction_verdict import in_symbols
from ..classroom import lesson_minutes, lesson_text, quantity
from ..classroom.feedback import with_code
from .lecture_line import before, named_states, shown
from .lesson_plan import TEN_MINUTES_RULE, Lesson
from .printed import printed

PAGES = ("teaching_notes", "key", "worksheet")
_HERE = Path(__file__).parent
_STYLES = (_HERE.parent / "book" / "page.css", _HERE / "notes.css")
# On paper nobody runs a cell: such a paragraph is left out of the worksheet.
_OF_CELLS = re.compile(r"\brun the cell|\bquotes\b|\bred error|place of the dots|^The [a-z ]+ ends? here\.")
_OUR_TEXT = ('<p class="book-note">“Our text” is the short text on mixed conductors that the course follows '
             '(chapter 00).</p>\n')
_AMOUNT = re.compile(r"(^|\+ )(?:[\d/]+ )?")  # of each species on a side of a reaction
_LINES = {"remember": 1, "understand": 2}  # to write on, by level; for a choice no more than for the second
_MORE_LINES = 4


def write_notes(folder, out, names=()):
    """Write the notes of the chapters `names` (all if none is named) into `out`, a folder for each; return
    the paths of the pages.

    folder: where the notebooks are. ValueError: no such chapter.
    """
    written = []
    for name in [chapter_meant(name) for name in names] or chapters.COURSE:
        lesson = Lesson(name, folder)
        place = Path(out) / Path(lesson.file).stem
        place.mkdir(parents=True, exist_ok=True)
        for page in PAGES if lesson.questions else PAGES[:1]:  # nothing asked: no key, no worksheet
            target = place / f"{page}.html"
            target.write_text(as_page(lesson, page, folder), encoding="utf-8")
            written.append(target)
    return written


def as_page(lesson, page, folder):
    """Return one of the PAGES of a Lesson as HTML that needs nothing else; folder: where pictures are."""
    def markdown(text):
        return to_html(text, folder)

    def in_line(text):
        return markdown(text).strip().removeprefix("<p>").removesuffix("</p>")
    written = _environment().get_template(f"{page}.html").render(
        lesson=lesson, style="\n".join(file.read_text(encoding="utf-8") for file in _STYLES),
        markdown=markdown, in_line=in_line, plain=_plain, stands_for=_stands_for,
        counts_as_right=_counts_as_right, minutes_rule=lesson_minutes.RULE,
        ten_minutes_rule=TEN_MINUTES_RULE, tenths=tenths, shown=lambda section: shown(lesson, section),
        named_states=named_states, in_symbols=in_symbols, to_be_written=_to_be_written,
        met=_met(lesson), asked=lambda: _asked(lesson), unit=lambda one: quantity.unit_text(one.unit),
        lines=_lines, misconceptions=chapters.misconceptions())
    explained = _OUR_TEXT if re.search(r"\bour text\b", written, re.I) else ""
    return printed(written.replace("</main>", f"{explained}</main>"))


@cache
def _environment():
    made = jinja2.Environment(loader=jinja2.FileSystemLoader(_HERE), undefined=jinja2.StrictUndefined,
                              autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["zip"] = zip
    return made


def _plain(text):
    """A sentence of `check` as HTML."""
    return with_code(html.escape(text))


def tenths(minutes):
    """Return minutes as a table shows them, to a tenth, such that what is shown adds up to what is shown of
    their sum."""
    whole = [int(10 * number + 1e-6) for number in minutes]
    missing = round(10 * sum(minutes)) - sum(whole)
    for place in sorted(range(len(whole)), key=lambda place: whole[place] - 10 * minutes[place])[:missing]:
        whole[place] += 1
    return [f"{number / 10:.1f}" for number in whole]


def _stands_for(question, letter):
    """(what an option stands for in words, what a student is told) of a wrong option."""
    slip = question.slips[question.values.index(letter) - 1]
    known = chapters.misconceptions().get(slip.misconception)
    return f"{slip.misconception}. {known}" if known else "A common slip.", slip.hint


def _counts_as_right(question):
    """In words how far from the answer is still right."""
    if question.kind == "order of magnitude":
        return f"within a factor {10 ** question.tolerance:.1f}"
    if question.kind == "choice":
        return "this letter"
    answer = abs(question.values[0])
    if "whole number" in question.prompt:
        return "this number"
    return (f"within {_one_digit(100 * question.tolerance / answer)} %" if answer
            else f"within {quantity.show(question.tolerance, question.unit)}")


def _one_digit(per_cent):
    """A part in per cent by its first digit, so that all within it still counts."""
    step = 10.0 ** math.floor(math.log10(per_cent) + 1e-9)
    return f"{step * math.floor(per_cent / step + 1e-6):.6g}"


def _to_be_written(reaction):
    """The left side of a Reaction as HTML, with room for its amounts, and room for the right side."""
    left = in_symbols(reaction.task.solution).partition(" → ")[0]
    return f"{_AMOUNT.sub(lambda found: f'{found[1]}<span></span> ', left)} → <span></span>"


def _lines(question):
    most = _LINES["understand"] if question.options else _MORE_LINES
    return range(min(most, _LINES.get(question.level, _MORE_LINES)))


def _met(lesson):
    """{id of a misconception: (its sentence, numbers of the questions with a slip that stands for it)}."""
    found = {}
    for question in lesson.questions:
        for name in sorted({slip.misconception for slip in question.slips} & set(chapters.misconceptions())):
            found.setdefault(name, []).append(question.id)
    return {name: (chapters.misconceptions()[name], found[name])
            for name in sorted(found, key=lambda name: int(name[1:]))}


def _asked(lesson):
    """The sections that ask something: (heading, [(text before, question, text behind)]), for the
    worksheet."""
    for section in lesson.sections:
        pieces = []
        for cell in section.cells:
            if cell["cell_type"] == "markdown":
                pieces += [(told or _needed(question, lesson, cell), question, behind)
                           for told, question, behind in _pieces("".join(cell["source"]), lesson.questions)]
            elif cell["id"] in lesson.reactions:
                pieces.append(("", lesson.reactions[cell["id"]], ""))
        if pieces:
            yield section.heading, pieces


def _needed(question, lesson, cell):
    """Where the lesson tells what a question rests on, and for a number what it says there: it would answer
    some of the choices."""
    if not question.needs_lesson:
        return ""
    place = f"(See the lesson, “{lesson.section_of(question)}”.)"
    return place if question.options else f"{place} {before(lesson, cell)}".rstrip()


def _pieces(text, questions):
    """A cell that asks, cut at its questions; nothing of any other cell."""
    pieces = []
    for question in questions:
        asked = lesson_text.as_markdown(question)
        if asked in text:
            before, text = text.split(asked, 1)
            pieces.append((_told(before), question, ""))
    return [*pieces[:-1], (*pieces[-1][:2], _told(text))] if pieces else []


def _told(text):
    """What is said beside a question, without headings and without what only a notebook needs."""
    parts = re.split(r"\n\s*\n", re.sub(r"^#+ .*$", "", text, flags=re.M))
    return "\n\n".join(part for part in parts if not _OF_CELLS.search(part)).strip()
