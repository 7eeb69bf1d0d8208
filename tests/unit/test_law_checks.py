"""`@law`: what is checked by an argument's name, what is refused, and what a panel that has checked need not
pay."""
import importlib
import inspect
import pkgutil
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mixcond_lessons
from mixcond_lessons import physics, trust
from mixcond_lessons.classroom.controls import Control
from mixcond_lessons.physics.law import law
from mixcond_lessons.physics.quantities import QUANTITIES
from mixcond_lessons.physics.quantity import ABOVE_ZERO, FROM_ZERO, Quantity


@law
def resistance_of(conductivity, thickness, area=1e-4):
    """Resistance R = L/(sigma A) of a disk. Returns ohm. Source: Ohm's law."""
    return thickness / area / conductivity


@law(voltage=(0.0, 1.0), resistance="area_specific_resistance",
     where={"the voltage must exceed the product of both":
            lambda voltage, resistance, current: voltage >= resistance * current})
def left_over(voltage, resistance, current=0.0):
    """What is left, V - R i. Returns V. Source: Kirchhoff's laws."""
    return voltage - resistance * current


@law(never_zero=True)
def shrinking(thickness, blocking="both", charge_number=None):
    """A square that must not vanish, L^2 or half of it. Returns m2. Source: geometry."""
    return thickness**2 / (1 if blocking == "both" else 2) * (charge_number or 1)


def test_a_law_computes_its_formula_for_numbers_and_arrays():
    assert resistance_of(1.0, 1e-3) == pytest.approx(10.0) and resistance_of(1, 1, area=1) == 1
    assert resistance_of([1.0, 2.0], [[1e-3], [2e-3]]).shape == (2, 2)
    assert left_over(0.5, 0.0) == 0.5 and shrinking(2.0, "one", charge_number=3.0) == 6


@pytest.mark.parametrize(("call", "said"), [
    (lambda: resistance_of(0, 1), r"conductivity = 0 S/m: allowed is \(0, inf\) S/m"),
    (lambda: resistance_of(1, [1, -2]), r"thickness = -2 m: allowed is \(0, inf\) m"),
    (lambda: resistance_of(1, 1, area=float("nan")), r"area = nan m2"),
    (lambda: resistance_of(1, float("inf")), "thickness = inf m"),
    (lambda: resistance_of("1", 1), "conductivity = '1': not a real number"),
    (lambda: resistance_of(1j, 1), "conductivity = 1j: not a real number"),
    (lambda: resistance_of([1, 2], [1, 2, 3]),
     r"these shapes do not fit together: conductivity \(2,\), thickness \(3,\)"),
    (lambda: resistance_of(1e-300, 1e300),
     r"conductivity = 1e-300, thickness = 1e\+300: the result leaves the range"),
    (lambda: left_over(2.0, 1.0), r"voltage = 2 V: allowed is \[0, 1\] V"),
    (lambda: left_over(0.5, [0.1, 3.0], 1.0),
     r"voltage = 0.5 V, resistance = 3 ohm m2, current = 1 A: the voltage must exceed"),
    (lambda: shrinking(1e-200), "thickness = 1e-200: the result leaves the range"),
    (lambda: shrinking(1.0, "none"), "blocking = 'none': allowed is one of 'both', 'one'"),
    (lambda: shrinking(1.0, 2.0), "blocking = 2.0: allowed is one of"),
    (lambda: shrinking(1.0, charge_number="2"), "charge_number = '2': not a real number")])
def test_what_is_impossible_is_refused_by_name_value_unit_and_range(call, said):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match=said):
            call()


@pytest.mark.parametrize("call", [lambda: resistance_of(1), lambda: resistance_of(1, 1, 1, 1),
                                  lambda: resistance_of(1, 1, width=1),
                                  lambda: left_over(resistance=1.0)])
def test_missing_and_unknown_arguments_are_python_s_own_errors(call):
    with pytest.raises(TypeError):
        call()


def test_a_name_that_nobody_knows_is_an_error_of_the_author():
    with pytest.raises(ValueError, match="no_such_name: it has no line in QUANTITIES"):
        law(lambda no_such_name: no_such_name)
    with pytest.raises(TypeError, match="has no argument width"):
        law(width=ABOVE_ZERO)(lambda thickness: thickness)


def test_the_docstring_names_every_argument_with_symbol_unit_and_range():
    assert "    thickness: thickness, L in m, > 0" in resistance_of.__doc__
    assert "    voltage: voltage, V in V, 0 to 1" in left_over.__doc__
    assert "    blocking: where the ions are blocked: one of 'both', 'one'" in shrinking.__doc__


