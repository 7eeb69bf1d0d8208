"""Read a reaction in Kroger and Vink's notation as people spell it: its sides, amounts and species."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .defect_signs import MINUS, PLUS, fold

ELEMENTS = frozenset(
    re.findall(
        "[A-Z][a-z]?",
        "HHeLiBeBCNOFNeNaMgAlSiPSClArKCaScTiVCrMnFeCoNiCuZnGaGeAsSeBrKrRbSrYZrNbMoTcRuRhPdAgCdInSnSbTeIXeCsBa"
        "LaCePrNdPmSmEuGdTbDyHoErTmYbLuHfTaWReOsIrPtAuHgTlPbBiPoAtRnFrRaAcThPaU",
    )
)
LONGEST = 500  # characters; a reaction of this course has less than a hundred
_NOTHING = frozenset(
    ("", "-", "0", "nil", "null", "none", "nothing", "zero", "empty", "perfectcrystal", "perfectlattice")
)
_ELEMENT = "(?:" + "|".join(sorted(ELEMENTS, key=len, reverse=True)) + ")"
_COUNT = r"\d{1,6}(?:[.,]\d{1,6})?|[.,]\d{1,6}"
_FRACTION = rf"(?P<whole>\d{{1,3}}\s(?=\d+\s?/))?(?P<number>{_COUNT})(?:\s?/\s?(?P<divisor>\d{{1,6}}))?"
# A number, bare or in brackets, perhaps a times sign, and the species behind it.
_TERM = re.compile(
    rf"(?:(?:\(\s*{_FRACTION.replace('?P<', '?P<b_')}\s*\)|{_FRACTION})"
    r"(?:\s*[*.]\s*|\s*x\s*(?=[A-Z(ehv])|\s*[xX]\s+|\s*))?(?P<species>\S.*)?",
    re.DOTALL,
)
_MARK = rf"(?:[xX](?!e)|'{{1,9}}|[.]{{1,9}}|\d['.]|{PLUS}{{1,9}}|{MINUS}{{1,9}})"
_GROUP = rf"\((?:{_ELEMENT}\d?)+\)|(?:OH|HO)(?=_|{_MARK}|O)|(?:{_ELEMENT}\d?){{2,4}}(?=_|{_MARK}_)"
_WHO = rf"(?P<who>Vac|Va|vac|v|{_ELEMENT}|{_GROUP})"
_SITE = rf"(?P<site>{_ELEMENT}|i)"
_ON_SITE = re.compile(rf"{_WHO}(?:_?(?P<early>{_MARK}))?_?{_SITE}_?(?P<late>{_MARK})?")
_ONE = rf"(?P<who>Va|v|OH|HO|{_ELEMENT})_(?P<site>{_ELEMENT}|i)(?P<mark>{_MARK})?[\s,.-]*"
_PART = re.compile(_ONE)
_PAIR_INSIDE = re.compile("(?:" + re.sub(r"\?P<\w+>", "?:", _ONE) + ")+")
_PAIR = re.compile(rf"\((?P<inside>[^()]*)\)\s*(?P<mark>{_MARK})?")
_CARRIER = re.compile(rf"(?P<who>[ehE])_?(?P<mark>{_MARK}|-)")
_STATE = re.compile(r"[\s_,]*\(?\s*(?<![A-Za-z])(?:g|s|l|aq|gas|solid|liquid|vapou?r)\s*\)?$")
_FORMULA = re.compile(rf"(?:{_ELEMENT}(?:\d{{1,4}}(?:\.\d{{1,4}})?(?:/\d)?)?|[()]\d{{0,3}})+")
_PIECE = re.compile(rf"({_ELEMENT})(\d{{1,4}}(?:\.\d{{1,4}})?(?:/\d)?)?|([()])(\d{{0,3}})")


class UnreadableReaction(ValueError):
    """A sentence for the student: what could not be read, and what was probably meant."""


@dataclass(frozen=True)
class Species:
    """One species: its one spelling, {element: atoms}, {site: number} without interstices, effective charge.

    occupants: {(who, site): number}, who "V" for a vacancy; empty for formulas, electrons and holes.
    """

    spelled: str
    atoms: Mapping
    sites: Mapping
    charge: int
    occupants: tuple = ()


@dataclass(frozen=True)
class Reaction:
    """What stands on either side, [(amount, Species)]; over: the formula over the arrow; nil: empty sides."""

    left: tuple
    right: tuple
    over: str = ""
    backwards: bool = False  # the arrow points left

    def total(self, what):
        """Return what each side holds of "atoms" or "sites", {name: dimensionless amount}, left and right."""
        sides = []
        for side in (self.left, self.right):
            sides.append(Counter())
            for amount, species in side:
                for name, number in getattr(species, what).items():
                    sides[-1][name] += amount * number
        return sides

    def charge(self):
        """Return the effective charge of each side, left and right; dimensionless."""
        return [
            sum((amount * species.charge for amount, species in side), Fraction(0))
            for side in (self.left, self.right)
        ]


def read_reaction(text):
    """Return the Reaction that a text says. Raises UnreadableReaction with a sentence.

    text: such as "1/2 O2(g) + V_O.. <-> O_O^x + 2 h.", in any of the spellings that `defect_signs` folds.
    """
    if not isinstance(text, str):
        raise UnreadableReaction(f"I expected a reaction as text in quotes, and got {type(text).__name__}.")
    if not text.strip(" .\t\n"):
        raise UnreadableReaction(
            "There is nothing here yet. Type a reaction, such as `1/2 O2 + V_O.. = O_O^x + 2 h.`"
        )
    if len(text) > LONGEST:
        raise UnreadableReaction(f"This has {len(text)} characters; a reaction needs fewer than {LONGEST}.")
    plain, over = fold(text)
    sides = re.split("[=←]", " ".join(plain.split()))
    if len(sides) != 2:
        raise UnreadableReaction(
            "I see no arrow: put one = or -> between the two sides."
            if len(sides) == 1
            else "I see more than one arrow: a reaction has two sides and one = or -> between them."
        )
    sides = [_terms(sides[0]), _terms(sides[1], at_the_end=True)]
    if not sides[0] and not sides[1]:
        raise UnreadableReaction("There is nothing on either side: an empty term is no reaction.")
    return Reaction(*sides, over=over, backwards="←" in plain)


def read_formula(text):
    """Return {element: number per formula unit} of a formula such as "La0.8Sr0.2MnO3"; None if it is none."""
    plain = fold(text)[0].replace(" ", "") if isinstance(text, str) else ""
    plain = re.sub(r"[-+]?[δδxyzd]$", "", plain)  # MnO3-δ
    return _atoms(plain) if _FORMULA.fullmatch(plain) else None


def _terms(side, at_the_end=False):
    """The terms of one side, none where it says that nothing is there; at the end a full stop may follow."""
    if side.lower().strip(" .").replace(" ", "") in _NOTHING:
        return ()
    *first, last = [part.strip() for part in side.split("+") if part.strip().lower() not in _NOTHING - {""}]
    first, stopped = [_term(part) for part in first], last.removesuffix(".")
    if (
        at_the_end
        and stopped != last
        and last not in {"H.", "OH."}
        and (not _reads(last) or "_" in side and "_" not in last and _FORMULA.fullmatch(stopped))
    ):
        last = stopped
    return (*first, _term(last))


def _reads(term):
    try:
        return bool(_term(term))
    except UnreadableReaction:
        return False


def _term(text):
    """Amount and Species of one term."""
    text = text.strip()
    if not text:
        raise UnreadableReaction("A term is empty: write nil for nothing, and one + between two species.")
    found = _TERM.fullmatch(text)
    group = {name.removeprefix("b_"): value for name, value in found.groupdict().items() if value is not None}
    if not group.get("species"):
        hint = ". Did you mean the letter O, as in O2?" if re.match("0[^.,]", text) else ", such as `2 h.`"
        raise UnreadableReaction(f"“{text}” is a number without a species behind it{hint}")
    number = group.get("number", "1").replace(",", ".")  # a decimal comma
    divisor = int(group.get("divisor", 1))
    if divisor == 0 or Fraction(number) == 0:
        raise UnreadableReaction(
            f"“{_short(text)}” counts nothing: use a number above zero, or leave the term out."
        )
    return int(group.get("whole", 0)) + Fraction(number) / divisor, read_species(group["species"])


def read_species(text):
    """Return the Species that a folded text spells. Raises UnreadableReaction."""
    text = re.sub(
        r"(?<=[A-Za-z)])-{1,9}$", lambda signs: MINUS * len(signs[0]), text.strip().replace("*", ".")
    )
    if (bare := re.fullmatch(r"\((.*)\)", text)) and not _PAIR_INSIDE.fullmatch(bare[1]):  # 2(h.)
        text = bare[1].strip()
    plain = text.replace(" ", "")
    spellings = (plain, *_other_case(plain))
    for reading in (_carrier(plain), _pair(text), *map(_on_site, spellings), _formula(text)):
        if reading:
            return reading
    raise UnreadableReaction(_why_unreadable(text, plain))


def _carrier(plain):
    if not (match := _CARRIER.fullmatch(plain)):
        return None
    electron, mark = match["who"] in "eE", match["mark"]
    if size(mark) != (-1 if electron else 1):
        raise UnreadableReaction(
            f"“{_short(plain)}” has an odd charge: an electron is `e'` and a hole is `h.` (with the dot)."
        )
    return Species("e'", {}, {}, -1) if electron else Species("h.", {}, {}, 1)


def _on_site(plain):
    match = _ON_SITE.fullmatch(plain)
    if not match or bool(match["early"]) == bool(match["late"]):
        return None
    who, site, mark = match["who"].strip("()"), match["site"], match["early"] or match["late"]
    if "_" not in plain and (who + site in ELEMENTS or site == "H"):  # Ni.. may be nickel, OH. a molecule
        return None
    occupant = "V" if who.lower() in {"v", "va", "vac"} else who
    if mark[0] in PLUS + MINUS and occupant in ELEMENTS - {"V"} and site != "i":
        raise UnreadableReaction(_which_charge(plain, occupant, site, size(mark)))
    return Species(
        f"{occupant}_{site}{marks(size(mark)) or '^x'}",
        {} if occupant == "V" else _atoms(occupant),
        {} if site == "i" else {site: 1},
        size(mark),
        ((occupant, site),),
    )


def _pair(text):
    """A cluster such as (Gd_Ce V_O)., also without brackets; marks inside must agree with the one outside."""
    match = _PAIR.fullmatch(text)
    inside, mark = (match["inside"], match["mark"]) if match else (text, None)
    if not _PAIR_INSIDE.fullmatch(inside.strip()):
        return None
    parts = [(part["who"], part["site"], part["mark"]) for part in _PART.finditer(inside)]
    if not match:
        mark = parts[-1][2]
        if len(parts) < 2 or any(own for *_, own in parts[:-1]):
            return None
    elif all(own for *_, own in parts):
        whole = sum(size(own) for *_, own in parts)
        if mark and size(mark) != whole:
            raise UnreadableReaction(
                f"“{_short(text)}”: the charges inside add up to {whole:+d}, the one outside says "
                f"{size(mark):+d}. Write the one outside alone."
            )
        mark = mark or marks(whole) or "x"
    if not mark:
        raise UnreadableReaction(f"“{_short(text)}” has no charge mark: write it behind the bracket.")
    parts = sorted(("V" if who.lower() in {"v", "va"} else who, site) for who, site, _ in parts)
    atoms, sites = Counter(), Counter(site for _, site in parts if site != "i")
    for who, _ in parts:
        atoms.update({} if who == "V" else _atoms(who))
    inside = " ".join(f"{who}_{site}" for who, site in parts)
    spelled = f"({inside})" if len(parts) > 1 else inside
    return Species(spelled + (marks(size(mark)) or "^x"), atoms, sites, size(mark), tuple(parts))


def _formula(text):
    """A formula without its state of matter."""
    plain = _STATE.sub("", text).replace(" ", "")
    plain = plain.upper() if re.fullmatch("[ohn]2|h2o", plain) else plain
    twice = re.fullmatch(rf"({_ELEMENT})\1|VO", plain)  # OO and VO are defects without their charge
    if twice or not _FORMULA.fullmatch(plain) or not (atoms := _atoms(plain)):
        return None
    return Species(plain, atoms, {}, 0)


def _atoms(formula):
    """{element: number} of a formula with brackets, or None where these do not match."""
    open_groups = [Counter()]
    for element, number, bracket, times in _PIECE.findall(formula):
        if bracket == "(":
            open_groups.append(Counter())
        elif bracket:
            if len(open_groups) < 2:
                return None
            for name, inside in open_groups.pop().items():
                open_groups[-1][name] += inside * Fraction(times or 1)
        else:
            open_groups[-1][element] += _number(number)
    return dict(open_groups[0]) if len(open_groups) == 1 else None


def _number(text):
    number, _, divisor = text.partition("/")
    return Fraction(number or 1) / int(divisor or 1)


def _other_case(plain):
    """The same with its capital letters where they belong: v_o.. , o_o^x, sr_la'."""
    if match := re.fullmatch(rf"([A-Za-z]{{1,2}})({_MARK})?_([A-Za-z]{{1,2}})({_MARK})?", plain):
        who, early, site, late = match.groups(default="")
        yield f"{who.capitalize()}_{'i' if site == 'i' else site.capitalize()}{early or late}"
    if match := re.fullmatch(rf"([vVoO])o({_MARK})", plain):
        yield f"{match[1].upper()}_O{match[2]}"


