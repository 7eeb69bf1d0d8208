"""A student's own folder of notebooks: filled once, brought up to date later, and nothing typed there is ever
overwritten.

A hidden file in it keeps what was delivered, so that a notebook that only ran is told from one that was
worked in. Only the standard library is imported.
"""
import hashlib
import json
import os
import secrets
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

RECORD = ".mixcond_course.json"
FOLDER = "mixcond_course"  # not the package's name: a folder of that name would hide the package
FIRST = "00_start_here.ipynb"
FORMAT = "mixcond_lessons course folder"


class Brought(NamedTuple):
    """What came into a folder: names of new files, of renewed ones, and (changed by the student, the new copy
    beside it)."""
    new: list
    renewed: list
    beside: list


def shipped():
    """Return the folder of the notebooks that came with the package: in it, or beside it in a checkout."""
    package = Path(__file__).parent
    for place in (package / "notebooks", package.parent / "notebooks"):
        if (place / FIRST).is_file():
            return place
    raise ValueError("This installation holds no notebooks. Install mixcond_lessons again.")


def chosen(named=None):
    """Return the folder to use: the one named, this one if it is one already, else the usual name in it."""
    if named:
        return Path(os.path.abspath(os.path.expanduser(named)))
    return Path.cwd() if Path(RECORD).is_file() else Path.cwd() / FOLDER


def bring(folder, version, source=None):
    """Copy the notebooks and pictures of this version into the folder; return what was Brought.

    A file that the student changed stays as it is. If the course has changed it as well, the course's copy
    is put beside it, once. ValueError says in one sentence why the folder cannot be used.
    """
    source = source or shipped()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        record, brought = _read_record(folder), Brought([], [], [])
        try:
            for name in names(source):
                content = (source / name).read_bytes()
                _bring_one(folder, name, content, record.get(name), version, brought)
                record[name] = {"bytes": _hash(content), "typed": typed(name, content)}
        finally:  # a full disk in the middle must not make what came before look like a student's work
            _write(folder / RECORD, _record_text(record, version))
    except OSError as reason:
        raise ValueError(f"The notebooks cannot be put into {folder} ({reason.strerror or reason}): name "
                         "another folder, as in: mixcond open my_course") from reason
    return brought


def names(source):
    """Return what is delivered: notebooks and pictures, and never saved work or checkpoints."""
    files = (path.relative_to(source) for path in source.rglob("*") if path.is_file())
    return sorted(
        file.as_posix() for file in files
        if file.suffix in (".ipynb", ".png", ".svg") and not any(part.startswith(".") for part in file.parts)
    )


def typed(name, content):
    """Return a mark of what a person can type or paste into a file: running a notebook does not change it."""
    if not name.endswith(".ipynb"):
        return _hash(content)
    try:
        cells = json.loads(content)["cells"]
        kept = [[cell["cell_type"], "".join(cell["source"]), cell.get("attachments", {})] for cell in cells]
    except (ValueError, KeyError, TypeError):
        return _hash(content)  # not a notebook any more: somebody's change
    return _hash(json.dumps(kept, sort_keys=True).encode())


def _bring_one(folder, name, content, before, version, brought):
    place = folder / name
    if not os.path.lexists(place):
        _write(place, content)
        brought.new.append(name)
        return
    if before and before["bytes"] == _hash(content):
        return  # the course has not changed it since it was delivered
    have = place.read_bytes()
    if have == content:
        return
    mark = typed(name, have)
    if mark == typed(name, content) or before and mark == before["typed"]:
        _write(place, content)
        brought.renewed.append(name)
        return
    beside = _free_name(place, content, version)
    if beside:
        _write(beside, content)
        brought.beside.append((name, beside.relative_to(folder).as_posix()))


def _free_name(place, content, version):
    """A name beside a file for this version of it; None where the same text lies beside it already."""
    tries = (place.with_name(f"{place.stem}_new_in_{version}{again}{place.suffix}")
             for again in chain([""], (f"_{number}" for number in count(2))))
    beside = next(one for one in tries if not one.is_file() or one.read_bytes() == content)
    return None if beside.is_file() else beside


def _read_record(folder):
    """What was delivered, by name. A record that cannot be read counts for nothing: all is a student's."""
    try:
        record = json.loads((folder / RECORD).read_bytes())
        return {name: {"bytes": str(one["bytes"]), "typed": str(one["typed"])}
                for name, one in record["files"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _record_text(record, version):
    return json.dumps({"format": FORMAT, "course": version, "files": record}, indent=1).encode()


def _write(place, content):
    """Write a file in one step: a crash leaves the old one or the new one."""
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{place.name}-{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(content)
        os.replace(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)


def _hash(content):
    return hashlib.sha256(content).hexdigest()


def in_words(folder, brought, version):
    """Return what to tell a student, line by line."""
    lines = [f"Your folder of the course: {folder}"]
    if brought.new:
        lines.append(f"New in it: {_few(brought.new)}.")
    if brought.renewed:
        lines.append(f"Renewed (you had typed nothing there): {_few(brought.renewed)}.")
    for name, beside in brought.beside:
        lines.append(f"{name} holds your work and stays as it is. Version {version} of the course has "
                     f"changed it: the new one lies beside it as {beside}.")
    if not any(brought):
        lines.append("Nothing was changed in it.")
    return lines


def _few(listed):
    return ", ".join(listed) if len(listed) <= 6 else f"{len(listed)} files"
