"""A battery electrode of grains, carbon and electrolyte: two rails side by side, with charge that changes
rails.

The electrode is the layer 0 <= x <= L: separator at x = 0, where the current I [A/m2] comes in as ions only,
collector at x = L, where it leaves as electrons only. Rails of resistance R_i (ions, in the pores) and R_e
(electrons, in the solid) [ohm m2, whole thickness] with eta [V] between them, and per area of the electrode a
storage C [F/m2] and/or a charge transfer resistance R_ct [ohm m2] spread evenly along it. With X = x/L and Y
the admittance of what is spread,

    dI_i/dX = -Y eta,     d eta/dX = -R_i I_i + R_e (I - I_i),     so     d2 I_i/dX2 = Y [(R_i + R_e) I_i -
    R_e I].

Linear and small: C, the resistances and the salt between the grains stay the same all the way, and the grains
fill at once (`batteries` is about one grain). A real C is dq/dE, great on a plateau; where the salt runs out
first, less is reached than is said here.
Sources: de Levie 1963; Newman and Tobias 1962; Bumberger, Nenning and Fleig 2024, doi 10.1039/d4cp00975d.
"""
import functools

import numpy as np

from .arguments import positive
from .batteries import response, share_when_full, surface_response
from .law import law

SMALL = 1e-3  # |z^2| below which the impedance takes its series: the real part keeps its digits beside 1/z^2
_A_RAIL = {"at least one of the two rails must have a resistance":
           lambda ionic_resistance, electronic_resistance: ionic_resistance + electronic_resistance > 0}
# The resistances of this module belong to an area: ohm m2.
rails_law = functools.partial(law, ionic_resistance="ionic_rail", electronic_resistance="electronic_rail")
storage_law = functools.partial(rails_law, capacitance="capacitance_per_area", where=_A_RAIL)


# --- The rails --------------------------------------------------------------------------------------------

@law
def rail_resistance(thickness, conductivity, volume_share=1.0, tortuosity=1.0):
    """Resistance of one rail over the whole thickness, tau L/(share sigma). Returns ohm m2.

    conductivity: of the material that carries it; volume_share: of the electrode, that it fills.
    Source: Ohm's law along a winding path.
    """
    return tortuosity * thickness / volume_share / conductivity


# --- Small signals and steady reaction --------------------------------------------------------------------

def _drive(frequency, charge_transfer_resistance):
    """Pure storage lets no direct current through; beside it the charge transfer has a resistance."""
    if charge_transfer_resistance is None:
        positive("frequency", frequency, "Hz")
    else:
        positive("charge_transfer_resistance", charge_transfer_resistance, "ohm m2")
    return True


@storage_law(charge_transfer_resistance="charge_transfer", where=_A_RAIL | {"the frequency must fit": _drive})
def electrode_impedance(frequency, ionic_resistance, electronic_resistance, capacitance,
                        charge_transfer_resistance=None):
    """Complex impedance of the electrode, with z^2 = (R_i + R_e) (i w C + 1/R_ct). Returns ohm m2.

    Z = R_i R_e/(R_i + R_e) (1 + 2/(z sinh z)) + (R_i^2 + R_e^2)/(R_i + R_e) coth(z)/z.
    w = 2 pi frequency, > 0 for pure storage, 0 allowed with R_ct beside C. Limits: low, (R_i + R_e)/3 and
    1/(i w C) in series (with R_ct: its coth at rest); high, R_i R_e/(R_i + R_e).
    Source: Bumberger, Nenning and Fleig 2024.
    """
    total = ionic_resistance + electronic_resistance
    leak = 0.0 if charge_transfer_resistance is None else 1 / np.asarray(charge_transfer_resistance)
    z_squared = total * (2j * np.pi * frequency * capacitance + leak)
    ions, electrons = ionic_resistance / total, electronic_resistance / total
    parallel, squares = total * ions * electrons, total * (ions**2 + electrons**2)
    return parallel * (1 + 2 * inverse_z_sinh(z_squared)) + squares * coth_over_z(z_squared)


def coth_over_z(z_squared):
    """coth(z)/z of z^2, complex and dimensionless; for small z by its series."""
    small, root = _small_and_root(z_squared)
    series = 1 / small + 1 / 3 - small / 45 + 2 * small**2 / 945 - small**3 / 4725
    return np.where(np.abs(z_squared) < SMALL, series, 1 / (root * np.tanh(root)))[()]


def inverse_z_sinh(z_squared):
    """1/(z sinh z) of z^2, complex and dimensionless; for small z by its series."""
    small, root = _small_and_root(z_squared)
    series = 1 / small - 1 / 6 + 7 * small / 360 - 31 * small**2 / 15120 + 127 * small**3 / 604800
    return np.where(np.abs(z_squared) < SMALL, series, -2 * np.exp(-root) / np.expm1(-2 * root) / root)[()]


def _small_and_root(z_squared):
    """z^2 where it is small and 1 elsewhere; z where z^2 is not small and 1 elsewhere."""
    is_small = np.abs(z_squared) < SMALL
    return np.where(is_small, z_squared, 1.0), np.sqrt(np.where(is_small, 1.0, z_squared))


@rails_law(position="reduced_position", where=_A_RAIL)
def ionic_current_share(position, ionic_resistance, electronic_resistance, charge_transfer_resistance):
    """Share of a steady current that ions still carry at x/L: from 1 at the separator to 0 at the collector.

    (1 - b) sinh(v (1 - X))/sinh v + b [1 - sinh(v X)/sinh v], b = R_e/(R_i + R_e), v^2 = (R_i + R_e)/R_ct:
    flat at b between where both ends are far. Holds for a linear charge transfer and no change in time.
    Limits: 1 - X for v << 1. Returns a fraction. Source: Newman and Tobias 1962.
    """
    total = ionic_resistance + electronic_resistance
    depth, share = np.sqrt(total / charge_transfer_resistance), electronic_resistance / total
    return (1 - share) * _sinh_ratio(1 - position, depth) + share * (1 - _sinh_ratio(position, depth))


