"""Chapter 01, Conductivity: two conductivities, the share of the ions, and what the share hides."""
from .. import asked_in
from . import answers
from .one_material import OneMaterial
from .plane import Plane
from .side_by_side import SideBySide

PANELS = (SideBySide, Plane, OneMaterial)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_resistance = PREDICTIONS["resistance"]
predict_hydrogen = PREDICTIONS["hydrogen"]
