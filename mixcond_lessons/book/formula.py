"""A formula as MathML: browsers draw it, screen readers read it, and it needs neither script nor font."""
import re
from xml.etree import ElementTree

from .tools import convert

ROWS = {"math", "mrow", "mstyle", "msqrt"}  # hold any number of parts; all others a fixed one
SCRIPTED = {"msub", "msup", "msubsup", "mover", "munder", "munderover"}
OPENING, CLOSING = set("([{⟨|"), set(")]}⟩")
PRIMES = set("′″‴")
THIN, NEGATIVE = "0.167em", "negativethinmathspace"  # the second is no length in MathML of today
APPLIED = "\u2061"  # "of", for who listens
GAPS = {r"\quad", r"\qquad"}
RELATIONS = {"=", r"\approx", r"\propto", r"\to", r"\rightleftharpoons"}
PRODUCTS = {r"\cdot"}
PIECES = re.compile(r"\\[a-zA-Z]+|\\.|.", re.S)
OPENS, CLOSES = {"{", "(", "[", r"\{", r"\left"}, {"}", ")", "]", r"\}", r"\right"}
# In characters: more does not fit beside other words, or not at all, on a phone of 320 pixels.
LONG_INLINE, WIDE = 20, 17


def inline(tex):
    """Return a formula in a line; a long one may be broken behind equals signs, then dots, as in print."""
    parts = [tex]
    for marks in (RELATIONS, PRODUCTS):
        parts = [piece for part in parts for piece in _broken(part, marks)]
    return "<wbr>".join(_written(_math(part, "inline")) for part in parts)


def _broken(tex, marks):
    return split(tex, marks, keep=True) if _length(_math(tex, "inline")) > LONG_INLINE else [tex]


def display(tex):
    """Return a formula on lines of its own: what stands apart in it goes to the next line where needed."""
    parts = [_math(part, "block") for part in split(tex, GAPS)]
    # What may have to be scrolled must be reached by the keyboard.
    scrolls = any(_length(part) > WIDE for part in parts)
    reached = ' role="group" aria-label="formula" tabindex="0"' if scrolls else ""
    return f'<span class="book-formula"{reached}>{"".join(map(_written, parts))}</span>'


def split(tex, marks, keep=False):
    """Cut TeX at marks that stand in no bracket; `keep` leaves each at the end of its part."""
    parts, depth = [""], 0
    for piece in PIECES.findall(tex):
        depth += (piece in OPENS) - (piece in CLOSES)
        if depth == 0 and piece in marks:
            parts[-1] += piece if keep else ""
            parts.append("")
        else:
            parts[-1] += piece
    return [part for part in parts if part.strip()]


def _math(tex, kind):
    """One <math> element, without a word of TeX in it."""
    # In TeX a power may follow a prime; the converter takes the two for two powers.
    tex = re.sub(r"([a-zA-Z])('+)\^", r"{\1\2}^", tex.strip())
    try:
        text = convert(tex, display=kind)
    except Exception as fault:  # the converter has some twenty of its own
        raise ValueError(f"the formula {tex!r} cannot be read: {type(fault).__name__}") from fault
    element = ElementTree.fromstring(text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', ""))
    unknown = re.search(r"\\\w*", "".join(element.itertext()))
    if unknown:
        raise ValueError(f"the formula {tex!r} has {unknown[0]}, which the converter does not know")
    _tidy(element)
    return element


def _length(element):
    """How many characters wide it is, about: the longer half of a fraction counts."""
    if element.tag == "mfrac":
        return max(map(_length, element))
    return len(element.text or "") + sum(map(_length, element))


def _written(element):
    return ElementTree.tostring(element, encoding="unicode")


def _tidy(element):
    """What the converter leaves as TeX would have it, as MathML means it."""
    for place, child in enumerate(list(element)):
        _tidy(child)
        if child.tag == "mrow" and len(child) == 1:
            element[place] = child[0]
        elif child.tag == "msup" and child[1].text in PRIMES:
            child.tag = "mrow"  # the sign is a raised one by itself; raised again it is too small to see
    if element.tag == "msqrt" and element[0].tag == "mfrac" and not len(element[0][0]):
        element[0][0] = _boxed(element[0][0], height="0.8em")  # else Chromium draws the root through it
    if element.tag in ROWS:
        for empty in [child for child in element if child.tag == "mo" and not child.text]:
            element.remove(empty)  # what \left. and \right. leave
        for number, bar in enumerate(child for child in element if child.text == "|"):
            bar.set("form", "postfix" if number % 2 else "prefix")
        _join_words(element)
        _apply_functions(element)
    elif element.tag == "mover" and element[1].text == "~":
        element[1].text = "˜"
        element.set("accent", "true")
    elif element.tag == "msubsup" and element[2].text in PRIMES:
        # The charge of a defect: large enough to be seen, and not above the line.
        element[2].set("style", "font-size:1.5em")
        element[2] = _boxed(element[2], voffset="-0.45em", height="0.35em")
    else:
        _tidy_sign(element)


def _tidy_sign(sign):
    """Primes, angle brackets and the like as the operators that they are."""
    text = sign.text or ""
    if sign.tag == "mspace" and sign.get("width") == NEGATIVE:
        sign.set("width", f"-{THIN}")
    elif text in PRIMES:
        sign.tag = "mo"
    elif text in ("⟨", "⟩"):
        sign.tag = "mo"
        sign.attrib.update(stretchy="false", form="prefix" if text == "⟨" else "postfix")
    elif text in ("∂", "∞") or (sign.tag == "mo" and text.isalpha() and len(text) > 1):
        sign.tag = "mi"
    elif text == "∫":
        sign.set("class", "integral")
    elif text in ("/", "*"):
        sign.attrib.update(lspace="0", rspace="0")


def _boxed(element, **size):
    """The element in a box of another size or place."""
    box = ElementTree.Element("mpadded", size)
    box.append(element)
    return box


def _base(element):
    return element[0] if element.tag in SCRIPTED else element


def _is_upright(element):
    return element.tag == "mi" and element.get("mathvariant") == "normal" and (element.text or "").isalpha()


def _join_words(row):
    """Upright letters side by side are one word: "ion", not "i o n"."""
    before = None
    for child in list(row):
        base = _base(child)
        if before is not None and _is_upright(before) and _is_upright(base):
            base.text = before.text + base.text
            row.remove(before)
        before = child


def _is_function(element):
    base = _base(element)
    text = base.text or ""
    return base.tag == "mi" and len(text) > 1 and text.isalpha() and "mathvariant" not in base.attrib


def _apply_functions(row):
    """ln p: a function is said to be applied, and stands a little apart."""
    parts = list(row)
    row[:] = []
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        after = parts[place + 1] if place + 1 < len(parts) else None
        if not _is_function(part):
            row.append(part)
            continue
        if before is not None and before.tag not in ("mo", "mspace"):
            ElementTree.SubElement(row, "mspace", width=THIN)
        row.append(part)
        if after is not None:
            ElementTree.SubElement(row, "mo").text = APPLIED
            if after.tag != "mspace" and _first_sign(after) not in OPENING:
                ElementTree.SubElement(row, "mspace", width=THIN)


def _first_sign(element):
    while len(element):
        element = element[0]
    return element.text or ""
