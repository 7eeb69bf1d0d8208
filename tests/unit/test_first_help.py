"""What notebook 00 and README say to one whose lesson has stopped: the words that he then sees, and what to
do."""
import json
import re

import pytest
from checkout import ROOT

START = json.loads((ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8"))
LINES = "".join(next(cell["source"] for cell in START["cells"] if cell["id"] == "how-cells"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
IMPORTS = re.search(r"```python\n(.*?)```", LINES, re.DOTALL)[1]


@pytest.mark.parametrize("text", [LINES, README])
@pytest.mark.parametrize("words", [
    "Error displaying widget: model not found", "scroll up to the first red block", "usually the first cell"])
def test_what_is_seen_is_named_in_its_own_words(text, words):
    assert words in text


def test_the_import_lines_to_copy_serve_in_every_notebook():
    names = {}
    exec(IMPORTS, names)
    for place in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        cells = json.loads(place.read_text(encoding="utf-8"))["cells"]
        first = "".join(next(cell["source"] for cell in cells if cell["cell_type"] == "code"))
        needed = {}
        exec(first, needed)
        assert needed.keys() <= names.keys(), place.name


def test_readme_says_what_to_do_with_a_grey_picture_and_a_second_download():
    assert "Restart Kernel and Run All Cells" in README
    assert 'start_here.saved_work("my_work (1).json")' in README
