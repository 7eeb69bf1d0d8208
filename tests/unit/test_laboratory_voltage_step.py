"""The laboratory of the voltage step: its recordings carry each flaw, and the verdict names it."""
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.optimize

from mixcond_lessons import laboratory, load_recording
from mixcond_lessons.chapters import polarization
from mixcond_lessons.laboratory.experiments import voltage_step
from mixcond_lessons.physics.atmosphere import local_exponent
from mixcond_lessons.physics.current_step_fit import fit_current_step
from mixcond_lessons.physics.recording import fit_step

AREA = 1e-4
GOOD = {"contacts": "gold, sealed", "thickness": 1e-3, "wires": "four", "temperature": 973.15, "gas": "air",
        "interval": 1.0, "duration": 600.0, "voltage": 0.01}


@pytest.fixture
def lab(path):
    return laboratory.voltage_step("grace")


def columns(run):
    step = load_recording(run.file)
    return step.column("time"), step.column("current"), step.column("voltage")


def by_the_law(run, lead_resistance=0.0):
    """What the course's fit of the exact law finds, with its standard errors."""
    time, current, _ = columns(run)
    found = fit_step(time, current, run.setup.voltage, run.setup.thickness, lead_resistance)
    total = run.setup.thickness / AREA / found.resistance
    share = found.electronic_transference_number
    return {name: (value, value * error) for name, value, error in zip(
        ("ionic_conductivity", "electronic_conductivity", "chemical_diffusivity"),
        (total * (1 - share), total * share, found.chemical_diffusivity), found.uncertainties, strict=True)}


def of_two_readings(run, readings=1):
    """First and last readings, as in the core of the lesson."""
    _, current, voltage = columns(run)
    both = np.array([current[:readings].mean(), current[-20:].mean()])
    both = both / voltage.mean() * run.setup.thickness / AREA
    return both[0] - both[1], both[1]


def reported(lab, **values):
    """The truth with 3 %, but for the values given."""
    return {name: (true, 0.03 * true) for name, true in lab.solution().items()} | values


def test_a_good_experiment_agrees(lab):
    run = lab.measure(**GOOD)
    assert lab.report(**by_the_law(run)).state == "right"


def test_a_first_reading_that_comes_too_late(lab):
    run = lab.measure(**GOOD | {"interval": 15.0})
    ions, _ = of_two_readings(run)
    assert ions < 0.8 * lab.solution()["ionic_conductivity"]
    found = lab.report(**reported(lab, ionic_conductivity=(ions, 0.03 * ions)))
    assert found.flaws == ("first reading too late",)


def test_a_recording_that_stops_too_early(lab):
    run = lab.measure(**GOOD | {"interval": 0.1, "duration": 20.0})
    _, electrons = of_two_readings(run)
    assert electrons > 1.3 * lab.solution()["electronic_conductivity"]
    found = lab.report(**reported(lab, electronic_conductivity=(electrons, 0.03 * electrons)))
    assert found.flaws == ("stopped too early",)


def test_a_voltage_that_is_too_large_bends_the_curve(lab):
    run = lab.measure(**GOOD | {"voltage": 0.2, "duration": 599.0})
    _, electrons = of_two_readings(run)
    half = 0.2 / (2 * 0.08386)  # of F V/(R T)
    bent = lab.solution()["electronic_conductivity"] * np.tanh(half) / half
    assert electrons == pytest.approx(bent, rel=0.02)
    found = lab.report(**by_the_law(run))
    assert "voltage too large" in found.flaws and "84 mV" in repr(found)


@pytest.mark.parametrize("change", [{"voltage": 0.025}, {"voltage": None, "current": 5e-4}])
def test_a_voltage_that_is_a_little_too_large_is_named_and_not_the_analysis(lab, change):
    """The same law with the values that a fit of the bent curve would find, a little farther away."""
    run = lab.measure(**GOOD | change)
    moves = lab.moves(lab._sample, run.setup)["voltage too large"]
    least, truth = lab.least(lab._sample, run.setup), lab.solution()
    values = {name: (truth[name] + 2.4 * moves[name], max(abs(moves[name]), least[name])) for name in truth}
    found = lab.report(**values)
    assert found.flaws == ("voltage too large",) and "sound" not in repr(found)


def test_how_far_a_large_voltage_moves_a_fit_is_what_a_fit_finds(lab):
    run = lab.measure(**GOOD | {"voltage": 0.05})
    found, moves = by_the_law(run), lab.moves(lab._sample, run.setup)["voltage too large"]
    for name, true in lab.solution().items():
        value, error = found[name]
        assert value - true == pytest.approx(moves[name], abs=2.5 * error + 0.05 * abs(moves[name]))
    small = lab.measure(**GOOD | {"voltage": 0.01})
    assert abs(lab.moves(lab._sample, small.setup)["voltage too large"]["electronic_conductivity"]) \
        < 0.3 * lab.least(lab._sample, small.setup)["electronic_conductivity"]


