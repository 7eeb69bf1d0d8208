"""The files of the virtual laboratory: whose they are."""
import pytest

from mixcond_lessons import laboratory

GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0, "voltage": 0.01}


@pytest.mark.parametrize(("one", "other"), [("王芳", "李伟"), (5, -5), ("anna b", "anna-b"),
                                           ("x" * 40, "x" * 41)])
def test_files_of_two_students_have_two_names(one, other, path):
    first, second = (laboratory.voltage_step(student).measure(**GOOD).file for student in (one, other))
    assert first != second and first.read_bytes() != second.read_bytes()
