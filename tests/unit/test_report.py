"""What a class has missed: counted from saved files, ranked, written as tables, a picture and sentences."""
import csv
import json
import re

import pytest

import mixcond_lessons
from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.chapters.review import check_of_concepts
from mixcond_lessons.classroom import work_text
from mixcond_lessons.classroom.lowered import without_marks
from mixcond_lessons.classroom.quantity import show
from mixcond_lessons.teaching import report_picture
from mixcond_lessons.teaching.class_work import ClassWork, read_class, work_files
from mixcond_lessons.teaching.report import in_words, misconception_rows, question_rows, report, skipped
from tests.benchmarks.class_report import make_class

QUESTIONS = {question.key: question for question in mixcond_lessons.questions()}
NUMBER, CHOICE = QUESTIONS["vacancy_conductivity"], QUESTIONS["thickness_and_settling_time"]
WHEN = "2026-11-02T10:00:00.{:06d}Z"


def answered(**given):
    """A table of answers as `check` keeps them: {key: what was given}."""
    return {key: {"given": text, "state": QUESTIONS[key].judge(text).state, "when": WHEN.format(place)}
            for place, (key, text) in enumerate(given.items())}


def put(folder, name, answers, **changed):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.loads(work_text.written(answers, {})) | changed
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def counted(*students):
    """The ClassWork of some tables of answers."""
    work = ClassWork(QUESTIONS.values())
    for place, answers in enumerate(students):
        work.take(f"{place}.json", work_text.written(answers, {}).encode())
    return work


def slip_of(question, misconception=None):
    """A wrong answer that is a known slip, as a student writes it."""
    slip = next(slip for slip in question.slips if misconception in (None, slip.misconception))
    value = slip.value()
    return value if isinstance(value, str) else f"{value:.6g}"


RIGHT, SLIP, MEANT = f"{NUMBER.values[0]:.6g}", slip_of(NUMBER), slip_of(CHOICE, "M7")


def test_answers_are_counted_and_a_slip_leads_to_its_misconception():
    work = counted(answered(vacancy_conductivity=RIGHT, thickness_and_settling_time=MEANT),
                   answered(vacancy_conductivity=SLIP), answered(vacancy_conductivity="no idea"),
                   answered(vacancy_conductivity=f"{NUMBER.values[0] * 1.7:.6g}"))
    tally = work.tallies[NUMBER.key]
    assert (tally.tried, tally.right, tally.unreadable, tally.missed) == (4, 1, 1, 3)
    assert {slip.name: count for slip, count in tally.slips.items()} == {"one charge": 1}
    met = work.met["M7"]
    assert (met.answers, met.met, met.asked, met.students) == (1, 1, 1, 1)
    assert CHOICE.id in met.questions and work.answers == (5, 1)
    row = next(row for row in question_rows(work) if row["key"] == NUMBER.key)
    slip = NUMBER.slips[0]
    assert row["most frequent slip"] == show(slip.value(), NUMBER.unit)
    assert row["what check says to it"] == slip.hint and row["misconception"] == "common slip"
    assert row["right answer"] == show(NUMBER.values[0], NUMBER.unit)
    assert row["no known slip"] == 1 and row["share right"] == "0.250"


def test_more_questions_about_a_misconception_do_not_raise_its_share():
    seven = [question for question in QUESTIONS.values()
             if question.kind == "choice" and any(slip.misconception == "M7" for slip in question.slips)]
    given = {question.key: question.values[0] for question in seven} | {CHOICE.key: MEANT}
    met = counted(answered(**given)).met["M7"]
    assert met.share == pytest.approx(1 / len(seven)) and met.students == 1


def test_other_keys_are_passed_over_and_an_earlier_form_of_a_question_is_left_out():
    entry = {"given": "b2", "state": "right", "when": WHEN.format(9)}
    work = counted(answered(vacancy_conductivity=RIGHT)
                   | {"concept_check.before.first": entry, "review.vacancy_conductivity": entry | {
                       "given": "box 3"}, "a_question_of_my_own": entry})
    assert work.answers == (1, 1) and not work.refused and not work.left_out and work.foreign == 1
    assert "left out: 1. If they are your own, add --questions" in skipped(work)[-1]
    work = counted({CHOICE.key: {"given": MEANT, "state": "right", "when": WHEN.format(0)}})
    assert work.answers == (0, 0) and work.left_out == 1
    assert "None of them holds an answer" in in_words(work)[0]


