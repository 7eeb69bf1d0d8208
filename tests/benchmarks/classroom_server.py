"""A class on one server: JupyterHub on this machine, students with real servers and kernels who arrive within
two minutes and then move a slider once a second. Prints a row of the table in results.md.

  python -m venv hub && hub/bin/pip install jupyterhub . && npm install --prefix chp configurable-http-proxy
  python tests/benchmarks/classroom_server.py --hub hub --proxy chp --students 10 30

Each student asks for the files that a real browser asked for (the first student is one), has a copy of the
notebooks, opens a lesson, runs its first cell and its first panel, and speaks with the widgets through the
kernel's websocket. Only the login form is left out: students come by a token.
"""
import argparse
import asyncio
import contextlib
import json
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid

import nbformat
import psutil
from playwright.sync_api import sync_playwright
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

ROOT = pathlib.Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from tests.browser import lab  # noqa: E402

TOKEN = "a-token-of-this-machine-only"
ARRIVE, TOGETHER = 120, 60  # s: all arrive within; then all are there
LOST = 10  # s; a move whose picture has not come by then is lost
PATIENT = {"request_timeout": 300, "connect_timeout": 60}
CONFIG = """
import pathlib, sys
sys.path.insert(0, {root!r})
from mixcond_lessons import course_folder
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {port} + 1
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {scratch!r} + "/home/{{username}}"
c.Spawner.cmd = [{hub!r} + "/bin/jupyterhub-singleuser"]
c.Spawner.args = ["--allow-root", *{options!r}]
c.Spawner.environment = {{"PYTHONPATH": {root!r}}}
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.notebook_dir = "~/mixcond_course"
c.JupyterHub.services = [{{"name": "class", "api_token": {token!r}}}]
c.JupyterHub.load_roles = [{{"name": "class", "services": ["class"],
                            "scopes": ["admin:users", "admin:servers", "access:servers"]}}]

def bring(spawner):
    home = pathlib.Path({scratch!r}, "home", spawner.user.name, "mixcond_course")
    course_folder.bring(home, "measured")
c.Spawner.pre_spawn_hook = bring
"""


def free_ports():
    """Three ports in a row that nobody listens on."""
    while True:
        with contextlib.suppress(OSError), contextlib.ExitStack() as held:
            first = random.randrange(20000, 60000)
            for port in range(first, first + 3):
                held.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first


@contextlib.contextmanager
def running_hub(hub, proxy, scratch, options):
    """Start JupyterHub with its proxy; yields (address, process)."""
    port = free_ports()
    program = pathlib.Path(proxy).resolve() / "node_modules" / ".bin" / "configurable-http-proxy"
    config = pathlib.Path(scratch) / "jupyterhub_config.py"
    hub = str(pathlib.Path(hub).resolve())
    config.write_text(CONFIG.format(root=str(ROOT), port=port, proxy_port=port + 2, proxy=str(program),
                                    scratch=str(scratch), hub=hub, token=TOKEN, options=options))
    with open(pathlib.Path(scratch) / "hub.log", "w") as log:
        process = subprocess.Popen([hub + "/bin/jupyterhub", "-f", str(config)], cwd=scratch, stdout=log,
                                   stderr=subprocess.STDOUT)
    try:
        lab._wait_for(f"http://127.0.0.1:{port}/hub", process, pathlib.Path(scratch) / "hub.log")
        yield f"http://127.0.0.1:{port}", process
    finally:
        family = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        for one in family:
            with contextlib.suppress(psutil.Error):
                one.kill()


def what_a_page_asks_for(url):
    """A real browser logs in and opens a lesson; returns the paths of the files that it fetched."""
    asked = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
        page = browser.new_page()
        page.set_default_timeout(300_000)
        page.on("request", lambda request: asked.append(request.url) if request.method == "GET" else None)
        page.goto(url + "/hub/login")
        page.fill("#username_input", "browser")
        page.fill("#password_input", "any")
        page.click("#login_submit")
        page.goto(f"{url}/hub/user-redirect/lab/tree/01_conductivity.ipynb")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        page.wait_for_timeout(3000)
        browser.close()
    start = url + "/user/browser/"
    return list(dict.fromkeys(
        one.removeprefix(start) for one in asked if one.startswith((start + "static", start + "lab"))))


