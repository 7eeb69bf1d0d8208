"""The cell of the laboratory of pulse and rest: its oxide, its readings, and what a fit of them can tell."""
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import scipy

from ..physics import batteries, pulse_fit
from ..physics.constants import FARADAY, R
from ..physics.driven_grain import DrivenGrain
from . import noise

ROOM = 298.15  # K
SITES = 5e4  # mol/m3
AREA = 1e-4  # m2 of the current collector
LOWEST = 3.2  # V: here the instrument ends a pulse
FULL = 1 - 1e-9  # of the sites at the surface: here the voltage falls without end
BEFORE = 60  # readings of the rest before the pulse
PICK_UP = 1.5e-4  # V, root mean square
SHAPES = {"film": "slab", "balls": "sphere"}
COVERED = 0.6  # of the collector by the balls
EVEN = {"film": 1.0, "balls": 0.3}  # times size^2/D: after so long a rest the grains are even inside


@dataclass(frozen=True)
class LithiumOxide:
    """A lattice gas of one phase: jump_diffusivity [m2/s] of a lone ion, interaction, voltage [V] of the half
    filled oxide; electrolyte, leads: resistances [ohm]."""
    jump_diffusivity: float
    interaction: float
    half_voltage: float
    electrolyte: float
    leads: float

    def diffusivity(self, filling):
        """Chemical diffusivity [m2/s]."""
        return float(batteries.lattice_gas_diffusivity(self.jump_diffusivity, filling, self.interaction))

    def slope(self, filling):
        """dE/dx [V] at rest."""
        factor = float(batteries.thermodynamic_factor(filling, self.interaction))
        return -R * ROOM / FARADAY / filling * factor

    def voltage(self, filling):
        """Voltage against lithium [V] of a surface so full."""
        return batteries.single_phase_voltage(filling, ROOM, self.interaction, self.half_voltage)


def capacity(setup):
    """Charge [C] that fills all sites."""
    volume = AREA * setup.size * (1.0 if setup.grains == "film" else COVERED * 4 / 3)
    return FARADAY * SITES * volume


def times(setup):
    """When readings are taken [s], from the beginning of the pulse: before it, during it, and at rest."""
    before = setup.interval * np.arange(-BEFORE, 1)
    pulse = setup.interval * np.arange(1, int(setup.pulse / setup.interval + 1e-6) + 1)
    slower = setup.interval if setup.rest_interval is None else setup.rest_interval
    rest = setup.pulse + slower * np.arange(1, int(setup.rest / slower + 1e-6) + 1)
    return before, pulse, rest


def voltages(sample, setup, time):
    """Voltage [V] of the oxide at times [s] of pulse and rest, without what is in series, and when the pulse
    ends [s]."""
    lowest = LOWEST + setup.current * in_series(sample, setup)
    fullest = FULL
    if sample.voltage(FULL) < lowest:
        fullest = scipy.optimize.brentq(lambda x: float(sample.voltage(x)) - lowest, setup.filling, FULL,
                                        xtol=1e-12)
    grain = DrivenGrain(sample.jump_diffusivity, sample.interaction, setup.filling, setup.size,
                        SHAPES[setup.grains])
    filled, ended = grain.surface(time, setup.current / capacity(setup), setup.pulse, fullest)
    return sample.voltage(filled), ended


def in_series(sample, setup):
    """Resistance [ohm] of electrolyte, and leads where they are in the reading."""
    return sample.electrolyte + (sample.leads if setup.wires == "two" else 0.0)


def small_pulse(setup, time, diffusivity, slope, resistance):
    """Fall of the voltage [V] from the rest before, at times [s] of pulse and rest, by the law of small
    pulses; slope dE/dx [V], resistance [ohm]."""
    steady = -slope * setup.current * setup.pulse / capacity(setup)
    return pulse_fit.voltage_fall(time, setup.pulse, setup.size, diffusivity, steady,
                                  setup.current * resistance, SHAPES[setup.grains])


def readings(setup):
    """Times [s] of one in so many readings of each part: some 200 in all are enough without noise."""
    parts = times(setup)
    one_in = max(1, min(sum(part.size for part in parts) // 200, parts[1].size // 4))
    return [part[::one_in] for part in parts]


def fitted(sample, setup, shape=None):
    """What a fit of the law of small pulses finds in readings without noise, {quantity: value}; shape: the
    grains' own, or the other one."""
    before, pulse, rest = readings(setup)
    time = np.concatenate([before, pulse, rest])
    volts = np.concatenate([np.full(before.size, sample.voltage(setup.filling)),
                            voltages(sample, setup, time[before.size:])[0]])
    found = pulse_fit.fit_pulse(time, volts, setup.pulse, setup.size, shape or SHAPES[setup.grains])
    passed = setup.current * setup.pulse / capacity(setup)
    return {"chemical_diffusivity": found.chemical_diffusivity,
            "voltage_slope": -found.steady_change / passed,
            "series_resistance": sample.electrolyte + found.resistance_jump / setup.current}


def rested(sample, setup):
    """The same plan with as many readings, and a rest that makes the grains even inside."""
    enough = EVEN[setup.grains] * setup.size**2 / sample.diffusivity(setup.filling) + setup.pulse
    if setup.rest >= enough:
        return setup
    return SimpleNamespace(**vars(setup) | {"rest": enough, "rest_interval": enough / times(setup)[2].size})


def least(sample, setup, constants):
    """Smallest standard uncertainties of the constants [SI units], by the law of small pulses."""
    before, pulse, rest = times(setup)
    time = np.concatenate([pulse, rest])

    def answer(values):
        falls = np.concatenate([0 * before, small_pulse(setup, time, *values[:3])])
        return values[3] - falls
    return noise.least_uncertainties(answer, constants | {"voltage at rest": 1.0}, PICK_UP)
