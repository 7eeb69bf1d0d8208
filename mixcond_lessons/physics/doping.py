"""What a dopant makes: holes, electrons or vacancies. Defect models of real families, each as reactions and rules for one solver."""
from dataclasses import dataclass

import numpy as np
from scipy.constants import R

from .arguments import fraction, not_negative, positive, same_shape, within
from .conductivity import hopping_conductivity
from .equilibrium import ConservationRule, Reaction, solve_equilibrium
from .vacancies import free_vacancy_concentration


@dataclass(frozen=True)
class DefectModel:
    """A material as data: reactions, rules, and how its oxygen is counted.

    missing_oxygen: {species: oxygen atoms that one of it takes away}, negative for what adds oxygen; oxygen_sites: per formula unit.
    """
    reactions: tuple
    rules: tuple
    missing_oxygen: dict
    oxygen_sites: float = 3.0

    def equilibrium(self, oxygen_activity):
        """Return the Equilibrium at these oxygen activities (pO2/1 bar, > 0, any shape); ValueError as in `solve_equilibrium`."""
        return solve_equilibrium(self.reactions, self.rules, oxygen_activity)

    def oxygen_deficiency(self, equilibrium):
        """Return delta per formula unit in an equilibrium of this model: vacancies count plus, excess oxygen minus."""
        return sum(number * equilibrium[species] for species, number in self.missing_oxygen.items())


def equilibrium_constant(enthalpy, entropy, temperature):
    """Equilibrium constant, ln K = entropy/R - enthalpy/(R T) (van 't Hoff), as its log10, which no temperature makes overflow.

    enthalpy: J/mol; entropy: J/(mol K); temperature: K, > 0; shapes that broadcast. Returns log10 K. Raises ValueError otherwise.
    Holds while both change little with temperature. Source: thermodynamics.
    """
    temperature = positive("temperature", temperature, "K")
    return (within("entropy", entropy, "J/(mol K)") - within("enthalpy", enthalpy, "J/mol") / temperature) / (R * np.log(10))


def acceptor_doped_oxide(acceptor, log10_reduction, log10_ionisation, log10_interstitial=None, log10_metal_vacancy=None):
    """Dilute oxide with an acceptor A': species V (vacancy, 2+), n, h, and if their constants are given O_i (2-) and V_M (metal vacancy, 2-).

    K_red = [V] n^2 p^(1/2), K_i = n h, K_F = [V][O_i], K_M = [V_M] h^2/p^(1/2); neutrality 2[V] + h = n + [A'] + 2[O_i] + 2[V_M].
    acceptor: per formula unit, 0..1; log10 constants: numbers or arrays (many temperatures). Returns a DefectModel.
    Raises ValueError otherwise. Holds while every defect is rare on its sites. Source: Kroger and Vink; law of mass action.
    """
    fraction("acceptor", acceptor)
    reactions = [Reaction({"V": 1, "n": 2}, log10_reduction, 0.5), Reaction({"n": 1, "h": 1}, log10_ionisation)]
    charge, missing = {"V": 2, "h": 1, "n": -1}, {"V": 1}
    if log10_interstitial is not None:
        reactions.append(Reaction({"V": 1, "O_i": 1}, log10_interstitial))
        charge["O_i"], missing["O_i"] = -2, -1
    if log10_metal_vacancy is not None:
        reactions.append(Reaction({"V_M": 1, "h": 2}, log10_metal_vacancy, -0.5))
        charge["V_M"], missing["V_M"] = -2, -1
    return DefectModel(tuple(reactions), (ConservationRule("charge", charge, acceptor),), missing)


def mean_valence(strontium, oxygen_deficiency):
    """Mean valence of B in La(1-x)Sr(x)BO(3-delta), 3 + x - 2 delta; a negative delta is excess oxygen and gives 3 + x + 2 |delta|.

    strontium: x, 0..1; oxygen_deficiency: delta per B ion, at most 3; shapes that broadcast. Returns charge numbers. Raises ValueError otherwise.
    Holds whatever the valences are that are mixed. Excess oxygen has no sites of its own: it means missing cations. Source: charge balance.
    """
    strontium, deficiency = same_shape(strontium=fraction("strontium", strontium),
                                       oxygen_deficiency=within("oxygen_deficiency", oxygen_deficiency, "", -1, 3))
    return 3 + strontium - 2 * deficiency


