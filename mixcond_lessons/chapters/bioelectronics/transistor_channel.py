"""The transistor that the panels of this chapter share: its materials and controls, and what a film of it can
do."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material
from ...physics import bioelectronics
from ..controls import choice, linear, logarithmic

CAPACITANCE, MERIT = "volumetric capacitance", "mobility-capacitance product"
NAMES = {"pedot_pss": "PEDOT:PSS", "pedot_pss_crystallized": "crystallized PEDOT:PSS",
         "pedot_pss_self_assembled": "self-assembled PEDOT:PSS", "pe2gt": "PE2gT", "pt2gt": "PT2gT",
         "pg42t_t": "p(g₄2T-T)"}
BOTH_KNOWN = {key: name for key, name in NAMES.items()
              if {CAPACITANCE, MERIT} <= {entry.quantity for entry in material(key).properties}}

THICKNESS = logarithmic("thickness", 1e-8, 1e-5, 1e-7, label="thickness of the film", shown="nm", symbol="d")
WIDTH = logarithmic("width", 1e-5, 2e-4, 1e-4, label="channel width", folded=True, rescales=True)
LENGTH = logarithmic("length", 5e-6, 5e-5, 1e-5, label="channel length", folded=True, rescales=True)
OVERDRIVE = linear("overdrive", 0.1, 0.8, 0.6, step=0.05, label="gate below threshold", unit="V", folded=True,
                   rescales=True)
ELECTROLYTE = logarithmic("electrolyte_conductivity", 0.1, 2.0, 1.5, label="salt water conducts", folded=True)
MATERIAL = choice("material", "material", BOTH_KNOWN, "pedot_pss", folded=True, rescales=True)


def entry(key, quantity):
    """Return the course's entry of a quantity of a material."""
    return material(key).property(quantity)


def standing(key, *quantities):
    """Return how well the numbers of a material are known: "illustrative" where one of them is, else "source
    seen"."""
    words = {entry(key, quantity).status_words for quantity in quantities}
    return "illustrative" if "illustrative" in words else "source seen"


def parameter(state):
    """Return beta = (W d/L) mu C* [A/V2] of the channel that the controls describe."""
    merit = entry(state.material, MERIT).value
    return float(bioelectronics.transistor_parameter(state.width, state.thickness, state.length, merit))


def film(state, thickness, overdrive):
    """Return transconductance [S], ionic time [s] and cut-off frequency [1/s] of a pinched-off channel.

    thickness [m]: one or many; overdrive: V_T - V_G [V].
    """
    channel = state.width, thickness, state.length
    beta = bioelectronics.transistor_parameter(*channel, entry(state.material, MERIT).value)
    point = -overdrive, -overdrive, 0.0   # gate, drain and threshold, V
    ions = (*channel, entry(state.material, CAPACITANCE).value, state.electrolyte_conductivity,
            bioelectronics.gate_capacitance_share(*point))
    return (bioelectronics.transconductance(*point, beta), bioelectronics.ionic_time(*ions),
            bioelectronics.cutoff_frequency(*ions))


def stored(state):
    """Return the capacitance [F] of the whole channel that the controls describe, C* W d L."""
    per_volume = entry(state.material, CAPACITANCE).value
    return float(bioelectronics.channel_capacitance(per_volume, state.width, state.thickness, state.length))


def held_volts(overdrive):
    """Return the charge of a pinched-off channel over its capacitance [V], added up over the local
    potentials.

    overdrive: V_T - V_G [V]; a stretch dx of the channel goes as u du.
    """
    places, weights = np.polynomial.legendre.leggauss(4)
    local = overdrive * (1 + places) / 2
    return float((weights * local) @ local / (weights @ local))


def to_milli(current):
    """Return A in mA, or S in mS."""
    return convert(current, "A", "mA")


def mobility_of(key):
    """Return the mobility [m2/(V s)] of the holes, mu C* divided by C*, of a material whose two numbers are
    known."""
    return entry(key, MERIT).value / entry(key, CAPACITANCE).value
