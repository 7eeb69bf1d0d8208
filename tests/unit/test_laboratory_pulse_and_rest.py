"""The laboratory of pulse and rest: its recordings carry each flaw, and the verdict names it."""
import numpy as np
import pytest

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.chapters import batteries
from mixcond_lessons.laboratory import written
from mixcond_lessons.physics.batteries import pulse_diffusivity, root_time_slope, single_phase_voltage
from mixcond_lessons.physics.pulse_fit import fit_pulse

GOOD = {"grains": "film", "size": 5e-6, "wires": "four", "filling": 0.5, "current": 2e-5, "pulse": 600.0,
        "rest": 14400.0, "interval": 2.0, "rest_interval": 30.0}
NAMES = ("chemical_diffusivity", "voltage_slope", "series_resistance")


@pytest.fixture
def lab(path):
    return laboratory.pulse_and_rest("grace")


def columns(run):
    """Time since the pulse began, voltage, and whether the current flows."""
    record = load_recording(run.file)
    time, current = record.column("time"), record.column("current")
    flows = current < -run.setup.current / 2
    return time - time[np.argmax(flows) - 1], record.column("voltage"), flows


def passed(run):
    """Change of x by the pulse, from the head of the file."""
    return run.setup.current * run.setup.pulse / load_recording(run.file).setting("capacity", "C")


def by_the_law(run):
    """What the course's fit of the law of small pulses finds, with its standard errors."""
    time, voltage, _ = columns(run)
    shape = "slab" if run.setup.grains == "film" else "sphere"
    found = fit_pulse(time, voltage, run.setup.pulse, run.setup.size, shape)
    slope, ohms = -found.steady_change / passed(run), found.resistance_jump / run.setup.current
    return dict(zip(NAMES, (
        (found.chemical_diffusivity, found.chemical_diffusivity * found.errors[0]),
        (slope, found.errors[1] / passed(run)), (ohms, found.errors[2] / run.setup.current)), strict=True))


def by_hand(run, jump=True):
    """The usual formula, with the voltage of three moments: (D, slope, R)."""
    time, voltage, flows = columns(run)
    before, end = voltage[time <= 0].mean(), voltage[flows][-3:].mean()
    after = voltage[-20:].mean()
    _, start = root_time_slope(time[flows][:40], voltage[flows][:40])
    length = run.setup.size / (1 if run.setup.grains == "film" else 3)
    changes = before - after, (start if jump else before) - end
    return (pulse_diffusivity(run.setup.pulse, length, *changes), (after - before) / passed(run),
            (before - start) / run.setup.current)


def reported(lab, **values):
    """The truth with 3 %, but for the values given, which have 3 %, too."""
    return {name: (value, 0.03 * abs(value)) for name, value in (lab.solution() | values).items()}


def test_a_good_experiment_agrees(lab):
    run = lab.measure(**GOOD)
    assert lab.report(**by_the_law(run)).state == "right"
    assert lab.report(**reported(lab, **dict(zip(NAMES, by_hand(run), strict=True)))).state == "right"


def test_the_truth_follows_the_filling_by_the_courses_laws(lab):
    sample = lab._sample
    for filling in (0.2, 0.5, 0.8):
        around = single_phase_voltage(np.array([filling - 1e-5, filling + 1e-5]), 298.15, sample.interaction,
                                      sample.half_voltage)
        assert sample.slope(filling) == pytest.approx(np.diff(around)[0] / 2e-5, rel=1e-6)
        assert sample.slope(filling) < 0
        assert sample.diffusivity(filling) == pytest.approx(
            sample.jump_diffusivity * (1 + sample.interaction * filling * (1 - filling)))


def test_the_file_has_the_signs_and_the_charge_of_its_head(lab):
    run = lab.measure(**GOOD)
    time, voltage, flows = columns(run)
    record = load_recording(run.file)
    assert time[flows][0] == pytest.approx(2) and time[flows][-1] == pytest.approx(600)
    assert record.column("current")[flows] == pytest.approx(-2e-5, rel=1e-3)
    assert record.setting("capacity", "C") == pytest.approx(96485.33 * 5e4 * 1e-4 * 5e-6, rel=1e-4)
    assert record.setting("thickness", "m") == pytest.approx(5e-6)
    before, after = voltage[time <= 0].mean(), voltage[-50:].mean()
    assert before == pytest.approx(lab._sample.half_voltage, abs=1e-4)  # half filled
    assert voltage[flows][-1] < after < before and abs(voltage[time <= 0].std() - 1.5e-4) < 5e-5


