"""Direct-current polarization of a mixed conductor between contacts that block its ions.

The cell is the slab 0 <= x <= L, electroneutral inside, with constant conductivities: the voltage is small
against RT/F. V = (mu_e(0) - mu_e(L))/F, the current density i counts positive towards -x, and mu is the
chemical potential of the neutral mobile component per unit charge of its ion (mu_O/2 for oxygen). With t_i +
t_e = 1 and theta = D t/L^2:

i = (sigma/L) [V - (t_i/F) (mu(L) - mu(0))],    d mu/dt = D d2 mu/dx2,    no ionic current at a blocking
contact.

With blocking="both" both contacts block the ions. With "one" the contact at x = 0 is reversible (mu is held
there) and only the one at x = L blocks: that is the right half of a cell twice as thick, so theta becomes
theta/4. Sources: Hebb 1952; Wagner 1956; Yokota 1961; Jamnik and Maier 1999, doi 10.1149/1.1392611.
"""
from functools import cache

import numpy as np
import scipy

from .conductivity import ambipolar_conductivity
from .constants import FARADAY, R
from .law import law
from .quantities import QUANTITIES
from .quantity import ABOVE_ZERO

BLOCKING, DRIVES = QUANTITIES["blocking"].options, QUANTITIES["drive"].options
# Below this theta the two contacts do not yet feel each other: the closed form is exact to
# exp(-1/(4 theta)) = 4e-18, and from here on twelve terms of the series reach the same accuracy.
SEAM, TERMS = 1 / 160, 12
LATEST = 1e6  # of theta: nothing changes any more
EARLIEST = 1e-300  # of theta: stands for zero in divisions
# Smaller shares mean nothing and overflow; zero itself has no diffusion and no steady state.
SOME_ELECTRONS = (1e-100, 1.0)
INSIDE = {"allowed is position / thickness from 0 to 1":
          lambda position, thickness: (position >= 0) & (position <= thickness)}
_CHARGED = {"allowed is any number but 0": lambda ion_charge_number: ion_charge_number != 0}
_FALLING = {"allowed is initial_current - steady_current >= 0 A":
            lambda initial_current, steady_current: initial_current >= steady_current}
_SOME_VOLTAGE_LEFT = {
    "allowed is voltage - initial_current * lead_resistance > 0 V":
    lambda voltage, initial_current, lead_resistance: voltage > initial_current * lead_resistance}


# --- Diffusion of the neutral component ---

@law(never_zero=True, where=_CHARGED)
def volumetric_chemical_capacitance(ion_concentration, electron_concentration, ion_charge_number,
                                    temperature):
    """Chemical capacitance per volume, c = (F^2/RT)/[1/(z^2 c_ion) + 1/c_e]. Returns F/m3.

    Charge stored per change of mu/F. Holds for dilute carriers that neither trap each other nor interact.
    Source: Jamnik and Maier 1999.
    """
    both = 1 / (ion_charge_number**2 * ion_concentration) + 1 / electron_concentration
    return FARADAY**2 / (R * temperature) / both


@law(ionic_conductivity=ABOVE_ZERO, electronic_conductivity=ABOVE_ZERO)
def chemical_diffusivity(ionic_conductivity, electronic_conductivity, ion_concentration,
                         electron_concentration, ion_charge_number, temperature):
    """Chemical (ambipolar) diffusivity, D = (RT/F^2) sigma_ambipolar [1/(z^2 c_ion) + 1/c_e]. Returns m2/s.

    Limits as `volumetric_chemical_capacitance`; then D = t_e D_ion + t_i D_electron. Source: Wagner; Jamnik
    and Maier 1999.
    """
    per_volume = volumetric_chemical_capacitance(ion_concentration, electron_concentration, ion_charge_number,
                                                 temperature)
    return ambipolar_conductivity(ionic_conductivity, electronic_conductivity) / per_volume


