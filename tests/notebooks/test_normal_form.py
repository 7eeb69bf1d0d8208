"""Each notebook in normal form: clean to share, legible to a screen reader, with all questions and panels."""

import itertools
import json
import re

import nbformat
import pytest
from course import BANK, FOLDER, LESSONS, NOTEBOOKS, asked, chapter, code, one_line, questions, read, tags

from mixcond_lessons.classroom.quantity import unit_text

SLIDES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_lesson = pytest.mark.parametrize(
    "path", [path for path in LESSONS if path.stem[:2] != "00"], ids=lambda path: path.stem
)


def prose(notebook):
    """All its text cells in one, code blocks left out."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)


def test_there_are_notebooks_with_a_chapter_each():
    assert NOTEBOOKS and NOTEBOOKS[0].stem == "00_start_here"
    assert all(re.fullmatch(r"\d\d_[a-z_]+", path.stem) and chapter(path) for path in NOTEBOOKS)
    asking = {name.split(".")[0] for name in BANK}
    assert asking == {path.stem[:2] for path in LESSONS}, "a lesson without questions or notebook"


@each
def test_is_a_valid_notebook_without_traces_of_a_run(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "widgets" not in notebook.metadata
    for cell in code(notebook):
        # nbval compares the count of a cell whose output it checks, so there, and only there, it stands.
        assert cell.execution_count == (1 if "nbval-check-output" in tags(cell) else None), cell.id
        assert all(output.output_type == "stream" and output.name == "stdout" for output in cell.outputs), (
            cell.id
        )
        assert bool(cell.outputs) == ("nbval-check-output" in tags(cell)), (
            f"{cell.id}: nothing is stored to compare with"
        )


@each
def test_cells_have_names_and_places(path):
    cells = read(path).cells
    names = [cell.id for cell in cells]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, "two cells have this id: give each its own"
    by_chance = [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
                 or re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", name)]
    assert not by_chance, "write words in place of these ids, in small letters with hyphens"
    # JupyterLab writes no slide type for its choice "-", or an empty one: the cell stays on the slide before.
    types = {cell.id: cell.metadata.get("slideshow", {}).get("slide_type") for cell in cells}
    assert not [name for name, kind in types.items() if (kind or "-") not in SLIDES]
    texts = [cell.id for cell in cells if cell.cell_type == "markdown" and not types[cell.id]]
    assert not texts, "give these text cells a slide type"


@each
def test_code_cells_are_short(path):
    for cell in code(read(path)):
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert 1 <= len(lines) <= 10, cell.id
        assert not re.search(r"^\s*[%!]", cell.source, re.M), f"{cell.id}: a magic or a shell command"


@each
def test_headings_build_one_tree(path):
    levels = [len(marks) for marks in re.findall(r"^(#{1,6}) \S", prose(read(path)), re.M)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


@each
def test_pictures_have_words_and_files_are_there(path):
    text = prose(read(path))
    for words, target in re.findall(r"!\[(.*?)\]\((\S+?)\)", text, re.S):
        assert len(words.strip()) >= 15, target
        assert (FOLDER / target).is_file(), "a picture must come with the course"
    assert all(re.search(r'\balt="[^"]{15,}"', tag) for tag in re.findall(r"<img\b[^>]*>", text))


@each
def test_answer_cells_are_one_blank_followed_by_their_check(path):
    cells = code(read(path))
    for place, cell in enumerate(cells):
        if "answer" not in tags(cell) and asked(cell) is None:
            continue
        assert sorted(tags(cell)) == ["answer", f"question:{asked(cell)}"], cell.id
        assert asked(cell) in BANK
        name = re.fullmatch(r"([a-z_][a-z0-9_]*) = \.\.\.", cell.source)
        assert name, f"{cell.id}: {cell.source!r}"
        assert cells[place + 1].source.strip() == f'check("{asked(cell)}", {name[1]})'


@each
def test_questions_are_numbered_as_they_stand(path):
    numbers = [int(asked(cell).split(".")[1]) for cell in code(read(path)) if asked(cell)]
    assert numbers == sorted(numbers)


@each
def test_no_blank_shares_its_name_with_another(path):
    names = [cell.source.split(" = ")[0] for cell in code(read(path)) if asked(cell)]
    assert len(set(names)) == len(names)


@each
def test_every_question_of_the_chapter_is_asked_and_checked_once(path):
    notebook = read(path)
    text = one_line(prose(notebook))
    blanks = [asked(cell) for cell in code(notebook) if asked(cell)]
    checks = [
        found
        for cell in code(notebook)
        for found in re.findall(r'\bcheck\(\s*["\']([^"\']+)["\']', cell.source)
    ]
    own = questions(path)
    assert bool(own) == (path in LESSONS), "questions.toml of this chapter is empty"
    assert sorted(checks) == sorted(blanks) == sorted(question.id for question in own)
    for question in own:
        assert one_line(question.prompt) in text, f"{question.id}: {question.prompt}"
        assert not [option for option in question.options.values() if one_line(str(option)) not in text], (
            question.id
        )


@each
def test_every_panel_of_the_chapter_is_shown(path):
    """By its own name, or behind a prediction."""
    module, source = chapter(path), "\n".join(cell.source for cell in code(read(path)))
    called = [getattr(module, name, None) for name in re.findall(r"\b(\w+)\(", source)]
    shown = {getattr(one, "panel", one) for one in called}
    # A panel that takes a recording shows another panel, where it is given one.
    shown |= {panel.measured for panel in shown if hasattr(panel, "measured")
              and re.search(rf"\b{panel.__name__}\(\w", source)}
    assert not [panel.__name__ for panel in module.PANELS if panel not in shown]


@each_lesson
def test_a_lesson_has_enough_to_think_about(path):
    asked_here, source = questions(path), "\n".join(cell.source for cell in code(read(path)))
    assert len(asked_here) >= 8, "a lesson asks at least 8 questions"
    assert sum(bool(question.slips) for question in asked_here) >= 4, "at least 4 of them have slips"
    assert sum(question.vote for question in asked_here) >= 2, "at least 2 of them are votes"
    predicted = re.findall(r"\bPredict\(|\bpredict_\w+\(", source)
    assert len(predicted) >= 2, "a lesson has at least 2 predictions"


@each
def test_vote_questions_are_marked_for_the_hall(path):
    text = one_line(prose(read(path)))
    for question in questions(path):
        assert (f"**{question.id}** (vote) " in text) == question.vote, question.id


def test_the_lines_to_copy_bring_what_every_first_cell_brings():
    words = next(cell.source for cell in read(NOTEBOOKS[0]).cells if cell.id == "how-cells")
    copied = {}
    exec(re.search(r"^```python\n(.*?)^```$", words, re.S | re.M)[1], copied)
    for path in NOTEBOOKS:
        brought = {}
        exec(code(read(path))[0].source, brought)
        assert not set(brought) - set(copied), path.stem


def test_the_first_notebook_shows_something_moving_by_its_third_cell():
    cells = read(FOLDER / "00_start_here.ipynb").cells[:3]
    shown = [
        panel.__name__
        for panel in chapter(FOLDER / "00_start_here.ipynb").PANELS
        if any(f"{panel.__name__}(" in cell.source for cell in cells)
    ]
    assert shown


# Where the unit is not written as a symbol, the words that say it.
SAID_IN_WORDS = {
    "voltage_per_decade_of_oxygen": "millivolts", "vacancies_per_cubic_centimetre": "in one cm³",
    "hops_of_a_vacancy": "in a second", "oxygen_flux_of_a_membrane": "in mol/(cm² s)",
    "oxygen_flux_as_standard_volume": "in mL/(cm² min)",
}


@pytest.mark.parametrize(
    "name", [name for name, question in BANK.items() if question.kind != "choice" and question.unit != "1"]
)
def test_the_prompt_says_in_which_unit(name):
    question = BANK[name]
    assert SAID_IN_WORDS.get(question.key, unit_text(question.unit)) in question.prompt


@each
def test_each_cell_is_one_text_so_that_a_changed_sentence_is_one_changed_line(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert [cell["id"] for cell in cells if not isinstance(cell["source"], str)] == []
