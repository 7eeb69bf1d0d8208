"""A porous mixed-conducting cathode: how deep the reaction reaches, and what that saves.

The cathode is a porous layer 0 <= x <= L on an electrolyte at x = 0. Its solid conducts ions along x (diffusivity D) and takes up oxygen on its whole
inner surface (exchange rate k), a m2 of it per m3 of cathode; electrons and gas are everywhere in plenty. With eta [V] the loss (RT/4F) ln(p_gas/p_solid)

    s_eff d2 eta/dx2 = a eta/R_s,     s_eff = (1 - e) sigma_ion/tau,     R_s = RT/(4 F^2 c_O k),     sigma_ion = 4 F^2 c_O D/(RT).

k and D are defined with oxygen ATOMS as in `surface_exchange`: near equilibrium k c_O atoms step in and as many out per area and time (the tracer's
k and D, but for correlation). The literature often writes RT/2F^2 with vacancies and other rate constants: compare definitions before numbers.
With the thermodynamic factor G = (1/2) dln pO2/dln c_O, G k and G D are the rates of relaxation experiments. Small signals, one dimension, uniform pores.
Source: Adler, Lane and Steele 1996, doi 10.1149/1.1837252.
"""
import numpy as np

from .arguments import computed, fraction, not_negative, positive, within
from .surface_exchange import characteristic_thickness, surface_resistance


def reaction_zone_length(diffusivity, rate, internal_area, porosity, tortuosity):
    """Depth [m] to which the reaction reaches, l = sqrt((1 - e) D/(tau a k)): the geometric mean of D/k and the solid per surface.

    diffusivity D [m2/s] and rate k [m/s] of one kind; internal_area a [m2/m3 = 1/m]; porosity e in [0, 1); tortuosity tau >= 1 of the solid; all broadcast.
    Raises ValueError otherwise. Holds for a uniform porous layer and l larger than its grains. Source: Adler, Lane and Steele 1996.
    """
    critical = characteristic_thickness(diffusivity, rate)
    return np.sqrt(critical * _solid_share(porosity, tortuosity) / positive("internal_area", internal_area, "1/m"))


def _solid_share(porosity, tortuosity):
    return (1 - fraction("porosity", porosity, includes_one=False)) / within("tortuosity", tortuosity, "", low=1)


def reaction_resistance(diffusivity, rate, oxygen_concentration, temperature, internal_area, porosity, tortuosity, thickness=None):
    """Resistance [ohm m2] of the cathode for direct current, R_chem coth(L/l), R_chem = (RT/4F^2) sqrt(tau/((1 - e) a c_O^2 D k)) = R_s/(a l).

    oxygen_concentration c_O [mol/m3 of solid]; temperature [K]; thickness L [m], None for a layer far thicker than l; others and ValueError as for
    `reaction_zone_length`; all broadcast. Thin layers: R_s/(a L), all surface at work; thick ones: R_chem, however thick. Source: Adler, Lane and Steele 1996.
    """
    length = reaction_zone_length(diffusivity, rate, internal_area, porosity, tortuosity)
    return surface_resistance(rate, oxygen_concentration, temperature) / (internal_area * working_depth(length, thickness))


def working_depth(reaction_zone_length, thickness=None):
    """Depth [m] of cathode that does the work if it all worked as hard as at the electrolyte: l tanh(L/l); times the inner area, the surface at work.

    reaction_zone_length l, thickness L [m] > 0 (None: much thicker than l); broadcast. Raises ValueError otherwise. Never more than L, nor than l.
    a l tanh(L/l) is how many times better it is than a cathode that only conducts electrons and reacts on one flat m2 with the same k (`surface_resistance`).
    """
    length = positive("reaction_zone_length", reaction_zone_length, "m")
    if thickness is None:
        return length
    return length * np.tanh(computed(np.divide, thickness=positive("thickness", thickness, "m"), reaction_zone_length=length))


def storage_time(rate, internal_area, porosity, thermodynamic_factor):
    """Time constant [s] in which the surface fills the solid beside it, t_chem = (1 - e)/(a k G).

    rate k [m/s], internal_area a [1/m], porosity e in [0, 1), thermodynamic_factor G > 0 (far above 1 where vacancies are few);
    all broadcast. Raises ValueError otherwise. Equals R_s/a times the chemical capacitance (1 - e) 4 F^2 c_O/(RT G) per volume.
    """
    per_time = positive("internal_area", internal_area, "1/m") * positive("rate", rate, "m/s") * positive("thermodynamic_factor", thermodynamic_factor, "")
    return (1 - fraction("porosity", porosity, includes_one=False)) / per_time


def cathode_impedance(frequency, resistance, storage_time, depth_ratio=None):
    """Complex impedance [ohm m2] of the cathode, (R_chem/root) coth((L/l) root) with root = sqrt(1 + i w t_chem), w = 2 pi frequency.

    frequency [Hz] >= 0; resistance R_chem [ohm m2] of the thick layer; storage_time t_chem [s]; depth_ratio L/l > 0, None for a thick layer: R_chem/root
    (Gerischer), -Im largest at w t_chem = sqrt(3), where Z = (0.6124 - 0.3536 i) R_chem. All broadcast. Raises ValueError otherwise.
    Limits: a thin layer is R_s/(a L) beside its capacitance, a half circle; high up, 45 degrees. No gas or electrolyte resistance, no interface layer.
    Source: Adler, Lane and Steele 1996; coth by the same equation with a closed end at L.
    """
    resistance = positive("resistance", resistance, "ohm m2")
    with np.errstate(over="ignore"):
        turns = 2 * np.pi * not_negative("frequency", frequency, "Hz") * positive("storage_time", storage_time, "s")
    root = np.sqrt(1 + 1j * np.minimum(turns, 1e200))
    if depth_ratio is None:
        return resistance / root
    depth = within("depth_ratio", depth_ratio, "", 1e-100, 1e100)
    return resistance / (root * np.tanh(depth * root))


def ionic_current_share(position, reaction_zone_length, thickness):
    """Ionic current at depth x as a share of that at the electrolyte: sinh((L - x)/l)/sinh(L/l), from 1 at x = 0 to 0 at the far end.

    position x [m] from 0 to L, reaction_zone_length l and thickness L [m] > 0; broadcast. Raises ValueError otherwise. The rest has gone through electrons.
    Limits: 1 - x/L for L << l, exp(-x/l) for L >> l. Source: the module's equation.
    """
    rest, depth = _depths(position, reaction_zone_length, thickness)
    return np.exp(rest - depth) * (np.expm1(-2 * rest) / np.expm1(-2 * depth))


def loss_share(position, reaction_zone_length, thickness):
    """Loss eta at depth x, and with it the reaction rate there, as a share of that at the electrolyte: cosh((L - x)/l)/cosh(L/l).

    Arguments, errors (ValueError) and source as for `ionic_current_share`. Limits: 1 for L << l, exp(-x/l) for L >> l.
    """
    rest, depth = _depths(position, reaction_zone_length, thickness)
    return np.exp(rest - depth) * ((1 + np.exp(-2 * rest)) / (1 + np.exp(-2 * depth)))


def _depths(position, length, thickness):
    """(L - x)/l and L/l, all checked; np.exp and np.expm1 take them without overflow as long as they stand with a minus."""
    thickness = positive("thickness", thickness, "m")
    share = within("position/thickness", within("position", position, "m") / thickness, "", 0, 1)
    depth = within("thickness/reaction_zone_length", thickness / positive("reaction_zone_length", length, "m"), "", 1e-100, 1e100)
    return depth * (1 - share), depth
