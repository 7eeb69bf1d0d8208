"""A known mistake, and what is said to whoever makes it."""
import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """A mistake with a name: `value()` is the answer it leads to, computed with the mistake built in (for a
    choice: the option).

    hint: names the idea and a slider setting to try, without the answer. misconception: its id ("M13") or
    "common slip".
    """
    name: str
    value: Callable
    hint: str
    misconception: str = "common slip"

    def __post_init__(self):
        if isinstance(self.value, str):
            option = self.value
            object.__setattr__(self, "value", lambda: option)
        if not callable(self.value):
            raise ValueError(f"slip {self.name!r}: value = {self.value!r}: allowed is a function that "
                             f"computes it (or an option of a choice)")
        if not re.fullmatch("M([1-9]|1[0-8])|common slip", self.misconception):
            raise ValueError(f"slip {self.name!r}: misconception = {self.misconception!r}: allowed is M1 to "
                             f"M18 or 'common slip'")
        if not (self.name.strip() and self.hint.strip()):
            raise ValueError(f"slip {self.name!r}: name and hint must say something")
