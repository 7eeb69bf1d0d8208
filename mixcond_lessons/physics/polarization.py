"""Direct-current polarization of a mixed conductor between contacts that block its ions.

The cell is the slab 0 <= x <= L, electroneutral inside, with constant conductivities: the voltage is small against RT/F.
V = (mu_e(0) - mu_e(L))/F, the current density i counts positive towards -x, and mu is the chemical potential of the
neutral mobile component per unit charge of its ion (mu_O/2 for oxygen). With t_i + t_e = 1 and theta = D t/L^2:

    i = (sigma/L) [V - (t_i/F) (mu(L) - mu(0))],    d mu/dt = D d2 mu/dx2,    no ionic current at a blocking contact.

With blocking="both" both contacts block the ions. With "one" the contact at x = 0 is reversible (mu is held there) and
only the one at x = L blocks: that is the right half of a cell twice as thick, so theta becomes theta/4.
Sources: Hebb 1952; Wagner 1956; Yokota 1961; Jamnik and Maier 1999, doi 10.1149/1.1392611.
"""
import numpy as np
from scipy.constants import R
from scipy.special import erfcx

from .constants import FARADAY
from .arguments import computed, fraction, not_negative, one_of, positive, whole, within
from .conductivity import ambipolar_conductivity

BLOCKING, DRIVES = ("both", "one"), ("voltage", "current")
# Below this theta the two contacts do not yet feel each other: the closed form is exact to exp(-1/(4 theta)) = 4e-18,
# and from here on twelve terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 160, 12
LATEST, EARLIEST = 1e6, 1e-300   # theta beyond which nothing changes any more, and the one that stands in for 0 in divisions
NODES, WEIGHTS = np.polynomial.legendre.leggauss(8)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2


# --- Diffusion of the neutral component --------------------------------------------------------------------------

def chemical_diffusivity(ionic_conductivity, electronic_conductivity, ion_concentration, electron_concentration,
                         ion_charge_number, temperature):
    """Chemical (ambipolar) diffusivity D [m2/s] = (RT/F^2) sigma_ambipolar [1/(z^2 c_ion) + 1/c_electron].

    ionic_conductivity, electronic_conductivity [S/m]; ion_concentration, electron_concentration [mol/m3]; ion_charge_number z;
    temperature [K]; all broadcast. Raises ValueError unless all are positive (z: not zero).
    Holds for dilute carriers that neither trap each other nor interact; then D = t_e D_ion + t_i D_electron. Source: Wagner; Jamnik and Maier 1999.
    """
    stiffness = _stiffness(ion_concentration, electron_concentration, ion_charge_number, temperature)
    positive("ionic_conductivity", ionic_conductivity, "S/m")
    positive("electronic_conductivity", electronic_conductivity, "S/m")
    return computed(np.multiply, ambipolar_conductivity=ambipolar_conductivity(ionic_conductivity, electronic_conductivity), stiffness=stiffness)


def chemical_capacitance(ion_concentration, electron_concentration, ion_charge_number, area, thickness, temperature):
    """Chemical capacitance C [F] = (F^2/RT) A L / [1/(z^2 c_ion) + 1/c_electron]: charge stored per change of composition potential.

    Concentrations [mol/m3], area [m2], thickness [m], temperature [K]; all broadcast. Raises ValueError unless all are positive.
    Limits and source as `chemical_diffusivity`; with `diffusion_resistance`, R C = L^2/D exactly.
    """
    stiffness = _stiffness(ion_concentration, electron_concentration, ion_charge_number, temperature)
    return computed(lambda face, length, stiff: face / stiff * length, area=positive("area", area, "m2"),
                    thickness=positive("thickness", thickness, "m"), stiffness=stiffness)