def test_files_are_found_in_folders_and_what_was_set_aside_is_not(tmp_path):
    answers = answered(vacancy_conductivity=SLIP)
    for name in ("a/my_work.json", "b.json", ".ipynb_checkpoints/c.json", "a/my_work.damaged-1.json"):
        put(tmp_path, name, answers)
    assert [path.relative_to(tmp_path).as_posix() for path in work_files(tmp_path)] == [
        "a/my_work.json", "b.json"]
    with pytest.raises(ValueError, match="There is no folder"):
        work_files(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="no file whose name ends with .json"):
        work_files(tmp_path / "empty")


def test_a_broken_file_is_named_and_skipped_and_a_copy_counts_once(tmp_path, capsys):
    whole = put(tmp_path, "anna.json", answered(vacancy_conductivity=SLIP,
                                                thickness_and_settling_time=MEANT))
    (tmp_path / "berta.json").write_bytes(whole.read_bytes())
    (tmp_path / "carla.json").write_text(whole.read_text()[:-120], encoding="utf-8")
    (tmp_path / "dora.json").write_text("{ nothing", encoding="utf-8")
    put(tmp_path, "emil.json", answered(vacancy_conductivity=RIGHT), version=9)
    (tmp_path / "fritz.json").mkdir()
    (tmp_path / "fritz.json" / "other.json").write_text("[1, 2]", encoding="utf-8")
    out = tmp_path / "out"
    said = "\n".join(report(tmp_path, out, QUESTIONS.values()))
    for name in ("dora", "emil", "fritz"):
        assert f"Skipped: {name}" in said
    assert "Read in part: carla.json" in said and "count once: 1" in said and "Files read: 2." in said
    assert "6 of 6 files" in capsys.readouterr().err
    assert {path.name for path in out.iterdir()} == {
        "report.csv", "misconceptions.csv", "concept_check.csv", "report.png", "report.svg"}
    for path in out.iterdir():
        content = path.read_bytes().lower()
        assert not [name for name in (b"anna", b"berta", b"carla", b"dora", b"emil", b"fritz")
                    if name in content]


def test_every_damaged_file_is_named_wherever_it_is_cut():
    """A sound file is not, and nothing of a damaged one counts without a word."""
    content = work_text.written(answered(vacancy_conductivity=SLIP, thickness_and_settling_time=MEANT,
                                         what_stops_the_ions="a"), {}).encode()
    silent = []
    for place in range(len(content)):
        work = ClassWork(QUESTIONS.values())
        work.take("cut.json", content[:place])
        silent += [] if "cut.json" in " ".join(skipped(work)) else [place]
    assert not silent
    work = ClassWork(QUESTIONS.values())
    work.take("whole.json", content)
    assert not skipped(work)
    work.take("cut.json", content[:-2])  # all answers of the file before: a copy, and damaged
    assert "Read in part: cut.json. It is damaged." in skipped(work)[0] and work.copies == 1


def test_a_file_of_version_1_is_read_under_the_names_of_today(tmp_path):
    number = next(old for old, key in chapters.earlier_names()["answers"].items() if key == NUMBER.key)
    entry = answered(vacancy_conductivity=SLIP)[NUMBER.key]
    put(tmp_path, "old.json", {number: entry}, version=1)
    assert read_class(tmp_path, QUESTIONS.values()).tallies[NUMBER.key].tried == 1


def test_a_share_of_a_few_is_not_ranked():
    many = [answered(vacancy_conductivity=RIGHT) for _ in range(59)]
    for place, answers in enumerate(many):  # no two files are alike
        answers[NUMBER.key]["when"] = WHEN.format(place)
    few = [answered(vacancy_conductivity=SLIP, thickness_and_settling_time=MEANT)]
    work = counted(*many, *few)
    assert work.files == 60 and work.enough == 6
    assert [tally.question.key for tally in work.most_missed(5)] == [NUMBER.key] and not work.most_met(5)
    small = counted(*few)
    assert small.enough == 1
    assert [met.id for met in small.most_met(5)] == ["M7"] and len(small.most_missed(5)) == 2


def shown_by(many, few):
    """A class in which `many` students show M7, and `few` of seven the misconceptions of another choice."""
    rare = next(question for question in QUESTIONS.values() if question.kind == "choice"
                and "M7" not in {slip.misconception for slip in question.slips}
                and question.slips[0].misconception.startswith("M"))
    given = [{CHOICE.key: MEANT if place < many else CHOICE.values[0]} for place in range(20)]
    for place in range(7):
        given[place][rare.key] = rare.values[1] if place < few else rare.values[0]
    answers = [answered(**one) for one in given]
    for place, one in enumerate(answers):  # no two files are alike
        one[CHOICE.key]["when"] = WHEN.format(place)
    return rare.slips[0].misconception, counted(*answers)


