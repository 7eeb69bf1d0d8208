"""Grains under constant current: series, Laplace transform, finite volumes, pulses; and the lattice gas with
its two phases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.constants import R
from scipy.integrate import quad, simpson, solve_ivp
from scipy.optimize import brentq

from mixcond_lessons.physics import batteries as law
from mixcond_lessons.physics.constants import FARADAY

SHAPES = tuple(law.SURFACE_PER_VOLUME)
each_shape = pytest.mark.parametrize("shape", SHAPES)
shapes = st.sampled_from(SHAPES)
times = st.one_of(st.just(0.0), st.floats(-30, 30).map(lambda power: 10.0**power))
spans = st.floats(-12, 12).map(lambda power: 10.0**power)
fillings = st.floats(1e-9, 1 - 1e-9)
forces = st.floats(-12, 12)
few = settings(max_examples=40, deadline=None)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(300)


# --- One answer to a constant flux ---


def test_roots_agree_with_bisection():
    for n, root in enumerate(law.decay_roots("sphere"), start=1):
        exact = brentq(
            lambda a: np.sin(a) - a * np.cos(a), n * np.pi, (n + 0.5) * np.pi, xtol=1e-14, rtol=1e-15
        )
        assert root == pytest.approx(exact, rel=1e-14)
    assert round(law.decay_roots("sphere")[0], 6) == 4.493409


@each_shape
def test_both_formulas_meet_without_a_seam(shape):
    before, after = (law.surface_response(law.SEAM * (1 + side), shape) for side in (-1e-15, 1e-15))
    assert abs(after - before) < 1e-15
    places = np.linspace(0, 1, 41)
    before, after = (law.response(places, law.SEAM * (1 + side), shape) for side in (-1e-15, 1e-15))
    # At the centre of a sphere two waves cancel.
    assert np.abs(after - before)[1:].max() < 1e-15 and abs(after - before)[0] < 1e-12


@given(times, shapes)
def test_surface_is_the_end_of_the_profile(theta, shape):
    assert law.response(1.0, theta, shape) == pytest.approx(
        law.surface_response(theta, shape), rel=1e-12, abs=0
    )


@few
@given(st.floats(1e-5, 30), shapes)
def test_what_went_in_is_inside(theta, shape):
    places = (NODES + 1) / 2
    volume = 3 * places**2 if shape == "sphere" else 1
    content = (WEIGHTS / 2 * volume * law.response(places, theta, shape)).sum()
    assert content == pytest.approx(law.SURFACE_PER_VOLUME[shape] * theta, rel=1e-7)


@given(times, times, st.floats(0, 1), st.floats(0, 1), shapes)
def test_content_rises_in_time_and_towards_the_surface(one, other, inner, outer, shape):
    early, late = sorted((one, other))
    inner, outer = sorted((inner, outer))
    scale = law.surface_response(late, shape)
    assert 0 <= law.surface_response(early, shape) <= scale * (1 + 1e-12)
    profile = law.response([inner, outer], early, shape)
    assert -1e-13 * scale <= profile[0] <= profile[1] + 1e-13 * scale
    assert law.response(inner, late, shape) >= profile[0] - 1e-13 * scale


def test_early_and_late():
    tiny = np.array([1e-250, 1e-30, 1e-12])
    for shape in SHAPES:
        assert law.surface_response(tiny, shape) == pytest.approx(2 * np.sqrt(tiny / np.pi), rel=2e-6)
    theta = np.array([1e-6, 1e-4])
    assert law.surface_response(theta, "sphere") - 2 * np.sqrt(theta / np.pi) == pytest.approx(
        theta, rel=0.01
    )
    places = np.linspace(0, 1, 5)
    assert law.response(places, 50.0, "sphere") == pytest.approx(150 + (5 * places**2 - 3) / 10, rel=1e-14)
    assert law.response(places, 50.0, "slab") == pytest.approx(50 + (3 * places**2 - 1) / 6, rel=1e-14)
    assert law.surface_response(50.0, "sphere") == pytest.approx(150.2) and law.surface_response(
        50.0, "slab"
    ) == pytest.approx(50 + 1 / 3)


TRANSFORMS = {
    "sphere": lambda r, q: np.sinh(q * r) / (r * (q * np.cosh(q) - np.sinh(q))),
    "slab": lambda r, q: np.cosh(q * r) / (q * np.sinh(q)),
}


@each_shape
@pytest.mark.parametrize("place", [0.05, 0.6, 1.0])
def test_laplace_transform(shape, place):
    for s in (0.1, 1.0, 30.0, 300.0):
        z = 3.2 * (NODES + 1)  # int exp(-y) u(y/s) dy with y = z^2
        transform = (3.2 * WEIGHTS * 2 * z * np.exp(-(z**2)) * law.response(place, z**2 / s, shape)).sum()
        assert transform == pytest.approx(TRANSFORMS[shape](place, np.sqrt(s)), rel=1e-8)


def volumes(shape, cells=300):
    """Finite volumes of a grain with size and D 1: matrix, source of a unit flux, and middles of the
    cells."""
    edges = np.linspace(0, 1, cells + 1)
    face = edges**2 if shape == "sphere" else np.ones(cells + 1)
    size = np.diff(edges**3) / 3 if shape == "sphere" else np.diff(edges)
    through = face[1:-1] * cells
    main = np.zeros(cells)
    main[:-1] -= through
    main[1:] -= through
    matrix = sparse.diags([through / size[1:], main / size, through / size[:-1]], [-1, 0, 1], format="csc")
    source = np.zeros(cells)
    source[-1] = face[-1] / size[-1]
    return matrix, source, (edges[1:] + edges[:-1]) / 2


@each_shape
def test_finite_volumes_agree(shape):
    matrix, source, places = volumes(shape)
    theta = np.array([0.005, 0.02, 0.03, 0.1, 0.6])
    solution = solve_ivp(
        lambda _, u: matrix @ u + source,
        (0, 0.6),
        np.zeros(len(places)),
        "BDF",
        theta,
        jac=matrix,
        rtol=1e-7,
        atol=1e-9,
    )
    assert law.response(places, theta[:, np.newaxis], shape) == pytest.approx(solution.y.T, abs=1e-4)


@each_shape
def test_pulse_and_rest_by_finite_volumes(shape):
    matrix, source, places = volumes(shape)
    starts, fluxes = np.array([0.0, 0.05, 0.15]), np.array([2.0, 0.0, -1.0])
    state = np.zeros(len(places))
    for start, end, flux in zip(starts, [*starts[1:], 0.2], fluxes, strict=True):
        state = solve_ivp(
            lambda _, u, flux=flux: matrix @ u + flux * source,
            (start, end),
            state,
            "BDF",
            jac=matrix,
            rtol=1e-7,
            atol=1e-9,
        ).y[:, -1]
        found = law.concentration_change(places, end, starts, fluxes, 1.0, 1.0, shape)
        assert found == pytest.approx(state, abs=3e-4)


@each_shape
def test_a_pulse_leaves_its_charge_and_spreads_it(shape):
    size, diffusivity = 5e-6, 1e-14
    moments = np.array([-1.0, 0.0, 100.0, 1e7])
    places = np.linspace(0, 1, 2001) * size
    found = law.concentration_change(
        places[:, np.newaxis], moments, [0, 600], [1e-6, 0], size, diffusivity, shape
    )
    assert not found[:, :2].any() and np.all(np.diff(found[:, 2]) >= 0)
    steady = law.SURFACE_PER_VOLUME[shape] * 1e-6 * 600 / size
    assert found[:, 3] == pytest.approx(steady, rel=1e-9)
    volume = 3 * (places / size) ** 2 if shape == "sphere" else np.ones_like(places)
    assert simpson(found[:, 2] * volume, x=places / size) == pytest.approx(steady / 6, rel=1e-6)


@each_shape
@pytest.mark.parametrize("argument", ["position", "time", "size", "chemical_diffusivity"])
def test_several_grains_are_as_each_by_itself(argument, shape):
    pulse = {"starts": [0.0, 5.0], "fluxes": [1e-4, 0.0], "shape": shape}
    grain = {"position": 4e-6, "time": 10.0, "size": 1e-5, "chemical_diffusivity": 1e-12}
    for factors in ([0.9, 1.0], [[0.8], [0.9], [1.0]]):
        several = grain[argument] * np.array(factors)
        together = law.concentration_change(**grain | {argument: several}, **pulse)
        alone = [law.concentration_change(**grain | {argument: one}, **pulse) for one in several.flat]
        assert together.shape == several.shape and together.ravel() == pytest.approx(alone)


@few
@given(spans, shapes)
def test_usable_share_is_what_the_surface_allows(span, shape):
    share = law.usable_share(span, 1.0, 1.0, shape)
    factor = law.SURFACE_PER_VOLUME[shape]
    assert 0 < share <= 1
    assert law.surface_response(share * span, shape) == pytest.approx(factor * span, rel=1e-9)
    assert law.usable_share(2 * span, 1.0, 1.0, shape) >= share * (1 - 1e-12)
    assert (
        law.usable_share(span * 9, 3.0, 1.0, shape)
        == pytest.approx(share, rel=1e-9)
        == law.usable_share(span / 5, 1.0, 5.0, shape)
    )


def test_usable_share_at_its_ends():
    assert law.usable_share(1e-8, 1.0, 1.0, "sphere") == pytest.approx(np.pi / 4 * 9e-8, rel=1e-3)
    assert law.usable_share(1e-8, 1.0, 1.0, "slab") == pytest.approx(np.pi / 4 * 1e-8, rel=1e-6)
    assert law.usable_share(20.0, 1.0, 1.0, "sphere") == pytest.approx(1 - 1 / 5 / 60, rel=1e-12)
    assert law.usable_share(20.0, 1.0, 1.0, "slab") == pytest.approx(1 - 1 / 3 / 20, rel=1e-12)


# --- Pulses ---


def test_errors_of_the_pulse_formula():
    low = 1 - law.pulse_bias([1e-4, 1e-3, 0.01, 0.05])
    assert [round(100 * value) for value in low[[0, 2, 3]]] == [2, 17, 35] and low[1] == pytest.approx(
        0.055, abs=5e-4
    )
    assert round(100 * (1 - law.pulse_bias(0.25, "slab")), 1) == 0.7
    theta = np.array([1e-10, 1e-8])
    assert 1 - law.pulse_bias(theta) == pytest.approx(np.sqrt(np.pi * theta), rel=1e-3)
    assert law.pulse_bias(theta, "slab") == pytest.approx(1, rel=1e-12)


@each_shape
def test_a_titration_of_a_simulated_grain(shape):
    size, diffusivity, duration, slope_of_voltage, jump = 5e-6, 1e-15, 60.0, -2e-5, -0.004
    flux, length = 1e-7, {"slab": 5e-6, "sphere": 5e-6 / 3}[shape]
    time = np.linspace(1, duration, 40)
    surface = law.concentration_change(size, time, [0, duration], [flux, 0], size, diffusivity, shape)
    voltage = slope_of_voltage * surface + jump
    steady = slope_of_voltage * law.concentration_change(
        size, 1e7, [0, duration], [flux, 0], size, diffusivity, shape
    )
    transient = voltage[-1] - jump
    theta = diffusivity * duration / size**2
    found = law.pulse_diffusivity(duration, length, steady, transient)
    assert found / diffusivity == pytest.approx(law.pulse_bias(theta, shape), rel=1e-9)
    with_jump = law.pulse_diffusivity(duration, length, steady, voltage[-1])
    assert with_jump < 0.9 * found  # a resistance that was left in makes diffusion look slower
    slope, start = law.root_time_slope(time, voltage, curved=True)
    assert start == pytest.approx(jump, rel=1e-2)
    fitted = law.slope_diffusivity(duration, length, steady, slope)
    assert fitted == pytest.approx(diffusivity, rel=0.01)
    straight, _ = law.root_time_slope(time, voltage)
    assert (
        abs(fitted / diffusivity - 1)
        <= abs(law.slope_diffusivity(duration, length, steady, straight) / diffusivity - 1) + 1e-6
    )


def test_fit_of_a_straight_line_in_the_root_of_time():
    time = np.array([1.0, 4.0, 9.0, 16.0])
    assert law.root_time_slope(time, 3 - 0.5 * np.sqrt(time)) == pytest.approx((-0.5, 3.0), rel=1e-12)
    assert law.root_time_slope(time, 3 - 0.5 * np.sqrt(time) + 0.1 * time, curved=True) == pytest.approx(
        (-0.5, 3.0), rel=1e-10
    )


# --- Voltage and filling ---


@given(fillings, forces, st.floats(200, 1500))
def test_voltage_is_odd_about_half_filling_and_falls_with_few_ions(share, force, temperature):
    left, right = law.single_phase_voltage(np.array([share, 1 - share]), temperature, force, 3.5)
    assert left + right == pytest.approx(7.0, abs=1e-7)
    assert law.single_phase_voltage(0.5, temperature, force, 3.5) == 3.5
    assert law.equilibrium_voltage(0.5, temperature, force, 3.5) == 3.5


@given(st.floats(0.01, 0.99), forces)
def test_thermodynamic_factor_is_the_slope_of_the_voltage(share, force):
    step = 1e-6 * share * (1 - share)
    slope = np.diff(law.single_phase_voltage([share - step, share + step], 1000, force))[0] / (2 * step)
    assert law.thermodynamic_factor(share, force) == pytest.approx(
        -FARADAY * share / (R * 1000) * slope, rel=1e-6, abs=1e-5
    )
    assert law.thermodynamic_factor(share, force) * (1 - share) == pytest.approx(
        1 + force * share * (1 - share), rel=1e-9, abs=1e-12
    )


@given(st.floats(-800, -4.0001))
def test_two_phases_have_one_voltage_and_equal_areas(force):
    poor = law.two_phase_range(force)
    assert 0 < poor < 0.5
    if poor > 1e-12:
        assert law.single_phase_voltage([poor, 1 - poor], 300, force, 2.0) == pytest.approx(
            [2.0, 2.0], abs=1e-3 if poor < 1e-6 else 1e-7
        )
    unstable = law.unstable_range(force)
    assert poor < unstable < 0.5
    assert 1 + force * unstable * (1 - unstable) == pytest.approx(0, abs=1e-9)
    if force > -30:  # common tangent: the loop takes as much area above the plateau as below
        area, _ = quad(lambda x: float(law.single_phase_voltage(x, 300, force)), poor, 0.5, epsrel=1e-10)
        whole, _ = quad(
            lambda x: float(law.single_phase_voltage(x, 300, force)), poor, 1 - poor, epsabs=1e-12
        )
        assert whole == pytest.approx(0, abs=1e-10) and area < 0


def test_plateau_and_what_lies_beside_it():
    shares = np.linspace(0.01, 0.99, 99)
    found = law.equilibrium_voltage(shares, 300, -5.0, 3.4)
    poor = law.two_phase_range(-5.0)
    inside = (shares > poor) & (shares < 1 - poor)
    assert inside.any() and np.all(found[inside] == 3.4) and np.all(np.diff(found) <= 0)
    assert found[~inside] == pytest.approx(law.single_phase_voltage(shares[~inside], 300, -5.0, 3.4), abs=0)
    assert np.any(np.diff(law.single_phase_voltage(shares, 300, -5.0)) > 0)
    for force in (-4.0, 0.0, 7.0):
        assert law.two_phase_range(force) == law.unstable_range(force) == 0.5
        assert law.equilibrium_voltage(shares, 300, force) == pytest.approx(
            law.single_phase_voltage(shares, 300, force), abs=1e-15
        )


def test_near_the_critical_point_the_gap_opens_as_a_root():
    excess = np.array([1e-8, 1e-6, 1e-4])
    assert 1 - 2 * law.two_phase_range(-4 * (1 + excess)) == pytest.approx(np.sqrt(3 * excess), rel=1e-3)


def test_diffusivity_is_smallest_where_the_voltage_is_flattest():
    shares = np.linspace(0.05, 0.95, 181)
    found = law.lattice_gas_diffusivity(1e-14, shares, -3.8)
    assert np.argmin(found) == 90 and found[90] == pytest.approx(1e-14 * (1 - 3.8 / 4), rel=1e-12)
    steepness = np.abs(np.gradient(law.single_phase_voltage(shares, 300, -3.8), shares))
    assert np.argmin(steepness) == 90
    # No forces: blocking and driving cancel.
    assert law.lattice_gas_diffusivity(1e-14, shares) == pytest.approx(1e-14, rel=1e-12)
    assert np.all(law.lattice_gas_diffusivity(1e-14, shares, 5.0) > 1e-14)


GRAIN = {
    "position": 1e-6,
    "time": 10.0,
    "starts": [0.0, 5.0],
    "fluxes": [1e-6, 0.0],
    "size": 5e-6,
    "chemical_diffusivity": 1e-14,
}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GRAIN)
def test_impossible_grains_are_refused_by_name(name, bad):
    with pytest.raises(ValueError, match=f"{name} = "):
        law.concentration_change(**GRAIN | {name: bad})


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.response(1.5, 0.1), "position = 1.5"),
        (lambda: law.response(0.5, -0.1), "reduced_time = -0.1"),
        (lambda: law.response(0.5, 0.1, "needle"), "shape = 'needle'"),
        (lambda: law.surface_response(0.1, "needle"), "shape = 'needle'"),
        (lambda: law.response([0.1, 0.2], [1, 2, 3]), r"reduced_time \(3,\)"),
        (lambda: law.concentration_change(**GRAIN | {"position": 6e-6}), "position must lie inside"),
        (lambda: law.concentration_change(**GRAIN | {"size": 0.0}), "size = 0 m"),
        (lambda: law.concentration_change(**GRAIN | {"starts": [5.0, 0.0]}), "starts increasing"),
        (lambda: law.concentration_change(**GRAIN | {"fluxes": [1.0]}), r"fluxes \(1,\)"),
        (lambda: law.usable_share(0.0, 1.0, 1.0), "full_time = 0 s"),
        (lambda: law.usable_share(1.0, -1.0, 1.0), "size = -1 m"),
        (lambda: law.usable_share(1.0, 1.0, 1.0, "needle"), "shape = 'needle'"),
        (lambda: law.share_when_full(lambda theta, strength: 0 * theta, 1.0), "answer: allowed"),
        (lambda: law.pulse_diffusivity(0.0, 1.0, 1.0, 1.0), "pulse_duration = 0 s"),
        (lambda: law.pulse_diffusivity(1.0, 1.0, 1.0, 0.0), "transient_change = 0 V"),
        (lambda: law.slope_diffusivity(1.0, 1.0, 1.0, 0.0), "slope = 0"),
        (lambda: law.slope_diffusivity(1.0, 0.0, 1.0, 1.0), "diffusion_length = 0 m"),
        (lambda: law.root_time_slope([1, 1, 1], [1, 2, 3]), "at least three different times"),
        (lambda: law.root_time_slope([1, 2, -3], [1, 2, 3]), "time = -3 s"),
        (lambda: law.pulse_bias(0.0), "reduced_time = 0"),
        (lambda: law.single_phase_voltage(1.0, 300), "share = 1"),
        (lambda: law.single_phase_voltage(0.5, 0), "temperature = 0 K"),
        (lambda: law.equilibrium_voltage(0.5, 300, np.nan), "interaction = nan"),
        (lambda: law.two_phase_range(-2000), "interaction = -2000"),
        (lambda: law.thermodynamic_factor(0.0), "share = 0"),
        (lambda: law.lattice_gas_diffusivity(1.0, 0.5, -4.0), r"interaction = -4: allowed is more than -4"),
        (lambda: law.lattice_gas_diffusivity(0.0, 0.5), "jump_diffusivity = 0 m2/s"),
    ],
)
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
