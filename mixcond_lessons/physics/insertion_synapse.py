"""The electrochemical synapse: a gate pushes ions into a channel, and electrons follow. Its conductance
changes.

Charge Q spreads over a channel of length l, width w and thickness d as the concentration Q/(z F l w d). With
G = sigma w d/l the geometry leaves

    dG = (dsigma/dc) Q/(z F l^2),    for sigma = F u c and z = 1:  dG = u Q/l^2.

Each pulse moves the same charge, so writing is linear as long as dsigma/dc and the room for ions do not
change. The state x (0 to 1) is the share of the sites that is filled. `updated_state` is a common description
of real pulses, not a law of nature: up s (1 - x)^n, because fewer sites are left, down A s x^n.
Source: van de Burgt et al. 2017, doi 10.1038/nmat4856 (the device); Faraday's law.
"""
import numpy as np
import scipy

from ..trust import trusted
from .arguments import within
from .constants import FARADAY
from .law import law
from .quantity import ABOVE_ZERO, FROM_ZERO, SMALLEST

_CHARGED = {"charge_number must not be 0": lambda charge_number: charge_number != 0}


# --- Charge and conductance --------------------------------------------------------------------------------

@law(mobility=FROM_ZERO)
def mobility_slope(mobility):
    """Slope dsigma/dc = F u where each inserted ion of charge 1 brings one carrier, sigma = F u c.

    Returns S m2/mol for u in m2/(V s). Holds while the carrier's mobility u does not depend on c.
    """
    return FARADAY * mobility


@law(where=_CHARGED)
def conductance_change(charge, conductivity_slope, channel_length, charge_number=1):
    """Change of the channel's conductance by an inserted charge, dG = (dsigma/dc) Q/(z F l^2). Returns S.

    Width and thickness drop out. The slope is negative where ions take carriers away, as in PEDOT:PSS.
    Holds once the ions are spread evenly. Source: Faraday's law.
    """
    return conductivity_slope * charge / (charge_number * FARADAY * channel_length**2)


_SLOPING = {"conductivity_slope must not be 0": lambda conductivity_slope: conductivity_slope != 0}


@law(where=_CHARGED | _SLOPING)
def needed_charge(conductance_change, conductivity_slope, channel_length, charge_number=1):
    """Charge that changes the conductance by dG: Q = dG z F l^2/(dsigma/dc), the inverse of that law.

    Charge in C, conductance in S, length in m.
    """
    return conductance_change / conductivity_slope * charge_number * FARADAY * channel_length**2


# --- Times and energy --------------------------------------------------------------------------------------

@law
def insertion_time(film_thickness, chemical_diffusivity):
    """Time for inserted ions to spread through the film, d^2/D. Returns s.

    By then 93 % have entered from one face that is held (1 - (8/pi^2) exp(-pi^2/4)). Source: diffusion.
    """
    return film_thickness**2 / chemical_diffusivity


@law
def gate_time(resistance, capacitance):
    """Time R C for the gate to hand over its charge through electrolyte and wires. Returns s. Source: Ohm."""
    return resistance * capacitance


@law(where={"voltage must not be 0": lambda voltage: voltage != 0})
def pulse_time(resistance, charge, voltage):
    """Time in which a pulse pushes its charge through electrolyte and wires, R |Q/V|. Returns s.

    1 us for 1 pC at 1 V through 1 Mohm. Holds while the voltage of the channel itself is small against the
    pulse. Source: Ohm's law.
    """
    return resistance * np.abs(charge / voltage)


@law
def write_energy(charge, voltage):
    """Energy that the source spends on one write, |Q V|. Returns J.

    Half of it heats the resistance if the channel's voltage rises with its charge.
    Source: work of a source at constant voltage.
    """
    return np.abs(charge * voltage)


@law
def leaked_conductance(time, written, resting, leakage_resistance, capacitance):
    """Conductance a time after writing with the gate open, G_rest + (G - G_rest) exp(-t/(R_leak C)).

    Returns S. Electrons leak through the electrolyte or the switch. Holds where the gate's voltage is linear
    in its charge. Source: RC circuit.
    """
    return resting + (written - resting) * np.exp(-time / (leakage_resistance * capacitance))


@law
def retention_time(lost_share, leakage_resistance, capacitance):
    """Time until the open gate has lost a share of what was written, -R_leak C ln(1 - share). Returns s.

    One of N states is a share 1/N, so about R_leak C/N. Source: as `leaked_conductance`.
    """
    return -np.log1p(-lost_share) * leakage_resistance * capacitance


# --- States ------------------------------------------------------------------------------------------------

@law(noise="reading_noise", separation=ABOVE_ZERO,
     where={"highest must not be less than lowest": lambda lowest, highest: highest >= lowest})
def distinguishable_states(lowest, highest, noise, separation=6.0):
    """Number of states that readings can tell apart, 1 + floor((G_max - G_min)/(separation x noise)).

    The number is dimensionless. See `misreading` for how safe they are. Source: Gaussian noise of the same
    size in each state.
    """
    return 1 + np.floor((highest - lowest) / noise / separation * (1 + 1e-12))


@law
def misreading(separation):
    """Probability that a reading falls nearer to a neighbouring state, erfc(separation/(2 sqrt 2)), a
    fraction.

    It is 0.27 % at six standard deviations. For a state with neighbours on both sides. Source: Gauss.
    """
    return scipy.special.erfc(separation / 8**0.5)


@law
def updated_state(state, direction, step, asymmetry=1.0, nonlinearity=1.0):
    """State (a fraction) after one pulse: up x + s (1 - x)^n, down x - A s x^n, never beyond 0 and 1.

    A direction between -1 and 1 is the size of a smaller pulse. n = 0: every pulse alike; n = 1: each pulse
    fills the same share of the sites that are left. A common description of measured trains, no law of
    nature.
    """
    up, down = np.maximum(direction, 0), np.maximum(-direction, 0)
    change = step * (up * (1 - state) ** nonlinearity - down * asymmetry * state**nonlinearity)
    return np.clip(state + change, 0.0, 1.0)


@law
def pulse_train(directions, initial_state, step, asymmetry=1.0, nonlinearity=1.0):
    """States (fractions) after each of a train of pulses.

    They stand along a new last axis that begins with the initial state. directions: one row, at most 10,000
    pulses; ValueError otherwise. The pulses are those of `updated_state`. With n = 1 and pulses up only, 1 -
    x falls by the factor 1 - s each time.
    """
    if np.ndim(directions) != 1:
        shape = np.shape(directions)
        raise ValueError(f"directions: an array of shape {shape}; allowed is one row of pulses")
    within("number of directions", directions.size, "", high=10_000)
    state, *model = np.broadcast_arrays(initial_state, step, asymmetry, nonlinearity)
    states = [state]
    with trusted():
        for direction in directions:
            states.append(updated_state(states[-1], direction, *model))
    return np.stack(states, axis=-1)


@law(asymmetry=ABOVE_ZERO, nonlinearity=(SMALLEST, 10.0))
def symmetry_state(asymmetry, nonlinearity):
    """State (a fraction) at which a pulse up and a pulse down are alike, 1/(1 + A^(1/n)).

    There a long row of up-down pairs of small pulses ends. There is none for n = 0, where ValueError is
    raised.
    """
    return 1 / (1 + asymmetry ** (1 / nonlinearity))
