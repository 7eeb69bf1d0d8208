"""Into a grain of battery material: diffusion under a constant current, what a pulse tells, and how voltage follows the filling.

A grain is a "sphere" of radius s filled through its surface, or a "slab" filled through one face, s away from a closed one (so also a plate of 2 s
filled from both sides). Inside, dc/dt = D lap c with the chemical diffusivity D; at the surface D dc/dn = j, the flux into the grain [mol/(m2 s)].
From rest everything follows from one dimensionless answer u(r, theta) to a constant flux, theta = D t/s^2:

    c - c(0) = (j s/D) u(r/s, theta),     mean of u = k theta,     k = 1 (slab), 3 (sphere).

Constant D, no resistance at the surface, no growth of a second phase: small steps within one phase. x is the share of filled sites, and +1 the ion's charge.
Sources: Crank, The Mathematics of Diffusion; Weppner and Huggins 1977, doi 10.1149/1.2133112.
"""
import numpy as np
from scipy.constants import R
from scipy.optimize.elementwise import find_root
from scipy.special import erf, erfcx, expit

from .arguments import computed, fraction, not_negative, one_of, positive, same_shape, within
from .constants import FARADAY

SURFACE_PER_VOLUME = {"slab": 1, "sphere": 3}   # times 1/s
# Below this theta the far side (or the centre) does not yet answer at the surface: the closed form is exact to exp(-1/theta) = 2e-17,
# and from here on fourteen terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 38.5, 14
EARLIEST, LATEST = 1e-300, 1e200   # theta that stands in for 0 in divisions, and for anything later
CENTRE = 1e-5   # r/s that stands in for 0 where something is divided by it, early on, when nothing has reached the centre yet
NODES, WEIGHTS = np.polynomial.legendre.leggauss(8)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2


def _sphere_roots(terms=TERMS):
    roots = (np.arange(1, terms + 1) + 0.5) * np.pi
    for _ in range(15):   # tan a = a is a = (n + 1/2) pi - arctan(1/a), which gains at least a factor 20 each time
        roots = (np.arange(1, terms + 1) + 0.5) * np.pi - np.arctan(1 / roots)
    return roots


ROOTS = {"slab": np.arange(1, TERMS + 1) * np.pi, "sphere": _sphere_roots()}


# --- Filling a grain ---------------------------------------------------------------------------------------------

def surface_response(reduced_time, shape="sphere"):
    """u at the surface under a constant flux, dimensionless: (c_surface - c(0)) D/(j s).

    Late, k theta + 1/5 (sphere) or 1/3 (slab) - 2 sum exp(-a_n^2 theta)/a_n^2 with tan a = a or a = n pi; early, exp(theta)(1 + erf sqrt(theta)) - 1
    or 2 sqrt(theta/pi). reduced_time theta = D t/s^2 >= 0, any shape of array; shape: "sphere" or "slab". Raises ValueError otherwise.
    """
    theta, roots = np.minimum(not_negative("reduced_time", reduced_time, ""), LATEST), ROOTS[one_of("shape", shape, SURFACE_PER_VOLUME)]
    soon = np.minimum(theta, SEAM)
    early = np.expm1(soon) + np.exp(soon) * erf(np.sqrt(soon)) if shape == "sphere" else 2 * np.sqrt(soon / np.pi)
    late = SURFACE_PER_VOLUME[shape] * theta + {"sphere": 1 / 5, "slab": 1 / 3}[shape] - _decayed(2 / roots**2, roots, theta)
    return np.where(theta < SEAM, early, late)[()]


def response(position, reduced_time, shape="sphere"):
    """u(r, theta) inside a grain under a constant flux, dimensionless: (c - c(0)) D/(j s).

    position: r/s from the centre (slab: from the closed face), 0 to 1; reduced_time theta = D t/s^2 >= 0; both broadcast; shape: "sphere" or "slab".
    Raises ValueError otherwise. Late, u = k theta + (5 r^2 - 3)/10 (sphere) or (3 r^2 - 1)/6 (slab). Source: Crank; early, the half-space and one image.
    """
    one_of("shape", shape, SURFACE_PER_VOLUME)
    place, theta = same_shape(position=fraction("position", position), reduced_time=np.minimum(not_negative("reduced_time", reduced_time, ""), LATEST))
    return np.where(theta < SEAM, *(_sphere if shape == "sphere" else _slab)(place, theta))[()]


def _slab(place, theta):
    root = np.sqrt(np.clip(theta, EARLIEST, SEAM))
    near, far = ((1 - place) / (2 * root), (1 + place) / (2 * root))
    early = 2 * root * (_repeated_error_integral(near) + _repeated_error_integral(far))
    signs = (-1.0) ** np.arange(1, TERMS + 1)
    waves = 2 * signs * np.cos(ROOTS["slab"] * place[..., np.newaxis]) / ROOTS["slab"] ** 2
    return np.where(theta == 0, 0, early), theta + (3 * place**2 - 1) / 6 - _decayed(waves, ROOTS["slab"], theta)


