"""Recordings as instruments write them become columns with units: `load_recording`.

Text of any kind (EC-Lab, Gamry, ZView, CSV, tabs). It knows nothing of conductors: what a column is, is told
from its name and unit. A doubtful number is asked back, never guessed.
"""
import math
import re
from pathlib import Path

import numpy as np

from .layout import NAMES, find_layout
from .measurement import Measurement

__all__ = ["Measurement", "load_recording", "made_recordings"]

MOST_ROWS = 1_000_000
SAMPLE = 4000  # lines from which separators and marks are told
MADE = Path(__file__).with_name("made")
_GAMRY_TABLE = re.compile(r"^([A-Z]\w*)\tTABLE\b", re.M)
_NOTE = re.compile(r"^\w+\tLABEL\t([A-Za-z][^\t]*)\t[^\t]*$")  # of Gamry
_SETTING = re.compile(r"^\W*([^=:\t]{1,60}?)\s*(?:=|:|\t)\s*(\S[^\t]*?)\s*$")


def load_recording(file, *, names=None, units=None, decimal=None, separator="", encoding=None, table=None,
                   most_rows=MOST_ROWS):
    """Load what an instrument wrote as text; return a Measurement: columns with units, and what they mean.

    file: a path, bytes, an open file or an upload. names: for columns without names, or to name them anew,
    such as ("time/s", "I/mA"); units: {name: unit}, or one for each column. decimal: "," or "."; separator:
    "\\t", ";", ",", or None for blanks; encoding: such as "latin-1"; table: the number (from 1) or Gamry's
    name of one of several tables. A file of more than most_rows rows is thinned evenly, which is said.
    Raises ValueError with a sentence, naming line and column of what cannot be read.
    """
    from .source import Source
    source = Source(file, encoding)
    start, blocks, form, note = _beginning(source, table)
    try:
        return _read(source, start, blocks, (form, note),
                     (names, units, decimal, separator, table, most_rows))
    except ValueError as problem:
        raise ValueError(f"“{source.name}”: {problem}") from None


def made_recordings():
    """Return {name: path} of the recordings that come with the course. They are computed, not measured."""
    return {path.name: path for path in sorted(MADE.iterdir()) if path.suffix not in (".py", ".pyc")}


def _beginning(source, table):
    """(line where the table's part begins, function that returns blocks of lines, kind of file, remark)."""
    first, lines = next(source.blocks(), (1, []))
    if not any(line.strip() for line in lines):
        raise ValueError(f"“{source.name}” is empty: it has no line with a number in it.")
    top = lines[0].strip().strip("\ufeff")
    if re.match(r"(EC|BT)-Lab ASCII FILE", top):
        found = re.search(r"Nb header lines\s*:\s*([0-9]+)", "\n".join(lines[:10]))
        return int(found[1]) + 1 if found else 1, source.blocks, "EC-Lab text", ""
    if top == "EXPLAIN" or any(_GAMRY_TABLE.match(line) for line in lines[:500]):
        return _gamry(source, table)
    zview = any("End Comments" in line for line in lines[:200])
    return 1, source.blocks, "ZView text" if zview else "text", ""


def _gamry(source, table):
    """The part of a Gamry file that holds the spectrum, or else the curve."""
    lines = [line for _, block in source.blocks() for line in block]
    heads = [(number, found[1]) for number, line in enumerate(lines) if (found := _GAMRY_TABLE.match(line))]
    order = sorted(heads, key=lambda head: (not head[1].startswith("ZCURVE"),
                                            not head[1].startswith("CURVE"), head[0]))
    chosen = order[0]
    if table is not None:
        chosen = next((head for number, head in enumerate(heads, 1) if table in (head[1], number)), None)
        if chosen is None:
            raise ValueError(f"“{source.name}” has no table {table!r}; it has "
                             f"{', '.join(name for _, name in heads)}.")
    end = min([number for number, _ in heads if number > chosen[0]], default=len(lines))
    # The table ends where a line does not begin with a tab.
    end = next((number for number in range(chosen[0] + 1, end) if lines[number].strip()
                and not lines[number].startswith("\t")), end)
    others = [name for _, name in heads if name != chosen[1]]
    note = f"Table {chosen[1]}; table=\"...\" loads another: {', '.join(others)}." if others else ""
    return chosen[0] + 2, lambda: iter([(1, lines[:end])]), "Gamry DTA", note