@law
def chemical_capacitance(ion_concentration, electron_concentration, ion_charge_number, area, thickness,
                         temperature):
    """Chemical capacitance, C = (F^2/RT) A L/[1/(z^2 c_ion) + 1/c_e]. Returns F.

    Limits and source as `volumetric_chemical_capacitance`; with `diffusion_resistance`, R C = L^2/D exactly.
    """
    per_volume = volumetric_chemical_capacitance(ion_concentration, electron_concentration, ion_charge_number,
                                                 temperature)
    return area * per_volume * thickness


@law(ionic_conductivity=ABOVE_ZERO, electronic_conductivity=ABOVE_ZERO)
def diffusion_resistance(ionic_conductivity, electronic_conductivity, area, thickness):
    """Resistance that ions and electrons meet when they move together, (L/A) (1/sigma_ion + 1/sigma_e).

    Returns ohm. Holds in an electroneutral solid without net current. Source: Jamnik and Maier 1999.
    """
    return thickness / area * (1 / ionic_conductivity + 1 / electronic_conductivity)


# --- Time constants ---

@law
def reduced_time(time, thickness, chemical_diffusivity, blocking="both"):
    """Reduced time, theta = D t/L^2; a quarter of it with one blocking contact.

    Returns a number, 1e6 at most: then the steady state has long been reached. Source: definition.
    """
    length = {"both": thickness, "one": 2 * thickness}[blocking]
    return np.minimum(time * chemical_diffusivity / length / length, LATEST)


@law
def galvanostatic_time_constant(thickness, chemical_diffusivity, blocking="both"):
    """Slowest time constant after switching on a constant current, L^2/(pi^2 D). Returns s.

    With one blocking contact four times that. Holds for small signals. Source: Yokota 1961.
    """
    length = {"both": thickness, "one": 2 * thickness}[blocking]
    return length / chemical_diffusivity * length / np.pi**2


@law(electronic_transference_number=SOME_ELECTRONS)
def potentiostatic_time_constant(electronic_transference_number, thickness, chemical_diffusivity,
                                 blocking="both"):
    """Slowest time constant after a voltage step, L^2/(4 y1^2 D). Returns s.

    With one blocking contact four times that. Between a quarter of the constant-current value (t_e -> 0) and
    that value itself (t_e -> 1). Source: separation of variables.
    """
    first_root = current_series(electronic_transference_number, 1)[0][..., 0]
    length = {"both": thickness, "one": 2 * thickness}[blocking]
    return length / chemical_diffusivity * length / (4 * first_root**2)


# --- The answer to a step ---

@law(electronic_transference_number=SOME_ELECTRONS)
def current_series(electronic_transference_number, terms=TERMS):
    """Roots y_n and amplitudes A_n of the current after a voltage step, t_e + sum A_n exp(-4 y_n^2 theta).

    tan y = -(t_e/t_i) y with (n - 1/2) pi <= y_n < n pi, and A_n = 2 t_i t_e/(t_i + t_e^2 y_n^2), so that sum
    A_n = t_i. Returns two arrays with n along a new last axis. Source: separation of variables, or the poles
    of 1/Z in `impedance`.
    """
    electronic = np.asarray(electronic_transference_number)[..., np.newaxis]
    ionic, start = 1 - electronic, (np.arange(1, terms + 1) - 0.5) * np.pi
    roots = start + np.arctan2(ionic, electronic * (start + np.pi / 4))
    # Newton on y - start = arctan(t_i/(t_e y)), of slope between 1 and 1.32: four steps reach rounding.
    for _ in range(4):
        slope = 1 + ionic * electronic / (ionic**2 + (electronic * roots) ** 2)
        roots = roots - (roots - start - np.arctan2(ionic, electronic * roots)) / slope
    return roots, 2 * ionic * electronic / (ionic + (electronic * roots) ** 2)


