"""Chapter 08, the analyst's bench: a recorded pulse with noise and a resistance in the way, and the diffusivity that each reading of it gives."""
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import choice, integer, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import batteries, recording

METHODS = {"ends": "usual formula, whole change", "jump": "usual formula, jump taken off", "line": "straight line in √t", "curve": "√t and a bend"}
SHAPES = {"sphere": "a ball", "slab": "a plate, filled through one face"}
READINGS, RESTS = 120, 25  # readings during the pulse, evenly spaced in time, and of the rest before and of the rest after it
FULL_TIME, SLOPE = 36000.0, 1.0  # s that this current needs for a whole grain, and V that the voltage falls from empty to full: illustrative
LAYERED = material("nickel_manganese_cobalt_oxide").property("chemical diffusivity")
REDUCED = np.geomspace(1e-5, 30, 121)
EDGES = (0.0, 1.6)  # of found over true, as drawn


@lru_cache(maxsize=64)
def _recorded(pulse_duration, radius, diffusivity, jump, noise, shape, seed):
    """Times [s], falls of the voltage [V] during the pulse, and the steady fall [V] from rest to rest, all with noise; a fall counts positive."""
    steady = SLOPE * pulse_duration / FULL_TIME
    time = pulse_duration * np.arange(1, READINGS + 1) / READINGS
    theta = diffusivity * time / radius**2
    clean = jump + steady * batteries.surface_response(theta, shape) / (batteries.SURFACE_PER_VOLUME[shape] * theta[-1])
    noisy = recording.with_noise(np.concatenate([clean, np.zeros(RESTS), np.full(RESTS, steady)]), noise, seed)
    before, after = noisy[READINGS:-RESTS].mean(), noisy[-RESTS:].mean()
    return time, noisy[:READINGS] - before, after - before, float(clean[-1])


def _fit(time, fall, curved, noise):
    """Coefficients of 1, √t (and t), and their standard errors for readings that are uncertain by `noise`."""
    slope, start = batteries.root_time_slope(time, fall, curved)
    powers = np.sqrt(time)[:, np.newaxis] ** np.arange(3 if curved else 2)
    errors = noise * np.sqrt(np.diag(np.linalg.inv(powers.T @ powers)))
    # What is left over is orthogonal to t, as least squares wants it.
    bend = float(time @ (fall - start - slope * np.sqrt(time)) / (time @ time)) if curved else 0.0
    return (start, slope, bend), errors


