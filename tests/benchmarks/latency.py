"""From a key press on a slider to the changed picture on screen, in the lessons as a student has them: in
JupyterLab in a
headless Chromium, all cells run, all predictions open. In the same round: a bare canvas, and `interact`."""
import contextlib
import json
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
OVERRIDES = lab.ROOT / "mixcond_lessons" / "classroom" / "overrides.json"
MOST_TO_CANVAS, MOST_KERNEL = 1.3, 8.0
QUIET, LONGEST = 250, 4000  # ms without a change that end a press; ms after which a press counts as missed
INTERACT, CANVAS = "`interact` + inline figure", "bare canvas"
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
OPEN_PREDICTIONS = """from mixcond_lessons.classroom.predict import Predict
for shown in list(Out.values()):
    if isinstance(shown, Predict):
        shown.open()"""
ALL_OPEN = "!document.querySelector('.mixcond-predict:not(:has(.mixcond-picture))')"


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


class Pressed:
    """One slider of an open notebook, and what was found in each round."""

    def __init__(self, name, lesson, watched, handle, presses):
        self.name, self.lesson, self.watched, self.handle, self.presses = (
            name,
            lesson,
            watched,
            handle,
            presses,
        )
        self.rounds = []

    def measure(self):
        """Press the arrow keys, one way and back, and note one round."""
        page = self.lesson.page
        page.bring_to_front()
        self.handle.scroll_into_view_if_needed()
        self.handle.focus()
        for key in ("ArrowRight", "ArrowLeft", "ArrowRight"):  # the first moves fill caches
            press(page, key)
        self.watched.received = self.watched.messages = 0
        seconds = kernel_seconds(self.lesson.process)
        found = [
            press(page, "ArrowRight" if 2 * i < self.presses else "ArrowLeft") for i in range(self.presses)
        ]
        seconds = kernel_seconds(self.lesson.process) - seconds
        taken = sorted(one for one in found if one is not None)
        if not taken:
            raise RuntimeError(f"{self.name}: no picture changed; {self.lesson.errors[:3]}")
        self.rounds.append({
            "median": statistics.median(taken), "late": taken[round(0.95 * (len(taken) - 1))],
            "kernel": 1e3 * seconds / self.presses, "bytes": self.watched.received / self.presses,
            "messages": self.watched.messages / self.presses, "missed": found.count(None)})


def press(page, key):
    """Press a key; returns the ms until the last change was painted, or None if nothing changed."""
    page.evaluate("watch.start()")
    page.keyboard.press(key)
    return page.evaluate(f"watch.settled({QUIET}, {LONGEST})")


def kernel_seconds(process):
    """CPU time that the kernels have taken; those of other notebooks wait meanwhile."""
    children = psutil.Process(process.pid).children(recursive=True)
    times = [child.cpu_times() for child in children if "ipykernel_launcher" in " ".join(child.cmdline())]
    return sum(taken.user + taken.system for taken in times)


def write_references(folder):
    """Write the notebooks with a bare canvas and with `interact` into `folder`; returns {way: file name}."""
    shutil.copy(HERE / "reference.py", folder)
    names = {}
    for number, (way, cell) in enumerate({CANVAS: CANVAS_CELL, INTERACT: INTERACT_CELL}.items()):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
        book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        names[way] = f"benchmark_{number}.ipynb"
        nbformat.write(book, folder / names[way])
    return names


def write_settings(folder):
    """Give JupyterLab the settings that come with this checkout, whatever an older installation has left."""
    for plugin, settings in json.loads(OVERRIDES.read_text(encoding="utf-8")).items():
        extension, name = plugin.split(":")
        (folder / extension).mkdir(parents=True, exist_ok=True)
        (folder / extension / f"{name}.jupyterlab-settings").write_text(
            json.dumps(settings), encoding="utf-8"
        )


