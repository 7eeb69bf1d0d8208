"""A student's work (answers and predictions): kept in one small file, taken home, and given back without
losing anything."""
from functools import cache
from pathlib import Path
from typing import NamedTuple

import anywidget
import traitlets

from . import work_file, work_text
from .work_text import LARGEST, LONGEST_TEXT, STATES, Newer, Refused, TooLarge

AGAIN = "Your work is saved again."
# How the course numbers a key, which predictions it has, and what its names were; see `know_course`. Kept
# where this module is loaded again.
_place_of, _is_prediction, _earlier_names = (
    globals().get(name, usual)
    for name, usual in (("_place_of", str), ("_is_prediction", bool), ("_earlier_names", dict)))


def know_course(place_of, is_prediction, earlier_names):
    """Tell this module about the course it serves.

    place_of: function that returns the number of the question with a given key, such as "03.6", or "" for no
    question;
    is_prediction: function that says whether the course has a prediction of this name;
    earlier_names: function that returns {"answers": {number in version 1: key}, "predictions": {name in
    version 1: key}}.
    """
    global _place_of, _is_prediction, _earlier_names
    _place_of, _is_prediction, _earlier_names = place_of, is_prediction, earlier_names


class Returned(NamedTuple):
    """What came of giving work back: whether it was taken, and a sentence."""
    accepted: bool
    text: str


class Work:
    """Answers and predictions of one student, in memory and in the file `path` (None: in memory only).

    Other notebooks may write the same file, so each save first takes in what is there, and no other program
    may write in between. What cannot be read or written never stops the lesson: as long as the work is not
    saved, `warning` says why.
    listeners: functions called without arguments after each change.
    """

    def __init__(self, path=None):
        self.path = None if path is None else Path(path)
        self.answers, self.predictions, self.listeners = {}, {}, []
        self.warning, self._news, self._damage = "", [], ""
        self.read()

    def read(self):
        """Take in what the file holds now. A damaged one is set aside, and what was sound in it is written
        anew."""
        if self.path is not None:
            self._attempt(self._find_folder)
            if self._attempt(self._take_in_file) and self._damage:
                self._update()
            self._tell()

    def record_answer(self, key, given, state):
        """Keep an attempt: the question's key, what was given (text) and the state `check` returned;
        ValueError for an unknown state."""
        if state not in STATES:
            raise ValueError(f"state = {state!r}: allowed is one of {', '.join(STATES)}")
        self._record("answers", key, {"given": str(given)[:LONGEST_TEXT], "state": state})

    def record_prediction(self, id, expectation):
        """Keep an expectation (text or number) under the id of its prediction."""
        self._record("predictions", id, {"expected": str(expectation)[:LONGEST_TEXT]})

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
        made = sum(map(_is_prediction, self.predictions))
        return ("Questions: " + "; ".join(parts) if parts
                else "No question answered yet") + f". Predictions made: {made}."

    def to_text(self):
        """Return all of it as JSON text, as `give_back` takes it."""
        return work_text.written(self.answers, self.predictions)

    def give_back(self, content):
        """Take in work saved earlier, the text or the bytes of a file: of two entries the later one stays,
        nothing else is lost. Returns Returned(accepted, sentence)."""
        try:
            found = work_text.parse(content)
            both = self._with(found)
            if len(work_text.written(*both)) > LARGEST - work_text.A_COURSE:  # room for what is to come
                raise Refused("With it your work would be far larger than saved work can be.")
        except Refused as reason:
            return Returned(False, f"This file was not taken. {reason} Your work here is as it was.")
        self._update(lambda: self._take_in(found))
        return Returned(True, f"Welcome back. In the file: answers {len(found.answers)}, predictions "
                              f"{len(found.predictions)}.{_not_kept(found)} Now: {self.progress_text()}")

    def found_beside(self):
        """Return in words which file beside this one holds work that is not here, and how to take it; or an
        empty text."""
        for place in work_file.beside(self.path) if self.path is not None else ():
            try:
                both = self._with(work_text.parse(work_file.read(place)))
            except (OSError, Refused):
                continue
            if both != [self.answers, self.predictions]:
                return (f"Beside the notebooks lies {place.name}, with work that is not here. To take it "
                        f'in, run start_here.saved_work("{place.name}") in a cell.')
        return ""

    def take_from_beside(self, name):
        """Take in a file that lies beside this one; returns a sentence."""
        place = Path(name) if self.path is None else self.path.parent / name
        try:
            content = work_file.read(place)
        except OSError as reason:
            return f"{place.name} was not taken ({_why(reason)})."
        if content is None:
            return f"There is no file {place.name} beside your saved work. Is its name written in full?"
        return self.give_back(content).text

    def take_news(self):
        """Return what has to be said once about the file, or an empty text."""
        news, self._news = " ".join(self._news), []
        return news

    def take_notice(self):
        """Return all that has to be said about saving: what is said once, and the warning as long as it
        lasts."""
        return f"{self.take_news()} {self.warning}".strip()

    def _tables(self, found):
        if found.version != 1:
            return found.answers, found.predictions
        names = _earlier_names()
        return (work_text.renamed(found.answers, names.get("answers", {})),
                work_text.renamed(found.predictions, names.get("predictions", {})))

    def _take_in(self, found):
        self.answers, self.predictions = self._with(found)

    def _with(self, found):
        return [work_text.merged(*tables) for tables in zip((self.answers, self.predictions),
                                                            self._tables(found), strict=True)]

    def _find_folder(self):
        self.path = self.path.absolute()  # the student may go to another folder later

    def _take_in_file(self):
        self._damage = ""
        content = work_file.read(self.path)
        if content is None:
            return  # the first time there is none
        try:
            found = work_text.parse(content)
        except (Newer, TooLarge):
            raise
        except Refused:
            self._damage = f"The saved work in {self.path.name} could not be read;"
            return
        self._take_in(found)
        if found.damaged:
            self._damage = (f"The saved work in {self.path.name} was damaged; what could be read was kept."
                            f"{_not_kept(found)} The file as it was:")

    def _write(self):
        aside = work_file.replace(self.path, self.to_text(), set_aside=bool(self._damage))
        if aside:
            begun = " it is kept as {}, and a new file was begun." if self._damage.endswith(";") else " {}."
            self._news.append(self._damage + begun.format(aside.name))

    def _record(self, table, name, entry):
        name = str(name)[:LONGEST_TEXT]

        def enter():
            kept = getattr(self, table)
            kept[name] = entry | {"when": work_text.stamp_after(kept.get(name))}
        self._update(enter)

    def _update(self, change=lambda: None):
        """Take in the file, change, write; where the file refuses, change in memory alone."""
        with work_file.alone(self.path):
            was_read = self.path is not None and self._attempt(self._take_in_file)
            change()
            if was_read:
                self._attempt(self._write, saves=True)
        self._tell()

    def _attempt(self, action, saves=False):
        """Whether the action went well; if not, the warning says why the work is not saved."""
        try:
            action()
        except (OSError, Newer, TooLarge) as reason:
            self.warning = (f"Your work cannot be saved to {self.path} ({_why(reason)}). The lesson goes on. "
                            "Before you stop, take your work home: run start_here.saved_work() in a cell "
                            "of this notebook, after from mixcond_lessons.chapters import start_here.")
            return False
        if saves and self.warning:
            self.warning = ""
            self._news.append(AGAIN)
        return True

    def _tell(self):
        for listener in self.listeners:
            listener()


