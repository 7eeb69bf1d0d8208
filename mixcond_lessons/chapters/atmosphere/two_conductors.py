"""A ferrite and doped ceria in one gas: what both conduct, and by which carrier."""
import numpy as np

from ...classroom import style
from ...classroom.band import band
from ...classroom.panel import Panel
from ...materials import model
from ...physics import doping
from ...physics.constants import AIR, HYDROGEN_700
from ..controls import linear, logarithmic, uncertain
from . import as_known
from .ferrite_and_ceria import PRESSURES, conduction, curve, in_air, oxide

BOTH = 0.1  # share of the scarcer of holes and electrons from which on both are named
NEARLY_ALL = 0.999  # t_ion above which no digits are shown
UP_AND_DOWN = (1e-20, 1e20)
HALF_AND_HALF = 2.3e-21  # bar at 700 °C, with the new vacancies counted


class TwoConductors(Panel):
    """A p-type ferrite and n-type ceria in one gas: oxygen leaves both, takes holes and leaves electrons."""

    name = "atmosphere.two_conductors"
    ask = "The same gas, two oxides: who conducts better, and by what?"
    alternative = ("Left: electronic and ionic conductivity of a ferrite and of doped ceria against oxygen "
                   "pressure, both logarithmic. Right: share of the ions of both, with both reactions and an "
                   "arrow for the direction in which the gas has pushed them.")
    law = staticmethod(doping.ferrite)
    controls = (
        logarithmic("oxygen_activity", PRESSURES[0], PRESSURES[-1], 1e-10, label="oxygen pressure",
                    per_decade=4),
        linear("temperature", 873.15, 1073.15, 973.15, step=10, folded=True,
               source=f"{model('ferrite').name}, {model('ceria').name}: {model('ferrite').status_words}"),
        uncertain("ceria: σᵢₒₙ 0.5 to 1, σₑ 0.73 to 1 times this; ferrite: 191 or 283 S/cm, 0.75 or 0.95 eV, "
                  "and 0.014 S/cm of ions"),
    )
    presets = {"air": {"oxygen_activity": AIR}, "bottled argon": {"oxygen_activity": 1e-5},
               "ceria half ions, half electrons": {"oxygen_activity": HALF_AND_HALF},
               "hydrogen with 3 % steam": {"oxygen_activity": HYDROGEN_700}}

    def solve(self, state):
        now, carried = {}, {"nearly all": NEARLY_ALL}
        for which, carriers in (("ferrite", ("Fe2", "Fe4")), ("ceria", ("Ce3", "Ce3"))):
            columns, conducts, exponents = conduction(which, state.temperature, state.oxygen_activity)
            air = in_air(which, state.temperature)
            missing = f"{which} oxygen missing"
            now |= columns | {f"{which} oxygen lost since air": columns[missing] - air[missing],
                              f"{which} σₑ in air (S/cm)": air[f"{which} σₑ (S/cm)"]}
            holes = bool(conducts.holes > conducts.electrons)
            scarcer = np.minimum(conducts.holes, conducts.electrons) / conducts.electronic
            carried |= {f"{which} conducts by holes": float(holes), f"{which} share of the scarcer": scarcer,
                        f"{which} exponent of them": np.round(exponents[carriers[holes]], 3)}
        known = as_known.bands(state.temperature) | {"known": as_known.ends_here(
            state.temperature, state.oxygen_activity)} if state.uncertain else {}
        return known | {
                "now": now | carried,
                "curves": curve("ferrite", state.temperature) | curve("ceria", state.temperature),
                "cursor": {"pO₂ (bar)": [state.oxygen_activity] * 2, "up and down": UP_AND_DOWN,
                           "share": (-9, 9)},
                "air": {"pO₂ (bar)": [AIR] * 2, "up and down": UP_AND_DOWN}}

    def draw(self, figure):
        sigma, shares = figure.subplots(1, 2, width_ratios=(1.15, 1))
        hall, thin = style.in_lecture_mode(), style.form().line * 0.75
        sigma.set(xscale="log", yscale="log", xlim=(1e-24, 3), ylim=(1e-8, 3e3),
                  xlabel="oxygen pressure pO₂ (bar)", title="σ (S/cm), illustrative")
        shares.set(xscale="log", xlim=(1e-24, 3), ylim=(-0.03, 1.12), yticks=(0, 0.5, 1), xlabel="pO₂ (bar)",
                   title="share of the ions, tᵢₒₙ")
        sigma.set_yticks(10.0 ** np.arange(-8, 3, 2 if not hall else 4))
        for axes, upwards in ((sigma, "up and down"), (shares, "share")):
            axes.set_xticks(10.0 ** np.arange(-24, 1, 6 if not hall else 12))
            self.curve(axes, "cursor", "pO₂ (bar)", upwards, linewidth=thin)
        for which, carrier, places in (
                ("ferrite", style.HOLES, ((0.75, (-10, 6)), (0.8, (-20, -24)), (0, 4))),
                ("ceria", style.ELECTRONS, ((0.55, (-12, -24)), (0.9, (-10, 3)), (0, -24)))):
            electronic, share = f"{which} σₑ (S/cm)", f"{which} tᵢₒₙ"
            for axes, quantity, colour in ((sigma, "σₑ", carrier), (sigma, "σᵢₒₙ", style.IONS),
                                           (shares, "tᵢₒₙ", carrier)):
                band(self, axes, f"{which} {quantity} known", "pO₂ (bar)", "lowest", "highest", colour)
            self.curve(sigma, "curves", "pO₂ (bar)", electronic, carrier, label=f"{which} σₑ",
                       at=places[0][0], shift=places[0][1])
            self.curve(sigma, "curves", "pO₂ (bar)", f"{which} σᵢₒₙ (S/cm)", style.IONS, linewidth=thin,
                       label="" if hall else f"{which} σᵢₒₙ", at=places[1][0], shift=places[1][1])
            self.curve(sigma, "now", "pO₂ (bar)", electronic, carrier, marker="o", linestyle="none")
            self.curve(shares, "curves", "pO₂ (bar)", share, carrier, label=which, at=0.85, shift=places[2])
            self.curve(shares, "now", "pO₂ (bar)", share, carrier, marker="o", linestyle="none")
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
        if state.uncertain:
            return as_known.in_words(words)
        moved = {-1: "Against air, oxygen has left both", 0: "This is air: no oxygen has moved",
                 1: "Against air, oxygen has entered both"}[int(np.sign(state.oxygen_activity - AIR))]
        return f"The {self._conducts('ferrite', words)}; {self._conducts('ceria', words)}. {moved}."

    @staticmethod
    def _conducts(which, words):
        """One oxide in words: its type at this pressure, by what it conducts, and the share of its ions."""
        holes = words.number(f"{which} conducts by holes")
        kind, carrier = (" (p-type)", "holes") if holes else (" (n-type)", "electrons")
        if words.number(f"{which} share of the scarcer") > BOTH:
            kind, carrier = "", "holes and electrons, least near here,"
        elif which == "ferrite" and not holes:
            kind = " (n-type here, like ceria)"
        share = f"= {words[f'{which} tᵢₒₙ']}"
        if words.number(f"{which} tᵢₒₙ") > NEARLY_ALL:
            share = f"above {words['nearly all']}"
        return f"{which}{kind} conducts {words[f'{which} σₑ (S/cm)']} by {carrier} with tᵢₒₙ {share}"

    def conserved(self, state, tables):
        found = {}
        for which in ("ferrite", "ceria"):
            residuals = oxide(which, state.temperature)[0].equilibrium(state.oxygen_activity).residuals
            found[f"in the {which} the charges balance and every site is counted once"] = max(
                float(values.max()) for values in residuals.values())
        return found
