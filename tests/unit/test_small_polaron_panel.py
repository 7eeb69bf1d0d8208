"""What the panel of the small polaron claims: a hole needs a place to go, and each hop has a barrier."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.constants import N_A, R, e

from mixcond_lessons.chapters import doping as chapter
from mixcond_lessons.chapters.doping import plane_of_manganese, small_polaron
from mixcond_lessons.chapters.doping.plane_of_manganese import arrangement, places
from mixcond_lessons.materials import material


def single(panel):
    """The single numbers of the state shown."""
    return {name: float(values[0]) for name, values in panel.data()["now"].items() if values.size == 1}


def test_prefactor_is_that_of_a_random_walk():
    assert small_polaron.walk_prefactor() == pytest.approx(
        e * e * N_A * small_polaron.ATTEMPTS / (small_polaron.SPACING * R), rel=1e-9
    )


@given(st.floats(0.01, 0.99), st.floats(300, 1200))
def test_hops_need_both_kinds_and_are_activated(p, temperature):
    panel = chapter.SmallPolaron(holes=p, temperature=temperature)
    mirrored = chapter.SmallPolaron(holes=1 - p, temperature=temperature)
    assert single(panel)["σ (S/cm)"] == pytest.approx(single(mirrored)["σ (S/cm)"], rel=1e-9)
    assert single(panel)["of the most (%)"] == pytest.approx(400 * p * (1 - p), rel=1e-9)
    line = panel.data()["Arrhenius"]
    slope = np.diff(np.log(line["σT (S K/cm)"])) / np.diff(line["1000/T (1/K)"] / 1000)
    assert slope == pytest.approx(np.full(slope.size, -panel.state["activation_energy"] / R), rel=1e-6)


@given(st.floats(0.01, 0.99))
def test_the_picture_shows_that_many_holes_and_one_possible_hop(p):
    tetravalent, possible, (start, end) = arrangement(p)
    assert abs(tetravalent.mean() - p) <= 1 / len(places()) and 0 < tetravalent.sum() < len(places())
    assert tetravalent[start] and not tetravalent[end] and np.abs(places()[start] - places()[end]).sum() == 1
    assert (tetravalent[possible[:, 0]] != tetravalent[possible[:, 1]]).all()
    tables = chapter.SmallPolaron(holes=p).data()
    assert tables["Mn⁴⁺"]["x"].size == tetravalent.sum() and tables["steps"]["x from"].size == len(possible)


@pytest.mark.parametrize("p", [0.1, 0.25, 0.5, 0.75, 0.9])
def test_possible_steps_go_as_the_site_factor(p, monkeypatch):
    chance, shares = np.random.default_rng(1), []
    for _ in range(200):
        mixed = chance.permutation(len(places()))
        monkeypatch.setattr(plane_of_manganese, "order", lambda mixed=mixed: mixed)
        shares.append(len(arrangement(p)[1]) / len(plane_of_manganese.bonds()))
    assert np.mean(shares) == pytest.approx(2 * p * (1 - p), abs=0.02)


def test_no_holes_or_nowhere_to_go():
    panel = chapter.SmallPolaron()
    assert "Hardly a hole" in panel.set(holes=0.02).describe()
    assert "Hardly an Mn³⁺" in panel.preset("SrMnO₃: hardly an Mn³⁺").describe()
    assert single(panel.preset("half of each"))["of the most (%)"] == pytest.approx(100)


def test_the_walk_is_held_against_lsm_where_its_holes_are():
    panel, lsm = (
        chapter.SmallPolaron(),
        material("lanthanum_strontium_manganite").property("electronic conductivity"),
    )
    ratio = float(panel.data()["measured"]["measured over the walk"][0])
    there = single(chapter.SmallPolaron(temperature=lsm.temperature_range[0]))["σ (S/cm)"]
    assert ratio == pytest.approx(np.sqrt(lsm.low * lsm.high) / 100 / there) and 4 < ratio < 8
    assert "LSM, quoted at 1000 °C, conducts 5.9 times better than such a walk" in panel.describe()
    assert "measured" not in panel.set(holes=0.25).describe() and "measured" not in panel.data()


@pytest.mark.parametrize(("p", "celsius", "conducts"), [(0.3, 800, 110), (0.01, 950, 100)])
def test_measured_manganites_stand_beside_a_walk_that_was_not_fitted_to_them(p, celsius, conducts):
    kelvin = celsius + 273.15
    there = single(chapter.SmallPolaron(holes=p, temperature=kelvin))["σ (S/cm)"]
    table = chapter.SmallPolaron(holes=p).data()["measured"]
    assert float(table["measured over the walk"][0]) == pytest.approx(conducts / there, rel=1e-6)
    assert float(table["measured σT (S K/cm)"][0]) == pytest.approx(conducts * kelvin)
    assert f"measured at {celsius} °C" in chapter.SmallPolaron(holes=p).describe()
