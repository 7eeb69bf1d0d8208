"""A heartbeat, and what reaches the far end of the wire: with a plain electrode, and with a transistor that
amplifies at the spot.

Wires pick up noise on their way. An electrode sends the body's own millivolt through them; a transistor (see
`bioelectronics`) sends g_m R_load times as much, so the same noise weighs g_m R_load times less. In return
its channel must charge: one pole at 1/(2 pi tau), tau its ionic time. The holes' own way through the channel,
L^2/(mu |V_T - V_G|), is left out. Noise is white, of a given density [V/sqrt(Hz)], up to half the sampling
rate: no hum, no drift, no 1/f. The heartbeat is made up of Gaussians, after no patient.
"""
import numpy as np
import scipy

from .law import law

_A_ROW = {"allowed is one row of samples": lambda signal: np.ndim(signal) == 1 and np.size(signal) > 0}
# Height (of the R wave), place (s after R) and standard deviation (s) of each wave.
WAVES = {"P": (0.15, -0.17, 0.022), "Q": (-0.12, -0.030, 0.009), "R": (1.0, 0.0, 0.010),
         "S": (-0.22, 0.030, 0.010),
         "T": (0.30, 0.26, 0.045)}


@law(time="moment")
def heartbeat(time, beats_per_minute, amplitude):
    """Voltage of a regular, made-up heartbeat: five Gaussians (P, Q, R, S, T) per beat, an R wave at t = 0.
    Returns V.

    amplitude: about the height of the R wave. The waves keep their lengths at any rate (a real T wave comes
    earlier in a quick heart). Source: made up.
    """
    period, voltage = 60 / beats_per_minute, 0.0
    for height, place, width in WAVES.values():
        away = (time - place + period / 2) % period - period / 2   # from the nearest such wave
        for neighbour in (-period, 0.0, period):
            voltage = voltage + height * np.exp(-(((away + neighbour) / width) ** 2) / 2)
    return amplitude * voltage


@law(time_constant="single_time_constant",
     where={"allowed is at least one sample": lambda signal: np.size(signal) > 0,
                                                  "their ratio leaves the range of floating-point numbers":
                                                  lambda time_step, time_constant: 0 < time_step
            / time_constant < np.inf})
def filtered(signal, time_step, time_constant):
    """Signal behind one pole, tau dy/dt = u - y: exact where u is a straight line between its samples; it
    begins at rest, y = u.

    signal: samples along the last axis. Returns y in its unit. Source: variation of constants.
    """
    samples, ratio = np.atleast_1d(signal), time_step / time_constant
    kept, mean = np.exp(-ratio), -np.expm1(-ratio) / ratio   # of exp(-s) after one step, and its mean over it
    driven = np.moveaxis(samples, -1, 0).reshape(samples.shape[-1], -1).copy()
    driven[1:] = (1 - mean) * driven[1:] + (mean - kept) * driven[:-1]
    bands = np.ones((2, len(driven)))
    bands[1] = -kept
    found = scipy.linalg.solve_banded((1, 0), bands, driven)
    return np.moveaxis(found.reshape(samples.shape[-1:] + samples.shape[:-1]), 0, -1)


@law
def passed_share(frequency, time_constant):
    """Amplitude of a sine that one pole lets through, 1/sqrt(1 + (2 pi f tau)^2). Returns a fraction.

    Source: transfer function 1/(1 + i 2 pi f tau).
    """
    return 1 / np.hypot(1, 2 * np.pi * frequency * time_constant)


@law
def white_noise(samples, time_step, density, seed):
    """Voltage noise, one number per sample: normal, of standard deviation density/sqrt(2 time_step). Returns
    V.

    The same for the same seed. White up to half the sampling rate 1/(2 time_step), nothing above.
    Source: the variance is density squared times that band.
    """
    spread = density / np.sqrt(2 * time_step)
    return spread * np.random.default_rng(seed).standard_normal(samples)


@law(where=_A_ROW, wiring_noise="density")
def passive_recording(signal, time_step, wiring_noise, seed):
    """Voltage at the far end of the wire of a plain electrode: the signal and the noise of the wires. Returns
    V.

    Holds for an amplifier that draws no current from the electrode.
    """
    return signal + white_noise(signal.size, time_step, wiring_noise, seed)


@law(where=_A_ROW, ionic_time="single_time_constant", wiring_noise="density", own_noise="density",
     gain="single_gain")
def transistor_recording(signal, time_step, ionic_time, gain, own_noise, wiring_noise, seed):
    """Voltage at the far end of the wire of a transistor, divided by its gain g_m R_load, to be laid over the
    signal. Returns V.

    The film lets the signal through as one pole of the ionic time. The noise of the wires weighs less by the
    gain; it is the same as in `passive_recording` for the same seed. The transistor's own noise is referred
    to its gate. Holds for signals small against the overdrive (g_m constant). Source: V_out = R_load g_m
    V_gate.
    """
    noise_of_the_wires = white_noise(signal.size, time_step, wiring_noise, seed) / gain
    # Other numbers than those of the wires.
    own = white_noise(2 * signal.size, time_step, own_noise, seed)[signal.size:]
    return filtered(signal, time_step, ionic_time) + own + noise_of_the_wires


@law
def input_noise(own_noise, wiring_noise, gain):
    """Noise density of a transistor and its wires, referred to the gate: sqrt(own^2 + (wiring/gain)^2).
    Returns V/sqrt(Hz).

    An electrode has gain 1 and no noise of its own. Source: independent variances add.
    """
    return np.hypot(own_noise, wiring_noise / gain)


@law(where={**_A_ROW,
            "allowed are two rows of the same length": lambda signal, recorded: np.shape(signal) == np.shape(recorded),
            "allowed is a signal that changes": lambda signal: np.std(signal) > 0,
            "allowed is a recording that differs from the signal":
            lambda signal, recorded: np.std(recorded - signal) > 0})
def signal_to_error(signal, recorded):
    """Standard deviation of the signal over that of what the recording adds to it: noise and distortion
    alike. Returns a number.

    The recording must not be exactly the signal up to a constant. Source: definition.
    """
    return signal.std() / (recorded - signal).std()
