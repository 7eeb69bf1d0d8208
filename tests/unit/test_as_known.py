"""What is left open of a ferrite and of ceria in one gas, and pure ceria on a balance beside its model."""
import numpy as np
import pytest

from mixcond_lessons.chapters import atmosphere as chapter
from mixcond_lessons.chapters.atmosphere import ceria_by_weight
from mixcond_lessons.chapters.doping import DrivenLedger
from mixcond_lessons.materials import material, measured_table, model
from mixcond_lessons.natural_constants import ELECTRONVOLT
from mixcond_lessons.physics import atmosphere, model_oxides


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


# --- Two conductors -------------------------------------------------------------------------------


@pytest.mark.parametrize("kelvin", [873.15, 973.15, 1073.15])
def test_the_band_holds_the_line_and_its_ends_are_those_of_the_sources(kelvin):
    panel = chapter.TwoConductors(temperature=kelvin)
    assert not [name for name in panel.data() if "known" in name]
    panel.set(uncertain=True)
    tables = panel.data()
    for which, quantity in (("ferrite", "σₑ"), ("ferrite", "σᵢₒₙ"), ("ceria", "σₑ"), ("ceria", "σᵢₒₙ"),
                            ("ceria", "tᵢₒₙ")):
        known, unit = tables[f"{which} {quantity} known"], "" if quantity == "tᵢₒₙ" else " (S/cm)"
        line = np.interp(np.log(known["pO₂ (bar)"]), np.log(tables["curves"]["pO₂ (bar)"]),
                         tables["curves"][f"{which} {quantity}{unit}"])
        assert (known["lowest"] <= line * (1 + 1e-9)).all() and (line <= known["highest"] * (1 + 1e-9)).all()
        ratio = known["highest"] / known["lowest"]
        ends = {"ferrite σₑ": 283 / 191, "ceria σₑ": 1 / 0.73, "ceria σᵢₒₙ": 2.0}
        expected = ends.get(f"{which} {quantity}")
        assert expected is None or ratio == pytest.approx(np.full(ratio.size, expected), rel=1e-6)


def test_two_barriers_that_meet_at_900_degrees_part_below_it():
    """×1.2, ×1.5 and ×2.0 at 800, 700 and 600 °C."""
    for celsius, apart in ((900, 1.0), (800, 1.2), (700, 1.5), (600, 2.0)):
        ends = [float(model_oxides.ferrite_ions_with_another_barrier(1.0, celsius + 273.15, barrier))
                for barrier in model("ferrite").spreads["vacancy_barrier"]]
        assert ends[0] == 1 and ends[0] / ends[1] == pytest.approx(apart, abs=0.06)


def test_both_lessons_leave_the_same_open_of_the_ferrite_and_hold_what_was_measured():
    """The measured ions lie in the band; hotter than 900 °C the higher barrier gives more."""
    measured = material("lanthanum_strontium_ferrite_40").property("ionic conductivity").value / 100
    panel = chapter.TwoConductors(temperature=1073.15, uncertain=True)
    known = panel.data()["ferrite σᵢₒₙ known"]
    low, high = (np.interp(np.log(0.21), np.log(known["pO₂ (bar)"]), known[end])
                 for end in ("lowest", "highest"))
    assert low < measured <= high * 1.01
    ledger = DrivenLedger(temperature=1073.15, uncertain=True)
    assert high / low == pytest.approx(number(ledger, "most σᵢₒₙ (S/cm)", "known")
                                       / number(ledger, "least σᵢₒₙ (S/cm)", "known"), rel=1e-6)
    ends = model_oxides.ferrite_ions_as_known(1.0, 1273.15)
    assert ends[0] == 1 and ends[1] == pytest.approx(np.exp(0.2 / 8.617333e-5 * (1 / 1173.15 - 1 / 1273.15)))


def test_the_sentence_names_both_ends():
    panel = chapter.TwoConductors(oxygen_activity=1e-20, uncertain=True)
    ends = [number(panel, f"ceria tᵢₒₙ, {end}", "known") for end in ("lowest", "highest")]
    assert ends[0] < number(panel, "ceria tᵢₒₙ") < ends[1]
    assert f"between {ends[0]:.3g} and {ends[1]:.3g}" in panel.describe()
    assert "above 0.999" in panel.set(oxygen_activity=0.21).describe()


# --- Weighed beside modelled ----------------------------------------------------------------------


@pytest.mark.parametrize("kelvin", [1100.0, 1673.0])
def test_the_weighed_deficiency_by_hand(kelvin):
    few = np.sqrt(45000 * np.exp(-340e3 / (8.314462618 * kelvin))) * 1e-8 ** (-1 / 4)
    many = (14702 * np.exp(-345e3 / (8.314462618 * kelvin))) ** (1 / 6) * 1e-8 ** (-1 / 12) / 3
    found = float(atmosphere.weighed_ceria_deficiency(kelvin, 1e-8 * 1.01325))
    assert found == pytest.approx((few**-8 + many**-8 + 0.5**-8) ** (-1 / 8), rel=1e-9)


def test_the_weighed_deficiency_never_exceeds_the_whole_and_has_both_branches():
    activity = np.geomspace(1e-60, 1, 61)
    found = atmosphere.weighed_ceria_deficiency(1100.0, activity)
    assert (np.diff(found) <= 1e-12).all() and found.max() <= 0.5 + 1e-12
    slope = np.gradient(np.log(found), np.log(activity))
    assert slope[-2] == pytest.approx(-1 / 4, abs=1e-3) and slope.max() <= 1e-12


def test_two_laboratories_that_weighed_ceria_differ_by_a_factor_of_two():
    hot = measured_table("ceria_weighed_hot").columns
    for kelvin, slope, shift in zip(hot["temperature"], hot["slope"], hot["shift"], strict=True):
        for atmospheres in (1e-4, 1e-2):
            there = 10 ** -(slope * np.log10(atmospheres) + shift)
            here = float(atmosphere.weighed_ceria_deficiency(kelvin, atmospheres * 1.01325))
            assert 0.45 < here / there < 0.65
        assert 1 / 6 < slope < 1 / 4  # between the two exponents of the lesson


def test_the_panel_agrees_in_size_and_not_in_slope():
    panel = chapter.CeriaByWeight()
    assert "nearly the same" in panel.describe() and "when colder" not in panel.describe()
    assert number(panel, "exponent, weighed", "here") == pytest.approx(-1 / 4, abs=0.01)
    assert number(panel, "exponent, model", "here") == pytest.approx(-1 / 6, abs=0.01)
    for name, share in (("700 °C, 1e-20 bar", 1.08), ("600 °C, 1e-24 bar", 0.94)):
        panel.preset(name)
        assert number(panel, "model over weighed") == pytest.approx(share, abs=0.01)
        assert "if the fit holds when colder" in panel.describe()
    for electronvolts in (0.40, 0.85):
        panel.reset()
        panel.set(migration_energy=electronvolts * ELECTRONVOLT)
        assert not 0.6 < number(panel, "model over weighed") < 1.6


def test_the_slopes_in_the_panel_are_those_of_its_lines():
    for state in ({}, {"temperature": 873.15, "oxygen_activity": 1e-24}, {"oxygen_activity": 1e-22}):
        along = chapter.CeriaByWeight(**state).data()["along"]
        for what in ("weighed", "model"):
            slope = np.gradient(np.log(along[f"δ, {what}"]), np.log(along["pO₂ (bar)"]))
            assert along[f"exponent, {what}"][2:-2] == pytest.approx(slope[2:-2], abs=0.03)
    assert ceria_by_weight.COLDEST == 1073
