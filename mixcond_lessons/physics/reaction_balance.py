"""Say what does not balance in a defect reaction: mass, sites and charge, each counted in wholes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from .defect_notation import UnreadableReaction, marks, read_formula, read_reaction
from .host_crystal import (
    VALENCES,
    as_formula,
    as_formula_units,
    crystal_order,
    in_words,
    is_anion,
    misplaced_charge,
    name_of,
    site_charges,
    sites_of,
    units_of_host,
)

_WORDS = ("none", "one", "two", "three", "four", "five", "six")


@dataclass(frozen=True)
class Balance:
    """Verdict on a reaction: right minus left of what does not balance, and plain sentences.

    readable: False if the text was not understood (then one sentence says why); balanced: all three balances
    hold; mass: {element: atoms}; sites: {site: number, beyond whole formula units of the host}; charge:
    effective charge; host_units: formula units of the host that the reaction makes; crystal: {site: number}
    in one of them, empty if none is made.
    """

    balanced: bool
    sentences: tuple[str, ...]
    readable: bool = True
    mass: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    sites: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    charge: float = 0.0
    host_units: float = 0.0
    crystal: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Advice:
    """What to say beside a balance that does not hold, where a task knows better than the general hint.

    oxygen: where oxygen atoms come from or go to; charge: who pays; site: what takes an oxygen site that is
    missing, where it is not to stay empty.
    """

    oxygen: str = "Oxygen can come from or leave as O2(g); one atom is `1/2 O2`."
    charge: str = ""
    site: str = ""


def check_reaction(text, host=None, advice=None):
    """Check a reaction in Kroger-Vink notation: are mass, sites and effective charge the same on both sides?

    text: such as "1/2 O2(g) + V_O.. <-> O_O^x + 2 h." (as people spell it: see `defect_notation`); host: the
    crystal, as a formula ("ZrO2") or {site: number per formula unit}; whole units of it may be made or lost.
    Without one (None) new sites are taken for formula units where they are a neutral crystal's in a fixed
    ratio; the sentence says which. advice: an Advice in place of the general hints. Returns a Balance; any
    text gets one, quickly. Raises ValueError only for an impossible host. Interstices (_i) are not counted as
    sites; V on a site is a vacancy, never vanadium; nil is the perfect crystal, so an ion may leave it for an
    interstice. Source: the rules of Kroger and Vink.
    """
    host = sites_of(host)
    try:
        reaction = read_reaction(text)
    except UnreadableReaction as reason:
        return Balance(False, (str(reason),), readable=False)
    host, advice = host or read_formula(reaction.over) or {}, advice or Advice()
    mass, changed = (_difference(*reaction.total(what)) for what in ("atoms", "sites"))
    lent = _lend(reaction, mass, changed)
    left, right = reaction.charge()
    occupants = _occupants(reaction)
    units, crystal, sites = _explained(changed, host, occupants)
    said, lacking = _site_sentences(changed, sites, units, host, occupants, advice)
    faults = [
        *_mass_sentences(mass, advice),
        *said,
        *_charge_sentences(left, right, lacking, advice, text),
    ]
    if not faults:
        faults = _odd_charges(occupants)
    said = faults or [_praise(units, crystal, host) + lent]
    return Balance(
        not faults,
        tuple(said),
        True,
        _floats(mass),
        _floats(sites),
        float(right - left),
        float(units),
        _floats(crystal),
    )


def reaction_species(text):
    """Return what stands on either side of a reaction, each species spelled in one way.

    Such as ({"O2": 1/2, "V_O..": 1}, {"O_O^x": 1, "h.": 2}). text: as for `check_reaction`; amounts are
    dimensionless Fractions of at least 0. An arrow that only points left turns the sides round. Raises
    ValueError, with a sentence for the student, where the text is unreadable. Source: notation of Kroger and
    Vink.
    """
    reaction, sides = read_reaction(text), []
    for side in (reaction.left, reaction.right):
        sides.append({})
        for amount, species in side:
            sides[-1][species.spelled] = sides[-1].get(species.spelled, 0) + amount
    return tuple(reversed(sides) if reaction.backwards else sides)


def _difference(left, right):
    return {
        name: Fraction(right[name] - left[name])
        for name in sorted({*left, *right})
        if right[name] != left[name]
    }


def _occupants(reaction):
    """Each (who, site, effective charge) once; of a cluster only who sits where, without a charge."""
    found = {}
    for _, species in (*reaction.left, *reaction.right):
        alone = len(species.occupants) == 1
        for who, site in species.occupants:
            found[who, site, species.charge if alone else None] = None
    return list(found)


def _lend(reaction, mass, changed):
    """Let an ion go from the perfect crystal, nil, to an interstice: nil -> V_Ag' + Ag_i. ; says so."""
    lent = []
    for empty, side, sign in ((reaction.left, reaction.right, 1), (reaction.right, reaction.left, -1)):
        for element in [] if empty else list(mass):
            between, holes = (
                sum(amount for amount, species in side if pair in species.occupants)
                for pair in ((element, "i"), ("V", element))
            )
            number = sign * mass[element]
            if number > 0 and number == sign * changed.get(element, 0) and number <= min(between, holes):
                lent.append(f"{'' if number == 1 else f'{number} '}{element}_{element}^x")
                del mass[element], changed[element]
    return (
        f" (nil is the perfect crystal: written out, `{' + '.join(lent)}` stands in its place.)"
        if lent
        else ""
    )


