"""A page judges every answer as `check` does: the same answers go to both, state and text must agree."""
import json
import random
import re
from functools import cache

import pytest
from in_node import in_node

import mixcond_lessons
from mixcond_lessons.book import judged
from mixcond_lessons.classroom import quantity
from mixcond_lessons.classroom.feedback import for_a_form
from mixcond_lessons.classroom.lowered import LOWERED
from mixcond_lessons.classroom.spelling import unwrapped

QUESTIONS = mixcond_lessons.questions()
NUMBERS = [question for question in QUESTIONS if question.kind != "choice"]
RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
NO_NUMBERS = (
    "", "  ", "...", "…", "abc", "S/cm", "-", "e5", "1e400", "1e-400", "nan", "inf", "1.2.3", "1,2,3",
    "1..2", "3 furlongs", "5 xyz", "12 %", "0", "-0.0", "1/0", "1/2", "3/4*2", "1 1/2", "2 100/200", "1½",
    "7 1", "2+", "3-", "×3", "factor 4", "3 times", "2-fold", "5 times larger", "1,234", "6,000", "6.000",
    "-6.000", "12.500", "1.234,5", "1,234.5", "12 345", "12'345.678 9", "1_000", "0,082", ".5", "5.",
    "1.5e-3", "1,5E+3", "2*10^5", "2x10^-5", "2 10^5", "2·10⁻⁵", "10⁻⁵", "10^(-4.5)", "10^(1/2)",
    "10 to the power of 3", "2 times 10^4", "1,5.10^-3", "2.10^-3", "2*10", "2 x 10", "10-5", "1.5*10-5",
    "3 e^2", "5*3", "1.5 ± 0.1", "1.5 ± 0.1e-3", "(1.5)", "(1.5 ± 0.1)*10^-3", "((2))", "(2", "≈ 3",
    "about 0.5", "ca. 2", "σ = 5", "t_ion: 0.3", "p(O2) ≈ 2", "log p = 3", "−0.5", "minus 2", "plus 3",
    "+ 4", "99.2", "50", "101", "-0.2", "0.5 %", "99,2 %", "1e-7", "5e7 %", r"$2{,}5\cdot10^{-3}$",
    r"\frac{1}{2}", r"\num{1.5}", r"$\approx 3$", "2⏨5", "٣", "１２", "“0.5”", "**0.5**", "0.5.", "0.5!", "*",
    "()", "🙂", "12\u00a0000", "\ufeff0.5", "0.5\u200b", "1" * 101, "9" * 80, "1e", "1e+", "^2", "10^",
    "10**-3", "2**3", "1:2", "3;4", "<5", ">2", "<script>", "a", "None", "0x10", "1e5e5", "--3", "+-3",
    "3 %%", "$'5", "1e400 q",
    "2/3", "2 / 3", "4/(2)", "4/(2", "1/2*10^3", "1/2 x 10", "3/-4", "12,34,567", "1 234,5", "0 123",
    "1.234 567 8", "1-150/9800", "5 - 6", "2+3 S/cm", "3*(2)", "98,469 %", "98,469", "12,345")
DRESSES = ("{}", "{} ", " {}", "({})", "[{}]", "{})", "{}.", "“{}”", "'{}'", "**{}**", "option {}",
           "Option {}.", "answer: {}", "my answer is {}", "The letter {}", "{}:", "{} >", "{} or so",
           "{} because")
NO_LETTERS = (
    "", "…", "z", "1", "abc", "all of them", "a or b", "a, b", "b and c", "a/b", "a b", "a)b)",
    "both a and c", "I don't know", "?", "none", "the", "y" * 1001, "d)", "ä", "ａ", "а", "a" * 30,
    "a) or b)", "c & d")


def spellings(value):
    """A number as people write it: in full, in few digits, with a comma, groups, powers of ten, signs."""
    exact, mantissa, power = f"{value!r}", *f"{value:.4e}".split("e")
    power = str(int(power))
    few = [f"{value:.{digits}g}" for digits in (1, 2, 3, 4, 6)]
    tens = [f"{mantissa}{mark}10{raised}" for mark in ("*", " × ", "·", "x", " ", ".")
            for raised in (f"^{power}", f"^({power})", f"**{power}", power.translate(RAISED))]
    return [exact, *few, *(text.replace(".", ",") for text in (exact, few[2])), f"{value:,.3f}",
            f"{value:,.2f}".replace(",", " "), f"{value:,.4f}".replace(",", "'"), *tens,
            *(text.replace(".", ",") for text in tens[:4]), f"{mantissa}E{power}", f"≈{few[3]}",
            f"x = {exact}", f"ca. {few[2]}", f"({few[3]})", f"about {exact}.", f"{exact} ± 10%",
            f"{few[3]} ± 0.1", exact.replace("-", "−"), rf"${mantissa}\times10^{{{power}}}$",
            f"{value}/1", f"{value * 2}/2"]


