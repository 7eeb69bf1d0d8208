"""The quantity reader: what students write is read or answered in words; what we print is read back."""

import dataclasses
import math
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants

from mixcond_lessons.classroom import quantity, units
from mixcond_lessons.classroom.quantity import convert, pint_unit, read, show, unit_text

pint_quantity = pint.get_application_registry().Quantity
calm = settings(deadline=None, max_examples=200)


@pytest.mark.parametrize("text", [
    "0.0820", "8.2e-2", "8,2e-2", "82 mS/cm", "8.2·10⁻²", "8.2×10^-2", "8.2 * 10**-2", " 0.082 S/cm ",
    "0,082 S cm-1", "8.2 x 10^{-2}", "0.082\u00a0S\u2009cm⁻¹", "8.2E-2S/cm", "82e-3 S·cm^-1", "8.2 S/m",
    "8.2 S m-1", "82000 µS/cm", "82000 μS/cm", "82000 uS/cm", ".082", "+0.082", "0.082 Ω-1 cm-1",
    "0.082 \u2126⁻¹ cm⁻¹", "0.082 /(ohm cm)", r"8.2\cdot 10^{-2}", "82 000 µS/cm", "\ufeff0.082",
    "0.082 S**1*cm**-1", 0.082, np.float64(0.082), np.array(0.082), np.array([[0.082]]),
    np.array("82 mS/cm"), Decimal("0.082"), Fraction(82, 1000), np.longdouble("0.082"),
    pint_quantity(82, "mS/cm"), pint_quantity(np.array([8.2]), "S/m"), np.array([0.082], dtype=object),
])
def test_every_way_of_writing_one_number_is_read(text):
    reading = read(text, "S/cm")
    assert reading.problem == "" and not reading.asks_back
    assert reading.value == pytest.approx(0.082, rel=1e-12)


@pytest.mark.parametrize("text, unit, value", [
    ("10^-9", "1", 1e-9), ("10⁻⁹ bar", "bar", 1e-9), ("−10^3", "1", -1e3), ("1e-18 bar", "bar", 1e-18),
    ("−0,5", "V", -0.5), ("850 °C", "degC", 850), ("850 °C", "K", 1123.15), ("850 C", "degC", 850),
    ("850 ℃", "°C", 850), ("1123.15 K", "°C", 850), ("98.5 %", "1", 0.985), ("0.985", "1", 0.985),
    ("1 atm", "bar", 1.01325), ("1,234,567", "1", 1234567), ("1.234,5", "1", 1234.5),
    ("1,234.5", "1", 1234.5), ("1 234,567", "1", 1234.567), ("1,2345", "1", 1.2345),
    ("0,123", "1", 0.123), ("1,234e-3", "1", 1.234e-3), ("9.8 kΩ", "ohm", 9800), ("9.8 kohm", "Ω", 9800),
    ("5 °C/min", "K/min", 5), ("2 h", "s", 7200), ("3 cm²", "m2", 3e-4), ("170 mAh/g", "Ah/kg", 170),
    ("96.485332 kJ/mol", "eV", 1),
])
def test_numbers_and_units(text, unit, value):
    assert read(text, unit).value == pytest.approx(value, rel=1e-8)


def test_another_unit_of_the_right_kind_is_converted_and_said():
    reading = read("82 S/m", "S/cm")
    assert reading.value == pytest.approx(0.82) and reading.understood == "understood as 0.82 S/cm"
    assert read("0.82 S cm⁻¹", "S/cm").understood == read("0.82", "S/cm").understood == ""


@pytest.mark.parametrize("text", ["1-150/9800", "5 - 6", "2+3 S/cm", "3 *(2)", "1 -.5"])
def test_a_calculation_is_to_be_worked_out_first(text):
    reading = read(text, "1")
    assert reading.value is None and not reading.asks_back
    assert "more than one number" in reading.problem and "work it out" in reading.problem


@pytest.mark.parametrize("text, unit, value", [
    ("98,469 %", "1", 0.98469), ("98,469", "%", 98.469), ("1,234 %", "1", 0.01234), ("0,985", "1", 0.985)])
def test_of_a_part_of_the_whole_a_comma_marks_the_decimals(text, unit, value):
    reading = read(text, unit, fraction=True)
    assert reading.problem == "" and reading.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["1,234", "12,345 S/cm", "-999,000"])
def test_a_comma_that_may_be_either_is_asked_back(text):
    reading = read(text, "S/cm")
    assert reading.asks_back and reading.value is None and reading.problem.startswith("Is the comma")


@pytest.mark.parametrize("given_value", ["99.2", 99.2, np.float64(99.2), "99,2"])
def test_a_part_of_the_whole_in_per_cent_is_asked_back(given_value):
    reading = read(given_value, "1", fraction=True)
    assert reading.asks_back and "do you mean 0.992?" in reading.problem
    assert read(given_value, "1").value == pytest.approx(99.2)
    assert read("99.2 %", "1", fraction=True).value == pytest.approx(0.992)


