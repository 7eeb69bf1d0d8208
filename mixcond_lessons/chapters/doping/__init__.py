"""Chapter 04, The Electronic Dance: what a dopant owes, who pays, and what the carriers can then do."""
from .. import asked_in
from . import answers
from .association import Association
from .driven_ledger import DrivenLedger
from .ledger import Ledger
from .reaction_checker import ReactionChecker
from .reaction_tasks import TASKS
from .reaction_verdict import balance
from .small_polaron import SmallPolaron

__all__ = ["PANELS", "PREDICTIONS", "QUESTIONS", "TASKS", "ReactionChecker", "balance", "predict_association",
           "predict_payment"]

PANELS = (Ledger, DrivenLedger, Association, SmallPolaron)
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)

predict_payment = PREDICTIONS["payment"]
predict_association = PREDICTIONS["association"]
