"""The memristor of chapter 09: a film whose resistance follows the voltage it has felt, and the loop that gives it away."""
import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import synapses

FILM = material("titanium_dioxide_memristor")
THICKNESS, MOBILITY = FILM.property("film thickness").value, FILM.property("vacancy mobility").value   # m, m²/(V s)
ON_RESISTANCE, RATIO = 100.0, 160.0   # ohm, and how many times more the film has when it is off: illustrative
# One settled period, closer in time where the voltage is small: there a slow film switches.
POINTS = 160   # in each half
FINER = 8      # moments between two points, so that the area of a steep loop is right to 0.1 %
_HALF = (1 - np.cos(np.linspace(0, np.pi, FINER * POINTS + 1))) / 4
MOMENTS = 1 + np.concatenate([_HALF, 0.5 + _HALF[1:]])
PERIOD = MOMENTS[::FINER]
ARROWS = 60, 115, POINTS + 60, POINTS + 115   # where on the loop: there and back at different voltages
FREQUENCIES = np.geomspace(1e-2, 1e2, 201)
WINDOWS = {"none": "none: the film simply ends", "1": "Joglekar's, p = 1: slower near the ends"}


def _arrow(voltage, current, at):
    """Corners of an arrowhead on the drawn loop (V, % of the largest current) behind point number `at`, pointing where time goes."""
    scale = np.array([2.1, 112.0])   # halves of the axes
    tip = np.array([voltage[at], current[at]]) / scale
    along = tip - np.array([voltage[at - 4], current[at - 4]]) / scale
    along = along / np.hypot(*along) if along.any() else np.zeros(2)
    sideways = 0.6 * along[::-1] * (1, -1)
    corners = [tip - 0.06 * (along + sideways), tip, tip - 0.06 * (along - sideways)]
    return np.transpose(corners) * scale[:, np.newaxis]


def _area(loop):
    """Area (mW) of both lobes of a loop as it is, by straight lines between its moments."""
    steps = np.diff(loop.voltage) * (loop.current[1:] + loop.current[:-1]) / 2
    half = steps.size // 2
    return convert(abs(steps[:half].sum()) + abs(steps[half:].sum()), "W", "mW")


