"""The constants of a transistor from its measured curves, and the leads that hide in them."""
from dataclasses import dataclass

import numpy as np
import scipy

from .arguments import same_shape, within
from .bioelectronics import drain_current
from .law import law

FEWEST = 4


@law
def drain_current_behind_leads(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter,
                               lead_resistance=0.0):
    """Current into the drain of a channel of holes whose leads take a part of both voltages. Returns A.

    Half of the leads R lies at the source, half at the drain. With u = V_T - V_G: pinched off,
    I = -(beta/2) w^2 with w = 2 u/[1 + sqrt(1 + beta R u)]; before, beta (u + V_D/2) V_D over
    1 + beta (u + V_D/2) R. Limit: `drain_current` without leads. Source: Ohm's law and that law.
    """
    u = np.maximum(threshold_voltage - gate_voltage, 0)
    w = 2 * u / (1 + np.sqrt(1 + transistor_parameter * lead_resistance * u))
    pinched = -transistor_parameter / 2 * w**2
    slope = transistor_parameter * np.maximum(u + drain_voltage / 2, 0)
    before = slope * drain_voltage / (1 + slope * lead_resistance)
    return np.where(w + drain_voltage - pinched * lead_resistance <= 0, pinched, before)


@dataclass(frozen=True)
class TransistorFit:
    """threshold_voltage [V] and transistor_parameter [A/V2] with their standard errors [V, A/V2]; misfit:
    what is left of the root of the current, as a part of its largest value (dimensionless)."""
    threshold_voltage: float
    transistor_parameter: float
    errors: tuple
    misfit: float


def fit_transistor(gate_voltage, drain_voltage, current, lead_resistance=0.0):
    """Fit `drain_current_behind_leads` to readings; return a TransistorFit: V, A/V2.

    gate_voltage, drain_voltage [V] and current [A], of a channel of holes (drain voltage not positive), at
    least 4 readings; lead_resistance [ohm] as it is known. Roots of the currents are compared: the straight
    part of a transfer curve is a straight line then. Raises ValueError otherwise.
    """
    gate, drain, current = same_shape(gate_voltage=within("gate_voltage", gate_voltage, "V"),
                                      drain_voltage=within("drain_voltage", drain_voltage, "V", high=0.0),
                                      current=within("current", current, "A"))
    within("number of readings", gate.size, "", low=FEWEST)
    root = np.sqrt(np.maximum(-current, 0))
    largest = root.max()
    if not largest > 0:
        raise ValueError("current: no reading is below 0 A; a channel of holes carries a negative current")

    def misfit(constants):
        beta = np.exp(constants[1])
        model = drain_current_behind_leads(gate, drain, constants[0], beta, lead_resistance)
        return (np.sqrt(-model) - root) / largest
    found = scipy.optimize.least_squares(misfit, _start(gate, drain, root), x_scale=(0.1, 1.0), max_nfev=60)
    variance = (found.fun**2).sum() / (gate.size - 2)
    covariance = np.linalg.pinv(found.jac.T @ found.jac) * variance
    threshold, beta = float(found.x[0]), float(np.exp(found.x[1]))
    errors = float(covariance[0, 0] ** 0.5), float(beta * covariance[1, 1] ** 0.5)
    return TransistorFit(threshold, beta, errors,
                         float(np.sqrt(variance)))


def _start(gate, drain, root):
    """Threshold, and ln of beta, from the straight line through the roots, or from the largest current."""
    if np.ptp(gate) > 1e-6 and np.ptp(root) > 0:
        slope, start = np.polyfit(gate, root, 1)
        if slope < 0:
            return np.array([-start / slope, np.log(2 * slope**2)])
    most = int(np.argmax(root))
    over = max(np.abs(drain).max() / 2, 0.05)
    unit = -float(drain_current(gate[most], drain[most], gate[most] + over, 1.0))
    beta = root[most] ** 2 / max(unit, 1e-12)
    return np.array([gate[most] + over, np.log(beta)])
