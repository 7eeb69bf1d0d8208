"""Vacancies in a film that a voltage drives to one side: drift, diffusion, blocking contacts.

The film is the slab 0 <= x <= L. With X = x/L, tau = D t/L^2 and the reduced voltage v = z F V/(RT), positive
where it drives towards x = L:

    dc/dtau = d2c/dX2 - v dc/dX,    v c - dc/dX = 0 at X = 0 and X = 1.

Concentrations c are in units of the mean, so that the integral of c over X is 1 for ever. The field is
uniform: the electrons carry the current and the vacancies are too few to bend it; they are dilute, save in
`crowded_profile`. Source: Mason and Weaver 1924 (a sediment under gravity obeys the same equation).
"""
import numpy as np
import scipy

from .constants import FARADAY, R
from .law import law
from .quantity import ABOVE_ZERO

# Below this tau each wave has met one contact at most: the closed forms are exact to exp(-1/tau) = 2e-16.
# From here on twelve terms of the series are enough.
SEAM, TERMS = 1 / 36, 12
LATEST = 1e3  # tau beyond which nothing changes any more
EARLIEST = 1e-30  # tau that stands in for 0 in divisions
GENTLE = 1e-5  # below this voltage a profile is a straight answer to it
_OF_VACANCIES = ("vacancy_diffusivity", ABOVE_ZERO)
_IN_THE_FILM = {"position must lie between 0 and thickness":
                lambda position, thickness: (position >= 0) & (position <= thickness)}


@law
def reduced_voltage(voltage, charge_number, temperature):
    """Reduced voltage v = z F V/(RT), dimensionless: how much stronger the voltage is than heat.

    charge_number is 2 for an oxygen vacancy. Source: Boltzmann.
    """
    return charge_number * FARADAY * voltage / (R * temperature)


@law(diffusivity=_OF_VACANCIES)
def relaxation_rate(thickness, diffusivity, reduced_voltage):
    """Slowest rate at which the film settles, (pi^2 + v^2/4) D/L^2. Returns 1/s.

    Without voltage it is the rate of forgetting, pi^2 D/L^2. Holds for crowded vacancies (`crowded_profile`)
    too: the Cole-Hopf transformation makes their equation linear. Source: separation of variables.
    """
    return (np.pi**2 + reduced_voltage**2 / 4) * diffusivity / thickness**2


# --- At rest under voltage ---------------------------------------------------------------------------------

@law(where=_IN_THE_FILM)
def steady_profile(position, thickness, reduced_voltage):
    """Vacancies at rest under voltage, where drift and diffusion balance: c/mean = v exp(v x/L)/(exp(v) - 1).

    An exponential layer of thickness L/|v| at one contact. Without voltage it spreads out: the last of it
    fades with the time constant L^2/(pi^2 D_V). Returns c over its mean (dimensionless). Holds for few
    vacancies in an even field. Source: Boltzmann.
    """
    v = np.abs(reduced_voltage)
    way_to_the_layer = np.where(reduced_voltage < 0, position / thickness, 1 - position / thickness)
    mean = scipy.special.exprel(-v)  # of the exponential: (1 - exp(-v))/v, and 1 without voltage
    return np.exp(-v * way_to_the_layer) / mean


@law(where=_IN_THE_FILM)
def crowded_profile(position, thickness, reduced_voltage, mean_site_fraction):
    """Fraction of the sites that is vacant at rest under voltage where each site takes one vacancy.

    With m on average: 1/(1 + exp(-(v X + b))), b = ln[(e^(v m) - 1)/(e^v - e^(v m))]. Few vacancies: the mean
    times `steady_profile`. A strong voltage: a full and an empty part with a border of thickness L/|v|.
    Source: Fermi's statistics.
    """
    near, drive, _ = _facing(position / thickness, reduced_voltage)
    mean, exprel = mean_site_fraction, scipy.special.exprel
    balance = np.log(mean / (1 - mean)) + np.log(exprel(-drive * mean)) - np.log(exprel(-drive * (1 - mean)))
    return scipy.special.expit(drive * (mean - near) + balance)


# --- Writing: a voltage is switched on ---------------------------------------------------------------------

