"""The live lecture: `lecture(True)` and P make a deck of a lesson, driven by keys as in a hall."""
import os
import signal

import pytest
from playwright.sync_api import expect

from tests.browser import lab
from tests.browser.conftest import NOTEBOOKS

# Where a verdict is asked for every chapter; else two of them.
WALKED = NOTEBOOKS if os.environ.get("CI") else ["03_vacancies.ipynb", "07_fuel_cells.ipynb"]
STAGE = ".mixcond-stage"
# What a back row cannot read or see on the slide: [what is wrong, where].
FAULTS = """() => {
  const stage = document.querySelector('.mixcond-stage'), faults = [];
  const inside = ({left, top, right, bottom}) => left >= 0 && top >= 0 && right <= 1280.5 && bottom <= 720.5;
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const small = (one, words) => size(one) < 24 && faults.push([`letters of ${size(one)} px`, words]);
  if (stage.scrollHeight > 720 || stage.scrollWidth > 1280)
    faults.push(['it scrolls', `${stage.scrollWidth} by ${stage.scrollHeight}`]);
  const texts = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) {
    const {currentNode: text} = texts, one = text.parentElement, words = text.data.trim();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(({width, height}) => width && height);
    if (!words || !boxes.length || one.closest('.mixcond-quiet, mjx-assistive-mml, option, style')
      || !one.checkVisibility({visibilityProperty: true})) continue;
    if (!boxes.every(inside)) faults.push(['cut off', words.slice(0, 60)]);
    small(one, words.slice(0, 60));
  }
  for (const one of stage.querySelectorAll('*')) {
    if (!one.checkVisibility({visibilityProperty: true})
      || one.closest('.mixcond-quiet, mjx-assistive-mml')) continue;
    const box = one.getBoundingClientRect();
    if (one.matches('mjx-c, select, input[type=text]')) small(one, one.className || one.tagName);
    if (one.matches('img, mjx-container, .mixcond-picture, input, button') && !inside(box))
      faults.push(['cut off', one.className || one.tagName]);
    if (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) && one !== stage
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
      && one.clientWidth && !one.matches('.cm-scroller, input, .widget-slider *'))
      faults.push(['scrolls', one.className || one.tagName]);
    if (one.matches('.mixcond-picture') && box.width < 1100) faults.push(['lines below 3 px', box.width]);
  }
  return faults;
}"""
# The letters of a drawing (an <img>) as they stand on the slide, in px.
DRAWN_LETTERS = """async () => {
  const drawings = [...document.querySelectorAll('.mixcond-stage .jp-MarkdownOutput img')];
  const sizes = await Promise.all(drawings.filter((one) => one.checkVisibility()).map(async (one) => {
    const text = await (await fetch(one.src)).text(), {width, height} = one.getBoundingClientRect();
    const scale = Math.min(width / one.naturalWidth, height / one.naturalHeight);
    return [...text.matchAll(/font-size=["']([\\d.]+)/g)].map((found) => scale * Number(found[1]));
  }));
  return sizes.flat();
}"""
HERE = """() => ({place: document.querySelector('.mixcond-stage').dataset.place,
  focus: document.querySelector('.mixcond-stage').contains(document.activeElement),
  cells: jupyterapp.shell.currentWidget.content.widgets.filter(({node}) => node.checkVisibility())
    .map(({model}) => model.id),
  parts: document.querySelectorAll('.mixcond-stage .mixcond-block.mixcond-on').length})"""
TEXTS = """() => jupyterapp.shell.currentWidget.content.widgets.filter(({model}) => model.type === 'markdown'
  && !['skip', 'notes'].includes(model.getMetadata('slideshow')?.slide_type)).map(({model}) => model.id)"""


def begin(lesson):
    """Lecture mode on, all cells run, and P pressed at the first cell."""
    lesson.go_to_the_hall()
    lesson.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    lesson.page.evaluate("jupyterapp.shell.currentWidget.content.mode = 'command'")
    lesson.page.evaluate("jupyterapp.shell.currentWidget.activate()")
    lesson.page.keyboard.press("p")
    expect(lesson.page.locator(f"{STAGE}[data-place]")).to_be_visible()
    lab.eventually(lambda: here(lesson)["place"].startswith("1 /"))


