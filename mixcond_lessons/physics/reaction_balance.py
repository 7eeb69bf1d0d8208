"""Read a defect reaction as a student types it and say what does not balance: mass, sites, charge."""
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

ELEMENTS = re.findall("[A-Z][a-z]?", (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr "
    "Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta "
    "W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U"))
LONGEST = 500  # characters; a reaction of this course has less than a hundred
_SPELLINGS = (  # longest first where one is part of another
    *((arrow, "=") for arrow in (r"\rightleftharpoons", r"\leftrightarrow", r"\rightarrow")),
    (r"\bullet", "."), (r"\prime", "'"), (r"\times", "x"),
    *((arrow, "=") for arrow in ("<->", "<=>", "<--", "-->", "->", "=>", "<=", "<-", "==")))
_SIGNS = {
    **dict.fromkeys("⇌⇋↔→←⟶⟵⟷⟺⇔⇒⇄⇆", "="), **dict.fromkeys("•·∙⋅●˙∘", "."), **dict.fromkeys("′’‘´`ʹˈ", "'"),
    **dict.fromkeys("″\"”“", "''"), "‴": "'''", **dict.fromkeys("×ˣ✕✖", "x"), "ₒ": "_O", "ᵢ": "_i",
    "∅": "nil", "−": "-", "–": "-", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "\u00a0": " ",
    **dict.fromkeys("{}$^\u200b", ""), **{chr(0x2080 + digit): str(digit) for digit in range(10)}}
_TABLE = str.maketrans(_SIGNS)
_ELEMENT = "(?:" + "|".join(sorted(ELEMENTS, key=len, reverse=True)) + ")"
_COEFFICIENT = re.compile(r"(?:(\d{1,6}(?:[.,]\d{1,6})?)(?:\s?/\s?(\d{1,6}))?)?\s*[*]?\s*(\S.*)?")
_CHARGE = r"(x|'{1,9}|\.{1,9}|\d['.])"
_LEFTWARDS = re.compile(r"^(?!.*(?:->|=|[→⟶↔⇌⇋⟷⟺⇔⇒⇄⇆])).*(?:<-|[←⟵])", re.DOTALL)
_CARRIER = re.compile(r"([eh])_?" + _CHARGE)
_ON_SITE = re.compile(rf"(Va|{_ELEMENT})_?({_ELEMENT}|i){_CHARGE}")
_IN_PAIR = re.compile(rf"(Va|{_ELEMENT})_({_ELEMENT}|i){_CHARGE}?")
# What is meant all the same: a mark before the site, or minus signs for primes.
_MEANT = re.compile(rf"(Va|{_ELEMENT})_?('{{1,9}}|\.{{1,9}})?_?({_ELEMENT}|i)\^?(?(2)|(-{{1,9}}))")
_PAIR = re.compile(r"\(([^()]*)\)" + _CHARGE)
_PHASE = re.compile(r"\s*\((?:g|s|l|gas|solid)\)$")
_FORMULA = re.compile(rf"(?:{_ELEMENT}(?:\d{{1,4}}(?:\.\d{{1,4}})?)?)+")
_PART = re.compile(rf"({_ELEMENT})(\d{{1,4}}(?:\.\d{{1,4}})?)?")


@dataclass(frozen=True)
class Balance:
    """Verdict on a reaction: right minus left of what does not balance, and plain sentences.

    readable: False if the text was not understood (then one sentence says why); balanced: all three balances
    hold; mass: {element: atoms}; sites: {site: number, beyond whole formula units of the host}; charge:
    effective charge; host_units: formula units of the host that the reaction makes.
    """
    balanced: bool
    sentences: tuple[str, ...]
    readable: bool = True
    mass: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    sites: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    charge: float = 0.0
    host_units: float = 0.0


class _Unreadable(Exception):
    """A sentence for the student."""


def check_reaction(text, host=None):
    """Check a reaction in Kroger-Vink notation: are mass, sites and effective charge the same on both sides?

    text: such as "1/2 O2(g) + V_O.. <-> O_O^x + 2 h." (dots, primes, x; also Unicode, arrows of all kinds,
    nil); host: {site: number per formula unit}, such as {"La": 1, "Mn": 1, "O": 3}: whole units of host may
    then be made or lost. Returns a Balance; any text gets one, quickly. Raises ValueError only for an
    impossible host. Interstices (_i) are not counted as sites; V on a site is a vacancy, never vanadium.
    Source: the rules of Kroger and Vink.
    """
    host = _host(host)
    try:
        left, right = (_side(side) for side in _sides(text))
        changed = [_difference(here, there) for here, there in zip(left, right, strict=True)]
    except _Unreadable as reason:
        return Balance(False, (str(reason),), readable=False)
    units, sites = _beyond_host(changed[1], host)
    mass, charge = changed[0], changed[2].get("charge", Fraction(0))
    sentences = (*_mass_sentences(mass), *_site_sentences(sites, host),
                 *_charge_sentences(charge, left[2]["charge"], right[2]["charge"]))
    if not sentences:
        done = "makes" if units > 0 else "uses up"
        extra = f" It {done} {_say(units, 'formula unit')} of the host." if units else ""
        sentences = ("Balanced: mass, sites and charge are the same on both sides." + extra,)
    balanced = not (mass or sites or charge)
    return Balance(balanced, sentences, True, _floats(mass), _floats(sites), float(charge), float(units))


