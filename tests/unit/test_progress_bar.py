"""How far a longer piece of work is: drawn anew in a terminal, a few lines elsewhere."""
import io

from mixcond_lessons.classroom import progress_bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_bar_is_drawn_anew_in_a_terminal_and_at_most_ten_lines_stand_elsewhere():
    for stream, lines, begun in ((Terminal(), 1, 300), (io.StringIO(), 10, 0)):
        for count in range(1, 301):
            progress_bar.show(stream, count, 300, "files")
        said = stream.getvalue()
        assert said.count("\n") == lines and said.count("\r") == begun and said.endswith("300 of 300 files\n")
    few = io.StringIO()
    progress_bar.show(few, 1, 1, "files")
    assert few.getvalue().endswith("1 of 1 files\n")
