"""Questions of chapter 07: what a load does to a leak, which electrode costs the voltage, how deep a cathode works, and what a plant needs."""
import numpy as np
from scipy.constants import R, zero_Celsius

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material
from ..physics import fuel_cells, gases, porous_cathode, surface_exchange
from ..physics.cell_voltage import leak_current_density
from ..physics.conductivity import partial_conductivity
from ..physics.constants import FARADAY

HOT, WARM, AIR = 700 + zero_Celsius, 550 + zero_Celsius, 0.21
IONIC = partial_conductivity(material("ceria_gadolinia_10").property("ionic conductivity"), HOT)  # S/m
NERNST = 1.119   # V, of the ceria sheet in the questions
SHEET = 2e-4     # m
LAYER = {"internal_area": 2e6, "porosity": 0.35, "tortuosity": 1.4}   # 1/m, of a cathode; with D and k as below
SOLID = {"diffusivity": 1e-12, "rate": 1e-8}   # m2/s, m/s
OUTSIDE = 25 + zero_Celsius


def _fewer(power):
    """By which factor electrons that go with this power of pO2 fall over four decades."""
    return 1e4 ** -power


def _ions(lost, thickness=SHEET):
    """Ionic current in A/cm2 of the sheet at 700 degC that this voltage (Nernst's less the cell's) drives."""
    return convert(float(leak_current_density(IONIC, lost, 0.0, thickness)), "A/m^2", "A/cm^2")


def _sheet():
    """The same sheet with 0.60 V, between hydrogen with 3 % steam and air."""
    low = gases.oxygen_activity_of_steam(0.03, 0.97, HOT)
    return fuel_cells.loaded_cell(0.60, *fuel_cells.electrolyte("ceria_gadolinia_10", HOT), HOT, low, AIR, SHEET)


def _face(electrons=4, logarithm=np.e):
    """Oxygen pressure (bar) of the film's air face at 550 degC, which 0.71 A/cm2 through 0.22 ohm cm2 leaves of the air's."""
    return float(AIR * logarithm ** (-electrons * FARADAY * 0.71 * 0.22 / (R * WARM)))


def _zone(**changes):
    """Reaction zone in micrometres."""
    return convert(float(porous_cathode.reaction_zone_length(**SOLID | LAYER | changes)), "m", "µm")


def _doubled():
    """Resistance of a cathode one zone thick over that of one twice as thick."""
    thin, thick = (float(porous_cathode.working_depth(1.0, thickness)) for thickness in (1.0, 2.0))
    return thick / thin


def _exchange(atoms):
    """Surface resistance in ohm cm2 at 700 degC where 1.0e-4 mol of O2 step in per m2 and s, `atoms` being counted for each."""
    return convert(float(surface_exchange.surface_resistance(1e-4, atoms, HOT)), "ohm m^2", "ohm cm^2")


def _area(molar_mass=fuel_cells.OXYGEN_MOLAR_MASS, day=86400.0):
    """Area in m2 for ten tonnes a day at 0.035 mol/(m2 s)."""
    return float(fuel_cells.membrane_area(1e4 / day, 0.035)) * fuel_cells.OXYGEN_MOLAR_MASS / molar_mass


def _compressor(taken=0.21 * 0.4, temperature=OUTSIDE):
    """Work in kJ per mole of O2 to compress the air from 1 to 10 bar, of which the share `taken` becomes product."""
    return float(fuel_cells.separation_work(temperature, 1.0, 10.0)) / taken / 1000


