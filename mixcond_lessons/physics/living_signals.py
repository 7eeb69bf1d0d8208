"""A heartbeat, and what reaches the far end of the wire: with a plain electrode, and with a transistor that amplifies at the spot.

Wires pick up noise on their way. An electrode sends the body's own millivolt through them; a transistor (see `bioelectronics`) sends g_m R_load times as much,
so the same noise weighs g_m R_load times less. In return its channel must charge: one pole at 1/(2 pi tau), tau its ionic time.
The holes' own way through the channel, L^2/(mu |V_T - V_G|), is left out.
Noise is white, of a given density [V/sqrt(Hz)], up to half the sampling rate: no hum, no drift, no 1/f. The heartbeat is made up of Gaussians, after no patient.
"""
import numpy as np
from scipy.linalg import solve_banded

from .arguments import computed, not_negative, positive, single, whole, within

# Height (of the R wave), place (s after R) and standard deviation (s) of each wave.
WAVES = {"P": (0.15, -0.17, 0.022), "Q": (-0.12, -0.030, 0.009), "R": (1.0, 0.0, 0.010), "S": (-0.22, 0.030, 0.010), "T": (0.30, 0.26, 0.045)}


def heartbeat(time, beats_per_minute, amplitude):
    """Voltage [V] of a regular, made-up heartbeat: five Gaussians (P, Q, R, S, T) per beat, an R wave at t = 0.

    time [s], any array; beats_per_minute from 20 to 300 (one number); amplitude: about the height of the R wave [V]. Raises ValueError otherwise.
    The waves keep their lengths at any rate (a real T wave comes earlier in a quick heart).
    """
    period = 60 / single("beats_per_minute", within("beats_per_minute", beats_per_minute, "1/min", 20, 300))
    time, voltage = within("time", time, "s"), 0.0
    for height, place, width in WAVES.values():
        away = (time - place + period / 2) % period - period / 2   # from the nearest such wave
        for neighbour in (-period, 0.0, period):
            voltage = voltage + height * np.exp(-(((away + neighbour) / width) ** 2) / 2)
    return within("amplitude", amplitude, "V") * voltage


def filtered(signal, time_step, time_constant):
    """Signal behind one pole, tau dy/dt = u - y: exact where u is a straight line between its samples; it begins at rest, y = u.

    signal u [any unit, such as V], samples along the last axis; time_step between them and time_constant tau [s] > 0, one number each. Returns y in that unit.
    Raises ValueError otherwise. Source: variation of constants.
    """
    signal = np.atleast_1d(within("signal", signal, ""))
    positive("number of samples", signal.shape[-1], "")
    ratio = computed(np.divide, never_zero=True, time_step=single("time_step", positive("time_step", time_step, "s")),
                     time_constant=single("time_constant", positive("time_constant", time_constant, "s")))
    kept = np.exp(-ratio)
    mean = -np.expm1(-ratio) / ratio   # of exp(-s) over one step
    driven = np.moveaxis(signal, -1, 0).reshape(signal.shape[-1], -1).copy()
    driven[1:] = (1 - mean) * driven[1:] + (mean - kept) * driven[:-1]
    bands = np.ones((2, len(driven)))
    bands[1] = -kept
    return np.moveaxis(solve_banded((1, 0), bands, driven).reshape(signal.shape[-1:] + signal.shape[:-1]), 0, -1)


def passed_share(frequency, time_constant):
    """Amplitude (a fraction) of a sine that one pole lets through, 1/sqrt(1 + (2 pi f tau)^2).

    frequency f [1/s] >= 0, time_constant tau [s] > 0; they broadcast. Raises ValueError otherwise. Source: transfer function 1/(1 + i 2 pi f tau).
    """
    rate, tau = not_negative("frequency", frequency, "1/s"), positive("time_constant", time_constant, "s")
    return 1 / np.hypot(1, computed(lambda often, slow: 2 * np.pi * often * slow, frequency=rate, time_constant=tau))


