"""Where a lesson tells the answer of a question before the question is answered."""
import math
import re

from course import asked, read

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_NUMBER = re.compile(r"(?<![\w.,^_{])(\d+(?:[  ]\d{3})*(?:\.\d+)?)"
                     r"(?:\s*(?:·|×|\\cdot|\\times)\s*10\s*\^?\{?(-?\d+)\}?|e([-+]?\d+))?"
                     r"(\s*(?:%|\\%|per cent))?")


def numbers(text):
    """The numbers of a text as floats, each with its significant digits; a percentage also as a part of
    one."""
    found = []
    for match in _NUMBER.finditer(text.translate(_DIGITS)):
        digits = re.sub(r"[  ]", "", match[1])
        value = float(digits) * 10.0 ** int(match[2] or match[3] or 0)
        precision = len(digits.replace(".", "").strip("0"))
        found += [(value, precision)] + ([(value / 100, precision)] if match[4] else [])
    return found


def tells(text, answer, digits=3):
    """Whether a text holds the answer to so many digits. Numbers of one digit, such as 2 or 0.5, and a
    quarter are too common to tell anything."""
    form = f".{digits - 1}e"
    rounded = abs(float(format(answer, form)))
    if len(format(rounded, form).split("e")[0].rstrip("0").replace(".", "")) < 2 or rounded == 0.25:
        return False
    return any(precision >= 2 and value and math.isclose(float(format(value, form)), rounded, rel_tol=1e-9)
               for value, precision in numbers(text))


def told(text, question):
    """Whether a text tells the answer: its number, or, of a choice, a number that only the right option
    has."""
    if question.kind != "choice":
        return tells(text, question.answer())
    others = {value for letter, option in question.options.items() if letter != question.answer()
              for value, _ in numbers(option)}
    return any(value not in others and tells(text, value, digits=2)
               for value, _ in numbers(question.options[question.answer()]))


def sentences_of(cell, chapter):
    """What a student reads at this cell: its text, its stored output, and the sentences of panels in their
    first state."""
    yield cell.source
    for output in cell.get("outputs", ()):
        yield output.get("text", "")
    if cell.cell_type == "code":
        panels = {panel.__name__: panel for panel in chapter.PANELS}
        for name, arguments in re.findall(r"\b(\w+)\(([^()]*)\)", cell.source):
            if name in panels and not arguments.strip():
                yield panels[name]().describe()
            elif name.startswith("predict_") and hasattr(chapter, name):
                yield getattr(chapter, name)().panel.describe()


def given_away(path, chapter, bank):
    """[(number of the question, cell, what stands there)] for the questions of one lesson."""
    found, read_so_far = [], []
    for cell in read(path).cells:
        for question in filter(None, [bank.get(asked(cell))]):
            found += [(question.id, where, text) for where, text in read_so_far
                      if told(without_what_is_asked(text, question, bank), question)]
        read_so_far += [(cell.id, text) for text in sentences_of(cell, chapter)]
    return found


def without_what_is_asked(text, question, bank):
    """A text without what tells nothing about a choice: its options, and what earlier questions ask."""
    if question.kind == "choice":
        for asked_text in (*(f"- {letter}) {option}" for letter, option in question.options.items()),
                           *(other.prompt for other in bank.values())):
            text = text.replace(asked_text, "")
    return text
