"""Chapter 02: a step of voltage or current on a disk whose contacts should block the ions."""
import numpy as np

from ...physics import polarization, recording
from ...physics.constants import AIR, FARADAY, R
from ...physics.driven_cell import DrivenCell
from ...physics.surface_exchange import exchange_rate, surface_resistance
from .. import noise, recorder
from ..choices import Number, Option
from ..experiment import Laboratory
from ..run import Overload
from ..samples import MixedOxide, between, even, warmer
from ..verdict import CHANCE, Asked, Flaw

AREA = 1e-4  # m2
MEMORY, FEWEST = 600, 20  # readings
PICK_UP = 3e-4  # V, root mean square: what the wires pick up in the furnace
DRIFT = 5e-6  # V in the first hour
VOLTMETER = 2e-5  # of the voltage that is held
GASES = {"oxygen": 1.0, "air": AIR, "0.1 % oxygen": 1e-3}
ZIRCONIA = "zirconia layers"  # these stop the electrons
CONTACTS = {"gold, sealed": "electrons pass, ions and gas do not; 8 h to make",
            "gold, not sealed": "the same without the glass; 3 h",
            "platinum, porous": "in contact with the gas; 4 h",
            ZIRCONIA: "sealed, so thin that they have no resistance of their own: ions pass, "
                      "electrons do not; 10 h"}
MAKING = dict(zip(CONTACTS, (8.0, 3.0, 4.0, 10.0), strict=True))  # h
SEALED = "gold, sealed", ZIRCONIA
# Oxygen that goes in and out beside a contact, as through a face: m/s at 700 °C in air, J/mol, exponent.
# Illustrative, as the faces in the laboratory of chapter 06. Ferrites have been measured with 60 to 70 kJ/mol
# and an exponent of 1 (ten Elshof 1997).
EXCHANGE = {"gold, not sealed": 3e-9, "platinum, porous": 2.5e-8}
EXCHANGE_ENERGY, EXCHANGE_EXPONENT = 1.05e5, 0.25
OXYGEN = 8e4  # mol/m3 of oxygen ions, about as in ceria
SMALL = 0.4  # of RT/F: up to here the steady current is 1.3 % below Ohm's law
ENOUGH = 0.98  # of the change must be recorded, or its end is not told
FEW = 4  # times the pick-up: below, single readings are wrong by more than a quarter of the change


def cell(sample, setup):
    """The DrivenCell of a sample as it is measured."""
    at = setup.temperature, GASES[setup.gas]
    return DrivenCell(
        sample.ionic_conductivity(*at), sample.electronic_conductivity(*at), sample.vacancies(*at),
        sample.holes(*at), setup.thickness, AREA, setup.temperature,
        sample.lead_resistance if setup.wires == "two" else 0.0, leak_resistance(setup),
        "electrons" if setup.contacts == ZIRCONIA else "ions")


def leak_resistance(setup):
    """Of one contact to oxygen [ohm m2], by surface exchange; infinite where it is sealed."""
    if setup.contacts not in EXCHANGE:
        return np.inf
    warm = EXCHANGE[setup.contacts] * warmer(EXCHANGE_ENERGY, setup.temperature)
    rate = exchange_rate(warm, EXCHANGE_EXPONENT, GASES[setup.gas], AIR)
    return float(surface_resistance(rate, OXYGEN, setup.temperature))


def _loaded(made, time, current):
    """Voltage at a constant current [A]; an instrument stops where the cell does not let it through."""
    try:
        return made.voltage(time, current)
    except ValueError:
        raise Overload(f"The instrument stopped with an overload: {1e3 * current:g} mA is more than this "
                       f"disk lets through. Take a smaller current.") from None


# --- Flaws: each looks at a Trial --------------------------------------------------------------------------

def _roles(setup):
    """Which conductivity the contacts pass, and which one they stop."""
    roles = "electronic_conductivity", "ionic_conductivity"
    return roles[::-1] if setup.contacts == ZIRCONIA else roles


def _share(trial):
    """Of what the contacts pass, in the conductivity."""
    passing, stopped = (trial.truth[name] for name in _roles(trial.setup))
    return passing / (passing + stopped)


