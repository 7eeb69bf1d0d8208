"""A class's work as two tables, a picture and a few sentences: what to talk about next."""
import csv
import re
from collections import Counter
from pathlib import Path

from .. import chapters
from ..classroom.lowered import without_marks
from .class_work import read_class, students

QUESTIONS, MISCONCEPTIONS, CHECK, PICTURE = "report.csv", "misconceptions.csv", "concept_check.csv", "report"
NAMED = 3  # questions, and misconceptions, that the sentences name
_DECIMAL = re.compile(r"-?[0-9]+[.][0-9]+(e-?[0-9]+)?")


def report(folder, out, questions, told=None, only=(), semicolons=False):
    """Read the saved files of a class in `folder` and write its report into `out`; return sentences.

    questions: those that the class was asked; told: where the progress is shown; only: names of chapters, if
    no others of the course count; semicolons: write the tables as a spreadsheet with a decimal comma reads
    them. ValueError if nothing can be read, or if the report cannot be written.
    """
    from .report_picture import draw  # matplotlib takes a moment
    work = read_class(folder, questions, told, only)
    if not work.tallies:
        raise ValueError(f"Chapter {_names(only)} has no questions of its own: name another one.")
    if not work.files:
        raise ValueError("\n".join([*skipped(work), "No file could be read, so nothing was written."]))
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, rows in ((QUESTIONS, question_rows(work)), (MISCONCEPTIONS, misconception_rows(work)),
                           (CHECK, work.check.item_rows())):
            _write(out / name, rows, semicolons)
        figure = draw(work)
        for kind in ("png", "svg"):
            figure.savefig(out / f"{PICTURE}.{kind}", dpi=144)
    except OSError as reason:
        raise ValueError(f"{out}: the report cannot be written there ({reason.strerror}).") from None
    written = (f"Written into {out}: {QUESTIONS}, {MISCONCEPTIONS}, {CHECK}, {PICTURE}.png and "
               f"{PICTURE}.svg.")
    return skipped(work) + in_words(work) + [written]


def _names(only):
    """The numbers and names of chapters, in words."""
    return ", ".join(f"{chapters.number(name)} {name}" for name in only)


def _write(path, rows, semicolons):
    # With a mark at its beginning, by which spreadsheets know the coding.
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if semicolons else ",")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow([_with_comma(cell) if semicolons else cell for cell in row.values()])


def _with_comma(cell):
    """What stands in a cell of a table; a number with a decimal comma."""
    return cell.replace(".", ",") if _DECIMAL.fullmatch(str(cell)) else cell


def _as_text(number):
    """The number of a question as a spreadsheet keeps it: it would take 05.1 and 05.10 for the same."""
    return f"Q{number}" if number[0].isdigit() else number


def question_rows(work):
    """Return one row for each question of the chapters with answers, what was missed most first: how many
    tried it, and how they answered."""
    ranked = sorted(work.touched, key=lambda tally: (-(tally.share_missed or 0), -tally.missed, -tally.tried))
    return [{
        "question": _as_text(tally.question.id), "key": tally.question.key, "chapter": tally.question.chapter,
        "level": tally.question.level, "vote": "yes" if tally.question.vote else "no",
        "tried": tally.tried, "right": tally.right, "not yet": tally.missed - tally.unreadable,
        "unreadable": tally.unreadable, "share right": _share(tally.right, tally.tried),
        **_most_frequent(tally), "right answer": without_marks(tally.question.stated(0)),
        "asked": without_marks(tally.question.prompt)} for tally in ranked]


def _most_frequent(tally):
    value, hint, times, slip = tally.most_frequent or ("", "", 0, None)
    return {"most frequent slip": without_marks(value), "students with it": times,
            "what check says to it": without_marks(hint),
            "misconception": slip.misconception if slip else "", "other slips": len(tally.slips) - bool(slip),
            "no known slip": tally.missed - tally.unreadable - tally.slips.total()}


def misconception_rows(work):
    """Return one row for each misconception whose questions, or items of the concept check, somebody has
    answered, and one for all common slips. Those that few students gave stand after the others."""
    rows = [(met, {"misconception": met.id, "students think": met.sentence, "answers": met.answers,
                   "answers that stand for it": met.met, "share": _share(met.met, met.answers),
                   "students asked": met.asked, "students who gave one": met.students,
                   "questions": " ".join(map(_as_text, met.questions)),
                   **work.check.of_misconception(met.id)}) for met in work.ranked]
    common = sum(times for tally in work.tallies.values() for slip, times in tally.slips.items()
                 if slip.misconception not in work.met)
    return [*(row for met, row in rows if met.answers or work.check.asks_of(met.id)),
            dict.fromkeys(rows[0][1], "") | {
                "misconception": "common slip", "students think": "A slip of the pen or of the calculation.",
                "answers that stand for it": common}]


def _share(part, whole):
    return f"{part / whole:.3f}" if whole else ""


def skipped(work):
    """Return in sentences which files were not read, or not in full."""
    return ([f"Skipped: {name}. {why}" for name, why in work.refused]
            + [f"Read in part: {name}. It is damaged. What could be read counts; " + (
                f"entries that could not: {odd}." if odd else "whether anything is missing cannot be seen.")
               for name, odd in work.partly]
            + ([f"Files that repeat another one, and count once: {work.copies}."] if work.copies else [])
            + ([f"Answers that would be judged otherwise today, left out: {work.left_out}. Most often the "
                f"question has changed."] if work.left_out else [])
            + ([f"Answers to questions that are not of the course, left out: {work.foreign}. If they are "
                f"your own, add --questions and the name of their file."] if work.foreign else []))


def in_words(work):
    """Return a few sentences: how many were read, and what to talk about next week."""
    answers, right = work.answers
    if not answers:
        of = f"chapter {_names(work.only)}" if work.only else "the course"
        return [f"Files read: {work.files}. None of them holds an answer to a question of {of}.",
                *work.check.in_words()]
    said = [f"Files read: {work.files}. Last answers to questions: {answers}, of which {right / answers:.0%} "
            f"are right.", *([f"Counted is chapter {_names(work.only)} alone."] if work.only else []),
            "", "To talk about next week:"]
    said += [_about_question(tally) for tally in work.most_missed(NAMED)]
    said += [_about_misconception(met) for met in work.most_met(NAMED)]
    if said[-1].endswith("week:"):
        said[-1] = f"No question was missed by one of at least {work.enough} students who tried it."
    tried = Counter()
    for tally in work.tallies.values():
        tried[tally.question.chapter] += tally.tried
    untouched = [f"{chapters.number(name)} {name}" for name in chapters.COURSE if tried.get(name) == 0]
    if untouched:
        said += ["", f"No answers yet to chapter {', '.join(untouched)}."]
    said += ["", *work.check.in_words()] if work.check.times else []
    return [*said, "", "A file keeps the last answer to each question. What a student has put right is not "
                       "seen here."]


def _about_question(tally):
    question = tally.question
    said = (f"- {question.id} was missed by {tally.missed_in_words}: {question.prompt} "
            f"Right is {question.stated(0).rstrip('.')}.")
    if tally.most_frequent:
        value, hint, times, _ = tally.most_frequent
        said += f" Most often ({students(times)}): {value.rstrip('.')}. To this check says: {hint}"
    return without_marks(said)


def _about_misconception(met):
    return (f"- {met.id} stands behind {met.share:.0%} of the {met.answers} answers to its questions, from "
            f"{met.students} of {students(met.asked)}: {met.sentence} It is in {', '.join(met.questions)}.")
