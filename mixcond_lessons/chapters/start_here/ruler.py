"""The same number on a logarithmic and on a linear ruler."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ..controls import choice, logarithmic


def decades_between(value, start):
    """Distance on a log axis, in decades: log10(value/start). Equal factors are equal distances, wherever
    they stand.

    value, start: numbers > 0 in the same unit. Returns a number of decades. Source: definition of the
    logarithm.
    """
    return np.log10(np.divide(value, start))


class LogRuler(Panel):
    """The same number on a logarithmic and on a linear ruler."""

    name = "start_here.ruler"
    ask = "Where does a number stand on a log axis, and how long is a factor?"
    alternative = ("Two rulers from small to one, the upper logarithmic, the lower linear, "
                   "with the same mark on both.")
    law = staticmethod(decades_between)
    controls = (
        logarithmic("value", 1e-6, 1.0, 3e-4, label="number", unit="", per_decade=20),
        choice("factor", "factor", {2: "2", 3: "3", 5: "5", 10: "10"}, 2),
    )

    def solve(self, state):
        below = 10.0 ** np.floor(np.log10(state.value) + 1e-9)
        step = float(decades_between(state.factor, 1))
        reach = state.value * np.array([1.0, state.factor])
        return {
            "mark": {"number": state.value, "decade below": below, "decade above": 10 * below,
                     "way to the next decade (%)": 100 * decades_between(state.value, below),
                     "way on a linear ruler (%)": 100 * state.value, "one factor (decades)": step,
                     "height": 0.0},
            "step": {"number": reach, "height": np.full(2, 0.45)},
        }

    def draw(self, figure):
        log, line = figure.subplots(2, 1)
        log.set_xscale("log")
        log.set_title("logarithmic: equal steps are equal factors")
        line.set_title("linear: equal steps are equal differences")
        for axes, limits in ((log, (1e-6, 3)), (line, (-0.02, 1.05))):
            axes.set(xlim=limits, ylim=(-0.5, 1), yticks=[])
            axes.spines["left"].set_visible(False)
            axes.spines["bottom"].set_position(("data", 0))
            axes.grid(False)
            self.curve(axes, "mark", "number", "height", style.IONS, marker="v", linestyle="none",
                       markersize=1.6 * style.form().marker)
            self.curve(axes, "step", "number", "height", style.ELECTRONS, label="one factor", linestyle="-",
                       marker="|")

    def say(self, state, words):
        return (f"On the log ruler the mark stands {words['way to the next decade (%)']} of the way to the "
                f"next decade, "
                f"on the linear one at {words['way on a linear ruler (%)']}. "
                f"A factor {state.factor} is a step of {words['one factor (decades)']}, wherever it begins.")
