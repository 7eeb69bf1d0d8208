"""A panel as frames: its pictures, sentences and numbers at every place of its open controls, computed once.

What repeats between frames is stored once: a picture is cut into its elements, and a frame is a list of
numbers of elements. So neighbouring frames cost little more than what differs between them.
"""
import json
import re
from copy import copy
from dataclasses import dataclass
from itertools import product

import numpy as np

from ..classroom import quantity, style

_POINT = re.compile(r"([ML]) (-?[0-9.]+) (-?[0-9.]+)")
_LINE = re.compile(r'd="((?:[ML] -?[0-9.]+ -?[0-9.]+ ?)+)"')
_ZERO = re.compile(r"(?<![0-9.])0(?=\.)")  # .5 is as short as it can be written
AS_AT_FIRST = "as at first"


@dataclass(frozen=True)
class Detail:
    """About how many places a slider has: at the first state, at another named state, each of the first
    two sliders where both may move, and one that is folded, which moves at the first state alone (1: it does
    not move). Each twice: for most, and for one that draws the axes anew, which takes ten times as long."""

    first: tuple = (61, 21)
    named: tuple = (15, 5)
    joint: tuple = (9, 4)
    folded: tuple = (9, 3)


MOST_OPTIONS = 4
FULL, DRAFT = Detail(), Detail((3, 2), (1, 1), (1, 1), (2, 1))


class Store:
    """Texts that are kept once: `number_of(text)` gives the same number for the same text."""

    def __init__(self):
        self.texts, self._numbers = [], {}

    def number_of(self, text):
        """Return the number under which a text is kept."""
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]

    def cut(self, picture):
        """Return an SVG text as the numbers of its elements."""
        return [self.number_of(part.strip() + ">") for part in with_steps(picture).split(">")[:-1]]


def with_steps(picture):
    """Return an SVG text in which each line is a start and steps, in tenths of a pixel: neighbouring curves
    then have most steps in common, and take a fifth of the room."""
    return _LINE.sub(lambda found: f'd="{_steps(found[1])}"', picture)


def _steps(line):
    words, x, y = [], 0, 0
    for start, right, down in _POINT.findall(line):
        new_x, new_y = round(10 * float(right)), round(10 * float(down))
        words.append(f"{'m' if start == 'M' else ''}{(new_x - x) / 10:g} {(new_y - y) / 10:g}")
        x, y = new_x, new_y
    return _ZERO.sub("", " ".join(words))


@dataclass(frozen=True)
class Places:
    """The values of one control at which the page can stand, and the words for each."""

    control: object
    values: list

    def nearest(self, value):
        """Return the place nearest to a value."""
        control = self.control
        if not control.numeric:
            return self.values.index(value)
        scale = np.log if control.kind == "logarithmic" or control.by_decades else np.asarray
        return int(np.abs(scale(self.values) - scale(value)).argmin())

    def decades(self):
        """Return the places of whole decades, where the control has some of them."""
        if self.control.kind != "logarithmic":
            return []
        shown = [quantity.convert(value, self.control.unit, self.control.screen_unit)
                 for value in self.values]
        found = [place for place, value in enumerate(shown) if np.isclose(np.log10(value) % 1, (0, 1)).any()]
        return found if 5 <= len(found) <= 14 else []

    def in_words(self):
        """Return what stands beside the control at each place."""
        return [self.control.show(value) for value in self.values]


def places_of(control, needed, most):
    """Return the Places of a control: at most about `most`, evenly along its slider, its whole decades, and
    all values in `needed`, which need not be on the slider."""
    if control.kind == "choice":
        return Places(control, list(control.options))
    if control.kind == "switch":
        return Places(control, [False, True])
    grid = list(control.grid)
    some = thinned(len(grid), most, Places(control, grid).decades())
    cast = int if control.kind == "integer" else float
    return Places(control, sorted({cast(value) for value in (*(grid[place] for place in some), *needed)}))


