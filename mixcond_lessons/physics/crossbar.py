"""A crossbar of synapses: Ohm's law multiplies, Kirchhoff's law adds, and the synapses learn in pulses.

Rows carry voltages, columns collect currents, I_j = sum_i V_i G_ij. A conductance is never negative, so each
weight is a pair of synapses, w = w_most (G_plus - G_minus)/(G_max - G_min). The state of a synapse,
x = (G - G_min)/(G_max - G_min), moves by the pulses of `insertion_synapse.updated_state`.
Wires are without resistance and every synapse can be reached alone. The task is made up: noisy letters of 5 x
5 pixels, from a seed, so that everyone gets the same.
"""
from typing import NamedTuple

import numpy as np

from ..trust import trusted
from .arguments import within
from .insertion_synapse import updated_state
from .law import law

LETTERS = {
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "L": "#.... #.... #.... #.... #####",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "O": ".###. #...# #...# #...# .###.",
    "H": "#...# #...# ##### #...# #...#",
    "Z": "##### ...#. ..#.. .#... #####",
}
LARGEST_WEIGHT = 4.0  # of a pair with one synapse at each end of its range: a few of them decide a letter
MOST_UPDATES = 20_000
_RANGE = {"highest must be larger than lowest": lambda lowest, highest: highest > lowest}


class Task(NamedTuple):
    """Noisy letters to learn from and to be tested with.

    inputs (samples, 25): 1 where a pixel is dark; labels (samples,): the number of the letter.
    """

    inputs: np.ndarray
    labels: np.ndarray
    test_inputs: np.ndarray
    test_labels: np.ndarray


class Training(NamedTuple):
    """What training led to, before and after each epoch, and at the end.

    accuracy, ideal_accuracy: fractions of the test letters that are read right; plus, minus: conductances [S]
    of shape (26, letters), the last row for the constant input; ideal_weights of that shape; pulses: their
    number.
    """

    accuracy: np.ndarray
    ideal_accuracy: np.ndarray
    plus: np.ndarray
    minus: np.ndarray
    ideal_weights: np.ndarray
    pulses: int


# --- Ohm and Kirchhoff -------------------------------------------------------------------------------------

@law
def column_currents(voltages, plus, minus=0.0):
    """Currents of the columns, I_j = sum_i V_i (G_plus_ij - G_minus_ij): vector times matrix. Returns A.

    voltages of shape (..., rows); conductances of shape (rows, columns), or one number for all; ValueError
    otherwise. Holds for wires without resistance and synapses that obey Ohm's law. Source: Ohm, Kirchhoff.
    """
    conductances = plus - minus
    if np.ndim(conductances) != 2 or np.ndim(voltages) == 0 or np.shape(voltages)[-1] != len(conductances):
        raise ValueError(f"voltages of shape {np.shape(voltages)} and conductances of shape "
                         f"{np.shape(conductances)}: allowed are (..., rows) and (rows, columns)")
    return voltages @ conductances


@law(where=_RANGE)
def conductance_pairs(weights, lowest, highest, states, largest_weight=LARGEST_WEIGHT):
    """Conductances [S] (plus, minus) that stand for signed weights.

    One synapse of the pair holds |w|. |w| is cut at the largest weight and rounded to the nearest of the
    equally spaced states; its error is at most largest_weight/(2 (states - 1)). The other synapse rests at
    the lowest conductance. Source: rounding.
    """
    steps, shares = states - 1, np.clip(weights / largest_weight, -1, 1)
    conductances = lowest + (highest - lowest) * np.round(np.abs(shares) * steps) / steps
    return np.where(shares > 0, conductances, lowest), np.where(shares < 0, conductances, lowest)


@law(where=_RANGE | {"plus and minus must lie between lowest and highest":
                     lambda plus, minus, lowest, highest: (lowest <= np.minimum(plus, minus))
                     & (np.maximum(plus, minus) <= highest)})
def weights_of_pairs(plus, minus, lowest, highest, largest_weight=LARGEST_WEIGHT):
    """Weights that pairs of conductances stand for, w_most (G_plus - G_minus)/(G_max - G_min).

    The result is dimensionless.
    """
    return largest_weight * (plus - minus) / (highest - lowest)


# --- Letters -----------------------------------------------------------------------------------------------

def letter_pixels(letters="TLXOHZ"):
    """Pixels of the clean letters as an array (letters, 25), dimensionless: 1 dark, 0 light.

    letters: 2 to 6 different ones of LETTERS. Raises ValueError otherwise.
    """
    distinct = set(letters) if isinstance(letters, str) else set()
    if not distinct <= set(LETTERS) or not 2 <= len(distinct) == len(letters):
        allowed = f"two or more different ones of {''.join(LETTERS)}"
        raise ValueError(f"letters = {letters!r}: allowed are {allowed}")
    patterns = (LETTERS[letter].replace(" ", "") for letter in letters)
    return np.array([[float(pixel == "#") for pixel in pattern] for pattern in patterns])


@law
def letter_task(pixel_noise, samples, seed, letters="TLXOHZ"):
    """A Task (dimensionless): so many noisy letters to learn from and four times as many to be tested with.

    pixel_noise is the probability that a pixel is turned over. letters as in `letter_pixels`.
    """
    clean, chance = letter_pixels(letters), np.random.default_rng(seed)
    labels = chance.integers(len(clean), size=5 * samples)
    inputs = np.abs(clean[labels] - (chance.random((labels.size, clean.shape[1])) < pixel_noise))
    return Task(inputs[:samples], labels[:samples], inputs[samples:], labels[samples:])


