"""A teacher's own questions: loaded from a file of theirs, asked by `check`, faults said in words."""
import re
from types import SimpleNamespace

import pytest
from checkout import ROOT

import mixcond_lessons
from mixcond_lessons import __main__ as command
from mixcond_lessons import check, questions_from
from mixcond_lessons.classroom import question as module
from mixcond_lessons.classroom import saved, work_text

PELLET = '''[pellet]
ask = "Your pellet is 3.2 mm thick. How many cm is that?"
answer = 0.32
unit = "cm"
level = "apply"
because = "a centimetre has ten millimetres."
slips = [
  { value = 32, says = "Is a centimetre longer?" },
  { times = 10, misconception = "M13", says = "That is in millimetres." },
]
'''
CONTACT = '''[[contact.options]]
text = "ions"
right = true
[[contact.options]]
text = "electrons"
'''
ONE_OPTION = '''[contact]
ask = "Who?"
level = "remember"
because = "so."
''' + CONTACT[:CONTACT.rindex("[[")]


@pytest.fixture(autouse=True)
def bank(monkeypatch, path):
    """The bank as it is before a test, and a file of saved work of its own."""
    monkeypatch.setattr(module, "_bank", dict(module._bank))
    monkeypatch.setattr(module, "_tries", {})


def load(tmp_path, text, name="mine.toml", **more):
    (tmp_path / name).write_text(text, encoding="utf-8")
    return questions_from(tmp_path / name, **more)


def test_the_example_of_the_readme_is_loaded_and_asked(tmp_path):
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- own question -->\n```toml\n(.*?)```\n<!-- end -->", text, re.S)
    assert len(block.splitlines()) == 10
    (question,) = load(tmp_path, block)
    assert f'check("{question.key}", ...)' in text
    assert check(question.key, "0.32 cm").state == "right"
    assert "multiplied by ten" in check(question.key, 32).text
    assert "to change it is your task here" in check(question.key, "3.2 mm").text  # what the question gives


def test_a_question_is_asked_by_key_and_number_and_its_answer_is_kept(tmp_path):
    loaded = load(tmp_path, PELLET)
    assert [question.id for question in loaded] == ["mine.1"] and loaded[0].chapter == "mine.toml"
    assert check("pellet", "3.2 mm").state == check("mine.1", 0.32).state == "right"
    assert check("pellet", 3.2).text.startswith("That is in millimetres.")
    assert saved.work().answers["pellet"]["given"] == "3.2" and "pellet" in work_text.parse(
        saved.work().to_text()).answers
    shown = loaded._repr_markdown_()
    assert "**mine.1** Your pellet is 3.2 mm thick." in shown and 'check("pellet", ...)' in shown


def test_a_changed_file_takes_the_place_of_what_it_held(tmp_path):
    load(tmp_path, PELLET)
    load(tmp_path, PELLET.replace("[pellet]", "[disk]"))
    assert "There is no question" in check("pellet", 1).text and check("disk", 0.32).state == "right"
    with pytest.raises(ValueError, match="'disk': another question has this name already"):
        load(tmp_path, PELLET.replace("[pellet]", "[disk]"), "other.toml")
    assert check("mine.1", 0.32).state == "right"


@pytest.mark.parametrize(("name", "number"), [
    ("03.toml", "own_03.1"), ("Week 3.toml", "week_3.1"), ("Übung.toml", "bung.1"), ("ß.toml", "own.1"),
    ("q3.toml", "own_q3.1"), ("question 3.toml", "question_3.1")])
def test_a_number_cannot_be_taken_for_one_of_the_course(tmp_path, name, number):
    (question,) = load(tmp_path, PELLET, name)
    assert question.id == number and question.id not in {one.id for one in mixcond_lessons.questions()}
    assert check(number, 0.32).state == "right"


def test_a_module_may_compute_what_is_asked(tmp_path):
    module_of_mine = SimpleNamespace(pellet=lambda thickness=3.2: thickness / 10, upside_down=lambda: 1 / 3.2)
    text = PELLET.replace("answer = 0.32\n", "").replace("ten millimetres.", "ten; {pellet:.2f} cm.").replace(
        "value = 32", "thickness = 32").replace("times = 10", 'calls = "upside_down"')
    (question,) = load(tmp_path, text, answers=module_of_mine)
    assert question.values == [0.32, 3.2, 1 / 3.2] and question.judge(0.32).text.endswith("0.32 cm.")


