"""A porous cathode whose grains conduct ions too: how deep oxygen still enters."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import fuel_cells, porous_cathode, surface_exchange
from ...physics.constants import AIR
from ..controls import Rule, choice, logarithmic
from . import porous_ferrite as cathode
from .hydrogen_air_cell import is_stretched, moved_decades
from .measured_film import MEASURED, WARM, film
from .porous_ferrite import microns, ohms

SHOWN = {"depth": "what happens at each depth", "impedance": "impedance"}
FOUND = 5e-3  # V, how close counts as the measured voltage
DEPTHS, ALONG = np.geomspace(5e-7, 1e-4, 61), np.linspace(0, 1, 61)


class WorkingDepth(Panel):
    """A porous cathode whose grains conduct ions too: how deep oxygen enters, and how much that helps."""

    name = "fuel_cells.working_depth"
    ask = "How much of a porous cathode is at work?"
    alternative = ("Left: resistance of the cathode against its thickness, both logarithmic, beside one "
                   "whose grains conduct only electrons and one that works all through. Right: share of the "
                   "ions, of the electrons and of the reaction against the depth, or the impedance.")
    law = staticmethod(porous_cathode.reaction_resistance)
    controls = (
        logarithmic("thickness", 1e-6, 1e-4, 1e-5, label="thickness of the cathode", shown="µm"),
        logarithmic("exchange_rate", 1e-10, 1e-7, 5e-9, label="exchange rate of atoms", shown="m/s"),
        logarithmic("diffusivity", 1e-14, 1e-11, 5e-13, label="self-diffusivity of oxygen", shown="m2/s"),
        logarithmic("internal_area", 2e6, 1e7, 5e6, folded=True),
        choice("show", "right picture shows", SHOWN, "depth", folded=True, rescales=True),
    )
    rules = (Rule("the reaction zone would be thinner than a grain of the cathode, and a law for an even "
                  "layer ends there", lambda s: cathode.zone(s) >= cathode.grain(s.internal_area)),)
    presets = {"thin: all of it works": {"thickness": 1e-6}, "thick: a part is idle": {"thickness": 5e-5},
               "slow faces": {"exchange_rate": 1e-10},
               "impedance, thick": {"thickness": 5e-5, "show": "impedance"},
               "impedance, thin": {"thickness": 1e-6, "show": "impedance"}}

    def solve(self, state):
        length, area = cathode.zone(state), state.internal_area
        solid = state.diffusivity, state.exchange_rate, cathode.oxygen_content(), WARM
        pores = area, cathode.POROSITY, cathode.TORTUOSITY
        depths = np.array([state.thickness, 2 * state.thickness, *DEPTHS])
        now, double, *curve = porous_cathode.reaction_resistance(*solid, *pores, depths)
        flat = float(surface_exchange.surface_resistance(*solid[1:]))
        depth = float(porous_cathode.working_depth(length, state.thickness))
        shown = fuel_cells.open_circuit(*film(), now)
        face = fuel_cells.loaded_cell(shown, *film(), now).face_activity_high
        frequencies, found = cathode.impedance(state)
        top = int(np.argmax(-found.imag))
        where = ALONG * state.thickness, length, state.thickness
        ions = 100 * porous_cathode.ionic_current_share(*where)
        return {
            "now": {"R (Ω cm2)": ohms(now), "zone (µm)": microns(length), "at work (µm)": microns(depth),
                    "flat face (Ω cm2)": ohms(flat), "better than flat": flat / now,
                    "twice as thick gains (%)": 100 * (1 - double / now), "film would show (V)": shown,
                    "furthest moved": moved_decades(AIR, face), "surface at work": depth * area,
                    "frequency (Hz)": frequencies[top], "grain (µm)": microns(cathode.grain(area))},
            "here": {"thickness (µm)": microns(state.thickness), "R (Ω cm2)": ohms(now)},
            "curve": {"thickness (µm)": microns(DEPTHS), "R (Ω cm2)": ohms(np.array(curve)),
                      "all at work (Ω cm2)": ohms(flat / (area * DEPTHS)),
                      "flat face (Ω cm2)": np.full(DEPTHS.size, ohms(flat))},
            "inside": {"x/L": ALONG, "ions (%)": ions, "electrons (%)": 100 - ions,
                       "reaction (%)": 100 * porous_cathode.loss_share(*where)},
            **{name: {"Re Z/R": found.real[part], "−Im Z/R": -found.imag[part]}
               for name, part in (("impedance", slice(None)), ("top", top))}}

    def draw(self, figure):
        resistance, right = figure.subplots(1, 2)
        resistance.set(xscale="log", yscale="log", xlim=(0.8, 120), ylim=(3e-4, 1e3),
                       title="resistance (Ω cm²), illustrative", xlabel="thickness of the cathode (µm)")
        resistance.set(yticks=10.0 ** np.arange(-3, 4, 2), xticks=(1, 10, 100), xticklabels=(1, 10, 100))
        for column, carrier, label, at, shift, width in (
                ("flat face (Ω cm2)", style.ELECTRONS, "only electrons", 0.7, (0, 3), 1),
                ("all at work (Ω cm2)", style.DOTTED, "all at work", 0.85, (-30, -26), 0.75),
                ("R (Ω cm2)", style.TOTAL, "mixed", 0.96, (-22, 4), 1)):
            self.curve(resistance, "curve", "thickness (µm)", column, carrier, label=label, at=at,
                       shift=shift, clear=True, linewidth=style.form().line * width)
        self.curve(resistance, "here", "thickness (µm)", "R (Ω cm2)", marker="o", linestyle="none")
        (self._draw_depth if self.state["show"] == "depth" else self._draw_impedance)(right)

    def _draw_depth(self, axes):
        axes.set(xlim=(0, 1), ylim=(0, 119), yticks=(0, 50, 100), xticks=(0, 0.5, 1),
                 xlabel="depth x/L, electrolyte to gas", title="share of the current (%)")
        area, = axes.fill([], [], color=style.QUIET, alpha=0.2, linewidth=0)

        def under_the_reaction(tables):
            inside = tables["inside"]
            area.set_xy(np.column_stack([[*inside["x/L"], 1, 0], [*inside["reaction (%)"], 0, 0]]))
        self.moves(area, under_the_reaction)

        self.note(axes, lambda tables: (0.98, 112, "grey: reaction, over "
                  f"{tables['now']['at work (µm)'][0]:.2g} µm"), ha="right", va="center", color=style.QUIET)
        for carrier, at, shift in ((style.IONS, 0.3, (24, -8)), (style.ELECTRONS, 0.75, (0, -26))):
            self.curve(axes, "inside", "x/L", f"{carrier.word} (%)", carrier, carrier.word, at, shift,
                       clear=True)

    def _draw_impedance(self, axes):
        axes.set(xlim=(0, 1.1), ylim=(0, 0.62), xticks=(0, 0.5, 1), yticks=(0, 0.25, 0.5), xlabel="Re Z/R",
                 title="impedance, −Im Z/R")
        axes.set_aspect("equal")
        self.curve(axes, "impedance", "Re Z/R", "−Im Z/R")
        self.curve(axes, "top", "Re Z/R", "−Im Z/R", marker="o", linestyle="none")

        self.note(axes, lambda tables: (tables["top"]["Re Z/R"][0], tables["top"]["−Im Z/R"][0] + 0.03,
                  f"{tables['now']['frequency (Hz)'][0]:.2g} Hz"), ha="center", va="bottom")

    def say(self, state, words):
        gain = "twice as thick gains (%)"
        gains = f"{words[gain]} less" if words.number(gain) > 0.01 else "the same"
        linear = " (linear electrodes, stretched)" * is_stretched(words)
        met = abs(words.number("film would show (V)") - MEASURED.value) < FOUND
        seen = f"the film would show {words['film would show (V)']}{', as measured' * met}{linear}"
        if state.show == "impedance":
            seen = f"the arc is highest at {words['frequency (Hz)']} (Γ illustrative)"
        return (f"The reaction zone is {words['zone (µm)']} deep, and the cathode has {words['R (Ω cm2)']}. "
                f"Twice as thick: {gains}; {seen}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        flat, whole = (convert(now[name], "Ω cm2", "ohm m2") for name in ("flat face (Ω cm2)", "R (Ω cm2)"))
        depth, heat = cathode.integrated(state, flat, whole)
        return {"all ions were made somewhere in the layer": abs(microns(depth) / now["at work (µm)"] - 1),
                "the heat in the solid and at its surface is that of R": abs(heat / whole - 1),
                "the cathode is as many times better than a flat face as it has more surface at work": abs(
                    now["surface at work"] / now["better than flat"] - 1)}
