"""Questions of chapter 08: diffusion into a grain, what a voltmeter sees, two rails, plateaus, and what a pulse can tell."""
import numpy as np
from scipy.constants import R
from scipy.optimize import brentq

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import batteries, composite_electrode, conductivity
from ..physics.constants import FARADAY
from .batteries_pulse import PulseAnalyst

ROOM = 298.15  # K
GRAIN = {"full_time": 3600.0, "size": 5e-6, "chemical_diffusivity": 1e-14}   # s, m, m2/s: the grain of the lesson at 1C
RAILS = {"ionic_resistance": 300e-4, "electronic_resistance": 100e-4, "capacitance": 15e4}   # ohm m2, F/m2
PULSE = {"pulse_duration": 600.0, "steady_change": 10e-3}   # s, V
RADIUS, SEEN, JUMP = 5e-6, 25e-3, 5e-3   # m, V during the pulse, and V of it at once


def _share(**changes):
    """Usable share of the lesson's grain."""
    return float(batteries.usable_share(**{**GRAIN, **changes}))


def _slow_limit(offset):
    """First term that a slow current misses, with an offset of so much."""
    theta = GRAIN["chemical_diffusivity"] * GRAIN["full_time"] / GRAIN["size"] ** 2
    return 1 - offset / theta


def _spread(**changes):
    """Charging time of the lesson's rails, s."""
    return float(composite_electrode.charging_time(**{**RAILS, **changes}))


def _ambipolar():
    """Two conductivities of a grain in S/cm, and what both do together."""
    return float(conductivity.ambipolar_conductivity(1e-6, 1e-3))


def _factor_from_slope(share=0.5, slope=0.80, energy=R * ROOM / FARADAY):
    """Thermodynamic factor from a measured slope of the voltage."""
    return share * slope / energy


def _found(length=RADIUS / 3, transient=SEEN - JUMP, steady=PULSE["steady_change"]):
    """Diffusivity that the pulse gives, cm2/s."""
    return convert(float(batteries.pulse_diffusivity(PULSE["pulse_duration"], length, steady, transient)), "m2/s", "cm2/s")


def _ionic_rail(late=40.0, early=0.0):
    """Ionic rail in ohm cm2 from the real part at low and at high frequency, electrons being quick."""
    return 3 * (late - early)


def _phosphate(radius):
    """R²/D for lithium iron phosphate in s."""
    return radius**2 / material("lithium_iron_phosphate").property("chemical diffusivity").value


def _behind_the_formula():
    """What a ball would truly have that shows these voltages: the formula's own error is large here."""
    length, ratio = RADIUS / 3, (SEEN - JUMP) / PULSE["steady_change"]
    theta = brentq(lambda theta: float(batteries.surface_response(theta)) / (3 * theta) - ratio, 1e-6, 1.0)
    true = convert(theta * RADIUS**2 / PULSE["pulse_duration"], "m2/s", "cm2/s")
    return (f"D̃ = (4/πtₚ)(V/S)²(ΔE_s/ΔE_t)² with V/S = {convert(length, 'm', 'µm'):.2f} µm and 10 mV over 20 mV. But a ball that shows this has D̃ = {true:.2g} cm²/s: "
            f"the formula is {100 * (1 - float(batteries.pulse_bias(theta))):.0f} % low here. The next question says why.")


def _jump_included():
    """What the panel shows with the jump taken off by a line through all readings, in per cent."""
    state = PulseAnalyst().state
    panel = PulseAnalyst(method="jump", noise=1e-6, pulse_duration=0.05 * state["radius"] ** 2 / state["chemical_diffusivity"])
    return float(panel.data()["now"]["off (%)"][0])


