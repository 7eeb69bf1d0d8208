"""Two phases against temperature: a lattice gas fitted at room temperature, beside lithium iron phosphate."""
from functools import cache

import numpy as np

from ...classroom import style
from ...classroom.band import band, envelope
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...materials import measured_table
from ...physics import batteries
from ..controls import linear, uncertain
from .lattice_gas import parted

PHASES, MIXING = (measured_table(f"iron_phosphate_{name}").columns for name in ("phases", "mixing"))
ROOM, (POOR, RICH) = float(PHASES["temperature"][0]), PHASES["share"]
SHARES = (1 - np.cos(np.pi * np.linspace(0.01, 0.99, 99))) / 2
CLOSE = 0.05  # of the attraction: how close counts as met, half a step of the slider


def _attraction(share):
    """The g at room temperature with which one of the two phases has this filling."""
    return -1 / float(batteries.phase_boundary_temperature(share, -1.0, 1.0))


@cache
def _ends():
    """The two attractions, the stronger first."""
    return sorted(_attraction(share) for share in (POOR, RICH))


class MiscibilityGap(Panel):
    """Between which fillings a grain parts into two phases, and at which temperature the gap closes."""

    name = "batteries.miscibility_gap"
    ask = "Heat mixes: at which temperature do the two phases become one?"
    alternative = ("Left: temperature against the share of filled sites, with the border of the region of "
                   "two phases and measured points of lithium iron phosphate. Right: energy of one phase "
                   "against the share of filled sites, with the line that two phases follow.")
    law = staticmethod(batteries.phase_boundary_temperature)
    controls = (
        linear("interaction", -7.5, -4.1, -6.0, step=0.1, label="attraction at 25 °C",
               source="to be fitted to LiₓFePO₄"),
        linear("temperature", ROOM, 573.15, ROOM, step=5),
        uncertain("attraction: it may be fitted to the one or to the other measured phase"),
    )

    def solve(self, state):
        borders = batteries.phase_boundary_temperature(SHARES, state.interaction, ROOM)
        here = state.interaction * ROOM / state.temperature
        poor = parted(here)
        critical = float(batteries.phase_boundary_temperature(0.5, state.interaction, ROOM))
        ends = np.array([poor, 1 - poor] if poor < 0.5 else [])
        celsius = convert(state.temperature, "K", "°C")
        tables = {
            "now": {"T (°C)": celsius, "poor phase (%)": 100 * poor,
                    "rich phase (%)": 100 * (1 - poor), "closes at (°C)": convert(critical, "K", "°C"),
                    "two phases": float(poor < 0.5), "room (°C)": convert(ROOM, "K", "°C"),
                    **{f"{name} fits": float(abs(state.interaction - end) < CLOSE)
                       for name, end in zip(("poor", "rich"), _ends(), strict=True)}},
            "border": {"x (%)": 100 * SHARES, "T (°C)": convert(borders, "K", "°C")},
            "here": {"x (%)": 100 * ends, "T (°C)": np.full(ends.size, celsius)},
            "measured": {"x (%)": 100 * np.append(PHASES["share"], MIXING["share"]),
                         "T (°C)": convert(np.append(PHASES["temperature"], MIXING["temperature"]),
                                           "K", "°C")},
            "one phase": {"x (%)": 100 * SHARES, "G/RT": batteries.mixing_energy(SHARES, here)},
            "two phases": {"x (%)": 100 * ends, "G/RT": batteries.mixing_energy(ends, here)}}
        if state.uncertain:
            low, high = envelope(convert(batteries.phase_boundary_temperature(SHARES, end, ROOM), "K", "°C")
                                 for end in _ends())
            closes = (convert(batteries.phase_boundary_temperature(0.5, end, ROOM), "K", "°C")
                      for end in _ends())
            tables |= {"band": {"x (%)": 100 * SHARES, "lowest T (°C)": low, "highest T (°C)": high},
                       "ends": dict(zip(("highest (°C)", "lowest (°C)"), closes, strict=True)),
                       "mixing": {"measured (°C)": convert(MIXING["temperature"], "K", "°C")}}
        return tables

    def draw(self, figure):
        gap, energy = figure.subplots(1, 2)
        gap.set(xlim=(0, 100), ylim=(0, 310), yticks=(0, 100, 200, 300), xlabel="filled sites x (%)",
                title="temperature (°C)")
        energy.set(xlim=(0, 100), ylim=(-0.5, 0.32), yticks=(-0.4, -0.2, 0, 0.2), xlabel="filled sites x (%)",
                   title="Gibbs energy of mixing ÷ RT")
        band(self, gap, "band", "x (%)", "lowest T (°C)", "highest T (°C)")
        self.curve(gap, "border", "x (%)", "T (°C)", label="border", at=0.5, clear=True)
        self.curve(gap, "here", "x (%)", "T (°C)", style.DASHED, marker="o")
        self.curve(gap, "measured", "x (%)", "T (°C)", style.HOLES, label="measured", at=1, clear=True,
                   marker="D", linestyle="none")
        self.curve(energy, "one phase", "x (%)", "G/RT", label="one phase", at=0.5, clear=True)
        self.curve(energy, "two phases", "x (%)", "G/RT", style.DASHED, label="two phases", at=0.5,
                   shift=(0, -24), clear=True, marker="o")

    def say(self, state, words):
        if state.uncertain:
            return (f"Fitted to the one or to the other measured phase, the gap closes at "
                    f"{words['lowest (°C)']} or at {words['highest (°C)']}. A mixed phase was measured from "
                    f"about {words['measured (°C)']} on.")
        closes = words["closes at (°C)"]
        fits = [name for name in ("poor", "rich") if words.number(f"{name} fits")]
        found = f" Found: this fits the measured {' and '.join(fits)} phase." if fits else ""
        if not words.number("two phases"):
            return f"At {words['T (°C)']} there is one phase only: the gap closes at {closes}.{found}"
        return (f"At {words['T (°C)']} a poor phase with {words['poor phase (%)']} and a rich one with "
                f"{words['rich phase (%)']} share the ions; the gap closes at {closes}.{found}")

    def conserved(self, state, tables):
        found, ends = {}, tables["two phases"]["x (%)"] / 100
        if ends.size:
            here = state.interaction * ROOM / state.temperature
            volts = batteries.single_phase_voltage(ends, state.temperature, here)
            found["both phases hold the ions at the same voltage"] = float(np.ptp(volts))
            borders = batteries.phase_boundary_temperature(ends, state.interaction, ROOM)
            found["both phases stand on the border"] = float(np.abs(borders / state.temperature - 1).max())
        return found
