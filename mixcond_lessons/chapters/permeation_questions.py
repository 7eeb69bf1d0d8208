"""Questions of chapter 06: two flows that cancel in charge, the flux and its units, the voltage that is left, faces and relaxation."""
import numpy as np
from scipy.constants import zero_Celsius

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import cell_voltage, conductivity, permeation, relaxation, surface_exchange

# A membrane of barium strontium cobalt ferrite: conductivity S/m, temperature K, oxygen activities, thickness m.
MEMBRANE = {"ionic_conductivity": 100.0, "electronic_conductivity": 1e8, "temperature": 900 + zero_Celsius,
            "oxygen_activity_low": 1e-3, "oxygen_activity_high": 0.21, "thickness": 1e-3}
HOT = 700 + zero_Celsius
NERNST = 1.119   # V, of the ceria cell in the questions


def _flux(factor=1.0):
    """Flux in mol/(cm2 s)."""
    return convert(factor * float(permeation.constant_flux(**MEMBRANE)), "mol/m^2/s", "mol/cm^2/s")


def _volume(factor=1.0):
    """2e-6 mol/(cm2 s) in mL/(cm2 min)."""
    return convert(factor * float(permeation.flux_as_standard_volume(convert(2.0e-6, "mol/cm^2/s", "mol/m^2/s"))), "m/s", "mL/cm^2/min")


def _voltage(decades):
    """Nernst voltage in V at 1000 K over so many decades of oxygen pressure."""
    return float(cell_voltage.nernst_voltage(1000.0, 10.0 ** -decades, 1.0))


def _leak(lost, thickness):
    """Leak current density in A/cm2 of ceria with 10 % gadolinium at 700 degC that has lost so much voltage."""
    ionic = conductivity.partial_conductivity(material("ceria_gadolinia_10").property("ionic conductivity"), HOT)
    return convert(float(ionic * lost / thickness), "A/m^2", "A/cm^2")


def _where(ratio):
    """Share of the way from the fuel face at which electrons conduct as much as ions, if sigma_e/sigma_ion is `ratio` there and 0 in air."""
    def electrons(activity):
        return activity ** -0.25
    low = ratio ** -4.0
    return float(permeation.position_of(1.0, 1.0, electrons, low, 1e40, 1.0))


def _thinner():
    """By which factor the flux grows when a membrane of twice the characteristic thickness is halved."""
    thick, thin = (float(surface_exchange.flux_with_equal_faces(1.0 / thickness, thickness, 1.0)) for thickness in (2.0, 1.0))
    return thin / thick


RETRIEVAL = (
    Question(
        id="06.1", kind="numeric", level="apply", fraction=True, retrieval=("05.7", "01.5"),
        prompt="In a doped ceria electrons carry as much as ions at 1e-20 bar, and go with pO₂^(−1/4). What is tᵢₒₙ at 1e-24 bar?",
        answer=lambda: float(conductivity.ionic_transference_number(1.0, 1e-4 ** -0.25)), because="four decades lower the electrons conduct ten times as much: 1/(1 + 10).",
        slips=(Slip("the other carrier", lambda: float(conductivity.electronic_transference_number(1.0, 1e-4 ** -0.25)), "That is the electrons' share."),
               Slip("proportional", lambda: float(conductivity.ionic_transference_number(1.0, 1e4)), "The electrons fall only with the fourth root of the pressure: four powers of ten are one for them.", "M12")),
    ),
    Question(
        id="06.2", kind="numeric", level="apply", unit="V", retrieval=("02.15",),
        prompt="A pure oxide-ion conductor stands between 1 bar and 1e-10 bar of oxygen at 1000 K. What does a voltmeter show, in V?",
        answer=lambda: _voltage(10), because="(RT/4F)·ln 10 = 49.6 mV for each of ten decades.",
        slips=(Slip("two electrons", lambda: 2 * _voltage(10), "You divided by 2F. An O₂ takes four electrons."),
               Slip("log for ln", lambda: _voltage(10) / np.log(10), "The formula has the natural logarithm: each decade counts 2.303."),
               Slip("one decade", lambda: _voltage(1), "That is one decade. How many are there?", "M13")),
    ),
    Question(
        id="06.3", kind="choice", level="remember", retrieval=("02.8",),
        prompt="A field pulls at ions that cannot leave the sample. What holds them still in the end?",
        options=("friction: they are too slow", "a slope of composition has built up: with what field remains, nothing pushes them any more", "a layer of ions at the contact that shields the inside, as in a metal"),
        answer=lambda: "b", because="field and composition together make the electrochemical potential of the ions; where it is flat, nothing moves.",
        slips=(Slip("friction", "a", "Friction slows down what moves. It cannot hold a thing against a steady pull.", "M14"),
               Slip("screened", "c", "A layer at the contact would be there within a moment, whatever the thickness. Recall how long the sample took, and what doubling the thickness did.", "M7")),
    ),
)

