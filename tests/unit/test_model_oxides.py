"""The three model oxides: they meet what they were made to meet and agree with the laws they stand for."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.constants import R, atm, bar, e

from mixcond_lessons.materials import material, model
from mixcond_lessons.physics import atmosphere, conductivity, doping
from mixcond_lessons.physics import model_oxides as oxides

PRESSURES = np.logspace(-25, 0, 26)


def test_ferrite_constants_follow_van_t_hoff():
    temperature, constants = np.array([900.0, 1200.0]), model("ferrite").constants
    for reaction, name in zip(
        oxides.ferrite_model(0.4, temperature).reactions, ("oxidation", "disproportionation"), strict=True
    ):
        gibbs = constants[f"{name}_enthalpy"] - temperature * constants[f"{name}_entropy"]
        assert 10**reaction.log10_constant == pytest.approx(np.exp(-gibbs / (R * temperature)), rel=1e-12)
    losing = oxides.ferrite_model(0.4, np.linspace(700, 1500, 9)).equilibrium(0.2)["V"]
    assert np.all(np.diff(losing) > 0)  # oxygen leaves on heating


def test_ferrite_meets_the_measured_point_in_air_and_only_that_one():
    air, thin = material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    temperature = air.temperature_range[0]
    found = [
        float(
            oxides.ferrite_conduction(
                temperature,
                oxides.ferrite_model(0.4, temperature).equilibrium(point.oxygen_activity_range[0]),
            ).holes
        )
        for point in (air, thin)
    ]
    assert found[0] == pytest.approx(air.value, rel=1e-12)
    assert found[1] > 1.4 * thin.value  # the open case: the model falls far less than the measurement


def test_ferrite_ions_are_of_the_measured_order_in_a_reduced_crystal():
    """0.3 S/cm at 900 degC was seen for x = 0.7; the example barrier gives the order of magnitude."""
    found = oxides.ferrite_conduction(1173.15, oxides.ferrite_model(0.7, 1173.15).equilibrium(1e-12))
    assert 10 < found.ionic < 60


def test_ferrite_conducts_least_where_its_iron_is_trivalent():
    """Equal hop energies are not assumed: the minimum is near the plateau, at the slower carrier's side."""
    constants = [reaction.log10_constant for reaction in oxides.ferrite_model(0.4, 1073.15).reactions]

    plateau = doping.ferrite_plateau_activity(0.4, *constants)
    activity = np.geomspace(1e-4 * plateau, 1e4 * plateau, 401)
    electronic = oxides.ferrite_conduction(
        1073.15, oxides.ferrite_model(0.4, 1073.15).equilibrium(activity)
    ).electronic
    least = activity[electronic.argmin()]
    assert 1e-3 * plateau < least < plateau
    assert (
        electronic.min()
        < 0.02
        * oxides.ferrite_conduction(1073.15, oxides.ferrite_model(0.4, 1073.15).equilibrium(0.21)).electronic
    )


@pytest.mark.parametrize("temperature", [773.15, 973.15, 1073.15])
def test_ceria_is_the_ceria_of_the_materials_while_its_electrons_are_few(temperature):
    ceria = material("ceria_gadolinia_10")
    found = oxides.ceria_model(0.1, temperature).equilibrium(PRESSURES)
    few = found["Ce3"] < 1e-4
    ours = oxides.ceria_conduction(temperature, found)
    ionic = conductivity.partial_conductivity(ceria.property("ionic conductivity"), temperature)
    electrons = conductivity.partial_conductivity(
        ceria.property("electronic conductivity (electrons)"), temperature, PRESSURES
    )
    assert few.sum() > 5
    assert ours.ionic[few] == pytest.approx(np.full(few.sum(), ionic), rel=2e-3)
    assert ours.electrons[few] == pytest.approx(electrons[few], rel=2e-3)
    assert np.all(ours.holes == 0)


def test_reduced_ceria_gains_vacancies_and_its_electrons_flatten_to_one_sixth():
    found = oxides.ceria_model(0.0, 1073.15).equilibrium(np.logspace(-12, 0, 13))
    assert found.exponents["Ce3"] == pytest.approx(np.full(13, -1 / 6), abs=0.02)
    doped = oxides.ceria_model(0.1, 1073.15).equilibrium(1e-24)
    assert doped["V"] > 2 * 0.05 and abs(doped.exponents["Ce3"]) < 0.25


