"""The vocabulary of the course: what each argument of a law means, once for all laws.

A name has a word, the symbol of the lessons, the SI unit, the unit on screen and what is possible.
"""
from dataclasses import dataclass, replace

import numpy as np

# Infinity is no number here, and above zero begins with the smallest one.
LARGEST, SMALLEST = np.finfo(float).max, 5e-324
ANY = (-LARGEST, LARGEST)
ABOVE_ZERO = (SMALLEST, LARGEST)
FROM_ZERO = (0.0, LARGEST)
BELOW_ONE = np.nextafter(1, 0)
SHARE = (0.0, 1.0)
INNER_SHARE = (SMALLEST, BELOW_ONE)  # neither nothing nor all


@dataclass(frozen=True)
class Quantity:
    """One meaning of an argument. kind: "number" (any shape), "single", "whole", "choice" (one of `options`)
    or "thing"."""

    word: str
    symbol: str = ""
    unit: str = ""
    possible: tuple = ANY
    shown: str | None = None
    kind: str = "number"
    options: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "lowest", float(self.possible[0]))
        object.__setattr__(self, "highest", float(self.possible[1]))

    def within(self, lowest, highest):
        """Return the same quantity with a narrower range."""
        return replace(self, possible=(lowest, highest))

    def check(self, name, value):
        """Return `value` fit for a formula; ValueError names the argument, the value, the unit and the
        allowed range."""
        if type(value) is float and self.lowest <= value <= self.highest and self.kind != "whole":
            return np.float64(value)
        return _CHECKS[self.kind](self, name, value)

    def in_words(self):
        """Meaning, unit and range, as a docstring or the Law of a panel says it."""
        if self.kind == "choice":
            return f"{self.word}: one of {', '.join(map(repr, self.options))}"
        symbol = f", {self.symbol}" if self.symbol else ""
        unit = f" in {self.unit}" if self.unit else ""
        return f"{self.word}{symbol}{unit}{self._range_in_words()}"

    def _range_in_words(self):
        if self.kind == "thing" or self.possible == ANY:
            return ""
        bounds = {ABOVE_ZERO: "> 0", FROM_ZERO: ">= 0", INNER_SHARE: "between 0 and 1"}
        return ", " + bounds.get(self.possible, f"{self.lowest:g} to {self.highest:g}")

    def allowed(self):
        """The range as the message of an error says it, such as "(0, inf) m"."""
        open_left, open_right = self.lowest in (SMALLEST, -LARGEST), self.highest in (BELOW_ONE, LARGEST)
        low = "-inf" if self.lowest == -LARGEST else f"{self.lowest:g}" if self.lowest != SMALLEST else "0"
        high = "inf" if self.highest == LARGEST else f"{self.highest:g}"
        return f"{'(' if open_left else '['}{low}, {high}{')' if open_right else ']'} {self.unit}".rstrip()


def _check_number(quantity, name, value):
    try:
        if np.iscomplexobj(value) or isinstance(value, (str, bytes)):
            raise TypeError
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{name} = {value!r}: not a real number or an array of them; "
                         f"allowed is {quantity.allowed()}") from None
    # Not a number compares false, so that one pass over least and greatest finds it, too.
    if array.size and not (array.min() >= quantity.lowest and array.max() <= quantity.highest):
        first = array[~((array >= quantity.lowest) & (array <= quantity.highest))].flat[0]
        unit = f" {quantity.unit}" if quantity.unit else ""
        raise ValueError(f"{name} = {first:g}{unit}: allowed is {quantity.allowed()}")
    return array if array.ndim else array[()]


def _check_single(quantity, name, value):
    number = _check_number(quantity, name, value)
    if np.ndim(number):
        raise ValueError(f"{name}: an array of shape {np.shape(number)}; allowed is one number")
    return number


def _check_whole(quantity, name, value):
    number = _check_single(quantity, name, value)
    if number != int(number):
        raise ValueError(f"{name} = {number:g}: allowed is a whole number in {quantity.allowed()}")
    return int(number)


def _check_choice(quantity, name, value):
    if not any(value is option or value == option for option in quantity.options
               if isinstance(value, type(option))):
        raise ValueError(f"{name} = {value!r}: allowed is one of {', '.join(map(repr, quantity.options))}")
    return value


_CHECKS = {"number": _check_number, "single": _check_single, "whole": _check_whole, "choice": _check_choice,
           "thing": lambda quantity, name, value: value}


def _choice(word, *options):
    return Quantity(word, kind="choice", options=options)


