"""Where the laws of a membrane end, as rules for the controls; and the wet hydrogen of this chapter."""
from functools import cache

from ...classroom.quantity import convert
from ...materials import material
from ...physics import gases
from ...physics.membranes import ELECTRONS_STAY_FEW, MEASURED, lowest_activity
from ...physics.model_oxides import FALLS_APART, FERRITE_TEMPERATURES
from ..controls import Rule, logarithmic

WARM = 973.15  # K
NEARLY_ALL = 0.9999  # tᵢₒₙ above which no digits are shown


@cache
def fuel_side():
    """The control of the fuel side's oxygen; it starts at hydrogen with 3 % steam at 700 °C."""
    hydrogen = float(gases.oxygen_activity_of_steam(0.03, 0.97, WARM))
    return logarithmic("oxygen_activity_low", 1e-30, 1e-3, hydrogen, label="oxygen, fuel side", symbol="pO₂",
                       per_decade=4, source="from hydrogen with 3 % steam at 700 °C")


def _material(state):
    return getattr(state, "material", "ceria")


def _holds_there(state, which):
    key = _material(state)
    return key != which or state.oxygen_activity_low >= lowest_activity(key, state.temperature) * (1 - 1e-12)


NAMES = {"ferrite": "the model ferrite", "ceria": "ceria CGO10", "zirconia": "zirconia 8YSZ"}


def _temperatures(key):
    """The temperatures (K) between which the conductivities of a material are known."""
    if key == "ferrite":
        return FERRITE_TEMPERATURES
    ranges = [law.temperature_range for law in material(MEASURED[key]).properties
              if "conductivity" in law.quantity and law.prefactor]
    return max(low for low, _ in ranges), min(high for _, high in ranges)


def _ends_of(key):
    """Two rules: a material stays between the temperatures for which the course has its numbers."""
    (coldest, hottest), name = _temperatures(key), NAMES[key]
    return (Rule(f"the numbers of {name} begin at {convert(coldest, 'K', '°C'):.0f} °C",
                 lambda s: _material(s) != key or s.temperature >= coldest * (1 - 1e-12)),
            Rule(f"the numbers of {name} end at {convert(hottest, 'K', '°C'):.0f} °C",
                 lambda s: _material(s) != key or s.temperature <= hottest * (1 + 1e-12)))


KNOWN = tuple(rule for key in NAMES for rule in _ends_of(key))
FEW_ELECTRONS = Rule("the law of the electrons of ceria CGO10 ends here: it holds while the ions carry at "
                     f"least {100 * ELECTRONS_STAY_FEW:.0f} % of the current",
                     lambda s: _holds_there(s, "ceria"))
NOT_REDUCED = Rule(FALLS_APART, lambda s: _holds_there(s, "ferrite"))
DOWNHILL = Rule("the low side must hold less oxygen than the high side, else nothing drives a flow",
                lambda s: s.oxygen_activity_low < s.oxygen_activity_high)
