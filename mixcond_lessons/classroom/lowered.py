"""What stands below the line in a symbol, and sentences without the marks of Markdown."""
import re

# D_V, 2L_c, σ_amb, and as factors 4F²c_V, kc_O, μR_on. (lowered.js does the same in a page.)
LOWERED = re.compile(r"(?<=(?<![^\W\d_])[A-ZΑ-Ωσμcnt]|(?<=[²ΔkµμT])[A-Zc])_([^\W\d_ˣ]+)")
_MARKS = re.compile(r"`([^`]*)`|(?<![\w*])(?P<stars>\*{1,2})(?=[^\s*])(.+?)(?<=[^\s*])(?P=stars)(?![\w*])")


def without_marks(text):
    """Return a sentence of Markdown as plain text; a star that belongs to a symbol, as in D*, stays."""
    return _MARKS.sub(lambda found: found[1] or found[3] or "", text)


def set_low(html):
    """Return HTML in which what stands below the line is set so."""
    return LOWERED.sub(r"<sub>\1</sub>", html)
