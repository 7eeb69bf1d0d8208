"""The picture of a class: every question as a field of a map; what was missed most, as bars with names."""
import textwrap

from .. import chapters
from ..classroom import style
from ..classroom.feedback import LOOKS
from ..classroom.lowered import LOWERED, without_marks
from .class_work import students

WIDTH, TEXT = 1240, 13  # in pixels of the picture
HEAD, ROW, BETWEEN, BARS, FOOT = 140, 53, 95, 680, 16  # heights in pixels, of the map each row
LISTED = 10  # questions, and misconceptions
COLOUR = LOOKS["not yet"][0]
LINE = 78  # characters of a label


def draw(work):
    """Return the figure of a ClassWork."""
    rows = {}
    for tally in work.touched:
        rows.setdefault(tally.question.chapter, []).append(tally)
    map_end = HEAD + ROW * len(rows)
    height = map_end + BETWEEN + BARS + FOOT
    with style.house_style():
        figure = style.HouseFigure(figsize=(WIDTH / 72, height / 72), dpi=72)
        answers, right = work.answers
        figure.text(0.02, 1 - 47 / height, f"What the class has missed: {students(work.files)}, "
                    f"{answers} answers", size=TEXT + 7, weight="bold")
        figure.text(0.02, 1 - 75 / height, "Counted is each student's last answer to a question. "
                    f"Right are {right} of them.", color=style.QUIET, size=TEXT)
        questions, misconceptions = work.most_missed(LISTED), work.most_met(LISTED)
        above = figure.add_gridspec(1, 1, left=0.12, right=0.985, top=1 - HEAD / height,
                                    bottom=1 - map_end / height)
        _map(figure.add_subplot(above[0]), work, rows, questions)
        below = figure.add_gridspec(1, 2, left=0.02, right=0.985, top=(BARS + FOOT) / height,
                                    bottom=FOOT / height, wspace=0.05)
        _bars(figure.add_subplot(below[0]), "Questions missed most", [
            (f"{tally.question.id}  {tally.question.prompt}", tally.missed, tally.tried,
             tally.missed_in_words.replace(" (", "\n(")) for tally in questions],
            f"No question that {students(work.enough)} tried was missed.")
        _bars(figure.add_subplot(below[1]), "Misconceptions met most, in the answers to their questions", [
            (f"{met.id}  {met.sentence}", met.met, met.answers,
             f"{met.share:.0%}, from\n{met.students} of {students(met.asked)}")
            for met in misconceptions], f"None was met among {students(work.enough)} who were asked.")
    return figure


def _map(axes, work, rows, listed):
    """A row for each chapter with answers, {its name: Tallies}, a field for each question: the deeper its
    colour, the more have missed it."""
    from matplotlib.patches import Rectangle
    longest = max(map(len, rows.values()))
    axes.set(xlim=(0.5, longest + 0.5), ylim=(len(rows) - 0.5, -0.5))
    axes.set_title("Every question: how many of 100 who tried it have not got it right", pad=26,
                   weight="bold")
    axes.set_yticks(range(len(rows)), [_name(name) for name in rows])
    axes.set_xticks(range(1, longest + 1))
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.grid(False)
    axes.spines[:].set_visible(False)
    for row, tallies in enumerate(rows.values()):
        for place, tally in enumerate(tallies, start=1):
            share, known = tally.share_missed, tally.tried >= work.enough
            axes.add_patch(Rectangle(
                (place - 0.46, row - 0.43), 0.92, 0.86, facecolor=shade(share) if known else "white",
                edgecolor=style.MARK if tally in listed else "#B8B8B8",
                linewidth=2.5 if tally in listed else 0.8, zorder=3 if tally in listed else 2))
            few = f"({tally.missed}/{tally.tried})" if tally.tried else "–"
            text = f"{100 * share:.0f}" if known else few
            axes.text(place, row, text, ha="center", va="center", zorder=4, size=TEXT if known else TEXT - 4,
                      color=ink(share if known else 0))
    axes.text(0.5, len(rows) - 0.35, "–: nobody tried it.  In brackets: fewer than "
              f"{students(work.enough)} tried it.  Thick frame: listed below on the left.", va="top",
              color=style.QUIET, size=TEXT - 1)


def _name(chapter):
    known = chapter in chapters.COURSE
    return f"{chapters.number(chapter)} {chapter.replace('_', ' ')}" if known else chapter


def ink(share):
    """Return the colour of a number on the field of a share, 0 to 1: at each share it stands out."""
    return "#FFFFFF" if share > 0.805 else "#000000"


def shade(share):
    """Return the colour of a share, 0 to 1: from white to that of "not yet", as three parts of 1."""
    full = [int(COLOUR[place:place + 2], 16) for place in (1, 3, 5)]
    return tuple((255 + (part - 255) * share) / 255 for part in full)


def _bars(axes, title, rows, none):
    """One bar for each row (label, part, whole, words behind it on one or two lines), its label on two lines
    above it."""
    axes.set_title(title, weight="bold")
    axes.set(xlim=(0, 1.42), ylim=(LISTED - 0.1, -0.6))
    axes.set_axis_off()
    if not rows:
        axes.text(0, 0, none, va="center")
    for place, (label, part, whole, words) in enumerate(rows):
        lines = textwrap.wrap(without_marks(label).replace("$", ""), LINE, max_lines=2, placeholder=" …")
        axes.text(0, place + 0.14, LOWERED.sub(r"$_{\\mathrm{\1}}$", "\n".join(lines)), va="bottom",
                  size=TEXT - 1)
        axes.barh(place + 0.3, 1, height=0.24, color="#EFEFEF")
        axes.barh(place + 0.3, part / whole, height=0.24, color=COLOUR)
        axes.text(1.02, place + 0.17, words, va="top", size=TEXT - 1)
