"""Chapter 09, Brain-inspired computers: a film that remembers, and synapses that are taught."""
from .. import asked_in
from . import answers
from .learning_crossbar import LearningCrossbar
from .pinched_loop import PinchedLoop
from .remember_and_forget import RememberAndForget
from .teach_a_synapse import TeachASynapse
from .vacancy_drift import VacancyDrift

PANELS = (PinchedLoop, RememberAndForget, VacancyDrift, TeachASynapse, LearningCrossbar)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_loop = PREDICTIONS["loop"]
predict_mobility = PREDICTIONS["mobility"]
predict_crossbar = PREDICTIONS["crossbar"]
