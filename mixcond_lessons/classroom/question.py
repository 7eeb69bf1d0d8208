"""Questions, and `check`, which answers every attempt in words: what was understood, which slip it looks
like, what to try, or why it is right."""
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from IPython.display import display

from . import advice, quantity, run_cells, saved, saving_line
from .feedback import Feedback, Shown
from .letters import read_letter
from .slip import Slip as Slip
from .spelling import NotRead, plain, unwrapped

KINDS = ("numeric", "choice", "order of magnitude")
LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
_GENERAL_HINT = ("This is neither the answer nor a slip that I know. Write down what is given, each number "
                 "with its unit, then what is asked for "
                 "and its unit, and go the way between them once more.")


@dataclass(frozen=True, eq=False, kw_only=True)
class Question:
    """One thing asked: `answer()` and every slip's `value()` are in `unit`, for a choice one of the
    `options`.

    id: its place in the course, "01.3"; key: its name, which never changes, under which answers are kept;
    chapter: the name of its chapter, else the digits of the id; kind: one of KINDS; level: one of LEVELS;
    goal: which goal of its lesson it serves, from 1 (0: none);
    because: why the answer is right (text, or a function that returns it); hint: for a wrong answer that is
    no known slip;
    fraction: a part of the whole is meant; same_unit: converting is the task, so only the unit asked for will
    do;
    options: {letter: text} or a sequence of texts, lettered a, b, c; vote: meant for the hall;
    needs_lesson: it rests on what stands beside it there, and is not asked elsewhere;
    retrieval: keys of the earlier questions it recalls.
    Raises ValueError for what does not fit together; the distances between answer and slips, which need the
    physics, are seen to by `faults`.
    """
    id: str
    kind: str
    prompt: str
    level: str
    answer: Callable
    because: str | Callable
    key: str = ""
    slips: tuple = ()
    unit: str = "1"
    goal: int = 0
    chapter: str = ""
    hint: str = _GENERAL_HINT
    fraction: bool = False
    same_unit: bool = False
    options: dict | tuple = ()
    vote: bool = False
    needs_lesson: bool = False
    retrieval: tuple = ()

    def __post_init__(self):
        for name, allowed in (("kind", KINDS), ("level", LEVELS)):
            if getattr(self, name) not in allowed:
                raise ValueError(f"question {self.id}: {name} = {getattr(self, name)!r}: allowed is one of "
                                 f"{', '.join(allowed)}")
        if not (isinstance(self.id, str) and re.fullmatch("([0-9]{2}|[a-z]\\w*)[.][0-9]{1,2}", self.id)):
            raise ValueError(f"question id = {self.id!r}: allowed is two digits (of a chapter) or a word (of "
                             f"another file), a point and a number, such as '01.3'")
        if not callable(self.answer):
            raise ValueError(f"question {self.id}: answer = {self.answer!r}: allowed is a function that "
                             f"computes it")
        if bool(self.options) != (self.kind == "choice"):
            raise ValueError(f"question {self.id}: options belong to a choice, and a choice needs them")
        quantity.pint_unit(self.unit)
        options = self.options
        if not isinstance(options, dict):
            options = dict(zip("abcdefghij", options, strict=False))
        given = {"options": options, "slips": tuple(self.slips), "key": self.key or self.id,
                 "chapter": self.chapter or self.id.split(".")[0]}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @cached_property
    def values(self):
        """The answer followed by the value of each slip (for a choice: letters)."""
        found = [self.answer()] + [slip.value() for slip in self.slips]
        return [self._letter(value) or value
                for value in found] if self.kind == "choice" else [float(value) for value in found]

    def distance(self, first, second):
        """How far apart two answers are, in the measure of `tolerance`: in `unit`, in decades for an order of
        magnitude, 0 or 1 for a choice."""
        if self.kind == "choice":
            return float(self._letter(first) != self._letter(second))
        if self.kind == "numeric":
            return abs(first - second)
        return abs(math.log10(first) - math.log10(second)) if min(first, second) > 0 else math.inf

    @cached_property
    def tolerance(self):
        """How far from the answer is still right: 2 % of it (half a decade), but at most 0.3 of the distance
        to the nearest slip. (Two slips may be closer to each other.)

        An answer rounded to two digits counts as well, if it stays as clear of every slip.
        """
        if self.kind == "choice":
            return 0.0
        usual = 0.02 * abs(self.values[0]) if self.kind == "numeric" else 0.5
        apart = [0.3 * self.distance(self.values[0], slip) for slip in self.values[1:]]
        return min([*apart, usual] if usual else apart, default=0.0)

    def in_two_digits(self, place):
        """Return the answer (place 0) or slip number `place` in two digits; None unless that is clearly
        nearer to it than to any other of them."""
        value = self.values[place]
        others = self.values[:place] + self.values[place + 1:]
        apart = min((abs(value - other) for other in others), default=math.inf)
        short = float(f"{value:.1e}")
        return short if abs(short - value) <= 0.3 * apart else None

    def reach(self, place):
        """Return how close to slip number `place` an attempt counts as that slip: its own 2 %, never into
        another value's reach. For the answer (place 0) it is the tolerance."""
        if not place:
            return self.tolerance
        value = self.values[place]
        usual = (0.02 * abs(value) if self.kind == "numeric" else 0.5) or self.tolerance
        others = self.values[:place] + self.values[place + 1:]
        return min(usual, 0.3 * min(self.distance(value, other) for other in others))

    def _meant(self, value, place):
        """Whether an attempt counts as the answer (place 0) or as slip number `place`."""
        if self.distance(value, self.values[place]) <= self.reach(place):
            return True
        short = self.in_two_digits(place) if self.kind == "numeric" else None
        return short is not None and math.isclose(value, short, rel_tol=1e-9)

    def faults(self):
        """Return what is wrong with the question, as sentences (none for a sound one): distances, hints,
        options."""
        found = []
        hints = [slip.hint for slip in self.slips]
        if len(set(hints)) < len(hints):
            found.append("two slips share one hint")
        if self.kind == "choice":
            if len(self.options) < 2:
                found.append("a choice needs at least two options")
            if sorted(map(str, self.values)) != sorted(self.options):
                found.append(f"answer and slips are {self.values}, not each of {list(self.options)} once")
            return found
        needed = 1e-5 * abs(self.values[0]) if self.kind == "numeric" else 0.02
        if self.kind == "order of magnitude" and self.values[0] <= 0:
            found.append(f"an order of magnitude needs a positive answer, not {self.values[0]:g}")
        elif not self.tolerance > 0 or self.tolerance < needed or self._alike():
            found.append(f"answer and slips are too close to be told apart: "
                         f"{', '.join(f'{value:.6g}' for value in self.values)}")
        unheard = [slip.name for slip, value in zip(self.slips, self.values[1:], strict=True)
                   if slip.hint not in self.judge(value).text]
        if unheard:
            found.append(f"the hint of a slip cannot appear: {', '.join(unheard)}")
        shown = re.escape(quantity.show(self.values[0], "1"))
        given_away = re.compile(rf"(?<![0-9.]){shown}(?![0-9]|[.][0-9])")
        if abs(self.values[0]) not in (0, 1, 2) and any(given_away.search(hint)
                                                         for hint in (*hints, self.hint)):
            found.append("a hint gives the answer away")
        return found

    def _alike(self):
        """Whether two values are so close that nobody could mean one of them and not the other."""
        return any(self.distance(first, second) < 1e-5 * (max(abs(first), abs(second))
                                                          if self.kind == "numeric" else 1)
                   for first, second in combinations(self.values, 2))

    def judge(self, given):
        """Return the Feedback to an attempt: a number, a text, a letter, anything at all; `...` and None are
        blank."""
        if given is None:
            return Feedback("blank", f"Nothing is in it yet (None; print(…) gives nothing back either). Put "
                                     f"{self.expected()} there, then run both cells again.")
        if given is ... or isinstance(given, str) and given.strip() in ("...", "…"):
            return Feedback("blank", f"Put {self.expected()} in place of the three dots, then run both "
                                     f"cells again.")
        return self._judge_choice(given) if self.kind == "choice" else self._judge_number(given)

    def expected(self):
        """Return in words what is to be given."""
        if self.kind == "choice":
            return f"one of the letters {', '.join(self.options)}"
        unit = quantity.unit_text(self.unit)
        plain, power = advice.examples(self.values[0])
        if not unit:
            return f"a plain number, such as {plain} or {power},"
        return f"a number in {unit}, such as {power} or \"{power} {unit}\","

    def reason(self):
        """Return in words why the answer is right."""
        return self.because() if callable(self.because) else self.because

    def in_full(self):
        """Return the answer in words, with the reason: for whoever has tried long enough."""
        about = "about " if self.kind == "order of magnitude" else ""
        return f"{about}{self.stated(0).rstrip('.')}: {self.reason()}"

    def stated(self, place):
        """Return in words the answer (place 0), or what slip number `place` leads to: in three digits, or as
        many as tell it from the others."""
        value = self.values[place]
        if self.options:
            return f"{value}) {self.options[value]}"
        clear = (digits for digits in range(3, 15)
                 if self.distance(float(quantity.show(value, "1", digits)), value) <= self.reach(place))
        return quantity.show(value, self.unit, next(clear, 15))

    def _letter(self, given):
        """The letter that is meant, or None if there is none."""
        try:
            return read_letter(given, self.options)
        except NotRead:
            return None

    @property
    def enough(self):
        """After how many different attempts the answer is offered: who is alone must not be stuck."""
        return min(3, len(self.options) - 1) if self.options else 3

    def reads(self, text):
        """Whether a text can be read as an answer, right or not."""
        return self.judge(text).state in ("right", "not yet")

    def _judge_choice(self, given):
        try:
            letter = read_letter(given, self.options)
        except NotRead as reason:
            expected = f"{self.expected()} is expected"
            return Feedback("unreadable", f"{reason} {expected[0].upper()}{expected[1:]}.")
        if letter == self.values[0]:
            return Feedback("right", self.reason())
        slip = self.slips[self.values.index(letter) - 1] if letter in self.values else None
        return Feedback("not yet", slip.hint if slip else self.hint, slip)

    def _judge_number(self, given):
        power = advice.power_meant(given, lambda value: self._meant(value, 0) or self._slip(value),
                                   self.values[0])
        if power:
            return Feedback("unreadable", f"In Python ^ is no power: {power[0]} gives {given}. Write "
                                          f"{quantity.show(power[1], '1')}, or \"{power[0]}\" in quotes.")
        reading = quantity.read(given, self.unit, self.fraction)
        if reading.problem:
            expected = self.expected().rstrip(",")
            return Feedback("unreadable", reading.problem if reading.asks_back
                            else f"{reading.problem} Expected is {expected}.")
        return self._judge_reading(reading, given)

    def _judge_reading(self, reading, given):
        if self.same_unit and reading.converted:
            return Feedback("not yet", f"That unit is understood, but to change it is your task here: give "
                                       f"the number in {quantity.unit_text(self.unit)}.")
        understood = f" (Your answer was {reading.understood}.)" if reading.understood else ""
        if self._meant(reading.value, 0):
            return Feedback("right", self.reason() + understood)
        slip = self._slip(reading.value)
        if reading.thousands and (self._meant(reading.thousands, 0)
                                  or self._slip(reading.thousands) and not slip):
            return Feedback("unreadable", advice.which_point(given))
        in_base_units = reading.value * quantity.base_unit_in(self.unit)
        right_in_base_units = self.distance(in_base_units, self.values[0]) <= self.tolerance
        if reading.bare and right_in_base_units and not slip:
            return Feedback("unreadable",
                            f"In which unit? A bare number counts in {quantity.unit_text(self.unit)} here: "
                            f"write yours with its unit, in quotes.")
        return Feedback("not yet", (slip.hint if slip else self._advice(reading.value)) + understood, slip)

    def _slip(self, value):
        """The slip that leads to this number, or None."""
        return next((slip for place, slip in enumerate(self.slips, start=1)
                     if self._meant(value, place)), None)

    def _advice(self, value):
        """The hint for a number that is neither right nor a known slip: what can be seen from it alone."""
        answer = self.values[0]
        if self.kind == "order of magnitude":
            return "Only a number greater than zero has an order of magnitude." if value <= 0 else self.hint
        if answer == 0 or value == 0:
            return self.hint
        return advice.on_sign_or_power(value, answer, self.unit, self.tolerance) or self.hint


