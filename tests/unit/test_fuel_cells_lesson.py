"""What the lesson on fuel cells says in numbers: each computed by a way of its own, as far as there is one,
and at the digits that stand in the text.
"""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.constants import R, zero_Celsius
from scipy.integrate import quad
from scipy.optimize import brentq, root

from mixcond_lessons.chapters import fuel_cells as chapter
from mixcond_lessons.chapters.fuel_cells import QUESTIONS
from mixcond_lessons.chapters.fuel_cells.hydrogen_air_cell import CERIA, fuel
from mixcond_lessons.chapters.fuel_cells.measured_film import FILM, HYDROGEN, MEASURED, WARM
from mixcond_lessons.materials import material
from mixcond_lessons.physics import fuel_cells as law
from mixcond_lessons.physics import gases, model_oxides
from mixcond_lessons.physics.cell_voltage import nernst_voltage, voltage_at_open_circuit
from mixcond_lessons.physics.constants import AIR, FARADAY
from mixcond_lessons.physics.membranes import ceria_laws
from mixcond_lessons.physics.permeation import flux_as_current_density, wagner_flux

OHM_CM2, HOT = 1e-4, 700 + zero_Celsius
few = settings(max_examples=25, deadline=None)
QUESTION = {question.key: question for question in QUESTIONS}


def number(panel, column, table="now"):
    values = panel.data()[table][column]
    assert values.size == 1
    return float(values[0])


def film(cathode=0.0, anode=0.0, steam=0.03, thickness=FILM):
    """Arguments of the measured film; electrodes in ohm cm2."""
    gases_and_size = WARM, float(fuel(WARM, steam, HYDROGEN)), AIR, thickness
    return *law.electrolyte(CERIA, WARM), *gases_and_size, cathode * OHM_CM2, anode * OHM_CM2


def leak(voltage, *which):
    """Leak in A/cm2."""
    return -1e-4 * law.loaded_cell(voltage, *which).electronic_current_density


def load(voltage, *which):
    """Current of the load in A/cm2."""
    return 1e-4 * law.loaded_cell(voltage, *which).external_current_density


# --- What a load does to the leak ---

def test_a_slow_cathode_keeps_the_leak_alive_and_an_anode_chokes_it():
    behind_cathode, behind_anode = film(cathode=0.2213), film(anode=3.39)
    rest = float(law.open_circuit(*behind_cathode))
    assert np.round(leak(np.array([rest, 0.7, 0.5, 0.3]), *behind_cathode), 2).tolist() == [0.71, 0.54, 0.37,
                                                                                            0.24]
    kept = [float(leak(0.5, *which) / leak(law.open_circuit(*which), *which))
            for which in (behind_cathode, behind_anode, film())]
    assert kept[0] > 0.5 and kept[1] < 0.01 and kept[2] < 0.01


def test_the_presets_of_the_first_panel_show_it():
    found = {}
    for side in ("cathode", "anode"):
        panel = chapter.ShortCircuitingCell().preset(f"550 °C, 10 µm, {side} 0.22")
        found[side] = number(panel, "leak without load (A/cm2)"), number(panel.set(voltage=0.5),
                                                                         "leak (A/cm2)")
    assert np.round(found["cathode"], 2).tolist() == [1.51, 0.98]
    assert round(found["anode"][0], 2) == 0.51
    assert round(found["anode"][1], 4) == 0.0008
    panel = chapter.ShortCircuitingCell().preset("10 µm, real electrodes")
    assert 0.45 < number(panel, "leak (A/cm2)") / number(panel,
                                                         "leak without load (A/cm2)") < 0.55 and round(
                                                             number(panel, "faradaic (%)")) == 58
    assert number(panel, "power (W/cm2)") == pytest.approx(number(panel, "most power (W/cm2)"), rel=1e-3)


@few
@given(st.floats(0, 2), st.floats(0.1, 0.95))
def test_the_leak_goes_by_the_voltage_and_the_cathodes_loss_together(cathode, share):
    which = film(cathode=cathode)
    voltage = share * float(law.open_circuit(*which))
    cell = law.loaded_cell(voltage, *which)
    volt, lost = R * WARM / FARADAY, cell.ionic_current_density * FILM / which[0]
    together = voltage + cell.ionic_current_density * cathode * OHM_CM2
    _, at_one_bar, power = ceria_laws(WARM)
    bend = lost / volt / -np.expm1(-lost / volt)
    expected = volt / FILM * at_one_bar * AIR**power * np.exp(together / volt) * -np.expm1(-voltage
                                                                                           / volt) * bend
    assert -cell.electronic_current_density == pytest.approx(expected, rel=1e-8)


