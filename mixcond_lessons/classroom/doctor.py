"""The doctor: says in plain words whether this computer is ready for the course, and what to do where it is
not.

Only the standard library is imported at the top, so that it can still speak where packages are missing.
"""
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from . import front_ends, work_file
from .finding import Finding, install
from .front_ends import picture_view, widget_manager
from .surroundings import PACKAGE, copies, hidden_packages, kernel
from .work_text import Refused, parse

_INSTALL = f"Go to the folder of the course. {install('.')}, then restart the kernel."


def python_version():
    """Is this Python one that the package allows?"""
    from packaging.specifiers import SpecifierSet
    allowed, have = metadata.metadata(PACKAGE).get("Requires-Python", ""), platform.python_version()
    if SpecifierSet(allowed).contains(have, prereleases=True):
        return Finding(True, f"Python {have} is right.")
    return Finding(False, f"Python {have} does not do; the course needs {allowed}.",
                   "Install a Python that does, and with it make the environment anew, as the README says "
                   "under “Open it”.")


def packages():
    """Is every package there that the course needs, in a version that it allows?"""
    from packaging.requirements import Requirement
    wanted = [Requirement(line) for line in metadata.requires(PACKAGE) or []]
    faults = {need: fault for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})
              if (fault := _package_fault(need))}
    if faults:
        return Finding(False, "Packages: " + "; ".join(faults.values()) + ".",
                       install(*(f"{need.name}{need.specifier}" for need in faults))
                       + ", then restart the kernel.")
    return Finding(True, "All packages are there, in versions that fit.")


def _package_fault(need):
    try:
        have = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return f"{need.name} is missing"
    if need.specifier.contains(have, prereleases=True):
        return ""
    return f"{need.name} is {have}, needed is {need.specifier}"


def chapters_and_pictures():
    """Can a new Python here import each chapter and draw a panel?"""
    script = (Path(__file__).parents[1] / "fresh_start.py").read_text(encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=300,
                          encoding="utf-8", errors="replace", check=False)
    try:
        failure = json.loads(done.stdout.rpartition("\n")[2])
    except ValueError:
        failure = "the course", (done.stderr.strip() or f"ended with {done.returncode}")[-300:], []
    if failure is None and "temporary cache directory" in done.stderr:
        folder = os.path.join(tempfile.gettempdir(), "matplotlib-of-mine")
        return Finding(False, "matplotlib cannot keep its settings and fonts: each start is slow, and a red "
                              "block says so.",
                       f"Before you start JupyterLab, set the environment variable MPLCONFIGDIR={folder}")
    if failure is None:
        return Finding(True, "Every chapter can be imported, and a picture was drawn.")
    tried, error, files = failure
    in_the_way = [found.what_to_do for found in (hidden_packages(), copies()) if not found.ok]
    return Finding(False, f"A new Python cannot use {tried}: {error}.", " ".join(in_the_way) or _mend(files))


def _mend(files):
    """Install anew what the error went through: the packages, or the course itself if there are none."""
    homes = metadata.packages_distributions()
    named = dict.fromkeys(home for file in files for home in homes.get(_package_of(file), ())
                          if home.lower().replace("-", "_") != PACKAGE)
    if not named:
        return _INSTALL
    return install("--upgrade", "--force-reinstall", "--no-deps", *named) + ", then restart the kernel."


def _package_of(file):
    """The package that a file of site-packages belongs to; of the file `six.py` it is six."""
    parts = Path(file).parts
    if "site-packages" not in parts:
        return ""
    return parts[len(parts) - parts[::-1].index("site-packages")].removesuffix(".py")


def work_is_saved():
    """Can the very file be written in which answers and predictions are kept?"""
    place = work_file.place()
    if place is None:
        return Finding(True, "MIXCOND_WORK_FILE asks that your work be kept in memory only: it is not saved.")
    try:
        work_file.examine(place)
        content = work_file.read(place)
        if content is not None:
            parse(content)
    except Refused as reason:
        return Finding(False, f"{place} holds no work of this course. {reason}",
                       f"Rename the file {place.absolute()}, then restart the kernel.")
    except OSError as reason:
        return Finding(False, f"Your work cannot be saved to {place} ({reason.strerror or reason}).",
                       "Set the environment variable MIXCOND_WORK_FILE to a file in a folder of your own, "
                       f"MIXCOND_WORK_FILE={Path.home() / 'my_work.json'} for example, and start JupyterLab "
                       "again.")
    return Finding(True, f"Your work can be saved in {os.path.abspath(place)}.")


def _look(examine):
    """The finding of one examination, whatever is missing."""
    try:
        return examine()
    except metadata.PackageNotFoundError as missing:
        name = missing.name or missing.args[0]
        return Finding(False, f"{name} is not installed in this Python ({sys.executable}).",
                       _INSTALL if name == PACKAGE else install(name))
    except ImportError as missing:
        return Finding(False, f"{missing.name or 'A package'} cannot be imported: {missing}.", _INSTALL)
    except Exception as reason:  # a broken installation may break in any way; the other findings still matter
        name = examine.__name__.replace("_", " ")
        return Finding(False, f"The {name} could not be examined: {type(reason).__name__}: {reason}.",
                       _INSTALL)


def doctor(out=print):
    """Examine this computer, say through `out` what was found, and return the findings (`ok`, `sentence`,
    `what_to_do`).

    In a notebook, the page itself is asked as well whether it can show pictures; its answer stands below.
    """
    findings = [_look(examine) for examine in (
        python_version, packages, hidden_packages, copies, chapters_and_pictures, kernel, widget_manager,
        picture_view, work_is_saved)]
    for finding in dict.fromkeys(findings):  # one missing package may be met more than once
        out(f"{'right:' if finding.ok else 'FAULT:'} {finding.sentence}")
        if not finding.ok:
            out(f"       What to do: {finding.what_to_do}")
    faults = sum(not finding.ok for finding in dict.fromkeys(findings))
    out(f"{faults} thing{'s' * (faults > 1)} to mend. If you ask for help, send all of the above." if faults
        else "As far as this environment goes, all is well.")
    _ask_the_page(out, faults)
    return findings


def _in_a_notebook():
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    return hasattr(get_ipython(), "kernel")


def _ask_the_page(out, faults):
    """Only the page knows whether it can show pictures."""
    if not _in_a_notebook():
        if not faults:
            out("Start JupyterLab from this environment and open notebooks/00_start_here.ipynb: its last but "
                "one cell asks the page whether it can show pictures.")
        return
    try:
        from .page_answer import ask
        python = front_ends.server_python()
        view = f"anywidget=={metadata.version('anywidget')}"
        ask(install("ipywidgets>=8.1.7", view, python=python), python)
    except Exception as reason:  # widgets that cannot even be made
        out(f"FAULT: This page cannot be asked for pictures: {type(reason).__name__}: {reason}.")
