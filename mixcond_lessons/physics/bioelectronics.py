"""The organic electrochemical transistor: ions from the body enter a polymer film and turn its electronic
current up or down.

Source grounded, gate V_G, drain V_D, channel of width W, length L, thickness d; C* is the capacitance per
volume [F/m3], mu the mobility of the carriers. With holes, overdrive V_T - V_G and beta = (W d/L) mu C*, the
current into the drain is

    I = -(beta/2) { [V_T - V_G]_+^2 - [V_T - V_G + V_D]_+^2 },   [..]_+ : zero where negative,

which is beta (V_T - V_G + V_D/2) V_D before pinch-off and -(beta/2)(V_T - V_G)^2 beyond it (V_D < V_G - V_T).
V_T is the pinch-off voltage > 0 of a film that conducts by itself (depletion, PEDOT:PSS) or the threshold < 0
of one that does not (accumulation). With electrons every sign turns round. The same channel holds its holes
unevenly: the local overdrive falls from u_s at the source to u_d at the drain as u(x)^2 = u_s^2 - (u_s^2 -
u_d^2) x/L, so that a change of the gate moves C times the share of `gate_capacitance_share`: all of C with
the drain near 0 V, two thirds beyond pinch-off. One mobility, a gate much larger than the channel, no contact
resistance, ions at once in equilibrium across the film. Source: Bernards and Malliaras 2007, doi
10.1002/adfm.200601239; Rivnay et al. 2015, doi 10.1126/sciadv.1400251.
"""
import numpy as np
import scipy

from .constants import FARADAY
from .insertion_synapse import gate_time
from .law import law

SIGNS = {"holes": 1.0, "electrons": -1.0}


# --- Steady currents ---

@law(never_zero=True, thickness="film_thickness")
def transistor_parameter(width, thickness, length, mobility_capacitance):
    """Transistor parameter, beta = (W d/L) mu C*: geometry times the material's figure of merit. Returns
    A/V2.

    1 F/(cm V s) = 100 F/(m V s). Source: Bernards and Malliaras; Rivnay 2015.
    """
    return width / length * thickness * mobility_capacitance


@law
def pinch_off_voltage(carrier_concentration, volumetric_capacitance):
    """Pinch-off voltage, F p/C*: at it the ions have taken the place of all carriers that the film has by
    itself. Returns V.

    Source: Bernards and Malliaras.
    """
    return FARADAY * carrier_concentration / volumetric_capacitance


