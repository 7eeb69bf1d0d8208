"""Questions of chapter 09: the film that remembers, one mobility for writing and for forgetting, and synapses that are taught."""
import numpy as np
from scipy.constants import N_A, R

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..physics import insertion_synapse, retention, synapses, vacancy_drift
from .synapses_loop import MOBILITY, ON_RESISTANCE, RATIO, THICKNESS

ROOM, HOT = 300.0, 750.0   # K
SHARE = 1 / 30             # of the empty sites, filled by one pulse
THICK = 2 * THICKNESS      # m, a film for which no panel has printed the answer above the question


def _hotter(barrier=1.0, base=np.e):
    """By which factor hops over a barrier (eV) become more frequent from 300 K to 750 K."""
    return float(base ** (convert(barrier, "eV", "J") * N_A / R * (1 / ROOM - 1 / HOT)))


def _switching(ratio=RATIO, factor=1.0):
    """Seconds for a full switch at 1 V."""
    return factor * float(synapses.switching(1.0, ON_RESISTANCE, ON_RESISTANCE * ratio, THICKNESS, MOBILITY).time)


def _energy():
    """Millijoules of a full switch at 1 V."""
    return convert(float(synapses.switching(1.0, ON_RESISTANCE, ON_RESISTANCE * RATIO, THICKNESS, MOBILITY).energy), "J", "mJ")


def _ratio(voltage=5.0, charge=2, part=np.pi**2):
    """Retention over writing, one mobility, at 300 K."""
    return float(vacancy_drift.reduced_voltage(voltage, charge, ROOM)) / part


def _enhancement(charge=2, hop=4e-10):
    """How much the strong field of 4 V speeds up the drift in 10 nm."""
    return float(retention.field_enhancement(4.0, THICKNESS, hop, charge, ROOM))


def _forgets(charge=2, part=1.0, thickness=THICK):
    """Time constant (s) with which a film forgets, by the memristor's own mobility and Einstein's relation."""
    diffusivity = MOBILITY / float(vacancy_drift.reduced_voltage(1.0, charge, ROOM))
    return part / float(vacancy_drift.relaxation_rate(thickness, diffusivity, 0.0))


def _charge(mobility=1e-4, length=1e-5):
    """Picocoulombs that change a channel by 1 uS."""
    return convert(float(insertion_synapse.needed_charge(1e-6, insertion_synapse.mobility_slope(mobility), length)), "C", "pC")


def _taught(nonlinearity):
    """State after sixty pulses up, the first a thirtieth of the range."""
    return float(insertion_synapse.pulse_train(np.ones(60), 0.0, SHARE, 1.0, nonlinearity)[-1])


RETRIEVAL = (
    Question(
        id="09.1", kind="numeric", level="apply", unit="s", retrieval=("02.7", "03.1"),
        prompt="Behind blocking contacts a film 10 nm thick evens out with a time constant of 0.078 s. Which one, in s, has a film of the same oxide that is 30 nm thick?",
        answer=lambda: 0.078 * 3**2, because="diffusion over the whole thickness takes a time in proportion to L²/D: nine times as long.",
        slips=(Slip("proportional", lambda: 0.078 * 3, "A stream of fixed speed would need that. How does the time of diffusion go with the distance?", "M7"),
               Slip("as before", lambda: 0.078, "Then thickness would not matter. The vacancies have three times as far to go, by a random walk."),
               Slip("cubed", lambda: 0.078 * 3**3, "A volume would grow so. The path goes along one direction only.")),
    ),
    Question(
        id="09.2", kind="choice", level="remember", retrieval=("05.4",),
        prompt="Titanium dioxide loses a little oxygen to the gas. What is left in the crystal for each oxygen atom that goes?",
        options=("an oxygen vacancy and two electrons", "an oxygen vacancy and nothing else", "two holes"),
        answer=lambda: "a", because="O_Oˣ ⇌ ½O₂ + V_O•• + 2e′: the ion leaves as a neutral atom, its two electrons stay. So a film rich in vacancies conducts well.",
        slips=(Slip("charge forgotten", "b", "An ion O²⁻ was there, a neutral atom has left. Balance the charges.", "M8"),
               Slip("turned round", "c", "Those come when oxygen goes in. Balance the charges of the reaction.", "M9")),
    ),
    Question(
        id="09.3", kind="order of magnitude", level="apply", retrieval=("03.2",),
        prompt="A hop has a barrier of 1.0 eV. By which factor, to the nearest power of ten, does exp(−E/kT) grow from 300 K to 750 K?",
        answer=_hotter, because="(E/k)(1/300 K − 1/750 K) = 23.2, and e²³·² is 1.2e10: ten powers of ten. They come back in question 09.7.",
        slips=(Slip("ten for e", lambda: _hotter(base=10.0), "Your exponent belongs to e, not to 10."),
               Slip("proportional", lambda: HOT / ROOM, "The temperature stands in an exponent. Chapter 03 had ten decades from it."),
               Slip("half the barrier", lambda: _hotter(0.5), "That fits a barrier of half the height. Which k goes with electronvolts?")),
    ),
)

