"""The words of the course: two plain sentences each, found where the lessons first use them, looked up."""
import json
import re
from itertools import chain

import pytest
from checkout import ROOT

import mixcond_lessons
from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.chapters import glossary
from mixcond_lessons.classroom import lesson_minutes, lesson_words
from mixcond_lessons.classroom.term import Finder, Term
from mixcond_lessons.physics.quantities import QUANTITIES

TERMS = glossary.terms()
LESSONS = {name: json.loads((ROOT / "notebooks" / chapters.notebook(name)).read_text(encoding="utf-8"))
           for name in chapters.COURSE}
# What a student of the second year knows. Before you add a word to this list: would a first-year student
# know it? Else say it in other words, or give it a place in the glossary.
KNOWN = set((ROOT / "tests" / "unit" / "school_words.txt").read_text(encoding="utf-8").split())
each_term = pytest.mark.parametrize("term", TERMS.values(), ids=lambda term: term.key)
each_lesson = pytest.mark.parametrize("name", chapters.COURSE)


@each_term
def test_a_word_has_two_plain_sentences(term):
    assert len(term.says) == 2
    for sentence in term.says:
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence) and len(sentence.split()) <= 25, sentence
        assert not re.search(r"[.!?] [A-Z]", sentence), f"two sentences in one: {sentence}"


def plain_words(terms):
    """The words with which the glossary explains: without its own words, symbols and formulas."""
    finder = Finder(terms)
    for sentence in chain.from_iterable(term.says for term in terms):
        rest, end = [], 0
        for _, start, after in finder.found(sentence):
            rest.append(sentence[end:start])
            end = after
        for word in re.findall(r"(?<![\w₀-₉⁰-⁹])[A-Za-z][a-z]*(?:[-'’][a-z]+)*(?![\w₀-₉⁰-⁹])",
                               " ".join([*rest, sentence[end:]])):
            yield word.lower()


def test_no_word_is_explained_by_one_that_is_unknown():
    used = set(plain_words(list(TERMS.values())))
    assert not used - KNOWN, "neither in the glossary nor in school_words.txt"
    assert not KNOWN - used, "school_words.txt has words that nothing needs"


def test_a_word_that_is_not_explained_would_be_found():
    terms = [Term("hop", ("A hop of a phonon.", "It is quick."), "vacancies")]
    assert set(plain_words(terms)) == {"a", "of", "phonon", "it", "is", "quick"}


def test_the_file_is_in_alphabetical_order_and_no_name_stands_twice():
    assert list(TERMS) == sorted(TERMS, key=str.casefold)
    names = [name.casefold() for term in TERMS.values() for name in (term.word, *term.forms, *term.also)]
    assert len(set(names)) == len(names), sorted(name for name in names if names.count(name) > 1)
    keys = [term.key for term in TERMS.values()]
    assert len(set(keys)) == len(keys)


def test_each_word_first_stands_in_its_chapter():
    places = glossary.first_places(LESSONS)
    assert {word: place[0] for word, place in places.items()} == {
        word: term.chapter for word, term in TERMS.items()}


def test_a_word_may_only_mean_this_in_chapters_that_there_are():
    assert not [term.word for term in TERMS.values() if set(term.chapters) - set(chapters.COURSE)]
    assert all(term.meant_in(term.chapter) for term in TERMS.values())


def test_symbol_and_unit_of_a_quantity_have_no_second_copy():
    words = {quantity.word for quantity in QUANTITIES.values()}
    file = (ROOT / "mixcond_lessons" / "chapters" / "glossary.toml").read_text(encoding="utf-8")
    copied = [block.split("]")[0].strip('"') for block in re.split(r"^\[", file, flags=re.M)[1:]
              if re.search("^(symbol|unit) =", block, re.M)]
    assert copied and not words & set(copied), "take these by their `quantity`"
    assert TERMS["chemical diffusivity"].measure == "D̃, cm²/s"
    assert TERMS["impedance"].measure == "Z, Ω" and TERMS["ceria"].measure == ""


FOUND = Finder([Term("mixed conductor", ("", ""), "", forms=("MIEC",)), Term("conductor", ("", ""), ""),
                Term("vacancy", ("", ""), "", forms=("vacancies",)), Term("C*", ("", ""), "")])


@pytest.mark.parametrize(("text", "words"), [
    ("Mixed conductors conduct.", ["mixed conductor"]), ("a conductor", ["conductor"]),
    ("a mixed\nconductor, or MIEC", ["mixed conductor", "mixed conductor"]), ("a miec, non-conductor", []),
    ("Vacancies and a vacancy", ["vacancy", "vacancy"]), ("C* but not μC*", ["C*"]),
])
def test_words_are_found_in_their_forms(text, words):
    assert [term.word for term, _, _ in FOUND.found(text)] == words


def test_formulas_code_addresses_and_sources_are_no_text():
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source":
            "A `site` and $site$\n\n**Sources**: site\nsite\n\n[hop](site.html) <a site>\n\n```\nsite\n```"}
    words = {"cell_type": "markdown", "id": "b", "metadata": {"tags": ["glossary"]}, "source": "site"}
    texts = dict(glossary.texts({"cells": [cell, words]}))
    assert list(texts) == ["a"] and "site" not in texts["a"] and "hop" in texts["a"]


@each_lesson
def test_a_lesson_has_its_new_words(name):
    """If not, run: python -m mixcond_lessons glossary."""
    assert lesson_words.rewritten(LESSONS[name], glossary.new_words(name)) == LESSONS[name]