@rails_law(position="reduced_position", where=_A_RAIL)
def reaction_share(position, ionic_resistance, electronic_resistance, charge_transfer_resistance):
    """Where a steady current changes rails: the local reaction rate over its mean, dimensionless.

    v [(1 - b) cosh(v (1 - X)) + b cosh(v X)]/sinh v; its mean is 1. It is minus the slope of
    `ionic_current_share`, with the same limits and source. Even for v << 1; for v >> 1 all of it within L/v
    of the separator (if R_i is the larger) and of the collector (if R_e is): the reaction goes where the
    poorer rail is spared.
    """
    total = ionic_resistance + electronic_resistance
    depth, share = np.sqrt(total / charge_transfer_resistance), electronic_resistance / total
    return (1 - share) * _cosh_ratio(1 - position, depth) + share * _cosh_ratio(position, depth)


def _sinh_ratio(place, depth):
    """sinh(v X)/sinh(v) without overflow."""
    return np.exp(depth * (place - 1)) * np.expm1(-2 * depth * place) / np.expm1(-2 * depth)


def _cosh_ratio(place, depth):
    """v cosh(v X)/sinh(v) without overflow."""
    return depth * np.exp(depth * (place - 1)) * (1 + np.exp(-2 * depth * place)) / -np.expm1(-2 * depth)


# --- Charging at constant current -------------------------------------------------------------------------

@storage_law(never_zero=True)
def charging_time(ionic_resistance, electronic_resistance, capacitance):
    """Time in which charge spreads through the whole electrode, (R_i + R_e) C. Returns s.

    L^2 over an effective diffusivity, so it grows as the square of L. Source: the module's equation.
    """
    return (ionic_resistance + electronic_resistance) * capacitance


@storage_law
def reached_depth(time, thickness, ionic_resistance, electronic_resistance, capacitance):
    """Depth that charge has reached from the end where it enters, L sqrt(t/((R_i + R_e) C)), at most L.

    Returns m. A scale, not an edge: at constant current, R_e = 0, the charge stored there is 35 % of that at
    the entrance, at twice that depth 9 %. It does not depend on L, for R and C both grow with it. Source:
    diffusion length sqrt(D t).
    """
    spread = time / charging_time(ionic_resistance, electronic_resistance, capacitance)
    return thickness * np.sqrt(np.minimum(spread, 1))


@storage_law(position="reduced_position")
def charging_profile(position, time, current_density, ionic_resistance, electronic_resistance, capacitance):
    """Voltage eta between the rails at x/L and t after a constant current starts. Returns V.

    I [R_i u(1 - X) + R_e u(X)]; times C/L it is the charge stored per volume. u(X, t/((R_i + R_e) C)) is
    `batteries.response` of a slab: each rail drives charge in from the end where the other one has the
    current. Mean over x: I t/C. Holds for pure storage (no R_ct), from rest. Late: a parabola that rises
    everywhere alike. Source: separation of variables, the diffusion equation.
    """
    spread = time / charging_time(ionic_resistance, electronic_resistance, capacitance)
    from_separator, from_collector = response(1 - position, spread,
                                              "slab"), response(position, spread, "slab")
    return current_density * (ionic_resistance * from_separator + electronic_resistance * from_collector)


@storage_law
def charging_voltage(time, current_density, ionic_resistance, electronic_resistance, capacitance):
    """Voltage between separator and collector at t after a constant current starts. Returns V.

    The inverse transform of I Z(s)/s of `electrode_impedance`: at once I R_i R_e/(R_i + R_e); late
    I [t/C + (R_i + R_e)/3]; between, as sqrt(t). Limits as for `charging_profile`.
    """
    total = ionic_resistance + electronic_resistance
    ions, electrons = ionic_resistance / total, electronic_resistance / total
    spread = time / charging_time(ionic_resistance, electronic_resistance, capacitance)
    near, far = surface_response(spread, "slab"), response(0.0, spread, "slab")
    return current_density * total * (ions * electrons * (1 + 2 * far) + (ions**2 + electrons**2) * near)


@storage_law
def usable_share(full_time, ionic_resistance, electronic_resistance, capacitance):
    """Share of the capacity that goes in at constant current before the terminals reach the cut-off.

    Returns a fraction; without rails all of it takes t_full. The cut-off is I t_full/C, that of a full
    electrode at rest. The terminals (`charging_voltage`) show the drop along the rails as well: no place is
    quite full then, unless one rail is perfect. With R = R_i + R_e: slow, 1 - R C/(3 t_full), so the mix of
    least R takes most; fast, 0 from t_full = C R_i R_e/R on, where the drop at once is beyond the cut-off
    (for R_e = 0 never: (pi/4) t_full/(R C)). Holds as `charging_profile`, with the same C up to full: on a
    plateau the reaction would move as a front.
    """
    total = ionic_resistance + electronic_resistance
    ions, electrons = ionic_resistance / total, electronic_resistance / total
    limit = full_time / charging_time(ionic_resistance, electronic_resistance, capacitance)
    left = limit - ions * electrons  # of the cut-off, once the drop at once is taken off; all in I R

    def beyond_the_drop(theta, alike):
        return alike * surface_response(theta, "slab") + (1 - alike) * response(0.0, theta, "slab")
    share = share_when_full(beyond_the_drop, np.where(left > 0, left, 1.0), strength=ions**2 + electrons**2)
    return share * np.maximum(left, 0) / limit
