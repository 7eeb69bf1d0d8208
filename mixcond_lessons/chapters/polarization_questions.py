"""Questions of chapter 02: what a voltage step at a blocked cell tells, how long it takes, and what can go wrong."""
import numpy as np
from scipy.optimize import brentq

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import conductivity, large_voltage, polarization

# The recording that the lesson works with: 10 mV across a disk of 1 mm and 1 cm2; 2.0 mA at first, 0.18 mA at last.
RECORDING = {"voltage": 10e-3, "initial_current": 2.0e-3, "steady_current": 0.18e-3, "thickness": 1e-3, "area": 1e-4}
DIFFUSIVITY = 1e-9  # m2/s, of the same disk


def _found():
    """Ionic and electronic conductivity of the recording, S/cm."""
    return tuple(convert(float(value), "S/m", "S/cm") for value in polarization.conductivities_from_currents(**RECORDING))


def _share():
    """Electronic transference number of the recording."""
    return float(conductivity.electronic_transference_number(*_found()))


def _total():
    """Total conductivity of the recording, S/cm."""
    return float(conductivity.total_conductivity(*_found()))


def _tail():
    """Slowest time constant after the voltage step, s."""
    return float(polarization.potentiostatic_time_constant(_share(), RECORDING["thickness"], DIFFUSIVITY))


def _diffusivity_from_tail(galvanostatic=False):
    """Chemical diffusivity in cm2/s from the tail, by the right relation or by the textbook's for constant current."""
    unit = 1e-9
    law = polarization.galvanostatic_time_constant if galvanostatic else lambda *cell: polarization.potentiostatic_time_constant(_share(), *cell)
    return convert(unit * float(law(RECORDING["thickness"], unit)) / _tail(), "m2/s", "cm2/s")


def _five_percent():
    """When 5 % of the drop of the current is gone, s."""
    def left(time):
        ratio = polarization.current_ratio(time, _share(), RECORDING["thickness"], DIFFUSIVITY)
        return float(ratio) - 1 + 0.05 * (1 - _share())
    return brentq(left, 1e-9, 1e3)


def _resistance():
    """Diffusion resistance of the disk, ohm."""
    ionic, electronic = (convert(value, "S/cm", "S/m") for value in _found())
    return float(polarization.diffusion_resistance(ionic, electronic, RECORDING["area"], RECORDING["thickness"]))


def _capacitance(resistance):
    return RECORDING["thickness"] ** 2 / (DIFFUSIVITY * resistance)


def _with_leads(first, last):
    """tᵢₒₙ of sample A if so many ohm of leads are added to the first and to the last resistance."""
    total, electronic = (material("seed_sample_resistances").property(f"{which} resistance").value for which in ("total", "electronic"))
    return float(conductivity.transference_from_resistances(total + first, electronic + last))


def _below_ohm(voltage, temperature, both=False):
    """How far the steady current lies below Ohm's law, in %."""
    if both:
        current = large_voltage.steady_current_both_blocking(voltage, 1.0, 1.0, 1.0, temperature)
    else:
        current = large_voltage.steady_current_one_blocking(voltage, 1.0, 0.0, 1.0, 1.0, temperature)
    return 100 * (1 - float(current) / voltage)


def _decade(factor=1.0):
    """Voltage of an oxide electrolyte per decade of oxygen pressure at 1000 K, times a factor, in mV."""
    return 1e3 * factor * float(polarization.open_circuit_voltage(1.0, 1000.0, 1.0, 10.0))


