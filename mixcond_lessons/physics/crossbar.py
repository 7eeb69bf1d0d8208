"""A crossbar of synapses: Ohm's law multiplies, Kirchhoff's law adds, and the devices learn in pulses.

Rows carry voltages, columns collect currents, I_j = sum_i V_i G_ij. A conductance is never negative, so each weight is a pair of devices,
w = w_most (G_plus - G_minus)/(G_max - G_min). The state of a device, x = (G - G_min)/(G_max - G_min), moves by the pulses of `insertion_synapse.updated_state`.
Wires are without resistance and every device can be reached alone. The task is made up: noisy 5 x 5 letters, seeded, so that everyone gets the same.
"""
from typing import NamedTuple

import numpy as np

from .arguments import not_negative, positive, whole, within
from .insertion_synapse import _pulsed

LETTERS = {
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "L": "#.... #.... #.... #.... #####",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "O": ".###. #...# #...# #...# .###.",
    "H": "#...# #...# ##### #...# #...#",
    "Z": "##### ...#. ..#.. .#... #####",
}
LARGEST_WEIGHT = 4.0   # of a pair with one device at each end of its range: a few of them decide a letter
MOST_UPDATES = 20_000


class Task(NamedTuple):
    """Noisy letters: inputs of shape (samples, 25), 1 where a pixel is dark, and labels (samples,), the number of the letter; to learn and to be tested."""

    inputs: np.ndarray
    labels: np.ndarray
    test_inputs: np.ndarray
    test_labels: np.ndarray


class Training(NamedTuple):
    """What training led to: accuracy and ideal_accuracy (fractions of the test letters right, before and after each epoch), the conductances plus and minus [S]
    of shape (26, letters), the last row for the constant input, the ideal weights of that shape, and the number of pulses (dimensionless)."""

    accuracy: np.ndarray
    ideal_accuracy: np.ndarray
    plus: np.ndarray
    minus: np.ndarray
    ideal_weights: np.ndarray
    pulses: int


# --- Ohm and Kirchhoff -------------------------------------------------------------------------------------------

def column_currents(voltages, plus, minus=0.0):
    """Currents [A] of the columns, I_j = sum_i V_i (G_plus_ij - G_minus_ij): a product of vector and matrix in one step.

    voltages of the rows [V], shape (..., rows); plus, minus: conductances [S] >= 0, shape (rows, columns) or one number for all. Raises ValueError otherwise.
    Holds for wires without resistance and devices that obey Ohm's law. Source: Ohm, Kirchhoff.
    """
    volts = within("voltages", voltages, "V")
    difference = not_negative("plus", plus, "S") - not_negative("minus", minus, "S")
    if difference.ndim != 2 or volts.ndim == 0 or volts.shape[-1] != difference.shape[0]:
        raise ValueError(f"voltages of shape {volts.shape} and conductances of shape {difference.shape}: allowed are (..., rows) and (rows, columns)")
    return volts @ difference


def conductance_pairs(weights, lowest, highest, states, largest_weight=LARGEST_WEIGHT):
    """Conductances [S] (plus, minus) that stand for signed weights: one device of the pair holds |w|, rounded to its nearest state, the other rests at the lowest.

    weights: dimensionless, cut at largest_weight > 0; lowest, highest conductance of a device [S], 0 <= lowest < highest; states >= 2 equally spaced.
    Raises ValueError otherwise. The error of a weight is at most largest_weight/(2 (states - 1)). Source: rounding.
    """
    lowest, width = _range(lowest, highest)
    steps = whole("states", states, 2) - 1
    shares = np.clip(within("weights", weights, "") / positive("largest_weight", largest_weight, ""), -1, 1)
    levels = np.round(np.abs(shares) * steps) / steps
    return tuple(lowest + width * np.where(chosen, levels, 0.0) for chosen in (shares > 0, shares < 0))


def weights_of_pairs(plus, minus, lowest, highest, largest_weight=LARGEST_WEIGHT):
    """Weights (dimensionless) that pairs of conductances [S] stand for, w_most (G_plus - G_minus)/(G_max - G_min).

    Arguments and errors (ValueError) as in `conductance_pairs`; conductances outside [lowest, highest] are refused.
    """
    _, width = _range(lowest, highest)
    plus, minus = (within(name, value, "S", float(lowest), float(highest)) for name, value in (("plus", plus), ("minus", minus)))
    return positive("largest_weight", largest_weight, "") * (plus - minus) / width


def _range(lowest, highest):
    lowest = not_negative("lowest", lowest, "S")
    return lowest, positive("highest - lowest", within("highest", highest, "S") - lowest, "S")


# --- Letters -----------------------------------------------------------------------------------------------------

def letter_pixels(letters="TLXOHZ"):
    """Pixels of the clean letters as an array (letters, 25), dimensionless: 1 dark, 0 light.

    letters: 2 to 6 different ones of LETTERS. Raises ValueError otherwise.
    """
    if not isinstance(letters, str) or not set(letters) <= set(LETTERS) or not 2 <= len(set(letters)) == len(letters):
        raise ValueError(f"letters = {letters!r}: allowed are two or more different ones of {''.join(LETTERS)}")
    return np.array([[float(pixel == "#") for pixel in LETTERS[letter].replace(" ", "")] for letter in letters])