def best_weights(letters="TLXOHZ"):
    """Weights (dimensionless), of shape (26, letters), that make no avoidable error, whatever the noise.

    The letter with the fewest flipped pixels wins. That choice is linear in the pixels, so a single layer can
    make it. letters as in `letter_pixels`, ValueError otherwise. Source: maximum likelihood.
    """
    clean = letter_pixels(letters)
    return np.vstack([(2 * clean - 1).T, -clean.sum(axis=1)])


@law
def accuracy(weights, inputs, labels):
    """Fraction of the inputs (samples, 25) whose largest output is that of their label.

    The outputs are inputs @ weights[:-1] + weights[-1]. Raises ValueError where the shapes do not fit
    together.
    """
    shapes = np.shape(weights), np.shape(inputs), np.shape(labels)
    if list(map(len, shapes[:2])) != [2, 2] or shapes[0][0] != shapes[1][1] + 1 or shapes[2] != shapes[1][:1]:
        raise ValueError("shapes do not fit together: weights {}, inputs {}, labels {}".format(*shapes))
    return float(((inputs @ weights[:-1] + weights[-1]).argmax(axis=1) == labels).mean())


# --- Learning ----------------------------------------------------------------------------------------------

@law
def weight_change(inputs, weights, right_outputs, learning_rate):
    """How far each weight should move after one letter: dw_ij = rate x input_i x (right_j - output_j).

    All is dimensionless. The columns add up sums_j = sum_i input_i w_ij; the outputs are probabilities,
    exp(sums_j) over the sum of all. Holds for one layer; on average it climbs the likelihood of the right
    letters. Source: delta rule of Widrow and Hoff, for a softmax.
    """
    sums = inputs @ weights
    odds = np.exp(sums - sums.max())
    outputs = odds / odds.sum()
    return learning_rate * np.multiply.outer(inputs, right_outputs - outputs)


@law(by_chance="pulses_by_chance", where=_RANGE)
def training(task, epochs, learning_rate, lowest, highest, states,
             write_noise=0.0, asymmetry=1.0, nonlinearity=0.0, seed=0, by_chance=True):
    """Generator that trains one layer, with ideal weights and with pulses.

    Yields progress (0 to 1), returns a Training. At x = 1/2 a pulse up is 1/(N - 1) of the range [S] at any
    n, so s = 2^n/(N - 1). Each synapse begins at a state nearest to there (of two, at random). write_noise:
    standard deviation of one pulse relative to its size. Each letter asks for the `weight_change` dw, the
    plus synapse along it, the minus synapse against it: m = |dw| (N - 1)/(2 w_most) pulses. by_chance: one
    pulse with the probability m, on average the rule while pulses are alike and m <= 1 (up to some 80 states
    at rate 0.1). Otherwise m is rounded to 0 or 1, and where m never reaches 1/2 (below some 45 states)
    nothing is learnt. ValueError for more than 20,000 updates.
    """
    within("epochs x samples", epochs * len(task.labels), "", high=MOST_UPDATES)
    steps, chance = states - 1, np.random.default_rng(seed)
    model = 2**nonlinearity / steps, asymmetry, nonlinearity  # of one pulse

    def moved(pairs, wanted):
        # The pairs after the pulses for a wanted change of the weights, and the number of these pulses.
        directions = _pulses(wanted * steps / (2 * LARGEST_WEIGHT), write_noise, chance, by_chance)
        return updated_state(pairs, directions, *model), np.count_nonzero(directions)
    return _rounds(task, epochs, learning_rate, (lowest, highest), steps, chance, moved)


def _rounds(task, epochs, learning_rate, conductances, steps, chance, moved):
    """The generator of `training`. moved(pairs, wanted change) gives the pairs after pulses, and how many."""
    rows = np.column_stack([task.inputs, np.ones(len(task.inputs))])
    right = np.eye(1 + max(task.labels.max(), task.test_labels.max()))[task.labels]
    ideal, pulses = np.zeros((rows.shape[1], right.shape[1])), 0
    pairs = (steps // 2 + (steps % 2) * chance.integers(2, size=(2, *ideal.shape))) / steps
    scores = [_scores(task, ideal, pairs)]
    for epoch in range(epochs):
        with trusted():
            for number in chance.permutation(len(rows)):
                row, wanted = rows[number], right[number]
                ideal += weight_change(row, ideal, wanted, learning_rate)
                pairs, given = moved(pairs, weight_change(row, _weights(pairs), wanted, learning_rate))
                pulses += given
        scores.append(_scores(task, ideal, pairs))
        yield (epoch + 1) / epochs
    lowest, highest = conductances
    return Training(*np.array(scores).T, *(lowest + (highest - lowest) * pairs), ideal, int(pulses))


def _weights(pairs):
    """The weights of pairs of states (plus, minus), each state from 0 to 1."""
    return LARGEST_WEIGHT * (pairs[0] - pairs[1])


def _pulses(expected, noise, chance, by_chance=True):
    """Pulses for plus and minus, one each with the probability |expected|, or rounded to one or none."""
    enough = chance.random((2, *expected.shape)) if by_chance else np.full((2, *expected.shape), 0.5)
    hits = np.abs(expected) > enough
    sizes = 1 + noise * chance.standard_normal(hits.shape) if noise else 1.0
    return hits * np.sign(expected) * sizes * np.array([1.0, -1.0])[:, np.newaxis, np.newaxis]


def _scores(task, ideal, pairs):
    return [accuracy(weights, task.test_inputs, task.test_labels) for weights in (_weights(pairs), ideal)]
