"""Notes, key and worksheet: all from bank and notebook; minutes and choice by rules; nothing given away."""
import html
import json
import re
from html.parser import HTMLParser

import pytest
from checkout import ROOT

from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.chapters.doping.reaction_verdict import in_symbols
from mixcond_lessons.classroom import lesson_minutes
from mixcond_lessons.classroom.feedback import with_code
from mixcond_lessons.classroom.quantity import show
from mixcond_lessons.teaching.lecture_line import beginning, named_states, shown
from mixcond_lessons.teaching.lesson_plan import REMAINING, Lesson
from mixcond_lessons.teaching.notes import PAGES, as_page, tenths, write_notes
from mixcond_lessons.teaching.printed import printed

FOLDER = ROOT / "notebooks"
# The chapters that ask questions of the bank; see the last test for one that does not.
ASKING = [name for name in chapters.COURSE if any(place == name for place, _ in chapters.places().values())]
each = pytest.mark.parametrize("name", ASKING)


def words(page):
    """The text of a page as it is read, without its styles."""
    body = re.sub("</?(?:su[bp]|code)>", "", page.partition("</style>")[2])
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def as_read(text):
    """A sentence of the bank as it is read on paper."""
    return words(f"</style>{printed(with_code(html.escape(text)))}")


class Balance(HTMLParser):
    """Which tags are not closed, or closed by another."""

    def __init__(self, page):
        super().__init__()
        self.open, self.wrong = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag not in ("meta", "br", "wbr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@each
def test_each_page_stands_alone_and_is_well_formed(name):
    lesson = Lesson(name, FOLDER)
    for page in PAGES:
        written = as_page(lesson, page, FOLDER)
        balance = Balance(written)
        assert not balance.open and not balance.wrong
        assert not re.search(r"(?:src|href)=\"(?!data:|#)", written.partition("</style>")[2])
        assert "$" not in words(written) and "size: A4" in written


@each
def test_goals_are_those_of_the_lesson_and_each_question_serves_one_or_says_why_not(name):
    lesson = Lesson(name, FOLDER)
    first = "".join(lesson.notebook["cells"][0]["source"])
    flat = " ".join(first.split()).casefold()
    assert len(lesson.goals) >= 3
    assert all(goal.casefold() in flat and len(goal) < 130 for goal in lesson.goals)
    for question in lesson.questions:
        assert 0 <= question.goal <= len(lesson.goals)
        assert not (question.goal and question.retrieval), "what it recalls is its goal"
        assert re.match("No goal of the list: .|Recalls [0-9]|[A-Z]", lesson.goal_of(question))
    served = [question.goal for question in lesson.questions if question.goal]
    assert len(served) >= len(lesson.questions) / 2
    table = words(as_page(lesson, "teaching_notes", FOLDER))
    assert all(lesson.goal_of(question)[:20] in table for question in lesson.questions if question.goal)


@each
def test_the_minutes_of_the_sections_are_those_of_the_promise(name):
    lesson = Lesson(name, FOLDER)
    for part, promised in lesson.promise.items():
        counted = sum(section.counted.minutes for section in lesson.sections if section.part == part)
        assert promised - lesson_minutes.ROUNDED_TO < counted <= promised
    assert sum(len(section.cells) for section in lesson.sections) == len(lesson.notebook["cells"])
    assert sum(section.counted.questions for section in lesson.sections) == len(lesson.questions)
    assert lesson_minutes.RULE in html.unescape(as_page(lesson, "teaching_notes", FOLDER))


@each
def test_what_remains_in_ten_minutes_fits_and_holds_prediction_and_vote(name):
    lesson = Lesson(name, FOLDER)
    assert lesson.in_ten_minutes.keys() == {part for part in lesson.promise if "*" not in part}
    for part, steps in lesson.in_ten_minutes.items():
        assert sum(step.minutes for step in steps) <= REMAINING
        kinds = [step.kind for step in steps]
        assert "vote" in kinds and {"prediction", "panel"} & set(kinds)
        order = [cell["id"] for cell in lesson.parts[part]]
        places = [order.index(step.cells[0]) for step in steps]
        assert places == sorted(places)
        assert not any(step.kind == "question" for step in steps[1:])


@each
def test_a_lecturer_can_lecture_from_the_notes_alone(name):
    lesson = Lesson(name, FOLDER)
    written = as_page(lesson, "teaching_notes", FOLDER)
    page, source = words(written), json.dumps(lesson.notebook, ensure_ascii=False)
    assert written.count("book-formula") >= source.count("$$") // 2
    called = {key for key in (*lesson.predictions, *lesson.panels) if re.search(rf"\b{key}\(", source)}
    assert called
    for key in called & set(lesson.predictions):
        predict = lesson.predictions[key]
        for text in (predict.ask, *predict.options, predict.look, predict.found(), predict.panel.ask):
            assert as_read(text) in page
    for key in called & set(lesson.panels):
        panel = lesson.panels[key]
        assert as_read(panel.ask) in page
        assert all(as_read(state) in page for state in panel().presets)
    asked = [question for section in lesson.sections for one in shown(lesson, section)
             if one.kind == "questions" for question in one.holds]
    assert asked == list(lesson.questions)


def test_named_states_have_the_numbers_of_their_keys():
    panel = Lesson("doping", FOLDER).panels["DrivenLedger"]  # its states are computed
    first, *others = named_states(panel)
    assert first == "as at first" and others == list(panel().presets) and others
    assert named_states(type("Bare", (), {"presets": {}})) == []


def test_of_a_text_the_first_sentences_are_said():
    assert beginning("One law. Two laws.\nAnd so on.") == "One law. Two laws. And so on."
    long = "Word " * 40
    assert beginning(f"The first. {long}end. {long}end.") == f"The first. {long}end."
    assert beginning(f"{long * 2}end. Next.") == f"{long * 2}end."
    assert beginning(f"Not cut (here. There). {long * 2}end.") == "Not cut (here. There)."
    assert beginning("Put it in the cell. A law holds. Write your list, then unfold ours.") == "A law holds."
    assert beginning("Write your list before you unfold ours.") == ""
    formula = "$a. B$ is small. " + "Other words stand here. " * 20
    assert beginning(formula).startswith("$a. B$ is small. Other words")


@pytest.mark.parametrize("typed, seen", [
    ("V_N and 2L_c", "V<sub>N</sub> and 2L<sub>c</sub>"), ("it is V_N.", "it is V<sub>N</sub>."),
    ("4F²c_V, kc_O, μR_on", "4F²c<sub>V</sub>, kc<sub>O</sub>, μR<sub>on</sub>"),
    ("V_O•• + O_Oˣ", "V<sub>O</sub>•• + O<sub>O</sub>ˣ"),
    ("<code>Sr_La'</code>", "<code>Sr<sub>La</sub><sup>′</sup></code>"),
    ("V_O.. and O_O^x", "V<sub>O</sub><sup>••</sup> and O<sub>O</sub><sup>×</sup>"),
    ("<code>Mn_Mn.</code>", "<code>Mn<sub>Mn</sub><sup>•</sup></code>"),
    ("pO2^(-1/4)", "pO₂<sup>−1/4</sup>"), ("1e-24 bar, 2e-09", "10<sup>−24</sup> bar, 2·10<sup>−9</sup>"),
    ("<code>1.5e-3</code>", "<code>1.5e-3</code>"),
    ('<a href="my_N">D_V</a>', '<a href="my_N">D<sub>V</sub></a>'),
    ("<math><mi>V_N</mi></math>", "<math><mi>V_N</mi></math>"), ("my_work.json", "my_work.json")])
def test_what_is_typed_is_printed_as_in_a_book(typed, seen):
    assert printed(typed) == seen


@each
def test_no_typed_index_or_power_is_left_on_paper(name):
    lesson = Lesson(name, FOLDER)
    for page in PAGES:
        text = re.sub(r"<(code|math)\b.*?</\1>", "", as_page(lesson, page, FOLDER).partition("</style>")[2],
                      flags=re.S)
        assert not re.findall(r"\S*(?:_[A-Za-z]|\^|\de-?\d)\S*", re.sub("<[^>]+>|mixcond_lessons", "", text))


@each
def test_reactions_are_asked_on_paper_and_the_key_has_them(name):
    lesson = Lesson(name, FOLDER)
    notes, key, sheet = (as_page(lesson, page, FOLDER) for page in PAGES)
    for reaction in lesson.reactions.values():
        written = printed(in_symbols(reaction.task.solution))
        assert written in key and written in notes and written not in sheet
        assert all(as_read(reaction.task.words) in words(page) for page in (notes, key, sheet))
        assert as_read(reaction.task.because)[1:] in words(key)
        assert as_read(reaction.task.because)[1:] not in words(sheet)
        assert 1 <= reaction.goal <= len(lesson.goals)
    assert sheet.count("notes-reaction\">") == len(lesson.reactions)


def test_the_goal_of_writing_reactions_has_its_items():
    lesson = Lesson("doping", FOLDER)
    assert [lesson.goals[one.goal - 1].split(",")[0] for one in lesson.reactions.values()] == [
        "Write defect reactions that balance"] * 3
    served = {one.goal for one in (*lesson.questions, *lesson.reactions.values())}
    assert set(range(1, len(lesson.goals) + 1)) <= served
    sheet = as_page(lesson, "worksheet", FOLDER)
    blank = "<span></span>"
    assert f"{blank} SrO + {blank} Mn<sub>2</sub>O<sub>3</sub> + {blank} O<sub>2</sub> → {blank}" in sheet
    assert "The core ends here" not in words(sheet) and "is the short text" in words(sheet)


def test_a_question_that_needs_the_lesson_has_on_the_worksheet_what_stands_before_it():
    sheet = words(as_page(Lesson("permeation", FOLDER), "worksheet", FOLDER))
    before_it = sheet[:sheet.index("06.12 ")]
    assert before_it.count("(See the lesson, “") == 1
    assert before_it.rpartition("(See the lesson, “")[2].startswith(
        "The law of the voltage”.) The numbers of the sheet at 700 °C, hydrogen with 3 % steam")
    recording = sheet[sheet.index("06.16 "):sheet.index("06.17 ")]
    assert recording.endswith("(See the lesson, “Bring your own measurement”.) ")  # it asks for a choice


def test_a_text_that_would_answer_a_choice_stands_not_on_the_worksheet():
    sheet = words(as_page(Lesson("polarization", FOLDER), "worksheet", FOLDER))
    disk = sheet[sheet.index("02.4 "):sheet.index("02.5 ")]
    assert disk.endswith("The lesson's own disk; steps 1 and 3 are yours: ")  # not an earlier one
    assert "(See the lesson, “Look inside”.)" in sheet and "Ions do not pile up as charge" not in sheet


def test_what_the_lesson_keeps_folded_stands_in_the_notes_and_nothing_about_handling_it():
    notes = words(as_page(Lesson("atmosphere", FOLDER), "teaching_notes", FOLDER))
    assert notes.count("Our list") == 2 and "thermopower (which counts holes" in notes
    assert "before you unfold" not in notes and "it gives:" not in notes
    cells = as_page(Lesson("fuel_cells", FOLDER), "teaching_notes", FOLDER)
    assert words(cells).count("What you find") == 2 and "New words of this lesson" not in cells


def test_the_notes_of_the_review_explain_each_item_of_the_concept_check():
    lesson = Lesson("review", FOLDER)
    notes = words(as_page(lesson, "teaching_notes", FOLDER))
    for item in lesson.concept_items:
        assert as_read(item.ask) in notes and as_read(item.because) in notes
        assert all(as_read(option.text) in notes
                   for option in (*item.answers.values(), *item.reasons.values()))
    assert len(lesson.concept_items) == 14 and notes.count(" right ") >= 28
    assert "item by item" not in words(as_page(Lesson("doping", FOLDER), "teaching_notes", FOLDER))


def test_what_is_far_enough_is_said_in_one_digit_or_as_a_number():
    key = words(as_page(Lesson("permeation", FOLDER), "key", FOLDER))
    assert re.search(r"this number 06\.16|this number", key[key.index("06.15 "):key.index("06.16 ")])
    for name in ASKING:
        found = re.findall(r"within ([\d.]+) %", as_page(Lesson(name, FOLDER), "key", FOLDER))
        assert all(len(number.replace(".", "").strip("0")) == 1 for number in found)


def test_tenths_add_up_to_the_eye():
    assert tenths([0.05, 0.05, 0.05]) == ["0.1", "0.1", "0.0"]
    for numbers in ([1.44, 6.57, 6.615, 1.825, 10.185, 8.475], [2.0], [0.33] * 30):
        shown_sum = sum(round(10 * float(one)) for one in tenths(numbers))
        assert shown_sum == round(10 * float(tenths([sum(numbers)])[0]))


@each
def test_the_minutes_of_a_part_are_their_sum_and_the_promise(name):
    lesson = Lesson(name, FOLDER)
    page = words(as_page(lesson, "teaching_notes", FOLDER))
    for part, promised in lesson.promise.items():
        total = sum(section.counted.minutes for section in lesson.sections if section.part == part)
        assert f"{tenths([total])[0]} → {promised} " in page


def test_a_vote_that_its_prediction_has_answered_is_not_asked_again():
    lesson = Lesson("permeation", FOLDER)
    steps = lesson.in_ten_minutes["the first lesson"]
    asked = [step.answers for step in steps if step.answers]
    assert steps[1].kind == "prediction" and asked[0] == steps[1].answers
    assert len(set(asked)) == len(asked)
    assert [step.words[:4] for step in steps if step.kind == "vote"] == ["06.7"]


def test_a_prediction_answers_only_a_question_of_its_lesson():
    for name in ASKING:
        lesson = Lesson(name, FOLDER)
        keys = {question.key for question in lesson.questions if question.vote}
        assert {predict.answers for predict in lesson.predictions.values()} - {""} <= keys


def test_every_lesson_but_the_first_is_driven_by_a_question_of_its_text():
    for name in ASKING:
        text = (FOLDER / chapters.notebook(name)).read_text(encoding="utf-8")
        asked = Lesson(name, FOLDER).driving_questions
        assert asked and all(question.endswith("?") for question in asked)
        assert name == "start_here" or all(question in text for question in asked)


@each
def test_votes_name_the_misconception_of_every_distractor(name):
    lesson = Lesson(name, FOLDER)
    page = words(as_page(lesson, "teaching_notes", FOLDER))
    votes = [question for question in lesson.questions if question.vote]
    assert votes and page.count("expected (%)") == sum(bool(question.options) for question in votes)
    for question in votes:
        for slip in question.slips if question.options else ():
            sentence = chapters.misconceptions().get(slip.misconception, "A common slip.")
            assert as_read(sentence) in page and as_read(slip.hint) in page


@each
def test_the_key_has_every_answer_and_the_worksheet_none(name):
    lesson = Lesson(name, FOLDER)
    key, sheet = (words(as_page(lesson, page, FOLDER)) for page in ("key", "worksheet"))
    for question in lesson.questions:
        assert question.id in key and question.id in sheet
        assert as_read(question.in_full()) in key
        assert as_read(question.reason()) not in sheet
        for slip in question.slips:
            assert as_read(slip.hint) not in sheet
        for text in question.options.values():
            assert re.sub(r"[*_`$\\{}]", "", as_read(text))[:12].strip() in re.sub(r"[*_`]", "", sheet)
    assert sheet.count("My letter:") + sheet.count("My answer:") == len(lesson.questions)
    assert "run the cell" not in sheet and "check(" not in sheet


def test_the_worksheet_tells_what_the_lesson_tells_beside_a_question_before_the_lines():
    sheet = as_page(Lesson("polarization", FOLDER), "worksheet", FOLDER)
    faded = sheet[sheet.index("02.17"):sheet.index("02.18")]
    assert faded.index("Now with less help") < faded.index("notes-line") < faded.index("My answer")
    constants = as_page(Lesson("vacancies", FOLDER), "worksheet", FOLDER)
    assert constants.index("Constants for this course") < constants.index("03.1")


def test_what_counts_as_right_is_judged_so():
    page = as_page(Lesson("vacancies", FOLDER), "key", FOLDER)
    question = next(one for one in Lesson("vacancies", FOLDER).questions if one.id == "03.6")
    row = page[page.index(">03.6<"):page.index(">03.7<")]
    within = float(re.search(r"within ([\d.]+) %", row)[1]) / 100
    answer = question.values[0]
    assert show(answer, question.unit) in row
    assert question.judge(answer * (1 + 0.99 * within)).state == "right"
    assert question.judge(answer * (1 + 2 * within)).state == "not yet"


def test_a_change_of_bank_or_notebook_is_in_the_next_notes(tmp_path):
    source = FOLDER / chapters.notebook("vacancies")
    notebook = json.loads(source.read_text(encoding="utf-8"))
    heading = next(cell for cell in notebook["cells"] if cell["id"] == "conductivity-words")
    heading["source"] = "## Something new\n\nwith **one more question?**"
    (tmp_path / source.name).write_text(json.dumps(notebook), encoding="utf-8")
    lesson = Lesson("vacancies", tmp_path)
    assert "Something new" in as_page(lesson, "teaching_notes", tmp_path)
    assert lesson.driving_questions[-1] == "one more question?"


def test_a_goal_that_the_lesson_does_not_list_is_named(tmp_path):
    source = FOLDER / chapters.notebook("vacancies")
    text = source.read_text(encoding="utf-8").replace("; learn", ", learn").replace("; turn", ", turn")
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="goal = 3: 03_vacancies.ipynb lists 2 goals"):
        as_page(Lesson("vacancies", tmp_path), "teaching_notes", tmp_path)


