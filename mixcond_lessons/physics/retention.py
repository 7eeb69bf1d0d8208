"""Quick to write, slow to forget: why a memory of drifting vacancies needs more than one mobility.

Both times come from the same hop. With D = a^2 nu exp(-E/RT) (a row of sites at distance a) and the reduced voltage v = z F V/(RT),

    retention L^2/(pi^2 D),    writing L^2/(D v):    their ratio is v/pi^2 at any barrier and any thickness, about 8 for one volt at room temperature.

A memory asks for 1e15 (ten years against 100 ns). Two things help, each exponentially: a field so strong that it tilts the barrier over one hop,
drift times sinh(beta)/beta with beta = z F V a/(2RTL) = v a/(2L), and heat while writing. The whole applied field acts on each hop, and is uniform.
Retention is the time constant of the slowest wave, an upper bound of that of any detail: the written layer, L/v thick, loses half its height after 0.59 L^2/(D v^2) already; and no layer is
thinner than a hop, so L/v >> a (they are equal at 0.43 V across 10 nm at room temperature, for a = 0.3 nm).
Source: Mott and Gurney 1940 (hop in a field); Strukov and Williams 2009 (exponential ionic drift).
"""
from typing import NamedTuple

import numpy as np
from scipy.constants import R

from .arguments import computed, not_negative, positive, within
from .constants import FARADAY
from .vacancies import vacancy_diffusivity
from .vacancy_drift import reduced_voltage, relaxation_rate


class MemoryTimes(NamedTuple):
    """Times [s]: to write with a mobility that does not depend on the field, to write with hops in a strong field, and to forget without voltage."""

    linear_writing: np.ndarray
    writing: np.ndarray
    retention: np.ndarray


def field_enhancement(voltage, thickness, hop_length, charge_number, temperature):
    """How much faster hopping ions drift than their mobility at weak field says: sinh(beta)/beta with beta = z F V a/(2 R T L), dimensionless.

    voltage [V] across thickness L [m], hop_length a [m], charge_number z, temperature [K] > 0; all broadcast. Raises ValueError otherwise, and where the result
    leaves floating point. 1 for beta << 1, exp(|beta|)/(2|beta|) for beta >> 1. Holds while the field leaves a barrier (`barrierless_voltage`). Source: Mott and Gurney.
    """
    tilt = _tilt(voltage, thickness, hop_length, charge_number, temperature)
    return computed(lambda beta: np.where(beta < 1e-3, 1 + beta**2 / 6, np.sinh(beta) / np.where(beta > 0, beta, 1)), **{"z F V a/(2 R T L)": np.abs(tilt)})


def barrierless_voltage(migration_energy, thickness, hop_length, charge_number):
    """Voltage [V] at which the field takes the whole barrier away, 2 E L/(z F a): no hop law holds near it or above.

    migration_energy E [J/mol] >= 0, thickness L, hop_length a [m] > 0, charge_number z, not 0; all broadcast. Raises ValueError otherwise. Source: as above.
    """
    charge = positive("|charge_number|", np.abs(within("charge_number", charge_number, "")), "")
    return computed(lambda energy, length, hop, size: 2 * energy / FARADAY / size * (length / hop), migration_energy=not_negative("migration_energy", migration_energy, "J/mol"),
                    thickness=positive("thickness", thickness, "m"), hop_length=positive("hop_length", hop_length, "m"), charge_number=charge)


def memory_times(voltage, temperature, thickness, hop_length, attempt_frequency, migration_energy, charge_number=2, writing_temperature=None):
    """Times to write and to forget, as MemoryTimes: L^2/(D v), the same over sinh(beta)/beta, and L^2/(pi^2 D).

    voltage [V] > 0, temperature [K] at which the film is kept, writing_temperature [K] (None: the same), thickness L, hop_length a [m], attempt_frequency [1/s],
    migration_energy [J/mol], charge_number z > 0; all broadcast. D is that of vacancies that hop along a row (`vacancies.vacancy_diffusivity`).
    Raises ValueError otherwise, and from `barrierless_voltage` on. Holds for v >> 1, where drift outruns diffusion, and L/v >> a. Source: as above.
    """
    volts, charge = positive("voltage", voltage, "V"), positive("charge_number", charge_number, "")
    length, hot = positive("thickness", thickness, "m"), temperature if writing_temperature is None else writing_temperature
    within("voltage/barrierless_voltage", volts / positive("barrierless_voltage", barrierless_voltage(migration_energy, length, hop_length, charge), "V"),
           "", 0, 1, includes_high=False)
    kept, written = (vacancy_diffusivity("chain", hop_length, attempt_frequency, migration_energy, kelvin) for kelvin in (temperature, hot))
    linear = computed(lambda way, speed, drive: way / speed * way / drive, thickness=length, diffusivity=positive("diffusivity", written, "m2/s"),
                      reduced_voltage=reduced_voltage(volts, charge, hot))
    return MemoryTimes(linear, linear / field_enhancement(volts, length, hop_length, charge, hot), 1 / relaxation_rate(length, kept, 0.0))


def _tilt(voltage, thickness, hop_length, charge_number, temperature):
    """beta: half the energy that the field gives over one hop, in units of RT."""
    return computed(lambda volts, length, hop, charge, kelvin: volts * (hop / length) * (charge * FARADAY / 2 / R / kelvin),
                    voltage=within("voltage", voltage, "V"), thickness=positive("thickness", thickness, "m"), hop_length=positive("hop_length", hop_length, "m"),
                    charge_number=within("charge_number", charge_number, ""), temperature=positive("temperature", temperature, "K"))
