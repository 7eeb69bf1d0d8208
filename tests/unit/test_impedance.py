"""Impedance of the cell with ion-blocking contacts: limits, its peak, and agreement with the transients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from mixcond_lessons.physics.impedance import cell_impedance, reduced_peak_frequency
from mixcond_lessons.physics.polarization import (
    BLOCKING,
    chemical_capacitance,
    chemical_diffusivity,
    current_ratio,
    voltage_ratio,
)

CELL = {
    "ionic_conductivity": 0.91,
    "electronic_conductivity": 0.09,
    "chemical_diffusivity": 1e-9,
    "thickness": 1e-3,
    "area": 1e-4,
}
UNIT = {"chemical_diffusivity": 1.0, "thickness": 1.0, "area": 1.0}
positives = st.floats(-30, 10).map(lambda power: 10.0**power)
frequencies = st.one_of(st.just(0.0), st.floats(-40, 40).map(lambda power: 10.0**power))


@given(frequencies, positives, positives, positives, positives, positives, st.sampled_from(BLOCKING))
def test_any_cell_is_passive_and_lies_between_its_limits(
    frequency, ionic, electronic, diffusivity, thickness, area, blocking
):
    impedance = cell_impedance(frequency, ionic, electronic, diffusivity, thickness, area, blocking)
    high, low = thickness / area / (ionic + electronic), thickness / area / electronic
    assert high * (1 - 1e-12) <= impedance.real <= low * (1 + 1e-12)
    assert -0.42 * (low - high) - 1e-12 * low <= impedance.imag <= 1e-12 * low


@pytest.mark.parametrize("blocking", BLOCKING)
def test_ends_of_the_spectrum(blocking):
    ends = cell_impedance(np.array([0.0, 1e40]), **CELL, blocking=blocking)
    assert ends == pytest.approx([10 / 0.09, 10 / 1.0], rel=1e-12, abs=0)
    assert cell_impedance(1.0, **{**CELL, "ionic_conductivity": 0.0}) == pytest.approx(10 / 0.09)


def test_low_frequency_capacitance_is_the_chemical_one():
    """A slow current I builds the straight profile I R_e (x/L - 1/2), which stores C (I R_e)^2/12."""
    ionic, electronic, thickness, area = 0.91, 0.09, 1e-3, 1e-4
    diffusivity = chemical_diffusivity(ionic, electronic, 3e3, 50.0, -2, 1000.0)
    capacitance = chemical_capacitance(3e3, 50.0, -2, area, thickness, 1000.0)
    frequency = 1e-9 * diffusivity / thickness**2
    impedance = cell_impedance(frequency, ionic, electronic, diffusivity, thickness, area)
    stored = capacitance * (thickness / area / electronic) ** 2 / 12
    assert -impedance.imag == pytest.approx(2 * np.pi * frequency * stored, rel=1e-8, abs=0)


@pytest.mark.parametrize("blocking, factor", [("both", 4.0), ("one", 1.0)])
def test_peak_frequency(blocking, factor):
    cell = {**UNIT, "ionic_conductivity": 0.7, "electronic_conductivity": 0.3, "blocking": blocking}
    peak = minimize_scalar(
        lambda logarithm: cell_impedance(np.exp(logarithm), **cell).imag, bracket=(-3, 0, 3), tol=1e-10
    )
    assert 2 * np.pi * np.exp(peak.x) / factor == pytest.approx(2.5406, abs=5e-5)


def test_reduced_peak_frequency():
    assert reduced_peak_frequency() == pytest.approx(2.5406, abs=5e-5)


@pytest.mark.parametrize("reduced", [1e-12, 0.99999e-6, 1.00001e-6, 1e-2, 1.0, 30.0])
def test_agrees_with_the_sum_over_poles(reduced):
    """tanh(q)/q = sum 2/(y^2 + q^2) over y = (n - 1/2) pi: the terms left out are an integral."""
    y = (np.arange(1, 200_001) - 0.5) * np.pi
    tail = 2 / (np.pi * y[-1] + np.pi**2 / 2)
    expected = 1 + (2 / (y**2 + 1j * reduced)).sum() + tail
    impedance = (
        cell_impedance(4 * reduced / (2 * np.pi), ionic_conductivity=1.0, electronic_conductivity=1.0, **UNIT)
        * 2
    )
    assert impedance.real == pytest.approx(expected.real, rel=1e-10, abs=0)
    assert impedance.imag == pytest.approx(expected.imag, rel=1e-8, abs=0)


@pytest.mark.parametrize("share", [0.09, 0.5, 0.95])
@pytest.mark.parametrize("blocking", BLOCKING)
@pytest.mark.parametrize("time", [0.002, 0.03, 0.3])
def test_transients_are_the_inverse_transforms_of_the_impedance(share, blocking, time):
    """V(s) = (i/s) Z(s) and i(s) = (V/s)/Z(s), taken back to time: (2/pi) int Im[Z]/w cos(w t) dw."""
    cell = {**UNIT, "ionic_conductivity": 1 - share, "electronic_conductivity": share, "blocking": blocking}
    for answer, power, final in ((voltage_ratio, 1, 1 / share), (current_ratio, -1, share)):

        def spectrum(omega, power=power):
            return (cell_impedance(omega / (2 * np.pi), **cell) ** power).imag / omega

        # below one radian the integrand is smooth; from there on scipy's rule for tails sums half periods
        start, _ = quad(
            lambda omega: spectrum(omega) * np.cos(omega * time), 1e-12, 1, epsabs=1e-12, epsrel=1e-12
        )
        rest, _ = quad(spectrum, 1, np.inf, weight="cos", wvar=time, epsabs=1e-10, limlst=300, limit=300)
        assert final + 2 / np.pi * (start + rest) == pytest.approx(
            answer(time, share, 1.0, 1.0, blocking), rel=1e-7, abs=0
        )


@pytest.mark.parametrize("blocking", BLOCKING)
def test_kramers_and_kronig_hold(blocking):
    """The area under -Im Z over the logarithm of frequency is pi/2 times the drop of the real part."""
    cell = {**CELL, "blocking": blocking}
    area, _ = quad(
        lambda logarithm: -cell_impedance(np.exp(logarithm), **cell).imag, -40, 60, limit=500, epsrel=1e-9
    )
    assert area == pytest.approx(np.pi / 2 * (10 / 0.09 - 10), rel=1e-6, abs=0)


def test_grain_boundary_adds_a_second_arc():
    plain = cell_impedance(np.array([0.0, 1e4, 1e12]), **CELL)
    with_boundary = cell_impedance(
        np.array([0.0, 1e4, 1e12]),
        **CELL,
        grain_boundary_resistance=50.0,
        grain_boundary_capacitance=1 / (2 * np.pi * 1e4 * 50.0),
    )
    assert with_boundary - plain == pytest.approx([50, 25 - 25j, 0], abs=1e-5)


@pytest.mark.parametrize(
    "name, value",
    [
        ("frequency", -1.0),
        ("frequency", np.nan),
        ("ionic_conductivity", -1.0),
        ("electronic_conductivity", 0.0),
        ("chemical_diffusivity", 0.0),
        ("thickness", -1e-3),
        ("area", 0.0),
        ("blocking", "none"),
        ("grain_boundary_resistance", -1.0),
        ("grain_boundary_capacitance", np.inf),
    ],
)
def test_impossible_arguments_are_refused_by_name(name, value):
    with pytest.raises(ValueError, match=f"{name} = .*allowed"):
        cell_impedance(**{"frequency": 1.0, **CELL, name: value})


@pytest.mark.parametrize(
    "change, said",
    [
        (
            {"ionic_conductivity": 1e300, "electronic_conductivity": 1e-300},
            r"ionic_conductivity = 1e\+300, electronic_conductivity = 1e-300",
        ),
        ({"thickness": 1e300, "area": 1e-300}, r"thickness = 1e\+300, area = 1e-300"),
    ],
)
def test_impedances_beyond_floating_point_are_refused_by_name(change, said):
    with pytest.raises(ValueError, match=f"{said}.*range of floating-point numbers"):
        cell_impedance(**{"frequency": 1.0, **CELL, **change})