def diffusion_resistance(ionic_conductivity, electronic_conductivity, area, thickness):
    """Resistance [ohm] (L/A) (1/sigma_ion + 1/sigma_electron) that ions and electrons meet when they move together.

    Conductivities [S/m], area [m2], thickness [m]; all broadcast. Raises ValueError unless all are positive.
    Holds in an electroneutral solid without net current. Source: Jamnik and Maier 1999.
    """
    ionic = positive("ionic_conductivity", ionic_conductivity, "S/m")
    electronic = positive("electronic_conductivity", electronic_conductivity, "S/m")
    return computed(lambda ions, electrons, face, length: length / face * (1 / ions + 1 / electrons), ionic_conductivity=ionic,
                    electronic_conductivity=electronic, area=positive("area", area, "m2"), thickness=positive("thickness", thickness, "m"))


def _stiffness(ion_concentration, electron_concentration, ion_charge_number, temperature):
    """d(mu/F)/d(charge density) [V m3/C] of a dilute, neutral solution of ions and electrons."""
    ions = positive("ion_concentration", ion_concentration, "mol/m3")
    electrons = positive("electron_concentration", electron_concentration, "mol/m3")
    square = positive("|ion_charge_number|", np.abs(within("ion_charge_number", ion_charge_number, "")), "") ** 2
    return computed(lambda i, n, zz, kelvin: R / FARADAY**2 * kelvin * (1 / (zz * i) + 1 / n), never_zero=True, ion_concentration=ions,
                    electron_concentration=electrons, square_of_charge_number=square, temperature=positive("temperature", temperature, "K"))


# --- Time constants ----------------------------------------------------------------------------------------------

def galvanostatic_time_constant(thickness, chemical_diffusivity, blocking="both"):
    """Slowest time constant [s] after switching on a constant current: L^2/(pi^2 D); four times that with one blocking contact.

    thickness [m] and chemical_diffusivity [m2/s] broadcast. Raises ValueError unless they are positive. Holds for small signals. Source: Yokota 1961.
    """
    return _diffusion_time(thickness, chemical_diffusivity, blocking) / np.pi**2


def potentiostatic_time_constant(electronic_transference_number, thickness, chemical_diffusivity, blocking="both"):
    """Slowest time constant [s] after a voltage step: L^2/(4 y1^2 D); four times that with one blocking contact.

    electronic_transference_number t_e in (0, 1], thickness [m], chemical_diffusivity [m2/s]; all broadcast. Raises ValueError otherwise.
    Lies between a quarter of the constant-current value (t_e -> 0) and that value itself (t_e -> 1). Source: separation of variables.
    """
    slowest = current_series(electronic_transference_number, 1)[0][..., 0]
    return _diffusion_time(thickness, chemical_diffusivity, blocking) / (4 * slowest**2)


def _diffusion_time(thickness, diffusivity, blocking):
    length = positive("thickness", thickness, "m") * {"both": 1, "one": 2}[one_of("blocking", blocking, BLOCKING)]
    return computed(lambda way, speed: way / speed * way, thickness=length, chemical_diffusivity=positive("chemical_diffusivity", diffusivity, "m2/s"))


def _reduced_time(time, thickness, diffusivity, blocking):
    """theta = D t/L^2 (a quarter of it with one blocking contact), capped where the steady state has long been reached."""
    length = positive("thickness", thickness, "m") * {"both": 1, "one": 2}[one_of("blocking", blocking, BLOCKING)]
    with np.errstate(over="ignore"):
        theta = not_negative("time", time, "s") * positive("chemical_diffusivity", diffusivity, "m2/s") / length / length
    return np.minimum(theta, LATEST)


# --- The answer to a step ----------------------------------------------------------------------------------------

def current_series(electronic_transference_number, terms=TERMS):
    """Roots y_n and amplitudes A_n of the current after a voltage step, i/i0 = t_e + sum A_n exp(-4 y_n^2 theta).

    tan y = -(t_e/t_i) y with (n - 1/2) pi <= y_n < n pi, and A_n = 2 t_i t_e/(t_i + t_e^2 y_n^2), so that sum A_n = t_i.
    electronic_transference_number t_e in (0, 1]; terms: how many, a whole number >= 1. Returns two arrays with n along a new last axis.
    ValueError otherwise. Source: separation of variables, or the poles of 1/Z in `impedance`.
    """
    return _series(_electronic(electronic_transference_number), whole("terms", terms, 1))


