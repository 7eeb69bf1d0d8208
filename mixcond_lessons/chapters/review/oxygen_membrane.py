"""Design task 1: a membrane that takes oxygen out of air, of an area, a work and a wall that are given."""
import numpy as np

from ...classroom.quantity import convert
from ...materials import material as measured
from ...materials import model
from ...physics import fuel_cells, permeation, surface_exchange, vacancies
from ...physics.conductivity import arrhenius_ratio
from ...physics.constants import AIR, AVOGADRO, ZERO_CELSIUS
from ...physics.membranes import MEASURED, membrane
from .specification import Demand, Entry, Impossible, celsius

PRODUCTION = 10 / 86400  # kg/s
OUTSIDE = 25 + ZERO_CELSIUS  # K, of the machines
# The exchange rate of the faces: 2e-7 m/s in air at 850 °C, as the square root of the pressure, 1.0 eV.
# Illustrative, the same for each material.
RATE, RATE_EXPONENT, RATE_BARRIER, RATE_AT = 2e-7, 0.5, convert(1.0, "eV", "J") * AVOGADRO, 850 + ZERO_CELSIUS
KNOWN = {"ferrite": celsius(model("ferrite")),
         **{name: celsius(measured(key).property("ionic conductivity")) for name, key in MEASURED.items()}}

ENTRIES = {
    "material": Entry("material", options=tuple(KNOWN)),
    "thickness": Entry("thickness of the wall", "mm", 0.001, 5),
    "temperature": Entry("temperature", "°C", 700, 1000, known=KNOWN),
    "air_pressure": Entry("pressure of the air", "bar", 1, 30),
    "product_pressure": Entry("pressure of the oxygen behind the wall", "bar", 1e-4, 1),
}


def demands(material, thickness, temperature, air_pressure, product_pressure):
    """Return the `Demand`s of a design. Lengths in mm, temperature in °C, pressures in bar; ValueError where
    no law reaches it."""
    if AIR * air_pressure <= product_pressure:
        raise Impossible(f"air_pressure: the oxygen in this air has {AIR * air_pressure:.3g} bar. The air "
                         "must hold more oxygen than the product, else nothing drives it through.")
    kelvin, wall = temperature + ZERO_CELSIUS, convert(thickness, "mm", "m")
    gases = product_pressure, AIR * air_pressure
    conductivities = membrane(material, kelvin)
    found, alone = _fluxes(conductivities, kelvin, gases, wall)
    area = float(fuel_cells.membrane_area(PRODUCTION, found.flux))
    work = float(fuel_cells.separation_work(OUTSIDE, product_pressure, air_pressure))
    lost = {"behind the wall": float(np.log10(found.face_activity_low / gases[0])),
            "in the air": float(np.log10(gases[1] / found.face_activity_high))}
    side = max(lost, key=lost.get)
    return (
        Demand("area for 10 kg of oxygen a day", "m²", area, 2.5, True,
               _why_so_large(conductivities, gases, float(found.flux / alone))),
        Demand("work of ideal machines", "kJ/mol", work / 1e3, 10, True,
               "Work: it grows with the ratio of the two pressures you chose, and not with the area."),
        Demand("wall that carries itself", "mm", thickness, 0.05, False,
               "Wall: so thin a wall breaks."),
        Demand("temperature that the seals bear", "°C", temperature, 850, True,
               "Temperature: the seals fail."),
        Demand("powers of ten of pressure lost at one face", "1", lost[side], 1, True,
               f"Faces: at the face {side} more is lost than the linear law of the faces can bear. Less is "
               "lost behind a thicker wall, and between pressures that differ less."),
    )


def _fluxes(conductivities, kelvin, gases, wall):
    """(the flux through faces and bulk, the flux of the bulk alone)."""
    def bulk(low, high, thickness):
        return permeation.wagner_flux(*conductivities, kelvin, low, high, thickness)
    in_air = RATE * float(arrhenius_ratio(kelvin, RATE_BARRIER, RATE_AT))
    rates = surface_exchange.exchange_rate(in_air, RATE_EXPONENT, np.array(gases), AIR)
    content = vacancies.site_concentration(model("ferrite").constants["lattice_parameter"])
    return surface_exchange.flux_with_slow_faces(bulk, *rates, content, *gases, wall), bulk(*gases, wall)


def _why_so_large(conductivities, gases, share):
    """What to think of if the area is too large. share: of the driving force that the bulk takes, about."""
    if permeation.ionic_rate_control(*conductivities, *gases) < 0.5:
        return "Area: in this material electrons are the scarce carrier. Which one has both?"
    if share < 0.5:
        return ("Area: the faces take more than half of what drives the oxygen. What makes faces faster, "
                "besides another wall?")
    return "Area: the bulk takes most of what drives the oxygen. What does Wagner's law say about it?"
