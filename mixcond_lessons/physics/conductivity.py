"""Two currents side by side: partial conductivities, transference numbers, and how temperature and oxygen change them."""
import numpy as np
from scipy.constants import R

from .arguments import computed, fraction, not_negative, positive, same_shape, single, within


def total_conductivity(ionic_conductivity, electronic_conductivity):
    """Total conductivity, sigma = sigma_ion + sigma_e: both carriers feel the same field, so their currents add.

    ionic_conductivity, electronic_conductivity: S/m, >= 0, any shapes that broadcast. Returns S/m.
    Raises ValueError for negative, infinite or NaN entries. Holds while the carriers do not drag each other (no cross terms).
    Source: definition; Maier, Physical Chemistry of Ionic Materials (2004).
    """
    ionic, electronic = same_shape(ionic_conductivity=not_negative("ionic_conductivity", ionic_conductivity, "S/m"),
                                   electronic_conductivity=not_negative("electronic_conductivity", electronic_conductivity, "S/m"))
    return computed(np.add, ionic_conductivity=ionic, electronic_conductivity=electronic)


def ionic_transference_number(ionic_conductivity, electronic_conductivity):
    """Ionic transference number, t_ion = sigma_ion/(sigma_ion + sigma_e): the share of the current that ions carry.

    ionic_conductivity, electronic_conductivity: S/m, >= 0 and not both zero, shapes that broadcast. Returns a fraction 0..1.
    Raises ValueError for impossible entries. It is the share without gradients of composition; it says nothing of how large either is.
    Source: definition.
    """
    total = positive("total conductivity", total_conductivity(ionic_conductivity, electronic_conductivity), "S/m")
    return np.asarray(ionic_conductivity, dtype=float) / total


def electronic_transference_number(ionic_conductivity, electronic_conductivity):
    """Electronic transference number, t_e = sigma_e/(sigma_ion + sigma_e) = 1 - t_ion, without loss of digits where it is tiny.

    Arguments, result and errors as for `ionic_transference_number`. Source: definition.
    """
    total = positive("total conductivity", total_conductivity(ionic_conductivity, electronic_conductivity), "S/m")
    return np.asarray(electronic_conductivity, dtype=float) / total


def ambipolar_conductivity(ionic_conductivity, electronic_conductivity):
    """Ambipolar conductivity, sigma_ion sigma_e/(sigma_ion + sigma_e): both carriers in series, as when neutral matter moves.

    Arguments and errors as for `ionic_transference_number`. Returns S/m, at most the smaller of the two.
    Holds in an electroneutral solid without net current. Source: Wagner, as in Bouwmeester 1994, 10.1016/0167-2738(94)90145-7.
    """
    ions = ionic_transference_number(ionic_conductivity, electronic_conductivity)
    return np.asarray(electronic_conductivity, dtype=float) * ions


def ionic_resistance(total_resistance, electronic_resistance):
    """Resistance of the ionic path where two paths lie side by side: 1/R_ion = 1/R_total - 1/R_e.

    total_resistance, electronic_resistance: ohm, > 0, R_e > R_total. Returns ohm.
    Raises ValueError where the electronic path alone would conduct better than both. Source: Kirchhoff's laws.
    """
    total, electronic = same_shape(total_resistance=positive("total_resistance", total_resistance, "ohm"),
                                   electronic_resistance=positive("electronic_resistance", electronic_resistance, "ohm"))
    wrong = electronic <= total
    if np.any(wrong):
        raise ValueError(f"electronic_resistance = {electronic[wrong][0]:g} ohm: must be larger than total_resistance = "
                         f"{total[wrong][0]:g} ohm, for one of two parallel paths resists more than both together")
    return computed(lambda both, leak: both * (leak / (leak - both)), total_resistance=total, electronic_resistance=electronic)


def transference_from_resistances(total_resistance, electronic_resistance):
    """Ionic transference number of two parallel paths, t_ion = 1 - R_total/R_e.

    Arguments and errors as for `ionic_resistance`. Returns a fraction. Holds for one sample: length and area cancel. Source: Kirchhoff's laws.
    """
    ionic = ionic_resistance(total_resistance, electronic_resistance)
    return np.asarray(total_resistance, dtype=float) / ionic


