"""Measured numbers of real materials, each with its unit, range, status and source.

The numbers stand in `materials.toml`, measured tables in `tables.toml`, the constants of the course's defect
models in `models.toml`, their origin in `sources.toml`, all in the unit of the source. This module reads them
once and converts them to SI: conductivities in S/m, diffusivities in m2/s, temperatures in K, energies in
J/mol, oxygen pressures as activity p/(1 bar). It evaluates no law; `mixcond_lessons.physics` does.
"""
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from ..natural_constants import ELECTRONVOLT, ZERO_CELSIUS, R

QUANTITIES = MappingProxyType({  # quantity: (symbol, SI unit)
    "ionic conductivity": ("σ_ion", "S/m"),
    "electronic conductivity": ("σ_e", "S/m"),
    "electronic conductivity (electrons)": ("σ_n", "S/m"),
    "electronic conductivity (holes)": ("σ_p", "S/m"),
    "total conductivity": ("σ", "S/m"),
    "ionic transference number": ("t_ion", ""),
    "electronic resistance": ("R_e", "ohm"),
    "total resistance": ("R_total", "ohm"),
    "chemical diffusivity": ("D̃", "m**2/s"),
    "tracer diffusivity": ("D*", "m**2/s"),
    "activation energy of chemical diffusion": ("E", "J/mol"),
    "oxygen deficiency": ("x", ""),
    "oxygen flux": ("J", "mol/m**2/s"),
    "oxygen flux as gas volume": ("J", "m/s"),
    "open-circuit voltage": ("V", "V"),
    "volumetric capacitance": ("C*", "F/m**3"),
    "mobility-capacitance product": ("μC*", "F/m/V/s"),
    "threshold voltage": ("V_T", "V"),
    "film thickness": ("d", "m"),
    "vacancy mobility": ("μ_V", "m**2/V/s"),
})
# How many SI units one unit of a source is; energies per particle become energies per mole, pressures p/(1
# bar).
# A table, because a units library takes longer to start than the whole course; a test compares every entry
# with one.
IN_SI = MappingProxyType({
    "": 1.0, "1/s": 1.0, "K": 1.0, "V": 1.0, "ohm": 1.0, "kohm": 1e3, "bar": 1.0, "atm": 1.01325,
    "mm": 1e-3, "um": 1e-6, "nm": 1e-9, "angstrom": 1e-10,
    "mA/cm**2": 10.0, "S/cm": 100.0, "S K/cm": 100.0, "cm**2/s": 1e-4, "F/cm**3": 1e6, "F/(cm*V*s)": 100.0,
    "cm**2/(V s)": 1e-4, "cm**2/(V*s)": 1e-4, "cm**2 K/(V s)": 1e-4,
    "eV": ELECTRONVOLT, "eV/K": ELECTRONVOLT, "kJ/mol": 1e3, "J/(mol K)": 1.0,
    "mol/cm**2/s": 1e4, "umol/cm**2/s": 1e-2, "mL/cm**2/min": 1e-2 / 60,
    "pJ": 1e-12, "um**2": 1e-12, "1/(cm**6 K**3)": 1e12, "bar**0.5/cm**9": 1e5**0.5 * 1e18,
})
STATUS_WORDS = MappingProxyType({
    "V": "source seen: {}",
    "V-cite": "illustrative",
    "M": "illustrative",
    "in use": "in use, original not seen",
    "seed": "worked example of this course",
    "unknown": "not known",
})
MODEL_STATUSES = ("V", "supported", "disputed", "illustrative")


@dataclass(frozen=True)
class Source:
    """Where a number comes from. `seen` says what was read of it; fields nobody has confirmed are None."""
    key: str
    label: str
    seen: str
    author: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None


@dataclass(frozen=True)
class Property:
    """One measured number or law of one material, in SI; what does not belong to its `kind` is None.

    kind: "value" (`value`), "range" (`low`, `high`), "bound" (`direction` "above" or "below" the same
    quantity of the material `reference`), "slope" (only `oxygen_exponent`), "unknown", "not measured"
    (somebody tried and could not), or a law of temperature: "hopping", sigma T = prefactor exp(-E/RT), or
    "exponential", sigma = prefactor exp(-E/RT); both times oxygen_activity**oxygen_exponent where that is
    given. value, low, high in `unit`; prefactor in `unit` (times K if hopping) at oxygen_activity = 1;
    activation_energy E in J/mol; temperature_range in K and oxygen_activity_range (p/1 bar) are (low, high),
    equal for a single point; thickness of the sample in m. factor_range: what other sources give, as (lowest,
    highest) multiple of this number; (1, 1) if no other is known.
    status: "V" source seen, "V-cite" citation seen, "M" plausible, "seed" worked example, "unknown", "in use"
    if public research code calculates with this number and the original was not seen.
    """
    quantity: str
    symbol: str
    kind: str
    unit: str
    status: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    prefactor: float | None = None
    activation_energy: float | None = None
    oxygen_exponent: float | None = None
    direction: str | None = None
    reference: str | None = None
    temperature_range: tuple[float, float] | None = None
    oxygen_activity_range: tuple[float, float] | None = None
    thickness: float | None = None
    spread: str | None = None
    factor_range: tuple[float, float] = (1.0, 1.0)
    source: Source | None = None
    note: str | None = None

    @property
    def status_words(self):
        """What the student reads about this number's standing, such as "source seen: Song et al. 2020" or
        "illustrative"."""
        return _status_words(self.status, self.source)


