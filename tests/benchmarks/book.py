"""How large the book's pages are, when their first slider can be moved, and how long a move takes.

python tests/benchmarks/book.py FOLDER   (as `python -m mixcond_lessons book --out FOLDER` has written it)
"""
import pathlib
import sys
import time

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))
from tests.browser import lab

FIRST = ".book-panel:not([hidden]) input[type=range]"
# From the slider's event to the laid-out picture; the browser paints it at its next frame.
MOVES = """async (first) => {
  const mover = document.querySelector(first), times = [];
  const picture = mover.closest('.book-panel').querySelector('.mixcond-picture').shadowRoot;
  for (let move = 0; move < 40; move++) {
    const start = performance.now();
    mover.value = move % Number(mover.max);
    mover.dispatchEvent(new Event('input'));
    picture.querySelector('svg').getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  times.sort((one, other) => one - other);
  return [times[20], times[38]];
}"""


def measured(browser, path):
    """(seconds to the first slider, median and 95 % of a move in ms) of a page."""
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    start = time.perf_counter()
    page.goto(path.as_uri())
    # the first panel may stand far down, and wakes when somebody comes near
    page.evaluate("wakeAt => document.querySelector(wakeAt)?.scrollIntoView({behavior: 'instant'})",
                  ".book-panel:not([hidden])")
    page.wait_for_selector(FIRST, state="attached")
    ready = time.perf_counter() - start
    times = page.evaluate(MOVES, FIRST)
    page.close()
    return ready, *times


def main(folder):
    """Print one row a page."""
    print("| page | MB | first slider (s) | a move: median (ms) | 95 % (ms) |\n|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lab.chromium(), args=lab.FLAGS)
        for path in sorted(pathlib.Path(folder).glob("[0-9]*.html")):
            ready, median, high = measured(browser, path.resolve())
            size = path.stat().st_size / 1e6
            print(f"| {path.stem} | {size:.2f} | {ready:.2f} | {median:.1f} | {high:.1f} |")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
