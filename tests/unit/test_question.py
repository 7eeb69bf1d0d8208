"""Questions: every attempt is answered in words, each slip by its own hint; nothing makes `check` fail."""

import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mixcond_lessons.classroom import feedback as shown
from mixcond_lessons.classroom import question as module
from mixcond_lessons.classroom import saved
from mixcond_lessons.classroom.feedback import Feedback
from mixcond_lessons.classroom.question import Question, Slip, check, register

calm = settings(deadline=None, max_examples=200)
IONIC, ELECTRONIC = 0.0820, 6.5e-4  # S/cm


def numeric(**changed):
    """The ionic part of the conductance of 2 mm by 3 cm2, in siemens."""
    return Question(
        **{
            "id": "91.1", "kind": "numeric", "level": "apply", "prompt": "What is the conductance?",
            "unit": "S", "answer": lambda: IONIC * 3 / 0.2,
            "because": "conductance is conductivity times area over thickness.",
            "hint": "Area over thickness, both in centimetres.",
            "slips": (
                Slip(
                    "upside down", lambda: IONIC * 0.2 / 3,
                    "A thicker sample conducts less: move the slider thickness.", "M5",
                ),
                Slip("millimetres", lambda: IONIC * 3 / 2, "You mixed mm and cm: set thickness to 0.2 cm."),
                Slip(
                    "everything in S/m", lambda: 100 * IONIC * 3 / 0.2,
                    "You put in S/m where S/cm is meant: look at the unit of the slider.",
                ),
            ),
            **changed,
        }
    )


def fraction(**changed):
    return Question(
        **{
            "id": "91.2", "kind": "numeric", "level": "understand",
            "prompt": "Which part of the current do ions carry?", "fraction": True, "vote": True,
            "answer": lambda: IONIC / (IONIC + ELECTRONIC),
            "because": lambda: "ions carry their part of the total.",
            "slips": (
                Slip(
                    "the other part", lambda: ELECTRONIC / (IONIC + ELECTRONIC),
                    "That is what electrons carry.", "M2",
                ),
                Slip(
                    "total over ions", lambda: 2 - (IONIC + ELECTRONIC) / IONIC - 0.02,
                    "Divide by the total, not by the ions.",
                ),
            ),
            **changed,
        }
    )


def magnitude(**changed):
    return Question(
        **{
            "id": "91.3", "kind": "order of magnitude", "level": "analyse",
            "prompt": "At which oxygen pressure?", "unit": "bar", "answer": lambda: 1e-18,
            "because": "there both carry the same.", "hint": "Move the slider until both curves meet.",
            "slips": (
                Slip(
                    "natural logarithm", lambda: np.exp(-18), "You took ln for log10: read the axis again.",
                    "M13",
                ),
            ),
            **changed,
        }
    )


def choice(**changed):
    return Question(
        **{
            "id": "91.4", "kind": "choice", "level": "remember",
            "prompt": "What does a blocking electrode stop?", "answer": lambda: "b",
            "options": ("electrons", "ions", "both (a short)"),
            "because": "no ion can leave the sample there.",
            "slips": (
                Slip(
                    "electrons blocked", "a", "Name what each electrode lets through, then wait long.", "M6"
                ),
                Slip("both", "c", "Then no current could flow at all: watch the last point.", "M4"),
            ),
            **changed,
        }
    )


ALL = (numeric, fraction, magnitude, choice)


@pytest.fixture(autouse=True)
def bank(monkeypatch, tmp_path):
    """A bank of its own and a file of its own; what `check` shows is collected."""
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path / "my_work.json"))
    monkeypatch.setattr(module, "_bank", {})
    monkeypatch.setattr(module, "_tries", {})
    register([make() for make in ALL])
    shown = []
    monkeypatch.setattr(module, "display", shown.append)
    return shown


@pytest.mark.parametrize("make", ALL)
def test_sound_questions_have_no_faults_and_keep_their_distances(make):
    question = make()
    assert question.faults() == []
    values = [question.answer()] + [slip.value() for slip in question.slips]
    for place, first in enumerate(values):
        for second in values[place + 1:]:
            assert question.tolerance < question.distance(first, second) / 3


