"""The files of the virtual laboratory: whose they are, when they began, in which form."""
from datetime import datetime

import pytest

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.laboratory import written

GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0, "voltage": 0.01}


@pytest.mark.parametrize(("one", "other"), [("王芳", "李伟"), (5, -5), ("anna b", "anna-b"),
                                           ("x" * 40, "x" * 41)])
def test_files_of_two_students_have_two_names(one, other, path):
    first, second = (laboratory.voltage_step(student).measure(**GOOD).file for student in (one, other))
    assert first != second and first.read_bytes() != second.read_bytes()


def started(run):
    """The time that the head of a file tells, in hours since the laboratory was opened."""
    line = next(line for line in run.file.read_text(encoding="latin-1").splitlines() if "started on" in line)
    told = datetime.strptime(line.split(" : ")[1], "%m/%d/%Y %H:%M:%S")
    return (told - written.BEGINNING).total_seconds() / 3600


def test_a_head_tells_when_the_recording_started_and_not_when_it_ended(path):
    lab = laboratory.voltage_step(1)
    first, second = lab.measure(**GOOD), lab.measure(**GOOD, repeat=2)
    assert started(first) == pytest.approx(first.hours - 600 / 3600, abs=2e-3)
    assert started(second) == pytest.approx(first.hours + second.hours - 600 / 3600, abs=2e-3)


def test_another_form_of_the_same_run_has_the_same_readings_and_costs_nothing(path):
    lab = laboratory.voltage_step(1)
    first, again = lab.measure(**GOOD), lab.measure(**GOOD, repeat=2)
    other = lab.measure(**GOOD, form="CSV")
    assert lab.spent == first.hours + again.hours and len(lab.runs) == 2 and other.label == first.label
    assert other.file.suffix == ".csv" and "not paid again" in repr(other) and other.form == "CSV"
    one, two, third = (load_recording(run.file).column("current") for run in (first, other, again))
    assert two == pytest.approx(one, rel=1e-6) and third != pytest.approx(one, rel=1e-6)
    values = {name: (true, 0.05 * true) for name, true in lab.solution().items()}
    assert lab.report(**values).state == "right" and lab.report(other, **values).state == "right"


@pytest.mark.parametrize("contacts", ["gold, sealed", "zirconia layers"])
def test_a_current_that_is_too_large_is_an_overload_and_costs_nothing(contacts, path):
    lab = laboratory.voltage_step(1)
    run = lab.measure(**GOOD | {"voltage": None, "current": 0.02, "contacts": contacts, "thickness": 3e-3})
    assert "overload" in repr(run) and "20 mA" in repr(run) and lab.spent == 0 and not lab.runs
    with pytest.raises(ValueError, match="Take a smaller current"):
        _ = run.file
