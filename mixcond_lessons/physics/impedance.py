"""Alternating-current answer of the cell of `polarization`: small signals, ion-blocking contacts, electroneutral inside.

It is the same experiment seen in frequency: the voltage after a current step has the Laplace transform (i/s) Z(s), the current
after a voltage step (V/s)/Z(s). Source: Jamnik and Maier 1999, doi 10.1149/1.1392611 (their circuit without double layers).
"""
import numpy as np

from .arguments import computed, not_negative, one_of, positive
from .polarization import BLOCKING


def cell_impedance(frequency, ionic_conductivity, electronic_conductivity, chemical_diffusivity, thickness, area,
                   blocking="both", grain_boundary_resistance=0.0, grain_boundary_capacitance=0.0):
    """Complex impedance [ohm] (L/(sigma A)) [1 + (t_i/t_e) tanh(q)/q] + R_gb/(1 + i w R_gb C_gb).

    q = sqrt(i w L^2/(4 D)) with both contacts blocking the ions, sqrt(i w L^2/D) with "one"; w = 2 pi frequency.
    frequency [Hz] >= 0, ionic_conductivity [S/m] >= 0, electronic_conductivity [S/m], chemical_diffusivity [m2/s], thickness [m],
    area [m2], grain_boundary_resistance [ohm] and grain_boundary_capacitance [F] >= 0 (in series); all broadcast. ValueError otherwise.
    Limits: L/(sigma A) at high frequency, L/(sigma_e A) at frequency zero, plus R_gb; no geometric or double-layer capacitance.
    Source: Jamnik and Maier 1999.
    """
    ionic = not_negative("ionic_conductivity", ionic_conductivity, "S/m")
    electronic = positive("electronic_conductivity", electronic_conductivity, "S/m")
    thickness, area = positive("thickness", thickness, "m"), positive("area", area, "m2")
    warburg = _tanh_over_argument(_reduced_frequency(frequency, chemical_diffusivity, thickness, blocking))
    boundary = not_negative("grain_boundary_resistance", grain_boundary_resistance, "ohm")
    capacitance = not_negative("grain_boundary_capacitance", grain_boundary_capacitance, "F")

    def impedance(hertz, ions, electrons, length, face, resistance, capacitance):
        relaxation = 2 * np.pi * hertz * resistance * capacitance
        return length / face / (ions + electrons) * (1 + ions / electrons * warburg) + resistance / (1 + 1j * relaxation)
    return computed(impedance, frequency=np.asarray(frequency, dtype=float), ionic_conductivity=ionic, electronic_conductivity=electronic,
                    thickness=thickness, area=area, grain_boundary_resistance=boundary, grain_boundary_capacitance=capacitance)


def _reduced_frequency(frequency, diffusivity, thickness, blocking):
    """w L^2/(4 D) with both contacts blocking, w L^2/D with one; capped where the diffusion part has long gone."""
    half = np.asarray(thickness, dtype=float) / {"both": 2, "one": 1}[one_of("blocking", blocking, BLOCKING)]
    with np.errstate(over="ignore"):
        reduced = 2 * np.pi * not_negative("frequency", frequency, "Hz") * half * half / positive("chemical_diffusivity", diffusivity, "m2/s")
    return np.minimum(reduced, 1e200)


def _tanh_over_argument(reduced):
    """tanh(q)/q for q = sqrt(i reduced): 1 - q^2/3 where q vanishes."""
    q = np.sqrt(1j * np.maximum(reduced, 1e-6))
    return np.where(reduced < 1e-6, 1 - 1j * reduced / 3, np.tanh(q) / q)[()]
