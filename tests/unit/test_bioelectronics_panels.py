"""What the panels of chapter 10 claim: numbers of the lesson, and what a look at the picture must show."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.chapters import bioelectronics as chapter
from mixcond_lessons.chapters.bioelectronics import heartbeat as heart
from mixcond_lessons.chapters.bioelectronics import map_of_conductors as compared
from mixcond_lessons.chapters.bioelectronics import transistor_channel as device
from mixcond_lessons.materials import material
from mixcond_lessons.physics import bioelectronics


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


# --- The curves ---


@pytest.mark.parametrize("mode", ["depletion", "accumulation"])
def test_the_tangent_touches_the_transfer_curve_and_nothing_is_off_the_axes(mode):
    panel = chapter.TransistorCurves(mode=mode, gate_voltage=-0.3)
    gates, current = panel.data()["transfer"].values()
    here, slope = number(panel, "current (mA)", "here"), number(panel, "transconductance (mS)")
    near = np.abs(gates + 0.3) < 0.011
    assert current[near] == pytest.approx(here + slope * (gates[near] + 0.3), abs=2e-3)
    for axes in panel.figure.axes:
        low, high = axes.get_ylim()
        seen = [
            curve.get_ydata()
            for curve, table, _, column in panel.curves.values()
            if curve.axes is axes and column == "current (mA)" and table != "tangent"
        ]
        assert seen and all(low <= line.min() and line.max() <= high for line in seen)


def test_a_positive_gate_closes_the_resting_film_and_a_negative_one_opens_the_other():
    panel = chapter.TransistorCurves()
    quarter = number(panel.set(gate_voltage=0.3), "drain current (mA)") / number(
        panel.set(gate_voltage=0.0), "drain current (mA)"
    )
    assert quarter == pytest.approx(0.25)  # half the overdrive
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
    beyond = -here <= device.to_milli(device.parameter(SimpleNamespace(**panel.state)) / 2 * drain**2) * (
        1 + 1e-12
    )
    assert beyond == ("Pinched off" in panel.describe()) or abs(gate - 0.6 - drain) < 1e-6


# --- Loud or fast ---


@pytest.mark.parametrize("thickness, slope, cutoff", [(1e-7, 2.82, 8.81), (1e-6, 28.2, 0.881)])
def test_numbers_of_the_lesson(thickness, slope, cutoff):
    panel = chapter.FastOrSensitive(thickness=thickness)
    assert number(panel, "transconductance (mS)") == pytest.approx(slope, rel=1e-3)
    assert number(panel, "cut-off (kHz)") == pytest.approx(cutoff, rel=1e-3)
    assert number(panel, "product (S/s)") == pytest.approx(24.8, rel=2e-3)


@pytest.mark.parametrize(
    "change, product",
    [
        ({"length": 5e-6}, 83.7),
        ({"width": 2e-4}, 41.9),
        ({"overdrive": 0.3}, 12.4),
        ({"material": "pe2gt"}, 5.54),
        ({"material": "pedot_pss_crystallized"}, 89.4),
        ({"electrolyte_conductivity": 0.5}, 24.8 / 3),
        ({"thickness": 3e-7}, 24.8),
    ],
)
def test_what_changes_the_product_as_the_lesson_lists_it(change, product):
    assert number(chapter.FastOrSensitive(**change), "product (S/s)") == pytest.approx(product, rel=3e-3)


def test_cut_off_follows_from_the_charge_between_two_currents():
    """Two gates, each with its pinched-off channel: what the ions carry from one to the other, through the
    salt water, sets the time."""
    panel = chapter.FastOrSensitive(overdrive=0.4)
    # C times the mean of u sqrt(1 - x/L).
    held = [2 / 3 * 39e6 * 1e-4 * 1e-7 * 1e-5 * over for over in (0.35, 0.45)]
    resistance = bioelectronics.solution_resistance(1e-4, 1e-5, 1.5)
    assert number(panel, "cut-off (kHz)") == pytest.approx(
        1e-3 * 0.1 / (2 * np.pi * resistance * (held[1] - held[0]))
    )


def test_resistance_of_the_salt_water_is_that_of_the_lesson():
    square, strip = (
        bioelectronics.solution_resistance(width, 1e-5, 1.5) * 1.5 * np.sqrt(width * 1e-5)
        for width in (1e-5, 1e-4)
    )
    # "a quarter less".
    assert square == pytest.approx(0.44, abs=0.005) and strip / square == pytest.approx(0.75, abs=0.01)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(device.THICKNESS.grid.tolist()), st.sampled_from(list(device.BOTH_KNOWN)))
def test_all_films_share_the_falling_line(thickness, key):
    panel = chapter.FastOrSensitive(material=key)
    line = panel.data()["by frequency"]["shared by all (mS)"]
    panel.set(thickness=thickness)
    assert panel.data()["by frequency"]["shared by all (mS)"] == pytest.approx(line, rel=1e-9)
    assert np.all(panel.data()["by frequency"]["amplification (mS)"] <= line * (1 + 1e-9))


def test_a_channel_half_as_long_is_quick_enough_and_louder():
    panel = chapter.FastOrSensitive(thickness=1e-6)
    before = number(panel, "transconductance (mS)")
    assert number(panel, "cut-off (kHz)") == pytest.approx(0.88, abs=0.005)
    panel.set(length=5e-6)
    assert number(panel, "cut-off (kHz)") == pytest.approx(1.48, abs=0.005) and number(
        panel, "transconductance (mS)"
    ) == pytest.approx(2 * before)


def test_the_amplification_at_the_corner_is_on_the_curve():
    panel = chapter.FastOrSensitive(thickness=3e-7)
    table, corner = panel.data()["by frequency"], panel.data()["corner"]
    found = np.interp(
        np.log(corner["frequency (Hz)"]), np.log(table["frequency (Hz)"]), np.log(table["amplification (mS)"])
    )
    assert np.exp(found) == pytest.approx(corner["amplification (mS)"], rel=2e-3)


# --- The heart ---


def test_there_is_a_best_thickness_in_between_at_any_moment():
    panel = chapter.Heartbeat()
    grid, best = panel.controls[0].grid, []
    for seed in range(0, 21, 4):
        quality = [
            number(panel.set(thickness=float(thickness), seed=seed), "transistor: signal/error")
            for thickness in grid
        ]
        assert 0 < np.argmax(quality) < len(quality) - 1
        best.append(grid[int(np.argmax(quality))])
    assert np.median(best) == pytest.approx(2e-6)  # "near 2.0 µm" in the lesson


def test_most_of_the_error_of_the_best_film_is_lateness():
    panel = chapter.Heartbeat(thickness=2e-6)
    late, awaited = (panel.set(forgive_delay=forgiven).data()["traces"] for forgiven in (False, True))
    errors = [1e3 * (trace["without noise (mV)"] - trace["awaited (mV)"]).std() for trace in (late, awaited)]
    assert errors == pytest.approx([38, 8.1], abs=0.3) and number(panel, "lag (ms)") == pytest.approx(
        3.1, abs=0.05
    )
    assert (late["awaited (mV)"] == late["true (mV)"]).all()
    peaks = [
        trace["time (s)"][np.argmax(np.where(np.abs(trace["time (s)"]) < 0.2, trace["awaited (mV)"], -1))]
        for trace in (late, awaited)
    ]
    assert peaks[1] - peaks[0] == pytest.approx(3.1e-3, abs=heart.STEP)


def test_who_forgives_the_delay_takes_a_thicker_film():
    found = {}
    for forgiven in (False, True):
        panel = chapter.Heartbeat(forgive_delay=forgiven)
        quality = {
            float(thickness): number(panel.set(thickness=float(thickness)), "transistor: signal/error")
            for thickness in panel.controls[0].grid
        }
        found[forgiven] = max(quality.items(), key=lambda pair: pair[1])
    assert found[False] == pytest.approx((2e-6, 3.4), rel=0.02) and found[True] == pytest.approx(
        (3.2e-6, 5.8), rel=0.02
    )


def test_bias_in_the_resistor_is_flagged_where_it_is_too_much():
    panel = chapter.Heartbeat(length=2e-5)
    assert number(panel, "transistor: signal/error") == pytest.approx(13, abs=0.5)
    assert number(panel, "bias (mA)") == pytest.approx(8.5, abs=0.05) and number(
        panel, "across the resistor (V)"
    ) == pytest.approx(8.5, abs=0.05)
    assert "too much" in panel.describe() and "too much" not in chapter.Heartbeat().describe()
    # Gain per volt across a plain resistor: 2 over the overdrive, whatever the film.
    for thickness in (1e-7, 1e-5):
        panel.set(thickness=thickness)
        assert number(panel, "gain") / number(panel, "across the resistor (V)") == pytest.approx(
            2 / heart.OVERDRIVE
        )


def test_the_way_of_the_holes_is_short_in_the_best_film_and_long_in_thin_ones():
    """The drain's delay 4/15 L^2/(mu u), which the panel leaves out, against its ionic time."""

    def holes(length):
        return (
            4 / 15 * bioelectronics.electronic_time(length, device.mobility_of("pedot_pss"), -heart.OVERDRIVE)
        )

    assert 1e3 * holes(2e-4) == pytest.approx(0.15, abs=0.005)
    assert number(chapter.Heartbeat(thickness=1e-7), "lag (ms)") == pytest.approx(0.15, abs=0.005)
    assert holes(5e-5) > 1e-6 * number(
        chapter.FastOrSensitive(thickness=1e-8, length=5e-5), "ionic time (µs)"
    )
    assert holes(1e-5) < 0.1 * 1e-6 * number(chapter.FastOrSensitive(), "ionic time (µs)")


