"""Wagner's flux and the inside of a membrane: closed forms, conservation, independent routes and units."""

import numpy as np
import pint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import constants
from scipy.integrate import quad, simpson

from mixcond_lessons.materials import material
from mixcond_lessons.physics import permeation as law
from mixcond_lessons.physics.conductivity import (
    ambipolar_conductivity,
    partial_conductivity,
)
from mixcond_lessons.physics.constants import FARADAY
from mixcond_lessons.physics.gases import oxygen_activity_of_steam

R = constants.R
ATM = constants.atm / constants.bar
powers = st.floats(-10, 10).map(lambda power: 10.0**power)
activities = st.floats(-40, 40).map(lambda power: 10.0**power)
exponents = st.sampled_from([-0.5, -0.25, -1 / 6, 1 / 6, 0.25, 0.5])
temperatures = st.floats(300, 2000)
few = settings(max_examples=40, deadline=None)


def ceria(temperature=973.15):
    """Ionic conductivity and electronic conductivity at 1 bar [S/m] of gadolinia-doped ceria, and the
    pressures of wet hydrogen and air.
    """
    entry = material("ceria_gadolinia_10")
    ionic = partial_conductivity(entry.property("ionic conductivity"), temperature)
    electronic = partial_conductivity(entry.property("electronic conductivity (electrons)"), temperature)
    return (
        float(ionic),
        float(electronic),
        float(oxygen_activity_of_steam(0.03, 0.97, temperature)),
        0.21 * ATM,
    )


# --- The flux ---


@few
@given(powers, powers, exponents, temperatures, activities, activities, powers)
def test_quadrature_agrees_with_the_closed_forms(
    ionic, electronic, exponent, temperature, low, high, thickness
):
    def power(activity):
        return electronic * activity**exponent

    constant = law.wagner_flux(ionic, electronic, temperature, low, high, thickness)
    assert constant == pytest.approx(
        law.constant_flux(ionic, electronic, temperature, low, high, thickness), rel=1e-11, abs=0
    )
    leaking = law.wagner_flux(ionic, power, temperature, low, high, thickness)
    closed = law.flux_of_electronic_power_law(ionic, electronic, exponent, temperature, low, high, thickness)
    # Near-equal pressures: a difference of two logarithms keeps the rounding of the larger one.
    scale = np.finfo(float).eps * R * temperature * ionic / (FARADAY**2 * thickness) * 300
    assert leaking == pytest.approx(closed, rel=1e-9, abs=scale)


@few
@given(st.floats(-1, 1), temperatures, activities, activities)
def test_ions_that_follow_a_power_law(exponent, temperature, low, high):
    flux = law.wagner_flux(lambda activity: 1e-20 * activity**exponent, 1e60, temperature, low, high, 1e-3)
    closed = law.flux_of_ionic_power_law(1e-20, exponent, temperature, low, high, 1e-3)
    assert flux == pytest.approx(closed, rel=1e-9, abs=0)


def test_ionic_power_law_has_no_hole_at_exponent_zero():
    near = law.flux_of_ionic_power_law(2.0, [-1e-9, 0, 1e-9], 1000, 1e-5, 0.2, 1e-3)
    assert near == pytest.approx(law.constant_flux(2.0, 1e30, 1000, 1e-5, 0.2, 1e-3), rel=1e-7)
    textbook = R * 1000 * 2.0 * (0.2**0.25 - 1e-5**0.25) / (16 * FARADAY**2 * 1e-3 * 0.25)
    assert law.flux_of_ionic_power_law(2.0, 0.25, 1000, 1e-5, 0.2, 1e-3) == pytest.approx(textbook, rel=1e-12)


def test_closed_form_of_ceria_as_it_stands_in_textbooks():
    ionic, electronic, low, high = ceria()
    u1, u2 = (activity**0.25 * ionic / electronic for activity in (low, high))
    expected = R * 973.15 * ionic / (4 * FARADAY**2 * 1e-3) * np.log(u2 / (1 + u2) * (1 + u1) / u1)
    assert law.flux_of_electronic_power_law(
        ionic, electronic, -0.25, 973.15, low, high, 1e-3
    ) == pytest.approx(expected, rel=1e-9)


