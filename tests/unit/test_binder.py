"""Binder would build this checkout: repo2docker's own plan, made without docker and without any network."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from checkout import ROOT, files


def repo2docker():
    """Where repo2docker is, or None."""
    known = [
        os.environ.get("REPO2DOCKER"), ROOT / ".repo2docker" / "bin" / "repo2docker",
        shutil.which("repo2docker"),
    ]
    return next((str(place) for place in known if place and pathlib.Path(place).is_file()), None)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    """What repo2docker would do with a copy of this checkout."""
    program = repo2docker()
    if sys.platform == "win32":
        pytest.skip("repo2docker does not run on Windows")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI is set, but repo2docker is not there: .ci/run puts it into .repo2docker.")
        pytest.skip(
            "repo2docker is not installed: "
            "python3 -m venv .repo2docker && .repo2docker/bin/pip install jupyter-repo2docker"
        )
    copy = tmp_path_factory.mktemp("binder") / "course"
    for path in files():
        place = copy / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
    # conftest.py has put the guard that lets nothing leave this machine into PYTHONPATH, for repo2docker too.
    assert "only_loopback" in os.environ["PYTHONPATH"]
    done = subprocess.run([program, "--no-build", "--debug", "."], cwd=copy, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_takes_python_3_11(plan):
    assert re.findall(r"conda environment for python=(\S+)", plan) == ["3.11"]
    assert set(re.findall(r"environment-2epy-2d3-2e(\d+)", plan)) == {"11"}


def test_takes_the_environment_of_the_binder_folder(plan):
    assert '--file "binder/environment.yml"' in plan
    assert "COPY --chown=0:0 src/binder/environment.yml ${REPO_DIR}/binder/environment.yml" in plan
    assert not re.search(r'--file "environment.yml"', plan)


def test_runs_the_steps_after_the_build(plan):
    assert "RUN ./binder/postBuild" in plan.splitlines()


def test_installs_the_package_without_touching_what_conda_brought():
    lines = (ROOT / "binder" / "postBuild").read_text().splitlines()
    assert lines[0].startswith("#!") and "set -e" in lines
    assert [line for line in lines if "pip install" in line] == ["pip install --no-deps ."]


def test_nothing_else_in_the_binder_folder():
    assert {path.name for path in (ROOT / "binder").iterdir()} == {"environment.yml", "postBuild"}