@pytest.mark.parametrize("make", ALL)
def test_right_brings_the_reason_and_each_slip_its_own_hint(make):
    question = make()
    assert check(question.id, question.answer()) == Feedback("right", question.reason())
    for slip in question.slips:
        assert check(question.id, slip.value()) == Feedback("not yet", slip.hint)
    if question.kind != "choice":
        for slip in question.slips:  # as a student would round it
            assert (
                check(question.id, f"{slip.value():.3g} {question.unit if question.unit != '1' else ''}").text
                == slip.hint
            )


def test_tolerance_is_two_per_cent_unless_a_slip_is_near():
    question = numeric()
    assert question.tolerance == pytest.approx(0.02 * question.answer())
    near = question.answer() * 1.05
    close = numeric(slips=(Slip("near", lambda: near, "Think again."),))
    assert close.tolerance == pytest.approx(0.3 * (near - question.answer()))
    assert magnitude().tolerance == 0.5
    assert magnitude(
        slips=(Slip("factor 4", lambda: 4e-18, "Count the electrons."),)
    ).tolerance == pytest.approx(0.3 * np.log10(4))
    assert numeric(
        answer=lambda: 0, slips=(Slip("one", lambda: 1, "Look at both."),)
    ).tolerance == pytest.approx(0.3)


@pytest.mark.parametrize("given_value, state", [
    ("1.23", "right"), ("1230 mS", "right"), ("1,23", "right"), ("1.2 S", "right"), ("1.21 S", "right"),
    ("1.19 S", "not yet"), ("1.5", "not yet"), ("1.23 S/cm", "unreadable"), ("", "unreadable"),
    ([1.23], "unreadable"), (np.array(1.23), "right"), (..., "blank"), (None, "blank"),
    ("1,230", "unreadable"), (float("nan"), "unreadable"),
])
def test_states(given_value, state):
    assert check("91.1", given_value).state == state


@pytest.mark.parametrize("given_value, words", [
    (-1.23, "the sign is not"), (1230, "the power of ten is not"), ("1.23 mS", "the power of ten is not"),
    (1.2001, "one or two more of them"), (1, "one or two more of them"),
    (1.26, "one or two more of them"), (0, "both in centimetres"), (3.3, "both in centimetres"),
    (1e308, "both in centimetres"), (-1230, "both in centimetres"),
])
def test_what_can_be_seen_from_the_number_alone(given_value, words):
    feedback = check("91.1", given_value)
    assert feedback.state == "not yet" and words in feedback.text


def test_two_digits_are_enough_where_no_slip_is_near():
    def sevens(near):
        return numeric(answer=lambda: 1.046, slips=(Slip("near", lambda: near, "Think again."),))

    assert (
        sevens(2.0).judge(1.0).state == "right" and sevens(2.0).judge("1.0").state == "right"
    )  # 1.046 in two digits
    assert sevens(0.98).judge(1.0).state == "not yet" and sevens(1.15).judge(1.0).state == "not yet"
    assert sevens(3.34).judge(3.3).text == "Think again." and sevens(3.34).judge(3.2).text != "Think again."


def test_another_unit_is_said():
    assert check("91.1", "1230 mS").text == numeric().because + " (Your answer was understood as 1.23 S.)"
    assert "understood as 0.00123 S" in check("91.1", "1.23 mS").text
    assert "I read the number 1.23" in check("91.1", "1.23 Siemenses").text


@pytest.mark.parametrize("unit, given_value, state", [
    ("mS", 1.23, "unreadable"), ("mS", "1.23", "unreadable"), ("mS", "1.23 S", "right"),
    ("mS", 1230, "right"), ("mS", "1.23 mS", "not yet"), ("S", 1.24e-3, "not yet"),
])
def test_a_bare_number_in_base_units_is_asked_for_its_unit(unit, given_value, state):
    question = numeric(unit=unit, slips=(), answer=lambda: IONIC * 3 / 0.2 * {"S": 1, "mS": 1000}[unit])
    feedback = question.judge(given_value)
    assert feedback.state == state and ("In which unit?" in feedback.text) == (state == "unreadable")


