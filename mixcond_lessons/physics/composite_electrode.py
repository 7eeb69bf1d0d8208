"""A battery electrode of grains, carbon and electrolyte: two rails side by side, and charge that must change from one to the other.

The electrode is the layer 0 <= x <= L: separator at x = 0, where the current I [A/m2] comes in as ions only, collector at x = L, where it leaves as electrons
only. Rails of resistance R_i (ions, in the pores) and R_e (electrons, in the solid) [ohm m2, whole thickness] with eta [V] between them, and per area of the
electrode a storage C [F/m2] and/or a charge transfer resistance R_ct [ohm m2] spread evenly along it. With X = x/L and Y the admittance of what is spread,

    dI_i/dX = -Y eta,     d eta/dX = -R_i I_i + R_e (I - I_i),     so     d2 I_i/dX2 = Y [(R_i + R_e) I_i - R_e I].

Linear and small: C, the resistances and the salt between the grains stay the same all the way, and the grains fill at once (`batteries` is about one grain).
A real C is dq/dE, great on a plateau; where the salt runs out first, less is reached than is said here.
Sources: de Levie 1963; Newman and Tobias 1962; Bumberger, Nenning and Fleig 2024, doi 10.1039/d4cp00975d.
"""
import numpy as np

from .arguments import computed, fraction, not_negative, positive, within
from .batteries import response, share_when_full, surface_response

SMALL = 1e-3   # |z^2| below which the impedance takes its series, so that the real part keeps its digits beside a huge 1/z^2


# --- The rails ---------------------------------------------------------------------------------------------------

def rail_resistance(thickness, conductivity, volume_share=1.0, tortuosity=1.0):
    """Resistance [ohm m2] of one rail over the whole thickness, tau L/(share sigma).

    thickness L [m]; conductivity sigma [S/m] of the material that carries it; volume_share: fraction of the electrode it fills, > 0; tortuosity tau >= 1;
    all broadcast. Raises ValueError otherwise. Source: Ohm's law along a winding path.
    """
    share = fraction("volume_share", volume_share, includes_zero=False)
    return computed(lambda length, sigma, filled, winding: winding * length / filled / sigma, thickness=positive("thickness", thickness, "m"),
                    conductivity=positive("conductivity", conductivity, "S/m"), volume_share=share, tortuosity=within("tortuosity", tortuosity, "", low=1))


def _rails(ionic_resistance, electronic_resistance):
    """Both resistances, not both zero, and their sum [ohm m2]."""
    ions = not_negative("ionic_resistance", ionic_resistance, "ohm m2")
    electrons = not_negative("electronic_resistance", electronic_resistance, "ohm m2")
    return ions, electrons, positive("ionic_resistance + electronic_resistance", ions + electrons, "ohm m2")


# --- Small signals and steady reaction ---------------------------------------------------------------------------

def electrode_impedance(frequency, ionic_resistance, electronic_resistance, capacitance, charge_transfer_resistance=None):
    """Complex impedance [ohm m2] of the electrode, with z^2 = (R_i + R_e) (i w C + 1/R_ct), w = 2 pi frequency:

    Z = R_i R_e/(R_i + R_e) (1 + 2/(z sinh z)) + (R_i^2 + R_e^2)/(R_i + R_e) coth(z)/z.
    frequency [Hz] > 0 (0 is allowed with R_ct); ionic_resistance R_i and electronic_resistance R_e [ohm m2] >= 0, not both 0; capacitance C [F/m2] > 0;
    charge_transfer_resistance R_ct [ohm m2] beside C, None for pure storage; all broadcast. Raises ValueError otherwise.
    Limits: low, (R_i + R_e)/3 and 1/(i w C) in series (with R_ct: its coth at rest); high, R_i R_e/(R_i + R_e). Source: Bumberger, Nenning and Fleig 2024.
    """
    ions, electrons, total = _rails(ionic_resistance, electronic_resistance)
    capacitance = positive("capacitance", capacitance, "F/m2")
    if charge_transfer_resistance is None:
        leak, turns = 0.0, 2 * np.pi * positive("frequency", frequency, "Hz")
    else:
        leak, turns = 1 / positive("charge_transfer_resistance", charge_transfer_resistance, "ohm m2"), 2 * np.pi * not_negative("frequency", frequency, "Hz")
    with np.errstate(over="ignore"):
        square = np.clip(total * leak, 0, 1e200) + 1j * np.clip(total * turns * capacitance, 0, 1e200)
    within("(R_i + R_e) |1/R_ct + i w C|", np.abs(square), "", low=1e-200)
    near, far = _hyperbolic(square)
    return (ions * (electrons / total) * (1 + 2 * far) + (ions * (ions / total) + electrons * (electrons / total)) * near)[()]


