"""Chapter 07, the electrodes: which of them eats the voltage of a measured film, and how deep a porous cathode works."""
import numpy as np

from ..classroom import style
from ..classroom.controls import Rule, choice, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert, show
from ..materials import material, model
from ..physics import cell_voltage, fuel_cells, permeation, porous_cathode, surface_exchange, vacancies
from ..physics.constants import AIR
from .fuel_cells_cell import CERIA, STEAM, cell, fuel, moved_decades, per_area, stretched
from ..physics.membranes import ceria_laws

MEASURED = material(CERIA).property("open-circuit voltage")
WARM, FILM = MEASURED.temperature_range[0], MEASURED.thickness
HYDROGEN = 0.10  # in the film's fuel before the steam comes in
RESISTANCES = np.concatenate([np.geomspace(1e-7, 1e-5, 13), np.geomspace(1e-5, 1e-3, 49)[1:]])  # ohm m2
PLACES = np.concatenate([np.linspace(0, 0.9, 31), 1 - np.geomspace(0.1, 1e-7, 40)])  # most powers of ten pass near the air
ELECTRODE, GAS = 0.2, 0.5  # how thick an electrode is drawn, and where the picture ends, in parts of the film


class WhichElectrode(Panel):
    """The measured film without a load: the leak runs through both electrodes, and they do not cost alike."""

    name = "fuel_cells.which_electrode"
    ask = "The film shows 0.86 V, not 1.02 V: which electrode eats the rest?"
    alternative = ("Left: open-circuit voltage against the resistance of the cathode and of the anode, with the measured voltage as a level. "
                   "Right: oxygen pressure from the fuel through anode, film and cathode to the air, with a dot at each face of the film.")
    law = staticmethod(fuel_cells.open_circuit)
    controls = (
        logarithmic("cathode_resistance", "cathode (air side)", 1e-7, 1e-3, 1e-7, unit="ohm m2", shown="Ω cm2", symbol="Rc", per_decade=20),
        logarithmic("anode_resistance", "anode (fuel side)", 1e-7, 1e-3, 1e-7, unit="ohm m2", shown="Ω cm2", symbol="Ra", per_decade=20),
        logarithmic("steam", "steam in the fuel", 5e-3, 0.3, STEAM, unit="1", shown="%", source="a guess: not told; what a bubbler at room temperature gives"),
        logarithmic("thickness", "thickness", 1e-6, 1e-3, FILM, unit="m", shown="µm", symbol="L", folded=True, source=MEASURED.status_words),
    )
    presets = {"all at the cathode": {"cathode_resistance": 2.2e-5}, "the same at the anode": {"anode_resistance": 2.2e-5}, "all at the anode": {"anode_resistance": 3.4e-4},
               "some at both": {"cathode_resistance": 4e-5, "anode_resistance": 1.29e-4}, "wetter: 0.3 at the cathode": {"steam": 0.1, "cathode_resistance": 3e-5}, "the same cathode, 0.1 mm": {"cathode_resistance": 2.2e-5, "thickness": 1e-4}}

    def solve(self, state):
        low = float(fuel(WARM, state.steam, HYDROGEN))
        film = cell(CERIA, WARM, low, state.thickness)[:-2]
        # One call for the cathode's curve, the anode's, this cell and the ideal one.
        fixed = np.full_like(RESISTANCES, state.cathode_resistance), np.full_like(RESISTANCES, state.anode_resistance)
        cathodes, anodes = np.concatenate([RESISTANCES, fixed[0], [state.cathode_resistance, 0]]), np.concatenate([fixed[1], RESISTANCES, [state.anode_resistance, 0]])
        *volts, voltage, ideal = fuel_cells.open_circuit(*film, cathodes, anodes)
        now = fuel_cells.loaded_cell(voltage, *film, state.cathode_resistance, state.anode_resistance)
        faces, leak = (float(now.face_activity_low), float(now.face_activity_high)), float(now.ionic_current_density)
        shown, measured = convert(RESISTANCES, "ohm m2", "Ω cm2"), np.full(RESISTANCES.size, MEASURED.value)
        return {
            "now": {"V (V)": voltage, "ideal V (V)": ideal, "measured V (V)": MEASURED.value, "V_N (V)": now.nernst_voltage, "leak (A/cm2)": per_area(leak),
                    "film (V)": leak * state.thickness / film[0], "cathode (V)": leak * state.cathode_resistance, "anode (V)": leak * state.anode_resistance,
                    "fuel face (bar)": faces[0], "air face (bar)": faces[1], "fuel (bar)": low, "air (bar)": AIR,
                    "furthest moved": max(moved_decades(low, faces[0]), moved_decades(AIR, faces[1]))},
            "curves": {"R (Ω cm2)": shown, "cathode V (V)": volts[:RESISTANCES.size], "anode V (V)": volts[RESISTANCES.size:], "measured V (V)": measured},
            "cathode": {"R (Ω cm2)": convert(state.cathode_resistance, "ohm m2", "Ω cm2"), "V (V)": voltage},
            "anode": {"R (Ω cm2)": convert(state.anode_resistance, "ohm m2", "Ω cm2"), "V (V)": voltage},
            "through": {"x/L": np.concatenate([[-GAS, -ELECTRODE], PLACES, [1, 1 + ELECTRODE, 1 + GAS]]), "pO₂ (bar)": np.concatenate(
                [[low, low], cell_voltage.activity_at_open_circuit(PLACES, *ceria_laws(WARM), *faces, 1.0), [faces[1], AIR, AIR]])},
            "faces": {"x/L": [0, 1], "pO₂ (bar)": faces},
        }

    def draw(self, figure):
        volts, through = figure.subplots(1, 2)
        volts.set(xscale="log", xlim=(1e-3, 10), ylim=(0, 1.16), xlabel="resistance of one electrode (Ω cm²)", title="voltage without a load (V)")
        volts.set_xticks((1e-3, 1e-2, 1e-1, 1, 10), ("0.001", "0.01", "0.1", "1", "10") if not style.in_lecture_mode() else ("0.001", "", "0.1", "", "10"))
        through.set(yscale="log", xlim=(-GAS, 1 + GAS), ylim=(1e-30, 1e5), xticks=(0, 1), xticklabels=("x = 0", "x = L"), xlabel="fuel, anode, film, cathode, air", title="oxygen pressure (bar)")
        through.set_yticks(10.0 ** np.arange(-30, 1, 10))
        for left, right, shade in ((0, 1, 0.15), (-ELECTRODE, 0, 0.4), (1, 1 + ELECTRODE, 0.4)):
            through.axvspan(left, right, color=style.QUIET, alpha=shade, linewidth=0)
        self.curve(volts, "curves", "R (Ω cm2)", "measured V (V)", style.DOTTED, label="measured", at=0.1, shift=(0, -24), linewidth=style.form().line * 0.75)
        self.curve(volts, "curves", "R (Ω cm2)", "anode V (V)", style.DASHED, label="anode", at=0.75, shift=(0, 5))
        self.curve(volts, "curves", "R (Ω cm2)", "cathode V (V)", style.TOTAL, label="cathode", at=0.48, shift=(-38, -16))
        for name, carrier in (("anode", style.DASHED), ("cathode", style.TOTAL)):
            self.curve(volts, name, "R (Ω cm2)", "V (V)", carrier, marker="o", linestyle="none")
        self.curve(through, "through", "x/L", "pO₂ (bar)")
        self.curve(through, "faces", "x/L", "pO₂ (bar)", marker="o", linestyle="none")
        for x, column, align, who in ((0.02 - GAS, "anode (V)", "left", ""), (0.5, "film (V)", "center", "ions: "), (0.98 + GAS, "cathode (V)", "right", "")):
            self.note(through, lambda tables, x=x, column=column, who=who: (x, 3e4, f"{who}{1000 * tables['now'][column][0]:.0f} mV"), ha=align, va="top")
        for x, column, above in ((0.03, "fuel face (bar)", 30), (0.94, "air face (bar)", 0.1)):
            self.note(through, lambda tables, x=x, column=column, above=above: (x, tables["now"][column][0] * above, show(tables["now"][column][0], "1", 2)),
                      ha="left" if x < 0.5 else "right", va="bottom" if x < 0.5 else "top")

    def say(self, state, words):
        return (f"The film shows {words.show('V (V)', 4)}; {words.show('ideal V (V)', 4)} with perfect electrodes, {words['measured V (V)']} measured. Without any load {words['leak (A/cm2)']} leak: that "
                f"costs {words.show('cathode (V)', 2)} at the cathode, {words.show('anode (V)', 2)} at the anode, {words.show('film (V)', 2)} for the ions in the film.{stretched(words)}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic, electronic, *_ = cell(CERIA, WARM, now["fuel (bar)"], state.thickness)
        faces = now["fuel face (bar)"], now["air face (bar)"]
        leak = permeation.flux_as_current_density(permeation.wagner_flux(ionic, electronic, WARM, *faces, state.thickness))
        parts = now["V (V)"] + now["film (V)"] + now["cathode (V)"] + now["anode (V)"]
        return {"voltages add up to Nernst's": abs(parts / now["V_N (V)"] - 1),
                "the film leaks what the electrodes pass": abs(float(per_area(leak)) / now["leak (A/cm2)"] - 1)}


OXIDE = model("ferrite")
OXYGEN_CONTENT = float(vacancies.site_concentration(OXIDE.constants["lattice_parameter"]))
POROSITY, TORTUOSITY, THERMODYNAMIC_FACTOR = 0.35, 1.4, 100.0  # illustrative
DEPTHS, ALONG = np.geomspace(5e-7, 1e-4, 61), np.linspace(0, 1, 61)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(200)
TURNS = np.concatenate([[0], np.geomspace(1e-2, 1e-1, 8), np.geomspace(0.1, 10, 80)[1:], np.geomspace(10, 1e5, 60)[1:]])  # angular frequencies, times the storage time


def grain(internal_area):
    """Diameter (m) of round grains that have so much surface per volume of cathode: 6 (1 - e)/a."""
    return 6 * (1 - POROSITY) / internal_area


def _layer_of_many_grains(state):
    return _zone(state) >= grain(state.internal_area)


def _zone(state):
    return float(porous_cathode.reaction_zone_length(state.diffusivity, state.exchange_rate, state.internal_area, POROSITY, TORTUOSITY))


class WorkingDepth(Panel):
    """A porous cathode whose grains conduct ions too: how deep oxygen still steps in, and what that saves."""

    name = "fuel_cells.working_depth"
    ask = "How much of a porous cathode is at work?"
    alternative = ("Left: resistance of the cathode against its thickness, both logarithmic, beside one whose grains conduct only electrons and one that works all through. "
                   "Right: share of the ions, of the electrons and of the reaction against the depth, or the impedance.")
    law = staticmethod(porous_cathode.reaction_resistance)
    controls = (
        logarithmic("thickness", "thickness of the cathode", 1e-6, 1e-4, 1e-5, unit="m", shown="µm", symbol="L"),
        logarithmic("exchange_rate", "exchange rate of atoms", 1e-10, 1e-7, 5e-9, unit="m/s", symbol="k"),
        logarithmic("diffusivity", "self-diffusivity of oxygen", 1e-14, 1e-11, 5e-13, unit="m2/s", symbol="D"),
        logarithmic("internal_area", "inner surface per volume", 2e6, 1e7, 5e6, unit="1/m", symbol="a", folded=True),
        choice("show", "right picture shows", {"depth": "what happens at each depth", "impedance": "impedance"}, "depth", folded=True, rescales=True),
    )
    rules = (Rule("the reaction zone would be thinner than a grain of the cathode, and a law for an even layer ends there", _layer_of_many_grains),)
    presets = {"thin: all of it works": {"thickness": 1e-6}, "thick: a part idles": {"thickness": 5e-5}, "slow faces": {"exchange_rate": 1e-10}, "impedance, thick": {"thickness": 5e-5, "show": "impedance"},
               "impedance, thin": {"thickness": 1e-6, "show": "impedance"}}

    def solve(self, state):
        zone = _zone(state)
        solid = state.diffusivity, state.exchange_rate, OXYGEN_CONTENT, WARM, state.internal_area, POROSITY, TORTUOSITY
        now, double, *curve = porous_cathode.reaction_resistance(*solid, np.concatenate([[state.thickness, 2 * state.thickness], DEPTHS]))
        flat = float(surface_exchange.surface_resistance(state.exchange_rate, OXYGEN_CONTENT, WARM))
        depth = float(porous_cathode.working_depth(zone, state.thickness))
        film = cell(CERIA, WARM, float(fuel(WARM, STEAM, HYDROGEN)), FILM)[:-2]
        shown = fuel_cells.open_circuit(*film, now)
        face = fuel_cells.loaded_cell(shown, *film, now).face_activity_high
        ions, reaction = (share(ALONG * state.thickness, zone, state.thickness) for share in (porous_cathode.ionic_current_share, porous_cathode.loss_share))
        storage = float(porous_cathode.storage_time(state.exchange_rate, state.internal_area, POROSITY, THERMODYNAMIC_FACTOR))
        impedance = porous_cathode.cathode_impedance(TURNS / (2 * np.pi * storage), 1.0, storage, state.thickness / zone) * np.tanh(state.thickness / zone)
        top = int(np.argmax(-impedance.imag))
        return {
            "now": {"R (Ω cm2)": convert(now, "ohm m2", "Ω cm2"), "zone (µm)": convert(zone, "m", "µm"), "at work (µm)": convert(depth, "m", "µm"), "flat face (Ω cm2)": convert(flat, "ohm m2", "Ω cm2"),
                    "better than flat": flat / now, "twice as thick gains (%)": 100 * (1 - double / now), "film would show (V)": shown, "furthest moved": moved_decades(AIR, face),
                    "surface at work": depth * state.internal_area, "frequency (Hz)": TURNS[top] / (2 * np.pi * storage), "grain (µm)": convert(grain(state.internal_area), "m", "µm")},
            "here": {"thickness (µm)": convert(state.thickness, "m", "µm"), "R (Ω cm2)": convert(now, "ohm m2", "Ω cm2")},
            "curve": {"thickness (µm)": convert(DEPTHS, "m", "µm"), "R (Ω cm2)": convert(np.array(curve), "ohm m2", "Ω cm2"),
                      "all at work (Ω cm2)": convert(flat / (state.internal_area * DEPTHS), "ohm m2", "Ω cm2"), "flat face (Ω cm2)": np.full(DEPTHS.size, convert(flat, "ohm m2", "Ω cm2"))},
            "inside": {"x/L": ALONG, "ions (%)": 100 * ions, "electrons (%)": 100 - 100 * ions, "reaction (%)": 100 * reaction},
            "impedance": {"Re Z/R": impedance.real, "−Im Z/R": -impedance.imag}, "top": {"Re Z/R": impedance.real[top], "−Im Z/R": -impedance.imag[top]},
        }

    def draw(self, figure):
        resistance, right = figure.subplots(1, 2)
        resistance.set(xscale="log", yscale="log", xlim=(0.8, 120), ylim=(3e-4, 1e3), xlabel="thickness of the cathode (µm)", title="resistance (Ω cm²), illustrative")
        resistance.set_xticks((1, 10, 100), ("1", "10", "100"))
        resistance.set_yticks(10.0 ** np.arange(-3, 4, 2))
        thin = style.form().line * 0.75
        self.curve(resistance, "curve", "thickness (µm)", "flat face (Ω cm2)", style.ELECTRONS, label="only electrons", at=0.7, shift=(0, 3), linewidth=style.form().line)
        self.curve(resistance, "curve", "thickness (µm)", "all at work (Ω cm2)", style.DOTTED, label="all at work", at=0.85, shift=(-30, -26), linewidth=thin)
        self.curve(resistance, "curve", "thickness (µm)", "R (Ω cm2)", label="mixed", at=0.96, shift=(-22, 4))
        self.curve(resistance, "here", "thickness (µm)", "R (Ω cm2)", marker="o", linestyle="none")
        (self._draw_depth if self.state["show"] == "depth" else self._draw_impedance)(right)

    def _draw_depth(self, axes):
        axes.set(xlim=(0, 1), ylim=(0, 119), yticks=(0, 50, 100), xticks=(0, 0.5, 1), xlabel="depth x/L, electrolyte to gas", title="share of the current (%)")
        area, = axes.fill([], [], color=style.QUIET, alpha=0.2, linewidth=0)
        self.moves(area, lambda tables: area.set_xy(np.column_stack([np.append(tables["inside"]["x/L"], [1, 0]), np.append(tables["inside"]["reaction (%)"], [0, 0])])))
        self.note(axes, lambda tables: (0.98, 112, f"grey: reaction, over {tables['now']['at work (µm)'][0]:.2g} µm"), ha="right", va="center", color=style.QUIET)
        self.curve(axes, "inside", "x/L", "ions (%)", style.IONS, label="ions", at=0.3, shift=(24, -8))
        self.curve(axes, "inside", "x/L", "electrons (%)", style.ELECTRONS, label="electrons", at=0.75, shift=(0, -26))

    def _draw_impedance(self, axes):
        axes.set(xlim=(0, 1.1), ylim=(0, 0.62), xticks=(0, 0.5, 1), yticks=(0, 0.25, 0.5), xlabel="Re Z/R", title="impedance, −Im Z/R")
        axes.set_aspect("equal")
        self.curve(axes, "impedance", "Re Z/R", "−Im Z/R")
        self.curve(axes, "top", "Re Z/R", "−Im Z/R", marker="o", linestyle="none")
        self.note(axes, lambda tables: (tables["top"]["Re Z/R"][0], tables["top"]["−Im Z/R"][0] + 0.03, f"{tables['now']['frequency (Hz)'][0]:.2g} Hz"), ha="center", va="bottom")

    def say(self, state, words):
        gain = words.number("twice as thick gains (%)")
        gains = f"{words.show('twice as thick gains (%)', 2)} less" if gain > 0.01 else "the same"
        film = f"With it the film would show {words['film would show (V)']}.{stretched(words)}"
        seen = film if state.show == "depth" else f"The arc is highest at {words['frequency (Hz)']} (Γ illustrative)."
        return (f"R = {words['R (Ω cm2)']}: the reaction zone is {words['zone (µm)']} deep, and {words['at work (µm)']} do the work, {words['better than flat']} times as good as one flat face. "
                f"Twice as thick: {gains}. {seen}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        where = (NODES + 1) / 2 * state.thickness, convert(now["zone (µm)"], "µm", "m"), state.thickness
        loss, ions = porous_cathode.loss_share(*where), porous_cathode.ionic_current_share(*where)
        reacted = WEIGHTS @ loss / 2 * convert(state.thickness, "m", "µm")
        # One ampere per square metre: ohms along the solid's windings, which the ions pay, and across its surface, where they are made.
        flat, resistance = (convert(now[column], "Ω cm2", "ohm m2") for column in ("flat face (Ω cm2)", "R (Ω cm2)"))
        along = flat * state.exchange_rate / state.diffusivity * TORTUOSITY / (1 - POROSITY)
        heat = WEIGHTS @ (along * ions**2 + state.internal_area / flat * (resistance * loss) ** 2) / 2 * state.thickness
        return {"all ions have reacted somewhere": abs(float(reacted) / now["at work (µm)"] - 1), "heat along and across is that of R": abs(float(heat) / resistance - 1),
                "surface at work over a flat face": abs(now["surface at work"] / now["better than flat"] - 1)}