def test_balls_hold_what_their_volume_says(lab):
    run = lab.measure(**GOOD | {"grains": "balls"})
    count = 0.6 * 1e-4 / (np.pi * 25e-12)
    held = 96485.33 * 5e4 * count * 4 / 3 * np.pi * 125e-18
    assert load_recording(run.file).setting("capacity", "C") == pytest.approx(held, rel=1e-4)
    assert load_recording(run.file).setting("radius", "m") == pytest.approx(5e-6)
    assert lab.report(**by_the_law(run)).state == "right"


def test_the_jump_of_the_resistances_taken_for_diffusion(lab):
    run = lab.measure(**GOOD | {"pulse": 60.0, "interval": 0.5, "current": 6e-5})
    diffusivity, *_ = by_hand(run, jump=False)
    assert diffusivity < 0.85 * lab.solution()["chemical_diffusivity"]
    found = lab.report(**reported(lab, chemical_diffusivity=diffusivity))
    assert found.flaws == ("jump not taken off",)


def test_a_first_reading_that_comes_too_late(lab):
    run = lab.measure(**GOOD | {"interval": 20.0})
    time, voltage, flows = columns(run)
    ohms = (voltage[time <= 0].mean() - voltage[flows][0]) / run.setup.current
    assert ohms > 1.3 * lab.solution()["series_resistance"]
    assert lab.report(**reported(lab, series_resistance=ohms)).flaws == ("first reading too late",)


@pytest.mark.parametrize("changes", [{"pulse": 7200.0, "interval": 20.0, "current": 5e-6, "rest": 28800.0},
                                     {"grains": "balls", "interval": 3.0}], ids=str)
def test_a_pulse_that_is_too_long_for_the_usual_formula(lab, changes):
    run = lab.measure(**GOOD | changes)
    diffusivity, *_ = by_hand(run)
    assert diffusivity < 0.9 * lab.solution()["chemical_diffusivity"]
    found = lab.report(**reported(lab, chemical_diffusivity=diffusivity))
    assert found.flaws == ("pulse too long",)
    assert lab.report(**by_the_law(run)).state == "right"


def test_a_rest_that_stops_too_early(lab):
    run = lab.measure(**GOOD | {"rest": 600.0, "rest_interval": 6.0})
    _, slope, _ = by_hand(run)
    assert abs(slope) > 1.3 * abs(lab.solution()["voltage_slope"])
    assert lab.report(**reported(lab, voltage_slope=slope)).flaws == ("rest too short",)


def test_the_end_of_the_pulse_taken_for_the_rest(lab):
    run = lab.measure(**GOOD)
    time, voltage, flows = columns(run)
    slope = (voltage[flows][-3:].mean() - voltage[time <= 0].mean()) / passed(run)
    found = lab.report(**reported(lab, voltage_slope=slope))
    assert found.flaws == ("end of the pulse in place of the rest",)


@pytest.mark.parametrize("changes", [{"filling": 0.2, "current": 3e-4}, {"filling": 0.25, "current": 5e-5},
                                     {"filling": 0.5, "current": 2e-4}], ids=str)
def test_a_current_that_is_too_large_bends_the_voltage(lab, changes):
    run = lab.measure(**GOOD | changes)
    found = lab.report(**by_the_law(run))
    assert found.state == "not yet" and "current too large" in found.flaws


def test_a_current_that_reaches_the_limit_ends_the_pulse(lab):
    run = lab.measure(**GOOD | {"current": 1e-3})
    time, voltage, flows = columns(run)
    remark = next(line for line in load_recording(run.file).remarks if "ended after" in line)
    ended = float(remark.split("ended after ")[1].split(" s")[0])
    assert time[flows].max() == pytest.approx(ended, abs=2.0) and ended < 300
    assert voltage.min() > 3.19
    assert "current too large" in lab.report(**reported(lab, voltage_slope=-0.1)).flaws


