"""The two rails of the course's electrode: electrolyte and carbon share the room that the grains leave."""
from types import SimpleNamespace

import numpy as np

from ...physics import composite_electrode as rails

THINNEST, THICKEST = 1e-5, 1e-3  # m
# Of the way back from a curve's last point, where it may fall steeply.
TOWARDS_THE_END = np.linspace(1, 0, 61) ** 2
# Of the volume for electrolyte and carbon together, grains fill the rest: illustrative, much carbon.
BETWEEN_GRAINS = 0.4
MIX_STEP, THICKNESS_STEP = 0.01, 10**0.05  # of the sliders


def both_rails(state, thickness):
    """Resistances [ohm m2] of the ionic and of the electronic rail."""
    electrolyte = BETWEEN_GRAINS * state.electrolyte_share
    carbon = BETWEEN_GRAINS - electrolyte
    return (rails.rail_resistance(thickness, state.ionic_conductivity, electrolyte, state.tortuosity),
            rails.rail_resistance(thickness, state.electronic_conductivity, carbon, state.tortuosity))


def storage_of(state, thickness):
    """Capacitance [F/m2] of an electrode so thick."""
    return state.capacity_density / state.window * thickness


def thicknesses(state):
    """Thicknesses [m] for the curve, up to the one where the drop at once is the whole cut-off."""
    ions, electrons = both_rails(state, 1.0)
    parallel = ions * electrons / (ions + electrons)
    reach = np.sqrt(state.full_time / (parallel * state.capacity_density / state.window))
    last = min(THICKEST, reach * (1 - 1e-6))
    return last * (THINNEST / last) ** TOWARDS_THE_END if last > THINNEST else np.array([])


def shares_and_charges(state):
    """The share that goes in with this mix and with a step of the slider less and more electrolyte; then the
    curve of this mix: thicknesses [m] and the charge that goes in [C/m2].

    All in one call: a call costs about as much for sixty electrodes as for one.
    """
    mixes = np.clip(state.electrolyte_share + np.array([0, -MIX_STEP, MIX_STEP]), 1e-6, 1 - 1e-6)
    curve = thicknesses(state)
    lengths = np.append(np.full(mixes.size, state.thickness), curve)
    mixes = np.append(mixes, np.full(curve.size, mixes[0]))
    around = SimpleNamespace(**vars(state) | {"electrolyte_share": mixes})
    shares = rails.usable_share(state.full_time, *both_rails(around, lengths), storage_of(state, lengths))
    return shares[:3], curve, state.capacity_density * curve * shares[3:]


def what_is_best(state, share, beside, lengths, charges):
    """Whether no step of a slider lets more charge in: of the mix, and of the thickness.

    beside: the shares of `shares_and_charges` to both sides; lengths, charges: the curve against thickness.
    """
    top = np.inf
    if lengths.size > 3:  # the vertex of the parabola through the best three points
        best = int(np.clip(np.argmax(charges), 1, lengths.size - 2))
        along = np.log(lengths[best - 1:best + 2] / lengths[best])
        bend, slope, _ = np.polyfit(along, charges[best - 1:best + 2] / charges[best], 2)
        top = lengths[best] * np.exp(-slope / (2 * bend))
    near = abs(np.log(state.thickness / top)) <= np.log(THICKNESS_STEP) / 2
    return {"best mix": float(share > max(beside)), "best thickness": float(near)}


def content(state, time):
    """Mean filling of the electrode after a time (s), by adding up place by place."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    # Finer towards both ends, where charge comes in.
    edges = np.concatenate([[0], np.geomspace(1e-4, 0.5, 13)])
    edges = np.concatenate([edges, 1 - edges[-2::-1]])
    places = (edges[:-1, np.newaxis] + edges[1:, np.newaxis] + np.diff(edges)[:, np.newaxis] * nodes) / 2
    storage = storage_of(state, state.thickness)
    filling = rails.charging_profile(places, time, storage / state.full_time,
                                     *both_rails(state, state.thickness), storage)
    return float((filling @ weights / 2) @ np.diff(edges))
