"""Chapter 06: a step of the gas around a sheet, whose resistance follows."""
import numpy as np

from ...physics import relaxation
from ...physics.constants import AIR
from ...physics.driven_slab import driven_relaxation
from .. import noise, recorder
from ..choices import Number, Option
from ..experiment import Laboratory
from ..samples import HoleRichOxide, between, even
from ..verdict import Asked, Flaw

LENGTH, WIDTH = 1e-2, 4e-3  # m, between the contacts, and of the sheet
MEMORY, FEWEST = 1000, 30  # readings
SCATTER = 3e-5  # of the resistance that the meter reads, root mean square
DRIFT = 1e-6  # of it, in the first hour: the furnace wanders
TUBE = 10.0  # mL, the gas around the sheet
OXYGEN = {"air": AIR, "oxygen": 1.0} | {f"{part} %": part / 100 for part in range(1, 101)}  # at 1 bar
# Where the uncertainties tell nothing: times the oxygen, and of the slowest time constant.
LARGE, SLOW = 2.5, 0.03


def flush_time(setup):
    """Time constant [s] with which the gas around the sheet is exchanged."""
    return 60 * TUBE / setup.flow


def mean_gas(setup):
    """Oxygen activity in the middle of the step, on a logarithmic scale."""
    return float(np.sqrt(setup.oxygen_before * setup.oxygen_after))


def changed(sample, setup, time, gases, flush):
    """Part of the change that is done at the times, with the diffusivities in these two gases [bar] at its
    beginning and end; flush: time constant [s] of the gas."""
    diffusivities = (sample.chemical_diffusivity(setup.temperature, gas) for gas in gases)
    return driven_relaxation(time, sample.exchange_rate(setup.temperature, setup.oxygen_after),
                             setup.thickness / 2, *diffusivities, flush)


def resistances(sample, setup, time):
    """Resistance [ohm] that the meter reads at the times, without noise."""
    gases = setup.oxygen_before, setup.oxygen_after
    done = changed(sample, setup, time, gases, flush_time(setup))
    first, last = (sample.ionic_conductivity(setup.temperature, gas)
                   + sample.electronic_conductivity(setup.temperature, gas) for gas in gases)
    conductivity = first + (last - first) * done
    return LENGTH / (WIDTH * setup.thickness * conductivity) + leads(sample, setup)


def leads(sample, setup):
    """Resistance [ohm] of the leads in the reading."""
    return sample.lead_resistance if setup.wires == "two" else 0.0


# --- Flaws: each looks at a Trial --------------------------------------------------------------------------

def _biot(trial):
    return trial.truth["exchange_rate"] * trial.setup.thickness / 2 / trial.truth["chemical_diffusivity"]


def _slowest(trial):
    return float(relaxation.relaxation_time(trial.truth["exchange_rate"], trial.setup.thickness / 2,
                                            trial.truth["chemical_diffusivity"]))


def _missing(trial, time):
    return float(relaxation.missing_fraction(time, trial.truth["exchange_rate"], trial.setup.thickness / 2,
                                             trial.truth["chemical_diffusivity"]))


def _large_step(trial):
    ratio = trial.setup.oxygen_after / trial.setup.oxygen_before
    return trial.moved_by("step too large") or not trial.fair() and max(ratio, 1 / ratio) > LARGE


def _slow_gas(trial):
    slow = flush_time(trial.setup) > SLOW * _slowest(trial)
    return trial.moved_by("gas too slow") or not trial.fair() and slow


def _too_thin(trial):
    return trial.poor("chemical_diffusivity") and _biot(trial) < 0.5


def _too_thick(trial):
    return trial.poor("exchange_rate") and _biot(trial) > 10


def _late(trial):
    return _missing(trial, trial.setup.interval) < 0.8


def _early_end(trial):
    return _missing(trial, trial.setup.duration) > 0.05


def _leads(trial):
    return trial.setup.wires == "two"


def _drowned(trial):
    """No other choice than that of the step is to blame, and the scatter leaves some value open."""
    return any(trial.hardly_told(name) and (trial.poor(name) or trial.small(name)) for name in trial.values) \
        and not (_too_thin(trial) or _too_thick(trial) or _late(trial) or _early_end(trial)
                 or _leads(trial) or _large_step(trial))


def _diffusion_alone(trial):
    alone = 4 * (trial.setup.thickness / 2) ** 2 / (np.pi**2 * _slowest(trial))
    return trial.meets("chemical_diffusivity", alone)


def _face_alone(trial):
    return not _whole_thickness(trial) \
        and trial.meets("exchange_rate", trial.setup.thickness / 2 / _slowest(trial))


def _whole_thickness(trial):
    truth = trial.truth
    return not _diffusion_alone(trial) and any(
        trial.meets("chemical_diffusivity", truth["chemical_diffusivity"] * factor)
        or trial.meets("exchange_rate", truth["exchange_rate"] * factor**0.5) for factor in (4.0, 0.25))