def reaction_species(text):
    """Return what stands on either side of a reaction, each species spelled in one way.

    Such as ({"O2": 1/2, "V_O..": 1}, {"O_O^x": 1, "h.": 2}). text: as for `check_reaction`; amounts are
    dimensionless Fractions of at least 0. An arrow that only points left turns the sides round. Raises
    ValueError, with a sentence for the student, where the text is unreadable. Source: notation of Kroger and
    Vink.
    """
    sides = []
    try:
        for side in _sides(text):
            total = Counter()
            for amount, species in _terms(side):
                _species(species)  # refuses what it cannot read
                total[_spelled(species)] += amount
            sides.append(dict(total))
    except _Unreadable as reason:
        raise ValueError(str(reason)) from None
    return tuple(reversed(sides) if _LEFTWARDS.search(text) else sides)


def _host(host):
    if host is None:
        return {}
    allowed = "allowed is sites (elements) with numbers above 0, such as {'La': 1, 'Mn': 1, 'O': 3}"
    if not isinstance(host, Mapping) or not host or not set(host) <= set(ELEMENTS):
        raise ValueError(f"host = {host!r}: {allowed}")
    try:
        sites = {site: Fraction(number).limit_denominator(10000) for site, number in host.items()}
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"host = {host!r}: {allowed}") from None
    if min(sites.values()) <= 0:
        raise ValueError(f"host = {host!r}: {allowed}")
    return sites


def _sides(text):
    if not isinstance(text, str):
        raise _Unreadable(f"I expected a reaction as text in quotes, and got {type(text).__name__}.")
    if not text.strip(" .\t\n"):
        raise _Unreadable("There is nothing here yet. Type a reaction, such as 1/2 O2 + V_O.. = O_O^x + 2 h.")
    if len(text) > LONGEST:
        raise _Unreadable(f"This has {len(text)} characters; a reaction needs fewer than {LONGEST}.")
    for spelling, plain in _SPELLINGS:
        text = text.replace(spelling, plain)
    text = re.sub(r"_(?=\d)", "", text.translate(_TABLE))  # O_2 is O2
    sides = " ".join(text.split()).split("=")
    if len(sides) != 2:
        raise _Unreadable("I see no arrow: put one = or -> between the two sides." if len(sides) == 1 else
                          "I see more than one arrow: a reaction has two sides and one = or -> between them.")
    return sides


def _terms(text):
    """Amount and species of each term of one side."""
    for term in text.split("+"):
        term = term.strip()
        if term in {"nil", "null", "0"}:
            continue
        if not term:
            raise _Unreadable("A side or a term is empty: write nil for nothing, and one + between two "
                              "species.")
        number, divisor, species = _COEFFICIENT.fullmatch(term).groups()
        if not species:
            raise _Unreadable(f"“{term}” is a number without a species behind it, such as 2 h.")
        number = number and number.replace(",", ".")  # a decimal comma
        if divisor is not None and int(divisor) == 0 or number is not None and Fraction(number) == 0:
            raise _Unreadable(f"“{_short(term)}” counts nothing: use a number above zero, or leave the term "
                              "out.")
        yield Fraction(number or 1) / int(divisor or 1), species


def _side(text):
    """Add up one side: atoms, sites and charge."""
    totals = Counter(), Counter(), Counter({"charge": Fraction(0)})
    for amount, species in _terms(text):
        for total, part in zip(totals, _species(species), strict=True):
            for name, count in part.items():
                total[name] += amount * count
    return totals


def _species(text):
    """Atoms, sites and charge of one species."""
    plain = text.replace(" ", "")
    if match := _CARRIER.fullmatch(plain):
        if match.group() not in {"e'", "h."}:
            raise _Unreadable(f"“{_short(text)}” has an odd charge: an electron is e' and a hole is h.")
        return {}, {}, {"charge": -1 if match[1] == "e" else 1}
    if match := _PAIR.fullmatch(text.strip()):
        parts = [_IN_PAIR.fullmatch(part) for part in re.split(r"[\s,-]+", match[1].strip())]
        if len(parts) > 1 and all(parts):
            atoms = Counter(part[1] for part in parts if part[1] not in {"V", "Va"})
            sites = Counter(part[2] for part in parts if part[2] != "i")
            return atoms, sites, {"charge": _charge(match[2])}
    if match := _ON_SITE.fullmatch(plain):
        occupant, site, charge = match.groups()
        atoms, sites = {} if occupant in {"V", "Va"} else {occupant: 1}, {} if site == "i" else {site: 1}
        return atoms, sites, {"charge": _charge(charge)}
    formula = _PHASE.sub("", text).replace(" ", "")
    if _FORMULA.fullmatch(formula):
        atoms = Counter()
        for element, number in _PART.findall(formula):
            atoms[element] += Fraction(number or 1)
        return atoms, {}, {}
    raise _Unreadable(_why_unreadable(text, plain))


