"""Words of the glossary on the pages of the book, and the page with all of them."""
import re
from html import unescape

import pytest
from checkout import ROOT

from mixcond_lessons import chapters
from mixcond_lessons.book import page
from mixcond_lessons.book.lesson import pieces
from mixcond_lessons.book.terms import Marker, entries, places
from mixcond_lessons.book.text import to_html
from mixcond_lessons.chapters import glossary
from mixcond_lessons.classroom.lowered import set_low
from mixcond_lessons.classroom.term import Term

NOTEBOOKS = ROOT / "notebooks"
TERM = re.compile(r'<span class="book-term" role="button" tabindex="0" aria-expanded="false" '
                  r'aria-describedby="says-([\w-]+)">([^<]+)</span>')


def words(html, chapter="polarization"):
    """What is marked in a piece of HTML: (key, text) each."""
    return TERM.findall(Marker(chapter).marked(html))


def test_the_first_mention_of_each_part_is_marked():
    marker = Marker("polarization")
    assert TERM.findall(marker.marked("<p>A Vacancy, holes.</p><p>vacancies</p>")) == [
        ("vacancy", "Vacancy"), ("hole", "holes")]
    assert TERM.findall(marker.marked("<p>vacancy</p><h3>x</h3><p>hole</p>")) == []
    assert TERM.findall(marker.marked("<h2>A vacancy</h2><p>a vacancy</p>")) == [("vacancy", "vacancy")]
    assert set(marker.used) == {"vacancy", "hole"}


@pytest.mark.parametrize("html", [
    "<h3>A vacancy</h3>", "<math><mi>vacancy</mi></math>", '<a href="#">vacancy</a>', "<code>vacancy</code>",
    "<pre><code>vacancy</code></pre>", "<details><summary>vacancy</summary></details>",
    "<thead><tr><th>vacancy</th></tr></thead>", '<img alt="vacancy">', "<!-- vacancy -->",
    "<p><strong>02.1</strong> (vote) What is a vacancy?</p>", "<p><strong>Sources</strong>: a vacancy</p>"])
def test_other_places_stay_as_they_are(html):
    assert words(html) == []
    assert words(html + "<p>vacancy</p>") == [("vacancy", "vacancy")]


def test_a_word_with_two_meanings_is_marked_where_it_has_ours():
    assert words("<p>the gate and a window</p>", "vacancies") == []
    assert words("<p>the gate and a window</p>", "synapses") == [("gate", "gate"), ("window", "window")]


@pytest.mark.parametrize("chapter", chapters.COURSE)
def test_without_the_marks_the_text_is_as_before(chapter):
    marker, taken = Marker(chapter), set()
    for piece in pieces(page.notebook_of(chapter, NOTEBOOKS)):
        if piece.kind == "text":
            html = to_html(piece.holds, NOTEBOOKS, taken)
            assert TERM.sub(r"\2", marker.marked(html)) == html
    assert len(marker.used) >= 5


def made(chapter):
    return page.page(chapter, NOTEBOOKS, dict.fromkeys(page.cells_with_panels(chapter, NOTEBOOKS), "AA=="))


def test_each_mark_has_its_meaning_once_and_new_words_have_no_marks():
    text = made("vacancies")
    described = {key for key, _ in TERM.findall(text)}
    assert described and described == set(re.findall(r'<span id="says-([\w-]+)">', text))
    assert text.count('class="book-meaning"') == len(described)
    new = re.search(r'<section [^>]*id="new-words".*?</section>', text, re.S)[0]
    assert "attempt frequency" in new and not TERM.search(new)
    assert text.count('href="glossary.html"') == 2  # head and foot


def test_the_page_of_all_words_leads_to_the_lessons():
    text = unescape(page.words_page(NOTEBOOKS))
    terms = glossary.terms()
    assert re.findall(r"<dfn>([^<]+)</dfn>", text) == list(terms)
    for term in terms.values():
        assert set_low(" ".join(term.says)) in text
    assert "V/V<sub>N</sub>" in text and "<sub>ct</sub>" in text
    assert not re.findall(r"[>(][A-Z]_\w", text)
    here = set(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= here
    cells = {f"{page.file_of(name)}#{piece.cell}" for name in chapters.COURSE
             for piece in pieces(page.notebook_of(name, NOTEBOOKS))}
    assert set(places(str(NOTEBOOKS)).values()) <= cells and "@page { size: A4" in text


def test_a_plural_is_no_other_name():
    vacancy = glossary.terms()["vacancy"]
    assert entries([vacancy], NOTEBOOKS)[0]["also"] == "oxygen vacancy"
    axis = glossary.terms()["log axis"]
    assert entries([axis], NOTEBOOKS)[0]["also"] == "log–log, logarithmic axis"
    assert Term("a b", ("", ""), "").key == "a-b"
