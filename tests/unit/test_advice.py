"""What `check` makes of what arrives: Python's own traps, letters in any dress, what a wrong number shows."""
import math
import re
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pint
import pytest
from test_question import choice, fraction, numeric

import mixcond_lessons
from mixcond_lessons.chapters import chapter
from mixcond_lessons.classroom import letters, quantity
from mixcond_lessons.classroom.face import Face
from mixcond_lessons.classroom.feedback import Feedback, in_html
from mixcond_lessons.classroom.predict import Predict
from mixcond_lessons.classroom.question import Slip
from mixcond_lessons.classroom.trainer import LogAxisTrainer

QUESTIONS = {question.key: question for question in mixcond_lessons.questions()}
pint_quantity = pint.get_application_registry().Quantity
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?!\w|\.\d)")
numbers_asked = pytest.mark.parametrize(
    "question", [one for one in QUESTIONS.values() if one.kind != "choice"], ids=lambda one: one.key)


# --- Python's traps ---

@pytest.mark.parametrize("key, given, said", [
    ("chemical_diffusivity_from_the_tail", 10 ^ -5, '10^-5 gives -15. Write 1e-5, or "10^-5"'),
    ("pressure_of_the_smallest_conductivity", 10 ^ -10, "10^-10 gives -4. Write 1e-10"),
    ("chemical_diffusivity_from_the_tail", 10 ^ -6, "10^-6"),
])
def test_a_power_with_a_roof_is_recognized(key, given, said):
    feedback = QUESTIONS[key].judge(given)
    assert feedback.state == "unreadable" and "In Python ^ is no power" in feedback.text
    assert said in feedback.text


def test_ten_by_itself_is_no_power():
    """10 XOR 0 is 10, but who writes 10 means 10."""
    question = numeric(answer=lambda: 1e10, slips=(Slip("one", lambda: 1.0, "Not one."),))
    assert "^" not in question.judge(10).text


@pytest.mark.parametrize("digit, exponent", [(1, -5), (2, -5), (3, -4), (9, -12), (1, 20), (5, 3), (1, -1)])
def test_every_power_with_a_roof_is_recognized_where_it_would_be_right(digit, exponent):
    question = numeric(answer=lambda: digit * 10.0 ** exponent, slips=())
    feedback = question.judge(10 * digit ^ exponent)
    assert "^ is no power" in feedback.text and quantity.show(digit * 10.0 ** exponent, "1") in feedback.text
    assert question.judge(f"{digit}*10^{exponent}").state == "right"
    assert "^" not in question.judge(0.37 * 10.0 ** exponent).text


@numbers_asked
def test_whole_numbers_are_not_taken_for_powers(question):
    """An attempt that is a whole number by itself is judged as such: right stays right, a slip a slip."""
    for value in (question.answer(), *(slip.value() for slip in question.slips)):
        if float(value).is_integer() and abs(value) < 1e6:
            assert question.judge(int(value)) == question.judge(float(value))


@pytest.mark.parametrize("given", [
    Decimal("1.23"), Fraction(123, 100), np.float64(1.23), np.array(1.23), np.array([1.23]),
    np.array([[1.23]]),
    1.23 + 0j, np.complex128(1.23), np.float32(1.23), np.array("1.23 S"), np.str_("1.23 S"),
    pint_quantity(1.23, "S"), pint_quantity(1230, "mS"),
])
def test_numbers_in_any_dress(given):
    assert numeric().judge(given).state == "right"


@pytest.mark.parametrize("given, said", [
    ((1, 23), 'write 1.23, or "1,23" in quotes'), ((1.23,), "made by a comma"), ([1.23],
                                                                                 "made by square brackets"),
    ({1.23}, "made by curly brackets"), (True, "truth value"), (1 + 2j, "complex"), (math.nan, "nan"),
    (math.inf, "larger"), (abs, "function abs itself"), (np.arange(3.0).mean, "function mean itself"),
    (math, "the module math"), (np.arange(3.0), "an array of 3 numbers"), (object(), "type object"),
    (type("Symbol", (), {"__str__": lambda self: "c"})(), "symbol c of sympy"),
])
def test_what_is_no_number_is_named(given, said):
    feedback = numeric().judge(given)
    assert feedback.state == "unreadable" and said in feedback.text


