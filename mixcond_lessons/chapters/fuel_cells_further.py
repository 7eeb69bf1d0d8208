"""Chapter 07, going further: zirconia beside ceria, and a membrane as a plant that makes oxygen."""
from functools import lru_cache

import numpy as np
from scipy.constants import zero_Celsius

from ..classroom import style
from ..classroom.controls import Rule, choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert, show
from ..materials import material
from ..physics import fuel_cells, permeation
from ..physics.constants import AIR
from .fuel_cells_cell import CERIA, ZIRCONIA, cell, electrode, fuel, moved_decades, per_area, stretched
from ..physics.membranes import lowest_activity

HELD = 0.7  # V
LOADS = {"power": "set for the most power", "held": "held at 0.7 V"}
COLD, HOT = material(CERIA).property("ionic conductivity").temperature_range
ZIRCONIA_FROM = material(ZIRCONIA).property("ionic conductivity").temperature_range[0]
NAMES = {CERIA: "ceria", ZIRCONIA: "zirconia"}
LOOKS = {CERIA: style.TOTAL, ZIRCONIA: style.DASHED}
TOPS = np.array([0.1, 0.2, 0.5, 1, 2, 5, 10, 20])  # W/cm2, of the axis


def _under_load(key, temperature, thickness, cathode_resistance, anode_resistance, load):
    """The cell at a temperature (K, one or an array) with its load: columns of power, efficiency, voltage and how far a face has moved; the oxygen activity of the fuel's face."""
    low = fuel(temperature)
    which = (*fuel_cells.electrolyte(key, temperature), temperature, low, AIR, thickness, cathode_resistance, anode_resistance)
    if load == "power":
        found = fuel_cells.largest_power(*which)
    else:
        found = fuel_cells.loaded_cell(np.minimum(HELD, fuel_cells.open_circuit(*which)), *which)
    name = NAMES[key]
    return {f"{name} power (W/cm2)": np.maximum(per_area(found.power_density), 0), f"{name} efficiency (%)": np.maximum(100 * found.efficiency, 0),
            f"{name} V (V)": found.voltage,
            f"{name} moved": np.maximum(moved_decades(low, found.face_activity_low), moved_decades(AIR, found.face_activity_high))}, found.face_activity_low


_at = lru_cache(maxsize=256)(_under_load)  # of one temperature


@lru_cache(maxsize=256)
def _curve(key, *how):
    """The columns of `_under_load` against temperature, and at how many of the points ceria's law for the electrons still holds."""
    kelvin = np.linspace(COLD if key == CERIA else ZIRCONIA_FROM, HOT, 31 if key == CERIA else 21)
    columns, face = _under_load(key, kelvin, *how)
    holds = key != CERIA or face >= [lowest_activity("ceria", here) for here in kelvin]
    return {"temperature (°C)": convert(kelvin, "K", "°C")} | columns, int(np.argmin(np.append(holds, False)))


def _contest(ceria, zirconia):
    """Who gives more power where both are known: the temperature (°C) at which zirconia overtakes, if it does, and whether ceria leads at the end."""
    here, column = zirconia["temperature (°C)"], "zirconia power (W/cm2)"
    lead = zirconia[column] - np.interp(here, ceria["temperature (°C)"], ceria["ceria power (W/cm2)"])
    change = np.flatnonzero((lead[:-1] < 0) & (lead[1:] >= 0))[:1]
    found = {"ceria leads": float(lead[-1] < 0)}
    return found | {"crossing (°C)": np.interp(0, lead[[at, at + 1]], here[[at, at + 1]]) for at in change}


