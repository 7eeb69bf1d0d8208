"""What the laboratory says to a report: what agrees, how far off, which flaw, which uncertainty."""
from types import SimpleNamespace

import numpy as np
import pytest
from good_report import GOOD, PLANS, told

from mixcond_lessons import laboratory
from mixcond_lessons.laboratory import noise, verdict


@pytest.fixture
def lab(path):
    return laboratory.voltage_step("Anna Novák")


def test_what_agrees_is_told_the_truth(lab):
    lab.measure(**GOOD)
    found = lab.report(**told(lab))
    assert found.state == "right" and "The truth: σᵢₒₙ = " in repr(found) and not found.flaws
    assert "✓" in found._repr_html_() and lab.reports == 1


def test_what_does_not_agree_is_told_how_far_and_not_the_truth(lab):
    lab.measure(**GOOD)
    truth = lab.solution()
    least = lab.least(lab._sample, lab._now.setup)["electronic_conductivity"]

    def off_by(times):
        off = truth["electronic_conductivity"] + times * 1.5 * least, 1.5 * least
        return lab.report(**told(lab) | {"electronic_conductivity": off})
    found = off_by(7)
    assert found.state == "not yet" and "σₑ lies 5 to 20 of your standard" in repr(found)
    assert "σᵢₒₙ agrees" in repr(found) and "truth:" not in repr(found)
    assert "The recording itself is sound" in repr(found)
    assert "more than 100" in repr(off_by(500))


def test_one_who_guesses_with_a_wide_error_is_not_told_how_far_it_is(lab):
    """Else some reports would find the truth without a look at the file."""
    lab.measure(**GOOD)
    for times in (7, 500):
        found = repr(lab.report(**told(lab, electronic_conductivity=times)))
        assert "σₑ does not agree with the truth. By how much is told when" in found and " lies " not in found


@pytest.mark.parametrize(("experiment", "second"), [
    ("voltage_step", {"interval": 0.5, "duration": 300.0}),
    ("relaxation", {"interval": 40, "duration": 20000})])
def test_a_run_is_not_judged_by_what_another_one_tells(experiment, second, path):
    """Who reports one of two runs has the errors of that run."""
    lab = laboratory.opened(experiment, 7)
    lab.hours = 1000.0
    for plan in (PLANS[experiment], PLANS[experiment] | second):
        run = lab.measure(**plan)
        alone = lab.least(lab._sample, run.setup)
        found = lab.report(**{name: (true + 1.3 * alone[name], 1.4 * alone[name])
                              for name, true in lab.solution(run).items()})
        assert found.state == "right", found


@pytest.mark.parametrize(("factors", "flaw"), [
    ((2.0, 2.0, 1.0), "same factor"), ((0.5, 0.5, 1.0), "same factor"),
    ((0.5, 0.5, 0.25), "half the thickness"), ((0.01, 0.01, 1e-4), "centimetres")])
def test_what_was_typed_wrongly_is_not_laid_to_a_late_reading(lab, factors, flaw):
    lab.measure(**GOOD)
    alone = lab.least(lab._sample, lab._now.setup)
    found = lab.report(**{name: (factor * true, 1.5 * factor * alone[name]) for factor, (name, true)
                          in zip(factors, lab.solution().items(), strict=True)})
    assert flaw in found.flaws and "first reading too late" not in found.flaws


@pytest.mark.parametrize("student", range(12))
def test_all_carriers_given_as_ions_are_named(student, path):
    lab = laboratory.voltage_step(student)
    lab.measure(**GOOD)
    truth, least = lab.solution(), lab.least(lab._sample, lab._now.setup)
    ions, electrons = (f"{one}_conductivity" for one in ("ionic", "electronic"))
    values = truth | {ions: truth[ions] + truth[electrons]}
    found = lab.report(**{name: (value, 1.2 * least[name]) for name, value in values.items()})
    if truth[electrons] > 2 * 1.2 * least[ions]:  # else it lies within the errors
        assert found.flaws == ("all carriers taken for one",) and "sound" not in repr(found)
    else:
        assert "all carriers taken for one" not in found.flaws


def test_what_is_wide_without_a_flaw_gets_a_way_out(lab):
    lab.measure(**GOOD)
    found = lab.report(**{name: (true, 0.5 * true) for name, true in lab.solution().items()})
    assert found.state == "not yet" and ("repeat=2" in repr(found) or found.flaws)


