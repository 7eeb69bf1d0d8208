"""Questions of a teacher's own: paragraphs of TOML in a file of theirs, with each fault said in words."""
import difflib
import re
import tomllib
from pathlib import Path

from . import bank, lesson_text
from .question import LEVELS, named, register
from .refused import Refused
from .units import pint_unit, readings
from .work_text import decoded

_NUMBER, _TEXT = "a number without quotation marks, such as 3.2 or 1.5e-3", "a text in quotation marks"
_YES, _LIST = "true or false", "a list in square brackets"
_KINDS = {_NUMBER: (int, float), _TEXT: (str,), _YES: (bool,), _LIST: (list,)}
_OF_A_QUESTION = {"ask": _TEXT, "because": _TEXT, "kind": _TEXT, "unit": _TEXT, "level": _TEXT, "hint": _TEXT,
                  "answer": _NUMBER, "fraction": _YES, "same_unit": _YES, "vote": _YES, "retrieval": _LIST,
                  "slips": _LIST, "options": _LIST}
_OF_A_SLIP = {"says": _TEXT, "name": _TEXT, "misconception": _TEXT, "calls": _TEXT, "value": _NUMBER,
              "times": _NUMBER}
_OF_AN_OPTION = {"text": _TEXT, "says": _TEXT, "name": _TEXT, "misconception": _TEXT, "right": _YES}
_NEEDED = {"ask": 'write ask = "..."', "because": 'write because = "...", why the answer is right',
           "level": f'write level = "apply", or another one of {", ".join(LEVELS)}'}
_LETTERS = "letters a to z (small), digits and _"
# What stands where a question names the unit that it asks for: "in S/cm?", "How many cm is that?"
_BEFORE_A_UNIT = re.compile(r"\b(?:in|how many)\s+(?=(.{1,60}))", re.I | re.S)
_BEHIND_IT = re.compile(r"[?,;:]|[.](?:\s|$)|\s[(]|\bas\b")
# What a line may look like that TOML does not understand, and what to write.
_IN_WORDS = (
    (r"[-+]?\d+,\d", "a number has a decimal point: write 3.2, not 3,2"),
    (r"(True|False|yes|no)\b", "write true or false, in small letters and without quotation marks"),
    (r'"(?!"")[^"]*$', 'a text ends on the line where it begins; one of several lines stands in """..."""'),
    (r'"[^"]*"\s*[^\s#,}\]]', "the text is over at its second quotation mark, and something follows it"),
    (r"[“”„‘’'‚]", 'write straight quotation marks, "..."'),
    (r'[^\s"\'\[{\d.+-]', 'a text stands in quotation marks, "..."'))


class OwnQuestions(tuple):
    """The questions of one file, in its order; a notebook shows them as a lesson asks them."""

    def _repr_markdown_(self):
        return "\n\n".join(f"{lesson_text.as_markdown(question)}\n\n`check(\"{question.key}\", ...)`"
                           for question in self)


def own_questions(path, answers, taken):
    """Read the questions of a teacher's file, and enter them into the bank in the place of those that it held
    before; return them.

    path: of the TOML file; answers: an object (such as a module) with functions that compute what no
    paragraph gives as a number, or None; taken: {key: (chapter, number)} of the course's questions.
    ValueError (a Refused) names every fault by file, line and key, a sentence each.
    """
    path = Path(path)
    text = _text_of(path)
    try:
        paragraphs = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise Refused(f"{path.name}{_toml_in_words(str(fault), text)}.") from None
    if not paragraphs or not isinstance(next(iter(paragraphs.values())), dict):
        raise Refused(f"{path.name}: a question begins with its key in square brackets on a line of its "
                         f"own, such as [my_key].")
    questions, faults = [], []
    for place, (key, paragraph) in enumerate(paragraphs.items(), start=1):
        question, found = _question(key, paragraph, answers, f"{_name_of(path)}.{place}", path.name, taken)
        questions.append(question)
        faults += [f"{path.name}, line {_line_of(key, text)}, {key}: {fault.rstrip('.')}." for fault in found]
    if faults:
        raise Refused("\n".join(faults))
    try:
        return OwnQuestions(register(questions))
    except ValueError as clash:
        raise Refused(f"{path.name}: {clash}, from another file of your own.") from None


def _text_of(path):
    try:
        return decoded(path.read_bytes()).replace("\r\n", "\n")
    except FileNotFoundError:
        raise Refused(f"There is no file {path}; it is looked for in {Path.cwd()}.") from None
    except OSError as reason:
        raise Refused(f"{path} cannot be read ({reason.strerror or reason}).") from None


def _name_of(path):
    """The beginning of the numbers: the file's name in small letters, so that none of them can be taken for
    one of the course ("q3.1" would be)."""
    name = re.sub("[^a-z0-9]+", "_", path.stem.lower()).strip("_")
    plain = name[:1].isalpha() and named(f"{name}.1") == f"{name}.1"
    return name if plain else f"own_{name}".rstrip("_")


def _line_of(key, text):
    heading = re.compile(rf"^\s*\[\[?\s*[\"']?{re.escape(key)}\b")
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, start=1) if heading.match(line)), 1)


