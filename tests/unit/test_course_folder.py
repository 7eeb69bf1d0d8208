"""A student's own folder: filled, brought up to date, and nothing typed in it is ever overwritten."""
import json
import sys

import nbformat
import pytest
from checkout import ROOT

from mixcond_lessons import __main__ as program
from mixcond_lessons import course_folder
from mixcond_lessons.course_folder import RECORD, Brought, bring

FIRST, OTHER, PICTURE = "00_start_here.ipynb", "01_conductivity.ipynb", "images/panel.svg"
NOTHING = Brought([], [], [])


def notebook(*sources):
    cells = [nbformat.v4.new_code_cell(text, id=f"cell-{place}") for place, text in enumerate(sources)]
    return nbformat.writes(nbformat.v4.new_notebook(cells=cells))


def ran(text):
    """A notebook as JupyterLab saves it after a run."""
    one = nbformat.reads(text, 4)
    for cell in one.cells:
        cell.execution_count, cell.outputs = 7, [nbformat.v4.new_output("stream", text="seen")]
    one.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return nbformat.writes(one)


@pytest.fixture
def source(tmp_path):
    """What a version of the package brings, with things that are nobody else's business."""
    folder = tmp_path / "shipped"
    for name, text in ((FIRST, notebook("a = ...")), (OTHER, notebook("b = ...")), (PICTURE, "<svg/>"),
                       ("my_work.json", "the maintainer's"), (".ipynb_checkpoints/x.ipynb", "{}")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def folder(tmp_path, source):
    """A student's folder, just filled."""
    folder = tmp_path / "course"
    assert bring(folder, "1", source) == Brought([FIRST, OTHER, PICTURE], [], [])
    return folder


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*") if path.is_file() and path.name != RECORD}


def test_only_notebooks_and_pictures_are_delivered(folder, source):
    assert contents(folder) == {name: (source / name).read_bytes() for name in (FIRST, OTHER, PICTURE)}


def test_a_second_run_changes_nothing(folder, source):
    (folder / FIRST).write_text(notebook("a = 3.5"))
    (folder / OTHER).write_text(ran(notebook("b = ...")))
    (folder / "my_work.json").write_text("mine")
    (folder / "my_own.ipynb").write_text("mine")
    before = contents(folder)
    assert bring(folder, "1", source) == NOTHING and contents(folder) == before
    assert bring(folder, "2", source) == NOTHING and contents(folder) == before


def test_an_update_renews_what_only_ran_and_lays_the_new_beside_work(folder, source):
    mine = notebook("a = 3.5")
    (folder / FIRST).write_text(mine)
    (folder / OTHER).write_text(ran(notebook("b = ...")))
    (folder / "my_work.json").write_text("mine")
    (source / FIRST).write_text(notebook("a = ...", "new"))
    (source / OTHER).write_text(notebook("b = ...", "new"))
    (source / PICTURE).write_text("<svg>new</svg>")
    beside = "00_start_here_new_in_2.ipynb"
    brought = bring(folder, "2", source)
    assert brought == Brought([], [OTHER, PICTURE], [(FIRST, beside)])
    have = contents(folder)
    assert have[FIRST] == mine.encode() and have["my_work.json"] == b"mine"
    assert have[beside] == (source / FIRST).read_bytes() and have[OTHER] == (source / OTHER).read_bytes()
    said = "\n".join(course_folder.in_words(folder, brought, "2"))
    assert f"{FIRST} holds your work and stays as it is" in said and beside in said and OTHER in said
    # Once: not again if the student removes the new copy, nor over work in it.
    (folder / beside).unlink()
    assert bring(folder, "2", source) == NOTHING and beside not in contents(folder)
    (folder / beside).write_text(notebook("my work in the new one"))
    (source / FIRST).write_text(notebook("a = ...", "newer"))
    assert bring(folder, "2", source).beside == [(FIRST, "00_start_here_new_in_2_2.ipynb")]
    assert (folder / beside).read_text() == notebook("my work in the new one")


@pytest.mark.parametrize("mine", [
    notebook("a = ...", "my own cell"), notebook(), "not a notebook any more", "[]", '{"cells": 5}',
    notebook("a = ...").replace('"code"', '"raw"'),
])
def test_whatever_a_student_made_of_it_stays(folder, source, mine):
    (folder / FIRST).write_text(mine)
    (source / FIRST).write_text(notebook("a = ...", "new"))
    assert bring(folder, "2", source).beside and (folder / FIRST).read_text() == mine


def test_a_picture_pasted_into_a_text_is_work(folder, source):
    one = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("look", id="cell-0")])
    plain = nbformat.writes(one)
    (source / FIRST).write_text(plain)
    bring(folder, "2", source)
    one.cells[0]["attachments"] = {"mine.png": {"image/png": "AAAA"}}
    assert course_folder.typed(FIRST, plain) != course_folder.typed(FIRST, nbformat.writes(one))


