"""The gas and the defects: exact exponents, regimes, borders, the domain of the electrolyte, and what the
balance reads."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq

from mixcond_lessons.materials import material
from mixcond_lessons.physics import atmosphere as gas
from mixcond_lessons.physics import conductivity, doping, model_oxides

ACCEPTOR, REDUCTION, IONISATION = 0.1, -15.0, -12.0


def slope(oxide, activity):
    """Local exponent of the holes by the closed form, and by the general solver."""
    found = oxide.equilibrium(activity)
    return gas.local_exponent(found["V"], found["n"], found["h"]), found.exponents["h"]


@given(st.one_of(st.just(0.0), st.floats(1e-9, 1)), st.floats(-60, 5), st.floats(-50, 0))
@settings(max_examples=60)
def test_closed_exponent_is_the_solvers_and_the_numeric_one(acceptor, reduction, ionisation):
    oxide, activity, step = (
        doping.acceptor_doped_oxide(acceptor, reduction, ionisation),
        np.logspace(-40, 40, 21),
        1e-4,
    )
    found = oxide.equilibrium(activity)
    closed, general = slope(oxide, activity)
    assert closed == pytest.approx(general, abs=1e-10)
    assert -closed == pytest.approx(found.exponents["n"], abs=1e-10)
    assert 2 * closed - 0.5 == pytest.approx(found.exponents["V"], abs=1e-10)
    above, below = (oxide.equilibrium(activity * 10.0**shift)["h"] for shift in (step, -step))
    assert closed == pytest.approx(np.log10(above / below) / (2 * step), abs=1e-6)
    assert np.all((closed >= 0) & (closed <= 0.25 * (1 + 1e-12)))


def test_every_regime_has_its_exponents():
    oxide = doping.acceptor_doped_oxide(ACCEPTOR, REDUCTION, IONISATION)
    borders = gas.regime_borders(ACCEPTOR, REDUCTION, IONISATION)
    points = 10.0 ** np.array([borders["reduced"] - 12, borders["n = h"], borders["oxidised"] + 12])
    found = oxide.equilibrium(points)
    assert found.exponents["n"] == pytest.approx([-1 / 6, -1 / 4, 0], abs=2e-3)
    assert found.exponents["V"] == pytest.approx([-1 / 6, 0, -1 / 2], abs=2e-3)
    assert found.exponents["h"] == pytest.approx([1 / 6, 1 / 4, 0], abs=2e-3)
    names, shares = gas.neutrality_regime(oxide, found)
    assert names.tolist() == ["2[V] = [n]", "2[V] = [A']", "[h] = [A']"]
    assert np.all(shares > 0.99)
    assert found["n"][1] == pytest.approx(found["h"][1], rel=1e-3)


def test_borders_are_where_the_straight_lines_cross():
    borders = {
        name: 10.0**value for name, value in gas.regime_borders(ACCEPTOR, REDUCTION, IONISATION).items()
    }
    reduction, ionisation = 10**REDUCTION, 10**IONISATION
    reduced_line = (2 * reduction) ** (1 / 3) * borders["reduced"] ** (-1 / 6)
    assert reduced_line == pytest.approx(ACCEPTOR)
    assert np.sqrt(2 * reduction / ACCEPTOR) * borders["reduced"] ** -0.25 == pytest.approx(ACCEPTOR)
    assert np.sqrt(2 * reduction / ACCEPTOR) * borders["n = h"] ** -0.25 == pytest.approx(np.sqrt(ionisation))
    assert ionisation / np.sqrt(2 * reduction / ACCEPTOR) * borders["oxidised"] ** 0.25 == pytest.approx(
        ACCEPTOR
    )
    assert borders["reduced"] < borders["n = h"] < borders["oxidised"]


def test_exponents_at_the_crossing_of_the_asymptotes():
    oxide = doping.acceptor_doped_oxide(ACCEPTOR, REDUCTION, -40.0)
    crossing = 10.0 ** gas.regime_borders(ACCEPTOR, REDUCTION, -40.0)["reduced"]
    u = brentq(lambda u: u**3 + u**2 - 1, 0, 1)  # n/A there
    exact = -((1 + u) / 2) / (2 * (1 + u) + u)
    assert round(exact, 4) == -0.2057
    assert float(oxide.equilibrium(crossing).exponents["n"]) == pytest.approx(exact, abs=1e-9)
    fifth = oxide.equilibrium((10**REDUCTION / ACCEPTOR**3) ** 2)
    assert float(fifth["n"]) == pytest.approx(ACCEPTOR, rel=1e-9)
    assert float(fifth["V"]) == pytest.approx(ACCEPTOR, rel=1e-9)
    assert float(fifth.exponents["n"]) == pytest.approx(-1 / 5, abs=1e-9)


def test_one_sixth_holds_in_three_places_only():
    excess = doping.acceptor_doped_oxide(0.0, -30.0, -20.0, log10_interstitial=-12.0).equilibrium(1e30)
    assert float(excess["h"]) == pytest.approx(2 * float(excess["O_i"]), rel=1e-6)
    metal = doping.acceptor_doped_oxide(0.0, -45.0, -20.0, log10_metal_vacancy=-12.0).equilibrium(1e30)
    assert float(metal["h"]) == pytest.approx(2 * float(metal["V_M"]), rel=1e-6)
    reduced = doping.acceptor_doped_oxide(0.0, -3.0, -20.0).equilibrium(1e-20)
    assert float(reduced["n"]) == pytest.approx(2 * float(reduced["V"]), rel=1e-6)
    for place in (excess, metal, reduced):
        assert float(place.exponents["h"]) == pytest.approx(1 / 6, abs=1e-6)
    reduction, ionisation = -15.0, -14.0
    point = 2 * (reduction + np.log10(ACCEPTOR) - 2 * ionisation)
    crossover = doping.acceptor_doped_oxide(ACCEPTOR, reduction, ionisation)
    here = crossover.equilibrium(10.0**point)
    assert float(here["h"]) == pytest.approx(ACCEPTOR / 2, rel=1e-9)
    assert float(here["V"]) == pytest.approx(ACCEPTOR / 4, rel=1e-9)
    assert float(here.exponents["h"]) == pytest.approx(1 / 6, abs=1e-9)
    before, after = crossover.equilibrium(10.0 ** np.array([point - 2, point + 2])).exponents["h"]
    assert before > 0.2 and after < 0.12  # a value in passing, not a law


def test_the_ferrite_at_half_its_holes_has_one_seventh():
    oxide = doping.ferrite(0.4, 1.8, -14.0)
    point = doping.ferrite_oxygen_activity(0.1, 0.4, 1.8, -14.0)
    # 0.2 holes, 0.8 Fe3+, 0.1 vacancies, 2.9 oxygen: the derivative of K_ox by hand; 1/7 for 40 % strontium,
    # but 1/6 again for very little
    sites = 0.5 / (2 / 0.2 + 2 / 0.8 + 1 / (2 * 0.1) + 1 / (2 * 2.9)) / 0.2
    assert float(oxide.equilibrium(point).exponents["Fe4"]) == pytest.approx(sites, abs=1e-6)
    assert abs(sites - 1 / 7) < 0.003 < abs(sites - 1 / 6)
    dilute = doping.ferrite_oxygen_activity(0.00025, 0.001, 1.8, -14.0)
    assert float(doping.ferrite(0.001, 1.8, -14.0).equilibrium(dilute).exponents["Fe4"]) == pytest.approx(
        1 / 6, abs=1e-4
    )


def test_open_case_the_model_is_flatter_than_the_measurement():
    measured = material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    activity = np.array([entry.oxygen_activity_range[0] for entry in measured])
    temperature = measured[0].temperature_range[0]
    found = model_oxides.ferrite_model(0.4, temperature).equilibrium(activity)

    def apparent(values):
        return float(np.log(values[0] / values[1]) / np.log(activity[0] / activity[1]))

    assert apparent([entry.value for entry in measured]) == pytest.approx(0.170, abs=5e-4)
    assert 0.07 < apparent(found["Fe4"]) < 0.08
    hopping = doping.small_polaron_conductivity(found["Fe4"], 1e7, 2e4, temperature, found["Fe3"])
    assert 0.04 < apparent(hopping) < 0.05  # counting free sites makes the gap wider


@given(st.floats(-3, 3), st.floats(-12, 2), st.floats(-12, 2), st.floats(0.02, 0.98))
def test_domain_borders_carry_their_share(log_ionic, log_electrons, log_holes, border):
    ionic, electrons, holes = 10.0**log_ionic, 10.0**log_electrons, 10.0**log_holes
    domain = gas.electrolytic_domain(ionic, electrons, holes, border)
    activity, electronic = gas.conductivity_minimum(electrons, holes)
    assert electrons * activity**-0.25 + holes * activity**0.25 == pytest.approx(electronic, rel=1e-9)
    for shift in (0.5, 2.0):  # no other pressure has less
        assert electrons * (shift * activity) ** -0.25 + holes * (shift * activity) ** 0.25 > electronic
    assert float(domain.largest) == pytest.approx(ionic / (ionic + electronic), rel=1e-12)
    if domain.exists:
        for end in (domain.low, domain.high):
            share = conductivity.ionic_transference_number(ionic, electrons * end**-0.25 + holes * end**0.25)
            assert float(share) == pytest.approx(border, rel=1e-6)
        assert domain.low * domain.high == pytest.approx(activity**2, rel=1e-9)
    else:
        assert domain.largest <= border * (1 + 1e-12)
        assert domain.low == domain.high == activity


def test_domain_far_from_its_minimum_is_pattersons():
    ionic, electrons, holes = 1.0, 1e-6, 1e-4
    half, nearly_all = (gas.electrolytic_domain(ionic, electrons, holes, border) for border in (0.5, 0.99))
    assert float(half.low) == pytest.approx(conductivity.boundary_activity(electrons, -0.25, ionic), rel=1e-6)
    assert float(half.high) == pytest.approx(conductivity.boundary_activity(holes, 0.25, ionic), rel=1e-6)
    assert float(nearly_all.low / half.low) == pytest.approx(99**4, rel=0.01)
    assert float(half.high / nearly_all.high) == pytest.approx(99**4, rel=0.01)


def test_domain_of_zirconia_narrows_on_heating():
    zirconia = material("zirconia_yttria_8")
    temperature = np.linspace(900, 1300, 9)
    ions, electrons, holes = (
        conductivity.exponential_conductivity(entry.prefactor, entry.activation_energy, temperature)
        for entry in (
            zirconia.property(f"{carrier} conductivity{kind}")
            for carrier, kind in (("ionic", ""), ("electronic", " (electrons)"), ("electronic", " (holes)"))
        )
    )
    domain = gas.electrolytic_domain(ions, electrons, holes, 0.99)
    assert domain.exists.all()
    assert np.all(np.diff(domain.low) > 0)
    line = np.polyfit(1 / temperature, np.log10(domain.low), 1)
    # Straight against 1/T.
    assert np.log10(domain.low) == pytest.approx(np.polyval(line, 1 / temperature), abs=1e-3)


@pytest.mark.parametrize(
    "oxide",
    [
        doping.ferrite(0.4, 1.8, -5.8),
        doping.acceptor_doped_oxide(0.05, -14.0, -10.0, log10_interstitial=-9.0),
        doping.gadolinia_doped_ceria(0.1, -18.0, 1.5),
    ],
)
def test_thermodynamic_factor_is_the_slope_of_the_titration_curve(oxide):
    activity, step = np.logspace(-18, 0, 7), 1e-4

    def content(shift):
        return oxide.oxygen_sites - oxide.oxygen_deficiency(oxide.equilibrium(activity * np.exp(shift)))

    numeric = 2 * step / np.abs(np.log1p((content(step) - content(-step)) / content(-step)))
    assert gas.thermodynamic_factor(oxide, oxide.equilibrium(activity)) == pytest.approx(
        numeric / 2, rel=1e-3
    )


def test_thermodynamic_factor_peaks_on_the_plateau():
    constants = 1.8, -5.8
    oxide, plateau = doping.ferrite(0.4, *constants), doping.ferrite_plateau_activity(0.4, *constants)
    factors = gas.thermodynamic_factor(oxide, oxide.equilibrium(plateau * np.logspace(-6, 6, 241)))
    assert abs(np.argmax(factors) - 120) <= 3
    with pytest.raises(ValueError, match="answer of the oxygen content"):
        stiff = doping.acceptor_doped_oxide(0.1, -320.0, -10.0)
        gas.thermodynamic_factor(stiff, stiff.equilibrium(1e300))


def test_regimes_of_other_models_and_models_without_charge():
    oxide = doping.ferrite(0.4, 1.8, -5.8)
    names, _ = gas.neutrality_regime(oxide, oxide.equilibrium([1e-10, 1e10]))
    assert names.tolist() == ["2[V] = [A']", "[Fe4] = [A']"]
    ceria = doping.gadolinia_doped_ceria(0.1, -18.0, 2.0)
    names, _ = gas.neutrality_regime(ceria, ceria.equilibrium([1e-40, 1.0]))
    assert names.tolist() == ["2[V] = [Ce3]", "[pair] = [Gd]"]
    with pytest.raises(ValueError, match="named 'charge'"):
        gas.neutrality_regime(doping.DefectModel((), (), {}), None)


def test_balance_reads_the_oxygen_that_leaves():
    temperature = np.linspace(400, 1300, 10)
    molar_mass = 0.2218
    heating = gas.on_heating(
        partial(model_oxides.ferrite_model, 0.4),
        lambda found, kelvin: doping.small_polaron_conductivity(found["Fe4"], 1e7, 2e4, kelvin, found["Fe3"]),
        temperature,
        0.21,
        molar_mass,
    )
    assert heating.relative_mass_change[0] == 0
    lost = (heating.oxygen_deficiency[-1] - heating.oxygen_deficiency[0]) * 15.999e-3
    assert molar_mass * (1 + heating.relative_mass_change[-1]) + lost == pytest.approx(molar_mass, rel=1e-12)
    assert np.all(np.diff(heating.relative_mass_change) < 0)
    alone = model_oxides.ferrite_model(0.4, temperature[6]).equilibrium(0.21)
    assert heating.oxygen_deficiency[6] == pytest.approx(float(alone["V"]), rel=1e-9)
    assert heating.conductivity[-1] < heating.conductivity.max()  # it falls on heating because oxygen leaves


def test_impossible_arguments_are_named():
    for call, name in (
        (lambda: gas.local_exponent(0.0, 1, 1), "vacancies = 0"),
        (lambda: gas.local_exponent(1.0, -1, 1), "electrons = -1"),
        (lambda: gas.regime_borders(0.0, -1, -1), "acceptor = 0"),
        (lambda: gas.conductivity_minimum(1.0, 0.0), "hole_conductivity"),
        (
            lambda: gas.conductivity_minimum(1e200, 1e-200),
            r"electron_conductivity_at_one_bar = 1e\+200.*leaves the range",
        ),
        (lambda: gas.electrolytic_domain(1.0, 1.0, 1.0, 1.0), "border = 1"),
        (lambda: gas.electrolytic_domain(0.0, 1, 1), "ionic_conductivity = 0"),
        (
            lambda: gas.electrolytic_domain(1e60, 1e-6, 1e-6),
            "ionic_conductivity = 1e\\+60 S/m.*at most 1e30 times",
        ),
        (lambda: gas.relative_mass_change(0.1, 0.0, 0.0), "molar_mass = 0 kg/mol"),
        (lambda: gas.on_heating(None, None, [0.0], 1.0, 1.0), "temperature = 0 K"),
    ):
        with pytest.raises(ValueError, match=name):
            call()
