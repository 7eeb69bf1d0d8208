"""Conductivity relaxation: change the gas, and watch how fast a mixed conductor follows.

A slab of thickness 2a, both faces in the gas, is uniform until the oxygen pressure jumps at t = 0. The change
u of its oxygen content, 0 before and 1 at the end, obeys du/dt = D d2u/dx2 inside and D du/dx = k (1 - u) at
the face x = a, with x counted from the middle. D is the chemical diffusivity and k the chemical exchange
rate: flux of oxygen atoms into the solid = k (c_end - c_face). Everything depends on theta = D t/a^2 and on
the Biot number Bi = k a/D alone; Bi >> 1 is slow diffusion, Bi << 1 a slow face.
Small steps only: D and k constant, conductivity linear in content, gas exchanged at once.
Sources: Crank, The Mathematics of Diffusion (surface evaporation); den Otter, Bouwmeester, Boukamp and
Verweij 2001.
"""
from functools import cache

import numpy as np
import scipy

from .law import law

# Below this theta the two faces do not yet feel each other: the closed form is exact to exp(-1/theta),
# 2e-17. From here on fourteen terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 38.5, 14
_INSIDE = {"position must lie inside the slab, between -half_thickness and half_thickness":
           lambda position, half_thickness: np.abs(position) <= half_thickness}


@law
def biot_number(exchange_rate, half_thickness, chemical_diffusivity):
    """Biot number, Bi = k a/D: how much more the bulk resists than the face. Source: definition."""
    return exchange_rate * half_thickness / chemical_diffusivity


@law
def relaxation_series(biot_number, terms=TERMS):
    """Roots b_n and amplitudes A_n of the change that is still missing, 1 - g = sum A_n exp(-b_n^2 theta).

    b tan b = Bi with (n - 1) pi < b_n < (n - 1/2) pi, and A_n = 2 Bi^2/(b_n^2 (b_n^2 + Bi^2 + Bi)), which add
    up to 1. Returns two arrays with n along a new last axis. Source: Crank.
    """
    biot = biot_number[..., np.newaxis]
    start = np.arange(terms) * np.pi
    # b = start + arctan(Bi/b). The guess lies close below the root, and Newton climbs from there without
    # overshooting.
    roots = np.where(start == 0, np.pi / 2 / np.sqrt(1 + np.pi**2 / 4 / biot),
                     start + np.arctan2(biot, start + np.pi / 2))
    for _ in range(5):
        roots = roots - (roots - start - np.arctan2(biot, roots)) / (1 + 1 / (roots**2 / biot + biot))
    return roots, 2 / (roots**2 * (1 + 1 / biot + (roots / biot) ** 2))


@law
def relaxation_time(exchange_rate, half_thickness, chemical_diffusivity):
    """Slowest time constant, tau = a^2/(b_1^2 D). Returns s.

    4 a^2/(pi^2 D) where diffusion is slow, a/k where the face is slow. Source: first term of the series.
    """
    roots, _ = relaxation_series(biot_number(exchange_rate, half_thickness, chemical_diffusivity), 1)
    return half_thickness / chemical_diffusivity * half_thickness / roots[..., 0] ** 2


@law
def relaxed_fraction(time, exchange_rate, half_thickness, chemical_diffusivity):
    """Change of the conductivity after a step of the gas, g = [sigma(t) - sigma(0)]/[sigma(end) - sigma(0)].

    theta = D t/a^2, Bi = k a/D. Late, g = 1 - sum A_n exp(-b_n^2 theta) with b tan b = Bi; early, the answer
    of a half-space, g = 2 sqrt(theta/pi) - [1 - erfcx(Bi sqrt(theta))]/Bi; equal to 1e-14 where they meet.
    Limits: 1 - exp(-k t/a) for Bi << 1; 2 sqrt(D t/(pi a^2)) early for Bi >> 1. Source: Crank.
    """
    theta = chemical_diffusivity * time / half_thickness / half_thickness
    biot = biot_number(exchange_rate, half_thickness, chemical_diffusivity)
    early = half_space_fraction(np.minimum(theta, SEAM), biot)
    roots, amplitudes = relaxation_series(biot)
    late = 1 - sum_of_decays(amplitudes, roots, theta)
    return np.where(theta < SEAM, early, np.maximum(late, 0))[()]


