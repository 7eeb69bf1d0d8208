"""The slope detective of chapter 05: what one fitted exponent can and cannot tell, and that the hidden
samples are what they are said to be."""

import itertools
from collections import Counter

import numpy as np
import pytest
from scipy.stats import t as student

from mixcond_lessons.chapters import atmosphere as chapter
from mixcond_lessons.chapters.atmosphere.unknown_samples import CANDIDATES, MAKERS, SAMPLES, Sample
from mixcond_lessons.chapters.atmosphere.verdict import CROSSOVER, DOUBTFUL
from mixcond_lessons.materials import material
from mixcond_lessons.physics.doping import acceptor_doped_oxide
from mixcond_lessons.physics.exponents import bend_probability, fit_exponent, with_relative_scatter


def number(panel, column):
    """One single number of a panel's data."""
    return next(
        float(table[column][0])
        for table in panel.data().values()
        if column in table and table[column].size == 1
    )


def verdict(panel):
    """One word for what the detective says."""
    words = {
        "a crossover": "crossover",
        "doubtful": "doubtful",
        "none of a simple law": "none",
        "No contradiction to one law": "one",
    }
    (found,) = (short for long, short in words.items() if long in panel.describe())
    return found


def verdicts(sample, low, high, seeds=range(501, 600)):
    """How often each verdict falls, over many recordings."""
    panel = chapter.SlopeDetective()
    return Counter(
        verdict(panel.set(sample=sample, window_low=low, window_high=high, seed=seed)) for seed in seeds
    )


def test_two_decades_look_like_a_sixth_and_more_decades_do_not():
    panel = chapter.SlopeDetective()
    panel.preset("B: two decades that look like ⅙")
    assert (
        "allows ⅙." in panel.describe()
        and "No contradiction to one law, for example holes that balance" in panel.describe()
    )
    panel.preset("B: more decades")
    assert (
        number(panel, "crossover") == 1
        and "no single law" in panel.describe()
        and "allows" not in panel.describe()
    )
    panel.preset("C: a ⅙ that stands still")
    assert number(panel, "crossover") == 0 and "allows ⅙." in panel.describe()
    # not by luck of one recording
    assert verdicts("B", 1e-7, 1e-5)["one"] > 60 and verdicts("B", 1e-10, 1e-2) == {"crossover": 99}
    assert verdicts("C", 1e-6, 1.0)["one"] > 80 and verdicts("C", 1e-20, 1.0) == {"crossover": 99}


def test_an_exponent_that_rises_and_falls_back_is_a_crossover():
    """Electrons, holes, and holes that the dopant fixes: the exponent makes an arch, and both halves of the
    window agree."""
    activity = np.logspace(-20, -4, 65)
    conductivity, slopes = Sample("", 1e-3, -26.0, -13.0, (0.01, 1e4, 1e4)).conducts(activity)
    halves = [
        float(fit_exponent(activity[part], conductivity[part]).exponent)
        for part in (slice(None, 32), slice(-32, None))
    ]
    assert (
        abs(halves[1] - halves[0]) < 0.03
        and slopes.max() > slopes[0] + 0.2
        and slopes.max() > slopes[-1] + 0.1
    )
    found = bend_probability(
        activity, np.array([with_relative_scatter(conductivity, 0.03, seed) for seed in range(99)])
    )
    assert (found < CROSSOVER).all()


def test_doubt_is_a_verdict_of_its_own():
    found = verdicts("B", 1e-7, 1e-5)
    assert 0 < found["doubtful"] < 30
    panel = chapter.SlopeDetective()
    for sample, low in itertools.product(SAMPLES, (1e-20, 1e-12, 1e-5)):
        chance = number(panel.set(sample=sample, window_low=low), "straight lines that bend so (%)")
        assert (verdict(panel) == "crossover") == (chance < 100 * CROSSOVER) and (
            verdict(panel) == "doubtful"
        ) == (CROSSOVER <= chance / 100 < DOUBTFUL)


def test_one_exponent_without_a_candidate_is_not_called_a_law():
    panel = chapter.SlopeDetective(sample="E", window_low=1e-20, window_high=1e-12, seed=501)
    seen = {verdict(panel.set(seed=seed)): panel.describe() for seed in range(501, 560)}
    assert (
        "allows no candidate" in seen["none"]
        and "a mixture of carriers, or a slow crossover" in seen["none"]
        and "contradiction" not in seen["none"]
    )


