"""The doctor: each fault is forced once, named in words, and comes with what to do."""
import json
import os
import subprocess
import sys
from importlib import metadata

import pytest

from mixcond_lessons import __main__ as program
from mixcond_lessons.classroom import doctor as module
from mixcond_lessons.classroom.doctor import Finding, doctor

EXAMINATIONS = (
    "python_version", "packages", "hidden_packages", "copies", "chapters_and_pictures", "kernel",
    "widget_manager", "picture_view", "work_is_saved",
)


@pytest.fixture
def installed(monkeypatch):
    """The package as if installed, with requirements that a test may change."""
    wanted = {
        "requires": [
            "numpy>=1", "nothing_like_it>=3; extra == 'test'", "nothing_like_it; python_version < '3'",
        ],
        "python": ">=3.8",
    }
    monkeypatch.setattr(metadata, "requires", lambda name: wanted["requires"])
    monkeypatch.setattr(metadata, "metadata", lambda name: {"Requires-Python": wanted["python"]})
    return wanted


def fault(finding, *words):
    assert not finding.ok and finding.what_to_do
    assert all(word in finding.sentence for word in words), finding


def test_what_is_right_is_called_right(installed, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path / "my_work.json"))
    for name in EXAMINATIONS:
        finding = getattr(module, name)()
        assert finding.ok, finding
    assert list(tmp_path.iterdir()) == []


def test_the_wrong_python(installed):
    installed["python"] = ">=4"
    fault(module.python_version(), ">=4")
    installed["python"] = ""
    assert module.python_version().ok


def test_a_missing_and_an_old_package(installed):
    installed["requires"] = ["numpy>=999", "nothing_like_it>=3"]
    fault(module.packages(), "numpy is", ">=999", "nothing_like_it is missing")
    assert "pip install" in module.packages().what_to_do


def test_the_course_itself_not_installed(monkeypatch):
    def gone(name):
        raise metadata.PackageNotFoundError(name)
    monkeypatch.setattr(metadata, "requires", gone)
    finding = module._look(module.packages)
    fault(finding, "mixcond_lessons is not installed", sys.executable)
    assert "pip install" in finding.what_to_do


def test_no_kernel(monkeypatch):
    from jupyter_client import kernelspec

    def unknown(self, name):
        raise kernelspec.NoSuchKernel(name)
    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", unknown)
    fault(module.kernel(), "no kernel named python3")


@pytest.mark.parametrize("argv, ok", [
    (["/somewhere/else/bin/python", "-m"], False), (["python", "-m"], True), ([sys.executable], True),
    ([], False),
])
def test_which_python_the_kernel_starts(monkeypatch, argv, ok):
    from jupyter_client import kernelspec

    monkeypatch.setattr(
        kernelspec.KernelSpecManager, "get_kernel_spec", lambda self, name: kernelspec.KernelSpec(argv=argv)
    )
    assert module.kernel().ok is ok
    if argv and not ok:
        fault(module.kernel(), "another Python", argv[0])


def front_ends(tmp_path, monkeypatch, **packages):
    from jupyter_core import paths
    for name, text in packages.items():
        folder = tmp_path / {"manager": "@jupyter-widgets/jupyterlab-manager"}.get(name, name)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "jupyter_path", lambda *_: [str(tmp_path / "nowhere"), str(tmp_path)])


@pytest.mark.parametrize("text", [None, "{", "[]", "{}"])
def test_no_front_end(tmp_path, monkeypatch, text):
    front_ends(tmp_path, monkeypatch, **({} if text is None else {"manager": text, "anywidget": text}))
    fault(module.widget_manager(), "no widget manager")
    fault(module.picture_view(), "no front end")


def test_front_ends_that_do_not_fit(tmp_path, monkeypatch):
    built = {"jupyterlab": {"_build": {"load": "package.json"}}}
    front_ends(
        tmp_path, monkeypatch, manager=json.dumps({"version": "3.1.7", **built}),
        anywidget=json.dumps({"version": "0.0.1", **built}),
    )
    fault(module.widget_manager(), "3.1.7", metadata.version("ipywidgets"))
    fault(module.picture_view(), "0.0.1", metadata.version("anywidget"))


