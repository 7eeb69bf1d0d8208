"""The measured tables of the course, and how far sources of one number lie apart."""

import math
import tomllib
from importlib import resources

import numpy as np
import pint
import pytest
from scipy import constants

from mixcond_lessons import materials


def raw(name):
    return tomllib.loads(
        resources.files("mixcond_lessons.materials").joinpath(name).read_text(encoding="utf-8")
    )


RAW_TABLES, RAW_MODELS, RAW_SOURCES = (raw(f"{name}.toml") for name in ("tables", "models", "sources"))


def test_measured_tables_are_complete_and_cannot_be_changed():
    for key, written in RAW_TABLES.items():
        table = materials.measured_table(key)
        assert table.key == key and table.name and table.conditions and table.source.seen
        assert "nothing" not in table.source.seen and table.status_words.startswith("source seen")
        assert table.columns or table.constants
        assert {len(row) for row in written.get("rows", ())} <= {len(written.get("columns", ()))}
        for column in table.columns.values():
            assert column.size == len(written["rows"]) and np.isfinite(column).all() and (column >= 0).all()
            with pytest.raises(ValueError, match="read-only"):
                column[0] = 1.0
    with pytest.raises(ValueError, match=r"table = 'gold': allowed is one of 'manganite_20_steps'"):
        materials.measured_table("gold")


def test_tables_come_in_si():
    steps, registry = materials.measured_table("manganite_20_steps"), pint.get_application_registry()
    first = RAW_TABLES["manganite_20_steps"]["rows"][0]
    assert steps.columns["temperature"][0] == pytest.approx(first[0] + 273.15)
    assert steps.columns["oxygen_activity"][0] == pytest.approx(
        registry.Quantity(first[1], "atm").to("bar").magnitude, rel=1e-12)
    assert steps.columns["diffusivity"][0] == pytest.approx(
        registry.Quantity(first[2], "cm**2/s").to("m**2/s").magnitude, rel=1e-12)
    assert steps.columns["temperature"].size == 17
    assert materials.measured_table("manganite_50_steps").columns["diffusivity"].size == 13
    assert materials.measured_table("ceria_film_cell").columns["current_density"][1] == pytest.approx(4700)


def test_tracer_table_of_the_ferrite_agrees_with_itself():
    """D* = f (share of empty sites) D_V: the share that the two columns ask for grows with strontium, and
    stays below what full compensation by vacancies allows, x/2 of three sites."""
    table = materials.measured_table("ferrite_tracer")
    columns, f = table.columns, table.constants["correlation_factor"]
    empty = columns["tracer_diffusivity"] / columns["vacancy_diffusivity"] / f
    assert (empty < columns["strontium"] / 2 / 3).all()
    at_1000 = [empty[(columns["strontium"] == x) & (columns["temperature"] == 1273.15)][0]
               for x in (0.1, 0.25, 0.4)]
    assert at_1000 == sorted(at_1000) and columns["strontium"].size == 10
    for x in (0.1, 0.25):  # hotter is faster
        own = columns["strontium"] == x
        assert (np.diff(columns["tracer_diffusivity"][own]) < 0).all()


def test_the_two_weighings_of_ceria_agree_where_both_hold():
    """Two laboratories, two fits, at pressures that both know: the second has about half of the first."""
    hot = materials.measured_table("ceria_weighed_hot").columns
    fit = materials.measured_table("ceria_weighed").constants
    for kelvin, slope, shift in zip(*hot.values(), strict=True):
        for pressure in (1e-4, 1e-3, 1e-2):
            few, many = (fit[f"constant_{power}"] * np.exp(-fit[f"energy_{power}"] / (constants.R * kelvin))
                         for power in (4, 12))
            few, many = few**0.5 * pressure**-0.25, many ** (1 / 6) / 3 * pressure ** (-1 / 12)
            weighed = (few**-8 + many**-8 + 0.5**-8) ** (-1 / 8)
            assert 0.45 < weighed / 10 ** -(slope * math.log10(pressure) + shift) < 0.65


def test_the_printed_power_of_ten_of_ceria_is_a_misprint():
    """Only one of the two prefactors reproduces the diffusivities that the same paper gives."""
    table = materials.measured_table("ceria_relaxation")
    kelvin, deficiency, measured = table.columns.values()
    factor = np.exp(-table.constants["energy"] / (constants.R * kelvin)) / deficiency
    assert table.constants["prefactor"] * factor == pytest.approx(measured, rel=0.15)
    assert (table.constants["printed_prefactor"] * factor < 1e-7 * measured).all()


def test_the_manganite_is_known_to_four_powers_of_ten():
    manganite = materials.material("lanthanum_strontium_manganite")
    ionic = manganite.property("ionic conductivity")
    assert 3.5 < math.log10(ionic.high / ionic.low) < 4.5
    assert ionic.low == manganite.property("ionic conductivity", "yasuda").low
    blocking = materials.material("lanthanum_strontium_manganite_30").property("ionic conductivity")
    assert ionic.high == blocking.value
    tried = materials.material("lanthanum_strontium_manganite_40").property("ionic conductivity")
    assert tried.kind == "not measured" and "could not be measured" in tried.note
    with pytest.raises(ValueError, match="source of the ionic conductivity"):
        manganite.property("ionic conductivity", "steele_2000")


def test_spreads_contain_their_number():
    for material in materials.materials().values():
        for entry in material.properties:
            low, high = entry.factor_range
            assert 0 < low <= 1 <= high
    park, ferguson = materials.material("zirconia_yttria_8").all_of("ionic conductivity")
    for kelvin in (873.15, 1073.15, 1273.15):
        low, high = park.factor_range
        ratio = ferguson.prefactor / park.prefactor
        ratio *= math.exp((park.activation_energy - ferguson.activation_energy) / (constants.R * kelvin))
        assert low * 0.99 < ratio < high
    for key in RAW_MODELS:
        for name, (low, high) in materials.model(key).spreads.items():
            assert low <= materials.model(key).constants[name] <= high


def test_what_was_searched_for_and_not_found_is_gone():
    assert "shao_2000" not in RAW_SOURCES
    ferrite = materials.material("lanthanum_strontium_ferrite_40")
    assert ferrite.property("ionic conductivity").value == pytest.approx(1.4)
    assert ferrite.property("electronic conductivity").value == pytest.approx(28300)
    assert materials.material("silver_iodide_alpha").property("electronic conductivity").kind == "unknown"
