"""A grain that takes lithium in: when the charger stops, how full each place is, what a voltmeter sees."""
from types import SimpleNamespace

import numpy as np

from ...materials import material
from ...physics import batteries

ROOM = 298.15  # K
FULL = 0.98  # share of filled sites at the surface that counts as full: the charger stops
WELL_FILLED, STEP = 0.9, 10**0.1  # of the task, and of the slider of the radius
LARGEST = "Found: this is the largest radius."
SHAPES = {"sphere": "a ball", "slab": "a plate, filled through one face"}
FULL_PHOSPHATE, EMPTY_PHOSPHATE = (material(key).property("chemical diffusivity").value
                                   for key in ("lithium_iron_phosphate", "iron_phosphate"))
# States with a current and a pulse so small that the grain stays within one phase.
SMALL_PULSE = {"full_time": 72000.0, "pulse_duration": 600.0, "time": 600.0}
NEARLY_FULL = {"start": 0.9, **SMALL_PULSE, "chemical_diffusivity": FULL_PHOSPHATE}
NEARLY_EMPTY = {"start": 0.05, **SMALL_PULSE, "chemical_diffusivity": EMPTY_PHOSPHATE}
LAYERED = material("nickel_manganese_cobalt_oxide").property("chemical diffusivity")


def voltage(share):
    """Voltage (V) against a half-full grain: a lattice gas without forces, D̃ the same at every filling."""
    return batteries.single_phase_voltage(share, ROOM)


def current_stops(state):
    """When the current stops (s): at the end of the pulse, or before it, when the surface is full."""
    spreading = state.radius**2 / state.chemical_diffusivity
    scale = spreading / (batteries.SURFACE_PER_VOLUME[state.shape] * state.full_time)
    room = FULL - state.start
    reduced_time = state.chemical_diffusivity * state.pulse_duration / state.radius**2
    if scale * batteries.surface_response(reduced_time, state.shape) <= room:
        return state.pulse_duration
    # As a grain that begins empty and has only so much room.
    time = state.full_time * room
    return float(batteries.usable_share(time, state.radius, state.chemical_diffusivity, state.shape)) * time


def is_the_largest(state):
    """Whether the current fills this grain to 90 % in the mean, and stops earlier in a grain that is one
    step of the slider larger.
    """
    means = [grain.start + current_stops(grain) / grain.full_time for grain in (
        state, SimpleNamespace(**vars(state) | {"radius": STEP * state.radius}))]
    return means[0] >= WELL_FILLED > means[1]


def filling(state, place, time, stops):
    """Share of filled sites at places r/R and times (s) of a current that stops after so many seconds."""
    flux = state.radius / (batteries.SURFACE_PER_VOLUME[state.shape] * state.full_time)
    change = batteries.concentration_change(place * state.radius, time, (0.0, stops), (flux, 0.0),
                                            state.radius,
                                            state.chemical_diffusivity, state.shape)
    return np.clip(state.start + change, state.start, FULL)  # rounding must not lead beyond what is possible


def content(state, time, stops):
    """Mean share of filled sites, by adding up the grain shell by shell."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    edges = 1 - np.concatenate([[0], np.geomspace(1e-9, 1, 37)])[::-1]  # finer towards the surface
    places = (edges[:-1, np.newaxis] + edges[1:, np.newaxis] + np.diff(edges)[:, np.newaxis] * nodes) / 2
    power = batteries.SURFACE_PER_VOLUME[state.shape]
    shells = filling(state, places, np.float64(time), stops) * power * places ** (power - 1)
    return float((shells @ weights / 2) @ np.diff(edges))
