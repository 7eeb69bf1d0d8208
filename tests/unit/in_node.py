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


def in_node(scripts, program, given):
    """What `program` (JavaScript) returns; it sees `given`, and as `book` what the last of the scripts
    exports. As in a page, they are one text: names of the book's files, separated by blanks."""
    text = "\n".join((BOOK / script).read_text(encoding="utf-8") for script in scripts.split())
    whole = (f"const book = (() => {{ {text}\n return module.exports; }})();"
             "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
             f"process.stdout.write(JSON.stringify((() => {{ {program} }})()));")
    done = subprocess.run([node(), "-e", whole], input=json.dumps(given), capture_output=True,
                          encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