RETRIEVAL = (
    Question(
        id="07.1", kind="numeric", level="apply", retrieval=("05.7",),
        prompt="At the fuel face of a ceria sheet the oxygen pressure rises from 1e-24 to 1e-20 bar; gadolinium fixes the vacancies. By which factor, a number above one, does the conductivity of the electrons fall there?",
        answer=lambda: _fewer(-1 / 4), because="electrons go with pO₂^(−1/4), and the fourth root of ten thousand is ten.",
        slips=(Slip("what is left", lambda: 1 / _fewer(-1 / 4), "That is the share that is left. How many times fewer are they?"),
               Slip("proportional", lambda: _fewer(-1), "That would be a power of −1. Which one do electrons follow while the dopant fixes the vacancies?", "M12"),
               Slip("square root", lambda: _fewer(-1 / 2), "An O₂ leaves four electrons behind, not two: read the slope of ceria in the panel of the two conductors."),
               Slip("one sixth", lambda: _fewer(-1 / 6), "That is the power of ceria without a dopant. Who fixes the vacancies here?", "M12")),
    ),
    Question(
        id="07.2", kind="choice", level="understand", retrieval=("06.10",),
        prompt="A sheet of ceria with perfect electrodes shows 0.924 V without a load. It is made ten times thinner. What does it show then?",
        options=("a tenth of it", "less: ten times as much leaks", "the same: the average of tᵢₒₙ over ln pO₂ knows no thickness", "more: the ions have a shorter way"),
        answer=lambda: "c", because="ions and leaking electrons both gain ten times, so their balance, and with it the voltage, stays. (Keep an eye on the words 'perfect electrodes'.)",
        slips=(Slip("proportional", "a", "Which letter in V = ⟨tᵢₒₙ⟩V_N is the thickness? Move it in chapter 06's panel of the leaking voltage."),
               Slip("more leak", "b", "More leaks, but ions flow more easily, too. Move the thickness in chapter 06's panel of the leaking voltage: what moves, voltage or leak?", "M16"),
               Slip("shorter way", "d", "The electrons' way back is just as short. Which of the two gains more?")),
    ),
    Question(
        id="07.3", kind="numeric", level="remember", unit="µm", retrieval=("06.8",),
        prompt="An oxide has D = 5e-13 m²/s and k = 5e-9 m/s. At which thickness does its bulk cost as much as one of its faces, in µm?",
        answer=lambda: convert(float(surface_exchange.characteristic_thickness(5e-13, 5e-9)), "m", "µm"),
        because="the characteristic thickness is L_c = D/k. Today it comes back inside a square root.",
        slips=(Slip("both faces", lambda: 2 * convert(float(surface_exchange.characteristic_thickness(5e-13, 5e-9)), "m", "µm"), "That is where the bulk costs as much as both faces together."),
               Slip("metres", lambda: float(surface_exchange.characteristic_thickness(5e-13, 5e-9)), "The number fits metres."),
               Slip("upside down", lambda: 1 / float(surface_exchange.characteristic_thickness(5e-13, 5e-9)), "A quick walk and slow faces make L_c large: which of D and k stands above?")),
    ),
)

