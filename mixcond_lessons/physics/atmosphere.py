"""How the gas sets the defects: exponents, regimes, the electrolytic domain, and oxygen lost on heating."""
from typing import NamedTuple

import numpy as np

from ..materials import measured_table
from .arguments import positive
from .constants import ATMOSPHERE, R
from .law import law
from .quantity import ABOVE_ZERO

BAR = 1e5  # Pa
OXYGEN_ATOM_MASS = 15.999e-3  # kg/mol, standard atomic weight
_TERMS = {"V": "2[V]", "O_i": "2[O_i]", "V_M": "2[V_M]",
          **{one: f"[{one}]" for one in ("pair", "h", "n", "Fe4", "Fe2", "Ce3", "Gd")}}


@law(vacancies=ABOVE_ZERO)
def local_exponent(vacancies, electrons, holes):
    """Exponent of the holes, s = d ln h/d ln p = [V]/(4[V] + n + h), exact for dilute acceptors.

    Exact in every regime and between them; any one unit for all three. Returns s, 0..1/4: the electrons have
    -s, the vacancies 2s - 1/2.
    Holds for [A'] fixed and no further charged defects.
    Source: the logarithmic derivative of 2[V] + h = n + [A'] with K_red and K_i.
    """
    return vacancies / (4 * vacancies + electrons + holes)


def neutrality_regime(model, equilibrium):
    """Name of the regime at each point, from the largest positive and negative term of the charge rule.

    model: DefectModel with one rule named "charge"; equilibrium: its Equilibrium. Returns (names, shares): an
    array of str such as "2[V] = [A']", and the smaller of the shares that the two terms have of their sides
    (near 1 deep inside a regime, 1/2 or less where two regimes meet). ValueError if the model has no such
    rule. A fixed positive total of the rule counts as the dopant [A']. Source: Brouwer.
    """
    rule = next((rule for rule in model.rules if rule.name == "charge"), None)
    if rule is None:
        raise ValueError(f"model with rules {[rule.name for rule in model.rules]}: "
                         "allowed is one with a rule named 'charge'")
    fixed = np.broadcast_to(rule.total, next(iter(equilibrium.concentrations.values())).shape)
    terms = {_TERMS.get(species, f"{abs(number):g}[{species}]"): number * equilibrium[species]
             for species, number in rule.coefficients.items()} | {"[A']": -fixed}
    names, charges = np.array(list(terms)), np.array(list(terms.values()))
    sides, shares = [], []
    for sign in (1, -1):
        sizes = np.maximum(sign * charges, 0)
        sides.append(names[sizes.argmax(0)])
        shares.append(sizes.max(0) / sizes.sum(0))
    return np.char.add(np.char.add(sides[0], " = "), sides[1]), np.minimum(*shares)


@law(acceptor=ABOVE_ZERO)
def regime_borders(acceptor, log10_reduction, log10_ionisation):
    """Where the straight lines of the dilute acceptor model cross, as {words: log10(p/1 bar)}.

    K_red = [V] n^2 p^(1/2), K_i = n h. "reduced" is n = 2[V] against 2[V] = A, "n = h" the middle, "oxidised"
    2[V] = A against h = A. They are borders only if they come in this order, K_i < A^2; else no pressure lets
    the acceptor fix the vacancies. Source: asymptotes of the neutrality condition.
    """
    dopant, double = np.log10(acceptor), np.log10(2) + log10_reduction
    return {"reduced": 2 * (double - 3 * dopant), "n = h": 2 * (double - dopant - log10_ionisation),
            "oxidised": 2 * (double + dopant - 2 * log10_ionisation)}


@law(never_zero=True)
def conductivity_minimum(electron_conductivity_at_one_bar, hole_conductivity_at_one_bar):
    """Oxygen activity of the smallest conductivity, (sigma_n/sigma_h)^2, and its electronic part in S/m.

    The part is 2 sqrt(sigma_n sigma_h), both taken at 1 bar: sigma_n p^(-1/4) and sigma_h p^(1/4) lie on a
    constant ionic part. Holds while the acceptor fixes the vacancies.
    Source: the two branches are equal there.
    """
    electrons, holes = np.sqrt(electron_conductivity_at_one_bar), np.sqrt(hole_conductivity_at_one_bar)
    return (electrons / holes) ** 4, 2 * electrons * holes


class ElectrolyticDomain(NamedTuple):
    """Where t_ion is at least a border: between oxygen activities low and high.

    largest: the largest t_ion at any pressure; exists: low < high. Where the domain has closed (`exists` is
    False), low and high are both the activity of the conductivity minimum.
    """

    low: np.ndarray
    high: np.ndarray
    largest: np.ndarray
    exists: np.ndarray


def _within_reach(ionic_conductivity, electron_conductivity_at_one_bar, hole_conductivity_at_one_bar):
    electrons, holes = np.sqrt(electron_conductivity_at_one_bar), np.sqrt(hole_conductivity_at_one_bar)
    return ionic_conductivity <= 1e30 * electrons * holes


