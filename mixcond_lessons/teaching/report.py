"""A class's work as two tables, a picture and a few sentences: what to talk about next."""
import csv
from collections import Counter
from pathlib import Path

from .. import chapters
from ..classroom.lowered import without_marks
from .class_work import read_class, students

QUESTIONS, MISCONCEPTIONS, CHECK, PICTURE = "report.csv", "misconceptions.csv", "concept_check.csv", "report"
NAMED = 3  # questions, and misconceptions, that the sentences name


def report(folder, out, questions, told=None):
    """Read the saved files of a class in `folder` and write its report into `out`; return sentences.

    questions: those that the class was asked; told: where the progress is shown. ValueError if nothing can be
    read, or if the report cannot be written.
    """
    from .report_picture import draw  # matplotlib takes a moment
    work = read_class(folder, questions, told)
    if not work.files:
        raise ValueError("\n".join([*skipped(work), "No file could be read, so nothing was written."]))
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        _write(out / QUESTIONS, question_rows(work))
        _write(out / MISCONCEPTIONS, misconception_rows(work))
        _write(out / CHECK, work.check.item_rows())
        figure = draw(work)
        for kind in ("png", "svg"):
            figure.savefig(out / f"{PICTURE}.{kind}", dpi=144)
    except OSError as reason:
        raise ValueError(f"{out}: the report cannot be written there ({reason.strerror}).") from None
    written = (f"Written into {out}: {QUESTIONS}, {MISCONCEPTIONS}, {CHECK}, {PICTURE}.png and "
               f"{PICTURE}.svg.")
    return skipped(work) + in_words(work) + [written]


def _write(path, rows):
    # With a mark at its beginning, by which spreadsheets know the coding.
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def question_rows(work):
    """Return one row for each question of the chapters with answers, what was missed most first: how many
    tried it, and how they answered."""
    ranked = sorted(work.touched, key=lambda tally: (-(tally.share_missed or 0), -tally.missed, -tally.tried))
    return [{
        "question": tally.question.id, "key": tally.question.key, "chapter": tally.question.chapter,
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
    """Return one row for each misconception, the most frequent first, and one for all common slips."""
    ranked = sorted(work.met.values(), key=lambda met: (-(met.share or 0), -met.met, int(met.id[1:])))
    rows = [{"misconception": met.id, "students think": met.sentence, "answers": met.answers,
             "answers that stand for it": met.met, "share": _share(met.met, met.answers),
             "students asked": met.asked, "students who gave one": met.students,
             "questions": " ".join(met.questions), **work.check.of_misconception(met.id)} for met in ranked]
    common = sum(times for tally in work.tallies.values() for slip, times in tally.slips.items()
                 if slip.misconception not in work.met)
    return [*rows, dict.fromkeys(rows[0], "") | {
        "misconception": "common slip", "students think": "A slip of the pen or of the calculation.",
        "answers that stand for it": common}]


def _share(part, whole):
    return f"{part / whole:.3f}" if whole else ""


def skipped(work):
    """Return in sentences which files were not read, or not in full."""
    return ([f"Skipped: {name}. {why}" for name, why in work.refused]
            + [f"Read in part: {name}. What could be read counts; entries that could not: {odd}."
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
        return [f"Files read: {work.files}. None of them holds an answer to a question of the course.",
                *work.check.in_words()]
    said = [f"Files read: {work.files}. Last answers to questions: {answers}, of which {right / answers:.0%} "
            f"are right.", "", "To talk about next week:"]
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
    said = (f"- {question.id} was missed by {tally.missed} of {tally.tried}: {question.prompt} "
            f"Right is {question.stated(0).rstrip('.')}.")
    if tally.most_frequent:
        value, hint, times, _ = tally.most_frequent
        said += f" Most often ({students(times)}): {value.rstrip('.')}. To this check says: {hint}"
    return without_marks(said)


def _about_misconception(met):
    return (f"- {met.id} stands behind {met.share:.0%} of the {met.answers} answers to its questions, from "
            f"{students(met.students)}: {met.sentence} It is in {', '.join(met.questions)}.")
