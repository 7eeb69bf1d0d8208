"""Chapter 09, Brain-inspired computers: a film that remembers, why it must hop to do so, and synapses that are taught."""
from ..classroom.predict import Predict
from .synapses_learning import LearningCrossbar, TeachASynapse
from .synapses_loop import PinchedLoop
from .synapses_memory import RememberAndForget, VacancyDrift
from .synapses_questions import QUESTIONS

__all__ = ["PANELS", "QUESTIONS", "LearningCrossbar", "PinchedLoop", "RememberAndForget", "TeachASynapse", "VacancyDrift",
           "predict_crossbar", "predict_loop", "predict_mobility"]

PANELS = (PinchedLoop, RememberAndForget, VacancyDrift, TeachASynapse, LearningCrossbar)


def predict_loop():
    """Before the first panel: what happens to the loop at high frequency?"""
    return Predict(PinchedLoop(), "A sinusoidal voltage, one period in two seconds, drives a film of vacancies; the current draws a loop of two lobes. The voltage is made to alternate a hundred times faster. "
                   "What becomes of the loop?",
                   ("it grows: more current flows in a shorter time", "it stays: a resistance does not know how fast one goes", "it shrinks to a straight line",
                    "it opens in the middle, as a capacitor's does"),
                   look="Raise the frequency to 50 Hz, and watch loop, area, and the two bounds of x. Then lower it to 0.02 Hz.",
                   found="It shrinks to a straight line: in a short half period hardly any vacancy moves. Below 0.4 Hz the film switches from end to end; below 0.2 Hz the area falls again.",
                   key="09.loop")


def predict_mobility():
    """Before writing and forgetting: what does a higher barrier bring?"""
    return Predict(RememberAndForget(), "A film 10 nm thick is written with 1 V at room temperature. A higher barrier makes vacancies slower, so that it remembers longer. "
                   "With one mobility for drift and spreading, by which factor is remembering longer than writing, at a barrier of 1 eV and at one of 1.5 eV?",
                   ("about 8 at 1 eV, about a million times more at 1.5 eV", "about 8 in both cases", "it is longer at 1 eV, shorter at 1.5 eV"),
                   look="Read the first of the two factors at 1 eV, that of the mobility at weak field; then move the barrier. Which controls change it, and which one by powers of ten?",
                   found="About 8 in both cases, and at any thickness: as long as both happen at one temperature, a barrier slows writing and forgetting alike.",
                   key="09.mobility")


def predict_crossbar():
    """Before the crossbar: how many states does learning need?"""
    return Predict(LearningCrossbar(), "A crossbar learns six letters of 25 pixels, a tenth of the pixels turned over. Each synapse has 20 states instead of 500. "
                   "How much worse does it read?",
                   ("hardly: a few letters in a hundred", "about half of the letters are lost", "it cannot learn at all"),
                   look="Compare 500, 20, 8, 4 and 2 states (presets, or move the slider and press Solve). Where does it begin to hurt? Then choose the preset “rounded pulses”.",
                   found="Hardly: pulses given by chance are right on average. With two states about a fifth of the letters is lost (a tenth to a third, by class); "
                         "with 20 and rounded pulses nothing is learnt.",
                   key="09.crossbar")
