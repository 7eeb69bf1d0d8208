"""A word, symbol or unit that stopped a reader is explained before a lesson uses it, in hints as well."""
import re

import pytest
from course import BANK, FOLDER, asked, chapter, read
from given_away import sentences_of

# The lesson, the word as a pattern, and the words that explain it.
EXPLAINED = [
    ("01_conductivity", r"\bdotted line \(this", "(The dotted line, *slip*"),
    ("01_conductivity", r"border at 1 %", "this *border at 1 %* is a convention"),
    ("01_conductivity", r"\bE = |barrier", "a barrier of height $E$"),
    ("01_conductivity", r"\bdiffusivity", "a diffusivity $D = "),
    ("04_doping", r"CGO[12]0(?! has)", "(CGO10 has y = 0.1, CGO20 has 0.2)"),
    ("09_synapses", r"\bz\b", "$z = 2$ is the number of charges"),
    ("09_synapses", r"(?<!where \$)\bD_V\b", "where $D_V$ is the diffusivity of the vacancies"),
    ("10_bioelectronics", r"\b[Dd]rain\b", "to another, the *drain*"),
    ("10_bioelectronics", r"(?<!μ)C\^?\*", "stores the charge $C^*$ per volume and volt"),
    ("10_bioelectronics", r"\\mu\b", "the mobility $\\mu$ (speed per field"),
    ("10_bioelectronics", r"\$L\$|\bL = ", "the length $L$ from source to drain"),
    ("10_bioelectronics", r"S/s", "So the product is in S/s."),
    ("10_bioelectronics", r"P[ET]2gT", "In *PE2gT*, *PT2gT*"),
    ("10_bioelectronics", r"\b[Ll]eads\b", "The *leads* are the wires"),
]


def texts_of(cell, course):
    """What a reader meets at a cell: its text, a panel's sentence, and what `check` may say to an answer."""
    yield from sentences_of(cell, course)
    question = BANK.get(asked(cell))
    if question:
        yield from (question.reason(), *(slip.hint for slip in question.slips))


def used_too_early(notebook, course, word, explained):
    """[(cell, text)] in which the word stands before the cell that explains it."""
    place = next((place for place, cell in enumerate(notebook.cells) if explained in cell.source), None)
    assert place is not None, f"nothing says {explained!r}"
    before = [(cell.id, text) for cell in notebook.cells[:place] for text in texts_of(cell, course)]
    opening = notebook.cells[place].source.split(explained)[0]
    return [(cell, text) for cell, text in [*before, (notebook.cells[place].id, opening)]
            if re.search(word, text)]


@pytest.mark.parametrize(("lesson", "word", "explained"), EXPLAINED)
def test_no_word_is_used_before_it_is_explained(lesson, word, explained):
    path = FOLDER / f"{lesson}.ipynb"
    assert used_too_early(read(path), chapter(path), word, explained) == []


def test_a_word_in_a_hint_counts():
    path = FOLDER / "10_bioelectronics.ipynb"
    hint = r"One cm² is|farad per cm is 100"
    assert used_too_early(read(path), chapter(path), hint, "## Summary")