RETRIEVAL = (
    Question(
        id="08.1", kind="numeric", level="apply", unit="min", retrieval=("02.7",),
        prompt="By diffusion a ball of 5 µm radius evens out in 40 min. How long does a ball of 1 µm radius take, of the same material?",
        answer=lambda: 40 / 5**2, because="the time goes with the square of the length: 40 min/25.",
        slips=(Slip("proportional", lambda: 40 / 5, "Recall the disk of chapter 02 that was made twice as thick: how much longer did it take?", "M7"),
               Slip("volume", lambda: 40 / 5**3, "That is the ratio of the volumes. A diffusion time knows only how far it is."),
               Slip("upside down", lambda: 40.0 * 5**2, "Is the way longer or shorter in the small ball?")),
    ),
    Question(
        id="08.2", kind="numeric", level="apply", unit="S/cm", retrieval=("01.10",),
        prompt="In a grain ions conduct 1e-6 S/cm and electrons 1e-3 S/cm. How large is the conductivity that counts, in S/cm, where both must go in together?",
        answer=_ambipolar, because="the ambipolar conductivity σᵢₒₙσₑ/(σᵢₒₙ + σₑ), practically that of the poorer conductor of the two.",
        slips=(Slip("sum", lambda: float(conductivity.total_conductivity(1e-6, 1e-3)), "That is for two carriers side by side, each on its own errand. Here no ion goes in without its electron."),
               Slip("mean", lambda: (1e-6 + 1e-3) / 2, "A mean would let the quick electrons walk in alone. Could they?")),
    ),
    Question(
        id="08.3", kind="choice", level="remember", retrieval=("06.7",),
        prompt="A membrane without wires has no current at any point. Does anything flow in it?",
        options=("no: without a current nothing flows", "yes: ions and electrons together, their charges cancel", "yes: neutral molecules, through pores"),
        answer=lambda: "b", because="ambipolar diffusion: matter moves, current does not.",
        slips=(Slip("no current, no flow", "a", "Look again at the two arrows of the breathing membrane of chapter 06.", "M4"),
               Slip("pores", "c", "The ceramic was dense. Who carried the oxygen, and who kept the charge even?")),
    ),
)

CORE = (
    Question(
        id="08.4", kind="choice", level="understand", vote=True,
        prompt="A grain is filled with a large current until the voltmeter shows the voltage of a full grain. How full is it?",
        options=("full: the voltage tells how full a grain is", "full at its surface, less inside: the voltmeter sees the surface", "full at its centre, where the ions gather", "empty: the ions have not gone in yet"),
        answer=lambda: "b", because="voltage is the potential of lithium where it passes into the grain. The inside lags behind, the more the larger the current.",
        slips=(Slip("voltage is content", "a", "Only after a rest. Choose the preset that is too fast for the grain: how full is it in the mean, when the current has to stop?"),
               Slip("gathered inside", "c", "From where to where does lithium run down its slope? Look at the left picture during the current."),
               Slip("all at the door", "d", "What went in is inside: read the mean in the sentence of the panel.")),
    ),
    Question(
        id="08.5", kind="numeric", level="apply", fraction=True,
        prompt="An empty ball of 5 µm radius with D̃ = 1e-10 cm²/s is filled at the rate 1C. Which share of it is full when its surface is? (Slow-current formula.)",
        answer=lambda: _slow_limit(1 / 15), because="1 − R²/(15D̃t_full), with R²/D̃ = 2500 s and t_full = 3600 s. The exact law says 0.954 as well.",
        slips=(Slip("plate", lambda: _slow_limit(1 / 3), "That is the plate. A ball is filled from all sides: three times the surface, and an offset of 1/5."),
               Slip("offset alone", lambda: _slow_limit(1 / 5), "A ball fills three times as fast as a plate of its radius: the three belongs in the formula, beside the five."),
               Slip("what is missing", lambda: 1 - _slow_limit(1 / 15), "That is the share that stays empty.")),
    ),
    Question(
        id="08.6", kind="choice", level="understand", vote=True,
        prompt="A cell is being discharged. Lithium ions go through the electrolyte into a grain of the positive electrode. Which way do the electrons take to that grain?",
        options=("through the electrolyte, together with the ions", "through the outer wire, the collector and the carbon between the grains", "none: the ions bring their charge along", "out of the grain, into the electrolyte"),
        answer=lambda: "b", because="the electrolyte lets only ions through, so electrons must go round and do our work; in the grain both meet again.",
        slips=(Slip("through the electrolyte", "a", "Then no electron would pass the lamp. Which contact lets what through? Compare the blocking contacts of chapter 02.", "M1"),
               Slip("charge without electrons", "c", "A grain that takes in positive ions only would charge up within a moment. Who keeps it neutral?", "M2"),
               Slip("out of the grain", "d", "In which direction must electrons go so that the grain stays neutral when ions come in?", "M1")),
    ),
    Question(
        id="08.7", kind="numeric", level="apply", unit="s",
        prompt="An electrode has an ionic rail of 300 Ω cm², an electronic rail of 100 Ω cm² and stores 15 F/cm². How long, in s, is L²/D̃, the time in which charge spreads through it?",
        answer=_spread, because="(Rᵢₒₙ + Rₑ)C, an hour and forty minutes: ions and electrons walk together, so their resistances add, as in chapter 02.",
        slips=(Slip("side by side", lambda: _spread(ionic_resistance=75e-4, electronic_resistance=0.0), "You took both rails side by side. To store charge an ion and an electron must both get there.", "M7"),
               Slip("ions alone", lambda: _spread(electronic_resistance=0.0), "The electrons walk too: where does their rail come in?"),
               Slip("electrons alone", lambda: _spread(ionic_resistance=0.0), "The electrons are the quicker ones. Who is it that one waits for?"),
               Slip("slowest wave", lambda: _spread() / np.pi**2, "Well remembered: so long takes the slowest wave to fade, by chapter 02's π². Asked for is L²/D̃ itself.")),
    ),
    Question(
        id="08.8", kind="choice", level="analyse", vote=True,
        prompt="An electrode of 200 µm, given an hour, fills to 92 % at the separator and to 24 % at the collector. Its electrons have a rail ten times better than its ions. Which change lets more charge in, in the same time?",
        options=("more carbon in place of electrolyte", "more electrolyte in place of carbon", "a thicker electrode, with more grains", "a collector of a better metal"),
        answer=lambda: "b", because="the poorer rail decides. Taking some room from the better one costs little, until the sum of both resistances is least. Beyond that the electrons are the ones to wait for. (In a great hurry it is the drop at once that stops the charger, and then carbon may be the better use of the room.)",
        slips=(Slip("more carbon", "a", "Move the electrolyte's part down in the panel of the two rails and read which resistance grows, and which counts."),
               Slip("more grains", "c", "Move the thickness up from there and read the charge that goes in, in mAh/cm²."),
               Slip("better metal", "d", "The metal is not what the electrons wait for. At which end do the grains stay empty?")),
    ),
)

