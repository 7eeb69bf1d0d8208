"""Spaced review by Leitner's boxes: which questions are due, which are drawn, and where an answer moves them.

A question that is answered right goes one box up, a missed one back to box 1. Each box has its interval: the
higher, the longer. A box is kept as an answer under the key `review.<key of the question>`, with "box 3" as
what was given and the time of the last review. The same rules stand in `book/review.js`; a test holds both
alike.
Source: Sebastian Leitner, So lernt man lernen, Freiburg 1972 (from memory of the field).
"""
import re
from datetime import datetime, timedelta

INTERVALS = (1, 3, 7, 14, 30)  # days until a question of box 1, 2, ... is due again
PREFIX = "review."


def box_of(entry):
    """Return the number of the box in which a saved entry says the question is; None if it says none."""
    found = re.fullmatch("box ([1-9])", entry["given"]) if entry else None
    return int(found[1]) if found and int(found[1]) <= len(INTERVALS) else None


def due(entry):
    """Return the time (datetime with time zone) at which a question with this entry is due; None if it is in
    no box."""
    box = box_of(entry)
    return None if box is None else datetime.fromisoformat(entry["when"]) + timedelta(INTERVALS[box - 1])


def next_box(box, right):
    """Return the box to which an answer moves a question; box None: it was in none."""
    return min((box or 1) + 1, len(INTERVALS)) if right else 1


def shuffled(names, seed):
    """Return the names (texts) in an order that the seed alone decides, whichever language counts it."""
    return sorted(names, key=lambda name: (_mixed(f"{seed} {name}"), name))


def _mixed(text):
    """A number of 32 bits that looks like chance: FNV-1a over the bytes, and the last steps of murmur3."""
    number = 2166136261
    for byte in text.encode():
        number = (number ^ byte) * 16777619 & 0xFFFFFFFF
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        number = (number ^ number >> shift) * factor & 0xFFFFFFFF
    return number ^ number >> 16


def drawn(chapters, askable, answers, now, seed, count):
    """Return the keys of the questions of one sitting: those that are due, then new ones from all chapters in
    turn.

    chapters: {key: name of its chapter} of the whole course, in order; askable: the keys that may be drawn;
    answers: the table of saved work; now: datetime with time zone; seed: number or text; count: how many.
    New ones come from chapters in whose lesson something was answered; if there are none, from all.
    """
    askable = [key for key in chapters if key in set(askable)]
    entries = {key: answers.get(PREFIX + key) for key in chapters}
    boxes = {key: box_of(entries[key]) for key in askable}
    ready = [key for key in shuffled(askable, seed) if boxes[key] and due(entries[key]) <= now]
    ready.sort(key=boxes.get)  # the lowest box first; the order within a box stays
    wanted = begun(chapters, answers) or set(chapters.values())
    new = [key for key in shuffled(askable, seed) if not boxes[key] and chapters[key] in wanted]
    return (ready + _in_turn(new, chapters))[:count]


def begun(chapters, answers):
    """Return the names of the chapters in whose lesson something was answered. Arguments as for `drawn`."""
    return {name for key, name in chapters.items() if key in answers}


def _in_turn(keys, chapters):
    """The keys so that each chapter gives one before any gives a second."""
    taken, turns = {}, {}
    for place, key in enumerate(keys):
        taken[chapters[key]] = turn = taken.get(chapters[key], 0) + 1
        turns[key] = turn, place
    return sorted(keys, key=turns.get)
