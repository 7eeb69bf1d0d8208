"""Cells under load: closed forms, Wagner's voltage, the electrons' equation integrated, electrode losses,
energy, and membranes as plants.
"""
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants
from scipy.constants import R
from scipy.integrate import quad, solve_ivp
from scipy.optimize import brentq, minimize_scalar
from scipy.special import exprel

from mixcond_lessons.materials import material
from mixcond_lessons.physics import fuel_cells as law
from mixcond_lessons.physics.cell_voltage import (
    leak_current_density,
    nernst_voltage,
    voltage_at_open_circuit,
    voltage_with_electronic_power_law,
)
from mixcond_lessons.physics.conductivity import partial_conductivity
from mixcond_lessons.physics.gases import oxygen_activity_of_steam
from mixcond_lessons.physics.permeation import (
    constant_flux,
    dissipated_power,
    flux_as_current_density,
    wagner_flux,
)
from mixcond_lessons.physics.polarization import FARADAY

AIR = 0.21 * constants.atm / constants.bar
powers = st.floats(-8, 8).map(lambda power: 10.0**power)
lows = st.floats(-25, -4).map(lambda power: 10.0**power)
highs = st.floats(-3, 2).map(lambda power: 10.0**power)
shares = st.floats(0, 1)
losses = st.one_of(st.just(0.0), st.floats(-7, -2).map(lambda power: 10.0**power))
exponents = st.sampled_from([-0.25, -1 / 6, 0.25])
few = settings(max_examples=40, deadline=None)


def film_of_ceria(cathode=0.0, anode=0.0):
    """Arguments of the published cell at 550 degC: 10 um of ceria, a tenth of hydrogen with 3.5 % of steam
    against air; losses in ohm cm2.
    """
    temperature = 823.15
    low = float(oxygen_activity_of_steam(0.035, 0.1 * 0.965, temperature))
    return {**law.electrolyte("ceria_gadolinia_10", temperature)._asdict(), "temperature": temperature,
            "oxygen_activity_low": low, "oxygen_activity_high": AIR,
            "thickness": 1e-5, "cathode_resistance": cathode * 1e-4, "anode_resistance": anode * 1e-4}


def mixed(activity):
    return 1e-4 * activity**-0.25 + 0.3 * activity**0.25


# --- Open circuit ---

@few
@given(powers, powers, exponents, lows, highs, powers)
def test_open_circuit_without_losses_is_the_closed_form(ionic, electronic, exponent, low, high, thickness):
    found = law.open_circuit(ionic, lambda p: electronic * p**exponent, 1000, low, high, thickness)
    closed = voltage_with_electronic_power_law(ionic, electronic, exponent, 1000, low, high)
    assert found == pytest.approx(closed, rel=1e-12, abs=1e-15)


def test_wide_ranges_stay_as_exact_as_promised():
    for decades, error in ((40, 1e-13), (80, 2e-8)):
        low = 10.0**-decades
        found = law.open_circuit(1.0, lambda p: 1e-6 * p**-0.25, 1000, low, 1.0, 1e-5)
        assert found == pytest.approx(voltage_with_electronic_power_law(1.0, 1e-6, -0.25, 1000, low, 1.0),
                                      rel=error)


@few
@given(powers, powers, lows, highs, losses, losses)
def test_open_circuit_is_wagners_voltage_between_the_moved_faces(ionic, electronic, low, high, cathode,
                                                                 anode):
    given_cell = (ionic, lambda p: electronic * p**-0.25, 1000, low, high, 1e-5, cathode, anode)
    voltage = law.open_circuit(*given_cell)
    cell = law.loaded_cell(voltage, *given_cell)
    assert voltage == pytest.approx(voltage_at_open_circuit(*given_cell[:3], cell.face_activity_low,
                                                            cell.face_activity_high), rel=1e-9, abs=1e-13)
    # of a voltage, across 10 um
    rounding = 1e-12 * cell.nernst_voltage * (ionic + electronic * low**-0.25) / 1e-5
    assert abs(cell.external_current_density) <= rounding
    assert 0 <= voltage <= law.open_circuit(*given_cell[:6]) * (1 + 1e-9)   # losses never help
    # ions carry the leak that Wagner's flux says for the moved faces
    leak = flux_as_current_density(wagner_flux(*given_cell[:3], cell.face_activity_low,
                                               cell.face_activity_high, 1e-5))
    assert cell.ionic_current_density == pytest.approx(leak, rel=1e-9, abs=rounding)


