"""From `jupyter lab` to the first panel of notebook 00: how long a student waits, and what
computes meanwhile.

Three waits: until the server answers, until the page's kernel is idle, and, with Shift + Enter three times,
until the first panel is drawn. CPU seconds are all that server, kernel, or browser used in that wait: beside
other work they say more than the clock.
"""
import os
import pathlib
import statistics
import tempfile
import time

import psutil

from tests.browser import lab

PANEL = "document.querySelector('.mixcond-picture')?.shadowRoot?.querySelector('svg')"
WAITS = ("server answers", "page and kernel ready", "first panel drawn")


def seconds_used():
    """CPU seconds so far of (server, kernels, browser), all of them children of this process."""
    used = {"server": 0.0, "kernel": 0.0, "browser": 0.0}
    for child in psutil.Process().children(recursive=True):
        try:
            line, times = " ".join(child.cmdline()), child.cpu_times()
        except psutil.Error:
            continue
        who = "kernel" if "ipykernel_launcher" in line else "server" if "jupyterlab" in line else "browser"
        used[who] += times.user + times.system
    return used


def begin(browser):
    """Start once; returns [(seconds, CPU seconds of server, kernel and browser) for each wait]."""
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="start"))
    marks = []

    def mark():
        marks.append((time.perf_counter(), seconds_used()))
    mark()
    with lab.server(scratch / "notebooks", scratch) as (url, _):
        mark()
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(1000 * lab.PATIENCE)
        page.goto(f"{url}/lab/tree/00_start_here.ipynb", wait_until="domcontentloaded")
        page.wait_for_function(lab.READY)
        mark()
        page.locator(".jp-Cell").first.click()
        for _ in range(3):
            page.keyboard.press("Shift+Enter")
        page.wait_for_function(PANEL)
        mark()
        page.close()
    return [(later[0] - earlier[0], *(later[1][who] - earlier[1][who] for who in later[1]))
            for earlier, later in zip(marks, marks[1:], strict=False)]


def report(rounds):
    """Measure with fresh settings and a fresh browser in each round; returns lines of Markdown."""
    title = ["## From `jupyter lab` to the first panel of notebook 00", ""]
    if lab.chromium() is None:
        return [*title, "Not measured: no Chromium on this machine (set CHROMIUM to its path)."]
    from playwright.sync_api import sync_playwright
    environment, found = dict(os.environ), []
    paths = [str(lab.ROOT / "tests" / "only_loopback"), str(lab.ROOT), os.environ.get("PYTHONPATH")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    os.environ.pop("MPLBACKEND", None)
    with sync_playwright() as playwright:
        for _ in range(rounds):
            browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
            found.append(begin(browser))
            browser.close()
            print(f"  start: {sum(wait[0] for wait in found[-1]):.1f} s", flush=True)
    os.environ.clear()
    os.environ.update(environment)
    rows = [[statistics.median(one[place][column] for one in found) for column in range(4)]
            for place in range(len(WAITS))]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    return [*title, f"Shift + Enter three times as soon as the kernel is idle; medians over {rounds} rounds.",
            "", "| wait until | seconds | CPU s, server | CPU s, kernel | CPU s, browser |",
            "|---|---|---|---|---|",
            *(f"| {name} | " + " | ".join(f"{number:.1f}" for number in row) + " |"
              for name, row in zip((*WAITS, "together"), rows, strict=True))]
