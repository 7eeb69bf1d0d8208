"""Steady currents through an ion-blocking cell when the voltage is no longer small against RT/F (Hebb 1952, Wagner 1956/57).

Ions are the majority, so the electric potential is flat inside and electrons and holes only diffuse. As in `polarization`,
V = (mu_e(0) - mu_e(L))/F and v = F V/(R T): a positive voltage makes the contact at x = L poor in electrons (oxidized).
"""
import numpy as np
from scipy.constants import R

from .arguments import fraction, not_negative, positive, within
from .constants import FARADAY

LARGEST = 700   # of |v|: exp(709) is the largest exponential a computer number can hold


def _reduced_voltage(voltage, temperature):
    thermal = R * positive("temperature", temperature, "K") / FARADAY
    limit = LARGEST * float(np.min(thermal))
    return within("voltage", voltage, "V", -limit, limit) / thermal, thermal


def _carriers(electron_conductivity, hole_conductivity):
    electrons = not_negative("electron_conductivity", electron_conductivity, "S/m")
    holes = not_negative("hole_conductivity", hole_conductivity, "S/m")
    positive("electron_conductivity + hole_conductivity", electrons + holes, "S/m")
    return electrons, holes


def steady_current_one_blocking(voltage, electron_conductivity, hole_conductivity, thickness, area, temperature):
    """Steady current [A], x = 0 reversible and x = L ion-blocking: (RT A/(F L)) {s_n [1 - exp(-v)] + s_p [exp(v) - 1]}.

    voltage [V] with |F V/(R T)| <= 700; electron_conductivity s_n and hole_conductivity s_p [S/m] >= 0 (not both 0) at the composition that
    the reversible contact holds; thickness [m], area [m2], temperature [K]; all broadcast. Raises ValueError otherwise.
    Small v: (s_n + s_p) V A/L. Large v: electrons saturate at RT A s_n/(F L), holes grow exponentially.
    Source: Hebb 1952, Wagner 1957.
    """
    v, thermal = _reduced_voltage(voltage, temperature)
    electrons, holes = _carriers(electron_conductivity, hole_conductivity)
    geometry = positive("area", area, "m2") / positive("thickness", thickness, "m")
    with np.errstate(over="ignore"):
        current = thermal * geometry * (holes * np.expm1(v) - electrons * np.expm1(-v))
    return within("steady current", current, "A")[()]   # an overflow is refused like any other impossible value


def steady_current_both_blocking(voltage, electronic_conductivity, thickness, area, temperature):
    """Steady current [A], both contacts ion-blocking: (V sigma_e A/L) 2 tanh(v/2)/v, which saturates at 2 RT sigma_e A/(F L).

    electronic_conductivity [S/m] before the experiment; other arguments and errors as `steady_current_one_blocking`.
    Holds for one kind of electronic carrier, in the minority, whose number in the cell does not change. Source: diffusion of one carrier.
    """
    v, thermal = _reduced_voltage(voltage, temperature)
    geometry = positive("area", area, "m2") / positive("thickness", thickness, "m")
    return positive("electronic_conductivity", electronic_conductivity, "S/m") * geometry * thermal * 2 * np.tanh(v / 2)


def carrier_profile_one_blocking(position, voltage, electron_conductivity, hole_conductivity, thickness, temperature):
    """Steady electron and hole concentrations at x, each divided by its value at the reversible contact x = 0: a pair of arrays.

    Local equilibrium, n p = n0 p0, and the same current everywhere. Electrons alone fall linearly to exp(-v) at x = L, holes alone rise
    linearly to exp(v). position [m] from 0 to L; other arguments, errors, limits and source as `steady_current_one_blocking`.
    """
    v, _ = _reduced_voltage(voltage, temperature)
    electrons, holes = _carriers(electron_conductivity, hole_conductivity)
    electrons, holes = electrons / (electrons + holes), holes / (electrons + holes)
    xi = _relative_position(position, thickness)
    # With w = p/p0 = n0/n, constant current makes s_p w - s_n/w a straight line in x: a quadratic, solved without cancellation.
    line = holes * (1 - xi + xi * np.exp(v)) - electrons * (1 - xi + xi * np.exp(-v))
    root = np.abs(line) + np.hypot(line, 2 * np.sqrt(electrons) * np.sqrt(holes))
    oxidized = line >= 0
    larger = root / (2 * np.where(oxidized, holes, electrons))
    return np.where(oxidized, 1 / larger, larger)[()], np.where(oxidized, larger, 1 / larger)[()]


def carrier_profile_both_blocking(position, voltage, thickness, temperature):
    """Steady concentration of electrons at x divided by its mean: the straight line 1 + tanh(v/2) (1 - 2 x/L); for holes, use -voltage.

    Limits and source as `steady_current_both_blocking`, arguments and errors as `carrier_profile_one_blocking`.
    """
    v, _ = _reduced_voltage(voltage, temperature)
    return 1 + np.tanh(v / 2) * (1 - 2 * _relative_position(position, thickness))


def _relative_position(position, thickness):
    return fraction("position / thickness", within("position", position, "m") / positive("thickness", thickness, "m"))
