"""The film of this chapter: 10 nm of titanium dioxide, as its first modellers described it."""
from ...materials import material
from ...physics import vacancy_drift

FILM = material("titanium_dioxide_memristor")
THICKNESS = FILM.property("film thickness").value  # m
MOBILITY = FILM.property("vacancy mobility").value  # m²/(V s), of the vacancies
# Ohm, and how many times more the film has when it is off: illustrative.
ON_RESISTANCE, OFF_RATIO = 100.0, 160.0
CHARGE, ROOM = 2, 300.0  # charge number of an oxygen vacancy; K


def diffusivity(charge_number=CHARGE):
    """Diffusivity (m²/s) that belongs to the film's mobility at room temperature, by Einstein's relation."""
    return MOBILITY / vacancy_drift.reduced_voltage(1.0, charge_number, ROOM)
