"""The book as a reader opens it from a stick: panels move, questions are judged, slides fit."""
import json
import re
from functools import cache

import pytest

from mixcond_lessons import chapters
from mixcond_lessons.book.build import DRAFT, FULL, build
from mixcond_lessons.book.frames import Detail
from mixcond_lessons.classroom import work_text
from mixcond_lessons.classroom.feedback import LOOKS
from tests.browser import accessibility, lab

NOTEBOOKS = lab.ROOT / "notebooks"
OPEN = ".book-controls:not(.book-more *) :is(input, select)"
SIZES = {"wall": (1280, 720), "phone": (360, 740)}
# What hangs over the edge of a slide, or of the page, or is too small for the last row.
ON_THE_SLIDE = """() => {
  const main = document.getElementById('main'), found = [];
  const drawn = [...main.querySelectorAll('img, .mixcond-picture, math')].some((one) => one.offsetWidth
    || one.getClientRects().length);
  if (!main.innerText.trim() && !drawn) found.push('it shows nothing');
  if (main.scrollHeight > 720) found.push(`${main.scrollHeight} px high`);
  for (const one of main.querySelectorAll('*')) {
    const box = one.getBoundingClientRect(), quiet = one.closest('.mixcond-quiet, option, svg');
    if (quiet || !box.width || !box.height) continue;
    if (box.right > 1281 || box.left < -1) found.push(`over the edge: ${one.outerHTML.slice(0, 90)}`);
    const words = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (words && size < 24) found.push(`${size} px: ${one.outerHTML.slice(0, 90)}`);
    if (one.scrollHeight > one.clientHeight + 2 && /auto|scroll/.test(getComputedStyle(one).overflowY))
      found.push(`scrolls: ${one.outerHTML.slice(0, 90)}`);
  }
  return found;
}"""
LETTERS_AND_LINES = """() => {  // of the picture on this slide, in pixels of the slide
  const room = document.querySelector('#main .book-panel.book-on .mixcond-picture, '
    + '#main .book-on .book-panel:not([hidden]) .mixcond-picture')?.shadowRoot;
  const svg = room?.querySelector('svg');
  if (!svg) return null;
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll('text')].map((one) => parseFloat(getComputedStyle(one).fontSize));
  const lines = [...svg.querySelectorAll('path, use')].map((one) => getComputedStyle(one))
    .filter(({stroke, fill}) => stroke !== 'none' && fill === 'none')
    .map(({strokeWidth}) => parseFloat(strokeWidth));
  return [Math.min(24, ...texts.filter(Boolean).map((size) => size * scale)),
    Math.min(3, ...lines.map((width) => width * scale))];
}"""


@pytest.fixture(scope="module")
def book(browser, tmp_path_factory):
    """Makes the page of a chapter as a draft: few places on each slider, everything else as it will be."""
    return cache(lambda chapter, detail=DRAFT: build(
        NOTEBOOKS, tmp_path_factory.mktemp("book"), [chapter], detail)[0])


@pytest.fixture(params=chapters.COURSE)
def chapter(request):
    return request.param


