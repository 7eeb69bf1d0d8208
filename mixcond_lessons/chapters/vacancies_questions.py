"""Questions of chapter 03: how many vacancies, how fast they hop, what they carry, and what a labelled ion remembers."""
import numpy as np
from scipy.constants import N_A, angstrom, zero_Celsius

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import model
from ..physics import vacancies
from ..physics.polarization import potentiostatic_time_constant

HOT, HOTTER = 700 + zero_Celsius, 800 + zero_Celsius
EDGE = 3.90 * angstrom


def _settled(thickness):
    """Slowest time in s of a sample that needs 40 s at a thickness of 1."""
    whole, one = (float(potentiostatic_time_constant(0.1, 1e-3 * length, 1e-9)) for length in (thickness, 1))
    return 40.0 * whole / one


def _faster(cold, hot):
    """How many times more often a hop over the example barrier happens at `hot` than at `cold`, K."""
    barrier = model("ferrite").constants["vacancy_barrier"]
    return float(vacancies.hop_rate(1e13, barrier, hot) / vacancies.hop_rate(1e13, barrier, cold))


def _per_volume(deficiency):
    """Vacancies per cm3 of ABO3-delta."""
    return float(vacancies.vacancy_concentration(deficiency, EDGE)) * N_A * 1e-6


def _conductivity(charge_number):
    """Conductivity in S/cm of 280 mol/m3 that diffuse with 2e-10 m2/s at 800 degC."""
    return convert(float(vacancies.nernst_einstein_conductivity(280.0, 2e-10, charge_number, HOTTER)), "S/m", "S/cm")


def _diffusivity(temperature, lattice="perovskite anions", edge=EDGE):
    """Diffusivity in m2/s of one vacancy with the example barrier."""
    barrier = model("ferrite").constants["vacancy_barrier"]
    return float(vacancies.vacancy_diffusivity(lattice, edge, 1e13, barrier, temperature))


def _jumps(temperature):
    """Jumps per second of one vacancy among eight neighbours."""
    return 8 * float(vacancies.hop_rate(1e13, model("ferrite").constants["vacancy_barrier"], temperature))


MEMORY = vacancies.correlation_factor("perovskite anions")
TRACER = 1.0e-12  # m2/s

RETRIEVAL = (
    Question(
        id="03.1", kind="numeric", level="apply", unit="s", retrieval=("02.7",),
        prompt="Behind blocking contacts a disk of 1 mm settles in 40 s. How long does a disk of 2 mm of the same ceramic need?",
        answer=lambda: _settled(2), because="the composition must even out through the whole thickness, and that time goes with L².",
        slips=(Slip("proportional", lambda: 2 * 40.0, "That would be a stream that crosses the disk at a fixed speed. Diffusion slows down with distance: "
                    "recall the panel of chapter 02 and what doubling the thickness did.", "M7"),
               Slip("weaker field", lambda: 40.0 / 2, "Thicker is not quicker. What has to even out, and how far does it have to go?", "M7"),
               Slip("unchanged", lambda: 40.0, "A layer of charge at the contacts would not ask how thick the disk is. What does build up?", "M7")),
    ),
    Question(
        id="03.2", kind="numeric", level="apply", retrieval=("01.8",),
        prompt="A hop has a barrier of 0.75 eV. By which factor does exp(−E/kT) grow from 700 °C to 800 °C?",
        answer=lambda: _faster(HOT, HOTTER), because="the factor is exp[(E/k)(1/973 K − 1/1073 K)].",
        slips=(Slip("exponent alone", lambda: np.log(_faster(HOT, HOTTER)), "That is the difference of the exponents. The factor is e to that power."),
               Slip("degrees Celsius", lambda: _faster(700.0, 800.0), "You put 700 and 800 into the exponent. Temperatures in an exponent are in kelvin.", "common slip"),
               Slip("ratio of temperatures", lambda: HOTTER / HOT, "That is the ratio of the temperatures. The barrier stands in an exponent: what is E/kT at each of them?"),
               Slip("upside down", lambda: _faster(HOTTER, HOT), "Hops become more frequent on heating. Which of the two exponents is the larger one?")),
    ),
    Question(
        id="03.3", kind="numeric", level="remember", unit="S/cm", retrieval=("01.6",),
        prompt="An oxide conducts 1e-6 S/cm in all, with tᵢₒₙ = 0.9. What do its ions conduct?",
        answer=lambda: 0.9 * 1e-6, because="the share tells nothing of size; only share times total does: a fine share, and hardly a conductor.",
        slips=(Slip("the electrons' part", lambda: (1 - 0.9) * 1e-6, "That is the part of the electrons."),
               Slip("share for conductivity", lambda: 0.9, "That is the share. A share of what?", "M15")),
    ),
)

