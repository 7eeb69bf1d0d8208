"""A recorded voltage step: leads, noise, and what the two fits find in readings whose truth is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixcond_lessons.physics import recording as law
from mixcond_lessons.physics.impedance import cell_impedance
from mixcond_lessons.physics.polarization import current_ratio, potentiostatic_time_constant

VOLTAGE, RESISTANCE, THICKNESS, AREA = 5e-3, 10.0, 1e-3, 1e-4
shares = st.floats(1e-4, 1.0)
ohms = st.floats(-6, 6).map(lambda power: 10.0**power)


def fall(time, share, diffusivity=1e-9, lead=0.0):
    return law.step_current(time, VOLTAGE, RESISTANCE, share, THICKNESS, diffusivity, lead)


@given(shares, ohms, ohms)
def test_leads_hide_part_of_the_fall(share, resistance, lead):
    seen = law.transference_with_leads(share, resistance, lead)
    assert share * (1 - 1e-12) <= seen <= 1 + 1e-12
    assert law.transference_with_leads(share, resistance, 0.0) == pytest.approx(share, rel=1e-12, abs=0)
    # Last current over first current, both by Ohm's law with the leads in series.
    assert seen == pytest.approx((resistance + lead) / (resistance / share + lead), rel=1e-12, abs=0)


@given(shares, ohms, st.floats(-9, 6).map(lambda power: 10.0**power))
def test_cell_and_leads_are_again_such_a_cell(share, lead, frequency):
    """The closed form in time rests on this identity in frequency."""
    conductivity = THICKNESS / (RESISTANCE * AREA)
    split = (1 - share) * conductivity, share * conductivity
    cell = cell_impedance(frequency, *split, 1e-9, THICKNESS, AREA)
    seen, whole = (
        law.transference_with_leads(share, RESISTANCE, lead),
        THICKNESS / ((RESISTANCE + lead) * AREA),
    )
    together = cell_impedance(frequency, (1 - seen) * whole, seen * whole, 1e-9, THICKNESS, AREA)
    assert together == pytest.approx(cell + lead, rel=1e-9)


@pytest.mark.parametrize("lead", [0.0, 3.0, 50.0])
def test_current_with_leads_agrees_with_finite_volumes(lead):
    """The diffusion equation on a grid, with the voltage of the leads taken off at each step."""
    share, cells, steps, last = 0.2, 200, 4000, 100.0
    width, step = THICKNESS / cells, last / steps
    sigma = THICKNESS / (RESISTANCE * AREA)
    # u = mu/F; current density i = sigma/L (V - i A R_lead - t_i (u_L - u_0));
    # at a blocking contact du/dx = i/sigma_e.
    laplace = np.diag(-2 * np.ones(cells)) + np.diag(np.ones(cells - 1), 1) + np.diag(np.ones(cells - 1), -1)
    laplace[0, 0] = laplace[-1, -1] = -1
    gain = THICKNESS / sigma + AREA * lead
    # Contact value = cell value + half a cell times the slope i/sigma_e.
    edge = width / (2 * share * sigma)
    gain += (1 - share) * 2 * edge
    to_current = np.zeros(cells)
    to_current[0], to_current[-1] = (1 - share) / gain, -(1 - share) / gain
    source = np.zeros(cells)
    source[0], source[-1] = -1 / (share * sigma * width), 1 / (share * sigma * width)
    matrix = 1e-9 * (laplace / width**2 + np.outer(source, to_current))
    profile, implicit = np.zeros(cells), np.linalg.inv(np.eye(cells) - step * matrix)
    for _ in range(steps):
        profile = implicit @ (profile + step * 1e-9 * source * VOLTAGE / gain)
    expected = AREA * (VOLTAGE / gain + to_current @ profile)
    assert fall(last, share, lead=lead) == pytest.approx(expected, rel=2e-3)
    assert fall(1e9, share, lead=lead) == pytest.approx(VOLTAGE / (RESISTANCE / share + lead), rel=1e-12)


def test_without_leads_it_is_the_current_of_the_cell():
    time = np.geomspace(1e-3, 1e4, 30)
    assert fall(time, 0.09) == pytest.approx(
        VOLTAGE / RESISTANCE * current_ratio(time, 0.09, THICKNESS, 1e-9), rel=1e-12, abs=0
    )


def test_noise_is_the_same_for_the_same_seed_and_has_its_size():
    still = np.zeros(20000)
    assert (law.with_noise(still, 2.0, 3) == law.with_noise(still, 2.0, 3)).all()
    assert (law.with_noise(still, 2.0, 3) != law.with_noise(still, 2.0, 4)).any()
    assert law.with_noise(still, 2.0, 3).std() == pytest.approx(2.0, rel=0.02)  # four standard errors
    assert (law.with_noise(still, 0.0, 3) == still).all()


@given(st.floats(0.02, 0.9), st.floats(-10, -8.5).map(lambda power: 10.0**power), st.sampled_from([0.0, 5.0]))
def test_fit_finds_the_truth_where_there_is_no_noise(share, diffusivity, lead):
    time = np.geomspace(1e-2, 1e4, 48)
    found = law.fit_step(time, fall(time, share, diffusivity, lead), VOLTAGE, THICKNESS, lead)
    assert found.resistance == pytest.approx(RESISTANCE, rel=1e-3)
    assert found.electronic_transference_number == pytest.approx(share, rel=1e-3)
    assert found.chemical_diffusivity == pytest.approx(diffusivity, rel=5e-3)


def test_fit_knows_how_uncertain_it_is():
    """Over many recordings the errors scatter as wide as the fit says."""
    time, share, scores = np.geomspace(1.0, 600.0, 48), 0.09, []
    true = np.log([(1 - share) / RESISTANCE, share / RESISTANCE, 1e-9])
    for seed in range(120):
        found = law.fit_step(time, law.with_noise(fall(time, share), 5e-7, seed), VOLTAGE, THICKNESS)
        electronic = found.electronic_transference_number
        logarithms = np.log(
            [(1 - electronic) / found.resistance, electronic / found.resistance, found.chemical_diffusivity]
        )
        scores.append((logarithms - true) / found.uncertainties)
    assert np.std(scores, axis=0) == pytest.approx(
        1.0, abs=0.26
    )  # four standard errors of a standard deviation from 120
    assert np.mean(scores, axis=0) == pytest.approx(0.0, abs=0.4)


def test_fit_of_a_late_recording_admits_that_it_does_not_know():
    time = np.geomspace(300.0, 600.0, 48)
    early, late = np.geomspace(1.0, 600.0, 48), time
    known = law.fit_step(early, law.with_noise(fall(early, 0.09), 5e-7, 1), VOLTAGE, THICKNESS)
    unknown = law.fit_step(late, law.with_noise(fall(late, 0.09), 5e-7, 1), VOLTAGE, THICKNESS)
    assert known.uncertainties[0] < 0.05 and unknown.uncertainties[0] > 1
    assert unknown.uncertainties[1] < 0.05  # the last current is still the electrons'


@pytest.mark.parametrize("share", [0.02, 0.09, 0.5])
@pytest.mark.parametrize("first", [1.0, 10.0, 50.0, 100.0])
def test_stated_interval_holds_the_truth_or_the_fit_admits_ignorance(share, first):
    time, true, wrong, told = np.geomspace(first, 600.0, 48), (1 - share) / RESISTANCE, 0, 0
    for seed in range(101, 141):
        found = law.fit_step(time, law.with_noise(fall(time, share), 5e-7, seed), VOLTAGE, THICKNESS)
        ionic = (1 - found.electronic_transference_number) / found.resistance
        told += found.told[0]
        wrong += found.told[0] and abs(np.log(ionic / true)) > 2 * found.uncertainties[0]
    assert wrong <= 6  # 85 % of 40
    if share == 0.5 or first == 1.0:
        assert told == 40  # here the readings hold enough, and the fit must say so
    if share < 0.5 and first == 100.0:
        assert told == 0


def test_fit_that_does_not_settle_trusts_nothing(monkeypatch):
    monkeypatch.setattr(law, "CALLS", 1)
    time = np.geomspace(1.0, 600.0, 48)
    found = law.fit_step(time, law.with_noise(fall(time, 0.09), 5e-7, 1), VOLTAGE, THICKNESS)
    assert found.uncertainties == (np.inf,) * 3 and found.told == (False,) * 3


def test_fit_takes_either_sign():
    time = np.geomspace(1.0, 600.0, 48)
    current = law.with_noise(fall(time, 0.09), 5e-7, 1)
    assert law.fit_step(time, -current, -VOLTAGE, THICKNESS) == law.fit_step(
        time, current, VOLTAGE, THICKNESS
    )


@pytest.mark.parametrize("share", [0.02, 0.09, 0.3, 0.9])
@pytest.mark.parametrize("first", [0.01, 1.0, 10.0, 50.0, 100.0])
def test_exponential_tail_finds_one_to_four_times_the_diffusivity(share, first):
    """tau is L2/(4 y1^2 D), y1 between pi/2 and pi; who takes L2/(pi2 D) for it finds D times 1 to 4."""
    time = np.geomspace(first, 600.0, 48)
    theory = THICKNESS**2 / (np.pi**2 * 1e-9 * potentiostatic_time_constant(share, THICKNESS, 1e-9))
    ratios, inside = [], []
    for seed in range(101, 141):
        _, _, tau, uncertainty = law.fit_tail(time, law.with_noise(fall(time, share), 5e-7, seed))
        if 2 * uncertainty <= law.TOLD:
            ratios.append(THICKNESS**2 / (np.pi**2 * tau * 1e-9))
            inside.append(
                ratios[-1] * np.exp(2 * uncertainty) >= 1 and ratios[-1] * np.exp(-2 * uncertainty) <= 4.1
            )
    if (share, first) == (0.02, 100.0):
        assert not ratios  # the tail has drowned in the noise
    else:
        assert len(ratios) == 40 and np.median(ratios) == pytest.approx(theory, rel=0.06)
        assert sum(inside) >= 36
        if share >= 0.09 and first < 100.0:  # enough fall, early enough: each single recording is good
            assert 0.8 < min(ratios) and max(ratios) < 4.5


def test_uncertainty_of_the_tail_is_the_scatter_of_tau():
    time = np.geomspace(50.0, 600.0, 48)
    fits = [law.fit_tail(time, law.with_noise(fall(time, 0.3), 5e-7, seed)) for seed in range(120)]
    assert np.std([np.log(fit[2]) for fit in fits]) == pytest.approx(
        np.mean([fit[3] for fit in fits]), rel=0.35
    )
    assert law.fit_tail(time, np.ones(48))[3] == np.inf  # nothing falls


@given(st.floats(1e-6, 1.0), st.floats(0.0, 1.0), st.floats(0.5, 2.0).map(lambda power: 10.0**power))
def test_exponential_is_found_again(height, last, tau):
    time = np.geomspace(1.0, 600.0, 48)
    first, end, found = law.fit_exponential(time, last + height * np.exp(-time / tau))
    assert (first, end) == pytest.approx((last + height, last), rel=1e-4, abs=1e-4 * height)
    assert found == pytest.approx(tau, rel=1e-3)


def test_tail_of_the_step_is_one_exponential():
    share = 0.3
    slowest = potentiostatic_time_constant(share, THICKNESS, 1e-9)
    time = np.linspace(2 * slowest, 10 * slowest, 60)
    assert law.fit_exponential(time, fall(time, share))[2] == pytest.approx(slowest, rel=1e-3)


def fit(**changes):
    return law.fit_step(
        **{
            "time": [1.0, 2.0, 3.0, 4.0],
            "current": [4.0, 3.0, 2.0, 1.0],
            "voltage": 1.0,
            "thickness": 1e-3,
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: law.transference_with_leads(0.0, 1.0, 1.0), "electronic_transference_number"),
        (lambda: law.transference_with_leads(0.5, 0.0, 1.0), "resistance"),
        (lambda: law.transference_with_leads(0.5, 1.0, -1.0), "lead_resistance"),
        (lambda: law.step_current(1.0, np.nan, 1.0, 0.5, 1e-3, 1e-9), "voltage"),
        (lambda: law.with_noise([1.0], -1.0, 1), "noise"),
        (lambda: law.with_noise([1.0], 1.0, -1), "seed"),
        (lambda: law.with_noise([1.0], 1.0, 1.5), "seed = 1.5"),
        (lambda: law.with_noise([1.0, np.nan], 1.0, 1), "currents = nan A"),
        (lambda: law.transference_with_leads(0.5, 1e308, 1e308), "range of floating-point numbers"),
        (lambda: law.step_current(1.0, 1e308, 1e-3, 0.5, 1e-3, 1e-9), "voltage = 1e.308"),
        (lambda: fit(voltage=0.0), "voltage"),
        (lambda: fit(voltage=np.nan), "voltage = nan V"),
        (lambda: fit(voltage=-1.0), "current / voltage"),
        (lambda: fit(voltage=[1.0, 2.0]), r"voltage.*shape \(2,\)"),
        (lambda: fit(current=np.zeros(4)), "current / voltage = 0 S"),
        (lambda: fit(current=[1.0, 2.0, 3.0, 4.0]), "rise of current / voltage"),
        (lambda: fit(current=[1.0, 2.0, np.nan, 4.0]), "current = nan A"),
        (lambda: fit(thickness=0.0), "thickness = 0 m"),
        (lambda: fit(lead_resistance=-1.0), "lead_resistance = -1 ohm"),
        (lambda: fit(time=np.ones((2, 4)), current=np.ones((2, 4))), r"time and current.*\(2, 4\)"),
        (lambda: law.fit_tail([1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]), "number of readings = 4"),
        (lambda: law.fit_step([1.0, 2.0, 3.0], [1.0, 2.0, 3.0], 1.0, 1e-3), "number of readings"),
        (lambda: law.fit_step([1.0, 2.0, 2.0, 3.0], [4.0, 3.0, 2.0, 1.0], 1.0, 1e-3), "step of time"),
        (lambda: law.fit_exponential([0.0, 1.0, 2.0, 3.0], [4.0, 3.0, 2.0, 1.0]), "time"),
        (lambda: law.fit_exponential([1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0]), "shapes"),
    ],
)
def test_refuses_what_is_impossible(call, name):
    with pytest.raises(ValueError, match=name):
        call()
