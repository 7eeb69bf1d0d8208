"""Words for numbers: those of a panel in its sentence, and spans of time in the unit that reads best."""
from . import quantity
from .quantity import convert


class Words(dict):
    """The single numbers of a panel as they stand in its sentence: words["current (mA)"] -> "1.23 mA"."""

    def __init__(self, tables):
        super().__init__()
        self.tables = tables

    def number(self, column):
        """Return the number itself, as a float."""
        for table in self.tables.values():
            if column in table and table[column].size == 1:
                return float(table[column][0])
        raise KeyError(column)

    def show(self, column, digits=3):
        """Return the number with its unit, at so many significant digits."""
        unit = column[column.rindex("(") + 1:-1] if column.endswith(")") else ""
        return quantity.show(self.number(column), unit, digits)

    def __missing__(self, column):
        return self.show(column)


def durations(name, seconds):
    """Return one span of time as three columns of a panel's table, so that the sentence can choose the unit
    that reads best."""
    return {f"{name} ({unit})": convert(seconds, "s", unit) for unit in ("s", "min", "h")}


def duration_in_words(words, name):
    """Return the span of `durations` in seconds up to two minutes, in minutes up to two hours, else in
    hours."""
    seconds = words.number(f"{name} (s)")
    return words[f"{name} ({'s' if seconds < 120 else 'min' if seconds < 7200 else 'h'})"]
