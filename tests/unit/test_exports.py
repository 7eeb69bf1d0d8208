"""A lesson that has run, taken out by nbconvert: each panel as picture and sentence, and nothing fetched."""
import json
import re

import nbformat
import pytest
from checkout import ROOT
from nbconvert import exporters
from nbconvert.preprocessors import ExecutePreprocessor
from traitlets.config import Config

SETTINGS = json.loads((ROOT / "mixcond_lessons" / "classroom" / "nbconvert.json").read_text(encoding="utf-8"))
CELLS = ["from mixcond_lessons import check\nfrom mixcond_lessons.chapters import polarization, start_here\n"
         "polarization.Composition()",
         "polarization.predict_current()", "start_here.LogAxisTrainer()", 'check("02.1", 0.5)',
         "import ipywidgets\nipywidgets.IntSlider()"]


@pytest.fixture(scope="module")
def lesson():
    """A small lesson, run once, and the sentence of its panel."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in CELLS])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    ExecutePreprocessor(timeout=300).preprocess(notebook, {})
    return notebook, str(notebook.cells[0].outputs[0].data["text/plain"])


def taken_out(lesson, kind):
    text, resources = exporters.get_exporter(kind)(config=Config(SETTINGS)).from_notebook_node(lesson[0])
    return text, resources


@pytest.mark.parametrize("kind", ["html", "slides"])
def test_a_page_shows_picture_and_sentence_of_each_panel(lesson, kind):
    page, _ = taken_out(lesson, kind)
    body = page[page.index("<body"):]
    assert "DejaVu" in body and "<svg" in body
    assert lesson[1].split()[0] in body and lesson[1][-30:] in body.replace("&#39;", "'")
    assert "Predict: Both contacts" in body and "Log-axis trainer" in body and "Not yet" in body
    # What is left alive is somebody else's slider.
    assert len(re.findall(r"widget-view\\+json|widget-view.json", body)) <= 2


def test_markdown_has_a_file_for_the_picture_and_the_sentence_below(lesson):
    text, resources = taken_out(lesson, "markdown")
    assert "![svg](" in text and lesson[1] in text
    assert any(name.endswith(".svg") for name in resources["outputs"])


def test_paper_needs_no_further_program(lesson):
    text, _ = taken_out(lesson, "latex")
    assert "Predict: Both contacts" in text and lesson[1].split(";")[0][:20] in text
    assert "includegraphics" not in text.split("begin{document}")[1]


def test_a_script_is_the_code(lesson):
    text, _ = taken_out(lesson, "script")
    assert "polarization.Composition()" in text and "svg" not in text