def cation_vacancies_from_excess(oxygen_excess):
    """Empty share of the A sites and of the B sites when ABO(3+delta) holds its excess by missing cations: delta/(3 + delta) each.

    oxygen_excess: delta per B ion, 0..1. Returns the share. Raises ValueError otherwise. Holds when A and B are missing alike and
    the oxygen sites are full, so that A and B together fill 3/(3 + delta) of their sites. Source: site balance.
    """
    excess = within("oxygen_excess", oxygen_excess, "", 0, 1)
    return excess / (3 + excess)


def holes_from_valence(strontium, oxygen_deficiency):
    """Holes per formula unit of lattice sites when every charge above 3+ on B is a hole: x - 2 delta, or 3 (x + 2 d)/(3 + d) at an excess d.

    Arguments and errors as for `mean_valence`; negative where B is reduced below 3+ (electrons). At an excess, [A'] + 3[V_A] + 3[V_B] gives the
    same number. Source: charge balance.
    """
    valence = mean_valence(strontium, oxygen_deficiency)
    return (valence - 3) * (1 - cation_vacancies_from_excess(np.maximum(0, -np.asarray(oxygen_deficiency, dtype=float))))


def ferrite(strontium, log10_oxidation, log10_disproportionation):
    """Random-site model of La(1-x)Sr(x)FeO(3-delta): species O, V (delta), Fe2, Fe3, Fe4, all per formula unit.

    K_ox = [O][Fe4]^2/([V][Fe3]^2 p^(1/2)); K_i = [Fe2][Fe4]/[Fe3]^2; O + V = 3, Fe2 + Fe3 + Fe4 = 1, 2V + Fe4 - Fe2 = x.
    strontium: x, 0..1; log10 constants: numbers or arrays. Returns a DefectModel. Raises ValueError otherwise.
    Holds for defects that do not interact. Source: random-site model after Mizusaki; law of mass action.
    """
    fraction("strontium", strontium)
    return DefectModel(
        (Reaction({"V": -1, "Fe3": -2, "O": 1, "Fe4": 2}, log10_oxidation, -0.5),
         Reaction({"Fe3": -2, "Fe2": 1, "Fe4": 1}, log10_disproportionation)),
        (ConservationRule("oxygen sites", {"O": 1, "V": 1}, 3), ConservationRule("iron sites", {"Fe2": 1, "Fe3": 1, "Fe4": 1}, 1),
         ConservationRule("charge", {"V": 2, "Fe4": 1, "Fe2": -1}, strontium)), {"V": 1})


def ferrite_oxygen_activity(oxygen_deficiency, strontium, log10_oxidation, log10_disproportionation):
    """Oxygen activity that holds a given delta in the `ferrite` model, ((3-delta) Fe4^2/(K_ox delta Fe3^2))^2: no solver needed.

    oxygen_deficiency: delta, between 0 and (1+x)/2, both excluded; strontium: x, 0..1; log10 constants as there; shapes that broadcast.
    Fe4 - Fe2 = m = x - 2 delta and Fe4 + Fe2 = s follow from s^2 - m^2 = 4 K_i (1-s)^2. Returns p/(1 bar). Raises ValueError otherwise,
    also where the result leaves the range of a number. Source: site and charge balance put into the law of mass action.
    """
    strontium = fraction("strontium", strontium)
    deficiency = positive("oxygen_deficiency", oxygen_deficiency, "")
    if np.any(2 * deficiency >= 1 + strontium):
        raise ValueError(f"oxygen_deficiency = {np.max(deficiency):g}: allowed is less than (1 + x)/2, where all iron is Fe2+")
    surplus = strontium - 2 * deficiency
    four = 4 * 10.0 ** within("log10_disproportionation", log10_disproportionation, "", -250, 250)
    free = (1 - strontium + 2 * deficiency) * (1 + strontium - 2 * deficiency)  # 1 - m^2
    trivalent = free / (1 + np.sqrt(surplus ** 2 + four * free))  # the root of (1 - Fe3)^2 - m^2 = 4 K_i Fe3^2 that loses no digits
    # the larger of Fe4 and Fe2 by adding, the smaller from their product, so that neither is a difference of equal numbers
    larger = (np.hypot(surplus, np.sqrt(four) * trivalent) + np.abs(surplus)) / 2
    smaller = four / 4 * trivalent ** 2 / larger
    logarithm = 2 * (np.log10((3 - deficiency) / deficiency) - within("log10_oxidation", log10_oxidation, "")
                     + 2 * np.log10(np.where(surplus > 0, larger, smaller) / trivalent))
    return 10.0 ** within("log10 of the oxygen activity", logarithm, "", -300, 300)


