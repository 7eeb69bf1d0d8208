"""A second download of saved work, my_work (1).json, beside the notebooks: named, and taken when asked."""
import json

import pytest

from mixcond_lessons.classroom.saved import Work, saved_work, work

ENTRY = {"given": "0.99", "state": "right", "when": "2030-01-01T00:00:00.000000Z"}


def with_answer(key):
    """Saved work with one answer."""
    return json.dumps({"format": "mixcond_lessons work", "version": 2, "answers": {key: ENTRY},
                       "predictions": {}})


@pytest.fixture
def download(path):
    """A file that a browser wrote beside the notebooks because there was one of this name."""
    place = path.with_name("my_work (1).json")
    place.write_text(with_answer("01.9"), encoding="utf-8")
    return place


@pytest.mark.parametrize("begun", [False, True])
def test_a_second_download_beside_the_notebooks_is_named_and_can_be_taken(path, download, begun):
    if begun:
        work().record_answer("02.1", "1", "right")
    widget = saved_work()
    assert 'start_here.saved_work("my_work (1).json")' in widget.said and "01.9" not in work().answers
    assert "Welcome back. In the file: answers 1" in saved_work("my_work (1).json").said
    assert "01.9" in Work(path).answers and download.exists() and ("02.1" in work().answers) is begun
    assert work().found_beside() == ""
    assert "no file my_work (2).json" in saved_work("my_work (2).json").said
    download.write_text("[]", encoding="utf-8")
    assert work().found_beside() == "" and "not taken" in saved_work("my_work (1).json").said


def test_what_lies_beside_and_holds_nothing_new_is_not_named(path, download):
    kept = Work(path)
    kept.take_from_beside(download.name)
    kept.record_answer("01.9", "2", "right")  # later than that of the download
    path.with_name("my_work.damaged-1.json").write_text(with_answer("01.8"), encoding="utf-8")
    path.with_name("my_work (2).json").mkdir()
    assert kept.found_beside() == "" and Work().found_beside() == ""