def test_ceria_electron_energy_is_half_the_reduction_and_the_hop():
    """The two energies that make the measured one: E(sigma T) = dH/2 + hop."""
    low, high = (
        float(oxides.ceria_model(0.1, kelvin).reactions[0].log10_constant) for kelvin in (800.0, 1050.0)
    )
    enthalpy = np.log(10) * R * (high - low) / (1 / 800 - 1 / 1050)
    whole = material("ceria_gadolinia_10").property("electronic conductivity (electrons)").activation_energy
    assert enthalpy / 2 + model("ceria").constants["electron_hop_energy"] == pytest.approx(whole, rel=1e-9)


def weighed(kelvin, atmospheres):
    """Oxygen deficiency of pure ceria by weighing, the fit of Watanabe et al. (1073 to 1773 K)."""
    many = math.sqrt(45000 * math.exp(-340e3 / (R * kelvin))) * atmospheres ** (-1 / 4)
    full = (14702 * math.exp(-345e3 / (R * kelvin))) ** (1 / 6) * atmospheres ** (-1 / 12) / 3
    return (many**-8 + full**-8 + 0.5**-8) ** (-1 / 8)


@pytest.mark.parametrize(
    "celsius, atmospheres, share", [(800, 1e-18, 0.94), (700, 1e-20, 1.08), (600, 1e-24, 0.94)]
)
def test_the_hop_of_cerias_electrons_makes_its_deficiency_the_weighed_one(celsius, atmospheres, share):
    """One constant for three temperatures; the fit itself begins at 800 degC, below it is extrapolated."""
    kelvin = celsius + 273.15
    oxide = oxides.ceria_model(0.0, kelvin)
    found = float(oxide.oxygen_deficiency(oxide.equilibrium(atmospheres * atm / bar)))
    assert found / weighed(kelvin, atmospheres) == pytest.approx(share, abs=0.006)


def test_the_deficiency_of_doped_ceria_falls_as_it_was_weighed_without_a_fit():
    """-1/4.6 at 700 degC (Wang et al. 1998), a number that no constant was chosen for."""
    activity = np.geomspace(1e-24, 1e-15, 19)
    lost = oxides.ceria_model(0.1, 973.15).equilibrium(activity)["Ce3"]
    slope = np.polyfit(np.log(activity), np.log(lost), 1)[0]
    assert slope == pytest.approx(-1 / 4.6, abs=0.012)


@pytest.mark.parametrize("gadolinium", [0.0, 0.1])
@pytest.mark.parametrize("activity", [1e-20, 1e-14])
def test_cerias_chemical_diffusivity_is_flux_over_gradient(gadolinium, activity):
    """By differences: a small step of pressure drives sigma_amb RT/(4F)^2 dln p and changes the content."""
    kelvin, step = 1073.15, 1e-4
    oxide = oxides.ceria_model(gadolinium, kelvin)
    low, here, high = (oxide.equilibrium(activity * factor) for factor in (1 - step, 1, 1 + step))
    conducts = oxides.ceria_conduction(kelvin, here)
    both = conducts.ionic * conducts.electronic / (conducts.ionic + conducts.electronic)
    flux = 96485.33212**-2 * R * kelvin / 16 * both * 2 * step  # of O2, per gradient
    change = 4 / (5.42e-10) ** 3 / 6.02214076e23 * (
        oxide.oxygen_deficiency(low) - oxide.oxygen_deficiency(high)) / 2  # of O2 per m3
    assert float(oxides.ceria_chemical_diffusivity(gadolinium, kelvin, activity)) == pytest.approx(
        float(flux / change), rel=1e-3)


def test_cerias_chemical_diffusivity_lies_where_others_measured():
    """1e-6 to 2e-4 cm2/s at 800 degC from published conductivities; no constant was chosen for it."""
    for activity in (1e-18, 1e-12):
        assert 1e-10 < oxides.ceria_chemical_diffusivity(0.0, 1073.15, activity) < 2e-8


def test_titanate_constants_by_hand_in_cubic_centimetres():
    kelvin, per_cell = 1100.0, (3.905e-8) ** 3
    boltzmann = 8.617333262e-5
    reduction, ionisation = oxides.titanate_constants(kelvin)
    assert 10**reduction == pytest.approx(5e71 * np.exp(-6.1 / (boltzmann * kelvin)) * per_cell**3, rel=1e-6)
    by_hand = (
        4.1e16 * 3.5e16 * kelvin**3 * np.exp(-(3.17 - 5.66e-4 * kelvin) / (boltzmann * kelvin)) * per_cell**2
    )
    assert 10**ionisation == pytest.approx(by_hand, rel=1e-6)