def test_a_misconception_of_few_students_stands_after_those_of_many():
    rare, work = shown_by(many=6, few=3)
    assert [met.id for met in work.most_met(5)] == ["M7", rare]
    assert work.met[rare].share > work.met["M7"].share
    assert [row["misconception"] for row in misconception_rows(work)][0] == "M7"
    said = [one for one in in_words(work) if "stands behind" in one]
    assert [one.split()[1] for one in said] == ["M7", rare] and "from 3 of 7 students:" in said[1]
    rare, work = shown_by(many=6, few=5)
    assert [met.id for met in work.most_met(5)] == [rare, "M7"]


def test_misconceptions_and_questions_that_nobody_has_come_to_are_left_out():
    work = counted(answered(thickness_and_settling_time=MEANT))
    rows = misconception_rows(work)
    reached = {slip.misconception for slip in CHOICE.slips} - {"common slip"}
    assert {row["misconception"] for row in rows} == reached | {"common slip"}
    assert {row["questions"] for row in rows[:-1]} == {f"Q{CHOICE.id}"}
    assert f"It is in {CHOICE.id}." in " ".join(in_words(work))
    assert [row["misconception"] for row in misconception_rows(counted())] == ["common slip"]


def test_answers_that_could_not_be_read_are_told_where_a_question_is_listed():
    texts = [SLIP, "no idea", "what?"]
    work = counted(*(answered(vacancy_conductivity=text) for text in texts))
    assert f"{NUMBER.id} was missed by 3 of 3 (2 could not be read): " in " ".join(in_words(work))
    bars = report_picture.draw(work).axes[1]
    assert "3 of 3\n(2 could not be read)" in [text.get_text() for text in bars.texts]
    clear = counted(answered(vacancy_conductivity=SLIP))
    assert "could not be read" not in " ".join(in_words(clear))