def test_open_circuit_by_another_road():
    cell = film_of_ceria(0.1, 0.2)
    ionic, electronic, temperature, low, high = (cell[name]
                                                 for name in ("ionic_conductivity", "electronic_conductivity",
                                                              "temperature", "oxygen_activity_low",
                                                                         "oxygen_activity_high"))
    unit = R * temperature / (4 * FARADAY)

    def excess(current):
        """Leak through the film between faces that this current has moved, less the current."""
        moved = low * np.exp(current * 0.2e-4 / unit), high * np.exp(-current * 0.1e-4 / unit)
        return flux_as_current_density(wagner_flux(ionic, electronic, temperature, *moved, 1e-5)) - current
    current = brentq(excess, 0, 1e4, xtol=1e-9)
    total = 1e-5 / ionic + 0.3e-4
    assert law.open_circuit(**cell) == pytest.approx(nernst_voltage(temperature, low, high) - current * total,
                                                     rel=1e-9)


def test_the_published_film_and_the_asymmetry_of_its_electrodes():
    ideal = law.open_circuit(**film_of_ceria())
    assert round(float(ideal), 3) == 1.015
    # A/cm2
    assert round(float(law.loaded_cell(ideal, **film_of_ceria()).ionic_current_density) * 1e-4, 2) == 0.67
    measured = material("ceria_gadolinia_10").property("open-circuit voltage").value
    assert law.open_circuit(**film_of_ceria(cathode=0.23)) == pytest.approx(measured, abs=1e-3)
    assert round(float(law.open_circuit(**film_of_ceria(anode=0.3))), 2) == 0.96
    # at the anode the loss moves the pressure where electrons are many, and chokes the leak; at the cathode
    # it takes its full share of the voltage
    cathode, anode = (law.loaded_cell(law.open_circuit(**cell), **cell).ionic_current_density
                      for cell in (film_of_ceria(0.3), film_of_ceria(0, 0.3)))
    assert anode < cathode / 2


# --- Under load ---

@few
@given(powers, powers, lows, highs, shares, losses, losses)
def test_electrons_follow_the_closed_form_of_ceria(ionic, electronic, low, high, share, cathode, anode):
    nernst = nernst_voltage(1000, low, high)
    voltage = share * nernst
    cell = law.loaded_cell(voltage, ionic, lambda p: electronic * p**-0.25, 1000, low, high, 1e-5, cathode,
                           anode)
    near, far = (electronic * activity**-0.25 for activity
                 in (cell.face_activity_low, cell.face_activity_high))
    steps = FARADAY / (R * 1000) * cell.ionic_current_density / ionic * 1e-5   # F (V_face - V)/RT
    outside = FARADAY * voltage / (R * 1000)
    unit = R * 1000 / (FARADAY * 1e-5)
    expected = -unit * far * np.expm1(outside) / exprel(-steps)
    assert cell.electronic_current_density == pytest.approx(expected, rel=1e-8, abs=1e-80)
    if steps > 0.1 and outside > 0.1:   # the same as it stands in the docstring, where nothing cancels
        y = np.exp(-steps)
        assert expected == pytest.approx(unit * steps * (far - near * y) / (1 - y), rel=1e-9)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95, 0.999])
@pytest.mark.parametrize("electronic", [mixed, lambda p: 5 * p**0.25, lambda p: 2.0 + 0 * p],
                         ids=["both branches", "holes", "constant"])
