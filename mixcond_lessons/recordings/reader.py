"""The lines of a text become tables: rows are read in blocks; what is no row is told by line and column."""
from dataclasses import dataclass, field

import numpy as np

from .layout import header_cells, is_comment, kinds, split
from .numerals import TOO_LARGE, value

REMARKS = 400  # lines of remarks that are kept
TEXTS = 100_000  # rows whose words are kept


@dataclass
class Table:
    """Rows that stand below each other; names and units from the lines above them; line where they begin."""
    line: int
    names: list
    units: list
    blocks: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    rows: int = 0

    def numbers(self):
        """All rows as one array, a row each."""
        return np.concatenate(self.blocks) if self.blocks else np.empty((0, 0))


class Reader:
    """Takes lines block by block; `tables`, `remarks` and `notes` are what it found.

    ValueError names line and column of a fault.
    """

    def __init__(self, layout, every=1):
        self.layout, self.every = layout, every
        self.tables, self.remarks, self.notes = [], [], []
        self._pending, self._table, self._doubt, self._others = [], None, None, 0
        marks = layout.marks
        self._replace = {ord(marks.decimal): "."} if marks.decimal != "." else {}
        self._foreign = "".join({".", ","} - {marks.decimal, layout.separator or ""})
        self._numeric = [place for place in range(layout.width) if place not in layout.texts]

    def feed(self, first, lines):
        """Take in lines, the first of which has the number `first`."""
        if self._table is not None and self._doubt is None:
            quick = self._quick(lines)
            if quick is not None:
                self._add(quick)
                return
        for number, line in enumerate(lines, first):
            self._take(number, line)

    def _quick(self, lines):
        """The rows of lines that are nothing but rows, at numpy's speed, or None."""
        kept = lines[(-self._table.rows) % self.every::self.every] if self.every > 1 else lines
        if self.layout.texts or not kept:
            return None
        text = "\n".join(kept)
        if '"' in text or (self._foreign and any(mark in text for mark in self._foreign)):
            return None
        try:
            rows = np.loadtxt(text.translate(self._replace).split("\n") if self._replace else kept, ndmin=2,
                              delimiter=self.layout.separator, comments=None)
        except ValueError:
            return None
        if rows.shape != (len(kept), self.layout.width):  # a blank line
            return None
        rows[~(np.abs(rows) < TOO_LARGE)] = np.nan
        self._table.rows += sum(map(bool, lines))
        return rows

    def _add(self, rows):
        self._table.blocks.append(rows)

    def _take(self, number, line):
        if not line.strip():
            return
        cells = split(line, self.layout.separator)
        row = self._row(cells) if number >= self.layout.start else None
        if row is None:
            self._no_row(number, line, cells)
            return
        if self._doubt is not None:  # what was not read stood between rows
            raise ValueError(self._doubt)
        if self._table is None:
            names, units, used = header_cells(self._pending, self.layout)
            self._table = Table(number, names, units)
            self.tables.append(self._table)
            self._keep(self._pending[:len(self._pending) - used])
            self._pending = []
        if self._table.rows % self.every == 0:
            self._table.blocks.append(np.array([row]))
            if self.layout.texts and self._table.rows < TEXTS:
                self._table.texts.append([cells[place] for place in sorted(self.layout.texts)])
        self._table.rows += 1

    def _row(self, cells):
        """The numbers of a row, or None."""
        layout = self.layout
        while len(cells) > layout.width and not cells[-1]:
            cells.pop()
        if len(cells) != layout.width:
            return None
        row = [np.nan if place in layout.texts else value(cell, layout.marks)
               for place, cell in enumerate(cells)]
        return None if None in row or "n" not in kinds([cells[place] for place in self._numeric]) else row

    def _no_row(self, number, line, cells):
        if self._table is None or number < self.layout.start:
            self._pending.append(line)
            return
        kind = kinds(cells)
        if not is_comment(line) and "n" in kind:
            said = self._fault(number, cells, kind)
            if said and kind[0] != "t":
                self._doubt = self._doubt or said
                return
            self._suspect(number, line, said)
            return
        if is_comment(line) or "t" not in kind:
            self._keep([line])
        else:
            self._end(line)

    def _suspect(self, number, line, said):
        """A line that begins with a word: a remark, unless it has as many numbers as a row."""
        if said and said.startswith("line") and "is no number" in said \
                and not line.split("\t")[0].rstrip().endswith(("=", ":")):
            self._doubt = self._doubt or said
            self._last = line
            return
        self._end(line)

    def _end(self, line):
        """After words another table may begin."""
        self._table = None
        self._pending = [line]

    def _fault(self, number, cells, kind):
        """What is wrong with a line that nearly is a row."""
        width = self.layout.width
        if len(cells) != width:
            numbers = len(cells) if kind.strip("-n") == "" else 0
            return (f"line {number} has {_count(len(cells))} where the table has {width}." if numbers else "")
        for place, cell in enumerate(cells):
            if place not in self.layout.texts and value(cell, self.layout.marks) is None:
                return f"line {number}, column {place + 1}: “{cell[:30]}” is no number{self._why(cell)}."
        return ""

    def _why(self, cell):
        from .numerals import looks_like_number
        if not looks_like_number(cell):
            return ""
        mark, other = self.layout.marks.decimal, "," if self.layout.marks.decimal == "." else "."
        if other in cell:
            return (f" where “{mark}” is the decimal mark; if it is the other one, say "
                    f"decimal=\"{other}\"")
        return ""

    def _keep(self, lines):
        self.remarks += [line for line in lines if line.strip()][:REMARKS - len(self.remarks)]

    def close(self, cut=False):
        """The end of the file: a last line that is cut off is left out and said so, other faults told."""
        if self._doubt is not None:
            if not (cut and "where the table has" in self._doubt):
                raise ValueError(self._doubt)
            self.notes.append(f"The last line is cut off and left out ({self._doubt.rstrip('.')}).")
        self._keep(self._pending if self._table is None else [])


def _count(cells):
    return "1 number" if cells == 1 else f"{cells} numbers"
