"""A measured spectrum beside an arc: what it tells of the resistances, and what an open arc does not."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...physics import arc_fit
from ...recordings.panel import MeasuredPanel, fewer, without_gaps
from ..controls import linear, logarithmic
from .last_arc import where_the_last_arc_begins

SIZES = {"Ω": 1.0, "kΩ": 1e3, "MΩ": 1e6, "GΩ": 1e9}
SLOWEST = 1e-6  # Hz
TOO_FAR = 5.0  # per cent of |Z|: beyond, one arc does not describe the readings


class MeasuredImpedance(MeasuredPanel):
    """A measured spectrum, the arc beside it, and what a fit can tell."""

    name = "batteries.measured_impedance"
    made = "spectrum_made.DTA"
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
        highest = where_the_last_arc_begins(self.frequency, self.values)
        self.controls = tuple(replace(one, default=highest) if one.name == "highest_frequency" else one
                              for one in type(self).controls)
        self.line = np.geomspace(self.frequency.min() / 10, self.frequency.max() * 3, 141)
        most = np.abs(self.values).max()
        self.unit, self.size = next(((unit, size) for unit, size in reversed(SIZES.items()) if most >= size),
                                    ("Ω", 1.0))

    def find(self, state):
        used = self.frequency <= state.highest_frequency * (1 + 1e-9)
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
        used = self.frequency <= state.highest_frequency * (1 + 1e-9)
        parts = np.abs(model / self.values - 1)[used if used.any() else slice(None)]
        found = self.fitted(state)
        now = {"misfit (%)": 100 * np.sqrt((parts**2).mean()), "fitted": float(found is not None),
               "readings": self.values.size, "R₀ A (Ω cm2)": 1e4 * state.area * state.series_resistance,
               "R A (Ω cm2)": 1e4 * state.area * state.arc_resistance}
        if found:
            now |= {"R₀ (Ω)": found.series_resistance, "R₀ error (Ω)": found.errors[0],
                    "closed": float(found.closed), "R at least (Ω)": found.at_least}
            now |= {"R (Ω)": found.arc_resistance, "R error (Ω)": found.errors[1]} if found.closed else {}
        re, im = f"Re Z ({self.unit})", f"−Im Z ({self.unit})"
        return {"now": now, "readings": _columns(self.frequency, self.values, re, im, self.size),
                "curve": _columns(self.line, line, re, im, self.size)}

    def draw(self, figure):
        arc, size = figure.subplots(1, 2, width_ratios=(1.15, 1))
        re, im = f"Re Z ({self.unit})", f"−Im Z ({self.unit})"
        readings = self._tables["readings"]
        used = self.frequency <= self._state["highest_frequency"] * (1 + 1e-9)
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
        self.say_what_was_taken(arc, style.QUIET)

    def say(self, state, words):
        far = f"{words['misfit (%)']} of |Z|"
        if not words.number("fitted"):
            return (f"The curve misses the readings by {far}, as a root mean square. Move the sliders, or "
                    f"press Fit.")
        start = (f"R₀ = {words['R₀ (Ω)']} ± {words.show('R₀ error (Ω)', 2)}"
                 if words.number("R₀ error (Ω)") < words.number("R₀ (Ω)") / 2 else "an R₀ that is not told")
        beyond = words.number("misfit (%)") > TOO_FAR
        if not words.number("closed"):
            return (f"The arc is not closed: its resistance is not told, only that it is above "
                    f"{words['R at least (Ω)']}. " + (f"One arc alone misses the readings by {far}." if beyond
                                                      else f"Before it stands {start}."))
        if beyond:
            return f"One arc misses the readings by {far}: they hold more than R₀ and one arc."
        return (f"The arc closes: {start}, and R = {words['R (Ω)']} ± {words.show('R error (Ω)', 2)}. Which "
                f"process it is, the arc does not tell.")

    def conserved(self, state, tables):
        constants = state.series_resistance, state.arc_resistance, state.peak_frequency, state.arc_exponent
        top = complex(arc_fit.arc_impedance(state.peak_frequency, *constants))
        half, high = state.arc_resistance / 2, np.tan(np.pi * state.arc_exponent / 4)
        return {"at its top the arc is half way across": abs(top.real / (state.series_resistance + half) - 1),
                "at its top it is as high as its exponent says": abs(-top.imag / half / high - 1)}


def _columns(frequency, values, re, im, size):
    return {"f (Hz)": frequency, re: values.real / size, im: -values.imag / size, "|Z| (Ω)": np.abs(values)}
