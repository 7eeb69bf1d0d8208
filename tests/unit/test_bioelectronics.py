"""The organic electrochemical transistor: currents, slopes, times, and the electrolyte above it."""
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import constants
from scipy.integrate import quad, solve_ivp, trapezoid
from scipy.optimize import brentq

from mixcond_lessons.physics import bioelectronics as law

BETA = 5e-3
volts = st.floats(-2, 2)
eighths = st.integers(-16, 16).map(lambda count: count / 8)  # V, so that differences are exact
carriers = st.sampled_from(["holes", "electrons"])
decades = st.floats(-6, 6).map(lambda power: 10.0**power)
CHANNEL = {"width": 1e-4, "thickness": 1e-7, "length": 1e-5}


# --- Steady currents ---


@given(volts, volts, volts, carriers)
def test_current_is_the_integral_of_the_local_conductance(gate, drain, threshold, carrier):
    """An independent route: I = beta int [overdrive of the local potential]_+ dV along the channel."""
    assume(drain == 0 or abs(drain) > 1e-200)  # what quad can still divide
    sign = {"holes": 1, "electrons": -1}[carrier]
    kink = threshold - gate
    pieces = sorted({0.0, drain} | ({-kink} if min(0, drain) < -kink < max(0, drain) else set()))
    area = sum(
        quad(lambda local: max(sign * (kink + local), 0), *pair)[0]
               for pair in zip(pieces, pieces[1:], strict=False)
    )
    assert law.drain_current(gate, drain, threshold, BETA, carrier) == pytest.approx(
        BETA * area * (1 if drain > 0 else -1), abs=1e-9
    )


@given(st.floats(-0.5, 1.0), st.floats(-1.5, 0))
def test_depletion_in_the_textbook_regimes(gate, drain):
    pinch = 0.6
    found = law.drain_current(gate, drain, pinch, BETA)
    if gate >= pinch:
        assert found == 0 and law.transconductance(gate, drain, pinch, BETA) == 0
    elif gate - drain < pinch:
        assert found == pytest.approx(BETA * (pinch - gate + drain / 2) * drain, rel=1e-12)
    else:
        assert found == pytest.approx(-BETA / 2 * (pinch - gate) ** 2, rel=1e-12)
        assert law.transconductance(gate, drain, pinch, BETA) == pytest.approx(
            BETA * (pinch - gate), rel=1e-12
        )
    assert found <= 0


@given(volts, volts, volts, carriers)
def test_slopes_are_the_slopes(gate, drain, threshold, carrier):
    step = 1e-6
    by_gate = law.drain_current(np.array([gate - step, gate + step]), drain, threshold, BETA, carrier)
    by_drain = law.drain_current(gate, np.array([drain - step, drain + step]), threshold, BETA, carrier)
    assert law.transconductance(gate, drain, threshold, BETA, carrier) == pytest.approx(
        np.diff(by_gate)[0] / (2 * step), abs=BETA * 2 * step
    )
    assert law.output_conductance(gate, drain, threshold, BETA, carrier) == pytest.approx(
        np.diff(by_drain)[0] / (2 * step), abs=BETA * 2 * step
    )


@given(st.floats(-1, 0.5), st.floats(-1, 1))
def test_value_and_slopes_are_continuous_at_pinch_off_and_threshold(gate, threshold):
    tiny = 1e-9
    for function in (law.drain_current, law.transconductance, law.output_conductance):
        at_pinch = function(gate, np.array([-1, 1]) * tiny + min(gate - threshold, 0), threshold, BETA)
        at_threshold = function(threshold + np.array([-1, 1]) * tiny, -0.4, threshold, BETA)
        for pair in (at_pinch, at_threshold):
            assert abs(np.diff(pair)[0]) < 1e-7 * BETA


@given(volts, volts, volts)
def test_electrons_are_holes_upside_down(gate, drain, threshold):
    assert law.drain_current(gate, drain, threshold, BETA, "electrons") == pytest.approx(
        -law.drain_current(-gate, -drain, -threshold, BETA), abs=1e-15
    )
    assert law.transconductance(gate, drain, threshold, BETA, "electrons") == pytest.approx(
        law.transconductance(-gate, -drain, -threshold, BETA), abs=1e-15
    )


