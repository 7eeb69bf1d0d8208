"""How a text is laid out: what separates its columns, where its numbers begin, what stands above them."""
import csv
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from .numerals import Marks, is_missing, looks_like_number, marks_of, tidy

SEPARATORS = ("\t", ";", ",", None)  # None: blanks
NAMES = {"\t": "tabs", ";": "semicolons", ",": "commas", None: "blanks"}
COMMENT = ("#", "%", "//", "!", "*", "'")
CLOCK = re.compile(r"(?:[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}[ T]?)?(?:[0-9]{1,3}:[0-9]{2}(?::[0-9.,]+)?)?"
                   r"(?: ?[AaPp][Mm])?")
BETWEEN = 4  # lines that may stand between the names and the first numbers


@dataclass(frozen=True)
class Layout:
    """separator, number of cells in a row, the number of the line where the rows begin, marks of the numbers,
    places that hold text, and whether the first and the last cell of every row are empty."""
    separator: str | None
    width: int
    start: int
    marks: Marks = field(default_factory=Marks)
    texts: frozenset = frozenset()
    edges: tuple = (False, False)


def split(line, separator):
    """The cells of a line, tidy."""
    if separator is None:
        return [tidy(cell) for cell in line.split()]
    if '"' in line:
        return [tidy(cell) for cell in next(csv.reader([line], delimiter=separator), [])]
    return [tidy(cell) for cell in line.split(separator)]


def is_comment(line):
    """Whether a line that is no row begins as comments do."""
    return line.lstrip().startswith(COMMENT)


def kinds(cells):
    """A letter for each cell: n a number, - missing or empty, t text."""
    return "".join("-" if is_missing(cell) else "n" if looks_like_number(cell) else "t" for cell in cells)


def find_layout(lines, first=1, separator="", decimal=None):
    """Return the Layout of lines, the first of which has the number `first`.

    ValueError where nowhere two numbers stand, or where separators and decimal marks are doubtful.
    """
    candidates = (separator,) if separator != "" else SEPARATORS
    best = max((_rows(lines, one) for one in candidates), key=lambda found: found[0])
    _, separator_found, rows = best
    if not rows:
        raise ValueError(f"lines {first} to {first + len(lines) - 1}: no line holds only numbers, so there "
                         f"is no table to read. {_longest(lines)}")
    width = len(rows[0][1])
    texts = frozenset(place for place in range(width) if any(row[2][place] == "t" for row in rows))
    edges = tuple(width > 1 and not any(row[1][place] for row in rows) for place in (0, -1))
    layout = Layout(separator_found, width, first + rows[0][0], texts=texts, edges=edges)
    cells = ((first + index, place + 1, cell) for index, row, _ in rows for place, cell in enumerate(row)
             if place not in texts)
    if separator == "" and separator_found == "," and decimal is None:
        _ask_whether_commas_are_decimal(lines, first, rows, layout)
    if separator == "" and decimal == "," and separator_found == ",":
        return find_layout(lines, first, None, decimal)
    return replace(layout, marks=marks_of(cells, decimal))


def _rows(lines, separator):
    """(score, separator, rows) of the most rows that have the same number of cells and kinds of cells."""
    strict, loose = [], []
    for index, line in enumerate(lines):
        cells = split(line, separator) if line.strip() else []
        kind = kinds(cells)
        if "n" in kind and "t" not in kind:
            strict.append((index, cells, kind))
        if _row_with_text(cells, kind):
            loose.append((index, cells, kind))
    words = not strict or len(loose) > 2 * len(strict) + 2
    rows = loose if words else strict
    if not rows:
        return (0,), separator, []
    width = Counter(len(cells) for _, cells, _ in rows).most_common(1)[0][0]
    rows = _longest_run([row for row in rows if len(row[1]) == width])
    order = SEPARATORS.index(separator) if separator in SEPARATORS else 0
    return (len(rows) * (1 if words else 2), min(width, 2), -order), separator, rows


