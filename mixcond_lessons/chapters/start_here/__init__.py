"""Chapter 00, Start here: two kinds of traffic in one solid, and how to read the course's axes."""
from ...classroom.doctor import doctor
from ...classroom.saved import saved_work
from ...classroom.trainer import LogAxisTrainer
from .. import asked_in
from . import answers
from .boulevard import Boulevard
from .ruler import LogRuler

__all__ = ["PANELS", "QUESTIONS", "Boulevard", "LogAxisTrainer", "LogRuler", "doctor", "predict_crossing",
           "saved_work"]

PANELS = (Boulevard, LogRuler)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_crossing = PREDICTIONS["crossing"]
