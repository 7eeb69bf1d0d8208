"""Pages made of a notebook that has run: without kernel or network they show picture and sentence."""
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tomllib

import nbformat
import pytest
from toy import Toy

from mixcond_lessons.classroom import exported, style

ROOT = pathlib.Path(__file__).parents[2]
PAPER = ROOT / "mixcond_lessons/classroom/paper"
CELLS = ["import sys; sys.path.append({unit!r})\nfrom toy import Toy\nToy()",
         "from mixcond_lessons.classroom.predict import Predict\n"
         "Predict(Toy(), 'How high?', options=['low', 'high'])"]


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Convert a small notebook that has run; returns the text and the folder."""
    folder = tmp_path_factory.mktemp("exports")
    settings = (ROOT / "mixcond_lessons/classroom/exports.json").read_text()
    (folder / "jupyter_config.json").write_text(settings)
    shutil.copytree(PAPER, folder / "nbconvert/templates/mixcond_paper")
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder), "JUPYTER_PATH": str(folder),
                   "MIXCOND_WORK_FILE": "off", "PYTHONPATH": str(ROOT), "PATH": str(folder)}
    cells = [nbformat.v4.new_code_cell(cell.format(unit=str(ROOT / "tests/unit"))) for cell in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "small.ipynb")

    def made(*how):
        command = [sys.executable, "-m", "nbconvert", *how]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
        return folder
    made("--to", "notebook", "--execute", "small.ipynb", "--output", "run.ipynb")
    return made


@pytest.mark.parametrize("to, name", [("html", "run.html"), ("slides", "run.slides.html"),
                                      ("markdown", "run.md")])
def test_pages_show_picture_sentence_and_question(convert, to, name):
    text = html.unescape((convert("--to", to, "run.ipynb") / name).read_text(encoding="utf-8"))
    assert 'src="data:image/svg+xml;base64,' in text and Toy().alternative in text
    assert f"<p>{Toy().describe()}</p>" in text
    assert "<p>Predict: How high?</p>" in text


def test_latex_needs_no_other_program(convert):
    folder = convert("--to", "latex", "run.ipynb")
    text = (folder / "run.tex").read_text(encoding="utf-8")
    assert "run_0_0.png" in text and "Predict: How high?" in text
    assert (folder / "run_files/run_0_0.png").read_bytes().startswith(b"\x89PNG")


def test_for_paper_each_sign_that_its_fonts_lack_is_written_otherwise(convert):
    """Latin Modern lacks them: small Greek letters, indices, powers, and signs of comparison."""
    text = (convert("--to", "latex", "run.ipynb") / "run.tex").read_text(encoding="utf-8")
    told = set(re.findall(r"\\shown\{(.)\}\{", text))
    lessons = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("notebooks/*.ipynb"))
    lacking = set(re.findall("[α-ω⁰-ₜᵢ-ᵪˣ′″⅙∂-∑∓-⋿⟨⟩⇌]", lessons))
    assert {"σ", "₂", "⁺"} <= lacking <= told, lacking - told


def test_for_paper_each_drawing_stands_beside_its_lesson_as_png(convert):
    text = (convert("--to", "latex", "run.ipynb") / "run.tex").read_text(encoding="utf-8")
    assert r"\def\paper@name#1.svg#2\paper@end{#1" in text
    drawings = list(ROOT.glob("notebooks/images/*.svg"))
    for drawing in drawings:
        box = [int(part) for part in re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing.read_text()).groups()]
        png = drawing.with_suffix(".png").read_bytes()
        assert [int.from_bytes(png[at:at + 4]) for at in (16, 20)] == [2 * part for part in box]
    assert drawings


def test_the_sentence_below_a_picture_for_paper_leaves_the_figure_as_it_was():
    figure = Toy().figure
    before = list(figure.texts)
    one, three = exported.as_png(figure, "Short."), exported.as_png(figure, "A longer sentence. " * 15)
    height = [int.from_bytes(png[20:24]) for png in (one, three)]
    assert height[1] - height[0] >= 2 * 15 and figure.texts == before


def test_the_settings_come_with_the_wheel():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    place = wheel["shared-data"]["mixcond_lessons/classroom/exports.json"]
    assert place == "etc/jupyter/jupyter_config.json"
    place = wheel["shared-data"]["mixcond_lessons/classroom/paper"]
    assert place == "share/jupyter/nbconvert/templates/mixcond_paper"
    order = json.loads((ROOT / "mixcond_lessons/classroom/exports.json").read_text())["HTMLExporter"][
        "NbConvertBase"]["display_data_priority"]
    assert order.index("text/html") < order.index("application/vnd.jupyter.widget-view+json")


def test_a_picture_for_paper_is_drawn_once(monkeypatch):
    figure, drawn = Toy().figure, []
    draw = style.HouseFigure.draw
    monkeypatch.setattr(style.HouseFigure, "draw", lambda *ours: drawn.append(1) or draw(*ours))
    exported.as_png(figure, "Short.")
    assert drawn == [1]
