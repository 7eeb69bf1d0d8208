"""Defect equilibria of any kind: reactions and rules go in as data, concentrations come out."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from .. import trust
from .arguments import positive, within

LN10 = np.log(10.0)
_TOLERANCE = 1e-13  # of the logarithm of gains over losses in each rule
_MOST_STEPS = 40
_MOST_DESCENTS = 2000
_RIDGE = 1e-15  # keeps a matrix that is singular by chance solvable; too small to change a step
_LARGEST_STEP = 50.0  # in ln(concentration): a few steps reach any place, none overshoots for ever


@dataclass(frozen=True)
class Reaction:
    """One reaction in equilibrium: sum of nu log10(c) + oxygen_power log10(oxygen activity) = log10(K).

    stoichiometry: {species: nu}, products positive, reactants negative; log10_constant: one number, or an
    array that broadcasts with the oxygen activity (many temperatures); oxygen_power: moles of O2 that the
    reaction sets free (1/2 for O_O = 1/2 O2 + V_O + 2 e).
    """

    stoichiometry: Mapping[str, float]
    log10_constant: float | np.ndarray
    oxygen_power: float = 0.0


@dataclass(frozen=True)
class ConservationRule:
    """One linear rule that no reaction may break: the sum of coefficient times concentration equals total.

    It counts sites, charge or a dopant. name: words for a message, such as "oxygen sites"; coefficients:
    {species: number}; total: one number or an array that broadcasts.
    """

    name: str
    coefficients: Mapping[str, float]
    total: float | np.ndarray = 0.0


@dataclass(frozen=True)
class Equilibrium:
    """Concentrations in equilibrium; `equilibrium["V"]` is the array of one species, here per formula unit.

    concentrations: {species: array}, in the unit of the rules' totals; exponents: {species: d ln(c)/d
    ln(oxygen activity)}, exact, with totals and constants held; residuals: {rule: |sum - total| over the
    largest term}. All have the shape of the arguments broadcast together. A species that its rule forbids (a
    dopant whose total is zero) has the concentration zero and the exponent zero.
    """

    concentrations: Mapping[str, np.ndarray]
    exponents: Mapping[str, np.ndarray]
    residuals: Mapping[str, np.ndarray] = field(repr=False)

    def __getitem__(self, species):
        return self.concentrations[species]


@np.errstate(over="ignore", invalid="ignore")  # what has left the range of numbers is refused at the end
def solve_equilibrium(reactions, rules, oxygen_activity):
    """Solve mass action and conservation together, in logarithms, for every oxygen activity at once.

    reactions, rules: sequences of Reaction and ConservationRule, as many rules as there are species beyond
    the independent reactions; oxygen_activity: pO2/(1 bar), > 0, any shape. Returns an Equilibrium whose
    residuals are <= 1e-12. Raises ValueError where data are not numbers, a reaction breaks a rule, reactions
    or rules are too many or too few, or no positive concentrations can satisfy the rules (more dopant than
    sites).
    Mass action fixes ln(c) up to a few unknowns, one per rule. These minimise a strictly convex function, so
    there is at most one solution. Holds for ideal mixing on each kind of site.
    Source: law of mass action; duality as in Smith and Missen, Chemical Reaction Equilibrium Analysis.
    """
    structure = _structure(tuple((tuple(r.stoichiometry.items()), r.oxygen_power) for r in reactions),
                           tuple((rule.name, tuple(rule.coefficients.items())) for rule in rules))
    activity = _numbers("oxygen_activity", oxygen_activity, positive)
    constants = [_numbers("log10_constant", r.log10_constant) for r in reactions]
    totals = [_numbers(f"total of {rule.name}", rule.total) for rule in rules]
    shape = np.broadcast_shapes(activity.shape, *(np.shape(value) for value in (*constants, *totals)))
    logarithms = (_rows([value * LN10 for value in constants], shape)
                  - np.outer(structure.powers, _rows([np.log(activity)], shape)))
    totals = _rows(totals, shape)
    totals[np.abs(totals) < np.finfo(float).tiny] = 0  # smaller ones have no digits left to keep a rule
    content, slopes = (np.zeros((len(structure.species), totals.shape[1])) for _ in range(2))
    anywhere = structure.inverse @ logarithms  # satisfies mass action, not yet the rules
    slope = -(structure.inverse @ structure.powers)
    for points, kept_rules, kept in _without_forbidden(structure, totals):
        here = np.ix_(kept, points)
        content[here], slopes[here] = _solve(anywhere[here], structure.rules[np.ix_(kept_rules, kept)],
                                             totals[np.ix_(kept_rules, points)], slope[kept])
    if not np.isfinite(content).all():
        raise ValueError("log10_constant: with these the concentrations leave the range of floating-point "
                         "numbers")
    residuals = _residuals(structure.rules, content, totals)
    return Equilibrium(_named(structure.species, content, shape), _named(structure.species, slopes, shape),
                       _named([rule.name for rule in rules], residuals, shape))


def _numbers(name, value, check=within):
    """The value as an array, checked unless a panel solves: its controls have checked the same numbers."""
    return np.asarray(value, dtype=float) if trust.checked else check(name, value, "")


def _rows(values, shape):
    """One row per value, one column per point."""
    return np.array([np.broadcast_to(value, shape).ravel() for value in values])


def _named(names, values, shape):
    return MappingProxyType({name: row.reshape(shape) for name, row in zip(names, values, strict=True)})


@dataclass(frozen=True)
class _Structure:
    species: tuple
    powers: np.ndarray
    inverse: np.ndarray  # from logarithms of constants to one set of ln(c) that satisfies mass action
    rules: np.ndarray


@lru_cache(maxsize=64)
def _structure(reactions, rules):
    """Turn names into matrices and see that the question is well posed."""
    tables = [*(dict(stoichiometry) for stoichiometry, _ in reactions),
              *(dict(coefficients) for _, coefficients in rules)]
    species = tuple(dict.fromkeys(name for table in tables for name in table))
    table = np.array([[within(f"coefficient of {name}", row.get(name, 0.0), "") for name in species]
                      for row in tables])
    stoichiometry, conserved = table[:len(reactions)], table[len(reactions):]
    if not reactions or not rules:
        raise ValueError("reactions, rules: at least one of each is needed")
    for (changes, _), row in zip(reactions, stoichiometry, strict=True):
        for (name, _), rule in zip(rules, conserved, strict=True):
            if abs(rule @ row) > 1e-9 * np.abs(rule * row).sum():
                raise ValueError(f"the reaction {dict(changes)} changes {name!r} by {rule @ row:g}: "
                                 "allowed is 0, for a rule must be kept")
    for word, matrix in (("reactions", stoichiometry), ("rules", conserved)):
        if np.linalg.matrix_rank(matrix) < len(matrix):
            raise ValueError(f"{word}: one of the {len(matrix)} follows from the others; leave it out")
    if len(table) != len(species):
        raise ValueError(f"rules = {len(rules)}: {len(species)} species in {len(reactions)} reactions "
                         f"need {len(species) - len(reactions)}")
    powers = np.array([float(within("oxygen_power", power, "")) for _, power in reactions])
    return _Structure(species, powers, np.linalg.pinv(stoichiometry), conserved)


def _without_forbidden(structure, totals):
    """Yield (points, rules, species) such that no rule demands a sum of positive terms to be zero.

    The species that such a rule forbids are absent at these points.
    """
    terms = structure.rules != 0
    one_signed = (np.abs(structure.rules).sum(1) == np.abs(structure.rules.sum(1)))[:, None]
    empty = one_signed & (totals == 0)
    if not empty.any():
        yield np.arange(totals.shape[1]), np.arange(len(totals)), np.arange(len(structure.species))
        return
    patterns, which = np.unique(empty, axis=1, return_inverse=True)
    for number, pattern in enumerate(patterns.T):
        present = ~terms[pattern].any(0)
        if not present.any():
            continue
        # A rule that has lost all its species says nothing more (its total is judged below by what is left).
        active = ~pattern & (terms[:, present].any(1) | (totals[:, which.ravel() == number] != 0).any(1))
        yield np.flatnonzero(which.ravel() == number), np.flatnonzero(active), np.flatnonzero(present)


def _solve(start, rules, totals, slope):
    """Return concentrations and their exponents, each species by points.

    start: ln(c) that satisfies mass action; the rules are also the directions in which it may move. slope: d
    start/d ln(activity).
    """
    most = _most(rules, totals)
    logs, form, jacobian, unsolved = _newton(start, rules, totals, most)
    if unsolved.any():
        logs[:, unsolved] = np.transpose([_descend(one, rules, *rest) for one, *rest in zip(
            start.T[unsolved], totals.T[unsolved], most.T[unsolved], strict=True)])
        logs, form, jacobian, unsolved = _newton(logs, rules, totals, most)
        if unsolved.any():
            _refuse(totals[:, unsolved])
    return np.exp(logs), slope[:, None] - _move(form[0], jacobian, (jacobian * slope[:, None]).sum(1))


def _most(rules, totals):
    """ln of the most there can be of each species: the sites that a rule of positive terms gives it."""
    most = np.full((rules.shape[1], totals.shape[1]), np.inf)
    for rule, total in zip(rules, totals, strict=True):
        if np.all(rule >= 0) and np.all(total > 0):
            kinds = rule > 0
            most[kinds] = np.minimum(most[kinds], np.log(total) - np.log(rule[kinds])[:, None])
    return most


def _newton(logs, rules, totals, most):
    """Newton's method on ln(gains) - ln(losses) of each rule: about seven steps, not proven to arrive."""
    step = np.inf
    for _ in range(_MOST_STEPS):
        if step > 1:
            form = _dominant_form(rules, totals, np.minimum(logs, most))
        imbalance, jacobian = _imbalance(*form, logs)
        unsolved = np.abs(imbalance).max(0) >= _TOLERANCE
        if not unsolved.any():
            break
        change = _move(form[0], jacobian, imbalance)
        change *= np.minimum(1, _LARGEST_STEP / np.maximum(np.abs(change).max(0), 1))
        logs = logs - change
        step = np.abs(change).max()
    return logs, form, jacobian, unsolved


