"""The grammar of a number: sign, digits in groups, decimal point or comma, power of ten, fraction."""
import math
import re
from dataclasses import dataclass

from .spelling import NotRead, quoted

_ABOUT = re.compile(r"(?:(?:[≈=:]|(?:ca|circa|about|approx|approximately|around|roughly)\b\.?) ?)+", re.I)
# "σ = ", "t_ion:", "p(O2) ≈ "; the logarithm of a quantity is another number.
_NAME = re.compile(r"(?!log|ln|lg|exp(?!onent)|sqrt)\\?[^\W\d][\w\u0300-\u036f]{0,19}(?:_?\(\w{1,9}\))?"
                   r"[*'+-]{0,3} ?[=≈:]", re.I)
_IN_WORDS = [(re.compile(pattern, re.I), sign) for pattern, sign in (
    (r" times (?=10\b)", "*"), (r"(?<=10) to the (?:power (?:of )?)?", "^"), (r"\bminus (?=[0-9.,])", "-"))]
_DIGITS = r"(?:[1-9][0-9]{0,2}(?:[ '_][0-9]{3}(?![0-9]))+|[0-9]+)"
_LAST = r"[ '_][0-9]{1,2}(?![0-9]| ?[/^])"  # the last group of decimals
_MANTISSA = re.compile(rf"(?=[.,]?[0-9]){_DIGITS}?(?:[.,][0-9]{{3}}(?:(?:[ '_][0-9]{{3}}(?![0-9]))+"
                       rf"(?:{_LAST})?|{_LAST})(?![.,])|[0-9.,]*)")
_SIGNED = r"[+-]? ?[0-9]+(?:[.,][0-9]+)?"
_RAISED = rf" ?\^ ?(?:\( ?(?P<within>{_SIGNED}) ?(?:/ ?(?P<below>[1-9][0-9]*) ?)?\)|(?P<after>{_SIGNED}))"
_TEN = re.compile("10" + _RAISED)
_TIMES_TEN = re.compile(rf"(?: ?[*xX.] ?| )10{_RAISED}| ?[*xX.] ?10 ?(?P<bare>[+-][0-9]+)(?![0-9.,/^])"
                        rf"| ?[eE] ?(?P<e>{_SIGNED})")
_MIXED = re.compile(r"([0-9]+) ([0-9]+) ?/ ?([0-9]+)(?![0-9.,^])")
_SPREAD = re.compile(rf" ?(?:±|\+/-) ?{_DIGITS}(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]*)?")


@dataclass(frozen=True)
class Numeral:
    """A number at the start of a text: its value, what follows it, and `thousands`: its value if its point
    marks the thousands, where that can be."""
    value: float
    rest: str
    thousands: float | None = None


def read_numeral(text):
    """Return the Numeral at the start of a text in the one spelling of `spelling.plain`. NotRead where there
    is none, or where two readings are common."""
    for words, sign in _IN_WORDS:
        text = words.sub(sign, text)
    start = (found := _NAME.match(text)) and found.end() or 0
    start = (found := _ABOUT.match(text, start)) and found.end() or start
    start += len(text[start:]) - len(text[start:].lstrip())
    sign = re.compile(r"([+-]|plus\b)? ?").match(text, start)
    value, at, thousands = _unsigned(text, sign.end())
    whole, (value, at) = at, _divided(value, text, at)
    thousands = thousands if at == whole else None
    at = _without_spread(text, at)
    _no_half_power(text, at)
    side = -1 if sign[1] == "-" else 1
    return Numeral(side * value, text[at:].strip(), thousands and side * thousands)


def _unsigned(text, at):
    """(value, where it ends, its value if the point marks the thousands) of digits and their power of ten."""
    ten, mixed = _TEN.match(text, at), _MIXED.match(text, at)
    if ten:
        return _scaled("1", _exponent(ten), text), ten.end(), None
    if mixed and text[at - 1:at] != "/" and int(mixed[2][:9]) < int(mixed[3][:9]):
        if len(mixed[2]) == 3:
            raise NotRead(f"I cannot tell where the fraction in {quoted(text)} begins: write a decimal "
                          f"number.", asks_back=True)
        return int(mixed[1]) + int(mixed[2]) / int(mixed[3]), mixed.end(), None
    digits = _MANTISSA.match(text, at)
    if digits is None:
        if text[at:at + 1] == "(":
            return _bracketed(text, at)
        raise NotRead("This text is empty: write a number." if not text else
                      f"I find no number at the start of {quoted(text)}: write it in digits, and its unit if "
                      f"you like.")
    written, end = _point_as_times(digits[0], text, digits.end())
    power = _TIMES_TEN.match(text, end)
    value = _scaled(_mantissa(written, bool(power)), _exponent(power), text)
    grouped = re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", written) and not power
    return value, power.end() if power else end, float(written.replace(".", "")) if grouped else None


def _point_as_times(written, text, end):
    """1,5.10^-3 is how French books write a product; 2.10^-5 may be one."""
    if re.fullmatch(r"[0-9]+[.,][0-9]+\.10", written) and re.match(r" ?\^|[+-][0-9]", text[end:]):
        return written[:-3], end - 3
    if written.endswith(".10") and re.match(r" ?\^", text[end:]):
        raise NotRead(f"Is the point in {quoted(text)} a times sign? Write {written[:-3]}*10^…, or the "
                      f"number with an e, as a calculator does.", asks_back=True)
    return written, end


