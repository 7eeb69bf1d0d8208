"""Which contact shows which carrier: contacts that block nothing, the ions, or the electrons."""
from functools import cache

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...materials import material
from ...physics import conductivity, polarization
from ...physics.constants import AIR, CERIA_HALF_AND_HALF
from ..controls import choice, logarithmic

SAMPLES = {"ceria in air": "ceria (illustrative), 800 °C, air",
           "ceria in little oxygen": "ceria (illustrative), 700 °C, 1e-20 bar",
           "cobaltite": "cobaltite (LSCN), 900 °C"}
CONTACTS = {"neither": "neither blocked (porous platinum in oxygen)",
            "ions": "ions blocked (sealed platinum)",
            "electrons": "electrons blocked (zirconia layers)"}
TIMES = np.geomspace(1e-12, 1e2, 141)  # in units of L²/D̃


@cache
def ionic_share(sample):
    """Known ionic transference number of a sample."""
    if sample == "cobaltite":
        return material("lanthanum_strontium_cobalt_nickel_oxide").property("ionic transference number").value
    conditions = {"ceria in air": (1073.15, AIR), "ceria in little oxygen": (973.15, CERIA_HALF_AND_HALF)}
    both = conductivity.partial_conductivities(material("ceria_gadolinia_10"), *conditions[sample])
    return float(conductivity.ionic_transference_number(*both))


class Contacts(Panel):
    """One sample between three kinds of contacts: only what a contact blocks can be told from the rest."""

    name = "polarization.contacts"
    ask = "Which contact shows the ions: one that stops them, or one that lets only them pass?"
    alternative = ("Left: current after a voltage step for contacts that block nothing, the ions, or the "
                   "electrons. Right: the fall of the current with ions or electrons blocked, against the "
                   "smallest fall the meter can show.")
    law = staticmethod(polarization.current_ratio)
    controls = (
        choice("contacts", "contacts", CONTACTS, "ions"),
        choice("sample", "sample", SAMPLES, "cobaltite",
               source="ceria: illustrative; cobaltite: source seen"),
        logarithmic("meter_resolution", 1e-6, 1e-1, 1e-3, label="meter reads to within", unit="1", shown="%",
                    per_decade=4),
    )

    def solve(self, state):
        ionic = ionic_share(state.sample)
        # Where the electrons are stopped, the ions alone carry the last current.
        left = {"neither": 1.0, "ions": 1 - ionic, "electrons": ionic}
        fallen = {"neither": 0.0, "ions": 100 * ionic, "electrons": 100 * (1 - ionic)}
        shares = np.array(list(left.values()))[:, np.newaxis]
        currents = 100 * polarization.current_ratio(TIMES, shares, 1.0, 1.0)
        curves = {f"{name} (% of I₀)": current for name, current in zip(left, currents, strict=True)}
        chosen, error = fallen[state.contacts], 100 * state.meter_resolution
        # Each reading is good to the same part of itself: a small fall between two large readings is not.
        now = {"tᵢₒₙ": ionic, "fall (%)": chosen, "left (%)": 100 * left[state.contacts],
               "error of what is left (%)": error}
        if chosen:
            now["error of what fell (%)"] = 100 * error / chosen
        rows = {"neither": (), "ions": (2,), "electrons": (1,)}[state.contacts]
        curves["chosen (% of I₀)"] = curves[f"{state.contacts} (% of I₀)"]
        return {"now": now, "current": {"t D̃/L²": TIMES, **curves},
                "falls": {"fall (%)": (fallen["ions"], fallen["electrons"]), "row": (2, 1)},
                "chosen": {"fall (%)": len(rows) * (chosen,), "row": rows},
                "meter": {"fall (%)": (error, error), "row": (0, 3.6)}}

    def draw(self, figure):
        trace, falls = figure.subplots(1, 2)
        trace.set(xscale="log", xlim=(TIMES[0], TIMES[-1]), ylim=(-4, 128), yticks=(0, 50, 100),
                  xlabel="time (in units of L²/D̃)", title="current (% of the first)")
        trace.set_xticks(10.0 ** np.arange(-12, 3, 4))
        falls.set(xscale="log", xlim=(1e-7, 300), ylim=(0.4, 4.2), yticks=(1, 2, 3),
                  yticklabels=("electrons", "ions", "neither"), xlabel="fall of the current (%)",
                  title="what is blocked")
        falls.set_xticks(10.0 ** np.arange(-6, 3, 2))
        hidden = falls.axvspan(1e-7, 1, color=style.QUIET, alpha=0.15, linewidth=0)
        self.moves(hidden, lambda tables: hidden.set_width(tables["meter"]["fall (%)"][0] - 1e-7))
        for name in CONTACTS:
            self.curve(trace, "current", "t D̃/L²", f"{name} (% of I₀)", style.DASHED,
                       linewidth=style.form().line * 0.75)
        self.curve(trace, "current", "t D̃/L²", "chosen (% of I₀)", linewidth=1.5 * style.form().line)
        self.note(trace, lambda tables: (2 * TIMES[0], 106, CONTACTS[self.state["contacts"]].split(" (")[0]))
        self.curve(falls, "meter", "fall (%)", "row", style.DOTTED)
        self.note(falls, lambda tables: (tables["meter"]["fall (%)"][0], 3.65, "meter "), ha="right",
                  color=style.QUIET)
        self.curve(falls, "falls", "fall (%)", "row", marker="o", linestyle="none", markerfacecolor="white")
        self.curve(falls, "chosen", "fall (%)", "row", marker="o", linestyle="none",
                   markersize=1.5 * style.form().marker)

    def say(self, state, words):
        if state.contacts == "neither":
            return (f"Porous platinum in oxygen lets ions in and out, so the current stays at "
                    f"{words['left (%)']} of its first value. Nothing tells ions and electrons apart.")
        stopped, free = ("σᵢₒₙ", "σₑ") if state.contacts == "ions" else ("σₑ", "σᵢₒₙ")
        fall = words.show("fall (%)", 6 if words.number("fall (%)") > 99.9 else 3)
        seen = words.number("fall (%)") > 100 * state.meter_resolution
        told = (f"this tells {stopped} to within ±{words['error of what fell (%)']}" if seen
                else f"the meter cannot show it, and {stopped} stays unknown")
        return (f"With the {state.contacts} blocked the current falls by {fall}: {told}. "
                f"What is left tells {free}, to within ±{words['error of what is left (%)']}.")

    def conserved(self, state, tables):
        current = tables["current"]
        left = current["ions (% of I₀)"][-1] + current["electrons (% of I₀)"][-1]
        return {"the falls behind the two blocking contacts together are the whole current":
                abs(float(tables["falls"]["fall (%)"].sum()) / 100 - 1),
                "what the two blocking contacts leave is together the whole current":
                abs(float(left) / 100 - 1)}