CORE = (
    Question(
        id="03.4", kind="numeric", level="apply", unit="1/cm^3",
        prompt="La₀.₆Sr₀.₄FeO₃₋δ with δ = 0.1 has one formula unit per cube of 3.90 Å edge. How many oxygen vacancies are in one cm³?",
        answer=lambda: _per_volume(0.1), because="δ vacancies in each formula unit, one formula unit in each cube: 0.1/(3.90e-8 cm)³, about 2800 mol/m³.",
        slips=(Slip("per site", lambda: _per_volume(0.1) / 3, "You used the share of the oxygen sites that is empty. δ itself already counts vacancies per formula unit: how "
                    "many of the three oxygens of a formula unit do you count?"),
               Slip("moles per cubic metre", lambda: _per_volume(0.1) / N_A * 1e6, "That is right in mol/m³, as in step 2 of the example. Asked is a plain number per cm³."),
               Slip("all sites", lambda: _per_volume(3), "That is every oxygen site, full or empty. How many of the three in a formula unit are empty?")),
    ),
    Question(
        id="03.5", kind="numeric", level="understand", fraction=True,
        prompt="Which share of the oxygen sites is empty in La₀.₆Sr₀.₄FeO₃₋δ with δ = 0.1?",
        answer=lambda: float(vacancies.vacancy_site_fraction(0.1)), because="a formula unit has three oxygen sites, and 0.1 of them is empty: δ/3.",
        slips=(Slip("delta itself", lambda: 0.1, "δ counts per formula unit. How many oxygen sites does one formula unit ABO₃ have?"),
               Slip("fluorite", lambda: float(vacancies.vacancy_site_fraction(0.1, "MO2")), "Two sites per formula unit belong to MO₂, such as ceria. Count the oxygens of ABO₃."),
               Slip("full sites", lambda: 1 - float(vacancies.vacancy_site_fraction(0.1)), "That is the share of the sites that is full.")),
    ),
    Question(
        id="03.7", kind="choice", level="understand", vote=True,
        prompt="Vacancies that do no more than keep each other off their sites: which share of empty sites conducts best?",
        options=("none: a perfect crystal", "a few in a hundred", "one half", "nearly all"),
        answer=lambda: "c", because="a hop needs an ion and, beside it, an empty site: θ(1 − θ) is largest at one half. Real oxides peak much earlier, for other reasons.",
        slips=(Slip("perfect crystal", "a", "Drive δ in the conductivity panel down to its left end. What happens to σ when there is nowhere to go?", "M17"),
               Slip("real oxides", "b", "Real oxides peak about there, because dopants hold their vacancies and order sets in. Here nothing holds them: switch “acceptors bind vacancies” off and look for the top."),
               Slip("emptiness conducts", "d", "Who would carry the charge? Drive δ to the right end, where hardly an ion is left.")),
    ),
    Question(
        id="03.6", kind="numeric", level="apply", unit="S/cm",
        prompt="At 800 °C there are 280 mol/m³ of vacancies with D_V = 2.0e-10 m²/s. What do they conduct, in S/cm?",
        answer=lambda: _conductivity(2), because="σ = (zF)² c D/RT with z = 2, so the factor before F² is 4.",
        slips=(Slip("one charge", lambda: _conductivity(1), "You took one charge per vacancy. An oxide ion that is missing leaves two."),
               Slip("two instead of four", lambda: _conductivity(2) / 2, "The charge counts twice: once for how hard the field pulls, once for what each carrier brings. Square it."),
               Slip("degrees Celsius", lambda: _conductivity(2) * HOTTER / 800, "You put 800 into RT. Kelvin, please."),
               Slip("S/m", lambda: 100 * _conductivity(2), "The number fits S/m. Asked is S/cm.")),
    ),
    Question(
        id="03.8", kind="choice", level="analyse", vote=True,
        prompt="One vacancy wanders through a crystal of equal ions. After the same number of hops of its own, a marked ion has come less far than the vacancy. Why?",
        options=("an ion is heavier than a vacancy", "the ion's hops are shorter", "the vacancy is still behind the ion, and often takes it straight back",
                 "the other ions push the marked one back"),
        answer=lambda: "c", because="the vacancy has no memory; the ion has, for the vacancy that moved it stands just behind it. f says how much is left of its hops.",
        slips=(Slip("mass", "a", "Mass stands nowhere in the panel, and yet the marked ion is slower. In the parking garage press Home, then type 1, 2, 3 … and watch the pair.", "M14"),
               Slip("shorter hops", "b", "Ion and vacancy trade places: the hop of one is the hop of the other."),
               Slip("hindrance", "d", "In the parking garage the ions only keep off each other's sites. Watch what stands behind the marked ion after its hop.", "M14")),
    ),
)

