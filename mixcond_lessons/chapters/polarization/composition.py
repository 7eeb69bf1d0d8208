"""What happens inside the sample after the step: the composition tilts and the ions stop."""
from dataclasses import replace

import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import polarization
from ..controls import choice, linear, logarithmic
from .ion_blocking_cell import (
    AREA,
    BLOCKING,
    CONDUCTIVITY,
    DIFFUSIVITY,
    ELECTRONIC_SHARE,
    THICKNESS,
    cell,
    first_current,
)

# Denser towards both contacts, where diffusion begins.
PLACES = (1 - np.cos(np.pi * np.linspace(0, 1, 101))) / 2

HALF = 6  # % of the first current of the ions: so near to one half counts as half


class Composition(Panel):
    """Inside, the composition tilts and the ions stop: first at the contacts, last in the middle."""

    name = "polarization.composition"
    ask = "Where in the sample do the ions stop first, and what drives them back?"
    alternative = ("Left: change of the chemical potential across the sample, with the final straight line. "
                   "Right: total current and the currents of ions and of electrons across the sample.")
    law = staticmethod(polarization.carrier_currents)
    controls = (
        logarithmic("time", 1e-3, 1e4, 0.03, plays=True),
        ELECTRONIC_SHARE,
        choice("drive", "held constant", {"voltage": "the voltage", "current": "the current"}, "voltage"),
        *(replace(control, folded=True) for control in (THICKNESS, DIFFUSIVITY)),
        linear("voltage", 1e-3, 1e-2, 5e-3, step=0.1, label="voltage in the end", folded=True),
        CONDUCTIVITY, AREA, replace(BLOCKING, rescales=True),
    )
    presets = {"switched on just now": {"time": 1e-3}, "on the way": {"time": 10.0},
               "at rest again": {"time": 1e4}}

    def solve(self, state):
        place = PLACES * state.thickness
        constants = {"drive": state.drive, "blocking": state.blocking}
        # Both end alike: the constant current is what the final voltage drives through the electrons.
        share = state.electronic_transference_number if state.drive == "current" else 1.0
        first = convert(first_current(state), "A", "mA") * share
        profile = 100 * share * polarization.potential_profile(place, state.time, *cell(state), **constants)
        ions, electrons = polarization.carrier_currents(place, state.time, *cell(state), **constants)
        ions = np.round(ions, 12)  # what is left of rounding is not a current
        # At a constant current the total stays, so the ions begin with their share of it.
        ions_at_first = 1 - state.electronic_transference_number
        middle, millivolts = PLACES.size // 2, convert(state.voltage, "V", "mV") / 100
        return {
            "now": {"current (mA)": first * (ions + electrons)[middle],
                    "ions in the middle (mA)": first * ions[middle],
                    "ions in the middle (% of first)": 100 * ions[middle] / ions_at_first,
                    "ions at the blocking contact (mA)": first * ions[-1],
                    "difference across the sample (mV)": millivolts * (profile[-1] - profile[0])},
            "sample": {"x/L": PLACES, "change (% of V)": profile,
                       "end (% of V)": 100 * (PLACES - (0.5 if state.blocking == "both" else 0)),
                       "ions (% of first)": 100 * ions, "electrons (% of first)": 100 * electrons,
                       "total (% of first)": 100 * (ions + electrons)},
        }

    def draw(self, figure):
        tilt, currents = figure.subplots(1, 2)
        both = self.state["blocking"] == "both"
        place = {"xlim": (0, 1), "xlabel": "place in the sample, x/L"}
        tilt.set(**place, ylim=(-55, 55) if both else (-5, 105), title="change of μ (% of V)")
        currents.set(**place, ylim=(-26, 120), yticks=range(0, 101, 20), title="current (% of the first)")
        self.curve(tilt, "sample", "x/L", "end (% of V)", style.DASHED, label="in the end", at=0.66,
                   shift=(-38, 4), linewidth=style.form().line * 0.75)
        self.curve(tilt, "sample", "x/L", "change (% of V)", label="now", at=0.28, shift=(-20, 4))
        self.curve(currents, "sample", "x/L", "total (% of first)", label="total", at=0.86, shift=(0, 3))
        self.curve(currents, "sample", "x/L", "ions (% of first)", style.IONS, label="ions", at=0.3,
                   shift=(0, -19))
        self.curve(currents, "sample", "x/L", "electrons (% of first)", style.ELECTRONS, label="electrons",
                   at=0.5, shift=(0, 3))

    def say(self, state, words):
        left = words.number("ions in the middle (% of first)")
        half = ", about half as much as at first" if abs(left - 50) < HALF else ""
        return (f"In the middle ions carry {words['ions in the middle (mA)']} of the "
                f"{words['current (mA)']}{half}; at the blocking contact they carry none. "
                f"Between the ends μ/F differs by {words['difference across the sample (mV)']}.")

    def conserved(self, state, tables):
        sample = tables["sample"]
        change, ions = sample["change (% of V)"], sample["ions (% of first)"]
        total = 100.0
        if state.drive == "voltage":
            total *= polarization.current_ratio(state.time, *cell(state), blocking=state.blocking)
        found = {"no ions pass the blocking contact": abs(float(ions[-1])) / 100,
                 "the current is the same at every place":
                 float(np.abs(sample["total (% of first)"] / total - 1).max())}
        if state.blocking == "both":
            inside = (change[1:] + change[:-1]) / 2 * np.diff(sample["x/L"])
            gained = abs(float(inside.sum())) / 100
            return {**found, "between two blocking contacts no oxygen is gained or lost": gained}
        return {**found, "the open contact keeps its composition": abs(float(change[0])) / 100}
