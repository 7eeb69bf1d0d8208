"""The slope detective: noisy conductivities of unknown samples, and what one exponent per window can tell."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import exponents
from ..controls import Rule, choice, integer, logarithmic, switch
from . import measured_ferrite
from .unknown_samples import CANDIDATES, READ, SAMPLES, alike_inside, measured, true_conduction
from .verdict import CROSSOVER, DOUBTFUL, verdict


class SlopeDetective(Panel):
    """Noisy readings of a sample: the exponent with its error in a window; can one law make it?"""

    name = "atmosphere.slope_detective"
    ask = "Which exponent, over which range, and which defects could make it?"
    alternative = ("Left: noisy conductivity of a sample against oxygen pressure, both logarithmic, with a "
                   "straight line fitted inside a window. Right: exponent in a moving window against oxygen "
                   "pressure with its 95 % band, and lines at the candidates.")
    law = staticmethod(exponents.fit_exponent)
    controls = (
        choice("sample", "sample", {**{name: f"{name}, unknown" for name in SAMPLES},
                                    "ferrite": "two readings of a real ferrite"}, "A", rescales=True,
               source=f"A to F: illustrative; ferrite: {measured_ferrite.MEASURED[0].status_words}"),
        logarithmic("window_low", READ[0], 1e-2, 1e-5, label="window from", unit="1", shown="bar",
                    per_decade=2),
        logarithmic("window_high", 1e-18, READ[-1], READ[-1], label="window up to", unit="1", shown="bar",
                    per_decade=2),
        switch("show_model", "show the model", False, folded=True),
        logarithmic("noise", 3e-3, 0.05, 0.03, label="noise of a reading", unit="1", shown="%", folded=True),
        choice("decades", "the right picture fits over",
               {1: "one decade", 2: "two decades", 4: "four decades"}, 2, folded=True),
        integer("seed", "number of the recording", 501, 599, 501, folded=True),
    )
    rules = (Rule("an exponent needs a window of at least two decades",
                  lambda s: s.window_high >= 98 * s.window_low),)
    presets = {"B: two decades that look like ⅙": {"sample": "B", "window_low": 1e-7, "window_high": 1e-5},
               "B: more decades": {"sample": "B", "window_low": 1e-10, "window_high": 1e-2},
               "C: a ⅙ that stands still": {"sample": "C", "window_low": 1e-6, "window_high": 1.0},
               "E: one oxide, two exponents": {"sample": "E", "window_low": 1e-20, "window_high": 1.0},
               "F: around the minimum": {"sample": "F", "window_low": 1e-12, "window_high": 1e-6},
               "two readings of a real ferrite": {"sample": "ferrite"}}

    def solve(self, state):
        if state.sample == "ferrite":
            return measured_ferrite.tables()
        readings, fits = measured(state.sample, state.noise, state.seed, state.decades)
        inside = (READ > 0.98 * state.window_low) & (READ < 1.02 * state.window_high)
        fit = exponents.fit_exponent(READ[inside], readings[inside])
        chance = float(exponents.bend_probability(READ[inside], readings[inside]))
        ends = READ[inside][[0, -1]]
        true, slopes = true_conduction(state.sample)
        model = {"pO₂ (bar)": READ, "σ (S/cm)": true, "exponent": slopes}
        return {
            "now": {"exponent": fit.exponent, "half width": fit.half_width,
                    "certainty (%)": 100 * exponents.CERTAINTY, "decades": np.log10(ends[1] / ends[0]),
                    "straight lines that bend so (%)": 100 * chance, "crossover": float(chance < CROSSOVER),
                    "doubtful": float(CROSSOVER <= chance < DOUBTFUL), "charge number of V and V_M": 2.0,
                    "alike": alike_inside(state.sample, inside)},
            "readings": {"pO₂ (bar)": READ, "σ (S/cm)": readings},
            "moving": {"pO₂ (bar)": fits.middle, "exponent": fits.exponent,
                       "low": fits.exponent - fits.half_width, "high": fits.exponent + fits.half_width},
            "fit": {"pO₂ (bar)": ends, "σ (S/cm)": fit.at_middle * (ends / fit.middle) ** fit.exponent,
                    "exponent": [fit.exponent] * 2},
            "window": {"pO₂ (bar)": ends}, "model": model if state.show_model else measured_ferrite.NOTHING}

    def draw(self, figure):
        sigma, slopes = figure.subplots(1, 2)
        real, line = self.state["sample"] == "ferrite", style.form().line
        self._set_axes(sigma, slopes, real)
        band, = slopes.fill([0], [0], color=style.TOTAL.colour, alpha=0.15, linewidth=0)
        self.moves(band, lambda tables: band.set_xy(_around(tables["moving"])))
        for axes, column in ((sigma, "σ (S/cm)"), (slopes, "exponent")):
            self._shade(axes)
            self.curve(axes, "model", "pO₂ (bar)", column, style.DASHED, at=0.2,
                       shift=(0, 8 if real else -24), label="model" if real or axes is slopes else "")
            self.curve(axes, "fit", "pO₂ (bar)", column, style.HOLES, linestyle="-", linewidth=1.5 * line)
        self.curve(sigma, "readings", "pO₂ (bar)", "σ (S/cm)", marker="o", linestyle="none",
                   markersize=style.form().marker if real else 1.4 * line)
        self.curve(slopes, "moving", "pO₂ (bar)", "exponent")

    def _set_axes(self, sigma, slopes, real):
        seen = {name: value for name, value in CANDIDATES.items() if name != "³⁄₁₆"}
        across, marks = (READ[0], 2), 10.0 ** np.arange(-20, 1, 10 if style.in_lecture_mode() else 5)
        if real:
            across, marks = (1e-4, 2), (1e-4, 1e-2, 1)
        upwards = (30, 400) if real else _decades_around(true_conduction(self.state["sample"])[0])
        sigma.set(xscale="log", yscale="log", xlim=across, ylim=upwards, xlabel="oxygen pressure pO₂ (bar)",
                  title=f"σ (S/cm), {'measured' if real else 'illustrative'}")
        slopes.set(xscale="log", xlim=across, ylim=(-0.37, 0.37), xlabel="pO₂ (bar)", title="local exponent")
        if real:
            sigma.set_yticks((50, 100, 200), ("50", "100", "200"), minor=False)
            sigma.minorticks_off()
            slopes.minorticks_off()
        slopes.set_yticks(tuple(seen.values()), tuple(name.replace("zero", "0") for name in seen))
        for value in seen.values():
            slopes.axhline(value, color=style.QUIET, linestyle=":", linewidth=style.form().line * 0.75)
        sigma.set_xticks(marks)
        slopes.set_xticks(marks)

    def _shade(self, axes):
        """The window, as a band that moves."""
        shade = axes.axvspan(1, 2, color=style.HOLES.colour, alpha=0.1, linewidth=0)

        def cover(tables):
            low, high = tables["window"]["pO₂ (bar)"]
            shade.set(x=low, width=high - low)
        self.moves(shade, cover)

    def say(self, state, words):
        if state.sample == "ferrite":
            model, holes = (words.show(f"exponent of {which}", 2) for which in ("the model", "its holes"))
            return (f"Two readings of {measured_ferrite.FERRITE.formula} make the exponent "
                    f"{words['exponent']}, close to ⅙, but tell no error. The site-limited model "
                    f"(illustrative) makes {model}, its holes {holes}: an open case.")
        found, judged = verdict(words)
        return f"{found}. {f'The model: {SAMPLES[state.sample].truth}' if state.show_model else judged}."


def _decades_around(values):
    """Whole decades that hold the values, with room for noise and for a line that does not fit."""
    return 10.0 ** np.floor(np.log10(values.min()) - 0.5), 10.0 ** np.ceil(np.log10(values.max()) + 0.5)


def _around(moving):
    """The band in which the true exponent is likely to lie, as one closed outline."""
    x = np.concatenate([moving["pO₂ (bar)"], moving["pO₂ (bar)"][::-1]])
    y = np.concatenate([moving["low"], moving["high"][::-1]])
    return np.column_stack([x, y]) if x.size else np.array([[1.0, 9.0], [1.0, 9.0]])
