"""Chapter 01, The Symphony of Charge: two partial conductivities, their share, and what the share hides."""
import numpy as np

from ..classroom import style
from ..classroom.controls import Rule, choice, linear, logarithmic, switch
from ..classroom.panel import Panel
from ..classroom.predict import Predict
from ..classroom.quantity import convert
from ..materials import material
from ..physics import conductivity
from .conductivity_map import AIR, HYDROGEN_700, HYDROGEN_800, draw_ambipolar_lines, draw_materials, draw_shares, partial
from .conductivity_questions import ELECTRONVOLT, QUESTIONS

__all__ = ["ELECTRONVOLT", "PANELS", "QUESTIONS", "OneMaterial", "Plane", "SideBySide", "predict_hydrogen", "predict_resistance"]

CERIA, ZIRCONIA = material("ceria_gadolinia_10"), material("zirconia_yttria_8")
BORDER = 0.01  # of the classes on the map: a convention


class SideBySide(Panel):
    """The seed's first sample: a total resistance was measured; what does the electronic path leave for the ions?"""

    name = "conductivity.side_by_side"
    ask = "Two paths side by side measure 150 Ω together. How much do the ions carry?"
    alternative = ("Left: ionic transference number against the electronic resistance, and the curve of a common slip. "
                   "Right: ionic resistance against the electronic resistance, with the measured total.")
    law = staticmethod(conductivity.transference_from_resistances)
    controls = (
        logarithmic("electronic_resistance", "electronic path", 100.0, 1e6, 600.0, unit="ohm", shown="Ω", symbol="Rₑ", per_decade=20),
        logarithmic("total_resistance", "both paths together", 10.0, 1e5, 150.0, unit="ohm", shown="Ω", symbol="R", folded=True,
                    source="worked example of this course"),
    )
    rules = (Rule("one of two parallel paths always resists more than both together", lambda s: s.electronic_resistance > s.total_resistance),)
    presets = {"the measured sample": {"electronic_resistance": 9800.0}}

    def solve(self, state):
        axis = np.geomspace(state.total_resistance * (1 + 1e-6), 1e6, 200)

        def columns(electronic):
            return {"Rₑ (Ω)": electronic, "tᵢₒₙ": conductivity.transference_from_resistances(state.total_resistance, electronic),
                    "Rᵢₒₙ (Ω)": conductivity.ionic_resistance(state.total_resistance, electronic)}
        curve = columns(axis)
        # The slip: the measured total is taken for the ionic path.
        curve["slip tᵢₒₙ"] = conductivity.ionic_transference_number(1 / state.total_resistance, 1 / axis)
        curve["R (Ω)"] = np.full_like(axis, state.total_resistance)
        return {"now": columns(state.electronic_resistance), "curve": curve}

    def draw(self, figure):
        share, ohms = figure.subplots(1, 2)
        share.set(xscale="log", xlim=(1e2, 1e6), ylim=(-0.03, 1.05), xlabel="electronic resistance Rₑ (Ω)", title="share of the ions, tᵢₒₙ")
        ohms.set(xscale="log", yscale="log", xlim=(1e2, 1e6), ylim=(10, 1e7), xlabel="electronic resistance Rₑ (Ω)", title="resistance (Ω)")
        quiet = style.Carrier("slip", style.QUIET, (0, (1, 2)))
        self.curve(share, "curve", "Rₑ (Ω)", "slip tᵢₒₙ", quiet, label="slip", at=0.12, shift=(-22, 2))
        self.curve(share, "curve", "Rₑ (Ω)", "tᵢₒₙ", style.IONS, label="tᵢₒₙ", at=0.4, shift=(0, -26))
        self.curve(share, "now", "Rₑ (Ω)", "tᵢₒₙ", marker="o", linestyle="none")
        self.curve(ohms, "curve", "Rₑ (Ω)", "R (Ω)", label="both together, R", at=0.75, shift=(0, -22))
        self.curve(ohms, "curve", "Rₑ (Ω)", "Rᵢₒₙ (Ω)", style.IONS, label="ions, Rᵢₒₙ", at=0.25, shift=(34, 6))
        self.curve(ohms, "now", "Rₑ (Ω)", "Rᵢₒₙ (Ω)", marker="o", linestyle="none")

    def say(self, state, words):
        return (f"With Rₑ = {words['Rₑ (Ω)']} beside it, the ionic path has {words.show('Rᵢₒₙ (Ω)', 5)} "
                f"and carries tᵢₒₙ = {words.show('tᵢₒₙ', 5)} of the current.")

    def conserved(self, state, tables):
        now = tables["now"]
        parallel = 1 / (1 / now["Rₑ (Ω)"] + 1 / now["Rᵢₒₙ (Ω)"])
        return {"both paths give the measured total": float(abs(parallel / state.total_resistance - 1)[0])}


