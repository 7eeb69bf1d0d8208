"""Two rails with distributed storage: a ladder of resistors, de Levie's pore, transforms between frequency
and time, and conservation."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.integrate import quad, solve_bvp, solve_ivp
from scipy.sparse.linalg import spsolve

from mixcond_lessons.physics import batteries
from mixcond_lessons.physics import composite_electrode as law

PAIRS = [(2.0, 0.0), (0.0, 3.0), (2.0, 1.0), (0.05, 4.0)]
each_pair = pytest.mark.parametrize("ions, electrons", PAIRS)
sizes = st.floats(-15, 15).map(lambda power: 10.0**power)
rails = st.one_of(st.just(0.0), sizes)
shares = st.floats(0, 1)
few = settings(max_examples=40, deadline=None)


def ladder(ions, electrons, across, cells=1500):
    """Matrix of the potentials (ions, electrons) in `cells` slices, coupled by the admittance `across` per
    slice, electrons' end at collector grounded."""

    def rail(resistance):
        step = cells / resistance
        main = np.full(cells, 2 * step, complex)
        main[[0, -1]] = step
        return sparse.diags(
            [np.full(cells - 1, -step), main, np.full(cells - 1, -step)], [-1, 0, 1], format="lil"
        )

    first, second = rail(ions), rail(electrons)
    second[-1, -1] += 2 * cells / electrons  # half a slice to the collector
    couple = sparse.identity(cells) * across / cells
    return sparse.bmat([[first + couple, -couple], [-couple, second + couple]], format="csc")


@pytest.mark.parametrize("ions, electrons", [(2.0, 1.0), (0.05, 4.0), (1.0, 1.0)])
@pytest.mark.parametrize("turns, charge_transfer",
                         [(0.02, None), (1.5, None), (60.0, None), (3.0, 0.4), (0.0, 0.2)])
def test_a_ladder_of_resistors_agrees(ions, electrons, turns, charge_transfer):
    cells = 1500
    across = 1j * turns + (1 / charge_transfer if charge_transfer else 0)
    source = np.zeros(2 * cells, complex)
    source[0] = 1.0
    potentials = spsolve(ladder(ions, electrons, across, cells), source)
    expected = potentials[0] + ions / (2 * cells)  # half a slice to the separator
    found = law.electrode_impedance(turns / (2 * np.pi), ions, electrons, 1.0, charge_transfer)
    assert found == pytest.approx(expected, rel=5e-5)
    if charge_transfer and not turns:
        places = (np.arange(cells) + 0.5) / cells
        rate = (potentials[:cells] - potentials[cells:]).real / charge_transfer
        assert law.reaction_share(places, ions, electrons, charge_transfer) == pytest.approx(rate, rel=1e-4)


@each_pair
def test_ends_of_the_spectrum(ions, electrons):
    low, high = law.electrode_impedance(np.array([1e-9, 1e15]), ions, electrons, 2.0)
    total = ions + electrons
    assert low.real == pytest.approx(total / 3, rel=1e-12) and low.imag == pytest.approx(
        -1 / (2 * np.pi * 1e-9 * 2.0), rel=1e-12
    )
    assert high == pytest.approx(ions * electrons / total, abs=1e-6 * total)


def test_one_good_rail_leaves_de_levies_pore():
    frequency = np.logspace(-4, 4, 50)
    z = np.sqrt(2j * np.pi * frequency * 3.0 * 0.5)
    assert law.electrode_impedance(frequency, 3.0, 0.0, 0.5) == pytest.approx(
        3.0 / (z * np.tanh(z)), rel=1e-12
    )
    assert law.electrode_impedance(frequency, 0.0, 3.0, 0.5) == pytest.approx(
        law.electrode_impedance(frequency, 3.0, 0.0, 0.5), rel=1e-14
    )


def test_as_the_formula_stands_in_the_literature():
    ions, electrons, capacitance, frequency = 2.0, 0.7, 1.3, 0.2
    unit = np.sqrt(1 / (2j * np.pi * frequency * capacitance * (ions + electrons)))
    expected = ions * electrons / (ions + electrons) * (1 + 2 * unit / np.sinh(1 / unit)) + unit * (
        ions**2 + electrons**2
    ) / (ions + electrons) / np.tanh(1 / unit)
    assert law.electrode_impedance(frequency, ions, electrons, capacitance) == pytest.approx(
        expected, rel=1e-12
    )


def test_series_and_closed_form_meet():
    border = law.SMALL / (2 * np.pi)
    before, after = (law.electrode_impedance(border * (1 + side), 0.6, 0.4, 1.0) for side in (-1e-14, 1e-14))
    assert before.real == pytest.approx(after.real, rel=1e-11) and before.imag == pytest.approx(
        after.imag, rel=1e-12
    )
    resistive = [
        law.electrode_impedance(0.0, 0.6, 0.4, 1.0, 1 / law.SMALL * (1 + side)) for side in (-1e-14, 1e-14)
    ]
    assert resistive[0] == pytest.approx(resistive[1], rel=1e-12)