def letter_task(pixel_noise, samples, seed, letters="TLXOHZ"):
    """A Task: `samples` noisy letters to learn from and four times as many to be tested with.

    pixel_noise: probability (a fraction from 0 to 0.5) that a pixel is flipped; samples: whole number >= 1; seed: whole number >= 0; letters as in
    `letter_pixels`. Raises ValueError otherwise.
    """
    clean, chance = letter_pixels(letters), np.random.default_rng(whole("seed", seed, 0))
    flip, samples = float(within("pixel_noise", pixel_noise, "", 0, 0.5)), whole("samples", samples, 1)
    labels = chance.integers(len(clean), size=5 * samples)
    inputs = np.abs(clean[labels] - (chance.random((labels.size, clean.shape[1])) < flip))
    return Task(inputs[:samples], labels[:samples], inputs[samples:], labels[samples:])


def best_weights(letters="TLXOHZ"):
    """Weights (dimensionless), of shape (26, letters), that make no avoidable error: the letter with the fewest flipped pixels wins, whatever the noise.

    Arguments and errors (ValueError) as in `letter_pixels`. That choice is linear in the pixels, so a single layer can make it. Source: maximum likelihood.
    """
    clean = letter_pixels(letters)
    return np.vstack([(2 * clean - 1).T, -clean.sum(axis=1)])


def accuracy(weights, inputs, labels):
    """Fraction of the inputs (samples, 25) whose largest output, inputs @ weights[:-1] + weights[-1], is that of their label; all dimensionless.

    Raises ValueError where the shapes do not fit together.
    """
    weights, inputs = within("weights", weights, ""), within("inputs", inputs, "")
    if weights.ndim != 2 or inputs.ndim != 2 or len(weights) != inputs.shape[1] + 1 or np.shape(labels) != inputs.shape[:1]:
        raise ValueError(f"shapes do not fit together: weights {weights.shape}, inputs {inputs.shape}, labels {np.shape(labels)}")
    return float(((inputs @ weights[:-1] + weights[-1]).argmax(axis=1) == labels).mean())


# --- Learning ----------------------------------------------------------------------------------------------------

def training(task, epochs, learning_rate, lowest, highest, states, write_noise=0.0, asymmetry=1.0, nonlinearity=0.0, seed=0, by_chance=True):
    """Generator that trains one layer by the delta rule, once with ideal weights and once with pulses; it yields its progress (0 to 1) and returns a Training.

    task: a Task; epochs >= 1 and learning_rate > 0; lowest, highest conductance [S] of a device; states N >= 2: at x = 1/2 a pulse up is 1/(N - 1) of the range
    at any n, s = 2^n/(N - 1), and each device begins at a state nearest to there (of two, at random); write_noise: standard deviation of one pulse relative to
    its size, 0 to 2; asymmetry A, nonlinearity n as in `insertion_synapse.updated_state`; seed >= 0. ValueError otherwise, also for more than 20,000 updates.
    Each letter asks for dw = rate x input x (right - output), the plus device along it, the minus device against it: m = |dw| (N - 1)/(2 w_most) pulses.
    by_chance: one pulse with the probability m, on average the rule while pulses are alike and m <= 1 (up to some 80 states at rate 0.1); otherwise m is rounded
    to 0 or 1, and where m never reaches 1/2 (below some 45 states) nothing is learnt.
    """
    lowest, width = _range(lowest, highest)
    rate, epochs = float(positive("learning_rate", learning_rate, "")), whole("epochs", epochs, 1)
    within("epochs x samples", epochs * len(task.labels), "", high=MOST_UPDATES)
    steps, bend = whole("states", states, 2) - 1, float(within("nonlinearity", nonlinearity, "", 0, 10))
    model = 2**bend / steps, float(not_negative("asymmetry", asymmetry, "")), bend
    noise, chance = float(within("write_noise", write_noise, "", 0, 2)), np.random.default_rng(whole("seed", seed, 0))
    rows = np.column_stack([task.inputs, np.ones(len(task.inputs))])
    right = np.eye(1 + max(task.labels.max(), task.test_labels.max()))[task.labels]
    ideal, pulses = np.zeros((rows.shape[1], right.shape[1])), 0
    pairs = (steps // 2 + (steps % 2) * chance.integers(2, size=(2, *ideal.shape))) / steps
    scores = [_scores(task, ideal, pairs)]
    for epoch in range(epochs):
        for number in chance.permutation(len(rows)):
            ideal += rate * _delta_rule(ideal, rows[number], right[number])
            wanted = rate * _delta_rule(LARGEST_WEIGHT * (pairs[0] - pairs[1]), rows[number], right[number])
            directions = _pulses(wanted * steps / (2 * LARGEST_WEIGHT), noise, chance, by_chance)
            pulses += np.count_nonzero(directions)
            pairs = _pulsed(pairs, *model, directions)
        scores.append(_scores(task, ideal, pairs))
        yield (epoch + 1) / epochs
    return Training(*np.array(scores).T, *(lowest + width * pairs), ideal, int(pulses))


def _delta_rule(weights, row, right):
    """input x (right - output) for one letter; the outputs are probabilities (softmax of the column sums)."""
    sums = row @ weights
    odds = np.exp(sums - sums.max())
    return np.multiply.outer(row, right - odds / odds.sum())


def _pulses(expected, noise, chance, by_chance=True):
    """Pulses for plus and minus, one each with the probability |expected|, or rounded to one or none; each has its own size."""
    enough = chance.random((2, *expected.shape)) if by_chance else np.full((2, *expected.shape), 0.5)
    hits = np.abs(expected) > enough
    sizes = 1 + noise * chance.standard_normal(hits.shape) if noise else 1.0
    return hits * np.sign(expected) * sizes * np.array([1.0, -1.0])[:, np.newaxis, np.newaxis]


def _scores(task, ideal, pairs):
    return [accuracy(weights, task.test_inputs, task.test_labels) for weights in (LARGEST_WEIGHT * (pairs[0] - pairs[1]), ideal)]
