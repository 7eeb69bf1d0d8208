"""`@law`: a function that is a formula. What its arguments mean, and what is possible, stands once, in the
vocabulary."""
import functools
import inspect
import math

import numpy as np

from .. import trust
from .quantities import QUANTITIES


def law(function=None, *, where=None, never_zero=False, **meanings):
    """Make a law of a formula: arguments are checked by their names, the result must be finite, the docstring
    names every unit.

    meanings: for an argument that means something else here, {argument: name of another quantity}, or
    (lowest, highest) for a narrower range, or a pair of both. where: {words: condition}, what must hold
    between arguments; a condition is a function of some of them. never_zero: a result that vanishes has left
    the range of numbers. Bad input raises ValueError naming argument, value, unit and allowed range.
    """
    if function is None:
        return functools.partial(law, where=where, never_zero=never_zero, **meanings)
    names = _arguments(function)
    quantities = {name: _meaning(name, meanings.pop(name, None)) for name in names}
    if meanings:
        raise TypeError(f"{function.__name__} has no argument {', '.join(meanings)}")
    checks = {name: _optional(quantity.check) if name in _left_out(function) else quantity.check
              for name, quantity in quantities.items()}
    conditions = tuple((words, holds, _arguments(holds)) for words, holds in (where or {}).items())
    defaults = {name: parameter.default for name, parameter in inspect.signature(function).parameters.items()}

    @functools.wraps(function)
    def checked(*values, **named):
        if trust.checked or len(values) > len(checks):  # too many: the function says so itself
            return function(*values, **named)
        given = [check(name, value) for (name, check), value in zip(checks.items(), values, strict=False)]
        for name in named:
            if name in quantities:
                named[name] = checks[name](name, named[name])
        if conditions:
            _hold(conditions, quantities, defaults | dict(zip(names, given, strict=False)) | named)
        result = _evaluated(function, given, named)
        if _lost(result, never_zero):
            raise ValueError(_where_lost(result, never_zero, dict(zip(names, given, strict=False)) | named))
        return result

    checked.quantities = quantities
    checked.__doc__ = f"{inspect.cleandoc(function.__doc__)}\n\n{in_words(quantities)}"
    return checked


def in_words(quantities):
    """The arguments of a law, a line each: name, symbol, meaning, unit and what is possible."""
    return "Arguments (numbers or arrays that fit together):\n" + "\n".join(
        f"    {name}: {quantity.in_words()}" for name, quantity in quantities.items())


def _arguments(function):
    code = function.__code__
    return code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]


def _left_out(function):
    """The arguments that may be None: those whose default it is."""
    parameters = inspect.signature(function).parameters.values()
    return {parameter.name for parameter in parameters if parameter.default is None}


def _optional(check):
    return lambda name, value: value if value is None else check(name, value)


def _meaning(name, other):
    """The quantity that an argument is: the one of its name, or what `other` says."""
    for part in other if isinstance(other, tuple) and isinstance(other[0], str) else (other,):
        if isinstance(part, str):
            name = part
        elif part is not None:
            return _in_vocabulary(name).within(*part)
    return _in_vocabulary(name)


def _in_vocabulary(name):
    if name not in QUANTITIES:
        raise ValueError(f"argument {name}: it has no line in QUANTITIES of physics/quantities.py; add one, "
                         f"or take the name that stands there for it")
    return QUANTITIES[name]


def _evaluated(function, given, named):
    with np.errstate(all="ignore"):
        try:
            return function(*given, **named)
        except ArithmeticError:
            return np.nan
        except ValueError as problem:
            if "broadcast" not in str(problem):
                raise
            given = given + list(named.values())
            shapes = ", ".join(f"{name} {np.shape(value)}"
                               for name, value in zip(_arguments(function), given, strict=False))
            raise ValueError(f"these shapes do not fit together: {shapes}") from None


def _hold(conditions, quantities, arguments):
    """Raise ValueError where a condition between arguments does not hold; one that is missing is named by the
    formula."""
    for words, holds, names in conditions:
        values = [arguments[name] for name in names]
        if any(value is inspect.Parameter.empty for value in values):
            return
        with np.errstate(all="ignore"):
            wrong = ~np.asarray(holds(*values))
        if wrong.any():
            place = np.argmax(wrong)
            raise ValueError(f"{_said(names, values, wrong.shape, place, quantities)}: {words}")


def _said(names, values, shape, place, quantities=None):
    """The arguments at one place of the result, such as "thickness = 0.001 m"."""
    def one(name, value):
        unit = quantities[name].unit if quantities else ""
        if not isinstance(value, (int, float, np.ndarray)):
            return f"{name} = {value!r}"
        if not _fits(value, shape):
            return f"{name} of shape {np.shape(value)}"
        return f"{name} = {np.broadcast_to(value, shape).flat[place]:g} {unit}".rstrip()
    return ", ".join(one(name, value) for name, value in zip(names, values, strict=False))


def _lost(result, never_zero):
    """Whether a number, an array or one of several of them is not finite, or zero though it must not be."""
    if type(result) is np.float64:  # the usual case, the quick way
        return not math.isfinite(result) or (never_zero and result == 0)
    if isinstance(result, (tuple, dict)):
        return any(_lost(part, never_zero) for part in _parts(result))
    if not isinstance(result, (float, complex, np.ndarray)):
        return False
    return not np.isfinite(result).all() or bool(never_zero and np.any(np.equal(result, 0)))


def _parts(result):
    """What a law returns, one by one: several by place or by name, or one alone."""
    if isinstance(result, dict):
        return tuple(result.values())
    return result if isinstance(result, tuple) else (result,)


def _where_lost(result, never_zero, arguments):
    part = next(part for part in _parts(result) if _lost(part, never_zero))
    lost = ~np.isfinite(part) | (never_zero & (np.asarray(part) == 0))
    fitting = {name: value for name, value in arguments.items() if _fits(value, lost.shape)}
    said = _said(fitting, fitting.values(), lost.shape, np.argmax(lost))
    return f"{said}: the result leaves the range of floating-point numbers"


def _fits(value, shape):
    try:
        return isinstance(value, (int, float,
                                  np.ndarray)) and np.broadcast_shapes(np.shape(value), shape) == shape
    except ValueError:
        return False
