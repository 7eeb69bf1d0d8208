"""What a dopant makes: holes, electrons or vacancies. The models are reactions and rules for one solver."""
from dataclasses import dataclass

import numpy as np

from .conductivity import hopping_conductivity
from .constants import R
from .equilibrium import ConservationRule, Reaction, solve_equilibrium
from .law import law
from .quantity import SMALLEST
from .vacancies import free_vacancy_concentration, pair_constant

_NOT_ALL_REDUCED = {"oxygen_deficiency: allowed is less than (1 + x)/2, where all iron is Fe2+":
                    lambda oxygen_deficiency, strontium: 2 * oxygen_deficiency < 1 + strontium}


@dataclass(frozen=True)
class DefectModel:
    """A material as data: reactions, rules, and how its oxygen is counted.

    missing_oxygen: {species: oxygen atoms that one of it takes away}, negative for what adds oxygen;
    oxygen_sites: per formula unit.
    """

    reactions: tuple
    rules: tuple
    missing_oxygen: dict
    oxygen_sites: float = 3.0

    def equilibrium(self, oxygen_activity):
        """Return the Equilibrium at these oxygen activities; ValueError as in `solve_equilibrium`."""
        return solve_equilibrium(self.reactions, self.rules, oxygen_activity)

    def oxygen_deficiency(self, equilibrium):
        """Return delta per formula unit in an equilibrium: vacancies count plus, excess oxygen minus."""
        return sum(number * equilibrium[species] for species, number in self.missing_oxygen.items())


@law
def equilibrium_constant(enthalpy, entropy, temperature):
    """log10 of an equilibrium constant (it cannot overflow): ln K = entropy/R - enthalpy/(R T); van 't Hoff.

    Returns log10 K, dimensionless. Holds while enthalpy and entropy change little with temperature.
    Source: thermodynamics.
    """
    return (entropy - enthalpy / temperature) / (R * np.log(10))


@law
def acceptor_doped_oxide(acceptor, log10_reduction, log10_ionisation, log10_interstitial=None,
                         log10_metal_vacancy=None):
    """Dilute oxide with an acceptor A': species V (vacancy, 2+), n, h; with constants O_i and V_M (2-).

    K_red = [V] n^2 p^(1/2), K_i = n h, K_F = [V][O_i], K_M = [V_M] h^2/p^(1/2), where V_M is a metal vacancy;
    neutrality 2[V] + h = n + [A'] + 2[O_i] + 2[V_M]. Amounts per formula unit. Returns a DefectModel.
    Holds while every defect is rare on its sites. Source: Kroger and Vink; law of mass action.
    """
    reactions = [Reaction({"V": 1, "n": 2}, log10_reduction, 0.5),
                 Reaction({"n": 1, "h": 1}, log10_ionisation)]
    charge, missing = {"V": 2, "h": 1, "n": -1}, {"V": 1}
    if log10_interstitial is not None:
        reactions.append(Reaction({"V": 1, "O_i": 1}, log10_interstitial))
        charge["O_i"], missing["O_i"] = -2, -1
    if log10_metal_vacancy is not None:
        reactions.append(Reaction({"V_M": 1, "h": 2}, log10_metal_vacancy, -0.5))
        charge["V_M"], missing["V_M"] = -2, -1
    return DefectModel(tuple(reactions), (ConservationRule("charge", charge, acceptor),), missing)


@law(oxygen_deficiency=(-1, 3))
def mean_valence(strontium, oxygen_deficiency):
    """Mean valence of B in La(1-x)Sr(x)BO(3-delta), 3 + x - 2 delta; a negative delta is excess oxygen.

    Returns a charge number per B ion, dimensionless. Holds whatever the valences are that are mixed.
    Excess oxygen has no sites of its own: it means missing cations. Source: charge balance.
    """
    return 3 + strontium - 2 * oxygen_deficiency


@law
def cation_vacancies_from_excess(oxygen_excess):
    """Empty share of the A sites, and of the B sites, where ABO(3+d) misses cations: d/(3 + d).

    Returns a fraction. Holds when A and B are missing alike and the oxygen sites are full, so that A and B
    each fill 3/(3 + d) of their sites. Source: site balance.
    """
    return oxygen_excess / (3 + oxygen_excess)


