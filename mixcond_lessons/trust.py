"""Numbers that have been checked once are not checked again: the switch between a panel and the laws that it
calls."""
from contextlib import contextmanager

import numpy as np

checked = False  # True while a panel solves: its controls have just checked the same numbers


@contextmanager
def trusted():
    """Let laws take their arguments as they come. Whoever uses it looks at the result: it must be finite."""
    global checked
    before, checked = checked, True
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        checked = before