def white_noise(samples, time_step, density, seed):
    """Voltage noise [V], one number per sample: normal, of standard deviation density/sqrt(2 time_step), the same for the same seed.

    samples >= 1 and seed >= 0 whole numbers, time_step [s] > 0, density [V/sqrt(Hz)] >= 0. Raises ValueError otherwise.
    White up to half the sampling rate 1/(2 time_step), nothing above. Source: the variance is density squared times that band.
    """
    chance = np.random.default_rng(whole("seed", seed, 0))
    size = computed(lambda spread, step: spread / np.sqrt(2 * step), density=not_negative("density", density, "V/sqrt(Hz)"), time_step=positive("time_step", time_step, "s"))
    return single("noise", size) * chance.standard_normal(whole("samples", samples, 1))


def passive_recording(signal, time_step, wiring_noise, seed):
    """Voltage [V] at the far end of the wire of a plain electrode: the signal and the noise of the wires.

    signal [V], one row of samples; time_step [s] > 0; wiring_noise: density [V/sqrt(Hz)] >= 0; seed: whole number >= 0. Raises ValueError otherwise.
    Holds for an amplifier that draws no current from the electrode.
    """
    signal = _row(signal)
    return signal + white_noise(signal.size, time_step, wiring_noise, seed)


def transistor_recording(signal, time_step, ionic_time, gain, own_noise, wiring_noise, seed):
    """Voltage [V] at the far end of the wire of a transistor, divided by its gain, so that it can be laid over the signal.

    ionic_time tau [s] > 0 of the channel; gain g_m R_load > 0, dimensionless (transconductance [S] times load [ohm]); own_noise: of the transistor, referred to
    its gate [V/sqrt(Hz)]; the rest, errors (ValueError) as in `passive_recording`, with the same wiring noise for the same seed.
    Holds for signals small against the overdrive (g_m constant); the signal is filtered, the noise is not. Source: V_out = R_load g_m V_gate.
    """
    signal = _row(signal)
    noise = white_noise(signal.size, time_step, wiring_noise, seed) / single("gain", positive("gain", gain, ""))
    own = white_noise(2 * signal.size, time_step, own_noise, seed)[signal.size:]   # other numbers than those of the wires
    return filtered(signal, time_step, ionic_time) + own + noise


def input_noise(own_noise, wiring_noise, gain):
    """Noise density [V/sqrt(Hz)] of a transistor and its wires, referred to the gate: sqrt(own^2 + (wiring/gain)^2); an electrode has gain 1 and none of its own.

    own_noise, wiring_noise [V/sqrt(Hz)] >= 0, gain > 0, dimensionless; all broadcast. Raises ValueError otherwise. Source: independent variances add.
    """
    wires = computed(np.divide, wiring_noise=not_negative("wiring_noise", wiring_noise, "V/sqrt(Hz)"), gain=positive("gain", gain, ""))
    return np.hypot(not_negative("own_noise", own_noise, "V/sqrt(Hz)"), wires)


def signal_to_error(signal, recorded):
    """Ratio (dimensionless) of the standard deviation of the signal [V] to that of what the recording [V] adds to it: noise and distortion alike.

    Two rows of the same length, not exactly alike up to a constant, signal not constant. Raises ValueError otherwise.
    """
    signal, recorded = _row(signal), _row(recorded)
    if signal.size != recorded.size:
        raise ValueError(f"signal and recorded: {signal.size} and {recorded.size} samples; allowed are equal numbers")
    return float(positive("spread of signal", signal.std(), "V") / positive("spread of recorded - signal", (recorded - signal).std(), "V"))


def _row(signal):
    signal = within("signal", signal, "V")
    if signal.ndim != 1 or signal.size == 0:
        raise ValueError(f"signal: an array of shape {signal.shape}; allowed is one row of samples")
    return signal
