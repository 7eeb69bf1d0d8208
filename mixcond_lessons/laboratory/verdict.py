"""What the laboratory says to a report: does each value agree with the truth within its uncertainty?"""
import html
from dataclasses import dataclass, field
from itertools import pairwise
from types import SimpleNamespace

import numpy as np

from ..classroom.feedback import LOOKS, in_frame
from ..classroom.quantity import read, show, unit_text

AGREES, CHANCE = 2.0, 3.0  # standard uncertainties; between the two it may be chance
# By how many uncertainties flaws move a value before they are named, how much of it must be of one flaw, and
# below which the recording is called sound.
COUNTS, SHARE, UNSEEN = 0.5, 0.4, 0.25
STEPS = 2, 3, 5, 20, 100  # standard uncertainties: no finer is a distance told
TOO_GOOD = 0.02  # of one, for all values together
# An uncertainty tells too little beyond this part of the value; also beyond so many times the smallest that
# the scatter allows, where it is more than a lower part of the value. Then a guess would agree, too.
WIDE, GENEROUS, FINE = 0.3, 2.5, 0.08
# An uncertainty is too small below this part of the smallest that the scatter allows. Where that one is a
# larger part of the value, the readings hardly tell it.
TOO_SMALL, WELL_KNOWN = 0.4, 0.15
TOLD = 0.2  # of a value: only a sharper one is compared with what a wrong unit or formula gives
WORDS = {"blank": "Nothing to judge yet", "unreadable": "Cannot be read", "not yet": "Not yet",
         "right": "Agrees"}


@dataclass(frozen=True)
class Asked:
    """A quantity to report: the name of the argument, its words, symbol and SI unit; signed: whether it may
    be zero or negative."""
    name: str
    words: str
    symbol: str
    unit: str
    signed: bool = False

    def in_words(self):
        """One line: name, meaning, unit."""
        return f"{self.name}: {self.words} {self.symbol}, in {unit_text(self.unit)}"


@dataclass(frozen=True)
class Trial:
    """What a flaw looks at: sample, setup (the choices of the run), truth and reported values and
    uncertainties, each {name: number in SI units}; moves: {flaw: {name: by how much it moves the value}};
    least: {name: smallest uncertainty that the scatter of all runs allows}; kept: the same for this run
    alone, and for who leaves out, with reason, some of its readings (as least if empty)."""
    sample: object
    setup: SimpleNamespace
    truth: dict
    values: dict
    uncertainties: dict
    moves: dict = field(default_factory=dict)
    least: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)

    def away(self, name):
        """How far a value is from the truth, in its standard uncertainties."""
        return abs(self.values[name] - self.truth[name]) / self.uncertainties[name]

    def off(self, name):
        """Whether a value does not agree with the truth."""
        return self.away(name) > AGREES

    def wide(self, name):
        """Whether an uncertainty tells next to nothing."""
        part = self.uncertainties[name] / max(abs(self.values[name]), 1e-300)
        return part > min(WIDE, max(self._generous(name) / abs(self.truth[name]), FINE))

    def _generous(self, name):
        """The largest uncertainty of who has used all readings."""
        return GENEROUS * (self.kept or self.least).get(name, np.inf)

    def small(self, name):
        """Whether an uncertainty is clearly smaller than the scatter allows, also as a part of its value."""
        part = self.least.get(name, 0) / abs(self.truth[name])
        return not self.wide(name) and self.uncertainties[name] < TOO_SMALL * part * min(
            map(abs, (self.values[name], self.truth[name])))

    def hardly_told(self, name):
        """Whether the scatter of the readings leaves a value open."""
        return self.least.get(name, 0) > WELL_KNOWN * abs(self.truth[name])

    def sharp(self, name):
        """Whether an uncertainty is as small as that of an analysis of all readings: then a distance does not
        help one who guesses."""
        return self.uncertainties[name] <= self._generous(name)

    def poor(self, name):
        """Whether a value is off, or its uncertainty tells next to nothing."""
        return self.off(name) or self.wide(name)

    def fair(self):
        """Whether each uncertainty tells something."""
        return not any(map(self.wide, self.values))

    def moved(self, name, *causes):
        """By how much these flaws (all of them if none is named) move a value, in its uncertainties."""
        moves = (self.moves[cause].get(name, 0) for cause in causes or self.moves)
        return sum(moves) / self.uncertainties[name]

    def moved_by(self, cause):
        """Whether a flaw is a good part of the reason why some value is off: with the others it goes the same
        way, by more than half an uncertainty and a tenth of the distance."""
        return cause in self.moves and any(self._moved_by(cause, name) for name in self.values)

    def _moved_by(self, cause, name):
        way = np.sign(self.values[name] - self.truth[name])
        return self.off(name) and way * self.moved(name) > max(COUNTS, self.away(name) / 10) \
            and way * self.moved(name, cause) > SHARE * way * self.moved(name)

    def clean(self):
        """Whether the readings tell each value, and no flaw moves one by more than a small part of its
        uncertainty."""
        return all(abs(self.moved(name)) < UNSEEN and not self.hardly_told(name) for name in self.values)

    def explained(self):
        """Whether the moves explain each value that is off; of a large move only half is trusted."""
        return all(abs((self.values[name] - self.truth[name]) / self.uncertainties[name] - self.moved(name))
                   < CHANCE + abs(self.moved(name)) / 2 for name in self.values if self.off(name))

    def meets(self, name, other):
        """Whether a value that is off is what another way of reckoning gives: nearer to it than to the truth,
        and within 10 % or two uncertainties."""
        apart = abs(self.values[name] - other)
        return self.off(name) and apart < abs(self.values[name] - self.truth[name]) / 2 \
            and apart <= max(0.1 * abs(other), AGREES * self.uncertainties[name])

    def told(self, name):
        """Whether a value is reported to a fifth or better."""
        return self.uncertainties[name] < TOLD * abs(self.values[name])

    def times(self, name, *factors):
        """Whether a value that is told, and off, is the truth times one of these."""
        return self.told(name) and any(self.meets(name, self.truth[name] * factor) for factor in factors)


