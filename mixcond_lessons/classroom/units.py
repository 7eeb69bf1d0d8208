"""The grammar of a unit: the course's own symbols, and the spellings of books, instruments and people."""
import math
import re
from functools import lru_cache
from itertools import product

from .spelling import LONGEST, plain, quoted

PREFIXES = {"": "", "G": "giga", "M": "mega", "k": "kilo", "d": "deci", "c": "centi", "m": "milli",
            "µ": "micro", "u": "micro", "n": "nano", "p": "pico", "f": "femto", "T": "tera",
            "a": "atto"}
PREFIXED = {"m": "meter", "g": "gram", "s": "second", "S": "siemens", "Ω": "ohm", "ohm": "ohm", "Ohm": "ohm",
            "V": "volt", "A": "ampere", "F": "farad", "C": "coulomb", "J": "joule", "eV": "electron_volt",
            "mol": "mole", "W": "watt", "Hz": "hertz", "Pa": "pascal", "bar": "bar", "K": "kelvin",
            "L": "liter", "l": "liter", "N": "newton", "M": "molar", "Wh": "watt*hour", "Ah": "ampere*hour",
            "cal": "calorie"}
PLAIN = {"1": "dimensionless", "°C": "degree_Celsius", "degC": "degree_Celsius", "°F": "degree_Fahrenheit",
         "%": "percent", "‰": "permille", "ppm": "ppm", "atm": "standard_atmosphere", "hPa": "hectopascal",
         "mmHg": "millimeter_Hg", "torr": "torr", "Å": "angstrom", "min": "minute", "h": "hour", "d": "day",
         "day": "day", "days": "day", "week": "week", "year": "year", "years": "year"}
SYMBOLS = {prefix + symbol: name + unit for prefix, name in PREFIXES.items()
           for symbol, unit in PREFIXED.items()} | PLAIN

# Words for the symbols, in any case and with a plural s; those of the first line take prefixes.
_WORDS = {"meter": "m", "metre": "m", "gram": "g", "gramme": "g", "second": "s", "sec": "s", "siemens": "S",
          "mho": "S", "ohm": "Ω", "volt": "V", "ampere": "A", "ampère": "A", "amp": "A", "farad": "F",
          "coulomb": "C", "joule": "J", "electronvolt": "eV", "electron-volt": "eV", "mole": "mol",
          "mol": "mol", "watt": "W", "hertz": "Hz", "pascal": "Pa", "bar": "bar", "kelvin": "K", "liter": "L",
          "litre": "L", "newton": "N", "molar": "M", "calorie": "cal"}
_MORE_WORDS = {"percent": "%", "pct": "%", "permille": "‰", "promille": "‰", "celsius": "°C",
               "centigrade": "°C",
               "fahrenheit": "°F", "micron": "µm", "angstrom": "Å", "ångström": "Å", "ångstrom": "Å",
               "angström": "Å", "minute": "min", "min": "min", "hour": "h", "hr": "h", "day": "d",
               "year": "year",
               "yr": "year", "week": "week", "wk": "week", "atmosphere": "atm", "torr": "torr"}
_BY_NAME = _MORE_WORDS | {name + word: prefix.replace("u", "µ") + symbol
                          for prefix, name in PREFIXES.items() for word, symbol in _WORDS.items()}
_ALIASES = {"oC": (("°C", 1),), "oK": (("K", 1),), "cc": (("cm", 3),), "ccm": (("cm", 3),),
            "sccm": (("cm", 3), ("min", -1)), "NmL": (("mL", 1),), "Nml": (("mL", 1),)}
_BY_CASE = {}
for _symbol in SYMBOLS:
    _BY_CASE.setdefault(_symbol.casefold(), []).append(_symbol)

_PHRASES = [(re.compile(pattern, re.I), meant) for pattern, meant in (
    (r"\b(?:degrees?|deg)\b\.? ?(?:celsius|centigrade|c)\b|° ?(?:celsius|c)\b", "°C"),
    (r"\b(?:degrees?|deg)\b\.? ?(?:kelvin|k)\b|° ?(?:kelvin|k)\b", "K"),
    (r"\b(?:degrees?|deg)\b\.? ?(?:fahrenheit|f)\b", "°F"),
    (r"\bper[ -]?cents?\b", "%"), (r"\bper ?mill?e?s?\b", "‰"), (r"\bparts per million\b", "ppm"),
    (r"\b(?:mole?|at|atom|atomic|vol|volume)\.?[ -]?%", "%"), (r"\bdecades? ?(?:/|per) ?decades?\b", "1"),
    (r"electron[ -]volt", "electronvolt"),
    (r"\b(tera|giga|mega|kilo|deci|centi|milli|micro|nano|pico|femto|atto)[ -]", r"\1"),
    (r"(?<=mol) ?\(?O2\)?|(?<=L) ?\(?STP\)?", ""),
    (r" ?\bsquared\b", "^2"), (r" ?\bcubed\b", "^3"), (r"\b(?:square |sq\.? ?)([a-zµ]+)", r"\1^2"),
    (r"\b(?:cubic |cu\. ?|cu )([a-zµ]+)", r"\1^3"),
    (r" ?\bper\b ?", "/"), (r"^in (?=\D)", ""), (r"(?<=[^\W\d])[.-](?=[^\W\d])", "*"),
    (r"(?<=[0-9)])[.-](?=[^\W\d])", "*"))]
