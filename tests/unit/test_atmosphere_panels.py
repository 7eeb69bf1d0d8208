"""What the panels of chapter 05 claim about physics: which rule makes which slope, which way a gas pushes,
and where an electrolyte stays one."""

import itertools

import numpy as np
import pytest

from mixcond_lessons.chapters import atmosphere as chapter
from mixcond_lessons.chapters.atmosphere.neutrality_conditions import EXCESS, TERMS, crossover_acceptor
from mixcond_lessons.chapters.atmosphere.neutrality_in_words import RULES
from mixcond_lessons.chapters.conductivity import OneMaterial
from mixcond_lessons.classroom.style import lecture_mode
from mixcond_lessons.materials import material
from mixcond_lessons.physics import atmosphere as law
from mixcond_lessons.physics.conductivity import partial_conductivity
from mixcond_lessons.physics.doping import acceptor_doped_oxide
from mixcond_lessons.physics.model_oxides import CERIA_TEMPERATURES, titanate_constants


def number(panel, column):
    """One single number of a panel's data."""
    return next(
        float(table[column][0])
        for table in panel.data().values()
        if column in table and table[column].size == 1
    )


def test_borders_lie_where_two_charges_are_equal():
    panel = chapter.Brouwer()
    acceptor, (reduction, ionisation) = (
        panel.state["acceptor"],
        (10.0**value for value in titanate_constants(panel.state["temperature"])),
    )
    left, right = panel.data()["borders"]["pO₂ (bar)"][::2]
    holes = ionisation / acceptor  # n = [A'] at the left border
    assert left == pytest.approx((reduction / ((2 * acceptor - holes) / 2 * acceptor**2)) ** 2, rel=0.01)
    holes = (acceptor + np.sqrt(acceptor**2 + 8 * ionisation)) / 4  # 2[V] = h at the right border
    assert right == pytest.approx((reduction / (holes / 2 * (ionisation / holes) ** 2)) ** 2, rel=0.01)
    assert number(panel, "from (bar)") == left and number(panel, "up to (bar)") == right


def test_each_place_of_a_sixth_is_what_its_name_says():
    panel, found = chapter.Brouwer(), {}
    for name in panel.presets:
        panel.preset(name)
        found[name[:10]] = [
            number(panel, column)
            for column in ("exponent of [h]", "[h]", "[n]", "[V]", "share of the charge (%)")
        ]
        exponent = 1 / 4 if name.startswith("¼") else 1 / 6
        assert number(panel, "exponent of [h]") == pytest.approx(exponent, abs=0.004), name
    _, holes, electrons, vacancies, _ = found["⅙, second "]
    assert holes < 1e-3 * electrons and electrons == pytest.approx(2 * vacancies, rel=0.05)
    exponent, holes, electrons, vacancies, share = found["⅙, third p"]
    assert (
        holes == pytest.approx(2 * vacancies, rel=2e-3)
        and holes > 300 * electrons
        and share == pytest.approx(50, abs=0.1)
    )
    assert panel.state["acceptor"] == crossover_acceptor(
        panel.state["temperature"], panel.state["oxygen_activity"]
    )


def test_nothing_rules_where_two_terms_share_the_charge():
    panel = chapter.Brouwer()
    panel.preset("⅙, third place: one point in air")
    assert (
        "between 2[V] = [A′] and [h] = [A′]: neither rules" in panel.describe()
        and "[h] = 2[V] = [A′]/2, which makes ⅙" in panel.describe()
    )
    panel.set(oxygen_activity=panel.state["oxygen_activity"] * 3)
    assert "neither rules" in panel.describe() and "which makes ⅙" not in panel.describe()
    panel.set(acceptor=1e-2, oxygen_activity=1e-10)
    assert " 2[V] = [A′] rules with " in panel.describe()


@pytest.mark.parametrize("excess", EXCESS)
@pytest.mark.parametrize("undoped", [False, True])
def test_a_condition_rules_exactly_where_its_terms_hold_the_charge(excess, undoped):
    """Both sides of the charge rule are told in full; the largest terms are those of the regime, and the
    rival has the next ones."""
    panel = chapter.Brouwer(excess=excess, undoped=undoped, acceptor=1e-5)
    terms, told = {*TERMS.values(), "[A']"}, set()
    for decades in np.arange(-30, 6.1, 1.5):
        panel.set(oxygen_activity=10.0**decades)
        tables, oxide = (
            panel.data(),
            acceptor_doped_oxide(
                0 if undoped else 1e-5,
                *titanate_constants(panel.state["temperature"]),
                **{"none": {}, "O_i": {"log10_interstitial": -12.5}, "V_M": {"log10_metal_vacancy": -17.5}}[
                    excess
                ],
            ),
        )
        names, share = law.neutrality_regime(oxide, oxide.equilibrium(panel.state["oxygen_activity"]))
        sides = [
            {term.removesuffix(" (%)"): float(column[0]) for term, column in tables[side].items()}
            for side in ("positive charge", "negative charge")
        ]
        assert [sum(side.values()) for side in sides] == pytest.approx([100, 100])
        assert written(str(names)) == " = ".join(max(side, key=side.get) for side in sides) and {
            written(term) for term in terms
        } >= {*sides[0], *sides[1]}
        assert min(max(side.values()) for side in sides) == pytest.approx(100 * float(share))
        assert (
            ("neither rules" in panel.describe())
            == (100 * share < RULES)
            == (" rules with " not in panel.describe())
        )
        told.add("neither rules" in panel.describe())
    assert told == {True, False}


