"""The analyst's bench: one pulse, one formula, and how far the diffusivity found is from the true one."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import batteries, recording
from ...recordings.panel import TakesRecording
from ..controls import choice, integer, linear, logarithmic
from .filling_of_a_grain import LAYERED, SHAPES
from .measured_pulse import MeasuredPulse
from .recorded_pulse import CLOSE, METHODS, READINGS, analysed, is_close_in_all, recorded

REDUCED = np.geomspace(1e-5, 30, 121)
EDGES = (0.0, 1.6)  # of found over true, as drawn
ROOT, FALL, THETA, RATIO = "√(t/tₚ)", "fall (% of the last)", "D̃t/R²", "found ÷ true"


class PulseAnalyst(TakesRecording, Panel):
    """One pulse with its rests, and a formula: which readings to use, and what the formula leaves out."""

    name = "batteries.pulse_analyst"
    measured = MeasuredPulse
    ask = "One pulse, one formula: how far is your D̃ from the true one?"
    alternative = ("Left: fall of the voltage during the pulse against the square root of time, as noisy "
                   "readings, with the line of the analysis. Right: found over true diffusivity against the "
                   "reduced time of the pulse: the usual formula's own error as a curve, your result as a "
                   "point with its bar.")
    law = staticmethod(batteries.pulse_diffusivity)
    controls = (
        choice("method", "analysis", METHODS, "ends"),
        logarithmic("pulse_duration", 1.0, 7200.0, 600.0, label="pulse", per_decade=12),
        linear("used", 0.05, 1.0, 1.0, step=1, label="readings used, from the start", unit="1", shown="%"),
        logarithmic("noise", 1e-6, 1e-3, 2e-5, label="noise of a reading", unit="V", shown="mV", folded=True),
        linear("jump", 0.0, 0.05, 0.01, step=0.5, label="jump of the resistances", unit="V", shown="mV",
               symbol="iR", folded=True),
        logarithmic("chemical_diffusivity", LAYERED.low, 4e-14, 3e-15, label="true diffusivity", folded=True,
                    source=f"in the range of NMC532, {LAYERED.source.label}"),
        logarithmic("radius", 4e-6, 2e-5, 5e-6, label="radius (plate: thickness)", unit="m", shown="µm",
                    symbol="R", folded=True),
        choice("shape", "grain", SHAPES, "sphere", folded=True, rescales=True),
        integer("seed", "number of the recording", 1, 99, 1, folded=True),
    )
    presets = {"as the books say": {"method": "jump"}, "a tenth of it": {"method": "line", "used": 0.1},
               "a short pulse": {"method": "jump", "pulse_duration": 10.0},
               "too short a pulse": {"method": "line", "pulse_duration": 1.0},
               "a plate": {"method": "jump", "shape": "slab"}}

    def solve(self, state):
        time, fall, steady, last = recorded(state.pulse_duration, state.radius, state.chemical_diffusivity,
                                            state.jump, state.noise, state.shape, state.seed)
        kept = max(4, round(READINGS * state.used))
        found, error, through = analysed(state, time[:kept], fall[:kept], steady)
        theta = state.chemical_diffusivity * time[kept - 1] / state.radius**2
        ratio, told = found / state.chemical_diffusivity, 2 * error <= recording.TOLD
        root, drawn = np.sqrt(time / state.pulse_duration), np.linspace(0, 1, 41)
        ends = ratio * np.exp([-2 * error, 2 * error]) if told else np.array(EDGES)
        close = abs(ratio - 1) <= CLOSE and is_close_in_all(state, kept)
        bias = batteries.pulse_bias(np.append(REDUCED, theta), state.shape)
        return {
            "now": {"found (cm2/s)": convert(found, "m2/s", "cm2/s"), "told": float(told),
                    "within (%)": 100 * np.expm1(2 * error) if told else 0.0, "off (%)": 100 * abs(ratio - 1),
                    "high": float(ratio > 1), "close in all": float(close), "asked (%)": 100 * CLOSE,
                    THETA: theta, "formula off (%)": 100 * abs(1 - bias[-1]),
                    "last (mV)": convert(last, "V", "mV"), "steady (mV)": convert(steady, "V", "mV"),
                    "start (mV)": convert(float(through(0.0)), "V", "mV")},
            "readings": {ROOT: root, FALL: 100 * fall / last},
            "used": {ROOT: root[[0, kept - 1]], "row": (-8, -8)},
            "analysis": {ROOT: drawn, FALL: 100 * through(drawn * np.sqrt(state.pulse_duration)) / last},
            "formula": {THETA: REDUCED, RATIO: bias[:-1]},
            "result": {THETA: theta, RATIO: np.clip(ratio, *EDGES)},
            "bar": {THETA: (theta, theta), RATIO: np.clip(ends, *EDGES)},
            "true": {THETA: REDUCED[::6], RATIO: np.ones(REDUCED[::6].size)},
        }

    def draw(self, figure):
        trace, result = figure.subplots(1, 2)
        trace.set(xlim=(0, 1.02), ylim=(-14, 125), yticks=(0, 50, 100),
                  xlabel="√(time ÷ length of the pulse)", title="fall of the voltage (%)")
        result.set(xscale="log", xlim=(REDUCED[0], REDUCED[-1]), ylim=EDGES, yticks=(0, 0.5, 1, 1.5),
                   xlabel="D̃t/R², t: last reading used", title="D̃: found ÷ true")
        result.set_xticks(10.0 ** np.arange(-5, 2, 2))
        self.curve(result, "true", THETA, RATIO, style.DASHED, "true", 0.95, clear=True)
        self.curve(trace, "readings", ROOT, FALL, style.IONS, "readings", 0.2, clear=True, marker=".",
                   linestyle="none")
        self.curve(trace, "analysis", ROOT, FALL, label="analysis", at=0.3, shift=(0, -24), clear=True)
        self.curve(trace, "used", ROOT, "row", style.DOTTED, linestyle="-")
        trace.text(1.01, -5, "readings used", color=style.QUIET, ha="right", va="bottom")
        self.note(trace, lambda tables: (0.02, 122, f"100 % = {tables['now']['last (mV)'][0]:.3g} mV"),
                  va="top", color=style.QUIET)
        self.curve(result, "formula", THETA, RATIO, style.DOTTED, "usual formula", 0.75, clear=True)
        self.curve(result, "bar", THETA, RATIO)
        self.curve(result, "result", THETA, RATIO, label="found", clear=True, marker="o", linestyle="none",
                   markersize=1.3 * style.form().marker)

    def say(self, state, words):
        if not words.number("told"):
            return ("These readings do not tell D̃ to a factor of two: their noise is too large beside the "
                    f"{words['steady (mV)']} that the pulse leaves at rest. D̃t/R² = {words[THETA]}.")
        own, beside = "has no error of its own", f"while its noise allows {words['within (%)']}"
        if words.number("formula off (%)") > 0.01:
            own = f"is {words['formula off (%)']} too low by itself"
        if state.method == "jump":
            beside = f"with {words['start (mV)']} taken off as the jump"
        side = "high" if words.number("high") else "low"
        if words.number("close in all"):
            return (f"The D̃ found is {words['off (%)']} too {side}, {beside}. "
                    f"Found: it is within {words['asked (%)']} in each of ten recordings.")
        return (f"The D̃ found is {words['off (%)']} too {side}, {beside}. "
                f"At D̃t/R² = {words[THETA]} the usual formula {own}.")

    def conserved(self, state, tables):
        # From the tables alone: the slope with which the drawn line starts, put into the law of a plane.
        now, line = tables["now"], tables["analysis"]
        root, fall = line[ROOT][[0, 20, 40]], line[FALL][[0, 20, 40]] / 100 * now["last (mV)"][0]
        slope = np.polyfit(root, fall, 2)[1]  # mV per √(t/tₚ)
        length = convert(state.radius / batteries.SURFACE_PER_VOLUME[state.shape], "m", "cm")
        said = 4 / np.pi / state.pulse_duration * (length * now["steady (mV)"][0] / slope) ** 2
        return {"the line drawn gives the D̃ found": abs(said / now["found (cm2/s)"][0] - 1)}
