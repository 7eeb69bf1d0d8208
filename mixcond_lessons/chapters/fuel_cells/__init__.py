"""Chapter 07, Fuel cells: ceria under load, which electrode costs the voltage, how deep a cathode works."""
from .. import asked_in
from . import answers
from .film_under_load import FilmUnderLoad
from .oxygen_plant import OxygenPlant
from .short_circuiting_cell import ShortCircuitingCell
from .which_electrode import WhichElectrode
from .which_electrolyte import WhichElectrolyte
from .working_depth import WorkingDepth

PANELS = (ShortCircuitingCell, WhichElectrode, WorkingDepth, FilmUnderLoad, WhichElectrolyte, OxygenPlant)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_leak = PREDICTIONS["leak"]
predict_electrode = PREDICTIONS["electrode"]
predict_depth = PREDICTIONS["depth"]
predict_hotter = PREDICTIONS["hotter"]