def written(condition):
    """A condition of the physics as the panel prints it."""
    return condition.replace("O_i", "Oᵢ").replace("V_M", "Vₘ")


def test_two_different_defects_make_the_same_sixth():
    panels = [
        chapter.Brouwer(undoped=True, excess=excess, oxygen_activity=1e3)
        for excess in EXCESS
        if excess != "none"
    ]
    assert len(panels) == 2 and len({panel.describe().split(" rules")[0] for panel in panels}) == 2
    for panel, name in zip(panels, ("[Oᵢ]", "[Vₘ]"), strict=True):
        # neither exists so in a titanate: the sentence, the picture and the choice say so
        assert (
            f"{name} is invented here" in panel.describe()
            and "invented" in panel.layers()[1]
            and "invented" in EXCESS[panel.state["excess"]]
        )
        assert number(panel, "exponent of [h]") == pytest.approx(1 / 6, abs=0.003)
        assert number(panel, "[h]") > 10 * number(panel, "[n]")


def test_the_sentence_says_when_an_exponent_is_found():
    panel = chapter.Brouwer()
    assert "nearly ¼" in panel.describe()
    for decades in np.arange(-30, 6.1, 0.5):
        told = panel.set(oxygen_activity=10.0**decades).describe()
        for name, value in (("¼", 1 / 4), ("⅙", 1 / 6)):
            near = abs(number(panel, "exponent of [h]") - value) <= 0.005
            assert (f"nearly {name}" in told) == near or "which makes ⅙" in told, (decades, told)


def test_the_constants_stay_when_the_pressure_changes():
    """Le Chatelier as a law: new concentrations, the same K."""
    panel, seen = chapter.Brouwer(), []
    for pressure in (1e-25, 1e-10, 1.0):
        panel.set(oxygen_activity=pressure)
        holes, electrons, vacancies = (number(panel, f"[{name}]") for name in "hnV")
        seen.append((holes * electrons, vacancies * electrons**2 * np.sqrt(pressure), holes))
    for column, same in ((0, True), (1, True), (2, False)):
        values = np.array(seen)[:, column]
        assert (np.ptp(values) < 1e-9 * values.max()) == same
    panel.set(undoped=True)
    assert panel.data()["acceptor"]["[A′]"].size == 0


def test_the_predictions_tell_what_the_panels_show():
    exponent = chapter.predict_exponent()
    seen = []
    for pressures in ((1e-10, 8.1e-9), (1e-25, 8.1e-24)):
        low, high = (number(exponent.panel.set(oxygen_activity=pressure), "[h]") for pressure in pressures)
        seen.append(high / low)
    assert (
        seen == pytest.approx([81 ** (1 / 4), 81 ** (1 / 6)], rel=0.03)
        and "Very nearly 3" in exponent.found
        and "near 2.1" in exponent.found
    )
    assert (
        "81-fold" in exponent.ask
        and "3" in exponent.options
        and any(option.startswith("2.1,") for option in exponent.options)
    )
    assert all(f"{81 * low:.1e}".replace("e-0", "e-") in exponent.look for low in (1e-10, 1e-25))
    direction = chapter.predict_ceria_falls().panel
    rising = [direction.set(oxygen_activity=pressure).data()["now"] for pressure in np.geomspace(1e-10, 1, 9)]
    assert (np.diff([float(now["ferrite σₑ (S/cm)"][0]) for now in rising]) > 0).all()
    assert (np.diff([float(now["ceria σₑ (S/cm)"][0]) for now in rising]) < 0).all()
    assert all(
        now["ferrite conducts by holes"] == 1 and now["ceria conducts by holes"] == 0 for now in rising
    )
    left = [
        direction.set(oxygen_activity=pressure).data()["now"] for pressure in np.geomspace(1e-24, 1e-18, 7)
    ]
    for oxide in ("ferrite", "ceria"):
        assert (np.diff([float(now[f"{oxide} σₑ (S/cm)"][0]) for now in left]) < 0).all()
    assert "Far to the left the ferrite is n-type itself" in chapter.predict_ceria_falls().found
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
            one, other = (
                number(here.set(oxygen_activity=pressure), f"ceria {column}"),
                number(there.set(oxygen_activity=pressure), column),
            )
            assert one == pytest.approx(other, rel=0.02), (pressure, column)


