"""Spellings of numbers and units: read as what they mean, or asked back, never taken for another."""
import math
import re

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.classroom import units
from mixcond_lessons.classroom.quantity import read

calm = settings(deadline=None, max_examples=150)

NUMBERS = {
    10 ** -3.5: ["10^-3.5", "10^(-3.5)", "10**-3.5", "1e-3.5", "10^(-7/2)", "10^{-7/2}", "10⁻³·⁵", "10⁻⁷ᐟ²",
                 "10^-3,5", "10 ^ -3.5"],
    10 ** 0.3: ["10^0.3", "10**0.3", "1e0.3", "10^(3/10)"],
    1.5e-3: ["1.5*10-3", "1.5x10-3", "1.5X10-3", "1.5 × 10−3", "1.5×10 -3", "1.5·10⁻³", "1.5 10^-3",
             "1.5E-03",
             "1,5·10^-3", "１．５ｅ－３", "1.5×10^{-3}", r"$1.5\times 10^{-3}$", r"1.5\cdot10^{-3}",
             "1.5∙10⁻³",
             "1,5.10^-3", "1,5.10-3", "1.5 x 10^(-3)", "1.5 times 10^-3", "1.5 times 10 to the power of -3",
             "1.5 *10 ^ -3", "(1.5)*10^-3", "1.5 E-3", "15/10000", "1.5/1000",
             "1.5/10^3", "1.5 х 10−3", "1.500 10^-3", "≈0.0015", "~0.0015", "∼ 0.0015", "= 0.0015", "≅0.0015",
             "ca. 0.0015", "ca 0.0015", "about 0.0015", "approx. 0.0015", "Approximately 0.0015",
             "σ = 0.0015",
             "σ=1.5e-3", "t_ion = 0.0015", "tᵢₒₙ = 0.0015", "p(O2) = 0.0015", "D̃ ≈ 0.0015", "k*: 0.0015",
             r"$\sigma_{ion} = 0.0015$", "0.0015.", "0.0015;", "0.0015 !", "0.0015?", "0.001 5",
             "0.001\u202f5",
             '"0.0015"', "“0.0015”", "„0,0015“", "«0.0015»", "'0.0015'", "‘0.0015’", "`0.0015`", "``0.0015``",
             "**0.0015**", "$0.0015$", "(0.0015)", "[0.0015]", "0{,}0015",
             "0.0015 ± 0.0002", "0.0015 +/- 0.0002", "(1.5 ± 0.1)e-3", "0.0\u00ad015", "\u200e0.0015\u200f",
             "+0.0015", "plus 0.0015", ".0015", ",0015", "1.5⏨-3", "1.5x10^-3"],
    -0.25: ["-¼", "exponent = -1/4", "slope: −1/4", "n=-¼", "−1/4", "-1.0/4", "-(1/4)", "1/-4", "(-1)/4",
            "–0,25", "—0.25", "－0.25", "minus 0.25",
            "- 0.25",
            r"-\frac{1}{4}", r"$-\tfrac14$", "-2.5×10−1", "-1/4."],
    1 / 6: ["⅙", "1/6", "1⁄6", "1∕6", "1.5/9", "1 / 6", "1÷6", "0,5/3", "(1/6)", "1/(6)", r"\frac{1}{6}",
            r"\frac16", "1／6"],
    1.5: ["1 1/2", "1½", "1 ½", "3/2", "1.5"],
    1234567.0: ["1 234 567", "1\u2009234\u2009567", "1'234'567", "1’234’567", "1_234_567", "1,234,567",
                "1.234.567", "1234567", r"1\,234\,567", "1\u00a0234\u00a0567", "1.234567e6", "1 234 567.0"],
    1234.5: ["1'234.5", "1 234,5", "1.234,5", "1,234.5", "1_234.5"],
    0.082057: ["0.082 057", "0.082\u2009057", "0,082 057", "0.082_057"],
    3.0: ["3+", "+3", "3.0+", "3 times", "3x", "×3", "x3", "factor 3", "a factor of 3", "3-fold", "3 fold",
          "3 times as much", "3 ×"],
    3.2: ["3.2+", "3.2⁺", "3,2⁺", r"\(3.2\)"],
    -2.0: ["2-", "2−", "−2", "2⁻"],
}


