"""Partial conductivities: limits, closed forms, other routes, and words for what is impossible."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.constants import R
from scipy.stats import linregress

from mixcond_lessons.materials import material
from mixcond_lessons.physics import conductivity as law

LOGS = st.floats(-30, 30)
TEMPERATURES = st.floats(200, 2500)
ENERGIES = st.floats(1e3, 4e5)


@given(LOGS, LOGS)
def test_shares_add_up_and_ambipolar_is_their_product(log_ionic, log_electronic):
    ionic, electronic = 10.0**log_ionic, 10.0**log_electronic
    total = law.total_conductivity(ionic, electronic)
    ions, electrons = (
        law.ionic_transference_number(ionic, electronic),
        law.electronic_transference_number(ionic, electronic),
    )
    assert abs(ions + electrons - 1) <= 2 * np.finfo(float).eps
    assert 0 <= ions <= 1 and 0 <= electrons <= 1
    ambipolar = law.ambipolar_conductivity(ionic, electronic)
    assert ambipolar == pytest.approx(ions * electrons * total, rel=1e-12, abs=0)
    assert ambipolar <= min(ionic, electronic) * (1 + 1e-15)
    assert ambipolar == pytest.approx(law.ambipolar_conductivity(electronic, ionic), rel=1e-12, abs=0)
    assert 1 / ambipolar == pytest.approx(1 / ionic + 1 / electronic, rel=1e-12, abs=0)


@given(LOGS, LOGS, LOGS)
def test_share_does_not_change_when_both_are_scaled(log_ionic, log_electronic, log_scale):
    ionic, electronic, scale = 10.0**log_ionic, 10.0**log_electronic, 10.0**log_scale
    assert law.ionic_transference_number(scale * ionic, scale * electronic) == pytest.approx(
        law.ionic_transference_number(ionic, electronic), rel=1e-12, abs=0
    )


def test_limits_of_the_share():
    assert law.ionic_transference_number(1.0, 0.0) == 1
    assert law.ionic_transference_number(0.0, 1.0) == 0
    assert law.ionic_transference_number(1e-30, 1e30) == pytest.approx(1e-60, rel=1e-12, abs=0)
    # Not lost in 1 - t_ion.
    assert law.electronic_transference_number(1e30, 1e-30) == pytest.approx(1e-60, rel=1e-12, abs=0)


@given(st.floats(-3, 6), st.floats(1.001, 1e6))
def test_resistances_side_by_side_give_the_conductivities_share(log_total, ratio):
    total = 10.0**log_total
    electronic = total * ratio
    ionic = law.ionic_resistance(total, electronic)
    assert ionic * electronic / (ionic + electronic) == pytest.approx(total, rel=1e-9)
    # another route: through conductivities of one sample, whose length and area cancel
    sigma = [law.conductivity_from_resistance(value, 1e-3, 2e-5) for value in (ionic, electronic)]
    assert law.transference_from_resistances(total, electronic) == pytest.approx(
        law.ionic_transference_number(*sigma), rel=1e-9
    )


def test_the_two_worked_samples():
    first, second = material("seed_sample_resistances"), material("seed_sample_ceria")
    total, electronic = (first.property(f"{kind} resistance").value for kind in ("total", "electronic"))
    assert round(float(law.transference_from_resistances(total, electronic)), 5) == 0.98469
    assert round(float(law.ionic_resistance(total, electronic)), 2) == 152.33
    total, leak = (second.property(f"{kind} conductivity").value for kind in ("total", "electronic"))
    assert round(float(law.ionic_transference_number(total - leak, leak)), 5) == 0.99207


def test_conductivity_and_resistance_of_one_disk():
    """5 ohm, 1 mm thick, 1 cm2: 1e-3/(5 * 1e-4) = 2 S/m, and back."""
    assert law.conductivity_from_resistance(5.0, 1e-3, 1e-4) == pytest.approx(2.0, rel=1e-12)
    assert law.resistance_from_conductivity(2.0, 1e-3, 1e-4) == pytest.approx(5.0, rel=1e-12)


def test_resistances_that_cannot_be():
    with pytest.raises(
        ValueError, match="electronic_resistance = 500 ohm, total_resistance = 1000 ohm: .*must be larger"
    ):
        law.ionic_resistance([1, 1000], [10, 500])
    with pytest.raises(
        ValueError, match="electronic_resistance = 100 ohm, total_resistance = 150 ohm: .*must be larger"
    ):
        law.ionic_resistance(150, 100)
    with pytest.raises(ValueError, match="electronic_resistance"):
        law.ionic_resistance(150, 150)


@given(st.floats(0, 12), ENERGIES, TEMPERATURES)
def test_both_arrhenius_laws_by_a_fitted_slope(log_prefactor, energy, temperature):
    prefactor = 10.0**log_prefactor
    near = temperature * np.linspace(0.9999, 1.0001, 5)
    hopping, plain = (
        law.hopping_conductivity(prefactor, energy, near),
        law.exponential_conductivity(prefactor, energy, near),
    )

    def slope_energy(values):
        return -R * linregress(1 / near, values).slope

    assert slope_energy(np.log(hopping * near)) == pytest.approx(energy, rel=1e-4)
    assert slope_energy(np.log(plain)) == pytest.approx(energy, rel=1e-4)
    assert slope_energy(np.log(hopping)) == pytest.approx(
        law.slope_energy_of_conductivity(energy, temperature), rel=1e-4, abs=1
    )


@given(st.floats(-12, 6), st.sampled_from([-0.25, -1 / 6, 1 / 6, 0.25, 0.5]), st.floats(-12, 6))
def test_boundary_is_where_the_share_is_one_half(log_electronic, exponent, log_ionic):
    electronic, ionic = 10.0**log_electronic, 10.0**log_ionic
    activity = law.boundary_activity(electronic, exponent, ionic)
    there = law.power_law_conductivity(electronic, exponent, activity)
    assert law.ionic_transference_number(ionic, there) == pytest.approx(0.5, rel=1e-9)


def test_fourth_power_of_the_boundary():
    near, off = law.boundary_activity(1.0, 0.25, 1.0), law.boundary_activity(1.0, 0.25, 1.1)
    assert off / near == pytest.approx(1.1**4)
    ninety_nine = law.boundary_activity(1.0, -0.25, 1.0) * 99.0**4
    assert law.ionic_transference_number(
        1.0, law.power_law_conductivity(1.0, -0.25, ninety_nine)
    ) == pytest.approx(0.99)


def test_published_laws_in_their_own_units():
    """S/cm, eV, degrees Celsius and atmospheres by hand, without the package's conversions."""
    boltzmann = 8.617333e-5  # eV/K
    ceria, zirconia = material("ceria_gadolinia_10"), material("zirconia_yttria_8")
    warm = 1.09e5 / 773.15 * np.exp(-0.64 / (boltzmann * 773.15))
    hot = 1.63e2 * np.exp(-0.79 / (boltzmann * 1173.15))
    reduced = 3.456e9 / 973.15 * np.exp(-2.475 / (boltzmann * 973.15)) * (1e-20 / 1.01325) ** -0.25
    assert [round(value, 4) for value in (warm, hot, reduced)] == [0.0095, 0.0658, 0.0542]
    for entry, place, expected in (
        (ceria.property("ionic conductivity"), (773.15,), warm),
        (zirconia.all_of("ionic conductivity")[0], (1173.15,), hot),
        (ceria.property("electronic conductivity (electrons)"), (973.15, 1e-20), reduced),
    ):
        assert law.partial_conductivity(entry, *place) / 100 == pytest.approx(expected, rel=1e-4)


