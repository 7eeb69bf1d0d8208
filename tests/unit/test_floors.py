"""What no tool knows: one name in four places, a panel a file, short functions and laws, no machine's paths.

Imports, docstrings, line lengths of Python and the like are for ruff and import-linter (test_tools.py).
"""
import ast
import re

import nbformat
import pytest
from checkout import ROOT, files, sources

import mixcond_lessons

PACKAGE = ROOT / "mixcond_lessons"
LESSONS = {path.stem[3:] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
WITHOUT_PHYSICS = {"start_here", "review"}
VOCABULARY = {"law", "quantities"}  # where units are made of names
LINE, FUNCTION, FILE, PANEL, LAW = 110, 40, 400, 130, 10  # columns, and lines
each_file = pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
each_law = pytest.mark.parametrize("path", sources("mixcond_lessons/physics/"), ids=lambda path: path.stem)


def body_lines(node, lines, only_body=False):
    """Number of lines of a function, or of its body alone, that are neither blank nor docstring."""
    span = set(range(node.body[0].lineno if only_body else node.lineno, node.end_lineno + 1))
    if ast.get_docstring(node) is not None:
        span -= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    return sum(bool(lines[number - 1].strip()) for number in span)


def functions(tree):
    """Every function of a module, wherever it stands."""
    return [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def is_law(node):
    """Whether a function is decorated with `@law`, called or not."""
    names = (ast.unparse(one.func if isinstance(one, ast.Call) else one) for one in node.decorator_list)
    return any(re.fullmatch("(\\w+_)?law", name.split(".")[-1]) for name in names)


def test_the_measures_can_fail():
    text = '@law\ndef f():\n    """One\n    two."""\n\n    # why\n    return 1\n'
    text += "\n@quantities.law(x=1)\ndef g(): return 2\n"
    first, second = functions(ast.parse(text))
    assert (
        body_lines(first, text.splitlines()) == 3
        and body_lines(first, text.splitlines(), only_body=True) == 2
    )
    assert (
        is_law(first) and is_law(second) and not is_law(functions(ast.parse("@cache\ndef f(law): pass"))[0])
    )


@each_file
def test_files_and_functions_stay_small(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= FILE
    lengths = {node.name: body_lines(node, lines) for node in functions(ast.parse("\n".join(lines)))}
    assert not {name: length for name, length in lengths.items() if length > FUNCTION}


@each_law
def test_the_body_of_a_law_is_its_formula(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    laws = [node for node in functions(ast.parse("\n".join(lines))) if is_law(node)]
    long = {node.name: body_lines(node, lines, only_body=True) for node in laws}
    assert not {name: length for name, length in long.items() if length > LAW}


@pytest.mark.parametrize("kind", [".toml", ".js", ".css", ".yml", ".json"])
def test_lines_can_be_read_without_scrolling(kind):
    """Python's are measured by ruff."""
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files()
        if path.suffix == kind
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > LINE
    ]
    assert not wide


UNIT = re.compile(
    r"\[[A-Za-z0-9/]+\]|S/m|\bm2/s|m²/s|\bohm\b|\bV\b|A/m2|A/m²|mol/m|J/mol|[Kk]elvin|\bK\b|\bs\b|\bm\b"
    r"|SI unit|[Dd]imensionless|[Ff]raction|per formula unit|in `?unit|as for `|activity"
    r"|Raises|ValueError|rrors as"
)


def takes_arguments(node):
    """Whether a function has arguments besides self."""
    return any(argument.arg != "self" for argument in (*node.args.args, *node.args.kwonlyargs))


@each_law
def test_public_physics_says_its_units(path):
    """A law takes them from the one vocabulary; any other function says them in its docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = [
        tree,
        *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")),
    ]
    public = [node for holder in holders for node in holder.body
              if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    mute = [node.name for node in public if not UNIT.search(ast.get_docstring(node) or "")]
    silent = [one.name for one in public if one.name in mute and takes_arguments(one) and not is_law(one)]
    assert path.stem in VOCABULARY or not silent


def test_same_name_in_four_places():
    """A lesson, a folder, a file of laws, a test."""
    inside = {path.stem for path in (PACKAGE / "chapters").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert inside - {"__pycache__"} == LESSONS | {"__init__", "controls", "glossary"}
    assert WITHOUT_PHYSICS >= LESSONS - {path.stem for path in sources("mixcond_lessons/physics/")}
    tests = {path.stem for path in sources("tests/")}
    assert not [name for name in LESSONS - WITHOUT_PHYSICS if f"test_{name}" not in tests]


@pytest.mark.parametrize("name", sorted(LESSONS))
def test_a_chapter_is_a_folder(name):
    inside = {path.name for path in (PACKAGE / "chapters" / name).glob("*")}
    assert inside >= {"__init__.py", "questions.toml", "answers.py"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")), ids=lambda path: path.stem
)
def test_a_lesson_has_its_row_in_the_map(path):
    """Its row in README is for test_packaging.py."""
    first = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    rows = next(cell.source for cell in first.cells if cell.id == "map")
    assert f"| {path.stem[:2]} " in rows, "write its row into the cell `map` of 00_start_here.ipynb"


def test_the_examples_for_contributors_keep_our_widths():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```(?:python|toml)\n(.*?)^ *```$", text, re.M | re.S)
    lines = [line.removeprefix(indent) for indent, block in blocks for line in block.splitlines()]
    assert lines and not [line for line in lines if len(line) > LINE]


@pytest.mark.parametrize("panel", mixcond_lessons.panels(), ids=lambda panel: panel.name)
def test_a_panel_is_a_file_of_its_name(panel):
    chapter, name = panel.name.split(".")
    path = PACKAGE / "chapters" / chapter / f"{name}.py"
    assert panel.__module__ == f"mixcond_lessons.chapters.{panel.name}"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= PANEL


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_import_only_the_course_and_the_tools_of_the_trade(path):
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    nodes = [node for source in cells for node in ast.walk(ast.parse(source))]
    names = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom)]
    assert names and {name.split(".")[0] for name in names} <= {
        "mixcond_lessons", "numpy", "matplotlib", "scipy", "math",
    }
    assert "pyplot" not in "".join(cells)


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
        hits = place.finditer(text)
        found += [f"{path.relative_to(ROOT)}: {text[hit.start():hit.start() + 30]!r}" for hit in hits]
    assert not found
