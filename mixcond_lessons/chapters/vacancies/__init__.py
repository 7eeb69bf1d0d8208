"""Chapter 03, Vacancies: they carry the ions, and how well depends on how many there are."""
from .. import asked_in
from . import answers
from .ionic_conductivity import IonicConductivity
from .parking_garage import ParkingGarage
from .remembering_ion import RememberingIon
from .tracer_measured import TracerMeasured

PANELS = (ParkingGarage, IonicConductivity, RememberingIon, TracerMeasured)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_tracer = PREDICTIONS["tracer"]
predict_crowding = PREDICTIONS["crowding"]
