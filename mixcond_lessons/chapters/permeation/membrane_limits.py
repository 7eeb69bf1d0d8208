"""Where the laws of a membrane end, as rules for the controls; and the wet hydrogen of this chapter."""
from ...physics import gases
from ...physics.membranes import ELECTRONS_STAY_FEW, lowest_activity, temperatures
from ...physics.model_oxides import FALLS_APART
from ..controls import Rule

WARM = 973.15  # K
HYDROGEN = float(gases.oxygen_activity_of_steam(0.03, 0.97, WARM))
GIVEN = "from hydrogen with 3 % steam at 700 °C"


def _material(state):
    return getattr(state, "material", "ceria")


def _holds_there(state, which):
    key = _material(state)
    return key != which or state.oxygen_activity_low >= lowest_activity(key, state.temperature) * (1 - 1e-12)


KNOWN = (Rule("the numbers of this material begin at this temperature",
              lambda s: s.temperature >= temperatures(_material(s))[0] * (1 - 1e-12)),
         Rule("the numbers of this material end at this temperature",
              lambda s: s.temperature <= temperatures(_material(s))[1] * (1 + 1e-12)))
FEW_ELECTRONS = Rule("the law of ceria's electrons ends here: in less oxygen the ions would carry less than "
                     f"{100 * ELECTRONS_STAY_FEW:.0f} % at this face", lambda s: _holds_there(s, "ceria"))
NOT_REDUCED = Rule(FALLS_APART, lambda s: _holds_there(s, "ferrite"))
DOWNHILL = Rule("the low side must hold less oxygen than the high side, else nothing drives a flow",
                lambda s: s.oxygen_activity_low < s.oxygen_activity_high)
