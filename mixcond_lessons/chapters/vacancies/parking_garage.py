"""Vacancies wander through a small crystal: how one marked ion moves, and how far all ions come."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics.vacancies import correlation_factor, crowded_correlation_factor, tracer_diffusivity
from ..controls import choice, integer, linear
from . import walks_on_a_square as walks
from .lattice_vibration import EV, round_end
from .square_crystal import draw_crystal

STRIDE = 4  # tries from one stop of the slider to the next: Play reaches the end in a quarter of a minute
SHARES = {1: "", 4: " (2 %)", 20: " (a tenth)", 49: " (a quarter)", 98: " (half)", 147: " (three quarters)"}
EMPTY = {count: f"{count} of {walks.SITES}{words}" for count, words in SHARES.items()}
FORGETS = style.Carrier("without memory", style.QUIET, "--")


class ParkingGarage(Panel):
    """Vacancies wander through a crystal; the way of one marked ion is compared with one without memory."""

    name = "vacancies.parking_garage"
    ask = "How does an ion move through a crystal that is almost full?"
    alternative = ("Left: a square lattice of ions from above, vacancies as open squares, one marked ion "
                   "that starts beside a vacancy, and its path. Right: mean square displacement of the ions "
                   "against time, below the straight line of ions without memory.")
    law = staticmethod(tracer_diffusivity)
    controls = (
        replace(integer("step", "hops tried", 0, walks.TRIES, 360, plays=True), step=STRIDE),
        choice("vacancies", "empty sites", EMPTY, 1, rescales=True),
        linear("temperature", 773.15, 1173.15, 973.15, step=10, rescales=True),
        linear("migration_energy", 0.5 * EV, 1.0 * EV, 0.75 * EV, step=0.01, unit="J", folded=True,
               rescales=True),
        integer("seed", "number of the crystal", 1, 99, 21, folded=True, rescales=True),
    )
    presets = {"one car has left": {"vacancies": 1},
               "a tenth of the sites empty": {"vacancies": 20, "step": walks.TRIES},
               "half empty": {"vacancies": 98, "step": walks.TRIES},
               "the same hops, hotter": {"temperature": 1173.15}}

    def frame(self, state):
        """Where the axes end: time after the last try, and how far the marked ion or all ions come."""
        farthest = float((walks.followed(state.vacancies, state.seed)[1] ** 2).sum(axis=1).max())
        longest = walks.nanoseconds(state, walks.TRIES)
        return round_end(longest), round_end(1.1 * max(farthest, walks.TRIES / walks.SITES))

    def solve(self, state):
        empty, moved = (part[:state.step + 1] for part in walks.followed(state.vacancies, state.seed))
        hops = np.flatnonzero(np.abs(np.diff(moved, axis=0)).any(axis=1)) + 1
        time = walks.nanoseconds(state, np.arange(walks.TRIES + 1.0))
        free = walks.without_memory(state, time)
        taken = np.unique(np.append(np.arange(0, state.step + 1, walks.EVERY), state.step))
        mean = np.interp(taken, np.arange(0, walks.TRIES + 1, walks.EVERY),
                         walks.mean_square(state.vacancies, state.seed))
        path, stairs = moved[np.append(0, hops)], np.concatenate([[0], np.repeat(hops, 2), [state.step]])
        squares = (path**2).sum(axis=1)
        full = np.setdiff1d(np.arange(walks.SITES), empty[-1] @ np.array((walks.SIDE, 1)))
        share = state.vacancies / walks.SITES
        now = {"sites": walks.SITES, "ions": full.size, "time (ns)": time[state.step],
               "hops of the marked ion": hops.size,
               "from home (sites)": np.sqrt(squares[-1]), "mean square (sites²)": mean[-1],
               "without memory (sites²)": free[state.step], "empty (%)": 100 * share, "one try (ns)": time[1],
               "f in the long run": crowded_correlation_factor(correlation_factor("square"), share)}
        return {"now": now, "vacancies": {"x (sites)": empty[-1, :, 0], "y (sites)": empty[-1, :, 1]},
                "ions": {"x (sites)": full // walks.SIDE, "y (sites)": full % walks.SIDE},
                "marked ion": dict(zip(("x (sites)", "y (sites)"), (moved[-1] + walks.HOME) % walks.SIDE,
                                       strict=True)),
                "its path": {"x (sites)": path[:, 0] + walks.HOME, "y (sites)": path[:, 1] + walks.HOME},
                "marked ion's square": {"time (ns)": time[stairs], "R² (sites²)": np.repeat(squares, 2)},
                "marked ion's end": {"time (ns)": time[state.step], "R² (sites²)": squares[-1]},
                "mean": {"time (ns)": time[taken], "⟨R²⟩ (sites²)": mean},
                "without memory": {"time (ns)": time[[0, -1]], "⟨R²⟩ (sites²)": free[[0, -1]]}}

    def draw(self, figure):
        # Laid out one by one: the lattice needs no room for an axis below it.
        crystal, growth = (part.subplots() for part in figure.subfigures(1, 2, width_ratios=(1, 1.25)))
        draw_crystal(self, crystal)
        line = style.form().line
        growth.set(xlim=(0, self._frame[0]), ylim=(0, self._frame[1]),
                   xlabel="time (ns), barrier illustrative",
                   title="squared displacement (sites²)")
        growth.yaxis.get_major_locator().set_params(integer=True)
        self.curve(growth, "without memory", "time (ns)", "⟨R²⟩ (sites²)", FORGETS, linewidth=line * 0.75)
        self.note(growth, lambda tables: (*(column[-1] for column in tables["without memory"].values()),
                                          "without memory "), color=style.QUIET, ha="right", va="bottom")
        self.curve(growth, "marked ion's square", "time (ns)", "R² (sites²)", style.IONS,
                   linewidth=line * 0.75,
                   alpha=0.45)
        self.curve(growth, "marked ion's end", "time (ns)", "R² (sites²)", style.IONS, marker="o",
                   linestyle="none")
        self.curve(growth, "mean", "time (ns)", "⟨R²⟩ (sites²)", style.IONS, linewidth=1.5 * line)
        self.note(growth, self._name_mean, color=style.IONS.colour, va="center")

    def _name_mean(self, tables):
        """The label of the mean: to the right of its end, or below the line where that is too far to the
        right."""
        time, mean = tables["now"]["time (ns)"][0], tables["now"]["mean square (sites²)"][0]
        (end, top), width = self._frame, 0.27 if style.in_lecture_mode() else 0.14
        if time < (1 - width) * end - 0.12 * end:
            return time + 0.03 * end, max(mean - 0.02 * top, 0.07 * top), "all ions"
        return time - width * end, mean * (1 - width * end / time) - 0.1 * top, "all ions"

    def say(self, state, words):
        if state.step == 0:
            return (f"{words['ions']} ions stand on {words['sites']} sites; {words['empty (%)']} of the "
                    f"sites are empty. "
                    f"One try takes {words['one try (ns)']}: press Play.")
        home = words["from home (sites)"]
        return (f"After {words['time (ns)']} the marked ion is "
                f"{home.removesuffix('s') if home == '1 sites' else home} from home. "
                f"Over all ions ⟨R²⟩ is {words['mean square (sites²)']}; without memory it would be "
                f"{words['without memory (sites²)']}.")

    def conserved(self, state, tables):
        empty, ions, marked, path = (np.array([*tables[name].values()]).T
                                     for name in ("vacancies", "ions", "marked ion", "its path"))
        standing = np.unique(np.vstack([empty, ions]), axis=0).shape[0]
        at_the_end = np.abs(ions - marked).sum(axis=1).min() + np.abs(path[-1] % walks.SIDE - marked).max()
        return {"every site holds an ion or a vacancy":
                abs(standing / walks.SITES - 1) + abs((len(empty) + len(ions)) / walks.SITES - 1),
                "the marked ion is one of the ions, at the end of its path": float(at_the_end)}
