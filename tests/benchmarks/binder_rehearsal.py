"""Binder rehearsed without docker: repo2docker's plan is followed in a fresh environment, and the badge's own
path is opened in a browser. Prints the table in results.md.

  python -m venv .repo2docker && .repo2docker/bin/pip install jupyter-repo2docker
  python tests/benchmarks/binder_rehearsal.py --repo2docker .repo2docker/bin/repo2docker --folder NEW

pip stands for mamba, with the versions of the base image's own lock file; all else is as in the plan: its
Python, its environment file, its postBuild, its start command.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

import psutil
import yaml
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]
from checkout import files  # noqa: E402

from tests.browser import lab  # noqa: E402

BASE = ("jupyterlab", "notebook", "ipywidgets", "ipykernel", "jupyter_server")
PICTURE = "document.querySelector('.mixcond-picture')?.shadowRoot?.querySelector('svg')"
# What the moving layer of the first picture shows.
SHOWN = f"{PICTURE}?.outerHTML ?? ''"


class Watch:
    """What took how long, in the order in which it was done."""

    def __init__(self):
        self.rows, self.since = [], time.monotonic()

    def note(self, what):
        """Note the time since the last note."""
        now = time.monotonic()
        self.rows.append((what, f"{now - self.since:.1f} s"))
        print(*self.rows[-1], file=sys.stderr)
        self.since = now


def plan_of(program, course):
    """What repo2docker would do: (Python, environment file, steps after the build, start command)."""
    done = subprocess.run([program, "--no-build", "--debug", "."], cwd=course, capture_output=True, text=True,
                          check=True)
    said = done.stdout + done.stderr
    (python,) = re.findall(r"conda environment for python=(\S+)", said)
    (environment,) = re.findall(r'env update .*--file "([^"]+)"', said)
    (command,) = re.findall(r"^CMD (\[.*\])$", said, re.M)
    return python, environment, re.findall(r"^RUN (\./.+)$", said, re.M), json.loads(command)


def base_versions(program, python):
    """The versions in the lock file of the base image, of what it brings for Jupyter."""
    place = pathlib.Path(program).resolve().parents[1]
    (lock,) = place.glob(f"lib/*/site-packages/repo2docker/buildpacks/conda/environment.py-{python}"
                         "-linux-64.lock")
    found = dict(re.findall(r"/noarch/([a-z_]+)-([0-9.]+)-[^/]+\.conda", lock.read_text()))
    return [f"{name}=={found[name]}" for name in BASE]


def build(program, folder, watch):
    """Follow the plan; returns the copy of the course, the environment and its variables, the start command,
    the base versions."""
    course, environment = folder / "course", folder / "environment"
    for path in files():
        place = course / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
    python, listed, steps, command = plan_of(program, course)
    if not sys.version.startswith(python):
        raise ValueError(f"The plan asks for Python {python}: run this with it, not with {sys.version}.")
    watch.note("repo2docker's plan")
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    install = [environment / "bin" / "pip", "install", "--quiet"]
    base = base_versions(program, python)
    subprocess.run([*install, *base], check=True)
    watch.note("base image (on Binder it lies ready)")
    needs = yaml.safe_load((course / listed).read_text())["dependencies"]
    needs = [need for need in needs if not need.startswith(("python=", "pip"))]
    subprocess.run([*install, *needs], check=True)
    watch.note(f"what {listed} names")
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))},
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder),
    }
    for step in steps:
        subprocess.run([step], cwd=course, env=variables, check=True, stdout=subprocess.DEVNULL)
    watch.note(" ".join(steps))
    return course, environment, command, base, variables


def started(command, course, variables):
    """Start the server as the plan does, behind a user's address as on Binder; (address, process)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = ["--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=",
           "--ServerApp.base_url=/user/somebody/"]
    command = [word.replace("0.0.0.0", "127.0.0.1") for word in command]
    log = course.parent / "server.log"
    with open(log, "w") as out:
        program = shutil.which(command[0], path=variables["PATH"])
        process = subprocess.Popen([program, *command[1:], *own], cwd=course, env=variables, stdout=out,
                                   stderr=subprocess.STDOUT)
    lab._wait_for(f"http://127.0.0.1:{port}/user/somebody", process, log)
    return f"http://127.0.0.1:{port}/user/somebody/", process


def work(url, watch, picture):
    """What a visitor does first: open the badge's path, run the first cells, move the slider."""
    (path,) = re.findall(r"mybinder\.org/v2/gh/[^)]*urlpath=([^)\s]+)", (ROOT / "README.md").read_text())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(1000 * lab.PATIENCE)
        page.goto(url + path)
        page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell")
        watch.note(f"the page {path}")
        page.wait_for_selector("[data-status=idle], .jp-Notebook-ExecutionIndicator[data-status=idle]",
                               state="attached")
        watch.note("kernel ready")
        page.locator(".jp-NotebookPanel .jp-Cell").first.click()
        for _ in range(3):
            page.keyboard.press("Shift+Enter")
            page.wait_for_timeout(500)
        page.wait_for_function(PICTURE)
        page.wait_for_selector(".noUi-handle")
        watch.note("first three cells, to the picture")
        before = page.evaluate(SHOWN)
        page.locator(".noUi-handle").first.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"before => ({SHOWN}) !== before", arg=before)
        watch.note("slider moved, picture changed")
        page.screenshot(path=picture)
        browser.close()


def main():
    """Rehearse once."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repo2docker", required=True, help="the program, in an environment of its own")
    parser.add_argument("--folder", required=True, help="an empty folder for the environment; it is kept")
    wishes = parser.parse_args()
    folder, watch = pathlib.Path(wishes.folder).resolve(), Watch()
    course, environment, command, base, variables = build(wishes.repo2docker, folder, watch)
    url, process = started(command, course, variables)
    watch.note(f"{' '.join(command)}, until it answers")
    try:
        work(url, watch, folder / "seen.png")
        family = [process.pid, *(child.pid for child in psutil.Process(process.pid).children(recursive=True))]
        used = sum(psutil.Process(one).memory_full_info().pss for one in family)
    finally:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.terminate()
        process.terminate()
        process.wait()
    size = sum(path.stat().st_size for path in environment.rglob("*") if path.is_file())
    print(f"{', '.join(base)}; load {psutil.getloadavg()[0]:.1f}\n\n| step | |\n|---|---|")
    for what, how_much in [*watch.rows, ("environment on disk", f"{size / 1e6:.0f} MB"),
                           ("server and kernel in memory", f"{used / 1e6:.0f} MB")]:
        print(f"| {what} | {how_much} |")


if __name__ == "__main__":
    main()
