"""What the panels of the leaking voltage claim: the inside of a membrane, and what a voltmeter shows."""
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.constants import atm, bar

from mixcond_lessons.chapters import permeation as chapter
from mixcond_lessons.chapters.permeation import inside_membrane, membrane_limits
from mixcond_lessons.chapters.permeation.potentials_inside import POTENTIALS
from mixcond_lessons.physics import gases, membranes

ATMOSPHERE = atm / bar


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


def at_place(panel, place):
    return number(panel.set(place=place), "pO₂ (bar)", "here")


def test_the_last_per_cent_can_be_seen_and_the_panel_says_what_is_found():
    panel = chapter.InsideMembrane()
    assert ": here" not in panel.describe()
    for window, low in ((1.0, 0.0), (0.1, 0.9), (0.01, 0.99)):
        panel.set(window=window, place=0.0)
        assert number(panel, "x/L", "here") == pytest.approx(low)
        ends = panel.figure.axes[0].get_xlim()
        assert ends == pytest.approx((low, 1), abs=0.03 * window)
    found = {}
    for place in np.arange(0, 1.001, 0.002):
        panel.set(place=float(place))
        found |= {number(panel, "x/L", "here"): number(panel, "pO₂ (bar)", "here")} \
            if "half of the powers of ten are passed" in panel.describe() else {}
    half_way = 0.5 * np.log(0.21 * panel.state["oxygen_activity_low"])
    assert all(abs(np.log(pressure) - half_way) < 0.02 * 54 for pressure in found.values())
    assert 3 < len(found) < 200 and min(found) > 0.99
    panel.set(window=1.0)
    alike = [place for place in np.arange(0.6, 0.8, 0.002)
             if "ions and electrons conduct alike" in panel.set(place=float(place)).describe()]
    share = 1 - np.log(2) / np.log(1 / panel.data()["now"]["tᵢₒₙ at the fuel face"][0])
    assert alike[0] < share < alike[-1]


@pytest.mark.parametrize("state", [{}, {"oxygen_activity_low": 1e-3}, {"oxygen_activity_low": 1e-20},
                                   {"oxygen_activity_low": 1e-6, "window": 0.1}])
def test_each_potential_is_named_beside_its_end(state):
    panel = chapter.InsideMembrane(**state)
    axes, inside = panel.figure.axes[1], panel.data()["inside"]
    high = np.diff(axes.get_ylim())[0]
    named = {text.get_text().split(",")[0]: text for text in axes.texts}
    for column, word in ((POTENTIALS["oxygen"], "oxygen"), (POTENTIALS["electrons"], "electrons"),
                         (POTENTIALS["ions"], "ions"), (POTENTIALS["field"], "electric")):
        assert abs(named[word].get_position()[1] - inside[column][-1]) <= 0.12 * high
    heights = sorted(text.get_position()[1] for text in named.values())
    assert min(np.diff(heights)) > 0.07 * high


def test_where_the_powers_of_ten_fall_in_ceria():
    panel = chapter.InsideMembrane()
    assert at_place(panel, 0.702) == pytest.approx(1e-20 * ATMOSPHERE, rel=0.03)
    assert at_place(panel, 0.976) == pytest.approx(1e-15 * ATMOSPHERE, rel=0.1)
    inside, all_decades = (
        np.log10(0.21 / at_place(panel, 0.976)),
        np.log10(0.21 / membrane_limits.fuel_side().default),
    )
    assert round(all_decades) == 23 and round(inside) == 14
    assert at_place(panel, 0.99) < np.sqrt(0.21 * membrane_limits.fuel_side().default) < at_place(panel, 1.0)


def test_what_the_voltmeter_sees_and_the_wrong_answers():
    panel, leaking = chapter.InsideMembrane(), chapter.LeakingVoltage()
    for shown in (panel, leaking):
        assert number(shown, "V_N (V)") == pytest.approx(1.119, abs=5e-4) and number(
            shown, "V (V)"
        ) == pytest.approx(0.924, abs=5e-4)
        assert number(shown, "mean tᵢₒₙ") == pytest.approx(0.826, abs=5e-4)
        assert number(shown, "fuel face says (V)") == pytest.approx(0.11, abs=0.005) and number(
            shown, "air face says (V)"
        ) == pytest.approx(1.119, abs=5e-4)
    assert number(leaking, "middle says (V)") == pytest.approx(1.106, abs=5e-4)
    electrons = panel.data()["inside"][inside_membrane.POTENTIALS["electrons"]]
    assert electrons[-1] == pytest.approx(number(panel, "V (V)"), rel=1e-12)


