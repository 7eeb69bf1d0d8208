"""Two currents side by side: partial conductivities, transference numbers, and how temperature and oxygen
change them."""
import numpy as np

from .arguments import within
from .constants import R
from .law import law
from .quantity import ABOVE_ZERO, ANY

_ONE_CONDUCTS = {"at least one of the two conductivities must be larger than zero":
                 lambda ionic_conductivity, electronic_conductivity: (ionic_conductivity > 0)
                 | (electronic_conductivity > 0)}
_SIDE_BY_SIDE = {"electronic_resistance must be larger than total_resistance, "
                 "for one of two parallel paths resists more than both together":
                 lambda electronic_resistance, total_resistance: electronic_resistance > total_resistance}


@law
def total_conductivity(ionic_conductivity, electronic_conductivity):
    """Total conductivity, sigma = sigma_ion + sigma_e: both carriers feel the same field, so their currents
    add. Returns S/m.

    Holds while the carriers do not drag each other (no cross terms).
    Source: definition; Maier, Physical Chemistry of Ionic Materials (2004).
    """
    return ionic_conductivity + electronic_conductivity


@law(where=_ONE_CONDUCTS)
def ionic_transference_number(ionic_conductivity, electronic_conductivity):
    """Ionic transference number, t_ion = sigma_ion/(sigma_ion + sigma_e): the share of the current that ions
    carry.

    Returns a fraction 0..1. It is the share without gradients of composition; it does not say how large
    either conductivity is. Source: definition.
    """
    return ionic_conductivity / (ionic_conductivity + electronic_conductivity)


@law(where=_ONE_CONDUCTS)
def electronic_transference_number(ionic_conductivity, electronic_conductivity):
    """Electronic transference number, t_e = sigma_e/(sigma_ion + sigma_e) = 1 - t_ion, exact even where it is
    tiny.

    Returns a fraction 0..1. Source: definition.
    """
    return electronic_conductivity / (ionic_conductivity + electronic_conductivity)


@law(where=_ONE_CONDUCTS)
def ambipolar_conductivity(ionic_conductivity, electronic_conductivity):
    """Ambipolar conductivity, sigma_ion sigma_e/(sigma_ion + sigma_e): both carriers in series, as when
    neutral matter moves.

    Returns S/m, at most the smaller of the two. Holds in an electroneutral solid without net current.
    Source: Wagner, as in Bouwmeester 1994, 10.1016/0167-2738(94)90145-7.
    """
    return electronic_conductivity * (ionic_conductivity / (ionic_conductivity + electronic_conductivity))


@law(where=_SIDE_BY_SIDE)
def ionic_resistance(total_resistance, electronic_resistance):
    """Resistance of the ionic path where two paths lie side by side: 1/R_ion = 1/R_total - 1/R_e. Returns
    ohm.

    Raises ValueError where the electronic path alone would conduct better than both. Source: Kirchhoff's
    laws.
    """
    return total_resistance * (electronic_resistance / (electronic_resistance - total_resistance))


@law(where=_SIDE_BY_SIDE)
def transference_from_resistances(total_resistance, electronic_resistance):
    """Ionic transference number of two parallel paths, t_ion = 1 - R_total/R_e. Returns a fraction.

    Holds for one sample: its length and area cancel. Source: Kirchhoff's laws.
    """
    return (electronic_resistance - total_resistance) / electronic_resistance


@law(never_zero=True)
def conductivity_from_resistance(resistance, thickness, area):
    """Conductivity from resistance, sigma = L/(R A). Returns S/m.

    Holds for a uniform current through a uniform sample. Source: Ohm's law.
    """
    return thickness / area / resistance


@law(conductivity=ABOVE_ZERO, never_zero=True)
def resistance_from_conductivity(conductivity, thickness, area):
    """Resistance from conductivity, R = L/(sigma A). Returns ohm.

    Holds for a uniform current through a uniform sample. Source: Ohm's law.
    """
    return thickness / area / conductivity


@law
def hopping_conductivity(prefactor, activation_energy, temperature):
    """Arrhenius law of hopping carriers, sigma T = A exp(-E/RT): T stands on the left because the mobility is
    D/RT. Returns S/m.

    Holds for a fixed number of carriers and one barrier. Source: Nernst-Einstein with D = D0 exp(-E/RT).
    """
    return prefactor / temperature * np.exp(-activation_energy / R / temperature)


@law(prefactor="prefactor_of_conductivity")
def exponential_conductivity(prefactor, activation_energy, temperature):
    """Arrhenius law in its plain form, sigma = s0 exp(-E/RT). Returns S/m.

    A fit over some range, not a mechanism: its energy differs from that of sigma T by RT. Source: convention.
    """
    return prefactor * np.exp(-activation_energy / R / temperature)