def test_how_steep_the_leak_is():
    panel = chapter.ShortCircuitingCell()
    leaks = {volts: number(panel.set(voltage=volts), "leak (A/cm2)")
             for volts in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.1)}
    factors = [leaks[high] / leaks[low] for high, low in ((0.9, 0.7), (0.8, 0.6), (0.7, 0.5), (0.6, 0.4))]
    assert min(factors) > 6 and max(factors) < 8.01 and leaks[0.3] / leaks[0.1] > 8.5   # not further down
    rest = number(panel.set(voltage=1.15), "V (V)")
    whole, plain = number(panel, "leak (A/cm2)") / leaks[0.7], np.exp((rest - 0.7) * FARADAY / (R * HOT))
    assert 7 < whole < 7.5 and 14 < plain < 15   # the profile bends


def test_ten_amperes_of_a_thin_film():
    panel = chapter.ShortCircuitingCell().preset("10 µm, perfect electrodes")
    assert round(number(panel, "leak (A/cm2)"), 1) == 10.6 and "No load can hold" in panel.describe()


def test_the_loads_curve_ends_at_open_circuit():
    for thickness in (1e-5, 5e-4):
        panel = chapter.ShortCircuitingCell(thickness=thickness)
        shares = panel.data()["shares"]
        seen = shares["load (A/cm2)"] > 1e-4   # the bottom of the axis
        assert shares["V (V)"][seen].max() == pytest.approx(number(panel, "open circuit (V)"), abs=1e-3)


# --- Which electrode ---

def test_what_comes_back_in_a_thicker_film():
    def back(**cause):
        """Share of what electrodes took of the ideal voltage that a film ten times thicker gives back."""
        ideal, thin, thick = (float(law.open_circuit(*film(**given)))
                              for given in ({"steam": cause.get("steam", 0.03)}, cause,
                                            {**cause, "thickness": 10 * FILM}))
        return (thick - thin) / (ideal - thin), thin, thick
    cathode, anode = back(cathode=0.2213), back(anode=3.39)
    wet, wetter = back(cathode=0.30, steam=0.1), back(cathode=0.394, steam=0.3)
    assert [round(case[2], 3) for case in (cathode, anode, wet, wetter)] == [1.002, 0.959, 0.977, 0.945]
    assert all(case[1] == pytest.approx(0.86, abs=2e-3) for case in (cathode, anode, wet, wetter))
    assert [case[0] for case in (cathode, wet, wetter)] == pytest.approx([0.9] * 3, abs=0.01)
    assert anode[0] == pytest.approx(2 / 3, abs=0.05)
    ideal = [float(law.open_circuit(*film(steam=0.3, thickness=thickness)))
             for thickness in (FILM, 10 * FILM)]
    assert ideal[1] == pytest.approx(ideal[0], rel=1e-9)   # of what a wet fuel took, nothing


@pytest.mark.parametrize("cathode, anode, seen, true", [(0.2213, 0, 0.21, 0.28), (0, 3.39, 0.90, 3.45)])
def test_an_impedance_without_a_load_reads_too_small(cathode, anode, seen, true):
    which = film(cathode, anode)
    rest = float(law.open_circuit(*which))
    slope = 1e-4 / (load(rest - 1e-4, *which) - load(rest, *which))
    assert round(float(slope), 2) == seen and round(float(FILM / which[0] / OHM_CM2) + cathode + anode,
                                                    2) == true


@pytest.mark.parametrize("steam, cathode, anode", [(0.03, 0.40, 1.29), (0.1, 0.35, 1.24), (0.3, 0.18, 1.31)])
def test_both_readings_of_the_film_fix_one_pair(steam, cathode, anode):
    def missed(logarithms):
        which = film(*np.exp(logarithms), steam)
        return [float(law.open_circuit(*which)) - MEASURED.value, float(load(0.24, *which)) - 0.47]
    found = root(missed, np.log([cathode, anode]), tol=1e-10)
    assert found.success and np.round(np.exp(found.x), 2).tolist() == [cathode, anode]
    if steam == 0.03:
        panel = chapter.WhichElectrode().preset("some at both")
        assert number(panel, "V (V)") == pytest.approx(MEASURED.value, abs=2e-3)
        alone = [float(load(0.24, *film(**{side: value})))
                 for side, value in (("cathode", 0.2213), ("anode", 3.39))]
        assert [round(alone[0], 1), round(alone[1], 2)] == [2.7, 0.24]


