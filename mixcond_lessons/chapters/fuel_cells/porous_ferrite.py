"""The porous cathode of ferrite that the panel shows: its grains, its reaction zone, its impedance."""
from functools import cache

import numpy as np

from ...classroom.quantity import convert
from ...materials import model
from ...physics import fuel_cells, porous_cathode, vacancies

POROSITY, TORTUOSITY, THERMODYNAMIC_FACTOR = 0.35, 1.4, 100.0  # illustrative
# Angular frequencies times the storage time.
ANGLES = np.concatenate([[0], np.geomspace(1e-2, 1e-1, 8), np.geomspace(0.1, 10, 80)[1:],
                         np.geomspace(10, 1e5, 60)[1:]])


@cache
def oxygen_content():
    """Oxygen (mol/m3) in the ferrite of which the cathode is made."""
    return float(vacancies.site_concentration(model("ferrite").constants["lattice_parameter"]))


def grain(internal_area):
    """Diameter (m) of round grains that have so much surface per volume of cathode: 6 (1 - e)/a."""
    return 6 * (1 - POROSITY) / internal_area


def zone(state):
    """Length (m) of the reaction zone."""
    return float(porous_cathode.reaction_zone_length(state.diffusivity, state.exchange_rate,
                                                     state.internal_area,
                                                     POROSITY, TORTUOSITY))


def impedance(state):
    """Frequencies (Hz), and the impedance over its value for direct current."""
    storage = porous_cathode.storage_time(state.exchange_rate, state.internal_area, POROSITY,
                                          THERMODYNAMIC_FACTOR)
    frequencies, depth = ANGLES / (2 * np.pi * storage), state.thickness / zone(state)
    return frequencies, porous_cathode.cathode_impedance(frequencies, 1.0, storage, depth) * np.tanh(depth)


def integrated(state, flat, resistance):
    """The depth at work (m) and the resistance (ohm m2), both summed over the layer.

    flat: resistance of one flat face; resistance: of the cathode [ohm m2]. A current of 1 A/m2 makes heat
    along the windings of the solid, which the ions pay, and across its surface, where they are made.
    """
    places, weights = fuel_cells.gauss_points(200)
    where = places * state.thickness, zone(state), state.thickness
    loss, ions = porous_cathode.loss_share(*where), porous_cathode.ionic_current_share(*where)
    along = flat * state.exchange_rate / state.diffusivity * TORTUOSITY / (1 - POROSITY)
    heat = along * ions**2 + state.internal_area / flat * (resistance * loss) ** 2
    return float(weights @ loss * state.thickness), float(weights @ heat * state.thickness)


def ohms(resistance):
    """Ω cm2 from ohm m2."""
    return convert(resistance, "ohm m2", "Ω cm2")


def microns(length):
    """µm from m."""
    return convert(length, "m", "µm")
