"""What `measure` returns."""
import html
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from ..classroom.refused import Refused


class Overload(ValueError):
    """What `record` raises where a sample cannot do what was chosen: in words, and without hidden numbers."""


@dataclass(frozen=True)
class Run:
    """A run: file (a path for `load_recording`), hours that it took, hours left, words, and a label such as
    "Run 2: 1 mm, 700 °C, 10 mV".

    Each choice is an attribute, in SI units: `run.thickness`. setup: all choices, None where nothing was
    measured. Where nothing was chosen yet, path is a recording that comes with the course; where choices were
    refused it is None, and `file` and the choices say why.
    """
    path: Path | None
    words: str
    hours: float = 0.0
    left: float = 0.0
    label: str = ""
    known: dict = field(default_factory=dict, repr=False)
    setup: SimpleNamespace | None = None

    @property
    def file(self):
        """The path of the file; ValueError, in a sentence, where nothing was measured."""
        if self.path is None:
            raise Refused(f"There is no file. {self.words}")
        return self.path

    def __getattr__(self, name):
        if name.startswith("_") or name not in self.known:
            raise AttributeError(f"a run has no {name}")
        if self.path is None:
            raise Refused(f"{name}: there is no run. {self.words}")
        if self.known[name] is None:
            raise Refused(f"{name}: this was left out in this run ({self.label}).")
        return self.known[name]

    def __repr__(self):
        return self.words

    def _repr_html_(self):
        return f'<div style="max-width:60em">{html.escape(self.words)}</div>'
