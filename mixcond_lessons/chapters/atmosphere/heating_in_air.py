"""A ferrite on a balance while it is heated: mass, oxygen and holes, conductivity."""
from functools import lru_cache

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import model
from ...physics import atmosphere, model_oxides
from ...physics.constants import AIR
from ..controls import linear, logarithmic

HEATED = np.linspace(873.15, 1273.15, 81)  # K
ATOMS = {"La": 138.905e-3, "Sr": 87.62e-3, "Fe": 55.845e-3}  # kg/mol, standard atomic weights


def _molar_mass(strontium, deficiency):
    """Mass of La(1-x)Sr(x)FeO(3-delta), kg/mol."""
    oxygen = (3 - deficiency) * atmosphere.OXYGEN_ATOM_MASS
    return (1 - strontium) * ATOMS["La"] + strontium * ATOMS["Sr"] + ATOMS["Fe"] + oxygen


def _on_heating(strontium, oxygen_activity, temperatures):
    """What the ferrite does at these temperatures, and what it would conduct with the oxygen of the first."""
    def oxide(temperature):
        return model_oxides.ferrite_model(strontium, temperature)

    def conductivity(equilibrium, temperature):
        conducts = model_oxides.ferrite_conduction(temperature, equilibrium)
        return conducts.ionic + conducts.electronic
    start = oxide(temperatures[:1]).equilibrium(oxygen_activity)
    mass = _molar_mass(strontium, start["V"][0])
    seen = atmosphere.on_heating(oxide, conductivity, temperatures, oxygen_activity, mass)
    return {"T (°C)": convert(temperatures, "K", "°C"), "mass change (%)": 100 * seen.relative_mass_change,
            "δ": seen.oxygen_deficiency, "x − 2δ": strontium - 2 * seen.oxygen_deficiency,
            "σ (S/cm)": convert(seen.conductivity, "S/m", "S/cm"),
            "σ with the oxygen of the start (S/cm)": convert(conductivity(start, temperatures), "S/m",
                                                             "S/cm")}


@lru_cache(maxsize=64)
def _heated(strontium, oxygen_activity):
    return _on_heating(strontium, oxygen_activity, HEATED)


class HeatingInAir(Panel):
    """A ferrite is heated in one gas: it loses oxygen and holes and conducts less, though hops get easier."""

    name = "atmosphere.heating_in_air"
    ask = "Why does a ferrite conduct worse again above some 800 °C?"
    alternative = ("Three pictures against temperature: loss of mass that a balance reads, oxygen missing "
                   "and holes per formula "
                   "unit, and the conductivity beside what it would be with the oxygen of the start.")
    law = staticmethod(atmosphere.relative_mass_change)
    controls = (
        linear("temperature", HEATED[0], HEATED[-1], HEATED[0], step=10, plays=True),
        logarithmic("oxygen_activity", 1e-5, 1.0, AIR, label="oxygen pressure", per_decade=4),
        linear("strontium", 0.05, 0.5, 0.4, step=0.05, label="strontium",
               source=f"{model('ferrite').name}: {model('ferrite').status_words}"),
    )
    presets = {"in argon, 1e-5 bar": {"oxygen_activity": 1e-5}, "in pure oxygen": {"oxygen_activity": 1.0},
               "little strontium": {"strontium": 0.1}}

    def solve(self, state):
        heating = _heated(state.strontium, state.oxygen_activity)
        here = _on_heating(state.strontium, state.oxygen_activity, np.array([HEATED[0], state.temperature]))
        now = {name: values[-1] for name, values in here.items()}
        now |= {"start (°C)": heating["T (°C)"][0], "lost (%)": -now["mass change (%)"],
                "highest at (°C)": heating["T (°C)"][heating["σ (S/cm)"].argmax()]}
        return {"now": now, "heating": heating, "cursor": {"T (°C)": [now["T (°C)"]] * 2,
                                                           "up and down": (-1e4, 1e4)}}

    def draw(self, figure):
        mass, content, sigma = figure.subplots(1, 3)
        hall, dot = style.in_lecture_mode(), {"marker": "o", "linestyle": "none"}
        mass.set(ylim=(-1.1, 0.08), yticks=(-1, -0.5, 0),
                 title="mass (% of start)" if not hall else "mass (%)")
        content.set(ylim=(-0.02, 0.58), title="per formula unit" if not hall else "per formula")
        sigma.set(ylim=(0, 260), yticks=(50, 100, 150, 200, 250),
                  title="σ (S/cm), illustrative" if not hall else "σ (S/cm)")
        for axes in (mass, content, sigma):
            axes.set(xlim=(595, 1005), xlabel="T (°C)")
            axes.set_xticks((600, 800, 1000))
            self.curve(axes, "cursor", "T (°C)", "up and down", linewidth=style.form().line * 0.75)
        self.curve(mass, "heating", "T (°C)", "mass change (%)")
        self.curve(mass, "now", "T (°C)", "mass change (%)", **dot)
        for column, carrier, word, at in (("x − 2δ", style.HOLES, "holes", 0.2),
                                          ("δ", style.VACANCIES, "vacancies", 0.8)):
            self.curve(content, "heating", "T (°C)", column, carrier,
                       label=word if hall else f"{word} {column}",
                       at=at, shift=(0, 7))
            self.curve(content, "now", "T (°C)", column, carrier, **dot)
        self.curve(sigma, "heating", "T (°C)", "σ with the oxygen of the start (S/cm)", style.DASHED,
                   label="no oxygen lost", at=0.45, shift=(-6, 8))
        self.curve(sigma, "heating", "T (°C)", "σ (S/cm)", style.HOLES)
        self.curve(sigma, "now", "T (°C)", "σ (S/cm)", style.HOLES, **dot)

    def say(self, state, words):
        return (f"Since the start the ferrite has lost {words['lost (%)']} of its mass and conducts "
                f"{words['σ (S/cm)']}; "
                f"with no oxygen lost it would be {words['σ with the oxygen of the start (S/cm)']}. "
                f"{self._course(words)}")

    @staticmethod
    def _course(words):
        """Whether easier hops or lost holes win at this temperature."""
        highest, here = words.number("highest at (°C)"), words.number("T (°C)")
        if highest == convert(HEATED[0], "K", "°C"):
            return "σ falls all the way: the loss of holes wins."
        if highest == convert(HEATED[-1], "K", "°C"):
            return "σ rises all the way: the easier hops win."
        if abs(here - highest) < 1e-6:
            return "Here σ is largest."
        course = "still rises, up to" if here < highest else "falls again since"
        return f"σ {course} {words['highest at (°C)']}."

    def conserved(self, state, tables):
        heating = tables["heating"]
        start = _molar_mass(state.strontium, heating["δ"][0])
        weighed = start * (1 + heating["mass change (%)"] / 100)
        apart = np.abs(weighed / _molar_mass(state.strontium, heating["δ"]) - 1)
        return {"the mass on the balance is that of the formula with the oxygen left": float(apart.max())}
