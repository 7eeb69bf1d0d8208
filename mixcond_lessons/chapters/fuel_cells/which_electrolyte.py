"""Ceria and zirconia as electrolytes of one cell, against temperature."""
import numpy as np

from ...classroom import style
from ...classroom.band import band
from ...classroom.panel import Panel
from ...classroom.quantity import convert
from ...physics import fuel_cells
from ...physics.constants import ZERO_CELSIUS
from ...physics.membranes import lowest_activity
from ..controls import choice, linear, logarithmic, uncertain
from . import power_against_temperature as cells
from .hydrogen_air_cell import CERIA, SIDES, ZIRCONIA, cell, fuel, is_stretched, per_area

LOOKS = {CERIA: style.TOTAL, ZIRCONIA: style.DASHED}
CLOSE = 5.0  # °C from the crossing
TOPS = np.array([0.1, 0.2, 0.5, 1, 2, 5, 10, 20])  # W/cm2, of the axis


class WhichElectrolyte(Panel):
    """Ceria and zirconia as electrolytes of one cell: which gives more power, which uses the fuel better?"""

    name = "fuel_cells.which_electrolyte"
    ask = "Ceria conducts better and leaks: at which temperature does zirconia give more power?"
    alternative = ("Left: power per area of a cell with ceria and of one with zirconia against temperature. "
                   "Right: their efficiency against temperature. "
                   "Dotted: where ceria's law for the electrons is stretched.")
    law = staticmethod(fuel_cells.power_density)
    controls = (
        linear("temperature", cells.COLD, cells.HOT, 600 + ZERO_CELSIUS, step=10,
               source="CGO10 (ceria) from 500 °C on, 8YSZ (zirconia) from 600 °C on, both up to 800 °C"),
        logarithmic("thickness", 1e-6, 1e-3, 1e-5, shown="µm", per_decade=5, rescales=True),
        choice("load", "load", cells.LOADS, "power"),
        *(linear(name, 1e-6, 1e-4, default, step=0.01, label=side, folded=True, rescales=True)
          for (name, side), default in zip(SIDES.items(), (0.15e-4, 0.05e-4), strict=True)),
        uncertain("ceria's ions 0.5 to 1 times these, its electrons 0.73 to 1, zirconia's ions 0.56 to 1",
                  folded=True),
    )
    presets = {"700 °C, 10 µm": {"temperature": 700 + ZERO_CELSIUS},
               "700 °C, 0.1 mm": {"temperature": 700 + ZERO_CELSIUS, "thickness": 1e-4},
               "0.7 V, 550 °C": {"temperature": 550 + ZERO_CELSIUS, "load": "held"},
               "0.7 V, 650 °C": {"temperature": 650 + ZERO_CELSIUS, "load": "held"}}

    def frame(self, state):
        """The top of the power axis: above what the resistances alone would allow."""
        ionic = float(cell(CERIA, cells.HOT, float(fuel(cells.HOT)), state.thickness)[0])
        resistance = state.thickness / ionic + state.cathode_resistance + state.anode_resistance
        return float(TOPS[np.searchsorted(TOPS, per_area(1.16**2 / 4 / resistance))])

    def solve(self, state):
        how = state.thickness, state.cathode_resistance, state.anode_resistance, state.load
        (ceria, known), (zirconia, _) = (cells.curve(key, *how) for key in (CERIA, ZIRCONIA))
        here, face = cells.at_one_temperature(CERIA, state.temperature, *how)
        now = here | {"temperature (°C)": convert(state.temperature, "K", "°C"), "held (V)": cells.HELD,
                      **{name: convert(kelvin, "K", "°C") for name, kelvin in cells.LIMITS.items()},
                      "stretched": float(face < lowest_activity("ceria", state.temperature))}
        if state.temperature >= cells.ZIRCONIA_FROM:
            now |= cells.at_one_temperature(ZIRCONIA, state.temperature, *how)[0]
        now |= cells.contest(ceria, zirconia) | {"best": float(state.load == "power" and (
            cells.is_the_best_thickness(state.temperature, *how)))}
        names = tuple(cells.NAMES.values())
        shown = [name for name in names if f"{name} V (V)" in now]
        now["furthest moved"] = max(now[f"{name} moved"] for name in shown)
        dots = {name: {column: now[column] if name in shown else [] for column in (
            "temperature (°C)", f"{name} power (W/cm2)", f"{name} efficiency (%)")} for name in names}
        if state.uncertain:
            for key, name in cells.NAMES.items():
                columns = "temperature (°C)", "lowest (W/cm2)", "highest (W/cm2)"
                dots[f"{name} band"] = dict(zip(columns, cells.power_band(key, *how), strict=True))
            now |= dict(zip(("earliest (°C)", "latest (°C)"), cells.overtakes_between(*how), strict=False))
        return {"now": now, "ceria curve": {name: values[:known] for name, values in ceria.items()},
                "ceria stretched": {name: values[max(known - 1, 0):] for name, values in ceria.items()},
                "zirconia curve": zirconia, **dots}

    def draw(self, figure):
        power, efficiency = figure.subplots(1, 2)
        power.set(ylim=(0, self._current_frame()), title="power (W/cm²)")
        efficiency.set(ylim=(0, 100), yticks=(0, 50, 100), title="efficiency (%)")
        for axes, column, places in ((power, "power (W/cm2)", ((0.1, (0, -26)), (0.5, (30, -26)))),
                                     (efficiency, "efficiency (%)", ((0.4, (-34, -22)), (0.6, (0, 4))))):
            for name in cells.NAMES.values() if axes is power else ():
                band(self, power, f"{name} band", "temperature (°C)", "lowest (W/cm2)", "highest (W/cm2)")
            axes.set(xlim=(490, 810), xticks=(500, 600, 700, 800), xlabel="temperature (°C)")
            self.curve(axes, "ceria stretched", "temperature (°C)", f"ceria {column}", style.DOTTED)
            for (key, name), (at, shift) in zip(cells.NAMES.items(), places, strict=True):
                self.curve(axes, f"{name} curve", "temperature (°C)", f"{name} {column}", LOOKS[key],
                           label=name, at=at, shift=shift, clear=True)
                self.curve(axes, name, "temperature (°C)", f"{name} {column}", LOOKS[key], marker="o",
                           linestyle="none")

    def say(self, state, words):
        def gives(name):
            power, efficiency, volts = f"{name} power (W/cm2)", f"{name} efficiency (%)", f"{name} V (V)"
            if words.number(power) < 1e-6:
                return f"{name} cannot hold {words['held (V)']}, it shows {words[volts]} without a load"
            return f"{name} gives {words[power]} with an efficiency of {words[efficiency]}"
        notes = {"linear electrodes, stretched": is_stretched(words),
                 "ceria's law for its electrons, stretched": words.number("stretched")}
        note = "; ".join(note for note, holds in notes.items() if holds)
        note = f" ({note})" if note else ""
        if state.uncertain:
            return f"{cells.overtakes_in_words(words)}{note}."
        ceria = "C" + gives("ceria")[1:]
        if state.temperature < cells.ZIRCONIA_FROM:
            known = words["zirconia from (°C)"]
            return f"{ceria}. For zirconia the course has numbers from {known} on{note}."
        more = max(cells.NAMES.values(), key=lambda name: words.number(f"{name} power (W/cm2)"))
        lead = f"Here {more} gives more power"
        crossing = words.tables["now"].get("crossing (°C)", [np.inf])[0]
        if abs(crossing - words.number("temperature (°C)")) <= CLOSE:
            lead = "Found: here zirconia overtakes"
        best = "; no other thickness is better for ceria" * bool(words.number("best"))
        return f"{ceria}; {gives('zirconia')}. {lead}{best}{note}."

    def conserved(self, state, tables):
        now, found = {name: float(values[0]) for name, values in tables["now"].items() if values.size}, {}
        for key, name in cells.NAMES.items():
            if f"{name} V (V)" in now:
                which = cell(key, state.temperature, float(fuel(state.temperature)), state.thickness,
                             state.cathode_resistance, state.anode_resistance)
                here = fuel_cells.loaded_cell(now[f"{name} V (V)"], *which)
                # What the fuel gives is work outside and heat: of ions in film and electrodes, of electrons
                # in the film.
                burnt, ions = here.ionic_current_density * here.nernst_voltage, here.ionic_current_density
                resistance = state.thickness / which[0] + state.cathode_resistance + state.anode_resistance
                heat = ions**2 * resistance - here.voltage * here.electronic_current_density
                work = now[f"{name} power (W/cm2)"] * 1e4
                found[f"with {name}, work and heat are what the fuel gives"] = abs(float((work + heat)
                                                                                         / burnt) - 1)
        return found
