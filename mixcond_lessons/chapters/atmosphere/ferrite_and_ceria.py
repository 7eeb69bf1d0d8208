"""A ferrite and doped ceria: what each conducts in a gas, and how much oxygen it misses."""
from functools import lru_cache

import numpy as np

from ...classroom.quantity import convert
from ...physics import model_oxides
from ...physics.constants import AIR

STRONTIUM, GADOLINIUM = 0.4, 0.1
PRESSURES = np.geomspace(1e-24, 1.0, 73)


_ceria_model = lru_cache(maxsize=64)(model_oxides.ceria_model)


def oxide(which, temperature):
    """One oxide at a temperature: its model, and its conduction in an equilibrium."""
    if which == "ferrite":
        return model_oxides.ferrite_model(STRONTIUM, temperature), model_oxides.ferrite_conduction
    return _ceria_model(GADOLINIUM, temperature), model_oxides.ceria_conduction


def conduction(which, temperature, oxygen_activity):
    """What one oxide conducts at these pressures, in S/cm, by what, and how much oxygen it misses."""
    model, conducts_at = oxide(which, temperature)
    equilibrium = model.equilibrium(oxygen_activity)
    conducts = conducts_at(temperature, equilibrium)
    found = {"pO₂ (bar)": oxygen_activity,
             f"{which} σₑ (S/cm)": convert(conducts.electronic, "S/m", "S/cm"),
             f"{which} σᵢₒₙ (S/cm)": convert(conducts.ionic, "S/m", "S/cm"),
             f"{which} tᵢₒₙ": conducts.transference,
             f"{which} oxygen missing": model.oxygen_deficiency(equilibrium)}
    return found, conducts, equilibrium.exponents


@lru_cache(maxsize=64)
def curve(which, temperature):
    """`conduction` at all pressures drawn, the columns only."""
    return conduction(which, temperature, PRESSURES)[0]


@lru_cache(maxsize=64)
def in_air(which, temperature):
    """`conduction` in air, the columns only."""
    return conduction(which, temperature, AIR)[0]