def test_a_slightly_wrong_number_is_never_called_a_power_of_ten():
    close = numeric(slips=(Slip("near", lambda: 1.24, "Think again."),))
    feedback = close.judge(1.218)
    assert feedback.state == "not yet" and "power of ten" not in feedback.text


def test_per_cent_for_a_fraction_is_asked_back():
    feedback = check("91.2", 99.2)
    assert feedback.state == "unreadable" and "do you mean 0.992?" in feedback.text
    assert check("91.2", "99.2 %").state == "right"


def test_half_a_decade_is_right():
    assert check("91.3", "3e-18 bar").state == check("91.3", 4e-19).state == "right"
    assert check("91.3", 4e-18).text == magnitude().hint
    assert "greater than zero" in check("91.3", -1e-18).text and check("91.3", 0).state == "not yet"


@pytest.mark.parametrize("given_value", ["b", "B", " b) ", "(b)", "ions", "  IONS ", "b."])
def test_a_choice_takes_letter_or_text(given_value):
    assert check("91.4", given_value).state == "right"


def test_no_option_is_unreadable():
    for given_value in ["d", "", "ab", 2, ["a", "b"], True, "b" * 10**6, object()]:
        feedback = check("91.4", given_value)
        assert feedback.state == "unreadable" and "a, b, c" in feedback.text


def test_options_by_letter_and_computed_answers():
    question = choice(
        options={"x": "one", "y": "two"}, answer=lambda: "two", slips=(Slip("one", "one", "Count again."),)
    )
    assert (
        question.faults() == []
        and question.judge("Y").state == "right"
        and question.judge("x").text == "Count again."
    )


@calm
@given(
    st.sampled_from(["91.1", "91.2", "91.3", "91.4"]),
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.complex_numbers(), st.text(), st.binary(),
        st.lists(st.integers()), st.decimals(), st.dictionaries(st.text(), st.text()),
    ),
)
def test_nothing_makes_check_fail_and_nothing_is_bare(id, value):
    feedback = module._bank[id].judge(value)
    assert feedback.state in shown.LOOKS and len(feedback.text) > 15
    assert json.dumps(module._as_text(value))


def test_an_unknown_number_is_answered():
    for id in ["91.9", "", None, 91.1, [], {}, 10**5000, object()]:
        feedback = check(id, 1)
        assert feedback.state == "unreadable" and "no question of this number" in feedback.text
    assert saved.work().answers == {}
    assert all('check("91.1", answer)' in check(name, 1).text for name in ("91.11", 91.1))


def test_attempts_are_saved_and_blanks_are_not():
    check("91.1", ...)
    assert saved.work().answers == {}
    for value, text, state in (
        ("82 mS", "82 mS", "not yet"), (np.float64(1.23), "1.23", "right"),
        ([1], "something of type list", "unreadable"),
    ):
        check("91.1", value)
        kept = saved.work().answers["91.1"]
        assert (kept["given"], kept["state"]) == (text, state)


def test_the_block_is_shown_once_and_escaped(bank):
    register([numeric(id="92.1", because="1 < 2 & <script>alert(1)</script>")])
    feedback = check("92.1", 1.23)
    (block,) = bank
    page = block._repr_html_()
    assert "&lt;script&gt;" in page and "<script" not in page and 'role="status"' in page
    assert feedback._ipython_display_() is None and repr(feedback) == repr(block) == f"right: {feedback.text}"


