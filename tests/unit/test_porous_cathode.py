"""Porous cathodes: definition of the exchange rate, thick and thin limits, a boundary value problem, a ladder
of resistors, and Gerischer's arc.
"""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.constants import R
from scipy.integrate import quad, solve_bvp
from scipy.optimize import minimize_scalar
from scipy.sparse.linalg import spsolve

from mixcond_lessons.physics import porous_cathode as law
from mixcond_lessons.physics.polarization import FARADAY
from mixcond_lessons.physics.surface_exchange import surface_resistance

SOLID = {"diffusivity": 1e-11, "rate": 1e-7}
PORES = {"internal_area": 2e6, "porosity": 0.35, "tortuosity": 1.4}
CONTENT = {"oxygen_concentration": 8.4e4, "temperature": 973.15}
CATHODE = {**SOLID, **CONTENT, **PORES}
sizes = st.floats(-20, 20).map(lambda power: 10.0**power)
ratios = st.floats(-12, 4).map(lambda power: 10.0**power)
shares = st.floats(0, 1)
few = settings(max_examples=40, deadline=None)


def test_length_and_resistance_as_they_stand_in_the_literature():
    area, pores, winding = PORES["internal_area"], PORES["porosity"], PORES["tortuosity"]
    length = law.reaction_zone_length(**SOLID, **PORES)
    assert length == pytest.approx(np.sqrt((1 - pores) * 1e-11 / (winding * area * 1e-7)), rel=1e-14)
    prefactor = R * 973.15 / (4 * FARADAY**2)
    expected = prefactor * np.sqrt(winding / ((1 - pores) * area * 8.4e4**2 * 1e-11 * 1e-7))
    assert law.reaction_resistance(**CATHODE) == pytest.approx(expected, rel=1e-14)
    # and as the ionic resistance of one reaction zone
    sigma = 4 * FARADAY**2 * 8.4e4 * 1e-11 / (R * 973.15)
    assert law.reaction_resistance(**CATHODE) == pytest.approx(length * winding / ((1 - pores) * sigma),
                                                               rel=1e-14)


def test_thick_and_thin_layers():
    length = law.reaction_zone_length(**SOLID, **PORES)
    thick, thin = (law.reaction_resistance(**CATHODE, thickness=ratio * length) for ratio in (50.0, 1e-5))
    assert thick == pytest.approx(law.reaction_resistance(**CATHODE), rel=1e-14)
    assert thin == pytest.approx(surface_resistance(1e-7, 8.4e4, 973.15) / (2e6 * 1e-5 * length), rel=1e-9)
    middle = law.reaction_resistance(**CATHODE, thickness=0.7 * length)
    assert middle == pytest.approx(law.reaction_resistance(**CATHODE) / np.tanh(0.7), rel=1e-14)


def test_how_much_better_it_is_than_a_flat_face():
    length = law.reaction_zone_length(**SOLID, **PORES)
    flat = surface_resistance(1e-7, 8.4e4, 973.15)
    for thickness in (None, 1e-6, 3e-5):
        gain = PORES["internal_area"] * law.working_depth(length, thickness)
        assert flat / law.reaction_resistance(**CATHODE, thickness=thickness) == pytest.approx(gain,
                                                                                               rel=1e-12)
        assert gain > 1


@few
@given(sizes, sizes)
def test_working_depth_is_never_more_than_either_length(length, thickness):
    depth = law.working_depth(length, thickness)
    assert 0 < depth <= min(length, thickness) * (1 + 1e-15)
    assert law.working_depth(length) == length


@few
@given(ratios, shares, shares)
def test_currents_and_losses_fall_with_the_depth(ratio, one, other):
    near, far = sorted((one, other))
    current = law.ionic_current_share(np.array([0, near, far, 1]) * ratio, 1.0, ratio)
    loss = law.loss_share(np.array([0, near, far, 1]) * ratio, 1.0, ratio)
    assert current[0] == 1 and current[-1] == 0 and loss[0] == 1
    assert np.all(np.diff(current) <= 1e-12) and np.all(np.diff(loss) <= 1e-12) and np.all(loss >= 0)
    assert np.all(current <= loss + 1e-12)   # what the loss still drives is spread over the rest


