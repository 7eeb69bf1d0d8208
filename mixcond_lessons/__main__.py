"""`mixcond` or `python -m mixcond_lessons`: what can be done from a terminal."""
import sys
from pathlib import Path

USAGE = """Write one of these:
  python -m mixcond_lessons open [FOLDER] [...] your own copy of the notebooks, opened in JupyterLab; what
                                                begins with - goes on to it, such as --no-browser
  python -m mixcond_lessons copy [FOLDER]       only the copy, where a JupyterLab runs already
  python -m mixcond_lessons doctor              is this computer ready for the course, and what to do if not
  python -m mixcond_lessons book [--draft] [--out FOLDER] [CHAPTER ...]
                                                the course as pages that need no Python and no network
                                                (a draft has few places on each slider, and is soon done)
  python -m mixcond_lessons report FOLDER [--out FOLDER] [--questions FILE] [--chapter 05] [--semicolons]
                                                teachers: what a class has missed, from its my_work.json files
                                                (FILE: of questions of your own, such as mine.toml; --chapter:
                                                only this one, or several: 05,06; --semicolons: tables for a
                                                spreadsheet with a decimal comma, as in Germany).
                                                In the tables question 05.10 is Q05.10: so it stays text.
                                                First come misconceptions that at least five students showed
                                                (one in ten of a large class), by their part of the answers
  python -m mixcond_lessons notes [--out FOLDER] [CHAPTER ...]
                                                teachers: notes, key and worksheet of each chapter, to print
  python -m mixcond_lessons questions [FOLDER]  maintainers: write the bank's questions into the notebooks
  python -m mixcond_lessons glossary [FOLDER]   maintainers: write the new words of each lesson into it
  python -m mixcond_lessons minutes [FOLDER]    maintainers: count each lesson's minutes and write them
The same is done by `mixcond` in place of `python -m mixcond_lessons`."""


def _forget_this_folder():
    """A file of this folder that has the name of a package must not be taken for the package."""
    sys.path[:] = [place for place in sys.path if place and Path(place) != Path.cwd()]


def examine():
    """Look at Python, packages, kernel, widgets and saved work; return whether all is well."""
    _forget_this_folder()  # the doctor finds such a file, and must not stumble over it
    from .classroom.doctor import doctor
    return all(finding.ok for finding in doctor())


def bring_notebooks(named=None):
    """Put the notebooks into a folder of the student's, never over work; return it, or None and a
    sentence."""
    from importlib import metadata

    from . import course_folder
    try:
        version = metadata.version("mixcond_lessons")
        folder = course_folder.chosen(named)
        brought = course_folder.bring(folder, version)
    except metadata.PackageNotFoundError:
        print("mixcond_lessons is not installed in this Python: see “Open it” in its README.")
        return None
    except ValueError as problem:
        print(problem)
        return None
    print("\n".join(course_folder.in_words(folder, brought, version)), flush=True)
    return folder


def open_course(arguments):
    """Bring the notebooks and open the first in JupyterLab, until it is stopped; return whether that went
    well."""
    named = arguments[0] if arguments and not arguments[0].startswith("-") else None
    _forget_this_folder()
    try:
        from jupyterlab.labapp import LabApp
    except ImportError as missing:
        print(f"JupyterLab cannot be started ({missing}): install mixcond_lessons again.")
        return False
    folder = bring_notebooks(named)
    if folder is None:
        return False
    from .course_folder import FIRST
    LabApp.launch_instance([str(folder / FIRST), *(arguments[1:] if named else arguments)])
    return True


def write_questions(folder="notebooks"):
    """Copy prompts and options from the bank into the notebooks of a folder; return whether that went
    well."""
    from . import chapters
    from .classroom import lesson_text
    return _write(folder, lesson_text.write, lambda name: chapters.chapter(name).QUESTIONS,
                  "ask what the bank asks")


def write_glossary(folder="notebooks"):
    """Write the new words of each lesson into the notebooks of a folder; return whether that went well."""
    from .chapters import glossary
    from .classroom import lesson_words
    return _write(folder, lesson_words.write, glossary.new_words, "have the words of the glossary")


def _write(folder, write, text_of, all_well):
    """Write what `text_of` gives for each chapter into its notebook, and say which were changed."""
    lessons = [(file, text_of(name)) for file, name in _lessons(folder)]
    if not lessons:
        return False
    changed = write(folder, lessons)
    print(f"Written: {', '.join(changed)}." if changed
          else f"All notebooks {all_well}; nothing was changed.")
    return True


def _lessons(folder):
    """(file, chapter) for each lesson of the folder; none, and a sentence, if one is missing."""
    from . import chapters
    lessons = [(chapters.notebook(name), name) for name in chapters.COURSE]
    missing = [file for file, _ in lessons if not (Path(folder) / file).is_file()]
    if missing:
        print(f"There is no {missing[0]} in {folder}: name the folder of the notebooks.")
    return [] if missing else lessons