def test_measured_laws_inside_and_outside_their_range():
    ceria = material("ceria_gadolinia_10")
    ionic, electrons = (
        ceria.property("ionic conductivity"),
        ceria.property("electronic conductivity (electrons)"),
    )
    assert law.partial_conductivity(electrons, 973.15, 1e-16) / law.partial_conductivity(
        electrons, 973.15, 1.0
    ) == pytest.approx(1e4)
    assert law.partial_conductivity(ionic, np.array([800.0, 900.0])).shape == (2,)
    with pytest.raises(ValueError, match="temperature = 2000 K"):
        law.partial_conductivity(ionic, 2000.0)
    with pytest.raises(ValueError, match="oxygen_activity"):
        law.partial_conductivity(electrons, 973.15, 1e-60)
    with pytest.raises(ValueError, match="known as range"):
        law.partial_conductivity(
            material("lanthanum_strontium_manganite").property("ionic conductivity"), 1273.15
        )
    with pytest.raises(ValueError, match="entry = total resistance in ohm.*S/m"):
        law.partial_conductivity(material("seed_sample_resistances").property("total resistance"), 1000.0)
    value = material("silver_iodide_alpha").property("ionic conductivity")
    assert law.partial_conductivity(value, value.temperature_range[0]) == value.value


def test_classes_and_their_border():
    assert [law.conductor_class(share) for share in (1, 0.995, 0.985, 0.5, 0.01, 0)] == [
        "solid electrolyte",
        "solid electrolyte",
        "mixed conductor",
        "mixed conductor",
        "electronic conductor",
        "electronic conductor",
    ]
    assert law.conductor_class(0.985, border=0.02) == "solid electrolyte"
    with pytest.raises(ValueError, match="border"):
        law.conductor_class(0.5, border=0.5)
    with pytest.raises(ValueError, match=r"ionic_transference.*\(2,\)"):
        law.conductor_class([0.5, 0.6])


