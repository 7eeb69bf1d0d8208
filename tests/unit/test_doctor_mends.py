"""Each fault is made, the advice is carried out to the letter, and then the doctor finds nothing more."""
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from checkout import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="made of links, for a shell")
MANAGER = "@jupyter-widgets/jupyterlab-manager"
_BY_PIP = ("INSTALLER", "REQUESTED", "RECORD")
BACKEND = """import os, zipfile
HEAD = "Metadata-Version: 2.1\\nName: mixcond_lessons\\nVersion: 0.1.0\\n"
KIND = "Wheel-Version: 1.0\\nGenerator: own\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
def build_wheel(folder, *_):
    name = "mixcond_lessons-0.1.0"
    with zipfile.ZipFile(os.path.join(folder, name + "-py3-none-any.whl"), "w") as packed:
        for place, _, files in os.walk("mixcond_lessons"):
            for file in files:
                packed.write(os.path.join(place, file))
        for file, text in ("METADATA", HEAD), ("WHEEL", KIND), ("RECORD", ""):
            packed.writestr(name + ".dist-info/" + file, text)
    return name + "-py3-none-any.whl"
"""
ALL_BUT_CHAPTERS = """import runpy
from mixcond_lessons.classroom import doctor, finding
doctor.chapters_and_pictures = lambda: finding.Finding(True, "Not looked at.")
runpy.run_module("mixcond_lessons", run_name="__main__", alter_sys=True)"""
HERE = Path(metadata.distribution("numpy").locate_file(""))  # where the packages of this Python are


def wheel(name, folder):
    """Make a wheel of an installed package, as pip would fetch it."""
    package = metadata.distribution(name)
    stem = f"{name}-{package.version}"
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as file:
        for place in package.files:
            inside = place.as_posix()
            if not inside.startswith("../../../bin") and place.suffix != ".pyc" and place.name not in _BY_PIP:
                file.write(package.locate_file(place),
                           re.sub(r"^(\.\./)+(?=share|etc)", f"{stem}.data/data/", inside))
        inside = next(place.parent for place in package.files if place.name == "METADATA")
        file.writestr(f"{inside}/RECORD", "")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    for name in ("anywidget", "ipywidgets", "jupyterlab_widgets", "pint"):
        wheel(name, folder)
    with zipfile.ZipFile(folder / "toys-2.5-py3-none-any.whl", "w") as file:
        for name, text in (("METADATA", "Metadata-Version: 2.1\nName: toys\nVersion: 2.5\n"), ("RECORD", ""),
                           ("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")):
            file.writestr(f"toys-2.5.dist-info/{name}", text)
    return folder


