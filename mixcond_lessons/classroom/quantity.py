"""The quantity reader: numbers with units as students write them, and as the course prints them.

`spelling` folds what looks alike, `numeral` and `units` are the two grammars. Pint only ever sees units built
from known symbols, because pint alone reads "0,082 S/cm" as 0 S/cm, takes "1e400" as infinite and never
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

from .numeral import read_numeral
from .spelling import LONGEST, NotRead, plain, quoted, unwrapped
from .units import pint_unit, readings

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
# "factor 3", "×3", "3 times", "3-fold": a plain number.
_FACTOR = re.compile(r"^(?:(?:by )?(?:a )?factor (?:of )?|[xX*] ?(?=[0-9]))")
_TIMES = re.compile(r"[xX*]|times(?: as \w+| more| \w+er)?|-?fold")
_CALCULATION = re.compile(r"[-+*] ?[(.,]?[0-9]")
# "98,469": of a part of the whole the comma marks the decimals, for no part is so large.
_COMMA_OF_A_PART = re.compile(r"(?<![0-9.,])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9.,])")


@dataclass(frozen=True)
class Reading:
    """What was read: `value` in the unit asked for, or None and `problem` (one sentence; `asks_back` if it is
    a question to the student).

    `understood` says how an answer was taken that stood in another unit, or in a spelling of it that had to
    be interpreted, such as "understood as 0.82 S/cm"; empty where nothing is to be said.
    """
    value: float | None = None
    problem: str = ""
    asks_back: bool = False
    understood: str = ""
    bare: bool = False  # no unit was written
    converted: bool = False  # from another unit
    thousands: float | None = None  # the value if the point in 6.000 marks the thousands


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
    if source.startswith("degree_") or target.startswith("degree_"):
        pass
    elif one.dimensionless != goal.dimensionless:
        bridges = [] if not activities else ["1/bar"] if goal.dimensionless else ["bar"]
    elif not one.dimensionless:
        bridges += ["avogadro_constant", "1/avogadro_constant"]
    for bridge in bridges:
        changed = one if bridge == "dimensionless" else one * quantity(1.0, bridge)
        if changed.is_compatible_with(goal):
            on_a_scale = source.startswith("degree_") or target.startswith("degree_")
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


def factors(unit, to):
    """Return (multiplier, divisor, offset) by which `read` turns a number in `unit` into one in `to`: x *
    multiplier / divisor + offset. ValueError where the two measure different things."""
    return _conversion(unit, to, activities=False)


@lru_cache(maxsize=512)
def base_unit_in(unit):
    """Return how many `unit` one of the SI base units of the same kind is: 1000 for "mS", 100 for "cm".
    ValueError where `unit` is unknown."""
    import pint
    one = pint.get_application_registry().Quantity(1.0, pint_unit(unit).replace("degree_Celsius", "kelvin"))
    return _clean(1 / one.to_base_units().magnitude)


@lru_cache(maxsize=512)
def unit_text(unit):
    """Return `unit` as the course prints it: "°C" for "degC", "µm" for "um", "mol/m³" for "mol/m3", nothing
    for "1"."""
    text = re.sub(r"\bdegC\b", "°C", plain(unit)).replace("ohm", "Ω").replace("*", "·")
    text = re.sub(r"\bu(?=[A-Za-zΩ])", "µ", text)
    text = re.sub(r"(?<=[A-Za-zΩ])\^?\(?([+-]?[0-9])\)?",
                  lambda found: found[1].translate(_RAISED), text)
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


def _read_text(text, unit):
    """(number, unit as written or None, its value if the point marks the thousands) of a text."""
    if len(text) > LONGEST:
        raise NotRead(f"This text has {len(text)} characters: a number with its unit fits into {LONGEST}.")
    tidy = unwrapped(plain(unwrapped(text)))
    is_plain = not unit_text(unit)
    try:
        found = read_numeral(_FACTOR.sub("", tidy) if is_plain else tidy)
    except NotRead as reason:
        said = str(reason).replace(quoted(tidy), quoted(text.strip()))
        raise NotRead(said, reason.asks_back) from None
    if _CALCULATION.match(found.rest):
        raise NotRead(f"There is more than one number in {quoted(text)}: work it out, and write the one that "
                      f"comes out.")
    if re.fullmatch(r"\(?1\)?", found.rest):
        raise NotRead(f"I cannot tell what the last 1 in {quoted(text)} means: write a single number.")
    if is_plain and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)?[+-]", tidy):  # a valence carries its sign behind
        return (-found.value if found.rest == "-" else found.value), None, None
    if is_plain and _TIMES.fullmatch(found.rest):
        return found.value, None, found.thousands
    return found.value, re.sub(r"^\* ?(?=[^\W\d])", "", found.rest) or None, found.thousands


def _read_object(given, unit):
    """The number that an object stands for: a number, a one-element array."""
    if isinstance(given, (bool, np.bool_)):
        raise NotRead(f"This is the truth value {given}: a number is expected.")
    if isinstance(given, (numbers.Complex, Decimal)) and not isinstance(given, (numbers.Real, Decimal)):
        if given.imag != 0:
            raise NotRead("This is a complex number: a real one is expected.")
        given = given.real
    given = getattr(given, "nominal_value", given)  # of a number with its uncertainty
    if isinstance(given, (numbers.Real, Decimal)):
        try:
            return float(given)
        except OverflowError:
            raise NotRead("This number is larger than a computer can hold.") from None
    raise NotRead(_no_number(given))


def _no_number(given):
    """What arrived in place of a number, and what to do."""
    kind = type(given).__name__
    if isinstance(given, tuple) and len(given) == 2 and all(type(part) is int for part in given):
        whole, decimals = given
        return (f"A comma between two numbers makes two numbers: write {whole}.{decimals}, "
                f"or \"{whole},{decimals}\" in quotes.")
    if isinstance(given, (tuple, list, set, frozenset, dict)):
        marks = {"tuple": "a comma", "list": "square brackets"}.get(kind, "curly brackets")
        return (f"This is a {kind} of Python, made by {marks}: write the number alone, with a point for its "
                f"decimals.")
    if callable(given):
        name = str(getattr(given, "__name__", kind))[:30]
        return f"This is the function {name} itself, not its result: call it with brackets, {name}(…)."
    if kind == "module":
        return f"This is the module {given.__name__[:30]}: a number is expected."
    if kind == "Symbol":
        return f"This is the symbol {str(given)[:30]} of sympy, which has no value: a number is expected."
    return f"This is of the Python type {kind}: a number is expected."


def _read_any(given, unit):
    """(number, its unit or None if it is in `unit` already, its value if the point marks the thousands)."""
    if isinstance(given, np.ndarray):
        if np.ma.is_masked(given):
            raise NotRead("This number is marked as missing.")
        if np.size(given) != 1:
            raise NotRead(f"This is an array of {np.size(given)} numbers: a single one is expected.")
        return _read_any(given.item(), unit)
    if isinstance(given, str):
        return _read_text(given, unit)
    return _read_object(given, unit), None, None


def _of_the_units_library(given, unit):
    """Reading of a quantity of pint."""
    wanted = pint_unit(unit)
    if not given.is_compatible_with(wanted):
        raise NotRead(_other_dimension(str(given.units), unit))
    number, _, _ = _read_any(given.to(wanted).magnitude, unit)
    same = type(given)(1.0, given.units) == type(given)(1.0, wanted)
    return _checked(number, unit, "" if same else f"understood as {show(number, unit, 4)}", not same)


def _other_dimension(written_unit, unit, meant=()):
    wanted = f"something in {unit_text(unit)}" if unit_text(unit) else "a plain number without a unit"
    either = f" Capital letters count: do you mean {' or '.join(meant)}?" if meant else ""
    return f"The unit {_as_written(written_unit)} measures something else: {wanted} is expected.{either}"


def _as_written(unit):
    """A unit as it was typed or nearly so: with raised exponents."""
    return quoted(re.sub(r"\^\(([0-9+-]*)\)", lambda found: found[1].translate(_RAISED), unit))


@lru_cache(maxsize=512)
def _fitting(written_unit, unit):
    """((multiplier, divisor, offset), whether the unit had to be interpreted) of a unit as written."""
    by_rule, possible, other_case = readings(written_unit)
    for candidates in (by_rule, _as_temperature(written_unit, unit) or possible):
        fits = _those_that_fit(candidates, unit)
        if len(fits) > 1:
            either = " or ".join(map(unit_text, fits.values()))
            raise NotRead(f"Which unit is meant by {_as_written(written_unit)}: {either}?", asks_back=True)
        if fits:
            return *fits, candidates is not by_rule
    if by_rule or possible:
        meant = _those_that_fit(other_case, unit).values()
        raise NotRead(_other_dimension(written_unit, unit, [unit_text(text) for text in meant]))
    raise NotRead("")


def _those_that_fit(candidates, unit):
    """{(multiplier, divisor, offset): unit} of the units that measure the same thing."""
    fits = {}
    for text in candidates:
        try:
            fits.setdefault(_conversion(text, unit, activities=False), text)
        except ValueError:
            continue
    return fits


def _as_temperature(written_unit, unit):
    """°C where nobody means coulombs, and where a sign of degrees stands alone."""
    alone = ("C", "c", "°", "deg", "degree", "degrees") if unit_text(unit) == "°C" else ("C",)
    return ("°C",) if written_unit in alone else ()


def _in_unit(number, written_unit, unit):
    """(the number in the unit asked for, whether that changed it, whether the unit had to be interpreted)."""
    try:
        (multiplier, divisor, offset), interpreted = _fitting(written_unit, unit)
    except NotRead as reason:
        if str(reason):
            raise
        wanted = f"write it like {unit_text(unit)}" if unit_text(unit) else "a plain number is expected"
        raise NotRead(f"I read the number {number:g}, but not {_as_written(written_unit)} as a unit: "
                      f"{wanted}.") from None
    changed = (multiplier, divisor, offset) != (1.0, 1.0, 0.0)
    return number * multiplier / divisor + offset, changed, interpreted


def _check_fraction(number, unit, bare):
    """Ask back where a part of the whole may have been given in per cent, or the other way round."""
    whole = 100.0 if unit == "%" else 1.0
    if not -1e-9 <= number / whole <= 1 + 1e-6:
        if bare and unit != "%" and 1 < number <= 100:
            raise NotRead(f"A part of the whole lies between 0 and 1: do you mean {number / 100:.6g}? "
                           f"Write that, or \"{number:.6g} %\".", asks_back=True)
        raise NotRead(f"A part of the whole lies between 0 and {whole:g}{' %' if whole > 1 else ''}, and "
                       f"{number:.6g} does not.")
    if bare and unit == "%" and 0 < number <= 1:
        raise NotRead(f"Do you mean {number * 100:.6g} % or {number:.6g} %? Write it with the sign %.",
                       asks_back=True)


def _checked(value, unit, understood="", converted=False, **more):
    if not math.isfinite(value):
        raise NotRead("This is not a number (nan)." if math.isnan(value)
                      else "This number is larger than a computer can hold.")
    return Reading(value, understood=understood, converted=converted, **more)


def _read(given, unit):
    if hasattr(given, "magnitude") and hasattr(given, "is_compatible_with"):
        return _of_the_units_library(given, unit)
    number, written, thousands = _read_any(given, unit)
    if written is None:
        return _checked(number, unit, bare=True, thousands=thousands)
    value, changed, interpreted = _in_unit(number, written, unit)
    _checked(value, unit)
    said = f"understood as {show(value, unit, 4)}" if changed or interpreted else ""
    return _checked(value, unit, said, changed, thousands=thousands and _in_unit(thousands, written, unit)[0])


def read(given, unit, fraction=False):
    """Read a number, a text with or without a unit, a one-element array or a pint quantity as a Reading in
    `unit`.

    A bare number is in `unit`; `fraction` says that a part of the whole is meant (unit "1" or "%"), so that
    99.2 is asked back. Whatever is given, the answer comes at once and in words. Raises ValueError only where
    `unit` itself is unknown.
    """
    pint_unit(unit)
    try:
        if fraction and isinstance(given, str):
            given = _COMMA_OF_A_PART.sub(r"\1.\2", given)
        reading = _read(given, unit)
        if fraction:
            _check_fraction(reading.value, unit, reading.bare)
        return reading
    except NotRead as reason:
        return Reading(problem=str(reason), asks_back=reason.asks_back)
    except Exception:  # an object may do anything when looked at; the student still gets a sentence
        return Reading(problem=f"I cannot read something of the Python type {type(given).__name__}: a "
                               f"number is expected.")
