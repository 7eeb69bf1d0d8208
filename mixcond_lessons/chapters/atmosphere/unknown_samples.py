"""Unknown samples: hidden defect models, illustrative, and noisy readings of what they conduct."""
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ...classroom.quantity import convert
from ...physics import doping, exponents

PER_DECADE = 4
READ = np.logspace(-20, 0, 20 * PER_DECADE + 1)  # oxygen activities at which every sample was measured
ALIKE = 0.03  # between the exponents of two samples that no reader of noisy readings tells apart
CANDIDATES = {"−¼": -1 / 4, "−⅙": -1 / 6, "zero": 0.0, "⅙": 1 / 6, "³⁄₁₆": 3 / 16, "¼": 1 / 4}
# Examples only: any one exponent has more makers than these, a mixture of carriers among them.
MAKERS = {"−¼": "electrons where vacancies balance acceptors, metal vacancies or interstitials",
          "−⅙": "electrons that balance vacancies, or where holes balance metal vacancies or interstitials",
          "zero": "ions, carriers fixed by the dopant, or electrons that balance holes",
          "⅙": "holes that balance metal vacancies or interstitials, or where electrons balance vacancies",
          "³⁄₁₆": "holes where metal vacancies of charge three rule",
          "¼": "holes where vacancies balance acceptors, metal vacancies or interstitials"}


@dataclass(frozen=True)
class Sample:
    """A hidden model: what is told when it is shown, its constants, and S/m of one V, n, h in each unit."""

    truth: str
    acceptor: float
    log10_reduction: float
    log10_ionisation: float
    per_defect: tuple
    more: dict = field(default_factory=dict)

    def conducts(self, oxygen_activity):
        """Total conductivity [S/m] and its exact local exponent at these oxygen activities."""
        oxide = doping.acceptor_doped_oxide(self.acceptor, self.log10_reduction, self.log10_ionisation,
                                            **self.more)
        equilibrium = oxide.equilibrium(oxygen_activity)
        parts = np.array([each * equilibrium[name]
                          for each, name in zip(self.per_defect, "Vnh", strict=True)])
        slopes = np.array([equilibrium.exponents[name] for name in "Vnh"])
        return parts.sum(axis=0), exponents.mixed_exponent(parts, slopes)


SAMPLES = {
    "A": Sample("an acceptor fixes the vacancies; holes (¼) on top of a level of ions",
                1e-2, -29.3, -17.0, (0.3, 1e4, 1e4)),
    "B": Sample("vacancies balance the acceptor (¼), then holes do (zero); ⅙ is met at one point only",
                1e-3, -32.0, -16.0, (0.01, 1e4, 1e4)),
    "C": Sample("no dopant; holes balance metal vacancies (⅙) above, oxygen vacancies do (¼) below",
                0.0, -42.5, -21.5, (0.01, 1e4, 1e4), {"log10_metal_vacancy": -14.0}),
    "D": Sample("an acceptor fixes the vacancies; electrons (−¼) on top of a level of ions",
                0.1, -17.5, -20.0, (1.0, 1e4, 1e4)),
    "E": Sample("hardly doped: vacancies balance electrons (−⅙) below, the acceptor (−¼) above",
                1e-4, -16.3, -20.0, (0.01, 1e4, 1e4)),
    "F": Sample("an acceptor fixes the vacancies; electrons (−¼), ions and holes (¼) mix around a minimum",
                1e-2, -23.7, -16.0, (0.05, 1e4, 1e4)),
}


@lru_cache(maxsize=16)
def true_conduction(sample):
    """What the hidden model conducts [S/cm] at READ, and its exact exponents."""
    conductivity, slopes = SAMPLES[sample].conducts(READ)
    return convert(conductivity, "S/m", "S/cm"), slopes


def alike_inside(sample, inside):
    """The place in SAMPLES of another one whose exact exponent is nearly this one's at these readings, or -1.

    Outside of them no two samples agree.
    """
    own = true_conduction(sample)[1][inside]
    return next((place for place, other in enumerate(SAMPLES)
                 if other != sample and np.abs(true_conduction(other)[1][inside] - own).max() < ALIKE), -1)


@lru_cache(maxsize=64)
def measured(sample, noise, seed, decades):
    """Noisy readings [S/cm], and fits in a moving window of so many decades."""
    own_seed = seed + 1000 * list(SAMPLES).index(sample)  # no two samples share a pattern of noise
    readings = exponents.with_relative_scatter(true_conduction(sample)[0], noise, own_seed)
    return readings, exponents.moving_exponents(READ, readings, PER_DECADE * decades + 1)
