"""Slow faces: oxygen must also step into the membrane and out again, and each step takes its share of ln p.

The exchange rate k is defined with oxygen atoms: near equilibrium k c_O atoms step in and as many out, per
area and time, and the net flux is J_O = k c_O (mu_gas - mu_face)/RT with mu = (RT/2) ln pO2. In moles of O2,
with c_O the oxygen content of the solid,

    J = (k c_O/4) ln(p_gas/p_face),    surface resistance RT/(4 F^2 c_O k)
    sigma_ion = 4 F^2 c_O D/(RT),      L_c = D/k

So k goes with the self-diffusivity D (the tracer k with the tracer D); the k of a relaxation belongs to the
chemical diffusivity, and L_c is the same. Linear in ln p, with k taken at the pressure of the gas: good while
a face takes no more than a factor of a few in pressure.
Sources: Bouwmeester, Kruidhof and Burggraaf 1994,
doi 10.1016/0167-2738(94)90145-7; Adler, Lane and Steele 1996, doi 10.1149/1.1837252.
"""
from typing import NamedTuple

import numpy as np

from .arguments import positive, same_shape
from .constants import FARADAY, R
from .law import law


@law
def exchange_rate(rate_at_reference, pressure_exponent, oxygen_activity, reference_activity=1.0):
    """Exchange rate of a face under an oxygen pressure, k = k_ref (p/p_ref)^m. Returns m/s.

    An empirical law over some decades (m near 1/2 to 1 was measured; m = 0 is the textbook case).
    Source: Bouwmeester 1994.
    """
    return rate_at_reference * (oxygen_activity / reference_activity) ** pressure_exponent


@law
def surface_resistance(rate, oxygen_concentration, temperature):
    """Resistance of one face for small signals, RT/(4 F^2 c_O k). Returns ohm m2.

    Volts per A/m2, with the current 4 F J and the voltage (RT/4F) ln(p_gas/p_face). k as defined in this
    module. Source: Adler, Lane and Steele 1996.
    """
    return R * temperature / (4 * FARADAY**2 * oxygen_concentration * rate)


@law
def characteristic_thickness(diffusivity, rate):
    """Thickness of a membrane whose bulk resists as much as one face, L_c = D/k. Returns m.

    As much as both faces: 2 L_c. D and k are of one kind: both self, both tracer or both chemical. Holds for
    sigma_e >> sigma_ion. Source: Bouwmeester 1994.
    """
    return diffusivity / rate


@law
def flux_with_equal_faces(bulk_flux, thickness, characteristic_thickness):
    """Oxygen flux between two equally slow faces, J = J_bulk/(1 + 2 L_c/L): half the bulk's own at L = 2 L_c.

    Returns mol O2/(m2 s). Holds for k and sigma_ion that do not depend on pO2, and sigma_e >> sigma_ion.
    Source: Bouwmeester 1994.
    """
    return bulk_flux / (1 + 2 * characteristic_thickness / thickness)


@law
def flux_of_faces_alone(rate_low, rate_high, oxygen_concentration, oxygen_activity_low, oxygen_activity_high):
    """Oxygen flux of two faces in series, J = (c_O/4) ln(p_high/p_low)/(1/k_low + 1/k_high).

    The limit of a thin membrane; with equal faces (k c_O/8) ln(p_high/p_low). Returns mol O2/(m2 s).
    Source: Bouwmeester 1994.
    """
    fall = np.log(oxygen_activity_high / oxygen_activity_low)
    return oxygen_concentration / 4 * fall / (1 / rate_low + 1 / rate_high)


class ExchangeFlux(NamedTuple):
    """Oxygen flux [mol O2/(m2 s)] and the oxygen activities that the solid has at its two faces."""

    flux: np.ndarray
    face_activity_low: np.ndarray
    face_activity_high: np.ndarray


