"""Controls: grids end at the limits, values carry the field's unit, nothing impossible is accepted."""

import math
import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mixcond_lessons.classroom import quantity
from mixcond_lessons.classroom.controls import choice, integer, linear, logarithmic, switch

calm = settings(deadline=None, max_examples=100)
UNITS = st.sampled_from(
    [("S/m", "S/cm"), ("m", "mm"), ("m", "µm"), ("1", "bar"), ("s", "h"), ("ohm", "kΩ"), ("m", "m")]
)


@st.composite
def logarithmic_controls(draw):
    unit, shown = draw(UNITS)
    low, decades = draw(st.floats(-25, 3)), draw(st.floats(0.3, 28))
    low, high = 10.0 ** low, 10.0 ** (low + decades)
    return logarithmic(
        "x", "x", low, high, math.sqrt(low * high), per_decade=draw(st.integers(1, 40)), unit=unit,
        shown=shown,
    )


@st.composite
def linear_controls(draw):
    unit, shown = draw(st.one_of(UNITS, st.just(("K", "°C"))))
    low, step, count = (
        draw(st.floats(-1e3, 1e3)), draw(st.sampled_from([0.01, 0.05, 0.5, 1, 3, 10, 25])),
        draw(st.integers(1, 400)),
    )
    low, high = (quantity.convert(limit, shown, unit) for limit in (low, low + step * count))
    return linear("x", "x", low, high, low, step=step, unit=unit, shown=shown)


@calm
@given(st.one_of(logarithmic_controls(), linear_controls()), st.data())
def test_grid_ends_exactly_at_the_limits_and_rises(control, data):
    grid = control.grid
    assert grid[0] == control.minimum and grid[-1] == control.maximum
    assert (np.diff(grid) > 0).all() and grid.size >= 2
    place = data.draw(st.integers(0, grid.size - 1))
    assert control.nearest(grid[place]) == place
    assert control.accept(grid[place]) == grid[place]


@calm
@given(logarithmic_controls())
def test_logarithmic_grid_is_even_in_the_exponent(control):
    steps = np.diff(np.log10(control.grid))
    assert steps == pytest.approx(np.full(steps.size, steps.mean()), abs=0.0045)  # three digits on screen
    assert (
        abs(steps.size - control.step * math.log10(control.maximum / control.minimum)) <= 0.5 + 1e-9
        or steps.size == 1
    )


@calm
@given(linear_controls())
def test_linear_grid_is_even_on_screen(control):
    steps = np.diff(quantity.convert(control.grid, control.unit, control.screen_unit))
    assert steps == pytest.approx(np.full(steps.size, control.step), abs=1e-6)


@calm
@given(st.integers(1, 20), st.integers(2, 5000))
def test_an_integer_by_decades_stops_at_whole_numbers_ever_farther_apart(low, factor):
    control = integer("n", "n", low, low * factor, low, by_decades=True)
    assert (control.grid == np.round(control.grid)).all() and control.grid[[0, -1]].tolist() == [
        low, low * factor,
    ]
    steps = np.diff(control.grid)
    assert (steps >= 1).all() and (steps <= 1 + 0.15 * control.grid[:-1]).all()
    assert all(control.nearest(value) == place for place, value in enumerate(control.grid))


@calm
@given(st.one_of(logarithmic_controls(), linear_controls()), st.data())
def test_shows_the_value_in_the_field_unit_never_its_logarithm(control, data):
    value = float(data.draw(st.sampled_from(control.grid.tolist())))
    text = control.show(value)
    assert text.endswith(quantity.unit_text(control.screen_unit)) and "log" not in text and "^" not in text
    reading = quantity.read(text, control.screen_unit)
    wanted = quantity.convert(value, control.unit, control.screen_unit)
    assert reading.problem == "" and reading.value == pytest.approx(wanted, rel=6e-4, abs=1e-12)