def test_the_ferrite_turns_n_type_when_it_has_lost_enough_oxygen():
    panel = chapter.TwoConductors(oxygen_activity=1e-24)
    assert number(panel, "ferrite conducts by holes") == 0 and number(panel, "ferrite exponent of them") < 0
    assert (
        "ferrite (n-type here, like ceria)" in panel.describe()
        and "by electrons" in panel.describe().split(";")[0]
    )
    assert "ferrite (p-type)" in panel.set(oxygen_activity=0.21).describe()


@pytest.mark.parametrize("celsius", [600, 700, 800])
def test_where_holes_and_electrons_share_the_conduction_neither_slope_is_told(celsius):
    """Near its minimum σₑ is flat, so the exponent of either carrier would mislead."""
    panel = chapter.TwoConductors(temperature=celsius + 273.15)
    curves = panel.data()["curves"]
    smallest = np.log10(curves["pO₂ (bar)"][curves["ferrite σₑ (S/cm)"].argmin()])
    both = []
    for decades in np.arange(-24, 0.1, 0.5):
        panel.set(oxygen_activity=10.0**decades)
        told = panel.describe().split(";")[0]
        both.append("holes and electrons" in told)
        assert both[-1] == (number(panel, "ferrite share of the scarcer") > 0.1) == ("-type" not in told)
        if both[-1]:
            assert abs(decades - smallest) < 2.3 and "least near here" in told
        # Far from there the carrier's exponent is that of σₑ, save where iron runs out of free neighbours.
        elif abs(decades - smallest) > 3:
            assert np.sign(number(panel, "ferrite exponent of them")) == np.sign(decades - smallest)
    assert 4 <= sum(both) <= 10


def test_a_share_that_is_nearly_one_is_not_rounded_to_one():
    panel = chapter.TwoConductors()
    for pressure in (0.21, 1e-5, 1e-10, 1e-20):
        share = number(panel.set(oxygen_activity=pressure), "ceria tᵢₒₙ")
        assert (
            share < 1
            and "tᵢₒₙ = 1. " not in panel.describe()
            and ("tᵢₒₙ above 0.999" in panel.describe()) == (share > 0.999)
        )


def test_heating_takes_oxygen_holes_and_conductivity():
    panel = chapter.HeatingInAir(oxygen_activity=1e-5)
    heating = panel.data()["heating"]
    assert (
        (np.diff(heating["mass change (%)"]) < 0).all()
        and (np.diff(heating["δ"]) > 0).all()
        and (np.diff(heating["σ (S/cm)"]) < 0).all()
    )
    assert (
        np.diff(heating["σ with the oxygen of the start (S/cm)"]) > 0
    ).all() and "falls all the way" in panel.describe()
    panel.reset()
    heating = panel.data()["heating"]
    highest = heating["σ (S/cm)"].argmax()
    assert (
        0 < highest < heating["σ (S/cm)"].size - 1
        and number(panel, "highest at (°C)") == heating["T (°C)"][highest]
    )
    assert (
        panel.set(temperature=1173.15).describe().endswith(f"falls again since {words(highest, heating)}.")
        and 800 < heating["T (°C)"][highest] < 850
    )
    assert panel.set(temperature=973.15).describe().endswith(f"still rises, up to {words(highest, heating)}.")
    assert "rises all the way" in panel.set(strontium=0.05, oxygen_activity=1.0).describe()


def words(place, heating):
    """A temperature of the heating as it stands in the sentence."""
    return f"{heating['T (°C)'][place]:.0f} °C"


@pytest.mark.parametrize("strontium", [0.05, 0.25, 0.5])
@pytest.mark.parametrize("pressure", [1e-5, 3e-4, 1e-2, 1.0])
def test_to_lose_oxygen_always_costs_conductivity(strontium, pressure):
    """Up to half of all iron as Fe4+ a hole fewer is never a gain of free neighbours, so the panel goes no
    further; all of it stays in the picture."""
    panel = chapter.HeatingInAir(strontium=strontium, oxygen_activity=pressure)
    heating = panel.data()["heating"]
    assert (heating["σ (S/cm)"] <= heating["σ with the oxygen of the start (S/cm)"] * (1 + 1e-12)).all()
    for axes, column in zip(
        panel.figure.axes, ("mass change (%)", "x − 2δ", "σ with the oxygen of the start (S/cm)"), strict=True
    ):
        low, high = axes.get_ylim()
        assert low < heating[column].min() and heating[column].max() < high
    assert next(control.maximum for control in panel.controls if control.name == "strontium") == 0.5