def test_no_two_samples_share_their_noise():
    panel, noise = chapter.SlopeDetective(show_model=True), []
    for sample in SAMPLES:
        data = panel.set(sample=sample).data()
        noise.append(np.log(data["readings"]["σ (S/cm)"] / data["model"]["σ (S/cm)"]))
    assert np.abs(np.corrcoef(noise) - np.eye(len(noise))).max() < 0.4


@pytest.mark.parametrize(
    "preset, verdicts_of_it",
    [
        ("E: one oxide, two exponents", "crossover"),
        ("F: around the minimum", "crossover"),
        ("B: more decades", "crossover"),
        ("C: a ⅙ that stands still", "one"),
    ],
)
def test_the_presets_show_what_their_names_say(preset, verdicts_of_it):
    panel = chapter.SlopeDetective()
    assert verdict(panel.preset(preset)) == verdicts_of_it
    if preset.startswith("E"):
        readings = panel.data()["readings"]
        ends = [
            fit_exponent(*(column[part] for column in readings.values())).exponent
            for part in (slice(None, 21), slice(-13, None))
        ]
        assert (
            ends == pytest.approx([-1 / 6, -1 / 4], abs=0.01)
            and panel.state["window_low"] == 1e-20
            and panel.state["window_high"] == 1
        )


@pytest.mark.parametrize(
    "sample, low, high, exponent",
    [
        ("A", 1e-4, 1.0, "¼"),
        ("B", 1e-20, 1e-12, "¼"),
        ("B", 1e-2, 1.0, "zero"),
        ("C", 1e-6, 1.0, "⅙"),
        ("C", 1e-20, 1e-17, "¼"),
        ("D", 1e-20, 1e-17, "−¼"),
        ("E", 1e-20, 1e-14, "−⅙"),
        ("E", 1e-3, 1.0, "−¼"),
        ("F", 1e-3, 1.0, "¼"),
    ],
)
def test_each_sample_hides_the_exponent_its_truth_names(sample, low, high, exponent):
    seen = [
        chapter.SlopeDetective(sample=sample, window_low=low, window_high=high, seed=seed, show_model=True)
        for seed in range(501, 521)
    ]
    mean = np.mean([number(panel, "exponent") for panel in seen])
    assert mean == pytest.approx(CANDIDATES[exponent], abs=0.006)
    assert exponent.removeprefix("−") in SAMPLES[sample].truth and SAMPLES[sample].truth in seen[0].describe()


def test_the_truths_hold_at_every_pressure():
    """What is told when the model is shown: B meets 1/6 at one point only, and C goes straight from 1/4 to
    1/6, without electrons."""
    activity = np.logspace(-20, 0, 2001)
    _, slopes = SAMPLES["B"].conducts(activity)
    assert (
        np.count_nonzero(np.diff(np.sign(slopes - 1 / 6))) == 1
        and slopes[0] == pytest.approx(1 / 4, abs=0.003)
        and slopes[-1] < 0.003
    )
    _, slopes = SAMPLES["C"].conducts(activity)
    assert (
        slopes[0] == pytest.approx(1 / 4, abs=0.002)
        and slopes[-1] == pytest.approx(1 / 6, abs=0.001)
        and (np.diff(slopes) < 1e-4).all()
    )
    sample = SAMPLES["C"]
    found = acceptor_doped_oxide(
        sample.acceptor, sample.log10_reduction, sample.log10_ionisation, **sample.more
    ).equilibrium(activity[[0, -1]])
    assert found["V"][0] == pytest.approx(found["V_M"][0], rel=0.02) and found["h"][1] == pytest.approx(
        2 * found["V_M"][1], rel=0.02
    )