def _fallen(trial, time):
    """Which part of the whole change is over at a time, by the law."""
    made, share = cell(trial.sample, trial.setup), _share(trial)
    drive = polarization.current_ratio if trial.setup.current is None else polarization.voltage_ratio
    end = drive(1e15, share, made.thickness, made.diffusivity)
    return (1 - drive(time, share, made.thickness, made.diffusivity)) / (1 - end)


def _of_two_readings(trial, first, last):
    """Conductivity [S/m] that all carriers, and those that pass, seem to have by two readings."""
    made, share = cell(trial.sample, trial.setup), _share(trial)
    drive = polarization.current_ratio if trial.setup.current is None else polarization.voltage_ratio
    ratios = drive(np.array([first, last]), share, made.thickness, made.diffusivity)
    ratios = ratios if trial.setup.current is None else 1 / ratios
    return ratios * (made.ionic_conductivity + made.electronic_conductivity)


def _late(trial):
    if _leads(trial) or not _blocked(trial.setup):  # leads and leaks explain it
        return False
    passing, stopped = _roles(trial.setup)
    first, last = _of_two_readings(trial, trial.setup.interval, recorder.times(trial.setup)[-1])
    # What the first and the last reading miss, in parts of what is stopped.
    over = 1 - (first - trial.truth[passing]) / trial.truth[stopped]
    if over < (last - trial.truth[passing]) / trial.truth[stopped]:
        return False
    low = 0.7 * (first - last) < trial.values[stopped] < trial.truth[stopped]
    if _same_factor(trial) or _centimetres(trial) or _half_thickness(trial):
        return False
    return trial.off(stopped) and over > 0.5 or not _drowned(trial) and (
        trial.meets(stopped, first - last) and over > 0.05
        or trial.away(stopped) > CHANCE and low and over > 0.3 or trial.wide(stopped) and over > 0.3)


def _early_end(trial):
    end, (passing, stopped) = recorder.times(trial.setup)[-1], _roles(trial.setup)
    return trial.meets(passing, _of_two_readings(trial, 1e-9, end)[1]) and not _drowned(trial) \
        or (trial.off(passing) or trial.off(stopped)) and _fallen(trial, end) < 0.9 \
        or not trial.fair() and _fallen(trial, end) < ENOUGH


def _drowned(trial):
    """Whether the whole change of the readings is hardly more than what the wires pick up."""
    return (1 - _share(trial)) * _voltage(trial) < FEW * PICK_UP and _blocked(trial.setup)


def _voltage(trial):
    """That is held, or that a constant current comes to [V]."""
    made = cell(trial.sample, trial.setup)
    return abs(trial.setup.voltage or trial.setup.current * made.resistance / _share(trial))


def _large(trial):
    if trial.moved_by("voltage too large"):
        return True
    volt = R * trial.setup.temperature / FARADAY
    return _voltage(trial) > SMALL * volt and not (_blocked(trial.setup) and trial.fair())


def _blocked(setup):
    """Whether the contacts stop one carrier wholly, as the law has it."""
    return setup.contacts in SEALED


def _leads(trial):
    if trial.setup.wires == "four" or all(trial.away(name) < CHANCE for name in trial.values):
        return False
    made, thick = cell(trial.sample, trial.setup), trial.setup.thickness / AREA
    passing, stopped = _roles(trial.setup)
    alone = thick / (thick / trial.truth[passing] + made.lead_resistance)
    both = thick / (made.resistance + made.lead_resistance)
    # What is stopped and all carriers together: of what passes alone the leads take less.
    return trial.meets(stopped, both - alone) or trial.meets(stopped, both - trial.truth[passing]) \
        or trial.meets(passing, alone)


def _leaking(trial):
    return trial.setup.contacts == "gold, not sealed"


def _nothing_blocked(trial):
    return trial.setup.contacts == "platinum, porous"


def _swapped(trial):
    ions, electrons = (trial.truth[name] for name in ("ionic_conductivity", "electronic_conductivity"))
    return trial.setup.contacts == ZIRCONIA and (
        trial.meets("ionic_conductivity", electrons) or trial.meets("electronic_conductivity", ions))


def _exchanged(trial):
    ions, electrons = (trial.truth[name] for name in ("ionic_conductivity", "electronic_conductivity"))
    return trial.setup.contacts != ZIRCONIA and trial.fair() \
        and trial.meets("ionic_conductivity", electrons) and trial.meets("electronic_conductivity", ions)