FURTHER = (
    Question(
        id="08.9", kind="numeric", level="apply",
        prompt="A lattice gas with attraction g = −3 is half full. What is its thermodynamic factor Γ?",
        answer=lambda: float(batteries.thermodynamic_factor(0.5, -3.0)), because="Γ = [1 + g x(1 − x)]/(1 − x) = 0.25/0.5.",
        slips=(Slip("diffusivity", lambda: float(batteries.lattice_gas_diffusivity(1.0, 0.5, -3.0)), "That is 1 + g x(1 − x), the factor of D̃. Γ still has the free share below the line."),
               Slip("no forces", lambda: float(batteries.thermodynamic_factor(0.5, 0.0)), "That would be so without forces. Put in g."),
               Slip("repulsion", lambda: float(batteries.thermodynamic_factor(0.5, 3.0)), "You took the sign of repelling neighbours."),
               Slip("x or 1 − x forgotten", lambda: (1 - 3.0 * 0.5) / 0.5, "In the numerator g stands with both, x and 1 − x. A negative Γ would mean that one phase falls apart."),
               Slip("divided by x as well", lambda: (1 - 3.0 * 0.25) / 0.25, "Below the line stands 1 − x alone: Γ is a derivative with respect to ln x, not to ln[x/(1 − x)].")),
    ),
    Question(
        id="08.10", kind="numeric", level="analyse",
        prompt="At 25 °C and half filling the voltage of an electrode falls by 0.80 V per unit of x. What is Γ = −(Fx/RT) dE/dx?",
        answer=_factor_from_slope, because="RT/F = 25.7 mV: 0.5·0.80/0.0257. So D̃ is many times what the jumps of the ions alone would give.",
        slips=(Slip("x forgotten", lambda: _factor_from_slope(share=1.0), "Γ is a derivative with respect to ln x: dx = x d ln x."),
               Slip("decimal logarithm", lambda: _factor_from_slope(energy=R * ROOM / FARADAY * np.log(10)), "59 mV is RT/F times ln 10; here the natural logarithm counts."),
               Slip("upside down", lambda: 1 / _factor_from_slope(), "A steep voltage makes a large Γ. Turn it over.")),
    ),
    Question(
        id="08.11", kind="choice", level="analyse", vote=True,
        prompt="Pulses found 1.8e-14 cm²/s in nearly full LiFePO₄, 2.2e-16 cm²/s in nearly empty FePO₄, and a minimum between, where the voltage is flat. Which number may be no diffusivity at all?",
        options=("that of LiFePO₄: it is the largest", "the minimum between: there two phases share the lithium", "that of FePO₄: nothing can be so slow", "none: what was measured is so"),
        answer=lambda: "b", because="near both ends one phase takes the lithium in, and D̃ has a meaning. Between them a border moves while the voltage stands still. A formula still returns a number.",
        slips=(Slip("largest", "a", "In the panel of voltage and filling set g = −6 and the filling to its largest: how many phases are there?"),
               Slip("slowest", "c", "Slow is not doubtful: it only takes time. Set g = −6 and the filling to its smallest: is there a D̃?"),
               Slip("a number is a fact", "d", "The readings are facts. But the formula takes one phase for granted. Set g = −6: which curve ends in the grey, and why?")),
    ),
    Question(
        id="08.12", kind="order of magnitude", level="evaluate", unit="s",
        prompt="In nearly full LiFePO₄ pulses gave D̃ = 1.8e-14 cm²/s. How long, in s, is R²/D̃ for a grain of 50 nm radius?",
        answer=lambda: _phosphate(50e-9), because="some twenty minutes; with 5 µm it would be ten thousand times longer, five months. So it is sold as a powder of tiny grains.",
        hint="Write both in cm and s before you divide: D̃ is in cm²/s, and 50 nm are 5e-6 cm.",
        slips=(Slip("micrometres", lambda: _phosphate(5e-6), "That is a grain of 5 µm. Mind the prefix, and the square."),
               Slip("metres by centimetres", lambda: 50e-9**2 / 1.8e-14, "You divided m² by cm²/s. D̃ is in cm²/s: 50 nm are 5e-6 cm."),
               Slip("not squared", lambda: 50e-7 / 1.8e-14, "Lengths stand squared: cm² over cm²/s.")),
    ),
    Question(
        id="08.13", kind="numeric", level="apply", unit="cm2/s",
        prompt="A pulse of 600 s into balls of 5 µm radius: at rest the voltage is 10 mV lower than before; during the pulse it fell by 25 mV, 5 mV of it at once. Which D̃ does the usual formula give, in cm²/s?",
        answer=_found, because=_behind_the_formula,
        slips=(Slip("jump left in", lambda: _found(transient=SEEN), "What falls at once is the resistances' share. Which part of the fall is diffusion?"),
               Slip("whole radius", lambda: _found(length=RADIUS), "What counts is volume per surface, V/S. For a ball that is not R."),
               Slip("upside down", lambda: _found(transient=PULSE["steady_change"], steady=SEEN - JUMP), "Steady change over transient change: a sluggish grain shows a large transient."),
               Slip("not squared", lambda: convert(4 / np.pi / 600 * (RADIUS / 3) ** 2 * 0.5, "m2/s", "cm2/s"), "The ratio of the voltages stands squared, too.")),
    ),
    Question(
        id="08.14", kind="numeric", level="evaluate", unit="%",
        prompt="The true D̃ of balls gives D̃tₚ/R² = 0.05 for a pulse. By how many per cent (%) is the usual formula by itself too low? Read it from the dotted curve of the analyst's panel, or compute it.",
        answer=lambda: 100 * (1 - float(batteries.pulse_bias(0.05))), because="the formula is for a plane, a ball's surface is curved. No noise betrays it: the recording is smooth and wrong.",
        hint="Set pulse, D̃ and radius so that D̃t/R² is 0.05, and read the dotted curve there, not your own point: that has the jump's and the noise's errors, too.",
        slips=(Slip("first term", lambda: 100 * np.sqrt(np.pi * 0.05), "√(πD̃tₚ/R²) is the first term of a series, good for short pulses. The panel's curve holds them all."),
               Slip("jump included", _jump_included, "This includes the error of the jump that was taken off. The formula's own error stands at the end of the sentence, and on the dotted curve."),
               Slip("a part of one", lambda: 1 - float(batteries.pulse_bias(0.05)), "Give it in per cent."),
               Slip("what is left", lambda: 100 * float(batteries.pulse_bias(0.05)), "That is what is found. By how much is it too low?"),
               Slip("a hundred times shorter", lambda: 100 * (1 - float(batteries.pulse_bias(0.0005))), "So it would be for a pulse a hundred times shorter. Read the axis again: it is logarithmic.", "M13")),
    ),
    Question(
        id="08.15", kind="numeric", level="analyse", unit="ohm cm2",
        prompt="An electrode that only stores has excellent electrons. Its impedance starts at 0 and at low frequency turns straight up at 40 Ω cm². How large is its ionic rail?",
        answer=_ionic_rail, because="Re Z tends to (Rᵢₒₙ + Rₑ)/3: charge need not go all the way, on the average it stops early.",
        slips=(Slip("all the way", lambda: 40.0, "Not every ion goes to the far end: many are stored on the way. Which part of the rail is seen on the average?"),
               Slip("half", lambda: 80.0, "Twice would be right if all ions stopped half-way. But the current on the rail dwindles, and resistance counts its square."),
               Slip("divided", lambda: 40 / 3, "The rail is larger than what is seen of it, not smaller.")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
