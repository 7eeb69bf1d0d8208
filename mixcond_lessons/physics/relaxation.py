"""Conductivity relaxation: change the gas, and watch how fast a mixed conductor follows. The commonest experiment of the trade.

A slab of thickness 2a, both faces in the gas, is uniform until the oxygen pressure jumps at t = 0. The change u of its oxygen content, 0 before
and 1 when all is over, obeys du/dt = D d2u/dx2 inside and D du/dx = k (1 - u) at the face x = a, with x counted from the middle. D is the
chemical diffusivity and k [m/s] the chemical exchange rate: flux of oxygen atoms into the solid = k (c_end - c_face). With theta = D t/a^2 and
the Biot number Bi = k a/D everything depends on theta and Bi alone; Bi >> 1 is slow diffusion, Bi << 1 a slow face.
Small steps only: D and k constant, conductivity linear in content, gas exchanged at once.
Sources: Crank, The Mathematics of Diffusion (surface evaporation); den Otter, Bouwmeester, Boukamp and Verweij 2001.
"""
import numpy as np
from scipy.special import erfcx

from .arguments import not_negative, positive, within

# Below this theta the two faces do not yet feel each other: the closed form is exact to exp(-1/theta) = 2e-17, and from here
# on fourteen terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 38.5, 14
LATEST, EARLIEST = 1e300, 1e-300   # theta that stands in for anything later, and the one that stands in for 0 in divisions
NODES, WEIGHTS = np.polynomial.legendre.leggauss(10)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2


def biot_number(exchange_rate, half_thickness, chemical_diffusivity):
    """Biot number Bi = k a/D, dimensionless: how much more the bulk resists than the face.

    exchange_rate k [m/s], half_thickness a [m], chemical_diffusivity D [m2/s]; all > 0, broadcast. Raises ValueError otherwise. Source: definition.
    """
    rate = positive("exchange_rate", exchange_rate, "m/s") * positive("half_thickness", half_thickness, "m")
    return rate / positive("chemical_diffusivity", chemical_diffusivity, "m2/s")


def relaxation_series(biot_number, terms=TERMS):
    """Roots b_n and amplitudes A_n of the change that is still missing, 1 - g = sum A_n exp(-b_n^2 theta).

    b tan b = Bi with (n - 1) pi < b_n < (n - 1/2) pi, and A_n = 2 Bi^2/(b_n^2 (b_n^2 + Bi^2 + Bi)), which add up to 1.
    biot_number > 0, dimensionless; terms: how many. Returns two arrays with n along a new last axis. ValueError otherwise. Source: Crank.
    """
    biot = within("biot_number", biot_number, "", 1e-100, 1e100)[..., np.newaxis]
    start = np.arange(terms) * np.pi
    # b = start + arctan(Bi/b). The guess lies close below the root, and Newton climbs from there without ever overshooting.
    roots = np.where(start == 0, np.pi / 2 / np.sqrt(1 + np.pi**2 / 4 / biot), start + np.arctan2(biot, start + np.pi / 2))
    for _ in range(5):
        roots = roots - (roots - start - np.arctan2(biot, roots)) / (1 + 1 / (roots**2 / biot + biot))
    return roots, 2 / (roots**2 * (1 + 1 / biot + (roots / biot) ** 2))


def relaxation_time(exchange_rate, half_thickness, chemical_diffusivity):
    """Slowest time constant [s], a^2/(b_1^2 D): 4 a^2/(pi^2 D) where diffusion is slow (Bi >> 1), a/k where the face is slow (Bi << 1).

    Arguments and errors (ValueError) as for `biot_number`. Source: first term of the series.
    """
    roots, _ = relaxation_series(biot_number(exchange_rate, half_thickness, chemical_diffusivity), 1)
    return np.asarray(half_thickness, dtype=float) / chemical_diffusivity * half_thickness / roots[..., 0] ** 2


def relaxed_fraction(time, exchange_rate, half_thickness, chemical_diffusivity):
    """Relative change g(t) of the conductivity after a step of the gas at t = 0, from 0 to 1: [sigma(t) - sigma(0)]/[sigma(end) - sigma(0)].

    Late, 1 - sum A_n exp(-b_n^2 theta); early, 2 sqrt(theta/pi) - [1 - erfcx(Bi sqrt(theta))]/Bi, the answer of a half-space: equal to 1e-14 where they meet.
    time [s] >= 0, exchange_rate k [m/s], half_thickness a [m], chemical_diffusivity D [m2/s] > 0; all broadcast. Raises ValueError otherwise.
    Limits: 1 - exp(-k t/a) for Bi << 1; 2 sqrt(D t/(pi a^2)) early for Bi >> 1. Source: Crank.
    """
    return _relaxed(*_reduced(time, exchange_rate, half_thickness, chemical_diffusivity))[0]


