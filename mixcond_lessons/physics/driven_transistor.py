"""A transistor while its gate is swept: contacts take a part of the voltage, ions come late, the gate leaks.

The channel of `bioelectronics` behind the leads of `transistor_fit`. Its ions come through the salt water, of
resistance R_s: the film lies at the voltage v, and R_s C share(v) dv/dt = V_G - v, with the capacitance C of
the channel and `bioelectronics.gate_capacitance_share` (none where the channel is off). What goes into the
gate is the charging current (V_G - v)/R_s and a leak. It comes out of source and drain, half of it each (so
it is with the drain near 0 V; beyond pinch-off the drain has 2/5 of the charging). Charging is counted
without the leads. Holes only.
"""
from dataclasses import dataclass

import numpy as np

from ..trust import trusted
from .arguments import not_negative, positive, same_shape, single, within
from .bioelectronics import gate_capacitance_share
from .constants import FARADAY, R
from .law import law
from .transistor_fit import drain_current_behind_leads

PARTS = 4  # of the time between two readings
AT_DRAIN = 0.5  # of the gate's current


@law
def gate_leak(gate_voltage, leak_current, leak_voltage, temperature):
    """Leak into the gate by a reaction in the salt water, -I_1 exp[F (V_1 - V_G)/(2 RT)]. Returns A.

    leak_current I_1: its size at the gate voltage V_1, leak_voltage. Ten times as large each 118 mV (at
    25 degC): one electron, half of the voltage drives it. Holds far from the reaction's own equilibrium, with
    enough of what reacts. Source: Tafel.
    """
    return -leak_current * np.exp(FARADAY * (leak_voltage - gate_voltage) / (2 * R * temperature))


@dataclass(frozen=True)
class DrivenTransistor:
    """A channel of holes: transistor_parameter [A/V2], threshold_voltage [V], lead_resistance [ohm] of
    contacts and wires together, solution_resistance [ohm], capacitance [F] of the channel; leak_current [A]
    at the gate voltage leak_voltage [V]; temperature [K]. ValueError for what is impossible."""
    transistor_parameter: float
    threshold_voltage: float
    lead_resistance: float
    solution_resistance: float
    capacitance: float
    leak_current: float = 0.0
    leak_voltage: float = 0.0
    temperature: float = 298.15

    def __post_init__(self):
        for name, unit in (("transistor_parameter", "A/V2"), ("solution_resistance", "ohm"),
                           ("capacitance", "F"), ("temperature", "K")):
            single(name, positive(name, getattr(self, name), unit))
        for name, unit in (("lead_resistance", "ohm"), ("leak_current", "A")):
            single(name, not_negative(name, getattr(self, name), unit))
        for name in ("threshold_voltage", "leak_voltage"):
            single(name, within(name, getattr(self, name), "V"))

    def film_voltage(self, time, gate_voltage, drain_voltage):
        """Voltage [V] at which the film lies, at the times [s], rising: it begins at rest.

        gate_voltage [V] at the times, straight between them; drain_voltage [V], a number. ValueError
        otherwise. Each part of a step is exact for the capacitance at its beginning.
        """
        time, gate = same_shape(time=within("time", time, "s"),
                                gate_voltage=within("gate_voltage", gate_voltage, "V"))
        positive("step of time", np.diff(time), "s")
        drain = single("drain_voltage", within("drain_voltage", drain_voltage, "V", high=0.0))
        places = np.linspace(time[:-1], time[1:], PARTS, endpoint=False).T.ravel()
        places = np.append(places, time[-1])
        outside, film = np.interp(places, time, gate), np.empty(places.size)
        film[0] = outside[0]
        with trusted():
            for i, step in enumerate(np.diff(places)):
                share = gate_capacitance_share(film[i], drain, self.threshold_voltage)
                lag = self.solution_resistance * self.capacitance * float(share)
                left = np.exp(-step / lag) if lag else 0.0
                behind = (outside[i + 1] - outside[i]) / step * lag
                film[i + 1] = outside[i + 1] - behind * (1 - left) + (film[i] - outside[i]) * left
        return film[::PARTS]

    def currents(self, time, gate_voltage, drain_voltage):
        """Current into the drain and into the gate [A], at the times [s] of a sweep.

        Arguments as `film_voltage`. Slow sweeps without leak give `drain_current_behind_leads`.
        """
        film = self.film_voltage(time, gate_voltage, drain_voltage)
        gate = np.asarray(gate_voltage, float)
        into_gate = (gate - film) / self.solution_resistance
        into_gate = into_gate + gate_leak(gate, self.leak_current, self.leak_voltage, self.temperature)
        channel = drain_current_behind_leads(film, drain_voltage, self.threshold_voltage,
                                             self.transistor_parameter, self.lead_resistance)
        return channel - AT_DRAIN * into_gate, into_gate