def _not_kept(found):
    """In words how many entries of a text could not be read, if any."""
    if not found.odd:
        return ""
    return (" 1 entry could not be read and was not kept." if found.odd == 1
            else f" {found.odd} entries could not be read and were not kept.")


def _why(reason):
    """Why something could not be read or written, in a few words."""
    if isinstance(reason, Newer):
        return "it was made by a newer course, and is left as it is"
    if isinstance(reason, TooLarge):
        return ("the file there is too large to be work of this course, and is left as it is; give it "
                "another name, and a new one is begun")
    if isinstance(reason, FileNotFoundError):
        return "its folder is not there"
    return getattr(reason, "strerror", None) or str(reason)


@cache
def _work_in(place):
    return Work(place)


_in_hall = globals().get("_in_hall")  # the Work of a lecture while one is given; kept at a reload


def keep_in_memory(on):
    """From now on keep work in memory alone, beginning with none (True), or again where it was (False)."""
    global _in_hall
    _in_hall = Work() if on else None


def work():
    """Return the one Work of this process: in the file that the environment variable MIXCOND_WORK_FILE names,
    else my_work.json here.

    MIXCOND_WORK_FILE=off keeps it in memory only, and so does lecture mode.
    """
    return _in_hall or _work_in(work_file.place())


class SavedWork(anywidget.AnyWidget):
    """One button to take the work home, one chooser to give it back, and in words what came of it and how far
    one is."""
    _esm = (Path(__file__).parent / "saved.js").read_text(encoding="utf-8")
    progress = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    warning = traitlets.Unicode().tag(sync=True)

    def __init__(self, kept):
        super().__init__(progress=kept.progress_text(), said=kept.take_news(), warning=kept.warning)
        self._kept = kept
        kept.listeners.append(self._refresh)
        self.on_msg(self._asked)

    def __repr__(self):
        return f"Saved work. {self.progress} {self.warning}".rstrip()

    def _refresh(self):
        self.progress = self._kept.progress_text()
        if self.warning and not self._kept.warning:
            self.said = AGAIN
        self.warning = self._kept.warning

    def _asked(self, _, content, buffers):
        if "give back" in content:
            # The bytes of the file; an older view sends its text.
            returned = self._kept.give_back(bytes(buffers[0]) if buffers else content["give back"])
            self.said = f"{returned.text} {self._kept.take_news()}".rstrip()
        elif "take home" in content:
            # The view that asked is named, so that a second view of this widget does not download as well.
            self.send({"work": self._kept.to_text(), "view": content["take home"]})
            self.said = "Your work went into my_work.json, in your browser's folder for downloads."


@cache
def _widget_for(kept):
    return SavedWork(kept)


def saved_work(take=None):
    """Return the widget that saves and restores the work of this process (the same one each time).

    take: the name of a file beside the saved work that is taken in first, such as "my_work (1).json".
    """
    kept = work()
    kept.read()  # another notebook may have written since
    widget = _widget_for(kept)
    said = kept.found_beside() if take is None else kept.take_from_beside(take)
    if said:
        widget.said = f"{said} {kept.take_news()}".rstrip()
    return widget