@law(ionic_conductivity=ABOVE_ZERO, border="transference_border",
     where={"the ions may conduct at most 1e30 times what electrons and holes do": _within_reach})
def electrolytic_domain(ionic_conductivity, electron_conductivity_at_one_bar, hole_conductivity_at_one_bar,
                        border=0.5):
    """Both ends of the domain where t_ion >= border.

    There sigma_n p^(-1/4) + sigma_h p^(1/4) = sigma_ion (1 - border)/border, with sigma_n and sigma_h at 1
    bar. Returns an ElectrolyticDomain. Far from the minimum these are Patterson's (sigma_n/sigma_ion)^4 and
    (sigma_ion/sigma_h)^4 for border 1/2, a factor 99^4 inside for 0.99. Holds while the acceptor fixes the
    vacancies. Source: Patterson's domain boundaries; a quadratic in p^(1/4).
    """
    middle, electronic = conductivity_minimum(electron_conductivity_at_one_bar, hole_conductivity_at_one_bar)
    # What electrons and holes may carry at the border over the least that they do: cosh(ln(p/p_min)/4).
    ratio = ionic_conductivity / electronic * ((1 - border) / border)
    spread = 4 * np.arccosh(np.maximum(ratio, 1))
    largest = ionic_conductivity / (ionic_conductivity + electronic)
    return ElectrolyticDomain(middle * np.exp(-spread), middle * np.exp(spread), largest, ratio > 1)


@law(never_zero=True)
def weighed_ceria_deficiency(temperature, oxygen_activity):
    """Oxygen deficiency of pure ceria as it was weighed: (V4^-8 + V12^-8 + 2^8)^(-1/8), V_n ~ p^(-1/n).

    V4 rules where little is missing, V12 where much is. Returns delta of CeO(2-delta). A fit to weighings
    from 1073 to 1773 K; elsewhere it is extrapolated. Another laboratory's weighings gave about twice as much
    at 1673 K. Source: Suzuki's data as fitted by Watanabe et al.
    """
    known, pressure = measured_table("ceria_weighed").constants, oxygen_activity * BAR / ATMOSPHERE
    few, many = (known[f"constant_{n}"] * np.exp(-known[f"energy_{n}"] / (R * temperature)) for n in (4, 12))
    parts = few ** (1 / 2) * pressure ** (-1 / 4), many ** (1 / 6) * pressure ** (-1 / 12) / 3
    return (parts[0] ** -8 + parts[1] ** -8 + 0.5**-8) ** (-1 / 8)


def thermodynamic_factor(model, equilibrium):
    """Thermodynamic factor of oxygen, 1/2 |d ln pO2/d ln c_O|, from the exact exponents of a model.

    model: DefectModel; equilibrium: its Equilibrium. Returns a number per point, large where delta hardly
    answers the pressure; the chemical diffusivity is factor times D_O where t_e -> 1. ValueError where the
    oxygen content does not answer at all or has run out.
    Source: chemical diffusion, with mu_O = 1/2 RT ln pO2.
    """
    content = positive("oxygen content", model.oxygen_sites - model.oxygen_deficiency(equilibrium), "")
    lost = sum(number * equilibrium[species] * equilibrium.exponents[species]
               for species, number in model.missing_oxygen.items())
    return content / (2 * positive("answer of the oxygen content to pressure", -lost, ""))


@law
def relative_mass_change(oxygen_deficiency, reference_deficiency, molar_mass):
    """Mass change that a balance reads, -(delta - delta_reference) M_O/M.

    molar_mass: of the formula at the reference. Returns a share of the mass there, negative for oxygen lost.
    Holds when only oxygen comes and goes. Source: mass balance.
    """
    return (reference_deficiency - oxygen_deficiency) * OXYGEN_ATOM_MASS / molar_mass


class Heating(NamedTuple):
    """What a sample does on heating: delta, mass change since the first temperature, conductivity (S/m)."""

    oxygen_deficiency: np.ndarray
    relative_mass_change: np.ndarray
    conductivity: np.ndarray


def on_heating(model_at, conductivity_at, temperature, oxygen_activity, molar_mass):
    """Oxygen deficiency, mass and conductivity in equilibrium with one gas at each temperature.

    Thermogravimetry. model_at: function of temperature (K, 1-D array) that returns a DefectModel, such as
    `model_oxides.ferrite_model` with its strontium given; conductivity_at: function of (Equilibrium,
    temperature) that returns S/m; temperature: 1-D array, K, > 0; oxygen_activity: > 0, a number or one per
    temperature; molar_mass: kg/mol of the formula at the first temperature. Returns a Heating.
    Holds for heating slow enough to stay in equilibrium. Source: equilibrium at each temperature.
    """
    temperature = np.atleast_1d(positive("temperature", temperature, "K"))
    model = model_at(temperature)
    equilibrium = model.equilibrium(oxygen_activity)
    deficiency = model.oxygen_deficiency(equilibrium)
    mass = relative_mass_change(deficiency, deficiency[0], molar_mass)
    return Heating(deficiency, mass, conductivity_at(equilibrium, temperature))
