"""What the questions of chapter 09 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...classroom.quantity import convert
from ...physics import insertion_synapse, retention, synapses, vacancy_drift
from ...physics.constants import ELECTRONVOLT, R
from .titanium_dioxide_film import MOBILITY, OFF_RATIO, ON_RESISTANCE, ROOM, THICKNESS, diffusivity

HOT = 750.0  # K
WRITTEN_AT = 1.5  # V
EVENS_OUT = 0.078  # s, what question 1 gives for a film of 10 nm
SHARE = 1 / 30  # of the empty sites, filled by one pulse
PULSES = 60


def settling_time_of_a_thicker_film(power=2):
    return EVENS_OUT * 3.0**power


def hop_rate_from_300_to_750_kelvin(barrier=1.0, base=np.e):
    """By which factor hops over a barrier (eV) become more frequent."""
    return float(base ** (barrier * ELECTRONVOLT / R * (1 / ROOM - 1 / HOT)))


def exponent_of_the_hops():
    return float(np.log(hop_rate_from_300_to_750_kelvin()))


def hops_from_hot_to_cold():
    return 1 / hop_rate_from_300_to_750_kelvin()


def temperature_ratio():
    return HOT / ROOM


def _switching(off_ratio=OFF_RATIO, voltage=WRITTEN_AT, mobility=MOBILITY):
    """A full switch."""
    return synapses.switching(voltage, ON_RESISTANCE, ON_RESISTANCE * off_ratio, THICKNESS, mobility)


def switching_time_of_a_memristor(off_ratio=OFF_RATIO, voltage=WRITTEN_AT, mobility=MOBILITY):
    return float(_switching(off_ratio, voltage, mobility).time)


def retention_over_writing_with_one_mobility(voltage=5.0, charge_number=2, power_of_pi=2):
    return float(vacancy_drift.reduced_voltage(voltage, charge_number, ROOM)) / np.pi**power_of_pi


def retention_over_writing_as_told_for_1_volt():
    return float(round(retention_over_writing_with_one_mobility(voltage=1.0)))


def drift_in_a_strong_field(charge_number=2, hop_length=4e-10):
    """How much 4 V across 10 nm speeds up the drift."""
    return float(retention.field_enhancement(4.0, THICKNESS, hop_length, charge_number, ROOM))


def drive_over_half_a_hop(hop_length=4e-10):
    """β of 4 V across 10 nm."""
    return float(vacancy_drift.reduced_voltage(4.0, 2, ROOM)) * hop_length / (2 * THICKNESS)


def sinh_without_beta():
    return float(np.sinh(drive_over_half_a_hop()))


def energy_of_a_full_switch():
    return convert(float(_switching().energy), "J", "mJ")


def charge_of_a_full_switch():
    """In mC."""
    return convert(float(_switching().charge), "C", "mC")


def energy_in_one_resistance(off_ratio=OFF_RATIO):
    """V²t/R during the whole switch, as if the film had one resistance all the time."""
    power = WRITTEN_AT**2 / (ON_RESISTANCE * off_ratio)
    return convert(power * switching_time_of_a_memristor(), "J", "mJ")


def forgetting_time_by_einstein(charge_number=2, thickness=2 * THICKNESS, power_of_pi=2):
    """Time constant of a film for which no panel has printed the answer above the question."""
    slowest = float(vacancy_drift.relaxation_rate(thickness, diffusivity(charge_number), 0.0))
    return np.pi ** (2 - power_of_pi) / slowest


def charge_that_changes_a_conductance(mobility=5e-5, length=2e-5):
    slope = insertion_synapse.mobility_slope(mobility)
    return convert(float(insertion_synapse.needed_charge(3e-6, slope, length)), "C", "pC")


def charge_with_the_formula_upside_down():
    return convert(3e-6 * 5e-5 / 2e-5**2, "C", "pC")


def sites_filled_by_sixty_pulses(nonlinearity=1.0, pulses=PULSES):
    return float(insertion_synapse.pulse_train(np.ones(pulses), 0.0, SHARE, 1.0, nonlinearity)[-1])


def sites_still_empty():
    return 1 - sites_filled_by_sixty_pulses()