def here(lesson):
    """Which slide is shown, of which cells, and whether it has the focus."""
    return lesson.page.evaluate(HERE)


def go_to(lesson, cell):
    """Turn until the cell is shown."""
    lesson.page.keyboard.press("Home")
    while cell not in here(lesson)["cells"]:
        before = here(lesson)
        lesson.page.keyboard.press("PageDown")
        assert here(lesson) != before, f"{cell} is on no slide"


def faults(lesson, where):
    """What cannot be read or seen, once the page has laid itself out."""
    def found():
        wrong = lesson.page.evaluate(FAULTS)
        assert wrong == [], (where, wrong)
        return True
    try:
        return [] if lab.eventually(found, 3) else []
    except AssertionError as problem:
        return [str(problem)]


def looks(lesson):
    """The slide as it comes, and with all that keys and *More* can show on it; yields what was done."""
    page = lesson.page
    yield ""
    on = page.locator(f"{STAGE} .jp-Cell.mixcond-on")
    if on.locator(".mixcond-open:visible").count():
        page.keyboard.press("o")
        expect(on.locator(".mixcond-picture")).to_be_visible()
        yield "opened"
    more = on.locator(".jupyter-widget-Collapse-header:visible")
    if more.count():
        more.first.click()
        yield "with More"
        more.first.click()
    page.keyboard.press("o")
    if page.locator(f"{STAGE}.mixcond-told").count():
        yield "told"
        page.keyboard.press("o")


@pytest.mark.parametrize("opened", WALKED, indirect=True, scope="module")
def test_every_slide_stands_on_the_screen(lesson):
    """Nothing cut off, nothing scrolls, letters of 24 px and more, lines of 3; each text is on a slide."""
    begin(lesson)
    wrong, seen, last = [], set(), None
    while (now := here(lesson)) != last:
        last = now
        seen.update(now["cells"])
        for done in looks(lesson):
            wrong += faults(lesson, f"slide {now['place']} {now['cells']} {done}")
        wrong += [f"{now['place']}: letters of {size} px" for size in lesson.page.evaluate(DRAWN_LETTERS)
                  if size < 24]
        lesson.page.keyboard.press("PageDown")
    assert wrong == []
    assert set(lesson.page.evaluate(TEXTS)) <= seen
    lesson.page.keyboard.press("Escape")
    assert lesson.errors == []


@pytest.fixture
def deck(served):
    """Chapter 03 as a deck, at its first slide."""
    lesson = lab.Lesson(*served, "03_vacancies.ipynb")
    begin(lesson)
    yield lesson
    lesson.close()


def test_a_clicker_turns_one_slide_a_press_and_a_fragment_waits(deck):
    press = deck.page.keyboard.press
    go_to(deck, "question-6")
    first = here(deck)
    assert "crowding" not in first["cells"] and "check-6" not in first["cells"]
    press("PageDown")
    assert here(deck)["cells"] == ["question-6", "crowding"] and here(deck)["place"] == first["place"]
    press("PageUp")
    assert here(deck) == first
    press("PageDown")
    press("PageDown")
    assert here(deck)["cells"] == ["question-8"]
    go_to(deck, "predict-tracer")
    assert here(deck)["cells"] == ["predict-tracer"]  # what explains its picture waits
    for key in ("ArrowRight", "ArrowDown", " "):
        before = here(deck)
        press(key)
        assert here(deck) != before
    assert deck.errors == []