@law
def missing_fraction(time, exchange_rate, half_thickness, chemical_diffusivity):
    """What is still missing, 1 - g, without loss of digits when it is tiny: late, sum A_n exp(-b_n^2 theta).

    Its logarithm becomes a straight line of slope -1/`relaxation_time`. Limits and source as for
    `relaxed_fraction`.
    """
    theta = chemical_diffusivity * time / half_thickness / half_thickness
    biot = biot_number(exchange_rate, half_thickness, chemical_diffusivity)
    early = 1 - half_space_fraction(np.minimum(theta, SEAM), biot)
    roots, amplitudes = relaxation_series(biot)
    return np.where(theta < SEAM, early, np.minimum(sum_of_decays(amplitudes, roots, theta), 1))[()]


@law(where=_INSIDE)
def relaxation_profile(position, time, exchange_rate, half_thickness, chemical_diffusivity):
    """Change of the oxygen content inside the slab, u(x, t), from 0 before the step to 1 at the end.

    x counts from the middle. Late, 1 - sum A_n b_n cos(b_n x/a)/sin(b_n) exp(-b_n^2 theta); early, two
    half-spaces side by side. Limits and source as for `relaxed_fraction`.
    """
    theta = chemical_diffusivity * time / half_thickness / half_thickness
    biot = biot_number(exchange_rate, half_thickness, chemical_diffusivity)
    place = np.abs(position) / half_thickness
    early = _half_space(1 - place, theta, biot) + _half_space(1 + place, theta, biot)
    roots, amplitudes = relaxation_series(biot)
    shape = amplitudes * roots / np.sin(roots) * np.cos(roots * place[..., np.newaxis])
    return np.where(theta < SEAM, early, 1 - sum_of_decays(shape, roots, theta))[()]


def sum_of_decays(strengths, roots, theta):
    """Return sum_n strengths_n exp(-roots_n^2 theta), with n along the last axis of strengths and roots.

    All are dimensionless.
    """
    return (strengths * np.exp(-roots**2 * theta[..., np.newaxis])).sum(axis=-1)


@law(reduced_time=(0.0, 1.0))
def half_space_fraction(reduced_time, biot_number):
    """What a slab has taken up at first: 2 sqrt(theta/pi) - [1 - erfcx(Bi sqrt(theta))]/Bi.

    Its faces do not feel each other yet. theta = D t/a^2. For small z = Bi sqrt(theta) the terms would
    cancel, so there it is theta Bi int 2 s erfcx(z s) ds. Holds for theta << 1. Source: Crank.
    """
    erfcx, (nodes, weights) = scipy.special.erfcx, _gauss_rule()
    z = biot_number * np.sqrt(reduced_time)
    integral = (2 * nodes * erfcx(np.minimum(z, 1)[..., np.newaxis] * nodes) * weights).sum(axis=-1)
    far = 2 * np.sqrt(reduced_time / np.pi) - (1 - erfcx(z)) / biot_number
    return np.where(z < 1, biot_number * reduced_time * integral, far)


@cache
def _gauss_rule():
    """Nodes and weights of an integral from 0 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(10)
    return (nodes + 1) / 2, weights / 2


def _half_space(distance, theta, biot):
    """Change at `distance` (in a) from one face while the other is still far.

    It is exp(-z^2) [erfcx(z) - erfcx(z + Bi sqrt(theta))].
    """
    root = np.sqrt(np.clip(theta, np.finfo(float).tiny, SEAM))
    z = distance / (2 * root)
    # Beyond z = 27 nothing is left that a number could hold.
    remote = np.exp(-np.minimum(z, 27) ** 2) * (scipy.special.erfcx(z) - scipy.special.erfcx(z + biot * root))
    return np.where(theta == 0, 0.0, remote)