def test_nothing_and_dots_in_quotes_are_blank():
    assert "None" in numeric().judge(None).text
    for given in (None, ..., "...", "…", " ... "):
        assert numeric().judge(given).state == choice().judge(given).state == "blank"


def test_a_quantity_that_was_converted_is_no_answer_where_converting_is_the_task():
    question = QUESTIONS["siemens_per_metre"]
    assert question.judge(pint_quantity(0.082, "S/cm")).text == question.judge("0.082 S/cm").text
    assert "your task" in question.judge("0.082 S/cm").text
    for given in ("8.2 S/m", "8.2 Sm-1", pint_quantity(8.2, "S/m"), "8.2 siemens per metre", "8.2"):
        assert question.judge(given).state == "right"


@pytest.mark.parametrize("given, state", [("6.000 s", "unreadable"), ("6000", "right"), ("6,000 s",
                                                                                         "unreadable"),
                                          ("6 s", "not yet"), ("6.0000 s", "not yet"), ("100 min", "right")])
def test_a_point_that_may_mark_the_thousands_is_asked_back(given, state):
    feedback = QUESTIONS["charging_time_of_an_electrode"].judge(given)
    assert feedback.state == state
    assert ("mark the thousands" in feedback.text) == (state == "unreadable")


@numbers_asked
def test_thousands_are_asked_back_wherever_they_would_be_right(question):
    answer = question.answer()
    if 1000 <= abs(answer) < 999_000 and question.kind == "numeric" and not question.fraction:
        whole = f"{answer:.0f}"
        feedback = question.judge(f"{whole[:-3]}.{whole[-3:]}")
        assert question._meant(float(whole), 0) and "mark the thousands" in feedback.text


def test_names_stand_in_the_type_of_a_cell():
    page = in_html(Feedback("unreadable", "put `from math import log` and `a<b` there"))
    assert "<code>from math import log</code> and <code>a&lt;b</code>" in page and "`" not in page


# --- letters ---

@pytest.mark.parametrize("given", [
    "b", "B", "b)", "b) ions", "b:", "b.", "'b'", '"b"', "“b”", "[b]", "(b)", "{b}", "b) ", "b: ions",
    "b - ions",
    "option b", "Option B.", "answer: b", "answer b", "the answer is b", "b) io", "b ions", "ions", "Ions.",
    "IONS!",
    "ion", "b ", "b,", "b)ions", "ｂ", "**b**", "`b`", ["b"], ("b",), {"b"}, np.array("b"), np.array(["b"]),
    np.str_("b"),
    "b) because of the field", "letter b",
])
def test_a_letter_in_any_dress(given):
    assert choice().judge(given).state == "right", given


@pytest.mark.parametrize("given", [
    "a", "a) electrons", "electrons", "Electrons.", "elec", "а"  # the last one is Cyrillic
])
def test_another_letter_stays_another(given):
    assert choice().judge(given).text == choice().slips[0].hint


@pytest.mark.parametrize("given", [
    "b or c", "b) or c)", "a, b", "b/c", "ab", "not b", "d", "b) electrons", "", "x", "bc", "b and c", ["a",
                                                                                                        "b"],
                                                                                                        "b c",
    "b, c", {"a": 1}, "neither",
])
def test_what_is_no_one_letter_is_asked_back(given):
    feedback = choice().judge(given)
    assert feedback.state == "unreadable" and "a, b, c" in feedback.text, given


@pytest.mark.parametrize("key", [key for key, question in QUESTIONS.items() if question.kind == "choice"])
def test_each_option_can_be_given_as_it_is_printed(key):
    question = QUESTIONS[key]
    for letter, text in question.options.items():
        for given in (letter, letter.upper(), f"{letter})", f"{letter}) {text}", text, text + ".",
                      f"({letter})",
                      f"option {letter}", f"{letter}) {text[:12]}"):
            assert question._letter(given) == letter, given


