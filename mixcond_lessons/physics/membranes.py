"""Dense membranes of real materials: conductivities against the oxygen activity, and where their laws end."""
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np
import scipy

from ..materials import material
from . import cell_voltage, conductivity, model_oxides, permeation

MEASURED = {"ceria": "ceria_gadolinia_10", "zirconia": "zirconia_yttria_8"}  # the ferrite is a model
STRONTIUM = 0.4
NODES_PER_DECADE = 6
CURVE_POINTS = 28
ELECTRONS_STAY_FEW = 0.09  # the share of the ions down to which ceria's law holds, as in chapter 01


class Membrane(NamedTuple):
    """A dense membrane at one temperature: two functions of the oxygen activity that return S/m."""

    ionic: object
    electronic: object


def laws(key, temperature):
    """Conductivity (S/m) of the ions of "ceria" or "zirconia", and of each electronic branch.

    A branch is (value at 1 bar, exponent). Electrons come first, then holes.
    """
    entry = material(MEASURED[key])
    return (float(conductivity.partial_conductivity(entry.property("ionic conductivity"), temperature)),
            [(float(conductivity.partial_conductivity(law, temperature)), law.oxygen_exponent)
             for law in _electronic(entry)])


def _electronic(entry):
    """The properties of a material that are branches of its electronic conductivity."""
    return [law for law in entry.properties if law.quantity.startswith("electronic conductivity (")]


def _sum_of_branches(branches, oxygen_activity):
    return sum(at_one_bar * oxygen_activity**exponent for at_one_bar, exponent in branches)


def ceria_laws(temperature):
    """Conductivity of ceria's ions, that of its electrons at 1 bar (S/m), and their exponent."""
    ionic, ((at_one_bar, exponent),) = laws("ceria", temperature)
    return ionic, at_one_bar, exponent


@lru_cache(maxsize=64)
def membrane(key, temperature):
    """The Membrane of "ferrite", "ceria" or "zirconia" at a temperature (K)."""
    if key == "ferrite":
        return _ferrite(temperature)
    ionic, branches = laws(key, temperature)
    return Membrane(lambda oxygen_activity: ionic + 0 * oxygen_activity,
                    lambda oxygen_activity: _sum_of_branches(branches, oxygen_activity))


def _ferrite(temperature):
    """The defect model solved at some points per decade, with splines that keep within a millionth of it.

    Of fifth degree: smooth enough for an integral to need one pass.
    """
    least = float(np.log10(model_oxides.ferrite_lowest_activity(temperature)))
    nodes = np.linspace(least, 0, round(-least * NODES_PER_DECADE) + 1) * np.log(10)
    solved = model_oxides.ferrite_model(STRONTIUM, temperature).equilibrium(np.exp(nodes))
    found = model_oxides.ferrite_conduction(temperature, solved)
    return Membrane(_spline(nodes, found.ionic), _spline(nodes, found.electronic))


def _spline(nodes, conductivities):
    """A conductivity as a function of the oxygen activity, from its values at some logarithms of it."""
    spline = scipy.interpolate.make_interp_spline(nodes, np.log(conductivities), k=5)
    logarithm = scipy.interpolate.PPoly.from_spline(spline)
    return lambda oxygen_activity: np.exp(logarithm(np.log(oxygen_activity)))


@lru_cache(maxsize=64)
def flux_against_low_pressure(key, temperature, lowest, oxygen_activity_high):
    """Oxygen activities of the low side, and flux times thickness [mol O2/(m s)] from the high side to each.

    The pieces of Wagner's integral add up.
    """
    # Closer together near the high side, where the flux goes to zero.
    shares = 1 - np.linspace(0, 1, CURVE_POINTS + 1) ** 2
    edges = np.exp(np.log(lowest) + shares[::-1] * (np.log(oxygen_activity_high) - np.log(lowest)))
    pieces = permeation.wagner_flux(*membrane(key, temperature), temperature, edges[:-1], edges[1:], 1.0)
    return edges[:-1], pieces[::-1].cumsum()[::-1]


def lowest_activity(key, temperature):
    """The oxygen activity down to which a membrane's law holds at a temperature (K)."""
    if key == "ferrite":
        return float(model_oxides.ferrite_lowest_activity(temperature))
    least = material(MEASURED[key]).property("electronic conductivity (electrons)").oxygen_activity_range[0]
    if key == "zirconia":
        return least
    ionic, at_one_bar, exponent = ceria_laws(temperature)
    electronic = ionic * (1 - ELECTRONS_STAY_FEW) / ELECTRONS_STAY_FEW
    return max(least, float(conductivity.boundary_activity(at_one_bar, exponent, electronic)))


def closed_voltage(key, temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage (V) at open circuit by the closed forms: one electronic branch in ceria, two in zirconia."""
    return _closed_voltage(*laws(key, temperature), temperature, oxygen_activity_low, oxygen_activity_high)


def corner_laws(key, temperature):
    """What `laws` (S/m, at 1 bar) gives at each corner of what is known: all at the ends of their sources.

    Holds where `laws` does. Limits: sources that agree leave `laws` itself at each corner; the exponents
    are the same at all corners. Source: the factors in `materials`.
    """
    entry, (ionic, branches) = material(MEASURED[key]), laws(key, temperature)
    known = [entry.property("ionic conductivity"), *_electronic(entry)]
    return [(ions * ionic, [(factor * value, exponent) for factor, (value, exponent)
                            in zip(factors, branches, strict=True)])
            for ions, *factors in product(*(law.factor_range for law in known))]


def corner_voltages(key, temperature, oxygen_activity_low, oxygen_activity_high):
    """`closed_voltage` (V) at each of the `corner_laws`, as a list of arrays.

    Limits: 0 between equal pressures; the Nernst voltage at each corner where electrons are few. A voltage
    rises with the ions and falls with the electrons, so that no mixture of corners lies outside of them.
    """
    return [_closed_voltage(*corner, temperature, oxygen_activity_low, oxygen_activity_high)
            for corner in corner_laws(key, temperature)]


def corner_shares(key, temperature, oxygen_activity):
    """Ionic transference number (a fraction) at each of the `corner_laws`, as a list of arrays.

    Limits: 1 where the electrons' branches are far below the ions, 0 where they are far above.
    """
    return [conductivity.ionic_transference_number(ionic, _sum_of_branches(branches, oxygen_activity))
            for ionic, branches in corner_laws(key, temperature)]


def _closed_voltage(ionic, branches, temperature, oxygen_activity_low, oxygen_activity_high):
    if len(branches) == 1:
        return cell_voltage.voltage_with_electronic_power_law(ionic, *branches[0], temperature,
                                                              oxygen_activity_low, oxygen_activity_high)
    borders = (conductivity.boundary_activity(*branch, ionic) for branch in branches)
    return cell_voltage.schmalzried_voltage(temperature, oxygen_activity_low, oxygen_activity_high, *borders)
