"""A cell that leaks inside, under load: what the ions carry, what leaks back, and what the wire gets."""
import numpy as np

from ...classroom import style
from ...classroom.panel import Panel
from ...physics import cell_voltage, fuel_cells
from ...physics.constants import AIR
from ...physics.membranes import ceria_laws
from ..controls import linear, logarithmic
from .hydrogen_air_cell import SHARES, SIDES, cell, landmarks, moved_decades, of_ceria, per_area, stretched
from .independent_checks import integrated_between_the_faces, leak_in_closed_form
from .reached import found_at, largest_at

# Shares of the Nernst voltage, denser where the ions' current goes to zero. At the very ends a current is
# zero, and a logarithmic axis has no place for it.
VOLTAGES = np.concatenate([np.linspace(0.002, 0.9, 71), 1 - np.geomspace(0.09, 0.002, 30)])
FOUND = 0.0051  # V, half a step of the slider
REAL = {"thickness": 1e-5, "cathode_resistance": 0.15e-4, "anode_resistance": 0.05e-4}
COOL_AND_THIN = {"temperature": 823.15, "thickness": 1e-5}


class ShortCircuitingCell(Panel):
    """Ceria under load: ions burn fuel, electrons leak back, and the wire gets the rest."""

    name = "fuel_cells.short_circuiting_cell"
    ask = "A cell that leaks inside: how much of its fuel does the load get?"
    alternative = ("Left: current densities of ions, of leaking electrons and of the load against the "
                   "voltage, on a logarithmic axis; ions and leak cross at open circuit. "
                   "Right: faradaic efficiency, efficiency and power in per cent against the voltage.")
    law = staticmethod(fuel_cells.loaded_cell)
    controls = (
        linear("voltage", 0.0, 1.15, 1.15, step=0.01, label="voltage held by the load", shown="V"),
        linear("temperature", 773.15, 973.15, 973.15, step=10, source="CGO10: from 500 to 700 °C"),
        logarithmic("thickness", 1e-5, 1e-3, 5e-4),
        *(linear(name, 0.0, 2e-4, 0.0, step=0.01, label=side, folded=True) for name, side in SIDES.items()),
    )
    presets = {"a load: 0.7 V": {"voltage": 0.7}, "cooler: 550 °C": {"temperature": 823.15, "voltage": 0.7},
               "10 µm, perfect electrodes": {"thickness": 1e-5},
               "550 °C, 10 µm, cathode 0.22": COOL_AND_THIN | {"cathode_resistance": 0.22e-4},
               "550 °C, 10 µm, anode 0.22": COOL_AND_THIN | {"anode_resistance": 0.22e-4},
               "10 µm, real electrodes": REAL | {"voltage": 0.19},
               "10 µm, real electrodes, 600 °C": REAL | {"temperature": 873.15, "voltage": 0.42}}

    def solve(self, state):
        which = of_ceria(state)
        open_voltage, best = landmarks(*which)
        nernst = float(best.nernst_voltage)
        held = min(state.voltage, open_voltage)  # a load can only take
        # One call for this voltage, open circuit, the currents up to Nernst's voltage, and the shares.
        voltages = np.concatenate([[held, open_voltage], VOLTAGES * nernst, SHARES * open_voltage])
        found = fuel_cells.loaded_cell(voltages, *cell(*which))
        columns = {"V (V)": found.voltage, "ions (A/cm2)": per_area(found.ionic_current_density),
                   "leak (A/cm2)": per_area(-found.electronic_current_density),
                   "load (A/cm2)": per_area(found.external_current_density),
                   "faradaic (%)": 100 * found.faradaic_efficiency, "efficiency (%)": 100 * found.efficiency,
                   "power (%)": 100 * found.power_density / best.power_density}

        def part(places, *names):
            return {name: columns[name][places] for name in names}
        currents = "V (V)", "ions (A/cm2)", "leak (A/cm2)"
        shares = "V (V)", "faradaic (%)", "efficiency (%)", "power (%)"
        upper = slice(2, 2 + VOLTAGES.size)
        return {
            "now": part(0, *currents, "load (A/cm2)", "faradaic (%)", "efficiency (%)") | {
                "power (W/cm2)": per_area(found.power_density[0]), "V_N (V)": nernst,
                "open circuit (V)": open_voltage, "leak without load (A/cm2)": columns["ions (A/cm2)"][1],
                "most power (W/cm2)": per_area(best.power_density), "at (V)": best.voltage,
                "efficient at (V)": largest_at(*(columns[name][upper.stop:] for name in shares[::2])),
                "furthest moved": max(moved_decades(which[2], found.face_activity_low[0]),
                                      moved_decades(AIR, found.face_activity_high[0]))},
            "here": part(0, *currents, "load (A/cm2)"), "currents": part(upper, *currents),
            "shares": part(slice(upper.stop, None), *shares, "load (A/cm2)"), "shares here": part(0, *shares)}

    def draw(self, figure):
        currents, shares = figure.subplots(1, 2)
        currents.set(yscale="log", xlim=(0, 1.2), ylim=(1e-4, 1e3), xticks=(0, 0.5, 1), xlabel="voltage (V)",
                     title="current density (A/cm²)")
        currents.set_yticks(10.0 ** np.arange(-4, 3, 2))
        shares.set(xlim=(0, 1.2), ylim=(0, 119), xticks=(0, 0.5, 1), yticks=(0, 50, 100),
                   xlabel="voltage (V)", title="share, power of its maximum (%)")
        lines = (("currents", "ions (A/cm2)", style.IONS, "ions", 0.1, (0, 4)),
                 ("currents", "leak (A/cm2)", style.ELECTRONS, "electrons", 0.75, (-14, 8)),
                 ("shares", "load (A/cm2)", style.DOTTED, "load", 0.97, (26, 0)))
        for table, column, carrier, label, at, shift in lines:
            self.curve(currents, table, "V (V)", column, carrier, label, at, shift, clear=True)
        for _, column, carrier, *_ in (lines[2], *lines[:2]):
            self.curve(currents, "here", "V (V)", column, carrier, marker="o", linestyle="none")
        for column, carrier, label, at, shift in (
                ("faradaic (%)", style.IONS, "faradaic", 0.24, (32, 3)),
                ("efficiency (%)", style.TOTAL, "efficiency", 0.4, (52, -8)),
                ("power (%)", style.DASHED, "power", 0.22, (24, -21))):
            self.curve(shares, "shares", "V (V)", column, carrier, label, at, shift, clear=True)
            self.curve(shares, "shares here", "V (V)", column, carrier, marker="o", linestyle="none")

    def say(self, state, words):
        if state.voltage >= words.number("open circuit (V)"):
            useless = stretched(words) or " Fuel burns, and nothing reaches the wire."
            held, leak = self.controls[0].show(state.voltage), words["leak without load (A/cm2)"]
            return (f"No load can hold {held}: the cell shows {words['open circuit (V)']}, "
                    f"and inside it {leak} of ions and of electrons run.{useless}")
        leak = words["leak (A/cm2)"] if words.number("leak (A/cm2)") > 1e-9 else "hardly anything"
        share = "" if stretched(words) else f", {words['efficiency (%)']} of the fuel's Gibbs energy"
        found = found_at(state.voltage, FOUND, {"the maximum power": words.number("at (V)"),
                                                "the highest efficiency": words.number("efficient at (V)")})
        note = stretched(words) and " (linear electrodes, stretched)"
        note = f"{found}{note}." if found else stretched(words)
        return (f"Ions carry {words['ions (A/cm2)']} and {leak} leaks back; "
                f"the load gets {words['power (W/cm2)']}{share}.{note}")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic, electronic, *_ = which = cell(*of_ceria(state))
        here, ideal = (fuel_cells.loaded_cell(voltage, *which)
                       for voltage in (now["V (V)"], now["open circuit (V)"]))
        wagner, thickness = integrated_between_the_faces(here, ionic, electronic, state.temperature)
        leak = leak_in_closed_form(here, ionic, electronic, state.temperature, state.thickness)
        found = {"the oxygen pressure that drives both currents ends at the other face":
                     abs(thickness / state.thickness - 1),
                 "the leak is that of the closed formula for ceria":
                     abs(float((leak + here.electronic_current_density) / here.ionic_current_density)),
                 "Wagner's integral between the faces gives the voltage":
                     abs(wagner - now["V (V)"]) / now["V_N (V)"],
                 "without a load no current flows in the wire":
                     abs(float(ideal.external_current_density / ideal.ionic_current_density))}
        if state.cathode_resistance == state.anode_resistance == 0:
            chapter_06 = cell_voltage.voltage_with_electronic_power_law(
                *ceria_laws(state.temperature), *which[2:5])
            missing = float(chapter_06) / now["open circuit (V)"] - 1
            found["the voltage without a load is that of chapter 06"] = abs(missing)
        return found