def numbers(question, dice):
    """(what is written, place of the unit beside the box) for a question that asks for a number."""
    values, units = question.values, judged.units(question.unit)
    yield from ((text, 0) for text in dice.sample(spellings(values[0]), 12))
    for value in values:
        yield f"{value!r}", 0
        yield f"{value:.1e}", 0
        yield f"{value * dice.uniform(0.96, 1.04)!r}", 0
        yield dice.choice(spellings(value)), 0
    for decades in (*range(-4, 5), 6, -6, 9, -9):
        yield f"{values[0] * 10.0**decades!r}", 0
    yield from ((f"{-value!r}", 0) for value in values[:2])
    yield from ((f"{values[0] * factor!r}", 0) for factor in (0.5, 1.03, 0.97, 0.999, 2, 31.6, 1.5))
    yield f"{values[0] * quantity.base_unit_in(question.unit)!r}", 0
    yield f"{values[0] / quantity.base_unit_in(question.unit)!r}", 0
    yield from ((text, dice.randrange(len(units))) for text in dice.sample(NO_NUMBERS, 12))
    for place, unit in enumerate(units):
        value = quantity.convert(dice.choice(values), question.unit, unit["label"] or "1")
        yield dice.choice(spellings(value)), place
        for written in (unit["label"], *unit["spellings"]):
            yield f"{value!r} {written}", dice.randrange(len(units))


def choices(question, dice):
    """(what is written, 0) for a question with options."""
    for letter, option in question.options.items():
        yield from ((one.format(dice.choice((letter, letter.upper()))), 0) for one in dice.sample(DRESSES, 4))
        yield from ((text, 0) for text in (
            letter, option, option.upper(), option[:9], option[-9:], option[:2], f"{letter}) {option}",
            f"{letter}: {option[:12]}", f"z) {option}"))
        yield f"{letter}) {dice.choice(list(question.options.values()))}", 0
        yield f"{letter} {dice.choice('abcd')}", 0
    yield from ((text, 0) for text in dice.sample(NO_LETTERS, 8))


@cache
def answers():
    """(place of the question, what is written, place of the unit), the same ones each time."""
    dice = random.Random(20)
    return [(place, text, unit) for place, question in enumerate(QUESTIONS)
            for text, unit in (choices if question.kind == "choice" else numbers)(question, dice)]


@cache
def in_the_page():
    """What judge.js says to all of them."""
    program = """return given.answers.map(([place, text, unit]) =>
        book.judge(given.questions[place], text, unit));"""
    given = {"questions": [judged.as_data(question) for question in QUESTIONS], "answers": answers()}
    return in_node("numeral.js judge.js", program, given)


CHOOSE = re.compile("I read the number (.+), but not “(.*)” behind it: choose the unit beside the box.")
NO_UNIT = re.compile("I read the number (.+), but not “.*” as a unit:|The unit “.*” measures something else:"
                     "|Which unit is meant by “")


def expected(question, text, place, said):
    """What the page has to say, taken from `Question.judge`, by four rules.

    An empty box is blank, as three dots are; and to say so needs no cells. The unit chosen beside the box is
    the one written behind the number in a notebook, unless one stands there already. Nobody needs quotes. A
    unit that is not in the list is not taken, whatever else `check` says to it: the page asks to choose one.
    """
    if text.strip() in ("", "...", "…"):
        asked = question.expected()
        return "blank", f"Choose {asked}." if question.kind == "choice" else f"Write {asked} into the box."
    label = judged.units(question.unit)[place]["label"] if place else ""
    if label and without_unit(text, question):
        text = f"{unwrapped(text)} {label}"
    reading, feedback = quantity.read(text, question.unit), question.judge(text)
    asks = CHOOSE.fullmatch(said["text"])
    if asks and question.kind != "choice" and not unit_named(question, asks[2]):
        number, found = asks[1], NO_UNIT.match(reading.problem)
        assert found or reading.understood
        assert number == (found and found[1] or number)
        return "unreadable", said["text"]
    return feedback.state, for_a_form(feedback.text)


