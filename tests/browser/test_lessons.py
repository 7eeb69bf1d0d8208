"""Every chapter in JupyterLab, as a student meets it: by keys, with the picture, the sentence and the console watched."""
import json
import os
import re

import numpy as np
import pytest
from playwright.sync_api import expect, sync_playwright

import mixcond_lessons
from mixcond_lessons.classroom import style
from tests.browser import lab

CHROMIUM = lab.chromium()
ALL = sorted(path.name for path in (lab.ROOT / "notebooks").glob("[0-9]*.ipynb"))
NOTEBOOKS = ALL[:len(ALL) // 2]  # the others stand in test_later_lessons.py, so that two processes share the work
PANELS = {panel.name: panel for panel in mixcond_lessons.panels()}
PATH = re.compile(r"([ML])\s*(-?[\d.]+)\s+(-?[\d.]+)")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine, and CI must look at the course in a browser")
        pytest.skip("no Chromium found on this machine (set CHROMIUM to its path): the course was not looked at in a browser")
    scratch = tmp_path_factory.mktemp("lab")
    with lab.server(scratch / "notebooks", scratch) as (url, process), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=lab.FLAGS)
        yield browser, url, process
        browser.close()


@pytest.fixture(params=NOTEBOOKS)
def notebook(request):
    return request.param


@pytest.fixture
def lesson(served, notebook):
    opened = lab.Lesson(*served, notebook)
    predict_all(opened)
    yield opened
    opened.close()


def predict_all(lesson):
    """Predict, as a student must, to see the panels behind the predictions."""
    buttons = lesson.page.get_by_text("This is what I expect")
    for left in range(buttons.count(), 0, -1):
        box = buttons.first.locator("xpath=ancestor::*[contains(@class, 'mixcond-predict')]")
        radios = box.locator("input[type=radio]")
        if radios.count():
            radios.first.check()
            lesson.page.keyboard.press("ArrowDown")
            expect(radios.nth(1)).to_be_checked()
        else:
            box.locator("input[type=text]").first.fill("1")
        buttons.first.click()
        expect(buttons).to_have_count(left - 1)
    lesson.page.wait_for_timeout(1500)


def shown_panels(lesson):
    """(panel class, its box on the page) for every panel of the open notebook."""
    boxes = lesson.page.locator(".mixcond-panel:has(.mixcond-picture)")
    for place in range(boxes.count()):
        box = boxes.nth(place)
        ask = box.locator(".mixcond-ask").first.text_content()
        yield next(panel for panel in PANELS.values() if panel.ask == ask), box


def moving(box):
    """The moving layer's SVG as it stands in the page."""
    return box.locator(".mixcond-picture").evaluate("host => host.shadowRoot.querySelector('div').innerHTML")


def sentence(box):
    return plain(box.locator(".mixcond-sentence").text_content())


def plain(text):
    """Without what the page does to a text: a number is tied to its unit, a minus is a minus sign."""
    return re.sub("[\u2011\u2212]", "-", text.replace("\u00a0", " "))


def test_by_keys(lesson):
    """Tab reaches each slider; arrow keys change picture and sentence; the drawn curve is the computed one; the console stays silent."""
    seen = 0
    for panel_class, box in shown_panels(lesson):
        box.scroll_into_view_if_needed()
        open_sliders = box.locator(".mixcond-controls").first.locator(".noUi-handle")
        for place in range(open_sliders.count()):
            handle = open_sliders.nth(place)
            reach_by_tab(lesson.page, handle, box)
            before, words = moving(box), sentence(box)
            press_somewhere_else(lesson.page, handle)
            assert_keeps_up_and_down(lesson.page, handle)
            if panel_class.takes_long:
                expect(box.get_by_text("Solve", exact=True)).to_be_visible()
            else:
                assert_it_answers(lesson.page, box, before, words, (panel_class.name, place))
            assert_named_for_a_screen_reader(handle, box)
            seen += 1
        assert_drawn_is_computed(panel_class, box, lesson)
    assert seen or not list(shown_panels(lesson))
    assert lesson.errors == []


def assert_it_answers(page, box, before, words, which):
    """Picture and sentence change; where a law is flat (a saturated current, the top of a curve) a few presses more may be needed."""
    for key in ["ArrowRight"] * 8 + ["ArrowLeft"] * 24:
        page.wait_for_timeout(250)
        if moving(box) != before and sentence(box) != words:
            return
        page.keyboard.press(key)
    raise AssertionError(which)


def assert_named_for_a_screen_reader(handle, box):
    """The handle says what it moves and where it stands; the sentence is announced once the slider rests."""
    number = handle.locator("xpath=ancestor::*[contains(@class, 'mixcond-control')][1]").locator(".mixcond-number input")
    expect(handle).to_have_attribute("aria-valuetext", number.input_value(), timeout=3000)
    assert len(handle.get_attribute("aria-label")) > 2
    for _ in range(30):
        if plain(box.locator("[aria-live=polite]").text_content()) == sentence(box):
            return
        box.page.wait_for_timeout(100)
    raise AssertionError("the sentence is not announced")


def assert_keeps_up_and_down(page, handle):
    """The keys that JupyterLab would take to go to another cell move the slider."""
    def stands():
        return handle.get_attribute("aria-valuenow")
    for key in ("ArrowUp", "ArrowDown", "ArrowUp"):  # at an end of the slider one of them changes nothing
        earlier = stands()
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        if stands() != earlier:
            break
    else:
        raise AssertionError("neither up nor down moves the slider")
    assert handle.evaluate("element => element === document.activeElement")