def test_any_law_agrees_with_another_quadrature():
    def ionic(activity):
        return 3 / (1 + activity**-0.2)

    def electronic(activity):
        return 1e-3 * activity**-0.25 + 5 * activity**0.25

    expected, _ = quad(
        lambda logarithm: ambipolar_conductivity(ionic(np.exp(logarithm)), electronic(np.exp(logarithm))),
        np.log(1e-25),
        np.log(2.0),
        epsabs=0,
        epsrel=1e-12,
        limit=200,
    )
    flux = law.wagner_flux(ionic, electronic, 1100, 1e-25, 2.0, 1e-4)
    assert flux == pytest.approx(R * 1100 / (16 * FARADAY**2 * 1e-4) * expected, rel=1e-11)


def test_a_jump_is_integrated_and_noise_is_refused():
    flux = law.wagner_flux(lambda activity: np.where(activity < 1e-7, 1.0, 3.0), 1e30, 1000, 1e-20, 1.0, 1e-3)
    parts = law.constant_flux([1.0, 3.0], 1e30, 1000, [1e-20, 1e-7], [1e-7, 1.0], 1e-3).sum()
    assert flux == pytest.approx(parts, rel=1e-9)
    with pytest.raises(ValueError, match="jump too wildly.*oxygen_activity_low = 1e-20"):
        law.wagner_flux(lambda activity: 1 + np.sin(1e9 * np.log(activity)), 1e30, 1000, 1e-20, 1.0, 1e-3)


@few
@given(powers, powers, exponents, activities, activities, activities)
def test_flux_runs_downhill_grows_with_the_step_and_turns_its_sign(
    ionic, electronic, exponent, first, second, third
):
    low, middle, high = sorted((first, second, third))

    def power(activity):
        return electronic * activity**exponent

    there = law.wagner_flux(ionic, power, 1000, [low, low, low, high], [high, middle, low, low], 1e-3)
    assert there[0] >= there[1] * (1 - 1e-9) >= 0 and there[2] == 0
    rounding = 4 * np.finfo(float).eps / max(np.log(high / low), 1e-300)  # of the ratio
    assert there[3] == pytest.approx(-there[0], rel=1e-9 + rounding, abs=0)
    assert (there[0] > 0) == (low < high)


def test_flux_takes_arrays_in_every_argument():
    temperatures, thicknesses = np.array([900.0, 1000.0]), np.array([[1e-5], [1e-4], [1e-3]])
    flux = law.wagner_flux(
        lambda p: 2.0 + 0 * temperatures,
        lambda p: temperatures * p**-0.25 * 1e-6,
        temperatures,
        1e-20,
        0.2,
        thicknesses,
    )
    assert flux.shape == (3, 2)
    assert flux[2, 1] == pytest.approx(
        law.flux_of_electronic_power_law(2.0, 1e-3, -0.25, 1000, 1e-20, 0.2, 1e-3), rel=1e-11
    )


def test_what_cannot_move_does_not():
    assert law.wagner_flux(1.0, 0.0, 1000, 1e-20, 0.2, 1e-3) == 0
    with pytest.raises(ValueError, match="both carriers must be able to move"):
        law.membrane_profiles(1.0, 0.0, 1000, 1e-20, 0.2, 1e-3)
    with pytest.raises(ValueError, match="both carriers must be able to move"):
        law.position_of(1e-10, 0.0, 1.0, 1e-20, 0.2, 1e-3)


# --- Units and measured fluxes ---


