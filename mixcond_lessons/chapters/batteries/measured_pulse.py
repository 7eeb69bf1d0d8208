"""A measured pulse and its rest beside the law: the diffusivity, the steady change and the jump."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.quantity import convert
from ...physics import pulse_fit
from ...recordings.panel import MeasuredPanel, fewer, without_gaps
from ..controls import choice, logarithmic
from .filling_of_a_grain import SHAPES

TIME, ROOT, CHANGE = "time (min)", "√t (√s)", "E − E at rest (mV)"
SIZES = (2e-8, 1e-3)  # m
TOLD = 0.35  # of D: a larger standard error does not tell it to a factor of two either way


class MeasuredPulse(MeasuredPanel):
    """A recorded pulse with its rests, the law of small pulses beside it, and what a fit can tell."""

    name = "batteries.measured_pulse"
    made = "pulse_made.mpt"
    geometry = ("size",)
    ask = "Which diffusivity do pulse and rest give together?"
    alternative = ("Left: change of the voltage from the rest before against time, readings and law. Right: "
                   "the readings of the pulse against the square root of the time since it began.")
    law = staticmethod(pulse_fit.voltage_fall)
    controls = (
        logarithmic("chemical_diffusivity", 1e-20, 1e-10, 1e-15, per_decade=20),
        logarithmic("size", *SIZES, 5e-6, label="radius (film: thickness)", per_decade=20),
        choice("shape", "grain", SHAPES, "slab"),
    )

    def take(self, recording):
        _, time = self.one_of("time")
        _, voltage = self.one_of("voltage")
        _, current = self.one_of("current")
        time, voltage, current = without_gaps(time, voltage, current)
        flows = np.abs(current) > np.abs(current).max() / 2
        if flows.all() or not flows.any():
            raise ValueError(f"“{recording.name}” shows no pulse: the current must flow for a while, and be "
                             f"off before and after it.")
        first = int(np.argmax(flows))
        last = first + int(np.argmin(np.append(flows[first:], False)))  # the first reading of the rest
        again = last + int(np.argmax(np.append(flows[last:], True)))  # where the next pulse begins
        begins = time[max(first - 1, 0)]
        self.time, self.voltage = time[:again] - begins, voltage[:again]
        self.duration = float(time[last - 1] - begins)
        self.ampere = float(np.abs(current[first:last]).mean())
        if last - first < pulse_fit.FEWEST or self.time.size - last < pulse_fit.FEWEST or first < 2:
            raise ValueError(f"“{recording.name}” has {first} readings before the pulse, {last - first} in "
                             f"it and {self.time.size - last} after it. Needed are 2, {pulse_fit.FEWEST} and "
                             f"{pulse_fit.FEWEST}.")
        known = self.told()
        self.controls = tuple(replace(one, default=known[one.name]) if one.name in known else one
                              for one in type(self).controls)

    def told(self):
        film, ball = (self.recording.setting(word, "m") for word in ("thickness|filmthickness", "radius"))
        if film or ball:
            return {"size": float(np.clip(film or ball, *SIZES)), "shape": "slab" if film else "sphere"}
        return {}

    def find(self, state):
        found = pulse_fit.fit_pulse(self.time, self.voltage, self.duration, state.size, state.shape)
        return {"chemical_diffusivity": found.chemical_diffusivity}, found

    def solve(self, state):
        constants = self.duration, state.size, state.chemical_diffusivity
        (before, steady, jump), curve = pulse_fit.heights(self.time, self.voltage, *constants, state.shape)
        flows = (self.time > 0) & (self.time <= self.duration * (1 + 1e-9))
        size = np.ptp(self.voltage[flows])
        pulse = self.duration * np.linspace(0.0, 1.0, 61)[1:] ** 2
        rest = self.duration + (self.time[-1] - self.duration) * np.linspace(1e-4, 1.0, 61) ** 2
        line = np.concatenate([[self.time[0], 0.0], pulse, rest])
        law = -pulse_fit.voltage_fall(line, *constants, steady, jump, state.shape)
        found = self.fitted(state)
        now = {"misfit (%)": 100 * np.sqrt(((curve - self.voltage) ** 2).mean()) / size,
               "fitted": float(found is not None), "steady (mV)": convert(abs(steady), "V", "mV"),
               "jump (mV)": convert(abs(jump), "V", "mV"), "resistance (Ω)": abs(jump) / self.ampere}
        if found:
            value = convert(found.chemical_diffusivity, "m2/s", "cm2/s")
            now |= {"D (cm2/s)": value, "D error (cm2/s)": value * min(found.errors[0], 1e3),
                    "told": float(found.errors[0] < TOLD)}
        few = fewer(200, self.time, self.voltage)
        early = fewer(120, self.time[flows], self.voltage[flows])

        def table(name, time, volts):
            return {name: convert(time, "s", "min") if name == TIME else np.sqrt(time),
                    CHANGE: convert(volts, "V", "mV")}
        return {"now": now, "readings": table(TIME, few[0], few[1] - before), "curve": table(TIME, line, law),
                "early": table(ROOT, early[0], early[1] - before),
                "early law": table(ROOT, pulse, law[2:2 + pulse.size])}

    def draw(self, figure):
        whole, early = figure.subplots(1, 2, width_ratios=(1.2, 1))
        low, high = (convert(edge - np.median(self.voltage[self.time <= 0]), "V", "mV")
                     for edge in (self.voltage.min(), self.voltage.max()))
        room = {"ylim": (low - 0.1 * (high - low), high + 0.25 * (high - low)), "title": CHANGE}
        ends = convert(self.time[[0, -1]], "s", "min")
        whole.set(xlim=ends + np.ptp(ends) * np.array([-0.02, 0.02]), xlabel=TIME, **room)
        early.set(xlim=(0, 1.04 * self.duration**0.5), xlabel="√ of the time in the pulse (√s)", **room)
        for axes, readings, law, x in ((whole, "readings", "curve", TIME),
                                       (early, "early", "early law", ROOT)):
            self.curve(axes, readings, x, CHANGE, style.DOTTED, marker=".", linestyle="none")
            self.curve(axes, law, x, CHANGE, style.IONS, label="law", at=0.6, shift=(10, 10), clear=True)
        self.say_what_was_taken(figure)

    def say(self, state, words):
        if not words.number("fitted"):
            return (f"The curve misses the readings by {words['misfit (%)']} of the change during the pulse. "
                    f"Move D̃, or press Fit.")
        if not words.number("told"):
            return ("These readings do not tell D̃ to a factor of two. The pulse is too short for its noise, "
                    "or the rest too short.")
        return (f"These readings give D̃ = {words['D (cm2/s)']} ± {words.show('D error (cm2/s)', 2)} for "
                f"this size of the grain. At rest {words['steady (mV)']} remain; the jump of the resistances "
                f"is {words['jump (mV)']}.")

    def conserved(self, state, tables):
        spreading = state.size**2 / state.chemical_diffusivity
        pulse = max(self.duration, 1e-3 * spreading)  # of a shorter one the difference would cancel
        fall = float(pulse_fit.voltage_fall(pulse + 3 * spreading, pulse, state.size,
                                            state.chemical_diffusivity, 1.0, 0.5, state.shape))
        return {"what the charge changes stays after the rest": abs(fall - 1)}
