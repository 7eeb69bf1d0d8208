"""Questions of chapter 05: which way the gas pushes, with which exponent, over which range, and what an exponent cannot tell."""
import numpy as np
from scipy.constants import zero_Celsius

from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import atmosphere, conductivity, doping
from ..physics.constants import ELECTRONVOLT

LESS = 1e-4   # how many times the pressure falls, in the question on ceria


def _exponent(vacancies, electrons, holes):
    return float(atmosphere.local_exponent(vacancies, electrons, holes))


FIXED = _exponent(1.0, 0.0, 0.0)      # the acceptor fixes the vacancies
REDUCED = _exponent(0.5, 1.0, 0.0)    # n = 2[V]
HALF = _exponent(0.25, 0.0, 0.5)      # h = A/2, [V] = A/4


def _measured():
    """The two measured conductivities of La0.6Sr0.4FeO3 (S/m) and their oxygen activities."""
    points = material("lanthanum_strontium_ferrite_40").all_of("total conductivity")
    return [point.value for point in points], [point.oxygen_activity_range[0] for point in points]


def _apparent():
    (air, thin), (high, low) = _measured()
    return np.log(air / thin) / np.log(high / low)


def _ceria_electrons(exponent_ratio=1.0):
    """How many times more the electrons of ceria conduct where the pressure is lower by LESS; with the right exponent or another."""
    law = material("ceria_gadolinia_10").property("electronic conductivity (electrons)")
    low, high = (float(conductivity.partial_conductivity(law, 800 + zero_Celsius, activity)) for activity in (LESS * 1e-10, 1e-10))
    return (low / high) ** exponent_ratio


def _reduction(first, second):
    """Enthalpy (eV) from the energies of two regions whose exponents of K_red are `first` and `second`."""
    steep, flat = (law.activation_energy / ELECTRONVOLT for law in (material("ceria").properties[1], material("ceria").properties[0]))
    return (steep - flat) / (first - second)


def _border(error):
    """By which factor the pressure moves where electrons and ions carry the same, if the electrons' conductivity is off by a factor."""
    true, off = (float(conductivity.boundary_activity(scale * 1e-6, -0.25, 1.0)) for scale in (1.0, error))
    return off / true


def _minimum():
    return float(atmosphere.conductivity_minimum(1e-6, 1e-1)[0])


RETRIEVAL = (
    Question(
        id="05.1", kind="numeric", level="apply", retrieval=("04.7",),
        prompt="La₀.₆Sr₀.₄FeO₃₋δ with δ = 0.12, and no Fe²⁺: how many holes per formula unit?",
        answer=lambda: float(doping.holes_from_valence(0.4, 0.12)), because="x = h + 2δ, so h = 0.40 − 0.24.",
        slips=(Slip("one charge per vacancy", lambda: 0.4 - 0.12, "A missing O²⁻ pays two charges of the bill.", "M10"),
               Slip("added", lambda: 0.4 + 2 * 0.12, "Holes and vacancies share the bill: they stand on the same side.", "M10"),
               Slip("all holes", lambda: 0.4, "That would be so without vacancies.", "M10")),
    ),
    Question(
        id="05.2", kind="numeric", level="analyse", retrieval=("00.4",),
        prompt="On log–log paper a conductivity falls by one decade while the oxygen pressure rises by four decades. Which exponent is that?",
        answer=lambda: -1 / 4, because="decades up over decades to the right: −1/4.",
        slips=(Slip("turned over", lambda: -4.0, "Decades up over decades to the right.", "M13"),
               Slip("sign", lambda: 1 / 4, "The size fits. Does it rise or fall?", "M13"),
               Slip("values for decades", lambda: 0.1 / 1e4, "Divide the decades, not the values.", "M13")),
    ),
    Question(
        id="05.3", kind="choice", level="remember", retrieval=("01.7", "03.7"),
        prompt="Doped ceria goes from air into hydrogen at 700 °C. Which of its conductivities changes by decades?",
        options=("that of the ions", "that of the electrons", "both"),
        answer=lambda: "b", because="gadolinium fixes the number of vacancies; the electrons are left behind by oxygen that leaves.",
        slips=(Slip("ions", "a", "In the panel of one material of chapter 01, which line moved with the gas?", "M15"),
               Slip("both", "c", "Who has bought the vacancies of doped ceria, the gas or gadolinium?", "M15")),
    ),
)

