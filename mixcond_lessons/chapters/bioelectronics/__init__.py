"""Chapter 10, Living tissue: ions of the body enter a film and turn its current up or down."""
from .. import asked_in
from . import answers
from .conductors_compared import ConductorsCompared
from .fast_or_sensitive import FastOrSensitive
from .heartbeat import Heartbeat
from .measured_transistor import MeasuredTransistor
from .transistor_curves import TransistorCurves

PANELS = (TransistorCurves, FastOrSensitive, Heartbeat, ConductorsCompared, MeasuredTransistor)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_gate = PREDICTIONS["gate"]
predict_thickness = PREDICTIONS["thickness"]
