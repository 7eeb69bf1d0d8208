"""A step of the gas, and the conductivity that follows: what a recording tells of k and D̃."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.words import durations
from ...physics import relaxation
from ...physics.recording import TOLD
from ...recordings.panel import TakesRecording
from ..controls import logarithmic
from .measured_relaxation import MeasuredRelaxation

TIMES, ACROSS = np.geomspace(1e-2, 1e6, 121), np.linspace(-1, 1, 101)
MIDDLE = 100  # s, of the axis of time
READINGS, NOISE = 100, 0.01  # of the whole change
SLOWEST = 5  # the recording ends after so many of the slowest time constants
STEP = 1e-4  # of a logarithm, for slopes
BEFOREHAND = np.log(10)  # either constant is known to a power of ten without any reading


def what_readings_tell(half_thickness, exchange_rate, chemical_diffusivity):
    """Standard errors of ln k and ln D̃ that evenly spaced noisy readings leave.

    From the slopes of g(t), as in any least-squares fit.
    """
    end = SLOWEST * relaxation.relaxation_time(exchange_rate, half_thickness, chemical_diffusivity)
    rates = exchange_rate * np.exp([[STEP], [-STEP], [0], [0]])
    diffusivities = chemical_diffusivity * np.exp([[0], [0], [STEP], [-STEP]])
    times = np.linspace(0, end, READINGS + 1)[1:]
    missing = relaxation.missing_fraction(times, rates, half_thickness, diffusivities)
    slopes = np.array([missing[1] - missing[0], missing[3] - missing[2]]) / (2 * STEP)
    known = slopes @ slopes.T / NOISE**2 + np.eye(2) / BEFOREHAND**2
    return np.sqrt(np.diag(np.linalg.inv(known)))


class RelaxationAfterStep(TakesRecording, Panel):
    """The commonest experiment of the trade: step the gas, and read k and D̃ from the conductivity."""

    name = "permeation.relaxation"
    measured = MeasuredRelaxation
    ask = "After a step of the gas: is the face slow, or the inside?"
    alternative = ("Left: relative change of the conductivity against time on a logarithmic axis, with the "
                   "limits of a slow face and of slow diffusion. Right: change of the oxygen content "
                   "across the sample at the chosen time.")
    law = staticmethod(relaxation.relaxed_fraction)
    controls = (
        logarithmic("time", 0.1, 1e5, 1.0, label="time after the step", plays=True),
        logarithmic("half_thickness", 1e-5, 5e-3, 3e-5),
        logarithmic("exchange_rate", 1e-7, 1e-4, 1e-5, label="chemical exchange rate"),
        logarithmic("chemical_diffusivity", 1e-10, 5e-9, 1e-9, folded=True,
                    source="inside the range of ten Elshof et al. 1997"),
    )
    presets = {"slow face": {"half_thickness": 1e-5, "time": 1.0},
               "slow inside": {"half_thickness": 5e-3, "exchange_rate": 1e-4, "time": 1000.0}}

    def solve(self, state):
        constants = state.exchange_rate, state.half_thickness, state.chemical_diffusivity
        content = 100 * relaxation.relaxation_profile(ACROSS * state.half_thickness, state.time, *constants)
        fractions = 100 * relaxation.relaxed_fraction(np.append(TIMES, state.time), *constants)
        errors = what_readings_tell(state.half_thickness, state.exchange_rate, state.chemical_diffusivity)
        slow_face = -100 * np.expm1(-TIMES * state.exchange_rate / state.half_thickness)
        slow_inside = 200 * np.sqrt(state.chemical_diffusivity * TIMES / np.pi) / state.half_thickness
        reached = slow_inside <= 100  # the law of the square root means nothing beyond
        now = {"g (%)": fractions[-1], "Bi": relaxation.biot_number(*constants),
               "face (%)": content[-1], "middle (%)": content[content.size // 2],
               "readings": READINGS, "noise (%)": 100 * NOISE,
               **durations("slowest τ", float(relaxation.relaxation_time(*constants)))}
        for name, error in zip(("k", "D̃"), errors, strict=True):
            now |= {f"{name} told": float(2 * error <= TOLD), f"{name} within (%)": 100 * np.expm1(2 * error)}
        return {"now": now, "here": {"time (s)": state.time, "g (%)": fractions[-1]},
                "curve": {"time (s)": TIMES, "g (%)": fractions[:-1], "slow face (%)": slow_face},
                "beginning": {"time (s)": TIMES[reached], "slow inside (%)": slow_inside[reached]},
                "sample": {"x/a": ACROSS, "content (%)": content}}

    def draw(self, figure):
        trace, inside = figure.subplots(1, 2)
        trace.set(xscale="log", xlim=(TIMES[0], TIMES[-1]), ylim=(0, 118), yticks=(0, 50, 100),
                  xlabel="time (s)", title="conductivity change g (%)")
        trace.set_xticks(10.0 ** np.arange(-2, 7, 2))
        inside.set(xlim=(-1, 1), ylim=(-2, 118), yticks=(0, 50, 100), xticks=(-1, 0, 1),
                   xlabel="place x/a, from the middle", title="content inside (%)")
        thin = style.form().line * 0.75
        self.curve(trace, "curve", "time (s)", "slow face (%)", style.DOTTED, linewidth=thin)
        # Beside its end, which is always at 100.
        trace.text(0.98 * TIMES[-1], 102, "slow face", color=style.QUIET, ha="right", va="bottom")
        self.curve(trace, "beginning", "time (s)", "slow inside (%)", style.DASHED, linewidth=thin)
        for side, early in (("left", True), ("right", False)):  # above its end, towards the wider free side
            self.note(trace, lambda tables, early=early: (tables["beginning"]["time (s)"][-1], 102, (
                "slow inside, √t" if (tables["beginning"]["time (s)"][-1] < MIDDLE) == early else "")),
                color=style.QUIET, ha=side, va="bottom")
        self.curve(trace, "curve", "time (s)", "g (%)", label="your sample", at=0.4, shift=(52, -30))
        self.curve(trace, "here", "time (s)", "g (%)", marker="o", linestyle="none")
        self.curve(inside, "sample", "x/a", "content (%)", style.IONS)

    def say(self, state, words):
        told = [name for name in ("k", "D̃") if words.number(f"{name} told")]
        read = " and ".join(f"{name} to ±{words.show(f'{name} within (%)', 2)}" for name in told)
        read = f"both {read}" if len(told) == 2 else read
        dark = ", but not " + ("D̃" if told == ["k"] else "k") if len(told) == 1 else ""
        return (f"So far {words['g (%)']} of the change has happened, and the Biot number ka/D̃ is "
                f"{words['Bi']}. A hundred readings, good to one per cent, tell "
                f"{read or 'neither k nor D̃'}{dark}.")

    def conserved(self, state, tables):
        constants = state.exchange_rate, state.half_thickness, state.chemical_diffusivity
        nodes, weights = np.polynomial.legendre.leggauss(200)
        content = relaxation.relaxation_profile(nodes * state.half_thickness, state.time, *constants)
        g = float(tables["now"]["g (%)"][0]) / 100
        return {"the change of the conductivity is the mean of the content":
                abs(float(weights @ content / 2) - g),
                "what has changed and what is missing make the whole":
                abs(g + float(relaxation.missing_fraction(state.time, *constants)) - 1)}
