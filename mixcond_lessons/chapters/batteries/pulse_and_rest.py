"""One grain under a current and at rest: its filling from centre to surface, and its voltage."""
import numpy as np
import scipy
from matplotlib.patches import Rectangle

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...classroom.words import durations
from ...physics import batteries
from ...physics.constants import FARADAY, R
from ..controls import choice, linear, logarithmic
from . import filling_of_a_grain as grains
from .filling_of_a_grain import FULL, LAYERED, ROOM, SHAPES, filling, voltage

LONGEST = 7200.0  # s that the slider reaches
SPANS = {1: (0, 1), 2: (0, 1, 2), 5: range(6), 15: (0, 5, 10, 15), 30: (0, 10, 20, 30), 60: (0, 20, 40, 60),
         120: (0, 30, 60, 90, 120)}  # min drawn, and ticks
# Closer together at the surface, where a short pulse stays, and at the beginning of pulse and rest.
PLACES = 1 - np.concatenate([[0], np.geomspace(1e-5, 1e-2, 30), np.linspace(0.02, 1, 70)])[::-1]
EARLY = np.linspace(0, 1, 50) ** 2


class PulseAndRest(Panel):
    """One grain takes lithium in through its surface, and then rests. A voltmeter sees the surface only."""

    name = "batteries.pulse_and_rest"
    ask = "The current fills a grain, then stops. What goes on inside?"
    alternative = ("Left: share of filled sites from the centre of a grain to its surface at the chosen "
                   "time, with the mean. Right: surface, centre and mean against time through pulse and "
                   "rest, with the voltage of the surface on the right edge.")
    law = staticmethod(batteries.concentration_change)
    controls = (
        linear("time", 0.0, LONGEST, 1200.0, step=1, shown="min", plays=True),
        logarithmic("chemical_diffusivity", 1e-20, 1e-12, 3e-15,
                    source=f"inside the range of NMC532, {LAYERED.source.label}"),
        logarithmic("radius", 2e-8, 2e-5, 5e-6, label="radius (plate: thickness)", unit="m", shown="µm",
                    symbol="R"),
        logarithmic("full_time", 360.0, 72000.0, 7200.0, label="current that fills it in", folded=True),
        linear("pulse_duration", 60.0, 3600.0, 1200.0, step=1, label="the current lasts", symbol="",
               shown="min", folded=True),
        linear("start", 0.05, 0.9, 0.3, step=1, label="full at the beginning", unit="1", shown="%",
               folded=True),
        choice("shape", "grain", SHAPES, "sphere", folded=True),
    )
    presets = {"NMC532, slowest measured": {"chemical_diffusivity": LAYERED.low},
               "NMC532, fastest measured": {"chemical_diffusivity": LAYERED.high},
               "too fast for this grain": {"full_time": 360.0, "time": 300.0},
               "nearly full LiFePO₄, 5 µm": grains.NEARLY_FULL,
               "the same in grains of 50 nm": {**grains.NEARLY_FULL, "radius": 5e-8},
               "nearly empty FePO₄, 50 nm": {**grains.NEARLY_EMPTY, "radius": 5e-8}}

    def solve(self, state):
        stops = grains.current_stops(state)
        span = next(span for span in SPANS if 60 * span >= min(max(4 * stops, state.time), LONGEST))
        times = np.concatenate([stops * EARLY, stops + (60 * span - stops) * EARLY[1:], [state.time]])
        surface, centre = filling(state, np.array([[1.0], [0.0]]), times, stops)
        mean = state.start + np.minimum(times, stops) / state.full_time
        shares = {"surface (%)": 100 * surface, "centre (%)": 100 * centre, "mean (%)": 100 * mean}
        here = {name: values[-1] for name, values in shares.items()}
        seen, rest = (convert(float(voltage(share[-1])), "V", "mV") for share in (surface, mean))
        minutes, spreading = convert(times, "s", "min"), state.radius**2 / state.chemical_diffusivity
        return {
            "now": {**here, "voltage (mV)": seen, "at rest (mV)": rest, "below rest (mV)": rest - seen,
                    "current stops after (min)": convert(stops, "s", "min"), **durations("stop", stops),
                    "cut off": float(stops < state.pulse_duration), "full (%)": 100 * FULL,
                    "drawn (min)": span, **durations("R²/D̃", spreading)},
            "grain": {"r/R": PLACES, "filled (%)": 100 * filling(state, PLACES, state.time, stops)},
            "levels": {"r/R": (0, 1), "mean (%)": (here["mean (%)"],) * 2},
            "here": {"time (min)": minutes[-1], "surface (%)": 100 * surface[-1],
                     "centre (%)": 100 * centre[-1]},
            "trace": {"time (min)": minutes[:-1], **{name: values[:-1] for name, values in shares.items()}},
        }

    def frame(self, state):
        """The axis of time follows the pulse, in a few steps."""
        return float(self._tables["now"]["drawn (min)"][0]),

    def draw(self, figure):
        grain, trace = figure.subplots(1, 2, width_ratios=(1, 1.25))
        span, = self.frame(None)
        grain.set(xlim=(0, 1), ylim=(0, 108), yticks=(0, 50, 100), xticks=(0, 1),
                  xticklabels=("centre", "surface"), xlabel="place in the grain", title="filled sites (%)")
        grain.get_xticklabels()[0].set_ha("left")
        grain.get_xticklabels()[1].set_ha("right")
        trace.set(xlim=(0, span), ylim=(0, 108), yticks=(0, 50, 100), xticks=SPANS[span], xlabel="time (min)",
                  title="filled sites (%)")
        self._draw_voltage(trace)
        self._shade_current(trace)
        thin, dot = style.form().line * 0.75, {"marker": "o", "linestyle": "none"}
        self.curve(grain, "levels", "r/R", "mean (%)", style.DASHED, "mean", 0, (24, 3), clear=True,
                   linewidth=thin)
        self.curve(grain, "grain", "r/R", "filled (%)", style.IONS)
        for name, carrier, at, wide in (("surface", style.IONS, 0.7, 4 / 3), ("mean", style.DASHED, 0.95, 1),
                                        ("centre", style.DOTTED, 0.6, 4 / 3)):
            self.curve(trace, "trace", "time (min)", f"{name} (%)", carrier, name, at, clear=True,
                       linewidth=thin * wide)
        self.curve(trace, "here", "time (min)", "centre (%)", style.DOTTED, **dot)
        self.curve(trace, "here", "time (min)", "surface (%)", style.IONS, **dot)

    @staticmethod
    def _draw_voltage(axes):
        """Name on the right edge the voltage that belongs to a surface so full."""
        volts = axes.secondary_yaxis("right")
        values = np.array([50.0, 0.0, -50.0])  # mV
        places = 100 * scipy.special.expit(-values * 1e-3 * FARADAY / (R * ROOM))  # `voltage` turned round
        volts.set_yticks(places, ["+50 mV", "0 mV", "−50 mV"])
        volts.tick_params(colors=style.QUIET)

    def _shade_current(self, axes):
        shade = axes.add_patch(Rectangle((0, 0), 1, 108, color=style.QUIET, alpha=0.15, linewidth=0))
        self.moves(shade, lambda tables: shade.set_width(tables["now"]["current stops after (min)"][0]))
        axes.text(axes.get_xlim()[1] / 120, 107, "current", color=style.QUIET, va="top")

    def say(self, state, words):
        surface, centre, mean = (words[f"{where} (%)"] for where in ("surface", "centre", "mean"))
        filled = f"surface {surface} full, centre {centre}, mean {mean}"
        flows = state.time <= 60 * words.number("current stops after (min)")
        if words.number("cut off") and not flows:
            more = grains.LARGEST if grains.is_the_largest(state) else "The voltmeter sees the surface only."
            return (f"The charger has stopped, for {words['full (%)']} at the surface counts as full: "
                    f"now {filled}. {more}")
        start = "While the current flows" if flows else "After the current"
        below = "which is" if words.number("below rest (mV)") < 1e-3 else f"{words['below rest (mV)']} below"
        return f"{start}: {filled}. The voltmeter sees the surface, {below} what an even grain would show."

    def conserved(self, state, tables):
        stops = convert(float(tables["now"]["current stops after (min)"][0]), "min", "s")
        inside, mean = 100 * grains.content(state, state.time, stops), tables["now"]["mean (%)"][0]
        return {"what went in is inside": abs(inside / mean - 1)}
