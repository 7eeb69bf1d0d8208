"""Every chapter in JupyterLab, as a student meets it: by keys; picture, sentence and console are watched."""

import functools
import json
import math
import re

import numpy as np
import pytest
from playwright.sync_api import expect

import mixcond_lessons
from mixcond_lessons.classroom import style
from tests.browser import lab

PANELS = {panel.name: panel for panel in mixcond_lessons.panels()}
# The number box, which the kernel writes last, says where the slider stands.
# The kernel's own answer is queued behind the move.
ANSWERED = """async (handle, [shown, patience]) => {
  const box = handle.closest('.mixcond-control').querySelector('.mixcond-number input');
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const end = Date.now() + 1000 * patience;
  do await kernel.requestExecute({code: '0', silent: true}).done;
  while (box.value !== shown[Math.round(handle.getAttribute('aria-valuenow'))] && Date.now() < end);
  return Date.now() < end;
}"""
PATH = re.compile(r"([ML])\s*(-?[\d.]+)\s+(-?[\d.]+)")


def predict_all(lesson):
    """Predict, as a student must, to see the panels behind the predictions."""
    predictions = lesson.page.locator(".mixcond-predict")
    for place in range(predictions.count()):
        box = predictions.nth(place)
        button, picture = box.get_by_text("This is what I expect"), box.locator(".mixcond-picture")
        expect(button.or_(picture)).to_be_visible()
        if button.count():
            expect_something(lesson.page, box)
            button.click()
        expect(picture).to_be_visible()
    lesson.page.wait_for_function(lab.DRAWN)


def expect_something(page, box):
    """Choose an option by keys, or type a number."""
    given = box.locator("input[type=radio], input[type=text]")
    expect(given.first).to_be_visible()
    if given.first.get_attribute("type") == "radio":
        given.first.check()
        page.keyboard.press("ArrowDown")
        expect(given.nth(1)).to_be_checked()
    else:
        given.first.fill("1")


def shown_panels(lesson):
    """(panel class, its box on the page) for every panel of the notebook, once its open sliders are there."""
    boxes = lesson.page.locator(".mixcond-panel:has(.mixcond-picture)")
    for place in range(boxes.count()):
        box = boxes.nth(place)
        ask = box.locator(".mixcond-ask").first.text_content()
        panel_class = next(panel for panel in PANELS.values() if panel.ask == ask)
        expect(sliders(box)).to_have_count(len(open_controls(panel_class)))
        yield panel_class, box


def sliders(box):
    """The handles of the sliders that are not folded away."""
    return box.locator(".mixcond-controls").first.locator(".noUi-handle")


def open_controls(panel_class):
    """The controls that have such a slider, in the same order."""
    return [control for control in panel_class().controls if control.numeric and not control.folded]


def moving(box):
    """The moving layer's SVG as it stands in the page."""
    return box.locator(".mixcond-picture").evaluate("host => host.shadowRoot.querySelector('div').innerHTML")


def sentence(box):
    """The sentence below the picture."""
    return plain(box.locator(".mixcond-sentence").text_content())


def plain(text):
    """Without what the page does to a text: a number is tied to its unit, a minus is a minus sign."""
    return re.sub("[\u2011\u2212]", "-", text.replace("\u00a0", " "))


def typed(handle):
    """The number box beside a slider."""
    return handle.locator("xpath=ancestor::*[contains(@class, 'mixcond-control')][1]").locator(
        ".mixcond-number input"
    )


def place_of(handle):
    """Where the slider stands, as an index into the values of its control."""
    return int(float(handle.get_attribute("aria-valuenow")))


@functools.cache
def as_shown(control):
    """What the number box says at each place of the slider."""
    return [control.show(value) for value in control.grid]


def press(lesson, key, handle, control):
    """Press a key and wait until the kernel has answered."""
    lesson.page.keyboard.press(key)
    assert handle.evaluate(ANSWERED, [as_shown(control), lab.PATIENCE]), (
        f"{control.name}: its number box does not follow the slider"
    )


