"""What the questions of chapter 10 ask for, computed; each function has the key of its question."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import bioelectronics
from ...physics.conductivity import ambipolar_conductivity, total_conductivity
from ...physics.constants import ELEMENTARY_CHARGE, FARADAY

CAPACITY, MERIT = (material("pedot_pss").property(quantity).value   # F/m3, F/(m V s)
                   for quantity in ("volumetric capacitance", "mobility-capacitance product"))
SQUARE = 2e-4   # m, side of the square channel on the heart
OVERDRIVE = 0.4   # V


def capacitance_of_a_composition(seconds=20.0):
    return seconds / 50


def product_for_the_capacitance():
    return 20 * 50.0


def quotient_upside_down():
    return 50 / 20


def ambipolar_conductivity_of_a_film():
    return float(ambipolar_conductivity(2e-3, 6e-3))


def sum_of_both_carriers():
    return float(total_conductivity(2e-3, 6e-3))


def poorer_carrier():
    return 2e-3


def sum_of_both_resistivities():
    return 1 / ambipolar_conductivity_of_a_film()


def mean_of_both_carriers():
    return sum_of_both_carriers() / 2


def transconductance_of_a_film(width=4e-5, length=1e-5, merit=MERIT, overdrive=OVERDRIVE):
    """Slope (mS) of a pinched-off channel 200 nm thick."""
    beta = bioelectronics.transistor_parameter(width, 2e-7, length, merit)
    return convert(float(beta) * overdrive, "S", "mS")


def transconductance_per_centimetre():
    return transconductance_of_a_film(merit=MERIT / 100)


def drain_current_of_a_film():
    """Size (mA) of the pinched-off drain current of the same channel."""
    beta = bioelectronics.transistor_parameter(4e-5, 2e-7, 1e-5, MERIT)
    return convert(-float(bioelectronics.drain_current(-OVERDRIVE, -2 * OVERDRIVE, 0.0, beta)), "A", "mA")


def capacitance_of_a_film(thickness=1e-7, per_volume=CAPACITY):
    """Capacitance (nF) of a film of 100 µm times 10 µm."""
    return convert(float(bioelectronics.channel_capacitance(per_volume, 1e-4, thickness, 1e-5)), "F", "nF")


def cutoff_of_an_open_channel(capacitance_share=1.0):
    """Frequency (kHz) up to which 20 nF behind 3.0 kΩ follow."""
    return convert(1 / (2 * np.pi * capacitance_share * 3.0e3 * 20e-9), "Hz", "kHz")


def angular_cutoff():
    return 2 * np.pi * cutoff_of_an_open_channel()


def cutoff_times_two_pi():
    return (2 * np.pi) ** 2 * cutoff_of_an_open_channel()


def thickness_of_gain_one(overdrive=0.6, merit=MERIT):
    """Thickness (nm) at which the square channel on the heart, with 1 kΩ, amplifies by one."""
    slope_per_metre = float(bioelectronics.transistor_parameter(SQUARE, 1.0, SQUARE, merit)) * overdrive
    return convert(1 / (slope_per_metre * 1e3), "m", "nm")


def thickness_per_centimetre():
    return thickness_of_gain_one(merit=MERIT / 100)


def thickness_with_the_bias_on_top():
    return thickness_of_gain_one() * 0.6**2


def gain_of_a_micrometre():
    return 1e3 / thickness_of_gain_one()


def mobility_from_the_product(power=-1):
    """The product of an invented polymer times its capacitance to a power, in cm2/(V s) and F/cm3."""
    return 210.0 * 150.0**power


def mobility_upside_down():
    return 1 / mobility_from_the_product()


def holes_at_rest(voltage=0.60):
    """Concentration (mol/m3) of holes that so many volts push out of PEDOT:PSS."""
    return CAPACITY * voltage / FARADAY


def charge_at_rest():
    return CAPACITY * 0.60


def charge_in_a_cubic_centimetre():
    return convert(charge_at_rest(), "C/m^3", "C/cm^3")


def number_of_holes_at_rest():
    """Number of holes in one cm³."""
    return charge_in_a_cubic_centimetre() / ELEMENTARY_CHARGE
