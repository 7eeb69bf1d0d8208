"""The vacancies between two contacts that block them: their profile, in writing and in forgetting."""
from functools import cache

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import vacancy_drift
from ..controls import choice, linear, logarithmic
from .share_in_the_right_half import DONE, PHASES, TIMES, courses, film, in_the_right_half
from .titanium_dioxide_film import THICKNESS

PLACES = np.linspace(0, 1, 101)
PROFILES = {"writing": vacancy_drift.written_profile, "forgetting": vacancy_drift.forgotten_profile}


@cache
def _gauss_nodes():
    return np.polynomial.legendre.leggauss(16)


def _integral(profile):
    """Integral of profile(X) over the film, on a mesh that is fine at both contacts."""
    nodes, weights = _gauss_nodes()
    knots = np.concatenate([[0], np.geomspace(1e-5, 0.5, 30)])
    edges = np.concatenate([knots, 1 - knots[-2::-1]])
    half, middle = np.diff(edges) / 2, (edges[1:] + edges[:-1]) / 2
    points = np.clip(middle[:, np.newaxis] + half[:, np.newaxis] * nodes, 0, 1)
    return float((profile(points) * weights * half[:, np.newaxis]).sum())


class VacancyDrift(Panel):
    """Vacancies between two contacts that block them: a voltage gathers them, without it they spread out."""

    name = "synapses.vacancy_drift"
    ask = "What does the film remember with, and why does it forget?"
    alternative = ("Left: concentration of vacancies across the film, with the mean and the profile at "
                   "rest under voltage as quiet lines. Right: share of the vacancies in the right half "
                   "against time, for writing and for forgetting.")
    law = staticmethod(vacancy_drift.steady_profile)
    controls = (
        choice("phase", "what happens", PHASES, "writing"),
        logarithmic("time", 1e-4, 10.0, 1e-4, label="time since the switch", per_decade=20, plays=True),
        # At the highest voltage the layer at rest is still about three hops thick.
        linear("voltage", 0.02, 0.15, 0.1, label="voltage for writing", shown="V", step=0.01),
        logarithmic("thickness", 5e-9, 3e-8, THICKNESS, shown="nm", source="source seen", folded=True),
    )
    presets = {"written": {"time": 10.0}, "forgetting": {"phase": "forgetting", "time": 0.02},
               "three times as thick": {"thickness": 3e-8}}

    def solve(self, state):
        places, laws = PLACES * state.thickness, film(state.voltage, state.thickness)
        rest, shares, done = courses(state.voltage, state.thickness)
        share = in_the_right_half(state.phase, state.time, state.voltage, state.thickness)
        return {
            "now": {"right half (%)": share, "at rest (%)": rest, "evenly spread (%)": 50.0,
                    "done (%)": 100 * DONE, "written (s)": done["writing"],
                    "forgotten (s)": done["forgetting"],
                    "slowest wave (s)": 1 / vacancy_drift.relaxation_rate(*laws[:2], 0.0)},
            "film": {"x/L": PLACES,
                     "concentration (÷ mean)": PROFILES[state.phase](places, state.time, *laws),
                     "at rest (÷ mean)": vacancy_drift.steady_profile(places, laws[0], laws[2])},
            "memory": {"t (s)": TIMES, "writing (%)": shares["writing"],
                       "forgetting (%)": shares["forgetting"]},
            "cursor": {"t (s)": state.time, "share (%)": share},
        }

    def draw(self, figure):
        profile, memory = figure.subplots(1, 2)
        width = style.form().line
        profile.set(xlim=(0, 1), ylim=(0, 13), yticks=(0, 4, 8, 12), xlabel="place in the film, x/L",
                    title="vacancies (÷ mean)")
        profile.axhline(1, color=style.QUIET, linestyle=style.DOTTED.line, linewidth=width * 0.75)
        profile.text(0.02, 1.15, "evenly spread", color=style.QUIET, va="bottom")
        memory.set(xscale="log", xlim=(1e-4, 10), ylim=(47, 103), yticks=(50, 75, 100), xlabel="time (s)",
                   title="in the right half (%)")
        memory.set_xticks((1e-4, 1e-2, 1), ("0.0001", "0.01", "1"))
        self.curve(profile, "film", "x/L", "at rest (÷ mean)", style.DASHED, label="at rest under voltage",
                   at=0.96, shift=(-84, -8), linewidth=width * 0.75)
        self.curve(profile, "film", "x/L", "concentration (÷ mean)", style.VACANCIES, linewidth=1.25 * width)
        for phase, line, shift in (("writing", "-", (14, 6)), ("forgetting", "--", (24, -24))):
            self.curve(memory, "memory", "t (s)", f"{phase} (%)", style.VACANCIES, label=phase, at=0.1,
                       shift=shift, linestyle=line)
        self.curve(memory, "cursor", "t (s)", "share (%)", style.DOTTED, marker="o", linestyle="none",
                   color=style.MARK)

    def say(self, state, words):
        nearly = ", nearly all" if words.number("at rest (%)") >= 100 * DONE else ""
        return (f"Now {words['right half (%)']} of the vacancies are in the right half; at rest under "
                f"voltage it is {words['at rest (%)']}{nearly}. Writing is nearly done after "
                f"{words['written (s)']}, forgetting after {words['forgotten (s)']}.")

    def conserved(self, state, tables):
        laws, law = film(state.voltage, state.thickness), PROFILES[state.phase]
        inside = _integral(lambda place: law(place * state.thickness, state.time, *laws))
        return {"no vacancy leaves the film": abs(inside - 1)}
