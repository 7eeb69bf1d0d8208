"""A crossbar of synapses that learns letters by pulses."""
from functools import partial

import numpy as np
from matplotlib import colormaps
from matplotlib.patches import Rectangle

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import crossbar
from ..controls import choice, integer, linear
from .insertion_channel import LOWEST, RANGE

LETTERS = "TLXOHZ"
SAMPLES, RATE = 150, 0.1  # noisy letters to learn from; learning rate
HIGHEST = LOWEST + RANGE  # S
PULSES = {"chance": "by chance, in proportion", "rounded": "rounded to a whole pulse"}


def _paint(square, pixel, tables):
    """Colour the square of one pixel: white at weight 0, full blue at +2, full red at −2."""
    weight = tables["weights"]["weight"][pixel]
    square.set_color(colormaps["RdBu"](0.5 + weight / crossbar.LARGEST_WEIGHT))


class LearningCrossbar(Panel):
    """A crossbar of synapse pairs learns six noisy letters by pulses, beside ideal weights."""

    name = "synapses.learning_crossbar"
    ask = "How good must a synapse be before a crossbar of them learns?"
    alternative = ("Left: share of noisy letters that are read right against the number of times all "
                   "examples were shown, for the crossbar and for ideal weights. Right: the weights that "
                   "the crossbar has learnt for one letter, as a picture of five by five pixels.")
    law = staticmethod(crossbar.weight_change)
    takes_long = True
    controls = (
        integer("states", "states of a synapse", 2, 500, 20, by_decades=True),
        linear("asymmetry", 0.5, 2.0, 1.0, step=0.1),
        linear("pixel_noise", 0.0, 0.3, 0.1, step=0.02),
        linear("write_noise", 0.0, 1.0, 0.0, step=0.1, folded=True),
        linear("nonlinearity", 0.0, 3.0, 0.0, step=0.5, folded=True),
        choice("pulses", "pulses are given", PULSES, "chance", folded=True),
        integer("epochs", "times all are shown", 2, 15, 10, folded=True),
        choice("letter", "letter to look at", {letter: letter for letter in LETTERS}, "T", folded=True),
        integer("seed", "number of the class", 1, 50, 1, folded=True),
    )
    presets = {"two states": {"states": 2}, "four states": {"states": 4}, "500 states": {"states": 500},
               "noisy pulses": {"write_noise": 1.0}, "strongly nonlinear": {"nonlinearity": 3.0},
               "rounded pulses": {"pulses": "rounded"}}

    def work(self, state):
        """Train on a class of noisy letters, round by round, and return the tables."""
        task = crossbar.letter_task(state.pixel_noise, SAMPLES, state.seed, LETTERS)
        found = yield from crossbar.training(
            task, state.epochs, RATE, LOWEST, HIGHEST, state.states, state.write_noise, state.asymmetry,
            state.nonlinearity, state.seed, state.pulses == "chance")
        learnt, ideal = 100 * found.accuracy, 100 * found.ideal_accuracy
        best = crossbar.accuracy(crossbar.best_weights(LETTERS), task.test_inputs, task.test_labels)
        weights = crossbar.weights_of_pairs(found.plus, found.minus, LOWEST, HIGHEST)
        column, pixels = LETTERS.index(state.letter), task.inputs.shape[1]
        return {
            "now": {"learnt (%)": learnt[-1], "ideal (%)": ideal[-1], "best possible (%)": 100 * best,
                    "pulses": found.pulses, "new letters": task.test_labels.size,
                    "first round (%)": learnt[1]},
            "lessons": {"epoch": np.arange(state.epochs + 1), "crossbar (%)": learnt,
                        "ideal weights (%)": ideal},
            "devices": {"plus (µS)": convert(found.plus.ravel(), "S", "µS"),
                        "minus (µS)": convert(found.minus.ravel(), "S", "µS")},
            "weights": {"pixel": np.arange(pixels), "weight": weights[:pixels, column],
                        "letter": crossbar.letter_pixels(LETTERS)[column]},
        }

    def draw(self, figure):
        lessons, picture = figure.subplots(1, 2, width_ratios=(1.6, 1))
        lessons.set(xlim=(0, 15), ylim=(0, 112), xticks=(0, 5, 10, 15), yticks=(0, 50, 100),
                    xlabel="times all examples were shown", title="letters read right (%)")
        guessing = 100 / len(LETTERS)
        lessons.axhline(guessing, color=style.QUIET, linestyle=style.DOTTED.line,
                        linewidth=style.form().line * 0.75)
        lessons.text(14.8, guessing - 2, "guessing", ha="right", va="top", color=style.QUIET)
        self.curve(lessons, "lessons", "epoch", "ideal weights (%)", style.DASHED)
        self.curve(lessons, "lessons", "epoch", "crossbar (%)", style.TOTAL, marker="o",
                   markersize=0.6 * style.form().marker)
        lessons.text(6, 30, "●  crossbar", va="bottom")
        lessons.text(6, 50 if style.in_lecture_mode() else 46, "- -  ideal weights", va="bottom",
                     color=style.QUIET)
        self._draw_picture(picture)

    def _draw_picture(self, axes):
        """The learnt weights of one letter; crosses stand on the pixels that are dark in the clean letter."""
        axes.set(xlim=(-0.5, 4.5), ylim=(4.5, -0.5), xticks=[], yticks=[], aspect="equal",
                 title="learnt: + blue, − red")
        axes.grid(False)
        for pixel in range(25):  # squares, because an image takes four times as long to draw
            corner = pixel % 5 - 0.5, pixel // 5 - 0.5
            square = axes.add_patch(Rectangle(corner, 1, 1, linewidth=0.6))  # the line closes the seams
            self.moves(square, partial(_paint, square, pixel))
        marks, = axes.plot([], [], linestyle="none", marker="x", color=style.MARK)

        def mark(tables):
            rows, columns = np.nonzero(tables["weights"]["letter"].reshape(5, 5))
            marks.set_data(columns, rows)
        self.moves(marks, mark)

    def say(self, state, words):
        return (f"The crossbar reads {words['learnt (%)']} of the new letters right, ideal weights "
                f"{words['ideal (%)']}. The best possible reader reaches {words['best possible (%)']}; "
                f"teaching took {words['pulses']} pulses.")

    def conserved(self, state, tables):
        # Every new letter once more, as voltages on the rows.
        task = crossbar.letter_task(state.pixel_noise, SAMPLES, state.seed, LETTERS)
        plus, minus = (convert(tables["devices"][f"{side} (µS)"], "µS", "S").reshape(-1, len(LETTERS))
                       for side in ("plus", "minus"))
        rows = np.column_stack([task.test_inputs, np.ones(task.test_labels.size)])
        currents = crossbar.column_currents(rows, plus, minus)
        right = np.eye(len(LETTERS))[task.test_labels] > 0
        ahead = currents[right] - np.where(right, -np.inf, currents).max(axis=1)
        # Where two columns carry the same current, either may win.
        surely, perhaps = ((ahead > margin).mean() for margin in (1e-12, -1e-12))  # A
        learnt = float(tables["now"]["learnt (%)"][0]) / 100
        return {"the currents of the columns read the letters as the learnt weights do":
                max(surely - learnt, learnt - perhaps, 0.0)}