@given(st.floats(allow_nan=True, allow_infinity=True),
       st.sampled_from([ABOVE_ZERO, FROM_ZERO, (-1.0, 1.0), (0.0, 5e-324)]))
def test_a_float_a_number_of_numpy_and_an_array_are_judged_alike(value, possible):
    quantity, verdicts = Quantity("length", "L", "m", possible), []
    for kind in (float, np.float64, lambda number: np.array([number])):
        try:
            verdicts.append(float(np.squeeze(quantity.check("length", kind(value)))))
        except ValueError as refused:
            verdicts.append(str(refused))
    assert len(set(map(str, verdicts))) == 1
    assert isinstance(verdicts[0], str) != (np.isfinite(value) and possible[0] <= value <= possible[1])


def test_what_a_panel_has_checked_is_taken_as_it_comes():
    with trust.trusted():
        assert resistance_of(-1.0, 1e-3, 1e-3) == -1  # whoever trusts has checked
        with trust.trusted():
            pass
        assert trust.checked
    assert not trust.checked
    with pytest.raises(ZeroDivisionError), trust.trusted():
        raise ZeroDivisionError
    assert not trust.checked


@pytest.mark.parametrize("name", ["conductivity.plane", "permeation.leaking_voltage",
                                  "bioelectronics.heartbeat"])
def test_a_slider_s_value_meets_each_check_once(name, monkeypatch):
    """Its control accepts it; the laws that the panel calls do not look at it again."""
    panel = next(panel for panel in mixcond_lessons.panels() if panel.name == name)()
    accepted, looked = [], []
    accept, check = Control.accept, Quantity.check
    monkeypatch.setattr(Control, "accept", lambda self, value: accepted.append(self.name)
                        or accept(self, value))
    monkeypatch.setattr(Quantity, "check", lambda self, name, value: looked.append(name)
                        or check(self, name, value))
    control = next(control for control in panel.controls if control.numeric)
    panel.move(control.name, float(control.grid[len(control.grid) // 3]))
    assert accepted == [control.name]
    assert not looked


def test_the_vocabulary_says_something_of_every_name():
    for name, quantity in QUANTITIES.items():
        assert quantity.word and quantity.lowest <= quantity.highest, name
        assert quantity.kind in ("number", "single", "whole", "curve", "choice", "thing"), name
        assert bool(quantity.options) == (quantity.kind == "choice"), name


@pytest.mark.parametrize(("name", "said", "allowed"), [
    ("tortuosity", "tortuosity, τ, >= 1", "[1, inf)"), ("porosity", "ε, >= 0 and < 1", "[0, 1)"),
    ("points", "number of points, >= 2", "[2, inf)"), ("thickness", "thickness, L in m, > 0", "(0, inf) m"),
    ("volume_share", "share of the volume, ε, > 0 and <= 1", "(0, 1]"), ("carriers", ", 0 to 1", "[0, 1]"),
    ("border", "border, >= 0 and < 0.5", "[0, 0.5)"), ("lost_share", ", between 0 and 1", "(0, 1)")])
def test_a_range_is_said_as_people_say_it(name, said, allowed):
    assert QUANTITIES[name].in_words().endswith(said) and QUANTITIES[name].allowed() == allowed


def test_no_two_arguments_of_a_law_share_a_symbol():
    shared = {}
    for entry in pkgutil.iter_modules(physics.__path__):
        module = importlib.import_module(f"{physics.__name__}.{entry.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            symbols = [one.symbol for one in getattr(function, "quantities", {}).values() if one.symbol]
            if len(set(symbols)) < len(symbols):
                shared[name] = symbols
    assert not shared


@law
def two_by_name(voltage):
    """A voltage and its square, by name. Returns V and V2. Source: arithmetic."""
    return {"plain": voltage, "square": voltage**2}


@pytest.mark.parametrize("value", [1e200, [1.0, -1e200]])
def test_what_overflows_by_name_is_refused(value):
    assert two_by_name(2.0)["square"] == 4
    with pytest.raises(ValueError, match=r"voltage = -?1e\+200: the result leaves the range"):
        two_by_name(value)


@law(where={"the square must be positive": lambda voltage: voltage**2 > 0})
def with_a_condition(voltage):
    """The sign of a voltage. Dimensionless. Source: arithmetic."""
    return np.sign(voltage)


def test_a_condition_that_overflows_warns_nobody():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert with_a_condition(1e200) == 1
