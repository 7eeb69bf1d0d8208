"""A student's work (answers and predictions): kept in one small file, taken home, and given back without
losing anything."""
import json
import os
import re
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import NamedTuple

import anywidget
import traitlets

# In version 1 answers were kept under the number of their question.
FORMAT, VERSION = "mixcond_lessons work", 2
LARGEST = 1_000_000  # bytes; a whole course of answers is a twentieth of that
_LONGEST_TEXT = 300
_ANSWER, _PREDICTION = {"given", "state", "when"}, {"expected", "when"}
_STATES = ("unreadable", "not yet", "right")
_WHEN = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{6}Z", re.ASCII)


# How the course numbers a key, and what its names were; see `know_course`.
_place_of, _earlier_names = str, dict


def know_course(place_of, earlier_names):
    """Tell this module about the course it serves.

    place_of: function that returns the number of the question with a given key, such as "03.6", or "" for no
    question;
    earlier_names: function that returns {"answers": {number in version 1: key}, "predictions": {name in
    version 1: key}}.
    """
    global _place_of, _earlier_names
    _place_of, _earlier_names = place_of, earlier_names


class Returned(NamedTuple):
    """What came of giving work back: whether it was taken, and a sentence."""
    accepted: bool
    text: str


class _Refused(Exception):
    """Why a text is not taken as saved work, in one sentence."""


def _entries(found, fields):
    """The entries of one table if every one is what this module writes; else _Refused."""
    if not isinstance(found, dict):
        raise _Refused("Its tables are not those of this course.")
    for name, entry in found.items():
        sound = (len(name) <= _LONGEST_TEXT and isinstance(entry, dict) and set(entry) == fields
                 and all(isinstance(text, str) and len(text) <= _LONGEST_TEXT for text in entry.values())
                 and _WHEN.fullmatch(entry["when"]) and entry.get("state", "right") in _STATES)
        if not sound:
            raise _Refused("One of its entries is damaged.")
    return found