@contextlib.contextmanager
def served():
    """Serve the notebooks; yields (browser, url, process, {way: file name of a reference})."""
    from playwright.sync_api import sync_playwright
    environment = dict(os.environ)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="benchmark"))
    try:
        paths = [str(lab.ROOT / "tests" / "only_loopback"), str(lab.ROOT), os.environ.get("PYTHONPATH")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        os.environ.pop("MPLBACKEND", None)  # kernels choose theirs, as students' kernels do
        write_settings(scratch / "JUPYTERLAB_SETTINGS_DIR")
        with lab.server(scratch / "notebooks", scratch) as (url, process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
            yield browser, url, process, write_references(scratch / "notebooks")
            browser.close()
    finally:
        os.environ.clear()
        os.environ.update(environment)
        shutil.rmtree(scratch, ignore_errors=True)


def sliders(lesson, watched, presses):
    """Return the first slider of each panel of an open lesson, all its predictions open.

    A panel that waits for its button is left out: its sliders change no picture.
    """
    lesson.python(OPEN_PREDICTIONS)
    lesson.page.wait_for_function(ALL_OPEN)
    lesson.page.wait_for_timeout(1500)
    asked = {panel.ask: panel for panel in mixcond_lessons.panels()}
    found = {}
    for box in lesson.page.locator(".mixcond-panel:has(.mixcond-picture)").all():
        panel = asked[box.locator(".mixcond-ask").first.text_content()]
        handle = box.locator(".noUi-handle").first
        if panel.name not in found and not panel.takes_long and handle.is_visible():
            found[panel.name] = Pressed(panel.name, lesson, watched, handle, presses)
    return list(found.values())


def measure_lesson(watched, served_by, lesson_name, canvas, rounds):
    """Open a lesson and measure its panels in turn, the canvas once in each round.

    Returns [(slider, the canvas's median in each round)].
    """
    with contextlib.closing(lab.Lesson(watched, *served_by, lesson_name)) as lesson:
        panels, floors = sliders(lesson, watched, canvas.presses), []
        for _ in range(rounds):
            for slider in (canvas, *panels):
                slider.measure()
            floors.append(canvas.rounds[-1]["median"])
        for panel in panels:
            print(f"  {lesson_name}: {panel.name} {statistics.median(ratios(panel, floors)):.2f}", flush=True)
        return [(panel, floors) for panel in panels]


def ratios(slider, floors):
    """The slider's median over the canvas's, round by round."""
    return [one["median"] / floor for one, floor in zip(slider.rounds, floors, strict=True)]


def measure(rounds, presses, lessons):
    """Measure the lessons whose names begin with one of `lessons`; returns (rows of the table, browser
    version)."""
    names = sorted(
        path.name
        for path in (lab.ROOT / "notebooks").glob("[0-9]*.ipynb")
        if path.name.startswith(tuple(lessons))
    )
    with served() as (browser, url, process, references):
        watched, rows = Watched(browser), []
        opened = {way: lab.Lesson(watched, url, process, name) for way, name in references.items()}
        canvas, interact = (
            Pressed(way, lesson, watched, lesson.page.locator(".noUi-handle").first, presses)
            for way, lesson in opened.items()
        )
        for _ in range(rounds):
            canvas.measure()
            interact.measure()
        floors = [one["median"] for one in canvas.rounds]
        opened[INTERACT].close()
        for name in names:
            rows += measure_lesson(watched, (url, process), name, canvas, rounds)
        return [
            (interact, floors),
            *rows,
            (canvas, [one["median"] for one in canvas.rounds]),
        ], browser.version


def row(slider, floors):
    """Return one line of the table: medians over the rounds, and the median of the ratios within a round."""
    what = ("median", "late", "kernel", "bytes", "messages")
    median, late, kernel, size, messages = (
        statistics.median(one[part] for one in slider.rounds) for part in what
    )
    canvas = statistics.median(ratios(slider, floors))
    marks = []
    if slider.name not in (INTERACT, CANVAS):
        marks = ["**slow**"] * (canvas > MOST_TO_CANVAS) + ["**kernel**"] * (kernel > MOST_KERNEL)
    missed = sum(one["missed"] for one in slider.rounds)
    return (
        f"| {slider.name} | {median:.0f} | {late:.0f} | {canvas:.2f} | {kernel:.1f} | {size:,.0f} | "
        f"{messages:.1f} "
        f"| {missed} | {', '.join(marks)} |"
    )


def report(rounds, presses, lessons=("",)):
    """Measure; returns lines of Markdown."""
    title = ["## Browser: from key press to changed picture, in the lessons", ""]
    if lab.chromium() is None:
        return [*title, "Not measured: no Chromium on this machine (set CHROMIUM to its path)."]
    rows, version = measure(rounds, presses, lessons)
    return [
        *title,
        f"JupyterLab in headless Chromium {version}; each lesson with all cells run and all predictions "
        f"open; {presses} "
        "single presses of an arrow key on the first slider of each panel, to the last change painted. "
        f"{rounds} rounds, in each of them all panels of the lesson and a bare canvas in a notebook of its "
        f"own: medians "
        "over the rounds; a ratio is the median of the ratios within a round, for a busy machine slows all "
        "alike. "
        f"Marked: more than {MOST_TO_CANVAS:g} times the bare canvas (slow), more than {MOST_KERNEL:g} ms of "
        f"the kernel's "
        "CPU (kernel). Bytes and messages: all that the page receives per press. A panel that is started by "
        "a button "
        "answers with a sentence.",
        "",
        "| panel | ms, median | 95 % within ms | to the bare canvas | kernel CPU ms | bytes | messages | "
        "missed | |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row(slider, floors) for slider, floors in rows),
    ]
