"""The virtual laboratory: an unknown sample for each student, real choices, noisy files, and a judge.

    lab = laboratory.voltage_step("your name")    # what is known of the sample, and the hours you have
    run = lab.measure(contacts="gold, sealed", ...)    # costs hours, writes a file
    load_recording(run.file)                      # analyse it with numpy and scipy
    lab.report(ionic_conductivity=(value, standard uncertainty), ...)

How to add an experiment: one file in `experiments/`, and a function below that opens it. The file holds a
subclass of `experiment.Laboratory` that declares
  name, title, known (what is told of the sample), hours (lab time in all), made (a recording of the course
  that stands in for a run until there is one);
  asked: the quantities to report, each an `Asked` with its SI unit; choices: what the student sets, each a
  `Number` with unit and range or an `Option` with its values;
  sample(chance): the hidden constants, drawn from numpy's generator, which is the same for the same student;
  truth(sample, setup): {quantity asked: value} for the choices of a run;
  record(sample, setup, chance): the columns of the file by their meaning, and the lines of its head; the
  course's laws (`physics/`) compute them, `noise` spoils them as instruments do and says so in the head;
  `record` raises `run.Overload` where the sample cannot do what was chosen;
  cost(setup, before): hours of a run after the one before (None at first);
  refuse(setup): ValueError where choices do not go together;
  least(sample, setup): the smallest standard uncertainties that the scatter allows;
  kept(sample, setup): the same for who leaves out readings that a flaw spoils;
  moves(sample, setup): by how much each flaw moves what the usual fit finds;
  named(setup): the choices of a run in a few words, where the list `told` is not enough;
  flaws: each a `Flaw` of a small function of a `Trial` (sample, choices, truth, what was reported) and a
  sentence that tells no hidden number. Those that fit are said when a report does not agree.
`written` writes the file: a new kind of column is a line there, in each of its forms. Test an experiment as
`tests/unit/test_laboratory_*.py` do: another solution of the law, fitted to the files of a hundred students,
finds the truth; each flaw shows and is named; the measured panels take the file.
"""
from importlib import import_module

EXPERIMENTS = ("voltage_step", "relaxation", "pulse_and_rest", "transfer_curve")


def voltage_step(student):
    """Open the laboratory of chapter 02: both conductivities and the chemical diffusivity of a ceramic disk.

    student: a name or a number; the same one gets the same sample. Returns a `Laboratory`.
    """
    return opened("voltage_step", student)


def relaxation(student):
    """Open the laboratory of chapter 06: surface exchange and chemical diffusivity from a step of the gas.

    student: a name or a number; the same one gets the same sample. Returns a `Laboratory`.
    """
    return opened("relaxation", student)


def pulse_and_rest(student):
    """Open the laboratory of chapter 08: diffusivity, slope of the voltage and resistance from one pulse.

    student: a name or a number; the same one gets the same sample. Returns a `Laboratory`.
    """
    return opened("pulse_and_rest", student)


def transfer_curve(student):
    """Open the laboratory of chapter 10: μC*, threshold and contacts of a transistor from its transfer curve.

    student: a name or a number; the same one gets the same sample. Returns a `Laboratory`.
    """
    return opened("transfer_curve", student)


def opened(experiment, student):
    """Return the laboratory of one of EXPERIMENTS for a student; ValueError for another name."""
    if experiment not in EXPERIMENTS:
        raise ValueError(f"experiment = {experiment!r}: allowed is one of {', '.join(EXPERIMENTS)}")
    return import_module(f".experiments.{experiment}", __name__).EXPERIMENT(student)