@law(diffusivity=_OF_VACANCIES, where=_IN_THE_FILM)
def written_profile(position, time, thickness, diffusivity, reduced_voltage):
    """Concentration c(x, t) over its mean after the voltage is switched on at t = 0 over a uniform film.

    The result is dimensionless. Late, the steady profile plus
    a_n exp(vX/2) [cos(n pi X) + v/(2 n pi) sin(n pi X)] exp(-(n^2 pi^2 + v^2/4) tau), summed over n;
    early, the waves that start at the two contacts. To 1e-12 of the largest concentration there can be.
    Source: separation of variables; Laplace transform.
    """
    return _evaluated(_early_writing, _late_writing, False,
                      position, time, thickness, diffusivity, reduced_voltage)


@law(diffusivity=_OF_VACANCIES, where=_IN_THE_FILM)
def written_content(position, time, thickness, diffusivity, reduced_voltage):
    """Share (a fraction) of all vacancies that stand between 0 and x while the voltage writes.

    The integral of `written_profile`, 1 at x = L at any time. Source: as there.
    """
    return _evaluated(_early_writing, _late_writing, True,
                      position, time, thickness, diffusivity, reduced_voltage)


# --- Forgetting: the voltage is switched off ---------------------------------------------------------------

@law(diffusivity=_OF_VACANCIES, where=_IN_THE_FILM)
def forgotten_profile(position, time, thickness, diffusivity, reduced_voltage):
    """Concentration c(x, t) over its mean after a voltage that has stood for long is switched off.

    The result is dimensionless. From then on there is diffusion alone; reduced_voltage is the one before.
    Late, 1 + b_n cos(n pi X) exp(-n^2 pi^2 tau), summed over n; early, the exponential layer and its mirror
    images spread out. To 1e-12. Source: separation of variables; heat kernel.
    """
    return _evaluated(_early_forgetting, _late_forgetting, False,
                      position, time, thickness, diffusivity, reduced_voltage)


@law(diffusivity=_OF_VACANCIES, where=_IN_THE_FILM)
def forgotten_content(position, time, thickness, diffusivity, reduced_voltage):
    """Share (a fraction) of all vacancies that stand between 0 and x while the film forgets, to 1e-10.

    The integral of `forgotten_profile`, 1 at x = L at any time. Source: as there.
    """
    known = np.where(np.abs(reduced_voltage) < GENTLE, GENTLE, reduced_voltage)  # its formula divides by v
    content = _evaluated(_early_forgetting, _late_forgetting, True,
                         position, time, thickness, diffusivity, known)
    place = position / thickness
    return place + (content - place) * (reduced_voltage / known)


# --- How it is done ----------------------------------------------------------------------------------------

def _facing(place, drive):
    """Distance from the contact where vacancies gather, size of the drive, whether that contact is at X =
    0.
    """
    backwards = drive < 0
    return np.where(backwards, place, 1 - place), np.abs(drive), backwards


def _evaluated(early, late, content, position, time, thickness, diffusivity, reduced_voltage):
    """Each formula only where it holds, for a drive towards X = 1; otherwise the mirror image."""
    near, drive, backwards = _facing(position / thickness, reduced_voltage)
    tau = np.clip(time * diffusivity / thickness / thickness, EARLIEST, LATEST)
    result = np.empty(np.broadcast_shapes(near.shape, tau.shape, drive.shape))
    is_early = np.broadcast_to(tau < SEAM, result.shape)
    if is_early.any():
        parts = (np.broadcast_to(part, result.shape)[is_early] for part in (near, tau, drive))
        result[is_early] = early(content, *parts)
    if not is_early.all():  # sines of places, exponentials of times: cheaper before they are broadcast
        settled = late(content, near, np.maximum(tau, SEAM), drive)
        result[~is_early] = np.broadcast_to(settled, result.shape)[~is_early]
    if content:
        return np.clip(np.where(backwards, 1 - result, result), 0, 1)[()]
    return np.maximum(result, 0)[()]  # rounding, where nothing is left


def _modes(near, tau):
    """Wave numbers n pi and X, with room for them; n^2 pi^2 tau as exponentials; the signs (-1)^n."""
    numbers = np.arange(1, TERMS + 1)
    waves = np.pi * numbers
    return waves, (1 - near)[..., np.newaxis], np.exp(-(waves**2) * tau[..., np.newaxis]), (-1.0) ** numbers


