"""What the panels of chapter 05 claim about physics: which rule makes which slope, and what one fitted exponent can and cannot tell."""
import numpy as np
import pytest

from mixcond_lessons.chapters import atmosphere as chapter
from mixcond_lessons.chapters.atmosphere_brouwer import EXCESS, crossover_acceptor
from mixcond_lessons.chapters.atmosphere_samples import CANDIDATES, MAKERS, SAMPLES
from mixcond_lessons.chapters.conductivity import OneMaterial
from mixcond_lessons.classroom.style import lecture_mode
from mixcond_lessons.materials import material
from mixcond_lessons.physics.conductivity import partial_conductivity
from mixcond_lessons.physics.model_oxides import titanate_constants


def number(panel, column):
    """One single number of a panel's data."""
    return next(float(table[column][0]) for table in panel.data().values() if column in table and table[column].size == 1)


def test_borders_lie_where_two_charges_are_equal():
    panel = chapter.Brouwer()
    acceptor, (reduction, ionisation) = panel.state["acceptor"], (10.0 ** value for value in titanate_constants(panel.state["temperature"]))
    left, right = panel.data()["borders"]["pO₂ (bar)"][::2]
    holes = ionisation / acceptor                       # n = [A'] at the left border
    assert left == pytest.approx((reduction / ((2 * acceptor - holes) / 2 * acceptor ** 2)) ** 2, rel=0.01)
    holes = (acceptor + np.sqrt(acceptor ** 2 + 8 * ionisation)) / 4    # 2[V] = h at the right border
    assert right == pytest.approx((reduction / (holes / 2 * (ionisation / holes) ** 2)) ** 2, rel=0.01)
    assert number(panel, "from (bar)") == left and number(panel, "up to (bar)") == right


def test_each_place_of_a_sixth_is_what_its_name_says():
    panel, found = chapter.Brouwer(), {}
    for name in panel.presets:
        panel.preset(name)
        found[name[:10]] = [number(panel, column) for column in ("exponent of [h]", "[h]", "[n]", "[V]", "share of the charge (%)")]
        exponent = 1 / 4 if name.startswith("¼") else 1 / 6
        assert number(panel, "exponent of [h]") == pytest.approx(exponent, abs=0.004), name
    _, holes, electrons, vacancies, _ = found["⅙, second "]
    assert holes < 1e-3 * electrons and electrons == pytest.approx(2 * vacancies, rel=0.05)
    exponent, holes, electrons, vacancies, share = found["⅙, third p"]
    assert holes == pytest.approx(2 * vacancies, rel=2e-3) and holes > 300 * electrons and share == pytest.approx(50, abs=0.1)
    assert panel.state["acceptor"] == crossover_acceptor(panel.state["temperature"], panel.state["oxygen_activity"])


def test_two_different_defects_make_the_same_sixth():
    panels = [chapter.Brouwer(undoped=True, excess=excess, oxygen_activity=1e3) for excess in EXCESS if excess != "none"]
    assert len(panels) == 2 and len({panel.describe().split(" rules")[0] for panel in panels}) == 2
    for panel in panels:
        assert number(panel, "exponent of [h]") == pytest.approx(1 / 6, abs=0.003)
        assert number(panel, "[h]") > 10 * number(panel, "[n]")


def test_the_constants_stay_when_the_pressure_changes():
    """Le Chatelier as a law: new concentrations, the same K."""
    panel, seen = chapter.Brouwer(), []
    for pressure in (1e-25, 1e-10, 1.0):
        panel.set(oxygen_activity=pressure)
        holes, electrons, vacancies = (number(panel, f"[{name}]") for name in "hnV")
        seen.append((holes * electrons, vacancies * electrons ** 2 * np.sqrt(pressure), holes))
    for column, same in ((0, True), (1, True), (2, False)):
        values = np.array(seen)[:, column]
        assert (np.ptp(values) < 1e-9 * values.max()) == same
    panel.set(undoped=True)
    assert panel.data()["acceptor"]["[A′]"].size == 0