def _toml_in_words(fault, text):
    """Where TOML stopped to understand, and what is most likely meant."""
    place = re.search(r"at line (\d+), column \d+", fault)
    if not place:
        return ": a text or a list that was begun is not closed before the file ends"
    number, lines = int(place[1]), text.splitlines()
    line = lines[number - 1] if number <= len(lines) else ""
    if "twice" in fault or "overwrite" in fault:
        said = "this name stands there a second time; each key and each field once"
    elif line.strip().startswith("["):
        said = f"a question begins with its key in square brackets, of {_LETTERS}, such as [my_key]"
    elif line.count("{") > line.count("}") and '"""' not in line:
        said = 'what stands in braces stands on one line; only a text in """...""" may be broken'
    elif "=" not in line:
        said = 'each line is written as  name = value; a text of several lines stands in """..."""'
    else:
        value = line.partition("=")[2].strip()
        said = next((words for pattern, words in _IN_WORDS if re.match(pattern, value)),
                    re.sub(r" \(at line.*", "", fault))
    return f", line {number}: {said}"


def _question(key, paragraph, answers, identity, file, taken):
    """The question and its faults; None where the paragraph does not make one."""
    faults = _of_the_key(key, paragraph, taken)
    if isinstance(paragraph, dict):
        faults += _of_the_fields(paragraph, answers)
    if faults:
        return None, faults
    try:
        question = bank.question_from(key, paragraph, answers, identity, file)
        return question, question.faults() if question.reason().strip() else ["because must say something"]
    except ValueError as fault:
        return None, [re.sub(rf"^(question {re.escape(identity)}|{key}): ", "", str(fault))]
    except Exception as fault:  # whatever a function of the teacher's raises
        return None, [f"its calculation stopped ({type(fault).__name__}: {fault})"]


def _of_the_key(key, paragraph, taken):
    if not isinstance(paragraph, dict):
        return ["this stands in no paragraph"]
    if not re.fullmatch("[a-z][a-z0-9_]{1,60}", key):
        return [f"a key has two to 61 {_LETTERS}, and begins with a letter, such as my_key"]
    if key in taken:
        return [f"this is the key of question {taken[key][1]} of the course; choose another"]
    return []


def _of_the_fields(paragraph, answers):
    faults = list(_misfits(paragraph, _OF_A_QUESTION))
    faults += [f"{name} is missing: {what}" for name, what in _NEEDED.items() if name not in paragraph]
    if "options" not in paragraph and "answer" not in paragraph and answers is None:
        faults.append("answer is missing: write answer = and the number, or give options to choose from")
    if paragraph.get("options") == []:
        faults.append("options are missing: write at least two")
    if "options" not in paragraph and "unit" not in paragraph and (unit := _unit_asked(paragraph)):
        faults.append(f'unit is missing, but the question asks for a number in {unit}: write unit = "{unit}"'
                      f', or unit = "1" if it has none')
    if "options" in paragraph and "answer" in paragraph:
        faults.append("a question with options has no answer = ...; write right = true in the right option")
    for name, fields in (("slips", _OF_A_SLIP), ("options", _OF_AN_OPTION)):
        listed = paragraph.get(name, [])
        for place, one in enumerate(listed if isinstance(listed, list) else (), start=1):
            where = f"{name[:-1]} {place}: "
            if not isinstance(one, dict):
                faults.append(f"{where}it stands in braces, such as {{ value = 2, says = \"...\" }}")
                continue
            computed = name == "slips" and answers is not None
            faults += [where + fault for fault in _misfits(one, fields, free=computed)]
            if name == "slips" and not computed and not {"value", "times"} & set(one):
                faults.append(f"{where}value is missing: write value = and the wrong number")
    return faults


def _unit_asked(paragraph):
    """The unit that a question asks for by "in" or "how many" before it; None without any."""
    for found in _BEFORE_A_UNIT.finditer(str(paragraph.get("ask", ""))):
        words = _BEHIND_IT.split(found[1])[0].split()[:5]
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count])
            unit = _as_unit(text) or _as_unit(text.rstrip(")"))
            if unit and not (unit == "%" and paragraph.get("fraction")):
                return unit
    return None


def _as_unit(text):
    """The unit of known symbols that a text stands for, as the text has it if that will do; else None."""
    meant = readings(text)[0]
    if not meant or meant[0] == "1":
        return None
    try:
        pint_unit(text)
        return text
    except ValueError:
        return meant[0]


def _misfits(fields, kinds, free=False):
    """Fields that a paragraph does not have, and such as hold something of another kind. `free`: other names
    may stand there as well, for the arguments of a function."""
    for name, value in fields.items():
        if name not in kinds:
            near = difflib.get_close_matches(name, kinds, n=1)
            if not free:
                yield f"{name} is not known here: " + (
                    f"{near[0]} may be meant" if near else f"allowed is {', '.join(kinds)}")
        elif type(value) not in _KINDS[kinds[name]]:
            yield f"{name} = {value!r}: allowed is {kinds[name]}"
        elif kinds[name] == _NUMBER and not abs(value) < float("inf"):
            yield f"{name} = {value}: allowed is a finite number"