def write_minutes(folder="notebooks"):
    """Count the minutes of each lesson and write them into it and into the map of the first; return whether
    that went well."""
    from . import chapters
    from .classroom import lesson_minutes
    lessons = _lessons(folder)
    promises = {}
    for file, name in lessons:
        called = chapters.called_in(name)
        promises[file[:2]] = lesson_minutes.write(Path(folder) / file, called, chapters.CHECKERS)
    if lessons:
        lesson_minutes.write_map(Path(folder) / lessons[0][0], promises)
        readme = Path(folder).resolve().parent / "README.md"
        if readme.is_file():
            lesson_minutes.write_readme(readme, promises)
    for number, promised in promises.items():
        print(number, ", ".join(f"{name}: {count}" for name, count in promised.items()))
    return bool(lessons)


def write_book(arguments):
    """Write pages of the book into a folder, `book` if none is named; return whether that went well."""
    draft, arguments = "--draft" in arguments, [word for word in arguments if word != "--draft"]
    out, arguments = _taken_out("--out", arguments, "book")
    if not out or any(word.startswith("-") for word in arguments):
        print(USAGE)
        return False
    try:
        from .book.build import DRAFT, FULL, build
        from .course_folder import shipped
        written = build(shipped(), out, arguments, DRAFT if draft else FULL)
    except (ModuleNotFoundError, ValueError) as problem:
        print(problem)
        return False
    print(f"Written: {len(written)} pages in {out}. Open {written[0]} in a browser.")
    return True


def _taken_out(option, arguments, usual):
    """(What follows an option, or an empty text if nothing does, or `usual` without it; the other words)."""
    if option not in arguments:
        return usual, arguments
    place = arguments.index(option)
    return "".join(arguments[place + 1:place + 2]), arguments[:place] + arguments[place + 2:]


def _all_taken_out(option, arguments):
    """(What follows an option each time that it stands there; the other words)."""
    found = []
    while option in arguments:
        one, arguments = _taken_out(option, arguments, "")
        found.append(one)
    return found, arguments


def report_on_class(arguments):
    """Read the saved files of a class and write what it has missed; return whether that went well."""
    semicolons, arguments = "--semicolons" in arguments, [one for one in arguments if one != "--semicolons"]
    out, arguments = _taken_out("--out", arguments, "report")
    file, arguments = _taken_out("--questions", arguments, None)
    named, arguments = _all_taken_out("--chapter", arguments)
    if "" in (out, file, *named) or len(arguments) != 1 or arguments[0].startswith("-"):
        print(USAGE)
        return False
    from . import questions, questions_from
    from .chapters import chapter_meant
    from .teaching.report import report
    try:
        only = list(dict.fromkeys(chapter_meant(one.strip()) for one in ",".join(named).split(",") if one))
        own = questions_from(file) if file else ()
        print("\n".join(report(arguments[0], out, [*questions(), *own], only=only, semicolons=semicolons)))
    except ValueError as problem:
        print(problem)
        return False
    return True


def write_notes_for_teachers(arguments):
    """Write notes, key and worksheet of chapters into a folder, `notes` if none is named; return whether that
    went well."""
    out, arguments = _taken_out("--out", arguments, "notes")
    if not out or any(word.startswith("-") for word in arguments):
        print(USAGE)
        return False
    try:
        from .course_folder import shipped
        from .teaching.notes import write_notes
        written = write_notes(shipped(), out, arguments)
    except (ModuleNotFoundError, ValueError) as problem:
        print(problem)
        return False
    print(f"Written: {len(written)} pages in {out}. Open {written[0]} in a browser, and print it from there.")
    return True


def main(arguments=None):
    """Return the exit code: 0 all well, 1 something to mend, 2 not understood."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that has not all our letters
    if arguments == ["doctor"]:
        return 0 if examine() else 1
    if arguments[:1] == ["open"]:
        return 0 if open_course(arguments[1:]) else 1
    if arguments[:1] == ["copy"] and len(arguments) <= 2:
        return 0 if bring_notebooks(*arguments[1:]) else 1
    makers = {"book": write_book, "report": report_on_class, "notes": write_notes_for_teachers}
    if arguments and arguments[0] in makers:
        return 0 if makers[arguments[0]](arguments[1:]) else 1
    maintain = {"questions": write_questions, "glossary": write_glossary, "minutes": write_minutes}
    if arguments and arguments[0] in maintain and len(arguments) <= 2:
        return 0 if maintain[arguments[0]](*arguments[1:]) else 1
    print(USAGE)
    return 2


if __name__ == "__main__":
    sys.exit(main())
