"""Questions of chapter 01: shares, resistances side by side, Arrhenius energies, and what a share does not tell."""
import numpy as np
from scipy.constants import Avogadro, R, e

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import conductivity

ELECTRONVOLT = e * Avogadro  # J/mol


def _sample(key, quantity):
    return material(key).property(quantity).value


def _resistances():
    return tuple(_sample("seed_sample_resistances", f"{which} resistance") for which in ("total", "electronic"))


def _ceria():
    return tuple(_sample("seed_sample_ceria", f"{which} conductivity") for which in ("total", "electronic"))


def _ratio(first, second):
    return float(conductivity.ionic_transference_number(first, second))


def _energy(factor, temperature):
    """0.64 eV of the ions in ceria plus so many times kT, in eV."""
    return (material("ceria_gadolinia_10").property("ionic conductivity").activation_energy + factor * R * temperature) / ELECTRONVOLT


def _zirconia():
    """Ionic conductivity of zirconia at 900 °C, S/cm, and the share of the cobaltite's ions there."""
    entry = material("zirconia_yttria_8").property("ionic conductivity")
    share = material("lanthanum_strontium_cobalt_nickel_oxide").property("ionic transference number").value
    return convert(float(conductivity.partial_conductivity(entry, 1173.15)), "S/m", "S/cm"), share


def _manganite():
    """Middle of the known ranges of LSM at 1000 °C: ionic and electronic conductivity, S/cm."""
    entries = (material("lanthanum_strontium_manganite").property(f"{kind} conductivity") for kind in ("ionic", "electronic"))
    return tuple(convert(float(np.sqrt(entry.low * entry.high)), "S/m", "S/cm") for entry in entries)


RETRIEVAL = (
    Question(
        id="01.1", kind="numeric", level="remember", unit="S/m", same_unit=True, retrieval=("00.2",),
        prompt="The electrons of a sample conduct 6.5e-4 S/cm. How much is that in S/m?",
        answer=lambda: _ceria()[1], because="1 S/cm = 100 S/m.",
        slips=(Slip("divided", lambda: _ceria()[1] / 1e4, "You divided by 100. Chapter 00: one S/cm is a hundred S/m. A cube with "
                    "one-metre edges conducts a hundred times better than a cube with one-centimetre edges."),
               Slip("unchanged", lambda: _ceria()[1] / 100, "That is still the number in S/cm.")),
    ),
    Question(
        id="01.2", kind="numeric", level="remember", unit="S/cm", retrieval=("00.3",),
        prompt="On a log axis a mark stands three tenths of the way from 1e-3 S/cm to 1e-2 S/cm. Which conductivity is it?",
        answer=lambda: 1e-3 * 10 ** 0.3, because="0.3 decades are a factor 2, everywhere on a log axis.",
        slips=(Slip("linear reading", lambda: 1e-3 + 0.3 * 9e-3, "You read as on a linear ruler. Go back to the ruler of chapter 00 and "
                    "set 30 % of the way.", "M13"),
               Slip("three times", lambda: 3e-3, "Three tenths of the length is not three times the value. Ten to the power 0.3 is the factor.", "M13")),
    ),
    Question(
        id="01.3", kind="numeric", level="remember", unit="Ω",
        prompt="From physics: a resistor of 300 Ω and one of 600 Ω lie side by side. What do both together have?",
        answer=lambda: 1 / (1 / 300 + 1 / 600), because="side by side the conductances add: 1/300 + 1/600 = 1/200.",
        slips=(Slip("in series", lambda: 300.0 + 600.0, "That is one behind the other. Side by side there are two ways to go: the total must be "
                    "smaller than either.", "M5"),
               Slip("mean", lambda: 450.0, "A mean is larger than the smaller one, yet a second path can only help. Add 1/R.", "M5")),
    ),
)

