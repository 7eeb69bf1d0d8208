"""Questions of chapter 00: what a student brings along, units, and reading a log axis."""
import numpy as np

from ..classroom.quantity import convert
from ..classroom.question import Question, Slip, register
from ..materials import material


def _total():
    return material("seed_sample_ceria").property("total conductivity").value  # S/m


QUESTIONS = register((
    Question(
        id="00.1", kind="choice", level="remember", vote=True,
        prompt="Before we begin: in which of these does something other than electrons carry the current?",
        options=("a copper wire", "a silicon chip", "salt water", "none of them: a current is always electrons"),
        answer=lambda: "c",
        because="in salt water sodium and chloride ions move. A current is moving charge, whoever carries it.",
        slips=(Slip("metal", "a", "In a metal the atoms stay and electrons run. In which of these do whole charged atoms move?"),
               Slip("semiconductor", "b", "Electrons and holes run in silicon; both belong to electrons. In which of these do whole charged atoms move?"),
               Slip("only electrons", "d", "Moving ions are a current too: both conductivities stand in S/cm and add. Move the first slider of this "
                    "chapter to its left end and read who carries the current.", "M2")),
    ),
    Question(
        id="00.2", kind="numeric", level="apply", unit="S/m", same_unit=True,
        prompt="A ceramic conducts 0.0820 S/cm. How much is that in S/m?",
        answer=_total, because="one metre holds 100 cm, and S/cm counts per centimetre: 0.0820 S/cm × 100 cm/m = 8.20 S/m.",
        slips=(Slip("divided", lambda: convert(_total(), "S/m", "S/cm") / 100, "You divided by 100. Per metre is more than per centimetre: a cube with "
                    "one-metre edges is 100 times longer but 10 000 times wider."),
               Slip("unchanged", lambda: convert(_total(), "S/m", "S/cm"), "The number changes with the unit: 1 S/cm = 100 S/m."),
               Slip("area as well", lambda: 100 * _total(), "A conductivity is length divided by area: one of the two factors 100 cancels.")),
    ),
    Question(
        id="00.3", kind="numeric", level="apply", unit="S/cm",
        prompt="On a log axis a mark stands exactly half-way between 1e-4 S/cm and 1e-3 S/cm. Which conductivity is it?",
        answer=lambda: float(np.sqrt(1e-4 * 1e-3)), because="half a decade is a factor √10 = 3.16, wherever it stands.",
        slips=(Slip("linear reading", lambda: (1e-4 + 1e-3) / 2, "You took the middle as on a linear ruler. Set the ruler panel to 50 % of the way "
                    "to the next decade and read the number.", "M13"),
               Slip("half of the upper", lambda: 1e-3 / 2, "Half-way in length is not half in value. On a log axis equal lengths are equal factors: "
                    "which factor, taken twice, makes ten?", "M13")),
    ),
    Question(
        id="00.4", kind="numeric", level="analyse",
        prompt="On log–log paper a line falls from 1e-2 S/cm at 1e-20 bar to 1e-4 S/cm at 1e-12 bar. What is its slope?",
        answer=lambda: float(np.log10(1e-4 / 1e-2) / np.log10(1e-12 / 1e-20)),
        because="two decades down over eight decades to the right: the conductivity goes as the pressure to this power.",
        slips=(Slip("turned over", lambda: float(np.log10(1e-12 / 1e-20) / np.log10(1e-4 / 1e-2)), "You divided right by up. A slope is up over right.", "M13"),
               Slip("sign", lambda: float(-np.log10(1e-4 / 1e-2) / np.log10(1e-12 / 1e-20)), "The size is right. Does the line rise or fall?", "M13"),
               Slip("ratio of values", lambda: (1e-4 - 1e-2) / (1e-12 - 1e-20), "You divided differences of the values. Log paper has slopes in decades "
                    "per decade: count the decades between the two points in each direction.", "M13")),
    ),
))