def test_accumulation_conducts_below_its_threshold_alone():
    gate = np.array([-0.8, -0.5, -0.2, 0.0, 0.3])
    current = law.drain_current(gate, -0.6, -0.2, BETA)
    assert np.all(current[:2] < 0) and np.all(current[2:] == 0) and np.diff(current[:3]).min() > 0


def test_source_and_drain_may_change_places():
    # The same channel seen from the other end: gate and threshold against the new source.
    forward, gate, drain = law.drain_current(0.1, -0.3, 0.6, BETA), 0.1, -0.3
    assert law.drain_current(gate - drain, -drain, 0.6, BETA) == pytest.approx(-forward, rel=1e-12)


def test_small_drain_voltages_keep_their_digits():
    assert law.drain_current(0.1, -1e-12, 0.6, BETA) == pytest.approx(-BETA * 0.5e-12, rel=1e-11)


@given(decades, decades, decades, decades)
def test_material_and_geometry_part_ways(width, thickness, length, merit):
    assert law.transistor_parameter(width, thickness, length, merit) == pytest.approx(
        width * thickness / length * merit, rel=1e-9, abs=0
    )
    assert law.transistor_parameter(width, 2 * thickness, length, merit) == pytest.approx(
        2 * law.transistor_parameter(width, thickness, length, merit)
    )


def test_published_size_of_pedot_pss():
    # 39 F/cm3 and 47 F/(cm V s): mobility 1.2 cm2/(V s); 100 um x 10 um x 100 nm amplifies by millisiemens.
    beta = law.transistor_parameter(**CHANNEL, mobility_capacitance=47e2)
    assert 1e-3 < law.transconductance(0.0, -0.6, 0.6, beta) < 1e-2
    # 1.46e20 holes per cm3, one elementary charge each, taken out at 39 F/cm3: 0.6 V.
    assert (
        law.pinch_off_voltage(1.46e26 / constants.N_A, 39e6)
        == pytest.approx(1.46e26 * constants.e / 39e6)
        == pytest.approx(0.6, rel=1e-3)
    )


# --- Capacitance, resistance, times ---


def plate_resistance(width, length, across, along):
    """Resistance of a rectangular plate on a half-space of conductivity 1, by the method of moments:
    potentials of squares of constant current density."""
    x, y = np.meshgrid((np.arange(across) + 0.5) * width / across, (np.arange(along) + 0.5) * length / along)
    dx, dy = width / across, length / along
    far = np.hypot(x.ravel()[:, np.newaxis] - x.ravel(), y.ravel()[:, np.newaxis] - y.ravel())
    # Int dA/r over a rectangle from its middle.
    own = 2 * (dx * np.arcsinh(dy / dx) + dy * np.arcsinh(dx / dy))
    with np.errstate(divide="ignore"):
        potentials = np.where(far > 0, dx * dy / np.where(far > 0, far, 1), own) / (2 * np.pi)
    return 1 / (np.linalg.solve(potentials, np.ones(far.shape[0])).sum() * dx * dy)


def test_solution_resistance_of_disk_square_and_strip():
    radius = 3e-5
    side = radius * np.pi**0.5
    assert law.solution_resistance(side, side, 1.5) == pytest.approx(1 / (4 * 1.5 * radius), rel=1e-12)
    assert law.solution_resistance(2e-5, 9e-5, 1.5) == law.solution_resistance(9e-5, 2e-5, 1.5)
    square = law.solution_resistance(1.0, 1.0, 1.0) / plate_resistance(1.0, 1.0, 24, 24)
    strip = law.solution_resistance(10.0, 1.0, 1.0) / plate_resistance(10.0, 1.0, 80, 8)
    assert 1.0 < square < 1.03 and 0.93 < strip < 1.0  # as the docstring says


@given(decades, decades, decades)
def test_only_shape_and_size_count_for_the_resistance(width, ratio, sigma):
    found = law.solution_resistance(width, width * ratio, sigma)
    assert np.isfinite(found) and found * width * sigma == pytest.approx(
        law.solution_resistance(1.0, ratio, 1.0), rel=1e-9
    )


