"""The Markdown of a cell as HTML that needs nothing else: formulas as MathML, pictures inside.

mistune by itself, not nbconvert's renderer on top of it: that one leaves formulas to a script from the
network, and adds a sign behind each heading.
"""
import base64
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote

from ..classroom.lowered import set_low
from . import formula
from .tools import mistune

# Formulas are taken out before Markdown is read, as JupyterLab does: "_" and "|" mean other things in them.
FORMULAS = re.compile(
    r"(?P<kept>\\\$|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|\$\$(?P<display>.+?)\$\$"
    r"|\\{1,2}\[(?P<bracket>.+?)\\{1,2}\]"
    r"|\$(?P<inline>(?:[^$\\\n]|\\.|\n(?!\s*\n))+?)\$", re.S)
LINES = {
    r"(?<=[^\n])\n(?=\*\*)": "  \n",  # bold type begins a thought ("**You need** ..."): it stays a line
    r"(?<=[^\n])\n(?=</details>)": "\n\n",  # else it would close inside the last point of a list
}
PLACE = "\ue000{}\ue001"  # private signs, which no text has
LESSON = re.compile(r"(?P<name>[\w./-]+)\.ipynb(?P<place>#.*)?")


def to_html(markdown, folder, taken=None):
    """Return Markdown as HTML.

    Pictures are looked for in `folder`. `taken` holds the ids that the page has already; those of new
    headings are added to it. ValueError: a formula that cannot be read, a picture that is not there.
    """
    formulas = []

    def keep(found):
        if found["kept"]:
            return found[0]
        shown = found["display"] or found["bracket"]
        formulas.append(formula.display(shown) if shown else formula.inline(found["inline"]))
        return PLACE.format(len(formulas) - 1)

    text = FORMULAS.sub(keep, markdown)
    for pattern, instead in LINES.items():
        text = re.sub(pattern, instead, text)
    page = _Page(Path(folder), set() if taken is None else taken)
    html = mistune.create_markdown(renderer=page, plugins=["table"])(text)
    return re.sub(PLACE.format(r"(\d+)"), lambda found: formulas[int(found[1])], html)


def plain(html):
    """Return the words of a piece of HTML or Markdown: without tags and formulas."""
    return " ".join(re.sub(r"<[^>]*>|" + PLACE.format(r"\d+"), "", html).split())


class _Page(mistune.HTMLRenderer):
    """What our pages have otherwise than Markdown's usual HTML."""

    def __init__(self, folder, taken):
        super().__init__(escape=False)
        self.folder, self.taken = folder, taken

    def text(self, text):
        return set_low(super().text(text))

    def heading(self, text, level, **_):
        name = re.sub(r"[^\w]+", "-", plain(text).lower()).strip("-") or "part"
        number, key = 1, name
        while key in self.taken:
            number += 1
            key = f"{name}-{number}"
        self.taken.add(key)
        return f'<h{level} id="{key}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        lesson = LESSON.fullmatch(url)
        return super().link(text, f"{lesson['name']}.html{lesson['place'] or ''}" if lesson else url, title)

    def image(self, text, url, title=None):
        return f'<img src="{data_uri(self.folder / unquote(url))}" alt="{mistune.escape(plain(text))}">'

    def block_code(self, code, info=None):
        return f'<pre tabindex="0"><code>{mistune.escape(code)}</code></pre>\n'

    def table(self, text):
        return ('<div class="book-table" role="group" aria-label="table" tabindex="0">'
                f"<table>\n{text}</table></div>\n")

    def table_row(self, text):
        first, rest = text.split("\n", 1)
        words = re.fullmatch(r"<td([^>]*)>(.+)</td>", first, re.S)
        head = f'<th scope="row"{words[1]}>{words[2]}</th>' if words else first
        return f"<tr>\n{head}\n{rest}</tr>\n"

    def table_cell(self, text, align=None, head=False):
        side = f' style="text-align:{align}"' if align else ""
        # An empty head is no head: it would be read out as one.
        return f'<th scope="col"{side}>{text}</th>\n' if head and text else f"<td{side}>{text}</td>\n"


def data_uri(path):
    """Return a picture as an address that holds the whole picture."""
    kind = mimetypes.guess_type(path.name)[0]
    if not path.is_file() or not (kind or "").startswith("image/"):
        raise ValueError(f"{path.as_posix()} is no picture in the course's folder")
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
