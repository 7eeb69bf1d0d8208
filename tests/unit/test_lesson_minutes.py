"""The minutes that a lesson promises are those of the rule: in its first cell and in the course's map."""
import json
import math
import re

import pytest
from checkout import ROOT

from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.classroom import lesson_minutes

LESSONS = [f"{chapters.number(name)}_{name}.ipynb" for name in chapters.COURSE]
PROMISE = "# Toys\n\n**You need** nothing. **Time**: 3 minutes. Then rest."


def cell(kind, source, tags=()):
    return {"cell_type": kind, "source": source, "metadata": {"tags": list(tags)} if tags else {}}


def toy():
    words = " ".join(["word"] * 400)
    return {"cells": [
        cell("markdown", PROMISE), cell("code", "from somewhere import toy"),
        cell("code", "toy.Ball()"), cell("code", "toy.predict_bounce()"),
        cell("code", "high = ...", ["answer", "question:96.1"]), cell("code", 'check("96.1", high)'),
        cell("markdown", f"## Going further\n\n{words}\n\n$$h = gt^2/2$$\n"), cell("code", "toy.Task('x')")]}


def test_the_rule_on_a_lesson_of_which_the_minutes_are_known():
    count = {name: lesson_minutes.counted(cells, {"Ball", "predict_bounce"}, {"Task": 3}).minutes
             for name, cells in lesson_minutes.parts(toy()).items()}
    few = len(PROMISE.split()) / 200
    assert math.isclose(count["the core"], few + 1 + 3 + 3 + 2)  # import, two panels, one question
    assert math.isclose(count["*Going further*"], 406 / 200 + 1 + 3)  # words, formula, checker
    promised = lesson_minutes.promise(toy(), {"Ball", "predict_bounce"}, {"Task": 3})
    assert promised == {"the core": 10, "*Going further*": 10}
    said = "".join(lesson_minutes.rewritten(toy(), promised)["cells"][0]["source"])
    assert "**Time**: 10 minutes for the core, 10 for *Going further*. Then rest." in said
    with pytest.raises(ValueError, match="Time"):
        lesson_minutes.rewritten({"cells": [cell("markdown", "# Toys")]}, promised)


def test_two_lessons_of_one_notebook_are_promised_apart():
    cells = [cell("markdown", PROMISE), cell("markdown", "## First lesson: a"),
             cell("markdown", "## Second lesson: b"), cell("markdown", "## Going further")]
    parts = lesson_minutes.parts({"cells": cells})
    assert {name: len(found) for name, found in parts.items()} == {
        "the first lesson": 2, "the second": 1, "*Going further*": 1}


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_promises_what_the_rule_counts(name):
    """If not, run: python -m mixcond_lessons minutes."""
    notebook = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))
    promised = lesson_minutes.promise(notebook, chapters.called_in(name[3:-6]), chapters.CHECKERS)
    assert lesson_minutes.in_words(promised) in "".join(notebook["cells"][0]["source"])
    first = (ROOT / "notebooks" / LESSONS[0]).read_text(encoding="utf-8")
    row = re.search(rf"\| {name[:2]} [^|]*\|[^|]*\| ([\d +]+) \|", first)
    assert row[1] == " + ".join(map(str, promised.values()))
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    further = promised.get("*Going further*")
    core = sum(promised.values()) - (further or 0)
    assert f"| {core} min | {f'{further} min' if further else '–'} |" in re.search(
        rf"^\| `{name}`.*$", table, re.M)[0]
    assert all(count <= 45 for part, count in promised.items() if part != "*Going further*"), (
        "what must be done in one class takes longer than a class")


def test_the_command_writes_what_differs_and_leaves_the_rest(tmp_path, capsys):
    for name in LESSONS:
        (tmp_path / name).write_bytes((ROOT / "notebooks" / name).read_bytes())
    path = tmp_path / LESSONS[1]
    right = path.read_bytes()
    path.write_text(re.sub(r"Time\*\*: \d+ minutes", "Time**: 7 minutes", path.read_text(encoding="utf-8")),
                    encoding="utf-8")
    assert path.read_bytes() != right
    assert command.main(["minutes", str(tmp_path)]) == 0 and "the core" in capsys.readouterr().out
    assert all((tmp_path / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes() for name in LESSONS)
    assert command.main(["minutes", str(tmp_path / "nowhere")]) == 1
