"""The parts of ipywidgets and anywidget that run in the browser: whether JupyterLab would load them."""
import json
import os
import subprocess
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from .finding import Finding, command, install

_WHERE = ("import json, os, sys; from jupyter_core.paths import *; "
          "print(json.dumps([jupyter_path('labextensions'), jupyter_config_path(), jupyter_config_dir(), "
          "ENV_CONFIG_PATH, SYSTEM_CONFIG_PATH, "
          "os.environ.get('JUPYTERLAB_DIR') or os.path.join(sys.prefix, 'share', 'jupyter', 'lab')]))")
_AGAIN = ", then close JupyterLab and start it again."
MANAGER = "@jupyter-widgets/jupyterlab-manager"


def server_python():
    """Return the Python in which the JupyterLab of this kernel runs, or None if that cannot be seen."""
    arguments = _command_of(os.environ.get("JPY_PARENT_PID", ""))
    # `mixcond open` runs JupyterLab in its own process.
    runs_jupyter = any(name in Path(word).name for word in arguments[1:4] for name in ("jupyter", "mixcond"))
    return arguments[0] if runs_jupyter and Path(arguments[0]).is_absolute() else None


def _command_of(process):
    """The words with which a process was started; empty where that cannot be seen, as on Windows."""
    if not process.isdigit():
        return []
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").rstrip("\0").split("\0")
    except (OSError, ValueError):
        pass
    try:
        return subprocess.run(["ps", "-o", "command=", "-p", process], capture_output=True, text=True,
                              timeout=10, check=False).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return []


def widget_manager():
    """Is the part of ipywidgets there that runs in the browser, and does it fit the part that runs in
    Python?"""
    have = metadata.version("ipywidgets")
    mend = install("--force-reinstall", "--no-deps", "ipywidgets>=8.1.7", "jupyterlab_widgets>=3.0.15,<4",
                   python=server_python()) + _AGAIN
    fault, version = _fault(MANAGER, "widget manager: sliders would not show", mend)
    if fault:
        return fault
    # ipywidgets 8 speaks with manager 5, ipywidgets 7 with manager 3; they do not mix.
    if version.split(".")[0] != "5" or have.split(".")[0] != "8":
        return Finding(False, f"The widget manager {version} does not fit ipywidgets {have}.",
                       _hidden(MANAGER) or mend)
    return Finding(True, f"The widget manager {version} fits ipywidgets {have}{_how_far()}.")


def picture_view():
    """Is the part of anywidget there that runs in the browser, in the same version as the part that runs in
    Python?"""
    have = metadata.version("anywidget")
    mend = install("--force-reinstall", "--no-deps", f"anywidget=={have}", python=server_python()) + _AGAIN
    fault, version = _fault("anywidget", "front end for anywidget: pictures would not show", mend)
    if fault:
        return fault
    if version != have:
        return Finding(False, f"The front end of anywidget is {version}, the Python part {have}.",
                       _hidden("anywidget") or mend)
    return Finding(True, f"anywidget {have} is whole{_how_far()}.")


def _how_far():
    return ", as far as this environment goes" if server_python() in (None, sys.executable) else (
        f" in {server_python()}, where JupyterLab runs")


def _fault(name, missing, mend):
    """(what is wrong with the files of a front end or None, its version)."""
    place, version = _installed(name)
    if place is None:
        where = f" in {server_python()}" if server_python() not in (None, sys.executable) else ""
        return Finding(False, f"JupyterLab{where} has no {missing}.", mend), None
    if not _is_whole(place):
        return Finding(False, f"JupyterLab has no {missing}: files are missing in {place}.",
                       _hidden(name) or mend), None
    switched_off = _switched_off(name)
    if switched_off:
        return Finding(False, f"JupyterLab has switched off {name}.", switched_off), None
    return None, version


@cache
def _folders(python):
    """Where that JupyterLab looks: its extensions, its settings, the settings' three levels, and its own
    folder."""
    done = subprocess.run([python, "-c", _WHERE], capture_output=True, text=True, timeout=60, check=True,
                          cwd=os.path.dirname(python))
    return json.loads(done.stdout)


def _looked_in():
    from jupyter_core import paths
    python = server_python()
    if python in (None, sys.executable):
        own = os.environ.get("JUPYTERLAB_DIR") or os.path.join(sys.prefix, "share", "jupyter", "lab")
        return (paths.jupyter_path("labextensions"), paths.jupyter_config_path(), paths.jupyter_config_dir(),
                paths.ENV_CONFIG_PATH, paths.SYSTEM_CONFIG_PATH, own)
    return _folders(python)


def _installed(name):
    """(folder, version) of the extension that JupyterLab would load, the first one that it finds."""
    for folder in _looked_in()[0]:
        try:
            content = json.loads((Path(folder) / name / "package.json").read_text(encoding="utf-8"))
            return Path(folder) / name, str(content["version"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None, None


def _is_whole(place):
    """Whether the file that JupyterLab would load first is there."""
    try:
        built = json.loads((place / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]
        return (place / built["load"]).is_file()
    except (KeyError, TypeError):
        return False


def _hidden(name):
    """What to do where the found folder is not the one that pip would write: it hides that one."""
    place, _ = _installed(name)
    prefix = Path(server_python() or sys.executable).parent.parent
    if place is None or prefix in place.parents or Path(sys.prefix) in place.parents:
        return ""
    return f"Remove the folder {place}{_AGAIN}"


def _switched_off(name):
    """What to do if the settings switch an extension off; an empty text if not."""
    _, configs, user, prefixes, systems, lab = _looked_in()
    levels = {user: "user"} | dict.fromkeys(prefixes, "sys_prefix") | dict.fromkeys(systems, "system")
    files = {Path(config) / "labconfig" / "page_config.json": levels.get(config) for config in configs}
    files[Path(lab) / "settings" / "page_config.json"] = None
    decided = set()
    for file, level in files.items():  # what comes first wins
        for key, off in _switches(file).items():
            if key.split(":")[0] != name or key in decided:
                continue
            if off and level:
                line = command("jupyterlab.labextensions", "enable", key, f"--level={level}",
                               python=server_python())
                return f"Run: {line}{_AGAIN}"
            if off:
                return f"Take {key} out of “disabledExtensions” in {file}{_AGAIN}"
            decided.add(key)
    return ""


def _switches(file):
    """{extension or a part of it: whether this file switches it off}."""
    try:
        found = json.loads(file.read_text(encoding="utf-8")).get("disabledExtensions", {})
    except (OSError, ValueError, AttributeError):
        return {}
    return found if isinstance(found, dict) else dict.fromkeys(found, True)