@pytest.mark.parametrize("control, value, text", [
    (logarithmic("p", "p", 1e-25, 1.0, 1e-5, unit="1", shown="bar"), 1e-18, "1e-18 bar"),
    (linear("t", "t", 773.15, 1273.15, 1123.15, step=10, unit="K", shown="°C"), 1123.15, "850 °C"),
    (logarithmic("s", "s", 1e-3, 1e3, 1.0, unit="S/m", shown="S/cm"), 8.2, "0.082 S/cm"),
    (linear("l", "l", 0, 1e-2, 1e-3, step=0.5, unit="m", shown="mm"), 5e-4, "0.5 mm"),
    (integer("n", "n", 0, 9, 3), 4, "4"), (switch("on", "on"), True, "on"),
    (switch("on", "on"), False, "off"), (choice("m", "m", {"ceria": "CGO", 2: "8YSZ"}, 2), 2, "8YSZ"),
])
def test_shows_as_in_the_field(control, value, text):
    assert control.show(value) == text


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.text(max_size=5), st.binary(max_size=3), st.floats(), st.integers(),
    st.complex_numbers(), st.decimals(), st.fractions(), st.lists(st.floats(), max_size=3),
    st.dictionaries(st.integers(), st.integers(), max_size=2), st.just(object()),
    st.builds(np.array, st.lists(st.floats(), max_size=3)), st.floats().map(np.float64),
    st.just(np.array(1.5)), st.just([[1], [1, 2]]),
)
NUMERIC = (
    linear("x", "x", -2e-3, 5e-3, 0, step=0.5, unit="m", shown="mm"),
    logarithmic("x", "x", 1e-20, 1e3, 1.0, unit="S/m", shown="S/cm"), integer("x", "x", -3, 12, 4),
)


@calm
@given(st.sampled_from(NUMERIC), ANYTHING)
@example(NUMERIC[0], 10 ** 400)
@example(NUMERIC[0], [[1], [1, 2]])
def test_accepts_a_number_in_range_or_says_in_full_why_not(control, value):
    try:
        taken = control.accept(value)
    except ValueError as refusal:
        limits = f"allowed is {control.minimum:g} to {control.maximum:g} {control.unit}".rstrip()
        assert str(refusal).startswith("x = ") and limits in str(refusal)
    else:
        assert control.minimum <= taken <= control.maximum and type(taken) is (
            int if control.kind == "integer" else float
        )
        assert taken == pytest.approx(float(value), rel=1e-9, abs=1e-14)
        assert control.accept(taken) == taken


@calm
@given(st.sampled_from([choice("x", "x", {"ceria": "CGO", 2: "8YSZ"}, 2), switch("x", "x")]), ANYTHING)
@example(switch("x", "x"), np.array([1.0, 2.0]))
@example(choice("x", "x", {"ceria": "CGO", 2: "8YSZ"}, 2), np.array([1.0, 2.0]))
@example(choice("x", "x", {"ceria": "CGO", 2: "8YSZ"}, 2), 2.0)
def test_choice_and_switch_take_only_what_they_offer(control, value):
    offered = list(control.options) if control.kind == "choice" else [True, False]
    try:
        taken = control.accept(value)
    except ValueError as refusal:
        assert str(refusal).startswith("x = ") and "allowed is" in str(refusal)
    else:
        assert any(taken == option and type(taken) is type(option) for option in offered)


@calm
@given(linear_controls())
def test_a_limit_typed_in_the_unit_on_screen_is_still_the_limit(control):
    for limit in (control.minimum, control.maximum):
        there_and_back = quantity.convert(
            quantity.convert(limit, control.unit, control.screen_unit), control.screen_unit, control.unit
        )
        assert control.accept(there_and_back) == pytest.approx(limit, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("control, value, pattern", [
    (NUMERIC[0], 6e-3, r"x = 0\.006 m: outside the range; allowed is -0\.002 to 0\.005 m"),
    (NUMERIC[2], 3.5, r"x = 3\.5: not a whole number; allowed is -3 to 12"),
    (NUMERIC[1], "1", r"x = '1': not a number; allowed is 1e-20 to 1000 S/m"),
    (NUMERIC[2], True, r"x = True: not a number"),
    (NUMERIC[1], math.inf, r"x = inf S/m: outside the range"),
    (NUMERIC[1], math.nan, r"x = nan S/m: outside the range"),
])
def test_refusals_name_control_value_unit_and_range(control, value, pattern):
    with pytest.raises(ValueError) as refusal:
        control.accept(value)
    assert re.match(pattern, str(refusal.value)), refusal.value