def test_the_factors_16_8_and_4():
    # One O2- ion at a time: a diffusivity D = sigma RT/(4 F^2 c) in a gradient of (1/2) RT dln p. Two ions
    # make an O2, each carries two charges.
    sigma, concentration, temperature, low, high, thickness = 7.0, 8e4, 1100.0, 1e-3, 0.2, 2e-3
    diffusivity = sigma * R * temperature / (4 * FARADAY**2 * concentration)
    ions = (
        concentration
        * diffusivity
        / (R * temperature)
        * (R * temperature / 2 * np.log(high / low))
        / thickness
    )
    flux = law.constant_flux(sigma, 1e30, temperature, low, high, thickness)
    assert flux == pytest.approx(ions / 2, rel=1e-12)
    assert law.flux_as_current_density(flux) == pytest.approx(2 * FARADAY * ions, rel=1e-12)
    ohm = (
        sigma / thickness * R * temperature / (4 * FARADAY) * np.log(high / low)
    )  # the Nernst voltage over the ions' resistance
    assert law.flux_as_current_density(flux) == pytest.approx(ohm, rel=1e-12)


def test_one_millilitre_per_square_centimetre_and_minute():
    unit = pint.UnitRegistry()
    flux = law.flux_from_standard_volume((1 * unit.mL / unit.cm**2 / unit.min).to("m/s").magnitude)
    by_pint = (
        (unit.atm * unit.mL / (unit.R * unit.Quantity(0, unit.degC).to("K")) / unit.cm**2 / unit.min)
        .to("mol/m**2/s")
        .magnitude
    )
    assert flux == pytest.approx(by_pint, rel=1e-9)
    assert round(flux * 1e3, 5) == 7.43584
    assert (
        round((law.flux_as_current_density(flux) * unit.A / unit.m**2).to("A/cm**2").magnitude, 5) == 0.28698
    )
    assert law.flux_as_standard_volume(flux) * 6000 == pytest.approx(1, rel=1e-12)


def test_measured_membrane_of_barium_strontium_cobalt_ferrite():
    flux = law.constant_flux(100.0, 1e30, 1173.15, 1e-3, 0.21, 1e-3)  # 1 S/cm, 900 degC, 1 mm
    assert flux * 1e-4 == pytest.approx(3.5e-6, rel=0.01)
    assert law.flux_as_standard_volume(flux) * 6000 == pytest.approx(4.7, rel=0.01)
    other = law.constant_flux(75.0, 1e30, 1223.15, 0.01, 0.21, 1.5e-3)  # 0.75 S/cm, 950 degC, 1.5 mm
    assert law.flux_as_standard_volume(other) * 6000 == pytest.approx(1.4, rel=0.02)


# --- Inside ---


def mixed(activity):
    return 1e-4 * activity**-0.25 + 0.3 * activity**0.25


def test_no_current_in_sum_and_the_same_flux_everywhere():
    profile = law.membrane_profiles(2.0, mixed, 1000, 1e-20, 0.2, 1e-3)
    current = law.flux_as_current_density(law.wagner_flux(2.0, mixed, 1000, 1e-20, 0.2, 1e-3))
    assert profile.ionic_current_density == pytest.approx(current, rel=1e-10)
    assert np.abs(profile.ionic_current_density + profile.electronic_current_density).max() < 1e-14 * current
    assert np.all(np.diff(profile.position) >= 0) and profile.position[[0, -1]].tolist() == [0, 1e-3]
    assert profile.oxygen_activity[[0, -1]] == pytest.approx([1e-20, 0.2], rel=1e-12)
    assert np.diff(profile.position).max() < 2e-5 and np.diff(np.log(profile.oxygen_activity)).max() < 0.6


def test_ohms_law_of_each_carrier_gives_the_currents_back():
    profile = law.membrane_profiles(2.0, mixed, 1000, 1e-20, 0.2, 1e-3, points=1001)
    ionic, electronic = (np.ones_like(profile.position) * 2.0, mixed(profile.oxygen_activity))
    for potential, sigma, charges, current in (
        (profile.oxygen_ion_potential, ionic, 2, profile.ionic_current_density),
        (profile.electron_potential, electronic, 1, profile.electronic_current_density),
    ):
        # j dx = sigma dmu/(zF): the sum of the steps, each with its mean resistivity
        fallen = np.cumsum(np.diff(profile.position) * current[0] * (1 / sigma[1:] + 1 / sigma[:-1]) / 2)
        assert (potential[1:] - potential[0]) / (charges * FARADAY) == pytest.approx(fallen, rel=1e-4)


