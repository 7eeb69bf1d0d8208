"""What a reaction must hold to be the one that is asked for, and what is wrong with one that is not."""
from dataclasses import dataclass

from ...physics.reaction_balance import Advice


@dataclass(frozen=True)
class Need:
    """A species that the reaction must use up (side "left") or make ("right"), in any of its spellings.

    hint: what to say if the reaction does not.
    """

    side: str
    spellings: tuple
    hint: str


@dataclass(frozen=True)
class Task:
    """A reaction to be written.

    words: what is asked; host: the crystal's formula; needs: what must appear; solution: one way to write
    it; because: why it is right; strays: {species: what to say if it appears}; advice: what to say beside a
    balance that does not hold, so that no hint leads to another task's reaction.
    """

    words: str
    host: str
    needs: tuple
    solution: str
    because: str
    strays: dict
    advice: Advice

    def what_is_wrong(self, left, right):
        """Return what keeps a balanced reaction from being this one, or "".

        left, right: {species: amount}, spelled as `reaction_species` does.
        """
        made = {species: right.get(species, 0) - left.get(species, 0) for species in {**left, **right}}
        missing = [need for need in self.needs if not self._met(need, made)]
        if missing:
            turned = all(self._met(need, made, turned=True) for need in self.needs)
            return "It runs the other way round: change the sides." if turned else missing[0].hint
        wanted = {spelling for need in self.needs for spelling in need.spellings}
        charged = [species for species, number in made.items()
                   if number and species not in wanted and species[-1] in ".'"]
        if charged:
            return self.strays.get(charged[0], f"This reaction needs no `{charged[0]}`: leave it out, and "
                                               "see what then pays for what.")
        return ""

    def mentions(self, side):
        """Whether a side of a reaction holds anything that the task needs."""
        return any(spelling in side for need in self.needs for spelling in need.spellings)

    @staticmethod
    def _met(need, made, turned=False):
        sign = 1 if (need.side == "right") != turned else -1
        return any(sign * made.get(spelling, 0) > 0 for spelling in need.spellings)
