"""Questions of chapter 10: what ions do to a film, volume and surface, amplification and speed, and what a recording gains."""
import numpy as np

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import bioelectronics
from ..physics.conductivity import ambipolar_conductivity
from ..physics.constants import FARADAY

PEDOT = material("pedot_pss")
CAPACITY, MERIT = (PEDOT.property(quantity).value for quantity in ("volumetric capacitance", "mobility-capacitance product"))   # F/m3, F/(m V s)
CHANNEL = {"width": 4e-5, "thickness": 2e-7, "length": 1e-5}   # m
PIXEL = 2e-4                                                    # m, side of the square channel of the heart
OVER, LOAD = 0.4, 1e3                                           # V, ohm


def _slope(merit=MERIT, power=1.0, **changes):
    """Transconductance in mS (power 1), or what other powers of the overdrive give, pinched off."""
    beta = bioelectronics.transistor_parameter(**{**CHANNEL, **changes}, mobility_capacitance=merit)
    return convert(float(beta) * OVER**power, "S", "mS")


def _current():
    """Size of the pinched-off drain current in mA."""
    beta = bioelectronics.transistor_parameter(**CHANNEL, mobility_capacitance=MERIT)
    return convert(-float(bioelectronics.drain_current(-OVER, -2 * OVER, 0.0, beta)), "A", "mA")


def _capacitance(capacity=CAPACITY, **changes):
    """Capacitance in nF of a film of 100 nm."""
    return convert(float(bioelectronics.channel_capacitance(capacity, **{"width": 1e-4, "thickness": 1e-7, "length": 1e-5, **changes})), "F", "nF")


def _cutoff(factor=1.0):
    """Cut-off in kHz of 3.0 kohm before 20 nF."""
    return convert(factor / (2 * np.pi * 3.0e3 * 20e-9), "Hz", "kHz")


def _break_even(load=LOAD, merit=MERIT, over=0.6):
    """Thickness in nm at which a square channel amplifies by one."""
    per_metre = float(bioelectronics.transistor_parameter(PIXEL, 1.0, PIXEL, merit)) * over
    return convert(1 / (per_metre * load), "m", "nm")


def _mobility(power=-1):
    """mu C* times C* to a power, for an invented polymer, in cm2/(V s) and F/cm3."""
    return 210.0 * 150.0**power


def _holes(voltage, charge=FARADAY):
    """Holes per m3 divided by the Avogadro constant, in mol/m3, that so many volts push out."""
    return CAPACITY * voltage / charge


RETRIEVAL = (
    Question(
        id="10.1", kind="numeric", level="apply", unit="F", retrieval=("02.12",),
        prompt="A mixed conductor has a resistance of 50 Ω for ions and electrons one after the other (in series), and takes RC = 20 s to change its composition. How large is its chemical capacitance, in F?",
        answer=lambda: 20 / 50, because="C = 20 s/50 Ω: the charge goes into the composition of the whole volume, not onto two faces.",
        slips=(Slip("product", lambda: 20 * 50.0, "You multiplied. Seconds are ohms times farads."),
               Slip("upside down", lambda: 50 / 20, "That is in ohms per second. Which of the two goes on top?")),
    ),
    Question(
        id="10.2", kind="choice", level="remember", retrieval=("04.5",),
        prompt="Chapter 04 had holes in an oxide, and PEDOT has holes too. What is a hole?",
        options=("an empty place where an atom is missing", "a place that lacks an electron, relative to its neighbours", "a positive ion that can move"),
        answer=lambda: "b", because="on manganese it made Mn⁴⁺ among Mn³⁺; on a polymer it is a stretch of the chain that lacks an electron. It moves when an electron hops the other way.",
        slips=(Slip("vacancy", "a", "That is a vacancy: a missing ion. Which particle is missing in a hole?", "M9"),
               Slip("ion", "c", "No atom travels with a hole. Recall which ion of LaMnO₃ changed its valence in chapter 04.", "M9")),
    ),
    Question(
        id="10.3", kind="numeric", level="apply", unit="S/cm", retrieval=("01.10",),
        prompt="Where ions and electrons must go in together, the ambipolar conductivity counts. Ions conduct 2.0e-3 S/cm, holes 6.0e-3 S/cm. How large is it?",
        answer=lambda: float(ambipolar_conductivity(2e-3, 6e-3)), because="σᵢₒₙσₑ/(σᵢₒₙ + σₑ), below the smaller of the two.",
        slips=(Slip("sum", lambda: 8e-3, "Side by side they would add. Here one must wait for the other."),
               Slip("mean", lambda: 4e-3, "A mean would lie above the scarcer one. Can both together be quicker than the one that has to be waited for?")),
    ),
)

