"""How the gas sets the defects: exponents, regimes and their borders, the electrolytic domain, and oxygen lost on heating."""
from dataclasses import dataclass

import numpy as np

from .arguments import fraction, not_negative, positive, same_shape, within

OXYGEN_ATOM_MASS = 15.999e-3  # kg/mol, standard atomic weight
_NAMES = {"V": "2[V]", "pair": "[pair]", "h": "[h]", "n": "[n]", "O_i": "2[O_i]", "V_M": "2[V_M]", "Fe4": "[Fe4]", "Fe2": "[Fe2]",
          "Ce3": "[Ce3]", "Gd": "[Gd]"}


def local_exponent(vacancies, electrons, holes):
    """Exponent of the holes, s = d ln h/d ln p = [V]/(4[V] + n + h), exact in every regime of the dilute acceptor model.

    vacancies, electrons, holes: concentrations in one unit, > 0 (electrons, holes may be zero), shapes that broadcast. Returns s, 0..1/4.
    The electrons have -s, the vacancies 2s - 1/2. Raises ValueError otherwise. Holds for [A'] fixed and no further charged defects.
    Source: the logarithmic derivative of 2[V] + h = n + [A'] with K_red and K_i.
    """
    vacancies, electrons, holes = same_shape(vacancies=positive("vacancies", vacancies, ""), electrons=not_negative("electrons", electrons, ""),
                                             holes=not_negative("holes", holes, ""))
    return vacancies / (4 * vacancies + electrons + holes)


def neutrality_regime(model, equilibrium):
    """Name of the regime at each point, from the largest positive and the largest negative term of the charge rule, such as "2[V] = [A']".

    model: DefectModel with one rule named "charge"; equilibrium: its Equilibrium. Returns (names, shares): an array of str, and the smaller
    of the shares that the two terms have of their sides (near 1 deep inside a regime, 1/2 or less where two regimes meet).
    Raises ValueError if the model has no such rule. A fixed positive total of the rule counts as the dopant [A']. Source: Brouwer.
    """
    rule = next((rule for rule in model.rules if rule.name == "charge"), None)
    if rule is None:
        raise ValueError(f"model with rules {[rule.name for rule in model.rules]}: allowed is one with a rule named 'charge'")
    fixed = np.broadcast_to(rule.total, next(iter(equilibrium.concentrations.values())).shape)
    terms = [(_NAMES.get(species, f"{abs(number):g}[{species}]"), number * equilibrium[species])
             for species, number in rule.coefficients.items()] + [("[A']", -fixed)]
    sides, shares = [], []
    for sign in (1, -1):
        names = np.array([name for name, _ in terms])
        sizes = np.maximum([sign * values for _, values in terms], 0)
        largest = sizes.argmax(0)
        sides.append(names[largest])
        shares.append(sizes.max(0) / sizes.sum(0))
    return np.char.add(np.char.add(sides[0], " = "), sides[1]), np.minimum(*shares)


def regime_borders(acceptor, log10_reduction, log10_ionisation):
    """Oxygen activities where the straight lines of the dilute acceptor model cross, as {words: log10(p/1 bar)}.

    acceptor: [A'], > 0; log10 constants: K_red = [V] n^2 p^(1/2), K_i = n h; shapes that broadcast. Raises ValueError otherwise.
    "reduced" is n = 2[V] against 2[V] = A, "n = h" the middle, "oxidised" 2[V] = A against h = A. They are borders only if they come in this
    order, K_i < A^2; else no pressure lets the acceptor fix the vacancies. Source: asymptotes of the neutrality condition.
    """
    dopant = np.log10(positive("acceptor", acceptor, ""))
    reduction, ionisation = within("log10_reduction", log10_reduction, ""), within("log10_ionisation", log10_ionisation, "")
    two = np.log10(2)
    return {"reduced": 2 * (two + reduction - 3 * dopant), "n = h": 2 * (two + reduction - dopant - ionisation),
            "oxidised": 2 * (two + reduction + dopant - 2 * ionisation)}


def conductivity_minimum(electron_conductivity_at_one_bar, hole_conductivity_at_one_bar):
    """Oxygen activity of the smallest conductivity where n0 p^(-1/4) and h0 p^(1/4) lie on a constant ionic part, and the electronic part there.

    electron_, hole_conductivity_at_one_bar: n0, h0 in S/m, > 0, shapes that broadcast. Returns ((n0/h0)^2, 2 sqrt(n0 h0) in S/m).
    Raises ValueError otherwise. Holds while the acceptor fixes the vacancies. Source: the two branches are equal there.
    """
    electrons = positive("electron_conductivity_at_one_bar", electron_conductivity_at_one_bar, "S/m")
    holes = positive("hole_conductivity_at_one_bar", hole_conductivity_at_one_bar, "S/m")
    square_root = within("ratio of electron to hole conductivity", np.sqrt(electrons) / np.sqrt(holes), "", 1e-70, 1e70)
    return square_root ** 4, 2 * np.sqrt(electrons) * np.sqrt(holes)