class WhichElectrolyte(Panel):
    """Ceria and zirconia as electrolytes of one cell: who gives more power, and who makes more of the fuel?"""

    name = "fuel_cells.which_electrolyte"
    ask = "Ceria conducts better and leaks: at which temperature does zirconia win?"
    alternative = ("Left: power per area of a cell with ceria and of one with zirconia against temperature. Right: their efficiency against temperature. "
                   "Dotted: where ceria's law for the electrons is stretched.")
    law = staticmethod(fuel_cells.largest_power)
    controls = (
        linear("temperature", "temperature", COLD, HOT, 600 + zero_Celsius, step=10, unit="K", shown="°C", symbol="T"),
        logarithmic("thickness", "thickness", 1e-6, 1e-3, 1e-5, unit="m", shown="µm", symbol="L", per_decade=5, rescales=True),
        choice("load", "load", LOADS, "power"),
        electrode("cathode_resistance", "cathode (air side)", "R_c", 1, 0.15, lowest=0.01, folded=True, rescales=True),
        electrode("anode_resistance", "anode (fuel side)", "R_a", 1, 0.05, lowest=0.01, folded=True, rescales=True),
    )
    presets = {"700 °C, 10 µm": {"temperature": 700 + zero_Celsius}, "700 °C, 0.1 mm": {"temperature": 700 + zero_Celsius, "thickness": 1e-4},
               "0.7 V, 550 °C": {"temperature": 550 + zero_Celsius, "load": "held"}, "0.7 V, 650 °C": {"temperature": 650 + zero_Celsius, "load": "held"}}

    def frame(self, state):
        """The top of the power axis: above what the resistances alone would allow."""
        ionic = float(cell(CERIA, HOT, float(fuel(HOT)), state.thickness)[0])
        bound = per_area(1.16**2 / 4 / (state.thickness / ionic + state.cathode_resistance + state.anode_resistance))
        return float(TOPS[np.searchsorted(TOPS, bound)])

    def solve(self, state):
        how = state.thickness, state.cathode_resistance, state.anode_resistance, state.load
        (ceria, known), (zirconia, _) = (_curve(key, *how) for key in (CERIA, ZIRCONIA))
        here, face = _at(CERIA, state.temperature, *how)
        now = here | {"temperature (°C)": convert(state.temperature, "K", "°C"), "zirconia from (°C)": convert(ZIRCONIA_FROM, "K", "°C"),
                      "held (V)": HELD, "stretched": float(face < lowest_activity("ceria", state.temperature))}
        if state.temperature >= ZIRCONIA_FROM:
            now |= _at(ZIRCONIA, state.temperature, *how)[0]
        now |= _contest(ceria, zirconia)
        now["furthest moved"] = max(now[column] for column in ("ceria moved", "zirconia moved") if column in now)
        dots = {name: {column: now[column] for column in ("temperature (°C)", f"{name} power (W/cm2)", f"{name} efficiency (%)")}
                if f"{name} power (W/cm2)" in now else {"temperature (°C)": [], f"{name} power (W/cm2)": [], f"{name} efficiency (%)": []} for name in NAMES.values()}
        return {"now": now, "ceria curve": {name: values[:known] for name, values in ceria.items()}, "ceria stretched": {name: values[max(known - 1, 0):] for name, values in ceria.items()},
                "zirconia curve": zirconia, **dots}

    def draw(self, figure):
        power, efficiency = figure.subplots(1, 2)
        power.set(ylim=(0, self._current_frame()), title="power (W/cm²)")
        efficiency.set(ylim=(0, 100), yticks=(0, 50, 100), title="efficiency (%)")
        for axes, column, places in ((power, "power (W/cm2)", ((0.1, (0, -26)), (0.5, (30, -26)))), (efficiency, "efficiency (%)", ((0.4, (-34, -22)), (0.6, (0, 4))))):
            axes.set(xlim=(490, 810), xticks=(500, 600, 700, 800), xlabel="temperature (°C)")
            self.curve(axes, "ceria stretched", "temperature (°C)", f"ceria {column}", style.DOTTED)
            for (key, name), (at, shift) in zip(NAMES.items(), places, strict=True):
                self.curve(axes, f"{name} curve", "temperature (°C)", f"{name} {column}", LOOKS[key], label=name, at=at, shift=shift)
                self.curve(axes, name, "temperature (°C)", f"{name} {column}", LOOKS[key], marker="o", linestyle="none")

    def say(self, state, words):
        def gives(name):
            if words.number(f"{name} power (W/cm2)") < 1e-6:
                return f"{name} cannot hold {words['held (V)']}: it shows {words[f'{name} V (V)']} without a load"
            return f"{name} gives {words[f'{name} power (W/cm2)']} at {words[f'{name} V (V)']}, efficiency {words[f'{name} efficiency (%)']}"
        zirconia = gives("zirconia") if state.temperature >= ZIRCONIA_FROM else f"for zirconia the course has numbers from {words['zirconia from (°C)']} on"
        crosses = "crossing (°C)" in words.tables["now"]
        leader = "Ceria" if words.number("ceria leads") else "Zirconia"
        contest = f"Zirconia overtakes in power at {words['crossing (°C)']}" if crosses else f"{leader} gives more power wherever both are known"
        law = " Ceria's law for the electrons is stretched here." if words.number("stretched") else ""
        return f"At {self.controls[0].show(state.temperature)}, {LOADS[state.load]}: {gives('ceria')}; {zirconia}. {contest}.{law}{stretched(words)}"

    def conserved(self, state, tables):
        now, found = {name: float(values[0]) for name, values in tables["now"].items() if values.size}, {}
        for key, name in NAMES.items():
            if f"{name} V (V)" in now:
                which = cell(key, state.temperature, float(fuel(state.temperature)), state.thickness, state.cathode_resistance, state.anode_resistance)
                here = fuel_cells.loaded_cell(now[f"{name} V (V)"], *which)
                # What the fuel gives is work outside and heat: of ions in film and electrodes, of electrons that run down the voltage.
                burnt, ions = here.ionic_current_density * here.nernst_voltage, here.ionic_current_density
                resistance = state.thickness / which[0] + state.cathode_resistance + state.anode_resistance
                heat = ions**2 * resistance - here.voltage * here.electronic_current_density
                found[f"energy of {name}"] = abs(float((now[f"{name} power (W/cm2)"] * 1e4 + heat) / burnt) - 1)
        return found


