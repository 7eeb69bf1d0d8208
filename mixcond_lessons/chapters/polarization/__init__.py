"""Chapter 02, Polarization: the current after a voltage step between contacts that let no ions through."""
from .. import asked_in
from . import answers
from .composition import Composition
from .contacts import Contacts
from .impedance import Impedance
from .large_voltage import LargeVoltage
from .measured_step import MeasuredStep
from .recording import Recording
from .transient import Transient

PANELS = (Transient, Composition, Contacts, Impedance, LargeVoltage, Recording, MeasuredStep)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_current = PREDICTIONS["current"]
predict_thickness = PREDICTIONS["thickness"]
predict_contacts = PREDICTIONS["contacts"]
