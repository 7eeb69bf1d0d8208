"""An interactive course on mixed ionic-electronic conductors: solids that carry ions and electrons at
once."""
__all__ = ["a", "b", "c", "check", "d", "glossary", "lecture", "load_recording", "panels", "questions",
           "questions_from", "solution"]

a, b, c, d = "abcd"  # so that a choice may be answered without quotes


def panels():
    """Return every panel class, in course order."""
    from .chapters import COURSE, chapter  # here, so that importing one chapter does not import all
    return [panel for name in COURSE for panel in chapter(name).PANELS]


def questions():
    """Return every question, in course order."""
    from .chapters import COURSE, chapter
    return [question for name in COURSE for question in chapter(name).QUESTIONS]


def questions_from(file, answers=None):
    """Load a teacher's own questions from a TOML file, such as "mine.toml"; returns them, and from then on
    `check` asks them under their keys.

    answers: a module (or any object) with functions that compute what the file does not give as a number.
    Raises ValueError that says each fault of the file in a sentence, with its line.
    """
    from .chapters import places
    from .classroom.own_questions import own_questions
    return own_questions(file, answers, places())


def check(question, answer):
    """Judge an answer to a question, by number or key, such as check("01.3", 0.98): shows and returns the
    feedback."""
    from .classroom.question import check as judge
    return judge(_in_bank(question), answer)


def solution(question):
    """Return the answer to a question, by number or key, such as solution("01.3"), with its reason and what
    often goes wrong; before an attempt of one's own, what to do first."""
    from .classroom.solution import solution as in_full
    return in_full(_in_bank(question))


def _in_bank(question):
    """The number or key that is meant, once the chapter that asks it is loaded."""
    from . import chapters
    from .classroom.question import named
    question = named(question)
    asking = chapters.chapter_asking(named(str(question))) if isinstance(question, (str, float)) else None
    if asking:
        chapters.chapter(asking)  # its questions enter the bank when it is imported
    return question


def glossary(word=""):
    """Say in two sentences what a word of the course means, with symbol, unit and the chapter that uses it
    first.

    word: a text, such as glossary("transference number"), or a symbol. Instead of an unknown word the one
    near it is shown, or several are named; without a word, all that there are.
    """
    from .chapters.glossary import look_up  # here, so that nobody else pays for it
    return look_up(word)


def lecture(on=True):
    """Scale the text, lines and labels of every panel for a hall; `lecture(False)` goes back to the desk."""
    from .classroom.lecture import lecture as switch
    switch(on)


def load_recording(file, **wishes):
    """Load what an instrument wrote as text; return its columns with units.

    file: a path, bytes or an upload. `names`, `units`, `decimal`, `separator`, `encoding` and `table` settle
    what the file leaves open. Raises ValueError with a sentence that names line and column of a fault.
    """
    from .recordings import load_recording as load  # here, so that nobody else pays for it
    return load(file, **wishes)
