"""What the questions of chapter 02 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np
import scipy

from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity, large_voltage, polarization
from ...physics.constants import FARADAY, R

# The recording of the lesson: 10 mV across a disk of 1 mm and 1 cm2; 2.0 mA at first, 0.18 mA at last.
VOLTAGE, FIRST, LAST, THICKNESS, AREA = 10e-3, 2.0e-3, 0.18e-3, 1e-3, 1e-4
DIFFUSIVITY = 1e-9  # m2/s, of the same disk
OTHER_THICKNESS, OTHER_TAIL = 1.5e-3, 120.0  # m and s, of the disk whose tail is asked about


def electronic_transference_number_from_conductivities(ions=3.0, electrons=1.0):
    return float(conductivity.electronic_transference_number(ions, electrons))


def electrons_per_ion(ions=3.0, electrons=1.0):
    return electrons / ions


def conductivity_of_a_disk(thickness=THICKNESS):
    return convert(float(conductivity.conductivity_from_resistance(5.0, thickness, AREA)), "S/m", "S/cm")


def resistivity_of_a_disk():
    return 1 / conductivity_of_a_disk()


def conductivities(first=FIRST, last=LAST):
    """Ionic and electronic conductivity (S/m) of the disk, from its two currents."""
    return polarization.conductivities_from_currents(VOLTAGE, first, last, THICKNESS, AREA)


def ionic_conductivity_from_two_currents(first=FIRST, last=LAST):
    return convert(float(conductivities(first, last)[0]), "S/m", "S/cm")


def electronic_share():
    """Electronic transference number of the disk."""
    return float(conductivity.electronic_transference_number(*conductivities()))


def ionic_share_from_two_currents():
    return 1 - electronic_share()


def ionic_current():
    """Current (mA) that the ions carry at first."""
    return convert(FIRST - LAST, "A", "mA")


def ions_per_electron():
    return ionic_share_from_two_currents() / electronic_share()


def _tail():
    """Slowest time constant of the disk after the voltage step, s."""
    return float(polarization.potentiostatic_time_constant(electronic_share(), THICKNESS, DIFFUSIVITY))


def _diffusivity(time_constant_at_one):
    """Chemical diffusivity (cm2/s) of another disk, where 1 m2/s would give this time constant (s)."""
    return convert(float(time_constant_at_one) / OTHER_TAIL, "m2/s", "cm2/s")


def chemical_diffusivity_from_the_tail():
    return _diffusivity(polarization.potentiostatic_time_constant(electronic_share(), OTHER_THICKNESS, 1.0))


def diffusivity_by_the_law_of_constant_current():
    return _diffusivity(polarization.galvanostatic_time_constant(OTHER_THICKNESS, 1.0))


def diffusivity_without_the_number():
    return _diffusivity(OTHER_THICKNESS**2)


def diffusivity_with_the_other_thickness():
    return _diffusivity(polarization.potentiostatic_time_constant(electronic_share(), THICKNESS, 1.0))


def early_fall_of_the_current():
    """When 5 % of the fall is over, s."""
    share = electronic_share()

    def still_to_fall(time):
        return float(polarization.current_ratio(time, share, THICKNESS, DIFFUSIVITY)) - 1 + 0.05 * (1 - share)
    return scipy.optimize.brentq(still_to_fall, 1e-9, 1e3)


def five_per_cent_of_the_tail():
    return 0.05 * _tail()


def time_constant_of_the_tail():
    return _tail()


def diffusion_time():
    return THICKNESS**2 / DIFFUSIVITY


def _capacitance(resistance):
    """What takes the time L²/D̃ to charge through this resistance, F."""
    return diffusion_time() / float(resistance)


def chemical_capacitance_of_the_disk():
    return _capacitance(polarization.diffusion_resistance(*conductivities(), AREA, THICKNESS))


def capacitance_with_the_paths_side_by_side():
    return _capacitance(VOLTAGE / FIRST)


def capacitance_with_the_electrons_alone():
    return _capacitance(VOLTAGE / LAST)


def capacitance_with_the_ions_alone():
    return _capacitance(VOLTAGE / (FIRST - LAST))


def current_below_ohms_law(voltage=0.025, temperature=1000.0):
    """How far the steady current lies below Ohm's law with one blocking contact, in %."""
    current = large_voltage.steady_current_one_blocking(voltage, 1.0, 0.0, 1.0, 1.0, temperature)
    return 100 * (1 - float(current) / voltage)


def current_below_ohms_law_between_two_blocking_contacts(voltage=0.025, temperature=1000.0):
    current = large_voltage.steady_current_both_blocking(voltage, 1.0, 1.0, 1.0, temperature)
    return 100 * (1 - float(current) / voltage)


def electrons_lost_at_the_blocked_end(voltage=0.025, temperature=1000.0):
    return -100 * float(np.expm1(-FARADAY * voltage / (R * temperature)))


def current_left_of_ohms_law():
    return 100 - current_below_ohms_law()


def share_with_forgotten_leads(first=20, last=20):
    """Share of the ions of sample A with so many ohm of leads in the first and in the last resistance."""
    sample = material("seed_sample_resistances")
    total, electronic = (sample.property(f"{which} resistance").value for which in ("total", "electronic"))
    return float(conductivity.transference_from_resistances(total + first, electronic + last))


def voltage_per_decade_of_oxygen(electrons=4):
    """Voltage (mV) of an oxide electrolyte at 1000 K per decade of oxygen, with so many electrons for O₂."""
    volts = float(polarization.open_circuit_voltage(1.0, 1000.0, 1.0, 10.0)) * 4 / electrons
    return convert(volts, "V", "mV")


def voltage_per_factor_e_of_oxygen():
    return voltage_per_decade_of_oxygen() / np.log(10)

def share_with_the_films_taken_off(initial_resistance=40.0, steady_resistance=100.0):
    return float(polarization.bruce_vincent_transference(80e-6, 48e-6, initial_resistance, steady_resistance,
                                                         20e-3))


def share_with_the_wrong_drop():
    return share_with_the_films_taken_off(steady_resistance=100.0 * 80 / 48)


def share_between_contacts_that_pass_the_ion(initial_resistance=60.0, steady_resistance=80.0):
    return float(polarization.bruce_vincent_transference(50e-6, 30e-6, initial_resistance, steady_resistance,
                                                         10e-3))


def share_as_between_blocking_contacts():
    return 1 - 30 / 50