def _spelled(text):
    """The one spelling of a species that `_species` can read."""
    plain = text.replace(" ", "")
    if _CARRIER.fullmatch(plain):
        return plain.replace("_", "")
    if match := _PAIR.fullmatch(text.strip()):
        parts = [_IN_PAIR.fullmatch(part).group(1, 2) for part in re.split(r"[\s,-]+", match[1].strip())]
        return f"({' '.join(f'{_occupant(who)}_{site}' for who, site in sorted(parts))}){_mark(match[2])}"
    if match := _ON_SITE.fullmatch(plain):
        return f"{_occupant(match[1])}_{match[2]}{_mark(match[3])}"
    return _PHASE.sub("", text).replace(" ", "")


def _occupant(name):
    return "V" if name == "Va" else name


def _mark(mark):
    size = _charge(mark)
    return "'" * -size + "." * size or "^x"


def _why_unreadable(text, plain):
    if plain in {"e", "h", "e-", "h+", "E", "H."}:
        return f"“{text}” needs its mark: an electron is e' and a hole is h."
    if match := _MEANT.fullmatch(plain):
        who, early, site, late = match.groups(default="")
        mark = (early + late).replace("-", "'")
        return f"I cannot read “{text}”: did you mean {_occupant(who)}_{site}{mark} ?"
    if "-" in plain and "_" in plain and "(" not in plain:
        return (f"I cannot read “{_short(text)}”: put a term with a minus on the other side instead, "
                "and mark negative charge by ' and not by -.")
    if re.fullmatch(rf"(?:Va|{_ELEMENT})_(?:{_ELEMENT}|i)", plain):
        return (f"“{text}” has no charge mark: add x for neutral, . for each positive and ' for each "
                "negative charge.")
    if "_" in plain:
        return (f"I cannot read “{_short(text)}”: write what sits there, _ , the site, the charge, "
                "such as Sr_La' or V_O.. or O_O^x.")
    return (f"I cannot read “{_short(text)}”: a species is a defect such as V_O.. , an electron e' , a hole "
            "h. , or a formula such as La2O3.")


def _charge(mark):
    if mark == "x":
        return 0
    size = int(mark[0]) if mark[0].isdigit() else len(mark)
    return -size if mark[-1] == "'" else size


def _difference(left, right):
    return {name: right[name] - left[name] for name in sorted({*left, *right}) if right[name] != left[name]}


def _beyond_host(changed, host):
    """Formula units of host that explain most of the new sites, and what they leave unexplained."""
    ratios = [changed[site] / host[site] for site in changed if site in host]

    def unexplained(units):
        left = {site: changed.get(site, 0) - units * host.get(site, 0) for site in sorted({*changed, *host})}
        return {site: number for site, number in left.items() if number}
    units = min([Fraction(0), *ratios], key=lambda units: (len(unexplained(units)), abs(units)))
    return units, unexplained(units)


def _say(number, word):
    size = abs(number)
    shown = f"{size}" if size.denominator < 100 else f"{float(size):.4g}"
    return f"{shown} {word}" + ("" if size <= 1 else "s")


def _short(text):
    return text if len(text) <= 30 else text[:30] + "…"


def _floats(numbers):
    return MappingProxyType({name: float(number) for name, number in numbers.items()})


def _mass_sentences(mass):
    for element, number in mass.items():
        side = "right" if number > 0 else "left"
        hint = (" Oxygen can come from or leave as O2(g); one atom is 1/2 O2." if element == "O" else
                f" No atom may vanish: where did {element} go?")
        yield f"Mass: the {side} side has {_say(number, f'{element} atom')} more." + hint


def _site_sentences(sites, host):
    ratio = " : ".join(f"{number} {site}" for site, number in host.items())
    for site, number in sites.items():
        side = "right" if number > 0 else "left"
        spelled = f"an empty one is written V_{site}, a normal one {site}_{site}^x."
        if host and site not in host:
            hint = f" The host ({ratio}) has no {site} site, so none may appear."
        elif host:
            hint = f" Sites come and go only in the ratio {ratio}; {spelled}"
        else:
            hint = f" A site does not vanish when its atom leaves: {spelled}"
        yield f"Sites: the {side} side has {_say(number, f'{site} site')} more." + hint


def _charge_sentences(charge, left, right):
    if charge:
        side = "right" if charge > 0 else "left"
        other = "left" if charge > 0 else "right"
        yield (f"Charge: {_sign(left)} on the left, {_sign(right)} on the right. "
               f"The {side} side is {abs(charge)} more positive: {abs(charge)} e' there, "
               f"or {abs(charge)} h. on the {other} side, would mend it.")


def _sign(charge):
    return f"{'+' if charge > 0 else '−' if charge < 0 else ''}{abs(charge)}"
