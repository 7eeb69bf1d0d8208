"""The review by keys alone, in JupyterLab and in the book: questions, concept check, what is kept of them."""
import json
import re

import pytest
from playwright.sync_api import expect

from mixcond_lessons.book.build import DRAFT, build
from mixcond_lessons.classroom import work_text
from tests.browser import accessibility, lab

FOCUS = "document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"
KEPT = "from mixcond_lessons.classroom import saved; print(saved.work().to_text())"


def kinds(answers, start):
    return [key for key in answers if key.startswith(start)]


def answer(page, box, wanted=1):
    """Choose an option, or type a number, in the field that has the focus, and check it: by keys."""
    for place in range(wanted):
        field = page.evaluate("document.activeElement.type")
        if field == "radio":
            page.keyboard.press("ArrowDown")
            assert page.evaluate("document.activeElement.checked")
        else:
            page.keyboard.type("1.5e-3")
        if place + 1 < wanted:
            page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(box.locator(".mixcond-feedback")).to_be_visible()
    expect(box.get_by_role("button", name="Next")).to_be_enabled()


def go_on(page, box, place):
    """Reach the button Next by Tab, press it, and wait for the next field to have the focus."""
    before = box.locator(place).first.inner_text()
    for _ in range(8):
        if page.evaluate(FOCUS) == "BUTTON Next":
            break
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "BUTTON Next"
    page.keyboard.press("Enter")
    expect(box.locator(place).first).not_to_have_text(before)
    lab.eventually(lambda: page.evaluate(FOCUS).startswith("INPUT"))


def go_through(page, review, concepts, place):
    """Three questions of the review and two items of the concept check."""
    for box, count, fields in ((review, 3, 1), (concepts, 2, 2)):
        box.locator("input").first.focus()
        for _ in range(count):
            answer(page, box, fields)
            go_on(page, box, place)


def test_three_questions_and_two_items_by_keys_in_jupyterlab(served):
    lesson = lab.Lesson(*served, "11_review.ipynb")
    sittings = lesson.page.locator(".mixcond-sitting")
    expect(sittings).to_have_count(2)
    go_through(lesson.page, sittings.nth(0), sittings.nth(1), ".mixcond-place")
    answers = json.loads(lesson.python(KEPT))["answers"]
    assert len(kinds(answers, "review.")) == 3 and len(kinds(answers, "concept_check.after.")) == 2
    assert lesson.errors == []
    lesson.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Pages 00 and 11 of the book, as drafts."""
    return build(lab.ROOT / "notebooks", tmp_path_factory.mktemp("book"), ["review", "start_here"], DRAFT)


@pytest.fixture
def reader(browser):
    """Opens pages that share what the browser keeps; nothing is fetched, nothing goes wrong."""
    context, wrong = browser.new_context(viewport={"width": 1280, "height": 900}), []

    def opened(path):
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
        page.on("request", lambda asked: re.match("file:|data:|blob:", asked.url) or wrong.append(asked.url))
        page.goto(path.as_uri())
        return page
    yield opened
    assert wrong == []
    context.close()


def work_of(page):
    return work_text.parse(page.evaluate("localStorage.getItem('mixcond_lessons work')"))


def test_three_questions_and_two_items_by_keys_in_the_book(reader, pages):
    page = reader(pages[0])
    go_through(page, page.locator(".book-review"), page.locator(".book-concepts"), ".book-note")
    kept = work_of(page)
    assert len(kinds(kept.answers, "review.")) == 3 and not kept.odd
    assert {kept.answers[name]["given"] for name in kinds(kept.answers, "review.")} <= {"box 1", "box 2"}
    assert re.search("right in [0-2] of 2 items", page.locator(".book-comparison").inner_text())
    page.emulate_media(color_scheme="dark")
    assert accessibility.faults(page) == []
    again = reader(pages[0])  # a new sitting asks others, and the concept check goes on
    expect(again.locator(".book-concepts .book-note").first).to_have_text("3 of 14")


def test_a_missed_question_comes_again_and_the_sitting_ends_in_words(reader, pages):
    page = reader(pages[0])
    box = page.locator(".book-review")
    asked = [box.locator(".book-asked").inner_text()]
    above = box.locator(".book-note").all_inner_texts()
    assert above[0].startswith("You have not begun a lesson") and "comes once more" in above[1]
    assert above[2].startswith("1 of 10. From chapter")
    for turn in range(1, 30):
        box.get_by_role("button", name="I do not know").click()
        assert "Answer:" in box.get_by_role("status").inner_text()
        box.get_by_role("button", name="Next").click()
        asked.append(box.locator(".book-asked").inner_text())
        place, = box.locator(".book-note").all_inner_texts()
        left = min(10, 30 - turn)
        assert place.startswith(f"{turn + 1} of 10." if turn < 10 else f"Once more ({left} to repeat).")
    assert asked[:10] == asked[10:20] == asked[20:30] and len(set(asked)) == 10
    box.get_by_role("button", name="I do not know").click()
    box.get_by_role("button", name="Next").click()
    said = box.get_by_role("status").inner_text()
    assert "You were asked 10 questions and knew 0" in said and "come back from tomorrow on" in said
    assert re.search(r"Due next: 10 on \d+ \w+[.]", said)
    assert len(kinds(work_of(page).answers, "review.")) == 10
    box.get_by_role("button", name="Ask more").click()
    assert box.locator(".book-asked").inner_text() not in asked


def test_before_on_page_00_is_compared_on_page_11(reader, pages):
    page = reader(pages[1])
    box = page.locator(".book-concepts")
    for _ in range(14):
        for tier in box.locator("fieldset").all():
            tier.locator("input").first.check()
        box.get_by_role("button", name="Next").click()
    assert "Thank you." in box.inner_text() and "Right" not in box.inner_text()
    after = reader(pages[0])
    assert "of 14 items" in after.locator(".book-comparison").inner_text()
    box = after.locator(".book-concepts")
    for tier in box.locator("fieldset").all():
        tier.locator("input").last.check()
    box.get_by_role("button", name="Check").click()
    said = after.locator(".book-comparison").inner_text()
    assert "Before the course answer and reason were right in 0 of 1" in said and "M2" in said
    assert "Each dot is one item of the check" in said and "No item of the check asks for M12" in said
    late = reader(pages[1])
    assert "Thank you." in late.locator(".book-concepts").inner_text()
