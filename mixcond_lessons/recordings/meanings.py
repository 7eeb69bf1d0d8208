"""What a column is, from its name and unit, in whatever spelling: time, voltage, current, impedance..."""
import re
from dataclasses import dataclass

from .units import in_si, name_and_unit, normal_unit


@dataclass(frozen=True)
class Meaning:
    """unit: in which `Measurement.column` hands it on; names: a pattern for the tidy name; any_unit: other
    kinds of quantity that it may be, such as a temperature in °C."""
    unit: str
    names: str


def _one_of(*patterns):
    return "|".join(f"(?:{one})" for one in patterns)


# The tidy name is in small letters, without blanks, _, <, >, *, ., and without what is measured against.
MEANINGS = {
    "time": Meaning("s", _one_of("t", "time", "zeit", "elapsedtime", "elapsed", "timestamp", "testtime",
                                 "temps", "tiempo", "correctedtime", "timeelapsed", "second", "seconds",
                                 "sec")),
    "time in the step": Meaning("s", _one_of("steptime", "timeinstep", "timestep")),
    "gate voltage": Meaning("V", _one_of("v(?:gs?|gate|gatesource)", "u(?:gs?|gate)",
                                         "gate(?:voltage|v|bias)", "e?gate", "v(?:gate)?gs")),
    "drain voltage": Meaning("V", _one_of("v(?:ds?|sd|drain)", "u(?:ds?|drain)", "drain(?:voltage|v|bias)",
                                          "drainsourcevoltage")),
    "gate current": Meaning("A", _one_of("i(?:gs?|gate)", "gate(?:current|i)")),
    "drain current": Meaning("A", _one_of("i(?:ds?|sd|drain)", "drain(?:current|i)", "drainsourcecurrent")),
    "source current": Meaning("A", _one_of("i(?:s|source)", "source(?:current|i)")),
    "voltage": Meaning("V", _one_of("e", "u", "v", "vf", "ewe", "ecell", "ewe-ece", "we\\(1\\)potential",
                                    "(?:cell|working|applied|measured|electrode)?(?:voltage|potential)",
                                    "spannung", "potentialapplied", "oc[pv]",
                                    "open-?circuit(?:voltage|potential)", "vm", "tension")),
    "current": Meaning("A", _one_of("i", "im", "current", "strom", "we\\(1\\)current", "courant",
                                    "(?:cell|measured)current")),
    "frequency": Meaning("Hz", _one_of("f", "ν", "freq", "frequency", "frequenz", "fréquence", "omega", "ω")),
    "real part": Meaning("ohm", _one_of("re\\(z\\)", "rez", "zre", "zreal", "realz", "zr", "z'", "z′",
                                        "z'\\(a\\)", "real", "real\\(z\\)", "zprime", "r\\(z\\)", "realpart",
                                        "z\\(re\\)", "z\\(real\\)")),
    "imaginary part": Meaning("ohm", _one_of("im\\(z\\)", "imz", "zim", "zimag", "imagz", "z''", "z″", 'z"',
                                             "z''\\(b\\)", "imag", "imag\\(z\\)", "zdoubleprime", "zimg",
                                             "zi", "imaginary", "imaginarypart", "z\\(im\\)", "z\\(imag\\)")),
    "modulus": Meaning("ohm", _one_of("\\|z\\|", "zmod", "modulus", "z", "abs\\(z\\)", "absz", "mag",
                                      "impedance", "zmodulus", "magnitude")),
    "phase": Meaning("rad", _one_of("phase", "phase\\(z\\)", "zphz", "theta", "θ", "phi", "φ", "phasez",
                                    "phaseangle", "zphase")),
    "conductivity": Meaning("S/m", _one_of("σ", "sigma", "conductivity", "cond", "leitfähigkeit")),
    "resistance": Meaning("ohm", _one_of("r", "resistance", "widerstand", "rs")),
    "conductance": Meaning("S", _one_of("g", "conductance", "leitwert")),
    "change": Meaning("1", _one_of("g", "change", "relaxation", "σn(?:orm)?", "g\\(t\\)",
                                   "(?:normali[sz]ed|relative|norm)(?:conductivity|change|σ)",
                                   "\\(σ-σ0\\)/\\(σ∞-σ0\\)", "sigman(?:orm)?", "transient")),
    "temperature": Meaning("K", _one_of("t", "temp", "temperature", "temperatur", "température")),
    "stoichiometry": Meaning("1", _one_of("x", "sto", "stoichiometry", "soc", "δ", "delta")),
    "diffusivity": Meaning("m2/s", _one_of("d", "diffusivity", "dchem")),
    "step": Meaning("1", _one_of("ns", "step", "stepnumber", "stepindex", "segment")),
    "cycle": Meaning("1", _one_of("cycle", "cyclenumber", "cycles")),
}
_ERROR = re.compile(r"err|std|stdev|deviation|uncert|±|\bsd\b|sigma_|variance", re.I)
_DROPPED = re.compile(r"[\s_<>*]+|\.(?![0-9])|vs\.?\s*\S+.*$|\[.*\]$")
_MINUS = re.compile(r"^(?:[-−–](?=[^0-9])|neg(?:ative)?(?=[zir ]))", re.I)


