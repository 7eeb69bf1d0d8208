"""The notebooks of the course and the questions of each, for the tests of their form and of their running."""

import importlib
import pathlib
import re

import nbformat

import mixcond_lessons

FOLDER = pathlib.Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.stem != "11_review"]  # it asks the questions of the others
BANK = {question.id: question for question in mixcond_lessons.questions()}


def read(path):
    """The notebook as it is stored."""
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def tags(cell):
    return cell.metadata.get("tags", [])


def asked(cell):
    """The id of the question whose blank this cell holds, or None."""
    return next((tag.removeprefix("question:") for tag in tags(cell) if tag.startswith("question:")), None)


def chapter(path):
    """The module of a notebook: 02_polarization.ipynb -> chapters.polarization."""
    return importlib.import_module(f"mixcond_lessons.chapters.{path.stem[3:]}")


def questions(path):
    """The questions that carry the number of this notebook."""
    return [question for question in BANK.values() if question.id.split(".")[0] == path.stem[:2]]


def code(notebook):
    """Its code cells, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def one_line(text):
    """The text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text).strip()