def _row_with_text(cells, kind):
    """Whether a row may be one with words or times of day in some of its columns."""
    return (kind.count("n") >= 2 and kind.count("t") <= kind.count("n") + 1
            and not cells[0].endswith((":", "=")))


def _longest_run(rows):
    """The longest part of rows between which hardly a line is missing."""
    runs = [[rows[0]]]
    for before, row in zip(rows, rows[1:], strict=False):
        if row[0] - before[0] > 3:
            runs.append([])
        runs[-1].append(row)
    return max(runs, key=len)


def _longest(lines):
    seen = next((line.strip() for line in lines if line.strip()), "")
    return f"It begins with “{seen[:50]}”."


def _ask_whether_commas_are_decimal(lines, first, rows, layout):
    """Commas between whole numbers only may be decimal commas: names above settle it, else ask."""
    index, cells, _ = rows[0]
    whole = all(re.fullmatch("[+-]?[0-9]+", cell) for row in rows for cell in row[1][::2]) \
        and all(re.fullmatch("[0-9]+(?:[eE][+-]?[0-9]+)?", cell) for row in rows for cell in row[1][1::2])
    if len(cells) % 2 or not whole or any(", " in lines[row[0]] for row in rows[:5]) \
            or header_cells(lines[:index], layout)[0]:
        return
    half = Layout(",", len(cells) // 2, 0)
    names = header_cells(lines[:index], half)[0]
    said = f"line {first + index}: “{lines[index].strip()}”"
    if names and len(cells) > 2:
        raise ValueError(f"{said} has {len(cells)} numbers under {len(names)} names: it has commas both "
                         f"inside and between the numbers. Save it with semicolons or tabs between them.")
    raise ValueError(f"{said}: is the comma a decimal comma, or does it separate two numbers? "
                     f'Say decimal="," for the first, separator="," for the second.')


# --- What stands above the numbers ------------------------------------------------------------------------

def header_cells(above, layout):
    """(names, units, lines used) from the lines above the first row; empty where they do not fit."""
    units, used, seen = [], 0, 0
    for line in reversed(above):
        used += 1
        if not re.search(r"\w", line):
            continue
        seen += 1
        cells = _fitting(line, layout)
        if cells and not units and _are_units(cells):
            units = cells
        elif "t" in kinds(cells):
            return cells, units, used
        if seen >= BETWEEN:
            break
    return [], [], 0


def _fitting(line, layout):
    """The cells of a line of names, a cell for each of the layout's, or nothing."""
    bare = re.sub(r"^\s*(?:[#%!*]|//)+\s?", "", line) if is_comment(line) else line
    for text in dict.fromkeys((bare, line)):
        for one in dict.fromkeys((layout.separator, "\t", ";", ",", "blanks")):
            cells = _words(text) if one in ("blanks", None) else split(text, one)
            placed = _placed(cells, layout)
            # Split in another way than the numbers are, a sentence could look like names.
            if placed and (one == layout.separator or any(_known(cell) for cell in placed)):
                return placed
    return []


def _placed(cells, layout):
    """Names over the columns that are not empty, or nothing where their number is not the same."""
    first, last = layout.edges
    inner = list(cells)
    while inner and not inner[-1]:
        inner.pop()
    while inner and not inner[0]:
        inner.pop(0)
    if inner and len(inner) == layout.width - first - last:
        return [""] * first + inner + [""] * last
    return list(cells) if inner and len(cells) == layout.width else []


def _known(cell):
    """Whether a name says what it is, or has a unit."""
    from .meanings import column
    found = column(cell)
    return bool(found.meaning or found.unit)


def _words(text):
    """Names separated by blanks, where a unit in brackets belongs to the name before it."""
    text = re.sub(r"\s+(?=[(\[])", "\x00", text.strip())
    return [tidy(cell.replace("\x00", " ")) for cell in re.split(r"\s{2,}|\t", text)] \
        if re.search(r"\S\s{2,}\S|\t", text) else [tidy(cell.replace("\x00", " ")) for cell in text.split()]


def _are_units(cells):
    from .units import reads_as_unit
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(reads_as_unit(cell) for cell in filled)
