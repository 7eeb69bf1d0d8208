"""Writes the new words of a lesson into its notebook: one folded text cell before the summary."""
import json

from . import lesson_text

TAG, CELL, BEFORE = "glossary", "new-words", "summary"


def is_words(cell):
    """Whether a cell of a notebook (a dictionary) holds the new words of its lesson."""
    return TAG in cell["metadata"].get("tags", ())


def rewritten(notebook, text):
    """Return the notebook (a dictionary) with `text` in its cell of new words, made or taken away as needed.

    ValueError if there is text and no cell with the id "summary" to put it before.
    """
    notebook = json.loads(json.dumps(notebook))
    cells = notebook["cells"]
    old = next(filter(is_words, cells), None)
    if text and old is None:
        place = next((place for place, cell in enumerate(cells) if cell["id"] == BEFORE), None)
        if place is None:
            raise ValueError(f'no cell has the id "{BEFORE}", before which the new words would stand')
        cells.insert(place, {"cell_type": "markdown", "id": CELL, "metadata": {
            "slideshow": {"slide_type": "skip"}, "tags": [TAG]}, "source": text})
    elif text:
        old["source"] = text
    elif old:
        cells.remove(old)
    return notebook


def write(folder, lessons):
    """Write the words of `lessons`, (file name, text) each, into the notebooks of a folder; returns the names
    of the files that were changed. ValueError as for `rewritten`, with the file's name."""
    return lesson_text.write(folder, lessons, rewritten)