@given(st.floats(1e-8, 1e-5), st.floats(1.1, 100))
def test_thickness_buys_gain_with_speed(thickness, factor):
    film = {"width": 1e-4, "length": 1e-5, "volumetric_capacitance": 39e6, "electrolyte_conductivity": 1.5}
    thin, thick = (law.cutoff_frequency(thickness=value, **film) for value in (thickness, factor * thickness))
    assert thin / thick == pytest.approx(factor, rel=1e-9)
    mobility, overdrive = 1.2e-4, 0.6
    gains = [
        law.transconductance(
            0.0, -1.0, overdrive, law.transistor_parameter(1e-4, value, 1e-5, mobility * 39e6)
        )
        for value in (thickness, factor * thickness)
    ]
    product = mobility * overdrive / (2 * np.pi * law.solution_resistance(1e-4, 1e-5, 1.5) * 1e-5**2)
    assert gains[0] * thin == pytest.approx(product, rel=1e-9) and gains[1] * thick == pytest.approx(
        product, rel=1e-9
    )


def test_capacitance_is_that_of_the_volume():
    assert law.channel_capacitance(39e6, **CHANNEL) == pytest.approx(39e6 * 1e-16)
    assert law.ionic_time(
        **CHANNEL, volumetric_capacitance=39e6, electrolyte_conductivity=1.5, capacitance_share=0.5
    ) == pytest.approx(law.solution_resistance(1e-4, 1e-5, 1.5) * 39e6 * 1e-16 / 2)
    time = law.ionic_time(**CHANNEL, volumetric_capacitance=39e6, electrolyte_conductivity=1.5)
    assert time == pytest.approx(law.solution_resistance(1e-4, 1e-5, 1.5) * 39e6 * 1e-16)
    assert law.cutoff_frequency(
        **CHANNEL, volumetric_capacitance=39e6, electrolyte_conductivity=1.5
    ) == pytest.approx(1 / (2 * np.pi * time))
    assert (
        law.electronic_time(1e-5, 1e-4, -0.5) == law.electronic_time(1e-5, 1e-4, 0.5) == pytest.approx(2e-6)
    )


# --- The charge of a channel under current ---


def held_charge(gate, drain, threshold, sign):
    """Charge over C and the carrier's sign [V], added up over the local potential: the current is the same
    everywhere, so dx goes as u dV."""
    kink = threshold - gate
    pieces = sorted({0.0, drain} | ({-kink} if min(0, drain) < -kink < max(0, drain) else set()))
    moments = [
        sum(
            quad(lambda local, power=power: max(sign * (kink + local), 0) ** power, *pair)[0]
            for pair in zip(pieces, pieces[1:], strict=False)
        )
        for power in (1, 2)
    ]
    return moments[1] / moments[0]


@given(st.floats(-1, 0.5), st.floats(-1.5, -0.01), carriers)
def test_share_is_the_slope_of_the_held_charge(gate, drain, carrier):
    sign, step = {"holes": (1, 1e-4), "electrons": (-1, 1e-4)}[carrier]
    gate, drain, threshold = sign * gate, sign * drain, sign * 0.6
    if abs(abs(threshold - gate) - abs(drain)) > 2 * step:  # the slope bends at pinch-off
        slope = (
            held_charge(gate + step, drain, threshold, sign)
            - held_charge(gate - step, drain, threshold, sign)
        ) / (-2 * sign * step)
        assert law.gate_capacitance_share(gate, drain, threshold, carrier) == pytest.approx(slope, rel=1e-5)


@given(eighths, eighths, eighths, carriers)
def test_share_lies_between_two_thirds_and_one_or_is_zero(gate, drain, threshold, carrier):
    share = law.gate_capacitance_share(gate, drain, threshold, carrier)
    off = gate >= threshold if carrier == "holes" else gate <= threshold
    assert share == 0 or 2 / 3 - 1e-12 <= share <= 1 + 1e-12
    assert law.gate_capacitance_share(gate, 0.0, threshold, carrier) == (0 if off else 1)
    # Seen from the other end it is the same channel.
    assert law.gate_capacitance_share(gate - drain, -drain, threshold, carrier) == pytest.approx(
        share, rel=1e-12
    )