def test_leads_that_were_not_subtracted(lab):
    run = lab.measure(**GOOD | {"wires": "two"})
    values = by_the_law(run)
    assert lab.report(**values).flaws == ("leads not subtracted",)
    remark = next(line for line in load_recording(run.file).remarks if "springs" in line)
    ohms = float(remark.split("springs ")[1].split(" Ohm")[0])
    value, error = values["series_resistance"]
    assert lab.report(**values | {"series_resistance": (value - ohms, error)}).state == "right"


@pytest.mark.parametrize(("name", "factor", "flaw"), [
    ("chemical_diffusivity", 9.0, "wrong length"), ("voltage_slope", -1.0, "sign of the slope"),
    ("chemical_diffusivity", 0.25, "wrong length"), ("chemical_diffusivity", 1e4, "units"),
    ("chemical_diffusivity", 1e12, "units"),
    ("voltage_slope", 1 / 3.6, "units"), ("series_resistance", 1e-3, "units")])
def test_a_factor_that_betrays_itself(lab, name, factor, flaw):
    lab.measure(**GOOD)
    assert lab.report(**reported(lab, **{name: factor * lab.solution()[name]})).flaws == (flaw,)


def test_what_is_right_has_no_flaw_even_where_the_experiment_has_one(lab):
    """Each flaw belongs to a value: who corrects for it is not told of it."""
    for changes in ({"rest": 9600.0, "rest_interval": 30.0}, {"wires": "two"}, {"interval": 20.0}):
        lab.spent = 0.0  # hours are not what is looked at here
        lab.measure(**GOOD | changes)
        assert lab.report(**reported(lab)) .state == "right"


@pytest.mark.parametrize(("change", "words"), [
    ({"interval": 60.0}, "pulse / interval = 10 readings"),
    ({"rest_interval": 600.0, "rest": 6000.0}, "rest / rest_interval = 10 readings"),
    ({"rest_interval": 1.0}, "the recorder holds"), ({"filling": 1.0}, "filling = 1"),
    ({"grains": "powder"}, "grains")])
def test_what_the_recorder_cannot_hold_is_refused(lab, change, words):
    with pytest.raises(ValueError, match=words):
        _ = lab.measure(**GOOD | change).file
    assert lab.left == lab.hours


def test_hours_are_those_of_the_text(lab):
    assert lab.measure(**GOOD).hours == pytest.approx(6 + 1 + 5 + 2 + 2 * 15000 / 3600)
    assert lab.measure(**GOOD | {"current": 1e-5}).hours == pytest.approx(2 * 15000 / 3600)
    assert lab.measure(**GOOD | {"filling": 0.3, "rest": 3600.0}).hours == pytest.approx(4 + 2 * 4200 / 3600)


def test_the_whole_range_of_choices_can_be_measured(lab):
    """Fullest, emptiest, thinnest and thickest: each gives a file, also where the pulse ends at once."""
    for changes in ({"size": 1e-6, "current": 1e-3, "filling": 0.9}, {"size": 2e-5, "current": 1e-6},
                    {"size": 1e-6, "current": 1e-6, "filling": 0.1}, {"grains": "balls", "filling": 0.1}):
        lab.spent = 0.0
        assert len(load_recording(lab.measure(**GOOD | changes).file)) == 60 + 1 + 300 + 480


@pytest.mark.parametrize("form", written.FORMS)
def test_the_measured_panel_takes_the_file_and_finds_the_truth(lab, form):
    run = lab.measure(**GOOD | {"form": form})
    panel = batteries.PulseAnalyst(load_recording(run.file))
    assert type(panel) is batteries.MeasuredPulse and not panel.taken
    assert panel.state["size"] == pytest.approx(5e-6) and panel.state["shape"] == "slab"
    panel.fit()
    now = {name: float(values[0]) for name, values in panel.data()["now"].items()}
    truth = lab.solution()
    assert 1e-4 * now["D (cm2/s)"] == pytest.approx(truth["chemical_diffusivity"], rel=0.05)
    assert now["resistance (Ω)"] == pytest.approx(truth["series_resistance"], rel=0.05)
    assert now["steady (mV)"] == pytest.approx(-1e3 * truth["voltage_slope"] * passed(run), rel=0.03)
    assert panel.describe().startswith("These readings give D̃ = ")
