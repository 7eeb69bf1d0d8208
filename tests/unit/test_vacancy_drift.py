"""Vacancies between blocking contacts: conservation, limits, the seam, and finite volumes."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.constants import R
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from scipy.sparse import diags

from mixcond_lessons.physics import vacancy_drift as law

NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)
places = st.floats(0, 1)
voltages = st.one_of(st.just(0.0), st.floats(-30, 30), st.floats(-1e4, 1e4),
                     st.floats(-12, 0).map(lambda power: 10.0**power))
times = st.one_of(st.just(0.0), st.floats(-9, 2).map(lambda power: 10.0**power))
means = st.floats(1e-6, 1 - 1e-6)


def reduced(function, place, tau, drive):
    """The law at L = D = 1, where time is tau."""
    return function(place, tau, 1.0, 1.0, drive)


def edges(drive, tau):
    """Borders of pieces in each of which a profile is smooth enough for forty nodes: layers at the contacts,
    and the two waves."""
    layers, widths = np.geomspace(1e-6, 1, 40), np.sqrt(tau) * np.linspace(-8, 8, 33)
    front = abs(drive) * tau
    return np.unique(np.clip(np.concatenate([[0, 1], layers, 1 - layers, widths, 1 - widths, front + widths,
                                             1 - front + widths]), 0, 1))


def content(function, drive, tau):
    """Integral of a profile up to each border, by quadrature."""
    borders = edges(drive, tau)
    steps = np.diff(borders)[:, np.newaxis]
    inside = borders[:-1, np.newaxis] + (NODES + 1) / 2 * steps
    return borders[1:], np.cumsum((reduced(function, inside, tau, drive) * WEIGHTS / 2 * steps).sum(axis=1))


def bernoulli(x):
    return x / np.expm1(x) if abs(x) > 1e-9 else 1 - x / 2


def finite_volumes(drive, start, moments, cells=400):
    """c of the cells at these moments: exponential fitting (Scharfetter and Gummel), which keeps the steady
    state exact."""
    width = 1 / cells
    out, back = bernoulli(-drive * width) / width**2, bernoulli(drive * width) / width**2
    main = np.full(cells, -out - back)
    main[0], main[-1] = -out, -back
    matrix = diags([np.full(cells - 1, out), main, np.full(cells - 1, back)], [-1, 0, 1]).tocsc()
    return solve_ivp(lambda _, c: matrix @ c, (0, moments[-1]), start, "Radau", moments, jac=matrix,
                     rtol=1e-7, atol=1e-9).y.T


# --- At rest -----------------------------------------------------------------------------------------------

@given(places, voltages)
def test_steady_profile_is_the_printed_one_and_its_own_mirror_image(place, drive):
    found = law.steady_profile(place, 1.0, drive)
    assert found >= 0 and np.isfinite(found)
    if abs(drive) < 600:
        weak = 1 + drive * (place - 0.5)
        printed = drive * np.exp(drive * place) / np.expm1(drive) if abs(drive) > 1e-9 else weak
        assert found == pytest.approx(printed, rel=1e-9, abs=0)
    assert law.steady_profile(1 - place, 1.0, -drive) == pytest.approx(found, rel=1e-9, abs=1e-12)


@given(voltages)
def test_steady_profile_holds_all_vacancies_and_no_flux(drive):
    borders = edges(drive, 1e-8)
    steps = np.diff(borders)[:, np.newaxis]
    inside = borders[:-1, np.newaxis] + (NODES + 1) / 2 * steps
    profile = law.steady_profile(inside, 1.0, drive)
    assert (profile * WEIGHTS / 2 * steps).sum() == pytest.approx(1, abs=1e-12)
    # Diffusion balances drift in the mean.
    assert (law.steady_profile(np.array([0.0, 1.0]), 1.0, drive) @ [-1, 1]
            == pytest.approx(drive, rel=1e-9, abs=1e-9))


@given(voltages, means)
def test_crowded_profile_keeps_the_mean_and_never_fills_a_site_twice(drive, mean):
    borders = edges(drive, 1e-8)
    border = 1 - mean if drive > 0 else mean
    around = border + np.linspace(-40, 40, 81) / max(abs(drive), 1)
    borders = np.unique(np.clip(np.concatenate([borders, around]), 0, 1))
    steps = np.diff(borders)[:, np.newaxis]
    inside = borders[:-1, np.newaxis] + (NODES + 1) / 2 * steps
    profile = law.crowded_profile(inside, 1.0, drive, mean)
    assert np.all((profile >= 0) & (profile <= 1))
    assert (profile * WEIGHTS / 2 * steps).sum() == pytest.approx(mean, abs=1e-11)
    slope = np.diff(profile.ravel())
    assert np.all(slope * np.sign(drive) >= -1e-12)


def test_crowded_profile_is_the_logistic_one_and_few_vacancies_do_not_crowd():
    place, drive, mean = np.linspace(0, 1, 11), 7.0, 0.3
    shift = brentq(lambda b: np.log((1 + np.exp(drive + b)) / (1 + np.exp(b))) / drive - mean, -50, 50,
                   xtol=1e-14)
    assert (law.crowded_profile(place, 1.0, drive, mean)
            == pytest.approx(1 / (1 + np.exp(-(drive * place + shift))), rel=1e-10))
    for drive in (0.0, 5.0, -20.0):
        assert (law.crowded_profile(place, 1.0, drive, 1e-12)
                == pytest.approx(1e-12 * law.steady_profile(place, 1.0, drive), rel=1e-9))
        assert law.crowded_profile(place, 1.0, drive, 1 - 1e-12) == pytest.approx(1, abs=1e-10)
    assert (law.crowded_profile(np.array([0.2, 0.69, 0.71, 1.0]), 1.0, 1e4, 0.3).round(9).tolist()
            == [0, 0, 1, 1])


# --- In time -----------------------------------------------------------------------------------------------

PAIRS = [(law.written_profile, law.written_content), (law.forgotten_profile, law.forgotten_content)]


@pytest.mark.parametrize("profile, share", PAIRS, ids=["writing", "forgetting"])
@pytest.mark.parametrize("drive", [0.0, 1e-8, 1e-3, 1.0, -18.0, 60.0, -1000.0, 1e4])
def test_vacancies_are_conserved_and_profiles_are_the_slopes_of_contents(profile, share, drive):
    for tau in (1e-7, 1e-4, 1e-3, 0.01, 0.0277, 0.0278, 0.1, 1.0):
        borders, counted = content(profile, drive, tau)
        assert counted[-1] == pytest.approx(1, abs=1e-12)
        assert reduced(share, borders, tau, drive) == pytest.approx(counted, abs=2e-11)


@given(voltages, times)
def test_profiles_are_finite_and_nothing_is_lost(drive, tau):
    place = np.linspace(0, 1, 23)
    for profile, share in PAIRS:
        assert np.all(np.isfinite(reduced(profile, place, tau, drive)))
        assert np.all(reduced(profile, place, tau, drive) >= 0)
        found = reduced(share, place, tau, drive)
        assert found[0] == pytest.approx(0, abs=1e-9)
        assert found[-1] == pytest.approx(1, abs=1e-9)
        assert np.all(np.diff(found) >= -1e-9)
        mirrored = reduced(share, 1 - place, tau, -drive)
        assert mirrored == pytest.approx(1 - found, abs=1e-9)


@given(voltages)
def test_both_formulas_meet_without_a_seam(drive):
    place = np.sort(np.concatenate([np.linspace(0, 1, 21), [1e-5, 1e-3, 0.999, 1 - 1e-5]]))
    for function in (function for pair in PAIRS for function in pair):
        before, after = (reduced(function, place, law.SEAM * (1 + side), drive) for side in (-1e-15, 1e-15))
        assert (np.abs(after - before).max()
                < 1e-10 if function is law.forgotten_content else 1e-12 * max(1.0, abs(drive)))


@pytest.mark.parametrize("drive", [0.0, 0.5, 6.0, -12.0, 40.0])
def test_writing_and_forgetting_agree_with_finite_volumes(drive):
    cells, moments = 400, np.array([0.0005, 0.003, 0.01, 0.026, 0.03, 0.1, 0.4])
    middles = (np.arange(cells) + 0.5) / cells
    bounds = np.linspace(0, 1, cells + 1)
    steady = np.diff(reduced(law.forgotten_content, bounds, 0.0, drive)) * cells
    for share, force, start in ((law.written_content, drive, np.ones(cells)),
                                (law.forgotten_content, 0.0, steady)):
        numeric = finite_volumes(force, start, moments)
        exact = np.diff(reduced(share, bounds, moments[:, np.newaxis], drive), axis=1) * cells
        assert numeric.sum(axis=1) / cells == pytest.approx(1, abs=1e-9)
        assert exact == pytest.approx(numeric, abs=2e-3 * max(1.0, abs(drive)))
        assert np.abs(exact - numeric).mean() < 2e-4
    assert (reduced(law.written_profile, middles, 5.0, drive)
            == pytest.approx(law.steady_profile(middles, 1.0, drive), abs=1e-10))


def test_beginning_and_end():
    place = np.linspace(0, 1, 51)
    for drive in (-300.0, -1.0, 0.0, 20.0, 1e4):
        steady = law.steady_profile(place, 1.0, drive)
        assert reduced(law.written_profile, place, 0.0, drive)[1:-1] == pytest.approx(1, abs=1e-9)
        assert reduced(law.written_profile, place, 1e9, drive) == pytest.approx(steady, rel=1e-12)
        assert reduced(law.forgotten_profile, place, 0.0, drive) == pytest.approx(steady, rel=1e-9, abs=1e-12)
        assert reduced(law.forgotten_profile, place, 1e9, drive) == pytest.approx(1, rel=1e-12)


def test_without_voltage_nothing_happens():
    place, tau = np.linspace(0, 1, 11), np.logspace(-6, 2, 9)[:, np.newaxis]
    for profile, share in PAIRS:
        assert reduced(profile, place, tau, 0.0) == pytest.approx(np.ones((9, 11)), abs=1e-15)
        assert reduced(share, place, tau, 0.0) == pytest.approx(np.broadcast_to(place, (9, 11)), abs=1e-14)


@pytest.mark.parametrize("drive", [0.0, 3.0, -8.0])
def test_tails_fall_at_the_slowest_rate(drive):
    rate = law.relaxation_rate(1.0, 1.0, drive)
    assert rate == pytest.approx(np.pi**2 + drive**2 / 4)
    moments = np.array([6.0, 8.0]) / rate  # late, but not yet lost in rounding
    if drive:
        gap = reduced(law.written_content, 0.5, moments,
                      drive) - law.steady_profile(0, 1.0, drive) * np.expm1(drive / 2) / drive
        assert np.log(gap[0] / gap[1]) == pytest.approx(2, rel=0.02)
    # forgetting has the rate without voltage, whatever was written
    gap = 0.5 - reduced(law.forgotten_content, 0.5, np.array([6.0, 8.0]) / np.pi**2, drive or 1.0)
    assert np.log(gap[0] / gap[1]) == pytest.approx(2, rel=1e-6)


def test_crowded_vacancies_settle_at_the_same_slowest_rate():
    """The claim in relaxation_rate, by an independent route: the nonlinear equation on a grid."""
    drive, mean, cells = 6.0, 0.4, 100
    bounds = (np.arange(cells) + 0.5) / cells

    def speed(_, full):
        middle = (full[1:] + full[:-1]) / 2
        flux = np.concatenate([[0], drive * middle * (1 - middle) - np.diff(full) * cells, [0]])
        return -np.diff(flux) * cells
    rate = law.relaxation_rate(1.0, 1.0, drive)
    moments = np.array([4.0, 6.0, 40.0]) / rate
    path = solve_ivp(speed, (0, moments[-1]), np.full(cells, mean), "LSODA", moments, lband=1, uband=1,
                     rtol=1e-9, atol=1e-12)
    assert path.y[:, -1] == pytest.approx(law.crowded_profile(bounds, 1.0, drive, mean), abs=1e-3)
    gap = np.abs(path.y[:, :2] - path.y[:, 2:]).sum(axis=0)
    assert np.log(gap[0] / gap[1]) == pytest.approx(2, rel=0.01)


@given(st.floats(-9, -3), st.floats(-20, -6), st.floats(-3, 9), voltages, places)
def test_only_the_reduced_time_counts(length, speed, moment, drive, place):
    length, speed, moment = 10.0**length, 10.0**speed, 10.0**moment
    found = law.written_content(place * length, moment, length, speed, drive)
    assert found == pytest.approx(reduced(law.written_content, place, moment * speed / length**2, drive),
                                  abs=1e-6)


def test_shapes_broadcast():
    found = law.written_profile(np.linspace(0, 1, 5), np.ones((3, 1)), 1.0, 1.0, np.zeros((2, 1, 1)))
    assert found.shape == (2, 3, 5) and np.ndim(law.forgotten_content(0.5, 0.0, 1.0, 1.0, 3.0)) == 0


def test_reduced_voltage_is_the_energy_over_heat():
    assert law.reduced_voltage(R * 300.0 / (2 * law.FARADAY), 2, 300.0) == pytest.approx(1)
    assert law.reduced_voltage(1.0, 2, 298.15) == pytest.approx(77.85, abs=0.01)


GOOD = {"position": 0.5, "time": 1.0, "thickness": 1.0, "diffusivity": 1.0, "reduced_voltage": 1.0}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_arguments_are_refused_by_name(name, bad):
    for function in (function for pair in PAIRS for function in pair):
        with pytest.raises(ValueError, match=f"{name} = "):
            function(**GOOD | {name: bad})


@pytest.mark.parametrize("call, name", [
    (lambda: law.written_profile(**GOOD | {"position": 1.5}), "position = 1.5 m, thickness = 1 m"),
    (lambda: law.written_profile(**GOOD | {"time": -1}), "time = -1 s"),
    (lambda: law.written_profile(**GOOD | {"diffusivity": 0}), "diffusivity = 0 m2/s"),
    (lambda: law.steady_profile(0.5, 1.0, 1.1e4), "reduced_voltage = 11000"),
    (lambda: law.crowded_profile(0.5, 1.0, 1.0, 0.0), "mean_site_fraction = 0"),
    (lambda: law.crowded_profile(0.5, 1.0, 1.0, 1.0), "mean_site_fraction = 1"),
    (lambda: law.relaxation_rate(0.0, 1.0, 1.0), "thickness = 0 m"),
    (lambda: law.reduced_voltage(1.0, 2, 0.0), "temperature = 0 K")])
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
