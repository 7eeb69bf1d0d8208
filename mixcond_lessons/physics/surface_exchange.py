"""Slow faces: oxygen must also step from the gas into the membrane and out again, and at each face that needs its own share of ln p.

The exchange rate k [m/s] is defined with oxygen atoms: near equilibrium k c_O atoms step in and as many out, per area and time, and the net
flux is J_O = k c_O (mu_gas - mu_face)/RT with mu = (RT/2) ln pO2. In moles of O2, with c_O [mol/m3] the oxygen content of the solid,

    J = (k c_O/4) ln(p_gas/p_face),    surface resistance RT/(4 F^2 c_O k),    sigma_ion = 4 F^2 c_O D/(RT),    L_c = D/k.

So k goes with the self-diffusivity D (the tracer k with the tracer D); the k of a relaxation belongs to the chemical diffusivity, and L_c is the same.
Linear in ln p, with k taken at the pressure of the gas: good while a face takes no more than a factor of a few in pressure.
Sources: Bouwmeester, Kruidhof and Burggraaf 1994, doi 10.1016/0167-2738(94)90145-7; Adler, Lane and Steele 1996, doi 10.1149/1.1837252.
"""
from typing import NamedTuple

import numpy as np
from scipy.constants import R
from scipy.optimize.elementwise import find_root

from .arguments import positive, same_shape, within
from .constants import FARADAY


def exchange_rate(rate_at_reference, pressure_exponent, oxygen_activity, reference_activity=1.0):
    """Exchange rate k [m/s] = k_ref (p/p_ref)^m of a face under an oxygen pressure.

    rate_at_reference: k_ref [m/s] > 0; pressure_exponent: m in [-2, 2], dimensionless; oxygen_activity, reference_activity > 0; all broadcast.
    Raises ValueError otherwise. An empirical law over some decades (m near 1/2 to 1 was measured; m = 0 is the textbook case). Source: Bouwmeester 1994.
    """
    ratio = np.log(positive("oxygen_activity", oxygen_activity, "")) - np.log(positive("reference_activity", reference_activity, ""))
    return positive("rate_at_reference", rate_at_reference, "m/s") * np.exp(within("pressure_exponent", pressure_exponent, "", -2, 2) * ratio)


def surface_resistance(rate, oxygen_concentration, temperature):
    """Resistance [ohm m2] of one face for small signals, RT/(4 F^2 c_O k): V per A/m2 with the current 4 F J and the voltage (RT/4F) ln(p_gas/p_face).

    rate: k [m/s]; oxygen_concentration: c_O [mol/m3]; temperature [K]; all > 0, broadcast. Raises ValueError otherwise. k as defined in this module.
    """
    energy = R * positive("temperature", temperature, "K")
    return energy / (4 * FARADAY**2 * positive("oxygen_concentration", oxygen_concentration, "mol/m3") * positive("rate", rate, "m/s"))


def characteristic_thickness(diffusivity, rate):
    """Thickness L_c [m] = D/k of a membrane whose bulk resists as much as one face (both faces: 2 L_c).

    diffusivity [m2/s] and rate [m/s] of one kind (both self, both tracer or both chemical), > 0, broadcast. Raises ValueError otherwise.
    Holds for sigma_e >> sigma_ion. Source: Bouwmeester 1994.
    """
    return positive("diffusivity", diffusivity, "m2/s") / positive("rate", rate, "m/s")


def flux_with_equal_faces(bulk_flux, thickness, characteristic_thickness):
    """Oxygen flux [mol O2/(m2 s)] between two equally slow faces, J_bulk/(1 + 2 L_c/L): half the bulk's own at L = 2 L_c.

    bulk_flux: what the membrane would let through with fast faces [mol/(m2 s)]; thickness L, characteristic_thickness L_c [m] > 0; all broadcast.
    Raises ValueError otherwise. Holds for k and sigma_ion that do not depend on pO2, and sigma_e >> sigma_ion. Source: Bouwmeester 1994.
    """
    thickness = positive("thickness", thickness, "m")
    return within("bulk_flux", bulk_flux, "mol/(m2 s)") * thickness / (thickness + 2 * positive("characteristic_thickness", characteristic_thickness, "m"))


