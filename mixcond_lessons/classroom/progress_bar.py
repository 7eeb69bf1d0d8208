"""A bar in the terminal that says how far a longer piece of work is."""
import sys

WIDTH = 30  # characters


def show(told, count, total, things, words=""):
    """Draw the bar anew on its line of the stream `told` (None: of the terminal's errors).

    count, total: how many of the `things` ("panels") are done, and how many there are; words: what is being
    done. After the last one the line ends.
    """
    filled = round(WIDTH * count / total)
    said = f": {words:<50.50}" if words else ""
    print(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {count} of {total} {things}{said}",
          end="" if count < total else "\n", file=sys.stderr if told is None else told, flush=True)
