"""Scripts of the book, run by node."""
import json
import os
import shutil
import subprocess

import pytest
from checkout import ROOT

BOOK = ROOT / "mixcond_lessons" / "book"


def node():
    """The path of node: without it a reader's machine skips, and CI fails."""
    found = shutil.which("node")
    if found is None and not os.environ.get("CI"):
        pytest.skip("node is not on this machine: the scripts of the book were not tried")
    assert found, "CI must have node: it tries the scripts of the book"
    return found


def in_node(script, program, given):
    """What `program` (JavaScript; it sees `given` and the exports of the script as `book`) returns."""
    whole = (f"const book = require({json.dumps(str(BOOK / script))});"
             "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
             f"process.stdout.write(JSON.stringify((() => {{ {program} }})()));")
    done = subprocess.run([node(), "-e", whole], input=json.dumps(given), capture_output=True,
                          encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