@law(oxygen_deficiency=(-1, 3))
def holes_from_valence(strontium, oxygen_deficiency):
    """Holes per formula unit of lattice sites when every charge above 3+ on B is a hole: x - 2 delta.

    At an excess d = -delta > 0 some B sites are empty: 3 (x + 2 d)/(3 + d) = [A'] + 3[V_A] + 3[V_B].
    Negative where B is reduced below 3+: these are electrons. Returns a number per formula unit.
    Source: charge balance.
    """
    filled_sites = 1 - cation_vacancies_from_excess(np.maximum(0.0, -oxygen_deficiency))
    return (mean_valence(strontium, oxygen_deficiency) - 3) * filled_sites


@law
def ferrite(strontium, log10_oxidation, log10_disproportionation):
    """Random-site model of La(1-x)Sr(x)FeO(3-delta): species O, V (delta), Fe2, Fe3, Fe4 per formula unit.

    K_ox = [O][Fe4]^2/([V][Fe3]^2 p^(1/2)); K_D = [Fe2][Fe4]/[Fe3]^2;
    O + V = 3, Fe2 + Fe3 + Fe4 = 1, 2V + Fe4 - Fe2 = x.
    Returns a DefectModel. Holds for defects that do not interact.
    Source: random-site model after Mizusaki; law of mass action.
    """
    oxygen_goes_in = Reaction({"V": -1, "Fe3": -2, "O": 1, "Fe4": 2}, log10_oxidation, oxygen_power=-0.5)
    iron_shares_unequally = Reaction({"Fe3": -2, "Fe2": 1, "Fe4": 1}, log10_disproportionation)
    oxygen_sites = ConservationRule("oxygen sites", {"O": 1, "V": 1}, 3)
    iron_sites = ConservationRule("iron sites", {"Fe2": 1, "Fe3": 1, "Fe4": 1}, 1)
    charge = ConservationRule("charge", {"V": 2, "Fe4": 1, "Fe2": -1}, strontium)
    return DefectModel((oxygen_goes_in, iron_shares_unequally), (oxygen_sites, iron_sites, charge), {"V": 1})


@law(oxygen_deficiency=(SMALLEST, 3), where=_NOT_ALL_REDUCED, never_zero=True)
def ferrite_oxygen_activity(oxygen_deficiency, strontium, log10_oxidation, log10_disproportionation):
    """Oxygen activity that holds a given delta in `ferrite`, ((3-delta) Fe4^2/(K_ox delta Fe3^2))^2.

    With m = Fe4 - Fe2 = x - 2 delta, the law of mass action gives (1 - Fe3)^2 - m^2 = 4 K_D Fe3^2.
    Returns the activity. Source: site and charge balance put into the law of mass action.
    """
    four, surplus = 4 * 10.0**log10_disproportionation, strontium - 2 * oxygen_deficiency
    free = (1 - strontium + 2 * oxygen_deficiency) * (1 + strontium - 2 * oxygen_deficiency)  # 1 - m^2
    trivalent = free / (1 + np.sqrt(surplus**2 + four * free))  # the root that loses no digits
    # The larger of Fe4 and Fe2 by adding, the smaller from their product: no difference of equal numbers.
    larger = (np.hypot(surplus, np.sqrt(four) * trivalent) + np.abs(surplus)) / 2
    tetravalent = np.where(surplus > 0, larger, four / 4 * trivalent**2 / larger)
    sites = np.log10((3 - oxygen_deficiency) / oxygen_deficiency)
    return 10.0 ** (2 * (sites - log10_oxidation + 2 * np.log10(tetravalent / trivalent)))


@law(strontium=(SMALLEST, 1))
def ferrite_plateau_activity(strontium, log10_oxidation, log10_disproportionation):
    """Oxygen activity where iron is 3+ on average, delta = x/2: ((3 - x/2) K_D/(K_ox x/2))^2.

    Around it delta stands still (a plateau) and sigma is smallest. Returns the activity.
    Source: as for `ferrite_oxygen_activity`.
    """
    return ferrite_oxygen_activity(strontium / 2, strontium, log10_oxidation, log10_disproportionation)


