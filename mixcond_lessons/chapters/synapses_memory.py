"""Writing and forgetting in a film of vacancies: two times that come from one hop, and the profile between two blocking contacts."""
from types import SimpleNamespace

import numpy as np
from scipy.constants import N_A, R, day, hour, year
from scipy.optimize import brentq

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import retention, vacancy_drift
from ..physics.vacancies import FARADAY
from .synapses_loop import MOBILITY, THICKNESS

HOP, ATTEMPTS, KEPT, CHARGE = 3e-10, 1e13, 300.0, 2   # m, 1/s, K (illustrative), and the charge of an oxygen vacancy
WANTED = SimpleNamespace(retention=10 * year, writing=1e-7)   # s: ten years against 100 ns
BARRIERS = np.linspace(0.6, 1.5, 31)   # eV
VOLTAGES = np.geomspace(0.5, 8.0, 61)


def times(voltage, barrier, writing_temperature, thickness):
    """Writing and retention of the film, from SI values and a barrier in J; as `retention.memory_times`."""
    return retention.memory_times(voltage, KEPT, thickness, HOP, ATTEMPTS, barrier * N_A, CHARGE, writing_temperature)


def _spans(name, seconds):
    """One span of time in seconds, hours, days and years, so that the sentence can choose."""
    return {f"{name} (s)": seconds, f"{name} (h)": seconds / hour, f"{name} in days": seconds / day, f"{name} in years": seconds / year}


def _in_words(words, name):
    """The span of `_spans` in the unit that reads best."""
    seconds = words.number(f"{name} (s)")
    if seconds < 2 * day:
        return words[f"{name} ({'s' if seconds < 2 * hour else 'h'})"]
    unit = "days" if seconds < 2 * year else "years"
    return f"{words[f'{name} in {unit}']} {unit}"