def test_profile_solves_the_boundary_value_problem():
    ratio = 2.3
    solution = solve_bvp(lambda x, y: np.vstack([y[1], ratio**2 * y[0]]), lambda a,
                         b: np.array([a[0] - 1, b[1]]), np.linspace(0, 1, 50), np.zeros((2, 50)), tol=1e-8)
    x = np.linspace(0, 1, 9)
    loss, slope = solution.sol(x)
    assert law.loss_share(x, 1 / ratio, 1.0) == pytest.approx(loss, rel=1e-6)
    assert law.ionic_current_share(x, 1 / ratio, 1.0) == pytest.approx(slope / slope[0], rel=1e-5, abs=1e-6)
    # resistance: loss over current at the electrolyte, in units of R_chem
    assert -ratio / slope[0] == pytest.approx(1 / np.tanh(ratio), rel=1e-6)


def test_all_ions_that_leave_have_reacted():
    length, thickness = 3e-6, 8e-6
    for place in (0.0, 2e-6, 7e-6):
        reacted, _ = quad(lambda x: float(law.loss_share(x, length, thickness)), place, thickness,
                          epsrel=1e-12)
        ions = law.ionic_current_share(place, length, thickness)
        assert reacted / (length * np.tanh(thickness / length)) == pytest.approx(ions, rel=1e-10)


@few
@given(st.floats(0, 1), st.floats(1e-3, 1e3))
def test_far_and_near_forms_of_the_profiles(share, ratio):
    if ratio < 500:
        rounding = 1e-12 * ratio / np.sinh(ratio)   # of the position, near the far end
        assert law.ionic_current_share(share * ratio, 1.0,
                                       ratio) == pytest.approx(np.sinh(ratio * (1 - share)) / np.sinh(ratio),
                                                               rel=1e-9, abs=rounding)
        assert law.loss_share(share * ratio, 1.0, ratio) == pytest.approx(np.cosh(ratio * (1 - share))
                                                                          / np.cosh(ratio), rel=1e-9)
    if ratio * (1 - share) > 20:
        assert law.loss_share(share * ratio, 1.0, ratio) == pytest.approx(np.exp(-ratio * share), rel=1e-9,
                                                                          abs=1e-300)


# --- Impedance ---

@pytest.mark.parametrize("ratio", [0.05, 1.0, 4.0])
@pytest.mark.parametrize("turns", [1e-3, 0.7, 20.0])
def test_a_ladder_of_resistors_and_capacitors_agrees(ratio, turns):
    """Ionic resistance along, surface resistance and capacitance across, in cells; units R_chem, l and
    t_chem.
    """
    cells = 2000
    width = ratio / cells
    across = (1 + 1j * turns) * width   # admittance of one cell to the gas
    along = np.full(cells - 1, 1 / width)
    main = np.full(cells, across)
    main[:-1] += along
    main[1:] += along
    main[0] += 2 / width   # half a cell to the electrolyte, which is held at 1
    matrix = sparse.diags([-along, main, -along], [-1, 0, 1], format="csc")
    source = np.zeros(cells, complex)
    source[0] = 2 / width
    current = (1 - spsolve(matrix, source)[0]) * 2 / width
    assert law.cathode_impedance(turns / (2 * np.pi), 1.0, 1.0, ratio) == pytest.approx(1 / current, rel=2e-5)


def test_gerischers_arc():
    peak = minimize_scalar(lambda logarithm: law.cathode_impedance(np.exp(logarithm), 1.0, 1.0).imag,
                           bracket=(-4, -1, 1), tol=1e-10)
    assert 2 * np.pi * np.exp(peak.x) == pytest.approx(np.sqrt(3), rel=1e-4)
    top = law.cathode_impedance(np.sqrt(3) / (2 * np.pi), 2.0, 1.0)
    assert [round(top.real / 2, 4), round(top.imag / 2, 4)] == [0.6124, -0.3536]
    high = law.cathode_impedance(1e12, 1.0, 1.0)
    assert -high.imag / high.real == pytest.approx(1, rel=1e-6)


