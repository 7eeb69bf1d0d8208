"""Grains of a battery: diffusion under a constant current, what a pulse tells, how voltage follows the
filling.

A grain is a "sphere" of radius R filled through its surface, or a "slab" filled through one face, R away from
a closed one (so also a plate of 2 R filled from both sides). Inside, dc/dt = D lap c with the chemical
diffusivity D; at the surface D dc/dn = j, the flux into the grain [mol/(m2 s)]. From rest everything follows
from one dimensionless answer u(r, theta) to a constant flux, theta = D t/R^2:

    c - c(0) = (j R/D) u(r/R, theta),     mean of u = k theta,     k = 1 (slab), 3 (sphere).

Constant D, no resistance at the surface, no growth of a second phase: small steps within one phase. x is the
share of filled sites, and +1 the ion's charge.
Sources: Crank, The Mathematics of Diffusion; Weppner and Huggins 1977, doi 10.1149/1.2133112.
"""
from functools import cache

import numpy as np
import scipy

from .arguments import not_negative, positive, same_shape, within
from .constants import FARADAY, R
from .law import law
from .quantity import ABOVE_ZERO, ANY, LARGEST

SURFACE_PER_VOLUME = {"slab": 1, "sphere": 3}  # times 1/R
OFFSET = {"slab": 1 / 3, "sphere": 1 / 5}  # of the surface above the mean, late, in j R/D
# Below this theta the far side (or the centre) does not yet answer at the surface: the closed form is exact
# to exp(-1/theta) = 2e-17, and from here on fourteen terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 38.5, 14
EARLIEST, LATEST = 1e-300, 1e200  # theta that stands in for 0 in divisions, and for anything later
CENTRE = 1e-5  # r/R that stands in for 0 where something is divided by it, when nothing has reached it yet


@cache
def decay_roots(shape):
    """The a_n of the waves exp(-a_n^2 theta) that fade in a grain: a = n pi (slab), tan a = a (sphere).

    shape: "slab" or "sphere". Dimensionless.
    """
    if shape == "slab":
        return np.arange(1, TERMS + 1) * np.pi
    upper = (np.arange(1, TERMS + 1) + 0.5) * np.pi
    roots = upper
    # Tan a = a is a = (n + 1/2) pi - arctan(1/a), which gains at least a factor 20 each time.
    for _ in range(15):
        roots = upper - np.arctan(1 / roots)
    return roots


# --- Filling a grain --------------------------------------------------------------------------------------

@law
def surface_response(reduced_time, shape="sphere"):
    """u at the surface under a constant flux, (c_surface - c(0)) D/(j R), against theta = D t/R^2.
    Dimensionless.

    Late, k theta + 1/5 (sphere) or 1/3 (slab) - 2 sum exp(-a_n^2 theta)/a_n^2 with tan a = a or a = n pi;
    early, exp(theta)(1 + erf sqrt(theta)) - 1 or 2 sqrt(theta/pi). Source: Crank.
    """
    theta, roots = np.minimum(reduced_time, LATEST), decay_roots(shape)
    soon = np.minimum(theta, SEAM)
    early = 2 * np.sqrt(soon / np.pi)
    if shape == "sphere":
        early = np.expm1(soon) + np.exp(soon) * scipy.special.erf(np.sqrt(soon))
    late = SURFACE_PER_VOLUME[shape] * theta + OFFSET[shape] - _decayed(2 / roots**2, roots, theta)
    return np.where(theta < SEAM, early, late)[()]


@law(position="reduced_position")
def response(position, reduced_time, shape="sphere"):
    """u(r, theta) inside a grain under a constant flux, (c - c(0)) D/(j R). Dimensionless.

    position: r/R from the centre (slab: from the closed face). Late, u = k theta + (5 r^2 - 3)/10 (sphere) or
    (3 r^2 - 1)/6 (slab). Source: Crank; early, the half-space and one image.
    """
    place, theta = np.broadcast_arrays(position, np.minimum(reduced_time, LATEST))
    early, late = (_sphere if shape == "sphere" else _slab)(place, theta)
    return np.where(theta < SEAM, early, late)[()]


def _slab(place, theta):
    root, roots = np.sqrt(np.clip(theta, EARLIEST, SEAM)), decay_roots("slab")
    near, far = ((1 - place) / (2 * root), (1 + place) / (2 * root))
    early = 2 * root * (_repeated_error_integral(near) + _repeated_error_integral(far))
    signs = (-1.0) ** np.arange(1, TERMS + 1)
    waves = 2 * signs * np.cos(roots * place[..., np.newaxis]) / roots**2
    return np.where(theta == 0, 0, early), theta + (3 * place**2 - 1) / 6 - _decayed(waves, roots, theta)


