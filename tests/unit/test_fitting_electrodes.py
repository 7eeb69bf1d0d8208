"""Which electrodes would fit a reading: the cell under load solved the other way round."""
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mixcond_lessons.physics import fuel_cells as law

resistances = st.floats(-7, -2).map(lambda power: 10.0**power)
conductivities = st.floats(-2, 2).map(lambda power: 10.0**power)
few = settings(max_examples=60, deadline=None)
LOW, HIGH = 1e-26, 0.21


@few
@given(resistances, resistances, conductivities, st.floats(-6, 0), st.floats(0.02, 0.98),
       st.floats(700, 1200))
def test_the_electrodes_that_made_a_reading_are_found_again(cathode, anode, ionic, ratio, share, temperature):
    at_one_bar = ionic * 10.0**ratio * LOW**0.25
    cell = (ionic, lambda p: at_one_bar * p**-0.25, temperature, LOW, HIGH, 1e-4, cathode, anode)
    voltage = share * float(law.open_circuit(*cell))
    assume(voltage > 1e-3)
    made = law.loaded_cell(voltage, *cell)
    leak = -made.electronic_current_density / made.ionic_current_density
    assume(leak > 1e-8)
    found = law.fitting_electrodes(made.ionic_current_density, voltage, made.external_current_density, ionic,
                                   at_one_bar, temperature, LOW, HIGH, 1e-4)
    whole = 1e-4 / ionic + cathode + anode
    assert np.array(found) == pytest.approx([anode, cathode], abs=1e-6 / min(leak, 1) ** 0.5 * whole)


def test_what_the_ceramic_alone_loses_leaves_nothing_for_electrodes():
    """Perfect electrodes: at open circuit the pair for the leak of the sheet itself is zero and zero."""
    sheet = law.electrolyte("ceria_gadolinia_10", 973.15)
    cell = (*sheet, 973.15, 1.4e-24, HIGH, 5e-4)
    rest = float(law.open_circuit(*cell))
    leak = float(law.loaded_cell(rest, *cell).ionic_current_density)
    found = law.fitting_electrodes(leak, rest, 0.0, sheet.ionic_conductivity, float(sheet[1](1.0)), 973.15,
                                   1.4e-24, HIGH, 5e-4)
    assert np.abs(found).max() < 1e-6 * 5e-4 / float(sheet.ionic_conductivity)
    # more voltage than the sheet can show asks for electrodes that there are not
    higher = law.fitting_electrodes(leak, rest + 0.05, 0.0, sheet.ionic_conductivity, float(sheet[1](1.0)),
                                    973.15, 1.4e-24, HIGH, 5e-4)
    assert min(higher) < 0


def test_impossible_readings_are_refused():
    good = {"ionic_current_density": 1e4, "voltage": 0.5, "current_density": 5e3, "ionic_conductivity": 1.0,
            "electronic_conductivity_at_one_bar": 1e-7, "temperature": 900.0, "oxygen_activity_low": 1e-24,
            "oxygen_activity_high": 0.21, "thickness": 1e-5}
    law.fitting_electrodes(**good)
    for name, bad in (("voltage", 0.0), ("current_density", 1e4), ("ionic_current_density", -1.0),
                      ("oxygen_activity_low", 1.0), ("temperature", np.nan)):
        with pytest.raises(ValueError, match=name):
            law.fitting_electrodes(**good | {name: bad})