@law(electronic_transference_number=SOME_ELECTRONS)
def current_ratio(time, electronic_transference_number, thickness, chemical_diffusivity, blocking="both"):
    """Current after a voltage step over the first current, I/I0 = t_e + sum A_n exp(-4 y_n^2 theta).

    theta = D t/L^2. It falls from 1 (ions and electrons) to t_e (electrons alone).
    Early the same is exp(b^2) erfc(b) with b = 2 (t_i/t_e) sqrt(theta).
    Small voltages only. At t = 0 leads, instrument and double layers have charged, often in microseconds.
    The sample itself charges sooner: R C is 0.2 ns for 10 ohm and 22 pF, a disk of 1 cm2 and 1 mm with
    relative permittivity 25.
    Source: separation of variables; early, Carslaw and Jaeger's half-space with surface resistance.
    """
    theta = reduced_time(time, thickness, chemical_diffusivity, blocking)
    t_e, t_ion = electronic_transference_number, 1 - electronic_transference_number
    y, amplitudes = current_series(t_e)
    decays = np.exp(-4 * y**2 * np.maximum(theta, SEAM)[..., np.newaxis])
    late = t_e + (amplitudes * decays).sum(axis=-1)
    early = scipy.special.erfcx(2 * t_ion / t_e * np.sqrt(theta))
    return np.where(theta < SEAM, early, late)[()]


@law(electronic_transference_number=SOME_ELECTRONS)
def voltage_ratio(time, electronic_transference_number, thickness, chemical_diffusivity, blocking="both"):
    """Voltage at constant current over the first voltage, V/V0 = 1 + (t_i/t_e) g: it rises from 1 to 1/t_e.

    g = 1 - (8/pi^2) sum exp(-n^2 pi^2 theta)/n^2 over odd n; early, g = 4 sqrt(theta/pi). Limits as
    `current_ratio`. Source: Yokota 1961.
    """
    theta = reduced_time(time, thickness, chemical_diffusivity, blocking)
    n = np.arange(1, 2 * TERMS, 2)
    decays = np.exp(-((n * np.pi) ** 2) * np.maximum(theta, SEAM)[..., np.newaxis])
    late = 1 - 8 / np.pi**2 * (decays / n**2).sum(axis=-1)
    g = np.where(theta < SEAM, 4 * np.sqrt(theta / np.pi), late)
    return 1 + (1 - electronic_transference_number) / electronic_transference_number * g


# --- Inside the cell ---

@law(electronic_transference_number=SOME_ELECTRONS, where=INSIDE)
def potential_profile(position, time, electronic_transference_number, thickness, chemical_diffusivity,
                      drive="voltage", blocking="both"):
    """Change u(x, t) of the chemical potential since the cell was at rest, in units of the drive.

    drive="voltage": u = (mu - mu_rest)/(F V) after a voltage step V; in the end x/L - 1/2 with both contacts
    blocking, x/L with one. drive="current": u = (mu - mu_rest)/(F i L/sigma) from switching on the current
    density i; in the end 1/t_e times that. Limits and source as `current_ratio`.
    """
    theta = reduced_time(time, thickness, chemical_diffusivity, blocking)
    place = {"both": position / thickness, "one": (position / thickness + 1) / 2}[blocking]
    share = _share_of_a_voltage_step(drive, electronic_transference_number)
    early = _potential_at_contact(1 - place, theta, share) - _potential_at_contact(place, theta, share)
    roots, strengths = _profile_series(share)
    decays = np.exp(-4 * roots**2 * np.maximum(theta, SEAM)[..., np.newaxis])
    waves = strengths * np.sin(2 * roots * (place - 0.5)[..., np.newaxis])
    late = place - 0.5 + (waves * decays).sum(axis=-1)
    factor = share / electronic_transference_number * {"both": 1, "one": 2}[blocking]
    return factor * np.where(theta < SEAM, early, late)[()]


