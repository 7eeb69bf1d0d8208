"""The wheel in an environment of its own, far from the checkout: `mixcond open` serves a student's copy."""
import contextlib
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv

import pytest
from checkout import ROOT

from mixcond_lessons.course_folder import names

LOOPBACK = ROOT / "tests" / "only_loopback"
PATIENCE = 120  # s; until a server answers or ends


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, as hatchling builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """(environment's programs, environment variables): the wheel in it; all else borrowed from these tests,
    for nothing may be fetched."""
    place = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(place, with_pip=False)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    python = programs / pathlib.Path(sys.executable).name
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps",
               "--no-index", str(wheel)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    paths = {"base": str(place), "platbase": str(place)}
    own = pathlib.Path(sysconfig.get_path("purelib", "venv", paths))
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    share = pathlib.Path(sys.prefix) / "share" / "jupyter"
    shutil.copytree(share / "lab", place / "share" / "jupyter" / "lab", dirs_exist_ok=True,
                    ignore=shutil.ignore_patterns("settings", "*.map"))
    scratch = tmp_path_factory.mktemp("home")
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "MIXCOND"))},
        "PYTHONPATH": str(LOOPBACK), "JUPYTER_PATH": str(share),
        **{name: str(scratch / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")},
    }
    return programs, variables


def test_the_package_is_the_installed_one(installed, tmp_path):
    programs, variables = installed
    done = subprocess.run(
        [programs / "python", "-c", "import mixcond_lessons; print(mixcond_lessons.__file__)"],
        cwd=tmp_path, env=variables, capture_output=True, text=True, check=True)
    assert pathlib.Path(done.stdout.strip()).is_relative_to(programs.parent)


@contextlib.contextmanager
def opened(installed, folder):
    """`mixcond open` as typed in a folder, without a browser; yields the address of its server."""
    programs, variables = installed
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [programs / "mixcond", "open", "--no-browser", "--allow-root", "--ip=127.0.0.1",
               f"--port={port}", "--IdentityProvider.token="]
    log = folder.parent / f"{folder.name}.log"
    with open(log, "w") as out:
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield f"http://127.0.0.1:{port}", process, log
    finally:
        process.terminate()
        process.wait()


def answer(address, process, log):
    """What the server answers, as soon as it does."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(ConnectionError, urllib.error.URLError):
            return urllib.request.urlopen(address).read().decode()
        time.sleep(0.1)
    raise AssertionError(log.read_text())


def test_it_opens_a_copy_of_the_course(installed, tmp_path):
    """Twice: the second time on work that must stay."""
    here = tmp_path / "student"
    here.mkdir()
    (here / "json.py").write_text("raise RuntimeError('a file of the student, not the package')\n")
    course, work = here / "mixcond_course", '{"cells": [], "metadata": {}, "nbformat": 4}'
    with opened(installed, here) as (url, process, log):
        served = json.loads(answer(f"{url}/api/contents", process, log))["content"]
        assert {one["name"] for one in served} == {name.split("/")[0] for name in names(ROOT / "notebooks")}
        assert "<title>JupyterLab</title>" in answer(f"{url}/lab/tree/00_start_here.ipynb", process, log)
        # What a browser would be sent to.
        pages = pathlib.Path(installed[1]["JUPYTER_RUNTIME_DIR"]).glob("jpserver-*-open.html")
        assert any("/lab/tree/00_start_here.ipynb" in page.read_text() for page in pages)
        name = "@jupyterlab/apputils-extension:notification"
        settings = answer(f"{url}/lab/api/settings/{name}", process, log)
        assert json.loads(settings)["schema"]["properties"]["fetchNews"]["default"] == "false"  # ours
    for name in names(ROOT / "notebooks"):
        assert (course / name).read_bytes() == (ROOT / "notebooks" / name).read_bytes()
    (course / "01_conductivity.ipynb").write_text(work)
    with opened(installed, here) as (url, process, log):
        answer(f"{url}/api", process, log)
        assert "Nothing was changed" in log.read_text()
    assert (course / "01_conductivity.ipynb").read_text() == work