RETRIEVAL = (
    Question(
        id="02.1", kind="numeric", level="remember", fraction=True, retrieval=("01.5",),
        prompt="Ions conduct 0.030 S/cm and electrons 0.010 S/cm. What is the electronic transference number?",
        answer=lambda: float(conductivity.electronic_transference_number(3.0, 1.0)), because="tₑ = σₑ/(σᵢₒₙ + σₑ) = 0.010/0.040.",
        slips=(Slip("the other carrier", lambda: float(conductivity.ionic_transference_number(3.0, 1.0)), "That is the share of the ions. Which carrier is asked for?"),
               Slip("ratio", lambda: 1.0 / 3.0, "That is electrons per ion. A share has the total below the line.")),
    ),
    Question(
        id="02.2", kind="numeric", level="apply", unit="S/cm", retrieval=("00.2",),
        prompt="A disk of 1 mm thickness and 1 cm² area has 5 Ω. What is its conductivity, in S/cm?",
        answer=_total, because="σ = L/(RA) = 0.1 cm/(5 Ω · 1 cm²).",
        slips=(Slip("millimetres", lambda: 10 * _total(), "You put in 1 for the thickness. In S/cm every length is in cm."),
               Slip("turned over", lambda: 1 / _total(), "That is the resistivity, in Ω cm. Turn it over."),
               Slip("S/m", lambda: 100 * _total(), "That is the number in S/m. Asked is S/cm.")),
    ),
    Question(
        id="02.3", kind="choice", level="remember", retrieval=("01.7",),
        prompt="Which of these leaves the share tᵢₒₙ of a piece of doped ceria as it is?",
        options=("a higher temperature", "hydrogen instead of air", "a thicker disk of it"),
        answer=lambda: "c", because="length and area cancel from a share; temperature and gas change the carriers themselves.",
        slips=(Slip("temperature", "a", "Both lines of the Arrhenius plot in chapter 01 have a slope, and not the same one.", "M15"),
               Slip("gas", "b", "Recall the panel of one material: which line moved when the oxygen pressure fell?", "M15")),
    ),
)

CORE = (
    Question(
        id="02.6", kind="choice", level="understand", vote=True,
        prompt="Contacts that block ions, a constant voltage, a long wait. Who carries the small current that stays?",
        options=("ions: they are what we measure", "electrons: they pass the contacts", "both, in the same shares as at first",
                 "nobody: a current that has settled is zero"),
        answer=lambda: "b", because="the contacts let electrons through and stop ions; what still flows after the wait must be what passes.",
        slips=(Slip("ions", "a", "Ask which carrier can get through a sealed metal contact. Drag time to its right end in the composition panel and "
                    "read both currents.", "M6"),
               Slip("shares as at first", "c", "At first both move. In the composition panel look at the blue line at the contacts: can it stay as it was?", "M6"),
               Slip("steady means nothing moves", "d", "Steady means that nothing changes, not that nothing moves. Set tₑ to 0.5: where does the current settle?", "M4")),
    ),
    Question(
        id="02.4", kind="numeric", level="apply", unit="S/cm",
        prompt="10 mV across 1 mm × 1 cm²: the current starts at 2.0 mA and settles at 0.18 mA. What is the ionic conductivity, in S/cm?",
        answer=lambda: _found()[0], because="I₀ − I_ss = 1.82 mA were ions: σᵢₒₙ = 1.82 mA · 0.1 cm/(10 mV · 1 cm²).",
        slips=(Slip("all of I0", _total, "2.0 mA is both together: ions and electrons. What must be taken away?", "M6"),
               Slip("steady current for the ions", lambda: _found()[1], "The steady current is carried by what the contacts let pass. Are these the ions?", "M6"),
               Slip("S/m", lambda: 100 * _found()[0], "The number fits S/m; asked is S/cm.")),
    ),
    Question(
        id="02.7", kind="choice", level="understand", vote=True,
        prompt="You repeat the experiment with a disk twice as thick. How long does the current take to settle?",
        options=("as long as before", "twice as long", "four times as long", "half as long: the field is weaker"),
        answer=lambda: "c", because="the composition must even out by diffusion over the whole thickness, and that takes a time in proportion to L²/D̃.",
        slips=(Slip("no thickness", "a", "Move the thickness in the first panel from 1 to 2 mm and read the time constant before and after.", "M7"),
               Slip("a capacitor that fills", "b", "A capacitor of fixed size would say so. But here the store grows with the thickness as well as the "
                    "resistance. Move the thickness from 1 to 2 mm and compare the time constants.", "M7"),
               Slip("weaker field", "d", "A weaker field makes the current smaller, not the wait shorter. Move the voltage under More, then the thickness.", "M7")),
    ),
    Question(
        id="02.8", kind="choice", level="analyse",
        prompt="What pushes back against the ions at the end?",
        options=("a layer of ions piled up as charge on each contact", "a slope of composition through the whole thickness",
                 "the electrons, which repel them", "the platinum, which has become positive"),
        answer=lambda: "b", because="the inside stays neutral: one end has lost a little oxygen, the other gained some, and the slope of the chemical "
                                    "potential balances the field for ions at every place.",
        slips=(Slip("piled-up charge", "a", "Play the composition panel: at the end, is the change only at the contacts or all through the sample?", "M7"),
               Slip("repulsion", "c", "Electrons go on moving all the time and the inside stays neutral. Look at what changes along the thickness.", "M7"),
               Slip("the metal", "d", "The voltage at the contacts is constant from the first moment on, yet the current still falls. What changes inside?", "M5")),
    ),
    Question(
        id="02.5", kind="numeric", level="apply", fraction=True,
        prompt="The same recording once more, 2.0 mA at first and 0.18 mA at last: what is tᵢₒₙ?",
        answer=lambda: 1 - _share(), because="tᵢₒₙ = (I₀ − I_ss)/I₀: voltage, length and area cancel.",
        slips=(Slip("the electrons' share", _share, "That is I_ss/I₀. Which carrier does the steady current belong to?", "M6"),
               Slip("ratio", lambda: (1 - _share()) / _share(), "You divided ions by electrons. A share has the total, I₀, below the line.")),
    ),
)

