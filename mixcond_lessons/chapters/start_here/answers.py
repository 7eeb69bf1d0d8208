"""What the questions of chapter 00 ask for, computed; each function has the key of its question."""
import numpy as np

from ...materials import material


def siemens_per_metre():
    return material("seed_sample_ceria").property("total conductivity").value


def middle_of_a_decade():
    return float(np.sqrt(1e-4 * 1e-3))


def middle_of_a_ruler():
    return (1e-4 + 1e-3) / 2


def exponent_of_the_middle():
    return float(np.log10(middle_of_a_decade()))


def digits_of_the_exponent():
    return 3.5e-4


def half_of_the_upper_end():
    return 1e-3 / 2


def slope_on_log_paper():
    return float(np.log10(1e-4 / 1e-2) / np.log10(1e-12 / 1e-20))


def decades_of_the_fall():
    return float(np.log10(1e-4 / 1e-2))


def slope_turned_over():
    return 1 / slope_on_log_paper()


def slope_of_the_values():
    return (1e-4 - 1e-2) / (1e-12 - 1e-20)
