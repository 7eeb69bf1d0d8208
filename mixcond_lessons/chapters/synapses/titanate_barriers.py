"""How long a film of strontium titanate remembers, as far as its measured barriers tell."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import model
from ...physics import retention, vacancy_drift
from ...physics.constants import AVOGADRO
from ...physics.model_oxides import titanate_vacancy_diffusivity
from .spans_of_time import spans
from .titanium_dioxide_film import ROOM

MET_AT = 973.15  # K, 700 °C: all barriers get the diffusivity of one source there, for the others give none
SPREAD = "SrTiO₃, barrier 0.60 to 0.91 eV by different methods; at 700 °C all have one diffusivity"
HEIGHTS = 1e-12, 1e-6  # s, of the band in the picture: writing has no part in it


def kept_at_the_ends(thickness):
    """The tables of the band: time constants of a film of this thickness (m) for both ends of the spread."""
    barriers = np.array(model("titanate").spreads["vacancy_barrier"])  # J/mol
    cold = retention.diffusivity_at(ROOM, titanate_vacancy_diffusivity(MET_AT), barriers, MET_AT)
    kept = 1 / vacancy_drift.relaxation_rate(thickness, cold, 0.0)
    lowest, highest = convert(barriers / AVOGADRO, "J", "eV")
    return {"strontium titanate": {"kept (s)": kept, "bottom (s)": 0 * kept + HEIGHTS[0],
                                   "top (s)": 0 * kept + HEIGHTS[1]},
            "its ends": {"lowest barrier (eV)": lowest, "highest barrier (eV)": highest,
                         **spans("shortest time", kept[0]), **spans("longest time", kept[1])}}