@law(activation_energy=ANY)
def arrhenius_ratio(temperature, activation_energy, reference_temperature):
    """How many times quicker an activated step is than at another temperature, exp(-(E/R)(1/T - 1/T0)).

    Returns a dimensionless number, 1 at the reference temperature T0. Holds while one step with the energy E
    sets the pace at both; for an equilibrium E is an enthalpy, of either sign. Source: Arrhenius.
    """
    return np.exp(-activation_energy / R * (1 / temperature - 1 / reference_temperature))


@law(activation_energy=ANY)
def slope_energy_of_conductivity(activation_energy, temperature):
    """Slope energy of ln(sigma) against 1/T where sigma T is an Arrhenius law: E - RT (E itself belongs to
    ln(sigma T)).

    Returns J/mol. Exact at one temperature. Source: d ln(1/T)/d(1/T) = T.
    """
    return activation_energy - R * temperature


@law
def power_law_conductivity(conductivity_at_one_bar, oxygen_exponent, oxygen_activity):
    """Electronic conductivity against oxygen pressure, sigma = sigma(1 bar) (pO2/1 bar)^m. Returns S/m.

    Holds within one defect regime (m = -1/4 for electrons where dopants fix the vacancies). Source: law of
    mass action.
    """
    return conductivity_at_one_bar * oxygen_activity**oxygen_exponent


@law(ionic_conductivity=ABOVE_ZERO, never_zero=True,
     where={"oxygen_exponent: allowed is any other number, for a flat line never crosses another":
            lambda oxygen_exponent: oxygen_exponent != 0})
def boundary_activity(conductivity_at_one_bar, oxygen_exponent, ionic_conductivity):
    """Oxygen activity at which an electronic power law meets the ions, (sigma_ion/sigma(1 bar))^(1/m), where
    t_ion = 1/2.

    Returns the activity. The fourth power (m = 1/4) turns 10 % in sigma into 46 % in pressure.
    Source: Patterson's domain boundaries.
    """
    return (ionic_conductivity / conductivity_at_one_bar) ** (1 / oxygen_exponent)


@law
def partial_conductivity(entry, temperature, oxygen_activity=1.0):
    """Measured partial conductivity of a material: sigma = (A/T) exp(-E/RT) a^m, or without the T, or a plain
    value. Returns S/m.

    entry: kind "hopping" (with the T), "exponential" or "value"; temperature and oxygen_activity inside its
    ranges. Raises ValueError outside of them and for entries that give no conductivity.
    Holds where the source measured. Source: the entry's own.
    """
    require_conductivity(entry, temperature, oxygen_activity)
    if entry.kind == "value":
        return np.full(np.broadcast(temperature, oxygen_activity).shape, entry.value)
    per_kelvin = temperature if entry.kind == "hopping" else 1
    at_one_bar = entry.prefactor / per_kelvin * np.exp(-entry.activation_energy / R / temperature)
    return at_one_bar * oxygen_activity ** (entry.oxygen_exponent or 0.0)


def require_conductivity(entry, temperature, oxygen_activity):
    """Raise ValueError unless the entry of `mixcond_lessons.materials` gives a conductivity at this
    temperature (K) and activity."""
    if entry.unit != "S/m":
        raise ValueError(f"entry = {entry.quantity} in {entry.unit or 'no unit'}: allowed is a conductivity "
                         f"in S/m")
    for name, values, allowed, unit in (("temperature", temperature, entry.temperature_range, "K"),
                                        ("oxygen_activity", oxygen_activity, entry.oxygen_activity_range,
                                         "")):
        if allowed is not None:
            # A limit that was converted from degrees or atmospheres is still the limit.
            within(name, values, unit, allowed[0] * (1 - 1e-9), allowed[1] * (1 + 1e-9))
    if entry.kind not in ("hopping", "exponential", "value"):
        raise ValueError(f"entry = {entry.quantity}, known as {entry.kind}: allowed is a law or a value, "
                         f"for a number is asked")


@law
def partial_conductivities(material, temperature, oxygen_activity):
    """Ionic and electronic (electrons and holes) conductivity of a material, both in S/m.

    Raises ValueError outside the ranges of the material's entries. Holds where the sources measured. Source:
    their own.
    """
    ionic = partial_conductivity(material.property("ionic conductivity"), temperature)
    branches = (entry for entry in material.properties
                if entry.quantity.startswith("electronic conductivity ("))
    return ionic, sum(partial_conductivity(entry, temperature, oxygen_activity) for entry in branches)


@law
def conductor_class(ionic_transference, border=0.01):
    """Class of one conductor: "solid electrolyte" (t_e <= border), "electronic conductor" (t_ion <= border),
    else "mixed conductor".

    ionic_transference: one fraction; border: one fraction below 1/2. Returns str.
    The border is a convention: where it lies depends on the leak a device can bear. Source: convention of
    this course.
    """
    if 1 - ionic_transference <= border:
        return "solid electrolyte"
    return "electronic conductor" if ionic_transference <= border else "mixed conductor"