def opened(browser, book, chapter, size="wall", end="", predicted=True):
    """The page of a chapter, and what went wrong on it; predicted: with all predictions open."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
    page.on("request", lambda asked: re.match("file:|data:|blob:", asked.url) or wrong.append(asked.url))
    page.goto(book(chapter).as_uri() + end)
    if predicted:
        page.evaluate("Promise.all([...document.querySelectorAll('.book-predict')]"
                      ".map((one) => one.openPanel()))")
    return page, wrong


@pytest.mark.parametrize("size", SIZES)
def test_every_panel_moves_and_nothing_is_fetched(browser, book, chapter, size):
    page, wrong = opened(browser, book, chapter, size)
    for panel in page.locator(".book-panel").all():
        panel.scroll_into_view_if_needed()
        panel.locator(".mixcond-sentence").wait_for()
        for more in panel.locator(".book-more summary").all():
            more.click()
        for mover in panel.locator(".book-controls :is(input, select):not(:disabled)").all():
            seen = set()
            if mover.evaluate("one => one.tagName") == "SELECT":
                for option in mover.locator("option").all():
                    mover.select_option(option.get_attribute("value"))
                    seen.add(shown(panel))
            else:
                for key in ("Home", "ArrowRight", "End"):
                    mover.press(key)
                    seen.add(shown(panel))
            assert len(seen) > 1, f"nothing moves by {mover.get_attribute('id')}"
        for state in panel.locator(".book-states option").all():
            panel.locator(".book-states select").select_option(state.get_attribute("value"))
            assert panel.locator(".mixcond-sentence").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert not wrong
    page.close()


def shown(panel):
    return panel.locator(".mixcond-sentence").inner_text(), panel.locator(".mixcond-picture").evaluate(
        "one => one.shadowRoot.querySelector('svg').outerHTML")


def test_every_question_is_judged_once_wrong_and_once_right(browser, book, chapter):
    page, wrong = opened(browser, book, chapter)
    asked = json.loads(page.locator("#asked").text_content())["questions"]
    for key, question in asked.items():
        host = page.locator(f'[data-question="{key}"]')
        right, slip = question["values"][0]["value"], question["values"][1]["value"]
        for value, state in ((slip, "not yet"), (right, "right")):
            colour, _, verdict = LOOKS[state]
            if question["kind"] == "choice":
                host.locator(f'input[value="{value}"]').check()
            else:
                host.locator("input").fill(repr(value))
            host.get_by_role("button", name="Check").click()
            assert verdict in host.get_by_role("status").inner_text(), (key, value)
            drawn = host.locator(".mixcond-feedback").evaluate("one => getComputedStyle(one).borderLeftColor")
            assert drawn == f"rgb{tuple(bytes.fromhex(colour[1:]))}"
    kept = work_text.parse(page.evaluate("localStorage.getItem('mixcond_lessons work')"))
    assert set(kept.answers) == set(asked) and not kept.odd
    told = f"tried {len(asked)} of {len(asked)} questions; {len(asked)} are right" if asked else ""
    assert told in page.locator("#tried").inner_text()
    page.emulate_media(color_scheme="dark")
    assert accessibility.faults(page) == []
    assert not wrong
    page.close()


@pytest.mark.parametrize("size", SIZES)
def test_axe_core_finds_nothing_serious(browser, book, chapter, size):
    page, _ = opened(browser, book, chapter, size)
    assert accessibility.faults(page) == []
    page.close()


def test_every_slide_fits_is_legible_and_one_press_turns_it(browser, book, chapter):
    page, wrong = opened(browser, book, chapter, end="?present", predicted=False)
    page.locator(".book-on").first.wait_for()
    count, faults, presses = page.evaluate("deckOf().pages.flatMap(({steps}) => steps).length"), [], 0
    while True:
        where = page.locator("#slide-number").inner_text() + " " + page.evaluate("location.hash")
        page.keyboard.press("o")
        faults += [f"{where}: {fault}" for fault in page.evaluate(ON_THE_SLIDE)]
        letters, lines = page.evaluate(LETTERS_AND_LINES) or (24, 3)
        if letters < 23.9 or lines < 2.99:
            faults.append(f"{where}: letters of {letters:.1f} px, lines of {lines:.2f} px")
        before = page.evaluate("JSON.stringify([deckOf().at, deckOf().step])")
        page.keyboard.press("PageDown")
        if page.evaluate("JSON.stringify([deckOf().at, deckOf().step])") == before:
            break
        presses += 1
    assert faults == []
    assert presses == count - 1
    assert not wrong
    page.close()


def test_two_sliders_move_together_and_a_third_sends_them_home(browser, book):
    page, _ = opened(browser, lambda chapter: book(chapter, FULL), "conductivity")
    assert book("conductivity", FULL).stat().st_size < 3e6
    panel = page.locator("#panel-plane")
    panel.scroll_into_view_if_needed()
    panel.locator(".mixcond-sentence").wait_for()
    first, second, third = panel.locator(OPEN).all()
    home = [first.input_value(), second.input_value()]
    first.press("End")
    second.press("Home")
    assert first.input_value() == first.get_attribute("max") and second.input_value() == "0"
    second.press("ArrowRight")
    assert int(second.input_value()) > 0, "one press, one of the places that there are"
    assert "gone back" not in panel.locator(".mixcond-sentence").inner_text()
    third.select_option("1" if third.input_value() == "0" else "0")
    assert [first.input_value(), second.input_value()] == home
    assert "the other controls have gone back" in panel.locator(".mixcond-sentence").inner_text()
    page.close()


def test_with_another_material_the_other_sliders_move(browser, book):
    page, _ = opened(browser, lambda chapter: book(chapter, Detail((5, 3), (3, 2), (1, 1))), "conductivity")
    panel = page.locator("#panel-predict-hydrogen")
    panel.scroll_into_view_if_needed()
    material, *_, pressure = panel.locator(OPEN).all()
    other = "1" if material.input_value() == "0" else "0"
    material.select_option(other)
    sentence = panel.locator(".mixcond-sentence").inner_text()
    pressure.press("Home")
    assert material.input_value() == other
    assert panel.locator(".mixcond-sentence").inner_text() != sentence
    page.close()


def test_a_prediction_shows_panel_and_what_is_seen_by_one_key(browser, book):
    page, _ = opened(browser, book, "vacancies", end="?present#predict-tracer", predicted=False)
    host = page.locator(".book-predict.book-on")
    host.wait_for()
    for pressed in range(3):
        page.keyboard.press("o")
        host.locator(".book-panel" if pressed != 1 else ".book-found").wait_for(state="visible")
        assert host.locator(".book-found").is_visible() == (pressed == 1)
        assert page.evaluate("document.getElementById('main').scrollHeight") <= 720
    page.close()


def test_a_focused_slider_keeps_its_keys_and_a_clicker_still_turns(browser, book):
    page, _ = opened(browser, book, "conductivity", end="?present#plane")
    mover = page.locator("#panel-plane input").first
    mover.focus()
    before, slide = mover.input_value(), page.locator("#slide-number").inner_text()
    page.keyboard.press("ArrowRight")
    assert mover.input_value() != before and page.locator("#slide-number").inner_text() == slide
    page.keyboard.press("2")
    assert page.locator("#panel-plane .book-states select").input_value() == "1"
    page.keyboard.press("PageDown")
    assert page.locator("#slide-number").inner_text() != slide
    page.close()


def test_a_vote_is_chosen_by_a_digit_and_judged_by_enter(browser, book):
    page, _ = opened(browser, book, "vacancies", end="?present", predicted=False)
    asked = json.loads(page.locator("#asked").text_content())["questions"]
    key, question = next((key, one) for key, one in asked.items() if one["kind"] == "choice")
    host = page.locator(f'[data-question="{key}"]')
    for _ in range(99):
        if host.is_visible():
            break
        page.keyboard.press("PageDown")
    right = question["values"][0]["value"]
    page.keyboard.press(str(1 + list(question["options"]).index(right)))
    assert host.locator(f'input[value="{right}"]').is_checked()
    page.keyboard.press("Enter")
    assert "Right" in host.get_by_role("status").inner_text()
    page.close()


def test_what_was_answered_is_there_again_but_not_in_a_hall(browser, book):
    page, _ = opened(browser, book, "vacancies")
    asked = json.loads(page.locator("#asked").text_content())["questions"]
    choice = next(one for one in asked.values() if one["kind"] == "choice")
    number = next(one for one in asked.values() if one["kind"] == "numeric")
    right, slip = number["values"][0]["value"], choice["values"][1]["value"]
    page.locator(f'[data-question="{choice["key"]}"] input[value="{slip}"]').check()
    page.locator(f'[data-question="{number["key"]}"] input').fill(repr(right))
    for one in (choice, number):
        page.locator(f'[data-question="{one["key"]}"]').get_by_role("button", name="Check").click()
    page.reload()
    host = page.locator(f'[data-question="{choice["key"]}"]')
    assert host.locator(f'input[value="{slip}"]').is_checked()
    assert choice["values"][1]["hint"][:20] in host.get_by_role("status").inner_text()
    assert "1 are right" in page.locator("#tried").inner_text()
    page.keyboard.press("p")
    page.locator(".book-on").first.wait_for()
    assert not page.locator(".book-question input:checked").count()
    assert not page.locator(".mixcond-feedback").count()
    page.keyboard.press("Escape")  # to the page, an answer, and to the hall once more
    host.locator(f'input[value="{slip}"]').check()
    host.get_by_role("button", name="Check").click()
    host.locator(".mixcond-feedback").wait_for()
    page.keyboard.press("p")
    page.locator(".book-on").first.wait_for()
    assert not page.locator(".mixcond-feedback").count()
    page.close()


def test_a_slide_can_be_linked_to_and_left_again(browser, book):
    page, _ = opened(browser, book, "vacancies", end="#slide:summary")
    page.locator(".book-on").first.wait_for()
    assert "Summary" in page.locator("h2.book-on").inner_text()
    page.keyboard.press("Escape")
    assert not page.evaluate("document.body.classList.contains('book-presents')")
    assert page.locator("#summary h2").evaluate("one => one.getBoundingClientRect().top") < 720
    page.close()


def test_work_goes_home_and_comes_back(browser, book, tmp_path):
    page, _ = opened(browser, book, "vacancies")
    host = page.locator(".book-question").first
    host.locator("input").fill("160")
    host.get_by_role("button", name="Check").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take my work home").click()
    kept = tmp_path / "my_work.json"
    download.value.save_as(kept)
    assert {entry["given"] for entry in work_text.parse(kept.read_bytes()).answers.values()} == {"160 s"}
    page.evaluate("localStorage.clear()")
    page.reload()
    page.locator("input[type=file]").set_input_files(kept)
    page.get_by_text("Welcome back. In the file: answers 1").wait_for()
    page.close()