_MARK, _OPEN, _CLOSE = re.compile(r" ?([*/]) ?"), re.compile(r" ?\( ?"), re.compile(r" ?\)")
_WORD = re.compile(r" ?([^\W\d_]+|[°%‰][^\W\d_]*|1(?![0-9]))")
_POWER = re.compile(r" ?\^ ?(?:\( ?([+-]? ?[0-9]+) ?\)|([+-]?[0-9]+))|([+-]?[0-9]+)|\(([+-]?[0-9]+)\)"
                    r"| ?([+-] ?[0-9]+)(?![0-9]| ?/)| ([2-4])(?![0-9]| ?[/^])")
_MOST = 200  # readings of one text


class UnitNotKnown(ValueError):
    """A text that is no unit in any spelling."""


def _unit(text):
    return plain(text).replace("[", "(").replace("]", ")")


def _factors(text, below):
    """[(word, its own exponent, that of slash and brackets round it)] of a product or quotient; `below`: all
    that follows a slash stands below the line."""
    factors, at = _product(text, 0, below)
    if at < len(text) or not factors:
        raise UnitNotKnown(text)
    return factors


def _product(text, at, below):
    factors, side, waiting = [], 1, False
    while at < len(text) and not _CLOSE.match(text, at):
        mark = _MARK.match(text, at)
        if mark:
            if waiting or (mark[1] == "*" and not factors):
                raise UnitNotKnown(text)
            side = -1 if mark[1] == "/" or (below and side == -1) else 1
            at, waiting = mark.end(), True
            continue
        inside, at = _factor(text, at, below)
        factors += [(word, own, side * outer) for word, own, outer in inside]
        side, waiting = (side if below else 1), False
    if waiting:
        raise UnitNotKnown(text)
    return factors, at


def _factor(text, at, below):
    """A word or a bracket, with its exponent."""
    bracket, word = _OPEN.match(text, at), _WORD.match(text, at)
    if bracket:
        inside, at = _product(text, bracket.end(), below)
        close = _CLOSE.match(text, at)
        if close is None or not inside:
            raise UnitNotKnown(text)
        at = close.end()
    elif word:
        inside, at = [(word[1], 1, 1)], word.end()
    else:
        raise UnitNotKnown(text)
    power = _POWER.match(text, at)
    if power:
        at = power.end()
        exponent = int(next(filter(None, power.groups())).replace(" ", "")[:3])
        inside = [(word, own, exponent * outer) if bracket else (word, exponent, outer)
                  for word, own, outer in inside]
    if not all(0 < abs(own * outer) <= 4 for _, own, outer in inside):
        raise UnitNotKnown(text)
    return inside, at


@lru_cache(maxsize=512)
def pint_unit(unit):
    """Return `unit` (a product or quotient of known symbols, such as "S cm-1", "mol/m3", "°C", "%", "1")
    spelled so that pint reads it.

    Raises ValueError where a symbol is unknown or an exponent is 0 or lies outside -4 to 4.
    """
    try:
        text = _unit(unit) if isinstance(unit, str) and len(unit) <= LONGEST else "?"
        factors = [(SYMBOLS[word], own * outer) for word, own, outer in _factors(text or "1", below=False)]
    except (UnitNotKnown, KeyError):
        raise ValueError(f"unit = {quoted(unit)}: allowed is a product or quotient of known symbols "
                         f"with exponents from -4 to 4") from None
    if len(factors) == 1 and factors[0][1] == 1 and factors[0][0].startswith("degree_"):
        return factors[0][0]
    # Inside a product (°C/min) a degree Celsius is a step of temperature, not a point on the scale.
    return "*".join(f"({name.replace('degree_', 'delta_degree_')})**{exponent}" for name, exponent in factors)


