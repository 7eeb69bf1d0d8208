"""The work of an oxygen plant: what ideal machines outside the furnace do, and what it is used for."""

from ...classroom.quantity import convert
from ...physics import fuel_cells
from ...physics.constants import AIR, ZERO_CELSIUS

OUTSIDE = 25 + ZERO_CELSIUS  # K


def work(low, high):
    """Least work, kWh per kg of oxygen, that brings it from one pressure to another outside the furnace."""
    per_mole = fuel_cells.separation_work(OUTSIDE, low, high)
    return convert(per_mole / fuel_cells.OXYGEN_MOLAR_MASS, "J/kg", "kWh/kg")


def works(state):
    """Who does and who gets work (kWh per kg of oxygen): machines, a perfect separator, the membrane."""
    places, weights = fuel_cells.gauss_points(24)
    spent = fuel_cells.oxygen_left(places * state.recovery, AIR)
    # All of the air is compressed, not only its oxygen; what is not taken can give its pressure back.
    compressor = work(1.0, state.air_pressure) / (AIR * state.recovery)
    turbine, pump = compressor * (1 - AIR * state.recovery), work(state.product_pressure, 1.0)
    lost = weights @ work(state.product_pressure, spent * state.air_pressure)
    return {"compressor (kWh/kg)": compressor, "turbine (kWh/kg)": turbine, "pump (kWh/kg)": pump,
            "net (kWh/kg)": compressor - turbine + pump, "least (kWh/kg)": weights @ work(spent, 1.0),
            "lost in the membrane (kWh/kg)": lost}