@pytest.mark.parametrize("value, text", [(value, text) for value, texts in NUMBERS.items() for text in texts])
def test_a_number_in_any_spelling(value, text):
    reading = read(text, "1")
    assert reading.problem == "" and reading.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", [
    "10-3", "1.5*103", "1.5*10E-3", "1.5 10-3", "1.5 × 10 - 3", "1.5e^-3", "2.10^-5", "0·082", "1/2*10^-3",
    "1/2×10−3", "1 100/200",
    "1.5 ± 0.1e-3", "1,234", "3*5", "210 10-3",
])
def test_what_can_mean_two_numbers_is_asked_back(text):
    reading = read(text, "1")
    assert reading.value is None and reading.asks_back, reading


@pytest.mark.parametrize("text", [
    "log σ = -3", "log10(p) = -18", "ln(2) = 0.69", "1/T = 0.001", "lnσ = -3", "exp(x) = 2", "3-5", "1:6",
    "1 to 2", "5 or 6", "0 082",
    "12 34", "1234 567", "1/0", "1/0.0", "1/2/3", "10^10^10", "2^-3", "e^-3", "e-5", "1e5e5", "10^400",
    "1e400.5",
    "1e-400", "1e-400.5", "10^-99999.5", "five", "5 +/-", "<5", ">5", "sqrt(2)", "1.5(2)", "1.5(1)", "12 1",
    "1.5e-3 -", "1..5", "(1.5",
    "1.5)",
    "1_0", "1/2 3/4", "½5", "\ud8001", "1e", "10^", "10^-", "1.5*10^", "0.5 wt%",
])
def test_what_is_no_single_number_is_not_read(text):
    assert read(text, "1").value is None


@pytest.mark.parametrize("text, thousands", [
    ("6.000", 6000), ("1.389", 1389), ("-12.500", -12500), ("6.0", None), ("0.123", None), ("1.389e3", None),
    ("1.389/2", None), ("1234.567", None),
])
def test_a_point_that_may_mark_the_thousands_is_known(text, thousands):
    assert read(text, "1").thousands == thousands
    assert read(f"{text} min", "s").thousands == (thousands and 60 * thousands)


