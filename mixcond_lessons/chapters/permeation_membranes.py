"""What a membrane of chapter 06 must not be asked: the limits of its laws, as rules for the controls."""
from ..classroom.controls import Rule
from ..physics.membranes import lowest_activity, temperatures
from ..physics.model_oxides import FALLS_APART


def _known_there(state):
    low, high = temperatures(getattr(state, "material", "ceria"))
    return low * (1 - 1e-12) <= state.temperature <= high * (1 + 1e-12)


def _holds_there(state, which):
    key = getattr(state, "material", "ceria")
    return key != which or state.oxygen_activity_low >= lowest_activity(key, state.temperature) * (1 - 1e-12)


KNOWN = Rule("the course has numbers for this material only up to, or only from, this temperature", _known_there)
FEW_ELECTRONS = Rule("beyond this the source's law ends: it leaves the ions less than a tenth at this face, and electrons are no longer few", lambda s: _holds_there(s, "ceria"))
NOT_REDUCED = Rule(FALLS_APART, lambda s: _holds_there(s, "ferrite"))
DOWNHILL = Rule("the low side must hold less oxygen than the high side, else nothing drives a flow", lambda s: s.oxygen_activity_low < s.oxygen_activity_high)
