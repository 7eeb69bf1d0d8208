"""What a panel says: a sentence that can be read aloud, a law whose formula stands there, what must stay the
same."""
import ast
import re
import sys

import numpy as np
import pytest

import mixcond_lessons
from mixcond_lessons.classroom.law_text import formula

PANELS = mixcond_lessons.panels()
each = pytest.mark.parametrize("panel_class", PANELS, ids=lambda panel: panel.name)
UNIT = (r"(?:%|°C|eV|bar|S/cm|[mkµnMG]?V|m?A\S*|mL\S*|mol\S*|[kMm]?Hz|[mnµ]?s|min|h|days?|years?|[cmnµ]?m"
        r"|[cm]?m[²³/]\S*|[kMGm]?Ω\S*|W/\S*|sites\S*|[FSJgL]\S*|ohm\S*|K|kg\S*|C/\S*|mAh\S*|Wh\S*)")
NUMBER = r"[-−]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?"


def words(text):
    """The words of a sentence; a number counts as one word, together with its unit."""
    text = re.sub(rf"({NUMBER}) {UNIT}(?: cm2| cm²)?(?=[\s.,;:)]|$)", r"\1", text)
    return [part for part in text.split() if re.search(r"\w", part)]


def sentences(text):
    return [part for part in re.split(r"(?<=[.?!])\s+(?=[A-ZÀ-ÞΔΣΩα-ω])", text.strip()) if part]


def numbers(text):
    """The numbers of a sentence; the digits of a formula or of a symbol are none."""
    return re.findall(rf"(?<![\w.₀-₉^/]){NUMBER}(?![\w₀-₉]*[A-Za-z₀-₉ˣ])", text)


def states(panel):
    """The panel in its default state, its named states, and each control at its ends."""
    yield "default"
    for name in panel.presets:
        panel.preset(name)
        yield name
    for control in panel.controls:
        ends = {"choice": lambda control=control: tuple(control.options),
                "switch": lambda: (True, False)}.get(
            control.kind, lambda control=control: (control.minimum, control.maximum))
        for value in ends():
            panel.reset()
            panel.move(control.name, value)
            yield f"{control.name} = {value}"


def test_the_counting_can_fail():
    assert words("The film conducts 0.8 S/cm at 700 °C, and that is all.") == \
        ["The", "film", "conducts", "0.8", "at", "700,", "and", "that", "is", "all."]
    assert numbers("CO2 and La0.6Sr0.4 need 3 V, or 1e-5 bar, for pO₂ = 0.2.") == ["3", "1e-5", "0.2"]
    assert len(sentences("At 0.5 V it holds. Then it stops. Why?")) == 3


@each
def test_the_sentence_can_be_read_aloud(panel_class):
    """At most 25 words for the main thing, 20 for a second sentence, four numbers in all, no signs of a
    programmer."""
    panel = panel_class()
    for where in states(panel):
        said = panel.describe()
        parts = sentences(said)
        assert len(parts) <= 2 and "^" not in said, (where, said)
        assert len(words(parts[0])) <= 25 and len(words(parts[-1])) <= (20 if len(parts) == 2
                                                                        else 25), (where, said)
        assert len(numbers(said)) <= 4, (where, numbers(said), said)


@each
def test_the_law_shown_is_a_formula(panel_class):
    """It can be read without opening another function: nothing private is called, and no more than ten lines
    compute it."""
    shown = formula(panel_class.law)
    tree = ast.parse(shown).body[0]
    called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not [name for name in called if name.startswith("_")], called
    body = [line for part in tree.body for line in ast.unparse(part).splitlines()]
    assert 1 <= len(body) <= 10, shown
    assert any(isinstance(node, (ast.BinOp, ast.Call)) for node in ast.walk(tree)), shown


@each
def test_the_law_names_its_symbols(panel_class):
    """Each argument stands with its symbol or word, and the docstring says what law it is."""
    panel = panel_class()
    text = panel.law_in_words()
    assert len((panel.law.__doc__ or "").split()) >= 8
    for name in getattr(panel.law, "quantities", {}):
        assert re.search(rf"\b{name}\b", text.split("\ndef ")[0]), name


@each
def test_the_panel_computes_with_the_law_it_shows(panel_class):
    """The function under Law is called when the panel solves, by the panel itself or by a law that it
    calls."""
    panel = panel_class()
    source = panel.law.__wrapped__ if hasattr(panel.law, "__wrapped__") else panel.law
    calls = []

    def spy(frame, event, _):
        if event == "call" and frame.f_code is source.__code__:
            calls.append(frame.f_code.co_name)
    before = sys.getprofile()
    sys.setprofile(spy)
    try:
        panel.set(**panel.state)
    finally:
        sys.setprofile(before)
    assert calls, f"{panel.name} does not use {panel.law.__name__}"


@each
def test_what_must_stay_the_same_is_said_in_words(panel_class):
    for name, residual in panel_class().invariants().items():
        assert len(name.split()) >= 3 and not re.search(r"[_^{}]|\*\*", name), name
        assert np.isfinite(residual)


@pytest.mark.parametrize("preset", ["ions only, nearly", "electrons only, nearly"])
def test_a_share_is_not_all_where_the_rest_is_not_nothing(preset):
    boulevard = next(panel for panel in PANELS if panel.name == "start_here.boulevard")()
    assert "100 %" not in boulevard.preset(preset).describe()
