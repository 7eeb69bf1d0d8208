"""Where a lattice gas parts into two phases, against temperature, and beside lithium iron phosphate."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.chapters import batteries as chapter
from mixcond_lessons.chapters.batteries import miscibility_gap as gap
from mixcond_lessons.materials import measured_table
from mixcond_lessons.physics import batteries as law

shares, attractions = st.floats(1e-6, 1 - 1e-6), st.floats(-50, -0.1)
temperatures = st.floats(10, 3000)
few = settings(max_examples=60, deadline=None)


def number(panel, column, table="now"):
    return float(panel.data()[table][column][0])


@few
@given(shares, attractions, temperatures)
def test_at_the_border_two_phases_of_this_filling_live_side_by_side(share, attraction, temperature):
    border = float(law.phase_boundary_temperature(share, attraction, temperature))
    there = attraction * temperature / border   # forces of the same energy, over RT at the border
    if abs(share - 0.5) > 1e-3:
        assert float(law.two_phase_range(there)) == pytest.approx(min(share, 1 - share), rel=1e-5)
    assert 0 < border <= -attraction * temperature / 4 * (1 + 1e-9)
    mirrored = float(law.phase_boundary_temperature(1 - share, attraction, temperature))
    assert mirrored == pytest.approx(border, rel=1e-6)


def test_the_critical_temperature_is_at_half_filling():
    assert float(law.phase_boundary_temperature(0.5, -6.0, 300.0)) == pytest.approx(450.0, rel=1e-9)


@few
@given(st.floats(0.02, 0.98), st.floats(-8, 8))
def test_the_slope_of_the_energy_is_the_voltage(share, interaction):
    step = 1e-6
    low, high = law.mixing_energy(np.array([share - step, share + step]), interaction)
    volts = float(law.single_phase_voltage(share, 300.0, interaction))
    assert (high - low) / (2 * step) == pytest.approx(-volts * 96485.33212 / (8.314462618 * 300.0), abs=1e-5)


def test_forces_without_attraction_are_refused():
    with pytest.raises(ValueError, match="interaction"):
        law.phase_boundary_temperature(0.3, 1.0, 300.0)


def test_each_measured_phase_alone_fits_one_attraction():
    poor, rich = measured_table("iron_phosphate_phases").columns["share"]
    assert (poor, rich) == (0.05, 0.89)
    assert sorted(round(end, 2) for end in gap._ends()) == [-6.54, -5.36]
    assert float(law.two_phase_range(min(gap._ends()))) == pytest.approx(poor, rel=1e-6)
    assert float(law.two_phase_range(max(gap._ends()))) == pytest.approx(1 - rich, rel=1e-6)


def test_the_panel_says_what_fits_and_what_the_measurement_leaves_open():
    panel = chapter.MiscibilityGap()
    found = {g: panel.set(interaction=g).describe() for g in panel.controls[0].grid}
    assert [round(g, 1) for g, words in found.items() if "measured poor phase" in words] == [-6.5]
    assert [round(g, 1) for g, words in found.items() if "measured rich phase" in words] == [-5.4]
    panel.reset()
    assert "Found" not in panel.describe() and round(number(panel, "closes at (°C)")) == 174
    panel.set(uncertain=True)
    ends = [round(number(panel, column, "ends")) for column in ("lowest (°C)", "highest (°C)")]
    assert ends == [126, 215] and ends[0] < number(panel, "measured (°C)", "mixing") < ends[1]
    assert "Found" not in panel.describe()
    assert "one phase only" in panel.set(uncertain=False, temperature=560.0).describe()