def _status_words(status, origin):
    return STATUS_WORDS[status].format(origin.label if origin else "")


@dataclass(frozen=True)
class Material:
    """One material: key, name in plain words, formula, `short` label for a plot, its mobile ion and that
    ion's charge number (None if not given)."""
    key: str
    name: str
    formula: str
    short: str
    ion: str | None
    ion_charge_number: int | None
    properties: tuple[Property, ...]

    def all_of(self, quantity):
        """Return every Property of this quantity, in order of preference; ValueError names the quantities
        there are."""
        quantities = dict.fromkeys(entry.quantity for entry in self.properties)
        _require(f"quantity of {self.key}", quantity, quantities)
        return tuple(entry for entry in self.properties if entry.quantity == quantity)

    def property(self, quantity, from_source=None):
        """Return the Property this course uses for the quantity (the first of `all_of`), or the first that
        has this key of a source; ValueError as there."""
        found = self.all_of(quantity)
        if from_source is not None:
            keys = [entry.source.key if entry.source else None for entry in found]
            _require(f"source of the {quantity} of {self.key}", from_source, keys)
            return found[keys.index(from_source)]
        return found[0]


def _require(argument, value, allowed):
    if value not in tuple(allowed):
        raise ValueError(f"{argument} = {value!r}: allowed is one of {', '.join(map(repr, allowed))}")


def _si(value, unit, si_unit):
    """Convert one number of a source to SI; an energy may be given per mole, per particle (eV) or as E/k
    (K)."""
    if unit == si_unit:
        return float(value)
    if unit == "degC":
        return value + ZERO_CELSIUS
    if unit == "K" and si_unit == "J/mol":
        return value * R
    _require("unit", unit, IN_SI)
    return value * IN_SI[unit]


def _interval(entry, si_unit):
    return tuple(_si(end, entry["unit"], si_unit) for end in entry["range"])


def _exponent(text):
    """Read an exponent as its source writes it: "-1/4", "-1/4.6", "0"."""
    numerator, _, denominator = text.partition("/")
    return float(numerator) / float(denominator or 1)


def _property(entry):
    """Build one Property in SI from its table in materials.toml."""
    _require("quantity", entry["quantity"], QUANTITIES)
    symbol, unit = QUANTITIES[entry["quantity"]]
    fields = {name: entry.get(name) for name in ("quantity", "kind", "status", "direction", "reference",
                                                 "spread", "note")}
    fields |= {"symbol": symbol, "unit": unit, "factor_range": tuple(map(float, entry.get("factor", (1, 1)))),
               "source": source(entry["source"]) if "source" in entry else None}
    if "value" in entry:
        fields["value"] = _si(**entry["value"], si_unit=unit)
    if "range" in entry:
        fields |= {end: _si(entry["range"][end], entry["range"]["unit"], unit) for end in ("low", "high")}
    if "activation_energy" in entry:
        fields["activation_energy"] = _si(**entry["activation_energy"], si_unit="J/mol")
    if "temperature" in entry:
        fields["temperature_range"] = _interval(entry["temperature"], "K")
    if "thickness" in entry:
        fields["thickness"] = _si(**entry["thickness"], si_unit="m")
    if "oxygen_pressure" in entry:
        fields["oxygen_activity_range"] = _interval(entry["oxygen_pressure"], "bar")
    if "oxygen" in entry:
        fields["oxygen_exponent"] = _exponent(entry["oxygen"]["exponent"])
    if "prefactor" in entry:
        fields["prefactor"] = _si(**entry["prefactor"],
                                  si_unit=f"{unit} * K" if entry["kind"] == "hopping" else unit)
        if "oxygen" in entry:  # sigma = s (p/atm)^m = s (1 bar/1 atm)^m a^m with a = p/(1 bar)
            fields["prefactor"] *= _si(1, entry["oxygen"]["unit"], "bar") ** -fields["oxygen_exponent"]
    return Property(**fields)


