"""A measured spectrum beside an arc: what it tells of the resistances, and what an open arc does not."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...physics import arc_fit
from ...recordings.panel import MeasuredPanel, fewer, without_gaps
from ..controls import linear, logarithmic
from .arc_in_words import in_the_unit_that_reads_best, in_words, unit_for
from .last_arc import where_the_last_arc_begins

SLOWEST = 1e-6  # Hz


class MeasuredImpedance(MeasuredPanel):
    """A measured spectrum, the arc beside it, and what a fit can tell."""

    name = "batteries.measured_impedance"
    made = "spectrum_made.DTA"
    geometry = ("area",)
    ask = "Does this spectrum tell the resistance of the arc, or only a bound?"
    alternative = ("Left: Nyquist plot of the readings, with the arc of the constants chosen. Right: size "
                   "of the impedance against frequency, both axes logarithmic, with the same arc.")
    law = staticmethod(arc_fit.arc_impedance)
    controls = (
        logarithmic("series_resistance", 1e-2, 1e8, 30.0, per_decade=20),
        logarithmic("arc_resistance", 1e-1, 1e11, 3e3, per_decade=20),
        logarithmic("peak_frequency", 1e-7, 1e8, 1.0, per_decade=20),
        linear("arc_exponent", 0.3, 1.0, 0.9, step=0.01, folded=True),
        logarithmic("highest_frequency", 1e-3, 1e9, 1e9, unit="Hz", per_decade=20, folded=True,
                    rescales=True),
        logarithmic("area", 1e-8, 1e-1, 1e-4, folded=True),
    )

    def take(self, recording):
        _, frequency = self.one_of("frequency")
        real, imaginary = (self.one_of(part)[1] for part in ("real part", "imaginary part"))
        frequency, real, imaginary = without_gaps(frequency, real, imaginary)
        order = np.argsort(-frequency, kind="stable")
        self.frequency, self.values = frequency[order], (real + 1j * imaginary)[order]
        if (self.values.imag > 0).mean() > 0.7:
            raise ValueError(f"“{recording.name}”: the imaginary part is positive almost everywhere. If the "
                             f"file holds −Im Z, name the column so: names=(..., \"-Im(Z)/Ohm\").")
        self.begins, self.why = where_the_last_arc_begins(self.frequency, self.values)
        self.controls = tuple(replace(one, default=self.begins) if one.name == "highest_frequency" else one
                              for one in type(self).controls)
        self.line = np.geomspace(self.frequency.min() / 10, self.frequency.max() * 3, 141)
        self.unit, self.size = unit_for(np.abs(self.values).max())

    def _used(self, highest_frequency):
        return self.frequency <= highest_frequency * (1 + 1e-9)

    def find(self, state):
        used = self._used(state.highest_frequency)
        found = arc_fit.fit_arc(self.frequency[used], self.values[used])
        values = {name: getattr(found, name) for name in ("series_resistance", "arc_resistance",
                                                          "peak_frequency", "arc_exponent")}
        # An open arc tells R f^n alone: a place on the sliders with the same product draws the same curve.
        slowest = max(values["peak_frequency"], SLOWEST)
        values["arc_resistance"] *= (values["peak_frequency"] / slowest) ** values["arc_exponent"]
        return values | {"peak_frequency": slowest}, found

    def solve(self, state):
        constants = (state.series_resistance, state.arc_resistance, state.peak_frequency, state.arc_exponent)
        both = arc_fit.arc_impedance(np.append(self.frequency, self.line), *constants)
        model, line = both[:self.frequency.size], both[self.frequency.size:]
        used = self._used(state.highest_frequency)
        parts = np.abs(model / self.values - 1)[used if used.any() else slice(None)]
        found = self.fitted(state)
        now = {"misfit (%)": 100 * np.sqrt((parts**2).mean()), "fitted": float(found is not None),
               "readings": self.values.size, "left out": self.values.size - used.sum(),
               "R₀ A (Ω cm2)": 1e4 * state.area * state.series_resistance,
               "R A (Ω cm2)": 1e4 * state.area * state.arc_resistance}
        if found:
            now |= {"closed": float(found.closed), **in_the_unit_that_reads_best(
                "before", found.series_resistance, found.errors[0])}
            now |= in_the_unit_that_reads_best("R", found.arc_resistance, found.errors[1]) if found.closed \
                else in_the_unit_that_reads_best("R at least", found.at_least)
        re, im = f"Re Z ({self.unit})", f"−Im Z ({self.unit})"
        return {"now": now, "readings": _columns(self.frequency, self.values, re, im, self.size),
                "curve": _columns(self.line, line, re, im, self.size)}

    def draw(self, figure):
        arc, size = figure.subplots(1, 2, width_ratios=(1.15, 1))
        re, im = f"Re Z ({self.unit})", f"−Im Z ({self.unit})"
        readings = self._tables["readings"]
        used = self._used(self._state["highest_frequency"])
        wide = 1.15 * max(np.abs(readings[re]).max(), readings[im].max())
        arc.set(xlim=(-0.04 * wide, wide), ylim=(-0.04 * wide, wide), aspect="equal", xlabel=re, title=im)
        size.set(xscale="log", yscale="log", xlim=(self.line[0], self.line[-1]), xlabel="frequency (Hz)",
                 ylim=(readings["|Z| (Ω)"].min() / 3, readings["|Z| (Ω)"].max() * 5), title="|Z| (Ω)")
        for axes, x, y in ((arc, re, im), (size, "f (Hz)", "|Z| (Ω)")):
            for which, mark in ((used, "."), (~used, "x")):
                axes.plot(*fewer(150, readings[x][which], readings[y][which]), mark, color=style.QUIET)
            self.curve(axes, "curve", x, y, label="law", at=0.5, shift=(26, 4))
        if not used.all():
            size.text(0.97, 0.97, "×: left out of the fit", transform=size.transAxes, ha="right", va="top",
                      color=style.QUIET)
        self.say_what_was_taken(figure)

    def say(self, state, words):
        return in_words(words, self.why if state.highest_frequency == self.begins else "you")

    def conserved(self, state, tables):
        constants = state.series_resistance, state.arc_resistance, state.peak_frequency, state.arc_exponent
        top = complex(arc_fit.arc_impedance(state.peak_frequency, *constants))
        half, high = state.arc_resistance / 2, np.tan(np.pi * state.arc_exponent / 4)
        return {"at its top the arc is half way across": abs(top.real / (state.series_resistance + half) - 1),
                "at its top it is as high as its exponent says": abs(-top.imag / half / high - 1)}


def _columns(frequency, values, re, im, size):
    return {"f (Hz)": frequency, re: values.real / size, im: -values.imag / size, "|Z| (Ω)": np.abs(values)}
