"""Chapter 08, voltage and filling: a lattice gas whose ions attract or repel, its thermodynamic factor, and where a diffusivity ends."""
from functools import lru_cache

import numpy as np
from scipy.constants import R

from ..classroom import style
from ..classroom.controls import linear
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import batteries
from ..physics.constants import FARADAY

LEAST = 0.02  # share of filled sites at which the pictures begin, and 1 - LEAST where they end
SHARES = 0.5 - (0.5 - LEAST) * np.cos(np.pi * np.linspace(0, 1, 121))  # closer together at both ends
FACTOR, DIFFUSIVITY, FACTORS = "Γ", "D̃/D₀", (0.02, 60.0)


@lru_cache(maxsize=256)
def parted(interaction):
    """Share of filled sites in the poorer of the two phases, 1/2 where there is only one."""
    return float(batteries.two_phase_range(interaction))


def chemical_share(share, interaction):
    """D̃ over that of a lone ion in a single phase, (1 - x) Γ: also beside the gap of two phases, which `lattice_gas_diffusivity` leaves out."""
    return (1 - share) * batteries.thermodynamic_factor(share, interaction)


class EquilibriumVoltage(Panel):
    """How the voltage follows the filling when neighbours attract or repel; a flat voltage is slow diffusion, and in the end two phases."""

    name = "batteries.equilibrium_voltage"
    ask = "Where the voltage hardly changes, do the ions spread fast or slowly?"
    alternative = ("Left: equilibrium voltage against the share of filled sites, with a plateau and the hidden single-phase curve where two phases form. "
                   "Right: thermodynamic factor and relative chemical diffusivity against the share on a logarithmic axis, empty where two phases share the ions.")
    law = staticmethod(batteries.thermodynamic_factor)
    controls = (
        linear("share", "filled sites", LEAST, 1 - LEAST, 0.5, step=1, unit="1", shown="%", symbol="x"),
        linear("interaction", "neighbours repel (+), attract (−)", -6.5, 6.0, 0.0, step=0.1, unit="1", symbol="g"),
        linear("temperature", "temperature", 253.15, 333.15, 298.15, step=1, unit="K", shown="°C", symbol="T", folded=True),
    )
    presets = {"no forces": {}, "repelling, as in many layered oxides (illustrative)": {"interaction": 5.0}, "on the verge": {"interaction": -3.9},
               "two phases, as in iron phosphate (illustrative)": {"interaction": -6.0}, "the poor phase of it": {"interaction": -6.0, "share": 0.04}}

    def solve(self, state):
        poor, energy = parted(state.interaction), R * state.temperature / FARADAY
        volts = batteries.equilibrium_voltage(np.append(SHARES, state.share), state.temperature, state.interaction)
        here, hidden = state.share, (SHARES >= poor) & (SHARES <= 1 - poor)
        single = batteries.single_phase_voltage(SHARES, state.temperature, state.interaction)
        two = poor < here < 1 - poor
        factor = 0.0 if two else float(batteries.thermodynamic_factor(here, state.interaction))
        tables = {
            "now": {"voltage (mV)": convert(volts[-1], "V", "mV"), "fall per % (mV)": convert(0.01 * energy * factor / here, "V", "mV"), "step (%)": 1.0,
                    "poor phase (%)": 100 * poor, "rich phase (%)": 100 * (1 - poor), "two phases": float(two),
                    "rich part (%)": 100 * (here - poor) / (1 - 2 * poor) if two else 100.0 * (here > 0.5), FACTOR: factor,
                    DIFFUSIVITY: 0.0 if two else float(chemical_share(here, state.interaction))},
            "here": {"x (%)": 100 * here, "voltage (mV)": convert(volts[-1], "V", "mV")},
            "factors here": {"x (%)": [], FACTOR: [], DIFFUSIVITY: []} if two else {"x (%)": 100 * here, FACTOR: factor, DIFFUSIVITY: chemical_share(here, state.interaction)},
            "equilibrium": {"x (%)": 100 * SHARES, "voltage (mV)": convert(volts[:-1], "V", "mV")},
            "one phase only": {"x (%)": 100 * SHARES[hidden], "voltage (mV)": convert(single[hidden], "V", "mV")},
        }
        for name, low, high in (("poor side", LEAST, poor), ("rich side", 1 - poor, 1 - LEAST)):
            share = np.clip(SHARES, low, high) if low <= high else np.array([])
            tables[name] = {"x (%)": 100 * share, FACTOR: batteries.thermodynamic_factor(share, state.interaction), DIFFUSIVITY: chemical_share(share, state.interaction)}
        return tables

    def draw(self, figure):
        volts, factors = figure.subplots(1, 2)
        volts.set(xlim=(0, 100), ylim=(-210, 210), yticks=(-200, -100, 0, 100, 200), xlabel="filled sites x (%)", title="voltage, from its middle (mV)")
        factors.set(yscale="log", xlim=(0, 100), ylim=FACTORS, xlabel="filled sites x (%)", title="Γ, and D̃ ÷ lone ion's")
        factors.set_yticks((0.1, 1, 10), ("0.1", "1", "10"))
        thin = style.form().line * 0.75
        self._shade(volts, "two phases")
        self._shade(factors, "two phases: no D̃")
        self.curve(volts, "one phase only", "x (%)", "voltage (mV)", style.DASHED, linewidth=thin, when=lambda tables: tables["now"]["poor phase (%)"][0] < 50)
        self.curve(volts, "equilibrium", "x (%)", "voltage (mV)")
        self.curve(volts, "here", "x (%)", "voltage (mV)", marker="o", linestyle="none")
        factors.axhline(1, color=style.QUIET, linestyle=style.DOTTED.line, linewidth=thin)
        for side, at in (("poor side", 0.3), ("rich side", 0.5)):
            rich = side == "rich side"
            self.curve(factors, side, "x (%)", FACTOR, label="Γ" if rich else "", at=at, shift=(-10, 4))
            self.curve(factors, side, "x (%)", DIFFUSIVITY, style.IONS, label="D̃" if rich else "", at=at, shift=(8, -22))
        for column, carrier in ((FACTOR, style.TOTAL), (DIFFUSIVITY, style.IONS)):
            self.curve(factors, "factors here", "x (%)", column, carrier, marker="o", linestyle="none")

    def _shade(self, axes, words):
        """The gap where two phases share the ions: grey, and said so."""
        low, high = axes.get_ylim()
        shade = axes.axvspan(0, 1, color=style.QUIET, alpha=0.15, linewidth=0)
        label = axes.text(50, low * (high / low) ** 0.97 if axes.get_yscale() == "log" else low + 0.97 * (high - low), words, ha="center", va="top", color=style.QUIET)

        def update(tables):
            poor = tables["now"]["poor phase (%)"][0]
            shade.set_x(poor)
            shade.set_width(100 - 2 * poor)
            for artist in (shade, label):
                artist.set_visible(poor < 50)
        self.moves(shade, update)
        self.moves(label, lambda tables: None)

    def say(self, state, words):
        if words.number("two phases"):
            return (f"Two phases, {words['poor phase (%)']} and {words['rich phase (%)']} full, share the ions; the rich one has {words['rich part (%)']} of the grain. "
                    "Filling moves the border between them: the voltage stands still, and no D̃ describes it. (A pulse would give you a number all the same.)")
        return (f"At {self.controls[0].show(state.share)} filled the voltage is {words['voltage (mV)']} from its middle, and {words['step (%)']} more of the sites lowers it by "
                f"{words['fall per % (mV)']}. Γ = {words[FACTOR]}, and D̃ is {words[DIFFUSIVITY]} times that of a lone ion.")

    def conserved(self, state, tables):
        now, poor = {name: float(values[0]) for name, values in tables["now"].items()}, parted(state.interaction)
        found = {"both phases hold all ions": abs(now["rich part (%)"] * (1 - poor) + (100 - now["rich part (%)"]) * poor - 100 * state.share) / 100} if now["two phases"] else {}
        if poor < 0.5:
            ends = batteries.single_phase_voltage(np.array([poor, 1 - poor]), state.temperature, state.interaction)
            found["both phases have the plateau's voltage"] = float(np.abs(ends).max()) / (R * state.temperature / FARADAY)
        if not now["two phases"]:
            # Γ is a slope; added up from half filling to here it must give the voltage.
            nodes, weights = np.polynomial.legendre.leggauss(60)
            places = 0.5 + (state.share - 0.5) * (nodes + 1) / 2
            fallen = (state.share - 0.5) / 2 * float(weights @ (batteries.thermodynamic_factor(places, state.interaction) / places))
            found["what Γ adds up to is the voltage"] = abs(fallen + convert(now["voltage (mV)"], "mV", "V") * FARADAY / (R * state.temperature))
        return found