@cache
def _read(name):
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def _sources():
    found = _read("sources.toml")
    for key, entry in found.items():
        if not {"label", "seen"} <= set(entry):
            raise ValueError(f"source {key}: label and seen are needed")
    return MappingProxyType({key: Source(key=key, **entry) for key, entry in found.items()})


def source(key):
    """Return the Source with this key; ValueError names the keys there are."""
    _require("source", key, _sources())
    return _sources()[key]


@cache
def materials() -> Mapping[str, Material]:
    """Return every Material by its key, in the order of the file; the mapping cannot be changed."""
    return MappingProxyType({
        key: Material(key, entry["name"], entry["formula"], entry["short"],
                      entry.get("ion", {}).get("formula"), entry.get("ion", {}).get("charge"),
                      tuple(_property(table) for table in entry["property"]))
        for key, entry in _read("materials.toml").items()})


def material(key):
    """Return the Material with this key; ValueError names the keys there are."""
    _require("material", key, materials())
    return materials()[key]


@dataclass(frozen=True)
class Model:
    """Constants of one defect model of the course: `constants` in SI by name (energies in J/mol).

    spreads: {name: (lowest, highest)} in SI, of those whose sources disagree; statuses: {name: "V",
    "supported", "disputed" or "illustrative"}; sources: {name: Source}; notes: {name: what is known of it}.
    """
    key: str
    name: str
    temperature_range: tuple[float, float]
    constants: Mapping[str, float]
    spreads: Mapping[str, tuple[float, float]]
    statuses: Mapping[str, str]
    sources: Mapping[str, Source]
    notes: Mapping[str, str]

    @property
    def status_words(self):
        """What the student reads: "illustrative" as soon as one constant is disputed or not known."""
        if set(self.statuses.values()) == {"V"}:
            return STATUS_WORDS["V"].format(next(iter(self.sources.values())).label)
        return STATUS_WORDS["M"]


@cache
def model(key):
    """Return the Model with this key; ValueError names the keys there are."""
    _require("model", key, _read("models.toml"))
    entry = _read("models.toml")[key]
    known = entry["constants"]
    statuses = {name: constant.get("status", "illustrative") for name, constant in known.items()}
    for status in statuses.values():
        _require("status", status, MODEL_STATUSES)
    return Model(
        key, entry["name"], _interval(entry["temperature"], "K"),
        _by_name(known, lambda constant: constant["value"] * IN_SI[constant["unit"]]),
        _by_name(known, lambda constant: tuple(end * IN_SI[constant["unit"]] for end in constant["spread"]),
                 "spread"),
        MappingProxyType(statuses), _by_name(known, lambda constant: source(constant["source"]), "source"),
        _by_name(known, lambda constant: constant["note"], "note"))


def _by_name(constants, read, field="value"):
    """What is read of each constant that has such a field, by its name."""
    return MappingProxyType({name: read(constant) for name, constant in constants.items()
                             if field in constant})


def _constants(entries):
    """Constants in SI by name, energies in J/mol, temperatures in K."""
    return MappingProxyType({name: _si(one["value"], one["unit"], "K" if one["unit"] == "degC" else "")
                             for name, one in entries.items()})


@dataclass(frozen=True)
class MeasuredTable:
    """One measured table or fit, in SI: `columns` {name: numbers that cannot be changed}, all equally long,
    and `constants` {name: number}. Pressures are activities p/(1 bar); `units` has the unit of each column of
    the source. `law` says in words how the constants of a fit belong together."""
    key: str
    name: str
    formula: str
    conditions: str
    status: str
    source: Source
    columns: Mapping[str, np.ndarray]
    constants: Mapping[str, float]
    units: Mapping[str, str]
    law: str | None = None
    note: str | None = None

    @property
    def status_words(self):
        """What the student reads about the standing of these numbers."""
        return _status_words(self.status, self.source)


@cache
def measured_table(key):
    """Return the MeasuredTable with this key; ValueError names the keys there are."""
    _require("table", key, _read("tables.toml"))
    entry = _read("tables.toml")[key]
    units = entry.get("columns", {})
    columns = {}
    for (name, unit), numbers in zip(units.items(), zip(*entry.get("rows", ()), strict=True), strict=True):
        columns[name] = np.array([_si(number, unit, "K" if unit == "degC" else "") for number in numbers])
        columns[name].setflags(write=False)
    return MeasuredTable(key, *(entry[field] for field in ("name", "formula", "conditions", "status")),
                         source(entry["source"]), MappingProxyType(columns),
                         _constants(entry.get("constants", {})), MappingProxyType(units), entry.get("law"),
                         entry.get("note"))