@lru_cache(maxsize=512)
def readings(written):
    """Return the ways to read a unit that somebody wrote, as three tuples of units of known symbols: what is
    written by the rules; what can be meant: all that follows a slash below the line, symbols without a space,
    wrong capital letters; what another capital letter would make of it. Without a reading it is no unit."""
    text = _unit(written)
    for pattern, meant in _PHRASES:
        text = pattern.sub(meant, text)
    rounds = []
    for below, choose in ((False, _as_meant), (False, _as_can_be), (True, _as_can_be), (False, _in_any_case)):
        try:
            rounds.append(_spelled(_factors(text.strip(), below), choose))
        except UnitNotKnown:
            rounds.append(())
    return rounds[0], tuple(dict.fromkeys(rounds[1] + rounds[2])), rounds[3]


def _spelled(factors, choose):
    """The texts of all combinations of what each word can mean."""
    meanings = [choose(word) for word, _, _ in factors]
    if not 0 < math.prod(map(len, meanings)) <= _MOST:
        return ()
    return tuple(" ".join(_symbols(meaning, own, outer)
                          for meaning, (_, own, outer) in zip(choice, factors, strict=True))
                 for choice in product(*meanings))


def _symbols(meaning, own, outer):
    """Symbols without a space: as in Acm-2, an exponent belongs to the last of them; a slash before them to
    all."""
    last = len(meaning) - 1
    exponents = [outer * power * (own if place == last else 1) for place, (_, power) in enumerate(meaning)]
    return " ".join(symbol if exponent == 1 else f"{symbol}{exponent}"
                    for (symbol, _), exponent in zip(meaning, exponents, strict=True))


def _as_meant(word):
    """What a word means by itself: a symbol, or a known name of one."""
    if word in SYMBOLS:
        return [((word, 1),)]
    if word in _ALIASES:
        return [_ALIASES[word]]
    named = _named(word)
    return [((named, 1),)] if named else []


def _named(word):
    """The symbol of a name, with its plural s or a prefix: "milliohms", "kOhms", "msec"."""
    for name in (word, word[:-1] if word[-1:] in "sS" else ""):
        if name.casefold() in _BY_NAME:
            return _BY_NAME[name.casefold()]
        if name[:1] in PREFIXES and name[1:].casefold() in _WORDS:
            return name[0].replace("u", "µ") + _WORDS[name[1:].casefold()]
        for prefix, long in PREFIXES.items():
            if long and name.startswith(long) and name[len(long):] in PREFIXED:
                return prefix.replace("u", "µ") + name[len(long):]
    return ""


def _as_can_be(word):
    """All that a word can mean: by itself, with wrong capital letters where nothing is written so, cut into
    symbols."""
    return (_as_meant(word) or _in_any_case(word)) + _cuts(word)


def _in_any_case(word):
    return [((symbol, 1),) for symbol in _BY_CASE.get(word.casefold(), ())]


def _cuts(word):
    """Every way to cut a word into two to four symbols."""
    def cut(rest, most):
        if rest in SYMBOLS:
            yield ((rest, 1),)
        for place in range(1, len(rest)) if most > 1 else ():
            if rest[:place] in SYMBOLS:
                yield from (((rest[:place], 1), *others) for others in cut(rest[place:], most - 1))
    return [parts for parts in cut(word, 4) if len(parts) > 1] if len(word) <= 16 else []


def with_other_prefixes(unit):
    """Return [(another unit, decades by which its numbers are larger, mixed)] of the units that differ from
    `unit` by one prefix; mixed: (m, cm) where only one of several lengths has it, else None."""
    factors = [(word, own * outer) for word, own, outer in _factors(_unit(unit) or "1", below=False)]
    found = []
    for symbol, exponent in factors:
        prefix, base = _prefix(symbol)
        for other in ("", "c" if base == "m" else "k", "m", "µ", "n") if base else ():
            shift = _DECADES[prefix] - _DECADES[other]
            if shift:
                text = re.sub(rf"(?<![A-Za-zµΩ]){symbol}(?![A-Za-zµΩ])", other + base, unit, count=1)
                found.append((text, shift * exponent, None))
                if base == "m" and abs(exponent) > 1:
                    side = 1 if exponent > 0 else -1
                    found.append((text, shift * side, (other + base, symbol)))
    return found


_DECADES = {"": 0, "T": 12, "G": 9, "M": 6, "k": 3, "d": -1, "c": -2, "m": -3, "µ": -6, "u": -6, "n": -9,
            "p": -12, "f": -15, "a": -18}


def _prefix(symbol):
    """(prefix, base) of a symbol that takes prefixes, else ("", "")."""
    if symbol in PREFIXED:
        return "", symbol
    if symbol[:1] in PREFIXES and symbol[1:] in PREFIXED:
        return symbol[0], symbol[1:]
    return "", ""
