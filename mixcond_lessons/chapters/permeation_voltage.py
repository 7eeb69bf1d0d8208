"""Chapter 06, second sitting: the inside of a ceria cell at open circuit, and the voltage that leaks away."""
import numpy as np

from ..classroom import style
from ..classroom.controls import choice, linear, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..physics import cell_voltage, gases, permeation
from ..physics.conductivity import boundary_activity, ionic_transference_number, power_law_conductivity
from ..physics.constants import AIR
from ..physics.membranes import ceria_laws, laws, lowest_activity, membrane
from .permeation_membranes import DOWNHILL, FEW_ELECTRONS, KNOWN

WARM = 973.15  # K
HYDROGEN = float(gases.oxygen_activity_of_steam(0.03, 0.97, WARM))
GIVEN = "from hydrogen with 3 % steam at 700 °C"
# Close together near the air side, where powers of ten of pressure pass within a thousandth of the thickness.
PLACES = np.unique(np.concatenate([np.linspace(0, 1, 71), 1 - np.geomspace(1e-8, 0.05, 60)]))
SHOWN = {"potentials": "potentials (V)", "conductivities": "conductivities"}
FELT = {"oxygen": "oxygen, μ/2F (V)", "ions": "ions, μ̃/2F (V)", "electrons": "electrons, −μ̃/F (V)", "field": "electric, φ (V)"}