def luminance(colour):
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    return sum(
        weight * (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
        for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


@pytest.mark.parametrize("state", list(shown.LOOKS))
def test_words_stand_out_and_colour_is_not_the_only_cue(state):
    page = shown.in_html(Feedback(state, "text"), "<b>1.2</b>", "an answer")
    assert "&lt;b&gt;1.2" in page and "an answer" in page
    assert "background:#FFFFFF" in page
    for colour in re.findall("[;\"]color:(#[0-9A-F]{6})", page):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5
    signs = [look[1:] for look in shown.LOOKS.values()]
    assert len(set(signs)) == len(signs) and all(word in page for word in shown.LOOKS[state][1:])


def test_no_two_questions_share_a_name(bank):
    for pair in ([numeric(id="93.1", key="one"), numeric(id="93.1", key="two")],
                 [numeric(id="93.1", key="one"), numeric(id="93.2", key="one")]):
        with pytest.raises(ValueError, match="another question has this name already"):
            register(pair)
    register([numeric(id="93.1", key="one")])
    with pytest.raises(ValueError, match="another question has this name already"):
        register([numeric(id="94.1", key="one")])
    assert module._bank["one"].id == "93.1" and "94.1" not in module._bank


def test_a_chapter_that_is_loaded_again_brings_its_edits(bank):
    register([numeric(id="93.1", key="one"), numeric(id="93.2", key="two")])
    register([numeric(id="93.1", key="new"), numeric(id="93.2", key="one", prompt="Something else?")])
    assert module._bank["one"].prompt == "Something else?" and "two" not in module._bank


@pytest.mark.parametrize("changed, words", [
    ({"id": "1.1"}, "question id"), ({"id": "01.x"}, "question id"), ({"level": "know"}, "level"),
    ({"kind": "essay"}, "kind"), ({"unit": "apples"}, "unit"),
    ({"answer": 1.23}, "allowed is a function"), ({"options": ("a", "b")}, "options"),
    ({"kind": "choice"}, "options"),
])
def test_what_does_not_fit_together_is_refused(changed, words):
    with pytest.raises(ValueError, match=words):
        numeric(**changed)


@pytest.mark.parametrize("arguments, words", [
    (("slip", 1.0, "hint"), "allowed is a function"),
    (("slip", lambda: 1, "hint", "M19"), "misconception"), (("", lambda: 1, "hint"), "must say"),
    (("slip", lambda: 1, " "), "must say"),
])
def test_slips_that_say_nothing_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Slip(*arguments)


@pytest.mark.parametrize("question, words", [
    (numeric(slips=(Slip("same", lambda: 1.23, "Think."),)), "too close"),
    (
        numeric(slips=(Slip("one", lambda: 5, "Think."), Slip("two", lambda: 5.00001, "Think more."))),
        "too close",
    ),
    (
        numeric(slips=(Slip("one", lambda: 5, "Think."), Slip("two", lambda: 7, "Think."))),
        "share one hint",
    ),
    (numeric(slips=(Slip("one", lambda: 5, "It is 1.23."),)), "gives the answer away"),
    (numeric(answer=lambda: 0, slips=()), "too close"),
    (magnitude(answer=lambda: -1.0), "positive"),
    (choice(answer=lambda: "d"), "once"),
    (choice(slips=()), "once"),
])
def test_faults_are_named(question, words):
    assert any(words in fault for fault in question.faults())


def test_chapter_is_the_name_given_or_the_digits():
    assert numeric().chapter == "91" and numeric(chapter="conductivity").chapter == "conductivity"


def test_converting_is_not_left_to_the_check_where_it_is_the_task():
    question = numeric(id="94.1", same_unit=True)
    assert question.judge("1.23 S").state == "right"
    feedback = question.judge("1230 mS")
    assert feedback.state == "not yet" and "your task" in feedback.text


def test_a_blank_recalls_what_was_tried_before(bank):
    check("91.1", "1.5")
    again = check("91.1", ...)
    assert again.state == "blank" and "“1.5”: not yet" in again.text
    assert (
        "1.5" in bank[0]._repr_html_()
    )  # what was judged is said, for after an error it may be an older answer


def test_whoever_has_tried_long_enough_is_offered_the_answer(bank):
    # Two different attempts, however often they are checked.
    for given_value in (1.0, 1.0, "2 S", 1.0, ..., "no number"):
        check("91.1", given_value)
    assert not any("<details" in shown._repr_html_() for shown in bank)
    check("91.1", 3.0)
    block = bank[-1]._repr_html_()
    assert "<details" in block and "1.23 S: conductance is conductivity times area over thickness." in block
    check("91.1", 1.23)
    assert "<details" not in bank[-1]._repr_html_()


def test_a_choice_of_three_offers_its_answer_after_both_wrong_letters(bank):
    check("91.4", "a")
    assert "<details" not in bank[-1]._repr_html_()
    check("91.4", "c")
    assert "b) ions: no ion can leave the sample there." in bank[-1]._repr_html_()