def test_the_work_file_itself_is_examined(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for named, ok, words in (
        (tmp_path / "w.json", True, "w.json"), ("off", True, "memory only"), ("", True, "my_work.json"),
        (tmp_path / "nowhere" / "w.json", False, "nowhere"), (tmp_path, False, "it is a folder"),
        (tmp_path / "other.json", False, "another program"), (tmp_path / "newer.json", False, "newer course"),
        (tmp_path / "locked.json", False, "read-only"),
    ):
        (tmp_path / "other.json").write_text("[]", encoding="utf-8")
        (tmp_path / "newer.json").write_text('{"format": "mixcond_lessons work", "version": 3}', "utf-8")
        (tmp_path / "locked.json").touch()
        (tmp_path / "locked.json").chmod(0o444)
        monkeypatch.setenv("MIXCOND_WORK_FILE", str(named))
        finding = module.work_is_saved()
        assert finding.ok is ok and words in finding.sentence
        assert ok or named in (tmp_path / "other.json", tmp_path / "newer.json") or (
            "MIXCOND_WORK_FILE" in finding.what_to_do)
    assert {place.name for place in tmp_path.iterdir()} == {"other.json", "newer.json", "locked.json"}


def test_in_which_python_jupyterlab_runs(monkeypatch):
    from mixcond_lessons.classroom import front_ends
    for arguments, expected in (
        (["/a/bin/python", "/a/bin/jupyter-lab"], "/a/bin/python"), (["bash"], None), ([], None),
        (["/a/bin/python", "-m", "jupyterlab"], "/a/bin/python"), (["/a/bin/python", "other.py"], None),
        (["/a/bin/python", "/a/bin/mixcond", "open"], "/a/bin/python"),
        (["python", "jupyter"], None),
    ):
        monkeypatch.setattr(front_ends, "_command_of", lambda process, found=arguments: found)
        assert front_ends.server_python() == expected
    monkeypatch.undo()
    assert front_ends._command_of("") == [] and front_ends._command_of("999999999") == []
    if sys.platform != "win32":
        assert any("py" in word for word in front_ends._command_of(str(os.getpid())))


def test_a_page_is_asked_and_answers(monkeypatch, capsys):
    from mixcond_lessons.classroom import page_answer
    shown, later = [], []

    class Handle:
        update = later.append

    def display(one, display_id=False):
        shown.append(one)
        return Handle if display_id else None
    monkeypatch.setattr(page_answer, "display", display)
    page_answer.ask("Run: mend", "/elsewhere/python")
    late, widget = shown
    assert "/elsewhere/python" in late.data and "Run: mend" in late.data and "will not show" in late.data
    assert widget.said != page_answer.ANSWERED and not later
    assert "FAULT" not in widget._repr_mimebundle_()["text/plain"] + repr(widget)  # in an exported notebook
    widget._heard(widget, {}, [])
    assert widget.said == page_answer.ANSWERED and [line.data for line in later] == [""]


@pytest.mark.parametrize("problem, words", [
    (
        ModuleNotFoundError("No module named 'jupyter_core'", name="jupyter_core"),
        "jupyter_core cannot be imported",
    ),
    (metadata.PackageNotFoundError("ipywidgets"), "ipywidgets is not installed"),
    (RuntimeError("odd"), "could not be examined: RuntimeError: odd"),
])
def test_a_broken_examination_is_a_finding(problem, words):
    def widget_manager():
        raise problem
    fault(module._look(widget_manager), words)


@pytest.mark.parametrize("sick", [None, *EXAMINATIONS])
def test_all_is_said_and_the_exit_code_tells(monkeypatch, capsys, sick):
    for name in EXAMINATIONS:
        finding = Finding(name != sick, f"About {name}.", f"Mend {name}.")
        monkeypatch.setattr(module, name, lambda finding=finding: finding)
    assert program.main(["doctor"]) == (1 if sick else 0)
    said = capsys.readouterr().out
    assert all(f"About {name}." in said for name in EXAMINATIONS)
    assert ("all is well" in said) == (sick is None) and ("What to do: Mend" in said) == (sick is not None)
    if sick:
        assert f"FAULT: About {sick}." in said and f"Mend {sick}." in said and "1 thing to mend" in said


def test_doctor_returns_the_findings():
    lines = []
    findings = doctor(lines.append)
    assert len(findings) == len(EXAMINATIONS) and all(
        any(finding.sentence in line for line in lines) for finding in findings
    )


@pytest.mark.parametrize("arguments", [[], ["nurse"], ["doctor", "now"], ["--help"]])
def test_anything_else_prints_how_to_use_it(capsys, arguments):
    assert program.main(arguments) == 2
    assert "python -m mixcond_lessons doctor" in capsys.readouterr().out


def test_it_speaks_where_the_packages_are_missing():
    """Nothing but the standard library may be needed to hear what is missing."""
    code = (
        "import sys, runpy\n"
        "for name in 'numpy scipy matplotlib ipywidgets anywidget pint traitlets IPython packaging "
        "jupyter_core jupyter_client'.split(): sys.modules[name] = None\n"
        "sys.argv = ['mixcond_lessons', 'doctor']\n"
        "runpy.run_module('mixcond_lessons', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "cannot be imported" in done.stdout and done.stderr == ""
