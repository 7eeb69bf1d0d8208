"""Chapter 06, Transport without wires: oxygen walks through a dense ceramic, and a voltage leaks away."""
from .. import asked_in
from . import answers
from .breathing_membrane import BreathingMembrane
from .inside_membrane import InsideMembrane
from .leaking_voltage import LeakingVoltage
from .measured_beside import MeasuredBeside
from .measured_relaxation import MeasuredRelaxation
from .relaxation import RelaxationAfterStep
from .thinner import ThinnerNotAlwaysBetter

PANELS = (BreathingMembrane, ThinnerNotAlwaysBetter, InsideMembrane, LeakingVoltage, RelaxationAfterStep,
          MeasuredRelaxation, MeasuredBeside)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_flows = PREDICTIONS["flows"]
predict_profile = PREDICTIONS["profile"]
predict_thinner = PREDICTIONS["thinner"]