@law(electronic_transference_number=SOME_ELECTRONS, where=INSIDE)
def potential_gradient(position, time, electronic_transference_number, thickness, chemical_diffusivity,
                       drive="voltage", blocking="both"):
    """Slope L du/dx of `potential_profile`, in units of the drive; limits and source as there."""
    theta = reduced_time(time, thickness, chemical_diffusivity, blocking)
    place = {"both": position / thickness, "one": (position / thickness + 1) / 2}[blocking]
    share = _share_of_a_voltage_step(drive, electronic_transference_number)
    early = _slope_at_contact(1 - place, theta, share) + _slope_at_contact(place, theta, share)
    roots, strengths = _profile_series(share)
    decays = np.exp(-4 * roots**2 * np.maximum(theta, SEAM)[..., np.newaxis])
    waves = 2 * roots * strengths * np.cos(2 * roots * (place - 0.5)[..., np.newaxis])
    late = share * (1 + (waves * decays).sum(axis=-1))
    return np.where(theta < SEAM, early, late)[()] / electronic_transference_number


@law(electronic_transference_number=SOME_ELECTRONS, where=INSIDE)
def carrier_currents(position, time, electronic_transference_number, thickness, chemical_diffusivity,
                     drive="voltage", blocking="both"):
    """Ionic and electronic current at x and t over the first current, t_i (j - t_e u') and t_e (j + t_i u').

    j = I/I0, and u' = L du/dx of `potential_profile`. Returns two arrays; their sum is j at every x, and no
    ions cross a blocking contact. Limits and source as `current_ratio`.
    """
    t_e, t_ion = electronic_transference_number, 1 - electronic_transference_number
    cell = t_e, thickness, chemical_diffusivity
    total = current_ratio(time, *cell, blocking) if drive == "voltage" else 1.0
    slope = potential_gradient(position, time, *cell, drive, blocking)
    return t_ion * (total - t_e * slope), t_e * (total + t_ion * slope)


def _share_of_a_voltage_step(drive, electronic_transference_number):
    """Constant current looks, up to the factor 1/t_e, like a voltage step on a cell without ionic current."""
    return electronic_transference_number if drive == "voltage" else 1.0


def _profile_series(electronic):
    """Roots y_n and B_n of u = (xi - 1/2) + sum B_n sin(2 y_n (xi - 1/2)) exp(-4 y_n^2 theta).

    B_n = -A_n/(2 t_i sin y_n), written so that it is no 0/0 without ions.
    """
    roots, _ = current_series(electronic)
    electronic = np.asarray(electronic)[..., np.newaxis]
    ionic, scaled = 1 - electronic, electronic * roots
    signs = (-1.0) ** np.arange(1, TERMS + 1)
    return roots, signs * np.hypot(ionic, scaled) / ((ionic + scaled**2) * roots)


def _potential_at_contact(distance, theta, electronic):
    """|u| at `distance` (in L) from one contact while the other is still far.

    It is [erfc(z) - exp(-z^2) erfcx(z + b)]/(2 t_i) with z = distance/(2 sqrt(theta)), b = 2 (t_i/t_e)
    sqrt(theta). For small b the difference would cancel: there it is an integral over the slope of erfcx.
    """
    erfcx, (nodes, weights) = scipy.special.erfcx, _gauss_rule()
    z = distance / (2 * np.sqrt(np.maximum(theta, EARLIEST)))
    b = 2 * (1 - electronic) / electronic * np.sqrt(theta)
    between = (z + np.minimum(b, 1) * 0)[..., np.newaxis] + np.minimum(b, 1)[..., np.newaxis] * nodes
    gentle = ((2 / np.sqrt(np.pi) - 2 * between * erfcx(between)) * weights).sum(axis=-1)
    steep = (erfcx(z) - erfcx(z + b)) / np.maximum(b, 1)
    return np.sqrt(theta) / electronic * np.exp(-(z**2)) * np.where(b < 1, gentle, steep)