UNITS = {
    ("cm2/(V s)", 1.4): [
        "cm²/Vs", "cm²/(Vs)", "cm²/V·s", "cm2/V s", "cm²/V.s", "cm2/V*s", "cm² V⁻¹ s⁻¹", "cm²V⁻¹s⁻¹",
        "cm^2/V/s",
        "cm2 V-1 s-1", "cm2 V −1 s −1", "cm2 V - 1 s – 1", "cm²·V⁻¹·s⁻¹", "cm²/V-s", "cm² (Vs)⁻¹",
        "cm^2 per V s", "[cm²/Vs]",
        "in cm²/Vs", "square centimetres per volt second", "sq. cm/Vs", r"\mathrm{cm^2/(V\,s)}", "cm2/V sec"],
    ("mL/cm^2/min", 2.69): [
        "mL/cm²·min", "mL/cm2 min", "ml cm-2 min-1", "mLcm-2min-1", "cc/cm2/min", "sccm/cm2",
        "cm³ cm⁻² min⁻¹",
        "mL/(cm²·min)", "mL/cm2-min", "mL min⁻¹ cm⁻²", "ml/min/cm2",
        "millilitres per square centimetre per minute"],
    ("mol/cm^2/s", 3.5e-6): [
        "mol/cm2 s", "mol/cm²s", "mol/(cm² s)", "mol/(cm²s)", "molcm-2s-1", "mol·cm⁻²·s⁻¹", "mol/cm²·s",
        "mol/s/cm2", "mol/s cm²", "moles per square centimetre per second", "Mol/cm2/s"],
    ("Ω cm^2", 120): [
        "Ωcm²", "Ωcm2", "ohm·cm²", "Ohm cm 2", "Ohmcm^2", "Ω-cm²", "Ω.cm²", "ohms cm2", "ohm cm squared",
        "ohm sq cm", "Ω·cm^{2}", "\u2126cm\u00b2", "OHM CM2", "cm²Ω", "cm2 ohm"],
    ("A/cm^2", 1.06): ["Acm-2", "Acm⁻²", "A cm −2", "amps/cm2", "A per square cm", "amp/cm^2", "A/cm/cm",
                       "A /cm2"],
    ("S/cm", 0.08): [
        "S.cm-1", "S cm^-1", "S·cm⁻¹", "Scm⁻¹", "S per cm", "Siemens/cm", "(S/cm)", "[S/cm]", "in S/cm",
        "S / cm",
        "1/(Ω cm)", "1/Ωcm", "(Ω cm)⁻¹", "ohm-1cm-1", "℧/cm", "mho/cm", "S/centimetre", "A/(V cm)", "S/CM"],
    ("%", 13.2): ["percent", "per cent", "per-cent", "mol%", "mol %", "mol-%", "at.%", "at. %", "at%", "％",
                  "pct",
                  "mole percent", "vol.%", "atom %"],
    ("degC", 850): ["Celsius", "degrees Celsius", "degree C", "deg C", "deg. C", "degC", "°C", "° C", "˚C",
                    "ºC",
                    "⁰C", "℃", "oC", "C", "°", "degrees", "centigrade", r"^\circ C"],
    ("K", 1123): ["kelvins", "Kelvin", "°K", "deg K", "degrees Kelvin", "K", "\u212a", "k"],
    ("s", 160): ["sec", "secs", "Sec.", "seconds", "second", "s.", "s"],
    ("1/cm^3", 1e20): ["/cm3", "cm-3", "1/cm³", "per cm3", "cm⁻³", "per cubic centimetre", "/cc", "cm^{-3}"],
    ("kHz", 2.65): ["KHz", "khz", "kilohertz", "kilo-hertz", "kHz", "ms⁻¹"],
    ("eV", 0.5): ["ev", "electronvolts", "electron volts", "EV"],
    ("bar", 1e-18): ["Bar", "bars", "BAR"],
    ("m^2/s", 5): ["m²s⁻¹", "m2/sec", "square metres per second", "m^2·s^-1"],
    ("mol/m^3", 5): ["mmol/L", "mM", "moles per cubic metre", "molm-3", "Mol/m³", "mmol/l"],
}


@pytest.mark.parametrize("unit, value, written", [(*asked, written) for asked, texts in UNITS.items()
                                                  for written in texts])
@pytest.mark.parametrize("space", [" ", "\u2009"])
def test_a_unit_as_books_and_instruments_write_it(unit, value, written, space):
    reading = read(f"{value}{space}{written}", unit)
    assert reading.problem == "" and reading.value == pytest.approx(value, rel=1e-9) and not reading.converted


@pytest.mark.parametrize("text, unit, value", [
    ("100 minutes", "s", 6000), ("1.5 hours", "s", 5400), ("702 msec", "s", 0.702), ("2 hrs", "min", 120),
    ("3 days", "h", 72), ("0.2 KΩ", "Ω", 200), ("0.2 kohms", "Ω", 200), ("100 microns", "mm", 0.1),
    ("16400 millifarad", "F", 16.4), ("132 ‰", "%", 13.2), ("48.2426 kj/mol", "eV", 0.5), ("850 C", "K",
                                                                                           1123.15),
    ("11.5 kcal/mol", "kJ/mol", 48.116), ("760 Torr", "atm", 1), ("82 mScm-1", "S/cm", 0.082),
    ("82 milliS/cm", "S/cm", 0.082), ("82 milli S/cm", "S/cm", 0.082),
    ("1060 mAcm⁻²", "A/cm2", 1.06), ("5 ms-1", "m/s", 5), ("5 cms-1", "m/s", 0.05), ("5e-4 m2/Vs",
                                                                                     "cm2/(V s)", 5),
    ("1562 °F", "°C", 850), ("100 kpa", "bar", 1), ("3.5 µmol/cm2s", "mol/cm2/s", 3.5e-6), ("5 mmHg", "Pa",
                                                                                            666.6),
    ("0.5 W/mK", "W/(m K)", 0.5),
])
def test_another_unit_is_converted_and_said(text, unit, value):
    reading = read(text, unit)
    assert reading.value == pytest.approx(value, rel=1e-4) and reading.understood.startswith("understood as")