class Student:
    """One of the class, with a server, a kernel, and a slider in hand."""

    def __init__(self, url, number, files):
        self.name, self.base, self.files = f"student{number:03}", url, files
        lessons = sorted((ROOT / "notebooks").glob("*.ipynb"))
        self.lesson = lessons[number % len(lessons)]
        self.seconds = {}  # what took how long
        self.moves = []  # (when, seconds until the picture had moved; None where it was lost)
        self.socket = self.picture = self.slider = None

    async def ask(self, path, method="GET", body=None):
        """Ask hub or server, as this student."""
        headers = {"Authorization": f"token {TOKEN}"}
        sent = {"body": json.dumps(body)} if body is not None else {}
        return await AsyncHTTPClient().fetch(
            HTTPRequest(self.base + path, method=method, headers=headers, **sent, **PATIENT))

    async def arrive(self):
        """From login to the first picture."""
        begin = time.monotonic()
        await self.ask(f"/hub/api/users/{self.name}", "POST", {})
        await self.ask(f"/hub/api/users/{self.name}/server", "POST", {})
        while not json.loads((await self.ask(f"/hub/api/users/{self.name}")).body)["server"]:
            await asyncio.sleep(0.5)
        self.seconds["server"] = time.monotonic() - begin
        waiting = asyncio.Semaphore(6)  # as many at a time as a browser

        async def fetch(path):
            async with waiting:
                with contextlib.suppress(Exception):  # a file that the browser was refused as well
                    await self.ask(f"/user/{self.name}/{path}")
        await asyncio.gather(*map(fetch, self.files))
        self.seconds["page"] = time.monotonic() - begin
        await self.connect()
        await self.run_first_panel()
        self.seconds["picture"] = time.monotonic() - begin

    async def connect(self):
        """A session on the lesson, and its kernel's websocket."""
        session = json.loads((await self.ask(f"/user/{self.name}/api/sessions", "POST", {
            "path": self.lesson.name, "name": self.lesson.name, "type": "notebook",
            "kernel": {"name": "python3"}})).body)
        address = self.base.replace("http", "ws", 1)
        self.socket = await websocket_connect(HTTPRequest(
            f"{address}/user/{self.name}/api/kernels/{session['kernel']['id']}/channels",
            headers={"Authorization": f"token {TOKEN}"}, **PATIENT), max_message_size=2**27)

    def send(self, kind, content):
        """A message to the kernel; returns its id."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "session": self.name, "username": self.name,
                  "version": "5.3", "date": ""}
        self.socket.write_message(json.dumps({
            "header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell",
            "buffers": []}))
        return number

    async def run_first_panel(self):
        """Run the lesson's first cell and its first panel; keep its picture and its first slider."""
        cells = nbformat.read(self.lesson, 4).cells
        first = next(cell.source for cell in cells if cell.cell_type == "code")
        code = f"{first}\n{self.lesson.stem[3:]}.PANELS[0]()"
        number = self.send("execute_request", {"code": code, "silent": False, "store_history": True,
                                               "user_expressions": {}, "allow_stdin": False})
        while True:
            message = json.loads(await self.socket.read_message())
            content, kind = message["content"], message["header"]["msg_type"]
            state = content.get("data", {}).get("state", {}) if kind == "comm_open" else {}
            if "moving" in state:
                self.picture = content["comm_id"]
            if state.get("_model_name") == "IntSliderModel" and self.slider is None:
                self.slider = content["comm_id"], state["min"], state["max"], state["value"]
            if kind == "execute_reply" and message["parent_header"]["msg_id"] == number:
                if content["status"] != "ok" or not self.picture:
                    raise RuntimeError(f"{self.lesson.name}: {content.get('evalue')}")
                return

    async def move_until(self, end):
        """A step of the slider each second, to and fro; note when the picture follows."""
        comm, low, high, at = self.slider
        step = max((high - low) // 40, 1)
        while time.monotonic() < end:
            begin = time.monotonic()
            step = -step if not low <= at + step <= high else step
            at += step
            self.send("comm_msg", {"comm_id": comm, "data": {
                "method": "update", "state": {"value": at}, "buffer_paths": []}})
            try:
                await asyncio.wait_for(self._moved(), LOST)
                self.moves.append((begin, time.monotonic() - begin))
            except TimeoutError:
                self.moves.append((begin, None))
            await asyncio.sleep(max(0, 1 - (time.monotonic() - begin)))

    async def _moved(self):
        while True:
            message = json.loads(await self.socket.read_message())
            content = message["content"]
            # a slider that a rule stops moves no picture, but the picture's model says where the handle is
            if message["header"]["msg_type"] == "comm_msg" and content["comm_id"] == self.picture:
                return


def memory(process):
    """(servers, kernels, hub and proxy) in bytes, each page shared by several counted once (PSS)."""
    sums = {"server": 0, "kernel": 0, "hub": 0}
    for one in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            words = " ".join(one.cmdline())
            kind = "kernel" if "ipykernel" in words else "server" if "singleuser" in words else "hub"
            sums[kind] += one.memory_full_info().pss
    return sums


async def a_class(url, process, count, files, most):
    """Let a class arrive and work; returns (students, memory, what went wrong, when all were there)."""
    students = [Student(url, number, files) for number in range(count)]
    begin, wrong = time.monotonic(), []
    end = begin + ARRIVE + TOGETHER

    async def one(place, student):
        await asyncio.sleep(ARRIVE * place / count)
        if psutil.virtual_memory().used > most:
            wrong.append(f"{student.name}: not let in, {most / 1e9:.0f} GB in use")
            return
        try:
            await student.arrive()
            await student.move_until(max(end, time.monotonic() + TOGETHER / 2))
        except Exception as reason:  # whatever breaks is what is looked for
            wrong.append(f"{student.name}: {type(reason).__name__}: {reason}")

    async def weigh():
        await asyncio.sleep(ARRIVE + TOGETHER * 0.8)
        return await asyncio.to_thread(memory, process)
    *_, used = await asyncio.gather(*(one(*pair) for pair in enumerate(students)), weigh())
    return students, used, wrong, begin + ARRIVE


def percentile(values, share):
    """The value below which this share of the values lies; nan where there is none."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def row(students, used, wrong, since):
    """One row of the table in results.md."""
    there = [one for one in students if one.moves]
    moves = [move for one in there for move in one.moves]
    late = [took for when, took in moves if took is not None and when >= since]
    all_of = [took for _, took in moves if took is not None]
    first = [one.seconds["picture"] for one in there]
    server = [one.seconds["server"] for one in there]
    each = 1e6 * (len(there) + 1)  # the browser that came first has a server, too
    cells = (
        len(students), len(there), f"{percentile(server, 0.5):.0f}",
        f"{percentile(first, 0.5):.0f}", f"{percentile(first, 1):.0f}",
        f"{1000 * percentile(late, 0.5):.0f}", f"{1000 * percentile(late, 0.95):.0f}",
        f"{1000 * percentile(all_of, 0.95):.0f}", sum(took is None for _, took in moves), len(moves),
        f"{used['server'] / each:.0f}", f"{used['kernel'] / 1e6 / max(len(there), 1):.0f}",
        f"{used['hub'] / 1e6:.0f}", f"{psutil.getloadavg()[0]:.1f}", len(wrong))
    return "| " + " | ".join(map(str, cells)) + " |"


HEAD = """| students | there | server up, median s | first picture, median s | slowest s | all there: ms \
| 95 % within | arrival too: 95 % within | moves lost | of | MB a server | MB a kernel | MB hub and proxy \
| load | faults |"""


def main():
    """Measure a class of each size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hub", required=True, help="environment with jupyterhub and what the course needs")
    parser.add_argument("--proxy", required=True, help="where npm put configurable-http-proxy")
    parser.add_argument("--students", type=int, nargs="+", default=[10, 30])
    parser.add_argument("--most", type=float, default=16, help="GB in use above which nobody is let in")
    parser.add_argument("--server-option", action="append", default=[], help="for each student's server")
    wishes = parser.parse_args()
    AsyncHTTPClient.configure("tornado.simple_httpclient.SimpleAsyncHTTPClient", max_clients=1000,
                              max_body_size=2**27)
    print(HEAD, "|---" * HEAD.count(" | ") + "|---|", sep="\n", flush=True)
    for count in wishes.students:
        scratch = tempfile.mkdtemp(prefix="class")
        with running_hub(wishes.hub, wishes.proxy, scratch, wishes.server_option) as (url, process):
            files = what_a_page_asks_for(url)
            students, used, wrong, since = asyncio.run(
                a_class(url, process, count, files, 1e9 * wishes.most))
        print(row(students, used, wrong, since), flush=True)
        lost = {one.lesson.stem for one in students for _, took in one.moves if took is None}
        print(*wrong[:5], f"lost in: {sorted(lost)}", sep="\n", file=sys.stderr)
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