def _whole(word, lowest, highest=LARGEST):
    return Quantity(word, possible=(lowest, highest), kind="whole")


def _thing(word):
    return Quantity(word, kind="thing")


# Keep each block in alphabetical order; a new argument takes the name that the field's textbooks print.
QUANTITIES = {
    # geometry, time, temperature
    "area": Quantity("area", "A", "m2", ABOVE_ZERO, "cm2"),
    "channel_length": Quantity("length of the channel", "l", "m", ABOVE_ZERO, "µm"),
    "depth_ratio": Quantity("thickness over utilization length", "L/l", "", (1e-100, 1e100)),
    "diffusion_length": Quantity("diffusion length", "L", "m", ABOVE_ZERO, "µm"),
    "film_thickness": Quantity("thickness of the film", "d", "m", ABOVE_ZERO, "nm"),
    "frequency": Quantity("frequency", "f", "1/s", FROM_ZERO, "Hz"),
    "half_thickness": Quantity("half the thickness", "a", "m", ABOVE_ZERO, "mm"),
    "internal_area": Quantity("inner surface per volume", "a", "1/m", ABOVE_ZERO),
    "length": Quantity("length", "L", "m", ABOVE_ZERO, "µm"),
    "porosity": Quantity("share of pores", "ε", "", (0.0, BELOW_ONE)),
    "position": Quantity("place", "x", "m"),
    "reduced_position": Quantity("place", "x/L", "", SHARE),
    "reduced_time": Quantity("reduced time", "Dt/L²", "", FROM_ZERO),
    "size": Quantity("size of a grain", "R", "m", ABOVE_ZERO, "µm"),
    "temperature": Quantity("temperature", "T", "K", ABOVE_ZERO, "°C"),
    "thickness": Quantity("thickness", "L", "m", ABOVE_ZERO, "mm"),
    "time": Quantity("time", "t", "s", FROM_ZERO),
    "time_constant": Quantity("time constant", "τ", "s", ABOVE_ZERO),
    "time_step": Quantity("time between two values", "Δt", "s", ABOVE_ZERO, kind="single"),
    "tortuosity": Quantity("tortuosity", "τ", "", (1.0, LARGEST)),
    "width": Quantity("width", "W", "m", ABOVE_ZERO, "µm"),
    # charge, current, voltage
    "amplitude": Quantity("amplitude", "V₀", "V"),
    "charge": Quantity("charge", "Q", "C"),
    "charge_number": Quantity("charge number", "z", ""),
    "current": Quantity("current", "I", "A", shown="mA"),
    "current_density": Quantity("current density", "i", "A/m2", shown="mA/cm2"),
    "currents": Quantity("currents", "I", "A"),
    "flux": Quantity("voltage summed over time", "φ", "V s"),
    "initial_current": Quantity("first current", "I₀", "A", ABOVE_ZERO, "mA"),
    "nernst_voltage": Quantity("Nernst voltage", "V_N", "V"),
    "steady_current": Quantity("steady current", "I∞", "A", FROM_ZERO, "mA"),
    "voltage": Quantity("voltage", "V", "V", shown="mV"),
    "voltages": Quantity("voltages", "V", "V"),
    # conductivities and resistances
    "ambipolar_conductivity": Quantity("ambipolar conductivity", "σₐₘᵦ", "S/m", FROM_ZERO, "S/cm"),
    "area_specific_resistance": Quantity("area-specific resistance", "R", "ohm m2", FROM_ZERO, "Ω cm2"),
    "capacitance": Quantity("capacitance", "C", "F", ABOVE_ZERO),
    "capacitance_per_area": Quantity("capacitance per area", "C", "F/m2", ABOVE_ZERO, "mF/cm2"),
    "conductivities": Quantity("conductivities", "σ", "S/m", FROM_ZERO, "S/cm"),
    "conductivity": Quantity("conductivity", "σ", "S/m", ABOVE_ZERO, "S/cm"),
    "conductivity_at_one_bar": Quantity("conductivity at 1 bar of oxygen", "σ°", "S/m", ABOVE_ZERO, "S/cm"),
    "electron_conductivity": Quantity("conductivity of the electrons", "σₙ", "S/m", FROM_ZERO, "S/cm"),
    "electron_conductivity_at_one_bar": Quantity("conductivity of the electrons at 1 bar", "σₙ°", "S/m",
                                                 ABOVE_ZERO, "S/cm"),
    "electronic_conductivity": Quantity("electronic conductivity", "σₑ", "S/m", FROM_ZERO, "S/cm"),
    "electronic_conductivity_at_one_bar": Quantity("electronic conductivity at 1 bar", "σₑ°", "S/m",
                                                   ABOVE_ZERO, "S/cm"),
    "electronic_resistance": Quantity("resistance of the electronic path", "Rₑ", "ohm", ABOVE_ZERO, "Ω"),
    "electronic_transference_number": Quantity("electronic transference number", "tₑ", "", SHARE),
    "grain_boundary_capacitance": Quantity("capacitance of the grain boundaries", "C_gb", "F", FROM_ZERO,
                                           "nF"),
    "grain_boundary_resistance": Quantity("resistance of the grain boundaries", "R_gb", "ohm", FROM_ZERO,
                                          "Ω"),
    "hole_conductivity": Quantity("conductivity of the holes", "σₚ", "S/m", FROM_ZERO, "S/cm"),
    "hole_conductivity_at_one_bar": Quantity("conductivity of the holes at 1 bar", "σₚ°", "S/m", ABOVE_ZERO,
                                             "S/cm"),
    "ionic_conductivity": Quantity("ionic conductivity", "σᵢₒₙ", "S/m", FROM_ZERO, "S/cm"),
    "ionic_conductivity_at_one_bar": Quantity("ionic conductivity at 1 bar", "σᵢₒₙ°", "S/m", ABOVE_ZERO,
                                              "S/cm"),
    "ionic_resistance": Quantity("resistance of the ionic path", "Rᵢₒₙ", "ohm", ABOVE_ZERO, "Ω"),
    "ionic_transference": Quantity("ionic transference number", "tᵢₒₙ", "", SHARE, kind="single"),
    "ionic_transference_number": Quantity("ionic transference number", "tᵢₒₙ", "", SHARE),
    "lead_resistance": Quantity("resistance of the leads", "R_leads", "ohm", FROM_ZERO, "Ω"),
    "leakage_resistance": Quantity("resistance of the leak", "R_leak", "ohm", ABOVE_ZERO, "GΩ"),
    "prefactor": Quantity("prefactor", "A", "S K/m", ABOVE_ZERO),
    "prefactor_of_conductivity": Quantity("prefactor", "σ₀", "S/m", ABOVE_ZERO),
    "resistance": Quantity("resistance", "R", "ohm", ABOVE_ZERO, "Ω"),
    "total_conductivity": Quantity("total conductivity", "σ", "S/m", ABOVE_ZERO, "S/cm"),
    "total_resistance": Quantity("resistance of both paths together", "R", "ohm", ABOVE_ZERO, "Ω"),
    # energies
    "activation_energy": Quantity("activation energy", "E", "J/mol", FROM_ZERO, "eV"),
    "binding_energy": Quantity("binding energy of a pair", "E", "J/mol", FROM_ZERO, "eV"),
    "enthalpy": Quantity("enthalpy", "ΔH", "J/mol", shown="eV"),
    "entropy": Quantity("entropy", "ΔS", "J/(mol K)"),
    "migration_energy": Quantity("barrier of a hop", "Eₘ", "J/mol", FROM_ZERO, "eV"),
    "migration_entropy": Quantity("entropy of a hop", "ΔSₘ", "J/(mol K)", (-200.0, 200.0)),
    # oxygen, gases, exchange
    "border": Quantity("border", "", "", (0.0, np.nextafter(0.5, 0)), kind="single"),
    "bulk_flux": Quantity("flux that the inside would let through", "J", "mol/(m2 s)"),
    "characteristic_thickness": Quantity("characteristic thickness", "L_c", "m", ABOVE_ZERO, "mm"),
    "exchange_rate": Quantity("surface exchange coefficient", "k", "m/s", ABOVE_ZERO, "cm/s"),
    "exponent": Quantity("exponent of the oxygen pressure", "m", ""),
    "exponents": Quantity("exponents of the oxygen pressure", "m", ""),
    "half_width": Quantity("half width of an interval", "±", "", FROM_ZERO),
    "hydrogen": Quantity("hydrogen pressure over 1 bar", "pH₂", "", ABOVE_ZERO, "bar"),
    "mole_fraction": Quantity("mole fraction", "x", "", SHARE, "%"),
    "oxygen_activity": Quantity("oxygen pressure over 1 bar", "pO₂", "", ABOVE_ZERO, "bar"),
    "oxygen_activity_high": Quantity("oxygen pressure over 1 bar, high side", "pO₂″", "", ABOVE_ZERO, "bar"),
    "oxygen_activity_low": Quantity("oxygen pressure over 1 bar, low side", "pO₂′", "", ABOVE_ZERO, "bar"),
    "oxygen_concentration": Quantity("concentration of oxygen sites that are filled", "c_O", "mol/m3",
                                     ABOVE_ZERO),
    "oxygen_deficiency": Quantity("missing oxygen per formula unit", "δ", ""),
    "oxygen_excess": Quantity("oxygen above the full formula", "−δ", "", SHARE),
    "oxygen_exponent": Quantity("exponent of the oxygen pressure", "m", "", (-1.0, 1.0)),
    "oxygen_flux": Quantity("oxygen flux", "J", "mol/(m2 s)"),
    "oxygen_production": Quantity("oxygen made", "", "kg/s", FROM_ZERO, "kg/d"),
    "pressure": Quantity("pressure", "p", "Pa", FROM_ZERO, "bar"),
    "pressure_exponent": Quantity("exponent of the oxygen pressure", "m", "", (-2.0, 2.0)),
    "rate": Quantity("surface exchange coefficient", "k", "m/s", ABOVE_ZERO, "cm/s"),
    "rate_at_reference": Quantity("surface exchange coefficient at the reference", "k₀", "m/s", ABOVE_ZERO,
                                  "cm/s"),
    "rate_high": Quantity("surface exchange coefficient, high side", "k″", "m/s", ABOVE_ZERO, "cm/s"),
    "rate_low": Quantity("surface exchange coefficient, low side", "k′", "m/s", ABOVE_ZERO, "cm/s"),
    "reaction_zone_length": Quantity("utilization length", "l_δ", "m", ABOVE_ZERO, "µm"),
    "recovery": Quantity("share of the oxygen that is taken", "r", "", SHARE, "%"),
    "reference_activity": Quantity("oxygen pressure of the reference", "pO₂°", "", ABOVE_ZERO, "bar"),
    "reference_deficiency": Quantity("missing oxygen at the reference", "δ₀", ""),
    "silver_activity_high": Quantity("activity of silver, high side", "a_Ag″", "", ABOVE_ZERO),
    "silver_activity_low": Quantity("activity of silver, low side", "a_Ag′", "", ABOVE_ZERO),
    "standard_volume_flux": Quantity("flux as gas volume", "J", "m3/(m2 s)", shown="mL/(cm2 min)"),
    "steam": Quantity("steam pressure over 1 bar", "pH₂O", "", ABOVE_ZERO, "bar"),
    "total_pressure": Quantity("total pressure", "p", "Pa", ABOVE_ZERO, "bar"),
    # diffusion
    "attempt_frequency": Quantity("attempt frequency", "ν", "1/s", ABOVE_ZERO),
    "biot_number": Quantity("exchange against diffusion, ka/D̃", "Bi", "", (1e-100, 1e100)),
    "chemical_diffusivity": Quantity("chemical diffusivity", "D̃", "m2/s", ABOVE_ZERO, "cm2/s"),
    "correlation_factor": Quantity("correlation factor", "f", "", SHARE),
    "diffusivity": Quantity("self-diffusivity", "D", "m2/s", ABOVE_ZERO, "cm2/s"),
    "hop_length": Quantity("length of a hop", "a", "m", ABOVE_ZERO, "nm"),
    "jump_diffusivity": Quantity("diffusivity without interaction", "D_J", "m2/s", ABOVE_ZERO, "cm2/s"),
    "lone_correlation_factor": Quantity("correlation factor of a lone vacancy", "f₀", "", SHARE),
    "mobility": Quantity("mobility", "u", "m2/(V s)", ABOVE_ZERO, "cm2/(V s)"),
    "thermodynamic_factor": Quantity("thermodynamic factor", "Γ", "", ABOVE_ZERO),
    "vacancy_diffusivity": Quantity("diffusivity of the vacancies", "D_V", "m2/s", FROM_ZERO, "cm2/s"),
    # concentrations and composition
    "acceptor": Quantity("acceptors per formula unit", "[A′]", "", SHARE),
    "association_constant": Quantity("association constant of pairs", "K_A", "", (0.0, 1e100)),
    "carrier_concentration": Quantity("concentration of carriers", "c", "mol/m3", ABOVE_ZERO),
    "carriers": Quantity("share of sites with a carrier", "p", "", SHARE),
    "concentration": Quantity("concentration", "c", "mol/m3", FROM_ZERO),
    "dopant": Quantity("dopants per formula unit", "y", "", (0.0, 10.0)),
    "dopants": Quantity("dopants per formula unit", "y", "", FROM_ZERO),
    "electron_concentration": Quantity("concentration of electrons", "cₑ", "mol/m3", ABOVE_ZERO),
    "electrons": Quantity("electrons per formula unit", "n", "", FROM_ZERO),
    "free_sites": Quantity("share of free sites", "", "", SHARE),
    "gadolinium": Quantity("gadolinium per formula unit", "y", "", (0.0, BELOW_ONE)),
    "holes": Quantity("holes per formula unit", "p", "", FROM_ZERO),
    "ion_charge_number": Quantity("charge number of the ion", "z", ""),
    "ion_concentration": Quantity("concentration of ions", "cᵢₒₙ", "mol/m3", ABOVE_ZERO),
    "lattice_parameter": Quantity("edge of the cube of one formula unit", "a", "m", ABOVE_ZERO, "nm"),
    "log10_association": Quantity("power of ten of the association constant", "lg K_A", ""),
    "log10_disproportionation": Quantity("power of ten of the disproportionation constant", "lg K_D", "",
                                         (-250.0, 250.0)),
    "log10_interstitial": Quantity("power of ten of the interstitial constant", "lg K_I", ""),
    "log10_ionisation": Quantity("power of ten of the ionisation constant", "lg K_i", ""),
    "log10_metal_vacancy": Quantity("power of ten of the metal-vacancy constant", "lg K_V", ""),
    "log10_oxidation": Quantity("power of ten of the oxidation constant", "lg K_ox", ""),
    "log10_reduction": Quantity("power of ten of the reduction constant", "lg K_R", ""),
    "mean_site_fraction": Quantity("mean share of empty sites", "θ̄", "", INNER_SHARE),
    "molar_mass": Quantity("molar mass", "M", "kg/mol", ABOVE_ZERO, "g/mol"),
    "site_concentration": Quantity("concentration of sites", "c", "mol/m3", FROM_ZERO),
    "strontium": Quantity("strontium per formula unit", "x", "", SHARE),
    "vacancies": Quantity("vacancies per formula unit", "δ", "", FROM_ZERO),
    "vacancies_per_formula_unit": Quantity("vacancies per formula unit", "δ", "", FROM_ZERO),
    "vacancy_content": Quantity("vacancies per formula unit", "δ", "", ABOVE_ZERO),
    "vacancy_fraction": Quantity("share of sites that are empty", "θ", "", SHARE),
    "lattice": _choice("lattice", "chain", "honeycomb", "square", "triangular", "diamond", "simple cubic",
                       "body-centred cubic",
                       "face-centred cubic", "perovskite anions", "fluorite anions"),
    "structure": _choice("crystal structure", "ABO3", "MO2"),
    # polarization and impedance
    "blocking": _choice("where the ions are blocked", "both", "one"),
    "drive": _choice("what is held constant", "voltage", "current"),
    # fuel cells and membranes
    "anode_resistance": Quantity("resistance of the anode", "R_a", "ohm m2", FROM_ZERO, "Ω cm2"),
    "cathode_resistance": Quantity("resistance of the cathode", "R_c", "ohm m2", FROM_ZERO, "Ω cm2"),
    "feed_fraction": Quantity("share of oxygen in the feed", "x", "", INNER_SHARE, "%"),
    # batteries
    "charge_transfer_resistance": Quantity("charge-transfer resistance", "R_ct", "ohm m2", ABOVE_ZERO,
                                           "ohm cm2"),
    "full_time": Quantity("time in which the current fills it", "", "s", ABOVE_ZERO, "h"),
    "interaction": Quantity("repulsion (+) or attraction (−) of neighbours, in RT", "g", ""),
    "pulse_duration": Quantity("duration of the pulse", "tₚ", "s", ABOVE_ZERO),
    "share": Quantity("share of sites that are filled", "x", "", INNER_SHARE, "%"),
    "shape": _choice("shape of a grain", "plate", "cylinder", "sphere"),
    "standard_voltage": Quantity("standard voltage", "V°", "V"),
    "steady_change": Quantity("change of the rest voltage", "ΔV_s", "V"),
    "transient_change": Quantity("change during the pulse, resistance left out", "ΔV_t", "V"),
    "volume_share": Quantity("share of the volume", "φ", "", (SMALLEST, 1.0), "%"),
    # synapses and learning
    "asymmetry": Quantity("pulse down over pulse up", "A", "", FROM_ZERO),
    "conductance_change": Quantity("change of the conductance", "ΔG", "S", shown="µS"),
    "conductivity_slope": Quantity("slope of conductivity against concentration", "dσ/dc", "S m2/mol"),
    "direction": Quantity("direction of a pulse", "", "", (-1.0, 1.0)),
    "directions": Quantity("directions of pulses", "", "", (-1.0, 1.0)),
    "highest": Quantity("highest conductance", "G_max", "S", shown="µS"),
    "initial_state": Quantity("state at the start", "w₀", "", SHARE),
    "learning_rate": Quantity("learning rate", "η", "", ABOVE_ZERO),
    "lost_share": Quantity("share that is forgotten", "", "", INNER_SHARE),
    "lowest": Quantity("lowest conductance", "G_min", "S", FROM_ZERO, "µS"),
    "nonlinearity": Quantity("nonlinearity of the pulses", "n", "", (0.0, 10.0)),
    "off_resistance": Quantity("resistance of the poor film", "R_off", "ohm", ABOVE_ZERO, "kΩ"),
    "on_resistance": Quantity("resistance of the rich film", "R_on", "ohm", ABOVE_ZERO, "kΩ"),
    "reduced_voltage": Quantity("voltage over kT/q", "qV/kT", ""),
    "scatter": Quantity("scatter, as a share of each value", "", "", SHARE),
    "seed": _whole("number that fixes the chance", 0),
    "state": Quantity("state", "w", "", SHARE),
    "step": Quantity("step of one pulse", "Δw", "", SHARE),
    "values": Quantity("values without scatter", "", "", ABOVE_ZERO),
    "writing_temperature": Quantity("temperature while writing", "T_w", "K", ABOVE_ZERO),
    # transistors and living tissue
    "current_after": Quantity("current after the step", "I", "A"),
    "current_before": Quantity("current before the step", "I", "A"),
    "density": Quantity("noise density", "", "V/sqrt(Hz)", FROM_ZERO, kind="single"),
    "gain": Quantity("gain", "gₘR", "", ABOVE_ZERO),
    "moment": Quantity("time", "t", "s"),
    "recorded": Quantity("recording", "", "V"),
    "samples": _whole("number of samples", 1),
    "signal": Quantity("signal", "", "V"),
    "single_gain": Quantity("gain", "gₘR", "", ABOVE_ZERO, kind="single"),
    "single_time_constant": Quantity("time constant", "τ", "s", ABOVE_ZERO, kind="single"),
    "beats_per_minute": Quantity("beats per minute", "", "1/min", (20.0, 300.0), kind="single"),
    "capacitance_share": Quantity("share of the capacitance that a volume change keeps", "", "",
                                  (SMALLEST, 1.0)),
    "carrier": _choice("carrier of the channel", "holes", "electrons"),
    "contact_share": Quantity("share of the gate current at the drain", "f", "", (-1.0, 1.0)),
    "drain_voltage": Quantity("drain voltage", "V_D", "V"),
    "electrolyte_conductivity": Quantity("conductivity of the salt water", "σ", "S/m", ABOVE_ZERO, "S/cm"),
    "electronic_time": Quantity("transit time of the holes", "τₑ", "s", ABOVE_ZERO),
    "gate_voltage": Quantity("gate voltage", "V_G", "V"),
    "ionic_time": Quantity("charging time by ions", "τᵢ", "s", ABOVE_ZERO),
    "mobility_capacitance": Quantity("product of mobility and volumetric capacitance", "µC*", "F/(m V s)",
                                     ABOVE_ZERO, "F/(cm V s)"),
    "own_noise": Quantity("noise of the transistor", "", "V/sqrt(Hz)", FROM_ZERO),
    "threshold_voltage": Quantity("threshold voltage", "V_th", "V"),
    "transistor_parameter": Quantity("transistor parameter, (W d/L) µC*", "", "A/V2", ABOVE_ZERO),
    "volumetric_capacitance": Quantity("volumetric capacitance", "C*", "F/m3", ABOVE_ZERO, "F/cm3"),
    "wiring_noise": Quantity("noise of the wire", "", "V/sqrt(Hz)", FROM_ZERO),
    # what is not a number
    "candidates": _thing("{name: exponent}"),
    "entry": _thing("a Property of mixcond_lessons.materials"),
    "material": _thing("a Material of mixcond_lessons.materials"),
}
