"""A laboratory that a student works in: choices are checked, hours counted, files written, reports judged."""
import contextlib
import html
import inspect
import re
import tempfile
from dataclasses import replace
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from types import SimpleNamespace

from ..classroom import work_file
from ..classroom.quantity import unit_text
from ..recordings import made_recordings
from . import written
from .choices import Number, Option, still_blank, taken
from .run import Overload, Refused, Run
from .samples import chance, student_named
from .verdict import Trial, Verdict, judged, numbers_of

FOLDER = "laboratory"
FORM = Option("form", "how the instrument writes the file", written.FORMS, "EC-Lab")
REPEAT = Number("repeat", "1, or 2, 3, … to measure the same again, with new noise", "1", 1, 99, default=1,
                whole=True)


class Laboratory:
    """One sample of one student. `measure(...)` makes a recording, `report(...)` is judged.

    student: a name or a number; three dots stand for the sample of the lesson's own example.
    """
    name = title = known = made = ""
    hours = 48.0
    asked = choices = flaws = ()
    told = ()  # choices that name a run, in a few words
    stand_in = {}  # choices that belong to the recording of the course, in SI units

    def __init_subclass__(cls):
        cls.measure = _telling(Laboratory.measure, cls._all_choices(), ())
        cls.report = _telling(Laboratory.report, cls.asked, ("run",))

    def __init__(self, student):
        self.unnamed = student is ...
        self.student = "the example" if self.unnamed else student_named(student)
        self.called = "the example" if self.unnamed else " ".join(str(student).split())
        self._sample = self.sample(chance(self.name, self.student, "sample"))
        self.runs, self.reports, self.spent = [], 0, 0.0
        self._before = self._now = None

    # --- what an experiment declares
    def sample(self, chance):
        """Return the hidden constants, drawn from numpy's generator."""
        raise NotImplementedError

    def truth(self, sample, setup):
        """Return {quantity asked: its value in SI units} for the choices of a run."""
        raise NotImplementedError

    def record(self, sample, setup, chance):
        """Return ({meaning of a column: numbers in SI units}, {word: text of the head})."""
        raise NotImplementedError

    def cost(self, setup, before):
        """Return the hours of a run after one with the choices `before` (None at first)."""
        raise NotImplementedError

    def refuse(self, setup):
        """Raise ValueError where choices do not go together."""

    def least(self, sample, setup):
        """Return {quantity: smallest standard uncertainty that the scatter allows}."""
        return {}

    def kept(self, sample, setup):
        """Return the same for who leaves out readings that a flaw spoils."""
        return self.least(sample, setup)

    def moves(self, sample, setup):
        """Return {name of a flaw: {quantity: by how much it moves the result of the usual law}}."""
        return {}

    def named(self, setup):
        """Return the choices of a run in a few words: those that are `told`."""
        return ", ".join(choice.said(getattr(setup, choice.name)) for choice in self._all_choices()
                         if choice.name in self.told and getattr(setup, choice.name) is not None)

    # --- what a student does
    @property
    def left(self):
        """Hours of lab time that are left."""
        return self.hours - self.spent

    def measure(self, **choices):
        """Measure, and return a Run. The choices stand below, and in the text of this laboratory.

        The same choices are the same measurement: it is not done, and not paid, twice; `repeat=2` measures
        again. The run that was measured last, or whose cell ran last, is the one that `report` judges. Where
        a choice is missing or impossible nothing is measured: the Run says why, and so does its `file`.
        """
        self._now = self._tried(choices)
        return self._now

    def report(self, run=None, **values):
        """Judge values for a run (if none is named, the one whose cell ran last); return a Verdict.

        For each quantity asked: name=(value, standard uncertainty), numbers in SI units or texts with a unit.
        ValueError for a quantity that is not asked here, and for what is no run.
        """
        names = [one.name for one in self.asked]
        strange = [name for name in values if name not in names]
        if strange:
            raise Refused(f"{strange[0]}: is not asked here. Report {', '.join(names)}.")
        run = self._judged(run)
        if run is None or run.setup is None:
            return Verdict("blank", (self._no_run(),))
        blank = [name for name in names if name in still_blank(values) or values.get(name) is None]
        if blank:
            return Verdict("blank", (f"Still to fill in: {', '.join(blank)}. Each is a value and its "
                                     f"standard uncertainty.",))
        try:
            pairs = {one.name: numbers_of(one, values[one.name]) for one in self.asked}
        except ValueError as problem:
            return Verdict("unreadable", (str(problem),))
        self.reports += 1
        trial = replace(self._trial(run, pairs), moves=self.moves(self._sample, run.setup))
        found = judged(self.asked, trial, self.flaws)
        found = self._of_another(run, pairs) or found if found.state == "not yet" else found
        return replace(found, sentences=(f"{run.label}.", *found.sentences))

    def solution(self, run=None):
        """Return the truth for a run (if none is named, the one whose cell ran last), {quantity: value in SI
        units}.

        For teachers, and for tests. ValueError where nothing was measured.
        """
        run = self._judged(run)
        if run is None or run.setup is None:
            raise ValueError("run: nothing was measured yet")
        return self.truth(self._sample, run.setup)

    # --- inside
    @classmethod
    def _all_choices(cls):
        return (*cls.choices, FORM, REPEAT)

    def _tried(self, choices):
        blank = still_blank(choices)
        if blank:
            said = f"Nothing was measured. Still to choose: {', '.join(blank)}."
            return self._refused(said) if self.runs or len(blank) < len(choices) else self._untouched(said)
        try:
            setup = SimpleNamespace(**taken(self._all_choices(), choices))
            self.refuse(setup)
        except ValueError as problem:
            return self._refused(f"Nothing was measured. {problem}")
        done = next((run for run in self.runs if _readings(run.setup) == _readings(setup)), None)
        if done and done.setup != setup:
            return self._in_another_form(done, setup)
        if done:
            return replace(done, left=self.left, words=(
                f"{done.label}. This was measured before, and it is not paid again: the file "
                f"{done.path.name}. {self.left:.1f} h are left."))
        hours = self.cost(setup, self._before)
        if hours > self.left:
            return self._refused(
                f"This run needs {hours:.1f} h, and {self.left:.1f} h of your {self.hours:g} h are left. So "
                f"nothing was measured. What you have is enough to report; or choose a shorter run. To plan "
                f"anew with the same sample, run the cell that opens the laboratory again.")
        try:
            return self._measured(setup, hours)
        except Overload as problem:
            return self._refused(f"Nothing was measured. {problem}")

    def _untouched(self, said):
        return Run(made_recordings()[self.made], f"{said} Until then `.file` is a recording that comes with "
                   f"the course, not yours.", left=self.left, label="A recording of the course, not yours",
                   known=self.stand_in)

    def _refused(self, said):
        return Run(None, said, left=self.left, label="No run",
                   known=dict.fromkeys(choice.name for choice in self._all_choices()))

    def _judged(self, run):
        if run is not None and not isinstance(run, Run):
            raise Refused(f"run = {run!r}: give what `measure` returned, without quotes, such as run=my_run.")
        return self._now if run is None else run

    def _no_run(self):
        if not self.runs:
            return "There is no measurement of yours yet. Measure first."
        return ("Your last choices were not measured, so there is no run to judge. Mend them; or run the "
                "cell of an earlier run again, which costs nothing, or name it: report(run=..., ...).")

    def _trial(self, run, pairs):
        truth = self.truth(self._sample, run.setup)
        values, uncertainties = ({name: pair[place] for name, pair in pairs.items()} for place in (0, 1))
        return Trial(self._sample, run.setup, truth, values, uncertainties,
                     least=self._of_all(run, truth), kept=self.kept(self._sample, run.setup))

    def _of_another(self, run, pairs):
        """The Verdict for values that agree with another run's truth, not with this one's; else None."""
        truth = self.truth(self._sample, run.setup)
        for other in self.runs:
            if self.truth(self._sample, other.setup) != truth \
                    and judged(self.asked, self._trial(other, pairs), ()).state == "right":
                return Verdict("not yet", (
                    f"These values do not agree. They fit another run of yours, {other.label}. Is it this "
                    f"one that you mean? Name the run: report(run=..., ...), or run its cell again, which "
                    f"costs nothing.",), ("values of another run",))
        return None

    def _of_all(self, run, truth):
        """The smallest uncertainties that all runs of the same truth allow together.

        Runs that differ may tell more together than their errors, added as inverse squares, say: there the
        bound is a third.
        """
        alike = [one.setup for one in self.runs if self.truth(self._sample, one.setup) == truth]
        found = [self.least(self._sample, setup) for setup in alike]
        share = 1 if len({repr(vars(setup) | {"repeat": 1}) for setup in alike}) == 1 else 3
        return {name: sum(one[name]**-2 for one in found if name in one) ** -0.5 / share
                for name in self.least(self._sample, run.setup)}

    def _label(self, setup):
        again = f", measured again ({setup.repeat})" if setup.repeat > 1 else ""
        return f"Run {len(self.runs) + 1}: {self.named(setup)}{again}"

    def _measured(self, setup, hours):
        path, rows = self._file(setup, self.spent + hours)
        self.spent, self._before = self.spent + hours, setup
        label = self._label(setup)
        said = (f"{label}. {rows} readings in the file {path.name}. This took {hours:.1f} h; {self.left:.1f} "
                f"h are left.")
        run = Run(path, said, hours, self.left, label, vars(setup), setup)
        self.runs.append(run)
        return run

    def _in_another_form(self, run, setup):
        path, _ = self._file(setup, sum(one.hours for one in self.runs[:self.runs.index(run) + 1]))
        words = (f"{run.label}. These readings were measured before, and they are not paid again: now they "
                 f"are also in the file {path.name}. {self.left:.1f} h are left.")
        return replace(run, path=path, words=words, left=self.left, known=vars(setup), setup=setup)

    def _file(self, setup, end):
        """Write the readings, which do not depend on the form; return path and number of readings.

        end: hours since the laboratory was opened, when the recording ends.
        """
        words = sorted(_readings(setup).items())
        draw = chance(self.name, self.student, *(item for pair in words for item in pair))
        columns, remarks = self.record(self._sample, setup, draw)
        started = written.BEGINNING + timedelta(hours=round(end, 3), seconds=-float(columns.get(
            "time", [0.0])[-1]))
        text = written.written(setup.form, columns, {"Sample": f"{self.title}, {self.called}"} | remarks,
                               started)
        # The mark tells students apart whose names have no Latin letters, and -5 from 5.
        mark = f"{chance(self.name, self.student, *words).integers(16**8):08x}"
        name = f"{self.name}_{_slug(self.student)}_{mark}{written.EXTENSIONS[setup.form]}"
        return _kept(name, text), len(next(iter(columns.values())))

    def _head(self):
        whose = "the sample of our example (your name or a number in place of the dots gives you your own)" \
            if self.unnamed else f"the sample of {self.called}"
        return f"{self.title}: {whose}"

    def _hours(self):
        return f"You have {self.left:.1f} h of {self.hours:g} h of lab time."

    def __repr__(self):
        return "\n".join([
            f"{self._head()}. {self.known}", self._hours(), "To choose in measure(...):",
            *(f"- {choice.in_words()}" for choice in self._all_choices()),
            "To report, each as (value, standard uncertainty):",
            *(f"- {one.in_words()}" for one in self.asked)])

    def _repr_html_(self):
        choices = [(choice.name, choice.words, *choice.allowed()) for choice in self._all_choices()]
        asked = [(one.name, one.words, f"{one.symbol} in {unit_text(one.unit)}") for one in self.asked]
        return (f'<div style="max-width:60em"><p><strong>{html.escape(self._head())}.</strong> '
                f"{html.escape(self.known)}</p><p>{self._hours()}</p>{_table('measure(…)', choices)}"
                f"{_table('report(…): value, standard uncertainty', asked)}</div>")