def test_by_keys(lesson):
    """Tab reaches each slider, arrow keys change picture and sentence, the drawn curve is the computed one.

    And the console stays silent.
    """
    predict_all(lesson)
    for panel_class, box in shown_panels(lesson):
        box.scroll_into_view_if_needed()
        for place, control in enumerate(open_controls(panel_class)):
            handle = sliders(box).nth(place)
            reach_by_tab(lesson.page, handle, box)
            before = moving(box), sentence(box)
            press_somewhere_else(lesson, handle, control)
            assert_keeps_up_and_down(lesson, handle, control)
            if panel_class.takes_long:
                expect(box.get_by_text("Solve", exact=True)).to_be_visible()
            else:
                assert_it_answers(lesson, box, before, handle, control)
        assert_named_for_a_screen_reader(box)
        assert_drawn_is_computed(panel_class, box, lesson)
    assert lesson.errors == []


def assert_it_answers(lesson, box, before, handle, control):
    """Picture and sentence change.

    Where a law is flat (a saturated current, the top of a curve) a few presses more may be needed.
    """
    for key in ["ArrowRight"] * 8 + ["ArrowLeft"] * 24:
        if moving(box) != before[0] and sentence(box) != before[1]:
            return
        press(lesson, key, handle, control)
    raise AssertionError(f"{control.name} changes nothing: {sentence(box)}")


def assert_named_for_a_screen_reader(box):
    """Each handle says what it moves and where it stands; the sentence is announced once the slider rests."""
    for handle in sliders(box).all():
        expect(handle).to_have_attribute("aria-valuetext", typed(handle).input_value())
        assert len(handle.get_attribute("aria-label")) > 2

    def announced():
        """the sentence is announced"""
        return plain(box.locator("[aria-live=polite]").text_content()) == sentence(box)
    lab.eventually(announced)


def assert_keeps_up_and_down(lesson, handle, control):
    """The keys that JupyterLab would take to go to another cell move the slider."""
    for key in ("ArrowUp", "ArrowDown", "ArrowUp"):  # at an end of the slider one of them changes nothing
        earlier = place_of(handle)
        press(lesson, key, handle, control)
        if place_of(handle) != earlier:
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


def press_somewhere_else(lesson, handle, control):
    """Move by arrow keys: three steps up, or down where the slider stands at its upper end."""
    at_end = place_of(handle) == len(control.grid) - 1
    for _ in range(3):
        press(lesson, "ArrowLeft" if at_end else "ArrowRight", handle, control)


def shown_state(panel_class, box, lesson):
    """A panel of our own in the state that the page shows."""
    def found():
        """the sentence on the page is that of a state in the kernel"""
        for state in json.loads(lesson.python(STATES.format(name=panel_class.name))):
            panel = panel_class(**state)
            if sentence(box).startswith(plain(panel.describe())):
                return panel
        return None
    return lab.eventually(found)


def assert_drawn_is_computed(panel_class, box, lesson):
    """Every visible point of the panel's data lies within a pixel of the path that the page shows."""
    panel = shown_state(panel_class, box, lesson)
    markup, height = moving(box), panel.figure.bbox.height
    checked = 0
    for gid, (artist, table, x, y) in panel.curves.items():
        if artist.get_linestyle() == "None" or not artist.get_visible():
            continue
        group = re.search(rf'<g id="{gid}">(.*?)</g>', markup, re.DOTALL)
        points = artist.axes.transData.transform(
            np.column_stack([panel.data()[table][x], panel.data()[table][y]])
        )
        inside = artist.axes.bbox.padded(-1).contains
        points = np.array([(px, height - py) for px, py in points if inside(px, py)])
        if len(points) < 2:  # a single point is a mark, not a line
            continue
        drawn = np.array([(float(px), float(py)) for _, px, py in PATH.findall(group.group(1))])
        assert distance(points, drawn).max() < 1.0, (panel_class.name, gid)
        checked += 1
    lines = [artist for artist, *_ in panel.curves.values()
             if artist.get_linestyle() != "None" and artist.get_visible() and len(artist.get_xdata()) > 2]
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


