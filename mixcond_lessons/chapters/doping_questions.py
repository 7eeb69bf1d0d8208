"""Questions of chapter 04: who pays for a dopant, what a hole is, how pairs hold vacancies, and what one act of doping buys."""
import numpy as np

from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import conductivity, doping, model_oxides, vacancies
from ..physics.constants import AIR

CONSTANT = 50.0   # of association, in the question on pairs


def _excess(valence_sign):
    """Mean valence of manganese with 0.09 oxygen in excess, or as if it were missing."""
    return float(doping.mean_valence(0.0, -valence_sign * 0.09))


def _holes(deficiency):
    """Holes per formula unit of La0.8Sr0.2MnO3-delta."""
    return float(doping.holes_from_valence(0.2, deficiency))


def _factor(charge_number):
    """How many times better ions of this charge conduct than ions of one charge, all else alike."""
    one, other = (float(vacancies.nernst_einstein_conductivity(1.0, 1e-10, number, 1000.0)) for number in (1, charge_number))
    return other / one


def _free(pairs):
    """Share of 0.1 vacancies per formula unit that is not in pairs."""
    return 1 - float(pairs) / 0.1


def _hopping(holes):
    """Conductivity (S/m) of so many holes per manganese, for some prefactor and energy."""
    return float(doping.small_polaron_conductivity(holes, 1e7, 1.5e4, 1000.0))


def _ferrite():
    """Ionic and electronic conductivity (S/m) of the model ferrite with 40 % strontium in air at 800 degC."""
    temperature = material("lanthanum_strontium_ferrite_40").property("total conductivity").temperature_range[0]
    found = model_oxides.ferrite_conduction(temperature, model_oxides.ferrite_model(0.4, temperature).equilibrium(AIR))
    return float(found.ionic), float(found.electronic)


def _manganite():
    """Ionic transference number of LSM at 1000 degC, from the middles of the known ranges."""
    ionic, electronic = (np.sqrt(entry.low * entry.high) for entry in (
        material("lanthanum_strontium_manganite").property(f"{kind} conductivity") for kind in ("ionic", "electronic")))
    return float(conductivity.ionic_transference_number(ionic, electronic))


RETRIEVAL = (
    Question(
        id="04.1", kind="numeric", level="apply", fraction=True, retrieval=("03.5",),
        prompt="Ce₀.₈Gd₀.₂O₁.₉ lacks 0.1 oxygen per formula unit. Which share of its oxygen sites is empty?",
        answer=lambda: float(vacancies.vacancy_site_fraction(0.1, "MO2")), because="two oxygen sites per formula unit: 0.1/2.",
        slips=(Slip("per formula unit", lambda: 0.1, "That is per formula unit. How many oxygen sites has MO₂?"),
               Slip("perovskite", lambda: float(vacancies.vacancy_site_fraction(0.1)), "Three sites belong to ABO₃. Count the oxygens of MO₂.")),
    ),
    Question(
        id="04.2", kind="numeric", level="understand", retrieval=("03.6",),
        prompt="An oxide and a silver conductor have equally many mobile ions with the same D at the same temperature. How many times better does the oxide conduct?",
        answer=lambda: _factor(-2), because="σ goes with (zF)², and z is −2 for O²⁻, +1 for Ag⁺.",
        slips=(Slip("charge once", lambda: 2.0, "The charge counts twice: in the pull of the field and in what each ion brings."),
               Slip("upside down", lambda: 1 / _factor(-2), "Which of the two ions carries more charge?")),
    ),
    Question(
        id="04.3", kind="choice", level="remember", retrieval=("01.10",),
        prompt="In a membrane ions and electrons must walk together. The holes of LSM conduct nearly five hundred million times better than its ions. Who sets the pace?",
        options=("the holes: they are the better ones", "the ions: the better carrier has to wait for them", "both alike: half of each"),
        answer=lambda: "b", because="σ_amb = σᵢₒₙσₑ/(σᵢₒₙ + σₑ) is practically the smaller of the two.",
        slips=(Slip("the larger one", "a", "In the map of both conductivities of chapter 01 switch on the lines of equal ambipolar conductivity and follow one to the top."),
               Slip("mean", "c", "They lie in series: whoever is quick has to wait. Which of two taps, one behind the other, sets the flow?")),
    ),
)

