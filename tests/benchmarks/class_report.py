"""How long the report on a class takes: made-up files of saved work, read by `mixcond report`.

python tests/benchmarks/class_report.py [STUDENTS]   (300 if no number is given)
"""
import io
import pathlib
import random
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))
import mixcond_lessons
from mixcond_lessons.classroom import work_text
from mixcond_lessons.classroom.quantity import show
from mixcond_lessons.teaching.report import report


def attempt(question, chance):
    """What one student might write: right, a known slip, or something else, in one of the usual spellings."""
    value = question.values[0]
    if chance.random() < 0.45:
        others = question.values[1:] or [value]
        value = chance.choice(others)
        if chance.random() < 0.2:
            value = "I do not know" if question.kind == "choice" or chance.random() < 0.3 else value * 1.7
    if isinstance(value, str):
        return value
    return chance.choice([show(value, question.unit), f"{value:.4g}".replace(".", ","), f"{value:.5g}",
                          f"{value * chance.gauss(1, 0.002):.6g}"])


def make_class(folder, students, seed=1):
    """Write the files of a class: each student stops at some chapter and leaves out some questions."""
    chance = random.Random(seed)
    questions = mixcond_lessons.questions()
    for student in range(students):
        reached, answers = chance.randint(3, 10), {}
        for question in questions:
            if int(question.id[:2]) <= reached and chance.random() < 0.85:
                given = attempt(question, chance)
                answers[question.key] = {
                    "given": given, "state": question.judge(given).state,
                    "when": f"2026-11-{chance.randint(1, 28):02d}T10:00:00.{chance.randint(0, 999999):06d}Z"}
        path = pathlib.Path(folder) / f"student_{student:03d}" / "my_work.json"
        path.parent.mkdir(parents=True)
        path.write_text(work_text.written(answers, {}), encoding="utf-8")


def main(students=300):
    """Make the class, report on it, and print how long that took in this process."""
    with tempfile.TemporaryDirectory() as folder:
        make_class(folder, students)
        for question in mixcond_lessons.questions():
            vars(question).pop("values", None)  # making the class has computed them; a teacher's report must
        start, used = time.perf_counter(), time.process_time()
        sentences = report(folder, pathlib.Path(folder) / "out", mixcond_lessons.questions(), io.StringIO())
        print("\n".join(sentences))
        seconds, cpu = time.perf_counter() - start, time.process_time() - used
        print(f"{students} files: {seconds:.1f} s, {cpu:.1f} s CPU")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