@law
def drain_current(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """Steady current into the drain, -(beta/2) (u_s^2 - u_d^2) for holes, u_s and u_d the overdrives of the
    ends or zero.

    Returns A, negative for holes at negative drain voltage; zero where the gate has turned the channel off.
    Value and slopes are continuous at pinch-off and at the threshold. Holds for one mobility, a gate much
    larger than the channel and no contact resistance. Source: Bernards and Malliaras 2007; Rivnay 2015.
    """
    sign = SIGNS[carrier]
    at_source = sign * (threshold_voltage - gate_voltage)
    at_drain = at_source + sign * drain_voltage
    source, drain = np.maximum(at_source, 0), np.maximum(at_drain, 0)
    # The difference of two squares, written as a product: small drain voltages keep their digits.
    difference = np.where((at_source > 0) & (at_drain > 0), sign * drain_voltage, drain - source)
    return sign * transistor_parameter / 2 * difference * (source + drain)


@law
def transconductance(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """Transconductance dI/dV_G at constant V_D: beta |V_T - V_G| when saturated, beta |V_D| before, 0 when
    off. Returns S.

    Positive for either carrier in its usual quadrant. In saturation it is (W d/L) mu C* (V_T - V_G): thicker
    films amplify more. Limits and source as in `drain_current`.
    """
    sign = SIGNS[carrier]
    at_source = sign * (threshold_voltage - gate_voltage)
    at_drain = at_source + sign * drain_voltage
    return transistor_parameter * (np.maximum(at_source, 0) - np.maximum(at_drain, 0))


@law
def output_conductance(gate_voltage, drain_voltage, threshold_voltage, transistor_parameter, carrier="holes"):
    """Output conductance dI/dV_D at constant V_G: beta [V_T - V_G + V_D]_+ for holes; zero when saturated.
    Returns S.

    Limits and source as in `drain_current`.
    """
    sign = SIGNS[carrier]
    at_drain = sign * (threshold_voltage - gate_voltage) + sign * drain_voltage
    return transistor_parameter * np.maximum(at_drain, 0)


# --- Capacitance, resistance, times ---

@law(never_zero=True, thickness="film_thickness")
def channel_capacitance(volumetric_capacitance, width, thickness, length):
    """Capacitance of the channel, C* W d L: of its volume, not of its surface. Returns F.

    1 F/cm3 = 1e6 F/m3. Source: Rivnay 2015.
    """
    return volumetric_capacitance * thickness * width * length


@law
def solution_resistance(width, length, electrolyte_conductivity):
    """Resistance of the electrolyte above a flat channel, from its face to far away: 1/(4 sigma a) over a
    disk of radius a.

    The channel is taken as the ellipse of the same area and the same width over length, with half axes p >=
    q: R = K(1 - q^2/p^2)/(2 pi sigma p), K the complete elliptic integral. Returns ohm. 2 % above a square's
    value, a few per cent below that of a long strip. Source: capacitance of an elliptic plate; Newman 1966
    for the disk.
    """
    half_axis = np.maximum(width, length) / np.pi**0.5
    ratio = np.minimum(width, length) / np.maximum(width, length)
    return scipy.special.ellipkm1(ratio**2) / (2 * np.pi * electrolyte_conductivity) / half_axis


@law
def gate_capacitance_share(gate_voltage, drain_voltage, threshold_voltage, carrier="holes"):
    """Charge dQ/dV_G at constant V_D as a share of the channel's C: (2/3)(1 + 4a + a^2)/(1 + a)^2, a =
    u_d/u_s.

    u_s and u_d are the overdrives of the two ends. Returns a fraction: one for V_D = 0, two thirds beyond
    pinch-off (one end is empty), zero where the channel is off.
    Source: Q = C int u dx/L = (2/3) C (u_s^3 - u_d^3)/(u_s^2 - u_d^2), the same integral as that of the
    current.
    """
    sign = SIGNS[carrier]
    at_source = sign * (threshold_voltage - gate_voltage)
    source, drain = np.maximum(at_source, 0), np.maximum(at_source + sign * drain_voltage, 0)
    larger, smaller = np.maximum(source, drain), np.minimum(source, drain)
    a = smaller / np.where(larger > 0, larger, 1)
    return np.where(larger > 0, (2 / 3) * (1 + 4 * a + a**2) / (1 + a) ** 2, 0.0)


@law(thickness="film_thickness")
def ionic_time(width, thickness, length, volumetric_capacitance, electrolyte_conductivity,
               capacitance_share=1.0):
    """Time for ions to charge the channel, tau_i = share R_s C: in proportion to its thickness and to the
    root of its area.

    capacitance_share: 1 for |V_D| far below the overdrive (the R_s C of the literature), else that of
    `gate_capacitance_share`, 2/3 beyond pinch-off. Returns s. For small changes of the gate, with no other
    resistance in the way of the ions and holes much quicker than ions (`electronic_time`).
    Source: Bernards and Malliaras for share 1; the charge of the channel for the rest.
    """
    resistance = solution_resistance(width, length, electrolyte_conductivity)
    capacitance = channel_capacitance(volumetric_capacitance, width, thickness, length)
    return gate_time(resistance, capacitance_share * capacitance)


@law(thickness="film_thickness")
def cutoff_frequency(width, thickness, length, volumetric_capacitance, electrolyte_conductivity,
                     capacitance_share=1.0):
    """Frequency at which the response has fallen by sqrt 2, 1/(2 pi tau_i) with tau_i = share R_s C: as 1/d.
    Returns 1/s.

    The transconductance grows as d. Limits as in `ionic_time`. Pinched off (share 2/3) the product
    g_m f = 3 mu (V_T - V_G)/(4 pi R_s L^2) has no thickness in it.
    """
    resistance = solution_resistance(width, length, electrolyte_conductivity)
    capacitance = channel_capacitance(volumetric_capacitance, width, thickness, length)
    ionic_time = capacitance_share * resistance * capacitance
    return 1 / (2 * np.pi * ionic_time)


@law(mobility="carrier_mobility",
     where={"drain_voltage: allowed is any other number, for without a voltage no carrier crosses":
            lambda drain_voltage: drain_voltage != 0})
def electronic_time(length, mobility, drain_voltage):
    """Time for a carrier to cross the open channel, tau_e = L^2/(mu |V_D|). Returns s.

    Beyond pinch-off, with u = |V_T - V_G| in the place of |V_D|: the crossing takes (4/3) tau_e, and the
    drain's current is (4/15) tau_e later than the ions' share. Source: Bernards and Malliaras.
    """
    return length / mobility * length / np.abs(drain_voltage)


# --- Answers in time ---

@law
def step_response(time, current_before, current_after, ionic_time, electronic_time, contact_share=0.5):
    """Current after a step of the gate voltage: I_after + (I_before - I_after) (1 - f tau_e/tau_i)
    exp(-t/tau_i). Returns A.

    contact_share f: the part of the gate's current that passes the contact where the current is read,
    positive at the source, negative at the drain, +-1/2 for |V_D| far below the overdrive; ionic_time with
    its capacitance share. At the source tau_i < f tau_e is an overshoot; at the drain, where holes leave as
    the current does, the answer begins the wrong way. Holds for small steps (g_m and share constant), or any
    step where |V_D| is far below the overdrive; with f not 0 only there, after the holes have followed (t
    above L^2/(mu |V_T - V_G|)). Source: Bernards and Malliaras 2007; the signs follow from which way holes
    leave.
    """
    left = np.exp(-time / ionic_time)
    return current_after + (current_before - current_after) * (1 - contact_share
                                                               * (electronic_time / ionic_time)) * left