def _series(electronic, terms=TERMS):
    electronic = np.asarray(electronic)[..., np.newaxis]
    ionic = 1 - electronic
    start = (np.arange(1, terms + 1) - 0.5) * np.pi
    roots = start + np.arctan2(ionic, electronic * (start + np.pi / 4))
    for _ in range(4):   # Newton on y - start = arctan(t_i/(t_e y)): its slope stays between 1 and 1.32, four steps reach rounding
        slope = 1 + ionic * electronic / (ionic**2 + (electronic * roots) ** 2)
        roots = roots - (roots - start - np.arctan2(ionic, electronic * roots)) / slope
    return roots, 2 * ionic * electronic / (ionic + (electronic * roots) ** 2)


def current_ratio(time, electronic_transference_number, thickness, chemical_diffusivity, blocking="both"):
    """Current i(t)/i(0+) after a voltage step at t = 0: it falls from 1 (ions and electrons) to t_e (electrons alone).

    Late, t_e + sum A_n exp(-4 y_n^2 theta); early, exp(b^2) erfc(b) with b = 2 (t_i/t_e) sqrt(theta).
    time [s] >= 0, electronic_transference_number t_e in (0, 1], thickness [m], chemical_diffusivity [m2/s]; all broadcast.
    Raises ValueError otherwise. Small voltages only; t = 0 means once leads, instrument and double layers have charged, often microseconds;
    the sample itself charges sooner: epsilon/sigma = R C is 0.2 ns for 10 ohm and 22 pF (1 cm2, 1 mm, relative permittivity 25).
    Source: separation of variables; early, Carslaw and Jaeger's half-space with surface resistance.
    """
    return _current(_reduced_time(time, thickness, chemical_diffusivity, blocking), _electronic(electronic_transference_number))


def _current(theta, electronic):
    early = erfcx(2 * (1 - electronic) / electronic * np.sqrt(theta))
    roots, amplitudes = _series(electronic)
    late = electronic + _decayed_sum(amplitudes, roots, theta)
    return np.where(theta < SEAM, early, late)[()]


def voltage_ratio(time, electronic_transference_number, thickness, chemical_diffusivity, blocking="both"):
    """Voltage V(t)/V(0+) at constant current from t = 0 on: 1 + (t_i/t_e) g(theta) rises from 1 to 1/t_e.

    g = 1 - (8/pi^2) sum exp(-n^2 pi^2 theta)/n^2 over odd n; early, g = 4 sqrt(theta/pi).
    Arguments, errors and limits as `current_ratio`. Source: Yokota 1961.
    """
    theta = _reduced_time(time, thickness, chemical_diffusivity, blocking)
    electronic = _electronic(electronic_transference_number)
    halves = (np.arange(1, TERMS + 1) - 0.5) * np.pi
    late = 1 - _decayed_sum(2 / halves**2, halves, theta)
    return 1 + (1 - electronic) / electronic * np.where(theta < SEAM, 4 * np.sqrt(theta / np.pi), late)


def potential_profile(position, time, electronic_transference_number, thickness, chemical_diffusivity,
                      drive="voltage", blocking="both"):
    """Change u(x, t) of the chemical potential since the cell was at rest, in units of the drive.

    drive="voltage": u = (mu - mu_rest)/(F V) after a voltage step V; steady state x/L - 1/2 with both contacts blocking, x/L with one.
    drive="current": u = (mu - mu_rest)/(F i L/sigma) from switching on the current density i; 1/t_e times those steady states.
    position x [m] from 0 to L, time [s] >= 0; both broadcast with the other arguments, which are those of `current_ratio`. ValueError otherwise.
    Limits and source as `current_ratio`.
    """
    xi, theta, electronic = _place(position, time, electronic_transference_number, thickness, chemical_diffusivity, blocking)
    # A constant current looks, up to the factor 1/t_e, like a voltage step on a cell without ionic current.
    current = one_of("drive", drive, DRIVES) == "current"
    profile = _potential(xi, theta, 1.0) / electronic if current else _potential(xi, theta, electronic)
    return 2 * profile if blocking == "one" else profile


