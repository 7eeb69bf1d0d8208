"""The one cell that all panels of chapter 02 measure: its controls, its first current, and how its times and levels are shown."""
import numpy as np

from ..classroom.controls import choice, linear, logarithmic

ELECTRONIC_SHARE = logarithmic("electronic_transference_number", "share of the electrons", 1e-3, 0.99, 0.09, symbol="tₑ", per_decade=20)
DIFFUSIVITY = logarithmic("chemical_diffusivity", "chemical diffusivity", 1e-12, 1e-8, 1e-9, unit="m2/s", shown="cm2/s", symbol="D̃")
THICKNESS = logarithmic("thickness", "thickness", 1e-4, 5e-3, 1e-3, unit="m", shown="mm", symbol="L", per_decade=20)
VOLTAGE = linear("voltage", "voltage", 1e-3, 1e-2, 5e-3, step=0.1, unit="V", shown="mV", symbol="V", folded=True)
CONDUCTIVITY = logarithmic("total_conductivity", "total conductivity", 1e-2, 1e2, 1.0, unit="S/m", shown="S/cm", symbol="σ", folded=True)
AREA = logarithmic("area", "area", 1e-5, 1e-3, 1e-4, unit="m2", shown="cm2", symbol="A", folded=True)
BLOCKING = choice("blocking", "ions blocked", {"both": "at both contacts", "one": "at one contact"}, "both", folded=True)

TIMES = np.geomspace(1e-3, 1e7, 161)


def cell(state):
    """The three constants that the laws of a small step ask for, in their order."""
    return state.electronic_transference_number, state.thickness, state.chemical_diffusivity


def first_current(state):
    """Current [A] at the first moment, when ions and electrons both move: Ohm's law, V σ A/L."""
    return state.voltage * state.total_conductivity * state.area / state.thickness