class PinchedLoop(Panel):
    """A sinusoidal voltage on a film of drifting vacancies: the current draws a loop that always passes through zero."""

    name = "synapses.pinched_loop"
    ask = "How does a resistor show that it remembers?"
    alternative = ("Left: current against voltage over one period, a loop of two lobes pinched at zero. "
                   "Right: area of both lobes against frequency, both logarithmic, largest in between, with a cursor at the chosen frequency.")
    law = staticmethod(synapses.sinusoidal_loop)
    controls = (
        logarithmic("frequency", "frequency", 1e-2, 1e2, 0.5, unit="1/s", shown="Hz", symbol="f"),
        linear("amplitude", "largest voltage", 0.3, 2.0, 1.0, step=0.05, unit="V", symbol="V₀"),
        linear("initial_state", "share x rich at first", 0.02, 0.9, 0.1, step=0.02, unit="1", symbol="x₀"),
        choice("window", "window", WINDOWS, "none", folded=True),
        logarithmic("off_ratio", "R_off/R_on", 2.0, 1e3, RATIO, unit="1", folded=True),
    )
    presets = {"fast: a plain resistor": {"frequency": 100.0}, "slow: a switch": {"frequency": 0.02}, "most area": {"frequency": 0.2},
               "with a window": {"window": "1"}}

    def solve(self, state):
        film = ON_RESISTANCE, ON_RESISTANCE * state.off_ratio, THICKNESS, MOBILITY
        lobes = synapses.lobe_areas(state.amplitude, np.append(FREQUENCIES, state.frequency), state.initial_state, *film)
        areas = convert(lobes.positive + lobes.negative, "W", "mW")
        area = areas[-1]
        if state.window == "none":
            loop = synapses.sinusoidal_loop(PERIOD / state.frequency, state.amplitude, state.frequency, state.initial_state, *film)
        else:   # the law of the areas knows no window
            fine = synapses.windowed_loop(MOMENTS / state.frequency, state.amplitude, state.frequency, state.initial_state, 1, *film)
            area, loop = _area(fine), synapses.Loop(*(values[::FINER] for values in fine))
        largest = np.abs(loop.current).max()
        drawn = loop.voltage, 100 * loop.current / largest
        return {
            "now": {"x lowest": loop.state.min(), "x highest": loop.state.max(), "least (Ω)": loop.resistance.min(), "most (Ω)": loop.resistance.max(),
                    "largest (mA)": convert(largest, "A", "mA"), "with a window (1 yes, 0 no)": float(state.window != "none")},
            "loop": {"V (V)": drawn[0], "current (% of the largest)": drawn[1], "state x": loop.state},
            **{f"arrow {number}": dict(zip(("V (V)", "current (%)"), _arrow(*drawn, at), strict=True)) for number, at in enumerate(ARROWS)},
            "here": {"f (Hz)": state.frequency, "area (mW)": area},
            "lobes": {"f (Hz)": FREQUENCIES, "area (mW)": areas[:-1]},
        }

    def draw(self, figure):
        loop, lobes = figure.subplots(1, 2)
        loop.set(xlim=(-2.1, 2.1), ylim=(-112, 112), xticks=(-2, -1, 0, 1, 2), yticks=(-100, 0, 100), xlabel="voltage (V)", title="current (% of its largest)")
        for line in (loop.axhline, loop.axvline):
            line(0, color=style.QUIET, linewidth=style.form().line / 2)
        lobes.set(xscale="log", yscale="log", xlim=(1e-2, 1e2), ylim=(1e-6, 1e3), xlabel="frequency (Hz)", title="area of both lobes (mW)")
        lobes.set_xticks((0.01, 0.1, 1, 10, 100), ("0.01", "0.1", "1", "10", "100"))
        lobes.set_yticks((1e-6, 1e-3, 1, 1e3))
        lobes.text(0.012, 250, "slow: grows as f", va="top", color=style.QUIET)
        lobes.text(90, 250 if not style.in_lecture_mode() else 12, "fast: falls as 1/f", va="top", ha="right", color=style.QUIET)
        self.curve(loop, "loop", "V (V)", "current (% of the largest)")
        for number in range(len(ARROWS)):
            self.curve(loop, f"arrow {number}", "V (V)", "current (%)")
        self.note(loop, lambda tables: (-2, 102, f"largest {tables['now']['largest (mA)'][0]:.3g} mA"), va="top")
        self.curve(lobes, "lobes", "f (Hz)", "area (mW)", style.TOTAL)
        self.note(lobes, lambda tables: (0.012, 2e-6, "line: without a window" if tables["now"]["with a window (1 yes, 0 no)"][0] else ""), color=style.QUIET)
        self.curve(lobes, "here", "f (Hz)", "area (mW)", style.DOTTED, marker="o", linestyle="none", color=style.MARK)

    def say(self, state, words):
        how = " The window is mathematics, not physics: it makes the film's ends sticky, and x comes near them but never there." if state.window != "none" else ""
        return (f"Once settled the rich share x goes between {words['x lowest']} and {words['x highest']}, the resistance between {words['least (Ω)']} and "
                f"{words['most (Ω)']}; the lobes enclose {words['area (mW)']}. Without voltage no current: the loop is pinched.{how}")

    def conserved(self, state, tables):
        loop = tables["loop"]
        current = loop["current (% of the largest)"] * float(tables["now"]["largest (mA)"][0]) / 100
        resistance = synapses.memristance(loop["state x"], ON_RESISTANCE, ON_RESISTANCE * state.off_ratio)
        found = {"Ohm's law at each moment": float(np.abs(convert(current, "mA", "A") * resistance - loop["V (V)"]).max() / state.amplitude)}
        if state.window == "none" and loop["state x"].max() < 1:
            # Between the film's ends M² falls with the flux alone.
            start = ON_RESISTANCE * (state.initial_state + state.off_ratio * (1 - state.initial_state))
            flux = state.amplitude / (np.pi * state.frequency) * np.sin(np.pi * PERIOD) ** 2
            fallen = 2 * ON_RESISTANCE * (state.off_ratio - 1) * synapses.drift_constant(ON_RESISTANCE, THICKNESS, MOBILITY) * flux
            found["resistance follows the flux"] = float(np.abs((resistance**2 + fallen) / start**2 - 1).max())
        return found
