"""The numbers of the course: readable, sourced, in range, converted to SI as independent arithmetic says."""

import math
import re
import tomllib
from dataclasses import FrozenInstanceError
from importlib import resources
from pathlib import Path

import numpy as np
import pint
import pytest
from scipy import constants

from mixcond_lessons import materials

BOLTZMANN = constants.k / constants.e  # eV/K, so that E/kT needs no unit library
ATMOSPHERE_IN_BAR = constants.atm / constants.bar
KINDS = {"hopping", "exponential", "value", "range", "bound", "slope", "unknown", "not measured"}


def tables(name):
    return tomllib.loads(
        resources.files("mixcond_lessons.materials").joinpath(name).read_text(encoding="utf-8")
    )


RAW = tables("materials.toml")
RAW_SOURCES = tables("sources.toml")
RAW_MODELS = tables("models.toml")
RAW_TABLES = tables("tables.toml")
ENTRIES = [
    pytest.param(table, entry, id=f"{key}-{entry.quantity}-{place}")
    for key, found in materials.materials().items()
    for place, (table, entry) in enumerate(zip(RAW[key]["property"], found.properties, strict=True))
]
every_entry = pytest.mark.parametrize("table, entry", ENTRIES)
laws_in_electron_volts = pytest.mark.parametrize("table, entry", [
    case for case in ENTRIES
    if "prefactor" in case.values[0] and case.values[0]["activation_energy"]["unit"] == "eV"])
bounds = pytest.mark.parametrize("table, entry", [case for case in ENTRIES if case.values[1].kind == "bound"])


def numbers_with_units(table):
    """Every {..., unit} of one property table."""
    return {name: part for name, part in table.items() if isinstance(part, dict)}


def conductivity(entry, kelvin, oxygen_activity=1.0):
    """sigma in S/m from the loaded SI numbers alone, written out here because materials evaluates no law."""
    exponent = entry.oxygen_exponent or 0.0
    factor = math.exp(-entry.activation_energy / (constants.R * kelvin)) * oxygen_activity**exponent
    return entry.prefactor * factor / (kelvin if entry.kind == "hopping" else 1.0)


@every_entry
def test_every_unit_is_one_that_pint_reads(table, entry):
    for part in numbers_with_units(table).values():
        pint.get_application_registry().Unit(part["unit"])
    pint.get_application_registry().Unit(entry.unit)


@every_entry
def test_status_source_and_words_belong_together(table, entry):
    assert entry.status in materials.STATUS_WORDS
    assert entry.quantity in materials.QUANTITIES and entry.symbol == materials.QUANTITIES[entry.quantity][0]
    assert (entry.status == "unknown") == (entry.kind == "unknown") == (entry.source is None)
    if entry.source:
        assert materials.source(table["source"]) is entry.source
    if entry.status == "V":
        assert (
            entry.source.seen
            and "nothing" not in entry.source.seen
            and "not the paper" not in entry.source.seen
        )
        assert entry.status_words == f"source seen: {entry.source.label}"
    elif entry.status == "in use":
        assert "not the paper" in entry.source.seen and "public" in entry.source.seen
        assert entry.status_words == "in use, original not seen"
    else:
        assert entry.status_words in {"illustrative", "worked example of this course", "not known"}


@every_entry
def test_each_kind_carries_what_it_needs_and_nothing_else(table, entry):
    law = {"prefactor", "activation_energy"}
    needed = {"hopping": law, "exponential": law, "value": {"value"}, "range": {"low", "high"},
              "bound": {"direction", "reference"}, "slope": {"oxygen_exponent"}, "unknown": set(),
              "not measured": set()}
    assert set(needed) == KINDS and entry.kind in KINDS
    numbers = (
        "value", "low", "high", "prefactor", "activation_energy", "direction", "reference", "oxygen_exponent",
    )
    present = {name for name in numbers if getattr(entry, name) is not None}
    optional = (
        {"oxygen_exponent", "activation_energy"}
        if entry.kind in {"hopping", "exponential", "slope"}
        else set()
    )
    assert needed[entry.kind] <= present <= needed[entry.kind] | optional
    assert ("oxygen" in table) == (entry.oxygen_exponent is not None)


