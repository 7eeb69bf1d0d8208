"""The driven ledger: tasks that say when they are done, and bands that hold what was measured."""

import pytest
from test_doping_panels import single

from mixcond_lessons.chapters import doping as chapter
from mixcond_lessons.materials import material
from mixcond_lessons.physics import model_oxides


def test_the_tasks_say_when_they_are_done():
    panel = chapter.DrivenLedger()
    assert "found" not in panel.describe()
    found = [panel.move("oxygen_activity", 10.0**exponent) or panel.describe() for exponent in (-3, -10)]
    assert "(found: about half)" in found[0] and "(found: under one in a hundred)" in found[1]
    assert abs(single(chapter.DrivenLedger(oxygen_activity=1e-3))["paid by vacancies (%)"] - 50) < 3


@pytest.mark.parametrize("x", [0.05, 0.2, 0.4, 0.8])
def test_the_left_picture_is_filled_whatever_the_strontium(x):
    height = chapter.DrivenLedger(strontium=x).figure.axes[0].get_ylim()[1]
    assert 0.35 < x / height < 0.78


def test_the_band_of_the_ferrite_holds_what_two_laboratories_measured():
    panel = chapter.DrivenLedger(uncertain=True)
    ferrite, known = material("lanthanum_strontium_ferrite_40"), single(panel, "known")
    for name, quantity in (("σₑ", "electronic conductivity"), ("σᵢₒₙ", "ionic conductivity")):
        measured = ferrite.property(quantity).value / 100
        # The model meets the first measurement at 0.21 atm, the panel stands at 0.21 bar.
        assert known[f"least {name} (S/cm)"] < measured <= known[f"most {name} (S/cm)"] * 1.001
        band = panel.data()["σ known"]
        line = panel.data()["pressure"][f"{name} (S/cm)"]
        assert (band[f"{name}, lowest (S/cm)"] <= line).all()
        assert (band[f"{name}, highest (S/cm)"] >= line).all()
    # The other barrier meets the first at 900 degC and leaves most open where it is coldest.
    factors = [model_oxides.ferrite_ions_as_known(1.0, kelvin)[1] for kelvin in (873.15, 1173.15, 1273.15)]
    assert factors[1] == 1 and factors[0] == pytest.approx(1 / 2, rel=0.03) and factors[2] > 1
    assert "known" not in chapter.DrivenLedger().data()
    assert model_oxides.ferrite_ions_measured_over_model() == pytest.approx(1.45, rel=0.01)