def _repeated_error_integral(z):
    """Integral of erfc from z to infinity."""
    return np.exp(-(np.minimum(z, 27) ** 2)) * np.maximum(1 / np.sqrt(np.pi) - z * erfcx(z), 0)


def _sphere(place, theta):
    root, inner = np.sqrt(np.clip(theta, EARLIEST, SEAM)), np.maximum(place, CENTRE)
    early = (_outward(1 - inner, root) - _outward(1 + inner, root)) / inner
    roots = ROOTS["sphere"]
    waves = 2 * np.sinc(roots / np.pi * place[..., np.newaxis]) / (roots * np.sin(roots))
    return np.where(theta == 0, 0, early), 3 * theta + (5 * place**2 - 3) / 10 - _decayed(waves, roots, theta)


def _outward(distance, root):
    """exp(-z^2) [erfcx(z - sqrt(theta)) - erfcx(z)], z = distance/(2 sqrt(theta)): r u of one surface. As an integral, for the difference would cancel."""
    z = distance / (2 * root)
    between = z[..., np.newaxis] - root[..., np.newaxis] * NODES
    slope = ((2 / np.sqrt(np.pi) - 2 * between * erfcx(between)) * WEIGHTS).sum(axis=-1)
    return np.exp(-(np.minimum(z, 27) ** 2)) * root * slope   # beyond z = 27 nothing is left that a number could hold


def _decayed(strengths, roots, theta):
    """sum_n strengths exp(-a_n^2 theta) for theta >= SEAM."""
    return (strengths * np.exp(-np.minimum(roots**2 * np.maximum(theta, SEAM)[..., np.newaxis], 745.0))).sum(axis=-1)


def concentration_change(position, time, starts, fluxes, size, chemical_diffusivity, shape="sphere"):
    """Change of the concentration [mol/m3] in a grain under a current that changes in steps: pulses and rests, one answer laid over the other.

    position [m] from the centre (slab: from the closed face), 0 to size; time [s]; both broadcast. starts: increasing moments [s] at which the flux changes;
    fluxes: its value [mol/(m2 s)] from each of them on, into the grain (0 is a rest; before the first the grain rests); size s [m]; chemical_diffusivity
    D [m2/s]; single numbers. Raises ValueError otherwise. Linear, so exact for constant D: c - c(0) = (s/D) sum (j_n - j_(n-1)) u(r, t - t_n).
    """
    starts, fluxes = np.atleast_1d(within("starts", starts, "s")), np.atleast_1d(within("fluxes", fluxes, "mol/(m2 s)"))
    if starts.ndim != 1 or starts.shape != fluxes.shape or np.any(np.diff(starts) <= 0):
        raise ValueError(f"starts {starts.shape} and fluxes {fluxes.shape}: allowed are two lists of one length, with starts increasing")
    size, diffusivity = positive("size", size, "m"), positive("chemical_diffusivity", chemical_diffusivity, "m2/s")
    place, time = same_shape(position=fraction("position/size", within("position", position, "m") / size), time=within("time", time, "s"))
    since = np.maximum(time[..., np.newaxis] - starts, 0)
    answers = response(place[..., np.newaxis], computed(lambda now, d, s: now * d / s / s, time=since, chemical_diffusivity=diffusivity, size=size), shape)
    return size / diffusivity * (answers * np.diff(fluxes, prepend=0.0)).sum(axis=-1)


def usable_share(full_time, size, chemical_diffusivity, shape="sphere"):
    """Share of the capacity that goes in at constant current before the surface is full, when a perfect grain would take `full_time`.

    full_time T [s] (3600 s at the rate called 1C), size s [m], chemical_diffusivity D [m2/s]; all broadcast; shape: "sphere" or "slab". ValueError otherwise.
    The surface is full when u(theta) = k D T/s^2. Slow: 1 - offset/(k D T/s^2), offset 1/5 or 1/3; fast: (pi/4) k^2 D T/s^2, shrinking with the rate.
    Holds as the module says (D constant over the whole range, which real D is not), for an empty grain at the start.
    """
    factor = SURFACE_PER_VOLUME[one_of("shape", shape, SURFACE_PER_VOLUME)]
    limit = factor * computed(lambda now, d, s: now * d / s / s, never_zero=True, full_time=positive("full_time", full_time, "s"),
                              chemical_diffusivity=positive("chemical_diffusivity", chemical_diffusivity, "m2/s"), size=positive("size", size, "m"))
    return share_when_full(lambda theta, _: surface_response(theta, shape), limit, factor)


