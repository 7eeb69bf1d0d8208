"""Profiles and carrier currents inside a cell with ion-blocking contacts: conservation, limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from mixcond_lessons.physics import polarization as law

SHARES = [1e-6, 1e-3, 0.09, 0.5, 0.9, 1 - 1e-9, 1.0]
positives = st.floats(-30, 10).map(lambda power: 10.0**power)
times = st.one_of(st.just(0.0), st.floats(-40, 40).map(lambda power: 10.0**power))
shares = st.one_of(st.floats(1e-6, 1), st.floats(-100, 0).map(lambda power: 10.0**power))
blockings, drives = st.sampled_from(law.BLOCKING), st.sampled_from(law.DRIVES)


@given(st.floats(0, 1), times, shares, positives, positives, drives, blockings)
def test_carrier_currents_add_up_and_no_ion_leaves(
    place, time, share, thickness, diffusivity, drive, blocking
):
    cell = (time, share, thickness, diffusivity, drive, blocking)
    total = law.current_ratio(time, share, thickness, diffusivity, blocking) if drive == "voltage" else 1.0
    ions, electrons = law.carrier_currents(np.array([place, 0.0, 1.0]) * thickness, *cell)
    assert np.all(np.isfinite(law.potential_profile(place * thickness, *cell)))
    assert ions + electrons == pytest.approx(total, rel=1e-12, abs=1e-15)
    assert np.all(ions >= -1e-12) and np.all(electrons >= -1e-12)
    blocked = ions[1:] if blocking == "both" else ions[2:]
    assert blocked == pytest.approx(0, abs=1e-12)


@given(times, shares, drives)
def test_composition_is_only_moved_around_between_two_blocking_contacts(time, share, drive):
    nodes, weights = np.polynomial.legendre.leggauss(40)
    profile = law.potential_profile((nodes + 1) / 2, time, share, 1.0, 1.0, drive)
    assert abs(weights @ profile) <= 1e-12 * max(np.abs(profile).max(), 1e-300)
    contacts = law.potential_profile(np.array([0.0, 1.0]), time, share, 1.0, 1.0, drive)
    assert contacts[0] == pytest.approx(-contacts[1], rel=1e-12, abs=0)


@pytest.mark.parametrize("share", [1e-6, 0.09, 0.5, 1 - 1e-9])
@pytest.mark.parametrize("drive", law.DRIVES)
@pytest.mark.parametrize("end", [1e-12, 1e-5, 0.004, 0.05, 1.0])
def test_what_diffuses_into_the_right_half_stays_there(share, drive, end):
    """The integral of u over the right half is that over time of the slope at L minus that at L/2."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    layer = min(0.5, 12 * np.sqrt(end))  # beyond it nothing has happened yet
    places = 1 - layer * (nodes + 1) / 2
    content = layer / 2 * weights @ law.potential_profile(places, end, share, 1.0, 1.0, drive)

    def inflow(root):  # root of time: the slopes change like sqrt(t) at first
        inner = law.carrier_currents(0.5, root**2, share, 1.0, 1.0, drive)[0] / (1 - share)  # j - t_e u_xi
        return 2 * root * inner / share

    bends = [root for root in (share, 30 * share, np.sqrt(law.SEAM)) if root < np.sqrt(end)]
    value, _ = quad(inflow, 0, np.sqrt(end), epsrel=1e-11, epsabs=0, limit=400, points=bends or None)
    assert content == pytest.approx(value, rel=1e-7, abs=0)


@pytest.mark.parametrize("share", SHARES)
def test_measured_ratios_follow_from_the_profiles(share):
    moments = np.array([0.0, 1e-20, 1e-8, 1e-3, 0.01, 0.2, 5.0])
    for blocking in law.BLOCKING:
        ends = [
            law.potential_profile(np.array([[0.0], [1.0]]), moments, share, 1.0, 1.0, drive, blocking)
            for drive in law.DRIVES
        ]
        current, voltage = (
            (1 - (1 - share) * (ends[0][1] - ends[0][0])),
            1 + (1 - share) * (ends[1][1] - ends[1][0]),
        )
        assert current == pytest.approx(
            law.current_ratio(moments, share, 1.0, 1.0, blocking), rel=1e-9, abs=1e-15
        )
        assert voltage == pytest.approx(
            law.voltage_ratio(moments, share, 1.0, 1.0, blocking), rel=1e-12, abs=0
        )


def test_profiles_begin_flat_and_end_straight():
    places = np.linspace(0, 1e-3, 9)
    for drive, scale in (("voltage", 1.0), ("current", 1 / 0.09)):
        for blocking, straight in (("both", places / 1e-3 - 0.5), ("one", places / 1e-3)):
            cell = (0.09, 1e-3, 1e-9, drive, blocking)
            assert np.all(law.potential_profile(places, 0.0, *cell) == 0)
            assert law.potential_profile(places, 1e9, *cell) == pytest.approx(straight * scale, abs=1e-12)
            assert law.carrier_currents(places, 1e9, *cell)[0] == pytest.approx(0, abs=1e-12)
            assert law.carrier_currents(places[1:-1], 0.0, *cell)[0] == pytest.approx(0.91)


@pytest.mark.parametrize("drive", law.DRIVES)
@pytest.mark.parametrize("blocking", law.BLOCKING)
@pytest.mark.parametrize("time", [1e-3, 0.05, 2.0])
def test_gradient_is_the_slope_of_the_profile(drive, blocking, time):
    cell = (time, 0.3, 2.0, 1.0, drive, blocking)
    around = law.potential_profile(np.array([0.4 - 1e-5, 0.4 + 1e-5]), *cell)
    slope = 2.0 * np.diff(around)[0] / 2e-5
    assert law.potential_gradient(0.4, *cell) == pytest.approx(slope, rel=1e-5, abs=1e-9)
