"""Vacancies in a film that a voltage drives to one side: they drift, they diffuse, and no contact lets them out.

The film is the slab 0 <= x <= L. With X = x/L, tau = D t/L^2 and the reduced voltage v = z F V/(RT), positive where it drives towards x = L:

    dc/dtau = d2c/dX2 - v dc/dX,    v c - dc/dX = 0 at X = 0 and X = 1.

Concentrations c are in units of the mean, so that the integral of c over X is 1 for ever. The field is uniform: the electrons carry the current and the
vacancies are too few to bend it; they are dilute, save in `crowded_profile`. Source: Mason and Weaver 1924 (a sediment under gravity obeys the same equation).
"""
import numpy as np
from scipy.constants import R
from scipy.special import erf, erfc, erfcx, expit, exprel

from .arguments import computed, fraction, not_negative, positive, within
from .constants import FARADAY

STRONGEST = 1e4
# Below this tau each wave has met one contact at most: the closed forms are exact to exp(-1/tau) = 2e-16, and from here on twelve
# terms of the series are enough.
SEAM, TERMS = 1 / 36, 12
LATEST, EARLIEST = 1e3, 1e-30   # tau beyond which nothing changes any more, and the one that stands in for 0 in divisions
GENTLE = 1e-5                   # below this voltage a profile is a straight answer to it


def reduced_voltage(voltage, charge_number, temperature):
    """Reduced voltage v = z F V/(RT), dimensionless: how much stronger the voltage is than heat.

    voltage [V], charge_number z (2 for an oxygen vacancy), temperature [K] > 0; all broadcast. Raises ValueError otherwise. Source: Boltzmann.
    """
    return computed(lambda volts, charge, kelvin: charge * FARADAY / R / kelvin * volts, voltage=within("voltage", voltage, "V"),
                    charge_number=within("charge_number", charge_number, ""), temperature=positive("temperature", temperature, "K"))


def relaxation_rate(thickness, diffusivity, reduced_voltage):
    """Slowest rate [1/s] at which the film settles, (pi^2 + v^2/4) D/L^2: pi^2 D/L^2 is the rate of forgetting without voltage.

    thickness L [m], diffusivity D of the vacancies [m2/s], both > 0; reduced_voltage v from -1e4 to 1e4; all broadcast. Raises ValueError otherwise.
    Holds for crowded vacancies (`crowded_profile`) too: the Cole-Hopf transformation makes their equation linear. Source: separation of variables.
    """
    unit = computed(lambda length, speed: speed / length / length, thickness=positive("thickness", thickness, "m"),
                    diffusivity=positive("diffusivity", diffusivity, "m2/s"))
    return (np.pi**2 + _drive(reduced_voltage) ** 2 / 4) * unit


# --- At rest under voltage ---------------------------------------------------------------------------------------

def steady_profile(position, thickness, reduced_voltage):
    """Concentration c(x) in units of the mean once drift and diffusion balance: v exp(v X)/(exp(v) - 1), a layer of thickness L/|v| at one contact.

    position x [m] from 0 to L, thickness L [m] > 0, reduced_voltage v from -1e4 to 1e4; all broadcast. Raises ValueError otherwise. Source: Boltzmann.
    """
    near, drive, _ = _facing(_place(position, thickness), _drive(reduced_voltage))
    return np.exp(-drive * near) / exprel(-drive)


def crowded_profile(position, thickness, reduced_voltage, mean_site_fraction):
    """Fraction of the sites that is vacant at rest under voltage where each site takes one vacancy: 1/(1 + exp(-(v X + b))), b from the mean.

    mean_site_fraction in (0, 1); other arguments, errors (ValueError) as in `steady_profile`; all broadcast. Few vacancies: the mean times `steady_profile`;
    a strong voltage: a full and an empty part with a border of thickness L/|v|. Source: Fermi's statistics; b = ln[(e^(v m) - 1)/(e^v - e^(v m))].
    """
    near, drive, _ = _facing(_place(position, thickness), _drive(reduced_voltage))
    mean = fraction("mean_site_fraction", mean_site_fraction, includes_zero=False, includes_one=False)
    balance = np.log(mean) - np.log1p(-mean) + np.log(exprel(-drive * mean)) - np.log(exprel(-drive * (1 - mean)))
    return expit(drive * (mean - near) + balance)


# --- Writing: a voltage is switched on ---------------------------------------------------------------------------

