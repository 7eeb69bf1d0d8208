"""Saved work as text: what is read of it, entry by entry, and how two of them become one."""
import json
import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

# In version 1 answers were kept under the number of their question.
FORMAT, VERSION = "mixcond_lessons work", 2
LARGEST, A_COURSE = 1_000_000, 80_000  # bytes: what is taken; what all answers of the course need
LONGEST_TEXT = 300
STATES = ("unreadable", "not yet", "right")
_ANSWER, _PREDICTION = {"given", "state", "when"}, {"expected", "when"}
_WHEN = re.compile(r"[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{6}Z", re.ASCII)
# One entry in a text that is no JSON as a whole. (A character may be written in twelve.)
_TEXT = r'"(?:[^"\\]|\\.){0,3600}"'
_PIECE = re.compile(rf'(?<=[{{,\s])({_TEXT})\s*:\s*(\{{[^{{}}"]*(?:{_TEXT}[^{{}}"]*){{0,12}}\}})')


class Refused(Exception):
    """Why a text is not taken as saved work, in one sentence."""


class Newer(Refused):
    """The text was made by a newer version of the course."""


class TooLarge(Refused):
    """The text is longer than all work of the course; it may be sound all the same."""


class Found(NamedTuple):
    """What could be read: two tables of sound entries, in which version, how many entries were not sound, and
    whether the text must be kept as it was."""
    answers: dict
    predictions: dict
    version: int
    odd: int
    damaged: bool


def decoded(content):
    """Return the text of bytes as any editor may have saved them: UTF-8 or UTF-16, with or without a mark."""
    if isinstance(content, str):
        if not content.startswith(("\xff\xfe", "\xfe\xff", "\xef\xbb\xbf")):
            return content.removeprefix("\ufeff")
        content = content.encode("latin-1", "replace")  # bytes that a program took for letters
    coding = json.detect_encoding(content)
    try:
        return content.decode(coding, "strict" if coding.startswith("utf-8") else "replace")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # an old Windows program


def parse(content):
    """Return the Found of a text (or its bytes) made by `written`; else Refused."""
    if not isinstance(content, (str, bytes)):
        raise Refused("The text of a my_work.json is expected.")
    if len(content) > LARGEST:
        raise TooLarge("It is far larger than saved work can be.")
    text = decoded(content)
    try:
        found = json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError):
        return _pieces(text)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Refused("It comes from another program.")
    version = found.pop("version", None)
    _not_newer(version)
    answers, odd_answers = _sound(found.pop("answers", None), _ANSWER)
    predictions, odd_predictions = _sound(found.pop("predictions", None), _PREDICTION)
    odd = odd_answers + odd_predictions + (version not in (1, VERSION)) + len(found) - 1
    if odd and not (answers or predictions):
        raise Refused("It is damaged: none of its entries can be read.")
    return Found(answers, predictions, version, odd, bool(odd))


def written(answers, predictions):
    """Return both tables as JSON text."""
    content = {"format": FORMAT, "version": VERSION, "answers": answers, "predictions": predictions}
    return json.dumps(content, indent=1, sort_keys=True)


def merged(ours, theirs):
    """Return both tables in one; where both have an entry, the later one (of two at the same time always the
    same, whoever merges)."""
    def age(entry):
        return entry["when"], sorted(entry.items())
    return ours | {name: entry for name, entry in theirs.items() if name not in ours
                   or age(entry) > age(ours[name])}


def stamp_after(entry):
    """Return the time now as text; if that is not after the entry (or None), the next time after it.

    So what a student does now is later than what it replaces, whatever the clocks say.
    """
    now = _possible(_as_text(datetime.now(UTC)))
    if entry is None or entry["when"] < now:
        return now
    return _as_text(datetime.fromisoformat(entry["when"]) + timedelta(microseconds=1))


def renamed(table, names):
    """Return a table of version 1 under the names of today; what has no name today stays under its own."""
    kept = {}
    for name, entry in table.items():
        today = names.get(name, name)
        kept |= merged({today: kept[today]} if today in kept else {}, {today: entry})
    return kept


def _not_newer(version):
    if isinstance(version, (int, float)) and version > VERSION:
        raise Newer("It was made by a newer course.")


def _sound(table, fields):
    """(the entries that are what this module writes, the number of others)."""
    if not isinstance(table, dict):
        return {}, 1
    kept = {name: entry | {"when": _possible(entry["when"])} for name, entry in table.items()
            if _is_sound(name, entry, fields)}
    return kept, len(table) - len(kept)


def _is_sound(name, entry, fields):
    return (len(name) <= LONGEST_TEXT and isinstance(entry, dict) and set(entry) == fields
            and all(isinstance(text, str) and len(text) <= LONGEST_TEXT for text in entry.values())
            and _is_time(entry["when"]) and entry.get("state", "right") in STATES)


def _is_time(text):
    try:
        return bool(_WHEN.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:  # the 30th of February
        return False


def _as_text(time):
    return time.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _possible(when):
    """The time itself; one after the year 9000 is no true time, and counts as older than all that are."""
    return "0" + when[1:] if when >= "9001" else when


def _without_repeats(pairs):
    """A JSON object; of a name that comes twice, what is in both, and of two entries the later one."""
    found = {}
    for name, value in pairs:
        found[name] = _both(found[name], value) if name in found else value
    return found


def _both(first, second):
    if not (isinstance(first, dict) and isinstance(second, dict)):
        return second
    if "when" in first and "when" in second:
        return max(first, second, key=lambda entry: str(entry["when"]))
    return _without_repeats([*first.items(), *second.items()])


def _pieces(text):
    """What is sound in a text that is no JSON as a whole: half a file, a comma too many."""
    pairs = []
    for name, entry in _PIECE.findall(text) if '"when"' in text else ():
        try:
            pairs.append((json.loads(name), json.loads(entry, object_pairs_hook=_without_repeats)))
        except ValueError:
            continue
    answers, predictions = (
        _sound(_without_repeats([pair for pair in pairs if set(pair[1]) == fields]), fields)[0]
        for fields in (_ANSWER, _PREDICTION))
    said = re.search(r'"version"\s*:\s*([0-9]{1,400})\b', text)
    version = int(said[1]) if said else VERSION
    _not_newer(version)
    if not (answers or predictions):
        raise Refused("It is damaged or no file of this kind (not JSON).")
    begun = text.count('"given"') + text.count('"expected"')
    return Found(answers, predictions, version, max(begun - len(answers) - len(predictions), 0), True)
