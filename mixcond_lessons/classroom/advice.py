"""What can be seen from a wrong number alone: the sign, a power of ten and where it comes from, per cent, and
Python's ^."""
import difflib
import math
import re

from . import quantity
from .spelling import QUOTES, plain, quoted
from .units import readings, with_other_prefixes

_EXAMPLES = ("1.5e-3", "0.05", "2.4e-4", "0.7", "3.6e-2", "0.3", "8.6e-5", "0.11")


def examples(answer):
    """Return two numbers that show how one is written, a plain one and one with a power of ten, neither near
    `answer` nor with its digits."""
    def far(text):
        decades = math.log10(float(text) / abs(answer)) if answer else 9.5
        return abs(decades) > 0.6 and abs(decades - round(decades)) > 0.07
    fit = [text for text in _EXAMPLES if far(text)]
    return tuple(next(text for text in fit if ("e" in text) == power) for power in (False, True))


def on_unknown_name(name, number, known, call):
    """Return what is said of a `name` that none of the `known` questions has. number: what it means if it is
    written without quotes (01.3 is the number 1.3); call: what is to be written, with {} for the number."""
    if number is not name and number in known:
        return f"There is no question of this number; write it in quotes, such as {call.format(number)}."
    text = str(name) if isinstance(name, (str, float)) else ""
    near = " or ".join(call.format(one) for one in difflib.get_close_matches(text[:40], known, cutoff=0.5))
    if re.match(r"\s*[^\W\d]", text):
        return (f"There is no question with the key {quoted(text)}. {f'Near it: {near}. ' if near else ''}"
                "Write the number that stands before the question, such as "
                f"{call.format('01.3')}; a question of your teacher's own needs questions_from first.")
    write = f"Write the number that stands before the question, in quotes, such as {call.format('01.3')}."
    return "There is no question of this number. " + (f"Near it: {near}." if near else write)


def which_point(given):
    """Return the question which of its two meanings the point of a text such as 6.000 has."""
    digits = re.search(r"[0-9]{1,3}[.][0-9]{3}", plain(given))[0]
    return (f"Is the point in {digits} a decimal point, or does it mark the thousands? Write {digits}0, or "
            f"{digits.replace('.', '')}.")


def power_meant(given, known, answer):
    """Return (as written, number) if the whole number `given` is what Python makes of a power of ten written
    with ^, else None: 10^-5 is -15 there.

    known: whether a number is the answer or a slip; answer: of the question, to see what is plausible.
    """
    if type(given) is not int or abs(given) > 10**6 or known(given):
        return None
    for digit in (1, *range(2, 10)):
        for sign in (1, -1):
            exponent = given ^ (sign * 10 * digit)
            if abs(exponent) > 40 or not exponent:  # nobody writes a power of zero
                continue
            number = sign * digit * 10.0 ** exponent
            plausible = (digit == 1 and sign * answer > 0 > given * answer
                         and abs(exponent - math.log10(abs(answer))) < 2)
            if known(number) or plausible:
                written = f"{sign * digit}*10^{exponent}" if digit > 1 else f"{sign * 10}^{exponent}"
                return written, number
    return None


def on_sign_or_power(value, answer, unit, tolerance):
    """Return a hint for a wrong number whose digits or size are right, or an empty text."""
    if abs(value + answer) <= 0.02 * abs(answer):
        return ("The size is right, the sign is not: which way does it point, and which end did you count "
                "from?")
    rounded = any(math.isclose(value, float(f"{answer:.{digits}e}"), rel_tol=1e-9) for digits in range(12))
    if rounded or abs(value - answer) <= 2 * tolerance:
        return "Close. Keep all digits until the last step, and give one or two more of them."
    decades = math.log10(abs(value)) - math.log10(abs(answer))
    if (value > 0) != (answer > 0) or abs(10 ** (decades - round(decades)) - 1) > 0.02 or not round(decades):
        return ""
    per_cent = _per_cent(round(decades), answer, unit)
    # A bare power of ten has no digits that could be right.
    if per_cent or abs(math.log10(abs(answer)) % 1) < 1e-9:
        return per_cent
    return "The digits are right, the power of ten is not: " + _cause(round(decades), unit)