CORE = (
    Question(
        id="09.4", kind="choice", level="understand", vote=True,
        prompt="The film remembers the voltage it has felt. In this model, what does the current do at the moment when the voltage passes through zero?",
        options=("it still flows: what was stored comes back, as from a capacitor", "it is zero, whatever the film remembers", "it jumps from one branch of the loop to the other"),
        answer=lambda: "b", because="the model's film is a resistor, i = V/M: its memory is in M, not in a stored charge. Hence a loop of two lobes, pinched at zero.",
        slips=(Slip("a capacitor", "a", "A capacitor stores charge and gives it back. Here what is stored is a place of vacancies. Look at the centre of the loop at any frequency.", "M7"),
               Slip("a jump", "c", "Lower the frequency to 0.02 Hz: where on the loop does the film switch, and what is the voltage there?")),
    ),
    Question(
        id="09.5", kind="choice", level="understand", vote=True,
        prompt="A pulse of 0.1 V, a microsecond long, reads the film. Which carriers make the current that one reads, and which make the memory?",
        options=("vacancies make both", "electrons make both", "electrons are read, vacancies remember", "vacancies are read, electrons remember"),
        answer=lambda: "c", because="electrons are quick and many; vacancies are slow and stay where they are, but the electrons' resistance depends on where they stand. A mixed conductor is needed.",
        slips=(Slip("vacancies", "a", "At 1 V a vacancy crosses the film in a hundredth of a second at best. Would a microsecond of reading move it?", "M2"),
               Slip("electrons", "b", "Which of the two could stay in place, with no voltage, after the pulse?"),
               Slip("exchanged", "d", "Ask which of them is slow enough to stay where it was put.")),
    ),
    Question(
        id="09.6", kind="numeric", level="apply", unit="s",
        prompt="The film is 10 nm thick, with μ = 1e-10 cm²/(V s), R_on = 100 Ω and R_off/R_on = 160. How long, in s, does 1 V take to switch it from all off to all on?",
        answer=_switching, because="(L²/μV)(1 + R_off/R_on)/2 = 0.010 s · 80.5: three quarters of it for the first half of the way, while the resistance is high.",
        slips=(Slip("on all the time", lambda: _switching(ratio=1.0), "That is the time with the whole voltage across the rich part. How large a part of the voltage does that part get at first?"),
               Slip("off all the time", lambda: _switching(factor=2.0), "The film does not stay off: its resistance falls as it goes. Which factor in the law says so?")),
    ),
    Question(
        id="09.7", kind="choice", level="analyse", vote=True,
        prompt="A film 10 nm thick with a barrier of 1 eV, at 300 K, is written with 1 V. Which single change makes it remember far longer, compared with the time to write it?",
        options=("a film 50 nm thick", "a barrier of 1.5 eV", "2 V instead of 1 V", "writing at 750 K, keeping at 300 K"),
        answer=lambda: "d", because="at one temperature a barrier slows both alike, and so (but for the strong field) does thickness; 2 V gives two to four times. Hot writing gives nearly ten powers of ten. "
                                      "Then a high barrier pays as well: at 1.5 eV the ratio is again 100 000 times larger.",
        slips=(Slip("thick", "a", "A thick film forgets more slowly; but is it written as quickly? Move the thickness (under More) and read the two factors.", "M7"),
               Slip("high barrier", "b", "Move the barrier and watch the two factors in the sentence, not the times."),
               Slip("more voltage", "c", "Set 2 V and read the factors. Then compare with the power of ten that is needed.")),
    ),
    Question(
        id="09.8", kind="numeric", level="apply",
        prompt="With one mobility, by which factor is remembering longer than writing for oxygen vacancies at 5 V and 300 K?",
        answer=_ratio, because="v/π² with v = zFV/RT = 387: thickness, barrier and mobility have cancelled. Ten years against 100 ns needs 3e15.",
        slips=(Slip("one charge", lambda: _ratio(charge=1), "How many charges does an oxygen vacancy have?"),
               Slip("at 1 V", lambda: float(round(_ratio(voltage=1.0))), "That was at another voltage. How does the time to write depend on the voltage?"),
               Slip("without pi squared", lambda: _ratio(part=1.0), "That is v. What is the slowest rate of forgetting, in units of D/L²?"),
               Slip("pi once", lambda: _ratio(part=np.pi), "The slowest wave across the film decays with the square of its wave number.")),
    ),
)