@few
@given(sizes, rails, sizes, sizes, st.one_of(st.none(), sizes))
def test_any_electrode_is_passive_and_symmetric_in_its_rails(
    frequency, ions, electrons, capacitance, charge_transfer
):
    found = law.electrode_impedance(frequency, ions, electrons, capacitance, charge_transfer)
    assert (
        np.isfinite(found)
        and found.real >= ions / (ions + electrons) * electrons * (1 - 1e-9)
        and found.imag <= 1e-12 * found.real
    )
    assert found == pytest.approx(
        law.electrode_impedance(frequency, electrons, ions, capacitance, charge_transfer), rel=1e-9
    )


# --- Where the reaction happens ---


@few
@given(rails, sizes, sizes, shares, shares)
def test_ions_hand_their_current_over(ions, electrons, charge_transfer, one, other):
    places = np.array([0, *sorted((one, other)), 1])
    current = law.ionic_current_share(places, ions, electrons, charge_transfer)
    assert (
        current[0] == pytest.approx(1)
        and current[-1] == pytest.approx(0, abs=1e-15)
        and np.all(np.diff(current) <= 1e-12)
    )
    assert np.all(law.reaction_share(places, ions, electrons, charge_transfer) >= 0)


@each_pair
@pytest.mark.parametrize("charge_transfer", [100.0, 1.0, 0.02])
def test_what_reacts_is_what_the_ions_lose(ions, electrons, charge_transfer):
    for place in (0.1, 0.5, 0.9):
        reacted, _ = quad(
            lambda x: float(law.reaction_share(x, ions, electrons, charge_transfer)), 0, place, epsrel=1e-12
        )
        assert 1 - reacted == pytest.approx(
            law.ionic_current_share(place, ions, electrons, charge_transfer), rel=1e-9, abs=1e-12
        )


def test_rails_by_another_solver():
    ions, electrons, charge_transfer = 2.0, 0.5, 0.3

    def rails_equations(_, state):
        current, eta = state
        return np.vstack([-eta / charge_transfer, -ions * current + electrons * (1 - current)])

    solution = solve_bvp(
        rails_equations,
        lambda a, b: np.array([a[0] - 1, b[0]]),
        np.linspace(0, 1, 50),
        np.ones((2, 50)),
        tol=1e-8,
    )
    places = np.linspace(0, 1, 9)
    current, eta = solution.sol(places)
    assert law.ionic_current_share(places, ions, electrons, charge_transfer) == pytest.approx(
        current, abs=1e-6
    )
    assert law.reaction_share(places, ions, electrons, charge_transfer) == pytest.approx(
        eta / charge_transfer, rel=1e-5
    )


def test_reaction_goes_where_the_poorer_rail_is_spared():
    assert law.reaction_share(np.array([0, 0.5, 1]), 1.0, 1.0, 1e9) == pytest.approx(1, rel=1e-6)
    poor_ions = law.reaction_share(np.array([0, 0.5, 1]), 100.0, 0.0, 1.0)
    assert poor_ions[0] == pytest.approx(10, rel=1e-6) and poor_ions[2] < 1e-2
    assert law.reaction_share(np.array([1, 0.5, 0]), 0.0, 100.0, 1.0) == pytest.approx(poor_ions, rel=1e-9)
    both = law.ionic_current_share(0.5, 3e4, 1e4, 1.0)
    # Between two far ends the current divides as between two resistors.
    assert both == pytest.approx(0.25, rel=1e-9)


# --- Charging ---


@each_pair
def test_charging_by_finite_volumes(ions, electrons):
    cells, capacitance, total = 400, 2.0, ions + electrons
    width = 1 / cells
    matrix = (
        sparse.diags(
            [np.ones(cells - 1), np.r_[-1, -2 * np.ones(cells - 2), -1], np.ones(cells - 1)],
            [-1, 0, 1],
            format="csc",
        )
        / width**2
        / (total * capacitance)
    )
    source = np.zeros(cells)
    source[0], source[-1] = (resistance / width / (total * capacitance) for resistance in (ions, electrons))
    time = np.array([0.003, 0.03, 0.4, 2.0]) * total * capacitance
    solution = solve_ivp(
        lambda _, eta: matrix @ eta + source,
        (0, time[-1]),
        np.zeros(cells),
        "BDF",
        time,
        jac=matrix,
        rtol=1e-7,
        atol=1e-9,
    )
    places = (np.arange(cells) + 0.5) * width
    found = law.charging_profile(places, time[:, np.newaxis], 1.0, ions, electrons, capacitance)
    assert found == pytest.approx(solution.y.T, abs=2e-4 * total)
    assert found.mean(axis=1) == pytest.approx(time / capacitance, rel=1e-3)