PUBLIC = [
    function
    for name, function in inspect.getmembers(law, inspect.isfunction)
    if not name.startswith("_") and function.__module__ == law.__name__
]


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__name__)
@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -1e3, "much", 1j], ids=repr)
def test_every_argument_refuses_the_impossible_by_name(function, bad):
    good = {
        "conductivity": 1.0,
        "prefactor": 1e5,
        "activation_energy": 6e4,
        "temperature": 900.0,
        "reference_temperature": 1000.0,
        "oxygen_activity": 0.2,
        "oxygen_exponent": -0.25,
        "border": 0.01,
        "ionic_transference": 0.5,
        "electronic_resistance": 900.0,
        "total_resistance": 150.0,
    }
    ceria = material("ceria_gadolinia_10")
    things = {"entry": ceria.property("electronic conductivity (electrons)"), "material": ceria}
    entry = {name: things[name] for name in inspect.signature(function).parameters if name in things}
    names = [name for name in inspect.signature(function).parameters if name not in things]
    for name in names:
        arguments = {other: good.get(other, 1.0) for other in names} | entry
        function(**arguments)
        if (
            function.__name__ in ("slope_energy_of_conductivity", "arrhenius_ratio")
            and name == "activation_energy"
            and bad == -1e3
        ):
            continue  # the slope of a line may be negative
        with pytest.raises(ValueError, match=name.replace("_conductivity", "")):
            function(**arguments | {name: bad})


def test_shapes_that_do_not_fit_are_named():
    with pytest.raises(ValueError, match=r"ionic_conductivity \(2,\), electronic_conductivity \(3,\)"):
        law.total_conductivity([1, 2], [1, 2, 3])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: law.total_conductivity([1.0, 1e308], 1e308),
            r"ionic_conductivity = 1e\+308, electronic_conductivity = 1e\+308",
        ),
        (lambda: law.ionic_resistance(1e300, 1e300 * (1 + 1e-15)), r"total_resistance = 1e\+300"),
        (
            lambda: law.hopping_conductivity(1e308, 0, 1e-3),
            r"prefactor = 1e\+308, activation_energy = 0, temperature = 0.001",
        ),
        (lambda: law.exponential_conductivity(1e308, 1e308, 1e-308), None),
        (lambda: law.slope_energy_of_conductivity(0.0, 1e308), r"temperature = 1e\+308"),
        (lambda: law.power_law_conductivity(1e300, 1.0, 1e10), r"oxygen_activity = 1e\+10"),
        (
            lambda: law.boundary_activity(1e-10, 1e-3, 1.0),
            r"conductivity_at_one_bar = 1e-10, oxygen_exponent = 0.001, ionic_conductivity = 1",
        ),
        (lambda: law.boundary_activity(1e10, 1e-3, 1.0), r"conductivity_at_one_bar = 1e\+10"),
        (
            lambda: law.conductivity_from_resistance(1e-200, 1.0, 1e-200),
            r"resistance = 1e-200, thickness = 1, area = 1e-200",
        ),
        (lambda: law.resistance_from_conductivity(1e200, 1.0, 1e200), r"conductivity = 1e\+200"),
    ],
)
def test_results_beyond_floating_point_are_refused_by_name(call, said):
    if said is None:
        assert call() == 0  # cold enough, nothing moves: a limit and no fault
    else:
        with pytest.raises(ValueError, match=f"{said}.*range of floating-point numbers"):
            call()


def test_large_resistances_side_by_side_need_no_large_product():
    assert law.ionic_resistance(1e200, 1e201) == pytest.approx(1e201 / 9, rel=1e-12)


@given(TEMPERATURES, TEMPERATURES, ENERGIES)
def test_an_activated_step_has_one_slope_and_can_be_carried_back(temperature, other, energy):
    ratio = law.arrhenius_ratio(temperature, energy, other)
    assert ratio * law.arrhenius_ratio(other, energy, temperature) == pytest.approx(1, rel=1e-9)
    assert np.log(ratio) == pytest.approx(energy / R * (1 / other - 1 / temperature), rel=1e-9, abs=1e-9)
    carried = law.exponential_conductivity(1.0, energy, other) * ratio
    assert carried == pytest.approx(law.exponential_conductivity(1.0, energy, temperature), rel=1e-9)
    assert law.arrhenius_ratio(temperature, energy, temperature) == 1
