"""For every test and every kernel it starts: this checkout's package, loopback only, and saved work far from a student's own."""
import importlib.util
import os
import pathlib
import tempfile

from hypothesis import settings

ROOT = pathlib.Path(__file__).parent
LOOPBACK = ROOT / "tests" / "only_loopback"

os.environ["PYTHONPATH"] = os.pathsep.join([str(LOOPBACK), str(ROOT), os.environ.get("PYTHONPATH", "")])
os.environ["MIXCOND_WORK_FILE"] = str(pathlib.Path(tempfile.mkdtemp(prefix="mixcond")) / "my_work.json")
os.environ["MPLBACKEND"] = "agg"

_spec = importlib.util.spec_from_file_location("only_loopback", LOOPBACK / "sitecustomize.py")
_spec.loader.exec_module(importlib.util.module_from_spec(_spec))

# No test has a time in it. The same examples each time where a verdict is asked for; new ones on a maintainer's machine.
settings.register_profile("patient", deadline=None)
settings.register_profile("verdict", deadline=None, derandomize=True)
settings.load_profile("verdict" if os.environ.get("CI") else "patient")
