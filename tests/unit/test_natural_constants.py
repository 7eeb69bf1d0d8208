"""The typed natural constants are those of scipy, to the last digit that scipy keeps."""
import pytest
from scipy import constants

from mixcond_lessons import natural_constants as typed


@pytest.mark.parametrize(("name", "value"), [
    ("BOLTZMANN", constants.k), ("AVOGADRO", constants.Avogadro), ("ELEMENTARY_CHARGE", constants.e),
    ("R", constants.R), ("FARADAY", constants.value("Faraday constant")),
    ("ELECTRONVOLT", constants.e * constants.Avogadro), ("ZERO_CELSIUS", constants.zero_Celsius)])
def test_agrees_with_scipy(name, value):
    assert getattr(typed, name) == pytest.approx(value, rel=1e-9 if name == "FARADAY" else 1e-15)
