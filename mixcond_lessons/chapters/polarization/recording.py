"""A virtual laboratory: a recording with noise, leads and a late start, and what an analysis makes of it."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import recording
from ...physics.conductivity import resistance_from_conductivity
from ...recordings.panel import TakesRecording
from ..controls import Rule, choice, integer, linear, logarithmic
from .analyses import ANALYSES, AREA, CONDUCTIVITY, THICKNESS, VOLTAGE, analysed, resistance
from .ion_blocking_cell import DIFFUSIVITY, ELECTRONIC_SHARE
from .measured_step import MeasuredStep

READINGS = 48
ROWS = {"σᵢₒₙ": ("S/m", "S/cm"), "σₑ": ("S/m", "S/cm"), "D̃": ("m2/s", "cm2/s")}
EDGES = (0.04, 25.0)
LINE = np.geomspace(1e-2, 86400.0, 141)
TOO_LITTLE = "too little of the fall is left in the readings"


def recorded(state):
    """Times and noisy currents of the readings."""
    time = np.geomspace(state.first_reading, state.recording_length, READINGS)
    current = recording.step_current(time, VOLTAGE, resistance(), state.electronic_transference_number,
                                     THICKNESS, state.chemical_diffusivity, state.lead_resistance)
    return time, recording.with_noise(current, state.noise * VOLTAGE / resistance(), state.seed)


class Recording(TakesRecording, Panel):
    """A virtual laboratory: a noisy recording behind leads, three analyses, and the truth beside them."""

    name = "polarization.recording"
    measured = MeasuredStep
    ask = "Your recorder starts late and has leads. Do you still find both conductivities?"
    alternative = ("Left: noisy readings of the current against time on a logarithmic axis, and the curve "
                   "the analysis puts through them. Right: what the analysis found, divided by the truth, "
                   "for both conductivities and the chemical diffusivity.")
    law = staticmethod(recording.step_current)
    controls = (
        choice("analysis", "analysis", ANALYSES, "ends"),
        logarithmic("first_reading", 1e-2, 100.0, 1.0, label="first reading after", unit="s"),
        linear("lead_resistance", 0.0, 50.0, 0.0, step=0.5, label="leads", symbol=""),
        choice("known_leads", "resistance of the leads", {"no": "not known", "yes": "known, taken off"}, "no",
               folded=True),
        logarithmic("recording_length", 60.0, 86400.0, 600.0, label="recording ends after", unit="s",
                    folded=True),
        logarithmic("noise", 1e-5, 3e-3, 1e-3, label="noise (part of I₀)", unit="1", shown="%", folded=True),
        integer("seed", "number of the recording", 101, 199, 101, folded=True),
        replace(ELECTRONIC_SHARE, label="true share of the electrons", minimum=2e-2, maximum=0.9,
                folded=True),
        replace(DIFFUSIVITY, label="true chemical diffusivity", minimum=1e-10, folded=True),
    )
    rules = (Rule("the first reading must come in the first half of the recording",
                  lambda s: s.first_reading <= s.recording_length / 2),)
    presets = {"first reading after 0.01 s": {"first_reading": 0.01},
               "first reading after 100 s": {"first_reading": 100.0}, "long leads": {"lead_resistance": 20.0}}

    def solve(self, state):
        electronic, diffusivity = state.electronic_transference_number, state.chemical_diffusivity
        time, current = recorded(state)
        known = state.lead_resistance if state.known_leads == "yes" else 0.0
        found = analysed(state.analysis, time, current, known)
        truth = CONDUCTIVITY * (1 - electronic), CONDUCTIVITY * electronic, diffusivity
        rows = np.arange(3, 3 - len(found.values), -1)
        ratios = np.array(found.values) / truth[:rows.size]
        now, bars = {"true D̃ (cm2/s)": convert(float(diffusivity), "m2/s", "cm2/s")}, {}
        for row, (symbol, (inside, shown)), value, true, ratio, error in zip(
                rows, ROWS.items(), found.values, truth, ratios, found.errors, strict=False):
            told = 2 * error <= recording.TOLD
            now |= {f"found {symbol} ({shown})": convert(float(value), inside, shown),
                    f"true {symbol} ({shown})": convert(float(true), inside, shown),
                    f"{symbol} told": float(told)}
            ends = ratio * np.exp([-2 * error, 2 * error]) if told else EDGES
            bars[f"bar {row}"] = {"found ÷ true": np.clip(ends, *EDGES), "row": (row, row)}
        if now["σᵢₒₙ told"] and found.errors[0]:
            now["within (%)"] = 100 * np.expm1(2 * found.errors[0])
        return {"now": now, "readings": {"time (s)": time, "current (mA)": convert(current, "A", "mA")},
                "analysis": {"time (s)": LINE, "current (mA)": convert(found.through(LINE), "A", "mA")},
                "result": {"found ÷ true": np.clip(ratios, *EDGES), "row": rows}, **bars}

    def draw(self, figure):
        trace, result = figure.subplots(1, 2, width_ratios=(1.4, 1))
        trace.set(xscale="log", xlim=(LINE[0], LINE[-1]), ylim=(0, 0.56), xlabel="time (s)",
                  title="current (mA)")
        trace.set_xticks(10.0 ** np.arange(-2, 5, 2))
        result.set(xscale="log", xlim=(0.9 * EDGES[0], 1.1 * EDGES[1]), ylim=(0.4, 3.6), yticks=(3, 2, 1),
                   yticklabels=tuple(ROWS), xlabel="found ÷ true", title="the analysis")
        result.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        result.axvline(1, color=style.QUIET, linestyle=style.DASHED.line)
        self.curve(trace, "analysis", "time (s)", "current (mA)", style.DOTTED, linestyle="-",
                   label="analysis", at=0.9, shift=(0, 4))
        self.curve(trace, "readings", "time (s)", "current (mA)", marker=".", linestyle="none")
        for row in (3, 2, 1):
            self._bar(result, f"bar {row}")
        self.curve(result, "result", "found ÷ true", "row", marker="o", linestyle="none",
                   markersize=1.3 * style.form().marker)

    def _bar(self, axes, name):
        line, = axes.plot([], [], color=style.MARK, linewidth=style.form().line)
        self.moves(line, lambda tables: line.set_data(*tables.get(name, {"x": [], "y": []}).values()))

    def say(self, state, words):
        def both(symbol):
            column = f"{symbol} ({ROWS[symbol][1]})"
            return f"{symbol} = {words[f'found {column}']} (true: {words[f'true {column}']})"
        if state.analysis == "ends":
            return f"First and last reading give {both('σᵢₒₙ')} and {both('σₑ')}. They say nothing about D̃."
        told = [symbol for symbol in ROWS if words.number(f"{symbol} told")]
        dark = " or ".join(symbol for symbol in ROWS if symbol not in told)
        if state.analysis == "exponential":
            tail = "The tail does not tell D̃: " + TOO_LITTLE if dark else f"The tail gives {both('D̃')}"
            return f"{tail}. First and last reading give {both('σᵢₒₙ')}."
        if not told:
            true = words["true σᵢₒₙ (S/cm)"]
            return f"The fit cannot tell σᵢₒₙ, σₑ or D̃: {TOO_LITTLE}. The true σᵢₒₙ is {true}."
        trust = f" and trusts it to within ±{words['within (%)']}" if "σᵢₒₙ" in told else ""
        rest = (f"It cannot tell {dark}: {TOO_LITTLE}." if dark
                else "It finds σₑ and D̃ as well, as the right picture shows.")
        return f"The fit finds {both(told[0])}{trust}. {rest}"

    def conserved(self, state, tables):
        electronic = state.electronic_transference_number
        last = recording.step_current(1e15, VOLTAGE, resistance(), electronic, THICKNESS,
                                      state.chemical_diffusivity, state.lead_resistance)
        electrons = resistance_from_conductivity(CONDUCTIVITY * electronic, THICKNESS, AREA)
        expected = VOLTAGE / (electrons + state.lead_resistance)
        return {"in the end only electrons and leads set the current": abs(float(last) / expected - 1)}
