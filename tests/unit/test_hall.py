"""What a lecture adds to the kernel: nothing kept, a button to open, an extension that comes along."""
import json
import tomllib

import pytest
from toy import Toy

from conftest import ROOT
from mixcond_lessons.classroom import saved, work_file
from mixcond_lessons.classroom.lecture import lecture
from mixcond_lessons.classroom.predict import Predict


@pytest.fixture(autouse=True)
def back_to_the_desk(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path / "my_work.json"))
    yield
    lecture(False)


def prediction():
    return Predict(Toy(), "How high?", options=("high", "low"))


def test_a_rehearsal_leaves_no_trace():
    lecture(True)
    prediction().choose("high")
    saved.work().record_answer("01.1", "3", "right")
    assert saved.work().prediction("toy.bar") == "high" and not work_file.place().exists()
    lecture(True)  # as Run All does in the hall
    assert not prediction().is_open and saved.work().answers == {}


def test_a_lecture_leaves_the_work_at_the_desk_as_it_was():
    prediction().choose("low")
    kept = work_file.place().read_text()
    lecture(True)
    assert not prediction().is_open
    prediction().choose("high")
    lecture(False)
    assert saved.work().prediction("toy.bar") == "low" and work_file.place().read_text() == kept


def test_in_a_lecture_a_button_opens_a_prediction_without_a_choice():
    def buttons(shown):
        return [part for part in shown.widget.children if getattr(part, "description", "") == "Open"]
    assert buttons(prediction()) == []
    lecture(True)
    shown = prediction()
    (button,) = buttons(shown)
    button.click()
    assert shown.is_open and shown.expectation is None and shown.panel.widget in shown.widget.children


def test_the_deck_comes_with_the_wheel_as_an_extension_without_a_build():
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    (source,) = (one for one, place in wheel["shared-data"].items() if "/labextensions/" in place)
    about = json.loads((ROOT / source / "package.json").read_text())
    assert wheel["shared-data"][source] == f"share/jupyter/labextensions/{about['name']}"
    script = (ROOT / source / about["jupyterlab"]["_build"]["load"]).read_text(encoding="utf-8")
    assert f'["{about["name"]}"]' in script
