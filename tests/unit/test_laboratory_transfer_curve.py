"""The laboratory of the transfer curve: its recordings carry each flaw, and the verdict names it."""
import numpy as np
import pytest
import scipy.optimize

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.chapters import bioelectronics
from mixcond_lessons.laboratory import written
from mixcond_lessons.physics.bioelectronics import solution_resistance
from mixcond_lessons.physics.transistor_fit import drain_current_behind_leads

GOOD = {"width": 4e-4, "length": 2e-5, "thickness": 1e-7, "wires": "four", "water": "0.1 M salt",
        "drain": -0.6, "gate_from": 0.1, "gate_to": -0.6, "step": 0.005, "rate": 0.05}
NAMES = ("mobility_capacitance", "threshold_voltage", "contact_resistance")


@pytest.fixture
def lab(path):
    return laboratory.transfer_curve("grace")


def columns(run):
    curve = load_recording(run.file)
    return curve.column("gate voltage"), curve.column("drain current"), curve.column("gate current")


def shape(run):
    return run.setup.width * run.setup.thickness / run.setup.length


def by_the_law(run, lowest=-1.0, contacts=True):
    """What a fit of the course's law finds, with its standard errors."""
    gate, current, _ = columns(run)
    used = gate >= lowest

    product, threshold = by_a_line(run)

    def law(gate, logarithm, threshold, ohms=-30.0):
        return drain_current_behind_leads(gate, run.setup.drain, threshold, shape(run) * np.exp(logarithm),
                                          np.exp(ohms))
    first = (np.log(1.3 * product), threshold, np.log(20)) if contacts else (np.log(product), threshold)
    best, covariance = scipy.optimize.curve_fit(law, gate[used], current[used], first)
    values = [np.exp(best[0]), best[1], *np.exp(best[2:])]
    errors = np.sqrt(np.diag(covariance)) * (values[0], 1.0, *values[2:])
    return dict(zip(NAMES, zip(values, errors, strict=True), strict=False))


def by_a_line(run):
    """μC* and V_T of a straight line through the root of the current, from a tenth of it on, there."""
    gate, current, _ = columns(run)
    half = gate.size // 2 + 1
    gate, root = gate[:half], np.sqrt(np.maximum(-current[:half], 0))
    slope, start = np.polyfit(gate[root > 0.1 * root.max()], root[root > 0.1 * root.max()], 1)
    return 2 * slope**2 / shape(run), -start / slope


def reported(lab, **values):
    """The truth with 1 %, but for the values given, which have 1 %, too."""
    return {name: (value, 0.01 * abs(value)) for name, value in (lab.solution() | values).items()}


def test_a_good_experiment_agrees(lab):
    run = lab.measure(**GOOD)
    assert lab.report(**by_the_law(run)).state == "right"


def test_the_file_tells_channel_signs_and_columns(lab):
    run = lab.measure(**GOOD)
    curve = load_recording(run.file)
    assert curve.kind == "transistor" and curve.setting("width", "m") == pytest.approx(4e-4)
    assert curve.setting("length", "m") == pytest.approx(2e-5)
    gate, current, _ = columns(run)
    assert gate[[0, 140, -1]] == pytest.approx([0.1, -0.6, 0.1]) and gate.size == 281
    assert curve.column("drain voltage") == pytest.approx(-0.6)
    assert np.argmin(current) in range(138, 143) and current.min() < -1e-4  # holes: into the source
    assert np.abs(current[gate > 0].mean()) < 1e-3 * np.abs(current).max()
    assert curve.column("time")[-1] == pytest.approx(1.4 / 0.05)


def test_a_long_channel_shows_nearly_the_bare_law(lab):
    """Contacts do little there: the line through the root of the current gives the truth to some per cent."""
    run = lab.measure(**GOOD | {"length": 2e-4})
    product, threshold = by_a_line(run)
    assert product == pytest.approx(lab.solution()["mobility_capacitance"], rel=0.06)
    assert threshold == pytest.approx(lab.solution()["threshold_voltage"], abs=5e-3)


def test_contacts_that_were_not_subtracted(lab):
    run = lab.measure(**GOOD)
    apparent = by_the_law(run, contacts=False)["mobility_capacitance"][0]
    assert apparent < 0.9 * lab.solution()["mobility_capacitance"]
    found = lab.report(**reported(lab, mobility_capacitance=apparent))
    assert found.flaws == ("contacts not subtracted",)


def test_leads_that_were_not_subtracted(lab):
    run = lab.measure(**GOOD | {"wires": "two"})
    values = by_the_law(run)
    assert lab.report(**values).flaws == ("leads not subtracted",)
    remark = next(line for line in load_recording(run.file).remarks if "two wires" in line)
    ohms = float(remark.split("leads ")[1].split(" Ohm")[0])
    value, error = values["contact_resistance"]
    assert lab.report(**values | {"contact_resistance": (value - ohms, error)}).state == "right"