def _read(source, start, blocks, about, wishes):
    from .reader import Reader
    names, units, decimal, separator, table, most_rows = wishes
    layout = _layout(blocks, start, decimal, separator)
    every = max(1, math.ceil(_rows(source, blocks, layout.start) / most_rows)) if most_rows else 1
    reader = Reader(layout, every)
    for first, lines in blocks():
        reader.feed(first, lines)
    reader.close(cut=True)
    if not reader.tables:
        raise ValueError("no line could be read as a row of numbers.")
    chosen, more = _chosen(reader.tables, table if about[0] != "Gamry DTA" else None)
    described, columns, texts = _columns(chosen, layout, names, units)
    form = about[0] + (f" ({NAMES.get(layout.separator, 'columns')})" if about[0] == "text" else "")
    return Measurement(source.name, form, columns, described, texts, tuple(reader.remarks),
                       _settings(reader.remarks), chosen.rows, every,
                       tuple(note for note in (about[1], more, *reader.notes, _marked(layout)) if note))


def _marked(layout):
    return "Decimal commas were read as such." if layout.marks.decimal == "," else ""


def _layout(blocks, start, decimal, separator):
    """The layout, told from the beginning of the table's part; the first line may name the separator."""
    lines, first = [], 1
    for number, block in blocks():
        first = first if lines else number
        lines += block
        if len(lines) > start + SAMPLE:
            break
    named = re.fullmatch(r'"?sep=(.|\\t)"?', lines[0].strip("\ufeff\r\n "))
    if named and separator == "":
        separator = "\t" if named[1] == "\\t" else named[1]
    part = lines[start - 1:] if len(lines) <= start + SAMPLE else lines[start - 1:start + SAMPLE]
    return find_layout(part, start, separator, decimal)


def _rows(source, blocks, start):
    """About how many rows there are, from the size of the file."""
    _, lines = next(blocks())
    rows = lines[start - 1:] or lines
    wide = 2 if source.encoding.startswith("utf-16") else 1
    return source.size / wide / (sum(map(len, rows)) / len(rows) + 1)


def _chosen(tables, wanted):
    """The table asked for, or else the longest, and what is said of the others."""
    if wanted is not None and not (isinstance(wanted, int) and 1 <= wanted <= len(tables)):
        raise ValueError(f"table = {wanted!r}: allowed is 1 to {len(tables)}")
    chosen = tables[wanted - 1] if wanted else max(tables, key=lambda one: one.rows)
    if len(tables) == 1:
        return chosen, ""
    there = ", ".join(f"{number}: {one.rows} rows from line {one.line}"
                      for number, one in enumerate(tables, 1))
    return chosen, f"{len(tables)} tables ({there}); the one from line {chosen.line} is loaded, table=... " \
                   f"loads another."


def _columns(table, layout, names, units):
    """(descriptions, {name: numbers}, {name: words}) of a table."""
    from .meanings import column
    rows, width = table.numbers(), layout.width
    heads = table.names or [""] * width
    used = [place for place in range(width) if place in layout.texts or heads[place]
            or not np.isnan(rows[:, place]).all()]
    numeric = [place for place in used if place not in layout.texts]
    headings = _headings([heads[place] for place in numeric], names, table.names)
    below = [table.units[place] if table.units and names is None else "" for place in numeric]
    given = _given_units(units, headings)
    described = tuple(column(heading, under, told)
                      for heading, under, told in zip(headings, below, given, strict=True))
    words = {heads[place] or f"column {place + 1}": tuple(row[index] for row in table.texts)
             for index, place in enumerate(sorted(layout.texts)) if place in used}
    return described, {heading: np.ascontiguousarray(rows[:, place])
                       for heading, place in zip(headings, numeric, strict=True)}, words


def _headings(found, names, named):
    """A name for each column, none of them twice."""
    if names is not None:
        names = [names] if isinstance(names, str) else list(names)
        if len(names) != len(found):
            here = f" ({', '.join(found)})" if named else ""
            raise ValueError(f"names: {len(names)} are given, but there are {len(found)} columns{here}.")
        found = names
    headings = []
    for place, name in enumerate(found, 1):
        name = str(name).strip() or f"column {place}"
        headings.append(name if name not in headings else f"{name} (column {place})")
    return headings


def _given_units(units, headings):
    if units is None:
        return [None] * len(headings)
    if isinstance(units, dict):
        unknown = [name for name in units if name not in headings]
        if unknown:
            raise ValueError(f"units: there is no column “{unknown[0]}”; there are {', '.join(headings)}.")
        return [units.get(name) for name in headings]
    units = [units] if isinstance(units, str) else list(units)
    if len(units) != len(headings):
        raise ValueError(f"units: {len(units)} are given, but there are {len(headings)} columns.")
    return units


def _settings(remarks):
    """{word: text} of the remarks that look like "Width/um = 400" or "Potential control : Ewe"."""
    found = {}
    for line in remarks:
        line = _NOTE.sub(r"\1", line)
        parts = _SETTING.match(line.replace("\t", " ", 1) if line.count("\t") == 1 else line.rstrip("\t"))
        line_parts = parts or _SETTING.match(re.sub(r"\s*\t\s*", " ", line).strip())
        if line_parts:
            found.setdefault(line_parts[1].strip(), line_parts[2].strip())
    return found
