"""The script of the live picture on a page of its own: what it puts on the clipboard, and what narrow pages
show. No server and no kernel are needed."""
import base64
import csv
import io
import json

import pytest

from tests.browser import lab

KIT = lab.ROOT / "mixcond_lessons" / "classroom"
ROWS = [["t (s)", "low face, rounded (%)", 'so-called "rise"'], ["0.1", "33.3333333333", ""],
        ["1e-05", "2", "-3"]]
STATE = {"still": '<svg viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"></svg>', "moving": "<svg></svg>",
         "alternative": "a picture", "law": "Law.\n\ndef law(x):\n    return x", "kept": "[]", "boxes": {},
         "plays": {}, "sentence": "It moves.", "name": "toy",
         "numbers": json.dumps([{"name": "now", "rows": ROWS}])}
LOAD = """async ({script, state}) => {
  const view = (await import('data:text/javascript;base64,' + script)).default;
  const model = {get: (name) => state[name], on() {}, off() {}, set() {}, save_changes() {}};
  window.copied = [];
  const clipboard = {writeText: async (text) => copied.push({'text/plain': text}),
    write: async (items) => { for (const item of items) { const parts = {};
      for (const type of item.types) parts[type] = await (await item.getType(type)).text();
      copied.push(parts); } }};
  Object.defineProperty(navigator, 'clipboard', {value: clipboard});
  view.render({model, el: document.querySelector('#room')});
  document.querySelectorAll('details').forEach((fold) => { fold.open = true; });
}"""


@pytest.fixture(scope="module")
def page(served):
    """An empty page on loopback, for a script alone."""
    browser, url, _ = served
    page = browser.new_page()
    page.goto(url)
    page.set_content('<div class="mixcond-panel"><div id="room"></div></div>')
    script = base64.b64encode((KIT / "picture.js").read_bytes()).decode()
    page.evaluate(LOAD, {"script": script, "state": STATE})
    yield page
    page.close()


def copied(page, words):
    page.get_by_role("button", name=words).click()
    return page.evaluate("copied.at(-1)")


def test_a_copied_table_has_its_columns_in_a_spreadsheet(page):
    parts = copied(page, "Copy for a spreadsheet")
    assert [line.split("\t") for line in parts["text/plain"].split("\n")] == ROWS
    assert parts["text/html"].count("<tr>") == 3 and parts["text/html"].count("<th>") == 3
    assert "33.3333333333" in parts["text/html"]


def test_a_copied_csv_reads_back_as_it_was(page):
    text = copied(page, "Copy as CSV")["text/plain"]
    assert list(csv.reader(io.StringIO(text, newline=""))) == ROWS


def test_the_table_shows_six_digits(page):
    assert [cell.inner_text() for cell in page.locator("td").all()][:6] == [
        "0.1", "33.3333", "", "0.00001", "2", "-3"]
