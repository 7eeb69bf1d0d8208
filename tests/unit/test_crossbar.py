"""A crossbar: sums of currents, weights as pairs, letters, and learning with limited devices."""
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

from mixcond_lessons.physics import crossbar as law
from mixcond_lessons.physics.insertion_synapse import updated_state

LOW, HIGH = 1e-6, 1e-4
TASK = law.letter_task(0.1, 100, 3)
seeds = st.integers(0, 2**32)


def learn(task=TASK, epochs=4, rate=0.05, **devices):
    work, progress = law.training(task, epochs, rate, LOW, HIGH, **{"states": 100, "seed": 1} | devices), []
    while True:
        try:
            progress.append(next(work))
        except StopIteration as end:
            return end.value, progress


# --- Ohm and Kirchhoff -------------------------------------------------------------------------------------

@given(seeds)
def test_columns_add_up_the_currents_of_their_devices(seed):
    chance = np.random.default_rng(seed)
    volts, plus, minus = chance.normal(size=4), chance.random((4, 3)), chance.random((4, 3))
    one_by_one = [sum(volts[i] * plus[i, j] for i in range(4))
                  - sum(volts[i] * minus[i, j] for i in range(4)) for j in range(3)]
    assert law.column_currents(volts, plus, minus) == pytest.approx(one_by_one, abs=1e-12)
    assert (law.column_currents(np.stack([volts, 2 * volts]), plus)
            == pytest.approx(np.stack([volts @ plus, 2 * volts @ plus]), abs=1e-12))


@given(seeds, st.integers(2, 200), st.floats(0.1, 10))
def test_pairs_hold_the_weights_to_half_a_step(seed, states, most):
    weights = np.random.default_rng(seed).uniform(-1.3 * most, 1.3 * most, (5, 4))
    plus, minus = law.conductance_pairs(weights, LOW, HIGH, states, most)
    for conductances in (plus, minus):
        assert np.all((conductances >= LOW) & (conductances <= HIGH * (1 + 1e-12)))
    assert np.all((plus == LOW) | (minus == LOW))
    back = law.weights_of_pairs(np.minimum(plus, HIGH), np.minimum(minus, HIGH), LOW, HIGH, most)
    assert np.abs(back - np.clip(weights, -most, most)).max() <= most / (2 * (states - 1)) * (1 + 1e-9)
    assert len(np.unique(np.round((plus - LOW) / (HIGH - LOW), 9))) <= states
    # The currents are those of the weights, in units of V (G_max - G_min)/w_most.
    assert (law.column_currents(np.ones(5), plus, minus)
            == pytest.approx(back.sum(axis=0) * (HIGH - LOW) / most, abs=1e-15))


# --- Letters -----------------------------------------------------------------------------------------------

def test_letters_are_five_by_five_and_differ():
    pixels = law.letter_pixels()
    assert pixels.shape == (6, 25) and set(pixels.ravel()) == {0, 1}
    apart = np.abs(pixels[:, np.newaxis] - pixels).sum(axis=-1)
    assert apart[~np.eye(6, dtype=bool)].min() >= 6


def test_noise_flips_its_share_of_the_pixels_and_seeds_decide():
    task = law.letter_task(0.2, 2000, 5)
    flipped = np.abs(task.inputs - law.letter_pixels()[task.labels]).mean()
    assert flipped == pytest.approx(0.2, abs=0.01)  # five standard errors
    assert len(task.test_labels) == 8000 and np.bincount(task.labels, minlength=6).min() > 250
    again, other = law.letter_task(0.2, 2000, 5), law.letter_task(0.2, 2000, 6)
    assert (again.inputs == task.inputs).all() and (other.inputs != task.inputs).any()
    assert (law.letter_task(0.0, 50, 1).inputs
            == law.letter_pixels()[law.letter_task(0.0, 50, 1).labels]).all()


def test_best_weights_choose_the_nearest_letter():
    task = law.letter_task(0.25, 200, 8)
    distances = np.abs(task.test_inputs[:, np.newaxis] - law.letter_pixels()).sum(axis=-1)
    sums = task.test_inputs @ law.best_weights()[:-1] + law.best_weights()[-1]
    assert sums == pytest.approx(-distances)
    assert (law.accuracy(law.best_weights(), task.test_inputs, task.test_labels)
            == (distances.argmin(axis=1) == task.test_labels).mean())
    clean = law.letter_pixels("XO")
    assert law.accuracy(law.best_weights("XO"), clean, np.arange(2)) == 1


# --- Learning ----------------------------------------------------------------------------------------------

