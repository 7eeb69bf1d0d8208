"""The frame of the virtual laboratory: samples, choices, lab time, files, verdicts."""
import inspect
import re
import subprocess
import sys

import numpy as np
import pytest
from good_report import GOOD, PLANS, told
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.laboratory import choices, noise, written
from mixcond_lessons.laboratory import run as run_of_a_laboratory
from mixcond_lessons.laboratory.samples import chance, student_named
from mixcond_lessons.recordings import made_recordings


@pytest.fixture
def lab(path):
    return laboratory.voltage_step("Anna Novák")


def told_of(lab, run):
    return {name: (1.02 * true, 0.05 * abs(true)) for name, true in lab.solution(run).items()}


# --- Samples ---

@pytest.mark.parametrize("experiment", laboratory.EXPERIMENTS)
def test_each_student_has_a_sample_of_her_own_and_always_the_same(experiment):
    def sample(student):
        return laboratory.opened(experiment, student)._sample
    assert sample("Anna Novák") == sample("  anna   novák ") and sample(7) == sample("7")
    assert len({sample(seed) for seed in range(50)}) == 50


def test_the_sample_of_a_name_does_not_change_from_version_to_version():
    """Work that a class began stays valid: these numbers are what students were given."""
    assert chance("voltage_step", "7", "sample").random() == pytest.approx(0.24657765423953726, rel=1e-12)
    assert laboratory.voltage_step(7)._sample.ionic == pytest.approx(0.8530555415125659, rel=1e-9)


def test_a_file_is_the_same_for_the_same_choices_and_another_for_others(path):
    first, second = (laboratory.voltage_step("a").measure(**GOOD).file.read_bytes() for _ in range(2))
    other = laboratory.voltage_step("b").measure(**GOOD).file.read_bytes()
    again = laboratory.voltage_step("a").measure(**GOOD, repeat=2).file.read_bytes()
    assert first == second and len({first, other, again}) == 3


@pytest.mark.parametrize("student", [None, 1.5, True, "", "  ", "x" * 61, ["a"]])
def test_who_is_no_student_is_refused(student):
    with pytest.raises(ValueError, match="student"):
        student_named(student)


def test_no_widget_is_imported():
    code = ("import sys; from mixcond_lessons import laboratory; laboratory.voltage_step(1); "
            "print([one for one in ('ipywidgets', 'anywidget', 'matplotlib', 'pint', 'scipy.optimize') "
            "if one in sys.modules])")
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


# --- Choices ---

def test_a_choice_is_read_with_its_unit(lab):
    run = lab.measure(**GOOD | {"thickness": "1 mm", "temperature": "700 °C", "duration": "10 min",
                                "voltage": "10 mV"})
    assert run.setup.thickness == pytest.approx(1e-3) and run.setup.temperature == pytest.approx(973.15)
    assert run.setup.duration == pytest.approx(600) and run.setup.voltage == pytest.approx(0.01)


@pytest.mark.parametrize(("change", "words"), [
    ({"thickness": 1.0}, "thickness = 1 m: Allowed is 0.0003 to 0.003 m, that is 0.3 mm to 3 mm"),
    ({"thickness": "1 s"}, "thickness = '1 s': The unit “s” measures something else"),
    ({"temperature": 700}, "temperature = 700 K"),
    ({"contacts": "gold sealed"}, "Did you mean “gold, sealed”"),
    ({"contacts": 3}, "contacts = 3"), ({"gas": "hydrogen"}, "gas = 'hydrogen'"),
    ({"volts": 1}, "volts: there is no such choice. Did you mean voltage"), ({"repeat": 1.5}, "whole number"),
    ({"voltage": None}, "voltage and current"), ({"current": 1e-3}, "voltage and current"),
    ({"interval": 0.5}, "1200 readings"), ({"interval": 100}, "6 readings"),
    ({"form": "mpr"}, "form = 'mpr'")])
