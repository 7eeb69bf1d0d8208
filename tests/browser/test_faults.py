"""What a lesson survives: a kernel that hangs or dies, a line that is cut. The student is told what to do,
and handle, number and picture agree again."""
import contextlib
import os
import re
import signal

import pytest
from playwright.sync_api import expect

from mixcond_lessons.chapters.start_here import Boulevard
from tests.browser import lab
from tests.browser.test_lessons import place_of, sentence, sliders, typed

CHANNELS = re.compile("/api/kernels/[^/]+/channels")


class Line:
    """The line between page and kernel; `cut` lets nothing through, and what is sent meanwhile is lost."""

    def __init__(self, browser):
        self.browser, self.cut, self.sockets = browser, False, []

    def new_page(self, **options):
        """Open a page whose line to the kernel can be cut."""
        page = self.browser.new_page(**options)
        page.route_web_socket(CHANNELS, self._join)
        return page

    def mend(self):
        """Let the page notice that its socket is gone, and dial anew."""
        self.cut = False
        sockets, self.sockets = self.sockets, []
        for socket in sockets:
            socket.close(code=4000)

    def _join(self, page_side):
        kernel_side = page_side.connect_to_server()
        self.sockets.append(page_side)
        page_side.on_message(lambda message: self.cut or kernel_side.send(message))
        kernel_side.on_message(lambda message: self.cut or page_side.send(message))


@pytest.fixture
def line(served):
    return Line(served[0])


@pytest.fixture
def lesson(line, served):
    opened = lab.Lesson(line, *served[1:], "00_start_here.ipynb")
    yield opened
    opened.close()


@pytest.fixture
def kernel(lesson):
    """The kernel's process id; a kernel that was stopped goes on afterwards."""
    number = int(lesson.python("import os; print(os.getpid())"))
    yield number
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGCONT)


@pytest.fixture
def box(lesson):
    return lesson.page.locator(".mixcond-panel:has(.mixcond-picture)").first


@pytest.fixture
def handle(lesson, box):
    """The handle of the first panel's slider, with the focus."""
    handle = sliders(box).first
    handle.focus()
    press(lesson, "ArrowRight", 1)
    agree(box, handle)
    return handle


CONTROL = next(control for control in Boulevard.controls if control.numeric and not control.folded)


def press(lesson, key, times):
    """As one who holds the key."""
    for _ in range(times):
        lesson.page.keyboard.down(key)
    lesson.page.keyboard.up(key)


def agree(box, handle):
    """Wait until handle, number and picture say the same."""
    def alike():
        """handle, number box and sentence agree"""
        value = CONTROL.grid[place_of(handle)]
        said = Boulevard(**{CONTROL.name: float(value)}).describe()
        return typed(handle).input_value() == CONTROL.show(value) and sentence(box) == said
    lab.eventually(alike)


def note(box):
    """The line of words between picture and sentence."""
    return box.locator(".mixcond-away")


def is_grey(box):
    """Whether the picture looks old."""
    return box.locator(".mixcond-picture").evaluate("host => getComputedStyle(host).filter") != "none"


def test_a_kernel_that_hangs(lesson, box, handle, kernel):
    """It is said beside the picture, and taken back when the answer comes."""
    assert note(box).text_content() == "" and not is_grey(box)
    os.kill(kernel, signal.SIGSTOP)
    before, place = sentence(box), place_of(handle)
    press(lesson, "ArrowRight", 6)
    expect(note(box)).to_contain_text("No answer from Python for some seconds")
    expect(note(box)).to_contain_text("Restart Kernel and Run All Cells")
    assert note(box).is_visible() and is_grey(box) and sentence(box) == before
    os.kill(kernel, signal.SIGCONT)
    expect(note(box)).to_have_text("")
    # The question and the first move may be answered in either order; then the last move follows.
    lab.eventually(lambda: not is_grey(box) and place_of(handle) == place + 6)
    agree(box, handle)


def test_a_kernel_that_is_killed(lesson, box, handle, kernel):
    """All panels say what to do, and after it they live again; answers are kept."""
    lesson.python("check('00.1', c)")
    press(lesson, "ArrowRight", 3)
    lesson.page.keyboard.down("ArrowRight")
    os.kill(kernel, signal.SIGKILL)
    press(lesson, "ArrowRight", 3)
    for line in lesson.page.locator(".mixcond-away").all():
        expect(line).to_contain_text("choose Run → Run All Cells")
    forms = lesson.page.locator(".mixcond-gone")  # a closed prediction, a drill
    assert forms.count() >= 2
    for line in forms.all():
        expect(line).to_contain_text("not connected to Python any more")
    lesson.page.locator(".jp-Dialog button:has-text('Ok')").click()
    assert note(box).is_visible() and is_grey(box)
    lesson.page.wait_for_function(lab.READY)
    lesson.run_all()
    expect(note(box)).to_have_text("")
    for line in forms.all():
        expect(line).to_have_text("")
    assert not is_grey(box)
    handle = sliders(box).first
    handle.focus()
    press(lesson, "ArrowRight", 4)
    agree(box, handle)
    assert "00: 1 of 1" in lesson.page.locator(".mixcond-progress").text_content()


@pytest.mark.parametrize("lost", ["what was asked", "nothing"])
def test_a_line_that_was_cut(lesson, line, box, handle, lost):
    """Back on the line, handle, number and picture agree, and the next key moves all of them."""
    if lost == "what was asked":  # sent into a line that no one has found dead
        line.cut = True
        press(lesson, "ArrowRight", 6)
        expect(note(box)).to_contain_text("No answer from Python")
        line.mend()
    else:
        line.mend()
        press(lesson, "ArrowRight", 6)
    lesson.page.wait_for_function(CONNECTED)
    expect(note(box)).to_have_text("")
    agree(box, handle)
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        place = place_of(handle)
        press(lesson, key, 1)
        assert place_of(handle) == place + (1 if key == "ArrowRight" else -1)
        agree(box, handle)


CONNECTED = """() => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""


def test_work_that_cannot_be_saved(lesson):
    """A red line says so below each check and in the box of saved work, until the work is saved again."""
    page = lesson.page
    work = lesson.python("from mixcond_lessons.classroom.saved import work; check('00.1', c); "
                         "print(work().path)").split()[-1]
    os.chmod(work, 0o444)
    try:
        for _ in range(2):
            lesson.python("check('00.1', c)")
            lesson.run_all()
            line = page.locator(".mixcond-saving[role=alert]")
            assert line.count() > 1
            expect(line.first).to_contain_text("Your work cannot be saved")
            assert page.locator(".mixcond-blank .mixcond-saving").count() == 0
            expect(page.locator(".mixcond-warning")).to_contain_text("Your work cannot be saved")
            expect(page.locator(".mixcond-warning")).to_be_visible()
    finally:
        os.chmod(work, 0o644)
    lesson.python("check('00.1', c)")
    expect(page.locator(".mixcond-warning")).to_be_hidden()
    expect(page.locator(".mixcond-said")).to_contain_text("Your work is saved again")
    expect(line).to_have_count(0)