@dataclass(frozen=True)
class ElectrolyticDomain:
    """Where t_ion is at least a border: between oxygen activities low and high. largest: the largest t_ion at any pressure; exists: low < high.

    Where the domain has closed (`exists` is False), low and high are both the activity of the conductivity minimum.
    """
    low: np.ndarray
    high: np.ndarray
    largest: np.ndarray
    exists: np.ndarray


def electrolytic_domain(ionic_conductivity, electron_conductivity_at_one_bar, hole_conductivity_at_one_bar, border=0.5):
    """Both ends of the domain where t_ion >= border, from sigma_n p^(-1/4) + sigma_p p^(1/4) = sigma_ion (1 - border)/border.

    ionic_conductivity, electron_, hole_conductivity_at_one_bar: S/m, > 0, one entry per temperature or shapes that broadcast; border: t_ion
    between 0 and 1, both excluded. Returns an ElectrolyticDomain. Raises ValueError otherwise.
    Far from the minimum these are Patterson's (n0/sigma_ion)^4 and (sigma_ion/h0)^4 for border 1/2, a factor 99^4 inside for 0.99.
    Holds while the acceptor fixes the vacancies. Source: Patterson's domain boundaries; a quadratic in p^(1/4).
    """
    ionic, electrons, holes = same_shape(
        ionic_conductivity=positive("ionic_conductivity", ionic_conductivity, "S/m"),
        electron_conductivity_at_one_bar=positive("electron_conductivity_at_one_bar", electron_conductivity_at_one_bar, "S/m"),
        hole_conductivity_at_one_bar=positive("hole_conductivity_at_one_bar", hole_conductivity_at_one_bar, "S/m"))
    share = fraction("border", border, includes_zero=False, includes_one=False)
    middle, electronic = conductivity_minimum(electrons, holes)
    # What electrons and holes may carry at the border over the least that they do; it is cosh(ln(p/p_min)/4).
    ratio = within("ratio of ionic to least electronic conductivity", ionic / electronic * ((1 - share) / share), "", 0, 1e30)
    spread = 4 * np.arccosh(np.maximum(ratio, 1))
    return ElectrolyticDomain(middle * np.exp(-spread), middle * np.exp(spread), ionic / (ionic + electronic), ratio > 1)


def thermodynamic_factor(model, equilibrium):
    """Thermodynamic factor of oxygen, 1/2 |d ln pO2/d ln c_O|, from the exact exponents of a model: D~ = factor times D_O where t_e -> 1.

    model: DefectModel; equilibrium: its Equilibrium. Returns a number per point; it is large where delta hardly answers the pressure.
    Raises ValueError where the oxygen content does not answer at all or has run out. Source: chemical diffusion, with mu_O = 1/2 RT ln pO2.
    """
    content = positive("oxygen content", model.oxygen_sites - model.oxygen_deficiency(equilibrium), "")
    lost = sum(number * equilibrium[species] * equilibrium.exponents[species] for species, number in model.missing_oxygen.items())
    return content / (2 * positive("answer of the oxygen content to pressure", -lost, ""))


def relative_mass_change(oxygen_deficiency, reference_deficiency, molar_mass):
    """Mass change that a balance reads, -(delta - delta_reference) M_O/M: a share of the mass at the reference.

    oxygen_deficiency, reference_deficiency: per formula unit; molar_mass: kg/mol of the formula at the reference, > 0; shapes that broadcast.
    Returns a share, negative for oxygen lost. Raises ValueError otherwise. Holds when only oxygen comes and goes. Source: mass balance.
    """
    gain = within("reference_deficiency", reference_deficiency, "") - within("oxygen_deficiency", oxygen_deficiency, "")
    return gain * OXYGEN_ATOM_MASS / positive("molar_mass", molar_mass, "kg/mol")


@dataclass(frozen=True)
class Heating:
    """What a sample does on heating: oxygen_deficiency (per formula unit), relative_mass_change (from the first temperature), conductivity (S/m)."""
    oxygen_deficiency: np.ndarray
    relative_mass_change: np.ndarray
    conductivity: np.ndarray


def on_heating(model_at, conductivity_at, temperature, oxygen_activity, molar_mass):
    """Oxygen deficiency, mass and conductivity of a model in equilibrium with one gas at each temperature (thermogravimetry).

    model_at: function of temperature (K, 1-D array) that returns a DefectModel, such as `model_oxides.ferrite_model` with its strontium given;
    conductivity_at: function of (Equilibrium, temperature) that returns S/m; temperature: 1-D array, K, > 0; oxygen_activity: > 0, a number or
    one per temperature; molar_mass: kg/mol of the formula at the first temperature. Returns a Heating. Raises ValueError otherwise.
    Holds for heating slow enough to stay in equilibrium. Source: equilibrium at each temperature.
    """
    temperature = np.atleast_1d(positive("temperature", temperature, "K"))
    model = model_at(temperature)
    equilibrium = model.equilibrium(oxygen_activity)
    deficiency = model.oxygen_deficiency(equilibrium)
    return Heating(deficiency, relative_mass_change(deficiency, deficiency[0], molar_mass), conductivity_at(equilibrium, temperature))
