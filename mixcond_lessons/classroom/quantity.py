"""The quantity reader: numbers with units as students write them, and as the course prints them.

Our own regular expressions decide what is a number and what is a unit. Pint only ever sees units built from
the symbols below, because pint alone reads "0,082 S/cm" as 0 S/cm, takes "1e400" as infinite and never
returns from "m**9**9**9".
"""
import math
import numbers
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

_PREFIXES = {"": "", "G": "giga", "M": "mega", "k": "kilo", "d": "deci", "c": "centi", "m": "milli",
             "µ": "micro", "u": "micro",
             "n": "nano", "p": "pico", "f": "femto"}
_PREFIXED = {"m": "meter", "g": "gram", "s": "second", "S": "siemens", "Ω": "ohm", "ohm": "ohm", "Ohm": "ohm",
             "V": "volt", "A": "ampere", "F": "farad",
             "C": "coulomb", "J": "joule", "eV": "electron_volt", "mol": "mole", "W": "watt", "Hz": "hertz",
             "Pa": "pascal", "bar": "bar",
             "K": "kelvin", "L": "liter", "l": "liter", "N": "newton", "M": "molar", "Wh": "watt*hour",
             "Ah": "ampere*hour"}
_PLAIN = {"1": "dimensionless", "°C": "degree_Celsius", "degC": "degree_Celsius", "%": "percent",
          "ppm": "ppm", "atm": "standard_atmosphere",
          "hPa": "hectopascal", "Å": "angstrom", "min": "minute", "h": "hour", "d": "day", "day": "day",
          "days": "day", "year": "year",
          "years": "year"}
_SYMBOLS = {prefix + symbol: name + unit for prefix, name in _PREFIXES.items()
            for symbol, unit in _PREFIXED.items()} | _PLAIN

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SAME = str.maketrans({"−": "-", "–": "-", "‒": "-", "‐": "-", "‑": "-", "×": "*", "·": "*", "⋅": "*",
                       "∙": "*", "•": "*", "{": "(", "}": ")",
                       "\u03bc": "µ", "\u2126": "Ω", "\u212a": "K", "\u212b": "Å", "℃": "°C", "º": "°"})
_FACTOR = re.compile(r" ?([*/]?) ?(1(?![0-9])|[A-Za-zµΩÅ°%]+)(?:\^?\(?([+-]?[0-9]+)\)?)?")
_DENOMINATOR = re.compile(r"/ ?\(([^()/]+)\)$")
_POWER = r"\^ ?\(?([+-]?[0-9]+)\)?"
_NUMBER = re.compile(r"([+-]?) ?(?:10 ?" + _POWER + r"|(?=[.,]?[0-9])([0-9]*(?: [0-9]{3}(?![0-9]))*[0-9.,]*)"
                     r"(?: ?[eE] ?([+-]?[0-9]+)| ?[*x] ?10 ?" + _POWER + r")?)")
_QUOTIENT = re.compile(r"([+-]?) ?([0-9]{1,6}) ?/ ?([1-9][0-9]{0,5})")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]*)?")
_LONGEST = 100


class _NotRead(Exception):
    """Why something was not read, in one sentence; `asks_back` where the student only has to say which of two
    things was meant."""

    def __init__(self, sentence, asks_back=False):
        super().__init__(sentence)
        self.asks_back = asks_back


@dataclass(frozen=True)
class Reading:
    """What was read: `value` in the unit asked for, or None and `problem` (one sentence; `asks_back` if it is
    a question to the student).

    `understood` says how an answer in another unit was taken, such as "understood as 0.82 S/cm"; empty where
    nothing was converted.
    """
    value: float | None = None
    problem: str = ""
    asks_back: bool = False
    understood: str = ""
    bare: bool = False  # no unit was written


def _tidy(text):
    """One spelling for minus, times, powers, spaces and look-alike letters."""
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda found: "^" + found[0].translate(_SUPERSCRIPTS),
                  text).translate(_SAME)
    text = text.replace("**", "^").replace("\\cdot", "*").replace("\\times", "*")
    text = re.sub(r"[\s\u200b\u2060\ufeff]+", " ", text).strip()
    return text.replace("° C", "°C").replace("deg C", "°C")