class Computer:
    """An environment of its own that borrows all packages, a home, and a folder of notebooks."""

    def __init__(self, folder, wheels):
        self.prefix, self.home, self.lessons = folder / "env", folder / "home", folder / "lessons"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.prefix], check=True)
        self.home.mkdir()
        self.lessons.mkdir()
        (self.site,) = self.prefix.glob("lib/python*/site-packages")
        (self.site / "borrowed.pth").write_text(f"{ROOT}\n{HERE}\n", encoding="utf-8")
        self.extensions = self.prefix / "share" / "jupyter" / "labextensions"
        shutil.copytree(Path(sys.prefix) / "share" / "jupyter" / "labextensions", self.extensions)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        self.needs = project["dependencies"]
        self.package("mixcond_lessons", project["version"], self.needs)
        self.data = self.home / "jupyter"
        self.environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith(("JUPYTER", "JPY"))},
            "HOME": str(self.home), "JUPYTER_DATA_DIR": str(self.data), "JUPYTER_PREFER_ENV_PATH": "0",
            "JUPYTER_CONFIG_DIR": str(self.home / "config"), "MIXCOND_WORK_FILE": "",
            "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PYTHONPATH": str(ROOT / "tests" / "only_loopback"),
            "MPLCONFIGDIR": str(self.home / "matplotlib"),
        }

    def package(self, name, version, requires=()):
        """Write what tells that a package is installed."""
        folder = self.site / f"{name}-{version}.dist-info"
        folder.mkdir(exist_ok=True)
        lines = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nRequires-Python: >=3.11",
                 *(f"Requires-Dist: {line}" for line in requires)]
        (folder / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
        listed = [*(file.relative_to(self.site) for file in (self.site / name).rglob("*.*")),
                  *(f"{folder.name}/{file}" for file in ("METADATA", *_BY_PIP))]
        (folder / "RECORD").write_text("".join(f"{file},,\n" for file in listed), encoding="utf-8")
        (folder / "INSTALLER").write_text("pip\n", encoding="utf-8")

    def run(self, *arguments):
        return subprocess.run([self.prefix / "bin" / "python", *arguments], cwd=self.lessons, text=True,
                              env=self.environment, capture_output=True, check=False)

    def doctor(self, whole=True):
        """(what is wrong, what to do about the first fault). Not `whole`: no new Python imports each chapter,
        which takes most of the time."""
        said = self.run(*(("-m", "mixcond_lessons") if whole else ("-c", ALL_BUT_CHAPTERS)), "doctor")
        assert said.stderr == "", said.stderr
        mend = re.search(r"What to do: (.*)", said.stdout)
        assert bool(mend) == bool(said.returncode)
        return re.findall("FAULT: (.*)", said.stdout), mend and mend[1]

    def carry_out(self, advice):
        """Do what the advice says, and nothing else."""
        if found := re.match(r"(Go to the folder of the course\. )?Run: (.*?)(, then .*|[.])?$", advice):
            where = self.lessons.parent if found[1] else self.lessons
            done = subprocess.run(found[2], shell=True, cwd=where, env=self.environment, text=True,
                                  capture_output=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        elif found := re.match(r"Remove the folder (.*?), then", advice):
            shutil.rmtree(found[1])
        elif found := re.match(r"Rename the (?:file|folder) (.*?), then", advice):
            for place in re.split(" and the (?:file|folder) ", found[1]):
                os.rename(place, place + ".old")
        elif found := re.match(r"Take (\S+) out of the environment variable PYTHONPATH", advice):
            kept = [place for place in self.environment["PYTHONPATH"].split(os.pathsep) if place != found[1]]
            self.environment["PYTHONPATH"] = os.pathsep.join(kept)
        elif found := re.match(r"Take (\S+) out of “disabledExtensions” in (.*?), then", advice):
            content = json.loads(Path(found[2]).read_text(encoding="utf-8"))
            content["disabledExtensions"].remove(found[1])
            write(Path(found[2]), json.dumps(content))
        else:
            name, text = re.search(r"\b(MIXCOND_WORK_FILE|MPLCONFIGDIR)=([^\s,]+)", advice).groups()
            self.environment[name] = text


@pytest.fixture
def computer(tmp_path, wheels):
    return Computer(tmp_path, wheels)


def write(place, text):
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def stale_kernel(one, folder):
    write(folder / "kernels" / "python3" / "kernel.json",
          json.dumps({"argv": ["/gone/bin/python", "-m", "ipykernel_launcher"], "display_name": "Python 3",
                      "language": "python"}))


def old_front_end(one, name):
    write(one.data / "labextensions" / name / "package.json",
          json.dumps({"name": name, "version": "3.1.7", "jupyterlab": {"_build": {"load": "x.js"}}}))
    write(one.data / "labextensions" / name / "x.js", "")


def switched_off(one, name, level):
    done = one.run("-m", "jupyterlab.labextensions", "disable", name, f"--level={level}")
    assert done.returncode == 0, done.stderr


def old_pint(one, version, text):
    one.package("pint", version)
    write(one.site / "pint" / "__init__.py", text)


def half_a_front_end(one, name):
    for place in (one.extensions / name / "static").glob("remoteEntry*"):
        place.unlink()


def old_copy(one):
    copy = shutil.copytree(ROOT / "mixcond_lessons", one.lessons / "mixcond_lessons")
    (copy / "materials" / "materials.toml").write_text("", encoding="utf-8")


def course(one, *folders):
    """Write the course of the notebooks' own folder, and older copies of it."""
    own = one.lessons.parent
    for folder in (own, *folders):
        shutil.copytree(ROOT / "mixcond_lessons", folder / "mixcond_lessons",
                        ignore=shutil.ignore_patterns("__pycache__"))
    for folder in folders:
        write(folder / "mixcond_lessons" / "older.py", "")
    write(own / "own.py", BACKEND)
    write(own / "pyproject.toml",
          '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'
          '[project]\nname = "mixcond_lessons"\nversion = "0.1.0"\n')
    one.package("mixcond_lessons", "0.1.0", one.needs)


def another_course(one):
    course(one, one.site)


def broken_course(one):
    course(one, one.site)
    shutil.rmtree(one.site / "mixcond_lessons" / "chapters" / "vacancies")


def course_by_variable(one):
    course(one, one.home)
    shutil.copytree(one.lessons.parent / "mixcond_lessons", one.site / "mixcond_lessons")
    one.environment["PYTHONPATH"] += os.pathsep + str(one.home)


def two_files_and_a_folder(one):
    for name in ("numpy.py", "random.py", "pint/__init__.py"):
        write(one.lessons / name, "")


def off_by_hand(one):
    write(one.prefix / "share" / "jupyter" / "lab" / "settings" / "page_config.json",
          json.dumps({"disabledExtensions": ["other", "anywidget:plugin"]}))


def set_to(one, name, text):
    one.environment[name] = str(text)


# Faults of what the course imports, and faults outside of it.
OF_IMPORTS = {
    "a package is missing": lambda one: one.package("mixcond_lessons", "0.1.0", [*one.needs, "toys>=2"]),
    "a package is too old": lambda one: [
        one.package("mixcond_lessons", "0.1.0", [*one.needs, "toys>=2"]), one.package("toys", "1.9")],
    "another course is installed": another_course,
    "the installed course is broken": broken_course,
    "a variable brings another course": course_by_variable,
    "two files and a folder in the way": two_files_and_a_folder,
    "a file json.py": lambda one: write(one.lessons / "json.py", ""),
    "a file random.py": lambda one: write(one.lessons / "random.py", "print('mine')"),
    "a file matplotlib.py": lambda one: write(one.lessons / "matplotlib.py", ""),
    "a folder numpy": lambda one: write(one.lessons / "numpy" / "__init__.py", ""),
    "an old copy of the course": old_copy,
    "pint too old": lambda one: old_pint(one, "0.24.3", "raise TypeError('flexparser')"),
    "pint broken": lambda one: old_pint(one, metadata.version("pint"), "raise TypeError('broken')"),
    "no place for matplotlib": lambda one: set_to(one, "MPLCONFIGDIR", "/dev/null/matplotlib"),
}
OUTSIDE = {
    "a stale kernel in the home": lambda one: stale_kernel(one, one.data),
    "a stale kernel in the environment": lambda one: stale_kernel(one, one.prefix / "share" / "jupyter"),
    "no front end of anywidget": lambda one: shutil.rmtree(one.extensions / "anywidget"),
    "no widget manager": lambda one: shutil.rmtree(one.extensions / MANAGER),
    "half a front end": lambda one: half_a_front_end(one, "anywidget"),
    "half a widget manager": lambda one: half_a_front_end(one, MANAGER),
    "an old widget manager in the home": lambda one: old_front_end(one, MANAGER),
    "an old anywidget in the home": lambda one: old_front_end(one, "anywidget"),
    "anywidget switched off by the user": lambda one: switched_off(one, "anywidget", "user"),
    "the manager switched off": lambda one: switched_off(one, MANAGER, "sys_prefix"),
    "one plugin switched off": lambda one: switched_off(one, MANAGER + ":plugin", "user"),
    "one plugin switched off by hand": off_by_hand,
    "a damaged kernel in the home": lambda one: write(one.data / "kernels" / "python3" / "kernel.json", "{"),
    "a damaged kernel in the environment": lambda one: write(
        one.prefix / "share" / "jupyter" / "kernels" / "python3" / "kernel.json", '{"argv": []}'),
    "work below a file": lambda one: set_to(one, "MIXCOND_WORK_FILE", "/sys/x.json"),
    "a folder for a file": lambda one: set_to(one, "MIXCOND_WORK_FILE", one.home),
    "work of a newer course": lambda one: write(
        one.lessons / "my_work.json", '{"format": "mixcond_lessons work", "version": 9}'),
}


@pytest.mark.parametrize("fault", [*OF_IMPORTS, *OUTSIDE])
def test_the_advice_ends_the_fault(computer, fault):
    whole = fault in OF_IMPORTS
    (OF_IMPORTS | OUTSIDE)[fault](computer)
    faults, advice = computer.doctor(whole)
    assert faults
    for _ in range(2):  # one fault may hide another
        computer.carry_out(advice)
        whole = whole or "pip" in advice  # what was installed anew must be imported
        before, (faults, advice) = faults, computer.doctor(whole)
        if not faults:
            break
    assert not faults, (before, faults, advice)


def test_a_sound_computer_has_none(computer):
    assert computer.doctor() == ([], None)
    computer.environment |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    assert computer.doctor() == ([], None)
    # A read-only folder of the course, and work elsewhere, as the doctor itself advises.
    computer.environment["MIXCOND_WORK_FILE"] = "~/my_work.json"
    computer.lessons.chmod(0o555)
    assert computer.doctor() == ([], None)
