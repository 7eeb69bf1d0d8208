"""The neutrality condition of a titanate at every oxygen pressure: which two defects balance each other."""
import re
from functools import lru_cache

import numpy as np

from ...physics import atmosphere, doping
from ...physics.constants import AIR
from ...physics.model_oxides import titanate_constants

# Oxygen activities drawn: beyond some bars only on paper, so that every regime can be met.
LOWEST, HIGHEST = 1e-30, 1e6
PRESSURES = np.geomspace(LOWEST, HIGHEST, 73)
# Invented for this picture: a titanate has no room for O_i, and its metal vacancies move only when very hot.
EXCESS = {"none": "none", "O_i": "Oᵢ″, invented here (they belong to fluorites and layered oxides)",
          "V_M": "V_M″, invented here (real ones freeze in when cold)"}
# The same at all temperatures: K_F = [V][O_i], K_M = [V_M] h²/p^(1/2), per formula unit.
EXCESS_CONSTANTS = {"none": {}, "O_i": {"log10_interstitial": -12.5}, "V_M": {"log10_metal_vacancy": -17.5}}
TERMS = {"V": "2[V]", "h": "[h]", "n": "[n]", "O_i": "2[Oᵢ]", "V_M": "2[Vₘ]"}
HOT = 1173.15  # K
CARRIERS = ("h", "n", "V")


def crossover_acceptor(temperature, oxygen_activity):
    """Acceptor content for [h] = 2[V] = [A']/2 at this activity: K_red A/K_i^2 = p^(1/2)."""
    reduction, ionisation = titanate_constants(temperature)
    return float(10.0 ** (2 * ionisation - reduction) * np.sqrt(oxygen_activity))


def places_to_visit():
    """States of the panel: the acceptor's regime, and the three places of the exponent 1/6."""
    return {"¼: the acceptor fixes the vacancies": {"acceptor": 1e-2, "temperature": 973.15,
                                                    "oxygen_activity": AIR},
            "⅙, first place: [h] = 2[Vₘ]": {"undoped": True, "excess": "V_M", "oxygen_activity": 100.0},
            "⅙, first place again: [h] = 2[Oᵢ]": {"undoped": True, "excess": "O_i", "oxygen_activity": 100.0},
            "⅙, second place: scarce holes, [n] = 2[V]": {"acceptor": 1e-5, "oxygen_activity": 1e-20},
            "⅙, third place: one point in air": {"acceptor": crossover_acceptor(HOT, AIR),
                                                 "oxygen_activity": AIR}}


def doped_titanate(acceptor, temperature, excess):
    """The defect model of the titanate, with defects of excess oxygen or without."""
    return doping.acceptor_doped_oxide(acceptor, *titanate_constants(temperature), **EXCESS_CONSTANTS[excess])


@lru_cache(maxsize=64)
def diagram(acceptor, temperature, excess):
    """Equilibrium at all pressures drawn, and the regimes' borders and names from low to high pressure."""
    oxide = doped_titanate(acceptor, temperature, excess)
    equilibrium = oxide.equilibrium(PRESSURES)
    names, _ = atmosphere.neutrality_regime(oxide, equilibrium)
    at = np.flatnonzero(names[1:] != names[:-1])
    low, high = PRESSURES[at], PRESSURES[at + 1]
    # Twice more closely where the name changes: borders to a thousandth of a decade.
    for _ in range(2 if at.size else 0):
        fine = low * (high / low) ** np.linspace(0, 1, 17)[:, np.newaxis]
        found, _ = atmosphere.neutrality_regime(oxide, oxide.equilibrium(fine))
        left = (found == names[at]).sum(axis=0).clip(1, 16)
        low, high = fine[left - 1, np.arange(at.size)], fine[left, np.arange(at.size)]
    return equilibrium, np.sqrt(low * high), [str(names[0]), *map(str, names[at + 1])]


def regimes(undoped, acceptor, temperature, excess, **others):
    """The names of the regimes in a state of the panel, from low to high pressure."""
    return diagram(0.0 if undoped else acceptor, temperature, excess)[2]


@lru_cache(maxsize=64)
def curves(acceptor, temperature, excess):
    """The tables of what is drawn against pressure: concentrations and exponents, excess oxygen, acceptor."""
    equilibrium, _, _ = diagram(acceptor, temperature, excess)
    doped = PRESSURES[::6] if acceptor else np.array([])
    beside = np.array([]) if excess == "none" else PRESSURES
    return {"concentrations": {"pO₂ (bar)": PRESSURES,
                               **{f"[{name}]": equilibrium[name] for name in CARRIERS}},
            "exponents": {"pO₂ (bar)": PRESSURES,
                          **{f"exponent of [{name}]": equilibrium.exponents[name] for name in CARRIERS}},
            "excess": {"pO₂ (bar)": beside, "concentration": equilibrium[excess] if beside.size else beside},
            "acceptor": {"pO₂ (bar)": doped, "[A′]": np.full(doped.size, acceptor)}}


def charges(oxide, equilibrium):
    """What each term of the charge rule holds of its side, {side: {term (%): share}}."""
    rule, = oxide.rules
    terms = {TERMS[name]: number * float(equilibrium[name]) for name, number in rule.coefficients.items()}
    terms["[A']"] = -rule.total
    sides = {"positive charge": {name: size for name, size in terms.items() if size > 0},
             "negative charge": {name: -size for name, size in terms.items() if size <= 0}}
    return {side: {f"{name} (%)": 100 * size / sum(sizes.values()) for name, size in sizes.items()}
            for side, sizes in sides.items()}


def ruling_pair(equilibrium, regime, ends, acceptor):
    """Concentrations of the two defects that balance each other, over the pressures where they do."""
    inside = (PRESSURES >= ends[0]) & (PRESSURES <= ends[1])
    first, second = (np.full(PRESSURES.size, acceptor) if name == "A" else equilibrium[name]
                     for name in re.findall(r"\[(\w+)", regime))
    return {"pO₂ (bar)": PRESSURES[inside][::2], "positive": first[inside][::2],
            "negative": second[inside][::2]}


def upright_lines(pressures):
    """Lines straight up at these pressures: one path that turns round outside of both pictures."""
    turns = np.resize((0, 1, 1, 0), 2 * pressures.size)
    return {"pO₂ (bar)": np.repeat(pressures, 2), "concentration": 10.0 ** (60 * turns - 30),
            "exponent": 6.0 * turns - 3}
