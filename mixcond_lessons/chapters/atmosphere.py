"""Chapter 05, The Environment's Influence: one gas, two oxides, and the balance of charges that sets every slope."""
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..materials import model
from ..physics import model_oxides
from .atmosphere_brouwer import Brouwer
from .atmosphere_further import DomainMap, HeatingInAir
from .atmosphere_questions import QUESTIONS
from .atmosphere_slopes import SlopeDetective
from ..physics.constants import AIR, CERIA_HALF_AND_HALF, HYDROGEN_700

__all__ = ["PANELS", "QUESTIONS", "Brouwer", "DomainMap", "HeatingInAir", "SlopeDetective", "TwoConductors",
           "predict_ceria_falls", "predict_exponent"]

STRONTIUM, GADOLINIUM = 0.4, 0.1
PRESSURES = np.geomspace(1e-24, 1.0, 73)
BOTH, NEARLY_ALL = 0.1, 0.999  # share of the scarcer of holes and electrons from which on both are named; t_ion above which no digits are shown


@lru_cache(maxsize=64)
def _oxide(which, temperature):
    """One of the two oxides at a temperature: its model, and its conduction as a function of an equilibrium."""
    if which == "ferrite":
        return model_oxides.ferrite_model(STRONTIUM, temperature), model_oxides.ferrite_conduction
    return model_oxides.ceria_model(GADOLINIUM, temperature), model_oxides.ceria_conduction


def _columns(which, temperature, oxygen_activity):
    """What one oxide conducts at these pressures, in S/cm, by what, and how much oxygen it misses."""
    oxide, conduction = _oxide(which, temperature)
    equilibrium = oxide.equilibrium(oxygen_activity)
    conducts = conduction(temperature, equilibrium)
    found = {"pO₂ (bar)": oxygen_activity, f"{which} σₑ (S/cm)": convert(conducts.electronic, "S/m", "S/cm"),
             f"{which} σᵢₒₙ (S/cm)": convert(conducts.ionic, "S/m", "S/cm"), f"{which} tᵢₒₙ": conducts.transference,
             f"{which} oxygen missing": oxide.oxygen_deficiency(equilibrium)}
    return found, conducts, equilibrium.exponents


@lru_cache(maxsize=64)
def _curves(which, temperature):
    return _columns(which, temperature, PRESSURES)[0]


@lru_cache(maxsize=64)
def _in_air(which, temperature):
    return _columns(which, temperature, AIR)[0]