def test_a_reading_below_the_line_is_said():
    assert read("1.4 cm²/Vs", "cm2/(V s)").understood == "understood as 1.4 cm²/(V s)"
    assert read("1.4 cm²/(V s)", "cm2/(V s)").understood == ""


@pytest.mark.parametrize("text, unit, either", [
    ("5 mv", "V", {"mV", "MV"}), ("5 MHZ", "Hz", {"MHz", "mHz"}), ("5 mev", "eV", {"meV", "MeV"}),
    ("5 ma/cm2", "A/cm2", {"mA", "MA"}), ("5 mpa", "Pa", {"mPa", "MPa"}), ("5 mms-1", "m/s", {"mm s",
                                                                                              "m ms"}),
])
def test_a_unit_with_two_meanings_is_asked_back(text, unit, either):
    reading = read(text, unit)
    assert reading.value is None and reading.asks_back and all(one in reading.problem for one in either)


@pytest.mark.parametrize("text, unit", [
    ("82 ms/cm", "S/cm"), ("82 s/cm", "S/cm"), ("160 S", "s"), ("5 MM", "mm"), ("5 M2/s", "m2/s"),
    ("5 Ω/cm2", "Ω cm2"),
    ("5 wt%", "%"), ("5 V/cm2s", "cm2/(V s)"), ("5 S cm", "S/cm"), ("5 m", "s"), ("5 %", "S/cm"), ("5 °C",
                                                                                                   "S/cm"),
    ("5 S/cm or so", "S/cm"), ("5 bar", "1"), ("5 m S/cm", "S/cm"), ("5 degrees", "K"), ("5 mol/s",
                                                                                         "mol/cm2/s"),
])
def test_a_wrong_unit_stays_wrong(text, unit):
    assert read(text, unit).value is None


def test_capital_letters_are_pointed_out():
    assert "do you mean S cm⁻¹?" in read("82 s/cm", "S/cm").problem


def test_what_has_a_case_of_its_own_keeps_it():
    assert read("5 MS/cm", "S/cm").value == 5e6 and read("5 mS/cm", "S/cm").value == 5e-3
    assert read("5 MV", "V").value == 5e6 and read("5 Mm", "m").value == 5e6


PARTS = ["m", "cm", "s", "V", "A", "S", "Ω", "mol", "min", "mV", "kJ", "µm", "mA", "L", "K", "g", "F"]
products = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from([-3, -2, -1, 1, 2, 3])), min_size=1,
                    max_size=3,
                    unique_by=lambda part: part[0])


@calm
@given(products, st.sampled_from([" ", "·", "*", ".", ""]), st.sampled_from(["{}^{}", "{}{}", "{}^({})",
                                                                             "{}**{}"]))
def test_products_agree_with_the_units_library(parts, mark, power):
    """Our spelling against pint's own parser of full names; without a mark between them symbols may be read
    otherwise, but only as the very same unit."""
    registry = pint.get_application_registry()
    named = "*".join(f"{units.SYMBOLS[symbol]}**({exponent})" for symbol, exponent in parts)
    written = mark.join(power.format(symbol, exponent) if exponent != 1 or mark == "" else symbol
                        for symbol, exponent in parts)
    base = registry.Quantity(1, named).to_base_units()
    asked = " ".join(f"{symbol}{exponent}" for symbol, exponent in parts)
    reading = read(f"2 {written}", asked)
    assert reading.value == pytest.approx(2, rel=1e-9), (written, named)
    metres = "m", "g", "s", "A", "K", "mol"
    in_base = [(unit, registry.Unit({"m": "meter", "g": "kilogram", "s": "second", "A": "ampere",
                                     "K": "kelvin",
                                     "mol": "mole"}[unit])) for unit in metres]
    powers = {unit: base.units._units.get(str(named_unit), 0) for unit, named_unit in in_base}
    if all(float(exponent).is_integer() and abs(exponent) <= 4
           for exponent in powers.values()) and any(powers.values()):
        target = " ".join(f"{'k' * (unit == 'g')}{unit}{int(exponent)}" for unit, exponent in powers.items()
                          if exponent)
        assert read(f"1 {written}", target).value == pytest.approx(base.magnitude, rel=1e-9)