CORE = (
    Question(
        id="10.4", kind="choice", level="understand", vote=True,
        prompt="A film conducts by holes, each beside a fixed negative ion. Cations from the salt water are pushed into the film. What happens to the holes?",
        options=("they become more: plus and plus together", "one leaves through the contacts for each charge that comes in", "nothing: cations and holes keep to their own paths", "they are pushed to the far side of the film, none is lost"),
        answer=lambda: "b", because="the film stays neutral: fixed charges = holes + cations. It is the book-keeping of doping (chapter 04), now written by a voltage.",
        slips=(Slip("more plus", "a", "Then the film would carry charge throughout. What must the sum of all charges in it be?", "M8"),
               Slip("two paths", "c", "Paths yes, but one account. Move the gate from 0 to 0.6 V and watch the current.", "M8"),
               Slip("surface", "d", "That is a common transistor: its charge sits at one face. Here ions go wherever the holes are. What stays neutral then?")),
    ),
    Question(
        id="10.5", kind="choice", level="understand", vote=True,
        prompt="You make the film twice as thick and leave its area as it is. What happens to its capacitance against the salt water?",
        options=("it stays: the surface decides", "it halves: the plates are farther apart", "it doubles: ions fill the whole volume", "it grows fourfold"),
        answer=lambda: "c", because="C = C*·W·d·L: there are no two plates. Ions sit beside the holes through all of the film, which is why C* is given per cm³.",
        slips=(Slip("surface", "a", "So it would be with a metal. What can enter this film that cannot enter a metal?", "M7"),
               Slip("plates", "b", "Between which plates? Look for the unit of C* in the text."),
               Slip("squared", "d", "A time of diffusion would go with the square. Here charge is counted.")),
    ),
    Question(
        id="10.6", kind="numeric", level="apply", unit="mS",
        prompt="PEDOT:PSS with μC* = 47 F/(cm V s) (illustrative), W = 40 µm, d = 200 nm, L = 10 µm, the gate 0.4 V below the threshold, pinched off. How large is the transconductance, in mS?",
        answer=_slope, because="gₘ = (W d/L)·μC*·(threshold − gate) = 8e-7 m · 4700 F/(m V s) · 0.4 V.",
        slips=(Slip("the current", _current, "That is the size of the current in mA. Its slope was asked for: what becomes of a square?"),
               Slip("W and L", lambda: _slope(width=CHANNEL["length"], length=CHANNEL["width"]), "You took L/W. Which makes the current larger, a wider channel or a longer one?"),
               Slip("per centimetre", lambda: _slope(merit=MERIT / 100), "You used 47 as if it were per metre. A farad per cm is 100 farads per m."),
               Slip("no bias", lambda: _slope(power=0.0), "That is still per volt. How far is the gate from the threshold?")),
    ),
    Question(
        id="10.7", kind="numeric", level="apply", unit="nF",
        prompt="PEDOT:PSS stores 39 F/cm³ per volt. How large is the capacitance of a film of 100 µm × 10 µm that is 100 nm thick, in nF?",
        answer=_capacitance, because="the volume is 1e-10 cm³. A flat metal of the same area, at the usual 10 to 20 µF/cm² (from memory), would have some 30 times less.",
        slips=(Slip("per area", lambda: _capacitance(thickness=1e-2), "You multiplied with the area alone. What does the unit of C* ask for?", "M7"),
               Slip("per cubic metre", lambda: _capacitance(capacity=39.0), "You used 39 as if it were per m³. How many cm³ are in one m³?"),
               Slip("thickness in µm", lambda: _capacitance(thickness=1e-6), "That film is one micrometre thick.")),
    ),
    Question(
        id="10.8", kind="choice", level="evaluate", vote=True,
        prompt="The wire to the amplifier picks up noise. Why not simply put the amplifier of the same gain behind the wire?",
        options=("it would do as well: gain is gain", "it would amplify the wire's noise as much as the heart", "an amplifier there would be too slow", "it would need more battery"),
        answer=lambda: "b", because="what matters is the signal before the noise comes in. The transistor stands before the wire, so the wire's noise weighs gₘR times less. A common preamplifier in that place would do the same.",
        slips=(Slip("gain is gain", "a", "Which of the two has already been mixed when the wire ends? Compare both halves of the picture."),
               Slip("slow", "c", "Ordinary amplifiers reach far beyond a heartbeat."),
               Slip("battery", "d", "Perhaps, but that is not what blurs the recording.")),
    ),
)