@each_pair
@pytest.mark.parametrize("s", [0.05, 1.0, 40.0])
def test_voltage_is_the_transform_of_the_impedance(ions, electrons, s):
    """int s exp(-s t) V(t) dt = I Z(s), with the impedance taken at the imaginary frequency i w = s through a
    charge transfer resistance alone."""
    nodes, weights = np.polynomial.legendre.leggauss(300)
    z = 3.2 * (nodes + 1)
    time = z**2 / s
    transform = (
        3.2 * weights * 2 * z * np.exp(-(z**2)) * law.charging_voltage(time, 1.0, ions, electrons, 0.8)
    ).sum()
    assert transform == pytest.approx(
        law.electrode_impedance(0.0, ions, electrons, 1.0, 1 / (0.8 * s)).real, rel=1e-9
    )


@each_pair
def test_voltage_at_once_and_late(ions, electrons):
    total = ions + electrons
    parallel = ions * electrons / total
    assert law.charging_voltage(0.0, 3.0, ions, electrons, 0.5) == pytest.approx(3 * parallel, abs=1e-15)
    assert law.charging_voltage(1e4, 3.0, ions, electrons, 0.5) == pytest.approx(
        3 * (1e4 / 0.5 + total / 3), rel=1e-13
    )
    early = law.charging_voltage(1e-8, 3.0, ions, electrons, 0.5) - 3 * parallel
    assert early == pytest.approx(
        3 * (ions**2 + electrons**2) / total * 2 * np.sqrt(1e-8 / (total * 0.5) / np.pi), rel=1e-6
    )


@few
@given(sizes, rails, sizes, sizes)
def test_usable_share_ends_where_the_terminals_reach_the_cut_off(full_time, ions, electrons, capacitance):
    share = law.usable_share(full_time, ions, electrons, capacitance)
    assert 0 <= share <= 1 and law.usable_share(2 * full_time, ions, electrons, capacitance) >= share * (
        1 - 1e-9
    )
    outside = (
        law.charging_voltage(share * full_time, 1.0, ions, electrons, capacitance) * capacitance / full_time
    )
    assert outside == pytest.approx(1, rel=1e-7) if share > 0 else outside >= 1
    filled = (
        law.charging_profile(np.array([0, 0.3, 0.7, 1]), share * full_time, 1.0, ions, electrons, capacitance)
        * capacitance
        / full_time
    )
    # The rails take their part: no place is more than full.
    assert filled.max() <= 1 + 1e-7 and filled[[0, 3]].max() == filled.max()
    assert share == pytest.approx(law.usable_share(full_time, electrons, ions, capacitance), rel=1e-9)


@each_pair
@pytest.mark.parametrize("span", [0.26, 0.6, 3.0])
def test_charging_ends_by_finite_volumes(ions, electrons, span):
    """Both potentials in every slice, a current from outside, and a charger that looks at the terminals
    only."""
    cells, capacitance = 400, 2.0
    total, width = ions + electrons, 1 / cells
    full_time = span * total * capacitance
    current = capacitance / full_time  # so that the cut-off is 1

    def ionic(eta):
        """The ions' current through every face: between the slices Ohm's law of both rails."""
        return np.concatenate([[current], (electrons * current - np.diff(eta) / width) / total, [0.0]])

    def outside(_, eta):
        """From the separator along the ions' rail to the middle of the electrode, across, and along the
        electrons' rail to the collector."""
        half, flow = cells // 2, ionic(eta)
        first = ions * width * (flow[0] / 2 + flow[1:half].sum() + flow[half] / 2)
        rest = current - flow
        last = electrons * width * (rest[half] / 2 + rest[half + 1 : -1].sum() + rest[-1] / 2)
        return first + (eta[half - 1] + eta[half]) / 2 + last - 1

    outside.terminal, outside.direction = True, 1
    solution = solve_ivp(
        lambda _, eta: -np.diff(ionic(eta)) / (width * capacitance),
        (0, full_time),
        np.zeros(cells),
        "BDF",
        rtol=1e-7,
        atol=1e-9,
        events=outside,
    )
    found = law.usable_share(full_time, ions, electrons, capacitance)
    assert solution.t_events[0][0] / full_time == pytest.approx(found, abs=1e-3)


@each_pair
def test_usable_share_fast_and_slow(ions, electrons):
    total = ions + electrons
    charging = law.charging_time(ions, electrons, 2.0)
    assert charging == 2 * total
    # The sum counts, and nothing else.
    assert law.usable_share(50 * charging, ions, electrons, 2.0) == pytest.approx(1 - 1 / 150, rel=1e-9)
    stops = ions * electrons / total**2  # the drop at once is the cut-off
    if stops:
        assert (
            law.usable_share(stops * (1 - 1e-9) * charging, ions, electrons, 2.0)
            == 0
            < law.usable_share(stops * 1.001 * charging, ions, electrons, 2.0)
            < 1e-4
        )
    else:
        assert law.usable_share(1e-8 * charging, ions, electrons, 2.0) == pytest.approx(
            np.pi / 4 * 1e-8, rel=1e-3
        )