def _explained(changed, host, occupants):
    """Formula units that the new sites make, the crystal in which, and what they leave unexplained."""
    if not changed:
        return Fraction(0), {}, {}
    if not host:
        charges = site_charges([one for one in occupants if one[2] is not None], changed)
        units, crystal = as_formula_units(changed, charges) or (Fraction(0), {})
        return units, crystal_order(crystal), {} if units else changed
    units = units_of_host(changed, host)
    left = {site: changed.get(site, 0) - units * host.get(site, 0) for site in sorted({*changed, *host})}
    return units, host if units else {}, {site: number for site, number in left.items() if number}


def _praise(units, crystal, host):
    said = "Balanced: mass, sites and charge are the same on both sides."
    if not units:
        return said
    said += f" It {'makes' if units > 0 else 'uses up'} {_say(units, 'formula unit')} of "
    if host:
        return said + f"the host {as_formula(host)}."
    formula = as_formula(crystal)
    return said + f'a host {in_words(crystal)}: is that your crystal? (You can name it: host="{formula}".)'


def _mass_sentences(mass, advice):
    for element, number in mass.items():
        side = "right" if number > 0 else "left"
        hint = (
            advice.oxygen
            if element == "O"
            else f"No atom may vanish: where did {name_of(element)} "
            + ("come from?" if number > 0 else "go?")
        )
        yield f"Mass: the {side} side has {_say(number, f'{element} atom')} more. {hint}"


def _site_sentences(changed, sites, units, host, occupants, advice):
    """Sentences about sites, and {site: number} that are too many (or, below 0, too few) on the right."""
    if foreign := _foreign(sites, host, occupants):
        return [
            f"Sites: the host {as_formula(host)} has no {site} site, so none may appear"
            f"{' (an interstice is written `_i`)' if site == 'I' else ''}."
            for site in foreign
        ], {}
    if units and sites:
        return ["Sites: " + _beside(changed, sites, units, host, advice)], sites
    alike = len(sites) > 1 and (min(sites.values()) > 0 or max(sites.values()) < 0)
    if alike and not host:
        said, lacking = _neutral(changed, occupants)
        return [f"Sites: {said}"], lacking
    return [_alone(site, number, host) for site, number in sites.items()], sites


def _foreign(sites, host, occupants):
    """Sites that the host does not have, whether their number balances or not."""
    used = {site for _, site, _ in occupants if site != "i"} | set(sites)
    return sorted(used - set(host)) if host else []


def _alone(site, number, host):
    """A site that appears or vanishes without the others of its crystal."""
    side, other = ("right", "left") if number > 0 else ("left", "right")
    together = f" Sites of {in_words(host)} come and go together." if len(host) > 1 else ""
    return (
        f"Sites: the {side} side has {_say(number, f'{site} site')} more. A site stays when its atom leaves: "
        f"is an empty one, `{_empty(site)}`, missing on the {other}?{together}"
    )


def _beside(changed, sites, units, host, advice):
    """How many sites belong to those of the metal that leads, and which of them are missing."""
    sign = 1 if units > 0 else -1
    lead = next(site for site in sorted(host, key=is_anion) if site not in sites)
    leads, amiss = abs(units) * host[lead], []
    for site in sites:
        needed, there = abs(units) * host[site], sign * changed.get(site, Fraction(0))
        if not there and not is_anion(site):  # a whole metal was forgotten: its oxygen comes with it
            return _forgotten(lead, leads, site, needed, sign)
        amiss.append(
            f"for {_say(leads, f'{lead} site')} you need {_say(needed, f'{site} site')} and have {there}: "
            f"{_amiss(site, needed - there, advice.site if site == 'O' else '')}."
        )
    return " And ".join(amiss)


