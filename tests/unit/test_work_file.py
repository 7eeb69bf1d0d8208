"""The file of saved work: through links, with its mode, for two kernels at once, and where nothing can be
written."""
import json
import os
import stat
import subprocess
import sys
import threading
import time

import pytest

from mixcond_lessons import check
from mixcond_lessons.classroom import saved, saving_line, work_file
from mixcond_lessons.classroom.saved import Work, saved_work, work
from tests.unit.toy import Toy

WHEN = "2030-01-01T00:00:00.000000Z"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes and links")


@pytest.fixture
def path(tmp_path, monkeypatch):
    place = tmp_path / "my work für Übungen.json"
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(place))
    return place


def answered(path):
    return set(json.loads(path.read_text(encoding="utf-8"))["answers"])


def refuse(*_, **__):
    raise OSError(28, "No space left on device")


def test_a_crash_while_writing_leaves_the_old_file_whole(path, monkeypatch):
    kept = Work(path)
    kept.record_answer("01.1", "1", "right")
    before = path.read_bytes()
    for name in ("replace", "fdopen"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, refuse)
            kept.record_answer("01.2", "2", "right")
            kept.record_answer("01.3", "3", "right")
            assert path.read_bytes() == before and os.listdir(path.parent) == [path.name]
            for _ in range(2):  # it is said until the work is saved
                notice = kept.take_notice()
                assert "cannot be saved" in notice and "No space left" in notice
                assert notice.count("cannot") == 1
        kept.record_answer("01.4", "4", "right")
        assert kept.take_notice() == saved.AGAIN and kept.take_notice() == ""
        assert set(Work(path).answers) == {"01.1", "01.2", "01.3", "01.4"}
        before = path.read_bytes()


def test_an_interrupt_leaves_nothing_behind(path, monkeypatch):
    kept = Work(path)

    def interrupted(*_):
        raise KeyboardInterrupt
    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        kept.record_answer("01.1", "1", "right")
    assert os.listdir(path.parent) == []


def test_a_damaged_file_stays_in_place_where_it_cannot_be_replaced(path, monkeypatch):
    path.write_text("half a fi", encoding="utf-8")
    monkeypatch.setattr(os, "replace", refuse)
    assert "No space left" in Work(path).warning
    assert os.listdir(path.parent) == [path.name] and path.read_text(encoding="utf-8") == "half a fi"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_device_is_neither_read_nor_replaced():
    for device in ("/dev/full", "/dev/zero"):
        kept = Work(device)
        kept.record_answer("01.1", "1", "right")
        assert "device" in kept.warning and stat.S_ISCHR(os.stat(device).st_mode)


