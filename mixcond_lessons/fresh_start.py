"""Run by the doctor in a new Python: import each chapter, draw one panel, start what is loaded late, print
what failed as JSON."""
import json
import sys
import traceback


def try_all():
    """Return None, or (what was tried, the error in words, the files that the error went through)."""
    tried = "the course"
    try:
        from mixcond_lessons import chapters
        for name in chapters.COURSE:
            tried = f"chapter {chapters.number(name)}"
            chapters.chapter(name)
        tried = "the first panel"
        panel = chapters.chapter(chapters.COURSE[0]).PANELS[0]()
        panel._repr_mimebundle_()
        tried = "the library of units"
        import pint  # late in the lessons as well: only for a unit that is not in the course's own table
        pint.UnitRegistry()
        tried = "scipy"
        import scipy
        _ = scipy.integrate, scipy.interpolate, scipy.linalg, scipy.optimize, scipy.special  # loaded by this
    except BaseException as reason:
        frames = traceback.extract_tb(reason.__traceback__)
        return tried, f"{type(reason).__name__}: {reason}", [frame.filename for frame in frames]
    return None


if __name__ == "__main__":
    failure = try_all()
    sys.stdout.write("\n" + json.dumps(failure))
