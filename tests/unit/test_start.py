"""Importing a chapter brings no other chapter and no library that takes long to load, and computes
nothing."""

import json
import subprocess
import sys

import pytest
from checkout import ROOT

from mixcond_lessons.chapters import COURSE

LATER = (
    "pint",
    "scipy.constants",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.linalg",
    "scipy.optimize",
    "scipy.special",
    "scipy.stats",
    "jupyterlab",
    "nbformat",
)
# A module that is being imported runs class bodies and decorators; any other function of a law's file is a
# computation.
LOOK = """
import builtins, json, sys
build, bodies, called = builtins.__build_class__, set(), []

def noted(function, name, *bases, **more):
    bodies.add(function.__code__)
    return build(function, name, *bases, **more)

def watch(frame, event, _):
    code = frame.f_code
    place, name = code.co_filename.replace("\\\\", "/"), code.co_name
    kit = ("/law.py", "/quantities.py", "/quantity.py")
    law = "/mixcond_lessons/physics/" in place and not place.endswith(kit)
    if event != "call" or not law:
        return
    if code not in bodies and not name.startswith(("<", "_")):
        called.append(f"{place.rsplit('/', 1)[-1]}: {name}")

builtins.__build_class__ = noted
sys.setprofile(watch)
from mixcond_lessons.chapters import CHAPTER
sys.setprofile(None)
print(json.dumps([sorted(sys.modules), called]))
"""


@pytest.mark.parametrize("chapter", COURSE)
def test_a_chapter_comes_alone_and_computes_nothing(chapter):
    done = subprocess.run(
        [sys.executable, "-c", LOOK.replace("CHAPTER", chapter)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    modules, called = json.loads(done.stdout)
    assert not [
        other for other in COURSE if other != chapter and f"mixcond_lessons.chapters.{other}" in modules
    ]
    assert not [name for name in LATER if name in modules]
    assert not called


def test_the_package_itself_loads_nothing():
    code = "import sys, mixcond_lessons; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not {"numpy", "matplotlib", "ipywidgets"} & set(done.stdout.split())
