"""What the first lessons ask to find can be found by slider, and the sentence says when it is reached."""

import numpy as np
import pytest

from mixcond_lessons.chapters import conductivity, polarization
from mixcond_lessons.chapters import vacancies as chapter
from mixcond_lessons.materials import measured_table
from mixcond_lessons.physics.model_oxides import ferrite_model


def number(panel, column, table="now"):
    return float(panel.data()[table][column][0])


@pytest.mark.parametrize("drive", ["voltage", "current"])
@pytest.mark.parametrize("share", [0.01, 0.09, 0.5, 0.9])
def test_the_time_at_which_the_ions_in_the_middle_carry_half_is_found(drive, share):
    panel = polarization.Composition(drive=drive, electronic_transference_number=share)
    part = {}
    for time in panel.controls[0].grid:
        part[float(time)] = number(panel.set(time=float(time)), "ions in the middle (% of first)")
        assert ("half as much" in panel.describe()) == (44 < part[float(time)] < 56)
    assert 1 <= sum(44 < left < 56 for left in part.values()) <= 5
    values = np.array(list(part.values()))
    assert values[0] > 80 and values[-1] == pytest.approx(0, abs=1e-6)
    assert (np.diff(values) < 1e-9).all()


def test_the_plateau_is_named_where_the_current_stands_still():
    panel = polarization.LargeVoltage(hole_share=1e-6)
    words = []
    for voltage in panel.controls[0].grid:
        panel.set(voltage=float(voltage))
        words.append("on the plateau" in panel.describe())
        height = number(panel, "current over plateau")
        assert words[-1] == (0.95 < height <= 1.05)
        assert ("above the plateau" in panel.describe()) == (height > 1.05)
    assert any(words) and not words[0]
    # With more holes it is left earlier.
    assert "above the plateau" in polarization.LargeVoltage(hole_share=0.1, voltage=0.3).describe()
    both = polarization.LargeVoltage(blocking="both", voltage=0.4)
    volts = 0.4 / (8.314462618 * 973.15 / 96485.33212)
    assert number(both, "current over plateau") == pytest.approx(np.tanh(volts / 2), rel=1e-9)


def test_equal_shares_are_named_on_the_plane_at_both_ends_of_the_line():
    panel = conductivity.Plane()
    assert "equal shares" not in panel.describe()
    for both in (1e-7, 200.0):
        panel.set(ionic_conductivity=both, electronic_conductivity=both)
        assert "equal shares" in panel.describe()
    assert "equal shares" not in panel.set(electronic_conductivity=190.0 * 2).describe()


def test_a_control_names_the_material_and_its_limits():
    panel = conductivity.OneMaterial()
    assert panel.move("temperature", 1273.15) == "the course has numbers for CGO10 from 500 to 800 °C only"
    assert panel.state["temperature"] == pytest.approx(1073.15)
    panel.set(material="zirconia_yttria_8")
    assert panel.move("temperature", 773.15) == "the course has numbers for 8YSZ from 600 to 1000 °C only"
    assert panel.state["temperature"] == pytest.approx(873.15)


def test_the_sentence_of_the_two_paths_does_not_answer_the_question_on_sample_a():
    panel = conductivity.SideBySide(electronic_resistance=9800.0)
    assert "0.98469" not in panel.describe() and "0.985" in panel.describe()


# --- Beside a measurement ---


def test_the_tracer_lies_within_a_factor_of_three_of_the_walk():
    """Ten points that nothing was fitted to: by hand from the table, the closed form of D_V and f = 0.689."""
    table = measured_table("ferrite_tracer").columns
    for kelvin, content, measured in zip(table["temperature"], table["strontium"],
                                         table["tracer_diffusivity"], strict=True):
        empty = float(ferrite_model(content, kelvin).equilibrium(0.065)["V"]) / 3
        lone = 2 / 3 * (3.90e-10) ** 2 * 1e13 * np.exp(-0.75 / (8.617333262e-5 * kelvin))
        assert 1 / 3 < 0.68892 * empty * lone / measured < 3
    panel = chapter.TracerMeasured()
    assert number(panel, "farthest, as a factor") == pytest.approx(2.78, abs=0.01)
    assert number(panel.set(strontium="0.4"), "largest, walk ÷ measured") == pytest.approx(0.359, abs=0.001)


def test_memory_and_barrier_change_the_tracer_as_their_laws_say():
    panel = chapter.TracerMeasured()
    with_memory = panel.data()["chosen"]["walk ÷ measured"]
    without = panel.set(hops_back=False).data()["chosen"]["walk ÷ measured"]
    assert with_memory / without == pytest.approx(0.68892, abs=1e-4)
    kelvin = 1000 / panel.data()["chosen"]["1000/T (1/K)"]
    higher = panel.set(migration_energy=0.95 * 1.602176634e-19).data()["chosen"]["walk ÷ measured"]
    assert higher / without == pytest.approx(np.exp(-0.2 / (8.617333262e-5 * kelvin)), rel=1e-6)
    assert number(panel.set(hops_back=True), "farthest, as a factor") == pytest.approx(17.2, abs=0.1)


def test_the_best_barrier_of_the_task_is_where_the_lesson_says():
    panel = chapter.TracerMeasured()
    found = {}
    for barrier in panel.controls[1].grid:
        found[round(barrier / 1.602176634e-19, 3)] = number(
            panel.set(migration_energy=float(barrier)), "farthest, as a factor")
    best = min(found, key=found.get)
    assert best == 0.74 and found[best] == pytest.approx(2.61, abs=0.01)
