"""Questions and predictions as paragraphs of TOML: what is asked stands there, what is computed in a module
of answers.

A paragraph may hold the numbers themselves: `answer`, and `value` in a slip. Questions of the course do not;
theirs are computed.
"""
import tomllib
from pathlib import Path

from .predict import Predict
from .question import Question, Slip, register

_OF_A_QUESTION = {"ask", "because", "kind", "unit", "level", "hint", "fraction", "same_unit", "vote",
                  "retrieval", "slips",
                  "options", "answer", "goal", "needs_lesson"}
_AS_WRITTEN = ("unit", "level", "fraction", "same_unit", "vote", "goal", "needs_lesson")
_OF_A_SLIP = {"name", "says", "misconception", "times", "calls", "value"}
_OF_A_PREDICTION = {"panel", "state", "ask", "options", "unit", "look", "found", "answers"}


def one_line(text):
    """The text with every run of white space as one space: a paragraph of TOML may be broken anywhere."""
    return " ".join(text.split())


def questions_from(path, answers, number, chapter):
    """Read the questions of one chapter and enter them into the bank; returns them in the order of the file.

    answers: the module (or any object) whose functions compute what is right; a question's function has its
    key as name.
    number: the two digits of the chapter; chapter: its name. ValueError names the question and what is wrong
    with it.
    """
    paragraphs = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    return register([question_from(key, paragraph, answers, f"{number}.{place}", chapter)
                     for place, (key, paragraph) in enumerate(paragraphs.items(), start=1)])


def question_from(key, paragraph, answers, identity, chapter):
    """Return the Question of one paragraph; arguments and errors as for `questions_from`, which gives it its
    number, `identity`."""
    _known(key, paragraph, _OF_A_QUESTION, needed=("ask", "because"))
    rest = {name: paragraph[name] for name in _AS_WRITTEN if name in paragraph}
    if "hint" in paragraph:
        rest["hint"] = one_line(paragraph["hint"])
    because, options = one_line(paragraph["because"]), paragraph.get("options")
    if options:
        rest |= _choice(key, options)
    else:
        rest["answer"] = _given(paragraph, "answer") or _function(key, answers, key)
        rest["slips"] = tuple(_slip(key, slip, answers, rest["answer"])
                              for slip in paragraph.get("slips", ()))
    return Question(id=identity, key=key, chapter=chapter,
                    kind=paragraph.get("kind", "choice" if options else "numeric"),
                    prompt=one_line(paragraph["ask"]), because=_with_numbers(because, answers),
                    retrieval=tuple(paragraph.get("retrieval", ())), **rest)


def _known(key, paragraph, names, needed):
    unknown = sorted(set(paragraph) - names)
    if unknown:
        raise ValueError(f"{key}: {', '.join(unknown)}: allowed is {', '.join(sorted(names))}")
    _complete(key, paragraph, needed)


def _complete(key, paragraph, needed):
    missing = [name for name in needed if name not in paragraph]
    if missing:
        place = paragraph.get("text") or paragraph.get("name") or ", ".join(paragraph)
        raise ValueError(f"{key}: {' and '.join(missing)} must be written beside: {place}")


def _given(paragraph, name):
    """A function that returns the number of this name, if the paragraph itself holds it; else None."""
    return (lambda: paragraph[name]) if name in paragraph else None


def _function(key, answers, name):
    found = getattr(answers, name, None)
    if not callable(found):
        raise ValueError(f"{key}: there is no function {name} in answers.py that computes it")
    return found


def _choice(key, options):
    """The options of a choice, its answer and what is said to each wrong one."""
    for option in options:
        _complete(key, option, ("text",) if option.get("right") else ("text", "says"))
    letters = dict(zip("abcdefghij", options, strict=False))
    right = [letter for letter, option in letters.items() if option.get("right")]
    if len(right) != 1:
        raise ValueError(f"{key}: options: exactly one must be right")
    slips = tuple(Slip(option.get("name", option["text"]), letter, one_line(option["says"]),
                       option.get("misconception", "common slip"))
                  for letter, option in letters.items() if letter not in right)
    return {"options": {letter: one_line(option["text"]) for letter, option in letters.items()},
            "answer": lambda: right[0], "slips": slips}


def _slip(key, slip, answers, answer):
    """One slip: the question's calculation `answer` (or the one that `calls` names) with its arguments
    changed, and then `times` a factor; or a `value`."""
    _complete(key, slip, ("says",))
    function = _given(slip, "value") or answer if "calls" not in slip else _function(
        key, answers, slip["calls"])
    changed = {name: value for name, value in slip.items() if name not in _OF_A_SLIP}
    factor = slip.get("times", 1)
    name = slip.get("name") or ", ".join([*(f"{name} = {value}" for name, value in changed.items()),
                                          *([f"{slip['value']:g}"] if "value" in slip else []),
                                          *([f"times {factor:g}"] if factor != 1 else []),
                                          *([slip["calls"]] if "calls" in slip else [])])
    return Slip(name, lambda: factor * function(**changed), one_line(slip["says"]),
                slip.get("misconception", "common slip"))


def _with_numbers(text, answers):
    """The text itself; where it holds {numbers} and there are `answers`, a function that asks them for each,
    such as {gain:.0f}."""
    if "{" not in text or answers is None:
        return text
    names = type("Numbers", (dict,), {"__missing__": lambda self, name: getattr(answers, name)()})()
    return lambda: text.format_map(names)


def predictions_from(path, panels, answers, chapter):
    """Read the predictions of one chapter: {key: a function that makes the prediction anew}.

    Each function has what it asks, options, look, found() and `answers`: the key of a question of the lesson
    that its panel has answered, if there is one.
    """
    classes = {panel.__name__: panel for panel in panels}
    paragraphs = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    return {key: _prediction(key, paragraph, classes, answers, chapter)
            for key, paragraph in paragraphs.items()}


def _prediction(key, paragraph, classes, answers, chapter):
    _known(key, paragraph, _OF_A_PREDICTION, needed=("panel", "ask"))
    if paragraph["panel"] not in classes:
        raise ValueError(f"{key}: panel = {paragraph['panel']}: allowed is one of {', '.join(classes)}")
    panel = classes[paragraph["panel"]]
    look, found = one_line(paragraph.get("look", "")), _with_numbers(one_line(paragraph.get("found", "")),
                                                                     answers)

    def predict():
        return Predict(panel(**paragraph.get("state", {})), one_line(paragraph["ask"]),
                       options=predict.options or None, unit=paragraph.get("unit"), look=look,
                       found=predict.found(), key=f"{chapter}.{key}")
    predict.__name__ = predict.__qualname__ = f"predict_{key}"
    predict.__doc__ = f"Predict: {one_line(paragraph['ask'])} Then look at the panel {panel.name}."
    predict.panel, predict.ask = panel, one_line(paragraph["ask"])
    predict.options = [one_line(option) for option in paragraph.get("options", ())]
    predict.look, predict.found = look, found if callable(found) else lambda: found
    predict.answers = paragraph.get("answers", "")
    return predict
