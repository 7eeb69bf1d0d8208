"""Numbers as instruments write them: which mark is the decimal one, which marks thousands, what is missing.

One file has one convention. It is told from all cells of the file's beginning together; where both readings
are possible the reader is asked, never guessed for.
"""
import re
from dataclasses import dataclass

MISSING = re.compile(
    r"|[-+]?(?:1\.#)?(?:nan|qnan|snan|ind|inf|infinity)[0-9]*|n/?a|#n/?a|#nv|null|none|ovld|ovl|ol|overload|"
    r"overflow|over|err|error|#div/0!|#value!|#wert!|-{1,5}|\?+|\*+|\.\.\.|…|—|–", re.I)
_DIGITS = r"[0-9][0-9.,'’ \u00a0\u202f]*"
_CELL = re.compile(rf"[+-]?(?P<digits>{_DIGITS}|[.,][0-9]+)(?P<power>[eEdD][+-]?[0-9]+)?")
_GROUPS = r"[1-9][0-9]{0,2}(?:%s[0-9]{3})"
_BLANKS = re.compile("['’ \u00a0\u202f]")
TOO_LARGE = 9.8e37  # what instruments by the SCPI rules write for "overflow" or "no number"


@dataclass(frozen=True)
class Marks:
    """The decimal mark of a file, and the marks between thousands that it surely uses."""
    decimal: str = "."
    thousands: str = ""


def tidy(cell):
    """The cell without blanks, quotes and fancy signs around it."""
    return cell.strip().strip('"').strip().replace("−", "-").replace("–", "-").replace("\u2011", "-")


def looks_like_number(cell):
    """Whether a tidy cell can be a number under some convention."""
    found = _CELL.fullmatch(cell)
    return found is not None and (not _BLANKS.search(found["digits"]) or _grouped_by_blanks(found["digits"]))


def is_missing(cell):
    """Whether a tidy cell says that there is no number."""
    return MISSING.fullmatch(cell) is not None


def _grouped_by_blanks(digits):
    whole = re.split("[.,]", digits, maxsplit=1)[0]
    return re.fullmatch(_GROUPS % "['’ \u00a0\u202f]" + "+", whole) is not None \
        and not _BLANKS.search(digits[len(whole):])


def value(cell, marks):
    """The number in a tidy cell, NaN where it is missing; None where it is no number by these marks."""
    if is_missing(cell):
        return float("nan")
    found = _CELL.fullmatch(cell)
    if found is None or not looks_like_number(cell):
        return None
    digits = _BLANKS.sub("", found["digits"])
    whole, mark, part = digits.partition(marks.decimal)
    other = "," if marks.decimal == "." else "."
    if other in part or marks.decimal in part:
        return None
    if other in whole:
        if other != marks.thousands or not re.fullmatch(_GROUPS % re.escape(other) + "+", whole):
            return None
        whole = whole.replace(other, "")
    power = (found["power"] or "").replace("d", "e").replace("D", "e")
    number = float(f"{'-' if cell[0] == '-' else ''}{whole or 0}.{part or 0}{power}")
    return number if abs(number) < TOO_LARGE else float("nan")


def evidence(cell):
    """What a tidy cell says of the marks: a set of "decimal ,", "thousands .", "either ," and the like."""
    found = _CELL.fullmatch(cell)
    marks = re.findall("[.,]", found["digits"]) if found else []
    if not marks:
        return set()
    if len(set(marks)) == 2:
        return {f"decimal {marks[-1]}", f"thousands {marks[0]}"}
    digits, mark = _BLANKS.sub("", found["digits"]), marks[0]
    grouped = re.fullmatch(_GROUPS % re.escape(mark) + "+", digits)
    if len(marks) > 1:
        return {f"thousands {mark}"} if grouped else set()
    return {f"either {mark}"} if grouped and not found["power"] else {f"decimal {mark}"}


def marks_of(cells, decimal=None):
    """Marks from cells, an iterable of (line, column, tidy cell); ValueError where they are doubtful.

    decimal: "," or "." settles it.
    """
    if decimal not in (None, ",", "."):
        raise ValueError(f"decimal = {decimal!r}: allowed is \",\" or \".\"")
    first = {}
    for line, column, cell in cells:
        for said in evidence(cell):
            first.setdefault(said, (line, column, cell))
    told = decimal or _decimal(first)
    other = "," if told == "." else "."
    # The other mark can only stand between thousands.
    grouped = decimal or f"thousands {other}" in first or f"either {other}" in first
    return Marks(told, other if grouped else "")


def _decimal(first):
    sure = [mark for mark in ",." if f"decimal {mark}" in first
            or f"thousands {'.' if mark == ',' else ','}" in first]
    if len(sure) == 2:
        one, two = (first.get(f"decimal {mark}") or first[f"thousands {'.' if mark == ',' else ','}"]
                    for mark in ",.")
        raise ValueError(f"{_place(*one)}, but {_place(*two)}: which mark is the decimal one? "
                         f'Settle it by decimal="," or decimal=".".')
    if sure:
        return sure[0]
    if "either ," in first:
        place = _place(*first["either ,"])
        number = first["either ,"][2]
        raise ValueError(f"{place}: is that {number.replace(',', '.')} or {number.replace(',', '')}? No "
                         f'other number of the file tells. Say decimal="," for the first, decimal="." for '
                         f"the second.")
    return "."


def _place(line, column, cell):
    return f"line {line}, column {column}: “{cell}”"
