"""Questions and predictions as paragraphs of TOML: read, refused in words, and every one of the course
without a fault."""
import re
from types import SimpleNamespace

import pytest
from toy import Toy

import mixcond_lessons
from mixcond_lessons import chapters
from mixcond_lessons.classroom.bank import predictions_from, questions_from
from mixcond_lessons.classroom.question import LEVELS

QUESTIONS = mixcond_lessons.questions()
PLACES = {question.key: place for place, question in enumerate(QUESTIONS)}
each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
each_slip = pytest.mark.parametrize(("question", "slip"),
                                    [(question, slip) for question in QUESTIONS for slip in question.slips],
                                    ids=lambda thing: getattr(thing, "key", None) or thing.name)


def load(tmp_path, text, number="98", **answers):
    path = tmp_path / "questions.toml"
    path.write_text(text, encoding="utf-8")
    return questions_from(path, SimpleNamespace(**answers), number, "toy")


TWICE = '[twice_{}]\nlevel = "apply"\nask = """How much\n  is twice one?"""\nbecause = "{}"\n'


def test_answer_and_slips_are_the_same_calculation_with_one_thing_changed(tmp_path):
    text = TWICE.format("slips", "1 + 1") + 'unit = "S/cm"\nslips = [{ factor = 3, says = "Not three." },\n' \
        '{ times = 10, says = "Ten times less." },\n' \
        '{ calls = "odd", factor = 5, times = 2, misconception = "M1", says = "Odd." }]'
    question, = load(tmp_path, text, "96", twice_slips=lambda factor=2.0: factor * 1.0,
                     odd=lambda factor=1.0: factor + 0.5)
    assert question.prompt == "How much is twice one?"
    assert question.unit == "S/cm" and question.chapter == "toy"
    assert question.id == "96.1" and question.key == "twice_slips" and question.answer() == 2
    assert [slip.value() for slip in question.slips] == [3, 20, 11]
    assert [slip.misconception for slip in question.slips] == ["common slip", "common slip", "M1"]
    assert question.slips[0].name == "factor = 3" and not question.faults()


def test_two_slips_near_each_other_do_not_make_the_answer_narrow(tmp_path):
    text = TWICE.format("near", "1 + 1") + \
        'slips = [{ times = 1e-6, says = "In metres." }, { times = 1e-3, says = "In mm." }]'
    question, = load(tmp_path, text, "93", twice_near=lambda: 2.01)
    assert question.tolerance == pytest.approx(0.02 * 2.01) and not question.faults()
    assert question.judge(2.04).state == "right"
    assert "In metres." in question.judge(2.02e-6).text and "In mm." in question.judge(1.99e-3).text


def test_a_choice_says_to_each_wrong_option_what_is_wrong(tmp_path):
    text = ('[choose_well]\nlevel = "understand"\nvote = true\nask = "Which?"\nbecause = "it is"\n'
            '[[choose_well.options]]\ntext = "this"\nsays = "No."\n[[choose_well.options]]\ntext = '
            '"that"\nright = true\n')
    question, = load(tmp_path, text, "95")
    assert question.kind == "choice" and question.answer() == "b" and question.vote
    assert question.judge("a").text == "No."


def test_numbers_in_a_reason_are_computed(tmp_path):
    question, = load(tmp_path, TWICE.format("reason", "twice is {twice_reason:.2f}"), "94",
                     twice_reason=lambda: 2.0)
    assert question.judge(2).text == "twice is 2.00"


@pytest.mark.parametrize(("text", "answers", "said"), [
    (TWICE.format("a", "x"), {}, "twice_a: there is no function twice_a"),
    (TWICE.format("b", "x") + "aks = 1\n", {"twice_b": float}, "twice_b: aks: allowed is answer, ask"),
    (TWICE.format("c", "x") + 'slips = [{ calls = "nowhere", says = "." }]', {"twice_c": float},
     "no function nowhere in answers.py"),
    ('[twice_e]\nlevel = "apply"\nask = "How much?"', {"twice_e": float}, "twice_e: because must be written"),
    (TWICE.format("f", "x") + "slips = [{ times = 2 }]", {"twice_f": float},
     "twice_f: says must be written beside: times"),
    (TWICE.format("d", "x")
     + '[[twice_d.options]]\ntext = "a"\nright = true\n[[twice_d.options]]\ntext = "b"\nright = true\n', {},
     "exactly one must be right")])
