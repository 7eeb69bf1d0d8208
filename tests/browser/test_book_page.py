"""A page of the book as a reader opens it from a stick: no network; on a wall, on a phone; by day, by night.

The text is a chapter's; panel, prediction and question are examples of the classes that page.css knows.
"""
import itertools

import nbformat
import pytest

from mixcond_lessons.book.text import to_html
from mixcond_lessons.classroom.feedback import Feedback, in_html
from tests.browser import accessibility, lab

NOTEBOOKS = lab.ROOT / "notebooks"
PACKAGE = lab.ROOT / "mixcond_lessons"
SIZES = {"wall": (1280, 720), "phone": (360, 740)}
TOUCHED = ("button, select, summary, input:not([type=radio]), .book-head a, .book-foot a, .book-note a, "
           "fieldset label")
NARROW = f"""() => [...document.querySelectorAll('{TOUCHED}')]
  .filter(one => one.checkVisibility() && !one.matches('label[for], .mixcond-feedback *'))
  .filter(one => one.getBoundingClientRect().height < 39.9).map(one => one.outerHTML)"""
OVER = """() => [...document.querySelectorAll('main *')]
  .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 150))"""


def sample(chapter):
    """One of everything, and the text of a chapter."""
    taken = set()
    cells = nbformat.read(NOTEBOOKS / chapter, as_version=4).cells
    text = "".join(
        f'<section class="book-cell">{to_html(cell.source, NOTEBOOKS, taken)}</section>'
        for cell in cells if cell.cell_type == "markdown")
    said = Feedback("not yet", "You put 800 into `RT`. Kelvin, please.")
    style = [PACKAGE / "classroom" / "picture.css", PACKAGE / "book" / "page.css"]
    page = (lab.ROOT / "tests" / "browser" / "book_sample.html").read_text(encoding="utf-8")
    return (page.replace("STYLE", "".join(path.read_text(encoding="utf-8") for path in style))
            .replace("FEEDBACK", in_html(said, "0.3 S/cm", "0.082 S/cm")).replace("TEXT", text))


OUT_OF_REACH = """() => [...document.querySelectorAll('main *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX == 'auto')
  .filter(one => one.tabIndex < 0).map(one => one.outerHTML.slice(0, 150))"""
STYLED = "one => [getComputedStyle(one).display, getComputedStyle(one).breakInside]"


@pytest.fixture(params=itertools.product(SIZES, ("light", "dark")), ids="-".join)
def book(browser, request, tmp_path):
    """The page, opened from its file, with what it asked for."""
    path = tmp_path / "sample.html"
    path.write_text(sample("06_permeation.ipynb"), encoding="utf-8")
    size, scheme = request.param
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield page, asked
    page.close()


def test_it_needs_nothing_from_elsewhere(book):
    page, asked = book
    page.wait_for_load_state("load")
    assert asked and not [url for url in asked if not url.startswith(("file:", "data:"))]


def test_nothing_runs_over_the_edge_and_fingers_find_their_place(book):
    page, _ = book
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.evaluate(OVER)
    assert not page.evaluate(NARROW)


def test_panels_stay_white(book):
    page, _ = book
    ground = "getComputedStyle(document.querySelector('.mixcond-panel')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_axe_finds_nothing_serious(book):
    page, _ = book
    assert not accessibility.faults(page)


@pytest.mark.parametrize("chapter", sorted(path.name for path in NOTEBOOKS.glob("[0-9]*.ipynb")))
def test_each_chapter_fits_the_smallest_phone(browser, chapter, tmp_path):
    path = tmp_path / "sample.html"
    path.write_text(sample(chapter), encoding="utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.evaluate(OVER)
    assert not page.evaluate(OUT_OF_REACH)
    page.close()


def test_the_keyboard_s_place_is_seen(book):
    page, _ = book
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_on_paper_pictures_stay_and_buttons_go(book):
    page, _ = book
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    for gone in (".book-controls", ".book-states", ".book-question button", ".book-head nav"):
        assert page.eval_on_selector(gone, STYLED)[0] == "none"
    for whole in (".mixcond-panel", ".book-question", ".book-predict"):
        assert page.eval_on_selector(whole, STYLED) == ["block", "avoid"]
    assert page.is_visible(".mixcond-picture svg")
    assert page.eval_on_selector("a", "one => getComputedStyle(one, '::after').content") == "none"


def test_axe_can_find_something(browser):
    page = browser.new_page()
    page.set_content("<html lang='en'><title>x</title><img src='data:,'><button></button></html>")
    assert {fault.split()[0] for fault in accessibility.faults(page)} >= {"image-alt", "button-name"}
    page.close()
