"""The crystal of a reaction: its sites, usual valences, and whether new sites make a crystal."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from .defect_notation import ELEMENTS, read_formula

_NAMES = {
    "La": "lanthanum",
    "Mn": "manganese",
    "Fe": "iron",
    "Ce": "cerium",
    "Sr": "strontium",
    "Ba": "barium",
    "Ti": "titanium",
    "Co": "cobalt",
    "Ca": "calcium",
    "Zr": "zirconium",
    "Mg": "magnesium",
    "Al": "aluminium",
    "Y": "yttrium",
    "Gd": "gadolinium",
    "O": "oxygen",
    "Ni": "nickel",
    "Na": "sodium",
    "K": "potassium",
    "Cl": "chlorine",
    "F": "fluorine",
    "Ag": "silver",
    "S": "sulfur",
    "Cr": "chromium",
    "Ga": "gallium",
}
_CATIONS = {  # usual valences in oxides, halides and sulfides
    1: "H Li Na K Rb Cs Ag Tl Cu Hg",
    2: "Be Mg Ca Sr Ba Ra Zn Cd Hg Cu Ni Co Fe Mn Cr V Ti Pb Sn Ge Pd Pt Eu Yb Sm",
    3: "B Al Ga In Tl Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Ti V Cr Mn Fe Co Ni As Sb Bi Au "
    "Rh Ir Ru Mo",
    4: "C Si Ge Sn Pb Ti Zr Hf V Cr Mn Fe Co Ce Pr Tb Th Pa U Mo W Re Ru Os Ir Rh Pt Nb Ta Tc S Se Te",
    5: "V Nb Ta P As Sb Bi Pa U Mo W",
    6: "Mo W U Re Te Cr S Se",
}
_ANIONS = {-1: "F Cl Br I OH HO", -2: "O S Se Te", -3: "N P As"}
_FIRST_METALS = ("Li Na K Rb Cs", "Mg Ca Sr Ba", "Sc Y La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu")
VALENCES = {}
for _valence, _elements in {**_CATIONS, **_ANIONS}.items():
    for _element in _elements.split():
        VALENCES.setdefault(_element, set()).add(_valence)
# On a site of an anion, and as what it mostly is.
VALENCES |= {name: {-2} for name in ("O", "S", "Se", "Te")} | {"N": {-3}, "P": {-3, 5}, "As": {-3, 3, 5}}


def is_anion(element):
    """Whether an element, or OH, is an anion on its site: has a negative (dimensionless) charge number."""
    return max(VALENCES.get(element, {1})) < 0


def name_of(element):
    """Return the English name of an element, or its symbol; element: a symbol, dimensionless."""
    return _NAMES.get(element, element)


def sites_of(host):
    """Return {site: number per formula unit} as Fractions.

    host: None (no crystal is named: {}), a formula such as "ZrO2", or {site: number}. Raises ValueError.
    """
    allowed = (
        "allowed is a formula, such as 'ZrO2' or 'LaMnO3', or sites with numbers above 0, such as "
        "{'La': 1, 'Mn': 1, 'O': 3}"
    )
    if host is None:
        return {}
    sites = read_formula(host) if isinstance(host, str) else host
    if not isinstance(sites, Mapping) or not sites or not set(sites) <= ELEMENTS:
        raise ValueError(f"host = {host!r}: {allowed}")
    try:
        sites = {site: Fraction(number).limit_denominator(10000) for site, number in sites.items()}
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"host = {host!r}: {allowed}") from None
    if min(sites.values()) <= 0:
        raise ValueError(f"host = {host!r}: {allowed}")
    return sites


def site_charges(occupants, sites):
    """Return {site: (lowest, highest) real charge of its ion in the perfect crystal}, dimensionless.

    occupants: [(who, site, effective charge)]: one with a single usual valence tells its site's; the others
    leave it at the usual valences of the site's element.
    """
    found = {site: (min(VALENCES.get(site, {0})), max(VALENCES.get(site, {0}))) for site in sites}
    for who, site, effective in occupants:
        known = VALENCES.get(who, ())
        told = next(iter(known)) - effective if len(known) == 1 and who != site else None
        if who == "V" and site in found and -effective == found[site][1] > 0:  # a full vacancy tells, too
            told = -effective
        if site in found and told is not None and found[site][0] <= told <= found[site][1]:
            found[site] = (told, told)
    return found


def as_formula_units(changed, charges):
    """Return (units, {site: number per formula unit}) if new sites are a neutral crystal's, else None."""
    numbers = list(changed.values())
    known = all(charges[site] != (0, 0) for site in changed)
    if len(changed) < 2 or not (min(numbers) > 0 or max(numbers) < 0):
        return None
    lowest, highest = (
        sum(abs(number) * charges[site][end] for site, number in changed.items()) for end in (0, 1)
    )
    if known and not lowest <= 0 <= highest or not any(map(is_anion, changed)):
        return None
    common = lcm(*(number.denominator for number in numbers))
    units = Fraction(reduce(gcd, (abs(int(number * common)) for number in numbers)), common)
    return (units if numbers[0] > 0 else -units), {
        site: abs(number) / units for site, number in changed.items()
    }


def units_of_host(changed, host):
    """Return how many units of host the new sites of its metals ask for (0 where they disagree).

    changed: {site: number}; host: {site: number per formula unit}.
    """
    metals = [site for site in host if not is_anion(site)] or list(host)
    ratios = [Fraction(changed.get(site, 0)) / host[site] for site in metals]
    return max(ratios) if min(ratios) >= 0 else min(ratios) if max(ratios) <= 0 else Fraction(0)


def in_words(sites):
    """Return a ratio such as "Zr : O = 1 : 2" of {site: number per formula unit}."""
    return f"{' : '.join(sites)} = {' : '.join(map(str, sites.values()))}"


def as_formula(sites):
    """Return {site: number per formula unit} as a formula such as "ZrO2"."""
    return "".join(site + ("" if number == 1 else f"{float(number):g}") for site, number in sites.items())


def misplaced_charge(who, site, effective):
    """Return the effective charge (dimensionless) such an ion has there if this one is odd, else None."""
    own, there = VALENCES.get(who, set()), VALENCES.get(site, set())
    if who == "V" and there:
        full = -max(there, key=abs)
        return full if effective * full < 0 or abs(effective) > abs(full) else None
    if site == "i" and own and who != "H":
        full = max(own, key=abs)
        return full if effective * full < 0 or abs(effective) > abs(full) else None
    if who != site and len(own) == len(there) == 1 and is_anion(who) == is_anion(site):
        expected = next(iter(own)) - next(iter(there))
        return expected if effective != expected else None
    return None


def crystal_order(sites):
    """Return {site: number per formula unit} in a formula's order: alkalis, earths, other metals, anions."""

    def place(pair):
        early = [group for group, metals in enumerate(_FIRST_METALS) if pair[0] in metals.split()]
        return is_anion(pair[0]), early or [len(_FIRST_METALS)], pair[0]

    return dict(sorted(sites.items(), key=place))
