"""The fits that the lessons show find the truth for other students, too, not for the example alone."""
import json
from pathlib import Path

import numpy as np
import pytest

from mixcond_lessons import laboratory, load_recording

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
STUDENTS = range(40)


def functions(notebook, *cells):
    """What the function definitions of these cells leave behind."""
    found = {cell["id"]: cell["source"] for cell in json.loads(
        (NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]}
    names = {"load_recording": load_recording, "np": np}
    for cell in cells:
        lines = found[cell].splitlines()
        kept = [line for line in lines if line.startswith((" ", "def ", "from ", "import "))]
        exec("\n".join(line for line in kept if not line.startswith("    print")), names)
    return names


def pulse_and_rest(lesson, student):
    lab = laboratory.pulse_and_rest(student)
    run = lab.measure(grains="film", size=5e-6, wires="four", filling=0.5, current=20e-6, pulse=600,
                      rest=14400, interval=2, rest_interval=30)
    time, voltage, _, capacity = lesson["read_pulse"](run.file)
    return lab, lesson["fitted"](time, voltage, 20e-6, 600, 5e-6, capacity)


def transfer_curve(lesson, student):
    lab = laboratory.transfer_curve(student)
    run = lab.measure(width=400e-6, length=20e-6, thickness=100e-9, wires="four", water="0.1 M salt",
                      drain=-0.6, gate_from=0.1, gate_to=-0.6, step=0.005, rate=0.05)
    gate, current, shape = lesson["read_curve"](run.file)
    return lab, lesson["fitted"](gate, current, -0.6, shape)


@pytest.mark.parametrize(("experiment", "notebook", "cells"), [
    (pulse_and_rest, "08_batteries.ipynb", ("laboratory-load", "laboratory-fit")),
    (transfer_curve, "10_bioelectronics.ipynb", ("laboratory-load", "laboratory-fit"))])
def test_the_lessons_own_fit_is_right_for_most_students(experiment, notebook, cells, path):
    lesson, right = functions(notebook, *cells), 0
    for student in STUDENTS:
        lab, (values, errors) = experiment(lesson, student)
        assert np.all(np.isfinite(errors)) and np.all(np.asarray(errors) > 0), student
        pairs = dict(zip(lab.solution(), zip(values, errors, strict=True), strict=True))
        right += lab.report(**pairs).state == "right"
    assert right >= 0.85 * len(STUDENTS)  # of three values each within two uncertainties
