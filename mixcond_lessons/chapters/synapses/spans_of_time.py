"""Spans of time from seconds to years, in words."""
HOUR, DAY, YEAR = 3600.0, 86400.0, 365 * 86400.0  # s


def spans(name, seconds):
    """One span of time in seconds, hours, days and years, so that the sentence can choose."""
    return {f"{name} (s)": seconds, f"{name} (h)": seconds / HOUR,
            f"{name} in days": seconds / DAY, f"{name} in years": seconds / YEAR}


def span_in_words(words, name):
    """The span of `spans` in the unit that reads best."""
    seconds = words.number(f"{name} (s)")
    if seconds < 2 * DAY:
        return words[f"{name} ({'s' if seconds < 2 * HOUR else 'h'})"]
    unit = "days" if seconds < 2 * YEAR else "years"
    return f"{words[f'{name} in {unit}']} {unit}"
