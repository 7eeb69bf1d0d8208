"""The file of a student's work on disk: found through links, never half written, for one program at a time.

Only the standard library is imported: the doctor examines this file even where packages are missing.
"""
import contextlib
import errno
import glob
import os
import random
import secrets
import stat
import time
from itertools import count
from pathlib import Path

from .work_text import LARGEST

VARIABLE = "MIXCOND_WORK_FILE"  # of the environment
_PATIENCE = 10.0  # s; longer no answer waits for another kernel
_STALE = 3.0  # s; who holds a lock so long has ended without giving it back
_TRIES, _PAUSE = 6, 0.03  # for a file that another program holds for a moment, in s
_left_behind = set()  # locks that could not be removed


def place():
    """Return the file that the environment variable MIXCOND_WORK_FILE names, else my_work.json in this
    folder; None where work is kept in memory only ("off")."""
    named = os.environ.get(VARIABLE, "").strip().strip("\"'").strip()
    if named.lower() in ("off", os.devnull):
        return None
    return Path(os.path.expanduser(named or "my_work.json"))


def target_of(path):
    """Return where the path leads through all symbolic links. OSError where the current folder is gone."""
    return Path(os.path.realpath(path))


def read(path):
    """Return the bytes of the file (of a far too large one only the beginning), or None if there is none yet.
    OSError if it cannot be read."""
    target = target_of(path)
    status = _status(target)
    if status is None:
        return None

    def first_bytes():
        with open(target, "rb") as file:
            return file.read(LARGEST + 1)
    return _patiently(first_bytes)


def beside(path):
    """Return the files in the same folder whose names begin alike, such as my_work (1).json: a browser's
    second download. Those that were set aside as damaged are not among them."""
    target = target_of(path)
    return sorted(place for place in target.parent.glob(f"{glob.escape(target.stem)}*{target.suffix}")
                  if place != target and not place.name.startswith(f"{target.stem}.damaged-"))


def replace(path, text, set_aside=False):
    """Put the text in the file's place in one step, so that a crash leaves the old or the new one.

    The file keeps its mode, and a symbolic link stays a link. set_aside: keep the old file beside. Returns
    where it is kept, or None; OSError if nothing was written.
    """
    if len(text) > LARGEST:  # it could not be read again
        raise OSError(errno.EFBIG, "it would be far larger than saved work can be")
    target = target_of(path)
    before = _status(target)
    must_be_writable(target, before)
    temporary = target.with_name(f".my_work-{secrets.token_hex(6)}.tmp")
    aside = None
    try:
        _write_new(temporary, text, before)
        aside = _moved_aside(target) if set_aside and before else None
        _patiently(os.replace, temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        if aside:
            with contextlib.suppress(OSError):
                aside.rename(target)
        raise
    return aside


def must_be_writable(target, status):
    """OSError if file or folder is read-only. Their mode counts, for the administrator as well."""
    if status and not (status.st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "the file is read-only")
    folder = target.parent.stat()
    if os.name != "nt" and not folder.st_mode & 0o222:  # on Windows this mark of a folder means nothing
        raise PermissionError(errno.EACCES, "the folder is read-only")


def examine(path):
    """Find out whether the file could be written now, and leave nothing behind; OSError says why not."""
    target = target_of(path)
    read(target)
    must_be_writable(target, _status(target))
    trial = target.with_name(f".my_work-{secrets.token_hex(6)}.tmp")
    try:
        _write_new(trial, "work", None)
    finally:
        with contextlib.suppress(OSError):
            trial.unlink()


@contextlib.contextmanager
def alone(path):
    """Keep other kernels from writing the file meanwhile. Where no lock can be had, go on without one."""
    lock = mark = None
    if path is not None:
        with contextlib.suppress(OSError):
            lock = target_of(path)
            lock = lock.with_name(lock.name + ".lock")
            mark = _acquired(lock)
    try:
        yield
    finally:
        if mark is not None and _mark_of(lock) == mark:
            with contextlib.suppress(OSError):
                lock.unlink()


def _acquired(lock):
    """The mark of a lock file that is now ours; None if there can be none."""
    begin = since = time.monotonic()
    seen, refused = None, 0
    while time.monotonic() - begin < _PATIENCE:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except FileExistsError:
            pass
        except PermissionError:  # on Windows also said of a file that is just being removed
            refused += 1
            if os.name != "nt" or refused > _TRIES:
                return None
        else:
            os.close(handle)
            return _mark_of(lock)
        mark = _mark_of(lock)
        if mark in _left_behind:
            return None
        if mark != seen:
            seen, since = mark, time.monotonic()
        elif mark is not None and time.monotonic() - since > _STALE:
            try:
                lock.unlink()
            except OSError:
                _left_behind.add(mark)
        time.sleep(random.uniform(0.0005, 0.003))
    return None


def _mark_of(lock):
    """What tells one lock file from the next of the same name. Times are compared with themselves only."""
    try:
        status = os.lstat(lock)
    except OSError:
        return None
    return status.st_ino, status.st_ctime_ns


def _status(target):
    """What the system knows of the file; None if there is none; OSError if it is no file."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, f"it is a folder; name a file in it, {target / 'my_work.json'}")
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a device, not a file")
    return status


def _write_new(place, text, like):
    mode = stat.S_IMODE(like.st_mode) if like else 0o666
    with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode), "w", encoding="utf-8",
                   newline="\n") as file:
        file.write(text)
    if like:
        with contextlib.suppress(OSError, AttributeError):  # not everybody may, and Windows has no owners
            os.chown(place, like.st_uid, like.st_gid)
        os.chmod(place, mode)


def _moved_aside(target):
    """Rename a damaged file, and return its new place."""
    aside = next(place for number in count(1) if not os.path.lexists(
        place := target.with_name(f"{target.stem}.damaged-{number}{target.suffix}")))
    _patiently(os.rename, target, aside)
    return aside


def _patiently(action, *arguments):
    """Do it again a moment later while another program holds the file, as virus scanners do on Windows."""
    for _ in range(_TRIES - 1):
        try:
            return action(*arguments)
        except PermissionError:
            time.sleep(_PAUSE)
    return action(*arguments)
