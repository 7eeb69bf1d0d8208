"""The concept check: sound items, kept choices, and the picture of what has changed."""
import re
import tomllib

import pytest
from checkout import ROOT

from mixcond_lessons import chapters
from mixcond_lessons.chapters import review
from mixcond_lessons.classroom import saved, style, two_tier

HERE = ROOT / "mixcond_lessons" / "chapters" / "review"
ITEMS = review.items()
each = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
GOOD = """[some_item]
lesson = "doping"
ask = "Which?"
because = "So."
answers = [{ text = "this one" }, { text = "that one", thinks = "M1" }, { text = "neither", thinks = "M2" }]
reasons = [{ text = "since so", thinks = "M1" }, { text = "for so" }, { text = "as so", thinks = "M3" }]
"""


@pytest.fixture(autouse=True)
def work(monkeypatch):
    """Saved work in memory, beginning with none."""
    kept = saved.Work()
    monkeypatch.setattr(saved, "work", lambda: kept)
    return kept


def take(time, choices, again=False):
    """Take the check with a choice for each item, or none from some item on."""
    check = review.concept_check(time, again)
    said = []
    for choice in choices:
        said.append(check.choose(*choice))
        if time == "after":
            check.next()
    return check, said


def wrong(item):
    return (next(name for name, option in item.answers.items() if option.misconception)
            + next(name for name, option in item.reasons.items() if option.misconception))


# --- the items ---

@each
def test_no_item_has_a_fault(item):
    assert item.faults(chapters.misconceptions()) == []
    assert item.lesson in chapters.COURSE and re.fullmatch("[a-z][a-z0-9_]{5,60}", item.key)
    assert item.ask.endswith("?") and len(item.because) > 60


def test_fourteen_items_cover_at_least_fourteen_misconceptions_and_no_pattern_helps():
    assert len(ITEMS) == 14 and two_tier.common_faults(ITEMS) == []
    assert len(set().union(*(item.misconceptions for item in ITEMS))) >= 14


def test_no_item_gives_away_another():
    """What is right in one item is not said in what another asks or offers, nor by a question of the course
    that is asked beside it."""
    for item in ITEMS:
        right = item.answers[item.right[0]].text, item.reasons[item.right[1]].text
        for other in (other for other in ITEMS if other is not item):
            texts = [other.ask, *(option.text for options in (other.answers, other.reasons)
                                  for option in options.values())]
            assert not [(item.key, other.key, text) for text in texts for words in right
                        if alike(words, text)]


def alike(first, second):
    """Whether the second text has more than two thirds of the long words of the first."""
    first, second = (set(re.findall(r"\w{5,}", text.lower())) for text in (first, second))
    return len(first) > 2 and len(first & second) > 2 / 3 * len(first)


@pytest.mark.parametrize(("old", "new", "said"), [
    ('{ text = "this one" }', '{ text = "this one", thinks = "M4" }', "exactly one answer must be right"),
    ('"for so"', '"as so"', "two reasons are alike"),
    ('"neither"', '"none of these"', "speaks of the others"), ('"M3"', '"M30"', "unknown: M30"),
    ('{ text = "neither", thinks = "M2" }', "", "2 answers: 3 or 4"),
    ('"for so"', f'"{"because " * 20}"', "differ too much in length")])
def test_each_fault_is_found(tmp_path, old, new, said):
    path = tmp_path / "items.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert two_tier.items_from(path)[0].faults(chapters.misconceptions()) == []
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    assert any(said in fault for fault in two_tier.items_from(path)[0].faults(chapters.misconceptions()))


def test_an_item_that_lacks_something_is_refused_by_name(tmp_path):
    path = tmp_path / "items.toml"
    path.write_text(GOOD.replace('because = "So."', ""), encoding="utf-8")
    with pytest.raises(ValueError, match="some_item: because must be written"):
        two_tier.items_from(path)


def test_keys_stand_in_the_file_as_they_are_kept():
    paragraphs = tomllib.loads((HERE / "concept_check.toml").read_text(encoding="utf-8"))
    assert [item.key for item in ITEMS] == list(paragraphs)


# --- taking it ---

def test_before_the_course_nothing_is_told(work):
    check, said = take("before", [item.right if place % 2 else wrong(item)
                                  for place, item in enumerate(ITEMS)])
    assert check.item is None and {(one.state, one.text) for one in said} == {("blank", "")}
    assert {name: entry["state"] for name, entry in work.answers.items()} == {
        f"concept_check.before.{item.key}": "right" if place % 2 else "not yet"
        for place, item in enumerate(ITEMS)}
    end = " ".join(check.end())
    assert "Thank you" in end and "chapter 01 to chapter 06" in end and "7" not in end


def test_after_the_course_each_choice_is_explained(work):
    _, said = take("after", [wrong(ITEMS[0]), ITEMS[1].right])
    assert [one.state for one in said] == ["not yet", "right"]
    assert "(M1)" in said[0].text and ITEMS[0].because in said[0].text
    assert "01_conductivity.ipynb" in said[0].text
    assert "common idea" not in said[1].text and ITEMS[1].because in said[1].text


