"""A lesson as pieces, and the page that is made of them."""
import json
import pathlib
import re
import subprocess

import nbformat
import pytest
from in_node import node

from mixcond_lessons import chapters
from mixcond_lessons.__main__ import main
from mixcond_lessons.book import page
from mixcond_lessons.book.build import chapter_meant
from mixcond_lessons.book.lesson import called, pieces

ROOT = pathlib.Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"


def notebook(chapter):
    return page.notebook_of(chapter, NOTEBOOKS)


@pytest.mark.parametrize("chapter", chapters.COURSE)
def test_every_cell_is_a_piece_and_every_panel_and_question_is_found(chapter):
    found = pieces(notebook(chapter))
    cells = nbformat.read(notebook(chapter), 4).cells
    assert [piece.cell for piece in found] == [cell.id for cell in cells]
    asked = [piece.holds.id for piece in found if piece.kind == "question"]
    assert asked == [question.id for question in chapters.chapter(chapter).QUESTIONS]
    shown = [called(notebook(chapter), piece.cell).name for piece in found
             if piece.kind in ("panel", "prediction")]
    assert {panel.name for panel in chapters.chapter(chapter).PANELS} <= set(shown)


def test_options_stand_beside_their_buttons_and_not_in_the_text():
    before = {piece.cell: piece.holds for piece in pieces(notebook("vacancies"))}["question-6"]
    assert before.startswith("**03.7** (vote)") and "- a)" not in before


def test_what_a_cell_prints_is_what_the_notebook_checks():
    found = {piece.cell: piece for piece in pieces(notebook("vacancies"))}
    assert found["worked-chain"].holds == "empty 0.0067, 558 mol/m3, 0.0025 S/cm\n"


@pytest.mark.parametrize("chapter", ["start_here", "doping"])
def test_a_page_holds_the_lesson_and_names_what_needs_python(chapter):
    frames = dict.fromkeys(page.cells_with_panels(chapter, NOTEBOOKS), "AA==")
    text = page.page(chapter, NOTEBOOKS, frames)
    assert text.count("<h1") == 1
    asked = json.loads(re.search(r'id="asked">(.*?)</script>', text)[1].replace("<\\/", "</"))
    assert set(asked["questions"]) == {question.key for question in chapters.chapter(chapter).QUESTIONS}
    assert "This task needs Python" in text
    assert "saved_work()" not in text and "doctor()" not in text
    for address in re.findall(r'(?:src|href)="([^"#]+)', text):
        assert address.startswith(("data:", "https://github.com/", "https://mybinder.org/")) or re.fullmatch(
            r"([0-9]{2}_\w+|glossary)\.html", address), address


def test_two_cells_with_the_same_frames_share_them():
    cells = page.cells_with_panels("vacancies", NOTEBOOKS)
    text = page.page("vacancies", NOTEBOOKS, dict.fromkeys(cells, "AA=="))
    assert text.count('type="application/gzip"') == 1 < text.count("data-frames=")


def test_all_scripts_together_are_one_sound_module(tmp_path):
    script = tmp_path / "page.mjs"
    script.write_text(page.script(), encoding="utf-8")
    said = subprocess.run([node(), "--check", script], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr  # two of one name, say


@pytest.mark.parametrize("text", ["3", "03", "vacancies", "03_vacancies", "notebooks/03_vacancies.ipynb"])
def test_a_chapter_is_named_in_any_usual_way(text):
    assert chapter_meant(text) == "vacancies"


@pytest.mark.parametrize("text", ["12", "vacancy", ""])
def test_another_name_is_refused_with_those_that_are_allowed(text):
    with pytest.raises(ValueError, match=r"allowed is one of start_here, .*, or its number"):
        chapter_meant(text)


def test_the_command_says_what_is_wrong(capsys):
    assert main(["book", "vacancy"]) == 1
    assert "chapter = 'vacancy': allowed is one of" in capsys.readouterr().out
    assert main(["book", "--out"]) == 1
    assert "book [--draft]" in capsys.readouterr().out
