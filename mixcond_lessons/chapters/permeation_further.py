"""Chapter 06, going further: how fast a membrane follows its gas, and what was measured beside what can be calculated."""
import numpy as np

from ..classroom import style
from ..classroom.controls import choice, logarithmic
from ..classroom.panel import Panel
from ..classroom.quantity import convert
from ..materials import material
from ..physics import cell_voltage, gases, permeation, relaxation
from ..physics.recording import TOLD
from ..physics.constants import AIR
from ..physics.membranes import SOURCES, ceria_laws
from ..classroom.words import duration_in_words, durations

TIMES, ACROSS = np.geomspace(1e-2, 1e6, 121), np.linspace(-1, 1, 101)
READINGS, NOISE = 100, 0.01  # of the whole change
SLOWEST = 5  # the recording ends after so many of the slowest time constants
STEP = 1e-4  # of a logarithm, for slopes
LEAST_SEEN = 1e-6  # per cent: less than that is nothing yet
BEFOREHAND = np.log(10)  # either constant is known to a power of ten without any reading


def what_readings_tell(half_thickness, exchange_rate, chemical_diffusivity):
    """Standard errors of ln k and ln D̃ that evenly spaced noisy readings leave: from the slopes of g(t), as in any least-squares fit."""
    end = SLOWEST * float(relaxation.relaxation_time(exchange_rate, half_thickness, chemical_diffusivity))
    rates, diffusivities = exchange_rate * np.exp([[STEP], [-STEP], [0], [0]]), chemical_diffusivity * np.exp([[0], [0], [STEP], [-STEP]])
    missing = relaxation.missing_fraction(np.linspace(0, end, READINGS + 1)[1:], rates, half_thickness, diffusivities)
    slopes = np.array([missing[1] - missing[0], missing[3] - missing[2]]) / (2 * STEP)
    known = slopes @ slopes.T / NOISE**2 + np.eye(2) / BEFOREHAND**2
    return np.sqrt(np.diag(np.linalg.inv(known)))