def conductivity_from_resistance(resistance, thickness, area):
    """Conductivity from resistance, sigma = L/(R A). resistance: ohm; thickness: m; area: m2; all > 0, shapes that broadcast. Returns S/m.

    Raises ValueError otherwise. Holds for a uniform current through a uniform sample. Source: Ohm's law.
    """
    resistance, thickness, area = same_shape(resistance=positive("resistance", resistance, "ohm"),
                                             thickness=positive("thickness", thickness, "m"), area=positive("area", area, "m2"))
    return computed(_inverse_of_geometry, never_zero=True, resistance=resistance, thickness=thickness, area=area)


def resistance_from_conductivity(conductivity, thickness, area):
    """Resistance from conductivity, R = L/(sigma A). conductivity: S/m; thickness: m; area: m2; all > 0, shapes that broadcast. Returns ohm.

    Raises ValueError otherwise. Holds for a uniform current through a uniform sample. Source: Ohm's law.
    """
    conductivity, thickness, area = same_shape(conductivity=positive("conductivity", conductivity, "S/m"),
                                               thickness=positive("thickness", thickness, "m"), area=positive("area", area, "m2"))
    return computed(_inverse_of_geometry, never_zero=True, conductivity=conductivity, thickness=thickness, area=area)


def _inverse_of_geometry(resistance_or_conductivity, thickness, area):
    """L/(A R) or L/(A sigma): each of the two is the other's, by the same formula."""
    return thickness / area / resistance_or_conductivity


def hopping_conductivity(prefactor, activation_energy, temperature):
    """Arrhenius law of hopping carriers, sigma T = A exp(-E/RT): the T stands on the left because the mobility is D/RT.

    prefactor: A in S K/m, > 0; activation_energy: E in J/mol, >= 0; temperature: K, > 0; shapes that broadcast. Returns S/m.
    Raises ValueError otherwise. Holds for a fixed number of carriers and one barrier. Source: Nernst-Einstein with D = D0 exp(-E/RT).
    """
    return computed(lambda factor, energy, kelvin: factor / kelvin * np.exp(-energy / R / kelvin), prefactor=positive("prefactor", prefactor, "S K/m"),
                    activation_energy=not_negative("activation_energy", activation_energy, "J/mol"), temperature=positive("temperature", temperature, "K"))


def exponential_conductivity(prefactor, activation_energy, temperature):
    """Arrhenius law in its plain form, sigma = s0 exp(-E/RT).

    prefactor: s0 in S/m, > 0; activation_energy: J/mol, >= 0; temperature: K, > 0. Returns S/m. Raises ValueError otherwise.
    A fit over some range, not a mechanism: its energy differs from that of sigma T by RT. Source: convention.
    """
    return computed(lambda factor, energy, kelvin: factor * np.exp(-energy / R / kelvin), prefactor=positive("prefactor", prefactor, "S/m"),
                    activation_energy=not_negative("activation_energy", activation_energy, "J/mol"), temperature=positive("temperature", temperature, "K"))


def slope_energy_of_conductivity(activation_energy, temperature):
    """Slope energy of ln(sigma) against 1/T where sigma T is an Arrhenius law: E - RT (E itself belongs to ln(sigma T)).

    activation_energy: J/mol; temperature: K, > 0. Returns J/mol. Raises ValueError otherwise. Exact at one temperature. Source: d ln(1/T)/d(1/T) = T.
    """
    return computed(lambda energy, kelvin: energy - R * kelvin, activation_energy=within("activation_energy", activation_energy, "J/mol"),
                    temperature=positive("temperature", temperature, "K"))


