"""What is installed, said and cited: the same names, bounds and addresses everywhere."""
import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from urllib.parse import unquote

import pytest
import yaml
from checkout import ROOT, files, sources
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
REPOSITORY = PROJECT["project"]["urls"]["Repository"]
DEPENDENCIES = PROJECT["project"]["dependencies"]
TEST_TOOLS = PROJECT["project"]["optional-dependencies"]["test"]
BOOK_TOOLS = PROJECT["project"]["optional-dependencies"]["book"]
ACCESSIBILITY = ROOT / "tests" / "browser" / "accessibility.py"


def conda_dependencies():
    """The dependency lines of environment.yml, without comments."""
    text = (ROOT / "environment.yml").read_text()
    return re.findall(r"^  - ([^\s#]+)", text[text.index("dependencies:"):], re.M)


def readme():
    return (ROOT / "README.md").read_text()


def command(name):
    """The lines of the one fenced block that README keeps between two markers."""
    marked = re.findall(rf"<!-- {name} -->\n(.*?)<!-- end -->", readme(), re.S)
    assert len(marked) == 1, name
    blocks = re.findall(r"^```\w*\n(.*?)^```$", marked[0], re.S | re.M)
    assert len(blocks) == 1, name
    return blocks[0].strip().splitlines()


def test_both_environments_are_the_same():
    assert (ROOT / "binder" / "environment.yml").read_bytes() == (ROOT / "environment.yml").read_bytes()


def test_environment_names_what_the_package_needs():
    listed = conda_dependencies()
    assert "python=3.11" in listed and "pip" in listed
    assert sorted(set(listed) - {"python=3.11", "pip"}) == sorted(
        [*DEPENDENCIES, *(tool for tool in TEST_TOOLS if tool.startswith("nbval"))]
    )
    assert len(set(listed)) == len(listed)
    assert PROJECT["project"]["requires-python"] == ">=3.11"


@pytest.mark.parametrize("line", [*DEPENDENCIES, *TEST_TOOLS])
def test_lower_bounds_only_and_met_here(line):
    requirement = Requirement(line)
    assert [bound.operator for bound in requirement.specifier] == [">="]
    assert requirement.specifier.contains(metadata.version(requirement.name), prereleases=True)


def test_what_the_book_needs_is_tested_and_weighs_little():
    assert set(BOOK_TOOLS) <= set(TEST_TOOLS)
    assert not requirements(Requirement(line).name for line in BOOK_TOOLS)  # they bring nothing along


def requirements(names):
    """What these distributions ask for themselves, without extras."""
    found = set()
    for name in names:
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                found.add(canonicalize_name(requirement.name))
    return found


def closure(names):
    """These distributions and all they bring with them."""
    known, new = set(), set(names)
    while new:
        known |= new
        new = {name for name in requirements(new) - known if _installed(name)}
    return known


def _installed(name):
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False


def third_party(paths):
    """Every top-level module imported that is neither Python's nor ours."""
    own = {"mixcond_lessons", "tests"} | {path.stem for path in sources("tests/")}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            names = (
                [name.name for name in node.names]
                if isinstance(node, ast.Import)
                else [node.module]
                if isinstance(node, ast.ImportFrom) and not node.level
                else []
            )
            yield from (
                (path.name, top)
                for top in (name.split(".")[0] for name in names)
                if top not in own | sys.stdlib_module_names
            )


def test_everything_imported_is_declared():
    homes = metadata.packages_distributions()
    declared = {canonicalize_name(Requirement(line).name) for line in DEPENDENCIES}
    tools = declared | {canonicalize_name(Requirement(line).name) for line in TEST_TOOLS}
    # The package: declared, or asked for by a declared one (IPython by ipykernel, traitlets by ipywidgets).
    # Its book: what its extra names besides. The tests: all that comes along.
    package = declared | requirements(declared)
    book = sources("mixcond_lessons/book/")
    for paths, allowed in (
        ([path for path in sources("mixcond_lessons/") if path not in book], package),
        (book, package | {canonicalize_name(Requirement(line).name) for line in BOOK_TOOLS}),
        (sources("tests/", "conftest.py"), closure(tools)),
    ):
        missing = [
            (place, top)
            for place, top in third_party(paths)
            if not {canonicalize_name(home) for home in homes.get(top, [top])} & allowed
        ]
        assert not missing