def test_a_part_of_the_whole_asked_in_per_cent():
    reading = read(0.985, "%", fraction=True)
    assert reading.asks_back and "98.5 %" in reading.problem
    assert read("0.985 %", "%", fraction=True).value == 0.985 and read(98.5, "%", fraction=True).value == 98.5
    for impossible in (-0.1, 101, "250 %"):
        reading = read(impossible, "%", fraction=True)
        assert reading.problem and not reading.asks_back


class Hostile:
    """Raises whatever one does to it."""

    def __getattribute__(self, name):
        raise RuntimeError("hands off")

    def __repr__(self):
        raise RuntimeError("hands off")


UNREADABLE = [
    "", "  ", None, ..., "nan", "inf", "-inf", float("nan"), float("inf"), -np.inf, "1e400", "-1e99999",
    "1e-400", "10^-400", "9**9**9**9", "9^9", "1 m**9**9**9", "1 m^9", "1 m^-5", [0.082], {}, {"a": 1}, set(),
    (1,), True, np.True_, 1j, np.complex128(1j), np.array([1.0, 2.0]), np.array([]), np.array([True]),
    np.datetime64("2020-01-01"), b"0.082", "text", "e5", "0.08 S/cm or so", "log σ = 0.082", "1.2.3", "1,2,3",
    "--1", "82 S", "82 s/cm", "5 apples", "__import__('os')", "0x10", "1_0", "٣", "9" * 10**6, " " * 10**6,
    "a" * 10**6, "1" + " m" * 40, 10**5000, Decimal("nan"), Decimal("sNaN"), Decimal("1e999"),
    Fraction(10**400), pint_quantity(1, "meter"), pint_quantity([1, 2], "S/cm"), Hostile(), object(), read,
    float, "\ud800", "1 \ud800", "5 bar", "9 %0", "2 K0", "50 %", np.ma.masked,
]


@pytest.mark.parametrize("place", range(len(UNREADABLE)))
def test_anything_else_gets_one_short_sentence(place):
    reading = read(UNREADABLE[place], "S/cm")
    assert reading.value is None and not reading.asks_back
    assert reading.problem[0].isupper() and reading.problem[-1] in ".?" and 15 < len(reading.problem) < 250
    assert all(sign.isprintable() for sign in reading.problem)


def test_a_pressure_is_no_part_of_the_whole_and_a_fraction_no_pressure():
    assert (
        read("0.5 bar", "1").problem
        and read("50 %", "bar").problem
        and read("1e-18 atm", "1", fraction=True).problem
    )


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | st.decimals()
    | st.fractions()
    | st.dates(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(), inner)
        | inner.map(lambda value: np.array(value, dtype=object))
    ),
    max_leaves=4,
) | st.builds(Hostile)


@calm
@given(anything, st.sampled_from(["S/cm", "1", "%", "°C", "bar"]), st.booleans())
def test_nothing_makes_the_reader_fail(given_value, unit, fraction):
    reading = read(given_value, unit, fraction)
    assert (reading.value is None) == bool(reading.problem)
    assert reading.value is None or math.isfinite(reading.value)


@calm
@given(st.text("0123456789.,+-−eE*×·^()⁻² xSmcµΩ°C%/", max_size=120))
def test_no_text_made_of_the_right_signs_makes_the_reader_fail(text):
    reading = read(text, "S/cm")
    assert (reading.value is None) == bool(reading.problem)


@calm
@given(
    st.floats(-1e300, 1e300).filter(lambda number: number == 0 or abs(number) > 1e-300), st.integers(1, 15),
    st.sampled_from(
        ["S/cm", "degC", "1", "%", "mol/m3", "ohm*cm", "cm2/s", "um", "S cm-1", "A/(m2 K)", "bar"]
    ),
)
def test_what_is_shown_is_read_back(value, digits, unit):
    text = show(value, unit, digits)
    reading = read(text, unit)
    assert reading.problem == "" and reading.understood == ""
    assert reading.value == pytest.approx(value, rel=0.5001 * 10.0 ** (1 - digits), abs=0)
    assert show(reading.value, unit, digits) == text


@pytest.mark.parametrize("value, unit, text", [
    (1e-18, "bar", "1e-18 bar"), (850, "degC", "850 °C"), (0.5, "mm", "0.5 mm"),
    (0.082, "S/cm", "0.082 S/cm"), (98.5, "%", "98.5 %"), (3.2e-5, "1", "3.2e-5"), (0, "V", "0 V"),
    (-0.0, "V", "0 V"), (-0.25, "V", "-0.25 V"), (1025, "°C", "1025 °C"), (0.00099999, "1", "0.001"),
    (99999.9, "1", "1e5"), (123456, "1", "1.23e5"), (2, "mol/m3", "2 mol/m³"), (5, "um", "5 µm"),
    (7, "ohm*cm", "7 Ω·cm"), (3, "S cm^-1", "3 S cm⁻¹"), (1 / 3, "", "0.333"),
    (np.float64(1e20), "cm-3", "1e20 cm⁻³"), (100, "K", "100 K"), (-1.5e-7, "A", "-1.5e-7 A"),
])
def test_show(value, unit, text):
    assert show(value, unit) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_show_refuses_what_is_no_number(value):
    with pytest.raises(ValueError, match="value = .*allowed is a finite number"):
        show(value, "V")