CORE = (
    Question(
        id="07.4", kind="choice", level="understand", vote=True,
        prompt="Hydrogen flows past a ceria cell whose wire is cut. Is hydrogen used up?",
        options=("no: no current, no reaction", "yes: ions come through, and electrons go back inside the ceramic", "only until the cell is in equilibrium", "no: electrons do not cross an electrolyte"),
        answer=lambda: "b", because="the wire's current is zero because two currents inside cancel. The ions burn hydrogen at the rate of the leak, for as long as there is any.",
        slips=(Slip("zero is nothing", "a", "Set the voltage of the first panel to its right end and read what the ions carry.", "M4"),
               Slip("steady state", "c", "It is steady, with 23 powers of ten of oxygen pressure across it. Is that an equilibrium?", "M4"),
               Slip("ideal electrolyte", "d", "Not an ideal one. What did chapter 05 say of ceria in hydrogen?", "M1")),
    ),
    Question(
        id="07.5", kind="choice", level="analyse", vote=True,
        prompt="A load is connected to a ceria cell with perfect electrodes, and its leak falls to a small part. Why?",
        options=("the many ions leave the electrons no room", "the voltage between the contacts is what drives electrons through the ceramic, and the load lowers it",
                 "the load has used the electrons up", "the current has filled the ceramic with oxygen"),
        answer=lambda: "b", because="at a voltage V electrons stand higher on the fuel side by FV per mole; lower that step, and the leak shrinks with it, somewhat less steeply than exp(FV/RT), for the profile bends. (A slow cathode keeps the leak alive: see the next panel.)",
        slips=(Slip("traffic", "a", "The two carriers do not share a lane. Make the sheet ten times thinner: ten times the ions, and what has become of the share that leaks?", "M14"),
               Slip("current is used up", "c", "A load gives back every electron that it takes, on the air side. What does it take for good?", "M5"),
               Slip("more oxygen", "d", "With perfect electrodes both faces stay what their gases make them. Which quantity on the axis of the first panel has changed?")),
    ),
    Question(
        id="07.6", kind="numeric", level="apply", unit="A/cm^2",
        prompt="A sheet of ceria at 700 °C, 0.20 mm thick, σᵢₒₙ = 0.0543 S/cm (illustrative), perfect electrodes, V_N = 1.119 V. The load holds 0.60 V. Which current do the ions carry, in A/cm²?",
        answer=lambda: _ions(NERNST - 0.60), because="what drives the ions is what is missing from Nernst's voltage: σᵢₒₙ(V_N − V)/L.",
        slips=(Slip("cell voltage", lambda: _ions(0.60), "0.60 V is what is left for the load. Which part of Nernst's voltage drives the ions through the sheet?"),
               Slip("all of Nernst's voltage", lambda: _ions(NERNST), "That is the current at short circuit. Set the panel's voltage to 0 and compare."),
               Slip("millimetres", lambda: _ions(NERNST - 0.60, 10 * SHEET), "0.20 mm are 0.020 cm."),
               Slip("S/m", lambda: 1e4 * _ions(NERNST - 0.60), "The number fits A/m².")),
    ),
    Question(
        id="07.7", kind="numeric", level="apply", fraction=True,
        prompt="In that sheet at 0.60 V the ions carry 1.409 A/cm² and electrons take 0.0266 A/cm² back. What is the faradaic efficiency?",
        answer=lambda: 1 - 0.0266 / 1.409, because="each ion has burnt fuel; what leaks back never reaches the wire: 1 − q/σᵢₒₙ, with q/σᵢₒₙ the share that leaks.",
        slips=(Slip("leaking share", lambda: 0.0266 / 1.409, "That is the share that leaks."),
               Slip("voltage", lambda: 0.60 / NERNST, "That is the share of the voltage. Faradaic efficiency counts charges."),
               Slip("whole efficiency", lambda: (1 - 0.0266 / 1.409) * 0.60 / NERNST, "That is the whole efficiency, charges times voltage: the black curve. Which curve counts charges alone?"),
               Slip("leak twice", lambda: 1 - 2 * 0.0266 / 1.409, "The leak is lost once: what is left for the wire, over what the ions carry?")),
    ),
    Question(
        id="07.8", kind="choice", level="evaluate", vote=True,
        prompt="The film shows 0.86 V where perfect electrodes would give 1.02 V. What follows?",
        options=("the mean tᵢₒₙ of the ceramic is 0.86 V over Nernst's voltage", "the cathode has 0.22 Ω cm²: that fits",
                 "several causes would fit; a thicker film or an impedance without load can tell more", "the voltmeter draws the missing current"),
        answer=lambda: "c", because="cathode, anode, wet fuel, leaking seal: one number cannot choose. A ten times thicker film leaks less: of what a cathode took nearly all comes back, of an anode's loss six tenths, of what a wet fuel took nothing. "
                                 "Read an impedance with care: without a load it shows less than the resistances add up to, for the leak answers too.",
        slips=(Slip("mean share", "a", "That holds between the faces of the ceramic. Are these still at the pressures of the gases? Look at the right picture with 0.22 Ω cm² at the cathode.", "M16"),
               Slip("it fits", "b", "It does. Now set the steam to 10 % and the cathode to 0.3 Ω cm², or, back at 3 % steam, leave the cathode perfect and give the anode 3.4. Do these fit, too?"),
               Slip("meter", "d", "Ten megaohms draw a tenth of a microampere. Compare with the leak in the sentence.", "M16")),
    ),
    Question(
        id="07.9", kind="numeric", level="apply", unit="bar",
        prompt="A leak of 0.71 A/cm² passes a cathode of 0.22 Ω cm² at 550 °C in air (0.21 bar). Which oxygen pressure is left at the face of the ceramic, if the electrode is linear?",
        answer=_face, because="i R = 0.156 V, and (RT/4F) ln 10 = 41 mV is one power of ten: nearly four of them. So far a real electrode is hardly linear any more.",
        slips=(Slip("sign", lambda: _face(-4), "So the face would hold more than the air. Which way do ions run, and who has to be pulled in?"),
               Slip("share of the air's", lambda: _face() / AIR, "By this factor the pressure falls. From which pressure?"),
               Slip("two electrons", lambda: _face(2), "An O₂ takes four electrons."),
               Slip("one electron", lambda: _face(1), "RT/F is the volt per electron. How many electrons does an O₂ take?"),
               Slip("decimal logarithm", lambda: _face(logarithm=10.0), "The formula has the natural logarithm: undo it with e.")),
    ),
    Question(
        id="07.10", kind="numeric", level="apply", unit="µm",
        prompt="A cathode has D = 1e-12 m²/s, k = 1e-8 m/s, a = 2e6 m²/m³, porosity 0.35, tortuosity 1.4. How deep is its reaction zone, in µm?",
        answer=_zone, because="l = √((1 − ε)D/(τak)): deep where ions walk fast, shallow where there is much surface or a quick one.",
        slips=(Slip("no pores", lambda: _zone(porosity=0.0, tortuosity=1.0), "Ions walk only in the solid, and it winds: where do porosity and tortuosity stand?"),
               Slip("no windings", lambda: _zone(tortuosity=1.0), "The solid winds. Which letter says so, and where does it stand?"),
               Slip("only windings", lambda: _zone(porosity=0.0), "The windings are there, the pores are not: through which share of the layer can ions walk?"),
               Slip("flat membrane", lambda: convert(float(surface_exchange.characteristic_thickness(**SOLID)), "m", "µm"), "That is D/k, as for a dense membrane. Here the surface is inside: how much of it per volume?"),
               Slip("porosity", lambda: _zone(porosity=0.65), "ε is the share of the pores. Which share is solid?")),
    ),
    Question(
        id="07.11", kind="numeric", level="analyse",
        prompt="A mixed-conducting cathode is one reaction zone thick, L = l. It is made twice as thick. By which factor does its resistance fall?",
        answer=_doubled, because="R = R_chem coth(L/l): coth 1/coth 2. The second half of the layer has little to do.",
        slips=(Slip("all at work", lambda: 2.0, "That would be so if all of the surface worked alike. Look at the grey area of the panel."),
               Slip("nothing more", lambda: 1.0, "That is the limit of a thick layer. At one zone the far end still does something."),
               Slip("square root", lambda: 2**0.5, "The root belongs to D and k. How does the thickness enter?")),
    ),
)

