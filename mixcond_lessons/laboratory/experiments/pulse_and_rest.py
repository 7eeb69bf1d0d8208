"""Chapter 08: a pulse of current into an oxide that takes lithium in, and its rest (GITT)."""
import numpy as np

from ...classroom.quantity import convert, show
from ...physics import batteries
from .. import noise, pulse_cell
from ..choices import Number, Option
from ..experiment import Laboratory
from ..pulse_cell import BEFORE, LOWEST, PICK_UP, SHAPES, capacity, in_series, small_pulse, times, voltages
from ..samples import between, even
from ..verdict import WIDE, Asked, Flaw

MEMORY, FEWEST = 6000, 20  # readings
DRIFT = 2e-6  # V in the first hour
AMMETER = 2e-5  # of the current
GRAINS = {"film": "dense, filled through its upper face; 6 h to make",
          "balls": "all of one radius, in one layer; 4 h"}
MAKING = {"film": 6.0, "balls": 4.0}  # h


# --- Flaws: each looks at a Trial --------------------------------------------------------------------------

def _falls(trial, *time):
    """What the oxide alone does to the voltage, by the law of small pulses."""
    return small_pulse(trial.setup, np.array(time, float), trial.truth["chemical_diffusivity"],
                       trial.truth["voltage_slope"], 0.0)


def _steady(trial):
    setup = trial.setup
    return -trial.truth["voltage_slope"] * setup.current * setup.pulse / capacity(setup)


def _jump(trial):
    return trial.setup.current * in_series(trial.sample, trial.setup)


def _usual(trial, transient):
    """The usual formula [m2/s] with this fall during the pulse."""
    length = trial.setup.size / batteries.SURFACE_PER_VOLUME[SHAPES[trial.setup.grains]]
    return float(batteries.pulse_diffusivity(trial.setup.pulse, length, _steady(trial), transient))


def _with_jump(trial):
    fall = _falls(trial, trial.setup.pulse)[0]
    return _jump(trial) > 0.02 * fall and not _large(trial) and trial.told("chemical_diffusivity") \
        and trial.meets("chemical_diffusivity", _usual(trial, fall + _jump(trial)))


def _late(trial):
    early = _falls(trial, trial.setup.interval)[0]
    return early > 0.03 * _jump(trial) and not _large(trial) \
        and trial.meets("series_resistance", (_jump(trial) + early) / trial.setup.current)


def _long(trial):
    setup = trial.setup
    reduced = trial.truth["chemical_diffusivity"] * setup.pulse / setup.size**2
    bias = float(batteries.pulse_bias(reduced, SHAPES[setup.grains]))
    if abs(bias - 1) < 0.03:
        return False
    value = trial.values["chemical_diffusivity"] / trial.truth["chemical_diffusivity"]
    # Early readings have a part of the bias of all.
    part = trial.off("chemical_diffusivity") and 0.25 < (value - 1) / (bias - 1) < 1 and not _large(trial)
    return part or trial.meets("chemical_diffusivity", bias * trial.truth["chemical_diffusivity"])


def _short_rest(trial):
    left = _falls(trial, trial.setup.pulse + trial.setup.rest)[0] / _steady(trial) - 1
    by_hand = left > 0.02 and trial.meets("voltage_slope", trial.truth["voltage_slope"] * (1 + left)) \
        or left > 0.1 and trial.off("voltage_slope")
    return by_hand or not _large(trial) and (trial.moved_by("rest too short") or _untold(trial))


def _untold(trial):
    """Whether an uncertainty is wide or smaller than these readings allow, and a longer rest tells more."""
    names = [name for name in ("chemical_diffusivity", "voltage_slope")
             if trial.wide(name) or trial.hardly_told(name) and trial.small(name)]
    plans = trial.setup, pulse_cell.rested(trial.sample, trial.setup)
    here, longer = (pulse_cell.least(trial.sample, plan, trial.truth) for plan in plans)
    return any(here[name] > 2 * longer[name] for name in names)