def _late_writing(content, near, tau, drive):
    waves, place, decay, signs = _modes(near, tau)
    half, exprel = drive[..., np.newaxis] / 2, scipy.special.exprel
    strengths = 4 * half * (waves / (half**2 + waves**2)) ** 2 * (1 - signs * np.exp(-half))
    shape = np.sin(waves * place) / waves
    if not content:
        shape = np.cos(waves * place) + half * shape
    swell = np.exp(drive / 2 * (1 - near) - drive**2 / 4 * tau)  # at most exp(9) where this formula is used
    end = np.exp(-drive * near) / exprel(-drive)
    if content:
        end = np.exp(-drive * near) * (1 - near) * exprel(-drive * (1 - near)) / exprel(-drive)
    return end + swell * (strengths * decay * shape).sum(axis=-1)


def _early_writing(content, near, tau, drive):
    """The wave from each contact, and its first reflection at the other contact."""
    place, root = 1 - near, np.sqrt(tau)
    result = place - drive * tau if content else 1.0
    layer = -drive * near  # two waves share this exponent, and their difference matters
    # Each wave: sign, exponent, distance run, whether it runs with the drift.
    for sign, low, distance, downhill in ((1, 0.0, place, True), (-1, layer, 1 + near, False),
                                          (1, layer, near, False), (-1, -drive, 1 + place, True)):
        behind, ahead = (distance - drive * tau) / (2 * root), (distance + drive * tau) / (2 * root)
        bell = np.exp(low - behind**2)
        with_drift, against = np.exp(low) * scipy.special.erfc(behind), bell * scipy.special.erfcx(ahead)
        crest = drive * root / np.pi**0.5 * bell
        if content:
            wave = ((drive * tau - distance) * with_drift + (drive * tau + distance) * against) / 2
        elif downhill:
            wave = ((1 + drive * (drive * tau + distance)) * against - with_drift) / 2 - crest
        else:
            wave = ((1 + drive * (drive * tau - distance)) * with_drift - against) / 2 + crest
        result = result + sign * wave
    return result


def _late_forgetting(content, near, tau, drive):
    waves, place, decay, signs = _modes(near, tau)
    push = drive[..., np.newaxis]
    strengths = 2 * push / (push**2 + waves**2) * (signs - np.exp(-push)) / scipy.special.exprel(-push)
    shape = np.sin(waves * place) / waves if content else np.cos(waves * place)
    return (place[..., 0] if content else 1) + (strengths * decay * shape).sum(axis=-1)


def _early_forgetting(content, near, tau, drive):
    """The written layer, seen from `near` and from its mirror images in the two contacts."""
    images = [(1, near), (1, -near), (1, 2 - near), (1, near - 2), (1, near + 2)]
    if content:  # integrals from 0 to `near`; what stands at their lower ends cancels except for one
        images = [(1, near), (-1, -near), (-1, 2 - near), (1, near - 2), (1, near + 2),
                  (-1, np.full_like(near, -2.0))]
    total = sum(sign * _spread_layer(content, seen, tau, drive) for sign, seen in images)
    total = total / scipy.special.exprel(-drive)
    return 1 - total if content else total


def _spread_layer(content, distance, tau, drive):
    """What diffusion makes of a layer exp(-v s) that stood between s = 0 and 1.

    It is int exp(-v s) K(distance - s) ds. K is the heat kernel. With `content` it is the integral of that
    over the distance.
    """
    root, erf = np.sqrt(tau), scipy.special.erf
    slope = np.exp(np.minimum(drive * (drive * tau - distance), 0))

    def edge(gap, exponent):
        # exp(v^2 tau - v distance) erfc(z), without overflow on either side of z = 0
        z = drive * root - gap / (2 * root)
        bell = np.exp(-exponent - (gap / (2 * root)) ** 2)
        below, above = scipy.special.erfc(np.minimum(z, 0)), scipy.special.erfcx(np.maximum(z, 0))
        return np.where(z < 0, slope * below, bell * above)
    layer = (edge(distance, 0) - edge(distance - 1, drive)) / 2
    if not content:
        return layer
    steps = erf(distance / (2 * root)) - np.exp(-drive) * erf((distance - 1) / (2 * root))
    return (steps / 2 - layer) / drive
