"""Chapter 03: the crystal as a parking garage, seen from above, and how far its ions come."""
from dataclasses import replace
from functools import lru_cache

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from scipy.constants import N_A

from ..classroom import style
from ..classroom.controls import choice, integer, linear
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics.lattice_walk import LatticeWalk
from ..physics.vacancies import (LATTICES, correlation_factor, crowded_correlation_factor, hop_rate, ion_diffusivity, tracer_diffusivity,
                                 vacancy_diffusivity)

SIDE, TRIES = 14, 600
STRIDE = 4  # tries from one stop of the slider to the next: Play reaches the end in a quarter of a minute
SITES, HOME = SIDE**2, SIDE // 2
REPLICAS, EVERY = 150, 25  # crystals behind the mean, and after how many tries it is taken
ATTEMPTS_PER_SECOND = 1e13  # illustrative: a lattice vibration
NEIGHBOURS, DIMENSIONS = LATTICES["square"].neighbours, LATTICES["square"].dimensions
EMPTY = {count: f"{count} of {SITES}{words}" for count, words in
         {1: "", 4: " (2 %)", 20: " (a tenth)", 49: " (a quarter)", 98: " (half)", 147: " (three quarters)"}.items()}
FORGETS = style.Carrier("without memory", style.QUIET, "--")
OTHERS = "#A9C6E0"  # the ions whose way is not followed: the ions' colour, pale


def round_end(value):
    """Return the next of some round numbers at or above `value` (> 0): where an axis may end, so that at least two thirds of it are used."""
    decade = 10.0 ** np.floor(np.log10(value))
    return next(float(f"{step * decade:.1e}") for step in (1, 1.5, 2, 3, 4, 6, 8, 10) if step * decade >= value * (1 - 1e-9))


@lru_cache(maxsize=32)
def crystal(vacancies, seed):
    """One crystal, try by try: places of its vacancies and how far its marked ion has come, both in sites.

    The marked ion starts at (HOME, HOME), as near to a vacancy as any ion. Returns arrays (tries + 1, vacancies, 2) and (tries + 1, 2).
    """
    walk = LatticeWalk("square", SIDE, vacancies, 1, seed)
    empty = np.empty((TRIES + 1, vacancies), dtype=int)
    for count in range(TRIES + 1):
        empty[count] = walk.vacancy_sites[0]
        walk.attempt(int(count < TRIES))
    places = walk.positions
    away = np.abs(_shortest(places - places[empty[0, 0]])).sum(axis=1)
    away[empty[0]] = SITES  # there stands no ion
    start = here = int(away.argmin())
    at, moved = np.arange(TRIES), (empty[1:] != empty[:-1]).argmax(axis=1)
    steps = np.zeros((TRIES + 1, 2))
    for count, (left, taken) in enumerate(zip(empty[at, moved].tolist(), empty[at + 1, moved].tolist(), strict=True), start=1):
        if taken == here:  # the vacancy takes the marked ion's site, and the ion the one the vacancy has left
            steps[count] = _shortest(places[left] - places[here])
            here = left
    return ((places[empty] - places[start] + HOME) % SIDE).astype(np.int8), steps.cumsum(axis=0)


