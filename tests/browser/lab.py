"""JupyterLab on loopback, opened in headless Chromium as a student would see it."""
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import psutil

ROOT = pathlib.Path(__file__).parents[2]
DECK = ROOT / "mixcond_lessons" / "classroom" / "deck"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# How long to wait for a state, in seconds. A machine that does other work as well may need most of it.
PATIENCE = 120
READY = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
RUN = """async (code) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  let text = '';
  const future = kernel.requestExecute({code});
  future.onIOPub = message => { text += message.content.text ?? (message.content.evalue ?? ''); };
  await future.done;
  return text;
}"""
# Each output that holds a widget has drawn one, and each panel and prediction has drawn what belongs into it.
DRAWN = """() => {
  const drawn = (cell) => {
    const places = cell.node.querySelectorAll('.jp-OutputArea-output'), outputs = cell.model.outputs;
    return Array.from({length: outputs?.length ?? 0}, (_, i) => i).every(i =>
      !outputs.get(i).data['application/vnd.jupyter.widget-view+json']
      || places[i]?.firstElementChild?.childElementCount);
  };
  const complete = (box) => box.classList.contains('mixcond-predict')
    ? box.querySelector(':scope > button, .mixcond-picture')
    : box.matches('.mixcond-typed')
      || box.querySelector('.mixcond-picture')?.shadowRoot?.querySelector('svg');
  return jupyterapp.shell.currentWidget.content.widgets.every(drawn)
    && [...document.querySelectorAll('.mixcond-panel, .mixcond-predict')].every(complete);
}"""
HALL = """() => { for (const cell of jupyterapp.shell.currentWidget.content.model.cells)
  cell.sharedModel.setSource(cell.sharedModel.getSource().replace('# lecture(True)', 'lecture(True)')); }"""


def chromium():
    """Return the path of a Chromium, or None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, filter(None, names)) if path), None)


def eventually(holds, patience=PATIENCE):
    """Wait until `holds()` returns something true, and return it. Until then it may raise AssertionErrors."""
    end = time.monotonic() + patience
    while True:
        try:
            result = holds()
            if result:
                return result
            raise AssertionError(f"not so within {patience} s: {holds.__doc__ or holds}")
        except AssertionError:
            if time.monotonic() > end:
                raise
        time.sleep(0.05)


@contextlib.contextmanager
def server(folder, scratch):
    """Serve a copy of the notebooks from `folder`; yields (url, process)."""
    shutil.copytree(
        ROOT / "notebooks", folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "my_work*")
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = (
        "JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_RUNTIME_DIR",
        "IPYTHONDIR",
    )
    environment = {
        **os.environ, **{name: str(scratch / name) for name in own},
        "MIXCOND_WORK_FILE": str(scratch / "my_work.json"), "JUPYTER_PATH": str(scratch / "share"),
    }
    shutil.copytree(DECK, scratch / "share" / "labextensions" / "mixcond-lessons-deck")
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        f"--port={port}", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.root_dir={folder}",
    ]
    with open(scratch / "server.log", "w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process, scratch / "server.log")
        yield url, process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


def _wait_for(url, process, log):
    """Wait until the server answers; if it has ended instead, say what it wrote."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url + "/api", timeout=PATIENCE)
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(log.read_text())


class Lesson:
    """One notebook open in JupyterLab, all its cells run."""

    def __init__(self, browser, url, process, notebook, width=1280, height=1000):
        self.process = process
        self.errors = []
        self.page = browser.new_page(viewport={"width": width, "height": height})
        self.page.set_default_timeout(1000 * PATIENCE)
        self.page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{url}/lab/tree/{notebook}?reset", wait_until="domcontentloaded")
        self.page.wait_for_function(READY)
        self.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
        self.run_all()

    def run_all(self):
        """Run all cells and wait until everything they show is drawn."""
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        self.python("0")  # queued behind the cells: answered when all have run
        self.page.wait_for_function(DRAWN)

    def go_to_the_hall(self):
        """A projector's size, lecture mode switched on as a lecturer does it, and all cells run again."""
        self.page.set_viewport_size({"width": 1280, "height": 720})
        self.page.evaluate(HALL)
        self.run_all()

    def python(self, code):
        """Run code in the notebook's kernel; returns what it prints."""
        return self.page.evaluate(RUN, code)

    def kernel_memory(self):
        """Return the resident memory of this lesson's kernel, in bytes."""
        kernel = self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.id")
        children = psutil.Process(self.process.pid).children(recursive=True)
        return sum(child.memory_info().rss for child in children if kernel in " ".join(child.cmdline()))

    def close(self):
        """Shut the kernel down and close the page."""
        self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()
