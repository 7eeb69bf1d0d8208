"""A measured conductivity relaxation beside the law: what it tells of k and D̃, and what not."""
import numpy as np

from ...classroom import style
from ...physics import relaxation_fit
from ...recordings.panel import MeasuredPanel, fewer, without_gaps
from ..controls import choice, logarithmic

SHAPES = {"slab": 1, "square bar": 2, "cube": 3}
ENDS = {"fitted": "found with the curve", "known": "0 and 1, known"}
SIGNALS = ("change", "conductivity", "conductance", "resistance", "current")
WIDEST = (0.3, 3.0)  # the whole change of the curve, in parts of the change that the readings show


class MeasuredRelaxation(MeasuredPanel):
    """A recording after a step of the gas, the law beside it, and what a fit can tell."""

    name = "permeation.measured_relaxation"
    made = "relaxation_made.csv"
    geometry = ("half_thickness",)
    ask = "Which of k and D̃ does this recording tell?"
    alternative = ("Left: the readings against time on a logarithmic axis, with the curve of the law for the "
                   "constants chosen. Right: curve minus readings, in per cent of the whole change.")
    law = staticmethod(relaxation_fit.relaxed_fraction_of_body)
    controls = (
        logarithmic("exchange_rate", 1e-9, 1e-2, 1e-5, label="chemical exchange rate", per_decade=20),
        logarithmic("chemical_diffusivity", 1e-14, 1e-5, 1e-9, per_decade=20),
        logarithmic("half_thickness", 1e-6, 1e-2, 5e-5, per_decade=20),
        choice("shape", "shape", {name: name for name in SHAPES}, "slab", folded=True),
        choice("ends", "start and end of the signal", ENDS, "fitted", folded=True),
    )

    def __init__(self, recording=None, step_at=0.0, **changes):
        self.step_at = step_at
        super().__init__(recording, **changes)

    def take(self, recording):
        _, time = self.one_of("time")
        self.meaning, signal = self.one_of(*SIGNALS)
        self.time, self.signal = without_gaps(time - self.step_at, signal)
        if self.meaning == "resistance":
            self.meaning, self.signal = "conductance", 1 / self.signal
        if not self.step_at and self.time[0] > np.ptp(self.time) / 2:
            raise ValueError(f"“{recording.name}” begins at {self.time[0]:g} s: when did the gas change? "
                             f"Say step_at=... in seconds.")
        after = self.time > 0
        self.time, self.signal = self.time[after], self.signal[after]
        self.groups = relaxation_fit.grouped(self.time, self.signal)
        self.line = np.geomspace(self.time[0] / 2, self.time[-1] * 1.5, 121)

    def find(self, state):
        found = relaxation_fit.fit_relaxation(self.time, self.signal, state.half_thickness,
                                              SHAPES[state.shape], state.ends == "known")
        return {"exchange_rate": found.exchange_rate,
                "chemical_diffusivity": found.chemical_diffusivity}, found

    def solve(self, state):
        constants = state.exchange_rate, state.half_thickness, state.chemical_diffusivity, SHAPES[state.shape]
        time, signal, count = self.groups
        both = relaxation_fit.relaxed_fraction_of_body(np.append(time, self.line), *constants)
        g, line = both[:time.size], both[time.size:]
        shown = signal[-max(time.size // 20, 1):].mean() - signal[0]
        start, change = (0.0, 1.0) if state.ends == "known" else _ends(g, signal, count / count.sum(), shown)
        beside = 100 * (start + change * g - signal) / shown
        found = self.fitted(state)
        now = {"readings": self.time.size, "misfit (%)": np.sqrt((beside**2 * count).sum() / count.sum()),
               "fitted": float(found is not None)}
        for constant, unit in (("k", "m/s"), ("D", "m2/s")) if found else ():
            told = found.told(constant)
            value = found.exchange_rate if constant == "k" else found.chemical_diffusivity
            now |= {f"{constant} told": float(told),
                    f"{constant} at least ({unit})": found.ranges[constant][0]}
            now |= {f"{constant} ({unit})": value, f"{constant} error ({unit})": found.error(constant)} \
                if told else {}
        few = fewer(80, time, beside)
        return {"now": now, "readings": {"time (s)": time, "signal": signal},
                "curve": {"time (s)": self.line, "signal": start + change * line},
                "beside": {"time (s)": few[0], "curve − readings (%)": few[1]}}

    def draw(self, figure):
        trace, beside = figure.subplots(1, 2, width_ratios=(1.4, 1))
        time, signal, _ = self.groups
        low, high = signal.min(), signal.max()
        unit = {"change": "", "conductivity": " (S/m)", "conductance": " (S)",
                "current": " (A)"}[self.meaning]
        trace.set(xscale="log", xlim=(self.line[0], self.line[-1]), xlabel="time after the step (s)",
                  ylim=(low - 0.1 * (high - low), high + 0.25 * (high - low)), title=self.meaning + unit)
        trace.plot(time, signal, ".", color=style.QUIET)
        self.curve(trace, "curve", "time (s)", "signal", label="law", at=0.6, shift=(-14, 4))
        self.draw_beside(beside)
        self.say_what_was_taken(figure)

    def say(self, state, words):
        if not words.number("fitted"):
            return (f"The curve misses the readings by {words['misfit (%)']} of the change, as a root mean "
                    f"square. Move k and D̃, or press Fit.")
        told = [name for name in "kD" if words.number(f"{name} told")]
        k, d = (f"{symbol} = {words[f'{name} ({unit})']} ± {words.show(f'{name} error ({unit})', 2)}"
                if name in told else f"{symbol} is not told: any value above "
                f"{words.show(f'{name} at least ({unit})', 2)} fits"
                for symbol, name, unit in (("k", "k", "m/s"), ("D̃", "D", "m2/s")))
        if len(told) == 2:
            return f"These readings tell both constants: {k}, and {d}."
        if told == ["k"]:
            return f"The face sets the pace: {k}. {d}."
        if told == ["D"]:
            return f"Diffusion sets the pace: {d}. {k.capitalize()}."
        return f"These readings tell neither constant. {k.capitalize()}; {d}."

    def conserved(self, state, tables):
        left = relaxation_fit.missing_fraction(self.line, state.exchange_rate, state.half_thickness,
                                               state.chemical_diffusivity)
        whole = relaxation_fit.relaxed_fraction_of_body(self.line, state.exchange_rate, state.half_thickness,
                                                        state.chemical_diffusivity, SHAPES[state.shape])
        return {"what has changed and what is missing make the whole":
                float(np.abs(whole + left ** SHAPES[state.shape] - 1).max())}


def _ends(g, signal, weight, shown):
    """(start, change) that bring a curve nearest to the readings; the change stays near the one they show."""
    mean, middle = g @ weight, signal @ weight
    spread = ((g - mean) ** 2) @ weight
    change = ((g - mean) * (signal - middle)) @ weight / spread / shown if spread > 1e-30 else 1.0
    change = shown * np.clip(change, *WIDEST)
    return middle - change * mean, change