@every_entry
def test_numbers_are_positive_and_ranges_run_upwards(table, entry):
    for name in ("value", "prefactor", "activation_energy", "low", "high"):
        number = getattr(entry, name)
        assert number is None or (number > 0 and math.isfinite(number))
    if entry.kind == "range":
        assert entry.low < entry.high
    for interval in (entry.temperature_range, entry.oxygen_activity_range):
        assert interval is None or 0 < interval[0] <= interval[1]
    if "transference" in entry.quantity:
        assert entry.value <= 1
    if entry.temperature_range:
        assert 250 < entry.temperature_range[0] and entry.temperature_range[1] < 2000


@bounds
def test_a_bound_refers_to_the_same_quantity_of_another_material(table, entry):
    assert entry.direction in {"above", "below"}
    assert materials.material(entry.reference).property(entry.quantity).unit == entry.unit


@every_entry
def test_stated_points_have_a_temperature(table, entry):
    """A conductivity or diffusivity needs its temperature; only the worked examples leave it out."""
    if entry.status not in {"seed", "unknown"} and not entry.quantity.startswith("activation"):
        assert entry.temperature_range is not None


COUNTED = {
    "pe2gt", "pt2gt", "pg42t_t",
}  # polymers: a digit tells how many units of the next kind stand in a row


def test_materials_have_plain_names_short_labels_and_no_spare_keys():
    found = materials.materials()
    assert list(found) == list(RAW)
    assert len({entry.short for entry in found.values()}) == len(found)
    for key, entry in found.items():
        assert entry.key == key and re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", key)
        assert entry.name and 0 < len(entry.short) <= 8
        assert key in COUNTED or not re.search("[0-9]", entry.formula), "digits in a formula are subscripts"
        assert (entry.ion is None) == (entry.ion_charge_number is None)
        assert set(RAW[key]) <= {"name", "formula", "short", "ion", "property"}
        assert entry.ion is None or entry.ion_charge_number == {"O²⁻": -2, "Ag⁺": 1}[entry.ion]


def test_every_source_is_used_complete_and_has_a_well_formed_doi():
    used = {table["source"] for entry in RAW.values() for table in entry["property"] if "source" in table}
    used |= {constant["source"] for entry in RAW_MODELS.values() for constant in entry["constants"].values()}
    used |= {table["source"] for table in RAW_TABLES.values()}
    assert used == set(RAW_SOURCES)
    for key in RAW_SOURCES:
        source = materials.source(key)
        assert source.key == key and source.label and source.seen
        assert source.author or source.title or source.journal
        assert source.doi is None or re.fullmatch(r"10\.\d{4,9}/[^\s]+", source.doi)
        assert source.year is None or 1900 < source.year < 2100
        assert source.year is None or source.label.count(str(source.year)) == 1


def test_ceria_conducts_as_the_sources_expression_says():
    kelvin = 773.15
    entry = materials.material("ceria_gadolinia_10").property("ionic conductivity")
    by_hand = 1.09e5 / kelvin * math.exp(-0.64 / (BOLTZMANN * kelvin))  # S/cm
    assert conductivity(entry, kelvin) == pytest.approx(100 * by_hand, rel=1e-9)
    assert by_hand == pytest.approx(0.0095, rel=0.01)


@pytest.mark.parametrize("celsius, decades", [(500, -29.8), (600, -24.4), (700, -20.0), (800, -16.5)])
def test_electrons_and_ions_of_ceria_cross_where_expected(celsius, decades):
    ceria, kelvin = materials.material("ceria_gadolinia_10"), celsius + 273.15
    electrons = ceria.property("electronic conductivity (electrons)")
    ratio = conductivity(electrons, kelvin) / conductivity(ceria.property("ionic conductivity"), kelvin)
    crossing_in_atmospheres = ratio ** (-1 / electrons.oxygen_exponent) / ATMOSPHERE_IN_BAR
    assert math.log10(crossing_in_atmospheres) == pytest.approx(decades, abs=0.06)
    low, high = electrons.oxygen_activity_range
    assert low < crossing_in_atmospheres * ATMOSPHERE_IN_BAR < high


@laws_in_electron_volts
def test_a_law_in_atmospheres_gives_the_same_conductivity_as_an_activity(table, entry):
    """sigma at 1e-12 atm by the source's own expression equals the loaded law at that activity."""
    kelvin, atmospheres = entry.temperature_range[0], 1e-12
    numerator, denominator = table.get("oxygen", {"exponent": "0/1"})["exponent"].split("/")
    by_hand = table["prefactor"]["value"] * math.exp(
        -table["activation_energy"]["value"] / (BOLTZMANN * kelvin)
    )
    by_hand *= atmospheres ** (float(numerator) / float(denominator)) * 100
    by_hand /= kelvin if entry.kind == "hopping" else 1
    assert conductivity(entry, kelvin, atmospheres * ATMOSPHERE_IN_BAR) == pytest.approx(by_hand, rel=1e-9)


