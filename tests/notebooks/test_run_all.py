"""Every notebook from top to bottom, as a student fills it in: all answers wrong, then all right.

All blank is what nbval runs.
"""

import html
import json
import re

import pytest
from course import BANK, FOLDER, LESSONS, asked, code, read
from nbclient import NotebookClient

PATIENCE = 300  # seconds for one cell and for the kernel's start: a busy machine must not decide a verdict


def wrong(question):
    """The first slip; where there is none, something that is no answer."""
    if not question.slips:
        return "no idea", "unreadable", ""
    slip = question.slips[0]
    return (slip.value() if question.kind == "choice" else float(slip.value())), "not yet", slip.hint


def right(question):
    """The answer, and the reason that must be given for it."""
    because = question.because() if callable(question.because) else question.because
    return (question.answer() if question.kind == "choice" else float(question.answer())), "right", because


def fill_in(notebook, blanks, answer):
    """Write `answer` into every blank; returns what is expected of each check: {question: (state, text)}."""
    expected = {}
    for cell in code(notebook):
        if asked(cell):
            value, state, text = answer(BANK[asked(cell)])
            bare = (
                answer is right and BANK[asked(cell)].kind == "choice"
            )  # a letter counts with and without quotes
            cell.source = blanks[cell.id].replace("...", value if bare else repr(value))
            expected[asked(cell)] = state, text
    return expected


def feedback(notebook):
    """What each check showed: {question: (plain text, HTML)}."""
    shown = {}
    for cell in code(notebook):
        for name in re.findall(r'^check\("([^"]+)"', cell.source, re.M):
            data, = [output.data for output in cell.outputs if output.output_type == "display_data"]
            shown[name] = data["text/plain"], data["text/html"]
    return shown


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_runs_through_and_answers_every_attempt(path, monkeypatch, tmp_path):
    work = tmp_path / "my_work.json"
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(work))
    notebook = read(path)
    blanks = {cell.id: cell.source for cell in code(notebook)}
    client = NotebookClient(notebook, timeout=PATIENCE, startup_timeout=PATIENCE, kernel_name="python3",
                            resources={"metadata": {"path": str(FOLDER)}})
    with client.setup_kernel():
        for answer in (wrong, right):  # in one kernel, as a student goes through a second time
            expected = fill_in(notebook, blanks, answer)
            for place, cell in enumerate(notebook.cells):
                client.execute_cell(cell, place)
            assert_answered(notebook, expected, work)


def assert_answered(notebook, expected, work):
    """Every check has said what it should, saved work knows it, and nothing complained."""
    assert expected
    shown = feedback(notebook)
    assert set(shown) == set(expected)
    for name, (state, text) in expected.items():
        plain, block = shown[name]
        assert plain.startswith(f"{state}: ") and text in plain, (name, plain)
        assert html.escape(text) in block and 'role="status"' in block
    kept = json.loads(work.read_text())["answers"]
    states = {BANK[name].key: state for name, (state, _) in expected.items()}
    assert {name: entry["state"] for name, entry in kept.items()} == states
    outputs = [(cell.id, output) for cell in code(notebook) for output in cell.outputs]
    assert not [
        name for name, output in outputs if output.output_type == "stream" and output.name == "stderr"
    ]