def reach_by_tab(page, handle, box):
    """Step through the page from the panel's first control with Tab until the handle has the focus."""
    box.locator("input, select, .noUi-handle, .jupyter-button").first.focus()
    for _ in range(30):
        if handle.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not reach the slider")


def press_somewhere_else(page, handle):
    """Move by arrow keys: three steps up, or down where the slider stands at its upper end."""
    at_end = handle.evaluate("element => element.getAttribute('aria-valuenow') === element.getAttribute('aria-valuemax')")
    for _ in range(3):
        page.keyboard.press("ArrowLeft" if at_end else "ArrowRight")
        page.wait_for_timeout(150)
    page.wait_for_timeout(600)


def shown_state(panel_class, box, lesson):
    """A panel of our own in the state that the page shows; on a busy machine the page may lag behind the kernel for a while."""
    for _ in range(20):
        for state in json.loads(lesson.python(STATES.format(name=panel_class.name))):
            panel = panel_class(**state)
            if sentence(box).startswith(plain(panel.describe())):
                return panel
        lesson.page.wait_for_timeout(250)
    raise AssertionError(f"{panel_class.name}: the sentence on the page is that of no state in the kernel")


def assert_drawn_is_computed(panel_class, box, lesson):
    """Every visible point of the panel's data lies within a pixel of the path that the page shows."""
    panel = shown_state(panel_class, box, lesson)
    markup, height = moving(box), panel.figure.bbox.height
    checked = 0
    for gid, (artist, table, x, y) in panel.curves.items():
        if artist.get_linestyle() == "None" or not artist.get_visible():
            continue
        group = re.search(rf'<g id="{gid}">(.*?)</g>', markup, re.DOTALL)
        points = artist.axes.transData.transform(np.column_stack([panel.data()[table][x], panel.data()[table][y]]))
        inside = artist.axes.bbox.padded(-1).contains
        points = np.array([(px, height - py) for px, py in points if inside(px, py)])
        if len(points) < 2:  # a single point is a mark, not a line
            continue
        drawn = np.array([(float(px), float(py)) for _, px, py in PATH.findall(group.group(1))])
        assert distance(points, drawn).max() < 1.0, (panel_class.name, gid)
        checked += 1
    lines = [artist for artist, *_ in panel.curves.values() if artist.get_linestyle() != "None" and artist.get_visible() and len(artist.get_xdata()) > 2]
    assert checked or not lines, panel_class.name


STATES = """
import json
from mixcond_lessons.classroom.panel import panels_alive
print(json.dumps([panel.state for panel in panels_alive() if panel.name == "{name}"]))
"""


def distance(points, path):
    """Distance of each point from a broken line, in pixels."""
    start, end = path[:-1], path[1:]
    along = end - start
    length = np.maximum((along ** 2).sum(axis=1), 1e-12)
    part = np.clip(((points[:, None] - start) * along).sum(axis=2) / length, 0, 1)
    nearest = start + part[..., None] * along
    return np.sqrt(((points[:, None] - nearest) ** 2).sum(axis=2)).min(axis=1)


def test_fits_a_projector(served, notebook):
    """In lecture mode at 1280 by 720 question, controls, picture and sentence are seen at once, in letters of 24 px or more."""
    lesson = lab.Lesson(*served, notebook, width=1280, height=720, hall=True)
    predict_all(lesson)
    room = lesson.page.locator(".jp-WindowedPanel-outer").first.bounding_box()["height"]
    for panel_class, box in shown_panels(lesson):
        box.scroll_into_view_if_needed()
        lesson.page.wait_for_timeout(200)
        top = box.locator(".mixcond-ask").first.bounding_box()["y"]
        last = box.locator(".mixcond-sentence").bounding_box()
        assert last["y"] + last["height"] - top <= room, (panel_class.name, last["y"] + last["height"] - top, room)
        for selector in (".mixcond-ask", ".mixcond-sentence", ".widget-label", "input[type=text]", "select"):
            for size in box.locator(f"{selector}:visible").evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"):
                assert size >= 24, (panel_class.name, selector, size)
        shrunk = box.locator(".mixcond-picture").bounding_box()["width"] / style.HALL.width
        assert style.HALL.text * shrunk >= 24 and 0.75 * style.HALL.line * shrunk >= 2.9, (panel_class.name, shrunk)
    lesson.close()


def test_two_hundred_moves_leave_nothing_behind(lesson):
    """No pyplot figure, and less than 20 MB in the kernel."""
    boxes = [box for _, box in shown_panels(lesson) if box.locator(".noUi-handle").count()]
    if not boxes:
        pytest.skip("this notebook has no slider")
    handles = [box.locator(".noUi-handle").first for box in boxes]

    def move(times):
        for handle in handles:
            handle.focus()
            for count in range(times // len(handles)):
                lesson.page.keyboard.press("ArrowRight" if (count // 10) % 2 == 0 else "ArrowLeft")
                lesson.page.wait_for_timeout(25)
        lesson.page.wait_for_timeout(800)

    move(40)  # caches fill once
    before = lesson.kernel_memory()
    move(200)
    assert lesson.kernel_memory() - before < 20e6
    open_figures = "import sys; p = sys.modules.get('matplotlib.pyplot'); print(len(p.get_fignums()) if p else 0)"
    assert lesson.python(open_figures).strip() == "0"
    assert lesson.errors == []