CORE = (
    Question(
        id="05.4", kind="choice", level="understand",
        prompt="½O₂ + V_O•• ⇌ O_Oˣ + 2h• in a p-type oxide. The oxygen pressure rises. What happens to the electronic conductivity?",
        options=("it rises: the reaction goes to the right and makes holes", "it falls: oxygen takes electrons away", "nothing: K is a constant"),
        answer=lambda: "a", because="oxygen that goes in fills a vacancy and takes two electrons from the lattice, which leaves two holes.",
        slips=(Slip("electrons taken", "b", "It does take electrons. What remains where one has been taken, in an oxide that conducts by holes?", "M9"),
               Slip("K for concentrations", "c", "K is constant because the concentrations are not: with more O₂ on the left the right must grow. Move pO₂ in the panel of the two oxides.", "M11")),
    ),
    Question(
        id="05.5", kind="choice", level="analyse", vote=True,
        prompt="At constant temperature the oxygen pressure over ceria is lowered a thousandfold, and its electrons become more. What has become of the constant K of the reaction?",
        options=("it has grown, for the equilibrium has shifted", "it is the same: the concentrations have moved so that it can be", "it has fallen, as the pressure has"),
        answer=lambda: "b", because="K depends on temperature alone. Less O₂ must be made good by more electrons, until the product is K again.",
        slips=(Slip("shift means K", "a", "The panel keeps one K for each temperature and solves for the concentrations. Which slider would change K?", "M11"),
               Slip("K follows pressure", "c", "The pressure stands inside the product that makes K. If K fell with it, nothing would have to move.", "M11")),
    ),
    Question(
        id="05.6", kind="numeric", level="apply",
        prompt="In an acceptor-doped p-type oxide the dopant fixes the vacancies, and holes are few. The oxygen pressure rises 16-fold. By which factor do the holes grow?",
        answer=lambda: 16 ** FIXED, because="with [V] fixed, h² ∝ pO₂^(1/2): the exponent is 1/4.",
        slips=(Slip("one sixth", lambda: 16 ** (1 / 6), "1/6 needs another neutrality condition. Which one rules here? Read it off the Brouwer panel, at the state “¼: the acceptor fixes the vacancies” under More.", "M12"),
               Slip("one half", lambda: 16 ** 0.5, "That is how pO₂ stands in the reaction. It makes two holes at once: h²."),
               Slip("proportional", lambda: 16.0, "Le Chatelier gives the direction. The exponent comes from the law of mass action with [V] held.", "M11")),
    ),
    Question(
        id="05.7", kind="numeric", level="apply",
        prompt="Ceria at 800 °C, where gadolinium fixes the vacancies: from 1e-10 to 1e-14 bar, by which factor does the conductivity of its electrons grow?",
        answer=lambda: _ceria_electrons(), because="gadolinium fixes [V], so n ∝ pO₂^(−1/4): four decades of pressure are one decade.",
        slips=(Slip("one sixth", lambda: _ceria_electrons(REDUCED / FIXED), "−1/6 is for ceria that makes all its vacancies itself. Here gadolinium has made far more.", "M12"),
               Slip("proportional", lambda: 1 / LESS, "That is the factor of the pressure.", "M11"),
               Slip("decades", lambda: 4.0, "That is the number of decades of pressure. How many decades of conductivity are they, at an exponent of one quarter?"),
               Slip("upside down", lambda: 1 / _ceria_electrons(), "Less oxygen outside: do more electrons stay behind, or fewer?")),
    ),
    Question(
        id="05.8", kind="numeric", level="analyse",
        prompt="La₀.₆Sr₀.₄FeO₃ at 800 °C: 191 S/cm at 0.21 atm (air), 114 S/cm at 0.01 atm. Which apparent exponent of pO₂ is that?",
        answer=_apparent, because="log(191/114)/log(0.21/0.01) = 0.224/1.322. It looks like 1/6, and that is all one may say yet.",
        slips=(Slip("values for logarithms", lambda: _measured()[0][0] / _measured()[0][1] / 21, "An exponent is a ratio of logarithms.", "M13"),
               Slip("two logarithms", lambda: _apparent() * np.log(10), "You took ln above and log₁₀ below the line. Take the same for both.", "M13"),
               Slip("turned over", lambda: 1 / _apparent(), "Decades of conductivity over decades of pressure.", "M13")),
    ),
    Question(
        id="05.9", kind="choice", level="evaluate", vote=True,
        prompt="So the conductivity of this ferrite goes with an exponent of 0.17 over 1.3 decades of pressure. What follows?",
        options=("[h•] ∝ pO₂^(1/6), so it is the reaction printed in our text", "h = 2[Oᵢ″]: oxygen sits between the sites", "nothing about the model yet: one exponent over a short range fits several", "the measurement is wrong: it must be 1/4"),
        answer=lambda: "c", because="a crossover passes through 1/6 as well, and mobilities may change along the way. Ask over which range the exponent is constant.",
        slips=(Slip("fingerprint", "a", "For that reaction an oxide that conducts by holes passes 1/6 only in a crossover between 1/4 and 0. (In Going further: sample B of the slope detective, with a window of two decades and then a wider one.)", "M12"),
               Slip("model from one number", "b", "That model does give 1/6, over many decades. How many have been measured?", "M12"),
               Slip("theory first", "d", "1/4 holds while the dopant fixes the vacancies. In air holes pay most of the bill of this ferrite: what has the ledger of chapter 04 shown?", "M12")),
    ),
)

