"""The electrochemical synapse: a gate pushes ions into a channel, and the electrons that follow them change its conductance.

Charge Q spreads over a channel of length l, width w and thickness d as the concentration Q/(z F l w d); with G = sigma w d/l the geometry leaves

    dG = (dsigma/dc) Q/(z F l^2),    for sigma = F u c and z = 1:  dG = u Q/l^2.

Each pulse moves the same charge, so writing is linear as long as dsigma/dc and the room for ions do not change. The state x (0 to 1) is the share of the sites
that is filled. `updated_state` is a common description of real pulses, not a law of nature: up s (1 - x)^n, because fewer sites are left, down A s x^n.
Source: van de Burgt et al. 2017, doi 10.1038/nmat4856 (the device); Faraday's law.
"""
import numpy as np
from scipy.special import erfc

from .arguments import computed, fraction, not_negative, positive, within
from .constants import FARADAY


# --- Charge and conductance --------------------------------------------------------------------------------------

def mobility_slope(mobility):
    """dsigma/dc = F u [S m2/mol] of a channel where each inserted ion of charge 1 brings one carrier: sigma = F u c.

    mobility u of the electronic carrier [m2/(V s)] >= 0. Raises ValueError otherwise. Holds while u does not depend on c.
    """
    return FARADAY * not_negative("mobility", mobility, "m2/(V s)")


def conductance_change(charge, conductivity_slope, channel_length, charge_number=1):
    """Change of the channel's conductance [S] by an inserted charge: (dsigma/dc) Q/(z F l^2), whatever its width and thickness.

    charge Q [C] of the ions inserted, conductivity_slope dsigma/dc [S m2/mol] (negative where ions take carriers away, as in PEDOT:PSS), channel_length l [m] > 0,
    charge_number z of the ion, not 0; all broadcast. Raises ValueError otherwise. Holds once the ions are spread evenly. Source: Faraday's law.
    """
    return computed(lambda moved, slope, length, size: slope / size / FARADAY * (moved / length / length), charge=within("charge", charge, "C"),
                    conductivity_slope=within("conductivity_slope", conductivity_slope, "S m2/mol"), channel_length=positive("channel_length", channel_length, "m"),
                    charge_number=_charge_number(charge_number))


def needed_charge(conductance_change, conductivity_slope, channel_length, charge_number=1):
    """Charge [C] that changes the conductance by `conductance_change` [S]: the inverse of that function, with its other arguments and errors (ValueError)."""
    return computed(lambda change, slope, length, size: change / slope * size * FARADAY * length * length,
                    conductance_change=within("conductance_change", conductance_change, "S"), conductivity_slope=_slope(conductivity_slope),
                    channel_length=positive("channel_length", channel_length, "m"), charge_number=_charge_number(charge_number))


def _charge_number(value):
    positive("|charge_number|", np.abs(within("charge_number", value, "")), "")
    return np.asarray(value, dtype=float)


def _slope(value):
    positive("|conductivity_slope|", np.abs(within("conductivity_slope", value, "S m2/mol")), "S m2/mol")
    return np.asarray(value, dtype=float)


# --- Times and energy --------------------------------------------------------------------------------------------

def insertion_time(film_thickness, chemical_diffusivity):
    """Time [s] for inserted ions to spread through the film, d^2/D: by then 93 % have entered from one face that is held (1 - (8/pi^2) exp(-pi^2/4)).

    film_thickness d [m], chemical_diffusivity D of ions and electrons together [m2/s]; both > 0, broadcast. Raises ValueError otherwise. Source: diffusion.
    """
    return computed(lambda way, speed: way / speed * way, film_thickness=positive("film_thickness", film_thickness, "m"),
                    chemical_diffusivity=positive("chemical_diffusivity", chemical_diffusivity, "m2/s"))


def gate_time(resistance, capacitance):
    """Time [s] for the gate to hand over its charge through the electrolyte, R C.

    resistance of the electrolyte and the wires [ohm], capacitance of the channel [F]; both > 0, broadcast. Raises ValueError otherwise. Source: Ohm's law.
    """
    return computed(np.multiply, resistance=positive("resistance", resistance, "ohm"), capacitance=positive("capacitance", capacitance, "F"))


def pulse_time(resistance, charge, voltage):
    """Time [s] in which a pulse pushes its charge through electrolyte and wires, R |Q/V|: 1 us for 1 pC at 1 V through 1 Mohm.

    resistance [ohm] > 0, charge of the pulse [C], its voltage [V], not 0; all broadcast. Raises ValueError otherwise. Holds while the voltage of the channel itself
    is small against the pulse. Source: Ohm's law.
    """
    size = positive("|voltage|", np.abs(within("voltage", voltage, "V")), "V")
    return computed(lambda ohms, moved, volts: np.abs(moved / volts * ohms), resistance=positive("resistance", resistance, "ohm"), charge=within("charge", charge, "C"),
                    voltage=size)


def write_energy(charge, voltage):
    """Energy [J] that the source spends on one write, |Q V|: half of it heats the resistance if the channel's voltage rises with its charge.

    charge [C], voltage of the pulse [V]; they broadcast. Raises ValueError otherwise. Source: work of a source at constant voltage.
    """
    return computed(lambda moved, volts: np.abs(moved * volts), charge=within("charge", charge, "C"), voltage=within("voltage", voltage, "V"))


