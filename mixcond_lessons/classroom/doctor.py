"""The doctor: says in plain words whether this computer is ready for the course, and what to do where it is
not.

Only the standard library is imported at the top, so that it can still speak where packages are missing.
"""
import json
import os
import platform
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

PACKAGE = "mixcond_lessons"
_INSTALL = "In the folder of the course, run: python -m pip install ."


class Finding(NamedTuple):
    """One thing looked at: whether it is right, a sentence, and what to do if it is not."""
    ok: bool
    sentence: str
    what_to_do: str = ""


def python_version():
    """Is this Python one that the package allows?"""
    from packaging.specifiers import SpecifierSet
    allowed, have = metadata.metadata(PACKAGE).get("Requires-Python", ""), platform.python_version()
    if SpecifierSet(allowed).contains(have, prereleases=True):
        return Finding(True, f"Python {have} is right.")
    return Finding(False, f"Python {have} does not do; the course needs {allowed}.",
                   "Make the environment anew: conda env create -f environment.yml")


def packages():
    """Is every package there that the course needs, in a version that it allows?"""
    from packaging.requirements import Requirement
    wanted = [Requirement(line) for line in metadata.requires(PACKAGE) or []]
    faults = [fault for need in wanted if need.marker is None or need.marker.evaluate({"extra": ""})
              if (fault := _package_fault(need))]
    if faults:
        return Finding(False, "Packages: " + "; ".join(faults) + ".", _INSTALL)
    return Finding(True, "All packages are there, in versions that fit.")


def _package_fault(need):
    try:
        have = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return f"{need.name} is missing"
    if need.specifier.contains(have, prereleases=True):
        return ""
    return f"{need.name} is {have}, needed is {need.specifier}"


def kernel():
    """Does the kernel that the notebooks name, python3, start this Python?"""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    mend = "Run: python -m ipykernel install --sys-prefix --name python3"
    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except (NoSuchKernel, IndexError):
        return Finding(False, "Jupyter knows no kernel named python3.", mend)
    # Jupyter puts its own Python in the place of a bare name. Folders are compared, because python and
    # python3 are one program.
    bare = program in {"python", "python3", f"python{sys.version_info.major}.{sys.version_info.minor}"}
    there, here = (os.path.realpath(os.path.dirname(place)) for place in (program, sys.executable))
    if bare or there == here:
        return Finding(True, "The kernel python3 starts this Python.")
    return Finding(False, f"The kernel python3 starts another Python ({program}) than this one "
                          f"({sys.executable}).", mend)


def _front_end(name):
    """The version of the JupyterLab extension `name` that JupyterLab would load, or None."""
    from jupyter_core.paths import jupyter_path
    for folder in jupyter_path("labextensions"):
        try:
            return json.loads((Path(folder) / name / "package.json").read_text(encoding="utf-8"))["version"]
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def widget_manager():
    """Is the part of ipywidgets there that runs in the browser, and does it fit the part that runs in
    Python?"""
    mend = ("Run: python -m pip install --force-reinstall ipywidgets jupyterlab_widgets, "
            "then close JupyterLab and start it again.")
    version = _front_end("@jupyter-widgets/jupyterlab-manager")
    if version is None:
        return Finding(False, "JupyterLab has no widget manager: sliders would not show.", mend)
    # ipywidgets 8 speaks with manager 5, ipywidgets 7 with manager 3; they do not mix.
    if version.split(".")[0] != "5" or metadata.version("ipywidgets").split(".")[0] != "8":
        return Finding(False, f"The widget manager {version} does not fit ipywidgets "
                              f"{metadata.version('ipywidgets')}.", mend)
    return Finding(True, f"The widget manager {version} fits ipywidgets {metadata.version('ipywidgets')}.")


def picture_view():
    """Is the part of anywidget there that runs in the browser, in the same version as the part that runs in
    Python?"""
    mend = "Run: python -m pip install --force-reinstall anywidget, then close JupyterLab and start it again."
    version, have = _front_end("anywidget"), metadata.version("anywidget")
    if version is None:
        return Finding(False, "JupyterLab has no front end for anywidget: pictures would not show.", mend)
    if version != have:
        return Finding(False, f"The front end of anywidget is {version}, the Python part {have}.", mend)
    return Finding(True, f"anywidget {have} is whole.")


def folder():
    """Can something be written in the current folder?"""
    try:
        with tempfile.TemporaryFile(dir=os.getcwd()) as file:
            file.write(b"work")
    except OSError as reason:
        return Finding(False, f"Nothing can be written in this folder ({reason.strerror or reason}): your "
                              f"work would not be saved.",
                       "Copy the notebooks into a folder of your own, or name a file with the environment "
                       "variable MIXCOND_WORK_FILE.")
    return Finding(True, "Your work can be saved in this folder.")


def _look(examine):
    """The finding of one examination, whatever is missing."""
    try:
        return examine()
    except metadata.PackageNotFoundError as missing:
        name = missing.name or missing.args[0]
        return Finding(False, f"{name} is not installed in this Python ({sys.executable}).", _INSTALL)
    except ImportError as missing:
        return Finding(False, f"{missing.name or 'A package'} cannot be imported: {missing}.", _INSTALL)
    except Exception as reason:  # a broken installation may break in any way; the other findings still matter
        name = examine.__name__.replace("_", " ")
        return Finding(False, f"The {name} could not be examined: {type(reason).__name__}: {reason}.",
                       _INSTALL)


def doctor(out=print):
    """Examine this computer, say through `out` what was found, and return the findings (`ok`, `sentence`,
    `what_to_do`)."""
    findings = [_look(examine) for examine in (python_version, packages, kernel, widget_manager, picture_view,
                                               folder)]
    for finding in dict.fromkeys(findings):  # one missing package may be met more than once
        out(f"{'right:' if finding.ok else 'FAULT:'} {finding.sentence}")
        if not finding.ok:
            out(f"       What to do: {finding.what_to_do}")
    faults = sum(not finding.ok for finding in dict.fromkeys(findings))
    out("All is well: open notebooks/00_start_here.ipynb." if not faults else
        f"{faults} thing{'s' * (faults > 1)} to mend. If you ask for help, send all of the above.")
    return findings