@dataclass(frozen=True)
class Flaw:
    """A fault of experiment or analysis. shows: function of a Trial; says: some sentences, without a hidden
    number; guess: it is guessed from a factor, and said only where no other flaw shows."""
    name: str
    shows: object
    says: str
    guess: bool = False


@dataclass(frozen=True)
class Verdict:
    """What `report` returns: state ("blank", "unreadable", "not yet" or "right"), the sentences, the names of
    the flaws that were found."""
    state: str
    sentences: tuple
    flaws: tuple = field(default=())

    def __repr__(self):
        return f"{WORDS[self.state]}: " + "\n".join(self.sentences)

    def _repr_html_(self):
        colour, sign, _ = LOOKS[self.state]
        lines = "<br>".join(map(html.escape, self.sentences))
        title = f'<strong style="color:{colour}">{sign} {WORDS[self.state]}.</strong>'
        return in_frame(colour, f"{title} {lines}", 'role="status"')


def numbers_of(asked, given):
    """(value, standard uncertainty) in SI units of what was reported for a quantity; ValueError in words."""
    if not isinstance(given, (tuple, list, np.ndarray)) or len(given) != 2:
        raise ValueError(f"{asked.name}: write two numbers in brackets, the value and its standard "
                         f"uncertainty, both in {unit_text(asked.unit)}.")
    value, error = read(given[0], asked.unit), None
    if value.value is None:
        raise ValueError(f"{asked.name}, value: {value.problem}")
    if value.value == 0:
        raise ValueError(f"{asked.name} = 0: nothing in this laboratory is exactly zero.")
    if isinstance(given[1], str) and given[1].strip().endswith("%"):
        error = read(given[1], "%")
        size = None if error.value is None else abs(value.value) * error.value / 100
    else:
        error = read(given[1], asked.unit)
        size = error.value
    if isinstance(given[1], float) and given[1] == np.inf:
        raise ValueError(f"{asked.name}: its uncertainty is infinite. Your fit does not tell this value: it "
                         f"did not settle, or the readings hardly depend on it.")
    if size is None:
        raise ValueError(f"{asked.name}, uncertainty: {error.problem}")
    if value.converted and error.bare:
        raise ValueError(f"{asked.name}: the value has a unit, the uncertainty has none. Write its unit, "
                         f"too.")
    if not size > 0:
        raise ValueError(f"{asked.name}: its uncertainty must be larger than zero. No measurement is exact.")
    return value.value, size