class RememberAndForget(Panel):
    """How quickly a film of vacancies is written and how long it keeps what was written, with the mobility at weak field and with hops in a strong field."""

    name = "synapses.remember_and_forget"
    ask = "Written in 100 ns, kept for ten years: can one film do both?"
    alternative = ("Left: time to write against time to forget, both logarithmic, as the barrier changes, for the mobility at weak field and for hops in a strong field; the wanted "
                   "corner, from ten years and below 100 ns, is shaded. Right: their ratio against the voltage, with the ratio that a memory needs.")
    law = staticmethod(retention.memory_times)
    controls = (
        logarithmic("voltage", "voltage for writing", 0.5, 8.0, 1.0, unit="V", symbol="V", per_decade=20),
        linear("writing_temperature", "temperature while writing", 300.0, 1200.0, 300.0, step=10, unit="K", symbol="T"),
        linear("migration_energy", "barrier of a hop", convert(0.6, "eV", "J"), convert(1.5, "eV", "J"), convert(1.0, "eV", "J"), step=0.02,
               unit="J", shown="eV", symbol="Eₘ"),
        logarithmic("thickness", "thickness", 5e-9, 5e-8, THICKNESS, unit="m", shown="nm", symbol="L", folded=True),
    )
    presets = {"5 V": {"voltage": 5.0}, "5 V, written hot": {"voltage": 5.0, "writing_temperature": 750.0},
               "a memory": {"voltage": 5.0, "writing_temperature": 1200.0, "migration_energy": convert(1.18, "eV", "J")}}

    def solve(self, state):
        now = times(state.voltage, state.migration_energy, state.writing_temperature, state.thickness)
        along = times(state.voltage, convert(BARRIERS, "eV", "J"), state.writing_temperature, state.thickness)
        with_voltage = times(VOLTAGES, state.migration_energy, state.writing_temperature, state.thickness)
        return {
            "now": {**_spans("linear", now.linear_writing), **_spans("writing", now.writing), **_spans("retention", now.retention),
                    "linear ratio": now.retention / now.linear_writing, "ratio": now.retention / now.writing,
                    "wanted ratio": WANTED.retention / WANTED.writing, "kept at (K)": KEPT},
            "here": {"retention (s)": 2 * (float(now.retention),), "writing (s)": (now.linear_writing, now.writing)},
            "barriers": {"retention (s)": along.retention, "linear (s)": along.linear_writing, "strong field (s)": along.writing},
            "cursor": {"V (V)": 2 * (state.voltage,), "ratio": (now.retention / now.linear_writing, now.retention / now.writing)},
            "voltages": {"V (V)": VOLTAGES, "linear": with_voltage.retention / with_voltage.linear_writing, "strong field": with_voltage.retention / with_voltage.writing},
        }

    def draw(self, figure):
        both, ratio = figure.subplots(1, 2)
        both.set(xscale="log", yscale="log", xlim=(1e-3, 1e17), ylim=(1e-12, 1e16), xlabel="forgotten after (s)", title="time to write (s)")
        both.set_xticks((1, WANTED.retention, 1e16), ("1", "10 years", "10¹⁶"))
        both.set_yticks((WANTED.writing, 1, 1e8, 1e16), ("100 ns", "1", "10⁸", "10¹⁶"))
        both.fill_between((WANTED.retention, 1e17), 1e-12, WANTED.writing, color=style.VACANCIES.colour, alpha=0.15, linewidth=0)
        both.text(5e16, 1.5e-12, "wanted", ha="right", va="bottom", color=style.VACANCIES.colour)
        both.plot((1e-3, 1e16), (1e-3, 1e16), color=style.QUIET, linewidth=style.form().line / 2)
        # Above the grey line a film forgets sooner than it is written: none is there, so that names of lines have room.
        names = [("weak field" if style.in_lecture_mode() else "mobility at weak field", 2e14, "-", 0.75, style.MARK), ("strong field", 1e11, style.VACANCIES.line, 1.25, style.VACANCIES.colour)]
        names += [] if style.in_lecture_mode() else [("lost while written", 5e7, "-", 0.5, style.QUIET)]
        for name, height, line, width, colour in names:
            both.plot((2e-3, 0.3), 2 * (height,), color=colour, linestyle=line, linewidth=width * style.form().line)
            both.text(1.0, height, name, va="center", color=colour)
        ratio.set(xscale="log", yscale="log", xlim=(0.5, 8), ylim=(1, 1e24), xlabel="voltage (V)", title="forgotten after ÷ time to write")
        ratio.set_xticks((0.5, 1, 2, 4, 8), ("0.5", "1", "2", "4", "8"))
        ratio.set_xticks([], minor=True)
        ratio.set_yticks((1, 1e8, 1e16, 1e24))
        ratio.axhline(WANTED.retention / WANTED.writing, color=style.VACANCIES.colour, linewidth=style.form().line * 0.75)
        ratio.text(0.52, 1e16, "wanted", va="bottom", color=style.VACANCIES.colour)
        for axes, table, x, unit in ((both, "barriers", "retention (s)", " (s)"), (ratio, "voltages", "V (V)", "")):
            self.curve(axes, table, x, f"linear{unit}", linewidth=0.75 * style.form().line)
            self.curve(axes, table, x, f"strong field{unit}", style.VACANCIES, linewidth=1.25 * style.form().line)
        self.curve(both, "here", "retention (s)", "writing (s)", style.DOTTED, marker="o", linestyle="none", color=style.MARK)
        self.curve(ratio, "cursor", "V (V)", "ratio", style.DOTTED, marker="o", linestyle="none", color=style.MARK)

    def say(self, state, words):
        return (f"Written in {_in_words(words, 'linear')} by the mobility at weak field, in {_in_words(words, 'writing')} by hops in the strong field; "
                f"kept for {_in_words(words, 'retention')} at {words['kept at (K)']}. "
                f"That is {words['linear ratio']} and {words['ratio']} times longer; a memory needs {words.show('wanted ratio', 2)}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        # Thickness and attempts cancel: what is left of one mobility is v/π², and heat.
        thermal = R * state.writing_temperature
        heat = np.exp(state.migration_energy * N_A / R * (1 / KEPT - 1 / state.writing_temperature))
        return {"weak field: v/π² times heat": abs(now["linear ratio"] / (CHARGE * FARADAY * state.voltage / thermal / np.pi**2 * heat) - 1)}


REDUCED = float(vacancy_drift.reduced_voltage(1.0, CHARGE, KEPT))   # of one volt
DIFFUSIVITY = MOBILITY / REDUCED   # m²/s, from the film's own mobility by Einstein's relation
PLACES = np.linspace(0, 1, 101)
TIMES = np.geomspace(1e-4, 10, 101)
PHASES = {"writing": "writing: the voltage is on", "forgetting": "forgetting: the voltage is off"}
DONE = 0.95   # of the way to where the vacancies come to rest
_KNOTS = np.concatenate([[0], np.geomspace(1e-5, 0.5, 30)])
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)


def _when(share, goal, course):
    """Moment (s) at which a share that rises or falls for ever passes the goal; its course at TIMES says between which two."""
    after = int(np.argmax((course > goal) == (course[-1] > course[0])))
    return float(np.exp(brentq(lambda logarithm: share(np.exp(logarithm)) - goal, *np.log(TIMES[after - 1:after + 1]), xtol=1e-8)))


def _integral(profile):
    """Integral of profile(X) over the film, on a mesh that is fine at both contacts."""
    edges = np.concatenate([_KNOTS, 1 - _KNOTS[-2::-1]])
    half, middle = np.diff(edges) / 2, (edges[1:] + edges[:-1]) / 2
    points = np.clip(middle[:, np.newaxis] + half[:, np.newaxis] * _NODES, 0, 1)
    return float((profile(points) * _WEIGHTS * half[:, np.newaxis]).sum())