FURTHER = (
    Question(
        id="07.12", kind="numeric", level="apply", unit="Ω cm^2",
        prompt="A paper counts molecules: at equilibrium 1.0e-4 mol of O₂ step into each m² per second, and as many out, at 700 °C. Which surface resistance is that by this chapter's count of atoms, R_s = RT/(4F²kc_O), in Ω cm²?",
        answer=lambda: _exchange(2), because="two atoms for each molecule: k c_O = 2e-4 mol/(m² s), and R_s = RT/(4F² k c_O). (Atoms are taken to step in one by one. If whole molecules do so in the slowest step, it is half as large.)",
        slips=(Slip("molecules as atoms", lambda: _exchange(1), "The formula counts atoms. How many are there in a molecule?"),
               Slip("whole molecules", lambda: _exchange(4), "So it would be if whole molecules stepped in as one, four electrons at once. The formula counts atoms that step in one by one: two for each molecule, once."),
               Slip("upside down", lambda: _exchange(0.5), "More atoms step in than molecules: is the resistance larger or smaller for it?"),
               Slip("Ω m²", lambda: 1e-4 * _exchange(2), "The number fits Ω m². A square metre has ten thousand square centimetres.")),
    ),
    Question(
        id="07.13", kind="choice", level="evaluate",
        prompt="A film of ceria, 10 µm, gives 0.47 W/cm² at 700 °C with linear electrodes of 0.15 and 0.05 Ω cm². Which change brings more power?",
        options=("5 µm instead of 10", "0.1 mm instead of 10 µm", "800 °C instead of 700 °C", "drier hydrogen"),
        answer=lambda: "b", because="thicker, it leaks less, and the electrodes have less to pass: 0.73 W/cm². The best thickness balances leak against resistance, and grows with temperature.",
        slips=(Slip("thinner", "a", "Try it in the panel of the two electrolytes. What do the electrodes have to pass, besides the load's current?"),
               Slip("hotter", "c", "Heat multiplies electrons faster than ions. Move the temperature and follow the dot of ceria."),
               Slip("drier", "d", "Less oxygen at the fuel face: more electrons or fewer? Recall chapter 05, or move the steam of the measured film.")),
    ),
    Question(
        id="07.14", kind="numeric", level="apply", unit="m^2",
        prompt="A membrane passes 0.035 mol of O₂ per m² and second. How many square metres make 10 tonnes of oxygen a day?",
        answer=_area, because="10 000 kg in 86 400 s are 3.6 mol/s of O₂, at 32 g each.",
        slips=(Slip("atoms", lambda: _area(molar_mass=15.999e-3), "16 g is a mole of atoms. The flux counts molecules."),
               Slip("an hour", lambda: _area(day=3600.0), "That would make ten tonnes an hour."),
               Slip("minutes", lambda: _area(day=1440.0), "A day has 1440 minutes. The flux is per second.")),
    ),
    Question(
        id="07.15", kind="numeric", level="analyse", unit="kJ/mol",
        prompt="Air is compressed from 1 to 10 bar at 25 °C by an ideal machine, RT₀ ln 10 per mole of air, and a membrane takes 40 % of its oxygen. How much work is that without a turbine behind, in kJ per mole of O₂ (kJ/mol)?",
        answer=_compressor, because="the nitrogen is compressed as well: one mole of product needs 1/(0.21 · 0.4) = 11.9 moles of air. An ideal turbine on the spent air would give 10.9 shares of it back.",
        slips=(Slip("oxygen alone", lambda: _compressor(1.0), "That compresses a mole of oxygen. What else goes through the compressor?"),
               Slip("share of the oxygen", lambda: _compressor(0.4), "That compresses oxygen alone, of which 40 % comes through. Which share of the air is oxygen?"),
               Slip("all of it taken", lambda: _compressor(0.21), "That takes all of the oxygen. Only 40 % comes through."),
               Slip("hot", lambda: _compressor(temperature=900 + zero_Celsius), "That compresses at 900 °C. The machine stands outside."),
               Slip("decimal logarithm", lambda: _compressor() / np.log(10), "You took the decimal logarithm.")),
    ),
)

QUESTIONS = register(RETRIEVAL + CORE + FURTHER)
