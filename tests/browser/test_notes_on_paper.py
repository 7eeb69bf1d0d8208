"""Notes, key and worksheet of every chapter as Chromium prints them on A4, and as a screen shows them."""
import pytest

from mixcond_lessons import chapters
from mixcond_lessons.teaching.notes import PAGES, write_notes
from tests.browser import accessibility, lab

A4 = {"width": 680, "height": 990}  # in pixels, between the margins of notes.css
OVER = """() => [...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map(one => one.outerHTML.slice(0, 150))"""
# What is not cut must fit on one page.
TOO_HIGH = f"""() => [...document.querySelectorAll('.notes-vote, .notes-question, .notes-ten, tr')]
  .filter(one => one.getBoundingClientRect().height > {A4["height"]})
  .map(one => one.outerHTML.slice(0, 150))"""


@pytest.fixture(params=chapters.COURSE)
def notes(browser, tmp_path, request):
    """An empty page of the size of paper, and the files of a chapter's notes."""
    written = write_notes(lab.ROOT / "notebooks", tmp_path, [request.param])
    assert {path.stem for path in written} <= set(PAGES)
    page = browser.new_page(viewport=A4)
    yield page, written
    page.close()


def test_pages_fit_on_paper(notes):
    page, written = notes
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(media="print")
    for path in written:
        page.goto(path.as_uri())
        assert page.evaluate(OVER) == [] and page.evaluate(TOO_HIGH) == []
        printed = page.pdf(prefer_css_page_size=True)
        pages = printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ")
        assert 1 <= pages <= (10 if path.stem == "teaching_notes" else 8)  # the notes hold the whole lecture
    assert {url for url in asked if not url.startswith("data:")} == {path.as_uri() for path in written}


def test_pages_can_be_read_by_everybody(notes):
    page, written = notes
    for path in written:
        page.goto(path.as_uri())
        assert accessibility.faults(page) == []
