"""The signs of Kroger and Vink's notation in one spelling: look-alikes, TeX, HTML and arrows in plain text.

What comes out: letters, digits, `_`, dots, primes and x for charges, round brackets, = or ← between sides.
A charge given by a number and a sign, such as 2+, becomes as many PLUS or MINUS.
"""

import re
import unicodedata

PLUS, MINUS = "⊕", "⊖"
_SAME = {  # one table: {what is meant: what looks like it, or stands for it elsewhere}
    ".": "•·∙⋅●˙∘◦‧・･⚫⬤⦁°º˚",
    "..": "‥¨",
    "...": "…",
    "'": "′’‘´`ʹʼʻˈ‵‛＇",
    "''": '″‶"”“„ˮ＂',
    "'''": "‴",
    "''''": "⁗",
    "*": "∗⁎✱⋆★＊",
    "x": "×✕✖╳ˣХхχ",
    " nil ": "∅⌀Øø",
    "V": "□",
    "v": "ν",
    "-": "−–—‐‑",
    " ": "\u00a0\u2009\u202f",
    "/": "∕⁄",
    "": "$~&\u200b\u200c\u200d\u2060\ufeff",
    "A": "АΑ",
    "B": "ВΒ",
    "E": "ЕΕ",
    "K": "КΚ",
    "M": "МΜ",
    "H": "НΗ",
    "O": "ОΟ",
    "P": "РΡ",
    "C": "С",
    "T": "ТΤ",
    "Y": "УΥ",
    "I": "ІΙ",
    "X": "Χ",
    "Z": "Ζ",
    "N": "Ν",
    "o": "оο",
    "a": "а",
    "c": "с",
    "e": "е",
    "i": "іι",
    "s": "ѕ",
    "p": "р",
    "y": "у",
}
_TABLE = str.maketrans({sign: plain for plain, signs in _SAME.items() for sign in signs})
_TEX = {  # commands that stand for a sign
    **dict.fromkeys(("to", "iff"), "="),
    "gets": "←",
    **dict.fromkeys(("over", "slash"), "/"),
    "prime": "'",
    **dict.fromkeys(("bullet", "textbullet", "cdot", "centerdot", "circ", "degree"), "."),
    "times": "x",
    **dict.fromkeys(("ast", "star"), "*"),
    **dict.fromkeys(("emptyset", "varnothing", "O", "o"), " nil "),
    **dict.fromkeys(("square", "Box"), "V"),
}
_DRESS = frozenset(  # commands that change only how it looks
    re.findall(
        "[A-Za-z]+",
        "ce mathrm mathsf mathit mathbf text textrm textnormal textsf mbox hbox operatorname "
        "rm it sf left right big Big bigl bigr Bigl Bigr displaystyle textstyle limits ensuremath quad "
        "qquad thinspace protect",
    )
)
_GROUP = r"\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
_OVER_ARROW = (
    rf"\\x[a-z]*(?:arrow|arrows|harpoons)\s*(?:\[[^\[\]]*\])?\s*{_GROUP}",
    rf"\\(?:overset|stackrel)\s*{_GROUP}\s*\{{?\s*\\[A-Za-z]+\s*\}}?",
    r"(?:->|<=>|<-->|<->)\[([^\[\]]*)\](?:\[[^\[\]]*\])?(?!\s*[\^.'•*])",
)
_WHOLE = r"\s*(?:\{\s*(\d+)\s*\}|(\d))"
_QUOTES = "\"'`“”„‘’‚«»‹›"
_ENDS = " \t\r\n;,"
_CHARGE = re.compile(r"\^\s*(?:\{\s*([1-9]?)\s*([+]+|-+)\s*([1-9]?)\s*\}|([1-9]?)([+]+|-+)(?=\s|$|[+=←)<]))")


def fold(text):
    """Return a reaction in plain signs, and what stood over its arrow ("" for nothing).

    text: as typed, at most some hundred characters. Knows TeX (also the `\\ce` of mhchem), HTML's sub and
    sup, Unicode. What it does not know it leaves as it is.
    """
    text, over = _without_tex(_unquoted(text))
    text = re.sub(r"</su[bp]>", "}", text.replace("<sub>", "_{").replace("<sup>", "^{"))
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda raised: "^{" + raised[0] + "}", text)
    text = re.sub("[ₐₑₕᵢₖₗₘₙₒₚᵣₛₜᵤᵥₓ]+", lambda lowered: "_{" + lowered[0] + "}", text)
    text = re.sub("[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]", r" \g<0> ", text).translate(_TABLE)
    text = "".join(map(_arrow, text))
    text = unicodedata.normalize("NFKC", text).translate(_TABLE)
    text = _CHARGE.sub(_by_number, re.sub(r"(?<![A-Za-z_])h\s?\+(?=\s*(?:[+=←)<]|-+>|$))", "h" + PLUS, text))
    text = re.sub(r"<{1,2}[-=]+>{1,2}|[-=~]+>{1,2}|={2,3}", "=", text)
    text = re.sub(r"<[-=]+", "←", text)
    text = re.sub(r"\^\s*\{?\s*[0X]\s*\}?(?![\d.,/])", "x", text)  # neutral, as elsewhere
    text = re.sub("[{}^]", "", text.replace("[", "(").replace("]", ")"))
    text = re.sub(
        r"_0(?=\s*(?:[.'x⊕]|_))|(?<![\d.,/])0(?=_[O0])", lambda zero: zero[0].replace("0", "O"), text
    )
    return re.sub(r"_(?=\d)", "", re.sub(r"\s*_[\s_]*", "_", text)), over


def _unquoted(text):
    """Without quotes round the whole, and without what ends a sentence; a dot may be a charge and stays."""
    text = text.strip().rstrip(_ENDS)
    while text and text[0] in _QUOTES:
        text = text[1:].strip().rstrip(_ENDS)
        text = (text[:-1] if text and text[-1] in _QUOTES else text).rstrip(_ENDS)
    return text


def _without_tex(text):
    over = ""
    for pattern in _OVER_ARROW:
        if found := re.search(pattern, text):
            over = found[1] or over
            text = text[: found.start()] + " = " + text[found.end() :]
    text = re.sub(r"\\(?:begin|end|tag|label)\s*\{[^{}]*\}", " ", text)
    text = re.sub(
        rf"\\[a-z]*frac{_WHOLE}{_WHOLE}", lambda part: " {}/{} ".format(*filter(None, part.groups())), text
    )
    text = re.sub(r"\\([{}])", lambda brace: "(" if brace[1] == "{" else ")", text)
    text = re.sub(r"\\([A-Za-z]+)", _command, text)
    return re.sub(r"\\[][,;:! >\\()]|\\$", " ", text), over


def _command(match):
    name = match[1]
    if name in _TEX:
        return _TEX[name]
    if name.endswith(("arrow", "arrows", "harpoons")):
        side = name.lower()
        return (
            "" if "up" in side or "down" in side else "←" if "left" in side and "right" not in side else "="
        )
    return " " if name in _DRESS else match[0]


def _arrow(sign):
    """A Unicode arrow as = or ← (up and down, which mark a gas or a solid, are dropped)."""
    name = unicodedata.name(sign, "") if sign > "\u2000" else ""
    if not re.search("ARROW|HARPOON", name):
        return sign
    if re.search("LEFT", name) and not re.search("RIGHT", name):
        return "←"
    return "=" if "RIGHT" in name else ""


def _by_number(match):
    before, signs, after, alone, bare = match.groups(default="")
    signs, number = signs or bare, before or after or alone
    return (PLUS if signs[0] == "+" else MINUS) * (int(number) if number else len(signs))
