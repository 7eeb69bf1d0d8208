"""The slope detective of chapter 05: noisy conductivities of unknown samples, one exponent per window, and what it can and cannot tell."""
from functools import lru_cache

import numpy as np

from ..classroom import style
from ..classroom.controls import Rule, choice, integer, logarithmic, switch
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import exponents, model_oxides
from .atmosphere_samples import CANDIDATES, MAKERS, SAMPLES

PER_DECADE = 4
READ = np.logspace(-20, 0, 20 * PER_DECADE + 1)  # oxygen activities at which every sample was measured
FERRITE = material("lanthanum_strontium_ferrite_40")
TWO = FERRITE.all_of("total conductivity")  # measured in air and at 0.01 atm
CROSSOVER, DOUBTFUL = 0.01, 0.05  # shares of straight lines that scatter into such a bend: below the first a crossover, below the second in doubt
RARE = 1e-3  # share of cases that is called "hardly ever"
QUIET = style.Carrier("model", style.QUIET, (0, (4, 3)))
NOTHING = {"pO₂ (bar)": [], "σ (S/cm)": [], "exponent": []}


@lru_cache(maxsize=16)
def _true(sample):
    """What the hidden model conducts [S/cm] at READ, and its exact exponents."""
    conductivity, slopes = SAMPLES[sample].conducts(READ)
    return convert(conductivity, "S/m", "S/cm"), slopes


@lru_cache(maxsize=64)
def _measured(sample, noise, seed, decades):
    """Noisy readings [S/cm], and fits in a moving window of so many decades."""
    own_seed = seed + 1000 * list(SAMPLES).index(sample)  # no two samples share a pattern of noise
    readings = exponents.with_relative_scatter(_true(sample)[0], noise, own_seed)
    return readings, exponents.moving_exponents(READ, readings, PER_DECADE * decades + 1)


@lru_cache(maxsize=1)
def _ferrite():
    """Both measured points, the site-limited model beside them, and the exponents that both make between the two pressures."""
    activity = np.array([entry.oxygen_activity_range[0] for entry in TWO])
    measured = convert(np.array([entry.value for entry in TWO]), "S/m", "S/cm")
    temperature = TWO[0].temperature_range[0]
    oxide, line = model_oxides.ferrite_model(0.4, temperature), np.append(np.geomspace(1e-4, 1, 61), activity)
    equilibrium = oxide.equilibrium(line)
    conducts = model_oxides.ferrite_conduction(temperature, equilibrium)
    total, slope = conducts.ionic + conducts.electronic, equilibrium.exponents
    powers = np.array([slope["V"] + slope["O"], slope["Fe2"] + slope["Fe3"], slope["Fe4"] + slope["Fe3"]])

    def apparent(values):
        return float(np.log(values[0] / values[1]) / np.log(activity[0] / activity[1]))
    now = {"temperature (°C)": convert(temperature, "K", "°C"), "in air (S/cm)": measured[0], "in less (S/cm)": measured[1],
           "air (bar)": activity[0], "less (bar)": activity[1],
           "exponent": apparent(measured), "exponent of the model": apparent(total[-2:]), "exponent of its holes": apparent(equilibrium["Fe4"][-2:])}
    return {"now": now, "readings": {"pO₂ (bar)": activity, "σ (S/cm)": measured}, "moving": {**NOTHING, "low": [], "high": []},
            "fit": {"pO₂ (bar)": activity, "σ (S/cm)": measured, "exponent": [now["exponent"]] * 2}, "window": {"pO₂ (bar)": (1.0, 1.0)},
            "model": {"pO₂ (bar)": line[:-2], "σ (S/cm)": convert(total[:-2], "S/m", "S/cm"),
                      "exponent": exponents.mixed_exponent(np.array(conducts), powers)[:-2]}}


