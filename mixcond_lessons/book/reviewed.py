"""What a page needs to review and to check concepts as the notebooks do: questions, intervals and items as
data.

`review.js` reads it. Questions are those of `judged.py`, with what is asked.
"""
from ..chapters import chapter, misconceptions
from ..classroom import leitner
from .judged import as_data as judged

COUNT = 10  # questions of a sitting


def as_data(kinds, lessons):
    """Return the data of a page that shows these kinds of pieces, ready for JSON; None if it needs none.

    kinds: of "review", "concept check" and "comparison"; lessons: {chapter: {"file", "number"}}.
    """
    if not kinds:
        return None
    review = chapter("review")
    data = {"lessons": lessons, "items": list(map(_item, review.items())),
            "misconceptions": dict(misconceptions()), "thanks": review.thanks(),
            "legend": review.LEGEND, "left_out": review.left_out()}
    return data | _questions(review) if "review" in kinds else data


def _questions(review):
    chapters, askable = review.course()
    asked = {one.key: judged(one) | {"ask": one.prompt, "chapter": one.chapter} for one in askable}
    return {"intervals": leitner.INTERVALS, "again": review.AGAIN, "count": COUNT, "chapters": chapters,
            "none_begun": review.NONE_BEGUN, "comes_again": review.COMES_AGAIN,
            "askable": list(asked), "questions": asked}


def _item(item):
    tiers = {tier: {name: {"text": option.text, "thinks": option.misconception}
                    for name, option in getattr(item, tier).items()} for tier in ("answers", "reasons")}
    return tiers | {"key": item.key, "ask": item.ask, "because": item.because, "lesson": item.lesson,
                    "right": item.right, "misconceptions": sorted(item.misconceptions)}