def _all_as_one(trial):
    """What the contacts stop is given as what all carriers conduct together."""
    passing, stopped = _roles(trial.setup)
    return trial.meets(stopped, trial.truth[passing] + trial.truth[stopped]) and not trial.off(passing)


def _same_factor(trial):
    """Both conductivities are the truth times one number: not that of centimetres, and not leads."""
    names = "ionic_conductivity", "electronic_conductivity"
    factors = [trial.values[name] / trial.truth[name] for name in names]
    close = max(0.1, *(2 * trial.uncertainties[name] / abs(trial.values[name]) for name in names))
    return all(map(trial.off, names)) and factors[0] > 0 and abs(factors[1] / factors[0] - 1) < close \
        and not _centimetres(trial) and not _leads(trial)


def _of_the_other_drive(trial):
    """Diffusivity by the formula that belongs to the other drive, with the time constant of this run."""
    made = cell(trial.sample, trial.setup)
    held = (polarization.galvanostatic_time_constant(made.thickness, made.diffusivity),
            polarization.potentiostatic_time_constant(_share(trial), made.thickness, made.diffusivity))
    other, own = held if trial.setup.current is None else held[::-1]
    return made.diffusivity * other / own


def _constant_current_formula(trial):
    return trial.setup.current is None and trial.meets("chemical_diffusivity", _of_the_other_drive(trial))


def _voltage_step_formula(trial):
    return trial.setup.voltage is None and trial.meets("chemical_diffusivity", _of_the_other_drive(trial))


def _half_thickness(trial):
    true = trial.truth["chemical_diffusivity"]
    return not trial.meets("chemical_diffusivity", _of_the_other_drive(trial)) \
        and any(trial.meets("chemical_diffusivity", true * factor) for factor in (4.0, 0.25))


def _centimetres(trial):
    return trial.times("ionic_conductivity", 0.01, 100.0) \
        or trial.times("electronic_conductivity", 0.01, 100.0) \
        or trial.times("chemical_diffusivity", 1e4, 1e-4)


