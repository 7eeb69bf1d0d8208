"""The questions in the notebooks: written from the bank by one command, and equal to it."""
import json

import pytest
from checkout import ROOT

from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.classroom.lesson_text import as_markdown, rewritten
from mixcond_lessons.classroom.question import Question

NUMERIC = Question(id="97.1", key="first", kind="numeric", level="apply", prompt="How much is 2 + 2?",
                   answer=lambda: 4,
                   because="it is")
CHOICE = Question(id="97.2", key="second", kind="choice", level="apply", vote=True, prompt="Which of these?",
                  options=("the one", "the other"), answer=lambda: "a", because="so")
LESSONS = [f"{chapters.number(name)}_{name}.ipynb" for name in chapters.COURSE]


def cell(kind, source, **metadata):
    return {"cell_type": kind, "source": source.splitlines(keepends=True), "metadata": metadata,
            "id": f"c{abs(hash(source))}"}


def lesson():
    """A lesson of two questions under old numbers, one with an old prompt, with text before and after
    them."""
    return {"cells": [
        cell("markdown", "## Now you\n\nStep 1:\n\n**97.8** How much is 1 + 1?\n\n(In your head.)"),
        cell("code", "four = ...", tags=["answer", "question:97.8"]), cell("code", 'check("97.8", four)'),
        cell("markdown",
             "**97.9** Which of them?\n\n- a) one\n- b) two\n- c) three\n\nPut the letter in place of the "
             "dots."),
        cell("code", "which = ...", tags=["answer", "question:97.9"]), cell("code", 'check("97.9", which)')]}


def test_number_prompt_and_options_are_written_and_nothing_else():
    before = lesson()
    after = rewritten(before, [NUMERIC, CHOICE])
    assert before == lesson()
    texts = ["".join(part["source"]) for part in after["cells"]]
    assert texts[0] == "## Now you\n\nStep 1:\n\n**97.1** How much is 2 + 2?\n\n(In your head.)"
    assert texts[3] == ("**97.2** (vote) Which of these?\n\n- a) the one\n- b) the other\n\n"
                        "Put the letter in place of the dots.")
    assert texts[1] == "four = ..."
    assert texts[2] == 'check("97.1", four)' and texts[5] == 'check("97.2", which)'
    assert after["cells"][4]["metadata"]["tags"] == ["answer", "question:97.2"]
    assert rewritten(after, [NUMERIC, CHOICE]) == after


@pytest.mark.parametrize("questions", [[NUMERIC], [NUMERIC, CHOICE, NUMERIC], []])
def test_a_lesson_with_more_or_fewer_questions_is_refused(questions):
    with pytest.raises(ValueError, match="questions"):
        rewritten(lesson(), questions)


def test_a_question_as_it_stands_in_a_lesson():
    assert as_markdown(NUMERIC) == "**97.1** How much is 2 + 2?"
    assert as_markdown(CHOICE) == "**97.2** (vote) Which of these?\n\n- a) the one\n- b) the other"


@pytest.mark.parametrize("name", LESSONS)
def test_the_notebooks_ask_what_the_bank_asks(name):
    """If not, run: python -m mixcond_lessons questions."""
    notebook = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))
    questions = chapters.chapter(name[3:-6]).QUESTIONS
    assert rewritten(notebook, questions) == notebook


def test_the_command_writes_what_differs_and_leaves_the_rest(tmp_path, capsys):
    for name in LESSONS:
        (tmp_path / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
    assert command.main(["questions",
                         str(tmp_path)]) == 0 and "nothing was changed" in capsys.readouterr().out
    path = tmp_path / LESSONS[1]
    path.write_text(path.read_text(encoding="utf-8").replace("Sample A has", "Sample Z has"),
                    encoding="utf-8")
    assert command.main(["questions", str(tmp_path)]) == 0 and LESSONS[1] in capsys.readouterr().out
    assert all((tmp_path / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes() for name in LESSONS)


def test_the_command_says_where_notebooks_are_missing_and_what_it_knows(tmp_path, capsys):
    assert command.main(["questions", str(tmp_path)]) == 1 and "name the folder" in capsys.readouterr().out
    assert command.main(["sing"]) == 2 and "doctor" in capsys.readouterr().out