def _hyperbolic(square):
    """coth(z)/z and 1/(z sinh z) of z^2."""
    large = np.where(np.abs(square) < SMALL, 1.0, square)
    root = np.sqrt(large)
    near, far = 1 / (root * np.tanh(root)), -2 * np.exp(-root) / np.expm1(-2 * root) / root
    small = np.where(np.abs(square) < SMALL, square, 1.0)
    near_series = 1 / small + 1 / 3 - small / 45 + 2 * small**2 / 945 - small**3 / 4725
    far_series = 1 / small - 1 / 6 + 7 * small / 360 - 31 * small**2 / 15120 + 127 * small**3 / 604800
    return np.where(np.abs(square) < SMALL, near_series, near), np.where(np.abs(square) < SMALL, far_series, far)


def ionic_current_share(position, ionic_resistance, electronic_resistance, charge_transfer_resistance):
    """Share of a steady current that ions still carry at x/L: from 1 at the separator to 0 at the collector, flat at R_e/(R_i + R_e) between where both are far.

    (1 - b) sinh(v (1 - X))/sinh v + b [1 - sinh(v X)/sinh v], b = R_e/(R_i + R_e), v^2 = (R_i + R_e)/R_ct.
    position: x/L, 0 to 1; resistances [ohm m2], R_i and R_e >= 0 and not both 0, R_ct > 0; all broadcast. Raises ValueError otherwise.
    Holds for a linear charge transfer and no change in time. Limits: 1 - X for v << 1. Source: Newman and Tobias 1962.
    """
    place, depth, share = _reaction(position, ionic_resistance, electronic_resistance, charge_transfer_resistance)
    return (1 - share) * _sinh_ratio(1 - place, depth) + share * (1 - _sinh_ratio(place, depth))


def reaction_share(position, ionic_resistance, electronic_resistance, charge_transfer_resistance):
    """Where a steady current changes rails: local reaction rate over its mean, v [(1 - b) cosh(v (1 - X)) + b cosh(v X)]/sinh v; its mean is 1.

    Arguments, errors (ValueError), limits and source as for `ionic_current_share`, of which it is minus the slope. Even for v << 1; for v >> 1 all of it
    within L/v of the separator (if R_i is the larger) and of the collector (if R_e is): the reaction goes where the poorer rail is spared. Dimensionless.
    """
    place, depth, share = _reaction(position, ionic_resistance, electronic_resistance, charge_transfer_resistance)
    return (1 - share) * _cosh_ratio(1 - place, depth) + share * _cosh_ratio(place, depth)


def _reaction(position, ionic_resistance, electronic_resistance, charge_transfer_resistance):
    _, electrons, total = _rails(ionic_resistance, electronic_resistance)
    depth = np.sqrt(within("(R_i + R_e)/R_ct", total / positive("charge_transfer_resistance", charge_transfer_resistance, "ohm m2"), "", 1e-200, 1e200))
    return fraction("position", position), depth, electrons / total


def _sinh_ratio(place, depth):
    """sinh(v X)/sinh(v) without overflow."""
    return np.exp(depth * (place - 1)) * np.expm1(-2 * depth * place) / np.expm1(-2 * depth)


def _cosh_ratio(place, depth):
    """v cosh(v X)/sinh(v) without overflow."""
    return depth * np.exp(depth * (place - 1)) * (1 + np.exp(-2 * depth * place)) / -np.expm1(-2 * depth)


# --- Charging at constant current --------------------------------------------------------------------------------

def charging_time(ionic_resistance, electronic_resistance, capacitance):
    """Time [s] in which charge spreads through the whole electrode, (R_i + R_e) C: L^2 over an effective diffusivity, so it grows as the square of L.

    ionic_resistance, electronic_resistance [ohm m2] >= 0, not both 0; capacitance [F/m2] > 0; broadcast. Raises ValueError otherwise. Source: the module's equation.
    """
    return computed(np.multiply, never_zero=True, resistance=_rails(ionic_resistance, electronic_resistance)[2], capacitance=positive("capacitance", capacitance, "F/m2"))