def _descend(logs, rules, totals, most):
    """Damped Newton steps down the convex function sum(c) - totals . multipliers of one point.

    Slower than `_newton`, but proven to arrive if a solution exists.
    """
    for _ in range(_MOST_DESCENTS):
        form = _dominant_form(rules, totals[:, None], np.minimum(logs, most)[:, None])
        if np.abs(_imbalance(*form, logs[:, None])[0]).max() < 0.1:
            return logs
        table = form[0][:, :, 0]
        matrix, right = table[:, :-1], -table[:, -1]
        terms = matrix * np.exp(logs)
        downhill = terms.sum(1) - right
        curvature = terms @ matrix.T
        size = np.sqrt(np.diag(curvature))
        direction = -np.linalg.lstsq(curvature / np.outer(size, size), downhill / size, rcond=None)[0] / size
        change = matrix.T @ direction
        length = min(1, _LARGEST_STEP / np.abs(change).max())
        slope = right @ direction + 1e-4 * (downhill @ direction)
        while np.exp(logs) @ np.expm1(length * change) > length * slope:
            length /= 2
        logs = logs + length * change
    return _refuse(totals[:, None])


def _move(table, jacobian, amounts):
    """Change of every ln(c) that changes the imbalances by `amounts`."""
    matrix = table[:, :-1]
    square = (jacobian[:, None] * matrix).sum(2).transpose(2, 0, 1) + _RIDGE * np.eye(len(table))
    return (matrix * np.linalg.solve(square, amounts.T[:, :, None])[:, :, 0].T[:, None]).sum(0)


