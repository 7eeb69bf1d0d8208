"""Units as instruments write them beside a name: "time/s", "Time (s)", "I [mA]", "freq_Hz", "V vs. Ref."."""
import re
from functools import cache

from ..classroom.quantity import convert, unit_text

SAME = {"sec": "s", "secs": "s", "second": "s", "seconds": "s", "sek": "s", "sekunden": "s", "msec": "ms",
        "minute": "min", "minutes": "min", "mins": "min", "hour": "h", "hours": "h", "hr": "h", "hrs": "h",
        "amp": "A", "amps": "A", "ampere": "A", "amperes": "A", "volt": "V", "volts": "V", "ω": "ohm",
        "siemens": "S", "hertz": "Hz", "hz": "Hz", "khz": "kHz", "MHZ": "MHz", "kohm": "kohm", "mv": "mV",
        "v": "V", "ma": "mA", "degc": "°C", "celsius": "°C", "deg c": "°C", "kelvin": "K",
        "deg": "deg", "°": "deg", "degree": "deg", "degrees": "deg", "rad": "rad", "radian": "rad",
        "rad/s": "rad/s", "#": "1", "-": "1", "a.u.": "1", "arb.": "1", "none": "1", "bits": "1",
        "counts": "1"}
OWN = {"deg": ("rad", 0.017453292519943295), "rad": ("rad", 1.0), "rad/s": ("rad/s", 1.0)}
# The unit in which a column is handed on, for each kind of quantity.
IN_SI = ("s", "V", "A", "ohm", "Hz", "S/m", "m", "m2", "K", "1", "A/m2", "ohm m2", "m2/s", "S", "F", "C",
         "ohm m", "W", "V/s", "Pa")
_REFERENCE = re.compile(r"\s*(?:vs\.?|versus|gegen|against)\b.*$", re.I)
_BRACKETS = re.compile(r"^(?P<name>.*\S)\s*[(\[](?P<unit>[^()\[\]]*(?:\([^()]*\)[^()]*)?)[)\]]\s*$")
_SLASH = re.compile(r"^(?P<name>.*\S)\s*/\s*(?P<unit>[^/\s()]\S*(?:/\S+)?)$")
_COMMA = re.compile(r"^(?P<name>.*\S)\s*(?:,|\bin\b)\s*(?P<unit>\S+)$")
_UNDERSCORE = re.compile(r"^(?P<name>.*[^_])_(?P<unit>[A-Za-zµμΩ%]+)$")


@cache
def normal_unit(written):
    """The unit as the course's reader knows it ("" for none, "1" for a plain number), or None."""
    text = _REFERENCE.sub("", written.strip().strip("()[]<>").strip())
    if text == "":
        return ""
    text = re.sub("ohms?$", "ohm", text, flags=re.I)
    # mHz stays mHz, before its case is changed
    for known in (SAME.get(text), text, SAME.get(text.lower())):
        if known and (known in OWN or in_si(known)):
            return known
    return None


@cache
def in_si(unit):
    """(SI unit, factor, offset) of a unit, or None where the course's reader does not know it."""
    if unit in OWN:
        return *OWN[unit], 0.0
    for target in ("K",) if unit == "°C" else IN_SI:
        try:
            zero, one = convert(0.0, unit, target), convert(1.0, unit, target)
        except ValueError:
            continue
        if target != "1" or unit in ("1", "%", "ppm"):  # no pressure is handed on as an activity
            return target, one - zero, zero
    return None


def reads_as_unit(cell):
    """Whether a cell of a line of its own is a unit, such as "s", "(V)" or "#"."""
    return normal_unit(cell) is not None or cell.strip("()[] ").lower() in ("v vs. ref.", "index", "no")


def name_and_unit(heading):
    """Split "time/s", "Time (s)", "t, s", "freq_Hz" into (name, unit); unit None where not written."""
    for pattern in (_BRACKETS, _SLASH, _COMMA, _UNDERSCORE):
        found = pattern.match(heading.strip())
        if found:
            unit = normal_unit(found["unit"])
            if unit and not (pattern is _UNDERSCORE and _is_index(found["unit"])):
                return found["name"].strip(), unit
    return heading.strip(), None


def _is_index(text):
    """V_G and I_D are symbols with an index, not numbers in gauss or days."""
    return len(text) == 1 and text not in "VAs" or text in ("S", "d", "D", "G", "K", "M", "m", "g", "h")


def in_words(unit):
    """The unit as the course prints it; angles and plain numbers too."""
    if unit in OWN:
        return {"deg": "°"}.get(unit, unit)
    return unit_text(unit) if unit else ""