def test_two_hundred_moves_leave_nothing_behind(lesson):
    """No pyplot figure, and less than 20 MB in the kernel."""
    predict_all(lesson)
    movable = [(sliders(box).first, open_controls(panel_class)[0])
               for panel_class, box in shown_panels(lesson) if open_controls(panel_class)]
    if not movable:
        pytest.skip("this notebook has no slider")

    def move(times):
        for handle, control in movable:
            handle.focus()
            for turn in range(math.ceil(times / 10 / len(movable))):
                key = "ArrowRight" if turn % 2 == 0 else "ArrowLeft"
                for _ in range(9):  # in haste, as one who holds the key
                    lesson.page.keyboard.press(key)
                press(lesson, key, handle, control)

    move(40)  # caches fill once
    before = lesson.kernel_memory()
    move(200)
    assert lesson.kernel_memory() - before < 20e6
    open_figures = (
        "import sys; p = sys.modules.get('matplotlib.pyplot'); print(len(p.get_fignums()) if p else 0)"
    )
    assert lesson.python(open_figures).strip() == "0"
    assert lesson.errors == []


@pytest.mark.parametrize("width", [640, 427])
def test_zoomed_nothing_is_cut_off(lesson, width):
    """At 200 and 300 % of a page 1280 pixels wide, all folds open, everything stands on it or scrolls."""
    predict_all(lesson)
    lesson.page.evaluate(UNFOLD)
    before = lesson.page.viewport_size
    lesson.page.set_viewport_size({"width": width, "height": 480})
    try:
        lab.eventually(lambda: no_part_is_cut_off(lesson.page))
    finally:
        lesson.page.set_viewport_size(before)


def no_part_is_cut_off(page):
    """Measured; the page may still be laying itself out."""
    cut = page.evaluate(CUT_OFF)
    assert cut == [], cut
    return True


# Once: a second click would fold it again.
UNFOLD = """() => {
  for (const fold of document.querySelectorAll('.mixcond-tools details')) fold.open = true;
  for (const header of document.querySelectorAll('.mixcond-panel .jupyter-widget-Collapse-header'))
    if (!header.parentElement.classList.contains('jupyter-widget-Collapse-open')) header.click();
}"""
# What scrolls may be wider than the page; so may what is for the ear alone.
CUT_OFF = """() => {
  const all = (place) => [...document.querySelectorAll(`.mixcond-panel${place}, .mixcond-predict${place}`)];
  const page = document.querySelector('.jp-WindowedPanel-outer').getBoundingClientRect();
  return [...all(''), ...all(' *')].filter((part) => {
    const { right, width } = part.getBoundingClientRect();
    if (!width || part.closest('.mixcond-quiet')
      || part.parentElement.closest('.mixcond-scroll, .mixcond-window, pre')) return false;
    const hides = getComputedStyle(part).overflowX === 'hidden';
    return right > page.right + 0.5 || hides && part.scrollWidth > part.clientWidth + 1;
  }).map((part) => `${part.className || part.tagName}: ${part.textContent.slice(0, 60)}`);
}"""


def test_fits_a_projector(lesson):
    """In lecture mode at 1280 by 720 a panel is seen wholly, in letters of 24 px or more."""
    lesson.go_to_the_hall()
    predict_all(lesson)
    room = lesson.page.locator(".jp-WindowedPanel-outer").first.bounding_box()["height"]
    for panel_class, box in shown_panels(lesson):
        box.scroll_into_view_if_needed()
        lab.eventually(lambda box=box, name=panel_class.name: fits(box, room, name))


def fits(box, room, name):
    """A panel on the projector, measured; the page may still be laying itself out."""
    top = box.locator(".mixcond-ask").first.bounding_box()["y"]
    last = box.locator(".mixcond-sentence").bounding_box()
    assert last["y"] + last["height"] - top <= room, (name, last["y"] + last["height"] - top, room)
    for selector in (".mixcond-ask", ".mixcond-sentence", ".widget-label", "input[type=text]", "select"):
        shown = box.locator(f"{selector}:visible")
        for size in shown.evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"):
            assert size >= 24, (name, selector, size)
    shrunk = box.locator(".mixcond-picture").bounding_box()["width"] / style.HALL.width
    assert style.HALL.text * shrunk >= 24 and 0.75 * style.HALL.line * shrunk >= 2.9, (name, shrunk)
    return True
