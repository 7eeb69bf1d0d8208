"""An oxide whose numbers are round, for a membrane between two slow faces."""
from functools import cache

from ...materials import model
from ...physics import permeation, vacancies

KELVIN = 1173.15
DIFFUSIVITY = 1e-10  # m²/s, self-diffusion of oxygen in it


@cache
def oxygen_content():
    """Concentration (mol/m3) of oxygen in the example oxide."""
    return vacancies.site_concentration(model("ferrite").constants["lattice_parameter"])


def flux_with_fast_faces(oxygen_activity_low, oxygen_activity_high, thickness):
    """Flux (mol O2/(m2 s)) of the example oxide with fast faces: constant ions, many electrons."""
    ionic = vacancies.nernst_einstein_conductivity(oxygen_content(), DIFFUSIVITY, -2.0, KELVIN)
    return permeation.flux_of_ionic_power_law(ionic, 0.0, KELVIN, oxygen_activity_low, oxygen_activity_high,
                                              thickness)
