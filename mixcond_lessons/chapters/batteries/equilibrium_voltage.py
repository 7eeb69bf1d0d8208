"""Voltage and filling of a lattice gas whose ions attract or repel, and where a diffusivity ends."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import batteries
from ...physics.constants import FARADAY, R
from ..controls import linear
from .lattice_gas import DIFFUSIVITY, FACTOR, LEAST, SHARES, factors, parted, voltage_from_factors

WEAKER = 0.1  # a step of the slider


class EquilibriumVoltage(Panel):
    """Voltage against filling when neighbours attract or repel; where it is flat, diffusion is slow."""

    name = "batteries.equilibrium_voltage"
    ask = "Where the voltage hardly changes, do the ions spread fast or slowly?"
    alternative = ("Left: equilibrium voltage against the share of filled sites, with a plateau and the "
                   "hidden single-phase curve where two phases form. Right: thermodynamic factor and "
                   "relative chemical diffusivity against the share on a logarithmic axis, empty where two "
                   "phases share the ions.")
    law = staticmethod(batteries.thermodynamic_factor)
    controls = (
        linear("share", LEAST, 1 - LEAST, 0.5, step=1, label="filled sites"),
        linear("interaction", -6.5, 6.0, 0.0, step=0.1, label="neighbours repel (+), attract (−)"),
        linear("temperature", 253.15, 333.15, 298.15, step=1, folded=True),
    )
    presets = {"no forces": {}, "repelling, as in many layered oxides (illustrative)": {"interaction": 5.0},
               "just before two phases": {"interaction": -3.9},
               "two phases, as in iron phosphate (illustrative)": {"interaction": -6.0},
               "the poor phase of it": {"interaction": -6.0, "share": 0.04}}

    def solve(self, state):
        poor, here = parted(state.interaction), state.share
        two, hidden = poor < here < 1 - poor, (SHARES >= poor) & (SHARES <= 1 - poor)
        volts = batteries.equilibrium_voltage(np.append(SHARES, here), state.temperature, state.interaction)
        single = batteries.single_phase_voltage(SHARES, state.temperature, state.interaction)
        found = factors(here, state.interaction)
        if two:
            found = dict.fromkeys(found, [])
        factor, diffusivity = (0.0, 0.0) if two else (float(found[FACTOR]), float(found[DIFFUSIVITY]))
        fall = 0.01 * R * state.temperature / FARADAY * factor / here
        tables = {
            "now": {"voltage (mV)": convert(volts[-1], "V", "mV"), "two phases": float(two),
                    "fall per % (mV)": convert(fall, "V", "mV"), "step (%)": 1.0,
                    "poor phase (%)": 100 * poor, "rich phase (%)": 100 * (1 - poor),
                    "rich part (%)": 100 * (here - poor) / (1 - 2 * poor) if two else 100.0 * (here > 0.5),
                    FACTOR: factor, DIFFUSIVITY: diffusivity},
            "here": {"x (%)": 100 * here, "voltage (mV)": convert(volts[-1], "V", "mV")},
            "factors here": found,
            "equilibrium": {"x (%)": 100 * SHARES, "voltage (mV)": convert(volts[:-1], "V", "mV")},
            "one phase only": {"x (%)": 100 * SHARES[hidden],
                               "voltage (mV)": convert(single[hidden], "V", "mV")},
            "lone ion": {"x (%)": np.linspace(0, 100, 21), DIFFUSIVITY: np.ones(21)},
        }
        for name, low, high in (("poor side", LEAST, poor), ("rich side", 1 - poor, 1 - LEAST)):
            share = np.clip(SHARES, low, high) if low <= high else np.array([])
            tables[name] = factors(share, state.interaction)
        return tables

    def draw(self, figure):
        volts, factors = figure.subplots(1, 2)
        volts.set(xlim=(0, 100), ylim=(-210, 210), yticks=(-200, -100, 0, 100, 200),
                  xlabel="filled sites x (%)", title="voltage, from its middle (mV)")
        factors.set(yscale="log", xlim=(0, 100), ylim=(0.02, 60.0), xlabel="filled sites x (%)",
                    title="Γ, and D̃ ÷ that of a lone ion", yticks=(0.1, 1, 10), yticklabels=(0.1, 1, 10))
        thin, dot = style.form().line * 0.75, {"marker": "o", "linestyle": "none"}
        self._shade(volts, "two phases")
        self._shade(factors, "two phases: no D̃")
        self.curve(volts, "one phase only", "x (%)", "voltage (mV)", style.DASHED, "one phase, not stable",
                   0.75, clear=True, linewidth=thin,
                   when=lambda tables: tables["now"]["poor phase (%)"][0] < 50)
        self.curve(volts, "equilibrium", "x (%)", "voltage (mV)")
        self.curve(volts, "here", "x (%)", "voltage (mV)", **dot)
        self.curve(factors, "lone ion", "x (%)", DIFFUSIVITY, style.DOTTED, "lone ion", 0, clear=True,
                   linewidth=thin)
        for side, at in (("poor side", 0.3), ("rich side", 0.5)):
            rich = side == "rich side"
            self.curve(factors, side, "x (%)", FACTOR, label="Γ" if rich else "", at=at, shift=(-10, 4),
                       clear=True)
            self.curve(factors, side, "x (%)", DIFFUSIVITY, style.IONS, label="D̃" if rich else "", at=at,
                       shift=(8, -22), clear=True)
        self.curve(factors, "factors here", "x (%)", FACTOR, **dot)
        self.curve(factors, "factors here", "x (%)", DIFFUSIVITY, style.IONS, **dot)

    def _shade(self, axes, words):
        """The gap where two phases share the ions: grey, and said so."""
        low, high = axes.get_ylim()
        height = low * (high / low) ** 0.97 if axes.get_yscale() == "log" else low + 0.97 * (high - low)
        shade = axes.axvspan(0, 1, color=style.QUIET, alpha=0.15, linewidth=0)
        label = axes.text(50, height, words, ha="center", va="top", color=style.QUIET)

        def update(tables):
            poor = tables["now"]["poor phase (%)"][0]
            shade.set(x=poor, width=100 - 2 * poor)
            for artist in (shade, label):
                artist.set_visible(poor < 50)
        self.moves(shade, update)
        self.moves(label, lambda tables: None)

    def say(self, state, words):
        if words.number("two phases"):
            poor, rich = words["poor phase (%)"], words["rich phase (%)"]
            weakest = parted(state.interaction + WEAKER) == 0.5
            end = ("Found: with less attraction there is no gap; in it no D̃ describes filling." if weakest
                   else "Filling moves the border between them while the voltage stays the same: no D̃ "
                   "describes it.")
            return (f"Two phases, {poor} and {rich} full, share the ions; the rich one has "
                    f"{words['rich part (%)']} of the grain. {end}")
        return (f"The voltage, {words['voltage (mV)']} from its middle, falls by {words['fall per % (mV)']} "
                "when one per cent more of the sites are filled. "
                f"D̃ is {words[DIFFUSIVITY]} times that of a lone ion, with Γ = {words[FACTOR]}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        poor, energy, found = parted(state.interaction), R * state.temperature / FARADAY, {}
        if now["two phases"]:
            held = now["rich part (%)"] * (1 - poor) + (100 - now["rich part (%)"]) * poor
            found["both phases hold all ions"] = abs(held - 100 * state.share) / 100
        if poor < 0.5:
            ends = batteries.single_phase_voltage(np.array([poor, 1 - poor]), state.temperature,
                                                  state.interaction)
            found["both phases have the plateau's voltage"] = float(np.abs(ends).max()) / energy
        if not now["two phases"]:
            reduced = convert(now["voltage (mV)"], "mV", "V") / energy
            added = voltage_from_factors(state.share, state.interaction)
            found["what Γ adds up to is the voltage"] = abs(added - reduced)
        return found
