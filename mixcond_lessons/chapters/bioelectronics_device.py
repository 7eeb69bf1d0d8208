"""The transistor that the panels of chapter 10 share: its materials and controls, and what a film of it can do."""
import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.quantity import convert
from ..materials import material
from ..physics import bioelectronics

CAPACITANCE, MERIT = "volumetric capacitance", "mobility-capacitance product"
NAMES = {"pedot_pss": "PEDOT:PSS", "pedot_pss_crystallized": "crystallized PEDOT:PSS", "pedot_pss_self_assembled": "self-assembled PEDOT:PSS",
         "pe2gt": "PE2gT", "pt2gt": "PT2gT", "pg42t_t": "p(g₄2T-T)"}
BOTH_KNOWN = {key: name for key, name in NAMES.items() if {CAPACITANCE, MERIT} <= {entry.quantity for entry in material(key).properties}}

THICKNESS = logarithmic("thickness", "thickness of the film", 1e-8, 1e-5, 1e-7, unit="m", shown="nm", symbol="d")
WIDTH = logarithmic("width", "channel width", 1e-5, 2e-4, 1e-4, unit="m", shown="µm", symbol="W", folded=True, rescales=True)
LENGTH = logarithmic("length", "channel length", 5e-6, 5e-5, 1e-5, unit="m", shown="µm", symbol="L", folded=True, rescales=True)
OVERDRIVE = linear("overdrive", "gate below threshold", 0.1, 0.8, 0.6, step=0.05, unit="V", folded=True, rescales=True)
ELECTROLYTE = logarithmic("electrolyte_conductivity", "salt water conducts", 0.1, 2.0, 1.5, unit="S/m", shown="S/cm", symbol="σ", folded=True)
MATERIAL = choice("material", "material", BOTH_KNOWN, "pedot_pss", folded=True, rescales=True)

QUIET = style.Carrier("quiet", style.QUIET, (0, (1, 2)))
DASHED = style.Carrier("dashed", style.QUIET, (0, (4, 3)))
STEPS = np.array([1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10])


def entry(key, quantity):
    """The course's entry of a quantity of a material."""
    return material(key).property(quantity)


def standing(key, *quantities):
    """How well the numbers of a material are known, in a few words: "illustrative" where one of them is."""
    return "illustrative" if any(entry(key, quantity).status_words == "illustrative" for quantity in quantities) else "source seen"


def parameter(state):
    """beta = (W d/L) mu C* [A/V2] of the channel that the controls describe."""
    return float(bioelectronics.transistor_parameter(state.width, state.thickness, state.length, entry(state.material, MERIT).value))


def film(state, thickness, overdrive):
    """Transconductance [S] of a pinched-off channel, its ionic time [s] and its cut-off frequency [1/s], for one thickness [m] or many; overdrive V_T - V_G [V]."""
    channel = state.width, thickness, state.length
    beta = bioelectronics.transistor_parameter(*channel, entry(state.material, MERIT).value)
    point = -overdrive, -overdrive, 0.0   # gate, drain and threshold, V
    ions = *channel, entry(state.material, CAPACITANCE).value, state.electrolyte_conductivity, bioelectronics.gate_capacitance_share(*point)
    return bioelectronics.transconductance(*point, beta), bioelectronics.ionic_time(*ions), bioelectronics.cutoff_frequency(*ions)


def stored(state):
    """Capacitance [F] of the whole channel that the controls describe, C* W d L."""
    return float(bioelectronics.channel_capacitance(entry(state.material, CAPACITANCE).value, state.width, state.thickness, state.length))


def held_volts(overdrive):
    """Charge of a pinched-off channel over its capacitance [V], added up over the local potentials (overdrive V_T - V_G [V]): a stretch dx goes as u du."""
    places, weights = np.polynomial.legendre.leggauss(4)
    local = overdrive * (1 + places) / 2
    return float((weights * local) @ local / (weights @ local))


def round_up(value):
    """The next number of the kind 1, 1.5, 2, … times a power of ten."""
    power = 10.0 ** np.floor(np.log10(value))
    return float(power * STEPS[np.searchsorted(STEPS, value / power * (1 - 1e-9))])


def decades(low, high):
    """Limits of a logarithmic axis, whole decades around `low` and `high`."""
    return 10.0 ** np.floor(np.log10(low) + 1e-9), 10.0 ** np.ceil(np.log10(high) - 1e-9)


def to_milli(current):
    """A in mA, or S in mS."""
    return convert(current, "A", "mA")


def mobility_of(key):
    """Mobility [m2/(V s)] of the holes, mu C* divided by C*, of a material whose two numbers are known."""
    return entry(key, MERIT).value / entry(key, CAPACITANCE).value
