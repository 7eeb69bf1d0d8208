"""Steady currents through an ion-blocking cell when the voltage is no longer small against RT/F.

Sources: Hebb 1952, Wagner 1956/57. Ions are the majority, so the electric potential is flat inside, and
electrons and holes only diffuse. As in `polarization`, V = (mu_e(0) - mu_e(L))/F and v = F V/(R T): a
positive voltage makes the contact at x = L poor in electrons (oxidized).
"""
import numpy as np

from .constants import FARADAY, R
from .law import law
from .polarization import INSIDE
from .quantity import ABOVE_ZERO

LARGEST = 700  # of |v|: exp(709) is the largest exponential a computer number can hold
_NOT_TOO_LARGE = {f"allowed is |F V/(R T)| up to {LARGEST}":
                  lambda voltage, temperature: abs(voltage) <= LARGEST * R * temperature / FARADAY}
_CARRIERS = {"allowed is electron_conductivity + hole_conductivity > 0 S/m":
             lambda electron_conductivity, hole_conductivity: electron_conductivity + hole_conductivity > 0}


@law(where=_NOT_TOO_LARGE | _CARRIERS)
def steady_current_one_blocking(voltage, electron_conductivity, hole_conductivity, thickness, area,
                                temperature):
    """Steady current, x = 0 reversible, x = L blocking: (RT A/(F L)) {s_n [1 - exp(-v)] + s_p [exp(v) - 1]}.

    Returns A. v = F V/(R T); s_n and s_p at the composition that the reversible contact holds.
    Small v: (s_n + s_p) V A/L. Large v: electrons saturate at RT A s_n/(F L), holes grow exponentially.
    Source: Hebb 1952, Wagner 1957.
    """
    v = FARADAY * voltage / (R * temperature)
    electrons = electron_conductivity * -np.expm1(-v)  # expm1(v) is exp(v) - 1, exact for small v as well
    holes = hole_conductivity * np.expm1(v)
    return R * temperature / FARADAY * area / thickness * (electrons + holes)


@law(electronic_conductivity=ABOVE_ZERO, where=_NOT_TOO_LARGE)
def steady_current_both_blocking(voltage, electronic_conductivity, thickness, area, temperature):
    """Steady current, both contacts ion-blocking: I = (RT A/(F L)) 2 s_e tanh(v/2), v = F V/(R T). Returns A.

    Small v: s_e V A/L, with s_e before the experiment; large v: it saturates at 2 RT A s_e/(F L).
    Holds for one kind of electronic carrier, in the minority, whose number in the cell does not change.
    Source: diffusion of one carrier.
    """
    v = FARADAY * voltage / (R * temperature)
    return R * temperature / FARADAY * area / thickness * 2 * electronic_conductivity * np.tanh(v / 2)


@law(where=_NOT_TOO_LARGE | _CARRIERS | INSIDE)
def carrier_profile_one_blocking(position, voltage, electron_conductivity, hole_conductivity, thickness,
                                 temperature):
    """Steady electron and hole concentrations at x, each over its value at the reversible contact x = 0.

    Returns two arrays. Local equilibrium, n p = n0 p0, and the same current everywhere: electrons alone fall
    linearly to exp(-v) at x = L, holes alone rise linearly to exp(v). Limits and source as
    `steady_current_one_blocking`.
    """
    v, xi = FARADAY * voltage / (R * temperature), position / thickness
    both = electron_conductivity + hole_conductivity
    electrons, holes = electron_conductivity / both, hole_conductivity / both
    # With w = p/p0 = n0/n, constant current makes s_p w - s_n/w a straight line in x.
    # That is a quadratic equation for w, solved without cancellation.
    line = holes * (1 - xi + xi * np.exp(v)) - electrons * (1 - xi + xi * np.exp(-v))
    root = np.abs(line) + np.hypot(line, 2 * np.sqrt(electrons) * np.sqrt(holes))
    oxidized = line >= 0
    larger = root / (2 * np.where(oxidized, holes, electrons))
    return np.where(oxidized, 1 / larger, larger)[()], np.where(oxidized, larger, 1 / larger)[()]


@law(where=_NOT_TOO_LARGE | INSIDE)
def carrier_profile_both_blocking(position, voltage, thickness, temperature):
    """Steady concentration of electrons at x over its mean: the line 1 + tanh(v/2) (1 - 2 x/L).

    For holes, use -voltage. Limits and source as `steady_current_both_blocking`.
    """
    v = FARADAY * voltage / (R * temperature)
    return 1 + np.tanh(v / 2) * (1 - 2 * position / thickness)
