"""What is typed on a keyboard as it is printed: V_N, 1e-24 and V_O.. in a page's words, not in its
formulas."""
import re

from ..classroom.lowered import set_low

_TAG = re.compile(r"(<style>.*?</style>|<title>.*?</title>|<math.*?</math>|<[^>]+>)", re.S)
_PRIME = "(?:'|&#x27;|&#39;)"
# One dot alone may end a sentence, so it counts only where an ion sits on its own site: Fe_Fe.
_DEFECT = re.compile(rf"(?<!\w)([A-Z][a-z]?)_(?:([A-Z][a-z]?)(\.\.|{_PRIME}{{1,2}}|\^x)|(\1)(\.))(?!\w)")
_MARKS = {"..": "••", ".": "•", "^x": "×"}
_POWER = re.compile(r"\^(?:\(([^()\s]+)\)|([-−]?\d+))")
_OXYGEN = re.compile(r"\bpO2\b")
_DECIMAL_POWER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)e([+-]?)0*(\d+)(?!\w)")


def printed(page):
    """Return HTML in whose words indices stand low and powers high; in code only those of defects."""
    pieces, in_code = _TAG.split(page), False
    for place, piece in enumerate(pieces):
        if place % 2:
            in_code = piece.startswith("<code") or in_code and piece != "</code>"
        else:
            pieces[place] = _indices(piece) if in_code else _powers(_indices(piece))
    return "".join(pieces)


def _indices(text):
    text = _DEFECT.sub(lambda found: f"{found[1]}<sub>{found[2] or found[4]}</sub>"
                                     f"<sup>{_mark(found[3] or found[5])}</sup>", text)
    return set_low(text)


def _mark(typed):
    return _MARKS.get(typed) or "′" * len(re.findall(_PRIME, typed))


def _powers(text):
    text = _OXYGEN.sub("pO₂", text)
    text = _POWER.sub(lambda found: f"<sup>{_minus(found[1] or found[2])}</sup>", text)
    return _DECIMAL_POWER.sub(_as_power_of_ten, text)


def _as_power_of_ten(found):
    power = f"10<sup>{_minus(found[2].strip('+') + found[3])}</sup>"
    return power if found[1] == "1" else f"{found[1]}·{power}"


def _minus(text):
    return text.replace("-", "−")