CORE = (
    Question(
        id="04.6", kind="numeric", level="apply",
        prompt="La₀.₈Sr₀.₂MnO₃, no oxygen missing: what is the mean valence of manganese?",
        hint="Charges first: three O²⁻ on one side, 0.8 La³⁺ and 0.2 Sr²⁺ on the other. Manganese pays what is missing.",
        answer=lambda: float(doping.mean_valence(0.2, 0.0)), because="three O²⁻ owe 6; the A site pays 0.8·3 + 0.2·2 = 2.8, so manganese pays 3.2: each strontium asks for one more.",
        slips=(Slip("wrong way", lambda: float(doping.mean_valence(0.0, 0.1)), "Strontium brings less positive charge than lanthanum. Must manganese bring more, or less?", "M8"),
               Slip("as a vacancy", lambda: 3.1, "That would be half a charge for each strontium. It takes two strontiums to pay for one vacancy, but one for one hole."),
               Slip("twice", lambda: 3.4, "Each strontium lacks one charge, not two: it replaces La³⁺ by Sr²⁺."),
               Slip("manganese unchanged", lambda: float(doping.mean_valence(0.0, 0.0)), "Then the crystal would be charged. Look at the two columns of the ledger while you move x.", "M8")),
    ),
    Question(
        id="04.7", kind="numeric", level="apply",
        prompt="La₀.₈Sr₀.₂MnO₃₋δ with δ = 0.05: how many holes per formula unit?",
        answer=lambda: _holes(0.05), because="x = h + 2δ: the vacancies pay 0.10 of the 0.20, holes pay the rest.",
        slips=(Slip("one charge per vacancy", lambda: 0.2 - 0.05, "A missing O²⁻ leaves two positive charges. Set x = 0.2, δ = 0.05 in the ledger and read the vacancies' part."),
               Slip("holes pay all", lambda: _holes(0.0), "That is without vacancies. Move δ in the ledger: what becomes of the holes?", "M10"),
               Slip("added", lambda: 0.2 + 2 * 0.05, "Vacancies and holes are on the same side of the ledger: they share the bill.", "M10")),
    ),
    Question(
        id="04.4", kind="choice", level="understand", vote=True,
        prompt="Each Sr′ carries one negative charge relative to the La it replaces. Is the doped crystal charged?",
        options=("yes, negatively: every strontium adds one charge", "no: holes or vacancies pay exactly as much", "only until it is touched by a metal contact", "yes, positively: the holes win"),
        answer=lambda: "b", because="effective charges are counted relative to the perfect crystal, and they always add up to nothing: both columns of the ledger are equally tall.",
        slips=(Slip("effective charge taken for charge", "a", "The prime says how the site differs from the perfect one. Move x in the ledger: does one column ever outgrow the other?", "M8"),
               Slip("earthed", "c", "A crystal charged by one electron in a thousand formula units would tear itself apart. Look at who pays in the ledger.", "M8"),
               Slip("holes win", "d", "There are as many holes as somebody ordered. Who did? Set x to 0 and look.", "M8")),
    ),
    Question(
        id="04.5", kind="choice", level="understand", vote=True,
        prompt="What is the hole that strontium makes in LaMnO₃?",
        options=("a manganese site without manganese", "an oxygen site without oxygen", "a manganese ion that lacks an electron: Mn⁴⁺ among Mn³⁺", "a positive particle from outside"),
        answer=lambda: "c", because="no atom is missing. An electron is, and when a neighbour gives its own the hole has walked one step.",
        slips=(Slip("missing atom", "a", "Count the atoms before and after: none has left. What has?", "M9"),
               Slip("vacancy", "b", "That would be a vacancy, which is an ion missing. Find both in the ledger: their columns have different colours.", "M9"),
               Slip("particle", "d", "Nothing has flown in. What really moves when a hole hops? (Going further has a picture of it.)", "M9")),
    ),
    Question(
        id="04.8", kind="choice", level="analyse", vote=True,
        prompt="The strontium stays as it is, and the gas takes oxygen out of the crystal. What happens to the holes?",
        options=("they become more: more defects, more carriers", "they fall by two for each oxygen that leaves", "they fall by one for each oxygen that leaves", "nothing: strontium fixes them"),
        answer=lambda: "b", because="x = h + 2δ with x fixed. The two kinds of payment compete; temperature and gas choose.",
        slips=(Slip("more of everything", "a", "In the ledger keep x and raise δ: which column grows, which one shrinks?", "M10"),
               Slip("one for one", "c", "What does an O²⁻ leave behind when it goes as neutral gas? Move δ in the ledger by 0.05 and read both columns."),
               Slip("fixed for ever", "d", "Strontium fixes the sum, h + 2δ. In the driven ledger lower the oxygen pressure and watch.", "M10")),
    ),
)

