"""The house keeps its floors: imports run downwards, files and functions stay small, nothing names a machine."""
import ast
import pathlib
import re

import nbformat
import pytest
from checkout import ROOT, files, sources

PACKAGE = "mixcond_lessons"
# What each floor must not import (whole dotted names, and whatever lies below them).
WIDGETS = ("ipywidgets", "anywidget", "traitlets", "IPython", "matplotlib")
FORBIDDEN = {
    "physics": (*WIDGETS, f"{PACKAGE}.classroom", f"{PACKAGE}.chapters"),
    "classroom": (f"{PACKAGE}.physics", f"{PACKAGE}.materials", f"{PACKAGE}.chapters"),
    "materials": (*WIDGETS, f"{PACKAGE}.physics", f"{PACKAGE}.classroom", f"{PACKAGE}.chapters")}
OWN = [path for path in sources(f"{PACKAGE}/")]
each_file = pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
each_own = pytest.mark.parametrize("path", OWN, ids=lambda path: path.relative_to(ROOT).as_posix())


def imported(tree, path=None):
    """Every dotted name that a module imports, relative ones made absolute, at its top or anywhere inside."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                here = path.relative_to(ROOT).parts[:-1]
                start = ".".join([*here[:len(here) - node.level + 1], *([node.module] if node.module else [])])
            yield from (f"{start}.{name.name}" for name in node.names)


def below(name, floor):
    """Whether `name` is `floor` or lies in it."""
    return name == floor or name.startswith(floor + ".")


def code_lines(node, lines):
    """Number of lines of a function that are neither blank nor docstring."""
    span = set(range(node.lineno, node.end_lineno + 1))
    if ast.get_docstring(node) is not None:
        span -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return sum(bool(lines[number - 1].strip()) for number in span)


def test_the_measures_can_fail():
    tree = ast.parse("import a.b\nfrom .. import physics\nfrom ..classroom.panel import Panel\ndef f():\n  from . import x\n")
    names = list(imported(tree, ROOT / PACKAGE / "physics" / "law.py"))
    assert names == ["a.b", f"{PACKAGE}.physics", f"{PACKAGE}.classroom.panel.Panel", f"{PACKAGE}.physics.x"]
    text = 'def f():\n    """One\n    two."""\n\n    # why\n    return 1\n'
    assert code_lines(ast.parse(text).body[0], text.splitlines()) == 3
    assert below("a.b", "a") and below("a", "a") and not below("ab", "a")


@each_own
def test_imports_run_downwards(path):
    floor = path.relative_to(ROOT / PACKAGE).parts[0]
    wrong = [name for name in imported(ast.parse(path.read_text()), path) for other in FORBIDDEN.get(floor, ()) if below(name, other)]
    assert not wrong


def test_every_floor_is_there():
    assert {path.relative_to(ROOT / PACKAGE).parts[0] for path in OWN} >= {*FORBIDDEN, "chapters"}


@each_file
def test_nothing_imports_pyplot(path):
    assert not [name for name in imported(ast.parse(path.read_text()), path) if below(name, "matplotlib.pyplot") or below(name, "pylab")]


@each_file
def test_files_and_functions_stay_small(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= 400
    long = {node.name: code_lines(node, lines) for node in ast.walk(ast.parse("\n".join(lines)))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and code_lines(node, lines) > 40}
    assert not long


def public(tree):
    """Every public function, class and method of a module, with its name."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"))


def takes_arguments(node):
    """Whether this is a function with arguments besides self."""
    return isinstance(node, ast.FunctionDef) and any(argument.arg != "self" for argument in (*node.args.args, *node.args.kwonlyargs))


UNIT = re.compile(r"Raises|ValueError|rrors as|\[[A-Za-z0-9/]+\]|S/m|\bm2/s|m²/s|\bohm\b|\bV\b|A/m2|A/m²|mol/m|J/mol|[Kk]elvin|\bK\b|\bs\b|\bm\b|SI unit|dimensionless|[Ff]raction|per formula unit|in `?unit|as for `|activity")


@pytest.mark.parametrize("path", sources(f"{PACKAGE}/physics/"), ids=lambda path: path.stem)
def test_public_physics_says_its_units_and_errors(path):
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree)
    # A class that only holds data, and a property, take no arguments whose unit could be mistaken; a docstring they need all the same (next test).
    silent = [name for name, node in public(tree) if takes_arguments(node) and not UNIT.search(ast.get_docstring(node) or "")]
    assert not silent


@each_own
def test_everything_public_has_a_docstring(path):
    tree = ast.parse(path.read_text())
    inherited = {"solve", "draw", "say", "conserved", "frame", "presets"}  # said once, in Panel
    silent = [name for name, node in public(tree) if not ast.get_docstring(node) and name.split(".")[-1] not in inherited]
    assert not silent


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_import_only_the_course_and_the_tools_of_the_trade(path):
    cells = nbformat.read(path, as_version=4).cells
    names = [name for cell in cells if cell.cell_type == "code" for name in imported(ast.parse(cell.source))]
    assert names and not [name for name in names if name.split(".")[0] not in (PACKAGE, "numpy", "matplotlib", "scipy")]


def test_no_file_names_a_place_on_one_machine():
    # Put together here, so that this file does not break its own rule.
    place = re.compile(r"(?<![\w.:~}$/-])/(?:" + "|".join(("tmp", "work", "root", "home", "Users")) + r")/\w")
    assert place.search("see " + "/" + "tmp/x") and not place.search("https://example.org" + "/" + "home/x")
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{path.relative_to(ROOT)}: {text[hit.start():hit.start() + 30]!r}" for hit in place.finditer(text)]
    assert not found


def test_each_floor_and_each_chapter_stays_small():
    """Code and docstrings; what the questions say to a student is prose and stands apart.

    No bound for the whole: twelve chapters need more than six. What a reader must hold in mind at once is a floor or a chapter.
    """
    def lines(floor, names=lambda stem: not stem.endswith("_questions")):
        return sum(len(path.read_text().splitlines()) for path in sources(f"{PACKAGE}/{floor}/") if names(path.stem))
    assert lines("classroom") <= 2500 and lines("materials") <= 300
    chapters = {path.stem for path in sources(f"{PACKAGE}/chapters/")} - {"__init__"}
    for lesson in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"):
        name = lesson.stem[3:]
        mine = {stem for stem in chapters if stem == name or stem.startswith(f"{name}_")} - {f"{name}_questions"}
        assert lines("chapters", mine.__contains__) <= 900, name


def test_same_name_in_four_places():
    chapters = {path.stem for path in sources(f"{PACKAGE}/chapters/")} - {"__init__"}
    laws = {path.stem for path in sources(f"{PACKAGE}/physics/")}
    tests = {path.stem for path in sources("tests/")}
    lessons = {pathlib.Path(path).stem[3:] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert lessons <= chapters
    without_physics = {"start_here", "review"}
    assert {name for name in lessons if name not in without_physics} <= laws
    assert {f"test_{name}" for name in lessons - without_physics} <= tests
