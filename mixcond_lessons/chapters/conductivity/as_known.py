"""What other sources leave open of a material's partial conductivities: bands for its plots."""
import numpy as np

from ...classroom import style
from ...classroom.band import band, envelope
from ...classroom.quantity import convert
from ...physics import conductivity

CARRIERS = {"σᵢₒₙ": "ionic conductivity", "σₑ": "electronic conductivity (electrons)"}


def bands(entry, temperatures, pressures, now):
    """Tables of the bands against temperature (K) and oxygen activity; now: those in force.

    What other sources give of the electrons is taken for electrons and holes together.
    """
    factors = {symbol: np.array(entry.property(name).factor_range) for symbol, name in CARRIERS.items()}

    def both(*where):
        return conductivity.partial_conductivities(entry, *where)

    arrhenius = {"1000/T (1/K)": 1000 / temperatures}
    for symbol, values in zip(CARRIERS, both(temperatures, now[1]), strict=True):
        for end, factor in zip(("lowest", "highest"), factors[symbol], strict=True):
            arrhenius[f"{symbol}, {end} (S/cm)"] = convert(values, "S/m", "S/cm") * factor
            arrhenius[f"{symbol}·T, {end} (S K/cm)"] = arrhenius[f"{symbol}, {end} (S/cm)"] * temperatures

    def shares(*where):
        ions, electrons = np.broadcast_arrays(*both(*where))
        return envelope([conductivity.ionic_transference_number(first * ions, second * electrons)
                         for first in factors["σᵢₒₙ"] for second in factors["σₑ"]])
    over_pressure, here = shares(now[0], pressures), shares(*now)
    return {"as known": arrhenius,
            "share as known": {"pO₂ (bar)": pressures, "tᵢₒₙ, lowest": over_pressure[0],
                               "tᵢₒₙ, highest": over_pressure[1]},
            "open here": {"tᵢₒₙ at least": here[0], "tᵢₒₙ at most": here[1],
                          "least times the ions": factors["σᵢₒₙ"][0],
                          "least times the electrons": factors["σₑ"][0]}}


def draw_bands(panel, arrhenius, shares, times):
    """Draw the bands of both carriers, and that of the share."""
    for symbol, carrier in zip(CARRIERS, (style.IONS, style.ELECTRONS), strict=True):
        ends = [f"{symbol}·T, {end} (S K/cm)" if times else f"{symbol}, {end} (S/cm)"
                for end in ("lowest", "highest")]
        band(panel, arrhenius, "as known", "1000/T (1/K)", *ends, carrier)
    band(panel, shares, "share as known", "pO₂ (bar)", "tᵢₒₙ, lowest", "tᵢₒₙ, highest", style.IONS)