class InsideMembrane(Panel):
    """Ceria between hydrogen and air without any load: where the oxygen pressure falls, and how the Nernst voltage divides."""

    name = "permeation.inside_membrane"
    ask = "Where inside does the oxygen pressure fall, and what does a voltmeter see?"
    alternative = ("Left: oxygen pressure across the thickness on a logarithmic axis, with a straight guess as a quiet line. "
                   "Right: the potentials of oxygen, ions and electrons across the thickness, or both conductivities.")
    law = staticmethod(cell_voltage.activity_at_open_circuit)
    controls = (
        linear("place", "place", 0.0, 1.0, 0.5, step=0.002, unit="1", symbol="x/L"),
        logarithmic("oxygen_activity_low", "oxygen, fuel side", 1e-30, 1e-3, HYDROGEN, unit="1", shown="bar", symbol="pO₂", per_decade=4, source=GIVEN),
        linear("temperature", "temperature", 773.15, 1073.15, WARM, step=10, unit="K", shown="°C", symbol="T"),
        choice("show", "right picture shows", SHOWN, "potentials", folded=True, rescales=True),
    )
    rules = (KNOWN, FEW_ELECTRONS)
    presets = {"hydrogen with 3 % steam: where the last 2.4 % begin": {"oxygen_activity_low": HYDROGEN, "place": 0.976},
               "1e-20 bar, 700 °C": {"oxygen_activity_low": 1e-20}, "helium, 1e-4 bar": {"oxygen_activity_low": 1e-4}}

    def solve(self, state):
        law, low = ceria_laws(state.temperature), state.oxygen_activity_low
        ionic = law[0]
        inside = cell_voltage.activity_at_open_circuit(np.append(PLACES, state.place), *law, low, AIR, 1.0)
        # Between x = 0 and any place lies a smaller cell, with its own Nernst voltage and its own open-circuit voltage.
        oxygen = cell_voltage.nernst_voltage(state.temperature, low, inside)
        electrons = cell_voltage.voltage_with_electronic_power_law(*law, state.temperature, low, inside)
        electronic = power_law_conductivity(*law[1:], inside)
        table = {"x/L": np.append(PLACES, state.place), "pO₂ (bar)": inside, FELT["oxygen"]: oxygen, FELT["electrons"]: electrons,
                 FELT["ions"]: oxygen - electrons, FELT["field"]: electrons - oxygen, "σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
                 "σᵢₒₙ (S/cm)": np.full(inside.size, convert(ionic, "S/m", "S/cm")), "tᵢₒₙ": ionic_transference_number(ionic, electronic)}
        shares = ionic_transference_number(ionic, power_law_conductivity(*law[1:], np.array([low, AIR])))
        nernst = float(cell_voltage.nernst_voltage(state.temperature, low, AIR))
        voltage = float(cell_voltage.voltage_with_electronic_power_law(*law, state.temperature, low, AIR))
        return {"now": {"V_N (V)": nernst, "V (V)": voltage, "mean tᵢₒₙ": voltage / nernst, "field (V over L)": nernst - voltage,
                        "tᵢₒₙ at the fuel face": shares[0], "tᵢₒₙ at the air face": shares[1],
                        "fuel face says (V)": shares[0] * nernst, "air face says (V)": shares[1] * nernst},
                "here": {name: values[-1] for name, values in table.items()}, "inside": {name: values[:-1] for name, values in table.items()},
                "straight guess": {"x/L": (0, 1), "pO₂ (bar)": (low, AIR)}}

    def draw(self, figure):
        pressure, right = figure.subplots(1, 2)
        pressure.set(yscale="log", xlim=(-0.02, 1.02), ylim=(1e-31, 10), xlabel="place x/L (fuel … air)", title="oxygen pressure (bar)")
        pressure.set_yticks(10.0 ** np.arange(-30, 1, 10))
        self.curve(pressure, "straight guess", "x/L", "pO₂ (bar)", style.DOTTED, linewidth=style.form().line * 0.75)
        pressure.text(0.02, 1e-7, "dotted: a guess", color=style.QUIET, va="center")
        self.curve(pressure, "inside", "x/L", "pO₂ (bar)")
        self.curve(pressure, "here", "x/L", "pO₂ (bar)", marker="o", linestyle="none")
        right.set(xlim=(-0.02, 1.02), xlabel="place x/L (fuel … air)")
        (self._draw_potentials if self.state["show"] == "potentials" else self._draw_conductivities)(right)

    def _draw_potentials(self, axes):
        axes.set(ylim=(-0.45, 1.25), title="potential, from x = 0 (V)")
        for key, carrier in (("oxygen", style.TOTAL), ("electrons", style.ELECTRONS), ("ions", style.IONS), ("field", style.DOTTED)):
            self.curve(axes, "inside", "x/L", FELT[key], carrier)
            self.curve(axes, "here", "x/L", FELT[key], carrier, marker="o", linestyle="none")
        # The two that end high are named at their ends, one below the other, and never on the lines; the two straight ones near their beginning.
        self.note(axes, lambda tables: (0.96, max(tables["now"]["V_N (V)"][0], 0.5), "oxygen: Nernst"), ha="right", va="center")
        self.note(axes, lambda tables: (0.96, max(min(tables["now"]["V (V)"][0], tables["now"]["V_N (V)"][0] - 0.19), 0.31), "electrons: V"),
                  ha="right", va="center", color=style.ELECTRONS.colour)
        self.note(axes, lambda tables: (0.3, 0.3 * tables["now"]["field (V over L)"][0] + 0.05, "ions"), ha="center", va="bottom", color=style.IONS.colour)
        self.note(axes, lambda tables: (0.3, -0.3 * tables["now"]["field (V over L)"][0] - 0.04, "φ"), ha="center", va="top", color=style.QUIET)

    def _draw_conductivities(self, axes):
        axes.set(yscale="log", ylim=(1e-10, 1), title="conductivity (S/cm)")
        for carrier, column, at, shift in ((style.IONS, "σᵢₒₙ (S/cm)", 0.08, (0, -22)), (style.ELECTRONS, "σₑ (S/cm)", 0.85, (-50, -12))):
            self.curve(axes, "inside", "x/L", column, carrier, label=carrier.word, at=at, shift=shift)
            self.curve(axes, "here", "x/L", column, carrier, marker="o", linestyle="none")

    def say(self, state, words):
        return (f"At x/L = {self.controls[0].show(state.place)}: pO₂ = {words['pO₂ (bar)']}, tᵢₒₙ = {words['tᵢₒₙ']}. A voltmeter sees the electrons: "
                f"{words.show('V (V)', 4)} of Nernst's {words.show('V_N (V)', 4)}, mean tᵢₒₙ = {words['mean tᵢₒₙ']}. "
                f"Taking tᵢₒₙ at the fuel face would say {words['fuel face says (V)']}, at the air face {words.show('air face says (V)', 4)}.")

    def conserved(self, state, tables):
        inside, now = tables["inside"], {name: float(values[0]) for name, values in tables["now"].items()}
        sigma = np.log(inside["σᵢₒₙ (S/cm)"] + inside["σₑ (S/cm)"])
        straight = sigma[0] + (sigma[-1] - sigma[0]) * inside["x/L"]
        field = inside[FELT["ions"]] - now["field (V over L)"] * inside["x/L"]
        average = permeation.average_transference_number(*membrane("ceria", state.temperature), state.oxygen_activity_low, AIR)
        return {"ln σ is a straight line": float(np.abs(sigma - straight).max() / max(np.ptp(sigma), 1)),
                "the field is the same everywhere": float(np.abs(field).max() / now["V_N (V)"]),
                "V is V_N times the average": abs(float(average) / now["mean tᵢₒₙ"] - 1)}