def test_a_notebook_that_is_gone_comes_back(folder, source):
    (folder / FIRST).rename(folder / "broken.ipynb")
    assert bring(folder, "1", source) == Brought([FIRST], [], [])


@pytest.mark.parametrize("record", [None, "", "[]", "{", '{"files": 3}', '{"files": {"x": 1}}'])
def test_without_a_record_everything_different_is_a_student_s(folder, source, record):
    (folder / RECORD).unlink()
    if record is not None:
        (folder / RECORD).write_text(record)
    (folder / FIRST).write_text(notebook("a = 3.5"))
    (folder / OTHER).write_text(ran(notebook("b = ...")))
    brought = bring(folder, "2", source)
    assert [name for name, _ in brought.beside] == [FIRST] and not brought.new
    assert (folder / FIRST).read_text() == notebook("a = 3.5")
    assert bring(folder, "2", source) == NOTHING


def test_a_crash_in_the_middle_makes_nothing_look_like_work(tmp_path, source, monkeypatch):
    folder, write = tmp_path / "course", course_folder._write

    def full(place, content):
        if place.name == OTHER:
            raise OSError(28, "No space left on device")
        write(place, content)
    monkeypatch.setattr(course_folder, "_write", full)
    with pytest.raises(ValueError, match=r"cannot be put into .*course \(No space left on device\)"):
        bring(folder, "1", source)
    monkeypatch.undo()
    (source / FIRST).write_text(notebook("a = ...", "new"))
    assert bring(folder, "2", source) == Brought([OTHER, PICTURE], [FIRST], [])
    assert not list(folder.rglob("*.tmp"))


def test_the_folder_that_is_meant(tmp_path, monkeypatch, source):
    monkeypatch.chdir(tmp_path)
    assert course_folder.chosen() == tmp_path / "mixcond_course"
    assert course_folder.chosen("mine") == tmp_path / "mine"
    bring(tmp_path / "mine", "1", source)
    monkeypatch.chdir(tmp_path / "mine")
    assert course_folder.chosen() == tmp_path / "mine"


def test_copy_says_what_it_did_and_what_is_in_the_way(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert program.main(["copy"]) == 0
    said = capsys.readouterr().out
    assert str(tmp_path / "mixcond_course") in said and "New in it" in said
    listed = course_folder.names(ROOT / "notebooks")
    assert sorted(contents(tmp_path / "mixcond_course")) == listed
    assert len([name for name in listed if name.endswith(".ipynb")]) == 12 and len(listed) > 12
    assert program.main(["copy"]) == 0 and "Nothing was changed" in capsys.readouterr().out
    (tmp_path / "file").write_text("in the way")
    assert program.main(["copy", "file"]) == 1
    said = capsys.readouterr().out
    assert said.count("\n") == 1 and "name another folder" in said and "Traceback" not in said
    assert program.main(["copy", "a", "b"]) == 2


def test_open_starts_jupyterlab_on_the_first_lesson(tmp_path, monkeypatch, capsys):
    from jupyterlab.labapp import LabApp
    given = []
    monkeypatch.setattr(LabApp, "launch_instance", given.append)
    monkeypatch.setattr("sys.path", list(sys.path))
    monkeypatch.chdir(tmp_path)
    assert program.main(["open", "mine", "--no-browser", "--port", "8890"]) == 0
    assert program.main(["open", "--no-browser"]) == 0
    assert given == [[str(tmp_path / "mine" / FIRST), "--no-browser", "--port", "8890"],
                     [str(tmp_path / "mixcond_course" / FIRST), "--no-browser"]]
    (tmp_path / "file").write_text("in the way")
    capsys.readouterr()
    assert program.main(["open", "file"]) == 1 and len(given) == 2
    assert capsys.readouterr().out.count("\n") == 1


def test_open_without_jupyterlab_is_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    monkeypatch.chdir(tmp_path)
    assert program.main(["open"]) == 1 and list(tmp_path.iterdir()) == []
    assert "JupyterLab cannot be started" in capsys.readouterr().out


def test_a_lost_installation_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(course_folder, "__file__", str(tmp_path / "package" / "course_folder.py"))
    with pytest.raises(ValueError, match="holds no notebooks"):
        course_folder.shipped()


def test_the_record_says_whose_it_is(folder):
    record = json.loads((folder / RECORD).read_text())
    assert record["format"] == course_folder.FORMAT and record["course"] == "1"