def test_leads_that_were_not_subtracted(lab):
    run = lab.measure(**GOOD | {"wires": "two"})
    found = lab.report(**by_the_law(run))
    assert found.flaws == ("leads not subtracted",)
    remark = next(line for line in load_recording(run.file).remarks if "short-circuited" in line)
    ohms = float(remark.split("leads ")[1].split(" Ohm")[0])
    assert lab.report(**by_the_law(run, ohms)).state == "right"


def test_a_blocking_contact_that_leaks(lab):
    run = lab.measure(**GOOD | {"contacts": "gold, not sealed"})
    values = by_the_law(run)
    assert values["electronic_conductivity"][0] > 1.5 * lab.solution()["electronic_conductivity"]
    assert "leaking contact" in lab.report(**values).flaws


@pytest.mark.parametrize("student", [1, 18, 26, 28, 35])
def test_a_leak_is_not_also_blamed_on_the_first_reading(student, path):
    lab = laboratory.voltage_step(student)
    assert lab.report(**by_the_law(lab.measure(**GOOD | {"contacts": "gold, not sealed"}))).flaws \
        == ("leaking contact",)


def test_a_contact_that_blocks_nothing(lab):
    run = lab.measure(**GOOD | {"contacts": "platinum, porous"})
    _, staying = of_two_readings(run)
    truth = lab.solution()
    through = truth["ionic_conductivity"] / (1 + 2e-4 * truth["ionic_conductivity"] / 1e-3)  # 1 ohm cm2
    assert staying - truth["electronic_conductivity"] == pytest.approx(through, rel=0.1)
    found = lab.report(**reported(lab, electronic_conductivity=(staying, 0.03 * staying)))
    assert "nothing blocked" in found.flaws


def test_contacts_that_stop_the_electrons(lab):
    run = lab.measure(**GOOD | {"contacts": "zirconia layers"})
    electrons, ions = of_two_readings(run, 100)  # the roles are exchanged
    assert ions == pytest.approx(lab.solution()["ionic_conductivity"], rel=0.02)
    swapped = reported(lab, ionic_conductivity=(electrons, 0.05 * electrons),
                       electronic_conductivity=(ions, 0.05 * ions))
    assert "contacts mixed up" in lab.report(**swapped).flaws
    found = lab.report(**reported(lab, ionic_conductivity=(ions, 0.02 * ions)))
    assert "σᵢₒₙ agrees" in repr(found) and "contacts mixed up" not in found.flaws


def test_the_formula_of_a_constant_current_on_a_voltage_step(lab):
    run = lab.measure(**GOOD)
    time, current, _ = columns(run)
    tail = time > 60

    def decay(time, height, tau, end):
        return height * np.exp(-time / tau) + end
    (_, tau, _), _ = scipy.optimize.curve_fit(decay, time[tail], current[tail],
                                              (current[60] - current[-1], 60, current[-1]))
    wrong = run.setup.thickness**2 / (np.pi**2 * tau)
    found = lab.report(**reported(lab, chemical_diffusivity=(wrong, 0.1 * wrong)))
    assert found.flaws == ("formula of a constant current",)


@pytest.mark.parametrize(("name", "factor", "flaw"), [
    ("chemical_diffusivity", 0.25, "half the thickness"), ("ionic_conductivity", 0.01, "centimetres"),
    ("chemical_diffusivity", 1e4, "centimetres")])
def test_a_factor_that_betrays_itself(lab, name, factor, flaw):
    lab.measure(**GOOD)
    value = factor * lab.solution()[name]
    assert lab.report(**reported(lab, **{name: (value, 0.03 * value)})).flaws == (flaw,)


def test_ions_and_electrons_exchanged(lab):
    lab.measure(**GOOD)
    truth = lab.solution()
    ions, electrons = truth["ionic_conductivity"], truth["electronic_conductivity"]
    found = lab.report(**reported(lab, ionic_conductivity=(electrons, 0.04 * electrons),
                                  electronic_conductivity=(ions, 0.03 * ions)))
    assert "exchanged" in found.flaws


def test_a_number_of_another_run_in_the_formula(lab):
    run = lab.measure(**GOOD)
    values = {name: (2 * value, 2 * error) for name, (value, error) in by_the_law(run).items()
              if name != "chemical_diffusivity"}
    assert lab.report(**reported(lab, **values)).flaws == ("same factor",)


@pytest.mark.parametrize(("change", "flaw"), [
    ({"interval": 0.1, "duration": 10.0}, "stopped too early"),
    ({"interval": 20.0}, "first reading too late"),
    ({"contacts": "zirconia layers"}, "signal too small")])
def test_where_an_uncertainty_tells_nothing_the_reason_is_said(lab, change, flaw):
    lab.measure(**GOOD | change)
    found = lab.report(**{name: (true, 3 * true) for name, true in lab.solution().items()})
    assert flaw in found.flaws and found.state == "not yet"


def test_contacts_that_do_not_block_are_not_judged_by_the_scatter(lab):
    lab.measure(**GOOD | {"contacts": "platinum, porous"})
    found = lab.report(**{name: (5 * true, 1e-3 * true) for name, true in lab.solution().items()})
    assert "nothing blocked" in found.flaws and "smaller than the scatter" not in repr(found)