def leaked_conductance(time, written, resting, leakage_resistance, capacitance):
    """Conductance [S] a time after writing with the gate open: G_rest + (G - G_rest) exp(-t/(R_leak C)).

    time [s] >= 0, written G and resting conductance G_rest [S] >= 0, leakage_resistance through which electrons pass the electrolyte or the switch [ohm] > 0,
    capacitance of the channel [F] > 0; all broadcast. Raises ValueError otherwise. Holds where the gate's voltage is linear in its charge. Source: RC circuit.
    """
    tau = gate_time(positive("leakage_resistance", leakage_resistance, "ohm"), capacitance)
    rest = not_negative("resting", resting, "S")
    with np.errstate(over="ignore"):
        left = np.exp(-(not_negative("time", time, "s") / tau))
    return rest + (not_negative("written", written, "S") - rest) * left


def retention_time(lost_share, leakage_resistance, capacitance):
    """Time [s] until the open gate has lost a share of what was written: -R_leak C ln(1 - share); one of N states is a share 1/N, so about R_leak C/N.

    lost_share in (0, 1); the rest and errors (ValueError) as in `leaked_conductance`; all broadcast. Source: as there.
    """
    share = fraction("lost_share", lost_share, includes_zero=False, includes_one=False)
    return -np.log1p(-share) * gate_time(positive("leakage_resistance", leakage_resistance, "ohm"), capacitance)


# --- States ------------------------------------------------------------------------------------------------------

def distinguishable_states(lowest, highest, noise, separation=6.0):
    """Number of states (a whole number, as float) between two conductances that readings can tell apart: 1 + floor((G_high - G_low)/(separation x noise)).

    lowest, highest conductance [S], highest >= lowest; noise: standard deviation of one reading [S] > 0; separation of neighbours in standard deviations > 0,
    dimensionless; all broadcast. Raises ValueError otherwise. See `misreading` for how safe they are. Source: Gaussian noise of the same size in each state.
    """
    span = not_negative("highest - lowest", within("highest", highest, "S") - within("lowest", lowest, "S"), "S")
    return 1 + np.floor(computed(lambda range_, spread, gap: range_ / spread / gap * (1 + 1e-12), span=span, noise=positive("noise", noise, "S"),
                                 separation=positive("separation", separation, "")))


def misreading(separation):
    """Probability (a fraction) that one reading falls nearer to a neighbouring state, erfc(separation/(2 sqrt 2)): 0.27 % at six standard deviations.

    separation of neighbours in standard deviations >= 0, dimensionless. Raises ValueError otherwise. For a state with neighbours on both sides. Source: Gauss.
    """
    return erfc(not_negative("separation", separation, "") / 8**0.5)


def updated_state(state, direction, step, asymmetry=1.0, nonlinearity=1.0):
    """State x (a fraction) after one pulse: up x + s (1 - x)^n, down x - A s x^n, never beyond 0 and 1.

    state x in [0, 1]; direction: 1 up, -1 down, 0 no pulse (or the size of a pulse between these); step s in [0, 1]: the first pulse up from x = 0;
    asymmetry A >= 0: a pulse down from x = 1 against one up from x = 0; nonlinearity n from 0 (every pulse alike) to 10; all dimensionless, broadcast.
    Raises ValueError otherwise. n = 1: each pulse fills the same share of the sites left. A common description of measured trains, see above.
    """
    return _pulsed(*_pulse_arguments(state, step, asymmetry, nonlinearity), within("direction", direction, "", -1, 1))


def pulse_train(directions, initial_state, step, asymmetry=1.0, nonlinearity=1.0):
    """States (fractions) after each of a train of pulses, along a new last axis that begins with the initial state.

    directions: one row of 1, -1 or 0, at most 10,000; initial_state and the rest as in `updated_state`. Raises ValueError otherwise. With n = 1 and pulses up
    only, 1 - x falls by the factor 1 - s each time.
    """
    row = within("directions", directions, "", -1, 1)
    if row.ndim != 1:
        raise ValueError(f"directions: an array of shape {row.shape}; allowed is one row of pulses")
    within("number of directions", row.size, "", high=10_000)
    state, *model = np.broadcast_arrays(*_pulse_arguments(initial_state, step, asymmetry, nonlinearity))
    states = [state]
    for direction in row:
        states.append(_pulsed(states[-1], *model, direction))
    return np.stack(states, axis=-1)


def symmetry_state(asymmetry, nonlinearity):
    """State (a fraction) at which a pulse up and a pulse down are alike, 1/(1 + A^(1/n)): where a long row of up-down pairs of small pulses ends.

    asymmetry A > 0, nonlinearity n > 0 as in `updated_state`; they broadcast. Raises ValueError otherwise (n = 0 has no such state).
    """
    ratio, power = positive("asymmetry", asymmetry, ""), within("nonlinearity", nonlinearity, "", 0, 10, includes_low=False)
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(np.log(ratio) / power))


def _pulse_arguments(state, step, asymmetry, nonlinearity):
    return fraction("state", state), fraction("step", step), not_negative("asymmetry", asymmetry, ""), within("nonlinearity", nonlinearity, "", 0, 10)


def _pulsed(state, step, asymmetry, nonlinearity, direction):
    up, down = np.maximum(direction, 0), np.maximum(-direction, 0)
    change = step * (up * (1 - state) ** nonlinearity - down * asymmetry * state**nonlinearity)
    return np.clip(state + change, 0.0, 1.0)
