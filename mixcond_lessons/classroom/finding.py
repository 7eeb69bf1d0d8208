"""What the doctor finds, and how it writes a command that can be copied as it stands."""
import os
import shlex
import sys
from typing import NamedTuple


class Finding(NamedTuple):
    """One thing looked at: whether it is right, a sentence, and what to do if it is not."""
    ok: bool
    sentence: str
    what_to_do: str = ""


def command(*arguments, python=None):
    """Return the line that runs a Python (this one, if none is named) with these arguments in a terminal."""
    words = [python or sys.executable, "-m", *arguments]
    if os.name != "nt":
        return shlex.join(words)
    line = " ".join(f'"{word}"' if set(word) & set(' <>=,"') else word for word in words)
    return f"& {line}" if line.startswith('"') else line  # PowerShell


def install(*what, python=None):
    """Return the line that installs packages, whichever folder one is in."""
    return f"Run: {command('pip', 'install', *what, python=python)}"
