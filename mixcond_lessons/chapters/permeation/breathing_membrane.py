"""A membrane between two gases, without wires: what flows, and which carrier sets the pace."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import permeation
from ...physics.constants import FARADAY
from ...physics.membranes import flux_against_low_pressure, lowest_activity, membrane
from ..controls import choice, linear, logarithmic
from .membrane_limits import DOWNHILL, FEW_ELECTRONS, KNOWN, NOT_REDUCED
from .slab_with_arrows import SMALLEST_AND_LARGEST, draw_slab
from .standard_volume import as_volume

SHORT = {"ferrite": "the model ferrite", "ceria": "ceria CGO10"}
ALONE = 70  # per cent of the pace: who sets more than that sets it alone, in words
FLUXES = {"ferrite": (1e-5, 2e3), "ceria": SMALLEST_AND_LARGEST}  # mL/(cm2 min), between all corners


class BreathingMembrane(Panel):
    """A slab between two gases, no wires: oxide ions one way, twice as many electrons the other way."""

    name = "permeation.breathing_membrane"
    ask = "No wire, no current: what flows through the membrane?"
    alternative = ("Left: the membrane between two gases with one arrow for oxide ions and one for "
                   "electrons, equally wide because they carry the same charge. Right: oxygen flux against "
                   "the oxygen pressure of the low side, both logarithmic.")
    law = staticmethod(permeation.wagner_flux)
    controls = (
        logarithmic("oxygen_activity_low", 1e-20, 0.1, 1e-3, label="oxygen, low side", symbol="pO₂",
                    per_decade=4),
        logarithmic("thickness", 1e-5, 3e-3, 1e-3),
        linear("temperature", 773.15, 1273.15, 1073.15, step=10),
        logarithmic("oxygen_activity_high", 0.01, 1.0, 0.21, label="oxygen, high side", symbol="pO₂",
                    folded=True, source="air"),
        choice("material", "material",
               {"ferrite": "model ferrite La₀.₆Sr₀.₄FeO₃", "ceria": "ceria CGO10, Ce₀.₉Gd₀.₁O₁.₉₅"},
               "ferrite", folded=True, rescales=True),
    )
    rules = (DOWNHILL, *KNOWN, NOT_REDUCED, FEW_ELECTRONS)
    presets = {"ferrite, tube pumped to 0.001 bar": {"temperature": 1173.15},
               "ferrite, thin": {"temperature": 1173.15, "thickness": 1e-5},
               "ceria, tube pumped to 0.001 bar": {"material": "ceria"},
               "ceria, air to wet hydrogen": {"material": "ceria", "oxygen_activity_low": 1e-20}}

    def solve(self, state):
        pressures = state.oxygen_activity_low, state.oxygen_activity_high
        conductor = membrane(state.material, state.temperature)
        flux = permeation.wagner_flux(*conductor, state.temperature, *pressures, state.thickness)
        ions = convert(permeation.flux_as_current_density(flux), "A/m2", "A/cm2")
        electrons = -ions  # no wire: what one carrier brings the other takes back
        by_ions = 100 * permeation.ionic_rate_control(*conductor, *pressures)
        least = max(lowest_activity(state.material, state.temperature), self.controls[0].minimum)
        low, fluxes = flux_against_low_pressure(state.material, state.temperature, least, pressures[1])
        return {
            "now": {"flux (mL/cm2/min)": as_volume(flux), "flux (mol/m2/s)": flux,
                    "ions carry (A/cm2)": ions, "electrons carry (A/cm2)": electrons,
                    "net current (A/cm2)": ions + electrons,
                    "power lost (W/m2)": permeation.dissipated_power(flux, state.temperature, *pressures),
                    "pace set by ions (%)": by_ions, "pace set by electrons (%)": 100 - by_ions},
            "low side": {"pO₂ (bar)": state.oxygen_activity_low, "flux (mL/cm2/min)": as_volume(flux)},
            "curve": {"pO₂ (bar)": low, "flux (mL/cm2/min)": as_volume(fluxes / state.thickness)},
        }

    def draw(self, figure):
        slab, fluxes = figure.subplots(1, 2, width_ratios=(1.15, 1))
        draw_slab(self, slab)
        material = self.state["material"]
        fluxes.set(xscale="log", yscale="log", xlim=(3e-21, 1), ylim=FLUXES[material],
                   xlabel="oxygen pressure, low side (bar)", title="flux of O₂ (mL/cm²/min)")
        fluxes.set_xticks(10.0 ** np.arange(-20, 1, 5))
        fluxes.set_yticks(10.0 ** (np.arange(-9, 4, 3) if material == "ceria" else np.arange(-4, 4, 2)))
        self.curve(fluxes, "curve", "pO₂ (bar)", "flux (mL/cm2/min)", style.IONS,
                   label=SHORT[material].removeprefix("the "), at=0.2, shift=(0, -24))
        self.curve(fluxes, "low side", "pO₂ (bar)", "flux (mL/cm2/min)", marker="o", linestyle="none")

    def say(self, state, words):
        by_ions = words.number("pace set by ions (%)")
        alone = "ions" if by_ions > ALONE else "electrons" if 100 - by_ions > ALONE else ""
        who = (f"the {alone} set the pace" if alone
               else f"both carriers set the pace, the ions {words['pace set by ions (%)']}")
        return (f"If oxygen steps in and out without delay, {words['flux (mL/cm2/min)']} of it would pass "
                f"{SHORT[state.material]} (illustrative); {who}. "
                f"Ions carry {words['ions carry (A/cm2)']} one way and electrons, two per ion, as much back: "
                f"net current {words['net current (A/cm2)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        inside = permeation.membrane_profiles(
            *membrane(state.material, state.temperature), state.temperature, state.oxygen_activity_low,
            state.oxygen_activity_high, state.thickness)
        ions, electrons = (convert(current, "A/m2", "A/cm2")
                           for current in (inside.ionic_current_density, inside.electronic_current_density))
        # Each carrier loses its current times the fall of its own potential; both are what the gases lose.
        falls = [potential[-1] - potential[0]
                 for potential in (inside.oxygen_ion_potential / 2, inside.electron_potential)]
        lost = (now["ions carry (A/cm2)"] * falls[0] + now["electrons carry (A/cm2)"] * falls[1]) / FARADAY
        electrons_per_ion = -electrons / (ions / 2)  # an ion carries two charges, an electron one
        return {"two electrons go back for each ion, everywhere":
                float(np.abs(electrons_per_ion / 2 - 1).max()),
                "the ions carry 4FJ everywhere": float(np.abs(ions / now["ions carry (A/cm2)"] - 1).max()),
                "the carriers lose what the gases pay":
                abs(convert(lost, "W/cm2", "W/m2") / now["power lost (W/m2)"] - 1)}