def test_shares_of_known_channels():
    # Open, half way, at the very pinch-off, beyond it, and off.
    found = law.gate_capacitance_share(
        np.array([0, 0, 0, 0, 0.7]), np.array([-1e-9, -0.3, -0.6, -0.9, -0.7]), 0.6
    )
    assert found == pytest.approx([1, 26 / 27, 2 / 3, 2 / 3, 0], rel=1e-8)


CELLS, OVER, BETA_HERE, CAPACITY = 40, 0.6, 4.7e-3, 3.9e-9  # the channel of the lesson at gate 0


def channel_step(drain, resistance, times, step=1e-3):
    """Method of lines: cells that hold holes, joined by their own conductance, behind one resistance for the
    ions. Currents at source and drain, into the film."""
    inside, edge = BETA_HERE * CELLS / 2, BETA_HERE * CELLS

    def flows(local, gate):
        """Currents between cells; the overdrive at the source makes the ions' current equal to that of the
        holes that leave."""
        end = local[0] ** 2 + local[-1] ** 2

        def missing(source):
            return source + gate - OVER + resistance * edge * (source**2 + max(source + drain, 0) ** 2 - end)

        source = brentq(missing, 0, 2 * OVER, xtol=1e-15)
        return np.concatenate(
            [
                [edge * (source**2 - local[0] ** 2)],
                inside * -np.diff(local**2),
                [edge * (local[-1] ** 2 - max(source + drain, 0) ** 2)],
            ]
        )

    middle = (np.arange(CELLS) + 0.5) / CELLS
    start = np.sqrt(OVER**2 - (OVER**2 - max(OVER + drain, 0) ** 2) * middle)
    path = solve_ivp(
        lambda _, local: -np.diff(flows(local, step)) * CELLS / CAPACITY,
        (0, times[-1]),
        start,
        method="LSODA",
        t_eval=times,
        rtol=1e-9,
        atol=1e-13,
    )
    currents = np.array([flows(local, step) for local in path.y.T])
    return currents[:, 0], -currents[:, -1]


@pytest.mark.parametrize("drain", [-0.02, -0.3, -0.5, -0.7, -1.0])
def test_ions_fill_the_share_of_the_channel(drain):
    """An independent route to the ionic time, before and beyond pinch-off, with ions far slower than
    holes."""
    resistance = 1e5
    share = law.gate_capacitance_share(0.0, drain, OVER)
    times = np.linspace(0, 4, 81) * resistance * CAPACITY
    source, far = channel_step(drain, resistance, times)
    current = (far - source) / 2  # without the charging current, which passes both contacts
    before, after = (law.drain_current(gate, drain, OVER, BETA_HERE) for gate in (0.0, 1e-3))
    expected = law.step_response(times, before, after, share * resistance * CAPACITY, 1.0, 0.0)
    assert current - before == pytest.approx(expected - before, abs=6e-3 * abs(after - before))
    wrong = law.step_response(
        times, before, after, (1.0 if share < 0.9 else 2 / 3) * resistance * CAPACITY, 1.0, 0.0
    )
    assert np.abs(current - wrong).max() > 0.05 * abs(after - before)


def test_charging_current_shows_as_an_overshoot_at_the_source_and_goes_the_wrong_way_at_the_drain():
    drain, resistance = -0.05, 1e3
    # L^2/(mu |V_D|).
    tau, quick = (
        resistance * CAPACITY * law.gate_capacitance_share(0.0, drain, OVER),
        CAPACITY / (BETA_HERE * -drain),
    )
    times = np.linspace(0, 5, 101) * tau
    before, after = (law.drain_current(gate, drain, OVER, BETA_HERE) for gate in (0.0, 1e-3))
    source, far = channel_step(drain, resistance, times)
    later = times > CAPACITY / (BETA_HERE * OVER)
    for found, sign in ((-source, 1), (far, -1)):
        expected = law.step_response(times, before, after, tau, quick, sign * 0.5)
        assert found[later] == pytest.approx(expected[later], abs=0.12 * (after - before))
    assert -source[2] > after and far[2] < before


def test_drain_answers_later_than_the_ions_by_four_fifteenths_of_the_holes_time():
    resistance = 2e3
    times = np.concatenate([[0], np.geomspace(1e-3, 25, 600)]) * resistance * CAPACITY
    _, current = channel_step(-0.7, resistance, times)
    before, after = (law.drain_current(gate, -0.7, OVER, BETA_HERE) for gate in (0.0, 1e-3))
    delay = trapezoid((after - current) / (after - before), times)
    holes = delay - law.gate_capacitance_share(0.0, -0.7, OVER) * resistance * CAPACITY
    assert holes == pytest.approx(4 / 15 * CAPACITY / (BETA_HERE * OVER), rel=0.05)