def flux_of_faces_alone(rate_low, rate_high, oxygen_concentration, oxygen_activity_low, oxygen_activity_high):
    """Oxygen flux [mol O2/(m2 s)] that two faces in series let through, whatever the thickness: the limit of a thin membrane.

    (c_O/4) ln(p_high/p_low)/(1/k_low + 1/k_high); with equal faces (k c_O/8) ln(p_high/p_low). rate_low, rate_high: k at the low- and the high-pressure
    face [m/s]; oxygen_concentration: c_O [mol/m3]; oxygen activities of the gases > 0; all broadcast. Raises ValueError otherwise. Source: Bouwmeester 1994.
    """
    difference = np.log(positive("oxygen_activity_high", oxygen_activity_high, "")) - np.log(positive("oxygen_activity_low", oxygen_activity_low, ""))
    low, high = positive("rate_low", rate_low, "m/s"), positive("rate_high", rate_high, "m/s")
    return positive("oxygen_concentration", oxygen_concentration, "mol/m3") / 4 * difference / (1 / low + 1 / high)


class ExchangeFlux(NamedTuple):
    """Oxygen flux [mol O2/(m2 s)] and the oxygen activities (dimensionless) that the solid has at its two faces."""

    flux: np.ndarray
    face_activity_low: np.ndarray
    face_activity_high: np.ndarray


def flux_with_slow_faces(bulk_flux, rate_low, rate_high, oxygen_concentration, oxygen_activity_low, oxygen_activity_high, thickness):
    """Oxygen flux through face, bulk and face in series, as `ExchangeFlux`: the pressures at the faces settle until all three pass the same.

    bulk_flux: function (oxygen_activity_low, oxygen_activity_high, thickness) that gives mol O2/(m2 s) for arrays, such as `permeation.wagner_flux` with its
    conductivities filled in; rate_low, rate_high: k [m/s] of the low- and high-pressure face (see `exchange_rate`); oxygen_concentration: c_O [mol/m3];
    oxygen activities of the gases > 0; thickness [m]; all broadcast. Raises ValueError otherwise, or if bulk_flux does not grow with the pressure step.
    Holds for linear kinetics at the faces and steady state. Source: Bouwmeester 1994.
    """
    flux_of_faces = flux_of_faces_alone(rate_low, rate_high, oxygen_concentration, oxygen_activity_low, oxygen_activity_high)
    arguments = same_shape(low=np.log(oxygen_activity_low), high=np.log(oxygen_activity_high), of_faces=flux_of_faces,
                           thickness=positive("thickness", thickness, "m"), at_low=4 / (oxygen_concentration * np.asarray(rate_low, dtype=float)),
                           at_high=4 / (oxygen_concentration * np.asarray(rate_high, dtype=float)))
    low, high, of_faces, thickness, at_low, at_high = (np.asarray(values, dtype=float) for values in arguments)
    of_bulk = bulk_flux(np.exp(low), np.exp(high), thickness)
    if np.any(of_bulk * of_faces < 0):
        raise ValueError(f"bulk_flux = {np.min(of_bulk):g} to {np.max(of_bulk):g} mol/(m2 s): allowed is a flux from high to low pressure")
    # Neither part alone passes less than the whole: the root lies between 0 and the smaller of the two (a hair beyond, for rounding).
    limit = np.where(np.abs(of_bulk) < np.abs(of_faces), of_bulk, of_faces)

    def excess(share, limit, low, high, thickness, at_low, at_high):
        flux = share * limit
        through = bulk_flux(np.exp(low + flux * at_low), np.exp(high - flux * at_high), thickness)
        return np.divide(through, limit, out=np.zeros_like(flux), where=limit != 0) - share

    ends = np.zeros_like(limit), np.full_like(limit, 1 + 1e-9)
    root = find_root(excess, ends, args=(limit, low, high, thickness, at_low, at_high))
    if not np.all(root.success):
        raise ValueError("bulk_flux: allowed is a function that grows steadily with the pressure step and vanishes with it")
    flux = root.x * limit
    return ExchangeFlux(flux[()], np.exp(low + flux * at_low)[()], np.exp(high - flux * at_high)[()])