def _drowned(trial):
    """Whether an uncertainty is wide, as the scatter has it even after a long rest."""
    allowed = pulse_cell.least(trial.sample, pulse_cell.rested(trial.sample, trial.setup), trial.truth)
    return any(trial.wide(name) and allowed[name] > WIDE / 2 * abs(trial.truth[name]) for name in trial.truth)


def _large(trial):
    pulse = trial.setup.pulse
    cut = voltages(trial.sample, trial.setup, np.array([pulse]))[1] < pulse * (1 - 1e-6)
    return cut or trial.moved_by("current too large")


def _end_of_pulse(trial):
    fall = _falls(trial, trial.setup.pulse)[0]
    slope = trial.truth["voltage_slope"] / _steady(trial)
    return any(trial.meets("voltage_slope", slope * seen) for seen in (fall, fall + _jump(trial)))


def _leads(trial):
    return trial.setup.wires == "two" and trial.meets("series_resistance",
                                                      in_series(trial.sample, trial.setup))


def _other_shape(trial):
    other = {"film": "sphere", "balls": "slab"}[trial.setup.grains]
    name = "chemical_diffusivity"
    return trial.off(name) and not _large(trial) and trial.meets(
        name, pulse_cell.fitted(trial.sample, trial.setup, other)[name])


def _radius(trial):
    return trial.setup.grains == "balls" and _length(trial)


def _thickness(trial):
    return trial.setup.grains == "film" and _length(trial)


def _length(trial):
    return trial.times("chemical_diffusivity", 9.0, 1 / 9, 4.0, 0.25)


def _units(trial):
    return trial.times("chemical_diffusivity", 1e4, 1e-4, 1e6, 1e12) \
        or not _large(trial) and trial.times("voltage_slope", 3.6, 1 / 3.6, 1e3, 1e-3) \
        or trial.times("series_resistance", 1e3, 1e-3)


def _sign(trial):
    return trial.times("voltage_slope", -1.0)