# --- Answers in time ---


@pytest.mark.parametrize("share", [-0.5, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("resistance", [1e2, 1e4])
def test_step_response_agrees_with_a_charging_channel(share, resistance):
    """An independent route: charge on the gate by dQ/dt = (V - Q/C)/R, channel current beta V_D (V_T - Q/C),
    and a share of the gate's current at the contact."""
    mobility, drain, pinch, step = 1.2e-4, -0.05, 0.6, 0.1
    beta, capacity = (
        law.transistor_parameter(**CHANNEL, mobility_capacitance=mobility * 39e6),
        law.channel_capacitance(39e6, **CHANNEL),
    )
    times = np.linspace(0, 4, 41) * resistance * capacity
    path = solve_ivp(
        lambda _, charge: (step - charge / capacity) / resistance,
        (0, times[-1]),
        [0.0],
        t_eval=times,
        rtol=1e-10,
        atol=1e-22,
    )
    charging = (step - path.y[0] / capacity) / resistance
    # The ions that enter push holes out: against the current at the source (positive share), with it at the
    # drain.
    current = law.drain_current(path.y[0] / capacity, drain, pinch, beta) + share * charging
    before, after = (law.drain_current(gate, drain, pinch, beta) for gate in (0.0, step))
    found = law.step_response(
        times, before, after, resistance * capacity, law.electronic_time(1e-5, mobility, drain), share
    )
    assert found == pytest.approx(current, rel=1e-6, abs=1e-12)


def test_step_response_overshoots_when_ions_are_quick():
    slow, quick = (law.step_response(0.0, -2.0, -1.0, tau, 1.0) for tau in (10.0, 0.1))
    assert -2 < slow < -1 and quick > -1
    assert law.step_response(np.array([1e9, 1e300]), -2.0, -1.0, 1.0, 1.0).tolist() == [-1, -1]


GOOD = {"gate_voltage": 0.0, "drain_voltage": -0.5, "threshold_voltage": 0.6, "transistor_parameter": BETA}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_arguments_are_refused_by_name(name, bad):
    for function in (law.drain_current, law.transconductance, law.output_conductance):
        with pytest.raises(ValueError, match=f"{name} = "):
            function(**GOOD | {name: bad})


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.drain_current(**GOOD, carrier="ions"), "carrier = 'ions'"),
        (lambda: law.drain_current(**GOOD | {"transistor_parameter": 0}), "transistor_parameter = 0"),
        (lambda: law.drain_current(-1e308, -1e308, 1e308, 1.0), "leaves the range"),
        (lambda: law.transistor_parameter(0, 1, 1, 1), "width = 0 m"),
        (lambda: law.channel_capacitance(-1, 1, 1, 1), "volumetric_capacitance = -1 F/m3"),
        (lambda: law.pinch_off_voltage(0, 1), "carrier_concentration = 0"),
        (lambda: law.solution_resistance(1, 1, 0), "electrolyte_conductivity = 0 S/m"),
        (lambda: law.electronic_time(1, 1, 0), "drain_voltage"),
        (lambda: law.step_response(-1, 0, 0, 1, 1), "time = -1 s"),
        (lambda: law.step_response(1, 0, 0, 1, 1, 1.5), "contact_share = 1.5"),
        (lambda: law.ionic_time(1, 1, 1, 1, 1, 0), "capacitance_share = 0"),
        (lambda: law.cutoff_frequency(1, 1, 1, 1, 1, 1.1), "capacitance_share = 1.1"),
        (lambda: law.gate_capacitance_share(np.nan, 0, 0), "gate_voltage = nan"),
        (lambda: law.gate_capacitance_share(0, 0, 0, "ions"), "carrier = 'ions'"),
        (lambda: law.step_response(1, 0, 0, 0, 1), "ionic_time = 0 s"),
    ],
)
def test_other_impossible_things(call, name):
    with pytest.raises(ValueError, match=name):
        call()
