"""Two-tier items: an answer and the reason for it, chosen together. Each wrong one names what is thought."""
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .bank import one_line

LETTERS, NUMBERS = "abcd", "1234"


@dataclass(frozen=True)
class Option:
    """One answer or reason: its text, and the misconception it shows ("M4"; empty for the right one)."""
    text: str
    misconception: str


@dataclass(frozen=True)
class Item:
    """One item: `answers` {letter: Option} and `reasons` {digit: Option}, of which one each is right.

    key: under which the choice is kept; lesson: name of the chapter that treats it; because: why it is right.
    """
    key: str
    lesson: str
    ask: str
    because: str
    answers: dict
    reasons: dict

    @property
    def right(self):
        """The right choice, such as "b2"."""
        return "".join(name for options in (self.answers, self.reasons)
                       for name, option in options.items() if not option.misconception)

    def reads(self, given):
        """Return whether a text is a choice of this item: a letter and a digit."""
        return len(given) == 2 and given[0] in self.answers and given[1] in self.reasons

    def thought(self, given):
        """Return the set of misconceptions that a choice shows; empty for the right choice."""
        return {self.answers[given[0]].misconception, self.reasons[given[1]].misconception} - {""}

    def comment(self, given, names):
        """Return what is said of a choice, as sentences; none if it is right. names: {misconception: in
        words}.

        Answer and reason are spoken of apart: a wrong reason says nothing against a right answer.
        """
        chosen = {"answer": self.answers[given[0]], "reason": self.reasons[given[1]]}
        right = {"answer": self.answers[self.right[0]].text, "reason": self.reasons[self.right[1]].text}
        wrong = [tier for tier, option in chosen.items() if option.misconception]
        if not wrong:
            return []
        if len(wrong) == 2:
            said = [f"Right is “{right['answer']}”. {right['reason']}"]
        else:
            tier, other = wrong[0], "reason" if wrong[0] == "answer" else "answer"
            said = [f"Your {other} is right, your {tier} is not: the right {tier} is “{right[tier]}”"
                    f"{'' if right[tier].endswith(('.', '?')) else '.'}"]
        ideas = {}
        for tier in wrong:
            ideas.setdefault(chosen[tier].misconception, []).append(f"your {tier}")
        return said + [f"Behind {' and '.join(tiers)} is a common idea that is wrong: “{names[id]}” ({id})."
                       for id, tiers in ideas.items()]

    @property
    def misconceptions(self):
        """All misconceptions that a choice of this item can show."""
        return {option.misconception for options in (self.answers, self.reasons)
                for option in options.values()} - {""}

    def faults(self, known):
        """Return what is wrong with the item, as sentences. known: the names of all misconceptions."""
        found = []
        for tier, options in (("answer", self.answers), ("reason", self.reasons)):
            texts = [option.text for option in options.values()]
            if not 3 <= len(texts) <= 4:
                found.append(f"{len(texts)} {tier}s: 3 or 4 are allowed")
            if [option.misconception for option in options.values()].count("") != 1:
                found.append(f"exactly one {tier} must be right")
            if len(set(texts)) < len(texts) or not all(texts):
                found.append(f"two {tier}s are alike, or one is empty")
            if any(words in text.lower() for text in texts
                   for words in ("of the above", "of these", "all answers", "do not know")):
                found.append(f"an {tier} speaks of the others")
            if max(map(len, texts)) > 2.2 * min(map(len, texts)) + 20:
                found.append(f"the {tier}s differ too much in length")
        unknown = self.misconceptions - set(known)
        return found + [f"unknown: {', '.join(sorted(unknown))}"] * bool(unknown)


def items_from(path):
    """Return the Items of a TOML file, in its order; ValueError names the item that lacks something."""
    paragraphs = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    return tuple(_item(key, paragraph) for key, paragraph in paragraphs.items())


def _item(key, paragraph):
    missing = {"lesson", "ask", "because", "answers", "reasons"} - set(paragraph)
    if missing:
        raise ValueError(f"{key}: {', '.join(sorted(missing))} must be written")
    return Item(key, paragraph["lesson"], one_line(paragraph["ask"]), one_line(paragraph["because"]),
                _options(paragraph["answers"], LETTERS), _options(paragraph["reasons"], NUMBERS))


def _options(options, names):
    return {name: Option(one_line(option["text"]), option.get("thinks", ""))
            for name, option in zip(names, options, strict=False)}


def common_faults(items):
    """Return what is wrong with the items together: what a guesser could live on, and what one item tells of
    another."""
    found = []
    for tier, names in (("answers", LETTERS), ("reasons", NUMBERS)):
        tiers = [getattr(item, tier) for item in items]
        right = [next(name for name, option in one.items() if not option.misconception) for one in tiers]
        often = Counter(right).most_common(1)[0][1]
        if often > 0.45 * len(items) or set(right) < set(names[:3]):
            found.append(f"{tier}: the right ones are not spread: {''.join(right)}")
        for extreme in (max, min):
            told = sum(extreme(one, key=lambda name: len(one[name].text)) == name
                       for one, name in zip(tiers, right, strict=True))
            if told > 0.45 * len(items):
                found.append(f"{tier}: the {extreme.__name__} length is right {told} times")
    texts = [option.text for item in items for options in (item.answers, item.reasons)
             for option in options.values()]
    twice = [text for text, count in Counter(texts).items() if count > 1]
    return found + [f"two items offer the same: {text}" for text in twice]
