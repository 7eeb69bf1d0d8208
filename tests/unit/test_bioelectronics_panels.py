"""What the panels of chapter 10 claim: numbers of the lesson, and what a look at the picture must show."""
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.chapters import bioelectronics as chapter
from mixcond_lessons.chapters import bioelectronics_compared as compared
from mixcond_lessons.chapters import bioelectronics_device as device
from mixcond_lessons.chapters import bioelectronics_heartbeat as heart
from mixcond_lessons.materials import material


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


# --- The curves --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("mode", ["depletion", "accumulation"])
def test_the_tangent_touches_the_transfer_curve_and_nothing_is_off_the_axes(mode):
    panel = chapter.TransistorCurves(mode=mode, gate_voltage=-0.3)
    gates, current = panel.data()["transfer"].values()
    here, slope = number(panel, "current (mA)", "here"), number(panel, "transconductance (mS)")
    near = np.abs(gates + 0.3) < 0.011
    assert current[near] == pytest.approx(here + slope * (gates[near] + 0.3), abs=2e-3)
    for axes in panel.figure.axes:
        low, high = axes.get_ylim()
        seen = [curve.get_ydata() for curve, table, _, column in panel.curves.values() if curve.axes is axes and column == "current (mA)" and table != "tangent"]
        assert seen and all(low <= line.min() and line.max() <= high for line in seen)


def test_a_positive_gate_closes_the_resting_film_and_a_negative_one_opens_the_other():
    panel = chapter.TransistorCurves()
    quarter = number(panel.set(gate_voltage=0.3), "drain current (mA)") / number(panel.set(gate_voltage=0.0), "drain current (mA)")
    assert quarter == pytest.approx(0.25)   # half the overdrive
    assert number(panel.set(gate_voltage=0.6), "drain current (mA)") == 0
    panel.preset("accumulation, at rest")
    assert number(panel, "drain current (mA)") == 0 and "No holes" in panel.describe()
    assert number(panel.preset("accumulation, open"), "drain current (mA)") < 0


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.4, 0.5), st.floats(-0.8, -0.01))
def test_the_sentence_knows_on_which_side_of_the_parabola_the_point_lies(gate, drain):
    panel = chapter.TransistorCurves(gate_voltage=gate, drain_voltage=drain)
    # Before pinch-off the current is larger than the parabola, beyond it smaller.
    here = number(panel, "current (mA)", "here")
    beyond = -here <= device.to_milli(device.parameter(SimpleNamespace(**panel.state)) / 2 * drain**2) * (1 + 1e-12)
    assert beyond == ("Pinched off" in panel.describe()) or abs(gate - 0.6 - drain) < 1e-6


# --- Loud or fast ------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("thickness, slope, cutoff", [(1e-7, 2.82, 5.87), (1e-6, 28.2, 0.587)])
def test_numbers_of_the_lesson(thickness, slope, cutoff):
    panel = chapter.FastOrSensitive(thickness=thickness)
    assert number(panel, "transconductance (mS)") == pytest.approx(slope, rel=1e-3)
    assert number(panel, "cut-off (kHz)") == pytest.approx(cutoff, rel=1e-3)
    assert number(panel, "product (S/s)") == pytest.approx(16.6, rel=4e-3)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(device.THICKNESS.grid.tolist()), st.sampled_from(list(device.BOTH_KNOWN)))
def test_all_films_share_the_falling_line(thickness, key):
    panel = chapter.FastOrSensitive(material=key)
    line = panel.data()["by frequency"]["shared by all (mS)"]
    panel.set(thickness=thickness)
    assert panel.data()["by frequency"]["shared by all (mS)"] == pytest.approx(line, rel=1e-9)
    assert np.all(panel.data()["by frequency"]["amplification (mS)"] <= line * (1 + 1e-9))


def test_a_channel_half_as_long_is_quicker_and_louder():
    panel = chapter.FastOrSensitive(thickness=1e-6)
    before = number(panel, "transconductance (mS)")
    assert number(panel, "cut-off (kHz)") < 0.6
    panel.set(length=5e-6)
    assert number(panel, "cut-off (kHz)") > 0.9 and number(panel, "transconductance (mS)") == pytest.approx(2 * before)


def test_the_amplification_at_the_corner_is_on_the_curve():
    panel = chapter.FastOrSensitive(thickness=3e-7)
    table, corner = panel.data()["by frequency"], panel.data()["corner"]
    found = np.interp(np.log(corner["frequency (Hz)"]), np.log(table["frequency (Hz)"]), np.log(table["amplification (mS)"]))
    assert np.exp(found) == pytest.approx(corner["amplification (mS)"], rel=2e-3)


# --- The heart ---------------------------------------------------------------------------------------------------

def test_there_is_a_best_thickness_in_between_at_any_moment():
    panel = chapter.Heartbeat()
    grid, best = panel.controls[0].grid, []
    for seed in range(0, 21, 4):
        quality = [number(panel.set(thickness=float(thickness), seed=seed), "transistor: signal/error") for thickness in grid]
        assert 0 < np.argmax(quality) < len(quality) - 1
        best.append(grid[int(np.argmax(quality))])
    assert 1.2e-6 < np.median(best) < 2.1e-6   # "near 1.6 µm" in the lesson


def test_a_short_channel_brings_signal_to_error_above_ten_and_a_quiet_wire_needs_no_transistor():
    assert number(chapter.Heartbeat(length=2e-5), "transistor: signal/error") > 10
    panel = chapter.Heartbeat(wiring_noise=1e-6)
    assert number(panel, "electrode: signal/error") > number(panel, "transistor: signal/error")


def test_noise_of_the_wire_has_the_size_of_its_control():
    panel, sizes = chapter.Heartbeat(), []
    for seed in range(20):
        traces = panel.set(seed=seed).data()["traces"]
        sizes.append((traces["electrode (mV)"] - traces["true (mV)"]).std())
    assert 1e3 * np.mean(sizes) == pytest.approx(200, rel=0.05)   # µV


def test_the_film_has_forgotten_its_beginning():
    """The first and the second R wave shown are alike, even in the slowest film."""
    panel = chapter.Heartbeat(thickness=1e-5, material="pe2gt")
    traces = panel.data()["traces"]
    time, clean = traces["time (s)"], traces["without noise (mV)"]
    later = np.interp(time[time < 0.2] + 60 / heart.RATE, time, clean)
    assert clean[time < 0.2] == pytest.approx(later, abs=0.01)


# --- Compared ----------------------------------------------------------------------------------------------------

def test_nothing_is_invented_where_only_the_product_is_known():
    assert set(device.NAMES) - set(device.BOTH_KNOWN) == {"pedot_pss_self_assembled", "pt2gt"}
    for key in device.NAMES:
        panel = chapter.ConductorsCompared(material=key)
        assert ("mobility (cm2/V/s)" in panel.data()["now"]) == (key in device.BOTH_KNOWN)
        assert ("illustrative" in panel.describe()) == (material(key).property(device.MERIT).status_words == "illustrative")


def test_most_charge_is_not_most_amplification():
    slopes = dict(zip(device.NAMES, chapter.ConductorsCompared().data()["every material"]["transconductance (mS)"], strict=True))
    capacities = {key: material(key).property(device.CAPACITANCE).value for key in device.BOTH_KNOWN}
    assert max(capacities, key=capacities.get) == "pe2gt" and max(slopes, key=slopes.get) == "pedot_pss_self_assembled"
    assert compared.merit("pg42t_t") == pytest.approx(135)
