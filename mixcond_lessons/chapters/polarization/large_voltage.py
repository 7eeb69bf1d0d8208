"""The steady current when the voltage is no longer small."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import large_voltage
from ...physics.conductivity import resistance_from_conductivity
from ...physics.constants import FARADAY, R
from ..controls import linear, logarithmic
from .ion_blocking_cell import AREA, BLOCKING, THICKNESS

VOLTAGES = np.geomspace(1e-3, 0.4, 121)
ACROSS = np.linspace(0, 1, 101)
CURRENT, OHM = "current (units of σₑA/L·RT/F)", "Ohm's law (same units)"
HOLES_PART = "holes' part of it (%)"
NEAR = 0.05  # so near to the plateau counts as on it


def carriers(state):
    """Conductivity [S/m] of electrons and of holes at the reversible contact."""
    electrons = state.electronic_conductivity / (1 + state.hole_share)
    return electrons, electrons * state.hole_share


class LargeVoltage(Panel):
    """The steady current at large voltages: one side runs out of electrons, and Ohm's law fails."""

    name = "polarization.large_voltage"
    ask = "More voltage, more current: is that so in the end, too?"
    alternative = ("Left: steady current against voltage, both logarithmic, with Ohm's law as a quiet line. "
                   "Right: concentration of electrons and holes across the sample.")
    law = staticmethod(large_voltage.steady_current_one_blocking)
    controls = (
        logarithmic("voltage", 1e-3, 0.4, 0.05, label="voltage, blocked side +", per_decade=20),
        logarithmic("hole_share", 1e-6, 0.1, 1e-4, label="holes beside electrons", unit="1", shown="%",
                    symbol="σₚ/σₙ", per_decade=5),
        linear("temperature", 773.15, 1273.15, 973.15, step=10),
        replace(BLOCKING, default="one", rescales=True),
        logarithmic("electronic_conductivity", 1e-4, 1e1, 0.09, folded=True),
        replace(THICKNESS, folded=True), AREA,
    )
    presets = {"just too much": {"voltage": 0.0086, "temperature": 998.15},
               "on the plateau": {"voltage": 0.3, "hole_share": 1e-6}}

    def solve(self, state):
        cell = state.thickness, state.area, state.temperature
        electrons, holes = carriers(state)
        resistance = resistance_from_conductivity(state.electronic_conductivity, state.thickness, state.area)
        thermal = R * state.temperature / FARADAY

        def current(voltage):
            if state.blocking == "both":
                return large_voltage.steady_current_both_blocking(voltage, electrons + holes, *cell)
            return large_voltage.steady_current_one_blocking(voltage, electrons, holes, *cell)
        steady, ohmic, unit = float(current(state.voltage)), state.voltage / resistance, thermal / resistance
        # Where both contacts block, the law counts one kind of carrier.
        by_holes = 0.0 if state.blocking == "both" else float(
            large_voltage.steady_current_one_blocking(state.voltage, 0.0, holes, *cell))
        return {
            "now": {"I (mA)": convert(steady, "A", "mA"), "by Ohm (mA)": convert(ohmic, "A", "mA"),
                    "current over plateau": steady / unit / (2 if state.blocking == "both" else 1),
                    "RT/F (mV)": convert(thermal, "V", "mV"), "difference (%)": 100 * abs(steady / ohmic - 1),
                    HOLES_PART: 100 * by_holes / steady},
            "here": {"V (mV)": convert(state.voltage, "V", "mV"), CURRENT: steady / unit},
            "curve": {"V (mV)": convert(VOLTAGES, "V", "mV"), CURRENT: current(VOLTAGES) / unit,
                      OHM: VOLTAGES / thermal},
            "sample": {"x/L": ACROSS, **self._profiles(state)},
        }

    @staticmethod
    def _profiles(state):
        place, cell = ACROSS * state.thickness, (state.thickness, state.temperature)
        if state.blocking == "both":
            return {"electrons": large_voltage.carrier_profile_both_blocking(place, state.voltage, *cell)}
        electrons, holes = large_voltage.carrier_profile_one_blocking(place, state.voltage, 1.0,
                                                                      state.hole_share, *cell)
        return {"electrons": electrons, "holes": holes * state.hole_share}

    def draw(self, figure):
        steady, inside = figure.subplots(1, 2)
        both, thin = self.state["blocking"] == "both", {"linewidth": style.form().line * 0.75}
        steady.set(xscale="log", yscale="log", xlim=(1, 400), ylim=(5e-3, 100), xlabel="voltage (mV)",
                   title="current (÷ RTσₑA/FL)")
        steady.set_xticks((1, 10, 100), ("1", "10", "100"))
        inside.set(xlim=(0, 1), ylim=(0, 2.15 if both else 1.5), xlabel="place in the sample, x/L",
                   title="σₙ inside (÷ mean)" if both else "σₙ, σₚ inside (÷ σₙ at x = 0)")
        plateau = 2 if both else 1
        steady.axhline(plateau, color=style.QUIET, linestyle=style.DOTTED.line, **thin)
        steady.text(1.15, 1.15 * plateau, "plateau", color=style.QUIET)
        self.curve(steady, "curve", "V (mV)", OHM, style.DASHED, label="Ohm", at=0.45, shift=(-18, 4), **thin)
        self.curve(steady, "curve", "V (mV)", CURRENT, label="this cell", at=0.45, shift=(32, -24))
        self.curve(steady, "here", "V (mV)", CURRENT, marker="o", linestyle="none")
        self.curve(inside, "sample", "x/L", "electrons", style.ELECTRONS, label="electrons", at=0.3,
                   shift=(26, 5))
        if not both:
            self.curve(inside, "sample", "x/L", "holes", style.HOLES, label="holes", at=0.3, shift=(0, 3))

    def say(self, state, words):
        smaller = "smaller" if words.number("I (mA)") < words.number("by Ohm (mA)") else "larger"
        holes = (f"Holes carry {words[HOLES_PART]} of it." if state.blocking == "one"
                 else "Holes are left out where both contacts block.")
        height = words.number("current over plateau")
        place = (" (above the plateau)" if height > 1 + NEAR else " (on the plateau)" if height > 1 - NEAR
                 else "")
        return (f"The steady current is {words['I (mA)']}{place}, {words['difference (%)']} {smaller} than "
                f"by Ohm's law; RT/F is {words['RT/F (mV)']}. {holes}")

    def conserved(self, state, tables):
        electrons = tables["sample"]["electrons"]
        if state.blocking == "both":
            return {"no electron is lost inside": abs(float((electrons[1:] + electrons[:-1]).mean()) / 2 - 1)}
        product = electrons * tables["sample"]["holes"]
        return {"electrons times holes is the same at every place":
                float(np.abs(product / state.hole_share - 1).max())}
