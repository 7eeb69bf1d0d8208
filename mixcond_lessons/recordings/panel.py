"""A panel with a measurement in it: readings beside the curve of a law, and Fit, which finds constants."""
import textwrap
from types import SimpleNamespace

import numpy as np

from ..classroom import style
from ..classroom.panel import Panel
from . import Measurement, load_recording, made_recordings


class MeasuredPanel(Panel):
    """Base of panels that take a recording: a path, an upload or what `load_recording` returned.

    A subclass has `made`, the name of the recording that comes with the course, takes the columns in
    `take(recording)` (ValueError where they do not fit), and returns ({control: value}, what was found) from
    `find(state)`. `fit()` moves the sliders there; Fit in the notebook does the same. What was found is said
    as long as the sliders stand where the fit has put them.
    """

    made = ""
    geometry = ()  # the controls that are sizes of the sample
    fits = True

    def __init__(self, recording=None, **changes):
        if not isinstance(recording, Measurement):
            recording = load_recording(made_recordings()[self.made] if recording is None else recording)
        self.recording = recording
        self.found = self._found_at = None
        self.taken = []  # what was taken for granted, in words
        self.given = changes
        self.take(recording)
        if recording.name != self.made:  # the course knows its own sample
            self.taken += self._assumed_geometry()
        super().__init__(**changes)

    def take(self, recording):
        """Take the columns that the panel needs."""
        raise NotImplementedError

    def told(self):
        """{control: value} of the sample's sizes that the file itself tells."""
        return {}

    def _assumed_geometry(self):
        """The sizes that neither the student nor the file has told, in words."""
        return [f"{one.label} {one.show(one.default)}, until you set it" for one in self.controls
                if one.name in self.geometry and one.name not in {*self.given, *self.told()}]

    def find(self, state):
        """Return ({control: value}, what was found)."""
        raise NotImplementedError

    def fit(self):
        """Find the constants from the readings and move the sliders there; returns the panel."""
        values, found = self.find(SimpleNamespace(**self._state))
        limits = {control.name: (control.minimum, control.maximum) for control in self.controls}
        state = self.accepted({name: float(np.clip(value, *limits[name])) for name, value in values.items()})
        self.found, self._found_at = found, state
        return self.adopt(state, self._solved(state))

    def fitted(self, state):
        """What the fit has found, if the sliders stand where it has put them; else None."""
        return self.found if self._found_at == vars(state) else None

    def one_of(self, *meanings):
        """Return (meaning, numbers in SI) of the first of these that the recording has.

        Two columns without names are taken in their order, the first as time: it is said in the picture.
        ValueError where there is none.
        """
        recording = self.recording
        for meaning in meanings:
            if recording.has(meaning):
                self.taken += [f"“{one.name}”: without unit, {one.si}" for one in recording.described
                               if one.meaning == meaning and one.assumed]
                return meaning, recording.column(meaning)
        bare = all(name.startswith("column ") for name in recording.columns)
        if bare and len(recording.columns) == 2:
            place = 0 if meanings[0] in ("time", "frequency", "gate voltage") else 1
            self.taken.append(f"column {place + 1}, without name, is the {meanings[0]}")
            return meanings[0], list(recording.columns.values())[place]
        if "real part" in meanings or "imaginary part" in meanings:
            return meanings[0], recording.column(meanings[0])
        raise ValueError(f"“{recording.name}” does not fit {self.name}: it has no column for the "
                         f"{' or the '.join(meanings)}. Its columns: {recording.described_in_words()}. "
                         f"If one of them is it, load it with names=(...), such as “time/s”.")

    def draw_beside(self, axes):
        """Draw curve minus readings, the table "beside", against the times of the curve.

        Evenly up to 1 %, by powers of ten beyond: a curve far away still shows on which side it lies.
        """
        axes.set_yscale("symlog", linthresh=1)
        axes.set(xscale="log", xlim=(self.line[0], self.line[-1]), xlabel="time after the step (s)",
                 ylim=(-1e5, 1e5), title="curve − readings (%)")
        axes.set_yticks((-1e4, -100, -1, 0, 1, 100, 1e4), ("−10⁴", "−100", "−1", "0", "1", "100", "10⁴"))
        axes.set_yticks([], minor=True)
        axes.axhline(0, color=style.QUIET, linewidth=style.form().line / 2)
        self.curve(axes, "beside", "time (s)", "curve − readings (%)", marker=".", linestyle="none")

    def say_what_was_taken(self, figure):
        """Write above the picture, where no curve comes, what was taken for granted, if anything was."""
        if self.taken:
            size = style.form()
            letters = int(size.width / size.text / 0.65)
            lines = textwrap.wrap("Assumed: " + "; ".join(self.taken) + ".", letters, max_lines=3)
            figure.suptitle("\n".join(lines), x=0.01, ha="left", size=size.text)


class TakesRecording:
    """For a panel of the lesson that also has a form with a measurement in it: given a recording, it is that
    one, `measured`."""

    measured = None

    def __new__(cls, recording=None, **changes):
        """The panel itself, or its form with a measurement."""
        return super().__new__(cls) if recording is None else cls.measured(recording, **changes)


def without_gaps(*columns):
    """The columns without the rows in which one of them is missing."""
    kept = np.isfinite(columns).all(axis=0)
    if not kept.any():
        raise ValueError("in no row of the recording are all the columns filled that are needed here")
    return [np.asarray(column)[kept] for column in columns]


def fewer(most, *columns):
    """At most about so many rows, evenly spread, for a picture."""
    every = max(1, -(-len(columns[0]) // most))
    return [np.asarray(column)[::every] for column in columns]