def test_the_command_writes_a_folder_for_each_chapter(tmp_path, capsys):
    assert command.main(["notes", "--out", str(tmp_path), "03", "conductivity"]) == 0
    assert "6 pages" in capsys.readouterr().out
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")) == [
        f"{chapter}/{page}.html" for chapter in ("01_conductivity", "03_vacancies")
        for page in ("key", "teaching_notes", "worksheet")]
    assert command.main(["notes", "vacancy"]) == 1 and "allowed is one of" in capsys.readouterr().out
    assert command.main(["notes", "--out"]) == 1 and "notes [--out FOLDER]" in capsys.readouterr().out
    with pytest.raises(ValueError, match="chapter = 'x'"):
        write_notes(FOLDER, tmp_path, ["x"])


def test_a_chapter_without_questions_has_notes_alone(tmp_path, monkeypatch):
    module = chapters.chapter("start_here")  # no question in bold type drives it
    for name, nothing in (("QUESTIONS", ()), ("PANELS", ()), ("PREDICTIONS", {})):
        monkeypatch.setattr(module, name, nothing)
    (page,) = write_notes(FOLDER, tmp_path, ["start_here"])
    text = page.read_text(encoding="utf-8")
    assert page.stem == "teaching_notes" and "Minutes" in text
    assert "This lesson has no key and no worksheet" in text
    for heading in ("If only ten minutes remain", "Votes", "What is asked, and what for"):
        assert f"<h2>{heading}</h2>" not in text
