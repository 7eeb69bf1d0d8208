"""The words of the course: read from glossary.toml, looked up by a student, found in the lessons."""
import difflib
import html
import re
import tomllib
from functools import cache
from pathlib import Path

from ..classroom.lesson_words import is_words
from ..classroom.quantity import unit_text
from ..classroom.term import Finder, Term
from ..physics.quantities import QUANTITIES
from . import COURSE, number

# Cells of the first lesson that look ahead: a word that stands in them only is not yet used.
LOOK_AHEAD = {"map", "symbols"}
_NO_TEXT = re.compile(r"^```.*?^```|`[^`\n]+`|\$\$.*?\$\$|\$[^$\n]+\$|^\*\*Sources\*\*.*?(?=\n\n|\Z)|"
                      r"\]\([^)\s]*\)|<[^>]*>", re.S | re.M)


@cache
def terms():
    """Return {word: Term} of the course, in alphabetical order."""
    file = Path(__file__).with_name("glossary.toml")
    return {word: _term(word, entry) for word, entry in
            tomllib.loads(file.read_text(encoding="utf-8")).items()}


def _term(word, entry):
    entry = dict(entry)
    quantity = QUANTITIES[entry.pop("quantity")] if "quantity" in entry else None
    symbol = entry.pop("symbol", quantity.symbol if quantity else "")
    unit = entry.pop("unit", (quantity.shown or quantity.unit) if quantity else "")
    says = tuple(" ".join(entry.pop(part).split()) for part in ("what", "more"))
    lists = {name: tuple(entry.pop(name, ())) for name in ("forms", "also", "chapters")}
    return Term(word, says, symbol=symbol, unit=unit_text(unit), **lists, **entry)


@cache
def finder(chapter):
    """Return the Finder of the words that a chapter may use."""
    return Finder([term for term in terms().values() if term.meant_in(chapter)])


def texts(notebook):
    """Yield (cell id, its words) for each text cell of a notebook (a dictionary): without formulas, code,
    addresses and sources, and without the cell of new words."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown" and not is_words(cell):
            yield cell["id"], _NO_TEXT.sub(" ", "".join(cell["source"]))


def first_places(notebooks):
    """Return {word: (chapter, cell id)}: where each word of the glossary first stands.

    notebooks: {chapter: notebook, a dictionary}, in course order. Cells that look ahead count only for
    a word that stands nowhere else.
    """
    found, ahead = {}, {}
    for chapter, notebook in notebooks.items():
        for cell, text in texts(notebook):
            into = ahead if chapter == COURSE[0] and cell in LOOK_AHEAD else found
            for term, _, _ in finder(chapter).found(text):
                into.setdefault(term.word, (chapter, cell))
    return ahead | found


def new_words(chapter):
    """Return the Markdown of the cell with the new words of a chapter; empty if it brings none."""
    new = [term for term in terms().values() if term.chapter == chapter]
    if not new:
        return ""
    points = "\n".join(term.as_markdown() for term in new)
    return f"<details><summary>New words of this lesson ({len(new)})</summary>\n\n{points}\n\n</details>"


class Meaning:
    """What `glossary` returns: a word and what is said of it, which a notebook shows in a frame."""

    def __init__(self, word, text):
        self.word, self.text = word, text

    def __repr__(self):
        return f"{self.word}: {self.text}" if self.word else self.text

    def _repr_html_(self):
        strong = f"<strong>{html.escape(self.word)}:</strong> " if self.word else ""
        return ('<div style="background:#FFFFFF;color:#1A1A1A;border-left:6px solid #595959;'
                f'padding:0.5em 0.8em;max-width:60em">{strong}{html.escape(self.text, quote=False)}</div>')


def look_up(word):
    """Return the Meaning of a word; of one that is not in the glossary, which words are like it; of an empty
    text, all words."""
    asked = " ".join(str(word).split()).casefold()
    if not asked:
        return Meaning("Words of the course", ", ".join(terms()) + ".")
    names = {name.casefold(): term for term in terms().values()
             for name in (*term.also, *term.forms, f"{term.word}s", term.symbol, term.word) if name}
    term = names.get(asked)
    if term:
        return Meaning(term.head, f"{' '.join(term.says)} First in chapter {number(term.chapter)}.")
    near = difflib.get_close_matches(asked, names, n=12, cutoff=0.6)
    near += [name for name in names if len(asked) > 2 and asked in name]
    like = list(dict.fromkeys(names[name].word for name in near))[:6]
    return Meaning("", f"“{word}” is not in the glossary. "
                   + (f"Near it: {', '.join(like)}." if like else f"It has {len(terms())} words, such as "
                      f"“{next(iter(terms()))}”."))