class PulseAnalyst(Panel):
    """You have one pulse and its rests, and a formula. Which part of the record do you use, and what does the formula not know?"""

    name = "batteries.pulse_analyst"
    ask = "One pulse, one formula: how far is your D̃ from the true one?"
    alternative = ("Left: fall of the voltage during the pulse against the square root of time, as noisy readings, with the line of the analysis. "
                   "Right: found over true diffusivity against the reduced time of the pulse: the usual formula's own error as a curve, your result as a point with its bar.")
    law = staticmethod(batteries.pulse_diffusivity)
    controls = (
        choice("method", "analysis", METHODS, "ends"),
        logarithmic("pulse_duration", "pulse", 1.0, 7200.0, 600.0, unit="s", symbol="tₚ", per_decade=12),
        linear("used", "readings used, from the start", 0.05, 1.0, 1.0, step=1, unit="1", shown="%"),
        logarithmic("noise", "noise of a reading", 1e-6, 1e-3, 2e-5, unit="V", shown="mV", folded=True),
        linear("jump", "jump of the resistances", 0.0, 0.05, 0.01, step=0.5, unit="V", shown="mV", symbol="iR", folded=True),
        logarithmic("chemical_diffusivity", "true diffusivity", LAYERED.low, 4e-14, 3e-15, unit="m2/s", shown="cm2/s", symbol="D̃", folded=True,
                    source=f"inside the range of {LAYERED.source.label}"),
        logarithmic("radius", "radius (plate: thickness)", 4e-6, 2e-5, 5e-6, unit="m", shown="µm", symbol="R", folded=True),
        choice("shape", "grain", SHAPES, "sphere", folded=True, rescales=True),
        integer("seed", "number of the recording", 1, 99, 1, folded=True),
    )
    presets = {"as the books say": {"method": "jump"}, "a tenth of it": {"method": "line", "used": 0.1}, "a short pulse": {"method": "jump", "pulse_duration": 10.0},
               "too short a pulse": {"method": "line", "pulse_duration": 1.0}, "a plate": {"method": "jump", "shape": "slab"}}

    def solve(self, state):
        time, fall, steady, last = _recorded(state.pulse_duration, state.radius, state.chemical_diffusivity, state.jump, state.noise, state.shape, state.seed)
        kept = max(4, round(READINGS * state.used))
        found, error, through = self._analysed(state, time[:kept], fall[:kept], steady)
        theta, ratio = state.chemical_diffusivity * time[kept - 1] / state.radius**2, found / state.chemical_diffusivity
        told, root = 2 * error <= recording.TOLD, np.sqrt(time / state.pulse_duration)
        ends = ratio * np.exp([-2 * error, 2 * error]) if told else np.array(EDGES)
        bias = batteries.pulse_bias(np.append(REDUCED, theta), state.shape)
        return {
            "now": {"found (cm2/s)": convert(found, "m2/s", "cm2/s"), "told": float(told), "within (%)": 100 * np.expm1(2 * error) if told else 0.0, "off (%)": 100 * abs(ratio - 1),
                    "high": float(ratio > 1), "D̃t/R²": theta, "formula off (%)": 100 * abs(1 - bias[-1]), "last (mV)": convert(last, "V", "mV"),
                    "steady (mV)": convert(steady, "V", "mV"), "start (mV)": convert(float(through(0.0)), "V", "mV")},
            "readings": {"√(t/tₚ)": root, "fall (% of the last)": 100 * fall / last},
            "used": {"√(t/tₚ)": root[[0, kept - 1]], "row": (-8, -8)},
            "analysis": {"√(t/tₚ)": np.linspace(0, 1, 41), "fall (% of the last)": 100 * through(np.linspace(0, 1, 41) * np.sqrt(state.pulse_duration)) / last},
            "formula": {"D̃t/R²": REDUCED, "found ÷ true": bias[:-1]},
            "result": {"D̃t/R²": theta, "found ÷ true": np.clip(ratio, *EDGES)},
            "bar": {"D̃t/R²": (theta, theta), "found ÷ true": np.clip(ends, *EDGES)},
        }

    @staticmethod
    def _analysed(state, time, fall, steady):
        """Diffusivity found [m2/s] from these readings, the standard error of its logarithm, and the line (a function of √t) that the analysis draws."""
        length = state.radius / batteries.SURFACE_PER_VOLUME[state.shape]
        of_rests = state.noise * np.sqrt(2 / RESTS) / abs(steady)
        (start, slope, bend), errors = _fit(time, fall, state.method == "curve", state.noise)
        if state.method in ("ends", "jump"):
            start, noise = (start, errors[0]) if state.method == "jump" else (0.0, state.noise / np.sqrt(RESTS))
            change = fall[-1] - start
            # As if the pulse had ended with the last reading used: less charge, and as much less of a steady change.
            found = batteries.pulse_diffusivity(time[-1], length, steady * time[-1] / state.pulse_duration, change)
            return float(found), 2 * np.hypot(np.hypot(state.noise, noise) / change, of_rests), lambda root: start + change * root / np.sqrt(time[-1])
        found = batteries.slope_diffusivity(state.pulse_duration, length, steady, slope)
        return float(found), 2 * np.hypot(errors[1] / slope, of_rests), lambda root: start + slope * root + bend * root**2

    def draw(self, figure):
        trace, result = figure.subplots(1, 2)
        trace.set(xlim=(0, 1.02), ylim=(-14, 125), yticks=(0, 50, 100), xlabel="√(time ÷ length of the pulse)", title="fall of the voltage (%)")
        result.set(xscale="log", xlim=(REDUCED[0], REDUCED[-1]), ylim=EDGES, yticks=(0, 0.5, 1, 1.5), xlabel="D̃t/R², t: last reading used", title="D̃: found ÷ true")
        result.set_xticks(10.0 ** np.arange(-5, 2, 2))
        result.axhline(1, color=style.QUIET, linestyle=style.DASHED.line)
        self.curve(trace, "readings", "√(t/tₚ)", "fall (% of the last)", style.IONS, marker=".", linestyle="none")
        self.curve(trace, "analysis", "√(t/tₚ)", "fall (% of the last)")
        self.curve(trace, "used", "√(t/tₚ)", "row", style.DOTTED, linestyle="-")
        trace.text(1.01, -5, "readings used", color=style.QUIET, ha="right", va="bottom")
        self.note(trace, lambda tables: (0.02, 122, f"100 % = {tables['now']['last (mV)'][0]:.3g} mV"), va="top", color=style.QUIET)
        self.curve(result, "formula", "D̃t/R²", "found ÷ true", style.DOTTED, label="usual formula", at=0.12 if style.in_lecture_mode() else 0.95, shift=(0, -24) if style.in_lecture_mode() else (-16, 14))
        self.curve(result, "bar", "D̃t/R²", "found ÷ true")
        self.curve(result, "result", "D̃t/R²", "found ÷ true", marker="o", linestyle="none", markersize=1.3 * style.form().marker)

    def say(self, state, words):
        true = self.controls[5].show(state.chemical_diffusivity)
        if not words.number("told"):
            return (f"These readings do not tell D̃ (true: {true}), not even to a factor of two: their noise of {self.controls[3].show(state.noise)} is too large beside the "
                    f"{words['steady (mV)']} that the pulse leaves at rest. D̃t/R² = {words['D̃t/R²']}.")
        own = f"is {words['formula off (%)']} too low by itself, and no noise shows it" if words.number("formula off (%)") > 0.01 else "has no error of its own"
        jump = (f", with {words['start (mV)']} taken off as the jump of {self.controls[4].show(state.jump)}" if state.method == "jump" else "")
        return (f"Found D̃ = {words['found (cm2/s)']}, by the noise to within {words['within (%)']}; true: {true}, so it is {words['off (%)']} too "
                f"{'high' if words.number('high') else 'low'}{jump}. At D̃t/R² = {words['D̃t/R²']} the usual formula {own}.")

    def conserved(self, state, tables):
        # From the tables alone: the slope with which the drawn line starts, put into the law of a plane, must be the diffusivity that is said.
        now, line = tables["now"], tables["analysis"]
        root, fall = line["√(t/tₚ)"][[0, 20, 40]], line["fall (% of the last)"][[0, 20, 40]] / 100 * now["last (mV)"][0]
        slope = np.polyfit(root, fall, 2)[1]  # mV per √(t/tₚ)
        length = convert(state.radius / batteries.SURFACE_PER_VOLUME[state.shape], "m", "cm")
        said = 4 / np.pi / state.pulse_duration * (length * now["steady (mV)"][0] / slope) ** 2
        return {"the line drawn is the D̃ said": abs(said / now["found (cm2/s)"][0] - 1)}
