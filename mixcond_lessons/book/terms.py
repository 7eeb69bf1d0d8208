"""Words of the glossary on a page: the first of each part of a lesson can be pressed, and tells what it
means; and a page with all of them, to print."""
import html
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from .. import chapters
from ..chapters import glossary
from ..classroom.lowered import set_low
from ..classroom.term import folded

# Inside of these a word stays as it is.
_QUIET = {"h1", "h2", "h3", "h4", "h5", "h6", "thead", "math", "a", "code", "pre", "button", "summary"}
_NEW_PART = {"h1", "h2"}
_ALONE = {"img", "br", "hr", "wbr", "input"}
# How a paragraph begins in which no word is marked: a question, which a meaning could answer; sources.
_QUIET_PARAGRAPH = re.compile(r"\d\d\.\d+|Sources")
_TERM = ('<span class="book-term" role="button" tabindex="0" aria-expanded="false" '
         'aria-describedby="says-{key}">{text}</span>')


class Marker(HTMLParser):
    """Marks the words of the glossary in the cells of one page, in their order.

    chapter: of the page. `used`: {word: Term} of what was marked.
    """

    def __init__(self, chapter):
        super().__init__(convert_charrefs=False)
        self.used, self._seen, self._finder = {}, set(), glossary.finder(chapter)
        self._done, self._open, self._quiet_paragraph = [], [], False

    def marked(self, cell):
        """Return a cell's HTML in which the first mention of each word since a heading of the second level
        is marked."""
        self._done, self._open, self._quiet_paragraph = [], [], False
        self.feed(cell)
        self.close()
        self.reset()
        return "".join(self._done)

    def handle_starttag(self, tag, attrs):  # noqa: D102
        self._done.append(self.get_starttag_text())
        if tag not in _ALONE:
            self._open.append(tag)
        if tag in _NEW_PART:
            self._seen.clear()

    def handle_startendtag(self, tag, attrs):  # noqa: D102
        self._done.append(self.get_starttag_text())

    def handle_endtag(self, tag):  # noqa: D102
        self._done.append(f"</{tag}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        self._quiet_paragraph &= tag != "p"

    def handle_entityref(self, name):  # noqa: D102
        self._done.append(f"&{name};")

    def handle_charref(self, name):  # noqa: D102
        self._done.append(f"&#{name};")

    def handle_comment(self, data):  # noqa: D102
        self._done.append(f"<!--{data}-->")

    def handle_data(self, data):  # noqa: D102
        if self._open[-2:] == ["p", "strong"] and _QUIET_PARAGRAPH.fullmatch(data):
            self._quiet_paragraph = True
        quiet = self._quiet_paragraph or _QUIET.intersection(self._open)
        self._done.append(data if quiet else self._in_text(data))

    def _in_text(self, text):
        done, end = [], 0
        for term, start, after in self._finder.found(text):
            if term.word not in self._seen:
                self._seen.add(term.word)
                self.used[term.word] = term
                done += [text[end:start], _TERM.format(key=term.key, text=text[start:after])]
                end = after
        return "".join(done) + text[end:]


@cache
def places(folder):
    """Return {word: address of the cell in which it first stands}. folder: of the notebooks."""
    lessons = {name: json.loads((Path(folder) / chapters.notebook(name)).read_text(encoding="utf-8"))
               for name in chapters.COURSE}
    return {word: f"{chapters.number(chapter)}_{chapter}.html#{cell}"
            for word, (chapter, cell) in glossary.first_places(lessons).items()}


def entries(terms, folder):
    """Return what a page tells of some Terms, as dictionaries in alphabetical order: word, measure, says and
    also as HTML; names: all that a reader may type to find it."""
    known = list(glossary.terms())
    return [{"key": term.key, "word": _html(term.word), "measure": _html(term.measure),
             "says": _html(" ".join(term.says)), "also": _html(", ".join(_other_names(term))),
             "names": html.escape(" | ".join(_to_type(term))),
             "number": chapters.number(term.chapter), "place": places(str(folder))[term.word]}
            for term in sorted(terms, key=lambda term: known.index(term.word))]


def _html(text):
    return set_low(html.escape(text, quote=False))


def _to_type(term):
    """Names and symbol of a term as `glossary.js` compares them: small letters, Greek ones also by name."""
    names = [name for name in (term.word, *term.forms, *term.also, term.symbol) if name]
    both = [one for name in names for one in (folded(name), folded(name, greek=True))]
    return dict.fromkeys(name.casefold() for name in both)


def _other_names(term):
    """Names of a term without what is only the plural of another."""
    names = (term.word, *term.forms, *term.also)
    plurals = {name[:-len(end)] + plural for name in names
               for end, plural in (("y", "ies"), ("is", "es")) if name.endswith(end)}
    return [name for name in names[1:] if name not in plurals]