def test_the_command_writes_tables_that_a_spreadsheet_reads(tmp_path, capsys):
    make_class(tmp_path / "class", 8)
    out = tmp_path / "report"
    assert command.main(["report", str(tmp_path / "class"), "--out", str(out)]) == 0
    said, bar = capsys.readouterr()
    assert "To talk about next week" in said and "8 of 8 files" in bar
    assert "11 review" not in said  # it asks no questions of the bank
    with open(out / "report.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reached = {row["chapter"] for row in rows}
    assert sorted(row["key"] for row in rows) == sorted(
        key for key, question in QUESTIONS.items() if question.chapter in reached)
    shares = [1 - float(row["share right"] or 1) for row in rows]
    assert shares == sorted(shares, reverse=True) and shares[0] > 0
    assert not [text for row in rows for text in row.values() if "`" in text or re.search(r"\*\w+\*", text)]
    for row in rows:
        parts = [int(row[name]) for name in ("right", "not yet", "unreadable")]
        assert sum(parts) == int(row["tried"]) and min(parts) >= 0 and int(row["no known slip"]) >= 0
    assert sum(int(row["tried"]) for row in rows) > 8 * 20
    with open(out / "misconceptions.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["misconception"] for row in rows} == {*chapters.misconceptions(), "common slip"}
    assert sum(int(row["answers that stand for it"]) for row in rows) > 20


def test_the_command_says_what_it_lacks(tmp_path, capsys):
    for words in ([], ["--out"], ["a", "b"], ["--all"]):
        assert command.main(["report", *words]) == 1 and "report FOLDER" in capsys.readouterr().out
    assert command.main(["report", str(tmp_path)]) == 1 and ".json" in capsys.readouterr().out
    (tmp_path / "one.json").write_text("?", encoding="utf-8")
    out = tmp_path / "out"
    assert command.main(["report", str(tmp_path), "--out", str(out)]) == 1 and not out.exists()
    assert "Skipped: one.json" in capsys.readouterr().out
    put(tmp_path, "two.json", answered(vacancy_conductivity=SLIP))
    assert command.main(["report", str(tmp_path), "--out", str(tmp_path / "one.json")]) == 1
    assert "cannot be written" in capsys.readouterr().out


def test_the_picture_has_a_field_for_every_question_and_keeps_its_words_inside():
    work = counted(*(answered(vacancy_conductivity=SLIP, thickness_and_settling_time=text,
                              what_stops_the_ions="a") for text in "abcd"))
    figure = report_picture.draw(work)
    figure.draw_without_rendering()
    fields, *bars = figure.axes
    reached = {tally.question.chapter for tally in work.tallies.values() if tally.tried}
    assert len(fields.patches) == sum(question.chapter in reached for question in QUESTIONS.values())
    assert len(fields.get_yticks()) == len(reached) == 2
    shown = [text.get_text() for text in fields.texts]
    assert {"–", "100"} <= set(shown)
    longest = [text for axes in bars for text in axes.texts]
    assert any(text.get_text().startswith(NUMBER.id) for text in longest)
    assert any(text.get_text().startswith("M7") for text in longest)
    frame = figure.bbox
    for text in [*fields.texts, *longest, *figure.texts]:
        box = text.get_window_extent()
        assert frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1


def test_without_answers_the_picture_has_all_chapters():
    figure = report_picture.draw(counted())
    assert len(figure.axes[0].get_yticks()) == len(chapters.COURSE) - 1  # the review asks none of the bank


def test_a_slip_is_told_by_what_it_leads_to_and_what_check_says():
    said = next(one for one in in_words(counted(answered(vacancy_conductivity=SLIP)))
                if one.startswith(f"- {NUMBER.id}"))
    slip = NUMBER.slips[0]
    assert f"Right is {show(NUMBER.values[0], NUMBER.unit)}." in said
    assert f"Most often (1 student): {show(slip.value(), NUMBER.unit)}. To this check says: " in said
    assert slip.hint in said
    assert slip.name not in said.replace(slip.hint, "")
    choice = " ".join(in_words(counted(answered(thickness_and_settling_time=MEANT))))
    assert f"{MEANT}) {CHOICE.options[MEANT]}"[:30] in choice and "from 1 of 1 student:" in choice


def test_symbols_of_the_picture_stand_below_the_line_and_no_mark_is_left():
    factor = QUESTIONS["flux_of_a_membrane_made_half_as_thick"]
    figure = report_picture.draw(counted(answered(**{factor.key: slip_of(factor)})))
    (label,) = [text.get_text() for text in figure.axes[1].texts if text.get_text().startswith(factor.id)]
    assert r"2L$_{\mathrm{c}}$" in label and "students, 1 " not in figure.texts[0].get_text()
    figure.draw_without_rendering()


@pytest.mark.parametrize("marked, plain", [
    ("it is *not* `V_O..`", "it is not V_O.."), ("**bold** word", "bold word"), ("D* and C*", "D* and C*"),
    ("μC*·(threshold − gate)·C*", "μC*·(threshold − gate)·C*"), ("2 * 3 * 4", "2 * 3 * 4")])
def test_marks_are_taken_off_and_symbols_stay(marked, plain):
    assert without_marks(marked) == plain


def _luminance(colour):
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


@pytest.mark.parametrize("share", [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.805, 0.806, 0.9, 1])
def test_numbers_stand_out_from_their_field(share):
    colour = report_picture.ink(share)
    ink = _luminance([int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)])
    ground = _luminance(report_picture.shade(share))
    assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5


def choices(**given):
    """Entries of the concept check, {"before": {item: choice}, "after": ...}, as it keeps them."""
    return {f"concept_check.{time}.{key}": {"given": choice, "state": "right", "when": WHEN.format(place)}
            for time, items in given.items() for place, (key, choice) in enumerate(items.items())}


def test_the_concept_check_is_compared_in_those_who_took_it_twice():
    first, second = check_of_concepts.items()[:2]
    wrong = "".join(next(name for name, option in options.items() if option.misconception == "M1")
                    for options in (first.answers, first.reasons))
    work = counted(choices(before={first.key: wrong, second.key: second.right},
                           after={first.key: first.right}),
                   choices(before={first.key: wrong}, after={first.key: wrong}),
                   choices(before={first.key: "zz"}, after={first.key: wrong}), choices(before={}))
    assert work.check.times == ["before", "after"] and len(work.check.compared) == 2
    assert work.check.right("before") == (0, 2) and work.check.right("after") == (1, 2)
    assert work.check.shown("before", "M1") == (2, 2) and work.check.shown("after", "M1") == (1, 2)
    row = next(row for row in misconception_rows(work) if row["misconception"] == "M1")
    assert [value for name, value in row.items() if name.startswith("concept check")] == [2, 2, 1, 2]
    (item,) = (row for row in work.check.item_rows() if row["item"] == first.key)
    assert item["after: right in both tiers"] == 1 and item["before: choices"] == 2
    said = " ".join(in_words(work))
    assert "students who took it both times: 2" in said
    assert "0% before the course and in 50% after the course" in said
    assert "after the course M1 stands behind 50%" in said


def test_before_the_course_the_check_tells_what_is_thought_now():
    first = check_of_concepts.items()[0]
    work = counted(choices(before={first.key: first.right}))
    (said,) = work.check.in_words()
    assert said.endswith("before the course: 1. Answer and reason are right in 100% before the course.")
    assert counted(answered(vacancy_conductivity=RIGHT)).check.in_words() == []
