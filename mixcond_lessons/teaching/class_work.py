"""What the saved files of a class say: how each question was answered, and which misconceptions were met.

A file holds answers, predictions and times, and no name. One file counts as one student. It keeps the last
answer to each question, so what a student has put right is not seen.
"""
import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from .. import chapters
from ..classroom import progress_bar, work_file, work_text
from .class_check import ClassCheck

FEWEST = 5  # students; in a smaller class all of them
PART = 10  # one student in so many


@dataclass
class Tally:
    """How a class answered one question: students who tried it, whose last answer is right or cannot be read,
    and the slips ({Slip: students}, of slips of this question)."""
    question: object
    tried: int = 0
    right: int = 0
    unreadable: int = 0
    slips: Counter = field(default_factory=Counter)

    @property
    def missed(self):
        """How many students tried the question and have not got it right."""
        return self.tried - self.right

    @property
    def missed_in_words(self):
        """"23 of 26", and how many of the answers could not be read if there are any."""
        unread = f" ({self.unreadable} could not be read)" if self.unreadable else ""
        return f"{self.missed} of {self.tried}{unread}"

    @property
    def most_frequent(self):
        """(What the most frequent slip leads to, what `check` says to it, students, the Slip); None without
        any."""
        if not self.slips:
            return None
        slip, times = self.slips.most_common(1)[0]
        return self.question.stated(self.question.slips.index(slip) + 1), slip.hint, times, slip

    @property
    def share_missed(self):
        """Part of those who tried, 0 to 1; None if nobody did."""
        return self.missed / self.tried if self.tried else None


@dataclass
class Met:
    """How a class met one misconception.

    tallies: of the questions of which a wrong answer stands for it; answers: to these questions; met: how
    many of the answers are such a wrong one; asked, students: who gave the ones and the others.
    """
    id: str
    sentence: str
    tallies: list = field(default_factory=list)
    answers: int = 0
    met: int = 0
    asked: int = 0
    students: int = 0

    @property
    def share(self):
        """Part of the answers, 0 to 1 (more questions about it do not make it larger); None without any."""
        return self.met / self.answers if self.answers else None

    @property
    def questions(self):
        """The numbers of those of its questions that somebody has answered."""
        return [tally.question.id for tally in self.tallies if tally.tried]