@each_lesson
def test_new_words_are_no_slide_and_take_no_minutes(name):
    for cell in filter(lesson_words.is_words, LESSONS[name]["cells"]):
        assert cell["metadata"]["slideshow"]["slide_type"] == "skip"
        assert lesson_minutes.counted([cell], set(), {}).minutes == 0


def test_the_cell_of_new_words_is_made_kept_and_taken_away():
    summary = {"cell_type": "markdown", "id": "summary", "metadata": {}, "source": "## Summary"}
    made = lesson_words.rewritten({"cells": [summary]}, "one")
    assert [cell["id"] for cell in made["cells"]] == ["new-words", "summary"]
    assert lesson_words.rewritten(made, "one") == made
    assert lesson_words.rewritten(made, "two")["cells"][0]["source"] == "two"
    assert lesson_words.rewritten(made, "") == {"cells": [summary]}
    with pytest.raises(ValueError, match="summary"):
        lesson_words.rewritten({"cells": []}, "one")


def test_the_command_writes_what_differs_and_leaves_the_rest(tmp_path, capsys):
    files = [chapters.notebook(name) for name in chapters.COURSE]
    for file in files:
        (tmp_path / file).write_bytes((ROOT / "notebooks" / file).read_bytes())
    assert command.main(["glossary", str(tmp_path)]) == 0
    assert "nothing was changed" in capsys.readouterr().out
    path = tmp_path / files[2]
    path.write_text(path.read_text(encoding="utf-8").replace("- **arc**", "- **bow**"), encoding="utf-8")
    assert command.main(["glossary", str(tmp_path)]) == 0 and files[2] in capsys.readouterr().out
    assert all((tmp_path / file).read_bytes() == (ROOT / "notebooks" / file).read_bytes() for file in files)
    assert command.main(["glossary", str(tmp_path / "none")]) == 1


@pytest.mark.parametrize(("asked", "word"), [
    ("transference number", "transference number"), ("Vacancies", "vacancy"),
    ("small  polarons", "small polaron"), ("δ", "nonstoichiometry"),
    ("transport number", "transference number"), ("PEDOT", "PEDOT:PSS"), ("oxygen vacancy", "vacancy"),
    ("permeation", "permeation"), ("steady state", "steady state"), ("leak", "leak"), ("log-log", "log axis"),
    ("t_ion", "transference number"), (r"$\sigma_{ion}$", "ionic conductivity"), ("g_m", "transconductance"),
    ("sigma_e", "electronic conductivity"), ("σ_amb", "ambipolar conductivity"), ("V_O..", "vacancy"),
    ("p_O2", "oxygen pressure"), ("D~", "chemical diffusivity"), ("delta", "nonstoichiometry"),
])
def test_a_word_is_looked_up(asked, word):
    said = mixcond_lessons.glossary(asked)
    term = TERMS[word]
    for text in (*term.says, term.measure, f"First in chapter {chapters.number(term.chapter)}."):
        assert text in repr(said)
    assert said._repr_html_().count("<strong>") == 1 and repr(said).startswith(word)


def test_every_term_is_found_by_its_symbol():
    for term in filter(lambda term: term.symbol, TERMS.values()):
        assert term.head in repr(mixcond_lessons.glossary(term.symbol))


@pytest.mark.parametrize(("symbol", "heads"), [
    ("G", ["conductance (G, S)", "Gibbs energy (G, J/mol)"]),
    ("R_leak", ["resistance of the leak (R_leak, GΩ)"]), ("L", ["thickness (L, mm)"]),
    ("m", ["exponent of the oxygen pressure (m)"]),
])
def test_a_symbol_of_several_or_of_no_term_tells_what_it_stands_for(symbol, heads):
    said = repr(mixcond_lessons.glossary(symbol))
    assert said.startswith(f"{symbol}: in this course the symbol of ") and all(head in said for head in heads)


@pytest.mark.parametrize(("asked", "near"), [
    ("steady", ["steady current", "steady state"]), ("unobtainium", []), ("<b>", []), (None, []),
])
def test_an_unknown_word_gets_those_that_are_near_if_any_are(asked, near):
    said = mixcond_lessons.glossary(asked)
    assert repr(said).startswith(f"No such word: “{asked}”. The course's words are on the page glossary.html")
    assert repr(said).partition(" Near it: ")[2] == ", ".join(near) + "." * bool(near)
    assert "<b>" not in said._repr_html_()


@pytest.mark.parametrize(("asked", "near"), [
    ("polaron", "small polaron"), ("Brouwer", "Brouwer diagram"), ("mobile vacancies", "vacancy"),
    ("tranferense number", "transference number"), ("permeaton", "permeation")])
def test_of_an_unknown_word_the_only_one_near_it_is_shown(asked, near):
    said = mixcond_lessons.glossary(asked)
    assert repr(said).startswith(TERMS[near].head) and all(text in repr(said) for text in TERMS[near].says)
    assert f"No such word: “{asked}”. Shown is the only word near it, {near}." in repr(said)
    assert f"“{asked}”" in said._repr_html_()


@each_term
def test_powers_of_ten_are_written_as_in_a_book(term):
    assert not re.search(r"[0-9]e-?[0-9]", " ".join(term.says))


def test_what_stands_below_the_line_is_set_so_in_a_notebook():
    assert "V<sub>N</sub>" in mixcond_lessons.glossary("Nernst voltage")._repr_html_()


def test_without_a_word_all_are_named():
    assert all(word in repr(mixcond_lessons.glossary()) for word in TERMS)