def test_a_constant_current_is_recorded_too(lab):
    run = lab.measure(**GOOD | {"voltage": None, "current": 3e-4})
    time, current, voltage = columns(run)
    found = fit_current_step(time, voltage, 3e-4, 1e-3)
    total = 1e-3 / AREA / found.resistance
    truth = lab.solution()
    assert current == pytest.approx(3e-4, rel=1e-3)
    assert total * found.electronic_transference_number == pytest.approx(
        truth["electronic_conductivity"], rel=0.05)
    assert found.chemical_diffusivity == pytest.approx(truth["chemical_diffusivity"], rel=0.2)
    ions = total * (1 - found.electronic_transference_number)
    assert lab.report(**reported(lab, ionic_conductivity=(ions, 0.05 * ions))).state == "right"


@pytest.mark.parametrize("student", range(12))
def test_ions_and_holes_come_from_one_charge_balance(student):
    """Truths of an oxide whose dopants hold 2 [V] + h at every temperature and in every gas."""
    sample, gases = laboratory.voltage_step(student)._sample, np.array([1e-3, 0.21, 1.0])
    for temperature in (773.15, 973.15, 1073.15):
        laws = (sample.vacancies, sample.holes, sample.ionic_conductivity, sample.electronic_conductivity)
        vacancies, holes, ions, electrons = np.array([[law(temperature, p) for p in gases] for law in laws])
        assert 2 * vacancies + holes == pytest.approx(2 * sample.vacancies(900, 0.1) + sample.holes(900, 0.1))
        assert holes**2 / vacancies == pytest.approx(holes[2]**2 / vacancies[2] * gases**0.5)
        assert ions / ions[1] == pytest.approx(vacancies / vacancies[1])  # each carrier keeps its mobility
        assert electrons / electrons[1] == pytest.approx(holes / holes[1])
        assert ions[0] > ions[1] > ions[2] and electrons[2] / electrons[1] < 0.21**-0.25


def test_the_exponent_of_the_holes_is_that_of_chapter_05(lab):
    at = 973.15, 0.21
    vacancies, holes = lab._sample.vacancies(*at), lab._sample.holes(*at)
    nearby = [lab._sample.electronic_conductivity(973.15, 0.21 * factor) for factor in (0.999, 1.001)]
    assert np.log(nearby[1] / nearby[0]) / np.log(1.001 / 0.999) \
        == pytest.approx(local_exponent(vacancies, 0.0, holes), rel=1e-4)


@pytest.mark.parametrize("contacts", ["gold, not sealed", "platinum, porous"])
@pytest.mark.parametrize("student", range(4))
def test_a_leak_freezes_out_sooner_than_the_ions_and_still_shows_in_the_cold(contacts, student):
    sample, passed = laboratory.voltage_step(student)._sample, []
    for temperature in (773.15, 873.15, 973.15, 1073.15):
        for gas in voltage_step.GASES:
            setup = SimpleNamespace(**GOOD | {"contacts": contacts, "temperature": temperature, "gas": gas})
            made = voltage_step.cell(sample, setup)
            # S/m, for 1 mV on 1 mm: what stays beside the electrons are ions.
            staying = made.current(np.array([1e5]), 1e-3)[0] / AREA - made.electronic_conductivity
            assert staying > 0.05 * made.electronic_conductivity
            passed += [staying / made.ionic_conductivity] if gas == "air" else []
    assert all(cold < hot for cold, hot in zip(passed, passed[1:], strict=False))


def test_a_sealed_disk_cannot_take_up_another_gas_or_temperature(lab):
    first = lab.measure(**GOOD)
    assert lab.measure(**GOOD | {"gas": "oxygen"}).hours == pytest.approx(first.hours)
    assert lab.measure(**GOOD | {"gas": "oxygen", "temperature": 1073.15}).hours == \
        pytest.approx(first.hours + 0.5)
    assert "before it is sealed" in lab.known


def test_an_open_disk_takes_up_another_gas_and_temperature(lab):
    opened = GOOD | {"contacts": "platinum, porous"}
    lab.measure(**opened)
    assert lab.measure(**opened | {"gas": "oxygen"}).hours == pytest.approx(2 + 1200 / 3600)
    assert lab.measure(**opened | {"gas": "oxygen", "temperature": 1073.15}).hours == \
        pytest.approx(1.5 + 1200 / 3600)


def test_the_measured_panel_takes_the_file_and_finds_the_truth(lab):
    for form in ("EC-Lab", "Gamry", "CSV", "tabs"):
        run = lab.measure(**GOOD | {"form": form})
        panel = polarization.Recording(load_recording(run.file), thickness=1e-3, area=AREA).fit()
        now = {name: float(values[0]) for name, values in panel.data()["now"].items()}
        assert 100 * now["σₑ (S/cm)"] == pytest.approx(lab.solution()["electronic_conductivity"], rel=0.08)
        assert panel.describe().startswith("The readings tell σᵢₒₙ")
