"""A lesson as a teacher plans it: goals, sections with their minutes, and what to show if ten minutes remain.

All of it is read from the notebook and the bank of questions; nothing is written down a second time.
"""
import json
import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from .. import chapters
from ..classroom import lesson_minutes, lesson_text

REMAINING = 10  # minutes
TEN_MINUTES_RULE = (
    "First the question that drives the lesson, then its first prediction or panel with the text behind "
    "it. Then the votes in their order, then the other predictions, each one if it still fits into "
    f"{REMAINING} minutes. A vote that a prediction before it has answered is left out, and, where there is "
    "another one, a vote that rests on what the lesson has just told. Minutes are counted "
    "by the rule above. Shown in the order of the lesson.")
_DRIVES = re.compile(r"\*\*([^*]+\?)\*\*")  # a question in bold type
_HEADING = re.compile(r"^#{2,} +(.+)$", re.M)
_REACTION = re.compile(r'\bReactionChecker\("([^"]+)"\)')
_CALL = re.compile(r"\b(\w+)\(")


class Section(NamedTuple):
    """What stands under one heading: its part of the lesson, its cells and its lesson_minutes.Counted."""
    heading: str
    part: str
    cells: list
    counted: object


class Step(NamedTuple):
    """One thing to show when time is short: its kind (question, prediction, panel, vote), the words for it,
    its minutes, the ids of its cells, and the key of the question that it asks or answers (or "")."""
    kind: str
    words: str
    minutes: float
    cells: tuple
    answers: str = ""


class Reaction(NamedTuple):
    """A defect reaction that a lesson asks for: the id of its cell, its name on paper, what is asked (a
    Task), and the goal that it serves, from 1 (0: none), by the tag of its cell, such as goal:3."""
    cell: str
    name: str
    task: object
    goal: int


