"""What the fit of an arc tells, what not, and which readings were left out of it."""

SIZES = {"Ω": 1.0, "kΩ": 1e3, "MΩ": 1e6, "GΩ": 1e9}
TOO_FAR = 5.0  # per cent of |Z|: beyond, one arc does not describe the readings


def unit_for(resistance):
    """(unit, its size in ohm) in which a resistance [ohm] reads best."""
    return next(((unit, size) for unit, size in reversed(SIZES.items()) if resistance >= size), ("Ω", 1.0))


def in_the_unit_that_reads_best(name, resistance, error=None):
    """Columns of a resistance [ohm], and of its error if there is one."""
    unit, size = unit_for(resistance)
    return {f"{name} ({unit})": resistance / size} | (
        {} if error is None else {f"{name} error ({unit})": error / size})


def in_words(words, why):
    """What the readings tell. why: what parts those left out from the others, "arc", "jump" or "you"."""
    far, left = f"{words['misfit (%)']} of |Z|", _left_out(words.number("left out"), why)
    also = f"; {left}." if left else "."
    if not words.number("fitted"):
        return (f"The curve misses the readings by {far}, as a root mean square. Move the sliders, or press "
                f"Fit{also}")
    beyond, before = words.number("misfit (%)") > TOO_FAR, _before(words, why)
    if "a faster arc" in before and not beyond:
        also = also.replace("a faster arc", "that arc")
    if not words.number("closed"):
        return (f"The arc is not closed: its resistance is not told, only that it is above "
                f"{_show(words, 'R at least')}. " + (f"One arc alone misses the readings by {far}{also}"
                                                     if beyond else before + also))
    if beyond:
        return f"One arc misses the readings by {far}: they hold more than R₀ and one arc{also}"
    width = f"R = {_show(words, 'R')} ± {_show(words, 'R error', 2)}"
    if left and why != "jump":
        return f"The arc closes: {width}. {before}{also}"
    start = before.removeprefix("Before it stands ").replace("What", "what")
    return f"The arc closes: {start}, and {width}. " \
        f"Which process it is, the arc does not tell{also}"


def _left_out(count, why):
    """Which readings were left out, and why; "" for none."""
    if not count:
        return ""
    if why == "jump":
        return "left out (×): the first reading, which jumps"
    return f"left out (×): {count:.0f} reading{'s' if count > 1 else ''} " \
        f"{'of a faster arc' if why == 'arc' else 'above your highest frequency'}"


def _before(words, why):
    """What stands before the arc: R₀, unless readings were left out that hold more than R₀."""
    if words.number(_column(words, "before error")) > words.number(_column(words, "before")) / 2:
        return "What stands before it is not told"
    if not words.number("left out") or why == "jump":
        return f"Before it stands R₀ = {_show(words, 'before')} ± {_show(words, 'before error', 2)}"
    # Arcs overlap: how much belongs to which depends on the law by more than the error of the fit.
    about = f"about {_show(words, 'before', 2)}"
    return f"R₀ and a faster arc, not told apart, make {about} before it" if why == "arc" \
        else f"Before it stand {about} in all"


def _column(words, name):
    return next(column for unit in SIZES if (column := f"{name} ({unit})") in words.tables["now"])


def _show(words, name, digits=3):
    return words.show(_column(words, name), digits)
