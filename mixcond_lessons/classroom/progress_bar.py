"""A bar in the terminal that says how far a longer piece of work is."""
import sys

WIDTH = 30  # characters
LINES = 10  # at most, where lines cannot be drawn anew: in a file, or in another program


def show(told, count, total, things, words=""):
    """Draw the bar anew on its line of the stream `told` (None: of the terminal's errors). Where that is no
    terminal, write a line of its own for each tenth of the work.

    count, total: how many of the `things` ("panels") are done, and how many there are; words: what is being
    done. After the last one the line ends.
    """
    stream = sys.stderr if told is None else told
    drawn = stream.isatty()
    if not drawn and LINES * count // total == LINES * (count - 1) // total:
        return
    filled = round(WIDTH * count / total)
    said = f": {words:<50.50}" if words else ""
    print(f"{chr(13) * drawn}[{'#' * filled}{'.' * (WIDTH - filled)}] {count} of {total} {things}{said}",
          end="" if drawn and count < total else "\n", file=stream, flush=True)
