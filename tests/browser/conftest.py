"""One server and one browser for all tests of this folder; each notebook is opened once for its tests."""

import os

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser import lab

NOTEBOOKS = sorted(path.name for path in (lab.ROOT / "notebooks").glob("[0-9]*.ipynb"))


@pytest.fixture(scope="module")  # not longer: while it lasts, Playwright holds the event loop of its process
def browser():
    """No browser: a reader's machine skips; where a verdict is asked for, it fails."""
    program = lab.chromium()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and CI must look at the course in a browser")
        pytest.skip(
            "no Chromium found on this machine (set CHROMIUM to its path): "
            "the course was not looked at in a browser"
        )
    expect.set_options(timeout=1000 * lab.PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=lab.FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(browser, tmp_path_factory):
    """Browser and server."""
    scratch = tmp_path_factory.mktemp("lab")
    with lab.server(scratch / "notebooks", scratch) as (url, process):
        yield browser, url, process


@pytest.fixture(scope="module", params=NOTEBOOKS)
def opened(served, request):
    """A notebook with all cells run, shared by its tests."""
    lesson = lab.Lesson(*served, request.param)
    yield lesson
    lesson.close()


@pytest.fixture
def lesson(opened):
    """The open notebook, with no error of an earlier test noted against it."""
    opened.errors.clear()
    return opened
