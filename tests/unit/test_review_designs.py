"""The design tasks: designs that work, tempting ones that fail for a named reason, and the text of the
notebook."""
import itertools
import json
import re

import pytest
from checkout import ROOT

from mixcond_lessons.chapters import review
from mixcond_lessons.chapters.review import ceria_cell, gated_synapse, oxygen_membrane
from mixcond_lessons.chapters.review.specification import Demand

MODULES = {"oxygen membrane": oxygen_membrane, "ceria cell": ceria_cell, "synapse": gated_synapse}
GOOD = {
    "oxygen membrane": {"material": "ferrite", "thickness": 0.06, "temperature": 850, "air_pressure": 10,
                        "product_pressure": 0.2},
    "ceria cell": {"electrolyte": "ceria", "thickness": 0.25, "temperature": 650, "voltage": 0.7},
    "synapse": {"states": 100, "channel_length": 20, "film_thickness": 20, "voltage": 0.2}}
ALSO_GOOD = [
    ("oxygen membrane", {"thickness": 0.05, "temperature": 820, "air_pressure": 5, "product_pressure": 0.1}),
    ("oxygen membrane", {"air_pressure": 1, "product_pressure": 0.02}),
    ("oxygen membrane", {"air_pressure": 20, "product_pressure": 0.5}),
    ("ceria cell", {"thickness": 0.3, "voltage": 0.65}), ("ceria cell", {"thickness": 0.2, "voltage": 0.8}),
    ("synapse", {"states": 200, "channel_length": 30}), ("synapse", {"voltage": 0.05}),
    ("synapse", {"states": 150, "channel_length": 25, "film_thickness": 10})]
# Task, what is changed in the good design, the demands that it misses, and what the hint speaks of.
TEMPTING = [
    ("oxygen membrane", {"material": "ceria", "temperature": 800}, {"area"}, "electrons are the scarce"),
    ("oxygen membrane", {"material": "zirconia"}, {"area"}, "electrons are the scarce"),
    ("oxygen membrane", {"thickness": 0.005}, {"wall"}, "so thin a wall breaks"),
    ("oxygen membrane", {"thickness": 0.5}, {"area"}, "Wagner's law"),
    ("oxygen membrane", {"thickness": 0.005, "temperature": 720}, {"area", "wall"}, "the faces take more"),
    ("oxygen membrane", {"temperature": 950}, {"temperature"}, "the seals fail"),
    ("oxygen membrane", {"product_pressure": 0.01}, {"work"}, "ratio of the two pressures"),
    ("oxygen membrane", {"air_pressure": 5, "product_pressure": 0.8}, {"area"}, "Wagner's law"),
    ("ceria cell", {"electrolyte": "zirconia"}, {"power"}, "in the electrolyte"),
    ("ceria cell", {"temperature": 700}, {"temperature"}, "steel"),
    ("ceria cell", {"voltage": 0.55}, {"efficiency", "powers"}, "not the best use of the fuel"),
    ("ceria cell", {"voltage": 0.9}, {"power", "efficiency"}, "leak"),
    ("ceria cell", {"thickness": 0.05}, {"electrolyte", "powers"}, "breaks"),
    ("ceria cell", {"thickness": 1.0}, {"power"}, "in the electrolyte"),
    ("ceria cell", {"temperature": 550}, {"power", "powers"}, "linear law"),
    ("synapse", {"states": 500}, {"states", "time until"}, "Noise: your steps"),
    ("synapse", {"channel_length": 5}, {"time until"}, "holds little charge"),
    ("synapse", {"channel_length": 60}, {"heat", "time of", "area"}, "no room"),
    ("synapse", {"voltage": 1.5}, {"heat"}, "charge times the voltage"),
    ("synapse", {"voltage": 0.01}, {"time of"}, "resistance of the gate"),
    ("synapse", {"film_thickness": 100}, {"time of"}, "spread in the film"),
    ("synapse", {"film_thickness": 3}, {"film"}, "has holes"),
    ("synapse", {"states": 20}, {"states", "heat", "time of"}, "States: ")]
each_task = pytest.mark.parametrize("task", list(MODULES))


@each_task
def test_a_good_design_meets_everything_as_dictionary_or_as_arguments(task):
    report = review.check_design(task, GOOD[task])
    assert report.state == "right" and all(one.met for one in report.demands)
    assert review.check_design(task, **GOOD[task]) == report
    assert "All met:" in report._repr_html_() and "rubric" in report.text


@pytest.mark.parametrize(("task", "changed"), ALSO_GOOD)
def test_other_designs_work_as_well(task, changed):
    report = review.check_design(task, GOOD[task] | changed)
    assert report.state == "right", report


@pytest.mark.parametrize(("task", "changed", "missed", "said"), TEMPTING)
def test_a_tempting_design_fails_for_a_reason_that_is_named(task, changed, missed, said):
    report = review.check_design(task, GOOD[task] | changed)
    found = [one for one in report.demands if not one.met]
    assert report.state == "not yet" and said in report.text, report
    assert len(found) >= len(missed) and all(any(one.words.startswith(word) for one in found)
                                             for word in missed), report
    assert all(one.verdict().startswith("missed: ") for one in found)