FURTHER = (
    Question(
        id="03.10", kind="numeric", level="apply", unit="m^2/s",
        prompt="A tracer experiment on a perovskite with few vacancies gives D* = 1.0e-12 m²/s for its oxygen. Which D_O belongs in the conductivity?",
        answer=lambda: TRACER / MEMORY, because="D* = f D_O with f = 0.689 on the perovskite's oxygen sites: charge does not care which ion hops.",
        slips=(Slip("multiplied", lambda: TRACER * MEMORY, "The tracer is the slower of the two. Should D_O be larger or smaller than D*?"),
               Slip("the popular estimate", lambda: TRACER / vacancies.simple_correlation_factor("perovskite anions"), "You took 1 − 2/z. On these sites that is 9 % high: "
                    "choose the perovskite's oxygen sites in the panel of the ion that remembers."),
               Slip("unchanged", lambda: TRACER, "A tracer remembers, charge does not. Which number stands between the two?")),
    ),
    Question(
        id="03.9", kind="choice", level="evaluate",
        prompt="The estimate f = 1 − 2/z for a lone vacancy: where is it exact?",
        options=("on every lattice", "on chain, honeycomb and diamond", "on the simple cubic lattice", "nowhere, but it is close for small z"),
        answer=lambda: "b", because="a straight return undoes two hops: 2/z. Left out are later returns, which lower f, and what follows a return, which raises it. On three lattices both cancel; elsewhere the estimate is 2 to 19 % too high.",
        slips=(Slip("textbook", "a", "Choose the square lattice in the panel and gather many jumps: does the measured point end on the dashed line, 1 − 2/z, or below it?"),
               Slip("simple", "c", "Choose the simple cubic lattice: does its black point in the right picture lie on the dashed curve, or below it?"),
               Slip("never", "d", "Look at the right picture of the panel: which black points lie exactly on the dashed curve?")),
    ),
    Question(
        id="03.11", kind="numeric", level="apply", unit="m^2/s",
        prompt="Oxygen sites of a perovskite: a = 3.90 Å, ν = 1e13 1/s, E = 0.75 eV (illustrative). What is D_V at 800 °C, in m²/s?",
        answer=lambda: _diffusivity(HOTTER), because="z = 8 neighbours at a/√2 in three dimensions make D_V = (2/3) a² ν exp(−E/kT).",
        slips=(Slip("edge for hop", lambda: 2 * _diffusivity(HOTTER), "A hop on these sites is as long as half the diagonal of a face, a/√2, not as the edge."),
               Slip("one direction", lambda: _diffusivity(HOTTER) / 8, "The vacancy may hop to any of its neighbours. How many are there?"),
               Slip("fluorite", lambda: _diffusivity(HOTTER, "fluorite anions"), "The factor ¼ belongs to fluorites, whose oxygens form a simple cubic lattice. Count neighbours and hop length of a perovskite."),
               Slip("degrees Celsius", lambda: _diffusivity(800.0), "You put 800 into the exponent. Kelvin, please.")),
    ),
    Question(
        id="03.12", kind="numeric", level="apply", unit="1/s",
        prompt="In the same crystal at 800 °C, how often does one vacancy hop in a second?",
        answer=lambda: _jumps(HOTTER), because="eight neighbours, 1e13 knocks a second at each, and one in 3000 gets over the barrier.",
        slips=(Slip("every try", lambda: 8e13, "That is how often it knocks at all eight. Which part of the knocks gets over 0.75 eV?"),
               Slip("one direction", lambda: _jumps(HOTTER) / 8, "That is the rate into one given neighbour. How many are there?"),
               Slip("degrees Celsius", lambda: _jumps(800.0), "You put 800 into the exponent. Kelvin, please.")),
    ),
    Question(
        id="03.13", kind="choice", level="evaluate",
        prompt="Trucks are slow because they are heavy. What sets the pace of an oxide ion in a crystal?",
        options=("its mass: sixteen times a proton's", "the barrier of a hop and the number of empty sites beside it", "the electrons, which overtake it", "its charge, which glues it to its site for good"),
        answer=lambda: "b", because="mass enters only through the rate of tries, by a square root; barrier and vacancies decide over ten decades.",
        slips=(Slip("mass", "a", "Oxygen-18 is an eighth heavier than oxygen-16 and hops about 6 % more rarely. Move δ, then the temperature, and compare.", "M14"),
               Slip("traffic", "c", "Each carrier has its own sites to hop to. Which control of the conductivity panel would the electrons be?", "M14"),
               Slip("glued", "d", "It does leave its site, millions of times a second: see the clock of the parking garage.", "M17")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
