"""Words for numbers: a span of time in the unit that reads best."""
from .quantity import convert


def durations(name, seconds):
    """Return one span of time as three columns of a panel's table, so that the sentence can choose the unit
    that reads best."""
    return {f"{name} ({unit})": convert(seconds, "s", unit) for unit in ("s", "min", "h")}


def duration_in_words(words, name):
    """Return the span of `durations` in seconds up to two minutes, in minutes up to two hours, else in
    hours."""
    seconds = words.number(f"{name} (s)")
    return words[f"{name} ({'s' if seconds < 120 else 'min' if seconds < 7200 else 'h'})"]