@each_task
def test_every_demand_is_missed_by_some_tempting_design(task):
    """Else it would stand there for nothing."""
    missed = {one.words for other, changed, *_ in TEMPTING if other == task
              for one in review.check_design(task, GOOD[task] | changed).demands if not one.met}
    wanted = {one.words for one in MODULES[task].demands(**GOOD[task])}
    assert wanted - missed <= {"powers of ten of pressure lost at one face"}


def test_a_small_part_of_all_designs_works():
    axes = {"states": (20, 50, 100, 150, 300), "channel_length": (2, 5, 10, 20, 25, 40),
            "film_thickness": (5, 10, 20, 50), "voltage": (0.02, 0.1, 0.3, 1)}
    works = [all(one.met for one in gated_synapse.demands(**dict(zip(axes, values, strict=True))))
             for values in itertools.product(*axes.values())]
    assert 5 <= sum(works) < 0.1 * len(works)


@each_task
def test_blanks_stay_blanks_and_half_a_design_says_what_is_left(task):
    entries = MODULES[task].ENTRIES
    blank = review.check_design(task, dict.fromkeys(entries, ...))
    assert blank.state == "blank" and all(name in blank.text for name in entries)
    first = next(iter(entries))
    half = review.check_design(task, {first: GOOD[task][first]})
    assert half.state == "blank" and f"Still blank: {', '.join(list(entries)[1:])}." in half.text
    assert review.check_design(task).state == "blank" and review.check_design(task, ...).state == "blank"
    assert "No answer yet" in blank._repr_html_()


@pytest.mark.parametrize(("changed", "state", "said"), [
    ({"thickness": "a lot"}, "unreadable", "thickness: "),
    ({"thickness": "60 S/cm"}, "unreadable", "measures something else"),
    ({"material": "gold"}, "unreadable", "one of 'ferrite', 'ceria', 'zirconia'"),
    ({"thickness": -1}, "outside", "from 0.001 to 5"),
    ({"temperature": 2000}, "outside", "temperature: You chose 2000 °C. Expected is a number in °C from 700"),
    ({"product_pressure": 1, "air_pressure": 2}, "impossible", "The air must hold more oxygen"),
    ({"material": "ceria", "temperature": 850}, "outside",
     "temperature: You chose 850 °C. The course knows ceria from 700 to 800 °C here "
     "(ferrite from 700 to 1000, zirconia from 700 to 1000 °C).")])
def test_what_cannot_be_computed_is_said_under_its_own_title(changed, state, said):
    report = review.check_design("oxygen membrane", GOOD["oxygen membrane"] | changed)
    assert report.state == state and said in report.text and not report.demands
    title = {"unreadable": "Cannot be read:", "outside": "Outside what the course knows:",
             "impossible": "Not possible:"}[state]
    assert title in report._repr_html_() and " K" not in report.text


@pytest.mark.parametrize(("task", "option", "range_of_it"), [
    ("oxygen membrane", "ceria", "ceria from 700 to 800"),
    ("ceria cell", "zirconia", "zirconia from 600 to 800")])
def test_what_is_wanted_says_which_material_is_known_where(task, option, range_of_it):
    """The border that is told is the one at which the laws themselves refuse."""
    assert range_of_it in review.check_design(task).text
    entry = MODULES[task].ENTRIES["temperature"]
    name = next(iter(GOOD[task]))
    low, high = entry.known[option]
    for inside, beyond in ((low, low - 1), (high, high + 1)):
        values = GOOD[task] | {name: option, "product_pressure": 0.1} if task == "oxygen membrane" else (
            GOOD[task] | {name: option})
        MODULES[task].demands(**values | {"temperature": inside})
        with pytest.raises(ValueError, match="temperature = "):
            MODULES[task].demands(**values | {"temperature": beyond})


@pytest.mark.parametrize(("wrong", "said"), [
    ("thicknes", "thicknes: there is no such entry. Did you mean thickness?"),
    ("Temperature", "Did you mean temperature?"),
    ("colour", "colour: there is no such entry. The entries are")])
def test_an_unknown_entry_is_named(wrong, said):
    good = dict(GOOD["ceria cell"])
    for design in (good | {wrong: 1}, dict.fromkeys(good, ...) | {wrong: 1}):
        report = review.check_design("ceria cell", design)
        assert report.state == "unreadable" and said in report.text
        assert "electrolyte, thickness, temperature, voltage." in report.text


def test_states_are_counted_in_whole_numbers():
    report = review.check_design("synapse", GOOD["synapse"] | {"states": 100.5})
    assert report.state == "unreadable" and "a whole number from 2 to 1000" in report.text
    assert review.check_design("synapse", GOOD["synapse"] | {"states": 100.0}).state == "right"


def test_units_are_read_as_everywhere():
    task = "oxygen membrane"
    report = review.check_design(task, GOOD[task] | {"thickness": "60 µm", "material": " Ferrite "})
    assert report == review.check_design(task, GOOD[task])


