"""The laboratory of the voltage step with layers of zirconia: the electrons are stopped, the ions pass."""
from types import SimpleNamespace

import pytest

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.laboratory import recorder
from mixcond_lessons.laboratory.experiments import voltage_step

AREA = 1e-4
ZIRCONIA = {"contacts": "zirconia layers", "thickness": 1e-3, "wires": "four", "temperature": 973.15,
            "gas": "air", "interval": 1.0, "duration": 600.0, "voltage": 0.01}
each_student = pytest.mark.parametrize("student", range(8))


def opened(student, **change):
    lab = laboratory.voltage_step(student)
    return lab, lab.measure(**ZIRCONIA | change)


def two_readings(run):
    """Electrons and ions by the first and the last reading, with 3 %, from V/I of each reading."""
    step = load_recording(run.file)
    ratio = step.column("current") / step.column("voltage") * run.thickness / AREA
    first, ions = ratio[0], ratio[-3:].mean()
    return {"electronic_conductivity": (first - ions, 0.03 * abs(first - ions)),
            "ionic_conductivity": (ions, 0.03 * ions)}


def judged(lab, **values):
    return lab.report(**{name: (true, 0.03 * true) for name, true in lab.solution().items()} | values)


def current_that_ends_at(student, volts):
    return volts / 1e-3 * AREA * laboratory.voltage_step(student)._sample.ionic_conductivity(973.15, 0.21)


@each_student
def test_a_small_current_is_not_called_too_large(student, path):
    lab, run = opened(student, voltage=None, current=current_that_ends_at(student, 0.01))
    assert load_recording(run.file).column("voltage")[-50:].mean() == pytest.approx(0.01, rel=0.05)
    wrong = 1.5 * lab.solution()["chemical_diffusivity"]
    found = judged(lab, chemical_diffusivity=(wrong, 0.03 * wrong))
    assert found.state == "not yet" and "voltage too large" not in found.flaws


@each_student
def test_a_current_that_is_too_large_is_named(student, path):
    lab, _ = opened(student, voltage=None, current=current_that_ends_at(student, 0.1))
    wrong = 1.5 * lab.solution()["chemical_diffusivity"]
    assert "voltage too large" in judged(lab, chemical_diffusivity=(wrong, 0.4 * wrong),
                                         ionic_conductivity=(9.0, 0.1)).flaws


@each_student
@pytest.mark.parametrize(("change", "flaw"), [
    ({"interval": 60.0, "duration": 3600.0, "thickness": 7e-4}, "first reading too late"),
    ({"interval": 0.1, "duration": 4.0, "thickness": 2e-3}, "stopped too early"),
    ({"wires": "two", "interval": 0.1, "duration": 60.0, "thickness": 3e-4}, "leads not subtracted")])
def test_each_flaw_is_named_alone(student, change, flaw, path):
    lab, run = opened(student, **change)
    found = judged(lab, **two_readings(run))
    assert flaw in found.flaws and "sound" not in repr(found)


@each_student
@pytest.mark.parametrize("change", [{"voltage": 0.001}, {"voltage": None, "current": 1e-5},
                                    {"voltage": 0.001, "wires": "two"}])
def test_the_law_with_both_carriers_exchanged_is_that_of_the_cell(student, change):
    """What `least` and `moves` take for the readings of a small voltage."""
    lab = laboratory.voltage_step(student)
    setup = SimpleNamespace(**ZIRCONIA | {"current": None} | change)
    made, time = voltage_step.cell(lab._sample, setup), recorder.times(setup)
    exact = made.voltage(time, setup.current) if setup.current else \
        made.current(time, setup.voltage) * (made.resistance + made.lead_resistance)
    said = lab._law(lab._sample, setup)(list(lab.truth(lab._sample, setup).values()))
    assert said == pytest.approx(exact, rel=1e-3)
    assert list(lab.moves(lab._sample, setup)) == ["voltage too large"]
    assert set(lab.least(lab._sample, setup)) == set(lab.truth(lab._sample, setup))
