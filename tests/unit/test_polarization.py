"""Transients of a cell with ion-blocking contacts, and what they measure: limits and other routes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import constants, sparse
from scipy.integrate import quad, solve_ivp
from scipy.optimize import brentq, curve_fit, minimize_scalar

from mixcond_lessons.physics import polarization as law

SHARES = [1e-6, 1e-3, 0.09, 0.5, 0.9, 1 - 1e-9, 1.0]
MIXED = [0.02, 0.09, 0.5, 0.95]
positives = st.floats(-30, 10).map(lambda power: 10.0**power)
times = st.one_of(st.just(0.0), st.floats(-40, 40).map(lambda power: 10.0**power))
shares = st.one_of(st.floats(1e-6, 1), st.floats(-100, 0).map(lambda power: 10.0**power))
blockings, drives = st.sampled_from(law.BLOCKING), st.sampled_from(law.DRIVES)


def finite_volumes(theta, share, drive, blocking, cells=800):
    """Solve du/dtheta = u_xixi on `cells` volumes; return xi, u(theta, xi), current or voltage ratio."""
    width = 1 / cells
    matrix = (
        sparse.diags([np.ones(cells - 1), -2 * np.ones(cells), np.ones(cells - 1)], [-1, 0, 1]).tolil()
        / width**2
    )
    matrix[-1, -1] += 1 / width**2
    # contact potential = cell potential -/+ half a width times the slope there,
    # so the current is j = (1 - t_i difference)/(1 + t_i faces)
    difference = np.zeros(cells)
    difference[-1] = 1
    faces = width / 2 / share
    if blocking == "both":
        matrix[0, 0] += 1 / width**2
        difference[0], faces = -1, 2 * faces
    else:
        matrix[0, 0] -= 1 / width**2  # u = 0 half a width away
    source = np.zeros(cells)
    source[-1] = 1 / (width * share)
    source[0] = -source[-1] if blocking == "both" else 0.0
    matrix, ionic = matrix.tocsc(), 1 - share

    def current(u):
        return (
            (1 - ionic * difference @ u) / (1 + ionic * faces) if drive == "voltage" else np.ones(u.shape[1:])
        )

    jacobian = matrix
    if drive == "voltage":
        jacobian = matrix - sparse.csc_matrix(np.outer(source, difference)) * ionic / (1 + ionic * faces)
    solution = solve_ivp(lambda _, u: matrix @ u + source * current(u), (0, theta[-1]), np.zeros(cells),
                         "Radau",
                         theta, jac=jacobian, rtol=1e-7, atol=1e-10)
    u, flow = solution.y, current(solution.y)
    answer = flow if drive == "voltage" else flow + ionic * (difference @ u + faces * flow)
    return (np.arange(cells) + 0.5) * width, u.T, answer


# --- Diffusion of the neutral component ---


@given(
    positives,
    positives,
    positives,
    positives,
    st.sampled_from([-2, -1, 1, 3]),
    st.floats(1, 3000),
    positives,
    positives,
)
def test_diffusion_time_is_resistance_times_capacitance(
    ionic, electronic, ions, electrons, charge, temperature, area, thickness
):
    diffusivity = law.chemical_diffusivity(ionic, electronic, ions, electrons, charge, temperature)
    resistance = law.diffusion_resistance(ionic, electronic, area, thickness)
    capacitance = law.chemical_capacitance(ions, electrons, charge, area, thickness, temperature)
    assert resistance * capacitance == pytest.approx(thickness**2 / diffusivity, rel=1e-12, abs=0)


def test_chemical_diffusivity_is_the_mean_of_both_diffusivities_weighted_crosswise():
    ionic, electronic, ions, electrons, charge, temperature = 2.0, 0.3, 5e3, 20.0, -2, 1100.0
    einstein = constants.k * temperature / (constants.e**2 * constants.N_A)  # D = sigma k T/(z^2 e^2 n)
    ion_diffusivity, electron_diffusivity = (
        ionic * einstein / (charge**2 * ions),
        electronic * einstein / electrons,
    )
    share = electronic / (ionic + electronic)
    expected = share * ion_diffusivity + (1 - share) * electron_diffusivity
    assert law.chemical_diffusivity(ionic, electronic, ions, electrons, charge, temperature) == pytest.approx(
        expected, rel=1e-12, abs=0
    )


# --- Time constants ---


@given(shares, positives, positives, blockings)
def test_voltage_step_relaxes_up_to_four_times_faster(share, thickness, diffusivity, blocking):
    slow = law.galvanostatic_time_constant(thickness, diffusivity, blocking)
    fast = law.potentiostatic_time_constant(share, thickness, diffusivity, blocking)
    assert slow / 4 * (1 - 1e-12) <= fast <= slow * (1 + 1e-12)


def test_time_constants_reach_their_limits_and_the_tail_has_them():
    assert law.galvanostatic_time_constant(np.pi, 2.0) == pytest.approx(0.5)
    assert law.galvanostatic_time_constant(np.pi, 2.0, "one") == pytest.approx(2.0)
    assert law.potentiostatic_time_constant(1.0, np.pi, 2.0) == pytest.approx(0.5, rel=1e-12, abs=0)
    assert law.potentiostatic_time_constant(1e-12, np.pi, 2.0, "one") == pytest.approx(0.5, rel=1e-9, abs=0)
    for share in MIXED:
        tau = law.potentiostatic_time_constant(share, 1.0, 1.0)
        first, second = law.current_ratio(np.array([4 * tau, 5 * tau]), share, 1.0, 1.0) - share
        assert first / second == pytest.approx(np.e, rel=1e-3, abs=0)


# --- The answer to a step ---


@pytest.mark.parametrize("share", [1e-6, 0.09, 0.5, 0.95])
def test_roots_agree_with_bisection(share):
    roots, _ = law.current_series(share, 30)
    for n, root in enumerate(roots, start=1):
        exact = brentq(
            lambda y: (1 - share) * np.sin(y) + share * y * np.cos(y),
            (n - 0.5) * np.pi,
            n * np.pi,
            xtol=1e-14,
            rtol=1e-15,
        )
        assert root == pytest.approx(exact, rel=1e-14, abs=0)


@pytest.mark.parametrize("share", [1e-3, 0.09, 0.5, 0.95, 1.0])
def test_amplitudes_sum_to_the_ionic_share(share):
    terms = 200_000
    _, amplitudes = law.current_series(share, terms)
    tail = 2 * (1 - share) / (share * np.pi**2 * terms)  # integral over the terms left out
    assert amplitudes.sum() + tail == pytest.approx(1 - share, rel=1e-7, abs=1e-15)


@given(times, times, shares, positives, positives, blockings)
def test_transients_stay_inside_their_limits_and_are_monotonic(
    early, late, share, thickness, diffusivity, blocking
):
    moments = np.sort([early, late])
    current = law.current_ratio(moments, share, thickness, diffusivity, blocking)
    voltage = law.voltage_ratio(moments, share, thickness, diffusivity, blocking)
    assert np.all((current >= share * (1 - 1e-12)) & (current <= 1 + 1e-12)) and current[1] <= current[0] * (
        1 + 1e-12
    )
    assert np.all((voltage >= 1) & (voltage <= (1 + 1e-12) / share)) and voltage[1] >= voltage[0] * (
        1 - 1e-12
    )


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("blocking", law.BLOCKING)
def test_transients_start_at_one_and_end_at_the_electronic_share(share, blocking):
    ends = np.array([0.0, 1e40])
    assert law.current_ratio(ends, share, 1e-3, 1e-9, blocking) == pytest.approx([1, share], rel=1e-12, abs=0)
    assert law.voltage_ratio(ends, share, 1e-3, 1e-9, blocking) == pytest.approx(
        [1, 1 / share], rel=1e-12, abs=0
    )


@pytest.mark.parametrize("share", SHARES)
def test_early_and_late_forms_join_without_a_seam(share):
    moments = law.SEAM * (1 + np.array([-2e-4, -1e-4, -1e-15, 0, 1e-4, 2e-4]))
    for answer in (law.current_ratio, law.voltage_ratio):
        value = answer(moments, share, 1.0, 1.0)
        assert value[2] == pytest.approx(value[3], rel=1e-12, abs=0)
        # one-sided slopes, extrapolated to the seam from values left of it and right of it
        left, right = (
            (4 * value[1] - value[0] - 3 * value[2]) / -2e-4,
            (4 * value[4] - value[5] - 3 * value[3]) / 2e-4,
        )
        assert left == pytest.approx(right, rel=1e-6, abs=1e-10)
    places = np.linspace(0, 1, 11)[:, np.newaxis]
    for drive in law.DRIVES:
        profile = law.potential_profile(places, moments[2:4], share, 1.0, 1.0, drive)
        electrons = law.carrier_currents(places, moments[2:4], share, 1.0, 1.0, drive)[1]
        for value in (profile, electrons):
            assert value[:, 0] == pytest.approx(value[:, 1], rel=1e-8, abs=1e-12 * np.abs(value).max())


def test_slopes_meet_at_the_seam():
    """The early form has the slope b (b erfcx(b) - 1/sqrt(pi))/theta, and the series has the same."""
    for share in MIXED:
        factor = 2 * (1 - share) / share
        b = factor * np.sqrt(law.SEAM)
        bend = b * law.current_ratio(law.SEAM, share, 1.0, 1.0) - 1 / np.sqrt(np.pi)
        early = factor / np.sqrt(law.SEAM) * bend
        roots, amplitudes = law.current_series(share)
        late = -(4 * roots**2 * amplitudes * np.exp(-4 * roots**2 * law.SEAM)).sum()
        assert early == pytest.approx(late, rel=1e-8, abs=0)


@pytest.mark.parametrize("share", MIXED)
@pytest.mark.parametrize("blocking", law.BLOCKING)
def test_voltage_and_current_answers_are_each_others_inverse(share, blocking):
    """Their Laplace transforms multiply to 1/s^2, so their convolution is t itself."""
    for end in (1e-3, 0.02, 0.5, 3.0):
        # the substitution t' = end sin^2 takes the square-root kinks out of both ends
        def product(angle, end=end):
            current = law.current_ratio(end * np.sin(angle) ** 2, share, 1.0, 1.0, blocking)
            voltage = law.voltage_ratio(end * np.cos(angle) ** 2, share, 1.0, 1.0, blocking)
            return current * voltage * end * np.sin(2 * angle)

        value, _ = quad(product, 0, np.pi / 2, epsrel=1e-10, epsabs=0, limit=200)
        assert value == pytest.approx(end, rel=1e-8, abs=0)


@pytest.mark.parametrize("share", [0.09, 0.5])
@pytest.mark.parametrize("drive", law.DRIVES)
@pytest.mark.parametrize("blocking", law.BLOCKING)
def test_agrees_with_a_discretised_cell(share, drive, blocking):
    theta = np.array([0.002, 0.005, 0.008, 0.03, 0.1, 0.4, 1.5])
    xi, profiles, answer = finite_volumes(theta, share, drive, blocking)
    ratio = law.current_ratio if drive == "voltage" else law.voltage_ratio
    assert ratio(theta, share, 1.0, 1.0, blocking) == pytest.approx(answer, rel=5e-4, abs=0)
    expected = law.potential_profile(xi, theta[:, np.newaxis], share, 1.0, 1.0, drive, blocking)
    assert np.abs(profiles - expected).max() < 5e-4 * np.abs(expected).max()
    middles, slopes = (xi[1:] + xi[:-1]) / 2, np.diff(profiles) / np.diff(xi)
    total = answer[:, np.newaxis] if drive == "voltage" else 1.0
    ions, _ = law.carrier_currents(middles, theta[:, np.newaxis], share, 1.0, 1.0, drive, blocking)
    assert np.abs(ions - (1 - share) * (total - share * slopes)).max() < 5e-4


def test_early_square_root_laws():
    theta = np.array([1e-14, 1e-12])
    change = 0.91 / 0.09 * 4 * np.sqrt(theta / np.pi)
    assert law.voltage_ratio(theta, 0.09, 1.0, 1.0) - 1 == pytest.approx(change, rel=1e-7, abs=0)
    assert 1 - law.current_ratio(theta, 0.09, 1.0, 1.0) == pytest.approx(change, rel=1e-4, abs=0)


@given(times, shares, positives, positives)
def test_one_blocking_contact_is_half_of_a_cell_twice_as_thick(time, share, thickness, diffusivity):
    for answer in (law.current_ratio, law.voltage_ratio):
        assert answer(time, share, thickness, diffusivity, "one") == pytest.approx(
            answer(time, share, 2 * thickness, diffusivity), rel=1e-12, abs=0
        )


def test_no_single_exponential_describes_the_voltage_step():
    """The reading after a second is far too low; the best exponential misses by more than 5 % of I0."""
    share, thickness, diffusivity = 0.09, 1e-3, 1e-9
    time = np.geomspace(1e-3, 300, 400)
    exact = law.current_ratio(time, share, thickness, diffusivity)

    def worst(logarithm):
        return np.abs(exact - share - (1 - share) * np.exp(-time / np.exp(logarithm))).max()

    grid = np.linspace(np.log(1e-3), np.log(300), 200)
    best = grid[np.argmin([worst(point) for point in grid])]
    assert minimize_scalar(worst, bracket=(best - 0.1, best, best + 0.1)).fun > 0.05
    (amplitude, tau), _ = curve_fit(lambda t, a, tau: share + a * np.exp(-t / tau), time, exact, p0=(0.5, 10))
    assert np.abs(exact - share - amplitude * np.exp(-time / tau)).max() > 0.05


def test_worked_example_of_the_first_reading():
    share, cell = 0.09, (1e-3, 1e-9)
    moment = brentq(
        lambda t: 1 - law.current_ratio(t, share, *cell) - 0.05 * (1 - share), 1e-6, 1, xtol=1e-12
    )
    assert moment == pytest.approx(4.3e-3, abs=0.05e-3)
    assert law.current_ratio(1.0, share, *cell) == pytest.approx(0.55, abs=0.005)
    assert law.potentiostatic_time_constant(share, *cell) == pytest.approx(30, abs=0.5)


def test_shapes_broadcast():
    assert law.potential_profile(np.zeros((5, 1)), np.ones(3), 0.5, 1.0, 1.0).shape == (5, 3)
    assert law.current_ratio(np.ones((4, 1)), np.array([0.1, 0.2]), 1.0, 1.0).shape == (4, 2)
    assert np.ndim(law.current_ratio(1.0, 0.5, 1.0, 1.0)) == 0
    assert law.potentiostatic_time_constant(np.array([0.1, 0.5, 1.0]), 1.0, 1.0).shape == (3,)


# --- Voltmeter and ammeter ---


def test_oxygen_cell_per_decade_and_its_sign():
    decade = constants.k / constants.e * 1000 * np.log(10) / 4
    assert decade == pytest.approx(49.605e-3, abs=1e-6)
    assert law.open_circuit_voltage(1.0, 1000.0, 1e-3, 1e-2) == pytest.approx(decade, rel=1e-12, abs=0)
    assert law.open_circuit_voltage(0.25, 1000.0, 1e-40, 1e40) == pytest.approx(20 * decade, rel=1e-12, abs=0)
    assert law.open_circuit_voltage(0.0, 1000.0, 1e-3, 1e-2) == 0


@given(st.floats(1e-3, 1), st.floats(1, 3000), positives, positives)
def test_silver_turns_the_sign(ionic, temperature, one, other):
    silver, oxygen = (
        law.silver_cell_voltage(ionic, temperature, one, other),
        law.open_circuit_voltage(ionic, temperature, one, other),
    )
    assert silver == pytest.approx(-4 * oxygen, rel=1e-12, abs=0)
    assert silver * (other - one) <= 0
    assert silver == pytest.approx(-law.silver_cell_voltage(ionic, temperature, other, one), rel=1e-12, abs=0)


@given(positives, positives, positives, positives, st.floats(0, 1e3))
def test_two_currents_give_back_the_conductivities_behind_leads(
    ionic, electronic, thickness, area, lead_share
):
    total = (thickness / area) / (ionic + electronic)
    lead = lead_share * total
    first, last = 0.01 / (total + lead), 0.01 / (thickness / area / electronic + lead)
    found = law.conductivities_from_currents(0.01, first, last, thickness, area, lead)
    assert sum(found) == pytest.approx(ionic + electronic, rel=1e-9, abs=0)
    assert found[1] == pytest.approx(electronic, rel=1e-9, abs=1e-9 * (ionic + electronic))


def test_forgotten_leads_change_the_transference_number():
    """150 ohm in all, 9.8 kohm electronic: the ionic path has more than 150; 20 ohm of wire shift t_ion."""
    ionic, electronic = law.conductivities_from_currents(0.01, 0.01 / 150, 0.01 / 9800, 1.0, 1.0)
    assert 1 / ionic == pytest.approx(150 * 9800 / (9800 - 150)) and 1 / electronic == pytest.approx(9800)
    ionic, electronic = law.conductivities_from_currents(0.01, 0.01 / 170, 0.01 / 9820, 1.0, 1.0)
    assert ionic / (ionic + electronic) == pytest.approx(0.9827, abs=5e-5)
    corrected = law.conductivities_from_currents(
        0.01, 0.01 / 170, 0.01 / 9820, 1.0, 1.0, lead_resistance=20.0
    )
    assert corrected[0] / sum(corrected) == pytest.approx(1 - 150 / 9800)


# --- Refusals ---

CELL = {"time": 1.0, "electronic_transference_number": 0.5, "thickness": 1e-3, "chemical_diffusivity": 1e-9}
BAD_CELL = [("time", -1.0), ("time", np.nan), ("time", np.inf), ("electronic_transference_number", 0.0),
            ("electronic_transference_number", 1.1), ("thickness", 0.0), ("chemical_diffusivity", -1e-9),
            ("blocking", "none"), ("time", "soon")]


@pytest.mark.parametrize("name, value", BAD_CELL)
@pytest.mark.parametrize(
    "function", [law.current_ratio, law.voltage_ratio, law.potential_profile, law.carrier_currents]
)
def test_impossible_cells_are_refused_by_name(function, name, value):
    place = {"position": 0.5e-3} if function in (law.potential_profile, law.carrier_currents) else {}
    with pytest.raises(ValueError, match=f"{name} = .*allowed"):
        function(**place, **{**CELL, name: value})


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.potential_profile(2e-3, **CELL), "position / thickness"),
        (lambda: law.potential_profile(0.0, **CELL, drive="power"), "drive"),
        (lambda: law.carrier_currents(0.0, **CELL, drive="power"), "drive"),
        (lambda: law.chemical_diffusivity(1, 1, 1, 1, 0, 1000), "ion_charge_number"),
        (lambda: law.chemical_diffusivity(0, 1, 1, 1, 1, 1000), "ionic_conductivity"),
        (lambda: law.chemical_diffusivity(1, 0, 1, 1, 1, 1000), "electronic_conductivity"),
        (lambda: law.chemical_capacitance(1, 1, 1, 0, 1, 1000), "area"),
        (lambda: law.chemical_capacitance(1, 1, 1, 1, 1, 0), "temperature"),
        (lambda: law.diffusion_resistance(1, -1, 1, 1), "electronic_conductivity"),
        (lambda: law.open_circuit_voltage(1.2, 1000, 1, 1), "ionic_transference_number"),
        (lambda: law.open_circuit_voltage(1, 1000, 0, 1), "oxygen_activity_low"),
        (lambda: law.silver_cell_voltage(1, 1000, 1, -1), "silver_activity_high"),
        (
            lambda: law.conductivities_from_currents(0.01, 1e-3, 2e-3, 1, 1),
            "initial_current - steady_current",
        ),
        (lambda: law.conductivities_from_currents(0.01, 1e-3, 1e-4, 1, 1, 10.0), "lead_resistance"),
        (lambda: law.conductivities_from_currents(-0.01, 1e-3, 1e-4, 1, 1), "voltage"),
    ],
)
def test_impossible_arguments_are_refused_by_name(call, name):
    with pytest.raises(ValueError) as refusal:
        call()
    assert name in str(refusal.value) and "allowed" in str(refusal.value)


@pytest.mark.parametrize("terms", [0, -1, 2.5, np.nan, [1, 2]])
def test_number_of_terms_is_a_whole_one(terms):
    with pytest.raises(ValueError, match="terms"):
        law.current_series(0.5, terms)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: law.chemical_diffusivity(1.0, 1.0, 1e-310, 1.0, -2, 1000.0), "ion_concentration = 1e-310"),
        (lambda: law.chemical_capacitance(1.0, 1.0, -2, 1e300, 1e300, 1000.0), r"area = 1e\+300"),
        (lambda: law.diffusion_resistance(1.0, 1e-310, 1.0, 1.0), "electronic_conductivity = 1e-310"),
        (lambda: law.galvanostatic_time_constant(1e300, 1.0), r"thickness = 1e\+300"),
        (
            lambda: law.conductivities_from_currents(1e-300, 1e300, 1.0, 1.0, 1.0),
            r"initial_current = 1e\+300",
        ),
    ],
)
def test_results_beyond_floating_point_are_refused_by_name(call, said):
    with pytest.raises(ValueError, match=f"{said}.*range of floating-point numbers"):
        call()
