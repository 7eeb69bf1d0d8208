"""Chapter 07, going further: zirconia beside ceria, and a membrane as a plant that makes oxygen."""
from functools import lru_cache

import numpy as np
from scipy.constants import zero_Celsius

from ..classroom import style
from ..classroom.controls import Rule, choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import fuel_cells, permeation
from .conductivity_map import AIR
from .fuel_cells_cell import CERIA, ZIRCONIA, cell, electrode, fuel, per_area
from .permeation_membranes import lowest_activity
from .polarization_cell import FINAL, QUIET

HELD = 0.7  # V
LOADS = {"power": "set for the most power", "held": "held at 0.7 V"}
COLD, HOT = material(CERIA).property("ionic conductivity").temperature_range
ZIRCONIA_FROM = material(ZIRCONIA).property("ionic conductivity").temperature_range[0]
NAMES = {CERIA: "ceria", ZIRCONIA: "zirconia"}
LOOKS = {CERIA: style.TOTAL, ZIRCONIA: FINAL}
TOPS = np.array([0.1, 0.2, 0.5, 1, 2, 5, 10, 20])  # W/cm2, of the axis


def _under_load(key, temperature, thickness, cathode_resistance, anode_resistance, load):
    """The cell at a temperature (K, one or an array) with its load: columns of power, efficiency and voltage, and the oxygen activity of the fuel's face."""
    which = (*fuel_cells.electrolyte(key, temperature), temperature, fuel(temperature), AIR, thickness, cathode_resistance, anode_resistance)
    if load == "power":
        found = fuel_cells.largest_power(*which)
    else:
        found = fuel_cells.loaded_cell(np.minimum(HELD, fuel_cells.open_circuit(*which)), *which)
    name = NAMES[key]
    return {f"{name} power (W/cm2)": np.maximum(per_area(found.power_density), 0), f"{name} efficiency (%)": np.maximum(100 * found.efficiency, 0),
            f"{name} V (V)": found.voltage}, found.face_activity_low


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
            self.curve(axes, "ceria stretched", "temperature (°C)", f"ceria {column}", QUIET)
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
        stretched = " Ceria's law for the electrons is stretched here." if words.number("stretched") else ""
        return f"At {self.controls[0].show(state.temperature)}, {LOADS[state.load]}: {gives('ceria')}; {zirconia}. {contest}.{stretched}"

    def conserved(self, state, tables):
        now, found = {name: float(values[0]) for name, values in tables["now"].items() if values.size}, {}
        for key, name in NAMES.items():
            if f"{name} V (V)" in now:
                which = cell(key, state.temperature, float(fuel(state.temperature)), state.thickness, state.cathode_resistance, state.anode_resistance)
                here = fuel_cells.loaded_cell(now[f"{name} V (V)"], *which)
                # What the fuel gives is what the load gets over the efficiency.
                burnt = per_area(here.ionic_current_density * here.nernst_voltage)
                found[f"energy of {name}"] = abs(now[f"{name} power (W/cm2)"] - now[f"{name} efficiency (%)"] / 100 * burnt) / burnt
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
        logarithmic("production", "oxygen per day", 1 / 86400, 1e6 / 86400, 1e5 / 86400, unit="kg/s", shown="kg/d", per_decade=5, folded=True),
        linear("recovery", "taken of the air's oxygen", 0.02, 0.95, 0.4, step=1, unit="1", shown="%", symbol="r"),
        logarithmic("air_pressure", "pressure of the air", 1.0, 30.0, 10.0, unit="1", shown="bar", per_decade=20),
        logarithmic("product_pressure", "oxygen behind the membrane", 0.02, 1.0, 1.0, unit="1", shown="bar", folded=True),
        logarithmic("thickness", "thickness", 1e-5, 2e-3, 1e-3, unit="m", shown="mm", symbol="L", folded=True),
    )
    rules = (Rule("the air must hold more oxygen than the product, in bar, else nothing drives it through", lambda s: AIR * s.air_pressure > 1.02 * s.product_pressure),
             Rule("so much cannot be taken: the spent air would hold no more oxygen than the product, in bar", lambda s: AIR * s.air_pressure <= 1.02 * s.product_pressure or s.recovery <= ENOUGH * _most(s)))
    presets = {"a patient at home": {"production": 3 / 86400}, "with a vacuum pump": {"air_pressure": 1.0, "product_pressure": 0.05}, "greedy": {"recovery": 0.56},
               "harder pressed": {"air_pressure": 20.0}}

    def solve(self, state):
        most = _most(state)
        shares = np.append(most * np.linspace(0.02, ENOUGH, 61), state.recovery)
        force = fuel_cells.mean_driving_force(shares, AIR, state.product_pressure, AIR * state.air_pressure)
        flux = permeation.constant_flux(IONIC, MANY, WARM, 1.0, np.exp(force), state.thickness)
        area = fuel_cells.membrane_area(1000 / 86400, flux)  # for a tonne a day
        taken = ALONG * state.recovery
        spent = fuel_cells.oxygen_left(taken, AIR)
        # All of the air is compressed, not only its oxygen; what is not taken can give its pressure back.
        compressor = self._work(1.0, state.air_pressure) / (AIR * state.recovery)
        turbine, pump = compressor * (1 - AIR * state.recovery), self._work(state.product_pressure, 1.0)
        along = np.linspace(0, state.recovery, 41)
        return {
            "now": {"area (m2)": area[-1] * state.production / (1000 / 86400), "area for a tonne a day (m2)": area[-1], "flux (mL/cm2/min)": convert(permeation.flux_as_standard_volume(flux[-1]), "m/s", "mL/cm2/min"),
                    "compressor (kWh/kg)": compressor, "turbine (kWh/kg)": turbine, "pump (kWh/kg)": pump, "net (kWh/kg)": compressor - turbine + pump,
                    "least (kWh/kg)": WEIGHTS @ self._work(spent, 1.0), "lost in the membrane (kWh/kg)": WEIGHTS @ self._work(state.product_pressure, spent * state.air_pressure),
                    "most can be taken (%)": 100 * most, "ions (S/cm)": convert(IONIC, "S/m", "S/cm")},
            "here": {"taken (%)": 100 * state.recovery, "area for a tonne a day (m2)": area[-1], "air (bar)": state.air_pressure * fuel_cells.oxygen_left(state.recovery, AIR)},
            "areas": {"taken (%)": 100 * shares[:-1], "area for a tonne a day (m2)": area[:-1]},
            "pressures": {"taken (%)": 100 * along, "air (bar)": state.air_pressure * fuel_cells.oxygen_left(along, AIR), "product (bar)": np.full(along.size, state.product_pressure)},
        }

    @staticmethod
    def _work(low, high):
        """Least work, kWh per kg of oxygen, that brings it from one pressure to another outside the furnace."""
        return convert(fuel_cells.separation_work(OUTSIDE, low, high) / fuel_cells.OXYGEN_MOLAR_MASS, "J/kg", "kWh/kg")

    def draw(self, figure):
        areas, pressures = figure.subplots(1, 2)
        areas.set(yscale="log", xlim=(0, 100), ylim=(0.03, 3000), xlabel="taken of the air's oxygen (%)", title="m² for 1000 kg a day")
        areas.set_yticks((0.1, 1, 10, 100, 1000), ("0.1", "1", "10", "100", "1000") if not style.in_lecture_mode() else ("0.1", "", "10", "", "1000"))
        pressures.set(yscale="log", xlim=(0, 100), ylim=(0.01, 10), xlabel="taken of the air's oxygen (%)", title="oxygen pressure (bar)")
        pressures.set_yticks((0.01, 0.1, 1, 10), ("0.01", "0.1", "1", "10"))
        self.curve(areas, "areas", "taken (%)", "area for a tonne a day (m2)")
        self.curve(areas, "here", "taken (%)", "area for a tonne a day (m2)", marker="o", linestyle="none")
        gap, = pressures.fill([], [], color=style.IONS.colour, alpha=0.18, linewidth=0)

        def between(tables):
            taken, air, product = tables["pressures"].values()
            gap.set_xy(np.column_stack([np.concatenate([taken, taken[::-1]]), np.concatenate([air, product])]))
        self.moves(gap, between)
        self.curve(pressures, "pressures", "taken (%)", "air (bar)", label="air", at=0.8, shift=(0, 4))
        self.curve(pressures, "pressures", "taken (%)", "product (bar)", FINAL, label="product", at=0.6, shift=(0, -24))
        self.curve(pressures, "here", "taken (%)", "air (bar)", marker="o", linestyle="none")

    def say(self, state, words):
        pump = f", a vacuum pump {words.show('pump (kWh/kg)', 2)}" if state.product_pressure < 1 else ""
        air = (f"The compressor does {words['compressor (kWh/kg)']}; an ideal turbine behind the air gives {words['turbine (kWh/kg)']} back" if state.air_pressure > 1 else "The air comes for nothing")
        return (f"{self.controls[0].show(state.production)} need {words['area (m2)']} of membrane ({words['ions (S/cm)']}, illustrative; {words['flux (mL/cm2/min)']}). {air}{pump}: net {words.show('net (kWh/kg)', 2)}. "
                f"A perfect separator would take {words.show('least (kWh/kg)', 2)}; the membrane loses {words.show('lost in the membrane (kWh/kg)', 2)}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        flux = permeation.flux_from_standard_volume(convert(now["flux (mL/cm2/min)"], "mL/cm2/min", "m/s"))
        made = float(flux) * now["area (m2)"] * fuel_cells.OXYGEN_MOLAR_MASS
        return {"flux times area is the oxygen": abs(made / state.production - 1),
                "work is separation and loss": abs((now["least (kWh/kg)"] + now["lost in the membrane (kWh/kg)"]) / now["net (kWh/kg)"] - 1)}