FURTHER = (
    Question(
        id="10.9", kind="numeric", level="apply", unit="kHz",
        prompt="The salt water in front of a film has Rₛ = 3.0 kΩ, the film C = 20 nF. It is used far from pinch-off, with the drain near 0 V. Up to which frequency does the current follow the gate, in kHz?",
        answer=_cutoff, because="f = 1/(2πRₛC), with RₛC = 60 µs. Pinched off, two thirds of C would have to be filled, and f would be 1.5 times as high.",
        slips=(Slip("no 2π", lambda: _cutoff(2 * np.pi), "That is 1/(RₛC), in radians per second. A cycle has 2π of them."),
               Slip("2π on top", lambda: _cutoff(4 * np.pi**2), "You multiplied with 2π where one divides."),
               Slip("pinched off", lambda: _cutoff(1.5), "You took two thirds of C. Is the drain's end empty here?"),
               Slip("half", lambda: _cutoff(0.5), "At the cut-off the amplitude has fallen by √2. No other factor of two is needed.")),
    ),
    Question(
        id="10.10", kind="choice", level="analyse", vote=True,
        prompt="A signal needs 1.3 kHz; your film of 1 µm (L = 10 µm, W = 100 µm, pinched off) follows only 0.88 kHz, but amplifies well. Which change makes it quick enough and costs no amplification?",
        options=("a film half as thick", "a channel half as long, with the same width and thickness", "a polymer that stores twice as much per volume, with the same mobility", "a wire with less noise"),
        answer=lambda: "b", because="gₘf goes as 1/(RₛL²) and knows no thickness. The shorter channel follows to 1.48 kHz, though Rₛ grows as it shrinks, and it amplifies twice as much.",
        slips=(Slip("thinner", "a", "That makes it quick. What does it do to the transconductance? In the panel try a smaller L under More."),
               Slip("more charge", "c", "More to fill through the same salt water: quicker or slower? Choose PE2gT under More and look at the cut-off."),
               Slip("noise", "d", "A quiet wire helps to see small signals. Does the film charge any sooner?")),
    ),
    Question(
        id="10.11", kind="numeric", level="apply", unit="nm",
        prompt="A square channel (W = L = 200 µm, μC* = 47 F/(cm V s), illustrative) works into 1.0 kΩ, its gate 0.6 V below the threshold. From which thickness on is its gain gₘR above one, in nm?",
        answer=_break_even, because="gₘR = d·μC*·(threshold − gate)·R = 1. A thinner film is worse than a plain electrode, however fast.",
        slips=(Slip("no bias", lambda: _break_even(over=1.0), "You left out the 0.6 V."),
               Slip("per centimetre", lambda: _break_even(merit=MERIT / 100), "47 per cm is 4700 per m."),
               Slip("half", lambda: _break_even() * 2, "The current has a factor of one half; its slope has none.")),
    ),
    Question(
        id="10.12", kind="numeric", level="apply", unit="cm2/(V s)",
        prompt="A new polymer (invented) has μC* = 210 F/(cm V s) and C* = 150 F/cm³. What is the mobility of its holes, in cm²/(V s)?",
        answer=_mobility, because="μ = μC*/C*: fewer F/cm³ with quicker holes, or more with slower ones, can give the same product.",
        slips=(Slip("upside down", lambda: 1 / _mobility(), "You divided the other way round. Which unit comes out?"),
               Slip("product", lambda: _mobility(1), "You multiplied. C* is already in the product.")),
    ),
    Question(
        id="10.13", kind="choice", level="analyse",
        prompt="PE2gT has eight times the C* of PEDOT:PSS and about 1.8 times its μC*. In the same shape, in the same salt water, it is …",
        options=("1.8 times as sensitive and equally fast", "1.8 times as sensitive and eight times slower", "eight times as sensitive and eight times slower", "1.8 times as sensitive and 1.8 times slower"),
        answer=lambda: "b", because="gₘ goes with μC*, the ionic time with C* alone. What is left for the product of both is the mobility.",
        slips=(Slip("equally fast", "a", "Eight times as many ions must pass the same salt water. Choose PE2gT in the second panel, under More."),
               Slip("C* alone", "c", "The current also asks how quickly the holes run. Find PE2gT on the map of the last panel."),
               Slip("one factor", "d", "Which of the two numbers tells how many ions must come in?")),
    ),
    Question(
        id="10.14", kind="numeric", level="analyse", unit="mol/m^3",
        prompt="A film of PEDOT:PSS (C* = 39 F/cm³) closes at a threshold of 0.60 V (illustrative). How many holes did it have at rest, as a concentration, in mol/m³?",
        answer=lambda: _holes(0.60), because="p = C*·(0.60 V)/F, about 1.5e20 per cm³: one cation for each. So the threshold is Fp/C*.",
        slips=(Slip("no Faraday", lambda: _holes(0.60, 1.0), "That is a charge in C/m³. How many coulombs does a mole of holes carry?"),
               Slip("per volt", lambda: _holes(1.0), "That is for one volt. At which voltage is the film empty?")),
    ),
    Question(
        id="10.15", kind="choice", level="understand",
        prompt="A p-type film that insulates at rest (accumulation) has its threshold at −0.1 V. Which gate voltage opens it?",
        options=("+0.4 V: it drives cations in", "−0.4 V: it draws anions in, and holes follow", "0 V: it is open without a gate", "none: it has no holes"),
        answer=lambda: "b", because="each anion in the film is paid by one hole from the contacts. Same law, another threshold.",
        slips=(Slip("cations", "a", "Cations push holes out. Are there any to push? Switch the first panel to accumulation and try."),
               Slip("open at rest", "c", "That is the depletion film. What does the word accumulation say is done by the gate?"),
               Slip("none", "d", "The metal contacts can lend holes, as soon as something pays their charge.", "M9")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
