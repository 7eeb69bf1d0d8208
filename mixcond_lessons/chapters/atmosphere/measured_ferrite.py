"""Two measured conductivities of a ferrite, the site-limited model beside them, and the exponents of both."""
from functools import cache

import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import exponents, model_oxides

FERRITE = material("lanthanum_strontium_ferrite_40")
MEASURED = FERRITE.all_of("total conductivity")  # in air and at 0.01 atm
STRONTIUM = 0.4
NOTHING = {"pO₂ (bar)": [], "σ (S/cm)": [], "exponent": []}


@cache
def tables():
    """Both measured points, the model beside them, and the exponents of both between the two pressures."""
    activity = np.array([entry.oxygen_activity_range[0] for entry in MEASURED])
    measured = convert(np.array([entry.value for entry in MEASURED]), "S/m", "S/cm")
    temperature = MEASURED[0].temperature_range[0]
    line = np.append(np.geomspace(1e-4, 1, 61), activity)
    holes, total, slopes = _model(temperature, line)

    def apparent(values):
        return float(np.log(values[0] / values[1]) / np.log(activity[0] / activity[1]))
    now = {"temperature (°C)": convert(temperature, "K", "°C"), "in air (S/cm)": measured[0],
           "in less (S/cm)": measured[1],
           "air (bar)": activity[0], "less (bar)": activity[1], "exponent": apparent(measured),
           "exponent of the model": apparent(total[-2:]), "exponent of its holes": apparent(holes[-2:])}
    return {"now": now, "readings": {"pO₂ (bar)": activity, "σ (S/cm)": measured},
            "moving": {**NOTHING, "low": [], "high": []}, "window": {"pO₂ (bar)": (1.0, 1.0)},
            "fit": {"pO₂ (bar)": activity, "σ (S/cm)": measured, "exponent": [now["exponent"]] * 2},
            "model": {"pO₂ (bar)": line[:-2], "σ (S/cm)": convert(total[:-2], "S/m", "S/cm"),
                      "exponent": slopes[:-2]}}


def _model(temperature, oxygen_activity):
    """Holes, total conductivity [S/m] and its exact exponent in the site-limited model."""
    equilibrium = model_oxides.ferrite_model(STRONTIUM, temperature).equilibrium(oxygen_activity)
    conducts = model_oxides.ferrite_conduction(temperature, equilibrium)
    slope = equilibrium.exponents
    # Each carrier needs an empty place beside it: its exponent is the sum of both.
    powers = np.array([slope["V"] + slope["O"], slope["Fe2"] + slope["Fe3"], slope["Fe4"] + slope["Fe3"]])
    total = conducts.ionic + conducts.electronic
    return equilibrium["Fe4"], total, exponents.mixed_exponent(np.array(conducts), powers)
