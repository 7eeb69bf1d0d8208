"""A porous mixed-conducting cathode: how deep the reaction reaches, and what that saves.

The cathode is a porous layer 0 <= x <= L on an electrolyte at x = 0. Its solid conducts ions along x
(diffusivity D) and takes up oxygen on its whole inner surface (exchange rate k), a m2 of it per m3 of
cathode. There are enough electrons and enough gas everywhere. With eta [V] the loss (RT/4F) ln(p_gas/p_solid)

    s_eff d2 eta/dx2 = a eta/R_s,     s_eff = (1 - e) sigma_ion/tau,
    R_s = RT/(4 F^2 c_O k),           sigma_ion = 4 F^2 c_O D/(RT).

k and D are defined with oxygen ATOMS as in `surface_exchange`: near equilibrium k c_O atoms step in and as
many out per area and time (the tracer's k and D, but for correlation). The literature often writes RT/2F^2
with vacancies and other rate constants: compare definitions before numbers. With the thermodynamic factor G =
(1/2) dln pO2/dln c_O, the products G k and G D are the rates of relaxation experiments. Small signals, one
dimension, uniform pores. Source: Adler, Lane and Steele 1996, doi 10.1149/1.1837252.
"""
import numpy as np

from .constants import FARADAY, R
from .law import law
from .quantity import ABOVE_ZERO

_INSIDE = {"position must lie between 0 and the thickness":
           lambda position, thickness: (position >= 0) & (position <= thickness)}


@law
def reaction_zone_length(diffusivity, rate, internal_area, porosity, tortuosity):
    """Depth to which the reaction reaches, l = sqrt((1 - e) D/(tau a k)). Returns m.

    D and k must be of one kind. Holds for a uniform porous layer and l larger than its grains.
    Source: Adler, Lane and Steele 1996.
    """
    return np.sqrt((1 - porosity) * diffusivity / (tortuosity * internal_area * rate))


@law(never_zero=True)
def reaction_resistance(diffusivity, rate, oxygen_concentration, temperature, internal_area, porosity,
                        tortuosity, thickness=None):
    """Resistance of the cathode for direct current, R = R_chem coth(L/l).

    R_chem = (RT/4F^2) sqrt(tau/((1 - e) a c_O^2 D k)). thickness None: a layer much thicker than l. Returns
    ohm m2. Limits: R_s/(a L) for a thin layer, where all surface is at work; R_chem = R_s/(a l) for a thick
    one. Holds as `reaction_zone_length`. Source: Adler, Lane and Steele 1996.
    """
    zone = reaction_zone_length(diffusivity, rate, internal_area, porosity, tortuosity)
    solid = (1 - porosity) / tortuosity * internal_area * oxygen_concentration**2
    thick_layer = R * temperature / (4 * FARADAY**2) / np.sqrt(solid * diffusivity * rate)
    return thick_layer if thickness is None else thick_layer / np.tanh(thickness / zone)


@law
def working_depth(reaction_zone_length, thickness=None):
    """Depth of cathode that would do the work if all of it worked as at the electrolyte: l tanh(L/l).

    Returns m. thickness None: a layer much thicker than l. Never more than L, nor than l. Times the inner
    surface a it says how many times better this cathode is than one that conducts only electrons and reacts
    on one flat face with the same k. Source: `loss_share` integrated over the depth.
    """
    thick = np.inf if thickness is None else thickness / reaction_zone_length
    return reaction_zone_length * np.tanh(thick)


@law
def storage_time(rate, internal_area, porosity, thermodynamic_factor):
    """Time constant in which the surface fills the solid beside it, t_chem = (1 - e)/(a k G). Returns s.

    Equals R_s/a times the chemical capacitance (1 - e) 4 F^2 c_O/(RT G) per volume. G is far above 1 where
    vacancies are few. Source: Adler, Lane and Steele 1996.
    """
    return (1 - porosity) / (internal_area * rate * thermodynamic_factor)


@law(resistance=("area_specific_resistance", ABOVE_ZERO), storage_time="time_constant")
def cathode_impedance(frequency, resistance, storage_time, depth_ratio=None):
    """Impedance of the cathode, Z = (R_chem/root) coth((L/l) root) with root = sqrt(1 + i w t_chem).

    resistance: R_chem, of the thick layer; storage_time: t_chem; w = 2 pi frequency. depth_ratio None: a
    thick layer, Z = R_chem/root (Gerischer), where -Im Z is largest at w t_chem = sqrt(3), with
    Z = (0.6124 - 0.3536 i) R_chem. Returns complex ohm m2. Limits: a thin layer is R_s/(a L) beside its
    capacitance, half a circle; at high frequency the angle is 45 degrees.
    No resistance of gas or electrolyte, no interface layer.
    Source: Adler, Lane and Steele 1996; coth from the same equation with a closed end at L.
    """
    # Beyond 1e200 the square of the angle would be too large for a number.
    angle = np.minimum(2 * np.pi * frequency * storage_time, 1e200)
    root = np.sqrt(1 + 1j * angle)
    return resistance / root if depth_ratio is None else resistance / (root * np.tanh(depth_ratio * root))


@law(where=_INSIDE)
def ionic_current_share(position, reaction_zone_length, thickness):
    """Ionic current at depth x as a share of that at the electrolyte: sinh((L - x)/l)/sinh(L/l).

    From 1 at x = 0 to 0 at the far end; the rest is carried by electrons. Limits: 1 - x/L for L << l,
    exp(-x/l) for L >> l. Source: the module's equation.
    """
    rest, depth = (thickness - position) / reaction_zone_length, thickness / reaction_zone_length
    # sinh(rest)/sinh(depth), written so that no exponential becomes too large
    return np.exp(rest - depth) * (np.expm1(-2 * rest) / np.expm1(-2 * depth))


@law(where=_INSIDE)
def loss_share(position, reaction_zone_length, thickness):
    """Loss and reaction rate at depth x over those at the electrolyte: cosh((L - x)/l)/cosh(L/l).

    Limits: 1 for L << l, exp(-x/l) for L >> l. Source: the module's equation.
    """
    rest, depth = (thickness - position) / reaction_zone_length, thickness / reaction_zone_length
    # cosh(rest)/cosh(depth), written so that no exponential becomes too large
    return np.exp(rest - depth) * ((1 + np.exp(-2 * rest)) / (1 + np.exp(-2 * depth)))
