"""A measured step of voltage or current beside the law of a cell whose contacts block the ions."""
import numpy as np

from ...classroom import style
from ...physics import current_step_fit, polarization, recording
from ...physics.conductivity import conductivity_from_resistance
from ...recordings.panel import MeasuredPanel, fewer
from ..controls import linear, logarithmic
from .step_in_words import in_words
from .step_readings import StepReadings

CONSTANTS = ("resistance", "electronic_transference_number", "chemical_diffusivity")
TOO_FAR, TIMES = 0.7, 3.0  # per cent of the answer, and times the scatter of the readings


class MeasuredStep(MeasuredPanel):
    """A recorded step, the law beside it, and what a fit can tell."""

    name = "polarization.measured_step"
    made = "step_made.mpt"
    geometry = ("thickness", "area")
    ask = "What does this step tell of the ions, and what of the electrons?"
    alternative = ("Left: the answer to the step against time on a logarithmic axis, readings and law. "
                   "Right: curve minus readings, in per cent of the largest answer.")
    law = staticmethod(polarization.current_ratio)
    controls = (
        logarithmic("resistance", 1e-2, 1e9, 10.0, label="resistance at first", per_decade=20),
        logarithmic("electronic_transference_number", 1e-4, 0.999, 0.1, label="share of the electrons",
                    per_decade=20),
        logarithmic("chemical_diffusivity", 1e-17, 1e-3, 1e-9, per_decade=20),
        logarithmic("thickness", 1e-7, 1e-1, 1e-3, folded=True, per_decade=20),
        logarithmic("area", 1e-8, 1e-1, 1e-4, folded=True),
        linear("lead_resistance", 0.0, 200.0, 0.0, step=0.1, folded=True),
    )

    def __init__(self, recording=None, voltage=None, step=None, step_at=None, **changes):
        self._wishes = voltage, step, step_at
        super().__init__(recording, **changes)

    def take(self, recording):
        self.readings = StepReadings(self, *self._wishes)
        if self.readings.drive == "current":
            self.law = polarization.voltage_ratio
        self.title = "current (A)" if self.readings.drive == "voltage" else "voltage (V)"
        self.line = np.geomspace(self.readings.time[0] / 3, self.readings.time[-1] * 5, 121)

    def _answer(self, time, state):
        read, cell = self.readings, (state.electronic_transference_number, state.thickness,
                                     state.chemical_diffusivity)
        if read.drive == "current":
            rise = polarization.voltage_ratio(time, *cell) * state.resistance + state.lead_resistance
            return read.rest + read.held * rise
        seen = recording.transference_with_leads(cell[0], state.resistance, state.lead_resistance)
        return read.held / (state.resistance + state.lead_resistance) \
            * polarization.current_ratio(time, seen, *cell[1:])

    def find(self, state):
        read = self.readings
        if read.drive == "current":
            leads = read.held * state.lead_resistance
            found = current_step_fit.fit_current_step(read.time, read.answer - leads, read.held,
                                                      state.thickness, read.rest)
        else:
            found = recording.fit_step(read.time, read.answer, read.held, state.thickness,
                                       state.lead_resistance)
        return {name: getattr(found, name) for name in CONSTANTS}, found

    def solve(self, state):
        read = self.readings
        both = self._answer(np.append(read.time, self.line), state)
        largest = np.abs(read.answer - (read.rest if read.drive == "current" else 0)).max()
        beside = 100 * (both[:read.time.size] - read.answer) / largest
        misfit, found = np.sqrt((beside**2).mean()), self.fitted(state)
        total = conductivity_from_resistance(state.resistance, state.thickness, state.area) / 100
        share = state.electronic_transference_number
        now = {"misfit (%)": misfit, "fitted": float(found is not None), "σᵢₒₙ (S/cm)": total * (1 - share),
               "σₑ (S/cm)": total * share, "told all": 0.0, "R (Ω)": state.resistance, "tₑ": share,
               "strange": float(misfit > max(TOO_FAR, TIMES * 100 * read.scatter / largest))}
        if found and read.drive == "voltage":
            told = found.told
            now |= {"told all": float(all(told)), "ions": float(told[0]), "electrons": float(told[1]),
                    "σᵢₒₙ error (S/cm)": total * (1 - share) * min(found.uncertainties[0], 9),
                    "σₑ error (S/cm)": total * share * min(found.uncertainties[1], 9)}
        elif found:
            now |= {"R error (Ω)": found.errors[0], "told all": float(found.told),
                    "tₑ error": found.errors[1] if found.told else 0.0}
        few = fewer(80, read.time, beside)
        return {"now": now, "curve": {"time (s)": self.line, self.title: both[read.time.size:]},
                "readings": {"time (s)": read.time, self.title: read.answer},
                "beside": {"time (s)": few[0], "curve − readings (%)": few[1]}}

    def draw(self, figure):
        trace, beside = figure.subplots(1, 2, width_ratios=(1.4, 1))
        answer, time = self.readings.answer, self.readings.time
        around = 0.15 * (np.ptp(answer) or abs(answer[0]) or 1.0)
        trace.set(xscale="log", xlim=(self.line[0], self.line[-1]), xlabel="time after the step (s)",
                  ylim=(answer.min() - around, answer.max() + 2 * around), title=self.title)
        trace.plot(*fewer(200, time, answer), ".", color=style.QUIET)
        self.curve(trace, "curve", "time (s)", self.title, label="law", at=0.5, shift=(16, 8))
        self.draw_beside(beside)
        self.say_what_was_taken(figure)

    def say(self, state, words):
        if not words.number("fitted"):
            return (f"The curve misses the readings by {words['misfit (%)']} of the largest, as a root mean "
                    f"square. Move the sliders, or press Fit.")
        return in_words(words, self.readings.drive)

    def conserved(self, state, tables):
        first = float(self._answer(0.0, state))
        rest = self.readings.rest if self.readings.drive == "current" else 0.0
        ohms = (first - rest) / self.readings.held
        ohms = ohms if self.readings.drive == "current" else 1 / ohms
        whole = state.resistance + state.lead_resistance
        return {"at first all carriers and the leads set the answer": abs(ohms / whole - 1)}
