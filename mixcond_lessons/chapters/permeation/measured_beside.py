"""Measured fluxes and a measured voltage beside what can be calculated."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import material
from ...physics import cell_voltage, gases, permeation
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws
from ..controls import choice, logarithmic
from .standard_volume import as_volume

MEMBRANES = ("barium_strontium_cobalt_ferrite_deficient", "lanthanum_strontium_cobalt_ferrite_7328",
             "lanthanum_strontium_cobalt_ferrite_6428")
GUESSES, STEAMS = np.geomspace(1e-5, 0.1, 101), np.geomspace(1e-3, 0.3, 101)
FUEL = 0.10  # hydrogen in the cell's fuel before steam comes in
MANY = 1e12  # electrons beside the ions, S/m beside 1 S/m


def measured_fluxes():
    """Measured fluxes as {key: (material, its property)}."""
    return {f"{key} {flux.temperature_range[0]:g}": (material(key), flux)
            for key in MEMBRANES for flux in material(key).properties
            if flux.quantity.startswith("oxygen flux")}


def in_words(entry, flux):
    """What was measured, as an option of the control."""
    return f"{entry.short}, {convert(flux.temperature_range[0], 'K', '°C'):.0f} °C ({flux.status_words})"


MEASURED = measured_fluxes()
CELL = material("ceria_gadolinia_10").property("open-circuit voltage")


def in_moles(flux):
    """A measured flux in mol O2/(m2 s), as a number."""
    if flux.unit == "mol/m**2/s":
        return flux.value
    return float(permeation.flux_from_standard_volume(flux.value))


def ideal_voltage(steam):
    """Open-circuit voltage (V) of the ceria cell with reversible electrodes."""
    kelvin = CELL.temperature_range[0]
    fuel = gases.oxygen_activity_of_steam(steam, FUEL * (1 - steam), kelvin)
    return cell_voltage.voltage_with_electronic_power_law(*ceria_laws(kelvin), kelvin, fuel, AIR)


class MeasuredBeside(Panel):
    """Measured fluxes and a measured voltage: what may be compared with the laws of this chapter."""

    name = "permeation.measured_beside"
    ask = "Measured fluxes, a measured voltage: what may be compared?"
    alternative = ("Left: ionic conductance per area that a measured flux asks for, against the unknown "
                   "oxygen pressure at the sweep face. Right: voltage of a thin ceria cell with ideal "
                   "electrodes against the steam in its fuel, beside the measured voltage.")
    law = staticmethod(permeation.constant_flux)
    controls = (
        choice("membrane", "membrane", {key: in_words(*found) for key, found in MEASURED.items()},
               next(iter(MEASURED))),
        logarithmic("oxygen_activity_low", 1e-5, 0.1, 1e-3, label="your guess, sweep face", symbol="pO₂",
                    source="not measured: a guess"),
        logarithmic("steam", 1e-3, 0.3, 0.03, label="steam in the cell's fuel", symbol="", shown="%",
                    source="a guess: what a bubbler at room temperature gives"),
    )

    def solve(self, state):
        _, flux = MEASURED[state.membrane]
        kelvin, amount, column = flux.temperature_range[0], in_moles(flux), "σᵢₒₙ/L (S/cm2)"
        # Constant ions and many electrons: the flux per conductivity and thickness is the same for all.
        lows = np.append(GUESSES, state.oxygen_activity_low)
        asked = amount / permeation.constant_flux(1.0, MANY, kelvin, lows, AIR, 1.0)
        conductance = convert(asked, "S/m2", "S/cm2")
        now = {"flux (mL/cm2/min)": as_volume(amount), column: conductance[-1]}
        if flux.thickness:
            now |= {"L (mm)": convert(flux.thickness, "m", "mm"),
                    "σᵢₒₙ (S/cm)": convert(asked[-1] * flux.thickness, "S/m", "S/cm")}
        voltages = ideal_voltage(np.append(STEAMS, state.steam))
        now |= {"ideal V (V)": voltages[-1], "measured V (V)": CELL.value,
                "missing (V)": voltages[-1] - CELL.value}
        return {"now": now, "guess": {"pO₂ (bar)": state.oxygen_activity_low, column: conductance[-1]},
                "asked": {"pO₂ (bar)": GUESSES, column: conductance[:-1]},
                "cell": {"steam (%)": convert(state.steam, "1", "%"), "V (V)": voltages[-1]},
                "ideal": {"steam (%)": 100 * STEAMS, "V (V)": voltages[:-1]}}

    def draw(self, figure):
        asked, volts = figure.subplots(1, 2)
        asked.set(xscale="log", yscale="log", xlim=(1e-5, 0.2), ylim=(0.1, 100),
                  xlabel="sweep face pO₂ (bar), not known", title="σᵢₒₙ/L asked for (S/cm²)")
        volts.set(xscale="log", xlim=(0.1, 30), ylim=(0.8, 1.12), xlabel="steam in the fuel (%)",
                  title="cell at 550 °C (V)", yticks=(0.85, 0.95, 1.05))
        volts.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        self.curve(asked, "asked", "pO₂ (bar)", "σᵢₒₙ/L (S/cm2)", style.IONS)
        self.curve(asked, "guess", "pO₂ (bar)", "σᵢₒₙ/L (S/cm2)", marker="o", linestyle="none")
        volts.axhline(CELL.value, color=style.MARK, linewidth=style.form().line)
        volts.text(0.12, CELL.value + 0.003, "measured", va="bottom")
        self.curve(volts, "ideal", "steam (%)", "V (V)", style.ELECTRONS, label="ideal electrodes", at=0.35,
                   shift=(44, 5))
        self.curve(volts, "cell", "steam (%)", "V (V)", style.ELECTRONS, marker="o", linestyle="none")

    def say(self, state, words):
        asks = (f"σᵢₒₙ of at least {words['σᵢₒₙ (S/cm)']}" if MEASURED[state.membrane][1].thickness
                else f"σᵢₒₙ/L of at least {words['σᵢₒₙ/L (S/cm2)']} (thickness not told)")
        return (f"The measured {words['flux (mL/cm2/min)']} ask for {asks}, if your guess of the sweep face "
                f"is right. With the guessed steam, ideal electrodes would give {words['ideal V (V)']}; "
                f"{words['measured V (V)']} was measured.")

    def conserved(self, state, tables):
        _, flux = MEASURED[state.membrane]
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic = convert(now["σᵢₒₙ/L (S/cm2)"], "S/cm2", "S/m2")
        back = permeation.flux_of_ionic_power_law(ionic, 0.0, flux.temperature_range[0],
                                                  state.oxygen_activity_low, AIR, 1.0)
        return {"the conductance asked for gives the flux back": abs(float(back) / in_moles(flux) - 1)}