def test_a_full_disk(tmp_path):
    """A real one, of 64 KiB, where this system lets us make it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True,
                          check=False) if sys.platform == "linux" else None
    if made is None or made.returncode:
        pytest.skip("no small disk can be made here")
    try:
        kept = Work(disk / "my_work.json")
        kept.record_answer("01.1", "1", "right")
        before = (disk / "my_work.json").read_bytes()
        with open(disk / "rest", "wb", buffering=0) as rest, pytest.raises(OSError):
            while True:
                rest.write(b"x" * 4096)
        for number in range(2, 40):
            kept.record_answer(f"01.{number}", "x" * 300, "right")
            assert "No space left" in kept.warning
        assert (disk / "my_work.json").read_bytes() == before
        assert sorted(os.listdir(disk)) == ["my_work.json", "rest"]
        (disk / "rest").unlink()
        kept.record_answer("02.1", "1", "right")
        assert len(Work(disk / "my_work.json").answers) == 40 and not kept.warning
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("spoil", ["missing folder", "a folder", "below a file"])
def test_where_nothing_can_be_written_the_lesson_goes_on_in_memory(tmp_path, spoil):
    place = {
        "missing folder": tmp_path / "no" / "my_work.json", "a folder": tmp_path,
        "below a file": tmp_path / "file" / "my_work.json",
    }[spoil]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    kept = Work(place)
    kept.record_answer("01.1", "1", "right")
    kept.record_answer("01.2", "1", "right")
    assert set(kept.answers) == {"01.1", "01.2"}
    assert all("cannot be saved" in kept.take_notice() for _ in range(2))
    assert sorted(os.listdir(tmp_path)) == ["file"]


@posix
@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_read_only_file_is_not_written(path, mode):
    Work(path).record_answer("01.1", "1", "right")
    path.chmod(mode)
    before = path.read_bytes()
    kept = Work(path)
    kept.record_answer("01.2", "1", "right")
    assert set(kept.answers) == {"01.1", "01.2"} and "read-only" in kept.take_notice()
    assert path.read_bytes() == before and stat.S_IMODE(path.stat().st_mode) == mode
    path.chmod(0o644)
    kept.record_answer("01.3", "1", "right")
    assert answered(path) == {"01.1", "01.2", "01.3"} and not kept.warning


@posix
def test_a_read_only_damaged_file_stays_where_it_is(path):
    path.write_text('{"answers": {"01.1": {"given": "1", "state": "right", "when": "' + WHEN + '"}', "utf-8")
    path.chmod(0o444)
    kept = Work(path)
    assert os.listdir(path.parent) == [path.name] and set(kept.answers) == {"01.1"}
    assert "read-only" in kept.warning


@posix
def test_a_read_only_folder(path):
    path.parent.chmod(0o555)
    begin = time.monotonic()
    kept = Work(path)
    kept.record_answer("01.1", "1", "right")
    assert "read-only" in kept.warning and os.listdir(path.parent) == []
    path.parent.chmod(0o755)
    kept.record_answer("01.2", "1", "right")
    assert answered(path) == {"01.1", "01.2"} and time.monotonic() - begin < work_file._PATIENCE


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666])
def test_the_file_keeps_its_mode(path, mode):
    Work(path).record_answer("01.1", "1", "right")
    path.chmod(mode)
    Work(path).record_answer("01.2", "1", "right")
    assert stat.S_IMODE(path.stat().st_mode) == mode and answered(path) == {"01.1", "01.2"}


@posix
def test_a_new_file_has_the_usual_mode(path):
    Work(path).record_answer("01.1", "1", "right")
    (path.parent / "usual").write_text("x", encoding="utf-8")
    assert path.stat().st_mode == (path.parent / "usual").stat().st_mode


@posix
@pytest.mark.parametrize("target", ["there", "not yet there", "damaged", "two links"])
def test_a_link_stays_a_link(tmp_path, target):
    cloud, link = tmp_path / "cloud", tmp_path / "here" / "my_work.json"
    cloud.mkdir()
    link.parent.mkdir()
    real = cloud / "w.json"
    link.symlink_to(real)
    if target == "two links":
        (cloud / "second.json").symlink_to("w.json")
        link.unlink()
        link.symlink_to("../cloud/second.json")
    if target == "there":
        Work(real).record_answer("02.1", "1", "right")
    if target == "damaged":
        real.write_text("half a fi", encoding="utf-8")
    kept = Work(link)
    kept.record_answer("01.1", "1", "right")
    assert link.is_symlink() and not real.is_symlink() and "01.1" in answered(real)
    assert os.listdir(link.parent) == ["my_work.json"]
    assert ("w.damaged-1.json" in os.listdir(cloud)) == (target == "damaged")
    assert ("02.1" in kept.answers) == (target == "there")


@posix
@pytest.mark.parametrize("leads", ["nowhere/w.json", "my_work.json", "folder", "missing drive/w.json"])
def test_a_link_that_leads_nowhere_is_left_alone(tmp_path, leads):
    (tmp_path / "folder").mkdir()
    link = tmp_path / "my_work.json"
    link.symlink_to(leads)
    kept = Work(link)
    kept.record_answer("01.1", "1", "right")
    assert "cannot be saved" in kept.warning and os.readlink(link) == leads
    assert sorted(os.listdir(tmp_path)) == ["folder", "my_work.json"] and set(kept.answers) == {"01.1"}


def test_a_folder_that_is_gone(tmp_path, monkeypatch):
    """In a process of its own: it loses its folder before the first answer, or after it."""
    code = ("import os, shutil\n"
            "from mixcond_lessons.classroom.saved import Work, work\n"
            "first = {}\n"
            "if first: work().record_answer('01.1', '1', 'right')\n"
            "shutil.rmtree(os.getcwd()) if {} else os.rename(os.getcwd(), os.getcwd() + ' old')\n"
            "work().record_answer('01.2', '1', 'right')\n"
            "print(sorted(work().answers), work().warning)")
    monkeypatch.setenv("MIXCOND_WORK_FILE", "")
    for first in (0, 1):
        for removed in (0, 1):
            folder = tmp_path / f"course {first} {removed}"
            folder.mkdir()
            done = subprocess.run([sys.executable, "-c", code.format(first, removed)], cwd=folder,
                                  capture_output=True, text=True, check=False)
            assert done.stderr == "" and "'01.2'" in done.stdout
            moved = folder.with_name(folder.name + " old") / "my_work.json"
            assert "folder is not there" in done.stdout or answered(moved) == {"01.2"}


def test_what_the_environment_variable_may_say(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for named, expected in (("", "my_work.json"), ("  ", "my_work.json"), ("off", None), ("OFF ", None),
                            (os.devnull, None), ("~/w.json", tmp_path / "w.json"),
                            ('"a b.json"', "a b.json")):
        monkeypatch.setenv("MIXCOND_WORK_FILE", named)
        assert work_file.place() == (expected and type(tmp_path)(expected))
    monkeypatch.setenv("MIXCOND_WORK_FILE", str(tmp_path))
    assert "it is a folder; name a file in it" in work().warning and os.listdir(tmp_path) == []


def test_a_file_that_another_program_holds_for_a_moment(path, monkeypatch):
    refusals = iter([PermissionError(13, "Permission denied")] * 3)
    really = os.replace

    def held(*arguments):
        for refusal in refusals:
            raise refusal
        really(*arguments)
    monkeypatch.setattr(os, "replace", held)
    kept = Work(path)
    kept.record_answer("01.1", "1", "right")
    assert not kept.warning and answered(path) == {"01.1"}


WRITER = """
import sys
from mixcond_lessons.classroom.saved import Work
kept = Work(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for number in range(250):
    kept.record_answer(f"{sys.argv[2]}.{number}", "1", "right")
print(kept.warning, flush=True)
sys.stdin.readline()
kept.read()
print(len(kept.answers))
"""


def test_two_kernels_at_full_speed_lose_nothing(path):
    kernels = [subprocess.Popen([sys.executable, "-c", WRITER, path, name], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True) for name in ("01", "02")]
    assert [kernel.stdout.readline() for kernel in kernels] == ["ready\n"] * 2
    for expected in ("\n", "500\n"):
        for kernel in kernels:
            kernel.stdin.write("\n")
            kernel.stdin.flush()
        assert [kernel.stdout.readline() for kernel in kernels] == [expected] * 2
    for kernel in kernels:
        kernel.communicate()
    assert len(answered(path)) == 500 and os.listdir(path.parent) == [path.name]


def test_two_works_in_threads_lose_nothing(path):
    works = [Work(path) for _ in range(3)]

    def write(place):
        for number in range(20):
            works[place].record_answer(f"0{place}.{number}", "1", "right")
    threads = [threading.Thread(target=write, args=(place,)) for place in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answered(path)) == 60


def test_a_lock_left_behind_is_removed(path, monkeypatch):
    monkeypatch.setattr(work_file, "_STALE", 0.05)
    lock = path.with_name(path.name + ".lock")
    lock.write_text("", encoding="utf-8")
    kept = Work(path)
    kept.record_answer("01.1", "1", "right")
    assert answered(path) == {"01.1"} and os.listdir(path.parent) == [path.name]


def test_where_no_lock_can_be_had_work_is_saved_all_the_same(path, monkeypatch):
    monkeypatch.setattr(work_file, "_STALE", 0.05)
    path.with_name(path.name + ".lock").mkdir()  # cannot be removed as a file can
    kept = Work(path)
    for number in range(3):
        kept.record_answer(f"01.{number}", "1", "right")
    assert len(answered(path)) == 3 and len(work_file._left_behind) == 1
    monkeypatch.setattr(work_file, "_acquired", refuse)
    kept.record_answer("02.1", "1", "right")
    assert len(answered(path)) == 4


@pytest.fixture
def page(monkeypatch):
    """What is displayed: each line about saving, and what becomes of it."""
    shown = []

    class Handle:
        def __init__(self, line):
            self.lines = [line]

        def update(self, line):
            self.lines.append(line)

    def display(line, display_id):
        shown.append(Handle(line))
        return shown[-1]
    monkeypatch.setattr(saving_line, "display", display)
    monkeypatch.setattr(saving_line, "_red", [])
    return shown


def test_a_red_line_until_the_work_is_saved(path, page, monkeypatch):
    from mixcond_lessons.classroom.predict import Predict
    widget = saved_work()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        for _ in range(2):
            check("00.1", "c")
        check("00.1", ...)
        prediction = Predict(Toy(), "What then?", options=["up", "down"])
        prediction.widget
        prediction.choose("up")
        lines = [part for part in prediction.widget.children
                 if "mixcond-saving" in getattr(part, "value", "")]
        assert len(page) == 3 and len(lines) == 1
        for text in [handle.lines[-1]._repr_html_() for handle in page] + [lines[0].value]:
            assert "cannot be saved" in text and "#A40000" in text and "mixcond-blank" not in text
        assert "cannot be saved" in widget.warning and "cannot be saved" in repr(widget)
    check("00.1", "c")
    assert [repr(handle.lines[-1]) for handle in page] == [saved.AGAIN] * 4 and widget.warning == ""
    assert saved.AGAIN in lines[0].value and "#A40000" not in lines[0].value and widget.said == saved.AGAIN
    check("00.1", "c")
    assert len(page) == 4 and prediction.widget and saving_line.as_widgets() == ()


def test_what_is_said_once_is_not_used_up_by_a_hidden_blank(path, page):
    path.write_text("half a fi", encoding="utf-8")
    check("00.1", ...)
    (line,) = page
    assert "damaged-1" in line.lines[0]._repr_html_() and "mixcond-blank" not in line.lines[0]._repr_html_()