@calm
@given(st.text("0123456789.,'_ +-−×*x10^()⁻³/eE≈=±½", max_size=60), st.sampled_from(["1", "S/cm", "s", "%"]))
def test_what_is_read_is_finite_and_what_is_not_is_said(text, unit):
    reading = read(text, unit)
    assert (reading.value is None) == bool(reading.problem) and "Python type" not in reading.problem
    assert reading.value is None or math.isfinite(reading.value)


@calm
@given(st.floats(1e-290, 1e290), st.sampled_from(["{}*10^{}", "{}×10{}", "{} x 10 {}", "{}e{}", "{}·10^({})",
                                                  "({})*10**{}"]),
       st.booleans())
def test_mantissa_and_power_in_any_form_are_the_float(value, form, comma):
    mantissa, exponent = f"{value:.6e}".split("e")
    text = form.format(mantissa.replace(".", ",") if comma else mantissa, f"{int(exponent):+d}")
    assert read(text, "1").value == pytest.approx(float(f"{value:.6e}"), rel=1e-12)


def calculated(text):
    """What Python makes of a text once ^ and x are written its way, or None."""
    try:
        value = eval(text.replace("^", "**").replace("x", "*"), {"__builtins__": {}})
    except Exception:
        return None
    return value if isinstance(value, int | float) else None


@settings(deadline=None, max_examples=1500)
@given(st.lists(st.sampled_from([*"0123456789..eE+-*/^()x  ", "10^", "*10", "1/", "e-", "+-"]), min_size=1,
                max_size=9).map("".join))
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_what_python_can_calculate_is_read_as_the_same_or_not_at_all(text):
    """But for one: 1.5*10-3 is a power that has lost its caret."""
    too_large = len(re.findall(r"\^|[*] ?[*]", text)) > 1 or re.search(r"[*^][ +(-]*[0-9]{4}", text)
    value = None if too_large else calculated(text)
    reading = read(text, "1")
    lost = re.search(r"[*x.] ?10 ?[+-][0-9]", text)
    if None not in (value, reading.value) and not lost and not re.search("e[+-]?[0-9]{3}", text, re.I):
        assert reading.value == pytest.approx(value, rel=1e-9), text


@pytest.mark.parametrize("text", ["1" * 50 + "/" * 50, "(" * 50 + "1" + ")" * 49, "1 " + "mm" * 48,
                                  "1 " + "m " * 48,
                                  "1 " + "Vs " * 30, "1 " + "ma " * 30, "1 " + "mm" * 8, "1 1/" * 25,
                                  "±1" * 50,
                                  "1 " + "(" * 40 + "m" + ")" * 40, "1e" * 50, "1 " + "mscm" * 24,
                                  "1 " + "°" * 90])
def test_long_texts_are_answered(text):
    """A reading whose time grows with every bracket or letter would not come back."""
    assert read(text, "S/cm").value is None


def test_messages_name_no_number_that_was_not_written():
    """An example number could be the answer of the question that is asked."""
    for text in ("", "x", "1.2.3", "5 apples", "1/0", "2.10^-5", "10-3", "5 s/cm", "0·082", "5 mv", "(1"):
        assert set(re.findall(r"\d+", read(text, "V").problem)) <= {*re.findall(r"\d+", text), "10", "3", "1"}
