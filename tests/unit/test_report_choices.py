"""What a teacher chooses of the report on a class: some chapters, and tables for a spreadsheet with a decimal
comma."""
import csv
import re

import pytest
from test_report import MEANT, NUMBER, QUESTIONS, SLIP, answered, put

from mixcond_lessons import __main__ as command
from mixcond_lessons import chapters
from mixcond_lessons.classroom import work_text
from mixcond_lessons.classroom.question import named
from mixcond_lessons.teaching import report_picture
from mixcond_lessons.teaching.class_work import ClassWork
from tests.benchmarks.class_report import make_class


def written_by(tmp_path, *words):
    """The tables that the command writes of a class of eight: {name: text}."""
    make_class(tmp_path / "class", 8)
    assert command.main(["report", str(tmp_path / "class"), "--out", str(tmp_path / "out"), *words]) == 0
    return {path.stem: path.read_text(encoding="utf-8-sig") for path in (tmp_path / "out").glob("*.csv")}


def test_numbers_of_questions_stay_text_in_the_tables(tmp_path):
    tables = written_by(tmp_path)
    for name in ("report", "misconceptions"):
        rows = list(csv.DictReader(tables[name].splitlines()))
        column = "question" if name == "report" else "questions"
        numbers = " ".join(row[column] for row in rows).split()
        assert numbers and all(re.fullmatch(r"Q[0-9]{2}[.][0-9]{1,2}", one) for one in numbers)
    assert named(f"Q{NUMBER.id}") == NUMBER.id  # as it stands there, it can be asked


def test_semicolons_part_the_columns_and_numbers_have_a_decimal_comma(tmp_path):
    tables = written_by(tmp_path, "--semicolons")
    numbers = []
    for table in tables.values():
        rows = list(csv.reader(table.splitlines(), delimiter=";"))
        assert len({len(row) for row in rows}) == 1 and len(rows[0]) > 5
        numbers += [cell for row in rows for cell in row]
    assert not [cell for cell in numbers if re.fullmatch(r"-?[0-9]+[.][0-9]+(e-?[0-9]+)?", cell)]
    shares = {row["share right"] for row in csv.DictReader(tables["report"].splitlines(), delimiter=";")}
    assert shares - {""} and all(re.fullmatch(r"[01],[0-9]{3}", share) for share in shares - {""})


@pytest.mark.parametrize("words, wanted", [
    (["--chapter", "03"], {"vacancies"}), (["--chapter", "2,3"], {"polarization", "vacancies"}),
    (["--chapter", "03", "--chapter", "polarization"], {"polarization", "vacancies"})])
def test_only_some_chapters_are_counted(tmp_path, capsys, words, wanted):
    tables = written_by(tmp_path, *words)
    numbers = {chapters.number(name) for name in wanted}
    rows = list(csv.DictReader(tables["report"].splitlines()))
    assert {row["chapter"] for row in rows} == wanted
    listed = " ".join(row["questions"] for row in csv.DictReader(tables["misconceptions"].splitlines()))
    assert {one[1:3] for one in listed.split()} == numbers
    items = {row["chapter"] for row in csv.DictReader(tables["concept_check"].splitlines())}
    assert items <= wanted
    said = capsys.readouterr().out
    assert {one[:2] for one in re.findall(r"[0-9]{2}[.][0-9]{1,2} was missed", said)} <= numbers
    assert "alone." in said and "left out" not in said and "No answers yet" not in said


def test_the_picture_has_only_the_chapters_that_are_asked_for():
    work = ClassWork(QUESTIONS.values(), only=["vacancies"])
    work.take("a.json", work_text.written(answered(vacancy_conductivity=SLIP,
                                                   thickness_and_settling_time=MEANT), {}).encode())
    labels = [label.get_text() for label in report_picture.draw(work).axes[0].get_yticklabels()]
    assert labels == ["03 vacancies"] and work.answers == (1, 0) and not work.foreign


def test_a_chapter_that_cannot_be_reported_is_said(tmp_path, capsys):
    put(tmp_path, "one.json", answered(vacancy_conductivity=SLIP))
    for words, said in ((["--chapter", "55"], "chapter = '55': allowed is one of"),
                        (["--chapter", "11"], "Chapter 11 review has no questions"),
                        (["--chapter"], "report FOLDER")):
        assert command.main(["report", str(tmp_path), "--out", str(tmp_path / "out"), *words]) == 1
        assert said in capsys.readouterr().out and not (tmp_path / "out").exists()
