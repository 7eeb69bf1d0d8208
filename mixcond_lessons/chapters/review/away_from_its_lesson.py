"""A question as the review asks it: what its hints say of a panel or a picture, which stands in its
lesson, is said to stand there."""
import re
from dataclasses import replace

from .. import number

# What is only in a lesson: what it is called, and what one does with it.
_IN_A_LESSON = re.compile(
    r"\b(panels?|sliders?|pictures?|ledger|garage|plane|map|presets?|under More|Going further|this chapter)\b"
    r"|\b(Move|Drag|Switch|Jump|Choose)\b|\bSet (\S+ (to|=)|\d)|\bswitch “"
    r"|\bstep \d of the example|\b(in|of) the sentence\b|\bsentence of the\b|\bblack curve\b|\btwo arrows\b")
_SAYS_WHERE = re.compile(r"\bchapter \d\d\b")


def with_place(text, chapter):
    """Return a hint with the chapter in which its panel or picture is; as it is, if it speaks of none or says
    so itself."""
    if not _IN_A_LESSON.search(text) or _SAYS_WHERE.search(text):
        return text
    return f"{text} (That is in the lesson of chapter {number(chapter)}, not here.)"


def away_from_its_lesson(question):
    """Return a copy of a Question whose hints and reason say where their panels are."""
    def placed(text):
        return with_place(text, question.chapter)
    return replace(question, because=lambda: placed(question.reason()), hint=placed(question.hint),
                   slips=tuple(replace(slip, hint=placed(slip.hint)) for slip in question.slips))