@each
def test_each_tier_is_spoken_of_for_itself(item):
    """A right answer with a wrong reason is called right, and the idea is that of the reason alone."""
    names = chapters.misconceptions()
    answer, reason = item.right
    for tier, options, place in (("reason", item.reasons, 1), ("answer", item.answers, 0)):
        other = {"reason": "answer", "answer": "reason"}[tier]
        for name, option in options.items():
            given = answer + name if place else name + reason
            said = item.comment(given, names)
            if not option.misconception:
                assert said == []
                continue
            right = options[item.right[place]].text
            assert said[0].removesuffix(".") == (f"Your {other} is right, your {tier} is not: the right "
                                                 f"{tier} is “{right}”")
            assert said[0].endswith("”.") != right.endswith("."), "one full stop"
            assert said[1:] == [f"Behind your {tier} is a common idea that is wrong: "
                                f"“{names[option.misconception]}” ({option.misconception})."]
    both = " ".join(item.comment(wrong(item), names))
    assert both.startswith(f"Right is “{item.answers[answer].text}”. {item.reasons[reason].text}")
    assert all(f"({id})" in both for id in item.thought(wrong(item)))
    assert "your answer" in both and "your reason" in both


def test_it_goes_on_where_it_was_left_and_may_be_taken_again(work):
    take("after", [ITEMS[0].right])
    check = review.concept_check("after")
    assert check.item is ITEMS[1] and len(check.queue) == 13
    check.begin_again()
    assert check.item is ITEMS[0] and review.concept_check("after", again=True).item is ITEMS[0]
    assert work.answers[f"concept_check.after.{ITEMS[0].key}"]["given"] == ITEMS[0].right


def test_what_is_no_choice_is_not_kept(work):
    check = review.concept_check("before")
    check.widget
    for given in ((None, None), ("a", None), (None, "1"), ("z", "1"), ("a", "9")):
        assert check.choose(*given).text == "Choose an answer and a reason."
    assert not work.answers and check.item is ITEMS[0]


def test_after_the_course_it_is_too_late_for_the_one_before():
    take("after", [ITEMS[0].right])
    check = review.concept_check("before")
    assert check.item is None and "too late" in check.end()[0]


def test_another_time_is_refused():
    with pytest.raises(ValueError, match="time = 'during': allowed is 'before' or 'after'"):
        review.concept_check("during")


def test_lines_on_the_page_follow_the_choices():
    check = review.concept_check("after")
    turn, *_ = check.widget.children
    answer, reason = (child for child in turn.children if hasattr(child, "options"))
    assert [value for _, value in answer.options] == list(ITEMS[0].answers) and answer.value is None
    answer.value, reason.value = ITEMS[0].right
    take_it, onward = check._buttons.children
    assert onward.disabled
    take_it.click()
    assert "Right:" in check._said.value and not onward.disabled
    onward.click()
    assert ITEMS[1].ask.split("?")[0][:40] in check.widget.children[0].children[1].value
    check.dismiss()
    assert check.widget.children[0].children[0].value.endswith("2 of 14</p>")


# --- what has changed ---

def test_nothing_to_compare_yet():
    found = review.before_and_after()
    assert "nothing to compare yet" in repr(found) and "<img" not in found._repr_html_()


def test_one_check_alone_is_shown():
    take("before", [wrong(item) for item in ITEMS])
    found = review.before_and_after()
    assert found.times == ["before"] and found.count == {"before": 14, "after": 0}
    assert repr(found).startswith("Before the course answer and reason were right in 0 of 14")
    assert "M4" in repr(found)


def test_both_checks_are_compared_where_both_are_answered():
    take("before", [wrong(item) for item in ITEMS])
    take("after", [ITEMS[0].right, ITEMS[1].right, wrong(ITEMS[2])])
    found = review.before_and_after()
    assert found.count == {"before": 3, "after": 3} and found.right == {"before": 0, "after": 2}
    gone = re.search("Gone: (.*?); still there: (.*?); new: (.*?)[.] Each M", repr(found))
    assert "M1" in gone[1] and gone[2] == "M4" and gone[3] == "none"
    rows = {row[0]: row for row in found.rows()}
    assert set(rows) == {"M1", "M2", "M3", "M4"} and rows["M4"][2:] == ("1 of 2", "1 of 2")


def test_what_the_numbers_are_and_which_have_no_row_is_said():
    take("before", [item.right for item in ITEMS])
    found = review.before_and_after()
    without = [id for id in chapters.misconceptions() if id not in {row[0] for row in found.rows()}]
    assert without == ["M12", "M13", "M18"]
    assert review.left_out() == "No item of the check asks for M12, M13 and M18: no row for them."
    assert review.left_out() in repr(found) and "Each M with a number is a misconception" in repr(found)
    assert "not compared" not in repr(found)


def test_what_was_not_answered_is_not_kept_back():
    take("before", [ITEMS[0].right])
    assert "Those of items that are not compared have no row either." in repr(review.before_and_after())


def test_the_letters_of_the_picture_are_as_large_as_in_other_pictures():
    """On a page of 700 pixels; the picture is as wide as the page."""
    take("before", [wrong(item) for item in ITEMS])
    take("after", [item.right for item in ITEMS])
    width = float(re.search(r'viewBox="0 0 ([\d.]+) ', review.before_and_after().picture())[1])
    assert style.DESK.text * 700 / width > 12


def test_the_picture_has_words_a_table_and_dots_that_are_not_colour_alone():
    take("before", [wrong(item) for item in ITEMS])
    take("after", [item.right for item in ITEMS])
    found = review.before_and_after()
    picture, page = found.picture(), found._repr_html_()
    assert all(words in picture for words in ("before", "after", "M4: If the net current is zero",
                                             review.LEGEND, "your choice showed it", "did not show it"))
    assert 'alt="A row for each misconception' in page and "<table>" in page
    assert page.count("<td") == page.count('<td style="text-align:left"') > 20
    assert page.count("<tr>") == len(found.rows()) + 1
    assert "fill: none" in picture or 'fill="none"' in picture
    assert picture == review.before_and_after().picture()
