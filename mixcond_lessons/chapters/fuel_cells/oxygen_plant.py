"""Oxygen from air through a membrane: how much area it needs, and which machine does the work."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...classroom.quantity import convert, show
from ...physics import fuel_cells, permeation
from ...physics.constants import AIR, ZERO_CELSIUS
from ..controls import Rule, linear, logarithmic
from .ideal_machines import works

DAY = 86400.0  # s
IONIC = 100.0  # S/m, illustrative
MANY = 1e12  # S/m: electrons in plenty
WARM = 900 + ZERO_CELSIUS  # K, of the membrane
ENOUGH = 0.985  # of the largest recovery: beyond, the area grows without end


def _most(state):
    return float(fuel_cells.largest_recovery(AIR, state.product_pressure, AIR * state.air_pressure))


def _drives(state):
    return AIR * state.air_pressure > 1.02 * state.product_pressure


class OxygenPlant(Panel):
    """Oxygen from air through a membrane: how many square metres, and which machine does the work?"""

    name = "fuel_cells.oxygen_plant"
    ask = "How many square metres make a day's oxygen, and how much work does it take?"
    alternative = ("Left: area of membrane against the share of the oxygen that is taken from the air. "
                   "Right: oxygen pressure of the air as it is used up, beside that of the product; "
                   "the gap drives the flow.")
    law = staticmethod(fuel_cells.mean_driving_force)
    controls = (
        logarithmic("production", 1 / DAY, 5e4 / DAY, 1e4 / DAY, label="oxygen per day", unit="kg/s",
                    shown="kg/d", rescales=True),
        linear("recovery", 0.02, 0.95, 0.4, step=1, label="taken of the air's oxygen"),
        logarithmic("air_pressure", 1.0, 30.0, 10.0, label="pressure of the air", unit="1", shown="bar",
                    per_decade=20),
        logarithmic("product_pressure", 0.02, 1.0, 1.0, label="oxygen behind the membrane", unit="1",
                    shown="bar", folded=True, rescales=True),
        logarithmic("thickness", 1e-5, 2e-3, 1e-3, folded=True, rescales=True),
    )
    rules = (Rule("the air must hold more oxygen than the product, in bar, else nothing drives it through",
                  _drives),
             Rule("so much cannot be taken: the spent air would hold no more oxygen than the product, in bar",
                  lambda state: not _drives(state) or state.recovery <= ENOUGH * _most(state)))
    presets = {"a patient at home": {"production": 3 / DAY},
               "with a vacuum pump": {"air_pressure": 1.0, "product_pressure": 0.05},
               "56 % taken": {"recovery": 0.56}, "air at 20 bar": {"air_pressure": 20.0}}

    def frame(self, state):
        """Decade of the area for a mean driving force of one, and the bottom of the axis of pressures."""
        return (int(np.floor(np.log10(state.production * DAY * state.thickness))),
                0.3 if state.product_pressure > 0.4 else 0.01)

    def solve(self, state):
        most = _most(state)
        shares = np.append(most * np.linspace(0.02, ENOUGH, 61), state.recovery)
        force = fuel_cells.mean_driving_force(shares, AIR, state.product_pressure, AIR * state.air_pressure)
        flux = permeation.constant_flux(IONIC, MANY, WARM, 1.0, np.exp(force), state.thickness)
        area = fuel_cells.membrane_area(state.production, flux)
        along = np.linspace(0, state.recovery, 41)
        air = state.air_pressure * fuel_cells.oxygen_left(along, AIR)
        volume = permeation.flux_as_standard_volume(flux[-1])
        return {
            "now": {"area (m2)": area[-1], "flux (mL/cm2/min)": convert(volume, "m/s", "mL/cm2/min"),
                    **works(state), "maximum that can be taken (%)": 100 * most,
                    "ions (S/cm)": convert(IONIC, "S/m", "S/cm")},
            "here": {"taken (%)": 100 * state.recovery, "area (m2)": area[-1], "air (bar)": air[-1]},
            "areas": {"taken (%)": 100 * shares[:-1], "area (m2)": area[:-1]},
            "pressures": {"taken (%)": 100 * along, "air (bar)": air,
                          "product (bar)": np.full(along.size, state.product_pressure)}}

    def draw(self, figure):
        areas, pressures = figure.subplots(1, 2)
        decade, bottom = self._current_frame()
        areas.set(yscale="log", xlim=(0, 100), ylim=(10.0 ** (decade + 1), 10.0 ** (decade + 4)),
                  xlabel="taken of the air's oxygen (%)", title="area of membrane (m²)")
        pressures.set(yscale="log", xlim=(0, 100), ylim=(bottom, 10), xlabel="taken of the air's oxygen (%)",
                      title="oxygen pressure (bar)")
        for axes, ticks in ((areas, 10.0 ** np.arange(decade + 1, decade + 5)),
                            (pressures, [tick for tick in (0.01, 0.1, 1, 10) if tick >= bottom])):
            axes.set_yticks(ticks, [show(tick, "1") for tick in ticks])
        self.curve(areas, "areas", "taken (%)", "area (m2)", label="with this pressure", at=0.3, clear=True)
        self.curve(areas, "here", "taken (%)", "area (m2)", marker="o", linestyle="none")
        gap, = pressures.fill([], [], color=style.IONS.colour, alpha=0.18, linewidth=0)

        def between(tables):
            taken, air, product = tables["pressures"].values()
            gap.set_xy(np.column_stack([[*taken, *taken[::-1]], [*air, *product]]))
        self.moves(gap, between)
        self.curve(pressures, "pressures", "taken (%)", "air (bar)", label="air", at=0.8, shift=(0, 4),
                   clear=True)
        self.curve(pressures, "pressures", "taken (%)", "product (bar)", style.DASHED, label="product",
                   at=0.6, shift=(0, -24), clear=True)
        self.curve(pressures, "here", "taken (%)", "air (bar)", marker="o", linestyle="none")

    def say(self, state, words):
        pressed, pumped = state.air_pressure > 1, state.product_pressure < 1
        machines = [f"the compressor does {words['compressor (kWh/kg)']}"] * pressed
        machines += [f"a vacuum pump {'' if pressed else 'does '}{words['pump (kWh/kg)']}"] * pumped
        net = f"{'with an ideal turbine ' * pressed}net {words['net (kWh/kg)']}"
        perfect = "" if pressed and pumped else f" A perfect separator would take {words['least (kWh/kg)']}."
        work = f"{' and '.join(machines)}, {net}"
        return f"It takes {words['area (m2)']} of membrane (illustrative); {work}.{perfect}"

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        flux = permeation.flux_from_standard_volume(convert(now["flux (mL/cm2/min)"], "mL/cm2/min", "m/s"))
        made = float(flux) * now["area (m2)"] * fuel_cells.OXYGEN_MOLAR_MASS
        used = now["least (kWh/kg)"] + now["lost in the membrane (kWh/kg)"]
        return {"flux times area is the oxygen that is made": abs(made / state.production - 1),
                "the net work separates the oxygen or is lost": abs(used / now["net (kWh/kg)"] - 1)}
