"""The chapters in course order: each holds its panels and its questions."""
from . import conductivity, polarization, start_here

COURSE = (start_here, conductivity, polarization)
