"""Chapter 10: the transfer curve of a transistor whose channel is a soft mixed conductor."""
from dataclasses import dataclass, replace

import numpy as np

from ...classroom.quantity import show
from ...physics import bioelectronics
from ...physics.driven_transistor import AT_DRAIN, DrivenTransistor, gate_leak
from ...physics.transistor_fit import drain_current_behind_leads, fit_transistor
from .. import noise
from ..choices import Number, Option
from ..experiment import Laboratory
from ..run import Overload
from ..samples import between, even
from ..verdict import CHANCE, WIDE, Asked, Flaw

ROOM = 298.15  # K
MEMORY, FEWEST = 2000, 40  # readings
SCATTER = 1e-3  # of the range, root mean square
DRIFT = 1e-4  # V, of the threshold, in the first hour
MOST = 0.05  # A: the instrument gives no more
LEAK = 1e-5  # A, at the voltage that belongs to the film
WATERS = {"0.1 M salt": 1.07, "0.001 M salt": 0.0124}  # S/m at 25 degC
MAKING, BONDING, WATER, RESTING = 5.0, 1.0, 1.0, 0.5  # h
SLOW, FAST = 1e-3, 1e-2  # V that the film may be behind the gate, and that spoil each fit
SEEN = 5e-4  # of the current: a leak from here on is seen
LEAKS = -0.6  # V: from here on the readings may be left out
FEW = 10  # readings
LINES = 0.1, 1 / 3, 0.5  # of the largest root: from here on a straight line is drawn through them


@dataclass(frozen=True)
class Polymer:
    """A film of holes: mobility_capacitance [F/(m V s)], threshold [V], capacitance [F/m3]; contact [ohm m],
    both contacts times width; leads [ohm] of two wires; leak_voltage [V] at which the gate leaks 10 uA."""
    mobility_capacitance: float
    threshold: float
    capacitance: float
    contact: float
    leads: float
    leak_voltage: float

    def contacts(self, setup):
        """Resistance of both contacts [ohm]."""
        return self.contact / setup.width

    def in_series(self, setup):
        """Resistance of contacts, and wires where they are in the reading [ohm]."""
        return self.contacts(setup) + (self.leads if setup.wires == "two" else 0.0)

    def device(self, setup):
        """The DrivenTransistor of this film."""
        channel = setup.width, setup.thickness, setup.length
        return DrivenTransistor(
            shape(setup) * self.mobility_capacitance, self.threshold, self.in_series(setup),
            float(bioelectronics.solution_resistance(setup.width, setup.length, WATERS[setup.water])),
            float(bioelectronics.channel_capacitance(self.capacitance, *channel)), LEAK, self.leak_voltage,
            ROOM)


def shape(setup):
    """W d/L [m]."""
    return setup.width * setup.thickness / setup.length


def sweep(setup):
    """Times [s] and gate voltages [V] of the readings, there and back."""
    count = int(round(abs(setup.gate_to - setup.gate_from) / setup.step))
    there = np.linspace(setup.gate_from, setup.gate_to, count + 1)
    gate = np.concatenate([there, there[-2::-1]])
    return np.arange(gate.size) * abs(there[1] - there[0]) / setup.rate, gate


def slow_current(setup, gate, mobility_capacitance, threshold, resistance):
    """Drain current [A] of a slow sweep without leak."""
    return drain_current_behind_leads(gate, setup.drain, threshold, shape(setup) * mobility_capacitance,
                                      resistance)


def leak(sample, gate):
    """What the gate's leak adds to the drain current [A]."""
    return -AT_DRAIN * gate_leak(gate, LEAK, sample.leak_voltage, ROOM)


# --- Flaws: each looks at a Trial --------------------------------------------------------------------------

def _ideal(trial):
    """Gate voltages with a current, and the current of a slow sweep without leak."""
    sample, setup = trial.sample, trial.setup
    gate = np.unique(sweep(setup)[1])
    current = slow_current(setup, gate, sample.mobility_capacitance, sample.threshold,
                           sample.in_series(setup))
    on = current < 0.01 * current.min()
    return gate[on], current[on]


def _any_off(trial):
    return any(map(trial.off, trial.values))


def _closed(trial):
    return not _ideal(trial)[0].size