def share_when_full(answer, limit, factor=1.0, strength=1.0):
    """Share of the capacity that is in when what the charger watches, of which `answer` tells, has risen to `limit`: factor theta/limit. Dimensionless.

    answer: function (theta, strength) of arrays, increasing in theta, between the larger of factor theta and 2 strength sqrt(theta/pi), and their sum;
    limit, factor, strength > 0, limit and strength broadcast. Returns fractions. Raises ValueError for a limit outside 1e-100 to 1e100, or an `answer`
    that leaves those bounds. Source: charge balance.
    """
    limit, strength = same_shape(limit=within("limit", limit, "", 1e-100, 1e100), strength=positive("strength", strength, ""))
    half = strength / np.sqrt(np.pi)
    least = (limit / (half + np.sqrt(half**2 + factor * limit))) ** 2
    most = np.minimum(limit / factor, np.pi / 4 * (limit / strength) ** 2)
    bounds = least * (1 - 1e-9), most * (1 + 1e-9)
    found = find_root(lambda theta, limit, strength: answer(theta, strength) / limit - 1, bounds, args=(limit, strength))
    if not np.all(found.success):
        raise ValueError(f"answer: allowed is a function that rises to limit = {np.max(limit):g} within its bounds")
    return np.minimum(factor * found.x / limit, 1.0)[()]


# --- Pulses: the galvanostatic intermittent titration technique --------------------------------------------------

def pulse_diffusivity(pulse_duration, diffusion_length, steady_change, transient_change):
    """Chemical diffusivity [m2/s] that one pulse and its rest give, (4/(pi t)) L^2 (dE_s/dE_t)^2.

    pulse_duration t [s]; diffusion_length L [m] = volume per surface (s for a slab, s/3 for a sphere); steady_change dE_s: of the rest voltage from before to
    long after the pulse [V]; transient_change dE_t: during the pulse, WITHOUT the jump of the resistances [V], not zero; all broadcast. ValueError otherwise.
    Holds for t << L^2/D and small steps in one phase; `pulse_bias` tells how far off it is. Source: Weppner and Huggins 1977.
    """
    length = positive("diffusion_length", diffusion_length, "m")
    ratio = within("steady_change", steady_change, "V") / _not_zero("transient_change", transient_change, "V")
    return 4 / np.pi / positive("pulse_duration", pulse_duration, "s") * (length * ratio) ** 2


def slope_diffusivity(pulse_duration, diffusion_length, steady_change, slope):
    """Chemical diffusivity [m2/s] from the slope of E against sqrt(t) early in the pulse, (4/pi) (L dE_s/(t dE/dsqrt(t)))^2.

    slope [V/s^(1/2)], not zero (see `root_time_slope`); others, errors (ValueError) and source as for `pulse_diffusivity`.
    Holds from the first moments on: the resistances' jump is no part of a slope, and a short stretch sees neither curvature nor far side.
    """
    duration = positive("pulse_duration", pulse_duration, "s")
    return pulse_diffusivity(duration, diffusion_length, steady_change, _not_zero("slope", slope, "V/s^(1/2)") * np.sqrt(duration))


def _not_zero(name, value, unit):
    value = within(name, value, unit)
    if np.any(value == 0):
        raise ValueError(f"{name} = 0 {unit}: allowed is any other number")
    return value


def root_time_slope(time, voltage, curved=False):
    """Slope [V/s^(1/2)] of a voltage against sqrt(t) and its value [V] at t = 0, where the jump of the resistances ends: a pair, by least squares.

    time [s] >= 0 since the pulse began and voltage [V]: two lists of one length, at least 3 points; curved: whether a term in t is fitted too, which takes
    up the curvature of a sphere. Raises ValueError otherwise. Holds for times << L^2/D; take out the first points if the jump is not yet over.
    """
    root, voltage = np.sqrt(not_negative("time", time, "s")), within("voltage", voltage, "V")
    if root.ndim != 1 or root.shape != voltage.shape or len(np.unique(root)) < 3:
        raise ValueError(f"time {root.shape} and voltage {voltage.shape}: allowed are two lists of one length with at least three different times")
    fit = np.polynomial.Polynomial.fit(root, voltage, 2 if curved else 1).convert().coef
    return float(fit[1]), float(fit[0])


def pulse_bias(reduced_time, shape="sphere"):
    """What `pulse_diffusivity` finds, over the true D: 4 theta/(pi u^2), theta = D t/s^2 at the pulse's end.

    reduced_time theta > 0, any shape of array; shape: "sphere" (with L = s/3) or "slab" (L = s). Raises ValueError otherwise. Tends to 1 for short pulses:
    on a slab it stays so until the far side answers, on a sphere it falls as 1 - sqrt(pi theta), for its surface is not flat.
    """
    theta = positive("reduced_time", reduced_time, "")
    return 4 / np.pi * theta / surface_response(theta, shape) ** 2


