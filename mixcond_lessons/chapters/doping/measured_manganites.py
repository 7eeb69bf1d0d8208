"""Measured conductivities of manganites, to stand beside the walk of holes."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material

LSM, LSM_30 = (material(f"lanthanum_strontium_manganite{which}") for which in ("", "_30"))
# Share of Mn⁴⁺ (that of strontium; a hundredth where there is none): how it is told, and the entry.
BESIDE = {0.01: ("LaMnO₃, measured", LSM.property("electronic conductivity", "lanthanum_manganite_1993")),
          0.2: ("LSM, quoted", LSM.property("electronic conductivity")),
          0.3: ("La₀.₇Sr₀.₃MnO₃, measured", LSM_30.property("electronic conductivity"))}


def told_of(holes):
    """How the measurement at this share of Mn⁴⁺ is told, and its entry; None where there is none."""
    return next((found for share, found in BESIDE.items() if np.isclose(share, holes)), None)


def measured_table(holes, walk):
    """The measurement at this share of Mn⁴⁺ beside `walk` (S/cm at a share and a temperature), as a table."""
    found = told_of(holes)
    if found is None:
        return {}
    entry, kelvin = found[1], found[1].temperature_range[0]
    size = np.sqrt(entry.low * entry.high) if entry.kind == "range" else entry.value
    conducts = convert(size, "S/m", "S/cm")
    return {"measured": {"measured at (°C)": convert(kelvin, "K", "°C"), "1000/T (1/K)": 1000 / kelvin,
                         "measured σT (S K/cm)": conducts * kelvin,
                         "measured over the walk": conducts / walk(holes, kelvin)}}