def test_what_does_not_fit_is_refused_by_name(tmp_path, text, answers, said):
    with pytest.raises(ValueError, match=said):
        load(tmp_path, text, **answers)


def test_a_prediction_opens_its_panel_in_a_state_and_is_kept_under_its_name(tmp_path):
    path = tmp_path / "predictions.toml"
    path.write_text('[grains]\npanel = "Toy"\nstate = { count = 4 }\nask = "How many?"\noptions = ["few", '
                    '"many"]\n'
                    'look = "Look."\nfound = "{grains} of them."', encoding="utf-8")
    predict = predictions_from(path, (Toy,), SimpleNamespace(grains=lambda: 4), "toy")["grains"]
    made = predict()
    assert made.panel.state["count"] == 4 and made.key == "toy.grains" and made.found == "4 of them."
    assert predict.__name__ == "predict_grains" and "How many?" in predict.__doc__ and predict() is not made


# --- every question of the course ---

@each
def test_no_question_has_a_fault(question):
    assert question.faults() == []


@each
def test_the_answer_is_right_and_has_a_reason(question):
    answer = question.answer()
    feedback = question.judge(answer if question.kind == "choice" else float(answer))
    assert feedback.state == "right" and len(feedback.text) > 10


@each
def test_the_answer_as_it_is_printed_is_judged_right(question):
    text = question.stated(0)
    given = text.partition(")")[0] if question.options else text
    assert question.judge(given).state == "right", text


@each_slip
def test_a_slip_as_it_is_printed_brings_its_own_hint(question, slip):
    text = question.stated(question.slips.index(slip) + 1)
    found = question.judge(text.partition(")")[0] if question.options else text)
    assert question.same_unit or found.slip is slip, text


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.kind == "numeric"],
                         ids=lambda question: question.key)
def test_a_number_that_is_asked_for_has_three_slips(question):
    assert len(question.slips) >= 3


@each_slip
def test_every_slip_brings_its_own_hint(question, slip):
    value = slip.value()
    feedback = question.judge(value if question.kind == "choice" else float(value))
    assert feedback.state == "not yet" and slip.hint in feedback.text
    assert not [other.name for other in question.slips if other is not slip and other.hint in feedback.text]


@each
def test_keys_and_levels_are_sound_and_retrieval_looks_back(question):
    assert re.fullmatch(r"[a-z][a-z0-9_]{5,60}", question.key) and question.level in LEVELS
    assert all(PLACES[key] < PLACES[question.key] for key in question.retrieval)


def test_keys_are_unique_and_numbers_follow_the_place_in_the_file():
    assert len(PLACES) == len(QUESTIONS) == len(chapters.places())
    assert {question.key: (question.chapter, question.id) for question in QUESTIONS} == chapters.places()


def test_every_misconception_has_its_sentence_and_is_asked_for():
    named = {slip.misconception for question in QUESTIONS for slip in question.slips} - {"common slip"}
    said = chapters.misconceptions()
    assert set(said) == named and len(set(said.values())) == len(said)
    assert all(re.fullmatch(r"[A-Z].{20,100}[.]", sentence) for sentence in said.values())


def test_every_earlier_name_leads_to_something_that_is_there():
    names = chapters.earlier_names()
    assert set(names["answers"].values()) <= set(PLACES)
    known = {f"{name}.{key}" for name in chapters.COURSE for key in chapters.chapter(name).PREDICTIONS}
    assert set(names["predictions"].values()) <= known
    assert len(names["answers"]) == len(set(names["answers"].values())) >= 147


def test_check_takes_number_and_key_alike(monkeypatch):
    monkeypatch.setenv("MIXCOND_WORK_FILE", "off")
    for name in ("01.5", "share_from_conductivities"):
        assert mixcond_lessons.check(name, 0.99207).state == "right"
    for name in ("1.5", "01,5", " 01.5 ", "question 1.5", "01.05", "Share from conductivities"):
        assert mixcond_lessons.check(name, 0.99207).state == "right"
    assert 'check("01.5", answer)' in mixcond_lessons.check(1.5, 0.99207).text
    for name in ("01.99", 1.5):
        assert mixcond_lessons.check(name, 1).state == "unreadable"
