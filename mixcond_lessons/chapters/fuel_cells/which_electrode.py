"""A measured film without a load: which of its electrodes takes the voltage that is missing?"""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert, show
from ...physics import cell_voltage, fuel_cells, permeation
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws
from ..controls import logarithmic
from .hydrogen_air_cell import SIDES, STEAM, moved_decades, per_area, stretched
from .measured_film import FILM, MEASURED, WARM, film

RESISTANCES = np.concatenate([np.geomspace(1e-7, 1e-5, 13), np.geomspace(1e-5, 1e-3, 49)[1:]])  # ohm m2
# Places in the film. Most powers of ten pass near the air.
PLACES = np.concatenate([np.linspace(0, 0.9, 31), 1 - np.geomspace(0.1, 1e-7, 40)])
FOUND = 5e-3  # V, how close counts as the measured voltage
ELECTRODE, GAS = 0.2, 0.5  # how thick an electrode is drawn, and where the picture ends, in parts of the film


class WhichElectrode(Panel):
    """The measured film without a load: the leak runs through both electrodes, with different effects."""

    name = "fuel_cells.which_electrode"
    ask = "The film shows 0.86 V, not 1.02 V: which electrode takes the rest?"
    alternative = ("Left: open-circuit voltage against the resistance of the cathode and of the anode, with "
                   "the measured voltage as a level. Right: oxygen pressure from the fuel through anode, "
                   "film and cathode to the air, with a dot at each face of the film.")
    law = staticmethod(fuel_cells.face_activities)
    controls = (
        *(logarithmic(name, 1e-7, 1e-3, 1e-7, label=side, per_decade=20) for name, side in SIDES.items()),
        logarithmic("steam", 5e-3, 0.3, STEAM, label="steam in the fuel", symbol="", shown="%",
                    source="a guess: not told; what a bubbler at room temperature gives"),
        logarithmic("thickness", 1e-6, 1e-3, FILM, shown="µm", folded=True, source=MEASURED.status_words),
    )
    presets = {"all at the cathode": {"cathode_resistance": 2.2e-5},
               "the same at the anode": {"anode_resistance": 2.2e-5},
               "all at the anode": {"anode_resistance": 3.4e-4},
               "some at both": {"cathode_resistance": 4e-5, "anode_resistance": 1.29e-4},
               "wetter: 0.3 at the cathode": {"steam": 0.1, "cathode_resistance": 3e-5},
               "the same cathode, 0.1 mm": {"cathode_resistance": 2.2e-5, "thickness": 1e-4}}

    def solve(self, state):
        which, both = film(state.steam, state.thickness), (state.cathode_resistance, state.anode_resistance)
        ionic, low, count = which[0], which[3], RESISTANCES.size
        # One call for the cathode's curve, the anode's, this cell and the ideal one.
        cathodes = np.concatenate([RESISTANCES, np.full(count, both[0]), [both[0], 0]])
        anodes = np.concatenate([np.full(count, both[1]), RESISTANCES, [both[1], 0]])
        *volts, voltage, ideal = fuel_cells.open_circuit(*which, cathodes, anodes)
        now = fuel_cells.loaded_cell(voltage, *which, *both)
        faces = float(now.face_activity_low), float(now.face_activity_high)
        leak = float(now.ionic_current_density)
        inside = cell_voltage.activity_at_open_circuit(PLACES, *ceria_laws(WARM), *faces, 1.0)
        cathode, anode = (convert(resistance, "ohm m2", "Ω cm2") for resistance in both)
        return {
            "now": {"V (V)": voltage, "ideal V (V)": ideal, "measured V (V)": MEASURED.value,
                    "V_N (V)": now.nernst_voltage, "leak (A/cm2)": per_area(leak),
                    "film (V)": leak * state.thickness / ionic, "cathode (V)": leak * both[0],
                    "anode (V)": leak * both[1], "fuel face (bar)": faces[0], "air face (bar)": faces[1],
                    "fuel (bar)": low, "air (bar)": AIR,
                    "furthest moved": max(moved_decades(low, faces[0]), moved_decades(AIR, faces[1]))},
            "curves": {"R (Ω cm2)": convert(RESISTANCES, "ohm m2", "Ω cm2"), "cathode V (V)": volts[:count],
                       "anode V (V)": volts[count:], "measured V (V)": np.full(count, MEASURED.value)},
            "cathode": {"R (Ω cm2)": cathode, "V (V)": voltage},
            "anode": {"R (Ω cm2)": anode, "V (V)": voltage},
            "through": {"x/L": np.concatenate([[-GAS, -ELECTRODE], PLACES, [1, 1 + ELECTRODE, 1 + GAS]]),
                        "pO₂ (bar)": np.concatenate([[low, low], inside, [faces[1], AIR, AIR]])},
            "faces": {"x/L": [0, 1], "pO₂ (bar)": faces}}

    def draw(self, figure):
        volts, through = figure.subplots(1, 2)
        volts.set(xscale="log", xlim=(1e-3, 10), ylim=(0, 1.16), xlabel="resistance of one electrode (Ω cm²)",
                  title="voltage without a load (V)")
        hall = style.in_lecture_mode()  # large letters: every other tick
        volts.set_xticks((1e-3, 1e-2, 1e-1, 1, 10),
                         ("0.001", "" if hall else "0.01", "0.1", "" if hall else "1", "10"))
        self.curve(volts, "curves", "R (Ω cm2)", "measured V (V)", style.DOTTED, label="measured", at=0.1,
                   shift=(0, -24), clear=True, linewidth=style.form().line * 0.75)
        self.curve(volts, "curves", "R (Ω cm2)", "anode V (V)", style.DASHED, label="anode", at=0.75,
                   shift=(0, 5), clear=True)
        self.curve(volts, "curves", "R (Ω cm2)", "cathode V (V)", style.TOTAL, label="cathode", at=0.48,
                   shift=(-38, -16), clear=True)
        for name, carrier in (("anode", style.DASHED), ("cathode", style.TOTAL)):
            self.curve(volts, name, "R (Ω cm2)", "V (V)", carrier, marker="o", linestyle="none")
        self._draw_through(through)

    def _draw_through(self, axes):
        axes.set(yscale="log", xlim=(-GAS, 1 + GAS), ylim=(1e-30, 1e5), xticks=(0, 1),
                 xticklabels=("x = 0", "x = L"), xlabel="fuel, anode, film, cathode, air",
                 title="oxygen pressure (bar)")
        axes.set_yticks(10.0 ** np.arange(-30, 1, 10))
        for left, right, shade in ((0, 1, 0.15), (-ELECTRODE, 0, 0.4), (1, 1 + ELECTRODE, 0.4)):
            axes.axvspan(left, right, color=style.QUIET, alpha=shade, linewidth=0)
        self.curve(axes, "through", "x/L", "pO₂ (bar)")
        self.curve(axes, "faces", "x/L", "pO₂ (bar)", marker="o", linestyle="none")
        for x, column, align, who in ((0.02 - GAS, "anode (V)", "left", ""),
                                      (0.5, "film (V)", "center", "ions: "),
                                      (0.98 + GAS, "cathode (V)", "right", "")):
            self.note(axes, lambda tables, x=x, column=column, who=who:
                      (x, 3e4, f"{who}{1000 * tables['now'][column][0]:.0f} mV"), ha=align, va="top")
        for x, column, above, align in ((0.03, "fuel face (bar)", 30, {"ha": "left", "va": "bottom"}),
                                        (0.94, "air face (bar)", 0.1, {"ha": "right", "va": "top"})):
            self.note(axes, lambda tables, x=x, column=column, above=above:
                      (x, tables["now"][column][0] * above, show(tables["now"][column][0], "1", 2)), **align)

    def say(self, state, words):
        ideal = stretched(words) or f" With perfect electrodes it would show {words['ideal V (V)']}."
        if abs(words.number("V (V)") - words.number("measured V (V)")) < FOUND:
            return (f"Found: without a load the film shows {words['V (V)']}, as measured; "
                    f"{words['leak (A/cm2)']} leaks through film and electrodes.{stretched(words)}")
        return (f"Without a load the film shows {words['V (V)']} ({words['measured V (V)']} was measured), "
                f"for {words['leak (A/cm2)']} leaks through it and through both electrodes.{ideal}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic, electronic, *_ = film(state.steam, state.thickness)
        faces = now["fuel face (bar)"], now["air face (bar)"]
        flux = permeation.wagner_flux(ionic, electronic, WARM, *faces, state.thickness)
        leak = float(per_area(permeation.flux_as_current_density(flux)))
        parts = now["V (V)"] + now["film (V)"] + now["cathode (V)"] + now["anode (V)"]
        return {"the voltage and all losses add up to the Nernst voltage": abs(parts / now["V_N (V)"] - 1),
                "the film leaks as much as the electrodes pass": abs(leak / now["leak (A/cm2)"] - 1)}