def test_a_short_channel_brings_signal_to_error_above_ten_and_a_quiet_wire_needs_no_transistor():
    assert number(chapter.Heartbeat(length=2e-5), "transistor: signal/error") > 10
    panel = chapter.Heartbeat(wiring_noise=1e-6)
    assert number(panel, "electrode: signal/error") > number(panel, "transistor: signal/error")


def test_noise_of_the_wire_has_the_size_of_its_control():
    panel, sizes = chapter.Heartbeat(), []
    for seed in range(20):
        traces = panel.set(seed=seed).data()["traces"]
        sizes.append((traces["electrode (mV)"] - traces["true (mV)"]).std())
    assert 1e3 * np.mean(sizes) == pytest.approx(200, rel=0.05)  # µV


def test_the_film_has_forgotten_its_beginning():
    """The first and the second R wave shown are alike, even in the slowest film."""
    panel = chapter.Heartbeat(thickness=1e-5, material="pe2gt")
    traces = panel.data()["traces"]
    time, clean = traces["time (s)"], traces["without noise (mV)"]
    later = np.interp(time[time < 0.2] + 60 / heart.RATE, time, clean)
    assert clean[time < 0.2] == pytest.approx(later, abs=0.01)


# --- Compared ---


def test_nothing_is_invented_where_only_the_product_is_known():
    assert set(device.NAMES) - set(device.BOTH_KNOWN) == {"pedot_pss_self_assembled", "pt2gt"}
    for key in device.NAMES:
        panel = chapter.ConductorsCompared(material=key)
        assert ("mobility (cm2/V/s)" in panel.data()["now"]) == (key in device.BOTH_KNOWN)
        assert ("illustrative" in panel.describe()) == (
            material(key).property(device.MERIT).status_words == "illustrative"
        )


