"""A thick film amplifies more and follows more slowly, by the same factor; all of it pinched off."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import bioelectronics, living_signals
from .ends_of_axes import decades
from .transistor_channel import (
    ELECTROLYTE,
    LENGTH,
    MATERIAL,
    OVERDRIVE,
    THICKNESS,
    WIDTH,
    film,
    held_volts,
    parameter,
    stored,
    to_milli,
)

FREQUENCIES, TIMES = np.geomspace(1, 1e6, 121), np.geomspace(1e-7, 1e-1, 121)
# Hz: how far up an electrocardiogram and the spike of a nerve cell are recorded, about (from memory of the
# field).
HEART, SPIKE = 100.0, 3000.0
TOUCH = 1e-3                   # V, the step at the gate


class FastOrSensitive(Panel):
    """One film between two wishes: its transconductance and its bandwidth, whose product knows nothing of its
    thickness."""

    name = "bioelectronics.fast_or_sensitive"
    ask = "A thick film or a thin one: sensitive or fast?"
    alternative = ("Left: amplification against frequency, both logarithmic: flat up to the cut-off, then "
                   "falling along a line that all thicknesses share. "
                   "Right: change of the drain current after a step of one millivolt at the gate, against "
                   "time, both logarithmic.")
    law = staticmethod(bioelectronics.cutoff_frequency)
    controls = (THICKNESS, LENGTH, WIDTH, OVERDRIVE, ELECTROLYTE, MATERIAL)
    presets = {"thin: fast": {"thickness": 1e-8}, "thick: sensitive": {"thickness": 1e-6},
               "short channel": {"length": 5e-6},
               "crystallized PEDOT:PSS": {"material": "pedot_pss_crystallized"}}

    def solve(self, state):
        sensitivity, time, cutoff = (float(value) for value in film(state, state.thickness, state.overdrive))
        product = sensitivity * cutoff
        after = TOUCH * sensitivity
        answer = bioelectronics.step_response(TIMES, 0.0, after, time, time, contact_share=0.0)
        share = living_signals.passed_share(np.array([HEART, SPIKE]), time)
        return {
            "now": {"transconductance (mS)": to_milli(sensitivity),
                    "cut-off (kHz)": convert(cutoff, "Hz", "kHz"),
                    "ionic time (µs)": convert(time, "s", "µs"),
                    "product (S/s)": product, "heart (%)": 100 * share[0], "nerve (%)": 100 * share[1]},
            "corner": {"frequency (Hz)": cutoff, "amplification (mS)": to_milli(sensitivity / np.sqrt(2))},
            "by frequency": {"frequency (Hz)": FREQUENCIES,
                             "amplification (mS)": to_milli(sensitivity
                                                            * living_signals.passed_share(FREQUENCIES, time)),
                             "shared by all (mS)": to_milli(product / FREQUENCIES)},
            "after a step": {"time (ms)": convert(TIMES, "s", "ms"),
                             "change (µA)": convert(answer, "A", "µA")},
            "ionic time": {"time (ms)": convert(time, "s", "ms"),
                           "change (µA)": convert(after * -np.expm1(-1.0), "A", "µA")},
        }

    def frame(self, state):
        ends = film(state, np.array([THICKNESS.minimum, THICKNESS.maximum]), state.overdrive)[0]
        return decades(to_milli(ends[0]) / 10, to_milli(ends[1]))

    def draw(self, figure):
        bode, steps = figure.subplots(1, 2)
        low, high = self._current_frame()
        bode.set(xscale="log", yscale="log", xlim=(1, 1e6), ylim=(low, 3 * high), xlabel="frequency (Hz)",
                 title="amplification (mS)")
        bode.set_xticks(10.0 ** np.arange(0, 7, 2))
        for frequency, word in ((HEART, "heart"), (SPIKE, "nerve")):
            bode.axvline(frequency, color=style.QUIET, linewidth=style.form().line / 2, linestyle=(0, (1, 2)))
            bode.text(frequency * 0.85, low * 1.3, word, color=style.QUIET, rotation=90, ha="right",
                      va="bottom")
        steps.set(xscale="log", yscale="log", xlim=(1e-4, 1e2), ylim=(low, 3 * high),
                  xlabel="time after the step (ms)", title="answer to 1 mV (µA)")
        steps.set_xticks(10.0 ** np.arange(-4, 3, 2))
        self.curve(bode, "by frequency", "frequency (Hz)", "shared by all (mS)", style.DOTTED,
                   label="all films", at=0.75, shift=(30, 6))
        self.curve(bode, "by frequency", "frequency (Hz)", "amplification (mS)", style.HOLES)
        self.curve(bode, "corner", "frequency (Hz)", "amplification (mS)", marker="o", linestyle="none")
        self.curve(steps, "after a step", "time (ms)", "change (µA)", style.HOLES)
        self.curve(steps, "ionic time", "time (ms)", "change (µA)", label="⅔ RₛC", shift=(18, -26),
                   marker="o", linestyle="none")

    def say(self, state, words):
        return (f"Pinched off, this film has gₘ = {words['transconductance (mS)']} and follows up to "
                f"{words['cut-off (kHz)']}: their product is {words['product (S/s)']}. "
                f"Of the quickest part of a nerve's spike {words['nerve (%)']} comes through.")

    def conserved(self, state, tables):
        """By other routes: the slope of the current law itself, and the charge added up along the channel."""
        now = {column: float(value[0]) for column, value in tables["now"].items()}
        nearby = state.overdrive + np.array([-0.05, 0.05])   # V
        currents = bioelectronics.drain_current(-nearby, -2.0, 0.0, parameter(state))
        charges = stored(state) * np.array([held_volts(over) for over in nearby])
        resistance = bioelectronics.solution_resistance(state.width, state.length,
                                                        state.electrolyte_conductivity)
        found = {"the transconductance is the slope of the current": -np.diff(currents)[0] / 0.1
                 / convert(now["transconductance (mS)"], "mS", "S"),
                 "the ionic time is the resistance times the slope of the charge": resistance
                 * np.diff(charges)[0] / 0.1 / convert(now["ionic time (µs)"], "µs", "s")}
        return {name: abs(float(ratio) - 1) for name, ratio in found.items()}