def carrier_currents(position, time, electronic_transference_number, thickness, chemical_diffusivity,
                     drive="voltage", blocking="both"):
    """Ionic and electronic current densities at x and t, as fractions of i(0+): a pair of arrays.

    i_ion/i0 = t_i (j - t_e u_xi) and i_electron/i0 = t_e j + t_i t_e u_xi, with j = i/i0 and u_xi = L du/dx of `potential_profile`;
    their sum is j at every x, and no ions cross a blocking contact. Arguments, errors, limits and source as `potential_profile`.
    """
    xi, theta, electronic = _place(position, time, electronic_transference_number, thickness, chemical_diffusivity, blocking)
    if one_of("drive", drive, DRIVES) == "current":
        total, diffusion = 1.0, _slope(xi, theta, 1.0)
    else:
        total, diffusion = _current(theta, electronic), _slope(xi, theta, electronic)
    return (1 - electronic) * (total - diffusion), electronic * total + (1 - electronic) * diffusion


def _electronic(electronic_transference_number):
    # Smaller values than 1e-100 mean nothing and overflow; zero itself has no diffusion and no steady state.
    return within("electronic_transference_number", electronic_transference_number, "", 1e-100, 1.0)


def _place(position, time, electronic_transference_number, thickness, diffusivity, blocking):
    """x/L (in the equivalent cell with two blocking contacts), theta and t_e, all checked."""
    theta = _reduced_time(time, thickness, diffusivity, blocking)
    xi = fraction("position / thickness", within("position", position, "m") / np.asarray(thickness, dtype=float))
    return (xi + 1) / 2 if blocking == "one" else xi, theta, _electronic(electronic_transference_number)


def _decayed_sum(strengths, roots, theta):
    decay = np.exp(-4 * roots**2 * np.maximum(theta, SEAM)[..., np.newaxis])
    return (strengths * decay).sum(axis=-1)


def _profile_strengths(electronic):
    """Roots y_n and B_n of u = (xi - 1/2) + sum B_n sin(2 y_n (xi - 1/2)) exp(-4 y_n^2 theta): B_n = -A_n/(2 t_i sin y_n), without 0/0."""
    roots, _ = _series(electronic)
    ionic, scaled = 1 - np.asarray(electronic)[..., np.newaxis], np.asarray(electronic)[..., np.newaxis] * roots
    signs = (-1.0) ** np.arange(1, TERMS + 1)
    return roots, signs * np.hypot(ionic, scaled) / ((ionic + scaled**2) * roots)


def _potential(xi, theta, electronic):
    early = _contact_potential(1 - xi, theta, electronic) - _contact_potential(xi, theta, electronic)
    roots, strengths = _profile_strengths(electronic)
    middle = np.asarray(xi) - 0.5
    late = middle + _decayed_sum(strengths * np.sin(2 * roots * middle[..., np.newaxis]), roots, theta)
    return np.where(theta < SEAM, early, late)[()]


def _slope(xi, theta, electronic):
    """t_e du/dxi, the part of the current that diffusion turns from ionic into electronic."""
    early = _contact_slope(1 - xi, theta, electronic) + _contact_slope(xi, theta, electronic)
    roots, strengths = _profile_strengths(electronic)
    cosines = np.cos(2 * roots * (np.asarray(xi) - 0.5)[..., np.newaxis])
    late = electronic * (1 + _decayed_sum(2 * roots * strengths * cosines, roots, theta))
    return np.where(theta < SEAM, early, late)[()]


def _contact_potential(distance, theta, electronic):
    """|u| at `distance` (in L) from one contact while the other is still far: [erfc(z) - exp(-z^2) erfcx(z + b)]/(2 t_i).

    z = distance/(2 sqrt(theta)), b = 2 (t_i/t_e) sqrt(theta). For small b the difference would cancel, so there it is an integral over erfcx'.
    """
    z = distance / (2 * np.sqrt(np.maximum(theta, EARLIEST)))
    b = 2 * (1 - electronic) / electronic * np.sqrt(theta)
    between = (z + np.minimum(b, 1) * 0)[..., np.newaxis] + np.minimum(b, 1)[..., np.newaxis] * NODES
    gentle = ((2 / np.sqrt(np.pi) - 2 * between * erfcx(between)) * WEIGHTS).sum(axis=-1)
    steep = (erfcx(z) - erfcx(z + b)) / np.maximum(b, 1)
    return np.sqrt(theta) / electronic * np.exp(-(z**2)) * np.where(b < 1, gentle, steep)