def test_a_recording_that_tells_nothing_confirms_no_value(path):
    lab = laboratory.pulse_and_rest(7)
    lab.measure(grains="film", size=5e-6, wires="four", filling=0.5, current=1e-6, pulse=60, rest=3600,
                interval=2, rest_interval=30)
    found = lab.report(**{name: (0.85 * true, 0.1 * abs(true)) for name, true in lab.solution().items()})
    assert found.state == "not yet" and "leaves D̃ open" in repr(found) and "sound" not in repr(found)


def test_what_the_readings_do_not_tell_apart_has_no_least_uncertainty():
    x = np.linspace(0, 1, 50)
    least = noise.least_uncertainties(lambda c: c[0] * c[1] * x + c[2], {"a": 2, "b": 3, "c": 1}, 1e-3)
    assert least["a"] > 1e6 and least["b"] > 1e6 and least["c"] == pytest.approx(
        noise.least_uncertainties(lambda c: c[0] * x + c[1], {"slope": 6, "c": 1}, 1e-3)["c"], rel=1e-3)
    assert noise.least_uncertainties(lambda c: c[0] * x, {"a": 1, "unseen": 2}, 1)["unseen"] > 1e6
    assert noise.range_of(np.zeros(3)) > 0


def test_a_value_too_good_for_its_uncertainty_is_remarked_on(lab):
    lab.measure(**GOOD)
    close = told(lab, **dict.fromkeys(lab.solution(), 0.01))
    assert "too good" in repr(lab.report(**close)) and "too good" not in repr(lab.report(**told(lab)))


def test_values_that_come_with_the_usual_uncertainty_are_not_too_good(lab):
    run = lab.measure(**GOOD)
    least = lab.least(lab._sample, run.setup)
    close = {name: (true + 0.01 * least[name], 1.4 * least[name]) for name, true in lab.solution().items()}
    assert "too good" not in repr(lab.report(**close))


def test_a_guess_with_a_generous_uncertainty_does_not_count(lab):
    lab.measure(**GOOD)
    values, true = told(lab), lab.solution()["electronic_conductivity"]
    found = lab.report(**values | {"electronic_conductivity": (true * 1.05, 0.1 * true)})
    assert found.state == "not yet" and "a guess would agree, too" in repr(found)
    assert "σₑ agrees" not in repr(found) and "truth:" not in repr(found)
    assert lab.report(**values | {"electronic_conductivity": (true * 1.005, 0.01 * true)}).state == "right"


def test_no_report_gives_the_number_away(lab):
    """Neither an enormous nor a tiny uncertainty is told a distance."""
    lab.measure(**GOOD)
    true = lab.solution()["ionic_conductivity"]
    for error in (1e-300, 1e-4 * true, 0.5 * true):
        found = lab.report(**told(lab) | {"ionic_conductivity": (1.3 * true, error)})
        assert found.state == "not yet" and not any(
            word in repr(found) for word in ("σᵢₒₙ lies", "σᵢₒₙ agrees"))


def test_who_averages_over_runs_may_have_a_smaller_uncertainty(lab):
    lab.hours = 1000
    run = lab.measure(**GOOD)
    least = lab.least(lab._sample, run.setup)
    values = {name: (true + 0.2 * least[name], 0.3 * least[name]) for name, true in lab.solution().items()}
    assert "smaller than the scatter" in repr(lab.report(**values))
    for repeat in range(2, 16):
        lab.measure(**GOOD, repeat=repeat)
    assert lab.report(**values).state == "right"
    other = laboratory.voltage_step("Anna Novák")
    other.measure(**GOOD | {"interval": 0.1, "duration": 60.0})
    other.measure(**GOOD)
    assert other.report(**values).state == "right"


def test_an_uncertainty_that_tells_nothing_does_not_count(lab):
    lab.measure(**GOOD)
    wide = {name: (true, 0.4 * true) for name, true in lab.solution().items()}
    found = lab.report(**wide)
    assert found.state == "not yet" and "is 40 % of the value. Beyond 30 %" in repr(found)
    more = lab.report(**{name: (true, 1.3 * true) for name, true in lab.solution().items()})
    assert "is 130 % of the value" in repr(more)
    assert "truth:" not in repr(found)


def test_an_uncertainty_smaller_than_the_scatter_allows_is_remarked_on(lab):
    lab.measure(**GOOD)
    small = {name: (true, 1e-4 * true) for name, true in lab.solution().items()}
    assert repr(lab.report(**small)).count("smaller than the scatter of these readings allows") == 3


