"""Chapter 05, The Environment's Influence: one gas, two oxides, and what sets each slope."""
from .. import asked_in
from . import answers
from .brouwer import Brouwer
from .ceria_by_weight import CeriaByWeight
from .domain_map import DomainMap
from .heating_in_air import HeatingInAir
from .slope_detective import SlopeDetective
from .two_conductors import TwoConductors

PANELS = (TwoConductors, Brouwer, SlopeDetective, CeriaByWeight, HeatingInAir, DomainMap)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_ceria_falls = PREDICTIONS["ceria_falls"]
predict_exponent = PREDICTIONS["exponent"]
