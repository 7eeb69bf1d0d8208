"""`python -m mixcond_lessons doctor`: is this computer ready for the course?"""
import sys

from mixcond_lessons.classroom.doctor import doctor

USAGE = """Write: python -m mixcond_lessons doctor
It says whether Python, packages, kernel, widgets and folder are ready for the course,
and what to do if not."""


def main(arguments):
    """Return the exit code: 0 all well, 1 something to mend, 2 not understood."""
    if arguments != ["doctor"]:
        print(USAGE)
        return 2
    return 0 if all(finding.ok for finding in doctor()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
