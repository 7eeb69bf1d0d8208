"""Whoever edits the course sees the edit in an open notebook: by %autoreload, or by importlib.reload."""
import os
import shutil
import subprocess
import sys

from checkout import ROOT

SESSION = '''
import os, pathlib, sys
from IPython.core.interactiveshell import InteractiveShell
shell, folder = InteractiveShell.instance(), pathlib.Path("mixcond_lessons/chapters/conductivity")

def run(code):
    done = shell.run_cell(code)
    done.raise_error()

def edit(name, old, new):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    later = file.stat().st_mtime + 10  # a file system may count whole seconds
    os.utime(file, (later, later))

run("%load_ext autoreload\\n%autoreload 2")
run("from mixcond_lessons import check\\nfrom mixcond_lessons.chapters import conductivity")
run("conductivity.OneMaterial()._repr_mimebundle_() and None")
edit("one_material.py", "def say(self, state, words):", """def say(self, state, words):
        return "The edit is here."

    def before(self, state, words):""")
run("assert conductivity.OneMaterial().describe() == 'The edit is here.'")
edit("questions.toml", 'ask = "', 'ask = "Edited: ')
run("""if True:
    import importlib
    importlib.reload(conductivity)
    from mixcond_lessons.classroom.question import _bank
    assert _bank["01.1"].prompt.startswith("Edited: ")
    check("01.1", "0.5")
""")
run("""if True:
    import sys
    for name in sorted(name for name in sys.modules if name.startswith("mixcond_lessons")):
        importlib.reload(sys.modules[name])
    assert check("01.1", "0.5").state != "unreadable"
    assert conductivity.SideBySide()._repr_mimebundle_()
""")
print("all seen")
'''


def test_edits_are_taken_in(tmp_path):
    shutil.copytree(ROOT / "mixcond_lessons", tmp_path / "mixcond_lessons",
                    ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")}
    done = subprocess.run([sys.executable, "-c", SESSION], cwd=tmp_path, env=environment,
                          capture_output=True, text=True)
    assert done.stdout.endswith("all seen\n"), done.stdout + done.stderr
