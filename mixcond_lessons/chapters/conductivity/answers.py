"""What the questions of chapter 01 ask for, computed; each function has the key of its question.

The arguments are what a student may get wrong: a slip is the same calculation with one of them changed.
"""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import conductivity
from ...physics.constants import ELECTRONVOLT, R

TOTAL, LEAK = (material("seed_sample_ceria").property(f"{which} conductivity").value
               for which in ("total", "electronic"))
BOTH_PATHS, ELECTRONIC_PATH = (material("seed_sample_resistances").property(f"{which} resistance").value
                               for which in ("total", "electronic"))


def share(ions, electrons):
    """The share of the ions, as a number."""
    return float(conductivity.ionic_transference_number(ions, electrons))


def electrons_in_siemens_per_metre():
    return LEAK


def mark_on_a_log_axis(way=0.3):
    return 1e-3 * 10**way


def mark_on_a_ruler(way=0.3):
    return 1e-3 + way * (1e-2 - 1e-3)


def three_tenths_more():
    return 1.3 * 1e-3


def three_times_the_lower_end():
    return 3 * 1e-3


def resistors_side_by_side():
    return 1 / (1 / 300 + 1 / 600)


def conductance_side_by_side():
    return 1 / resistors_side_by_side()


def resistors_in_a_row():
    return 300.0 + 600.0


def share_from_resistances():
    return float(conductivity.transference_from_resistances(BOTH_PATHS, ELECTRONIC_PATH))


def share_with_the_total_for_the_ions():
    return share(1 / BOTH_PATHS, 1 / ELECTRONIC_PATH)


def share_of_the_electronic_path():
    return BOTH_PATHS / ELECTRONIC_PATH


def share_of_resistances():
    return share(BOTH_PATHS, ELECTRONIC_PATH)


def share_from_conductivities(ions=TOTAL - LEAK):
    return share(ions, LEAK)


def share_of_the_other_carrier():
    return share(LEAK, TOTAL - LEAK)


def ions_of_sample_b():
    return convert(TOTAL - LEAK, "S/m", "S/cm")


def electrons_per_ion():
    return LEAK / (TOTAL - LEAK)


def slope_energy_in_ceria(temperature=1073.15, steps=-1):
    """Energy (eV) of the ions in ceria, and so many times kT."""
    energy = material("ceria_gadolinia_10").property("ionic conductivity").activation_energy
    return (energy + steps * R * temperature) / ELECTRONVOLT


def thermal_energy_in_ceria():
    """kT in eV, by which the energies of σT and σ differ."""
    return slope_energy_in_ceria(steps=0) - slope_energy_in_ceria()


def _zirconia():
    """Ionic conductivity of zirconia at 900 °C, S/cm, and the share of the cobaltite's ions there."""
    entry = material("zirconia_yttria_8").property("ionic conductivity")
    share = material("lanthanum_strontium_cobalt_nickel_oxide").property("ionic transference number").value
    return convert(float(conductivity.partial_conductivity(entry, 1173.15)), "S/m", "S/cm"), share


def electrons_of_the_cobaltite():
    ions, share = _zirconia()
    return ions * (1 - share) / share


def cobaltite_with_the_small_share():
    ions, share = _zirconia()
    return ions * share


def ions_of_the_cobaltite():
    return _zirconia()[0]


def cobaltite_in_siemens_per_metre():
    ions, share = _zirconia()
    return 100 * ions / share


def _manganite():
    """Middle of the ranges of LSM at 1000 °C, ionic (by tracer) and electronic conductivity, S/cm."""
    manganite = material("lanthanum_strontium_manganite")
    entries = (manganite.property("ionic conductivity", from_source="yasuda"),
               manganite.property("electronic conductivity"))
    return tuple(convert(float(np.sqrt(entry.low * entry.high)), "S/m", "S/cm") for entry in entries)


def ambipolar_conductivity_of_lsm():
    return float(conductivity.ambipolar_conductivity(*_manganite()))


def sum_for_lsm():
    return float(conductivity.total_conductivity(*_manganite()))


def resistivities_of_lsm():
    return 1 / ambipolar_conductivity_of_lsm()


def product_for_lsm():
    ions, electrons = _manganite()
    return ions * electrons


def geometric_mean_for_lsm():
    ions, electrons = _manganite()
    return float(np.sqrt(ions * electrons))
