"""What axe-core, the usual judge of web pages, finds on a page that is open in the browser."""
import os
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parents[2]
# .ci/run installs it with this command; it is not ours to commit.
INSTALL = "npm install --prefix .axe axe-core@4.14"
SCRIPT = pathlib.Path("node_modules", "axe-core", "axe.min.js")
HEAVY = {"serious", "critical"}


def axe_core():
    """Return axe-core's script: from .axe in the checkout, or from the folder that AXE_CORE names."""
    for folder in (os.environ.get("AXE_CORE"), ROOT / ".axe"):
        if folder and (pathlib.Path(folder) / SCRIPT).is_file():
            return (pathlib.Path(folder) / SCRIPT).read_text(encoding="utf-8")
    said = f"no axe-core in this checkout ({INSTALL}): nobody judged how accessible the page is"
    return pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)


def faults(page):
    """Return the serious and critical faults of a page as sentences: rule, what it asks for, first place.

    Without axe-core the test is skipped; where a verdict is asked for (CI), it fails.
    """
    page.evaluate(axe_core() + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{one['id']} ({one['impact']}): {one['help']}: {one['nodes'][0]['html'][:200]}"
            for one in found if one["impact"] in HEAVY]