def test_the_electrons_equation_integrated_ends_at_the_other_face_and_dissipates_what_is_missing(electronic,
                                                                                                 share):
    low, high, thickness, ionic = 1e-14, 0.2, 1e-5, 2.0
    given_cell = (ionic, electronic, 1000, low, high, thickness, 1e-6, 3e-6)
    cell = law.loaded_cell(share * nernst_voltage(1000, low, high), *given_cell)
    unit = R * 1000 / (4 * FARADAY)

    def slope(_, state):
        """Ohm's law of each carrier: dln p/dx = (4F/RT)(i_ion/sigma_ion - i_e/sigma_e), and the electrons'
        heat.
        """
        sigma = electronic(np.exp(state[0]))
        return [(cell.ionic_current_density / ionic - cell.electronic_current_density / sigma) / unit,
                cell.electronic_current_density**2 / sigma]
    # From the side that the profile runs away from, an error would grow: go the stable way.
    path, start, end = ((thickness, 0), cell.face_activity_high,
                        cell.face_activity_low) if share < 0.5 and electronic is not mixed else (
        (0, thickness), cell.face_activity_low, cell.face_activity_high)
    solution = solve_ivp(slope, path, [np.log(start), 0.0], "LSODA", rtol=1e-10, atol=[1e-11, 1e-30])
    assert solution.success and solution.y[0, -1] == pytest.approx(np.log(end), abs=2e-4)
    heat = abs(solution.y[1, -1])
    assert heat == pytest.approx(-cell.voltage * cell.electronic_current_density, rel=1e-4)
    # what the gases give is work outside and heat: in both electrodes, of ions, of electrons
    burnt = cell.ionic_current_density * cell.nernst_voltage
    assert burnt == pytest.approx(cell.power_density + cell.ionic_current_density**2
                                  * (thickness / ionic + 4e-6) + heat, rel=1e-6)
    assert cell.efficiency == pytest.approx(cell.power_density / burnt, rel=1e-9)


@few
@given(st.floats(0.01, 100), powers, powers, lows, highs, losses, losses)
def test_a_cell_from_short_circuit_to_open_circuit(ionic, electrons, holes, low, high, cathode, anode):
    given_cell = (ionic, lambda p: electrons * p**-0.25 + holes * p**0.25, 1100, low, high, 2e-5, cathode,
                  anode)
    open_voltage = law.open_circuit(*given_cell)
    # it is known to rounding of the Nernst voltage, not of itself
    assume(open_voltage > 1e-6 * nernst_voltage(1100, low, high))
    cell = law.loaded_cell(np.linspace(0, 1, 21) * open_voltage, *given_cell)
    scale = cell.ionic_current_density[0]
    assert cell.electronic_current_density[0] == pytest.approx(0,
                                                               abs=1e-90 * scale + 1e-80) and np.all(
                                                                   cell.electronic_current_density <= 0)
    assert np.all(np.diff(cell.external_current_density) < 1e-9
                  * scale) and np.all(np.diff(cell.faradaic_efficiency) < 1e-9)
    conductance = (ionic + electrons * low**-0.25 + holes * high**0.25) / 2e-5
    assert abs(cell.external_current_density[-1]) <= 1e-12 * cell.nernst_voltage[-1] * conductance
    for share in (cell.faradaic_efficiency, cell.voltage_efficiency, cell.efficiency):
        assert np.all((share >= -1e-5) & (share <= 1))
    assert cell.faradaic_efficiency * cell.ionic_current_density == pytest.approx(
        cell.external_current_density, rel=1e-7, abs=1e-9 * scale)
    drops = R * 1100 / (4 * FARADAY) * np.log([cell.face_activity_low / low, high / cell.face_activity_high])
    assert drops == pytest.approx(cell.ionic_current_density * np.array([[anode], [cathode]]), rel=1e-6,
                                  abs=1e-12)