CORE = (
    Question(
        id="01.4", kind="numeric", level="apply", fraction=True,
        prompt="Sample A has a total resistance of 150 Ω and an electronic resistance of 9.8 kΩ. What is tᵢₒₙ, to five decimals?",
        answer=lambda: float(conductivity.transference_from_resistances(*_resistances())),
        because="150 Ω belongs to both paths together, so tₑ = R/Rₑ = 150/9800 and tᵢₒₙ = 1 − tₑ. The ionic path alone has 152.33 Ω.",
        slips=(Slip("whole for the ionic path", lambda: _ratio(1 / _resistances()[0], 1 / _resistances()[1]),
                    "You took 150 Ω for the ionic path, but it is the total: both paths side by side. Set the panel's Rₑ near 600 Ω and compare the "
                    "dotted line (this slip) with the solid one: the ionic path alone always resists more than both."),
               Slip("the electrons' share", lambda: _resistances()[0] / _resistances()[1], "That is the share of the other carrier, tₑ. Move Rₑ to the "
                    "right end: whose share goes to one?"),
               Slip("resistances for conductivities", lambda: _ratio(*_resistances()), "A larger resistance means a smaller conductivity: turn each "
                    "resistance over before you build the share.")),
    ),
    Question(
        id="01.5", kind="numeric", level="apply", fraction=True,
        prompt="Sample B conducts 0.0820 S/cm in all, 6.5e-4 S/cm of it by electrons. What is tᵢₒₙ, to five decimals?",
        answer=lambda: _ratio(_ceria()[0] - _ceria()[1], _ceria()[1]), because="tᵢₒₙ = (σ − σₑ)/σ = 1 − 6.5e-4/0.0820.",
        slips=(Slip("the electrons' share", lambda: _ratio(_ceria()[1], _ceria()[0] - _ceria()[1]), "That is tₑ, the share of the electrons. Which "
                    "carrier does the question ask for?"),
               Slip("the total for the ions", lambda: _ratio(*_ceria()), "You took 0.0820 S/cm for the ions and added the electrons once more. It is "
                    "the total: subtract first. In the plane panel below type both conductivities and read the share."),
               Slip("ratio instead of share", lambda: _ceria()[1] / (_ceria()[0] - _ceria()[1]), "That is electrons per ion, a ratio. A share has the "
                    "total below the line.")),
    ),
    Question(
        id="01.6", kind="choice", level="analyse", vote=True,
        prompt="A cobaltite has tᵢₒₙ = 1e-4 at 900 °C, zirconia has tᵢₒₙ ≈ 1. Whose ions conduct better?",
        options=("zirconia's, ten thousand times", "the cobaltite's can: the share hides how large the total is", "equal, for ions are ions",
                 "the cobaltite's ions cannot move at all"),
        answer=lambda: "b", because="measured with electron-blocking contacts, this oxide's ions beat zirconia's; its electrons are simply far more.",
        slips=(Slip("share for size", "a", "You compared shares. Find LSCN (the cobaltite) and 8YSZ on the plane and drop a line from each to the lower axis.", "M15"),
               Slip("all ions alike", "c", "Ionic conductivities of oxides differ by many decades: look along the lower axis of the plane.", "M14"),
               Slip("small share, no motion", "d", "A small share of a very large total can be a lot. Set the plane's sliders to 0.1 S/cm of ions "
                    "and 1000 S/cm of electrons.", "M15")),
    ),
    Question(
        id="01.7", kind="choice", level="understand", vote=True,
        prompt="The same piece of doped ceria stands first in air, then in hydrogen, both at 800 °C. What happens to tᵢₒₙ?",
        options=("nothing: it is a constant of the material", "it falls, because electrons join the ions",
                 "it falls, because the ions become slower", "it rises, because hydrogen brings protons"),
        answer=lambda: "b", because="the ions conduct as before; hydrogen takes oxygen out of the lattice and leaves electrons behind.",
        slips=(Slip("material constant", "a", "A share depends on both carriers, and their numbers depend on temperature and gas. On the plane the "
                    "same ceria stands twice: follow its line from air to H₂ and read tᵢₒₙ at both ends.", "M15"),
               Slip("slower ions", "c", "On the plane follow the line from ceria in air to ceria in H₂: which of the two axes does it run along?", "M15"),
               Slip("protons", "d", "In this material protons play no part. Jump to ceria in air and then in hydrogen under More, and read which slider has moved.")),
    ),
    Question(
        id="01.8", kind="numeric", level="apply", unit="eV",
        prompt="The ions of ceria follow σT = A·exp(−E/kT) with E = 0.64 eV (illustrative). Which slope energy does a plot of ln σ against 1/T show at 700 °C?",
        answer=lambda: _energy(-1, 973.15), because="ln σ = ln(σT) − ln T, and the slope of −ln T against 1/T is +T: the energy is smaller by kT = 0.084 eV.",
        slips=(Slip("no difference", lambda: _energy(0, 973.15), "That is the energy of σT. Switch σ·T on and off under More in the panel of one "
                    "material and watch the last number of the sentence."),
               Slip("added", lambda: _energy(1, 973.15), "The size of the difference is right, its direction is not: dividing by T lifts the cold end."),
               Slip("degrees Celsius", lambda: _energy(-1, 700.0), "You used 700 for T. Temperatures in exponents and slopes are in kelvin.")),
    ),
)