def test_a_worse_anode_can_raise_the_voltage():
    volts = [number(chapter.WhichElectrode(cathode_resistance=0.22 * OHM_CM2,
                                           anode_resistance=anode * OHM_CM2), "V (V)") for anode in (0.001,
                                                                                                     0.3, 10)]
    assert [round(value, 2) for value in volts[:2]] == [0.86, 0.90] and volts[2] < volts[0]


def test_what_the_prediction_of_the_two_electrodes_tells():
    free, choked = (chapter.WhichElectrode(anode_resistance=anode * OHM_CM2) for anode in (0.001, 0.22))
    falls, takes, film_less = (number(free, "V (V)") - number(choked, "V (V)"), number(choked, "anode (V)"),
                               number(free, "film (V)") - number(choked, "film (V)"))
    assert [round(falls, 3), round(takes, 2), round(film_less, 3)] == [0.045, 0.07, 0.024]
    cathode = chapter.WhichElectrode(cathode_resistance=0.22 * OHM_CM2)
    assert round(number(free, "V (V)") - number(cathode, "V (V)"), 2) == 0.16
    low, high, between = number(free, "fuel face (bar)"), number(free, "air face (bar)"), number(free,
                                                                                                 "film (V)")
    assert round(1000 * between) == 44   # of the ions; all else of the step between the faces is the voltage
    assert nernst_voltage(WARM, low, high) - between == pytest.approx(number(free, "V (V)"), rel=1e-9)


def test_the_slider_finds_the_measured_voltage():
    for name, steps in (("cathode_resistance", 3e-3), ("anode_resistance", 3e-3)):
        control = next(control for control in chapter.WhichElectrode.controls if control.name == name)
        nearest = min((float(law.open_circuit(*film(**{name.split("_")[0]: value / OHM_CM2})))
                       - MEASURED.value for value in control.grid), key=abs)
        assert abs(nearest) < steps


def test_the_pressure_is_seen_to_step_at_the_cathode():
    panel = chapter.WhichElectrode(cathode_resistance=0.22 * OHM_CM2)
    place, pressure = panel.data()["through"].values()
    cathode = place >= 1
    assert np.unique(place[cathode]).size == 3
    assert pressure[cathode][0] == number(panel, "air face (bar)")
    assert np.all(pressure[cathode][1:] == AIR)
    assert panel.data()["faces"]["pO₂ (bar)"].tolist() == [number(panel, "fuel face (bar)"),
                                                           number(panel, "air face (bar)")]


# --- Linear electrodes, stretched ---

@pytest.mark.parametrize("panel", [chapter.WhichElectrolyte(), chapter.WhichElectrolyte(temperature=HOT),
                                   chapter.WorkingDepth(exchange_rate=1e-10), chapter.WorkingDepth()],
                         ids=["600 °C", "700 °C", "slow faces", "default"])
def test_every_panel_with_electrodes_says_when_they_are_stretched(panel):
    far = number(panel, "furthest moved")
    assert far > 4 and "linear electrodes, stretched" in panel.describe()
    if panel.name == "fuel_cells.which_electrolyte":
        columns = [number(panel, f"ceria {column}")
                   for column in ("power (W/cm2)", "V (V)", "efficiency (%)")]
        # A/cm2 of ions
        burnt = columns[0] / (columns[2] / 100) / float(nernst_voltage(panel.state["temperature"],
                                                                       fuel(panel.state["temperature"]), AIR))
        assert far == pytest.approx(burnt * 0.15 * 4 * FARADAY
                                    / (R * panel.state["temperature"] * np.log(10)), rel=1e-6)
    else:
        lost = float(nernst_voltage(WARM, fuel(WARM, 0.03, HYDROGEN), AIR)) - number(panel,
                                                                                     "film would show (V)")
        share = number(panel, "R (Ω cm2)") / (number(panel, "R (Ω cm2)") + FILM / ceria_laws(WARM)[0]
                                              / OHM_CM2)
        assert far == pytest.approx(lost * share * 4 * FARADAY / (R * WARM * np.log(10)), rel=1e-6)


def test_nothing_is_said_where_a_straight_line_does():
    good = chapter.WorkingDepth(diffusivity=1e-11, exchange_rate=1e-7)
    assert number(good, "furthest moved") < 1 and "stretched" not in good.describe()
    cool = chapter.WhichElectrolyte(thickness=1e-3, cathode_resistance=0.01 * OHM_CM2)
    assert number(cool, "furthest moved") < 1 and "linear electrodes" not in cool.describe()


# --- The law of ceria's electrons, and heat ---

