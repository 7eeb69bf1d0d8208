"""Which keys a notebook program may take, on a small page that stands for one."""

import pytest

from mixcond_lessons.classroom import keys

PAGE = """<div class="mixcond-panel"><div class="noUi-handle" tabindex="0"></div><input type="text">
<div class="mixcond-scroll" tabindex="0"></div><div class="mixcond-window" tabindex="0"></div></div>
<div class="mixcond-predict"><input type="radio"><input type="text"></div><p tabindex="0"></p>"""
# The program listens on the document, and leaves a key alone by the same word as JupyterLab and Notebook 7.
LISTEN = """async (keys) => {
  (await import("data:text/javascript," + encodeURIComponent(keys))).default.render();
  window.taken = [];
  document.addEventListener("keydown", (event) =>
    event.target.closest("[data-lm-suppress-shortcuts]") || taken.push(event.key), true);
}"""
MOVE = ("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown")


@pytest.fixture(scope="module")
def page(browser):
    made = browser.new_page()
    made.set_content(PAGE)
    made.evaluate(LISTEN, keys.ArrowKeys._esm)
    yield made
    made.close()


def taken(page, place, key):
    """What the program takes of a key pressed at a place."""
    page.locator(place).focus()
    page.evaluate("taken.length = 0")
    page.keyboard.press(key)
    return page.evaluate("taken")


@pytest.mark.parametrize("key", MOVE)
@pytest.mark.parametrize(
    "place", [".noUi-handle", ".mixcond-scroll", ".mixcond-window", ".mixcond-predict input[type=radio]"])
def test_a_key_that_moves_belongs_to_what_has_the_focus(page, place, key):
    assert taken(page, place, key) == []


@pytest.mark.parametrize("key", ["a", "Enter", "Escape", "Control+ArrowUp", "Alt+ArrowLeft", "Meta+Home"])
def test_any_other_key_stays_with_the_program(page, key):
    taken(page, ".noUi-handle", "Home")
    assert taken(page, ".noUi-handle", key)[-1:] == [key.rpartition("+")[2]]


@pytest.mark.parametrize("place", [".mixcond-panel input", ".mixcond-predict input[type=text]", "p"])
def test_elsewhere_no_key_is_kept(page, place):
    assert [taken(page, place, key) for key in MOVE] == [[key] for key in MOVE]