class Plane(Panel):
    """All conductors on one map: electronic against ionic conductivity, with the lines on which the share is the same."""

    name = "conductivity.plane"
    ask = "Where on the map stands a conductor, and what does its share hide?"
    alternative = ("Left: map of electronic against ionic conductivity, both logarithmic, with lines of equal share, real materials and your sample. "
                   "Right: share of the ions against ionic conductivity at your electronic conductivity.")
    law = staticmethod(conductivity.ambipolar_conductivity)
    controls = (
        logarithmic("ionic_conductivity", "ionic conductivity", 1e-7, 1e3, 0.01, unit="S/m", shown="S/cm", symbol="σᵢₒₙ"),
        logarithmic("electronic_conductivity", "electronic conductivity", 1e-7, 1e5, 0.1, unit="S/m", shown="S/cm", symbol="σₑ"),
        switch("ambipolar_lines", "equal ambipolar conductivity", False, rescales=True),
    )

    @property
    def presets(self):
        """States of real materials, from their measured laws."""
        states = {"ceria at 800 °C in air (illustrative)": partial(CERIA, 1073.15, AIR),
                  "ceria at 800 °C in wet hydrogen, 1e-20 bar (illustrative)": partial(CERIA, 1073.15, HYDROGEN_800),
                  "zirconia at 900 °C in air (illustrative)": partial(ZIRCONIA, 1173.15, AIR)}
        return {name: {"ionic_conductivity": float(ionic), "electronic_conductivity": float(electronic)}
                for name, (ionic, electronic) in states.items()}

    def solve(self, state):
        ionic, electronic = state.ionic_conductivity, state.electronic_conductivity
        axis = np.geomspace(1e-7, 1e3, 161)
        return {
            "your sample": {
                "border (%)": 100 * BORDER,
                "σᵢₒₙ (S/cm)": convert(ionic, "S/m", "S/cm"), "σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
                "tᵢₒₙ": conductivity.ionic_transference_number(ionic, electronic),
                "tₑ": conductivity.electronic_transference_number(ionic, electronic),
                "σ (S/cm)": convert(conductivity.total_conductivity(ionic, electronic), "S/m", "S/cm"),
                "ambipolar conductivity (S/cm)": convert(conductivity.ambipolar_conductivity(ionic, electronic), "S/m", "S/cm")},
            "row": {"σᵢₒₙ (S/cm)": convert(axis, "S/m", "S/cm"), "σₑ (S/cm)": np.full(axis.size, convert(electronic, "S/m", "S/cm")),
                    "tᵢₒₙ": conductivity.ionic_transference_number(axis, electronic)},
        }

    def draw(self, figure):
        plane, row = figure.subplots(1, 2, width_ratios=(2.1, 1))
        plane.set(xscale="log", yscale="log", xlim=(1e-9, 1e2), ylim=(1e-9, 1e4), xlabel="ionic conductivity σᵢₒₙ (S/cm)", title="electronic conductivity σₑ (S/cm)")
        row.set(xscale="log", xlim=(1e-9, 1e2), ylim=(-0.03, 1.05), xlabel="σᵢₒₙ (S/cm)", title="share tᵢₒₙ")
        draw_shares(plane)
        if self.state["ambipolar_lines"]:
            draw_ambipolar_lines(plane)
        draw_materials(plane)
        self.curve(plane, "row", "σᵢₒₙ (S/cm)", "σₑ (S/cm)", linewidth=style.form().line * 0.75, linestyle=":")
        self.curve(plane, "your sample", "σᵢₒₙ (S/cm)", "σₑ (S/cm)", label="" if style.in_lecture_mode() else "your sample", marker="o", linestyle="none", markersize=1.5 * style.form().marker)
        self.curve(row, "row", "σᵢₒₙ (S/cm)", "tᵢₒₙ", style.IONS)
        self.curve(row, "your sample", "σᵢₒₙ (S/cm)", "tᵢₒₙ", marker="o", linestyle="none", markersize=1.5 * style.form().marker)

    def say(self, state, words):
        kind = conductivity.conductor_class(words.number("tᵢₒₙ"), border=BORDER)
        return (f"Your sample conducts {words['σ (S/cm)']} in all, a fraction tᵢₒₙ = {words['tᵢₒₙ']} of it by ions: "
                f"{'an' if kind[0] == 'e' else 'a'} {kind} (border at {words['border (%)']}). Walking together, as in a membrane, they manage {words['ambipolar conductivity (S/cm)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["your sample"].items()}
        ambipolar = now["tᵢₒₙ"] * now["tₑ"] * now["σ (S/cm)"]
        return {"shares add up": abs(now["tᵢₒₙ"] + now["tₑ"] - 1),
                "ambipolar is tᵢₒₙ tₑ σ": abs(ambipolar / now["ambipolar conductivity (S/cm)"] - 1)}


class OneMaterial(Panel):
    """One real material against temperature and oxygen pressure: both partial conductivities and the share of the ions."""

    name = "conductivity.one_material"
    ask = "The same ceramic in air and in hydrogen: is it still the same conductor?"
    alternative = ("Left: Arrhenius plot of the ionic and the electronic conductivity against 1000/T. "
                   "Right: share of the ions against oxygen pressure at the chosen temperature.")
    law = staticmethod(conductivity.partial_conductivity)
    controls = (
        choice("material", "material", {entry.key: entry.name for entry in (CERIA, ZIRCONIA)}, CERIA.key,
               source=CERIA.property("ionic conductivity").status_words),
        linear("temperature", "temperature", 773.15, 1273.15, 973.15, step=10, unit="K", shown="°C", symbol="T"),
        logarithmic("oxygen_activity", "oxygen pressure", 1e-25, 1.0, 0.21, unit="1", shown="bar", symbol="pO₂", per_decade=4),
        switch("times_temperature", "plot σ·T instead of σ", False, rescales=True, folded=True),
    )
    rules = (Rule("the source gives numbers for this material only up to, or only from, this temperature",
                  lambda s: _allowed(material(s.material))[0] <= s.temperature <= _allowed(material(s.material))[1]),
             # The law of the electrons holds while they are far fewer than the gadolinium; at tᵢₒₙ = 0.09 they are some 4 in 100 formula units.
             Rule("beyond this the electrons are no longer few beside the gadolinium, and the source's law ends",
                  lambda s: conductivity.ionic_transference_number(*partial(material(s.material), s.temperature, s.oxygen_activity)) >= 0.09))
    presets = {"ceria in air": {"oxygen_activity": AIR}, "ceria in hydrogen with 3 % steam": {"oxygen_activity": HYDROGEN_700},
               "zirconia in hydrogen with 3 % steam": {"material": ZIRCONIA.key, "oxygen_activity": HYDROGEN_700}}

    def solve(self, state):
        entry = material(state.material)
        temperatures, pressures = np.linspace(*_allowed(entry), 60), np.geomspace(1e-25, 1.0, 100)
        ionic, electronic = partial(entry, state.temperature, state.oxygen_activity)
        lines = partial(entry, temperatures, state.oxygen_activity)
        shares = partial(entry, state.temperature, pressures)
        now = {"1000/T (1/K)": 1000 / state.temperature, "pO₂ (bar)": state.oxygen_activity,
               "σᵢₒₙ (S/cm)": convert(ionic, "S/m", "S/cm"), "σₑ (S/cm)": convert(electronic, "S/m", "S/cm"),
               "tᵢₒₙ": conductivity.ionic_transference_number(ionic, electronic),
               "slope of the ionic line (eV)": _slope_energy(entry, state) / ELECTRONVOLT}
        arrhenius = {"1000/T (1/K)": 1000 / temperatures, "σᵢₒₙ (S/cm)": convert(lines[0], "S/m", "S/cm"), "σₑ (S/cm)": convert(lines[1], "S/m", "S/cm")}
        for table, kelvin in ((now, state.temperature), (arrhenius, temperatures)):
            table |= {"σᵢₒₙ·T (S K/cm)": table["σᵢₒₙ (S/cm)"] * kelvin, "σₑ·T (S K/cm)": table["σₑ (S/cm)"] * kelvin}
        return {"now": now, "Arrhenius": arrhenius,
                "pressure": {"pO₂ (bar)": pressures, "tᵢₒₙ": conductivity.ionic_transference_number(*np.broadcast_arrays(*shares))}}

    def draw(self, figure):
        arrhenius, shares = figure.subplots(1, 2)
        times = self.state["times_temperature"]
        ends = (1e-8, 1e5) if times else (1e-11, 1e2)
        arrhenius.set(yscale="log", xlim=(0.76, 1.32), ylim=ends, xlabel="1000/T (1/K)", title="σ·T (S K/cm)" if times else "σ (S/cm)")
        shares.set(xscale="log", xlim=(1e-25, 2), ylim=(-0.03, 1.05), xlabel="oxygen pressure pO₂ (bar)", title="share of the ions, tᵢₒₙ")
        for carrier, symbol, up in ((style.IONS, "σᵢₒₙ", 8), (style.ELECTRONS, "σₑ", -24)):
            column = f"{symbol}·T (S K/cm)" if times else f"{symbol} (S/cm)"
            self.curve(arrhenius, "Arrhenius", "1000/T (1/K)", column, carrier, label=f"{carrier.word} {symbol}", at=0.15, shift=(0, up))
            self.curve(arrhenius, "now", "1000/T (1/K)", column, carrier, marker="o", linestyle="none")
        self.curve(shares, "pressure", "pO₂ (bar)", "tᵢₒₙ", style.IONS)
        self.curve(shares, "now", "pO₂ (bar)", "tᵢₒₙ", style.IONS, marker="o", linestyle="none")

    def say(self, state, words):
        control = {control.name: control.show(self.state[control.name]) for control in self.controls}
        status = material(state.material).property("ionic conductivity").status_words
        return (f"At {control['temperature']} and {control['oxygen_activity']} {material(state.material).short} conducts {words['σᵢₒₙ (S/cm)']} by ions and "
                f"{words['σₑ (S/cm)']} by electrons and holes ({status}): tᵢₒₙ = {words.show('tᵢₒₙ', 5)}. "
                f"The ionic line of this plot has slope energy {words['slope of the ionic line (eV)']}.")

    def conserved(self, state, tables):
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        return {"share times total is the ionic part": abs(now["tᵢₒₙ"] * (now["σᵢₒₙ (S/cm)"] + now["σₑ (S/cm)"]) / now["σᵢₒₙ (S/cm)"] - 1)}


def _allowed(entry):
    """The temperatures (K) for which all partial conductivities of a material are known."""
    ranges = [branch.temperature_range for branch in entry.properties if "conductivity" in branch.quantity and branch.prefactor]
    return max(low for low, _ in ranges) * (1 - 1e-12), min(high for _, high in ranges) * (1 + 1e-12)


def _slope_energy(entry, state):
    """What a ruler on the plot reads for the ions: the law's own energy where the plot fits the law, else RT more or less."""
    ionic = entry.property("ionic conductivity")
    step = ionic.activation_energy - conductivity.slope_energy_of_conductivity(ionic.activation_energy, state.temperature)
    hops = ionic.kind == "hopping"
    return ionic.activation_energy + step * (int(state.times_temperature) - int(hops))


PANELS = (SideBySide, Plane, OneMaterial)


def predict_resistance():
    """Before the one-slider panel: is the ionic path better or worse than both together?"""
    return Predict(SideBySide(), "Both paths together measure 150 Ω; the electrons' path alone would have 9800 Ω. What does the ionic path alone have?",
                   ("a little less than 150 Ω", "exactly 150 Ω", "a little more than 150 Ω", "9650 Ω, the rest"),
                   look="Move Rₑ to 9800 Ω and read the sentence. Then move it down towards 150 Ω: what happens to the ionic path, and why?",
                   found="A little more than 150 Ω: 152.33 Ω. A second path beside it can only help, so alone each path resists more than both.",
                   key="01.resistance")


def predict_hydrogen():
    """Before the panel of one material: what does the gas change?"""
    return Predict(OneMaterial(), "Doped ceria at 700 °C goes from air (0.21 bar of oxygen) into hydrogen with 3 % steam (1.5e-24 bar). Which line of the left picture moves?",
                   ("the ionic one, down", "the electronic one, up", "both, up", "neither: it is the same ceramic"),
                   look="Move the oxygen pressure to the left until the slider stops, and watch both lines. Then do the same with zirconia.",
                   found="The electronic one, up: tenfold for four decades of pressure. The ionic line stays. Zirconia leaks a millionth of that.",
                   key="01.hydrogen")
