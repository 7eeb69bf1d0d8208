"""Chapter 11, Review: mixed questions that come back, the concept check, three design tasks."""
from .. import asked_in
from . import answers
from .before_and_after import LEGEND, before_and_after, left_out
from .check_of_concepts import concept_check, items, thanks
from .designs import check_design
from .today import AGAIN, COMES_AGAIN, NONE_BEGUN, course, session

__all__ = ["AGAIN", "COMES_AGAIN", "LEGEND", "NONE_BEGUN", "PANELS", "QUESTIONS", "before_and_after",
           "check_design", "concept_check", "course", "items", "left_out", "session", "thanks"]

PANELS = ()
QUESTIONS, PREDICTIONS = asked_in(__name__, PANELS, answers)