@dataclass(frozen=True)
class Column:
    """name: as written, with its unit; unit: as written, "" where none is; meaning: "" where not known; sign:
    -1 where the column holds minus the quantity; factor, offset: to SI; assumed: no unit was written."""
    name: str
    unit: str = ""
    meaning: str = ""
    sign: int = 1
    si: str = ""
    factor: float = 1.0
    offset: float = 0.0
    assumed: bool = False


def column(heading, unit_below="", unit_given=None):
    """Return the Column of a heading; unit_below: from a line of units, unit_given: said by the reader."""
    name, unit = name_and_unit(heading)
    if unit is None:
        unit = normal_unit(unit_below) or ""
    if unit_given is not None:
        unit = normal_unit(unit_given)
        if unit is None:
            raise ValueError(f"units: “{unit_given}” for the column “{heading}” is no unit that I know.")
    bare = _MINUS.sub("", name)
    sign = -1 if bare != name else 1
    meaning = "" if _ERROR.search(heading) else _meaning(bare, unit)
    if meaning == "temperature" and unit == "C":
        unit = "°C"
    if meaning == "frequency" and unit in ("rad/s", "rad"):
        return Column(heading, unit, meaning, sign, "Hz", 1 / 6.283185307179586)
    if not unit:
        return Column(heading, "", meaning, sign, MEANINGS[meaning].unit if meaning else "",
                      assumed=bool(meaning) and MEANINGS[meaning].unit != "1")
    return Column(heading, unit, meaning, sign, *in_si(unit))


def _meaning(name, unit):
    """The first meaning whose names fit and whose unit is of the same kind; without a unit, the first."""
    tidy = _DROPPED.sub("", name.lower().replace("’", "'").replace("′", "'").replace("″", "''"))
    if name.strip() == "T" and not unit:
        return ""  # time or temperature
    if tidy in ("omega", "ω") and unit not in ("rad/s", "rad", "Hz"):
        return ""
    for meaning, known in MEANINGS.items():
        if re.fullmatch(known.names.replace("″", "''"), tidy) and _fits(meaning, known.unit, unit, tidy):
            return meaning
    return ""


def _fits(meaning, wanted, unit, tidy):
    if not unit:
        # Without a unit a letter alone tells these apart from others too badly: "t", "g", "d", "x".
        return not (meaning in ("temperature", "conductance", "diffusivity") and len(tidy) == 1)
    if meaning == "frequency" and unit in ("rad/s", "rad"):
        return True
    if meaning == "temperature" and unit == "C":
        return True
    return in_si(unit) is not None and in_si(unit)[0] == wanted