def test_potentials_stand_in_equilibrium_with_oxygen_everywhere():
    profile = law.membrane_profiles(2.0, mixed, 1000, 1e-20, 0.2, 1e-3)
    assert profile.oxygen_potential == pytest.approx(R * 1000 / 2 * np.log(profile.oxygen_activity), abs=1e-6)
    assert profile.oxygen_ion_potential - 2 * profile.electron_potential == pytest.approx(
        profile.oxygen_potential, abs=1e-6
    )
    assert profile.electron_potential[0] == 0 == profile.electric_potential[0]


@few
@given(powers, exponents, st.floats(-30, 10), st.floats(-30, 10))
def test_dissipation_is_the_joule_heat_of_both_carriers(electronic, exponent, log_low, log_high):
    assume(log_low == log_high or abs(log_low - log_high) > 1e-6)  # else the difference itself is rounding
    low, high = 10.0**log_low, 10.0**log_high
    profile = law.membrane_profiles(
        1.0, lambda p: electronic * p**exponent, 900, low, high, 1e-4, points=4000
    )
    # Where a face conducts so poorly that steps of x drown in rounding, no sum over x can find the heat.
    resolved = np.diff(profile.position).min() > 10 * np.spacing(1e-4)
    assume(low == high or resolved)
    heat = profile.ionic_current_density**2 + profile.electronic_current_density**2 / (
        electronic * profile.oxygen_activity**exponent
    )
    flux = profile.ionic_current_density[0] / (4 * FARADAY)
    lost = law.dissipated_power(flux, 900, low, high)
    assert lost >= 0
    assert simpson(heat, x=profile.position) == pytest.approx(lost, rel=1e-3, abs=1e-300)


def test_where_the_decades_of_ceria_sit():
    ionic, at_one_bar, low, high = ceria()

    def electronic(activity):
        return at_one_bar * activity**-0.25

    place = law.position_of(np.array([1e-20, 1e-15]) * ATM, ionic, electronic, low, high, 1.0)
    assert place == pytest.approx([0.702, 0.976], abs=6e-4)
    assert round(np.log10(high / low)) == 23 and round(np.log10(high / (1e-15 * ATM))) == 14
    assert 1 - place[1] == pytest.approx(0.024, abs=6e-4)
    profile = law.membrane_profiles(ionic, electronic, 973.15, low, high, 1.0)
    middle = profile.oxygen_activity[[40, 80, 120]]
    assert law.position_of(middle, ionic, electronic, low, high, 1.0) == pytest.approx(
        profile.position[[40, 80, 120]], rel=1e-9
    )
    # constant ions: the field is the same everywhere, and the sum of both conductivities falls by equal
    # factors
    assert profile.electric_potential == pytest.approx(
        profile.electric_potential[-1] * profile.position, abs=1e-12
    )
    total = np.log(ionic + electronic(profile.oxygen_activity))
    assert total == pytest.approx(total[0] + (total[-1] - total[0]) * profile.position, abs=1e-9)


def test_electric_potential_follows_what_is_fixed():
    # Electrons abound: with their number fixed, as by doping with strontium, nothing is left to bend phi;
    # with vacancies fixed phi carries it all.
    flat = law.membrane_profiles(
        1.0, 1e12, 1000, 1e-3, 0.2, 1e-3, vacancy_content=lambda activity: activity**-0.5
    )
    steep = law.membrane_profiles(1.0, 1e12, 1000, 1e-3, 0.2, 1e-3)
    assert np.abs(flat.electron_potential).max() < 1e-6 and np.abs(flat.electric_potential).max() < 1e-9
    assert steep.electric_potential[-1] == pytest.approx(-R * 1000 / (4 * FARADAY) * np.log(200), rel=1e-9)