class VacancyDrift(Panel):
    """Vacancies between two contacts that block them: a voltage gathers them at one side, and without it they spread out again."""

    name = "synapses.vacancy_drift"
    ask = "What does the film remember with, and why does it forget?"
    alternative = ("Left: concentration of vacancies across the film, with the mean and the profile at rest under voltage as quiet lines. "
                   "Right: share of the vacancies in the right half against time, for writing and for forgetting.")
    law = staticmethod(vacancy_drift.written_profile)
    controls = (
        choice("phase", "what happens", PHASES, "writing"),
        logarithmic("time", "time since the switch", 1e-4, 10.0, 1e-4, unit="s", symbol="t", per_decade=20, plays=True),
        # No more: there the layer at rest is still about three hops thick.
        linear("voltage", "voltage for writing", 0.02, 0.15, 0.1, step=0.01, unit="V", symbol="V"),
        logarithmic("thickness", "thickness", 5e-9, 3e-8, THICKNESS, unit="m", shown="nm", symbol="L", source="source seen", folded=True),
    )
    presets = {"written": {"time": 10.0}, "forgetting": {"phase": "forgetting", "time": 0.02}, "three times as thick": {"thickness": 3e-8}}

    def solve(self, state):
        drive = REDUCED * state.voltage
        film, half = (state.thickness, DIFFUSIVITY, drive), state.thickness / 2
        law = vacancy_drift.written_profile if state.phase == "writing" else vacancy_drift.forgotten_profile
        moments = np.append(TIMES, state.time)
        shares = {"writing": lambda time: 100 * (1 - vacancy_drift.written_content(half, time, *film)),
                  "forgetting": lambda time: 100 * (1 - vacancy_drift.forgotten_content(half, time, *film))}
        right = {phase: share(moments) for phase, share in shares.items()}
        rest = float(shares["writing"](1e6))
        return {
            "now": {"right half (%)": right[state.phase][-1], "at rest (%)": rest, "evenly spread (%)": 50.0, "done (%)": 100 * DONE,
                    "written (s)": _when(shares["writing"], 50 + DONE * (rest - 50), right["writing"][:-1]),
                    "forgotten (s)": _when(shares["forgetting"], rest - DONE * (rest - 50), right["forgetting"][:-1]),
                    "slowest wave (s)": 1 / vacancy_drift.relaxation_rate(state.thickness, DIFFUSIVITY, 0.0)},
            "film": {"x/L": PLACES, "concentration (÷ mean)": law(PLACES * state.thickness, state.time, *film),
                     "at rest (÷ mean)": vacancy_drift.steady_profile(PLACES * state.thickness, state.thickness, drive)},
            "memory": {"t (s)": TIMES, "writing (%)": right["writing"][:-1], "forgetting (%)": right["forgetting"][:-1]},
            "cursor": {"t (s)": state.time, "share (%)": right[state.phase][-1]},
        }

    def draw(self, figure):
        film, memory = figure.subplots(1, 2)
        film.set(xlim=(0, 1), ylim=(0, 13), yticks=(0, 4, 8, 12), xlabel="place in the film, x/L", title="vacancies (÷ mean)")
        film.axhline(1, color=style.QUIET, linestyle=style.DOTTED.line, linewidth=style.form().line * 0.75)
        film.text(0.02, 1.15, "evenly spread", color=style.QUIET, va="bottom")
        memory.set(xscale="log", xlim=(1e-4, 10), ylim=(47, 103), yticks=(50, 75, 100), xlabel="time (s)", title="in the right half (%)")
        memory.set_xticks((1e-4, 1e-2, 1), ("0.0001", "0.01", "1"))
        self.curve(film, "film", "x/L", "at rest (÷ mean)", style.DASHED, label="at rest under voltage", at=0.96, shift=(-84, -8), linewidth=style.form().line * 0.75)
        self.curve(film, "film", "x/L", "concentration (÷ mean)", style.VACANCIES, linewidth=1.25 * style.form().line)
        for column, line, label, at, shift in (("writing (%)", "-", "writing", 0.1, (14, 6)), ("forgetting (%)", "--", "forgetting", 0.1, (24, -24))):
            self.curve(memory, "memory", "t (s)", column, style.VACANCIES, label=label, at=at, shift=shift, linestyle=line)
        self.curve(memory, "cursor", "t (s)", "share (%)", style.DOTTED, marker="o", linestyle="none", color=style.MARK)

    def say(self, state, words):
        first = (f"After {self.controls[1].show(state.time)} of {state.phase} {words['right half (%)']} of the vacancies are in the right half "
                 f"(at rest under {self.controls[2].show(state.voltage)} {words['at rest (%)']}, without voltage {words['evenly spread (%)']}). ")
        return first + (f"Writing does {words['done (%)']} of its way in {words['written (s)']}, forgetting in {words['forgotten (s)']}; "
                        f"the last of it fades with the time constant L²/(π²D) = {words['slowest wave (s)']}.")

    def conserved(self, state, tables):
        law = vacancy_drift.written_profile if state.phase == "writing" else vacancy_drift.forgotten_profile
        inside = _integral(lambda place: law(place * state.thickness, state.time, state.thickness, DIFFUSIVITY, REDUCED * state.voltage))
        return {"no vacancy leaves the film": abs(inside - 1)}