def reached_depth(time, thickness, ionic_resistance, electronic_resistance, capacitance):
    """Depth [m] that charge has reached from the end where it enters, L sqrt(t/((R_i + R_e) C)), at most L.

    time [s] >= 0; thickness L [m]; others and ValueError as for `charging_time`; all broadcast. A scale, not an edge: at constant current, R_e = 0, the charge
    stored there is 35 % of that at the entrance, at twice that depth 9 %. It does not depend on L, for R and C both grow with it. Source: diffusion length sqrt(D t).
    """
    spread = not_negative("time", time, "s") / charging_time(ionic_resistance, electronic_resistance, capacitance)
    return positive("thickness", thickness, "m") * np.sqrt(np.minimum(spread, 1))


def charging_profile(position, time, current_density, ionic_resistance, electronic_resistance, capacitance):
    """Voltage eta [V] between the rails, times C/L the charge stored per volume, at x/L and t after a constant current starts: I [R_i u(1 - X) + R_e u(X)].

    u(X, t/((R_i + R_e) C)) is `batteries.response` of a slab: each rail drives charge in from the end where the other one has the current.
    position: x/L, 0 to 1; time [s] >= 0; current_density I [A/m2]; others and ValueError as for `charging_time`; all broadcast. Mean over x: I t/C.
    Holds for pure storage (no R_ct), from rest. Late: a parabola that rises everywhere alike. Source: separation of variables, the diffusion equation.
    """
    ions, electrons, _ = _rails(ionic_resistance, electronic_resistance)
    place, spread = fraction("position", position), _spread(time, ionic_resistance, electronic_resistance, capacitance)
    return within("current_density", current_density, "A/m2") * (ions * response(1 - place, spread, "slab") + electrons * response(place, spread, "slab"))


def _spread(time, ionic_resistance, electronic_resistance, capacitance):
    return computed(np.divide, time=not_negative("time", time, "s"), charging_time=charging_time(ionic_resistance, electronic_resistance, capacitance))


def charging_voltage(time, current_density, ionic_resistance, electronic_resistance, capacitance):
    """Voltage [V] between separator and collector at t after a constant current starts, the inverse transform of I Z(s)/s of `electrode_impedance`.

    Arguments, errors (ValueError) and limits as for `charging_profile`. At once I R_i R_e/(R_i + R_e); late I [t/C + (R_i + R_e)/3]; between, as sqrt(t).
    """
    ions, electrons, total = _rails(ionic_resistance, electronic_resistance)
    spread = _spread(time, ionic_resistance, electronic_resistance, capacitance)
    near, far = surface_response(spread, "slab"), response(0.0, spread, "slab")
    felt = ions * (electrons / total) * (1 + 2 * far) + (ions * (ions / total) + electrons * (electrons / total)) * near
    return within("current_density", current_density, "A/m2") * felt


def usable_share(full_time, ionic_resistance, electronic_resistance, capacitance):
    """Share of the electrode's capacity that goes in at constant current I before its terminals reach the cut-off, when without rails it would take T.

    full_time T [s] (3600 s at the rate called 1C); others and ValueError as for `charging_time`; all broadcast. The cut-off is I T/C, what a full electrode shows
    at rest; the terminals (`charging_voltage`) show the drop along the rails as well, so no place is quite full then, unless one rail is perfect. With
    R = R_i + R_e: slow, 1 - R C/(3 T), so the mix of least R takes most; fast, 0 from T = C R_i R_e/R on, where the drop at once is beyond the cut-off
    (for R_e = 0 never: (pi/4) T/(R C)). Holds as `charging_profile`, with the same C up to full: a plateau would let the reaction move on as a front.
    """
    ions, electrons, total = _rails(ionic_resistance, electronic_resistance)
    limit = computed(np.divide, never_zero=True, full_time=positive("full_time", full_time, "s"),
                     charging_time=charging_time(ionic_resistance, electronic_resistance, capacitance))
    left = limit - ions / total * (electrons / total)   # of the cut-off, once the drop at once is taken off; all in I R

    def beyond_the_drop(theta, alike):
        return alike * surface_response(theta, "slab") + (1 - alike) * response(0.0, theta, "slab")
    share = share_when_full(beyond_the_drop, np.where(left > 0, left, 1.0), strength=(ions / total) ** 2 + (electrons / total) ** 2)
    return (share * np.maximum(left, 0) / limit)[()]