def test_the_domain_has_pattersons_borders():
    panel = chapter.DomainMap(border=0.5)
    entry, kelvin = material("zirconia_yttria_8"), panel.state["temperature"]
    ionic, electrons, holes = (
        float(partial_conductivity(entry.property(quantity), kelvin))
        for quantity in (
            "ionic conductivity",
            "electronic conductivity (electrons)",
            "electronic conductivity (holes)",
        )
    )
    half = number(panel, "from (bar)"), number(panel, "up to (bar)")
    assert half == pytest.approx([(electrons / ionic) ** 4, (ionic / holes) ** 4], rel=1e-6)
    panel.set(border=0.99)
    assert number(panel, "from (bar)") / half[0] == pytest.approx(99**4, rel=0.01)
    assert half[1] / number(panel, "up to (bar)") == pytest.approx(99**4, rel=0.01)
    assert number(panel, "border moves by (%)") == pytest.approx(100 * (1.1**4 - 1), rel=1e-3)


def test_of_ceria_only_one_border_is_known_and_hydrogen_lies_outside():
    panel = chapter.DomainMap(material="ceria_gadolinia_10", temperature=973.15)
    assert "up to (bar)" not in panel.data()["now"] and "holes not known" in panel.describe()
    assert (
        number(panel, "hydrogen (bar)") < number(panel, "from (bar)") < 0.21
        and "air lies inside" in panel.describe()
    )
    assert "the numbers of CGO10 end at 800 °C" in panel.move("temperature", 1273.15) and panel.state[
        "temperature"
    ] == pytest.approx(1073.15)


@pytest.mark.parametrize("celsius", [600, 700, 800])
def test_both_panels_tell_one_ceria(celsius):
    """Also where electrons are no longer few, and the power law of the source has ended."""
    there = chapter.TwoConductors(temperature=celsius + 273.15)
    shares = chapter.DomainMap(material="ceria_gadolinia_10", temperature=celsius + 273.15).data()["shares"]
    for decades in (-22, -18, -12, -6, -1):
        if 10.0**decades < shares["pO₂ (bar)"].min():
            continue  # more electrons than gadolinium: the panel draws no line there
        here = np.interp(decades, np.log10(shares["pO₂ (bar)"]), shares["tᵢₒₙ"])
        assert here == pytest.approx(number(there.set(oxygen_activity=10.0**decades), "ceria tᵢₒₙ"), abs=2e-3)


@pytest.mark.parametrize("kelvin", [*CERIA_TEMPERATURES, 923.15])
def test_ceria_is_drawn_only_where_its_law_is_known(kelvin):
    panel = chapter.DomainMap(material="ceria_gadolinia_10", temperature=kelvin)
    low, high = (
        material("ceria_gadolinia_10").property("electronic conductivity (electrons)").oxygen_activity_range
    )
    data = panel.data()
    drawn = data["shares"]["pO₂ (bar)"]
    assert (
        low * 0.999 < drawn.min()
        and drawn.max() < high * 1.001
        and (np.diff(data["shares"]["tᵢₒₙ"]) > 0).all()
    )
    assert data["shares on paper"]["tᵢₒₙ"].size == 0 and data["domain"]["pO₂ (bar)"].max() <= high * 1.001
    # few electrons: the law's own border, moved by 10 % in σ to the fourth power; many: neither
    law_of = [
        float(partial_conductivity(material("ceria_gadolinia_10").property(quantity), kelvin))
        for quantity in ("electronic conductivity (electrons)", "ionic conductivity")
    ]
    panel.set(border=0.999)
    assert number(panel, "from (bar)") == pytest.approx((999 * law_of[0] / law_of[1]) ** 4, rel=0.01)
    assert number(panel, "border moves by (%)") == pytest.approx(100 * (1.1**4 - 1), rel=0.01)
    panel.set(border=0.5)
    assert (
        number(panel, "from (bar)") < 0.9 * (law_of[0] / law_of[1]) ** 4
        and number(panel, "border moves by (%)") > 47
    )


def test_every_border_of_zirconia_stays_in_the_picture():
    for kelvin, border in itertools.product((873.15, 1273.15), (0.5, 0.999)):
        panel = chapter.DomainMap(temperature=kelvin, border=border)
        chart, shares = panel.figure.axes
        for low, high in (chart.get_ylim(), shares.get_xlim()):
            assert low < number(panel, "from (bar)") < number(panel, "up to (bar)") < high
        entry = material("zirconia_yttria_8").property("electronic conductivity (electrons)")
        known = panel.data()["shares"]["pO₂ (bar)"]
        assert entry.oxygen_activity_range[0] < known.min() and known.max() < entry.oxygen_activity_range[1]


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
