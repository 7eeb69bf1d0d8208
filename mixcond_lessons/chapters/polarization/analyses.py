"""Three analyses of a recorded voltage step, and the sample that was recorded."""
from typing import NamedTuple

import numpy as np

from ...physics import polarization, recording
from ...physics.conductivity import conductivity_from_resistance, resistance_from_conductivity

VOLTAGE, THICKNESS, AREA, CONDUCTIVITY = 5e-3, 1e-3, 1e-4, 1.0  # V, m, m2, S/m
ANALYSES = {"ends": "first and last reading", "exponential": "exponential tail, τ = L²/(π²D̃)",
            "law": "fit of the exact law"}


def resistance():
    """Return the resistance (ohm) of the sample."""
    return float(resistance_from_conductivity(CONDUCTIVITY, THICKNESS, AREA))


class Found(NamedTuple):
    """What an analysis finds: σᵢₒₙ, σₑ (S/m) and, if it can, D̃ (m2/s).

    errors: standard errors of their logarithms; `through(time)` returns the current (A) of its curve.
    """

    values: tuple
    errors: tuple
    through: object


def analysed(analysis, time, current, lead_resistance):
    """Return what one of ANALYSES finds in a recording: time (s), current (A), resistance of leads (ohm)."""
    if analysis == "law":
        return _exact_law(time, current, lead_resistance)
    first, last = current[0], current[-1]
    pair = polarization.conductivities_from_currents(VOLTAGE, max(first, last), last, THICKNESS, AREA,
                                                     lead_resistance)
    if analysis == "ends":
        middle = np.sqrt(time[0] * time[-1])
        return Found(pair, (0, 0), lambda at: np.where(at < middle, first, last))
    start, end, tau, error = recording.fit_tail(time, current)
    diffusivity = polarization.galvanostatic_time_constant(THICKNESS, 1.0) / tau
    return Found((*pair, diffusivity), (0, 0, error), lambda at: end + (start - end) * np.exp(-at / tau))


def _exact_law(time, current, lead_resistance):
    fit = recording.fit_step(time, current, VOLTAGE, THICKNESS, lead_resistance)
    total = conductivity_from_resistance(fit.resistance, THICKNESS, AREA)
    share, diffusivity = fit.electronic_transference_number, fit.chemical_diffusivity
    return Found((total * (1 - share), total * share, diffusivity), fit.uncertainties,
                 lambda at: recording.step_current(at, VOLTAGE, fit.resistance, share, THICKNESS, diffusivity,
                                                   lead_resistance))