def power_law_conductivity(conductivity_at_one_bar, oxygen_exponent, oxygen_activity):
    """Electronic conductivity against oxygen pressure, sigma = sigma(1 bar) (pO2/1 bar)^m.

    conductivity_at_one_bar: S/m, > 0; oxygen_exponent: m, between -1 and 1; oxygen_activity: > 0; shapes that broadcast. Returns S/m.
    Raises ValueError otherwise. Holds within one defect regime (m = -1/4 for electrons where dopants fix the vacancies). Source: law of mass action.
    """
    exponent = within("oxygen_exponent", oxygen_exponent, "", -1, 1)
    return computed(lambda there, power, activity: there * activity ** power,
                    conductivity_at_one_bar=positive("conductivity_at_one_bar", conductivity_at_one_bar, "S/m"), oxygen_exponent=exponent,
                    oxygen_activity=positive("oxygen_activity", oxygen_activity, ""))


def boundary_activity(conductivity_at_one_bar, oxygen_exponent, ionic_conductivity):
    """Oxygen activity at which an electronic power law meets the ionic conductivity: (sigma_ion/sigma(1 bar))^(1/m), where t_ion = 1/2.

    Arguments as for `power_law_conductivity`, exponent not zero; ionic_conductivity: S/m, > 0. Returns the activity.
    Raises ValueError otherwise. The fourth power (m = 1/4) turns 10 % in sigma into 40 % in pressure. Source: Patterson's domain boundaries.
    """
    exponent = within("oxygen_exponent", oxygen_exponent, "", -1, 1)
    if np.any(exponent == 0):
        raise ValueError("oxygen_exponent = 0: allowed is any other number in [-1, 1]; a flat line never crosses another")
    return computed(lambda there, power, ionic: (ionic / there) ** (1 / power), never_zero=True,
                    conductivity_at_one_bar=positive("conductivity_at_one_bar", conductivity_at_one_bar, "S/m"), oxygen_exponent=exponent,
                    ionic_conductivity=positive("ionic_conductivity", ionic_conductivity, "S/m"))


def partial_conductivity(entry, temperature, oxygen_activity=1.0):
    """Partial conductivity that a measured law of `mixcond_lessons.materials` gives: Arrhenius times a power of the oxygen activity.

    entry: Property of kind "hopping", "exponential" or "value"; temperature: K, inside the entry's range; oxygen_activity: > 0, inside its
    range where it has one; shapes that broadcast. Returns S/m. Raises ValueError outside the ranges and for entries that give no conductivity.
    Holds where the source measured. Source: the entry's own.
    """
    if entry.unit != "S/m":
        raise ValueError(f"entry = {entry.quantity} in {entry.unit or 'no unit'}: allowed is a conductivity in S/m")
    _inside("temperature", positive("temperature", temperature, "K"), entry.temperature_range, "K")
    _inside("oxygen_activity", positive("oxygen_activity", oxygen_activity, ""), entry.oxygen_activity_range, "")
    laws = {"hopping": hopping_conductivity, "exponential": exponential_conductivity}
    if entry.kind == "value":
        return np.full(np.broadcast(temperature, oxygen_activity).shape, entry.value)
    if entry.kind not in laws:
        raise ValueError(f"entry = {entry.quantity}, known as {entry.kind}: allowed is a law or a value, for a number is asked")
    at_one_bar = laws[entry.kind](entry.prefactor, entry.activation_energy, temperature)
    return at_one_bar * np.asarray(oxygen_activity, dtype=float) ** (entry.oxygen_exponent or 0.0)


def _inside(name, values, allowed, unit):
    if allowed is not None:
        # A limit that was converted from degrees or atmospheres is still the limit.
        within(name, values, unit, allowed[0] * (1 - 1e-9), allowed[1] * (1 + 1e-9))


def conductor_class(ionic_transference, border=0.01):
    """Name of the class of one conductor: "solid electrolyte" (t_e <= border), "electronic conductor" (t_ion <= border), else "mixed conductor".

    ionic_transference: one fraction 0..1; border: fraction below 1/2. Returns str. Raises ValueError otherwise.
    The border is a convention: where it lies depends on the leak a device can bear. Source: convention of this course.
    """
    share = single("ionic_transference", fraction("ionic_transference", ionic_transference))
    border = single("border", within("border", border, "", 0, 0.5, includes_high=False))
    if 1 - share <= border:
        return "solid electrolyte"
    return "electronic conductor" if share <= border else "mixed conductor"