def test_the_electron_mobility_of_the_titanate_meets_the_older_law_at_800_degrees():
    """T^-1.5 as the Hall mobility has it; the size is that of Moos and Haerdtl."""
    found = {kelvin: float(oxides.titanate_conduction(kelvin, {"V": 0.0, "n": 1.0, "h": 0.0}).electrons)
             for kelvin in (923.15, 1073.15, 1273.15)}
    cell = e / (3.905e-10) ** 3
    assert found[1073.15] == pytest.approx(cell * 4.5e5 * 1073.15**-2.2 * 1e-4, rel=2e-3)
    assert found[1273.15] / found[923.15] == pytest.approx(0.62, abs=0.005)


def test_the_vacancies_of_the_titanate_obey_nernst_and_einstein():
    kelvin = 973.15
    found = oxides.titanate_conduction(kelvin, {"V": 1e-3, "n": 0.0, "h": 0.0}).ionic
    per_mole = float(found) / (4 * 96485.33212**2 * 1e-3 / (6.02214076e23 * (3.905e-10) ** 3))
    expected = oxides.titanate_vacancy_diffusivity(kelvin) / (8.31446262 * kelvin)
    assert per_mole == pytest.approx(float(expected), rel=1e-6)


def test_titanate_conductivities_by_hand():
    kelvin = 1100.0
    found = oxides.titanate_model(1e-3, kelvin).equilibrium(1e-10)
    ours = oxides.titanate_conduction(kelvin, found)
    per_volume = e / (3.905e-8) ** 3  # C/cm3 for one charge per formula unit
    assert float(ours.electrons) / 100 == pytest.approx(
        float(found["n"]) * per_volume * 3.40e3 * kelvin**-1.5, rel=1e-6
    )
    assert float(ours.ionic) / 100 == pytest.approx(
        2 * float(found["V"]) * per_volume * 1e4 / kelvin * np.exp(-0.86 / (8.617333262e-5 * kelvin)),
        rel=1e-6,
    )
    assert float(ours.holes) / 100 == pytest.approx(
        float(found["h"]) * per_volume * 8.9e5 * kelvin**-2.36, rel=1e-6
    )


@settings(max_examples=25)
@given(st.floats(0.0, 1.0), st.floats(873.2, 1273.1), st.floats(-30, 1))
def test_ferrite_is_neutral_and_its_shares_are_shares(strontium, temperature, exponent):
    found = oxides.ferrite_model(strontium, temperature).equilibrium(10.0**exponent)
    assert max(float(residual) for residual in found.residuals.values()) < 1e-11
    ours = oxides.ferrite_conduction(temperature, found)
    assert 0 <= ours.transference <= 1 and ours.electronic == pytest.approx(ours.electrons + ours.holes)


def test_temperatures_and_pressures_broadcast():
    temperature = np.array([[900.0], [1100.0]])
    found = oxides.ferrite_model(0.4, temperature).equilibrium(np.array([1e-10, 1e-3, 1.0]))
    whole = oxides.ferrite_conduction(temperature, found)
    one = oxides.ferrite_conduction(1100.0, oxides.ferrite_model(0.4, 1100.0).equilibrium(1e-3))
    assert whole.ionic.shape == (2, 3) and whole.ionic[1, 1] == pytest.approx(float(one.ionic), rel=1e-9)


def test_impossible_arguments_are_named():
    for call, words in (
        (lambda: oxides.ferrite_model(1.2, 1000.0), "strontium = 1.2"),
        (lambda: oxides.ferrite_model(0.4, -1.0), "temperature = -1"),
        (lambda: oxides.ceria_model(0.1, 2000.0), "temperature = 2000"),
        (lambda: oxides.ceria_model(1.0, 900.0), "gadolinium = 1"),
        (lambda: oxides.titanate_constants(100.0), "temperature = 100"),
        (lambda: oxides.titanate_model(-0.1, 1000.0), "acceptor = -0.1"),
    ):
        with pytest.raises(ValueError, match=words):
            call()


def test_the_dilute_titanate_obeys_the_exact_exponent():
    found = oxides.titanate_model(1e-3, 1100.0).equilibrium(PRESSURES)
    assert found.exponents["h"] == pytest.approx(
        atmosphere.local_exponent(found["V"], found["n"], found["h"]), abs=1e-9
    )