class TwoConductors(Panel):
    """A p-type ferrite and n-type ceria in one gas: where oxygen leaves, holes go with it and electrons stay behind."""

    name = "atmosphere.two_conductors"
    ask = "The same gas, two oxides: who conducts better, and by what?"
    alternative = ("Left: electronic and ionic conductivity of a ferrite and of doped ceria against oxygen pressure, both logarithmic. "
                   "Right: share of the ions of both, with both reactions and an arrow for the direction in which the gas has pushed them.")
    law = staticmethod(model_oxides.ferrite_conduction)
    controls = (
        logarithmic("oxygen_activity", "oxygen pressure", PRESSURES[0], PRESSURES[-1], 1e-10, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        linear("temperature", "temperature", 873.15, 1073.15, 973.15, step=10, unit="K", shown="°C", symbol="T", folded=True,
               source=f"{model('ferrite').name}, {model('ceria').name}: {model('ferrite').status_words}"),
    )
    presets = {"air": {"oxygen_activity": AIR}, "bottled argon": {"oxygen_activity": 1e-5},
               "ceria half ions, half electrons": {"oxygen_activity": CERIA_HALF_AND_HALF}, "hydrogen with 3 % steam": {"oxygen_activity": HYDROGEN_700}}

    def solve(self, state):
        now, exponents = {}, {"nearly all": NEARLY_ALL}
        for which, carriers in (("ferrite", ("Fe2", "Fe4")), ("ceria", ("Ce3", "Ce3"))):
            columns, conducts, powers = _columns(which, state.temperature, state.oxygen_activity)
            air = _in_air(which, state.temperature)
            now |= columns | {f"{which} oxygen lost since air": columns[f"{which} oxygen missing"] - air[f"{which} oxygen missing"],
                              f"{which} σₑ in air (S/cm)": air[f"{which} σₑ (S/cm)"]}
            holes = bool(conducts.holes > conducts.electrons)
            scarcer = np.minimum(conducts.holes, conducts.electrons) / conducts.electronic
            exponents |= {f"{which} conducts by holes": float(holes), f"{which} share of the scarcer": scarcer,
                          f"{which} exponent of them": np.round(powers[carriers[holes]], 3)}
        return {"now": now | exponents, "curves": _curves("ferrite", state.temperature) | _curves("ceria", state.temperature),
                "cursor": {"pO₂ (bar)": [state.oxygen_activity] * 2, "up and down": (1e-20, 1e20), "share": (-9, 9)},
                "air": {"pO₂ (bar)": [AIR] * 2, "up and down": (1e-20, 1e20)}}

    def draw(self, figure):
        sigma, shares = figure.subplots(1, 2, width_ratios=(1.15, 1))
        hall = style.in_lecture_mode()
        sigma.set(xscale="log", yscale="log", xlim=(1e-24, 3), ylim=(1e-8, 3e3), xlabel="oxygen pressure pO₂ (bar)", title="σ (S/cm), illustrative")
        shares.set(xscale="log", xlim=(1e-24, 3), ylim=(-0.03, 1.12), yticks=(0, 0.5, 1), xlabel="pO₂ (bar)", title="share of the ions, tᵢₒₙ")
        sigma.set_yticks(10.0 ** np.arange(-8, 3, 2 if not hall else 4))
        for axes, upwards in ((sigma, "up and down"), (shares, "share")):
            axes.set_xticks(10.0 ** np.arange(-24, 1, 6 if not hall else 12))
            self.curve(axes, "cursor", "pO₂ (bar)", upwards, linewidth=style.form().line * 0.75)
        thin = style.form().line * 0.75
        for which, carrier, places in (("ferrite", style.HOLES, ((0.75, (-10, 6)), (0.8, (-20, -24)), (0, 4))),
                                       ("ceria", style.ELECTRONS, ((0.55, (-12, -24)), (0.9, (-10, 3)), (0, -24)))):
            self.curve(sigma, "curves", "pO₂ (bar)", f"{which} σₑ (S/cm)", carrier, label=f"{which} σₑ", at=places[0][0], shift=places[0][1])
            self.curve(sigma, "curves", "pO₂ (bar)", f"{which} σᵢₒₙ (S/cm)", style.IONS, linewidth=thin, label="" if hall else f"{which} σᵢₒₙ",
                       at=places[1][0], shift=places[1][1])
            self.curve(sigma, "now", "pO₂ (bar)", f"{which} σₑ (S/cm)", carrier, marker="o", linestyle="none")
            self.curve(shares, "curves", "pO₂ (bar)", f"{which} tᵢₒₙ", carrier, label=which, at=0.85, shift=places[2])
            self.curve(shares, "now", "pO₂ (bar)", f"{which} tᵢₒₙ", carrier, marker="o", linestyle="none")
        self._write_reaction(shares, "" if hall else "ferrite: ", "½O₂ + V", "O + 2h", style.HOLES, 0.6)
        self._write_reaction(shares, "" if hall else "ceria: ", "½O₂ + V + 2e", "O", style.ELECTRONS, 0.36)

    def _write_reaction(self, axes, oxide, left, right, carrier, height):
        """A reaction whose arrow shows where the gas has pushed it since air."""
        def words(tables):
            pressure, air = tables["now"]["pO₂ (bar)"][0], tables["air"]["pO₂ (bar)"][0]
            arrow = "⟵" if pressure < air else "⟶" if pressure > air else "⇌"
            return 1.0, height, f"{oxide}{left} {arrow} {right}"
        self.note(axes, words, ha="right", color=carrier.colour)

    def say(self, state, words):
        moved = {-1: "oxygen has left both", 0: "nothing has moved", 1: "oxygen has entered both"}[int(np.sign(state.oxygen_activity - AIR))]
        return f"Against air, {moved}. {self._conducts('ferrite', words)}. {self._conducts('ceria', words)}."

    @staticmethod
    def _conducts(which, words):
        """One oxide in words: n- or p-type at this place on the pressure axis, by what, and the share of its ions."""
        holes = words.number(f"{which} conducts by holes")
        kind, carrier = (", p-type", "holes") if holes else (", n-type", "electrons")
        by = f"{carrier} ∝ pO₂^{words[f'{which} exponent of them'].replace('-', '−')}"
        if words.number(f"{which} share of the scarcer") > BOTH:
            kind, by = "", "holes and electrons, smallest near here"
        elif which == "ferrite" and not holes:
            kind += " here like ceria"
        share = f"above {words['nearly all']}" if words.number(f"{which} tᵢₒₙ") > NEARLY_ALL else f"= {words[f'{which} tᵢₒₙ']}"
        return f"{which.capitalize()}{kind}: {words[f'{which} σₑ (S/cm)']} by {by}, tᵢₒₙ {share}"

    def conserved(self, state, tables):
        found = {}
        for which in ("ferrite", "ceria"):
            oxide, _ = _oxide(which, state.temperature)
            found[f"charges and sites of the {which}"] = max(float(values.max()) for values in oxide.equilibrium(state.oxygen_activity).residuals.values())
        return found


PANELS = (TwoConductors, Brouwer, SlopeDetective, HeatingInAir, DomainMap)


def predict_ceria_falls():
    """Before the one-slider panel: one gas, two answers."""
    return Predict(TwoConductors(), "Both oxides sit in nearly pure nitrogen. Now oxygen is let in. What does the electronic conductivity do?",
                   ("it rises in both: oxygen makes holes", "it rises in the ferrite and falls in ceria", "it falls in the ferrite and rises in ceria",
                    "nothing: the dopant alone sets it"),
                   look="Start at 1e-10 bar and move the oxygen pressure to the right. Follow both dots, then read by what each of them conducts.",
                   found="It rises in the ferrite and falls in ceria. In both, oxygen goes in and takes two electrons per atom: the ferrite conducts "
                         "by the holes that this makes, ceria by the electrons that it loses. Far to the left the ferrite is n-type itself and "
                         "falls with oxygen like ceria: p- or n-type is a place on the pressure axis.", key="05.direction")


def predict_exponent():
    """Before the Brouwer panel: which power, when the dopant fixes the vacancies?"""
    return Predict(Brouwer(), "In an oxide whose vacancies are fixed by its acceptor, 2[V] = [A′], the oxygen pressure rises 81-fold. "
                   "By which factor do the holes grow?",
                   ("81", "9", "3", "2.1, the sixth root of 81", "1: the dopant fixes them, too"),
                   look="Read the holes at 1e-10 bar and again at 8.1e-9 bar (type it into the box). Then do the same at 1e-25 bar and 8.1e-24 bar: "
                        "what rules there?",
                   found="Very nearly 3, the fourth root of 81: the exponent is ¼. Only where other defects balance each other does it come near ⅙, "
                         "and the factor near 2.1.",
                   key="05.exponent")