def written_profile(position, time, thickness, diffusivity, reduced_voltage):
    """Concentration c(x, t) in units of the mean after the voltage is switched on at t = 0 over a uniform film.

    position x [m] from 0 to L, time [s] >= 0, thickness L [m], diffusivity D of the vacancies [m2/s] > 0, reduced_voltage v from -1e4 to 1e4; all broadcast.
    Raises ValueError otherwise. Late, the steady profile plus a_n exp(vX/2) [cos(n pi X) + v/(2 n pi) sin(n pi X)] exp(-(n^2 pi^2 + v^2/4) tau);
    early, the waves that start at the two contacts. To 1e-12 of the largest concentration there can be. Source: separation of variables; Laplace transform.
    """
    return _evaluated(_early_writing, _late_writing, False, position, time, thickness, diffusivity, reduced_voltage)


def written_content(position, time, thickness, diffusivity, reduced_voltage):
    """Share (0 to 1) of all vacancies that stand between 0 and x while the voltage writes: the integral of `written_profile`, 1 at x = L at any time.

    Arguments, errors (ValueError), limits and source as in `written_profile`.
    """
    return _evaluated(_early_writing, _late_writing, True, position, time, thickness, diffusivity, reduced_voltage)


# --- Forgetting: the voltage is switched off ---------------------------------------------------------------------

def forgotten_profile(position, time, thickness, diffusivity, reduced_voltage):
    """Concentration c(x, t) in units of the mean after a voltage that has stood for long is switched off at t = 0: diffusion alone.

    reduced_voltage: the one before t = 0; other arguments and errors (ValueError) as in `written_profile`. Late, 1 + b_n cos(n pi X) exp(-n^2 pi^2 tau); early,
    the exponential layer and its mirror images spread out. To 1e-12. Source: separation of variables; heat kernel.
    """
    return _evaluated(_early_forgetting, _late_forgetting, False, position, time, thickness, diffusivity, reduced_voltage)


def forgotten_content(position, time, thickness, diffusivity, reduced_voltage):
    """Share (0 to 1) of all vacancies that stand between 0 and x while the film forgets: the integral of `forgotten_profile`, 1 at x = L at any time.

    Arguments, errors (ValueError), limits and source as in `forgotten_profile`; to 1e-10.
    """
    drive = _drive(reduced_voltage)
    known = np.where(np.abs(drive) < GENTLE, GENTLE, drive)   # its formula divides by v
    content = _evaluated(_early_forgetting, _late_forgetting, True, position, time, thickness, diffusivity, known)
    place = _place(position, thickness)
    return place + (content - place) * (drive / known)


# --- How it is done ----------------------------------------------------------------------------------------------

def _place(position, thickness):
    return fraction("position / thickness", within("position", position, "m") / positive("thickness", thickness, "m"))


def _drive(reduced_voltage):
    return within("reduced_voltage", reduced_voltage, "", -STRONGEST, STRONGEST)


def _facing(place, drive):
    """Distance from the contact to which the vacancies go, the size of the drive, and whether that contact is the one at X = 0."""
    backwards = drive < 0
    return np.where(backwards, place, 1 - place), np.abs(drive), backwards


def _evaluated(early, late, content, position, time, thickness, diffusivity, reduced_voltage):
    """Each formula only where it holds, for a drive towards X = 1; the other direction is its mirror image."""
    place, drive = _place(position, thickness), _drive(reduced_voltage)
    with np.errstate(over="ignore"):
        tau = not_negative("time", time, "s") * positive("diffusivity", diffusivity, "m2/s") / np.asarray(thickness) / thickness
    near, drive, backwards = _facing(place, drive)
    tau = np.clip(tau, EARLIEST, LATEST)
    result = np.empty(np.broadcast_shapes(near.shape, tau.shape, drive.shape))
    is_early = np.broadcast_to(tau < SEAM, result.shape)
    if is_early.any():
        result[is_early] = early(content, *(np.broadcast_to(part, result.shape)[is_early] for part in (near, tau, drive)))
    if not is_early.all():   # sines of places, exponentials of times: cheaper before they are broadcast
        result[~is_early] = np.broadcast_to(late(content, near, np.maximum(tau, SEAM), drive), result.shape)[~is_early]
    if content:
        return np.clip(np.where(backwards, 1 - result, result), 0, 1)[()]
    return np.maximum(result, 0)[()]   # rounding, where nothing is left