def _per_cent(decades, answer, unit):
    """The hint where a part of the whole and per cent were taken for each other."""
    if quantity.unit_text(unit) == "%" and decades == -2:
        return "That is the part of the whole. A hundred times that is the number in per cent."
    if quantity.unit_text(unit) == "" and abs(answer) < 1 and abs(decades) == 2:
        return ("That is in per cent. Give the plain number, a hundredth of that; or write the sign % behind "
                "it, in quotes." if decades == 2 else
                "That is a hundredth of it. Per cent is divided by 100 once, and a plain number not at all.")
    return ""


def _cause(decades, unit):
    """Where the power of ten comes from, as far as the unit tells."""
    for other, ratio, mixed in with_other_prefixes(unit):
        if ratio == decades and mixed:
            return (f"it looks as if one length was in {mixed[0]} and another in {mixed[1]}. Turn all of "
                    f"them into {mixed[1]} first.")
        if ratio == decades:
            return (f"your number would be right in {quantity.unit_text(other)}, and "
                    f"{quantity.unit_text(unit)} is asked for. Did one number go in with another unit?")
    return ("write every number with its unit, turn the prefixes (milli, micro, centi) into powers of ten, "
            "and count again.")


def on_what_was_left(left, question):
    """Return what to say about a name (a `run_cells.Left`) that still holds what it held before its cell went
    wrong: that it is so, and what to write."""
    still = f"`{left.name}` " + ("is still blank" if left.held is ...
                               else f"still holds {_in_words(left.held)} from before")
    if left.error is None:
        return (f"Your cell compares or describes `{left.name}`, but gives it no value, so {still}. Write it "
                f"with a single =: {left.name} = {left.written}.")
    return (f"The cell that gives `{left.name}` its value stopped with an error "
            f"({type(left.error).__name__}), so {still}. {_what_to_write(left, question)}")


def _in_words(held):
    text = " ".join((held if isinstance(held, str) else repr(held)).split())
    return text[:30] + ("…" if len(text) > 30 else "")


def _what_to_write(left, question):
    quotes = f"{left.name} = \"{left.written.strip(QUOTES)}\""
    missing = left.error.name if isinstance(left.error, NameError) else ""
    if question.kind == "choice":
        if question.reads(left.written):
            return f"Write the letter in quotes: {quotes}."
    elif left.written:
        reading = quantity.read(left.written, question.unit)
        bare = reading.value is not None and reading.bare
        number = quantity.show(reading.value, "1", 12) if bare else ""
        if bare and "^" in left.written:
            return f"In Python ^ is no power. Write {number}, or use quotes: {quotes}."
        if bare and "," in left.written:
            return f"Python wants a decimal point: write {number}, or use quotes: {quotes}."
        if bare:
            return f"Write {number}, or use quotes: {quotes}."
        with_unit = not missing and re.match(r"[-+]?[0-9.,]+ *(?:[^\W\d_]|[%°])", left.written)
        if reading.value is not None or with_unit:
            return f"Write a number with its unit in quotes: {quotes}."
    behind_a_number = re.fullmatch(rf"[-+]?[0-9.,]+ *\*? *{missing}\b[^(]*", left.written)
    if missing and behind_a_number and any(readings(missing)[:2]):
        return f"Python does not know `{missing}`. If it is a unit, write all in quotes: {quotes}."
    return _on_the_error(left.error, missing)


def _on_the_error(error, missing):
    if missing == "ln":
        return "The natural logarithm is log: put `from math import log` into the line above, and use log."
    if missing and hasattr(math, missing):
        return (f"Python has `{missing}` in its module math: put `from math import {missing}` into the line "
                f"above.")
    if missing == "np":
        return "Put `import numpy as np` into the line above."
    if missing:
        return f"Python does not know `{missing}`: run the cell that makes it, or look at its spelling."
    said = " ".join(str(getattr(error, "msg", error)).split())[:120]
    return (f"Python says: {said}. " if said else "") + (
        "Mend the cell until it runs without an error, then run this one again.")