def _slope_at_contact(distance, theta, electronic):
    """t_e times the slope that belongs to `_potential_at_contact`: exp(-z^2) erfcx(z + b)."""
    z = distance / (2 * np.sqrt(np.maximum(theta, EARLIEST)))
    return np.exp(-(z**2)) * scipy.special.erfcx(z + 2 * (1 - electronic) / electronic * np.sqrt(theta))


@cache
def _gauss_rule():
    """Places between 0 and 1, and weights, of Gauss's rule with eight points."""
    nodes, weights = np.polynomial.legendre.leggauss(8)
    return (nodes + 1) / 2, weights / 2


# --- What a voltmeter and an ammeter tell ---

@law
def open_circuit_voltage(ionic_transference_number, temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage of an oxide at zero current between two oxygen pressures, V = t_ion (RT/4F) ln(p_high/p_low).

    Returns V. V = (mu_e(0) - mu_e(L))/F with the low pressure at x = 0: the side with more oxygen is the
    positive pole. Holds for reversible, unpolarized electrodes and the same transference number everywhere.
    Source: Wagner.
    """
    logarithm = np.log(oxygen_activity_high) - np.log(oxygen_activity_low)  # no ratio, which could overflow
    return ionic_transference_number * R * temperature / FARADAY * logarithm / 4


@law
def silver_cell_voltage(ionic_transference_number, temperature, silver_activity_low, silver_activity_high):
    """Voltage of a silver-ion conductor at zero current, V = -t_ion (RT/F) ln(a_high/a_low). Returns V.

    Sign turned against oxygen: with the low activity at x = 0, the side with more silver (x = L) is the
    negative pole. Limits and source as `open_circuit_voltage`.
    """
    logarithm = np.log(silver_activity_high) - np.log(silver_activity_low)  # no ratio, which could overflow
    return -ionic_transference_number * R * temperature / FARADAY * logarithm


@law(voltage=ABOVE_ZERO, where=_FALLING | _SOME_VOLTAGE_LEFT)
def conductivities_from_currents(voltage, initial_current, steady_current, thickness, area,
                                 lead_resistance=0.0):
    """Ionic and electronic conductivity from the first and the last current after a voltage step, in S/m.

    All carry the first current, electrons alone the last: sigma = (L/A) I/(V - I R_leads) for each; the ions
    are the difference. Holds for |V| << RT/F, contacts that let no ions through, and a first current read
    before diffusion begins. Source: Ohm's law for two parallel paths.
    """
    total = thickness / area * initial_current / (voltage - initial_current * lead_resistance)
    electronic = thickness / area * steady_current / (voltage - steady_current * lead_resistance)
    return total - electronic, electronic


@law(voltage=ABOVE_ZERO, where={
    "allowed is voltage - initial_current * initial_resistance > 0 V":
    lambda voltage, initial_current, initial_resistance: voltage > initial_current * initial_resistance,
    "allowed is voltage - steady_current * steady_resistance > 0 V":
    lambda voltage, steady_current, steady_resistance: voltage > steady_current * steady_resistance})
def bruce_vincent_transference(initial_current, steady_current, initial_resistance, steady_resistance,
                               voltage):
    """Transference number of the ion, t = I_s (V - I_0 R_0)/[I_0 (V - I_s R_s)]. Returns a fraction.

    Both contacts let this ion pass and block the other carrier: the steady current is ionic, the other way
    round than between contacts that block the ion. R_0 and R_s: resistance of both contacts together, by
    alternating current before and at the end. Holds for voltages small against RT/F and a dilute, uniform
    cell. Source: Evans, Vincent and Bruce 1987 (citation seen).
    """
    at_first = voltage - initial_current * initial_resistance  # V across the conductor itself
    at_last = voltage - steady_current * steady_resistance
    return steady_current * at_first / (initial_current * at_last)
