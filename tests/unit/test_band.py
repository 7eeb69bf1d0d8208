"""The band of what a constant leaves open: where it stands, when it is seen, what it costs."""

import numpy as np
import pytest
from drawn import assert_as_by_matplotlib

from mixcond_lessons.chapters import conductivity, permeation
from mixcond_lessons.chapters.controls import linear, uncertain
from mixcond_lessons.classroom import style
from mixcond_lessons.classroom.band import band, envelope
from mixcond_lessons.classroom.panel import Panel
from mixcond_lessons.materials import material
from mixcond_lessons.physics import membranes


class Banded(Panel):
    """A straight line whose slope is known from 1 to 3 only."""

    name = "toy.banded"
    ask = "How far?"
    alternative = "A line and its band."
    controls = (linear("temperature", 300.0, 600.0, 400.0, step=10), uncertain("slope: 1 to 3"))

    def solve(self, state):
        x = np.linspace(1, 10, 50)
        tables = {"now": {"T (K)": state.temperature}, "line": {"x": x, "y": 2 * x}}
        if state.uncertain:
            low, high = envelope([x, 3 * x])
            tables["band"] = {"x": x, "low": low, "high": high}
        return tables

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(xscale="log", yscale="log", xlim=(1, 10), ylim=(1, 100))
        self.curve(axes, "line", "x", "y", style.IONS)
        self.area = band(self, axes, "band", "x", "low", "high", style.IONS, label="slope 1 to 3", at=0.5)

    def say(self, state, words):
        return "A line."


def test_the_switch_has_one_name_and_one_label():
    control = uncertain("a number: known to a factor of two", folded=True)
    assert (control.name, control.label, control.kind, control.default) == (
        "uncertain", "as uncertain as it is", "switch", False)
    assert control.folded and control.source.startswith("a number")


def test_a_band_is_seen_only_with_its_switch():
    panel = Banded()
    assert "slope 1 to 3" not in panel.layers()[1] and not panel.area.get_visible()
    moving = panel.set(uncertain=True).layers()[1]
    assert moving.count("slope 1 to 3") == 1 and "fill-opacity: 0.18" in moving
    panel.set(uncertain=False)
    assert "slope 1 to 3" not in panel.layers()[1]


def test_a_band_stands_between_its_edges_and_its_name_on_it():
    panel = Banded(uncertain=True)
    panel.layers()
    corners = panel.area.get_xy()
    assert corners[:50, 1] == pytest.approx(3 * corners[:50, 0])
    assert corners[50:100, 1] == pytest.approx(corners[50:100, 0])
    assert_as_by_matplotlib(panel.figure, panel.moving)


def test_a_band_is_light_enough_for_a_move():
    assert len(Banded(uncertain=True).layers()[1]) < 10_000


def test_envelope_takes_the_outermost_of_all_corners():
    low, high = envelope([np.array([1.0, 5.0, 2.0]), np.array([3.0, 4.0, 2.0]), 2.5])
    assert low.tolist() == [1.0, 2.5, 2.0] and high.tolist() == [3.0, 5.0, 2.5]
    with pytest.raises(ValueError, match="at least one"):
        envelope([])


def test_lsm_stands_on_the_plane_as_uncertain_as_it_is():
    panel = conductivity.Plane()
    assert "LSM, three methods" not in panel.layers()[1] and "LSM" not in panel.data()
    panel.set(uncertain=True)
    assert "LSM, three methods" in panel.layers()[1]
    known = panel.data()["LSM"]["LSM σᵢₒₙ (S/cm)"]
    assert known[0] == pytest.approx(1e-7) and known[-1] == pytest.approx(6.3e-4)
    assert "between 1e-7 S/cm and 6.3e-4 S/cm" in panel.describe()