class ClassWork:
    """The counts of a class.

    questions: that it was asked; only: names of chapters, where no others of the course are counted.
    files: how many were read; refused: [(file, why it was skipped)]; partly: [(damaged file, entries that
    are seen in it and cannot be read)]; copies: files that another one repeats; left_out: answers that would
    be judged otherwise today;
    foreign: answers to questions that are not among `questions`;
    tallies: {key: Tally}; met: {id of a misconception: Met}; check: ClassCheck.
    """

    def __init__(self, questions, only=()):
        questions, self.only = list(questions), tuple(only)
        self._known = {question.key for question in questions}
        self.tallies = {question.key: Tally(question) for question in questions
                        if not only or question.chapter in only or question.chapter not in chapters.COURSE}
        self.met = {name: Met(name, sentence) for name, sentence in chapters.misconceptions().items()}
        for tally in self.tallies.values():
            for name in _stood_for(tally.question):
                self.met[name].tallies.append(tally)
        self.files, self.refused, self.partly, self.copies, self.left_out = 0, [], [], 0, 0
        self.foreign = 0
        self.check = ClassCheck(only)
        self._verdicts, self._seen = {}, set()

    def take(self, name, content):
        """Count the content (bytes) of the file `name`; what is no saved work is skipped and remembered."""
        try:
            found = work_text.parse(content)
        except work_text.Refused as reason:
            self.refused.append((name, str(reason)))
            return
        if found.damaged:
            self.partly.append((name, found.odd))
        answers = found.answers if found.version != 1 else work_text.renamed(
            found.answers, chapters.earlier_names()["answers"])
        whole = frozenset((key, *sorted(entry.items())) for key, entry in answers.items())
        if whole and whole in self._seen:
            self.copies += 1
            return
        self._seen.add(whole)
        self.files += 1
        self.check.take(answers)
        self.foreign += sum(key not in self._known and "." not in key and entry["state"] != "blank"
                            for key, entry in answers.items())  # with a point: what a review keeps
        self._count({key: entry for key, entry in answers.items() if key in self.tallies})

    def _count(self, answers):
        """Count what one student answered. An answer that its question would judge otherwise today was given
        to an earlier form of it, or cannot be told from its text alone; `check` does not quote it either."""
        asked, met = Counter(), Counter()
        for key, entry in answers.items():
            state, slip = self._verdict(key, entry["given"])
            if state != entry["state"]:
                self.left_out += 1
                continue
            tally = self.tallies[key]
            tally.tried += 1
            tally.right += state == "right"
            tally.unreadable += state == "unreadable"
            asked.update(_stood_for(tally.question))
            if slip is not None:
                tally.slips[slip] += 1
                met.update({slip.misconception} & set(self.met))
        for name, count in asked.items():
            self.met[name].answers += count
            self.met[name].met += met[name]
            self.met[name].asked += 1
            self.met[name].students += name in met

    def _verdict(self, key, given):
        if (key, given) not in self._verdicts:
            feedback = self.tallies[key].question.judge(given)
            self._verdicts[key, given] = feedback.state, feedback.slip
        return self._verdicts[key, given]

    @property
    def answers(self):
        """How many answers were counted, and how many of them are right."""
        return (sum(tally.tried for tally in self.tallies.values()),
                sum(tally.right for tally in self.tallies.values()))

    @property
    def touched(self):
        """The Tallies of the chapters to which there are answers; all of them if there are none at all."""
        reached = {tally.question.chapter for tally in self.tallies.values() if tally.tried}
        return [tally for tally in self.tallies.values()
                if not reached or tally.question.chapter in reached]

    @property
    def enough(self):
        """From how many students on a share is ranked: five and a tenth of the class; in a small class,
        all."""
        return max(min(FEWEST, self.files), math.ceil(self.files / PART), 1)

    def most_missed(self, count):
        """Return the Tallies of the questions that the largest part of those who tried has not got right."""
        ranked = [tally for tally in self.tallies.values() if tally.tried >= self.enough and tally.missed]
        return sorted(ranked, key=lambda tally: (-tally.share_missed, -tally.missed))[:count]

    @property
    def ranked(self):
        """The Met of all misconceptions, by their part of the answers; those that fewer than `enough`
        students gave come after the others."""
        return sorted(self.met.values(), key=lambda met: (
            met.students < self.enough, -(met.share or 0), -met.met, int(met.id[1:])))

    def most_met(self, count):
        """Return the first of `ranked` that were met, and of which enough students were asked."""
        return [met for met in self.ranked if met.asked >= self.enough and met.met][:count]


def students(count):
    """Return in words how many."""
    return f"{count} student" + ("" if count == 1 else "s")


def _stood_for(question):
    return {slip.misconception for slip in question.slips} - {"common slip"}


def work_files(folder):
    """Return the files of saved work in a folder and the folders in it; ValueError if there are none."""
    folder = Path(folder)
    if not folder.is_dir():
        raise ValueError(f"There is no folder {folder}.")
    found = [path for path in sorted(folder.rglob("*.json"))
             if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
             and ".damaged-" not in path.name]  # what the course itself has set aside
    if not found:
        raise ValueError(f"In {folder} there is no file whose name ends with .json, such as my_work.json.")
    return found


def read_class(folder, questions, told=None, only=()):
    """Return the ClassWork of all files in a folder; told: where the progress is shown; only: names of
    chapters, if no others count.

    ValueError if the folder holds no files of saved work; a single broken one is only skipped.
    """
    work, files = ClassWork(questions, only), work_files(folder)
    for count, path in enumerate(files, start=1):
        name = "".join(sign if sign.isprintable() else "?" for sign in str(path.relative_to(folder)))
        try:
            work.take(name, work_file.read(path) or b"")
        except OSError as reason:
            work.refused.append((name, f"It cannot be read ({reason.strerror or reason})."))
        progress_bar.show(told, count, len(files), "files")
    return work
