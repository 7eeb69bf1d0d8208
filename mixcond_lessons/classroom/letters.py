"""Which option of a choice is meant: a letter in any dress, an option's text or its beginning."""
import re
import sys

import numpy as np

from .spelling import NotRead, plain, unwrapped

_LEAD = r"(?:(?:my |the )?(?:options?|answer|choice|letter|number)(?: is| ?[:=])? ?)?"
_LONGEST = 1000  # characters: longer than any option


def namespace():
    """The names of the notebook (or of the program that runs)."""
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return shell.user_ns if shell else vars(sys.modules["__main__"])


def read_letter(given, options):
    """Return the letter of the one option that is meant. Raises NotRead with a sentence that says what
    arrived instead.

    given: "c", "C", "c) salt water", "(c)", "option c", "Salt water.", "salt w…"; options: {letter: text}.
    """
    if isinstance(given, (list, tuple, set, frozenset, np.ndarray)) and np.size(given) == 1:
        given = given.item() if isinstance(given, np.ndarray) else next(iter(given))
    if not isinstance(given, str):
        raise NotRead(_what_arrived(given, options))
    if len(given) > _LONGEST:
        raise NotRead(f"This text has {len(given)} characters.")
    text = _folded(given)
    texts = {letter: _folded(option) for letter, option in options.items()}
    whole = [letter for letter, option in texts.items() if text == option]
    if whole:
        return whole[0]
    letters = "".join(map(re.escape, texts))
    found = re.fullmatch(rf"{_LEAD}[\"'(\[]*([{letters}])([\"')\].:,;>=-]*)(?: +(.*)|(?<=[).:]).+)?", text)
    return _by_letter(*found.groups(), text, texts) if found else _by_beginning(text, texts)


def _folded(text):
    return unwrapped(unwrapped(plain(unwrapped(text)))).casefold()


def _by_letter(letter, mark, rest, text, texts):
    """The letter, if what follows it is of its own option, or of none."""
    rest = (rest or text.partition(letter + mark)[2]).strip(" -:.")
    if not rest or texts[letter].startswith(rest) or rest.startswith(texts[letter]):
        return letter
    other = [one for one, option in texts.items() if option.startswith(rest) or rest == one]
    if other or not mark or re.match(r"(or|and|to|,|/|\+|&)\b", rest):
        by_text = _begins(text, texts)
        if len(by_text) == 1:
            return by_text[0]
        raise NotRead(f"Which one is meant: {letter} or {' or '.join(other)}?" if other
                      else "This names more than one option, or none.")
    return letter


def _begins(text, texts):
    return [one for one, option in texts.items() if len(text) > 2 and option.startswith(text)]


def _by_beginning(text, texts):
    found = _begins(text.rstrip(". "), texts)
    if len(found) > 1:
        raise NotRead(f"So begin the options {' and '.join(found)}.")
    if not found:
        raise NotRead("This is none of the options.")
    return found[0]


def _what_arrived(given, options):
    """A sentence that says what a name stood for in place of a letter."""
    described = describe(given)
    names = [letter for letter in options if namespace().get(letter, ...) is given]
    if names or str(given)[:2] in options:
        name = names[0] if names else str(given)
        return f"The name {name} now stands for {described}: write the letter in quotes, \"{name}\"."
    return f"What arrived is {described}: write the letter in quotes."


def describe(given):
    """Return in words what kind of thing this is: "the number 3", "the function abs"."""
    kind = type(given).__name__
    if isinstance(given, (bool, np.bool_)):
        return f"the truth value {given}"
    if isinstance(given, (int, float, complex, np.number)):
        return f"the number {given:.10g}" if not isinstance(given, int) or abs(given) < 10**15 else "a number"
    if kind == "module":
        return f"the module {given.__name__[:30]}"
    if kind == "Symbol":
        return f"the symbol {str(given)[:30]} of sympy"
    if callable(given):
        return f"the function {str(getattr(given, '__name__', kind))[:30]}"
    return f"something of the Python type {kind}"