def _repeated_error_integral(z):
    """Integral of erfc from z to infinity."""
    return np.exp(-(np.minimum(z, 27) ** 2)) * np.maximum(1 / np.sqrt(np.pi) - z * scipy.special.erfcx(z), 0)


def _sphere(place, theta):
    root, inner = np.sqrt(np.clip(theta, EARLIEST, SEAM)), np.maximum(place, CENTRE)
    early = (_outward(1 - inner, root) - _outward(1 + inner, root)) / inner
    roots = decay_roots("sphere")
    waves = 2 * np.sinc(roots / np.pi * place[..., np.newaxis]) / (roots * np.sin(roots))
    return np.where(theta == 0, 0, early), 3 * theta + (5 * place**2 - 3) / 10 - _decayed(waves, roots, theta)


@cache
def _nodes():
    """Places between 0 and 1, and weights, of Gauss and Legendre's sum for an integral."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    return (nodes + 1) / 2, weights / 2


def _outward(distance, root):
    """exp(-z^2) [erfcx(z - sqrt(theta)) - erfcx(z)], z = distance/(2 sqrt(theta)): r u of one surface.

    As an integral, for the difference would cancel.
    """
    z, (nodes, weights) = distance / (2 * root), _nodes()
    between = z[..., np.newaxis] - root[..., np.newaxis] * nodes
    slope = ((2 / np.sqrt(np.pi) - 2 * between * scipy.special.erfcx(between)) * weights).sum(axis=-1)
    # Beyond z = 27 nothing is left that a number could hold.
    return np.exp(-(np.minimum(z, 27) ** 2)) * root * slope


def _decayed(strengths, roots, theta):
    """sum_n strengths exp(-a_n^2 theta) for theta >= SEAM."""
    fading = np.exp(-np.minimum(roots**2 * np.maximum(theta, SEAM)[..., np.newaxis], 745.0))
    return (strengths * fading).sum(axis=-1)


def _steps(starts, fluxes):
    if starts.ndim != 1 or starts.shape != fluxes.shape or np.any(np.diff(starts) <= 0):
        raise ValueError(f"starts {starts.shape} and fluxes {fluxes.shape}: "
                         "allowed are two lists of one length, with starts increasing")
    return True


def _inside(position, size):
    return (position >= 0) & (position <= size)


@law(time=ANY, where={"position must lie inside the grain, from 0 to size": _inside,
                      "starts and fluxes must fit": _steps})
def concentration_change(position, time, starts, fluxes, size, chemical_diffusivity, shape="sphere"):
    """Change of the concentration in a grain under a current that changes in steps. Returns mol/m3.

    The answers to all steps add: c - c(0) = (R/D) sum (j_n - j_(n-1)) u(r/R, D (t - t_n)/R^2), with
    `response` u.
    position: from the centre (slab: from the closed face); starts: increasing moments t_n at which the flux
    changes;
    fluxes: its value j_n from each of them on, into the grain (0 is a rest; before the first the grain
    rests). Linear, so exact for constant D. Source: superposition, Duhamel.
    """
    place, moment, outside, spreading = (  # with room for the steps, along a last axis
        np.expand_dims(value, -1) for value in (position, time, size, chemical_diffusivity))
    reduced_times = np.maximum(moment - starts, 0) * spreading / outside / outside
    answers = response(place / outside, reduced_times, shape)
    return size / chemical_diffusivity * (answers * np.diff(fluxes, prepend=0.0)).sum(axis=-1)


@law
def usable_share(full_time, size, chemical_diffusivity, shape="sphere"):
    """Share of the capacity that goes in at constant current before the surface is full.

    A perfect grain would take t_full, 1 h at the rate called 1C. The surface is full when u(theta) = k z with
    z = D t_full/R^2. Slow: 1 - offset/(k z), offset 1/5 or 1/3; fast: (pi/4) k^2 z, shrinking with the rate.
    Holds as the module says (D constant over the whole range, which real D is not), for an empty grain at the
    start.
    """
    factor = SURFACE_PER_VOLUME[shape]
    limit = factor * (full_time * chemical_diffusivity / size / size)
    return share_when_full(lambda theta, _: surface_response(theta, shape), limit, factor)


def share_when_full(answer, limit, factor=1.0, strength=1.0):
    """Share of the capacity that is in when what the charger watches has risen to `limit`: factor
    theta/limit.

    answer: what the charger watches, a function (theta, strength) of arrays, increasing in theta, between the
    larger of factor theta and 2 strength sqrt(theta/pi), and their sum; limit, factor, strength > 0, limit
    and strength broadcast. Returns fractions. ValueError for a limit outside 1e-100 to 1e100, or an `answer`
    that leaves those bounds. Source: charge balance.
    """
    limit, strength = same_shape(limit=within("limit", limit, "", 1e-100, 1e100),
                                 strength=positive("strength", strength, ""))
    half = strength / np.sqrt(np.pi)
    least = (limit / (half + np.sqrt(half**2 + factor * limit))) ** 2
    most = np.minimum(limit / factor, np.pi / 4 * (limit / strength) ** 2)
    bounds = least * (1 - 1e-9), most * (1 + 1e-9)
    found = _find_root(lambda theta, limit, strength: answer(theta, strength) / limit - 1, bounds,
                       args=(limit, strength), xrtol=1e-10, fatol=1e-11)
    if not np.all(found.success):
        raise ValueError(f"answer: allowed is a function that rises to limit = {np.max(limit):g} within its "
                         f"bounds")
    return np.minimum(factor * found.x / limit, 1.0)[()]


def _find_root(function, bounds, args, **tolerances):
    from scipy.optimize.elementwise import find_root  # only here: scipy.optimize takes long to load
    return find_root(function, bounds, args=args, tolerances=tolerances)


# --- Pulses: the galvanostatic intermittent titration technique -------------------------------------------

@law(where={"allowed is any other change during the pulse": lambda transient_change: transient_change != 0})
def pulse_diffusivity(pulse_duration, diffusion_length, steady_change, transient_change):
    """Chemical diffusivity that one pulse and its rest give, (4/(pi t)) L^2 (dE_s/dE_t)^2. Returns m2/s.

    diffusion_length L: volume per surface (R for a slab, R/3 for a sphere); steady_change dE_s: of the rest
    voltage from before to long after the pulse; transient_change dE_t: during the pulse, WITHOUT the jump of
    the resistances. Holds for t << L^2/D and small steps in one phase; `pulse_bias` tells how far off it is.
    Source: Weppner and Huggins 1977.
    """
    return 4 / np.pi / pulse_duration * (diffusion_length * (steady_change / transient_change)) ** 2


@law(slope="root_time_slope", where={"allowed is any other slope": lambda slope: slope != 0})
def slope_diffusivity(pulse_duration, diffusion_length, steady_change, slope):
    """Chemical diffusivity from the slope of E against sqrt(t), (4/pi) (L dE_s/(t dE/dsqrt(t)))^2.

    slope: early in the pulse, see `root_time_slope`. Returns m2/s. Holds from the first moments on: the
    resistances' jump is no part of a slope, and a short stretch sees neither curvature nor far side. Source
    as for `pulse_diffusivity`.
    """
    return pulse_diffusivity(pulse_duration, diffusion_length, steady_change, slope * np.sqrt(pulse_duration))


def root_time_slope(time, voltage, curved=False):
    """Slope [V/s^(1/2)] of a voltage against sqrt(t), and its value [V] at t = 0: a pair, by least squares.

    At t = 0 the jump of the resistances ends. time [s] >= 0 since the pulse began and voltage [V]: two lists
    of one length, at least 3 points; curved: whether a term in t is fitted too, which takes up the curvature
    of a sphere. ValueError otherwise. Holds for times << L^2/D; take out the first points if the jump is not
    yet over.
    """
    root, voltage = np.sqrt(not_negative("time", time, "s")), within("voltage", voltage, "V")
    if root.ndim != 1 or root.shape != voltage.shape or len(np.unique(root)) < 3:
        raise ValueError(f"time {root.shape} and voltage {voltage.shape}: "
                         "allowed are two lists of one length with at least three different times")
    fit = np.polynomial.Polynomial.fit(root, voltage, 2 if curved else 1).convert().coef
    return float(fit[1]), float(fit[0])


@law(reduced_time=ABOVE_ZERO)
def pulse_bias(reduced_time, shape="sphere"):
    """What `pulse_diffusivity` finds, over the true D: 4 theta/(pi u^2), theta = D t/R^2 at the pulse's end.

    With L = R/3 (sphere) or R (slab). Tends to 1 for short pulses: on a slab it stays so until the far side
    answers, on a sphere it falls as 1 - sqrt(pi theta), for its surface is not flat.
    """
    return 4 / np.pi * reduced_time / surface_response(reduced_time, shape) ** 2


# --- Voltage and filling ----------------------------------------------------------------------------------

@law
def single_phase_voltage(share, temperature, interaction=0.0, standard_voltage=0.0):
    """Voltage of a solid whose ions share its sites, E_half - (RT/F) [ln(x/(1 - x)) + g (x - 1/2)].
    Returns V.

    Against the pure metal; E_half is the voltage of x = 1/2. Holds for sites all alike, mean field (Frumkin).
    For g < -4 it rises in the middle: no single phase is stable there, and `equilibrium_voltage` tells what
    is seen instead. Source: regular solution.
    """
    forces = interaction * (share - 0.5)
    return standard_voltage - R * temperature / FARADAY * (np.log(share) - np.log1p(-share) + forces)


@law(interaction=(-1000, LARGEST))
def equilibrium_voltage(share, temperature, interaction=0.0, standard_voltage=0.0):
    """Voltage after endless waiting: `single_phase_voltage`, flat at E_half where two phases share the ions.
    Returns V.

    Two phases as in `two_phase_range`, g < -4. Source: common tangent, at E_half by symmetry.
    """
    single = single_phase_voltage(share, temperature, interaction, standard_voltage)
    poor = two_phase_range(interaction)
    return np.where((share > poor) & (share < 1 - poor), standard_voltage, single)[()]


@law
def mixing_energy(share, interaction=0.0):
    """Gibbs energy of one phase over RT per site, x ln x + (1 - x) ln(1 - x) - g x (1 - x)/2. Dimensionless.

    Counted from the full and the empty solid. Its slope against x is that of `single_phase_voltage` times
    -F/RT; for g < -4 it has two minima, and a grain between them gains by parting. Source: regular solution.
    """
    return share * np.log(share) + (1 - share) * np.log1p(-share) - interaction * share * (1 - share) / 2


@law(interaction=(-1000, 0.0))
def phase_boundary_temperature(share, interaction, temperature):
    """Temperature below which a solid of this filling parts into two phases, -(g T/4) y/atanh(y). Returns K.

    y = 2x - 1; interaction g: at the temperature T given, so that the forces have the energy g RT at every
    temperature. Largest at x = 1/2: the critical temperature, -g T/4. Holds for forces that do not change
    with temperature. Source: common tangent, `two_phase_range` solved for the temperature.
    """
    y = 2 * share - 1
    y = np.where(np.abs(y) < 1e-6, 1e-6, y)
    return (-interaction * temperature / 4 * y / np.arctanh(y))[()]


@law(interaction=(-1000, LARGEST))
def two_phase_range(interaction):
    """Share x of the poorer of the two phases that live side by side; 1/2 where there is one phase only.

    The richer has 1 - x. Two phases for g < -4: ln(x/(1 - x)) = -g (x - 1/2), x < 1/2. Source: common
    tangent.
    """
    strength = -interaction / 4
    parted = np.maximum(strength, 1 + 1e-12)
    # With x = 1/(1 + exp(y)): y = 2 b tanh(y/2), b = -g/4; tanh(z) > z - z^3/3 keeps the root above the lower
    # bound.
    bounds = 2 * np.sqrt(3 * (1 - 1 / parted)) * (1 - 1e-9), 2 * parted
    found = _find_root(lambda y, b: 1 - 2 * b * np.tanh(y / 2) / y, bounds, args=(parted,))
    return np.where(strength > 1, scipy.special.expit(-found.x), 0.5)[()]


@law
def unstable_range(interaction):
    """Share x above which (and below 1 - x) a single phase falls apart at once, where 1 + g x (1 - x) = 0.

    1/2 where it never does. Lies inside `two_phase_range`; between the two a single phase may wait. Source:
    d2G/dx2 = 0.
    """
    strength = np.minimum(interaction, -4)
    return 2 / -strength / (1 + np.sqrt(1 + 4 / strength))


@law
def thermodynamic_factor(share, interaction=0.0):
    """Thermodynamic factor dln(activity)/dln(x) = -(F x/RT) dE/dx = [1 + g x (1 - x)]/(1 - x). Dimensionless.

    Negative where a single phase falls apart. Holds as `single_phase_voltage`; tends to 1 for few ions, and
    is 1/(1 - x) without forces. Source: regular solution.
    """
    return (1 + interaction * share * (1 - share)) / (1 - share)


@law(where={"allowed is more than -4, below there are two phases": lambda interaction: interaction > -4})
def lattice_gas_diffusivity(jump_diffusivity, share, interaction=0.0):
    """Chemical diffusivity, thermodynamic factor times D0 (1 - x): D0 [1 + g x (1 - x)]. Returns m2/s.

    jump_diffusivity D0: of a lone ion; an ion among others finds the share 1 - x of sites free. For g < 0
    smallest at x = 1/2, where E(x) is flattest. For g < -4 there are two phases, a boundary moves, and no
    diffusivity describes it; at g = -4, the critical point, it is zero at x = 1/2. Holds in mean field,
    electrons being plenty.
    """
    return jump_diffusivity * (1 - share) * thermodynamic_factor(share, interaction)
