"""How long a lesson takes, counted by a rule (RULE), and written into its first cell."""
import json
import math
import re
from pathlib import Path
from typing import NamedTuple

from .lesson_words import is_words

WORDS_A_MINUTE, QUESTION, PANEL, FORMULA_OR_CODE = 200, 2, 3, 1
ROUNDED_TO = 5
RULE = (f"Reading at {WORDS_A_MINUTE} words a minute, {QUESTION} minutes a question, {PANEL} a panel or "
        f"prediction, 3 a task that is checked by itself (a reaction, a series of small tasks; more where "
        f"many are asked), {FORMULA_OR_CODE} a formula on a line of its own and {FORMULA_OR_CODE} a further "
        f"cell of code. The sum of a part is rounded up to {ROUNDED_TO}. It counts one quiet passage; second "
        f"tries and talking come on top. The folded new words of a lesson do not count: they are for looking "
        f"up.")
# A heading that begins a new part of the lesson, and what the part is called in the promise.
_PARTS = (("## First lesson", "the first lesson"), ("## Second lesson", "the second"),
          ("## Going further", "*Going further*"))
_PROMISE = re.compile(r"\*\*Time\*\*: [^.]*\.")
_CALL = re.compile(r"\b(\w+)\(")


def parts(notebook):
    """Return {name of the part: its cells}; a lesson begins with its core."""
    found, name = {}, "the core"
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            begins = next((part for heading, part in _PARTS if re.search(rf"^{heading}\b", text, re.M)), name)
            if begins == "the first lesson":  # what stood before it leads to it
                found = {begins: found.pop(name, [])}
            name = begins
        found.setdefault(name, []).append(cell)
    return found


class Counted(NamedTuple):
    """What some cells hold of each thing that takes time."""
    words: int = 0
    formulas: int = 0
    questions: int = 0
    panels: int = 0
    tasks: int = 0
    of_tasks: int = 0  # minutes
    codes: int = 0

    @property
    def minutes(self):
        """The minutes of the cells by the rule, as a float."""
        return (self.words / WORDS_A_MINUTE + QUESTION * self.questions + PANEL * self.panels
                + self.of_tasks + FORMULA_OR_CODE * (self.formulas + self.codes))


def counted(cells, panels, checkers):
    """Return the Counted of some cells.

    panels: names of panels and predictions; checkers: {name of a task that checks itself: its minutes}.
    """
    found = [_of_text(cell) if cell["cell_type"] == "markdown" else _of_code(cell, panels, checkers)
             for cell in cells]
    return Counted(*map(sum, zip(*found, strict=True))) if found else Counted()


def _of_text(cell):
    if is_words(cell):
        return Counted()
    text = "".join(cell["source"])
    return Counted(words=len(text.split()), formulas=text.count("$$") // 2)


def _of_code(cell, panels, checkers):
    called = set(_CALL.findall("".join(cell["source"])))
    if "answer" in cell["metadata"].get("tags", ()):
        return Counted(questions=1)
    if "check" in called:
        return Counted()  # with its question
    tasks = [checkers[name] for name in called & set(checkers)]
    known = Counted(panels=len(called & panels), tasks=len(tasks), of_tasks=sum(tasks))
    return known if any(known) else Counted(codes=1)


def promise(notebook, panels, checkers):
    """Return {part: minutes, rounded up}."""
    return {name: ROUNDED_TO * math.ceil(counted(cells, panels, checkers).minutes / ROUNDED_TO)
            for name, cells in parts(notebook).items()}


def in_words(promised):
    """Return the promise as it stands in the first cell of a lesson."""
    if len(promised) == 1:
        return f"**Time**: {next(iter(promised.values()))} minutes."
    first, *others = promised.items()
    return f"**Time**: {first[1]} minutes for {first[0]}" \
        + "".join(f", {count} for {name}" for name, count in others) + "."


def rewritten(notebook, promised):
    """Return the notebook (a dictionary) with the promise in its first cell; ValueError if none stands
    there."""
    notebook = json.loads(json.dumps(notebook))
    first = notebook["cells"][0]
    text, count = _PROMISE.subn(lambda _: in_words(promised), "".join(first["source"]), count=1)
    if not count:
        raise ValueError("the first cell has no sentence that begins with **Time**:")
    first["source"] = text.splitlines(keepends=True) if isinstance(first["source"], list) else text
    return notebook


def write(path, panels, checkers):
    """Write the promise into one notebook; returns it. What is already right is left as it is."""
    old = json.loads(Path(path).read_text(encoding="utf-8"))
    promised = promise(old, panels, checkers)
    new = rewritten(old, promised)
    if new != old:
        Path(path).write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return promised


def write_map(path, promises):
    """Write the minutes of all lessons, {"01": promise, ...}, into the table of the first notebook."""
    _rewrite(path, {rf"(\| {number} [^|]*\|[^|]*\| )[\d +]+( \|)": " + ".join(map(str, promised.values()))
                    for number, promised in promises.items()})


def write_readme(path, promises):
    """Write the minutes of all lessons into README's table: what is done in class, and what goes further."""
    rows = {}
    for number, promised in promises.items():
        further = promised.get("*Going further*")
        rows[rf"(\| `{number}_\w+\.ipynb` \|[^|]*\| )[^|]*\|[^|]*( \|)"] = (
            f"{sum(promised.values()) - (further or 0)} min | " + (f"{further} min" if further else "–"))
    _rewrite(path, rows)


def _rewrite(path, rows):
    """Put each text between the two groups of its pattern; leave a file alone in which nothing changes."""
    old = Path(path).read_text(encoding="utf-8")
    new = old
    for pattern, text in rows.items():
        new = re.sub(pattern, lambda found, text=text: f"{found[1]}{text}{found[2]}", new, count=1)
    if new != old:
        Path(path).write_text(new, encoding="utf-8")