def test_with_one_rail_it_is_the_slab_of_a_grain():
    for span in (0.01, 0.3, 5.0):
        assert law.usable_share(span, 1.0, 0.0, 1.0) == pytest.approx(
            batteries.usable_share(span, 1.0, 1.0, "slab"), rel=1e-9
        )


def test_thicker_electrodes_bring_no_more_once_charge_cannot_reach():
    thickness = np.array([50e-6, 200e-6, 800e-6, 3200e-6])
    ions = law.rail_resistance(thickness, 1.0, 0.3, 2.0)  # 10 mS/cm of electrolyte in winding pores
    assert ions[0] == pytest.approx(2 * 50e-6 / 0.3)
    capacity = 1e9 * thickness  # F/m2
    # the same current density for all: each has its own time to be full
    current, full = 200.0, 0.3  # A/m2, V
    charge = law.usable_share(capacity * full / current, ions, 0.0, capacity) * capacity * full
    assert (
        np.all(np.diff(charge) > -1e-9 * charge[:-1])
        and charge[3] / charge[2] < 1.001
        and charge[1] / charge[0] > 2.5
    )
    depth = law.reached_depth(600.0, thickness, ions, 0.0, capacity)
    assert depth[2] == pytest.approx(depth[3], rel=1e-12) and depth[0] <= 50e-6


def test_how_sharp_the_reached_depth_is():
    time, ions, capacitance = 1e-4, 2.0, 1.0
    depth = law.reached_depth(time, 1.0, ions, 0.0, capacitance)
    filled = law.charging_profile(np.array([0, depth, 2 * depth]), time, 1.0, ions, 0.0, capacitance)
    assert [round(100 * float(value)) for value in filled[1:] / filled[0]] == [35, 9]
    assert law.reached_depth(1e9, 2e-4, ions, 0.0, capacitance) == 2e-4


RAILS = {"ionic_resistance": 1.0, "electronic_resistance": 2.0, "capacitance": 3.0}
TIMED = {"time": 1.0, "current_density": 1.0, **RAILS}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", 1j], ids=repr)
@pytest.mark.parametrize("name", TIMED)
def test_impossible_electrodes_are_refused_by_name(name, bad):
    for function in (law.charging_voltage, lambda **given: law.charging_profile(0.5, **given)):
        with pytest.raises(ValueError, match=f"{name} = "):
            function(**TIMED | {name: bad})


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.rail_resistance(1.0, 1.0, 0.0), "volume_share = 0"),
        (lambda: law.rail_resistance(1.0, 1.0, 0.5, 0.9), "tortuosity = 0.9"),
        (lambda: law.rail_resistance(0.0, 1.0), "thickness = 0 m"),
        (lambda: law.rail_resistance(1.0, -1.0), "conductivity = -1 S/m"),
        (
            lambda: law.charging_time(0.0, 0.0, 1.0),
            "ionic_resistance = 0 .*electronic_resistance = 0 .*at least one",
        ),
        (lambda: law.charging_time(-1.0, 0.0, 1.0), "ionic_resistance = -1"),
        (lambda: law.charging_time(1.0, -2.0, 1.0), "electronic_resistance = -2"),
        (lambda: law.electrode_impedance(0.0, **RAILS), "frequency = 0 Hz"),
        (lambda: law.electrode_impedance(-1.0, **RAILS, charge_transfer_resistance=1.0), "frequency = -1 "),
        (
            lambda: law.electrode_impedance(1.0, **RAILS, charge_transfer_resistance=0.0),
            "charge_transfer_resistance = 0",
        ),
        (lambda: law.electrode_impedance(1.0, 1.0, 1.0, 0.0), "capacitance = 0 F/m2"),
        (lambda: law.ionic_current_share(1.1, 1.0, 1.0, 1.0), "position = 1.1"),
        (lambda: law.reaction_share(0.5, 1.0, 1.0, 0.0), "charge_transfer_resistance = 0"),
        (lambda: law.reached_depth(-1.0, 1.0, **RAILS), "time = -1 s"),
        (lambda: law.reached_depth(1.0, 0.0, **RAILS), "thickness = 0 m"),
        (lambda: law.charging_profile(-0.1, **TIMED), "position = -0.1"),
        (lambda: law.charging_voltage(-1.0, 1.0, **RAILS), "time = -1 s"),
        (lambda: law.usable_share(0.0, **RAILS), "full_time = 0 s"),
    ],
)
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
