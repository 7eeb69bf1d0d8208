"""All pages of the book: the panels are recorded by several processes, then each chapter becomes a file."""
import multiprocessing
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from .. import chapters
from ..chapters import chapter_meant
from ..classroom import progress_bar
from .frames import DRAFT, FULL
from .page import GLOSSARY, cells_with_panels, file_of, page, recorded, words_page

__all__ = ["DRAFT", "FULL", "build", "chapter_meant"]


def build(folder, out, names=(), detail=FULL, told=sys.stderr):
    """Write the pages of the chapters `names` (all if none is named) and that of all words into the folder
    `out`; return their paths.

    folder: where the notebooks are; detail: how many places the sliders have; told: where the progress is
    shown. ValueError: no such chapter.
    """
    names = [chapter_meant(name) for name in names] or list(chapters.COURSE)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    frames = _all_frames(folder, names, detail, told)
    written = []
    for name in names:
        target = out / file_of(name)
        target.write_text(page(name, folder, frames[name]), encoding="utf-8")
        written.append(target)
    written.append(out / GLOSSARY)
    written[-1].write_text(words_page(folder), encoding="utf-8")
    if chapters.COURSE[0] in names:  # what a server shows at its address
        shutil.copyfile(out / file_of(chapters.COURSE[0]), out / "index.html")
    return written


def _all_frames(folder, names, detail, told):
    """{chapter: {cell: packed frames}}."""
    tasks = [(name, cell) for name in names for cell in cells_with_panels(name, folder)]
    found = {name: {} for name in names}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        waiting = {pool.submit(recorded, name, folder, cell, detail): (name, cell) for name, cell in tasks}
        for count, done in enumerate(as_completed(waiting), start=1):
            name, cell = waiting[done]
            found[name][cell] = done.result()
            progress_bar.show(told, count, len(tasks), "panels", f"{file_of(name)} {cell}")
    return found