@law
def gadolinia_doped_ceria(gadolinium, log10_reduction, log10_association=None):
    """Ce(1-y)Gd(y)O(2-delta) with small polarons: species O, V, Ce4, Ce3; with K_A as in `ceria_with_pairs`.

    K_red = [V][Ce3]^2 p^(1/2)/([O][Ce4]^2); O + V = 2, Ce4 + Ce3 = 1 - y, 2V - Ce3 = y, all per formula unit.
    Returns a DefectModel. Holds for ideal mixing. Source: law of mass action.
    """
    if log10_association is not None:
        return ceria_with_pairs(gadolinium, log10_reduction, log10_association)
    reduction = Reaction({"O": -1, "Ce4": -2, "V": 1, "Ce3": 2}, log10_reduction, 0.5)
    oxygen = ConservationRule("oxygen sites", {"O": 1, "V": 1}, 2)
    cerium = ConservationRule("cerium sites", {"Ce4": 1, "Ce3": 1}, 1 - gadolinium)
    charge = ConservationRule("charge", {"V": 2, "Ce3": -1}, gadolinium)
    return DefectModel((reduction,), (oxygen, cerium, charge), {"V": 1}, 2.0)


@law
def ceria_with_pairs(gadolinium, log10_reduction, log10_association):
    """Ce(1-y)Gd(y)O(2-delta) whose gadolinium holds vacancies: also species Gd (free) and pair (Gd V, 1+).

    K_A = [pair]/([Gd][V]); O + V + pair = 2, Gd + pair = y, 2V + pair = Ce3 + Gd, all per formula unit.
    Returns a DefectModel. Holds for ideal mixing, pairs the only clusters. Source: law of mass action.
    """
    reduction = Reaction({"O": -1, "Ce4": -2, "V": 1, "Ce3": 2}, log10_reduction, 0.5)
    pairing = Reaction({"V": -1, "Gd": -1, "pair": 1}, log10_association)
    oxygen = ConservationRule("oxygen sites", {"O": 1, "V": 1, "pair": 1}, 2)
    cerium = ConservationRule("cerium sites", {"Ce4": 1, "Ce3": 1}, 1 - gadolinium)
    dopant = ConservationRule("gadolinium", {"Gd": 1, "pair": 1}, gadolinium)
    charge = ConservationRule("charge", {"V": 2, "Ce3": -1, "Gd": -1, "pair": 1})
    return DefectModel((reduction, pairing), (oxygen, cerium, dopant, charge), {"V": 1, "pair": 1}, 2.0)


@law(vacancies=(0, 10))
def associated_pairs(dopant, vacancies, association_constant):
    """Pairs x of dopant and vacancy at given totals y and v, from K_A = x/((y - x)(v - x)).

    Returns x per formula unit, at most the smaller of y and v; the free share of the vacancies is 1 - x/v.
    Holds for pairs only. Source: law of mass action.
    """
    # With w free vacancies, x = K_A (y - x) w.
    held_per_free = association_constant * free_vacancy_concentration(vacancies, dopant, association_constant)
    return held_per_free / (1 + held_per_free) * dopant


@law(gadolinium=(SMALLEST, 1))
def free_share_of_vacancies(gadolinium, binding_energy, temperature):
    """Share of the vacancies of Ce(1-y)Gd(y)O(2-y/2) that no dopant holds: w/v with v = y/2 of them.

    K_A = 4 (exp(E/RT) - 1) for the binding energy E, and mass action, K_A = x/((y - x) w), x = v - w pairs.
    Returns a fraction. Holds for pairs only, while each dopant has oxygen sites of its own.
    Source: law of mass action.
    """
    vacancies = gadolinium / 2
    association_constant = pair_constant(binding_energy, temperature, "MO2")
    return free_vacancy_concentration(vacancies, gadolinium, association_constant) / vacancies


@law
def small_polaron_conductivity(carriers, prefactor, activation_energy, temperature, free_sites=None):
    """Hopping of small polarons, sigma T = A p (1 - p) exp(-E/RT): a share p of the sites holds a carrier.

    The other sites can take one; free_sites is their share if not 1 - p. Returns S/m. Largest at p = 1/2.
    Holds for carriers that do not interact beyond sharing sites. Source: random walk with site exclusion.
    """
    free = 1 - carriers if free_sites is None else free_sites
    return carriers * free * hopping_conductivity(prefactor, activation_energy, temperature)