def _telling(method, named, others):
    """The method, with the names that it takes and their meaning where help() and the Tab key look."""
    @wraps(method)
    def told(self, *given, **more):
        return method(self, *given, **more)
    only, free = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty
    defaults = [getattr(one, "default", ...) for one in named]
    told.__signature__ = inspect.Signature(
        [inspect.signature(method).parameters[name] for name in ("self", *others)]
        + [inspect.Parameter(one.name, only, default=free if left_out is ... else left_out)
           for one, left_out in zip(named, defaults, strict=True)])
    told.__doc__ = "\n".join([inspect.cleandoc(method.__doc__), "", *(one.in_words() for one in named)])
    return told


def _table(heading, rows):
    """An HTML table; of a row the third cell and what follows stand in one cell, line by line."""
    def cells(name, words, *lines):
        inside = "<br>".join(map(html.escape, lines))
        return f"<tr><td><code>{name}</code></td><td>{html.escape(words)}</td><td>{inside}</td></tr>"
    body = "".join(cells(*row) for row in rows).replace("<td>", '<td style="text-align:left">')
    return f'<table><tr><th colspan="3" style="text-align:left">{heading}</th></tr>{body}</table>'


def _readings(setup):
    """The choices on which the readings depend: all but the form of the file."""
    return vars(setup) | {FORM.name: FORM.default}


def _slug(student):
    return re.sub(r"[^a-z0-9]+", "-", student).strip("-")[:30] or "sample"


def _kept(name, content):
    """Write a file into the folder beside the saved work; return its path.

    Where work is kept in memory only, or nothing can be written there, it goes into a temporary folder.
    """
    saved = work_file.place()
    if saved is not None:
        with contextlib.suppress(OSError):
            folder = saved.parent / FOLDER
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
            return folder / name
    (_elsewhere() / name).write_bytes(content)
    return _elsewhere() / name


@cache
def _elsewhere():
    return Path(tempfile.mkdtemp(prefix=f"mixcond_{FOLDER}_"))