@calm
@given(st.floats(-1e12, 1e12), st.sampled_from(["S/cm", "degC", "1", "%", "bar", "eV"]))
def test_a_unit_turned_into_itself_changes_nothing(value, unit):
    assert convert(value, unit, unit) == value


def test_prefixes_are_exact():
    numbers = np.arange(1, 2000)
    for unit, to, factor in (
        ("mm", "m", 1000), ("um", "m", 10**6), ("mS/cm", "S/cm", 1000), ("%", "1", 100), ("s", "h", 3600),
        ("S/m", "S/cm", 100),
    ):
        assert np.array_equal(convert(numbers, unit, to), numbers / factor)
        assert np.array_equal(convert(numbers, to, unit), numbers * float(factor))


@calm
@given(st.floats(-270, 5000))
def test_temperatures_are_points_on_the_scale(value):
    assert convert(value, "degC", "K") == pytest.approx(
        constants.convert_temperature(value, "C", "K"), rel=1e-14
    )
    assert convert(convert(value, "°C", "K"), "K", "°C") == pytest.approx(value, abs=1e-9)
    assert convert(value, "degC/min", "K/min") == value


def test_activity_and_pressure_differ_by_one_bar():
    assert convert(1e-18, "1", "bar") == 1e-18 and convert(1e-18, "bar", "1") == 1e-18
    assert convert(1.0, "1", "Pa") == constants.bar
    assert convert(1.0, "atm", "1") == pytest.approx(constants.atm / constants.bar, rel=1e-14)


def test_per_mole_and_per_particle():
    assert convert(1.0, "eV", "J/mol") == pytest.approx(constants.e * constants.N_A, rel=1e-8)
    assert convert(constants.e * constants.N_A, "J/mol", "eV") == pytest.approx(1, rel=1e-8)
    assert convert(1.0, "mol/m3", "cm-3") == pytest.approx(constants.N_A * 1e-6, rel=1e-8)
    with pytest.raises(ValueError):
        convert(1.0, "mol", "1")


def test_arrays_stay_arrays():
    result = convert(np.array([[0.0, 850.0]]), "degC", "K")
    assert (
        result.shape == (1, 2) and result.dtype == float and type(convert(np.float64(1), "m", "mm")) is float
    )


@pytest.mark.parametrize("unit, to", [("S/cm", "V"), ("1", "V"), ("bar", "V"), ("eV", "mol")])
def test_what_measures_something_else_is_refused(unit, to):
    with pytest.raises(ValueError, match="cannot be turned into"):
        convert(1.0, unit, to)


@pytest.mark.parametrize("unit", [
    "apple", "m**9**9**9", "m^5", "m-5", "m0", "%0", "m(", "S//cm", "S/", "2 m", "m^0.5", "__import__",
    "m" * 200, 3, "(m", "e", "mm mmm",
])
def test_unknown_units_never_reach_pint(unit):
    with pytest.raises(ValueError, match="unit = .*allowed is a product or quotient of known symbols"):
        pint_unit(unit)
    with pytest.raises(ValueError):
        read("1", unit)


def test_every_symbol_means_one_thing_and_pint_knows_it():
    assert len(units.SYMBOLS) == len(units.PREFIXES) * len(units.PREFIXED) + len(units.PLAIN)
    registry = pint.get_application_registry()
    for symbol in units.SYMBOLS:
        registry.Unit(pint_unit(symbol))
    assert registry.Unit(pint_unit("Pa")).is_compatible_with("bar") and registry.Unit(
        pint_unit("min")
    ).is_compatible_with("s")


def test_units_on_screen():
    assert [
        unit_text(unit)
        for unit in ("1", "", "degC", "uS/cm", "μm", "kohm", "mol/m3", "S cm-1", "A/m**2", "%")
    ] == ["", "", "°C", "µS/cm", "µm", "kΩ", "mol/m³", "S cm⁻¹", "A/m²", "%"]


def test_a_reading_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        read("1", "1").value = 2


def test_importing_does_not_build_the_registry():
    code = (
        "import sys, mixcond_lessons.classroom.quantity as q; early = 'pint' in sys.modules; "
        "sys.exit(early or q.read('0.5', 'V').value != 0.5 or 'pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_comma_without_quotes_is_explained():
    assert 'write 0.16, or "0,16"' in quantity.read((0, 16), "").problem


def test_the_table_of_conversions_agrees_with_the_units_library():
    pairs = [
        (unit, to, tuple(known)) for unit, others in quantity._table().items() for to, known in others.items()
    ]
    assert len(pairs) > 50
    for unit, to, known in pairs:
        # Releases of the library round differently, in the last of sixteen digits.
        assert known == pytest.approx(quantity._by_pint(unit, to), rel=1e-15, abs=0), (unit, to)
