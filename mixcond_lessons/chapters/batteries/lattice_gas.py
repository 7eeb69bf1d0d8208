"""A lattice gas: its two phases, its thermodynamic factor, and the voltage that follows from that."""
from functools import lru_cache

import numpy as np

from ...physics import batteries

LEAST = 0.02  # share of filled sites at which the pictures begin, and 1 - LEAST where they end
SHARES = 0.5 - (0.5 - LEAST) * np.cos(np.pi * np.linspace(0, 1, 121))  # closer together at both ends
FACTOR, DIFFUSIVITY = "Γ", "D̃/D₀"


@lru_cache(maxsize=256)
def parted(interaction):
    """Share of filled sites in the poorer of the two phases, 1/2 where there is only one."""
    return float(batteries.two_phase_range(interaction))


def factors(share, interaction):
    """Γ, and D̃ over that of a lone ion, (1 - x) Γ: also beside the gap where two phases share the ions."""
    factor = batteries.thermodynamic_factor(share, interaction)
    return {"x (%)": 100 * share, FACTOR: factor, DIFFUSIVITY: (1 - share) * factor}


def voltage_from_factors(share, interaction):
    """Voltage over RT/F, from half filling to here: Γ is a slope, so adding it up must give the voltage."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    places = 0.5 + (share - 0.5) * (nodes + 1) / 2
    slopes = batteries.thermodynamic_factor(places, interaction) / places
    return (0.5 - share) / 2 * float(weights @ slopes)
