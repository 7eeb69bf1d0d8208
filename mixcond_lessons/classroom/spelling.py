"""One spelling for what looks alike: what people type, what tablets correct, what is copied from a page."""
import re
import unicodedata

LONGEST = 100  # characters: a number with its unit fits


class NotRead(Exception):
    """Why something was not read, in one sentence; `asks_back` where the student only has to say which of two
    things was meant."""

    def __init__(self, sentence, asks_back=False):
        super().__init__(sentence)
        self.asks_back = asks_back


_LOOK_ALIKES = {
    "-": "−–—‒‐‑﹣⁃˗─➖",
    "*": "×·⋅∙•✕✖⨯⨉∗・",
    "/": "⁄∕⟋÷",
    ".": "․。٫",
    "'": "’‘ʼ′´`ʹ",
    "≈": "≃≅∼≒≐≊≙~",
    "°": "º˚∘",
    "%": "٪",
    "S": "℧",
    "e": "ᴇ⏨",
    "Å": "Å",
}
_ONE = {ord(other): one for one, others in _LOOK_ALIKES.items() for other in others}
_ONE |= str.maketrans("АаВЕеКМмНОоРрСсТХху", "AaBEeKMmHOoPpCcTXxy")  # Cyrillic
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᐟ"
_LOWERED = str.maketrans(_RAISED + "·˙ᐧ", "0123456789+-/...")
_EXPONENT = re.compile(f"[{_RAISED}]+(?:[.,·˙ᐧ][{_RAISED}]+)?")
# What TeX and Markdown write round a number and its unit, with what is meant.
_TEX = [(re.compile(pattern), meant) for pattern, meant in (
    (r"\\[td]?frac *(\d|\{[^{}]*\}) *(\d|\{[^{}]*\})", r"\1/\2"), (r"\{,\}", ","), (r"\{\.\}", "."),
    (r"\\(?:cdot|times)(?![a-zA-Z])", "*"), (r"\^ *\{?\\circ *\}?", "°"), (r"\\(?:circ|degree)", "°"),
    (r"\\(?:mathrm|mathsf|text|textrm|rm|left|right|num|unit|si)(?![a-zA-Z])", " "),
    (r"\\[,;:! ()\[\]]|\\quad", " "),
    (r"\\mu(?![a-z])", "µ"), (r"\\Omega", "Ω"), (r"\\(?:approx|sim|simeq)(?![a-z])", "≈"),
    (r"\\pm(?![a-z])", "±"), (r"\\%", "%"), (r"(?<=[\w}])~(?=[\w\\])", " "), (r"\$", " "))]
QUOTES = "\"'“”„‟«»‹›‚‛″"
_AROUND = (("(", ")"), ("[", "]"), ("{", "}"), ("**", "**"), ("*", "*"), ("__", "__"), ("_", "_"))


def plain(text):
    """Return `text` with one spelling for minus, times, powers, fractions, spaces and look-alike letters: a
    power stands as ^(-3)."""
    for pattern, meant in _TEX if "\\" in text or "$" in text or "~" in text or "{" in text else ():
        text = pattern.sub(meant, text)
    text = re.sub("⁰ ?(?=[CKF]$)", "°", text.rstrip())
    text = _EXPONENT.sub(lambda found: f"^({found[0].translate(_LOWERED)})" if found[0] not in "⁺⁻"
                         else found[0].translate(_LOWERED), text)  # the sign alone: a charge
    text = re.sub("(?<=[0-9])(?=[¼-¾⅐-⅞])|(?<=[¼-¾⅐-⅞])(?=[0-9])", " ", text)  # 1½ is not 11/2
    text = unicodedata.normalize("NFKC", text.translate(_ONE)).translate(_ONE).replace("μ", "µ")
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")  # marks that cannot be seen
    return " ".join(text.replace("**", "^").replace("{", "(").replace("}", ")").split())


def unwrapped(text):
    """Return `text` without quotes, brackets or Markdown's stars round the whole, and without a final
    stop."""
    before = None
    while text != before:
        before, text = text, text.strip()
        if text[:1] in QUOTES:
            text = text[1:].rstrip(QUOTES)
        text = re.sub(r"(?<=[\w)%°\]}'\"”»])[ .;,:!?…]+$", "", text)
        for start, end in _AROUND:
            inside = text[len(start):-len(end)]
            if text.startswith(start) and text.endswith(end) and inside and not set("()[]{}") & set(inside):
                text = inside
    return text


def quoted(text):
    """Return the beginning of what was written, fit to be shown."""
    text = text if isinstance(text, str) else type(text).__name__
    short = text[:30] + ("…" if len(text) > 30 else "")
    return "“" + "".join(sign if sign.isprintable() else " " for sign in short) + "”"