def test_braces_in_a_reason_are_only_braces_where_nothing_computes(tmp_path):
    (question,) = load(tmp_path, PELLET.replace("a centimetre has", "{a} centimetre has"))
    assert question.judge(0.32).text.startswith("{a}")


def other(old, new):
    assert PELLET.count(old) == 1
    return PELLET.replace(old, new)


@pytest.mark.parametrize(("text", "said"), [
    (other("0.32", "0,32"), "line 3: a number has a decimal point: write 3.2, not 3,2."),
    (other('"apply"', "apply"), 'line 5: a text stands in quotation marks, "...".'),
    (other('"cm"', "“cm”"), 'line 4: write straight quotation marks, "...".'),
    (other("a centimetre has", 'a "centimetre" has'), "line 6: the text is over at its second"),
    (other("is 3.2 mm", "\nis 3.2 mm"), "line 2: a text ends on the line where it begins"),
    (other("32, says", "32,\nsays"), "line 8: what stands in braces stands on one line"),
    (other("answer = 0.32", "answer 0.32"), "line 3: each line is written as  name = value"),
    (other("[pellet]", "[my pellet]"), "line 1: a question begins with its key in square brackets, of"),
    (other("[pellet]", "[größe]"), "of letters a to z (small), digits and _, such as [my_key]."),
    (other("answer", "vote = True\nanswer"), "line 3: write true or false, in small letters"),
    (PELLET + PELLET, "line 11: this name stands there a second time"),
    (other('"Your', '"""Your'), "is not closed before the file ends"),
    (other("[pellet]\n", ""), "mine.toml: a question begins with its key in square brackets"),
    ("", "mine.toml: a question begins with its key in square brackets")])
def test_what_is_no_toml_is_said_with_its_line(tmp_path, text, said):
    with pytest.raises(ValueError) as fault:
        load(tmp_path, text)
    assert str(fault.value).startswith("mine.toml") and said in str(fault.value)


@pytest.mark.parametrize(("text", "said"), [
    (other('level = "apply"\n', ""), 'level is missing: write level = "apply", or another one of remember'),
    (other('"apply"', '"aply"'), "level = 'aply': allowed is one of remember"),
    (other("answer = 0.32\n", ""), "answer is missing: write answer = and the number"),
    (other("0.32", '"0.32"'), "answer = '0.32': allowed is a number without quotation marks"),
    (other("0.32", "nan"), "answer = nan: allowed is a finite number"),
    (other("unit", "unti"), "unti is not known here: unit may be meant"),
    (other('"cm"', '"apples"'), "unit = “apples”: allowed is"),
    (other("value = 32", "valeu = 32"), "slip 1: valeu is not known here: value may be meant"),
    (other("value = 32, ", ""), "slip 1: value is missing"),
    (other("value = 32", "value = 0.320001"), "too close to be told apart"),
    (other("Is a centimetre longer?", "It is 0.32."), "a hint gives the answer away"),
    (other('"M13"', '"M99"'), "misconception = 'M99': allowed is M1 to M18"),
    (other("because =", 'vote = "yes"\nbecause ='), "vote = 'yes': allowed is true or false"),
    (other("[pellet]", "[vacancy_conductivity]"), "this is the key of question 03.6 of the course"),
    (other("[pellet]", "[Pellet]"), "a key has two to 61 letters a to z (small), digits and _"),
    (other("[pellet]", '["größe"]'), "a key has two to 61 letters a to z (small), digits and _"),
    (other('unit = "cm"\n', ""), 'asks for a number in cm: write unit = "cm", or unit = "1" if it has none'),
    (ONE_OPTION, "a choice needs at least two options"),
    (ONE_OPTION.partition("[[")[0] + "options = []", "options are missing: write at least two"),
    (other("slips = [", 'options = ["a"]\nslips = ['), "option 1: it stands in braces"),
    ('[contact]\nask = "Who?"\nlevel = "remember"\nbecause = "so."\n' + CONTACT, "says must be written"),
    ('[contact]\nask = "Who?"\nanswer = 1\nlevel = "remember"\nbecause = "so."\n' + CONTACT,
     "has no answer = ...; write right = true")])