@law
def flux_of_faces_and_bulk(diffusivity, rate_low, rate_high, oxygen_concentration, oxygen_activity_low,
                           oxygen_activity_high, thickness):
    """Oxygen flux through face, bulk, face: J = (c_O/4) ln(p_high/p_low)/(1/k_low + L/D + 1/k_high).

    Each of the three takes the part of ln p that its term is of the sum. Returns `ExchangeFlux`.
    Holds for a constant D, sigma_e >> sigma_ion, linear kinetics at the faces and steady state.
    Source: Bouwmeester 1994.
    """
    fall = np.log(oxygen_activity_high / oxygen_activity_low)
    flux = oxygen_concentration / 4 * fall / (1 / rate_low + thickness / diffusivity + 1 / rate_high)
    at_low_face = oxygen_activity_low * np.exp(4 * flux / (oxygen_concentration * rate_low))
    at_high_face = oxygen_activity_high * np.exp(-4 * flux / (oxygen_concentration * rate_high))
    return ExchangeFlux(flux, at_low_face, at_high_face)


def flux_with_slow_faces(bulk_flux, rate_low, rate_high, oxygen_concentration, oxygen_activity_low,
                         oxygen_activity_high, thickness):
    """Oxygen flux through face, any bulk and face, as `ExchangeFlux`: the pressures at the faces settle.

    bulk_flux: function (oxygen_activity_low, oxygen_activity_high, thickness) that gives mol O2/(m2 s) for
    arrays, such as `permeation.wagner_flux` with its conductivities filled in; rate_low, rate_high: k [m/s]
    of the low- and high-pressure face (see `exchange_rate`); oxygen_concentration: c_O [mol/m3]; oxygen
    activities of the gases > 0; thickness [m]; all broadcast. Raises ValueError otherwise, or if bulk_flux
    does not grow with the pressure step. Holds for linear kinetics at the faces and steady state. Source:
    Bouwmeester 1994.
    """
    of_faces = flux_of_faces_alone(rate_low, rate_high, oxygen_concentration,
                                   oxygen_activity_low, oxygen_activity_high)
    arguments = same_shape(low=np.log(oxygen_activity_low), high=np.log(oxygen_activity_high),
                           of_faces=of_faces, thickness=positive("thickness", thickness, "m"),
                           at_low=4 / (oxygen_concentration * np.asarray(rate_low, dtype=float)),
                           at_high=4 / (oxygen_concentration * np.asarray(rate_high, dtype=float)))
    low, high, of_faces, thickness, at_low, at_high = map(np.asarray, arguments)
    of_bulk = bulk_flux(np.exp(low), np.exp(high), thickness)
    if np.any(of_bulk * of_faces < 0):
        raise ValueError(f"bulk_flux = {np.min(of_bulk):g} to {np.max(of_bulk):g} mol/(m2 s): "
                         "allowed is a flux from high to low pressure")
    # Neither part alone passes less than the whole: the flux lies between 0 and the smaller of the two.
    limit = np.where(np.abs(of_bulk) < np.abs(of_faces), of_bulk, of_faces)
    flux = limit * _share_that_all_pass(bulk_flux, limit, low, high, thickness, at_low, at_high)
    return ExchangeFlux(flux[()], np.exp(low + flux * at_low)[()], np.exp(high - flux * at_high)[()])


def _share_that_all_pass(bulk_flux, limit, *given):
    """The share of `limit` at which the bulk passes what the faces pass."""
    from scipy.optimize.elementwise import find_root

    def excess(share, limit, low, high, thickness, at_low, at_high):
        flux = share * limit
        through = bulk_flux(np.exp(low + flux * at_low), np.exp(high - flux * at_high), thickness)
        return np.divide(through, limit, out=np.zeros_like(flux), where=limit != 0) - share

    # A hair beyond 1, for rounding.
    root = find_root(excess, (np.zeros_like(limit), np.full_like(limit, 1 + 1e-9)), args=(limit, *given))
    if not np.all(root.success):
        raise ValueError("bulk_flux: allowed is a function that grows steadily with the pressure step "
                         "and vanishes with it")
    return root.x