IONIC, WARM, OUTSIDE = 100.0, 900 + zero_Celsius, 25 + zero_Celsius  # S/m, illustrative; K of the membrane, and of ideal machines
MANY = 1e12  # S/m: electrons in plenty
ALONG, WEIGHTS = np.polynomial.legendre.leggauss(24)
ALONG, WEIGHTS = (ALONG + 1) / 2, WEIGHTS / 2
ENOUGH = 0.985  # of the largest recovery: beyond, the area grows without end


def _most(state):
    return float(fuel_cells.largest_recovery(AIR, state.product_pressure, AIR * state.air_pressure))


class OxygenPlant(Panel):
    """Oxygen from air through a membrane: how many square metres, and who does the work?"""

    name = "fuel_cells.oxygen_plant"
    ask = "How many square metres make a day's oxygen, and who pays for it?"
    alternative = ("Left: area of membrane against the share of the oxygen that is taken from the air. Right: oxygen pressure of the air as it is used up, "
                   "beside that of the product; the gap drives the flow.")
    law = staticmethod(fuel_cells.mean_driving_force)
    controls = (
        logarithmic("production", "oxygen per day", 1 / 86400, 5e4 / 86400, 1e4 / 86400, unit="kg/s", shown="kg/d", rescales=True),
        linear("recovery", "taken of the air's oxygen", 0.02, 0.95, 0.4, step=1, unit="1", shown="%", symbol="r"),
        logarithmic("air_pressure", "pressure of the air", 1.0, 30.0, 10.0, unit="1", shown="bar", per_decade=20),
        logarithmic("product_pressure", "oxygen behind the membrane", 0.02, 1.0, 1.0, unit="1", shown="bar", folded=True, rescales=True),
        logarithmic("thickness", "thickness", 1e-5, 2e-3, 1e-3, unit="m", shown="mm", symbol="L", folded=True, rescales=True),
    )
    rules = (Rule("the air must hold more oxygen than the product, in bar, else nothing drives it through", lambda s: AIR * s.air_pressure > 1.02 * s.product_pressure),
             Rule("so much cannot be taken: the spent air would hold no more oxygen than the product, in bar", lambda s: AIR * s.air_pressure <= 1.02 * s.product_pressure or s.recovery <= ENOUGH * _most(s)))
    presets = {"a patient at home": {"production": 3 / 86400}, "with a vacuum pump": {"air_pressure": 1.0, "product_pressure": 0.05}, "greedy": {"recovery": 0.56},
               "harder pressed": {"air_pressure": 20.0}}

    def frame(self, state):
        """Decade of the area for a mean driving force of one, which goes with both, and the bottom of the pressures."""
        return int(np.floor(np.log10(state.production * 86400 * state.thickness))), 0.3 if state.product_pressure > 0.4 else 0.01

    def solve(self, state):
        most = _most(state)
        shares = np.append(most * np.linspace(0.02, ENOUGH, 61), state.recovery)
        force = fuel_cells.mean_driving_force(shares, AIR, state.product_pressure, AIR * state.air_pressure)
        flux = permeation.constant_flux(IONIC, MANY, WARM, 1.0, np.exp(force), state.thickness)
        area = fuel_cells.membrane_area(state.production, flux)
        taken = ALONG * state.recovery
        spent = fuel_cells.oxygen_left(taken, AIR)
        # All of the air is compressed, not only its oxygen; what is not taken can give its pressure back.
        compressor = self._work(1.0, state.air_pressure) / (AIR * state.recovery)
        turbine, pump = compressor * (1 - AIR * state.recovery), self._work(state.product_pressure, 1.0)
        along = np.linspace(0, state.recovery, 41)
        return {
            "now": {"area (m2)": area[-1], "flux (mL/cm2/min)": convert(permeation.flux_as_standard_volume(flux[-1]), "m/s", "mL/cm2/min"),
                    "compressor (kWh/kg)": compressor, "turbine (kWh/kg)": turbine, "pump (kWh/kg)": pump, "net (kWh/kg)": compressor - turbine + pump,
                    "least (kWh/kg)": WEIGHTS @ self._work(spent, 1.0), "lost in the membrane (kWh/kg)": WEIGHTS @ self._work(state.product_pressure, spent * state.air_pressure),
                    "most can be taken (%)": 100 * most, "ions (S/cm)": convert(IONIC, "S/m", "S/cm")},
            "here": {"taken (%)": 100 * state.recovery, "area (m2)": area[-1], "air (bar)": state.air_pressure * fuel_cells.oxygen_left(state.recovery, AIR)},
            "areas": {"taken (%)": 100 * shares[:-1], "area (m2)": area[:-1]},
            "pressures": {"taken (%)": 100 * along, "air (bar)": state.air_pressure * fuel_cells.oxygen_left(along, AIR), "product (bar)": np.full(along.size, state.product_pressure)},
        }

    @staticmethod
    def _work(low, high):
        """Least work, kWh per kg of oxygen, that brings it from one pressure to another outside the furnace."""
        return convert(fuel_cells.separation_work(OUTSIDE, low, high) / fuel_cells.OXYGEN_MOLAR_MASS, "J/kg", "kWh/kg")

    def draw(self, figure):
        areas, pressures = figure.subplots(1, 2)
        decade, bottom = self._current_frame()
        areas.set(yscale="log", xlim=(0, 100), ylim=(10.0 ** (decade + 1), 10.0 ** (decade + 4)), xlabel="taken of the air's oxygen (%)", title="area of membrane (m²)")
        ticks = 10.0 ** np.arange(decade + 1, decade + 5)
        areas.set_yticks(ticks, [show(tick, "1") for tick in ticks])
        pressures.set(yscale="log", xlim=(0, 100), ylim=(bottom, 10), xlabel="taken of the air's oxygen (%)", title="oxygen pressure (bar)")
        ticks = [tick for tick in (0.01, 0.1, 1, 10) if tick >= bottom]
        pressures.set_yticks(ticks, [show(tick, "1") for tick in ticks])
        self.curve(areas, "areas", "taken (%)", "area (m2)")
        self.curve(areas, "here", "taken (%)", "area (m2)", marker="o", linestyle="none")
        gap, = pressures.fill([], [], color=style.IONS.colour, alpha=0.18, linewidth=0)

        def between(tables):
            taken, air, product = tables["pressures"].values()
            gap.set_xy(np.column_stack([np.concatenate([taken, taken[::-1]]), np.concatenate([air, product])]))
        self.moves(gap, between)
        self.curve(pressures, "pressures", "taken (%)", "air (bar)", label="air", at=0.8, shift=(0, 4))
        self.curve(pressures, "pressures", "taken (%)", "product (bar)", style.DASHED, label="product", at=0.6, shift=(0, -24))
        self.curve(pressures, "here", "taken (%)", "air (bar)", marker="o", linestyle="none")

    def say(self, state, words):
        pump = f", a vacuum pump {words['pump (kWh/kg)']}" if state.product_pressure < 1 else ""
        air = (f"The compressor does {words['compressor (kWh/kg)']}; an ideal turbine behind the air gives {words['turbine (kWh/kg)']} back" if state.air_pressure > 1 else "The air comes for nothing")
        return (f"{self.controls[0].show(state.production)} need {words['area (m2)']} of membrane ({words['ions (S/cm)']}, illustrative; {words['flux (mL/cm2/min)']}). {air}{pump}: net {words['net (kWh/kg)']}. "
                f"A perfect separator would take {words['least (kWh/kg)']}; the membrane loses {words['lost in the membrane (kWh/kg)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        flux = permeation.flux_from_standard_volume(convert(now["flux (mL/cm2/min)"], "mL/cm2/min", "m/s"))
        made = float(flux) * now["area (m2)"] * fuel_cells.OXYGEN_MOLAR_MASS
        return {"flux times area is the oxygen": abs(made / state.production - 1),
                "work is separation and loss": abs((now["least (kWh/kg)"] + now["lost in the membrane (kWh/kg)"]) / now["net (kWh/kg)"] - 1)}