@pytest.mark.parametrize(("given", "words"), [
    (0.9, "write two numbers in brackets"), ((1, 2, 3), "write two numbers"), ((1, 0), "larger than zero"),
    ((1, -1), "larger than zero"), ((np.nan, 1), "not a number"), (("1 V", 1), "measures something else"),
    (("0.01 S/cm", 0.1), "Write its unit, too"), ((1, np.inf), "Your fit does not tell this value")])
def test_a_report_that_cannot_be_read_says_why(lab, given, words):
    lab.measure(**GOOD)
    found = lab.report(**told(lab) | {"ionic_conductivity": given})
    assert found.state == "unreadable" and words in repr(found) and lab.reports == 0


def test_a_report_may_have_units_and_per_cent(lab):
    run = lab.measure(**GOOD)
    ionic = lab.solution(run)["ionic_conductivity"]
    found = lab.report(run, **told(lab) | {"ionic_conductivity": (f"{ionic / 100 * 1.01:.6f} S/cm", "8 %")})
    assert found.state == "right"


def test_a_report_with_blanks_names_them(lab):
    lab.measure(**GOOD)
    found = lab.report(ionic_conductivity=(1.0, ...), electronic_conductivity=(1, 1))
    assert found.state == "blank" and "ionic_conductivity, chemical_diffusivity" in repr(found)
    with pytest.raises(ValueError, match="sigma: is not asked here"):
        lab.report(sigma=(1, 1))


def test_an_earlier_run_can_be_reported(lab):
    with pytest.raises(ValueError, match="nothing was measured"):
        lab.solution()
    first = lab.measure(**GOOD)
    earlier = told(lab)
    lab.measure(**GOOD | {"temperature": 1073.15})
    assert lab.report(first, **earlier).state == "right"
    found = lab.report(**earlier)
    assert found.state == "not yet" and found.flaws == ("values of another run",)
    assert f"another run of yours, {first.label}" in repr(found)


def test_only_flaws_that_show_are_said():
    one = verdict.Asked("x", "x", "x", "m")
    trial = verdict.Trial(None, SimpleNamespace(), {"x": 1.0}, {"x": 2.0}, {"x": 0.1})
    flaws = (verdict.Flaw("first", lambda trial: True, "Said."),
             verdict.Flaw("second", lambda trial: False, "-"))
    found = verdict.judged((one,), trial, flaws)
    assert found.flaws == ("first",) and "Said." in found.sentences and "sound" not in repr(found)


def a_trial(away, moves=None):
    values, moves = {"x": 10 + 0.1 * away}, moves or {}
    return verdict.Trial(None, SimpleNamespace(), {"x": 10.0}, values, {"x": 0.1}, moves)


BENT = verdict.Flaw("bent", lambda trial: trial.moved_by("bent"), "Bent.")
X = verdict.Asked("x", "x", "x", "m")


@pytest.mark.parametrize(("away", "moved", "words"), [
    (2.5, 0, "one good value in twenty"), (3.5, 0, "The recording itself is sound"), (2.5, 0.6, "Bent."),
    (2.5, 0.4, "repeat=2"), (3.5, 0.3, "from the truth. Look at your analysis again"), (2.5, -2, "repeat=2"),
    (12, 2, "not explain so large a distance"), (3.5, -0.3, "from the truth. Look at your analysis again")])
def test_chance_a_flaw_that_moves_the_value_and_a_mistake_are_told_apart(away, moved, words):
    found = verdict.judged((X,), a_trial(away, {"bent": {"x": 0.1 * moved}}), (BENT,))
    assert found.state == "not yet" and words in " ".join(found.sentences)
    assert ("sound" in repr(found)) == (moved == 0 and away > 3)
    assert bool(found.flaws) == (moved in (0.6, 2))


def test_a_guess_is_said_only_where_no_other_flaw_shows():
    guess = verdict.Flaw("guess", lambda trial: True, "Guessed.", guess=True)
    seen = verdict.Flaw("seen", lambda trial: True, "Seen.")
    assert verdict.judged((X,), a_trial(9), (guess, seen)).flaws == ("seen",)
    assert verdict.judged((X,), a_trial(9), (guess,)).flaws == ("guess",)


def test_how_far_another_law_moves_a_fit():
    x = np.linspace(0, 1, 50)
    found = noise.moved_by(lambda c: c[0] + c[1] * x, {"start": 2.0, "slope": 3.0}, 2.1 + 2.9 * x)
    assert found == pytest.approx({"start": 0.1, "slope": -0.1})
