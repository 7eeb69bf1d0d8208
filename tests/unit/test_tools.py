"""The tools that watch over style and floors: ruff and import-linter, as pyproject.toml sets them up."""
import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from checkout import ROOT

RUFF = (sys.executable, "-m", "ruff", "check", "--no-cache")
LINTER = shutil.which("lint-imports", path=pathlib.Path(sys.executable).parent)


def run(command, folder=ROOT, text=None):
    """Run a tool; returns (whether it is content, what it said)."""
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ["PYTHONPATH"]]), "NO_COLOR": "1",
    }
    done = subprocess.run(
        command, cwd=folder, input=text, capture_output=True, encoding="utf-8", env=environment
    )
    return done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing():
    content, said = run([*RUFF, "--output-format=concise", "."])
    assert content, said


@pytest.mark.parametrize(("rule", "code"), [
    ("TID251", '"""A module."""\nimport matplotlib.pyplot as plt\n\nplt.figure()\n'),
    ("D103", '"""A module."""\n\n\ndef silent():\n    return 1\n'),
    ("E501", f'"""A module."""\nx = "{"wide " * 30}"\n'),
    ("F401", '"""A module."""\nimport os\n'),
    ("C901", '"""A module."""\n\n\ndef f(x):\n    """Go on."""\n' + "    if x:\n        print(x)\n" * 11)])
def test_ruff_knows_our_rules(rule, code):
    content, said = run([*RUFF, "--stdin-filename", "mixcond_lessons/classroom/new.py", "-"], text=code)
    assert not content and rule in said


def test_imports_run_downwards():
    content, said = run([LINTER, "--no-cache"])
    assert content, said


@pytest.mark.parametrize(
    ("place", "line", "contract"),
    [
        (
            "physics/new.py", "import matplotlib.figure",
            "Laws and measured numbers know nothing of widgets and pictures",
        ),
        ("materials/new.py", "from .. import physics", "Imports run downwards"),
        ("physics/new.py", "from ..classroom import style", "Imports run downwards"),
        ("classroom/new.py", "from ..chapters import doping", "Imports run downwards"),
        ("chapters/new.py", "from ..book import text", "Imports run downwards"),
        ("classroom/new.py", "from .. import materials", "The kit knows nothing of conductors"),
        (
            "chapters/start_here/new.py", "from ..synapses import PANELS",
            "A chapter imports another only for shared physics",
        ),
    ],
)
def test_import_linter_knows_our_floors(place, line, contract, tmp_path):
    shutil.copytree(
        ROOT / "mixcond_lessons", tmp_path / "mixcond_lessons", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "mixcond_lessons" / place).write_text(line + "\n")
    content, said = run([LINTER, "--no-cache"], folder=tmp_path)
    assert not content and f"{contract} BROKEN" in " ".join(said.split())
