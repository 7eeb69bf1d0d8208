"""A word of a glossary: what it means, and where it stands in a text."""
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_INSTEAD = str.maketrans({**dict.fromkeys("_^{}$\\•·.", ""), "-": " ", "–": " ", "ᵦ": "b", "’": "'",
                          "~": "\u0303"})


@dataclass(frozen=True)
class Term:
    """A word of the field, with what a reader is told of it.

    word: as it is looked up; says: two sentences; chapter: that of its first mention; symbol, unit: as on
    screen, empty if it has none; forms: how texts write it besides `word`; also: names that no text of ours
    uses; chapters: where alone the word has this meaning (everywhere if empty); explained: the words of
    a lesson that explain it, for tests.
    """

    word: str
    says: tuple
    chapter: str
    symbol: str = ""
    unit: str = ""
    forms: tuple = ()
    also: tuple = ()
    chapters: tuple = ()
    explained: dict | None = None

    @cached_property
    def key(self):
        """The word as an address has it: small letters, digits and hyphens."""
        return re.sub(r"\W+", "-", self.word.lower()).strip("-")

    @property
    def measure(self):
        """Symbol and unit in one piece of text; empty if it has neither."""
        return ", ".join(filter(None, (self.symbol, self.unit)))

    def meant_in(self, chapter):
        """Whether the word has this meaning in a chapter."""
        return not self.chapters or chapter in self.chapters

    @property
    def head(self):
        """The word with symbol and unit."""
        return f"{self.word} ({self.measure})" if self.measure else self.word

    def as_markdown(self):
        """The word as a point of a list."""
        measure = f" ({self.measure.replace('*', chr(92) + '*')})" if self.measure else ""
        return f"- **{self.word}**{measure}: {' '.join(self.says).replace('*', chr(92) + '*')}"


def folded(name, greek=False):
    """Return a name or symbol as it is compared: all on one line, without the signs that only set it, Greek
    letters by name, or, with `greek`, as they are.

    So t_ion, t_{ion} and tᵢₒₙ are one, and sigma_e and σₑ. Capital letters stay.
    """
    text = unicodedata.normalize("NFKC", str(name).translate(_INSTEAD))
    return " ".join((text if greek else re.sub("[Α-Ωα-ω]", _in_latin, text)).split())


def _in_latin(letter):
    *_, size, _, name = unicodedata.name(letter[0]).split()
    return name.title() if size == "CAPITAL" else name.lower()


_BEFORE, _AFTER = r"(?<![\w-])", r"s?(?!\w)"  # a plural in s is a form of any word


def pattern(forms):
    """Return a regular expression, as text, for any of some forms of a word, its plural in s as well.

    A form that begins with a small letter may begin a sentence.
    """
    return f"{_BEFORE}(?:{'|'.join(map(_one, sorted(forms, key=len, reverse=True)))}){_AFTER}"


def _one(form):
    start = f"[{form[0]}{form[0].upper()}]" if form[0].islower() else re.escape(form[0])
    return start + r"[\s-]+".join(map(re.escape, re.split(r"(?<=.)[ -]", form[1:])))


class Finder:
    """Finds the words of a glossary in a text, of two that begin at one place the longer."""

    def __init__(self, terms):
        forms = sorted(((form, term) for term in terms for form in (term.word, *term.forms)),
                       key=lambda one: len(one[0]), reverse=True)
        self._terms = [term for _, term in forms]
        groups = "|".join(f"({_one(form)})" for form, _ in forms)
        self._any = re.compile(f"{_BEFORE}(?:{groups}){_AFTER}")

    def found(self, text):
        """Yield (Term, start, end) for each place in the text."""
        for found in self._any.finditer(text):
            yield self._terms[found.lastindex - 1], found.start(), found.end()