@lru_cache(maxsize=512)
def pint_unit(unit):
    """Return `unit` (a product or quotient of known symbols, such as "S cm-1", "mol/m3", "°C", "%", "1")
    spelled so that pint reads it.

    Raises ValueError where a symbol is unknown or an exponent lies outside -4 to 4.
    """
    text = _tidy(unit) if isinstance(unit, str) and len(unit) <= _LONGEST else "?"
    text = _DENOMINATOR.sub(lambda found: "/" + re.sub(r"[ *]+", "/", found[1].strip()), text) or "1"
    factors, position = [], 0
    while position < len(text):
        found = _FACTOR.match(text, position)
        # Three characters are enough to see that it is out of range.
        exponent = int((found and found[3] or "1")[:3])
        if found is None or found[2] not in _SYMBOLS or abs(exponent) > 4:
            raise ValueError(f"unit = {_quoted(unit)}: allowed is a product or quotient of known symbols "
                             f"with exponents from -4 to 4")
        factors.append((_SYMBOLS[found[2]], -exponent if found[1] == "/" else exponent))
        position = found.end()
    if factors == [("degree_Celsius", 1)]:
        return "degree_Celsius"
    # Inside a product (°C/min) a degree Celsius is a step of temperature, not a point on the scale.
    return "*".join(f"({name.replace('degree_C', 'delta_degree_C')})**{exponent}"
                    for name, exponent in factors)


def _clean(scale):
    """Pint multiplies prefixes in floating point: take off the error in the last digits where a short number
    was meant."""
    short = float(f"{scale:.12g}")
    return short if math.isclose(short, scale, rel_tol=4e-15) else scale