def test_ideal_ions_carry_ohms_current_and_at_short_circuit_they_are_many():
    cell = film_of_ceria()
    voltage = np.array([0.0, 0.5])
    found = law.loaded_cell(voltage, **cell)
    ohms = leak_current_density(cell["ionic_conductivity"], found.nernst_voltage, voltage, 1e-5)
    assert found.ionic_current_density == pytest.approx(ohms, rel=1e-14)
    assert found.external_current_density[0] * 1e-4 > 10   # A/cm2, which no real electrode passes


def test_at_the_nernst_voltage_only_electrons_move():
    found = law.loaded_cell(nernst_voltage(1000, 1e-20, 0.2), 1.0, lambda p: 1e-4 * p**-0.25, 1000, 1e-20,
                            0.2, 1e-5)
    assert found.ionic_current_density == 0 and found.faradaic_efficiency < -1e9
    textbook = R * 1000 / (FARADAY * 1e-5) * 1e-4 * (0.2**-0.25 - 1e-20**-0.25)
    assert found.electronic_current_density == pytest.approx(textbook, rel=1e-10)


def test_an_electrolyte_without_electrons_is_a_battery_with_a_resistance():
    for none in (0.0, lambda p: 0 * p):
        given_cell = (1.0, none, 1000, 1e-20, 0.2, 1e-5, 2e-6, 3e-6)
        nernst = nernst_voltage(1000, 1e-20, 0.2)
        assert law.open_circuit(*given_cell) == pytest.approx(nernst, rel=1e-15)
        cell = law.loaded_cell(np.array([0, 0.4, 1]) * nernst, *given_cell)
        assert cell.external_current_density == pytest.approx(np.array([1, 0.6, 0]) * nernst / 1.5e-5,
                                                              rel=1e-12)
        assert cell.faradaic_efficiency == pytest.approx(1, abs=1e-12)
        best = law.largest_power(*given_cell)
        assert best.voltage == pytest.approx(nernst / 2, rel=1e-6)
        assert best.power_density == pytest.approx(nernst**2 / (4 * 1.5e-5), rel=1e-12)


@pytest.mark.parametrize("cathode, anode", [(0, 0), (0.1, 0), (0.5, 0.3), (0, 20)])
def test_largest_power_agrees_with_another_search(cathode, anode):
    cell = film_of_ceria(cathode, anode)
    found = minimize_scalar(lambda voltage: -float(law.loaded_cell(voltage, **cell).power_density),
                            bounds=(0, float(law.open_circuit(**cell))), method="bounded",
                            options={"xatol": 1e-9})
    best = law.largest_power(**cell)
    assert best.power_density == pytest.approx(-found.fun,
                                               rel=1e-9) and best.voltage == pytest.approx(found.x, rel=1e-4)


def test_conductivities_may_hold_arrays_of_their_own():
    temperatures = np.linspace(800, 1050, 7)
    ionic, electronic = law.electrolyte("ceria_gadolinia_10", temperatures)
    low = oxygen_activity_of_steam(0.03, 0.97, temperatures)
    swept = law.largest_power(ionic, electronic, temperatures, low, AIR, 1e-5, 1e-5, 2e-5)
    assert swept.voltage.shape == (7,)
    for n in (0, 3, 6):
        alone = law.electrolyte("ceria_gadolinia_10", temperatures[n])
        given_cell = (*alone, temperatures[n], low[n], AIR, 1e-5, 1e-5, 2e-5)
        together = law.open_circuit(ionic, electronic, temperatures, low, AIR, 1e-5, 1e-5, 2e-5)
        assert law.open_circuit(*given_cell) == pytest.approx(together[n], rel=1e-12)
        assert law.largest_power(*given_cell).power_density == pytest.approx(swept.power_density[n], rel=1e-9)
    grid = law.loaded_cell(np.full((4, 1), 0.5), ionic, electronic, temperatures, low, AIR, 1e-5)
    assert grid.external_current_density.shape == (4, 7)
    many = law.open_circuit(1.0, np.array([0.0, 1e-3, 1.0]), 1000, 1e-20, 0.2, 1e-5)
    assert many == pytest.approx(nernst_voltage(1000, 1e-20, 0.2) / (1 + np.array([0.0, 1e-3, 1.0])),
                                 rel=1e-12)
    assert law.loaded_cell(0.1, 1.0, np.array([0.0, 1e-3, 1.0]), 1000, 1e-20, 0.2, 1e-5,
                           1e-6).voltage.shape == (3,)


