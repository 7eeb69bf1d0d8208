"""A word, symbol or unit that stopped a reader is explained before a lesson uses it, in hints as well."""
import re

import pytest
from course import BANK, FOLDER, asked, chapter, read
from given_away import sentences_of

from mixcond_lessons.chapters import notebook
from mixcond_lessons.chapters.glossary import terms
from mixcond_lessons.classroom.term import pattern

# What is no word of the glossary: the lesson, how it looks as a pattern, and the words that explain it.
NO_TERMS = [
    ("01_conductivity", r"\bdotted line \(this", "(The dotted line, *slip*"),
    ("10_bioelectronics", r"\$L\$|\bL = ", "the length $L$ from source to drain"),
    ("10_bioelectronics", r"S/s", "So the product is in S/s."),
]
EXPLAINED = NO_TERMS + [
    (notebook(term.explained["lesson"]).removesuffix(".ipynb"),
     term.explained.get("watch", pattern((term.word, *term.forms))), term.explained["by"])
    for term in terms().values() if term.explained]


def texts_of(cell, course):
    """What a reader meets at a cell: its text, a panel's sentence, and what `check` may say to an answer."""
    yield from sentences_of(cell, course)
    question = BANK.get(asked(cell))
    if question:
        yield from (question.reason(), *(slip.hint for slip in question.slips))


def used_too_early(lesson, course, word, explained):
    """[(cell, text)] in which the word stands before the cell that explains it."""
    place = next((place for place, cell in enumerate(lesson.cells) if explained in cell.source), None)
    assert place is not None, f"nothing says {explained!r}"
    before = [(cell.id, text) for cell in lesson.cells[:place] for text in texts_of(cell, course)]
    opening = lesson.cells[place].source.split(explained)[0]
    return [(cell, text) for cell, text in [*before, (lesson.cells[place].id, opening)]
            if re.search(word, text)]


@pytest.mark.parametrize(("lesson", "word", "explained"), EXPLAINED)
def test_no_word_is_used_before_it_is_explained(lesson, word, explained):
    path = FOLDER / f"{lesson}.ipynb"
    assert used_too_early(read(path), chapter(path), word, explained) == []


def test_the_glossary_says_where_words_are_explained():
    assert len(EXPLAINED) > len(NO_TERMS) + 10


def test_a_word_in_a_hint_counts():
    path = FOLDER / "10_bioelectronics.ipynb"
    hint = r"One cm² is|farad per cm is 100"
    assert used_too_early(read(path), chapter(path), hint, "## Summary")
