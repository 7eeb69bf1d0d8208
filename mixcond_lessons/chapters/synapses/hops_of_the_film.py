"""Writing and forgetting by hops of one length and frequency: illustrative numbers."""
from ...physics import retention
from ...physics.constants import AVOGADRO
from .titanium_dioxide_film import CHARGE, ROOM

HOP, ATTEMPTS = 3e-10, 1e13  # m, 1/s: illustrative


def times(voltage, barrier, writing_temperature, thickness):
    """Writing and retention of the film, for a barrier in J; as `retention.memory_times`."""
    hop = HOP, ATTEMPTS, barrier * AVOGADRO
    return retention.memory_times(voltage, ROOM, thickness, *hop, CHARGE, writing_temperature)