FURTHER = (
    Question(
        id="04.9", kind="numeric", level="apply", fraction=True,
        prompt="One act of doping (model ferrite, 40 % Sr, air, 800 °C) gives 191 S/cm by holes and 0.00965 S/cm by ions. What is tᵢₒₙ?",
        answer=lambda: float(conductivity.ionic_transference_number(*_ferrite())), because="0.00965/191: few vacancies with a high barrier beside many holes with a low one.",
        slips=(Slip("the other carrier", lambda: float(conductivity.electronic_transference_number(*_ferrite())), "That is the share of the holes."),
               Slip("upside down", lambda: _ferrite()[1] / _ferrite()[0], "A share is at most one. Which of the two is the part?")),
    ),
    Question(
        id="04.10", kind="choice", level="evaluate",
        prompt="Our text calls LSM a famous mixed conductor. At 1000 °C it has about 3e-7 S/cm by ions and (illustrative) 140 S/cm by holes. Your verdict?",
        options=("a fair boulevard: both matter", "an electronic conductor with a trace of ions: an extreme among mixed conductors", "mainly an ionic conductor, since doping makes vacancies", "not a conductor at all"),
        answer=lambda: "b", because=lambda: f"tᵢₒₙ is about {_manganite():.0e}: in air manganese pays with holes, and oxygen vacancies are scarce. (A blocking cell at 800 °C gave a thousand times more; the verdict stands.)",
        slips=(Slip("famous, hence fair", "a", "Divide the two numbers, and find LSM on the map of chapter 01.", "M18"),
               Slip("doping makes vacancies", "c", "Doping has to be paid for, but who pays? Jump to La₀.₈Sr₀.₂MnO₃ in the ledger.", "M18"),
               Slip("bad oxide", "d", "140 S/cm is a very good conductor, for an oxide. Of which carrier?")),
    ),
    Question(
        id="04.11", kind="numeric", level="apply",
        prompt="LaMnO₃.₀₉, oxygen in excess, no strontium: what is the mean valence of manganese?",
        answer=lambda: _excess(1), because="3 + 2·0.09: the excess is paid by Mn⁴⁺. It has no sites of its own: lanthanum and manganese are missing, about 3 % of each.",
        slips=(Slip("unchanged", lambda: 3.0, "Then the excess would stay unpaid. Which way does the valence go when oxygen is added?"),
               Slip("as if missing", lambda: _excess(-1), "Excess oxygen brings negative charge. Set δ below zero in the ledger: does the valence rise or fall?"),
               Slip("one charge", lambda: 3.09, "Each oxygen carries two charges.")),
    ),
    Question(
        id="04.12", kind="numeric", level="apply", fraction=True,
        prompt="Ceria with 0.2 gadolinium and 0.1 vacancies per formula unit, K_A = 50: which share of the vacancies is free of pairs?",
        answer=lambda: _free(doping.associated_pairs(0.2, 0.1, CONSTANT)), because="x = K_A (0.2 − x)(0.1 − x) has the root x = 0.085.",
        slips=(Slip("dopants not used up", lambda: 1 / (1 + CONSTANT * 0.2), "A gadolinium in a pair is no longer free. Put 0.2 − x, not 0.2."),
               Slip("per formula unit", lambda: 0.1 * _free(doping.associated_pairs(0.2, 0.1, CONSTANT)), "Those are the free vacancies per formula unit. Divide by all vacancies for their share."),
               Slip("pairs per formula unit", lambda: float(doping.associated_pairs(0.2, 0.1, CONSTANT)), "Those are the pairs per formula unit. Which share of the vacancies is left?"),
               Slip("pairs for free", lambda: 1 - _free(doping.associated_pairs(0.2, 0.1, CONSTANT)), "That is the share in pairs. Asked is the rest.")),
    ),
    Question(
        id="04.13", kind="numeric", level="analyse",
        prompt="Holes hop from Mn⁴⁺ to Mn³⁺, so σ goes with p(1 − p). By which factor does it grow from p = 0.1 to p = 0.3?",
        answer=lambda: _hopping(0.3) / _hopping(0.1), because="0.3·0.7/(0.1·0.9): more walkers, but fewer places to walk to.",
        slips=(Slip("upside down", lambda: _hopping(0.1) / _hopping(0.3), "From 0.1 to 0.3, not back."),
               Slip("only the walkers", lambda: 0.3 / 0.1, "More holes, yes. But to which ions do they hop, and how many of those are left? Move p to 0.9 and look."),
               Slip("only the places", lambda: 0.7 / 0.9, "You counted the places to go to. Count the walkers as well.")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