def _forgotten(lead, leads, site, needed, sign):
    new, ask = ("new", "come from") if sign > 0 else ("lost", "go")
    if leads == needed == 1:
        one = f"a {new} {lead} site needs a {new} {site} site"
    else:
        one = f"{_say(leads, f'{new} {lead} site')} need {_say(needed, f'{new} {site} site')}"
    return f"{one}: where does the {name_of(site)} {ask}?"


def _amiss(site, lacking, taken=""):
    """How many sites are missing, or (lacking below 0) too many; taken: by what, else they are empty."""
    number = _count(lacking)
    sites = f"{number} {site} site is" if abs(lacking) <= 1 else f"{number} {site} sites are"
    empty = f" ({taken or f'`{_empty(site)}`'})" if lacking > 0 and is_anion(site) else ""
    return f"{sites} {'missing' if lacking > 0 else 'too many'}{empty}"


def _neutral(changed, occupants):
    """With no host named: what a neutral crystal with these sites would need, where whole sites mend it."""
    charges = site_charges([one for one in occupants if one[2] is not None], changed)
    anions, metals = ([site for site in changed if is_anion(site) == anion] for anion in (True, False))
    needed = Fraction(0)
    if len(anions) == 1 and metals and all(charges[site][0] == charges[site][1] > 0 for site in metals):
        needed = abs(sum(changed[site] * charges[site][0] for site in metals)) / abs(charges[anions[0]][0])
    if not needed or needed.denominator != 1:
        return (
            f"new sites in the ratio {in_words(_ratio(changed))} make no neutral crystal. A crystal grows by "
            "whole formula units: are sites of another ion missing, or an empty one such as `V_O..`?"
        ), {}
    anion, sign = anions[0], 1 if changed[anions[0]] > 0 else -1
    gap = abs(changed[anion]) - needed
    leads = " and ".join(f"{_say(changed[site], f'{site} site')} ({charges[site][0]}+)" for site in metals)
    return (
        f"for {leads} you need {_say(needed, f'{anion} site')} and have {abs(changed[anion])}: "
        f"{_amiss(anion, -gap)}."
    ), {anion: sign * gap}


def _charge_sentences(left, right, lacking, advice, text):
    charge = right - left
    if not charge:
        return
    side, other = ("right", "left") if charge > 0 else ("left", "right")
    said = (
        f"Charge: {_sign(left)} on the left, {_sign(right)} on the right. The {side} side is "
        f"{abs(charge)} more positive"
    )
    # Sites of one kind that are missing, or too many, may be the whole of it.
    same = [
        site for site, number in lacking.items() if is_anion(site) and charge == number * -min(VALENCES[site])
    ]
    if same:
        said += f". This may be the same fault as the {same[0]} sites: mend them first."
    elif advice.charge:
        said += f". {advice.charge}"
    else:
        said += f": `{abs(charge)} e'` there, or `{abs(charge)} h.` on the {other} side, would mend it."
    if charge == 1 and re.search(r"[^.][.•·]{3}$", text.strip()):
        said += " (If the last dot ends the sentence, leave it out.)"
    yield said


def _odd_charges(occupants):
    """Charges that no ion of this kind has there; they may add up all the same."""
    found = []
    for who, site, effective in occupants:
        expected = None if effective is None else misplaced_charge(who, site, effective)
        if expected is not None:
            right = f"{who}_{site}{marks(expected) or '^x'}"
            why = (
                f"an empty {site} site counts {_sign(expected)}"
                if who == "V"
                else f"{name_of(who)} between the ions counts {_sign(expected)}"
                if site == "i"
                else f"{name_of(who)} is {_sign(_of(who))} and {name_of(site)} {_sign(_of(site))}"
            )
            found.append(
                f"Charge: it adds up, but `{who}_{site}{marks(effective) or '^x'}` is odd: {why}, so it is "
                f"`{right}`."
            )
    return found


def _of(element):
    return next(iter(VALENCES[element]))


def _ratio(sites):
    least = min(abs(number) for number in sites.values())
    return crystal_order({site: abs(number) / least for site, number in sites.items()})


def _empty(site):
    """An empty site with its full charge, where that is known."""
    known = VALENCES.get(site, ())
    return f"V_{site}{marks(-_of(site)) if len(known) == 1 else ''}"


def _say(number, word):
    size = abs(number)
    shown = f"{size}" if size.denominator < 100 else f"{float(size):.4g}"
    return f"{shown} {word}" + ("" if size <= 1 else "s")


def _count(number):
    size = abs(number)
    return _WORDS[int(size)] if size.denominator == 1 and size < len(_WORDS) else str(size)


def _floats(numbers):
    return MappingProxyType({name: float(number) for name, number in numbers.items()})


def _sign(charge):
    return f"{'+' if charge > 0 else '−' if charge < 0 else ''}{abs(charge)}"