def missing_fraction(time, exchange_rate, half_thickness, chemical_diffusivity):
    """What is still missing, 1 - g(t), without loss of digits when it is tiny: its logarithm becomes a straight line of slope -1/`relaxation_time`.

    Arguments, errors (ValueError), limits and source as for `relaxed_fraction`; a fraction.
    """
    return _relaxed(*_reduced(time, exchange_rate, half_thickness, chemical_diffusivity))[1]


def relaxation_profile(position, time, exchange_rate, half_thickness, chemical_diffusivity):
    """Change of the oxygen content u(x, t) inside the slab, from 0 before the step to 1 at the end.

    position: x [m] from the middle, between -a and a; other arguments, errors (ValueError), limits and source as for `relaxed_fraction`; all broadcast.
    Late, 1 - sum A_n b_n cos(b_n x/a)/sin(b_n) exp(-b_n^2 theta); early, two half-spaces side by side.
    """
    theta, biot = _reduced(time, exchange_rate, half_thickness, chemical_diffusivity)
    place = np.abs(within("position/half_thickness", within("position", position, "m") / np.asarray(half_thickness, dtype=float), "", -1, 1))
    place, theta, biot = np.broadcast_arrays(place, theta, biot)
    early = _half_space(1 - place, theta, biot) + _half_space(1 + place, theta, biot)
    roots, amplitudes = relaxation_series(biot)
    shape = amplitudes * roots / np.sin(roots) * np.cos(roots * place[..., np.newaxis])
    return np.where(theta < SEAM, early, 1 - _decayed(shape, roots, theta))[()]


def _reduced(time, exchange_rate, half_thickness, chemical_diffusivity):
    """theta = D t/a^2 (capped where all is long over) and the Biot number."""
    biot = biot_number(exchange_rate, half_thickness, chemical_diffusivity)
    with np.errstate(over="ignore"):
        theta = not_negative("time", time, "s") * chemical_diffusivity / half_thickness / half_thickness
    return np.minimum(theta, LATEST), biot


def _relaxed(theta, biot):
    """What has changed and what is still missing; each from the formula that keeps its digits."""
    roots, amplitudes = relaxation_series(biot)
    missing = np.minimum(_decayed(amplitudes, roots, theta), 1)   # no rounding above 1
    early = _half_space_content(np.minimum(theta, SEAM), biot)
    is_early = theta < SEAM
    return np.where(is_early, early, 1 - missing)[()], np.where(is_early, 1 - early, missing)[()]


def _decayed(strengths, roots, theta):
    """sum_n strengths exp(-b_n^2 theta) for theta >= SEAM."""
    late = np.clip(theta, SEAM, LATEST)[..., np.newaxis]
    # exp(-745) is the smallest number there is.
    return (strengths * np.exp(-np.minimum(roots**2 * late, 745.0))).sum(axis=-1)


def _half_space_content(theta, biot):
    """2 sqrt(theta/pi) - [1 - erfcx(z)]/Bi, z = Bi sqrt(theta). For small z the terms would cancel, so there it is theta Bi int 2 s erfcx(z s) ds."""
    z = biot * np.sqrt(theta)
    gentle = biot * theta * (2 * NODES * erfcx(np.minimum(z, 1)[..., np.newaxis] * NODES) * WEIGHTS).sum(axis=-1)
    return np.where(z < 1, gentle, 2 * np.sqrt(theta / np.pi) - (1 - erfcx(z)) / biot)


def _half_space(distance, theta, biot):
    """Change at `distance` (in a) from one face while the other is still far: exp(-z^2) [erfcx(z) - erfcx(z + Bi sqrt(theta))]."""
    root = np.sqrt(np.clip(theta, EARLIEST, SEAM))
    z = distance / (2 * root)
    # Beyond z = 27 nothing is left that a number could hold.
    return np.where(theta == 0, 0.0, np.exp(-np.minimum(z, 27) ** 2) * (erfcx(z) - erfcx(z + biot * root)))