def test_the_makers_make_what_they_are_said_to_make():
    """Every condition named beside an exponent has it, in a model where it rules."""
    quarter = [
        acceptor_doped_oxide(1e-2, -30, -20).equilibrium(1e-6),
        acceptor_doped_oxide(0, -30, -16, log10_interstitial=-6).equilibrium(1e-6),
        acceptor_doped_oxide(0, -42, -21.5, log10_metal_vacancy=-14).equilibrium(1e-18),
    ]
    assert [float(found.exponents["h"]) for found in quarter] == pytest.approx([1 / 4] * 3, abs=0.01)
    assert [float(found.exponents["n"]) for found in quarter] == pytest.approx([-1 / 4] * 3, abs=0.01)
    sixth = [
        acceptor_doped_oxide(0, -30, -10, log10_interstitial=-14).equilibrium(1e8),
        acceptor_doped_oxide(0, -42, -21.5, log10_metal_vacancy=-14).equilibrium(1.0),
        acceptor_doped_oxide(1e-6, -20, -20).equilibrium(1e-20),
    ]
    assert [float(found.exponents["h"]) for found in sixth] == pytest.approx([1 / 6] * 3, abs=0.005)
    assert [float(found.exponents["n"]) for found in sixth] == pytest.approx([-1 / 6] * 3, abs=0.005)
    even = acceptor_doped_oxide(0, -40, -10).equilibrium(1.0)
    assert float(even.exponents["h"]) == pytest.approx(0, abs=0.01) and set(CANDIDATES) == set(MAKERS)
    assert (
        all("metal vacancies or interstitials" in MAKERS[name] for name in ("¼", "−¼", "⅙", "−⅙"))
        and "electrons that balance holes" in MAKERS["zero"]
    )


def test_the_band_is_that_of_few_readings():
    """Five readings in a decade: Student's t is 3.2, not 2."""
    panel = chapter.SlopeDetective(decades=1)
    moving, readings = panel.data()["moving"], panel.data()["readings"]
    fit = fit_exponent(*(column[:5] for column in readings.values()))
    assert moving["high"][0] - moving["exponent"][0] == pytest.approx(
        student.ppf(0.975, 3) * fit.standard_error
    )
    inside = readings["pO₂ (bar)"] > 0.98 * panel.state["window_low"]
    fit = fit_exponent(*(column[inside] for column in readings.values()))
    assert number(panel, "half width") == pytest.approx(
        student.ppf(0.975, inside.sum() - 2) * fit.standard_error
    )


def test_a_flat_level_has_the_exponent_zero_and_a_minimum_bends():
    assert (
        abs(number(chapter.SlopeDetective(sample="D", window_low=1e-4, window_high=1.0), "exponent")) < 0.01
    )
    assert number(chapter.SlopeDetective().preset("F: around the minimum"), "crossover") == 1


def test_the_model_is_hidden_until_it_is_asked_for():
    panel = chapter.SlopeDetective()
    assert panel.data()["model"]["pO₂ (bar)"].size == 0 and "model" not in panel.describe()
    panel.set(show_model=True)
    model, readings = panel.data()["model"], panel.data()["readings"]
    off = np.log(readings["σ (S/cm)"] / model["σ (S/cm)"])
    assert np.std(off) == pytest.approx(panel.state["noise"], rel=0.25)


def test_the_real_ferrite_stays_an_open_case():
    panel = chapter.SlopeDetective(sample="ferrite")
    air, less = (entry for entry in material("lanthanum_strontium_ferrite_40").all_of("total conductivity"))
    assert number(panel, "exponent") == pytest.approx(
        np.log(air.value / less.value) / np.log(air.oxygen_activity_range[0] / less.oxygen_activity_range[0])
    )
    assert number(panel, "exponent") == pytest.approx(0.170, abs=0.001)
    assert (
        number(panel, "exponent of the model")
        < number(panel, "exponent of its holes")
        < 0.5 * number(panel, "exponent")
    )
    assert "open case" in panel.describe() and panel.data()["moving"]["exponent"].size == 0


@pytest.mark.parametrize(("sample", "window", "partner"), [
    ("A", (1e-4, 1.0), "F"), ("B", (1e-20, 1e-14), "C"), ("D", (1e-20, 1e-17), "F"),
    ("A", (1e-20, 1e-14), None), ("E", (1e-20, 1e-16), None)])
def test_two_samples_alike_in_a_window_are_said_to_be_found(sample, window, partner):
    panel = chapter.SlopeDetective(sample=sample, window_low=window[0], window_high=window[1])
    said = panel.describe()
    assert ("found" in said) == (partner is not None), said
    assert partner is None or f"found: sample {partner} shows the same exponent here" in said
