"""For all tests: where kernels find the package, how the cores share the work, and which tests are quick.

Every kernel that a test starts uses this checkout's package, reaches this machine only, and keeps its saved
work far from a student's own.
"""
import importlib.util
import os
import pathlib
import re
import tempfile

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

ROOT = pathlib.Path(__file__).parent
LOOPBACK = ROOT / "tests" / "only_loopback"

os.environ["PYTHONPATH"] = os.pathsep.join([str(LOOPBACK), str(ROOT), os.environ.get("PYTHONPATH", "")])
os.environ["MIXCOND_WORK_FILE"] = str(pathlib.Path(tempfile.mkdtemp(prefix="mixcond")) / "my_work.json")
os.environ["MPLBACKEND"] = "agg"

_spec = importlib.util.spec_from_file_location("only_loopback", LOOPBACK / "sitecustomize.py")
_spec.loader.exec_module(importlib.util.module_from_spec(_spec))

# No test has a time in it. The same examples each time where a verdict is asked for; new ones elsewhere.
settings.register_profile("patient", deadline=None)
settings.register_profile("verdict", deadline=None, derandomize=True)
settings.load_profile("verdict" if os.environ.get("CI") else "patient")

# How long the kernel of a notebook may be silent, in seconds. Other work beside the tests decides no verdict.
PATIENCE = 120
# What takes longest, in the order of its length. It starts first: so no core waits for another at the end.
LONGEST = (
    "tests/browser", "tests/unit/test_panel.py", "tests/unit/test_relaxation.py",
    "tests/unit/test_composite_electrode.py", "tests/sweep", "tests/notebooks/test_run_all.py", "notebooks",
    "tests/unit/test_lecture.py", "tests/unit/test_what_panels_say.py", "tests/unit/test_layers.py",
    "tests/unit/test_reaction_checker.py")
# What is quick: unit tests and the form of the notebooks, but not the longest nor what draws many panels.
QUICK = ("tests/unit/", "tests/notebooks/test_normal_form.py")
NOT_QUICK = (
    "_panels.py", "_students.py", "test_dismiss.py", "test_doctor_mends.py", "test_installed.py",
    "test_recording.py", "test_reload.py", "test_start.py")
# Tests of these are shared out by chapter, not by file.
BY_CHAPTER = (
    "tests/sweep/", "tests/notebooks/", "tests/unit/test_lecture.py", "tests/unit/test_layers.py",
    "tests/unit/test_what_panels_say.py")
CHAPTER = re.compile(r"\[(?:[a-z]+-)*(?:\d\d_)?([a-z_]+)\b[^\]]*\]$")


def pytest_addoption(parser):
    """The long sweep, for a release."""
    parser.addoption(
        "--long", action="store_true", help="move every panel to 200 random states instead of 20"
    )


def unit_of_work(nodeid):
    """The tests that one core must run together: all in a browser, of a file, or of a chapter in a file."""
    place, _, test = nodeid.partition("::")
    if place.startswith("tests/browser/"):
        return "tests/browser"  # they share a server
    chapter = CHAPTER.search(test) if place.startswith(BY_CHAPTER) else None
    return f"{place}[{chapter[1]}]" if chapter else place


def is_quick(place):
    """Whether the tests of this file are quick."""
    return place.startswith(QUICK) and not place.startswith(LONGEST) and not place.endswith(NOT_QUICK)


def pytest_ignore_collect(collection_path, config):
    """Where only quick tests are asked for, do not even read the others."""
    if config.getoption("markexpr") == "quick" and collection_path.suffix in (".py", ".ipynb"):
        return not is_quick(collection_path.relative_to(ROOT).as_posix()) or None
    return None


def _turn(item):
    """Where a test stands in the order: by the known length of what it belongs to."""
    return next((turn for turn, place in enumerate(LONGEST) if item.nodeid.startswith(place)), len(LONGEST))


@pytest.hookimpl(tryfirst=True)  # before pytest looks at -m
def pytest_collection_modifyitems(items):
    """Mark what is quick, let the longest begin, and be patient with kernels."""
    for item in items:
        if is_quick(item.nodeid.partition("::")[0]):
            item.add_marker(pytest.mark.quick)
        if hasattr(item, "output_timeout"):
            item.output_timeout = PATIENCE  # nbval waits 5 s for what a cell shows
    items.sort(key=_turn)


class _ByChapter(LoadScopeScheduling):
    """Hands out the units of work in the order of the collection, whichever core is free."""

    def _split_scope(self, nodeid):
        return unit_of_work(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Replace what `--dist loadscope` would do."""
    if config.getoption("dist") == "loadscope":
        config.option.loadscopereorder = False  # by length, not by the number of tests
        return _ByChapter(config, log)
    return None


@pytest.fixture
def path(tmp_path, monkeypatch):
    """Where saved work is kept during a test: nothing lies there yet."""
    place = tmp_path / "my_work.json"
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(place))
    return place