def size(mark):
    """Return the effective charge that a mark says, dimensionless."""
    if mark[-1] in "xX":
        return 0
    number = int(mark[0]) if mark[0].isdigit() else len(mark)
    return number if mark[-1] in "." + PLUS else -number


def marks(charge):
    """Return the marks of a charge (dimensionless): dots, primes, or nothing."""
    return "." * charge + "'" * -charge


def _shown(plain):
    """Return a folded text with + and - for charges."""
    return plain.replace(PLUS, "+").replace(MINUS, "-")


def _which_charge(plain, occupant, site, charge):
    said = f"“{_short(_shown(plain))}”: Kröger and Vink count charges against the perfect crystal. "
    if abs(charge) == 1:
        return f"{said}Did you mean `{occupant}_{site}{marks(charge)}` ?"
    own = f"{abs(charge)}{'+' if charge > 0 else '−'}"
    return (
        f"{said}Is {own} the charge of the ion itself? With just the charge of its place it is "
        f"`{occupant}_{site}^x`; add a dot for each charge more, a prime for each less."
    )


def _why_unreadable(text, plain):
    said = f"“{_short(_shown(text))}”"
    if plain in {"e", "h", "E"}:
        return f"{said} needs its mark: an electron is `e'` and a hole is `h.` (with the dot)."
    if plain == "H.":
        return f"I cannot read {said}: a hole is `h.`, a proton between the ions is `H_i.`. Which is meant?"
    if plain == "OH.":
        return f"I cannot read {said}: on which site? On one of oxygen it is `OH_O.`"
    if "\\" in plain:
        command = re.search(r"\\[A-Za-z]*", plain)[0]
        return (
            f"I cannot read the TeX command {command} in {said}: leave it out, or write it by plain letters."
        )
    if re.search(rf"{_MARK}[\s]+[A-Za-z(]", text) and _PAIR_INSIDE.fullmatch(text):
        return f"I cannot read {said}: put + between two species."
    if re.search(r"-", plain) and "_" in plain and "(" not in plain:
        return (
            f"I cannot read {said}: put a term with a minus on the other side instead, and mark negative "
            "charge by ' and not by -."
        )
    if match := re.fullmatch(rf"(Va|{_ELEMENT})_?(?:{_ELEMENT}|i)", plain):
        return (
            f"{said} has no charge mark: add x for neutral, a dot . for each positive and a prime ' for each "
            "negative charge" + (", such as `V_O..`" if match[1] == "V" else "") + "."
        )
    if "_" in plain:
        return (
            f"I cannot read {said}: write what sits there, _ , the site, the charge, such as `Sr_La'` or "
            "`V_O..` or `O_O^x`."
        )
    return (
        f"I cannot read {said}: a species is a defect such as `V_O..`, an electron `e'`, a hole `h.`, or a "
        "formula such as La2O3."
    )


def _short(text):
    return text if len(text) <= 30 else text[:30] + "…"