def judged(asked, trial, flaws):
    """Return the Verdict of a Trial.

    An uncertainty that is far too wide or too small is not accepted, and then no distance is told: else a few
    reports would find the truth without a measurement.
    """
    wide = [one for one in asked if trial.wide(one.name)]
    off = [one for one in asked if trial.off(one.name)]
    small = [one for one in asked if trial.small(one.name)]
    said = [_compared(one, trial) for one in asked if one not in wide + small]
    said += [_too_wide(one, trial) for one in wide]
    said += [_too_small(one, trial) for one in small]
    said += [f"{one.symbol} is larger than zero. Look at the signs, and at what was subtracted."
             for one in asked if not one.signed and trial.values[one.name] < 0]
    if off or wide or small:
        found = [flaw for flaw in flaws if flaw.shows(trial)]
        found = [flaw for flaw in found if not flaw.guess] or found
        said += [flaw.says for flaw in found] + _beside(trial, off, found, small)
        return Verdict("not yet", tuple(said), tuple(flaw.name for flaw in found))
    if all(trial.away(one.name) < TOO_GOOD for one in asked) \
            and any(trial.uncertainties[one.name] > 2 * trial.least.get(one.name, 0) for one in asked):
        said.append(f"All values are nearer than {TOO_GOOD:g} of their uncertainties. That is too good: "
                    f"chance alone scatters more. Your uncertainties are probably too large.")
    said.append("The truth: " + ", ".join(f"{one.symbol} = {show(trial.truth[one.name], one.unit, 4)}"
                                          for one in asked) + ".")
    return Verdict("right", tuple(said))


def _too_wide(one, trial):
    part = 100 * trial.uncertainties[one.name] / max(abs(trial.values[one.name]), 1e-300)
    size = f"{part:{'.0f' if part >= 10 else '.2g'}} % of the value" if part < 1000 else \
        "more than ten times the value"
    if part > 100 * WIDE:
        return (f"Your uncertainty of {one.symbol} is {size}. Beyond {100 * WIDE:.0f} % it tells too little, "
                f"so it does not count.")
    return (f"Your uncertainty of {one.symbol} is {size}. The scatter of these readings allows one several "
            f"times smaller. With so large a one a guess would agree, too, so it does not count.")


def _too_small(one, trial):
    if trial.hardly_told(one.name):
        return (f"The scatter of these readings leaves {one.symbol} open: they do not allow so small an "
                f"uncertainty. Where readings tell so little, the errors of a fit are not to be trusted.")
    return (f"Your uncertainty of {one.symbol} is smaller than the scatter of these readings allows. "
            f"How did you get it?")


def _beside(trial, off, found, small):
    """What is said beside the flaws that were found."""
    if off and found and all(trial.moved_by(flaw.name) for flaw in found) and not trial.explained():
        return ["That is not all: it does not explain so large a distance. Look at your analysis, too."]
    if not off and not found and not small:
        return ["No choice stands out: these readings tell too little. Measure again with repeat=2 and take "
                "the mean, or plan a run that shows more of the change."]
    if not off or found or small:
        return []
    if all(trial.away(one.name) < CHANCE for one in off):
        return [f"That may be chance: one good value in twenty lies more than {AGREES:g} uncertainties away. "
                f"Before you look for a mistake, measure again with repeat=2."]
    sound = "The recording itself is sound. " if trial.clean() else ""
    return [f"{sound}Look at your analysis again: formula, geometry, units, and whether the curve goes "
            f"through the readings everywhere. If you find nothing, measure again with repeat=2."]


def _compared(one, trial):
    away = trial.away(one.name)
    if away <= AGREES:
        return f"{one.symbol} agrees with the truth within {AGREES:g} of your standard uncertainties."
    if not trial.sharp(one.name):
        return (f"{one.symbol} does not agree with the truth. By how much is told when your uncertainty is "
                f"near the smallest that the scatter allows.")
    step = next((pair for pair in pairwise(STEPS) if away < pair[1]), None)
    count = f"{step[0]} to {step[1]}" if step else f"more than {STEPS[-1]}"
    return f"{one.symbol} lies {count} of your standard uncertainties from the truth."
