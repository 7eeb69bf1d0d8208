"""A word of the glossary on a page of the book: pressed by mouse, finger or key it shows its meaning."""
import pytest

from mixcond_lessons.book import page as pages
from mixcond_lessons.book.build import DRAFT, build
from tests.browser import accessibility, lab

NOTEBOOKS = lab.ROOT / "notebooks"
SIZES = {"wall": (1280, 720), "phone": (360, 740)}
INSIDE = """one => { const box = one.getBoundingClientRect();
  return box.left >= 0 && box.right <= document.documentElement.clientWidth && box.top >= 0; }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A chapter's page, whose panels are not there, and the page of all words."""
    folder = tmp_path_factory.mktemp("book")
    cells = pages.cells_with_panels("polarization", NOTEBOOKS)
    text = pages.page("polarization", NOTEBOOKS, dict.fromkeys(cells, ""))
    (folder / pages.file_of("polarization")).write_text(text, encoding="utf-8")
    (folder / pages.GLOSSARY).write_text(pages.words_page(NOTEBOOKS), encoding="utf-8")
    return folder


@pytest.fixture(params=SIZES)
def page(browser, folder, request):
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height},
                                  has_touch=request.param == "phone")
    page = context.new_page()
    page.goto((folder / pages.file_of("polarization")).as_uri())
    yield page
    context.close()


def shown(page):
    """The meanings that can be seen."""
    return page.locator(".book-meaning:visible")


def test_every_word_shows_its_meaning_inside_the_page(page):
    terms = page.locator(".book-term:visible").all()
    assert len(terms) > 20
    for term in terms:
        term.click()
        assert shown(page).count() == 1 and term.get_attribute("aria-expanded") == "true"
        assert shown(page).locator(f"#{term.get_attribute('aria-describedby')}").count() == 1
        assert shown(page).evaluate(INSIDE), term.inner_text()
        page.keyboard.press("Escape")
        assert shown(page).count() == 0
    terms[0].click()
    page.mouse.click(5, 5)
    assert shown(page).count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keys_open_and_close_it_and_lead_to_its_links(page):
    term = page.locator(".book-term:visible").first
    term.focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        assert shown(page).count() == 1
        page.keyboard.press(key)
        assert shown(page).count() == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.book-meaning') !== null")
    page.keyboard.press("Escape")
    assert shown(page).count() == 0 and term.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert shown(page).count() == 0, "it is left, and open"


def test_a_finger_opens_and_closes_it(page):
    if not page.evaluate("navigator.maxTouchPoints"):
        pytest.skip("no finger at this size")
    term = page.locator(".book-term:visible").first
    for count in (1, 0):
        term.tap()
        assert shown(page).count() == count


def test_the_resting_mouse_opens_it_and_it_stays_under_the_mouse(page):
    term = page.locator(".book-term:visible").first
    term.hover()
    shown(page).wait_for()
    shown(page).hover()
    page.wait_for_timeout(600)  # twice the time after which it would go
    assert shown(page).count() == 1
    page.mouse.move(2, 2)
    shown(page).wait_for(state="hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page, folder, scheme):
    page.emulate_media(color_scheme=scheme)
    page.locator(".book-term:visible").first.click()
    assert accessibility.faults(page) == []
    page.goto((folder / pages.GLOSSARY).as_uri())
    assert accessibility.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_slides_a_word_is_only_a_word(browser, tmp_path):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(build(NOTEBOOKS, tmp_path, ["start_here"], DRAFT)[0].as_uri())
    count = page.locator(".book-term").count()
    page.locator(".book-term:visible").first.click()
    page.locator("#present").click()
    page.locator("#title.book-on").wait_for()
    assert shown(page).count() == 0 and page.locator(".book-term[tabindex]").count() == 0
    before = page.evaluate("JSON.stringify([deckOf().at, deckOf().step])")
    page.locator("#title .book-term").first.click()
    assert shown(page).count() == 0
    assert page.evaluate("JSON.stringify([deckOf().at, deckOf().step])") == before
    page.keyboard.press("Escape")
    assert page.locator(".book-term[tabindex]").count() == count > 0
    page.close()


def test_on_paper_no_meaning_is_open_and_the_words_have_two_columns(page, folder):
    page.locator(".book-term:visible").first.click()
    page.emulate_media(media="print")
    assert shown(page).count() == 0
    page.goto((folder / pages.GLOSSARY).as_uri())
    assert page.eval_on_selector(".book-words", "one => getComputedStyle(one).columnCount") == "2"
    assert page.eval_on_selector(".book-word", "one => getComputedStyle(one).breakInside") == "avoid"
    assert not page.locator(".book-letters, .book-head").locator("visible=true").count()