class PulseAndRest(Laboratory):
    """The laboratory of pulse and rest."""

    name = "pulse_and_rest"
    title = "Pulse and rest"
    made = "pulse_made.mpt"
    stand_in = {"grains": "film", "size": 5e-6, "current": 2e-5, "pulse": 600.0}
    known = (
        "An oxide that takes lithium in, at 25 °C, in one phase at every filling: a film, or one layer of "
        "balls, on 1 cm² of metal. It has 50 000 mol of lithium sites per m³; the file says the charge that "
        "fills them all. On the oxide lies a solid electrolyte of some 40 to 150 Ω. The voltage is read "
        "against a piece of lithium that carries no current. The pulse fills the oxide; diffusion through "
        "5 µm takes an hour or more. To fill or empty all sites takes 10 h, and then 2 h of rest. After each "
        "run its charge is taken out again and the oxide rests, as long as the run. The recorder takes "
        f"{BEFORE} readings before the pulse, and {MEMORY} in all. It ends a pulse at {LOWEST:g} V.")
    asked = (Asked("chemical_diffusivity", "chemical diffusivity at this filling", "D̃", "m2/s"),
             Asked("voltage_slope", "slope of the voltage at rest, at this filling", "dE/dx", "V",
                   signed=True),
             Asked("series_resistance", "resistance of the electrolyte, without leads", "R", "ohm"))
    choices = (
        Option("grains", "of the oxide", GRAINS),
        Number("size", "thickness of the film, or radius of the balls", "m", 1e-6, 2e-5, "µm"),
        Option("wires", "to the cell", {"two": "leads and springs are in the reading", "four": "1 h more"}),
        Number("filling", "share x of filled sites before the pulse", "1", 0.1, 0.9),
        Number("current", "of the pulse", "A", 1e-6, 1e-3, "µA"),
        Number("pulse", "how long the current flows", "s", 10.0, 14400.0),
        Number("rest", "how long you record afterwards", "s", 360.0, 72000.0, "h"),
        Number("interval", "between two readings", "s", 0.1, 60.0),
        Number("rest_interval", "between two readings after the pulse (the same if left out)", "s", 0.1,
               600.0, default=None),
    )
    flaws = (
        Flaw("current too large", _large, "The current was too large for the law of small pulses: the "
             "voltage does not follow x in a straight line, or it reached its limit. Take a smaller "
             "current, or a filling where the voltage bends less."),
        Flaw("rest too short", _short_rest, "The rest is too short: when the recording ends, the oxide is "
             "not yet even inside. The last voltage is not the one at rest, and even a fit of the whole law "
             "hardly tells D̃ and dE/dx apart. Rest for longer, or take smaller grains."),
        Flaw("signal too small", _drowned, "The voltage changes too little beside what the wires pick up, so "
             "the scatter hides it. Take a larger current, or a longer pulse."),
        Flaw("end of the pulse in place of the rest", _end_of_pulse, "Your dE/dx belongs to the voltage at "
             "the end of the pulse. There the surface is fuller than the mean. Take the voltage at rest."),
        Flaw("jump not taken off", _with_jump, "Your D̃ comes out if the jump at the beginning of the pulse "
             "is counted as diffusion. The jump is current times resistance: take it off."),
        Flaw("first reading too late", _late, "Your R comes out if the first reading of the pulse is taken "
             "for the jump. By then diffusion had begun. Draw the readings against √t back to the beginning "
             "of the pulse, or choose a shorter interval."),
        Flaw("pulse too long", _long, "Your D̃ is what the usual formula gives here. But the pulse was too "
             "long for it: a film's closed side, or the curved surface of a ball, is felt. Use early "
             "readings, a shorter pulse, or the whole law."),
        Flaw("leads not subtracted", _leads, "You used two wires: leads and springs are in the reading. "
             "Their resistance stands in the head of the file. Take it off, or use four wires."),
        Flaw("law of the other shape", _other_shape, "Your D̃ is what the law of the other shape gives: that "
             "of a flat film for balls, or that of balls for a film. For balls, shape is \"sphere\"; for a "
             "film it is \"slab\"."),
        Flaw("volume over surface", _radius, "Your D̃ is off by a factor of nine or four: a wrong length. "
             "The formula asks for volume over surface. That is R/3 of a ball.", True),
        Flaw("wrong length", _thickness, "Your D̃ is off by a factor of nine or four, as if a wrong length "
             "stood in your formula. It asks for the whole thickness of the film, for only its upper face "
             "takes lithium in.", True),
        Flaw("sign of the slope", _sign, "More lithium lowers the voltage: dE/dx is negative."),
        Flaw("units", _units, "A value is off by the factor between two units. Asked are m²/s, V and Ω. "
             "1 cm²/s = 1e-4 m²/s, 1 µm²/s = 1e-12 m²/s, 1 mAh = 3.6 C."),
    )

    def sample(self, chance):
        """Forces that spread the voltage over some tenths of a volt to a volt, and a slow diffusion."""
        interaction = even(chance, 12.0, 30.0)
        return pulse_cell.LithiumOxide(
            jump_diffusivity=between(chance, 1.2e-15, 6e-15) / (1 + interaction / 4), interaction=interaction,
            half_voltage=even(chance, 3.75, 3.95), electrolyte=even(chance, 40.0, 150.0),
            leads=even(chance, 10.0, 30.0))

    def truth(self, sample, setup):
        """Diffusivity and slope at the filling before the pulse, and the electrolyte."""
        return {"chemical_diffusivity": sample.diffusivity(setup.filling),
                "voltage_slope": sample.slope(setup.filling), "series_resistance": sample.electrolyte}

    def refuse(self, setup):
        """A number of readings that the recorder can hold."""
        _, pulse, rest = times(setup)
        for name, count in (("pulse / interval", pulse.size), ("rest / rest_interval", rest.size)):
            if count < FEWEST:
                raise ValueError(f"{name} = {count} readings: the recorder takes {FEWEST} or more. Change "
                                 f"the times or the interval.")
        if pulse.size + rest.size + BEFORE > MEMORY:
            raise ValueError(f"{pulse.size} readings of the pulse and {rest.size} of the rest: the recorder "
                             f"holds {MEMORY - BEFORE} in all. Choose a longer interval or rest_interval.")

    def cost(self, setup, before):
        """A new cell, filling it to x, and twice pulse and rest."""
        new = before is None or any(getattr(setup, name) != getattr(before, name)
                                    for name in ("grains", "size", "wires"))
        hours = 2 * (setup.pulse + setup.rest) / 3600
        hours += MAKING[setup.grains] + (1.0 if setup.wires == "four" else 0.0) if new else 0.0
        moved = abs(setup.filling - (1.0 if new else before.filling))  # made with all its lithium
        return hours + (10 * moved + 2 if moved else 0.0)

    def record(self, sample, setup, chance):
        """Time, voltage and current, with what wires and instrument add."""
        before, pulse, rest = times(setup)
        after = np.concatenate([pulse, rest])
        oxide, ended = voltages(sample, setup, after)
        flows = after <= ended * (1 + 1e-9)
        current = np.concatenate([0 * before, np.where(flows, -setup.current, 0.0)])
        voltage = np.concatenate([np.full(before.size, sample.voltage(setup.filling)), oxide])
        time = np.concatenate([before, after]) - before[0]
        voltage = voltage + current * in_series(sample, setup) + noise.jumping(chance, PICK_UP, time.size) \
            + noise.wandering(chance, DRIFT, time)
        current = current * (1 + AMMETER * chance.standard_normal(time.size))
        steps = noise.converter_step(np.array([setup.current])), noise.converter_step(voltage, 20)
        columns = {"time": time, "voltage": noise.digitised(voltage, steps[1]),
                   "current": noise.digitised(current, steps[0]) + 0.0}  # no "-0"
        return columns, self._remarks(sample, setup, ended, -before[0], steps)

    @staticmethod
    def _remarks(sample, setup, ended, begins, steps):
        what = "Thickness/um" if setup.grains == "film" else "Radius/um"
        leads = "four wires: leads not in the reading" if setup.wires == "four" else \
            f"two wires: leads and springs {sample.leads:.4g} Ohm in all, measured without the cell"
        cut = "" if ended >= setup.pulse * (1 - 1e-6) else \
            f"; ended after {ended:.4g} s, when the voltage reached {LOWEST:g} V"
        return {
            "Oxide": f"{setup.grains}, {setup.filling:.4g} of the sites filled before the pulse, 298.15 K",
            what: f"{1e6 * setup.size:g}", "Capacity/C": f"{capacity(setup):.5g}",
            "Capacity": f"{capacity(setup) / 3.6:.5g} mAh, from x = 0 to x = 1",
            "Cell": leads,
            "Pulse": f"{1e6 * setup.current:g} uA, on at {begins:g} s, for {setup.pulse:g} s{cut}",
            "Sign": "a negative current brings lithium into the oxide",
            "Noise": f"wires pick up {1e3 * PICK_UP:g} mV rms from reading to reading",
            "Drift": f"{1e6 * DRIFT:g} uV in the first hour, grows with the square root of time",
            "Converter": f"steps of {steps[0]:.3g} A and {steps[1]:.3g} V"}

    def least(self, sample, setup):
        """From the slopes of the law of small pulses and the scatter (inverse of Fisher's information)."""
        return pulse_cell.least(sample, setup, self.truth(sample, setup)
                     | {"series_resistance": in_series(sample, setup)})

    def moves(self, sample, setup):
        """What a large current does to a fit of the law after a long rest, and what a short rest adds."""
        truth = self.truth(sample, setup)
        plans = setup, pulse_cell.rested(sample, setup)
        here, long = (pulse_cell.fitted(sample, plan) for plan in plans)
        return {"current too large": {name: long[name] - truth[name] for name in truth},
                "rest too short": {name: here[name] - long[name] for name in truth}}

    def named(self, setup):
        """Grains, filling, pulse and rest, in words."""
        name = "film" if setup.grains == "film" else "balls of radius"
        unit = "h" if setup.rest >= 3600 else "min"
        pulse, rest = show(setup.pulse, "s"), show(convert(setup.rest, "s", unit), unit)
        return (f"{name} {show(1e6 * setup.size, 'um')}, x = {setup.filling:g}, "
                f"{show(1e6 * setup.current, 'uA')} for {pulse}, rest {rest}")


EXPERIMENT = PulseAndRest
