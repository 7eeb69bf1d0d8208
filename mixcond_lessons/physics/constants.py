"""Numbers that all chapters share: natural constants, and the gases in which the course's ceramics stand."""
from ..natural_constants import AVOGADRO, BOLTZMANN, ELECTRONVOLT, ELEMENTARY_CHARGE, FARADAY, R, ZERO_CELSIUS

__all__ = ["AIR", "AVOGADRO", "BOLTZMANN", "CERIA_HALF_AND_HALF", "ELECTRONVOLT", "ELEMENTARY_CHARGE", "FARADAY",
           "HYDROGEN_700", "HYDROGEN_800", "R", "ZERO_CELSIUS"]

AIR = 0.21  # oxygen activity p/(1 bar), as all of these
HYDROGEN_700 = 1.5e-24  # hydrogen with 3 % steam at 700 °C
HYDROGEN_800 = 1e-20  # hydrogen with 13 % steam at 800 °C
CERIA_HALF_AND_HALF = 1e-20  # where at 700 °C ceria's electrons conduct as well as its ions
