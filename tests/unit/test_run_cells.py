"""An old value is not judged in silence: a real IPython shell runs cells that stop with an error."""
import json
import os
import subprocess
import sys

import pytest

# Runs the cells that it is given in one shell each and prints what `check` said in the last of them.
RUN = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell
shell, said = InteractiveShell.instance(), []
shell.colors = "nocolor"
for cells in json.load(sys.stdin):
    shell.reset(new_session=False)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for cell in cells:
            result = shell.run_cell(cell, store_history=True)
    said.append(repr(result.result))
print(json.dumps(said))
"""
START = """from mixcond_lessons.chapters import permeation, start_here
from mixcond_lessons import a, b, c, check, d"""
VOLUME, CARRIER = 'check("06.5", volume)', 'check("00.1", carrier)'

# {name: (cells, words that must be said)}
STOPPED = {
    "a unit": (["volume = 2.69", "volume = 2.7 mL", VOLUME],
               ["(SyntaxError)", "still holds 2.69 from before", 'quotes: volume = "2.7 mL"']),
    "per cent": (["volume = 2.69", "volume = 10 %", VOLUME], ['volume = "10 %"']),
    "a comma": (["volume = 2.69", "volume = 0,05", VOLUME], ["write 0.05", 'volume = "0,05"']),
    "a power": (["volume = 2.69", "volume = 3.5*10^-6", VOLUME], ["^ is no power", "3.5e-6,"]),
    "raised digits": (["volume = 2.69", "volume = 3.5·10⁻⁶", VOLUME], ["Write 3.5e-6,"]),
    "log": (["volume = 2.69", "volume = log(210)", VOLUME], ["from math import log`"]),
    "sqrt": (["volume = 2.69", "volume = 3*sqrt(2)", VOLUME], ["from math import sqrt`"]),
    "ln": (["volume = 2.69", "volume = ln(210)", VOLUME], ["The natural logarithm is log"]),
    "a unit after a star": (["volume = 2.69", "volume = 2.7*mL", VOLUME], ['volume = "2.7*mL"']),
    "digits in groups": (["volume = 2.69", "volume = 2 690", VOLUME], ["Write 2690,"]),
    "half a quote": (["volume = 2.69", 'volume = "2.7', VOLUME], ["Write 2.7,"]),
    "an unknown name": (["volume = 2.69", "volume = flux/2", VOLUME], ["does not know `flux`"]),
    "a number of the question in another form": (["volume = 2.69", "volume = 1/0", 'check("6.5", volume)'],
                                                 ["still holds 2.69"]),
    "any error": (["volume = 2.69", "volume = 1/0", VOLUME], ["ZeroDivisionError", "division by zero"]),
    "no equals sign": (["volume = 2.69", "volume 2.7", VOLUME], ["still holds 2.69"]),
    "two equals signs and a unit": (["volume = 2.69", "volume == 2.7 mL", VOLUME], ['volume = "2.7 mL"']),
    "two equals signs": (["volume = 2.69", "volume == 2.7", VOLUME], ["single =: volume = 2.7"]),
    "a colon": (["volume = 2.69", "volume: 2.7", VOLUME], ["single =: volume = 2.7"]),
    "cells between": (["volume = 2.69", "volume = 2.7 mL", "print(3)", "x = 5", VOLUME],
                      ["still holds 2.69"]),
    "the line after": (["volume = 2.69", "x = 1/0\nvolume = 2.7", VOLUME], ["still holds 2.69"]),
    "a calculation": (["volume = 2.69", "volume = 1/0", 'check("06.5", 2 * volume)'], ["still holds 2.69"]),
    "still blank": (["volume = ...", "volume = 2.7 mL", VOLUME], ["is still blank"]),
    "never set": (["volume = 2.7 mL", VOLUME], ["is still blank", 'volume = "2.7 mL"']),
    "an unknown letter": (["carrier = B", CARRIER], ["is still blank", 'carrier = "B"']),
    "a letter": (["carrier = a", "carrier = B", CARRIER], ["still holds a", 'carrier = "B"']),
    "a bracket": (["carrier = a", "carrier = c)", CARRIER], ['carrier = "c)"']),
    "words": (["carrier = a", "carrier = salt water", CARRIER], ['carrier = "salt water"']),
}
JUDGED = {
    "mended": (["volume = 2.69", "volume = 2.7 mL", "volume = 2.69", VOLUME], "right"),
    "by its own cell": (["volume = 3", "volume = 2.7 mL", "volume = 2.69\n" + VOLUME], "right"),
    "another name": (["volume = 2.69", "other = 2.7 mL", VOLUME], "right"),
    "an error behind it": (["volume = 3", "volume = 2.69\nprint(1/0)", VOLUME], "right"),
    "an error elsewhere": (["volume = 2.69", "1/0", VOLUME], "right"),
    "blank, and a blank elsewhere stopped": (["volume = ...", "other = ...", "other = 3 m", VOLUME], "blank"),
    "never run": ([VOLUME], "blank"),
    "never run, then right": ([VOLUME, "volume = 2.69", VOLUME], "right"),
    "a mention in a cell with an error": (["volume = 2.69", "volume * 2 +", VOLUME], "right"),
    "a remark": (["volume = 2.69", "volume = 2.69  # mL", VOLUME], "right"),
    "asked and not set": (["volume = 2.69", "volume == 2.69 or print(3)", VOLUME], "right"),
    "set by other means": (["volume = 3", "volume = 2.7 mL", "globals()['volume'] = 2.69", VOLUME], "right"),
    "a name of an import": (["from scipy.constants import *\ncarrier = c", CARRIER],
                            "The name c now stands for the number 299792458: write the letter in quotes, "
                            "\"c\""),
    "a symbol": (["class Symbol:\n  __str__ = lambda self: 'c'\nc = Symbol(); carrier = c", CARRIER],
                 "The name c now stands for the symbol c of sympy"),
}


@pytest.fixture(scope="module")
def said():
    """What `check` said at the end of each, by name."""
    together = {**STOPPED, **JUDGED}
    runs = [[START, *cells] for cells, _ in together.values()]
    result = subprocess.run([sys.executable, "-c", RUN], input=json.dumps(runs), capture_output=True,
                            text=True,
                            check=True, env={**os.environ, "MIXCOND_WORK_FILE": "off"})
    return dict(zip(together, json.loads(result.stdout.splitlines()[-1]), strict=True))


@pytest.mark.parametrize("name", STOPPED)
def test_a_value_from_before_the_error_is_not_judged(said, name):
    assert said[name].startswith("unreadable")
    assert not [words for words in STOPPED[name][1] if words not in said[name]], said[name]


@pytest.mark.parametrize("name", JUDGED)
def test_a_value_that_is_up_to_date_is_judged(said, name):
    assert JUDGED[name][1] in said[name]
