"""What cannot be done, said by a sentence and no more."""


class Refused(ValueError):
    """What cannot be done, in a sentence. A notebook shows it alone, without lines of the course."""

    def _render_traceback_(self):
        return [str(self)]