def test_where_ceria_has_many_electrons():
    model, low = model_oxides.ceria_model(0.1, HOT), float(fuel(HOT))
    there = model.equilibrium(low)
    assert round(float(there.concentrations["Ce3"]), 3) == 0.105 and low == pytest.approx(1.4e-24, rel=0.01)

    def conduction(activity):
        return model_oxides.ceria_conduction(HOT, model.equilibrium(activity))
    ionic, at_one_bar, power = ceria_laws(HOT)
    assert round(float(conduction(low).transference),
                 2) == 0.29 and round(ionic / (ionic + at_one_bar * low**power), 3) == 0.098
    given_sheet = (lambda activity: conduction(activity).ionic,
                   lambda activity: conduction(activity).electronic, HOT, low, AIR)
    assert round(float(voltage_at_open_circuit(*given_sheet)), 3) == 0.954
    assert round(float(flux_as_current_density(wagner_flux(*given_sheet, 5e-4))) * 1e-4, 3) == 0.245
    area, _ = quad(lambda logarithm: float(conduction(np.exp(logarithm)).transference), np.log(low),
                   np.log(AIR), epsrel=1e-8)
    assert R * HOT / (4 * FARADAY) * area == pytest.approx(float(voltage_at_open_circuit(*given_sheet)),
                                                           rel=1e-6)


def test_of_the_heat_of_combustion():
    energy = gases.steam_formation_gibbs_energy
    # Gibbs and Helmholtz, J/mol of hydrogen
    combustion = -(energy(HOT) - HOT * (energy(HOT + 1) - energy(HOT - 1)) / 2)
    work = 2 * FARADAY * float(nernst_voltage(HOT, fuel(HOT), AIR))
    assert round(work / combustion, 2) == 0.87 and round(work / 2 / combustion, 2) == 0.44


# --- The cathode, and slips ---

@pytest.mark.parametrize("key, given, name", [
    ("fewer_electrons_in_wetter_fuel", 0.1, "what is left"),
    ("faradaic_efficiency_of_a_leaking_sheet", 0.565, "whole efficiency"),
    ("faradaic_efficiency_of_a_leaking_sheet", 0.827, "share of both"),
    ("ionic_current_under_load", 141, "metres"),
    ("oxygen_pressure_behind_a_cathode", 4e-7, "degrees Celsius"),
    ("membrane_area_for_ten_tonnes_a_day", 0.103, "kilograms"),
    ("oxygen_pressure_behind_a_cathode", 1400, "sign"),
    ("oxygen_pressure_behind_a_cathode", 1.5e-4, "share of the air's"),
    ("reaction_zone_of_a_cathode", 5.70, "no windings"),
    ("reaction_zone_of_a_cathode", 5.98, "only windings"),
    ("surface_resistance_by_the_count_of_atoms", 5.43, "whole molecules"),
    ("work_of_the_compressor_per_oxygen", 14.3, "share of the oxygen")])
def test_a_slip_gets_the_hint_that_belongs_to_it(key, given, name):
    slip = next(slip for slip in QUESTION[key].slips if slip.name == name)
    assert slip.hint in QUESTION[key].judge(given).text


def test_numbers_as_the_text_prints_them_are_right():
    assert QUESTION["oxygen_pressure_behind_a_cathode"].judge("3.1e-5 bar").state == "right"
    assert QUESTION["work_of_the_compressor_per_oxygen"].judge("67.9 kJ/mol").state == "right"


def test_cathodes_of_the_panel_can_explain_the_film():
    """Both ways of the lesson: with all three sliders, and without touching k."""
    wanted = brentq(lambda value: float(law.open_circuit(*film(value))) - MEASURED.value, 0.01, 1)
    for change in ({"exchange_rate": 1e-8}, {"diffusivity": 1e-12}):
        panel = chapter.WorkingDepth(**change, thickness=1e-4)
        assert number(panel, "R (Ω cm2)") < wanted < number(chapter.WorkingDepth(), "R (Ω cm2)")
    # one that conducts only electrons cannot
    assert number(chapter.WorkingDepth(), "flat face (Ω cm2)") > 10 * wanted


def test_how_much_slower_the_ions_of_zirconia_are():
    ceria, zirconia = (float(law.electrolyte(key, 600 + zero_Celsius).ionic_conductivity)
                       for key in (CERIA, "zirconia_yttria_8"))
    assert 5 < ceria / zirconia < 6
    least = material("zirconia_yttria_8").property("ionic conductivity").factor_range[0]
    assert ceria / zirconia / least == pytest.approx(10, abs=0.5)   # "ten times" by another set