def test_electrolytes_come_from_the_materials():
    zirconia = law.electrolyte("zirconia_yttria_8", 1073.15)
    entries = material("zirconia_yttria_8")
    for activity in (1e-20, 1e-5, 0.2):
        parts = [partial_conductivity(entries.property(f"electronic conductivity ({carrier})"), 1073.15,
                                      activity) for carrier in ("electrons", "holes")]
        assert zirconia.electronic_conductivity(activity) == pytest.approx(sum(parts), rel=1e-12)
    low = oxygen_activity_of_steam(0.03, 0.97, 1073.15)
    leak = 1 - law.open_circuit(*zirconia, 1073.15, low, AIR, 1e-5) / nernst_voltage(1073.15, low, AIR)
    assert 0 < leak < 1e-4
    ceria = law.electrolyte("ceria_gadolinia_10", 1073.15)
    assert law.open_circuit(*ceria, 1073.15, low, AIR, 1e-5) < 0.9 * law.open_circuit(*zirconia, 1073.15, low,
                                                                                      AIR, 1e-5)
    with pytest.raises(ValueError, match="key = 'silver_iodide_alpha'"):
        law.electrolyte("silver_iodide_alpha", 450.0)
    with pytest.raises(ValueError, match="temperature = 700 K"):
        law.electrolyte("zirconia_yttria_8", 700.0)


# --- Membranes as plants ---

def test_area_brings_the_oxygen_that_was_asked_for():
    flux = constant_flux(100.0, 1e30, 1173.15, 1e-3, 0.21, 1e-3)
    area = law.membrane_area(1000 / 86400, flux)   # a tonne a day
    assert area * flux * 0.031998 * 86400 == pytest.approx(1000, rel=1e-12)
    assert law.membrane_area(0.0, flux) == 0


@given(lows, highs, lows, st.floats(300, 1500))
def test_work_is_that_of_isothermal_steps_and_what_a_membrane_dissipates(first, second, third, temperature):
    whole = law.separation_work(temperature, first, second)
    steps = law.separation_work(temperature, first, third) + law.separation_work(temperature, third, second)
    assert steps == pytest.approx(whole, rel=1e-9, abs=1e-7)
    assert whole == pytest.approx(R * temperature * np.log(second / first), rel=1e-9)
    assert dissipated_power(2.0, temperature, first, second) == pytest.approx(2 * whole, rel=1e-12)


@given(shares, st.floats(1e-3, 0.99))
def test_what_is_not_oxygen_stays(recovery, feed):
    left = law.oxygen_left(recovery, feed)
    assert left / (1 - left) == pytest.approx(feed / (1 - feed) * (1 - recovery), rel=1e-9, abs=1e-15)


@few
@given(st.floats(0.05, 0.9), st.floats(-6, -0.1), st.floats(0, 0.999))
def test_mean_driving_force_is_the_one_of_the_oxygen_balance_along_the_membrane(feed, log_ratio, share):
    high, low = 5.0, 5.0 * 10.0**log_ratio
    recovery = share * law.largest_recovery(feed, low, high)
    # n oxygen and (1 - x) others enter; dA = dn/ln(p/p_product) with the flux constant set to 1
    others, start = 1 - feed, feed

    def per_oxygen(oxygen):
        return 1 / np.log(high * oxygen / (oxygen + others) / feed / low)
    area, _ = quad(per_oxygen, start * (1 - recovery), start, epsabs=0, epsrel=1e-11, limit=200)
    found = law.mean_driving_force(recovery, feed, low, high)
    if recovery > 1e-6:
        assert found == pytest.approx(start * recovery / area, rel=1e-7)
    ends = np.log(high / low), np.log(high * law.oxygen_left(recovery, feed) / feed / low)
    assert ends[1] * (1 - 1e-9) <= found <= ends[0] * (1 + 1e-9)


