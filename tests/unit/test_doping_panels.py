"""What the panels of doping claim: charges balance, holes and vacancies compete, pairs hold vacancies."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.constants import R, e, k
from scipy.optimize import minimize_scalar

from mixcond_lessons.chapters import doping as chapter
from mixcond_lessons.chapters.doping import association
from mixcond_lessons.chapters.doping.charges import OWED, PAID, charges, levels, line_of_text
from mixcond_lessons.materials import material
from mixcond_lessons.physics import doping, model_oxides, vacancies
from mixcond_lessons.physics.conductivity import partial_conductivity
from mixcond_lessons.physics.constants import ELECTRONVOLT

strontium = st.floats(0, 1)


def single(panel, table="now"):
    """The single numbers of a table."""
    return {name: float(values[0]) for name, values in panel.data()[table].items() if values.size == 1}


# --- The ledger by hand


@given(strontium, st.floats(-0.15, 0.75))
def test_the_crystal_is_neutral_counted_ion_by_ion(x, deficiency):
    assume(2 * deficiency <= 1 + x and x - 2 * deficiency <= 1)
    panel = chapter.Ledger(strontium=x, oxygen_deficiency=deficiency)
    now = single(panel)
    assert now["owed"] == pytest.approx(now["paid"], abs=1e-12)
    assert max(panel.invariants().values()) < 1e-12
    # By real charges instead of effective ones: La3+, Sr2+, B at its mean valence, O2-.
    assert 3 * (1 - x) + 2 * x + now["mean valence"] - 2 * (3 - deficiency) == pytest.approx(0, abs=1e-12)
    assert 2 <= now["mean valence"] + 1e-9 and now["mean valence"] <= 4 + 1e-9
    assert now["mean valence"] == pytest.approx(3 + now["holes"] - now["electrons"], abs=1e-12)
    assert now["holes"] == 0 or now["electrons"] == 0


@given(st.floats(0.01, 1), st.floats(0, 0.5))
def test_holes_and_vacancies_compete(x, share):
    found = charges(x, share * x)
    assert found["holes"] + found["2 × vacancies"] == pytest.approx(x, abs=1e-12)
    assert found["electrons"] == 0 and found["missing cations"] == 0


@given(st.floats(0, 0.15), st.floats(0, 0.7))
def test_excess_oxygen_means_missing_cations(excess, x):
    # A(1-v)B(1-v)O3 has 3/(1-v) oxygen per B ion: 3 + excess; each missing cation lacks three charges.
    empty = excess / (3 + excess)
    found = charges(x, -excess)
    assert 3 / (1 - empty) == pytest.approx(3 + excess)
    assert found["missing cations"] == pytest.approx((3 * empty + 3 * empty) / (1 - empty), abs=1e-12)
    assert found["holes"] == pytest.approx(x + 2 * excess, abs=1e-12) and found["2 × vacancies"] == 0


def test_the_ledger_stops_where_manganese_does():
    panel = chapter.Ledger(strontium=0.2)
    assert "Mn²⁺" in panel.move("oxygen_deficiency", 0.75)
    assert panel.state["oxygen_deficiency"] == pytest.approx(0.6)
    assert single(panel)["mean valence"] == pytest.approx(2)
    panel.set(strontium=0.9, oxygen_deficiency=0.0)
    assert "Mn⁴⁺" in panel.move("oxygen_deficiency", -0.15)
    assert panel.state["oxygen_deficiency"] == pytest.approx(-0.05)
    with pytest.raises(ValueError, match="oxygen_deficiency = 0.6.*2δ"):
        panel.set(strontium=0.1, oxygen_deficiency=0.6)


def test_what_the_presets_and_the_sentence_say():
    panel = chapter.Ledger()
    for name, holes, twice, electrons in (
        ("LaMnO₃, perfect", 0, 0, 0),
        ("La₀.₈Sr₀.₂MnO₃, holes pay", 0.2, 0, 0),
        ("vacancies pay", 0, 0.2, 0),
        ("excess oxygen: LaMnO₃.₁", 0.2, 0, 0),
        ("reduced: electrons owe too", 0, 0.5, 0.3),
    ):
        now = single(panel.preset(name))
        assert (now["holes"], now["2 × vacancies"], now["electrons"]) == pytest.approx(
            (holes, twice, electrons)
        ), name
        assert "neutral" in panel.describe()
    assert "of oxygen none" in panel.preset("excess oxygen: LaMnO₃.₁").describe()
    assert "no ion is missing" in panel.preset("La₀.₈Sr₀.₂MnO₃, holes pay").describe()


@pytest.mark.parametrize(
    ("x", "deficiency", "apart"),
    [(0.0, 0.5, True), (0.2, 0.32, True), (0.2, 0.3, False), (0.2, 0.25, False), (0.8, 0.38, False)],
)
def test_the_ledger_says_where_it_is_bookkeeping_only(x, deficiency, apart):
    panel = chapter.Ledger(strontium=x, oxygen_deficiency=deficiency)
    assert ("such a crystal falls apart" in panel.describe()) == apart
    assert "neutral" in panel.describe()


@given(st.floats(0, 1), st.floats(-0.15, 0.75))
def test_no_number_of_the_ledger_is_struck_by_the_edge_of_a_bar(x, deficiency):
    """Each stands in a part tall enough for a line of text, or above the whole bar; no two in one place."""
    assume(2 * deficiency <= 1 + x and x - 2 * deficiency <= 1)
    now, line = {name: (float(value),) for name, value in charges(x, deficiency).items()}, line_of_text()
    for parts in (OWED, PAID):
        edges = np.cumsum([0, *(now[name][0] for _, name, _ in parts)])
        shown = [
            (level, *edges[place : place + 2])
            for place, level in enumerate(levels(now, parts, line))
            if edges[place + 1] > edges[place]
        ]
        for level, low, high in shown:
            assert (
                low + line / 2 <= level * (1 + 1e-9)
                and level + line / 2 <= high * (1 + 1e-9)
                or level - line / 2 >= edges[-1]
            )
        assert np.all(np.diff(sorted(level for level, _, _ in shown)) >= 0.99 * line)


@settings(max_examples=20, deadline=None)
@given(strontium, st.floats(-0.15, 0.75))
def test_both_bars_are_drawn_equally_tall(x, deficiency):
    assume(2 * deficiency <= 1 + x and x - 2 * deficiency <= 1)
    panel = chapter.Ledger(strontium=x, oxygen_deficiency=deficiency)
    bars = panel.figure.axes[0].patches
    tops = [
        max(bar.get_y() + bar.get_height() for bar in bars if (bar.get_x() < 1) == left)
        for left in (True, False)
    ]
    assert tops[0] == pytest.approx(tops[1], abs=1e-12) and tops[0] <= panel.figure.axes[0].get_ylim()[1]


# --- The ledger that temperature and gas keep


@settings(max_examples=30, deadline=None)
@given(st.floats(0.05, 0.8), st.floats(*model_oxides.FERRITE_TEMPERATURES), st.floats(-20, 0))
def test_the_gas_follows_from_delta_without_a_solver(x, temperature, exponent):
    exponent = max(exponent, float(np.log10(model_oxides.ferrite_lowest_activity(temperature))) + 1e-6)
    panel = chapter.DrivenLedger(strontium=x, temperature=temperature, oxygen_activity=10.0**exponent)
    now = single(panel)
    reactions = model_oxides.ferrite_model(x, temperature).reactions
    back = doping.ferrite_oxygen_activity(now["δ"], x, *(reaction.log10_constant for reaction in reactions))
    assert np.log10(back) == pytest.approx(
        exponent, abs=1e-4
    )  # on the plateau delta hardly tells the pressure
    assert now["mean valence"] == pytest.approx(3 + now["holes"] - now["electrons"], abs=1e-12)
    pressure = panel.data()["pressure"]
    # More oxygen: fewer vacancies and electrons, more holes; never more of both payers.
    assert (np.diff(pressure["δ"]) < 0).all()
    assert (np.diff(pressure["holes"]) > 0).all()
    assert (np.diff(pressure["electrons"]) < 0).all()


def test_one_act_of_doping_in_numbers():
    panel = chapter.DrivenLedger()
    measured = material("lanthanum_strontium_ferrite_40").property("total conductivity")
    panel.set(oxygen_activity=float(measured.oxygen_activity_range[0]))
    assert single(panel)["σₑ (S/cm)"] == pytest.approx(
        measured.value / 100, rel=1e-5
    )  # the model's few electrons come on top
    plateau = single(panel.preset("vacancies pay all: as many Fe⁴⁺ as Fe²⁺"))
    assert plateau["δ"] == pytest.approx(0.2)
    assert plateau["mean valence"] == pytest.approx(3)
    assert plateau["holes"] == pytest.approx(plateau["electrons"])
    least = single(panel.preset("hardly any oxygen: electrons beat holes"))
    assert least["mean valence"] < 3 and least["σ electrons (S/cm)"] > 2 * least["σ holes (S/cm)"]
    panel.reset()
    cold, hot = (
        single(panel.set(temperature=temperature)) for temperature in model_oxides.FERRITE_TEMPERATURES
    )
    assert hot["δ"] > cold["δ"]
    assert hot["holes"] < cold["holes"]  # oxygen leaves on heating and takes holes along


def test_the_ferrite_ends_where_ferrites_rich_in_iron_seemed_to_decompose():
    found = model_oxides.ferrite_lowest_activity(np.array([873.15, 1073.15, 1273.15]))
    assert found[:2] == pytest.approx([1e-21, 1e-15], rel=1e-9)
    # One enthalpy: the same fall of log p for each step of 1/T.
    steps = np.diff(np.log10(found)) / np.diff(1 / np.array([873.15, 1073.15, 1273.15]))
    assert steps[0] == pytest.approx(steps[1], rel=1e-9) and -12 < np.log10(found[2]) < -9
    with pytest.raises(ValueError, match="temperature = 0"):
        model_oxides.ferrite_lowest_activity(0.0)


@pytest.mark.parametrize("celsius", [600, 800, 1000])
def test_the_driven_ledger_ends_there(celsius):
    kelvin = celsius + 273.15
    panel, least = (
        chapter.DrivenLedger(temperature=kelvin),
        max(1e-20, float(model_oxides.ferrite_lowest_activity(kelvin))),
    )
    assert panel.data()["pressure"]["pO₂ (bar)"].min() == pytest.approx(least)
    assert panel.data()["falls apart"]["pO₂ (bar)"][1] == pytest.approx(least)
    stopped = panel.move("oxygen_activity", 1e-20)
    assert panel.state["oxygen_activity"] == pytest.approx(least, rel=0.6)
    assert panel.state["oxygen_activity"] >= least * (1 - 1e-9)
    assert ("fall apart" in stopped) == (celsius > 600)


def test_the_measured_points_are_drawn_where_they_were_measured():
    panel = chapter.DrivenLedger()
    measured = material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    assert panel.data()["measured"]["σ (S/cm)"] == pytest.approx([191, 114])
    assert panel.data()["measured"]["pO₂ (bar)"] == pytest.approx(
        [point.oxygen_activity_range[0] for point in measured]
    )
    assert panel.figure
    (points,) = (artist for artist, table, *_ in panel.curves.values() if table == "measured")
    assert points.get_ydata() == pytest.approx([191, 114])
    for elsewhere in ({"strontium": 0.41}, {"temperature": 1083.15}):
        panel.reset()
        assert panel.set(**elsewhere).data()["measured"]["σ (S/cm)"].size == 0 == points.get_xdata().size
    panel.reset()
    assert points.get_xdata().size == 2


# --- Pairs


def test_neighbours_are_counted_on_the_lattice():
    cations = np.array([(0, 0, 0), (0, 2, 2), (2, 0, 2), (2, 2, 0)]) / 4
    anions = np.array(list(itertools.product((1, 3), repeat=3))) / 4
    cells = np.array(list(itertools.product((-1, 0, 1), repeat=3)))
    distance = np.linalg.norm(anions[np.newaxis] + cells[:, np.newaxis] - cations[0], axis=-1)
    neighbours = np.isclose(distance, distance.min()).sum()
    by_chance = (
        neighbours * len(cations) / len(anions)
    )  # empty neighbours of a dopant per vacancy and formula unit
    energy = 1e-6 * R * 1000.0
    assert vacancies.pair_constant(energy, 1000.0, "MO2") == pytest.approx(by_chance * 1e-6, rel=1e-5)
    assert vacancies.pair_constant(0.3 * ELECTRONVOLT, 873.15, "MO2") == pytest.approx(
        by_chance * (np.exp(0.3 * e / (k * 873.15)) - 1), rel=1e-7
    )


@given(st.floats(0, 0.6), st.floats(500, 1500), st.floats(1e-4, 0.01))
def test_few_vacancies_walk_as_among_traps(volts, temperature, dopants):
    """Level barriers: the walk slows down by the mean of exp(binding/RT) over the places."""
    energy = volts * ELECTRONVOLT
    beside = 4 * dopants  # share of the oxygen places that have a dopant for a neighbour
    slower = 1 - beside + beside * np.exp(energy / (R * temperature))
    constant = vacancies.pair_constant(energy, temperature, "MO2")
    few = 1e-12
    assert vacancies.free_vacancy_concentration(few, dopants, constant) / few == pytest.approx(
        1 / slower, rel=1e-6
    )


@pytest.mark.parametrize(
    ("energy", "temperature"),
    [(-1.0, 900.0), (1e4, 0.0), (1e4, -5.0), (np.nan, 900.0), ("much", 900.0), (1e9, 10.0)],
)
def test_pair_constant_refuses_what_is_impossible(energy, temperature):
    with pytest.raises(ValueError, match="binding_energy|temperature"):
        vacancies.pair_constant(energy, temperature, "MO2")


def test_a_binding_too_small_to_count_is_none():
    assert vacancies.free_vacancy_concentration(1e-12, 0.01, 2e-311) == 1e-12
    assert doping.free_share_of_vacancies(0.1, 1e-309, 500.0) == 1


@pytest.mark.parametrize("celsius", [500, 600, 700, 800])
def test_the_course_ceria_comes_out_at_every_temperature(celsius):
    kelvin = celsius + 273.15
    law = partial_conductivity(material("ceria_gadolinia_10").property("ionic conductivity"), kelvin) / 100
    assert single(chapter.Association(temperature=kelvin))["σᵢₒₙ (S/cm)"] == pytest.approx(
        float(law), rel=1e-9
    )


def test_a_free_vacancy_moves_faster_when_hotter():
    kelvin = np.linspace(773.15, 1073.15, 7)
    moving = model_oxides.ceria_conductivity_without_pairs(0.1, kelvin) * kelvin
    barriers = -R * np.diff(np.log(moving)) / np.diff(1 / kelvin) / ELECTRONVOLT
    known = material("ceria_gadolinia_10").property("ionic conductivity").activation_energy / ELECTRONVOLT
    assert (
        (barriers > 0.3) & (barriers < known)
    ).all()  # the rest of the measured barrier is what it takes to leave a pair


@settings(max_examples=40, deadline=None)
@given(st.floats(0.0, 0.6), st.floats(773.15, 1073.15))
def test_the_most_is_where_another_route_finds_it(volts, temperature):
    energy = volts * ELECTRONVOLT
    panel = chapter.Association(binding_energy=energy, temperature=temperature)
    constant = float(vacancies.pair_constant(energy, temperature, "MO2"))

    def less(y):
        free = y / 2 - doping.associated_pairs(y, y / 2, constant)
        return -free * (1 - y / 4)

    found = minimize_scalar(less, bounds=(0.001, 0.25), method="bounded", options={"xatol": 1e-7}).x
    assert single(panel)["y of the most"] == pytest.approx(found, rel=0.02)
    assert ("only at its end" in panel.describe()) == (single(panel)["y of the most"] == 0.25)
    content = panel.data()["content"]
    # Pairs alone make a plateau: what falls behind the top is the share of full sites, 1 - theta.
    conducts = content["σᵢₒₙ (S/cm)"]
    assert conducts[-1] > (1 - 0.25 / 4) * conducts.max()


def test_pairs_are_counted_while_there_are_places_away_from_dopants():
    panel = chapter.Association()
    assert 8 * association.MOST_DOPED == 2 == vacancies.STRUCTURES["MO2"].sites_per_formula_unit
    assert panel.controls[0].maximum == panel.data()["content"]["y"].max() == association.MOST_DOPED


@pytest.mark.parametrize(("celsius", "volts"), [(500, 0.395), (600, 0.45), (800, 0.55)])
def test_a_top_at_a_tenth_leaves_the_measured_conductivity_far_above(celsius, volts):
    panel = chapter.Association(temperature=celsius + 273.15, binding_energy=volts * ELECTRONVOLT)
    assert single(panel)["y of the most"] == pytest.approx(0.1, rel=0.08)
    beyond = single(panel, "course")["CGO10 over the most"]
    assert beyond > 3 and f"measured CGO10 conducts {beyond:.2g} times better" in panel.describe()


@pytest.mark.parametrize("celsius", [500, 600, 800])
@pytest.mark.parametrize("volts", [0.0, 0.3, 0.45, 0.6])
def test_both_lines_and_what_was_measured_are_always_in_the_picture(volts, celsius):
    """One axis for every setting: with y from 0.1 to 0.2 all that is to be compared is within it."""
    panel = chapter.Association(binding_energy=volts * ELECTRONVOLT, temperature=celsius + 273.15)
    low, high = panel.figure.axes[1].get_ylim()
    content, seen = panel.data()["content"], 0
    for column in ("σᵢₒₙ (S/cm)", "without pairs (S/cm)"):
        there = content[column][(content["y"] > 0.1) & (content["y"] < 0.2)]
        assert there.size and low < there.min() and there.max() < high
        seen += column in {column for _, _, _, column in panel.curves.values()}
    squares = [line for line in panel.figure.axes[1].get_lines() if line.get_marker() == "s"]
    points = [point for square in squares for point in zip(*square.get_data(), strict=True)]
    assert seen == 2 and len(points) == 1 + (celsius == 500) and all(low < up < high for _, up in points)


def test_twice_the_gadolinium_is_held_against_a_measurement_that_the_model_was_not_fitted_to():
    panel, measured = chapter.Association(), material("ceria_gadolinia_20").property("ionic conductivity")
    assert measured.temperature_range[0] == pytest.approx(773.15)
    panel.preset("twice the gadolinium at 500 °C, as measured")
    ratio = single(panel)["σᵢₒₙ (S/cm)"] / (measured.value / 100)
    assert 2 < ratio < 2.6 and f"Measured was {ratio:.2g} times less" in panel.describe()
    assert "Measured" not in panel.set(temperature=783.15).describe()


def test_without_binding_every_vacancy_is_free():
    panel = chapter.Association(binding_energy=0.0)
    content = panel.data()["content"]
    assert content["free vacancies"] == pytest.approx(content["all vacancies"])
    assert content["σᵢₒₙ (S/cm)"] == pytest.approx(content["without pairs (S/cm)"])
    assert doping.free_share_of_vacancies(0.1, 0.0, 900.0) == 1
    weak, strong = (single(chapter.Association(binding_energy=volts * ELECTRONVOLT)) for volts in (0.2, 0.5))
    assert strong["free share (%)"] < weak["free share (%)"]
    assert strong["y of the most"] < weak["y of the most"]


# --- Predictions


def test_what_the_predictions_say_is_found_in_the_panels():
    payment, association = chapter.predict_payment(), chapter.predict_association()
    assert (payment.key, association.key) == ("doping.payment", "doping.association")
    assert payment.panel.state["strontium"] == 0
    assert single(payment.panel.set(strontium=0.2))["holes"] == pytest.approx(0.2)
    assert single(payment.panel.set(oxygen_deficiency=0.1))["holes"] == 0
    gains = []
    for volts in (0.3, 0.0):
        before, after = (
            single(association.panel.set(gadolinium=content, binding_energy=volts * ELECTRONVOLT))[
                "σᵢₒₙ (S/cm)"
            ]
            for content in (0.1, 0.2)
        )
        gains.append(100 * (after / before - 1))
    assert f"grows by {gains[0]:.0f} %" in association.found and 0 < gains[0] < 10 and 90 < gains[1] < 100
    assert association.panel.controls[2].default == pytest.approx(0.3 * ELECTRONVOLT)
    assert association.panel.controls[1].show(association.panel.state["temperature"]) == "600 °C"


@pytest.mark.parametrize("binding", [0.05, 0.1, 0.3, 0.6])
@pytest.mark.parametrize("kelvin", [773.15, 873.15, 1073.15])
def test_the_name_of_the_line_without_pairs_stands_above_that_line(binding, kelvin):
    panel = chapter.Association(binding_energy=binding * ELECTRONVOLT, temperature=kelvin)
    axes = panel.figure.axes[1]
    name, = (text for text in axes.texts if text.get_text() == "if all were free")
    place, height = name.xy
    line = panel.data()["content"]
    assert height > np.interp(place, line["y"], line["without pairs (S/cm)"])
