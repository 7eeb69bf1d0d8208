"""The concept check of a class, before the course and after it: what the choices show, by misconception."""
from ..chapters import misconceptions
from ..chapters.review.check_of_concepts import TIMES, chosen, items


class ClassCheck:
    """The choices of a class. Where some took the check both times, only they are counted, and only in items
    that they answered both times; so before and after are of the same students. only: names of chapters,
    where no other items are counted."""

    def __init__(self, only=()):
        self._items = [item for item in items() if not only or item.lesson in only]
        self._taken = []

    def take(self, answers):
        """Count the answers of one student's saved work."""
        kept = {item.key for item in self._items}
        given = {time: {key: choice for key, choice in chosen(answers, time).items() if key in kept}
                 for time in TIMES}
        if any(given.values()):
            self._taken.append(given)

    @property
    def compared(self):
        """[{time: {key of an item: choice}}] of the students that are counted."""
        both = []
        for given in self._taken:
            common = set.intersection(*(set(given[time]) for time in TIMES))
            if common:
                both.append({time: {key: given[time][key] for key in common} for time in TIMES})
        return both or self._taken

    @property
    def times(self):
        """The times of which there is something to say."""
        return [time for time in TIMES if any(given[time] for given in self.compared)]

    def right(self, time, key=None):
        """Return (choices that are right in both tiers, choices) at a time, of one item or of all."""
        choices = [(item, given[time][item.key]) for given in self.compared for item in self._items
                   if item.key in given[time] and key in (None, item.key)]
        return sum(choice == item.right for item, choice in choices), len(choices)

    def shown(self, time, name):
        """Return (choices that show a misconception, choices that could have shown it) at a time."""
        choices = [(item, given[time][item.key]) for given in self.compared for item in self._items
                   if item.key in given[time] and name in item.misconceptions]
        return sum(name in item.thought(choice) for item, choice in choices), len(choices)

    def asks_of(self, name):
        """Whether there are choices that could have shown a misconception, at any time."""
        return any(self.shown(time, name)[1] for time in TIMES)

    def of_misconception(self, name):
        """Return the columns of the table of misconceptions that tell of the check."""
        return {f"concept check {time}: {what}": number for time in TIMES for what, number in zip(
            ("choices that show it", "choices"), self.shown(time, name), strict=True)}

    def item_rows(self):
        """Return one row for each item of the check."""
        return [{"item": item.key, "chapter": item.lesson,
                 **{f"{time}: {what}": number for time in TIMES for what, number in zip(
                     ("right in both tiers", "choices"), self.right(time, item.key), strict=True)},
                 "misconceptions": " ".join(name for name in misconceptions() if name in item.misconceptions),
                 "asked": item.ask} for item in self._items]

    def in_words(self):
        """Return in sentences how the class did, and what is still there; none if nobody took the check."""
        times = self.times
        if not times:
            return []
        took = "both times" if len(times) == 2 else f"{times[0]} the course"
        said = [f"Concept check, students who took it {took}: {len(self.compared)}. Answer and reason are "
                f"right in " + " and in ".join(f"{_part(*self.right(time))} {time} the course"
                                               for time in times) + "."]
        last = times[-1]
        held = [(name, *self.shown(last, name)) for name in misconceptions()]
        held = sorted((one for one in held if one[1]), key=lambda one: -one[1] / one[2])[:3]
        return said + [f"- {last} the course {name} stands behind {_part(shown, asked)} of the choices that "
                       f"could show it: {misconceptions()[name]}" for name, shown, asked in held]


def _part(part, whole):
    return f"{part / whole:.0%}"
