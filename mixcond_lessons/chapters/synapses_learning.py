"""The synapse that is written through a gate, and a crossbar of such synapses that learns letters."""
import numpy as np

from ..classroom import style
from ..classroom.controls import choice, integer, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import crossbar, insertion_synapse

MOBILITY = 1e-4      # m²/(V s), of the channel's electronic carriers: 1 cm²/(V s), illustrative
LOWEST = 1e-5        # S, the channel without inserted ions: illustrative
GATE_RANGE = 1.0     # V of the gate between an empty and a full channel: illustrative
PULSES = 60          # up, and as many down
ACROSS = np.linspace(0, 1, 61)


def _in_units(name, value, unit, shown):
    """One number as a column for each unit, so that the sentence can choose the one that reads best."""
    return {f"{name} ({larger})": convert(value, unit, larger) for larger in shown}


def _in_words(words, name, *shown):
    """The number of `_in_units` in the largest unit in which it is at least one tenth."""
    return words[f"{name} ({next((unit for unit in reversed(shown) if words.number(f'{name} ({unit})') >= 0.0999), shown[0])})"]


class TeachASynapse(Panel):
    """Sixty pulses up, sixty down: how evenly the conductance of an insertion synapse follows, and what one pulse costs."""

    name = "synapses.teach_a_synapse"
    ask = "Sixty pulses up and sixty down: does the synapse come back?"
    alternative = ("Left: conductance after each of sixty pulses up and sixty pulses down. "
                   "Right: change by one pulse up and by one pulse down, in % of the first pulse, against the state; they cross where both are alike.")
    law = staticmethod(insertion_synapse.updated_state)
    controls = (
        integer("parts", "first pulse fills one site in", 2, 500, 60, by_decades=True),
        linear("nonlinearity", "nonlinearity", 0.0, 3.0, 1.0, step=0.1, unit="1", symbol="n"),
        linear("asymmetry", "pulse down ÷ pulse up", 0.5, 2.0, 1.0, step=0.05, unit="1", symbol="A"),
        linear("voltage", "pulse", 0.1, 2.0, 1.0, step=0.1, unit="V", folded=True),
        logarithmic("channel_length", "channel length", 1e-6, 1e-4, 1e-5, unit="m", shown="µm", symbol="l", folded=True),
        logarithmic("conductance_range", "conductance range", 1e-6, 1e-3, 6e-5, unit="S", shown="µS", folded=True),
        logarithmic("film_thickness", "film thickness", 1e-8, 1e-6, 1e-7, unit="m", shown="nm", symbol="d", folded=True),
        logarithmic("chemical_diffusivity", "chemical diffusivity", 1e-14, 1e-10, 1e-11, unit="m2/s", shown="cm2/s", symbol="D̃", folded=True),
        logarithmic("gate_resistance", "electrolyte and wires", 1e6, 1e9, 1e6, unit="ohm", shown="MΩ", folded=True),
        logarithmic("leakage_resistance", "leak of switch and electrolyte", 1e10, 1e16, 1e13, unit="ohm", shown="GΩ", folded=True),
    )
    presets = {"even pulses": {"nonlinearity": 0.0}, "weak downwards": {"asymmetry": 0.5}, "four large pulses": {"parts": 4},
               "a channel of 1 µm": {"channel_length": 1e-6}}

    def solve(self, state):
        step, model = 1 / state.parts, (state.asymmetry, state.nonlinearity)
        # Rounded, so that a train that comes back shows 0 and not the last digit of its sums.
        train = np.round(insertion_synapse.pulse_train(np.repeat([1, -1], PULSES), 0.0, step, *model), 12)
        slope = insertion_synapse.mobility_slope(MOBILITY)
        moved, whole = insertion_synapse.needed_charge(np.array([step, 1.0]) * state.conductance_range, slope, state.channel_length)
        gate = insertion_synapse.pulse_time(state.gate_resistance, moved, state.voltage)
        kept = insertion_synapse.retention_time(step, state.leakage_resistance, whole / GATE_RANGE)
        spread = insertion_synapse.insertion_time(state.film_thickness, state.chemical_diffusivity)
        # Drawn before the ends of the range cut a pulse short, so that coarse states show the same law.
        law_up, law_down = 100 * (1 - ACROSS) ** state.nonlinearity, 100 * state.asymmetry * ACROSS ** state.nonlinearity
        alike = [float(insertion_synapse.symmetry_state(*model))] if state.nonlinearity else []
        conductance = convert(LOWEST + state.conductance_range * train, "S", "µS")
        found = {"balance (%)": 100 * alike[0]} if alike else {}
        return {
            "now": {"top (%)": 100 * train[PULSES], "back at (%)": 100 * train[-1], "highest (µS)": conductance[PULSES], **found,
                    **_in_units("charge", moved, "C", ("fC", "pC", "nC")), **_in_units("spread", spread, "s", ("µs", "ms", "s")), **_in_units("gate", gate, "s", ("µs", "ms", "s")),
                    **_in_units("kept", kept, "s", ("ms", "s", "h")),
                    **_in_units("energy", insertion_synapse.write_energy(moved, state.voltage), "J", ("fJ", "pJ", "nJ"))},
            "train": {"pulse": np.repeat(np.arange(2 * PULSES + 1), 2)[1:], "state (%)": 100 * np.repeat(train, 2)[:-1], "conductance (µS)": np.repeat(conductance, 2)[:-1]},
            "pulses": {"state (%)": 100 * ACROSS, "up (% of the first)": law_up, "down (% of the first)": law_down},
            "alike": {"state (%)": 100 * np.array(alike), "change (% of the first)": 100 * (1 - np.array(alike)) ** state.nonlinearity},
        }

    def draw(self, figure):
        train, pulses = figure.subplots(1, 2, width_ratios=(1.2, 1))
        train.set(xlim=(0, 2 * PULSES), ylim=(-4, 118), xticks=(0, PULSES, 2 * PULSES), yticks=(0, 50, 100), xlabel="pulses given", title="state (% of the sites filled)")
        train.axvline(PULSES, color=style.QUIET, linewidth=style.form().line / 2)
        train.text(PULSES / 2, 116, "up", ha="center", va="top", color=style.QUIET)
        train.text(1.5 * PULSES, 116, "down", ha="center", va="top", color=style.QUIET)
        pulses.set(xlim=(0, 100), ylim=(-6, 215), xticks=(0, 50, 100), yticks=(0, 100, 200), xlabel="state (%)", title="change (% of first pulse)")
        self.curve(train, "train", "pulse", "state (%)", style.IONS)
        self.curve(pulses, "pulses", "state (%)", "up (% of the first)", style.IONS, label="up", at=0.06, shift=(12, 6))
        self.curve(pulses, "pulses", "state (%)", "down (% of the first)", style.DASHED, label="down", at=0.94, shift=(-20, 6))
        self.curve(pulses, "alike", "state (%)", "change (% of the first)", style.DOTTED, marker="o", linestyle="none", color=style.MARK)

    def say(self, state, words):
        balance = f"a pulse up and one down are alike at {words['balance (%)']}" if state.nonlinearity else "pulses are alike everywhere"
        units = (("charge", "fC", "pC", "nC"), ("energy", "fJ", "pJ", "nJ"), ("gate", "µs", "ms", "s"), ("spread", "µs", "ms", "s"), ("kept", "ms", "s", "h"))
        charge, energy, gate, spread, kept = (_in_words(words, *what) for what in units)
        slower = "the spreading" if words.number("spread (s)") > words.number("gate (s)") else "the gate"
        return (f"Sixty pulses up fill {words['top (%)']} of the sites, sixty down leave {words['back at (%)']}; {balance}. The first moves {charge} for {energy}: "
                f"{gate} at the gate, {spread} to spread, so {slower} sets the pace. With the gate open a full channel loses as much in {kept}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        # ΔG = uQ/l², not by way of Faraday's constant as the charge was found; Q is all that the pulses up have moved.
        moved = convert(now["charge (pC)"], "pC", "C") * state.parts * now["top (%)"] / 100
        gained = convert(now["highest (µS)"], "µS", "S") - LOWEST
        # The train once more, pulse by pulse, by plain sums.
        place = 0.0
        for _ in range(PULSES):
            place = min(place + (1 - place) ** state.nonlinearity / state.parts, 1.0)
        for _ in range(PULSES):
            place = max(place - state.asymmetry * place**state.nonlinearity / state.parts, 0.0)
        return {"the charge makes the conductance": abs(MOBILITY * moved / state.channel_length**2 - gained) / state.conductance_range,
                "pulse by pulse": abs(place - now["back at (%)"] / 100)}


LETTERS = "TLXOHZ"
SAMPLES, RATE, HIGHEST = 150, 0.1, 7e-5   # noisy letters to learn from; learning rate; S


class LearningCrossbar(Panel):
    """A crossbar of synapse pairs learns six noisy letters by pulses, beside weights that can take any value."""

    name = "synapses.learning_crossbar"
    ask = "How good must a synapse be before a crossbar of them learns?"
    alternative = ("Left: share of noisy letters that are read right against the number of times all examples were shown, for the crossbar and for ideal weights. "
                   "Right: the weights that the crossbar has learnt for one letter, as a picture of five by five pixels.")
    law = staticmethod(crossbar.training)
    takes_long = True
    controls = (
        integer("states", "states of a synapse", 2, 500, 20, by_decades=True),
        linear("asymmetry", "pulse down ÷ pulse up", 0.5, 2.0, 1.0, step=0.1, unit="1", symbol="A"),
        linear("pixel_noise", "pixels turned over", 0.0, 0.3, 0.1, step=0.02, unit="1", shown="%"),
        linear("write_noise", "noise of a pulse", 0.0, 1.0, 0.0, step=0.1, unit="1", shown="%", folded=True),
        linear("nonlinearity", "nonlinearity", 0.0, 3.0, 0.0, step=0.5, unit="1", symbol="n", folded=True),
        choice("pulses", "pulses are given", {"chance": "by chance, in proportion", "rounded": "rounded to a whole pulse"}, "chance", folded=True),
        integer("epochs", "times all are shown", 2, 15, 10, folded=True),
        choice("letter", "letter to look at", {letter: letter for letter in LETTERS}, "T", folded=True),
        integer("seed", "number of the class", 1, 50, 1, folded=True),
    )
    presets = {"two states": {"states": 2}, "four states": {"states": 4}, "500 states": {"states": 500}, "noisy pulses": {"write_noise": 1.0},
               "strongly nonlinear": {"nonlinearity": 3.0}, "rounded pulses": {"pulses": "rounded"}}

    def work(self, state):
        """Train on a class of noisy letters, round by round, and return the tables."""
        task = crossbar.letter_task(state.pixel_noise, SAMPLES, state.seed, LETTERS)
        found = yield from crossbar.training(task, state.epochs, RATE, LOWEST, HIGHEST, state.states, state.write_noise, state.asymmetry, state.nonlinearity,
                                             state.seed, state.pulses == "chance")
        learnt, ideal = 100 * found.accuracy, 100 * found.ideal_accuracy
        weights = crossbar.weights_of_pairs(found.plus, found.minus, LOWEST, HIGHEST)
        column, pixels = LETTERS.index(state.letter), task.inputs.shape[1]
        return {
            "now": {"learnt (%)": learnt[-1], "ideal (%)": ideal[-1], "best possible (%)": 100 * crossbar.accuracy(crossbar.best_weights(LETTERS), task.test_inputs, task.test_labels),
                    "pulses": found.pulses, "new letters": task.test_labels.size, "first round (%)": learnt[1]},
            "lessons": {"epoch": np.arange(state.epochs + 1), "crossbar (%)": learnt, "ideal weights (%)": ideal},
            "devices": {"plus (µS)": convert(found.plus.ravel(), "S", "µS"), "minus (µS)": convert(found.minus.ravel(), "S", "µS")},
            "weights": {"pixel": np.arange(pixels), "weight": weights[:pixels, column], "letter": crossbar.letter_pixels(state.letter + next(other for other in LETTERS if other != state.letter))[0]},
        }

    def draw(self, figure):
        lessons, picture = figure.subplots(1, 2, width_ratios=(1.6, 1))
        lessons.set(xlim=(0, 15), ylim=(0, 112), xticks=(0, 5, 10, 15), yticks=(0, 50, 100), xlabel="times all examples were shown", title="letters read right (%)")
        lessons.axhline(100 / len(LETTERS), color=style.QUIET, linestyle=style.DOTTED.line, linewidth=style.form().line * 0.75)
        lessons.text(14.8, 100 / len(LETTERS) - 2, "guessing", ha="right", va="top", color=style.QUIET)
        self.curve(lessons, "lessons", "epoch", "ideal weights (%)", style.DASHED)
        self.curve(lessons, "lessons", "epoch", "crossbar (%)", style.TOTAL, marker="o", markersize=0.6 * style.form().marker)
        lessons.text(6, 30, "●  crossbar", va="bottom")
        lessons.text(6, 46 if not style.in_lecture_mode() else 50, "- -  ideal weights", va="bottom", color=style.QUIET)
        self._draw_picture(picture)

    def _draw_picture(self, axes):
        """The learnt weights of one letter; crosses stand on the pixels that are dark in the clean letter."""
        axes.set(xlim=(-0.5, 4.5), ylim=(4.5, -0.5), xticks=[], yticks=[], aspect="equal", title="learnt: + blue, − red")
        axes.grid(False)
        image = axes.imshow(np.zeros((5, 5)), cmap="RdBu", vmin=-crossbar.LARGEST_WEIGHT / 2, vmax=crossbar.LARGEST_WEIGHT / 2, aspect="equal")
        self.moves(image, lambda tables: image.set_data(tables["weights"]["weight"].reshape(5, 5)))
        marks, = axes.plot([], [], linestyle="none", marker="x", color=style.MARK)

        def mark(tables):
            rows, columns = np.nonzero(tables["weights"]["letter"].reshape(5, 5))
            marks.set_data(columns, rows)
        self.moves(marks, mark)

    def say(self, state, words):
        return (f"The crossbar reads {words['learnt (%)']} of {words['new letters']} new letters right ({words['first round (%)']} after the first round). Ideal weights reach "
                f"{words['ideal (%)']}, the best possible reader {words['best possible (%)']}. Teaching took {words['pulses']} pulses.")

    def conserved(self, state, tables):
        # Every new letter once more, as voltages on the rows; where two columns carry the same current, either may win.
        task = crossbar.letter_task(state.pixel_noise, SAMPLES, state.seed, LETTERS)
        plus, minus = (convert(tables["devices"][f"{side} (µS)"], "µS", "S").reshape(-1, len(LETTERS)) for side in ("plus", "minus"))
        currents = crossbar.column_currents(np.column_stack([task.test_inputs, np.ones(task.test_labels.size)]), plus, minus)
        ahead = currents[np.arange(task.test_labels.size), task.test_labels] - np.where(np.eye(len(LETTERS))[task.test_labels] > 0, -np.inf, currents).max(axis=1)
        surely, perhaps = ((ahead > margin).mean() for margin in (1e-12, -1e-12))   # A
        learnt = float(tables["now"]["learnt (%)"][0]) / 100
        return {"the currents read what was learnt": max(surely - learnt, learnt - perhaps, 0.0)}