def test_a_gate_that_goes_too_fast_for_the_ions(lab):
    run = lab.measure(**GOOD | {"water": "0.001 M salt", "rate": 1.0, "thickness": 5e-7})
    gate, current, into_gate = columns(run)
    resistance = float(solution_resistance(4e-4, 2e-5, 0.0124))
    lag = 1.0 * resistance * lab._sample.capacitance * 4e-4 * 2e-5 * 5e-7 * 2 / 3
    # The same current comes twice the lag later on the way back.
    level = current.min() / 4
    there, back = gate[:141], gate[140:]
    apart = back[np.argmax(current[140:] > level)] - there[np.argmax(current[:141] < level)]
    assert apart == pytest.approx(2 * lag, abs=0.02) and lag > 0.05
    assert np.abs(into_gate[40:140].mean()) == pytest.approx(lag / resistance, rel=0.3)
    assert "swept too fast" in lab.report(**by_the_law(run)).flaws


def test_a_gate_that_leaks(lab):
    run = lab.measure(**GOOD | {"gate_to": -0.9, "drain": -0.9})
    gate, _, into_gate = columns(run)
    ten = np.interp(-1e-5, into_gate[:201][::-1], gate[:201][::-1])
    assert ten == pytest.approx(lab._sample.leak_voltage, abs=0.01)
    assert "gate leak" in lab.report(**by_the_law(run)).flaws
    assert lab.report(**by_the_law(run, lowest=-0.6)).state == "right"  # the leaking readings left out


def test_a_drain_voltage_that_does_not_pinch_off(lab):
    run = lab.measure(**GOOD | {"drain": -0.1})
    product, threshold = by_a_line(run)
    assert product < 0.8 * lab.solution()["mobility_capacitance"]
    found = lab.report(**reported(lab, mobility_capacitance=product, threshold_voltage=threshold))
    assert "not pinched off" in found.flaws
    assert lab.report(**by_the_law(run)).flaws == ()


@pytest.mark.parametrize(("name", "factor", "flaw"), [
    ("mobility_capacitance", 400.0, "width, length and thickness mixed up"),
    ("mobility_capacitance", 0.01, "units"), ("mobility_capacitance", 1e4, "units"),
    ("mobility_capacitance", 2.0, "factor of two"),
    ("contact_resistance", 1e3, "units"), ("threshold_voltage", -1.0, "sign of the threshold")])
def test_a_factor_that_betrays_itself(lab, name, factor, flaw):
    lab.measure(**GOOD)
    assert lab.report(**reported(lab, **{name: factor * lab.solution()[name]})).flaws == (flaw,)


def test_the_contacts_are_the_smaller_the_wider_the_channel(lab):
    lab.measure(**GOOD)
    narrow = lab.solution()["contact_resistance"]
    lab.measure(**GOOD | {"width": 8e-4})
    assert lab.solution()["contact_resistance"] == pytest.approx(narrow / 2)


def test_more_than_the_instrument_gives_is_refused_and_costs_nothing(lab):
    run = lab.measure(**GOOD | {"width": 2e-3, "length": 5e-6, "thickness": 1e-6})
    assert "it gives 50 mA at most" in repr(run) and run.setup is None and lab.left == lab.hours
    assert np.abs(columns(lab.measure(**GOOD))[1]).max() < 0.05


@pytest.mark.parametrize(("change", "words"), [
    ({"step": 0.05}, "28 readings"), ({"step": 5e-4}, "2800 readings"), ({"gate_to": 0.1}, "0 readings"),
    ({"drain": 0.1}, "drain"), ({"water": "sea"}, "water")])
def test_what_the_instrument_cannot_do_is_refused(lab, change, words):
    with pytest.raises(ValueError, match=words):
        _ = lab.measure(**GOOD | change).file
    assert lab.left == lab.hours == 24


def test_hours_are_those_of_the_text(lab):
    assert lab.measure(**GOOD).hours == pytest.approx(5 + 1 + 0.5 + 28 / 3600)
    assert lab.measure(**GOOD | {"rate": 0.01}).hours == pytest.approx(0.5 + 140 / 3600)
    assert lab.measure(**GOOD | {"water": "0.001 M salt"}).hours == pytest.approx(1.5 + 28 / 3600)


@pytest.mark.parametrize("form", written.FORMS)
def test_the_measured_panel_takes_the_file_and_finds_the_truth(lab, form):
    """A long narrow channel: its contacts count for little."""
    run = lab.measure(**GOOD | {"form": form, "length": 2e-4, "width": 5e-5})
    panel = bioelectronics.TransistorCurves(load_recording(run.file))
    assert type(panel) is bioelectronics.MeasuredTransistor and not panel.taken
    assert panel.state["channel_length"] == pytest.approx(2e-4)
    panel.set(lead_resistance=round(lab.solution()["contact_resistance"]))
    panel.fit()
    found = 100 * float(panel.data()["now"]["μC* (F/cm/V/s)"][0])
    assert found == pytest.approx(lab.solution()["mobility_capacitance"], rel=0.03)
    assert panel.describe().startswith("This device gives an apparent μC*")