def _bracketed(text, at):
    """A number in brackets, with a power of ten behind them if there is one."""
    end = text.find(")", at)
    if end < 0 or "(" in text[at + 1:end]:
        raise NotRead(f"I cannot read the brackets in {quoted(text)}: write a number without them.")
    inside = read_numeral(text[at + 1:end])
    if inside.rest:
        raise NotRead(f"I read the number {inside.value:g}, but not {quoted(inside.rest)} behind it: write "
                      f"the number alone, and its unit if you like.")
    power = _TIMES_TEN.match(text, end + 1)
    return (_scaled(repr(inside.value), _exponent(power), text), power.end(), None) if power else (
        inside.value, end + 1, None)


def _exponent(found):
    """The exponent of a power of ten as (whole number as text, rest from 0 to 1)."""
    if not found:
        return "0", 0.0
    parts = found.groupdict()
    text = next((parts[name] for name in ("within", "after", "bare", "e") if parts.get(name)), "0")
    text = text.replace(" ", "").replace(",", ".")
    if "." not in text and not parts.get("below"):
        return text, 0.0
    exponent = max(-1e6, min(1e6, float(text) / int((parts.get("below") or "1")[:9])))
    whole = math.floor(exponent)
    return str(whole), exponent - whole


def _scaled(mantissa, exponent, text):
    whole, part = exponent
    digits = mantissa if not part else repr(float(mantissa) * 10 ** part)
    value = float(f"{digits}e{whole}" if "e" not in digits else digits) * (
        1 if "e" not in digits else float(f"1e{whole}"))
    if value == 0 and float(mantissa) != 0:
        raise NotRead("This number is smaller than a computer can hold.")
    return value


def _mantissa(written, has_exponent):
    """The digits with a decimal point, whichever of the two marks was used; asks back where both readings are
    common."""
    text = re.sub("[ '_]", "", written)
    commas, dots = text.count(","), text.count(".")
    if commas + dots > 1:
        if not _THOUSANDS.fullmatch(text):
            raise NotRead(f"I cannot tell which mark in {quoted(written)} is the decimal one: write the "
                          f"number with a single point.")
        decimal = max(",.", key=text.rfind) if commas and dots else ""
        return "".join("." if sign == decimal else sign for sign in text if sign.isdigit() or sign == decimal)
    if not has_exponent and re.fullmatch("[1-9][0-9]{0,2},[0-9]{3}", written):
        raise NotRead(f"Is the comma in {written} a decimal comma or does it mark the thousands? "
                      f"Write {written.replace(',', '.')}0 or {written.replace(',', '')}.", asks_back=True)
    return text.replace(",", ".")


def _divided(value, text, at):
    """The quotient of two numbers, where a slash and digits follow; a unit may follow the slash instead."""
    slash = re.compile(r" ?/ ?\(? ?(?=[+-]?[.,]?[0-9])").match(text, at)
    if not slash:
        return value, at
    sign = -1 if text[slash.end()] == "-" else 1
    below, end, _ = _unsigned(text, slash.end() + (text[slash.end()] in "+-"))
    bracket = "(" in slash[0]
    if bracket:
        if text[end:end + 1] != ")":
            raise NotRead(f"I cannot read the brackets in {quoted(text)}: write a number without them.")
        end += 1
    has_power = not bracket and re.search(r"[*xX ] ?10", text[slash.end():end])
    if has_power or re.match(r" ?[*x] ?[0-9]", text[end:]):
        raise NotRead(f"I cannot tell what in {quoted(text)} stands below the slash: write a single number.",
                      asks_back=True)
    if below == 0:
        raise NotRead(f"In {quoted(text)} something is divided by 0: write another number.")
    return value / (sign * below), end


def _without_spread(text, at):
    """Where a number with its uncertainty ends: 1.5 ± 0.1 is read as 1.5."""
    spread = _SPREAD.match(text, at)
    if spread and _TIMES_TEN.match(text, spread.end()):
        raise NotRead(f"I cannot tell what in {quoted(text)} the power of ten belongs to: write the number "
                      f"without its uncertainty.", asks_back=True)
    return spread.end() if spread else at


def _no_half_power(text, at):
    """Ask back where a power of ten may be meant and something of it is missing."""
    before, rest = text[:at].strip(), text[at:]
    if re.search("(?<![0-9.,])10$", before) and re.match(r" ?[+-] ?[0-9]", rest):
        raise NotRead(f"Is a power of ten meant by {quoted(text)}? Then write it with an e, as a calculator "
                      f"does: 1e{re.match(' ?([+-] ?[0-9]+)', rest)[1].replace(' ', '')}.", asks_back=True)
    if re.match(" ?[eE] ?\\^", rest):
        raise NotRead(f"Is a power of ten meant by {quoted(text)}? Then leave the ^ out, as a calculator "
                      f"does.", asks_back=True)
    if before != "0" and re.match(r"(?: ?[*xX] ?| )10", rest):
        raise NotRead(f"Which power of ten is meant by {quoted(text)}? Write the number with an e, as a "
                      f"calculator does: {before}e and the power.", asks_back=True)
    if re.match(r"\*[0-9]", rest):
        raise NotRead(f"Is the mark in {quoted(text)} a decimal point or a times sign? Write a single "
                      f"number.", asks_back=True)
