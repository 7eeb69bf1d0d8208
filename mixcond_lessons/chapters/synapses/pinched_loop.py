"""The memristor: a film whose resistance follows the voltage it has felt, and the loop by which one knows
it."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import synapses
from ..controls import choice, linear, logarithmic
from .loop_points import ARROWS, FINER, HALF_AXES, MOMENTS, PERIOD, area_of_lobes, arrowhead
from .titanium_dioxide_film import MOBILITY, OFF_RATIO, ON_RESISTANCE, THICKNESS

FREQUENCIES = np.geomspace(1e-2, 1e2, 201)  # Hz
ALMOST = 98.0  # %: from here on an area counts as the largest that the frequency can give
WINDOWS = {"none": "none: the film simply ends", "1": "Joglekar's, p = 1: slower near the ends"}


class PinchedLoop(Panel):
    """A sinusoidal voltage on a film of drifting vacancies: the current draws a loop through zero."""

    name = "synapses.pinched_loop"
    ask = "How does a resistor show that it remembers?"
    alternative = ("Left: current against voltage over one period, a loop of two lobes pinched at zero. "
                   "Right: area of both lobes against frequency, both logarithmic, largest in between, "
                   "with a cursor at the chosen frequency.")
    law = staticmethod(synapses.sinusoidal_loop)
    controls = (
        logarithmic("frequency", 1e-2, 1e2, 0.5),
        linear("amplitude", 0.3, 2.0, 1.0, step=0.05, label="largest voltage"),
        linear("initial_state", 0.02, 0.9, 0.1, step=0.02, label="share x rich at first"),
        choice("window", "window", WINDOWS, "none", folded=True),
        logarithmic("off_ratio", 2.0, 1e3, OFF_RATIO, label="R_off/R_on", unit="1", folded=True),
    )
    presets = {"fast: a plain resistor": {"frequency": 100.0}, "slow: a switch": {"frequency": 0.02},
               "most area": {"frequency": 0.2}, "with a window": {"window": "1"}}

    def solve(self, state):
        film = ON_RESISTANCE, ON_RESISTANCE * state.off_ratio, THICKNESS, MOBILITY
        frequencies = np.append(FREQUENCIES, state.frequency)
        lobes = synapses.lobe_areas(state.amplitude, frequencies, state.initial_state, *film)
        areas = convert(lobes.positive + lobes.negative, "W", "mW")
        drive = state.amplitude, state.frequency, state.initial_state
        if state.window == "none":
            area, loop = areas[-1], synapses.sinusoidal_loop(PERIOD / state.frequency, *drive, *film)
        else:  # the law of the areas knows no window
            fine = synapses.windowed_loop(MOMENTS / state.frequency, *drive, 1, *film)
            area, loop = area_of_lobes(fine), synapses.Loop(*(values[::FINER] for values in fine))
        largest = np.abs(loop.current).max()
        drawn = loop.voltage, 100 * loop.current / largest
        arrows = {f"arrow {number}": dict(zip(("V (V)", "current (%)"), arrowhead(*drawn, at), strict=True))
                  for number, at in enumerate(ARROWS)}
        return {
            "now": {"x lowest": loop.state.min(), "x highest": loop.state.max(),
                    "least (Ω)": loop.resistance.min(), "most (Ω)": loop.resistance.max(),
                    "largest (mA)": convert(largest, "A", "mA"),
                    "area (% of its maximum)": 100 * area / areas.max(),
                    "with a window (1 yes, 0 no)": float(state.window != "none")},
            "loop": {"V (V)": drawn[0], "current (% of the largest)": drawn[1], "state x": loop.state},
            **arrows,
            "here": {"f (Hz)": state.frequency, "area (mW)": area},
            "lobes": {"f (Hz)": FREQUENCIES, "area (mW)": areas[:-1]},
        }

    def draw(self, figure):
        loop, lobes = figure.subplots(1, 2)
        (wide, high), hall = HALF_AXES, style.in_lecture_mode()
        loop.set(xlim=(-wide, wide), ylim=(-high, high), xticks=(-2, -1, 0, 1, 2), yticks=(-100, 0, 100),
                 xlabel="voltage (V)", title="current (% of its largest)")
        for line in (loop.axhline, loop.axvline):
            line(0, color=style.QUIET, linewidth=style.form().line / 2)
        lobes.set(xscale="log", yscale="log", xlim=(1e-2, 1e2), ylim=(1e-6, 1e3), xlabel="frequency (Hz)",
                  title="area of both lobes (mW)")
        lobes.set_xticks((0.01, 0.1, 1, 10, 100), ("0.01", "0.1", "1", "10", "100"))
        lobes.set_yticks((1e-6, 1e-3, 1, 1e3))
        lobes.text(0.012, 250, "slow: grows as f", va="top", color=style.QUIET)
        lobes.text(90, 12 if hall else 250, "fast: falls as 1/f", va="top", ha="right", color=style.QUIET)
        self.curve(loop, "loop", "V (V)", "current (% of the largest)")
        for number in range(len(ARROWS)):
            self.curve(loop, f"arrow {number}", "V (V)", "current (%)")
        self.note(loop, lambda tables: (-2, 102, f"largest {tables['now']['largest (mA)'][0]:.3g} mA"),
                  va="top")
        self.curve(lobes, "lobes", "f (Hz)", "area (mW)", style.TOTAL)
        self.note(lobes, self._remark_on_the_window, color=style.QUIET)
        self.curve(lobes, "here", "f (Hz)", "area (mW)", style.DOTTED, marker="o", linestyle="none",
                   color=style.MARK)

    @staticmethod
    def _remark_on_the_window(tables):
        with_window = tables["now"]["with a window (1 yes, 0 no)"][0]
        return 0.012, 2e-6, "line: without a window" if with_window else ""

    def say(self, state, words):
        second = ("Without voltage no current flows: the loop is pinched." if state.window == "none" else
                  "The window is mathematics, not physics: x comes near the film's ends, but never there.")
        largest = ", nearly their maximum" if words.number("area (% of its maximum)") >= ALMOST else ""
        return (f"Once settled, the rich share x goes between {words['x lowest']} and {words['x highest']}, "
                f"and the lobes enclose {words['area (mW)']}{largest}. {second}")

    def conserved(self, state, tables):
        loop = tables["loop"]
        current = loop["current (% of the largest)"] * float(tables["now"]["largest (mA)"][0]) / 100
        resistance = synapses.memristance(loop["state x"], ON_RESISTANCE, ON_RESISTANCE * state.off_ratio)
        gap = np.abs(convert(current, "mA", "A") * resistance - loop["V (V)"]).max()
        found = {"voltage is current times resistance at each moment": float(gap / state.amplitude)}
        if state.window == "none" and loop["state x"].max() < 1:
            # Between the film's ends M² falls with the flux alone.
            start = ON_RESISTANCE * (state.initial_state + state.off_ratio * (1 - state.initial_state))
            flux = state.amplitude / (np.pi * state.frequency) * np.sin(np.pi * PERIOD) ** 2
            moved = synapses.drift_constant(ON_RESISTANCE, THICKNESS, MOBILITY) * flux
            fallen = 2 * ON_RESISTANCE * (state.off_ratio - 1) * moved
            gap = np.abs((resistance**2 + fallen) / start**2 - 1).max()
            found["the square of the resistance falls with the voltage summed over time"] = float(gap)
        return found