FURTHER = (
    Question(
        id="05.10", kind="numeric", level="apply",
        prompt="In an acceptor-doped oxide half of the bill is paid by holes: h = A/2 and [V] = A/4, electrons are negligible. What is the exact local exponent of the holes?",
        answer=lambda: HALF, because="s = [V]/(4[V] + n + h) = (1/4)/(1 + 1/2). Here, at one point of a crossover, the 1/6 of our text is met.",
        slips=(Slip("vacancies fixed", lambda: FIXED, "That is where vacancies pay everything. Put the numbers into s = [V]/(4[V] + n + h).", "M12"),
               Slip("holes fixed", lambda: 0.0, "That is where holes pay everything. Here they pay half.", "M12")),
    ),
    Question(
        id="05.11", kind="choice", level="analyse",
        prompt="Where does [h•] ∝ pO₂^(1/6) hold over many decades, with holes in the majority?",
        options=("in an acceptor-doped oxide with 2[V] = [A′]", "where h = 2[Oᵢ″] or 2[Vₘ″]: oxygen in excess", "where h = [A′]", "in every p-type oxide"),
        answer=lambda: "b", because="½O₂ makes one interstitial, or one metal vacancy Vₘ″ beside a new O_Oˣ, and two holes, so h³ ∝ pO₂^(1/2). It is not the vacancy reaction that our text prints beside it.",
        slips=(Slip("acceptor fixes vacancies", "a", "There it is 1/4: let the Brouwer panel's cursor stand in that regime.", "M12"),
               Slip("holes fixed", "c", "There the dopant fixes the holes, and nothing is left to depend on pO₂.", "M12"),
               Slip("everywhere", "d", "Move the cursor from left to right and watch the slopes on the right.", "M12")),
    ),
    Question(
        id="05.13", kind="order of magnitude", level="apply", unit="bar",
        prompt="At 1 bar electrons would conduct σₙ° = 1e-8 S/cm and holes σₕ° = 1e-3 S/cm, with exponents ∓1/4. At which oxygen pressure is the conductivity smallest?",
        answer=_minimum, because="σₙ°p^(−1/4) = σₕ°p^(1/4) gives p = (σₙ°/σₕ°)².",
        slips=(Slip("no square", lambda: _minimum() ** 0.5, "Set both branches equal and solve for p: p^(1/2) stands alone on one side."),
               Slip("upside down", lambda: 1 / _minimum(), "Far above 1 bar holes have long taken over. Which branch is on top at 1 bar?"),
               Slip("fourth power", lambda: _minimum() ** 2, "The fourth power belongs to the meeting with the ions. Here electrons meet holes.")),
    ),
    Question(
        id="05.14", kind="numeric", level="analyse",
        prompt="The electrons' conductivity of an electrolyte turns out 10 % higher than thought. By which factor does the oxygen pressure move at which they carry as much as the ions?",
        answer=lambda: _border(1.1), because="the border is (σₙ°/σᵢₒₙ)⁴: small errors of σ are large ones of p.",
        slips=(Slip("rise for factor", lambda: _border(1.1) - 1, "That is the rise. The factor is new over old."),
               Slip("down", lambda: 1 / _border(1.1), "More electrons: do they catch up with the ions at a higher or a lower oxygen pressure?"),
               Slip("proportional", lambda: 1.1, "The electrons fall only with the fourth root of p. How far must p rise to make 10 % good?"),
               Slip("fourth root", lambda: 1.1 ** 0.25, "You took the root. Solve σₙ°p^(−1/4) = σᵢₒₙ for p.")),
    ),
    Question(
        id="05.12", kind="numeric", level="evaluate", unit="eV",
        prompt="Pure ceria's electrons have E = 2.2 eV where the exponent is −1/6 and 2.9 eV where it is −1/4. Taking it that impurities fix the vacancies in the second range, which enthalpy of reduction follows?",
        answer=lambda: _reduction(1 / 2, 1 / 3), because="n ∝ K^(1/3) in the first region and K^(1/2) in the second, each plus one hop: the difference is ΔH/6.",
        slips=(Slip("exponents of pressure", lambda: _reduction(1 / 4, 1 / 6), "Those are the exponents of pO₂. With which exponent does K stand in n, where n³ ∝ K and where n² ∝ K?"),
               Slip("not divided", lambda: _reduction(1, 0), "That is the difference itself. Which part of ΔH is it?")),
    ),
    Question(
        id="05.15", kind="choice", level="analyse",
        prompt="The model ferrite La₀.₆Sr₀.₄FeO₃₋δ in air is heated from 800 to 1000 °C. Its holes hop more easily, and yet it conducts less. Why?",
        options=("atoms shake, and scatter the holes as in a metal", "oxygen leaves, and every oxygen that leaves fills two holes", "strontium evaporates", "the ions get in the way of the holes"),
        answer=lambda: "b", because="x = h + 2δ once more: on heating δ grows, and the loss of holes beats the easier hop.",
        slips=(Slip("metal", "a", "Holes here hop, and hops get easier on heating. Look at the number of holes in the panel of heating instead."),
               Slip("dopant lost", "c", "The balance reads the mass of oxygen that leaves, and gets it back on cooling."),
               Slip("traffic jam", "d", "Ions and holes use different sites. What does a leaving oxygen leave behind?", "M14")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