class Lesson:
    """The plan of one chapter. folder: where the notebooks are.

    panels, predictions: {name as the notebook calls it: Panel class, function that makes the prediction}.
    """

    def __init__(self, name, folder):
        self.name, self.number, self.file = name, chapters.number(name), chapters.notebook(name)
        self.notebook = json.loads((Path(folder) / self.file).read_text(encoding="utf-8"))
        chapter = chapters.chapter(name)
        self.questions = chapter.QUESTIONS
        self.concept_items = chapter.items() if hasattr(chapter, "items") else ()
        self._called = chapters.called_in(name)
        self.panels = {panel.__name__: panel for panel in chapter.PANELS}
        self.predictions = {f"predict_{key}": predict for key, predict in chapter.PREDICTIONS.items()}
        self.parts = lesson_minutes.parts(self.notebook)

    @property
    def _first(self):
        return _source(self.notebook["cells"][0])

    @property
    def title(self):
        """The heading of the lesson."""
        return re.search(r"^# (.+)$", self._first, re.M)[1]

    @cached_property
    def goals(self):
        """What the student will do, as the first cell lists it."""
        found = re.search(r"\*\*You will\*\*(.+?)\*\*You need\*\*", self._first, re.S)[1]
        goals = [" ".join(goal.split()).removeprefix("and ") for goal in found.split(";")]
        return [(goal[0].upper() + goal[1:]).partition(". ")[0].rstrip(".") for goal in goals]

    @property
    def needed(self):
        """What a student needs before, in Markdown."""
        return re.search(r"\*\*You need\*\*(.+?)\*\*Time\*\*", self._first, re.S)[1].strip()

    @property
    def promise(self):
        """The minutes of each part, as the lesson promises them."""
        return lesson_minutes.promise(self.notebook, self._called, chapters.CHECKERS)

    @cached_property
    def driving_questions(self):
        """The questions in bold type that drive the parts of the lesson; else what its first panel asks, if
        it has one."""
        found = [question for cell in _texts(self.notebook["cells"])
                 for question in _DRIVES.findall(_source(cell))]
        return found or [panel.ask for panel in self.panels.values()][:1]

    @cached_property
    def sections(self):
        """The Sections of the lesson, in order."""
        found = []
        for part, cells in self.parts.items():
            heading, group = "Beginning", []
            for cell in cells:
                headings = _HEADING.findall(_source(cell)) if cell["cell_type"] == "markdown" else []
                if headings:
                    found += [self._section(heading, part, group)] if group else []
                    heading, group = headings[-1], []
                group.append(cell)
            found.append(self._section(heading, part, group))
        return found

    @cached_property
    def reactions(self):
        """{id of a cell: the Reaction for which it asks}, in order."""
        found = {}
        for cell in self.notebook["cells"]:
            for name in _REACTION.findall(_source(cell)) if cell["cell_type"] == "code" else ():
                goal = next((int(tag.removeprefix("goal:")) for tag in cell["metadata"].get("tags", ())
                             if tag.startswith("goal:")), 0)
                found[cell["id"]] = Reaction(cell["id"], f"reaction {len(found) + 1}",
                                             chapters.chapter("doping").TASKS[name], goal)
        return found

    def _section(self, heading, part, cells):
        return Section(heading, part, cells, self._counted(cells))

    def _counted(self, cells):
        return lesson_minutes.counted(cells, self._called, chapters.CHECKERS)

    def section_of(self, question):
        """Return the heading under which a question stands."""
        return next(section.heading for section in self.sections for cell in section.cells
                    if _asks(cell, question))

    def goal_of(self, question):
        """Return in words what a question serves: a goal of the lesson, an earlier question, or, where it
        serves no goal of the list, the section in which it stands. ValueError: no such goal."""
        if not 0 <= question.goal <= len(self.goals):
            raise ValueError(f"{question.key}: goal = {question.goal}: {self.file} lists {len(self.goals)} "
                             f"goals, parted by semicolons")
        if question.goal:
            return self.goals[question.goal - 1]
        earlier = ", ".join(filter(None, map(chapters.place_of, question.retrieval)))
        return f"Recalls {earlier}" if earlier else f"No goal of the list: {self.section_of(question)}"

    @property
    def in_ten_minutes(self):
        """{part of the core: its Steps}, without the parts that have nothing to show by itself."""
        found = {part: self.ten_minutes(part) for part in self.parts if "*" not in part}
        return {part: steps for part, steps in found.items() if steps}

    def ten_minutes(self, part):
        """Return the Steps of a part of the lesson that fit into ten minutes, by the rule in words."""
        steps = self._steps(self.parts[part])
        first = [step for step in steps if step.kind == "question"][:1]
        first += [step for step in steps if step.kind in ("prediction", "panel")][:1]
        votes = [step for step in steps if step.kind == "vote"]
        votes = [step for step in votes if step.answers not in self._rest_on_the_lesson] or votes
        others = [step for step in steps if step.kind == "prediction" and step not in first]
        taken = []
        for step in (*first, *votes, *others):
            answered = step.answers and step.answers in {one.answers for one in taken}
            if not answered and sum(one.minutes for one in (*taken, step)) <= REMAINING:
                taken.append(step)
        return sorted(taken, key=steps.index)

    @cached_property
    def _rest_on_the_lesson(self):
        return {question.key for question in self.questions if question.needs_lesson}

    def _steps(self, cells):
        """What of a part could be shown by itself."""
        found = []
        for place, cell in enumerate(cells):
            if cell["cell_type"] == "markdown":
                found += [self._step("question", question, [cell])
                          for question in _DRIVES.findall(_source(cell))[:1]]
                continue
            shown = cells[place:place + 1] + _told_behind(cells[place + 1:])
            asked = next((question for question in self.questions if question.vote
                          and f"question:{question.id}" in cell["metadata"].get("tags", ())), None)
            if asked:
                found.append(self._step("vote", f"{asked.id} {asked.prompt}", cells[place - 1:place + 1],
                                        asked.key))
            for name in _CALL.findall(_source(cell)):
                if name in self.predictions:
                    predict = self.predictions[name]
                    found.append(self._step("prediction", predict.ask, shown, predict.answers))
                elif name in self.panels:
                    found.append(self._step("panel", self.panels[name].ask, shown))
        return found

    def _step(self, kind, words, cells, answers=""):
        return Step(kind, words, self._counted(cells).minutes, tuple(cell["id"] for cell in cells), answers)


def _source(cell):
    return "".join(cell["source"])


def _texts(cells):
    return [cell for cell in cells if cell["cell_type"] == "markdown"]


def _asks(cell, question):
    return cell["cell_type"] == "markdown" and lesson_text.as_markdown(question) in _source(cell)


def _told_behind(cells):
    """The text that a lecturer lets appear behind a panel."""
    follows = cells[:1] if cells and cells[0]["cell_type"] == "markdown" else []
    return [cell for cell in follows if cell["metadata"].get("slideshow", {}).get("slide_type") == "fragment"]
