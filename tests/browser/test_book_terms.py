"""A word of the glossary on a page of the book: pressed by mouse, finger or key it shows its meaning."""
import pytest
from playwright.sync_api import expect

from mixcond_lessons.book import page as pages
from mixcond_lessons.chapters import glossary
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


ON_THE_STAGE = """one => { const box = one.getBoundingClientRect();
  const main = document.getElementById('main').getBoundingClientRect(), scale = main.width / 1280;
  const small = [one, ...one.querySelectorAll('*')].filter((part) => part.getClientRects().length
    && parseFloat(getComputedStyle(part).fontSize) < 24);
  return box.left >= main.left && box.right <= main.right && box.top >= main.top && box.bottom <= main.bottom
    && box.height > 60 * scale && !small.length; }"""


def place(page):
    """Which slide is shown, and how much of it."""
    return page.evaluate("[deckOf().at, deckOf().step]")


@pytest.fixture(params=[(1280, 720), (800, 900)], ids=["wall", "upright"])
def slides(browser, folder, request):
    """The chapter on slides, once in a window of another shape, at the first slide with a word."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    page = context.new_page()
    page.goto((folder / pages.file_of("polarization")).as_uri())
    page.evaluate("document.querySelectorAll('.book-panel, .book-predict').forEach((one) => one.remove())")
    page.locator("#present").click()
    page.locator(".book-on").first.wait_for()
    while not page.locator("#main .book-term:visible").count():
        page.keyboard.press("PageDown")
    yield page
    context.close()


def test_on_slides_every_word_shows_its_meaning_in_large_letters(slides):
    count = 0
    while True:
        before = place(slides)
        for term in slides.locator("#main .book-term:visible").all():
            term.click()
            assert shown(slides).count() == 1 and shown(slides).evaluate(ON_THE_STAGE), term.inner_text()
            assert not shown(slides).locator("a:visible").count() and place(slides) == before
            assert slides.evaluate("document.getElementById('main').scrollHeight") <= 720
            shown(slides).click()  # it may lie on the next word
            assert not shown(slides).count()
            count += 1
        slides.keyboard.press("PageDown")
        assert not shown(slides).count()
        if place(slides) == before:
            break
    assert count > 20


def test_on_slides_a_meaning_comes_by_a_finger_and_goes_with_the_next_key(slides):
    term, before = slides.locator("#main .book-term:visible").first, place(slides)
    for count in (1, 0, 1):
        term.tap()
        assert shown(slides).count() == count and place(slides) == before
    slides.keyboard.press("Escape")  # closes the meaning, not the slides
    assert not shown(slides).count() and place(slides) == before
    assert slides.evaluate("document.body.classList.contains('book-presents')")
    term.focus()
    for count in (1, 0, 1):
        slides.keyboard.press("Enter")
        assert shown(slides).count() == count and place(slides) == before
    slides.keyboard.press("PageDown")  # one press, one step
    assert not shown(slides).count() and place(slides) != before
    slides.keyboard.press("PageUp")
    slides.mouse.move(2, 2)
    term.hover()
    slides.wait_for_timeout(600)  # twice the time after which it would come
    assert not shown(slides).count(), "in a hall nothing opens by itself"


def test_before_the_slides_begin_a_meaning_closes(page):
    page.locator(".book-term:visible").first.click()
    page.evaluate("document.querySelectorAll('.book-panel, .book-predict').forEach((one) => one.remove())")
    page.emulate_media(color_scheme="dark")
    page.keyboard.press("p")
    page.locator("#slide-number").wait_for()
    assert shown(page).count() == 0
    ground = page.evaluate("getComputedStyle(document.body).getPropertyValue('--ground')")
    assert ground == "#fdfcfa", "slides are light everywhere"


def test_a_word_is_found_by_what_is_typed(page, folder):
    page.goto((folder / pages.GLOSSARY).as_uri())
    field, words, said = page.get_by_label("Find a word"), page.locator(".book-word:visible dfn"), \
        page.get_by_role("status")
    count = len(glossary.terms())
    for typed, found, told in (
            ("permeation", ["permeation"], f"1 of {count} words"), ("t_ion", ["transference number"], "1 of"),
            ("Oxygen vac", ["vacancy"], "1 of"), ("sigma_e", ["electronic conductivity"], "1 of"),
            ("σ_e", ["electronic conductivity"], "1 of"), ("log-log", ["log axis"], "1 of"),
            ("nickel", ["NMC532"], "No word is called so; it stands in 1 of"),
            ("unobtainium", [], "No such word.")):
        field.fill(typed)
        assert words.all_inner_texts() == found
        expect(said).to_contain_text(told)
    field.press("Escape")
    assert words.count() == count
    field.fill("leak")
    page.get_by_role("link", name="W", exact=True).click()
    assert words.count() == count and field.input_value() == ""


def test_the_letters_stay_at_the_top_and_hide_no_word(page, folder):
    page.goto((folder / pages.GLOSSARY).as_uri())
    page.add_style_tag(content="html { scroll-behavior: auto !important; }")
    for letter in "MA":
        page.get_by_role("link", name=letter, exact=True).click()
        row, word = (page.locator(name).bounding_box() for name in (".book-find", ":target"))
        assert row["y"] >= 0 and row["height"] < 160, "it takes too much of the screen"
        assert row["y"] + row["height"] <= word["y"] < 300
        assert row["y"] == 0 or letter == "A"


def test_on_paper_no_meaning_is_open_and_the_words_have_two_columns(page, folder):
    page.locator(".book-term:visible").first.click()
    page.emulate_media(media="print")
    assert shown(page).count() == 0
    page.goto((folder / pages.GLOSSARY).as_uri())
    assert page.eval_on_selector(".book-words", "one => getComputedStyle(one).columnCount") == "2"
    assert page.eval_on_selector(".book-word", "one => getComputedStyle(one).breakInside") == "avoid"
    assert not page.locator(".book-find, .book-head").locator("visible=true").count()