def _centimetres(trial):
    return trial.meets("exchange_rate", 100 * trial.truth["exchange_rate"]) \
        or trial.meets("chemical_diffusivity", 1e4 * trial.truth["chemical_diffusivity"])


class Relaxation(Laboratory):
    """The laboratory of the step of the gas."""

    name = "relaxation"
    title = "Conductivity relaxation"
    made = "relaxation_made.csv"
    told = ("thickness", "temperature", "oxygen_before", "oxygen_after")
    stand_in = {"thickness": 1e-4}
    hours = 60.0
    known = (
        "A dense sheet of an oxide, 10 mm between its contacts and 4 mm wide. Its edges are sealed, so "
        "oxygen enters through the two faces alone. Holes carry nearly all of its current, and there "
        "are more of them in more oxygen. At 700 °C a sheet of 1 mm needs about half an hour. Heating "
        "takes an hour for each 200 °C, and one hour of rest. Another thickness or other wires need a "
        "new sheet. Before each step the sheet rests in the first gas as long as you record. The tube "
        f"around it holds {TUBE:g} mL of gas. The recorder takes a reading each interval, the first one "
        f"interval after the step, {MEMORY} at most. k is asked for the gas after the step, D̃ for the "
        "mean of both gases (their geometric mean, √(p₁p₂)).")
    asked = (Asked("exchange_rate", "chemical surface exchange coefficient in the gas after the step", "k",
                   "m/s"),
             Asked("chemical_diffusivity", "chemical diffusivity at the mean of both gases", "D̃", "m2/s"))
    choices = (
        Number("thickness", "of the sheet, from face to face", "m", 1e-4, 4e-3, "mm"),
        Option("wires", "to the contacts", {"two": "the leads are in the reading; 4 h to mount",
                                            "four": "6 h to mount"}),
        Number("temperature", "of the furnace", "K", 873.15, 1073.15, "°C"),
        Number("oxygen_before", "oxygen pressure before the step", "bar", 1e-3, 1.0,
               named=OXYGEN),
        Number("oxygen_after", "oxygen pressure after the step", "bar", 1e-3, 1.0,
               named=OXYGEN),
        Number("flow", "of the gas", "mL/min", 10.0, 600.0),
        Number("interval", "between two readings", "s", 1.0, 3600.0),
        Number("duration", "of the recording", "s", 60.0, 1.5e5),
    )
    flaws = (
        Flaw("step too large", _large_step, "The step of the oxygen was large. D̃ changed as you measured, "
             "so one number cannot describe the curve as exactly as you measured it. Take a smaller step."),
        Flaw("gas too slow", _slow_gas, "The gas was not exchanged at once: you see the tube fill as well as "
             "the sheet. Take a larger flow, a thicker sheet, or a lower temperature."),
        Flaw("too thin", _too_thin, "In this sheet the faces set the pace, and D̃ leaves nearly no trace. "
             "A thicker sheet shows it."),
        Flaw("too thick", _too_thick, "In this sheet diffusion sets the pace, and k leaves nearly no trace. "
             "A thinner sheet shows it."),
        Flaw("first reading too late", _late, "When your first reading came, a good part of the change was "
             "over. It is the beginning that tells diffusion from exchange."),
        Flaw("stopped too early", _early_end, "The recording ends before the change does, so its end is a "
             "guess. Record for longer, or take a thinner sheet."),
        Flaw("leads in the reading", _leads, "With two wires the meter reads the leads, too. The change is a "
             "smaller part of the reading, and more of it drowns in the scatter. Take four wires."),
        Flaw("change too small", _drowned, "The change is small beside the scatter of the meter, so the "
             "readings tell little. Take a larger step, more readings, or a sheet in which faces and "
             "diffusion both count."),
        Flaw("diffusion alone", _diffusion_alone, "Your D̃ is 4a²/(π²τ). That holds where the faces are "
             "quick. Here they take part of the time: fit k and D̃ together.", True),
        Flaw("faces alone", _face_alone, "Your k is a/τ. That holds where diffusion is quick. Here it takes "
             "part of the time: fit k and D̃ together.", True),
        Flaw("half the thickness", _whole_thickness, "Your values are off as if the whole thickness stood in "
             "place of its half, or the half in place of the whole. The law's a is half the thickness.",
             True),
        Flaw("centimetres", _centimetres, "A value is off by the factor between metres and centimetres. "
             "Asked are m/s and m²/s: 1 cm/s = 0.01 m/s, 1 cm²/s = 1e-4 m²/s."),
    )

    def sample(self, chance):
        """Diffusion over some 1e-10 m2/s at 700 °C in air, and faces that resist as half a millimetre."""
        diffusivity, length = between(chance, 2e-10, 8e-10), between(chance, 2e-4, 5e-4)
        acceptors = between(chance, 6e3, 1.2e4)
        return HoleRichOxide(
            acceptors=acceptors, vacancies_in_air=acceptors * between(chance, 0.01, 0.02),
            oxidation=-even(chance, 8e4, 1.1e5), vacancy_diffusivity=diffusivity,
            vacancy_energy=even(chance, 7e4, 9e4), hole_mobility=between(chance, 5e-6, 2e-5),
            rate=diffusivity / length, rate_energy=even(chance, 9e4, 1.2e5),
            rate_exponent=even(chance, 0.2, 0.6), lead_resistance=even(chance, 0.8, 3.0))

    def truth(self, sample, setup):
        """k in the gas after the step, the chemical diffusivity at the mean of both."""
        return {"exchange_rate": sample.exchange_rate(setup.temperature, setup.oxygen_after),
                "chemical_diffusivity": sample.chemical_diffusivity(setup.temperature, mean_gas(setup))}

    def refuse(self, setup):
        """A step that can be seen, and a number of readings that the recorder can hold."""
        if not 0.05 <= abs(np.log(setup.oxygen_after / setup.oxygen_before)):
            raise ValueError(f"oxygen_after = {setup.oxygen_after:g} bar: the step from "
                             f"{setup.oxygen_before:g} bar is too small to see. Take at least 5 % more or "
                             f"less.")
        recorder.refuse(setup, FEWEST, MEMORY)

    def cost(self, setup, before):
        """A new sheet, heating, and twice the duration: rest in the first gas, then the step."""
        new = before is None or any(getattr(setup, name) != getattr(before, name)
                                    for name in ("thickness", "wires"))
        hours = 2 * setup.duration / 3600
        hours += {"two": 4.0, "four": 6.0}[setup.wires] if new else 0.0
        warmed = setup.temperature - (298.15 if new else before.temperature)
        return hours + (abs(warmed) / 200 + 1 if warmed else 0.0)

    def record(self, sample, setup, chance):
        """Time and resistance, with what furnace and meter add."""
        time = recorder.times(setup)
        true = resistances(sample, setup, time)
        wrong = noise.jumping(chance, SCATTER, time.size) + noise.wandering(chance, DRIFT, time)
        read = true * (1 + wrong)
        step = noise.converter_step(read, bits=24)
        wires = "four wires" if setup.wires == "four" else \
            f"two wires; leads {sample.lead_resistance:.4g} Ohm in all, holder short-circuited to measure it"
        return {"time": time, "resistance": noise.digitised(read, step)}, {
            "Sheet": f"{1e3 * setup.thickness:g} mm thick, 4 mm wide, 10 mm between contacts",
            "Contacts": wires,
            "Furnace": f"{setup.temperature:.2f} K",
            "Gas": f"{setup.oxygen_before:g} bar O2, from 0 s on {setup.oxygen_after:g} bar O2; "
                   f"flow {setup.flow:g} mL/min through {TUBE:g} mL",
            "Noise": f"{1e6 * SCATTER:g} ppm (millionths) of the resistance read, standard deviation of "
                     "one reading",
            "Drift": f"{1e6 * DRIFT:g} ppm of it in the first hour, grows with the square root of time",
            "Resolution": f"the meter reads in steps of {step:.3g} Ohm"}

    def least(self, sample, setup):
        """From the slopes of the exact law, its two ends fitted as well, and the scatter."""
        return noise.least_uncertainties(*self._law(sample, setup), SCATTER)

    def moves(self, sample, setup):
        """What a step that is not small, and a gas that is not quick, do to a fit of the simple law."""
        law, constants = self._law(sample, setup)
        time, both, mean = recorder.times(setup), (setup.oxygen_before, setup.oxygen_after), mean_gas(setup)
        start = law([*self.truth(sample, setup).values(), 1.0, 0.0])
        part = law([*self.truth(sample, setup).values(), 1.0, 1.0]) - start
        ideal = changed(sample, setup, time, (mean, mean), 0.0)
        wrong = {"step too large": changed(sample, setup, time, both, 0.0),
                 "gas too slow": changed(sample, setup, time, (mean, mean), flush_time(setup))}
        size = part[-1] / ideal[-1]
        return {name: noise.moved_by(law, constants, start + part + size * (done - ideal))
                for name, done in wrong.items()}

    def _law(self, sample, setup):
        """(function of the four constants: conductance beside that of the beginning; {name: constant})."""
        time, a = recorder.times(setup), setup.thickness / 2
        ends = resistances(sample, setup, np.array([1e-3, 1e9]))
        part = abs(ends[1] / ends[0] - 1)

        def answer(values):
            rate, diffusivity, start, change = values
            return start + part * change * relaxation.relaxed_fraction(time, rate, a, diffusivity)
        return answer, self.truth(sample, setup) | {"start": 1.0, "change": 1.0}


EXPERIMENT = Relaxation
