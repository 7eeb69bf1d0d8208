"""A solve that takes longer than a slider may wait: started by a button, with progress, and with Stop."""
import asyncio

import ipywidgets as widgets

from . import style


def finish(work):
    """Run a generator of progress fractions to its end and return what it returns."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


class LongWork:
    """The buttons of a panel whose `work(state)` yields its progress (0 to 1) and returns the tables."""

    def __init__(self, panel, say):
        self.panel, self._say = panel, say
        self._changes = {}  # what the controls ask for beyond the state that the panel shows
        self.task = None
        self._start = widgets.Button(description="Solve", button_style="primary")
        self._halt = widgets.Button(description="Stop", disabled=True)
        self._progress = widgets.FloatProgress(min=0, max=1, layout=widgets.Layout(width="200px"))
        self._start.on_click(lambda _: self.start())
        self._halt.on_click(lambda _: self.stop())
        self.box = widgets.HBox([self._start, self._halt, self._progress])
        self.box.add_class("mixcond-long")

    @property
    def wanted(self):
        """The state that the controls ask for."""
        return {**self.panel.state, **self._changes}

    def move(self, name, value):
        """Remember a change of one control until the student starts the work. Returns why it cannot be, or
        ""."""
        self.stop()
        self.panel.accepted({**self._changes, name: value})
        self._changes[name] = value
        self._say("(Press Solve: the picture still shows the state before.)")
        return ""

    def start(self):
        """Begin; the kernel goes on answering while it works."""
        self.stop()
        self.task = asyncio.get_event_loop().create_task(self._run())

    def stop(self):
        """End the work and keep the last good picture."""
        if self.task and not self.task.done():
            self.task.cancel()

    async def _run(self):
        self._start.disabled, self._halt.disabled = True, False
        state = self.wanted
        work = self.panel.work_on(state)
        try:
            while True:
                with style.house_style():
                    fraction = next(work)
                self._progress.value = fraction
                await asyncio.sleep(0)  # lets Stop and the sliders be heard
        except StopIteration as end:
            self._progress.value, self._changes = 1.0, {}
            self.panel.adopt(state, end.value)
        except asyncio.CancelledError:
            self._say("(Stopped: the picture shows the last state that was solved.)")
        except Exception as problem:
            self._say(
                f"(This state could not be solved: {problem}. The picture shows the last one that could.)"
            )
        finally:
            self._start.disabled, self._halt.disabled = False, True
