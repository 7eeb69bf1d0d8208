"""A stranger's fit of a transfer curve finds the hidden truth, student after student.

The current here is no closed form: it is sought by Newton's steps, until channel and contacts share the
voltage.
"""
import numpy as np
import scipy.optimize

from mixcond_lessons import laboratory, load_recording

STUDENTS = range(100)
WIDTH, LENGTH, THICKNESS, DRAIN = 4e-4, 2e-5, 1e-7, -0.6


def size_of_current(gate, product, threshold, ohms):
    """|I|: what the channel carries when contacts of so many ohm, half at each end, have taken their part."""
    beta, current = WIDTH * THICKNESS / LENGTH * product, np.zeros(gate.size)
    for _ in range(9):
        source = np.maximum(threshold - gate - current * ohms / 2, 0)
        end = np.maximum(source + DRAIN + current * ohms, 0)
        missing = beta / 2 * (source**2 - end**2) - current
        current = current + missing / (1 + beta * ohms / 2 * (source + end))
    return current


def found(student):
    """How far three constants of a fit are from the truth, in standard errors."""
    lab = laboratory.transfer_curve(student)
    run = lab.measure(width=WIDTH, length=LENGTH, thickness=THICKNESS, wires="four", water="0.1 M salt",
                      drain=DRAIN, gate_from=0.1, gate_to=-0.6, step=0.005, rate=0.05)
    curve = load_recording(run.file)
    gate, current = curve.column("gate voltage"), curve.column("drain current")
    slope, start = np.polyfit(gate[90:141], np.sqrt(np.abs(current[90:141])), 1)

    def law(gate, logarithm, threshold, tens):
        return -size_of_current(gate, np.exp(logarithm), threshold, 10 * tens)
    first = np.log(3 * slope**2 * LENGTH / WIDTH / THICKNESS), -start / slope, 2.0
    best, covariance = scipy.optimize.curve_fit(law, gate, current, first)
    product, threshold, contacts = lab.solution().values()
    errors = np.sqrt(np.diag(covariance))
    assert np.all(errors < 1)
    return (best - (np.log(product), threshold, contacts / 10)) / errors


def test_a_stranger_finds_the_truth_for_95_of_100_students(path):
    inside = np.array([np.abs(found(student)) <= 2.5 for student in STUDENTS])
    assert inside.all(axis=1).sum() >= 95