FURTHER = (
    Question(
        id="02.9", kind="choice", level="evaluate", vote=True,
        prompt="You want σᵢₒₙ of a cobaltite with tᵢₒₙ = 1e-4. Which contacts do you choose?",
        options=("contacts that block ions", "contacts that block electrons", "contacts that block nothing"),
        answer=lambda: "b", because="then the steady current is the ions' own. With blocked ions it would fall by one part in ten thousand.",
        slips=(Slip("as before", "a", "Choose the cobaltite and blocked ions in the panel of contacts: by how much does the current fall, and can your meter see that?", "M6"),
               Slip("nothing blocked", "c", "Without a blocking contact only the sum can be measured. Choose the cobaltite and read the drop.")),
    ),
    Question(
        id="02.10", kind="numeric", level="analyse", unit="cm2/s",
        prompt="The tail of the lesson's recording (1 mm, tₑ = 0.09, constant voltage, both contacts blocking) falls with a time constant of 30.4 s. What is D̃, in cm²/s?",
        answer=_diffusivity_from_tail, because="after a voltage step τ = L²/(4 y₁² D̃) with tan y₁ = −(tₑ/tᵢₒₙ) y₁, here y₁ = 2.865.",
        slips=(Slip("constant current", lambda: _diffusivity_from_tail(galvanostatic=True), "You used τ = L²/(π² D̃), which belongs to a constant current. "
                    "Here the voltage is constant, and the tail is up to four times faster. Set tₑ to 0.09 in the first panel and read its time constant.", "common slip"),
               Slip("no number", lambda: convert(RECORDING["thickness"] ** 2 / _tail(), "m2/s", "cm2/s"), "L²/D̃ is only the scale; a number of the order of "
                    "thirty stands below the line."),
               Slip("m²/s", lambda: convert(_diffusivity_from_tail(), "cm2/s", "m2/s"), "The digits fit m²/s: 1 m²/s = 10⁴ cm²/s.")),
    ),
    Question(
        id="02.11", kind="order of magnitude", level="analyse", unit="s",
        prompt="In the same cell, after what time is 5 % of the drop already gone? (The first panel's left picture shows it.)",
        answer=_five_percent, because="at first the fall goes with √t, far steeper than any exponential: milliseconds, although the tail takes half a minute.",
        slips=(Slip("five percent of tau", lambda: 0.05 * _tail(), "So it would be for one exponential. Set tₑ = 0.09 in the first panel and see how much is "
                    "gone after 1 s."),
               Slip("the scale", lambda: RECORDING["thickness"] ** 2 / DIFFUSIVITY, "L²/D̃ is the time in which everything settles. The start is much faster.")),
    ),
    Question(
        id="02.14", kind="numeric", level="analyse", fraction=True,
        prompt="The leads of sample A (150 Ω in all, 9.8 kΩ for the electrons) add 20 Ω, and nobody subtracts them. Which tᵢₒₙ comes out, to five decimals?",
        answer=lambda: _with_leads(20, 20), because="both readings grow by 20 Ω: 1 − 170/9820.",
        slips=(Slip("leads forgotten", lambda: _with_leads(0, 0), "That is the true value. What do V/I₀ and V/I_ss read with the leads in the way?"),
               Slip("only at first", lambda: _with_leads(20, 0), "The leads do not vanish after the wait: they stand in the last reading as well."),
               Slip("taken away", lambda: _with_leads(-20, -20), "You have subtracted. The question is what comes out if nobody does.")),
    ),
    Question(
        id="02.15", kind="numeric", level="apply", unit="mV",
        prompt="An oxide-ion electrolyte with tᵢₒₙ = 1 at 1000 K: how many millivolts does one decade of oxygen pressure give?",
        answer=_decade, because="(RT/4F)·ln 10: four electrons for each O₂.",
        slips=(Slip("two electrons", lambda: _decade(2), "Two electrons belong to one oxide ion, but pO₂ counts molecules of two atoms."),
               Slip("one electron", lambda: _decade(4), "How many electrons does one O₂ take up?"),
               Slip("decade without ln 10", lambda: _decade(1 / np.log(10)), "A decade is a factor ten, and its natural logarithm is 2.303.")),
    ),
    Question(
        id="02.16", kind="choice", level="understand",
        prompt="A silver-ion conductor stands between a side rich in silver and a side poor in it. Which side is the negative pole?",
        options=("the rich side", "the poor side", "neither, the voltage is zero"),
        answer=lambda: "a", because="silver leaves the rich side as Ag⁺ and its electrons stay behind there. For oxide ions the sign is the other way: "
                                    "the side of low oxygen pressure is negative.",
        slips=(Slip("sign of oxygen", "b", "For oxygen the poor side is negative, since O²⁻ arrives there and leaves its electrons. Which way does Ag⁺ go, and where do its electrons stay?", "M3"),
               Slip("no voltage", "c", "Two different activities at the ends of an ion conductor always give a voltage. Which carrier can cross, which cannot?", "M1")),
    ),
    Question(
        id="02.13", kind="numeric", level="apply", unit="%",
        prompt="One contact blocks ions and is the positive pole, the other is reversible; ions are many, holes are none. At 1000 K and 25 mV, how far (in %) does the steady current lie below Ohm's law?",
        answer=lambda: _below_ohm(0.025, 1000.0), because="I ∝ 1 − exp(−v) with v = FV/RT = 0.29: the blocked end, where oxygen gathers, runs out of electrons.",
        slips=(Slip("both blocking", lambda: _below_ohm(0.025, 1000.0, both=True), "That holds between two blocking contacts, where one end gains what the other "
                    "loses. In the panel of large voltages choose one blocking contact."),
               Slip("room temperature", lambda: _below_ohm(0.025, 298.15), "RT/F is 25 mV only at room temperature; at 1000 K it is 86 mV."),
               Slip("degrees Celsius", lambda: _below_ohm(0.025, 1273.15), "1000 K is already kelvin.")),
    ),
    Question(
        id="02.12", kind="numeric", level="analyse", unit="F",
        prompt="The disk has σᵢₒₙ = 0.0182 and σₑ = 0.0018 S/cm, L = 1 mm, A = 1 cm², D̃ = 1e-5 cm²/s. How large is its chemical capacitance, in F?",
        answer=lambda: _capacitance(_resistance()), because="L²/D̃ = R·C with R = (L/A)(1/σᵢₒₙ + 1/σₑ) = 61 Ω: no capacitor of this size holds so much. It "
                                                            "is stored as composition, not as charge on plates.",
        slips=(Slip("paths side by side", lambda: _capacitance(RECORDING["voltage"] / RECORDING["initial_current"]), "You took the 5 Ω of both paths side by "
                    "side. When composition moves, ions and electrons must go together: their resistances add.", "M7"),
               Slip("electrons alone", lambda: _capacitance(RECORDING["voltage"] / RECORDING["steady_current"]), "You took the electrons' resistance alone; "
                    "the ions walk with them: add theirs.")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
