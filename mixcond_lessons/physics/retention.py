"""Quick to write, slow to forget: why a memory of drifting vacancies needs more than one mobility.

Both times come from the same hop. With D = a^2 nu exp(-E/RT) (a row of sites at distance a) and the reduced
voltage v = z F V/(RT),

    retention L^2/(pi^2 D),    writing L^2/(D v).

Their ratio is v/pi^2 at any barrier and any thickness, about 8 for one volt at room temperature. A memory
asks for 1e15 (ten years against 100 ns). Two things help, each exponentially: a field so strong that it tilts
the barrier over one hop, drift times sinh(beta)/beta with beta = z F V a/(2RTL) = v a/(2L); and heat while
writing. The whole applied field acts on each hop, and is uniform.
Retention is the time constant of the slowest wave, an upper bound of that of any detail: the written layer,
L/v thick, loses half its height after 0.59 L^2/(D v^2) already. And no layer is thinner than a hop, so L/v >>
a (they are equal at 0.43 V across 10 nm at room temperature, for a = 0.3 nm).
Source: Mott and Gurney 1940 (hop in a field); Strukov and Williams 2009 (exponential ionic drift).
"""
from typing import NamedTuple

import numpy as np

from .constants import FARADAY, R
from .law import law
from .quantity import ABOVE_ZERO
from .vacancies import vacancy_diffusivity
from .vacancy_drift import reduced_voltage


class MemoryTimes(NamedTuple):
    """Times [s]: to write with the mobility at weak field, to write in a strong field, to forget at no
    voltage.
    """

    linear_writing: np.ndarray
    writing: np.ndarray
    retention: np.ndarray


@law
def field_enhancement(voltage, thickness, hop_length, charge_number, temperature):
    """How much faster hopping ions drift than their mobility at weak field says: sinh(beta)/beta.

    The result is dimensionless. beta = z F V a/(2 R T L) is half the energy that the field gives over one
    hop, against heat. The ratio is 1 for beta << 1, exp(|beta|)/(2|beta|) for beta >> 1. Holds while the
    field leaves a barrier (`barrierless_voltage`). Source: Mott and Gurney.
    """
    beta = np.abs(voltage * (hop_length / thickness) * (charge_number * FARADAY / 2 / R / temperature))
    return np.where(beta < 1e-3, 1 + beta**2 / 6, np.sinh(beta) / beta)


@law(where={"charge_number must not be 0": lambda charge_number: charge_number != 0})
def barrierless_voltage(migration_energy, thickness, hop_length, charge_number):
    """Voltage at which the field takes the whole barrier away, 2 E L/(|z| F a). Returns V.

    No hop law holds near it or above. Source: Mott and Gurney.
    """
    return 2 * migration_energy / FARADAY / np.abs(charge_number) * (thickness / hop_length)


@law
def diffusivity_at(temperature, diffusivity, migration_energy, reference_temperature):
    """Diffusivity carried from one temperature to another, D exp(-(E/R)(1/T - 1/T0)). Returns m2/s.

    diffusivity: that at the reference temperature T0. Holds while one barrier E counts between both; a law
    carried far from T0 turns a small error of E into powers of ten. Source: Arrhenius.
    """
    return diffusivity * np.exp(-migration_energy / R * (1 / temperature - 1 / reference_temperature))


@law(voltage=ABOVE_ZERO, charge_number=ABOVE_ZERO, where={
    "voltage must be less than barrierless_voltage":
    lambda voltage, migration_energy, thickness, hop_length, charge_number:
    voltage < barrierless_voltage(migration_energy, thickness, hop_length, charge_number)})
def memory_times(voltage, temperature, thickness, hop_length, attempt_frequency, migration_energy,
                 charge_number=2, writing_temperature=None):
    """Times to write and to forget, as MemoryTimes: L^2/(D v), that over sinh(beta)/beta, L^2/(pi^2 D) [s].

    The film is kept at `temperature`, and written at `writing_temperature` (left out: the same). D is that of
    vacancies that hop along a row. Holds for v >> 1, where drift outruns diffusion, and for L/v >> a.
    Source: Mott and Gurney.
    """
    hot = temperature if writing_temperature is None else writing_temperature
    hop = hop_length, attempt_frequency, migration_energy
    slow, fast = vacancy_diffusivity("chain", *hop, temperature), vacancy_diffusivity("chain", *hop, hot)
    linear_writing = thickness**2 / (fast * reduced_voltage(voltage, charge_number, hot))
    writing = linear_writing / field_enhancement(voltage, thickness, hop_length, charge_number, hot)
    return MemoryTimes(linear_writing, writing, thickness**2 / (np.pi**2 * slow))