def test_the_two_zirconia_sets_differ_as_their_spread_says():
    park, ferguson = materials.material("zirconia_yttria_8").all_of("ionic conductivity")
    assert ferguson.activation_energy == pytest.approx(10300 * constants.R, rel=1e-12)

    def percent_lower(celsius):
        return 100 * (1 - conductivity(ferguson, celsius + 273.15) / conductivity(park, celsius + 273.15))

    stated = dict(re.findall(r"(\d+) % \((\d+) °C\)", park.spread))
    assert len(stated) == 2
    for percent, celsius in stated.items():
        assert percent_lower(float(celsius)) == pytest.approx(float(percent), abs=0.5)
    assert 20 < percent_lower(900) < percent_lower(850) < 30


def test_diffusivities_fit_the_activation_energies_of_the_same_abstract():
    """Two numbers of one source check each other: the slope between the ends of the range."""
    def slope(entry):
        cold, hot = entry.temperature_range
        return constants.R * math.log(entry.high / entry.low) / (1 / cold - 1 / hot)

    ferrite = materials.material("lanthanum_strontium_cobalt_ferrite")
    energy = ferrite.property("activation energy of chemical diffusion")
    assert energy.low < slope(ferrite.property("chemical diffusivity")) < energy.high
    other = materials.material("lanthanum_strontium_iron_manganese_oxide")
    stated = other.property("activation energy of chemical diffusion").value
    assert slope(other.property("chemical diffusivity")) == pytest.approx(stated, rel=0.2)


def test_manganite_ions_agree_with_their_tracer():
    """sigma_ion = 4 F^2 c_O D*/(R T), c_O of a perovskite with 3.9 angstrom edge: both of one abstract."""
    manganite = materials.material("lanthanum_strontium_manganite")
    tracer, ionic = (manganite.property(name, "yasuda")
                     for name in ("tracer diffusivity", "ionic conductivity"))
    faraday, oxygen = constants.e * constants.N_A, 3 / (constants.N_A * 3.9e-10**3)
    for diffusivity, conductivity_there in ((tracer.low, ionic.low), (tracer.high, ionic.high)):
        estimate = 4 * faraday**2 * oxygen * diffusivity / (constants.R * tracer.temperature_range[0])
        assert 0.3 < estimate / conductivity_there < 3.3


def test_ferrite_points_keep_their_apparent_exponent():
    air, low = materials.material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    pressures = air.oxygen_activity_range[0] / low.oxygen_activity_range[0]
    assert math.log(air.value / low.value) / math.log(pressures) == pytest.approx(0.170, abs=0.001)
    assert low.oxygen_activity_range == pytest.approx((0.01 * ATMOSPHERE_IN_BAR,) * 2)


def test_worked_examples_give_the_numbers_of_the_text():
    sample = materials.material("seed_sample_resistances")
    total, electronic = (sample.property(f"{path} resistance").value for path in ("total", "electronic"))
    assert 1 - total / electronic == pytest.approx(0.98469, abs=1e-5)
    ceria = materials.material("seed_sample_ceria")
    t_ion = 1 - ceria.property("electronic conductivity").value / ceria.property("total conductivity").value
    assert t_ion == pytest.approx(0.99207, abs=1e-5)
    assert ceria.property("total conductivity").value == pytest.approx(8.2)


def test_slopes_are_read_as_their_source_writes_them():
    slopes = [
        entry.oxygen_exponent
        for entry in materials.material("ceria").all_of("electronic conductivity (electrons)")
    ]
    assert slopes == [-1 / 6, -1 / 4, 0]
    weighed = [
        entry.oxygen_exponent
        for entry in materials.material("ceria_gadolinia_10").all_of("oxygen deficiency")
    ]
    assert weighed == [-1 / 4, -1 / 4.6]


@pytest.mark.parametrize("ask, argument", [(materials.material, "material"), (materials.source, "source"),
                                           (materials.material("ceria").property, "quantity of ceria"),
                                           (materials.material("ceria").all_of, "quantity of ceria")])