def test_the_predictions_tell_what_the_panels_show():
    exponent = chapter.predict_exponent()
    seen = []
    for pressures in ((1e-10, 1.6e-9), (1e-25, 1.6e-24)):
        low, high = (number(exponent.panel.set(oxygen_activity=pressure), "[h]") for pressure in pressures)
        seen.append(high / low)
    assert seen == pytest.approx([2, 1.6], rel=0.03) and "Very nearly 2" in exponent.found and "near 1.6" in exponent.found
    direction = chapter.predict_ceria_falls().panel
    rising = [direction.set(oxygen_activity=pressure).data()["now"] for pressure in np.geomspace(1e-10, 1, 9)]
    assert (np.diff([float(now["ferrite σₑ (S/cm)"][0]) for now in rising]) > 0).all()
    assert (np.diff([float(now["ceria σₑ (S/cm)"][0]) for now in rising]) < 0).all()
    assert all(now["ferrite conducts by holes"] == 1 and now["ceria conducts by holes"] == 0 for now in rising)
    for prediction in (exponent, chapter.predict_ceria_falls()):
        assert prediction.look and prediction.found and len(prediction.options) >= 4


@pytest.mark.parametrize("pressure, arrow", [(1e-15, "⟵"), (0.21, "⇌"), (1.0, "⟶")])
def test_arrows_point_where_the_gas_has_pushed_since_air(pressure, arrow):
    panel = chapter.TwoConductors(oxygen_activity=pressure)
    _, moving = panel.layers()
    assert moving.count(arrow) == 2 and sum(moving.count(other) for other in "⟵⇌⟶") == 2
    for oxide in ("ferrite", "ceria"):
        assert np.sign(number(panel, f"{oxide} oxygen lost since air")) == {"⟵": 1, "⇌": 0, "⟶": -1}[arrow]


def test_the_ceria_here_is_the_ceria_of_chapter_one():
    here, there = chapter.TwoConductors(), OneMaterial()
    for pressure in (0.21, 1e-10, 1e-15):
        for column in ("σₑ (S/cm)", "σᵢₒₙ (S/cm)"):
            one, other = number(here.set(oxygen_activity=pressure), f"ceria {column}"), number(there.set(oxygen_activity=pressure), column)
            assert one == pytest.approx(other, rel=0.02), (pressure, column)


def test_the_ferrite_turns_n_type_when_it_has_lost_enough_oxygen():
    panel = chapter.TwoConductors(oxygen_activity=1e-24)
    assert number(panel, "ferrite conducts by holes") == 0 and number(panel, "ferrite exponent of them") < 0
    assert "Ferrite" in panel.describe() and "by electrons" in panel.describe().split("Ceria")[0]


def test_two_decades_look_like_a_sixth_and_more_decades_do_not():
    panel = chapter.SlopeDetective()
    panel.preset("B: two decades that look like ⅙")
    assert abs(number(panel, "exponent") - 1 / 6) < 2 * number(panel, "standard error") and "⅙" in panel.describe() and "one law would do" in panel.describe()
    panel.preset("B: more decades")
    assert number(panel, "crossover") == 1 and "no single law" in panel.describe()
    panel.preset("C: a ⅙ that stands still")
    assert number(panel, "crossover") == 0 and "errors: ⅙." in panel.describe()


@pytest.mark.parametrize("sample, low, high, exponent", [("A", 1e-4, 1.0, "¼"), ("B", 1e-15, 1e-10, "¼"), ("C", 1e-8, 1.0, "⅙"), ("D", 1e-20, 1e-17, "−¼"),
                                                         ("E", 1e-20, 1e-12, "−⅙"), ("F", 1e-3, 1.0, "¼")])
def test_each_sample_hides_the_exponent_its_truth_names(sample, low, high, exponent):
    seen = [chapter.SlopeDetective(sample=sample, window_low=low, window_high=high, seed=seed, show_model=True) for seed in range(501, 521)]
    mean = np.mean([number(panel, "exponent") for panel in seen])
    assert mean == pytest.approx(CANDIDATES[exponent], abs=0.006)
    assert exponent.removeprefix("−") in SAMPLES[sample].truth and SAMPLES[sample].truth in seen[0].describe()


