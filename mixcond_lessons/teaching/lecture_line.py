"""What a lecturer says and shows in a section: its thoughts, laws, panels and predictions, in their order."""
import re
from typing import NamedTuple

from ..book.frames import AS_AT_FIRST
from ..book.text import FORMULAS
from ..classroom import lesson_text

_PARAGRAPHS = re.compile(r"\n\s*\n")
_NO_PROSE = re.compile(r"#|- |\d+\. |!\[|<|\||\*\*\d\d\.\d+\*\*|\*\*Sources\*\*|\*\*Next\*\*|\(")
_END = re.compile(r"(?:(?<=[.?!])|(?<=[.?!][*)])|(?<=[.?!][*][*]))\s+(?=[\"“*(]*[A-Z])")
WORDS = 55  # of a text; its first sentence may be longer
# What tells a student to handle the notebook is not for the one who lectures.
_OF_THE_NOTEBOOK = re.compile(r"\bunfold|\b(?:next|these) cells?\b|\bin the cell\b|\brun the cell[.,]|`my_|"
                              r"place of the dots|\bwithout help:|\bare yours\b|\bless help\b|"
                              r"it has to be imported|^The core ends here|^\*Your argument")
_NAME = re.compile(r"\b(\w+)\(")
_SUMMARY = "Summary"  # the heading of what is said at the end, there in full
_TITLE, _WORDS = "# ", "<details><summary>New words"
# What the lesson keeps folded until the student has tried; other limits than the first three stay in it.
_FOLD = re.compile(r"<details><summary>(.*?)</summary>(.*?)</details>", re.S)
_MORE_LIMITS = ("More", "And the rest")


class Shown(NamedTuple):
    """One thing in the line of a lecture.

    kind: said (Markdown), formula (Markdown), found ((heading, Markdown) of what the lesson keeps folded),
    panel (its class), prediction (the function that makes it), reaction (a Reaction), or questions (a list of
    them).
    """
    kind: str
    holds: object


def shown(lesson, section):
    """Return the list of Shown of a Section of a Lesson."""
    found = []
    for cell in section.cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            found += _of_text(source, lesson.questions, whole=section.heading == _SUMMARY)
        elif "answer" not in cell["metadata"].get("tags", ()):
            found += _of_code(cell["id"], source, lesson)
    return _joined(found)


def _of_text(source, questions, whole):
    """The first sentences of a text (of a summary all of it), its displayed formulas, and what it asks."""
    asked = _asked_in(source, questions)
    if source.startswith((_TITLE, _WORDS)):
        return []  # the notes have the one in their heading, the glossary has the other
    folds = [Shown("found", (fold[1], fold[2])) for fold in _FOLD.finditer(source)
             if not fold[1].startswith(_MORE_LIMITS)]
    source = _bare(source, asked)
    formulas = [Shown("formula", found[0]) for found in FORMULAS.finditer(source)
                if found["display"] or found["bracket"]]
    if whole:
        said = [Shown("said", part) for part in _paragraphs(source)
                if not part.startswith(("**Sources", "**Next"))]
    else:
        said = [Shown("said", text) for text in map(beginning, _prose(source)[:1])
                if text and (formulas or not text.endswith(":"))]
    return said + formulas + folds + ([Shown("questions", asked)] if asked else [])


def _asked_in(source, questions):
    return [question for question in questions if lesson_text.as_markdown(question) in source]


def _bare(source, asked):
    """A text without its folds and the questions that it asks."""
    for question in asked:
        source = source.replace(lesson_text.as_markdown(question), "")
    return _FOLD.sub("", source)


def _paragraphs(text):
    """The paragraphs of a text, without headings."""
    parts = _PARAGRAPHS.split(re.sub(r"^#+ .*$", "", text, flags=re.M))
    return [part.strip() for part in parts if part.strip()]


def _prose(text):
    return [part for part in _paragraphs(text) if not _NO_PROSE.match(part) and "$$" not in part]


def beginning(paragraph, notebook=False):
    """Return the first sentences of a paragraph of Markdown, as many as are short enough to be said; what
    ends within a formula or within brackets is no end. notebook: with the sentences about the notebook."""
    formulas = []

    def kept(found):
        formulas.append(found[0])
        return f"\ue000{len(formulas) - 1}\ue001"
    text = FORMULAS.sub(kept, " ".join(paragraph.split()))
    said = ""
    for sentence in _sentences(text):
        if not notebook and _OF_THE_NOTEBOOK.search(sentence):
            continue
        if said and len(said.split()) + len(sentence.split()) > WORDS:
            break
        said = f"{said} {sentence}".strip()
    return re.sub("\ue000(\\d+)\ue001", lambda found: formulas[int(found[1])], said)


def _sentences(text):
    """The sentences of a text; brackets are not cut."""
    found, begins = [], 0
    for ends in [one.start() for one in _END.finditer(text)] + [len(text)]:
        if (part := text[begins:ends]).count("(") <= part.count(")"):
            found.append(part.strip())
            begins = ends
    return [one for one in [*found, text[begins:].strip()] if one]


def _of_code(cell, source, lesson):
    found = [Shown("reaction", lesson.reactions[cell])] if cell in lesson.reactions else []
    for name in _NAME.findall(source):
        if name in lesson.predictions:
            found.append(Shown("prediction", lesson.predictions[name]))
        elif name in lesson.panels:
            found.append(Shown("panel", lesson.panels[name]))
    return found


def before(lesson, cell):
    """Return how the last text before a cell begins, in Markdown; an empty text if there is none."""
    cells = lesson.notebook["cells"]
    for earlier in reversed(cells[:cells.index(cell)]):
        if earlier["cell_type"] == "markdown":
            source = "".join(earlier["source"])
            found = _prose(_bare(source, _asked_in(source, lesson.questions)))
            if found:
                return beginning(found[0], notebook=True)
    return ""


def _joined(found):
    """Questions that follow each other, as one."""
    joined = []
    for one in found:
        if one.kind == "questions" and joined and joined[-1].kind == "questions":
            joined[-1] = Shown("questions", joined[-1].holds + one.holds)
        else:
            joined.append(one)
    return joined


def named_states(panel):
    """Return the names of a panel's states in the order of the keys 1 to 9 on slides; none if it has no
    names."""
    presets = panel().presets if isinstance(panel.presets, property) else panel.presets
    return [AS_AT_FIRST, *presets] if presets else []
