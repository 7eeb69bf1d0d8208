"""`python -m mixcond_lessons`: what can be done from a terminal."""
import sys
from pathlib import Path

USAGE = """Write one of these:
  python -m mixcond_lessons doctor              is this computer ready for the course, and what to do if not
  python -m mixcond_lessons questions [FOLDER]  maintainers: write the bank's questions into the notebooks"""


def examine():
    """Look at Python, packages, kernel, widgets and folder; return whether all is well."""
    from .classroom.doctor import doctor
    return all(finding.ok for finding in doctor())


def write_questions(folder="notebooks"):
    """Copy prompts and options from the bank into the notebooks of a folder; return whether that went
    well."""
    from . import chapters
    from .classroom import lesson_text
    lessons = [(f"{chapters.number(name)}_{name}.ipynb", chapters.chapter(name).QUESTIONS)
               for name in chapters.COURSE]
    missing = [name for name, _ in lessons if not (Path(folder) / name).is_file()]
    if missing:
        print(f"There is no {missing[0]} in {folder}: name the folder of the notebooks.")
        return False
    changed = lesson_text.write(folder, lessons)
    print(f"Written: {', '.join(changed)}." if changed
          else "All notebooks ask what the bank asks; nothing was changed.")
    return True


def main(arguments):
    """Return the exit code: 0 all well, 1 something to mend, 2 not understood."""
    if arguments == ["doctor"]:
        return 0 if examine() else 1
    if arguments[:1] == ["questions"] and len(arguments) <= 2:
        return 0 if write_questions(*arguments[1:]) else 1
    print(USAGE)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