@pytest.mark.parametrize("key", ["unobtainium", "", None, []])
def test_unknown_keys_are_refused_with_what_there_is(ask, argument, key):
    with pytest.raises(ValueError) as refusal:
        ask(key)
    there = {"material": "'zirconia_yttria_8'", "source": "'song_2020'"}.get(
        argument, "'electronic conductivity (electrons)'"
    )
    assert argument in str(refusal.value) and repr(key) in str(refusal.value) and there in str(refusal.value)


def test_a_unit_that_is_not_in_the_table_is_named():
    with pytest.raises(ValueError, match="unit = 'furlong': allowed is one of"):
        materials._si(1, "furlong", "m")


def test_nobody_can_change_a_number():
    entry = materials.material("ceria").properties[0]
    with pytest.raises(FrozenInstanceError):
        entry.oxygen_exponent = 0.0
    with pytest.raises(TypeError):
        materials.materials()["ceria"] = None
    assert materials.material("ceria").properties[0] is entry


def test_model_constants_come_in_si():
    ferrite = materials.model("ferrite").constants
    assert ferrite["oxidation_enthalpy"] == pytest.approx(-95.62e3)
    assert ferrite["lattice_parameter"] == pytest.approx(3.9e-10)
    assert ferrite["vacancy_barrier"] == pytest.approx(0.75 * constants.e * constants.N_A)
    titanate = materials.model("titanate").constants
    assert titanate["band_gap_slope"] == pytest.approx(5.66e-4 * constants.e * constants.N_A)
    assert titanate["ionisation_prefactor"] == pytest.approx(1.435e33 * 1e12)
    assert titanate["reduction_prefactor"] == pytest.approx(5e71 * 1e18 * 1e5**0.5)
    assert titanate["electron_mobility"] == pytest.approx(0.340)


def test_models_name_their_temperatures_and_refuse_unknown_keys():
    for key in RAW_MODELS:
        low, high = materials.model(key).temperature_range
        assert 500 < low < high <= 1500
        words = "source seen: NIST-JANAF tables 1998" if key == "steam" else "illustrative"
        assert materials.model(key).status_words == words
    with pytest.raises(ValueError, match="model = 'gold'"):
        materials.model("gold")


def test_a_model_constant_says_what_stands_behind_it():
    for key, raw in RAW_MODELS.items():
        model = materials.model(key)
        assert set(model.statuses) == set(model.sources) == set(raw["constants"])
        for name, status in model.statuses.items():
            constant = raw["constants"][name]
            assert (status == "disputed") == ("spread" in constant), name
            assert status == "illustrative" or "note" in constant or key == "steam", name
            if status != "illustrative":
                assert not model.sources[name].seen.startswith("nothing yet"), name
            if "spread" in constant:
                (low, high), value = model.spreads[name], model.constants[name]
                assert low <= value <= high and low < high
    barrier = materials.model("ferrite").spreads["vacancy_barrier"]
    assert barrier == pytest.approx(np.array([0.75, 0.95]) * constants.e * constants.N_A)


def test_the_ferrite_has_the_constants_of_the_code_it_was_taken_from():
    """At 873 K: 770 and 1.2e-7 there; the course's pair of enthalpy and entropy gives nearly the same."""
    known = materials.model("ferrite").constants
    for reaction, there, within in (("oxidation", 770, 0.01), ("disproportionation", 1.2e-7, 0.2)):
        gibbs = known[f"{reaction}_enthalpy"] - 873 * known[f"{reaction}_entropy"]
        assert math.exp(-gibbs / (constants.R * 873)) == pytest.approx(there, rel=within)


def test_the_table_of_units_agrees_with_a_units_library():
    registry = pint.get_application_registry()
    si = {"K": "K", "J/mol": "J/mol", "bar": "bar"}
    for unit, factor in materials.IN_SI.items():
        one = registry.Quantity(1.0, unit)
        if "eV" in unit:
            one = one * registry.avogadro_constant  # per particle
        target = next((name for name in si.values() if one.is_compatible_with(name)), None)
        expected = (
            one.to("bar") if unit in ("bar", "atm") else one.to(target) if target else one.to_base_units()
        )
        assert factor == pytest.approx(float(expected.magnitude), rel=1e-14), unit


def test_every_unit_of_the_tables_is_known():
    text = "".join(Path(materials.__file__).with_name(name).read_text(encoding="utf-8")
                   for name in ("materials.toml", "models.toml", "tables.toml"))
    of_columns = {unit for table in RAW_TABLES.values() for unit in table.get("columns", {}).values()}
    assert set(re.findall(r'unit = "([^"]*)"', text)) | of_columns <= {*materials.IN_SI, "degC"}
