"""The words of the course: read from glossary.toml, looked up by a student, found in the lessons."""
import difflib
import html
import re
import tomllib
from functools import cache
from pathlib import Path

from ..classroom.feedback import LOOKS, in_frame
from ..classroom.lesson_words import is_words
from ..classroom.lowered import set_low
from ..classroom.quantity import unit_text
from ..classroom.term import Finder, Term, folded
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
    unit = entry.pop("unit", _unit_on_screen(quantity) if quantity else "")
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
        strong = f"<strong>{set_low(html.escape(self.word))}:</strong> " if self.word else ""
        return in_frame(LOOKS["told"][0], strong + set_low(html.escape(self.text, quote=False)))


def look_up(word):
    """Return the Meaning of a word or symbol; of one that is not in the glossary, that of the only word near
    to it, or that it is not there and which words are near if any are; of an empty text, all words."""
    asked = folded(word)
    if not asked:
        return Meaning("Words of the course", ", ".join(terms()) + ".")
    named = _names().get(asked.casefold())
    meant = [named] if named else _with_symbol(asked)
    if len(meant) == 1 and isinstance(meant[0], Term):
        return Meaning(meant[0].head, _said_of(meant[0]))
    if meant:
        heads = dict.fromkeys(map(_head, meant))
        return Meaning(str(word), f"in this course the symbol of {'; '.join(heads)}.")
    near = _near(asked.casefold())
    if len(near) == 1:
        term = terms()[near[0]]
        return Meaning(term.head, f"(No such word: “{word}”. Shown is the only word near it, {term.word}.) "
                                  f"{_said_of(term)}")
    return Meaning("", f"No such word: “{word}”. The course's words are on the page glossary.html of the "
                   "book; glossary() names them here." + (f" Near it: {', '.join(near)}." if near else ""))


def _said_of(term):
    return f"{' '.join(term.says)} First in chapter {number(term.chapter)}."


@cache
def _names():
    """{name as it is compared: Term}."""
    return {folded(name).casefold(): term for term in terms().values()
            for name in (*term.also, *term.forms, f"{term.word}s", term.word)}


def _with_symbol(asked):
    """Terms with a symbol, else quantities that have no term; in capital or small letters as asked, else in
    any."""
    for fold in (str, str.casefold):
        for things in (terms(), QUANTITIES):
            found = [one for one in things.values() if fold(folded(one.symbol)) == fold(asked)]
            if found:
                return found
    return []


def _head(one):
    """The word of a Term or quantity, with symbol and unit."""
    if isinstance(one, Term):
        return one.head
    return f"{one.word} ({', '.join(filter(None, (one.symbol, _unit_on_screen(one))))})"


def _unit_on_screen(quantity):
    return unit_text(quantity.shown or quantity.unit)


def _near(asked):
    """Words, at most six: little misspelled, or with what is asked in them, or within it."""
    def within(part, whole):
        return len(part) > 2 and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", whole)

    near = difflib.get_close_matches(asked, _names(), n=6, cutoff=0.8)
    near += [name for name in _names() if within(asked, name) or within(name, asked)]
    return list(dict.fromkeys(_names()[name].word for name in near))[:6]