@pytest.mark.parametrize("given, said", [
    (299792458.0, "The name c now stands for the number 299792458"), (abs, "function abs"), (math,
                                                                                             "module math"),
    (3, "the number 3"), (True, "truth value"), (10**400, "a number")])
def test_what_a_name_stands_for_is_said(monkeypatch, given, said):
    monkeypatch.setattr(letters, "namespace", lambda: {"c": given} if given == 299792458.0 else {})
    feedback = choice().judge(given)
    assert feedback.state == "unreadable" and said in feedback.text and "in quotes" in feedback.text


# --- what a wrong number shows ---

@numbers_asked
def test_no_example_gives_the_answer_away(question):
    """Neither the number itself nor its digits stand in what is said to a blank or to what cannot be read."""
    unit, answer = quantity.unit_text(question.unit), abs(question.answer())
    for given in (..., None, "", "much", "much.less", object(), True, (), abs, float("nan")):
        feedback = question.judge(given)
        text = feedback.text.replace(unit, " ") if unit else feedback.text
        shown = [float(number) for number in NUMBER.findall(text)]
        assert feedback.state in ("blank", "unreadable") and len(shown) >= 2 - text.count("lies between")
        apart = [math.log10(number / answer) for number in shown if number not in (0, 1)]
        assert all(abs(decades) > 0.5 and abs(decades - round(decades)) > 0.05 for decades in apart), text


@pytest.mark.parametrize("key, given, said", [
    ("ionic_share_in_a_ferrite", 0.00505, "That is in per cent"),
    ("ionic_share_in_a_ferrite", 5.05e-7, "a hundredth of it"),
    ("leak_at_open_circuit", 0.195 * 0.0543 / 1e-4, "in metres beside S/cm"),
    ("charging_time_of_an_electrode", 6e6, "would be right in ms"),
])
def test_a_factor_of_ten_is_traced_to_its_cause(key, given, said):
    feedback = QUESTIONS[key].judge(given)
    assert feedback.state == "not yet" and said in feedback.text, feedback


def test_metres_for_centimetres_are_named():
    question = numeric(unit="S/cm", slips=(), answer=lambda: 0.0246)
    assert "your number would be right in S/m, and S/cm" in question.judge("2.46 S/cm").text
    assert "count again" in question.judge("0.246 S/cm").text


def test_per_cent_for_a_share_is_named():
    question = fraction(slips=(), answer=lambda: 0.0032)
    assert "That is in per cent" in question.judge(0.32).text and question.judge("0.32 %").state == "right"
    percent = numeric(unit="%", slips=(), answer=lambda: 32.0)
    assert "part of the whole" in percent.judge("0.32 %").text


# --- one reader for four places ---

SAME = ["3e-5", "3*10-5", "3×10⁻⁵", "0.000 03", "'3e-5'", "≈3e-5", "3/100000", "10^-4.522878745280337",
        "x = 3e-5", "3,0·10^-5.",
        "0.00003", "３e-5"]


@pytest.mark.parametrize("text", SAME)
def test_check_trainer_prediction_and_number_box_read_alike(monkeypatch, text):
    monkeypatch.setenv("MIXCOND_WORK_FILE", "off")
    assert numeric(unit="m", slips=(), answer=lambda: 3e-5).judge(text).state == "right"
    trainer = LogAxisTrainer()
    trainer.item = numeric(unit="1", slips=(), answer=lambda: 3e-5)
    assert trainer.answer(text).state == "right"
    panel = chapter("conductivity").PANELS[0]()
    prediction = Predict(panel, "How long?", unit="m", key="test.alike")
    assert prediction.choose(text) == "" and prediction.expectation == "3e-5 m"
    moved = []
    face = SimpleNamespace(_quiet=False, _wanted=lambda: {"x": 1.0}, show=moved.append,
                           _moved=lambda control, value: moved.append(value))
    control = SimpleNamespace(name="x", screen_unit="m", unit="m", show=lambda value: "", accept=float)
    Face._typed(face, control, text)
    assert moved == [pytest.approx(3e-5)]
