"""Chapter 04, The Electronic Dance: what a dopant owes, who pays, and what the payment can do."""
from ..classroom.predict import Predict
from .doping_ledger import DrivenLedger, Ledger
from .doping_mobility import Association, SmallPolaron
from .doping_questions import QUESTIONS
from .reaction_checker import ReactionChecker, balance
from .reaction_tasks import TASKS

__all__ = ["PANELS", "QUESTIONS", "TASKS", "Association", "DrivenLedger", "Ledger", "ReactionChecker", "SmallPolaron", "balance", "predict_association",
           "predict_payment"]

PANELS = (Ledger, DrivenLedger, Association, SmallPolaron)


def predict_payment():
    """Before the ledger: who pays for strontium in LSM in air?"""
    return Predict(Ledger(strontium=0.0), "La₀.₈Sr₀.₂MnO₃ in air: every fifth La³⁺ is a Sr²⁺, and one positive charge is gone. Who pays?",
                   ("nobody: the crystal is negatively charged", "oxygen vacancies, one for each two Sr", "holes: one Mn in five becomes Mn⁴⁺",
                    "holes and vacancies, each in full"),
                   look="Move x from 0 to 0.2 and read who pays. Then move δ: can holes and vacancies grow together?",
                   found="In air this manganite keeps its oxygen places full (δ ≈ 0), so holes pay: one Mn in five is Mn⁴⁺, and no ion is missing. At δ = 0.1 "
                         "vacancies would pay all of it, and no hole be left. The ledger shows what is possible; temperature and gas choose.",
                   key="04.payment")


def predict_association():
    """Before the panel of pairs: what does twice the dopant bring?"""
    panel = Association()
    before, after = (Association(gadolinium=content).data()["now"] for content in (0.1, 0.2))
    gain = 100 * float(after["σᵢₒₙ (S/cm)"][0] / before["σᵢₒₙ (S/cm)"][0] - 1)
    return Predict(panel, "Ceria at 600 °C with y = 0.1 gadolinium, whose ions hold vacancies with 0.3 eV. We double the gadolinium. What becomes of σᵢₒₙ?",
                   ("it doubles, as the vacancies do", "it grows by a few per cent", "it falls to one half", "nothing: gadolinium does not move"),
                   look="Move y from 0.1 to 0.2 and compare the two lines on the right. Then take the binding to 0 and do it again.",
                   found=f"It grows by {gain:.0f} %: nearly every new vacancy is held in a pair. Without binding it would nearly double. "
                         "This model counts pairs only; in real ceria vacancies also order, and the conductivity falls.",
                   key="04.association")