@cache
def _table():
    return tomllib.loads(Path(__file__).with_name("conversions.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=512)
def _conversion(unit, to, activities=True):
    """(multiplier, divisor, offset) from one unit to another; ValueError if they measure different things."""
    known = activities and _table().get(unit, {}).get(to)
    if unit == to or known:
        pint_unit(unit)
        return tuple(known or (1.0, 1.0, 0.0))
    return _by_pint(unit, to, activities)


def _by_pint(unit, to, activities=True):
    import pint  # only here: the registry takes a while to build, and most cells need only the table
    quantity = pint.get_application_registry().Quantity
    source, target = pint_unit(unit), pint_unit(to)
    one, goal = quantity(1.0, source), quantity(1.0, target)
    bridges = ["dimensionless"]
    if one.dimensionless != goal.dimensionless:
        bridges = [] if not activities else ["1/bar"] if goal.dimensionless else ["bar"]
    elif not one.dimensionless:
        bridges += ["avogadro_constant", "1/avogadro_constant"]
    for bridge in bridges:
        changed = one if bridge == "dimensionless" else one * quantity(1.0, bridge)
        if changed.is_compatible_with(goal):
            on_a_scale = "degree_Celsius" in (source, target)
            offset = quantity(0.0, source).to(target).magnitude if on_a_scale else 0.0
            scale = changed.to(target).magnitude - offset
            inverse = _clean(1 / scale)
            # Dividing by 1000 is exact to the last digit, multiplying by 0.001 is not.
            return (1.0, inverse, offset) if inverse.is_integer() else (_clean(scale), 1.0, offset)
    raise ValueError(f"{unit_text(unit) or 'a plain number'} cannot be turned into "
                     f"{unit_text(to) or 'a plain number'}")


def convert(value, unit, to):
    """Return `value` (number or array, in `unit`) in the unit `to`: a float for a number, else a float array.

    Degrees Celsius and kelvin are points on the scale. An oxygen activity ("1") and a pressure differ by p° =
    1 bar; energies per mole and per particle, or concentrations in mol and in particles, by the Avogadro
    constant. Identical units give back the very same number. Raises ValueError where a unit is unknown or the
    two measure different things.
    """
    multiplier, divisor, offset = _conversion(unit, to)
    number = float(value) if np.ndim(value) == 0 else np.asarray(value, dtype=float)
    return number * multiplier / divisor + offset


@lru_cache(maxsize=512)
def base_unit_in(unit):
    """Return how many `unit` one of the SI base units of the same kind is: 1000 for "mS", 100 for "cm".
    ValueError where `unit` is unknown."""
    import pint
    one = pint.get_application_registry().Quantity(1.0, pint_unit(unit).replace("degree_Celsius", "kelvin"))
    return _clean(1 / one.to_base_units().magnitude)


def unit_text(unit):
    """Return `unit` as the course prints it: "°C" for "degC", "µm" for "um", "mol/m³" for "mol/m3", nothing
    for "1"."""
    text = re.sub(r"\bdegC\b", "°C", _tidy(unit)).replace("ohm", "Ω").replace("*", "·")
    text = re.sub(r"\bu(?=[A-Za-zΩ])", "µ", text)
    text = re.sub(r"(?<=[A-Za-zΩ])\^?\(?([+-]?[0-9])\)?",
                  lambda found: found[1].translate(str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")), text)
    return "" if text == "1" else text


def show(value, unit, digits=3):
    """Return the text the course prints for a number in `unit`: "850 °C", "0.082 S/cm", "3.2e-5"; `read`
    reads it back.

    Between 1e-3 and 1e5 plain decimals with `digits` significant digits (whole numbers keep all theirs),
    outside mantissa and exponent. Raises ValueError for a value that is not finite.
    """
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"value = {number}: allowed is a finite number of {unit_text(unit) or 'plain size'}")
    rounded = f"{number:.{digits - 1}e}"
    mantissa, exponent = rounded.split("e")
    if number == 0 or 1e-3 <= abs(float(rounded)) < 1e5:
        text = f"{number:.{max(digits - 1 - int(exponent), 0)}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    else:
        text = f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}e{int(exponent)}"
    return f"{'0' if text == '-0' else text} {unit_text(unit)}".rstrip()


def _quoted(text):
    """The beginning of what was written, fit to be shown."""
    text = text if isinstance(text, str) else type(text).__name__
    short = text[:30] + ("…" if len(text) > 30 else "")
    return "“" + "".join(sign if sign.isprintable() else " " for sign in short) + "”"


def _mantissa(written, has_exponent):
    """The digits with a decimal point, whichever of the two marks was used; asks back where both readings are
    common."""
    text = written.replace(" ", "")
    commas, dots = text.count(","), text.count(".")
    if commas + dots > 1:
        if not _THOUSANDS.fullmatch(text):
            raise _NotRead(f"I cannot tell which mark in {_quoted(written)} is the decimal one: write it "
                           f"with a single point, such as 0.05.")
        decimal = max(",.", key=text.rfind) if commas and dots else ""
        return "".join("." if sign == decimal else sign for sign in text if sign.isdigit() or sign == decimal)
    if not has_exponent and re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", written):
        raise _NotRead(f"Is the comma in {written} a decimal comma or does it mark the thousands? "
                       f"Write {written.replace(',', '.')} or {written.replace(',', '')}.", asks_back=True)
    return text.replace(",", ".")


def _read_text(text, unit):
    """(number, unit as written or None) of a text."""
    if len(text) > _LONGEST:
        raise _NotRead(f"This text has {len(text)} characters: a number with its unit fits into {_LONGEST}.")
    tidy = _tidy(text)
    quotient = _QUOTIENT.fullmatch(tidy)
    if quotient:
        sign, above, below = quotient.groups()
        return float(f"{sign}{above}") / float(below), None
    found = _NUMBER.match(tidy)
    if found is None:
        raise _NotRead("This text is empty: write a number." if not tidy else
                       f"I find no number at the start of {_quoted(text)}: write it in digits, such as "
                       f"1.5e-3, and its unit if you like.")
    sign, bare_power, written, exponent, power = found.groups()
    exponent = exponent or power or bare_power
    mantissa = "1" if bare_power else _mantissa(written, bool(exponent))
    number = float(f"{sign}{mantissa}e{exponent or 0}")
    if number == 0 and mantissa.strip("0.") != "":
        raise _NotRead("This number is smaller than a computer can hold.")
    written_unit = tidy[found.end():].strip()
    if unit_text(unit) == "°C" and written_unit == "C":
        written_unit = "°C"  # nobody answers a temperature in coulombs
    return number, written_unit or None


def _read_object(given, unit):
    """(number, None) of a number, a one-element array or a pint quantity."""
    if isinstance(given, (bool, np.bool_)):
        raise _NotRead(f"This is the truth value {given}: a number is expected.")
    if isinstance(given, (numbers.Real, Decimal)):
        try:
            return float(given), None
        except OverflowError:
            raise _NotRead("This number is larger than a computer can hold.") from None
    if isinstance(given, (numbers.Complex, np.complexfloating)):
        raise _NotRead("This is a complex number: a real one is expected.")
    if isinstance(given, (np.ndarray, np.generic)):
        if np.ma.is_masked(given):
            raise _NotRead("This number is marked as missing.")
        if np.size(given) != 1:
            raise _NotRead(f"This is an array of {np.size(given)} numbers: a single one is expected.")
        return _read_any(given.item(), unit)
    if isinstance(given, tuple):
        raise _NotRead("A comma between two numbers makes two numbers: write 0.16, or \"0,16\" in quotes.")
    raise _NotRead(f"This is of the Python type {type(given).__name__}: a number is expected.")


def _read_any(given, unit):
    """(number, its unit or None if it is in `unit` already)."""
    if isinstance(given, str):
        return _read_text(given, unit)
    if hasattr(given, "magnitude") and hasattr(given, "is_compatible_with"):
        if not given.is_compatible_with(pint_unit(unit)):
            raise _NotRead(_other_dimension(str(given.units), unit))
        number, _ = _read_object(given.to(pint_unit(unit)).magnitude, unit)
        return number, unit
    return _read_object(given, unit)


def _other_dimension(written_unit, unit):
    wanted = f"something in {unit_text(unit)}" if unit_text(unit) else "a plain number without a unit"
    return f"The unit {_quoted(written_unit)} measures something else: {wanted} is expected."


def _in_unit(number, written_unit, unit):
    """(the number in the unit asked for, whether that changed it)."""
    try:
        pint_unit(written_unit)
    except ValueError:
        wanted = f"write it like {unit_text(unit)}" if unit_text(unit) else "a plain number is expected"
        raise _NotRead(f"I read the number {number:g}, but not {_quoted(written_unit)} as a unit: "
                       f"{wanted}.") from None
    try:
        multiplier, divisor, offset = _conversion(written_unit, unit, activities=False)
    except ValueError:
        raise _NotRead(_other_dimension(written_unit, unit)) from None
    return number * multiplier / divisor + offset, (multiplier, divisor, offset) != (1.0, 1.0, 0.0)


def _check_fraction(number, unit, written_unit):
    """Ask back where a part of the whole may have been given in per cent, or the other way round."""
    whole = 100.0 if unit == "%" else 1.0
    if not -1e-9 <= number / whole <= 1 + 1e-6:
        if written_unit is None and unit != "%" and 1 < number <= 100:
            raise _NotRead(f"A part of the whole lies between 0 and 1: do you mean {number / 100:.6g}? "
                           f"Write that, or \"{number:.6g} %\".", asks_back=True)
        raise _NotRead(f"A part of the whole lies between 0 and {whole:g}{' %' if whole > 1 else ''}, and "
                       f"{number:.6g} does not.")
    if written_unit is None and unit == "%" and 0 < number <= 1:
        raise _NotRead(f"Do you mean {number * 100:.6g} % or {number:.6g} %? Write it with the sign %.",
                       asks_back=True)


def read(given, unit, fraction=False):
    """Read a number, a text with or without a unit, a one-element array or a pint quantity as a Reading in
    `unit`.

    A bare number is in `unit`; `fraction` says that a part of the whole is meant (unit "1" or "%"), so that
    99.2 is asked back. Whatever is given, the answer comes at once and in words. Raises ValueError only where
    `unit` itself is unknown.
    """
    pint_unit(unit)
    try:
        number, written_unit = _read_any(given, unit)
        value, changed = (number, False) if written_unit is None else _in_unit(number, written_unit, unit)
        if not math.isfinite(value):
            raise _NotRead("This is not a number (nan)." if math.isnan(value)
                           else "This number is larger than a computer can hold.")
        if fraction:
            _check_fraction(value, unit, written_unit)
        return Reading(value, understood=f"understood as {show(value, unit, 4)}" if changed else "",
                       bare=written_unit is None)
    except _NotRead as reason:
        return Reading(problem=str(reason), asks_back=reason.asks_back)
    except Exception:  # an object may do anything when looked at; the student still gets a sentence
        return Reading(problem=f"I cannot read something of the Python type {type(given).__name__}: a "
                               f"number is expected.")
