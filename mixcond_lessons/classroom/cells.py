"""What the cells of a notebook show: where a cell is run again, what its last run has shown is let go of."""
from IPython import get_ipython

_PICTURES = ("image/svg+xml", "image/png", "text/html")
_in_cells = globals().get("_in_cells", {})  # cell id -> (number of the run, what it shows); kept at a reload


def replace_in_cell(shown):
    """Remember that the cell now running shows `shown` (a panel, a prediction or a trainer), and dismiss what
    an earlier run of the same cell has shown."""
    shell = get_ipython()
    cell = (
        (shell.parent_header.get("metadata") or {}).get("cellId") if hasattr(shell, "parent_header") else None
    )
    if cell is not None:
        now = shell.displayhook.prompt_count  # under this number IPython keeps what the run shows
        run, before = _in_cells.get(cell, (None, []))
        if run != now:
            gone = [old for old in before if old is not shown]
            for old in gone:
                old.dismiss()
            _forget(shell, run, gone)
            before = []
        _in_cells[cell] = now, [*before, shown]


def _forget(shell, run, gone):
    """IPython keeps what each run of a cell has shown, as Out[run] and _run, and its pictures. What was
    dismissed need not be kept; under a name of the student's own it lives on."""
    outputs = getattr(getattr(shell, "history_manager", None), "outputs", {})
    for output in outputs.get(run, ()):
        for picture in _PICTURES:
            output.bundle.pop(picture, None)
    names = getattr(shell, "user_ns", {})
    hidden = getattr(shell, "user_ns_hidden", {})
    for kept, name in ((names.get("Out", {}), run), (names, f"_{run}"), (hidden, f"_{run}")):
        if any(kept.get(name) is old for old in gone):
            del kept[name]
