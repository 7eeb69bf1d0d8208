"""Alternating-current answer of the cell of `polarization`.

Small signals, ion-blocking contacts, electroneutral inside. It is the same experiment seen in frequency: the
voltage after a current step has the Laplace transform (i/s) Z(s), the current after a voltage step
(V/s)/Z(s). Source: Jamnik and Maier 1999, doi 10.1149/1.1392611 (their circuit without double layers).
"""
from functools import cache

import numpy as np
import scipy

from .law import law
from .quantity import ABOVE_ZERO

SLOWEST = 1e-6  # of w L^2/(4 D): below it tanh(q)/q is 1 - q^2/3 to all digits
FASTEST = 1e200  # and here diffusion has long gone


@law(electronic_conductivity=ABOVE_ZERO)
def cell_impedance(frequency, ionic_conductivity, electronic_conductivity, chemical_diffusivity, thickness,
                   area, blocking="both", grain_boundary_resistance=0.0, grain_boundary_capacitance=0.0):
    """Impedance, Z = (L/(sigma A)) [1 + (t_i/t_e) tanh(q)/q] + R_gb/(1 + i w R_gb C_gb). Returns complex ohm.

    w = 2 pi f; q = sqrt(i w L^2/(4 D)) with both contacts blocking the ions, sqrt(i w L^2/D) with one; grain
    boundaries in series. Limits: L/(sigma A) at high frequency, L/(sigma_e A) at frequency zero, plus R_gb;
    no geometric or double-layer capacitance. Source: Jamnik and Maier 1999.
    """
    R_gb, C_gb, omega = grain_boundary_resistance, grain_boundary_capacitance, 2 * np.pi * frequency
    length = {"both": thickness / 2, "one": thickness}[blocking]
    reduced = np.minimum(omega * length * length / chemical_diffusivity, FASTEST)
    q = np.sqrt(1j * np.maximum(reduced, SLOWEST))
    diffusion = np.where(reduced < SLOWEST, 1 - 1j * reduced / 3, np.tanh(q) / q)
    all_carriers = thickness / area / (ionic_conductivity + electronic_conductivity)
    cell = all_carriers * (1 + ionic_conductivity / electronic_conductivity * diffusion)
    return cell + R_gb / (1 + 1j * omega * R_gb * C_gb)


@cache
def reduced_peak_frequency():
    """Reduced angular frequency w L^2/(4 D) at which -Im Z of the diffusion arc is largest: 2.54."""
    def imaginary_part(omega):
        return cell_impedance(omega / (2 * np.pi), 1.0, 1.0, 1.0, 1.0, 1.0).imag
    return scipy.optimize.minimize_scalar(imaginary_part, bounds=(8, 13), method="bounded",
                                          options={"xatol": 1e-9}).x / 4
