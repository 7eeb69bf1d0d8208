"""The current after a voltage step between contacts that let no ions through."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...classroom.words import duration_in_words, durations
from ...materials import material
from ...physics import conductivity, polarization
from ...physics.constants import CERIA_HALF_AND_HALF
from ..controls import choice
from .ion_blocking_cell import (
    AREA,
    BLOCKING,
    CONDUCTIVITY,
    DIFFUSIVITY,
    ELECTRONIC_SHARE,
    THICKNESS,
    VOLTAGE,
    cell,
    first_current,
)

LENGTHS = {60.0: "1 minute", 600.0: "10 minutes", 3600.0: "1 hour", 86400.0: "1 day"}
TIMES = np.geomspace(1e-3, 1e7, 161)


def _ceria():
    """States of two real ceria samples: sample B of chapter 01, and ceria that conducts half by electrons."""
    sample = material("seed_sample_ceria")
    total, leak = (sample.property(f"{which} conductivity").value for which in ("total", "electronic"))
    both = conductivity.partial_conductivities(material("ceria_gadolinia_10"), 973.15, CERIA_HALF_AND_HALF)
    return {"sample B of chapter 1": {"total_conductivity": total,
                                      "electronic_transference_number": leak / total},
            "ceria at 700 °C and 1e-20 bar (illustrative)": {
                "total_conductivity": float(conductivity.total_conductivity(*both)),
                "electronic_transference_number": float(conductivity.electronic_transference_number(*both))}}


class Transient(Panel):
    """A constant voltage is switched on, and the current falls while the ions come to rest."""

    name = "polarization.transient"
    ask = "The contacts stop the ions. How far does the current fall, and how soon?"
    alternative = ("Left: current after a voltage step against time on a logarithmic axis, from the first "
                   "current to the last. Right: the same current as a recorder draws it, on an even time "
                   "axis from its first reading on.")
    law = staticmethod(polarization.current_ratio)
    controls = (
        ELECTRONIC_SHARE, DIFFUSIVITY, THICKNESS, VOLTAGE, CONDUCTIVITY, AREA, BLOCKING,
        choice("recording_length", "the recorder runs for", LENGTHS, 600.0, folded=True, rescales=True),
    )

    @property
    def presets(self):
        """The lesson's recording, real samples, and two that settle quickly or slowly."""
        return {"the recording of the lesson": {"voltage": 1e-2, "total_conductivity": 2.0}, **_ceria(),
                "a thin plate": {"thickness": 1e-4}, "slow diffusion": {"chemical_diffusivity": 1e-11}}

    def solve(self, state):
        electronic = state.electronic_transference_number
        slowest = polarization.potentiostatic_time_constant(*cell(state), blocking=state.blocking)
        first = first_current(state)
        milliamperes, last = convert(first, "A", "mA"), 100 * electronic
        paper = np.linspace(1.0, state.recording_length, 160)
        paper[1:40] = np.geomspace(1.0, paper[40], 41)[1:-1]  # close together where the current falls fast
        # One call for all times: the roots of the series are then sought once.
        times = np.concatenate([[1.0, slowest], TIMES, paper])
        current = 100 * polarization.current_ratio(times, *cell(state), blocking=state.blocking)
        return {
            "now": {"I₀ (mA)": milliamperes, "Iₛₛ (mA)": milliamperes * electronic,
                    "cell at first (Ω)": state.voltage / first,
                    "fall over after 1 s (%)": (100 - current[0]) / (1 - electronic)},
            "slowest part": {**durations("τ", slowest), "current (% of I₀)": current[1]},
            "current": {"time (s)": TIMES, "current (% of I₀)": current[2:2 + TIMES.size]},
            "levels": {"time (s)": TIMES[[0, -1]], "last (% of I₀)": (last, last)},
            "recorder": {"time (min)": convert(paper, "s", "min"),
                         "current (% of I₀)": current[2 + TIMES.size:]},
            "first reading": {"time (min)": convert(1.0, "s", "min"), "current (% of I₀)": current[0]},
            "recorder levels": {"time (min)": (0, state.recording_length / 60),
                                "last (% of I₀)": (last, last)},
        }

    def draw(self, figure):
        trace, paper = figure.subplots(1, 2, sharey=True)
        thin = {"linewidth": style.form().line * 0.75}
        trace.set(xscale="log", xlim=(TIMES[0], TIMES[-1]), ylim=(0, 122), yticks=range(0, 101, 20),
                  xlabel="time (s)", title="current (% of the first)")
        trace.set_xticks(10.0 ** np.arange(-2, 7, 2))
        paper.set(xlim=(0, self.state["recording_length"] / 60), xlabel="time (min)",
                  title="as a recorder draws it (%)")
        for axes, table, time in ((trace, "levels", "time (s)"), (paper, "recorder levels", "time (min)")):
            axes.axhline(100, color=style.DOTTED.colour, linestyle=style.DOTTED.line, **thin)
            self.curve(axes, table, time, "last (% of I₀)", style.DOTTED, **thin)
        self.curve(trace, "current", "time (s)", "current (% of I₀)")
        self.curve(trace, "slowest part", "τ (s)", "current (% of I₀)", label="τ", marker="o",
                   linestyle="none", shift=(12, 2))
        self.note(trace, lambda tables: (TIMES[-1], 103, f"I₀ {tables['now']['I₀ (mA)'][0]:.3g} mA"),
                  ha="right", color=style.QUIET)
        self._name_last(trace)
        self.curve(paper, "recorder", "time (min)", "current (% of I₀)")
        self.curve(paper, "first reading", "time (min)", "current (% of I₀)", marker="o", linestyle="none",
                   label="first reading, after 1 s", shift=(86, 4))

    def _name_last(self, axes):
        """The label of the last current: at its line, where the curve is not."""
        label = axes.text(0, 0, "", color=style.ELECTRONS.colour)

        def update(tables):
            last, late = tables["levels"]["last (% of I₀)"][0], tables["slowest part"]["τ (s)"][0] > 1e3
            label.set(x=TIMES[3 if late else -1], ha="left" if late else "right",
                      y=last + (-2.5 if last > 50 else 1.5), va="top" if last > 50 else "bottom",
                      text=f"Iₛₛ {tables['now']['Iₛₛ (mA)'][0]:.3g} mA")
        self.moves(label, update)

    def say(self, state, words):
        return (f"The current falls from {words['I₀ (mA)']} to {words['Iₛₛ (mA)']}, which electrons alone "
                f"carry. Its tail has the time constant τ = {duration_in_words(words, 'τ')}, but after the "
                f"first second {words['fall over after 1 s (%)']} of the fall is over.")

    def conserved(self, state, tables):
        last = float(polarization.current_ratio(1e15, *cell(state), blocking=state.blocking))
        share = state.electronic_transference_number
        return {"in the end only electrons carry the current": abs(last / share - 1)}
