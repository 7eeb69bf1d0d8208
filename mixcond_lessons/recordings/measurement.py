"""A loaded recording: its columns with units, what each was taken for, and what else stood in the file."""
import html
import re
from dataclasses import dataclass, field

import numpy as np

from . import units
from .meanings import MEANINGS
from .numerals import tidy

SHOWN = 5  # rows of the head


@dataclass(frozen=True, repr=False)
class Measurement:
    """A recording as `load_recording` returns it.

    columns: {name as written: numbers as written}; texts: columns of words; remarks: what stood around the
    table; settings: {word: text} of remarks such as "Width/um = 400"; form: kind of file; rows: how many the
    table had; every: 1, or n where only every n-th row was kept. `column("time")` hands on a column by its
    meaning, in SI units; `recording["time/s"]` by its name, as written.
    """
    name: str
    form: str
    columns: dict
    described: tuple
    texts: dict = field(default_factory=dict)
    remarks: tuple = ()
    settings: dict = field(default_factory=dict)
    rows: int = 0
    every: int = 1
    notes: tuple = ()

    @property
    def kind(self):
        """What was measured, as far as the columns tell: "impedance", "transfer curve" and the like."""
        for kind, needed in (("impedance", ("frequency", "real part", "imaginary part")),
                             ("impedance", ("frequency", "modulus", "phase")),
                             ("transistor", ("gate voltage", "drain current")),
                             ("transistor", ("drain voltage", "drain current")),
                             ("relaxation", ("time", "change")), ("relaxation", ("time", "conductivity")),
                             ("relaxation", ("time", "resistance")),
                             ("current and voltage in time", ("time", "current", "voltage")),
                             ("current in time", ("time", "current")),
                             ("voltage in time", ("time", "voltage"))):
            if all(self.has(meaning) for meaning in needed):
                return kind
        return "table"

    @property
    def units(self):
        """{name: unit as written}, "" where none was."""
        return {one.name: units.in_words(one.unit) for one in self.described}

    @property
    def meanings(self):
        """{name: what it was taken for}, "" where nothing was."""
        return {one.name: one.meaning for one in self.described}

    def has(self, meaning):
        """Whether a column was taken for this."""
        return any(one.meaning == meaning for one in self.described)

    def __len__(self):
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name):
        if tidy(name) not in self.columns:
            raise KeyError(f"{name!r}: the columns are {_list(self.columns)}")
        return self.columns[tidy(name)]

    def column(self, what):
        """Return a column in SI units, by meaning ("time", "imaginary part") or by name; NaN where missing.

        The sign is that of the quantity: a column "-Im(Z)" is turned round. Where only modulus and phase are
        there, real and imaginary part are computed. ValueError where none or two columns fit.
        """
        one = self._described(what)
        if one is None and what in ("real part", "imaginary part") \
                and self.has("modulus") and self.has("phase"):
            turn = {"real part": np.cos, "imaginary part": np.sin}[what]
            return self.column("modulus") * turn(self.column("phase"))
        if one is None:
            raise ValueError(f"“{self.name}” has no column for the {what}. Its columns: "
                             f"{self.described_in_words()}. If one of them is it, load again with "
                             f"names=(...).")
        sign = one.sign if what in MEANINGS else 1  # by its name a column stands as written
        return sign * (self.columns[one.name] * one.factor + one.offset)

    def unit(self, what):
        """Return the unit in which `column(what)` hands it on."""
        one = self._described(what)
        return MEANINGS[what].unit if one is None and what in MEANINGS else one.si if one else ""

    def _described(self, what):
        exact = [one for one in self.described if one.name == tidy(what)]
        fitting = exact or [one for one in self.described if one.meaning == what]
        if len(fitting) > 1 and what == "voltage":  # the cell's own, before the control's
            own = [one for one in fitting if re.match("<?e(we|cell)?\\b", one.name, re.I)]
            fitting = own[:1] or fitting
        if len(fitting) > 1:
            raise ValueError(f"“{self.name}” has {len(fitting)} columns that can be the {what}: "
                             f"{_list(one.name for one in fitting)}. Ask for one by its name, or name the "
                             f"columns anew by names=(...).")
        return fitting[0] if fitting else None

    def setting(self, pattern, unit):
        """Return the number of the first remark whose word fits the pattern, in `unit`, or None.

        "Width/um = 400" gives setting("width", "m") = 4e-4; a word without a unit is taken to be in `unit`.
        """
        for word, text in self.settings.items():
            name, written = units.name_and_unit(word)
            found = re.match(r"\s*([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(\S*)\s*$", text)
            if not found or not re.fullmatch(pattern, re.sub(r"[\s_]", "", name.lower())):
                continue
            known = units.in_si(units.normal_unit(found[2]) or written or unit)
            if known and known[0] == unit:
                return float(found[1]) * known[1] + known[2]
        return None

    # --- how it looks
    def described_in_words(self):
        """The columns, and what each was taken for."""
        return "; ".join(self._took(one) for one in self.described)

    def _took(self, one):
        if not one.meaning:
            return f"“{one.name}”"
        how = f", no unit written: taken as {units.in_words(one.si)}" if one.assumed else ""
        minus = "minus the " if one.sign < 0 else ""
        return f"“{one.name}” ({minus}{one.meaning}{how})"

    def _first_line(self):
        kept = f"{len(self)} of {self.rows} rows (every {self.every}th)" if self.every > 1 \
            else f"{self.rows} rows"
        return f"{self.name}: {self.form}, {kept}, {len(self.columns)} columns; kind: {self.kind}"

    def _head(self):
        return [[f"{values[row]:.6g}" for values in self.columns.values()]
                for row in range(min(SHOWN, len(self)))]

    def __repr__(self):
        names, head = list(self.columns), self._head()
        meant = [("minus " if one.sign < 0 and one.meaning else "") + (one.meaning or "–")
                 for one in self.described]
        table = [names, meant, *head]
        wide = [max(len(row[place]) for row in table) for place in range(len(names))]
        lines = ["  ".join(cell.rjust(size) for cell, size in zip(row, wide, strict=True)) for row in table]
        return "\n".join([self._first_line(), *lines, *self._more()])

    def _more(self):
        assumed = [f"“{one.name}”: no unit is written, taken as {units.in_words(one.si)}"
                   for one in self.described if one.assumed]
        lines = [f"lines of remarks: {len(self.remarks)} (see .remarks)"] if self.remarks else []
        return [*self.notes, *assumed, *lines]

    def _repr_html_(self):
        def cells(row, tag="td"):
            return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in row) + "</tr>"
        meant = [("minus " if one.sign < 0 and one.meaning else "") + (one.meaning or "–")
                 for one in self.described]
        more = "".join(f"<br>{html.escape(line)}" for line in self._more())
        return (f"<div><b>{html.escape(self._first_line())}</b><table>{cells(self.columns, 'th')}"
                f"{cells(['taken for: ' + one for one in meant])}"
                f"{''.join(cells(row) for row in self._head())}</table>{more.removeprefix('<br>')}</div>")


def _list(names):
    return ", ".join(f"“{name}”" for name in names)
