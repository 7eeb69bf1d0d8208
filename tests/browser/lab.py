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
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
READY = ("window.jupyterapp && jupyterapp.shell.currentWidget && jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'")
RUN = """async (code) => { const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel; let text = '';
  const future = kernel.requestExecute({code}); future.onIOPub = m => { text += m.content.text ?? (m.content.evalue ?? ''); }; await future.done; return text; }"""


def chromium():
    """Return the path of a Chromium, or None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, filter(None, names)) if path), None)


@contextlib.contextmanager
def server(folder, scratch):
    """Serve a copy of the notebooks from `folder`; yields (url, process)."""
    shutil.copytree(ROOT / "notebooks", folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints", "my_work*"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = {name: str(scratch / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR",
                                                   "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    environment = {**os.environ, **home, "MIXCOND_WORK_FILE": str(scratch / "my_work.json")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=",
               "--LabApp.expose_app_in_browser=True", f"--ServerApp.root_dir={folder}"]
    with open(scratch / "server.log", "w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url + "/api", timeout=2)
                break
            if process.poll() is not None:
                raise RuntimeError((scratch / "server.log").read_text())
            time.sleep(0.05)
        yield url, process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


HALL = """() => { for (const cell of jupyterapp.shell.currentWidget.content.model.cells)
  cell.sharedModel.setSource(cell.sharedModel.getSource().replace('# lecture(True)', 'lecture(True)')); }"""


class Lesson:
    """One notebook open in JupyterLab, all its cells run; `hall`: in lecture mode, switched on as a lecturer does it."""

    def __init__(self, browser, url, process, notebook, width=1280, height=1000, hall=False):
        self.process = process
        self.errors = []
        self.page = browser.new_page(viewport={"width": width, "height": height})
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(f"{url}/lab/tree/{notebook}?reset", wait_until="domcontentloaded")
        self.page.wait_for_function(READY, timeout=90000)
        self.page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')")
        if hall:
            self.page.evaluate(HALL)
        self.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        self.python("0")  # queued behind the cells: answered when all have run
        self.page.wait_for_timeout(500)

    def python(self, code):
        """Run code in the notebook's kernel; returns what it prints."""
        return self.page.evaluate(RUN, code)

    def kernel_memory(self):
        """Return the resident memory of the kernels, in bytes."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        return sum(child.memory_info().rss for child in children if "ipykernel_launcher" in " ".join(child.cmdline()))

    def close(self):
        """Shut the kernel down and close the page."""
        self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        self.page.close()
