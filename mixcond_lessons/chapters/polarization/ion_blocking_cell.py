"""The cell between ion-blocking contacts that all panels share: its controls and its first current."""
from ...physics.conductivity import resistance_from_conductivity
from ..controls import choice, linear, logarithmic

ELECTRONIC_SHARE = logarithmic("electronic_transference_number", 1e-3, 0.99, 0.09,
                               label="share of the electrons", per_decade=20)
DIFFUSIVITY = logarithmic("chemical_diffusivity", 1e-12, 1e-8, 1e-9)
THICKNESS = logarithmic("thickness", 1e-4, 5e-3, 1e-3, per_decade=20)
VOLTAGE = linear("voltage", 1e-3, 1e-2, 5e-3, step=0.1, folded=True)
CONDUCTIVITY = logarithmic("total_conductivity", 1e-2, 1e2, 1.0, folded=True)
AREA = logarithmic("area", 1e-5, 1e-3, 1e-4, folded=True)
BLOCKING = choice("blocking", "ions blocked", {"both": "at both contacts", "one": "at one contact"}, "both",
                  folded=True)


def cell(state):
    """The three constants that the laws of a small step ask for, in their order."""
    return state.electronic_transference_number, state.thickness, state.chemical_diffusivity


def first_current(state):
    """Current [A] at the first moment, when ions and electrons both move."""
    return state.voltage / resistance_from_conductivity(state.total_conductivity, state.thickness, state.area)