def _fast(trial):
    device = trial.sample.device(trial.setup)
    lag = trial.setup.rate * device.solution_resistance * device.capacitance
    return trial.moved_by("swept too fast") or lag > SLOW and (not trial.fair() or lag > FAST
                                                               and _any_off(trial))


def _leaking(trial):
    lowest = min(trial.setup.gate_from, trial.setup.gate_to)
    current = _ideal(trial)[1].min(initial=0.0)
    seen = leak(trial.sample, lowest) > SEEN * abs(current)
    # Who has left the leaking readings out is off by chance, and by less.
    far = any(trial.away(name) > CHANCE for name in trial.values)
    return seen and (far or trial.moved_by("gate leak") and _like(trial, "gate leak"))


def _like(trial, cause):
    """Whether a value is off by a good part of what a flaw does."""
    return any(trial.off(name) and trial.away(name) > abs(trial.moved(name, cause)) / 4
               for name in trial.values)


def _hidden(trial):
    name = "contact_resistance"
    return trial.wide(name) and trial.kept.get(name, 0.0) > WIDE / 2 * trial.truth[name]


def _contacts(trial):
    gate, current = _ideal(trial)
    if gate.size < 4:
        return False
    apparent = fit_transistor(gate, np.full(gate.size, trial.setup.drain), current)
    value = apparent.transistor_parameter / shape(trial.setup)
    return abs(value / trial.truth["mobility_capacitance"] - 1) > 0.02 \
        and trial.meets("mobility_capacitance", value)


def _not_pinched(trial):
    gate, current = _ideal(trial)
    over = trial.sample.threshold - gate.min() if gate.size else 0.0
    if over < -trial.setup.drain * 1.02 or gate.size < 4:
        return False
    return any(_line_meets(trial, gate, np.sqrt(-current), least) for least in LINES)


def _line_meets(trial, gate, root, least):
    """Whether a value is that of a straight line through the roots above a part of the largest."""
    steep = root > least * root.max()
    if steep.sum() < 4:
        return False
    slope, start = np.polyfit(gate[steep], root[steep], 1)
    return trial.meets("mobility_capacitance", 2 * slope**2 / shape(trial.setup)) \
        or trial.meets("threshold_voltage", -start / slope)


def _leads(trial):
    return trial.setup.wires == "two" and trial.meets("contact_resistance",
                                                      trial.sample.in_series(trial.setup))


def _swapped(trial):
    width, length, thickness = (getattr(trial.setup, name) for name in ("width", "length", "thickness"))
    return trial.times("mobility_capacitance", (width / length) ** 2, (thickness / length) ** 2,
                       thickness / length)


def _factor_two(trial):
    return trial.times("mobility_capacitance", 2.0, 0.5)


def _units(trial):
    return trial.times("mobility_capacitance", 100.0, 0.01, 1e4, 1e-4, 1e6, 1e-6) \
        or trial.times("threshold_voltage", 1e3, 1e-3) or trial.times("contact_resistance", 1e3, 1e-3)


def _sign(trial):
    return trial.times("threshold_voltage", -1.0)