def without_unit(text, question):
    """Whether a number stands alone; in a share a comma is always that of the decimals."""
    if question.fraction:
        text = re.sub(r"(?<![0-9.,])([1-9][0-9]?[0-9]?),([0-9]{3})(?![0-9.,])", r"\1.\2", text)
    return quantity.read(text, question.unit).bare


def unit_named(question, text):
    """Whether this is a listed unit by its label or a spelling of it."""
    return any(text in (unit["label"], *unit["spellings"]) for unit in judged.units(question.unit))


def test_the_page_judges_as_check_does():
    states, apart, asked = {}, [], 0
    for (place, text, unit), said in zip(answers(), in_the_page(), strict=True):
        question = QUESTIONS[place]
        wanted = expected(question, text, unit, said)
        if (said["state"], said["text"]) != wanted:
            apart.append((question.id, text, unit, said["state"], said["text"], *wanted))
        states.setdefault(question.id, set()).add(said["state"])
        asked += "choose the unit beside the box" in said["text"]
    assert not apart
    assert len(answers()) >= 2000 and asked < 0.02 * len(answers())
    assert set(states) == {question.id for question in QUESTIONS}
    # Every question is met right, not right and unreadable; all kinds of them are there.
    assert not [id for id, met in states.items() if not met >= {"right", "not yet", "unreadable"}]
    assert {question.kind for question in QUESTIONS} == {"numeric", "choice", "order of magnitude"}


def test_every_slip_is_told_by_its_own_hint():
    questions = [question for question in QUESTIONS if question.slips]
    given = [judged.as_data(question) for question in questions]
    program = """return given.map((question) => question.values.slice(1).map(
        (slip) => book.judge(question, String(slip.value)).text === slip.hint));"""
    heard = in_node("numeral.js judge.js", program, given)
    assert [len(one) for one in heard] == [len(question.slips) for question in questions]
    assert all(map(all, heard))


@pytest.mark.parametrize("text", ["0,5", "0.5 S/cm", " 5·10⁻¹ S·cm⁻¹", "1/2", "0.5 S cm^-1", "500 mS/cm"])
def test_a_number_is_read_with_what_stands_behind_it(text):
    found = in_node("numeral.js judge.js", "return book.readNumber(given);", text)
    assert found["value"] == (500 if "mS" in text else 0.5) and bool(found["rest"]) == ("S" in text)


def test_units_stand_beside_the_box():
    """The one asked for comes first; each is turned as the quantity reader turns it; one made of base units
    is among them, because the page may ask for it."""
    for question in NUMBERS:
        first, *others = found = judged.units(question.unit)
        assert first["label"] == quantity.unit_text(question.unit) and len(found) <= judged.MOST_UNITS
        assert (first["multiplier"], first["divisor"], first["offset"]) == (1, 1, 0)
        assert others, question.id
        for unit in others:
            read = quantity.read(f"3 {unit['label']}", question.unit)
            assert read.value == 3 * unit["multiplier"] / unit["divisor"] + unit["offset"]
        base = quantity.base_unit_in(question.unit)
        assert question.unit == "%" or any(unit["multiplier"] / unit["divisor"] == pytest.approx(base)
                                           for unit in found), question.id


def test_temperatures_are_points_on_a_scale():
    celsius, kelvin = judged.units("°C")
    assert (celsius["label"], kelvin["label"], kelvin["offset"]) == ("°C", "K", -273.15)


def test_what_a_page_gets_is_data():
    for question in QUESTIONS:
        text = json.dumps(judged.as_data(question), allow_nan=False)
        assert "in quotes" not in text


def test_page_and_notes_set_the_same_letters_below_the_line():
    texts = [text for question in QUESTIONS for text in (
        question.prompt, question.reason(), *question.options.values(),
        *(slip.hint for slip in question.slips))]
    texts += ["D_V = 2L_c", "4F²c_V kc_O μR_on ΔE_s", "O_Oˣ and V_O••", "my_work.json x_value", "a_b", ""]
    found = in_node("lowered.js", "return given.map(book.partsOf);", texts)
    assert found == [LOWERED.split(text) for text in texts]
    assert sum(len(parts) > 1 for parts in found) > 20
