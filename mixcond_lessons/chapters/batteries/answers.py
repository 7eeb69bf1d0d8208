"""What the questions of chapter 08 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np
import scipy

from ...classroom.quantity import convert
from ...materials import material
from ...physics import batteries, composite_electrode, conductivity
from ...physics.constants import FARADAY, R
from .pulse_analyst import PulseAnalyst

ROOM = 298.15  # K
GRAIN = 2e-6, 6e-6  # S/cm, of the ions and of the electrons
# M, V from rest to rest, V during the pulse, V of it at once.
RADIUS, STEADY, SEEN, JUMP = 5e-6, 10e-3, 25e-3, 5e-3


def time_to_even_out_a_smaller_ball(power=2):
    return 40 / 5**power


def conductivity_where_both_go_in():
    return float(conductivity.ambipolar_conductivity(*GRAIN))


def both_conductivities_added():
    return float(conductivity.total_conductivity(*GRAIN))


def ions_of_the_grain():
    return GRAIN[0]


def electrons_of_the_grain():
    return GRAIN[1]


def product_of_both():
    return GRAIN[0] * GRAIN[1]


def resistivities_of_both_added():
    return 1 / GRAIN[0] + 1 / GRAIN[1]


def share_that_a_slow_current_fills(offset=1 / 15, spreading=5e-6**2 / 1e-14):
    """With R²/D̃ = 2500 s and an hour; the offset is 1/5 and three times the surface per volume."""
    return 1 - offset * spreading / 3600


def share_in_a_plate():
    return share_that_a_slow_current_fills(1 / 3)


def share_with_the_offset_alone():
    return share_that_a_slow_current_fills(1 / 5)


def share_that_stays_empty():
    return 1 - share_that_a_slow_current_fills()


def share_with_the_diameter():
    return share_that_a_slow_current_fills(spreading=1e-5**2 / 1e-14)


def share_of_metres_by_centimetres():
    return share_that_a_slow_current_fills(spreading=5e-6**2 / 1e-10)


def charging_time_of_an_electrode(ions=300e-4, electrons=100e-4):
    return float(composite_electrode.charging_time(ions, electrons, 15e4))


def fading_time_of_the_slowest_wave():
    return charging_time_of_an_electrode() / np.pi**2


def thermodynamic_factor_with_attraction(interaction=-3.0):
    return float(batteries.thermodynamic_factor(0.4, interaction))


def diffusivity_with_attraction():
    return float(batteries.lattice_gas_diffusivity(1.0, 0.4, -3.0))


def factor_over_the_filled_share():
    return diffusivity_with_attraction() / 0.4


def factor_with_one_share_only():
    return (1 - 3.0 * 0.4) / 0.6


def thermodynamic_factor_from_a_voltage(share=0.3, logarithm=1.0, temperature=ROOM):
    return share * 0.80 / (R * temperature / FARADAY * logarithm)


def factor_with_degrees_celsius():
    return thermodynamic_factor_from_a_voltage(temperature=25.0)


def voltage_slope_turned_over():
    return 1 / thermodynamic_factor_from_a_voltage()


def factor_with_a_decimal_logarithm():
    return thermodynamic_factor_from_a_voltage(logarithm=np.log(10))


def diffusion_time_in_iron_phosphate(radius=50e-9):
    return radius**2 / material("lithium_iron_phosphate").property("chemical diffusivity").value


def metres_by_centimetres():
    return 50e-9**2 / 1.8e-14


def length_not_squared():
    return 50e-7 / 1.8e-14


def diffusivity_from_a_pulse(length=RADIUS / 3, transient=SEEN - JUMP, steady=STEADY):
    """What the usual formula gives, cm2/s."""
    return convert(float(batteries.pulse_diffusivity(600.0, length, steady, transient)), "m2/s", "cm2/s")


def volume_per_surface():
    return convert(RADIUS / 3, "m", "µm")


def _reduced_time_behind_the_pulse():
    """D̃t/R² of a ball that truly shows these voltages: the formula's own error is large here."""
    ratio = (SEEN - JUMP) / STEADY
    return scipy.optimize.brentq(lambda theta: float(batteries.surface_response(theta)) / (3 * theta) - ratio,
                                 1e-6, 1.0)


def diffusivity_behind_the_pulse():
    return convert(_reduced_time_behind_the_pulse() * RADIUS**2 / 600.0, "m2/s", "cm2/s")


def error_of_the_formula_there():
    return error_of_the_pulse_formula(_reduced_time_behind_the_pulse())


def error_of_the_pulse_formula(reduced_time=0.05):
    """In per cent."""
    return 100 * (1 - float(batteries.pulse_bias(reduced_time)))


def first_term_of_the_error():
    return 100 * np.sqrt(np.pi * 0.05)


def error_with_the_jump_taken_off():
    """What the panel shows with the jump taken off by a line through all readings, in per cent."""
    state = PulseAnalyst().state
    duration = 0.05 * state["radius"] ** 2 / state["chemical_diffusivity"]
    panel = PulseAnalyst(method="jump", noise=1e-6, pulse_duration=duration)
    return float(panel.data()["now"]["off (%)"][0])


def what_the_formula_finds():
    return 100 - error_of_the_pulse_formula()


def ionic_rail_from_an_arc(part=1 / 3):
    """The whole rail in ohm cm2, of which the arc shows a part."""
    return 40.0 / part