CORE = (
    Question(
        id="06.6", kind="choice", level="understand", vote=True,
        prompt="Through a membrane without wires oxide ions O²⁻ go from the air side to the low-pressure side. What do the electrons do?",
        options=("they go along with the ions: both are negative", "they go the other way, two for each ion", "they go the other way, one for each ion", "they stay: no wire, no current"),
        answer=lambda: "b", because="no charge may pile up anywhere, so both charge flows cancel: one O²⁻ against two e⁻. In number they differ by two.",
        slips=(Slip("same sign, same way", "a", "Then the low-pressure side would charge up within a moment. Look at the two arrows of the membrane.", "M3"),
               Slip("one for one", "c", "Count charges, not heads.", "M3"),
               Slip("no wire", "d", "The membrane is its own wire. Where else would the molecule on the air side get its electrons from?", "M1")),
    ),
    Question(
        id="06.4", kind="numeric", level="apply", unit="mol/cm^2/s",
        prompt="σᵢₒₙ = 1 S/cm, electrons abound, 900 °C, 1.0 mm, pO₂ 0.21 and 1e-3 bar at the faces. What is the oxygen flux, in mol/(cm² s)?",
        answer=_flux, because="J = RTσᵢₒₙ ln(p″/p′)/(16F²L): 3.5 µmol of O₂ through each cm² in each second.",
        slips=(Slip("per ion", lambda: _flux(2.0), "That counts oxygen ions. Two of them make an O₂: 16 in place of 8."),
               Slip("charge once", lambda: _flux(4.0), "Here the charge enters squared, as in Nernst and Einstein's relation. Look at the factor of F² in the law."),
               Slip("degrees Celsius", lambda: _flux(900 / (900 + zero_Celsius)), "You put in 900. RT wants kelvin."),
               Slip("log for ln", lambda: _flux(1 / np.log(10)), "You took the decimal logarithm. The formula has ln."),
               Slip("mol/(m² s)", lambda: 1e4 * _flux(), "Right, if you mean mol/(m² s): write the unit with it, in quotes, or turn it into mol/(cm² s).")),
    ),
    Question(
        id="06.5", kind="numeric", level="apply", unit="mL/cm^2/min",
        prompt="How much is a flux of 2.0e-6 mol of O₂ per cm² and second in mL/(cm² min), at 0 °C and 1 atm?",
        answer=_volume, because="a mole fills 22 414 mL at 0 °C and 1 atm, and a minute has 60 seconds.",
        slips=(Slip("room temperature", lambda: _volume(298.15 / 273.15), "That is the volume at 25 °C. Fluxes in papers mean 0 °C and 1 atm unless they say otherwise."),
               Slip("per second", lambda: _volume(1 / 60), "That is per second. A minute has sixty."),
               Slip("atoms", lambda: _volume(2.0), "You counted atoms. The gas is O₂.")),
    ),
    Question(
        id="06.7", kind="choice", level="understand", vote=True,
        prompt="The electrical current is zero at every point of the membrane, and nothing changes with time. Is it in equilibrium?",
        options=("yes: nothing flows", "no: two flows cancel in charge, and oxygen goes through all the time", "yes: steady means equilibrium", "no: the current is only too small to measure"),
        answer=lambda: "b", because="steady state is not equilibrium: oxygen flows, and free energy is lost for good, J·RT ln(p″/p′) in each second, as when a gas leaks through a throttle.",
        slips=(Slip("no current, no flow", "a", "Read the flux in the sentence of the membrane. Which arrow would you have to remove to make it zero?", "M4"),
               Slip("steady state", "c", "Bring the two pressures as close together as the sliders allow: equilibrium is where they meet. What is different otherwise?", "M4"),
               Slip("small current", "d", "It is exactly zero, whatever the sliders say. But are its two parts?", "M4")),
    ),
    Question(
        id="06.10", kind="choice", level="analyse", vote=True,
        prompt="A sheet of doped ceria at 700 °C has tᵢₒₙ = 0.10 at the fuel face and 0.99999 at the air face. What does a voltmeter show?",
        options=("0.10 V_N: the weakest place decides", "0.99999 V_N: air is where the voltage is made", "about 0.83 V_N: the share averaged over ln pO₂", "0.55 V_N: the mean of both"),
        answer=lambda: "c", because="V = ⟨tᵢₒₙ⟩V_N with the average over ln pO₂: most decades (not most of the thickness) lie where tᵢₒₙ is near one.",
        slips=(Slip("fuel face", "a", "Look at the area under tᵢₒₙ in the panel of the leaking voltage: over how many decades is it small?", "M16"),
               Slip("air face", "b", "Then no cell of ceria would ever lose voltage. What happens near the fuel?", "M16"),
               Slip("mean of two ends", "d", "An average of two end points knows nothing of what is between them. See the panel's curve.", "M16")),
    ),
    Question(
        id="06.11", kind="numeric", level="apply",
        prompt="That cell shows 0.924 V of 1.119 V. Which ratio of electronic to ionic conductivity would a uniform sample have that shows the same?",
        answer=lambda: (1 - 0.924 / NERNST) / (0.924 / NERNST), because="t = V/V_N, and σₑ/σᵢₒₙ = (1 − t)/t. It is a mean over the whole range, the value of no place in the sheet.",
        slips=(Slip("share of the ions", lambda: 0.924 / NERNST, "That is the mean share of the ions."),
               Slip("share of the electrons", lambda: 1 - 0.924 / NERNST, "That is the electrons' share, not the ratio."),
               Slip("upside down", lambda: (0.924 / NERNST) / (1 - 0.924 / NERNST), "Electronic over ionic was asked for.")),
    ),
)