def test_share_of_ceria_lies_between_the_corners_of_what_is_known():
    """Half of the ions with all electrons, and all ions with 0.73 of the electrons, by hand."""
    panel = conductivity.OneMaterial(uncertain=True, oxygen_activity=1e-20)
    ions, electrons = (float(panel.data()["now"][f"{symbol} (S/cm)"][0]) for symbol in ("σᵢₒₙ", "σₑ"))
    here = {name: float(values[0]) for name, values in panel.data()["open here"].items()}
    assert here["tᵢₒₙ at least"] == pytest.approx(ions / 2 / (ions / 2 + electrons), rel=1e-9)
    assert here["tᵢₒₙ at most"] == pytest.approx(ions / (ions + 0.73 * electrons), rel=1e-9)
    known = panel.data()["share as known"]
    middle = panel.data()["pressure"]["tᵢₒₙ"]
    assert (known["tᵢₒₙ, lowest"] <= middle).all() and (middle <= known["tᵢₒₙ, highest"]).all()
    assert len(panel.layers()[1]) < 20_000


def test_the_second_set_of_zirconia_lies_in_its_band():
    panel = conductivity.OneMaterial(material="zirconia_yttria_8", uncertain=True)
    table = panel.data()["as known"]
    second = 334 * np.exp(-10300 * table["1000/T (1/K)"] / 1000)
    assert (table["σᵢₒₙ, lowest (S/cm)"] * 0.99 < second).all()
    assert (second < table["σᵢₒₙ, highest (S/cm)"]).all()


@pytest.mark.parametrize(("key", "kelvin", "fuel"), [("ceria", 973.15, 1.5e-24), ("ceria", 1073.15, 1e-18),
                                                     ("zirconia", 1273.15, 1e-25)])
def test_no_constants_between_the_ends_leave_the_band_of_the_voltage(key, kelvin, fuel):
    """Voltages integrated over the shares, for constants drawn at random between the ends of the sources."""
    ends = [float(volts) for volts in membranes.corner_voltages(key, kelvin, fuel, 0.21)]
    entry, (ionic, branches) = material(membranes.MEASURED[key]), membranes.laws(key, kelvin)
    known = [law.factor_range for law in entry.properties
             if law.quantity.startswith("electronic conductivity (")]
    drawn, logarithm = np.random.default_rng(7), np.linspace(np.log(fuel), np.log(0.21), 4001)
    for _ in range(20):
        ions = ionic * drawn.uniform(*entry.property("ionic conductivity").factor_range)
        electrons = sum(drawn.uniform(*span) * value * np.exp(exponent * logarithm)
                        for span, (value, exponent) in zip(known, branches, strict=True))
        volts = 8.314462618 * kelvin / (4 * 96485.33212) * np.trapezoid(ions / (ions + electrons), logarithm)
        assert min(ends) - 1e-6 < volts < max(ends) + 1e-6


def test_a_voltage_whose_band_is_narrower_than_its_digits_is_said_once():
    for electrolyte, wide in (("zirconia", False), ("ceria", True)):
        said = permeation.LeakingVoltage(material=electrolyte, uncertain=True).describe()
        assert ("between" in said) == wide and ("does not change in these digits" in said) != wide


def test_the_corners_have_their_stated_limits():
    low = membranes.lowest_activity("ceria", 973.15)
    assert all(float(volts) == pytest.approx(0, abs=1e-12)
               for volts in membranes.corner_voltages("ceria", 973.15, 0.21, 0.21))
    few = [float(share) for share in membranes.corner_shares("ceria", 973.15, 1.0)]
    many = [float(share) for share in membranes.corner_shares("ceria", 973.15, low * 1e-60)]
    assert min(few) > 0.999 and max(many) < 1e-6
    ionic, branches = membranes.laws("ceria", 973.15)
    corners = membranes.corner_laws("ceria", 973.15)
    assert any(corner == (ionic, branches) for corner in corners)
    assert all([exponent for _, exponent in found] == [exponent for _, exponent in branches]
               for _, found in corners)