_bank = globals().get("_bank", {})  # by number and by key; kept where this module is loaded again
_tries = globals().get("_tries", {})  # different attempts; see `Question.enough`
_cells = run_cells.follow()


def register(questions):
    """Enter the questions of a chapter, so that `check` finds them by number and by key; returns them by
    number.

    They take the place of all that the same chapter has entered before: so an edit is taken in when the
    chapter is loaded again. ValueError if two questions, of one chapter or of two, share a number or a key.
    """
    chapters = {question.chapter for question in questions}
    found = {name: held for name, held in _bank.items() if held.chapter not in chapters}
    for question in questions:
        for name in {question.id, question.key}:
            if found.setdefault(name, question) is not question:
                raise ValueError(f"question {name!r}: another question has this name already")
    _bank.clear()
    _bank.update(found)
    return tuple(sorted(questions, key=lambda question: int(question.id.split(".")[1])))


def named(name):
    """Return the number or key that is meant by "1.3", "01,3", " 01.3 " or "question 01.3": "01.3"."""
    if not isinstance(name, str) or len(name) > 200:
        return name
    text = unwrapped(plain(name)).casefold()
    found = re.fullmatch("(?:(?:question|no|nr|q)[. ]*)?([0-9]{1,2})[.,]0?([0-9]{1,2})", text)
    return f"{int(found[1]):02d}.{found[2]}" if found else re.sub("[ -]+", "_", text)