def _modes(near, tau):
    """Wave numbers n pi and X, tau with room for them; n^2 pi^2 tau as exponentials."""
    waves = np.pi * np.arange(1, TERMS + 1)
    return waves, (1 - near)[..., np.newaxis], np.exp(-(waves**2) * tau[..., np.newaxis])


def _late_writing(content, near, tau, drive):
    waves, place, decay = _modes(near, tau)
    half, signs = drive[..., np.newaxis] / 2, (-1.0) ** np.arange(1, TERMS + 1)
    strengths = 4 * half * (waves / (half**2 + waves**2)) ** 2 * (1 - signs * np.exp(-half))
    shape = np.sin(waves * place) / waves
    if not content:
        shape = np.cos(waves * place) + half * shape
    swell = np.exp(drive / 2 * (1 - near) - drive**2 / 4 * tau)   # never above exp(9) where this formula is used
    end = np.exp(-drive * near) / exprel(-drive)
    if content:
        end = np.exp(-drive * near) * (1 - near) * exprel(-drive * (1 - near)) / exprel(-drive)
    return end + swell * (strengths * decay * shape).sum(axis=-1)


def _early_writing(content, near, tau, drive):
    """The wave from each contact and its first reflection at the other, each as (sign, exponent, distance run, whether it runs downhill)."""
    place, root = 1 - near, np.sqrt(tau)
    result = place - drive * tau if content else 1.0
    layer = -drive * near   # two waves share this exponent, and their difference matters
    for sign, low, distance, downhill in ((1, 0.0, place, True), (-1, layer, 1 + near, False), (1, layer, near, False), (-1, -drive, 1 + place, True)):
        behind = (distance - drive * tau) / (2 * root)
        bell = np.exp(low - behind**2)
        with_drift, against = np.exp(low) * erfc(behind), bell * erfcx((distance + drive * tau) / (2 * root))
        if content:
            wave = ((drive * tau - distance) * with_drift + (drive * tau + distance) * against) / 2
        elif downhill:
            wave = ((1 + drive * (drive * tau + distance)) * against - with_drift) / 2 - drive * root / np.pi**0.5 * bell
        else:
            wave = ((1 + drive * (drive * tau - distance)) * with_drift - against) / 2 + drive * root / np.pi**0.5 * bell
        result = result + sign * wave
    return result


def _late_forgetting(content, near, tau, drive):
    waves, place, decay = _modes(near, tau)
    push, signs = drive[..., np.newaxis], (-1.0) ** np.arange(1, TERMS + 1)
    strengths = 2 * push / (push**2 + waves**2) * (signs - np.exp(-push)) / exprel(-push)
    shape = np.sin(waves * place) / waves if content else np.cos(waves * place)
    return (place[..., 0] if content else 1) + (strengths * decay * shape).sum(axis=-1)


def _early_forgetting(content, near, tau, drive):
    """The written layer, seen from `near` and from its mirror images in the two contacts."""
    images = ((1, near), (1, -near), (1, 2 - near), (1, near - 2), (1, near + 2))
    if content:   # integrals from 0 to `near`; what stands at their lower ends cancels save one
        images = ((1, near), (-1, -near), (-1, 2 - near), (1, near - 2), (1, near + 2), (-1, np.full_like(near, -2.0)))
    total = sum(sign * _spread_layer(content, seen, tau, drive) for sign, seen in images) / exprel(-drive)
    return 1 - total if content else total


def _spread_layer(content, distance, tau, drive):
    """exp(-v s) for 0 < s < 1, nothing elsewhere, after diffusion: int exp(-v s) K(distance - s) ds with the heat kernel K; or its integral."""
    root = np.sqrt(tau)
    slope = np.exp(np.minimum(drive * (drive * tau - distance), 0))

    def edge(gap, exponent):
        # exp(v^2 tau - v distance) erfc(z), without overflow on either side of z = 0
        z = drive * root - gap / (2 * root)
        return np.where(z < 0, slope * erfc(np.minimum(z, 0)), np.exp(-exponent - (gap / (2 * root)) ** 2) * erfcx(np.maximum(z, 0)))
    layer = (edge(distance, 0) - edge(distance - 1, drive)) / 2
    if not content:
        return layer
    steps = erf(distance / (2 * root)) - np.exp(-drive) * erf((distance - 1) / (2 * root))
    return (steps / 2 - layer) / drive
