"""A cell that is run again: what its last run has shown is let go of, in the kernel as on the page."""
import builtins
import gc

import pytest
from IPython.core.interactiveshell import InteractiveShell
from ipywidgets.widgets.widget import _instances
from matplotlib.figure import Figure
from toy import Toy
from traitlets.config import Config

from mixcond_lessons.classroom import cells
from mixcond_lessons.classroom.panel import Panel
from mixcond_lessons.classroom.predict import Predict
from mixcond_lessons.classroom.trainer import LogAxisTrainer


def predicted():
    """A prediction that a student has opened."""
    prediction = Predict(Toy(), "How many?", options=("few", "many"))
    prediction.widget
    return prediction.open()


@pytest.fixture
def run_cell(monkeypatch):
    """Run a cell that shows `make()`, in a shell of its own, as a notebook does; returns what the shell has
    kept."""
    for name in ("__IPYTHON__", "display"):  # a shell leaves them behind
        monkeypatch.setattr(builtins, name, None, raising=False)
    settings = Config()
    settings.HistoryManager.enabled = False
    shell = InteractiveShell(config=settings)
    shell.parent_header = {"metadata": {"cellId": "one cell"}}
    monkeypatch.setattr(shell.displayhook, "write_output_prompt", lambda: None)
    monkeypatch.setattr(shell.displayhook, "write_format_data", lambda *bundle: None)
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_in_cells", {})

    def run(make):
        shell.user_ns["make"] = make
        shell.run_cell("make()", store_history=True).raise_error()
        return shell.history_manager.outputs
    yield run
    shell.restore_sys_module_state()


def test_of_the_pictures_only_the_last_is_kept(run_cell):
    for _ in range(3):
        outputs = run_cell(Toy)
    assert ["image/svg+xml" in output.bundle for (output,) in outputs.values()] == [False, False, True]
    assert all("text/plain" in output.bundle for (output,) in outputs.values())


def alive():
    """Numbers of figures, of panels, and of the widgets and links that ipywidgets keeps."""
    gc.collect()
    kinds = [type(thing) for thing in gc.get_objects()]
    return *(sum(issubclass(kind, of) for kind in kinds) for of in (Figure, Panel)), len(_instances)


@pytest.mark.parametrize("make", [Toy, predicted, LogAxisTrainer])
def test_a_cell_run_fifty_times_keeps_one_panel(run_cell, make):
    for _ in range(4):  # the last three results have names of their own: _, __ and ___
        run_cell(make)
    before = alive()
    for _ in range(50):
        run_cell(make)
    assert alive() == before


def test_what_a_student_has_named_stays_and_works(run_cell):
    kept = []

    def make():
        kept.append(Toy())
        return kept[-1]
    for _ in range(5):
        run_cell(make)
    assert kept[0].set(length=0.008).data()["now"]["length (mm)"] == 8 and kept[0].layers()


@pytest.mark.parametrize("make", [Toy, predicted, LogAxisTrainer])
def test_what_was_dismissed_leaves_no_widget_and_can_be_shown_again(make):
    before = alive()
    shown = make()
    for _ in range(2):
        assert shown._repr_mimebundle_()["application/vnd.jupyter.widget-view+json"]["model_id"] in _instances
        shown.dismiss()
        assert alive()[::2] == before[::2]  # `shown` itself lives


def test_a_panel_that_was_dismissed_still_works():
    panel = Toy()
    picture, words = panel.layers(), panel.describe()
    panel.widget
    panel.dismiss()
    assert panel.curves == {} and panel.moving == []
    assert panel.move("length", 0.008) == "" and panel.describe() != words
    panel.widget
    assert panel._face.picture.sentence == panel.describe() and panel._face.picture.moving != picture[1]
    assert panel.reset().layers() == picture and panel.describe() == words