# --- Voltage and filling -----------------------------------------------------------------------------------------

def single_phase_voltage(share, temperature, interaction=0.0, standard_voltage=0.0):
    """Voltage [V] against the pure metal of a solid whose ions share its sites, E0 - (RT/F) [ln(x/(1 - x)) + g (x - 1/2)].

    share x in (0, 1); temperature [K]; interaction g, dimensionless: > 0 repel, < 0 attract; standard_voltage E0 [V], that of x = 1/2; all broadcast.
    Raises ValueError otherwise. Holds for sites all alike, mean field (Frumkin). For g < -4 it rises in the middle: no single phase is stable there,
    and `equilibrium_voltage` tells what is seen instead. Source: regular solution.
    """
    share = fraction("share", share, includes_zero=False, includes_one=False)
    energy = R * positive("temperature", temperature, "K") / FARADAY
    return within("standard_voltage", standard_voltage, "V") - energy * (np.log(share) - np.log1p(-share) + within("interaction", interaction, "") * (share - 0.5))


def equilibrium_voltage(share, temperature, interaction=0.0, standard_voltage=0.0):
    """Voltage [V] after endless waiting: `single_phase_voltage`, and a flat line at E0 where two phases share the ions (`two_phase_range`, g < -4).

    Arguments, errors (ValueError) and limits as there. Source: common tangent, at E0 by symmetry.
    """
    single = single_phase_voltage(share, temperature, interaction, standard_voltage)
    poor = two_phase_range(interaction)
    return np.where((np.asarray(share) > poor) & (np.asarray(share) < 1 - poor), standard_voltage, single)[()]


def two_phase_range(interaction):
    """Share x of the poorer of the two phases that live side by side; the richer has 1 - x. 1/2 where one phase is stable at every filling.

    interaction g, dimensionless, any shape, above -1000. Raises ValueError otherwise. Two phases for g < -4: ln(x/(1 - x)) = -g (x - 1/2), x < 1/2.
    """
    strength = -within("interaction", interaction, "", low=-1000) / 4
    parted = np.maximum(strength, 1 + 1e-12)
    # With x = 1/(1 + exp(y)): y = 2 b tanh(y/2), b = -g/4; and tanh(z) > z - z^3/3 keeps the root above the lower bound.
    bounds = 2 * np.sqrt(3 * (1 - 1 / parted)) * (1 - 1e-9), 2 * parted
    found = find_root(lambda y, b: 1 - 2 * b * np.tanh(y / 2) / y, bounds, args=(parted,))
    return np.where(strength > 1, expit(-found.x), 0.5)[()]


def unstable_range(interaction):
    """Share x above which (and below 1 - x) a single phase falls apart at once, where 1 + g x (1 - x) = 0; 1/2 where it never does.

    interaction g, dimensionless, any shape. Raises ValueError otherwise. Lies inside `two_phase_range`; between the two a single phase may wait. Source: d2G/dx2 = 0.
    """
    strength = np.minimum(within("interaction", interaction, ""), -4)
    return (2 / -strength / (1 + np.sqrt(1 + 4 / strength)))[()]


def thermodynamic_factor(share, interaction=0.0):
    """Thermodynamic factor dln(activity)/dln(x) = -(F x/RT) dE/dx = [1 + g x (1 - x)]/(1 - x), dimensionless; negative where a single phase falls apart.

    share x in (0, 1); interaction g; broadcast. Raises ValueError otherwise. Holds as `single_phase_voltage`; tends to 1 for few ions, 1/(1 - x) without forces.
    """
    share = fraction("share", share, includes_zero=False, includes_one=False)
    return 1 / (1 - share) + within("interaction", interaction, "") * share


def lattice_gas_diffusivity(jump_diffusivity, share, interaction=0.0):
    """Chemical diffusivity [m2/s], thermodynamic factor times D0 (1 - x): D0 [1 + g x (1 - x)]; for g < 0 smallest at x = 1/2, where E(x) is flattest.

    jump_diffusivity D0: of a lone ion [m2/s]; an ion among others finds the share 1 - x of sites free; share x in (0, 1); interaction g > -4; all broadcast.
    Raises ValueError otherwise: for g < -4 there are two phases, a boundary moves, and no diffusivity describes it; at g = -4,
    the critical point, it is zero at x = 1/2. Holds in mean field, electrons being plenty.
    """
    interaction = within("interaction", interaction, "", low=-4, includes_low=False)
    free = 1 - fraction("share", share, includes_zero=False, includes_one=False)
    return positive("jump_diffusivity", jump_diffusivity, "m2/s") * free * thermodynamic_factor(share, interaction)