def closed_voltage(key, temperature, oxygen_activity_low, oxygen_activity_high):
    """Voltage (V) at open circuit by the closed forms: one branch of electrons in ceria, electrons and holes in zirconia."""
    ionic, branches = laws(key, temperature)
    if key == "ceria":
        return cell_voltage.voltage_with_electronic_power_law(ionic, *branches[0], temperature, oxygen_activity_low, oxygen_activity_high)
    borders = (boundary_activity(*branch, ionic) for branch in branches)
    return cell_voltage.schmalzried_voltage(temperature, oxygen_activity_low, oxygen_activity_high, *borders)


DRIEST = 1e-6  # steam to hydrogen: in the driest gas that can be had
MEANT = {"fuel": "fuel face says (V)", "middle": "middle says (V)", "air": "air face says (V)"}


class LeakingVoltage(Panel):
    """The share of the ions as an area: its mean over the powers of ten of oxygen pressure is what is left of the Nernst voltage."""

    name = "permeation.leaking_voltage"
    ask = "How much of the Nernst voltage is left, and which share does it tell?"
    alternative = ("Left: share of the ions against oxygen pressure, with the area between both faces shaded and its mean as a level. "
                   "Right: Nernst voltage, true voltage and three wrong answers against the oxygen pressure of the fuel side.")
    law = staticmethod(permeation.average_transference_number)
    controls = (
        logarithmic("oxygen_activity_low", "oxygen, fuel side", 1e-30, 1e-3, HYDROGEN, unit="1", shown="bar", symbol="pO₂", per_decade=4, source=GIVEN),
        linear("temperature", "temperature", 773.15, 1273.15, WARM, step=10, unit="K", shown="°C", symbol="T"),
        choice("material", "electrolyte", {"ceria": "ceria CGO10", "zirconia": "zirconia 8YSZ"}, "ceria", rescales=True),
        logarithmic("oxygen_activity_high", "oxygen, air side", 0.01, 1.0, AIR, unit="1", shown="bar", symbol="pO₂", folded=True, source="air"),
        logarithmic("thickness", "thickness", 1e-5, 3e-3, 1e-3, unit="m", shown="mm", symbol="L", folded=True),
    )
    rules = (KNOWN, FEW_ELECTRONS, DOWNHILL)
    presets = {"ceria in helium, 1e-4 bar": {"oxygen_activity_low": 1e-4}, "ceria, cooler": {"temperature": 773.15, "oxygen_activity_low": 1e-28},
               "zirconia in hydrogen, 700 °C": {"material": "zirconia"}, "zirconia, very hot": {"material": "zirconia", "temperature": 1273.15, "oxygen_activity_low": 1e-30}}

    def solve(self, state):
        conductor, low, high = membrane(state.material, state.temperature), state.oxygen_activity_low, state.oxygen_activity_high

        def share(oxygen_activity):
            return ionic_transference_number(conductor.ionic(oxygen_activity), conductor.electronic(oxygen_activity))

        def answers(low, voltage):
            nernst, middle = cell_voltage.nernst_voltage(state.temperature, low, high), np.sqrt(low * high)
            return {"pO₂ (bar)": low, "V_N (V)": nernst, "V (V)": voltage,
                    **{MEANT[place]: share(there) * nernst for place, there in (("fuel", low), ("middle", middle), ("air", high))}}
        now = answers(low, cell_voltage.voltage_at_open_circuit(*conductor, state.temperature, low, high))
        leak = permeation.flux_as_current_density(permeation.wagner_flux(*conductor, state.temperature, low, high, state.thickness))
        now |= {"H₂O/H₂": np.sqrt(low) * np.exp(gases.log_steam_formation_constant(state.temperature)),
                "mean tᵢₒₙ": now["V (V)"] / now["V_N (V)"], "leak (mA/cm2)": convert(leak, "A/m2", "mA/cm2")}
        end = max(lowest_activity(state.material, state.temperature), 1e-30)
        everywhere, between, lows = np.geomspace(end, 1.0, 64), np.geomspace(low, high, 48), np.geomspace(end, 0.99 * high, 48)
        faces = np.array([low, np.sqrt(low * high), high])
        return {"now": now, "share": {"pO₂ (bar)": everywhere, "tᵢₒₙ": share(everywhere)}, "faces": {"pO₂ (bar)": faces, "tᵢₒₙ": share(faces)},
                "between": {"pO₂ (bar)": between, "tᵢₒₙ": share(between)}, "mean": {"pO₂ (bar)": (low, high), "tᵢₒₙ": 2 * (now["mean tᵢₒₙ"],)},
                "wrong": {"pO₂ (bar)": 3 * (low,), "V (V)": [now[column] for column in MEANT.values()]},
                "voltages": answers(lows, closed_voltage(state.material, state.temperature, lows, high))}

    def draw(self, figure):
        shares, volts = figure.subplots(1, 2)
        shares.set(xscale="log", xlim=(1e-31, 10), ylim=(0, 1.18), xlabel="oxygen pressure pO₂ (bar)", title="share of the ions, tᵢₒₙ")
        volts.set(xscale="log", xlim=(1e-31, 10), ylim=(0, 1.3 if self.state["material"] == "ceria" else 1.95), xlabel="fuel side pO₂ (bar)", title="voltage (V)")
        for axes in (shares, volts):
            axes.set_xticks(10.0 ** np.arange(-30, 1, 10))
        self._shade(shares)
        thin = style.form().line * 0.75
        self.curve(shares, "share", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(shares, "mean", "pO₂ (bar)", "tᵢₒₙ", style.TOTAL, linewidth=thin)
        self.note(shares, lambda tables: (tables["mean"]["pO₂ (bar)"][1], tables["mean"]["tᵢₒₙ"][0] - 0.02, f"mean {tables['now']['mean tᵢₒₙ'][0]:.3g}"),
                  ha="right", va="top")
        self.curve(shares, "faces", "pO₂ (bar)", "tᵢₒₙ", style.IONS, marker="o", linestyle="none", markerfacecolor="white")
        self.curve(volts, "voltages", "pO₂ (bar)", MEANT["fuel"], style.DASHED, label="fuel face", at=0.06, shift=(46, -6), linewidth=thin)
        self.curve(volts, "voltages", "pO₂ (bar)", MEANT["middle"], style.DOTTED, linewidth=thin)
        self.curve(volts, "wrong", "pO₂ (bar)", "V (V)", style.DASHED, marker="o", linestyle="none", markerfacecolor="white")
        self.curve(volts, "voltages", "pO₂ (bar)", "V_N (V)", style.TOTAL, label="Nernst", at=0.3, shift=(16, 3))
        self.curve(volts, "voltages", "pO₂ (bar)", "V (V)", style.ELECTRONS, label="V", at=0.12, shift=(0, -22))
        self.curve(volts, "now", "pO₂ (bar)", "V (V)", style.ELECTRONS, marker="o", linestyle="none")

    def _shade(self, axes):
        """The area under the share between the two faces."""
        area, = axes.fill([], [], color=style.IONS.colour, alpha=0.18, linewidth=0)

        def update(tables):
            pressure, share = tables["between"].values()
            area.set_xy(np.column_stack([np.concatenate([pressure[:1], pressure, pressure[-1:]]), np.concatenate([[0], share, [0]])]))
        self.moves(area, update)

    def say(self, state, words):
        end = (f"On paper: no gas is so dry (H₂O/H₂ = {words.show('H₂O/H₂', 1)})" if words.number("H₂O/H₂") < DRIEST
               else f"The leak through {self.controls[4].show(state.thickness)}: {words['leak (mA/cm2)']} of each carrier")
        return (f"Of the Nernst voltage, {words.show('V_N (V)', 4)}, a voltmeter shows {words.show('V (V)', 4)}: over ln pO₂ the mean tᵢₒₙ is {words['mean tᵢₒₙ']}. "
                f"The fuel face alone would say {words[MEANT['fuel']]}, the middle {words.show(MEANT['middle'], 4)}. "
                f"{end}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        ionic = float(membrane(state.material, state.temperature).ionic(1.0))
        lost = convert(now["leak (mA/cm2)"], "mA/cm2", "A/m2") * state.thickness / ionic
        return {"leak is σᵢₒₙ(V_N − V)/L": abs(lost + now["V (V)"] - now["V_N (V)"]) / now["V_N (V)"]}