def test_faults_of_a_question_are_said_with_its_line_and_key(tmp_path, text, said):
    with pytest.raises(ValueError) as fault:
        load(tmp_path, "# Mine\n\n" + text)
    sentences = str(fault.value).splitlines()
    assert [one for one in sentences if re.match(r"mine\.toml, line 3, \w+: .*\.$", one)] == sentences
    assert said in str(fault.value)
    assert "There is no question" in check("pellet", 1).text


@pytest.mark.parametrize(("ask", "unit"), [
    ("How long does it last, in s?", "s"), ("How long (in seconds)?", "s"), ("Its length in cm is?", "cm"),
    ("The flux, in mol/(cm² s)?", "mol/(cm² s)"), ("Give it in S cm-1, as in lesson 01.", "S cm-1"),
    ("Give it in S cm-1 as before.", "S cm-1"), ("How much in per cent?", "%"), ("How many days?", "days"),
    ("By how many per cent (%)?", "%")])
def test_a_forgotten_unit_is_noticed(tmp_path, ask, unit):
    text = PELLET.replace("Your pellet is 3.2 mm thick. How many cm is that?", ask)
    assert load(tmp_path, text) and load(tmp_path, text.replace('"cm"', '"1"'))
    with pytest.raises(ValueError, match=re.escape(f'unit is missing, but the question asks for a number in '
                                                   f'{unit}: write unit = "{unit}"')):
        load(tmp_path, text.replace('unit = "cm"\n', ""))


@pytest.mark.parametrize("ask", [
    "What changes in air?", "How many are in a cell?", "Which factor, in one step?", "How many in 10 s?",
    "How many decades, in all?", "How many vacancies are there in CeO2, as a share?"])
def test_a_number_without_a_unit_needs_none(tmp_path, ask):
    text = PELLET.replace("Your pellet is 3.2 mm thick. How many cm is that?", ask)
    (question,) = load(tmp_path, text.replace('unit = "cm"\n', ""))
    assert question.unit == "1"


def test_in_a_notebook_the_faults_stand_alone(tmp_path):
    for text in (other('"apply"', '"aply"'), other("0.32", "0,32"), ""):
        with pytest.raises(ValueError) as fault:
            load(tmp_path, text)
        assert fault.value._render_traceback_() == [str(fault.value)]
    with pytest.raises(ValueError) as fault:
        questions_from(tmp_path / "nowhere.toml")
    assert fault.value._render_traceback_() == [str(fault.value)]


def test_every_fault_is_said_at_once(tmp_path):
    text = other('level = "apply"\n', "").replace("0.32", "true") + other("[pellet]", "[Disk]")
    with pytest.raises(ValueError) as fault:
        load(tmp_path, text)
    lines = [one.partition(": ")[0] for one in str(fault.value).splitlines()]
    assert lines == ["mine.toml, line 1, pellet"] * 2 + ["mine.toml, line 10, Disk"]


def test_a_function_that_fails_and_a_file_that_is_not_there_are_said(tmp_path):
    with pytest.raises(ValueError, match=r"pellet: its calculation stopped \(ZeroDivisionError"):
        load(tmp_path, other("answer = 0.32\n", ""), answers=SimpleNamespace(pellet=lambda: 1 / 0))
    with pytest.raises(ValueError, match="There is no file"):
        questions_from(tmp_path / "nowhere.toml")
    with pytest.raises(ValueError, match="cannot be read"):
        questions_from(tmp_path)


def test_no_question_of_the_course_has_its_number_typed_in():
    for path in (ROOT / "mixcond_lessons" / "chapters").glob("*/questions.toml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^answer = |[{ ]value = ", text, re.M), path


def test_the_report_counts_them_too(tmp_path, capsys):
    load(tmp_path, PELLET)
    entry = {"given": "32", "state": "not yet", "when": "2026-11-02T10:00:00.000000Z"}
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "one.json").write_text(work_text.written({"pellet": entry}, {}), encoding="utf-8")
    words = ["report", str(tmp_path / "class"), "--out", str(tmp_path / "out"), "--questions"]
    assert command.main([*words, str(tmp_path / "mine.toml")]) == 0
    assert "mine.1 was missed by 1 of 1" in capsys.readouterr().out
    assert "pellet" in (tmp_path / "out" / "report.csv").read_text(encoding="utf-8-sig")
    assert command.main(words) == 1 and command.main([*words, str(tmp_path / "no.toml")]) == 1
    assert "There is no file" in capsys.readouterr().out