def ferrite_plateau_activity(strontium, log10_oxidation, log10_disproportionation):
    """Oxygen activity where all charges balance with Fe3+ alone on average, delta = x/2: ((3 - x/2) K_i/(K_ox x/2))^2.

    Arguments and errors as for `ferrite_oxygen_activity`, strontium > 0. Around it delta stands still (a plateau) and sigma is smallest.
    """
    strontium = fraction("strontium", strontium, includes_zero=False)
    return ferrite_oxygen_activity(strontium / 2, strontium, log10_oxidation, log10_disproportionation)


def gadolinia_doped_ceria(gadolinium, log10_reduction, log10_association=None):
    """Ce(1-y)Gd(y)O(2-delta) with small polarons: species O, V, Ce4, Ce3 and, if K_A is given, Gd (free) and the pair (Gd V, charge 1+).

    K_red = [V][Ce3]^2 p^(1/2)/([O][Ce4]^2); K_A = [pair]/([Gd][V]); all per formula unit, so O + V + pair = 2 and Ce4 + Ce3 = 1 - y.
    gadolinium: y, 0 to below 1; log10 constants: numbers or arrays. Returns a DefectModel. Raises ValueError otherwise.
    Holds for ideal mixing, pairs the only clusters. Source: law of mass action.
    """
    dopant = fraction("gadolinium", gadolinium, includes_one=False)
    reactions = [Reaction({"O": -1, "Ce4": -2, "V": 1, "Ce3": 2}, log10_reduction, 0.5)]
    oxygen, charge, missing = {"O": 1, "V": 1}, {"V": 2, "Ce3": -1}, {"V": 1}
    rules = [ConservationRule("cerium sites", {"Ce4": 1, "Ce3": 1}, 1 - dopant)]
    if log10_association is None:
        rules.append(ConservationRule("charge", charge, dopant))
    else:
        reactions.append(Reaction({"V": -1, "Gd": -1, "pair": 1}, log10_association))
        rules.append(ConservationRule("gadolinium", {"Gd": 1, "pair": 1}, dopant))
        rules.append(ConservationRule("charge", charge | {"Gd": -1, "pair": 1}, 0))
        oxygen, missing = oxygen | {"pair": 1}, missing | {"pair": 1}
    return DefectModel(tuple(reactions), (ConservationRule("oxygen sites", oxygen, 2), *rules), missing, 2.0)


def associated_pairs(dopant, vacancies, association_constant):
    """Pairs x of dopant and vacancy at given totals, from K_A = x/((y - x)(v - x)).

    dopant: y; vacancies: v, both >= 0, per formula unit; association_constant: K_A, 0..1e100; shapes that broadcast. Returns x <= min(y, v).
    Raises ValueError otherwise. The free share of vacancies is 1 - x/v. Holds for pairs only. Source: law of mass action.
    """
    dopant, vacancies = same_shape(dopant=within("dopant", dopant, "", 0, 10), vacancies=within("vacancies", vacancies, "", 0, 10))
    constant = within("association_constant", association_constant, "", 0, 1e100)
    strength = constant * free_vacancy_concentration(vacancies, dopant, constant)
    return strength / (1 + strength) * dopant  # x = K (y - x) w with w free vacancies


def small_polaron_conductivity(carriers, prefactor, activation_energy, temperature, free_sites=None):
    """Hopping of small polarons, sigma T = A c s exp(-E/RT): c sites hold a carrier, s sites can take one (1 - c unless told).

    carriers: share of sites, 0..1; free_sites: share, 0..1; prefactor: A in S K/m, > 0; activation_energy: E in J/mol, >= 0; temperature: K, > 0;
    shapes that broadcast. Returns S/m. Raises ValueError otherwise. With s = 1 - c it is largest at one half.
    Holds for carriers that do not interact beyond sharing sites. Source: random walk with site exclusion.
    """
    carriers = fraction("carriers", carriers)
    free = 1 - carriers if free_sites is None else fraction("free_sites", free_sites)
    return carriers * free * hopping_conductivity(prefactor, not_negative("activation_energy", activation_energy, "J/mol"), temperature)