def test_a_load_cannot_hold_more_than_the_cell_shows():
    report = review.check_design("ceria cell", GOOD["ceria cell"] | {"voltage": 1.15})
    assert report.state == "impossible" and "no load can hold more" in report.text


def test_another_task_is_refused():
    with pytest.raises(ValueError, match="task = 'bridge': allowed is one of 'oxygen membrane'"):
        review.check_design("bridge", {})


@pytest.mark.parametrize(("found", "wanted", "at_most", "verdict"), [
    (2.0, 2.0, True, "met"), (2.6, 2.0, True, "missed: 30 % too large"),
    (9.0, 2.0, True, "missed: 4.5 times too large"), (1.0, 2.0, False, "missed: 2 times too small"),
    (1.6, 2.0, False, "missed: 20 % too small"), (0.131, 0.25, False, "missed: 48 % too small"),
    (3.98, 2.0, True, "missed: 99 % too large"), (1200.0, 2.0, True, "missed: 600 times too large"),
    (2.46e4, 2.0, True, "missed: 12 000 times too large"),
    (3e-9, 2.0, False, "missed: more than a million times too small"),
    (0.0, 2.0, False, "missed: there is none")])
def test_by_how_much_a_demand_is_missed(found, wanted, at_most, verdict):
    assert Demand("x", "1", found, wanted, at_most, "").verdict() == verdict
    assert Demand("x", "°C", 700, 650, True, "").verdict() == "missed: 50 °C too high"


@pytest.mark.parametrize(("task", "tries"), [
    ("ceria cell", [{"temperature": 550}, {"thickness": 0.15}, {"voltage": 0.55},
                    {"thickness": 0.15, "temperature": 600, "voltage": 0.9}]),
    ("oxygen membrane", [{"thickness": 0.05, "temperature": 700, "product_pressure": 1e-3},
                         {"thickness": 0.01, "air_pressure": 30, "product_pressure": 0.02}])])
def test_faces_that_lose_too_much_are_told_what_lowers_it(task, tries):
    """Each of the ways that the hint names does lower the loss, and by the computed laws."""
    ways = {"hotter": lambda one: {"temperature": one["temperature"] + 20},
            "thicker": lambda one: {"thickness": 1.2 * one["thickness"]},
            "higher voltage": lambda one: {"voltage": one["voltage"] + 0.05},
            "differ less": lambda one: {"product_pressure": 1.3 * one["product_pressure"]}}
    for changed in tries:
        design = GOOD[task] | changed
        faces = next(one for one in MODULES[task].demands(**design) if one.words.startswith("powers"))
        named = [way for way in ways if way in faces.hint]
        assert not faces.met and len(named) == {"ceria cell": 3, "oxygen membrane": 2}[task], faces
        for way in named:
            lowered = MODULES[task].demands(**design | ways[way](design))
            assert next(one.found for one in lowered if one.words == faces.words) < faces.found, way


def test_round_numbers_in_the_offered_ranges_reach_a_cell_that_works():
    axes = {"electrolyte": ("ceria", "zirconia"), "thickness": (0.15, 0.2, 0.25, 0.3, 0.4),
            "temperature": (550, 600, 650), "voltage": (0.5, 0.6, 0.7, 0.8)}
    designs_tried = [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]
    works = [one for one in designs_tried if review.check_design("ceria cell", one).state == "right"]
    assert {one["thickness"] for one in works} >= {0.2, 0.25, 0.3} and len(works) < 0.1 * len(designs_tried)


@each_task
def test_no_hint_tells_a_design_that_works(task):
    hints = {one.hint for other, changed, *_ in TEMPTING if other == task
             for one in review.check_design(task, GOOD[task] | changed).demands}
    assert not [hint for hint in hints if re.search(r"\d", hint)]


@each_task
def test_the_notebook_states_the_specification_and_the_entries(task):
    notebook = json.loads((ROOT / "notebooks" / "11_review.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    rows = [f"| {words} | {wanted} |" for words, wanted, *_ in
            (one.row() for one in MODULES[task].demands(**GOOD[task]))]
    assert any("\n".join(rows) in source for source in sources), rows
    check = next(place for place, source in enumerate(sources) if f'check_design("{task}"' in source)
    assert re.findall(r'^    "(\w+)": [.]{3},', sources[check - 1], re.M) == list(MODULES[task].ENTRIES)


@pytest.mark.parametrize(("task", "begins"), [("oxygen membrane", "### An oxygen membrane"),
                                              ("ceria cell", "### A cell that ceria")])
def test_the_notebook_says_where_each_material_is_known(task, begins):
    notebook = json.loads((ROOT / "notebooks" / "11_review.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"]]
    text = next(source for source in sources if source.startswith(begins))
    entry = MODULES[task].ENTRIES["temperature"]
    spans = {"from {:g} to {:g}".format(*entry.reach(option)) for option in entry.known}
    assert set(re.findall(r"from \d+ to \d+(?= °C)", text)) == spans
