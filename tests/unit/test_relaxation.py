"""Conductivity relaxation: series, seam, limits, Laplace transform and finite volumes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from scipy.integrate import simpson, solve_ivp
from scipy.optimize import brentq
from scipy.sparse.linalg import splu
from scipy.stats import linregress

from mixcond_lessons.physics import relaxation as law

BIOTS = [1e-6, 0.01, 0.3, 1.0, 7.0, 200.0, 1e8]
biots = st.floats(-30, 30).map(lambda power: 10.0**power)
times = st.one_of(st.just(0.0), st.floats(-60, 60).map(lambda power: 10.0**power))
sizes = st.floats(-8, 2).map(lambda power: 10.0**power)


def reduced(theta, biot):
    """g at D = a = 1, where time is theta and k the Biot number."""
    return law.relaxed_fraction(theta, biot, 1.0, 1.0)


@pytest.mark.parametrize("biot", BIOTS)
def test_roots_agree_with_bisection(biot):
    roots, _ = law.relaxation_series(biot, 30)
    for n, root in enumerate(roots):
        exact = brentq(
            lambda b: b * np.sin(b) - biot * np.cos(b),
            max(n * np.pi, 1e-9),
            (n + 0.5) * np.pi,
            xtol=1e-15,
            rtol=1e-15,
        )
        assert root == pytest.approx(exact, rel=1e-12 if biot > 1e-3 else 1e-9, abs=0)


@pytest.mark.parametrize("biot", BIOTS)
def test_amplitudes_add_up_to_one(biot):
    terms = 100_000
    _, amplitudes = law.relaxation_series(biot, terms)
    # the rest decays as 2/b^2 until b = Bi and as 2 Bi^2/b^4 beyond: integrate it
    last = terms * np.pi
    decay = np.sqrt(biot**2 + biot)
    tail = 2 * biot**2 / np.pi * (1 / last - np.arctan(decay / last) / decay) / decay**2
    assert amplitudes.sum() + tail == pytest.approx(1, abs=1e-8)


@given(biots)
def test_both_formulas_meet_without_a_seam(biot):
    before, after = (reduced(law.SEAM * (1 + side), biot) for side in (-1e-15, 1e-15))
    assert abs(after - before) < 1e-14
    places = np.linspace(-1, 1, 21)
    before, after = (
        law.relaxation_profile(places, law.SEAM * (1 + side), biot, 1.0, 1.0) for side in (-1e-15, 1e-15)
    )
    assert np.abs(after - before).max() < 1e-13


@given(times, times, biots, sizes, biots)
def test_fraction_rises_from_nothing_to_all(early, late, rate, half_thickness, diffusivity):
    moments = np.sort([0.0, early, late])
    fraction = law.relaxed_fraction(moments, rate, half_thickness, diffusivity)
    missing = law.missing_fraction(moments, rate, half_thickness, diffusivity)
    assert (
        fraction[0] == 0 and np.all(np.diff(fraction) >= -1e-14) and np.all((fraction >= 0) & (fraction <= 1))
    )
    assert fraction + missing == pytest.approx(1, abs=1e-15)
    assert np.all((missing >= 0) & (missing <= 1))


@given(times, biots, st.floats(1, 10))
def test_faster_faces_relax_faster(theta, biot, factor):
    assert reduced(theta, biot * factor) >= reduced(theta, biot) - 1e-14


def test_slow_faces_relax_exponentially_and_slow_diffusion_by_the_textbook_series():
    theta = np.logspace(-6, 1, 60)
    assert reduced(theta / 1e-9, 1e-9) == pytest.approx(-np.expm1(-theta), abs=1e-8)  # (1 - exp(-k t/a))
    odd = np.arange(1, 40_001, 2)[:, np.newaxis]
    diffusion = 1 - (8 / np.pi**2 / odd**2 * np.exp(-(odd**2) * np.pi**2 * theta / 4)).sum(axis=0)
    whole = theta > 1e-3  # earlier even twenty thousand terms are too few
    assert reduced(theta[whole], 1e15) == pytest.approx(diffusion[whole], abs=1e-11)


def test_early_laws():
    theta = np.array([1e-12, 1e-10, 1e-8])
    assert reduced(theta, 1e12) == pytest.approx(
        2 * np.sqrt(theta / np.pi), rel=1e-6
    )  # root of time where diffusion rules
    assert reduced(theta, 1e-3) == pytest.approx(1e-3 * theta, rel=1e-6)  # straight line where the face rules
    tiny = reduced(1e-200, 1e-3)
    assert tiny == pytest.approx(1e-203, rel=1e-12, abs=0)


@pytest.mark.parametrize("biot", BIOTS)
def test_laplace_transform(biot):
    nodes, weights = np.polynomial.legendre.leggauss(2000)
    for s in (0.01, 1.0, 30.0, 1e3, 1e6):
        z = 3.2 * (nodes + 1)  # int exp(-y) g(y/s) dy with y = z^2
        transform = (3.2 * weights * 2 * z * np.exp(-(z**2)) * reduced(z**2 / s, biot)).sum()
        root = np.sqrt(s)
        exact = biot * np.tanh(root) / (root * (root * np.tanh(root) + biot))
        assert transform == pytest.approx(exact, rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("biot", [0.2, 3.0, 50.0])
def test_finite_volumes_agree(biot):
    cells = 400
    width = 1 / cells
    matrix = (
        sparse.diags([np.ones(cells - 1), -2 * np.ones(cells), np.ones(cells - 1)], [-1, 0, 1]).tolil()
        / width**2
    )
    face = 1 / (width * (width / 2 + 1 / biot))  # half a cell and the face in series
    matrix[0, 0] += 1 / width**2
    matrix[-1, -1] += 1 / width**2 - face
    source = np.zeros(cells)
    source[-1] = face
    theta = np.array([0.005, 0.02, 0.03, 0.1, 0.5, 2.0])
    solution = solve_ivp(
        lambda _, u: matrix.tocsc() @ u + source,
        (0, 2.0),
        np.zeros(cells),
        "Radau",
        theta,
        jac=matrix.tocsc(),
        rtol=1e-7,
        atol=1e-10,
    )
    assert splu(matrix.tocsc()).solve(-source) == pytest.approx(
        np.ones(cells), rel=1e-8
    )  # the end is 1 everywhere
    assert reduced(theta, biot) == pytest.approx(solution.y.mean(axis=0), abs=2e-5)
    places = (np.arange(cells) + 0.5) * width
    assert law.relaxation_profile(places, theta[:, np.newaxis], biot, 1.0, 1.0) == pytest.approx(
        solution.y.T, abs=1e-4
    )


@given(biots, st.floats(1e-4, 10))
def test_profile_adds_up_to_the_fraction_and_meets_the_face(biot, theta):
    places = np.linspace(0, 1, 801)
    profile = law.relaxation_profile(places, theta, biot, 1.0, 1.0)
    assert simpson(profile, x=places) == pytest.approx(reduced(theta, biot), abs=1e-6)
    assert np.all(np.diff(profile) >= -1e-12)
    assert law.relaxation_profile(-places, theta, biot, 1.0, 1.0) == pytest.approx(profile, abs=0)


def test_flux_into_the_face_is_what_the_sample_gains():
    theta, step = np.array([1e-3, 0.02, 0.2, 1.0]), 1e-6
    for biot in (0.1, 5.0):
        gain = (reduced(theta * (1 + step), biot) - reduced(theta * (1 - step), biot)) / (2 * step * theta)
        assert gain == pytest.approx(
            biot * (1 - law.relaxation_profile(1.0, theta, biot, 1.0, 1.0)), rel=1e-6
        )


@pytest.mark.parametrize("rate", [1e-9, 1e-5, 1e-1])
def test_tail_is_a_straight_line_with_the_relaxation_time(rate):
    half_thickness, diffusivity = 5e-4, 1e-9
    tau = law.relaxation_time(rate, half_thickness, diffusivity)
    moments = np.linspace(20, 30, 11) * tau
    slope = linregress(
        moments, np.log(law.missing_fraction(moments, rate, half_thickness, diffusivity))
    ).slope
    assert slope * tau == pytest.approx(-1, rel=1e-9)


def test_limits_of_the_relaxation_time():
    assert law.relaxation_time(1e-12, 1e-3, 1e-6) == pytest.approx(1e-3 / 1e-12, rel=1e-8)
    assert law.relaxation_time(1e6, 1e-3, 1e-6) == pytest.approx(4 * 1e-6 / (np.pi**2 * 1e-6), rel=1e-8)
    rates = np.logspace(-12, 3, 40)
    assert np.all(np.diff(law.relaxation_time(rates, 1e-3, 1e-6)) < 0)


def test_shapes_and_the_missing_part_far_out():
    fraction = law.relaxed_fraction(np.linspace(0, 1, 7), np.ones((3, 1)), 1.0, 1.0)
    assert (
        fraction.shape == (3, 7)
        and law.relaxation_profile(np.zeros(5), 0.0, 1.0, 1.0, 1.0).tolist() == [0] * 5
    )
    assert (
        0 < law.missing_fraction(200.0, 1e8, 1.0, 1.0) < 1e-200
        and law.missing_fraction(1e290, 1.0, 1.0, 1.0) < 1e-300
    )


GOOD = {"time": 1.0, "exchange_rate": 1e-6, "half_thickness": 1e-3, "chemical_diffusivity": 1e-9}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_arguments_are_refused_by_name(name, bad):
    for function in (
        law.relaxed_fraction,
        law.missing_fraction,
        lambda **given: law.relaxation_profile(0.0, **given),
    ):
        with pytest.raises(ValueError, match=f"{name} = "):
            function(**GOOD | {name: bad})


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.relaxation_series(0), "biot_number = 0"),
        (lambda: law.relaxed_fraction(1.0, 1e-80, 1e-20, 1e20), "biot_number"),
        (
            lambda: law.relaxation_profile(2e-3, **GOOD),
            "position = 0.002 m, half_thickness = 0.001 m: position must lie inside",
        ),
        (lambda: law.relaxation_profile(np.nan, **GOOD), "position = nan m"),
        (lambda: law.biot_number(0, 1, 1), "exchange_rate = 0 m/s"),
    ],
)
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
