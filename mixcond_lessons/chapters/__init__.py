"""The chapters in course order: each holds its panels and its questions."""
from . import atmosphere, batteries, bioelectronics, conductivity, doping, fuel_cells, permeation, polarization, start_here, synapses, vacancies

COURSE = (start_here, conductivity, polarization, vacancies, doping, atmosphere, permeation, fuel_cells, batteries,
          synapses, bioelectronics)
