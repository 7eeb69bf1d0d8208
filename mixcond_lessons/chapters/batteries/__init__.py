"""Chapter 08, solid-state batteries: how lithium gets into one grain, then into a whole electrode."""
from .. import asked_in
from . import answers
from .electrode_impedance import ElectrodeImpedance
from .equilibrium_voltage import EquilibriumVoltage
from .measured_impedance import MeasuredImpedance
from .measured_pulse import MeasuredPulse
from .miscibility_gap import MiscibilityGap
from .pulse_analyst import PulseAnalyst
from .pulse_and_rest import PulseAndRest
from .two_rails import TwoRails

PANELS = (PulseAndRest, TwoRails, EquilibriumVoltage, MiscibilityGap, PulseAnalyst, ElectrodeImpedance,
          MeasuredImpedance, MeasuredPulse)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_rest = PREDICTIONS["rest"]
predict_thickness = PREDICTIONS["thickness"]
predict_plateau = PREDICTIONS["plateau"]
predict_pulse_length = PREDICTIONS["pulse_length"]