class RelaxationAfterStep(Panel):
    """The commonest experiment of the trade: step the gas, watch the conductivity follow, and read k and D̃ from it, if the sample lets you."""

    name = "permeation.relaxation"
    ask = "After a step of the gas: is the face slow, or the inside?"
    alternative = ("Left: relative change of the conductivity against time on a logarithmic axis, with the limits of a slow face and of slow diffusion. "
                   "Right: change of the oxygen content across the sample at the chosen time.")
    law = staticmethod(relaxation.relaxed_fraction)
    controls = (
        logarithmic("time", "time after the step", 0.1, 1e5, 1.0, unit="s", symbol="t", plays=True),
        logarithmic("half_thickness", "half the thickness", 1e-5, 5e-3, 3e-5, unit="m", shown="mm", symbol="a"),
        logarithmic("exchange_rate", "chemical exchange rate", 1e-7, 1e-4, 1e-5, unit="m/s", shown="cm/s", symbol="k"),
        logarithmic("chemical_diffusivity", "chemical diffusivity", 1e-10, 5e-9, 1e-9, unit="m2/s", shown="cm2/s", symbol="D̃", folded=True,
                    source="inside the range of ten Elshof et al. 1997"),
    )
    presets = {"slow face": {"half_thickness": 1e-5, "time": 1.0}, "slow inside": {"half_thickness": 5e-3, "exchange_rate": 1e-4, "time": 1000.0}}

    def solve(self, state):
        constants = state.exchange_rate, state.half_thickness, state.chemical_diffusivity
        content = 100 * relaxation.relaxation_profile(ACROSS * state.half_thickness, state.time, *constants)
        fractions = 100 * relaxation.relaxed_fraction(np.append(TIMES, state.time), *constants)
        errors = what_readings_tell(state.half_thickness, state.exchange_rate, state.chemical_diffusivity)
        limits = {"slow face (%)": -100 * np.expm1(-TIMES * state.exchange_rate / state.half_thickness),
                  "slow inside (%)": 200 * np.sqrt(state.chemical_diffusivity * TIMES / np.pi) / state.half_thickness}
        now = {"g (%)": fractions[-1], "Bi": relaxation.biot_number(*constants), "face (%)": content[-1], "middle (%)": content[content.size // 2],
               "readings": READINGS, "noise (%)": 100 * NOISE, **durations("slowest τ", float(relaxation.relaxation_time(*constants)))}
        for name, error in zip(("k", "D̃"), errors, strict=True):
            now |= {f"{name} told": float(2 * error <= TOLD), f"{name} within (%)": 100 * np.expm1(2 * error)}
        reached = limits["slow inside (%)"] <= 100  # the law of the square root means nothing beyond
        return {"now": now, "here": {"time (s)": state.time, "g (%)": fractions[-1]},
                "curve": {"time (s)": TIMES, "g (%)": fractions[:-1], "slow face (%)": limits["slow face (%)"]},
                "beginning": {"time (s)": TIMES[reached], "slow inside (%)": limits["slow inside (%)"][reached]},
                "sample": {"x/a": ACROSS, "content (%)": content}}

    def draw(self, figure):
        trace, inside = figure.subplots(1, 2)
        trace.set(xscale="log", xlim=(TIMES[0], TIMES[-1]), ylim=(0, 118), yticks=(0, 50, 100), xlabel="time (s)", title="conductivity change g (%)")
        trace.set_xticks(10.0 ** np.arange(-2, 7, 2))
        inside.set(xlim=(-1, 1), ylim=(-2, 118), yticks=(0, 50, 100), xticks=(-1, 0, 1), xlabel="place x/a, from the middle", title="content inside (%)")
        thin = style.form().line * 0.75
        self.curve(trace, "curve", "time (s)", "slow face (%)", style.DOTTED, linewidth=thin)
        trace.text(0.98 * TIMES[-1], 102, "slow face", color=style.QUIET, ha="right", va="bottom")  # beside its end, which is always at 100
        self.curve(trace, "beginning", "time (s)", "slow inside (%)", style.DASHED, label="√t", at=0.9, shift=(-10, 0), linewidth=thin)
        self.curve(trace, "curve", "time (s)", "g (%)")
        self.curve(trace, "here", "time (s)", "g (%)", marker="o", linestyle="none")
        self.curve(inside, "sample", "x/a", "content (%)", style.IONS)

    def say(self, state, words):
        read = [f"{name} to ±{words[f'{name} within (%)']}" for name in ("k", "D̃") if words.number(f"{name} told")]
        dark = [name for name in ("k", "D̃") if not words.number(f"{name} told")]
        told = f"tell {' and '.join(read)}" + (f", but not {dark[0]}" if dark else "") if read else "tell neither k nor D̃"
        middle = words["middle (%)"] if words.number("middle (%)") >= LEAST_SEEN else "nothing yet"
        return (f"After {self.controls[0].show(state.time)}: {words['g (%)']} of the change (faces {words['face (%)']}, middle {middle}); Bi = ka/D̃ = {words['Bi']}, "
                f"slowest τ = {duration_in_words(words, 'slowest τ')}. {words['readings']} readings good to {words['noise (%)']} {told}.")

    def conserved(self, state, tables):
        constants = state.exchange_rate, state.half_thickness, state.chemical_diffusivity
        nodes, weights = np.polynomial.legendre.leggauss(200)
        mean = weights @ relaxation.relaxation_profile(nodes * state.half_thickness, state.time, *constants) / 2
        g = float(tables["now"]["g (%)"][0]) / 100
        return {"g is the mean of the content": abs(float(mean) - g), "changed and missing make the whole": abs(g + float(relaxation.missing_fraction(state.time, *constants)) - 1)}


def _membranes():
    """Measured fluxes: {key: (words, temperature in K, flux in mol/(m2 s), thickness in m or None, words of its status)}."""
    found = {}
    for key in ("barium_strontium_cobalt_ferrite_deficient", "barium_strontium_cobalt_ferrite", "lanthanum_strontium_cobalt_ferrite_6428"):
        entry = material(key)
        for flux in (flux for flux in entry.properties if flux.quantity.startswith("oxygen flux")):
            kelvin = flux.temperature_range[0]
            amount = flux.value if flux.unit == "mol/m**2/s" else float(permeation.flux_from_standard_volume(flux.value))
            found[f"{key} {kelvin:g}"] = f"{entry.short}, {convert(kelvin, 'K', '°C'):.0f} °C ({flux.status_words})", kelvin, amount, flux.thickness
    return found


MEASURED = _membranes()
CELL = SOURCES["ceria"].property("open-circuit voltage")
GUESSES, STEAMS = np.geomspace(1e-5, 0.1, 101), np.geomspace(1e-3, 0.3, 101)
FUEL = 0.10  # hydrogen in the cell's fuel before steam comes in


class MeasuredBeside(Panel):
    """Measured fluxes and a measured voltage: what may be compared with the laws of this chapter, and what is missing for it."""

    name = "permeation.measured_beside"
    ask = "Measured fluxes, a measured voltage: what may be compared?"
    alternative = ("Left: ionic conductance per area that a measured flux asks for, against the unknown oxygen pressure at the sweep face. "
                   "Right: voltage of a thin ceria cell with ideal electrodes against the steam in its fuel, beside the measured voltage.")
    law = staticmethod(permeation.constant_flux)
    controls = (
        choice("membrane", "membrane", {key: words for key, (words, *_) in MEASURED.items()}, next(iter(MEASURED))),
        logarithmic("oxygen_activity_low", "your guess, sweep face", 1e-5, 0.1, 1e-3, unit="1", shown="bar", symbol="pO₂", source="not measured: a guess"),
        logarithmic("steam", "steam in the cell's fuel", 1e-3, 0.3, 0.03, unit="1", shown="%", source="a guess: what a bubbler at room temperature gives"),
    )

    def solve(self, state):
        _, kelvin, flux, thickness = MEASURED[state.membrane]
        # Constant ions and electrons in plenty: the flux per conductivity and thickness is the same for all.
        asked = flux / permeation.flux_of_ionic_power_law(1.0, 0.0, kelvin, np.append(GUESSES, state.oxygen_activity_low), AIR, 1.0)
        column = "σᵢₒₙ/L (S/cm2)"
        conductance = convert(asked, "S/m2", "S/cm2")
        now = {"flux (mL/cm2/min)": convert(permeation.flux_as_standard_volume(flux), "m/s", "mL/cm2/min"), column: conductance[-1]}
        if thickness:
            now |= {"L (mm)": convert(thickness, "m", "mm"), "σᵢₒₙ (S/cm)": convert(asked[-1] * thickness, "S/m", "S/cm")}
        voltages = self._ideal(np.append(STEAMS, state.steam))
        now |= {"ideal V (V)": voltages[-1], "measured V (V)": CELL.value, "missing (V)": voltages[-1] - CELL.value}
        return {"now": now, "guess": {"pO₂ (bar)": state.oxygen_activity_low, column: conductance[-1]}, "asked": {"pO₂ (bar)": GUESSES, column: conductance[:-1]},
                "cell": {"steam (%)": convert(state.steam, "1", "%"), "V (V)": voltages[-1]}, "ideal": {"steam (%)": 100 * STEAMS, "V (V)": voltages[:-1]}}

    @staticmethod
    def _ideal(steam):
        """Open-circuit voltage (V) of the ceria cell with reversible electrodes."""
        kelvin = CELL.temperature_range[0]
        fuel = gases.oxygen_activity_of_steam(steam, FUEL * (1 - steam), kelvin)
        return cell_voltage.voltage_with_electronic_power_law(*ceria_laws(kelvin), kelvin, fuel, AIR)

    def draw(self, figure):
        asked, volts = figure.subplots(1, 2)
        asked.set(xscale="log", yscale="log", xlim=(1e-5, 0.2), ylim=(0.1, 100), xlabel="sweep face pO₂ (bar), not known", title="σᵢₒₙ/L asked for (S/cm²)")
        volts.set(xscale="log", xlim=(0.1, 30), ylim=(0.8, 1.12), xlabel="steam in the fuel (%)", title="cell at 550 °C (V)")
        volts.set(yticks=(0.85, 0.95, 1.05))
        volts.set_xticks((0.1, 1, 10), ("0.1", "1", "10"))
        self.curve(asked, "asked", "pO₂ (bar)", "σᵢₒₙ/L (S/cm2)", style.IONS)
        self.curve(asked, "guess", "pO₂ (bar)", "σᵢₒₙ/L (S/cm2)", marker="o", linestyle="none")
        volts.axhline(CELL.value, color=style.MARK, linewidth=style.form().line)
        volts.text(0.12, CELL.value + 0.003, "measured", va="bottom")
        self.curve(volts, "ideal", "steam (%)", "V (V)", style.ELECTRONS, label="ideal electrodes", at=0.35, shift=(44, 5))
        self.curve(volts, "cell", "steam (%)", "V (V)", style.ELECTRONS, marker="o", linestyle="none")

    def say(self, state, words):
        asks = (f"σᵢₒₙ = {words['σᵢₒₙ (S/cm)']} over {words['L (mm)']}" if MEASURED[state.membrane][3]
                else f"σᵢₒₙ/L = {words['σᵢₒₙ/L (S/cm2)']} (thickness not told)")
        return (f"{words['flux (mL/cm2/min)']} ask for at least {asks}, if your guess of {self.controls[1].show(state.oxygen_activity_low)} is right. "
                f"The ceria cell: at {self.controls[2].show(state.steam)} steam, a guess, ideal electrodes give {words.show('ideal V (V)', 4)}; "
                f"{words['measured V (V)']} was measured, {words.show('missing (V)', 2)} less.")

    def conserved(self, state, tables):
        _, kelvin, flux, _ = MEASURED[state.membrane]
        now = {name: float(values[0]) for name, values in tables["now"].items()}
        # Back to the flux, with a millionfold of electrons beside the ions of a membrane 1 m thick.
        ionic = convert(now["σᵢₒₙ/L (S/cm2)"], "S/cm2", "S/m2")
        back = permeation.constant_flux(ionic, 1e12 * ionic, kelvin, state.oxygen_activity_low, AIR, 1.0)
        return {"the conductance asked for gives the flux back": abs(float(back) / flux - 1)}
