"""The chapters in course order. Importing one imports no other: names and numbers of questions are read from
their files."""
import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

from ..classroom import saved
from ..classroom.bank import predictions_from, questions_from

COURSE = ("start_here", "conductivity", "polarization", "vacancies", "doping", "atmosphere", "permeation",
          "fuel_cells", "batteries", "synapses", "bioelectronics", "review")
# Tasks that check themselves, and their minutes; of the review: ten questions, fourteen items, a design.
CHECKERS = {"ReactionChecker": 3, "LogAxisTrainer": 3, "balance": 3, "session": 20, "concept_check": 14,
            "check_design": 10}
_HERE = Path(__file__).parent


def chapter(name):
    """Return the chapter of this name, imported now if it was not yet."""
    return import_module(f"{__name__}.{name}")


def called_in(name):
    """Return the names of the panels and predictions of a chapter, as its lesson calls them."""
    held = chapter(name)
    return {panel.__name__ for panel in held.PANELS} | {f"predict_{key}" for key in held.PREDICTIONS}


def number(name):
    """Return the two digits of a chapter: its place in the course."""
    return f"{COURSE.index(name):02d}"


def chapter_meant(text):
    """Return the chapter that "3", "03", "vacancies" or "03_vacancies.ipynb" names; else ValueError."""
    word = Path(str(text)).stem.partition("_")
    meant = [name for name in COURSE
             if text == name or word[2] == name
             or word[0].isdigit() and int(word[0]) == int(number(name)) and not word[1]]
    if not meant:
        raise ValueError(f"chapter = {text!r}: allowed is one of {', '.join(COURSE)}, or its number")
    return meant[0]


def notebook(name):
    """Return the file name of a chapter's notebook: 03_vacancies.ipynb."""
    return f"{number(name)}_{name}.ipynb"


def asked_in(package, panels, answers):
    """Return (questions, predictions) of the chapter that calls: read from its two TOML files, computed by
    `answers`."""
    name = package.rsplit(".", 1)[-1]
    folder = _HERE / name
    places.cache_clear()  # a chapter that is loaded again may ask something new
    return (questions_from(folder / "questions.toml", answers, number(name), name),
            predictions_from(folder / "predictions.toml", panels, answers, name))


@cache
def places():
    """Return {key of a question: (chapter, number)} for the whole course, from the headings of the files
    alone."""
    found = {}
    for name in COURSE:
        file = _HERE / name / "questions.toml"
        keys = re.findall(r"^\[(\w+)\]", file.read_text(encoding="utf-8"), re.M) if file.exists() else ()
        found |= {key: (name, f"{number(name)}.{place}") for place, key in enumerate(keys, start=1)}
    return found


def chapter_asking(question):
    """Return the name of the chapter that asks the question of this number or key, or None."""
    if question in places():
        return places()[question][0]
    digits = str(question).partition(".")[0]
    return COURSE[int(digits)] if re.fullmatch("[0-9]{2}", digits) and int(digits) < len(COURSE) else None


@cache
def earlier_names():
    """Return {table of saved work: {name in version 1: name today}}."""
    return tomllib.loads((_HERE / "earlier_names.toml").read_text(encoding="utf-8"))


def place_of(question):
    """Return the number of the question with this key, such as "03.6"; an empty text if there is none."""
    return places().get(question, ("", ""))[1]


@cache
def misconceptions():
    """Return {id, such as "M7": in one sentence what students think}."""
    return tomllib.loads((_HERE / "misconceptions.toml").read_text(encoding="utf-8"))


@cache
def predictions():
    """Return the names of all predictions of the course, from the headings of the files alone."""
    files = ((name, _HERE / name / "predictions.toml") for name in COURSE)
    return {f"{name}.{key}" for name, file in files if file.exists()
            for key in re.findall(r"^\[(\w+)\]", file.read_text(encoding="utf-8"), re.M)}


saved.know_course(place_of, lambda name: name in predictions(), earlier_names)