def test_keys_open_a_prediction_and_jump_to_a_state_and_the_focus_stays(deck):
    page = deck.page
    go_to(deck, "predict-tracer")
    place = here(deck)["place"]
    page.keyboard.press("o")
    panel = page.locator(f"{STAGE} .jp-Cell.mixcond-on .mixcond-panel")
    expect(panel.locator(".mixcond-picture")).to_be_visible()
    assert here(deck)["focus"]
    page.keyboard.press("2")
    expect(panel.locator(".mixcond-sentence")).to_contain_text("(State: ")
    assert here(deck)["place"] == place
    handle = panel.locator(".noUi-handle").first
    handle.focus()
    before = handle.get_attribute("aria-valuenow")
    page.keyboard.press("ArrowRight")
    expect(handle).not_to_have_attribute("aria-valuenow", before)
    assert here(deck)["place"] == place  # the arrow belongs to the slider,
    page.keyboard.press("PageDown")
    assert here(deck)["place"] != place  # the clicker to the slides
    go_to(deck, "predict-crowding")
    page.keyboard.press("1")  # a vote of the hall
    expect(page.locator(f"{STAGE} .mixcond-on input[type=radio]").first).to_be_checked()
    page.keyboard.press("o")
    expect(panel.locator(".mixcond-picture")).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert here(deck)["cells"] == ["conductivity-target"]
    assert deck.errors == []


def test_a_key_shows_the_answer_cell_and_its_check_and_escape_comes_back_to_the_cell(deck):
    page = deck.page
    go_to(deck, "question-6")
    page.keyboard.press("o")
    assert here(deck)["cells"][:2] == ["question-6", "answer-6"]
    page.keyboard.press("Control+a")
    page.keyboard.type("best_share = c")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(f"{STAGE} .mixcond-right")).to_be_visible()
    page.keyboard.press("o")
    assert here(deck)["cells"] == ["question-6"]
    page.keyboard.press("Escape")
    assert page.locator(STAGE).count() == page.locator("[inert]").count() == 0
    active = "jupyterapp.shell.currentWidget.content.activeCell"
    assert page.evaluate(f"{active}.model.id") == "question-6"
    assert page.evaluate(f"{active}.node.getBoundingClientRect().top") < 360
    # A rehearsal leaves no trace: neither the answer nor a prediction is in the file.
    assert "False" in deck.python("from mixcond_lessons.classroom import saved, work_file\n"
                                  "print('best_vacancy_share' in work_file.place().read_text() "
                                  "if work_file.place().exists() else False)")
    assert deck.errors == []


def test_after_an_accident_one_key_runs_all_and_comes_back(deck):
    page = deck.page
    go_to(deck, "predict-crowding")
    page.keyboard.press("o")
    panel = page.locator(f"{STAGE} .jp-Cell.mixcond-on .mixcond-panel .mixcond-picture")
    expect(panel).to_be_visible()
    before, process = here(deck), deck.python("import os; print(os.getpid())")
    page.keyboard.press("Shift+R")
    expect(page.locator(f"{STAGE}[data-runs]")).to_be_visible()
    expect(page.locator(f"{STAGE}[data-runs]")).to_have_count(0)
    expect(panel).to_be_visible()  # as it was open before
    assert here(deck)["place"] == before["place"] and here(deck)["cells"] == before["cells"]
    assert deck.python("import os; print(os.getpid())") != process
    page.keyboard.press("2")
    expect(page.locator(f"{STAGE} .jp-Cell.mixcond-on .mixcond-sentence")).to_contain_text("(State: ")


def test_a_kernel_that_dies_in_a_lecture_is_replaced_by_one_key(deck):
    page, process = deck.page, deck.python("import os; print(os.getpid())")
    go_to(deck, "predict-crowding")
    page.keyboard.press("o")
    panel = page.locator(f"{STAGE} .jp-Cell.mixcond-on .mixcond-panel .mixcond-picture")
    expect(panel).to_be_visible()
    before = here(deck)
    os.kill(int(process), signal.SIGKILL)
    page.locator(".jp-Dialog").wait_for()  # JupyterLab says that the kernel died
    page.keyboard.press("Shift+R")
    expect(page.locator(f"{STAGE}[data-runs]")).to_be_visible()
    expect(page.locator(f"{STAGE}[data-runs]")).to_have_count(0)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    expect(panel).to_be_visible()
    assert here(deck)["place"] == before["place"] and here(deck)["cells"] == before["cells"]
    assert deck.python("import os; print(os.getpid())") != process
    page.keyboard.press("2")
    expect(page.locator(f"{STAGE} .jp-Cell.mixcond-on .mixcond-sentence")).to_contain_text("(State: ")