def _imbalance(table, gain, sizes, logs):
    """ln(gains) - ln(losses) of each rule and its derivative by every ln(c); no exponential can overflow."""
    sizes = sizes.copy()
    sizes[:, :-1] += logs
    largest = [np.where(side, sizes, -np.inf).max(1) for side in (gain, ~gain)]
    impossible = ~np.isfinite(largest).all((0, 1))
    if impossible.any():  # a sum of positive terms that would have to be zero or less
        _refuse(-table[:, -1, impossible])
    parts = np.exp(sizes - np.where(gain, *(top[:, None] for top in largest)))
    gains = np.where(gain, parts, 0).sum(1)
    losses = parts.sum(1) - gains
    shares = parts / np.where(gain, gains[:, None], -losses[:, None])
    return largest[0] + np.log(gains) - largest[1] - np.log(losses), shares[:, :-1]


def _dominant_form(rules, totals, logs):
    """Combine the rules, point by point, so that each holds one abundant species of its own.

    Small numbers are then never lost in large ones. Returns the table of coefficients with minus the total as
    last column, where its entries are gains, and the logarithms of their sizes.
    """
    count, points = len(rules), np.arange(logs.shape[1])
    table = np.concatenate([np.repeat(rules[:, :, None], len(points), 2), -totals[:, None]], 1)
    unused = np.ones((count, 1, len(points)), bool)
    for _ in range(count if count > 1 else 0):
        with np.errstate(divide="ignore"):
            weights = np.where(unused, np.log(np.abs(table[:, :-1])) + logs, -np.inf)
        row, column = np.divmod(weights.reshape(-1, len(points)).argmax(0), len(logs))
        unused[row, 0, points] = False
        pivot = (table[row, :, points] / table[row, column, points][:, None]).T
        factors = table[:, column, points]
        factors[row, points] = 0
        taken = factors[:, None] * pivot
        scale = np.abs(table) + np.abs(taken)
        table = table - taken
        # The difference of equal numbers is zero and no rounding error.
        table[np.abs(table) <= 8 * np.finfo(float).eps * scale] = 0
        table[row, :, points] = pivot.T
    with np.errstate(divide="ignore"):
        return table, table > 0, np.log(np.abs(table))


def _refuse(totals):
    shown = ", ".join(f"{value:g}" for value in totals[:, 0])
    raise ValueError(f"totals of the rules, combined = ({shown}): no positive concentrations can satisfy "
                     "them all; allowed are totals that leave room, such as no more dopant than sites")


def _residuals(rules, content, totals):
    terms = rules[:, :, None] * content
    largest = np.maximum(np.abs(terms).max(1), np.abs(totals))
    return np.abs(terms.sum(1) - totals) / np.where(largest > 0, largest, 1)