def held(name):
    """Return the question of this number or key, or None."""
    return _bank.get(named(name)) if isinstance(name, str) else None


def check(name, value):
    """Show what is to be said about `value` as an answer to the question of this number or key; return the
    Feedback.

    The attempt is saved under the key. After a third different attempt that is not right yet, the answer is
    offered, folded. An old value is not judged: if the cell that should have changed it stopped with an
    error, that is said.
    """
    question = held(name)
    left = _cells.unset("check", lambda first: named(first) == named(name)) if question and _cells else None
    if question is None:
        feedback = Feedback("unreadable", unknown(name, 'check("{}", answer)'))
    elif left:
        feedback = Feedback("unreadable", advice.on_what_was_left(left, question))
    else:
        feedback = question.judge(value)
        if feedback.state != "blank":
            saved.work().record_answer(question.key, _as_text(value), feedback.state)
        else:
            feedback = Feedback("blank", feedback.text + _last_time(question))
    given = "" if feedback.state in ("blank", "unreadable") else _as_text(value)
    saving_line.tell()
    display(Shown(feedback, given, _offered(question, feedback, given)))
    return feedback


def unknown(name, call):
    """Return what is said where no question is held; call: how it is written, with {} for the number."""
    return advice.on_unknown_name(name, named(str(name)) if isinstance(name, float) else name, _bank, call)


def earlier(question):
    """Return the last answer in saved work, or None. An entry that this question would judge otherwise
    belongs to another one."""
    entry = saved.work().answers.get(question.key)
    return entry if entry and question.judge(entry["given"]).state == entry["state"] else None


def _last_time(question):
    entry = earlier(question)
    return f" (Last time you wrote “{entry['given']}”: {entry['state']}.)" if entry else ""


def _offered(question, feedback, given):
    """The answer in full once enough different attempts were made, else an empty text."""
    if feedback.state != "not yet":
        return ""
    tries = _tries.setdefault(question.key, set())
    tries.add(given)
    return question.in_full() if len(tries) >= question.enough else ""


def _as_text(value):
    """The attempt as it is kept: what was written, or what kind of thing it was."""
    if isinstance(value, str):
        return value
    number = quantity.read(value, "1")
    return f"something of type {type(value).__name__}" if number.problem else f"{number.value:.12g}"
