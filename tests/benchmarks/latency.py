"""From a key press on a slider to the changed picture on screen, in JupyterLab in a headless Chromium, against `interact` and a bare canvas."""
import contextlib
import os
import pathlib
import shutil
import statistics
import tempfile

import nbformat
import psutil

import mixcond_lessons
from tests.browser import lab

HERE = pathlib.Path(__file__).parent
PANELS = ("polarization.transient", "conductivity.plane")
MOST_TO_CANVAS, LEAST_TO_INTERACT = 1.2, 6.0
QUIET, LONGEST = 250, 4000  # ms without a change that end a press; ms after which a press counts as missed
TURN = 10  # presses in one direction
INTERACT, CANVAS = "interact + inline figure", "bare canvas"
# What most courses do.
INTERACT_CELL = """%matplotlib inline
import ipywidgets
import matplotlib.pyplot as plt
import reference

def show(x=0.0):
    reference.draw(plt.figure(figsize=(9, 4), dpi=100), x)
    plt.show()

ipywidgets.interact(show, x=ipywidgets.FloatSlider(value=0, min=-1, max=1, step=0.01));"""
CANVAS_CELL = "import reference\nreference.canvas()"
PANEL_CELL = "import mixcond_lessons\nnext(panel for panel in mixcond_lessons.panels() if panel.name == {name!r})()"


class Watched:
    """A browser whose pages carry the monitor and add up what their sockets receive."""

    def __init__(self, browser):
        self.browser = browser
        self.received = self.messages = 0

    def new_page(self, **options):
        """Open a page that is watched from its first script on."""
        page = self.browser.new_page(**options)
        page.add_init_script(path=HERE / "monitor.js")
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))
        return page

    def _note(self, frame):
        self.received += len(frame)
        self.messages += 1


def write_notebooks(folder):
    """Write one notebook for each way into `folder`; returns {way: file name}."""
    known = {panel.name for panel in mixcond_lessons.panels()}
    cells = {INTERACT: INTERACT_CELL, CANVAS: CANVAS_CELL, **{name: PANEL_CELL.format(name=name) for name in PANELS if name in known}}
    shutil.copy(HERE / "reference.py", folder)
    names = {}
    for number, (way, cell) in enumerate(cells.items()):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        names[way] = f"benchmark_{number}.ipynb"
        nbformat.write(book, folder / names[way])
    return names


def kernel_seconds(process):
    """CPU time that the kernels have taken."""
    children = psutil.Process(process.pid).children(recursive=True)
    times = [child.cpu_times() for child in children if "ipykernel_launcher" in " ".join(child.cmdline())]
    return sum(taken.user + taken.system for taken in times)


def press(page, key):
    """Press a key; returns the ms until the last change was painted, or None if nothing changed."""
    page.evaluate("watch.start()")
    page.keyboard.press(key)
    return page.evaluate(f"watch.settled({QUIET}, {LONGEST})")


def measure_notebook(browser, url, process, notebook, presses):
    """Open a notebook and press the arrow keys on its first slider; returns what was found."""
    watched = Watched(browser)
    with contextlib.closing(lab.Lesson(watched, url, process, notebook)) as lesson:
        page, handle = lesson.page, lesson.page.locator(".noUi-handle").first
        handle.wait_for(state="visible", timeout=30000)
        page.wait_for_timeout(1500)
        handle.scroll_into_view_if_needed()
        handle.focus()
        for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):  # the first moves fill caches
            press(page, key)
        watched.received = watched.messages = 0
        seconds = kernel_seconds(process)
        found = [press(page, "ArrowRight" if i // TURN % 2 == 0 else "ArrowLeft") for i in range(presses)]
        seconds = kernel_seconds(process) - seconds
    taken = sorted(one for one in found if one is not None)
    if not taken:
        raise RuntimeError(f"{notebook}: no picture changed; {lesson.errors[:3]}")
    return {"median": statistics.median(taken), "late": taken[round(0.95 * (len(taken) - 1))], "kernel": 1e3 * seconds / presses,
            "bytes": watched.received / presses, "messages": watched.messages / presses, "missed": found.count(None)}


@contextlib.contextmanager
def notebooks_served():
    """Serve the notebooks of all ways; yields (browser, url, process, {way: file name})."""
    from playwright.sync_api import sync_playwright
    environment = dict(os.environ)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="benchmark"))
    try:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(lab.ROOT / "tests" / "only_loopback"), str(lab.ROOT), os.environ.get("PYTHONPATH")]))
        os.environ.pop("MPLBACKEND", None)  # kernels choose theirs, as students' kernels do
        with lab.server(scratch / "notebooks", scratch) as (url, process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
            yield browser, url, process, write_notebooks(scratch / "notebooks")
            browser.close()
    finally:
        os.environ.clear()
        os.environ.update(environment)
        shutil.rmtree(scratch, ignore_errors=True)


def measure(rounds, presses):
    """Return ({way: [what was found in each round]}, browser version); each round goes through all ways in turn."""
    with notebooks_served() as (browser, url, process, notebooks):
        found = {way: [] for way in notebooks}
        for number in range(rounds):
            for way, notebook in notebooks.items():
                found[way].append(measure_notebook(browser, url, process, notebook, presses))
                print(f"  round {number + 1}, {way}: {found[way][-1]['median']:.0f} ms", flush=True)
        return found, browser.version


def table(found):
    """Return the lines of a Markdown table: medians over the rounds, and medians of the ratios within a round."""
    lines = ["| way | ms, median | 95 % within ms | to the bare canvas | `interact` to it | kernel CPU ms | bytes | messages | missed | |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for way, rounds in found.items():
        median, late, kernel, size, messages = (statistics.median(one[what] for one in rounds) for what in ("median", "late", "kernel", "bytes", "messages"))
        canvas, interact = (statistics.median(one["median"] / other["median"] for one, other in zip(rounds, found[base], strict=True))
                            for base in (CANVAS, INTERACT))
        gain = statistics.median(other["median"] / one["median"] for one, other in zip(rounds, found[INTERACT], strict=True))
        missed = sum(one["missed"] for one in rounds)
        marks = []
        if way in PANELS:
            marks = ["**above the aim**"] * (canvas > MOST_TO_CANVAS) + ["**gain below the aim**"] * (gain < LEAST_TO_INTERACT)
        lines.append(f"| {way} | {median:.0f} | {late:.0f} | {canvas:.2f} | {gain:.1f} | {kernel:.1f} | {size:,.0f} | {messages:.1f} | {missed} | {', '.join(marks)} |")
    return lines


def report(rounds, presses):
    """Measure; returns lines of Markdown."""
    if lab.chromium() is None:
        return ["## Browser: from key press to changed picture", "", "Not measured: no Chromium on this machine (set CHROMIUM to its path)."]
    found, version = measure(rounds, presses)
    return ["## Browser: from key press to changed picture", "",
            f"JupyterLab in headless Chromium {version}; {presses} single presses of an arrow key on the first slider, to the last change painted. "
            f"{rounds} rounds, each through all ways in turn: medians over the rounds; a ratio is the median of the ratios within a round, for a busy machine "
            f"slows all alike. Aim: at most {MOST_TO_CANVAS:g} times the bare canvas, and {LEAST_TO_INTERACT:g} times quicker than `interact`. "
            "Bytes and messages: all that the page receives per press.", "", *table(found)]
