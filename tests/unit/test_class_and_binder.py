"""What the rehearsals of a class and of Binder make of what they saw (they themselves are benchmarks)."""
import sys
import types

import pytest
from checkout import ROOT

pytest.importorskip("playwright")
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
import binder_rehearsal
import classroom_server


def test_a_row_for_each_heading():
    student = types.SimpleNamespace(
        seconds={"server": 2.0, "picture": 5.0}, moves=[(0.0, 0.5), (10.0, 0.1), (11.0, 0.2), (12.0, None)])
    used = {"server": 2e8, "kernel": 1e8, "hub": 15e7}
    row = classroom_server.row([student], used, ["one fault"], 9.0).strip("| ").split(" | ")
    heads = classroom_server.HEAD.strip("| ").split(" | ")
    assert len(row) == len(heads)
    found = dict(zip((head.strip() for head in heads), row, strict=True))
    assert (found["students"], found["first picture, median s"], found["95 % within"]) == ("1", "5", "200")
    assert (found["moves lost"], found["of"], found["MB a server"], found["MB a kernel"]) == (
        "1", "4", "100", "100")


def test_nobody_there_is_a_row_as_well():
    used = {"server": 0, "kernel": 0, "hub": 0}
    student = types.SimpleNamespace(seconds={}, moves=[])
    assert "nan" in classroom_server.row([student], used, ["all"], 0.0)


def test_base_versions_are_those_of_the_lock_file(tmp_path):
    folder = tmp_path / "lib" / "python3.11" / "site-packages" / "repo2docker" / "buildpacks" / "conda"
    folder.mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    channel = "https://conda.anaconda.org/conda-forge/noarch"
    lines = [f"{channel}/{name}-{number}.0-pyhd8ed1ab_0.conda#abc"
             for number, name in enumerate((*binder_rehearsal.BASE, "jupyterlab_server"))]
    (folder / "environment.py-3.11-linux-64.lock").write_text("\n".join(lines))
    assert binder_rehearsal.base_versions(tmp_path / "bin" / "repo2docker", "3.11") == [
        f"{name}=={number}.0" for number, name in enumerate(binder_rehearsal.BASE)]
