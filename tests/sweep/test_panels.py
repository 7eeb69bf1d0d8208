"""Every panel at every corner: nothing raises or warns, all numbers are finite, words and numbers agree."""

import itertools
import re

import numpy as np
import pytest

import mixcond_lessons
from mixcond_lessons.classroom.layers import moving_layer, still_layer

PANELS = mixcond_lessons.panels()
NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")
pytestmark = pytest.mark.parametrize("panel_class", PANELS, ids=lambda panel: panel.name)


def extremes(control):
    """The settings of one control that a sweep must visit."""
    if control.kind == "switch":
        return (False, True)
    if control.kind == "choice":
        return tuple(control.options)
    return (control.minimum, control.default, control.maximum)


def random_state(panel, chance):
    """A random possible state: every control anywhere on its slider."""
    for _ in range(1000):
        state = {}
        for control in panel.controls:
            values = control.grid if control.numeric else list(extremes(control))
            state[control.name] = values[chance.integers(len(values))]
            if control.kind == "integer":
                state[control.name] = int(state[control.name])
        if not panel._broken({**panel.state, **state}):
            return state
    raise AssertionError("the rules leave nothing possible")


def possible(panel, state):
    """Whether the panel's rules allow this state."""
    return not panel._broken({**panel.state, **state})


def without_settings(panel):
    """The sentence without the settings of the controls, as they are shown."""
    text = panel.describe()
    for control in panel.controls:
        if control.kind != "switch":
            setting = re.escape(control.show(panel.state[control.name]))
            text = re.sub(rf"(?<![\w.-]){setting}(?![\w.]\w|\d)", " ", text)
    return text


def numbers_in(text):
    """Every number of a sentence as it is written."""
    return [token.replace("−", "-") for token in NUMBER.findall(text)]


def as_written(value, token):
    """`value` rounded to the digits of `token`."""
    mantissa = token.lstrip("-").split("e")[0]
    digits = mantissa.replace(".", "").lstrip("0")
    return f"{abs(value):.{max(len(digits), 1) - 1}e}"


def agree(token, value):
    """Whether `token` is `value` at the digits shown."""
    number = float(token)
    if number == 0 or value == 0:
        return abs(number - value) < 1e-12
    # Trailing zeros are not shown, so the digits shown may be fewer than those computed.
    shown = {as_written(value, token), f"{abs(value):.2e}", f"{abs(value):.3e}", f"{abs(value):.4e}"}
    return (number < 0) == (value < 0) and any(
        np.isclose(float(text), abs(number), rtol=1e-9) for text in shown
    )


def look_at(panel):
    """Check one state wholly."""
    tables = panel.data()
    for name, table in tables.items():
        for column, values in table.items():
            assert values.ndim == 1 and np.isfinite(values).all(), (panel.state, name, column)
    for name, residual in panel.invariants().items():
        assert 0 <= residual < 1e-9, (panel.state, name, residual)
    words = panel.describe()
    assert len(words) >= 40 and numbers_in(words), words
    singles = [float(values[0]) for table in tables.values() for values in table.values() if values.size == 1]
    for token in numbers_in(without_settings(panel)):
        assert any(agree(token, value) for value in singles), (panel.state, token, words)
    return words


def test_every_control_at_its_limits(panel_class):
    panel = panel_class()
    for control in panel.controls:
        for value in extremes(control):
            panel.reset()
            if possible(panel, {control.name: value}):
                panel.set(**{control.name: value})
                look_at(panel)
                moving_layer(panel.figure, panel.moving)


def test_every_corner_of_the_open_controls(panel_class):
    panel = panel_class()
    opened = [control for control in panel.controls if not control.folded]
    assert len(opened) <= 3
    for corner in itertools.product(*(extremes(control) for control in opened)):
        state = dict(zip((control.name for control in opened), corner, strict=True))
        if possible(panel, state):
            look_at(panel.set(**state))


def test_random_states(panel_class, request):
    """Twenty of them; two hundred with `--long`, of which these are the first."""
    panel, chance = panel_class(), np.random.default_rng(20261122)
    for count in range(200 if request.config.getoption("long") else 20):
        panel.set(**random_state(panel, chance))
        look_at(panel)
        if count % 20 == 0:
            moving_layer(panel.figure, panel.moving)


def test_presets_are_possible_states(panel_class):
    panel = panel_class()
    for name in panel.presets:
        look_at(panel.preset(name))
    assert panel.reset().state == {control.name: control.default for control in panel.controls}


def test_each_open_control_changes_what_is_computed(panel_class):
    panel = panel_class()
    for control in (control for control in panel.controls if not control.folded):
        seen = []
        for value in extremes(control):
            panel.reset()
            if control.numeric:
                panel.move(control.name, value)  # as a slider: a rule may stop it short of the limit
                seen.append(tuple(numbers_in(without_settings(panel))))
            else:
                panel.set(**{control.name: value})
                figure = panel.figure
                layers = still_layer(figure, panel.moving), moving_layer(figure, panel.moving)
                seen.append((panel.describe(), *layers))
        assert seen[0] != seen[-1], f"{control.name} changes nothing that is computed: {seen[0]}"


def test_picture_is_a_pure_function_of_the_state(panel_class):
    first, second, chance = panel_class(), panel_class(), np.random.default_rng(7)
    first.figure  # drawn at the defaults, then moved; the second is drawn at the end
    target = random_state(first, chance)
    first.set(**random_state(first, chance)).set(**target)
    second.set(**target)
    assert first.layers() == second.layers()
    assert first.describe() == second.describe()


def test_refuses_what_is_impossible_and_stays_as_it_was(panel_class):
    panel = panel_class()
    before = panel.state
    for control in panel.controls:
        for bad in (float("nan"), "much", [1, 2], None, 1e300, -1e300):
            with pytest.raises(ValueError, match=control.name):
                panel.set(**{control.name: bad})
    with pytest.raises(ValueError, match="no_such_control"):
        panel.set(no_such_control=1)
    assert panel.state == before


def test_declares_what_a_reader_needs(panel_class):
    panel = panel_class()
    assert (
        re.fullmatch(r"[a-z_]+\.[a-z_]+", panel.name)
        and panel.ask.endswith("?")
        and len(panel.alternative) > 40
    )
    assert 3 <= panel.law_in_words().count("\n") <= 40
    for control in panel.controls:
        assert control.source, control.name
        if control.numeric:
            assert control.minimum <= control.default <= control.maximum
            assert control.grid.size >= 2 and (np.diff(control.grid) > 0).all()
    for axes in panel.figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            # Ticks without a unit are allowed only where title or label carry it or the number has none.
            named = axis.get_label_text() or axes.get_title(loc="left")
            assert named or not axis.get_ticklabels(), axes