@lru_cache(maxsize=32)
def mean_square(vacancies, seed):
    """Mean square displacement (in squared sites) after 0, EVERY, 2 EVERY ... tries, over all ions of many crystals."""
    walk, squares = LatticeWalk("square", SIDE, vacancies, REPLICAS, seed), [0.0]
    for _ in range(TRIES // EVERY):
        walk.attempt(EVERY)
        squares.append(walk.mean_square_displacement())
    return np.array(squares)


def _shortest(steps):
    """Steps between sites, by the shorter way where two lead around the box."""
    return (steps + HOME) % SIDE - HOME


class ParkingGarage(Panel):
    """Vacancies wander through a crystal of ions; one ion is marked, and its way is compared with that of an ion without memory."""

    name = "vacancies.parking_garage"
    ask = "How does an ion move through a crystal that is almost full?"
    alternative = ("Left: a square lattice of ions from above, vacancies as open squares, one marked ion that starts beside a vacancy, and its path. "
                   "Right: mean square displacement of the ions against time, below the straight line of ions without memory.")
    law = staticmethod(tracer_diffusivity)
    controls = (
        replace(integer("step", "hops tried", 0, TRIES, 360, plays=True), step=STRIDE),
        choice("vacancies", "empty sites", EMPTY, 1, rescales=True),
        linear("temperature", "temperature", 773.15, 1173.15, 973.15, step=10, unit="K", shown="°C", symbol="T", rescales=True),
        linear("migration_energy", "barrier of a hop", convert(0.5, "eV", "J"), convert(1.0, "eV", "J"), convert(0.75, "eV", "J"), step=0.01,
               unit="J", shown="eV", symbol="Eₘ", folded=True, rescales=True),
        integer("seed", "number of the crystal", 1, 99, 21, folded=True, rescales=True),
    )
    presets = {"one car has left": {"vacancies": 1}, "a tenth of the sites empty": {"vacancies": 20, "step": TRIES},
               "half empty": {"vacancies": 98, "step": TRIES}, "the same hops, hotter": {"temperature": 1173.15}}

    @staticmethod
    def _rate(state):
        return float(hop_rate(ATTEMPTS_PER_SECOND, state.migration_energy * N_A, state.temperature))

    def _nanoseconds(self, state, tries):
        """Each vacancy tries `rate` times a second in each direction."""
        return convert(tries / (state.vacancies * NEIGHBOURS * self._rate(state)), "s", "ns")

    def frame(self, state):
        """Where the axes end: time after the last try, and the farthest that the marked ion or all of them come."""
        farthest = (crystal(state.vacancies, state.seed)[1] ** 2).sum(axis=1).max()
        return round_end(self._nanoseconds(state, TRIES)), round_end(1.1 * max(float(farthest), TRIES / SITES))

    def solve(self, state):
        empty, moved = (part[:state.step + 1] for part in crystal(state.vacancies, state.seed))
        hops = np.flatnonzero(np.abs(np.diff(moved, axis=0)).any(axis=1)) + 1
        time = self._nanoseconds(state, np.arange(TRIES + 1.0))
        lone = vacancy_diffusivity("square", 1.0, ATTEMPTS_PER_SECOND, state.migration_energy * N_A, state.temperature)  # in squared sites per second
        free = 2 * DIMENSIONS * ion_diffusivity(state.vacancies / SITES, lone) * convert(time, "ns", "s")
        taken = np.unique(np.append(np.arange(0, state.step + 1, EVERY), state.step))
        mean = np.interp(taken, np.arange(0, TRIES + 1, EVERY), mean_square(state.vacancies, state.seed))
        path, stairs = moved[np.append(0, hops)], np.concatenate([[0], np.repeat(hops, 2), [state.step]])
        squares = (path**2).sum(axis=1)
        full = np.setdiff1d(np.arange(SITES), empty[-1] @ np.array((SIDE, 1)))
        now = {"sites": SITES, "ions": full.size, "time (ns)": time[state.step], "hops of the marked ion": hops.size,
               "from home (sites)": np.sqrt(squares[-1]), "mean square (sites²)": mean[-1], "without memory (sites²)": free[state.step],
               "empty (%)": 100 * state.vacancies / SITES,
               "one try (ns)": time[1],
               "f in the long run": crowded_correlation_factor(correlation_factor("square"), state.vacancies / SITES)}
        return {"now": now, "vacancies": {"x (sites)": empty[-1, :, 0], "y (sites)": empty[-1, :, 1]},
                "ions": {"x (sites)": full // SIDE, "y (sites)": full % SIDE},
                "marked ion": dict(zip(("x (sites)", "y (sites)"), (moved[-1] + HOME) % SIDE, strict=True)),
                "its path": {"x (sites)": path[:, 0] + HOME, "y (sites)": path[:, 1] + HOME},
                "marked ion's square": {"time (ns)": time[stairs], "R² (sites²)": np.repeat(squares, 2)},
                "marked ion's end": {"time (ns)": time[state.step], "R² (sites²)": squares[-1]},
                "mean": {"time (ns)": time[taken], "⟨R²⟩ (sites²)": mean},
                "without memory": {"time (ns)": time[[0, -1]], "⟨R²⟩ (sites²)": free[[0, -1]]}}

    def draw(self, figure):
        hall = style.in_lecture_mode()
        # Laid out one by one: the lattice needs no room for an axis below it.
        lattice, growth = (part.subplots() for part in figure.subfigures(1, 2, width_ratios=(1, 1.25)))
        self._draw_lattice(lattice, 21.5 if hall else 20.5)
        thin = style.form().line * 0.75
        growth.set(xlim=(0, self._frame[0]), ylim=(0, self._frame[1]), xlabel="time (ns), barrier illustrative", title="squared displacement (sites²)")
        growth.yaxis.get_major_locator().set_params(integer=True)
        self.curve(growth, "without memory", "time (ns)", "⟨R²⟩ (sites²)", FORGETS, linewidth=thin)
        self.note(growth, lambda tables: (*(column[-1] for column in tables["without memory"].values()), "without memory "), color=style.QUIET, ha="right",
                  va="bottom")
        self.curve(growth, "marked ion's square", "time (ns)", "R² (sites²)", style.IONS, linewidth=thin, alpha=0.45)
        self.curve(growth, "marked ion's end", "time (ns)", "R² (sites²)", style.IONS, marker="o", linestyle="none")
        self.curve(growth, "mean", "time (ns)", "⟨R²⟩ (sites²)", style.IONS, linewidth=1.5 * style.form().line)
        self.note(growth, self._name_mean, color=style.IONS.colour, va="center")

    def _name_mean(self, tables):
        """The label of the mean: to the right of its end, or below the line where that is too far to the right."""
        time, mean = tables["now"]["time (ns)"][0], tables["now"]["mean square (sites²)"][0]
        (end, top), width = self._frame, 0.27 if style.in_lecture_mode() else 0.14
        if time < (1 - width) * end - 0.12 * end:
            return time + 0.03 * end, max(mean - 0.02 * top, 0.07 * top), "all ions"
        return time - width * end, mean * (1 - width * end / time) - 0.1 * top, "all ions"

    def _draw_lattice(self, axes, right):
        """The crystal from above. All sites show an ion in the still layer; a vacancy is a white square that covers it."""
        axes.set(xlim=(-0.8, right), ylim=(-0.8, SIDE - 0.2), aspect="equal", xticks=[], yticks=[], title=f"{SIDE} × {SIDE} sites", anchor="W")
        axes.grid(False)
        axes.spines[["left", "bottom"]].set_visible(False)
        cell = 20 if style.in_lecture_mode() else 16
        x, y = np.divmod(np.arange(SITES), SIDE)
        axes.plot(x, y, marker="o", linestyle="none", color=OTHERS, markersize=0.6 * cell, markeredgewidth=0)
        axes.plot(HOME, HOME, marker="o", linestyle="none", color=style.QUIET, markerfacecolor="none", markersize=1.05 * cell)
        names = ("ions", "empty", "marked", "home") if style.in_lecture_mode() else ("ions", style.VACANCIES.word, "marked ion", "its home")
        looks = ("●", "#456F97"), ("□", style.VACANCIES.colour), ("●", style.IONS.colour), ("○", style.QUIET)
        for row, (words, (sign, colour)) in enumerate(zip(names, looks, strict=True)):
            axes.text(SIDE, SIDE - 2 - 2.8 * row, f"{sign} {words}", color=colour, va="center")
        squares = PathPatch(_squares((), ()), zorder=2.5, facecolor="white", edgecolor=style.VACANCIES.colour, linewidth=0.5 + style.form().line / 2)
        self.moves(axes.add_patch(squares), lambda tables: squares.set_path(_squares(*tables["vacancies"].values())))
        path, = axes.plot([], [], zorder=2.6, color=style.IONS.colour, linewidth=style.form().line * 0.75)
        self.moves(path, lambda tables: path.set_data(*_folded(*tables["its path"].values())))
        self.curve(axes, "marked ion", "x (sites)", "y (sites)", style.IONS, marker="o", linestyle="none", markersize=0.75 * cell, zorder=2.7)

    def say(self, state, words):
        clock = f"at {self.controls[2].show(state.temperature)}"
        if state.step == 0:
            return (f"{words['ions']} ions stand on {words['sites']} sites, and {words['empty (%)']} of the sites are empty. "
                    f"One try takes {words['one try (ns)']} {clock}: press Play.")
        hops, home = words.number("hops of the marked ion"), words["from home (sites)"]
        return (f"After {self.controls[0].show(state.step)} tries ({words['time (ns)']} {clock}) the marked ion has made {hops:g} {'hop' if hops == 1 else 'hops'} "
                f"and is {home.removesuffix('s') if home == '1 sites' else home} from home. Over all ions ⟨R²⟩ is {words['mean square (sites²)']}; "
                f"without memory {words['without memory (sites²)']}. In the long run f = {words['f in the long run']} of that.")

    def conserved(self, state, tables):
        empty, ions, marked, path = (np.array([*tables[name].values()]).T for name in ("vacancies", "ions", "marked ion", "its path"))
        standing = np.unique(np.vstack([empty, ions]), axis=0).shape[0]
        share, diffusivity = state.vacancies / SITES, 1.0
        vacancies, all_ions = share * diffusivity * (1 - share), (1 - share) * ion_diffusivity(share, diffusivity)
        return {"every site holds an ion or a vacancy": abs(standing / SITES - 1) + abs((len(empty) + len(ions)) / SITES - 1),
                "the marked ion is one of them, at the end of its path": float(np.abs(ions - marked).sum(axis=1).min() + np.abs(path[-1] % SIDE - marked).max()),
                "vacancies times their D are ions times theirs": abs(float(vacancies / all_ions) - 1)}


def _squares(x, y):
    """A square around each of these places, all in one path."""
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * 0.31
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path((np.column_stack([x, y])[:, np.newaxis] + corners).reshape(-1, 2), codes * len(x))


def _folded(x, y):
    """The path inside the box: broken where the ion leaves by one wall and comes in by the other."""
    points = np.column_stack([x, y]) % SIDE
    walls = np.flatnonzero(np.abs(np.diff(points, axis=0)).max(axis=1) > 1) + 1
    return np.insert(points, walls, np.nan, axis=0).T