class SlopeDetective(Panel):
    """Noisy readings of an unknown sample: the exponent with its error in a window, and whether one law can be behind it."""

    name = "atmosphere.slope_detective"
    ask = "Which exponent, over which range, and which defects could make it?"
    alternative = ("Left: noisy conductivity of a sample against oxygen pressure, both logarithmic, with a straight line fitted inside a window. "
                   "Right: exponent in a moving window against oxygen pressure with its 95 % band, and lines at the candidates.")
    law = staticmethod(exponents.fit_exponent)
    controls = (
        choice("sample", "sample", {**{name: f"{name}, unknown" for name in SAMPLES}, "ferrite": "two readings of a real ferrite"}, "A", rescales=True,
               source=f"A to F: illustrative; ferrite: {TWO[0].status_words}"),
        logarithmic("window_low", "window from", READ[0], 1e-2, 1e-5, unit="1", shown="bar", per_decade=2),
        logarithmic("window_high", "window up to", 1e-18, READ[-1], READ[-1], unit="1", shown="bar", per_decade=2),
        switch("show_model", "show the model", False, folded=True),
        logarithmic("noise", "noise of a reading", 3e-3, 0.05, 0.03, unit="1", shown="%", folded=True),
        choice("decades", "the right picture fits over", {1: "one decade", 2: "two decades", 4: "four decades"}, 2, folded=True),
        integer("seed", "number of the recording", 501, 599, 501, folded=True),
    )
    rules = (Rule("an exponent needs a window of at least two decades", lambda s: s.window_high >= 98 * s.window_low),)
    presets = {"B: two decades that look like ⅙": {"sample": "B", "window_low": 1e-7, "window_high": 1e-5},
               "B: more decades": {"sample": "B", "window_low": 1e-10, "window_high": 1e-2},
               "C: a ⅙ that stands still": {"sample": "C", "window_low": 1e-6, "window_high": 1.0},
               "E: one oxide, two exponents": {"sample": "E", "window_low": 1e-20, "window_high": 1.0},
               "F: around the minimum": {"sample": "F", "window_low": 1e-12, "window_high": 1e-6},
               "two readings of a real ferrite": {"sample": "ferrite"}}

    def solve(self, state):
        if state.sample == "ferrite":
            return _ferrite()
        readings, moving = _measured(state.sample, state.noise, state.seed, state.decades)
        inside = (READ > 0.98 * state.window_low) & (READ < 1.02 * state.window_high)
        fit = exponents.fit_exponent(READ[inside], readings[inside])
        chance = float(exponents.bend_probability(READ[inside], readings[inside]))
        ends = READ[inside][[0, -1]]
        true, slopes = _true(state.sample)
        return {
            "now": {"exponent": fit.exponent, "half width": fit.half_width, "certainty (%)": 100 * exponents.CERTAINTY,
                    "decades": np.log10(ends[1] / ends[0]), "straight lines that bend so (%)": 100 * chance,
                    "crossover": float(chance < CROSSOVER), "doubtful": float(CROSSOVER <= chance < DOUBTFUL), "charge number of V and V_M": 2.0},
            "readings": {"pO₂ (bar)": READ, "σ (S/cm)": readings},
            "moving": {"pO₂ (bar)": moving.middle, "exponent": moving.exponent, "low": moving.exponent - moving.half_width,
                       "high": moving.exponent + moving.half_width},
            "fit": {"pO₂ (bar)": ends, "σ (S/cm)": fit.at_middle * (ends / fit.middle) ** fit.exponent, "exponent": [float(fit.exponent)] * 2},
            "window": {"pO₂ (bar)": ends},
            "model": {"pO₂ (bar)": READ, "σ (S/cm)": true, "exponent": slopes} if state.show_model else NOTHING,
        }

    def draw(self, figure):
        sigma, slopes = figure.subplots(1, 2)
        hall, real = style.in_lecture_mode(), self.state["sample"] == "ferrite"
        across, marks = ((1e-4, 2), (1e-4, 1e-2, 1)) if real else ((READ[0], 2), 10.0 ** np.arange(-20, 1, 10 if hall else 5))
        seen = (30, 400) if real else _decades_around(_true(self.state["sample"])[0])
        sigma.set(xscale="log", yscale="log", xlim=across, ylim=seen, xlabel="oxygen pressure pO₂ (bar)",
                  title=f"σ (S/cm), {'measured' if real else 'illustrative'}")
        slopes.set(xscale="log", xlim=across, ylim=(-0.37, 0.37), xlabel="pO₂ (bar)", title="local exponent")
        if real:
            sigma.set_yticks((50, 100, 200), ("50", "100", "200"), minor=False)
            sigma.minorticks_off()
            slopes.minorticks_off()
        shown = {name: value for name, value in CANDIDATES.items() if name != "³⁄₁₆"}
        slopes.set_yticks(tuple(shown.values()), tuple(name.replace("zero", "0") for name in shown))
        for value in shown.values():
            slopes.axhline(value, color=style.QUIET, linestyle=":", linewidth=style.form().line * 0.75)
        band, = slopes.fill([0], [0], color=style.TOTAL.colour, alpha=0.15, linewidth=0)
        self.moves(band, lambda tables: band.set_xy(_around(tables["moving"])))
        for axes, column in ((sigma, "σ (S/cm)"), (slopes, "exponent")):
            axes.set_xticks(marks)
            self._shade(axes)
            self.curve(axes, "model", "pO₂ (bar)", column, QUIET, label="model" if real or axes is slopes else "", at=0.2, shift=(0, 8 if real else -24))
            self.curve(axes, "fit", "pO₂ (bar)", column, style.HOLES, linestyle="-", linewidth=1.5 * style.form().line)
        size = style.form().marker if real else 1.4 * style.form().line
        self.curve(sigma, "readings", "pO₂ (bar)", "σ (S/cm)", marker="o", linestyle="none", markersize=size)
        self.curve(slopes, "moving", "pO₂ (bar)", "exponent")

    def _shade(self, axes):
        """The window, as a band that moves."""
        shade = axes.axvspan(1, 2, color=style.HOLES.colour, alpha=0.1, linewidth=0)

        def cover(tables):
            low, high = tables["window"]["pO₂ (bar)"]
            shade.set_x(low)
            shade.set_width(high - low)
        self.moves(shade, cover)

    def say(self, state, words):
        if state.sample == "ferrite":
            return (f"{FERRITE.formula} at {words['temperature (°C)']}: {words['in air (S/cm)']} at {words['air (bar)']} and {words['in less (S/cm)']} "
                    f"at {words['less (bar)']}. That makes {words['exponent']}, close to ⅙, but two readings have no error. "
                    f"The site-limited model (illustrative) makes {words.show('exponent of the model', 2)}, its holes {words.show('exponent of its holes', 2)}: an open case.")
        return self._judge(words) + (f" The model: {SAMPLES[state.sample].truth}." if state.show_model else "")

    @staticmethod
    def _judge(words):
        """What the readings say: a crossover, a doubt, or no contradiction to one law; and never more than that."""
        often = words.show("straight lines that bend so (%)", 2)
        rare = words.number("straight lines that bend so (%)") < 100 * RARE
        bend = "Chance hardly ever bends a line so far" if rare else f"Chance bends a line so far in {often} of cases"
        start, exponent = f"Over {words['decades']} decades the exponent", _signed(words["exponent"])
        if words.number("crossover"):
            return f"{start} is {exponent} on average. {bend}: a crossover, no single law."
        near = exponents.matching_candidates(words.number("exponent"), words.number("half width"), CANDIDATES)
        fitted = f"{start} {exponent} ± {words.show('half width', 2)} ({words['certainty (%)']}) allows {' or '.join(near) or 'no candidate'}. {bend}"
        if words.number("doubtful"):
            return f"{fitted}: doubtful. A wider window could tell."
        if not near:
            return f"{fitted}. One exponent, but none of a simple law: a mixture of carriers, or a slow crossover."
        return f"{fitted}: no contradiction to one law{f', for example {MAKERS[near[0]]}' if len(near) == 1 else ''}."


def _decades_around(values):
    """Whole decades that hold the values, with room for noise and for a line that does not fit."""
    return 10.0 ** np.floor(np.log10(values.min()) - 0.5), 10.0 ** np.ceil(np.log10(values.max()) + 0.5)


def _around(moving):
    """The band in which the true exponent is likely to lie, as one closed outline."""
    x = np.concatenate([moving["pO₂ (bar)"], moving["pO₂ (bar)"][::-1]])
    y = np.concatenate([moving["low"], moving["high"][::-1]])
    return np.column_stack([x, y]) if x.size else np.array([[1.0, 9.0], [1.0, 9.0]])


def _signed(number):
    """With a true minus sign in front."""
    return f"−{number[1:]}" if number.startswith("-") else number

