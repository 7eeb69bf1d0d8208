"""Flaws of a voltage or current step that were once taken for others, in reports of several students."""
import pytest

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.physics import polarization

AREA = 1e-4
GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0}
STUDENTS = range(10)
each_student = pytest.mark.parametrize("student", STUDENTS)


def opened(student, **change):
    lab = laboratory.voltage_step(student)
    return lab, lab.measure(**GOOD | change)


def judged(lab, **values):
    return lab.report(**{name: (true, 0.03 * true) for name, true in lab.solution().items()} | values)


def two_readings(run, part=0.03):
    """Ions and electrons by V and I of the first reading and of the last three."""
    step = load_recording(run.file)
    ratio = step.column("current") / step.column("voltage") * run.thickness / AREA
    first, electrons = ratio[0], ratio[-3:].mean()
    return {"ionic_conductivity": (first - electrons, part * abs(first - electrons)),
            "electronic_conductivity": (electrons, part * abs(electrons))}


def current_that_ends_at(student, volts):
    sample = laboratory.voltage_step(student)._sample
    return volts / 1e-3 * AREA * sample.electronic_conductivity(973.15, 0.21)


@each_student
def test_the_formula_of_a_voltage_step_on_a_constant_current(student, path):
    lab, run = opened(student, current=current_that_ends_at(student, 0.01))
    truth = lab.solution()
    both = truth["electronic_conductivity"] + truth["ionic_conductivity"]
    tau = polarization.galvanostatic_time_constant(run.thickness, truth["chemical_diffusivity"])
    # tau D of a voltage step is L^2/(4 y1^2)
    wrong = polarization.potentiostatic_time_constant(truth["electronic_conductivity"] / both,
                                                      run.thickness, 1.0) / tau
    assert judged(lab, chemical_diffusivity=(wrong, 0.05 * wrong)).flaws == ("formula of a voltage step",)


def test_a_signal_that_drowns_is_named_and_neither_end_is_blamed(path):
    found = []
    for student in STUDENTS:
        lab, run = opened(student, voltage=0.001, thickness=2e-3, duration=1800.0, interval=3.0)
        found.append(judged(lab, **two_readings(run, 0.1)))
    # Some are right by chance, some negative.
    wrong = [one.flaws for one in found if one.state == "not yet"]
    assert len(wrong) > 5 and set(wrong) == {("signal too small",)}


@each_student
def test_an_end_that_comes_too_early_is_not_blamed_on_the_beginning(student, path):
    lab, run = opened(student, voltage=0.01, interval=0.1, duration=10.0)
    found = judged(lab, **two_readings(run))
    assert "stopped too early" in found.flaws and "first reading too late" not in found.flaws


@each_student
def test_a_constant_current_whose_first_reading_comes_late(student, path):
    lab, run = opened(student, current=current_that_ends_at(student, 0.01), interval=30.0, duration=3000.0)
    assert "first reading too late" in judged(lab, **two_readings(run)).flaws
