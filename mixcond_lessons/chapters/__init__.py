"""The chapters in course order: each holds its panels and its questions."""
from . import conductivity, start_here

COURSE = (start_here, conductivity)