def test_limits_of_the_finite_layer():
    length = law.reaction_zone_length(**SOLID, **PORES)
    infinite = law.reaction_resistance(**CATHODE)
    for ratio in (0.01, 1.0, 6.0):
        direct = law.reaction_resistance(**CATHODE, thickness=ratio * length)
        assert law.cathode_impedance(0.0, infinite, 1.0, ratio) == pytest.approx(direct, rel=1e-12)
    frequency = np.logspace(-5, 5, 40)
    assert law.cathode_impedance(frequency, 1.0, 1.0,
                                 50.0) == pytest.approx(law.cathode_impedance(frequency, 1.0, 1.0), rel=1e-12)
    thin = law.cathode_impedance(frequency[:25], 1.0, 1.0, 1e-4)
    # surface and its capacitance side by side
    assert thin == pytest.approx(1e4 / (1 + 2j * np.pi * frequency[:25]), rel=1e-4)


@few
@given(sizes, sizes, sizes, st.one_of(st.none(), st.floats(-90, 90).map(lambda power: 10.0**power)))
def test_any_cathode_is_passive(frequency, resistance, time, ratio):
    found = law.cathode_impedance(frequency, resistance, time, ratio)
    assert np.isfinite(found) and found.real >= -1e-14 * abs(found) and found.imag <= 1e-14 * abs(found)


def test_storage_time_is_surface_resistance_times_chemical_capacitance():
    factor, area, pores = 40.0, 2e6, 0.35
    # F/m3 of cathode: 2 F dc_O per d(mu_O/2F)
    capacitance = (1 - pores) * 4 * FARADAY**2 * 8.4e4 / (R * 973.15 * factor)
    resistance = surface_resistance(1e-7, 8.4e4, 973.15) / area
    assert law.storage_time(1e-7, area, pores, factor) == pytest.approx(resistance * capacitance, rel=1e-14)
    # reaction zone = how far oxygen diffuses chemically in that time
    length = law.reaction_zone_length(**SOLID, **PORES)
    assert length**2 == pytest.approx(factor * 1e-11 * law.storage_time(1e-7, area, pores, factor) / 1.4,
                                      rel=1e-13)


GOOD = {**CATHODE, "thickness": 1e-5}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_cathodes_are_refused_by_name(name, bad):
    with pytest.raises(ValueError, match=f"{name} = "):
        law.reaction_resistance(**GOOD | {name: bad})


@pytest.mark.parametrize("call, name", [
    (lambda: law.reaction_zone_length(1e-11, 1e-7, 0, 0.3, 1), "internal_area = 0 1/m"),
    (lambda: law.reaction_zone_length(1e-11, 1e-7, 1e6, 1.0, 1), "porosity = 1"),
    (lambda: law.reaction_zone_length(1e-11, 1e-7, 1e6, 0.3, 0.5), "tortuosity = 0.5"),
    (lambda: law.reaction_resistance(**GOOD | {"diffusivity": 1e300}), "leaves the range"),
    (lambda: law.working_depth(0.0), "reaction_zone_length = 0 m"),
    (lambda: law.working_depth(1.0, 0.0), "thickness = 0 m"),
    (lambda: law.storage_time(1e-7, 1e6, 0.3, 0.0), "thermodynamic_factor = 0"),
    (lambda: law.cathode_impedance(-1.0, 1.0, 1.0), "frequency = -1 1/s"),
    (lambda: law.cathode_impedance(1.0, 0.0, 1.0), "resistance = 0 ohm m2"),
    (lambda: law.cathode_impedance(1.0, 1.0, np.nan), "storage_time = nan s"),
    (lambda: law.cathode_impedance(1.0, 1.0, 1.0, 0.0), "depth_ratio = 0"),
    (lambda: law.ionic_current_share(2.0, 1.0, 1.0),
     "position = 2 m, thickness = 1 m: position must lie between 0 and the thickness"),
    (lambda: law.loss_share(np.nan, 1.0, 1.0), "position = nan m"),
    (lambda: law.loss_share(0.0, -1.0, 1.0), "reaction_zone_length = -1 m")])
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