def test_only_crystallized_pedot_does_the_task():
    """20 mS and 3 kHz: "from 69 nm to 101 nm", and no other material at any thickness."""
    grid, able = np.geomspace(1e-8, 1e-5, 2000), {}
    for key in device.BOTH_KNOWN:
        state = SimpleNamespace(**chapter.ConductorsCompared(material=key).state)
        slope, _, cutoff = device.film(state, grid, state.overdrive)
        able[key] = grid[(slope >= 20e-3) & (cutoff >= 3e3)]
    assert [key for key, films in able.items() if films.size] == ["pedot_pss_crystallized"]
    assert able["pedot_pss_crystallized"][[0, -1]] == pytest.approx([69e-9, 101e-9], rel=0.02)
    panel = chapter.ConductorsCompared(material="pedot_pss_crystallized")
    assert number(panel, "transconductance (mS)") > 20 and number(panel, "cut-off (kHz)") > 3


def test_most_charge_is_not_most_amplification():
    slopes = dict(
        zip(
            device.NAMES,
            chapter.ConductorsCompared().data()["every material"]["transconductance (mS)"],
            strict=True,
        )
    )
    capacities = {key: material(key).property(device.CAPACITANCE).value for key in device.BOTH_KNOWN}
    assert (
        max(capacities, key=capacities.get) == "pe2gt"
        and max(slopes, key=slopes.get) == "pedot_pss_self_assembled"
    )
    assert compared.merit("pg42t_t") == pytest.approx(135)


def test_the_panels_say_when_a_task_is_done():
    recorded, chosen = chapter.Heartbeat(), chapter.ConductorsCompared()
    assert "best" not in recorded.describe()
    recorded.set(thickness=2e-6)
    assert "the best thickness" in recorded.describe()
    recorded.set(thickness=1e-6, length=2e-5)
    assert recorded.data()["now"]["transistor: signal/error"][0] > 10 and "clear" in recorded.describe()
    assert "both wishes" not in chosen.describe()
    chosen.set(material="pedot_pss_crystallized", thickness=8.5e-8)
    assert "both wishes" in chosen.describe()