def thinned(count, most, needed):
    """Return at most about `most` places of `count`, evenly, with both ends and those in `needed`; of less
    than two, those in `needed`."""
    if most < 2:
        return sorted(needed)
    step = max(1, -(-(count - 1) // (most - 1)))
    return sorted({*range(0, count, step), count - 1, *needed})


class Recorder:
    """Moves one panel through its places and writes down what it shows, at a desk and in a hall."""

    def __init__(self, panel, detail=FULL):
        self.panel, self.detail = panel, detail
        # apart, so that what is alike lies together: it packs to less
        self.stores = {kind: Store() for kind in ("words", "desk", "hall", "numbers")}
        self.hall = copy(panel)  # the same panel, drawn at the sizes for a hall
        self.hall.dismiss()
        self._still = {}  # of each of the two panels, as long as its axes stand
        self.opening = panel.state
        self.states = {AS_AT_FIRST: self.opening} | {
            name: panel.preset(name).state for name in panel.presets}
        if hasattr(panel, "fit"):
            panel.set(**self.opening)
            panel.fit()
            self.states["after Fit"] = panel.state
        # those in the open first
        self.placed = [self._places_of(control) for folded in (False, True)
                       for control in panel.controls if control.folded == folded]

    def _places_of(self, control):
        most = self.detail.folded if control.folded else self.detail.first
        return places_of(control, [state[control.name] for state in self.states.values()], most[False])

    def record(self):
        """Return all that the page needs to show this panel, fit for JSON."""
        states = [self._state(name, state, place)
                  for place, (name, state) in enumerate(self.states.items())] + self._variants()
        panel = self.panel.set(**self.opening)
        return {
            "name": panel.name, "ask": panel.ask, "alternative": panel.alternative,
            "law": panel.law_in_words(), "kept": list(panel.invariants_in_words().items()),
            "controls": [_described(places) for places in self.placed],
            "states": states, "texts": {kind: store.texts for kind, store in self.stores.items()},
        }

    def _variants(self):
        """The states where the first choice among the open controls is another: then the others move there,
        too. Each says which control (`chosen`) stands at which place. What a rule forbids is left out."""
        for index, places in enumerate(self.placed if self.detail.named[False] > 1 else ()):
            control = places.control
            if not (control.numeric or control.folded) and len(places.values) <= MOST_OPTIONS:
                name, first = places.control.name, self.opening[places.control.name]
                states = {place: self._chosen(name, option) for place, option in enumerate(places.values)
                          if option != first}
                return [self._state("", state, 1) | {"chosen": [index, place]}
                        for place, state in states.items() if state[name] == places.values[place]]
        return []

    def _chosen(self, name, option):
        """The first state with another choice, or the first state itself where a rule forbids it."""
        self._move(self.opening, {name: option})
        return self.panel.state

    def _state(self, name, state, place):
        """The frames round one named state: each open control by itself, and the first two together."""
        home = [places.nearest(state[places.control.name]) for places in self.placed]
        sweeps = [self._sweep(state, [index], [self._some(index, self._most(index, place), home)])
                  for index in range(len(self.placed))]
        if place == 0 and self._open() > 1 and self.detail.joint[False] > 1:
            # the one that draws the axes anew moves less often
            pair = sorted((0, 1), key=lambda index: not self.placed[index].control.rescales)
            sweeps.append(self._sweep(state, pair, [self._together(index, home) for index in pair]))
        return {"name": name, "home": home, "sweeps": sweeps}

    def _open(self):
        """How many controls are not folded."""
        return sum(not places.control.folded for places in self.placed)

    def _most(self, index, place):
        """About how many places a control has at the state of this number (for a quick one, for one that
        draws the axes anew)."""
        control = self.placed[index].control
        if control.folded:
            return (1, 1) if place and control.numeric else self.detail.folded
        return self.detail.named if place else self.detail.first

    def _some(self, index, most, home):
        """Some places of a control: all that a choice has, of a number about as many as `most` says
        (for a quick one, for one that draws the axes anew)."""
        places = self.placed[index]
        wanted = most[places.control.rescales]
        if not places.control.numeric and wanted > 1:
            return [*range(len(places.values))]
        return thinned(len(places.values), wanted, [home[index]])

    def _together(self, index, home):
        """The places of a control that moves together with another: whole decades, where it has them, so that
        both can be alike."""
        places = self.placed[index]
        decades = [] if places.control.rescales else places.decades()
        return sorted({*decades, home[index]}) if decades else self._some(index, self.detail.joint, home)

    def _sweep(self, state, moves, at):
        """The frames where the controls `moves` stand at all combinations of the places `at`."""
        return {"moves": moves, "at": at,
                "frames": [self._frame(state, zip(moves, places, strict=True)) for places in product(*at)]}

    def _frame(self, state, moves):
        """One frame: where the open controls stand, the sentence, both pictures, the numbers."""
        panel, words, numbers = self.panel, self.stores["words"], self.stores["numbers"]
        remark = self._move(state, {self.placed[index].control.name: self.placed[index].values[place]
                                    for index, place in moves})
        tables = panel.data()
        columns = [(name, column) for name, table in tables.items() for column in table]
        return {
            "places": [places.nearest(panel.state[places.control.name]) for places in self.placed],
            "sentence": words.number_of(panel.describe() + remark),
            "desk": self._pictures(panel, "desk"),
            "hall": self._in_the_hall(panel.state, tables),
            "columns": words.number_of(json.dumps(columns, ensure_ascii=False)),
            "numbers": [numbers.number_of(",".join(f"{value:.4g}" for value in tables[name][column]))
                        for name, column in columns],
        }

    def _move(self, state, moves):
        """Bring the panel there as its sliders do; return what is said where a rule stops one of them."""
        try:
            self.panel.set(**(state | moves))
            return ""
        except ValueError:
            self.panel.set(**state)
        stops = [self.panel.move(name, value) for name, value in moves.items()]
        return "".join(f" (The control stops here: {stop}.)" for stop in stops if stop)

    def _in_the_hall(self, state, tables):
        style.lecture_mode(True)
        try:
            return self._pictures(self.hall.adopt(state, tables), "hall")
        finally:
            style.lecture_mode(False)

    def _pictures(self, panel, kind):
        """[the number of the still layer, the numbers of the moving layer's elements]."""
        store, moving = self.stores[kind], panel.moving_picture()
        if moving is None:
            still, moving = panel.layers()
            self._still[kind] = store.number_of(" ".join(map(str, store.cut(still))))
        return [self._still[kind], *store.cut(moving)]


def _described(places):
    control = places.control
    return {"label": f"{control.label} {control.symbol}".strip(), "kind": control.kind,
            "words": places.in_words(), "plays": control.plays, "folded": control.folded}
