"""What lies around a notebook and gets in the way: files that hide packages, an old copy of the course, an
old kernel."""
import importlib.machinery
import os
import re
import sys
from importlib import metadata
from pathlib import Path

from .finding import Finding, command, install

PACKAGE = "mixcond_lessons"
_NOT_OURS = {"tests", "test", "docs", "examples", PACKAGE}


def hidden_packages():
    """Does a file beside the notebooks have the name of a package, and is so imported in its place?"""
    names = (sys.stdlib_module_names | _needed_modules()) - set(sys.builtin_module_names) - _NOT_OURS
    here = Path.cwd()
    folders = [folder for folder in (here, here / "notebooks") if folder.is_dir()]
    hiding = [place for folder in folders for place in sorted(folder.iterdir())
              if (place.suffix == ".py" and place.stem in names)
              or (place.name in names and (place / "__init__.py").is_file())]
    if not hiding:
        return Finding(True, "No file beside the notebooks hides a package.")
    listed = ", ".join(place.name for place in hiding)
    places = " and ".join(f"the {'folder' if place.is_dir() else 'file'} {place}" for place in hiding)
    return Finding(False, f"Python takes {listed} in this folder for a package of the same name.",
                   f"Rename {places}, then restart the kernel.")


def _needed_modules():
    """The modules of everything that the course needs, directly or not."""
    known, new = set(), {PACKAGE}
    while new:
        known |= new
        asked = (line for name in new for line in _requires(name) if "extra ==" not in line)
        new = {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in asked} - known
    return {module for module, homes in metadata.packages_distributions().items()
            if {home.lower().replace("_", "-") for home in homes} & known}


def _requires(name):
    try:
        return metadata.requires(name) or ()
    except metadata.PackageNotFoundError:
        return ()


def copies():
    """Is the course that a notebook here imports the one that is installed, and the one of this folder?"""
    here = Path.cwd()
    elsewhere = [entry for entry in sys.path if entry and Path(entry).resolve() != here.resolve()]
    found = importlib.machinery.PathFinder.find_spec(PACKAGE, elsewhere)
    installed = Path(found.origin).parent if found and found.origin else None
    for folder in (here, here.parent):
        copy = folder / PACKAGE
        if installed is None or not (copy / "__init__.py").is_file() or _same(copy, installed):
            continue
        if (folder / "pyproject.toml").is_file():
            brought = [entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep)
                       if entry and Path(entry).resolve() == installed.parent.resolve()]
            if brought:
                return Finding(False, f"PYTHONPATH brings another copy of the course ({installed}) than the "
                                      f"one of this folder ({folder}).",
                               f"Take {brought[0]} out of the environment variable PYTHONPATH, and start "
                               "JupyterLab again.")
            return Finding(False, f"The course in {folder} is not the one that is installed ({installed}).",
                           f"{install('--force-reinstall', '--no-deps', str(folder))}, then restart the "
                           "kernel.")
        if folder == here:
            return Finding(False, f"The folder {copy} hides the course that is installed ({installed}).",
                           f"Rename the folder {copy}, then restart the kernel.")
    return Finding(True, "There is one copy of the course.")


def _same(one, other):
    def files(folder):
        return {place.relative_to(folder): place.read_bytes() for place in folder.rglob("*")
                if place.suffix in (".py", ".toml", ".js", ".css")}
    return one.resolve() == other.resolve() or files(one) == files(other)


def kernel():
    """Does the kernel that the notebooks name, python3, start this Python?"""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    mend = f"Run: {command('ipykernel', 'install', '--sys-prefix', '--name', 'python3')}"
    try:
        found = KernelSpecManager().get_kernel_spec("python3")
        place, program = found.resource_dir, found.argv[0]
    except NoSuchKernel:
        return Finding(False, "Jupyter knows no kernel named python3.", mend)
    except (IndexError, ValueError, TypeError, OSError):  # a damaged kernel.json
        place, program = KernelSpecManager().find_kernel_specs().get("python3"), None
    if program is not None and _is_this_python(program):
        return Finding(True, "The kernel python3 starts this Python.")
    if place and not Path(place).resolve().is_relative_to(Path(sys.prefix).resolve()):
        # One of this Python would not be seen behind it.
        mend = f"Remove the folder {place}, then close JupyterLab and start it again."
    if program is None:
        return Finding(False, f"The kernel python3 cannot start: kernel.json in {place} is damaged.", mend)
    return Finding(False, f"The kernel python3 starts another Python ({program}) than this one "
                          f"({sys.executable}).", mend)


def _is_this_python(program):
    # Jupyter puts its own Python in the place of a bare name. Folders are compared, because python and
    # python3 are one program.
    if program in {"python", "python3", f"python{sys.version_info.major}.{sys.version_info.minor}"}:
        return True
    there, here = (os.path.realpath(os.path.dirname(place)) for place in (program, sys.executable))
    return there == here