def test_ideal_weights_follow_the_delta_rule_and_come_near_the_best_possible():
    found, progress = learn(epochs=6)
    assert progress == pytest.approx(np.arange(1, 7) / 6)
    assert found.accuracy.shape == found.ideal_accuracy.shape == (7,)
    best = law.accuracy(law.best_weights(), TASK.test_inputs, TASK.test_labels)
    assert found.ideal_accuracy[-1] > best - 0.03 and found.ideal_accuracy[0] < 0.3
    # What one output gains the others lose.
    assert found.ideal_weights.sum(axis=1) == pytest.approx(0, abs=1e-12)
    # The rule is the slope of the log-likelihood.
    weights = np.random.default_rng(2).normal(size=(26, 6))
    row, right = np.append(TASK.inputs[0], 1.0), np.eye(6)[2]
    slopes = np.zeros((26, 6))
    for place in np.ndindex(26, 6):
        step = np.zeros((26, 6))
        step[place] = 1e-6
        slopes[place] = (np.log(softmax(row @ (weights + step))[2])
                         - np.log(softmax(row @ (weights - step))[2])) / 2e-6
    assert law.weight_change(row, weights, right, 1.0) == pytest.approx(slopes, abs=1e-8)


def test_many_equal_states_learn_like_ideal_weights_and_few_do_not():
    fine, _ = learn(epochs=6, states=2000, rate=0.01)
    assert fine.accuracy[-1] == pytest.approx(fine.ideal_accuracy[-1], abs=0.02)
    weights = law.weights_of_pairs(fine.plus, fine.minus, LOW, HIGH)
    assert np.corrcoef(weights.ravel(), fine.ideal_weights.ravel())[0, 1] > 0.95
    coarse, _ = learn(epochs=6, states=2)
    assert coarse.accuracy[-1] < fine.accuracy[-1] - 0.1
    assert set(np.round((coarse.plus - LOW) / (HIGH - LOW), 9).ravel()) == {0.0, 1.0}  # two states are two


@pytest.mark.parametrize("seed", range(1, 4))
def test_pulses_given_by_chance_teach_coarse_devices_what_rounded_pulses_cannot(seed):
    task = law.letter_task(0.1, 150, seed)
    by_chance, rounded = (learn(task, 6, 0.1, states=20, seed=seed, by_chance=chance)[0]
                          for chance in (True, False))
    assert by_chance.accuracy[-1] > 0.94
    # No letter asks for half a pulse.
    assert rounded.pulses == 0 and rounded.accuracy[-1] == rounded.accuracy[0] < 0.35
    # At rate 0.1 a pulse becomes as small as the largest wish from 41 states on: then rounding learns too.
    assert learn(task, 6, 0.1, states=101, seed=seed, by_chance=False)[0].accuracy[-1] > 0.94
    assert learn(task, 1, 0.1, states=40, seed=seed, by_chance=False)[0].pulses == 0


@pytest.mark.parametrize("nonlinearity", [0.0, 1.0, 3.0])
def test_a_state_is_the_same_share_of_the_range_at_half_way_whatever_the_nonlinearity(nonlinearity):
    task = law.Task(*(np.array(part) for part in (np.ones((1, 25)), [0], np.ones((2, 25)), [0, 1])))
    found, _ = learn(task, 1, 1e3, states=11, nonlinearity=nonlinearity)  # one letter, every pulse certain
    assert np.abs((found.plus - LOW) / (HIGH - LOW) - 0.5) == pytest.approx(0.1)


def test_devices_begin_at_a_state_nearest_to_half_way():
    task = law.letter_task(0.1, 1, 1)
    for states, levels in ((2, {0.0, 1.0}), (3, {0.5}), (4, {1 / 3, 2 / 3}), (20, {9 / 19, 10 / 19})):
        # Nothing is wanted, so nothing moves.
        found, _ = learn(task, 1, 1e-12, states=states, by_chance=False)
        assert (set(np.round((np.array([found.plus, found.minus]) - LOW) / (HIGH - LOW), 9).ravel())
                == {round(level, 9) for level in levels})


def test_final_conductances_give_the_final_accuracy():
    found, _ = learn(write_noise=0.3, nonlinearity=1.0, asymmetry=2.0)
    weights = law.weights_of_pairs(found.plus, found.minus, LOW, HIGH)
    assert law.accuracy(weights, TASK.test_inputs, TASK.test_labels) == found.accuracy[-1]
    # 1 V for a dark pixel and for the constant row.
    volts = np.column_stack([TASK.test_inputs, np.ones(len(TASK.test_inputs))])
    assert ((law.column_currents(volts, found.plus, found.minus).argmax(axis=1) == TASK.test_labels).mean()
            == found.accuracy[-1])