FURTHER = (
    Question(
        id="06.12", kind="numeric", level="apply", unit="A/cm^2",
        prompt="Ceria at 700 °C with σᵢₒₙ = 0.0543 S/cm (illustrative), 0.10 mm thick, shows 0.195 V less than Nernst's voltage. How large is the leak at open circuit, in A/cm²?",
        answer=lambda: _leak(0.195, 1e-4), because="the missing voltage drives ions through the sheet: σᵢₒₙ(V_N − V)/L. So much fuel is burnt for nothing.",
        slips=(Slip("whole voltage", lambda: _leak(0.924, 1e-4), "Which part of the voltage drives the ions through the sheet, and which part is left at the contacts?"),
               Slip("millimetres", lambda: _leak(0.195, 1e-3), "0.10 mm are 0.010 cm."),
               Slip("S/m", lambda: 1e4 * _leak(0.195, 1e-4), "The number fits A/m².")),
    ),
    Question(
        id="06.8", kind="numeric", level="analyse",
        prompt="A membrane is twice as thick as its characteristic thickness, L = 2L_c. It is made half as thick. By which factor does the flux grow?",
        answer=_thinner, because="J ∝ 1/(L + 2L_c): the faces do not get thinner.",
        slips=(Slip("bulk alone", lambda: 2.0, "That would be so if the faces cost nothing. In the panel compare the line of both with that of the bulk."),
               Slip("faces alone", lambda: 1.0, "That is the limit of a very thin membrane. Here the bulk still counts."),
               Slip("one face", lambda: 3 / 2, "That has the resistance of one face. Where does oxygen have to step, on its way from gas to gas?")),
    ),
    Question(
        id="06.9", kind="choice", level="evaluate",
        prompt="A membrane takes pure oxygen out of thin air, without wires. Who pays for the separation?",
        options=("nobody: it is diffusion", "whoever keeps the pressures different: a compressor, a pump, or a reaction that uses the oxygen up", "the furnace, with its heat", "the electrons in the membrane"),
        answer=lambda: "b", because="oxygen runs from high to low chemical potential. To get it at 1 bar out of 0.21 bar the air must be compressed, or the other side be pumped or burnt.",
        slips=(Slip("for nothing", "a", "Suppose pure oxygen at 1 bar on one side and air at 1 bar on the other: which way would it flow by itself?"),
               Slip("heat", "c", "Heat makes the flow quick, not possible: the furnace heats both faces alike."),
               Slip("electrons", "d", "They only go round: up one way, and back inside an ion.", "M1")),
    ),
    Question(
        id="06.13", kind="numeric", level="analyse", fraction=True,
        prompt="In a sheet of ceria in drier fuel, at open circuit, σₑ/σᵢₒₙ is 15 at the fuel face (x = 0) and nearly 0 at the air face (x = L). At which x/L is it 1?",
        answer=lambda: _where(15.0), because="ln(σᵢₒₙ + σₑ) is linear in x: ln 16 at the fuel, 0 at the air, and ln 2 stands three quarters of the way.",
        slips=(Slip("linear in sigma", lambda: 14 / 15, "σₑ itself is not linear in x. Which quantity is? Look at the profile of the panel."),
               Slip("from the other side", lambda: 1 - _where(15.0), "You counted from the air."),
               Slip("middle", lambda: 0.5, "The middle of the sheet is not the middle of the logarithm of the sum. Put the cursor there.")),
    ),
    Question(
        id="06.14", kind="numeric", level="apply",
        prompt="A slab of 2.0 mm in gas on both faces has k = 1e-6 m/s and D̃ = 1e-9 m²/s. What is its Biot number?",
        answer=lambda: float(relaxation.biot_number(1e-6, 1e-3, 1e-9)), because="Bi = k a/D̃ with half the thickness: face and bulk cost alike. (To read both from one noisy curve Bi of 3 to 10 is best.)",
        slips=(Slip("whole thickness", lambda: float(relaxation.biot_number(1e-6, 2e-3, 1e-9)), "How far is it to the nearest gas, from the place that is farthest from it?"),
               Slip("millimetres", lambda: 1000.0, "1 mm is 1e-3 m.")),
    ),
    Question(
        id="06.15", kind="choice", level="evaluate",
        prompt="A ceria cell shows less than ⟨tᵢₒₙ⟩V_N. Which of these can *not* be the cause?",
        options=("a seal that leaks a little air to the fuel", "electrodes that must be driven, since the leak passes through them", "a voltmeter of ten megaohms", "a fuel that is wetter than the label says"),
        answer=lambda: "c", because="the meter draws a tenth of a microampere. All others lower the difference of pO₂ that the ceramic feels.",
        slips=(Slip("seal", "a", "Oxygen that leaks in raises the pressure on the fuel side. What does that do to V_N?", "M16"),
               Slip("electrodes", "b", "At open circuit no current flows in the wire, but the leak flows through both electrodes.", "M16"),
               Slip("steam", "d", "More steam means more oxygen in the fuel: move the steam in the panel of the measured cell.", "M16")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
