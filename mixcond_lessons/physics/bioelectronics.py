"""The organic electrochemical transistor: ions from the body enter a polymer film and turn its electronic current up or down.

Source grounded, gate V_G, drain V_D, channel of width W, length L, thickness d; C* is the capacitance per volume [F/m3], mu the mobility of the carriers. With holes,
overdrive V_T - V_G and beta = (W d/L) mu C*, the current into the drain is

    I = -(beta/2) { [V_T - V_G]_+^2 - [V_T - V_G + V_D]_+^2 },   [..]_+ : zero where negative,

which is beta (V_T - V_G + V_D/2) V_D before pinch-off and -(beta/2)(V_T - V_G)^2 beyond it (V_D < V_G - V_T). V_T is the pinch-off voltage > 0 of a film that
conducts by itself (depletion, PEDOT:PSS) or the threshold < 0 of one that does not (accumulation). With electrons every sign turns round.
The same channel holds its holes unevenly: the local overdrive falls from u_s at the source to u_d at the drain as u(x)^2 = u_s^2 - (u_s^2 - u_d^2) x/L, so that a
change of the gate moves C times the share of `gate_capacitance_share`: all of C with the drain near 0 V, two thirds beyond pinch-off.
One mobility, a gate much larger than the channel, no contact resistance, ions at once in equilibrium across the film.
Source: Bernards and Malliaras 2007, doi 10.1002/adfm.200601239; Rivnay et al. 2015, doi 10.1126/sciadv.1400251 (volumetric capacitance).
"""
import numpy as np
from scipy.special import ellipkm1

from .arguments import computed, fraction, not_negative, one_of, positive, within
from .insertion_synapse import gate_time
from .constants import FARADAY

SIGNS = {"holes": 1.0, "electrons": -1.0}


# --- Steady currents ---------------------------------------------------------------------------------------------

def transistor_parameter(width, thickness, length, mobility_capacitance):
    """beta = (W d/L) mu C* [A/V2]: geometry times the material's figure of merit.

    width W, thickness d, length L of the channel [m]; mobility_capacitance mu C* [F/(m V s)] (1 F/(cm V s) = 100 F/(m V s)); all > 0, broadcast.
    Raises ValueError otherwise. Source: Bernards and Malliaras; Rivnay 2015.
    """
    return computed(lambda across, deep, along, merit: across / along * deep * merit, never_zero=True, width=positive("width", width, "m"),
                    thickness=positive("thickness", thickness, "m"), length=positive("length", length, "m"),
                    mobility_capacitance=positive("mobility_capacitance", mobility_capacitance, "F/(m V s)"))


def pinch_off_voltage(carrier_concentration, volumetric_capacitance):
    """Pinch-off voltage [V], F p/C*: the gate voltage whose ions take the place of all carriers that the film has by itself.

    carrier_concentration p [mol/m3], volumetric_capacitance C* [F/m3]; both > 0, broadcast. Raises ValueError otherwise. Source: Bernards and Malliaras.
    """
    return computed(lambda amount, capacity: FARADAY * amount / capacity, carrier_concentration=positive("carrier_concentration", carrier_concentration, "mol/m3"),
                    volumetric_capacitance=positive("volumetric_capacitance", volumetric_capacitance, "F/m3"))