@given(st.integers(2, 50), st.floats(0, 2), st.floats(0, 10), st.floats(0, 10), seeds)
def test_conductances_stay_in_their_range_whatever_the_devices(states, noise, asymmetry, nonlinearity, seed):
    task = law.letter_task(0.1, 8, 1)
    runs = [learn(task, 2, 0.5, states=states, write_noise=noise, asymmetry=asymmetry,
                  nonlinearity=nonlinearity, seed=seed)[0] for _ in range(2)]
    found, again = runs
    for conductances in (found.plus, found.minus):
        assert np.all((conductances >= LOW) & (conductances <= HIGH * (1 + 1e-12)))
    # The same seed, the same course.
    assert all(np.array_equal(one, two) for one, two in zip(found, again, strict=True))
    assert 0 <= found.pulses <= 2 * 26 * 6 * 16


def test_pulses_are_those_of_the_synapse_and_come_as_often_as_asked():
    chance = np.random.default_rng(4)
    wanted = np.array([[0.2, -0.5, 0.0, 1.7]])
    pulses = np.array([law._pulses(wanted, 0.0, chance) for _ in range(20_000)])
    # Four standard errors.
    assert (pulses.mean(axis=0)
            == pytest.approx(np.array([[[0.2, -0.5, 0, 1]], [[-0.2, 0.5, 0, -1]]]), abs=0.015))
    noisy = np.array([law._pulses(np.ones((1, 1)), 0.3, chance) for _ in range(20_000)])
    assert noisy[:, 0].std() == pytest.approx(0.3, rel=0.03)
    assert noisy[:, 0].mean() == pytest.approx(1, abs=0.01)
    # One letter, every pulse certain: the pairs have moved by one pulse of the synapse's own law.
    task = law.Task(*(np.array(part) for part in (np.ones((1, 25)), [0], np.ones((2, 25)), [0, 1])))
    found, _ = learn(task, 1, 1e3, states=11, asymmetry=0.5, nonlinearity=2.0)
    up, down = updated_state(0.5, 1, 0.4, 0.5, 2.0), updated_state(0.5, -1, 0.4, 0.5, 2.0)  # s = 2²/10
    assert (found.plus - LOW) / (HIGH - LOW) == pytest.approx(np.tile([up, down], (26, 1)))
    assert found.pulses == 2 * 26 * 2
    assert (found.minus - LOW) / (HIGH - LOW) == pytest.approx(np.tile([down, up], (26, 1)))


@pytest.mark.parametrize("call, name", [
    (lambda: law.column_currents([1.0], [[-1.0]]), "plus = -1 S"),
    (lambda: law.column_currents([np.nan], [[1.0]]), "voltages = nan V"),
    (lambda: law.column_currents([1.0, 2.0], [[1.0]]), r"voltages of shape \(2,\)"),
    (lambda: law.column_currents(1.0, [[1.0]]), r"voltages of shape \(\)"),
    (lambda: law.conductance_pairs([1.0], HIGH, LOW, 4), "lowest = 0.0001 S, highest = 1e-06 S"),
    (lambda: law.conductance_pairs([1.0], LOW, HIGH, 1), "states = 1"),
    (lambda: law.conductance_pairs([1.0], LOW, HIGH, 2, 0.0), "largest_weight = 0"),
    (lambda: law.weights_of_pairs([2 * HIGH], [LOW], LOW, HIGH), "plus = 0.0002 S"),
    (lambda: law.letter_pixels("TT"), "letters = 'TT'"),
    (lambda: law.letter_pixels("TQ"), "letters = 'TQ'"),
    (lambda: law.letter_pixels(["T", "L"]), "letters = "),
    (lambda: law.letter_task(0.6, 10, 1), "pixel_noise = 0.6"),
    (lambda: law.letter_task(0.1, 0, 1), "samples = 0"),
    (lambda: law.letter_task(0.1, 10, -1), "seed = -1"),
    (lambda: law.accuracy(np.ones((25, 6)), np.ones((3, 25)), np.zeros(3)), "do not fit"),
    (lambda: learn(epochs=0), "epochs = 0"),
    (lambda: learn(epochs=201), "epochs x samples = 20100"),
    (lambda: learn(rate=0.0), "learning_rate = 0"),
    (lambda: learn(states=1), "states = 1"),
    (lambda: learn(write_noise=3.0), "write_noise = 3"),
    (lambda: learn(asymmetry=-1.0), "asymmetry = -1"),
    (lambda: learn(nonlinearity=11.0), "nonlinearity = 11"),
    (lambda: learn(seed=0.5), "seed = 0.5")])
def test_impossible_arguments_are_refused_by_name(call, name):
    with pytest.raises(ValueError, match=name):
        call()
