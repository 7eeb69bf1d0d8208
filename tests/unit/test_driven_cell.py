"""A cell at any voltage, with leaking contacts and leads, beside the closed forms of its limits."""
import numpy as np
import pytest

from mixcond_lessons.physics.driven_cell import DrivenCell
from mixcond_lessons.physics.large_voltage import steady_current_both_blocking
from mixcond_lessons.physics.polarization import current_ratio, voltage_ratio
from mixcond_lessons.physics.recording import step_current

L, AREA, KELVIN = 1e-3, 1e-4, 973.15
SMALL = 1e-4  # V


def cell(share=0.2, vacancies=2000.0, holes=40.0, **more):
    return DrivenCell(1 - share, share, vacancies, holes, L, AREA, KELVIN, **more)


def times(one, first=1e-3, last=5.0, count=25):
    return np.geomspace(first, last, count) * L**2 / one.diffusivity


@pytest.mark.parametrize("share", [0.06, 0.3, 0.9])
def test_small_voltages_and_currents_follow_the_series(share):
    one = cell(share)
    time = times(one)
    series = SMALL / one.resistance * current_ratio(time, share, L, one.diffusivity)
    assert one.current(time, SMALL) == pytest.approx(series, rel=2e-3)
    rise = 1e-5 * one.resistance * voltage_ratio(time, share, L, one.diffusivity)
    assert one.voltage(time, 1e-5) == pytest.approx(rise, rel=2e-3)


def test_many_holes_change_the_diffusivity_but_not_the_form():
    one = cell(0.3, vacancies=100.0, holes=300.0)
    series = SMALL / one.resistance * current_ratio(times(one), 0.3, L, one.diffusivity)
    assert one.current(times(one), SMALL) == pytest.approx(series, rel=2e-3)


def test_leads_are_those_of_the_closed_form():
    one = cell(lead_resistance=4.0)
    law = step_current(times(one), SMALL, one.resistance, 0.2, L, one.diffusivity, 4.0)
    assert one.current(times(one), SMALL) == pytest.approx(law, rel=2e-3)


@pytest.mark.parametrize("voltage", [0.02, -0.1, 0.3])
def test_the_steady_current_at_a_large_voltage_is_hebbs_and_wagners(voltage):
    one = cell(0.2, vacancies=2e5, holes=4.0)  # few carriers beside many vacancies
    last = one.current(times(one, last=60.0), voltage)[-1]
    assert last == pytest.approx(steady_current_both_blocking(voltage, 0.2, L, AREA, KELVIN), rel=1e-3)


def test_a_leak_lets_ions_go_on():
    """In the end the ions have their own resistance and that of two leaks."""
    one = cell(leak_resistance=5e-4)
    ionic = 1 / ((L / 0.8 + 2 * 5e-4) / AREA)
    last = one.current(times(one, last=60.0), SMALL)[-1]
    assert last / SMALL == pytest.approx(ionic + 0.2 * AREA / L, rel=1e-3)
    open_contact = cell(leak_resistance=1e-8).current(times(one), SMALL)
    assert open_contact == pytest.approx(SMALL / one.resistance, rel=1e-3)


def test_contacts_that_stop_the_electrons_exchange_the_roles():
    one = cell(0.2, blocks="electrons")
    law = SMALL / one.resistance * current_ratio(times(one), 0.8, L, one.diffusivity)
    assert one.current(times(one), SMALL) == pytest.approx(law, rel=2e-3)


@pytest.mark.parametrize(("change", "words"), [
    ({"thickness": -1.0}, "thickness"), ({"leak_resistance": 0.0}, "leak_resistance"),
    ({"blocks": "none"}, "blocks"), ({"lead_resistance": np.nan}, "lead_resistance")])
def test_an_impossible_cell_is_refused(change, words):
    given = {"ionic_conductivity": 1.0, "electronic_conductivity": 0.1, "ion_concentration": 1e3,
             "electron_concentration": 10.0, "thickness": L, "area": AREA, "temperature": KELVIN}
    with pytest.raises(ValueError, match=words):
        DrivenCell(**(given | change))


def test_an_impossible_step_is_refused():
    one = cell()
    with pytest.raises(ValueError, match=r"\|F V"):
        one.current([1.0], 5.0)
    with pytest.raises(ValueError, match="time"):
        one.current([0.0], SMALL)
    with pytest.raises(ValueError, match="step of time"):
        one.current([2.0, 1.0], SMALL)
    with pytest.raises(ValueError, match="current = 1 A: it empties a contact"):
        one.voltage(times(one), 1.0)
    open_contact = cell(leak_resistance=1e-6)
    with pytest.raises(ValueError, match="current = 1 A: it drives the voltage"):
        open_contact.voltage(times(open_contact), 1.0)
