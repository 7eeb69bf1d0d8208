"""The text of the book: every cell of every lesson, and each thing that Markdown can hold, by itself."""
import re
import subprocess
import sys
from html.parser import HTMLParser

import nbformat
import pytest
from checkout import ROOT

from mixcond_lessons.book import formula
from mixcond_lessons.book.text import FORMULAS, plain, to_html

NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
FOREIGN = re.compile(r"<(?:img|link|script|iframe|video|audio|source)\b[^>]*(?:src|href)=\"(?!data:)")


def texts(path):
    """The Markdown of a lesson's cells."""
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]


def page(path):
    """All text of a lesson, as it stands on one page."""
    taken = set()
    return "\n".join(to_html(text, NOTEBOOKS, taken) for text in texts(path))


class Balance(HTMLParser):
    """Which tags are closed by another."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in ("img", "br", "hr", "wbr"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@each_lesson
def test_a_lesson_becomes_a_page_of_its_own(path):
    html = page(path)
    balance = Balance(html)
    assert not balance.wrong and not balance.open
    assert not FOREIGN.search(html) and ".ipynb" not in html
    assert len(re.findall(r' id="([^"]+)"', html)) == len(set(re.findall(r' id="([^"]+)"', html)))
    named = set(re.findall(r'href="([^":#]+)', html))
    assert named and named <= {f"{lesson.stem}.html" for lesson in LESSONS}
    assert all(plain(alt) for alt in re.findall(r'<img [^>]*alt="([^"]*)"', html))


@each_lesson
def test_no_word_of_tex_is_left(path):
    html = re.sub(r"<code>.*?</code>| src=\"[^\"]*\"", "", page(path), flags=re.S)
    assert "$" not in html and "\\" not in html and "\ue000" not in html and "merror" not in html
    asked = [found for text in texts(path) for found in FORMULAS.finditer(text) if not found["kept"]]
    assert len(asked) <= html.count("<math")


def heard(tex):
    """The signs of a formula, in the order of reading."""
    return re.findall(r"<m[ion][^>]*>([^<]+)<", formula.inline(tex))


@pytest.mark.parametrize(("tex", "signs"), [
    (r"i_{\mathrm{ion}}", ["i", "ion"]),
    (r"\mathrm{Sr_{La}'}", ["Sr", "La", "′"]),
    (r"\mathrm{kJ/mol}", ["kJ", "/", "mol"]),
    (r"\ln p''/p'", ["ln", "\u2061", "p", "″", "/", "p", "′"]),
    (r"p''^{1/4}", ["p", "″", "1", "/", "4"]),
    (r"\operatorname{artanh} y", ["artanh", "\u2061", "y"]),
    (r"\langle t\rangle", ["⟨", "t", "⟩"]),
    (r"\left.x\right|_0", ["x", "|", "0"]),
])
def test_a_formula_is_read_word_by_word(tex, signs):
    assert heard(tex) == signs


def test_units_are_not_applied_and_functions_stand_apart():
    assert "\u2061" not in formula.inline(r"3\,\mathrm{mA}")
    assert 'width="0.167em"' in formula.inline(r"RT\ln p") and "mspace" not in formula.inline(r"\ln(p)")


def test_a_long_formula_may_be_broken_where_print_breaks_it():
    broken = formula.inline(r"\sigma_{\mathrm{ion}} = 4F^2\cdot 558\cdot 10^{-10}\,(1-0.0067)/(RT)")
    assert broken.count("<math") == 4 and "=</mo></mrow></math><wbr><math" in broken
    assert "<wbr>" not in formula.inline("a=b")
    assert "<wbr>" not in formula.inline(r"\frac{8.314\cdot1073\cdot20\cdot\ln 21}{16\cdot96485^2\cdot5}")
    assert formula.split("f(a=b)=c", {"="}, keep=True) == ["f(a=b)=", "c"]


def test_a_display_goes_on_lines_of_its_own_and_is_reached_if_it_is_wide():
    parts = formula.display(r"a = b,\qquad c = \left(d\quad e\right)")
    assert parts.count('<math display="block"') == 2 and "tabindex" not in parts
    assert 'tabindex="0"' in formula.display("a+b+c+d+e+f+g+h+i+j+k+l+m+n")


@pytest.mark.parametrize("tex", [r"a^b^c", r"\nosuchsign x"])
def test_a_formula_that_cannot_be_read_is_named(tex):
    with pytest.raises(ValueError) as said:
        to_html(f"See ${tex}$.", NOTEBOOKS)
    assert repr(tex) in str(said.value)


@pytest.mark.parametrize("text", ["$$x$$", "\\[x\\]", "\\\\[x\\\\]"])
def test_all_ways_to_write_a_display(text):
    assert to_html(text, NOTEBOOKS).count('<math display="block"') == 1


def test_code_and_prices_are_no_formulas():
    html = to_html("`$HOME` and `` `$x$` ``, \\$5 and\n\n```\n$y$\n```\n", NOTEBOOKS)
    assert "<math" not in html and "$HOME" in html and "$5" in html and "$y$" in html


def test_signs_of_markdown_mean_nothing_inside_a_formula():
    html = to_html("| a | b |\n|---|---|\n| one | $|x|_1*y_2*z$ |\n", NOTEBOOKS)
    assert html.count("<td>") == 1 and "<em>" not in html and html.count("<math") == 1


def test_a_table_says_what_its_cells_belong_to():
    html = to_html("| | **b** |\n|---|--:|\n| one | 2 |\n", NOTEBOOKS)
    heads = ['<th scope="col" style="text-align:right">', '<th scope="row">']
    assert re.findall(r"<th [^>]*>", html) == heads
    assert 'tabindex="0"' in html


def test_links_ids_and_lines():
    taken = {"the-law"}
    text = "## The *law*\n\n[on](04_doping.ipynb#more) [out](https://doi.org/1)\n**So** it is"
    html = to_html(text, NOTEBOOKS, taken)
    assert '<h2 id="the-law-2">The <em>law</em></h2>' in html and taken == {"the-law", "the-law-2"}
    assert 'href="04_doping.html#more"' in html and 'href="https://doi.org/1"' in html
    assert re.search(r"<br ?/?>\s*<strong>So", html)


def test_details_keep_their_markdown():
    html = to_html("<details><summary>Ours</summary>\n\n- a *list*\n</details>\n", NOTEBOOKS)
    assert "<details><summary>Ours</summary>" in html and "<em>list</em>" in html
    assert html.index("</ul>") < html.index("</details>")


@pytest.mark.parametrize("place", ["images/none.svg", "https://example.org/a.svg", "03_vacancies.ipynb"])
def test_a_picture_must_be_there(place):
    with pytest.raises(ValueError, match="is no picture"):
        to_html(f"![A cube]({place})", NOTEBOOKS)


def test_who_lacks_a_library_reads_what_to_write():
    code = ("import sys; sys.modules['latex2mathml.converter'] = sys.modules['latex2mathml'] = None\n"
            "try:\n    from mixcond_lessons.book import text\n"
            "except ModuleNotFoundError as said:\n    print(said)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout.strip() == (
        "The book needs the package latex2mathml: write  python -m pip install latex2mathml")


def test_what_stands_below_the_line_is_set_there():
    html = to_html("D_V = 2L_c, σ_amb in my_work.json, `D_V`, x_value", NOTEBOOKS)
    assert "D<sub>V</sub> = 2L<sub>c</sub>, σ<sub>amb</sub> in my_work.json" in html
    assert "<code>D_V</code>, x_value" in html