class TransferCurve(Laboratory):
    """The laboratory of the transfer curve."""

    name = "transfer_curve"
    title = "Transfer curve"
    hours = 24.0
    made = "transfer_made.txt"
    stand_in = {"drain": -0.6}
    known = (
        "A film of a polymer that carries holes, on glass, under salt water at 25 °C, with a large gate of "
        "silver chloride in the water. At rest it insulates: a negative gate draws ions in, and holes "
        "follow. Source and drain are of gold; their contact with the polymer has a resistance, the smaller "
        "the wider the channel. Below some −0.6 V something in the water reacts, and the gate leaks. A new "
        "channel takes 5 h, other water 1 h, each sweep half an hour of rest and its own time. The gate goes "
        f"there and back. The instrument takes {MEMORY} readings at most, and gives 50 mA at most. Voltages "
        "count from the source.")
    asked = (Asked("mobility_capacitance", "mobility times capacitance per volume", "μC*", "F/(m V s)"),
             Asked("threshold_voltage", "threshold voltage", "V_T", "V", signed=True),
             Asked("contact_resistance", "of both contacts of this channel, without leads", "R_c", "ohm"))
    choices = (
        Number("width", "of the channel", "m", 5e-5, 2e-3, "µm"),
        Number("length", "of the channel, from source to drain", "m", 5e-6, 2e-4, "µm"),
        Number("thickness", "of the film", "m", 3e-8, 1e-6, "nm"),
        Option("wires", "to source and drain", {"two": "the leads are in the reading", "four": "1 h more"}),
        Option("water", "on the film", {"0.1 M salt": "conducts 1.07 S/m",
                                        "0.001 M salt": "conducts 0.0124 S/m"}),
        Number("drain", "voltage of the drain", "V", -0.9, -0.01),
        Number("gate_from", "gate voltage at the beginning", "V", -0.9, 0.3),
        Number("gate_to", "gate voltage where it turns", "V", -0.9, 0.3),
        Number("step", "of the gate between two readings", "V", 5e-4, 0.05, "mV"),
        Number("rate", "how quickly the gate is swept", "V/s", 1e-3, 50.0),
    )
    flaws = (
        Flaw("channel closed", _closed, "At all these gate voltages the channel is closed: the readings are "
             "scatter and leak. Let the gate go below the threshold, farther to negative voltages."),
        Flaw("swept too fast", _fast, "The gate went too fast for the ions: they come through the water, and "
             "the film lags behind the gate. The ways there and back differ. Sweep more slowly, or take a "
             "smaller channel."),
        Flaw("gate leak", _leaking, "At the lowest gate voltages the gate leaks, and half of the leak comes "
             "out of the drain. The column of the gate current shows it. Leave these readings out."),
        Flaw("contacts hidden", _hidden, "In this recording the contacts take only a small part of the "
             "voltage, so it hardly tells R_c. Take a shorter channel or a thicker film."),
        Flaw("not pinched off", _not_pinched, "Your value is what a straight line through √|I| gives. It "
             "holds beyond pinch-off alone. Here the drain voltage was too small for a part of the gate "
             "voltages."),
        Flaw("contacts not subtracted", _contacts, "Your μC* comes out if contacts and leads have no "
             "resistance. They take a part of the voltage, the more the larger the current. Fit their "
             "resistance, too, or take a longer channel."),
        Flaw("leads not subtracted", _leads, "You used two wires: your resistance holds the leads. Theirs "
             "stands in the head of the file. Take it off, or use four wires."),
        Flaw("width, length and thickness mixed up", _swapped, "Your μC* is off by what two of the sizes of "
             "the channel make. β = (W d/L) μC*: W is across the current, L along it."),
        Flaw("factor of two", _factor_two, "Your μC* is off by a factor of two. Beyond pinch-off |I| = (β/2) "
             "(V_T − V_G)²: the slope of √|I| is √(β/2)."),
        Flaw("sign of the threshold", _sign, "Your V_T has the wrong sign. This film insulates at rest, and "
             "a negative gate opens it."),
        Flaw("units", _units, "A value is off by the factor between two units. Asked are F/(m V s), V and Ω: "
             "1 F/(cm V s) = 100 F/(m V s), and 1 cm²/(V s) = 1e-4 m²/(V s)."),
    )

    def sample(self, chance):
        """A glycolated polymer as those of the chapter's map, of no real batch."""
        return Polymer(
            mobility_capacitance=between(chance, 6e3, 3e4), threshold=even(chance, -0.28, -0.08),
            capacitance=between(chance, 8e7, 2.5e8), contact=between(chance, 6e-3, 2e-2),
            leads=even(chance, 8.0, 20.0), leak_voltage=even(chance, -0.85, -0.75))

    def truth(self, sample, setup):
        """The film's two constants, and the contacts of this channel."""
        return {"mobility_capacitance": sample.mobility_capacitance, "threshold_voltage": sample.threshold,
                "contact_resistance": sample.contacts(setup)}

    def refuse(self, setup):
        """A number of readings that the instrument can take."""
        readings = 2 * abs(setup.gate_to - setup.gate_from) / setup.step
        if not FEWEST <= readings <= MEMORY + 0.5:
            raise ValueError(f"gate_from, gate_to and step: they make {readings:.0f} readings; the "
                             f"instrument takes {FEWEST} to {MEMORY}.")

    def cost(self, setup, before):
        """A new channel, its wires, other water, rest and sweep."""
        new = before is None or any(getattr(setup, name) != getattr(before, name)
                                    for name in ("width", "length", "thickness", "wires"))
        hours = RESTING + float(sweep(setup)[0][-1]) / 3600
        hours += MAKING + (BONDING if setup.wires == "four" else 0.0) if new else 0.0
        return hours + (WATER if before and not new and before.water != setup.water else 0.0)

    def record(self, sample, setup, chance):
        """Time, voltages and currents, with what the instrument adds."""
        time, gate = sweep(setup)
        # A threshold that wanders is a gate that wanders the other way.
        moved = gate - noise.wandering(chance, DRIFT, time)
        drain, into_gate = sample.device(setup).currents(time, moved, setup.drain)
        if np.abs(drain).max() > MOST:
            raise Overload(f"The instrument stopped with an overload: it gives {1e3 * MOST:g} mA at most, "
                           f"and this channel lets more through. Take a narrower or longer channel, a "
                           f"thinner film, or smaller voltages.")
        size = SCATTER * noise.range_of(drain)
        finer = SCATTER * noise.range_of(into_gate)
        drain = drain + noise.jumping(chance, size, time.size)
        into_gate = into_gate + noise.jumping(chance, finer, time.size)
        step = noise.converter_step(drain, 18)
        columns = {"time": time, "gate voltage": gate, "drain voltage": np.full(time.size, setup.drain),
                   "drain current": noise.digitised(drain, step),
                   "gate current": noise.digitised(into_gate, noise.converter_step(into_gate, 18))}
        return columns, self._remarks(sample, setup, size, step)

    @staticmethod
    def _remarks(sample, setup, size, step):
        leads = "four wires: leads not in the reading" if setup.wires == "four" else \
            f"two wires: leads {sample.leads:.4g} Ohm in all, measured without the film"
        return {
            "Width/um": f"{1e6 * setup.width:g}", "Length/um": f"{1e6 * setup.length:g}",
            "Thickness/nm": f"{1e9 * setup.thickness:g}", "Contacts": leads,
            "Water": f"{setup.water}, {WATERS[setup.water]:g} S/m, 298.15 K",
            "Sweep": f"{setup.gate_from:g} V to {setup.gate_to:g} V and back, {setup.rate:g} V/s, after rest",
            "Signs": "currents count into the drain and into the gate, voltages from the source",
            "Noise": f"{size:.3g} A rms of the drain current from reading to reading",
            "Drift": f"threshold {1e3 * DRIFT:g} mV in the first hour, grows with the root of time",
            "Converter": f"18 bit, steps of {step:.3g} A of the drain current"}

    def least(self, sample, setup):
        """From the slopes of the law of a slow sweep and the scatter (inverse of Fisher's information); empty
        where the channel is closed."""
        return self._told(sample, setup, sweep(setup)[1])

    def kept(self, sample, setup):
        """The same without the readings at which the gate may leak, where enough remain."""
        gate = sweep(setup)[1]
        without = gate[gate > LEAKS]
        enough = slow_current(setup, without, *self._constants(sample, setup).values()) < 0
        return self._told(sample, setup, without if enough.sum() > FEW else gate)

    def _told(self, sample, setup, gate):
        constants = self._constants(sample, setup)
        current = slow_current(setup, sweep(setup)[1], *constants.values())
        return noise.least_uncertainties(
            lambda values: slow_current(setup, gate, *values), constants,
            SCATTER * noise.range_of(current)) if current.any() else {}

    def moves(self, sample, setup):
        """What ions that come late, and a gate that leaks, do to a fit of the law of a slow sweep."""
        (time, gate), constants = sweep(setup), self._constants(sample, setup)
        slow = slow_current(setup, gate, *constants.values())
        if not slow.any():
            return {}
        wrong = {"swept too fast": replace(sample.device(setup), leak_current=0.0).currents(
            time, gate, setup.drain)[0], "gate leak": slow + leak(sample, gate)}
        return {name: noise.moved_by(lambda values: slow_current(setup, gate, *values), constants, current)
                for name, current in wrong.items()}

    def _constants(self, sample, setup):
        return self.truth(sample, setup) | {"contact_resistance": sample.in_series(setup)}

    def named(self, setup):
        """Length, drain and gate, in words."""
        return (f"L = {show(1e6 * setup.length, 'um')}, drain {show(setup.drain, 'V')}, gate "
                f"{show(setup.gate_from, '1')} to {show(setup.gate_to, 'V')}")


EXPERIMENT = TransferCurve