def test_a_flat_level_has_the_exponent_zero_and_a_minimum_drifts():
    assert abs(number(chapter.SlopeDetective(sample="D", window_low=1e-4, window_high=1.0), "exponent")) < 0.01
    around = chapter.SlopeDetective().preset("F: around the minimum")
    assert number(around, "crossover") == 1 and number(around, "drift") > 0.1
    assert set(CANDIDATES) == set(MAKERS)


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
    assert number(panel, "exponent") == pytest.approx(np.log(air.value / less.value) / np.log(air.oxygen_activity_range[0] / less.oxygen_activity_range[0]))
    assert number(panel, "exponent") == pytest.approx(0.170, abs=0.001)
    assert number(panel, "exponent of the model") < number(panel, "exponent of its holes") < 0.5 * number(panel, "exponent")
    assert "open case" in panel.describe() and panel.data()["moving"]["exponent"].size == 0


def test_heating_takes_oxygen_holes_and_conductivity():
    panel = chapter.HeatingInAir(oxygen_activity=1e-5)
    heating = panel.data()["heating"]
    assert (np.diff(heating["mass change (%)"]) < 0).all() and (np.diff(heating["δ"]) > 0).all() and (np.diff(heating["σ (S/cm)"]) < 0).all()
    assert (np.diff(heating["σ with the oxygen of the start (S/cm)"]) > 0).all() and "falls all the way" in panel.describe()
    panel.reset()
    heating = panel.data()["heating"]
    highest = heating["σ (S/cm)"].argmax()
    assert 0 < highest < heating["σ (S/cm)"].size - 1 and number(panel, "highest at (°C)") == heating["T (°C)"][highest]
    # beyond half of all iron as Fe4+ a hole fewer is a free neighbour more
    many = chapter.HeatingInAir(strontium=0.9, oxygen_activity=1.0)
    assert number(many, "σ (S/cm)") > number(many, "σ with the oxygen of the start (S/cm)")


def test_the_domain_has_pattersons_borders():
    panel = chapter.DomainMap(border=0.5)
    entry, kelvin = material("zirconia_yttria_8"), panel.state["temperature"]
    ionic, electrons, holes = (float(partial_conductivity(entry.property(quantity), kelvin)) for quantity in (
        "ionic conductivity", "electronic conductivity (electrons)", "electronic conductivity (holes)"))
    half = number(panel, "from (bar)"), number(panel, "up to (bar)")
    assert half == pytest.approx([(electrons / ionic) ** 4, (ionic / holes) ** 4], rel=1e-6)
    panel.set(border=0.99)
    assert number(panel, "from (bar)") / half[0] == pytest.approx(99 ** 4, rel=0.01)
    assert half[1] / number(panel, "up to (bar)") == pytest.approx(99 ** 4, rel=0.01)
    assert number(panel, "border moves by (%)") == pytest.approx(100 * (1.1 ** 4 - 1), rel=1e-3)


def test_of_ceria_only_one_border_is_known_and_hydrogen_lies_outside():
    panel = chapter.DomainMap(material="ceria_gadolinia_10", temperature=973.15)
    assert "up to (bar)" not in panel.data()["now"] and "holes are not known" in panel.describe()
    assert number(panel, "hydrogen (bar)") < number(panel, "from (bar)") < 0.21 and "air lies inside" in panel.describe()
    assert "source gives numbers" in panel.move("temperature", 1273.15) and panel.state["temperature"] == pytest.approx(1073.15)


@pytest.mark.parametrize("panel_class", chapter.PANELS, ids=lambda panel: panel.name)
def test_in_the_hall_the_picture_holds_the_same_numbers(panel_class):
    panel = panel_class()
    before = panel.describe()
    lecture_mode(True)
    try:
        panel.redraw()
        assert panel.figure.get_size_inches()[0] * 72 == 1100 and panel.describe() == before
    finally:
        lecture_mode(False)
        panel.redraw()