def drain_current(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """Steady current into the drain [A], negative for holes at negative drain voltage; zero where the gate has turned the channel off.

    gate_voltage V_G, drain_voltage V_D, threshold_voltage V_T (pinch-off or threshold) [V], transistor_parameter beta [A/V2] > 0; all broadcast;
    carrier "holes" or "electrons". Raises ValueError otherwise. Value and slopes are continuous at pinch-off and at the threshold. Source and limits: above.
    """
    sign, source, drain, beta = *_overdrives(gate_voltage, drain_voltage, threshold_voltage, carrier), positive("transistor_parameter", transistor_parameter, "A/V2")
    # The difference of two squares, written as a product: small drain voltages keep their digits.
    drop = np.where((source > 0) & (drain > 0), sign * np.asarray(drain_voltage, dtype=float), np.maximum(drain, 0) - np.maximum(source, 0))
    return computed(lambda gain, fall, sum_: sign * gain / 2 * fall * sum_, transistor_parameter=beta, drop=drop,
                    overdrives=np.maximum(source, 0) + np.maximum(drain, 0))


def transconductance(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """dI/dV_G [S] at constant V_D: beta |V_T - V_G| when saturated, beta |V_D| before, 0 when off; positive for either carrier in its usual quadrant.

    Arguments, errors (ValueError), limits and source as in `drain_current`. In saturation it is (W d/L) mu C* (V_T - V_G): thicker films amplify more.
    """
    _, source, drain = _overdrives(gate_voltage, drain_voltage, threshold_voltage, carrier)
    return computed(np.multiply, transistor_parameter=positive("transistor_parameter", transistor_parameter, "A/V2"),
                    difference_of_overdrives=np.maximum(source, 0) - np.maximum(drain, 0))


def output_conductance(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """dI/dV_D [S] at constant V_G: beta [V_T - V_G + V_D]_+ for holes; zero when saturated.

    Arguments, errors (ValueError), limits and source as in `drain_current`.
    """
    _, _, drain = _overdrives(gate_voltage, drain_voltage, threshold_voltage, carrier)
    return computed(np.multiply, transistor_parameter=positive("transistor_parameter", transistor_parameter, "A/V2"), overdrive_at_drain=np.maximum(drain, 0))


def _overdrives(gate_voltage, drain_voltage, threshold_voltage, carrier):
    """Sign of the carrier, overdrive at the source and at the drain [V], broadcast."""
    sign = SIGNS[one_of("carrier", carrier, tuple(SIGNS))]
    gate, drain = within("gate_voltage", gate_voltage, "V"), within("drain_voltage", drain_voltage, "V")
    source = computed(lambda threshold, volts: sign * (threshold - volts), threshold_voltage=within("threshold_voltage", threshold_voltage, "V"), gate_voltage=gate)
    ends = computed(lambda over, volts: over + sign * volts, overdrive=source, drain_voltage=drain)
    return sign, *np.broadcast_arrays(source, ends)


# --- Capacitance, resistance, times ------------------------------------------------------------------------------

def channel_capacitance(volumetric_capacitance, width, thickness, length):
    """Capacitance [F] of the channel, C* W d L: of its volume, not of its surface.

    volumetric_capacitance C* [F/m3] (1 F/cm3 = 1e6 F/m3); width, thickness, length [m]; all > 0, broadcast. Raises ValueError otherwise. Source: Rivnay 2015.
    """
    return computed(lambda capacity, across, deep, along: capacity * deep * across * along, never_zero=True,
                    volumetric_capacitance=positive("volumetric_capacitance", volumetric_capacitance, "F/m3"), width=positive("width", width, "m"),
                    thickness=positive("thickness", thickness, "m"), length=positive("length", length, "m"))


def solution_resistance(width, length, electrolyte_conductivity):
    """Resistance [ohm] of the electrolyte above a flat channel, from its face to far away: 1/(4 sigma a) over a disk of radius a.

    The channel is taken as the ellipse of the same area and the same width over length, with half axes p >= q: R = K(1 - q^2/p^2)/(2 pi sigma p), K the complete
    elliptic integral. width, length [m], electrolyte_conductivity [S/m]; all > 0, broadcast. Raises ValueError otherwise. 2 % above a square's value, a few per cent
    below that of a long strip. Source: capacitance of an elliptic plate; Newman 1966 for the disk.
    """
    across, along = positive("width", width, "m"), positive("length", length, "m")
    half, ratio = np.maximum(across, along) / np.pi**0.5, np.minimum(across, along) / np.maximum(across, along)
    return computed(lambda axis, flatness, sigma: ellipkm1(flatness**2) / (2 * np.pi * sigma) / axis, half_axis=half, ratio=ratio,
                    electrolyte_conductivity=positive("electrolyte_conductivity", electrolyte_conductivity, "S/m"))


def gate_capacitance_share(gate_voltage, drain_voltage, threshold_voltage, carrier="holes"):
    """dQ/dV_G at constant V_D as a share of the capacitance C of the whole channel: (2/3)(1 + 4a + a^2)/(1 + a)^2, a = u_d/u_s, the overdrives of the two ends.

    Voltages [V] and carrier as in `drain_current`, broadcast. One for V_D = 0, two thirds beyond pinch-off (one end is empty), zero where the channel is off.
    Raises ValueError as there. Source: Q = C int u dx/L = (2/3) C (u_s^3 - u_d^3)/(u_s^2 - u_d^2), the same integral as that of the current.
    """
    _, *ends = _overdrives(gate_voltage, drain_voltage, threshold_voltage, carrier)
    ends = np.maximum(ends, 0)
    larger = ends.max(axis=0)
    ratio = ends.min(axis=0) / np.where(larger > 0, larger, 1)
    return np.where(larger > 0, (2 / 3) * (1 + 4 * ratio + ratio**2) / (1 + ratio) ** 2, 0.0)


def ionic_time(width, thickness, length, volumetric_capacitance, electrolyte_conductivity, capacitance_share=1.0):
    """Time [s] for ions to charge the channel, tau_i = share R_s C: in proportion to its thickness and to the root of its area.

    capacitance_share: 1 for |V_D| far below the overdrive (the R_s C of the literature), else that of `gate_capacitance_share`, 2/3 beyond pinch-off; in (0, 1].
    Other arguments and errors (ValueError) as in `channel_capacitance` and `solution_resistance`. For small changes of the gate, with no other resistance in the way
    of the ions and holes much quicker than ions (`electronic_time`). Source: Bernards and Malliaras for share 1; the charge of the channel for the rest.
    """
    resistance = solution_resistance(width, length, electrolyte_conductivity)
    share = fraction("capacitance_share", capacitance_share, includes_zero=False)
    return gate_time(resistance, computed(np.multiply, never_zero=True, capacitance_share=share,
                                          channel_capacitance=channel_capacitance(volumetric_capacitance, width, thickness, length)))


def cutoff_frequency(width, thickness, length, volumetric_capacitance, electrolyte_conductivity, capacitance_share=1.0):
    """Frequency [1/s] at which the response has fallen by sqrt 2, 1/(2 pi tau_i): as 1/d, while the transconductance grows as d.

    Arguments, errors (ValueError) and limits as in `ionic_time`. Pinched off (share 2/3) the product g_m f = 3 mu (V_T - V_G)/(4 pi R_s L^2) has no thickness in it.
    """
    return 1 / (2 * np.pi * ionic_time(width, thickness, length, volumetric_capacitance, electrolyte_conductivity, capacitance_share))


def electronic_time(length, mobility, drain_voltage):
    """Time [s] for a carrier to cross the open channel, tau_e = L^2/(mu |V_D|).

    Beyond pinch-off, with u = |V_T - V_G| in the place of |V_D|: the crossing takes (4/3) tau_e, and the drain's current is (4/15) tau_e later than the ions' share.
    length L [m], mobility mu [m2/(V s)] > 0, drain_voltage V_D [V], not 0; all broadcast. Raises ValueError otherwise. Source: Bernards and Malliaras.
    """
    volts = positive("|drain_voltage|", np.abs(within("drain_voltage", drain_voltage, "V")), "V")
    return computed(lambda way, speed, drop: way / speed * way / drop, length=positive("length", length, "m"), mobility=positive("mobility", mobility, "m2/(V s)"),
                    drain_voltage=volts)


# --- Answers in time ---------------------------------------------------------------------------------------------

def step_response(time, current_before, current_after, ionic_time, electronic_time, contact_share=0.5):
    """Current [A] after a step of the gate voltage: I_after + (I_before - I_after) (1 - f tau_e/tau_i) exp(-t/tau_i).

    time [s] >= 0, the two steady currents [A], ionic_time tau_i (with its capacitance share) and electronic_time tau_e [s] > 0; contact_share f in [-1, 1]: the part of
    the gate's current that passes the contact where the current is read, positive at the source, negative at the drain, +-1/2 for |V_D| far
    below the overdrive. All broadcast.
    At the source tau_i < f tau_e is an overshoot; at the drain, where holes leave as the current does, the answer begins the wrong way. Raises ValueError otherwise.
    Holds for small steps (g_m and share constant), or any step where |V_D| is far below the overdrive; with f not 0 only there, after the holes
    have followed (t above L^2/(mu |V_T - V_G|)). Source: Bernards and Malliaras 2007; the signs follow from which way holes leave.
    """
    slow, quick = positive("ionic_time", ionic_time, "s"), positive("electronic_time", electronic_time, "s")
    share, after = within("contact_share", contact_share, "", -1, 1), within("current_after", current_after, "A")
    with np.errstate(over="ignore"):
        left = np.exp(-(not_negative("time", time, "s") / slow))
    ratio = computed(np.divide, electronic_time=quick, ionic_time=slow)
    return after + (within("current_before", current_before, "A") - after) * (1 - share * ratio) * left