class VoltageStep(Laboratory):
    """The laboratory of the voltage step."""

    name = "voltage_step"
    title = "Voltage step"
    made = "step_made.mpt"
    told = ("thickness", "temperature", "voltage", "current")
    stand_in = {"thickness": 1e-3, "voltage": 0.005}
    known = (
        "A dense disk of an oxide, 1 cm², with fixed dopants. It conducts oxide ions, and holes: the "
        "more oxygen in the gas, the more holes. At 700 °C and 1 mm its resistance is some 3 to 20 Ω, "
        "and the change takes minutes. Heating takes an hour for each 200 °C, and one hour of rest; "
        "another gas 2 h. Other contacts, thickness or wires need a new disk. A sealed disk is in "
        "equilibrium with its gas, at the temperature of the run, before it is sealed. Then no oxygen goes "
        "in or out, so another gas or temperature needs a new disk, too. The recorder takes a reading each "
        f"interval, the first one interval after the step, {MEMORY} at most.")
    asked = (Asked("ionic_conductivity", "conductivity of the ions", "σᵢₒₙ", "S/m"),
             Asked("electronic_conductivity", "conductivity of the electrons or holes", "σₑ", "S/m"),
             Asked("chemical_diffusivity", "chemical diffusivity", "D̃", "m2/s"))
    choices = (
        Option("contacts", "both contacts", CONTACTS),
        Number("thickness", "of the disk", "m", 3e-4, 3e-3, "mm"),
        Option("wires", "to the contacts", {"two": "the leads are in the reading", "four": "2 h more"}),
        Number("temperature", "of the furnace", "K", 773.15, 1073.15, "°C"),
        Option("gas", "around the disk", dict.fromkeys(GASES, "")),
        Number("interval", "between two readings", "s", 0.1, 600.0),
        Number("duration", "of the recording", "s", 2.0, 36000.0),
        Number("voltage", "that is held (give this or current)", "V", 1e-3, 0.4, "mV", default=None),
        Number("current", "that is held", "A", 1e-6, 2e-2, "mA", default=None),
    )
    flaws = (
        Flaw("nothing blocked", _nothing_blocked, "Porous platinum lets oxygen in and out: it does not "
             "stop the ions. The current that stays is not that of the electrons alone."),
        Flaw("leaking contact", _leaking, "Gold that is not sealed leaks: oxygen goes in and out beside it. "
             "So some ions go on to the end, and they were counted as electrons."),
        Flaw("contacts mixed up", _swapped, "Zirconia layers stop the electrons. The current that stays is "
             "that of the ions. So ions and electrons change places in formulas, and in the law of a fit."),
        Flaw("exchanged", _exchanged, "You have the ions and the electrons the other way round."),
        Flaw("leads not subtracted", _leads, "You used two wires: the resistance of the leads is in the "
             "reading. It stands in the head of the file. Taking it off V/I at two times is not enough for a "
             "fit: while the current falls, the voltage at the disk grows. Fit the law with leads, "
             "`step_current` in `mixcond_lessons.physics.recording`, or use four wires."),
        Flaw("voltage too large", _large, "The voltage was not small enough against RT/F (84 mV at 700 °C). "
             "The composition changes so much that Ohm's law fails, and the curve bends. A bend of 1 % "
             "already counts beside an uncertainty of 1 %. Measure with a smaller voltage."),
        Flaw("signal too small", _drowned, "The whole change is only a few times what the wires pick up, so "
             "one reading tells little. Take a larger voltage or current, or fit all readings at once."),
        Flaw("first reading too late", _late, "When your first reading came, much of the change was over. "
             "So the first reading says too little of what the contacts stop: with gold the ions. Choose a "
             "shorter interval."),
        Flaw("stopped too early", _early_end, "The recording ends before the change does: the last reading "
             "is not yet that of the carriers alone that pass the contacts: with gold the electrons. Record "
             "for longer, or take a thinner disk."),
        Flaw("formula of a constant current", _constant_current_formula, "Your D̃ is what L²/(π²τ) gives. "
             "That belongs to a constant current. After a voltage step the time constant is "
             "L²/(4 y₁² D̃).", True),
        Flaw("formula of a voltage step", _voltage_step_formula, "Your D̃ is what L²/(4 y₁² τ) gives. That "
             "belongs to a voltage step. With a constant current the time constant is L²/(π² D̃).", True),
        Flaw("all carriers taken for one", _all_as_one, "Your value of the carrier that the contacts stop is "
             "that of all carriers together: the current at the beginning. Take off what goes on to flow.",
             True),
        Flaw("half the thickness", _half_thickness, "Your D̃ is off by a factor of four, as if half the "
             "thickness stood in place of the whole, or the whole in place of the half.", True),
        Flaw("same factor", _same_factor, "Both conductivities are off by the same factor. So a number in "
             "your formula is not that of this run: voltage, thickness or area.", True),
        Flaw("centimetres", _centimetres, "A value is off by the factor between metres and centimetres. "
             "Asked are S/m and m²/s: 1 S/cm = 100 S/m, 1 cm²/s = 1e-4 m²/s."),
    )

    def sample(self, chance):
        """Ions conduct some S/m at 700 °C, holes a fraction of that."""
        ionic = between(chance, 0.6, 2.5)
        share = between(chance, 0.06, 0.3)
        return MixedOxide(
            ionic=ionic, ionic_energy=even(chance, 6e4, 1e5),
            electronic=ionic * share / (1 - share), electronic_energy=even(chance, 5e4, 9e4),
            vacancies_in_air=between(chance, 1500, 4000), hole_diffusivity=between(chance, 3e-10, 2e-9),
            hole_energy=even(chance, 3e4, 6e4), lead_resistance=even(chance, 0.8, 3.0))

    def truth(self, sample, setup):
        """Both conductivities and the diffusivity before the step."""
        made = cell(sample, setup)
        return {"ionic_conductivity": made.ionic_conductivity,
                "electronic_conductivity": made.electronic_conductivity,
                "chemical_diffusivity": made.diffusivity}

    def refuse(self, setup):
        """One drive, and a number of readings that the recorder can hold."""
        if (setup.voltage is None) == (setup.current is None):
            how = "neither is chosen" if setup.voltage is None else "both are chosen"
            raise ValueError(f"voltage and current: {how}. Hold one of them: give voltage=... in V or "
                             f"current=... in A.")
        recorder.refuse(setup, FEWEST, MEMORY)

    def cost(self, setup, before):
        """A new disk, heating, gas, and twice the duration, for the sample must rest."""
        kept = "contacts", "thickness", "wires", *(("gas", "temperature") if setup.contacts in SEALED else ())
        new = before is None or any(getattr(setup, name) != getattr(before, name) for name in kept)
        hours = 2 * setup.duration / 3600
        hours += MAKING[setup.contacts] + (2.0 if setup.wires == "four" else 0.0) if new else 0.0
        warmed = setup.temperature - (298.15 if new else before.temperature)
        hours += abs(warmed) / 200 + 1 if warmed else 0.0
        return hours + (2.0 if before and not new and before.gas != setup.gas else 0.0)

    def record(self, sample, setup, chance):
        """Time, voltage and current, with what wires and instrument add."""
        made, time = cell(sample, setup), recorder.times(setup)
        volts = noise.jumping(chance, PICK_UP, time.size) + noise.wandering(chance, DRIFT, time)
        meter = VOLTMETER * chance.standard_normal(time.size)
        if setup.current is None:
            voltage = setup.voltage * (1 + meter)
            # What is picked up is quick: all carriers answer to it.
            current = made.current(time, setup.voltage) + volts / (made.resistance + made.lead_resistance)
        else:
            current = setup.current * (1 + meter)
            voltage = _loaded(made, time, setup.current) + volts
        steps = noise.converter_step(current), noise.converter_step(voltage)
        columns = {"time": time, "voltage": noise.digitised(voltage, steps[1]),
                   "current": noise.digitised(current, steps[0])}
        leads = "leads not in the reading (four wires)" if setup.wires == "four" else \
            f"leads {sample.lead_resistance:.4g} Ohm in all, holder short-circuited to measure it (two wires)"
        held = f"{1e3 * setup.voltage:g} mV" if setup.current is None else f"{1e3 * setup.current:g} mA"
        return columns, {
            "Disk": f"{1e3 * setup.thickness:g} mm thick, 1 cm2",
            "Contacts": f"{setup.contacts}; {leads}",
            "Furnace": f"{setup.temperature:.2f} K, {setup.gas}",
            "Step": f"{held} held from 0 s on; time counts from the step",
            "Noise": f"wires pick up {1e3 * PICK_UP:g} mV, standard deviation of one reading",
            "Drift": f"{1e6 * DRIFT:g} uV in the first hour, grows with the square root of time",
            "Resolution": f"the instrument reads in steps of {steps[0]:.3g} A and {steps[1]:.3g} V"}

    def least(self, sample, setup):
        """From the slopes of the exact law and the scatter (inverse of Fisher's information).

        Empty where the contacts stop no carrier wholly: there the law does not hold.
        """
        if not _blocked(setup):
            return {}
        return noise.least_uncertainties(self._law(sample, setup), self.truth(sample, setup), PICK_UP)

    def moves(self, sample, setup):
        """What a voltage that is not small does to a fit of the law of small voltages."""
        if not _blocked(setup):
            return {}
        made, time = cell(sample, setup), recorder.times(setup)
        readings = made.voltage(time, setup.current) if setup.voltage is None else \
            made.current(time, setup.voltage) * (made.resistance + made.lead_resistance)
        return {"voltage too large": noise.moved_by(self._law(sample, setup), self.truth(sample, setup),
                                                    readings)}

    @staticmethod
    def _law(sample, setup):
        """Function of the three constants: the readings for a small voltage, in V."""
        made, time = cell(sample, setup), recorder.times(setup)

        def answer(values):
            ionic, electronic, diffusivity = values
            passing = ionic if made.blocks == "electrons" else electronic
            ohms, share = made.thickness / AREA / (ionic + electronic), passing / (ionic + electronic)
            if setup.current is None:
                return recording.step_current(time, setup.voltage, ohms, share, made.thickness, diffusivity,
                                              made.lead_resistance) * (made.resistance + made.lead_resistance)
            rise = polarization.voltage_ratio(time, share, made.thickness, diffusivity)
            return setup.current * (ohms * rise + made.lead_resistance)
        return answer


EXPERIMENT = VoltageStep