def test_the_last_of_the_oxygen_costs_endless_area():
    most = law.largest_recovery(0.21, 0.05, 0.21)
    assert law.oxygen_left(most, 0.21) / 0.21 * 0.21 == pytest.approx(0.05, rel=1e-12)
    assert law.mean_driving_force(0.0, 0.21, 0.05, 0.21) == pytest.approx(np.log(4.2), rel=1e-12)
    taken = np.array([0.5, 0.9, 0.99, 0.999999]) * most
    area = taken / law.mean_driving_force(taken, 0.21, 0.05, 0.21)
    assert np.all(np.diff(area) > 0) and area[-1] > 3 * area[1]


# --- What is refused ---

GOOD = {"ionic_conductivity": 1.0, "electronic_conductivity": 1e-3, "temperature": 1000.0,
        "oxygen_activity_low": 1e-20, "oxygen_activity_high": 0.2,
        "thickness": 1e-5, "cathode_resistance": 1e-5, "anode_resistance": 1e-5}


def test_several_voltages_at_once_have_each_its_conductivity():
    faces = (lambda activity: 1e-4 * activity**-0.25), 1e-20, 0.2
    several = law.effective_conductivity([0.2, 0.5], 0.3, *faces)
    alone = [law.effective_conductivity(voltage, 0.3, *faces) for voltage in (0.2, 0.5)]
    assert np.transpose(several) == pytest.approx(np.array(alone), rel=1e-12)


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_cells_are_refused_by_name(name, bad):
    for function in (law.open_circuit, law.largest_power, lambda **given: law.loaded_cell(0.5, **given)):
        with pytest.raises(ValueError, match=f"{name} = "):
            function(**GOOD | {name: bad})


@pytest.mark.parametrize("call, name", [
    (lambda: law.loaded_cell(-0.1, **GOOD), "voltage = -0.1 V"),
    (lambda: law.loaded_cell([0.1, 2.0], **GOOD),
     "voltage = 2 V, .*: voltage must be at most the Nernst voltage"),
    (lambda: law.open_circuit(**GOOD | {"oxygen_activity_low": 0.3}),
     "oxygen_activity_low = 0.3, oxygen_activity_high = 0.2: .* must be less than"),
    (lambda: law.open_circuit(**GOOD | {"electronic_conductivity": lambda p: -p}),
     "electronic_conductivity = "),
    (lambda: law.loaded_cell(0.5, **GOOD | {"thickness": 0.0}), "thickness = 0 m"),
    (lambda: law.membrane_area(1.0, 0.0), "oxygen_flux = 0"),
    (lambda: law.membrane_area(-1.0, 1.0), "oxygen_production = -1 kg/s"),
    (lambda: law.separation_work(0, 1.0, 1.0), "temperature = 0 K"),
    (lambda: law.oxygen_left(1.1, 0.21), "recovery = 1.1"),
    (lambda: law.oxygen_left(0.5, 1.0), "feed_fraction = 1"),
    (lambda: law.largest_recovery(0.21, 0.3, 0.2), "oxygen_activity_low = 0.3"),
    (lambda: law.mean_driving_force(0.9, 0.21, 0.1, 0.21),
     "recovery = 0.9, .*: recovery must be less than largest_recovery"),
    (lambda: law.mean_driving_force(-0.1, 0.21, 0.1, 0.21), "recovery = -0.1")])
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