def _contact_slope(distance, theta, electronic):
    """t_e times the slope that belongs to `_contact_potential`: exp(-z^2) erfcx(z + b)."""
    z = distance / (2 * np.sqrt(np.maximum(theta, EARLIEST)))
    return np.exp(-(z**2)) * erfcx(z + 2 * (1 - electronic) / electronic * np.sqrt(theta))


# --- What a voltmeter and an ammeter tell -------------------------------------------------------------------------

def open_circuit_voltage(ionic_transference_number, temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage [V] of an oxide at zero current between two oxygen pressures: t_ion (RT/4F) ln(p_high/p_low).

    V = (mu_e(0) - mu_e(L))/F with the low pressure at x = 0: the side with more oxygen is the positive pole.
    ionic_transference_number in [0, 1], temperature [K], oxygen activities pO2/(1 bar) > 0; all broadcast. Raises ValueError otherwise.
    Holds for reversible, unpolarized electrodes and the same transference number everywhere. Source: Wagner.
    """
    return _nernst(ionic_transference_number, temperature, oxygen_activity_low, oxygen_activity_high, "oxygen_activity") / 4


def silver_cell_voltage(ionic_transference_number, temperature, silver_activity_low, silver_activity_high):
    """Voltage [V] of a silver-ion conductor at zero current between two silver activities: -t_ion (RT/F) ln(a_high/a_low).

    Sign turned against oxygen: with the low activity at x = 0, the side with more silver (x = L) is the negative pole.
    silver activities > 0, dimensionless; other arguments, errors, limits and source as `open_circuit_voltage`.
    """
    return -_nernst(ionic_transference_number, temperature, silver_activity_low, silver_activity_high, "silver_activity")


def _nernst(ionic_transference_number, temperature, low, high, name):
    """t_ion (RT/F) ln(high/low) [V]; a difference of logarithms, so that no ratio can overflow."""
    logarithm = np.log(positive(f"{name}_high", high, "")) - np.log(positive(f"{name}_low", low, ""))
    ionic = fraction("ionic_transference_number", ionic_transference_number)
    return ionic * R * positive("temperature", temperature, "K") / FARADAY * logarithm


def conductivities_from_currents(voltage, initial_current, steady_current, thickness, area, lead_resistance=0.0):
    """Ionic and electronic conductivity [S/m] from the first and the last current after a voltage step: a pair.

    The first current is carried by all, the last by electrons alone: sigma = (L/A) I/(V - I R_lead) for each, and the ions are the difference.
    voltage [V] > 0, initial_current and steady_current [A] >= 0, thickness [m], area [m2], lead_resistance [ohm] >= 0; all broadcast.
    Raises ValueError also if the current grows, or if the leads alone would take the whole voltage.
    Holds for |V| << RT/F, contacts that let no ions through, and an initial current read before diffusion begins. Source: Ohm's law for two parallel paths.
    """
    voltage, lead = positive("voltage", voltage, "V"), not_negative("lead_resistance", lead_resistance, "ohm")
    initial = positive("initial_current", initial_current, "A")
    steady = not_negative("steady_current", steady_current, "A")
    not_negative("initial_current - steady_current", initial - steady, "A")
    size = {"thickness": positive("thickness", thickness, "m"), "area": positive("area", area, "m2")}
    left = {name: computed(lambda volts, current, wire: volts - current * wire, voltage=voltage, **{name: current}, lead_resistance=lead)
            for name, current in (("initial_current", initial), ("steady_current", steady))}
    positive("voltage - initial_current * lead_resistance", left["initial_current"], "V")
    total, electronic = (computed(lambda amperes, volts, length, face: length / face * amperes / volts, **{name: current}, voltage=left[name], **size)
                         for name, current in (("initial_current", initial), ("steady_current", steady)))
    return total - electronic, electronic