@settings(max_examples=20, deadline=None)
@given(key=st.sampled_from(["ceria", "zirconia"]), low=st.floats(-30, -3), celsius=st.integers(600, 800))
def test_the_shaded_area_is_the_voltage(key, low, celsius):
    panel = chapter.LeakingVoltage()
    state = {"material": key, "oxygen_activity_low": 10**low, "temperature": celsius + 273.15}
    assume(not panel._broken({**panel.state, **state}))
    pressure, share = panel.set(**state).data()["between"].values()
    area = np.trapezoid(share, np.log(pressure)) / np.log(pressure[-1] / pressure[0])
    assert number(panel, "mean tᵢₒₙ") == pytest.approx(area, rel=2e-3)
    by_hand = membranes.closed_voltage(key, state["temperature"], 10**low, 0.21)
    assert number(panel, "V (V)") == pytest.approx(float(by_hand), rel=1e-7)


def test_zirconia_keeps_its_voltage_where_ceria_loses_a_fifth_of_it():
    lost = {
        key: 1 - number(chapter.LeakingVoltage(material=key), "mean tᵢₒₙ") for key in ("ceria", "zirconia")
    }
    assert 0.15 < lost["ceria"] < 0.2 and 0 < lost["zirconia"] < 1e-4


def test_a_gas_drier_than_any_is_on_paper():
    panel = chapter.LeakingVoltage()
    assert (
        number(panel, "H₂O/H₂") == pytest.approx(3 / 97)
        and "leak" in panel.describe()
        and "paper" not in panel.describe()
    )
    panel.preset("zirconia, very hot")
    steam = number(panel, "H₂O/H₂")
    assert gases.oxygen_activity_of_steam(steam, 1.0, 1273.15) == pytest.approx(1e-30) and steam < 1e-7
    assert "On paper: no gas is so dry (H₂O/H₂ = 2e-8)" in panel.describe()
    assert "paper" not in panel.set(oxygen_activity_low=1e-26).describe()


@pytest.mark.parametrize("key", ["ceria", "zirconia"])
def test_the_band_of_the_voltage_is_solved_anew_at_the_ends_of_the_sources(key):
    panel = chapter.LeakingVoltage(material=key)
    assert "V known" not in panel.data() and "between" not in panel.describe()
    panel.set(uncertain=True)
    ends = [number(panel, f"{word} V (V)", "known") for word in ("least", "most")]
    low, high = panel.state["oxygen_activity_low"], panel.state["oxygen_activity_high"]
    plain, (ionic, branches) = number(panel, "V (V)"), membranes.laws(key, 973.15)
    factor = {"ceria": (0.5, 0.73), "zirconia": (0.56, 0.9)}[key]

    def voltage(ions, electrons):
        """By quadrature, where the panel uses the closed form."""
        def share(p):
            leak = sum(electrons * value * p**power for value, power in branches)
            return ions * ionic / (ions * ionic + leak)
        logs = np.linspace(np.log(low), np.log(high), 20001)
        return 8.314462618 * 973.15 / (4 * 96485.33212) * np.trapezoid(share(np.exp(logs)), logs)
    assert ends[0] == pytest.approx(voltage(factor[0], 1), rel=1e-5)
    assert ends[1] == pytest.approx(voltage(1, factor[1]), rel=1e-5 if key == "ceria" else 1e-4)
    assert ends[0] <= plain <= ends[1]
    table = panel.data()["V known"]
    assert (table["V, lowest (V)"] <= panel.data()["voltages"]["V (V)"] + 1e-12).all()
    assert (table["V, highest (V)"] >= panel.data()["voltages"]["V (V)"] - 1e-12).all()
    ends = [f"{end:.4g} V" for end in ends]
    said = f"between {ends[0]} and {ends[1]}" if ends[0] != ends[1] else "does not change in these digits"
    assert said in panel.describe()
