"""The cell under load calculated in other ways than the panel does: by another integral, and by a closed
form.
"""
import numpy as np
import scipy

from ...physics import cell_voltage, permeation
from ...physics.constants import FARADAY, R


def integrated_between_the_faces(found, ionic, electronic, temperature):
    """Wagner's voltage (V) with q, and the thickness (m) of the film in which each carrier follows its own
    Ohm's law.

    That is dx = (RT/4F)/(i_ion/sigma_ion - i_e/sigma_e) dln p, from face to face. found: a `LoadedCell`.
    """
    faces, ions = (found.face_activity_low, found.face_activity_high), found.ionic_current_density
    q = -found.electronic_current_density / ions * ionic
    between = cell_voltage.nernst_voltage(temperature, *faces)
    return (float(between * permeation.average_transference_number(q, electronic, *faces)),
            float(between * permeation.average_transference_number(electronic, q, *faces) * ionic / ions))


def leak_in_closed_form(found, ionic, electronic, temperature, thickness):
    """Leak (A/m2) where sigma_e goes with p^(-1/4): few electrons at the air, and more with the voltage."""
    volt = R * temperature / FARADAY
    bend = scipy.special.exprel(-found.ionic_current_density * thickness / ionic / volt)
    return volt / thickness * electronic(found.face_activity_high) * np.expm1(found.voltage / volt) / bend