def test_jupyterlab_starts_without_asking_about_news():
    shared = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    settings = "share/jupyter/lab/settings/overrides.d/"
    (source, target), = (pair for pair in shared.items() if pair[1].startswith(settings))
    assert target.endswith(".json")
    overrides = json.loads((ROOT / source).read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_one_address():
    owner, name = re.fullmatch(r"https://github\.com/([\w.-]+)/([\w.-]+)", REPOSITORY).groups()
    binder = f"https://mybinder.org/v2/gh/{owner}/{name}/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb"
    assert f"({binder})" in readme()
    assert not set(re.findall(r"https://mybinder\.org/v2/gh/[^\s)\"]+", readme())) - {binder}
    assert f'repository-code: "{REPOSITORY}"' in (ROOT / "CITATION.cff").read_text().splitlines()
    named = set(re.findall(r"https://github\.com/[\w.-]+/mixcond[\w.-]*\w", readme()))
    assert named <= {REPOSITORY, REPOSITORY + ".git"}
    (pulled,) = re.findall(r"/git-pull\?repo=([^&]+)&", readme())  # the link for a class
    assert unquote(pulled) == REPOSITORY


def test_the_settings_for_a_class_open_what_mixcond_copy_brings():
    from mixcond_lessons import course_folder
    (block,) = re.findall(r"```yaml\n(.*?)```", readme(), re.S)
    user = yaml.safe_load(block)["singleuser"]
    assert user["defaultUrl"] == f"/lab/tree/{course_folder.FOLDER}/{course_folder.FIRST}"
    assert user["lifecycleHooks"]["postStart"]["exec"]["command"][:2] == ["mixcond", "copy"]


def test_citation_and_licence_agree_with_the_package():
    citation = (ROOT / "CITATION.cff").read_text()
    assert (
        f"\nversion: {PROJECT['project']['version']}\n" in citation
        and "\ncff-version: 1.2.0\n" in "\n" + citation
    )
    for licence in PROJECT["project"]["license"].split(" AND "):
        assert f"  - {licence}\n" in citation
    assert all((ROOT / name).is_file() for name in PROJECT["project"]["license-files"])


def test_readme_opens_and_tests_the_course_with_one_command_each():
    assert 1 <= len(command("open")) <= 3 and any(
        "jupyter" in line and "notebooks" in line for line in command("open")
    )
    assert any("pytest" in line for line in command("tests"))


def test_continuous_integration_runs_readme_s_own_command():
    script = (ROOT / ".ci" / "run").read_text()
    line = next(line for line in script.splitlines() if line.startswith("command=$("))
    run = subprocess.run(
        ["bash", "-c", line + '\nprintf "%s" "$command"'], cwd=ROOT, capture_output=True, text=True
    )
    assert run.stdout.splitlines() == [text for text in command("tests") if text]


def test_the_workflow_runs_readme_s_own_command():
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert "untried" in text.split("\n\n")[0] and workflow["permissions"] == {"contents": "read"}
    assert workflow[True]["schedule"]  # YAML takes the word "on" for true
    tests, early = workflow["jobs"]["tests"], workflow["jobs"]["not-yet-released"]
    systems, pythons = tests["strategy"]["matrix"]["os"], tests["strategy"]["matrix"]["python"]
    assert {name.split("-")[0] for name in systems} == {"ubuntu", "macos", "windows"}
    assert PROJECT["project"]["requires-python"] == f">={pythons[0]}"
    commands = [step["run"] for step in tests["steps"] if "run" in step]
    (line,) = command("tests")
    windows = line.replace("python3", "python").replace(".venv/bin/", ".venv\\Scripts\\").replace(" &&", ";")
    # What .ci/run installs elsewhere: the judge of accessibility, as its test asks for it.
    (axe,) = re.findall(r'^INSTALL = "(.+)"$', ACCESSIBILITY.read_text(encoding="utf-8"), re.M)
    assert commands == [".ci/run", ".ci/run", axe, windows]
    quiet = (ROOT / ".ci" / "run").read_text().replace("--silent --no-fund --no-audit ", "")
    assert axe in quiet.splitlines()
    assert [step["run"] for step in early["steps"] if "run" in step] == [".ci/run"]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_readme_lists_every_notebook_with_its_minutes(path):
    rows = [line for line in readme().splitlines() if path.name in line and line.startswith("|")]
    assert len(rows) == 1 and re.search(r"\| \d{2,3} min ", rows[0]), "README's table needs its row"


def test_files_are_small_and_of_the_course():
    heavy = {path.name: path.stat().st_size for path in files() if path.stat().st_size > 1_000_000}
    assert not heavy and sum(path.stat().st_size for path in files()) < 10_000_000