FURTHER = (
    Question(
        id="01.9", kind="numeric", level="apply", unit="S/cm",
        prompt="If the cobaltite's ions conduct just as well as zirconia's at 900 °C (6.58e-2 S/cm, illustrative), what do its electrons conduct, with tᵢₒₙ = 1e-4?",
        answer=lambda: _zirconia()[0] * (1 - _zirconia()[1]) / _zirconia()[1], because="σₑ = σᵢₒₙ (1 − tᵢₒₙ)/tᵢₒₙ, ten thousand times the ions.",
        slips=(Slip("upside down", lambda: _zirconia()[0] * _zirconia()[1], "You gave the electrons the small share. Which carrier has it here?"),
               Slip("S/m", lambda: 100 * _zirconia()[0] / _zirconia()[1], "The number fits S/m. Mind the unit that is asked for.")),
    ),
    Question(
        id="01.10", kind="order of magnitude", level="analyse", unit="S/cm",
        prompt="LSM at 1000 °C has about 3e-7 S/cm by ions and (illustrative) 140 S/cm by electrons. How large is its ambipolar conductivity, roughly?",
        answer=lambda: float(conductivity.ambipolar_conductivity(*_manganite())),
        because="both carriers must walk together, so the scarcer one sets the pace: the ambipolar conductivity is practically that of the ions.",
        slips=(Slip("sum", lambda: float(conductivity.total_conductivity(*_manganite())), "That is the size of the larger one: of their sum, or their mean. Switch on the lines of equal ambipolar "
                    "conductivity: along them, what happens when only the electrons increase?"),
               Slip("mean of logs", lambda: float(np.sqrt(_manganite()[0] * _manganite()[1])), "A geometric mean treats both alike. Here one carrier waits "
                    "for the other: move each slider of the plane and see which one matters.")),
    ),
    Question(
        id="01.11", kind="choice", level="evaluate",
        prompt="One text calls a sample with tᵢₒₙ = 0.985 a solid electrolyte and another one with 0.992 a mixed conductor. Who is wrong?",
        options=("the first", "the second", "neither: the border depends on the leak that the device can bear", "both: only 0 < tᵢₒₙ < 1 counts"),
        answer=lambda: "c", because="the classes have no sharp border. A fuel cell may bear 1 % of leak, an oxygen sensor for a furnace may not.",
        slips=(Slip("fixed border below", "a", "Which number would then be the border, and who has drawn it? Look at how smoothly tᵢₒₙ changes in the plane."),
               Slip("fixed border above", "b", "0.992 leaks less than 0.985, so a border between them would sort them the other way round."),
               Slip("only the extremes", "d", "Then every real material would be mixed and the word would say nothing. What is a class for?")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