def test_profile_without_a_step_is_flat():
    profile = law.membrane_profiles(1.0, mixed, 1000, 0.2, 0.2, 1e-3)
    assert profile.position[-1] == 1e-3 and np.ptp(profile.oxygen_activity) == 0
    assert not profile.ionic_current_density.any() and not profile.electric_potential.any()


@few
@given(powers, powers, activities, activities)
def test_profiles_stay_finite_at_the_extremes(ionic, electronic, low, high):
    profile = law.membrane_profiles(ionic, lambda p: electronic * p**-0.25, 1000, low, high, 1e-6)
    assert all(np.isfinite(column).all() for column in profile)
    assert np.all(np.diff(profile.position) >= 0)


GOOD = {"temperature": 1000.0, "oxygen_activity_low": 1e-20, "oxygen_activity_high": 0.2, "thickness": 1e-3}


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1.0, 0.0, "much", 1j], ids=repr)
@pytest.mark.parametrize("name", GOOD)
def test_impossible_conditions_are_refused_by_name(name, bad):
    for flux in (law.wagner_flux, law.constant_flux, law.membrane_profiles):
        with pytest.raises(ValueError, match=name):
            flux(1.0, 1.0, **GOOD | {name: bad})
    for flux in (
        lambda **given: law.flux_of_ionic_power_law(1.0, 0.25, **given),
        lambda **given: law.flux_of_electronic_power_law(1.0, 1.0, 0.25, **given),
    ):
        with pytest.raises(ValueError, match=name):
            flux(**GOOD | {name: bad})


def test_a_place_is_found_also_where_the_ratio_of_the_pressures_is_no_number():
    assert law.position_of(1e-100, 2.0, 0.5, 1e-200, 1e200, 1e-3) == pytest.approx(0.25e-3)


@pytest.mark.parametrize(
    "call, name",
    [
        (lambda: law.wagner_flux(-1.0, 1.0, **GOOD), "ionic_conductivity = -1 S/m"),
        (lambda: law.wagner_flux(1.0, "copper", **GOOD), "electronic_conductivity"),
        (lambda: law.wagner_flux(1.0, lambda activity: -activity, **GOOD), "electronic_conductivity"),
        (
            lambda: law.wagner_flux(lambda activity: activity * np.nan, 1.0, **GOOD),
            "ionic_conductivity = nan",
        ),
        (lambda: law.mean_over_logarithm(lambda activity: activity * np.nan, 1e-20, 0.2), "quantity = nan"),
        (lambda: law.flux_of_electronic_power_law(1.0, 1.0, 0.0, **GOOD), "oxygen_exponent = 0"),
        (lambda: law.flux_of_ionic_power_law(1.0, 2.0, **GOOD), "oxygen_exponent = 2"),
        (lambda: law.membrane_profiles(1.0, 1.0, **GOOD, points=2), "points = 2"),
        (lambda: law.membrane_profiles([1.0, 2.0], 1.0, **GOOD), "allowed are single numbers"),
        (lambda: law.membrane_profiles(1.0, 1.0, **GOOD | {"temperature": [[900], [9]]}), r"shape \(2, 1\)"),
        (
            lambda: law.membrane_profiles(1.0, 1.0, **GOOD, vacancy_content=lambda activity: -activity),
            "vacancy_content",
        ),
        (
            lambda: law.position_of(1.0, 1.0, 1.0, 1e-20, 0.2, 1e-3),
            "oxygen_activity = 1, .*oxygen_activity must lie between",
        ),
        (lambda: law.flux_as_current_density(np.inf), "oxygen_flux"),
        (lambda: law.flux_as_standard_volume(np.nan), "oxygen_flux"),
        (lambda: law.flux_from_standard_volume(np.nan), "standard_volume_flux"),
        (lambda: law.dissipated_power(1.0, 0, 1.0, 1.0), "temperature = 0 K"),
    ],
)
def test_impossible_laws_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