def _parse(text):
    """(answers, predictions) of a text made by `to_text`; else _Refused."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _Refused("It is damaged or no file of this kind (not JSON).") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _Refused("It comes from another program.")
    if found.get("version") not in (1, VERSION) or set(found) != {"format", "version", "answers",
                                                                  "predictions"}:
        raise _Refused("It comes from another version of this course.")
    tables = _entries(found["answers"], _ANSWER), _entries(found["predictions"], _PREDICTION)
    return tables if found["version"] == VERSION else _renamed(*tables)


def _renamed(answers, predictions):
    """The tables of version 1 under the names of today; what has no name today stays under its own, so that
    nothing is lost."""
    names = _earlier_names()
    return tuple(_merged({}, {names.get(kind, {}).get(name, name): entry for name, entry in table.items()})
                 for kind, table in (("answers", answers), ("predictions", predictions)))


def _merged(ours, theirs):
    """Both tables in one; where both have an entry, the later one (of two at the same time always the same,
    whoever merges)."""
    def age(entry):
        return entry["when"], sorted(entry.items())
    return ours | {name: entry for name, entry in theirs.items() if name not in ours
                   or age(entry) > age(ours[name])}


def _now():
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Work:
    """Answers and predictions of one student, in memory and in the file `path` (None: in memory only).

    Other notebooks may write the same file, so each save first takes in what is there. A folder that cannot
    be written, or a damaged file,
    never stops the lesson: it is said once, through `take_notice`. listener: called without arguments after
    each change.
    """

    def __init__(self, path=None):
        self.path = None if path is None else Path(path).absolute()
        self.answers, self.predictions, self.listener = {}, {}, None
        self._notices, self._cannot_save = [], False
        self._with_file(self._take_in_file)

    def record_answer(self, key, given, state):
        """Keep an attempt: the question's key, what was given (text) and the state `check` returned;
        ValueError for an unknown state."""
        if state not in _STATES:
            raise ValueError(f"state = {state!r}: allowed is one of {', '.join(_STATES)}")
        self.answers[str(key)[:_LONGEST_TEXT]] = {"given": str(given)[:_LONGEST_TEXT], "state": state,
                                                  "when": _now()}
        self._save()

    def record_prediction(self, id, expectation):
        """Keep an expectation (text or number) under the id of its prediction."""
        self.predictions[str(id)[:_LONGEST_TEXT]] = {"expected": str(expectation)[:_LONGEST_TEXT],
                                                     "when": _now()}
        self._save()

    def prediction(self, id):
        """Return the text of the expectation kept under `id`, or None."""
        return self.predictions.get(id, {}).get("expected")

    def progress(self):
        """Return {chapter digits: {"tried": number of questions, "right": number of them}} in order."""
        counts = {}
        for number, state in sorted((_place_of(key), entry["state"]) for key, entry in self.answers.items()):
            if not number:
                continue  # of no question of this course: kept, but not counted
            chapter = counts.setdefault(number.split(".")[0], {"tried": 0, "right": 0})
            chapter["tried"] += 1
            chapter["right"] += state == "right"
        return counts

    def progress_text(self):
        """Return the progress in words."""
        parts = [f"chapter {chapter}: {done['right']} of {done['tried']} tried right"
                 for chapter, done in self.progress().items()]
        return ("Questions: " + "; ".join(parts) if parts
                else "No question answered yet") + f". Predictions made: {len(self.predictions)}."

    def to_text(self):
        """Return all of it as JSON text, as `give_back` takes it."""
        content = {"format": FORMAT, "version": VERSION, "answers": self.answers,
                   "predictions": self.predictions}
        return json.dumps(content, indent=1, sort_keys=True)

    def give_back(self, text):
        """Take in work saved earlier: of two entries the later one stays, nothing else is lost. Returns
        Returned(accepted, sentence)."""
        try:
            if not isinstance(text, str):
                raise _Refused("The text of a my_work.json is expected.")
            if len(text) > LARGEST:
                raise _Refused("It is far larger than saved work can be.")
            answers, predictions = _parse(text)
        except _Refused as reason:
            return Returned(False, f"This file was not taken. {reason} Your work here is as it was.")
        self._take_in(answers, predictions)
        self._save()
        return Returned(True, f"Welcome back. In the file: answers {len(answers)}, predictions "
                              f"{len(predictions)}. Now: {self.progress_text()}")

    def take_notice(self):
        """Return what has to be said about saving (once), or an empty text."""
        notice, self._notices = " ".join(self._notices), []
        return notice

    def _take_in(self, answers, predictions):
        self.answers, self.predictions = _merged(self.answers,
                                                 answers), _merged(self.predictions, predictions)

    def _take_in_file(self):
        try:
            self._take_in(*_parse(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            pass  # the first time there is none
        except (_Refused, UnicodeDecodeError):
            stem, suffix = self.path.stem, self.path.suffix
            aside = next(name for number in count(1)
                         if not (name := self.path.with_name(f"{stem}.damaged-{number}{suffix}")).exists())
            self.path.rename(aside)
            self._notices.append(f"The saved work in {self.path.name} could not be read; it is kept as "
                                 f"{aside.name}, and a new file was begun.")

    def _write(self):
        """Write beside the file and put it in place in one step, so that a crash leaves the old or the new
        one, never half of one."""
        self._take_in_file()
        handle, temporary = tempfile.mkstemp(dir=self.path.parent, prefix=".my_work", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(self.to_text())
            os.replace(temporary, self.path)
        except OSError:
            os.unlink(temporary)
            raise

    def _with_file(self, action):
        if self.path is None:
            return
        try:
            action()
        except OSError as reason:
            if not self._cannot_save:
                self._cannot_save = True
                self._notices.append(f"Your work cannot be saved to {self.path} "
                                     f"({reason.strerror or reason}). The lesson goes on; "
                                     "before you stop, use “Take my work home” or start the notebook in a "
                                     "folder of your own.")

    def _save(self):
        self._with_file(self._write)
        if self.listener is not None:
            self.listener()


@lru_cache(maxsize=None)
def _work_in(place):
    return Work(None if place == "off" else place)


def work():
    """Return the one Work of this process: in the file that the environment variable MIXCOND_WORK_FILE names,
    else my_work.json here.

    MIXCOND_WORK_FILE=off keeps it in memory only.
    """
    return _work_in(os.environ.get("MIXCOND_WORK_FILE") or "my_work.json")


class SavedWork(anywidget.AnyWidget):
    """One button to take the work home, one chooser to give it back, and in words what came of it and how far
    one is."""
    _esm = (Path(__file__).parent / "saved.js").read_text(encoding="utf-8")
    progress = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, kept):
        super().__init__(progress=kept.progress_text(), said=kept.take_notice())
        self._kept = kept
        kept.listener = self._refresh
        self.on_msg(self._asked)

    def __repr__(self):
        return f"Saved work. {self.progress}"

    def _refresh(self):
        self.progress = self._kept.progress_text()

    def _asked(self, _, content, buffers):
        if "give back" in content:
            returned = self._kept.give_back(content["give back"])
            self.said = f"{returned.text} {self._kept.take_notice()}".rstrip()
        elif "take home" in content:
            # The view that asked is named, so that a second view of this widget does not download as well.
            self.send({"work": self._kept.to_text(), "view": content["take home"]})
            self.said = "Your work went into my_work.json, in your browser's folder for downloads."


@lru_cache(maxsize=None)
def _widget_for(kept):
    return SavedWork(kept)


def saved_work():
    """Return the widget that saves and restores the work of this process (the same one each time)."""
    return _widget_for(work())