def test_an_impossible_choice_is_refused_in_words_and_costs_nothing(lab, change, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        _ = lab.measure(**GOOD | change).file
    assert lab.left == lab.hours and not lab.runs


def test_a_choice_that_is_left_out_is_named(lab):
    with pytest.raises(ValueError, match="wires: not chosen yet"):
        _ = lab.measure(**{name: value for name, value in GOOD.items() if name != "wires"}).file


def test_blanks_are_named_and_nothing_is_measured(lab):
    run = lab.measure(**GOOD | {"thickness": ..., "voltage": ...})
    assert "Still to choose: thickness, voltage" in repr(run) and lab.left == lab.hours
    with pytest.raises(ValueError, match="There is no file. Nothing was measured. Still to choose"):
        _ = run.file
    assert "Measure first" in repr(lab.report(ionic_conductivity=...))
    assert "in place of the dots" in repr(laboratory.voltage_step(...))


def test_the_text_of_the_laboratory_says_all_that_is_to_choose_and_to_report(lab):
    text = repr(lab)
    for one in (*lab.choices, *lab.asked):
        assert one.in_words() in text
    shown = lab._repr_html_()
    assert "48.0 h of 48 h" in text and "48.0 h of 48 h" in shown
    assert shown.count("<tr>") == len(lab.choices) + 2 + len(lab.asked) + 2 and "Anna Novák" in shown


def test_only_an_untouched_cell_goes_on_with_a_recording_of_the_course(lab):
    blanks = dict.fromkeys(GOOD, ...)
    run = lab.measure(**blanks)
    assert load_recording(run.file).has("current") and "not yours" in repr(run) and "not yours" in run.label
    assert (run.thickness, run.voltage) == (1e-3, 0.005)
    mine = lab.measure(**GOOD)
    assert lab.measure(**blanks).path is None and mine.path.is_file()


@pytest.mark.parametrize("change", [{"thickness": ...}, {"thickness": 1.0}, {"duration": 36000.0,
                                                                             "interval": 60.0}])
def test_after_choices_that_were_refused_nothing_goes_on_with_another_run(lab, change):
    mine = lab.measure(**GOOD)
    lab.spent = 40.0
    refused, values = lab.measure(**GOOD | change), told_of(lab, mine)
    for name in ("file", "thickness"):
        with pytest.raises(run_of_a_laboratory.Refused, match="othing was measured"):
            getattr(refused, name)
    found = lab.report(**values)
    assert found.state == "blank" and "earlier run again" in repr(found) and lab.reports == 0
    assert lab.report(run=mine, **values).state == "right"
    lab.measure(**GOOD)
    assert lab.report(**values).state == "right"


def test_a_notebook_shows_the_sentence_alone(lab):
    with pytest.raises(ValueError, match="no file") as caught:
        _ = lab.measure(**GOOD | {"thickness": 1.0}).file
    assert caught.value._render_traceback_() == [str(caught.value)]
    with pytest.raises(ValueError, match="run = 'two': give what `measure` returned, without quotes"):
        lab.report(run="two")


def test_a_run_knows_its_choices(lab):
    run = lab.measure(**GOOD)
    assert (run.thickness, run.voltage, run.contacts) == (1e-3, 0.01, "gold, sealed")
    with pytest.raises(ValueError, match="current: this was left out in this run"):
        _ = run.current
    assert not hasattr(run, "colour") and not hasattr(run, "_repr_png_")


@pytest.mark.parametrize(("change", "taken"), [({"wires": 2}, "two"), ({"wires": "4"}, "four")])
def test_a_count_of_wires_is_taken(lab, change, taken):
    assert lab.measure(**GOOD | change).wires == taken


def test_a_bare_number_in_the_other_unit_is_asked_back(lab):
    assert 'Did you mean "700 °C"?' in repr(lab.measure(**GOOD | {"temperature": 700}))
    assert 'Did you mean "1 mm"?' in repr(lab.measure(**GOOD | {"thickness": 1}))
    assert "mean" not in repr(lab.measure(**GOOD | {"temperature": 7000}))
    assert "neither is chosen" in repr(lab.measure(**GOOD | {"voltage": None}))


def test_a_choice_knows_its_words():
    one = choices.Number("count", "of pulses", "1", 1, 9, whole=True)
    assert one.taken(3) == 3 and "1 to 9" in one.in_words()
    below = choices.Number("drain", "voltage", "V", -0.9, -0.1)
    assert (below.taken(-0.9), below.taken("-100 mV")) == (-0.9, pytest.approx(-0.1))  # both ends
    assert choices.still_blank({"a": ..., "b": (1, ...), "c": 2}) == ["a", "b"]


# --- Lab time ---

def test_a_cell_that_runs_again_says_what_is_left_now_and_makes_its_run_the_judged_one(lab):
    first = lab.measure(**GOOD)
    values = told(lab)
    second = lab.measure(**GOOD | {"temperature": "600 °C"})
    other = lab.report(**values)
    assert "Run 2: 1 mm, 600 °C, 10 mV" in repr(other) and other.state == "not yet"
    again = lab.measure(**GOOD)
    assert "not paid again" in repr(again) and f"{second.left:.1f} h are left" in repr(again)
    assert again.file == first.file
    found = lab.report(**values)
    assert found.state == "right" and found.sentences[0] == "Run 1: 1 mm, 700 °C, 10 mV."
    assert lab.measure(**GOOD, repeat=2).label == "Run 3: 1 mm, 700 °C, 10 mV, measured again (2)"


def test_hours_are_counted_and_end_with_a_sentence(lab):
    first = lab.measure(**GOOD)
    assert first.hours == pytest.approx(10 + 675 / 200 + 1 + 1200 / 3600) and lab.left == 48 - first.hours
    again = lab.measure(**GOOD)  # no second payment for the same
    assert again.file == first.file and lab.spent == first.hours and len(lab.runs) == 1
    lab.measure(**GOOD | {"thickness": 5e-4})
    lab.measure(**GOOD | {"contacts": "gold, not sealed"})
    refused = lab.measure(**GOOD | {"contacts": "zirconia layers"})
    assert "nothing was measured" in repr(refused) and refused.setup is None and len(lab.runs) == 3
    assert "left" in refused._repr_html_()


# --- Files ---

@pytest.mark.parametrize("form", written.FORMS)
def test_the_reader_gives_back_what_was_measured(lab, form, monkeypatch):
    kept = {}
    record = type(lab).record

    def remembered(*arguments):
        kept["columns"], kept["remarks"] = record(*arguments)
        return kept["columns"], kept["remarks"]
    monkeypatch.setattr(type(lab), "record", remembered)
    run = lab.measure(**GOOD, form=form)
    found = load_recording(run.file)
    assert run.file.suffix == written.EXTENSIONS[form] and found.kind == "current and voltage in time"
    for meaning, values in kept["columns"].items():
        assert found.column(meaning) == pytest.approx(values, rel=1e-7, abs=1e-15)
    head = run.file.read_text(encoding="utf-8", errors="replace")
    assert all(text in head for text in kept["remarks"].values()) and "computed, not measured" in head
    assert re.search(r"2025-09-01|09/01/2025", head)


def test_what_cannot_be_written_is_refused():
    with pytest.raises(ValueError, match="form = 'mpr'"):
        written.written("mpr", {}, {}, written.BEGINNING)
    with pytest.raises(ValueError, match="columns = colour"):
        written.written("CSV", {"colour": [1]}, {}, written.BEGINNING)


def test_files_lie_beside_the_saved_work(path):
    run = laboratory.voltage_step("Łukasz / ../x").measure(**GOOD)
    assert run.file.parent == path.parent / "laboratory" and run.file.name.startswith("voltage_step_")


def test_files_go_elsewhere_where_work_is_kept_in_memory_or_nothing_can_be_written(path, monkeypatch):
    (path.parent / "laboratory").write_text("a file in the way")
    assert laboratory.voltage_step(1).measure(**GOOD).file.parent != path.parent / "laboratory"
    monkeypatch.setenv("MIXCOND_WORK_FILE", "off")
    assert laboratory.voltage_step(1).measure(**GOOD).file.is_file()


# --- Noise ---

def test_noise_has_the_sizes_that_it_says():
    draw, time = chance("noise"), np.linspace(36, 3600, 100)
    jumps = noise.jumping(draw, 2.0, 200000)
    assert jumps.std() == pytest.approx(2.0, rel=0.01)
    # An average over many is better than its scatter says: a quarter of each jump is taken back.
    means = jumps.reshape(-1, 100).mean(axis=1)
    assert means.std() == pytest.approx(0.2 * 0.75 / np.hypot(1, 0.25), rel=0.05)
    ends = np.array([noise.wandering(draw, 3.0, time)[-1] for _ in range(4000)])
    assert ends.std() == pytest.approx(3.0, rel=0.05) and abs(ends.mean()) < 0.2
    assert noise.digitised(np.array([0.26, -0.26]), 0.1) == pytest.approx([0.3, -0.3])
    ranges = [noise.range_of(np.array([one])) for one in (0.9, 1.0, -3.0, 6e-3)]
    assert ranges == pytest.approx([1, 1, 5, 0.01])


def test_the_least_uncertainty_of_a_mean_and_a_slope_is_the_textbooks():
    x = np.linspace(-1, 1, 101)
    least = noise.least_uncertainties(lambda c: c[0] + c[1] * x, {"mean": 2.0, "slope": 3.0}, 0.1)
    jump = 0.1 * 0.75 / np.hypot(1, 0.25)
    assert least["mean"] == pytest.approx(jump / np.sqrt(101), rel=1e-6)
    assert least["slope"] == pytest.approx(jump / np.sqrt((x**2).sum()), rel=1e-6)


def stands_in(experiment):
    lab = laboratory.opened(experiment, 1)
    return lab.stand_in, made_recordings()[lab.made].read_text(encoding="utf-8-sig"), \
        load_recording(made_recordings()[lab.made])


@pytest.mark.parametrize("experiment", ["voltage_step", "relaxation"])
def test_the_thickness_that_stands_in_is_that_of_the_course_s_recording(experiment):
    choices, head, _ = stands_in(experiment)
    thick = re.search(r"([0-9.]+) mm thick", head)[1]
    assert choices["thickness"] == pytest.approx(1e-3 * float(thick))


def test_the_voltages_that_stand_in_are_those_of_the_course_s_recordings():
    choices, _, recording = stands_in("voltage_step")
    np.testing.assert_allclose(recording.column("voltage"), choices["voltage"])
    choices, head, _ = stands_in("transfer_curve")
    assert choices == {"drain": float(re.search(r"V_DS =\s*(\S+)", head)[1])}


def test_the_pulse_that_stands_in_is_that_of_the_course_s_recording():
    choices, head, recording = stands_in("pulse_and_rest")
    assert choices["grains"] == "film" and "Film" in head
    assert choices["size"] == pytest.approx(1e-6 * float(re.search(r"Thickness/um : (\S+)", head)[1]))
    assert choices["pulse"] == float(re.search(r"for (\S+) s", head)[1])
    flows = abs(recording.column("current")) > 0
    np.testing.assert_allclose(recording.column("current")[flows], -choices["current"], rtol=1e-9)


@pytest.mark.parametrize("experiment", laboratory.EXPERIMENTS)
def test_help_and_the_tab_key_tell_choices_and_quantities(experiment):
    lab = laboratory.opened(experiment, 1)
    shell = InteractiveShell.instance()
    shell.user_ns["lab"] = lab
    try:
        for method, named in ((lab.measure, lab.choices), (lab.report, lab.asked)):
            text = f"lab.{method.__name__}("
            with provisionalcompleter():
                offered = [one.text for one in shell.Completer.completions(text, len(text))]
            assert {f"{one.name}=" for one in named} <= set(offered)
            assert [name for name in inspect.signature(method).parameters
                    if name not in ("run", "form", "repeat")] == [one.name for one in named]
            assert all(one.in_words() in method.__doc__ for one in named)
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize("experiment", laboratory.EXPERIMENTS)
def test_of_a_negative_value_of_what_is_positive_this_is_said(experiment, path):
    lab = laboratory.opened(experiment, 1)
    run = lab.measure(**PLANS[experiment])
    for one in lab.asked:
        true = lab.solution(run)[one.name]
        found = lab.report(**told_of(lab, run) | {one.name: (-abs(true), 0.05 * abs(true))})
        said = f"{one.symbol} is larger than zero" in repr(found)
        assert said != one.signed and (found.state == "not yet" or one.signed)
        assert lab.report(**told_of(lab, run) | {one.name: (0.0, true)}).state == "unreadable"
    assert {one.symbol for one in lab.asked if one.signed} <= {"dE/dx", "V_T"}