FURTHER = (
    Question(
        id="09.9", kind="numeric", level="apply",
        prompt="4 V across 10 nm at 300 K, hops of 0.4 nm, z = 2. How many times faster do vacancies drift than their mobility at weak field says?",
        answer=_enhancement, because="β = zFVa/(2RTL) = 6.2, and sinh(β)/β = 39: a help, but no more than one and a half powers of ten.",
        slips=(Slip("one charge", lambda: _enhancement(charge=1), "An oxygen vacancy counts twice."),
               Slip("whole hop", lambda: _enhancement(hop=8e-10), "The barrier's top is half a hop away: the field lowers it by half of what a whole hop would gain."),
               Slip("sinh alone", lambda: float(np.sinh(_ratio(4.0, part=2 * THICKNESS / 4e-10))), "That compares with nothing yet. The drift at weak field goes with β itself.")),
    ),
    Question(
        id="09.10", kind="numeric", level="apply", unit="mJ",
        prompt="The full switch at 1 V moves the charge Q_s = L²/(μR_on) through the film. How much energy is that, with the film of question 09.6, in mJ?",
        answer=_energy, because="1e-4 C at 1 V: 0.1 mJ for one bit, a million times more than real oxide switches need (from memory of the field): another sign that one mobility is not enough.",
        slips=(Slip("half", lambda: convert(float(_switching() / (ON_RESISTANCE * RATIO)), "J", "mJ"),
                    "Half of it: a capacitor would keep ½QV, but nothing is kept here; and V²t/R_off forgets that the film does not stay off. All of the charge has passed at the full voltage."),
               Slip("on resistance", lambda: convert(float(_switching() / ON_RESISTANCE), "J", "mJ"), "V²t/R_on: the film is on only at the very end. Use the charge.")),
    ),
    Question(
        id="09.11", kind="numeric", level="analyse", unit="s",
        prompt="Take μ = 1e-10 cm²/(V s) and Einstein's D = μRT/(zF), z = 2, at 300 K, in a film 20 nm thick. With which time constant L²/(π²D), in s, does it forget?",
        answer=_forgets, because="D = 1.3e-16 m²/s: 0.31 s, four times the 0.078 s of 10 nm; and 1 V writes in 3.2 s. A mobility chosen to switch in time cannot be that of the resting film.",
        slips=(Slip("without pi squared", lambda: _forgets(part=np.pi**2), "That is L²/D. How quickly does the slowest wave between two blocking contacts decay?"),
               Slip("one charge", lambda: _forgets(charge=1), "With z = 1 the same mobility means twice the diffusivity."),
               Slip("as thick as before", lambda: _forgets(thickness=THICKNESS), "That belongs to a film 10 nm thick. How does the time go with the thickness?")),
    ),
    Question(
        id="09.12", kind="choice", level="evaluate",
        prompt="What does the linear-drift memristor, with or without a window, say about a film left alone for a year?",
        options=("it has forgotten: vacancies spread out", "it is as it was: without voltage nothing in this model moves", "only with a window does it forget"),
        answer=lambda: "b", because="dx/dt = f(x) i/Q_s stands still where i does. Diffusion is left out, so the model cannot be asked how long a memory lasts.",
        slips=(Slip("nature for model", "a", "So would a real film perhaps. But look for the term in the model's law that would do it."),
               Slip("window forgets", "c", "A window multiplies the current. What is left when that is zero?")),
    ),
    Question(
        id="09.13", kind="numeric", level="apply", unit="pC",
        prompt="An insertion synapse has a channel 10 µm long; each inserted charge brings a carrier with u = 1.0 cm²/(V s). Which charge changes its conductance by 1.0 µS, in pC?",
        answer=_charge, because="ΔG = uQ/l², so Q = 1e-6 S · (1e-5 m)²/(1e-4 m²/(V s)): a picocoulomb, a picojoule at 1 V.",
        slips=(Slip("m² for cm²", lambda: _charge(mobility=1.0), "Which power of ten leads from cm² to m²?"),
               Slip("length once", lambda: _charge() / 1e-5, "The length counts twice: once for the field, once for the room over which the charge spreads."),
               Slip("upside down", lambda: 1e12 * 1e-6 * 1e-4 / 1e-5**2, "Solve ΔG = uQ/l² for Q once more.")),
    ),
    Question(
        id="09.14", kind="numeric", level="apply", fraction=True,
        prompt="The first of sixty pulses fills 1/30 of the sites, and each further one the same share of those still empty. Which share of all sites is filled after sixty?",
        answer=lambda: _taught(1.0), because="(1 − 1/30)⁶⁰ = 0.131 stays empty, close to 1/e².",
        slips=(Slip("pulses all alike", lambda: _taught(0.0), "So it would be if each pulse filled as many as the first. In the panel that is n = 0."),
               Slip("what is empty", lambda: 1 - _taught(1.0), "That share is still empty.")),
    ),
    Question(
        id="09.15", kind="choice", level="evaluate",
        prompt="The crossbar with 20 states and otherwise default settings learns well. Which single change hurts it most?",
        options=("pulses down twice as large as pulses up", "nonlinear pulses, n = 3", "two states per synapse", "pulses whose size scatters by 100 %"),
        answer=lambda: "c", because="in this small task a rule that looks at the result corrects uneven pulses by further ones, and they cost one letter in a hundred; a synapse that can only be all or nothing overshoots each time.",
        slips=(Slip("asymmetry", "a", "Set A to 2 and press Solve. The rule looks at the outcome after each letter and can correct."),
               Slip("nonlinearity", "b", "Choose the preset “strongly nonlinear”: how many letters in a hundred does it cost, beside two states?"),
               Slip("noise", "d", "Choose the preset “noisy pulses”. Many pulses average out; do few do so?")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
